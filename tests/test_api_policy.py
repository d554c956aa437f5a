"""Whatever the server sends, from any route and in any failure, lets a browser load nothing foreign with it."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from api.guard import SECURITY_HEADERS
from api.main import create_app
from tests.fake_assistant import BREAKS, NO_INDEX, VALPROATE, FakeAssistant
from tests.fake_index import DIGEST

HERE = "http://127.0.0.1:8000"
POLICY = SECURITY_HEADERS["Content-Security-Policy"]


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url=HERE, follow_redirects=False)


def responses(web: TestClient, fake: FakeAssistant) -> Iterator[httpx.Response]:
    """Every route by every method, with what is there and with what is not; then each way to fail."""
    for address in sorted({str(getattr(route, "path", "")) for route in iter_route_contexts(web.app.routes)}):  # type: ignore[attr-defined]
        replied = fake.ask(VALPROATE)
        there = {"conversation_id": replied.conversation_id, "reply_id": replied.reply_id, "slug": DIGEST.slug}
        for known in ({}, there):
            path = re.sub(r"{(\w+)(?::\w+)?}", lambda name, known=known: str(known.get(name[1], "none")), address)
            for method in ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"):
                yield web.request(method, path)
    for question in (VALPROATE, BREAKS, NO_INDEX, ""):
        yield web.post("/v1/ask", json={"question": question})
        yield web.post("/v1/ask/events", json={"question": question})
        yield web.post("/ask", data={"question": question})
        yield web.post("/ask/stream", data={"question": question})
    yield web.post("/v1/ask", content=b"{")
    yield web.post("/v1/ask", content=b"x" * 1_100_000)
    yield web.post("/ask", headers={"sec-fetch-site": "cross-site"})
    yield web.get("/", headers={"host": "evil.example"})
    yield web.get("/static/css/../../main.py")
    yield web.get("/nowhere", headers={"accept": "text/html"})


def test_no_response_lets_anything_foreign_in(web: TestClient, fake: FakeAssistant) -> None:
    seen = list(responses(web, fake))
    assert {one.headers.get("content-security-policy") for one in seen} == {POLICY}
    assert {one.headers.get("x-content-type-options") for one in seen} == {"nosniff"}
    assert {200, 204, 303, 403, 404, 405, 413, 421, 422, 500, 503} <= {one.status_code for one in seen}
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY and "*" not in POLICY


def test_no_page_holds_what_the_policy_would_refuse(web: TestClient, fake: FakeAssistant) -> None:
    pages = [one for one in responses(web, fake) if one.headers.get("content-type", "").startswith("text/html")]
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    assert len(pages) > 10
    assert {(str(one.url), found.group()) for one in pages if (found := inline.search(one.text))} == set()
