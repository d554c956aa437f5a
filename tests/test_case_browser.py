"""The page that checks a patient in a real browser: a note read, corrected and checked, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import Reader, serving
from tests.fake_assistant import FakeAssistant

NOTE = (
    "34-year-old man with schizophrenia, on treatment for 9 years. Olanzapine 20 mg daily for 8 weeks, no response. "
    "Risperidone 6 mg/day for 6-8 weeks, no response. PANSS: P1 5, P2 4, P3 6. SOFAS 42. Symptoms for 7 months. "
    "Adherence about 80% by pill count and carer report. Olanzapine level 34 ng/mL. He grows tomatoes and plays chess."
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("cases"))
    with serving(assistant) as served:
        yield served
    assistant.close()


def reads(reader: Reader) -> None:
    """Opens the page, pastes the note and has it read."""
    reader.opens("/cases")
    reader.page.fill("#note", NOTE)
    reader.page.get_by_role("button", name="Read the note").click()
    expect(reader.page.locator(".case-report")).to_be_visible()


def test_a_note_is_read_corrected_and_checked(anywhere: Reader) -> None:
    page = anywhere.page
    reads(anywhere)
    minimum = page.locator(".chip").first
    expect(minimum).to_contain_text("cannot tell yet")
    expect(page.locator(".half-read")).to_contain_text("He grows tomatoes and plays chess.")
    expect(page.locator("[id='trials.1.days_at_dose']")).to_have_value("6-8")
    page.fill("[id='adherence.percent']", "90")
    page.keyboard.press("Tab")
    expect(minimum).to_contain_text("met")
    expect(page.locator(".by-hand")).to_contain_text("now 90")
    page.check("[name='trials.1.left_out']")
    expect(page.locator(".by-hand")).to_contain_text("Trial 2 of the note is left out")
    expect(minimum).not_to_have_text("✓")
    assert page.input_value("#note") == NOTE
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_opened_stays_open_while_the_form_is_corrected(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.get_by_text("Other definitions of resistance").click()
    page.fill("[id='adherence.percent']", "90")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_be_visible()
    expect(page.get_by_text("Kane 1988")).to_be_visible()
    expect(page.locator("[name='adherence.sources']:checked")).to_have_count(2)


def test_an_impossible_value_is_told_and_the_way_back_is_short(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.fill("#sofas", "420")
    page.keyboard.press("Tab")
    expect(page.locator("#report .problem")).to_contain_text("SOFAS: 420 is not possible. Give 0 to 100")
    page.locator("#report .problem a").click()
    expect(page.locator("#sofas")).to_be_focused()
    page.fill("#sofas", "42")
    page.keyboard.press("Enter")
    expect(page.locator(".case-report")).to_be_visible()
    reader.complaints[:] = [said for said in reader.complaints if "422" not in said]


def test_a_row_is_added_and_the_report_printed(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.get_by_text("Add a trial").click()
    page.fill("[id='trials.2.drug']", "amisulpride")
    page.locator("button[formaction='/cases/row']").first.click()
    expect(page.locator("[id='trials.3.drug']")).to_have_count(1)
    expect(page.locator("[id='trials.2.drug']")).to_have_value("amisulpride")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Print for the notes").click()
    expect(opened.value.locator(".signature")).to_contain_text("Name and signature")
    expect(opened.value.locator(".plain").last).to_contain_text("amisulpride")
    assert opened.value.url.endswith("/cases/print")


def test_everything_works_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    reads(without_scripts)
    page.fill("[id='adherence.percent']", "90")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".by-hand")).to_contain_text("now 90")
    expect(page.locator("[id='adherence.percent']")).to_have_value("90")
    expect(page.locator("#note")).to_have_value(NOTE)


def test_every_state_of_the_page_passes_axe(by_day_and_night: Reader) -> None:
    reader, page = by_day_and_night, by_day_and_night.page
    reader.opens("/cases")
    found = {"empty": reader.breaks_no_rule()}
    reads(reader)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found["read"] = reader.breaks_no_rule()
    page.fill("#sofas", "420")
    page.keyboard.press("Tab")
    expect(page.locator("#report .problem")).to_be_visible()
    found["impossible"] = reader.breaks_no_rule()
    page.fill("#sofas", "42")
    page.fill("[id='adherence.percent']", "90")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_be_visible()
    found["corrected"] = reader.breaks_no_rule()
    page.evaluate("document.querySelector('[formaction=\"/cases/print\"]').removeAttribute('formtarget')")
    page.get_by_role("button", name="Print for the notes").click()
    expect(page.locator(".signature")).to_be_visible()
    found["printed"] = reader.breaks_no_rule()
    reader.complaints[:] = [said for said in reader.complaints if "422" not in said]
    assert {state: broken for state, broken in found.items() if broken} == {}
