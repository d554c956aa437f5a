"""What a clinician does with the page, end to end: the real server, the real corpus, a real browser, three widths.

Each test is one way through the page. A step is a line: what is done, what is then seen. `sees` keeps a picture of it
by day and by night, and asks axe.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import Reader
from tests.real_server import ROOT, TRS, RealServer

VALPROATE = "What dose of valproate was studied with clozapine?"
ARTICLE = "Treatment-resistant schizophrenia: a brief overview"
MEANT = "Does topiramate help when it is added to clozapine?"
GOLD = "Is clozapine still the gold standard for TRS?"
NOTE = (
    "34-year-old man with schizophrenia, on treatment for 9 years. Olanzapine 20 mg daily for 8 weeks, no response. "
    "Risperidone 6 mg/day for 6-8 weeks, no response. PANSS: P1 5, P2 4, P3 6. SOFAS 42. Symptoms for 7 months. "
    "Adherence about 80% by pill count and carer report. Olanzapine level 34 ng/mL. He grows tomatoes and plays chess."
)
CONVERSATION = re.compile("/conversations/[0-9a-f]{32}$")


@pytest.fixture(scope="module")
def address(real_server: RealServer) -> str:
    return real_server.address


def last(reader: Reader) -> Locator:
    """The latest question and its reply."""
    return reader.page.locator(".turn").last


def reads_all_of_the_reply(reader: Reader) -> None:
    """Every sentence of the reply stands in the turn, and so does every source that it cites."""
    reply = reader.kept()[-1]["reply"]
    for statement in reply["statements"]:
        expect(last(reader)).to_contain_text(statement["text"])
        for citation in statement["citations"]:
            expect(last(reader)).to_contain_text(citation["source_title"])


def opens_each_citation(reader: Reader) -> None:
    """Each number of the latest turn, once, opens the document at exactly the words that the reply quotes."""
    quotes = dict.fromkeys(
        one["quote"] for said in reader.kept()[-1]["reply"]["statements"] for one in said["citations"]
    )
    for number, quote in enumerate(quotes, start=1):
        last(reader).locator(".statements .cite", has_text=f"[{number}]").first.click()
        expect(reader.page.locator(".source h2")).to_be_focused()
        expect(reader.page.locator("#cited")).to_be_in_viewport()
        assert reader.marked() == quote
        reader.page.keyboard.press("Escape")
        expect(reader.page.locator(".source")).to_have_count(0)


# Questions


def test_a_question_is_answered_checked_at_its_source_and_followed_up(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.sees("home")
    anywhere.asks(VALPROATE)
    expect(page.locator("#status")).to_contain_text("Answered, with ")
    expect(page).to_have_url(CONVERSATION)
    assert last(anywhere).locator(".statement > .words mark").first.inner_text() == "800–1,125 mg/d"
    reads_all_of_the_reply(anywhere)
    anywhere.sees("answer")
    last(anywhere).locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".source h2")).to_have_text(ARTICLE)
    anywhere.sees("source")
    page.keyboard.press("Escape")
    opens_each_citation(anywhere)
    anywhere.asks("and topiramate?")
    expect(last(anywhere)).to_contain_text("Understood as: What dose of topiramate was studied with clozapine?")
    expect(last(anywhere)).to_contain_text("Not covered by these sources: the dose.")
    anywhere.sees("follow-up")
    last(anywhere).get_by_text("Edit", exact=True).click()
    field = last(anywhere).get_by_label("What you mean")
    expect(field).to_have_value("What dose of topiramate was studied with clozapine?")
    anywhere.sees("edit")
    field.fill(MEANT)
    field.press("Enter")
    expect(page.locator(".turn")).to_have_count(3)
    expect(last(anywhere)).to_contain_text("not recommended due to a higher discontinuation rate")
    anywhere.sees("reworded")
    assert [turn["question"] for turn in anywhere.kept()] == [VALPROATE, "and topiramate?", MEANT]
    page.reload()
    assert page.locator(".question").all_inner_texts() == [VALPROATE, "and topiramate?", MEANT]


def test_sources_that_disagree_are_all_shown_with_their_years(anywhere: Reader) -> None:
    anywhere.opens()
    anywhere.asks(GOLD)
    reads_all_of_the_reply(anywhere)
    dissent = [one for one in anywhere.kept()[-1]["reply"]["statements"] if one["role"] == "disagreement"]
    assert len(dissent) > 1
    for statement in dissent:
        expect(last(anywhere)).to_contain_text(statement["citations"][0]["year"])
    anywhere.sees("disagreement", whole=True)
    opens_each_citation(anywhere)


@pytest.mark.parametrize(
    ("question", "heading", "says"),
    [
        ("Does topiramate with clozapine help tinnitus?", "These sources do not answer this", "tinnitus"),
        (
            "Should I add valproate for my patient today?",
            "A decision for this patient is not mine to make",
            "800–1,125 mg/d",
        ),
        (
            "He has taken all his clozapine and is not breathing well",
            "This may be an emergency",
            "emergency",
        ),
        ("What is the capital of France?", "", "treatment-resistant schizophrenia"),
    ],
    ids=["no-evidence", "order", "emergency", "out-of-scope"],
)
def test_what_is_not_answered_says_why_and_helps(anywhere: Reader, question: str, heading: str, says: str) -> None:
    anywhere.opens()
    anywhere.asks(question)
    expect(last(anywhere).locator(".verdict")).to_contain_text(heading)
    expect(last(anywhere)).to_contain_text(says)
    reads_all_of_the_reply(anywhere)
    anywhere.sees(last(anywhere).get_attribute("class").split()[-1])


def test_a_wrong_figure_in_a_question_is_corrected(anywhere: Reader) -> None:
    anywhere.opens()
    anywhere.asks("Why did your article say 500 mg of valproate?")
    expect(last(anywhere).locator(".premise")).to_contain_text("800–1,125 mg/d")
    anywhere.sees("correction")


# Conversations


def test_a_conversation_is_renamed_exported_and_deleted(anywhere: Reader) -> None:
    page, title = anywhere.page, f"Valproate at {anywhere.page.viewport_size['width']} px"
    anywhere.opens()
    anywhere.asks(VALPROATE)
    expect(page).to_have_url(CONVERSATION)
    conversation = page.url.rsplit("/", 1)[-1]
    anywhere.opens("/conversations")
    entry = page.locator(f"#c-{conversation}")
    entry.get_by_text("Rename").first.click()
    entry.get_by_label("New title").fill(title)
    anywhere.sees("rename")
    entry.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("status").first).to_have_text("Renamed.")
    expect(entry).to_contain_text(title)
    anywhere.sees("renamed")
    for name, begins in (("Markdown", f"# {title}"), ("JSON", "{")):
        with page.expect_download() as exported:
            page.get_by_role("link", name=f"Export as {name} {title}").click()
        text = Path(exported.value.path()).read_text("utf-8")
        assert text.startswith(begins)
        assert "800–1,125 mg/d" in text
    page.get_by_role("link", name=f"Delete {title}").click()
    anywhere.sees("delete")
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("status").first).to_have_text("Deleted. Its words are gone for good.")
    expect(entry).to_have_count(0)
    anywhere.opens(f"/conversations/{conversation}")
    expect(page.locator("h1")).to_have_text("There is no such conversation.")
    anywhere.sees("gone")
    anywhere.complaints[:] = [said for said in anywhere.complaints if "404" not in said]


# A patient


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
    hashes = anywhere.page.locator(".certificate code").all_inner_texts()
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
    expect(last(anywhere).locator(".lead")).to_contain_text("cannot tell yet")
    anywhere.sees("report", whole=True)
    anywhere.asks("adherence was 90 % by pill count and carer report")
    expect(last(anywhere).locator(".chip").first).not_to_contain_text("cannot tell yet")
    anywhere.sees("after-more", whole=True)
    last(anywhere).get_by_role("button", name="Correct what was read").click()
    expect(page.locator("[id='adherence.percent']")).to_have_value("90")


# Sources


def test_the_sources_are_listed_and_read(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/sources")
    told = page.request.get(f"{anywhere.address}/v1/sources").json()
    for source in told:
        expect(page.get_by_role("link", name=source["title"]).first).to_be_visible()
    anywhere.sees("sources", whole=True)
    digest = next(source for source in told if source["slug"] == "augmentation-evidence")
    page.get_by_role("link", name=digest["title"]).first.click()
    expect(page.locator("h1")).to_have_text(digest["title"])
    expect(page.locator(".statement-of").first).to_contain_text("AUG-01")
    anywhere.sees("digest")
    anywhere.opens("/sources/trs-brief-overview")
    anywhere.sees("article")


# Without scripts


def test_everything_is_asked_and_read_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", VALPROATE)
    page.locator("#ask [type=submit]").click()
    expect(page).to_have_url(re.compile("/conversations/[0-9a-f]{32}#t-"))
    reads_all_of_the_reply(without_scripts)
    page.fill("#question", "and topiramate?")
    page.locator("#ask [type=submit]").click()
    expect(last(without_scripts)).to_contain_text("Understood as: What dose of topiramate was studied with clozapine?")
    page.locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator("#cited")).to_contain_text("sodium valproate (800–1,125 mg/d) was effective")
    page.get_by_role("link", name="Sources", exact=True).click()
    page.get_by_role("link", name="Adding a drug").first.click()
    expect(page.locator(".statement-of").first).to_contain_text("AUG-01")
    page.get_by_role("link", name="Check a patient").click()
    page.fill("#note", NOTE)
    page.get_by_role("button", name="Read the note").click()
    page.fill("[id='adherence.percent']", "90")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".by-hand")).to_contain_text("now 90")
    page.get_by_role("link", name="Conversations", exact=True).click()
    page.get_by_role("link", name=VALPROATE, exact=True).first.click()
    assert page.locator(".question").all_inner_texts()[0] == VALPROATE
