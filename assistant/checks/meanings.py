"""Which words may stand for which: the tables of `paraphrase/` in, the meanings of a run of word stems out.

A meaning is named by the first word of its line in the table. A word may have several; two words may stand for each
other where they share one. Words that the table does not hold mean what their stem says.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.words import stem, words

Stems = tuple[str, ...]
TABLES = Path(__file__).with_name("paraphrase")
NOTHING: frozenset[str] = frozenset()


class Meanings(NamedTuple):
    """The tables, ready to look up by stems; in phrases an irregular form ("brought") has the stem of its verb."""

    of: dict[Stems, frozenset[str]]  # the meanings of a word as it is spelt, or of a phrase
    opposites: dict[str, frozenset[str]]
    complements: dict[str, frozenset[str]]
    narrower: dict[Stems, frozenset[Stems]]  # what a more general word may be said for
    apart: frozenset[Stems]
    telling: frozenset[str]  # stems
    light: frozenset[str]  # stems
    generic: dict[str, frozenset[Stems]]  # by kind of entity
    longest: int
    forms: dict[str, str]  # the stem of an irregular form, and that of its verb

    def plain(self, stems: Iterable[str]) -> Stems:
        """The stems, of irregular forms those of the verb itself."""
        return tuple(self.forms.get(one, one) for one in stems)

    def meant(self, stems: Sequence[str]) -> frozenset[str]:
        """What a word or phrase may mean, by its stems; of one that the tables do not hold, nothing."""
        return self.of.get(self.plain(stems), NOTHING) | self.of.get(tuple(stems), NOTHING)

    def opposed(self, meanings: Iterable[str]) -> frozenset[str]:
        """What denies any of these meanings."""
        return frozenset().union(*(self.opposites.get(meaning, NOTHING) for meaning in meanings))

    def complementary(self, meanings: Iterable[str]) -> frozenset[str]:
        """What is the case exactly where these are not."""
        return frozenset().union(*(self.complements.get(meaning, NOTHING) for meaning in meanings))


@cache
def table_of_meanings() -> Meanings:
    """The project's tables, taken together."""
    return _made([yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TABLES.glob("*.yaml"))])


def stems_of(form: str) -> Stems:
    """The stems of a word or phrase.

    >>> stems_of("deaths from any cause")
    ('death', 'from', 'ani', 'caus')
    """
    return tuple(word.stem for word in words(form))


def _made(tables: list[dict[str, Any]]) -> Meanings:
    def lines(section: str) -> Iterable[Any]:
        return (line for table in tables for line in table.get(section, ()))

    forms = {stem(form): stem(verb) for verb, *others in map(_forms, lines("irregular")) for form in others}

    def key(form: str) -> Stems:
        return tuple(forms.get(one, one) for one in stems_of(form))

    of: dict[Stems, set[str]] = {}
    for line in map(_forms, lines("same")):
        for form in line:
            stems = stems_of(form)
            of.setdefault(stems if len(stems) == 1 else key(form), set()).add(line[0])
    narrower: dict[Stems, set[Stems]] = {}
    for general, special in (line for table in tables for line in table.get("narrower", {}).items()):
        for form in _forms(general):
            narrower.setdefault(key(form), set()).update(map(key, _forms(special)))
    complements = list(lines("complements"))
    return Meanings(
        of={stems: frozenset(names) for stems, names in of.items()},
        opposites=_both_ways([*lines("opposites"), *complements]),
        complements=_both_ways(complements),
        narrower={stems: frozenset(special) for stems, special in narrower.items()},
        apart=frozenset(stems_of(form) for form in lines("apart")),
        telling=_stems(tables, "telling", forms),
        light=_stems(tables, "light", forms),
        generic={
            kind: frozenset(map(stems_of, _forms(line)))
            for table in tables
            for kind, line in table.get("generic", {}).items()
        },
        longest=max(len(stems) for stems in of),
        forms=forms,
    )


def _forms(line: str) -> list[str]:
    return [form.strip() for form in line.split(",")]


def _stems(tables: list[dict[str, Any]], section: str, forms: dict[str, str]) -> frozenset[str]:
    """The stems of a list of words, with every irregular form of each."""
    listed = {stem(word) for table in tables for word in table.get(section, "").split()}
    return frozenset(listed | {form for form, verb in forms.items() if verb in listed})


def _both_ways(pairs: list[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}
