"""Facts of one kind in, a matching item out: each question with its answer, no answer right for another question."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.quiz.facts import NUMBER, Fact, Gap
from assistant.quiz.kin import are_kin
from assistant.quiz.types import Pair, QuizItem, new_item_id
from assistant.quiz.writing import Pen, question
from assistant.types import Statement

FEWEST_PAIRS, MOST_PAIRS, MOST_SPARE = 3, 4, 2
LONGEST_QUESTION = 220  # characters: four of them are read side by side


class Answerable(NamedTuple):
    """A gap of a fact, and the question it answers."""

    fact: Fact
    gap: Gap


def matching(places: Sequence[Answerable], pen: Pen) -> QuizItem | None:
    """An item of the first four that go together, with two answers to spare; None where there are too few."""
    first = next(iter(places), None)
    if first is None or len(question(first.fact, first.gap, pen)) > LONGEST_QUESTION:
        return None
    group: list[Answerable] = []
    for one in places:
        if len(group) < MOST_PAIRS and _go_together(one, first) and _fits(one, group, pen):
            group.append(one)
    if len(group) < FEWEST_PAIRS:
        return None
    pairs = tuple(
        Pair(left=question(one.fact, one.gap, pen), right=one.gap.text, citations=(pen.grounds.citation(one.fact),))
        for one in group
    )
    grounds = _grounds(group, pen)
    if not grounds:
        return None
    fact = first.fact
    quotes = [pair.citations[0].quote for pair in pairs]
    return QuizItem(
        item_id=new_item_id("matching", *quotes),
        kind="matching",
        stem="Match each question with its answer.",
        key="; ".join(pair.right for pair in pairs),
        pairs=pairs,
        spare=_spare(group, pen),
        explanation=" ".join(one.fact.text for one in group),
        grounds=grounds,
        level=pen.level,
        difficulty="medium",
        topic=fact.topic,
        source_slug=fact.source.slug,
        source_title=_told(one.fact.source.title for one in group),
        jurisdiction=_told(one.fact.source.jurisdiction for one in group),
        year=_told(one.fact.source.when for one in group),
    )


def _grounds(group: Sequence[Answerable], pen: Pen) -> tuple[Statement, ...]:
    """What each fact rests on, in one row; () where the gate refuses one of them."""
    grounds: list[Statement] = []
    for one in group:
        told = pen.grounds.of(one.fact, one.gap.text)
        if not told:
            return ()
        first = len(grounds)  # what limits a fact goes on pointing at it
        for each in told:
            bears_on = None if each.bears_on is None else first + each.bears_on
            grounds.append(Statement.model_validate({**dict(each), "bears_on": bears_on}))
    return tuple(grounds)


def _go_together(one: Answerable, other: Answerable) -> bool:
    """Whether both answers are of one family: figures in one unit and form, drugs of one class."""
    if one.gap.quantity and other.gap.quantity:
        return NUMBER.sub("#", one.gap.text) == NUMBER.sub("#", other.gap.text)
    return bool(one.gap.entity and other.gap.entity and are_kin(one.gap.entity, other.gap.entity))


def _fits(one: Answerable, group: Sequence[Answerable], pen: Pen) -> bool:
    """Whether its answer is wrong for every question of the group, and theirs for it."""
    apart = pen.distractors.are_apart
    return len(question(one.fact, one.gap, pen)) <= LONGEST_QUESTION and all(
        apart(other.fact, other.gap, one.gap)
        and apart(one.fact, one.gap, other.gap)
        and one.gap.text.casefold() != other.gap.text.casefold()
        for other in group
    )


def _spare(group: Sequence[Answerable], pen: Pen) -> tuple[str, ...]:
    """Answers that belong to no question: wrong for each of them."""
    found: list[str] = []
    taken = {one.gap.text.casefold() for one in group}
    wrong_for = [{wrong.text for wrong in pen.distractors.of(one.fact, one.gap)} for one in group]
    common = set.intersection(*wrong_for) if wrong_for else set()
    asked = " ".join(question(one.fact, one.gap, pen) for one in group).casefold()
    for text in pen.chance.sample(sorted(common), len(common)):
        if text.casefold() not in taken and text.casefold() not in asked and len(found) < MOST_SPARE:
            found.append(text)
    return tuple(found)


def _told(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
