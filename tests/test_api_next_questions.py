"""Questions to go on with, over REST and on the page: buttons that ask them as they stand in the same conversation."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from tests.fake_assistant import (
    BY_MODEL,
    CASE,
    EMERGENCY,
    NOT_COVERED,
    ORDER,
    OUT_OF_SCOPE,
    PREMISE,
    VALPROATE,
    FakeAssistant,
)

OFFERED = [BY_MODEL, PREMISE, NOT_COVERED]


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


def buttons(html: str) -> list[str]:
    return [unescape(value) for value in re.findall(r'<button type="submit" name="question" value="([^"]*)"', html)]


def test_rest_lists_them(web: TestClient, fake: FakeAssistant) -> None:
    reply_id = fake.ask(VALPROATE).reply_id
    assert web.get(f"/v1/replies/{reply_id}/next").json() == {"questions": OFFERED}
    assert web.get("/v1/replies/none/next").status_code == 404


def test_a_script_gets_a_form_that_asks_in_the_same_conversation(web: TestClient, fake: FakeAssistant) -> None:
    replied = fake.ask(VALPROATE)
    form = web.get(f"/replies/{replied.reply_id}/next", headers={"HX-Request": "true"}).text
    assert buttons(form) == OFFERED
    assert f'name="conversation_id" value="{replied.conversation_id}"' in form
    assert 'name="follows_up" value="false"' in form
    assert 'hx-post="/ask/stream" hx-target="#log"' in form
    assert "<main" not in form


def test_without_scripts_a_link_leads_to_a_page_whose_buttons_ask_them(web: TestClient, fake: FakeAssistant) -> None:
    conversation = web.post("/ask", data={"question": VALPROATE})
    (path,) = re.findall(r'<a href="(/replies/\w+/next)">', conversation.text)
    page = web.get(path).text
    assert buttons(page) == OFFERED
    assert "hx-post" not in page
    of = conversation.url.path.rsplit("/", 1)[-1]
    form = {"question": OFFERED[0], "conversation_id": of, "follows_up": "false"}
    assert web.post("/ask", data=form).url.path == conversation.url.path
    assert fake.asked[-1] == (OFFERED[0], False)


@pytest.mark.parametrize(
    ("question", "offers"),
    [(VALPROATE, True), (NOT_COVERED, True), (ORDER, True), (EMERGENCY, False), (OUT_OF_SCOPE, False), (CASE, False)],
)
def test_they_stand_where_reading_on_makes_sense(web: TestClient, question: str, offers: bool) -> None:
    for path in ("/ask", "/ask/stream"):
        assert ('class="next"' in web.post(path, data={"question": question}).text) is offers


def test_where_there_is_none_it_says_so(web: TestClient, fake: FakeAssistant) -> None:
    reply_id = fake.ask(CASE).reply_id
    assert "The sources answer nothing further" in web.get(f"/replies/{reply_id}/next").text


def test_a_reply_that_is_gone_is_told(web: TestClient) -> None:
    assert web.get("/replies/none/next").status_code == 404
