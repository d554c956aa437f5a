"""Whole-number weights of words, fitted to labelled sentences: by what the checker's reader weighs a sentence."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.criteria.parse.outcome_sense import SCALE

Grams = Callable[[str], frozenset[str]]
Weights = dict[str, list[int]]
SOFTNESS = 1.0  # inverse strength of the regularisation
SEEN = 2  # an n-gram counts from so many sentences on
LEAST = 20  # a weight below it, of SCALE, is left out


def labelled(folder: Path, labels: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The rows of a folder's tables, each with the author (the name of its file); first in a row is its label.

    Raises ValueError for a label that there is not.
    """
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            if row[0] not in labels:
                raise ValueError(f"{path.name}: no such label: {row[0]}")
            yield path.stem, row


def fitted(texts: Sequence[str], senses: Sequence[Sequence[bool]], grams: Grams) -> Weights:
    """The weights of each n-gram that counts, and of `@bias`: one for each sense, of SCALE.

    `senses`: for each sense, whether each sentence has it.
    """
    held = [grams(text) for text in texts]
    seen = Counter(gram for one in held for gram in one)
    names = sorted(gram for gram, many in seen.items() if many >= SEEN)
    table = _table(held, names)
    columns = []
    for has_sense in senses:
        model = LogisticRegression(C=SOFTNESS, solver="liblinear", random_state=0)
        model.fit(table, has_sense)
        columns.append(np.append(model.coef_[0], model.intercept_[0]))
    rounded = np.rint(np.stack(columns, axis=1) * SCALE).astype(int).tolist()
    return {"@bias": rounded[-1]} | {
        name: row for name, row in zip(names, rounded, strict=False) if max(map(abs, row)) >= LEAST
    }


def _table(held: Sequence[frozenset[str]], names: Sequence[str]) -> csr_matrix:
    """Which n-grams each sentence holds, shape (sentences, names)."""
    places = {name: place for place, name in enumerate(names)}
    pairs = [(row, places[gram]) for row, one in enumerate(held) for gram in one if gram in places]
    rows, columns = np.array(pairs, dtype=np.int64).T
    return csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(held), len(names)))


def scored(texts: Sequence[str], weights: Weights, grams: Grams) -> npt.NDArray[np.float64]:
    """The log odds of each sense of each sentence, shape (sentences, senses)."""
    return np.array([
        np.sum([weights[gram] for gram in ("@bias", *grams(text)) if gram in weights], axis=0) / SCALE
        for text in texts
    ])  # fmt: skip


def write(weights: Weights, path: Path) -> None:
    """One n-gram a line, in order, so that a change can be read."""
    lines = [f"{json.dumps(gram, ensure_ascii=False)}: {row}" for gram, row in sorted(weights.items())]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
