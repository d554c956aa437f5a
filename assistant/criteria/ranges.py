"""Exact numbers that may be known only within bounds: "20 mg", "6 to 8 weeks", "under 50 ng/mL".

A comparison with a limit is met, not met, or unknown where the bounds straddle the limit. There are no floats: 598.8
must never stand where 600 is meant.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema, model_serializer
from pydantic import model_validator as validator

_HUGE = re.compile(r"[eE][+-]?\d{2,}")  # an exponent that would take minutes to write out
LONGEST, LONGEST_QUOTIENT = 30, 300  # characters of one number; a quotient is what `plain` writes for a calculated one
Status = Literal["met", "not_met", "unknown"]


def exact(value: Any) -> Fraction:
    """A number as it is written, without rounding. Raises ValueError for what is none.

    >>> exact("12.5"), exact(0.1), exact("45/7")
    (Fraction(25, 2), Fraction(1, 10), Fraction(45, 7))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("not a number")  # noqa: TRY004  (pydantic reports ValueErrors)
    text = str(value)
    if len(text) > (LONGEST_QUOTIENT if "/" in text else LONGEST) or _HUGE.search(text):
        raise ValueError("a number longer than any that is measured")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{text!r} is not a number") from error


def plain(number: Fraction) -> int | float | str:
    """The same number for JSON: an integer, a decimal where that is exact, else "45/7"."""
    if number.denominator == 1:
        return number.numerator
    as_float = float(number)
    return as_float if Fraction(str(as_float)) == number else str(number)


def shown(number: Fraction, places: int = 1) -> str:
    """The number for a reader, rounded only where it has to be, and then marked.

    >>> shown(Fraction(600)), shown(Fraction(25, 2)), shown(Fraction(1600, 3))
    ('600', '12.5', '≈533.3')
    """
    value = plain(number)
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{float(number):,.{places}f}".rstrip("0").rstrip(".")
    return text if Fraction(text.replace(",", "")) == number else f"≈{text}"


_NUMBER_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+|/[1-9]\d*)?$"}]}
Exact = Annotated[
    Fraction, BeforeValidator(exact), PlainSerializer(plain, return_type=Any), WithJsonSchema(_NUMBER_SCHEMA)
]


class Range(BaseModel):
    """A number known within bounds; a bound that is None is not known. A plain number is read as both bounds.

    `low_open` and `high_open` say that the bound itself is excluded ("under 6 weeks").
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, json_schema_extra={"title": "Range"}
    )

    low: Exact | None = None
    high: Exact | None = None
    low_open: bool = False
    high_open: bool = False

    @validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        return {"low": value, "high": value} if isinstance(value, int | float | str | Fraction) else value

    @validator(mode="after")
    def _in_order(self) -> "Range":
        if self.low is None and self.high is None:
            raise ValueError("a range needs a bound; leave the field out where nothing is known")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the bounds {self.low} and {self.high} are in the wrong order")
        return self

    @model_serializer
    def _as_json(self) -> Any:
        if self.is_exact and self.low is not None:
            return plain(self.low)
        bounds: dict[str, Any] = {n: plain(v) for n in ("low", "high") if (v := getattr(self, n)) is not None}
        return bounds | {n: True for n in ("low_open", "high_open") if getattr(self, n)}

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high and not (self.low_open or self.high_open)

    def mapped(self, change: Callable[[Fraction], Fraction]) -> "Range":
        """The range after a change that keeps the order (times a factor, plus a number)."""
        low = None if self.low is None else change(self.low)
        high = None if self.high is None else change(self.high)
        return _in_order(low, high, low_open=self.low_open, high_open=self.high_open)

    def words(self, places: int = 1) -> str:
        """For a reader: "20", "6 to 8", "at least 6", "under 50"."""
        if self.is_exact and self.low is not None:
            return shown(self.low, places)
        if self.low is not None and self.high is not None:
            return f"{shown(self.low, places)} to {shown(self.high, places)}"
        if self.low is not None:
            return f"{'over' if self.low_open else 'at least'} {shown(self.low, places)}"
        assert self.high is not None
        return f"{'under' if self.high_open else 'at most'} {shown(self.high, places)}"


def exactly(number: Fraction | int) -> Range:
    """One number as a range."""
    value = Fraction(number)  # nothing to check: one number is in order
    return Range.model_construct(low=value, high=value, low_open=False, high_open=False)


def between(low: Fraction | int | None, high: Fraction | int | None) -> Range:
    """Bounds, both included."""
    return _in_order(None if low is None else Fraction(low), None if high is None else Fraction(high))


def _in_order(low: Fraction | None, high: Fraction | None, *, low_open: bool = False, high_open: bool = False) -> Range:
    """Bounds that are numbers already: only their order is to be checked, and that is refused by Range."""
    made = Range if low is None or high is None or low > high else Range.model_construct
    return made(low=low, high=high, low_open=low_open, high_open=high_open)


def up_to(number: Fraction | int, *, excluded: bool = False) -> Range:
    """At most a number, or under it."""
    return Range(high=Fraction(number), high_open=excluded)


def from_on(number: Fraction | int, *, excluded: bool = False) -> Range:
    """At least a number, or over it."""
    return Range(low=Fraction(number), low_open=excluded)


def at_least(value: Range | None, limit: Fraction) -> Status:
    """Whether a value reaches a limit.

    >>> at_least(exactly(42), Fraction(42)), at_least(between(28, 56), Fraction(42)), at_least(None, Fraction(42))
    ('met', 'unknown', 'unknown')
    """
    if value is None:
        return "unknown"
    if value.low is not None and value.low >= limit:
        return "met"
    if value.high is not None and (value.high < limit or (value.high == limit and value.high_open)):
        return "not_met"
    return "unknown"


def above(value: Range | None, limit: Fraction) -> Status:
    """Whether a value lies strictly above a limit."""
    if value is None:
        return "unknown"
    if value.low is not None and (value.low > limit or (value.low == limit and value.low_open)):
        return "met"
    if value.high is not None and value.high <= limit:
        return "not_met"
    return "unknown"


def opposite(status: Status) -> Status:
    """Not: unknown stays unknown."""
    flipped: dict[Status, Status] = {"met": "not_met", "not_met": "met", "unknown": "unknown"}
    return flipped[status]


def below(value: Range | None, limit: Fraction) -> Status:
    """Whether a value lies strictly below a limit."""
    return opposite(at_least(value, limit))


def at_most(value: Range | None, limit: Fraction) -> Status:
    """Whether a value does not exceed a limit."""
    return opposite(above(value, limit))


def added(first: Range | None, second: Range | None) -> Range | None:
    """The sum of two ranges; None where either is not known."""
    if first is None or second is None:
        return None
    low = None if first.low is None or second.low is None else first.low + second.low
    high = None if first.high is None or second.high is None else first.high + second.high
    if low is None and high is None:
        return None
    return Range(
        low=low, high=high, low_open=first.low_open or second.low_open, high_open=first.high_open or second.high_open
    )
