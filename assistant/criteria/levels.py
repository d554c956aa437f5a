"""Plasma levels: one sample in; its value in ng/mL, whether it can be used, and where a clozapine level lies out.

All numbers are in `tables/clozapine_levels.yaml`. Arithmetic is exact. Whether a sample can be used (trough, steady
state, nothing disturbing) and how high it is are judged apart: a number without its timing decides nothing.
"""

from fractions import Fraction
from functools import cache
from typing import Any

from assistant.criteria import drugs
from assistant.criteria.ranges import Range, Status, above, at_least, at_most, below, exact, opposite
from assistant.criteria.ruleset import Rule, load
from assistant.criteria.types import Ask, Checked, Finding, Level, LevelUnit, PatientCase, Reading, Verdict

TABLE = "clozapine_levels.yaml"
_STRICT = "Read as more than 350 ng/mL (Nucifora 2019 on Howes 2017), not at least 350."
_ON = "exactly on the threshold: sources differ on > or ≥"
_ROUNDED = "the threshold lies within the rounding of the converted figure"
_RATIO_LOW = "below 0.5: may mean missed doses"
_RATIO_BETWEEN = "between 0.5 and 1.5: what this means is not in my sources"
_RATIO_HIGH = "above 2: may mean inhibited metabolism or a sample that is no trough"
PLAUSIBLE_TIMES = 20  # how many times its alert level a figure may be before its unit is doubted
WHICH_RANGE = "The figure of a level and what is said of its range do not agree: which holds?"
_NO_RANGE = 1000  # ng/mL, of a drug whose range is not held
_STATUS: dict[bool | None, Status] = {True: "met", False: "not_met", None: "unknown"}
ReferenceRange = tuple[Fraction, Fraction, Fraction | None, str, Checked]


def generic(drug: str) -> str:
    """The generic name of a drug; a name that is not known stays as it is.

    >>> generic("Leponex"), generic("OLZ")
    ('clozapine', 'olanzapine')
    """
    found = drugs.find(drug)
    return found.generic if found else drug.strip().casefold()


def to_ng_per_ml(level: Level) -> Range | None:
    """The value in ng/mL; None without value or unit, and for molar units of a drug whose molar mass is not held.

    >>> to_ng_per_ml(Level(drug="clozapine", value=Range(low="0.35", high="0.35"), unit="mg/L")).words()
    '350'
    """
    factor = _factor(level.drug, level.unit)
    return None if level.value is None or factor is None else level.value.mapped(lambda number: number * factor)


def from_ng_per_ml(value: Range, unit: LevelUnit, drug: str = "clozapine") -> Range | None:
    """A value in ng/mL in another unit; None for molar units of a drug whose molar mass is not held.

    >>> from_ng_per_ml(Range(low=350, high=350), "nmol/L").words()
    '≈1,070.9'
    """
    factor = _factor(drug, unit)
    return None if factor is None else value.mapped(lambda number: number / factor)


def is_plausible(level: Level) -> bool:
    """Whether a drug can be at such a level at all; 420 mg/L of clozapine is a slip of the unit.

    >>> [is_plausible(Level(drug="clozapine", value=Range(low=420, high=420), unit=unit)) for unit in ("mg/L", "ng/mL")]
    [False, True]
    """
    value, known = to_ng_per_ml(level), reference_range(level.drug)
    bound = (known[2] or known[1]) if known else exact(_NO_RANGE)
    return value is None or value.low is None or value.low <= bound * PLAUSIBLE_TIMES


def believed(level: Level) -> Range | None:
    """The value in ng/mL, where it can be one: a figure that no patient has may be of another unit."""
    return to_ng_per_ml(level) if is_plausible(level) else None


def usable(level: Level, index: int = 0) -> tuple[Status, tuple[str, ...], tuple[Ask, ...]]:
    """Whether a sample can be judged at all: a trough at steady state, clozapine alone, nothing disturbing since.

    The reasons are those against it; the questions are for what is not known. `index` is its place in `case.levels`.

    >>> usable(Level(drug="clozapine", trough=True, steady=True))[0], usable(Level(drug="clozapine", steady=True))[0]
    ('met', 'unknown')
    """
    findings = _sample_findings(level, index)
    statuses = [finding.status for finding in findings]
    reasons = tuple(finding.observed for finding in findings if finding.status == "not_met")
    asks = tuple(ask for finding in findings for ask in finding.missing)
    if reasons:
        return "not_met", reasons, ()
    return ("unknown" if "unknown" in statuses else "met"), (), asks


def level_verdict(case: PatientCase) -> Verdict:
    """Where the last clozapine level with a value lies, and whether it shows that the threshold was reached."""
    index = max(
        (i for i, one in enumerate(case.levels) if generic(one.drug) == "clozapine" and one.value), default=None
    )
    if index is None:
        return _no_level()
    level, subject = case.levels[index], f"level {index + 1}"
    value = believed(level)
    can_use, reasons, _ = usable(level, index)
    found = _value_finding(level, value, index) if can_use != "not_met" else _unusable(level, value, index, reasons)
    ratio = _ratio_finding(level, subject)
    status: Status = found.status if can_use == "met" else "unknown"
    strict = above(value, _rule("L1").limits["threshold"]) if can_use == "met" else status
    other = Reading(id="strict_350", words=_STRICT, status=strict, checked="secondary")
    return Verdict(
        name="clozapine_level", title=_table()["title"], status=status, label=_label(value, can_use, reasons),
        because=_because(value, can_use, reasons), readings=(other,) if strict != status else (), says=_says(value),
        findings=(found, *_sample_findings(level, index), *((ratio,) if ratio else ())),
        reference=found.reference, checked=found.checked,
    )  # fmt: skip


def reference_range(drug: str) -> ReferenceRange | None:
    """The therapeutic reference range of a drug in ng/mL: lowest, highest, alert level, reference, check status.

    >>> [str(bound) for bound in reference_range("olanzapine")[:3]]
    ['20', '80', '100']
    """
    row = _table()["ranges"].get(generic(drug))
    if row is None:
        return None
    alert = None if row["alert"] is None else exact(row["alert"])
    reference = f"{_table()['ranges_reference']} ({row['id']})"
    return exact(row["low"]), exact(row["high"]), alert, reference, row["checked"]


def measured_as(drug: str) -> str:
    """What the reference range of a drug is a range of: the drug, or its sum with the active metabolite.

    >>> measured_as("risperidone")
    'risperidone plus 9-hydroxyrisperidone'
    """
    name = generic(drug)
    return str(_table()["ranges"].get(name, {}).get("measured_as", name))


def exposure(level: Level) -> Status:
    """Whether a level shows that the drug was taken in a usual amount: at or above the lower bound of its range.

    Without a figure that can be converted it is what the laboratory is said to find. Where the range is for the sum
    with the metabolite, a measurable figure below it may be the drug alone and stays unknown; one that may be nothing
    at all ("below detection") is not met.

    >>> exposure(Level(drug="olanzapine", value=Range(low=20, high=20), unit="ng/mL"))
    'met'
    """
    known, value = reference_range(level.drug), believed(level)
    if level.value is None or (value is None and level.within_range):
        return _STATUS[level.within_range]
    if known is None or value is None or range_contradicts(level):
        return "unknown"
    reached = at_least(value, known[0])
    may_be_the_drug_alone = measured_as(level.drug) != generic(level.drug) and bool(value.low)
    return "unknown" if reached == "not_met" and may_be_the_drug_alone else reached


def range_contradicts(level: Level) -> bool:
    """Whether a figure lies on the other side of the range's lower bound than the laboratory is said to find.

    >>> range_contradicts(Level(drug="olanzapine", value=Range(low=42, high=42), unit="ng/mL", within_range=False))
    True
    """
    known, value = reference_range(level.drug), believed(level)
    lowest = known[0] if known else _rule("L1").limits["threshold"] if generic(level.drug) == "clozapine" else None
    if lowest is None or value is None or level.within_range is None:
        return False
    return at_least(value, lowest) == ("not_met" if level.within_range else "met")


def trough_of(level: Level) -> Status:
    """Whether a sample is a trough: as said, or taken 10 to 14 hours after the dose; not met where either denies it."""
    return _trough(level, 0).status


@cache
def _table() -> Any:
    return load(TABLE)


@cache
def _rule(name: str) -> Rule:
    row = _table()["rules"][name]
    return Rule(**(row | {"id": name, "limits": {key: exact(one) for key, one in row.get("limits", {}).items()}}))


def _factor(drug: str, unit: LevelUnit | None) -> Fraction | None:
    """By how much a figure in a unit is multiplied to give ng/mL."""
    if unit is None:
        return None
    row = _table()["units"][unit]
    mass = _table()["molar_masses"].get(generic(drug))
    if not row["molar"]:
        return exact(row["factor"])
    return None if mass is None else exact(row["factor"]) * exact(mass["value"])


def _either(*statuses: Status) -> Status:
    """Not met where anything given speaks against it, met where something speaks for it."""
    return "not_met" if "not_met" in statuses else "met" if "met" in statuses else "unknown"


def _sample_findings(level: Level, index: int) -> tuple[Finding, ...]:
    return _trough(level, index), _steady(level, index), _undisturbed(level, index), _alone(level, index)


def _trough(level: Level, index: int) -> Finding:
    """A sample 10 to 14 hours after the dose, or one that the note calls a trough."""
    rule, hours = _rule("L2"), level.hours_after_dose
    early, late = below(hours, rule.limits["from_hours"]), above(hours, rule.limits["to_hours"])
    status = _either(_STATUS[level.trough], _both(opposite(early), opposite(late)))
    seen = _told(level.trough, "a trough", "not a trough", "timing not known")
    if hours is not None:
        kind = "early sample, " if early == "met" else "late sample, " if late == "met" else ""
        seen = f"{kind or ('not a trough, ' if level.trough is False else '')}{hours.words()} hours after the dose"
    working = {late: "A late sample reads too low.", early: "An early sample reads too high."}.get("met", "")
    question = "Was the sample a trough, taken 10 to 14 hours after the last dose?"
    ask = rule.ask(f"levels.{index}.trough", question, "An early sample reads higher than the trough.")
    return rule.found(status, seen, subject=f"level {index + 1}", working=working, missing=(ask,))


def _told(value: bool | None, yes: str, no: str, unknown: str) -> str:
    return unknown if value is None else yes if value else no


def _both(first: Status, second: Status) -> Status:
    return "not_met" if "not_met" in (first, second) else "met" if first == second == "met" else "unknown"


def _steady(level: Level, index: int) -> Finding:
    """At least 5 days on an unchanged dose, or steady state in the note's words; under 7 days are flagged."""
    rule, days = _rule("L3"), level.days_on_dose
    status = _either(_STATUS[level.steady], at_least(days, rule.limits["days"]))
    seen = _told(level.steady, "steady state", "not at steady state", "time on the dose not known")
    if days is not None:
        seen = f"{days.words()} days on an unchanged dose" + (", not at steady state" if level.steady is False else "")
    short = status == "met" and at_least(days, rule.limits["careful_days"]) == "not_met"
    question = "Had the dose been unchanged for at least 5 days before the sample?"
    ask = rule.ask(f"levels.{index}.steady", question, "Before steady state a level does not show what the dose gives.")
    flags = ("under 7 days: the source says 5 to 7 days",) if short else ()
    return rule.found(status, seen, subject=f"level {index + 1}", missing=(ask,), boundary=short, flags=flags)


def _undisturbed(level: Level, index: int) -> Finding:
    """No change in smoking, infection or interacting drug since. Not told is taken as none, and said."""
    changed = ["smoking changed"] if level.smoking_changed else []
    changed += ["infection or interacting drug since"] if level.disturbed else []
    told = level.smoking_changed is not None and level.disturbed is not None
    seen = " and ".join(changed) or ("nothing of the kind" if told else "no change told")
    flags = () if told or changed else ("Not told: a change in smoking, an infection or a new drug moves the level.",)
    return _rule("L4").found("not_met" if changed else "met", seen, subject=f"level {index + 1}", flags=flags)


def _alone(level: Level, index: int) -> Finding:
    """Clozapine itself is judged, never its sum with norclozapine."""
    seen = "the sum of clozapine and norclozapine" if level.with_norclozapine else "clozapine"
    return _rule("L5").found("not_met" if level.with_norclozapine else "met", seen, subject=f"level {index + 1}")


def _value_finding(level: Level, value: Range | None, index: int) -> Finding:
    """The value against the threshold, as if the sample can be used."""
    rule, threshold = _rule("L1"), _rule("L1").limits["threshold"]
    if value is None or level.value is None:
        given = level.value.words() if level.value else "not given"
        ask = rule.ask(f"levels.{index}.unit", "In which unit is the level reported?", "Without it nothing compares.")
        return rule.found("unknown", f"{given}, unit not known", subject=f"level {index + 1}", missing=(ask,))
    working = "" if level.unit == "ng/mL" else f"{level.value.words(3)} {level.unit} = {value.words()} ng/mL"
    on = value.is_exact and value.low == threshold
    rounded = level.unit in ("nmol/L", "umol/L") and value.is_exact and round(value.low or 0) == threshold
    flags = (_ON,) if on else (_ROUNDED,) if rounded else ()
    ask = rule.ask(f"levels.{index}.value", "What was the level exactly?")
    return rule.found(
        at_least(value, threshold), f"{value.words()} ng/mL", subject=f"level {index + 1}", working=working,
        missing=(ask,), boundary=bool(flags), flags=flags,
    )  # fmt: skip


def _unusable(level: Level, value: Range | None, index: int, reasons: tuple[str, ...]) -> Finding:
    """A value that shows nothing, because of its sample: what decides is a new one."""
    given = f"{value.words()} ng/mL" if value else level.value.words() if level.value else "no value"
    ask = repeated(_rule("L1"), index, reasons)
    return _rule("L1").found("unknown", f"{given}, of no use", subject=f"level {index + 1}", missing=(ask,))


def repeated(rule: Rule, index: int, reasons: tuple[str, ...]) -> Ask:
    """The question for a new level in place of one that cannot be used."""
    words = "What is the clozapine level, alone and with nothing changed, when repeated as a trough at steady state?"
    return rule.ask(f"levels.{index}.repeat", words, f"The sample cannot be used: {'; '.join(reasons)}.")


def _ratio_finding(level: Level, subject: str) -> Finding | None:
    """The ratio of clozapine to norclozapine, where both are given: 1.5 to 2.0 is usual."""
    ratio, rule = _ratio(level.value, level.norclozapine), _rule("L6")
    if ratio is None or level.with_norclozapine:
        return None
    low, usual_low, usual_high = (rule.limits[name] for name in ("low", "usual_low", "usual_high"))
    status = _both(at_least(ratio, usual_low), at_most(ratio, usual_high))
    flag = _RATIO_BETWEEN if status == "not_met" else ""
    flag = _RATIO_LOW if below(ratio, low) == "met" else _RATIO_HIGH if above(ratio, usual_high) == "met" else flag
    ask = rule.ask("levels", "What were the clozapine and the norclozapine level exactly?")
    return rule.found(status, ratio.words(2), subject=subject, missing=(ask,), flags=(flag,) if flag else ())


def _ratio(above_line: Range | None, below_line: Range | None) -> Range | None:
    """A quotient of two ranges; None where a bound it needs is not known or the lower one may be 0."""
    if above_line is None or below_line is None or not below_line.low or below_line.high is None:
        return None
    low, high = above_line.low, above_line.high
    return None if low is None or high is None else Range(low=low / below_line.high, high=high / below_line.low)


def _class(value: Range | None) -> dict[str, Any] | None:
    """The one class a value lies in; None where it may lie in several."""
    rows = _table()["classes"]
    reached = [(at_least if row["included"] else above)(value, exact(row["from"])) for row in rows[1:]]
    return None if value is None or "unknown" in reached else dict(rows[reached.count("met")])


def _label(value: Range | None, can_use: Status, reasons: tuple[str, ...]) -> str:
    if can_use == "not_met":
        return f"not usable: {'; '.join(reasons)}"
    row = _class(value)
    where = f"not placed ({value.words()} ng/mL)" if row is None and value else row["label"] if row else ""
    return f"{where}, if it is a trough at steady state" if where and can_use == "unknown" else where


def _because(value: Range | None, can_use: Status, reasons: tuple[str, ...]) -> str:
    if value is None:
        return "The level has no unit that can be converted, or cannot be what it says in its unit."
    why = {"not_met": f", but the sample cannot be used: {'; '.join(reasons)}.",
           "unknown": "; whether it is a trough at steady state is not known.",
           "met": ", a trough at steady state; the threshold is 350 ng/mL."}  # fmt: skip
    return f"The last clozapine level is {value.words()} ng/mL{why[can_use]}"


def _says(value: Range | None) -> tuple[str, ...]:
    """What the sources say at the class of a value. A sample that cannot be used still has its number."""
    row = _class(value)
    rows = [one for one in _table()["says"] if row and row["id"] in one["at"]]
    kept = [one for one in rows if "under" not in one or below(value, exact(one["under"])) == "met"]
    sources = ["; ".join(filter(None, (one["reference"], one["checked"], one["note"].rstrip(".")))) for one in kept]
    return tuple(f"{one['words']} ({source})" for one, source in zip(kept, sources, strict=True))


def _no_level() -> Verdict:
    rule, because = _rule("L1"), "No clozapine level is given."
    ask = rule.ask("levels", "What was the last clozapine trough level, in which unit?", because)
    return Verdict(
        name="clozapine_level", title=_table()["title"], status="unknown", because=because, reference=rule.reference,
        findings=(rule.found("unknown", "no clozapine level with a value", missing=(ask,)),), checked=rule.checked,
    )  # fmt: skip
