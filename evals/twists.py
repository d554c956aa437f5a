"""Notes of patients who meet a criterion, each with one thing changed in words so that the verdict must not be given.

A tester who had not seen the reader's patterns wrote them against it; every one was given falsely when it was written.
Those of `tuned` were shown to whoever worked on the reader; those of `measured` were not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant import cases
from assistant.case_answers import in_full
from assistant.criteria.ranges import Status
from assistant.criteria.types import CaseReport
from evals.metrics import Figure, Limit, figure, share
from evals.questions import Half
from evals.result import Item, Table, key, part
from evals.spread import spread

DATA = Path(__file__).parent / "data" / "twists"
HALVES: dict[Half, str] = {"tune": "tuned", "measured": "measured"}


class Twist(BaseModel):
    """A note or a conversation's notes, oldest first, with a short answer after them where there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notes: tuple[str, ...]
    answer: str = ""
    verdict: str
    never: Status = "met"  # what the verdict must not be
    mechanism: str
    why: str


class Tried(BaseModel):
    """A twist and whether it deceived the checker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    twist: Twist
    half: Half
    deceived: bool


@cache
def load(half: Half) -> tuple[Twist, ...]:
    """The twists of one half."""
    return tuple(Twist(**row) for row in yaml.safe_load((DATA / f"{HALVES[half]}.yaml").read_text(encoding="utf-8")))


def tried(half: Half) -> tuple[Tried, ...]:
    """Every twist of a half, tried as a conversation would."""
    rows = load(half)
    return tuple(
        Tried(twist=one, half=half, deceived=it) for one, it in zip(rows, spread(_deceives, rows), strict=True)
    )


def _deceives(twist: Twist) -> bool:
    """Whether the verdict is given that must not be."""
    return _report(twist).verdicts.get(twist.verdict) == twist.never


def _report(twist: Twist) -> CaseReport:
    *earlier, newest = twist.notes
    report = cases.report(newest, earlier)
    if not twist.answer:
        return report
    answer = in_full(twist.answer, report.case, report.questions)
    told = answer != twist.answer or cases.adds_to_case(answer)
    return cases.report(answer, twist.notes) if told else report


def figures(every: Sequence[Tried], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """How many twists deceive, by half."""
    flags = {half: [one.deceived for one in every if one.half == half] for half in HALVES}
    return tuple(
        figure("cases", "twists: deceived", half, share(flags[half]), limits) for half in HALVES if flags[half]
    )


def item(one: Tried) -> Item:
    """A twist in the report."""
    twist = one.twist
    told = " / ".join([*twist.notes, *([twist.answer] if twist.answer else [])])
    return Item(
        suite="cases",
        id=f"twist-{key(told, twist.verdict)}",
        half=one.half,
        outcome="wrong" if one.deceived else "right",
        asked=told,
        expected=(f"{twist.verdict} is not {twist.never}: {twist.why}",),
        faults=(f"{twist.verdict}: {twist.never}",) if one.deceived else (),
    )


def by_mechanism(every: Iterable[Tried]) -> Table:
    """How many twists of each mechanism deceive."""
    rows = list(every)
    all_of = Counter(one.twist.mechanism for one in rows)
    deceived = Counter(one.twist.mechanism for one in rows if one.deceived)
    return Table(
        suite="cases",
        caption="Twists that deceive, by what was changed",
        header=("what was changed", "deceived"),
        rows=tuple((name, part(deceived[name], count)) for name, count in all_of.most_common()),
    )
