"""A CaseReport in, the geometry of a picture of its trials out: a row a trial, each bar in percent beside its limit.

A case holds lengths and no dates, so every bar begins when its dose was reached; what came before, titration and steps
at a dose that is too low, lies to the left of that. Limits come from the rule set. What is known is sure, what is only
possible is open, and a length that is not known is open as far as the axis goes, never zero.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from assistant.criteria.courses import CLOZAPINE, Course, courses, days_at_dose, reaches
from assistant.criteria.doses import to_chlorpromazine
from assistant.criteria.drugs import is_clozapine, is_other
from assistant.criteria.levels import to_ng_per_ml, usable
from assistant.criteria.ranges import Range, Status, at_least, exactly, shown
from assistant.criteria.ruleset import Options, Rule, trrip
from assistant.criteria.trials import dose_words
from assistant.criteria.types import CaseReport, Finding, Level, Trial

Kind = Literal["sure", "open", "titration", "short"]  # short: known, but at a dose that is too low
LONGEST = 4  # times its limit: what is longer is drawn cut off
ROOM = Fraction(3, 2)  # times the greatest limit: the least that an axis shows
WEEK = 7


class Part(NamedTuple):
    """A stretch of a bar, in percent of the axis."""

    start: float
    width: float
    kind: Kind


class Limit(NamedTuple):
    """A line across the bar."""

    at: float
    words: str


class Bar(NamedTuple):
    """One measure of a trial. `zero` is where its axis begins; `is_cut` says that the bar goes on beyond it."""

    title: str
    words: str
    status: Status | None
    parts: tuple[Part, ...]
    limits: tuple[Limit, ...]
    zero: float = 0.0
    is_cut: bool = False
    note: str = ""


class Row(NamedTuple):
    """One trial: its weeks, its doses (or clozapine's levels), how much was taken, and what came of it."""

    name: str
    dose: str
    weeks: Bar | None = None
    amounts: tuple[Bar, ...] = ()
    taken: Bar | None = None
    levels: Status | None = None  # whether clozapine's levels, taken together, are high enough
    outcome: str = ""
    failed: Status | None = None
    remarks: tuple[str, ...] = ()


class Timeline(NamedTuple):
    """The picture. `table` is the dose table that its doses were converted by."""

    rows: tuple[Row, ...]
    table: str


class _Axis(NamedTuple):
    """An axis from `before` on the left of zero to `top`."""

    top: Fraction
    before: Fraction = Fraction(0)

    def at(self, value: Fraction) -> float:
        whole = self.before + self.top
        return round(float((self.before + max(-self.before, min(value, self.top))) / whole * 100), 2)

    def part(self, start: Fraction, end: Fraction, kind: Kind) -> list[Part]:
        at = self.at(start)
        width = round(self.at(end) - at, 2)
        return [Part(at, width, kind)] if width > 0 else []

    def limit(self, value: Fraction, words: str) -> Limit:
        return Limit(self.at(value), words)


def timeline(report: CaseReport) -> Timeline:
    """The picture of a report's trials, in the order told."""
    options, rules = Options(), trrip().rules
    drawn = _Drawn(report, rules, options)
    rows = [(course.places[0], drawn.row(course)) for course in drawn.courses]
    rows += [(n, _as_needed(one)) for n, one in enumerate(report.case.trials) if one.prn]
    return Timeline(tuple(row for _, row in sorted(rows, key=lambda placed: placed[0])), options.table)


def _as_needed(trial: Trial) -> Row:
    return Row(trial.drug, dose_words(trial), remarks=("as needed: never a trial",))


class _Drawn:
    """A report being drawn: its courses, and the axes that all of them share."""

    def __init__(self, report: CaseReport, rules: dict[str, Rule], options: Options) -> None:
        self.report, self.rules, self.options = report, rules, options
        self.courses = courses(report.case.trials, options)
        self.levels = [level for level in report.case.levels if is_clozapine(level.drug)]
        steps = [step for course in self.courses for step in course.steps]
        self.days = self._days()
        dose = rules["T3"].limits["cpz_mg"]
        self.dose = _axis(dose, [dose], (to_chlorpromazine(step, options.table).mg for step in steps))
        level = rules["C1l"].limits["level_ng_ml"]
        self.level = _axis(level, [level], (to_ng_per_ml(one) for one in self.levels))
        self.percent = _Axis(Fraction(100))

    def row(self, course: Course) -> Row:
        """One course of one drug."""
        is_clozapine_trial = course.generic == CLOZAPINE
        said = self._finding("C1f" if is_clozapine_trial else "T5", course)
        levels = self._finding("C1l") if is_clozapine_trial else None
        amounts = [self._level(one) for one in self.levels] if is_clozapine_trial else []
        return Row(
            name=course.label,
            dose=", then ".join(dict.fromkeys(dose_words(step) for step in course.steps)),
            weeks=self._weeks(course),
            amounts=tuple(amounts or [self._dose(step, is_clozapine_trial) for step in course.steps]),
            taken=self._taken(course),
            levels=levels.status if levels else None,
            outcome=said.observed if said else "",
            failed=said.status if said else None,
            remarks=tuple(_remarks(course)),
        )

    def _days(self) -> _Axis:
        first = self.rules["T2"].limits["days_at_dose"]
        limits = [limit for course in self.courses for limit, _ in self._lengths(course)] or [first]
        whole = [_added(days_at_dose(step) for step in course.steps) for course in self.courses]
        before = max((_most(days) for course in self.courses for days, _ in self._before(course)), default=Fraction(0))
        return _axis(first, limits, whole)._replace(before=min(before, first))

    def _before(self, course: Course) -> list[tuple[Range, Kind]]:
        """What came before the days that count, latest first: steps too low, then titration, each by how far back.

        Titration of a length that nobody gave is open, a third of the first limit long.
        """
        low, titration = course.steps[: self._too_low(course)], course.steps[0].titration_days
        lengths: list[tuple[Fraction, Kind]] = [(_most(_added(days_at_dose(step) for step in low)), "short")]
        if titration is not None:
            lengths.append((_most(titration), "titration"))
        elif course.steps[0].titrated:
            lengths.append((self.rules["T2"].limits["days_at_dose"] / 3, "open"))
        back = [Fraction(0), *accumulate(days for days, _ in lengths)]
        return [
            (Range(low=near, high=far), kind) for (near, far), (_, kind) in zip(pairwise(back), lengths, strict=True)
        ]

    def _reached(self, course: Course) -> list[Status]:
        return [reaches(step, self.rules["T3"], self.options)[0] for step in course.steps]

    def _too_low(self, course: Course) -> int:
        """How many steps come before the first whose dose may be high enough; none where no step's is."""
        reached = self._reached(course)
        return next((place for place, status in enumerate(reached) if status != "not_met"), 0)

    def _lengths(self, course: Course) -> list[tuple[Fraction, str]]:
        """The limits of a course in days, with the words at each line."""
        names = ["C1d"] if course.generic == CLOZAPINE else ["T2", *(["T4L"] if course.is_lai else [])]
        days = [self.rules[name].limits["days_at_dose"] for name in names]
        return [(one, _length(one) + (" (optimum)" if n else "")) for n, one in enumerate(days)]

    def _weeks(self, course: Course) -> Bar:
        found = self._finding("C1d" if course.generic == CLOZAPINE else "T2", course)
        parts = [part for days, kind in self._before(course)
                 for part in self.days.part(-(days.high or Fraction(0)), -(days.low or Fraction(0)), kind)]  # fmt: skip
        cursor, is_cut, first = Fraction(0), False, self._too_low(course)
        reached = self._reached(course)
        for step, status in zip(course.steps[first:], reached[first:], strict=True):
            kind: Kind = "short" if status == "not_met" and {*reached} != {"not_met"} else "sure"
            drawn, cursor, cut = _stretch(self.days, days_at_dose(step), cursor, kind)
            parts, is_cut = parts + drawn, is_cut or cut
        return Bar(
            "Weeks at dose",
            found.observed.removesuffix(" at dose") if found else _in_words(course),
            found.status if found else None,
            tuple(parts),
            tuple(self.days.limit(limit, words) for limit, words in self._lengths(course)),
            zero=self.days.at(Fraction(0)),
            is_cut=is_cut,
            note=_before_words(course, first),
        )

    def _dose(self, step: Trial, is_clozapine_trial: bool) -> Bar:
        limit = self.rules["T3"].limits["cpz_mg"]
        equivalent = to_chlorpromazine(step, self.options.table)
        parts, _, is_cut = _stretch(self.dose, equivalent.mg, Fraction(0), "sure")
        unknown = "not known" if step.dose_mg is None else "no equivalent"
        words = f"{equivalent.mg.words()} mg/day" if equivalent.mg else unknown
        status = None if is_clozapine_trial else at_least(equivalent.mg, limit)
        lines = () if is_clozapine_trial else (self.dose.limit(limit, f"{shown(limit)} mg"),)
        why = "" if equivalent.mg else equivalent.working
        note = "not judged by dose; no level is recorded" if is_clozapine_trial else why
        return Bar("Chlorpromazine equivalents", words, status, tuple(parts), lines, is_cut=is_cut, note=note)

    def _level(self, level: Level) -> Bar:
        limit, value = self.rules["C1l"].limits["level_ng_ml"], to_ng_per_ml(level)
        parts, _, is_cut = _stretch(self.level, value, Fraction(0), "sure")
        words = f"{value.words()} ng/mL" if value else "result not known"
        line = self.level.limit(limit, f"{shown(limit)} ng/mL")
        _, why, _ = usable(level)  # one level alone is no verdict: the rule asks for two that can be used
        note = "; ".join(why)
        return Bar("Clozapine level", words, None, tuple(parts), (line,), is_cut=is_cut, note=note)

    def _taken(self, course: Course) -> Bar:
        own = next((step.adherence for step in course.steps if step.adherence), None)
        known = own or self.report.case.adherence
        percent = known.percent if known else None
        found = self._finding("A1", course if own else None)
        parts, _, _ = _stretch(self.percent, percent, Fraction(0), "sure")
        limit = self.rules["A1"].limits["percent"]
        words = f"{percent.words()}%" if percent else "not known"
        sources = found.observed.partition("; ")[2] if found else ""
        line = self.percent.limit(limit, f"{shown(limit)}%")
        return Bar("Doses taken", words, found.status if found else None, tuple(parts), (line,), note=sources)

    def _finding(self, rule: str, course: Course | None = None) -> Finding | None:
        subject = course.label if course else ""
        return next((one for one in self.report.findings if (one.id, one.subject) == (rule, subject)), None)


def _axis(limit: Fraction, limits: Sequence[Fraction], values: Iterable[Range | None]) -> _Axis:
    """An axis that holds its limits with room beyond, and the values as far as they stay comparable with them."""
    longest = max((value.high or value.low or limit for value in values if value), default=limit)
    return _Axis(max(ROOM * max(limits), min(longest, LONGEST * limit)))


def _stretch(axis: _Axis, value: Range | None, start: Fraction, kind: Kind) -> tuple[list[Part], Fraction, bool]:
    """The parts of a value that begins at `start`, where the next begins, and whether it goes on beyond the axis."""
    low, high = (value.low or Fraction(0), value.high) if value else (Fraction(0), None)
    end = axis.top if high is None else start + high
    parts = axis.part(start, start + low, kind) + axis.part(start + low, end, "open")
    return parts, start + (high if high is not None else low), start + (high if high is not None else low) > axis.top


def _added(lengths: Iterable[Range | None]) -> Range:
    return exactly(sum((_most(one) for one in lengths if one), Fraction(0)))


def _most(days: Range) -> Fraction:
    return days.high or days.low or Fraction(0)


def _in_words(course: Course) -> str:
    """The length of what no rule looked at."""
    days = days_at_dose(course.steps[0])
    return f"{days.words()} days" if days else "not given"


def _length(days: Fraction) -> str:
    return f"{days / WEEK} weeks" if days % WEEK == 0 else f"{shown(days)} days"


def _before_words(course: Course, low: int) -> str:
    days = course.steps[0].titration_days
    said = [f"after {days.words()} days of titration"] if days else []
    said += ["titration of unknown length before"] if days is None and course.steps[0].titrated else []
    said += [f"after {dose_words(step)}: too low" for step in course.steps[:low]]
    return "; ".join(said)


def _remarks(course: Course) -> Iterable[str]:
    if is_other(course.generic):
        yield "no antipsychotic: not a trial"
    elif not course.known:
        yield "drug not known"
    if course.is_lai:
        yield "long-acting injection"
    if any(step.concurrent for step in course.steps):
        yield "beside another antipsychotic"
    if any(step.prospective for step in course.steps):
        yield "prospective"
