"""Numbers in a list share what is written once: "15 or 30 mg", "days 7, 14, 21 and 28", "effect sizes of 0.743 for ECT,
0.57 for aripiprazole". The quantities of a text come in, and go out with the units they take from one another.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.quantities.numerals import listed, spaced
from assistant.quantities.units import BARE, Quantity, Unit, in_unit

_JOINED = spaced(r"(?P<last>,? (?:and/or|and|or) |/| ?$)|, ")
_LATER_IN_CLAUSE = re.compile(r"[^.;:()0-9]{0,80}(?:, |\b(?:and|or|to) )$")
_GIVES = listed(
    "mass dose volume concentration concentration_molar count_per_volume duration percentage temperature count"
)


class Read(NamedTuple):
    """A quantity and the unit its number was written in."""

    quantity: Quantity
    unit: Unit = BARE


def share_units(text: str, found: Sequence[Read]) -> list[Quantity]:
    """The quantities of a text, with the units that members of a list take from one another."""
    reads = _from_the_last(text, list(found))
    return [read.quantity for read in _from_the_first(text, reads)]


def _from_the_last(text: str, reads: list[Read]) -> list[Read]:
    """ "15 or 30 mg": the unit stands after the last number; a comma joins only where an "and" or "or" follows."""
    is_list = False
    for place in range(len(reads) - 2, -1, -1):
        (one, _), (last, unit) = reads[place], reads[place + 1]
        joined = _JOINED.fullmatch(text, one.end, last.start)
        is_tolerance = last.comparator == "±" and not text[one.end : last.start].strip()
        is_list = is_tolerance or (joined is not None and (is_list or bool((joined["last"] or "").strip())))
        is_compared_anew = last.comparator not in ("=", "±")
        if not is_list or is_compared_anew or last.kind not in _GIVES:
            continue
        if one.kind == "number" and not one.unit:
            reads[place] = Read(in_unit(one, unit), unit)
        elif one.kind == "mass" and last.kind == "dose":
            reads[place] = Read(one._replace(kind="dose", unit=last.unit), unit)
    return reads


def _from_the_first(text: str, reads: list[Read]) -> list[Read]:
    """ "Weeks 6 and 18", "hazard ratio 0.76 with sertraline, 0.78 with duloxetine": the label stands first."""
    for place in range(1, len(reads)):
        (first, unit), (one, _) = reads[place - 1], reads[place]
        if one.kind != "number" or one.unit or one.low is None:
            continue
        in_list = _JOINED.fullmatch(text, first.end, one.start) and first.kind == "timepoint"
        in_clause = (
            first.kind == "ratio" and one.low.denominator > 1 and _LATER_IN_CLAUSE.fullmatch(text, first.end, one.start)
        )
        if in_list or in_clause:
            reads[place] = Read(in_unit(one, unit), unit)
    return reads
