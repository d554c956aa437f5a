"""Pasted tables: what the heading of a column says of its cells.

Bare numbers under a heading that names their unit ("weeks at that dose", "dose (mg)") become amounts; what stands under
"side effects" is no outcome, and under "max dose" no dose that was held.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.ranges import exact, exactly

_HEADINGS = (
    (Caseless(r"\b(?:weeks|wks)\b|/52"), "duration", 7),
    (Caseless(r"\bmonths\b|/12"), "duration", 30),
    (Caseless(r"\bdays\b"), "duration", 1),
    (Caseless(r"\bmg\b"), "dose", 1),
)
_NUMBER = re.compile(r"\s{0,99}(\d{1,4}(?:\.\d{1,4})?)\s{0,99}")
_NOT_HELD = Caseless(
    r"\b(?:max\w*|target|goal|plan\w*|intended|prescribed|start\w*|initial|ceiling|licen[sc]ed|BNF|limit|recommended|range)\b"
)
_HEADS = Caseless(
    r"\b(?:drug|medic\w+|antipsychotic|agent|name|dose|mg|weeks|wks|months|days|duration|length|response|outcome|result|effect|trial|start|stop|interval)\b"
)
_OUTCOME = Caseless(
    r"\b(?:response|responded|outcome|effect|benefit|result|efficacy|improve\w*|helped|worked|failed)\b"
)
_NOT_OUTCOME = Caseless(
    r"\b(?:side|adverse|s/e|toler\w*|adheren\w*|complian\w*|weight|allerg\w*|bloods?|ECG|levels?|prolactin|EPS\w*|smok\w*|other)\b"
)


def table_marks(text: str) -> Iterator[Mark]:
    """The amounts of cells that hold a number alone, by the unit in the heading of their column.

    >>> [(m.kind, m.value.words()) for m in table_marks("| drug | mg | weeks |\\n| olanzapine | 20 | 8 |")]
    [('dose', '20'), ('duration', '56')]
    """
    units: list[tuple[str, int] | None] = []
    at = 0
    for line in text.split("\n"):
        cells = _split(line)
        if len(cells) < 3:
            units = []
        elif not units or len(cells) != len(units) or not any(unit for unit in units):
            units = [_unit(head) for head in _headings(cells)] if _is_head(line, cells) else []
        else:
            yield from _marks(cells, units, at)
        at += len(line) + 1


_COLUMN = re.compile(r"(?<=\S)(?:\s{2,80}|\t)(?=\S)")


def _split(line: str) -> list[tuple[int, str]]:
    """The cells of a row, each with its place: between bars, tabs, wide blanks or, of names and numbers, commas.

    >>> _split("olanzapine   20   8")
    [(0, 'olanzapine'), (13, '20'), (18, '8')]
    """
    bars = line.count("|") > 1
    if not bars and _COLUMN.search(line) is None and line.count(",") < 2:
        return []
    if bars or line.count("\t") > 1:
        ends = [place for place, sign in enumerate(line) if sign == ("|" if bars else "\t")]
        cuts = [(place, place + 1) for place in ends]
    else:
        cuts = [found.span() for found in _COLUMN.finditer(line)] or [
            found.span() for found in re.finditer(r",\s?", line) if len(line) < 120
        ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(line)]
    return [(start, line[start:end]) for start, end in zip(starts, ends, strict=True)]


def _is_head(line: str, cells: list[tuple[int, str]]) -> bool:
    """Whether a row names the columns: in several cells a word for what is told of drugs, and nowhere a number."""
    return sum(bool(_HEADS.search(cell)) for _, cell in cells) > 1 and re.search(r"\d(?!/)", line) is None


def may_be_outcome(text: str, place: int, bare: bool) -> bool:
    """Whether words at a place may tell the effect of a drug; `bare` words such as "none" only under such a heading.

    >>> text = "| drug | response | side effects |\\n| olanzapine | good | none |"
    >>> may_be_outcome(text, text.index("none"), bare=True), may_be_outcome(text, text.index("good"), bare=False)
    (False, True)
    """
    heading = _heading_of(text, place)
    if not heading:
        return True
    if _NOT_OUTCOME.search(heading):
        return False
    return not bare or _OUTCOME.search(heading) is not None


def is_outcome(text: str, place: int) -> bool:
    """Whether a place stands under a heading of the effect."""
    heading = _heading_of(text, place)
    return _OUTCOME.search(heading) is not None and _NOT_OUTCOME.search(heading) is None


def may_be_held(text: str, place: int) -> bool:
    """Whether a dose at a place is one that was held: not under "max dose" or "target"."""
    return _NOT_HELD.search(_heading_of(text, place)) is None


def _heading_of(text: str, place: int) -> str:
    starts, cells = _cells(text)
    at = bisect_right(starts, place) - 1
    return cells[at][1] if at >= 0 and place < cells[at][0] else ""


@lru_cache(maxsize=4)
def _cells(text: str) -> tuple[list[int], list[tuple[int, str]]]:
    """The starts of the cells of tables, and for each its end and its heading."""
    starts: list[int] = []
    cells: list[tuple[int, str]] = []
    heads: list[str] = []
    at = 0
    for line in text.split("\n"):
        row = _split(line)
        if len(row) < 3:
            heads = []
        elif len(row) != len(heads):
            heads = _headings(row) if _is_head(line, row) else []
        else:
            for (place, cell), head in zip(row, heads, strict=True):
                starts.append(at + place)
                cells.append((at + place + len(cell), head))
        at += len(line) + 1
    return starts, cells


_AT_IT = Caseless(
    r"\b(?:time|weeks|wks|months|days|duration|length|period)\b.{0,12}\b(?:at|on|@)\s(?:the\s|this\s|that\s|its\s)?(?:max\w*|target|goal|ceiling|top|full)\b"
)
_MOST = Caseless(r"\b(?:max\w*|target|goal|ceiling)\b")


def _headings(cells: list[tuple[int, str]]) -> list[str]:
    """The headings of a row; the maximum was held where another column has the time spent at it."""
    heads = [cell for _, cell in cells]
    if not any(_AT_IT.search(head) for head in heads):
        return heads
    return [head if _AT_IT.search(head) else _MOST.sub("", head) for head in heads]


def _unit(heading: str) -> tuple[str, int] | None:
    if _NOT_HELD.search(heading):
        return None
    return next(((kind, factor) for pattern, kind, factor in _HEADINGS if pattern.search(heading)), None)


def _marks(cells: list[tuple[int, str]], units: list[tuple[str, int] | None], at: int) -> Iterator[Mark]:
    for (place, cell), unit in zip(cells, units, strict=True):
        found = _NUMBER.fullmatch(cell)
        if found and unit:
            kind, factor = unit
            start, end = found.span(1)
            value = exactly(exact(found.group(1)) * factor)
            yield Mark(kind, at + place + start, at + place + end, value, "mg" if kind == "dose" else "", "table")
