"""A clinical text in; the amounts in it out, each with its exact characters: doses, frequencies, durations, percents.

An amount is a number with a unit after it and perhaps a bound before it ("at least", "about"), or one of a closed list
of phrases ("bd", "every 4 weeks", "since March"). What only looks like one (dates, ages, telephone numbers, scores,
plasma levels) is blanked out first, so that nothing after sees it. Every repetition in a pattern is bounded: the time
grows with the length of the text.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria.parse.amount_patterns import (
    AFTER,
    ALIKE,
    BEFORE,
    COUNT,
    ELSE,
    FRACTIONS,
    HELD,
    IN_MG,
    LENGTHS,
    NAMED_LENGTHS,
    NO_AMOUNT,
    NOT_DOSED,
    ONGOING,
    PER_DAY,
    PHRASE,
    POINT,
    REST,
    ROUTE,
    SHAPES,
    SINCE,
    STEP,
    TENS,
    TIED,
    TO,
    UNIT,
    UNITS,
    VAGUE,
    WEEKS_AT_DOSE,
    WORDS,
    YEAR,
    N,
)
from assistant.criteria.parse.day_parts import day_doses
from assistant.criteria.ranges import Range, added, between, exactly


class Mark(NamedTuple):
    """An amount, text[start:end]. `value` is None where the words give no number ("since March", "high dose").

    Of a dose it is in mg (where the unit is no mass, as written), per administration, but per day for "mg/day" and per
    kg for "mg/kg"; of a frequency times a day; of an interval the days between; of a duration days.
    """

    kind: str  # "dose", "frequency", "interval", "duration", "percent", "number", "dose_word", "duration_word"
    start: int
    end: int
    value: Range | None = None
    unit: str = ""  # of a dose, in one spelling: mg, g, ug, mg_eq, mg/kg, mg/m2, mg/day, mL, units, tablets, ...
    note: str = ""  # approximate, vague, up to, over, ongoing, since, period, point, prn, ambiguous, unit assumed, from


def amounts(text: str) -> tuple[Mark, ...]:
    """All amounts, in order and without overlap.

    >>> [(m.kind, m.value.words(), m.unit) for m in amounts("Olanzapine 10-20 mg bd for at least 6 weeks")]
    [('dose', '10 to 20', 'mg'), ('frequency', '2', ''), ('duration', 'at least 42', '')]
    """
    same = text.translate(ALIKE)
    dated = [Mark("duration", *m.span(), note="period" if m["to"] else "since") for m in SINCE.finditer(same)]
    dated += [
        Mark("duration", *m.span(), exactly((int(m["last"]) - int(m["first"]) + 1) * 7), note="weeks")
        for m in WEEKS_AT_DOSE.finditer(same)
        if int(m["first"]) <= int(m["last"])
    ]
    plain = NO_AMOUNT.sub(_blank, SINCE.sub(_blank, same))
    phrases = {m.start(): _phrase(m) for m in PHRASE.finditer(plain)}
    of_days = [
        Mark("dose", d.start, d.end, d.value, "mg/day" if d.of_day else "mg", "parts") for d in day_doses(same, _value)
    ]
    found = [*dated, *of_days, *phrases.values(), *_counted(plain, phrases)]
    found.sort(key=lambda mark: (mark.start, mark.note != "parts", -mark.end))
    return tuple(_apart(found, plain))


def _blank(m: re.Match[str]) -> str:
    return "\0" * len(m[0])


def _value(words: str) -> Fraction:
    """A written number.

    >>> [str(_value(words)) for words in ("1,000", "2 1/2", "twenty-five", "six and a half", "a hundred", "a")]
    ['1000', '5/2', '25', '13/2', '100', '1']
    >>> [str(_value(words)) for words in ("one hundred and sixty", "one thousand two hundred", "one sixty")]
    ['160', '1200', '160']
    """
    parts = re.findall(r"[0-9]/[0-9]|[0-9,]*\.?[0-9]+|[½¼¾]|[a-z]+", words.lower())
    thousands, total = Fraction(0), Fraction(0)
    for part in parts:
        if part == "thousand":
            thousands, total = max(total, Fraction(1)) * 1000, Fraction(0)
        elif part == "hundred":
            total = max(total, Fraction(1)) * 100
        elif part in TENS and total:
            total = (total if total >= 100 else total * 100) + WORDS[part]
        elif part[0].isascii() and not part[0].isalpha():
            total += Fraction(part.replace(",", ""))
        else:
            total += FRACTIONS.get(part, WORDS.get(part, 0))
    total += thousands
    return Fraction(1) if parts in (["a"], ["an"]) else total


def _length(unit: str) -> Fraction:
    """The days of one unit of time.

    >>> [str(_length(unit)) for unit in ("wks", "/52", "monthly", "h")]
    ['7', '7', '30', '1/24']
    """
    name = unit.lower().strip(" /-")
    return Fraction(1, 24) if name[0] == "h" else Fraction(NAMED_LENGTHS.get(name) or LENGTHS[name[0]])


def _times(count: Range, by: Fraction | int) -> Range:
    return count.mapped(lambda number: number * by)


# --- phrases ---


def _phrase(m: re.Match[str]) -> Mark:
    name, words, (start, end) = str(m.lastgroup), m[0].lower(), m.span()
    if name in ("dose_word", "duration_word"):
        return Mark(name, start, end)
    if name in ("vague", "plural"):
        return Mark("duration", start, end, _vague(words), note="vague")
    if name == "prn":
        return Mark("frequency", start, end, note="prn")
    if name == "twofold":  # twice a week or every two weeks
        week = _length(words.removeprefix("bi").strip("-"))
        return Mark("interval", start, end, between(week / 2, week * 2), note="ambiguous")
    if name in PER_DAY:
        return Mark("frequency", start, end, exactly(2 if words == "bd" else PER_DAY[name]))
    kind, value = _often(words) if name == "times" else _every(words)
    return Mark(kind, start, end, value)


def _vague(words: str) -> Range | None:
    unit = _length(words.rsplit(maxsplit=1)[-1])
    for word, (low, high) in VAGUE.items():
        if word in words:
            return between(low * unit, None if high is None else high * unit)
    return None


def _count_in(words: str) -> Range | None:
    m = re.search(rf"(?P<low>{N})(?:{TO}(?P<high>{N}))?", words)
    if m is None:
        return None
    low, high = sorted((_value(m["low"]), _value(m["high"] or m["low"])))
    return between(low, high)


def _often(words: str) -> tuple[str, Range]:
    """Times in a period.

    >>> [(kind, str(value.low)) for kind, value in map(_often, ("3x/day", "twice a week", "once a month"))]
    [('frequency', '3'), ('frequency', '2/7'), ('interval', '30')]
    """
    period = _length(re.split(r"[\s/-]", words)[-1])
    named = {"once": 1, "twice": 2, "thrice": 3}.get(re.split(r"[\s/-]", words)[0])
    count = exactly(named) if named else _count_in(words) or exactly(1)
    if count == exactly(1) and period > 1:
        return "interval", exactly(period)
    return "frequency", _times(count, 1 / period)


_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_NTH = {"third": 3, "fourth": 4}


def _every(words: str) -> tuple[str, Range]:
    """Once in a period.

    >>> [(kind, str(value.low)) for kind, value in map(_every, ("q12h", "every 28 days", "alternate days", "2-weekly"))]
    [('frequency', '2'), ('interval', '28'), ('frequency', '1/2'), ('interval', '14')]
    """
    last = re.findall("[a-z]+|/[0-9]+", words)[-1]
    unit = Fraction(7) if _WEEKDAY.fullmatch(last) else _length(re.sub("^q(?!u)", "", last))
    skips = re.search(r"other|second|alternate|[qe]\.?o\.?d", words) is not None
    nth = re.search(r"third|fourth|[0-9]{1,2}(?=st|nd|rd|th)", words)
    count = exactly(2) if skips else exactly(_NTH.get(nth[0]) or int(nth[0])) if nth else _count_in(words) or exactly(1)
    if unit < 1 and count.low:
        return "frequency", between(24 / (count.high or count.low), 24 / count.low)
    if unit == 1 and (skips or count == exactly(1)):
        return "frequency", exactly(Fraction(1, 2 if skips else 1))
    return "interval", _times(count, unit)


# --- numbers with a unit ---


def _counted(text: str, phrases: dict[int, Mark]) -> Iterator[Mark]:
    at = 0
    while m := COUNT.search(text, at):
        before = BEFORE.search(text, max(at, m.start() - 32), m.start())
        mark = _ranged(text, m, before) or _single(text, m, before) or _unitless(text, m, phrases)
        at = mark.end if mark else m.end("low")
        if mark:
            yield mark


def _ranged(text: str, m: re.Match[str], before: re.Match[str] | None) -> Mark | None:
    """ "10-20 mg", "between 6 and 8 weeks", "20 ± 5 mg"; of "increased from 10 to 20 mg" only the 10."""
    unit = UNIT.match(text, m.end()) if m["high"] else None
    if unit is None or ("and" in m["to"].lower() and not (before and before["between"])):
        return None
    low, high = _value(m["low"]), _value(m["high"])
    if m["to"].strip(" ,").lower().startswith(("or", "maybe", "perhaps", "possibly", "even", "conceiv")):
        low, high = min(low, high), max(low, high)
    if around := "±" in m["to"] or "/" in m["to"]:
        low, high = low - high, low + high
    same_unit = not m["mid"] or unit[0].strip(" -").lower().startswith(m["mid"].strip(" -").lower())
    if low >= high or not same_unit:
        return None
    if "to" in m["to"].lower() and not text.endswith("to ", 0, m.start()) and _stepped(text, m.start()):
        kind, value, name = _measured(unit, exactly(low))
        return Mark(kind, *m.span("low"), value, name, "from") if kind == "dose" and not m["mid"] else None
    mark = _bounded(text, m.start(), unit, between(low, high), before)
    return mark._replace(note="approximate") if around else mark


def _stepped(text: str, start: int) -> bool:
    return STEP.search(text, max(0, start - 48), start) is not None


def _single(text: str, m: re.Match[str], before: re.Match[str] | None) -> Mark | None:
    unit = UNIT.match(text, m.end("low"))
    return _bounded(text, m.start(), unit, exactly(_value(m["low"])), before) if unit else None


def _unitless(text: str, m: re.Match[str], phrases: dict[int, Mark]) -> Mark | None:
    """ "risperidone 3 bd" is a dose in mg; another number is only a number."""
    for group in ("high", "low"):
        end = m.end(group)
        often = phrases.get(end + 1) if end > 0 and text[end : end + 1] == " " else None
        if often is None or often.kind not in ("frequency", "interval") or text[often.start : often.end] == "on":
            continue
        count = _count_in(text[m.start() : end].lower())
        if count and m["low"][0].isdigit() and not NOT_DOSED.search(text, max(0, m.start() - 12), m.start()):
            return Mark("dose", m.start(), end, count, "mg", "unit assumed")
    start, end = m.span("low")
    number = _value(m["low"])
    if m["low"].lower() in ("one", "a", "an") or text[end : end + 1].isalpha() or re.fullmatch(YEAR, m["low"]):
        return None
    return Mark("number", start, end, exactly(number))


def _measured(unit: re.Match[str], count: Range) -> tuple[str, Range | None, str]:
    """The kind of the amount, its value and its unit."""
    if unit["percent"]:
        return "percent", count, ""
    if unit["time"]:
        length = _length(unit["time"])
        value = _times(count, length)
        return "duration", added(value, exactly(length / 2)) if unit["half"] else value, ""
    for word in ("dose_word", "duration_word"):
        if unit[word]:
            return word, None, ""
    name = next(name for name in UNITS if unit[name])
    size = "" if not unit["size"] else "/kg" if "kg" in unit["size"].lower() else "/m2"
    per = next((f"/{period}" for period in ("day", "week", "month", "hour") if period[0] in _period(unit["per"])), "")
    return "dose", _times(count, IN_MG.get(name, Fraction(1))), name + size + per


def _period(words: str | None) -> str:
    """The letter of the period of "/d", "per week", "/24 h"."""
    last = re.findall("[a-z]+", (words or "").lower())
    return "" if not last else "d" if "24" in str(words) or last[-1] in ("j", "jour", "tag") else last[-1][0]


def _bounded(text: str, start: int, unit: re.Match[str], count: Range, before: re.Match[str] | None) -> Mark:
    kind, value, name = _measured(unit, count)
    end, how = unit.end(), before.lastgroup if before else None
    if value is None:
        return Mark(kind, start, end)
    if kind == "duration" and (rest := REST.match(text, end)) and _length(rest["time"]) < _length(unit["time"]):
        value, end = added(value, exactly(_value(rest["low"]) * _length(rest["time"]))), rest.end()
    if value is not None and (other := ELSE.match(text, end)):
        value, end = _or_else(kind, value, unit, other, end)
    if how == "over" and kind != "duration":
        how = "more"
    if how == "high" and before and (_stepped(text, before.start()) or (kind == "dose" and HELD.match(text, end))):
        how = None  # "titrated up to 20 mg", "up to 20 mg and stayed there" reached the 20 mg
    if before and how not in (None, "over", "past", "within"):
        start = before.start()
    if after := AFTER.match(text, end):
        how, end = after.lastgroup, after.end()
    assert value is not None
    value, note = _bound(value, "low" if unit["plus"] else how)
    if kind == "duration" and (how == "past" or ONGOING.match(text, end)):
        note = f"{note}, ongoing".removeprefix(", ")
    elif kind == "duration" and (how == "within" or (POINT.match(text, end) and not text.endswith("for ", 0, start))):
        note = "point"
    return Mark(kind, start, end, value, name, note)


def _or_else(kind: str, value: Range, unit: re.Match[str], other: re.Match[str], end: int) -> tuple[Range, int]:
    """The range over an amount and another that the words leave as likely: "five weeks, could be seven"."""
    if (
        value.low is None
        or value.high is None
        or (kind == "dose" and other["time"])
        or (kind == "duration" and other["mg"])
    ):
        return value, end
    length = _length(other["time"] or unit["time"]) if kind == "duration" else Fraction(1)
    second = _value(other["low"]) * length
    return between(min(value.low, second), max(value.high, second)), other.end()


def _bound(value: Range, how: str | None) -> tuple[Range, str]:
    """The range that a number with a bound stands for, and the note."""
    if how not in SHAPES or value.low is None or value.high is None:
        return value, "over" if how == "over" else ""
    low, high, low_open, high_open, note = SHAPES[how]
    bounds = low and value.low * low, high and value.high * high
    return Range(low=bounds[0], high=bounds[1], low_open=low_open, high_open=high_open), note


def _apart(found: list[Mark], text: str) -> Iterator[Mark]:
    """Of marks that overlap the first; of the words that need a dose only those directly after one."""
    last: Mark | None = None
    for mark in found:
        if last and mark.start < last.end:
            continue
        after_dose = last and last.kind == "dose" and ROUTE.fullmatch(text, last.end, mark.start)
        if TIED.fullmatch(text, mark.start, mark.end) and not after_dose:
            continue
        yield mark
        last = mark
