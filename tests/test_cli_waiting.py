"""Waiting for an answer in a terminal: what is shown meanwhile, how it is stopped, and a question read as it stands."""

import io
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.progress import Doing
from assistant.store import Store
from tests.fake_assistant import BY_MODEL, FOLLOW_UP, MODEL, VALPROATE, FakeAssistant

SLOW = """
import sys
from pathlib import Path
from assistant import cli
from tests.fake_assistant import FakeAssistant

def build(*_given, **_chosen):
    slow = FakeAssistant(Path(sys.argv[1]))
    slow.pause = 60.0
    return slow

cli.app(["ask", sys.argv[2], "--steps"], obj=build)
"""


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # other tests' write where nobody reads any more
    (tmp_path / "data" / "models").mkdir(parents=True)
    return tmp_path


def test_ctrl_c_stops_the_answer_and_nothing_is_kept(data: Path) -> None:
    root = str(Path(__file__).parent.parent)
    running = subprocess.Popen(
        [sys.executable, "-u", "-c", SLOW, str(data), BY_MODEL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        text=True,
    )
    assert running.stdout
    shown = [running.stdout.readline()]
    while not shown[-1].startswith("composing"):
        shown.append(running.stdout.readline())
    running.send_signal(signal.SIGINT)
    rest, told = running.communicate(timeout=30)
    assert (running.returncode, rest, told) == (130, "", "Stopped. Nothing was kept.\n")
    store = Store.open(f"sqlite:///{data}/store.db")
    assert store.conversations() == ()
    store.close()


@pytest.fixture
def fake(data: Path) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(data)
    yield assistant
    assistant.close()


@pytest.fixture
def ask(fake: FakeAssistant) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(cli.app, ["ask", *words], obj=lambda *_, **__: fake)


@pytest.mark.parametrize(("flags", "follows_up"), [([], True), (["--as-written"], False)])
def test_a_question_follows_up_unless_it_is_to_be_read_as_written(
    ask: Callable[..., Result], fake: FakeAssistant, flags: list[str], follows_up: bool
) -> None:
    conversation = fake.ask(VALPROATE).conversation_id
    assert ask(FOLLOW_UP, "--conversation", conversation, *flags).exit_code == 0
    assert fake.asked[-1] == (FOLLOW_UP, follows_up)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_person_at_a_terminal_sees_what_is_being_done_on_one_line(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    screen = Screen()
    with Doing(screen) as doing:
        for event in fake.events(BY_MODEL):
            doing(event)
    first, *lines, last = screen.getvalue().split(Doing.WIPED)
    assert lines[:3] == [
        "Searching the sources ...",
        "1 passage found. Checking sentences against them ...",
        f"Asking the chat model {MODEL} ...",
    ]
    assert lines[3].startswith("Checked: Sodium valproate (800–1,125 mg/d)") and len(lines) == 6
    assert (first, last, max(map(len, lines))) == ("", "", 59)


def test_a_pipe_is_spared_it(ask: Callable[..., Result]) -> None:
    assert ask(BY_MODEL).stderr == ""
