"""The question files in, checked questions out, each with its expected facts looked up and its half settled."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.types import AbstentionReason

DATA = Path(__file__).parent / "data"
AUTHORS = ("", "more_", "third_")  # how the names of their files begin
SUITES = ("facts", "abstention", "premises", "conflicts")

Behaviour = Literal[
    "answer", "correct_premise", "show_conflict", "partial", "abstain", "out_of_scope", "order", "emergency"
]
Half = Literal["tune", "measured"]
ANSWERABLE: tuple[Behaviour, ...] = ("answer", "correct_premise", "show_conflict")
UNANSWERABLE: tuple[Behaviour, ...] = ("abstain", "out_of_scope", "order", "emergency")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Frozen):
    """An expected fact: how a person says it, and the patterns of which one has to match one sentence."""

    key: str
    fact: str
    any: tuple[str, ...]


class Question(_Frozen):
    """One question and what a right reply to it holds."""

    id: str
    suite: str
    question: str
    behaviour: Behaviour
    reason: tuple[AbstentionReason, ...] = ()
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def half(self) -> Half:
        return half(self.id)


def half(question_id: str) -> Half:
    """`tune` or `measured`, by the SHA-256 of the id: nobody chose, and a new question moves no other."""
    digest = hashlib.sha256(question_id.encode()).digest()
    return "tune" if digest[-1] % 2 == 0 else "measured"


def drawn(name: str, one_in: int) -> bool:
    """Whether a name is in a sample of one in so many, by its SHA-256: the same in every run.

    >>> drawn("any", 1)
    True
    """
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % one_in == 0


@cache
def known_facts() -> dict[str, Fact]:
    """Every expected fact by its key."""
    rows = yaml.safe_load((DATA / "known.yaml").read_text(encoding="utf-8"))
    return {key: Fact(key=key, **row) for key, row in rows.items()}


def load(suite: str) -> tuple[Question, ...]:
    """The questions of one suite, one author's file after the other's, each in file order.

    Raises KeyError for a fact that known.yaml does not hold.
    """
    paths = (DATA / f"{author}{suite}.yaml" for author in AUTHORS)
    return tuple(question for path in paths if path.exists() for question in _read(path))


def _read(path: Path) -> tuple[Question, ...]:
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = known_facts()
    return tuple(
        Question(
            suite=file["suite"],
            behaviour=row.pop("behaviour", file.get("behaviour")),
            facts=tuple(known[key] for key in row.pop("facts", ())),
            **row,
        )
        for row in file["questions"]
    )


def choose(suites: Iterable[str], halves: Iterable[Half], limit: int | None = None) -> tuple[Question, ...]:
    """The questions of these suites and halves, at most `limit` of each suite."""
    chosen: list[Question] = []
    for suite in suites:
        chosen += [question for question in load(suite) if question.half in tuple(halves)][:limit]
    return tuple(chosen)
