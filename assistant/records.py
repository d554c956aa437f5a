"""What the store keeps: its tables, and the nouns that are read back from them."""

import functools
from typing import Any, Literal, get_args

from pydantic import TypeAdapter
from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, Table, Text

from assistant.types import Citation, Noun, Provenance, Reply

Verdict = Literal["helpful", "wrong", "evidence_wrong"]
VERDICTS: tuple[str, ...] = get_args(Verdict)


class Turn(Noun):
    """One question and the reply it got. Times are ISO 8601 in UTC."""

    reply_id: str
    conversation_id: str
    ordinal: int
    question: str
    reply: Reply
    created_at: str


class Conversation(Noun):
    """A conversation as listed; its turns are read separately."""

    conversation_id: str
    title: str
    created_at: str
    updated_at: str
    turns: int


class Taken(Noun):
    """What a reply took of a chat model, whether or not its words are shown.

    Tokens are as its provider counts them, 0 where it does not say; the cost is None where a price is not known.
    """

    chat_model: str = ""
    chat_attempts: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None


class AuditRecord(Noun):
    """What made a reply, and proof of what was asked and said, without the words.

    The hashes are HMAC-SHA-256 under a key of the conversation, which is deleted with it: while it lives they show that
    nothing was altered, afterwards nobody can test a guess at a short question against them.
    """

    reply_id: str
    conversation_id: str
    at: str
    corpus: str
    settings: str
    prompt: str
    version: str
    kind: str
    reason: str
    composer: str
    question_hash: str
    question_chars: int
    reply_hash: str
    milliseconds: float
    chat_model: str
    chat_attempts: int
    tokens_in: int
    tokens_out: int
    cost: float | None
    removed: int  # sentences that were proposed and refused


class Feedback(Noun):
    """A reader's last word on a reply."""

    reply_id: str
    verdict: Verdict
    note: str
    at: str


class FeedbackGiven(Feedback):
    """The same with what was asked; that is empty where the conversation has been deleted since."""

    question: str
    conversation_id: str


metadata = MetaData()
conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("title", "created_at", "updated_at", "hash_key")),
    Column("turns", Integer, nullable=False),
)
turns = Table(
    "turns",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("question", "reply", "created_at")),
)
audit = Table(
    "audit",
    metadata,
    Column("reply_id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("conversation_id", "at")),
    *(Column(name, Text, nullable=False) for name in ("corpus", "settings", "prompt", "version")),
    *(Column(name, Text, nullable=False) for name in ("kind", "reason", "composer")),
    Column("question_hash", Text, nullable=False),
    Column("question_chars", Integer, nullable=False),
    Column("reply_hash", Text, nullable=False),
    Column("milliseconds", Float, nullable=False),
    Column("chat_model", Text, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("chat_attempts", "tokens_in", "tokens_out")),
    Column("cost", Float),
    Column("removed", Integer, nullable=False),
)
feedback = Table(
    "feedback",
    metadata,
    Column("reply_id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("verdict", "note", "at")),
)

quizzes = Table(
    "quizzes",
    metadata,
    Column("id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("title", "request", "body", "made_at", "seal")),
    Column("items", Integer, nullable=False),
)
quiz_reviews = Table(
    "quiz_reviews",
    metadata,
    Column("quiz_id", Text, ForeignKey("quizzes.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("item_id", "reviewer", "verdict", "note", "at")),
    *(Column(name, Text, nullable=False) for name in ("before", "after", "item", "seal")),
)


def made_of(reply: Reply, made_by: Provenance) -> dict[str, Any]:
    """What an audit record says of a reply. `made_by` is for a case report, which does not carry it itself."""
    removed = 0
    match reply.kind:
        case "answer":
            made_by, removed, reason, composer = reply.provenance, len(reply.rejected), "", reply.composer
        case "abstention":
            made_by, removed, reason, composer = reply.provenance, len(reply.rejected), reply.reason, ""
        case "case_report":
            proof = reply.certificate
            reason, composer = "", f"criteria@{proof.ruleset_hash if proof else ''}"
    said = {"kind": reply.kind, "reason": reason, "composer": composer, "removed": removed}
    return made_by.model_dump() | said


@functools.cache
def _replies() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)


def revive(stored: dict[str, Any]) -> Reply:
    """A stored reply as a reply again. Only for text that was just proved to be what the gate once passed:

    its citations are not compared with their documents, which may have been replaced since.
    """
    for statement in stored.get("statements", ()):  # a case report cites nothing of the corpus
        statement["citations"] = [Citation.model_construct(**citation) for citation in statement["citations"]]
    for near in stored.get("nearest", ()):
        near["citation"] = Citation.model_construct(**near["citation"])
    return _replies().validate_python(stored)


def with_citations(stored: Any) -> Any:
    """A stored quiz or item with its citations as such. The same holds for it as for `revive`."""
    if isinstance(stored, list):
        return [with_citations(one) for one in stored]
    if not isinstance(stored, dict):
        return stored
    told = {name: with_citations(value) for name, value in stored.items()}
    if "citations" in told:
        told["citations"] = [Citation.model_construct(**citation) for citation in told["citations"]]
    return told
