"""Known questions: a YAML file beside a document in, the questions that each of its sentences answers out.

People rarely ask in a source's words. A question that is like a known one is answered by what answers that one, in
whatever words the source says it. A file may also list gaps: questions close to the document that nothing in the corpus
answers. Documents without such a file are searched by their own words alone.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.digests import yaml_tree
from assistant.errors import UnreadableFile
from assistant.relations import locate
from assistant.tables import FloatArray
from assistant.types import Asked, Passage
from assistant.words import words as tokens

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
        found += [Asked(question=text, passage_id=place[0], sentence=place[1]) for text in _texts(entry, "questions")]
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


class Likeness(NamedTuple):
    """How like the known questions a new one is, as cosine: for each sentence its likest, and the likest gap."""

    sentences: Mapping[Key, float]
    gap: float

    def passages(self, limit: int) -> list[str]:
        """The passages whose known questions are likest, best first."""
        ordered = sorted(self.sentences, key=lambda key: (-self.sentences[key], key))
        return list(dict.fromkeys(passage_id for passage_id, _ in ordered))[:limit]


class KnownQuestions:
    """All known questions of an index with their unit vectors, shape (questions, dimensions)."""

    def __init__(self, asked: Sequence[Asked], vectors: FloatArray) -> None:
        answered = sorted((index for index, one in enumerate(asked) if one.passage_id), key=lambda i: asked[i].key)
        gaps = [index for index, one in enumerate(asked) if not one.passage_id]
        self._asked = [asked[index] for index in answered]
        self._vectors, self._gaps = vectors[answered], vectors[gaps]
        keys = [one.key for one in self._asked]
        self._starts = [at for at, key in enumerate(keys) if at == 0 or key != keys[at - 1]]
        self._keys = [keys[at] for at in self._starts]

    def likeness(self, vector: FloatArray) -> Likeness:
        """How like a question with this unit vector is."""
        best = np.maximum.reduceat(self._vectors @ vector, self._starts).round(5).tolist() if self._keys else []
        gap = round(float((self._gaps @ vector).max()), 5) if len(self._gaps) else 0.0
        return Likeness(dict(zip(self._keys, best, strict=True)), gap)

    @cached_property
    def by_sentence(self) -> Mapping[Key, str]:
        """For each sentence the words of its known questions, run together."""
        found: dict[Key, list[str]] = {}
        for one in self._asked:
            found.setdefault(one.key, []).append(one.question)
        return {key: " ".join(questions) for key, questions in found.items()}

    @cached_property
    def words(self) -> dict[str, int]:
        """The stems of all known questions, with the number of sentences whose questions hold them."""
        said = ({word.stem for word in tokens(text)} for text in self.by_sentence.values())
        return dict(Counter(stem for stems in said for stem in stems))


def mark_of(asked: Iterable[Asked]) -> str:
    """Changes when a question does."""
    lines = "\n".join(sorted(one.model_dump_json() for one in asked))
    return hashlib.sha256(lines.encode()).hexdigest()[:12] if lines else ""
