"""The shelf: quizzes and their reviews in the store, as they were made and said, oldest first.

Each row is sealed with a hash over itself and the row before it: what was altered behind our back, or taken out of the
middle of a history, is not shown. Deleting a quiz removes its words, and those of its reviews, for good.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.dialects import postgresql, sqlite

from assistant import records
from assistant.database import Database, storable
from assistant.errors import Conflict, IndexUnavailable, NotFound
from assistant.quiz.reviews import ListedQuiz, Review
from assistant.quiz.types import Quiz, QuizItem

_QUIZZES, _REVIEWS = records.quizzes, records.quiz_reviews
SEALED = ("item_id", "reviewer", "verdict", "note", "at", "before", "after", "item")
_INSERT: Mapping[str, Callable[[sa.Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Shelved(NamedTuple):
    """A quiz as it was made, when, and what was said of it, oldest first."""

    quiz: Quiz
    made_at: str
    reviews: tuple[Review, ...]


class Shelf:
    """The quizzes of one store. Safe to share between threads."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database, self.now = database, now

    def add(self, quiz: Quiz) -> None:
        """Keeps a quiz. One of the same id is left as it is, with its reviews."""
        body = quiz.model_dump_json()
        row = {"id": quiz.quiz_id, "title": storable(quiz.title), "request": quiz.request.model_dump_json(),
               "body": body, "made_at": self.now(), "items": len(quiz.items)}  # fmt: skip
        with self._database.writing() as db:
            insert = _INSERT[db.dialect.name](_QUIZZES).on_conflict_do_nothing()
            db.execute(insert, {**row, "seal": _seal("", body)})

    def holds(self, quiz_id: str) -> bool:
        """Whether a quiz of this id is kept."""
        with self._database.reading() as db:
            return db.execute(sa.select(_QUIZZES.c.id).where(_QUIZZES.c.id == quiz_id)).first() is not None

    def listed(self, limit: int = 100) -> tuple[ListedQuiz, ...]:
        """The quizzes, newest first."""
        newest = sa.select(_QUIZZES).order_by(_QUIZZES.c.made_at.desc(), _QUIZZES.c.id).limit(limit)
        said = sa.select(_REVIEWS.c.quiz_id, _REVIEWS.c.item_id, _REVIEWS.c.verdict).order_by(_REVIEWS.c.ordinal)
        with self._database.reading() as db:
            rows = db.execute(newest).mappings().all()
            told = db.execute(said.where(_REVIEWS.c.quiz_id.in_([row["id"] for row in rows]))).all()
        last = {(quiz_id, item_id): verdict == "reject" for quiz_id, item_id, verdict in told}
        counts = Counter((quiz_id, rejected) for (quiz_id, _), rejected in last.items())
        return tuple(
            ListedQuiz(quiz_id=row["id"], title=row["title"], count=row["items"], accepted=counts[row["id"], False],
                       rejected=counts[row["id"], True], made_at=row["made_at"])
            for row in rows
        )  # fmt: skip

    def read(self, quiz_id: str) -> Shelved:
        """A quiz. Raises NotFound, or IndexUnavailable where it is not what was stored."""
        with self._database.reading() as db:
            row = db.execute(sa.select(_QUIZZES).where(_QUIZZES.c.id == quiz_id)).mappings().first()
            said = db.execute(_said_of(quiz_id)).mappings().all()
        if row is None:
            raise _no_quiz(quiz_id)
        seal = _seal("", row["body"])
        self._prove(seal == row["seal"], quiz_id)
        for one in said:
            seal = _seal(seal, _told(one))
            self._prove(seal == one["seal"], quiz_id)
        try:
            quiz = Quiz.model_validate(records.with_citations(json.loads(row["body"])))
            return Shelved(quiz, row["made_at"], tuple(map(_review, said)))
        except ValidationError as error:
            what = f"The stored quiz {quiz_id} was kept by another version of this program, which this one cannot read."
            raise IndexUnavailable(what, to=self._database.name, do="Make it again, or use that version.") from error

    def review(self, review: Review, after: int) -> None:
        """Adds a review. `after` counts those of the item that the reviewer saw. Raises Conflict, NotFound."""
        with self._database.writing() as db:
            lock = sa.select(_QUIZZES.c.seal).where(_QUIZZES.c.id == review.quiz_id).with_for_update()
            first = db.execute(lock).first()
            if first is None:
                raise _no_quiz(review.quiz_id)
            said = db.execute(_said_of(review.quiz_id)).mappings().all()
            of_item = [one for one in said if one["item_id"] == review.item_id]
            if len(of_item) != after:
                raise conflict(_review(of_item[-1]))
            row = _row(review)
            before = said[-1]["seal"] if said else first[0]
            ordinal = said[-1]["ordinal"] + 1 if said else 1
            sealed = {**row, "quiz_id": review.quiz_id, "ordinal": ordinal, "seal": _seal(before, _told(row))}
            db.execute(sa.insert(_REVIEWS), sealed)

    def delete(self, quiz_id: str) -> None:
        """Removes a quiz, its reviews and their words for good. Raises NotFound; IndexUnavailable as `Store.delete`."""
        with self._database.writing() as db:
            db.execute(sa.delete(_REVIEWS).where(_REVIEWS.c.quiz_id == quiz_id))
            found = db.execute(sa.delete(_QUIZZES).where(_QUIZZES.c.id == quiz_id)).rowcount
        self._database.forget_journal()
        if not found:
            raise _no_quiz(quiz_id)

    def _prove(self, holds: bool, quiz_id: str) -> None:
        if not holds:
            raise IndexUnavailable(
                f"The stored quiz {quiz_id} is not what was stored: it was altered.",
                to=self._database.name,
                do="Delete it and make it again, and find out who can write to the store.",
            )


def conflict(last: Review) -> Conflict:
    """What a reviewer is told who looked at an item before somebody else spoke of it."""
    did = {"accept": "accepted", "edit": "edited", "reject": "rejected"}[last.verdict]
    what = f"{last.reviewer} {did} this item meanwhile, at {last.at[:16].replace('T', ' ')} UTC."
    return Conflict(what, to=last.item_id, do="Read it as it stands now, then review it again.")


def _said_of(quiz_id: str) -> sa.Select[Any]:
    return sa.select(_REVIEWS).where(_REVIEWS.c.quiz_id == quiz_id).order_by(_REVIEWS.c.ordinal)


def _row(review: Review) -> dict[str, str]:
    row = review.model_dump(exclude={"quiz_id", "item"})
    return {name: storable(text) for name, text in row.items()} | {
        "item": review.item.model_dump_json() if review.item else ""
    }


def _review(row: Any) -> Review:
    told = {name: row[name] for name in ("quiz_id", *SEALED)}
    item = QuizItem.model_validate(records.with_citations(json.loads(told["item"]))) if told["item"] else None
    return Review.model_validate({**told, "item": item})


def _told(row: Any) -> str:
    return json.dumps([row[name] for name in SEALED], ensure_ascii=False)


def _seal(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}\x1f{text}".encode()).hexdigest()


def _no_quiz(quiz_id: str) -> NotFound:
    return NotFound("There is no such quiz.", to=quiz_id, do="It may have been deleted: make it again.")
