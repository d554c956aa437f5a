"""A number or a range of numbers, with the unit that follows: "350", "30–40 mg/d", "3 months to 2 years".

Both ends of a range come to one canonical unit. What is joined by "to" but falls ("from 64% to 21%") or changes its
kind ("300 mg to 3 patients") is no range: the first number is given alone.
"""

from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.counts import noun_at
from assistant.quantities.numerals import FOLLOWS, ONE, Numeral, numeral, spaced
from assistant.quantities.units import Unit, in_canonical, unit_at

_TO = spaced(r"(?:-? to | ?- ?)(?:(?:day|week|month) )?")
_AND = spaced(r" and ")


class Amount(NamedTuple):
    """Ends in the canonical unit, the unit as written (its factor already used) and where it all ends."""

    low: Fraction
    high: Fraction
    unit: Unit | None
    end: int
    scale: Fraction


class _End(NamedTuple):
    """One end of a range as written."""

    numeral: Numeral
    unit: Unit | None
    end: int

    def value(self, unit: Unit | None, scale: Fraction) -> Fraction:
        number = self.numeral.value if scale is ONE else self.numeral.value * scale
        return in_canonical(number, unit) if unit else number


def amount_at(text: str, original: str, start: int, first: Numeral, is_between: bool) -> Amount:
    """The number whose numeral is given, or the range it opens, with its unit.

    >>> text = "3 months to 2 years"
    >>> amount_at(text, text, 0, Numeral(Fraction(3), ONE, 1, False), False)[:2]
    (Fraction(3, 1), Fraction(24, 1))
    """
    low = _end(text, original, first)
    joined = _TO.match(text, low.end) or (_AND.match(text, low.end) if is_between else None)
    follows = FOLLOWS.match(text, joined.end()) if joined else None
    if joined and follows:
        high = _end(text, original, numeral(follows))
        is_change = (
            low.unit and high.unit and low.unit.kind in ("mass", "dose") and text.endswith("by ", 0, start)
        )  # "by 50 mg to 300 mg"
        amount = None if is_change else _range(text, low, high, "to" in joined[0])
        if amount:
            return amount
    value = low.value(low.unit, first.scale)
    return Amount(value, value, low.unit, low.end, first.scale)


def _end(text: str, original: str, found: Numeral) -> _End:
    unit = unit_at(text, found.end)
    if unit and unit[0].kind in ("duration", "mass") and unit[1] - found.end <= 2 and original[unit[1] - 1].isupper():
        unit = None  # "3D" is not three days
    return _End(found, unit[0] if unit else None, unit[1] if unit else found.end)


def _range(text: str, low: _End, high: _End, may_fall: bool) -> Amount | None:
    if high.unit is None and noun_at(text, high.end, high.numeral.value) and low.unit:
        return None
    unit = _common(low.unit or high.unit, high.unit or low.unit)
    if unit is None and (low.unit or high.unit):
        return None
    scale = low.numeral.scale
    if scale is ONE and low.numeral.value <= high.numeral.value:
        scale = high.numeral.scale  # "1.5 to 2.0 × 10⁹/L"
    first = low.value(low.unit or high.unit, scale)
    last = high.value(high.unit or low.unit, high.numeral.scale)
    if unit and "–" in unit.name:
        return Amount(first, last, unit, high.end, scale)
    if first > last and not may_fall:
        first, last = last, first
    if first > last:  # "from 64% to 21%"
        return Amount(first, first, low.unit or high.unit, low.end, scale) if high.unit else None
    return Amount(first, last, unit, high.end, high.numeral.scale)


def _common(one: Unit | None, other: Unit | None) -> Unit | None:
    """The unit both ends can be given in, or None."""
    if one is None or other is None:
        return None
    if (one.kind, one.name) == (other.kind, other.name) or (one.kind == "mass" and other.kind == "dose"):
        return other
    if one.kind == other.kind == "duration":
        return Unit("duration", f"{one.name}–{other.name}")
    return None
