"""Vignettes: a request in, made-up patients at the limits of the criteria out, each with the checker's verdict as key.

`vignettes` makes items, `replay` proves one again, `is_the_same_case` a reworded one. A note that the project's own
reader does not read as it was meant is never shown.
"""

import random
from collections.abc import Iterator, Sequence

from assistant.criteria.types import PatientCase
from assistant.quiz.types import QuizItem, QuizRequest
from assistant.quiz.vignettes.asked import Asked, asked
from assistant.quiz.vignettes.boundaries import Boundary, Where
from assistant.quiz.vignettes.items import Sheet, settling_item, verdict_item
from assistant.quiz.vignettes.notes import written
from assistant.quiz.vignettes.patients import person
from assistant.quiz.vignettes.proofs import Patient, is_the_same_case, judged, read_again, replay

__all__ = ["about_criteria", "is_the_same_case", "one_vignette", "replay", "vignettes"]
MOST_ROUNDS = 12  # new patients for every limit, before it is given up that there are more
Turn = tuple[Asked, Boundary, Where]


def vignettes(request: QuizRequest, chance: random.Random, count: int) -> Iterator[QuizItem]:
    """Up to `count` vignettes on the topic, none twice; none at all where no criterion is about it.

    Every limit gives one before any gives two. The same request and chance give the same items.
    """
    wanted = _wanted(request)
    seen = set[str]()
    for turn in range(MOST_ROUNDS):
        for about, boundary, where in _in_turn(wanted, chance):
            if len(seen) == count:
                return
            seed = f"{chance.random()}/{turn}"
            item = one_vignette(about, boundary, where, seed, request, len(seen))
            if item is not None and item.item_id not in seen:
                seen.add(item.item_id)
                yield item


def about_criteria(request: QuizRequest) -> bool:
    """Whether a criterion that the checker knows is about the topic."""
    return bool(_wanted(request))


def _wanted(request: QuizRequest) -> list[Asked]:
    return [one for one in asked() if one.wanted(request.topic, request.jurisdiction)]


def _in_turn(wanted: Sequence[Asked], chance: random.Random) -> Iterator[Turn]:
    """Every side of every limit, the definitions in turn: a short quiz too is spread over them."""
    piles = []
    for about in wanted:
        turns = [(about, boundary, side) for boundary in about.boundaries for side in boundary.sides]
        piles.append(chance.sample(turns, len(turns)))
    chance.shuffle(piles)
    for at in range(max(map(len, piles), default=0)):
        yield from (pile[at] for pile in piles if at < len(pile))


def one_vignette(
    about: Asked, boundary: Boundary, where: Where, seed: str, request: QuizRequest, made: int
) -> QuizItem | None:
    """One vignette, the `made`-th of its quiz, or None where its note or its key cannot be proved."""
    chance = random.Random(seed)
    patient = Patient(about.make(chance), boundary, where, seed)
    told = patient.told()
    if told is None:
        return None
    case = PatientCase.model_validate(told)
    note = written(case, person(chance), chance)
    found = judged(about, case) if read_again(note, case) else None
    if found is None:
        return None
    sheet = Sheet(found, patient, note, request.level, place=made)
    asks = (settling_item, verdict_item) if found.status == "unknown" and chance.random() < 0.5 else (verdict_item,)
    return next((item for ask in asks if (item := ask(sheet))), None)
