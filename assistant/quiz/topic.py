"""A topic in words in, the facts on it out; and the topics there are.

The words are read as a question's are: a drug by any of its names, lay words, slips of spelling mended. A fact is on a
topic where it, its heading or its document speaks of all that the topic names and of most of its other words.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.errors import BadInput, IndexUnavailable
from assistant.lexicon import Lexicon
from assistant.question import Clause, Unit
from assistant.quiz.facts import Fact, Facts
from assistant.words import words

MOST_OF_IT = 0.6  # of the weight of a topic's words
LEAST_FACTS = 5  # of a topic that is offered
OFFERED = 5  # topics named where one is not known

Read = Callable[[str], Clause]
Nearest = Callable[[str, Sequence[str]], Sequence[str]]  # the names that lie nearest to a text, best first


class Topic(NamedTuple):
    """A topic of the corpus, and how many facts on it can be asked about."""

    name: str
    facts: int


class Topics:
    """The topics of one corpus. `read` reads words as a question is read."""

    def __init__(self, facts: Facts, lexicon: Lexicon, read: Read, nearest: Nearest) -> None:
        self._facts, self._lexicon, self._read, self._nearest = facts, lexicon, read, nearest
        self._spoken = {fact.key: self._speaks_of(fact) for fact in facts.askable}

    def listed(self) -> tuple[Topic, ...]:
        """The topics with enough facts, by name."""
        counted = Counter(fact.topic for fact in self._facts.askable)
        return tuple(Topic(name, count) for name, count in sorted(counted.items()) if count >= LEAST_FACTS)

    def on(self, topic: str) -> tuple[Fact, ...]:
        """The facts on a topic, in the order of the corpus; all for an empty one. Raises BadInput, IndexUnavailable."""
        if not self._facts.askable:
            do = "Run `trs doctor`; an empty index is filled by `trs serve` or `trs ingest PATH`."
            raise IndexUnavailable("There is no sentence to ask about yet.", to="the index", do=do)
        if not topic.strip():
            return self._facts.askable
        units = self._read(topic).units
        found = tuple(fact for fact in self._facts.askable if self._is_on(fact, units))
        if not units or not found:
            raise BadInput(
                f"No sentence that can be asked about is on {topic.strip()!r}.", to=topic, do=self._instead(topic)
            )
        whole = tuple(fact for fact in found if all(self._covers(fact, unit) for unit in units))
        return whole if len(whole) >= LEAST_FACTS else found

    def near(self, topic: str) -> tuple[str, ...]:
        """The topics that lie nearest to words, best first."""
        return tuple(self._nearest(topic, [one.name for one in self.listed()])[:OFFERED])

    def _instead(self, topic: str) -> str:
        near = "; ".join(self.near(topic))
        return f"Topics near it: {near}. Leave the topic out for the whole corpus." if near else "Leave the topic out."

    def _is_on(self, fact: Fact, units: Sequence[Unit]) -> bool:
        said = [unit for unit in units if self._covers(fact, unit)]
        missed = [unit for unit in units if unit not in said]
        weight = sum(unit.weight for unit in units)
        return not any(unit.is_required for unit in missed) and sum(unit.weight for unit in said) >= MOST_OF_IT * weight

    def _covers(self, fact: Fact, unit: Unit) -> bool:
        entities, stems = self._spoken[fact.key]
        if unit.entity and unit.entity.id in entities:
            return True
        return bool(unit.stems) and all(stem in stems for stem in unit.stems)

    def _speaks_of(self, fact: Fact) -> tuple[frozenset[str], frozenset[str]]:
        """The things and the words of a fact, its heading and its document, with what they are kinds of."""
        source = fact.source
        about = ". ".join(
            (fact.topic, fact.passage.section, source.title, source.slug.replace("-", " "), source.jurisdiction)
        )
        named = fact.entities | {one.entity.id for one in self._lexicon.mentions(about)}
        wider = frozenset(wide for one in named for wide in self._lexicon.widen(one))
        return wider, frozenset(word.stem for word in words(f"{fact.text} {about}"))
