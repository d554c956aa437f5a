"""The `trs` command: what it prints, where, and with which exit code, for good input and bad."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import __version__, cli
from assistant.index import Index
from assistant.indexing import Watch
from assistant.ingest import IngestReport, ingest
from assistant.render import to_text
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Reply
from tests.fakes import HashEmbedder
from tests.replies import ANSWER, CASE, NO_EVIDENCE, NOTE, SOURCES, OneReply

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
TRS = [sys.executable, "-c", "from assistant.cli import main; main()"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Runs `trs` with a fake assistant, as if it had been run before."""
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "models").mkdir(parents=True)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str, reply: Reply = ANSWER, **options: Any) -> Result:
        def build(settings: Settings, _on_progress: object = None, **_chosen: Any) -> OneReply:
            made.append(OneReply(settings, reply))
            return made[-1]

        made: list[OneReply] = []
        result = CliRunner().invoke(cli.app, words, obj=build, **options)
        assert all(assistant.closed for assistant in made)
        return result

    return run


Run = Callable[..., Result]


def test_a_question_is_answered_in_words(run: Run) -> None:
    result = run("ask", "What dose?")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (GOLDEN / "reply_answer.txt").read_text("utf-8")


def test_the_first_run_says_that_it_takes_longer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "models").rmdir()
    result = run("ask", "What dose?")
    assert result.stderr == "First run: preparing the model and the index, about a minute ...\n"
    assert result.stdout == (GOLDEN / "reply_answer.txt").read_text("utf-8")


def test_an_abstention_is_an_answer_too(run: Run) -> None:
    result = run("ask", "What dose?", reply=NO_EVIDENCE)
    assert (result.exit_code, result.stdout) == (0, to_text(NO_EVIDENCE, SOURCES))


def test_json_is_the_reply_and_its_ids(run: Run, tmp_path: Path) -> None:
    result = run("ask", "What dose?", "--json")
    said = json.loads(result.stdout)
    store = Store.open(f"sqlite:///{tmp_path}/data/store.db")
    (turn,) = store.turns(said["conversation_id"])
    ids = {"conversation_id": turn.conversation_id, "reply_id": turn.reply_id}
    assert said == ANSWER.model_dump(mode="json") | ids
    assert "“" not in result.stdout or "\\u201c" not in result.stdout
    store.close()


def test_steps_come_before_the_answer(run: Run) -> None:
    result = run("ask", "What dose?", "--steps")
    steps, answer = ((GOLDEN / name).read_text("utf-8") for name in ("steps_answer.txt", "reply_answer.txt"))
    assert result.stdout == f"{steps}\n{answer}"


def test_steps_beside_json_leave_standard_output_to_the_json(run: Run) -> None:
    result = run("ask", "What dose?", "--steps", "--json")
    assert json.loads(result.stdout)["kind"] == "answer"
    assert result.stderr == (GOLDEN / "steps_answer.txt").read_text("utf-8")


def test_a_conversation_goes_on_by_its_id(run: Run, tmp_path: Path) -> None:
    first = json.loads(run("ask", "What dose?", "--json").stdout)["conversation_id"]
    again = json.loads(run("ask", "And in cats?", "--json", "--conversation", first).stdout)["conversation_id"]
    assert again == first
    store = Store.open(f"sqlite:///{tmp_path}/data/store.db")
    assert [turn.question for turn in store.turns(first)] == ["What dose?", "And in cats?"]
    store.close()


def test_an_unknown_conversation_is_one_line_and_exit_code_2(run: Run) -> None:
    result = run("ask", "What dose?", "--conversation", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "trs: nowhere: There is no such conversation. Check the id, or leave it out to start a new one.\n"
    )


def test_a_dash_reads_the_question_from_standard_input(run: Run, tmp_path: Path) -> None:
    said = json.loads(run("ask", "-", "--json", input="What dose\nof examplazine, é?\n").stdout)
    store = Store.open(f"sqlite:///{tmp_path}/data/store.db")
    assert store.reply(said["reply_id"]).question == "What dose\nof examplazine, é?\n"
    store.close()


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (["ask", ""], "", "trs: The question is empty. Type a question and ask again.\n"),
        (["ask", "-"], "", "trs: The question is empty. Type a question and ask again.\n"),
        (["ask", "-"], b"\xff\xfe", "trs: The question on standard input is not UTF-8. Save it as UTF-8.\n"),
    ],
)
def test_a_question_that_cannot_be_read_is_one_line_and_exit_code_2(
    run: Run, words: list[str], given: str | bytes, told: str
) -> None:
    result = run(*words, input=given)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_words_that_are_not_utf8_are_still_a_question(run: Run) -> None:
    assert run("ask", os.fsdecode(b"dose \xff?")).exit_code == 0


def test_a_bad_setting_is_one_line_that_names_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRS_TOP_K", "many")
    result = run("ask", "What dose?")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("trs: TRS_TOP_K=many cannot be used: ")
    assert result.stderr.count("\n") == 1


def test_an_error_cannot_steer_the_terminal(run: Run) -> None:
    result = run("ask", "q", "--conversation", "\x1b[2Jx\nTraceback")
    assert result.stderr.startswith("trs: [2Jx Traceback: There is no such conversation.")
    assert result.stderr.count("\n") == 1


def test_interrupted_is_exit_code_130() -> None:
    def build(*_given: Any, **_chosen: Any) -> OneReply:
        raise KeyboardInterrupt

    assert CliRunner().invoke(cli.app, ["ask", "q"], obj=build).exit_code == 130


def test_sources_are_listed_in_words_and_in_json(run: Run) -> None:
    assert run("sources").stdout == (
        "examplazine-review: Examplazine: a review (2020, article)\n"
        "example-guideline-2023: Example guideline (2023, guideline, our digest)\n"
    )
    listed = json.loads(run("sources", "--json").stdout)
    assert listed == [source.model_dump(mode="json") for source in SOURCES.values()]


def test_a_question_about_a_patient_is_answered_with_the_report(run: Run) -> None:
    assert run("ask", NOTE, reply=CASE).stdout == to_text(CASE)
    assert json.loads(run("ask", NOTE, "--json", reply=CASE).stdout)["kind"] == "case_report"


# ingest


class Indexing(OneReply):
    """An Assistant with the real index and the real ingest."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, ANSWER)
        self.real, self.embedder = Index.open(settings.data_dir, HashEmbedder(), use_chroma=False), HashEmbedder()

    def ingest(self, paths: Sequence[Path], on_progress: Watch = None) -> IngestReport:
        return ingest(paths, self.real, self.embedder, on_progress)

    def close(self) -> None:
        super().close()
        self.real.close()


@pytest.fixture
def take_in(run: Run) -> Callable[..., Result]:
    """Runs `trs ingest` with a real index."""
    return lambda *words: CliRunner().invoke(
        cli.app, ["ingest", *map(str, words)], obj=lambda settings, *_given, **_chosen: Indexing(settings)
    )


def test_documents_are_indexed_and_an_unreadable_one_is_named(take_in: Run, tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text("Examplazine helps. It was tried twice.")
    (tmp_path / "scan.tiff").write_bytes(b"II*\x00")
    (tmp_path / "last.txt").write_text("Placebazine does not.")
    result = take_in(tmp_path / "first.md", tmp_path / "scan.tiff", tmp_path / "gone.txt", tmp_path / "last.txt")
    assert result.exit_code == 1
    assert result.stdout == "added      first\nadded      last\n2 passages indexed, 0 documents unchanged\n"
    progress = [line for line in result.stderr.splitlines() if line.startswith("indexed")]
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped")]
    assert progress[-1].startswith("indexed 2 of 2 passages: ")
    assert [("scan.tiff" in line, "gone.txt" in line) for line in skipped] == [(False, True), (True, False)]


def test_documents_that_did_not_change_are_left_alone(take_in: Run, tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text("Examplazine helps.")
    take_in(tmp_path / "first.md")
    again = take_in(tmp_path / "first.md")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "0 passages indexed, 1 documents unchanged\n", "")
    assert json.loads(take_in(tmp_path / "first.md", "--json").stdout)["unchanged"] == ["first"]


def test_the_hashes_of_a_manifest_are_written_anew(take_in: Run, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").write_text("Examplazine helps.")
    entry = "- slug: one\n  file: one.txt\n  title: One\n  kind: article\n"
    (folder / "manifest.yaml").write_text(f"{entry}  sha256: {'f' * 64}\n")
    assert "one.txt changed since the manifest was written." in take_in(folder).stdout
    result = take_in("--manifest", folder)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"manifest   {folder / 'one.txt'}")
    assert "changed since" not in result.stdout
    digest = hashlib.sha256(b"Examplazine helps.").hexdigest()
    assert (folder / "manifest.yaml").read_text() == f"{entry}  sha256: {digest}\n"


def test_a_folder_without_a_manifest_has_no_hashes_to_write(take_in: Run, tmp_path: Path) -> None:
    result = take_in("--manifest", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


# serve


def test_a_taken_port_is_named_with_what_to_do(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert result.stderr == (
        f"trs: PORT={port}: Port {port} is taken. Stop the program that uses it, or take another port: "
        f"PORT={port + 1} make run, or trs serve --port {port + 1}.\n"
    )


def test_an_address_that_is_not_ours_is_named(run: Run) -> None:
    result = run("serve", "--host", "203.0.113.1", "--port", "8123")
    assert result.exit_code == 2
    assert result.stderr.startswith("trs: TRS_HOST=203.0.113.1: This machine has no address 203.0.113.1.")


APP = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"served"})
"""


@pytest.fixture
def serving(tmp_path: Path) -> Callable[[str], subprocess.Popen[str]]:
    """Runs the real `trs serve` on a free port with web faces of this source text in place of ours."""

    def start(source: str) -> subprocess.Popen[str]:
        (tmp_path / "api").mkdir()
        (tmp_path / "api" / "__init__.py").touch()
        (tmp_path / "api" / "main.py").write_text(source)
        environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "PORT": str(_free_port())}
        return subprocess.Popen([*TRS, "serve"], stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment)

    return start


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def test_the_server_says_when_it_is_ready_and_stops_when_told(
    serving: Callable[[str], subprocess.Popen[str]],
) -> None:
    server = serving(f"{APP}\ndef app_from_settings(): return app")
    assert server.stderr
    said = ""
    while not said.startswith("Ready at "):
        said = server.stderr.readline()
        assert said, "the server ended before it was ready"
    with urllib.request.urlopen(said.split()[2], timeout=10) as page:
        assert page.read() == b"served"
    server.send_signal(signal.SIGINT)
    rest = server.communicate(timeout=30)[1]
    assert (server.returncode, rest.splitlines()[-1]) == (0, "Stopped.")


def test_a_server_that_cannot_start_says_why_in_one_line(serving: Callable[[str], subprocess.Popen[str]]) -> None:
    server = serving(
        "from assistant.errors import IndexUnavailable\n"
        "def app_from_settings(): raise IndexUnavailable('The disk is full.', do='Free some space.')"
    )
    said = server.communicate(timeout=30)[1]
    assert (server.returncode, said.splitlines()[-1]) == (2, "trs: The disk is full. Free some space.")
    assert "Traceback" not in said


# eval


def test_eval_passes_its_words_on_and_ends_with_their_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def ran(words: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        asked.append(words)
        return subprocess.CompletedProcess(words, 3)

    monkeypatch.setattr(subprocess, "run", ran)
    assert run("eval", "facts", "--half", "tune").exit_code == 3
    assert asked == [[sys.executable, "-m", "evals", "facts", "--half", "tune"]]


# the program itself


def test_the_version_is_said_at_once_by_the_real_program() -> None:
    started = time.perf_counter()
    done = subprocess.run([*TRS, "--version"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == f"trs-assistant {__version__}\n"
    assert time.perf_counter() - started < 2, "0.15 s on a free machine; the rest is for a busy one"


def test_the_command_line_imports_nothing_that_its_command_does_not_need() -> None:
    code = (
        "import sys; from assistant.cli import main; sys.argv = ['trs', '--version']\n"
        "try: main()\nexcept SystemExit: print([name for name in ('rich', 'pydantic', 'sqlalchemy', 'asyncio')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines() == [f"trs-assistant {__version__}", "[]"]


def test_no_command_and_a_mistyped_one_say_how_to_use_it() -> None:
    for words in ([], ["aks", "q"], ["ask"]):
        done = subprocess.run([*TRS, *words], capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "ask" in done.stdout + done.stderr


def test_a_reader_that_stops_reading_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*TRS, "--help"], stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(write)
    assert done.stderr == ""
