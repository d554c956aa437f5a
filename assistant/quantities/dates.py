"""Dates in words and figures: "13 June 2025", "June 2025", "6/2025", "2025-06-13", and years: "2017", "1982 to 2007".

A date is kept as the ordinals of the first and last day it may mean, so that "June 2025" contains "13 June 2025".
A date that can be read two ways (4/5/2025) or that lacks its year is not read at all.
"""

import calendar
import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.numerals import listed, spaced

_MONTHS = {
    name[:length].lower(): number
    for number, name in enumerate(
        listed("January February March April May June July August September October November December"), start=1
    )
    for length in (3, len(name))
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|,[0-9]|[.][0-9])"
_FROM_NUMBER = spaced(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b\.?,? (?P<year>{_YEAR})"
    rf"|(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![0-9-])"
    rf"|(?P<first>[0-9]{{1,2}})/(?:(?P<second>[0-9]{{1,2}})/)?(?P<last>{_YEAR})(?!/)"
)
_FROM_MONTH = spaced(rf"(?P<month>{_MONTH})\b\.? (?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b,? )?(?P<year>{_YEAR})")
_YEAR_ALONE = re.compile(rf"{_YEAR}(?![0-9a-z])")
MONTH_NAMES = frozenset(_MONTHS)


class Days(NamedTuple):
    """The first and last day a date may mean, as ordinals, and where it ends; without days it is to be passed over."""

    days: tuple[Fraction, Fraction] | None
    end: int


def date_at(text: str, at: int) -> Days | None:
    """The date that stands at this place of a plain text.

    >>> [date.fromordinal(int(day)).isoformat() for day in date_at("june 2025", 0).days]
    ['2025-06-01', '2025-06-30']
    """
    found = _FROM_MONTH.match(text, at) if text[at].isalpha() else _FROM_NUMBER.match(text, at)
    if not found:
        return None
    try:
        return Days(_days(found), found.end())
    except ValueError:  # 31 June
        return Days(None, found.end())


def is_year(written: str) -> bool:
    """Whether four digits are read as a year.

    >>> is_year("2017"), is_year("1,950"), is_year("2370")
    (True, False, False)
    """
    return _YEAR_ALONE.fullmatch(written) is not None


def days_of_year(year: Fraction) -> tuple[Fraction, Fraction]:
    """The ordinals of a year's first and last day."""
    return _span(date(int(year), 1, 1), date(int(year), 12, 31))


def _span(first: date, last: date) -> tuple[Fraction, Fraction]:
    return Fraction(first.toordinal()), Fraction(last.toordinal())


def _days(found: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    part = {name: text for name, text in found.groupdict().items() if text}
    if "iso" in part:
        exact = date.fromisoformat(part["iso"])
        return _span(exact, exact)
    if "first" in part:
        return _of_figures(int(part["first"]), int(part["second"]) if "second" in part else None, int(part["last"]))
    year, month = int(part["year"]), _MONTHS[part["month"]]
    if "day" not in part:
        return _of_month(year, month)
    exact = date(year, month, int(part["day"]))
    return _span(exact, exact)


def _of_month(year: int, month: int) -> tuple[Fraction, Fraction]:
    return _span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _of_figures(first: int, second: int | None, year: int) -> tuple[Fraction, Fraction] | None:
    """6/2025 is a month; 13/6/2025 and 6/13/2025 can each be read one way only."""
    if second is None:
        return _of_month(year, first) if 1 <= first <= 12 else None
    day, month = (first, second) if first > 12 else (second, first)
    if day <= 12 and day != month:
        return None
    exact = date(year, month, day)
    return _span(exact, exact)
