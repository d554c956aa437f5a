"""The rules about trials: weeks, dose, failure, two drugs. Those of the optimum alone are in `optimum`.

Each rule is a short function; its docstring says the criterion in words and its row in `tables/` holds the numbers.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.criteria import drugs
from assistant.criteria.courses import (
    CLOZAPINE,
    Course,
    days_at_dose,
    days_reaching,
    formulation,
    reaches,
    time_contradicts,
)
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Range, Status, at_least, below, shown
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.scales import percent_change
from assistant.criteria.types import Ask, Change, Finding, PatientCase, Trial

Rules = dict[str, Rule]
Taken = Mapping[tuple[int, ...], Finding]  # places of a course -> whether it was taken as prescribed


def in_weeks(days: Range) -> str:
    """Days for a reader: "8 weeks", "41 days", "under 4 weeks"."""
    weeks = days.mapped(lambda value: value / 7)
    whole = all(bound is None or bound.denominator == 1 for bound in (weeks.low, weeks.high))
    return f"{weeks.words()} weeks" if whole else f"{days.words()} days (≈{weeks.words().replace('≈', '')} weeks)"


def long_enough(course: Course, rules: Rules, options: Options, rule_id: str = "T2") -> Finding:
    """A trial lasts at least so long, unbroken, at a dose that is high enough; titration is not counted."""
    rule = rules[rule_id]
    limit = (
        rule.limits["days_at_dose"] if rule_id != "C1d" else rule.limits["days_at_dose"] * 0 + options.clozapine_days
    )
    statuses = [reaches(step, rules["T3"], options)[0] for step in course.steps]
    days = days_reaching(course, statuses)
    status = at_least(days, limit)
    subject, first = course.label, course.places[0]
    why = f"{rule.criterion} Needed: {rule.required}."
    asks = (rule.ask(f"trials.{first}.days_at_dose", f"For how many weeks was {subject} taken at its full dose?", why),)
    working = f"{shown(days.low)} days ≥ {shown(limit)}" if status == "met" and days and days.low is not None else ""
    if status == "not_met" and days and days.high is not None:
        working = f"{shown(days.high)} days < {shown(limit)}"
    return rule.found(
        status,
        f"{in_weeks(days)} at dose" if days else "time at dose not given",
        subject=subject,
        working=working,
        missing=asks,
        boundary=days is not None and days.low == limit,
        flags=_titration_flags(course),
    )


def high_enough(course: Course, rules: Rules, options: Options) -> Finding:
    """The daily dose reaches 600 mg chlorpromazine equivalents by the table in use; two drugs are never added."""
    rule = rules["T3"]
    tried = [reaches(step, rule, options) for step in course.steps]
    statuses = [status for status, _ in tried]
    status: Status = "met" if "met" in statuses else "unknown" if "unknown" in statuses else "not_met"
    place = statuses.index(status)
    step, equivalent = course.steps[place], tried[place][1]
    flags = equivalent.notes + tuple(_course_flags(course))
    return rule.found(
        status,
        dose_words(step),
        subject=course.label,
        working=equivalent.working,
        missing=(_ask_dose(course.places[place], step, equivalent.mg is None, rule, course),),
        boundary=equivalent.mg is not None and equivalent.mg.low == rule.limits["cpz_mg"],
        flags=flags,
    )


def failed(
    course: Course, rules: Rules, options: Options, rule_id: str = "T5", weeks: Finding | None = None
) -> Finding:
    """The trial failed: no adequate response. Stopping early for side effects is an inadequate trial, not a failure.

    `weeks` says whether it was long enough; TRRIP's rule where it is not given.
    """
    rule = rules[rule_id]
    response = course.steps[-1].response  # that to a lower dose before says nothing of the last one
    stopped = next((step.stopped_for for step in reversed(course.steps) if step.stopped_for), None)
    reduced, working = reduction(course, rule)
    said = {"none": "no response", "partial": "partial response", "good": "a response"}.get(response or "", "")
    observed = said or {"intolerance": "stopped for side effects", "no_response": "stopped for lack of effect"}.get(
        stopped or "", "response not given"
    )
    status: Status = "unknown"
    flags: tuple[str, ...] = ()
    weeks = weeks or long_enough(course, rules, options)
    if stopped == "intolerance" and weeks.status == "not_met":
        status = "not_met"
        observed = f"stopped for side effects after {weeks.observed}: an inadequate trial, not a failure"
    elif reduced == "not_met" and (response == "none" or stopped == "no_response"):
        flags = ("The note says it failed, but the scores fell by 20% or more: which holds?",)
    elif (
        reduced == "unknown" and _claims(course, rule) == "not_met" and (response == "none" or stopped == "no_response")
    ):
        flags = ("The note says it failed, but also that the scores fell by 20% or more: which holds?",)
    elif reduced == "met" and response == "good":
        flags = ("The note says it helped, but the scores fell by less than 20%: which holds?",)
    elif stopped == "nonadherence" and response != "good":
        observed = f"{observed}, the patient stopped taking it"
        flags = ("The patient stopped taking it: whether the drug failed is not known.",)
    elif reduced != "unknown":
        status = reduced
    elif working:
        flags = ("The scores do not agree on whether it failed: some fell by 20% or more.",)
    elif response == "good" and stopped == "no_response":
        flags = ("The note says it helped and that it was stopped for lack of effect: which holds?",)
    elif stopped == "intolerance" and weeks.status == "unknown":
        flags = ("It was stopped for side effects: how long it lasted decides whether it counts.",)
    elif response == "none" or (stopped == "no_response" and response is None):
        status = "met"
    elif response == "good":
        status = "not_met"
    if options.twenty_percent_in_minimum and status == "met":
        status = reduced
    question = f"What was the response to {course.label}: scores on a scale before and after, or in words?"
    ask = rule.ask(f"trials.{course.places[-1]}.response", question)
    return rule.found(status, observed, subject=course.label, working=working, missing=(ask,), flags=flags)


def helped_later(course: Course, others: Sequence[Course], rules: Rules, rule_id: str = "T5") -> tuple[Finding, ...]:
    """What is told of a later course of the same drug that helped: the failure of the one before may not hold."""
    later = [one for one in others if one.generic == course.generic and one.places > course.places]
    helped = next((one for one in reversed(later) if _helped(one, rules[rule_id])), None)
    if helped is None:
        return ()
    question = f"{course.generic} failed, and is told to have helped when it was given again: did it help in the end?"
    ask = rules[rule_id].ask(f"trials.{helped.places[-1]}.response", question)
    return (rules[rule_id].found("unknown", "helped when it was given again", subject=course.label, missing=(ask,)),)


def _helped(course: Course, rule: Rule) -> bool:
    reduced = reduction(course, rule)[0]
    return reduced == "not_met" or (course.steps[-1].response in ("good", "partial") and reduced != "met")


def counted(all_courses: Sequence[Course]) -> list[Course]:
    """The courses that can count towards two drugs: all but clozapine's, and but for what is no antipsychotic."""
    return [course for course in all_courses if course.generic != CLOZAPINE and not drugs.is_other(course.generic)]


def by_drug(all_courses: Sequence[Course], options: Options) -> dict[str, list[Course]]:
    """The counted courses by drug; drugs of one family are one, by default."""
    groups: dict[str, list[Course]] = {}
    for course in counted(all_courses):
        groups.setdefault(course.generic if options.families_apart else course.family, []).append(course)
    return groups


def drugs_node(
    groups: dict[str, list[Course]], nodes: Sequence[Node], case: PatientCase, rule: Rule, options: Options, needed: int
) -> AtLeast:
    """At least so many different drugs, each with a trial; `nodes` says of each group whether it has one.

    Drugs given at the same time are one trial, whichever of them is taken for it; that they were not is asked.
    Trials that are known of but not described could be any of them.
    """
    together = given_together(groups, options)
    found = dict(zip(groups, nodes, strict=True))
    parts = [node for name, node in found.items() if name not in together]
    parts += _once_together(groups, [found[name] for name in together], together, rule)
    if not groups or case.other_trials:
        question = "Which antipsychotics were tried, at what dose, for how many weeks, and with what effect?"
        if groups:
            question = "What were the other antipsychotics: dose, weeks at that dose, effect?"
        datum = "other_trials" if groups else "trials"
        ask = rule.ask(datum, question, f"{rule.criterion} {len(groups)} recorded.")
        parts += [rule.found("unknown", "not described", missing=(ask,))] * needed
    return AtLeast(needed, tuple(parts))


def given_together(groups: dict[str, list[Course]], options: Options) -> list[str]:
    """The drugs that were never tried but beside another one, where there are two of them or more."""
    names = [name for name, taken in groups.items() if all(one.beside_another for one in taken)]
    return names if len(names) > 1 and not options.together_apart else []


def _once_together(
    groups: dict[str, list[Course]], nodes: Sequence[Node], names: Sequence[str], rule: Rule
) -> Iterator[Node]:
    """Of drugs given at the same time: one counts; a further one only where it turns out that they were not."""
    for count in range(1, len(names) + 1):
        enough = AtLeast(count, tuple(nodes))
        if count == 1:
            yield enough
            continue
        place = groups[names[count - 1]][0].places[0]
        ask = rule.ask(f"trials.{place}.concurrent",
                       f"Was {names[count - 1]} only given at the same time as {' and '.join(names[: count - 1])}?",
                       f"{rule.criterion} Given together they are one trial.")  # fmt: skip
        yield AllOf((enough, rule.found("unknown", f"{' and '.join(names)} given at the same time", missing=(ask,))))


def two_drugs(
    node: AtLeast,
    groups: dict[str, list[Course]],
    nodes: Sequence[Node],
    case: PatientCase,
    rule: Rule,
    together: Sequence[str],
) -> Finding:
    """At least two different drugs, each with an adequate failed trial; the class may be the same."""
    status = status_of(node)
    statuses = [status_of(one) for one in nodes]
    words = {"met": "adequate and failed", "not_met": "not an adequate failed trial", "unknown": "undecided"}
    observed = "; ".join(f"{name}: {words[state]}" for name, state in zip(groups, statuses, strict=True))
    asks = {ask.datum: ask for finding in findings_of(node) for ask in finding.missing}
    flags = [*_same_family(groups), *_left_out(case)]
    if together:
        flags.append(f"{' and '.join(together)} were given beside another: given together they count as one trial.")
    if status == "not_met":
        flags.append("Only the trials recorded here were counted; if another antipsychotic was tried, add it.")
    return rule.found(
        status,
        observed or "no antipsychotic trial recorded",
        working=f"{statuses.count('met')} of {shown(rule.limits['drugs'])} needed",
        missing=tuple(asks.values()),
        flags=tuple(flags),
    )


def dose_words(step: Trial) -> str:
    """A dose for a reader: "20 mg/day", "150 mg every 28 days"."""
    if step.dose_mg is None:
        return "dose not given"
    unit = {"mg": "mg", "mg_eq": "mg eq", "mg_base": "mg (base)"}[step.dose_unit]
    if step.interval_days is not None and step.interval_days.words() != "1":
        return f"{step.dose_mg.words()} {unit} every {step.interval_days.words()} days"
    return f"{step.dose_mg.words()} {unit}" + ("/day" if formulation(step) == "oral" else ", interval not given")


def change_words(change: Change) -> str:
    """A change for a reader: "PANSS total 90 to 76"."""
    part = "" if change.part == "total" else f" {change.part}"
    before, after = (value.words() if value else "?" for value in (change.before, change.after))
    return f"{change.scale}{part} {before} to {after}"


def reduction(course: Course, rule: Rule) -> tuple[Status, str]:
    """Whether the scores fell by less than the limit; unknown without raw scores.

    TRRIP does not say which score decides where there are several: each must have fallen by less. Where only some
    have, it is not known; where the total or every one fell by more, it is not met.
    """
    limit = rule.limits["reduction_percent"]
    found: list[tuple[Status, str, str]] = []
    for step in course.steps:
        for change in step.changes:
            percent, working, _ = percent_change(change)
            if percent is not None:
                found.append((below(percent, limit), change.part, f"{change_words(change)}: {working}"))
    working = "; ".join(words for _, _, words in found)
    statuses = {status for status, _, _ in found}
    if len(statuses) == 1:
        return statuses.pop(), working
    over = any(status == "not_met" and part == "total" for status, part, _ in found)
    return "not_met" if over else "unknown", working


def _claims(course: Course, rule: Rule) -> Status:
    """What bare percentages would say: they cannot be checked and refute no failure, but may contradict one."""
    stated = [change.percent for step in course.steps for change in step.changes if change.percent]
    over = any(below(percent, rule.limits["reduction_percent"]) == "not_met" for percent in stated)
    return "not_met" if over else "unknown"


def _ask_dose(place: int, step: Trial, no_equivalent: bool, rule: Rule, course: Course) -> Ask:
    if step.dose_mg is None:
        return rule.ask(f"trials.{place}.dose_mg", f"What dose of {course.label} was reached?")
    if not course.known:
        near = drugs.near(step.drug)
        hint = f" (near names: {', '.join(near)})" if near else ""
        return rule.ask(f"trials.{place}.drug", f"Which drug is “{step.drug}”{hint}?")
    if formulation(step) == "lai" and step.interval_days is None:
        return rule.ask(f"trials.{place}.interval_days", f"At what interval was {course.label} injected?")
    if no_equivalent:
        question = (f"The dose table has no equivalent for {course.label} {dose_words(step)}: was another antipsychotic"
                    " tried at 600 mg/day of chlorpromazine equivalents or more?")  # fmt: skip
        return rule.ask(f"trials.{place}.equivalent", question)
    return rule.ask(f"trials.{place}.dose_mg", f"What exactly was the dose of {course.label}?")


def _titration_flags(course: Course) -> tuple[str, ...]:
    if any(time_contradicts(step) for step in course.steps):
        return ("The time at the dose or the titration is told to be longer than the whole course: which holds?",)
    if any(days_at_dose(step) is not None and step.titration_days for step in course.steps):
        return ("Titration is not counted.",)
    return ()


def _course_flags(course: Course) -> list[str]:
    flags = []
    if any(step.concurrent for step in course.steps):
        flags.append("Another antipsychotic ran beside it: each dose is judged alone, never added.")
    if not course.known:
        near = drugs.near(course.steps[0].drug)
        flags.append(
            f"Drug not known: {course.steps[0].drug}" + (f"; near names: {', '.join(near)}" if near else "") + "."
        )
    return flags


def _same_family(groups: dict[str, list[Course]]) -> list[str]:
    flags = []
    for courses in groups.values():
        names = list(dict.fromkeys(course.generic for course in courses))
        if len(names) > 1:
            flags.append(
                f"{' and '.join(names)} are one molecule family and count once; a clinician may judge otherwise."
            )
        elif len(courses) > 1:
            flags.append(f"{names[0]} was given more than once and counts once.")
    return flags


def _left_out(case: PatientCase) -> list[str]:
    flags = []
    for trial in case.trials:
        drug = drugs.find(trial.drug)
        if trial.prn:
            flags.append(f"{trial.drug} as needed is not a trial.")
        elif drug is not None and drug.generic == CLOZAPINE:
            flags.append("Clozapine does not count as one of the two drugs; it has its own rule.")
    return list(dict.fromkeys(flags))
