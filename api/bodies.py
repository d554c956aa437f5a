"""The bodies of REST requests and responses: the library's nouns, with the few fields a wire needs beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StrictBool

from assistant.criteria.types import CaseReport, PatientCase, Topic
from assistant.errors import AssistantError, UnreadableFile
from assistant.records import Turn, Verdict
from assistant.types import Abstention, Answer, Checked, Event, Noun, Passage, Source

if TYPE_CHECKING:
    from assistant.ingest import IngestReport


class Problem(Noun):
    """What happened, to which input, and what to do."""

    what: str
    to: str
    do: str


class ProblemBody(Noun):
    """The one error shape of every face."""

    error: Problem


class Question(Noun):
    """A question, and the conversation it continues if any."""

    question: str = Field(examples=["What dose of valproate was studied with clozapine?"])
    conversation_id: str | None = Field(None, examples=[None])
    follows_up: StrictBool = Field(True, description="False: read it as it stands, whatever was said before.")


class AnswerOut(Answer):
    """An Answer, with the ids to continue the conversation or give feedback."""

    conversation_id: str
    reply_id: str


class AbstentionOut(Abstention):
    """An Abstention, with the ids to continue the conversation or give feedback."""

    conversation_id: str
    reply_id: str


class CaseReportOut(CaseReport):
    """A CaseReport, with the ids to continue the conversation or give feedback."""

    conversation_id: str
    reply_id: str


AnyReplyOut = AnswerOut | AbstentionOut | CaseReportOut
ReplyOut = Annotated[AnyReplyOut, Field(discriminator="kind")]

A_NOTE = "34M. Olanzapine 20 mg for 8 weeks, no response; risperidone 6 mg for 7 weeks, no response. Is he TRS?"
A_CASE = {
    "trials": [
        {"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 56, "response": "none"},
        {"drug": "risperidone", "dose_mg": 6, "days_at_dose": {"low": 42, "high": 56}, "response": "none"},
    ],
    "symptom_days": {"low": 84},
    "adherence": {"percent": 90, "sources": ["pill_count", "carer_report"]},
}


class NoteIn(Noun):
    """A note in free text about one patient."""

    text: str = Field(examples=[A_NOTE])
    held: tuple[str, ...] = Field(
        (),
        max_length=200,
        description="Remarks that hold or change nothing, as the questions of an earlier draft quote them in `remark`.",
    )


class CaseIn(Noun):
    """A case, and which classifications are asked for: TRRIP where none is named."""

    case: PatientCase = Field(examples=[A_CASE])
    asked: tuple[Topic, ...] = Field((), examples=[["trrip"]])


class ReplayIn(Noun):
    """A report, as POST /v1/cases/check or POST /v1/ask gave it, without the ids."""

    report: CaseReport


class ReplayOut(Noun):
    """Whether the report comes out the same when its case is checked again; why not, where it does not."""

    proven: bool
    words: str


class PassageOut(Noun):
    """Where a passage lies in the document's text; for a digest's statement, what it rests on."""

    passage_id: str
    section: str
    page: int | None
    start: int
    end: int
    statement_id: str
    topic: str
    grade: str
    reference: str
    checked: Checked | None
    note: str


class DocumentOut(Source):
    """A source with its whole text; every citation's `start` and `end` are offsets in it."""

    text: str
    passages: tuple[PassageOut, ...]


class DocumentAdded(Noun):
    """What came of an upload, and anything odd about it."""

    outcome: Literal["added", "replaced", "unchanged"]
    source: Source
    warnings: tuple[str, ...]


class ConversationOut(Noun):
    """A conversation, oldest turn first."""

    conversation_id: str
    turns: tuple[Turn, ...]


class TitleIn(Noun):
    """What a conversation is to be called."""

    title: str = Field(examples=["Valproate with clozapine"])


class FeedbackIn(Noun):
    """A reader's verdict on a reply, in place of an earlier one."""

    reply_id: str
    verdict: Verdict
    note: str = ""


class NextOut(Noun):
    """Questions to go on with, each answered when it is asked with `follows_up` false."""

    questions: tuple[str, ...]


class Health(Noun):
    """Alive, and which version."""

    status: str
    version: str


def reply_out(event: Event) -> AnyReplyOut:
    """The last event of an answer, as POST /v1/ask sends it."""
    reply = event.reply
    assert reply is not None, "the last event of Assistant.events carries the reply"
    ids = {"conversation_id": event.conversation_id, "reply_id": event.reply_id}
    match reply.kind:
        case "answer":
            return AnswerOut.model_validate(dict(reply) | ids)
        case "abstention":
            return AbstentionOut.model_validate(dict(reply) | ids)
        case "case_report":
            return CaseReportOut.model_validate(dict(reply) | ids)


def passage_out(passage: Passage) -> PassageOut:
    """A passage without its text and sentences."""
    return PassageOut.model_validate({name: getattr(passage, name) for name in PassageOut.model_fields})


# What the message of a step holds.
SAID = {"routed": {"way", "understood"}, "found": {"hits"}, "composing": {"composer"}}


def event_out(event: Event) -> str:
    """What one step of answering says: the JSON of its SSE message."""
    if event.name == "replied":
        return reply_out(event).model_dump_json()
    if event.name == "statement" and event.statement is not None:
        return event.statement.model_dump_json()
    return event.model_dump_json(include=SAID[event.name])


def document_added(report: "IngestReport", find: Callable[[str], Source]) -> DocumentAdded:
    """The report of one file's upload. Raises UnreadableFile where the file was not used."""
    if report.skipped:
        why = report.skipped[0]
        raise UnreadableFile(why["what"], to=why["to"], do=why["do"])
    outcome: Literal["added", "replaced", "unchanged"] = (
        "added" if report.added else "replaced" if report.replaced else "unchanged"
    )
    slug, *_ = report.added + report.replaced + report.described + report.unchanged
    return DocumentAdded(outcome=outcome, source=find(slug), warnings=report.warnings)


def problem_out(error: AssistantError) -> ProblemBody:
    """An error of ours as sent."""
    return ProblemBody(error=Problem(**error.as_dict()))
