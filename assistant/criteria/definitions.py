"""Other published definitions of treatment resistance, in the same form: "under A, not under B, because ..."."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.courses import Course, days_reaching, reached, reaches
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Range, Status, at_least, at_most, opposite
from assistant.criteria.ruleset import Options, Rule, load, trrip
from assistant.criteria.scales import moderate_panss
from assistant.criteria.trials import by_drug, dose_words, drugs_node, failed, helped_later, in_weeks, long_enough
from assistant.criteria.types import Finding, PatientCase, Verdict


class Definition(NamedTuple):
    """One definition's numbers; None where it gives none."""

    name: str
    title: str
    reference: str
    checked: Any
    note: str
    drugs: int
    days: int | None = None
    cpz_mg: int | None = None
    adherence: bool = False
    severity: str = ""
    second_generation: bool = False
    chemical_classes: int = 0
    cgi_s: int | None = None
    fact_sz: int | None = None
    gaf: int | None = None
    bprs: int | None = None
    run_in: bool = False

    def rule(self, rule_id: str, criterion: str, required: str) -> Rule:
        """A row of this definition, to make findings of."""
        return Rule(rule_id, criterion, required, {}, self.reference, self.checked, self.note)


@cache
def definitions() -> tuple[Definition, ...]:
    """All of them, in the order of the table."""
    return tuple(Definition(name, **row) for name, row in load("definitions.yaml").items())


def judged(case: PatientCase, courses: Sequence[Course], options: Options) -> tuple[Verdict, ...]:
    """A verdict by each of the other definitions."""
    return tuple(_verdict(case, courses, definition, options) for definition in definitions())


def _verdict(case: PatientCase, courses: Sequence[Course], definition: Definition, options: Options) -> Verdict:
    node = tree_of(case, courses, definition, options)
    status = status_of(node)
    findings = tuple(findings_of(node))
    wanted = [one for one in findings if one.status == status] if status != "met" else []
    because = "; ".join(dict.fromkeys(_reason(one) for one in wanted[:3])) or "every criterion is met"
    return Verdict.model_construct(
        name=definition.name, title=definition.title, status=status, label="", because=because, findings=findings,
        readings=(), says=(definition.note,) if definition.note else (), reference=definition.reference,
        checked=definition.checked,
    )  # fmt: skip


def _reason(finding: Finding) -> str:
    about = f"{finding.subject}: " if finding.subject else ""
    return f"{about}{finding.observed} ({finding.required})"


def tree_of(case: PatientCase, courses: Sequence[Course], definition: Definition, options: Options) -> Node:
    """What one definition asks for, as a tree of findings over a case."""
    groups = by_drug(courses, options)
    per_drug: list[Node] = [
        AtLeast(1, tuple(_trial(case, course, courses, definition, options) for course in group))
        for group in groups.values()
    ]
    needed = definition.drugs
    count = definition.rule("drugs", f"At least {needed} different antipsychotics failed.", f"at least {needed} drugs")
    parts: list[Node] = [drugs_node(groups, per_drug, case, count, options, needed)]
    if 0 < len(groups) < needed and not case.other_trials:
        parts.append(count.found("not_met", f"{len(groups)} recorded: {', '.join(groups) or 'none'}"))
    parts += _about_drugs(case, groups, per_drug, definition)
    parts += _about_state(case, definition)
    if definition.run_in:
        parts.append(_run_in(case, courses, definition))
    return AllOf(tuple(parts))


def _trial(
    case: PatientCase, course: Course, courses: Sequence[Course], definition: Definition, options: Options
) -> Node:
    """One trial by this definition: weeks, dose, failure, and adherence where it asks for it."""
    rules = trrip().rules
    weeks = _weeks(course, definition, options)
    parts: list[Node] = [weeks, _dose(course, definition, options), failed(course, rules, options, weeks=weeks)]
    parts += helped_later(course, courses, rules)
    if definition.adherence:
        own = next((step.adherence for step in course.steps if step.adherence), None)
        known_of = own or case.adherence
        percent = known_of.percent if known_of else None
        rule = definition.rule("adherence", "Adherence was good.", "good adherence; no figure (80% is taken)")
        path = f"trials.{course.places[0]}.adherence.percent" if own else "adherence.percent"
        ask = rule.ask(path, "What share of the prescribed doses was taken?")
        known = at_least(percent, Fraction(80))
        observed = f"{percent.words()}% of doses" if percent else "not given"
        parts.append(rule.found(known, observed, missing=(ask,)))
    return AllOf(tuple(parts))


def _weeks(course: Course, definition: Definition, options: Options) -> Finding:
    days = definition.days
    required = f"at least {days // 7} weeks" if days else "adequate; no figure"
    rule = definition.rule("weeks", "The trial lasted long enough.", required)
    known = _days_at_dose(course, definition, options)
    status = at_least(known, Fraction(days)) if days else _as_trrip(course, options)
    ask = rule.ask(f"trials.{course.places[0]}.days_at_dose", f"For how many weeks was {course.label} taken?")
    observed = f"{in_weeks(known)} at dose" if known else "not given"
    return rule.found(status, observed, subject=course.label, missing=(ask,))


def _as_trrip(course: Course, options: Options) -> Status:
    """Where a definition gives no weeks, a trial long enough for TRRIP is long enough; a shorter one is open."""
    return "met" if long_enough(course, trrip().rules, options).status == "met" else "unknown"


def _dose(course: Course, definition: Definition, options: Options) -> Finding:
    """The dose; where the definition gives no figure, one that reaches TRRIP's is therapeutic, a lower one is open."""
    limit = definition.cpz_mg
    required = f"at least {limit:,} mg/day of chlorpromazine equivalents" if limit else "a therapeutic dose; no figure"
    rule = definition.rule("dose", "The dose was high enough.", required)
    statuses = _doses_reaching(course, definition, options)
    status: Status = "met" if "met" in statuses else "unknown" if "unknown" in statuses else "not_met"
    step = course.steps[statuses.index(status)]
    question = (
        f"Was {course.label} {dose_words(step)} a therapeutic dose?"
        if step.dose_mg
        else f"What dose of {course.label}?"
    )
    ask = rule.ask(f"trials.{course.places[0]}.dose_mg", question)
    return rule.found(status, dose_words(step), subject=course.label, missing=(ask,))


def _doses_reaching(course: Course, definition: Definition, options: Options) -> list[Status]:
    """For each step whether its dose is high enough; without a figure a dose below TRRIP's is open."""
    limit = Fraction(definition.cpz_mg or 600)
    rule = trrip().rules["T3"]
    found = [reached(reaches(step, rule, options)[1], limit, rule) for step in course.steps]
    return ["unknown" if status == "not_met" and not definition.cpz_mg else status for status in found]


def _days_at_dose(course: Course, definition: Definition, options: Options) -> Range | None:
    return days_reaching(course, _doses_reaching(course, definition, options))


def _about_drugs(
    case: PatientCase, groups: dict[str, list[Course]], per_drug: Sequence[Node], definition: Definition
) -> list[Node]:
    parts: list[Node] = []
    open_ended = not groups or bool(case.other_trials)
    if definition.second_generation:
        rule = definition.rule(
            "atypical", "One of them is a second-generation antipsychotic.", "at least 1, not clozapine"
        )
        ask = rule.ask("trials", "Was one of the drugs a second-generation antipsychotic?")
        newer = [node for name, node in zip(groups, per_drug, strict=True) if _is_second_generation(name)]
        status = status_of(AtLeast(1, tuple(newer))) if newer else "not_met"
        status = "unknown" if status == "not_met" and open_ended else status
        parts.append(rule.found(status, ", ".join(groups) or "none recorded", missing=(ask,)))
    if definition.chemical_classes:
        needed = definition.chemical_classes
        rule = definition.rule("classes", "The drugs are of different chemical classes.", f"at least {needed} classes")
        ask = rule.ask("chemical_classes", f"Are {', '.join(groups) or 'the drugs'} of {needed} chemical classes?")
        parts.append(rule.found("unknown", "chemical classes are not in these sources", missing=(ask,)))
    return parts


def _is_second_generation(name: str) -> bool:
    drug = drugs.find(name)
    return drug is not None and drug.drug_class == "SGA"


def _about_state(case: PatientCase, definition: Definition) -> list[Node]:
    parts: list[Node] = []
    if definition.severity == "positive":
        criterion = "Significant positive symptoms remain."
        rule = definition.rule("positive", criterion, "significant; no figure (TRRIP's is taken)")
        positive = [r for r in case.ratings if r.part != "negative"]
        status, observed, working, domains = moderate_panss(positive)
        in_words = case.severity in ("moderate", "severe") and "positive" in case.domains
        met: Status = "met" if "positive" in domains or (in_words and not positive) else "unknown"
        ask = rule.ask("ratings.PANSS.items", "Do significant positive symptoms remain (PANSS P1 to P7)?")
        parts.append(rule.found(status if status == "not_met" else met, observed, working=working, missing=(ask,)))
    if definition.cgi_s is not None:
        parts.append(_score(case, definition, "CGI-S", at_least_limit=definition.cgi_s))
    if definition.bprs is not None:
        parts.append(_score(case, definition, "BPRS", at_least_limit=definition.bprs))
    if definition.gaf is not None and definition.fact_sz is not None:
        either = (_score(case, definition, "GAF", at_most_limit=definition.gaf),
                  _score(case, definition, "FACT-Sz", at_most_limit=definition.fact_sz))  # fmt: skip
        parts.append(AtLeast(1, either))
    return parts


def _score(
    case: PatientCase,
    definition: Definition,
    scale: str,
    at_least_limit: int | None = None,
    at_most_limit: int | None = None,
) -> Finding:
    sign, limit = ("at least", at_least_limit) if at_least_limit is not None else ("at most", at_most_limit)
    rule = definition.rule(scale, f"{scale} is {sign} {limit}.", f"{scale} {sign} {limit}")
    score = next((r.score for r in reversed(case.ratings) if r.scale == scale and r.score), None)
    compare = at_least if at_least_limit is not None else at_most
    ask = rule.ask(f"ratings.{scale}.score", f"What is the {scale} score now?")
    status = compare(score, Fraction(limit or 0))
    return rule.found(status, f"{scale} {score.words()}" if score else f"no {scale} score", missing=(ask,))


def _run_in(case: PatientCase, courses: Sequence[Course], definition: Definition) -> Finding:
    """A failed prospective trial of haloperidol for 6 weeks."""
    rule = definition.rule("run-in", "A prospective haloperidol trial failed.", "single-blind haloperidol, 6 weeks")
    ask = rule.ask("trials.haloperidol", "Was there a prospective haloperidol trial of 6 weeks, and did it fail?")
    haloperidol = [course for course in courses if course.generic == "haloperidol"]
    followed = [course for course in haloperidol if any(step.prospective for step in course.steps)]
    status: Status = "unknown"
    if followed:
        status = status_of(AtLeast(1, tuple(AllOf(_ran_in(one, definition)) for one in followed)))
    elif case.trials and not haloperidol and not case.other_trials:
        status = opposite("met")
    return rule.found(status, f"{len(followed)} recorded", missing=(ask,))


def _ran_in(course: Course, definition: Definition) -> tuple[Finding, Finding]:
    weeks = definition.rule("run-in weeks", "The haloperidol trial lasted 6 weeks.", "at least 6 weeks")
    days = days_reaching(course, ["met"] * len(course.steps))
    long = weeks.found(at_least(days, Fraction(42)), in_weeks(days) if days else "not given", subject=course.label)
    return long, failed(course, trrip().rules, Options(), weeks=long)
