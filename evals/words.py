"""The two checks of words on sentences that should and should not be caught; figures and what is judged wrongly out.

`verdict_words` should catch a chat model's sentences that classify the patient spoken of, `instructions` what a
document plants to steer a program. Each list stands beside sentences that only look like it.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.instructions import instructs_a_program
from assistant.verdict_words import states_verdict
from evals.metrics import Figure, Limit, figure, share
from evals.questions import Half
from evals.result import Item, key

HALVES: dict[Half, str] = {"tune": "tuned", "measured": "measured"}
DATA = Path(__file__).parent / "data" / "gate" / "words"


class Lists(BaseModel):
    """One author's sentences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdicts: tuple[str, ...]
    not_verdicts: tuple[str, ...]
    injections: tuple[str, ...]
    clinical: tuple[str, ...]


class Looked(NamedTuple):
    """One sentence, and whether it was judged as it should be."""

    half: Half
    author: str
    kind: str
    text: str
    is_right: bool


class Check(NamedTuple):
    metric: str
    catches: Callable[[str], bool]
    should: bool


CHECKS = {
    "verdicts": Check("words: verdicts caught", states_verdict, True),
    "not_verdicts": Check("words: others let through", states_verdict, False),
    "injections": Check("words: instructions caught", instructs_a_program, True),
    "clinical": Check("words: clinical let through", instructs_a_program, False),
}


@cache
def load(half: Half) -> dict[str, Lists]:
    """The lists of one half by author; none where its file is not there."""
    path = DATA / f"{HALVES[half]}.yaml"
    if not path.is_file():
        return {}
    return {author: Lists(**lists) for author, lists in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


def looked_at(half: Half) -> list[Looked]:
    """Every sentence of a half, judged."""
    return [
        Looked(half, author, kind, text, check.catches(text) == check.should)
        for author, lists in load(half).items()
        for kind, check in CHECKS.items()
        for text in getattr(lists, kind)
    ]


def figures(every: Iterable[Looked], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """Of each list of each half, all authors together, the share that is judged right."""
    rows = list(every)
    found = []
    for half in HALVES:
        for kind, check in CHECKS.items():
            flags = [one.is_right for one in rows if one.half == half and one.kind == kind]
            found += [figure("gate", check.metric, half, share(flags), limits)] if flags else []
    return tuple(found)


def item(one: Looked) -> Item:
    """A sentence in the report."""
    check = CHECKS[one.kind]
    return Item(
        suite="gate",
        id=f"{one.kind}-{key(one.author, one.text)}",
        half=one.half,
        outcome="right" if one.is_right else "wrong",
        asked=one.text,
        expected=("caught" if check.should else "let through",),
        faults=() if one.is_right else (f"{'not caught' if check.should else 'caught'}, by {one.author}",),
    )
