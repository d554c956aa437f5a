"""A judged case and its note in, a quiz item out: the checker's verdict as the key, its working as the explanation.

An option claims a verdict and what it rests on. It is wrong where the checker finds that criterion otherwise than the
option says; that is looked up in the report, never assumed.
"""

import random
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.criteria import check_case
from assistant.criteria.check import SAID
from assistant.criteria.doses import tables
from assistant.criteria.logic import findings_of
from assistant.criteria.ranges import Status
from assistant.criteria.ruleset import load
from assistant.criteria.types import Finding, PatientCase
from assistant.quiz.types import Difficulty, Level, Option, QuizItem, Vignette, new_item_id
from assistant.quiz.vignettes.proofs import GRANTED, Judged, Patient, reasons, settles

# What the checker takes for granted where sources differ: a stem says so wherever the verdict hangs on it.
TAKEN_AS = {
    "gap-1-week": "two levels have to be at least 2 weeks apart",
    "clozapine-above-350": "a clozapine level of exactly 350 ng/mL is high enough",
    "strict_350": "a clozapine level of exactly 350 ng/mL is high enough",
    "sofas-60-counts": "a SOFAS of exactly 60 does not count as impaired",
    "licensed-midpoint": "doses count by their chlorpromazine equivalents only",
    "twenty-percent-minimum": "a response that is told in words needs no scores",
    "level-is-a-source": "a plasma level is no source for adherence",
    "summed-weeks": "weeks of separate courses are not added up",
    "risperidone-paliperidone-two": "risperidone and paliperidone count as one drug",
    "clozapine-dose": "without a level the dose of clozapine shows nothing",
    "clozapine-12-weeks": "3 months are 90 days",
}
_OPENS: dict[Status, str] = {
    "not_met": "Not met, because this is not fulfilled",
    "unknown": "Cannot tell yet, because this is still open",
}
_IS: dict[Status, str] = {"met": "fulfilled", "not_met": "not fulfilled", "unknown": "still open"}
# Met where the note says nothing of it (L4, L5), open whatever it says (classes): a clinician may know better.
ASSUMED = ("L4", "L5", "classes")
NO_FIGURE = "no figure"  # the tables' words for what a definition leaves to judgement
MET = "Met: the criteria are fulfilled."
NOT_CLASSED = "It cannot be classed with what is told."
SETTLE = "Which of these, once known, would settle it?"
MOST_WRONG, FEWEST_OPTIONS = 3, 3


class Sheet(NamedTuple):
    """All that an item is written from. `place` is where among the options the key should stand, from 0."""

    found: Judged
    patient: Patient
    note: str
    level: Level
    place: int


def verdict_item(sheet: Sheet) -> QuizItem | None:
    """ "Does this patient meet ...?", with reasons; None where too few wrong answers can be proved wrong."""
    found, patient = sheet.found, sheet.patient
    why, frame = reasons(found), _frame(found)
    unproved = found.status != "met" and not why and not found.asked.by_class
    if frame is None or unproved or any(map(_is_contestable, why)):
        return None
    why = tuple(sorted(why, key=lambda one: one.id not in patient.moved.rules))
    options = _classes(found) if found.asked.by_class else _verdicts(found, why, patient)
    return _item(sheet, f"{sheet.note} {frame}{found.asked.question}", options, "verdict")


def settling_item(sheet: Sheet) -> QuizItem | None:
    """ "Which datum would settle it?", for what cannot be told yet; None where that cannot be proved."""
    found, patient = sheet.found, sheet.patient
    frame, asked_for = _frame(found), settles(found, patient)
    if frame is None or asked_for is None or any(map(_is_contestable, reasons(found))):
        return None
    key = Option(text=asked_for.key.question, is_key=True, why=asked_for.key.reason)
    wrong = [Option(text=ask.question, why=why) for ask, why in asked_for.others]
    chosen = _lots(patient, "data").sample(wrong, min(MOST_WRONG, len(wrong)))
    stem = f"{sheet.note} {frame}{found.asked.question} It cannot be told yet. {SETTLE}"
    return _item(sheet, stem, (key, *chosen), "settles")


def _verdicts(found: Judged, why: Sequence[Finding], patient: Patient) -> tuple[Option, ...]:
    """The right verdict with its reason, first; then wrong ones."""
    looked_at = [one for one in _distinct(findings_of(found.node)) if one.observed and not _is_contestable(one)]
    lots = _lots(patient, "reasons").sample(looked_at, len(looked_at))
    lots.sort(key=lambda one: (one.id not in patient.moved.rules, not one.boundary))
    met = [one for one in lots if one.status == "met"]
    key = _claim(found.status, why[0], is_key=True) if why else Option(
        text=MET, is_key=True, why=f"Every criterion is met. {_because(lots[0])}"
    )  # fmt: skip
    wrong = [] if found.status == "met" else [Option(text=MET, why=_because(why[0]))]
    wrong += [_claim("unknown", one) for one in (met[1:] or met or list(why))[:1] if found.status != "unknown"]
    spare = met or ([one for one in why if one.status == "unknown"] if found.status == "unknown" else [])
    wrong += [_claim("not_met", one) for one in spare if _claim("not_met", one).text != key.text]
    if found.status == "unknown":
        wrong += [_claim("unknown", one) for one in met[1:2]]
        wrong = [*wrong[:2], *wrong[-1:]] if len(wrong) > MOST_WRONG else wrong
    return key, *list({one.text: one for one in wrong}.values())[:MOST_WRONG]


def _claim(status: Status, finding: Finding, *, is_key: bool = False) -> Option:
    """An option: a verdict, and the criterion on which it is said to rest."""
    text = f"{_OPENS[status]}: {_needed(finding)} (here: {_here(finding)})."
    return Option(text=text, is_key=is_key, why=_because(finding))


def _is_contestable(finding: Finding) -> bool:
    """Whether no claim on it is plainly right or wrong, so that neither a key nor a wrong answer may rest on it."""
    return finding.id in ASSUMED or NO_FIGURE in finding.required


def _needed(finding: Finding) -> str:
    subject = re.sub(r"^(?:level|count) \d+$", "", finding.subject)  # there is one only
    return f"{subject}: {finding.required}" if subject else finding.required


def _here(finding: Finding) -> str:
    """What is known; of a response that scores tell, the scores."""
    return finding.working if finding.working and finding.id in ("T5", "C1f") else finding.observed


def _because(finding: Finding) -> str:
    """What the checker finds of a criterion."""
    here = _here(finding)
    working = f" {finding.working.rstrip('.')}." if finding.working not in ("", here) else ""
    return f"This is {_IS[finding.status]}: {_needed(finding)}; here: {here}.{working}"


def _classes(found: Judged) -> tuple[Option, ...]:
    """The class that the checker gives, then those that it gives to other counts under the same rules."""
    label = found.verdict.label
    if found.status == "unknown" or not label or found.verdict.readings:
        return ()
    others = [one for one in _labels(found.case) if one != label]
    wrong = [Option(text=_sentence(one), why=found.verdict.because) for one in others[:MOST_WRONG]]
    if len(wrong) < MOST_WRONG:
        wrong.append(Option(text=NOT_CLASSED, why="Count, rules and all that they ask for are told."))
    return Option(text=_sentence(label), is_key=True, why=found.verdict.because), *wrong


def _labels(case: PatientCase) -> list[str]:
    """The classes of the rules that apply, each got by checking the case with a count at its limit."""
    row = load("neutrophils.yaml")["jurisdictions"][case.jurisdiction]  # told, where there is a class
    counts = {0, *(one["from"] for kind in ("general", "ben") for one in row.get(kind, ()))}
    counts |= {row["start"][kind] for kind in ("general", "ben") if row["start"].get(kind)}
    told = case.model_dump(mode="json", exclude_defaults=True)
    labels = []
    for number in sorted(counts):
        tried = {"value": number, "unit": "/uL", "white_cells": 100_000}
        report = check_case(PatientCase.model_validate(told | {"neutrophils": [tried]}), asked=("anc",))
        labels.append(next(one.label for one in report.details if one.name == "neutropenia"))
    return list(dict.fromkeys(labels))


def _frame(found: Judged) -> str | None:
    """What the stem has to say so that no other reading of the sources overturns the key; None where it cannot."""
    readings = () if found.verdict.name in ("response", "neutropenia") else found.verdict.readings
    disputed = found.status == "unknown" and any(one.status != "unknown" for one in readings)
    if disputed or any(one.id not in TAKEN_AS for one in readings):
        return None  # what is open because sources differ is no missing datum
    said = [TAKEN_AS[one.id] for one in readings]
    if found.report.doses and any(one.id in ("T3", "dose") for one in findings_of(found.node)):
        citation = tables()[0].citation
        said.insert(0, f"doses are converted by the table of {citation.split(',')[0]}, {_year(citation)}")
    if not said:
        return ""
    return f"{GRANTED}{' and that '.join(said)}.) "


def _item(sheet: Sheet, stem: str, options: Sequence[Option], asks: str) -> QuizItem | None:
    """The item, its key (the first option) moved to the place wanted; None with fewer than three options."""
    found, patient, about = sheet.found, sheet.patient, sheet.found.asked
    proof = found.report.certificate
    if len(options) < FEWEST_OPTIONS or proof is None:
        return None
    key, *wrong = options
    shown_in = _lots(patient, "places").sample(wrong, len(wrong))
    shown_in.insert(sheet.place % len(options), key)
    decides = [*reasons(found), *(one for one in findings_of(found.node) if one.id in patient.moved.rules)]
    shown = [one for one in _distinct(decides) if one.observed] or _distinct(findings_of(found.node))
    return QuizItem(
        item_id=new_item_id("vignette", proof.case_hash, about.verdict, about.question, asks),
        kind="vignette", stem=stem, key=key.text, options=tuple(shown_in), explanation=_explained(found, shown),
        vignette=Vignette(case=found.case, definition=about.verdict, verdict=found.status,
                          ruleset_hash=proof.ruleset_hash, report_hash=proof.report_hash),
        level=sheet.level, difficulty=_difficulty(found, patient), topic=about.topic, jurisdiction=about.jurisdiction,
        source_title=found.verdict.reference or shown[0].reference or found.verdict.title,
        reference=shown[0].reference, checked=shown[0].checked, year=about.year or _year(found.verdict.reference),
    )  # fmt: skip


def _explained(found: Judged, shown: Sequence[Finding]) -> str:
    """The checker's working: what decides, what other readings and dose tables would give, who has to judge."""
    verdict = found.verdict
    lines = [f"{verdict.title}: {verdict.label or SAID[verdict.status]}."]
    for one in shown:
        note = f"; {one.check_note.rstrip('.')}" if one.check_note else ""
        source = f" ({one.reference}; {one.checked}{note})" if one.reference else ""
        lines.append(f"{one.criterion} {_because(one)}{source}")
    for reading in verdict.readings:
        words = reading.words.rstrip(".")
        lines.append(f"Under another documented reading it would be “{SAID[reading.status]}”: {words}.")
    differ = [one for one in found.report.tables if found.report.depends_on_table and not one.is_default]
    if differ and verdict.name in ("trrip_minimum", "trrip_optimum"):
        said = "; ".join(f"{one.table}: {SAID[getattr(one, verdict.name)]}" for one in differ)
        lines.append(f"The verdict depends on the dose table. By others: {said}.")
    lines += verdict.says if verdict.name == "neutropenia" else ()
    lines.append(found.report.closing)
    return " ".join(lines)


def _difficulty(found: Judged, patient: Patient) -> Difficulty:
    """By how many criteria have to be weighed, and whether the datum in question is there. Not measured on learners."""
    if len(list(_distinct(findings_of(found.node)))) < 3:
        return "easy"
    return "medium" if patient.where == "missing" or len(found.asked.boundaries) < 6 else "hard"


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    return list({(one.id, one.subject, one.observed): one for one in findings}.values())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _year(reference: str) -> str:
    return next(iter(re.findall(r"\b(?:19|20)\d\d\b", reference)), "")


def _lots(patient: Patient, purpose: str) -> random.Random:
    """Chance that is the patient's own: what is drawn for one purpose does not change what is drawn for another."""
    return random.Random(f"{patient.seed}/{purpose}")
