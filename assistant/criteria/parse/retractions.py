"""What a note takes back of what it told: corrections, second thoughts, doubts, later remarks, follow-ups.

The readers take what is told. This looks, after them, for words that take a datum back wherever they stand, and leaves
what they touch out of the case, with a question. Words that doubt their own sentence touch what was read from it; words
that correct touch what their sentence speaks of, told before it.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse import retraction_patterns as patterns
from assistant.criteria.parse.bearing import bearing
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part, sentences
from assistant.criteria.parse.contrary import against, contrary
from assistant.criteria.parse.later_scores import overtaken
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.relapses import against_remission
from assistant.criteria.parse.retraction_patterns import Words
from assistant.criteria.parse.values_told import Datum, values_told

HOLDS = "Does this hold as told, of this patient? Answer “it holds”, or say what is right."
_ASKED = {
    "changes": "Are these the scores before and now, of this patient? If so “it holds”, else: what were they?",
    "days_in_remission": "Have these items been at 3 or less all this time, up to now? If so “it holds”, else: for how long?",
}
_BOTH = Caseless(r"\b(?:both|neither|either|each|all\sof\s(?:them|it|that)|they|them|those|these)\b")
_THAT = Caseless(r"\b(?:that|this|it|those|these)\s(?:was|were|is|are|all|one|should|had)\b")
_FIGURE = Caseless(r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?(?![\d.]*\d)(?:\s?(?:%|mg|weeks?|months?|years?|days?|ng))?")


_OF_MEDICINE = {"dose", "length", "trial", "all"}


class Retraction(NamedTuple):
    """Words that take something back: their place, what they touch, and of which drugs (none: of any)."""

    place: Part
    topics: frozenset[str]
    drugs: frozenset[str]
    is_weak: bool = False  # touches only what was not read from this very sentence


def withdrawn(reading: Reading, values: dict[str, Any]) -> frozenset[str]:
    """The paths of the values that the note takes back, each asked about once."""
    data = values_told(reading, values)
    if not data:
        return frozenset()
    note = Note(reading.told, reading.told.lower(), sentences(reading.told))
    found = chain(_taken(reading, note, data), _overtaken(reading, values, data))
    taken = {path: part for path, part in found if not reading.is_settled(part)}
    for path, part in taken.items():
        reading.ask_for(part, path, _ASKED.get(path.split(".")[-1 if path.endswith("changes") else 0], HOLDS))
        reading.used.append((part.start, part.end))
    return frozenset(taken)


def _overtaken(reading: Reading, values: dict[str, Any], data: list[Datum]) -> Iterator[tuple[str, Part]]:
    """The changes of scores that a later score or a relapse undoes, and a remission that was lost or had gaps."""
    yield from overtaken(reading, values, data)
    for part in against_remission(reading, data, values.get("days_in_remission")):
        yield "days_in_remission", part


def _holding(parts: tuple[Part, ...], place: int) -> int:
    """The number of the sentence that holds a place, or of the one after it."""
    number = max(bisect_right(parts, (place, sys.maxsize)) - 1, 0)
    return min(number + (parts[number].end <= place), len(parts) - 1)


class Note(NamedTuple):
    """A note as told, before anything was blanked, cut into sentences."""

    text: str
    low: str  # in lower case
    parts: tuple[Part, ...]

    def matches(self, words: Words) -> Iterator[tuple[int, re.Match[str]]]:
        """The words of a class in the sentences that hold one of its stems, with the number of the sentence."""
        numbers = set()
        for stem in words.stems:
            place = self.low.find(stem)
            while place >= 0:
                number = _holding(self.parts, place)
                numbers.add(number)
                place = self.low.find(stem, max(place + 1, self.parts[number].end))
        for number in sorted(numbers):
            start, end = self.parts[number]
            for found in words.pattern.finditer(self.text, start, end):
                yield number, found


def _taken(reading: Reading, note: Note, data: list[Datum]) -> Iterator[tuple[str, Part]]:
    """The paths of the values that are taken back, each with the words that do so."""
    for part in _doubted(reading, note, data):
        yield from (
            (one.path, part) for one in data if one.lies_in(part) and one.topic != "ben"
        )  # `benign` weighs that
    for found in _retractions(reading, note, data):
        touched = [one for one in data if _touches(reading, found, one)] or _told_before(note, found.place, data)
        if not (found.is_weak and (_was_read(reading, found.place) or any(one.lies_in(found.place) for one in data))):
            yield from ((one.path, found.place) for one in touched)
    later = (
        contrary(reading.text, reading.sentences, data, reading.mentions),
        against(note.text, note.parts),
        bearing(reading, data),
    )
    for place, topics, about in chain(*later):
        found = Retraction(place, topics, about)
        yield from ((one.path, place) for one in data if _touches(reading, found, one))


_WRONG = Caseless(
    r"\b(?:that|this|it)(?:['’]s|\s(?:is|was))\s(?:(?:all|quite|just|simply)\s)?(?:wrong|incorrect|untrue|not\s(?:right|so|true|correct)|a\s(?:mistake|slip|typo))\b"
)


def _told_before(note: Note, place: Part, data: list[Datum]) -> list[Datum]:
    """What the sentence before told, where one that says "that's wrong" speaks of nothing else that was read."""
    number = _holding(note.parts, place.start)
    if not number or _WRONG.search(note.text, *place) is None:
        return []
    return [one for one in data if one.lies_in(note.parts[number - 1])]


def _doubted(reading: Reading, note: Note, data: list[Datum]) -> Iterator[Part]:
    """The sentences of which the note itself says that they are doubted, unreal, wanted or somebody else's."""
    text, _, parts = note
    for words in patterns.DOUBTED:
        for number, _found in note.matches(words):
            yield _whole(text, parts, number)
    for number, found in note.matches(patterns.THEIRS):
        part = _whole(text, parts, number)
        if not _is_source(reading, part, found):
            yield part
    for words in patterns.CORRECTIONS:
        for number, found in note.matches(words):
            part = _whole(text, parts, number)
            if patterns.AT_ONCE.search(text, found.start() - 2, found.end()) and text[part.end - 1] != "?":
                yield part
    for number, found in note.matches(patterns.OTHER_ILLNESS):
        part = parts[number]
        if _is_of_course(reading, part, found.start()):
            yield part
    for number, part in enumerate(parts):
        if number and patterns.COMMENT.pattern.match(text, *part):
            before = _whole(text, parts, number - 1)
            if any(one.lies_in(before) for one in data):
                yield before
    yield from _of_kin(reading, parts)


def _is_source(reading: Reading, part: Part, found: re.Match[str]) -> bool:
    """Whether a relative is named as who tells of adherence: "in both his sister, visiting daily, says he took 90%"."""
    text = reading.told
    if part.start in reading.of_adherence and patterns.VOUCHES.match(text, found.end() - 1, part.end):
        return True
    return patterns.SOURCES.search(text, *part) is not None and not patterns.FOR.match(found.group())


def _whole(text: str, parts: tuple[Part, ...], number: int) -> Part:
    """A sentence with the rows that semicolons join to it, as far as they name no drug."""
    first = last = number
    while (
        first and _goes_on(text, parts[first - 1], parts[first]) and not drugs.mentions(text[slice(*parts[first - 1])])
    ):
        first -= 1
    while (
        last + 1 < len(parts)
        and _goes_on(text, parts[last], parts[last + 1])
        and not drugs.mentions(text[slice(*parts[last + 1])])
    ):
        last += 1
    return Part(parts[first].start, parts[last].end)


def _goes_on(text: str, one: Part, other: Part) -> bool:
    return text[one.end : other.start].strip(" ") == ";"


_ILL_TOO = Caseless(
    rf"\b(?:(?P<own>my|our)|his|her)\s(?:\w+\s)?{patterns.KIN}\b[^.;\n]{{0,40}}\b(?:has|had|is|was|suffers?|suffered)\b[^.;\n]{{0,20}}\b(?:too|as\swell|also|the\ssame|likewise|similarly|(?(own)(?!)|(?:ill|schizo\w+|psychosis|it)))\b"
)
_NAMED = Caseless(rf"\b(?:his|her)\s(?:\w+\s)?{patterns.KIN}\s(?P<name>(?-i:[A-Z][a-z]{{2,14}}))\b")
_PATIENT_AGAIN = Caseless(r"\W{0,4}(?:he|she|patient|pt|mr|mrs|ms|my|our|the\spatient)\b")


def _of_kin(reading: Reading, parts: tuple[Part, ...]) -> Iterator[Part]:
    """Sentences that go on with a relative: named as one before, told after their illness, or joined by a semicolon."""
    text = reading.told
    names = {found["name"] for found in _NAMED.finditer(text)}
    ill = {_holding(parts, found.start()) for found in _ILL_TOO.finditer(text)}
    for number, part in enumerate(parts):
        words = text[slice(*part)]
        if any(name in words for name in names) and number and not patterns.SOURCES.search(words):
            yield part
        if not number or not re.search(r"\d", words) or patterns.SOURCES.search(words) or _PATIENT_AGAIN.match(words):
            continue
        before = parts[number - 1]
        blanked = _goes_on(text, before, part) and any(
            one.start <= before.start and one.end >= before.end for one in reading.aside
        )
        if number - 1 in ill or blanked:
            yield part


def _is_of_course(reading: Reading, part: Part, place: int) -> bool:
    """Whether an illness is named as that a course was given for: after its drug, before any other."""
    named = [one for one in reading.named(part.start, place) if one.drug is not None]
    return bool(named) and place - named[-1].end < 70


def _retractions(reading: Reading, note: Note, data: list[Datum]) -> Iterator[Retraction]:
    """The sentences that take back what was told before them."""
    text, _, parts = note
    seen: set[int] = set()
    for words in patterns.CORRECTIONS:
        for number, found in note.matches(words):
            if _IN_PASSING.match(found.group()):
                continue
            if number not in seen and not _asks(text, parts[number]):
                seen.add(number)
                yield from _of_sentence(reading, parts, number, data, is_weak=False)
    for number, _found in note.matches(patterns.HELPED):
        part = parts[number]
        named = _drugs_in(reading, part)
        if named and not patterns.UNHELPED.search(text, *part):
            yield Retraction(part, frozenset({"response"}), named)
    for number, part in enumerate(parts):
        if reading.follows_up(part.start) and number not in seen:
            yield from _followed_up(reading, parts, number, data)


# "[09:06] Marcus: how long unwell, and was he actually taking it": a question without its mark
_QUESTION = Caseless(
    r"(?:\[?\d{1,2}:\d\d\]?\s)?(?:[a-z][a-z.() ]{1,24}:\s)?(?:and\s|so\s|ok\s|but\s)?(?:how\s(?:long|many|much|old|often)\s(?:unwell|ill|for|has|have|had|was|were|is|are|did|does|do)|(?:was|is|were|are|did|does|do|has|have)\s(?:he|she|they|it)|what\s(?:about|is|was|did)|which\s(?:of|one|drug)|who\s(?:is|was|gave|saw))\b"
)


def _asks(text: str, part: Part) -> bool:
    """Whether a sentence is a question."""
    return text[part.end - 1] == "?" or _QUESTION.match(text, *part) is not None


_IN_PASSING = Caseless(r",\s(?:please\s)?(?:forget|ignore|disregard|leave|delete|omit)\b")


def _followed_up(reading: Reading, parts: tuple[Part, ...], number: int, data: list[Datum]) -> Iterator[Retraction]:
    """A statement of a follow-up on what was told before, of which nothing was read."""
    words = reading.told[slice(*parts[number])]
    if words.endswith("?") or not patterns.NEGATIVE.search(words):
        return
    if patterns.BENIGN.search(words) and not patterns.OPPOSED.search(words):
        return
    yield from _of_sentence(reading, parts, number, data, is_weak=True)


def _of_sentence(
    reading: Reading, parts: tuple[Part, ...], number: int, data: list[Datum], is_weak: bool
) -> Iterator[Retraction]:
    """What a sentence that takes something back is about."""
    part = parts[number]
    text = reading.told
    words = text[slice(*part)]
    named = _drugs_in(reading, part)
    about = patterns.THE_FIGURE.search(words)
    if about and not any(re.search(rf"(?<![\d.]){about['figure']}(?![\d.]*\d)", text[slice(*span)])
                         for one in data for span in one.spans if span[0] < part.start):  # fmt: skip
        return
    topics = {found.lastgroup for found in patterns.TOPIC.finditer(words) if found.lastgroup}
    if not named and topics <= _OF_MEDICINE and any(one.drug is None for one in drugs.mentions(words)):
        return  # of another medicine
    if "all" in topics:
        yield Retraction(part, frozenset({"all"}), frozenset())
        return
    kinds = _kinds(words, topics) | _with_figures(text, part, data)
    if named and not named & {one.drug for one in data}:
        kinds, named = kinds - {"dose"}, frozenset()  # "the weeks were those of" another drug
        if not kinds:
            return
    if not kinds and (named or _BOTH.search(words)):
        kinds = {"trial"}
    if not kinds and (_THAT.search(words) or re.match(r"\W*no\b|[^.]*\d", words, re.I)):
        kinds = {"all"}
    if kinds:
        yield Retraction(part, frozenset(kinds), frozenset() if _ONLY.search(words) else named, is_weak)


_ONLY = Caseless(r"\bonly\s(?:\w+\s){0,2}(?:had|took|tried|on)\b|\b(?:had|took|tried|on)\sonly\b")


_OF_CHANGE = Caseless(r"\b(?:BPRS|baseline|change|fall|drop|reduction|improvement|percentage)\b")


def _kinds(words: str, topics: set[str]) -> set[str]:
    """What words are about: a score may be of either scale, and years be those of symptoms."""
    kinds = set(topics)
    if re.search(r"\bscores?\b", words, re.I):
        kinds |= {"panss", "sofas"}
    if "panss" in kinds or _OF_CHANGE.search(words):
        kinds.add("change")
    if "length" in kinds:
        kinds.add("remission")
    if re.search(r"\byears?\b", words, re.I):
        kinds |= {"length", "symptoms"}
    return kinds


def _with_figures(text: str, part: Part, data: list[Datum]) -> set[str]:
    """What the figures of a sentence were told of before: "2 weeks, not 2 years"."""
    figures = {found.group().replace(" ", "").lower() for found in _FIGURE.finditer(text, *part)}
    figures = {figure for figure in figures if not figure.isdigit()}
    return {
        one.topic
        for one in data
        for span in one.spans
        if span[0] < part.start and any(figure in text[slice(*span)].replace(" ", "").lower() for figure in figures)
    }


def _drugs_in(reading: Reading, part: Part) -> frozenset[str]:
    """The antipsychotics that a sentence names, as written before anything was blanked."""
    return frozenset(one.drug.generic for one in drugs.mentions(reading.told[slice(*part)]) if one.drug)


def _touches(reading: Reading, found: Retraction, one: Datum) -> bool:
    """Whether a retraction takes back a value: it is of what it speaks, was told before, and in no later note again."""
    if min(one.spans)[0] >= found.place.start or reading.replaces(found.place.start, max(one.spans)[0]):
        return False
    if "all" in found.topics:
        return True
    about = found.topics & {one.topic, *(("trial",) if one.topic in ("dose", "length", "response") else ())}
    if not about:
        return False
    return not (found.drugs and one.drug and one.drug not in found.drugs)


def _was_read(reading: Reading, part: Part) -> bool:
    """Whether a reader took an amount of a sentence."""
    return any(mark.start in reading.claimed for mark in reading.marked(*part))
