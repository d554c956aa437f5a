"""A reader's verdict on a reply: given under it by a plain form, shown there, and changed as often as wanted."""

from typing import Annotated

from fastapi import APIRouter, Form, Header
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from api.deps import Assistant
from api.errors import status_of
from api.pages import page
from api.render import render
from assistant.errors import BadInput, NotFound

feedback = APIRouter(include_in_schema=False)


class Given(BaseModel):
    """What the form sends: the button pressed, the verdict given before, and the note."""

    verdict: str = ""
    given: str = ""
    note: str = ""

    @property
    def last_word(self) -> str:
        """The verdict meant: where only the note is kept, the one given before."""
        return self.verdict or self.given

    @property
    def in_lines(self) -> str:
        """The note with the line ends that were typed: browsers send two characters for each."""
        return self.note.replace("\r\n", "\n").strip()


@feedback.post("/replies/{reply_id}/feedback")
def give(
    reply_id: str, said: Annotated[Given, Form()], assistant: Assistant, hx_request: Annotated[str, Header()] = ""
) -> Response:
    """Keeps it. A script gets the form as it stands now; without one the conversation is shown again.

    What cannot be kept comes back in the form with the reason.
    """
    try:
        turn = assistant.store.reply(reply_id)
        kept = assistant.store.add_feedback(reply_id, said.last_word, said.in_lines)
    except (BadInput, NotFound) as error:
        typed = {"reply_id": reply_id, "verdict": said.last_word, "note": said.in_lines, "problem": error}
        form = render("reply_feedback.html", **typed) if hx_request else page(assistant, "feedback_page.html", **typed)
        return HTMLResponse(form, status_of(error))
    if not hx_request:
        return RedirectResponse(f"/conversations/{turn.conversation_id}#f-{reply_id}", 303)
    shown = {"reply_id": reply_id, "verdict": kept.verdict, "note": kept.note, "problem": None}
    return HTMLResponse(render("reply_feedback.html", **shown))
