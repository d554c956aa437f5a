"""Which of two things a word of a text goes with: places in two texts in, how alike their neighbourhoods are out."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.checks.told import Term, Told

CROSSED = -0.35  # two things in the source's order are of other things where their places agree less
UNCROSSED = 0.5  # in another order they are of the same things where their places agree as much
HALF = 3.0
BESIDE = 0.35  # how much a neighbour tells that stands on one side of both
ELSEWHERE = 0.1  # how much a neighbour in another sentence counts


class _Neighbour(NamedTuple):
    start: int
    meanings: frozenset[str]
    weight: float


def likeness(here: int, claim: Told, there: int, cited: Told, ignored: frozenset[str] = frozenset()) -> float:
    """How much what stands around one place of the claim also stands around a place of the cited words, and as near."""
    around = _around(cited, there)
    total = 0.0
    for near in _around(claim, here):
        if not near.meanings & ignored:
            best = max((other.weight for other in around if other.meanings & near.meanings), default=0.0)
            total += near.weight * best
    size = sum(other.weight**2 for other in around) ** 0.5
    return total / size if size else 0.0


def agreement(
    ours: tuple[int, int],
    claim: Told,
    theirs: tuple[Sequence[int], Sequence[int]],
    cited: Told,
    ignored: frozenset[str] = frozenset(),
) -> float:
    """From 1 where each of two things of the claim stands by what it stands by in the source, to -1 where they cross.

    For each neighbour that both texts have: how much nearer it is to the first than to the second, in either text.
    The result is the correlation of the two; 0 where nothing tells.
    """
    lean = [(one, _lean(one, ours, claim)) for one in _things(claim) if not one[2] & ignored and not _is_at(one, ours)]
    return max(_correlation(lean, (first, second), cited) for first in theirs[0] for second in theirs[1])


_Thing = tuple[int, int, frozenset[str]]


def _correlation(lean: list[tuple[_Thing, float]], theirs: tuple[int, int], cited: Told) -> float:
    pairs = []
    for one, ours in lean:
        like = [
            _lean(other, theirs, cited) for other in _things(cited) if other[2] & one[2] and not _is_at(other, theirs)
        ]
        if like:
            pairs.append((ours, sum(like) / len(like)))
    both = sum(one * one for one, _ in pairs) * sum(other * other for _, other in pairs)
    return sum(one * other for one, other in pairs) / both**0.5 if both else 0.0


def _lean(thing: _Thing, places: tuple[int, int], told: Told) -> float:
    """How much nearer to the first; that counts less where both stand on one side, since one of them must be nearer."""
    nearer = _weight(thing[0], places[0], told) - _weight(thing[0], places[1], told)
    is_between = min(places) < thing[0] < max(places)
    return nearer if is_between else nearer * BESIDE


def _is_at(thing: _Thing, places: tuple[int, int]) -> bool:
    return any(thing[0] <= place < thing[1] for place in places)


def _weight(start: int, at: int, told: Told) -> float:
    weight = HALF / (HALF + abs(told.place(start) - told.place(at)))
    return weight if told.sentence(start) == told.sentence(at) else weight * ELSEWHERE


@lru_cache(maxsize=1024)
def _around(told: Told, at: int) -> tuple[_Neighbour, ...]:
    return tuple(
        _Neighbour(start, meanings, _weight(start, at, told))
        for start, end, meanings in _things(told)
        if not start <= at < end
    )


@lru_cache(maxsize=64)  # of a claim and what it cites, which every check asks for
def _things(told: Told) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Terms that say something and numbers: what can stand near."""
    terms = [(t.start, t.end, t.meanings) for t in told.terms if _counts(t) and not told.is_in_quantity(t)]
    numbers = [(q.start, q.end, frozenset({f"{q.kind} {q.low} {q.high} {q.unit}"})) for q in told.quantities]
    return tuple(terms + numbers)


def _counts(term: Term) -> bool:
    return term.says_something or bool(term.meanings & _TIMES)


_TIMES = frozenset(("before", "after", "end", "start", "first", "second"))
