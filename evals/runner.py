"""Questions and an assistant in, one score each out. The assistant is asked offline, one question at a time.

The suites of questions are facts, abstention, premises and conflicts.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.criteria.types import CaseReport
from assistant.errors import AssistantError
from assistant.types import Abstention, Answer
from evals import metrics
from evals.questions import Question, choose
from evals.result import Item, Result
from evals.scorers import DocumentText, Score, score, unscored
from evals.sitting import Sitting


class Replied(Protocol):
    """What asking gives back."""

    @property
    def reply(self) -> Answer | Abstention | CaseReport | None: ...


class Askable(Protocol):
    """All the evals need of an assistant."""

    def ask(self, question: str) -> Replied: ...


def sit(sitting: Sitting, suites: Sequence[str]) -> Result:
    """Ask the questions of these suites, once each."""
    questions = choose(suites, sitting.halves, sitting.limit)
    scores = run(questions, sitting, sitting.assistant.index.text)
    return Result(metrics.figures(scores, sitting.limits), tuple(map(item, scores)))


def item(score: Score) -> Item:
    """A question in the report."""
    told = score.model_dump(include={"suite", "id", "half", "outcome", "expected", "faults", "reply"})
    return Item(asked=score.question, **told)


def run(questions: Iterable[Question], assistant: Askable, document_text: DocumentText) -> tuple[Score, ...]:
    """Ask every question once. One that raises one of our errors is unscored; any other error is a bug and stops us."""
    return tuple(_one(question, assistant, document_text) for question in questions)


def _one(question: Question, assistant: Askable, document_text: DocumentText) -> Score:
    try:
        reply = assistant.ask(question.question).reply
    except AssistantError as error:
        return unscored(question, str(error))
    if reply is None:
        return unscored(question, "no reply came")
    return score(question, reply, document_text)
