"""REST: /v1/... and the two health checks. Each endpoint is one call of the Assistant; bodies are in bodies.py."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response, UploadFile
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.bodies import (
    CaseIn,
    ConversationOut,
    DocumentAdded,
    DocumentOut,
    FeedbackIn,
    Health,
    NextOut,
    NoteIn,
    ProblemBody,
    Question,
    ReplayIn,
    ReplayOut,
    ReplyOut,
    TitleIn,
    document_added,
    event_out,
    passage_out,
    problem_out,
    reply_out,
)
from api.deps import Asking, Assistant
from assistant import cases
from assistant.criteria import check_case
from assistant.criteria.types import CaseDraft, CaseReport
from assistant.errors import AssistantError, BadInput, IndexUnavailable
from assistant.records import Conversation, Feedback
from assistant.transcript import EXPORTS, Format, Transcript, file_name, read
from assistant.types import Source

Responses = dict[int | str, dict[str, Any]]
Slug = Annotated[str, Path(examples=["trs-brief-overview"])]


def problems(*statuses: int) -> Responses:
    """The error responses of an operation, as OpenAPI lists them."""
    meanings = {
        400: "The request cannot be parsed.",
        403: "The request comes from another web site.",
        404: "There is no such thing.",
        409: "Somebody else changed it meanwhile.",
        413: "The request is too large.",
        421: "The program does not answer to this host name.",
        422: "The request cannot be used as given.",
        500: "Something went wrong inside the program.",
        503: "The program cannot answer now.",
    }
    return {status: {"model": ProblemBody, "description": meanings[status]} for status in statuses}


def beside_a_stream(responses: Responses) -> Responses:
    """The same for an operation that streams: FastAPI would else say that its errors are streams too."""
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    return {status: {"description": said["description"], "content": body} for status, said in responses.items()}


ANYWHERE = problems(400, 403, 413, 421, 422, 500, 503)
EXPORTED: Responses = {
    **problems(404),
    200: {
        "model": Transcript,
        "description": "The file, to be downloaded.",
        "content": {"text/markdown": {"schema": {"type": "string"}}},
    },
}
v1 = APIRouter(prefix="/v1", responses=ANYWHERE)
health = APIRouter(tags=["health"], responses=problems(421, 500))


@v1.post("/ask", tags=["ask"], responses=problems(404))
def ask(question: Question, assistant: Assistant, asker: Asking) -> ReplyOut:
    """Answer a question from the sources, or abstain and say why. Who hangs up stops it; then nothing is kept."""
    return reply_out(assistant.ask(**dict(question), stopped=asker.is_gone))


@v1.post("/ask/events", tags=["ask"], response_class=EventSourceResponse, responses=beside_a_stream(ANYWHERE))
def ask_events(question: Question, assistant: Assistant, asker: Asking) -> Iterator[ServerSentEvent]:
    """The same as server-sent events: `routed`, `found`, `statement` (one each, verified), then `replied`.

    Where a chat model is asked, `composing` says so. The data of `replied` is the body of POST /v1/ask. A failure after
    the stream has begun is an `error` event. Who hangs up stops the answer; then nothing is kept.
    """
    for event in asker.told(assistant.events(**dict(question), stopped=asker.is_gone)):
        if isinstance(event, AssistantError):
            yield ServerSentEvent(event="error", raw_data=problem_out(event).model_dump_json())
        else:
            yield ServerSentEvent(event=event.name, raw_data=event_out(event))


@v1.post("/cases/read", tags=["cases"])
def read_case(note: NoteIn) -> CaseDraft:
    """What a note says of a patient: the case, the words each value was read from, and what was not understood.

    Offsets count in the `text` of the draft. Nothing is stored.
    """
    return cases.read(note.text, held=note.held)


@v1.post("/cases/check", tags=["cases"])
def check(given: CaseIn) -> CaseReport:
    """Check a case against the published criteria. The same case gives the same bytes. Nothing is stored."""
    return check_case(given.case, asked=given.asked)


@v1.post("/cases/replay", tags=["cases"])
def replay(given: ReplayIn) -> ReplayOut:
    """Check a report's case again: whether the report is what this program says of it."""
    return ReplayOut(**cases.replay(given.report)._asdict())


@v1.get("/sources", tags=["sources"])
def sources(assistant: Assistant) -> list[Source]:
    """Every document that answers come from."""
    return list(assistant.index.sources())


@v1.get("/sources/{slug}", tags=["sources"], responses=problems(404))
def source(slug: Slug, assistant: Assistant) -> DocumentOut:
    """One document: its fields, its whole text, and where its passages lie."""
    found = assistant.index.source(slug)
    passages = tuple(passage_out(passage) for passage in assistant.index.passages_of(slug))
    return DocumentOut(**dict(found), text=assistant.index.text(slug), passages=passages)


@v1.post("/documents", tags=["sources"], status_code=201)
def add_document(file: UploadFile, assistant: Assistant) -> DocumentAdded:
    """Index a document of your own (at most 25 MB). It is marked as uploaded wherever it is cited."""
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    if not name:
        raise BadInput("The upload has no file name.", to="file", do="Send it as a file with a name, such as notes.md.")
    return document_added(assistant.ingest_upload(name, file.file.read()), assistant.index.source)


@v1.delete("/documents/{source_id}", tags=["sources"], status_code=204, responses=problems(404))
def delete_document(source_id: str, assistant: Assistant) -> None:
    """Remove an uploaded document from the index for good."""
    assistant.delete_document(source_id)


@v1.get("/conversations", tags=["conversations"])
def conversations(assistant: Assistant, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[Conversation]:
    """The conversations, last used first."""
    return list(assistant.store.conversations(limit))


@v1.get("/conversations/{conversation_id}", tags=["conversations"], responses=problems(404))
def conversation(conversation_id: str, assistant: Assistant) -> ConversationOut:
    """One conversation, oldest turn first."""
    return ConversationOut(conversation_id=conversation_id, turns=tuple(assistant.store.turns(conversation_id)))


@v1.patch("/conversations/{conversation_id}", tags=["conversations"], responses=problems(404))
def rename_conversation(conversation_id: str, given: TitleIn, assistant: Assistant) -> Conversation:
    """Give a conversation another title; of a longer one the first 80 characters are kept."""
    assistant.store.rename(conversation_id, given.title)
    return assistant.store.conversation(conversation_id)


@v1.get("/conversations/{conversation_id}/export", tags=["conversations"], response_class=Response, responses=EXPORTED)
def export_conversation(
    conversation_id: str, assistant: Assistant, file_format: Annotated[Format, Query(alias="format")] = "markdown"
) -> Response:
    """A conversation as a file: Markdown to read, or JSON with everything that was asked and replied."""
    kept = read(assistant.store, conversation_id)
    export = EXPORTS[file_format]
    return Response(
        export.write(kept, {source.slug: source for source in assistant.index.sources()}),
        media_type=export.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name(kept, file_format)}"'},
    )


@v1.delete("/conversations/{conversation_id}", tags=["conversations"], status_code=204, responses=problems(404))
def delete_conversation(conversation_id: str, assistant: Assistant) -> None:
    """Remove a conversation's words for good. Its audit records stay, and say nothing of them."""
    assistant.store.delete(conversation_id)


@v1.post("/feedback", tags=["conversations"], responses=problems(404))
def feedback(given: FeedbackIn, assistant: Assistant) -> Feedback:
    """Keep a reader's verdict on a reply, in place of an earlier one."""
    return assistant.store.add_feedback(given.reply_id, given.verdict, given.note)


@v1.get("/replies/{reply_id}/next", tags=["ask"], responses=problems(404))
def next_questions(reply_id: str, assistant: Assistant) -> NextOut:
    """Up to three questions to go on with after a reply. Asked with `follows_up` false they are answered."""
    return NextOut(questions=tuple(assistant.next_questions.after(reply_id)))


@health.get("/healthz")
def healthz(assistant: Assistant) -> Health:
    """Alive."""
    return Health(status="alive", version=assistant.version)


@health.get("/readyz", responses=problems(503))
def readyz(assistant: Assistant) -> Health:
    """Able to answer: 200, or 503 with the reasons why not."""
    if reasons := assistant.ready():
        raise IndexUnavailable(" ".join(reasons), do="Wait a little, or run `trs doctor`.")
    return Health(status="ready", version=assistant.version)
