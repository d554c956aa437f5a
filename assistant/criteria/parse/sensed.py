"""Courses of which no pattern tells the outcome: what the words after them say of it, by their weights.

Looked at are the words between a course and the next one: what is left of its own sentence, and the sentences that
follow it. They count where one is very likely to say that nothing came of it, and none may say that something did.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.criteria.parse import outcome_words
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, latest, place_in
from assistant.criteria.parse.outcome_sense import LIKELY, NOTHING, SOMETHING, is_open, sense
from assistant.criteria.parse.reading import Reading, Said

_NEAR = 260  # characters after a course in which a sentence without a drug may still speak of it
_TELLS_ELSE = Caseless(
    r"\b(?:SOFAS|GAF|PANSS|BPRS|CGI|adheren\w*|complian\w*|concordan\w*|tak(?:e|en|es|ing)|took|swallow\w*|miss(?:ed|es)|dispens\w*|pharmac\w*|chemist\w*|refill\w*|blister\w*|plasma|serum|levels?|trough|clozapine|ECT|CBT|smok\w*)\b|\d\s?%|per\s?cent|\bng\b"
)
_SAID = (outcome_words.OUTCOME_UNKNOWN, outcome_words.INTOLERANCE, outcome_words.SELF_STOPPED)
_HELPED = (outcome_words.PARTIAL, outcome_words.GOOD)  # "nothing that got better" holds such words too
_JOINT = Caseless(
    r"\b(?:both|neither|either|none|each|(?:the|these)\s+two|two\s+(?:drugs|courses|trials)|nor\s+(?:this|that)|as\s+(?:little|before)|likewise|same\s+(?:again|story|result))\b"
)
_EDGE = Caseless(r"(?:[\s,;:.()–—*|•-]|(?:at|on|in)\s\w{2,5}\s(?:\w{2,9}\s)?(?:dose|dosage|amount|strength)\b)*")
_FEWEST = 2  # letters of a word; less says nothing
_SCRAP = 1  # words of three letters
_IDLE = frozenset(
    "all and are both but each either end ends for from had has her him his its neither none not of on one the them then this two was were with".split()
)


class _Heard(NamedTuple):
    """What words say of a course: the log odds that nothing came of it, and that something did."""

    part: Part
    nothing: float
    something: float
    is_mixed: bool  # a pattern finds in them that something did

    def says_much(self, reading: Reading) -> bool:
        """Whether they are more than a scrap, so that they can be asked about."""
        words = re.findall(r"[a-z]{3,}", reading.text[self.part.start : self.part.end].lower())
        return len(words) > _SCRAP and sum(word not in _IDLE for word in words) > 1


def place_sensed(reading: Reading, told: Sequence[Told]) -> None:
    """Give the courses without an outcome the one that is very likely told of them, or that somebody said they had;
    where it is only likely, it is to be asked about."""
    waiting = [one for one in told if not _is_settled(one)]
    if not waiting:
        return
    said = _heard(reading, told)
    for one in waiting:
        rows = sorted(said.get(id(one), []), key=lambda row: row.nothing, reverse=True)
        likely = [row.part for row in rows if row.nothing >= max(LIKELY, row.something) and row.says_much(reading)]
        failed = [*_sure(rows), *filter(reading.is_settled, likely)][:1]
        if failed:
            one.last.values["response"] = Said("none", tuple(failed))
            reading.used += failed
        elif likely:
            one.likely_failed = min(likely)  # the nearest after it


def _heard(reading: Reading, told: Sequence[Told]) -> dict[int, list[_Heard]]:
    """What is said of each course, by its identity, as far as one of those it is said of has no outcome."""
    said: dict[int, list[_Heard]] = {}
    for sentence in reading.sentences:
        for stretch, owners in _stretches(reading, sentence, told):
            part = _trimmed(reading, stretch)
            if part is None or all(map(_is_settled, owners)):
                continue
            words = reading.text[part.start : part.end]
            heard = _Heard(part, *sense(words), any(pattern.search(words) for pattern in _HELPED))
            for one in owners:
                said.setdefault(id(one), []).append(heard)
    return said


def _sure(rows: Sequence[_Heard]) -> list[Part]:
    """The likeliest words, where they are very likely and no others speak against them."""
    plain = [row for row in rows if not row.is_mixed]
    if any(row.something >= SOMETHING for row in plain):
        return []
    return [row.part for row in plain[:1] if row.nothing >= NOTHING]


def _is_settled(one: Told) -> bool:
    return any(step.has(name) for step in one.steps for name in ("response", "stopped_for", "outcome_unknown"))


def _stretches(reading: Reading, sentence: Part, told: Sequence[Told]) -> Iterator[tuple[Part, list[Told]]]:
    """The stretches of a sentence that may say what came of courses, and whose they are."""
    here = [one for one in told if any(sentence.holds(start) for start, _ in one.said)]
    before = [one for one in told if one.said[0][0] < sentence.start]
    text = reading.text
    if not here:
        if not before or reading.named(*sentence):
            return
        last = latest(before, sentence)
        if _JOINT.search(text, *sentence):
            yield sentence, before
        elif sentence.start - max(end for start, end in last.said if start < sentence.start) < _NEAR:
            yield sentence, [last]
        return
    places = sorted(place_in(one, sentence) for one in here)
    for one in here:
        start = place_in(one, sentence)
        stop = next((place for place in places if place > start), sentence.end)
        stretch = Part(start, stop)
        joint = _JOINT.search(text, *stretch) is not None and stop == sentence.end
        yield stretch, [*before, *here] if joint else [one]


def _trimmed(reading: Reading, stretch: Part) -> Part | None:
    """What no other reader used of a stretch, from its last datum on; None where it is too little or not to be judged."""
    text = reading.text
    start = max((end for _, end in reading.used_in(stretch)), default=stretch.start)
    lead = _EDGE.match(text, start, stretch.end)
    start = lead.end() if lead else start
    end = start + len(text[start : stretch.end].rstrip(" \n,;:.(-–—"))
    words = text[start:end]
    if start >= end or len(re.findall(rf"[A-Za-z]{{{_FEWEST},}}", words)) == 0 or "?" in text[end : stretch.end + 1]:
        return None
    if is_open(words) or _TELLS_ELSE.search(words) or any(pattern.search(words) for pattern in _SAID):
        return None
    if any(mark.kind in ("duration", "dose") for mark in reading.marked(start, end)):
        return None
    return Part(start, end)
