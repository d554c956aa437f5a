"""Sentences of which nothing was read, and which yet speak of something that was: what they say may take it back.

What can be said against a datum has no end, so it is not listed. A sentence speaks of a datum where it names its drug
again, where a noun of its kind stands with an article, where it is about the person who vouches for it, or where it
opens with a pronoun right after it. If its words are then not those in which an ordinary course, sample or count is
told, the datum is left out, with a question. Remarks on other topics were blanked before (`remarks`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse import bearing_patterns as patterns
from assistant.criteria.parse import course_words
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.comment_words import SAFE
from assistant.criteria.parse.contrary import Contrary, Told
from assistant.criteria.parse.dose_remarks import dose_remarks
from assistant.criteria.parse.doubt_sense import AGAINST, is_idle, weighs_against
from assistant.criteria.parse.idle_words import is_of_old
from assistant.criteria.parse.plain_remarks import plain_remarks
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.remark_words import KIN
from assistant.criteria.parse.timing_patterns import IN_RANGE

_OF_COURSE = frozenset({"dose", "length", "response"})
_TOLD = ("trial", "level", "change")  # what a few words right after it may say to be no fact
# Further log odds asked for where a remark ends the sentence of a datum, tells something else, or of what is to come.
_SURER = 2.5
_OPENING = 40  # characters in which a sentence says what it is about
_RATED = frozenset({"panss", "sofas", "change"})
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
        followed_up = reading.follows_up(part.start)  # of which `retractions` knows more
        if not before or followed_up or words.endswith("?"):
            continue
        if patterns.TO_COME.match(words):
            yield from _sensed(reading, part, before, _last(reading, part, told), AGAINST + _SURER)
            continue
        last = _last(reading, part, told)
        if last in _RATED and patterns.LAST_YEAR.match(reading.told, part.start) and _goes_on(reading, part):
            continue
        if last and (patterns.IN_FACT.match(words) or (last in _TOLD and _takes_back(reading, part, last))):
            yield Contrary(part, frozenset({last}), frozenset())
        if bisect_left(read, part.start) == bisect_left(read, part.end):
            found = list(_of_sentence(reading, part, before, last))
            in_passing = _tells(reading, part) or (last and _goes_on(reading, part))
            limit = AGAINST + (_SURER if in_passing else 0)
            yield from found or _sensed(reading, part, before, last, limit)
    for part in reading.aside:
        before = told.before(part.start, _again(reading, part))
        if before:
            yield from _of_others(reading, part, before, _last(reading, part, told))
    for part in (
        *reading.aside,
        *reading.remarks,
    ):  # "Supposing he had taken it": blanked, and yet of what stands before
        last = _last(reading, part, told)
        if last in _TOLD and _is_no_fact(reading, part):
            yield Contrary(part, frozenset({last}), frozenset())


def _takes_back(reading: Reading, part: Part, last: str) -> bool:
    """Whether a sentence on nothing else says that what was told right before it is no fact, or came late."""
    if _is_no_fact(reading, part):
        return True
    if last != "trial" or reading.named(*part) or patterns.OWN_TOPIC.search(reading.told, *part):
        return False
    return patterns.LATE.search(_without(reading, part, plain_remarks(reading, part))) is not None


def _is_no_fact(reading: Reading, part: Part) -> bool:
    words = reading.whole[slice(*part)]
    is_of_else = patterns.OWN_TOPIC.search(words) or drugs.mentions(words)
    return not is_of_else and patterns.UNREAL.match(words) is not None


def _again(reading: Reading, part: Part) -> int:
    """From where on a value told before a sentence is told again, by a follow-up after it."""
    return reading.next_note(part.start)


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
    told_apart = topics == {"change"} or patterns.NOUNS["change"].match(words.lstrip())
    if not (told_apart and patterns.NOUNS["change"].search(reading.told, *part)):
        topics.discard("change")  # the scores of somebody else, told beside the patient's
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
    words = patterns.LIGHT.sub(" ", _without(reading, part, dose_remarks(reading, part)))
    named = frozenset(m.drug.generic for m in reading.named(*part) if m.drug)
    named = named and named & {one.drug for one in before}
    topics = _spoken_of(words, before, last)
    if is_of_old(reading, part):
        return
    of_drugs = [(m.start, m.end) for m in reading.named(*part) if m.drug and m.drug.generic in named]
    plain = _without(reading, part, (*of_drugs, *plain_remarks(reading, part)))
    if _of_source(reading, words, before) or patterns.OF_TABLETS.search(plain):
        yield Contrary(part, frozenset({"adherence"}), frozenset())
    if named and _tells_low_share(plain):
        yield Contrary(part, frozenset({"adherence"}), frozenset())
    of_level = patterns.LEVEL_OF.search(words) is not None and not patterns.LOW.search(words)
    if named and not topics and not of_level and not patterns.PROPOSED.search(words):
        topics = {"trial"}
    twice = (span.start for one in reading.contradictions for span in one.spans)
    words = patterns.LIGHT.sub(" ", plain)
    if named and any(map(part.holds, twice)):
        words = patterns.DOSE.sub(" ", words)  # a dose told twice is asked about already
    for topic in sorted(topics):
        about = _measured(before, named) if topic == "level" else named
        if (about or topic != "level") and _is_odd(words, topic) and not is_idle(reading.words(part)):
            yield Contrary(part, frozenset({topic}), about)


def _tells(reading: Reading, part: Part) -> bool:
    """Whether a reader used more of a sentence than the name of a drug."""
    names = {(one.start, one.end) for one in reading.named(*part)}
    return any(span not in names for span in reading.used_in(part))


def _sensed(reading: Reading, part: Part, before: Sequence[Told], last: str, limit: float) -> Iterator[Contrary]:
    """A remark that very likely takes something back: what it speaks of, or else what was told last before it."""
    words = _without(reading, part, plain_remarks(reading, part))
    if weighs_against(words) < limit:
        return
    before = [
        one for one in before if not (one.is_adverse or (one.topic == "change" and one.drug and not _named_in(words)))
    ]
    if not before:
        return
    spoken_of = _named_in(words)
    if spoken_of and not spoken_of & _told(before):
        return  # of a kind of datum that was not told
    named = frozenset(m.drug.generic for m in reading.named(*part) if m.drug) & {one.drug for one in before}
    nearest = max(before, key=lambda one: one.spans[-1][1]).topic
    topics = _spoken_of(words, before, last) or {"trial" if named or nearest in _OF_COURSE else nearest}
    if patterns.FEELS.search(words):
        topics -= _RATED  # which a rater scores, and not the patient
    if "change" in topics and not _is_odd(words, "change"):
        topics -= {"change"}
    if topics:
        yield Contrary(part, frozenset(topics), named)


def _without(reading: Reading, part: Part, spans: Iterable[tuple[int, int]]) -> str:
    """The words of a sentence without some of its stretches."""
    words = reading.words(part)
    for start, end in spans:
        words = words[: start - part.start] + " " * (end - start) + words[end - part.start :]
    return words


def _measured(before: Sequence[Told], named: frozenset[str]) -> frozenset[str]:
    """The drugs of the levels a sentence is about; `comments` knows more of those of clozapine."""
    levels = sorted((one.spans[-1][1], one.drug) for one in before if one.topic == "level")
    return (
        frozenset(drug for drug in named or {levels[-1][1]} if not drugs.is_clozapine(drug)) if levels else frozenset()
    )


def _spoken_of(words: str, before: Sequence[Told], last: str) -> set[str]:
    """The topics a sentence speaks of: by a noun of their kind, or the pronoun it opens with."""
    found = _named_in(words) & _told(before)
    if len(found) > 1:
        found = found & {last} or found
    if last and (patterns.OF_OTHERS.search(words) or patterns.PRONOUN.match(words)):
        found |= set() if last in ("trial", "level") and patterns.SCALE.search(words) else {last}
    return found


def _named_in(words: str) -> set[str]:
    """The topics of which words hold a noun."""
    return {topic for topic, pattern in patterns.NOUNS.items() if pattern.search(words)}


def _told(before: Sequence[Told]) -> set[str]:
    """The topics of values; those of a course are of a trial too."""
    topics = {one.topic for one in before}
    return topics | {"trial"} if topics & _OF_COURSE else topics


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
    known = _ORDINARY
    if topic in ("trial", "adherence") and _tells_high_share(words):
        known, topic = known | patterns.SHARE_WORDS, "trial"
        words = patterns.NAME.sub(" ", patterns.SHARE.sub(" ", words))
    if topic == "level":
        words = IN_RANGE.sub(" ", words)
    if topic == "change":
        known = known | patterns.CHANGE_WORDS
        words = patterns.NAME.sub(" ", words)
    times = {"trial": None, "level": patterns.TIMES_OF_LEVEL}.get(topic, patterns.TIMES)
    if patterns.CONTRASTS.search(words) or (times and times.search(words)) or patterns.OF_OTHERS.search(words):
        return True
    return any(m.group().lower().replace("’", "'") not in known for m in _WORD.finditer(words))


def _tells_low_share(words: str) -> bool:
    """Whether words tell a share of doses that is low."""
    shares = [int(found["share"] or 90) for found in patterns.SHARE.finditer(words)]
    return any(share < 80 for share in shares) and not patterns.OF_SCORES.search(words)


def _tells_high_share(words: str) -> bool:
    """Whether words tell shares of doses, all of them high."""
    shares = [int(found["share"] or 90) for found in patterns.SHARE.finditer(words)]  # 90: told in words
    return bool(shares) and all(80 <= share <= 100 for share in shares)
