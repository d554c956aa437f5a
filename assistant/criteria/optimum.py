"""The rules about trials that only the optimum criteria ask for: a long-acting injection, a prospective trial.

Each rule is a short function; its docstring says the criterion in words and its row in `tables/` holds the numbers.
"""

from collections.abc import Sequence

from assistant.criteria.courses import Course
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Status, at_least
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.trials import Rules, Taken, counted, failed, high_enough, long_enough, reduction
from assistant.criteria.types import Finding, PatientCase


def lai_trial(
    all_courses: Sequence[Course], rules: Rules, options: Options, case: PatientCase, taken: Taken
) -> Finding:
    """One of the adequate trials was a long-acting injection for at least 4 months."""
    rule = rules["T4L"]
    given = [course for course in counted(all_courses) if course.is_lai]
    nodes: list[Node] = [
        AllOf((long_enough(one, rules, options, "T4L"), high_enough(one, rules, options), failed(one, rules, options),
               taken[one.places]))
        for one in given
    ]  # fmt: skip
    if not given:
        ask = rule.ask("trials", "Was a long-acting injection (depot) tried: which, what dose and interval, how long?")
        open_ended = (not counted(all_courses) or bool(case.other_trials)) and case.lai_tried is not False
        open_ended = open_ended or bool(case.lai_tried)
        return rule.found("unknown" if open_ended else "not_met", "no LAI trial recorded", missing=(ask,))
    node = AllOf((AtLeast(1, tuple(nodes)), *_said_untried(case, rule)))
    asks = {ask.datum: ask for finding in findings_of(node) for ask in finding.missing}
    weeks = [finding for part in nodes for finding in findings_of(part) if finding.id == "T4L"]
    observed = "; ".join(f"{one.subject}: {one.observed}" for one in weeks)
    return rule.found(
        status_of(node), observed, working=weeks[0].working, missing=tuple(asks.values()), boundary=weeks[0].boundary
    )


def _said_untried(case: PatientCase, rule: Rule) -> tuple[Finding, ...]:
    """A case that lists a trial of a long-acting injection and says that there was none."""
    if case.lai_tried is not False:
        return ()
    question = "Was a long-acting injection ever given? A trial of one is listed, and it is said to be untried."
    return (rule.found("unknown", "said never to have been given", missing=(rule.ask("lai_tried", question),)),)


def prospective_trial(all_courses: Sequence[Course], rules: Rules, options: Options, taken: Taken) -> Finding:
    """One of the adequate trials, of 6 weeks or more, was followed on a scale, and the score fell by less than 20%."""
    rule = rules["P1"]
    nodes: list[Node] = []
    observed: list[str] = []
    given = counted(all_courses)
    named = any(step.prospective for course in given for step in course.steps)
    for course in given:
        followed = _followed(course)
        if named and followed == "unknown":
            followed = "not_met"  # one trial is called prospective: the others are not
        reduced, working = reduction(course, rule)
        place = course.places[-1]
        ask_p = rule.ask(f"trials.{place}.prospective", f"Was the {course.label} trial followed on a scale as it ran?")
        ask_s = rule.ask(f"trials.{place}.changes", f"What were the scores before and after {course.label}?")
        parts: list[Node] = [
            rule.found(followed, "", missing=(ask_p,)),
            rule.found(reduced, "", missing=(ask_s,)),
        ]
        if "not_met" not in (followed, reduced):
            parts += [long_enough(course, rules, options, "P1"), high_enough(course, rules, options),
                      taken[course.places], *_too_close(course, rule)]  # fmt: skip
        nodes.append(AllOf(tuple(parts)))
        observed.append(f"{course.label}: {'followed on a scale' if followed == 'met' else 'not known to be followed'}"
                        + (f", {working}" if working else ""))  # fmt: skip
    if not nodes:
        ask = rule.ask("trials", "Was any trial followed on a scale as it ran, with scores before and after?")
        return rule.found("unknown", "no trial recorded", missing=(ask,))
    node = AtLeast(1, tuple(nodes))
    asks = {ask.datum: ask for finding in findings_of(node) for ask in finding.missing}
    return rule.found(status_of(node), "; ".join(observed), missing=tuple(asks.values()))


def _too_close(course: Course, rule: Rule) -> tuple[Finding, ...]:
    """Scores that are known to be fewer days apart than a trial has to last: what came of it later is open."""
    days = [change.days for step in course.steps for change in step.changes if change.days is not None]
    if all(at_least(one, rule.limits["days_at_dose"]) == "met" for one in days):
        return ()
    ask = rule.ask(
        f"trials.{course.places[-1]}.changes", f"What was the score after 6 weeks or more of {course.label}?"
    )
    return (rule.found("unknown", "scores taken too close together", missing=(ask,)),)


def _followed(course: Course) -> Status:
    """Whether a trial was followed on a scale as it ran; scores told from memory are no such thing."""
    if any(step.prospective for step in course.steps):
        return "met"
    if any(step.prospective is False for step in course.steps):
        return "not_met"
    scored = any(change.before and change.after for step in course.steps for change in step.changes)
    return "met" if scored else "unknown"
