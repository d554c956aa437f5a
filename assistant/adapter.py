"""What is changed of the embedding model so that a question lies near the sentence that answers it.

An embedding model brings near what speaks of the same, and people ask in other words than a document answers in. A
low-rank change of its weights ("LoRA"), fitted by `python -m evals.fit_adapter` to questions on many documents, makes a
second network of it, by which the sentences of uploads are compared. It holds for the model it was fitted to alone.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("adapter.npz")
EMBEDDER = "embedder"  # the key of the name of the model it was fitted to; all others are names of weights
DOWN, UP = ".down", ".up"  # endings of the two factors of a change, shapes (rank, in) and (out, rank)


def changes(embedder: str) -> dict[str, npt.NDArray[np.float32]]:
    """What is added to each weight of the model, by the weight's name, shape (out, in); none to another model's."""
    with np.load(FILE) as kept:
        if str(kept[EMBEDDER]) != embedder:
            return {}
        names = [name.removesuffix(UP) for name in kept.files if name.endswith(UP)]
        return {name: kept[name + UP].astype(np.float32) @ kept[name + DOWN].astype(np.float32) for name in names}
