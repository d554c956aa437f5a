"""Fit how near a sentence lies to what it answers: `python -m evals.fit_answering` sets assistant/answering.npz.

One linear map of questions and sentences, under which each known question is nearest to the sentence that answers it
among all sentences that have known questions (InfoNCE, by Adam, from the identity and held near it). Before it writes,
it says what maps reach on documents that they were not fitted to: that is what to expect of an upload.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.answering import FILE
from assistant.settings import Settings
from assistant.wire import build
from evals.fit_asked import Array, descend, softmax, through_length

NEAR_IDENTITY = 0.2  # weight of the squared distance from the identity; at less, single pairs are learnt by heart
ROUNDS, TOGETHER, STEP, SHARPNESS = 12, 512, 1e-3, 20.0  # passes, questions a step, Adam's rate, of the softmax
FOLDS = 6


class Pairs(NamedTuple):
    """Known questions and sentences as unit vectors, which sentence answers each, and of which document each is."""

    questions: Array  # shape (questions, d)
    sentences: Array  # shape (sentences, d)
    answers: npt.NDArray[np.int64]  # shape (questions,)
    documents: npt.NDArray[np.str_]  # shape (sentences,)


def fit(pairs: Pairs, held_out: npt.NDArray[np.bool_]) -> Array:
    """The map, shape (d, d), without the sentences marked in `held_out`, shape (sentences,), and their questions."""
    rng, taught = np.random.default_rng(0), np.flatnonzero(~held_out[pairs.answers])
    orders = (rng.permutation(taught) for _ in range(ROUNDS))
    batches = [order[at : at + TOGETHER] for order in orders for at in range(0, len(order), TOGETHER)]
    dimensions = pairs.sentences.shape[1]
    return descend(
        dimensions, batches, NEAR_IDENTITY, lambda mapped, batch: _slope(mapped, batch, pairs, held_out), STEP
    )


def _slope(mapped: Array, batch: npt.NDArray[np.int64], pairs: Pairs, held_out: npt.NDArray[np.bool_]) -> Array:
    """The gradient of the loss: how far the sentences nearest to a batch are from being its questions' answers."""
    asked, of_asked = _images(mapped, pairs.questions[batch])
    said, of_said = _images(mapped, pairs.sentences)
    pull = softmax(np.where(held_out, -np.inf, SHARPNESS * (asked @ said.T)).astype(np.float32))
    pull[np.arange(len(batch)), pairs.answers[batch]] -= 1
    pull *= SHARPNESS / len(batch)
    by_asked = through_length(pull @ said, asked, of_asked).T @ pairs.questions[batch]
    return np.asarray(by_asked + through_length(pull.T @ asked, said, of_said).T @ pairs.sentences, dtype=np.float32)


def _images(mapped: Array, vectors: Array) -> tuple[Array, Array]:
    images = vectors @ mapped.T
    lengths = np.linalg.norm(images, axis=1, keepdims=True)
    return images / lengths, lengths


def first(mapped: Array, pairs: Pairs, asked: npt.NDArray[np.int64]) -> float:
    """The share of these questions to which the sentence that answers is the nearest of all."""
    cosines = _images(mapped, pairs.questions[asked])[0] @ _images(mapped, pairs.sentences)[0].T
    return float((cosines.argmax(axis=1) == pairs.answers[asked]).mean())


def on_other_documents(pairs: Pairs) -> Iterator[tuple[float, float]]:
    """For each fold of documents: the share found first as the vectors are, and by a map fitted to the others."""
    documents = np.unique(pairs.documents)
    np.random.default_rng(0).shuffle(documents)
    for fold in range(FOLDS):
        held_out = np.isin(pairs.documents, documents[fold::FOLDS])
        asked = np.flatnonzero(held_out[pairs.answers])
        as_they_are = np.eye(pairs.sentences.shape[1], dtype=np.float32)
        yield first(as_they_are, pairs, asked), first(fit(pairs, held_out), pairs, asked)


def read_pairs(folder: Path) -> tuple[Pairs, str]:
    """All known questions with their sentences, and the embedding model's name."""
    assistant = build(Settings(store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
    known, index = assistant.index.known_questions(), assistant.index
    keys = list(known.by_sentence)
    vectors, passages = index.sentence_vectors(dict(keys)), index.passages(list(dict(keys)))
    places = {key: place for place, key in enumerate(keys)}
    asked = [(one.question, places[key]) for key, its in known.by_sentence.items() for one in its]
    pairs = Pairs(
        assistant.embedder.embed([question for question, _ in asked]),
        np.stack([vectors[name][at] for name, at in keys]).astype(np.float32),
        np.array([answer for _, answer in asked]),
        np.array([passages[name].source_slug for name, _ in keys]),
    )
    return pairs, assistant.embedder.name


def main(arguments: Sequence[str] | None = None) -> int:
    """Say what to expect, fit and write the map."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_answering", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    out = parser.parse_args(arguments).out
    with TemporaryDirectory() as folder:
        pairs, embedder = read_pairs(Path(folder))
    before, after = np.mean(list(on_other_documents(pairs)), axis=0)
    print(f"On documents it was not fitted to: found first {before:.3f} as the vectors are, {after:.3f} by the map.")
    mapped = fit(pairs, np.zeros(len(pairs.sentences), dtype=bool))
    np.savez_compressed(out, mapped=mapped.astype(np.float16), embedder=np.array(embedder))
    print(f"{len(pairs.questions):,} questions, {out.stat().st_size:,} bytes. Now `python -m evals.fit_judge`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
