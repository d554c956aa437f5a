"""Conversations over REST and as pages: listed, renamed, exported, and once deleted gone everywhere."""

import gc
import re
import sqlite3
from collections.abc import Callable
from html import unescape
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from assistant.store import Store
from assistant.transcript import as_json, as_markdown, read
from tests.fake_assistant import CASE, FOLLOW_UP, VALPROATE, FakeAssistant

GONE = "There is no such conversation."
NOT_FOUND = re.compile(r"<h1>There is no such conversation\.</h1>")


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


@pytest.fixture
def fake_in_a_hurry(fake: FakeAssistant, tmp_path: Path) -> FakeAssistant:
    """The same with a store that does not wait long for other programs."""
    fake.store.close()
    fake.store = Store.open(f"sqlite:///{tmp_path}/store.db", patience=0.05)
    return fake


@pytest.fixture
def one(fake: FakeAssistant) -> str:
    conversation = fake.ask(VALPROATE).conversation_id
    fake.ask(CASE, conversation)
    return conversation


# REST


def test_a_conversation_is_renamed(web: TestClient, fake: FakeAssistant, one: str) -> None:
    renamed = web.patch(f"/v1/conversations/{one}", json={"title": " Valproate\nwith  clozapine "})
    assert renamed.status_code == 200
    assert renamed.json() == fake.store.conversation(one).model_dump()
    assert renamed.json()["title"] == "Valproate with clozapine"


@pytest.mark.parametrize(
    ("title", "status", "kept"),
    [
        ("", 422, VALPROATE),
        (" \n\t", 422, VALPROATE),
        ("long " * 100_000, 200, ("long " * 16)),
        ("<script>alert(1)</script>\u202e\x00", 200, "<script>alert(1)</script>\u202e\ufffd"),
        ("x" * 1_100_000, 413, VALPROATE),
    ],
)
def test_any_title_is_text_or_a_clear_error(
    web: TestClient, fake: FakeAssistant, one: str, title: str, status: int, kept: str
) -> None:
    said = web.patch(f"/v1/conversations/{one}", json={"title": title})
    assert (said.status_code, fake.store.conversation(one).title) == (status, kept)
    assert status == 200 or set(said.json()["error"]) == {"what", "to", "do"}
    assert not re.search(r"<script>alert", web.get("/conversations").text)


@pytest.mark.parametrize(
    ("query", "write", "file"),
    [
        ("", as_markdown, ("text/markdown; charset=utf-8", "md")),
        ("?format=markdown", as_markdown, ("text/markdown; charset=utf-8", "md")),
        ("?format=json", as_json, ("application/json", "json")),
    ],
)
def test_a_conversation_is_exported_as_a_file(
    web: TestClient, fake: FakeAssistant, one: str, query: str, write: Callable[..., str], file: tuple[str, str]
) -> None:
    kind, suffix = file
    fake.store.rename(one, '"; filename="evil.exe"\r\nSet-Cookie: x')
    exported = web.get(f"/v1/conversations/{one}/export{query}")
    sources = {source.slug: source for source in fake.index.sources()}
    assert (exported.status_code, exported.headers["content-type"]) == (200, kind)
    assert exported.text == write(read(fake.store, one), sources)
    day = fake.store.conversation(one).created_at[:10]
    named = f'attachment; filename="trs-conversation-{day}-{one[:8]}.{suffix}"'
    assert exported.headers["content-disposition"] == named
    assert web.get(f"/conversations/{one}/export{query}").content == exported.content


@pytest.mark.parametrize(
    ("asked", "status", "to"),
    [
        ("PATCH /v1/conversations/none", 404, "none"),
        ("GET /v1/conversations/none/export", 404, "none"),
        ("GET /v1/conversations/none/export?format=pdf", 422, "query.format"),
    ],
)
def test_what_is_not_there_has_the_one_shape(web: TestClient, asked: str, status: int, to: str) -> None:
    body = {"json": {"title": "x"}} if asked.startswith("PATCH") else {}
    said = web.request(*asked.split(), **body)  # type: ignore[arg-type]
    assert (said.status_code, said.json()["error"]["to"]) == (status, to)


def test_a_question_asked_as_it_stands_does_not_follow_up(web: TestClient, fake: FakeAssistant, one: str) -> None:
    web.post("/v1/ask", json={"question": FOLLOW_UP, "conversation_id": one, "follows_up": False})
    web.post("/ask/stream", data={"question": FOLLOW_UP, "conversation_id": one, "follows_up": "false"})
    web.post("/ask", data={"question": FOLLOW_UP, "conversation_id": one})
    assert fake.asked[2:] == [(FOLLOW_UP, False), (FOLLOW_UP, False), (FOLLOW_UP, True)]


# Pages


def test_the_list_shows_each_with_what_can_be_done(web: TestClient, fake: FakeAssistant, one: str) -> None:
    fake.store.rename(one, "\u200b")
    page = web.get("/conversations").text
    assert f'<a href="/conversations/{one}"><bdi>Untitled</bdi></a>' in page
    assert "2 questions" in page
    for place in (f"/conversations/{one}/export?format=json", f"/conversations/{one}/delete"):
        assert f'href="{place}"' in unescape(page)
    assert '<a href="/conversations">Conversations</a>' in web.get("/").text


def test_an_empty_list_says_so(web: TestClient) -> None:
    assert "Nothing is kept." in web.get("/conversations").text


def test_renaming_and_deleting_lead_back_to_the_list(web: TestClient, fake: FakeAssistant, one: str) -> None:
    renamed = web.post(f"/conversations/{one}/title", data={"title": "New"})
    assert (renamed.url.path, renamed.url.query) == ("/conversations", b"done=renamed")
    assert "Renamed." in renamed.text and "<bdi>New</bdi>" in renamed.text
    assert "Delete this conversation?" in web.get(f"/conversations/{one}/delete").text
    assert len(fake.store.conversations()) == 1  # to look at the question deletes nothing
    deleted = web.post(f"/conversations/{one}/delete")
    assert "Deleted. Its words are gone for good." in deleted.text


@pytest.mark.parametrize("page", ["", "/delete", "/export"])
def test_a_page_of_a_conversation_that_is_gone_says_so_kindly(web: TestClient, page: str) -> None:
    gone = web.get(f"/conversations/none{page}")
    assert gone.status_code == 404
    assert NOT_FOUND.search(gone.text)
    assert "It may have been deleted" in gone.text and "Back to the questions" in gone.text


@pytest.mark.parametrize(("doing", "status"), [("none/title", 404), ("none/delete", 404), ("ONE/title", 422)])
def test_what_cannot_be_done_is_a_page_too(web: TestClient, one: str, doing: str, status: int) -> None:
    page = web.post(f"/conversations/{doing.replace('ONE', one)}", data={"title": " " if status == 422 else "x"})
    assert (page.status_code, "Back to the questions" in page.text) == (status, True)


def test_another_site_can_neither_rename_nor_delete(web: TestClient, fake: FakeAssistant, one: str) -> None:
    for doing in ("title", "delete"):
        refused = web.post(
            f"/conversations/{one}/{doing}", data={"title": "x"}, headers={"sec-fetch-site": "cross-site"}
        )
        assert refused.status_code == 403
    assert fake.store.conversation(one).title == VALPROATE


# Deleted means gone


def test_what_was_deleted_is_nowhere(web: TestClient, fake: FakeAssistant, tmp_path: Path) -> None:
    secret, note, title = "Does Zanzibar help?", "Mr Doe of Timbuktu", "Madagascar"
    first = web.post("/v1/ask", json={"question": secret}).json()
    one = first["conversation_id"]
    web.post("/ask/stream", data={"question": f"{secret} {VALPROATE}", "conversation_id": one})
    web.post("/v1/feedback", json={"reply_id": first["reply_id"], "verdict": "wrong", "note": note})
    web.patch(f"/v1/conversations/{one}", json={"title": title})
    words = [secret[5:13], note[-8:], title]
    assert all(on_disk(tmp_path, word) for word in words)
    fake.asked.clear()  # the test's own record
    assert web.delete(f"/v1/conversations/{one}").status_code == 204
    assert not [word for word in words if on_disk(tmp_path, word)]
    for path in (f"/v1/conversations/{one}", f"/v1/conversations/{one}/export", f"/conversations/{one}"):
        gone = web.get(path)
        assert gone.status_code == 404 and GONE in gone.text
    for path in ("/v1/conversations", "/conversations"):
        assert not [word for word in words if word in web.get(path).text]
    again = web.post("/v1/feedback", json={"reply_id": first["reply_id"], "verdict": "wrong", "note": note})
    assert again.status_code == 404
    assert web.post("/v1/ask", json={"question": "and?", "conversation_id": one}).status_code == 404


def test_nothing_in_the_running_program_remembers_what_was_deleted(web: TestClient, fake: FakeAssistant) -> None:
    word = "".join(("Ouaga", "dougou"))  # not whole in this file, which is in memory too
    one = web.post("/v1/ask", json={"question": f"Does {word} help?"}).json()["conversation_id"]
    web.get(f"/conversations/{one}")
    fake.asked.append((f"Is {word} found by this test?", True))
    assert held_in_memory(word)
    fake.asked.clear()  # the fake's own record
    web.delete(f"/v1/conversations/{one}")
    assert held_in_memory(word) == []


def held_in_memory(word: str) -> list[str]:
    """The strings with that word which any container of this process holds."""
    gc.collect()
    containers = [found for found in gc.get_objects() if type(found) in (dict, list, tuple, set)]
    kept = [value for found in containers for value in (found.values() if isinstance(found, dict) else found)]
    kept += [inner for value in kept if type(value) is tuple for inner in value]  # Python does not list plain tuples
    return [text for text in kept if type(text) is str and word in text]


def on_disk(folder: Path, words: str) -> bool:
    return any(words.encode() in file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("path", ["/v1/ask/events", "/ask/stream"])
def test_an_answer_under_way_does_not_bring_a_deleted_conversation_back(
    web: TestClient, fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    one = fake.ask(VALPROATE).conversation_id
    begun, go_on, streamed = Signal(), Signal(), list[str]()

    def wait(_stopped: object) -> None:
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(fake, "_wait", wait)
    body: dict[str, Any] = {"question": VALPROATE, "conversation_id": one}
    how = {"json": body} if path.startswith("/v1") else {"data": body}
    asking = Thread(target=lambda: streamed.append(web.post(path, **how).text))  # type: ignore[arg-type]
    asking.start()
    assert begun.wait(10)
    assert web.delete(f"/v1/conversations/{one}").status_code == 204
    go_on.set()
    asking.join(10)
    assert GONE in streamed[0].split("\n\n")[-2]
    assert fake.store.conversations() == ()
    assert not on_disk(tmp_path, VALPROATE)
    assert web.get(f"/conversations/{one}").status_code == 404


# A store that another program uses


def test_while_another_program_reads_the_words_are_not_said_to_be_gone(
    fake_in_a_hurry: FakeAssistant, tmp_path: Path
) -> None:
    web = TestClient(create_app(fake_in_a_hurry), base_url="http://127.0.0.1:8000")
    one = fake_in_a_hurry.ask("Does Zanzibar help?").conversation_id
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM turns").fetchone()
    refused = web.delete(f"/v1/conversations/{one}")
    assert refused.status_code == 503
    assert "the old words stay in the store's journal" in refused.json()["error"]["what"]
    assert web.get("/v1/conversations").json() == []
    other.close()
    assert web.delete(f"/v1/conversations/{one}").status_code == 404
    assert not on_disk(tmp_path, "Zanzibar")


def test_a_locked_store_is_told_and_nothing_is_lost(fake_in_a_hurry: FakeAssistant, tmp_path: Path) -> None:
    fake = fake_in_a_hurry
    web = TestClient(create_app(fake), base_url="http://127.0.0.1:8000")
    one = fake.ask(VALPROATE).conversation_id
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for asked, how in (
        (f"PATCH /v1/conversations/{one}", {"json": {"title": "x"}}),
        (f"DELETE /v1/conversations/{one}", {}),
        (f"POST /conversations/{one}/title", {"data": {"title": "x"}}),
        (f"POST /conversations/{one}/delete", {}),
    ):
        refused = web.request(*asked.split(), **how)  # type: ignore[arg-type]
        assert refused.status_code == 503
        assert "The store is locked by another program." in refused.text
    assert web.get("/conversations").status_code == 200  # to read needs no lock
    other.execute("ROLLBACK")
    other.close()
    assert fake.store.conversation(one).title == VALPROATE
