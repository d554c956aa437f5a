"""What limits a statement stays with it: a condition, an exception or a "but" of the source is not left out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.told import Term, Told

KEPT = 0.3  # share of a condition's words that the claim must have
SPOKEN_OF = 0.34  # share of the rest of its sentence that a claim has when it speaks of it
SHOWN = 60  # characters of a condition in the reason
_OPENS = re.compile(
    r"\b(?:unless|only (?:if|when|after|in|for)|except(?: for| in| when)?|provided(?: that)?|if|until|once|when"
    r"|after|without|as long as|in case|but(?! also)|although|though|however|limited|mixed|in those who"
    r"|(?<=, )where(?!as))\b",
    re.I,
)
_CLOSES = re.compile(r"[.;:](?=\s|$)|,\s|\)|\band\b(?=\s+(?:is|are|was|were|the|it|a|an)\b)")


class Condition(NamedTuple):
    """A stretch of the cited words that limits what stands beside it in its sentence."""

    start: int
    end: int


def conditions_are_kept(claim: Told, cited: Cited) -> str | None:
    """Where a claim says what the source says under a condition, it says the condition too."""
    told = cited.told
    for condition in _conditions(told.text):
        inside, beside = _parts(told, condition)
        if not inside or not beside or _share(beside, claim) < SPOKEN_OF:
            continue
        if _share(inside, claim) < KEPT:
            left_out = told.text[condition.start : condition.end].strip(" ,.;:")
            return f"it leaves out '{left_out[:SHOWN]}' of the cited words"
    return None


def _conditions(text: str) -> Iterator[Condition]:
    for found in _OPENS.finditer(text):
        closes = _CLOSES.search(text, found.end() + 1)
        yield Condition(found.start(), closes.start() if closes else len(text))


def _parts(told: Told, condition: Condition) -> tuple[list[Term], list[Term]]:
    """The words of the condition, and those of the clause beside it: the one it is said of."""
    terms = [term for term in told.terms if term.says_something]
    inside = [term for term in terms if condition.start <= term.start < condition.end]
    here = told.sentence(condition.start)
    beside = [term for term in terms if term not in inside and told.sentence(term.start) == here]
    return inside, beside


def _share(terms: list[Term], claim: Told) -> float:
    return sum(bool(term.meanings & claim.meanings) for term in terms) / len(terms)
