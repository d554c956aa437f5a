"""An item and a wrong answer of a reviewer's in, the sentence that makes it right as well out.

Looked at are the sentences that wrong answers are chosen by (of one topic, one passage, with a rare thing in common, or
tied by a source), and any other that names all that the question names and has a good part of its words and figures.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from assistant import quantities
from assistant.lexicon import Lexicon
from assistant.quantities import Quantity
from assistant.quiz.distractors import in_the_unit_of, overlap
from assistant.quiz.facts import Fact, Facts, Gap
from assistant.quiz.lint.reading import content, holds
from assistant.quiz.types import QuizItem

SHARED = 0.35  # of the question's telling words, where all things and most figures are the same


class AlsoRight:
    """Looks up wrong answers in the facts of one index."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts, self._lexicon = facts, lexicon

    def by(self, item: QuizItem, text: str) -> str:
        """The words of a sentence that may answer the item's question with `text`; empty where there is none."""
        cited = item.grounds[0].citations[0]
        asked = self._facts.at(cited.source_slug, cited.start)
        if asked is None:
            return ""
        gap = next((one for one in asked.gaps if one.text == item.key), None)
        return next((one.text for one in self._near(item, asked) if self._holds(one, text, asked, gap)), "")

    def _near(self, item: QuizItem, asked: Fact) -> Iterator[Fact]:
        """Every sentence that may speak of what the item asks."""
        yield from (asked, *self._facts.about_the_same(asked))
        telling, figures = content(item.stem), _figures(quantities.read(item.stem))
        things = {one.entity.id for one in self._lexicon.mentions(item.stem)}
        for fact in self._facts.everything:
            has_words = len(telling & content(fact.text)) >= SHARED * len(telling)
            if has_words and things <= fact.entities and 2 * len(figures & _figures(fact.quantities)) >= len(figures):
                yield fact

    def _holds(self, fact: Fact, text: str, asked: Fact, gap: Gap | None) -> bool:
        """Whether the sentence has a figure that meets this one, a thing it names or a kind of it, or these words."""
        if gap and gap.quantity and (ours := _in_its_place(text, asked, gap)):
            return any(overlap(in_the_unit_of(gap.quantity, ours), in_the_unit_of(gap.quantity, one))
                       for one in fact.quantities)  # fmt: skip
        wider = {wide for thing in fact.entities for wide in self._lexicon.widen(thing)}
        named = [one.entity for one in self._lexicon.mentions(text)]
        return holds(fact.text, text) or any(one.id in wider or fact.entities & set(one.broader) for one in named)


def _in_its_place(text: str, asked: Fact, gap: Gap) -> Quantity | None:
    """The figure that a text is where the key stood: a bare number counts what the sentence counts."""
    read = quantities.read(asked.text[: gap.start] + text + asked.text[gap.end :])
    return next((one for one in read if one.start == gap.start), None)


def _figures(read: Iterable[Quantity]) -> set[tuple[str, Fraction | None, Fraction | None]]:
    return {(one.kind, one.low, one.high) for one in read}
