"""Which passages state an expected fact: an index and a fact in, the passages out that match one of its patterns."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from assistant.types import Passage, Sentence, Source
from evals.patterns import found
from evals.questions import Fact


class Documents(Protocol):
    """What is read of an index."""

    def sources(self) -> list[Source]: ...

    def passages_of(self, slug: str) -> list[Passage]: ...


class Said(NamedTuple):
    """A sentence that may be shown, and where it stands."""

    source: Source
    passage: Passage
    sentence: Sentence


class Holders:
    """The sentences of an index that may be shown, and which of its passages hold a fact."""

    def __init__(self, index: Documents) -> None:
        self.said = tuple(
            Said(source, passage, sentence)
            for source in index.sources()
            for passage in index.passages_of(source.slug)
            if passage.checked != "recalled"
            for sentence in passage.sentences
        )
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _texts(self) -> Mapping[str, Sequence[str]]:
        """Each sentence with the passages it stands in."""
        texts: dict[str, list[str]] = {}
        for one in self.said:
            texts.setdefault(one.sentence.text, []).append(one.passage.passage_id)
        return texts

    def of(self, fact: Fact) -> frozenset[str]:
        """The passages with a sentence that states the fact."""
        if fact.key not in self._known:
            self._known[fact.key] = frozenset(
                passage for text, passages in self._texts.items() if found(fact.any, (text,)) for passage in passages
            )
        return self._known[fact.key]

    def of_any(self, facts: Iterable[Fact]) -> frozenset[str]:
        """The passages with a sentence that states one of the facts."""
        return frozenset[str]().union(*(self.of(fact) for fact in facts))
