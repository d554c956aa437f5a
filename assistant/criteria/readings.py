"""The same case under other documented readings of the sources, and by every dose table: what would change?"""

from collections.abc import Callable
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.courses import reaches
from assistant.criteria.doses import tables
from assistant.criteria.logic import Node, status_of
from assistant.criteria.ranges import Status
from assistant.criteria.ruleset import Options, Ruleset
from assistant.criteria.trees import Trees, grown
from assistant.criteria.trials import by_drug
from assistant.criteria.types import PatientCase, Reading, TableVerdict

MAIN = ("trrip_minimum", "trrip_optimum", "clozapine_resistance")


def nodes_of(trees: Trees) -> dict[str, Node]:
    """The trees of the three main verdicts, by name."""
    return dict(zip(MAIN, (trees.minimum, trees.optimum, trees.clozapine), strict=True))


class _Held(NamedTuple):
    """What of a case decides whether a disputed reading can matter to it."""

    case: PatientCase
    trees: Trees
    rules: Ruleset

    @property
    def clozapine(self) -> bool:
        names = [*(trial.drug for trial in self.case.trials), *(level.drug for level in self.case.levels)]
        return any(drugs.is_clozapine(name) for name in names)


# Of each option, whether changing it can change anything: a check would else try every reading of an empty case.
_MATTERS: dict[str, Callable[[_Held], bool]] = {
    "level_gap_days": lambda held: len(held.case.levels) > 1,
    "strict_350": lambda held: len(held.case.levels) > 1 and held.clozapine,
    "sofas_inclusive": lambda held: any(rating.scale == "SOFAS" for rating in held.case.ratings),
    "midpoint": lambda held: (
        _reached(held.case, held.rules, Options(midpoint=True)) != _reached(held.case, held.rules, Options())
    ),
    "twenty_percent_in_minimum": lambda held: bool(held.trees.courses),
    "level_is_source": lambda held: (
        "plasma_level" in str(held.case.adherence)
        or any("plasma_level" in str(trial.adherence) for trial in held.case.trials)
    ),
    "summed_weeks": lambda held: len({course.generic for course in held.trees.courses}) < len(held.trees.courses),
    "families_apart": lambda held: any(
        len({course.generic for course in group}) > 1 for group in by_drug(held.trees.courses, Options()).values()
    ),
    "together_apart": lambda held: sum(course.beside_another for course in held.trees.courses) > 1,
    "clozapine_by_dose": lambda held: held.clozapine,
    "clozapine_days": lambda held: held.clozapine,
}


def other_readings(case: PatientCase, ruleset: Ruleset, trees: Trees) -> dict[str, tuple[Reading, ...]]:
    """For each main verdict the other readings that would change it."""
    default = {name: status_of(node) for name, node in nodes_of(trees).items()}
    found: dict[str, list[Reading]] = {name: [] for name in MAIN}
    for other in ruleset.readings:
        if not _MATTERS[other.option](_Held(case, trees, ruleset)):
            continue
        again = grown(case, ruleset.rules, Options()._replace(**{other.option: other.value}), trees)
        for name, node in nodes_of(again).items():
            status: Status = status_of(node)
            if status != default[name]:
                found[name].append(Reading(id=other.id, words=other.words, status=status, checked=other.checked))
    return {name: tuple(readings) for name, readings in found.items()}


def by_table(case: PatientCase, ruleset: Ruleset, trees: Trees) -> tuple[TableVerdict, ...]:
    """The verdicts when one dose table is used throughout, the default first."""
    found = []
    grown_by: dict[tuple[Status, ...], Trees] = {_reached(case, ruleset, Options()): trees}
    for table in tables():
        options = Options()._replace(table=table.id)
        reached = _reached(case, ruleset, options)  # tables that agree on every trial give the same verdicts
        used = grown_by.get(reached) or grown(case, ruleset.rules, options, trees)
        grown_by[reached] = used
        found.append(
            TableVerdict(
                table=table.id,
                citation=table.citation,
                is_default=table.id == Options().table,
                trrip_minimum=status_of(used.minimum),
                trrip_optimum=status_of(used.optimum),
            )
        )
    return tuple(found)


def _reached(case: PatientCase, ruleset: Ruleset, options: Options) -> tuple[Status, ...]:
    return tuple(reaches(trial, ruleset.rules["T3"], options)[0] for trial in case.trials)
