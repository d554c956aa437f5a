"""Which words may stand for which: `paraphrase.yaml` in, the meanings of a run of word stems out.

A meaning is named by the first word of its line in the table. A word may have several; two words may stand for each
other where they share one. Words that the table does not hold mean what their stem says.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.words import stem, words

Stems = tuple[str, ...]
TABLE = Path(__file__).with_name("paraphrase.yaml")


class Meanings(NamedTuple):
    """The table, ready to look up."""

    of: dict[Stems, frozenset[str]]  # the meanings of a word or phrase
    opposites: dict[str, frozenset[str]]
    complements: dict[str, frozenset[str]]
    apart: frozenset[Stems]
    telling: frozenset[str]  # stems
    light: frozenset[str]  # stems
    generic: dict[str, frozenset[Stems]]  # by kind of entity
    longest: int

    def opposed(self, meanings: Iterable[str]) -> frozenset[str]:
        """What denies any of these meanings."""
        return frozenset().union(*(self.opposites.get(meaning, frozenset()) for meaning in meanings))

    def complementary(self, meanings: Iterable[str]) -> frozenset[str]:
        """What is the case exactly where these are not."""
        return frozenset().union(*(self.complements.get(meaning, frozenset()) for meaning in meanings))


@cache
def table_of_meanings() -> Meanings:
    """The project's table."""
    return _made(yaml.safe_load(TABLE.read_text(encoding="utf-8")))


def stems_of(form: str) -> Stems:
    """The stems of a word or phrase.

    >>> stems_of("deaths from any cause")
    ('death', 'from', 'ani', 'caus')
    """
    return tuple(word.stem for word in words(form))


def _made(table: dict[str, Any]) -> Meanings:
    of: dict[Stems, set[str]] = {}
    for line in table["same"]:
        forms = [form.strip() for form in line.split(",")]
        for form in forms:
            of.setdefault(stems_of(form), set()).add(forms[0])
    return Meanings(
        of={stems: frozenset(names) for stems, names in of.items()},
        opposites=_both_ways(table["opposites"] + table["complements"]),
        complements=_both_ways(table["complements"]),
        apart=frozenset(stems_of(form) for form in table["apart"]),
        telling=frozenset(stem(word) for word in table["telling"].split()),
        light=frozenset(stem(word) for word in table["light"].split()),
        generic={kind: frozenset(map(stems_of, line.split(","))) for kind, line in table["generic"].items()},
        longest=max(len(stems) for stems in of),
    )


def _both_ways(pairs: list[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}
