"""Sentences of which nothing was read, and which yet speak of something that was: what they say may take it back.

What can be said against a datum has no end, so it is not listed. A sentence speaks of a datum where it names its drug
again, where a noun of its kind stands with an article, where it is about the person who vouches for it, or where it
opens with a pronoun right after it. If its words are then not those in which an ordinary course, sample or count is
told, the datum is left out, with a question. Remarks on other topics were blanked before (`remarks`).
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse import bearing_patterns as patterns
from assistant.criteria.parse import course_words
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.comment_words import SAFE
from assistant.criteria.parse.contrary import Contrary, Told
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.remark_words import KIN

_OF_COURSE = frozenset({"dose", "length", "response"})
_OPENING = 40  # characters in which a sentence says what it is about
_RATED = frozenset({"panss", "sofas"})
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_ORDINARY = course_words.KNOWN | course_words.ADVERSE | SAFE


class _Places(NamedTuple):
    """The values told and where their words begin, gone through once and not for every sentence."""

    values: list[tuple[int, int, Told]]  # where its words begin first and last
    spans: list[tuple[int, int, int, str]]  # start, end, where the words of its value begin last, topic; in order

    @classmethod
    def of(cls, data: Sequence[Told]) -> "_Places":
        values = [(min(one.spans)[0], max(one.spans)[0], one) for one in data]
        spans = sorted((start, end, last, one.topic) for _, last, one in values for start, end in one.spans)
        return cls(values, spans)

    def before(self, place: int, again: int) -> list[Told]:
        """The values told before a place and not told again from another on."""
        return [one for first, last, one in self.values if first < place and last < again]

    def last_in(self, part: Part, again: int) -> str:
        """The topic of the value that ends last of those told in a part, and not told again from a place on."""
        here = self.spans[bisect_left(self.spans, (part.start,)) : bisect_left(self.spans, (part.end,))]
        return max(((end, topic) for _, end, last, topic in here if last < again), default=(0, ""))[1]


def bearing(reading: Reading, data: Sequence[Told]) -> Iterator[Contrary]:
    """The sentences that speak of values told before them in words that are not ordinary."""
    read = sorted(start for one in data for start, _ in (one.spans[:1] if one.topic == "level" else one.spans))
    told = _Places.of(data)
    for part in reading.sentences:
        words = reading.words(part)
        before = told.before(part.start, _again(reading, part))
        followed_up = part.start >= reading.newest_from > 0  # of which `retractions` knows more
        if not before or followed_up or words.endswith("?") or patterns.TO_COME.match(words):
            continue
        last = _last(reading, part, told)
        if last in _RATED and patterns.LAST_YEAR.match(reading.told, part.start) and _goes_on(reading, part):
            continue
        if last and patterns.IN_FACT.match(words):
            yield Contrary(part, frozenset({last}), frozenset())
        if bisect_left(read, part.start) == bisect_left(read, part.end):
            yield from _of_sentence(reading, part, before, last)
    for part in reading.aside:
        before = told.before(part.start, _again(reading, part))
        if before:
            yield from _of_others(reading, part, before, _last(reading, part, told))


def _again(reading: Reading, part: Part) -> int:
    """From where on a value told before a sentence is told again, by a follow-up after it."""
    return reading.newest_from if part.start < reading.newest_from else sys.maxsize


def _goes_on(reading: Reading, part: Part) -> bool:
    """Whether a part of a sentence follows a semicolon."""
    return reading.told[: part.start].rstrip().endswith(";")


def _of_others(reading: Reading, part: Part, before: Sequence[Told], last: str) -> Iterator[Contrary]:
    """What a stretch on another person says of values told before it: that they are theirs."""
    begin = max(reading.told.rfind(mark, 0, part.start) for mark in ".;\n") + 1
    words = reading.told[begin : part.end]
    if not (patterns.OF_OTHERS.search(words) or KIN.search(words)):
        return
    opens = patterns.PRONOUN.match(words)
    topics = {topic for topic, pattern in patterns.NOUNS.items() if pattern.search(words[:_OPENING])}
    if last and opens and not topics:
        topics = {last}
    if _of_source(reading, words, before):
        topics.add("adherence")
    if topics:
        yield Contrary(part, frozenset(topics), frozenset())


def _last(reading: Reading, part: Part, told: _Places) -> str:
    """The topic of the value told last, where it is told in the sentence right before."""
    ahead = bisect_right(reading.sentences, part.start, key=lambda one: one.end) - 1
    last = told.last_in(reading.sentences[ahead], _again(reading, part)) if ahead >= 0 else ""
    return "trial" if last in _OF_COURSE else last


def _of_sentence(reading: Reading, part: Part, before: Sequence[Told], last: str) -> Iterator[Contrary]:
    words = patterns.LIGHT.sub(" ", reading.words(part))
    named = frozenset(m.drug.generic for m in reading.named(*part) if m.drug)
    named = named and named & {one.drug for one in before}
    topics = _spoken_of(words, before, last)
    if _of_source(reading, words, before) or patterns.OF_TABLETS.search(words):
        yield Contrary(part, frozenset({"adherence"}), frozenset())
    if named and not topics and not patterns.PROPOSED.search(words):
        topics = {"trial"}
    twice = (span.start for one in reading.contradictions for span in one.spans)
    if named and any(map(part.holds, twice)):
        words = patterns.DOSE.sub(" ", words)  # a dose told twice is asked about already
    for topic in sorted(topics):
        about = _measured(before, named) if topic == "level" else named
        if (about or topic != "level") and _is_odd(words, topic):
            yield Contrary(part, frozenset({topic}), about)


def _measured(before: Sequence[Told], named: frozenset[str]) -> frozenset[str]:
    """The drugs of the levels a sentence is about; `comments` knows more of those of clozapine."""
    levels = sorted((one.spans[-1][1], one.drug) for one in before if one.topic == "level")
    return (
        frozenset(drug for drug in named or {levels[-1][1]} if not drugs.is_clozapine(drug)) if levels else frozenset()
    )


def _spoken_of(words: str, before: Sequence[Told], last: str) -> set[str]:
    """The topics a sentence speaks of: by a noun of their kind, or the pronoun it opens with."""
    told = {one.topic for one in before}
    if told & _OF_COURSE:
        told.add("trial")
    found = {topic for topic, pattern in patterns.NOUNS.items() if topic in told and pattern.search(words)}
    if len(found) > 1:
        found = found & {last} or found
    if last and (patterns.OF_OTHERS.search(words) or patterns.PRONOUN.match(words)):
        found.add(last)
    return found


def _of_source(reading: Reading, words: str, before: Sequence[Told]) -> bool:
    """Whether words say of a relative who vouches for the tablets what they saw, or heard, or that they were away."""
    if not patterns.SEEN.search(words):
        return False
    spans = [span for one in before if one.topic == "adherence" for span in one.spans]
    vouch = {m.group().lower() for start, end in spans for m in KIN.finditer(reading.text, start, end)}
    alike = {patterns.ALSO.get(name, name) for name in vouch}
    return any(patterns.ALSO.get(name, name) in alike for name in (m.group().lower() for m in KIN.finditer(words)))


def _is_odd(words: str, topic: str) -> bool:
    """Whether words are not those in which something ordinary is told of a topic."""
    if topic in _RATED and patterns.OF_OTHER_RATING.search(words):
        return False
    times = {"trial": None, "level": patterns.TIMES_OF_LEVEL}.get(topic, patterns.TIMES)
    if patterns.CONTRASTS.search(words) or (times and times.search(words)):
        return True
    return any(m.group().lower().replace("’", "'") not in _ORDINARY for m in _WORD.finditer(words))
