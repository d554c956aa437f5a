"""The page of the evals in a real browser, with the report of the project, at three widths."""

from playwright.sync_api import expect

from tests.browser import Reader


def test_a_reader_asks_how_do_you_know(anywhere: Reader) -> None:
    anywhere.opens("/sources")
    anywhere.page.get_by_role("link", name="How do you know?").click()
    expect(anywhere.page.get_by_role("heading", level=1)).to_have_text("How do you know?")
    anywhere.sees("evals")
    anywhere.page.get_by_role("navigation", name="Suites").get_by_role("link", name="Gate").click()
    anywhere.page.locator("section.suite:has(#suite-gate) summary").first.click()
    expect(anywhere.page.get_by_role("region", name="What the gate lets through").first).to_be_visible()
    anywhere.sees("gate")
