"""A fact and one of its gaps in, out which other words in the gap would leave a statement true, or a dangerous one.

A statement with another figure is false only where the fact does not imply it: who must wait at least 8 weeks has
waited 6, and what holds from 2 days on holds from 19 days on. Where neither direction is plain, nothing is asked.
"""

import re
from fractions import Fraction

from assistant.quiz.distractors import Bounds, Wrong
from assistant.quiz.facts import Fact, Gap

_DENIES = re.compile(r"\b(?:no|none|not|never|neither|nor|without|cannot|nobody)\b|n['’]t\b", re.IGNORECASE)
# Before a bound: it says when something holds, and what holds for more cases holds for fewer.
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|once|after|unless|until|where|while|with|in|for|of|from|during|whose|who)\b[^.;:]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:ask(?:s|ed)? (?:for|that)|requir\w+|must|needs?|should|has to|have to|recommend\w*|advis\w+|defin\w+)\b"
    r"[^.;:]*$",
    re.IGNORECASE,
)
_CONDITION_AGAIN = re.compile(r"\b(?:if|when|whenever|once|after|unless|until|where|while|whose|who)\b", re.IGNORECASE)
# What is called for in a danger: learnt wrongly, it harms.
_WARNS = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|withh[eo]ld\w*|discontinu\w+|restart\w*|interrupt\w*|suspen\w+|suspect\w*|warn\w*"
    r"|calls? for|contraindicat\w+|avoid\w*|urgent\w*|emergenc\w+|at once|immediate\w*|must not|should not|not be"
    r"|alert\w*|danger\w*|report\w* (?:at once|to))\b",
    re.IGNORECASE,
)
_OR_AFTER = re.compile(r"(?:\s[\w'’-]+){0,2}(?:,\s[\w'’ -]+)*,?\s+(?:or|and/or)\b")
_OR_BEFORE = re.compile(r"\b(?:or|and/or)\s+(?:[\w'’-]+\s+){0,2}$")


def is_false_with(fact: Fact, gap: Gap, wrong: Wrong) -> bool:
    """Whether the sentence with the wrong answer in the gap is plainly not what the fact says, and harms nobody."""
    return _is_not_implied(fact, gap, wrong.bounds) if gap.quantity else _may_be_renamed(fact, gap)


def _may_be_renamed(fact: Fact, gap: Gap) -> bool:
    """Whether another name makes it false: not one of several ("X or Y"), nor where it warns or says when to stop."""
    before, after = fact.text[: gap.start], fact.text[gap.end :]
    is_one_of_several = _OR_AFTER.match(after) or _OR_BEFORE.search(before)
    return not (is_one_of_several or _WARNS.search(fact.text))


def _is_not_implied(fact: Fact, gap: Gap, bounds: Bounds) -> bool:
    """Whether another figure is not implied: a bound may go only up, or only down, by what it bounds."""
    assert gap.quantity is not None, "a figure stands in the gap"
    low, high = gap.quantity.low, gap.quantity.high
    if low is not None and high is not None:
        return True
    before = fact.text[: gap.start]
    if _DENIES.search(fact.text):
        return False
    if _ASKS.search(before) and not _CONDITION_AGAIN.search(before):
        return _is_narrower((low, high), bounds)
    return bool(_CONDITION.search(before)) and _is_narrower(bounds, (low, high))


def _is_narrower(one: Bounds, other: Bounds) -> bool:
    """Whether the other bound leaves less than this one: at least 8 beside at least 6."""
    if one[0] is not None:
        return _or_none(other[0]) > one[0]
    return one[1] is not None and Fraction(-1) < _or_none(other[1]) < one[1]


def _or_none(bound: Fraction | None) -> Fraction:
    return Fraction(-1) if bound is None else bound
