"""What a suite gives back: its figures, what became of each thing it tried, and tables of its own.

All of it is the same on every machine: nothing here holds a time, a date or a path.
"""

import hashlib
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from evals.metrics import PLACES, Figure, wilson
from evals.questions import Half
from evals.scorers import Outcome


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Frozen):
    """One thing tried, and what became of it. `faults` say in words what was expected and did not come.

    `no_answer` is a reply that holds back where it need not have; `unscored` is a reply that could not be had.
    """

    suite: str
    id: str
    half: Half
    outcome: Outcome
    asked: str = ""
    expected: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    reply: str = ""


class Part(_Frozen):
    """So many of so many. The 95% interval of the share follows from them, and is kept for who reads the file."""

    count: int
    of: int
    low: float
    high: float

    @model_validator(mode="before")
    @classmethod
    def _has_its_interval(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        low, high = wilson(fields["count"], fields["of"])
        return {**fields, "low": round(low, PLACES), "high": round(high, PLACES)}


def part(count: int, of: int) -> Part:
    """So many of so many.

    >>> part(1, 2).low
    0.094531
    """
    return Part.model_validate({"count": count, "of": of})


Cell = str | float | Part  # words, a score from 0 to 1, or a share


class Table(_Frozen):
    """A table of a suite, beside its figures."""

    suite: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class Result(NamedTuple):
    """What a suite gives back."""

    figures: tuple[Figure, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


def key(*words: str) -> str:
    """A short name of words that do not name themselves: it stays when others are added before them, and tells nothing.

    >>> key("the patient's note")
    'd665f2c8'
    """
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:8]
