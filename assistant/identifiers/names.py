"""A text in, the places of names that may be of a patient or of someone close to one out.

What was found once is found again wherever it stands alone.
"""

from collections.abc import Iterator, Sequence

from assistant.identifiers import lists
from assistant.identifiers import name_signs as signs
from assistant.identifiers.capital_names import CapitalNames
from assistant.identifiers.other_scripts import other_scripts
from assistant.identifiers.small_names import SmallNames
from assistant.identifiers.windows import Span
from assistant.identifiers.words import Word, beside, words_of


def names(text: str) -> list[Span]:
    """Where they stand, in no order."""
    words = words_of(text)
    shouted = 2 * sum(word.shape == "CAPITALS" for word in words) > len(words)
    found = [
        *CapitalNames(text, words, shouted).spans(),
        *SmallNames(text, words, shouted).spans(),
        *other_scripts(text),
    ]
    found += _joined(text, words, found)
    return [*found, *_again(text, words, found)]


def _joined(text: str, words: Sequence[Word], found: Sequence[Span]) -> list[Span]:
    """Names that an "and" joins to one found: "Noor and Yusuf"."""
    ends, starts = {end for _, end in found}, {start for start, _ in found}
    joined = []
    for word in words:
        if word.shape == "Name" and word.start not in starts and (word.is_given or word.is_listed or word.is_unheard):
            after_one = text[word.start - 5 : word.start] == " and " and word.start - 5 in ends
            before_one = text[word.end : word.end + 5] == " and " and word.end + 5 in starts
            if (after_one or before_one) and not signs.AUTHOR_AFTER.match(beside(text, word.start, word.end)[1]):
                joined.append((word.start, word.end))
    return joined


def _again(text: str, words: Sequence[Word], found: Sequence[Span]) -> Iterator[Span]:
    """Words of the names found, wherever they stand once more."""
    taken = _inside(words, found)
    keys = {word.key for word in taken if len(word.key) > 2}
    keys = {key for key in keys if key not in lists.ORDINARY and key not in signs.PARTICLES}
    starts = {word.start for word in taken}
    for word in words if keys else ():
        if word.key in keys and word.start not in starts and word.shape in ("Name", "CAPITALS"):
            before, after = beside(text, word.start, word.end)
            is_of_another = signs.CLINICIAN.search(before) or signs.AUTHOR_BEFORE.search(before)
            if not is_of_another and not signs.AUTHOR_AFTER.match(after):
                yield word.start, word.end


def _inside(words: Sequence[Word], spans: Sequence[Span]) -> list[Word]:
    """The words that stand in these places."""
    places = iter(sorted(spans))
    start, end = next(places, (0, 0))
    inside = []
    for word in words:
        while word.start >= end and (following := next(places, None)):
            start, end = following
        if start <= word.start < end:
            inside.append(word)
    return inside
