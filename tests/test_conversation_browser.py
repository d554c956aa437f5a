"""Conversations in a real browser: answers stopped, questions reworded, conversations renamed, exported, deleted."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Reader
from tests.fake_assistant import BREAKS, BY_MODEL, FOLLOW_UP, MODEL, NOT_COVERED, NOTICE, VALPROATE, FakeAssistant

STOPPED = "Stopped. Nothing was kept."
UNDERSTOOD = "Topiramate with clozapine: what dose was studied?"


def begins(reader: Reader, fake: FakeAssistant, question: str = BY_MODEL) -> None:
    """Asks, and the answer takes its time."""
    fake.pause = 20.0
    reader.page.fill("#question", question)
    reader.page.press("#question", "Enter")
    expect(reader.page.locator(".turn.working:not(:has(.problem))")).to_have_count(1)


def gives_up(page: Page, fake: FakeAssistant) -> None:
    """Waits until nothing more is being answered: the server notices in its own time that nobody waits."""
    for _ in range(500):
        if not fake.at_work:
            break
        page.wait_for_timeout(10)
    assert fake.at_work == 0


# Stop


@pytest.mark.parametrize("how", ["button", "key", "keyboard"])
def test_an_answer_can_be_stopped_and_the_question_comes_back(anywhere: Reader, fake: FakeAssistant, how: str) -> None:
    page = anywhere.page
    anywhere.opens()
    begins(anywhere, fake)
    expect(page.locator("#status")).to_have_text(f"Asking the chat model {MODEL} …")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()
    if how == "button":
        page.get_by_role("button", name="Stop").click()
    elif how == "key":
        page.keyboard.press("Escape")
    else:
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Stop")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text(STOPPED)
    expect(page.locator("#question")).to_be_focused()
    assert page.input_value("#question") == BY_MODEL
    assert page.locator(".turn").count() == 0
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    page.wait_for_function("document.querySelector('#ask [type=submit]').disabled === false")
    gives_up(page, fake)
    assert fake.store.conversations() == ()
    fake.pause = 0.0
    anywhere.asks(BY_MODEL)
    expect(page.locator("#status")).to_have_text("Answered, with 3 citations; 1 sentence removed.")


def test_a_question_to_begin_with_that_is_stopped_can_be_asked_again(reader: Reader, fake: FakeAssistant) -> None:
    fake.pause = 20.0
    reader.opens()
    reader.page.get_by_role("button", name=VALPROATE).click()
    expect(reader.page.locator(".turn.working")).to_have_count(1)
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("#status")).to_have_text(STOPPED)
    assert reader.page.input_value("#question") == VALPROATE
    fake.pause = 0.0
    reader.page.get_by_role("button", name="Ask", exact=True).click()
    expect(reader.page.locator(".turn.answer")).to_have_count(1)
    expect(reader.page.locator("#question")).to_be_focused()


def test_what_was_answered_before_stays_when_the_next_answer_is_stopped(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    reader.opens()
    reader.asks(VALPROATE)
    reader.asks(BREAKS)
    begins(reader, fake, FOLLOW_UP)
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text(STOPPED)
    assert page.locator(".question").all_inner_texts() == [VALPROATE, BREAKS]
    (kept,) = fake.store.conversations()
    assert kept.turns == 1
    assert page.url.endswith(kept.conversation_id)


def test_escape_closes_the_open_source_before_it_stops_the_answer(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    reader.opens()
    reader.asks(VALPROATE)
    begins(reader, fake)
    page.locator(".statements .cite").first.click()
    expect(page.locator(".source")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".source")).to_have_count(0)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text(STOPPED)


def test_a_page_that_is_left_stops_its_answer(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    begins(reader, fake)
    reader.opens("/sources")
    gives_up(reader.page, fake)
    assert (fake.at_work, fake.store.conversations()) == (0, ())


# What was removed, and by whom it was written


def test_a_removed_sentence_is_visible_by_its_reason_alone(reader: Reader) -> None:
    reader.opens()
    reader.asks(BY_MODEL)
    removed = reader.page.locator(".removed")
    expect(removed.locator("li")).to_be_hidden()
    removed.locator("summary").press("Enter")
    expect(removed.locator("li")).to_have_text("'600 mg' is not in the cited words")
    expect(removed.locator("summary")).to_have_text("1 sentence removed")
    expect(reader.page.locator(".notice")).to_have_text(NOTICE)
    expect(reader.page.locator(".turn .meta").first).to_have_text(
        f"Phrased by {MODEL}; each sentence was checked against the words it cites."
    )
    assert reader.page.locator(".phrased").count() == 1  # the limits are the source's own words
    reader.page.locator(".made summary").click()
    expect(reader.page.locator(".made > p")).to_contain_text(f"prompt compose@0123456789ab · composed by {MODEL}")
    assert "Valproate 600 mg is safe." not in reader.page.content()


# The question as understood


def test_the_question_as_understood_can_be_put_otherwise_by_keyboard(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    anywhere.asks(FOLLOW_UP)
    turn = page.locator(".turn").last
    expect(turn.locator(".understood")).to_have_text(f"Understood as: {UNDERSTOOD}")
    turn.get_by_text("Edit").focus()
    page.keyboard.press("Enter")
    field = turn.get_by_label("What you mean")
    expect(field).to_be_focused()
    assert field.input_value() == UNDERSTOOD
    field.fill("Topiramate alone")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(3)
    expect(page.locator(".turn.working")).to_have_count(0)
    assert fake.asked == [(VALPROATE, True), (FOLLOW_UP, True), ("Topiramate alone", False)]
    (kept,) = fake.store.conversations()
    assert kept.turns == 3
    expect(turn.get_by_label("What you mean")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reworded_question_that_is_stopped_comes_back_too(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    reader.asks(FOLLOW_UP)
    fake.pause = 20.0
    reader.page.get_by_text("Edit").click()
    reader.page.get_by_label("What you mean").fill(VALPROATE)
    reader.page.get_by_role("button", name="Ask this").click()
    expect(reader.page.locator(".turn.working")).to_have_count(1)
    reader.page.get_by_role("button", name="Stop").click()
    expect(reader.page.locator("#status")).to_have_text(STOPPED)
    assert reader.page.input_value("#question") == VALPROATE


def test_a_question_can_be_reworded_without_scripts(without_scripts: Reader, fake: FakeAssistant) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", FOLLOW_UP)
    page.click("#ask [type=submit]")
    page.get_by_text("Edit").click()
    page.get_by_label("What you mean").fill(NOT_COVERED)
    page.get_by_role("button", name="Ask this").click()
    expect(page.locator(".question")).to_have_text([FOLLOW_UP, NOT_COVERED])
    assert fake.asked == [(FOLLOW_UP, True), (NOT_COVERED, False)]


# The list


@pytest.mark.parametrize("scripts", ["reader", "without_scripts"])
def test_a_conversation_is_renamed_exported_and_deleted(
    request: pytest.FixtureRequest, fake: FakeAssistant, scripts: str
) -> None:
    reader: Reader = request.getfixturevalue(scripts)
    page = reader.page
    fake.ask(VALPROATE)
    reader.opens()
    page.get_by_role("link", name="Conversations").click()
    page.locator(".kept summary", has_text="Rename").click()
    page.get_by_label("New title").fill("Valproate, <b>bold</b>")
    page.locator(".kept button").click()
    expect(page.get_by_role("status")).to_have_text("Renamed.")
    expect(page.locator(".kept h2")).to_have_text("Valproate, <b>bold</b>")
    for name, start in (("Markdown", "# Valproate, "), ("JSON", "{")):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Export as {name} Valproate, <b>bold</b>").click()
        assert re.fullmatch(r"trs-conversation-[\d-]{10}-[0-9a-f]{8}\.(md|json)", download.value.suggested_filename)
        assert Path(download.value.path()).read_text("utf-8").startswith(start)
    page.get_by_role("link", name="Delete Valproate").click()
    page.get_by_role("link", name="Keep it").click()
    assert len(fake.store.conversations()) == 1
    page.get_by_role("link", name="Delete Valproate").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("status")).to_have_text("Deleted. Its words are gone for good.")
    expect(page.locator("main")).to_contain_text("Nothing is kept.")
    assert fake.store.conversations() == ()


def test_two_tabs_write_into_one_conversation(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    reader.asks(VALPROATE)
    other = reader.page.context.new_page()
    other.goto(reader.page.url)
    reader.asks(NOT_COVERED)
    other.fill("#question", FOLLOW_UP)
    other.press("#question", "Enter")
    expect(other.locator(".turn.answer")).to_have_count(2)
    reader.page.reload()
    assert reader.page.locator(".question").all_inner_texts() == [VALPROATE, NOT_COVERED, FOLLOW_UP]


def test_a_conversation_deleted_in_another_tab_is_told_where_the_answer_would_be(
    reader: Reader, fake: FakeAssistant
) -> None:
    reader.opens()
    reader.asks(VALPROATE)
    fake.store.delete(fake.store.conversations()[0].conversation_id)
    reader.asks(FOLLOW_UP)
    expect(reader.page.locator(".turn .problem")).to_contain_text("There is no such conversation.")
    assert fake.store.conversations() == ()


def test_every_state_passes_axe(by_day_and_night: Reader, fake: FakeAssistant) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    reader.opens()
    reader.asks(FOLLOW_UP)
    reader.asks(BY_MODEL)
    for summary in page.locator(".turn summary").all():
        summary.click()
    found = {"opened": reader.breaks_no_rule()}
    begins(reader, fake, VALPROATE)
    found["asking"] = reader.breaks_no_rule()
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text(STOPPED)
    found["stopped"] = reader.breaks_no_rule()
    one = fake.store.conversations()[0].conversation_id
    for path in ("/conversations?done=renamed", f"/conversations/{one}/delete"):
        reader.opens(path)
        found[path] = reader.breaks_no_rule()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {state: broken for state, broken in found.items() if broken} == {}


def test_what_is_exported_is_what_was_shown(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    reader.asks(BY_MODEL)
    shown = [words.removesuffix("\xa0[1]") for words in reader.page.locator(".statements .words bdi").all_inner_texts()]
    one = fake.store.conversations()[0].conversation_id
    exported = json.loads(reader.page.request.get(f"{reader.address}/v1/conversations/{one}/export?format=json").text())
    assert [statement["text"] for statement in exported["turns"][0]["reply"]["statements"]] == shown
