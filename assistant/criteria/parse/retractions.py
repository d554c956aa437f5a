"""What a note takes back of what it told: corrections, second thoughts, doubts, later remarks, follow-ups.

The readers take what is told. This looks, after them, for words that take a datum back wherever they stand, and leaves
what they touch out of the case, with a question. Words that doubt their own sentence touch what was read from it; words
that correct touch what their sentence speaks of, told before it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse import retraction_patterns as patterns
from assistant.criteria.parse.clauses import Part, sentences
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.retraction_patterns import Words

_COURSE = ("dose_mg", "days_at_dose", "days", "response", "stopped_for")
_OF_COURSE = {
    "dose": ("dose_mg",),
    "length": ("days_at_dose", "days"),
    "response": ("response", "stopped_for"),
    "trial": _COURSE,
}
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|none|only|just|half|less|fewer|except|but|actually|sorry|wrong|neither|nor|without|instead|\w{2,6}n['’]t|stopped|started|raised|reduced|changed|missed|for|from|was|were|had|did|is|are|in|between|after|before)\b|\d",
    re.I,
)
_BENIGN = re.compile(
    r"\b(?:throughout|as\s(?:i\s)?(?:said|stated|above|before|told)|confirm(?:ed|s)?|correct|right|same|unchanged|also|indeed|yes|adequate|full\s(?:dose|length|course)|please|thank\w*|would|could|can|should|plan\w*|consider\w*|start(?:ing)?\sclozapine|remains?|still|again\stoday|today)\b",
    re.I,
)
_OPPOSED = re.compile(
    r"\b(?:not|never|only|no|half|less|actually|sorry|wrong|but|except|neither|\w{2,6}n['’]t)\b", re.I
)
_BOTH = re.compile(r"\b(?:both|neither|either|each|all\sof\s(?:them|it|that)|they|them|those|these)\b", re.I)
_THAT = re.compile(r"\b(?:that|this|it|those|these)\s(?:was|were|is|are|all|one|should|had)\b", re.I)
_FIGURE = re.compile(
    r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?(?![\d.]*\d)(?:\s?(?:%|mg|weeks?|months?|years?|days?|ng))?", re.I
)


_SOURCES = re.compile(r"\b(?:adheren|complian|concordan|doses|tablets|pill|count|dispens|according)", re.I)
_FOR = re.compile(r"(?:for|both|(?:his|her)\s\w+['’]s?\s(?:own\s)?adherence|of\s(?:him|her)self|my\s)", re.I)
# Words that take back what stands in the same sentence.
_AT_ONCE = re.compile(
    r"\bcorrection\b|\berratum|,\s(?:no|sorry|apologies|i\smean|rather|scratch\sthat|wait)\b|\bscratch\sthat|\bleave\b|\bstrike\b|\bdelete|\bignore|\bdisregard|\bforget|\bomit|\bremove|\bi\smeant|\bnot\strue|\buntrue|\bmis(?:read|typed|remember)|\bin\serror\b|\b(?:a|an)\s(?:\w+\s)?(?:slip|typo|error|mistake)\b",
    re.I,
)
_OF_MEDICINE = {"dose", "length", "trial", "all"}
# "The 2.4 in the email", "the PANSS 72 on the face sheet": a figure that may be none of those read.
_THE_FIGURE = re.compile(
    r"\bthe\s(?:(?:PANSS|SOFAS|level|dose|score|count|ANC|figure|value|result)\s(?:of\s)?)?(?P<figure>\d{1,4}(?:\.\d{1,2})?)\b(?!\s(?:weeks|months|years|days))",
    re.I,
)


class Retraction(NamedTuple):
    """Words that take something back: their place, what they touch, and of which drugs (none: of any)."""

    place: Part
    topics: frozenset[str]
    drugs: frozenset[str]
    is_weak: bool = False  # touches only what was not read from this very sentence


class Datum(NamedTuple):
    """A value of the case: its path, what it is of, its drug, and where it was read."""

    path: str
    topic: str
    drug: str
    spans: tuple[tuple[int, int], ...]

    def lies_in(self, part: Part) -> bool:
        """Whether it was read from a part of the note."""
        return any(part.start <= start < part.end for start, _ in self.spans)


def withdrawn(reading: Reading, values: dict[str, Any]) -> frozenset[str]:
    """The paths of the values that the note takes back, each asked about once."""
    data = _data(reading, values)
    if not data:
        return frozenset()
    parts = sentences(reading.told)
    low = reading.told.lower()
    taken: dict[str, Part] = {}
    for part in _doubted(reading, parts, low, data):
        taken.update({one.path: part for one in data if one.lies_in(part)})
    for found in _retractions(reading, parts, low, data):
        touched = [one for one in data if _touches(found, one)]
        if not (found.is_weak and (_was_read(reading, found.place) or any(one.lies_in(found.place) for one in data))):
            taken.update({one.path: found.place for one in touched})
    for path, part in taken.items():
        words = " ".join(reading.original[slice(*part)].split())
        reading.ask(path, "Does this hold as told, of this patient?", f"The note also says: “{words[:160]}”.")
        reading.used.append((part.start, part.end))
    return frozenset(taken)


_TOPICS = {"PANSS": "panss", "SOFAS": "sofas", "GAF": "sofas"}


def _data(reading: Reading, values: dict[str, Any]) -> list[Datum]:
    """The values of the case with their places."""
    found: list[Datum] = []

    def add(path: str, topic: str, drug: str = "", under: str = "") -> None:
        keys = [key for key in reading.evidence if key == path or (under and key.startswith(under))]
        spans = tuple((s.start, s.end) for key in keys for s in reading.evidence[key])
        if spans:
            found.append(Datum(path, topic, drug, spans))

    for place, trial in enumerate(values.get("trials") or ()):
        for topic in ("dose", "length", "response"):
            for name in _OF_COURSE[topic]:
                if getattr(trial, name) is not None:
                    add(f"trials.{place}.{name}", topic, _generic(trial.drug))
    for place, rating in enumerate(values.get("ratings") or ()):
        add(f"ratings.{place}", _TOPICS.get(rating.scale, "panss"), under=f"ratings.{place}.")
    for place, level in enumerate(values.get("levels") or ()):
        add(f"levels.{place}", "level", _generic(level.drug), under=f"levels.{place}.")
    for name, topic in (("symptom_days", "symptoms"), ("days_in_remission", "symptoms")):
        add(name, topic)
    for name in ("percent", "sources"):
        add(f"adherence.{name}", "adherence")
    for place in range(len(values.get("neutrophils") or ())):
        add(f"neutrophils.{place}", "count", under=f"neutrophils.{place}.")
    return found


def _generic(name: str) -> str:
    known = drugs.mentions(name)
    return known[0].drug.generic if known and known[0].drug else name


def _matches(words: Words, text: str, low: str) -> Iterator[re.Match[str]]:
    if any(stem in low for stem in words.stems):
        yield from words.pattern.finditer(text)


def _holding(parts: tuple[Part, ...], place: int) -> int:
    """The number of the sentence that holds a place, or of the one after it."""
    return next((number for number, part in enumerate(parts) if place < part.end), len(parts) - 1)


def _doubted(reading: Reading, parts: tuple[Part, ...], low: str, data: list[Datum]) -> Iterator[Part]:
    """The sentences of which the note itself says that they are doubted, unreal, wanted or somebody else's."""
    text = reading.told
    for words in patterns.DOUBTED:
        for found in _matches(words, text, low):
            yield _whole(text, parts, _holding(parts, found.start()))
    for found in _matches(patterns.THEIRS, text, low):
        part = _whole(text, parts, _holding(parts, found.start()))
        if not (_SOURCES.search(text, *part) and not _FOR.match(found.group())):
            yield part
    for words in patterns.CORRECTIONS:
        for found in _matches(words, text, low):
            part = _whole(text, parts, _holding(parts, found.start()))
            if _AT_ONCE.search(text, found.start() - 2, found.end()) and text[part.end - 1] != "?":
                yield part
    for found in _matches(patterns.OTHER_ILLNESS, text, low):
        part = parts[_holding(parts, found.start())]
        if _is_of_course(reading, part, found.start()):
            yield part
    for number, part in enumerate(parts):
        if number and patterns.COMMENT.pattern.match(text, *part):
            before = parts[number - 1]
            if any(one.lies_in(before) for one in data):
                yield _whole(text, parts, number - 1)
    yield from _of_kin(reading, parts, low)


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


_ILL_TOO = re.compile(
    rf"\b(?:(?P<own>my|our)|his|her)\s(?:\w+\s)?{patterns.KIN}\b[^.;\n]{{0,40}}\b(?:has|had|is|was|suffers?|suffered)\b[^.;\n]{{0,20}}\b(?:too|as\swell|also|the\ssame|likewise|similarly|(?(own)(?!)|(?:ill|schizo\w+|psychosis|it)))\b",
    re.I,
)
_NAMED = re.compile(rf"\b(?:his|her)\s(?:\w+\s)?{patterns.KIN}\s(?P<name>(?-i:[A-Z][a-z]{{2,14}}))\b", re.I)
_PATIENT_AGAIN = re.compile(r"\W{0,4}(?:he|she|patient|pt|mr|mrs|ms|my|our|the\spatient)\b", re.I)


def _of_kin(reading: Reading, parts: tuple[Part, ...], low: str) -> Iterator[Part]:
    """Sentences that go on with a relative: named as one before, told after their illness, or joined by a semicolon."""
    text = reading.told
    names = [m["name"] for m in _NAMED.finditer(text)]
    for number, part in enumerate(parts):
        if any(re.search(rf"\b{name}\b(?!['’]s\s(?:account|report|count))", text[slice(*part)]) for name in names):
            if not _SOURCES.search(text, *part):
                yield part
        if not number or not re.search(r"\d", text[slice(*part)]) or _SOURCES.search(text, *part):
            continue
        before = parts[number - 1]
        if _ILL_TOO.search(text, *before) and not _PATIENT_AGAIN.match(text, *part):
            yield part
        if _goes_on(text, before, part) and any(
            one.start <= before.start and one.end >= before.end for one in reading.aside
        ):
            if not _PATIENT_AGAIN.match(text, *part):
                yield part


def _is_of_course(reading: Reading, part: Part, place: int) -> bool:
    """Whether an illness is named as that a course was given for: after its drug, before any other."""
    named = [one for one in reading.named(part.start, place) if one.drug is not None]
    return bool(named) and place - named[-1].end < 70


def _retractions(reading: Reading, parts: tuple[Part, ...], low: str, data: list[Datum]) -> Iterator[Retraction]:
    """The sentences that take back what was told before them."""
    text = reading.told
    seen: set[int] = set()
    for words in patterns.CORRECTIONS:
        for found in _matches(words, text, low):
            number = _holding(parts, found.start())
            if _IN_PASSING.match(found.group()):
                continue
            if number not in seen and text[parts[number].end - 1] != "?":
                seen.add(number)
                yield from _of_sentence(reading, parts, number, data, is_weak=False)
    for found in _matches(patterns.HELPED, text, low):
        part = parts[_holding(parts, found.start())]
        named = _drugs_in(reading, part)
        if named and not patterns.UNHELPED.search(text, *part):
            yield Retraction(part, frozenset({"response"}), named)
    if reading.newest_from:
        for number, part in enumerate(parts):
            if part.start >= reading.newest_from and number not in seen:
                yield from _followed_up(reading, parts, number, data)


_IN_PASSING = re.compile(r",\s(?:please\s)?(?:forget|ignore|disregard|leave|delete|omit)\b", re.I)


def _followed_up(reading: Reading, parts: tuple[Part, ...], number: int, data: list[Datum]) -> Iterator[Retraction]:
    """A statement of a follow-up on what was told before, of which nothing was read."""
    words = reading.told[slice(*parts[number])]
    if words.endswith("?") or not _NEGATIVE.search(words):
        return
    if _BENIGN.search(words) and not _OPPOSED.search(words):
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
    about = _THE_FIGURE.search(words)
    if about and not any(re.search(rf"(?<![\d.]){about['figure']}(?![\d.]*\d)", text[slice(*span)])
                         for one in data for span in one.spans if span[0] < part.start):  # fmt: skip
        return
    topics = {found.lastgroup for found in patterns.TOPIC.finditer(words)}
    if not named and topics <= _OF_MEDICINE and any(one.drug is None for one in drugs.mentions(words)):
        return  # of another medicine
    figures = {found.group().replace(" ", "").lower() for found in _FIGURE.finditer(words)}
    if "all" in topics:
        yield Retraction(part, frozenset({"all"}), frozenset())
        return
    kinds = {kind for kind in topics if kind}
    if kinds and not named & {one.drug for one in data}:
        named = frozenset()  # "the weeks were those of" another drug
    if re.search(r"\bscores?\b", words, re.I):
        kinds |= {"panss", "sofas"}
    if re.search(r"\byears?\b", words, re.I):
        kinds |= {"length", "symptoms"}
    for one in data:
        quoted = {text[slice(*span)].replace(" ", "").lower() for span in one.spans}
        if one.spans[0][0] < part.start and any(
            figure and not figure.isdigit() and figure in quote for figure in figures for quote in quoted
        ):
            kinds.add(one.topic)
    if _BOTH.search(words) and not kinds:
        kinds.add("trial")
    if not kinds and named:
        kinds.add("trial")
    if not kinds and (_THAT.search(words) or figures or re.match(r"\W*no\b", words, re.I)):
        kinds.add("all")
    if re.search(r"\bonly\s(?:\w+\s){0,2}(?:had|took|tried|on)\b|\b(?:had|took|tried|on)\sonly\b", words, re.I):
        named = frozenset()
    if kinds:
        yield Retraction(part, frozenset(kinds), named, is_weak)


def _drugs_in(reading: Reading, part: Part) -> frozenset[str]:
    """The antipsychotics that a sentence names, as written before anything was blanked."""
    return frozenset(one.drug.generic for one in drugs.mentions(reading.told[slice(*part)]) if one.drug)


def _touches(found: Retraction, one: Datum) -> bool:
    """Whether a retraction takes back a value: it is of what it speaks, and was told before."""
    if min(start for start, _ in one.spans) >= found.place.start:
        return False
    if "all" in found.topics:
        return True
    about = found.topics & {one.topic, *(("trial",) if one.topic in ("dose", "length", "response") else ())}
    if not about:
        return False
    return not (found.drugs and one.drug and one.drug not in found.drugs)


def _was_read(reading: Reading, part: Part) -> bool:
    """Whether a reader took an amount of a sentence."""
    return any(part.start <= mark.start < part.end and mark.start in reading.claimed for mark in reading.marks)
