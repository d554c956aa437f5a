"""Verdicts on replies: kept with what was asked, and listed in a terminal for whoever keeps the corpus."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.settings import Settings
from assistant.store import Store
from tests.replies import ANSWER, ORDER

Run = Callable[..., Result]
TIMES = [f"2026-01-02T03:04:0{second}.000000+00:00" for second in range(9)]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """The store of `trs`; every time it looks at the clock a second has passed."""
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    clock = iter(TIMES)
    opened = Store.open(Settings().database, now=lambda: next(clock))
    yield opened
    opened.close()


def listed(*words: str) -> str:
    said = CliRunner().invoke(cli.app, ["feedback", *words])
    assert said.exit_code == 0, said.output
    return said.stdout


def test_verdicts_are_listed_newest_first_with_what_was_asked_and_the_note(store: Store) -> None:
    _, first = store.append(None, "What dose of valproate?", ANSWER, 1.0)
    _, second = store.append(None, "Should I give it?", ORDER, 1.0)
    store.add_feedback(first, "evidence_wrong", "Only 5 trials.\nAll in China.")
    store.add_feedback(second, "helpful")
    assert listed() == (
        f"2026-01-02 03:04 UTC  helpful         {second}  Should I give it?\n"
        f"2026-01-02 03:04 UTC  evidence wrong  {first}  What dose of valproate?\n"
        "    Only 5 trials.\n"
        "    All in China.\n"
    )
    assert listed("--limit", "1").count("\n") == 1


def test_for_programs_each_is_a_record(store: Store) -> None:
    conversation, reply = store.append(None, "What dose of valproate?", ANSWER, 1.0)
    store.add_feedback(reply, "wrong", "No.")
    assert json.loads(listed("--json")) == [
        {
            "reply_id": reply,
            "verdict": "wrong",
            "note": "No.",
            "at": TIMES[1],
            "question": "What dose of valproate?",
            "conversation_id": conversation,
        }
    ]


def test_of_a_deleted_conversation_only_the_verdict_is_left(store: Store) -> None:
    conversation, reply = store.append(None, "About Mr X of Y?", ANSWER, 1.0)
    store.add_feedback(reply, "wrong", "Mr X of Y said so.")
    store.delete(conversation)
    assert listed() == f"2026-01-02 03:04 UTC  wrong           {reply}  (its conversation was deleted)\n"
    assert [(one.question, one.note) for one in store.all_feedback()] == [("", "")]


def test_a_note_cannot_steer_the_terminal(store: Store) -> None:
    _, reply = store.append(None, "\x1b[31mred?", ANSWER, 1.0)
    store.add_feedback(reply, "wrong", "\x1b]0;title\x07\n\u202eeltit")
    assert not {"\x1b", "\x07", "\u202e"} & set(listed())


def test_nothing_given_lists_nothing(store: Store) -> None:
    assert (listed(), json.loads(listed("--json"))) == ("", [])
