"""Words of an item in, what the rules compare out: plain text, content words, the one quantity that an option is."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant import quantities
from assistant.quantities import Quantity
from assistant.quiz.facts import NUMBER
from assistant.quiz.types import QuizItem
from assistant.words import is_stop_word, words

_SPELT = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_TITLE = re.compile(r"^From “[^”]*” \([^()]*\):")  # whose statement it is says nothing of the subject
_QUOTED = re.compile(r"“[^”]*”")
SHORTEST_WORD = 4  # letters of a word that tells something: "of", "mg" and "ANC" stand in every stem


def is_picked(item: QuizItem) -> bool:
    """Whether one of several answers of its own is picked; true-or-false has no answers of its own."""
    return item.kind in ("single_best", "vignette")


def key_of(item: QuizItem) -> str:
    """The option that is right; empty where none is."""
    return next((option.text for option in item.options if option.is_key), "")


def wrong_of(item: QuizItem) -> list[str]:
    """The options that are wrong, in the order shown."""
    return [option.text for option in item.options if not option.is_key]


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """In small letters, with single spaces, plain hyphens, and numbers as figures.

    >>> plain("Six  weeks") == plain("6 weeks")
    True
    """
    small = text.casefold().replace("–", "-").replace("µ", "μ").strip(" .")
    small = re.sub(r"(?<=\d),(?=\d{3})", "", small)
    return " ".join(_SPELT.get(word, word) for word in small.split())


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of the words that tell something."""
    return frozenset(
        word.stem for word in words(text)
        if len(word.surface) >= SHORTEST_WORD and word.surface.isalpha() and not is_stop_word(word.surface)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def quantity_of(text: str) -> Quantity | None:
    """The quantity that an option is, whole; None where it is a name, or says more: "20 mg at night"."""
    found = tuple(quantities.read(text))
    is_whole = len(found) == 1 and found[0].text.strip(" .") == text.strip(" .")
    return found[0] if is_whole and NUMBER.search(text) else None


def quantities_of(texts: Sequence[str]) -> list[Quantity]:
    """Of each text the quantity that it is; [] where one of them is none."""
    found = [one for text in texts if (one := quantity_of(text)) is not None]
    return found if len(found) == len(texts) else []


def asked(item: QuizItem) -> str:
    """The words of the question, without those of a source that it quotes."""
    return _QUOTED.sub(" ", item.stem)


def subject(item: QuizItem) -> frozenset[str]:
    """The telling words of the question, without the title of its source."""
    return content(_TITLE.sub("", item.stem))


def holds(text: str, words_: str) -> bool:
    """Whether the words stand in the text, as whole words."""
    if plain(words_) not in plain(text):
        return False
    return re.search(rf"(?<![\w.,]){re.escape(plain(words_))}(?![\w%/]|[.,]\d)", plain(text)) is not None
