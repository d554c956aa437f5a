"""Two quantities in, what one says of the other out: the same, supported, inside, larger, or not known.

Only exact conversions count. Days and months, mass and moles, a dose and a single dose are never compared: the answer
is False for "same" and None for "inside" and "larger", not a guess.
"""

from collections.abc import Hashable
from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.dates import days_of_year
from assistant.quantities.units import Quantity

# What a claim may call more broadly than its source does.
_ALSO_CALLED: dict[str, frozenset[str]] = {
    "effect size": frozenset(("SMD",)),
    "drug": frozenset(("antipsychotic", "neuroleptic")),
    "antipsychotic": frozenset(("neuroleptic",)),
    "study": frozenset(("trial",)),
    "person": frozenset(("man", "woman", "child", "adult")),
}


class _Reach(NamedTuple):
    """The numbers a quantity covers; None where it has no end there."""

    low: Fraction | None
    high: Fraction | None
    is_low_open: bool
    is_high_open: bool


def same(one: Quantity, other: Quantity) -> bool:
    """Whether both say the same: kind, value or range, and comparator; "about 40%" and "40%" count as the same.

    >>> from assistant.quantities.reader import read
    >>> same(*read("0.35 mg/L or 350 ng/mL")), same(*read("4 weeks, 1 month")), same(*read("> 350, at least 350"))
    (True, False, False)
    """
    return _key(one) == _key(other)


def supports(span: Quantity, claim: Quantity) -> bool:
    """Whether a sentence may state `claim` where the words it cites state `span`.

    The same number, unit, ends and comparator. One end of a range, "at least" for "more than", a range without its
    "up to", a dose without its "per day" and a unit the source does not write are refused. Allowed is what says less:
    a year for a date in it, a broader word ("study" for a trial, "effect size" for an SMD), an interval without its
    level, the whole of "1 of the 5 trials".

    >>> from assistant.quantities.reader import read
    >>> [supports(*read(pair)) for pair in ("≥ 6 weeks; at least 6 weeks", "350-420 ng/mL; 350 ng/mL")]
    [True, False]
    """
    if span.kind in ("date", "year") and claim.kind in ("date", "year"):
        return same(span, claim) or _is_on(span, claim)
    if claim.kind == "count" and span.kind == "proportion" and span.out_of is not None:
        span = span._replace(kind="count", low=span.out_of, high=span.out_of, comparator="=", out_of=None)
    if span.assumed and not claim.assumed:
        return False
    return _key(span._replace(unit=claim.unit)) == _key(claim) and _may_be_called(span, claim.unit)


def contains(range_: Quantity, value: Quantity) -> bool | None:
    """Whether the value lies within the range or comparator; None if that cannot be known from the two alone.

    >>> from assistant.quantities.reader import read
    >>> [contains(*read(pair)) for pair in ("500 to 999/µL; 900/µL", "below 500/µL; 900/µL", "4 weeks; 1 month")]
    [True, False, None]
    """
    outer, inner = _comparable(range_, value)
    if outer is None or inner is None:
        return None
    if _is_within(inner, outer):
        return True
    is_vague = "~" in (range_.comparator, value.comparator)
    return False if _order(outer, inner) and not is_vague else None


def compare(one: Quantity, other: Quantity) -> int | None:
    """-1, 0 or 1 where one is surely less than, equal to or more than the other; None where that is not known.

    >>> from assistant.quantities.reader import read
    >>> [compare(*read(pair)) for pair in ("2 days; 48 hours", "280 ng/mL; 350-420 ng/mL", "52 weeks; 1 year")]
    [0, -1, None]
    """
    first, second = _comparable(one, other)
    if first is None or second is None or "~" in (one.comparator, other.comparator):
        return None
    if first == second and first.low == first.high and first.low is not None:
        return 0
    return _order(first, second) or None


def _key(quantity: Quantity) -> Hashable:
    kind, low, high, unit, *_ = quantity
    comparator = "=" if quantity.comparator == "~" else quantity.comparator
    return kind, low, high, unit, comparator, quantity.out_of


def _may_be_called(span: Quantity, unit: str) -> bool:
    if span.unit == unit or (not unit and span.kind in ("interval", "proportion")):
        return True
    return span.kind in ("ratio", "count", "proportion") and span.unit in _ALSO_CALLED.get(unit, ())


def _is_on(exact: Quantity, wider: Quantity) -> bool:
    """Whether a date lies in the one month or year that the other names."""
    outer, inner = _comparable(wider, exact)
    is_one = wider.kind == "date" or wider.low == wider.high
    return is_one and outer is not None and inner is not None and _is_within(inner, outer)


def _comparable(one: Quantity, other: Quantity) -> tuple[_Reach | None, _Reach | None]:
    if {one.kind, other.kind} == {"date", "year"}:
        one, other = _in_days(one), _in_days(other)
    is_alike = (one.kind, one.unit, one.out_of) == (other.kind, other.unit, other.out_of) and "–" not in one.unit
    return (_reach(one), _reach(other)) if is_alike else (None, None)


def _in_days(quantity: Quantity) -> Quantity:
    if quantity.kind == "date" or quantity.low is None or quantity.high is None:
        return quantity
    first, last = days_of_year(quantity.low)[0], days_of_year(quantity.high)[1]
    return quantity._replace(kind="date", unit="day", low=first, high=last)


def _reach(quantity: Quantity) -> _Reach | None:
    """The numbers covered. "Up to 500 to 600" and "± 2" have no certain reach."""
    is_range = quantity.low != quantity.high and None not in (quantity.low, quantity.high)
    if quantity.comparator == "±" or (is_range and quantity.comparator not in "=~"):
        return None
    return _Reach(quantity.low, quantity.high, quantity.comparator == ">", quantity.comparator == "<")


def _is_within(inner: _Reach, outer: _Reach) -> bool:
    above = outer.low is None or (
        inner.low is not None
        and (inner.low > outer.low or (inner.low == outer.low and (inner.is_low_open or not outer.is_low_open)))
    )
    below = outer.high is None or (
        inner.high is not None
        and (inner.high < outer.high or (inner.high == outer.high and (inner.is_high_open or not outer.is_high_open)))
    )
    return above and below


def _order(one: _Reach, other: _Reach) -> int:
    """-1 if all of one is below all of the other, 1 if above, 0 if they meet."""
    if _is_below(one, other):
        return -1
    return 1 if _is_below(other, one) else 0


def _is_below(one: _Reach, other: _Reach) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.is_high_open or other.is_low_open))
