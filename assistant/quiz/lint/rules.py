"""What a rule of item writing is, and what it finds: an item or a quiz in, faults in words out."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.quiz.types import Fault, Quiz, QuizItem, Severity


class Rule(NamedTuple):
    """A rule about one item. `finds` gives one line for each place in which the item breaks it."""

    id: str
    severity: Severity
    says: str
    source: str
    finds: Callable[[QuizItem], Iterator[str]]

    def faults(self, item: QuizItem) -> Iterator[Fault]:
        """Each place in which the item breaks this rule."""
        for found in self.finds(item):
            yield Fault(rule=self.id, severity=self.severity, says=self.says, found=found, source=self.source,
                        item_id=item.item_id)  # fmt: skip


class SetRule(NamedTuple):
    """A rule about the items of a quiz together."""

    id: str
    severity: Severity
    says: str
    source: str
    finds: Callable[[Quiz], Iterator[str]]

    def faults(self, quiz: Quiz) -> Iterator[Fault]:
        """Each place in which the quiz breaks this rule."""
        for found in self.finds(quiz):
            yield Fault(rule=self.id, severity=self.severity, says=self.says, found=found, source=self.source)
