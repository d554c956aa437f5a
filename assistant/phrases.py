"""Phrases to look for in a request: patterns that anyone can read go in, the words they find come out.

A pattern is alternatives separated by `|`, each a row of
`word` (that word), `resist*` (a word that begins so), `<name>` (a phrase of that word group), `...` (up to eight words
of the same sentence), `_` (any one word), `#` (a number), `#mg` (a number with that unit), `[39..43]` (between),
`^` (the start of a sentence), `^^` (the start of the request), `$` (its end), `?` (the mark). A question mark on a word
or group makes it optional. Hyphens part words, `'s` stands as a word of its own, commas and brackets are not seen.

No place is looked at twice for one pattern, so hostile text takes longer only in proportion to its length.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

GAP = 8  # words that `...` may pass over
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*[a-z%]*|[^\W\d_]+n't|[^\W\d_]+|'[a-z]+|[.?!;:]|[\[<]/?(?=[a-z])|###")
_ENDS = frozenset((".", "?", "!", ";", ""))  # what `...` does not pass; "" stands after the last word
_STARTS = frozenset((".", "?", "!", ";", ":"))  # after these a sentence may start
_RANGE = re.compile(r"\[([\d.]+)\.\.([\d.]+)\]([a-z]*)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:/\d+)*([a-z%]*)")
_STEM = 3  # letters by which a word that is only begun ("resist*") is looked up

Step = Callable[["Reading", int], Iterable[int]]  # from one place in a text, the places that can follow


class Element(NamedTuple):
    """One place of a phrase: what it is looked up by ("" where it is a group), the group, and how it is passed."""

    key: str
    group: str
    step: Step


class Row(NamedTuple):
    """One phrase of a pattern: what it opens with, the rest, and all words and groups that a text must have for it."""

    pattern: str
    lead: str  # "", "^" or "^^"
    opening: str | Element
    rest: tuple[str | Element, ...]
    words: frozenset[str]
    groups: tuple[str, ...]


class Phrases:
    """Named patterns. Their phrases are found by the word, or the group, that each begins with."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.by_key: dict[str, list[Row]] = defaultdict(list)
        self.by_group: dict[str, list[Row]] = defaultdict(list)
        for name, pattern in patterns.items():
            for phrase in _read(pattern):
                row = _row(name, phrase)
                if isinstance(row.opening, str):
                    self.by_key[row.opening].append(row)
                elif row.opening.group:
                    self.by_group[name].append(row)
                else:
                    self.by_key[row.opening.key].append(row)

    def within(self, text: str) -> "Reading":
        """The text, ready to be searched."""
        return Reading(self, text)


Found = dict[int, set[int]]  # where a pattern is found: the place of its first word, and the places after its last


class Reading(dict[str, Found]):
    """One text cut into words, and in it where each pattern is found. Each is looked for once, when first asked for."""

    def __init__(self, phrases: Phrases, text: str) -> None:
        super().__init__()
        plain = text.replace("’", "'").replace("‘", "'")
        lowered = plain.lower()
        self._text = plain if len(lowered) == len(plain) else lowered  # so that places in one are places in the other
        tokens = list(_TOKEN.finditer(lowered))
        self.words = [*(token.group() for token in tokens), ""]
        self._vocabulary = frozenset(self.words)
        self._spans = [token.span() for token in tokens]
        self._led_by_group = phrases.by_group
        self._begun: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for at, word in enumerate(self.words[:-1]):
            for key in (word, word[:_STEM] + "*", "#") if word[0].isdigit() else (word, word[:_STEM] + "*"):
                for row in phrases.by_key.get(key, ()):
                    if row.words <= self._vocabulary:
                        self._begun[row.pattern].append((at, row))

    def first(self, name: str) -> str:
        """The words that the pattern finds first, as written; empty where it finds none."""
        found = self[name]
        if not found:
            return ""
        start = min(found)
        return self._text[self._spans[start][0] : self._spans[max(found[start]) - 1][1]]

    def __missing__(self, name: str) -> Found:
        found = self[name] = {}
        for at, row in self._begun.get(name, ()):
            self._keep(found, row, at, (at + 1,) if isinstance(row.opening, str) else row.opening.step(self, at))
        for row in self._led_by_group.get(name, ()):
            if row.words <= self._vocabulary and all(map(self.__getitem__, row.groups)):
                for at, places in self[row.groups[0]].items():
                    self._keep(found, row, at, places)
        return found

    def _keep(self, found: Found, row: Row, at: int, places: Iterable[int]) -> None:
        """Add where a phrase that begins at `at` ends, if the rest of it follows at one of `places`."""
        if (row.lead == "^^" and at) or (row.lead and at and self.words[at - 1] not in _STARTS):
            return
        for element in row.rest:
            if not places:
                return
            if isinstance(element, str):
                places = [place + 1 for place in places if self.words[place] == element]
            elif element.group:
                group = self[element.group]
                places = {after for place in places if place in group for after in group[place]}
            else:
                places = {after for place in places for after in element.step(self, place)}
        if not places:
            return
        found.setdefault(at, set()).update(places)


def _row(pattern: str, phrase: list[str]) -> Row:
    if len(phrase) == 1 and phrase[0].isalpha():  # most phrases; the table loads in half the time
        return Row(pattern, "", phrase[0], (), frozenset(), ())
    lead = phrase[0] if phrase[0] in ("^", "^^") else ""
    places = tuple(_element(written) for written in phrase[bool(lead) :])
    words = frozenset(place for place in places if isinstance(place, str))
    groups = tuple(place.group for place in places if isinstance(place, Element) and place.group)
    return Row(pattern, lead, places[0], places[1:], words, groups)


def _read(pattern: str) -> Iterator[list[str]]:
    """Every phrase of a pattern, what is optional once with and once without."""
    for alternative in pattern.split("|"):
        words = alternative.split()
        if "? " not in alternative and (len(words) < 2 or not alternative.rstrip().endswith("?")):
            yield words
            continue
        choices = [([word[:-1]], []) if len(word) > 1 and word.endswith("?") else ([word],) for word in words]
        for chosen in product(*choices):
            yield [word for part in chosen for word in part]


@cache
def _element(written: str) -> str | Element:
    """A place of a phrase: a plain word stays a string, the rest become elements."""
    if written in _SIGNS:
        return Element("", "", _SIGNS[written])
    if between := _RANGE.fullmatch(written):
        return _number(between[3], float(between[1]), float(between[2]))
    if written[0] == "#" and written != "###":
        return _number(written[1:], 0, float("inf"))
    if len(written) > 2 and written[0] == "<" and written[-1] == ">":
        return _group(written[1:-1])
    return _begun(written[:-1]) if written[-1] == "*" else written


def _group(name: str) -> Element:
    return Element("", name, lambda reading, at: reading[name].get(at, ()))


def _begun(start: str) -> Element:
    return Element(
        start[:_STEM] + "*", "", lambda reading, at: (at + 1,) if reading.words[at].startswith(start) else ()
    )


def _number(unit: str, low: float, high: float) -> Element:
    def step(reading: Reading, at: int) -> Iterable[int]:
        read = _NUMBER.fullmatch(reading.words[at].replace(",", ""))
        return (at + 1,) if read and read[2] == unit and low <= float(read[1]) <= high else ()

    return Element("#", "", step)


def _gap(reading: Reading, at: int) -> Iterable[int]:
    last = at
    while last < at + GAP and reading.words[last] not in _ENDS:
        last += 1
    return range(at, last + 1)


def _any(reading: Reading, at: int) -> Iterable[int]:
    return (at + 1,) if reading.words[at] and reading.words[at] not in _STARTS else ()


def _start(reading: Reading, at: int) -> Iterable[int]:
    return (at,) if at == 0 or reading.words[at - 1] in _STARTS else ()


def _end(reading: Reading, at: int) -> Iterable[int]:
    return (at,) if all(word in _STARTS for word in reading.words[at:-1]) else ()


_SIGNS: dict[str, Step] = {"...": _gap, "_": _any, "^": _start, "$": _end}
