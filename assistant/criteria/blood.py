"""Neutrophil counts on or before clozapine: a case in; the class of its last count by US, EU or UK rules out.

All numbers are in `tables/neutrophils.yaml`. The jurisdictions differ, so without one nothing is decided, and every
class is shown. What the sources do not hold (EU stopping thresholds, UK ones in benign ethnic neutropenia) is said.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from assistant.criteria.ranges import Range, Status, at_least, at_most, exact, opposite
from assistant.criteria.ruleset import Rule, load
from assistant.criteria.types import (
    Ask,
    CountUnit,
    Finding,
    Jurisdiction,
    NeutrophilCount,
    PatientCase,
    Reading,
    Verdict,
)

TABLE = "neutrophils.yaml"
BEN = "benign_ethnic_neutropenia"
PER_UL = "if the figure is per µL after all, it is severe neutropenia"
NOT_HELD = "not in my sources"


class Count(NamedTuple):
    """A count per µL with its white cells, how it was converted, and what to ask about the unit."""

    neutrophils: Range | None
    white_cells: Range | None
    place: int
    working: str = ""
    flags: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


class Grade(NamedTuple):
    """The classes a count may lie in, lowest first: one where it is exact, several where its bounds straddle."""

    rows: tuple[dict[str, Any], ...]

    @property
    def status(self) -> Status:
        """Whether every class that is possible is neutropenia."""
        found = {row["neutropenia"] for row in self.rows}
        return "unknown" if len(found) > 1 else "met" if True in found else "not_met"

    @property
    def label(self) -> str:
        """The class, or those that are possible."""
        return " or ".join(row["label"] for row in self.rows)


class Judged(NamedTuple):
    """What one jurisdiction's rules make of a count."""

    status: Status
    label: str
    findings: tuple[Finding, ...]
    says: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


def anc_verdict(case: PatientCase) -> Verdict:
    """The class of the last neutrophil count by the rules of the case's jurisdiction; met means neutropenia."""
    places = [place for place, count in enumerate(case.neutrophils) if count.value is not None]
    if not places:
        return _undecided("No neutrophil count is given.", (_no_count(),))
    count = per_microlitre(case.neutrophils[places[-1]], places[-1])
    if count.neutrophils is None:
        return _undecided("The neutrophil count has no unit.", (_no_unit(count),))
    if _too_many(count):
        return _undecided("There cannot be more neutrophils than white cells.", (_which_count(count),))
    if case.jurisdiction is None:
        findings = [finding for judge in JUDGES.values() for finding in judge(case, count).findings]
        return _undecided("The rules differ by jurisdiction, and none is given.", (_which_rules(), *findings))
    judged, place = JUDGES[case.jurisdiction](case, count), _table()["jurisdictions"][case.jurisdiction]
    because = f"{_words(count)} is classed by the rules of the {place['title']}: {judged.label}."
    return Verdict(
        name="neutropenia", title=_table()["title"], status=judged.status, label=judged.label, because=because,
        findings=judged.findings, readings=judged.readings, says=judged.says,
        reference=place["rule"]["reference"], checked=place["rule"]["checked"],
    )  # fmt: skip


def per_microlitre(count: NeutrophilCount, place: int = 0) -> Count:
    """A count per µL. Without a unit, 100 or more is read as /µL and 30 or less as 10⁹/L; between, it is not known.

    >>> per_microlitre(NeutrophilCount(value=Range(low="1.2", high="1.2"), unit="10^9/L")).neutrophils.words()
    '1,200'
    """
    unit, flags = (count.unit, ()) if count.unit else _guessed(count.value)
    words = "In which unit is the neutrophil count reported, per µL or 10⁹/L?"
    reason = "Per µL and 10⁹/L differ by a factor of 1,000."
    ask = Ask(datum=f"neutrophils.{place}.unit", question=words, reason=reason)
    if unit is None or count.value is None:
        return Count(None, None, place, asks=(ask,))
    factor = exact(_table()["per_unit"][unit])
    neutrophils = count.value.mapped(lambda number: number * factor)
    white = _white_cells(count.white_cells, factor)
    converted = f"{count.value.words(3)} × 10⁹/L = {neutrophils.words()}/µL" if factor != 1 else ""
    working = "; ".join(filter(None, (converted, *flags)))
    doubtful = bool(flags) and factor != 1 and _whole(count.value)
    return Count(neutrophils, white, place, working, (*flags, *((PER_UL,) if doubtful else ())), (ask,) * doubtful)


def _white_cells(value: Range | None, factor: Fraction) -> Range | None:
    """White cells per µL; a figure that can only be of the other unit is taken for one of it."""
    if value is None:
        return None
    limits = _table()["unit_guess"]
    if factor == 1 and at_most(value, exact(limits["only_giga_to"])) == "met":
        factor = exact(_table()["per_unit"]["10^9/L"])
    elif factor != 1 and at_least(value, exact(limits["only_per_ul_from"]) * 10) == "met":
        factor = exact(1)
    return value.mapped(lambda number: number * factor)


def _whole(value: Range) -> bool:
    return all(bound is None or bound.denominator == 1 for bound in (value.low, value.high))


def _guessed(value: Range | None) -> tuple[CountUnit | None, tuple[str, ...]]:
    """The unit of a figure without one, where only one is plausible, and that it was guessed."""
    limits = _table()["unit_guess"]
    if at_least(value, exact(limits["only_per_ul_from"])) == "met":
        return "/uL", ("no unit given: 100 or more can only be per µL",)
    if at_most(value, exact(limits["only_giga_to"])) == "met":
        return "10^9/L", ("no unit given: 30 or less can only be 10⁹/L",)
    return None, ()


def _us(case: PatientCase, count: Count) -> Judged:
    """The US label: own classes for documented benign ethnic neutropenia; where that is unknown, both are shown."""
    table = _table()["jurisdictions"]["us"]
    general, ben = _grade(table["general"], count.neutrophils), _grade(table["ben"], count.neutrophils)
    grade = ben if case.benign_ethnic_neutropenia else general
    alike = general.rows == (table["general"][-1],) or ben.rows == (table["ben"][0],)
    differs = case.benign_ethnic_neutropenia is None and not alike
    readings = (_ben_reading(ben.status, ben.label),) if differs else ()
    asks = (_ben_ask(table),) if differs else ()
    found = _finding(table["rule"], grade.status, f"{_words(count)}: {grade.label}", count, asks)
    return Judged(grade.status, grade.label, (found, *_start("us", case, count)), _says(grade), readings)


def _eu(case: PatientCase, count: Count) -> Judged:
    """The EU rules of 2025: only the starting thresholds are held; before treatment they decide."""
    table = _table()["jurisdictions"]["eu"]
    says = _statements(table["says"])
    if case.on_clozapine is not False:
        question = "Is the patient on clozapine already, or is it to be started?"
        ask = _rule(table["start"]).ask("on_clozapine", question, "Only the EU starting thresholds are held.")
        asks = (ask,) if case.on_clozapine is None else ()
        label = f"{NOT_HELD}: EU grading and stopping thresholds on treatment"
        observed = f"{_words(count)}: {label}"
        findings = (_finding(table["rule"], "unknown", observed, count, asks), *_start("eu", case, count))
        return Judged("unknown", label, findings, says)
    reached, with_ben = (at_least(count.neutrophils, exact(table["start"][kind])) for kind in ("general", "ben"))
    used = with_ben if case.benign_ethnic_neutropenia else reached
    label = {"met": "at or above", "not_met": "below", "unknown": "not placed against"}[used]
    readings: tuple[Reading, ...] = ()
    if case.benign_ethnic_neutropenia is None and with_ben != reached:
        readings = (_ben_reading(opposite(with_ben), "judged by the starting threshold of 1,000/µL"),)
    return Judged(opposite(used), f"{label} the EU starting threshold", _start("eu", case, count), says, readings)


def _uk(case: PatientCase, count: Count) -> Judged:
    """The UK traffic lights: the worse of neutrophils and white cells. For benign ethnic neutropenia none are held."""
    table = _table()["jurisdictions"]["uk"]
    rows = table["general"]
    by_count, by_white = _span(rows, "from", count.neutrophils), _span(rows, "white_from", count.white_cells)
    grade = Grade(tuple(rows[min(by_count[0], by_white[0]) : min(by_count[1], by_white[1]) + 1]))
    white = f"white cells {count.white_cells.words()}/µL" if count.white_cells else "white cells not given"
    observed = f"{_words(count)}, {white}: {grade.label}"
    ben = f"thresholds for benign ethnic neutropenia in the UK: {NOT_HELD}"
    asks = () if count.white_cells or len(grade.rows) == 1 else (_white_ask(table, count),)
    edge = _is(count.neutrophils, rows[-1]["from"]) or _is(count.white_cells, rows[-1]["white_from"])
    flags = (ben,) if grade.status != "not_met" and case.benign_ethnic_neutropenia is not False else ()
    status = "unknown" if case.benign_ethnic_neutropenia else grade.status
    finding = replace(_finding(table["rule"], status, observed, count, asks), boundary=edge)
    finding = replace(finding, flags=(*finding.flags, *flags))
    findings = (finding, *_start("uk", case, count))
    if case.benign_ethnic_neutropenia:
        return Judged("unknown", f"{NOT_HELD}: UK thresholds for benign ethnic neutropenia", findings)
    return Judged(grade.status, grade.label, findings, _says(grade))


JUDGES: dict[Jurisdiction, Callable[[PatientCase, Count], Judged]] = {"us": _us, "eu": _eu, "uk": _uk}


def _start(name: Jurisdiction, case: PatientCase, count: Count) -> tuple[Finding, ...]:
    """Whether clozapine may be started at this count; looked at only where the count is for starting it."""
    if case.on_clozapine is not False:
        return ()
    table = _table()["jurisdictions"][name]
    row = table["start"]
    has_ben = case.benign_ethnic_neutropenia
    general = at_least(count.neutrophils, exact(row["general"]))
    if name == "uk":
        white = at_least(count.white_cells, exact(row["white_cells"]))
        both: Status = "not_met" if "not_met" in (general, white) else "met" if general == white else "unknown"
        general = "unknown" if has_ben else both
        asks = () if count.white_cells or general == "not_met" else (_white_ask(table, count),)
        return (_finding(row, general, _words(count), count, asks),)
    with_ben = at_least(count.neutrophils, exact(row["ben"]))
    asks = (_ben_ask(table),) if has_ben is None and with_ben != general else ()
    return (_finding(row, with_ben if has_ben else general, _words(count), count, asks),)


@cache
def _table() -> Any:
    return load(TABLE)


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(limits={}, **{key: row[key] for key in Rule._fields if key != "limits"})


def _finding(row: dict[str, Any], status: Status, observed: str, count: Count, asks: tuple[Ask, ...]) -> Finding:
    """A finding on the count. A question stays even where the status is known, as another answer would change it."""
    exact_count = _rule(row).ask(f"neutrophils.{count.place}.value", "What was the neutrophil count exactly?")
    straddles = status == "unknown" and count.neutrophils is not None and not count.neutrophils.is_exact
    missing = (*asks, *count.asks, *((exact_count,) if straddles else ()))
    found = _rule(row).found(
        status, observed, subject=f"count {count.place + 1}", working=count.working, flags=count.flags
    )
    return replace(found, missing=missing)


def _span(rows: list[dict[str, Any]], key: str, value: Range | None) -> tuple[int, int]:
    """The lowest and the highest class a value may lie in; an unknown value may lie in any."""
    reached = [at_least(value, exact(row[key])) for row in rows[1:]]
    return reached.count("met"), len(reached) - reached.count("not_met")


def _grade(rows: list[dict[str, Any]], value: Range | None) -> Grade:
    lowest, highest = _span(rows, "from", value)
    return Grade(tuple(rows[lowest : highest + 1]))


def _is(value: Range | None, limit: int) -> bool:
    return value is not None and value.is_exact and value.low == Fraction(limit)


def _words(count: Count) -> str:
    return f"{count.neutrophils.words()}/µL" if count.neutrophils else "no count"


def _says(grade: Grade) -> tuple[str, ...]:
    return _statements([name for row in grade.rows for name in row["says"]])


def _statements(names: list[str]) -> tuple[str, ...]:
    """What the sources say, each with its statement, its status and what was not read."""
    rows = {name: _table()["statements"][name] for name in dict.fromkeys(names)}
    notes = {name: f"; {row['note'].rstrip('.')}" if row["note"] else "" for name, row in rows.items()}
    return tuple(f"{row['words']} ({name}; {row['checked']}{notes[name]})" for name, row in rows.items())


def _ben_ask(table: dict[str, Any]) -> Ask:
    question = "Does the patient have documented benign ethnic neutropenia (Duffy-null)?"
    return _rule(table["start"]).ask(BEN, question, "Other thresholds apply, and the class would change.")


def _ben_reading(status: Status, words: str) -> Reading:
    return Reading(id=BEN, words=f"With benign ethnic neutropenia: {words}.", status=status, checked="secondary")


def _white_ask(table: dict[str, Any], count: Count) -> Ask:
    question = "What was the white cell count of the same sample?"
    return _rule(table["start"]).ask(f"neutrophils.{count.place}.white_cells", question, "UK rules judge both counts.")


def _undecided(because: str, findings: tuple[Finding, ...]) -> Verdict:
    return Verdict(
        name="neutropenia",
        title=_table()["title"],
        status="unknown",
        because=because,
        findings=findings,
        checked="ours",
    )


def _open(name: str, observed: str, required: str, asks: tuple[Ask, ...]) -> Finding:
    return Finding(
        id=name, criterion="What a class needs is known.", status="unknown", required=required, observed=observed,
        missing=asks,
    )  # fmt: skip


def _no_count() -> Finding:
    ask = Ask(
        datum="neutrophils", question="What was the last neutrophil count (ANC), in which unit?", reason="No count."
    )
    return _open("N-count", "no neutrophil count", "a neutrophil count", (ask,))


def _no_unit(count: Count) -> Finding:
    return _open("N-unit", "a neutrophil count without a unit", "a unit: per µL or 10⁹/L", count.asks)


def _too_many(count: Count) -> bool:
    """Whether there are more neutrophils than white cells, of which they are a part."""
    part, whole = count.neutrophils, count.white_cells
    return bool(part and whole and part.low is not None and whole.high is not None and part.low > whole.high)


def _which_count(count: Count) -> Finding:
    question = "Which is right, the neutrophil count or the white cell count, and in which unit?"
    reason = "Neutrophils are a part of the white cells."
    ask = Ask(datum=f"neutrophils.{count.place}.value", question=question, reason=reason)
    return _open("N-white", "more neutrophils than white cells", "no more neutrophils than white cells", (ask,))


def _which_rules() -> Finding:
    question = "Which rules apply: United States, European Union or United Kingdom?"
    ask = Ask(datum="jurisdiction", question=question, reason="Thresholds differ between them.")
    return _open("N-jurisdiction", "jurisdiction not given", "one jurisdiction", (ask,))
