"""A text in, the same as a reader sees it out: without invisible signs and loose accents, each place kept.

A zero-width space inside a name, or letters typed in full width, must not hide it.
"""

import re
import unicodedata
from typing import NamedTuple

_HIDDEN = re.compile(r"[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x202F, 0x3000], " ")
_ONE_FOR_ONE = {**_FULL_WIDTH, **_SPACES, 0x2019: "'", 0x02BC: "'", 0x2018: "'", 0x2010: "-", 0x2011: "-"}


class Readable(NamedTuple):
    """A text as seen, and where each of its characters stands in the text as typed; None where nothing moved."""

    text: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as typed."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def readable(typed: str) -> Readable:
    """The text as seen.

    >>> seen = readable("Jo\\u200bhn")
    >>> seen.text, seen.span(0, 4)
    ('John', (0, 5))
    """
    if typed.isascii():
        return Readable(typed, None)
    text = typed.translate(_ONE_FOR_ONE)
    hidden = {found.start() for found in _HIDDEN.finditer(text)}
    if not hidden:
        return Readable(text, None)
    places = [place for place in range(len(text)) if place not in hidden]
    return Readable("".join(text[place] for place in places), places)


def folded(word: str) -> str:
    """A word as the lists spell it: lower case, without accents and apostrophes.

    >>> folded("O'Súilleabháin")
    'osuilleabhain'
    """
    word = word.lower().replace("'", "")
    if word.isascii():
        return word
    word = word.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
