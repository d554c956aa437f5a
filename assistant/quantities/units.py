"""What a quantity is: its kind, its exact value in one canonical unit, its comparator, and where it stands in the text.

Spellings of a unit all come to one canonical unit, by an exact factor: 0.35 mg/L, 350 µg/L and 350 ng/mL are the same
concentration. What cannot be converted exactly is a unit of its own (days and months, mass and moles).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from assistant.quantities.numerals import ONE, spaced

Kind = Literal[
    "dose",  # mg/day; mg/week, mg/month and mg/kg/day are units of their own
    "mass",  # mg; mg/kg
    "volume",  # mL
    "concentration",  # ng/mL; mg/g
    "concentration_molar",  # nmol/L
    "molar_mass",  # g/mol
    "count_per_volume",  # /µL
    "duration",  # day, month; "day–month" for a range such as "2 weeks to 3 months"
    "timepoint",  # day, month: "week 18", "days 14 to 21"
    "frequency",  # per day, per month
    "date",  # day: the ordinals of the first and last day it may mean
    "year",  # year
    "age",  # year
    "percentage",  # %, percentage point, I2
    "proportion",  # `low` out of `out_of` of the counted noun
    "count",  # the counted noun: trial, person
    "fold",  # fold: 2-fold, twice as, halved
    "ratio",  # hazard ratio, odds ratio, effect size, p, ...
    "interval",  # 95%: a confidence interval, never a range of doses
    "temperature",  # °C
    "number",  # bare, or a designation: phase, table, statement
]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "±"]


class Quantity(NamedTuple):
    """A quantity as read: `low == high` for one value, None for an open end; `text` is the slice [start:end]."""

    kind: Kind
    low: Fraction | None
    high: Fraction | None
    unit: str
    start: int
    end: int
    text: str
    comparator: Comparator = "="
    assumed: bool = False  # the unit was not written: "ANC of 1,200"
    out_of: Fraction | None = None  # "1 of the 5 trials"


class Unit(NamedTuple):
    """A unit as written, with the exact factor (and offset, for °F) to its canonical unit."""

    kind: Kind
    name: str
    factor: Fraction = ONE
    offset: Fraction = Fraction(0)


BARE = Unit("number", "")

# Formula weights, g/mol: clozapine C18H19ClN4, norclozapine (N-desmethylclozapine) C17H17ClN4.
MOLAR_MASSES: Mapping[str, Fraction] = {"clozapine": Fraction("326.82"), "norclozapine": Fraction("312.80")}


def _powers(**spellings: int) -> dict[str, Fraction]:
    return {spelling: Fraction(10) ** power for spelling, power in spellings.items()}


_MILLIGRAMS = _powers(mg=0, milligram=0, milligramme=0, g=3, gm=3, gram=3, gramme=3, kg=6, kilogram=6, kilo=6)
_MILLIGRAMS |= _powers(ug=-3, mcg=-3, microgram=-3, microgramme=-3, ng=-6, nanogram=-6, pg=-9, picogram=-9)
_NANOMOLES = _powers(nmol=0, nanomol=0, nanomole=0, umol=3, micromol=3, micromole=3, mmol=6, millimol=6, millimole=6)
_NANOMOLES |= _powers(pmol=-3, picomol=-3, picomole=-3, mol=9)
_MILLILITRES = _powers(ml=0, millilitre=0, milliliter=0, l=3, litre=3, liter=3, dl=2, decilitre=2, deciliter=2)
_MILLILITRES |= _powers(ul=-3, microlitre=-3, microliter=-3, mm3=-3)
_MILLILITRES |= dict.fromkeys(("mm³", "mm^3", "cubic mm", "cubic millimetre", "cubic millimeter"), Fraction(1, 1000))

_PERIODS: dict[str, tuple[str, Fraction]] = {
    spelling: (name, Fraction(number))
    for name, number, spellings in (
        ("day", Fraction(1, 86400), "seconds sec"),
        ("day", Fraction(1, 1440), "minute min"),
        ("day", Fraction(1, 24), "hour hr h"),
        ("day", 1, "day d"),
        ("day", 7, "week wk w"),
        ("day", 14, "fortnight"),
        ("month", 1, "month mth mo"),
        ("month", 12, "year yr y"),
        ("month", 120, "decade"),
    )
    for spelling in spellings.split()
}
_PER_TIME = dict.fromkeys(("d", "day", "die", "24h", "24 h", "24 hr", "24 hour"), "day")
_PER_TIME |= {"week": "week", "wk": "week", "month": "month"}
_OTHERS = {
    "g/mol": Unit("molar_mass", "g/mol"),
    "mg/g": Unit("concentration", "mg/g"),
    "kg/m2": Unit("number", "BMI"),
    "kg/m²": Unit("number", "BMI"),
}
_CELSIUS = Unit("temperature", "°C")
_FAHRENHEIT = Unit("temperature", "°C", Fraction(5, 9), Fraction(-160, 9))

_SHORT_PLURALS = {"gm", "day", "sec", "min", "hr", "wk", "yr", "mth", "mo"}


def _any(spellings: Iterable[str]) -> str:
    """Alternatives for a pattern, the longest first; words, and a few abbreviations, take a plural."""
    ordered = sorted(spellings, key=len, reverse=True)
    plural = {word for word in ordered if word in _SHORT_PLURALS or (len(word) > 3 and word[-1].isalpha())}
    return "|".join(word.replace("^", r"\^") + ("s?" if word in plural else "") for word in ordered)


_PER_BODY = r" ?(?:/|per) ?(?:kg|kilogram)"
_PER_TIMES = rf"(?: ?/ ?| per | an? )(?P<time>{_any(_PER_TIME)})|(?P<daily> (?:each |every )da(?:il)?y| daily)"
_PER_VOLUME = rf"(?: ?/ ?| per )(?P<within>{_any(_MILLILITRES)})| ?[·.]? ?(?P<inverse>ml|l)(?:⁻¹|\^?-1)"
_UNIT = spaced(
    rf"(?:-| ?)(?:(?P<percent>%|per ?cent(?:age(?= points?\b))?\b)(?P<points> points?\b)?"
    rf"|(?:(?P<degree>° ?[cf]|degrees? [cf](?:elsius|ahrenheit)?)"
    rf"|(?P<other>{_any(_OTHERS)})"
    rf"|(?:(?P<mass>{_any(_MILLIGRAMS)})|(?P<moles>{_any(_NANOMOLES)}))"
    rf"(?:(?P<body>{_PER_BODY})?(?:{_PER_TIMES})|(?P<weight>{_PER_BODY})|{_PER_VOLUME})?"
    rf"|(?:cells?|neutrophils)? ?(?:/ ?|per )(?P<count>{_any(_MILLILITRES)})"
    rf"|(?P<period>{_any(_PERIODS)})|(?P<volume>{_any(_MILLILITRES)}))(?![a-z0-9²³]| ?/ ?[a-z]))"
)
_TIMES = spaced(r"(?:-| ?)fold\b| times?(?= as | the | that | higher| lower| more| less| greater| fewer| larger)")


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that stands at this place of a plain text, after at most a hyphen or space, and where it ends.

    >>> unit_at("0.35 mg/l at trough", 4)
    (Unit(kind='concentration', name='ng/mL', factor=Fraction(1000, 1), offset=Fraction(0, 1)), 9)
    """
    found = _UNIT.match(text, at)
    if found:
        is_name = text[at] == "-" and found.end() - at == 2  # "5-d": a bond of a name, not days
        return None if is_name else (_unit(found), found.end())
    fold = _TIMES.match(text, at)
    return (Unit("fold", "fold"), fold.end()) if fold else None


def period(word: str) -> Unit | None:
    """A unit of time by its name: days for what is exact in days, months for months and years.

    >>> period("weeks")
    Unit(kind='duration', name='day', factor=Fraction(7, 1), offset=Fraction(0, 1))
    """
    found = _PERIODS.get(word) or _PERIODS.get(word.removesuffix("s"))
    return Unit("duration", *found) if found else None


def molar_to_mass(quantity: Quantity, grams_per_mole: Fraction) -> Quantity:
    """A molar concentration (nmol/L) as a mass concentration (ng/mL); exact. Raises ValueError for any other kind."""
    return _converted(quantity, "concentration_molar", Unit("concentration", "ng/mL", grams_per_mole / 1000))


def mass_to_molar(quantity: Quantity, grams_per_mole: Fraction) -> Quantity:
    """A mass concentration (ng/mL) as a molar concentration (nmol/L); exact. Raises ValueError for any other kind."""
    return _converted(quantity, "concentration", Unit("concentration_molar", "nmol/L", 1000 / grams_per_mole))


def _converted(quantity: Quantity, kind: Kind, into: Unit) -> Quantity:
    if quantity.kind != kind or quantity.unit not in ("ng/mL", "nmol/L"):
        raise ValueError(f"'{quantity.text}' is not a {kind.replace('_', ' ')} that can be converted.")
    return in_unit(quantity, into)


def in_canonical(number: Fraction, unit: Unit) -> Fraction:
    """A number of these units, as a number of their canonical unit."""
    if unit.factor is not ONE:
        number *= unit.factor
    return number + unit.offset if unit.offset else number


def in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """The quantity's numbers read in this unit, brought to its canonical one."""
    low, high = (None if end is None else in_canonical(end, unit) for end in (quantity.low, quantity.high))
    return quantity._replace(kind=unit.kind, unit=unit.name, low=low, high=high)


def _unit(found: re.Match[str]) -> Unit:
    """The unit by the part of the pattern that matched."""
    return next(build(found) for part, build in _BUILDERS if found[part])


def _of_mass(found: re.Match[str]) -> Unit:
    milligrams = _named(found["mass"], _MILLIGRAMS)
    volume = found["within"] or found["inverse"]
    if volume:
        return Unit("concentration", "ng/mL", milligrams * 10**6 / _named(volume, _MILLILITRES))
    if found["time"] or found["daily"]:
        time = _PER_TIME[re.sub(" +", " ", found["time"]).removesuffix("s")] if found["time"] else "day"
        return Unit("dose", f"mg/kg/{time}" if found["body"] else f"mg/{time}", milligrams)
    return Unit("mass", "mg/kg" if found["weight"] else "mg", milligrams)


def _of_moles(found: re.Match[str]) -> Unit:
    nanomoles = _named(found["moles"], _NANOMOLES)
    volume = found["within"] or found["inverse"]
    if volume:
        return Unit("concentration_molar", "nmol/L", nanomoles * 1000 / _named(volume, _MILLILITRES))
    return Unit("number", "nmol", nanomoles)


def _named(word: str, table: Mapping[str, Fraction]) -> Fraction:
    word = re.sub(" +", " ", word)
    return table[word] if word in table else table[word.removesuffix("s")]


_BUILDERS: tuple[tuple[str, Callable[[re.Match[str]], Unit]], ...] = (
    ("points", lambda _: Unit("percentage", "percentage point")),
    ("percent", lambda _: Unit("percentage", "%")),
    ("degree", lambda found: _FAHRENHEIT if "f" in found["degree"] else _CELSIUS),
    ("other", lambda found: _OTHERS[found["other"]]),
    ("mass", _of_mass),
    ("moles", _of_moles),
    ("count", lambda found: Unit("count_per_volume", "/µL", 1 / (1000 * _named(found["count"], _MILLILITRES)))),
    ("volume", lambda found: Unit("volume", "mL", _named(found["volume"], _MILLILITRES))),
    ("period", lambda found: period(found["period"]) or BARE),
)
