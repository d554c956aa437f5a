"""Trees in, verdicts out: each with its status in words, why, and what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.criteria import drugs
from assistant.criteria.blood import anc_verdict
from assistant.criteria.clozapine import not_yet_because
from assistant.criteria.courses import CLOZAPINE, reaches
from assistant.criteria.levels import level_verdict
from assistant.criteria.logic import AllOf, Node, findings_of, status_of
from assistant.criteria.ranges import Status
from assistant.criteria.rules import adherent
from assistant.criteria.ruleset import Options, Ruleset
from assistant.criteria.scales import percent_change, remission_verdict, response_verdict
from assistant.criteria.trees import Trees
from assistant.criteria.trials import change_words, counted, high_enough, long_enough
from assistant.criteria.types import Ask, Change, Finding, PatientCase, Reading, Topic, Verdict

TITLES = {
    "trrip_minimum": "Treatment-resistant schizophrenia, TRRIP minimum criteria",
    "trrip_optimum": "Treatment-resistant schizophrenia, TRRIP optimum criteria",
    "clozapine_resistance": "Clozapine-resistant schizophrenia (TRRIP)",
    "clozapine_trial_adequate": "Adequate clozapine trial",
    "trial_adequate": "Adequate antipsychotic trial (TRRIP)",
    "drugs_different": "Different drugs for TRRIP",
}


def made(name: str, node: Node, readings: tuple[Reading, ...], ruleset: Ruleset) -> Verdict:
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


def clozapine_trial(trees: Trees, ruleset: Ruleset) -> list[Verdict]:
    if not any(course.generic == CLOZAPINE for course in trees.courses):
        return []
    adequate = AllOf(tuple(one for one in findings_of(trees.clozapine_trial) if one.id != "C1f"))
    verdict = made("clozapine_trial_adequate", adequate, (), ruleset)
    return [verdict.model_copy(update={"because": not_yet_because(adequate) or verdict.because})]


def trials_adequate(case: PatientCase, trees: Trees, ruleset: Ruleset, topics: Sequence[Topic]) -> list[Verdict]:
    """Each trial by weeks, dose and adherence; and all of them together, where there are any."""
    options = Options()
    found: list[Verdict] = []
    nodes: list[Node] = []
    for course in counted(trees.courses):
        node = AllOf((long_enough(course, ruleset.rules, options), high_enough(course, ruleset.rules, options),
                      adherent(case, course, ruleset.rules, options)))  # fmt: skip
        nodes.append(node)
        by_dose = reaches(course.steps[0], ruleset.rules["T3"], options)[1]
        title = f"Adequate trial of {course.label}"
        verdict = made("trial_adequate", node, (), ruleset)
        found.append(verdict.model_copy(update={"name": f"trial_adequate:{course.label}", "title": title,
                     "findings": tuple(findings_of(node)), "says": (by_dose.working,)}))  # fmt: skip
    if nodes:
        whole = made("trial_adequate", AllOf(tuple(nodes)), (), ruleset)
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
    verdict = made("drugs_different", finding, (), ruleset)
    return verdict.model_copy(update={"findings": (finding,), "because": observed, "says": tuple(flags)})


def classified(case: PatientCase, topics: Sequence[Topic], resistant: Status | None = None) -> list[Verdict]:
    """The other classifications: those asked for, and those the case holds the data of.

    `resistant`: whether two trials are adequate and failed, where two or more drugs were tried.
    """
    found = []
    named = [*(level.drug for level in case.levels), *(trial.drug for trial in case.trials)]
    if "clozapine_level" in topics or any(drugs.is_clozapine(name) for name in named):
        found.append(level_verdict(case))
    if "anc" in topics or case.neutrophils:
        found.append(anc_verdict(case))
    tried = [trial.changes for trial in case.trials if trial.changes]
    changes = [
        *case.changes,
        *(tried[-1] if tried else ()),
    ]  # of the last trial: those before it had their own response
    if "response" in topics or changes:
        found.append(_response(case, changes, resistant))
    if "remission" in topics or case.days_in_remission is not None:
        found.append(remission_verdict(case))
    return found


def _response(case: PatientCase, changes: Sequence[Change], resistant: Status | None) -> Verdict:
    """The verdict on the changes of a case: on totals before parts, on scores before a mere percentage.

    Where those that count disagree it is open which is meant; else the last one is shown.
    """
    counting: Sequence[Change] = [one for one in changes if one.part == "total"] or changes
    counting = [one for one in counting if percent_change(one)[0] is not None] or counting
    found = [response_verdict(case, one, resistant) for one in counting] or [response_verdict(case, None, resistant)]
    last = found[-1]
    if len({one.status for one in found}) == 1:
        return last
    told = " and ".join(change_words(one) for one in counting)
    ask = Ask(datum="changes", question=f"Which change of scores is meant: {told.replace(' and ', ' or ')}?",
              reason="They do not agree on a response.", reference=last.reference)  # fmt: skip
    first = replace(last.findings[0], status="unknown", observed=told, working="", missing=(ask,), boundary=False)
    return last.model_copy(update={"status": "unknown", "label": "", "findings": (first,), "readings": (),
                                   "because": f"The changes of scores disagree: {told}."})  # fmt: skip
