"""Questions to go on with after a reply: a list put under it, or without scripts a page of their own."""

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse

from api.deps import Assistant
from api.pages import page
from api.render import render
from assistant.errors import NotFound

next_questions = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@next_questions.get("/replies/{reply_id}/next")
def after(reply_id: str, assistant: Assistant, hx_request: Annotated[str, Header()] = "") -> str:
    """The questions as buttons that ask them, as they stand, in the same conversation.

    A script asks for them unbidden: where the reply was deleted meanwhile it gets none.
    """
    try:
        turn = assistant.store.reply(reply_id)
    except NotFound:
        if hx_request:
            return ""
        raise
    values = {"turn": turn, "questions": assistant.next_questions.after(reply_id)}
    if hx_request:
        return render("next_questions.html", **values, streams=True)
    return page(assistant, "next_page.html", **values, streams=False)
