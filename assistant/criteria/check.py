"""A case in, a CaseReport out: every rule applied, every dose table and every disputed reading tried, nothing guessed.

The same case gives the same bytes: there is no clock, no chance and no model here.
"""

from collections.abc import Iterable, Sequence

from assistant.criteria import certificate
from assistant.criteria.courses import reached
from assistant.criteria.definitions import judged
from assistant.criteria.doses import tables, to_chlorpromazine
from assistant.criteria.equivalents import equivalents_verdict
from assistant.criteria.levels import exposure
from assistant.criteria.logic import AllOf, deciding, status_of
from assistant.criteria.ranges import Status
from assistant.criteria.readings import by_table, nodes_of, other_readings
from assistant.criteria.rules import time_course
from assistant.criteria.ruleset import Options, Rule, Ruleset, trrip
from assistant.criteria.scales import moderate_panss
from assistant.criteria.trees import Trees, grown
from assistant.criteria.trials import by_drug, dose_words
from assistant.criteria.types import (
    Ask,
    CaseDraft,
    CaseReport,
    Domain,
    DoseEquivalent,
    Finding,
    PatientCase,
    Span,
    TableVerdict,
    Topic,
    Verdict,
)
from assistant.criteria.verdicts import classified, clozapine_trial, made, trials_adequate

LONGEST_QUOTE = 90  # characters
SAID: dict[Status, str] = {"met": "met", "not_met": "not met", "unknown": "cannot tell yet"}


def check_case(case: PatientCase, draft: CaseDraft | None = None, asked: Sequence[Topic] = ()) -> CaseReport:
    """The report on a case. With the draft it was read from, findings carry the words of the note."""
    ruleset = trrip()
    trees = grown(case, ruleset.rules, Options())
    topics = tuple(asked) or (draft.asked if draft else ()) or ("trrip",)
    details = _details(case, trees, ruleset, topics)
    tried = by_table(case, ruleset, trees)
    doses = tuple(_doses(case, ruleset.rules))
    report = CaseReport(
        asked=topics,
        headline="",
        case=case,
        verdicts={one.name: one.status for one in details},
        details=details,
        findings=trees.findings,
        questions=_questions(trees, details, topics, draft),
        doses=doses,
        tables=tried,
        depends_on_table=_differ(tried, doses),
        domains=_domains(case),
        time_course=time_course(case, ruleset.rules).observed,
        pseudo_resistance=_pseudo(case, trees, ruleset),
        flags=_flags(trees),
        unsettled=_unsettled(trees.findings),
        draft=draft,
    )
    report = report.model_copy(update={"headline": headline(report)})
    return certificate.certified(certificate.with_evidence(report))


def _details(case: PatientCase, trees: Trees, ruleset: Ruleset, topics: Sequence[Topic]) -> tuple[Verdict, ...]:
    """Every verdict there is on the case, TRRIP's first."""
    readings = other_readings(case, ruleset, trees)
    return (
        *(made(name, node, readings[name], ruleset) for name, node in nodes_of(trees).items()),
        *clozapine_trial(trees, ruleset),
        *judged(case, trees.courses, Options()),
        *trials_adequate(case, trees, ruleset, topics),
        *classified(case, topics, _resistant(trees)),
        *((equivalents_verdict(case, ruleset.rules["T3"]),) if "dose_equivalents" in topics else ()),
    )


def _resistant(trees: Trees) -> Status | None:
    """Whether two trials are adequate and failed; None where fewer than two drugs were tried."""
    if len(by_drug(trees.courses, Options())) < int(trrip().rules["T4"].limits["drugs"]):
        return None
    return next((one.status for one in trees.findings if one.id == "T4"), None)


def headline(report: CaseReport) -> str:
    """The answer to what was asked, in one or two sentences; code alone writes it."""
    named = {one.name: one for one in report.details}
    wanted = _wanted(report.asked, named)
    said = [f"{one.title}: {one.label or SAID[one.status]}." for one in wanted]
    if report.draft and report.draft.patients > 1:
        said.insert(0, "The note seems to speak of more than one patient; check each by itself.")
    if any(one.status == "unknown" for one in wanted) and report.questions:
        said.append(f"What would decide it: {report.questions[0].question}")
    if report.depends_on_table and "trrip_minimum" in {one.name for one in wanted}:
        said.append("The verdict depends on the dose table.")
    if report.draft and any(one.status != "unknown" for one in wanted):
        said.extend(_unread(report.draft))
    return " ".join(said)


def _unread(draft: CaseDraft) -> list[str]:
    """What of a note a verdict leaves out of account, where it is a statement and no mere word or figure."""
    statements = [quote for span in draft.not_understood if len((quote := " ".join(span.quote.split())).split()) > 3]
    if not statements:
        return []
    first = statements[0] if len(statements[0]) <= LONGEST_QUOTE else f"{statements[0][:LONGEST_QUOTE]} …"
    more = f" and {len(statements) - 1} more" if len(statements) > 1 else ""
    return [f"Not taken into account: “{first}”{more}; check that this changes nothing."]


def _wanted(topics: Sequence[Topic], named: dict[str, Verdict]) -> list[Verdict]:
    by_topic: dict[Topic, tuple[str, ...]] = {
        "trrip": ("trrip_minimum", "trrip_optimum"),
        "clozapine_resistance": ("clozapine_resistance",),
        "definition": ("trrip_minimum", "integrate_2025", "suzuki_2012", "nice_ta43", "nice_cg178", "wfsbp_2013",
                       "kane_1988"),
        "trial_adequate": ("trial_adequate",),
        "drugs_different": ("drugs_different",),
        "clozapine_level": ("clozapine_level",),
        "anc": ("neutropenia",),
        "response": ("response",),
        "remission": ("remission",),
        "dose_equivalents": ("dose_equivalents",),
    }  # fmt: skip
    names = dict.fromkeys(name for topic in topics for name in by_topic[topic])
    return [named[name] for name in names if name in named]


def _doses(case: PatientCase, rules: dict[str, Rule]) -> Iterable[DoseEquivalent]:
    for place, trial in enumerate(case.trials, 1):
        if trial.prn or trial.dose_mg is None:
            continue
        for table in tables():
            equivalent = to_chlorpromazine(trial, table.id)
            yield DoseEquivalent(
                trial=f"{place}. {trial.drug} {dose_words(trial)}",
                table=table.id,
                mg_per_day=equivalent.mg,
                reaches_limit=reached(equivalent, rules["T3"].limits["cpz_mg"], rules["T3"]),
                working=equivalent.working,
            )


def _questions(
    trees: Trees, details: Sequence[Verdict], topics: Sequence[Topic], draft: CaseDraft | None
) -> tuple[Ask, ...]:
    """What would decide what was asked, most decisive first; ambiguities of the note before all, each remark once."""
    found: dict[str, Ask] = {ask.datum: ask for ask in (draft.questions if draft else ())}
    named = {one.name: one for one in details}
    wanted = _wanted(topics, named)
    if "trrip" in topics and status_of(trees.minimum) == "met" and "clozapine_trial_adequate" in named:
        wanted.append(named["clozapine_resistance"])  # the next question about a patient who is resistant and had it
    for one in wanted:
        if one.name == "trrip_optimum" and len(wanted) > 1 and status_of(trees.minimum) != "met":
            continue
        node = nodes_of(trees).get(one.name) or AllOf(one.findings)
        if one.status == "unknown":
            asks = deciding(node) or tuple(ask for finding in one.findings for ask in finding.missing)
            for ask in asks:
                found.setdefault(ask.datum, ask)
    once: dict[tuple[str, Span | str], Ask] = {}
    for ask in found.values():
        once.setdefault((ask.question, ask.remark or ask.datum), ask)
    return tuple(once.values())


def _differ(tried: Sequence[TableVerdict], doses: Sequence[DoseEquivalent]) -> bool:
    """Whether the dose tables that hold every dose of the case disagree."""
    lacking = {one.table for one in doses if one.mg_per_day is None}
    return len({(one.trrip_minimum, one.trrip_optimum) for one in tried if one.table not in lacking}) > 1


def _domains(case: PatientCase) -> tuple[Domain, ...]:
    return tuple(dict.fromkeys([*case.domains, *moderate_panss(case.ratings)[3]]))


def _pseudo(case: PatientCase, trees: Trees, ruleset: Ruleset) -> tuple[str, ...]:
    """Causes of pseudo-resistance that the case points to, each to be checked before resistance is concluded."""
    causes = ruleset.pseudo_resistance
    found = [cause for cause in case.pseudo_resistance if cause in causes]
    by_rule = {one.id: one.status for one in trees.findings if one.id in ("A1",)}
    if by_rule.get("A1") != "met" and case.trials:
        found.append("nonadherence")
    if any(exposure(level) == "not_met" for level in case.levels):
        found.append("low_level")
    for rule_id, cause in (("T3", "dose"), ("T2", "duration")):
        if any(one.id == rule_id and one.status == "not_met" for one in trees.findings):
            found.append(cause)
    return tuple(f"{causes[cause]} ({ruleset.pseudo_reference})" for cause in dict.fromkeys(found))


def _flags(trees: Trees) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for finding in trees.findings for flag in finding.flags))


def _unsettled(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The rules in use whose source is recalled, or that the primary must still settle."""
    doubtful = {f.id: f for f in findings if f.checked in ("recalled", "ours") or f.check_note}
    return tuple(f"{rule_id}: {f.check_note or f.checked}" for rule_id, f in doubtful.items())
