"""The sources on the page, on the real server at three widths: listed, searched, read, added to and asked."""

import pytest
from playwright.sync_api import expect

from tests.browser import Reader
from tests.real_server import RealServer

UPLOAD = """# Ward protocol for zuclopenthixol

On this ward zuclopenthixol acetate was given at 125 mg every 3 days to 14 patients.
However, this audit covered only one hospital.
"""
QUESTION = "What dose of zuclopenthixol acetate was given to patients on this ward?"


@pytest.fixture(scope="module")
def address(real_server: RealServer) -> str:
    return real_server.address


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


def test_a_search_leads_to_the_exact_words(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/sources")
    page.locator("#q").press_sequentially("Depakote myocarditis")
    expect(page.locator("#found")).to_contain_text("Depakote is searched by every name of valproate.")
    anywhere.sees("found")
    words = page.locator(".finds .words").first.inner_text()
    page.locator(".finds .words").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert anywhere.marked() == words
    anywhere.sees("words")


def test_a_statement_leads_to_what_it_disputes(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/sources/augmentation-evidence#statement-AUG-08")
    expect(page.locator("#statement-AUG-08")).to_be_in_viewport()
    anywhere.sees("statement")
    disputed = page.locator("#statement-AUG-08 .bearings li.contradicts", has_text="Treatment-resistant schizophrenia")
    disputed.locator("a").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    anywhere.sees("disputed")


def test_a_document_of_ones_own_is_added_asked_about_and_removed(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens("/sources")
    page.set_input_files("#file", files=[{"name": "ward.md", "mimeType": "text/markdown", "buffer": UPLOAD.encode()}])
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#x-ward")).to_be_visible()
    anywhere.sees("added")
    anywhere.opens()
    anywhere.asks(QUESTION)
    expect(anywhere.last).to_contain_text("125 mg every 3 days to 14 patients")
    expect(anywhere.last).to_contain_text("However, this audit covered only one hospital.")
    expect(anywhere.last).to_contain_text("Uploaded here, not reviewed")
    anywhere.sees("answered-from-it")
    anywhere.opens_each_citation()
    anywhere.opens("/sources")
    page.locator("#x-ward").click()
    anywhere.sees("remove")
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator(".done")).to_contain_text("Removed.")
    anywhere.opens()
    anywhere.asks(QUESTION)
    expect(anywhere.last).not_to_contain_text("125 mg every 3 days")
