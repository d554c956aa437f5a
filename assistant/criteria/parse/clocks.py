"""Hours from a dose to a sample, by two times of the day ("last tab at 8 pm, bled 8 am")."""

import re
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.ranges import exact

_HOUR = rf"(?:\d{{1,2}}|{'|'.join(WORDS)})"
_PART_OF_DAY = (
    r"(?:in\s+the|this|that|the\s+(?:next|following|previous)|(?:the\s+)?next|the|last|yesterday)\s+"
    r"(?P<part>morning|evening|night)"
)
CLOCK = Caseless(
    r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<ap>am|pm|a\.m|p\.m)(?![a-z])|(?P<h24>\d{1,2}):(?P<m24>\d\d)"
    r"|(?<=[a-z@]\s)(?!(?:19|20[0-5])\d)(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?!\d|[.,]\d|\s?(?:m?g|ng|%|x))"
    r"|(?:(?<=dose\s)|(?<=tab\s)|(?<=tablet\s)|(?<=\sat\s)|(?<=@\s))(?P<h5>19|20)(?P<m5>[0-5]\d)(?!\d|[.,]\d|\s?(?:m?g|ng|%|x))"
    r"|(?:(?<=\bat\s)|(?<=@\s))(?P<h6>[01]?\d|2[0-3])\s?h(?P<m6>[0-5]\d)?(?!\w|\s(?:post|after|since|from|later))"
    rf"|(?<![\d.:/])(?P<half>half\s+(?:past\s+)?)?(?<!\w)(?P<hp>{_HOUR})(?:[:.](?P<mp>\d\d))?(?:\s?o['’]?\s?clock)?,?\s+{_PART_OF_DAY}(?!\w)"
)
_DOSE = Caseless(
    r"\b(?:dos(?:e|es|ed|age)|tab(?:let)?s?|pills?|takes|took|taking|had\s+(?:it|his|her)|given|intake|ingest\w{0,3}|swallow\w{0,3}|administ\w{1,6}|last\s+one)\b"
)
_DRAWN = Caseless(
    r"\b(?:samples?|sampl(?:ed|ing)|levels?|bloods?|bled|drawn|draw|venepuncture|phlebotom\w{1,4}|collect(?:ed|ion)|venesect\w{1,4}|trough|assay|taken)\b"
)
_TAKEN = Caseless(r"\btaken\b")
_WORD = re.compile(r"(?P<word>[A-Za-z]{3,})[\s,:@~]{0,3}(?:at\s|by\s)?$")
_LINKS = frozenset(
    "and then next the this last same morning evening night day before following previous about around time approx approximately until"
    " clozapine result mane nocte today yesterday from".split()
)
_LED_BY = 44  # characters before a time of day in which the word may stand that says what it is the time of


class Between(NamedTuple):
    """Hours between a dose and a sample, with the places of the two times."""

    hours: Fraction
    spans: tuple[tuple[int, int], tuple[int, int]]


def hours_between(text: str, part: Part) -> Between | None:
    """The hours from dose to sample, where a part holds two times of the day and says of one at least which it is.

    >>> told = "Sample drawn 8 am, last tab at 8 pm."
    >>> found = hours_between(told, Part(0, len(told)))
    >>> str(found.hours) if found else None
    '12'
    """
    clocks = list(CLOCK.finditer(text, part.start, part.end))
    if len(clocks) != 2:
        return None
    kinds = [_kind(text, max(part.start, one.start() - _LED_BY, *before), one.start())
             for one, before in zip(clocks, ([part.start], [clocks[0].end()]), strict=True)]  # fmt: skip
    if kinds[0] == kinds[1] or any(
        kind is None and _of_else(text, one) for kind, one in zip(kinds, clocks, strict=True)
    ):
        return None
    first_is_dose = kinds[0] == "dose" or (kinds[0] is None and kinds[1] == "sample")
    dose, drawn = clocks if first_is_dose else reversed(clocks)
    hours = (_hour(drawn) - _hour(dose)) % 24
    return Between(hours, (clocks[0].span(), clocks[1].span()))


def _kind(text: str, start: int, end: int) -> str | None:
    """Whether the last word before a time that tells it says "dose" or "sample"; "the dose was taken at" is a dose."""
    told = [(m.end(), "dose") for m in _DOSE.finditer(text, start, end)]
    drawn = [m for m in _DRAWN.finditer(text, start, end) if not (told and _TAKEN.fullmatch(m.group()))]
    told += [(m.end(), "sample") for m in drawn]
    return max(told)[1] if told else None


def _of_else(text: str, clock: re.Match[str]) -> bool:
    """Whether a time of day is told of something else: "breakfast 9 pm"."""
    before = _WORD.search(text, max(0, clock.start() - 24), clock.start())
    return before is not None and before["word"].lower() not in _LINKS


def _hour(m: re.Match[str]) -> Fraction:
    """The hour of the day, with its minutes as a fraction."""
    for hour, minute in (("h4", "m4"), ("h24", "m24"), ("h5", "m5"), ("h6", "m6")):
        if m[hour]:
            return exact(m[hour]) + exact(m[minute] or "0") / 60
    if m["hp"]:
        hours = Fraction(WORDS.get(m["hp"].lower()) or exact(m["hp"])) % 12
        minutes = Fraction(1, 2) if m["half"] else exact(m["mp"] or "0") / 60
        return hours + minutes + (0 if m["part"].lower() == "morning" else 12)
    return int(m["h"]) % 12 + (12 if m["ap"].lower().startswith("p") else 0) + exact(m["m"] or "0") / 60
