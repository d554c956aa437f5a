"""The side list of conversations beside the chat, as parts of a page that htmx swaps. The pages without scripts are in
conversations.py.
"""

import unicodedata
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.deps import Answering, Assistant
from api.render import render
from assistant.errors import AssistantError
from assistant.records import Conversation
from assistant.transcript import titled

rail = APIRouter(prefix="/rail", include_in_schema=False, default_response_class=HTMLResponse)

STEP = 40  # so many are listed at first, and so many more each time the end of the list is reached
MOST_LISTED = 1000


class Looked(BaseModel):
    """What the side list shows: the open conversation, the words to find, and how many at most."""

    conversation_id: str = ""
    named: str = ""
    shown: Annotated[int, Field(ge=1, le=MOST_LISTED)] = STEP


class Retitled(Looked):
    """The same, and the new title of one."""

    title: str = ""


@rail.get("")
def listed(assistant: Assistant, looked: Annotated[Looked, Query()]) -> str:
    """The list, last used first, or those whose title holds the words."""
    said = "" if not looked.named.strip() else found_words(len(named(_all(assistant), looked.named)))
    return _list(assistant, looked, said)


@rail.get("/{conversation_id}")
def doings(conversation_id: str, assistant: Assistant) -> str:
    """What can be done with one: rename, export, delete."""
    return render("rail_doings.html", one=assistant.store.conversation(conversation_id))


@rail.post("/{conversation_id}/title")
def rename(conversation_id: str, given: Annotated[Retitled, Form()], assistant: Assistant) -> str:
    """Another title for it, then the list."""
    try:
        assistant.store.rename(conversation_id, given.title)
    except AssistantError as error:
        return _list(assistant, given, _told(error), focus=conversation_id)
    return _list(assistant, given, "Renamed.", focus=conversation_id)


@rail.post("/{conversation_id}/delete")
def delete(conversation_id: str, looked: Annotated[Looked, Form()], assistant: Assistant) -> Response:
    """Its end, then the list with the focus on its neighbour; where it is the open one, an empty page."""
    neighbour = _neighbour(named(_all(assistant), looked.named), conversation_id)
    try:
        assistant.store.delete(conversation_id)
    except AssistantError as error:
        return HTMLResponse(_list(assistant, looked, _told(error)))
    if conversation_id == looked.conversation_id:
        return Response(headers={"HX-Redirect": "/"})
    return HTMLResponse(_list(assistant, looked, "Deleted. Its words are gone for good.", focus=neighbour))


def rail_of(assistant: Answering, looked: Looked) -> dict[str, object]:
    """What the templates of the side list need."""
    found = named(_all(assistant), looked.named)
    return {"conversations": found[: looked.shown], "left": len(found) - looked.shown, "looked": looked, "step": STEP}


def named(conversations: tuple[Conversation, ...], words: str) -> tuple[Conversation, ...]:
    """Those whose title holds every word, whatever its case."""
    wanted = _folded(words).split()
    return tuple(one for one in conversations if all(word in _folded(titled(one)) for word in wanted))


def found_words(count: int) -> str:
    """How many were found, to be read out."""
    return f"{count} found." if count else "No title holds these words."


def _list(assistant: Answering, looked: Looked, said: str, focus: str = "") -> str:
    return render("rail_list.html", **rail_of(assistant, looked), said=said, focus=focus)


def _told(error: AssistantError) -> str:
    return f"{error.what} {error.do}"


def _neighbour(conversations: tuple[Conversation, ...], conversation_id: str) -> str:
    """The one below it, or above the last: where who deletes several goes on."""
    ids = [one.conversation_id for one in conversations]
    if conversation_id not in ids or len(ids) == 1:
        return ""
    at = ids.index(conversation_id)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]


def _all(assistant: Answering) -> tuple[Conversation, ...]:
    return tuple(assistant.store.conversations(MOST_LISTED))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
