"""Clozapine resistance: TRS, and a clozapine trial that was long enough, at a high enough level, and failed."""

from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.courses import CLOZAPINE, Course
from assistant.criteria.levels import WHICH_RANGE, believed, range_contradicts, repeated, usable
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Range, Status, above, at_least
from assistant.criteria.rules import adherent, gap_between, level_words
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.trials import failed, helped_later, long_enough
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
        AllOf((
            long_enough(one, rules, options, "C1d"),
            failed(one, rules, options, "C1f"),
            *helped_later(one, given, rules, "C1f"),
            *_not_taken(case, one, rules, options),
        ))
        for one in given
    ]  # fmt: skip
    return AllOf((AtLeast(1, tuple(trials)), levels, *_said_untried(case, rules["C1d"])))


def _said_untried(case: PatientCase, rule: Rule) -> tuple[Finding, ...]:
    """A case that lists a clozapine trial and says that there was none."""
    if case.clozapine_tried is not False:
        return ()
    ask = rule.ask(
        "clozapine_tried", "Was clozapine ever given? A trial of it is listed, and it is said to be untried."
    )
    return (rule.found("unknown", "said never to have been given", missing=(ask,)),)


def _not_taken(case: PatientCase, course: Course, rules: Rules, options: Options) -> tuple[Finding, ...]:
    """What is told against the clozapine having been taken. Where nothing is, two high levels are the check.

    A share below 80% beside two such levels contradicts them: what holds is asked, and the trial counts for nothing
    before. Adherence that is not told stays with the levels.
    """
    own = next((step.adherence for step in course.steps if step.adherence), None)
    known, rule = own or case.adherence, rules["A1"]
    if known is None or known.percent is None or at_least(known.percent, rule.limits["percent"]) == "met":
        return ()
    told = adherent(case, course, rules, options)
    path = f"trials.{course.places[0]}.adherence.percent" if own else "adherence.percent"
    question = "What share of the prescribed clozapine was really taken (80% or more)?"
    ask = rule.ask(path, question, f"Told: {told.observed}. A trial counts with 80% or more.")
    flag = "Clozapine that was not taken as prescribed may not have failed: a level shows single days only."
    return (rule.found("unknown", told.observed, subject=course.label, missing=(ask,), flags=(*told.flags, flag)),)


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
    value = [believed(level) for level in levels]
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
    value, limit = believed(level), rule.limits["level_ng_ml"]
    enough = above(value, limit) if options.strict_350 else at_least(value, limit)
    if is_usable == "not_met":
        return rule.found("unknown", "not usable", missing=(repeated(rule, place, reasons),))
    if enough == "not_met" and is_usable == "unknown":
        enough = "unknown"  # a sample that may not be usable shows nothing either
    doubt = WHICH_RANGE if range_contradicts(level) else ""
    if doubt:
        enough = "unknown"
    unit = rule.ask(f"levels.{place}.value", doubt or "What was the clozapine level, with its unit?")
    usability = [rule.found("unknown", ask.question, missing=(ask,)) for ask in asks]
    return AllOf((rule.found(enough, level_words(level), missing=(unit,)), *usability))


def _pairs(case: PatientCase, levels: Sequence[Level], rule: Rule, options: Options) -> Node:
    nodes: list[Node] = []
    places = [next(n for n, one in enumerate(case.levels) if one is level) for level in levels]
    for one, first in enumerate(levels):
        for two in range(one + 1, len(levels)):
            days = gap_between(case, first, levels[two])
            ask = rule.ask(f"levels.{places[two]}.days_since_previous", "How many days apart were the two levels?")
            parts = [_high(levels[n], places[n], rule, options) for n in (one, two)]
            parts.append(rule.found(at_least(days, rule.limits["gap_days"]), "", missing=(ask,)))
            parts += _other_dose(levels[two], days, places[two], rule)
            beside = [n for n, other in enumerate(levels) if n not in (one, two) and not _before(case, other, first)]
            parts += [low for n in beside for low in _too_low(levels[n], places[n], rule, options)]
            nodes.append(AllOf(tuple(parts)))
    return AtLeast(1, tuple(nodes) or (_high(levels[0], places[0], rule, options),))


def _other_dose(second: Level, gap: Range | None, place: int, rule: Rule) -> tuple[Finding, ...]:
    """A second level that was not as long on its dose as the two are apart: the first may be of another dose."""
    since = second.days_on_dose
    if since is None or since.high is None or gap is None or gap.high is None or (since.low or 0) >= gap.high:
        return ()
    ask = rule.ask(f"levels.{place}.days_on_dose", "Were both clozapine levels taken on the same unchanged dose?",
                   f"{since.words()} days on the dose, {gap.words()} days since the other level.")  # fmt: skip
    return (rule.found("unknown", "the dose may have changed between the levels", missing=(ask,)),)


def _before(case: PatientCase, other: Level, first: Level) -> bool:
    """Whether a level is known to have been taken so many days before another."""
    places = [next(n for n, one in enumerate(case.levels) if one is level) for level in (other, first)]
    return places[0] < places[1] and gap_between(case, other, first) is not None


def _too_low(level: Level, place: int, rule: Rule, options: Options) -> tuple[Finding, ...]:
    """Another level that may lie below the limit: the two high ones do not show then that the level was held."""
    value, limit = believed(level), rule.limits["level_ng_ml"]
    enough = above(value, limit) if options.strict_350 else at_least(value, limit)
    told = level.within_range is False if level.value is None else value is not None and enough != "met"
    if not told or usable(level, place)[0] == "not_met":
        return ()
    question = f"Why was another level lower ({level_words(level)}): was the dose changed, or clozapine not taken?"
    ask = rule.ask(f"levels.{place}.value", question)
    return (rule.found("unknown", f"{level_words(level)} beside them", missing=(ask,)),)


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
