"""Every verdict as a tree over a case: the criteria it is made of, by one dose table and one reading of the sources."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.criteria.clozapine import clozapine_node
from assistant.criteria.courses import Course, courses
from assistant.criteria.logic import AllOf, AtLeast, Node, findings_of
from assistant.criteria.optimum import lai_trial, prospective_trial
from assistant.criteria.rules import adherent, impaired, lasted, level_once, level_twice, scale_used, severe_enough
from assistant.criteria.ruleset import Options, Rule
from assistant.criteria.trials import (
    by_drug,
    counted,
    drugs_node,
    failed,
    given_together,
    helped_later,
    high_enough,
    long_enough,
    two_drugs,
)
from assistant.criteria.types import Finding, PatientCase


class Trees(NamedTuple):
    """The verdicts as trees, and the findings to show, in the order of the rules."""

    minimum: Node
    optimum: Node
    clozapine: Node
    clozapine_trial: Node
    findings: tuple[Finding, ...]
    courses: tuple[Course, ...]
    fixed: tuple[Finding, ...]  # scale, severity, duration: the same under every table and reading


def _of_trial(course: Course, taken: Sequence[Course], rules: dict[str, Rule], options: Options) -> tuple[Finding, ...]:
    """What makes one course of a drug an adequate trial that failed, adherence apart."""
    return (
        long_enough(course, rules, options),
        high_enough(course, rules, options),
        failed(course, rules, options),
        *helped_later(course, taken, rules),
    )


def grown(case: PatientCase, rules: dict[str, Rule], options: Options, known: "Trees | None" = None) -> Trees:
    """Every verdict's tree over a case, by one dose table and one reading of the sources.

    Trees `known` of the same case lend what no table and no reading changes.
    """
    taken = courses(case.trials, options)
    fixed = known.fixed if known else (scale_used(case, rules), severe_enough(case, rules), lasted(case, rules))
    state = (*fixed, impaired(case, rules, options))
    per_trial = {c.places: _of_trial(c, taken, rules, options) for c in counted(taken)}
    groups = by_drug(taken, options)
    needed = int(rules["T4"].limits["drugs"])
    tried: list[Node] = [AtLeast(1, tuple(AllOf(per_trial[c.places]) for c in g)) for g in groups.values()]
    alone = drugs_node(groups, tried, case, rules["T4"], options, needed)
    taken_as = {c.places: adherent(case, c, rules, options) for c in counted(taken)}
    adhered: list[Node] = [
        AtLeast(1, tuple(AllOf((*per_trial[c.places], taken_as[c.places])) for c in g)) for g in groups.values()
    ]
    whole = drugs_node(groups, adhered, case, rules["T4"], options, needed)
    overall = adherent(case, None, rules, options) if not groups or case.adherence else None
    once = level_once(case, rules)
    drugs_found = two_drugs(alone, groups, tried, case, rules["T4"], given_together(groups, options))
    closed = [_too_few(drugs_found, rules["T4"])] if drugs_found.status == "not_met" else []
    minimum = AllOf((*state, *closed, whole, *([overall] if overall and not groups else []), once))
    lai = lai_trial(taken, rules, options, case, taken_as)
    twice = level_twice(case, rules, options)
    followed = prospective_trial(taken, rules, options, taken_as)
    clozapine = clozapine_node(case, taken, rules, options)
    adherence = [overall] if overall else []
    adherence += [one for one in taken_as.values() if one.subject]
    if not adherence:
        adherence = [adherent(case, None, rules, options)]
    shown = (*state, *(f for c in counted(taken) for f in per_trial[c.places]), drugs_found, *adherence, once,
             lai, twice, followed, *findings_of(clozapine))  # fmt: skip
    return Trees(
        minimum,
        AllOf((minimum, lai, twice, followed)),
        AllOf((minimum, clozapine)),
        clozapine,
        tuple(shown),
        taken,
        fixed,
    )


def _too_few(found: Finding, rule: Rule) -> Finding:
    return rule.found("not_met", found.observed, working=found.working)
