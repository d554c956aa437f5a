"""Dates of a note in, days between them out. A date that is known to the month only stays a span of days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.ranges import Range, between

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAME = r"(?P<month{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = Caseless(
    r"(?<![\w/.])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year2>\d{4}|\d{2})(?!\d)"
    r"|(?P<month7>0?[1-9]|1[0-2])/(?P<year5>(?:19|20)\d\d)(?![\d/-])"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    + _NAME.format("1")
    + r"(?:[\s,']+(?:of\s+)?(?P<year1>(?:19|20)?\d{2})(?!\d|\s*m?g\b|/))?"
    r"|" + _NAME.format("2") + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,\s*(?P<year4>(?:19|20)\d{2})"
    r"|" + _NAME.format("3") + r"[\s,']+(?:of\s+)?(?P<year3>(?:19|20)\d{2})(?!\d)"
    r"|(?<![a-z])"
    + _NAME.format("4")
    + r"(?=\s*(?:to|until|till|through|and|-|–|→|->)\s*(?:(?:the|end|of|mid|early|late|beginning|start)[\s-]+){0,3}(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|(?<=since )(?P<only>(?:19|20)\d\d)(?![\d/-])|(?<=in )"
    + _NAME.format("6")
    + r"(?=[,.;\s)]*(?:$|[,.;)]|and\b|then\b|dose\b))|(?<=end of )"
    + _NAME.format("5")
    + r"(?![a-z]))"
)


_SOME_YEAR = 2001


class Dated(NamedTuple):
    """A date in the note: it lies between `first` and `last`, both included."""

    start: int
    end: int
    first: date
    last: date


def dates(text: str) -> tuple[Dated, ...]:
    """The dates of a note. Day and month are told apart by the one that cannot be a month; else day first (as in the UK).

    >>> [(d.first.isoformat(), d.last.isoformat()) for d in dates("1 Feb 2023, 04/20/21, May 2023")]
    [('2023-02-01', '2023-02-01'), ('2021-04-20', '2021-04-20'), ('2023-05-01', '2023-05-31')]
    """
    month_first = any(_is_month_first(found) for found in _DATE.finditer(text))
    read = [_read(found, month_first) for found in _DATE.finditer(text)]
    return tuple(_with_years([one for one in read if one is not None]))


def days_between(first: Dated, second: Dated) -> Range:
    """Days from one date to another, within bounds where a day is not known."""
    low, high = (second.first - first.last).days, (second.last - first.first).days
    return between(max(low, 0), max(high, 0))


def _is_month_first(found: re.Match[str]) -> bool:
    return bool(found["a"]) and int(found["b"]) > 12 >= int(found["a"])


def _read(found: re.Match[str], month_first: bool) -> Dated | None:
    if found["only"]:
        year = int(found["only"])
        return Dated(found.start(), found.end(), date(year, 1, 1), date(year, 12, 31))
    year, month, day = _numbers(found, month_first)
    try:
        if day is not None:
            first = last = date(year, month, day)
        else:
            first = date(year, month, 1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    except ValueError:
        return None
    if day is None and found.string[max(0, found.start() - 7) : found.start()].lower() == "end of ":
        first = last
    return Dated(found.start(), found.end(), first, last)


def _numbers(found: re.Match[str], month_first: bool) -> tuple[int, int, int | None]:
    """Year (1 where none is written), month and day."""
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        return year, month, day
    if found["a"]:
        one, two = int(found["a"]), int(found["b"])
        return _year(found["year2"]), *((one, two) if month_first else (two, one))
    if found["month7"]:
        return int(found["year5"]), int(found["month7"]), None
    name = next(found[f"month{n}"] for n in range(1, 7) if found[f"month{n}"])
    written = found["year1"] or found["year4"] or found["year3"]
    day_written = found["day"] or found["day2"]
    return _year(written) if written else 1, _MONTHS[name[:3].lower()], int(day_written) if day_written else None


def _year(written: str) -> int:
    number = int(written)
    return number + 2000 if number < 70 else number + 1900 if number < 100 else number


def _with_years(read: list[Dated]) -> Iterator[Dated]:
    """Dates written without a year take that of the next one in the note that has one ("6 Jan to 3 March 2023"); after
    the last of these, that of the full date before them, rather than of a bare year ("since 2015")."""
    dated = [one for one in read if one.first.year > 1]
    full = [one for one in dated if (one.first.month, one.last.month) != (1, 12)]
    later = (full[-1] if full else dated[0]).first.year if dated else None
    known = None
    out: list[Dated] = []
    for one in reversed(read):
        if one.first.year > 1:
            known = one.first.year
            out.append(one)
        else:
            year = known or later or _SOME_YEAR  # only differences are taken of them
            out.append(one._replace(first=one.first.replace(year=year), last=one.last.replace(year=year)))
    yield from reversed(out)
