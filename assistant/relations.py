"""What one document says of another, tied to place: a relation's quote in, the passage and sentence it is from out."""

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from assistant.reading import reading
from assistant.tables import passages_of
from assistant.types import Noun, Passage, RelationHow

_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:\.\s?\.\s?\.|…)(?:\s*\])?\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")


class ResolvedRelation(Noun):
    """A statement's bearing on a sentence of another document; unplaced where its quote is not found there."""

    from_passage_id: str
    to_slug: str
    quote: str
    how: RelationHow
    to_passage_id: str | None = None
    to_sentence: int | None = None  # ordinal in that passage


class Place(NamedTuple):
    """Where a quote is from: the sentence that holds most of it."""

    passage_id: str
    sentence: int


class _Letters:
    """A document's sentences run together as bare letters and digits, so that line ends and hyphens do not matter."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.places: list[tuple[int, int, Place]] = []
        parts, at = [], 0
        for passage in passages:
            for ordinal, sentence in enumerate(passage.sentences):
                part = _letters(sentence.text)
                self.places.append((at, at + len(part), Place(passage.passage_id, ordinal)))
                parts.append(part)
                at += len(part)
        self.text = "".join(parts)

    def place(self, quote: str) -> Place | None:
        """Of a quote with an ellipsis, the longest stretch is looked for."""
        wanted = max((_letters(reading(part)[0]) for part in _ELLIPSIS.split(quote)), key=len)
        start = self.text.find(wanted) if wanted else -1
        if start < 0:
            return None
        end = start + len(wanted)
        overlap, _, place = max(
            (min(end, last) - max(start, first), -first, place) for first, last, place in self.places
        )
        return place if overlap > 0 else None


def locate(quote: str, passages: Sequence[Passage]) -> Place | None:
    """The sentence of a document that a quote is from; None where the document does not say it."""
    return _Letters(passages).place(quote)


def resolve(db: sqlite3.Connection, slugs: Sequence[str]) -> None:
    """Place anew every relation from or to these documents, inside the caller's transaction."""
    marks = ", ".join("?" * len(slugs))
    rows = db.execute(
        "SELECT from_passage_id, relations.ordinal, to_slug, quote FROM relations"
        " JOIN passages ON passage_id = from_passage_id"
        f" WHERE to_slug IN ({marks}) OR passages.slug IN ({marks})",
        (*slugs, *slugs),
    ).fetchall()
    documents = {slug: _Letters(passages_of(db, slug)) for slug in {row[2] for row in rows}}
    for from_passage_id, ordinal, to_slug, quote in rows:
        place = documents[to_slug].place(quote)
        db.execute(
            "UPDATE relations SET to_passage_id = ?, to_sentence = ? WHERE from_passage_id = ? AND ordinal = ?",
            (place and place.passage_id, place and place.sentence, from_passage_id, ordinal),
        )


def of_passages(db: sqlite3.Connection, passage_ids: Sequence[str]) -> list[ResolvedRelation]:
    """The relations that start or end at any of these passages."""
    marks = ", ".join("?" * len(passage_ids))
    return _relations(
        db, f"WHERE from_passage_id IN ({marks}) OR to_passage_id IN ({marks})", (*passage_ids, *passage_ids)
    )


def unplaced(db: sqlite3.Connection) -> list[ResolvedRelation]:
    """The relations whose quote is not in the document they name, or whose document is not in the index."""
    return _relations(db, "WHERE to_passage_id IS NULL", ())


def _relations(db: sqlite3.Connection, where: str, values: Sequence[str]) -> list[ResolvedRelation]:
    columns = "from_passage_id, to_slug, quote, how, to_passage_id, to_sentence"
    rows = db.execute(f"SELECT {columns} FROM relations {where} ORDER BY from_passage_id, ordinal", values)
    return [
        ResolvedRelation.model_validate(dict(zip(columns.split(", "), row, strict=True))) for row in rows.fetchall()
    ]


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())
