"""The quiz desk: makes quizzes, keeps them with what reviewers say of each item, and hands them out as files."""

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.errors import BadInput
from assistant.quiz.edits import Edit, Sources
from assistant.quiz.exports import export_reviewed
from assistant.quiz.lint import lint_item
from assistant.quiz.reviews import (
    MOST_NOTE,
    MOST_REVISIONS,
    VERDICTS,
    Changes,
    KeptItem,
    KeptQuiz,
    ListedQuiz,
    Review,
    named,
    standing,
)
from assistant.quiz.shelf import Shelf, Shelved, conflict
from assistant.quiz.stale import changed_since
from assistant.quiz.topic import Topic
from assistant.quiz.types import ExportedFile, Quiz, QuizItem, QuizRequest


class Maker(Sources, Protocol):
    """Makes quizzes of the corpus as it is, and says what it has to say of an edit."""

    @property
    def notices(self) -> tuple[str, ...]: ...
    def build(self, request: QuizRequest) -> Quiz: ...
    def topics(self) -> Sequence[Topic]: ...
    def corpus(self) -> str: ...
    def said_since(self, item: QuizItem) -> Sequence[str]: ...
    def near(self, topic: str) -> Sequence[str]: ...


class QuizDesk:
    """What the faces ask of quizzes. `text` gives a document's text by slug, `reword` words a quiz anew.

    Safe to use from threads.
    """

    def __init__(self, maker: Maker, shelf: Shelf, text: Callable[[str], str], reword: Callable[[Quiz], Quiz]) -> None:
        self.maker = maker
        self._shelf, self._text, self._reword = shelf, text, reword

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the corpus' quiz files could not be used."""
        return self.maker.notices

    def build(self, request: QuizRequest) -> Quiz:
        """A quiz that is not kept. Raises BadInput for a topic of which no source speaks, IndexUnavailable.

        BadInput also where it is to be worded anew and no chat model is set.
        """
        quiz = self.maker.build(request)
        return self._reword(quiz) if request.reworded else quiz

    def topics(self) -> tuple[Topic, ...]:
        """What can be asked about, each with its number of facts."""
        return tuple(self.maker.topics())

    def near(self, topic: str) -> tuple[str, ...]:
        """The topics nearest to words on which there is nothing to ask."""
        return tuple(self.maker.near(topic))

    def make(self, request: QuizRequest) -> KeptQuiz:
        """A quiz, kept. Made again of the same corpus it is the one that was kept, with its reviews. Raises as `build`,
        and BadInput where there is no item to be made."""
        quiz = self.maker.build(request)
        if not quiz.items:
            why = quiz.shortfall.why if quiz.shortfall else "No item can be made."
            raise BadInput(why, to=request.topic, do="Ask for other kinds of items, or for a wider topic.")
        if not self._shelf.holds(quiz.quiz_id):  # a chat model is not paid twice for what is kept
            self._shelf.add(self._reword(quiz) if request.reworded else quiz)
        return self.open(quiz.quiz_id)

    def kept(self, limit: int = 100) -> tuple[ListedQuiz, ...]:
        """The quizzes that were made, newest first."""
        return self._shelf.listed(limit)

    def open(self, quiz_id: str) -> KeptQuiz:
        """A quiz as it stands now. Raises NotFound, or IndexUnavailable where it was altered behind our back."""
        shelved = self._shelf.read(quiz_id)
        is_of_now = shelved.quiz.provenance.corpus == self.maker.corpus()
        kept = tuple(self._standing(item, shelved, is_of_now) for item in shelved.quiz.items)
        items, revision = tuple(one.item for one in kept), min(len(shelved.reviews), MOST_REVISIONS)
        quiz = Quiz(**dict(shelved.quiz) | {"items": items, "revision": revision})
        return KeptQuiz(quiz=quiz, made_at=shelved.made_at, kept=kept, history=shelved.reviews)

    def review(  # noqa: PLR0913, PLR0917  one argument a thing that a reviewer says
        self,
        quiz_id: str,
        item_id: str,
        reviewer: str,
        verdict: str,
        seen: str,
        note: str = "",
        changes: Changes | None = None,
    ) -> KeptQuiz:
        """Keeps what a reviewer says of an item. `seen` is `KeptItem.seen` as he or she read it.

        Raises BadInput for what may not be said or reworded, Conflict where somebody spoke meanwhile, NotFound.
        """
        kept = self.open(quiz_id)
        one = kept.of(item_id)
        if seen != one.seen:
            raise conflict(one.history[-1]) if one.history else _unseen(item_id)
        _check(one, verdict, changes)
        others = [other for other in kept.quiz.items if other.item_id != item_id]
        item = Edit(one.item, others, self.maker).made(changes or Changes()) if verdict == "edit" else None
        if len(note) > MOST_NOTE:
            raise BadInput(f"A note holds {MOST_NOTE} characters; this has {len(note)}.", to="note", do="Shorten it.")
        before = one.item.content_hash
        said = Review.model_validate(
            {"quiz_id": quiz_id, "item_id": item_id, "reviewer": named(reviewer), "verdict": verdict,
             "note": note.strip(), "at": self._shelf.now(), "before": before,
             "after": item.content_hash if item else before, "item": item}
        )  # fmt: skip
        self._shelf.review(said, after=len(one.history))
        return self.open(quiz_id)

    def export(self, quiz_id: str, format_name: str, accepted_only: bool = False) -> ExportedFile:
        """The quiz as a file, without rejected items; `accepted_only` leaves out drafts as well. `left_out` names them.

        Raises BadInput for a format that there is not, or where nothing is left to export; NotFound.
        """
        return export_reviewed(self.open(quiz_id).quiz, format_name, accepted_only)

    def delete(self, quiz_id: str) -> None:
        """Removes a quiz and its reviews for good. Raises NotFound."""
        self._shelf.delete(quiz_id)

    def _standing(self, item: QuizItem, shelved: Shelved, is_of_now: bool) -> KeptItem:
        said = tuple(one for one in shelved.reviews if one.item_id == item.item_id)
        now = next((one.item for one in reversed(said) if one.item), item)
        stale = [*changed_since(now, self._text), *(() if is_of_now else self.maker.said_since(now))]
        stood = QuizItem(**dict(now) | {"standing": standing(said, stale)})
        return KeptItem(item=stood, faults=lint_item(stood), history=said)


def _check(one: KeptItem, verdict: str, changes: Changes | None) -> None:
    """Raises BadInput where that may not be said of the item as it stands."""
    if verdict not in VERDICTS:
        raise BadInput(f"{verdict!r} is not a verdict.", to="verdict", do=f"Use {', '.join(VERDICTS)}.")
    if verdict != "reject" and one.stale:
        do = "Reject it, or make the quiz again of the sources as they are now."
        raise BadInput(f"It cannot be accepted: {' '.join(one.stale)}", to=one.item.item_id, do=do)
    if verdict != "edit" and changes is not None:
        raise BadInput("Only an edit changes words.", to="changes", do="Leave them out, or say edit.")


def _unseen(item_id: str) -> BadInput:
    return BadInput("This is not the item that is reviewed.", to=item_id, do="Send `seen` as the item gives it.")
