"""How many: "some" is not "all", "most" is not dropped, and nothing becomes the only one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.told import Term, Told

_KINDS = {
    "all": r"(?<!are )(?<!were )all(?![- ]cause)|any(?! (?:cause|one of|other|more))|every|each|always|everyone|"
    r"everybody|entire(?:ly)?|uniformly|"
    r"invariably|whole|exclusively|whenever|universal(?:ly)?|throughout|fully|complete(?:ly)?|across the board",
    "only": r"(?<!-)only(?! (?:partly|partially|in part|to a (?:limited|small)|"
    r"(?:a )?(?:limited|slight|small|minor|modest|little|few)))|solely|exclusively|sole|nothing but|just",
    "most": r"(?<!the )(?<!at )most(?! (?:effective|efficacious|common|commonly|often|likely|frequent|frequently|"
    r"important|recent)\b)|majority|mainly|mostly|primarily|largely|generally|usually|"
    r"(?<!less )(?<!more )(?<!most )(?<!how )often|typically|predominantly|chiefly|frequently|in general",
    "some": r"some|certain|sometimes|selected|a minority|occasionally|partly|in part",
    "either": r"either(?= .{1,60} or )|any one of",
}
KINDS = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _KINDS.items())
ADDED = frozenset(("all", "only", "most", "either"))  # kinds that may not come in
DROPPED = frozenset(("some", "most"))  # kinds that may not go
_NEGATED = re.compile(
    r"\b(?:not|never|n['’]t|cannot|no(?![:,]| (?:more|less|fewer|later) than)|without|nor|neither|if|lack of)"
    r"\b[^.;,]*\Z",
    re.IGNORECASE,
)
_BOTH, _OR = re.compile(r"\bboth\b", re.IGNORECASE), re.compile(r"\bor\b(?! (?:more|less|fewer|higher|lower|longer))")
_NONE = re.compile(r"\b(?:no|none|never|nobody)\b")
_OF_ALL = frozenset(
    ("all", "any", "entire", "exclusively", "solely")
)  # "all 5" says more than "5"; "every 4" does not say more than "4"
CLOSE = 4  # letters between a word of scope and the number it tells of ("each of 8")
OVER = 3  # terms after a word of scope that it may be about


class Quantifier(NamedTuple):
    """A word of scope and the term it stands before."""

    kind: str
    words: str
    over: frozenset[str]
    is_denied: bool
    is_of_number: bool  # "every 4 weeks", "only 2": part of a number, or how it is told


def scopes_agree(claim: Told, cited: Cited) -> str | None:
    """No word of scope is added, and no "some" or "most" is dropped from what the claim speaks of."""
    ours, theirs = list(_quantifiers(claim)), list(_quantifiers(cited.told))
    for one in ours:
        if one.kind in ADDED and not (one.is_of_number or one.is_denied or _is_there(one, theirs)):
            return f"'{one.words}' is not in the cited words, or not of this"
    for one in theirs:
        if one.kind in DROPPED and _is_dropped(one, ours, claim):
            return f"it drops '{one.words}' of the cited words"
        if one.kind == "all" and one.is_denied and _NONE.search(claim.text):
            return "it makes 'none' of 'not all'"
    if _BOTH.search(claim.text) and _OR.search(cited.text) and not _BOTH.search(cited.text):
        return "it makes 'both' of 'or'"
    return None


def _is_dropped(one: Quantifier, ours: list[Quantifier], claim: Told) -> bool:
    """Whether the claim speaks of the same without it; "not every" may stand for "only some"."""
    kept = any(
        own.kind == one.kind or (own.kind == "all" and own.is_denied and own.words.lower() != "any") for own in ours
    )
    return not kept and any(one.over & term.meanings for term in claim.terms if not term.is_free)


def _is_there(one: Quantifier, theirs: list[Quantifier]) -> bool:
    return any(one.kind == other.kind and (one.kind == "either" or one.over & other.over) for other in theirs)


def _quantifiers(told: Told) -> Iterator[Quantifier]:
    for kind, pattern in KINDS:
        for found in pattern.finditer(told.text):
            of_number = found.group().lower() not in _OF_ALL and any(
                one.start <= found.end() + CLOSE and found.start() < one.end for one in told.quantities
            )
            is_denied = _NEGATED.search(told.text[max(0, found.start() - 40) : found.start()]) is not None
            yield Quantifier(kind, found.group(), _over(found, told), is_denied, of_number)


def _over(found: re.Match[str], told: Told) -> frozenset[str]:
    """What the next words may mean; of "each", which may stand behind, those before it as well."""
    terms = [term for term in told.terms if term.start >= found.end() and not term.is_free][:OVER]
    if found.group().lower() == "each":
        terms += [term for term in told.terms if term.end <= found.start() and not term.is_free][-OVER:]
    return frozenset().union(*(_meanings(term) for term in terms))


def _meanings(term: Term) -> frozenset[str]:
    return term.meanings | {word.stem for word in term.words}
