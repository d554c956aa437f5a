"""A text in, its words out as names are looked for in them: where each stands, how it is written, what lists know it."""

import re
from typing import Literal, NamedTuple

from assistant.identifiers import lists
from assistant.identifiers import name_signs as signs
from assistant.identifiers.readable import folded

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
Shape = Literal["Name", "CAPITALS", "initial", "small", "other"]


class Word(NamedTuple):
    """A word where it stands; `key` is how the lists spell it."""

    text: str
    start: int
    end: int
    key: str
    shape: Shape

    @property
    def is_given(self) -> bool:
        """A given name and nothing else."""
        return self.key in lists.GIVEN

    @property
    def is_listed(self) -> bool:
        """A given name that is a word as well, or a surname."""
        return self.key in lists.GIVEN_OR_WORDS or self.key in lists.SURNAMES

    @property
    def is_surname(self) -> bool:
        """By the list or by its shape."""
        return self.key in lists.SURNAMES or signs.looks_like_surname(self.text, self.key)

    @property
    def is_ordinary(self) -> bool:
        """A word that names nobody by itself; it may be a name as well."""
        if self.shape == "initial" or self.is_given:
            return False
        if self.key in lists.ORDINARY or self.key in lists.OF_DOCUMENTS or self.key in signs.NOT_PERSONS:
            return True
        if "-" in self.key:
            return all(part in lists.ORDINARY for part in self.key.split("-"))
        return bool(signs.DRUG.match(self.key)) and not self.is_listed

    @property
    def is_unheard(self) -> bool:
        """In no list of words, and not shaped like a drug."""
        known = self.key in lists.ORDINARY or self.key in lists.OF_DOCUMENTS or self.key in signs.NOT_PERSONS
        return not known and not signs.DRUG.match(self.key)


def words_of(text: str) -> list[Word]:
    """The words of a text, without a possessive "'s"."""
    found = []
    for match in WORD.finditer(text):
        word, end = match[0], match.end()
        if word[-2:] in ("'s", "'S"):
            word, end = word[:-2], end - 2
        found.append(Word(word, match.start(), end, folded(word), _shape(word)))
    return found


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place, as far as signs are looked for."""
    return text[max(0, start - signs.BEFORE) : start], text[end : end + signs.AFTER]


def _shape(word: str) -> Shape:
    if word.islower() and word.isalpha():  # by far the most
        return "small" if word.isascii() or max(word) < "\u0370" else "other"
    letters = word.replace("'", "").replace("-", "")
    if not letters.isalpha() or max(letters) > "\u0370":
        return "other"
    return _shape_of_letters(word, letters)


def _shape_of_letters(word: str, letters: str) -> Shape:
    if letters.islower():
        return "small"
    if letters.isupper():
        return "CAPITALS" if len(letters) > 1 else "initial"
    return "Name" if any(part[:1].isupper() for part in re.split("['-]", word)) else "other"
