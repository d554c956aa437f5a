"""The page in a real browser, against a real server: asked, read and checked, with scripts and without."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from api.main import create_app
from tests.fake_assistant import (
    BREAKS,
    EMERGENCY,
    FOLLOW_UP,
    HOSTILE,
    HOSTILE_QUESTION,
    NOT_COVERED,
    ORDER,
    PREMISE,
    VALPROATE,
    FakeAssistant,
)

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)
CONVERSATION = re.compile("/conversations/[0-9a-f]{32}$")
WIDTHS = {360: 740, 820: 1180, 1440: 900}


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("page"))
    yield assistant
    assistant.close()


@contextmanager
def serving(fake: FakeAssistant) -> Iterator[str]:
    """A real server on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(fake), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def started(chromium: Path) -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with started(chromium) as launched:
        yield launched


class Reader:
    """A reader at one browser window. What the browser complained of, and where it went, is noted."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.complaints, self.went = address, list[str](), set[str]()
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: self.went.add(request.url))
        context.set_default_timeout(10_000)
        expect.set_options(timeout=10_000)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def asks(self, question: str) -> None:
        """Types a question, presses Enter and waits for the reply."""
        turns = self.page.locator(".turn").count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        expect(self.page.locator(".turn")).to_have_count(turns + 1)
        expect(self.page.locator(".turn.working:not(:has(.problem))")).to_have_count(0)

    def marked(self) -> str:
        """The highlighted words of the open document."""
        words: str = self.page.evaluate(
            "[...document.querySelectorAll('.source mark')].map(m => m.textContent).join('')"
        )
        return words

    def breaks_no_rule(self) -> list[Any]:
        """What axe finds wrong. It is injected as a debugger does, because the page lets no other script in."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE})
        run = "axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
        asked = {"expression": run, "awaitPromise": True, "returnByValue": True}
        found: list[Any] = session.send("Runtime.evaluate", asked)["result"]["value"]
        return found


def reader_at(browser: Browser, address: str, width: int = 1440, **how: Any) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce", **how)
    reader = Reader(context, address)
    yield reader
    context.close()
    assert reader.complaints == []
    assert {url for url in reader.went if not url.startswith(address + "/")} == set()


@pytest.fixture(params=WIDTHS)
def anywhere(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    """A reader at each of three widths."""
    yield from reader_at(browser, address, request.param)


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    yield from reader_at(browser, address)


@pytest.fixture(params=["light", "dark"])
def by_day_and_night(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    yield from reader_at(browser, address, 360, color_scheme=request.param)


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Reader]:
    yield from reader_at(browser, address, java_script_enabled=False)


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
    expect(page.locator(".turn.answer .disagreement")).to_have_count(2)
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
        page.locator(".statements .cite", has_text=f"[{number}]").click()
        expect(page.locator(".statements .cite[aria-current]")).to_have_text(f"[{number}]")
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
    page.click("text=Ask >> nth=-1")
    expect(page.locator(".turn .disagreement")).to_have_count(2)
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
    assert page.locator(".source a").count() == 0  # a javascript: address is not a link
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
    page.locator(".statements .cite").nth(3).click()
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
