"""Nothing that is typed reaches a log: every address is called with a word that must not come back, at DEBUG."""

import io
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from api.main import create_app
from assistant import logs
from assistant.types import Event
from tests.chat_server import says, serving
from tests.fake_assistant import FakeAssistant

WORD = "Zyxwillibald"  # whoever logs what was typed logs this
TYPED = f"Mr {WORD} Quinton, born 12/03/1985: what dose?"
FIELDS = (
    "question conversation_id text note title draft reply_id verdict case report quote start follows_up format".split()
)
ROOT = Path(__file__).parent.parent


class Broken(FakeAssistant):
    """Whatever it is asked fails inside, in words that quote it."""

    def events(self, question: str, *_rest: Any, **_how: Any) -> Iterator[Event]:
        yield Event(name="routed", way="question", understood=question)
        raise RuntimeError(f"no way to answer {question}")

    def ingest_upload(self, name: str, data: bytes) -> Any:
        raise RuntimeError(f"no way to read {name}: {data!r}")

    def delete_document(self, source_id: str) -> None:
        raise RuntimeError(f"no way to delete {source_id}")


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Iterator[io.StringIO]:
    """Everything logged at DEBUG, as `trs serve` writes it."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning)
    handlers, level = root.handlers[:], root.level
    logs.configure("DEBUG")
    written = io.StringIO()
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
    printed = "".join(capfd.readouterr())
    assert WORD not in printed


def requests(app: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every address of the application, with the word in its path, its query and each kind of body."""
    query = dict.fromkeys(FIELDS, TYPED)
    bodies: list[dict[str, Any]] = [
        {"json": query},
        {"json": {"question": TYPED}},
        {"json": {"text": TYPED}},
        {"json": {"title": TYPED}},
        {"json": {"reply_id": TYPED, "verdict": "helpful", "note": TYPED}},
        {"data": query},
        {"data": {"question": TYPED}},
        {"data": {"note": TYPED}},
        {"content": f"{{broken json {TYPED}", "headers": {"content-type": "application/json"}},
        {"files": {"file": (f"{WORD}.md", TYPED)}},
        {"content": TYPED, "headers": {"content-type": f"multipart/form-data; boundary={WORD}"}},
    ]
    for route in flat(app.routes):
        path = re.sub(r"\{[^}]*\}", urllib.parse.quote(WORD), route.path)
        for method in sorted(route.methods):
            for body in [{}] if method == "GET" else bodies:
                yield method, path, body
    yield from (("GET", f"/{WORD}", {}), ("GET", f"/static/{WORD}.js", {}), ("TRACE", f"/v1/{WORD}", {}))


def flat(routes: Any) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(getattr(route, "original_router", None), object) and hasattr(route, "original_router"):
            yield from flat(route.original_router.routes)


@pytest.mark.parametrize("kind", [FakeAssistant, Broken])
def test_no_address_logs_what_was_sent_to_it_not_even_when_it_fails(
    kind: type[FakeAssistant], tmp_path: Path, logged: io.StringIO
) -> None:
    assistant = kind(tmp_path)
    app = create_app(assistant, allowed_hosts=["testserver"])
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=True)
    called = set()
    for method, path, body in requests(app):
        client.request(method, path, params=dict.fromkeys(("question", "q", "title", "format"), TYPED), **body)
        called.add((method, path))
    assistant.close()
    lines = logged.getvalue().splitlines()
    assert len(called) > 30
    assert sum('"request"' in line for line in lines) >= len(called)
    assert [line for line in lines if WORD in line or "Quinton" in line] == []


def test_a_failure_is_logged_by_its_kind_and_place_and_not_by_its_words(tmp_path: Path, logged: io.StringIO) -> None:
    assistant = Broken(tmp_path)
    client = TestClient(create_app(assistant, allowed_hosts=["testserver"]), raise_server_exceptions=False)
    assert client.post("/v1/ask", json={"question": TYPED}).status_code == 500
    assistant.close()
    (line,) = (line for line in logged.getvalue().splitlines() if "failed inside" in line)
    assert '"error": "RuntimeError"' in line
    assert "test_logs_silent.py" in line


def test_what_libraries_threads_and_warnings_say_is_logged_without_their_words(logged: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError(TYPED)

    logging.getLogger("openai._base_client").debug("Request options: %s", {"messages": [TYPED]}, extra={"body": TYPED})
    logging.getLogger("asyncio").error("Task exception was never retrieved: %s", TYPED)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    warnings.showwarning(UserWarning(TYPED), UserWarning, "somewhere.py", 1)
    try:
        fail()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    said = logged.getvalue()
    assert WORD not in said
    assert [word in said for word in ("openai._base_client", "asyncio", "ValueError", "UserWarning")] == [True] * 4


@pytest.fixture
def server(real_data: Path, tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The real `trs serve` with a chat model that is asked, at DEBUG."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving(says("Nothing to say.")) as chat:
        settings = {
            "TRS_DATA_DIR": str(real_data), "TRS_STORE_URL": f"sqlite:///{tmp_path}/store.db", "PORT": str(port),
            "TRS_LOG_LEVEL": "DEBUG", "TRS_CHAT_MODEL": "openai:scripted", "TRS_CHAT_BASE_URL": chat.url,
            "TRS_CHAT_READS_NOTES": "true", "TRS_CHAT_RETRIES": "0", "TRS_CHAT_API_KEY": "none",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        words = [sys.executable, "-X", "dev", "-c", "from assistant.cli import main; main()", "serve"]
        with (tmp_path / "said").open("w") as said:
            process = subprocess.Popen(words, stdout=said, stderr=said, text=True, cwd=ROOT, env=os.environ | settings)
            yield f"http://127.0.0.1:{port}", process
            process.kill()
            process.wait(timeout=30)


def test_the_served_program_writes_nothing_that_was_typed(
    server: tuple[str, "subprocess.Popen[str]"], tmp_path: Path
) -> None:
    address, process = server
    wait_until_ready(address, process)
    sent(f"{address}/v1/ask", f'{{"question": "Does clozapine help {WORD} Quinton, 34M? What dose of valproate?"}}')
    sent(f"{address}/v1/ask", f'{{"question": "34M {WORD}. Olanzapine 20 mg 8 weeks, no response. Is he TRS?"}}')
    sent(f"{address}/v1/ask/events", f'{{"question": "What dose of valproate was studied? {WORD}"}}')
    sent(f"{address}/v1/identifiers", f'{{"text": "{TYPED}"}}')
    sent(f"{address}/v1/ask", f'{{"question": "{WORD}')
    sent(f"{address}/v1/cases/read", f'{{"text": "{TYPED} Olanzapine 20 mg for 8 weeks."}}')
    sent(f"{address}/ask/stream", f"question={WORD}", "application/x-www-form-urlencoded")
    sent(f"{address}/identifiers", f"text={WORD}", "application/x-www-form-urlencoded")
    for path in ("/?question=", "/sources/", "/conversations/", "/v1/sources/", "/", "/static/"):
        sent(f"{address}{path}{WORD}")
    malformed(address)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    said = (tmp_path / "said").read_text("utf-8")
    assert '"message": "request"' in said
    assert [line for line in said.splitlines() if WORD in line or "Quinton" in line] == []


def wait_until_ready(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
            return
        except (OSError, urllib.error.URLError):
            assert process.poll() is None, "the server ended before it was ready"
            threading.Event().wait(0.2)
    pytest.fail("the server does not answer")


def sent(address: str, body: str | None = None, kind: str = "application/json") -> None:
    asked = urllib.request.Request(address, body.encode() if body else None, {"Content-Type": kind})
    try:
        urllib.request.urlopen(asked, timeout=120).read()
    except urllib.error.HTTPError as refused:
        refused.read()


def malformed(address: str) -> None:
    place = urllib.parse.urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(f"GET /{WORD} {WORD} NOT HTTP\r\n{WORD}\r\n\r\n".encode())
        line.recv(1000)
