"""Roles by the words that give them: what is added to what, what came first, what was given alone, what was treated."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.told import Term, Told

NEAR = 60  # characters in which the two of a role stand by its word
_ITEM = r"[^.;:()]{2,60}?"
_ADDED = tuple(  # `one` is what is added, `other` what it is added to
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\badding (?P<one>{_ITEM}) to (?P<other>{_ITEM})(?=[.,;:()]|$)",
        rf"\badd(?:s|ed)? (?P<one>{_ITEM}) to (?P<other>{_ITEM})(?=[.,;:()]|$)",
        rf"\baddition of (?P<one>{_ITEM}) to (?P<other>{_ITEM})(?=[.,;:()]|$)",
        r"(?P<one>[\w' -]{2,40}) (?:(?:is|are|was|were|be|been|being) )?added to (?P<other>[\w' -]{2,40})",
        rf"\baugment(?:s|ed|ing)? (?P<other>{_ITEM}) with (?P<one>{_ITEM})(?=[.,;:()]|$)",
        rf"(?P<other>[\w' -]{{2,40}}) augment(?:ed|ation) with (?P<one>{_ITEM})(?=[.,;:()]|$)",
    )
)
_ALONE = re.compile(r"\b(\w[\w-]*) (?:alone|only(?=[ ]*[.,;)(]|$)|monotherapy|by itself|on its own)", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|since)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:(?:was|were|is|are) (?:then|later|subsequently)|followed by|before|prior to|until|and then)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[.;:]|,\s")
_TREATS = re.compile(r"\btreat(?:ed|s|ing)? with\b|\b(?:used|given|tried) (?:to treat|for|as (?:a )?treatment)\b", re.I)
_HARMS = re.compile(r"\b(?:induced|associated|caused|related|provoked|precipitated|triggered)\b", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:treat|therap|giv|us(?:e|ed|ing)\b|receiv|administ|recommend|suggest|support|tak(?:e|ing)\b)", re.IGNORECASE
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_AND = re.compile(r"(\w[\w.%'-]*)(?: \([^()]*\))? (?:and|or) (?:to )?(\w[\w.%'-]*\w|\w+)", re.IGNORECASE)

Meanings = frozenset[str]


class Role(NamedTuple):
    """Two sides of a relation that has a direction."""

    one: Meanings
    other: Meanings
    shown: str


def what_is_added_stays_added(claim: Told, cited: Cited) -> str | None:
    """ "A added to B" is not "B added to A"."""
    return _turned(list(_additions(claim)), list(_additions(cited.told)))


def what_came_first_comes_first(claim: Told, cited: Cited) -> str | None:
    """What the source tells of after something else is not told of before it."""
    return _turned(list(_orders(claim)), list(_orders(cited.told)))


def alone_is_of_the_same(claim: Told, cited: Cited) -> str | None:
    """What is said of one thing alone is said of that thing alone."""
    ours, theirs = ([_last_meant(told, found) for found in _ALONE.finditer(told.text)] for told in (claim, cited.told))
    for term in ours:
        is_there = term is not None and bool(theirs) and bool(term.meanings & cited.told.meanings)
        if term and is_there and not any(other is None or other.meanings & term.meanings for other in theirs):
            return f"'{term.surface}' is not what the cited words say it of alone"
    return None


def no_harm_becomes_a_treatment(claim: Told, cited: Cited) -> str | None:
    """What a drug is said to bring about is not told as what it was given for."""
    found = _TREATS.search(claim.text)
    if found and _HARMS.search(cited.text) and not _HARMS.search(claim.text) and not _GIVES.search(cited.text):
        return f"'{found.group()}' makes a treatment of what the cited words say it brought about"
    return None


def lists_keep_their_order(claim: Told, cited: Cited) -> str | None:
    """Of two lists that go with each other, "respectively", not only one is turned about."""
    if not (_RESPECTIVELY.search(claim.text) and _RESPECTIVELY.search(cited.text)):
        return None
    ours, ways = claim.text.lower(), set()
    for found in _AND.finditer(cited.text.lower()):
        first, second = ours.find(found[1]), ours.find(found[2])
        if first >= 0 and second >= 0:
            ways.add(first > second)
    return "it turns about one of two lists that go with each other" if len(ways) > 1 else None


def _turned(ours: Sequence[Role], theirs: Sequence[Role]) -> str | None:
    for role in ours:
        straight = any(role.one & their.one and role.other & their.other for their in theirs)
        crossed = any(role.one & their.other and role.other & their.one for their in theirs)
        if crossed and not straight:
            return f"'{role.shown}' is the other way round in the cited words"
    return None


def _additions(told: Told) -> Iterator[Role]:
    for pattern in _ADDED:
        for found in pattern.finditer(told.text):
            one, other = (_terms(told, found.start(side), found.end(side)) for side in ("one", "other"))
            if not found["one"].strip():
                continue
            if pattern.pattern.startswith("(?P<one>"):
                one = one[-1:]
            if pattern.pattern.startswith("(?P<other>"):
                other = other[-1:]
            yield Role(_all(one) - _all(other), _all(other[:1]) - _all(one), found.group()[:NEAR])


def _orders(told: Told) -> Iterator[Role]:
    """Pairs of what came first and what came then, by the names nearest to the word that orders them."""
    for pattern, is_turned in ((_BEFORE, False), (_AFTER, True)):
        for found in pattern.finditer(told.text):
            before = _terms(told, _opens(told.text, found.start()), found.start())[-2:]
            after = _terms(told, found.end(), _closes(told.text, found.end()))[:2]
            if not before and is_turned:  # "After A, B": what stands next follows
                closes = _closes(told.text, found.end())
                before = _terms(told, closes, _closes(told.text, closes + 1))[:3]
            if before and after:
                one, other = (after, before) if is_turned else (before, after)
                yield Role(_all(one) - _all(other), _all(other) - _all(one), found.group())


def _opens(text: str, at: int) -> int:
    return max((found.end() for found in _STOPS.finditer(text, 0, at)), default=0)


def _closes(text: str, at: int) -> int:
    found = _STOPS.search(text, at)
    return found.start() if found else len(text)


def _terms(told: Told, start: int, end: int) -> list[Term]:
    return [term for term in told.terms if start <= term.start < end and term.says_something and not term.is_free]


def _last_meant(told: Told, found: re.Match[str]) -> Term | None:
    return next((t for t in told.terms if t.start <= found.start(1) < t.end and t.says_something), None)


def _all(terms: Sequence[Term]) -> Meanings:
    return frozenset().union(*(term.meanings for term in terms))
