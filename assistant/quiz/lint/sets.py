"""A quiz in, what is wrong with its items together out: one asked twice, one that answers another, keys by habit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt

from assistant.quiz.facts import NUMBER
from assistant.quiz.lint.options import are_the_same
from assistant.quiz.lint.reading import content, holds, key_of, subject, wrong_of
from assistant.quiz.types import Quiz, QuizItem

ALIKE = 0.6  # share of telling words from which on two facts with one key say the same
ASKED_ALIKE = 0.8  # of the shorter fact's words, from which on the longer one says it too
ON_ONE_SUBJECT = 0.65  # from which on two questions speak of the same
LIMITS = {1: 6.63, 2: 9.21, 3: 11.34, 4: 13.28}  # of chi-square at p = 0.01, by degrees of freedom
FEW = 12  # items from which on habits can be told from chance
MOST_OF_ONE = 0.5  # share of a quiz that may be about one subject where there are several


def repeated(quiz: Quiz) -> Iterator[str]:
    """Two items that ask about one fact, also where two documents state it."""
    for one, other in combinations(quiz.items, 2):
        if set(one.facts) & set(other.facts) or (one.pairs == other.pairs == () and say_the_same(one, other)):
            yield f"{one.item_id} and {other.item_id}: “{one.stem}” and “{other.stem}”"


def say_the_same(one: QuizItem, other: QuizItem) -> bool:
    """Whether two items have one answer to what is nearly one question."""
    if not one.grounds or not other.grounds:
        return False
    keys = [item.key if item.kind != "true_false" else "" for item in (one, other)]
    if all(keys) and not are_the_same(*keys):
        return False
    ours, theirs = one.grounds[0].text, other.grounds[0].text
    figures = [frozenset(NUMBER.findall(text)) for text in (ours, theirs)]
    return (figures[0] <= figures[1] or figures[1] <= figures[0]) and (
        alike(ours, theirs) >= ALIKE or shared(content(ours), content(theirs)) >= ASKED_ALIKE
    )


def alike(one: str, other: str) -> float:
    """The share of telling words that two texts have in common.

    >>> alike("Clozapine levels rise in infection", "In infection, clozapine levels rise")
    1.0
    """
    ours, theirs = content(one), content(other)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def cued(quiz: Quiz) -> Iterator[str]:
    """An item whose key stands in the stem of another on the same subject."""
    for one, other in combinations(quiz.items, 2):
        yield from (
            f"“{item.key}” stands in “{by.stem}”" for item, by in ((one, other), (other, one)) if cues(by, item)
        )


def cues(by: QuizItem, item: QuizItem) -> bool:
    """Whether the stem of `by` tells the answer of `item`."""
    if item.kind in ("true_false", "matching", "vignette") or not holds(by.stem, item.key):
        return False
    return shared(subject(item), subject(by)) >= ON_ONE_SUBJECT


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's words that the other has too."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def longest_by_habit(quiz: Quiz) -> Iterator[str]:
    """The key is the longest option more often than chance would have it."""
    told = [item for item in quiz.items if item.kind == "single_best" and len({len(o.text) for o in item.options}) > 1]
    longest = sum(all(len(key_of(item)) > len(text) for text in wrong_of(item)) for item in told)
    chance = sum(1 / len(item.options) for item in told)
    if len(told) >= FEW and longest > chance + 2.58 * sqrt(chance * (1 - chance / len(told))):
        yield f"in {longest} of {len(told)} items; by chance in {chance:.0f}"


def placed_by_habit(quiz: Quiz) -> Iterator[str]:
    """Keys stand in one place more often than chance would have it."""
    for kind in ("single_best", "vignette"):
        told = [item for item in quiz.items if item.kind == kind]
        places = key_places(told)
        even = [sum(1 / len(item.options) for item in told if len(item.options) > at) for at in range(len(places))]
        if len(told) >= FEW and chi_square(places, even) > LIMITS.get(len(places) - 1, 13.28):
            yield f"{kind}: " + ", ".join(f"{at + 1}: {count}" for at, count in enumerate(places))


def key_places(items: Sequence[QuizItem]) -> list[int]:
    """How many keys stand first, second, ..., of items with options."""
    found = Counter(at for item in items for at, option in enumerate(item.options) if option.is_key)
    return [found[at] for at in range(max((len(item.options) for item in items), default=0))]


def chi_square(counts: Sequence[int], expected: Sequence[float]) -> float:
    """How far counts are from what chance would give.

    >>> chi_square([10, 10, 10], [10, 10, 10]), chi_square([30, 0, 0], [10, 10, 10])
    (0.0, 60.0)
    """
    return float(sum((count - even) ** 2 / even for count, even in zip(counts, expected, strict=True) if even))


def judged_by_habit(quiz: Quiz) -> Iterator[str]:
    """Statements are true, or false, more often than chance would have it."""
    keys = Counter(item.key for item in quiz.items if item.kind == "true_false")
    total = sum(keys.values())
    if total >= FEW and chi_square([keys["True"], keys["False"]], [total / 2] * 2) > LIMITS[1]:
        yield f"{keys['True']} true, {keys['False']} false"


def one_sided(quiz: Quiz) -> Iterator[str]:
    """Most items are about one subject where others were to be had: a topic in words asks for just that."""
    subjects = Counter(item.topic for item in quiz.items)
    if len(quiz.items) >= FEW and not quiz.request.topic and max(subjects.values()) > MOST_OF_ONE * len(quiz.items):
        subject, times = subjects.most_common(1)[0]
        yield f"{times} of {len(quiz.items)} are about {subject}"
