"""Questions written otherwise in, whether the answer's facts stay the same out.

Facts questions whose answer states an expected fact are written otherwise in each way of `perturb`, one in three in
each way, drawn by id, and asked again: all that was stated has to be stated still. Where the first answer already
lacked a fact, that is not counted here a second time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.lexicon import Lexicon
from evals.metrics import Figure, Limit, figure, share
from evals.perturb import PERTURBATIONS, perturbed
from evals.questions import Fact, Question, drawn
from evals.replies import Replied, replies
from evals.result import Item, Result
from evals.runner import Askable
from evals.scorers import Outcome, short
from evals.sitting import BOTH, Sitting

ONE_IN = 3  # questions is written otherwise in each way
NAME = "robustness: facts unchanged"


class Varied(NamedTuple):
    """A question in other writing: what the reply to it no longer says."""

    question: Question
    way: str
    asked: str
    lost: tuple[Fact, ...]
    refused: bool
    reply: str


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Ask the questions of the facts suite in other writing."""
    varied = tuple(vary(replies(sitting, ["facts"]), sitting, sitting.assistant.lexicon, one_in=ONE_IN))
    return Result(figures(varied, sitting.limits), tuple(map(_item, varied)))


def vary(
    replied: Iterable[Replied],
    assistant: Askable,
    lexicon: Lexicon,
    ways: Sequence[str] = tuple(PERTURBATIONS),
    one_in: int = 1,
) -> Iterator[Varied]:
    """The questions that were answered with a fact, in each of these ways that applies; of each way one in so many."""
    for one in replied:
        for way in ways if one.facts else ():
            if drawn(f"{one.question.id} {way}", one_in) and (asked := perturbed(one.question, way, lexicon)):
                yield _varied(one, way, asked, assistant)


def _varied(first: Replied, way: str, asked: str, assistant: Askable) -> Varied:
    reply = assistant.ask(asked).reply
    assert reply is not None, "every reply comes with its last event"
    again = Replied(first.question, reply)
    lost = tuple(fact for fact in first.facts if fact not in again.facts)
    return Varied(first.question, way, asked, lost, reply.kind == "abstention", short(reply))


def figures(varied: Sequence[Varied], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The share of questions that keep their facts, over all ways and in each."""
    lines = []
    for half in BOTH:
        rows = [one for one in varied if one.question.half == half]
        kept = {NAME: [not one.lost for one in rows]}
        kept |= {f"{NAME}, {way}": [not one.lost for one in rows if one.way == way] for way in PERTURBATIONS}
        lines += [figure("robustness", name, half, share(seen), limits) for name, seen in kept.items() if seen]
    return tuple(lines)


def _item(varied: Varied) -> Item:
    outcome: Outcome = "no_answer" if varied.lost and varied.refused else "wrong" if varied.lost else "right"
    return Item(
        suite="robustness",
        id=f"{varied.question.id}-{varied.way.replace(' ', '-')}",
        half=varied.question.half,
        outcome=outcome,
        asked=varied.asked,
        expected=(f"says what {varied.question.question!r} is answered with",),
        faults=tuple(f"no longer says: {fact.fact}" for fact in varied.lost),
        reply=varied.reply if varied.lost else "",
    )
