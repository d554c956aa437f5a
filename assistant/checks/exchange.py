"""Nothing has changed places: no thing stands in the claim where another stands in the cited words.

"Clozapine inhibits CYP1A2 and can raise caffeine levels" has every word of its source. The words around each thing that
both texts have are compared: with those around the same thing in the source, and with those around another. Sides
count: what stands before a word tells less of a word that it stands behind, and a passive turns them about.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.told import Term, Told, kind_of
from assistant.words import is_stop_word

OF_A_KIND = 1.1  # how much more two names of one kind must have of each other's surroundings than of their own
UNNAMED = 1.0  # the same of two words that are no names ...
OF_TWO_KINDS = 1.3  # ... and of two things of which one is no name, or another sort of name
FAR = 12  # words and breaks beyond which nothing is around
TIES = 0.4  # how much a word counts that only ties the sentence together
OTHER_SIDE = 0.5  # how much a neighbour counts that stands on the other side
CLOSE = 60  # characters between two that are said to be together
LISTED = 12  # words and marks between two items of one list

_BY = re.compile(r"\s+(?:\w+ly )?by (?!(?:about |around |an? |up to |\w+ )?[\d-])", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly |not |also |only )?\Z", re.IGNORECASE)
_DONE = ("ed", "en", "wn")  # what a participle ends in
_TOKEN = re.compile(r"[^\W_]+|[,/&;:()+.–—-]")
_LISTS = frozenset(("and", "or", "nor", "plus", "&", "/", ","))
_IN_A_LIST = _LISTS | frozenset(("as", "well", "the", "a", "an", "any", "either", "both", "+", "-"))
_TOGETHER = re.compile(r"\b(?:add|augment|combin|together|join|co-?admin|alongside|plus|pair)", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|to|plus|and)\b", re.IGNORECASE)

_METHODS = frozenset(("rct", "meta-analysis", "nma", "systematic-review"))


class _Around(NamedTuple):
    """What stands around a word: whether behind it, how much that counts, and what it may mean."""

    is_behind: bool
    weight: float
    meanings: frozenset[str]


class _Node(NamedTuple):
    """A term or a number at its place. Of a passive, what stands behind it does what it says."""

    start: int
    place: int
    weight: float
    is_passive: bool
    meanings: frozenset[str]


def nothing_changes_places(claim: Told, cited: Cited) -> str | None:
    """No two things stand where the other stands in the source."""
    told = cited.told
    here = [(term, found) for term in claim.terms if _can_move(term, claim) and (found := _places(term, told))]
    for (one, ones), (other, others) in combinations(here, 2):
        if one.meanings & other.meanings or set(ones) & set(others):
            continue
        if _are_side_by_side(one, other, claim) and _side_by_side(ones, others, told):
            continue
        if _is_exchanged((one, other), claim, (ones, others), told):
            return f"'{one.surface}' and '{other.surface}' have changed places"
    return None


def _is_exchanged(
    ours: tuple[Term, Term], claim: Told, theirs: tuple[Sequence[Term], Sequence[Term]], told: Told
) -> bool:
    """Whether each has more of the other's surroundings than of its own, and both together by far."""
    ignored = ours[0].meanings | ours[1].meanings
    first, second = ([_around(term, told, ignored) for term in places] for places in theirs)
    gains = []
    for term, own, others in ((ours[0], first, second), (ours[1], second, first)):
        here = _around(term, claim, ignored)
        gains.append(max(_likeness(here, one) for one in others) - max(_likeness(here, one) for one in own))
    return min(gains) > 0 and sum(gains) > _least(*ours)


def _can_move(term: Term, told: Told) -> bool:
    """Whether it is a thing told of. Adverbs ("significantly", "on average") and how it was studied move freely."""
    if not term.says_something or told.is_in_quantity(term):
        return False
    if term.entity is not None:
        return term.entity.id not in _METHODS
    return not term.surface.endswith("ly") and not is_stop_word(term.words[0].surface)


def _places(term: Term, told: Told) -> list[Term]:
    """Where the source has it, in the same words or by another of its names."""
    stems = _stems(term)
    return [
        other
        for other in told.terms
        if _can_move(other, told)
        and (_stems(other) == stems or (term.entity is not None and other.entity == term.entity))
    ]


def _stems(term: Term) -> tuple[str, ...]:
    return tuple(word.stem for word in term.words)


def _least(one: Term, other: Term) -> float:
    """How much two must gain by changing places."""
    if one.entity is None and other.entity is None:
        return UNNAMED
    return OF_A_KIND if one.entity and other.entity and kind_of(one.entity) == kind_of(other.entity) else OF_TWO_KINDS


def _side_by_side(ones: Sequence[Term], others: Sequence[Term], told: Told) -> bool:
    return any(_are_side_by_side(one, other, told) for one in ones for other in others)


def _are_side_by_side(one: Term, other: Term, told: Told) -> bool:
    """Whether they are items of one list, or said to be given together: their order says little."""
    first, second = sorted((one, other), key=lambda term: term.start)
    between = told.text[first.end : second.start]
    is_with = len(between) < CLOSE and _WITH.search(between)
    if is_with and _TOGETHER.search(told.text[max(0, first.start - CLOSE) : second.start]):
        return True
    tokens = _TOKEN.findall(between.lower())
    is_list = len(tokens) <= LISTED and not _LISTS.isdisjoint(tokens)
    return is_list and all(token in _IN_A_LIST or (token[0].isalnum() and not is_stop_word(token)) for token in tokens)


def _around(term: Term, told: Told, ignored: frozenset[str]) -> list[_Around]:
    here, found = told.place(term.start), []
    for node in _nodes(told):
        far = abs(node.place - here)
        if node.start != term.start and far <= FAR and not node.meanings & ignored:
            weight = node.weight / (1 + far / 2)
            found.append(_Around((node.start > term.start) != node.is_passive, weight, node.meanings))
    return found


def _likeness(ours: Sequence[_Around], theirs: Sequence[_Around]) -> float:
    return sum(max((_shared(one, other) for other in theirs), default=0.0) for one in ours)


def _shared(one: _Around, other: _Around) -> float:
    if one.meanings.isdisjoint(other.meanings):
        return 0.0
    return min(one.weight, other.weight) * (1.0 if one.is_behind == other.is_behind else OTHER_SIDE)


@lru_cache(maxsize=64)  # of a claim and what it cites, for every pair
def _nodes(told: Told) -> tuple[_Node, ...]:
    return tuple(_all_nodes(told))


def _all_nodes(told: Told) -> Iterator[_Node]:
    for term in told.terms:
        weight = TIES if term.is_free else 1.0
        yield _Node(term.start, told.place(term.start), weight, _is_passive(term, told), term.meanings)
    for one in told.quantities:
        meanings = frozenset({f"{one.kind} {one.low} {one.high} {one.unit}"})
        yield _Node(one.start, told.place(one.start), 1.0, is_passive=False, meanings=meanings)


def _is_passive(term: Term, told: Told) -> bool:
    if term.is_free:
        return False
    was = term.surface.endswith(_DONE) and _IS.search(told.text[max(0, term.start - 25) : term.start])
    return bool(was or _BY.match(told.text, term.end))
