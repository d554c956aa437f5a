"""What a text names, and what each name can stand for in a conversation: a text in, things with their slots out.

Things of one slot can take each other's place: a drug that of a treatment ("and ECT?"), a country that of a guideline.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant import turns_of_phrase as phrase
from assistant.lexicon import Entity, Lexicon
from assistant.question import OUTCOMES, STRANGE, UBIQUITOUS, Vocabulary, entity_token, read_clause
from assistant.words import Word, is_stop_word, stem, words

Slot = Literal["intervention", "source", "people", "problem", "outcome", "scale", "measure", "matter", ""]
SLOTS: dict[str, Slot] = {
    **dict.fromkeys(("drug", "drug-class", "treatment"), "intervention"),
    **dict.fromkeys(("organisation", "guideline", "trial", "jurisdiction"), "source"),
    **dict.fromkeys(("adverse-effect", "condition"), "problem"),
    "population": "people",
    "scale": "scale",
    "measure": "measure",
    "concept": "matter",
}
# Concepts and measures that are what something does to a patient.
EFFECTS = OUTCOMES | frozenset(
    "positive-symptoms negative-symptoms general-psychopathology cognition memory functioning".split()
)
FORM = "lai"  # a depot is a form of a drug, and takes the place of none
BACKGROUND = frozenset({"trs", "schizophrenia", "utrs"})  # what everything here is about
DESIGNS = frozenset("rct nma meta-analysis ipd cohort sham-controlled".split())  # kinds of study


class Thing(NamedTuple):
    """Something a text names, at `start` to `end` of it."""

    id: str
    kind: str
    slot: Slot
    surface: str
    start: int
    end: int
    everywhere: bool  # the whole corpus is about it: it tells no topic from another
    name: str = ""  # what the lexicon calls it; empty where it does not know it
    broader: tuple[str, ...] = ()  # what the lexicon says it is a kind of

    @property
    def token(self) -> str:
        """The word under which it stands in the search text."""
        return entity_token(self.id) if self.name else self.id

    @property
    def is_antipsychotic(self) -> bool:
        """Whether it is one of the drugs that clozapine is compared with."""
        return "antipsychotic" in (self.id, *self.broader)

    @property
    def is_effect(self) -> bool:
        """Whether it is something that happens to a patient."""
        return self.slot in ("problem", "outcome")


def things_in(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, *, begins: bool = True, guess: bool = True
) -> tuple[Thing, ...]:
    """What a text names, left to right: the lexicon's things, names of authors, and words nobody knows.

    Where it `begins` a sentence its first capital says nothing. Without `guess` only what the lexicon knows counts.
    """
    found = [_thing(m.entity, m.surface, m.start, m.end, vocabulary) for m in lexicon.mentions(text)]
    taken = [(thing.start, thing.end) for thing in found]
    found += [one for thing in found if thing.slot != "intervention" for one in _within(thing, lexicon, vocabulary)]
    for start, end, kind in _other_names(text, lexicon, vocabulary, begins) if guess else ():
        if not any(a < end and start < b for a, b in taken):
            found.append(Thing(stem(text[start:end]), kind, SLOTS[kind], text[start:end], start, end, False))
            taken.append((start, end))
    return tuple(sorted((thing for thing in found if thing.slot), key=lambda thing: thing.start))


def each_once(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Each thing where it is named first."""
    return tuple({thing.id: thing for thing in reversed(things)}.values())[::-1]


def authors_in_full(text: str, lexicon: Lexicon) -> str:
    """The text with "Yeh" as "Yeh and colleagues" where the lexicon knows the name only so: alone it may be a word."""

    def in_full(found: re.Match[str]) -> str:
        full = f"{found[0]} and colleagues"
        named = lexicon.mentions(full)
        return full if len(named) == 1 and full in named[0].entity.names else found[0]

    return phrase.SURNAME.sub(in_full, text)


def _thing(entity: Entity, surface: str, start: int, end: int, vocabulary: Vocabulary) -> Thing:
    everywhere = vocabulary.rarity(entity_token(entity.id)) <= UBIQUITOUS
    return Thing(
        entity.id, entity.kind, _slot(entity, surface), surface, start, end, everywhere, entity.names[0], entity.broader
    )


def _slot(entity: Entity, surface: str) -> Slot:
    if entity.id in EFFECTS:
        return "outcome"
    if entity.id == FORM:
        return "matter"
    if entity.kind == "jurisdiction" and phrase.A_PEOPLE.search(surface):
        return "people"
    return SLOTS.get(entity.kind, "")


def _within(thing: Thing, lexicon: Lexicon, vocabulary: Vocabulary) -> Iterator[Thing]:
    """The drug in a longer name: "clozapine-resistant", "clozapine to norclozapine ratio"."""
    for word in words(thing.surface):
        entity = lexicon.entities.get(lexicon.meaning(word.surface))
        if entity and entity.kind == "drug" and word.surface.lower() != thing.surface.lower():
            start = thing.start + word.start
            yield _thing(entity, word.surface, start, start + len(word.surface), vocabulary)
            return


def _other_names(text: str, lexicon: Lexicon, vocabulary: Vocabulary, begins: bool) -> Iterator[tuple[int, int, str]]:
    for found in phrase.AUTHOR.finditer(text):
        yield (*found.span("by" if found["by"] else "dated"), "trial")
    for word in words(text):
        if (
            (word.start or not begins)
            and re.sub(r"['’]s$", "", word.surface).istitle()
            and _is_a_name(word, lexicon, vocabulary)
        ):
            yield word.start, word.end, "trial"
    for unit in read_clause(text, lexicon, vocabulary).units:
        if unit.is_strange and (place := text.find(unit.surface)) >= 0:
            purpose = phrase.PURPOSE.search(text[:place])
            yield place, place + len(unit.surface), "condition" if purpose else "drug"


def _is_a_name(word: Word, lexicon: Lexicon, vocabulary: Vocabulary) -> bool:
    """Whether a capitalised word is somebody's name that the sources use."""
    lowered = word.surface.lower()
    return (
        len(lowered) > 2
        and not lexicon.meaning(lowered)
        and word.stem in vocabulary.stems
        and not is_stop_word(lowered)
        and vocabulary.strangeness(lowered) >= STRANGE
    )
