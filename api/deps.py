"""What the faces need of the program: the Assistant's surface as Protocols, and how an endpoint gets hold of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import Event as Signal
from typing import TYPE_CHECKING, Annotated, Protocol, cast

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.types import Receive

from api.errors import to_the_end
from assistant.errors import AssistantError
from assistant.find import LookedUp
from assistant.records import Conversation, Feedback, Turn
from assistant.relations import ResolvedRelation
from assistant.types import Checked, Event, Passage, Provenance, Source

if TYPE_CHECKING:
    from assistant.ingest import IngestReport
    from assistant.quiz.reviews import Changes, KeptQuiz, ListedQuiz
    from assistant.quiz.topic import Topic
    from assistant.quiz.types import ExportedFile, QuizRequest
    from assistant.working import Working


Stopped = Callable[[], bool]  # asked between the steps of an answer, from the thread that makes it


class Library(Protocol):
    """The index, read only. Unknown slugs raise NotFound."""

    def sources(self) -> Sequence[Source]: ...
    def source(self, slug: str) -> Source: ...
    def text(self, slug: str) -> str: ...
    def passages_of(self, slug: str) -> Sequence[Passage]: ...
    def passages(self, ids: Iterable[str]) -> Mapping[str, Passage]: ...
    def relations_of(self, passage_ids: Sequence[str]) -> Sequence[ResolvedRelation]: ...
    def checked(self) -> Mapping[str, Mapping[Checked | None, int]]: ...
    def corpus_hash(self) -> str: ...


class Memory(Protocol):
    """The store of conversations. Unknown ids raise NotFound."""

    def conversation(self, conversation_id: str) -> Conversation: ...
    def turns(self, conversation_id: str) -> Sequence[Turn]: ...
    def reply(self, reply_id: str) -> Turn: ...
    def conversations(self, limit: int = 100) -> Sequence[Conversation]: ...
    def rename(self, conversation_id: str, title: str) -> None: ...
    def delete(self, conversation_id: str) -> None: ...
    def add_feedback(self, reply_id: str, verdict: str, note: str = "") -> Feedback: ...
    def feedback(self, reply_id: str) -> Feedback | None: ...


class Following(Protocol):
    """Questions to go on with. Unknown ids raise NotFound."""

    def after(self, reply_id: str) -> Sequence[str]: ...


class Quizzes(Protocol):
    """The quiz desk. Unknown ids raise NotFound."""

    def topics(self) -> "Sequence[Topic]": ...
    def near(self, topic: str) -> Sequence[str]: ...
    def make(self, request: "QuizRequest") -> "KeptQuiz": ...
    def kept(self, limit: int = 100) -> "Sequence[ListedQuiz]": ...
    def open(self, quiz_id: str) -> "KeptQuiz": ...
    def review(  # noqa: PLR0913, PLR0917  one argument a thing that a reviewer says
        self,
        quiz_id: str,
        item_id: str,
        reviewer: str,
        verdict: str,
        seen: str,
        note: str = "",
        changes: "Changes | None" = None,
    ) -> "KeptQuiz": ...
    def export(self, quiz_id: str, format_name: str, accepted_only: bool = False) -> "ExportedFile": ...
    def delete(self, quiz_id: str) -> None: ...


class Answering(Protocol):
    """The Assistant, as the faces see it."""

    @property
    def version(self) -> str: ...
    @property
    def provenance(self) -> Provenance: ...
    @property
    def chat_model(self) -> str: ...
    @property
    def index(self) -> Library: ...
    @property
    def store(self) -> Memory: ...
    @property
    def next_questions(self) -> Following: ...
    @property
    def quizzes(self) -> Quizzes: ...
    def events(
        self, question: str, conversation_id: str | None = None, *, follows_up: bool = True, stopped: Stopped = ...
    ) -> Iterator[Event]: ...
    def ask(
        self, question: str, conversation_id: str | None = None, *, follows_up: bool = True, stopped: Stopped = ...
    ) -> Event: ...
    def look_up(self, text: str, within: Sequence[str] | None = None) -> LookedUp: ...
    def working(self, reply_id: str) -> "Working": ...
    def ingest_upload(self, name: str, data: bytes) -> "IngestReport": ...
    def delete_document(self, source_id: str) -> None: ...
    def ready(self) -> Sequence[str]: ...
    def close(self) -> None: ...


def the_assistant(request: Request) -> Answering:
    """The Assistant that `create_app` was given."""
    return cast(Answering, request.app.state.assistant)


class Asker:
    """Who asked, and may go before the answer is whole: pressed Stop, closed the page, lost the connection."""

    def __init__(self) -> None:
        self._gone = Signal()
        self._answers = ExitStack()

    def is_gone(self) -> bool:
        """May be asked from any thread."""
        return self._gone.is_set()

    def told(self, events: Iterator[Event]) -> Iterator[Event | AssistantError]:
        """The events, a failure as the last of them; no more are made once the asker is gone."""
        whole = to_the_end(events)
        self._answers.callback(whole.close)  # the server drops what it streams without closing it
        return whole

    def goes(self) -> None:
        """Ends what is still being made."""
        self._gone.set()
        self._answers.close()

    async def listen(self, receive: Receive) -> None:
        """Waits until the asker hangs up."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._gone.set()


async def the_asker(request: Request) -> AsyncIterator[Asker]:
    """Who made this request, listened to beside the answer. The body was read before: what is received is the end."""
    asker = Asker()
    listening = asyncio.create_task(asker.listen(request.receive))
    try:
        yield asker
    finally:
        listening.cancel()
        await run_in_threadpool(asker.goes)


Assistant = Annotated[Answering, Depends(the_assistant)]
Asking = Annotated[Asker, Depends(the_asker)]
