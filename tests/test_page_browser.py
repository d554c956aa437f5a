"""The page in a real browser, against a real server: asked, read and checked, with scripts and without."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Reader, reader_at, serving
from tests.fake_assistant import (
    BREAKS,
    EMERGENCY,
    FOLLOW_UP,
    HOSTILE_QUESTION,
    NOT_COVERED,
    ORDER,
    PREMISE,
    VALPROATE,
    FakeAssistant,
)
from tests.fake_index import HOSTILE

CONVERSATION = re.compile("/conversations/[0-9a-f]{32}$")


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("page"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


def test_sentences_arrive_one_by_one_before_the_reply_is_whole(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens()
    fake.pause = 0.4
    page.fill("#question", PREMISE)
    page.press("#question", "Enter")
    expect(page.locator(".turn.working .statement .words").first).to_contain_text("(800–1,125 mg/d)")
    expect(page.locator("#status")).to_have_text("1 passage found. Checking sentences against them …")
    assert page.locator(".turn .words").count() < 5
    assert page.locator(".turn.working").count() == 1
    fake.pause = 0.0
    expect(page.locator(".turn.answer .dispute tbody tr:not(.said)")).to_have_count(2)
    expect(page.locator("#status")).to_have_text("Answered, with 5 citations.")
    expect(page.locator(".premise")).to_have_text("Correction. The question says 2 g. The source says 800–1,125 mg/d.")
    assert page.locator(".turn").count() == 1
    assert page.locator(".statement > .words mark").all_inner_texts() == ["800–1,125 mg/d"]
    assert page.input_value("#question") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_number_opens_the_document_at_exactly_the_quoted_words(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    expect(page).to_have_url(CONVERSATION)
    (turn,) = fake.store.turns(page.url.rsplit("/", 1)[-1])
    quotes = [citation.quote for statement in turn.reply.statements for citation in statement.citations]
    assert len(quotes) == 5
    for number, quote in enumerate(quotes, start=1):
        page.locator(":is(.statements, .disputes) .cite", has_text=f"[{number}]").first.click()
        expect(page.locator(".cite[aria-current]")).to_have_text(f"[{number}]")
        assert anywhere.marked() == quote
        expect(page.locator("#cited")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        expect(page.locator(".source")).to_have_count(0)


def test_the_panel_takes_the_focus_and_gives_it_back(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    page.locator(".statements .cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".source h2")).to_be_focused()
    expect(page.locator(".source h2")).to_have_text("Treatment-resistant schizophrenia: brief overview")
    page.keyboard.press("Escape")
    expect(page.locator(".statements .cite").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


def test_a_conversation_goes_on_and_survives_a_reload(reader: Reader) -> None:
    reader.opens()
    reader.page.get_by_role("button", name=VALPROATE).click()
    expect(reader.page.locator(".turn.answer")).to_have_count(1)
    reader.asks(FOLLOW_UP)
    expect(reader.page.locator(".turn .missing")).to_have_text("Not covered by these sources: dose of topiramate.")
    expect(reader.page).to_have_url(CONVERSATION)
    reader.page.reload()
    assert reader.page.locator(".question").all_inner_texts() == [VALPROATE, FOLLOW_UP]


@pytest.mark.parametrize(
    ("question", "heading", "says"),
    [
        (NOT_COVERED, "These sources do not answer this", "Not covered by these sources: tinnitus."),
        (ORDER, "A decision for this patient is not mine to make", "The general rule in the sources"),
        (EMERGENCY, "This may be an emergency", "Call your local emergency number now."),
    ],
)
def test_an_abstention_says_why_and_helps(reader: Reader, question: str, heading: str, says: str) -> None:
    reader.opens()
    reader.asks(question)
    expect(reader.page.locator(".turn .verdict")).to_have_text(heading)
    expect(reader.page.locator(".turn")).to_contain_text(says)
    expect(reader.page.locator("#status")).to_have_text(heading + ".")
    if question == NOT_COVERED:
        reader.page.locator(".nearest .cite").first.click()
        expect(reader.page.locator("#cited")).to_contain_text("With lamotrigine")


def test_everything_can_be_read_and_asked_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", VALPROATE)
    page.click("#ask [type=submit]")
    expect(page.locator(".turn .dispute tbody tr:not(.said)")).to_have_count(2)
    page.locator(".statements .cite").nth(1).click()
    expect(page.locator("h1")).to_have_text("Treatment-resistant schizophrenia: brief overview")
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator("#cited")).to_contain_text("However, this study utilized 5 randomized controlled trials")
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("link", name="Adding a drug to clozapine").click()
    expect(page.locator(".statement-of").first).to_contain_text("AUG-01")


def test_hostile_text_stays_text_and_inside_the_page(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(HOSTILE_QUESTION)
    expect(page.locator(".question")).to_contain_text("<script>alert('q')</script>")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.evaluate("(t => t.scrollWidth <= t.clientWidth)(document.querySelector('.source .text'))")
    assert page.locator(".source .text a").count() == 0  # a javascript: address is not a link
    anywhere.opens(f"/sources/{HOSTILE.slug}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_failure_is_told_where_the_answer_would_be(reader: Reader) -> None:
    reader.opens()
    reader.asks(BREAKS)
    expect(reader.page.locator(".turn .problem")).to_contain_text("Something went wrong inside the program")
    expect(reader.page.locator("#status")).to_have_text("Not answered.")
    reader.asks(VALPROATE)
    expect(reader.page.locator(".turn.answer")).to_have_count(1)


def test_a_server_that_is_gone_is_told_in_the_status_line(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address):
        reader.opens()
        reader.page.context.set_offline(True)
        reader.page.fill("#question", VALPROATE)
        reader.page.press("#question", "Enter")
        expect(reader.page.locator("#status")).to_contain_text("Is it still running?")
        assert reader.page.input_value("#question") == VALPROATE
        assert any("ERR_INTERNET_DISCONNECTED" in text for text in reader.complaints)
        reader.complaints.clear()


def test_every_state_of_every_page_passes_axe(by_day_and_night: Reader) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    reader.opens()
    found = {"home": reader.breaks_no_rule()}
    for question in (PREMISE, NOT_COVERED, ORDER, EMERGENCY, BREAKS):
        reader.asks(question)
        found[question] = reader.breaks_no_rule()
    page.locator(".disputes .cite").last.click()
    expect(page.locator("#cited")).to_be_visible()
    found["panel"] = reader.breaks_no_rule()
    for path in ("/sources", "/sources/augmentation-evidence?start=0&end=40"):
        reader.opens(path)
        found[path] = reader.breaks_no_rule()
    assert {state: broken for state, broken in found.items() if broken} == {}


def test_a_wide_window_shows_the_answer_beside_its_source(reader: Reader) -> None:
    reader.opens()
    reader.asks(VALPROATE)
    reader.page.locator(".statements .cite").first.click()
    expect(reader.page.locator("#cited")).to_be_visible()
    answer, source = reader.page.locator(".talk").bounding_box(), reader.page.locator(".panel").bounding_box()
    assert answer and source
    assert answer["x"] + answer["width"] <= source["x"]


def test_a_long_wait_is_no_failure(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    fake.pause = 0.2
    began = time.monotonic()
    reader.asks(VALPROATE)
    fake.pause = 0.0
    assert time.monotonic() - began > 1.0
    expect(reader.page.locator("#status")).to_have_text("Answered, with 5 citations.")
