"""Figures of laboratory results as they are written, with decimal commas and thousands; which of several is present."""

import re
from fractions import Fraction
from typing import Literal

from assistant.criteria.parse.clauses import Part
from assistant.criteria.ranges import exact

Moment = Literal["now", "past"] | None

# Never starts or ends inside a longer number; bounded, so that long runs of digits cost nothing.
FIGURE = r"(?<![\d.,])(?<!\d/)(?P<{0}>\d{{1,3}}(?:,\d{{3}}){{1,2}}(?:\.\d{{1,3}})?|\d{{1,7}}(?:[.,]\d{{1,6}})?|\.\d{{1,4}})(?!\d|[.,]\d)"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,2}(?:\.\d+)?")
_NOW = re.compile(
    r"\b(?:today'?s?|now|current(?:ly)?|latest|most\s+recent|newest|this\s+(?:morning|afternoon|evening|week|month)|at\s+present|present(?:ly)?|tonight)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:yesterday|last\s+(?:week|month|year|time|night|spring|summer|autumn|winter|\w{3,6}day|january|february|march|april|may|june|july|august|september|october|november|december)|previous(?:ly)?|earlier|prior|before|baseline|initial(?:ly)?|original(?:ly)?|former(?:ly)?|used\s+to|ago|historic\w{0,6}|(?:in|of|since)\s+(?:19|20)\d\d|once|pre[\s-]?(?:treatment|clozapine)|older?|at\s+first|admission|in\s+the\s+past|at\s+the\s+(?:start|beginning|outset))\b",
    re.I,
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
