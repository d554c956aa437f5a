"""What only a statement speaks of that nobody has checked: it is not shown, and its sibling is not shown for it.

A clause, how the checked sentences were judged and the unchecked ones found in; the words of the clause that an
unchecked one alone speaks of out.
"""

from collections.abc import Sequence

from assistant.asked import Likeness
from assistant.evidence import Evidence
from assistant.judge import Judgement, may_answer, models, score_one
from assistant.question import Clause, Unit

SINGLED_OUT = 0.6  # weight of a word that says which of several statements is asked for
SHOWN = 0.3  # of the best sentence's score: what is shown beside it


def only_unchecked(
    clause: Clause, judgement: Judgement, unchecked: Sequence[Evidence], likeness: Likeness
) -> tuple[str, ...]:
    """The words that an unchecked sentence alone speaks of, though it would answer; none where a checked one does."""
    fit = [one for one in unchecked if may_answer(clause, one)]
    if judgement.answers:
        return next((words for one in fit if (words := _singled_out(clause, judgement, one))), ())
    for one in fit:
        if score_one(clause, one, judgement.all, likeness).score >= models().of(one).answers_from:
            said = [unit for unit in clause.own if unit.weight >= SINGLED_OUT and one.covers(unit)]
            alone = [unit for unit in said if not any(other.evidence.covers(unit) for other in judgement.all)]
            return tuple(unit.surface for unit in alone or [unit for unit in said if unit.entity] or said)
    return ()


def _singled_out(clause: Clause, judgement: Judgement, unchecked: Evidence) -> tuple[str, ...]:
    """What singles an unchecked sentence out: it says all that the best one does, and words of weight besides."""
    best = judgement.scored[0]
    shown = [one.evidence for one in judgement.scored if one.score >= SHOWN * best.score]
    if not all(unchecked.covers(unit) for unit in clause.own if best.evidence.covers(unit)):
        return ()
    alone = [
        unit
        for unit in clause.own
        if unit.weight >= SINGLED_OUT and _says(unchecked, unit) and not any(one.covers(unit) for one in shown)
    ]
    is_near = unchecked.similarity >= best.evidence.similarity or unchecked.alike.best >= best.evidence.alike.best
    return tuple(unit.surface for unit in alone if unit.entity or is_near)


def _says(item: Evidence, unit: Unit) -> bool:
    """Whether the sentence says it itself."""
    if unit.entity is not None:
        return unit.entity.id in item.own.entities
    return bool(unit.stems) and all(stem in item.own.stems for stem in unit.stems)
