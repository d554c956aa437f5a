"""Dates of a note in, days between them out. A date that is known to the month only stays a span of days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.ranges import Range, between

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAME = r"(?P<month{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_NTH = {word: n for n, word in enumerate([*_UNITS, *_TEENS, "twentieth"], 1)} | {"thirtieth": 30, "thirty-first": 31}
_NTH |= {f"twenty-{word}": 20 + n for n, word in enumerate(_UNITS, 1)}
_SPELT = "|".join(word.replace("-", "[\\s-]") for word in sorted(_NTH, key=len, reverse=True))
_SPAN = r"(?:to|until|till|through|bis|-|–|—|→|->)"
_DATE = Caseless(
    r"(?<![\w/.])(?:(?P<iso>(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?!\d))|(?P<a>\d{1,2})(?P<mark1>[/.-])(?P<b>\d{1,2})(?P=mark1)(?P<year2>\d{4}|\d{2})(?!\d)"
    # "03.06. to 05.08.2024": day and month, where a whole date follows
    rf"|(?P<a2>\d{{1,2}})(?P<mark2>[/.])(?P<b2>\d{{1,2}})\.?(?=\s?{_SPAN}\s?\d{{1,2}}(?P=mark2)\d{{1,2}}(?P=mark2)(?:20)?\d\d(?!\d))"
    r"|(?P<month0>0?[1-9]|1[0-2])/(?P<year5>(?:19|20)\d\d)(?![\d/-])"
    rf"|(?P<day>\d{{1,2}}|(?<![a-z]){_SPELT})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    + _NAME.format("1")
    + r"(?:[\s,']+(?:of\s+)?(?P<year1>(?:19|20)?\d{2})(?!\d|\s*m?g\b|/))?"
    r"|" + _NAME.format("2") + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,\s*(?P<year4>(?:19|20)\d{2})"
    r"|"
    + _NAME.format("7")
    + rf"\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?=\s?{_SPAN}\s?(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)"
    + r"|"
    + _NAME.format("3")
    + r"[\s,']+(?:of\s+)?(?P<year3>(?:19|20)\d{2})(?!\d)"
    r"|(?<![a-z])"
    + _NAME.format("4")
    + r"(?=\s*(?:to|until|till|through|and|-|–|→|->)\s*(?:(?:the|end|of|mid|early|late|beginning|start)[\s-]+){0,3}(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|(?<=since )(?P<only>(?:19|20)\d\d)(?![\d/-])|(?<=in )"
    + _NAME.format("6")
    + r"(?=[,.;\s)]*(?:$|[,.;)]|and\b|then\b|dose\b))|(?<=end of )"
    + _NAME.format("5")
    + r"(?![a-z]))"
)


_OF_US = Caseless(
    r"(?:^|[.;\n(]\s?)(?-i:USA?|U\.S\.A?\.?)(?=\s?(?:[.:,;)\n]|$))|\b(?-i:USA?)\s+(?:patient|label|rules?|site|clinic|hospital)\b|\b(?:in|by|under)\s+the\s+(?-i:USA?)\b|\bunited\s+states\b|(?-i:\b(?:FDA|REMS)\b)"
)
_OF_ELSEWHERE = Caseless(r"(?-i:\b(?:UK|EU|NHS|MHRA|EMA|CPMS|ZTAS)\b)|\bunited\s+kingdom\b")
_SOME_YEAR = 2001


class Dated(NamedTuple):
    """A date in the note: it lies between `first` and `last`, both included."""

    start: int
    end: int
    first: date
    last: date


def dates(text: str) -> tuple[Dated, ...]:
    """The dates of a note. Day and month are told apart by the one that cannot be a month; else day first (as in the UK),
    but in a note from the United States month first.

    >>> [(d.first.isoformat(), d.last.isoformat()) for d in dates("1 Feb 2023, 04/20/21, May 2023")]
    [('2023-02-01', '2023-02-01'), ('2021-04-20', '2021-04-20'), ('2023-05-01', '2023-05-31')]
    """
    written = list(_DATE.finditer(text))
    month_first = any(_is_month_first(found) for found in written)
    if not month_first and _OF_US.search(text) and not _OF_ELSEWHERE.search(text):
        month_first = not any(_is_day_first(found) for found in written)
    read = [_read(found, month_first) for found in written]
    return tuple(_with_years(text, [one for one in read if one is not None]))


def days_between(first: Dated, second: Dated) -> Range:
    """Days from one date to another, within bounds where a day is not known."""
    low, high = (second.first - first.last).days, (second.last - first.first).days
    return between(max(low, 0), max(high, 0))


def _is_month_first(found: re.Match[str]) -> bool:
    if found["a2"]:
        return int(found["b2"]) > 12
    return bool(found["a"]) and int(found["b"]) > 12 >= int(found["a"])


def _is_day_first(found: re.Match[str]) -> bool:
    """Whether a date shows that the note writes the day first: a first number above 12, or points between."""
    if found["a2"]:
        return int(found["a2"]) > 12 or found["mark2"] == "."
    return bool(found["a"]) and (int(found["a"]) > 12 or found["mark1"] == ".")


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
        year, month, day = (int(part) for part in re.split("[-/.]", found["iso"]))
        return year, month, day
    if found["a"] or found["a2"]:
        one, two = int(found["a"] or found["a2"]), int(found["b"] or found["b2"])
        year = _year(found["year2"]) if found["a"] else 1
        return year, *((one, two) if month_first else (two, one))
    if found["month0"]:
        return int(found["year5"]), int(found["month0"]), None
    name = next(found[f"month{n}"] for n in range(1, 8) if found[f"month{n}"])
    written = found["year1"] or found["year4"] or found["year3"]
    day_written = found["day"] or found["day2"] or found["day3"]
    return _year(written) if written else 1, _MONTHS[name[:3].lower()], _day(day_written) if day_written else None


def _day(written: str) -> int:
    """The day of a month, in figures or spelt out."""
    return int(written) if written.isdigit() else _NTH[re.sub(r"\s", "-", written.lower())]


def _year(written: str) -> int:
    number = int(written)
    return number + 2000 if number < 70 else number + 1900 if number < 100 else number


_LONGEST = 250  # days of a time whose end is taken for one of the next year
_TO_THE_NEXT = Caseless(
    rf"[^.;\n]{{0,60}}?[\s,]?\s?(?:(?:up|right|through)\s)?{_SPAN}\s?(?:(?:the|about|end|of|mid|early|late)[\s-]){{0,3}}"
)


def _with_years(text: str, read: list[Dated]) -> Iterator[Dated]:
    """Dates written without a year take that of the next one in the note that has one ("6 Jan to 3 March 2023"); after
    the last of these, that of the full date before them, rather than of a bare year ("since 2015"). A time from one
    date to another runs forwards: "3 Nov to 12 Jan" ends in the next year."""
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
            after = out[-1] if out else None
            late = after is not None and _in_year(one, year).first > after.last
            before = _in_year(one, year - 1)
            late = late and after is not None and (after.last - before.first).days < _LONGEST
            runs = late and after is not None and _TO_THE_NEXT.fullmatch(text, one.end, after.start)
            out.append(before if runs else _in_year(one, year))
    yield from reversed(out)


def _in_year(one: Dated, year: int) -> Dated:
    return one._replace(first=one.first.replace(year=year), last=one.last.replace(year=year))
