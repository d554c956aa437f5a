"""A request in, a Quiz out, from the corpus as it is now. What was read of it is kept meanwhile."""

import threading
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.embed import Embedder
from assistant.errors import BadInput, UnreadableFile
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.question import Clause, Vocabulary, read_clause
from assistant.quiz.afresh import Afresh
from assistant.quiz.also_right import AlsoRight
from assistant.quiz.build import QuizBuilder
from assistant.quiz.same_question import difference
from assistant.quiz.stems import Stem, read_stems
from assistant.quiz.topic import Topic, Topics
from assistant.quiz.types import Quiz, QuizItem, QuizRequest
from assistant.quiz.vignettes import about_criteria
from assistant.spelling import mend_spelling
from assistant.types import Provenance


class _Read(NamedTuple):
    """What was read of a corpus."""

    provenance: Provenance
    builder: QuizBuilder
    topics: Topics
    also_right: AlsoRight
    afresh: Afresh


class QuizMaker:
    """Makes quizzes. Safe to use from threads."""

    def __init__(
        self,
        index: Index,
        lexicon: Lexicon,
        embedder: Embedder,
        corpus: Path,
        provenance: Callable[[], Provenance],
        vocabulary: Callable[[], Vocabulary],
    ) -> None:
        self._index, self._lexicon, self._embedder = index, lexicon, embedder
        self._corpus, self._provenance, self._vocabulary = corpus, provenance, vocabulary
        self._lock = threading.Lock()
        self._kept: _Read | None = None
        self.notices: tuple[str, ...] = ()  # what of the corpus' quiz files could not be used

    def build(self, request: QuizRequest) -> Quiz:
        """A quiz. Raises BadInput for a topic that no source speaks of, IndexUnavailable for an empty corpus."""
        read = self._read()
        try:
            on_topic = read.topics.on(request.topic)
        except BadInput:
            if "vignette" not in request.kinds or not about_criteria(request):
                raise
            on_topic = ()  # the criteria are about it, though no sentence is
        return read.builder.build(request, on_topic)

    def topics(self) -> tuple[Topic, ...]:
        """What can be asked about."""
        return self._read().topics.listed()

    def names(self, text: str, kinds: Container[str]) -> Mapping[str, str]:
        """The things of these kinds that a text names, each with the words that name it."""
        return {one.entity.id: one.surface for one in self._lexicon.mentions(text) if one.entity.kind in kinds}

    def difference(self, one: str, other: str) -> str:
        """Why two questions do not ask the same; empty where they do."""
        return difference(one, other, self._lexicon)

    def also_right(self, item: QuizItem, text: str) -> str:
        """The sentence of a source that makes a wrong answer right as well; empty where there is none."""
        return self._read().also_right.by(item, text)

    def corpus(self) -> str:
        """The hash of the corpus as it is."""
        return self._provenance().corpus

    def said_since(self, item: QuizItem) -> tuple[str, ...]:
        """What the sources say of an item of an earlier corpus that they did not say then."""
        return self._read().afresh.of(item)

    def near(self, topic: str) -> tuple[str, ...]:
        """The topics nearest to words that are none."""
        return self._read().topics.near(topic)

    def _read(self) -> _Read:
        with self._lock:
            now = self._provenance()
            if self._kept is None or self._kept.provenance != now:
                builder = QuizBuilder(self._index, self._lexicon, self._stems(), now)
                topics = Topics(builder.facts, self._lexicon, self._clause, self._nearest)
                also_right = AlsoRight(builder.facts, self._lexicon)
                afresh = Afresh(builder.facts, builder.grounds, also_right)
                self._kept = _Read(now, builder, topics, also_right, afresh)
            return self._kept

    def _stems(self) -> tuple[Stem, ...]:
        try:
            self.notices = ()
            return read_stems(self._corpus)
        except UnreadableFile as wrong:
            self.notices = (f"{wrong.what} {wrong.do}",)
            return ()

    def _clause(self, topic: str) -> Clause:
        vocabulary = self._vocabulary()
        mended, _ = mend_spelling(topic, self._lexicon, vocabulary)
        return read_clause(mended, self._lexicon, vocabulary)

    def _nearest(self, text: str, names: Sequence[str]) -> Sequence[str]:
        if not names:
            return []
        vectors = self._embedder.embed([text, *names])
        likeness = vectors[1:] @ vectors[0]
        return [names[place] for place in np.argsort(-likeness, kind="stable")]
