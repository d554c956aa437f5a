"""Judging evidence for one clause of a question: how well each sentence answers, and whether any does.

An answer is refused unless one sentence speaks of everything the clause names (a drug, a trial, a guideline, a
population) and covers enough of the rest. The weights are few and were set on the tuning half of the questions.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant import quantities
from assistant.evidence import Evidence
from assistant.quantities import Quantity
from assistant.question import UBIQUITOUS, Clause, Question
from assistant.search import Found

NEARNESS, COVERAGE = 0.5, 0.5  # shares of a score
ASKED_KIND = 0.12  # the sentence holds a quantity of the kind asked for
VALUE_WITHIN = 0.15  # the sentence's range holds the value in the question, or excludes it (taken off)
LEAST_SCORE = 0.4  # of nearness and coverage together, for an answer

ARTICLE = 0.03  # the source article is what the digests are about: it goes first where nothing else decides
ARTICLE_NAMED = 0.2  # the question asks what the article says
VALUE = 1.0  # how much a value in the question counts, beside a named thing (up to 3) or a word (up to 1)
OFF_TOPIC = 0.3  # cosine below which nothing found has to do with a question that names nothing we know
OPPOSED = 0.15  # taken off where the clause asks about stopping and the sentence speaks of starting
OPPOSITES = (("stopping", "initiation"), ("initiation", "stopping"))
CAUSE = 0.06  # the clause asks why, and the sentence gives a reason
EXPANDS = 0.4  # the clause asks what an abbreviation stands for, and the sentence spells it out
NEAR_BEST = 0.6  # a figure asked for must stand in a sentence that fits this well, beside the best
LEAST_OF_THE_REST = 0.2  # share, by weight, of what is asked about the things named
MUCH_LEFT = 0.95  # weight of words left uncovered that an answer may ignore: about one meaningful word
NEARER = 0.72  # asked of it where the question names something no source and no dictionary knows
NEAR_ENOUGH = 0.62  # a sentence so near in meaning may say it in other words

_WHY = re.compile(r"\b(?:why|reasons?|how come|what (?:makes|explains?|caus\w+))\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:because|due to|reasons?|owing|based on|explain\w*|explanation|suggests? that|driven by|given the|lack of)\b",
    re.IGNORECASE,
)
_GIVES_NONE = re.compile(
    r"\b(?:does|do|did) not (?:state|give|name|specify|define|say|set)\b|\b(?:gives?|has|have|with|there is) no "
    r"(?:number|defined|minimum|fixed|upper|set|single)\b|\bnot (?:stated|given|recorded)\b",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(r"\b(?:stands? for|abbreviat\w+|acronym|short for|spell(?:ed)? out)\b", re.IGNORECASE)


class Scored(NamedTuple):
    """A sentence and how well it answers."""

    score: float
    fit: float  # nearness and coverage alone, 0 to 1
    evidence: Evidence


class Judgement(NamedTuple):
    """Whether the clause is answered; by which sentences, best first; all sentences; and what none of them covers."""

    answers: bool
    scored: tuple[Scored, ...]  # those that speak of everything the clause names
    all: tuple[Scored, ...]
    missing: tuple[str, ...]


def judge(clause: Clause, evidence: Sequence[Evidence]) -> Judgement:
    """Judge every sentence for `clause`."""
    required = clause.required
    asking = _asking(clause)
    everything = tuple(sorted((_score(asking, item) for item in evidence), key=_best_first))
    joint = tuple(one for one in everything if all(one.evidence.covers(unit) for unit in required))
    if not joint:
        uncovered = tuple(unit.surface for unit in required if not any(one.evidence.covers(unit) for one in everything))
        return Judgement(False, (), everything, uncovered or tuple(unit.surface for unit in required))
    best = max(one.fit for one in joint)
    near = [one for one in joint if one.fit >= NEAR_BEST * best]
    if best < LEAST_SCORE or not any(_speaks_of_the_rest(clause, one) for one in near):
        return Judgement(False, joint, everything, clause.unknown)
    if absent := _not_given(clause, near):
        return Judgement(False, joint, everything, absent)
    return Judgement(True, joint, everything, clause.unknown)


def _best_first(one: Scored) -> tuple[float, tuple[str, int]]:
    return -one.score, one.evidence.key


def is_off_topic(question: Question, founds: Sequence[Found]) -> bool:
    """Whether the question names nothing of this field and nothing found is near it in meaning."""
    names_something = any(unit.entity is not None and unit.entity.kind != "wording" for unit in question.units)
    nearest = max((hit.similarity for found in founds for hit in found.hits), default=0.0)
    return not names_something and nearest < OFF_TOPIC


def _not_given(clause: Clause, near: Sequence[Scored]) -> tuple[str, ...]:
    """The figures and outcomes asked for that no sentence gives which fits about as well as the best one does."""
    held = [found for one in near if not _is_opposite(clause, one.evidence) for found in one.evidence.own.quantities]
    if any(_GIVES_NONE.search(one.evidence.sentence.text) for one in near[:2]):
        return ()  # the source says that there is no such figure, which answers
    figures = [demand.figure for demand in clause.demands if not any(demand.is_met_by(found) for found in held)]
    outcomes = [
        unit.surface for unit in clause.units if unit.is_outcome and not any(one.evidence.covers(unit) for one in near)
    ]
    return (*figures, *outcomes)


def _is_opposite(clause: Clause, item: Evidence) -> bool:
    """Whether the clause asks about stopping, say, and the sentence speaks of starting."""
    asked, said = {unit.entity.id for unit in clause.units if unit.entity}, item.own.entities
    return any(one in asked and other in said and one not in said for one, other in OPPOSITES)


def _speaks_of_the_rest(clause: Clause, best: Scored) -> bool:
    """Whether the sentence covers enough of what the clause asks about the things it names."""
    rest = [unit for unit in clause.units if not unit.is_required and unit.rarity > UBIQUITOUS]
    total = sum(unit.weight for unit in rest)
    covered = sum(unit.weight * best.evidence.covers(unit) for unit in rest)
    strange = any(unit.is_strange and not best.evidence.covers(unit) for unit in rest)
    if best.evidence.similarity >= (NEARER if strange else NEAR_ENOUGH) or total - covered < MUCH_LEFT:
        return True
    if strange:
        return False
    return covered >= LEAST_OF_THE_REST * total


class _Asking(NamedTuple):
    """What the clause asks for, read once."""

    clause: Clause
    total: float  # weight of all it names and states
    why: bool
    expansion: tuple[str, ...]  # abbreviations to spell out
    article: float


def _asking(clause: Clause) -> _Asking:
    return _Asking(
        clause,
        (sum(unit.weight for unit in clause.units) + VALUE * len(clause.quantities)) or 1.0,
        bool(_WHY.search(clause.text)),
        tuple(f"({unit.surface.upper()})" for unit in clause.units) if _STANDS_FOR.search(clause.text) else (),
        ARTICLE_NAMED if clause.names_the_article else ARTICLE,
    )


def _score(asking: _Asking, item: Evidence) -> Scored:
    clause = asking.clause
    covered = sum(unit.weight * item.covers(unit) for unit in clause.units)
    covered += sum(VALUE * _holds(item, value) for value in clause.quantities)
    spelt_out = any(bracket in item.sentence.text for bracket in asking.expansion)
    fit = NEARNESS * max(0.0, item.similarity) + COVERAGE * covered / asking.total + EXPANDS * spelt_out
    bonus = ASKED_KIND * bool(clause.asked & item.own.kinds) + VALUE_WITHIN * _value_within(clause, item)
    bonus += asking.article * (item.hit.source.kind == "article")
    bonus += CAUSE * (asking.why and bool(_BECAUSE.search(item.sentence.text)))
    bonus -= OPPOSED * _is_opposite(clause, item)
    return Scored(fit + bonus, fit, item)


def score_one(clause: Clause, item: Evidence) -> Scored:
    """How well one sentence answers."""
    return _score(_asking(clause), item)


def _agree(found: Quantity, value: Quantity) -> bool:
    """Whether two quantities are the same, or one lies within the other (28 January within January)."""
    return bool(quantities.same(found, value) or quantities.contains(found, value) or quantities.contains(value, found))


def _holds(item: Evidence, value: Quantity) -> float:
    """Whether the sentence, or what a reader knows beside it, states the value, or a range that holds it."""
    known = (*item.own.quantities, *item.context.quantities)
    return float(any(_agree(found, value) for found in known))


def _value_within(clause: Clause, item: Evidence) -> int:
    """1 where a range of the sentence holds a value of the question, -1 where ranges exclude it, else 0."""
    verdicts = [
        quantities.contains(range_, value)
        for value in clause.quantities
        for range_ in item.own.quantities
        if range_.low != range_.high
    ]
    return 1 if True in verdicts else -1 if False in verdicts else 0


def mark_of(clause: Clause, item: Evidence) -> str:
    """The words of the sentence that answer: its first quantity of the kind asked for."""
    return next((quantity.text for quantity in item.own.quantities if quantity.kind in clause.asked), "")
