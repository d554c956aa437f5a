"""`trs conversations`: listed, shown, renamed, exported and deleted in a terminal, and what is told when it fails."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import cli, conversations
from assistant.render import to_text
from assistant.settings import Settings
from assistant.store import Store
from assistant.transcript import as_json, as_markdown, read
from tests.replies import ANSWER, CASE, NOTE, ORDER, SOURCES, OneReply

Run = Callable[..., Result]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """The store of `trs`, as if it had been run before."""
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "models").mkdir(parents=True)
    monkeypatch.setenv("COLUMNS", "100")
    opened = Store.open(Settings().database)
    yield opened
    opened.close()


@pytest.fixture
def run(store: Store) -> Run:
    def build(settings: Settings, _on_progress: object = None, **_chosen: Any) -> OneReply:
        return OneReply(settings, ANSWER)

    return lambda *words, **how: CliRunner().invoke(cli.app, ["conversations", *words], obj=build, **how)


@pytest.fixture
def one(store: Store) -> str:
    conversation, _ = store.append(None, ANSWER.question, ANSWER, 1.0)
    store.append(conversation, NOTE, CASE, 1.0)
    return conversation


def test_they_are_listed_last_used_first(run: Run, store: Store, one: str) -> None:
    other, _ = store.append(None, "\x1b[2J evil", ORDER, 1.0)
    for words in ([], ["list"]):
        lines = run(*words).stdout.splitlines()
        assert [line.split("  ")[0] for line in lines] == [other, one]
        assert lines[0].endswith("  1  [2J evil") and lines[1].endswith(f"  2  {ANSWER.question[:80]}")
    listed = json.loads(run("list", "--json", "--limit", "1").stdout)
    assert listed == [store.conversations()[0].model_dump()]


def test_nothing_kept_is_an_empty_list(run: Run) -> None:
    assert (run().exit_code, run().stdout) == (0, "")


def test_one_is_shown_with_its_questions_and_replies(run: Run, one: str) -> None:
    shown = run("show", one).stdout
    assert to_text(ANSWER, SOURCES) in shown and to_text(CASE) in shown
    assert all(line in shown for line in NOTE.splitlines())
    assert shown.index(ANSWER.question) < shown.index(NOTE.splitlines()[0])


def test_one_is_renamed(run: Run, store: Store, one: str) -> None:
    assert run("rename", one, " Doses\nof examplazine ").exit_code == 0
    assert store.conversation(one).title == "Doses of examplazine"


@pytest.mark.parametrize(("file_format", "write"), [("markdown", as_markdown), ("json", as_json)])
def test_one_is_exported_to_a_new_file_or_printed(
    run: Run, store: Store, one: str, tmp_path: Path, file_format: str, write: Callable[..., str]
) -> None:
    whole = write(read(store, one), SOURCES)
    assert run("export", one, "--format", file_format).stdout == whole
    out = tmp_path / "kept"
    assert run("export", one, "--format", file_format, "--out", str(out)).stdout == ""
    assert (out.read_text("utf-8"), out.stat().st_mode & 0o777) == (whole, 0o600)
    again = run("export", one, "--out", str(out))
    assert (again.exit_code, again.stderr) == (
        2,
        f"trs: {out}: The file cannot be written: File exists. Give the name of a new file.\n",
    )


def test_one_is_deleted_when_asked_for_plainly(run: Run, store: Store, one: str) -> None:
    assert (run("delete", one, "--yes").exit_code, store.conversations()) == (0, ())


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_a_person_is_asked_first(
    run: Run, store: Store, one: str, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    monkeypatch.setattr(conversations, "is_asked", lambda: True)
    said = run("delete", one, input=answer)
    assert f"Delete “{ANSWER.question[:80]}” (2 questions) for good?" in said.stdout
    assert (said.exit_code, len(store.conversations())) == (left, left)


def test_a_pipe_deletes_nothing(run: Run, store: Store, one: str) -> None:
    said = run("delete", one, input="y\n")
    assert (said.exit_code, said.stderr) == (
        2,
        f"trs: {one}: Nobody is there to be asked. Say --yes to delete it for good.\n",
    )
    assert len(store.conversations()) == 1


@pytest.mark.parametrize(
    "words", [["show", "none"], ["rename", "none", "x"], ["export", "none"], ["delete", "none", "--yes"]]
)
def test_one_that_is_not_there_is_one_line_and_exit_code_2(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith("trs: none: There is no such conversation.")
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rename", "ID", " \n"], "trs: A title cannot be empty. Write at least one character.\n"),
        (["export", "ID", "--format", "pdf"], "trs: --format: There is no format 'pdf'. Use markdown or json.\n"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(run: Run, one: str, words: list[str], told: str) -> None:
    said = run(*(one if word == "ID" else word for word in words))
    assert (said.exit_code, said.stderr) == (2, told)
