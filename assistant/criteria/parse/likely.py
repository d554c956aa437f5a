"""Lengths of time that no reader took, where the note may tell with them what is missing: asked about with their words.

They are taken once somebody says that they hold. Nothing is reckoned here that is not written as a length or from one
date to another.
"""

from collections.abc import Sequence

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, latest, place_in
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.symptom_words import DELUSIONAL, ILL, PRESENT, SYMPTOM

_SHORTEST = 14  # days; what is shorter decides nothing
_FAR = 320  # characters after a drug's name in which a length may still be that of its course
_OF_ILLNESS = Caseless(r"\b(?:unwell|ill(?:ness)?|like\s+(?:this|that)|this\s+(?:way|picture|state)|episode|relapse)\b")
_OF_ELSE = Caseless(
    r"\b(?:ago|old|aged?|titrat\w*|dos(?:e|es|age)|adheren\w*|complian\w*|missed|levels?|trough|steady|smok\w*|remission|well|married|divorced|unemployed|sentence|born|pregnan\w*|appointments?|review\w*|interview\w*|later|PANSS|BPRS|follow-?ups?|leave|DUP|untreated|prodrom\w*|diagnos\w*)\b|\?"
)
_NOT_AT_DOSE = Caseless(
    r"\b(?:titrat\w*|build\w*|lead-?in|run-?up|ago|old|aged?|apart|later|between|levels?|trough|sample|missed|wash-?out|gap|break|half-?life|smok\w*|remission|well|off|stopp\w*|without|skip\w*|refus\w*|declin\w*|interrupt\w*|abroad|away|paus\w*|ran\s+out|only|planned|until|no\s+(?:number|dates?|length))\b|\?"
)


def symptoms_likely(reading: Reading) -> Said | None:
    """How long the present symptoms have lasted, where somebody said that words left over mean it; else it is asked."""
    for mark in reading.marks:
        part = _left_over(reading, mark)
        if part is None or any(m.drug for m in reading.named(*part)) or _OF_ELSE.search(reading.text, *part):
            continue
        if not any(words.search(reading.text, *part) for words in (SYMPTOM, ILL, DELUSIONAL, PRESENT, _OF_ILLNESS)):
            continue
        if reading.is_settled(part):
            return Said(mark.value, ((mark.start, mark.end),))
        question = "Have the present symptoms lasted for so long: “{remark}”? If so “it holds”, else: for how long?"
        reading.ask_for(part, "symptom_days", question, "The note does not say it in plain words.")
        return None
    return None


def place_likely(reading: Reading, told: Sequence[Told]) -> None:
    """Give the courses without a length the one that somebody said is theirs; where one is left over, it is to be asked
    about."""
    for one in told:
        if any(step.has(name) for step in one.steps for name in ("days_at_dose", "days")) or "length" in one.doubts:
            continue
        for mark in reading.marks:
            part = _left_over(reading, mark)
            if part is None or not _is_after(reading, told, one, mark) or _NOT_AT_DOSE.search(reading.text, *part):
                continue
            if reading.is_settled(part):
                one.last.values["days_at_dose"] = Said(mark.value, ((mark.start, mark.end),))
                reading.claim(mark)
            else:
                one.likely_length = part
            break


def _left_over(reading: Reading, mark: Mark) -> Part | None:
    """The words around a length of time that no reader took, to be quoted; None for what is none, or holds otherwise."""
    if mark.kind != "duration" or mark.start in reading.claimed or mark.value is None or mark.value.low is None:
        return None
    part = reading.remark_around(mark.start, mark.end)
    return None if mark.value.low < _SHORTEST or part in reading.passed else part


def _is_after(reading: Reading, told: Sequence[Told], one: Told, mark: Mark) -> bool:
    """Whether a course is the one that a length of time follows in its sentence, or in one that names no drug."""
    sentence = reading.sentence_of(mark.start)
    here = [course for course in told if any(sentence.holds(start) for start, _ in course.said)]
    if here:
        before = [course for course in here if place_in(course, sentence) < mark.start]
        return bool(before) and max(before, key=lambda course: place_in(course, sentence)) is one
    before = [course for course in told if course.said[0][0] < sentence.start]
    if not before or reading.named(*sentence) or latest(before, sentence) is not one:
        return False
    return mark.start - max(end for _, end in one.said if end <= mark.start) < _FAR
