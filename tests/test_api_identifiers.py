"""The faces of the detector: data for programs, a line for people, one line in the terminal; nothing of it is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.main import create_app
from assistant import cli
from tests.browser import Reader, serving
from tests.fake_assistant import FakeAssistant

TYPED = "Mr John Smith, DOB 12/03/1985: what dose?"
TAKEN_OUT = "Mr [name], DOB [date of birth]: what dose?"
SEEMS = (
    "This seems to hold a name (John Smith) and a date of birth (12/03/1985). "
    "Please leave out what identifies a patient."
)


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("identifiers"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake, allowed_hosts=["testserver"]))


@pytest.fixture(scope="module")
def address(fake: FakeAssistant) -> Iterator[str]:
    with serving(fake) as served:
        yield served


def test_the_places_come_as_data(web: TestClient) -> None:
    found = web.post("/v1/identifiers", json={"text": TYPED}).json()
    assert found == {
        "identifiers": [
            {"kind": "name", "start": 3, "end": 13},
            {"kind": "date_of_birth", "start": 19, "end": 29},
        ]
    }


def test_the_line_names_what_was_found_and_holds_the_text_without_it(web: TestClient) -> None:
    line = web.post("/identifiers", data={"text": TYPED}).text
    assert "a name (<bdi>John Smith</bdi>) and a date of birth (<bdi>12/03/1985</bdi>)" in line
    assert f'data-without="{TAKEN_OUT}"' in line
    assert web.post("/identifiers", data={"text": "clozapine 350 mg"}).text.strip() == ""


def test_markup_in_a_name_is_shown_as_text(web: TestClient) -> None:
    line = web.post("/identifiers", data={"text": 'Mr John Smith <img src=x onerror="alert(1)">'}).text
    assert "<img" not in line


def test_nothing_of_it_is_kept(web: TestClient, fake: FakeAssistant) -> None:
    before = fake.store.conversations()
    web.post("/identifiers", data={"text": TYPED})
    web.post("/v1/identifiers", json={"text": TYPED})
    assert fake.store.conversations() == before


def test_the_terminal_says_the_kinds_only(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Mr John Smith, 34M. Olanzapine 20 mg for 8 weeks, no response.", "utf-8")
    said = CliRunner().invoke(cli.app, ["check", str(note)]).stderr
    assert said == "This seems to hold a name. Leave out what identifies a patient. Nothing of it is kept.\n"


# In the browser


def test_the_line_appears_while_typing_and_takes_the_words_out(anywhere: Reader) -> None:
    page = anywhere.page
    anywhere.opens()
    page.fill("#question", TYPED)
    expect(page.locator(".composer .seems")).to_have_text(SEEMS)
    page.get_by_role("button", name="Take them out").click()
    expect(page.locator("#question")).to_have_value(TAKEN_OUT)
    expect(page.locator(".composer [role=status] >> text=Taken out.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#question")).to_have_value(TYPED)
    expect(page.locator(".composer .seems")).to_have_text(SEEMS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_browsers_own_undo_brings_the_words_back(reader: Reader) -> None:
    reader.opens()
    reader.page.fill("#question", TYPED)
    reader.page.get_by_role("button", name="Take them out").press("Enter")
    expect(reader.page.locator("#question")).to_have_value(TAKEN_OUT)
    reader.page.focus("#question")
    reader.page.keyboard.press("Control+z")
    expect(reader.page.locator("#question")).to_have_value(TYPED)


def test_it_never_holds_up_asking_and_stands_with_the_reply(reader: Reader, fake: FakeAssistant) -> None:
    reader.opens()
    reader.asks(TYPED)
    assert fake.asked[-1][0] == TYPED
    expect(reader.page.locator(".turn .identified")).to_contain_text("a name (John Smith)")
    expect(reader.page.locator(".composer .seems")).to_have_count(0)
    reader.page.get_by_role("link", name="Delete the conversation").click()
    expect(reader.page.locator("main")).to_contain_text("Delete")


def test_without_scripts_it_stands_with_the_reply_and_the_note(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens()
    page.fill("#question", TYPED)
    page.click(".composer [type=submit]")
    expect(page.locator(".turn .identified")).to_contain_text("a date of birth (12/03/1985)")
    without_scripts.opens("/cases")
    page.fill("#note", "Pt. Maria Lopez, 34F. Olanzapine 20 mg for 8 weeks, no response.")
    page.click(".told [formaction='/cases/read']")
    expect(page.locator(".told .seems")).to_contain_text("a name (Maria Lopez)")


def test_a_dose_brings_no_line_and_a_changed_text_takes_it_away(reader: Reader) -> None:
    page = reader.page
    reader.opens("/cases")
    page.fill("#note", "My patient Anna takes 350 mg")
    expect(page.locator(".told .seems")).to_contain_text("a name (Anna)")
    page.fill("#note", "My patient takes clozapine 350 mg")
    expect(page.locator(".told .seems")).to_have_count(0)


def test_the_line_breaks_no_rule_of_accessibility(by_day_and_night: Reader) -> None:
    page = by_day_and_night.page
    by_day_and_night.opens()
    page.fill("#question", TYPED)
    expect(page.locator(".composer .seems")).to_be_visible()
    assert by_day_and_night.breaks_no_rule() == []
    page.get_by_role("button", name="Take them out").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert by_day_and_night.breaks_no_rule() == []
    by_day_and_night.asks(TYPED)
    assert by_day_and_night.breaks_no_rule() == []
