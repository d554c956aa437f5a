"""What the faces need of the program: the Assistant's surface as Protocols, and how an endpoint gets hold of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from threading import Event as Signal
from typing import TYPE_CHECKING, Annotated, Protocol, cast

from fastapi import Depends, Request

from assistant.records import Conversation, Feedback, Turn
from assistant.types import Event, Passage, Provenance, Source

if TYPE_CHECKING:
    from assistant.ingest import IngestReport


Stopped = Callable[[], bool]  # asked between the steps of an answer, from the thread that makes it


class Library(Protocol):
    """The index, read only. Unknown slugs raise NotFound."""

    def sources(self) -> Sequence[Source]: ...
    def source(self, slug: str) -> Source: ...
    def text(self, slug: str) -> str: ...
    def passages_of(self, slug: str) -> Sequence[Passage]: ...
    def corpus_hash(self) -> str: ...


class Memory(Protocol):
    """The store of conversations. Unknown ids raise NotFound."""

    def conversation(self, conversation_id: str) -> Conversation: ...
    def turns(self, conversation_id: str) -> Sequence[Turn]: ...
    def conversations(self, limit: int = 100) -> Sequence[Conversation]: ...
    def rename(self, conversation_id: str, title: str) -> None: ...
    def delete(self, conversation_id: str) -> None: ...
    def add_feedback(self, reply_id: str, verdict: str, note: str = "") -> Feedback: ...


class Answering(Protocol):
    """The Assistant, as the faces see it."""

    @property
    def version(self) -> str: ...
    @property
    def provenance(self) -> Provenance: ...
    @property
    def index(self) -> Library: ...
    @property
    def store(self) -> Memory: ...
    def events(
        self, question: str, conversation_id: str | None = None, *, follows_up: bool = True, stopped: Stopped = ...
    ) -> Iterator[Event]: ...
    def ask(
        self, question: str, conversation_id: str | None = None, *, follows_up: bool = True, stopped: Stopped = ...
    ) -> Event: ...
    def ingest_upload(self, name: str, data: bytes) -> "IngestReport": ...
    def delete_document(self, source_id: str) -> None: ...
    def ready(self) -> Sequence[str]: ...
    def close(self) -> None: ...


def the_assistant(request: Request) -> Answering:
    """The Assistant that `create_app` was given."""
    return cast(Answering, request.app.state.assistant)


async def hung_up(request: Request) -> AsyncIterator[Stopped]:
    """Whether the one who asked is gone: pressed Stop, closed the page, lost the connection."""
    gone = Signal()

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone.set()

    listening = asyncio.create_task(listen())
    try:
        yield gone.is_set
    finally:
        gone.set()  # the request may also end because the server stops
        listening.cancel()


Assistant = Annotated[Answering, Depends(the_assistant)]
HungUp = Annotated[Stopped, Depends(hung_up)]
