"""The conversations beside the chat in a real browser: a column or a drawer, found, renamed, deleted, kept in step."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import Reader
from tests.fake_assistant import NOT_COVERED, VALPROATE, FakeAssistant

HOSTILE_TITLE = "<script>alert(1)</script> \u202eevil " + "W" * 40


def called(fake: FakeAssistant, *names: str) -> list[str]:
    """Conversations of these titles, the first of them last used; their ids in the same order."""
    ids = []
    for name in reversed(names):
        ids.insert(0, fake.ask(VALPROATE).conversation_id)
        fake.store.rename(ids[0], name)
    return ids


def listed(reader: Reader) -> Locator:
    return reader.page.locator("#kept li > a bdi")


def opens_drawer(reader: Reader) -> None:
    """Where the list is a drawer."""
    if reader.page.locator("#rail").is_hidden():
        reader.page.get_by_role("button", name="Show conversations").click()
        expect(reader.page.locator("#rail")).to_be_visible()


# In step


def test_a_first_question_appears_in_the_list_and_is_marked(reader: Reader, fake: FakeAssistant) -> None:
    called(fake, "before")
    reader.opens()
    reader.asks(NOT_COVERED)
    expect(listed(reader)).to_have_text([NOT_COVERED, "before"])
    expect(reader.page.locator("#kept [aria-current=page] bdi")).to_have_text(NOT_COVERED)
    listed(reader).nth(1).click()
    expect(reader.page.locator("#kept [aria-current=page] bdi")).to_have_text("before")
    expect(reader.page.locator(".question")).to_have_text(VALPROATE)
    reader.page.locator("#rail").get_by_role("link", name="New question").click()
    expect(reader.page.locator(".turn")).to_have_count(0)


def test_what_another_tab_did_is_seen_on_return_but_no_open_menu_is_closed(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    one, other = called(fake, "one", "other")
    reader.opens()
    fake.store.rename(one, "renamed elsewhere")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(listed(reader)).to_have_text(["renamed elsewhere", "other"])
    page.locator(f"#d-{other}").click()
    page.locator(".doings summary", has_text="Rename").click()
    page.get_by_label("New title").fill("being typed")
    fake.store.delete(one)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(listed(reader)).to_have_text(["other"])
    expect(page.get_by_label("New title")).to_be_focused()
    assert page.get_by_label("New title").input_value() == "being typed"
    page.locator("#named").press_sequentially("OTHER")  # nor does what is found
    expect(page.locator("#said")).to_have_text("1 found.")
    assert page.get_by_label("New title").input_value() == "being typed"


def test_a_list_that_comes_late_does_not_end_the_next_answer(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    reader.opens()
    page.route("**/ask/stream", lambda route: (page.wait_for_timeout(500), route.continue_()))
    fake.pause = 20.0
    page.fill("#question", VALPROATE)
    page.press("#question", "Enter")
    page.evaluate("htmx.ajax('GET', '/rail', '#kept')")
    expect(page.locator(".turn.working")).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#status")).to_have_text("Stopped. Nothing was kept.")


# Done from the list


def test_one_is_renamed_exported_and_deleted_where_it_stands(anywhere: Reader, fake: FakeAssistant) -> None:
    page = anywhere.page
    one, _ = called(fake, "one", "other")
    anywhere.opens()
    opens_drawer(anywhere)
    menu = page.locator(f"#d-{one}")
    expect(menu).to_have_accessible_name("Rename, export or delete one")
    menu.press("Enter")
    for name, suffix in (("Markdown", "md"), ("JSON", "json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Export as {name}").click()
        assert download.value.suggested_filename.endswith(suffix)
    page.locator(".doings summary", has_text="Rename").click()
    page.get_by_label("New title").fill(HOSTILE_TITLE)
    page.get_by_label("New title").press("Enter")
    expect(page.locator("#said")).to_have_text("Renamed.")
    expect(listed(anywhere)).to_have_text([re.compile(r"<script>alert\(1\)</script> evil W+"), "other"])
    expect(page.locator(f"#o-{one}")).to_be_focused()
    assert page.evaluate("(k => k.scrollWidth <= k.clientWidth)(document.getElementById('kept'))")
    menu.press("Enter")
    page.locator(".doings summary", has_text="Delete").click()
    assert len(fake.store.conversations()) == 2
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("#said")).to_have_text("Deleted. Its words are gone for good.")
    expect(listed(anywhere)).to_have_text(["other"])
    assert [kept.title for kept in fake.store.conversations()] == ["other"]
    expect(listed(anywhere).locator("..")).to_be_focused()


def test_to_delete_the_open_one_leaves_an_empty_page(reader: Reader, fake: FakeAssistant) -> None:
    (one,) = called(fake, "one")
    reader.opens(f"/conversations/{one}")
    reader.page.locator(f"#d-{one}").click()
    reader.page.locator(".doings summary", has_text="Delete").click()
    reader.page.get_by_role("button", name="Delete for good").click()
    expect(reader.page).to_have_url(reader.address + "/")
    expect(reader.page.locator("#kept")).to_contain_text("Nothing is kept yet.")


# Found


def test_typing_finds_titles_among_hundreds_and_the_rest_come_as_one_scrolls(
    reader: Reader, fake: FakeAssistant
) -> None:
    page = reader.page
    for n in range(230):
        fake.store.append(None, f"question {n}", fake.replies_to(NOT_COVERED), 1.0)
    reader.opens()
    expect(listed(reader)).to_have_count(40)
    page.locator("#named").press_sequentially("QUESTION 17")
    expect(page.locator("#said")).to_have_text("13 found.")
    expect(listed(reader)).to_have_count(13)
    page.fill("#named", "nothing of the kind")
    expect(page.locator("#said")).to_have_text("No title holds these words.")
    page.fill("#named", "")
    expect(listed(reader)).to_have_count(40)
    for count in (80, 120, 160, 200, 230):
        page.locator("#kept").evaluate("kept => kept.scrollTo(0, kept.scrollHeight)")
        expect(listed(reader)).to_have_count(count)
    assert page.locator("#kept").evaluate("kept => kept.scrollTop") > 5000
    expect(page.locator(".older")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(300)
    expect(listed(reader)).to_have_count(230)


# A column or a drawer


def test_the_column_can_be_hidden_and_stays_hidden(reader: Reader, fake: FakeAssistant) -> None:
    page, rail = reader.page, reader.page.locator("#rail")
    show, hide = (page.get_by_role("button", name=f"{what} conversations") for what in ("Show", "Hide"))
    called(fake, "one")
    reader.opens()
    beside, talk, panel = (page.locator(f".{part}").bounding_box() for part in ("rail", "talk", "panel"))
    assert beside and talk and panel
    assert beside["x"] + beside["width"] <= talk["x"] and talk["x"] + talk["width"] <= panel["x"]
    expect(show).to_be_hidden()
    hide.click()
    expect(rail).to_be_hidden()
    expect(show).to_be_focused()
    page.reload()
    expect(rail).to_be_hidden()
    show.press("Enter")
    expect(rail.get_by_role("link", name="New question")).to_be_focused()
    page.keyboard.press("h")
    expect(rail).to_be_hidden()
    page.keyboard.press("h")
    page.reload()
    expect(rail).to_be_visible()


@pytest.mark.parametrize("width", [360, 820, 1279])
def test_the_drawer_opens_and_closes_by_keyboard(reader: Reader, fake: FakeAssistant, width: int) -> None:
    page, rail = reader.page, reader.page.locator("#rail")
    page.set_viewport_size({"width": width, "height": 740})
    show = page.get_by_role("button", name="Show conversations")
    called(fake, "one")
    reader.opens()
    expect(rail).to_be_hidden()
    show.press("Enter")
    expect(rail.get_by_role("link", name="New question")).to_be_focused()
    expect(listed(reader)).to_have_text(["one"])
    page.keyboard.press("Escape")
    expect(rail).to_be_hidden()
    expect(show).to_be_focused()
    show.click()
    page.mouse.click(width - 5, 400)
    expect(rail).to_be_hidden()
    show.click()
    expect(rail.get_by_role("link", name="New question")).to_be_focused()
    page.locator("#kept summary").focus()
    page.keyboard.press("Tab")
    expect(rail).to_be_hidden()  # who goes on by Tab sees where they are
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_escape_closes_the_drawer_before_it_stops_the_answer(reader: Reader, fake: FakeAssistant) -> None:
    page = reader.page
    page.set_viewport_size({"width": 820, "height": 740})
    reader.opens()
    fake.pause = 20.0
    page.fill("#question", VALPROATE)
    page.press("#question", "Enter")
    expect(page.locator(".turn.working")).to_have_count(1)
    opens_drawer(reader)
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()
    expect(page.locator(".turn.working")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text("Stopped. Nothing was kept.")


def test_without_scripts_the_list_leads_to_the_page_of_all(without_scripts: Reader, fake: FakeAssistant) -> None:
    page = without_scripts.page
    one, _ = called(fake, "one", "other")
    without_scripts.opens(f"/conversations/{one}")
    page.locator("#named").fill("other")
    page.locator("#named").press("Enter")
    expect(page.locator(".kept h2")).to_have_text("other")
    expect(page.get_by_role("status")).to_have_text("1 found.")
    without_scripts.opens(f"/conversations/{one}")
    page.locator(f"#d-{one}").click()
    page.get_by_role("link", name="Rename, export or delete").click()
    expect(page.locator(f"#c-{one}")).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 740})
    without_scripts.opens()
    page.get_by_role("button", name="Show conversations").click()
    expect(page.locator("#rail")).to_be_visible()


# Rules of accessibility


def test_every_state_passes_axe(by_day_and_night: Reader, fake: FakeAssistant) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    one, *_ = called(fake, HOSTILE_TITLE, "مرحبا 350", "third")
    found = {}
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        reader.opens(f"/conversations/{one}")
        opens_drawer(reader)
        found[f"list {width}"] = reader.breaks_no_rule()
        page.locator(f"#d-{one}").click()
        for acts in ("Rename", "Delete"):
            page.locator(".doings summary", has_text=acts).click()
        expect(page.get_by_role("button", name="Delete for good")).to_be_visible()
        found[f"menu {width}"] = reader.breaks_no_rule()
        page.fill("#named", "nothing of the kind")
        expect(page.locator("#said")).to_have_text("No title holds these words.")
        found[f"nothing found {width}"] = reader.breaks_no_rule()
        page.keyboard.press("Escape")
        page.locator(".bar .name").focus()
        page.keyboard.press("?")
        expect(page.locator("#keyboard")).to_be_visible()
        found[f"keys {width}"] = reader.breaks_no_rule()
        page.keyboard.press("Escape")
        for path in ("/conversations?named=third", "/none"):
            reader.opens(path)
            found[f"{path} {width}"] = reader.breaks_no_rule()
    reader.complaints.clear()  # the browser notes that a page was not there
    assert {state: broken for state, broken in found.items() if broken} == {}
