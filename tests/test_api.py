"""REST: what each endpoint says, one error shape for every failure, and nobody let in but the reader's own page."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from tests import replies
from tests.fake_assistant import BREAKS, CASE, NO_INDEX, NOT_COVERED, ORDER, VALPROATE, FakeAssistant
from tests.fake_index import ARTICLE, DIGEST

GOLDEN = Path(__file__).parent / "golden"
HERE = "http://127.0.0.1:8000"


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url=HERE)


def told(response: Any) -> dict[str, str]:
    """The error of a response in the one shape, whole and in words."""
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"what", "to", "do"}
    assert body["error"]["what"] and body["error"]["do"]
    assert "Traceback" not in response.text
    error: dict[str, str] = body["error"]
    return error


def logged_by_us(caplog: pytest.LogCaptureFixture) -> str:
    return " ".join(str(vars(one)) for one in caplog.records if one.name.startswith(("api", "assistant")))


# Asking


@pytest.mark.parametrize("question", [VALPROATE, NOT_COVERED, ORDER, CASE])
def test_a_reply_is_the_assistants_reply_with_its_ids(web: TestClient, fake: FakeAssistant, question: str) -> None:
    said = web.post("/v1/ask", json={"question": question})
    assert said.status_code == 200
    turn = fake.store.reply(said.json()["reply_id"])
    ids = {"conversation_id": turn.conversation_id, "reply_id": turn.reply_id}
    assert said.json() == turn.reply.model_dump(mode="json") | ids


def test_every_quote_of_an_answer_stands_in_its_document_at_its_offsets(web: TestClient) -> None:
    reply = web.post("/v1/ask", json={"question": VALPROATE}).json()
    cited = [citation for statement in reply["statements"] for citation in statement["citations"]]
    assert len(cited) == 5
    for citation in cited:
        text = web.get(f"/v1/sources/{citation['source_slug']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_events_of_an_answer_are_this_transcript(
    web: TestClient, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "events", lambda *_, **__: iter(replies.events(replies.ANSWER, "c" * 32, "r" * 32)))
    streamed = web.post("/v1/ask/events", json={"question": replies.ANSWER.question})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    assert streamed.text == (GOLDEN / "ask_events.txt").read_text("utf-8")


def test_a_case_in_the_stream_is_two_events(web: TestClient) -> None:
    parts = web.post("/v1/ask/events", json={"question": CASE}).text.split("\n\n")
    assert [part.split("\n")[0] for part in parts] == ["event: routed", "event: replied", ""]
    assert json.loads(parts[1].split("\ndata: ")[1])["kind"] == "case_report"


def test_a_note_is_read_its_case_checked_and_the_report_proven(web: TestClient) -> None:
    draft = web.post("/v1/cases/read", json={"text": CASE}).json()
    assert [trial["drug"] for trial in draft["case"]["trials"]] == ["olanzapine", "risperidone"]
    for spans in draft["evidence"].values():
        assert all(draft["text"][span["start"] : span["end"]] == span["quote"] for span in spans)
    checked = web.post("/v1/cases/check", json={"case": draft["case"]})
    assert checked.content == web.post("/v1/cases/check", json={"case": draft["case"]}).content
    report = checked.json()
    assert (report["kind"], report["case"]) == ("case_report", draft["case"])
    assert web.post("/v1/cases/replay", json={"report": report}).json()["proven"] is True
    report["headline"] = "All is well."
    assert web.post("/v1/cases/replay", json={"report": report}).json()["proven"] is False


def test_a_remark_is_said_to_hold_by_the_words_that_its_question_quotes(web: TestClient) -> None:
    text = f"{CASE} The olanzapine was not always swallowed."
    asks = web.post("/v1/cases/read", json={"text": text}).json()["questions"]
    remarks = [ask["remark"]["quote"] for ask in asks if ask["remark"]]
    draft = web.post("/v1/cases/read", json={"text": text, "held": remarks}).json()
    assert remarks and not any(ask["remark"] for ask in draft["questions"])
    assert {one["quote"] for one in draft["held"]} == {*remarks}


@pytest.mark.parametrize(
    ("path", "body", "to", "what"),
    [
        ("read", {"text": " "}, "text", "The note is empty."),
        ("read", {"text": "x" * 50_001}, "xxx", "at most 50,000 are read"),
        ("check", {}, "body.case", "Field required"),
        ("check", {"case": {"trials": [{"drug": "x", "days": -1}]}}, "body.case.trials.0", "days -1 is not possible"),
        ("check", {"case": {"severity": "bad"}}, "body.case.severity", "or 'severe' (“bad” was given)"),
        ("check", {"case": {}, "asked": ["weather"]}, "body.asked.0", "“weather” was given"),
        ("replay", {"report": {}}, "body.report.headline", "Field required"),
    ],
)
def test_a_case_that_cannot_be_used_is_told_with_its_field(
    web: TestClient, path: str, body: dict[str, Any], to: str, what: str
) -> None:
    response = web.post(f"/v1/cases/{path}", json=body)
    error = told(response)
    assert response.status_code == 422 and error["to"].startswith(to) and what in error["what"]


def test_the_last_event_is_the_body_of_a_plain_reply(web: TestClient) -> None:
    events = [
        part.split("\ndata: ") for part in web.post("/v1/ask/events", json={"question": ORDER}).text.split("\n\n")
    ]
    assert [event[0] for event in events] == [
        *("event: routed", "event: found", "event: statement", "event: statement", "event: replied", "")
    ]
    streamed, plain = json.loads(events[-2][1]), web.post("/v1/ask", json={"question": ORDER}).json()
    ids = {"conversation_id", "reply_id"}
    assert {k: v for k, v in streamed.items() if k not in ids} == {k: v for k, v in plain.items() if k not in ids}
    assert ids < set(streamed)


def test_a_follow_up_continues_its_conversation(web: TestClient) -> None:
    first = web.post("/v1/ask", json={"question": VALPROATE}).json()
    second = web.post("/v1/ask", json={"question": ORDER, "conversation_id": first["conversation_id"]}).json()
    assert second["conversation_id"] == first["conversation_id"]
    turns = web.get(f"/v1/conversations/{first['conversation_id']}").json()["turns"]
    assert [turn["question"] for turn in turns] == [VALPROATE, ORDER]
    assert [turn["reply_id"] for turn in turns] == [first["reply_id"], second["reply_id"]]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", 422),
        (" \n\t", 422),
        ("x" * 100_000, 422),
        ("\x00\x01\x1b[31m clozapine \u202e", 200),
        ("'; DROP TABLE turns; --", 200),
        ("<script>alert(1)</script>", 200),
        ("氯氮平对难治性精神分裂症有效吗？", 200),
        ("💊" * 500, 200),
    ],
)
def test_any_question_gets_a_reply_or_a_clear_error(web: TestClient, question: str, status: int) -> None:
    said = web.post("/v1/ask", json={"question": question})
    streamed = web.post("/v1/ask/events", json={"question": question})
    assert said.status_code == status
    if status == 200:
        assert said.json()["kind"] == "abstention"
        assert "event: replied" in streamed.text
    else:
        error = told(said)
        assert error["to"] == "question"
        assert streamed.text == f"event: error\ndata: {json.dumps({'error': error}, separators=(',', ':'))}\n\n"


# Errors


@pytest.mark.parametrize(
    ("asked", "body", "status", "to"),
    [
        ("POST /v1/ask", {"json": {}}, 422, "body.question"),
        ("POST /v1/ask", {"json": {"question": 5}}, 422, "body.question"),
        ("POST /v1/ask", {"json": {"question": "x", "extra": 1}}, 422, "body.extra"),
        ("POST /v1/ask", {"content": "{", "headers": {"content-type": "application/json"}}, 422, "body.1"),
        ("POST /v1/ask", {"content": '{"question": "x"}', "headers": {"content-type": "text/plain"}}, 422, "body"),
        ("POST /v1/ask", {"json": {"question": "x", "conversation_id": "none"}}, 404, "none"),
        ("GET /v1/ask", {}, 405, "/v1/ask"),
        ("GET /v1/nowhere", {}, 404, "/v1/nowhere"),
        ("GET /v1/sources/none", {}, 404, "none"),
        ("GET /v1/conversations/none", {}, 404, "none"),
        ("GET /v1/conversations?limit=0", {}, 422, "query.limit"),
        ("DELETE /v1/conversations/none", {}, 404, "none"),
        ("POST /v1/feedback", {"json": {"reply_id": "none", "verdict": "helpful"}}, 404, "none"),
        ("POST /v1/feedback", {"json": {"reply_id": "none", "verdict": "liked"}}, 422, "body.verdict"),
        ("POST /v1/ask", {"json": {"question": "x" * 1_100_000}}, 413, "/v1/ask"),
        ("POST /v1/ask", {"json": {"question": NO_INDEX}}, 503, "index"),
        ("POST /v1/ask", {"json": {"question": BREAKS}}, 500, ""),
    ],
)
def test_every_failure_has_the_one_shape(
    web: TestClient, asked: str, body: dict[str, Any], status: int, to: str
) -> None:
    response = web.request(*asked.split(), **body)
    assert (response.status_code, told(response)["to"]) == (status, to)


def test_a_body_sent_in_chunks_is_counted_as_it_comes(web: TestClient) -> None:
    chunks = (b"x" * 65_536 for _ in range(20))
    response = web.post("/v1/ask", content=chunks, headers={"content-type": "application/json"})
    assert (response.status_code, told(response)["what"]) == (413, "The request is too large.")


def test_a_failure_in_mid_stream_is_the_last_event(web: TestClient) -> None:
    streamed = web.post("/v1/ask/events", json={"question": BREAKS})
    events = re.findall(r"^event: (\w+)", streamed.text, re.M)
    assert (streamed.status_code, events) == (200, ["routed", "error"])
    assert "it is not your fault" in streamed.text


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/events"])
def test_neither_reply_nor_log_of_an_unexpected_failure_tells_what_is_inside(
    web: TestClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = web.post(path, json={"question": BREAKS})
    logged = logged_by_us(caplog)
    assert "RuntimeError" in logged
    assert "fake_assistant.py" in logged
    assert [BREAKS in logged, "no way" in response.text] == [False, False]


def test_a_request_is_logged_without_the_question(web: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        web.post("/v1/ask", json={"question": VALPROATE})
        web.get("/sources/none?quote=valproate")
    logged = [record for record in caplog.records if record.message == "request"]
    assert [(vars(one)["method"], vars(one)["path"], vars(one)["status"]) for one in logged] == [
        ("POST", "/v1/ask", 200),
        ("GET", "/sources/{slug}", 404),
    ]
    assert "valproate" not in logged_by_us(caplog)


# Sources, conversations, feedback, health


def test_the_sources_are_listed_as_they_are(web: TestClient, fake: FakeAssistant) -> None:
    assert web.get("/v1/sources").json() == [source.model_dump(mode="json") for source in fake.index.sources()]


def test_a_source_has_its_fields_its_text_and_what_each_statement_rests_on(
    web: TestClient, fake: FakeAssistant
) -> None:
    found = web.get(f"/v1/sources/{DIGEST.slug}").json()
    passages = found.pop("passages")
    assert found == DIGEST.model_dump(mode="json") | {"text": fake.index.text(DIGEST.slug)}
    assert passages == [
        passage.model_dump(mode="json", exclude={"source_slug", "ordinal", "text", "sentences", "relations"})
        for passage in fake.index.passages_of(DIGEST.slug)
    ]


def test_a_conversation_is_listed_and_once_deleted_is_gone(web: TestClient) -> None:
    asked = web.post("/v1/ask", json={"question": VALPROATE}).json()
    listed = web.get("/v1/conversations").json()
    assert [(one["conversation_id"], one["title"], one["turns"]) for one in listed] == [
        (asked["conversation_id"], VALPROATE, 1)
    ]
    gone = web.delete(f"/v1/conversations/{asked['conversation_id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert web.get("/v1/conversations").json() == []
    assert web.get(f"/v1/conversations/{asked['conversation_id']}").status_code == 404


def test_feedback_is_kept_with_its_reply(web: TestClient, fake: FakeAssistant) -> None:
    reply_id = web.post("/v1/ask", json={"question": VALPROATE}).json()["reply_id"]
    given = web.post("/v1/feedback", json={"reply_id": reply_id, "verdict": "wrong", "note": "The year."})
    assert given.status_code == 200
    kept = fake.store.feedback(reply_id)
    assert kept is not None
    assert given.json() == kept.model_dump(mode="json")
    assert (kept.verdict, kept.note) == ("wrong", "The year.")


def test_it_is_alive_at_once_and_ready_when_it_can_answer(web: TestClient, fake: FakeAssistant) -> None:
    fake.reasons = ["The index holds no documents yet.", "The model is missing."]
    assert web.get("/healthz").json() == {"status": "alive", "version": "0.1.0"}
    waiting = web.get("/readyz")
    assert (waiting.status_code, told(waiting)["what"]) == (503, " ".join(fake.reasons))
    fake.reasons = []
    assert (web.get("/readyz").status_code, web.get("/readyz").json()["status"]) == (200, "ready")


# Who may call


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST"])
def test_the_names_of_this_machine_are_answered_to(web: TestClient, host: str) -> None:
    assert web.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""])
@pytest.mark.parametrize("path", ["/healthz", "/v1/sources", "/v1/nowhere"])
def test_any_other_name_is_refused(web: TestClient, host: str, path: str) -> None:
    response = web.get(path, headers={"host": host})
    assert (response.status_code, "TRS_ALLOWED_HOSTS" in told(response)["do"]) == (421, True)


def test_another_name_can_be_allowed(fake: FakeAssistant) -> None:
    web = TestClient(create_app(fake, allowed_hosts=["trs.clinic.example"]), base_url="http://trs.clinic.example")
    assert web.get("/healthz").status_code == 200
    assert web.get("/healthz", headers={"host": "127.0.0.1"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": HERE},
    ],
)
@pytest.mark.parametrize("path", ["/v1/ask", "/ask", "/ask/stream"])
def test_a_page_of_another_site_may_not_ask(web: TestClient, headers: dict[str, str], path: str) -> None:
    response = web.post(path, data={"question": VALPROATE}, headers=headers)
    assert response.status_code == 403
    assert web.get("/v1/conversations").json() == []


@pytest.mark.parametrize("headers", [{}, {"origin": HERE}, {"sec-fetch-site": "same-origin", "origin": "null"}])
def test_our_own_page_and_programs_may_ask(web: TestClient, headers: dict[str, str]) -> None:
    assert web.post("/v1/ask", json={"question": VALPROATE}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/v1/sources", "/v1/none", "/none", "/static/js/chat.js", "/static/none", "/healthz", "/openapi.json"]
)
def test_every_response_is_locked_down(web: TestClient, path: str) -> None:
    headers = web.get(path, headers={"origin": "https://evil.example"}).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert not [name for name in headers if name.startswith("access-control")]


def test_there_is_no_page_that_loads_scripts_from_elsewhere(web: TestClient) -> None:
    assert [web.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]


def test_the_article_is_among_the_sources(web: TestClient) -> None:
    assert ARTICLE.slug in {source["slug"] for source in web.get("/v1/sources").json()}
