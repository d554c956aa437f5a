"""Quantities in text: read them, bring them to one unit, compare them. Exact arithmetic throughout, never a float.

`read` finds them; `same`, `supports`, `contains` and `compare` relate two of them; `asked_kinds` says which kinds a
question asks for. Numerals, units, frequencies, dates and counted nouns each have a file of their own.
"""

from assistant.quantities.asking import asked_kinds
from assistant.quantities.comparing import compare, contains, same, supports
from assistant.quantities.reader import read
from assistant.quantities.units import MOLAR_MASSES, Kind, Quantity, mass_to_molar, molar_to_mass

__all__ = [
    "MOLAR_MASSES",
    "Kind",
    "Quantity",
    "asked_kinds",
    "compare",
    "contains",
    "mass_to_molar",
    "molar_to_mass",
    "read",
    "same",
    "supports",
]
