"""The entailment check, on a tiny model made here: real loading, the model's own order of outputs, and refusals."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from assistant.checks import Cited, Told
from assistant.entailment import Entailment, open_entailment
from assistant.errors import ModelUnavailable
from assistant.lexicon import Lexicon
from assistant.types import Claim, Hit, Passage, Rejection, Sentence, Source, Statement
from assistant.verify import Gate

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "clozapine", "may", "raise", "glycine", "."]
NLI = {0: "contradiction", 1: "entailment", 2: "neutral"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of a few kilobytes with random weights, saved as any other is."""
    transformers = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("nli")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
        max_position_embeddings=64, num_labels=3, id2label=NLI, label2id={name: key for key, name in NLI.items()},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


class Scripted:
    """A model that gives the same outputs for every pair."""

    def __init__(self, *logits: float) -> None:
        self.logits = logits

    def predict(self, inputs: Sequence[object], **options: object) -> npt.NDArray[np.float32]:
        assert options == {"convert_to_numpy": True}
        return np.asarray([self.logits for _ in inputs], dtype=np.float32)


def asked(entailment: Entailment, lexicon: Lexicon) -> str | None:
    cited = Cited((), "Clozapine may raise glycine.", lexicon, {})
    return entailment(Told("Clozapine might increase glycine.", lexicon), cited)


def test_a_model_is_loaded_from_a_folder_and_its_outputs_are_named_by_its_own_configuration(tiny: Path) -> None:
    shares = open_entailment(str(tiny)).shares("Clozapine may raise glycine.", "Clozapine may raise glycine.")
    assert set(shares) == set(NLI.values())
    assert sum(shares.values()) == pytest.approx(1.0)


def test_the_order_of_the_outputs_is_the_models(lexicon: Lexicon) -> None:
    sure = (5.0, 0.0, 0.0)
    assert asked(Entailment(Scripted(*sure), ["entailment", "neutral", "contradiction"], "m"), lexicon) is None
    why = asked(Entailment(Scripted(*sure), ["contradiction", "entailment", "neutral"], "m"), lexicon)
    assert why is not None and "contradicting" in why


def test_what_does_not_follow_is_refused_and_so_is_what_the_model_has_no_number_for(lexicon: Lexicon) -> None:
    names = ["Contradiction", "Entailment", "Neutral"]
    neutral = asked(Entailment(Scripted(0.0, 0.0, 5.0), names, "m"), lexicon)
    assert neutral is not None and "does not find that it follows" in neutral
    assert asked(Entailment(Scripted(*[float("nan")] * 3), names, "m"), lexicon) is not None


def test_a_model_of_two_outputs_will_do(lexicon: Lexicon) -> None:
    assert asked(Entailment(Scripted(3.0, 0.0), ["entailment", "not_entailment"], "m"), lexicon) is None


def test_a_model_that_does_not_name_its_outputs_is_not_used() -> None:
    with pytest.raises(ModelUnavailable, match="which of its outputs is entailment"):
        Entailment(Scripted(0.0, 0.0), ["LABEL_0", "LABEL_1"], "m")


def test_a_model_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be loaded") as raised:
        open_entailment(str(tmp_path / "none"))
    assert "TRS_ENTAILMENT_MODEL" in raised.value.do


def test_the_gate_asks_it_last_and_never_of_what_is_word_for_word(lexicon: Lexicon) -> None:
    text = "Clozapine may raise glycine levels in the brain."
    passage = Passage(
        passage_id="a#0", source_slug="a", ordinal=0, start=0, end=len(text), text=text,
        sentences=(Sentence(start=0, end=len(text), text=text),),
    )  # fmt: skip
    hit = Hit(passage=passage, source=Source(source_id="a", slug="a", title="A", kind="article"), score=1.0)
    against = Entailment(Scripted(5.0, 0.0, 0.0), list(NLI.values()), "m")
    gate = Gate([hit], lambda _slug: text, lexicon, further=(against,))

    def told(words: str) -> Statement | Rejection:
        return gate.admit(Claim(text=words, role="answer", spans=(("a#0", 0, len(text)),)))

    assert isinstance(told(text), Statement)
    refused = told("Clozapine might raise glycine levels in the brain.")
    assert isinstance(refused, Rejection) and "contradicting" in refused.why
