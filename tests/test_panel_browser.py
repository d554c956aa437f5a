"""The panel beside an answer in a real browser: the cited words stay in sight, and lead on to the others cited."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Reader, reader_at, serving
from tests.fake_assistant import VALPROATE, FakeAssistant


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("panel"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


def opened(reader: Reader, number: int = 1) -> Page:
    """An answer with one of its sources open."""
    reader.opens()
    reader.asks(VALPROATE)
    reader.page.locator(".turn .cite", has_text=f"[{number}]").first.click()
    expect(reader.page.locator("#cited")).to_be_in_viewport(ratio=1)
    return reader.page


def in_sight(page: Page) -> bool:
    """Whether the first line of the cited words can be seen: no header and no edge of the panel is over it."""
    seen: bool = page.evaluate(
        "(() => { const line = document.querySelector('#cited').getClientRects()[0];"
        " const at = document.elementFromPoint(line.left + 4, line.top + line.height / 2);"
        " return !!at && !!at.closest('#cited'); })()"
    )
    return seen


def test_the_words_cited_in_one_document_are_gone_through_one_by_one(anywhere: Reader, fake: FakeAssistant) -> None:
    page = opened(anywhere)
    (turn,) = fake.store.turns(page.url.rsplit("/", 1)[-1])
    quotes = [statement.citations[0].quote for statement in turn.reply.statements[:3]]
    before, after = page.locator(".steps [data-step='-1']"), page.locator(".steps [data-step='1']")
    expect(before).to_be_disabled()
    for at, quote in enumerate(quotes, start=1):
        expect(page.locator(".steps .place")).to_have_text(f"{at} of 3 cited here")
        expect(page.locator(".statements .cite[aria-current]")).to_have_text(f"[{at}]")
        assert anywhere.marked() == quote
        assert in_sight(page)
        if at < 3:
            after.focus()
            page.keyboard.press("Enter")
    expect(after).to_be_disabled()
    expect(page.locator(".source h2")).to_be_focused()  # there is no next one to stay on
    before.click()
    expect(page.locator(".steps .place")).to_have_text("2 of 3 cited here")
    expect(before).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".statements .cite", has_text="[2]")).to_be_focused()


def test_a_document_cited_at_one_place_has_no_steps(reader: Reader) -> None:
    page = opened(reader)
    page.keyboard.press("Escape")
    reader.asks("and topiramate?")
    page.locator(".turn").last.locator(".statements .cite").click()
    expect(page.locator("#cited")).to_contain_text("Topiramate")
    expect(page.locator(".steps .place")).to_have_count(0)


def test_words_scrolled_away_come_back(anywhere: Reader) -> None:
    page = opened(anywhere)
    page.evaluate("document.querySelector('.source .text').scrollTop = 0")
    expect(page.locator("#cited")).not_to_be_in_viewport()
    page.get_by_role("button", name="Show words").click()
    assert in_sight(page)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (360, 400), (640, 360), (1440, 400)])
def test_the_words_are_in_sight_in_a_low_window_and_when_it_is_turned(
    browser: Browser, address: str, width: int, height: int
) -> None:
    for reader in reader_at(browser, address):
        page = opened(reader, 4)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"innerWidth === {width}")
        expect(page.locator("#cited")).to_be_in_viewport()
        assert in_sight(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_panel_says_what_is_cited_and_how_far_it_was_checked(reader: Reader) -> None:
    page = opened(reader, 4)
    said = page.locator(".source header")
    for words in ("Evidence digest, 2025", "International", "AUG-08", "Yeh et al. 2023", "checked against the primary"):
        expect(said).to_contain_text(words)
    page.get_by_role("link", name="Open the whole page").click()
    expect(page.locator("h1")).to_have_text("Adding a drug to clozapine: trials and meta-analyses by agent")
    expect(page.locator("#cited")).to_be_in_viewport(ratio=1)
