"""Clozapine resistance: TRS, and a clozapine trial that was long enough, at a high enough level, and failed."""

from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.courses import CLOZAPINE, Course
from assistant.criteria.levels import repeated, to_ng_per_ml, usable
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Range, Status, above, at_least
from assistant.criteria.rules import gap_between, level_words
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.trials import failed, long_enough
from assistant.criteria.types import Finding, Level, PatientCase

Rules = dict[str, Rule]


def clozapine_node(case: PatientCase, all_courses: Sequence[Course], rules: Rules, options: Options) -> Node:
    """A clozapine trial of at least 3 months, at two usable levels of at least 350 ng/mL, that failed."""
    given = [course for course in all_courses if course.generic == CLOZAPINE]
    levels = levels_high_enough(case, given, rules, options)
    if not given:
        rule = rules["C1d"]
        listed = bool(case.trials) and not case.other_trials and not _clozapine_levels(case)
        about = case.clozapine_tried is False or (listed and case.clozapine_tried is None)
        ask = rule.ask("trials.clozapine", "Was clozapine tried: what dose, for how many weeks, and with what effect?")
        return AllOf(
            (rule.found("not_met" if about else "unknown", "no clozapine trial recorded", missing=(ask,)), levels)
        )
    trials: list[Node] = [
        AllOf((long_enough(one, rules, options, "C1d"), failed(one, rules, options, "C1f"))) for one in given
    ]
    return AllOf((AtLeast(1, tuple(trials)), levels))


def levels_high_enough(case: PatientCase, given: Sequence[Course], rules: Rules, options: Options) -> Finding:
    """Two usable clozapine levels of at least 350 ng/mL, at least 7 days apart, on an unchanged dose."""
    rule = rules["C1l"]
    levels = _clozapine_levels(case)
    if not levels:
        return _by_dose(given, rule, options)
    node = _pairs(case, levels, rule, options)
    status = status_of(node) if len(levels) > 1 else _single(levels[0])
    asks = {ask.datum: ask for finding in findings_of(node) for ask in finding.missing}
    if len(levels) == 1:
        again = "A second clozapine level at least 7 days after the first, trough, at the same dose?"
        asks["levels"] = rule.ask("levels", again)
    value = [to_ng_per_ml(level) for level in levels]
    on_limit = any(one is not None and one.low == rule.limits["level_ng_ml"] for one in value)
    flags = [f"not usable: {reason}" for level in levels for reason in usable(level)[1]]
    if len(levels) == 1:
        flags.append("One level is not two: not met yet; measure again at least 7 days later.")
    if on_limit:
        flags.append(
            "Exactly 350 ng/mL is disputed: at least 350 (Wagner 2020) or above 350 (a summary of Howes 2017)."
        )
    return rule.found(
        status,
        "; ".join(level_words(level) for level in levels),
        working="; ".join(f"{one.words()} ng/mL" for one in value if one is not None),
        missing=tuple(asks.values()),
        boundary=on_limit,
        flags=tuple(flags),
    )


def not_yet_because(node: Node) -> str:
    """Why a clozapine trial is not adequate yet, in one line; empty where it is."""
    open_ones = [finding for finding in findings_of(node) if finding.status != "met" and finding.id != "C1f"]
    if not open_ones:
        return ""
    reasons = "; ".join(f"{one.criterion[:-1].lower()}: {one.observed} ({one.required} needed)" for one in open_ones)
    return f"The clozapine trial is not shown to be adequate, because {reasons}."


def _clozapine_levels(case: PatientCase) -> list[Level]:
    known = [(level, drugs.find(level.drug)) for level in case.levels]
    return [level for level, drug in known if drug is not None and drug.generic == CLOZAPINE]


def _high(level: Level, place: int, rule: Rule, options: Options) -> Node:
    """One level: usable, and high enough. What is not usable shows nothing: it leaves the question open."""
    is_usable, reasons, asks = usable(level, place)
    value, limit = to_ng_per_ml(level), rule.limits["level_ng_ml"]
    enough = above(value, limit) if options.strict_350 else at_least(value, limit)
    if is_usable == "not_met":
        return rule.found("unknown", "not usable", missing=(repeated(rule, place, reasons),))
    if enough == "not_met" and is_usable == "unknown":
        enough = "unknown"  # a sample that may not be usable shows nothing either
    unit = rule.ask(f"levels.{place}.value", "What was the clozapine level, with its unit?")
    usability = [rule.found("unknown", ask.question, missing=(ask,)) for ask in asks]
    return AllOf((rule.found(enough, level_words(level), missing=(unit,)), *usability))


def _pairs(case: PatientCase, levels: Sequence[Level], rule: Rule, options: Options) -> Node:
    nodes: list[Node] = []
    places = [next(n for n, one in enumerate(case.levels) if one is level) for level in levels]
    for one, first in enumerate(levels):
        for two in range(one + 1, len(levels)):
            gap = at_least(gap_between(case, first, levels[two]), rule.limits["gap_days"])
            ask = rule.ask(f"levels.{places[two]}.days_since_previous", "How many days apart were the two levels?")
            high = [_high(levels[n], places[n], rule, options) for n in (one, two)]
            nodes.append(AllOf((*high, rule.found(gap, "", missing=(ask,)))))
    return AtLeast(1, tuple(nodes) or (_high(levels[0], places[0], rule, options),))


def _single(level: Level) -> Status:
    """One level cannot show two; where it is not usable even that is open."""
    is_usable, _, _ = usable(level)
    return "unknown" if is_usable == "not_met" or level.value is None else "not_met"


def _by_dose(given: Sequence[Course], rule: Rule, options: Options) -> Finding:
    """No level: 500 mg/day or more, unless limited by tolerability, is the recalled fallback; never a full verdict."""
    dose: Range | None = next((step.dose_mg for course in given for step in course.steps if step.dose_mg), None)
    ask = rule.ask("levels", "Two clozapine trough levels at steady state, at least 7 days apart: results and unit?")
    enough = at_least(dose, rule.limits["dose_mg"])
    words = {"met": "reaches", "not_met": "does not reach", "unknown": "cannot be compared with"}[enough]
    flags = (f"The dose {words} 500 mg/day, the fallback where no level can be had (recalled); not fully assessable.",)
    status: Status = enough if options.clozapine_by_dose and enough == "met" else "unknown"
    observed = f"no level; {dose.words()} mg/day" if dose else "no level recorded"
    return rule.found(status, observed, missing=(ask,), flags=flags if given else ())
