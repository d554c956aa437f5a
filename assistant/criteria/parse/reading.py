"""What one pass over a note gathers: the words behind each value, what was claimed, asked, contradicted, refused."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

from assistant.criteria import drugs
from assistant.criteria.parse.amount_patterns import ONE
from assistant.criteria.parse.amounts import Mark, amounts
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part, clauses, joined, sentences
from assistant.criteria.parse.dates import Dated, dates, days_between
from assistant.criteria.parse.figures import grouped
from assistant.criteria.parse.periods import is_period
from assistant.criteria.parse.remarks import remarks
from assistant.criteria.parse.tables import table_marks
from assistant.criteria.parse.voices import blanked, not_told_of_patient
from assistant.criteria.ranges import Range
from assistant.criteria.types import Ask, Contradiction, Refusal, Span

_SINCE_THEN = Caseless(
    r"\s*,?\s*(?:and\s+)?(?:(?:kept|dose|been|was|held|has\s+been)\s+)*(?:unchanged|stable|the\s+same|constant|continued|maintained)\s+(?:since|from\s+then|thereafter|after)"
)


_ONES = re.compile(rf"(?<=ty)[ -](?:{ONE})\b", re.I)  # "thirty-eight"
UNLESS_IT_HOLDS = "If that changes nothing, “it holds”."
AS_REASON = "The note also says: “{remark}”."
_QUOTED = 240  # characters of a remark in a question


Found = TypeVar("Found")


class Said(NamedTuple):
    """A value with the places in the note it was read from."""

    value: Any
    spans: tuple[tuple[int, int], ...]


@dataclass
class Reading:
    """One note being read. Readers claim marks, so that no amount is read twice, and leave the words they used."""

    text: str  # as read: wrapped lines joined, thousands by a comma, table bars and what is told of others blanked, every offset the note's
    original: str = ""  # the note as written, remarks that bear on nothing blanked
    whole: str = ""  # the note as written, from which is quoted
    told: str = ""  # as `text`, before anything was blanked
    follow_ups: tuple[
        int, ...
    ] = ()  # where each note begins that was said after the ones before, and replaces what differs
    marks: tuple[Mark, ...] = ()
    mentions: tuple[drugs.Mention, ...] = ()
    sentences: tuple[Part, ...] = ()
    dates: tuple[Dated, ...] = ()
    aside: tuple[Part, ...] = ()  # stretches blanked, because they are not told of this patient
    remarks: tuple[Part, ...] = ()  # stretches blanked, because they bear on nothing
    apart: list[tuple[int, int]] = field(default_factory=list)  # drugs named that are no course of the patient's
    held: frozenset[str] = frozenset()  # remarks that somebody said change nothing
    passed: dict[Part, None] = field(default_factory=dict)  # where they stand, as far as values hang on them
    clozapine_denied: tuple[int, int] | None = None  # where the note says that it was never given
    of_adherence: set[int] = field(default_factory=set)  # starts of sentences that tell shares of doses and no dose
    of_drug: dict[str, "Said"] = field(default_factory=dict)  # shares of doses that a later note tells of a drug alone
    claimed: set[int] = field(default_factory=set)  # starts of marks
    used: list[tuple[int, int]] = field(default_factory=list)
    in_order: list[tuple[int, int]] = field(default_factory=list)  # `used`, sorted when it is next asked for
    reach: list[int] = field(default_factory=list)  # how far those up to each of them reach
    of_samples: dict[tuple[str, Part], dict[bool | None, tuple[int, int]]] = field(default_factory=dict)
    cut: dict[Part, tuple[Part, ...]] = field(default_factory=dict)  # sentences whose clauses are known
    first_year: int | None = None  # of the courses, where each of them is dated
    plain: dict[Part, list[tuple[int, int]]] = field(default_factory=dict)  # remarks in a part that raise no doubt
    of_dose: dict[tuple[str, Part], list[tuple[int, int]]] = field(default_factory=dict)  # remarks on dose and length
    evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    questions: list[Ask] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, follow_ups: Sequence[int] = ()) -> "Reading":
        """The note with its amounts, drug names, sentences and dates found."""
        whole, told = text, grouped(joined(text))
        idle = remarks(told, sentences(told))
        original, told = blanked(whole, idle), blanked(told, idle)
        aside = not_told_of_patient(told)
        text = blanked(told, aside)
        known = dates(text)
        return cls(
            text,
            original,
            whole,
            told,
            tuple(follow_ups),
            tuple(_with_periods(text, [*amounts(text), *table_marks(blanked(original, aside))], known)),
            drugs.mentions(text),
            sentences(text),
            known,
            aside,
            idle,
        )

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where the marks, mentions and sentences begin, in which so much is looked up."""
        return {
            "marks": [mark.start for mark in self.marks],
            "mentions": [mention.start for mention in self.mentions],
            "sentences": [part.start for part in self.sentences],
        }

    @cached_property
    def drug_names(self) -> frozenset[tuple[str, str]]:
        """The names of antipsychotics in the note, as written and generic, each with its generic name."""
        named = [(self.text[m.start : m.end].lower(), m.drug.generic) for m in self.mentions if m.drug is not None]
        return frozenset((*named, *((one, one) for _, one in named)))

    def span(self, start: int, end: int) -> Span:
        """Words of the note."""
        return Span.model_construct(start=start, end=end, quote=self.whole[start:end])  # nothing to check

    def free(self, part: Part, *kinds: str) -> list[Mark]:
        """The marks of a part that nobody claimed."""
        marks = self.marked(*part)
        return [m for m in marks if m.start not in self.claimed and (m.kind in kinds or not kinds)]

    def marked(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that begin from one offset on and before another."""
        starts = self._starts["marks"]
        return self.marks[bisect_left(starts, start) : bisect_left(starts, end)]

    def named(self, start: int, end: int) -> Sequence[drugs.Mention]:
        """The drug names that begin from one offset on and before another."""
        starts = self._starts["mentions"]
        return self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def used_in(self, part: Part) -> list[tuple[int, int]]:
        """The words used that lie in a part or reach into it, in order."""
        if len(self.in_order) != len(self.used):
            self.in_order = sorted(self.used)
            self.reach = list(accumulate((end for _, end in self.in_order), max))
        first, last = bisect_right(self.reach, part.start), bisect_left(self.in_order, (part.end,))
        return [span for span in self.in_order[first:last] if span[1] > part.start]

    def in_date(self, place: int) -> bool:
        """Whether an offset lies in a date."""
        return any(d.start <= place < d.end for d in self.dates)

    def claim(self, *marks: Mark) -> None:
        """Take marks: they belong to one reader now."""
        for mark in marks:
            self.claimed.add(mark.start)
            self.used.append((mark.start, mark.end))

    def put(self, path: str, spans: Iterable[tuple[int, int]]) -> None:
        """Keep the words that the value at a path was read from; a number word read by its figure is kept whole."""
        new = tuple(self.span(start, self._whole(end)) for start, end in spans)
        self.evidence[path] = tuple(dict.fromkeys((*self.evidence.get(path, ()), *new)))
        self.used.extend((span.start, span.end) for span in new)

    def _whole(self, end: int) -> int:
        """Where the word ends that an offset stands in, if it is one of letters."""
        while 0 < end < len(self.text) and self.text[end - 1].isalpha() and self.text[end].isalpha():
            end += 1
        ones = _ONES.match(self.text, end)
        return ones.end() if ones else end

    def sentence_of(self, place: int) -> Part:
        """The sentence that holds an offset."""
        at = bisect_right(self._starts["sentences"], place) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].holds(place) else Part(place, place)

    def clause_of(self, place: int) -> Part:
        """The clause that holds an offset."""
        sentence = self.sentence_of(place)
        if sentence not in self.cut:
            self.cut[sentence] = clauses(self.text, sentence)
        return next((part for part in self.cut[sentence] if part.holds(place)), sentence)

    def newest(self, said: "Sequence[Said]") -> "list[Said]":
        """Of several statements those that were said last: in a follow-up, where there is one."""
        return self.latest(said, lambda one: one.spans[0][0])

    def latest(self, said: "Sequence[Found]", place: "Callable[[Found], int]") -> "list[Found]":
        """Of what was found those that stand in the last note of a conversation that has any."""
        last = max((self._note(place(one)) for one in said), default=0)
        return [one for one in said if self._note(place(one)) == last]

    def replaces(self, place: int, other: int) -> bool:
        """Whether what stands at a second offset was said in a later note than what stands at the first."""
        return self._note(place) < self._note(other)

    def follows_up(self, place: int) -> bool:
        """Whether an offset lies in a note that was said after another."""
        return self._note(place) > 0

    def next_note(self, place: int) -> int:
        """Where the note begins that was said next after the one that holds an offset; beyond the text where none was."""
        return next((start for start in self.follow_ups if start > place), sys.maxsize)

    def _note(self, place: int) -> int:
        return bisect_right(self.follow_ups, place)

    def words(self, part: Part) -> str:
        """The words of a part."""
        return self.text[part.start : part.end]

    def ask(self, datum: str, question: str, reason: str) -> None:
        """Leave a question where the note is ambiguous."""
        self.questions.append(Ask(datum=datum, question=question, reason=reason))

    def ask_for(self, remark: Part, datum: str, question: str, reason: str = AS_REASON) -> None:
        """Leave a question for the sake of a remark, which question or reason quote. Only what is quoted whole can be
        settled as a remark."""
        words = " ".join(self.original[slice(*remark)].split())[:_QUOTED].strip(" ,;")
        question, reason = question.replace("{remark}", words), reason.replace("{remark}", words)
        span = self.span(*remark) if self._is_quoted_whole(remark) else None
        self.questions.append(Ask(datum=datum, question=question, reason=reason, remark=span))

    def _is_quoted_whole(self, remark: Part) -> bool:
        return 0 < len(" ".join(self.whole[slice(*remark)].split())) <= _QUOTED

    def remark_around(self, start: int, end: int) -> Part:
        """What is quoted of the note where it is asked for the sake of some words: their sentence, if it is not long."""
        sentence = self.sentence_of(start)
        if sentence.end - sentence.start <= _QUOTED:
            return sentence
        return Part(max(sentence.start, start - _QUOTED // 4), min(sentence.end, max(end, start + _QUOTED // 2)))

    def is_settled(self, part: Part) -> bool:
        """Whether somebody said that a remark changes nothing."""
        if not self.held or not self._is_quoted_whole(part):
            return False
        if " ".join(self.whole[slice(*part)].split()) not in self.held:
            return False
        self.passed[part] = None
        return True

    def contradict(self, datum: str, words: str, spans: Sequence[tuple[int, int]]) -> None:
        """Note that two places cannot both hold."""
        self.contradictions.append(
            Contradiction(datum=datum, words=words, spans=tuple(self.span(*span) for span in spans))
        )
        self.used.extend(spans)


def _with_periods(text: str, marks: Iterable[Mark], known: Sequence[Dated]) -> list[Mark]:
    """The amounts, and a length of time for each pair of dates that says from when to when."""
    periods = [
        Mark("duration", one.start, two.end, days_between(one, two), "", "period")
        for one, two in pairwise(known)
        if one.first <= two.last and is_period(text, one, two)
    ]
    periods += [
        Mark("duration", one.start, one.end + found.end(), None, "", "since")
        for one in known
        if (found := _SINCE_THEN.match(text[one.end : one.end + 40]))
    ]
    rest = [m for m in marks if m.kind == "dose" or not any(p.start < m.end and m.start < p.end for p in periods)]
    once = {
        mark.start: mark for mark in sorted([*rest, *periods], key=lambda mark: mark.kind == "number", reverse=True)
    }
    return sorted(once.values(), key=lambda mark: mark.start)


def settled(reading: Reading, datum: str, name: str, said: Sequence[Said]) -> Said | None:
    """One value of several places: the same everywhere, or None with a contradiction shown and asked."""
    values: list[Any] = []
    for one in (said := reading.newest(said)):
        if one.value not in values:
            values.append(one.value)
    if not values:
        return None
    spans = tuple(span for one in said for span in one.spans)
    if len(values) == 1:
        return Said(values[0], spans)
    words = " and ".join(value.words() if isinstance(value, Range) else str(value) for value in values)
    reading.contradict(datum, f"The note gives {name} as {words}.", spans)
    reading.ask(datum, f"Which is right for {name}: {words.replace(' and ', ' or ')}?", "The note contradicts itself.")
    return None
