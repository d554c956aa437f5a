"""A chat model behind the real faces: its sentences in every form, its call broken off when the reader hangs up."""

import json
import re
from urllib.request import Request, urlopen

import pytest

from tests import browser
from tests.chat_server import answers, fails, serving, silent
from tests.chatting import FAITHFUL, NAME, Build, faithful
from tests.test_api_hung_up import FACES, posted, until


def read(address: str, path: str, body: str, kind: str) -> str:
    """What a face answers."""
    headers = {"Content-Type": kind, "HX-Request": "true"}
    with urlopen(Request(address + path, body.encode(), headers, method="POST"), timeout=30) as answered:
        return re.sub(r"</?(?:mark|b|bdi|span)\b[^>]*>", "", answered.read().decode())


@pytest.mark.parametrize(("path", "body", "kind"), FACES)
def test_each_face_shows_the_models_sentence_with_what_limits_it(path: str, body: str, kind: str, build: Build) -> None:
    with serving(answers(faithful)) as server, browser.serving(build(server)) as address:  # type: ignore[arg-type]
        said = read(address, path, body, kind)
    assert FAITHFUL in said and "all conducted in China" in said
    if path == "/v1/ask/events":
        events = [line.removeprefix("event: ") for line in said.splitlines() if line.startswith("event: ")]
        assert events[:4] == ["routed", "found", "composing", "statement"] and events[-1] == "replied"
        composing = next(line for line in said.splitlines() if line.startswith("data: ") and "composer" in line)
        assert json.loads(composing.removeprefix("data: ")) == {"composer": NAME}


@pytest.mark.parametrize(("path", "body", "kind"), FACES)
def test_each_face_says_why_the_models_words_are_not_there(path: str, body: str, kind: str, build: Build) -> None:
    with serving(fails(500)) as server, browser.serving(build(server)) as address:  # type: ignore[arg-type]
        said = read(address, path, body, kind).replace("&#39;", "'")
    assert "answered with an error (500); these are the sources' own sentences." in said
    assert "800–1,125 mg/d" in said


@pytest.mark.parametrize(("path", "body", "kind"), FACES)
def test_a_reader_who_hangs_up_breaks_off_the_models_call(path: str, body: str, kind: str, build: Build) -> None:
    with serving(silent) as server:
        assistant = build(server, chat_timeout=100.0)
        with browser.serving(assistant) as address:  # type: ignore[arg-type]
            with posted(address, path, body, kind):
                until(lambda: bool(server.requests))
            assert server.hung_up.wait(10)
        assert assistant.store.conversations() == ()
