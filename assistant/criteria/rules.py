"""The TRRIP rules that are not about single trials: severity, duration, function, adherence, levels, specifiers.

Each rule is a short function; its docstring says the criterion in words and its row in `tables/` holds the numbers.
"""

from fractions import Fraction

from assistant.criteria import drugs
from assistant.criteria.courses import CLOZAPINE, Course
from assistant.criteria.levels import WHICH_RANGE, exposure, range_contradicts, reference_range, trough_of, usable
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of, status_of
from assistant.criteria.ranges import Range, Status, added, at_least, at_most, below
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.scales import moderate_panss, total_contradicts
from assistant.criteria.trials import in_weeks
from assistant.criteria.types import Adherence, Ask, Finding, Level, PatientCase

Rules = dict[str, Rule]
NAMED_SCALES = ("PANSS", "BPRS", "SANS", "SAPS")
SOURCE_WORDS = {
    "patient_report": "patient's report", "carer_report": "carer's report", "staff_notes": "staff or case notes",
    "pill_count": "pill count", "dispensing_record": "dispensing records",
    "administration_record": "administration records", "depot_record": "depot injection records",
    "electronic_monitor": "electronic monitor", "plasma_level": "plasma level",
}  # fmt: skip


def scale_used(case: PatientCase, rules: Rules) -> Finding:
    """Current symptoms are rated with a standardised scale that TRRIP names."""
    rule = rules["S1"]
    changes = [*case.changes, *(change for trial in case.trials for change in trial.changes)]
    scales = [*(rating.scale for rating in case.ratings), *(change.scale for change in changes)]
    used = list(dict.fromkeys(scale for scale in scales if scale in NAMED_SCALES))
    ask = rule.ask("ratings", "Have the symptoms been rated on PANSS or BPRS? Which item scores?")
    status: Status = "met" if used else "unknown"
    return rule.found(status, ", ".join(used) or "no rating on a named scale", missing=(ask,))


def severe_enough(case: PatientCase, rules: Rules) -> Finding:
    """Symptoms are at least moderate: two PANSS items at 4, or one at 6, within the positive or the negative items."""
    rule = rules["S3"]
    status, observed, working, _ = moderate_panss(case.ratings)
    question = "What are the PANSS scores of P1 to P7 and N1 to N7 now (two at 4 or more, or one at 6 or more, decide)?"
    flags = []
    if total_contradicts(case.ratings):
        flags.append("The PANSS total and the item or subscale scores cannot all be right.")
    others = [r for r in case.ratings if r.scale in ("BPRS", "SANS", "SAPS")]
    if status == "unknown" and others:
        flags.append(
            f"TRRIP's item cut-off is known here for PANSS only; {others[0].scale} is for the clinician to judge."
        )
    if status == "unknown" and case.severity:
        flags.append(f"Symptoms are called {case.severity}; a score on a scale is needed.")
    if "cognitive" in case.domains and len(case.domains) == 1:
        flags.append("Only cognitive symptoms: there is no PANSS item rule for them; a clinician judges.")
    return rule.found(
        status, observed, working=working, missing=(rule.ask("ratings.PANSS.items", question),), flags=tuple(flags)
    )


def lasted(case: PatientCase, rules: Rules) -> Finding:
    """The current symptoms have lasted at least 12 weeks."""
    rule = rules["S4"]
    days, limit = case.symptom_days, rule.limits["symptom_days"]
    ask = rule.ask("symptom_days", "For how long have the present symptoms lasted: 12 weeks or more?")
    return rule.found(
        at_least(days, limit),
        in_weeks(days) if days else "not given",
        missing=(ask,),
        boundary=days is not None and days.low == limit,
    )


def impaired(case: PatientCase, rules: Rules, options: Options) -> Finding:
    """Functioning is at least moderately impaired: SOFAS below 60."""
    rule = rules["F1"]
    limit = rule.limits["sofas"]
    score = next((r.score for r in reversed(case.ratings) if r.scale == "SOFAS" and r.score), None)
    status = at_most(score, limit) if options.sofas_inclusive else below(score, limit)
    others = [r.scale for r in case.ratings if r.scale in ("GAF", "PSP", "FACT-Sz")]
    flags = []
    if score is None and others:
        flags.append(f"{others[0]} is given; the cut-off is known here for SOFAS only.")
    if score is None and case.impairment:
        flags.append(f"Impairment is called {case.impairment}; a score on a validated scale is needed.")
    on_limit = score is not None and score.is_exact and score.low == limit
    if on_limit:
        flags.append("SOFAS 60 is disputed: the same group writes below 60 and computes 60 or less.")
    return rule.found(
        status,
        f"SOFAS {score.words()}" if score else "no SOFAS score",
        missing=(rule.ask("ratings.SOFAS.score", "What is the SOFAS score now?"),),
        boundary=on_limit,
        flags=tuple(flags),
    )


def adherent(case: PatientCase, course: Course | None, rules: Rules, options: Options) -> Finding:
    """At least 80% of the doses were taken, as at least two sources say; one source leaves it open."""
    rule = rules["A1"]
    own = next((step.adherence for step in course.steps if step.adherence), None) if course else None
    known = own or case.adherence or Adherence()
    path = f"trials.{course.places[0]}.adherence" if own and course else "adherence"
    sources = [source for source in dict.fromkeys(known.sources) if source != "plasma_level" or options.level_is_source]
    enough = at_least(known.percent, rule.limits["percent"])
    status: Status = "met" if len(sources) >= rule.limits["sources"] else "unknown"
    parts = {enough, status}
    whole: Status = "not_met" if enough == "not_met" else "met" if parts == {"met"} else "unknown"
    asks = []
    if enough == "unknown":
        asks.append(rule.ask(f"{path}.percent", "What share of the prescribed doses was taken (80% or more)?"))
    if status == "unknown":
        more = "A second source" if sources else "Two sources"
        asks.append(rule.ask(f"{path}.sources",
                    f"{more} for adherence: pill counts, dispensing records, carer, staff notes?"))  # fmt: skip
    said = f"{known.percent.words()}% of doses" if known.percent else "share of doses not given"
    listed = ", ".join(SOURCE_WORDS[source] for source in sources) or "no source named"
    flags = ("A non-adherent patient is possibly pseudo-resistant; resistance is neither shown nor excluded.",)
    return rule.found(
        whole,
        f"{said}; {listed}",
        subject=course.label if own and course else "",
        missing=tuple(asks),
        boundary=known.percent is not None and known.percent.low == rule.limits["percent"],
        flags=flags if whole == "not_met" else (),
    )


def level_once(case: PatientCase, rules: Rules) -> Finding:
    """The plasma level of an antipsychotic was measured at least once, and was not below its reference range.

    A level of a drug of which no trial is recorded counts, and is flagged. One within the range beside one below it
    leaves open whether the drug was taken.
    """
    rule = rules["A2"]
    ask = rule.ask("levels", "Was a plasma level of the antipsychotic measured during a trial? Result and unit?")
    levels = _levels_of(case)
    if not levels:
        return rule.found("unknown", "no plasma level recorded", missing=(ask,))
    observed = "; ".join(level_words(level) for level in levels)
    low = any(exposure(level) == "not_met" for level in levels)
    if any(_shows_exposure(level) == "met" and not _low_once(level, levels) for level in levels):
        return rule.found("met", observed, flags=_untold(case, levels))
    if any(range_contradicts(level) for level in levels):
        again = rule.ask("levels", WHICH_RANGE)
    elif low and any(_shows_exposure(level) == "met" for level in levels):
        again = _which_level(rule)
    else:
        again = rule.ask("levels", "The level was too low: what is it after supervised intake, repeated?" if low else
                         "What was the result of the plasma level, with its unit?")  # fmt: skip
    flags = ("A level below the reference range is possible pseudo-resistance.",) if low else ()
    return rule.found("unknown", observed, missing=(again,), flags=flags)


def level_twice(case: PatientCase, rules: Rules, options: Options) -> Finding:
    """Two trough levels, far enough apart, of which the patient was not forewarned."""
    rule = rules["A2O"]
    levels = _levels_of(case)
    if len(levels) < 2:
        ask = rule.ask("levels", "Were two trough levels taken at least 2 weeks apart, without forewarning?")
        return rule.found("unknown", f"{len(levels)} level(s) recorded", missing=(ask,))
    pairs: list[Node] = []
    for one, first in enumerate(levels):
        for second in levels[one + 1 :]:
            gap = _far_apart(gap_between(case, first, second), rule, options)
            place = _place(case, second)
            ask = rule.ask(f"levels.{place}.days_since_previous", "How many days apart were they?")
            parts: list[Node] = [rule.found(gap, "", missing=(ask,))]
            parts += [_unwarned_trough(level, case, rule) for level in (first, second)]
            if _low_once(first, levels) or _low_once(second, levels):
                parts.append(rule.found("unknown", "a level below its range", missing=(_which_level(rule),)))
            pairs.append(AllOf(tuple(parts)))
    node = AtLeast(1, tuple(pairs))
    asks = {ask.datum: ask for finding in findings_of(node) for ask in finding.missing}
    observed = "; ".join(level_words(level) for level in levels)
    return rule.found(status_of(node), observed, missing=tuple(asks.values()))


def _far_apart(gap: Range | None, rule: Rule, options: Options) -> Status:
    """Met from 2 weeks, not met under 1 week; between them it depends on the reading (options say which is tried)."""
    enough = at_least(gap, Fraction(options.level_gap_days))
    return (
        "not_met"
        if at_least(gap, rule.limits["least_gap_days"]) == "not_met"
        else "met"
        if enough == "met"
        else "unknown"
    )


def time_course(case: PatientCase, rules: Rules) -> Finding:
    """A specifier: early up to 1 year, medium 1 to 5, late over 5 years, from the start of treatment."""
    rule = rules["D2"]
    years = case.years_since_treatment_start
    if years is None:
        onset = "onset of illness is given, not " if case.years_since_onset else ""
        ask = rule.ask("years_since_treatment_start", "How many years ago did antipsychotic treatment start?")
        return rule.found("unknown", f"{onset}start of treatment not given", missing=(ask,))
    label = _course_label(years, rule)
    on_limit = years.is_exact and years.low == rule.limits["early_years"]
    return rule.found("met" if label else "unknown", label or f"{years.words()} years", boundary=on_limit)


def _course_label(years: Range, rule: Rule) -> str:
    early, late = rule.limits["early_years"], rule.limits["late_years"]
    if at_most(years, early) == "met":
        return "early or medium (exactly 1 year is both)" if years.low == early else "early"
    if at_most(years, early) == "not_met" and at_most(years, late) == "met":
        return "medium"
    return "late" if at_most(years, late) == "not_met" else ""


def gap_between(case: PatientCase, first: Level, second: Level) -> Range | None:
    """Days between two levels of the case, `second` the later in its list."""
    start, end = _place(case, first), _place(case, second)
    gap: Range | None = case.levels[start + 1].days_since_previous
    for level in case.levels[start + 2 : end + 1]:
        gap = added(gap, level.days_since_previous)
    return gap


def level_words(level: Level) -> str:
    """A level for a reader: "olanzapine 34 ng/mL"."""
    if level.value is None:
        said = {True: "said to be within its range", False: "said to be below its range", None: "result not given"}
        return f"{level.drug} level taken, {said[level.within_range]}"
    return f"{level.drug} {level.value.words(3)} {level.unit or '(no unit)'}"


def _place(case: PatientCase, level: Level) -> int:
    """The place of a level in the case; two levels may be alike."""
    return next(n for n, one in enumerate(case.levels) if one is level)


def _levels_of(case: PatientCase) -> list[Level]:
    """The levels of antipsychotics other than clozapine, whose levels have a rule of their own."""
    known = [(level, drugs.find(level.drug)) for level in case.levels]
    return [level for level, drug in known if drug is not None and drug.generic != CLOZAPINE]


def _untold(case: PatientCase, levels: list[Level]) -> tuple[str, ...]:
    """A level of a drug of which no trial is recorded shows that it was taken, not that a trial's drug was."""
    tried = {drug.family for trial in case.trials if (drug := drugs.find(trial.drug))}
    strange = dict.fromkeys(one.drug for one in levels if (drug := drugs.find(one.drug)) and drug.family not in tried)
    return tuple(f"The {name} level is of a drug of which no trial is recorded." for name in strange if tried)


def _low_once(level: Level, levels: list[Level]) -> bool:
    """Whether a level of the same drug lies below its range, in a sample that may be usable."""
    drug = drugs.find(level.drug)
    return any(drugs.find(one.drug) == drug and exposure(one) == "not_met" and usable(one)[0] != "not_met"
               for one in levels)  # fmt: skip


def _which_level(rule: Rule) -> Ask:
    """The question where one level of a drug is in its range and another below it."""
    words = "One level is below its range and another is not: was the drug taken, or does the low one not count?"
    return rule.ask("levels", words)


def _shows_exposure(level: Level) -> Status:
    known = exposure(level)
    if known == "unknown" and level.unit and level.value is not None and (level.value.low or 0) > 0:
        return "met" if reference_range(level.drug) is None else "unknown"
    return known


def _unwarned_trough(level: Level, case: PatientCase, rule: Rule) -> Node:
    place = _place(case, level)
    states: dict[bool | None, Status] = {True: "met", False: "not_met", None: "unknown"}
    trough = rule.ask(f"levels.{place}.trough", f"Was the {level.drug} level a trough?")
    warned = rule.ask(f"levels.{place}.unannounced", "Was the patient not forewarned of the sample?")
    result = rule.ask(f"levels.{place}.value", f"What was the result of the {level.drug} level, with its unit?")
    is_there = level.within_range or (level.value and (level.value.low or 0) > 0)
    measured: Status = "met" if is_there and not range_contradicts(level) else "unknown"
    return AllOf((
        rule.found(measured, "", missing=(result,)),
        rule.found(_is_trough(level), "", missing=(trough,)),
        rule.found(states[level.unannounced], "", missing=(warned,)),
    ))  # fmt: skip


def _is_trough(level: Level) -> Status:
    """A trough as the note says; where it also gives hours after the dose that are none, it is open."""
    said = trough_of(level)
    return "unknown" if said == "not_met" and level.trough else said
