"""What was asked and what came back: the sitting and names of suites in, each question beside its reply out.

A question is asked once, whoever reads the reply. One that could not be asked is left out here: the suite it belongs to
says so.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from assistant.errors import AssistantError
from assistant.types import Answer, Reply, Statement
from evals.patterns import found
from evals.questions import Fact, Question, choose
from evals.sitting import Sitting


class Replied(NamedTuple):
    """A question and the reply to it."""

    question: Question
    reply: Reply

    @property
    def answer(self) -> Answer | None:
        """The reply, where it is an answer."""
        return self.reply if self.reply.kind == "answer" else None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the reply says from the sources; nothing, where the checker replied."""
        return () if self.reply.kind == "case_report" else self.reply.statements

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The expected facts that an answer states."""
        said = tuple(one.text for one in self.statements) if self.answer else ()
        return tuple(fact for fact in self.question.facts if found(fact.any, said))


def replies(sitting: Sitting, suites: Iterable[str]) -> Iterator[Replied]:
    """Every question of these suites with its reply."""
    for question in choose(suites, sitting.halves, sitting.limit):
        with suppress(AssistantError):
            if reply := sitting.ask(question.question).reply:
                yield Replied(question, reply)
