"""Conversations, one audit record a reply, and feedback, kept in SQLite or PostgreSQL; quizzes are on its shelf.

A question and its Reply go in; turns, conversations and audit records come out. Everything of one reply is written in
one transaction. Deleting a conversation removes its words: on SQLite they are overwritten on the disk as well; what is
left is an audit record that no longer says, or lets anyone guess, what was asked.
"""

import hashlib
import hmac
import json
import logging
import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from assistant import __version__, records
from assistant.database import PATIENCE, Database, connect, storable
from assistant.errors import BadInput, IndexUnavailable, NotFound
from assistant.quiz.shelf import Shelf
from assistant.records import AuditRecord, Conversation, Feedback, FeedbackGiven, Taken, Turn
from assistant.types import Provenance, Reply

log = logging.getLogger(__name__)

TITLE_CHARS = 80
NOTE_CHARS = 2000
_NOTHING = Taken()
_NOT_SAID = Provenance(corpus="", settings="", version=__version__)

# Written once: SQLAlchemy takes longer to build these than SQLite takes to run them.
_ADD_CONVERSATION = sa.insert(records.conversations)
_ADD_TURN = sa.insert(records.turns)
_ADD_AUDIT = sa.insert(records.audit)
_ONE_TURN_MORE = (
    sa.update(records.conversations)
    .where(records.conversations.c.id == sa.bindparam("own"))
    .values(updated_at=sa.bindparam("at"), turns=records.conversations.c.turns + 1)
    .returning(records.conversations.c.hash_key, records.conversations.c.turns)
)


def utc_now() -> str:
    """The time as stored: ISO 8601 in UTC, of fixed width so that it sorts as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Store:
    """An open store. Safe to share between threads; close it when done."""

    def __init__(self, engine: sa.Engine, now: Callable[[], str] = utc_now) -> None:
        self._database, self._now = Database(engine), now
        self.quizzes = Shelf(self._database, lambda: self._now())  # noqa: PLW0108  a test may give it another clock

    @classmethod
    def open(cls, url: str, *, patience: float = PATIENCE, now: Callable[[], str] = utc_now) -> "Store":
        """Opens the store at a SQLAlchemy URL, made if missing; waits `patience` seconds for another writer."""
        return cls(connect(url, patience=patience), now)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def append(
        self,
        conversation_id: str | None,
        question: str,
        reply: Reply,
        milliseconds: float,
        made_by: Provenance = _NOT_SAID,
        taken: Taken = _NOTHING,
    ) -> tuple[str, str]:
        """Keeps a reply and its audit record. Gives (conversation_id, reply_id); None starts a conversation.

        `made_by` is recorded of a case report; the other replies carry theirs. `taken` is of a chat model.
        """
        at, reply_id, question, body = self._now(), uuid.uuid4().hex, storable(question), reply.model_dump_json()
        with self._database.writing() as db:
            if conversation_id is None:
                conversation_id, key, ordinal = _start(db, question, at)
            else:
                key, ordinal = _continue(db, conversation_id, at)
            turn = {"id": reply_id, "conversation_id": conversation_id, "ordinal": ordinal, "created_at": at}
            db.execute(_ADD_TURN, {**turn, "question": question, "reply": body})
            record = AuditRecord(
                reply_id=reply_id,
                conversation_id=conversation_id,
                at=at,
                **records.made_of(reply, made_by),
                question_hash=_keyed_hash(key, question),
                question_chars=len(question),
                reply_hash=_keyed_hash(key, body),
                milliseconds=milliseconds,
                **taken.model_dump(),
            )
            db.execute(_ADD_AUDIT, record.model_dump())
        if log.isEnabledFor(logging.INFO):
            log.info("replied", extra={"audit": record.model_dump()})
        return conversation_id, reply_id

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation, oldest first."""
        found = self._stored(records.turns.c.conversation_id == conversation_id)
        if not found:
            raise _no_conversation(conversation_id)
        return found

    def reply(self, reply_id: str) -> Turn:
        """One reply, with its question."""
        found = self._stored(records.turns.c.id == reply_id)
        if not found:
            raise _no_reply(reply_id)
        return found[0]

    def audit(self, reply_id: str) -> AuditRecord:
        """What made a reply. It outlives the conversation."""
        with self._database.reading() as db:
            row = db.execute(sa.select(records.audit).where(records.audit.c.reply_id == reply_id)).mappings().first()
        if row is None:
            raise _no_reply(reply_id)
        return AuditRecord(**row)

    def audits(self) -> tuple[AuditRecord, ...]:
        """The audit records of all replies, oldest first."""
        with self._database.reading() as db:
            rows = db.execute(sa.select(records.audit).order_by(records.audit.c.at)).mappings().all()
        return tuple(AuditRecord(**row) for row in rows)

    def conversations(self, limit: int = 100) -> tuple[Conversation, ...]:
        """The conversations last used first."""
        newest_first = _listed().order_by(records.conversations.c.updated_at.desc())
        with self._database.reading() as db:
            rows = db.execute(newest_first.limit(limit)).mappings().all()
        return tuple(Conversation(**row) for row in rows)

    def conversation(self, conversation_id: str) -> Conversation:
        """One conversation, as it is listed."""
        with self._database.reading() as db:
            row = db.execute(_listed().where(records.conversations.c.id == conversation_id)).mappings().first()
        if row is None:
            raise _no_conversation(conversation_id)
        return Conversation(**row)

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives a conversation another title. The first question is its title until then."""
        title = _title(title)
        if not title:
            raise BadInput("A title cannot be empty.", to="title", do="Write at least one character.")
        table = records.conversations
        with self._database.writing() as db:
            changed = db.execute(sa.update(table).where(table.c.id == conversation_id).values(title=title))
            if not changed.rowcount:
                raise _no_conversation(conversation_id)
        self._database.forget_journal()

    def delete(self, conversation_id: str) -> None:
        """Removes a conversation's words and hash key for good. Its audit records stay, and say nothing of them.

        Raises IndexUnavailable while another program reads the store: its journal then still holds the words. On
        PostgreSQL the rows are gone, but their bytes stay on its disk until it vacuums.
        """
        turns, notes, table = records.turns, records.feedback, records.conversations
        own = sa.select(turns.c.id).where(turns.c.conversation_id == conversation_id)
        with self._database.writing() as db:
            db.execute(sa.update(notes).where(notes.c.reply_id.in_(own)).values(note=""))
            db.execute(sa.delete(turns).where(turns.c.conversation_id == conversation_id))
            found = db.execute(sa.delete(table).where(table.c.id == conversation_id)).rowcount
        self._database.forget_journal()  # also where it was deleted before: the journal may have been in use then
        if not found:
            raise _no_conversation(conversation_id)

    def add_feedback(self, reply_id: str, verdict: str, note: str = "") -> Feedback:
        """Keeps a reader's verdict on a reply, in place of an earlier one."""
        if verdict not in records.VERDICTS:
            raise BadInput(f"{verdict!r} is not a verdict.", to="verdict", do=f"Use {', '.join(records.VERDICTS)}.")
        if len(note) > NOTE_CHARS:
            raise BadInput(f"A note holds {NOTE_CHARS} characters; this has {len(note)}.", to="note", do="Shorten it.")
        given = Feedback.model_validate(
            {"reply_id": reply_id, "verdict": verdict, "note": storable(note), "at": self._now()}
        )
        table = records.feedback
        with self._database.writing() as db:
            said = sa.select(records.turns.c.id).where(records.turns.c.id == reply_id).with_for_update()
            if db.execute(said).first() is None:
                raise _no_reply(reply_id)
            db.execute(sa.delete(table).where(table.c.reply_id == reply_id))
            db.execute(sa.insert(table), given.model_dump())
        return given

    def feedback(self, reply_id: str) -> Feedback | None:
        """The verdict on a reply, if a reader gave one."""
        with self._database.reading() as db:
            wanted = sa.select(records.feedback).where(records.feedback.c.reply_id == reply_id)
            row = db.execute(wanted).mappings().first()
        return None if row is None else Feedback(**row)

    def all_feedback(self, limit: int = 100) -> tuple[FeedbackGiven, ...]:
        """The verdicts on all replies, newest first."""
        given, turns = records.feedback, records.turns
        of_turn = (sa.func.coalesce(turns.c[name], "").label(name) for name in ("question", "conversation_id"))
        wanted = sa.select(given, *of_turn).select_from(given.outerjoin(turns, turns.c.id == given.c.reply_id))
        with self._database.reading() as db:
            rows = db.execute(wanted.order_by(given.c.at.desc(), given.c.reply_id).limit(limit)).mappings().all()
        return tuple(FeedbackGiven(**row) for row in rows)

    def _stored(self, which: sa.ColumnElement[bool]) -> tuple[Turn, ...]:
        turns, audit, listed = records.turns, records.audit, records.conversations
        joined = turns.join(listed, listed.c.id == turns.c.conversation_id).join(audit, audit.c.reply_id == turns.c.id)
        wanted = sa.select(turns, listed.c.hash_key, audit.c.reply_hash).select_from(joined).where(which)
        with self._database.reading() as db:
            rows = db.execute(wanted.order_by(turns.c.ordinal)).mappings().all()
        return tuple(self._turn(row) for row in rows)

    def _turn(self, row: sa.RowMapping) -> Turn:
        if not hmac.compare_digest(_keyed_hash(row["hash_key"], row["reply"]), row["reply_hash"]):
            raise IndexUnavailable(
                f"The stored reply {row['id']} is not what was stored: it was altered.",
                to=self._database.name,
                do="Ask the question again, and find out who can write to the store.",
            )
        return Turn(
            reply_id=row["id"],
            conversation_id=row["conversation_id"],
            ordinal=row["ordinal"],
            question=row["question"],
            reply=records.revive(json.loads(row["reply"])),
            created_at=row["created_at"],
        )


def _listed() -> sa.Select[Any]:
    table = records.conversations
    return sa.select(
        table.c.id.label("conversation_id"), table.c.title, table.c.created_at, table.c.updated_at, table.c.turns
    )


def _start(db: sa.Connection, question: str, at: str) -> tuple[str, str, int]:
    conversation_id, key = uuid.uuid4().hex, secrets.token_hex(32)
    row: dict[str, Any] = {"id": conversation_id, "title": _title(question), "hash_key": key, "turns": 1}
    db.execute(_ADD_CONVERSATION, {**row, "created_at": at, "updated_at": at})
    return conversation_id, key, 1


def _continue(db: sa.Connection, conversation_id: str, at: str) -> tuple[str, int]:
    row = db.execute(_ONE_TURN_MORE, {"own": conversation_id, "at": at}).first()
    if row is None:
        raise _no_conversation(conversation_id)
    return row[0], row[1]


def _keyed_hash(key: str, text: str) -> str:
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()


def _title(text: str) -> str:
    return " ".join(storable(text).split())[:TITLE_CHARS]


def _no_conversation(conversation_id: str) -> NotFound:
    return NotFound(
        "There is no such conversation.", to=conversation_id, do="Check the id, or leave it out to start a new one."
    )


def _no_reply(reply_id: str) -> NotFound:
    return NotFound("There is no such reply.", to=reply_id, do="Check the id; the conversation may have been deleted.")
