"""A sentence that answers and what was asked in, the words of it that answer out: the dose, the level, the share.

Nothing is marked where it is doubtful whether a figure is the one asked for: a reader in a hurry takes the marked one.
"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.evidence import Evidence
from assistant.premise import MORE_OR_LESS, lean
from assistant.quantities import Quantity
from assistant.question import Clause, Unit
from assistant.singling import singled_out

# How like a known question that a sentence answers the one asked must be, so that a figure of a further sentence is
# marked. A share or a count could be of anything; the unit of a dose or a level says more.
LIKE, LIKE_WITH_UNIT = 0.65, 0.6
TELLING_UNITS = frozenset("dose mass concentration concentration_molar count_per_volume age".split())

_NO_DIFFERENCE = re.compile(r"\b(?:(?:did|do|does) not (?:\w+ )?differ|no (?:\w+ )?difference)\b", re.IGNORECASE)


def mark_of(clause: Clause, item: Evidence, *, is_best: bool) -> str:
    """The words that answer; none where the clause asks for no figure, or this may be another. `is_best`: it leads."""
    if lean(clause, item) < 0 or (MORE_OR_LESS.search(clause.text) and _NO_DIFFERENCE.search(item.sentence.text)):
        return ""  # it is the other side that has more, or neither
    figures = [one for one in _asked_for(clause, item) if _is_likely(one, clause, item, is_best)]
    demanded = [one for one in figures if any(demand.is_met_by(one) for demand in clause.demands)]
    return singled_out(clause, item.sentence.text, demanded if clause.demands else figures, item.own.quantities)


def _asked_for(clause: Clause, item: Evidence) -> Iterator[Quantity]:
    """The figures of the kinds asked for; where one is demanded, none that the question states: that is a condition."""
    stated = clause.quantities if clause.demands else ()
    for figure in item.own.quantities:
        if figure.kind in clause.asked and not any(quantities.same(figure, one) for one in stated):
            yield figure


def _is_likely(figure: Quantity, clause: Clause, item: Evidence, is_best: bool) -> bool:
    """Whether the figure is what was asked for; a dose or a level only where the sentence speaks of that drug."""
    has_unit = figure.kind in TELLING_UNITS
    if has_unit and not all(item.covers(unit) for unit in _drugs(clause)):
        return False
    return is_best or item.alike.best >= (LIKE_WITH_UNIT if has_unit else LIKE)


def _drugs(clause: Clause) -> list[Unit]:
    return [unit for unit in clause.units if unit.entity and unit.entity.kind == "drug"]
