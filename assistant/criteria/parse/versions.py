"""Versions of the rating scales: how many items, and whether they are scored from 0 or from 1."""

import re
from typing import Literal

from assistant.criteria.parse.caseless import Caseless

_RANGE = r"(?<![\d.,/-])(?P<low>[01])\s{0,2}(?:-|–|to)\s{0,2}[67](?![\d%/]|[.,]\d|\s{0,2}(?:mg|weeks?|wks?|months?|days?|hours?|times)\b)"
_NAMES = r"(?:items?|scored?|scoring|rated|ratings?|versions?|scales?|forms?|anchors?|points?|each|standard|usual|the|with|from|on|in|of|per|all)"
# A version with its words, in brackets or commas: "(18 items, 1-7)", ", standard 1 to 7 scoring,", "16-item version"
_VERSION = Caseless(
    rf",?\s{{0,3}}\(?(?<!\w)(?<!all )(?:16|18|24|30)[\s-]items?\b(?:\s{{1,3}}(?:version|scale|form))?(?:,?\s{{0,3}}(?:{_NAMES}\s{{1,3}}){{0,4}}{_RANGE.replace('?P<low>', '')})?(?:\s{{1,3}}{_NAMES}\b){{0,3}}\)?,?"
    rf"|,?\s{{0,3}}\(?(?<!week )(?<!weeks )(?<!day )(?<!days )\b(?:{_NAMES}\s{{1,3}}){{0,5}}{_RANGE.replace('?P<low>', '')}(?:\s{{1,3}}{_NAMES}\b){{0,3}}\)?,?"
)
_SCORED_FROM = Caseless(_RANGE)
_OF_ITEMS = Caseless(
    r"\b(?:items?|scor\w{1,3}|rated|ratings?|versions?|scales?|forms?|anchor\w{0,3}|each|PANSS|BPRS)\b"
)
_WEEKS = Caseless(r"\b(?:weeks?|wks?|days?|months?|visits?|P|N|G)\s{0,2}$")
_DENIED = Caseless(
    r"\b(?:not|never|rather\s{1,3}than|instead\s{1,3}of)\s{1,3}(?:the\s{1,3}|on\s{1,3}|from\s{1,3}){0,2}$"
)
_UNKNOWN = Caseless(
    r"\b(?:versions?|scoring|anchors?|which\s{1,3}(?:form|sheet))\b[^.;\n]{0,60}?\b(?:(?:not|never|n't|nowhere)\s{1,3}(?:\w{1,10}\s{1,3}){0,2}?(?:marked|known|recorded|stated|clear|noted|specified|given|sure|said|documented|indicated|written)|unknown|unclear|uncertain|unrecorded|unmarked|unspecified)\b"
    r"|\b(?:not\s{1,3}(?:known|clear|recorded|sure|stated|certain)|unknown|unclear|unsure|uncertain|do(?:es)?\s{1,3}not\s{1,3}(?:know|say)|don['’]t\s{1,3}know|no\s{1,3}idea|cannot\s{1,3}tell|can['’]t\s{1,3}tell)\b[^.;\n]{0,30}\b(?:versions?|scoring|(?:scored|items)\s{1,3}from|scored\s{1,3}[01])\b"
    r"|\b(?:0|zero)\s{1,3}or\s{1,3}(?:from\s{1,3}|at\s{1,3})?(?:1|one)\b|\b(?:1|one)\s{1,3}or\s{1,3}(?:from\s{1,3}|at\s{1,3})?(?:0|zero)\b"
)
NEAR = 40  # characters beside a range within which it is said to be of items


# "Positive and Negative Syndrome Scale (PANSS)", "Social and Occupational Functioning (SOFAS)"
_LONG_NAMES = (
    ("PANSS", Caseless(r"\bpositive\s(?:and|&)\snegative\s(?:syndromes?|symptoms?)\s(?:rating\s)?scale(?:[\s,]{1,2}\(?PANSS\b\)?)?")),
    ("SOFAS", Caseless(r"\bsocial\s(?:and|&)\soccupational\sfunctioning(?:\sassessment)?(?:\sscale)?(?:[\s,]{1,2}\(?SOFAS\b\)?)?")),
)  # fmt: skip


def short_names(text: str) -> str:
    """The text with the long names of scales as the short ones, every offset kept.

    >>> short_names("Social and Occupational Functioning (SOFAS) was 28")
    '                                      SOFAS was 28'
    """
    for name, long in _LONG_NAMES:
        for m in list(long.finditer(text)):
            text = text[: m.start()] + name.rjust(len(m.group())) + text[m.end() :]
    return text


def without_versions(text: str) -> str:
    """The text with versions blanked, every offset kept: "18 items scored 1-7" holds no score.

    >>> without_versions("BPRS (18 items, 1-7) 50, PANSS total (1-7 scoring) 80")
    'BPRS                 50, PANSS total               80'
    """
    return _VERSION.sub(lambda m: " " * len(m.group()), text)


def version(text: str, scale: str, place: int) -> tuple[int | None, Literal[0, 1] | None]:
    """The number of items and the lowest score of an item, where the note says so near a score."""
    near = text[max(0, place - 60) : place + 140]
    items = re.search(r"\b(16|18|24)[\s-]{0,3}items?\b|BPRS-(16|18|24)\b", near, re.I)
    count = int(items.group(1) or items.group(2)) if items and scale == "BPRS" else None
    lows = _lows(near)
    if len(lows) != 1:
        return count, None
    return count, 0 if "0" in lows else 1


def in_doubt(text: str) -> bool:
    """Whether a note names both ways to score, or says that it is not known which was used."""
    return len(_lows(text)) > 1 or (_UNKNOWN.search(text) is not None and _SCALE.search(text) is not None)


_SCALE = Caseless(r"\b(?:PANSS|BPRS)\b")


def _lows(text: str) -> set[str]:
    """The lowest scores of an item that a text names."""
    found = set()
    for m in _SCORED_FROM.finditer(text):
        before = text[max(0, m.start() - NEAR) : m.start()]
        beside = before + text[m.end() : m.end() + NEAR]
        if _OF_ITEMS.search(beside) and not _WEEKS.search(before) and not _DENIED.search(before):
            found.add(m["low"])
    return found
