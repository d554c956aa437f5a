"""Replies in, whether every limit goes with what it limits out: what the index binds to a sentence shown, is it shown?

All replies are looked at, refusals that give a rule too. A limit counts only where it is bound, in the reply, to the
very sentence it limits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from assistant.types import Passage, Statement
from evals.metrics import Figure, Limit, figure, share
from evals.questions import SUITES, Question
from evals.replies import Replied, replies
from evals.result import Item, Result, key
from evals.sitting import BOTH, Sitting

NAME = "caveats: shown with what they limit"


class Bound(NamedTuple):
    """A limit that the index binds to a sentence shown as an answer."""

    question: Question
    limits: str  # the sentence limited
    caveat: str
    is_shown: bool


class Passages(Protocol):
    """Where passages are looked up."""

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]: ...


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Look at the replies to all questions."""
    bound = tuple(judge(replies(sitting, SUITES), sitting.assistant.index))
    return Result(figures(bound, sitting.limits), tuple(map(_item, bound)))


def judge(replied: Iterable[Replied], index: Passages) -> Iterator[Bound]:
    """Every limit that should stand in a reply."""
    for one in replied:
        yield from _bound(one.question, one.statements, index)


def _bound(question: Question, statements: Sequence[Statement], index: Passages) -> Iterator[Bound]:
    shown = {
        (statement.bears_on, citation.passage_id, citation.start)
        for statement in statements
        if statement.role == "caveat"
        for citation in statement.citations
    }
    for place, statement in enumerate(statements):
        if statement.role != "answer":
            continue
        for citation in statement.citations:
            passage = index.passages([citation.passage_id])[citation.passage_id]
            at = next((n for n, one in enumerate(passage.sentences) if one.start == citation.start), None)
            for one in passage.sentences:
                if one.caveat_of is not None and one.caveat_of == at:
                    is_shown = (place, passage.passage_id, one.start) in shown
                    yield Bound(question, statement.text, one.text, is_shown)


def figures(bound: Sequence[Bound], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The share of bound limits that are shown, by half."""
    lines = []
    for half in BOTH:
        if rows := [one.is_shown for one in bound if one.question.half == half]:
            lines.append(figure("caveats", NAME, half, share(rows), limits))
    return tuple(lines)


def _item(bound: Bound) -> Item:
    return Item(
        suite="caveats",
        id=f"{bound.question.id}-{key(bound.caveat)}",
        half=bound.question.half,
        outcome="right" if bound.is_shown else "wrong",
        asked=bound.question.question,
        expected=(f"beside {bound.limits!r}: {bound.caveat}",),
        faults=() if bound.is_shown else ("left out",),
    )
