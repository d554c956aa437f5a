"""The chat in a real browser: conversations beside it, keys, looks, zoom, right-to-left, short windows, history."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Reader
from tests.fake_assistant import FOLLOW_UP, NOT_COVERED, ORDER, VALPROATE, FakeAssistant

FITS = "document.documentElement.scrollWidth <= innerWidth"
ARABIC = "ما هو مستوى الكلوزابين 350 ng/mL المرتبط بالاستجابة؟"
HEBREW = "מהו מינון הקלוזפין 300 mg ליום?"
LEFT = "The page was left before the answer was whole, so nothing of it was kept. Ask again."


def kept(fake: FakeAssistant, *questions: str) -> str:
    """A conversation of these questions."""
    conversation = ""
    for question in questions:
        conversation = fake.ask(question, conversation or None).conversation_id
    return conversation


def begins(reader: Reader, fake: FakeAssistant, question: str = VALPROATE, pause: float = 20.0) -> None:
    """Asks, and the answer takes its time."""
    fake.pause = pause
    reader.page.fill("#question", question)
    reader.page.press("#question", "Enter")
    expect(reader.page.locator(".turn.working")).to_have_count(1)


# Answers as they come


def test_a_reader_who_scrolls_up_is_left_where_they_read(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens(f"/conversations/{kept(fake, VALPROATE, FOLLOW_UP, VALPROATE)}")
    begins(anywhere, fake, pause=0.25)
    expect(page.locator(".turn.working .statement")).to_have_count(1)
    page.mouse.move(200, 300)
    page.evaluate("scrollTo(0, 120)")
    expect(page.locator("#status")).to_have_text("Answered, with 5 citations.")
    assert page.evaluate("scrollY") == 120


def test_a_page_left_during_an_answer_says_so_afterwards(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    reader.opens()
    begins(reader, fake)
    page.reload()
    expect(page.locator("#status")).to_have_text(LEFT)
    assert page.evaluate("[JSON.stringify(localStorage), JSON.stringify(sessionStorage)]").count("valproate") == 0
    page.reload()
    expect(page.locator("#status")).to_have_text("")
    fake.pause = 0.0
    reader.asks(VALPROATE)
    page.reload()
    expect(page.locator("#status")).to_have_text("")


def test_going_back_shows_the_conversation_as_it_was(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/sources")
    anywhere.opens()
    anywhere.asks(VALPROATE)
    anywhere.asks(NOT_COVERED)
    anywhere.opens("/cases")
    for step in (page.go_back, page.go_forward, page.go_back):
        step()
    expect(page.locator(".question")).to_have_text([VALPROATE, NOT_COVERED])
    anywhere.asks(FOLLOW_UP)
    page.go_back()
    expect(page).to_have_url(re.compile("/sources$"))
    page.go_forward()
    expect(page.locator(".question")).to_have_text([VALPROATE, NOT_COVERED, FOLLOW_UP])


def test_a_long_conversation_opens_at_its_last_turn_and_every_word_can_be_found(
    anywhere: Reader, fake: FakeAssistant
) -> None:
    page = anywhere.page
    anywhere.opens(f"/conversations/{kept(fake, ORDER, *[VALPROATE] * 48, NOT_COVERED)}")
    expect(page.locator(".turn")).to_have_count(50)
    expect(page.locator(".question").last).to_be_in_viewport()
    expect(page.locator(".question").first).not_to_be_in_viewport()
    assert page.evaluate(f"find({ORDER!r}, false, true)")
    page.reload()
    anywhere.asks(FOLLOW_UP)
    expect(page.locator(".question").last).to_be_in_viewport()


# Keys


def test_a_question_asked_before_comes_back_into_an_empty_box(reader: Reader) -> None:
    page = reader.page
    reader.opens()
    page.press("#question", "ArrowUp")
    assert page.input_value("#question") == ""
    reader.asks(VALPROATE)
    reader.asks(NOT_COVERED)
    page.press("#question", "ArrowUp")
    assert page.input_value("#question") == NOT_COVERED
    page.fill("#question", "mine")
    page.press("#question", "ArrowUp")
    assert page.input_value("#question") == "mine"


def focused(page: Page) -> str:
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


def test_single_keys_lead_from_question_to_question_and_number_to_number(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens(f"/conversations/{kept(fake, VALPROATE, FOLLOW_UP, NOT_COVERED)}")
    page.evaluate("scrollTo(0, 0)")
    seen = []
    for key in "jjjkk":
        page.keyboard.press(key)
        expect(page.locator(".question:focus")).to_be_in_viewport()
        seen.append(focused(page))
    assert seen == [VALPROATE, FOLLOW_UP, NOT_COVERED, FOLLOW_UP, VALPROATE]
    numbers = []
    for key in "nnnp":
        page.keyboard.press(key)
        numbers.append(focused(page))
    assert numbers == ["[1]", "[2]", "[3]", "[2]"]
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("j/k?n")
    assert page.input_value("#question") == "j/k?n"
    page.locator("#stop").evaluate("document.activeElement.blur()")
    for key in ("Control+j", "Alt+n", "Meta+/", "Control+Shift+?"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")


def test_the_keys_are_listed_and_can_be_switched_off_for_good(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    anywhere.opens(f"/conversations/{kept(fake, VALPROATE)}")
    dialog, switch = page.locator("#keyboard"), page.get_by_role("switch")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")  # nothing moves behind it
    expect(page.locator(".question:focus")).to_have_count(0)
    assert page.evaluate(FITS)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard").click()
    switch.uncheck()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Keyboard")).to_be_focused()
    page.reload()
    for key in "?j/":
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    expect(page.locator("#question")).not_to_be_focused()
    page.get_by_role("button", name="Keyboard").click()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


# Looks

FIRST_SEEN = """new MutationObserver((_, watch) => {
    if (!document.body) return;
    window.firstSeen = document.documentElement.dataset.theme ?? "";
    watch.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def test_the_theme_is_chosen_once_and_holds_before_the_first_paint(by_day_and_night: Reader) -> None:
    page, paper = by_day_and_night.page, "getComputedStyle(document.documentElement).backgroundColor"
    page.add_init_script(FIRST_SEEN)
    by_day_and_night.opens()
    found = {"": page.evaluate(paper)}
    for theme in ("dark", "light"):
        page.get_by_label("Appearance").select_option(theme)
        found[theme] = page.evaluate(paper)
        by_day_and_night.opens("/sources")
        assert page.evaluate("firstSeen") == theme
        assert page.evaluate(paper) == found[theme]
        expect(page.get_by_label("Appearance")).to_have_value(theme)
        by_day_and_night.opens()
        assert by_day_and_night.breaks_no_rule() == []
    assert found["light"] != found["dark"]
    page.get_by_label("Appearance").select_option("")
    page.reload()
    assert page.evaluate(paper) == found[""]


@pytest.mark.parametrize(("width", "height", "text"), [(720, 450, "100%"), (1440, 900, "200%"), (360, 740, "200%")])
def test_nothing_is_lost_at_200_per_cent(
    reader: Reader, fake: FakeAssistant, width: int, height: int, text: str
) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": height})
    for path in ("/", f"/conversations/{kept(fake, VALPROATE, NOT_COVERED)}", "/conversations", "/none"):
        reader.opens(path)
        page.evaluate(f"document.documentElement.style.fontSize = '{text}'")
        assert page.evaluate(FITS), path
        assert page.evaluate("document.querySelector('main').clientWidth > innerWidth / 3"), path
        if path != "/none":
            expect(page.locator("main h1")).to_have_count(1)
    reader.complaints.clear()  # the browser notes that a page was not there


@pytest.mark.parametrize("question", [ARABIC, HEBREW])
def test_a_question_written_from_the_right_stands_at_the_right(anywhere: Reader, question: str) -> None:
    page = anywhere.page
    anywhere.opens()
    page.fill("#question", question)
    assert page.evaluate("getComputedStyle(document.getElementById('question')).direction") == "rtl"
    anywhere.asks(question)
    right = """(one) => {
        const words = document.createRange(); words.selectNodeContents(one);
        return [words.getBoundingClientRect().right, one.getBoundingClientRect().right];
    }"""
    words, line = page.locator(".question").evaluate(right)
    assert abs(words - line) < 2
    verdict = page.locator(".verdict")
    assert verdict.evaluate("one => getComputedStyle(one).direction") == "ltr"
    words, line = verdict.evaluate(right)
    assert words < line - 2
    assert page.evaluate(FITS)


COVERED = """() => {
    if (document.activeElement === document.body) return false; // past the last of them
    const one = document.activeElement, box = one.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8)];
    const there = document.elementFromPoint(x, y);
    return !one.contains(there) && !there?.contains(one);
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1440, 400), (820, 400), (360, 740), (360, 400)])
def test_what_has_the_focus_is_not_covered(reader: Reader, fake: FakeAssistant, width: int, height: int) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": height})
    reader.opens(f"/conversations/{kept(fake, VALPROATE, FOLLOW_UP, VALPROATE)}")
    covered, stops = [], 0
    for key in ("Tab", "Shift+Tab"):
        page.locator("#question" if key == "Shift+Tab" else ".bar .name").focus()
        for _ in range(45):
            page.keyboard.press(key)
            stops += page.evaluate("!!document.activeElement.closest('#log')")
            if page.evaluate(COVERED):
                covered.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert stops > 20
    assert covered == []
