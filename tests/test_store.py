"""The store: what is kept, what is gone once deleted, and what a reader is told when the database does not work."""

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import BadInput, IndexUnavailable, NotFound
from assistant.records import AuditRecord, Conversation, Feedback, Taken
from assistant.store import Store
from tests.replies import ANSWER, CASE, NO_EVIDENCE, NOTE, ORDER, PROVENANCE


def at(second: int) -> str:
    return f"2026-01-02T03:04:{second:02}.000000+00:00"


def clock() -> Callable[[], str]:
    seconds = iter(range(60))
    return lambda: at(next(seconds))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data 100%/store.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url, now=clock())
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = Store.open(request.getfixturevalue("url" if request.param == "sqlite" else "postgres_url"), now=clock())
    yield opened
    for listed in opened.conversations():
        opened.delete(listed.conversation_id)
    opened.close()


def test_a_conversation_reads_back_as_it_was_said(any_store: Store) -> None:
    conversation, first = any_store.append(None, ANSWER.question, ANSWER, 12.5)
    same, second = any_store.append(conversation, "and in cats?", NO_EVIDENCE, 3.0)
    other, third = any_store.append(None, ORDER.question, ORDER, 1.0)
    assert same == conversation != other
    assert [
        (turn.reply_id, turn.ordinal, turn.question, turn.created_at) for turn in any_store.turns(conversation)
    ] == [
        (first, 1, ANSWER.question, at(0)),
        (second, 2, "and in cats?", at(1)),
    ]
    assert [turn.reply for turn in any_store.turns(conversation)] == [ANSWER, NO_EVIDENCE]
    assert any_store.reply(third).reply == ORDER
    assert any_store.conversations() == (
        Conversation(conversation_id=other, title=ORDER.question, created_at=at(2), updated_at=at(2), turns=1),
        Conversation(conversation_id=conversation, title=ANSWER.question, created_at=at(0), updated_at=at(1), turns=2),
    )
    assert [listed.conversation_id for listed in any_store.conversations(limit=1)] == [other]


def test_a_case_report_is_read_back_as_it_was_and_its_audit_record_names_the_rules(any_store: Store) -> None:
    conversation, reply = any_store.append(None, NOTE, CASE, 2.0, PROVENANCE)
    (turn,) = any_store.turns(conversation)
    assert (turn.question, turn.reply) == (NOTE, CASE)
    assert turn.reply.model_dump_json() == CASE.model_dump_json()
    record = any_store.audit(reply)
    assert CASE.certificate is not None
    assert (record.kind, record.reason) == ("case_report", "")
    assert record.composer == f"criteria@{CASE.certificate.ruleset_hash}"
    assert (record.corpus, record.settings, record.version) == ("c0ffee", "5e7715", "0.1.0")


def test_the_audit_record_says_what_a_chat_model_took(any_store: Store) -> None:
    taken = Taken(chat_model="openai:scripted", chat_attempts=3, tokens_in=1200, tokens_out=80, cost=0.0051)
    _, reply = any_store.append(None, ANSWER.question, ANSWER, 12.5, PROVENANCE, taken)
    record = any_store.audit(reply)
    assert {name: getattr(record, name) for name in Taken.model_fields} == taken.model_dump()


def test_the_audit_record_says_what_made_the_reply_and_not_what_was_asked(any_store: Store) -> None:
    conversation, reply = any_store.append(None, ANSWER.question, ANSWER, 12.5)
    _, refusal = any_store.append(conversation, ORDER.question, ORDER, 1.0)
    record = any_store.audit(reply)
    assert record == AuditRecord(
        reply_id=reply,
        conversation_id=conversation,
        at=at(0),
        corpus="c0ffee",
        settings="5e7715",
        prompt="",
        version="0.1.0",
        kind="answer",
        reason="",
        composer="extractive",
        question_hash=record.question_hash,
        question_chars=len(ANSWER.question),
        reply_hash=record.reply_hash,
        milliseconds=12.5,
        chat_model="",
        chat_attempts=0,
        tokens_in=0,
        tokens_out=0,
        cost=None,
        removed=len(ANSWER.rejected),
    )
    assert re.fullmatch(r"[0-9a-f]{64}", record.question_hash)
    assert re.fullmatch(r"[0-9a-f]{64}", record.reply_hash)
    assert (any_store.audit(refusal).kind, any_store.audit(refusal).reason) == ("abstention", "patient_order")


def test_the_same_question_has_another_hash_in_each_conversation(store: Store) -> None:
    conversation, first = store.append(None, "q", ORDER, 1.0)
    _, same = store.append(conversation, "q", ORDER, 1.0)
    _, elsewhere = store.append(None, "q", ORDER, 1.0)
    hashes = [store.audit(reply).question_hash for reply in (first, same, elsewhere)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_deleted_conversation_is_gone_and_its_audit_stays(any_store: Store) -> None:
    conversation, reply = any_store.append(None, ANSWER.question, ANSWER, 1.0)
    kept, _ = any_store.append(None, "kept", ORDER, 1.0)
    any_store.add_feedback(reply, "wrong", "my patient Mr Doe had 50 mg")
    any_store.delete(conversation)
    for missing in (
        lambda: any_store.turns(conversation),
        lambda: any_store.reply(reply),
        lambda: any_store.delete(conversation),
        lambda: any_store.rename(conversation, "new"),
        lambda: any_store.append(conversation, "q", ORDER, 1.0),
        lambda: any_store.add_feedback(reply, "helpful"),
    ):
        with pytest.raises(NotFound):
            missing()
    assert any_store.audit(reply).conversation_id == conversation
    assert any_store.feedback(reply) == Feedback(reply_id=reply, verdict="wrong", note="", at=at(2))
    assert [listed.conversation_id for listed in any_store.conversations()] == [kept]


def test_nothing_of_a_deleted_conversation_is_left_on_the_disk(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db")
    secret = "Zanzibar asked this."
    reply = ANSWER.model_copy(update={"understood": f"{secret} {'padding ' * 3000}"})
    conversation, _ = store.append(None, secret, reply, 1.0)
    for number in range(20):
        _, said = store.append(conversation, f"{secret} {number}", ANSWER, 1.0)
    store.add_feedback(said, "wrong", secret)
    store.rename(conversation, f"{secret} Renamed.")
    key = sqlite3.connect(tmp_path / "store.db").execute("SELECT hash_key FROM conversations").fetchone()[0]
    assert _on_disk(tmp_path, secret) and _on_disk(tmp_path, key)
    store.delete(conversation)
    assert not _on_disk(tmp_path, secret)
    assert not _on_disk(tmp_path, key)
    store.close()


def _on_disk(folder: Path, words: str) -> bool:
    return any(words.encode() in file.read_bytes() for file in folder.iterdir())


def test_an_unknown_id_says_what_and_what_to_do(store: Store) -> None:
    with pytest.raises(NotFound) as caught:
        store.turns("nowhere")
    assert caught.value.as_dict() == {
        "what": "There is no such conversation.",
        "to": "nowhere",
        "do": "Check the id, or leave it out to start a new one.",
    }
    with pytest.raises(NotFound, match="There is no such reply"):
        store.audit("nothing")


def test_a_new_title_replaces_the_first_question(any_store: Store) -> None:
    conversation, _ = any_store.append(None, "a \n very  long " + "question " * 20, ORDER, 1.0)
    assert any_store.conversations()[0].title == ("a very long " + "question " * 20)[:80]
    any_store.rename(conversation, " Dose of\nexamplazine ")
    assert any_store.conversations()[0].title == "Dose of examplazine"
    with pytest.raises(BadInput, match="title cannot be empty"):
        any_store.rename(conversation, " \n")


def test_the_last_feedback_counts(any_store: Store) -> None:
    _, reply = any_store.append(None, "q", ORDER, 1.0)
    assert any_store.feedback(reply) is None
    any_store.add_feedback(reply, "helpful")
    given = any_store.add_feedback(reply, "evidence_wrong", "page 3 says otherwise")
    assert any_store.feedback(reply) == given
    assert given == Feedback(reply_id=reply, verdict="evidence_wrong", note="page 3 says otherwise", at=at(2))
    with pytest.raises(BadInput, match="'great' is not a verdict"):
        any_store.add_feedback(reply, "great")
    with pytest.raises(BadInput, match="A note holds 2000 characters; this has 2001"):
        any_store.add_feedback(reply, "wrong", "x" * 2001)


@pytest.mark.parametrize(
    "question", ["'; DROP TABLE turns; --", "nul \x00 byte", "half \ud800 pair", "🧠" * 9, "%s ? :x"]
)
def test_hostile_questions_are_only_text(any_store: Store, question: str) -> None:
    conversation, _ = any_store.append(None, question, ORDER, 1.0)
    expected = question.replace("\x00", "\ufffd").replace("\ud800", "?")
    assert [turn.question for turn in any_store.turns(conversation)] == [expected]


def test_replies_of_many_threads_are_all_kept_in_order(any_store: Store) -> None:
    conversation, _ = any_store.append(None, "first", ORDER, 1.0)
    any_store._now = lambda: at(59)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: any_store.append(conversation, f"{n}", ORDER, 1.0), range(40)))
    turns = any_store.turns(conversation)
    assert [turn.ordinal for turn in turns] == list(range(1, 42))
    assert {turn.question for turn in turns} == {"first", *(f"{n}" for n in range(40))}


def test_feedback_of_many_threads_at_once_never_fails(any_store: Store) -> None:
    _, reply = any_store.append(None, "q", ORDER, 1.0)
    any_store._now = lambda: at(59)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: any_store.add_feedback(reply, "helpful", f"{n}"), range(80)))
    assert any_store.feedback(reply) is not None


def test_a_reply_altered_behind_our_back_is_not_shown(store: Store, url: str) -> None:
    _, reply = store.append(None, ANSWER.question, ANSWER, 1.0)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        other.execute("UPDATE turns SET reply = replace(reply, '10 to 40 mg/d', '10 to 90 mg/d')")
    with pytest.raises(IndexUnavailable, match="was altered"):
        store.reply(reply)


def test_a_store_opened_again_holds_what_it_held(url: str) -> None:
    store = Store.open(url)
    conversation, _ = store.append(None, "q", ANSWER, 1.0)
    store.close()
    again = Store.open(url)
    assert [turn.reply for turn in again.turns(conversation)] == [ANSWER]
    again.close()


def test_only_its_owner_can_read_the_store(store: Store, url: str) -> None:
    assert Path(url.removeprefix("sqlite:///")).stat().st_mode & 0o777 == 0o600


def test_a_process_killed_while_writing_loses_no_reply_it_was_told_is_kept(url: str) -> None:
    Store.open(url).close()
    told: list[str] = []
    for kill in range(50):
        told += _append_until_killed(url, after=0.002 * (kill % 10))
    store = Store.open(url)
    for reply in told:
        assert store.reply(reply).reply == ORDER
        assert store.audit(reply).reply_id == reply
    for listed in store.conversations(limit=10_000):
        assert [turn.ordinal for turn in store.turns(listed.conversation_id)] == list(range(1, listed.turns + 1))
    assert len(told) > 50
    store.close()


def _append_until_killed(url: str, after: float) -> list[str]:
    """Forks a process that keeps replies and says their ids as it does; kills it some seconds after the first."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = Store.open(url)
            conversation, reply = store.append(None, "q", ORDER, 1.0)
            while True:
                os.write(said, reply.encode())
                _, reply = store.append(conversation, "q", ORDER, 1.0)
        finally:
            os._exit(1)
    os.close(said)
    words = os.read(heard, 32)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    while more := os.read(heard, 65536):
        words += more
    os.close(heard)
    return [words[start : start + 32].decode() for start in range(0, len(words) - 31, 32)]
