"""What a conversation told of a patient: the notes that count, read with what is typed next.

What was only supposed or asked tells nothing, and what was told of another patient before is none of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant import cases
from assistant.case_levels import AGAIN, as_corrected
from assistant.case_patients import Person, introduces, meant_by, pointed_to, without_pointing
from assistant.case_remark import Remark
from assistant.criteria import read_case
from assistant.criteria.types import CaseDraft, CaseReport, PatientCase
from assistant.errors import BadInput
from assistant.records import Turn

Told = tuple[str, CaseReport]  # a note as it was typed, and the report on it

ANOTHER = re.compile(  # "ok next patient:", "pt B then:"
    r"^\W*(?:(?:ok(?:ay)?|right|now|and|so|then|thanks?|fine|good|great|on to|the|a|my|our|here(?:['’]s| is)"
    r"|(?:i )?have|got)\W+)*"
    r"(?:(?:next|new|another|(?:a )?different|second|third|other) (?:(?:young|old|older|elderly|male|female) )?"
    r"(?:pt|patient|case|client|lady|gentleman|man|woman|guy|chap|lad|bloke|fellow)|next one"
    r"|(?<=my )other one|(?<=our )other one"
    r"|(?:pt|patient|case) (?:[b-e2-9]|no\.? ?[2-9]|number (?:two|three|[2-9])|two|three))\b"
    r"(?:\W+(?:then|now|please|is)\b)?\W*",
    re.I,
)
_AGE = r"(?:1[5-9]|[2-9]\d)"
_WHO = r"(?:pt|patient|case|client|lady|gentleman|man|woman|guy|chap|lad|bloke|brother|sister|cousin|twin|nephew|niece)"
_INTRODUCES = (  # what a patient begins with: age and sex, a label, a relation to the one before
    re.compile(  # "45F", "f/22", "Female, 60"; capitals tell "24M" from 24 months
        rf"^(?:\W*[\w'’]+\W+){{0,2}}?{_AGE}\s?[mf](?=[ ,.;:])"
        rf"|^(?:\W*[\w'’]+\W+){{0,10}}?(?:{_AGE}\s?(?:yo\s?|y/o\s?|y\s?)?[/ ]?[MF](?![\w'’])"
        rf"|[MFmf]\s?/?\s?{_AGE}(?![\w.%])|(?:[Ff]em|[Mm])ale,? \d)"
    ),
    re.compile(
        r"^\W*(?:and )?(?:(?:bed|subject|vignette|case|pt|patient|participant) \w{1,4}[:.,]|\d{1,3}(?:st|nd|rd|th)?:"
        r"|different one\b|(?:\w+\W+){0,3}one more\b)",
        re.I,
    ),
    re.compile(  # "his cousin then: 31,", "also a lady, aged thirty"
        r"\b(?:different|(?:my|the|and|or) other|second|younger|elder|older|also (?:a|the)|his|her)"
        rf"(?: \w+)? {_WHO}\b"
        rf"[^\n]{{0,60}}\b(?:{_AGE}(?=\s?(?:[,.:;]|years|yrs|yo\b))|aged )",
        re.I,
    ),
)
_WHAT_IF = re.compile(r"^\W*(?:and |or |so )?what if\b", re.I)
_SHOWN = 60  # characters of a note, by which it is known whose it is
LIKELY_ANOTHER = 0.3  # of a text that tells data: two patients must not be made one


class History(NamedTuple):
    """The notes on one patient, oldest first, and the remarks in them that were said to change nothing."""

    notes: tuple[str, ...]
    held: frozenset[str] = frozenset()

    def case(self) -> PatientCase:
        """What they say of the patient."""
        return cases.read(self.notes[-1], self.notes[:-1], self.held).case if self.notes else PatientCase()

    def report(self) -> CaseReport:
        """The report on them; there has to be one."""
        return cases.report(self.notes[-1], self.notes[:-1], self.held)

    def report_with(self, text: str) -> CaseReport:
        """The report on them and on a text after them. Raises BadInput where the text cannot be read."""
        *before, newest = as_corrected((*self.notes, text)) or (text,)
        return cases.report(newest, before, self.held)

    def read_with(self, text: str) -> CaseDraft | None:
        """What they and a text after them say; None where it cannot be read."""
        *before, newest = as_corrected((*self.notes, text)) or (text,)
        try:
            return cases.read(newest, before, self.held)
        except BadInput:
            return None

    def adding(self, text: str) -> CaseDraft | None:
        """What they and a text after them say, where anything is read of the text itself."""
        draft = self.read_with(text)
        begins = len(draft.text) - len(cases.legible(text.removeprefix(AGAIN))) if draft else 0
        is_read = draft is not None and any(one.start >= begins for read in draft.evidence.values() for one in read)
        return draft if is_read else None

    def changes_by(self, text: str) -> bool:
        """Whether something is read of a text, and the case is another by it."""
        draft = self.adding(text)
        return draft is not None and cases.substance(draft.case) != cases.substance(self.case())


def told_in(turns: Sequence[Turn]) -> list[Told]:
    """The notes of a conversation, oldest first, with the report on each."""
    return [(turn.question, turn.reply) for turn in turns if isinstance(turn.reply, CaseReport)]


def of_the_last_patient(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The turns on the patient whom the last of them is of; all where one patient was told of."""
    of = _told_of([(one.question, one.reply if isinstance(one.reply, CaseReport) else None) for one in turns])
    return [one for one, place in zip(turns, of.places, strict=True) if place == of.current]


class _Of(NamedTuple):
    """The patients of a conversation, and which of them each of its turns is of."""

    people: tuple[Person, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def current(self) -> int:
        """Whom was spoken of last."""
        return self.places[-1] if self.places else 0

    @property
    def person(self) -> Person:
        """The patient spoken of last, or somebody of whom nothing is known."""
        return self.people[self.current] if self.people else Person()


def _told_of(turns: Sequence[tuple[str, CaseReport | None]]) -> _Of:
    people, places, current = [Person()], list[int](), 0
    for text, one in turns:
        if one is not None and one.meant == "another":
            is_first = people == [Person()]
            people, current = (people, 0) if is_first else ([*people, Person()], len(people))
        elif one is not None:
            found = meant_by(text, people, current)
            current = current if found is None else found
        if one is not None and one.meant in ("told", "another") and not stands_alone(text):
            people[current] = Person((*people[current].notes, text))
        places.append(current)
    return _Of(tuple(people), tuple(places))


def of_the_meant(text: str, told: Sequence[Told]) -> list[Told]:
    """What was told of the patient whom a text is of: of the one it points to, or who was spoken of last."""
    of = _told_of(told)
    found = meant_by(text, of.people, of.current)
    place = of.current if found is None else found
    own = [one for one, where in zip(told, of.places, strict=True) if where == place]
    return own if len(of.people) == 1 else [(without_pointing(words), one) for words, one in own]


def points(text: str, told: Sequence[Told]) -> bool:
    """Whether a text points to one of several patients told of."""
    of = _told_of(told)
    return meant_by(text, of.people, of.current) is not None


def whose(text: str, told: Sequence[Told]) -> str:
    """The first words on the patient whom a text is of, where several were told of; nothing where one was."""
    if len(_told_of(told).people) == 1:
        return ""
    notes = history(text, told).notes
    return _shortened(notes[0]) if notes else ""


def _shortened(note: str) -> str:
    words = " ".join(note.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]} ..."


def history(note: str, told: Sequence[Told]) -> History:
    """What a note goes on from: what was told of the patient, or the supposed trial whose question it answers."""
    if stands_alone(note):
        return History(())
    last, report_on_it = told[-1] if told else ("", None)
    is_asked_back = report_on_it is not None and bool(report_on_it.questions) and stands_alone(last)
    if is_asked_back and not cases.names_a_patient(note) and not read_case(cases.legible(note)).case.trials:
        return History((last,))
    own = of_the_meant(note, told)
    return History(as_corrected(tuple(_notes(own))), _held(own))


def shown_last(text: str, told: Sequence[Told]) -> History:
    """What the report is of that a text asks about, the last on its patient, be it asked by rule of nobody."""
    own = of_the_meant(text, told) or told
    last = next((words for words, one in reversed(own) if one.meant in ("told", "another")), own[-1][0])
    return History((last,)) if stands_alone(last) else history("", own)


def stands_alone(text: str) -> bool:
    """Whether it asks by rule of nobody: a trial it supposes is none of the patient talked about before or after."""
    return cases.asks_by_rule(cases.legible(text)) and not cases.names_a_patient(text)


def begins_another(text: str, likely: Remark, told: Sequence[Told] = ()) -> bool:
    """Whether a text begins with another patient: by its first words, an introduction, what it is like, or its sex."""
    of = _told_of(told)
    if pointed_to(text, of.people, of.current) is not None:
        return False
    if _WHAT_IF.search(text) and not ANOTHER.search(text):
        return False
    if likely.kind == "another" or ANOTHER.search(text):
        return True
    if likely.kind == "supposes":
        return False
    if likely.kind == "tells" and "?" not in text:
        has_data = any(map(str.isdigit, text))
        if any(one.search(text) for one in _INTRODUCES) or (has_data and likely.shares["another"] >= LIKELY_ANOTHER):
            return True
    is_new = introduces(text, of.person) or (
        meant_by(text, of.people, of.current) is None
        and (not of.person.could_be(text) or any(one.search(text) for one in _INTRODUCES))
    )
    return is_new and cases.tells_data(text)


def without_opening(text: str) -> str:
    """A note on another patient without the words that say so: read by itself, it speaks of one.

    >>> without_opening("ok next pt. 71M, haloperidol 3 mg")
    '71M, haloperidol 3 mg'
    """
    return ANOTHER.sub("", text, count=1)


def _notes(told: Sequence[Told]) -> Iterator[str]:
    for text, one in told:
        if one.meant == "another":
            yield without_opening(text)
        elif one.meant == "told" and not stands_alone(text):
            yield text


def _held(told: Sequence[Told]) -> frozenset[str]:
    """The remarks that the reports before a confirmation asked about."""
    held = frozenset[str]()
    for place, (_, one) in enumerate(told):
        if one.meant == "confirmed":
            held |= in_doubt(told[:place])
    return held


def in_doubt(told: Sequence[Told]) -> frozenset[str]:
    """The remarks that the last report asks about, for whose sake values were left out."""
    asks = told[-1][1].questions if told else ()
    return frozenset(ask.remark.quote for ask in asks if ask.remark)
