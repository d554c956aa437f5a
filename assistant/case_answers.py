"""A short answer to what a report asked, as the sentence of a note that it stands for: "85%" is "Adherence: 85%."

The sentence is read like any other note, and tells the reader how the answer was understood. An answer that fits no
question, or several and not the first, stays as it was written: nobody knows what was meant.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria import read_case
from assistant.criteria.types import Ask, CaseDraft, PatientCase

LONGEST = 80  # characters of a short answer
_YES = re.compile(r"\W*(?:yes|yeah|yep|correct|it was|they were)\W*", re.I)
_NO = re.compile(r"\W*(?:no|nope|it was not|they were not)\W*", re.I)
# A figure as counts have it, with words that tell it from the one before: "1.2 today", "repeated: 2.1".
_BESIDE_COUNT = (
    r"(?:repeat(?:ed)?|re-?check(?:ed)?|latest|new(?: one)?|the|is|was|it['’]s|it|now|today['’]?s?|tonight|yesterday"
    r"|this (?:morning|afternoon|evening|week)|again|then|and|since|result|another|next|after that)"
)
_COUNT = re.compile(rf"\W*(?:{_BESIDE_COUNT}\W+)*\d{{1,2}}\.\d{{1,2}}(?:\W+{_BESIDE_COUNT})*\W*", re.I)
# What may stand beside a value; other words might deny it, doubt it or tell of another ("not 90%", "8 weeks planned").
_PLAIN = frozenset(
    """
    a about all also an and approx approximately around at by circa continuously daily doses each every exactly for from
    full her his in it its last least mg more now of oral over past plus roughly since so some than that the their them
    then these they this to total was were with
    """.split()
)
# What is asked for, by its place in the case -> the sentence that an answer completes.
_SENTENCES = {
    r"adherence\.percent": "Adherence: {answer}.",
    r"adherence\.sources": "Adherence is known from {answer}.",
    r"symptom_days": "The present symptoms have lasted for {answer}.",
    r"days_in_remission": "In remission for {answer}.",
    r"jurisdiction": "{answer} rules.",
    r"ratings\.SOFAS\.score": "SOFAS {answer}.",
    r"ratings\.PANSS\.items": "PANSS: {answer}.",
    r"trials\.(\d+)\.days_at_dose": "{drug} for {answer} at that dose.",
    r"trials\.(\d+)\.dose_mg": "{drug} {answer}.",
    r"trials\.(\d+)\.interval_days": "{drug} {answer}.",
    r"trials\.(\d+)\.response": "{drug}: {answer}.",
}
_IF_YES = {r"levels\.\d+\.trough": "The sample was a trough.", r"levels\.\d+\.steady": "The level was at steady state."}
_IF_NO = {r"levels\.\d+\.trough": "The sample was no trough.", r"levels\.\d+\.steady": "The level was not steady.",
          r"trials\.(\d+)\.concurrent": "{drug} was given as monotherapy."}  # fmt: skip


def in_full(text: str, case: PatientCase, questions: Sequence[Ask]) -> str:
    """The text, or the sentence it stands for where it is a short answer to one of the questions.

    >>> asked = [Ask(datum="symptom_days", question="For how long?", reason=""),
    ...          Ask(datum="adherence.percent", question="What share of the doses?", reason="")]
    >>> in_full("about 85 %", PatientCase(), asked), in_full("Thank you", PatientCase(), asked)
    ('Adherence: about 85 %.', 'Thank you')
    """
    answer = text.strip().rstrip(".!")
    if not answer or len(answer) > LONGEST or answer.endswith("?") or not _says_nothing_alone(answer):
        return text
    if _COUNT.fullmatch(answer) and _is_of_counts(case):
        return f"ANC {answer}."
    fits = [(ask, one) for ask in questions for one in _sentences(ask, answer, case) if _tells(one, ask)]
    return fits[0][1] if fits and (len(fits) == 1 or fits[0][0] is questions[0]) else text


def _is_of_counts(case: PatientCase) -> bool:
    """Whether a bare figure can be of nothing but a count: no other drug, no level and no rating was told."""
    others = any(trial.drug.lower() not in ("clozapine", "clozaril") for trial in case.trials)
    return bool(case.neutrophils) and not (others or case.levels or case.ratings or case.changes)


def _says_nothing_alone(answer: str) -> bool:
    """Whether words need their question to be understood: they hold no datum, or name none but who saw it taken."""
    alone = read_case(answer).case
    sources = alone.adherence and alone.adherence.percent is None
    return alone == PatientCase(adherence=alone.adherence if sources else None)


def _is_plain(answer: str, sentence: str, ask: Ask) -> bool:
    """Whether every word of an answer was read, or is one that changes nothing."""
    read = [span for spans in _read(sentence, ask).evidence.values() for span in spans]
    shift = len(_beside(ask)) + sentence.index(answer)
    words = re.finditer(r"[^\W\d_]+|\?", answer)
    return all(
        m.group().lower() in _PLAIN or any(one.start <= m.start() + shift < one.end for one in read) for m in words
    )


def _read(sentence: str, ask: Ask) -> CaseDraft:
    return read_case(_beside(ask) + sentence)


def _beside(ask: Ask) -> str:
    """What must stand beside an answer for it to be read: a jurisdiction is one of a count only."""
    return "ANC 2.0. " if ask.datum == "jurisdiction" else ""


def _sentences(ask: Ask, answer: str, case: PatientCase) -> Iterator[str]:
    for told, pattern in ((_YES.fullmatch(answer), _IF_YES), (_NO.fullmatch(answer), _IF_NO)):
        if told:
            yield from _completed(ask, pattern, answer, case)
    yield from (full for full in _completed(ask, _SENTENCES, answer, case) if _is_plain(answer, full, ask))


def _completed(ask: Ask, sentences: dict[str, str], answer: str, case: PatientCase) -> Iterator[str]:
    for datum, sentence in sentences.items():
        place = re.fullmatch(datum, ask.datum)
        if place:
            drug = case.trials[int(place[1])].drug if place.groups() and int(place[1]) < len(case.trials) else ""
            yield sentence.format(answer=answer, drug=drug.capitalize())


def _tells(sentence: str, ask: Ask) -> bool:
    """Whether a sentence, read alone, gives what was asked for."""
    case = _read(sentence, ask).case
    *_, last = ask.datum.split(".")
    if ask.datum.startswith("levels."):
        return True  # said of the level told before
    if ask.datum.startswith("trials."):
        return any(getattr(trial, last, None) is not None for trial in case.trials)
    if ask.datum.startswith("adherence."):
        return case.adherence is not None and bool(getattr(case.adherence, last))
    if ask.datum.startswith("ratings."):
        return bool(case.ratings)
    return getattr(case, ask.datum, None) is not None
