"""A CaseReport in, lines of words for a clinician out: the verdicts, each criterion, and what would decide it.

Code alone made the verdicts; this only words them. `working` adds how each came about.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assistant.criteria.ranges import Status
from assistant.criteria.types import CaseDraft, CaseReport, Checked, DoseEquivalent, Finding, Meant, Span, Verdict
from assistant.paragraphs import Line, Words

STATUS: Mapping[Status, str] = {"met": "met", "not_met": "not met", "unknown": "cannot tell yet"}
SOURCE_CHECKED: Mapping[Checked, str] = {
    "primary": "read in the primary source",
    "secondary": "read in a secondary source",
    "recalled": "recalled, not yet checked against a source",
    "ours": "our choice, not a published rule",
}
MEANT: Mapping[Meant, str] = {
    "told": "",
    "another": "Taken for another patient: what was told before is left out.",
    "confirmed": "The words that were asked about are taken to hold, or to change nothing of what was told.",
    "supposed": "Only supposed: what was told before stays as it was.",
    "asked": "Taken for a question on the report: nothing of it was read as data.",
}
_NOTHING_READ = (
    "Nothing of what was supposed was understood, so this is no answer to it: what follows is the verdict without it."
    " Name the datum, as in “what if adherence was 70 %?”."
)
ABOUT_RESISTANCE = {"trrip", "clozapine_resistance", "definition", "trial_adequate"}  # topics that need all criteria


class _Reference(NamedTuple):
    """A publication, and how far what is used of it was checked: one number stands for both."""

    words: str
    checked: Checked


def of_case(report: CaseReport, working: bool = False) -> Iterator[Line]:
    """The whole report, the answer first. What was not asked is left to the working, unless it is about resistance."""
    whole = working or bool(ABOUT_RESISTANCE & set(report.asked))
    references = _references(report, whole)
    lines = [_said("", report.headline, strong=not report.nothing_read), _said("", meant_words(report))]
    yield from (line for line in (reversed(lines) if report.nothing_read else lines) if line.words)
    if report.draft:
        yield from _doubts(report.draft)
    yield from _verdicts(report, references, whole, working)
    if report.findings and whole:
        yield _heading("Criterion by criterion (TRRIP)")
        yield from (_finding(finding, references, working) for finding in report.findings)
        yield from _state(report)
    yield from _questions(report)
    if whole:
        yield from _listed("Possible pseudo-resistance, to be ruled out first", report.pseudo_resistance)
        yield from _listed("To bear in mind", report.flags)
    if working:
        yield from _doses(report)
        yield from _listed("Rules whose source is still to be settled", report.unsettled)
    if report.draft:
        yield from _left_out(report.draft)
    yield _heading("Criteria taken from")
    for reference, number in references.items():
        yield Line("source", (Words(f"{number}. ", "marker"), Words(_source(reference))))
    yield _said("", report.closing, strong=True)
    yield from _certificate(report)


def meant_words(report: CaseReport) -> str:
    """How the words typed were taken, and of whom where a conversation tells of several; nothing where it is plain."""
    whose = f"Of the patient of “{report.whose}”: what was told of another is left out." if report.whose else ""
    return f"{_NOTHING_READ if report.nothing_read else MEANT[report.meant]} {whose}".strip()


def status_words(verdict: Verdict) -> str:
    """A verdict's class, or met, not met, cannot tell yet."""
    return verdict.label or STATUS[verdict.status]


def _references(report: CaseReport, whole: bool) -> dict[_Reference, int]:
    """The publications that the shown verdicts and criteria rest on, numbered in the order of their mention."""
    shown: list[Verdict | Finding] = [*_asked(report)]
    if whole:
        shown += [*report.details, *report.findings]
    once = dict.fromkeys(_Reference(one.reference, one.checked) for one in shown if one.reference)
    return {one: number for number, one in enumerate(once, 1)}


def _asked(report: CaseReport) -> list[Verdict]:
    """The verdicts that answer what was asked: those that the headline names."""
    return [one for one in report.details if f"{one.title}:" in report.headline]


def _source(reference: _Reference) -> str:
    return f"{reference.words.rstrip('.')} ({SOURCE_CHECKED[reference.checked]})."


def _verdicts(report: CaseReport, references: Mapping[_Reference, int], whole: bool, working: bool) -> Iterator[Line]:
    """What was asked in full; the other definitions a line each."""
    asked = _asked(report)
    others = [one for one in report.details if one not in asked] if whole else []
    yield _heading("Verdicts")
    for verdict in asked:
        yield Line("paragraph", _verdict(verdict, references))
        yield from _about(verdict, working)
    if others:
        yield _heading("Other definitions, and each trial")
    for verdict in others:
        yield Line("item", _verdict(verdict, references))
        yield from _about(verdict, working) if working else ()


def _verdict(verdict: Verdict, references: Mapping[_Reference, int]) -> tuple[Words, ...]:
    because = verdict.because
    why = f". {because} " if because.endswith(".") else f", because {because}. " if because else ". "
    number = references.get(_Reference(verdict.reference, verdict.checked))
    return Words(f"{verdict.title}: "), Words(status_words(verdict), "strong"), Words(why), _marker(number)


def _about(verdict: Verdict, working: bool) -> Iterator[Line]:
    """What the source says of that class; with the working, the readings under which it would be another."""
    yield from (_item("", said) for said in verdict.says)
    for reading in verdict.readings if working else ():
        label = f"If read otherwise ({SOURCE_CHECKED[reading.checked]}): "
        yield _item(label, f"{reading.words}: {STATUS[reading.status]}")


def _finding(finding: Finding, references: Mapping[_Reference, int], working: bool) -> Line:
    number = references.get(_Reference(finding.reference, finding.checked))
    about = f"{finding.subject}: " if finding.subject else ""
    edge = "Exactly on the limit. " if finding.boundary else ""
    told = f"{about}{finding.criterion} Found: {finding.observed}. Required: {finding.required}. {edge}"
    words = (Words(f"{STATUS[finding.status]}: ", "strong"), Words(told), _marker(number))
    return Line("item", (*words, *(_working(finding) if working else ())))


def _working(finding: Finding) -> Iterator[Words]:
    for label, words in (("Working: ", finding.working), ("Still to settle: ", finding.check_note),
                         ("From the note: ", _quoted(finding.evidence))):  # fmt: skip
        if words:
            yield Words(f" {label}", "label")
            yield Words(words if words.endswith((".", "?")) else f"{words}.")


def _state(report: CaseReport) -> Iterator[Line]:
    """What TRRIP asks to be stated beside the verdict."""
    if report.domains:
        yield _said("Symptom domains: ", ", ".join(report.domains))
    if report.time_course:
        yield _said("Time course: ", report.time_course)


def _questions(report: CaseReport) -> Iterator[Line]:
    if report.questions:
        yield _heading("What would decide it")
    for number, ask in enumerate(report.questions, 1):
        why = f" Why: {ask.reason}" if ask.reason else ""
        yield Line("source", (Words(f"{number}. ", "marker"), Words(ask.question), Words(why, "label")))


def _doses(report: CaseReport) -> Iterator[Line]:
    if report.doses:
        yield _heading("Dose by dose table (chlorpromazine equivalents)")
    for dose in report.doses:
        yield _item(f"{dose.trial}, {dose.table}: ", _equivalent(dose))
    if report.tables:
        yield _said("", "The verdicts when one table is used throughout:")
    for table in report.tables:
        used = ", used here" if table.is_default else ""
        yield _item(f"{table.table}{used}: ", f"minimum criteria {STATUS[table.trrip_minimum]}, optimum criteria"
                    f" {STATUS[table.trrip_optimum]} ({table.citation})")  # fmt: skip


def _equivalent(dose: DoseEquivalent) -> str:
    amount = f"{dose.mg_per_day.words()} mg/day" if dose.mg_per_day else "no equivalent in this table"
    return f"{amount}; limit {STATUS[dose.reaches_limit]}" + (f" ({dose.working})" if dose.working else "")


def _doubts(draft: CaseDraft) -> Iterator[Line]:
    """What a reader must know before the verdicts: where the note contradicts itself."""
    for one in draft.contradictions:
        yield _said("The note contradicts itself: ", f"{one.words} {_quoted(one.spans)}")


def _left_out(draft: CaseDraft) -> Iterator[Line]:
    yield from _listed("Said to hold", tuple(_quoted((span,)) for span in draft.held))
    refused = tuple(f"{one.words}: {one.why}" for one in draft.refused)
    yield from _listed("Not taken over from the note", refused)
    yield from _listed("Not understood in the note", tuple(_quoted((span,)) for span in draft.not_understood))


def _certificate(report: CaseReport) -> Iterator[Line]:
    proof = report.certificate
    if proof is not None:
        parts = f"criteria {proof.ruleset} {proof.ruleset_hash} · case {proof.case_hash} · report {proof.report_hash}"
        yield _said(f"{parts} · checker {proof.version}", "")


def _listed(title: str, words: tuple[str, ...]) -> Iterator[Line]:
    if words:
        yield _heading(title)
    yield from (_item("", one) for one in words)


def _quoted(spans: tuple[Span, ...]) -> str:
    return ", ".join(dict.fromkeys(f"“{span.quote}”" for span in spans))


def _marker(number: int | None) -> Words:
    return Words(f"[{number}]" if number else "", "marker")


def _heading(title: str) -> Line:
    return Line("heading", (Words(title),))


def _said(label: str, words: str, *, strong: bool = False) -> Line:
    runs = (Words(label, "label"), Words(words, "strong" if strong else "plain"))
    return Line("paragraph", tuple(run for run in runs if run.text))


def _item(label: str, words: str) -> Line:
    return Line("item", tuple(run for run in (Words(label, "label"), Words(words)) if run.text))
