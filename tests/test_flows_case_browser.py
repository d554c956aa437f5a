"""A patient checked on the page, end to end on the real server at three widths: read, corrected, proven."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Reader
from tests.real_server import ROOT, TRS, RealServer

NOTE = (
    "34-year-old man with schizophrenia, on treatment for 9 years. Olanzapine 20 mg daily for 8 weeks, no response. "
    "Risperidone 6 mg/day for 6-8 weeks, no response. PANSS: P1 5, P2 4, P3 6. SOFAS 42. Symptoms for 7 months. "
    "Adherence about 80% by pill count and carer report. Olanzapine level 34 ng/mL. He grows tomatoes and plays chess."
)


@pytest.fixture(scope="module")
def address(real_server: RealServer) -> str:
    return real_server.address


def test_a_case_is_read_corrected_certified_and_replayed(anywhere: Reader, tmp_path: Path) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    anywhere.sees("empty")
    page.fill("#note", NOTE)
    page.get_by_role("button", name="Read the note").click()
    expect(page.locator(".case-report .lead")).to_contain_text("cannot tell yet")
    expect(page.locator(".case-report")).to_contain_text("He grows tomatoes and plays chess.")
    anywhere.sees("read", whole=True)
    page.fill("[id='adherence.percent']", "90")
    page.keyboard.press("Tab")
    expect(page.locator(".by-hand")).to_contain_text("now 90")
    expect(page.locator(".chip").first).not_to_contain_text("cannot tell yet")
    anywhere.sees("corrected", whole=True)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Print for the notes").click()
    expect(opened.value.locator(".signature")).to_be_visible()
    shown, anywhere.page = anywhere.page, opened.value
    anywhere.page.set_viewport_size(shown.viewport_size)
    anywhere.sees("certificate", whole=True)
    hashes = anywhere.page.locator("code").all_inner_texts()
    anywhere.page = shown
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download as JSON").click()
    downloaded.value.save_as(tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["certificate"]["report_hash"] in hashes
    assert report["verdicts"]["trrip_minimum"] == "met"
    replayed = subprocess.run(
        [*TRS, "check", "--replay", str(tmp_path / "report.json")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert replayed.stdout.startswith("Proven")


def test_a_case_told_in_the_chat_is_reported_and_goes_on(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(f"{NOTE} Is he treatment-resistant?")
    expect(anywhere.last.locator(".lead")).to_contain_text("cannot tell yet")
    anywhere.sees("report", whole=True)
    anywhere.asks("adherence was 90 % by pill count and carer report")
    expect(anywhere.last.locator(".chip").first).not_to_contain_text("cannot tell yet")
    anywhere.sees("after-more", whole=True)
    anywhere.last.get_by_role("button", name="Correct what was read").click()
    expect(page.locator("[id='adherence.percent']")).to_have_value("90")


def test_a_question_that_decides_it_is_answered_where_it_stands(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    page.fill("#note", NOTE.replace("Symptoms for 7 months. ", "").replace("about 80%", "90%"))
    page.get_by_role("button", name="Read the note").click()
    expect(page.locator(".timeline tbody tr")).to_have_count(2)
    page.fill("[id='answer.symptom_days']", "20")
    anywhere.sees("question", whole=True)
    page.keyboard.press("Tab")
    expect(page.locator(".moved")).to_have_text("TRRIP minimum: cannot tell yet → met.")
    anywhere.sees("answered", whole=True)
    page.get_by_role("link", name="6-8 weeks").click()
    expect(page.locator("[id='trials.1.days_at_dose']")).to_be_focused()
    anywhere.sees("words-and-field")


@pytest.mark.parametrize("example", range(4))
def test_every_example_is_read_and_drawn(anywhere: Reader, example: int) -> None:
    page = anywhere.page
    anywhere.opens("/cases")
    button = page.locator(".needs button, .examples button").nth(example)
    name = button.inner_text()
    button.click()
    expect(page.locator(".case-report")).to_be_visible()
    anywhere.sees(f"example-{name.lower().replace(' ', '-')}", whole=True)
