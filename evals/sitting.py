"""One run of the evals: what is asked, against which limits, and the assistant that is asked, opened when first needed.

The assistant has a store of its own: hundreds of questions have no place among a person's. A question is asked once,
however many suites read the reply.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.settings import Settings
from evals import metrics
from evals.metrics import Limit
from evals.questions import Half

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.records import AuditRecord
    from assistant.types import Event, Reply

BOTH: tuple[Half, ...] = ("tune", "measured")


class Sitting:
    """An open run. `limit` is the most questions of each suite, `model` the chat model that phrases the answers."""

    def __init__(
        self,
        halves: Sequence[Half] = BOTH,
        limit: int | None = None,
        model: str = "",
        limits: dict[str, Limit] | None = None,
    ) -> None:
        self.halves, self.limit = tuple(halves), limit
        self.limits = metrics.thresholds() if limits is None else limits
        self._chosen = {"chat_model": model} if model else {}
        self.settings = Settings(**self._chosen)
        self._opened: Assistant | None = None
        self._replies: dict[str, Event] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "Sitting":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def assistant(self) -> "Assistant":
        """The assistant. Raises AssistantError where it cannot be built."""
        if self._opened is None:
            from assistant.wire import build  # several suites need no index

            folder = self._stack.enter_context(TemporaryDirectory())
            self._opened = build(Settings(**self._chosen, store_url=f"sqlite:///{folder}/store.db"))
            self._stack.callback(self._opened.close)
        return self._opened

    def ask(self, question: str) -> "Event":
        """The reply to a question that stands alone. Raises AssistantError; then the next who asks asks again."""
        if question not in self._replies:
            self._replies[question] = self.assistant.ask(question)
        return self._replies[question]

    @property
    def corpus(self) -> str:
        """The hash of what was answered from; empty where nothing was asked of the assistant."""
        return self._opened.index.corpus_hash() if self._opened is not None else ""

    def audits(self) -> "tuple[AuditRecord, ...]":
        """The records of all replies so far, oldest first."""
        return self._opened.store.audits() if self._opened is not None else ()

    def replied(self) -> "Iterator[tuple[AuditRecord, Reply]]":
        """Every reply so far with the record of what it took, oldest first."""
        for audit in self.audits():
            yield audit, self.assistant.store.reply(audit.reply_id).reply
