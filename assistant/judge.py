"""Judging evidence for one clause of a question: how likely each sentence answers it, and whether any does.

Each sentence is described by a few signs. A logistic model turns them into one probability: one for sentences of which
known questions are kept, one for all others. Their weights (judge.yaml) are fitted by `python -m evals.fit_judge` on
the tuning half of the questions. What no model may decide stays a rule: a sentence answers only where it speaks of
everything the clause names (a drug, a trial, a population).
"""

import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant import quantities
from assistant import turns_of_phrase as phrase
from assistant.asked import Likeness
from assistant.evidence import Evidence
from assistant.off_the_point import beside_the_point, is_off_the_point
from assistant.premise import asserts
from assistant.quantities import Quantity
from assistant.question import Clause, Question, Unit
from assistant.search import Found
from assistant.siblings import fit

OWN = 0.32  # least share, by weight, of what a follow-up's own words ask that a sentence which answers it speaks of
OFF_TOPIC = 0.3  # cosine below which nothing found has to do with a question that names nothing we know
OFF_UPLOADS = 0.15  # the same where a passage of an upload, of any subject, is the nearest
SIBLING = 0.15  # of the best sentence's score: one as likely may go before it where small words decide
ALIKE = 0.5  # least share of the words of the shorter of two sentences that differ in small words
OPPOSITES = (("stopping", "initiation"), ("initiation", "stopping"))

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


class Signs(NamedTuple):
    """What is weighed of one sentence for one clause. A share is from 0 to 1, weight is that of the clause's units."""

    farther: float  # by how much another sentence found is nearer to the question, as cosine; mapped, if none is known
    passage: float  # score of its passage in the search
    names: float  # least coverage of the things the clause names
    says: float  # share, by weight, of what the clause asks that it says in so many words
    largest_left: float  # weight of the heaviest unit it does not cover
    left: float  # number of units it does not cover
    more_left: float  # weight it leaves uncovered beyond what the best sentence does
    figure: float  # holds a figure of a kind asked for
    figures_left: float  # figures demanded that it does not give
    outcomes_left: float  # outcomes asked about that it does not speak of
    gives_none: float  # says that the source gives no such figure
    values_left: float  # values asked about that it does not state; one taken for granted may be false
    value_within: float  # 1 where its range holds a value of the question, -1 where it excludes it
    cause: float  # gives a reason, to a question that asks why
    opposite: float  # speaks of starting, to a question on stopping
    spelt_out: float  # spells out the abbreviation asked about
    article: float  # of the source article, which the digests are about
    article_named: float  # and the question asks what the article says
    unknown: float  # words of the clause that no source uses
    asked: float  # logarithm of the number of units of the clause
    like: float  # likeness to a known question that the sentence answers, as cosine
    close: float  # likeness to several of them
    share: float  # of all likeness to known questions and gaps, as logarithm
    less_like: float  # by how much liker a known question of another sentence is
    gap: float  # by how much liker than any of those a known gap is
    gaps: float  # share of all likeness that falls to gaps, as logarithm


class Model(NamedTuple):
    """A weight for each sign, and from which probability on a sentence answers."""

    weights: Signs
    bias: float
    answers_from: float

    def probability(self, signs: Signs) -> float:
        """How likely a sentence with these signs answers, from 0 to 1."""
        return 1 / (1 + math.exp(-self.bias - sum(map(float.__mul__, self.weights, signs))))


class Models(NamedTuple):
    """One model for sentences of which known questions are kept, one for all others: uploads, mostly."""

    known: Model
    plain: Model

    def of(self, item: Evidence) -> Model:
        """The model that judges this sentence."""
        return self.known if item.known else self.plain


@cache
def models() -> Models:
    """The models as fitted."""
    written = yaml.safe_load(Path(__file__).with_name("judge.yaml").read_text(encoding="utf-8"))
    return Models(
        *(
            Model(Signs(**written[name]["weights"]), written[name]["bias"], written[name]["answers_from"])
            for name in Models._fields
        )
    )


class Scored(NamedTuple):
    """A sentence and how likely it answers, 0 to 1."""

    score: float
    evidence: Evidence


class Judgement(NamedTuple):
    """Whether the clause is answered; by which sentences, best first; all sentences; and what none of them covers."""

    answers: bool
    scored: tuple[Scored, ...]  # those that speak of everything the clause names
    all: tuple[Scored, ...]
    missing: tuple[str, ...]


def judge(clause: Clause, evidence: Sequence[Evidence], likeness: Likeness) -> Judgement:
    """Judge every sentence for `clause`; `likeness` is that of the question to the known ones."""
    required = clause.required
    weighed = zip(signs_of(clause, evidence, likeness), evidence, strict=True)
    everything = tuple(sorted((Scored(_probability(signs, item), item) for signs, item in weighed), key=_best_first))
    joint = _fitting_first(clause, [one for one in everything if may_answer(clause, one.evidence)])
    if not joint:
        uncovered = tuple(unit.surface for unit in required if not any(one.evidence.covers(unit) for one in everything))
        return Judgement(False, (), everything, uncovered or _unsaid(clause, everything))
    likely = [one for one in joint if one.score >= models().of(one.evidence).answers_from]
    not_given = _not_given(clause, [one.evidence for one in likely or joint[:1]])
    if not likely or (not_given and not asserts(clause.text)):
        return Judgement(False, joint, everything, not_given or clause.unknown)
    return Judgement(True, joint, everything, clause.unknown)


def _fitting_first(clause: Clause, joint: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences, best first; one that differs from the best in a small word that decides goes before it."""
    if len(joint) < 2:
        return tuple(joint)
    best = joint[0]
    fits = [(fit(clause.text, one.evidence.sentence.text), one) for one in joint if _is_sibling(one, best)]
    how_well, fittest = max(fits, key=lambda fitting: (fitting[0], fitting[1].score))
    if how_well == fits[0][0]:
        return tuple(joint)
    lesser = best._replace(score=fittest.score)
    return (fittest._replace(score=best.score), *(lesser if one is fittest else one for one in joint[1:]))


def _is_sibling(one: Scored, best: Scored) -> bool:
    """Whether a sentence is about as likely as the best one and says much the same."""
    if one.score < SIBLING * best.score:
        return False
    stems, others = one.evidence.own.stems, best.evidence.own.stems
    return len(stems & others) >= ALIKE * min(len(stems), len(others))


def may_answer(clause: Clause, item: Evidence) -> bool:
    """Whether the sentence speaks of everything the clause names, and at least of something it asks.

    Of what was said earlier in the conversation it must speak of one thing of each kind; and of the words now typed of
    enough, for a sentence on what was said earlier alone is no answer.
    """
    if not all(item.covers(unit) for unit in clause.required if not unit.is_carried) or _is_of_another(clause, item):
        return False
    if is_off_the_point(clause, item) or not _says_more_than_the_name(clause, item):
        return False
    earlier: dict[str, list[Unit]] = {}
    any_account = _may_be_of_another_account(clause)
    for unit in clause.required:
        if unit.is_carried and not (any_account and _is_account(unit)):
            earlier.setdefault(unit.entity.kind if unit.entity else "", []).append(unit)
    if not all(any(item.covers(unit) for unit in alike) for alike in earlier.values()):
        return False
    if clause.quantities and all(unit.is_carried for unit in clause.units):
        return any(_speaks_of(item, value) for value in clause.quantities)  # "and 600?" asks of nothing else
    said = [unit for unit in clause.own if item.covers(unit)]
    if len(clause.own) == len(clause.units):
        return bool(said) or item.hit.source.kind == "upload"  # its words are nobody's; how near it lies is weighed
    return sum(unit.weight for unit in said) >= OWN * sum(unit.weight for unit in clause.own)


def _is_of_another(clause: Clause, item: Evidence) -> bool:
    """Whether the sentence is of an upload and not about a drug that the clause names.

    A sentence of the corpus is about clozapine, say, without naming it; one of an upload may be about anything. Of a
    drug carried over from earlier it need not speak where the words now typed name what the upload names.
    """
    if item.hit.source.kind != "upload":
        return False
    renamed = any(unit.is_required and not unit.is_carried for unit in clause.units)
    drugs = [unit for unit in clause.units if unit.entity is not None and unit.entity.kind == "drug"]
    return not all(item.covers(unit) for unit in drugs if not (unit.is_carried and renamed))


def _says_more_than_the_name(clause: Clause, item: Evidence) -> bool:
    """Whether the sentence speaks of something that is asked about a thing of an upload, beside naming it.

    Much of an upload names what it is about; what is known of an upload is too little to weigh that against the rest.
    """
    asked = [unit for unit in clause.own if not unit.is_uploads]
    is_named = len(asked) < len(clause.own)
    return not is_named or not asked or any(item.covers(unit) for unit in asked)


def _is_account(unit: Unit) -> bool:
    """Whether it is a study or a document, whose account was asked for."""
    return unit.entity is not None and unit.entity.kind in ("trial", "organisation", "guideline")


def _may_be_of_another_account(clause: Clause) -> bool:
    """Whether a follow-up may be answered by another study or document than the one talked about.

    Not where it points to one or asks how something was studied, nor where nothing else is talked about.
    """
    asked = clause.text.rpartition(": ")[2]
    beside = any(unit.entity and not _is_account(unit) and unit.is_carried for unit in clause.units)
    return beside and not phrase.POINTS.search(asked) and not phrase.STUDIES.search(asked)


def _unsaid(clause: Clause, everything: Sequence[Scored]) -> tuple[str, ...]:
    """What to name as missing where each thing named is spoken of somewhere, and all of them nowhere together.

    Where a sentence speaks of all of them and is off the point, it is what the clause asks of them.
    """
    together = [one.evidence for one in everything if all(one.evidence.covers(unit) for unit in clause.required)]
    if any(is_off_the_point(clause, item) for item in together) and (beside := beside_the_point(clause)):
        return beside
    if len(clause.own) == len(clause.units) and not any(unit.is_uploads for unit in clause.units):
        return tuple(unit.surface for unit in clause.required)
    return tuple(unit.surface for unit in clause.own if not any(item.covers(unit) for item in together))


def _best_first(one: Scored) -> tuple[float, tuple[str, int]]:
    return -one.score, one.evidence.key


def is_off_topic(question: Question, founds: Sequence[Found]) -> bool:
    """Whether the question names nothing of this field and nothing found is near it in meaning."""
    names_something = any(
        unit.is_uploads or (unit.entity is not None and unit.entity.kind != "wording") for unit in question.units
    )
    nearest = max((hit for found in founds for hit in found.hits), key=lambda hit: hit.similarity, default=None)
    if names_something or nearest is None:
        return not names_something
    return nearest.similarity < (OFF_UPLOADS if nearest.source.kind == "upload" else OFF_TOPIC)


def signs_of(clause: Clause, evidence: Sequence[Evidence], likeness: Likeness) -> list[Signs]:
    """The signs of each sentence, in the order given."""
    asking = _asking(clause)
    found = [_signs(asking, item) for item in evidence]
    nearest = max((item.similarity for item in evidence), default=0.0)
    likeliest = max((item.nearness for item in evidence), default=0.0)
    likest = max((item.alike.best for item in evidence), default=0.0)
    least = min((one.more_left for one in found), default=0.0)
    return [
        one._replace(
            farther=nearest - item.similarity if item.known else likeliest - item.nearness,
            more_left=one.more_left - least,
            less_like=likest - item.alike.best if item.known else 0.0,
            gap=likeness.gap - likest if item.known else 0.0,
            gaps=likeness.gap_share if item.known else 0.0,
        )
        for one, item in zip(found, evidence, strict=True)
    ]


def _probability(signs: Signs, item: Evidence) -> float:
    return models().of(item).probability(signs)


class _Asking(NamedTuple):
    """What the clause asks for, read once."""

    clause: Clause
    total: float  # weight of its units
    why: bool
    asserts: bool  # takes something for granted
    abbreviations: tuple[str, ...]  # to spell out


def _asking(clause: Clause) -> _Asking:
    stands_for = _STANDS_FOR.search(clause.text)
    return _Asking(
        clause,
        sum(unit.weight for unit in clause.units) or 1.0,
        bool(_WHY.search(clause.text)),
        asserts(clause.text),
        tuple(f"({unit.surface.upper()})" for unit in clause.units) if stands_for else (),
    )


def _signs(asking: _Asking, item: Evidence) -> Signs:
    """The signs of one sentence; what it lacks beside the others found is filled in later."""
    clause, text, is_article = asking.clause, item.sentence.text, item.hit.source.kind == "article"
    covered = [(unit, item.covers(unit)) for unit in clause.units]
    left = [unit.weight for unit, share in covered if not share]
    return Signs(
        farther=0.0,
        passage=item.hit.score,
        names=min((share for unit, share in covered if unit.is_required and not unit.is_uploads), default=1.0),
        says=sum(unit.weight for unit, share in covered if share >= 1) / asking.total,
        largest_left=max(left, default=0.0),
        left=float(len(left)),
        more_left=sum(unit.weight * (1 - share) for unit, share in covered),
        figure=float(bool(clause.asked & item.own.kinds)),
        figures_left=float(sum(not item.gives(demand) for demand in clause.demands)),
        outcomes_left=float(sum(unit.is_outcome and not share for unit, share in covered)),
        gives_none=float(bool(_GIVES_NONE.search(text))),
        values_left=0.0 if asking.asserts else float(sum(not _holds(item, value) for value in clause.quantities)),
        value_within=float(_value_within(clause, item)),
        cause=float(asking.why and bool(_BECAUSE.search(text))),
        opposite=float(_is_opposite(clause, item)),
        spelt_out=float(any(bracket in text for bracket in asking.abbreviations)),
        article=float(is_article),
        article_named=float(is_article and clause.names_the_article),
        unknown=float(len(clause.unknown)),
        asked=math.log1p(len(clause.units)),
        like=item.alike.best,
        close=item.alike.close,
        share=item.alike.share,
        less_like=0.0,
        gap=0.0,
        gaps=0.0,
    )


def _not_given(clause: Clause, likely: Sequence[Evidence]) -> tuple[str, ...]:
    """The figures and outcomes asked for that none of the sentences gives; none where the best says there is none."""
    if _GIVES_NONE.search(likely[0].sentence.text):
        return ()
    giving = [item for item in likely if not _is_opposite(clause, item)]
    figures = [demand.figure for demand in clause.demands if not any(item.gives(demand) for item in giving)]
    outcomes = [
        unit.surface for unit in clause.units if unit.is_outcome and not any(item.covers(unit) for item in giving)
    ]
    return (*figures, *outcomes)


def _is_opposite(clause: Clause, item: Evidence) -> bool:
    """Whether the clause asks about stopping, say, and the sentence speaks of starting."""
    asked, said = {unit.entity.id for unit in clause.units if unit.entity}, item.own.entities
    return any(one in asked and other in said and one not in said for one, other in OPPOSITES)


def _agree(found: Quantity, value: Quantity) -> bool:
    """Whether two quantities are the same, or one lies within the other (28 January within January)."""
    return bool(quantities.same(found, value) or quantities.contains(found, value) or quantities.contains(value, found))


def _holds(item: Evidence, value: Quantity) -> bool:
    """Whether the sentence, or what a reader knows beside it, states the value, or a range that holds it."""
    return any(_agree(found, value) for found in (*item.own.quantities, *item.context.quantities))


def _speaks_of(item: Evidence, value: Quantity) -> bool:
    """Whether the sentence states the value, or a range with two ends that holds it, not only a limit to it."""
    closed = [one for one in item.own.quantities if one.low is not None and one.high is not None]
    same = any(quantities.same(one, value) for one in item.own.quantities)
    return same or any(quantities.contains(one, value) for one in closed)


def _value_within(clause: Clause, item: Evidence) -> int:
    """1 where a range of the sentence holds a value of the question, -1 where ranges exclude it, else 0."""
    verdicts = [
        quantities.contains(range_, value)
        for value in clause.quantities
        for range_ in item.own.quantities
        if range_.low != range_.high
    ]
    return 1 if True in verdicts else -1 if False in verdicts else 0


def score_one(clause: Clause, item: Evidence, beside: Sequence[Scored], likeness: Likeness) -> Scored:
    """How likely one more sentence answers, as one of those judged already."""
    evidence = [item, *(one.evidence for one in beside)]
    return Scored(_probability(signs_of(clause, evidence, likeness)[0], item), item)
