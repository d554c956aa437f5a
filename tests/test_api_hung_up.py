"""Who asks over a real connection and hangs up stops the answer: its making ends, and nothing is kept."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from assistant.types import Event
from tests.browser import serving
from tests.fake_assistant import VALPROATE, FakeAssistant

LONGEST = 20.0  # far longer than any test here takes when the server notices


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeAssistant]:
    """An assistant that takes its time before each sentence."""
    assistant = FakeAssistant(tmp_path)
    assistant.pause = LONGEST
    yield assistant
    assistant.close()


@pytest.fixture
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


def posted(address: str, path: str, body: str, kind: str) -> socket.socket:
    """A question sent over a connection of its own."""
    host = urlsplit(address).netloc
    connection = socket.create_connection(host.split(":"), timeout=LONGEST)
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall((head + body).encode())
    return connection


def until(happened: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    latest = time.monotonic() + LONGEST / 2
    while not happened():
        assert time.monotonic() < latest
        time.sleep(0.01)


JSON, FORM = "application/json", "application/x-www-form-urlencoded"
FACES = [
    ("/v1/ask", f'{{"question": "{VALPROATE}"}}', JSON),
    ("/v1/ask/events", f'{{"question": "{VALPROATE}"}}', JSON),
    ("/ask", urlencode({"question": VALPROATE}), FORM),
    ("/ask/stream", urlencode({"question": VALPROATE}), FORM),
]


@pytest.mark.parametrize(("path", "body", "kind"), FACES)
def test_an_answer_nobody_waits_for_is_stopped_and_not_kept(
    fake: FakeAssistant, address: str, path: str, body: str, kind: str
) -> None:
    with posted(address, path, body, kind):
        until(lambda: fake.paused)
    until(lambda: fake.at_work == 0)
    assert fake.stopped == 1
    assert fake.store.conversations() == ()


@pytest.mark.parametrize(("path", "body", "kind"), FACES)
def test_who_waits_to_the_end_is_answered(fake: FakeAssistant, address: str, path: str, body: str, kind: str) -> None:
    fake.pause = 0.0
    with posted(address, path, body, kind) as connection:
        assert connection.recv(9) in (b"HTTP/1.1 ", b"HTTP/1.1")
        until(lambda: fake.store.conversations() != ())
        until(lambda: fake.at_work == 0)
    assert fake.stopped == 0


@pytest.mark.parametrize(("path", "body", "kind"), [FACES[1], FACES[3]])
def test_hanging_up_between_two_sentences_stops_too(
    fake: FakeAssistant, address: str, path: str, body: str, kind: str
) -> None:
    fake.pause = 0.3
    with posted(address, path, body, kind) as connection:
        read = b""
        while b"800" not in read:
            read += connection.recv(65_536)
    until(lambda: fake.at_work == 0)
    assert fake.store.conversations() == ()


@pytest.mark.parametrize(("path", "body", "kind"), [FACES[1], FACES[3]])
def test_what_does_not_ask_whether_it_is_stopped_is_closed(
    fake: FakeAssistant, address: str, monkeypatch: pytest.MonkeyPatch, path: str, body: str, kind: str
) -> None:
    def endless(*_: object) -> Iterator[Event]:
        while True:
            yield Event(name="found")

    monkeypatch.setattr(fake, "_events", endless)
    with posted(address, path, body, kind) as connection:
        connection.recv(65_536)
        until(lambda: fake.at_work == 1)
    until(lambda: fake.at_work == 0)
