"""The pages of one reply without a browser: its address, on paper, its working, as text; and what is gone is told."""

import re

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from tests.fake_assistant import BY_MODEL, CASE, HOSTILE_QUESTION, NOT_COVERED, ORDER, PREMISE, VALPROATE, FakeAssistant
from tests.fake_index import ARTICLE
from tests.test_api_pages import words


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


def asked(fake: FakeAssistant, question: str) -> str:
    """The address of the reply to a question."""
    return f"/replies/{fake.ask(question).reply_id}"


def test_a_reply_stands_alone_under_its_address(web: TestClient, fake: FakeAssistant) -> None:
    first = fake.ask(VALPROATE)
    fake.ask(NOT_COVERED, first.conversation_id)
    page = web.get(f"/replies/{first.reply_id}").text
    assert VALPROATE in page and NOT_COVERED not in page
    assert f'href="/conversations/{first.conversation_id}#t-{first.reply_id}"' in page
    assert 'hx-post="/ask/stream"' not in page  # there is no conversation here to put an answer into


@pytest.mark.parametrize("question", [VALPROATE, PREMISE, NOT_COVERED, ORDER, CASE, BY_MODEL])
def test_every_kind_of_reply_has_every_page(web: TestClient, fake: FakeAssistant, question: str) -> None:
    address = asked(fake, question)
    for page in ("", "/print", "/working", "/copy", "/copy?format=markdown", "/copy?format=ris"):
        answer = web.get(address + page)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), page


def test_on_paper_stand_the_references_in_full(web: TestClient, fake: FakeAssistant) -> None:
    printed = web.get(asked(fake, PREMISE) + "/print").text
    text = words(printed)
    for expected in (
        "Correction.",
        "Limits However, this study utilized 5 randomized controlled trials",
        "Sources disagree",
        "[1] Treatment-resistant schizophrenia: brief overview (article, not before 2017; International ).",
        "[5] Adding a drug to clozapine: trials and meta-analyses by agent (evidence digest, 2025; International ). "
        "Rests on: Ronaldson et al. 2012 . Statement AUG-27 . Our digest, checked against the primary source.",
        "corpus c0ffee123456",
    ):
        assert expected in text
    assert not re.search(r"<details(?![^>]* open)|<script(?! src=)|<nav|<form", printed)


def test_what_did_not_pass_is_open_on_paper_and_its_words_are_nowhere(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, BY_MODEL)
    for page in ("/print", "/working", "/copy", "/copy?format=markdown", ""):
        text = words(web.get(address + page).text)
        assert "'600 mg' is not in the cited words" in text, page
        assert "Valproate 600 mg is safe" not in text, page


def test_the_working_says_what_was_found_and_what_made_it(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, VALPROATE)
    text = words(web.get(address + "/working", headers={"HX-Request": "true"}).text)
    assert "Understood, by rules: What dose of sodium valproate was studied with clozapine?" in text
    assert "Treated as: a question for the sources." in text
    assert "[1][2][3]" in text
    assert "No search found [4][5]: brought in because" in text
    assert "5 sentences passed the check, none was refused." in text
    assert "Corpus c0ffee123456 , settings 5e7715e7715e , version 0.1.0" in text
    assert "<html" not in web.get(address + "/working", headers={"HX-Request": "true"}).text
    assert "<html" in web.get(address + "/working").text


def test_a_search_over_another_corpus_is_not_shown(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, VALPROATE)
    fake.provenance = fake.provenance.model_copy(update={"corpus": "another"})
    text = words(web.get(address + "/working").text)
    assert "The corpus changed since this reply: search as it is now is not shown" in text
    assert "By meaning" not in text


def test_the_working_of_a_case_is_its_report(web: TestClient, fake: FakeAssistant) -> None:
    text = web.get(asked(fake, CASE) + "/working").text
    assert "its working stands in the report" in words(text)


def test_copies_are_text_and_references_a_file(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, VALPROATE)
    text, ris = web.get(address + "/copy?format=text"), web.get(address + "/copy?format=ris")
    assert (text.headers["content-type"], "content-disposition" in text.headers) == ("text/plain; charset=utf-8", False)
    assert re.fullmatch(r'attachment; filename="trs-reply-[\d-]+-\w{8}\.ris"', ris.headers["content-disposition"])
    assert ris.text.count("TY  - ") == ris.text.count("ER  - \r\n") == 3
    refused = web.get(address + "/copy?format=docx")
    assert (refused.status_code, "text/html" in refused.headers["content-type"]) == (422, True)


def test_a_reply_outlives_its_document(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, VALPROATE)
    fake.index.remove(ARTICLE.slug)
    for page in ("", "/print", "/copy", "/copy?format=ris"):
        assert web.get(address + page).status_code == 200
    assert "The document is no longer in the index" in web.get(address + "/copy?format=ris").text


@pytest.mark.parametrize("page", ["", "/print", "/working", "/copy"])
def test_what_was_deleted_is_told_kindly(web: TestClient, fake: FakeAssistant, page: str) -> None:
    last = fake.ask(VALPROATE)
    fake.store.delete(last.conversation_id)
    gone = web.get(f"/replies/{last.reply_id}{page}")
    assert gone.status_code == 404
    assert "There is no such reply." in gone.text and "its words are gone for good" in words(gone.text)


def test_hostile_text_is_shown_as_text(web: TestClient, fake: FakeAssistant) -> None:
    address = asked(fake, HOSTILE_QUESTION)
    for page in ("", "/print", "/working"):
        assert not re.search(r"<script>|<img|<b>|<i>|href=.javascript", web.get(address + page).text), page
    assert web.get(address + "/copy?format=text").headers["x-content-type-options"] == "nosniff"
    assert "\u202e" not in web.get(address + "/copy?format=ris").text
