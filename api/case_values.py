"""What is typed in a field of the case form and the value it stands for, both ways. Empty stands for "not known"."""

import re
from collections.abc import Mapping
from fractions import Fraction

from assistant.criteria.ranges import Range, plain

WEEKS: Mapping[str, int] = {"": 7, **dict.fromkeys(("d", "day", "days"), 1),
                            **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 7),
                            **dict.fromkeys(("mo", "month", "months"), 30),
                            **dict.fromkeys(("y", "yr", "year", "years"), 365)}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:/[1-9]\d*)?"
_LEAST, _OVER, _MOST, _UNDER = "≥|>=|at least", ">|over|more than", "≤|<=|at most|up to", "<|under|less than"
_TYPED = re.compile(
    rf"(?P<sign>{_LEAST}|{_OVER}|{_MOST}|{_UNDER})?\s*(?P<first>{_NUMBER})\s*(?P<more>\+)?"
    rf"(?:\s*(?:-|–|—|to)\s*(?P<under>{_UNDER})?\s*(?P<second>{_NUMBER}))?\s*(?P<unit>[a-z]+|%)?",
    re.I,
)
HOW = "Type a number such as 6, a range such as 6-8, or a bound such as ≥6 or <6."


def typed_range(text: str, units: Mapping[str, int]) -> Range | None:
    """The range that a text stands for; `units` are the units that may follow, with the factor each has.

    >>> typed_range("6-8", WEEKS).words(), typed_range("5 months", WEEKS).words(), typed_range("<60", {"": 1}).words()
    ('42 to 56', '150', 'under 60')

    Raises ValueError for what is no number.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _TYPED.fullmatch(text)
    unit = (found["unit"] or "").lower() if found else ""
    if found is None or unit not in units or len(text) > 60:
        raise ValueError(HOW)
    return _bounds(found).mapped(lambda number: number * units[unit])


def shown_range(value: Range | None, units: Mapping[str, int]) -> str:
    """The text for a range; it stands for the same range when it is read back.

    >>> shown_range(Range(low=42, high=56), WEEKS), shown_range(Range(low=150, high=150), WEEKS)
    ('6-8', '150 days')
    """
    if value is None:
        return ""
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    if units[""] == 7 and any(bound.denominator != 1 or bound % 7 for bound in bounds):
        return f"{_signed(value)} days"
    return _signed(value.mapped(lambda number: number / units[""]))


def typed_answer(text: str) -> bool | None:
    """Yes, no or not known."""
    return {"yes": True, "no": False}.get(text)


def shown_answer(value: bool | None) -> str:
    """The option that a yes, a no or an unknown is."""
    return "" if value is None else "yes" if value else "no"


def _bounds(found: re.Match[str]) -> Range:
    sign, first = (found["sign"] or "").lower(), _number(found["first"])
    over = bool(re.fullmatch(_OVER, sign))
    if found["second"]:
        if (sign and not over) or found["more"]:
            raise ValueError(HOW)
        return Range(low=first, high=_number(found["second"]), low_open=over, high_open=bool(found["under"]))
    if re.fullmatch(f"{_MOST}|{_UNDER}", sign):
        return Range(high=first, high_open=bool(re.fullmatch(_UNDER, sign)))
    if sign or found["more"]:
        return Range(low=first, low_open=over)
    return Range(low=first, high=first)


def _number(text: str) -> Fraction:
    whole, _, divisor = text.replace(",", "").partition("/")
    return Fraction(whole) / Fraction(divisor or 1)


def _signed(value: Range) -> str:
    low = "" if value.low is None else str(plain(value.low))
    high = "" if value.high is None else str(plain(value.high))
    if value.is_exact:
        return low
    if low and high:
        return f"{'>' if value.low_open else ''}{low}-{'<' if value.high_open else ''}{high}"
    return f"{'>' if value.low_open else '≥'}{low}" if low else f"{'<' if value.high_open else '≤'}{high}"
