"""Comparisons: what is compared with what, and which side came off better."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.polarity import turns_out_denied
from assistant.checks.told import Term, Told

_MARK = re.compile(
    r"\b(?:(?<!other )(?<!rather )than|(?:non-)?(?:superior|inferior) to|preferred to|versus|vs\.?|"
    r"compared (?:with|to)|comparison with|relative to|against|over|from|beat|beats|outperform\w*|exceed(?:s|ed|ing)?|"
    r"outweigh(?:s|ed|ing)?|in contrast to|as opposed to|lost to)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;:()]|,(?! (?:[\w-]+,? )?(?:and|or) )(?! [\w-]+,)|\.(?!\d)|\b(?:but|although|though|while|whereas|however|yet|"
    r"because|for|in|at|among|within|during|after|when|and (?:did|was|were|had|is|has|no|not))\b"
)
_BETTER = frozenset(("increase", "more", "better", "more than", "high", "often", "best", "fast", "longer"))
_WORSE = frozenset(("decrease", "less", "worse", "less than", "low", "rare", "worst", "slow", "shorter"))
_DIFFERENT = frozenset(("differ", "same"))
_SIDES = frozenset(("drug", "drug-class", "treatment", "population", "condition"))
_SIDE_WORDS = frozenset(
    ("placebo", "control", "respond", "sham", "alon", "monotherapi", "benefit", "risk", "harm", "use")
)
_PLAIN = frozenset(("than", "beat", "exceeds", "outweighs"))  # marks that always compare
_UP_BY_ITSELF = ("beat", "outp", "exce", "outw")
_ARTICLES = frozenset(("", "a", "an", "the", "all", "other"))
_BETWEEN = re.compile(r"\bbetween (.{3,60}?) and (.{3,60}?)(?=[,.;(]|$)", re.IGNORECASE)
NEAR = 5  # words of a side

Way = Literal["up", "down", "differ", "unknown"]


class Comparison(NamedTuple):
    """The mark ("than"), the sides before and after it, which way it goes, and whether that is denied."""

    mark: str
    subject: frozenset[str]
    baseline: frozenset[str]
    way: Way
    is_denied: bool
    shown: str


def comparisons_agree(claim: Told, cited: Cited) -> str | None:
    """What the claim compares with is what the source compares with, or the sides and the direction both change."""
    theirs = comparisons(cited.told)
    for ours in comparisons(claim):
        related = [one for one in theirs if (ours.baseline | ours.subject) & (one.baseline | one.subject)]
        is_told = ours.baseline - ours.subject and (theirs or ours.mark.lower() in _PLAIN)
        if is_told and not any(_same(ours, one) for one in related):
            return f"'{ours.mark} {ours.shown}' is not how the cited words compare"
    return None


def _same(ours: Comparison, theirs: Comparison) -> bool:
    ahead, behind = ours.subject - ours.baseline, ours.baseline - ours.subject
    their_ahead, their_behind = theirs.subject - theirs.baseline, theirs.baseline - theirs.subject
    straight = len(behind & their_behind) * 2 + len(ahead & their_ahead)
    crossed = len(behind & their_ahead) + len(ahead & their_behind)
    if straight and crossed:
        return False
    if straight:
        return bool(behind & their_behind) and _goes_with(ours, theirs, reverse=False)
    return _goes_with(ours, theirs, reverse=True)


def _goes_with(ours: Comparison, theirs: Comparison, reverse: bool) -> bool:
    if "unknown" in (ours.way, theirs.way):
        return not reverse
    if ours.way == "differ" or theirs.way == "differ":
        return ours.is_denied == theirs.is_denied and (ours.way == theirs.way or ours.is_denied)
    return (ours.way == theirs.way) != reverse and ours.is_denied == theirs.is_denied


@lru_cache(maxsize=64)  # of a claim and what it cites, which every check asks for
def comparisons(told: Told) -> tuple[Comparison, ...]:
    """The comparisons of a text, in order."""
    return tuple(_comparisons(told))


def _comparisons(told: Told) -> Iterator[Comparison]:
    start = 0
    for mark in _MARK.finditer(told.text):
        if told.text[mark.end() : mark.end() + 2].strip()[:1].isdigit():
            continue  # "less than 500"
        end = _END.search(told.text, mark.end() + 4)
        stop = end.start() if end else len(told.text)
        if mark.group().lower() == "over" and " with " in told.text[mark.end() : stop]:
            stop = told.text.index(" with ", mark.end())
        after = [t for t in told.terms if mark.end() <= t.start < stop and t.says_something][:NEAR]
        before = [
            t
            for t in told.terms
            if start <= t.start < mark.start() and (not t.is_free or t.words[0].stem in ("more", "less"))
        ]
        word = mark.group().lower()
        if word.startswith(("exce", "outw")):
            before, after = [t for t in before if _is_side(t)][-1:], [t for t in after if _is_side(t)][:1]
        if word in ("over", "from", "against") and not (
            after and _is_side(after[0]) and after[0].start < mark.end() + 6
        ):
            continue
        turning = _turning(before, told, mark.start())
        way = _way(turning, word)
        yield Comparison(
            mark.group(),
            *_both_sides(before, after, word),
            way,
            turning is not None and (turns_out_denied(turning, told) or "same" in turning.meanings),
            told.text[mark.end() : stop].strip()[:40],
        )
        start = mark.start()
    for pair in _BETWEEN.finditer(told.text):
        ahead, behind = ([t for t in told.terms if pair.start(n) <= t.start < pair.end(n)] for n in (1, 2))
        turning = _turning([t for t in told.terms if t.start < pair.start() and not t.is_free], told, -1)
        denied = turning is not None and (turns_out_denied(turning, told) or "same" in turning.meanings)
        if turning is not None and _way(turning, "") == "differ":
            for one, other in ((ahead, behind), (behind, ahead)):
                yield Comparison("between", _sides(one), _sides(other), "differ", denied, pair[2][:40])


def _is_side(term: Term) -> bool:
    if term.entity is not None:
        return term.entity.kind in _SIDES
    return any(word.stem in _SIDE_WORDS for word in term.words)


def _both_sides(before: list[Term], after: list[Term], mark: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is compared: treatments and groups, or else whatever stands on either side of "than"."""
    if _sides(after) or mark != "than":
        return _sides(before), _sides(after)
    ahead, behind = ([t for t in terms if t.says_something and _way(t, "") == "unknown"] for terms in (before, after))
    return _all(ahead), _all(behind)


def _all(terms: list[Term]) -> frozenset[str]:
    return frozenset().union(*(term.meanings for term in terms))


def _sides(terms: list[Term]) -> frozenset[str]:
    return frozenset().union(*(term.meanings for term in terms if _is_side(term)))


def _turning(before: list[Term], told: Told, at: int) -> Term | None:
    """The word that says which way: the mark itself ("beat"), or the last one before it that has a way."""
    for term in [*(term for term in told.terms if term.start == at), *reversed(before)]:
        if _way(term, "") != "unknown":
            return term
    return None


def _way(term: Term | None, mark: str) -> Way:
    if mark.startswith(_UP_BY_ITSELF):
        return "up"
    if mark == "lost to":
        return "down"
    if term is None:
        return "up" if mark == "over" else "unknown"
    up, down = bool(term.meanings & _BETTER), bool(term.meanings & _WORSE)
    if up != down:
        return "up" if up else "down"
    if mark == "over":
        return "up"
    return "differ" if term.meanings & _DIFFERENT else "unknown"
