"""A case's trials as courses: unbroken runs of one drug, with the steps of dose inside them.

TRRIP is silent on blocks with a gap between them; the default counts each block by itself, the other documented reading
sums the blocks of one drug.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.doses import Equivalent, licensed_midpoint, to_chlorpromazine
from assistant.criteria.ranges import Range, Status, above, at_least, between
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.types import Trial

CLOZAPINE = "clozapine"
BELIEVED_TIMES = 8  # how many times the limit a dose may be before it is doubted: our choice, below a slip of ten
_BEYOND = "More than is given of this drug: a slip of the figure or the unit?"


class Course(NamedTuple):
    """An unbroken run of one drug; `places` are its steps' places in the case's list of trials."""

    places: tuple[int, ...]
    steps: tuple[Trial, ...]
    generic: str  # the name as written where the drug is not known
    family: str
    known: bool
    label: str

    @property
    def is_lai(self) -> bool:
        """Whether it was a long-acting injection."""
        return any(formulation(step) == "lai" for step in self.steps)

    @property
    def beside_another(self) -> bool:
        """Whether another antipsychotic ran beside it all along."""
        return all(step.concurrent for step in self.steps)


def formulation(trial: Trial) -> str | None:
    """The formulation as given, else that of the product named, else what the interval says."""
    if trial.formulation:
        return trial.formulation
    product = drugs.product(trial.drug)
    if product:
        return product.formulation
    spaced = trial.interval_days is not None and (trial.interval_days.low or 0) >= 7
    return "lai" if spaced else "oral"


def courses(trials: Sequence[Trial], options: Options) -> tuple[Course, ...]:
    """The courses, in the order of their first trial. As-needed doses are no course."""
    runs: list[list[int]] = []
    for place, trial in enumerate(trials):
        if trial.prn:
            continue
        before = next((run for run in reversed(runs) if _same(trials[run[-1]], trial)), None)
        goes_on = before is not None and trial.continues and _follows(trials, before[-1], place)
        if before is not None and (goes_on or options.summed_weeks):
            before.append(place)
        else:
            runs.append([place])
    return tuple(_course(run, trials) for run in runs)


def days_at_dose(trial: Trial) -> Range | None:
    """Days at the dose stated, titration left out; within bounds where titration is not known.

    >>> days_at_dose(Trial(drug="x", days=56, titration_days=14)).words()
    '42'
    >>> days_at_dose(Trial(drug="x", days=56)).words()
    '0 to 56'
    """
    if time_contradicts(trial):
        known = trial.days_at_dose or trial.days
        return between(0, known.high) if known is not None and known.high is not None else None
    if trial.days_at_dose is not None or trial.days is None:
        return trial.days_at_dose
    whole, titration = trial.days, trial.titration_days
    if trial.titrated is False:
        return whole
    if titration is None:
        return between(0, whole.high) if whole.high is not None else None
    low = None if whole.low is None or titration.high is None else max(whole.low - titration.high, whole.low * 0)
    high = None if whole.high is None or titration.low is None else max(whole.high - titration.low, whole.high * 0)
    return None if low is None and high is None else Range(low=low, high=high, high_open=whole.high_open)


def time_contradicts(trial: Trial) -> bool:
    """Whether a part of a course, at the dose or before it was reached, is told to be longer than the whole.

    >>> time_contradicts(Trial(drug="x", days=42, days_at_dose=70)), time_contradicts(Trial(drug="x", days=42))
    (True, False)
    """
    if trial.days is None or trial.days.high is None:
        return False
    return any(above(part, trial.days.high) == "met" for part in (trial.days_at_dose, trial.titration_days))


def reaches(trial: Trial, rule: Rule, options: Options) -> tuple[Status, Equivalent]:
    """Whether one step's dose reaches the limit by the table in use, and the conversion."""
    equivalent = to_chlorpromazine(trial, options.table)
    limit = rule.limits["cpz_mg"]
    if options.midpoint:
        midpoint = licensed_midpoint(trial)
        if midpoint is not None:
            status = at_least(midpoint.daily_mg, midpoint.limit_mg)
            equivalent = equivalent._replace(working=midpoint.working)
            return "unknown" if is_beyond(equivalent, rule) else status, _flagged(equivalent, rule)
    return reached(equivalent, limit, rule), _flagged(equivalent, rule)


def reached(equivalent: Equivalent, limit: Fraction, rule: Rule) -> Status:
    """Whether a dose reaches a limit; one that nobody is given shows nothing."""
    return "unknown" if is_beyond(equivalent, rule) else at_least(equivalent.mg, limit)


def is_beyond(equivalent: Equivalent, rule: Rule) -> bool:
    """Whether a dose is so many times TRRIP's that it is rather a slip: 5 g of olanzapine."""
    return above(equivalent.mg, rule.limits["cpz_mg"] * BELIEVED_TIMES) == "met"


def _flagged(equivalent: Equivalent, rule: Rule) -> Equivalent:
    return equivalent._replace(notes=(*equivalent.notes, _BEYOND)) if is_beyond(equivalent, rule) else equivalent


def days_reaching(course: Course, statuses: Sequence[Status]) -> Range | None:
    """Unbroken days at steps whose dose reaches the limit: certain steps give the low bound, possible ones the high.

    Where no step reaches it, all days of the course: the dose is another rule's business.
    """
    if len(course.steps) == 1:
        return days_at_dose(course.steps[0])
    if (
        "met" not in statuses and len(set(statuses)) == 2
    ):  # which steps count is open: all of them, or the possible ones
        whole, some = (_longest(course, [*given]) for given in (["met"] * len(statuses), _possible(statuses)))
        return between(min(whole.low or 0, some.low or 0), whole.high) if whole and some else None
    if set(statuses) == {"not_met"}:
        statuses = ["met"] * len(course.steps)
    return _longest(course, statuses)


def _possible(statuses: Sequence[Status]) -> list[Status]:
    return ["not_met" if status == "not_met" else "met" for status in statuses]


def _longest(course: Course, statuses: Sequence[Status]) -> Range | None:
    low = max((low for low, _ in _runs(course, statuses, ("met",))), default=None)
    highs = [high for _, high in _runs(course, statuses, ("met", "unknown"))]
    high = None if None in highs else max((high for high in highs if high is not None), default=None)
    return None if low is None and high is None else Range(low=low, high=high)


def _runs(
    course: Course, statuses: Sequence[Status], wanted: tuple[Status, ...]
) -> list[tuple[Fraction, Fraction | None]]:
    """The least and most days of each unbroken run of steps with a wanted status; most is None where not known."""
    runs: list[tuple[Fraction, Fraction | None]] = []
    broken = True
    for step, status in zip(course.steps, statuses, strict=True):
        if status not in wanted:
            broken = True
            continue
        days = days_at_dose(step)
        low = (days.low if days else None) or Fraction(0)
        high = days.high if days else None
        before = (Fraction(0), Fraction(0)) if broken else runs.pop()
        runs.append((before[0] + low, None if before[1] is None or high is None else before[1] + high))
        broken = False
    return runs


def _follows(trials: Sequence[Trial], before: int, place: int) -> bool:
    """Whether nothing but what ran beside it stands between two steps of one drug."""
    return all(trial.concurrent or trial.prn for trial in trials[before + 1 : place])


def _same(first: Trial, second: Trial) -> bool:
    return _generic(first.drug) == _generic(second.drug) and formulation(first) == formulation(second)


def _generic(name: str) -> str:
    drug = drugs.find(name)
    return drug.generic if drug else name.strip().lower()


def _course(places: list[int], trials: Sequence[Trial]) -> Course:
    steps = tuple(trials[place] for place in places)
    drug = drugs.find(steps[0].drug)
    generic = drug.generic if drug else steps[0].drug.strip().lower()
    family = drug.family if drug else generic
    alike = [n for n, trial in enumerate(trials) if not trial.prn and _generic(trial.drug) == generic]
    also = (
        f" ({'LAI, ' if formulation(steps[0]) == 'lai' else ''}trial {places[0] + 1})"
        if len(alike) > len(places)
        else ""
    )
    return Course(tuple(places), steps, generic, family, drug is not None, generic + also)
