"""The pages of one reply: alone under an address of its own, on paper, its working, and as text to take along."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query
from fastapi.responses import HTMLResponse, Response

from api.case_show import CaseShown
from api.deps import Answering, Assistant
from api.pages import page, turned
from api.render import render
from assistant.bibliography import COPIES, CopyFormat
from assistant.criteria.types import CaseReport
from assistant.errors import NotFound
from assistant.records import Turn

Place = Literal["alone", "paper"]

replies = APIRouter(prefix="/replies", include_in_schema=False, default_response_class=HTMLResponse)


@replies.get("/{reply_id}")
def reply(reply_id: str, assistant: Assistant) -> str:
    """One reply with its question."""
    kept = _kept(assistant, reply_id)
    return page(assistant, "reply_page.html", kept=kept, turn=_turned(assistant, kept, "alone"))


@replies.get("/{reply_id}/print")
def printed(reply_id: str, assistant: Assistant) -> str:
    """The same for a folder: everything open, every cited span in full."""
    kept = _kept(assistant, reply_id)
    return render("reply_print.html", kept=kept, turn=_turned(assistant, kept, "paper"), version=assistant.version)


@replies.get("/{reply_id}/working")
def working(reply_id: str, assistant: Assistant, hx_request: Annotated[str, Header()] = "") -> str:
    """How it came about: a page, or for a script the part that stands under the reply."""
    with _told_kindly():
        work = assistant.working(reply_id)
    return render("working.html", work=work) if hx_request else page(assistant, "working_page.html", work=work)


@replies.get("/{reply_id}/copy")
def copy(
    reply_id: str, assistant: Assistant, copy_format: Annotated[CopyFormat, Query(alias="format")] = "text"
) -> Response:
    """The reply as words to take along, with the numbers of the page."""
    kept, made = _kept(assistant, reply_id), COPIES[copy_format]
    name = f"trs-reply-{kept.created_at[:10]}-{kept.reply_id[:8]}{made.suffix}"
    return Response(
        made.write(kept, {source.slug: source for source in assistant.index.sources()}),
        media_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'} if made.suffix else None,
    )


def _kept(assistant: Answering, reply_id: str) -> Turn:
    with _told_kindly():
        return assistant.store.reply(reply_id)


def _turned(assistant: Answering, kept: Turn, place: Place) -> dict[str, object]:
    turn = turned(assistant, kept.conversation_id, kept.reply_id, kept.question, kept.reply) | {"place": place}
    if isinstance(kept.reply, CaseReport):
        turn["case"] = CaseShown(kept.reply, kept.reply_id, printed=place == "paper")
    return turn


@contextmanager
def _told_kindly() -> Iterator[None]:
    """What a reader of pages can do about a reply that is not there."""
    try:
        yield
    except NotFound as error:
        do = "Its conversation may have been deleted; then its words are gone for good. Ask again."
        raise NotFound("There is no such reply.", to=error.to, do=do) from error
