"""The web pages. With scripts a question is answered as a stream of HTML parts, without them as a page of the same."""

import secrets
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from api.case_show import CaseShown
from api.deps import Answering, Asking, Assistant
from api.frame import edition_of
from api.rail import Looked, rail_of
from api.render import render
from api.show import KIND_WORDS, by_source, disputes, headings, nearest, nest, number, show
from assistant.criteria.types import CaseReport
from assistant.errors import AssistantError
from assistant.render import citations
from assistant.types import Answer, Event, Reply, Statement

pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Asked(BaseModel):
    """A question typed on the page; without `follows_up` it is one that a reader put into words of their own."""

    question: str = ""
    conversation_id: str = ""
    follows_up: bool = True


@pages.get("/")
def home(assistant: Assistant) -> str:
    """The empty page: what this is, and questions to begin with."""
    return page(assistant, "ask.html", turns=(), **rail_of(assistant, Looked()))


@pages.post("/ask")
def ask(asked: Annotated[Asked, Form()], assistant: Assistant, asker: Asking) -> RedirectResponse:
    """A question without scripts: answered, then shown in its conversation."""
    replied = assistant.ask(
        asked.question, asked.conversation_id or None, follows_up=asked.follows_up, stopped=asker.is_gone
    )
    return RedirectResponse(f"/conversations/{replied.conversation_id}#t-{replied.reply_id}", 303)


@pages.post("/ask/stream", response_class=EventSourceResponse)
def ask_stream(asked: Annotated[Asked, Form()], assistant: Assistant, asker: Asking) -> Iterator[ServerSentEvent]:
    """A question with scripts: each message is HTML that says where on the page it belongs."""
    key, question = secrets.token_hex(8), asked.question
    said: list[Statement] = []
    yield ServerSentEvent(raw_data=render("stream/asked.html", key=key, question=question))
    events = assistant.events(
        question, asked.conversation_id or None, follows_up=asked.follows_up, stopped=asker.is_gone
    )
    for event in asker.told(events):
        if isinstance(event, AssistantError):
            yield ServerSentEvent(raw_data=render("stream/failed.html", key=key, error=event))
        else:
            yield ServerSentEvent(raw_data=_step(assistant, event, key, question, said))


def page(assistant: Answering, template: str, **values: object) -> str:
    """A whole page, with what its frame says of the corpus."""
    kinds = list(KIND_WORDS)
    return render(
        template,
        version=assistant.version,
        sources=sorted(assistant.index.sources(), key=lambda one: (kinds.index(one.kind), one.title)),
        edition=edition_of(assistant),
        **values,
    )


def _step(assistant: Answering, event: Event, key: str, question: str, said: list[Statement]) -> str:
    """The HTML of one step of answering. `said` holds the statements so far: a citation's number depends on them."""
    if event.name == "replied" and event.reply is not None:
        turn = turned(assistant, event.conversation_id, event.reply_id, question, event.reply, key)
        return render("stream/replied.html", turn=turn)
    if event.name == "statement" and event.statement is not None:
        said.append(event.statement)
        shown = show(said, assistant.index.source)
        dispute = next((one for one in disputes(shown) if one.ordinal == shown[-1].table), None)
        return render("stream/statement.html", key=key, shown=shown[-1], dispute=dispute)
    return render(f"stream/{event.name}.html", key=key, question=question, event=event)


def turned(
    assistant: Answering, conversation_id: str, reply_id: str, question: str, reply: Reply, key: str = ""
) -> dict[str, object]:
    """What the template of one question and its reply needs. `key` makes the ids of its elements."""
    key = key or reply_id
    turn = {"key": key, "question": question, "reply": reply, "conversation_id": conversation_id, "heading": "",
            "reply_id": reply_id, "is_cited": False, "place": "talk",
            "feedback": assistant.store.feedback(reply_id)}  # fmt: skip
    if isinstance(reply, CaseReport):
        return {**turn, "case": CaseShown(reply, key)}
    find = assistant.index.source
    references = number(citations(reply), find)
    verdict, still_said = headings(reply)
    shown = show(reply.statements, find)
    return {
        **turn,
        "heading": verdict,
        "statement_heading": still_said,
        "statements": nest(shown),
        "disputes": disputes(shown),
        "is_phrased": isinstance(reply, Answer) and any(one.is_phrased for one in shown),
        "nearest": nearest(reply, references),
        "references": references,
        "sources": by_source(references),
        "is_cited": bool(references),
    }
