"""What makes a vignette true: the note read again, the findings that decide, the datum that would settle it.

Each is a proof by the checker itself. What cannot be proved is left out; nothing is repaired.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.criteria import check_case, read_case
from assistant.criteria.courses import courses
from assistant.criteria.definitions import definitions, tree_of
from assistant.criteria.logic import AllOf, AtLeast, Node, deciding, findings_of, status_of
from assistant.criteria.ranges import Status
from assistant.criteria.readings import MAIN, nodes_of
from assistant.criteria.ruleset import Options, trrip
from assistant.criteria.trees import grown
from assistant.criteria.types import Ask, CaseReport, Finding, PatientCase, Verdict
from assistant.quiz.types import QuizItem, Vignette
from assistant.quiz.vignettes.asked import Asked, asked
from assistant.quiz.vignettes.boundaries import Boundary, Where
from assistant.quiz.vignettes.patients import Given

GRANTED = "(Take it that "  # begins what a stem takes for granted
_COUNTED = ("T4", "drugs", "C1d")  # that something was tried at all
_ADVICE = ("L6",)  # shown beside a verdict, decides nothing
# Scores and years that other verdicts ask for, at their two ends: (place in the case, value) each.
EXTREMES: dict[str, tuple[Given, Given]] = {
    **{f"ratings.{scale}.score": ({"scale": scale, "score": low}, {"scale": scale, "score": high})
       for scale, low, high in (("CGI-S", 1, 7), ("GAF", 0, 100), ("FACT-Sz", 0, 100), ("BPRS", 18, 126),
                                ("SOFAS", 0, 100))},
    "years_since_treatment_start": ({"years_since_treatment_start": 0}, {"years_since_treatment_start": 40}),
}  # fmt: skip


class Judged(NamedTuple):
    """A case with the checker's report on it and the one verdict that is asked about, as a tree of findings."""

    asked: Asked
    case: PatientCase
    report: CaseReport
    verdict: Verdict
    node: Node

    @property
    def status(self) -> Status:
        return self.verdict.status


class Patient(NamedTuple):
    """A made-up patient: the data before one of them was moved to its limit, and how it was."""

    before: Given
    moved: Boundary
    where: Where
    seed: str

    def told(self, where: Where | None = None) -> Given | None:
        """The patient's data, with the same datum on another side of its limit where one is given."""
        return self.moved.moved(self.before, where or self.where, random.Random(self.seed))


class Settles(NamedTuple):
    """The question that would settle a case, and others that would not, each with the reason."""

    key: Ask
    others: tuple[tuple[Ask, str], ...]


def read_again(note: str, meant: PatientCase) -> bool:
    """Whether the project's own reader reads exactly the case that was meant, and doubts nothing."""
    draft = read_case(note)
    introduced = note.find(". ")  # who the patient is and where they are seen is no datum
    unread = [span.quote for span in draft.not_understood if span.start > introduced]
    doubts = [*draft.questions, *draft.contradictions, *draft.refused, *unread]
    return not doubts and draft.patients == 1 and _ordered(draft.case) == _ordered(meant)


def is_the_same_case(item: QuizItem, stem: str) -> bool:
    """Whether a reworded stem asks the question of a vignette of the same patient, by the project's own reader.

    The question, and what it takes for granted, have to stand as before; what was not understood of the note, too.
    """
    kept, question = item.vignette, _question(item)
    if kept is None or not question or not stem.endswith(question):
        return False
    before, now = (text.removesuffix(question).rstrip() for text in (item.stem, stem))
    return read_again(now, kept.case) and _unread(now) <= _unread(before)


def _question(item: QuizItem) -> str:
    """The end of a vignette's stem: what is taken for granted, and the question; empty where it has none."""
    kept = item.vignette
    at = min((item.stem.find(one.question) for one in asked()
              if kept and one.verdict == kept.definition and one.question in item.stem), default=-1)  # fmt: skip
    granted = item.stem.rfind(GRANTED, 0, at)
    return item.stem[granted if granted >= 0 else at :] if at >= 0 else ""


def _unread(note: str) -> set[str]:
    return {span.quote for span in read_case(note).not_understood}


def judged(about: Asked, case: PatientCase) -> Judged | None:
    """The verdict on a case; None where its findings, put together, are not that verdict."""
    report = check_case(case, asked=about.topics)
    verdict = next((one for one in report.details if one.name == about.verdict), None)
    if verdict is None:
        return None
    node = _node(case, verdict)
    agrees = about.by_class or status_of(node) == verdict.status
    return Judged(about, case, report, verdict, node) if agrees else None


def reasons(found: Judged) -> tuple[Finding, ...]:
    """The findings each of which, with every other one met, makes the verdict what it is; none where that is met."""
    if found.status == "met":
        return ()
    alike = [one for one in _once(findings_of(found.node)) if one.status == found.status]
    if status_of(_with(found.node, None)) != "met":  # too little was tried at all: no finding on a trial decides
        return tuple(one for one in alike if one.id in _COUNTED and not one.subject)
    alone = [one for one in alike if status_of(_with(found.node, one)) == found.status]
    told = [one for one in alone if one.id not in _COUNTED or one.subject]
    return tuple(told or alone)


def settles(found: Judged, patient: Patient) -> Settles | None:
    """The datum that would settle an undecided case, proved by filling it in, and data that would not."""
    asks = deciding(found.node)
    if not asks or not _asks_for(patient.moved, asks[0]):
        return None
    sides = [patient.told(side) for side in patient.moved.sides if side != "missing"]
    filled = [_judged(found.asked, told) for told in sides or [patient.before] if told]
    if not filled or any(one is None or one.status == "unknown" for one in filled):
        return None
    others = [*_beside(found, {ask.datum for ask in asks}), *_known(found, patient)]
    return Settles(asks[0], tuple(others)) if len(others) > 1 else None


def replay(item: QuizItem) -> bool:
    """Whether the checker gives a vignette's stored case the same report and the same verdict today.

    Raises ValueError for an item that is no vignette.
    """
    if item.vignette is None:
        raise ValueError(f"{item.item_id} is no vignette: it has no case to check again")
    return _proved(item.vignette.model_dump_json())


@lru_cache(maxsize=4096)  # a kept quiz is opened often, and the rules stay while the program runs
def _proved(vignette: str) -> bool:
    kept = Vignette.model_validate_json(vignette)
    about = next((one for one in asked() if one.verdict == kept.definition), None)
    report = check_case(kept.case, asked=about.topics) if about else None
    if report is None or report.certificate is None:
        return False
    proof = (report.certificate.ruleset_hash, report.certificate.report_hash, report.verdicts.get(kept.definition))
    return proof == (kept.ruleset_hash, kept.report_hash, kept.verdict)


def _node(case: PatientCase, verdict: Verdict) -> Node:
    if verdict.name in MAIN:
        return nodes_of(grown(case, trrip().rules, Options()))[verdict.name]
    definition = next((one for one in definitions() if one.name == verdict.name), None)
    if definition:
        return tree_of(case, courses(case.trials, Options()), definition, Options())
    if verdict.name in ("response", "neutropenia"):  # the first finding is the verdict, the others stand beside it
        return verdict.findings[0]
    return AllOf(tuple(_as_shown(one, verdict) for one in verdict.findings if one.id not in _ADVICE))


def _as_shown(finding: Finding, verdict: Verdict) -> Finding:
    """A sample that cannot be used refutes nothing: it leaves the level open, as the checker does."""
    spoilt = verdict.name == "clozapine_level" and finding.id != "L1" and finding.status == "not_met"
    return replace(finding, status="unknown") if spoilt else finding


def _with(node: Node, kept: Finding | None) -> Node:
    """The tree with every finding met but one."""
    if isinstance(node, Finding):
        return node if node is kept else replace(node, status="met")
    parts = tuple(_with(part, kept) for part in node.parts)
    return AllOf(parts) if isinstance(node, AllOf) else AtLeast(node.needed, parts)


def _once(findings: Iterator[Finding]) -> list[Finding]:
    return list({id(one): one for one in findings}.values())


def _asks_for(boundary: Boundary, ask: Ask) -> bool:
    return re.fullmatch(boundary.datum, ask.datum) is not None


def _judged(about: Asked, told: Given | None) -> Judged | None:
    return judged(about, PatientCase.model_validate(told)) if told else None


def _beside(found: Judged, asked_for: set[str]) -> Iterator[tuple[Ask, str]]:
    """What other verdicts would ask for, where neither end of it changes this one."""
    asks = {ask.datum: ask for verdict in found.report.details for one in verdict.findings for ask in one.missing}
    asks |= {ask.datum: ask for one in found.report.findings for ask in one.missing}
    for datum, ask in sorted(asks.items()):
        if datum in EXTREMES and datum not in asked_for and _stays_open(found, EXTREMES[datum]):
            yield ask, "It would not settle it: the verdict stays open whatever the answer is."


def _stays_open(found: Judged, ends: tuple[Given, Given]) -> bool:
    told = found.case.model_dump(mode="json", exclude_defaults=True)
    for end in ends:
        added = {"ratings": [*told.get("ratings", ()), end]} if "scale" in end else end
        again = _judged(found.asked, told | added)
        if again is None or again.status != "unknown":
            return False
    return True


def _known(found: Judged, patient: Patient) -> Iterator[tuple[Ask, str]]:
    """What the checker would ask for if the note did not give it; it does, and the criterion is met by it."""
    given = patient.told() or {}
    for boundary in found.asked.boundaries:
        now = [one for one in findings_of(found.node) if one.id in boundary.rules]
        if boundary.name == patient.moved.name or not now or any(one.status != "met" for one in now):
            continue
        without = boundary.moved(given, "missing", random.Random(patient.seed)) if "missing" in boundary.sides else None
        lacking = _judged(found.asked, without)
        for ask in [ask for ask in deciding(lacking.node) if _asks_for(boundary, ask)][:1] if lacking else []:
            yield ask, f"The note gives it already: {now[0].observed}."


def _ordered(case: PatientCase) -> dict[str, Any]:
    """A case as data; in which order sources and scales are named is no difference."""
    data = case.model_dump(mode="json", exclude_defaults=True)
    if "adherence" in data:
        data["adherence"]["sources"] = sorted(data["adherence"].get("sources", ()))
    if "ratings" in data:
        data["ratings"] = sorted(data["ratings"], key=lambda one: str(one["scale"]))
    return data
