"""The web pages. With scripts a question is answered as a stream of HTML parts, without them as a page of the same."""

import secrets
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Header, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from api.case_show import CaseShown
from api.deps import Answering, Asking, Assistant
from api.document import open_at, passage_at
from api.render import quote_mark, render
from api.show import KIND_WORDS, by_source, headings, nearest, nest, number, show
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


class Span(BaseModel):
    """The cited words in a link: offsets in the document, and the mark of the quote they held."""

    start: int = Field(0, ge=0)
    end: int = Field(0, ge=0)
    quote: str = ""


@pages.get("/")
def home(assistant: Assistant) -> str:
    """The empty page: what this is, and questions to begin with."""
    return page(assistant, "ask.html", turns=(), conversation_id="")


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


@pages.get("/sources")
def sources(assistant: Assistant) -> str:
    """Every document."""
    return page(assistant, "sources.html")


@pages.get("/sources/{slug}")
def source(
    slug: str, assistant: Assistant, span: Annotated[Span, Query()], hx_request: Annotated[str, Header()] = ""
) -> str:
    """One document with the cited words marked: the whole page, or for a script the panel beside the answer."""
    found, text, passages = assistant.index.source(slug), assistant.index.text(slug), assistant.index.passages_of(slug)
    moved = bool(span.quote) and quote_mark(text[span.start : span.end]) != span.quote
    start, end = (0, 0) if moved else (span.start, span.end)
    values = {
        "source": found,
        "opened": open_at(text, passages, start, end),
        "moved": moved,
        "cited": passage_at(passages, start) if start < end else None,
        "panel": bool(hx_request),
        "has_reference_marks": any(one.references for passage in passages for one in passage.sentences),
    }
    return render("source.html", **values) if hx_request else page(assistant, "source_page.html", **values)


def page(assistant: Answering, template: str, **values: object) -> str:
    """A whole page, with what its frame says of the corpus."""
    kinds = list(KIND_WORDS)
    return render(
        template,
        version=assistant.version,
        corpus=assistant.index.corpus_hash(),
        sources=sorted(assistant.index.sources(), key=lambda one: (kinds.index(one.kind), one.title)),
        chat_model=bool(assistant.provenance.prompt),
        **values,
    )


def _step(assistant: Answering, event: Event, key: str, question: str, said: list[Statement]) -> str:
    """The HTML of one step of answering. `said` holds the statements so far: a citation's number depends on them."""
    if event.name == "replied" and event.reply is not None:
        turn = turned(assistant, event.conversation_id, event.reply_id, question, event.reply, key)
        return render("stream/replied.html", turn=turn)
    if event.name == "statement" and event.statement is not None:
        said.append(event.statement)
        return render("stream/statement.html", key=key, shown=show(said, assistant.index.source)[-1])
    return render(f"stream/{event.name}.html", key=key, question=question, event=event)


def turned(
    assistant: Answering, conversation_id: str, reply_id: str, question: str, reply: Reply, key: str = ""
) -> dict[str, object]:
    """What the template of one question and its reply needs. `key` makes the ids of its elements."""
    key = key or reply_id
    turn = {"key": key, "question": question, "reply": reply, "conversation_id": conversation_id, "heading": "",
            "reply_id": reply_id, "place": "talk", "feedback": assistant.store.feedback(reply_id)}  # fmt: skip
    if isinstance(reply, CaseReport):
        return {**turn, "case": CaseShown(reply, key)}
    find = assistant.index.source
    references = number(citations(reply), find)
    verdict, still_said = headings(reply)
    statements = nest(show(reply.statements, find))
    return {
        **turn,
        "heading": verdict,
        "statement_heading": still_said,
        "statements": statements,
        "is_phrased": isinstance(reply, Answer) and any(one.is_phrased for one in statements),
        "nearest": nearest(reply, references),
        "references": references,
        "sources": by_source(references),
    }
