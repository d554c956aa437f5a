"""Later remarks that are contrary to what a note told, in plain words and without a sign of correction.

"Risperidone was never started", "the figure was for metformin", "the ward staff say otherwise": the datum that such a
remark is about is left out, with a question. A remark touches what was told before it; which datum "that" is, the one
told last says.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from assistant.criteria import drugs
from assistant.criteria.parse import contrary_patterns as patterns
from assistant.criteria.parse.against_patterns import AGAINST
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part

_TRIAL = frozenset({"trial"})
_STATE = frozenset({"symptoms", "panss"})
_NEAR = 200  # characters between a datum and a remark that points to it
_TURN = re.compile(r"\s[-–—]\s|[;(]|,\s")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


class Told(Protocol):
    """A value of the case that was read somewhere."""

    @property
    def topic(self) -> str:
        """What it is of."""

    @property
    def drug(self) -> str:
        """The drug it is of, if any."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where it was read."""

    @property
    def is_adverse(self) -> bool:
        """Whether it speaks against what is asked for."""


class Contrary(NamedTuple):
    """A remark, what it is of, and of which drugs (none: of any)."""

    place: Part
    topics: frozenset[str]
    drugs: frozenset[str]


class _Note(NamedTuple):
    """A note's text with what was read of it: the values, where each ends, and the drugs named, in their order."""

    text: str
    data: Sequence[Told]
    ends: list[tuple[int, int]]  # end of a span, and minus the place in `data` of the value read there
    named: list[tuple[int, int, str]]  # start, end, generic name

    @classmethod
    def of(cls, text: str, data: Sequence[Told], mentions: Sequence[drugs.Mention]) -> "_Note":
        ends = sorted((end, -place) for place, one in enumerate(data) for _, end in one.spans)
        named = [(one.start, one.end, one.drug.generic) for one in mentions if one.drug]
        return cls(text, data, ends, named)

    def drugs_in(self, place: Part) -> frozenset[str]:
        """The drugs that a place names."""
        here = self.named[bisect_left(self.named, (place.start,)) : bisect_left(self.named, (place.end,))]
        return frozenset(drug for _, end, drug in here if end <= place.end)

    def last_before(self, place: int) -> Told | None:
        """The value told last before a place, not far from it."""
        at = bisect_right(self.ends, (place, 0)) - 1
        if at < 0 or place - self.ends[at][0] >= _NEAR:
            return None
        return self.data[-self.ends[at][1]]


def contrary(
    text: str, parts: Sequence[Part], data: Sequence[Told], mentions: Sequence[drugs.Mention]
) -> Iterator[Contrary]:
    """The remarks of a note that are contrary to values read before them. `mentions`: of drugs, in the whole text."""
    note = _Note.of(text, data, mentions)
    for part in parts:
        if text[part.end - 1] == "?":
            continue
        for place in _pieces(text, part):
            yield from _of_piece(note, part, place)


def against(told: str, parts: Sequence[Part]) -> Iterator[Contrary]:
    """The sentences of a note, as told before anything was blanked, that tell against what stands before them."""
    for part in parts:
        words = told[slice(*part)]
        if not words.endswith("?"):
            yield from (Contrary(part, topics, frozenset()) for pattern, topics in AGAINST if pattern.search(words))


def _pieces(text: str, part: Part) -> Iterator[Part]:
    """A sentence, and what stands in it behind a dash, a comma or a bracket."""
    yield part
    for turn in _TURN.finditer(text, part.start, part.end):
        yield Part(turn.end(), part.end)


def _of_piece(note: _Note, part: Part, place: Part) -> Iterator[Contrary]:
    text, data, named, last = note.text, note.data, note.drugs_in(place), note.last_before(place.start)
    if named or patterns.NTH.search(text, *place):
        about = frozenset({one.drug for one in data}) & named
        if (about or not named) and _against_trial(text, place, data, about):
            yield Contrary(place, _TRIAL, about)
    if last is None or (named and not _adherence(last)):
        return
    topics = _TRIAL if last.topic in ("dose", "length", "response") else frozenset({last.topic})
    of = frozenset({last.drug}) if last.drug else frozenset()
    disputed = place == part and last.topic != "level" and _found(patterns.DISPUTED, text, place)
    if disputed or patterns.POINTED.match(text, *place):
        yield Contrary(place, topics, of)
    end = text.find(")", *place) if place.start and text[place.start - 1] == "(" else place.end
    if place != part and patterns.BARE.match(text, place.start, end if end > 0 else place.end):
        yield Contrary(place, topics, of)
    if last.topic in ("adherence", "panss", "sofas", "change", "remission") and patterns.OF_OTHER_TIME.match(
        text, *place
    ):
        yield Contrary(place, topics, of)
    if _adherence(last) and patterns.PARTIAL.match(text, *place):
        yield Contrary(place, topics, of)
    yield from _anywhere(text, place)


def _anywhere(text: str, place: Part) -> Iterator[Contrary]:
    """What is contrary to one kind of datum wherever it stands."""
    for pattern, topics in (
        (patterns.OF_TAKING, frozenset({"adherence"})),
        (patterns.OF_LEVEL, frozenset({"level"})),
        (patterns.OF_SYMPTOMS, _STATE),
        (patterns.INDUCED, _STATE),
    ):
        is_past = pattern is patterns.OF_SYMPTOMS and patterns.LONG_AGO.search(text, *place)
        if not is_past and _found(pattern, text, place):
            yield Contrary(place, topics, frozenset())


def _found(pattern: Caseless, text: str, place: Part) -> bool:
    found = pattern.search(text, *place)
    return found is not None and patterns.DENIED.search(text[place.start : found.start()]) is None


def _adherence(one: Told) -> bool:
    return one.topic == "adherence"


def _against_trial(text: str, place: Part, data: Sequence[Told], about: frozenset[str]) -> bool:
    """Whether words say that a trial was none, was shorter, or helped."""
    for pattern in (patterns.OF_TRIAL, patterns.HELPED):
        if _found(pattern, text, place):
            return True
    found = patterns.ENDED.search(text, *place)
    if found is None or patterns.DENIED.search(text[place.start : found.start()]):
        return False
    return _told_before(data, about, place.start) and _weeks(found) < _LEAST


_LEAST = 6  # weeks of a trial that is long enough


def _told_before(data: Sequence[Told], about: frozenset[str], place: int) -> bool:
    """Whether a length was told before, so that a shorter one is another statement."""
    return any(one.topic == "length" and one.spans[0][1] <= place and (not about or one.drug in about) for one in data)


def _weeks(found: re.Match[str]) -> float:
    """How many weeks a time of ending is."""
    word = (found["nth"] or found["count"]).lower()
    number = int(word) if word.isdigit() else _COUNTS.get(word, 99)
    unit = (found["unit"] or found["units"]).lower()
    return number * {"d": 1 / 7, "w": 1, "f": 2, "m": 4.3}[unit[0]]
