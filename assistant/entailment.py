"""An entailment model as a further check of the gate: a claim and the words it cites in, why it does not follow out.

Any cross-encoder that sentence-transformers can load and that was trained on entailment (natural language inference)
will do; none is part of the program, and without the setting `entailment_model` none is loaded. Which output means what
is read from the model's own configuration. It only ever refuses: what another check refused, it cannot let through.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.checks import Cited, Told
from assistant.errors import ModelUnavailable

LEAST_ENTAILMENT = 0.5  # probability that the claim follows, below which it is refused
_NAMES = {  # how models name their outputs
    "entailment": "entailment",
    "entail": "entailment",
    "entailed": "entailment",
    "yes": "entailment",
    "contradiction": "contradiction",
    "contradict": "contradiction",
    "neutral": "neutral",
    "not_entailment": "neutral",
    "non_entailment": "neutral",
}


class CrossEncoder(Protocol):
    """What is needed of the model."""

    def predict(self, inputs: Sequence[tuple[str, str]], **options: Any) -> npt.NDArray[np.float32]: ...


class Entailment:
    """A loaded model; called like every check."""

    def __init__(self, model: CrossEncoder, labels: Sequence[str], name: str, least: float = LEAST_ENTAILMENT) -> None:
        """`labels` names the model's outputs in order. Raises ModelUnavailable where none of them is entailment."""
        self.name = name
        self._labels = tuple(_NAMES.get(label.lower().replace("-", "_").replace(" ", "_"), "") for label in labels)
        if "entailment" not in self._labels:
            raise ModelUnavailable(
                f"The entailment model does not say which of its outputs is entailment ({', '.join(labels)}).",
                to=name,
                do="Choose a model whose configuration (id2label) names entailment, neutral and contradiction.",
            )
        self._model, self._least = model, least

    def __call__(self, claim: Told, cited: Cited) -> str | None:
        """Why the claim does not follow from the cited words; None where it does."""
        shares = self.shares(cited.text, claim.text)
        if shares.get("contradiction", 0.0) > shares["entailment"]:
            return f"the entailment model reads it as contradicting the cited words ({shares['contradiction']:.2f})"
        if not shares["entailment"] >= self._least:  # a model that gives no number refuses
            return (
                f"the entailment model does not find that it follows from the cited words ({shares['entailment']:.2f})"
            )
        return None

    def shares(self, premise: str, claim: str) -> dict[str, float]:
        """The probability of each output for one pair."""
        [logits] = np.asarray(self._model.predict([(premise, claim)], convert_to_numpy=True), dtype=np.float64)
        powers = np.exp(logits - logits.max())
        found: dict[str, float] = {}
        for label, share in zip(self._labels, powers / powers.sum(), strict=True):
            found[label] = found.get(label, 0.0) + float(share)
        return found


def open_entailment(model: str) -> Entailment:
    """The entailment model of that name or folder. Imports torch. Raises ModelUnavailable with what to do."""
    import torch
    from sentence_transformers import CrossEncoder as Loaded

    try:
        loaded: Any = Loaded(model, device="cpu", activation_fn=torch.nn.Identity())
    except Exception as error:  # a missing model surfaces as one of many exceptions of the hub client
        raise ModelUnavailable(
            f"The entailment model {model!r} cannot be loaded ({error}).",
            to=model,
            do="Set TRS_ENTAILMENT_MODEL to the folder of a cross-encoder, or leave it unset.",
        ) from error
    names: dict[Any, str] = loaded.config.id2label
    ordered = [names[key] for key in sorted(names, key=int)]
    return Entailment(loaded, ordered, Path(model).name)
