"""Timelines: a row that begins with a date tells the dose, a later one that the same drug was stopped."""

import re
from collections.abc import Sequence

from assistant.criteria.parse import cues
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.dates import Dated, days_between
from assistant.criteria.parse.dose_remarks import dose_remarks
from assistant.criteria.parse.reading import Reading, Said

_HEAD = re.compile(r"[\s•*–-]{0,6}")
_STOPPED = Caseless(r"[^.;\n]{0,40}\b(?:stopped|stop|discontinued|ceased|ended|withdrawn|d/c|finished|off)\b")
_NOT = Caseless(r"\b(?:not|never|to\sbe|should|will|would|if|n['’]t)\b|n['’]t\b")
_BEGUN = Caseless(r"\b(?:start\w*|commenc\w*|beg[au]n|initiat\w*)\b")


def place_between_rows(reading: Reading, told: Sequence[Told]) -> None:
    """Give each course without a length the days from the row of its dose to the row in which it was stopped."""
    for one in told:
        dose = one.last.values.get("dose_mg")
        if dose is None or any(one.last.has(name) for name in ("days_at_dose", "days", "since")):
            continue
        row = reading.sentence_of(dose.spans[0][0])
        first = _dated(reading, row)
        ended = next((part for part in _later(reading, one, row) if _is_end(reading, one, part)), None)
        second = _dated(reading, ended) if ended else None
        if first is None or second is None or first.last > second.first:
            continue
        raised = _BEGUN.search(reading.text, *row) or cues.TITRATION.search(reading.text, *row)
        name = "days" if raised and not any(dose_remarks(reading, row)) else "days_at_dose"
        spans = ((first.start, first.end), (second.start, second.end))
        one.last.values[name] = Said(days_between(first, second), spans)


def _later(reading: Reading, one: Told, row: Part) -> list[Part]:
    return [reading.sentence_of(start) for start, _ in one.said if start >= row.end]


def _is_end(reading: Reading, one: Told, part: Part) -> bool:
    """Whether a row says that the drug was stopped, and names no other dose."""
    name = next(end for start, end in one.said if part.holds(start))
    doses = [mark for mark in reading.marked(*part) if mark.kind == "dose"]
    said = _STOPPED.match(reading.text, name, part.end)
    return not doses and said is not None and _NOT.search(said.group()) is None


def _dated(reading: Reading, part: Part) -> Dated | None:
    """The date with which a row begins."""
    found = next((one for one in reading.dates if part.holds(one.start)), None)
    return found if found and _HEAD.fullmatch(reading.text[part.start : found.start]) else None
