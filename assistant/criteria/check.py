"""A case in, a CaseReport out: every rule applied, every dose table and every disputed reading tried, nothing guessed.

The same case gives the same bytes: there is no clock, no chance and no model here.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.criteria import certificate, drugs
from assistant.criteria.blood import anc_verdict
from assistant.criteria.clozapine import clozapine_node, not_yet_because
from assistant.criteria.courses import CLOZAPINE, Course, courses, reaches
from assistant.criteria.definitions import judged
from assistant.criteria.doses import tables, to_chlorpromazine
from assistant.criteria.levels import exposure, level_verdict
from assistant.criteria.logic import AllOf, AtLeast, Node, deciding, findings_of, status_of
from assistant.criteria.ranges import Status, at_least
from assistant.criteria.rules import (
    adherent,
    impaired,
    lasted,
    level_once,
    level_twice,
    scale_used,
    severe_enough,
    time_course,
)
from assistant.criteria.ruleset import Options, Rule, Ruleset, trrip
from assistant.criteria.scales import moderate_panss, remission_verdict, response_verdict
from assistant.criteria.trials import (
    by_drug,
    counted,
    dose_words,
    drugs_node,
    failed,
    high_enough,
    lai_trial,
    long_enough,
    prospective_trial,
    two_drugs,
)
from assistant.criteria.types import (
    Ask,
    CaseDraft,
    CaseReport,
    DoseEquivalent,
    Finding,
    PatientCase,
    Reading,
    TableVerdict,
    Topic,
    Verdict,
)

ALWAYS = ("trrip_minimum", "trrip_optimum", "clozapine_resistance")
TITLES = {
    "trrip_minimum": "Treatment-resistant schizophrenia, TRRIP minimum criteria",
    "trrip_optimum": "Treatment-resistant schizophrenia, TRRIP optimum criteria",
    "clozapine_resistance": "Clozapine-resistant schizophrenia (TRRIP)",
    "clozapine_trial_adequate": "Adequate clozapine trial",
    "trial_adequate": "Adequate antipsychotic trial (TRRIP)",
    "drugs_different": "Different drugs for TRRIP",
}
SAID: dict[Status, str] = {"met": "met", "not_met": "not met", "unknown": "cannot tell yet"}


class Trees(NamedTuple):
    """The verdicts as trees, and the findings to show, in the order of the rules."""

    minimum: Node
    optimum: Node
    clozapine: Node
    clozapine_trial: Node
    findings: tuple[Finding, ...]
    courses: tuple[Course, ...]


def check_case(case: PatientCase, draft: CaseDraft | None = None, asked: Sequence[Topic] = ()) -> CaseReport:
    """The report on a case. With the draft it was read from, findings carry the words of the note."""
    ruleset, options = trrip(), Options()
    trees = grown(case, ruleset.rules, options)
    topics = tuple(asked) or (draft.asked if draft else ()) or ("trrip",)
    main = {
        "trrip_minimum": trees.minimum,
        "trrip_optimum": trees.optimum,
        "clozapine_resistance": trees.clozapine,
    }
    readings = _readings(case, ruleset, options, main)
    details = [_verdict(name, node, readings[name], ruleset) for name, node in main.items()]
    details += _clozapine_trial(trees, ruleset)
    details += judged(case, trees.courses, options)
    details += _trials_adequate(case, trees, ruleset, options, topics)
    details += _classified(case, topics)
    by_table = _by_table(case, ruleset, options, (status_of(trees.minimum), status_of(trees.optimum)))
    report = CaseReport.model_construct(
        kind="case_report", asked=topics, headline="", case=case,
        verdicts={one.name: one.status for one in details}, details=tuple(details), findings=trees.findings,
        questions=_questions(trees, details, topics, draft), doses=tuple(_doses(case, ruleset.rules)), tables=by_table,
        depends_on_table=len({(t.trrip_minimum, t.trrip_optimum) for t in by_table}) > 1,
        domains=_domains(case), time_course=time_course(case, ruleset.rules).observed,
        pseudo_resistance=_pseudo(case, trees, ruleset), flags=_flags(trees),
        unsettled=_unsettled(trees.findings), draft=draft, certificate=None, closing=CaseReport.model_fields["closing"].default,
    )  # fmt: skip
    report = report.model_copy(update={"headline": headline(report)})
    return certificate.certified(certificate.with_evidence(report))


def grown(case: PatientCase, rules: dict[str, Rule], options: Options) -> Trees:
    """Every verdict's tree over a case, by one dose table and one reading of the sources."""
    taken = courses(case.trials, options)
    state = (scale_used(case, rules), severe_enough(case, rules), lasted(case, rules), impaired(case, rules, options))
    per_trial = {c.places: (long_enough(c, rules, options), high_enough(c, rules, options), failed(c, rules, options))
                 for c in counted(taken)}  # fmt: skip
    groups = by_drug(taken, options)
    needed = int(rules["T4"].limits["drugs"])
    alone = drugs_node([AtLeast(1, tuple(AllOf(per_trial[c.places]) for c in g)) for g in groups.values()],
                       case, rules["T4"], needed)  # fmt: skip
    taken_as = {c.places: adherent(case, c, rules, options) for c in counted(taken)}
    whole = drugs_node(
        [AtLeast(1, tuple(AllOf((*per_trial[c.places], taken_as[c.places])) for c in g)) for g in groups.values()],
        case, rules["T4"], needed,
    )  # fmt: skip
    overall = adherent(case, None, rules, options) if not groups or case.adherence else None
    once = level_once(case, rules)
    drugs_found = two_drugs(alone, groups, case, rules["T4"])
    closed = [_too_few(drugs_found, rules["T4"])] if drugs_found.status == "not_met" else []
    minimum = AllOf((*state, *closed, whole, *([overall] if overall and not groups else []), once))
    lai = lai_trial(taken, rules, options, case)
    twice = level_twice(case, rules, options)
    followed = prospective_trial(taken, rules, options, case)
    clozapine = clozapine_node(case, taken, rules, options)
    adherence = [overall] if overall else []
    adherence += [one for one in taken_as.values() if one.subject]
    if not adherence:
        adherence = [adherent(case, None, rules, options)]
    shown = (*state, *(f for c in counted(taken) for f in per_trial[c.places]), drugs_found, *adherence, once,
             lai, twice, followed, *findings_of(clozapine))  # fmt: skip
    return Trees(
        minimum, AllOf((minimum, lai, twice, followed)), AllOf((minimum, clozapine)), clozapine, tuple(shown), taken
    )


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
    return " ".join(said)


def _too_few(found: Finding, rule: Rule) -> Finding:
    return rule.found("not_met", found.observed, working=found.working)


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
    }  # fmt: skip
    names = dict.fromkeys(name for topic in topics for name in by_topic[topic])
    return [named[name] for name in names if name in named]


def _verdict(name: str, node: Node, readings: tuple[Reading, ...], ruleset: Ruleset) -> Verdict:
    status = status_of(node)
    findings = tuple(findings_of(node))
    return Verdict.model_construct(
        name=name, title=TITLES[name], status=status, label="", because=_because(findings, status), findings=(),
        readings=readings, says=(), reference=ruleset.rules["T4"].reference, checked="secondary",
    )  # fmt: skip


def _because(findings: Iterable[Finding], status: Status) -> str:
    """The criteria that make the verdict what it is, each once."""
    if status == "met":
        return "every criterion is met"
    of_status = [one for one in findings if one.status == status]
    named = dict.fromkeys(
        f"{one.subject + ': ' if one.subject else ''}{one.observed} ({one.required})" for one in of_status
    )
    return "; ".join(list(named)[:4])


def _readings(
    case: PatientCase, ruleset: Ruleset, options: Options, default: dict[str, Node]
) -> dict[str, tuple[Reading, ...]]:
    """For each main verdict the other readings that would change it."""
    found: dict[str, list[Reading]] = {name: [] for name in default}
    for other in ruleset.readings:
        trees = grown(case, ruleset.rules, options._replace(**{other.option: other.value}))
        for name, node in zip(ALWAYS, (trees.minimum, trees.optimum, trees.clozapine), strict=True):
            if (status := status_of(node)) != status_of(default[name]):
                found[name].append(Reading(id=other.id, words=other.words, status=status, checked=other.checked))
    return {name: tuple(readings) for name, readings in found.items()}


def _by_table(
    case: PatientCase, ruleset: Ruleset, options: Options, default: tuple[Status, Status]
) -> tuple[TableVerdict, ...]:
    found = []
    for table in tables():
        minimum, optimum = default
        if table.id != options.table and case.trials:
            trees = grown(case, ruleset.rules, options._replace(table=table.id))
            minimum, optimum = status_of(trees.minimum), status_of(trees.optimum)
        found.append(TableVerdict(table=table.id, citation=table.citation, is_default=table.id == options.table,
                                  trrip_minimum=minimum, trrip_optimum=optimum))  # fmt: skip
    return tuple(found)


def _doses(case: PatientCase, rules: dict[str, Rule]) -> Iterable[DoseEquivalent]:
    limit = rules["T3"].limits["cpz_mg"]
    for place, trial in enumerate(case.trials, 1):
        if trial.prn or trial.dose_mg is None:
            continue
        for table in tables():
            equivalent = to_chlorpromazine(trial, table.id)
            yield DoseEquivalent(
                trial=f"{place}. {trial.drug} {dose_words(trial)}",
                table=table.id,
                mg_per_day=equivalent.mg,
                reaches_limit=at_least(equivalent.mg, limit),
                working=equivalent.working,
            )


def _clozapine_trial(trees: Trees, ruleset: Ruleset) -> list[Verdict]:
    if not any(course.generic == CLOZAPINE for course in trees.courses):
        return []
    adequate = AllOf(tuple(one for one in findings_of(trees.clozapine_trial) if one.id != "C1f"))
    made = _verdict("clozapine_trial_adequate", adequate, (), ruleset)
    return [made.model_copy(update={"because": not_yet_because(adequate) or made.because})]


def _trials_adequate(
    case: PatientCase, trees: Trees, ruleset: Ruleset, options: Options, topics: Sequence[Topic]
) -> list[Verdict]:
    """Each trial by weeks, dose and adherence; and all of them together, where there are any."""
    found, nodes = [], []
    for course in counted(trees.courses):
        node = AllOf((long_enough(course, ruleset.rules, options), high_enough(course, ruleset.rules, options),
                      adherent(case, course, ruleset.rules, options)))  # fmt: skip
        nodes.append(node)
        by_dose = reaches(course.steps[0], ruleset.rules["T3"], options)[1]
        title = f"Adequate trial of {course.label}"
        made = _verdict("trial_adequate", node, (), ruleset)
        found.append(made.model_copy(update={"name": f"trial_adequate:{course.label}", "title": title,
                     "findings": tuple(findings_of(node)), "says": (by_dose.working,)}))  # fmt: skip
    if nodes:
        whole = _verdict("trial_adequate", AllOf(tuple(nodes)), (), ruleset)
        found.insert(0, whole.model_copy(update={"findings": tuple(findings_of(AllOf(tuple(nodes))))}))
    names = case.compared_drugs or tuple(trial.drug for trial in case.trials if not trial.prn)
    return found + ([_different(names, ruleset)] if len(names) > 1 or "drugs_different" in topics else [])


def _different(names: Sequence[str], ruleset: Ruleset) -> Verdict:
    """Whether drugs are different for TRRIP: another molecule family; the class may be the same, clozapine is apart."""
    rule = ruleset.rules["T4"]
    known = [drugs.find(name) for name in names]
    ask = rule.ask("compared_drugs", "Which two drugs are meant?")
    families = [drug.family for drug in known if drug and drug.generic != CLOZAPINE]
    flags = []
    if len(set(families)) < len(families):
        flags.append("One molecule family counts as one drug; a clinician may judge otherwise.")
    if any(drug and drug.generic == CLOZAPINE for drug in known):
        flags.append("Clozapine does not count as one of the two drugs.")
    status: Status = "met" if len(set(families)) > 1 else "unknown" if None in known or len(names) < 2 else "not_met"
    observed = ", ".join(
        f"{name} ({drug.family if drug else 'not known'})" for name, drug in zip(names, known, strict=True)
    )
    finding = rule.found(status, observed, missing=(ask,), flags=tuple(flags))
    made = _verdict("drugs_different", finding, (), ruleset)
    return made.model_copy(update={"findings": (finding,), "because": observed, "says": tuple(flags)})


def _classified(case: PatientCase, topics: Sequence[Topic]) -> list[Verdict]:
    """The other classifications: those asked for, and those the case holds the data of."""
    found = []
    named = [*(level.drug for level in case.levels), *(trial.drug for trial in case.trials)]
    if "clozapine_level" in topics or any(drugs.is_clozapine(name) for name in named):
        found.append(level_verdict(case))
    if "anc" in topics or case.neutrophils:
        found.append(anc_verdict(case))
    changes = [*case.changes, *(change for trial in case.trials for change in trial.changes)]
    if "response" in topics or changes:
        found.append(response_verdict(case, changes[-1] if changes else None))
    if "remission" in topics or case.days_in_remission is not None:
        found.append(remission_verdict(case))
    return found


def _questions(
    trees: Trees, details: Sequence[Verdict], topics: Sequence[Topic], draft: CaseDraft | None
) -> tuple[Ask, ...]:
    """What would decide what was asked, most decisive first; ambiguities of the note before all."""
    found: dict[str, Ask] = {ask.datum: ask for ask in (draft.questions if draft else ())}
    wanted = _wanted(topics, {one.name: one for one in details})
    for one in wanted:
        trees_of = {
            "trrip_minimum": trees.minimum,
            "clozapine_resistance": trees.clozapine,
            "trrip_optimum": trees.optimum,
        }
        if one.name == "trrip_optimum" and len(wanted) > 1 and status_of(trees.minimum) != "met":
            continue
        node = trees_of.get(one.name) or AllOf(one.findings)
        if one.status == "unknown":
            asks = deciding(node) or tuple(ask for finding in one.findings for ask in finding.missing)
            for ask in asks:
                found.setdefault(ask.datum, ask)
    return tuple(found.values())


def _domains(case: PatientCase) -> tuple[str, ...]:
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
