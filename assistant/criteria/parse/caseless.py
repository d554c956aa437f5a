r"""Patterns that do not tell capitals from small letters: the text is made small once, not compared letter by letter.

`re.I` folds every letter that it looks at, which makes the long alternations of this reader three to five times slower.
What matches here is of the text in small letters; its places are those of the text as written. Patterns write capitals
as letters, not as escapes such as \x41; letters that only `re.I` takes for others, such as ſ for s, are others here.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache

_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+|([A-Z])", re.S)  # one that is no part of an escape or of a group's name
_SHORT = 400  # characters: made small anew each time, rather than remembered


class Caseless:
    """A compiled pattern, with the methods of `re.Pattern` that the readers use.

    >>> m = Caseless(r"PANSS\\s(?P<n>\\d+)").search("Panss 90")
    >>> m and (m.group(), m["n"], m.span())
    ('panss 90', '90', (0, 8))
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """A pattern that tells capitals apart in a part of it, `(?-i:...)`, is left to `re.I`."""
        self.pattern = pattern
        self._of: Callable[[str], str] = small
        if "(?-i:" in pattern:
            self._of, self._small = str, re.compile(pattern, flags | re.I)
        else:
            self._small = re.compile(_CAPITAL.sub(lambda m: m[1].lower() if m[1] else m[0], pattern), flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._small.search(self._of(text), start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._small.match(self._of(text), start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._small.fullmatch(self._of(text), start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._small.finditer(self._of(text), start, end)

    def findall(self, text: str, start: int = 0) -> list[str]:
        """As `re.Pattern.findall`; what is found is in small letters."""
        return self._small.findall(self._of(text), start)

    def split(self, text: str) -> list[str]:
        """As `re.Pattern.split`, for a pattern without groups; the pieces are as written."""
        edges = [0, *(place for m in self.finditer(text) for place in m.span()), len(text)]
        return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`; what stays is as written, and a string is put as it is."""
        pieces, at = list[str](), 0
        for m in self.finditer(text):
            pieces += [text[at : m.start()], put if isinstance(put, str) else put(m)]
            at = m.end()
        return "".join([*pieces, text[at:]])

    def made(self, match: re.Match[str]) -> bool:
        """Whether a match is one of this pattern."""
        return match.re is self._small


def small(text: str) -> str:
    """A text in small letters, of the same length."""
    if len(text) > _SHORT:
        return _remembered(text)
    made = text.lower()
    return made if len(made) == len(text) else _of_same_length(text)


@lru_cache(8)
def _remembered(text: str) -> str:
    return _of_same_length(text)


def _of_same_length(text: str) -> str:
    return text.replace("İ", "I").lower()  # the one letter that would become two
