"""Known questions: a YAML file beside a document in, the questions that each of its sentences answers out.

People rarely ask in a source's words. A question that is like a known one is answered by what answers that one, in
whatever words the source says it. A file may also list gaps: questions close to the document that nothing in the corpus
answers. Documents without such a file are searched by their own words alone.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.digests import yaml_tree
from assistant.errors import UnreadableFile
from assistant.relations import locate
from assistant.tables import FloatArray
from assistant.types import Asked, Passage
from assistant.words import spelt, stem

FILE = Path(__file__).with_name("asked.npz")
SHARPNESS = 20.0  # of the share of all likeness: the map is fitted for it
LEAST_SHARE = 1e-4
LONG = 5  # letters of a word that may be what a misspelt one meant
CLOSE = 3  # likest known questions of a sentence that are averaged: one alone may be like by chance

Key = tuple[str, int]  # a sentence: its passage's id and its ordinal there


def read_asked(path: Path, passages: Sequence[Passage]) -> tuple[Asked, ...]:
    """The questions that a file names for sentences of these passages, then its gaps. Raises UnreadableFile."""
    try:
        return _read(yaml_tree(path.read_text(encoding="utf-8")), passages)
    except UnreadableFile as wrong:
        raise _unusable(path, wrong.what, wrong.do) from wrong
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error), "Check the file, or take 'asked' out of the manifest.") from error


def _read(tree: Any, passages: Sequence[Passage]) -> tuple[Asked, ...]:
    if not isinstance(tree, dict) or not isinstance(tree.get("asked", []), list):
        raise UnreadableFile("it has no list 'asked'", do="See corpus/README.md for the form.")
    found: list[Asked] = []
    for entry in tree.get("asked", []):
        of = entry.get("of") if isinstance(entry, dict) else None
        place = _place(of, passages) if isinstance(of, str) else None
        if place is None:
            raise UnreadableFile(f"no sentence is {of!r}", do="Name a statement's id, or words of one sentence.")
        found += [
            Asked(question=text, passage_id=place[0], sentence=place[1], corrects=name == "corrects")
            for name in ("questions", "corrects")
            for text in _texts(entry, name)
        ]
    return (*found, *(Asked(question=text) for text in _texts(tree, "gaps")))


def _place(of: str, passages: Sequence[Passage]) -> Key | None:
    """The sentence that a statement's id or words quoted from it name."""
    if named := next((passage.passage_id for passage in passages if passage.statement_id == of), None):
        return named, 0
    place = locate(of, passages)
    return (place.passage_id, place.sentence) if place else None


def _texts(fields: Mapping[str, Any], name: str) -> list[str]:
    texts = fields.get(name) or []
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise UnreadableFile(f"its '{name}' are no list of texts", do="Write one question a line, each after '- '.")
    return texts


def _unusable(path: Path, why: str, do: str) -> UnreadableFile:
    return UnreadableFile(
        f"The questions in {path.name!r} are left out: {why}. The document itself is indexed.", to=str(path), do=do
    )


class Alike(NamedTuple):
    """How like the known questions of one sentence are, as cosine: the likest, and the mean of the CLOSE likest.

    `share` is the logarithm of their share of all likeness there is, in which the likest count by far the most;
    `corrected` says by how much liker those are that the sentence corrects than those that it answers.
    """

    best: float
    close: float
    share: float
    corrected: float


NONE_ALIKE = Alike(0.0, 0.0, 0.0, -1.0)


class Likeness(NamedTuple):
    """How like the known questions a new one is: to those of each sentence, and to the likest gap, as cosine."""

    sentences: Mapping[Key, Alike]
    gap: float
    gap_share: float

    def passages(self, limit: int) -> list[str]:
        """The passages whose known questions are likest, best first."""
        ordered = sorted(self.sentences, key=lambda key: (-self.sentences[key].best, key))
        return list(dict.fromkeys(passage_id for passage_id, _ in ordered))[:limit]


class KnownQuestions:
    """All known questions of an index with their unit vectors, shape (questions, dimensions), by a model's name.

    Vectors are compared after a linear map under which questions with the same answer lie near; it is fitted by
    `python -m evals.fit_asked`, and left out for vectors of another model.
    """

    def __init__(self, asked: Sequence[Asked], vectors: FloatArray, embedder: str) -> None:
        self._map = mapping(embedder)
        self._asked = [one for one in asked if one.passage_id]
        is_gap = np.array([not one.passage_id for one in asked], dtype=bool)
        vectors = self._mapped(vectors)
        self._vectors, self._gaps = vectors[~is_gap], vectors[is_gap]
        self.gaps = [one.question for one in asked if not one.passage_id]
        rows: dict[Key, list[int]] = {}
        for row, one in enumerate(self._asked):
            rows.setdefault(one.key, []).append(row)
        self._keys = list(rows)
        # One line a sentence, filled up with the row after the last, which is like nothing.
        width = max((CLOSE, *map(len, rows.values())))
        self._table = np.array([[*row, *[len(self._asked)] * (width - len(row))] for row in rows.values()], dtype=int)
        self._corrects = np.array([*(one.corrects for one in self._asked), False])[self._table]
        self._counted = np.array([min(CLOSE, len(row)) for row in rows.values()])

    def likeness(self, vector: FloatArray, besides: str = "") -> Likeness:
        """How like a question with this unit vector is; the gap `besides` is left out, as if it were not known."""
        vector = self._mapped(vector[None])[0]
        gap_cosines = self._gaps @ vector
        if besides:
            gap_cosines = gap_cosines[[text != besides for text in self.gaps]]
        gap = round(float(gap_cosines.max(initial=0.0)), 5)
        if not self._keys:
            return Likeness({}, gap, 0.0)
        cosines = np.append(self._vectors @ vector, -1.0)[self._table]
        weights = np.exp(SHARPNESS * (cosines - 1)).sum(axis=1)
        gap_weight = float(np.exp(SHARPNESS * (gap_cosines - 1)).sum())
        total = float(weights.sum()) + gap_weight
        likest = -np.sort(-cosines, axis=1)[:, :CLOSE]
        likest[np.arange(CLOSE) >= self._counted[:, None]] = 0.0
        close = likest.sum(axis=1) / self._counted
        shares = np.log(weights / total)
        corrected = np.where(self._corrects, cosines, -1.0).max(axis=1) - np.where(self._corrects, -1.0, cosines).max(
            axis=1
        )
        rows = np.stack([likest[:, 0], close, shares, corrected], axis=1).round(5).tolist()
        alike = {key: Alike(*row) for key, row in zip(self._keys, rows, strict=True)}
        return Likeness(alike, gap, round(math.log(gap_weight / total + LEAST_SHARE), 5))

    def _mapped(self, vectors: FloatArray) -> FloatArray:
        if self._map is None or not len(vectors):
            return vectors
        images = vectors @ self._map.T
        return np.asarray(images / np.linalg.norm(images, axis=1, keepdims=True), dtype=np.float32)

    @property
    def answers(self) -> list[int]:
        """For each of the `texts` a number that stands for the sentence which answers it, -1 for a gap."""
        places = {key: place for place, key in enumerate(self._keys)}
        return [places[one.key] for one in self._asked] + [-1] * len(self.gaps)

    @property
    def texts(self) -> list[str]:
        """Every known question, answered ones first."""
        return [one.question for one in self._asked] + self.gaps

    @cached_property
    def by_sentence(self) -> Mapping[Key, tuple[Asked, ...]]:
        """For each sentence its known questions."""
        found: dict[Key, tuple[Asked, ...]] = {}
        for one in self._asked:
            found[one.key] = (*found.get(one.key, ()), one)
        return found

    def central(self, key: Key) -> list[Asked]:
        """The questions that a sentence answers, the one most like all the others first."""
        rows = [row for row in self._table[self._keys.index(key)].tolist() if row < len(self._asked)]
        nearness = (self._vectors[rows] @ self._vectors[rows].mean(axis=0)).round(5).tolist()
        ranked = sorted(zip(nearness, rows, strict=True), key=lambda one: (-one[0], one[1]))
        return [self._asked[row] for _, row in ranked if not self._asked[row].corrects]

    @cached_property
    def _said(self) -> list[set[str]]:
        """For each sentence the words of its known questions."""
        return [spelt(" ".join(one.question for one in its)) for its in self.by_sentence.values()]

    @cached_property
    def spelt(self) -> frozenset[str]:
        """The longer words of all known questions as they are written, in small letters."""
        return frozenset(word for said in self._said for word in said if len(word) >= LONG and word.isalpha())

    @cached_property
    def words(self) -> dict[str, int]:
        """The stems of all known questions, with the number of sentences whose questions hold them."""
        return dict(Counter(one for said in self._said for one in set(map(stem, said))))


@cache
def mapping(embedder: str) -> FloatArray | None:
    """The map as fitted, shape (dimensions, dimensions); None for another embedding model than it was fitted to."""
    with np.load(FILE) as kept:
        return np.asarray(kept["mapped"], dtype=np.float32) if str(kept["embedder"]) == embedder else None
