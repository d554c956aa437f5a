"""What a clinician does with the page, end to end: the real server, the real corpus, a real browser, three widths.

Each test is one way through the page. A step is a line: what is done, what is then seen. `sees` keeps a picture of it
by day and by night, and asks axe.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Reader
from tests.real_server import RealServer

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


# Questions


def test_a_question_is_answered_checked_at_its_source_and_followed_up(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.sees("home")
    anywhere.asks(VALPROATE)
    expect(page.locator("#status")).to_contain_text("Answered, with ")
    expect(page).to_have_url(CONVERSATION)
    assert anywhere.last.locator(".statement > .words mark").first.inner_text() == "800–1,125 mg/d"
    anywhere.reads_the_whole_reply()
    anywhere.sees("answer")
    anywhere.last.locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".source h2")).to_have_text(ARTICLE)
    anywhere.sees("source")
    page.keyboard.press("Escape")
    anywhere.opens_each_citation()
    anywhere.asks("and topiramate?")
    expect(anywhere.last).to_contain_text("Understood as: What dose of topiramate was studied with clozapine?")
    expect(anywhere.last).to_contain_text("Not covered by these sources: the dose.")
    anywhere.sees("follow-up")
    anywhere.last.get_by_text("Edit", exact=True).click()
    field = anywhere.last.get_by_label("What you mean")
    expect(field).to_have_value("What dose of topiramate was studied with clozapine?")
    anywhere.sees("edit")
    field.fill(MEANT)
    field.press("Enter")
    expect(page.locator(".turn")).to_have_count(3)
    expect(anywhere.last).to_contain_text("not recommended due to a higher discontinuation rate")
    anywhere.sees("reworded")
    assert [turn["question"] for turn in anywhere.kept()] == [VALPROATE, "and topiramate?", MEANT]
    page.reload()
    assert page.locator(".question").all_inner_texts() == [VALPROATE, "and topiramate?", MEANT]


def test_sources_that_disagree_are_all_shown_with_their_years(anywhere: Reader) -> None:
    anywhere.opens()
    anywhere.asks(GOLD)
    anywhere.reads_the_whole_reply()
    dissent = [one for one in anywhere.kept()[-1]["reply"]["statements"] if one["role"] == "disagreement"]
    assert len(dissent) > 1
    for statement in dissent:
        expect(anywhere.last).to_contain_text(statement["citations"][0]["year"])
    anywhere.sees("disagreement", whole=True)
    anywhere.opens_each_citation()


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
    expect(anywhere.last.locator(".verdict")).to_contain_text(heading)
    expect(anywhere.last).to_contain_text(says)
    anywhere.reads_the_whole_reply()
    anywhere.sees(anywhere.last.get_attribute("class").split()[-1])


def test_a_wrong_figure_in_a_question_is_corrected(anywhere: Reader) -> None:
    anywhere.opens()
    anywhere.asks("Why did your article say 500 mg of valproate?")
    expect(anywhere.last.locator(".premise")).to_contain_text("800–1,125 mg/d")
    anywhere.sees("correction")


# What goes with a reply


def test_a_reply_is_looked_into_and_taken_along(anywhere: Reader) -> None:
    page = anywhere.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    anywhere.opens()
    anywhere.asks(VALPROATE)
    said = anywhere.kept()[-1]
    number = anywhere.last.locator(".statements .cite").first
    number.hover()
    expect(page.locator("#preview blockquote bdi")).to_have_text(
        said["reply"]["statements"][0]["citations"][0]["quote"]
    )
    anywhere.sees("card")
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()
    anywhere.last.get_by_text("Show the working").click()
    expect(anywhere.last.locator(".workings > li")).to_have_count(4)
    expect(anywhere.last.locator(".ranks .cited").filter(has_text=ARTICLE).first).to_be_visible()
    anywhere.sees("working", whole=True)
    anywhere.last.get_by_role("button", name="Copy", exact=True).click()
    expect(anywhere.last.locator(".take [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    for statement in said["reply"]["statements"]:
        assert statement["text"] in copied
    with page.expect_download() as references:
        anywhere.last.get_by_role("button", name="References (RIS)").click()
    ris = Path(references.value.path()).read_bytes().decode("utf-8")
    assert ris.startswith("TY  - ") and ris.rstrip().endswith("ER  -")
    anywhere.last.get_by_role("link", name="Link", exact=True).click()
    expect(page).to_have_url(re.compile(f"/replies/{said['reply_id']}$"))
    expect(page.locator(".question")).to_have_text([VALPROATE])
    anywhere.sees("permalink")
    page.get_by_role("link", name="Print").click()
    page.emulate_media(media="print")
    expect(page.locator(".printed-references")).to_contain_text("Our digest, checked against the primary source.")
    anywhere.sees("paper", whole=True)


def test_a_verdict_is_given_and_a_question_to_go_on_with_asked(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    anywhere.asks(VALPROATE)
    anywhere.last.get_by_role("button", name="Evidence wrong").click()
    expect(anywhere.last.locator(".verdicts")).to_contain_text("Your verdict, kept:")
    anywhere.last.get_by_label("A note for those who keep the corpus").fill("The trials are all from one country.")
    anywhere.last.get_by_role("button", name="Keep note").click()
    anywhere.sees("verdict")
    anywhere.last.locator(".next").scroll_into_view_if_needed()
    expect(anywhere.last.locator(".next-questions button")).to_have_count(3)
    anywhere.sees("questions-to-go-on-with")
    question = anywhere.last.locator(".next-questions button").first.inner_text()
    anywhere.last.locator(".next-questions button").first.click()
    expect(page.locator(".turn:not(.working)")).to_have_count(2)
    expect(anywhere.last.locator(".question")).to_have_text(question)
    assert anywhere.kept()[-1]["reply"]["kind"] == "answer"
    anywhere.reads_the_whole_reply()
    page.reload()
    expect(page.get_by_role("button", name="Evidence wrong").first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("A note for those who keep the corpus")).to_have_value(
        "The trials are all from one country."
    )


def test_what_identifies_a_patient_is_noticed_and_taken_out(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    page.locator("#question").press_sequentially("What dose of valproate for Mr John Smith, DOB 12/03/1985?")
    expect(page.locator("#ask .seems")).to_contain_text("John Smith")
    anywhere.sees("seems-to-hold-a-name")
    page.locator("#ask .take-out").click()
    expect(page.locator("#question")).to_have_value("What dose of valproate for Mr [name], DOB [date of birth]?")
    expect(page.locator("#ask .seems")).to_have_count(0)
    page.fill("#question", VALPROATE)
    page.wait_for_timeout(600)  # longer than the line takes to come
    expect(page.locator("#ask .seems")).to_have_count(0)


# Conversations


def test_a_conversation_is_renamed_exported_and_deleted(anywhere: Reader) -> None:
    page, title = anywhere.page, f"Valproate at {anywhere.width} px"
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


def test_the_conversations_beside_the_chat_are_found_renamed_and_deleted(anywhere: Reader) -> None:
    page, title = anywhere.page, f"Beside the chat at {anywhere.width} px"
    anywhere.opens()
    anywhere.asks(VALPROATE)
    expect(page).to_have_url(CONVERSATION)
    conversation = page.url.rsplit("/", 1)[-1]
    if page.locator("#rail").is_hidden():
        page.get_by_role("button", name="Show conversations").click()
    expect(page.locator("#kept [aria-current=page]")).to_have_id(f"o-{conversation}")
    anywhere.sees("list")
    page.locator(f"#d-{conversation}").click()
    page.locator(".doings summary", has_text="Rename").click()
    page.locator(".doings").get_by_label("New title").fill(title)
    anywhere.sees("menu")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Renamed.")
    page.fill("#named", title)
    expect(page.locator("#said")).to_have_text("1 found.")
    expect(page.locator(f"#n-{conversation}")).to_have_text(title)
    page.locator(f"#d-{conversation}").click()
    page.locator(".doings summary", has_text="Delete").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page).to_have_url(anywhere.address + "/")
    expect(page.locator(f"#o-{conversation}")).to_have_count(0)


def test_the_keys_are_listed(anywhere: Reader) -> None:
    anywhere.opens()
    anywhere.page.get_by_role("button", name="Keyboard").click()
    expect(anywhere.page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    anywhere.sees("keyboard")
    anywhere.page.keyboard.press("Escape")
    expect(anywhere.page.get_by_role("dialog", name="Keyboard")).to_be_hidden()


# Without scripts


def test_everything_is_asked_and_read_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", VALPROATE)
    page.locator("#ask [type=submit]").click()
    expect(page).to_have_url(re.compile("/conversations/[0-9a-f]{32}#t-"))
    without_scripts.reads_the_whole_reply()
    page.fill("#question", "and topiramate?")
    page.locator("#ask [type=submit]").click()
    expect(without_scripts.last).to_contain_text("Understood as: What dose of topiramate was studied with clozapine?")
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
