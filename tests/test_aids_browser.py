"""Cards, verdicts and further questions in a real browser: by pointer, keyboard and finger, at three widths."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Reader, reader_at
from tests.fake_assistant import BY_MODEL, NOT_COVERED, PREMISE, VALPROATE, FakeAssistant

CONVERSATION = re.compile("/conversations/[0-9a-f]{32}$")
COVERS = """([card, marker]) => {
  const a = card.getBoundingClientRect(), line = marker.getClientRects()[0];
  return a.top < line.bottom && line.top < a.bottom;
}"""


def asks(reader: Reader, question: str) -> None:
    """Asks at a new page, and waits until nothing on it moves any more."""
    reader.opens()
    reader.asks(question)
    expect(reader.page).to_have_url(CONVERSATION)


def said(page: Page) -> Locator:
    """What the reply says: its sentences, and the table of those that differ."""
    return page.locator(".statements, .disputes")


def card(page: Page) -> Locator:
    return page.locator("#preview")


def is_beside(page: Page, marker: Locator) -> bool:
    """Whether the card is inside the window and off the marker's line."""
    box, size = card(page).bounding_box(), page.viewport_size
    assert box
    assert size
    inside = box["x"] >= 0 and box["y"] >= 0
    inside = inside and box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]
    covers: bool = page.evaluate(COVERS, [card(page).element_handle(), marker.element_handle()])
    return inside and not covers


# The card beside an [n]


def test_where_the_pointer_rests_the_exact_words_are_shown(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    asks(anywhere, VALPROATE)
    (turn,) = fake.store.turns(page.url.rsplit("/", 1)[-1])
    quotes = [citation.quote for statement in turn.reply.statements for citation in statement.citations]
    for number, quote in enumerate(quotes, start=1):
        page.mouse.move(1, 1)  # the card before may lie over the next marker
        expect(card(page)).to_be_hidden()
        marker = said(page).locator(".cite", has_text=f"[{number}]").first
        marker.hover()
        expect(marker).to_have_attribute("aria-describedby", "preview")
        expect(card(page)).to_be_visible()
        assert card(page).locator("blockquote bdi").text_content() == quote
        assert is_beside(page, marker)
    expect(card(page)).to_contain_text("Our digest, checked against the primary source")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pointer_can_go_onto_the_card_and_it_goes_when_left(reader: Reader) -> None:
    page = reader.page
    asks(reader, VALPROATE)
    page.locator(".statements .cite").first.hover()
    expect(card(page)).to_be_visible()
    card(page).hover()
    page.wait_for_timeout(600)  # longer than it takes to go
    expect(card(page)).to_be_visible()
    page.locator("#question").hover()
    expect(card(page)).to_be_hidden()
    expect(page.locator("[aria-describedby=preview]")).to_have_count(0)


def test_escape_dismisses_the_card_and_nothing_else(reader: Reader) -> None:
    page = reader.page
    asks(reader, VALPROATE)
    page.locator(".statements .cite").first.click()
    expect(page.locator(".source")).to_be_visible()
    page.locator(".statements .cite").nth(1).hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(page.locator(".source")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".source")).to_have_count(0)


def test_the_keyboard_alone_reads_the_cards_one_by_one(anywhere: Reader) -> None:
    page = anywhere.page
    asks(anywhere, VALPROATE)
    page.locator(".reword summary").focus()  # the keyboard goes on from here
    for number in (1, 2, 3):
        page.keyboard.press("Tab")
        marker = said(page).locator(".cite", has_text=f"[{number}]").first
        expect(marker).to_be_focused()
        expect(card(page)).to_be_visible()
        expect(marker).to_have_attribute("aria-describedby", "preview")
        assert is_beside(page, marker)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".source h2")).to_be_focused()
    expect(card(page)).to_be_hidden()


def test_a_card_turns_to_where_there_is_room(reader: Reader) -> None:
    page = reader.page
    asks(reader, VALPROATE)
    marker = page.locator(".statements .cite").first
    marker.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 60)")
    page.locator(".statements .cite").last.scroll_into_view_if_needed()
    page.set_viewport_size({"width": 700, "height": 420})
    for one in (page.locator(".statements .cite").first, page.locator(".references .cite").last):
        one.scroll_into_view_if_needed()
        one.hover()
        expect(one).to_have_attribute("aria-describedby", "preview")
        assert is_beside(page, one)


def test_the_nearest_passages_and_a_kept_conversation_have_cards_too(reader: Reader) -> None:
    asks(reader, NOT_COVERED)
    reader.page.reload()
    reader.page.locator(".nearest .cite").first.hover()
    expect(card(reader.page)).to_contain_text("With lamotrigine, after removal of 2 outliers")


def test_a_finger_opens_the_document_and_no_card(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address, 360, has_touch=True, is_mobile=True):
        asks(reader, VALPROATE)
        reader.page.locator(".statements .cite").first.tap()
        expect(reader.page.locator("#cited")).to_be_visible()
        expect(card(reader.page)).to_be_hidden()


# A verdict


def test_a_verdict_is_kept_at_a_press_and_can_be_changed(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    asks(anywhere, VALPROATE)
    page.get_by_role("button", name="Evidence wrong").click()
    expect(page.locator(".verdicts")).to_contain_text("Your verdict, kept:")
    page.get_by_label("A note for those who keep the corpus").fill("The trials are older.")
    page.get_by_role("button", name="Wrong", exact=True).click()
    expect(page.get_by_role("button", name="Wrong", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Wrong", exact=True)).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Wrong", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("A note for those who keep the corpus")).to_have_value("The trials are older.")
    (kept,) = fake.store.all_feedback()
    assert (kept.verdict, kept.note, kept.question) == ("wrong", "The trials are older.", VALPROATE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_note_is_kept_with_the_verdict_given(reader: Reader, fake: FakeAssistant) -> None:
    asks(reader, VALPROATE)
    reader.page.get_by_role("button", name="Helpful").click()
    reader.page.get_by_label("A note for those who keep the corpus").fill("Good.")
    with reader.page.expect_response("**/feedback"):
        reader.page.get_by_role("button", name="Keep note").click()
    assert [(one.verdict, one.note) for one in fake.store.all_feedback()] == [("helpful", "Good.")]


def test_a_reply_deleted_in_another_window_is_told_where_the_verdict_would_be(
    reader: Reader, fake: FakeAssistant
) -> None:
    asks(reader, VALPROATE)
    fake.store.delete(reader.page.url.rsplit("/", 1)[-1])
    reader.page.get_by_role("button", name="Helpful").click()
    expect(reader.page.locator(".feedback .problem")).to_contain_text("the conversation may have been deleted")
    assert [text for text in reader.complaints if "404" not in text] == []
    reader.complaints.clear()


# Questions to go on with


def test_further_questions_are_asked_as_they_stand_in_the_same_conversation(
    anywhere: Reader, fake: FakeAssistant
) -> None:
    page = anywhere.page
    asks(anywhere, VALPROATE)
    conversation = page.url
    page.locator(".next").scroll_into_view_if_needed()
    expect(page.locator(".next-questions button")).to_have_text([BY_MODEL, PREMISE, NOT_COVERED])
    page.get_by_role("button", name=BY_MODEL).click()
    expect(page.locator(".turn.answer")).to_have_count(2)
    assert page.url == conversation
    assert fake.asked[-1] == (BY_MODEL, False)
    expect(page.locator(".next").first).to_be_hidden()
    page.locator(".next").last.scroll_into_view_if_needed()
    expect(page.locator(".next").last.locator("button")).to_have_text([PREMISE, NOT_COVERED])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_further_question_asked_by_keyboard_leaves_the_focus_where_the_next_is_typed(reader: Reader) -> None:
    asks(reader, VALPROATE)
    reader.page.locator(".next").scroll_into_view_if_needed()
    expect(reader.page.get_by_role("button", name=BY_MODEL)).to_be_visible()
    reader.page.get_by_role("link", name="Questions to go on with").focus()
    reader.page.keyboard.press("Tab")
    expect(reader.page.get_by_role("button", name=BY_MODEL)).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".turn.answer")).to_have_count(2)
    expect(reader.page.locator("#question")).to_be_focused()


def test_without_scripts_they_are_a_link_away_and_a_verdict_is_a_press(
    without_scripts: Reader, fake: FakeAssistant
) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", VALPROATE)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Helpful").click()
    expect(page.get_by_role("button", name="Helpful")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Questions to go on with").click()
    page.get_by_role("button", name=PREMISE).click()
    expect(page.locator(".turn.answer")).to_have_count(2)
    assert fake.asked[-1] == (PREMISE, False)


def test_every_state_passes_axe(by_day_and_night: Reader) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    asks(reader, VALPROATE)
    page.locator(".next").scroll_into_view_if_needed()
    expect(page.locator(".next-questions button")).to_have_count(3)
    found = {"next": reader.breaks_no_rule()}
    page.get_by_role("button", name="Helpful").click()
    expect(page.locator(".feedback textarea")).to_be_visible()
    found["feedback"] = reader.breaks_no_rule()
    page.locator(".statements .cite").last.hover()
    expect(card(page)).to_be_visible()
    found["card"] = reader.breaks_no_rule()
    reader.opens(page.get_by_role("link", name="Questions to go on with").get_attribute("href") or "")
    found["page"] = reader.breaks_no_rule()
    assert {state: broken for state, broken in found.items() if broken} == {}
