"""Fit how alike two questions are: `python -m evals.fit_asked` sets assistant/asked.npz from the known questions.

An embedding model finds questions alike that speak of the same things. Here those shall be alike that have the same
answer, so a linear map of the embeddings is fitted: of all known questions and gaps, the nearest to a known question
are to be the others of the same sentence (InfoNCE, by Adam, from the identity). The evals' questions take no part.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from rich.progress import track

from assistant.asked import FILE, SHARPNESS
from assistant.settings import Settings
from assistant.wire import build

NEAR_IDENTITY = 1e-3  # weight of the squared distance from the identity
ROUNDS, TOGETHER, STEP = 20, 1024, 2e-3  # passes over all questions, questions a step, and Adam's rate
ONCE, TWICE = 0.9, 0.999  # Adam's decay of the first and the second moment

Array = npt.NDArray[np.float32]


def fit(vectors: Array, answers: npt.NDArray[np.int64]) -> Array:
    """The map, shape (d, d), for unit `vectors`; `answers` says which sentence answers each, -1 that none does."""
    rng, taught = np.random.default_rng(0), np.flatnonzero(answers >= 0)
    batches = [part for _ in range(ROUNDS) for part in _parts(rng.permutation(taught))]
    return descend(
        vectors.shape[1], batches, NEAR_IDENTITY, lambda mapped, batch: _slope(mapped, batch, vectors, answers), STEP
    )


def descend(
    dimensions: int,
    batches: Sequence[npt.NDArray[np.int64]],
    near_identity: float,
    slope_of: Callable[[Array, npt.NDArray[np.int64]], Array],
    rate: float,
) -> Array:
    """The map that Adam reaches from the identity, shape (d, d); `slope_of` is the gradient at a map for a batch."""
    mapped = np.eye(dimensions, dtype=np.float32)
    identity, first, second = mapped.copy(), np.zeros_like(mapped), np.zeros_like(mapped)
    for step, batch in enumerate(track(batches, "Fitting", disable=not sys.stderr.isatty()), 1):
        slope = slope_of(mapped, batch) + 2 * near_identity * (mapped - identity)
        first += (1 - ONCE) * (slope - first)
        second += (1 - TWICE) * (slope**2 - second)
        mapped -= rate * (first / (1 - ONCE**step)) / (np.sqrt(second / (1 - TWICE**step)) + 1e-8)
    return mapped


def _parts(order: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    return [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]


def _slope(mapped: Array, batch: npt.NDArray[np.int64], vectors: Array, answers: npt.NDArray[np.int64]) -> Array:
    """The gradient of the loss: how far the likest questions of a batch are from having its questions' answers."""
    images = vectors @ mapped.T
    lengths = np.linalg.norm(images, axis=1, keepdims=True)
    units = images / lengths
    cosines = SHARPNESS * (units[batch] @ units.T)
    cosines[np.arange(len(batch)), batch] = -np.inf
    same = answers[batch][:, None] == answers[None, :]
    chances = softmax(cosines)
    wanted = softmax(np.where(same, cosines, -np.inf))
    pull = SHARPNESS / len(batch) * (chances - wanted)
    of_units = pull.T @ units[batch]
    np.add.at(of_units, batch, pull @ units)
    return through_length(of_units, units, lengths).T @ vectors


def through_length(slope: Array, units: Array, lengths: Array) -> Array:
    """The gradient by vectors, from that by the unit vectors that they are brought to."""
    return np.asarray((slope - units * (slope * units).sum(axis=1, keepdims=True)) / lengths, dtype=np.float32)


def softmax(scores: Array) -> Array:
    """Along each row of scores."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the map."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_asked", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    out = parser.parse_args(arguments).out
    with TemporaryDirectory() as folder:
        assistant = build(Settings(store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
    known = assistant.index.known_questions()
    vectors = assistant.embedder.embed(known.texts)
    mapped = fit(vectors, np.array(known.answers))
    np.savez_compressed(out, mapped=mapped.astype(np.float16), embedder=np.array(assistant.embedder.name))
    print(f"{len(vectors)} questions, {out.stat().st_size:,} bytes. Now `python -m evals.fit_judge`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
