"""An item in, what is wrong with its options out: not one key, two that are the same, or one that gives itself away."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from assistant import quantities
from assistant.quantities import Quantity
from assistant.quiz.facts import NUMBER
from assistant.quiz.lint.reading import content, holds, is_picked, key_of, plain, quantities_of, quantity_of, wrong_of
from assistant.quiz.types import QuizItem

FEWEST, MOST = 3, 5
LONGER, LONGER_BY = 1.5, 12  # times, and characters, by which a key stands out from every other option
ABSOLUTE = re.compile(r"\b(?:always|never|all|only|none|every|completely|absolutely|impossible)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:often|usually|frequently|sometimes|rarely|occasionally|commonly|generally|seldom)\b", re.IGNORECASE
)
_OF_OPTIONS = re.compile(
    r"\b(?:all|none|both|neither|any|some) of (?:the )?(?:above|below|these|those|options)\b"
    r"|^(?:both |neither |either )?\(?[A-E]\)?(?:,? \(?[A-E]\)?)* (?:and|or|nor|&) \(?[A-E]\)?(?: only)?\.?$",
    re.IGNORECASE,
)
_UNSAFE_DOSE = re.compile(r"(?:\d\.0+|(?<![\d,])\.\d+)\s?(?:mg|g|µg|μg|mcg|ng|units?|mL)\b")
_ARTICLE = re.compile(r"\b(an?) _____")


def not_one_key(item: QuizItem) -> Iterator[str]:
    """Other than one option marked as right."""
    keys = [option.text for option in item.options if option.is_key]
    if item.options and (len(keys) != 1 or keys != [item.key]):
        yield f"marked as right: {', '.join(keys) or 'none'}"


def unusual_number(item: QuizItem) -> Iterator[str]:
    """Fewer than three options, or more than five."""
    if is_picked(item) and not FEWEST <= len(item.options) <= MOST:
        yield f"{len(item.options)} options"


def the_same(item: QuizItem) -> Iterator[str]:
    """Two options that say the same, in other words or another unit."""
    for one, other in combinations([option.text for option in item.options], 2):
        if are_the_same(one, other):
            yield f"“{one}” and “{other}”"


def are_the_same(one: str, other: str) -> bool:
    """Whether two answers say the same.

    >>> are_the_same("0.35 mg/L", "350 ng/mL"), are_the_same("350 ng/mL", "above 350 ng/mL")
    (True, False)
    """
    if plain(one) == plain(other):
        return True
    ours, theirs = quantity_of(one), quantity_of(other)
    return ours is not None and theirs is not None and bool(ours.unit) and quantities.same(ours, theirs)


def of_options(item: QuizItem) -> Iterator[str]:
    """An option about other options."""
    yield from (f"“{option.text}”" for option in item.options if _OF_OPTIONS.search(option.text.strip()))


def overlapping(item: QuizItem) -> Iterator[str]:
    """Two figures that can both hold."""
    found = quantities_of([option.text for option in item.options])
    for one, other in combinations(found, 2):
        if one.unit == other.unit and _can_both_hold(one, other):
            yield f"“{one.text}” and “{other.text}”"


def _can_both_hold(one: Quantity, other: Quantity) -> bool:
    """Limits of one direction are told apart by the figure that they name: "at least 6 weeks", "at least 12 weeks"."""
    if None in (one.low, one.high) and one.comparator == other.comparator:
        return (one.low, one.high) == (other.low, other.high)
    lows, highs = (
        [x.low for x in (one, other) if x.low is not None],
        [x.high for x in (one, other) if x.high is not None],
    )
    return not lows or not highs or max(lows) <= min(highs)


def out_of_order(item: QuizItem) -> Iterator[str]:
    """Figures that neither rise nor fall from option to option."""
    sizes = [_size(one) for one in quantities_of([option.text for option in item.options])]
    if is_picked(item) and sizes not in (sorted(sizes), sorted(sizes, reverse=True)):
        yield ", ".join(option.text for option in item.options)


def _size(quantity: Quantity) -> Fraction:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return sum(ends, Fraction(0)) / (len(ends) or 1)


def of_other_form(item: QuizItem) -> Iterator[str]:
    """Figures with another unit or other words around them, or figures beside words."""
    texts = [option.text for option in item.options]
    if not is_picked(item):
        return
    figures = [text for text in texts if NUMBER.search(text) and quantity_of(text)]
    if figures and len(figures) != len(texts):
        yield f"figures beside words: {', '.join(texts)}"
    elif figures and len({plain(NUMBER.sub("#", text)) for text in texts}) > 1:
        yield ", ".join(texts)


def of_other_kind(item: QuizItem) -> Iterator[str]:
    """A short form beside names in full, or a sentence beside words."""
    texts = [option.text for option in item.options]
    if is_picked(item) and not any(NUMBER.search(text) for text in texts):
        short = [text for text in texts if text.isupper()]
        sizes = [len(text.split()) for text in texts]
        if (short and len(short) < len(texts)) or max(sizes) > 4 * min(sizes):
            yield ", ".join(texts)


def key_stands_out(item: QuizItem) -> Iterator[str]:
    """A key clearly longer than every other option."""
    key, others = key_of(item), [len(text) for text in wrong_of(item)]
    if is_picked(item) and others and len(key) > LONGER * max(others) and len(key) > max(others) + LONGER_BY:
        yield f"“{key}” is {len(key)} characters long, the next {max(others)}"


def absolutes_when_wrong(item: QuizItem) -> Iterator[str]:
    """Absolute words in wrong options alone."""
    told = [text for text in wrong_of(item) if ABSOLUTE.search(text)]
    if is_picked(item) and told and not ABSOLUTE.search(key_of(item)):
        yield "; ".join(told)


def clang(item: QuizItem) -> Iterator[str]:
    """A telling word of the stem that the key has, and no other option."""
    if is_picked(item):
        elsewhere = frozenset[str]().union(*map(content, wrong_of(item)))
        shared = (content(key_of(item)) & content(item.stem)) - elsewhere
        if shared and item.vignette is None:
            yield ", ".join(sorted(shared))


def convergence(item: QuizItem) -> Iterator[str]:
    """A key made of what the others are made of, where each of them has a part of its own."""
    texts = [option.text for option in item.options]
    if not is_picked(item) or any(NUMBER.search(text) for text in texts):
        return
    times = Counter(word for text in texts for word in content(text))
    key, others = content(key_of(item)), [content(text) for text in wrong_of(item)]
    if len(key) > 1 and all(times[word] > 1 for word in key) and all(any(times[w] == 1 for w in one) for one in others):
        yield f"each part of “{key_of(item)}” stands in another option"


def vague(item: QuizItem) -> Iterator[str]:
    """Words for a frequency that everybody reads otherwise."""
    yield from (f"“{option.text}”" for option in item.options if _VAGUE.search(option.text))


def told_in_the_stem(item: QuizItem) -> Iterator[str]:
    """An option that stands in the stem: it is given away, or cannot be meant."""
    if item.kind == "single_best":
        yield from (f"“{option.text}”" for option in item.options if holds(item.stem, option.text))


def wrong_article(item: QuizItem) -> Iterator[str]:
    """“A” or “an” before a gap that the options do not all fit."""
    if found := _ARTICLE.search(item.stem):
        wants_vowel = found[1] == "an"
        texts = [option.text for option in item.options] if is_picked(item) else [*item.accepted[:1]]
        yield from (f"{found[1]} {text}" for text in texts if (text[:1].lower() in "aeiou") != wants_vowel)


def number_of_the_key(item: QuizItem) -> Iterator[str]:
    """A key that alone is plural, or alone is not."""
    texts = wrong_of(item)
    if is_picked(item) and len(texts) > 1 and not NUMBER.search(key_of(item)):
        others = {_is_plural(text) for text in texts}
        if len(others) == 1 and _is_plural(key_of(item)) not in others:
            yield f"“{key_of(item)}” beside {', '.join(texts)}"


def _is_plural(text: str) -> bool:
    word = text.rpartition(" ")[2]
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and not word.isupper()


def unsafe_dose(item: QuizItem) -> Iterator[str]:
    """A dose with a zero after the point, or none before it, that the source does not write so."""
    said = " ".join(ground.text for ground in item.grounds)
    yield from (
        f"“{option.text}”" for option in item.options
        if _UNSAFE_DOSE.search(option.text) and option.text not in said
    )  # fmt: skip
