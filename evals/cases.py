"""Vignettes of patients in, verdicts compared with what was expected out: cases as data, and notes read first.

The notes are by several authors who had not seen the program. Those of authors a to h, j, k, m, p, y and z and half of
author i's were looked at while the reader was made; the rest of author i's and those of authors l, n and q were only
measured.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import Status
from assistant.criteria.types import Ask, CaseReport, PatientCase
from evals import edits, twists
from evals.metrics import Figure, Limit, figure, share
from evals.questions import Half
from evals.result import Item, Result, Table, key
from evals.sitting import BOTH, Sitting
from evals.spread import spread

DATA = Path(__file__).parent / "data" / "cases"
_LENGTH = r"how long|how many (?:weeks|days)|until when"
MEANT = {  # how a question asks for what authors call so; other words are looked for by their first letters
    **dict.fromkeys(("duration", "start", "date", "six", "months", "length"), _LENGTH),
    "weeks": rf"{_LENGTH}|weeks",
    "raw": r"before|raw",
    "baseline": r"before",
    "timing": r"trough|hours",
    "time": r"trough|hours|how long",
    "country": r"which rules",
    "jurisdiction": r"which rules",
    **dict.fromkeys(("earlier", "other", "previous"), r"which antipsychotics|other"),
    **dict.fromkeys(("name", "of", "the", "second", "some", "a"), ""),
    **dict.fromkeys(("injection", "drug", "depot"), r"which two drugs|drug|depot|inject"),
}
# Files whose notes nobody looked at while tuning.
MEASURED = frozenset({"notes-i-measured", "notes-l", "notes-n", "notes-o-measured", "notes-q"})
OF_A_NEW_AUTHOR = frozenset({"notes-n"})  # nobody read any of this author's: with figures of their own
# The half not looked at of an author of letters: with figures of their own.
IN_LETTERS = frozenset({"notes-o-measured"})
# Files whose authors were asked for another form and other words in every note: with figures of their own.
IN_EVERY_FORM = frozenset({"notes-p", "notes-q", "notes-y", "notes-z"})
MOST_REPORTS = 4  # on one note, the remarks of each said to hold before the next
# Files whose authors were asked for asides and distractors.
WITH_ASIDES = frozenset({"notes-j", "notes-k", "notes-l", "notes-o-tuned"})


class Vignette(BaseModel):
    """One patient, as data or as a note, and what a checker has to find. `open`: not judged as expected yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    source: str
    note: str = ""
    case: PatientCase | None = None
    verdicts: dict[str, Status] = {}
    findings: dict[str, Status] = {}  # rule id, or rule id:drug
    label: str = ""
    asks: tuple[str, ...] = ()
    covers: str = ""
    open: bool = False

    @property
    def half(self) -> Half:
        """Whether its file was tuned on."""
        return "measured" if self.source in MEASURED else "tune"

    @property
    def kind(self) -> str:
        """The group in whose figures a note counts."""
        if self.source in OF_A_NEW_AUTHOR:
            return "notes of a new author"
        if self.source in IN_EVERY_FORM:
            return "notes in every form"
        if self.source in IN_LETTERS:
            return "notes in letters"
        return "notes with asides" if self.source in WITH_ASIDES else "notes"


class Judged(BaseModel):
    """A vignette and what came out: the faults in words, and each expected verdict beside the one given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vignette: Vignette
    faults: tuple[str, ...]
    verdicts: tuple[tuple[str, Status, str], ...]  # name, expected, given
    headline: str
    asked: bool  # the report asks at least one question
    asks_right: bool | None  # whether it asks for a datum that the author says is missing; None where he names none
    right_once_held: bool | None  # whether saying of all remarks that they hold makes all verdicts met; None if not due

    @property
    def false_met(self) -> bool:
        """Whether a verdict is met that should not be: the one mistake that must never be made."""
        return any(given == "met" and expected != "met" for _, expected, given in self.verdicts)

    @property
    def differs(self) -> bool:
        """Whether a verdict is not the one expected."""
        return any(given != expected for _, expected, given in self.verdicts)

    @property
    def left_open(self) -> bool:
        """Whether every wrong verdict is `unknown`, and something is asked."""
        return self.asked and all(given in (expected, "unknown") for _, expected, given in self.verdicts)


@cache
def load() -> tuple[Vignette, ...]:
    """All vignettes, in the order of their files."""
    return tuple(
        Vignette(source=path.stem, **row)
        for path in sorted(DATA.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Judge every vignette, and try every twist and every edit."""
    judged = spread(judge, load())
    tried = [one for half in BOTH for one in twists.tried(half)]
    edited = [one for half in BOTH for one in edits.tried(half)]
    return Result(
        (
            *figures(judged, sitting.limits),
            *twists.figures(tried, sitting.limits),
            *edits.figures(edited, sitting.limits),
        ),
        (*map(_item, judged), *map(twists.item, tried), *map(edits.item, edited)),
        (*(confusion(judged, half) for half in BOTH), twists.by_mechanism(tried)),
    )


def right_once_held(vignette: Vignette) -> bool:
    """Whether every verdict comes out right, if need be after saying of the remarks that a report asks about, for some
    reports in turn, that they hold."""
    held = set[str]()
    for _ in range(MOST_REPORTS):
        draft = read_case(vignette.note, held=held)
        report = check_case(draft.case, draft)
        if all(_verdict(report, name) == status for name, status in vignette.verdicts.items()):
            return True
        held |= {ask.remark.quote for ask in report.questions if ask.remark}
    return False


def judge(vignette: Vignette) -> Judged:
    """Check one vignette; a note is read first."""
    if vignette.case is not None:
        report = check_case(vignette.case)
    else:
        draft = read_case(vignette.note)
        report = check_case(draft.case, draft)
    verdicts = tuple((name, status, _verdict(report, name)) for name, status in vignette.verdicts.items())
    faults = [f"{name}: {given}, not {expected}" for name, expected, given in verdicts if given != expected]
    faults += _finding_faults(vignette, report)
    label = next((one.label for one in report.details if one.name in vignette.verdicts), "")
    if vignette.label and vignette.label.lower() not in label.lower():
        faults.append(f"label “{label}” does not say “{vignette.label}”")
    return Judged(
        vignette=vignette, faults=tuple(faults), verdicts=verdicts, headline=report.headline,
        asked=bool(report.questions),
        asks_right=any(asks_for(datum, report.questions) for datum in vignette.asks) if vignette.asks else None,
        right_once_held=right_once_held(vignette) if _is_all_met(vignette) else None,
    )  # fmt: skip


def _item(one: Judged) -> Item:
    """A vignette in the report. What is left open and asked, where a verdict was expected, is no answer."""
    vignette = one.vignette
    wanted = {**vignette.verdicts, **vignette.findings}
    return Item(
        suite="cases",
        id=f"{vignette.source}-{key(vignette.name)}",
        half=vignette.half,
        outcome="right" if not one.faults else "no_answer" if one.differs and one.left_open else "wrong",
        asked=f"{vignette.name}: {vignette.note}" if vignette.note else vignette.name,
        expected=tuple(f"{name}: {status}" for name, status in wanted.items()),
        faults=one.faults,
        reply=one.headline,
    )


def _is_all_met(vignette: Vignette) -> bool:
    """Whether a note in another form than all others ought to meet whatever is asked of it."""
    return vignette.source in IN_EVERY_FORM and set(vignette.verdicts.values()) == {"met"}


def asks_for(datum: str, questions: Iterable[Ask]) -> bool:
    """Whether one of the questions asks for a datum, named in an author's words ("symptom duration").

    >>> asks_for("symptom duration", [Ask(datum="symptom_days", question="For how long?", reason="")])
    True
    """
    words = [re.compile(MEANT.get(word, rf"\b{word[:5]}"), re.I) for word in re.findall(r"\w+", datum.lower())]
    said = (f"{one.datum.replace('_', ' ').replace('.', ' ')} {one.question} {one.reason}" for one in questions)
    return any(all(word.search(text) for word in words) for text in said)


def confusion(judged: Iterable[Judged], half: Half) -> Table:
    """How often each verdict was given for each that was expected, in one half."""
    rows = [one for one in judged if one.vignette.half == half]
    counts = Counter((expected, given) for one in rows for _, expected, given in one.verdicts)
    given = ("met", "not_met", "unknown", "none")
    return Table(
        suite="cases",
        caption=f"Verdicts on vignettes, {half}: given for each expected",
        header=("expected", *(f"given {name}" for name in given)),
        rows=tuple(
            (expected, *(str(counts[expected, name]) for name in given)) for expected in ("met", "not_met", "unknown")
        ),
    )


def figures(judged: Sequence[Judged], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures of the vignettes, notes by half."""
    notes = [one for one in judged if one.vignette.case is None]
    found = [_figure("cases right", "tune", [not one.faults for one in judged if one.vignette.case], limits)]
    for half in ("tune", "measured"):
        for kind in ("notes", "notes with asides", "notes of a new author", "notes in letters", "notes in every form"):
            rows = [one for one in notes if one.vignette.half == half and one.vignette.kind == kind]
            found += _of_notes(kind, half, rows, limits)
    return tuple(one for one in found if one.n)


def _of_notes(kind: str, half: Half, rows: Sequence[Judged], limits: dict[str, Limit]) -> list[Figure]:
    right = [all(expected == given for _, expected, given in one.verdicts) for one in rows]
    wrong = [one.left_open for one, is_right in zip(rows, right, strict=True) if not is_right]
    asks = [one.asks_right for one in rows if one.asks_right is not None]
    held = [one.right_once_held for one in rows if one.right_once_held is not None]
    whole = [right[place] for place, one in enumerate(rows) if one.right_once_held is not None]
    return [
        _figure(f"{kind}: verdicts right", half, right, limits),
        _figure(f"{kind}: the rest left open and asked", half, wrong, limits),
        _figure(f"{kind}: a missing datum asked for", half, asks, limits),
        _figure(f"{kind}: of those to be met, met", half, whole, limits),
        _figure(f"{kind}: met once remarks hold", half, held, limits),
        figure("cases", f"{kind}: false met", half, (float(sum(one.false_met for one in rows)), len(rows)), limits),
    ]


def _figure(name: str, half: Half, flags: list[bool], limits: dict[str, Limit]) -> Figure:
    return figure("cases", name, half, share(flags), limits)


def _verdict(report: CaseReport, name: str) -> Any:
    return report.verdicts.get(name, "none")


def _finding_faults(vignette: Vignette, report: CaseReport) -> list[str]:
    faults = []
    for name, expected in vignette.findings.items():
        rule, _, subject = name.partition(":")
        found = [one for one in report.findings if one.id == rule and one.subject.startswith(subject)]
        if not any(one.status == expected for one in found):
            faults.append(f"{name}: {found[0].status if found else 'none'}, not {expected}")
    return faults
