"""Figures of laboratory results as they are written, with decimal commas and thousands; which of several is present."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Literal

from assistant.criteria.parse.amount_patterns import ONE, TEENS, TENS, WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.ranges import exact

Moment = Literal["now", "past"] | None

# Never starts or ends inside a longer number; bounded, so that long runs of digits cost nothing.
FIGURE = r"(?<![\d.,])(?<!\d/)(?P<{0}>\d{{1,3}}(?:,\d{{3}}){{1,2}}(?:\.\d{{1,3}})?|\d{{1,7}}(?:[.,]\d{{1,6}})?|\.\d{{1,4}})(?!\d|[.,]\d)"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,2}(?:\.\d+)?")
# A blank or an apostrophe between thousands: "1 350 nmol/L", "3'400/µL". Thin and fixed blanks group wherever they stand.
_GROUPED = re.compile(r"(?<![\w.,/:'’-])[1-9]\d{0,2}(?P<mark>[ \u00a0\u2009\u202f'’])\d{3}(?![\d'’]|[.,/]\d)")
_COUNTED_IN = r"\s?(?:/\s?(?:[uµμ]|mc|micro|cu|c|mm|nl)|per\s(?:m|c|[uµμ])|cells)"
_GROUP_UNIT = Caseless(
    rf"(?:\s?(?:-|–|to|and|,|;|then|&)\s?[1-9]\d?[ \u00a0]\d{{3}})?(?:\s?(?P<molar>nmol|nanomol|pmol|nM\b|m?I?U/)|(?P<cells>{_COUNTED_IN})|\s?(?:ng|[uµμ]g|mcg|nano|micro))"
)
_CELLS_BEFORE = Caseless(
    r"\b(?:ANC|neut\w{0,10}|PMNs?|WBC|WCC|TLC|leu[ck]o\w{2,8}|white\s(?:blood\s)?(?:cells?|count)|counts?)[\s:=]{1,3}(?:(?:of|was|is|now|today|at|count)\s)?$"
)
_NUMBERED = Caseless(
    r"\b(?:(?P<sample>levels?|samples?|troughs?|tests?|results?)|weeks?|wks?|months?|days?|visits?|wards?|no\.?|nr\.?|number|cycle|bed|grade|year|jan\w{0,6}|feb\w{0,6}|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?\w{0,6}|oct\w{0,5}|nov\w{0,5}|dec\w{0,5})\.?\s$"
)
_SECOND_SAMPLE = Caseless(r"\b(?:level|sample|trough|test|result)\s[2-9]\b(?!\s\d\d0)")
_NOW = Caseless(
    r"\b(?:today'?s?|now|current(?:ly)?|latest|most\s+recent|newest|this\s+(?:admission|morning|afternoon|evening|week|month)|at\s+present|present(?:ly)?|tonight)\b"
)
_PAST = Caseless(
    r"\b(?:yesterday|last\s+(?:week|month|year|time|night|spring|summer|autumn|winter|\w{3,6}day|january|february|march|april|may|june|july|august|september|october|november|december)|previous(?:ly)?|prev\b|earlier|prior|before|baseline|initial(?:ly)?|original(?:ly)?|former(?:ly)?|used\s+to|ago|historic\w{0,6}|old(?=\s+(?:ANC|neut|count|result|level|FBC|value))|(?:in|of|since)\s+(?:19|20)\d\d|once|pre[\s-]?(?:treatment|clozapine)|older?|at\s+first|(?<!this\s)(?<!present\s)(?<!current\s)admission|in\s+the\s+past|at\s+the\s+(?:start|beginning|outset))\b"
)
_EDGE = re.compile(r"[,;:()\[\].\n]|\bbut\b|\band\b|\bwhile\b|\bvs\b|->|→|/")
_REACH = 90  # characters beside a figure in which its time may be told


def figure(words: str) -> Fraction:
    """The number a figure stands for.

    >>> [str(figure(words)) for words in ("1,200", "0,450", "0,4", "2.5", ".4")]
    ['1200', '9/20', '2/5', '5/2', '2/5']
    """
    if _THOUSANDS.fullmatch(words):
        return exact(words.replace(",", ""))
    return exact(words.replace(",", "."))


def grouped(text: str) -> str:
    """The text with a comma between thousands where a blank or an apostrophe stood; every offset is kept.

    >>> grouped("clozapine 1 350 nmol/L in week 8 412 ng/mL, ANC 3'400/µL, 1 500 mg tablet")
    'clozapine 1,350 nmol/L in week 8 412 ng/mL, ANC 3,400/µL, 1 500 mg tablet'
    """
    marks = [m.start("mark") for m in _GROUPED.finditer(text) if _is_grouped(text, m)]
    if not marks:
        return text
    made = list(text)
    for place in marks:
        made[place] = ","
    return "".join(made)


def _is_grouped(text: str, m: re.Match[str]) -> bool:
    """Whether the mark parts thousands; a plain blank does only before a unit of its own or after the name of cells."""
    if m["mark"] != " ":
        return True
    before = text[max(0, m.start() - 30) : m.start()]
    unit = _GROUP_UNIT.match(text, m.end())
    if unit is None:
        return _CELLS_BEFORE.search(before) is not None and not re.match(r"\s?m?g\b", text[m.end() : m.end() + 4])
    if m.start("mark") - m.start() > 1 and not unit["cells"]:
        return False
    number = _NUMBERED.search(before)
    return number is None or bool(number["sample"] and unit["molar"] and not _SECOND_SAMPLE.search(text))


def moment(text: str, left: int, place: tuple[int, int], right: int, follows: bool) -> Moment:
    """Whether a figure is told as the present one or as one of the past, by the words of time beside it.

    `left` and `right` are where the figures beside it end and start; `follows` says that there is one before it.

    >>> moment("ANC 2.5 last month, 0.4 today", 0, (4, 7), 20, False), moment("ANC 2.5, 0.4 now", 7, (9, 12), 16, True)
    ('past', 'now')
    """
    parts = beside(text, left, place, right, follows)
    before, after = parts
    past = any(_PAST.search(text, *part) for part in parts)
    clause = max((edge.end() for edge in _EDGE.finditer(text, *before)), default=before.start)
    now = _NOW.search(text, clause, before.end) is not None or _NOW.search(text, *after) is not None
    return None if now == past else "now" if now else "past"


def beside(text: str, left: int, place: tuple[int, int], right: int, follows: bool) -> tuple[Part, Part]:
    """The words before and after a figure that may tell its time: up to the next comma, bracket or figure."""
    start, end = place
    left, right = max(left, start - _REACH), min(right, end + _REACH)
    edge = _EDGE.search(text, end, right)
    right = edge.start() if edge else right
    edge = _EDGE.search(text, left, start) if follows else None
    left = edge.end() if edge else start if follows else left
    return Part(left, start), Part(end, right)


_BELOW_100 = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{ONE}))?|{'|'.join(TEENS)}|{ONE})"
_SPELT = Caseless(
    rf"(?:(?:a|one|two)\shundred(?:\sand)?(?:\s{_BELOW_100})?|{_BELOW_100})(?![\w-])(?!\s(?:per|percent|weeks?|months?|years?|days?|points?|items?|mg|milli\w*|nano\w*|of\b|or\b|times)\b)"
)
_SCORED = (
    r"(?P<item>\b[PNG](?:\s?\d{{1,2}}|\s(?P<number>{one}))(?!\w)|\b(?:{items})\b)|(?P<scale>\b(?:SOFAS|PANSS|BPRS)\b)"
)
# Between a name and its score, and between a score and a later one of the same scale
_LEADS = Caseless(
    r"(?:[\s:=,(-]|\b(?:is|was|of|at|scores?|scored|rated|total|now|today|currently|came|comes|out|to|about|only|just|still|be|being|were|are|has|have|been|both|each|from|went|fell|dropped|rose|baseline|negative|positive)\b){1,16}"
)
_GOES_ON = Caseless(
    r"(?:[\s,(]|\b(?:to|and|then|at|the|start|end|beginning|baseline|before|after|now|today|later|on|admission|down|it|is|was|afterwards|fell|dropped|rose|finish)\b){1,16}"
)
_NUMBER_WORD = Caseless(rf"\b(?=[aefhnost])(?:{ONE}|{'|'.join(TEENS)}|{'|'.join(TENS)}|hundred)\b")
NEAR = 50  # characters between a name and its spelt score
SMALLEST = 10  # a spelt number below it is no score of a scale


@cache
def _scored(items: str) -> Caseless:
    return Caseless(_SCORED.format(one=ONE, items=items))


def spelt_scores(text: str, items: str) -> str:
    """The text with spelt scores of scales and items as figures, every offset kept; `items` are the names of items.

    >>> spelt_scores("SOFAS is thirty seven. P one was five, and one more.", "delusions")
    'SOFAS is 37          . P1    was 5   , and one more.'
    """
    made, done = [], 0
    for start, end, number in _spelt(text, items):
        if start >= done:
            made += [text[done:start], str(number).ljust(end - start)]
            done = end
    return "".join((*made, text[done:])) if made else text


def _named(text: str, items: str) -> Iterator[re.Match[str]]:
    """The names of scales and items that stand near a spelt number."""
    at = 0
    for word in _NUMBER_WORD.finditer(text):
        for m in _scored(items).finditer(text, max(at, word.start() - NEAR), word.end()):
            at = m.end()
            yield m


def _spelt(text: str, items: str) -> Iterator[tuple[int, int, int]]:
    """Where a spelt score stands, and which number it is."""
    for m in _named(text, items):
        lead = _LEADS.match(text, m.end())
        spelt = _SPELT.match(text, lead.end()) if lead else None
        if m["number"]:
            yield m.start("number") - 1, m.end("number"), WORDS[m["number"].lower()]
        while spelt is not None:
            number = spelt_number(spelt.group())
            if not (1 <= number <= 7 if m["item"] else number >= SMALLEST):
                break
            yield spelt.start(), spelt.end(), number
            more = _GOES_ON.match(text, spelt.end()) if m["scale"] else None
            spelt = _SPELT.match(text, more.end()) if more else None


def spelt_number(words: str) -> int:
    """A number in words.

    >>> spelt_number("a hundred and four"), spelt_number("ninety-nine")
    (104, 99)
    """
    lead, hundred, rest = words.lower().rpartition("hundred")
    total = 100 * (2 if "two" in lead else 1) if hundred else 0
    return total + sum(WORDS.get(word, 0) for word in re.findall(r"[a-z]+", rest))
