"""What reviewers make of a quiz: the nouns, and how each item stands after what was said of it. Pure.

The history is only ever added to. An item stands as its last review left it; one whose sources changed since it was
accepted counts as a draft again. What an edit may reword is in `edits`.
"""

import unicodedata
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from assistant.errors import BadInput, NotFound
from assistant.quiz.types import Fault, Quiz, QuizItem, Standing
from assistant.types import Noun

ReviewVerdict = Literal["accept", "edit", "reject"]
VERDICTS: tuple[ReviewVerdict, ...] = get_args(ReviewVerdict)
Part = Literal["stem", "explanation", "text", "why"]  # of an item; text and why are an option's
MOST_NAME, MOST_NOTE = 80, 2000  # characters
MOST_REVISIONS = 999  # as many as the clock of an Anki package has room for

Words = Annotated[str, StringConstraints(max_length=8000)]


class OptionChange(Noun):
    """New words for the option that stands at `place`, from 0; None leaves them as they are."""

    place: int = Field(ge=0, lt=100)
    text: Words | None = None
    why: Words | None = None


class Changes(Noun):
    """What an edit rewords; None leaves it as it is. The key, its numbers and what it rests on cannot be changed."""

    stem: Words | None = None
    explanation: Words | None = None
    options: Annotated[tuple[OptionChange, ...], Field(max_length=100)] = ()


class Review(Noun):
    """What a reviewer said of an item. `before` and `after` are hashes of its content; `item` is it after an edit."""

    quiz_id: str
    item_id: str
    reviewer: str
    verdict: ReviewVerdict
    note: str = ""
    at: str  # ISO 8601 in UTC
    before: str
    after: str
    item: QuizItem | None = None


class KeptItem(Noun):
    """An item as it stands now, edits applied; what the rules of writing find in it; what was said of it."""

    item: QuizItem
    faults: tuple[Fault, ...] = ()
    history: tuple[Review, ...] = ()  # oldest first

    @property
    def status(self) -> Literal["draft", "accepted", "rejected"]:
        """A stale item that was accepted is a draft again."""
        return self.item.standing.status

    @property
    def reviewer(self) -> str:
        """Who spoke last; empty where nobody did."""
        return self.item.standing.reviewer

    @property
    def reviewed_at(self) -> str:
        """When, ISO 8601 in UTC; empty where nobody did."""
        return self.item.standing.at

    @property
    def stale(self) -> tuple[str, ...]:
        """What of its sources changed since the quiz was made."""
        return self.item.standing.stale

    @property
    def seen(self) -> str:
        """Names what a reviewer saw: the words and how many reviews there were. A review passes it back."""
        return f"{self.item.content_hash}-{len(self.history)}"


class KeptQuiz(Noun):
    """A quiz with what reviewers made of it. `quiz.items` are as they stand, also the rejected ones."""

    quiz: Quiz
    made_at: str
    kept: tuple[KeptItem, ...]
    history: tuple[Review, ...] = ()  # of all items, oldest first

    def of(self, item_id: str) -> KeptItem:
        """One item. Raises NotFound."""
        found = next((one for one in self.kept if one.item.item_id == item_id), None)
        if found is None:
            raise NotFound("The quiz has no such item.", to=item_id, do="Open the quiz again: it lists its items.")
        return found

    def counted(self, status: Literal["draft", "accepted", "rejected"]) -> int:
        """How many items stand so."""
        return sum(one.status == status for one in self.kept)


class ListedQuiz(Noun):
    """A quiz as listed. `accepted` and `rejected` count last words, whatever changed in the sources since."""

    quiz_id: str
    title: str
    count: int
    accepted: int
    rejected: int
    made_at: str


def named(reviewer: str) -> str:
    """A reviewer's name, trimmed. Raises BadInput where it is none: empty, too long, or of several lines."""
    name = reviewer.strip()
    if not name:
        raise BadInput("A review needs the reviewer's name.", to="reviewer", do="Write who reviews.")
    if len(name) > MOST_NAME:
        do = f"Shorten it to {MOST_NAME}."
        raise BadInput(f"The reviewer's name has {len(name)} characters.", to="reviewer", do=do)
    if any(is_unwritten(char) for char in name):
        do = "Write it in one line, with visible characters only."
        raise BadInput("The reviewer's name has characters that are no part of a name.", to="reviewer", do=do)
    return name


def is_unwritten(char: str) -> bool:
    """Line breaks, control characters and marks that turn the direction of what follows; joiners are letters' own."""
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
        or char in "\u200e\u200f\u061c\ufeff"
        or ("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069")
    )


def may_reword(item: QuizItem, part: Part) -> bool:
    """Whether an edit may change these words. What a case's checker found stays as it is, and so do keys.

    Only an item with answers of its own has wrong ones that can be looked up in the sources.
    """
    if part == "stem":
        return True
    return item.kind == "single_best" if part == "text" else item.kind != "vignette"


def standing(said: Sequence[Review], stale: Sequence[str]) -> Standing:
    """How an item stands after what was said of it, oldest first."""
    if not said:
        return Standing(stale=tuple(stale))
    last = said[-1]
    status: Literal["draft", "accepted", "rejected"] = "rejected" if last.verdict == "reject" else "accepted"
    if status == "accepted" and stale:
        status = "draft"
    editor = next((one.reviewer for one in reversed(said) if one.verdict == "edit"), "")
    return Standing(status=status, reviewer=last.reviewer, at=last.at, edited_by=editor, stale=tuple(stale))
