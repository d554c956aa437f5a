"""The pages of what was asked before: the list, one conversation, its new title, its end. They need no scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Assistant
from api.pages import page, turned
from api.rail import Looked, found_words, named, rail_of
from api.rest import export_conversation
from assistant.errors import NotFound
from assistant.transcript import Format

conversations = APIRouter(prefix="/conversations", include_in_schema=False, default_response_class=HTMLResponse)

MOST_LISTED = 1000
DONE = {"": "", "renamed": "Renamed.", "deleted": "Deleted. Its words are gone for good."}


@conversations.get("")
def listed(
    assistant: Assistant,
    done: Literal["", "renamed", "deleted"] = "",
    wanted: Annotated[str, Query(alias="named")] = "",
) -> str:
    """Every conversation, last used first, or those whose title holds the words. `done` is what was done to one."""
    kept = tuple(assistant.store.conversations(MOST_LISTED))
    found = named(kept, wanted)
    said = found_words(len(found)) if wanted.strip() else DONE[done]
    values = {"conversations": found, "kept": len(kept), "most": MOST_LISTED, "wanted": wanted, "done": said}
    return page(assistant, "conversations.html", **values)


@conversations.get("/{conversation_id}")
def conversation(conversation_id: str, assistant: Assistant) -> str:
    """A conversation so far, and room for the next question."""
    with _told_kindly():
        turns = assistant.store.turns(conversation_id)
    shown = [turned(assistant, conversation_id, turn.reply_id, turn.question, turn.reply) for turn in turns]
    return page(assistant, "ask.html", turns=shown, **rail_of(assistant, Looked(conversation_id=conversation_id)))


@conversations.post("/{conversation_id}/title")
def rename(conversation_id: str, assistant: Assistant, title: Annotated[str, Form()] = "") -> RedirectResponse:
    """Another title for it, then the list."""
    with _told_kindly():
        assistant.store.rename(conversation_id, title)
    return RedirectResponse(f"/conversations?done=renamed#c-{conversation_id}", 303)


@conversations.get("/{conversation_id}/export")
def export(
    conversation_id: str, assistant: Assistant, file_format: Annotated[Format, Query(alias="format")] = "markdown"
) -> Response:
    """The same file as over REST; only what goes wrong is told as a page."""
    with _told_kindly():
        return export_conversation(conversation_id, assistant, file_format)


@conversations.get("/{conversation_id}/delete")
def ask_before_deleting(conversation_id: str, assistant: Assistant) -> str:
    """The question whether it shall go for good."""
    with _told_kindly():
        return page(assistant, "conversation_delete.html", one=assistant.store.conversation(conversation_id))


@conversations.post("/{conversation_id}/delete")
def delete(conversation_id: str, assistant: Assistant) -> RedirectResponse:
    """Its end, then the list."""
    with _told_kindly():
        assistant.store.delete(conversation_id)
    return RedirectResponse("/conversations?done=deleted", 303)


@contextmanager
def _told_kindly() -> Iterator[None]:
    """What a reader of pages can do about a conversation that is not there."""
    try:
        yield
    except NotFound as error:
        do = "It may have been deleted; then its words are gone for good. Ask again, or look at your conversations."
        raise NotFound("There is no such conversation.", to=error.to, do=do) from error
