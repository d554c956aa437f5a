"""How near a sentence lies to a question it may answer: unit vectors in, cosines out.

An embedding model finds near what speaks of the same things. Here a sentence shall be near that answers, so both sides
are compared after one linear map, under which known questions lie nearest to the sentences that answer them. It is
fitted by `python -m evals.fit_answering`, holds for documents of which no question is known too, and is left out for
vectors of another model.
"""

from functools import cache
from pathlib import Path

import numpy as np

from assistant.tables import FloatArray

FILE = Path(__file__).with_name("answering.npz")
LEAST = 1e-9  # no image is shorter: nothing is divided by zero


def towards(question: FloatArray, embedder: str) -> FloatArray:
    """What a sentence's vector, divided by its `lengths`, is multiplied with to get its cosine; shape (d,)."""
    fitted = mapping(embedder)
    if fitted is None:
        return question
    image = fitted @ question
    return np.asarray(image @ fitted / max(float(np.linalg.norm(image)), LEAST), dtype=np.float32)


def lengths(sentences: FloatArray | None, embedder: str) -> FloatArray:
    """The length of each sentence's image, shape (sentences,), for vectors of shape (sentences, d), if any."""
    fitted = mapping(embedder)
    if fitted is None or sentences is None:
        return np.ones(0 if sentences is None else len(sentences), dtype=np.float32)
    return np.asarray(np.maximum(np.linalg.norm(sentences @ fitted.T, axis=1), LEAST), dtype=np.float32)


@cache
def mapping(embedder: str) -> FloatArray | None:
    """The map as fitted, shape (d, d); None for another embedding model than it was fitted to."""
    with np.load(FILE) as kept:
        return np.asarray(kept["mapped"], dtype=np.float32) if str(kept["embedder"]) == embedder else None
