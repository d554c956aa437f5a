"""Rows of scores: "P1 5, P2 4, P3 5; N1 4, N2 4" is told of as one."""

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading

# The other items and totals of a row of scores: what follows them is told of all
_ROW = Caseless(
    r"(?:[ \t,;/&+)(:=.-]|\band\b|\b(?:G|PANSS|total|positive|negative)\b|[PNG]\s?\d{1,2}(?:\s?(?:=|:|of|at|was|is))?\s?\d(?!\d)){0,60}(?<=[\d)])(?=\W)"
)


def end_of_row(reading: Reading, end: int) -> int:
    """Where the row of scores ends that a score belongs to."""
    row = _ROW.match(reading.text, end, end + 160)
    return row.end() if row else end
