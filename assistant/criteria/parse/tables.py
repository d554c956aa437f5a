"""Pasted tables: bare numbers under a heading that names their unit ("weeks at that dose", "dose (mg)") become amounts."""

import re
from collections.abc import Iterator

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.ranges import exact, exactly

_HEADINGS = (
    (re.compile(r"\b(?:weeks|wks)\b|/52", re.I), "duration", 7),
    (re.compile(r"\bmonths\b|/12", re.I), "duration", 30),
    (re.compile(r"\bdays\b", re.I), "duration", 1),
    (re.compile(r"\bmg\b", re.I), "dose", 1),
)
_NUMBER = re.compile(r"\s*(\d{1,4}(?:\.\d+)?)\s*")


def table_marks(text: str) -> Iterator[Mark]:
    """The amounts of cells that hold a number alone, by the unit in the heading of their column.

    >>> [(m.kind, m.value.words()) for m in table_marks("| drug | mg | weeks |\\n| olanzapine | 20 | 8 |")]
    [('dose', '20'), ('duration', '56')]
    """
    units: list[tuple[str, int] | None] = []
    at = 0
    for line in text.split("\n"):
        cells = line.split("|")
        if len(cells) < 3:
            units = []
        elif not units or len(cells) != len(units):
            units = [_unit(cell) for cell in cells]
        else:
            yield from _marks(cells, units, at)
        at += len(line) + 1


def _unit(heading: str) -> tuple[str, int] | None:
    return next(((kind, factor) for pattern, kind, factor in _HEADINGS if pattern.search(heading)), None)


def _marks(cells: list[str], units: list[tuple[str, int] | None], at: int) -> Iterator[Mark]:
    for cell, unit in zip(cells, units, strict=True):
        found = _NUMBER.fullmatch(cell)
        if found and unit:
            kind, factor = unit
            start, end = found.span(1)
            value = exactly(exact(found.group(1)) * factor)
            yield Mark(kind, at + start, at + end, value, "mg" if kind == "dose" else "", "table")
        at += len(cell) + 1
