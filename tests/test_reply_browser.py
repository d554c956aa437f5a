"""A reply in a real browser: sources side by side, copied, linked, printed, looked into; and nothing jumps."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Reader, reader_at, serving
from tests.fake_assistant import CASE, FOLLOW_UP, NOT_COVERED, ORDER, PREMISE, VALPROATE, FakeAssistant

DISSENT = ".dispute tbody tr:not(.said)"
# A reader who scrolls to the first sentence as soon as there is more to read. Noted is what the browser itself saw move
# of the answer after that; what it made good by scrolling along does not count.
WATCH = """() => {
  window.moved = null;
  new PerformanceObserver((seen) => {
    for (const shift of seen.getEntries()) for (const { node, previousRect, currentRect } of shift.sources) {
      const one = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const by = currentRect.top - previousRect.top;
      if (one?.closest(".statements, .disputes")) moved?.push([one.outerHTML.slice(0, 60), by]);
    }
  }).observe({ type: "layout-shift" });
  const arriving = new MutationObserver(() => {
    if (!document.querySelector(".turn.working .dispute")) return;
    arriving.disconnect();
    document.querySelector(".turn.working .statement").scrollIntoView();
    moved = [];
  });
  arriving.observe(document.getElementById("log"), { childList: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("reply"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


def open_all(page: Page) -> None:
    for summary in page.locator(".made > summary, .searched > summary").all():
        summary.click()
    expect(page.locator(".made[open]").last.locator(".workings")).to_be_visible()


def test_what_others_say_stands_beside_what_is_said(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    rows = page.locator(".dispute tbody tr")
    expect(rows).to_have_count(3)
    assert (
        rows.first.get_by_role("cell").last.inner_text().startswith("A meta-analysis of randomized controlled studies")
    )
    expect(rows.nth(2).get_by_role("rowheader")).to_have_text("Ronaldson et al. 2012")
    cells = [" ".join(cell.split()) for cell in rows.nth(2).get_by_role("cell").all_inner_texts()]
    assert cells[:2] == ["2012", "evidence digest"]
    assert cells[2].endswith("(odds ratio 2.59, 95% CI 1.51 to 4.42). [5]")
    page.get_by_role("link", name="Other sources differ").first.click()
    expect(page.locator(".dispute")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    year, words = rows.nth(1).locator("td").nth(0).bounding_box(), rows.nth(1).locator(".words").bounding_box()
    assert year and words
    beside = page.viewport_size and page.viewport_size["width"] > 360
    assert (year["x"] + year["width"] <= words["x"]) is bool(beside)  # a row, or where that is too narrow a block


def test_nothing_that_was_read_moves_while_sentences_arrive(anywhere: Reader, fake: FakeAssistant) -> None:
    """A sentence keeps its place in the window when more arrive, and when the whole reply takes the stream's place."""
    page = anywhere.page
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": 420})  # there is something to scroll
    anywhere.opens()
    anywhere.asks(VALPROATE)
    fake.pause = 0.5
    page.evaluate(WATCH)
    page.fill("#question", PREMISE)
    page.press("#question", "Enter")
    latest = page.locator(".turn:last-child")
    expect(latest.locator(DISSENT)).to_have_count(2)
    fake.pause = 0.0
    expect(page.locator(".turn.working")).to_have_count(0)
    expect(latest.locator(".premise")).to_have_count(1)  # it came last, and stands above what was read
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert page.evaluate("moved") == []


def test_an_answer_is_copied_with_its_numbers_and_references(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address, permissions=["clipboard-read", "clipboard-write"]):
        page = reader.page
        reader.opens()
        reader.asks(VALPROATE)
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator(".take [role=status]")).to_have_text("Copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith(VALPROATE)
        assert "Limits: However, this study utilized 5 randomized controlled trials" in text
        assert "Other sources say: Ronaldson et al. 2012" in text
        assert re.search(r"^5\. Adding a drug to clozapine.*\(2025, evidence digest\)", text, re.M)
        page.get_by_role("button", name="Copy as Markdown").press("Enter")
        expect(page.locator(".take [role=status]")).to_have_text("Copied as Markdown.")
        assert page.evaluate("navigator.clipboard.readText()").startswith(f"# {VALPROATE}")
        with page.expect_download() as download:
            page.get_by_role("button", name="References (RIS)").click()
        assert re.fullmatch(r"trs-reply-[\d-]{10}-[0-9a-f]{8}\.ris", download.value.suggested_filename)


def test_what_cannot_be_copied_is_said(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address):
        page = reader.page
        reader.opens()
        reader.asks(VALPROATE)
        page.locator(".next").scroll_into_view_if_needed()  # these are fetched as soon as they are in sight
        expect(page.locator(".next-questions > *").first).to_be_visible()
        reader.page.context.set_offline(True)
        with page.expect_console_message(lambda said: "DISCONNECTED" in said.text):  # it may come after the words
            page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator(".take [role=status]")).to_contain_text("It could not be copied.")
        reader.complaints.clear()


def test_without_scripts_copy_opens_the_text(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", VALPROATE)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("body")).to_contain_text("Other sources say: Ronaldson et al. 2012")
    page.go_back()
    without_scripts.complaints.clear()  # the browser looked for an icon of the plain text
    page.locator(".made > summary").click()
    page.get_by_role("link", name="What was searched for and found").click()
    expect(page.locator("h1")).to_have_text("How the reply came about")


def test_a_reply_has_an_address_of_its_own(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    anywhere.asks(FOLLOW_UP)
    conversation = page.url
    page.locator(".turn").first.get_by_role("link", name="Link", exact=True).click()
    expect(page.locator(".question")).to_have_text([VALPROATE])
    expect(page.locator(".dispute")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    page.get_by_role("link", name="The conversation it is from").click()
    expect(page.locator(".question")).to_have_text([VALPROATE, FOLLOW_UP])
    assert page.url.startswith(conversation + "#t-")


def test_a_question_can_be_put_otherwise_on_the_page_of_its_reply(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    reader.asks(FOLLOW_UP)
    reader.page.get_by_role("link", name="Link", exact=True).click()
    reader.page.locator(".reword summary").click()
    reader.page.fill(".reword textarea", VALPROATE)
    reader.page.get_by_role("button", name="Ask this").click()
    expect(reader.page.locator(".question")).to_have_text([FOLLOW_UP, VALPROATE])
    assert fake.asked[-1] == (VALPROATE, False)


def test_on_paper_everything_is_open_and_nothing_is_to_be_pressed(reader: Reader) -> None:
    page = reader.page
    reader.opens()
    reader.asks(NOT_COVERED)
    reader.asks(VALPROATE)
    page.emulate_media(media="print")
    expect(page.locator(".composer")).to_be_hidden()
    expect(page.locator(".take").first).to_be_hidden()
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(".searched p")).to_be_visible()  # folded on the page
    page.emulate_media(media="screen")
    page.locator(".turn:last-child").get_by_role("link", name="Print").click()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_have_text(VALPROATE)
    expect(page.locator("blockquote")).to_have_count(5)
    expect(page.locator(".printed-references")).to_contain_text("Our digest, checked against the primary source.")
    expect(page.locator(".unprinted").first).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_working_opens_under_the_reply(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    page.locator(".made > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".workings > li")).to_have_count(4)
    expect(page.locator(".ranks tbody tr.cited")).to_contain_text("Treatment-resistant schizophrenia: brief overview")
    expect(page.locator(".workings")).to_contain_text("5 sentences passed the check, none was refused.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_state_passes_axe(by_day_and_night: Reader) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    reader.opens()
    for question in (VALPROATE, VALPROATE, ORDER, CASE):
        reader.asks(question)
    open_all(page)
    found = {"open": reader.breaks_no_rule()}
    links = page.locator(".take").get_by_role("link", name="Link", exact=True)
    for address in [links.first.get_attribute("href"), links.last.get_attribute("href")]:
        for path in (f"{address}", f"{address}/print", f"{address}/working"):
            reader.opens(path)
            found[path] = reader.breaks_no_rule()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert {state: broken for state, broken in found.items() if broken} == {}
