"""An item and a wrong answer of a reviewer's in, the sentence that makes it right as well out.

The net is wider than the one that wrong answers are chosen with: every sentence that may speak of the same by its
topic, a rare thing it names or a source's tie, and every one that shares half of the question's telling words.
"""

from collections.abc import Iterator

from assistant import quantities
from assistant.lexicon import Lexicon
from assistant.quiz.distractors import in_the_unit_of, overlap
from assistant.quiz.facts import Fact, Facts
from assistant.quiz.lint.reading import content, holds, quantity_of
from assistant.quiz.types import QuizItem

SHARED = 0.5  # of the question's telling words, from which on a sentence may speak of the same


class AlsoRight:
    """Looks up wrong answers in the facts of one index."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts, self._lexicon = facts, lexicon

    def by(self, item: QuizItem, text: str) -> str:
        """The words of a sentence that may answer the item's question with `text`; empty where there is none."""
        return next((fact.text for fact in self._near(item) if self._holds(fact, item.key, text)), "")

    def _near(self, item: QuizItem) -> Iterator[Fact]:
        cited = [(one.source_slug, one.start) for one in item.grounds[0].citations]
        for fact in self._facts.everything:
            if (fact.source.slug, fact.sentence.start) in cited:
                yield from (fact, *self._facts.about_the_same(fact))
        telling = content(item.stem)
        for fact in self._facts.everything:
            if telling and len(telling & content(fact.text)) >= SHARED * len(telling):
                yield fact

    def _holds(self, fact: Fact, key: str, text: str) -> bool:
        """Whether the sentence has these words, a figure that meets theirs, or a thing they name or a kind of it."""
        if holds(fact.text, text):
            return True
        asked_for = quantity_of(key)
        if asked_for:
            theirs = [in_the_unit_of(asked_for, one) for one in fact.quantities]
            return any(
                overlap(in_the_unit_of(asked_for, one), known) for one in quantities.read(text) for known in theirs
            )
        wider = {wide for thing in fact.entities for wide in self._lexicon.widen(thing)}
        named = [one.entity for one in self._lexicon.mentions(text)]
        return any(one.id in wider or fact.entities.intersection(one.broader) for one in named)
