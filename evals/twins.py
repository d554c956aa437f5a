"""Questions whose answer was taken away in, whether they are then refused out.

A twin is a question that is answered with all its expected facts, asked again of a copy of the index without any
passage that states one of them and without those that its answer cited. The reply must not state the facts still (from
where?), and it should refuse, or say what is missing. Of most subjects the corpus speaks in several places, and what is
left may rightly answer a twin in part: nobody looked each over, so the share refused is a lower bound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.assistant import Assistant
from evals.holders import Holders
from evals.metrics import Figure, Limit, Value, figure, part, share
from evals.questions import ANSWERABLE, SUITES, UNANSWERABLE, Half, Question, drawn
from evals.replies import Replied, replies
from evals.result import Item, Result
from evals.scorers import short
from evals.scratch import copied
from evals.sitting import BOTH, Sitting

ONE_IN = 4  # of the questions answered in full has a twin
NAMES = (
    "refused, or said what is missing",
    "fact not stated",
    "refusing with twins, recall",
    "refusing with twins, precision",
)


class Twin(NamedTuple):
    """A question asked without what answers it."""

    question: Question
    again: Replied

    @property
    def states(self) -> bool:
        """Whether the reply states an expected fact still."""
        return bool(self.again.facts)

    @property
    def refused(self) -> bool:
        """Whether it was refused, or what is missing was named."""
        reply = self.again.reply
        return reply.kind == "abstention" or (reply.kind == "answer" and bool(reply.missing))


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Ask the twins, and see who was refused of all who were asked."""
    replied = tuple(replies(sitting, SUITES))
    facts = [one for one in replied if one.question.suite == "facts"]
    twins = tuple(ask(facts, sitting.assistant))
    return Result(figures(twins, replied, sitting.limits), tuple(map(_item, twins)))


def ask(replied: Iterable[Replied], assistant: Assistant, one_in: int = ONE_IN) -> Iterator[Twin]:
    """The twins of the questions answered in full, one of so many, drawn by id; those that lose the same together."""
    holders = Holders(assistant.index)
    taken: defaultdict[frozenset[str], list[Question]] = defaultdict(list)
    for one in replied:
        question = one.question
        if question.facts and len(one.facts) == len(question.facts) and drawn(f"twin of {question.id}", one_in):
            taken[holders.of_any(question.facts) | _cited(one)].append(question)
    with copied(assistant) as (scratch, other):
        for passages, questions in taken.items():
            with scratch.without(passages):
                for question in questions:
                    reply = other.ask(question.question).reply
                    assert reply is not None, "every reply comes with its last event"
                    yield Twin(question, Replied(question, reply))


def _cited(replied: Replied) -> frozenset[str]:
    return frozenset(citation.passage_id for one in replied.statements for citation in one.citations)


def figures(twins: Sequence[Twin], replied: Sequence[Replied], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """Of the twins how many are refused; of all that should be how many are; of all refused how many should be."""
    lines = []
    for half in BOTH:
        own = [one for one in twins if one.question.half == half]
        if not own:
            continue
        should = [one.refused for one in own] + _refused(replied, half, UNANSWERABLE)
        wrongly = sum(_refused(replied, half, ANSWERABLE))
        values: tuple[Value, ...] = (
            share(one.refused for one in own),
            share(not one.states for one in own),
            share(should),
            part(sum(should), sum(should) + wrongly),
        )
        lines += [
            figure("twins", f"twins: {name}", half, value, limits) for name, value in zip(NAMES, values, strict=True)
        ]
    return tuple(lines)


def _refused(replied: Iterable[Replied], half: Half, behaviours: Sequence[str]) -> list[bool]:
    """Of the questions with one of these behaviours whether each is refused; an order may go to the checker."""
    return [
        one.reply.kind == "abstention" or (one.reply.kind == "case_report" and one.question.behaviour == "order")
        for one in replied
        if one.question.half == half and one.question.behaviour in behaviours
    ]


def _item(twin: Twin) -> Item:
    stated = tuple(f"still states: {fact.fact}" for fact in twin.again.facts)
    return Item(
        suite="twins",
        id=twin.question.id,
        half=twin.question.half,
        outcome="right" if twin.refused and not stated else "wrong",
        asked=f"{twin.question.question} (without its answer)",
        expected=("refused, or what is missing named", *(f"does not state: {one.fact}" for one in twin.question.facts)),
        faults=(*stated, *(() if twin.refused else ("answered",))),
        reply=short(twin.again.reply),
    )
