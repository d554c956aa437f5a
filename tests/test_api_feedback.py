"""A verdict on a reply over the page's form: kept, shown, changed; what cannot be kept comes back with the reason."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from assistant.types import Event
from tests.fake_assistant import CASE, ORDER, VALPROATE, FakeAssistant

BY_SCRIPT = {"HX-Request": "true"}
HOSTILE = "</textarea><script>alert(1)</script> \u202eabc"


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


@pytest.fixture
def replied(fake: FakeAssistant) -> Event:
    return fake.ask(VALPROATE)


def pressed(html: str) -> list[str]:
    """The verdicts shown as given."""
    return re.findall(r'value="(\w+)" aria-pressed="true"', html)


def note(html: str) -> str:
    """What stands in the field."""
    found = re.search(r"<textarea id=\"note-[^>]*>(.*?)</textarea>", html, re.S)
    assert found, "there is no room for a note"
    return unescape(found[1])


def test_without_scripts_a_verdict_is_kept_and_shown_in_its_conversation(
    web: TestClient, fake: FakeAssistant, replied: Event
) -> None:
    before = web.get(f"/conversations/{replied.conversation_id}").text
    assert pressed(before) == []
    assert '<textarea id="note-' not in before
    after = web.post(f"/replies/{replied.reply_id}/feedback", data={"verdict": "evidence_wrong"})
    assert after.history[0].headers["location"] == f"/conversations/{replied.conversation_id}#f-{replied.reply_id}"
    assert (pressed(after.text), note(after.text)) == (["evidence_wrong"], "")
    assert "The note stays on this machine" in after.text
    kept = fake.store.feedback(replied.reply_id)
    assert kept is not None
    assert (kept.verdict, kept.note) == ("evidence_wrong", "")


def test_a_script_gets_the_form_alone_and_the_last_word_counts(
    web: TestClient, fake: FakeAssistant, replied: Event
) -> None:
    path = f"/replies/{replied.reply_id}/feedback"
    web.post(path, data={"verdict": "wrong"}, headers=BY_SCRIPT)
    noted = web.post(path, data={"given": "wrong", "note": "One.\r\nTwo."}, headers=BY_SCRIPT)
    assert noted.text.lstrip().startswith("<form")
    assert (pressed(noted.text), note(noted.text)) == (["wrong"], "One.\nTwo.")
    changed = web.post(path, data={"verdict": "helpful", "given": "wrong", "note": "One."}, headers=BY_SCRIPT)
    assert (pressed(changed.text), note(changed.text)) == (["helpful"], "One.")
    assert [(one.verdict, one.note) for one in fake.store.all_feedback()] == [("helpful", "One.")]


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
def test_a_note_too_long_comes_back_whole_with_the_reason(
    web: TestClient, fake: FakeAssistant, replied: Event, headers: dict[str, str]
) -> None:
    long = "x" * 2001
    path = f"/replies/{replied.reply_id}/feedback"
    refused = web.post(path, data={"verdict": "wrong", "note": long}, headers=headers)
    assert refused.status_code == 422
    assert "A note holds 2000 characters; this has 2001." in unescape(refused.text)
    assert note(refused.text) == long
    assert ("<main" in refused.text) is not bool(headers)
    assert fake.store.feedback(replied.reply_id) is None
    fits = web.post(path, data={"given": "wrong", "note": "x\r\n" * 1000}, headers=headers)
    assert fits.status_code == 200, "a line end is one character"


@pytest.mark.parametrize("verdict", ["", "splendid"])
def test_what_is_no_verdict_is_refused(web: TestClient, replied: Event, verdict: str) -> None:
    refused = web.post(f"/replies/{replied.reply_id}/feedback", data={"verdict": verdict}, headers=BY_SCRIPT)
    assert refused.status_code == 422
    assert "is not a verdict" in refused.text


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
def test_a_reply_deleted_meanwhile_is_told_and_the_note_is_not_lost(
    web: TestClient, fake: FakeAssistant, replied: Event, headers: dict[str, str]
) -> None:
    fake.store.delete(replied.conversation_id)
    path = f"/replies/{replied.reply_id}/feedback"
    refused = web.post(path, data={"verdict": "wrong", "note": "Look at this."}, headers=headers)
    assert refused.status_code == 404
    assert "the conversation may have been deleted" in refused.text
    assert note(refused.text) == "Look at this."


def test_a_hostile_note_stays_text(web: TestClient, replied: Event) -> None:
    path = f"/replies/{replied.reply_id}/feedback"
    shown = web.post(path, data={"verdict": "wrong", "note": HOSTILE}).text
    assert note(shown) == HOSTILE
    assert "<script>alert(1)" not in shown


@pytest.mark.parametrize("question", [VALPROATE, ORDER, CASE, "Anything else?"])
def test_every_kind_of_reply_can_be_judged(web: TestClient, question: str) -> None:
    assert web.post("/ask", data={"question": question}).text.count('class="feedback"') == 1
    assert web.post("/ask/stream", data={"question": question}).text.count('class="feedback"') == 1
