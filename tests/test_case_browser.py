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

OPEN = (
    "Olanzapine 20 mg daily for 8 weeks, no response. Risperidone 6 mg/day for 8 weeks, no response. PANSS: P1 5, "
    "P2 4, P3 6. SOFAS 42. Adherence 90% by pill count and carer report. Olanzapine level 34 ng/mL."
)


DOUBTED = OPEN.replace("8 weeks, no response.", "8 weeks, the walls went on whispering.", 1) + " Symptoms for 7 months."


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
    page.get_by_text("Also judged").click()
    page.fill("[id='adherence.percent']", "90")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_be_visible()
    expect(page.get_by_text("Adequate trial of risperidone")).to_be_visible()
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
    expect(page.locator("[id='trials.3.drug']")).to_be_focused()
    expect(page.locator("[id='trials.2.drug']")).to_have_value("amisulpride")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Print for the notes").click()
    expect(opened.value.locator(".signature")).to_contain_text("Name and signature")
    expect(opened.value.locator(".plain").last).to_contain_text("amisulpride")
    assert opened.value.url.endswith("/cases/print")


def test_a_question_is_answered_where_it_is_asked_and_what_changed_is_said(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    page.fill("#note", OPEN)
    page.get_by_role("button", name="Read the note").click()
    page.fill("[id='answer.symptom_days']", "20")
    page.keyboard.press("Tab")
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    expect(page.locator("#symptom_days")).to_have_value("20")
    expect(page.locator(".chip").first).to_contain_text("met")
    expect(page.locator("[id='answer.symptom_days']")).to_have_count(0)
    page.fill("#symptom_days", "2")
    page.keyboard.press("Tab")
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: met → not met.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_remark_is_said_to_hold_and_left_open_again(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    page.fill("#note", DOUBTED)
    page.get_by_role("button", name="Read the note").click()
    expect(page.locator(".case-report")).to_be_visible()
    page.fill("#sofas", "44")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_be_visible()
    assert anywhere.breaks_no_rule() == []
    page.get_by_role("button", name="It holds").click()
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    expect(page.locator("#report-title")).to_be_focused()
    expect(page.locator("#sofas")).to_have_value("44")
    expect(page.locator("[id='trials.0.response']")).to_have_value("none")
    page.fill("#sofas", "45")  # a correction after it forgets nothing
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand").first).to_contain_text("the walls went on whispering")
    assert anywhere.breaks_no_rule() == []
    page.get_by_role("button", name="Leave open again").click()
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: met → cannot tell yet.")
    expect(page.get_by_role("button", name="It holds")).to_be_visible()


def test_sources_of_adherence_are_ticked_in_the_report(reader: Reader) -> None:
    page = reader.page
    reader.opens("/cases")
    page.fill("#note", OPEN.replace("and carer report", "") + " Symptoms for 7 months.")
    page.get_by_role("button", name="Read the note").click()
    page.locator(".asks").get_by_label("carer's report").check()
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    expect(page.locator("#case-form [value='carer_report']")).to_be_checked()
    expect(page.locator("#case-form [value='pill_count']")).to_be_checked()


def test_words_of_the_note_and_their_field_find_each_other(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.get_by_role("link", name="6-8 weeks").click()
    expect(page.locator("[id='trials.1.days_at_dose']")).to_be_focused()
    expect(page.locator("#note-read .current")).to_have_text("6-8 weeks")
    page.locator("#sofas").focus()
    expect(page.locator("#note-read .current")).to_have_text("SOFAS 42")
    page.get_by_role("link", name="8 weeks", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[id='trials.0.days_at_dose']")).to_be_focused()
    expect(page.locator("[id='said-trials.0.days_at_dose']")).to_contain_text("8 weeks")
    assert page.url.endswith("/cases")  # the way through a patient's form leaves no trace


def test_a_note_read_again_keeps_what_was_corrected_or_not_as_one_likes(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.fill("#sofas", "30")
    page.get_by_text("Change the note").click()
    page.fill("#note", NOTE.replace("20 mg", "15 mg"))
    page.get_by_role("button", name="Read the note again").click()
    expect(page.locator("[id='trials.0.dose_mg']")).to_have_value("15")
    expect(page.locator("#sofas")).to_have_value("30")
    expect(page.locator("#report")).to_contain_text("Kept 1 of your corrections.")
    expect(page.locator("#report-title")).to_be_focused()
    page.get_by_text("Change the note").click()
    page.uncheck("[name='keep']")
    page.get_by_role("button", name="Read the note again").click()
    expect(page.locator("#sofas")).to_have_value("42")


def test_an_example_shows_a_visitor_what_the_page_does(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    expect(page.locator(".needs")).to_contain_text("Each antipsychotic tried")
    page.get_by_role("button", name="On clozapine").click()
    expect(page.locator(".timeline tbody tr")).to_have_count(3)
    expect(page.locator(".timeline")).to_contain_text("350 ng/mL")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('report-title') === document.activeElement")


def test_enter_in_a_field_checks_the_form_and_does_not_read_the_note_again(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.fill("#sofas", "80")
    page.keyboard.press("Enter")
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → not met.")
    expect(page.locator("#sofas")).to_have_value("80")


def test_a_server_that_is_gone_is_told_and_nothing_typed_is_lost(reader: Reader) -> None:
    page = reader.page
    reads(reader)
    page.context.set_offline(True)
    page.fill("#sofas", "30")
    page.keyboard.press("Tab")
    expect(page.locator("#case-status")).to_contain_text("Is it still running?")
    expect(page.locator("#sofas")).to_have_value("30")
    page.context.set_offline(False)
    page.fill("#sofas", "31")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_contain_text("now 31")
    expect(page.locator("#case-status")).to_be_empty()
    assert any("ERR_INTERNET_DISCONNECTED" in said for said in reader.complaints)
    reader.complaints.clear()


def test_a_note_pressed_twice_is_read_once(reader: Reader) -> None:
    page = reader.page
    reader.opens("/cases")
    page.fill("#note", NOTE)
    page.get_by_role("button", name="Read the note").dblclick()
    expect(page.locator(".case-report")).to_have_count(1)
    expect(page.locator("[id='trials.0.drug']")).to_have_count(1)


ENDLESS = "x" * 10_000 + " olanzapine 20 mg for 8 weeks"
TURNED = "\u202eolanzapine\u200b 20 mg for 8 weeks <b>\u0627\u0644\u0645\u0631\u064a\u0636</b>"


@pytest.mark.parametrize("note", [ENDLESS, TURNED], ids=["endless", "turned"])
def test_endless_words_and_turned_text_stay_inside_the_page(anywhere: Reader, note: str) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    page.fill("#note", note)
    page.get_by_role("button", name="Read the note").click()
    expect(page.locator(".timeline")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#note-read b").count() == 0


def test_the_certificate_is_ink_on_paper_also_at_night(by_day_and_night: Reader) -> None:
    page = by_day_and_night.page
    reads(by_day_and_night)
    page.evaluate("document.querySelector('[formaction=\"/cases/print\"]').removeAttribute('formtarget')")
    page.get_by_role("button", name="Print for the notes").click()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_have_css("color", "rgb(29, 42, 48)")
    expect(page.locator(".paper")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".unprinted")).to_be_hidden()
    assert page.locator("details:not([open])").count() == 0


def test_everything_works_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    reads(without_scripts)
    page.fill("[id='adherence.percent']", "90")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".by-hand")).to_contain_text("now 90")
    expect(page.locator("[id='adherence.percent']")).to_have_value("90")
    expect(page.locator("#note")).to_have_value(NOTE)
    page.get_by_role("link", name="SOFAS 42").click()
    expect(page.locator("#sofas")).to_be_focused()
    page.locator(".edit summary").click()
    page.fill("#note", NOTE.replace("20 mg", "15 mg"))
    page.get_by_role("button", name="Read the note again").click()
    expect(page.locator("[id='trials.0.dose_mg']")).to_have_value("15")
    expect(page.locator("[id='adherence.percent']")).to_have_value("90")


def test_a_question_is_answered_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens("/cases")
    page.fill("#note", OPEN)
    page.get_by_role("button", name="Read the note").click()
    page.fill("[id='answer.symptom_days']", "20")
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    expect(page.locator("#symptom_days")).to_have_value("20")


def test_a_remark_is_said_to_hold_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens("/cases")
    page.fill("#note", DOUBTED)
    page.get_by_role("button", name="Read the note").click()
    page.get_by_role("button", name="It holds").click()
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    page.get_by_role("button", name="Leave open again").click()
    expect(page.get_by_role("button", name="It holds")).to_be_visible()


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
    for example in ("All minimum criteria met", "Cannot tell yet", "On clozapine"):
        reader.opens("/cases")
        page.get_by_role("button", name=example).click()
        expect(page.locator(".case-report")).to_be_visible()
        page.get_by_text("Change the note").click()
        found[example] = reader.breaks_no_rule()
    reader.complaints[:] = [said for said in reader.complaints if "422" not in said]
    assert {state: broken for state, broken in found.items() if broken} == {}
