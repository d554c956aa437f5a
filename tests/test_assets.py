"""Files of ours in a browser: kept for good at an address that changes with them, asked for again at any other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import assets
from api.assets import FOR_GOOD, STATIC, address, stamp
from api.main import create_app
from tests.fake_assistant import CASE, VALPROATE, FakeAssistant


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    assistant = FakeAssistant(tmp_path)
    yield TestClient(create_app(assistant), base_url="http://127.0.0.1:8000")
    assistant.close()


def test_a_file_at_its_own_address_is_kept_for_good(web: TestClient) -> None:
    kept = web.get(address("css/frame.css"))
    assert kept.headers["cache-control"] == FOR_GOOD
    assert kept.text == (STATIC / "css" / "frame.css").read_text("utf-8")


@pytest.mark.parametrize("path", ["/static/css/frame.css", "/static/000000000000/css/frame.css"])
def test_at_any_other_address_it_is_the_same_and_asked_for_again(web: TestClient, path: str) -> None:
    again = web.get(path)
    assert again.status_code == 200
    assert again.headers["cache-control"] == "no-cache"
    assert web.get(path, headers={"If-None-Match": again.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["none.css", "../main.py", "..%2fmain.py", "css/"])
def test_what_is_not_there_is_not_kept(web: TestClient, name: str) -> None:
    missing = web.get(address(name))
    assert missing.status_code == 404
    assert missing.headers["cache-control"] != FOR_GOOD


def test_the_address_changes_with_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stamped(words: str) -> str:
        (tmp_path / "one.css").write_text(words)
        stamp.cache_clear()
        return stamp()

    monkeypatch.setattr(assets, "STATIC", tmp_path)
    before, after, as_before = stamped("a"), stamped("b"), stamped("a")
    stamp.cache_clear()
    assert before == as_before != after


def test_every_page_names_every_file_by_its_own_address(web: TestClient) -> None:
    """Else a script would be loaded twice: once by its address, once by what imports it."""
    conversation = web.post("/ask", data={"question": VALPROATE}).url.path
    draft = web.post("/cases/read", data={"note": CASE}).text
    pages = [web.get(path).text for path in ("/", conversation, "/conversations", "/sources", "/cases", "/none")]
    for page in [*pages, draft]:
        named = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
        assert len(named) > 5
        assert [name for name in named if not name.startswith(f"/static/{stamp()}/")] == []
        assert [name for name in named if web.get(name).status_code != 200] == []
