"""A gap of a fact in, wrong answers of its kind out: figures and names that sources give elsewhere, and never here.

A wrong answer is written in the key's own form: the same unit, the same comparator, only the number is another. It is
left out where any sentence that may speak of the same holds it, so that no option is right as well.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import log
from typing import NamedTuple

from assistant.lexicon import Entity, Lexicon
from assistant.quantities import MOLAR_MASSES, Quantity, mass_to_molar, molar_to_mass
from assistant.quiz.facts import NUMBER, Fact, Facts, Gap, may_be_asked
from assistant.quiz.kin import NO_ANSWER, are_kin, may_stand_together

Bounds = tuple[Fraction | None, Fraction | None]
MOST_TIMES = 12  # a figure so many times larger or smaller than the key is no serious wrong answer


class Wrong(NamedTuple):
    """A wrong answer, the sentence in which it is right, and how far it is from the key: 0 for a name."""

    text: str
    fact: Fact
    times: float = 0.0  # natural logarithm of wrong figure over key
    bounds: Bounds = (None, None)
    entity: Entity | None = None  # the thing named, for a name
    kin: bool = True  # of the key's own family: always for a figure
    beside: bool = False  # named by the same document


class Distractors:
    """Wrong answers from the facts of one index."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts, self._lexicon = facts, lexicon
        self._known: dict[tuple[str, int, int], tuple[Wrong, ...]] = {}
        self._named_near: dict[tuple[str, int], tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, fact: Fact, gap: Gap) -> tuple[Wrong, ...]:
        """Every wrong answer to this gap, each once: figures by size, names in the order of the corpus."""
        place = (*fact.key, gap.start)
        if place not in self._known:
            once: dict[str, Wrong] = {}
            names = sorted(self._names(fact, gap), key=lambda one: not one.beside)
            for wrong in self._figures(fact, gap) if gap.quantity else names:
                once.setdefault(wrong.text.casefold(), wrong)
            self._known[place] = tuple(sorted(once.values(), key=lambda one: one.times))
        return self._known[place]

    def are_apart(self, fact: Fact, gap: Gap, other: Gap) -> bool:
        """Whether the other gap's words would be a wrong answer to this one: no related sentence holds them."""
        if gap.quantity and other.quantity:
            return not any(overlap(_bounds(other.quantity), near) for near in self._near(fact, gap.quantity))
        return bool(gap.entity and other.entity) and not self._is_near(fact, other.entity)

    def _figures(self, fact: Fact, gap: Gap) -> Iterator[Wrong]:
        key = gap.quantity
        form = _form_of(gap)
        if key is None or form is None:
            return
        near = self._near(fact, key)
        for other, quantity in self._by_unit.get((key.kind, key.unit), ()):
            bounds = _bounds(quantity)
            text = form.written(bounds)
            if text is None or any(overlap(bounds, one) for one in near):
                continue
            times = form.times(bounds)
            if 0 < abs(times) <= log(MOST_TIMES):
                yield Wrong(text, other, times, bounds)

    def _names(self, fact: Fact, gap: Gap) -> Iterator[Wrong]:
        key = gap.entity
        if key is None:
            return
        before = fact.text[: gap.start]
        for entity, other in self._by_kind.get(key.kind, ()):
            name = _in_place(_shown(entity, gap), gap.text)
            fits = name and may_stand_together(key, entity) and _agrees(before, gap.text, name)
            if fits and not self._is_near(fact, entity):
                here = other.source.slug == fact.source.slug
                yield Wrong(name, other, entity=entity, kin=are_kin(key, entity), beside=here)

    def _near(self, fact: Fact, key: Quantity) -> list[Bounds]:
        """Every figure of what may speak of the same, in the key's unit."""
        related = (fact, *self._facts.about_the_same(fact))
        known = {in_the_unit_of(key, one) for other in related for one in other.quantities}
        return [bounds for bounds in known if bounds != (None, None)]

    def _is_near(self, fact: Fact, entity: Entity | None) -> bool:
        """Whether what may speak of the same names the thing, a kind of it, or what it is a kind of."""
        if fact.key not in self._named_near:
            named = fact.entities.union(*(one.entities for one in self._facts.about_the_same(fact)))
            wider = frozenset(wide for one in named for wide in self._lexicon.widen(one))
            self._named_near[fact.key] = (named, wider)
        named, wider = self._named_near[fact.key]
        return entity is None or entity.id in wider or bool(named.intersection(entity.broader))

    @cached_property
    def _by_unit(self) -> Mapping[tuple[str, str], Sequence[tuple[Fact, Quantity]]]:
        found = defaultdict[tuple[str, str], list[tuple[Fact, Quantity]]](list)
        for fact in self._citable:
            for one in fact.quantities:
                if not one.assumed:
                    found[one.kind, one.unit].append((fact, one))
        return found

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[tuple[Entity, Fact]]]:
        found = defaultdict[str, list[tuple[Entity, Fact]]](list)
        for fact in self._citable:
            for thing in sorted(fact.entities):
                entity = self._lexicon.entities[thing]
                if thing not in NO_ANSWER:
                    found[entity.kind].append((entity, fact))
        return found

    @cached_property
    def _citable(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self._facts.everything if may_be_asked(fact))


class _Form(NamedTuple):
    """How the key is written: the words around its numbers, and what one unit of a written number is worth."""

    text: str
    numbers: tuple[str, ...]
    worth: Fraction
    decimals: int
    bounds: Bounds
    is_share: bool = False  # 7.0% beside 15.6%; but never 30.0 mg, which is easily read as 300 mg

    def written(self, bounds: Bounds) -> str | None:
        """Another figure in the same form; None where it does not fit into it."""
        low, high = bounds
        if len(self.numbers) == 2:
            values = [low, high] if low is not None and high is not None and low < high else []
        else:
            only = low if low is not None else high
            values = [only] if only is not None and (low == high or None in bounds) else []
        shown = [_decimal(value / self.worth, self.decimals, self.is_share) for value in values if value is not None]
        if len(shown) != len(self.numbers) or None in shown or "1" in {*shown, *self.numbers}:
            return None  # one trial, two trials: a singular gives itself away
        left = iter(shown)
        return NUMBER.sub(lambda _: str(next(left)), self.text)

    def times(self, bounds: Bounds) -> float:
        """Natural logarithm of the other figure over this one."""
        here, there = _middle(self.bounds), _middle(bounds)
        return log(there / here) if here > 0 and there > 0 else 0.0


def _form_of(gap: Gap) -> _Form | None:
    key, numbers = gap.quantity, gap.numbers
    if key is None or len(numbers) not in (1, 2):
        return None
    bounds = _bounds(key)
    first = bounds[0] if bounds[0] is not None else bounds[1]
    written = Fraction(numbers[0].replace(",", ""))
    is_range = bounds[0] is not None and bounds[1] is not None and bounds[0] != bounds[1]
    if first is None or first <= 0 or written <= 0 or is_range != (len(numbers) == 2):
        return None
    decimals = max(len(number.partition(".")[2]) for number in numbers)
    form = _Form(gap.text, numbers, first / written, decimals, bounds, key.kind in ("percentage", "ratio"))
    return form if form.written(bounds) == gap.text else None


def _bounds(quantity: Quantity) -> Bounds:
    return quantity.low, quantity.high


def _middle(bounds: Bounds) -> float:
    known = [float(one) for one in bounds if one is not None]
    return sum(known) / len(known) if known else 0.0


def in_the_unit_of(key: Quantity, other: Quantity) -> Bounds:
    """What another figure comes to in the key's unit (a month as 30 days); no bounds where the two differ in kind."""
    if (other.kind, other.unit) == (key.kind, key.unit):
        return _bounds(other)
    turned = {"ng/mL": molar_to_mass, "nmol/L": mass_to_molar}.get(key.unit)
    if turned and {other.unit, key.unit} == {"ng/mL", "nmol/L"}:
        return _bounds(turned(other, MOLAR_MASSES["clozapine"]))
    days = {"day": Fraction(1), "month": Fraction(30)}
    if key.unit in days and other.unit in days:
        times = days[other.unit] / days[key.unit]
        return other.low and other.low * times, other.high and other.high * times
    return None, None


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two figures meet: the one that a related sentence gives would make the other right as well."""
    ours, theirs = ([bound for bound in each if bound is not None] for each in (one, other))
    return bool(ours and theirs) and min(ours) <= max(theirs) and min(theirs) <= max(ours)


def _decimal(value: Fraction, most: int, fill: bool) -> str | None:
    """As a decimal with thousands marked; None where it needs more decimals than the key has. `fill`: with zeros."""
    scaled = value * 10**most
    if scaled.denominator != 1:
        return None
    text = f"{scaled.numerator / 10**most:,.{most}f}"
    return text if fill or not most else text.rstrip("0").rstrip(".")


def _shown(entity: Entity, gap: Gap) -> str:
    """The name as the key is written: short beside a short form, else in full."""
    is_short = gap.entity is not None and gap.text in gap.entity.abbreviations
    if is_short:
        return entity.abbreviations[0] if entity.abbreviations else ""
    return entity.names[0]


def _in_place(name: str, key_text: str) -> str:
    """The name with a capital where the key has one only because it begins the sentence."""
    return name[:1].upper() + name[1:] if key_text[:1].isupper() and name[:1].islower() else name


def _agrees(before: str, key: str, name: str) -> bool:
    """Whether the name fits where the key stands: after "a" or "an" by its sound, singular beside plural."""
    if re.search(r"\ban? $", before, re.IGNORECASE):
        return (key[:1].lower() in "aeiou") == (name[:1].lower() in "aeiou")
    return key.endswith("s") == name.endswith("s")
