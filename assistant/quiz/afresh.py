"""An item of an earlier corpus in, what the sources say of it now and did not say then out.

A document that was added may limit or dispute the fact an item rests on, or make a wrong answer right.
"""

from collections.abc import Iterator

from assistant.quiz.also_right import AlsoRight
from assistant.quiz.facts import Facts
from assistant.quiz.grounds import Grounds
from assistant.quiz.types import QuizItem

SAYS = {"caveat": "limits", "disagreement": "disputes"}


class Afresh:
    """Reads items beside one corpus; what was read of an item is kept."""

    def __init__(self, facts: Facts, grounds: Grounds, also_right: AlsoRight) -> None:
        self._facts, self._grounds, self._also_right = facts, grounds, also_right
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, item: QuizItem) -> tuple[str, ...]:
        """One line for each new limit, dispute, or wrong answer made right."""
        if item.content_hash not in self._known:
            self._known[item.content_hash] = (*self._limits(item), *self._made_right(item))
        return self._known[item.content_hash]

    def _limits(self, item: QuizItem) -> Iterator[str]:
        told = {one.text for one in item.grounds}
        for ground in item.grounds:
            fact = self._facts.at(ground.citations[0].source_slug, ground.citations[0].start)
            for one in self._grounds.of(fact, ground.mark) if fact and ground.role == "answer" else ():
                if one.role in SAYS and one.text not in told:
                    yield f"“{one.citations[0].source_title}” now {SAYS[one.role]} it: “{one.text}”"

    def _made_right(self, item: QuizItem) -> Iterator[str]:
        for option in item.options if item.kind == "single_best" else ():
            said = "" if option.is_key else self._also_right.by(item, option.text)
            if said:
                yield f"A source now makes “{option.text}” right as well: “{said}”"
