"""Doses told in the parts of a day: "150 mg am + 300 mg hs", "750 mg/day (250 am, 500 hs)", "5 mg 1-0-1", "2 x 400 mg".

Each becomes one amount, the total of the day. Parts that do not add up to the total told with them stay beside it, so
that the reader sees two doses. Every repeat is bounded.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria.parse.amount_patterns import N
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.ranges import Range, between, exactly

_MG = r"\s?(?:mgs?|milligram(?:me)?s?)(?!\w)"
_TABS = r"(?:\s(?:tab(?:let)?s?|cap(?:sule)?s?|po|orally))?"
_DAYTIME = (
    r"(?:(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s?)?(?:a\.?m\.?|p\.?m\.?)|qam|qpm|qhs|hs|h\.s\.|mane|nocte?|om|on(?!\s\w)|morn(?:ing)?s?|nights?"
    r"|nightly|noon|mid-?day|lunch(?:time)?|breakfast|tea-?time|tea|supper|dinner|bed-?time|bed|evenings?|eve|afternoons?)(?!\w)"
)
_AT = r"\s?(?:\(\s?)?(?:(?:in|at|with|before|after|each|every|of|the|taken|given|to|be)\s){0,3}"
_PART = rf"(?:{N})(?:{_MG})?{_TABS}{_AT}{_DAYTIME}\)?"
_REGULAR = r"(?:bd|bid|b\.d\.|tds|tid|t\.d\.s\.|twice\s(?:a\s|per\s)?da(?:y|ily)|three\stimes\s(?:a\s|per\s)?da(?:y|ily))(?!\w)"
_MORE_OFTEN = rf"(?:{N})(?:{_MG})?{_TABS}\s{_REGULAR}"
_LED = rf"{_DAYTIME}[\s:=]{{1,3}}(?:{N})(?:{_MG})?"
_AND = r"\s?(?:,|\+|&|/|;|and|plus|with)?\s?(?:and\s|plus\s|a\sfurther\s|another\s)?"
_PER_DAY = r"(?:\s?/\s?d(?:ay)?|\s(?:daily|a\sday|per\sday|in\sthe\sday|od|total|in\stotal|total\sdaily))?"
_AS = (
    r"\s?(?:[(=:,;-]|as|given|taken|divided|split|in)"
    r"\s?(?:(?:i\.?e\.?|as|given|taken|divided|split|into|in|two|three|doses|that\sis|being|made\sup\sof|namely)[\s,:]{1,2}){0,4}"
)
_TOTAL = rf"(?P<total>{N})(?:{_MG}){_PER_DAY}{_AS}"
_PARTS = Caseless(rf"(?<![\w.,])(?:{_TOTAL})?(?P<parts>(?:{_PART}|{_MORE_OFTEN}\s?(?:,\s?)?(?:\+|&|and|plus)\s?(?={_PART}))(?:{_AND}{_PART}){{1,3}}|{_LED}(?:{_AND}{_LED}){{1,3}})(?:(?<=\))|\s?\))?")  # fmt: skip
_TWICE = Caseless(rf"(?<![\w.,])(?P<each>{N}){_MG}{_TABS}{_AT}(?P<one>{_DAYTIME})\s?(?:and|&|\+|/)\s?(?:at\s|in\sthe\s)?(?P<two>{_DAYTIME})")  # fmt: skip
_SCHEME = Caseless(
    rf"(?<![\w.,])(?P<each>{N}){_MG}{_TABS}[\s(,:]{{1,3}}(?P<a>[0-3½])\s?[-+]\s?(?P<b>[0-3½])\s?[-+]\s?(?P<c>[0-3½])(?:\s?[-+]\s?(?P<d>[0-3½]))?\)?(?![\w-])"
)
_SPREAD = Caseless(rf"(?<![\w.,-])(?P<doses>[0-9]{{1,4}}(?:\s?-\s?[0-9]{{1,4}}){{2,3}}){_MG}")
_TIMES = Caseless(
    rf"(?<![\w.,/-])(?P<many>[2-8]|two|three|four|five|six|seven|eight)(?:\s?x\s?(?P<each>{N}){_MG}(?:{_TABS})(?=\s?(?:/\s?d|daily|a\sday|per\sday|nightly|nocte|at\s|mane|od|qd|q?hs|bd|bid|tds|in\s|[,.;)]|\Z))"
    rf"|\s(?P<sole>{N}){_MG}\s(?:tab(?:let)?s?|cap(?:sule)?s?)(?!\w)"
    rf"|\s(?:tab(?:let)?s?|cap(?:sule)?s?)\s?(?:of|x|@|at)\s(?P<of>{N}){_MG}|\s(?:tab(?:let)?s?|cap(?:sule)?s?)\s?\(?(?P<those>{N}){_MG}\seach\)?)"
)
_PLUS = Caseless(
    rf"(?<![\w.,+])(?P<one>{N})(?:{_MG}\s?\+\s?(?P<two>{N}){_MG}(?=\s?(?:/\s?d|daily|a\sday|per\sday|in\sthe\sday))|\s?\+\s?(?P<last>[0-9]{{1,4}}(?:\.[0-9])?){_MG})"
)
_HINT = Caseless(r"[ap]\.?m\b|\bq?hs\b|mane|noc|morn|night|noon|midday|lunch|breakfast|supper|dinner|bed|even")


class DayDose(NamedTuple):
    """Words that tell the dose of a day, or of one administration; in mg."""

    start: int
    end: int
    value: Range
    of_day: bool


def day_doses(text: str, value: Callable[[str], Fraction]) -> Iterator[DayDose]:
    """The doses of a text that are told in parts; `value` reads a written number.

    >>> from assistant.criteria.parse.amounts import _value
    >>> [d.value.words() for d in day_doses("150 mg am + 300 mg hs; 10 mg 1-0-1; 200-0-400 mg; 2 x 5 mg daily", _value)]
    ['450', '20', '600', '10']
    """
    if _HINT.search(text):
        for found in _PARTS.finditer(text):
            yield from _added(found, value)
        for found in _TWICE.finditer(text):
            if _which(found["one"]) != _which(found["two"]):
                yield DayDose(*found.span(), exactly(value(found["each"]) * 2), of_day=True)
    for found in _SCHEME.finditer(text):
        many = sum((value(found[name]) for name in "abcd" if found[name]), Fraction(0))
        if many:
            yield DayDose(*found.span(), exactly(value(found["each"]) * many), of_day=True)
    for found in _SPREAD.finditer(text):
        doses = [Fraction(number) for number in re.findall("[0-9]+", found["doses"])]
        if (0 in doses and any(doses)) or (len(doses) == 3 and len(set(doses)) == 1):  # "5-5-5 mg"
            yield DayDose(*found.span(), exactly(sum(doses, Fraction(0))), of_day=True)
    for found in _PLUS.finditer(text) if "+" in text else ():
        yield DayDose(*found.span(), exactly(value(found["one"]) + value(found["two"] or found["last"])), of_day=True)
    for found in _TIMES.finditer(text):
        each = value(found["each"] or found["sole"] or found["of"] or found["those"])
        yield DayDose(*found.span(), exactly(value(found["many"]) * each), of_day=False)


def _added(found: re.Match[str], value: Callable[[str], Fraction]) -> Iterator[DayDose]:
    """The sum of parts of a day, where each is another part of it; told beside a total that it makes, the total."""
    words = found["parts"]
    pieces = list(re.finditer(rf"{_MORE_OFTEN}|{_PART}|{_LED}", words, re.I))
    times = [_time(one.group()) for one in pieces]
    if len(set(times)) < len(times) or len(times) < 2:
        return
    numbers = [_number(one.group()) for one in pieces]
    if any(number is None for number in numbers) or not (
        found["total"] or re.search(_MG, words, re.I) or all(_OF_CHARTS.search(one.group()) for one in pieces)
    ):
        return
    total = sum(
        (value(number) * _often(one.group()) for one, number in zip(pieces, numbers, strict=True) if number),
        Fraction(0),
    )
    told = value(found["total"]) if found["total"] else total
    yield DayDose(found.start(), found.end("parts"), between(min(told, total), max(told, total)), of_day=True)


_OF_CHARTS = Caseless(r"\b(?:mane|nocte?|qam|qpm|qhs|hs|midi|om)\b")  # words that charts have for doses only


def _often(words: str) -> int:
    """How often a part is given: "100 mg tds and 300 mg nocte"."""
    found = re.search(rf"{_REGULAR}", words, re.I)
    return (
        1
        if found is None
        else 3
        if found.group().lower().startswith("t") and not found.group().lower().startswith("tw")
        else 2
    )


def _time(words: str) -> str:
    """The part of the day of "150 mg am" or "am 150 mg"; how often, of "100 mg tds"."""
    regular = re.search(_REGULAR, words, re.I)
    if regular:
        return "regular"
    found = re.findall(_DAYTIME, words, re.I)
    return _which(str(found[-1 if re.match(N, words, re.I) else 0]))


def _number(words: str) -> str | None:
    found = re.match(N, words, re.I) or re.search(rf"(?<=[\s:=])(?:{N})", words, re.I)
    return found.group() if found else None


_NAMES = (
    ("morning", r"a\.?m|qam|mane|om\b|morn|breakfast"),
    ("noon", r"noon|mid-?day|lunch|afternoon"),
    ("evening", r"tea|supper|dinner|eve"),
)


def _which(time: str) -> str:
    """Which part of the day a word means; clock hours each their own."""
    if clock := re.match(r"[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?=[ap])", time):
        return clock.group().strip() + time[clock.end() : clock.end() + 1].lower()
    return next((name for name, words in _NAMES if re.match(words, time, re.I)), "night")
