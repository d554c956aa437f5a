"""The same question through REST, its events, the page with and without scripts, and the terminal: all say the same."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.main import create_app
from assistant import cli
from assistant.render import REFUSALS, clean, to_text
from tests.fake_assistant import (
    BY_MODEL,
    EMERGENCY,
    FOLLOW_UP,
    HOSTILE_QUESTION,
    NOT_COVERED,
    ORDER,
    OUT_OF_SCOPE,
    PREMISE,
    FakeAssistant,
)

Said = list[tuple[str, list[tuple[str, int, int]]]]  # each sentence, and the spans it cites
ASKED = (PREMISE, BY_MODEL, FOLLOW_UP, NOT_COVERED, ORDER, EMERGENCY, OUT_OF_SCOPE, HOSTILE_QUESTION)
REAL = (
    "What dose of Depakote was studied with clozapine?",
    "Should I start clozapine for my patient today?",
    "What is the capital of France?",
    "How is treatment resistance defined?",
)


class Faces:
    """One assistant behind every face; each asks in a conversation of its own."""

    def __init__(self, assistant: Any) -> None:
        self.assistant = assistant
        self.web = TestClient(create_app(assistant), base_url="http://127.0.0.1:8000")

    def rest(self, question: str) -> dict[str, Any]:
        body: dict[str, Any] = self.web.post("/v1/ask", json={"question": question}).json()
        return body

    def events(self, question: str) -> list[tuple[str, Any]]:
        parts = self.web.post("/v1/ask/events", json={"question": question}).text.strip().split("\n\n")
        found = (re.fullmatch(r"event: (\w+)\ndata: (.*)", part) for part in parts)
        return [(one[1], json.loads(one[2])) for one in found if one]

    def stream(self, question: str) -> list[str]:
        parts = self.web.post("/ask/stream", data={"question": question}).text.strip().split("\n\n")
        return ["\n".join(line.removeprefix("data: ") for line in part.splitlines()) for part in parts]

    def page(self, question: str) -> str:
        return self.web.post("/ask", data={"question": question}).text

    def terminal(self, *words: str) -> str:
        borrowed = Borrowed(self.assistant)
        return CliRunner(env={"COLUMNS": "100"}).invoke(cli.app, ["ask", *words], obj=lambda *_, **__: borrowed).stdout


class Borrowed:
    """The assistant for a command, which would close it."""

    def __init__(self, assistant: Any) -> None:
        self.assistant = assistant

    def __getattr__(self, name: str) -> Any:
        return getattr(self.assistant, name)

    def close(self) -> None:
        pass


def of_json(statements: list[dict[str, Any]]) -> Said:
    return [
        (one["text"], [(cited["source_slug"], cited["start"], cited["end"]) for cited in one["citations"]])
        for one in statements
    ]


def of_html(html: str) -> Said:
    """The statements of a page, read as a browser shows them, in their order: where sources differ a table has them."""
    html = html.partition('class="nearest"')[0]
    placed = [
        (
            int(place),
            unescape(re.sub(r"<[^>]+>", "", words)),
            [span(link) for link in re.findall(r'href="([^"]+)"', cites)],
        )
        for place, words, cites in re.findall(
            r'id="s-[^"]*-(\d+)".*?<p class="words[^"]*"><bdi>(.*?)</bdi>.*?<span class="cites">(.*?)</span>',
            html,
            re.S,
        )
    ]
    return [(words, cited) for _, words, cited in sorted(placed)]


def span(link: str) -> tuple[str, int, int]:
    url = urlsplit(unescape(link))
    place = parse_qs(url.query)
    return url.path.rsplit("/", 1)[-1], int(place["start"][0]), int(place["end"][0])


def verdict(html: str) -> str:
    found = re.search(r'<h3 class="verdict">(.*?)</h3>', html)
    return unescape(found[1]) if found else ""


def assert_same(faces: Faces, question: str) -> None:
    reply = faces.rest(question)
    ids = {"conversation_id", "reply_id"}
    whole = {key: value for key, value in reply.items() if key not in ids}
    said, refusal = of_json(reply["statements"]), REFUSALS.get(reply.get("reason", ""), "").rstrip(".")

    events = faces.events(question)
    assert {key: value for key, value in events[-1][1].items() if key not in ids} == whole
    streamed = faces.stream(question)
    if reply["kind"] == "answer":  # what is shown on the way is what is shown at the end
        assert of_json([data for name, data in events if name == "statement"]) == said
        assert [one for part in streamed[:-1] for one in of_html(part)] == said
    for html in (streamed[-1], faces.page(question)):
        assert (of_html(html), verdict(html)) == (said, refusal)

    assert {
        key: value for key, value in json.loads(faces.terminal(question, "--json")).items() if key not in ids
    } == whole
    kept = faces.assistant.store.reply(reply["reply_id"]).reply
    printed = faces.terminal(question)
    assert printed == to_text(kept, {source.slug: source for source in faces.assistant.index.sources()})
    order = [" ".join(printed.split()).find(clean(text)) for text, _ in said]
    assert -1 not in order and order == sorted(order)
    assert refusal in printed


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAssistant]:
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "models").mkdir(parents=True)
    assistant = FakeAssistant(tmp_path)
    yield assistant
    assistant.close()


@pytest.mark.parametrize("question", ASKED, ids=range(len(ASKED)))
def test_every_face_says_the_same(fake: FakeAssistant, question: str) -> None:
    assert_same(Faces(fake), question)


def test_every_face_of_the_assistant_as_shipped_says_the_same(
    own_assistant: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "models").mkdir(parents=True, exist_ok=True)
    for question in REAL:
        assert_same(Faces(own_assistant), question)


def test_a_chat_model_is_named_by_every_face_while_it_is_asked(fake: FakeAssistant) -> None:
    faces = Faces(fake)
    said: dict[str, Callable[[], Any]] = {
        "events": lambda: [data for name, data in faces.events(BY_MODEL) if name == "composing"],
        "stream": lambda: [part for part in faces.stream(BY_MODEL) if "Asking the chat model" in part],
        "steps": lambda: [line for line in faces.terminal(BY_MODEL, "--steps").splitlines() if "composing" in line],
    }
    for named in said.values():
        (once,) = named()
        assert "openai:gpt-oss" in str(once)
