"""What each part is worth: a part taken out, a sample asked again, and the figure that falls.

A part is taken out from outside, by another index, lexicon or function in its place; the program has no switch for it.
The sample is drawn by position from both halves, so that the figures are not those of the suites and only their
difference counts.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unittest.mock import patch

from assistant import verify
from assistant.assistant import Assistant
from assistant.checks import CHECKS, numbers
from assistant.lexicon import Lexicon
from evals import caveats, gate, robustness
from evals.metrics import Figure, Limit, Share, fact_recall, figure, refusal_recall, share
from evals.questions import Question, choose
from evals.replies import Replied
from evals.result import Part, Result, Table, part
from evals.runner import Askable, run
from evals.scratch import copied
from evals.sitting import Sitting
from evals.words import HALVES

ONE_IN = 5  # of the questions of a suite is asked


class Ablation(NamedTuple):
    """A part, the figure that it holds up, and that figure with the part and without it."""

    part: str
    metric: str
    before: Share
    after: Share


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Take out one part after the other."""
    found = tuple(ablated(sitting))
    return Result(figures(found, sitting.limits), tables=(table(found),))


def ablated(sitting: Sitting) -> Iterator[Ablation]:
    """Each part with its figures."""
    own = sitting.assistant
    facts, refused = (sample(suite, sitting) for suite in ("facts", "abstention"))
    with copied(own) as (scratch, other):
        scratch.unbind_caveats()
        values = (_caveats(facts, one, own) for one in (sitting, other))
        yield Ablation("caveat binding", "bound limits shown", *values)
    before = _recall(refused, sitting, own)
    with patch("assistant.judge.may_answer", lambda _clause, _item: True):
        yield Ablation("entity coverage", "refused, of what should be", before, _recall(refused, own, own))
    before = _false_numbers()
    with patch.object(verify, "CHECKS", tuple(one for one in CHECKS if one.__module__ != numbers.__name__)):
        yield Ablation("the number check", "false numbers refused by the gate", before, _false_numbers())
    with copied(own, names_only(own.lexicon)) as (_, other):
        yield Ablation("lexicon expansion", "facts kept under a brand name", *(
            _brands(facts, sitting, one, own) for one in (sitting, other)))  # fmt: skip
        yield Ablation("lexicon expansion", "facts found", *(_facts(facts, one, own) for one in (sitting, other)))


def sample(suite: str, sitting: Sitting) -> tuple[Question, ...]:
    """Some questions of a suite."""
    return choose([suite], sitting.halves, sitting.limit)[::ONE_IN]


def names_only(lexicon: Lexicon) -> Lexicon:
    """The lexicon in which each thing goes by one name: no brand, no lay word, no abbreviation, no spelling."""
    bare = {"names": (), "brands": (), "lay": (), "abbreviations": ()}
    rows = (one.model_copy(update={**bare, "names": one.names[:1]}) for one in lexicon.entities.values())
    return Lexicon(rows, "one name each")


def _replied(questions: Sequence[Question], asked: Askable) -> Iterator[Replied]:
    for question in questions:
        if reply := asked.ask(question.question).reply:
            yield Replied(question, reply)


def _caveats(questions: Sequence[Question], asked: Askable, own: Assistant) -> Share:
    """Of the limits that the index as it is binds, how many are shown."""
    return share(one.is_shown for one in caveats.judge(_replied(questions, asked), own.index))


def _recall(questions: Sequence[Question], asked: Askable, own: Assistant) -> Share:
    return refusal_recall(run(questions, asked, own.index.text))


def _facts(questions: Sequence[Question], asked: Askable, own: Assistant) -> Share:
    return fact_recall(run(questions, asked, own.index.text))


def _brands(questions: Sequence[Question], first: Askable, again: Askable, own: Assistant) -> Share:
    """Of the questions that name a drug, how many keep their facts where it goes by a brand name."""
    varied = robustness.vary(_replied(questions, first), again, own.lexicon, ["brand name"])
    return share(not one.lost for one in varied)


def _false_numbers() -> Share:
    tried = chain.from_iterable(gate.tried(half) for half in HALVES)
    return share(bool(one.why) for one in tried if one.kind == "number")


def figures(found: Sequence[Ablation], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """By how much each figure falls; a part without which nothing falls is not needed."""
    return tuple(
        figure("ablations", f"without {one.part}: {one.metric}, loss", "both",
               ((one.before.value or 0.0) - (one.after.value or 0.0), one.after.n), limits) for one in found
    )  # fmt: skip


def table(found: Sequence[Ablation]) -> Table:
    """Each figure with the part and without."""
    return Table(
        suite="ablations",
        caption="Each part taken out",
        header=("without", "figure", "with it", "without it"),
        rows=tuple((one.part, one.metric, _part(one.before), _part(one.after)) for one in found),
        note=f"One in {ONE_IN} questions of both halves; the gate on all its sentences.",
    )


def _part(value: Share) -> Part:
    return part(round((value.value or 0.0) * value.n), value.n)
