"""Courses told by two dates, and what the note says of dates within them that makes them shorter: the dose or the first
tablet of a later date ("March to June, 20 mg in June"), and times without the drug ("nothing was given from 10 to 24 May").
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.course import Told, doubt
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.reading import Reading

Span = tuple[int, int]
_THEN = Caseless(
    r"(?:\s(?:daily|nocte|a\sday))?,?\s(?:only\s)?(?:in|from|by|since|between|on)\s(?:(?:the|end|of|mid|late)\s){0,3}(?:\d{1,2}\s?(?:and|to|-)\s?)?\Z"
)
_BEGAN = Caseless(
    r"\b(?:start(?:ed|ing)?|beg[au]n|commenc\w+|(?:first|only|not)\s(?:dispensed|taken|given|collected|supplied|swallowed|dose|tablet))\b[^.;\d]{0,20}\Z"
)
_MEDICINE = r"(?:doses?|tablets?|pills?|capsules?|medic\w+|meds|antipsychotics?|psychotropics?|neuroleptics?|treatment)"
_NOT_TAKEN = Caseless(
    rf"\b(?:no|nil|none\sof\s(?:the|his|her)|not\sa\ssingle)\s(?:\w+\s)?{_MEDICINE}\b(?!\s(?:(?:was|were)\s)?(?:missed|omitted|refused|skipped|changes?))"
    r"|\b(?:nothing|none)\s(?:was\s|were\s|had\sbeen\s|is\s)?(?:given|taken|swallowed|dispensed|administered|signed)\b"
    r"|\b(?:took|taking|had|got|received|swallowed|accepted)\s(?:none|nothing)\b"
    rf"|\b(?:off|without)\s(?:(?:all|any|every|his|her|the|its|oral)\s)*(?:it\b|them\b|everything\b|{_MEDICINE}\b)"
    r"|\b(?:stopped|held|off|paused|withheld|omitted|missed|interrupted|suspended|refused|not\s(?:taken|given))\s(?:it\s)?(?:from|between|during)\b"
    r"|\b(?:was|were|been|being)\s(?:withheld|omitted|paused|suspended|interrupted|not\s(?:given|taken))\b"
)


class _Period(NamedTuple):
    """A time of two dates, and where its words end."""

    begun: Dated
    ended: Dated
    end: int

    def holds(self, one: Dated) -> bool:
        """Whether a date lies between the two."""
        return self.begun.last < one.first < self.ended.first


def doubt_dated(reading: Reading, told: Sequence[Told]) -> None:
    """Doubt the length of each course between two dates of which the note says that less than that was taken."""
    for one in told:
        for step in one.steps:
            days, dose = step.values.get("days_at_dose"), step.values.get("dose_mg")
            period = _period(reading, days.spans) if days and dose else None
            if dose is None or period is None:
                continue
            for words in (
                *_dose_of_later(reading, dose.spans[0][1], period),
                *_began_later(reading, period),
                *_not_taken_within(reading, one, period),
            ):
                doubt(reading, one, "length", words)


def _period(reading: Reading, spans: Sequence[Span]) -> _Period | None:
    start, end = spans[0]
    within = [one for one in reading.dates if start <= one.start < end]
    return _Period(within[0], within[-1], end) if within else None


def _dose_of_later(reading: Reading, end: int, period: _Period) -> Iterator[Span]:
    """The date right behind a dose, where it is of another month than the first; its year may not be told."""
    later = next((one for one in reading.dates if end <= one.start < end + 30), None)
    if later and later.first.month != period.begun.first.month and _THEN.fullmatch(reading.text[end : later.start]):
        yield later.start, later.end


def _began_later(reading: Reading, period: _Period) -> Iterator[Span]:
    """Where the sentence goes on that something began on a date within the time."""
    stop = reading.sentence_of(period.end - 1).end
    within = (one for one in reading.dates if period.end <= one.start < stop and period.holds(one))
    for one in within:
        led = _BEGAN.search(reading.text, max(period.end, one.start - 50), one.start)
        if led and not reading.named(period.end, one.start):
            yield one.start, one.end


def _not_taken_within(reading: Reading, told: Told, period: _Period) -> Iterator[Span]:
    """Sentences with a date within the time that say that the drug, or none, was not taken."""
    for sentence in reading.sentences:
        if not any(sentence.holds(one.start) and period.holds(one) for one in reading.dates):
            continue
        others = [m for m in reading.named(*sentence) if m.drug != told.mention.drug]
        if not others and _NOT_TAKEN.search(reading.text, *sentence):
            yield sentence.start, sentence.end
