"""Named things and their many names: drugs, brands, abbreviations, lay words. One table for search, route and the gate.

The table is `lexicon.yaml`; `Lexicon.load()` reads it. A text goes in, mentions of entities come out.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.types import Noun
from assistant.words import Word, stem, words

# Abbreviations that are also ordinary words: they count only when written in capitals.
CAPITALS_ONLY = frozenset(
    """
    ace act aim aims all arise ben cadence canmat cat ci connex dis emerge emergent fit focus hal hr integrate mar
    med ms nice or part pat pi progress psp sad sit spc star step stepwise td us who
    """.split()
)

# Surnames that are also words, or other people's, name a study only beside one of these.
_AND_COLLEAGUES = "and colleagues"
_OF_STUDIES = frozenset(
    "trial trials study studies review meta analysis metaanalysis network paper cohort criteria definition nma".split()
)
_OF_FINDING = frozenset("find show report say conclude recommend suggest use give test compare".split())


class Entity(Noun):
    """A named thing. `names` starts with the name we show; every other form finds the same entity."""

    id: str
    kind: str
    names: tuple[str, ...]
    brands: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    drug_class: str = ""
    broader: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every surface form."""
        return self.names + self.brands + self.lay + self.abbreviations


class Mention(NamedTuple):
    """An entity named in a text at `start` to `end`."""

    entity: Entity
    start: int
    end: int
    surface: str


class Lexicon:
    """Finds entities in text by their longest form."""

    def __init__(self, entities: Iterable[Entity], version: str = "") -> None:
        self.version = version  # a hash of the table: words indexed under another one are made anew
        self.entities = {entity.id: entity for entity in entities}
        self._forms: defaultdict[str, list[tuple[tuple[str, ...], bool, Entity]]] = defaultdict(list)
        for entity in self.entities.values():
            for form in entity.forms:
                stems = tuple(word.stem for word in words(form))
                if stems:
                    capitals = form.lower() in CAPITALS_ONLY
                    self._forms[stems[0]].append((stems, capitals, entity))
        self._surnames = {
            entity.names[0].removesuffix(_AND_COLLEAGUES).strip(): entity
            for entity in self.entities.values()
            if entity.names[0].endswith(_AND_COLLEAGUES)
        }
        for candidates in self._forms.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    @classmethod
    def load(cls, path: Path | None = None) -> "Lexicon":
        """The project's own table, or another of the same shape."""
        content = (path or Path(__file__).with_name("lexicon.yaml")).read_bytes()
        table = yaml.load(content, Loader=_loader())
        return cls((_entity(row) for row in table["entities"]), hashlib.sha256(content).hexdigest()[:12])

    def written_out(self, text: str) -> str:
        """The text with each abbreviation that is known, where it is in capitals, as the name it stands for.

        >>> Lexicon.load().written_out("how is BEN handled?")
        'how is benign ethnic neutropenia handled?'
        """
        for found in reversed(self.mentions(text)):
            if found.surface.isupper() and found.surface in found.entity.abbreviations:
                text = text[: found.start] + found.entity.names[0] + text[found.end :]
        return text

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Entities named in `text`, left to right, longest form first, not overlapping."""
        return self.mentions_in(text, list(words(text)))

    def mentions_in(self, text: str, tokens: list[Word]) -> tuple[Mention, ...]:
        """As `mentions`, of words already read."""
        found, at = [], 0
        while at < len(tokens):
            match = self._match(tokens, at)
            if match:
                entity, length = match
                start, end = tokens[at].start, tokens[at + length - 1].end
                found.append(Mention(entity, start, end, text[start:end]))
                at += length
            else:
                at += 1
        return tuple(found)

    @cached_property
    def single_words(self) -> frozenset[str]:
        """Every form that is one word, in lower case: what a misspelling may have meant."""
        return frozenset(form.lower() for entity in self.entities.values() for form in entity.forms if form.isalpha())

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word of every form, in lower case: what is no misspelling."""
        forms = (form for entity in self.entities.values() for form in entity.forms)
        return frozenset(word.surface.lower() for form in forms for word in words(form))

    def meaning(self, form: str) -> str:
        """The id of the entity that has this one word among its forms; empty where none has."""
        return next((entity.id for stems, _, entity in self._forms.get(stem(form), ()) if stems == (stem(form),)), "")

    def widen(self, entity_id: str) -> tuple[str, ...]:
        """The entity and everything it is a kind of."""
        entity = self.entities.get(entity_id)
        return (entity_id, *(entity.broader if entity else ()))

    def _match(self, tokens: list[Word], at: int) -> tuple[Entity, int] | None:
        for stems, capitals, entity in self._forms.get(tokens[at].stem, ()):
            if capitals and not (tokens[at].surface.isupper() or _is_asked_of(tokens, at, entity)):
                continue
            if all(at + i < len(tokens) and tokens[at + i].stem == stem for i, stem in enumerate(stems)):
                return entity, len(stems)
        named = self._surnames.get(tokens[at].surface)
        return (named, 1) if named and _is_of_a_study(tokens, at) else None


def _is_asked_of(tokens: list[Word], at: int, entity: Entity) -> bool:
    """Whether an account is asked for in small letters: "what does nice say", "according to nice"."""
    before = [word.surface.lower() for word in tokens[max(0, at - 2) : at]]
    after = tokens[at + 1].surface.lower() if at + 1 < len(tokens) else ""
    asked = before[-1:] in (["does"], ["did"]) and after in _OF_FINDING
    return entity.kind in ("organisation", "guideline", "trial") and (asked or before == ["according", "to"])


def _is_of_a_study(tokens: list[Word], at: int) -> bool:
    """Whether a surname stands where a study is meant: "the Burns trial", "what did Yeh find", "according to Dong"."""
    before = [word.surface.lower() for word in tokens[max(0, at - 2) : at]]
    after = tokens[at + 1].surface.lower() if at + 1 < len(tokens) else ""
    asked = before[-1:] == ["did"] and after in _OF_FINDING
    return after in _OF_STUDIES or asked or before == ["according", "to"]


def _entity(row: dict[str, Any]) -> Entity:
    fields = {("drug_class" if key == "class" else key): value for key, value in row.items()}
    return Entity.model_validate(fields)


def _loader() -> Any:
    # The C loader reads the table in a tenth of the time; every start pays for it.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
