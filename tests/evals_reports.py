"""Made-up suites and what a run of them reports."""

from collections.abc import Callable, Sequence

from evals.metrics import figure, share
from evals.questions import Half
from evals.report import Report, measured
from evals.result import Item, Result, Table, part
from evals.scorers import Outcome
from evals.sitting import Sitting
from evals.suites import Suite

DOSE = "What dose of examplazine?"
SECRET = "A secret of the measured half?"
LIMITS = {"share right": {"at_least": 0.9, "floor": 0.4}}


def item(name: str, outcome: Outcome, half: Half = "tune", asked: str = DOSE) -> Item:
    """One thing tried."""
    faults = () if outcome == "right" else ("not said: 10 <mg>",)
    return Item(suite="facts", id=name, half=half, outcome=outcome, asked=asked, expected=("says: 10 <mg>",),
                faults=faults, reply="It is so." if faults else "")  # fmt: skip


def suite(*items: Item, name: str = "facts", is_quick: bool = True) -> Suite:
    """A suite in which these came out."""

    def run(sitting: Sitting, _: Sequence[str]) -> Result:
        figures = tuple(
            figure(name, "share right", half, share(one.outcome == "right" for one in items if one.half == half),
                   sitting.limits)
            for half in sitting.halves
        )  # fmt: skip
        kinds = Table(suite=name, caption="By kind", header=("kind", "passed", "score"),
                      rows=(("a | b", part(1, 4), 0.25),), note="None should pass.")  # fmt: skip
        return Result(tuple(one for one in figures if one.n), items, (kinds,))

    return Suite({name: "Does it say what it should?"}, run, is_quick)


FEW = (
    item("f-1", "right"),
    item("f-2", "wrong"),
    item("f-3", "no_answer"),
    item("f-4", "unscored", "measured", SECRET),
    item("f-5", "wrong", "measured", SECRET),
)


def reported(*items: Item, sitting: Callable[[], Sitting] = Sitting) -> Report:
    """The report of a run in which these came out."""
    with sitting() as sat:
        return measured([suite(*(items or FEW))], ["facts"], sat)
