"""An educator's evening: a quiz is built, taken, reviewed, handed out and deleted, on the real server and corpus.

In a real browser at three widths; then taken and reviewed without scripts.
"""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from assistant.quiz.exports.told import letter
from tests.browser import Reader, reader_at
from tests.real_server import RealServer

QUIZ = re.compile("/quiz/[0-9a-f]{16}$")
REVIEWER = "Dr Ada Example"


@pytest.fixture(scope="module")
def address(real_server: RealServer) -> str:
    return real_server.address


def makes(reader: Reader, count: int) -> list[dict[str, Any]]:
    """Asks for single best answers on clozapine augmentation, another quiz at each width. Its items, as data."""
    page = reader.page
    reader.opens("/quiz")
    page.get_by_label("Topic").fill("clozapine augmentation")
    page.get_by_label("Questions", exact=True).fill(str(count))
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Drawing number").fill(str(reader.width))
    page.get_by_role("button", name="Make the quiz").click()
    expect(page).to_have_url(QUIZ)
    told = page.request.get(f"{page.url}/file?format=json").text()
    items: list[dict[str, Any]] = json.loads(told)["quiz"]["items"]
    assert len(items) == count
    return items


def place_of(item: dict[str, Any], is_key: bool) -> int:
    """Where the key stands among an item's options, or the first wrong one."""
    return next(place for place, option in enumerate(item["options"]) if option["is_key"] == is_key)


def opens_each_citation(reader: Reader, item: dict[str, Any]) -> None:
    """Each number of an answered item, once, opens the document at exactly the words that the item quotes."""
    said = [*item["grounds"], *item["options"]]
    quotes = dict.fromkeys(cited["quote"] for one in said for cited in one["citations"])
    for number, quote in enumerate(quotes, 1):
        reader.page.locator(".item .cite", has_text=f"[{number}]").first.click()
        expect(reader.page.locator("#cited")).to_be_in_viewport()
        assert reader.marked() == quote
        if number == 1:
            reader.sees("source")
        reader.page.keyboard.press("Escape")
        expect(reader.page.locator(".source")).to_have_count(0)


def presses(reader: Reader, key: str) -> None:
    """A key on the page that is there now, once its scripts listen."""
    reader.page.wait_for_load_state()
    reader.page.keyboard.press(key)


def takes(reader: Reader, items: list[dict[str, Any]]) -> None:
    """Answers the first question rightly, the second wrongly, and skips the rest, with the keyboard alone."""
    page, mark = reader.page, reader.page.locator(".mark")
    presses(reader, letter(place_of(items[0], True)).lower())
    page.keyboard.press("Enter")
    expect(mark).to_have_text("Right.")
    expect(mark).to_be_focused()
    reader.sees("right", whole=True)
    opens_each_citation(reader, items[0])
    presses(reader, "n")
    expect(page.locator(".progress-of")).to_contain_text("Question 2 of 4 · 1 of 1 right so far")
    presses(reader, str(place_of(items[1], False) + 1))
    page.keyboard.press("Enter")
    expect(mark).to_contain_text(f"Not right. The key is {letter(place_of(items[1], True))}. {items[1]['key']}.")
    wrong = items[1]["options"][place_of(items[1], False)]
    expect(page.locator(".answers .chosen")).to_contain_text(wrong["why"])
    for place in (3, 4):
        presses(reader, "n")
        expect(page.locator(".progress-of")).to_contain_text(f"Question {place} of 4")
    page.get_by_role("link", name="See the score").click()
    expect(page.get_by_role("heading", name="1 of 4 right")).to_be_focused()
    expect(page.locator(".missed li")).to_have_count(3)
    reader.sees("score")


def reviews(reader: Reader, items: list[dict[str, Any]]) -> None:
    """Accepts the first item, edits the second, rejects the third with a note."""
    page = reader.page
    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_label("Who reviews?").fill(REVIEWER)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".reviewer")).to_contain_text(f"Reviewing as {REVIEWER}")
    first, second, third, _ = (page.locator(f"#i-{item['item_id']}") for item in items)
    presses(reader, "a")
    expect(first.get_by_role("button", name="Accept", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(first.locator(".standing")).to_contain_text(f"Accepted by {REVIEWER}")
    expect(second).to_be_focused()
    presses(reader, "e")
    expect(second.get_by_label("Question", exact=True)).to_be_focused()
    second.get_by_label("Question", exact=True).fill(reworded(items[1]))
    reader.sees("edit")
    second.get_by_role("button", name="Accept with these changes").click()
    expect(second.locator(".standing")).to_contain_text(f"Edited and accepted by {REVIEWER}")
    expect(second.locator(".question")).to_have_text(reworded(items[1]))
    third.get_by_label("Note").fill("Too narrow for <b>residents</b>.")
    third.get_by_role("button", name="Reject").click()
    expect(third.locator(".standing")).to_contain_text(f"Rejected by {REVIEWER}")
    third.get_by_text("History").click()
    expect(third.locator(".history")).to_contain_text("Too narrow for <b>residents</b>.")
    page.get_by_role("link", name="Drafts").click()
    expect(page.locator(".reviewing")).to_have_count(1)
    reader.sees("drafts")


def reworded(item: dict[str, Any]) -> str:
    return f"Choose the best answer. {item['stem']}"


def hands_out(reader: Reader, items: list[dict[str, Any]], folder: Path) -> None:
    """Downloads the accepted items for Moodle, once it was told which are left out, and reads the file back."""
    page = reader.page
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_label("Only accepted items (2)").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".left-out li")).to_have_count(2)
    reader.sees("export", whole=True)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").click()
    coming.value.save_as(folder / "quiz.xml")
    questions = ET.parse(folder / "quiz.xml").getroot().findall("question[@type='multichoice']")
    told = [ET.tostring(one, encoding="unicode") for one in questions]
    assert [one.findtext("idnumber") for one in questions] == [item["item_id"] for item in items[:2]]
    assert "Choose the best answer." in told[1] and "Choose the best answer." not in told[0]
    assert all(REVIEWER in one for one in told)


def test_a_quiz_is_built_taken_reviewed_handed_out_and_deleted(anywhere: Reader, tmp_path: Path) -> None:
    page = anywhere.page
    anywhere.opens("/quiz")
    anywhere.sees("build", whole=True)
    items = makes(anywhere, 4)
    quiz = page.url.removeprefix(anywhere.address)
    anywhere.sees("question")
    takes(anywhere, items)
    reviews(anywhere, items)
    hands_out(anywhere, items, tmp_path)
    anywhere.opens(f"{quiz}/delete")
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("status").first).to_contain_text("Deleted.")
    expect(page.locator(f".kept a[href='{quiz}']")).to_have_count(0)


def test_a_quiz_is_taken_and_reviewed_without_scripts(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address, java_script_enabled=False):
        page = reader.page
        items = makes(reader, 3)
        page.get_by_role("radio").nth(place_of(items[0], True)).check()
        page.get_by_role("button", name="Answer").click()
        expect(page.locator(".mark")).to_have_text("Right.")
        page.go_back()
        page.go_forward()
        expect(page.locator(".mark")).to_have_text("Right.")
        page.locator(".statements .cite").first.click()
        expect(page.locator("#cited")).to_be_in_viewport()
        assert reader.marked() == items[0]["grounds"][0]["citations"][0]["quote"]
        page.go_back()
        page.get_by_role("link", name="Review", exact=True).click()
        page.get_by_label("Who reviews?").fill(REVIEWER)
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Accept", exact=True).first.click()
        expect(page.locator(".standing").first).to_contain_text(f"Accepted by {REVIEWER}")
