"""Figures after a blood count that were read as nothing and may be a later count, whatever words lead to them."""

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from assistant.criteria import blood
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.comment_words import OF_ELSE
from assistant.criteria.parse.count_patterns import COUNT, LIMIT, LIMIT_AFTER, NAME, OTHER, OTHER_UNIT, TIMED, WITHIN
from assistant.criteria.parse.figures import figure
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ruleset import load

Cells = Literal["neutrophils", "white"]

_NEXT = 3  # sentences after a count that may go on about it
_NORMAL: dict[Cells, Fraction] = {"neutrophils": Fraction(3, 2), "white": Fraction(7, 2)}  # 10⁹/L
_MOST = 15  # 10⁹/L; a bare figure that stands for more is no count of neutrophils that matters here
_MOST_WITH_UNIT = 100
# What a figure may be of besides a count, where its name stands before it.
_OF_ELSE = Caseless(
    rf"{OTHER.pattern}|\b(?:heart\s+rate|resp\w{{0,8}}\s+rate|RR|sats?|SpO2|saturations?|height|waist|lactate|albumin|bilirubin|calcium|phosphate|magnesium|amylase|urate|folate|B12|INR|APTT|T[34]|cortisol|PSA|BNP|triglycerides|HDL|bicarbonate|chloride|CO2|D-?dimer|GASS|AIMS|GAF|MMSE|MoCA|MADRS|YMRS|HoNOS|CGI\w{{0,3}}|PHQ\w{{0,2}}|scor\w{{1,3}}|rat(?:ed|ing)|dos(?:e|es|age|ing)|titrat\w{{1,5}}|mg|levels?|lvls?|concentration|aged?|born|costs?|paid|phone|tel|ext|bleep|steps|walk\w{{0,3}}|ward|room|bed|flat|section|page)\b"
)
# What stands right before a bare figure that may be a count; any other word names what it is of.
_LEADS_BARE = Caseless(
    r"(?:^|[,;:(–=]|\b(?:to|at|of|is|was|were|are|on|by|in|with|now|today|tonight|yesterday|later|then|after|since|only|just|even|again|reads?|says?|shows?|showed|gave|gives|back|counts?|one|result|value|figure|number|repeat\w{0,3}|re-?(?:check|count|test)\w{0,3}|latest|current\w{0,2}|subsequent\w{0,2}|following|week|month|day|morning|afternoon|evening|night|discharge|admission|[a-z]{3,6}day|jan\w{0,6}|feb\w{0,6}|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w{0,4}|sep\w{0,6}|oct\w{0,5}|nov\w{0,5}|dec\w{0,5}|\d{2,4}|and|but|a|about|around|approximately|roughly|ca|barely|nearly|almost|follow-?up|hand|lab|thereafter|afterwards|down|fell|dropped|went))[\s:=,(–]{0,3}(?:[<>≤≥~]\s?)?$"
)
_PAST = Caseless(
    r"\b(?:baseline|previous\w{0,2}|prior|earlier|ago|last\s+(?:week|month|year|spring|summer|autumn|winter)|yesterday|lowest|nadir|highest|at\s+the\s+start|before\s+clozapine|once|ever|used\s+to|usual\w{0,2}|normal(?:ly)?|ranges?|ref\w{0,7}|history|study|leaflet|in\s+(?:19|20)\d\d)\b"
)
_RAISED = Caseless(r"\b(?:increas\w{1,3}|rais\w{1,3}|rose|risen|titrat\w{1,3}|went\s+up|up)\s+(?:\w{1,9}\s+)?to\s+$")
_ABOVE = Caseless(r"(?:>|≥|\b(?:above|over|more\s+than|greater\s+than|higher\s+than|at\s+least|never\s+(?:below|under)|not\s+(?:below|under)|no\s+\w{1,12}\s+(?:below|under)))\s*$")  # fmt: skip
_CLOCK = Caseless(r"\b(?:at|from|until|till|by)\s+$")
_HOLDS_AT = Caseless(r"\b(?:confirm\w{0,3}|remain\w{0,3}|stands?|count|back|steady|stable|now|today|down|reported)\s+at\s+$")  # fmt: skip
_MAY = re.compile(r"\bMay\b")  # the month
_YEAR = re.compile(r"(?:19|20)\d\d")
_THEN = Caseless(r"\b(?:later|then|after|on|since|today|now|next|following|repeat\w{0,3}|subsequent\w{0,2}|again)\b")


class Counted(NamedTuple):
    """A figure that may be a count, in 10⁹/L."""

    giga: Fraction
    is_later: bool  # with a unit and a word of time
    start: int


def further_part(
    reading: Reading, last: tuple[int, int], present: Fraction, known: Collection[tuple[int, int]], cells: Cells
) -> Part | None:
    """Where, after a count, an unread figure stands that may be one of another class; None where there is none."""
    for part in _parts(reading, last[1]):
        if reading.words(part).rstrip().endswith("?"):
            continue
        for one in _figures(reading, part, known):
            if _is_other_class(one, present, cells):
                remark = reading.remark_around(one.start, one.start + 1)
                if not reading.is_settled(remark):
                    return remark
    return None


def _is_other_class(one: Counted, present: Fraction, cells: Cells) -> bool:
    """Whether a figure would change what a count means: lower, or normal where the count is not."""
    if one.giga < present:
        return class_of(one.giga, cells) != class_of(present, cells)
    return one.is_later and present < _NORMAL[cells] <= one.giga


def _parts(reading: Reading, end: int) -> Sequence[Part]:
    """The rest of the sentence, the next ones, and what was typed later in a conversation."""
    sentence = reading.sentence_of(max(0, end - 1))
    later = [part for part in reading.sentences if part.start >= sentence.end]
    typed = [part for part in later[_NEXT:] if reading.follows_up(part.start)]
    return [Part(end, sentence.end), *later[:_NEXT], *typed]


def _figures(reading: Reading, part: Part, known: Collection[tuple[int, int]]) -> Iterator[Counted]:
    """The figures of a part that were read as nothing and may be counts."""
    done = part.start
    for m in COUNT.finditer(reading.text, part.start, part.end):
        is_known = any(start < m.end() and m.start() < end for start, end in known)
        if not is_known and m["to"] is None and not reading.in_date(m.start()):
            giga = _giga(m["n"], m["unit"])
            lead = reading.text[done : m.start()]
            if giga is not None and not _is_else(reading, part, m, lead):
                is_later = m["unit"] is not None and _THEN.search(lead) is not None
                yield Counted(giga, is_later, m.start())
        done = m.end()


def _giga(number: str, unit: str | None) -> Fraction | None:
    """The figure as a count in 10⁹/L; None where it cannot be one."""
    value = figure(number)
    if unit is None and re.fullmatch(r"0\d+|\d{1,2}", number):
        return None
    giga = value / 1000 if value >= 100 else value
    return giga if giga <= (_MOST_WITH_UNIT if unit else _MOST) else None


def _is_else(reading: Reading, part: Part, m: re.Match[str], lead: str) -> bool:
    """Whether a figure is a dose, a time, a limit, a count of the past or of something else that has a name."""
    text = reading.text
    before = text[max(part.start, m.start() - 70) : m.start()]
    after = text[m.end() : min(part.end, m.end() + 40)]
    clause = re.split(r"[,;(]\s?|\s(?:and|but)\s", after)[0]
    if _PAST.search(lead[-50:]) or _PAST.search(clause) or _ABOVE.search(before) or OTHER.match(after.lstrip(" (")):
        return True
    if LIMIT.search(before) or LIMIT_AFTER.match(after) or WITHIN.search(_MAY.sub("", lead[-40:])):
        return True
    named = _named_before(reading, part, m.start(), m["unit"] is not None)
    if m["unit"]:
        return named == "else" and not _THEN.search(lead)
    if named == "else" or OF_ELSE.match(after) or TIMED.match(after) or OTHER_UNIT.match(after):
        return True
    if _RAISED.search(before) or _is_clock_or_year(m["n"], before):
        return True
    return _LEADS_BARE.search(before) is None


def _is_clock_or_year(number: str, before: str) -> bool:
    if _YEAR.fullmatch(number):
        return not re.search(r"\b(?:to|count|is|was|now|today)\s+$", before, re.I)
    is_clock = re.fullmatch(r"(?:1\d|2[0-3])(?:00|15|30|45)", number) and _CLOCK.search(before)
    return bool(is_clock and not _HOLDS_AT.search(before))


def _named_before(reading: Reading, part: Part, place: int, has_unit: bool) -> Literal["else", "count"] | None:
    """Of what the nearest name before a figure is, in its part or, for a bare one, in a sentence before that names no
    neutrophils."""
    found = _named(reading, part.start, place)
    before = reading.sentence_of(max(0, part.start - 2))
    if found or has_unit or NAME.search(reading.text, before.start, before.end):
        return found
    return _named(reading, before.start, part.start)


def _named(reading: Reading, start: int, end: int) -> Literal["else", "count"] | None:
    counts = [m.start() for m in NAME.finditer(reading.text, start, end)]
    others = [m.start() for m in _OF_ELSE.finditer(reading.text, start, end)]
    others += [one.start for one in reading.named(start, end)]
    if not counts and not others:
        return None
    return "else" if max(others, default=-1) > max(counts, default=-1) else "count"


@cache
def limits(cells: Cells) -> tuple[int, ...]:
    """The lower limits of all classes of all rules, per microlitre."""
    key = "white_from" if cells == "white" else "from"
    places = load(blood.TABLE)["jurisdictions"].values()
    rows = [row for place in places for kind in ("general", "ben") for row in place.get(kind, ())]
    return tuple(sorted({row[key] for row in rows if key in row}))


def class_of(giga: Fraction, cells: Cells) -> int:
    """How many limits of any rules a count reaches."""
    return sum(giga * 1000 >= limit for limit in limits(cells))
