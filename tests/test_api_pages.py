"""The pages without a browser: what a reader without scripts gets, errors as pages, hostile text as text."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from tests.fake_assistant import BREAKS, FOLLOW_UP, HOSTILE_QUESTION, NOT_COVERED, PREMISE, VALPROATE, FakeAssistant
from tests.fake_index import ARTICLE, HOSTILE, HOSTILE_TEXT

PANEL = {"HX-Request": "true"}


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


def words(html: str) -> str:
    """The text of a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cites(html: str) -> list[str]:
    """Where the [n] of a page lead."""
    return [unescape(link) for link in re.findall(r'<a class="cite" href="([^"]+)"', html)]


def marked(html: str) -> str:
    """The highlighted words of a document's page, as they stand in the file."""
    found = re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)
    return unescape(re.sub(r"<[^>]+>", "", "".join(found)))


def test_a_question_without_scripts_is_answered_in_its_conversation(web: TestClient) -> None:
    first = web.post("/ask", data={"question": PREMISE})
    assert first.history[0].status_code == 303
    conversation = first.url.path.rsplit("/", 1)[-1]
    second = web.post("/ask", data={"question": FOLLOW_UP, "conversation_id": conversation})
    text = words(second.text)
    for expected in (
        PREMISE,
        "Understood as: What dose of sodium valproate was studied with clozapine?",
        "Correction. The question says 2 g . The source says 800–1,125 mg/d .",
        "Limits However, this study utilized 5 randomized controlled trials",
        "Sources disagree What is said above, and what other sources say of it Source Year Kind What it says",
        "Ronaldson et al. 2012 2012 evidence digest In a 2012 study of clozapine myocarditis",
        "Our digest, checked against the primary source",
        FOLLOW_UP,
        "Not covered by these sources: dose of topiramate .",
    ):
        assert expected in text
    assert f'name="conversation_id" value="{conversation}"' in second.text


def test_every_number_leads_to_a_page_that_marks_exactly_the_quote(web: TestClient, fake: FakeAssistant) -> None:
    page = web.post("/ask", data={"question": VALPROATE})
    statements = fake.store.turns(page.url.path.rsplit("/", 1)[-1])[0].reply.statements
    quotes = [citation.quote for statement in statements for citation in statement.citations]
    numbers = [int(number) for number in re.findall(r">\[(\d+)\]</a>", page.text)]
    assert numbers == [
        1,
        2,
        3,
        1,
        2,
        3,
        4,
        5,
        1,
        2,
        3,
        4,
        5,
    ]  # in the answer, beside its dissent, in the list of sources
    wanted = [quotes[number - 1] for number in numbers]
    assert [marked(web.get(link).text) for link in cites(page.text)] == wanted
    assert [marked(web.get(link, headers=PANEL).text) for link in cites(page.text)] == wanted


def test_an_abstention_helps(web: TestClient) -> None:
    page = web.post("/ask", data={"question": NOT_COVERED})
    text = words(page.text)
    assert "These sources do not answer this" in text
    assert "Not covered by these sources: tinnitus ." in text
    assert "What was searched for topiramate , clozapine , tinnitus" in text
    assert [marked(web.get(link).text)[:15] for link in cites(page.text)] == ["With lamotrigin", "Electroconvulsi"]


def test_what_is_streamed_ends_as_the_page_without_scripts_shows_it(web: TestClient, fake: FakeAssistant) -> None:
    streamed = web.post("/ask/stream", data={"question": VALPROATE}).text
    last = "\n".join(line.removeprefix("data: ") for line in streamed.strip().split("\n\n")[-1].splitlines())
    (turn,) = re.findall(r"<article.*</article>", last, re.S)
    conversation = fake.store.conversations()[0].conversation_id
    (plain,) = re.findall(r"<article.*</article>", web.get(f"/conversations/{conversation}").text, re.S)
    key, reply_id = re.search(r'id="t-(\w+)"', turn), re.search(r'id="t-(\w+)"', plain)
    assert key and reply_id and f'action="/replies/{reply_id[1]}/copy"' in turn
    assert turn.replace(key[1], reply_id[1]).split() == plain.split()


def test_sentences_are_streamed_whole_one_by_one(web: TestClient) -> None:
    messages = web.post("/ask/stream", data={"question": VALPROATE}).text.strip().split("\n\n")
    said = [words(message.replace("data: ", "")) for message in messages]
    assert len(said) == 9  # asked, routed, found, five sentences, replied
    assert said[3].endswith("the positive symptoms of schizophrenia. [1]")
    assert "Said above" in said[6] and "Said above" not in said[7]  # the table, then one row more of it
    assert said[7].endswith("(odds ratio 2.59, 95% CI 1.51 to 4.42). [5]")


@pytest.mark.parametrize(
    ("asked", "data", "status", "what"),
    [
        ("POST /ask", {"question": " "}, 422, "The question is empty."),
        ("POST /ask", {"question": "x" * 100_000}, 422, "The question has 100000 characters; at most 4000 are read."),
        ("POST /ask", {"question": BREAKS}, 500, "Something went wrong inside the program, and it is not your fault."),
        ("POST /ask", {"question": "x", "conversation_id": "none"}, 404, "There is no such conversation."),
        ("GET /conversations/none", {}, 404, "There is no such conversation."),
        ("GET /sources/none", {}, 404, "There is no such source."),
        ("GET /sources/hostile?start=-1", {}, 422, "The request cannot be read"),
        ("GET /none", {}, 404, "There is no such page."),
    ],
)
def test_every_failure_is_a_page_that_says_what_to_do(
    web: TestClient, asked: str, data: dict[str, Any], status: int, what: str
) -> None:
    page = web.request(*asked.split(), data=data)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert f"<h1>{what}" in page.text
    assert "Back to the questions" in page.text


def test_a_failure_in_the_panel_is_a_part_of_a_page(web: TestClient) -> None:
    part = web.get("/sources/none", headers=PANEL)
    assert (part.status_code, words(part.text)) == (
        404,
        "There is no such source. See GET /v1/sources for those there are.",
    )


def test_a_failed_answer_is_told_in_its_place(web: TestClient) -> None:
    streamed = words(web.post("/ask/stream", data={"question": BREAKS}).text.replace("data: ", ""))
    assert streamed.endswith("If it stays, the program's log says what happened. Not answered.")


def test_a_document_that_changed_since_the_reply_marks_nothing_and_says_so(
    web: TestClient, fake: FakeAssistant
) -> None:
    link = cites(web.post("/ask", data={"question": VALPROATE}).text)[0]
    fake.index.add(ARTICLE, "A new edition. " + fake.index.text(ARTICLE.slug))
    page = web.get(link)
    assert marked(page.text) == ""
    assert "the cited words are no longer at their place" in words(page.text)


def test_a_reply_outlives_its_document(web: TestClient, fake: FakeAssistant) -> None:
    page = web.post("/ask", data={"question": VALPROATE})
    fake.index.remove(ARTICLE.slug)
    again = web.get(page.url.path)
    assert again.status_code == 200
    assert "no longer in the index, not before 2017" in words(again.text)
    assert web.get(cites(again.text)[0]).status_code == 404


def test_hostile_text_is_shown_as_text(web: TestClient) -> None:
    pages = [
        web.post("/ask", data={"question": HOSTILE_QUESTION}).text,
        web.post("/ask/stream", data={"question": HOSTILE_QUESTION}).text,
        web.get(f"/sources/{HOSTILE.slug}").text,
        web.get("/sources").text,
    ]
    for page in pages:
        assert not re.search(r"<script>|<img|<b>|<i>|href=.javascript", page)
    assert HOSTILE_QUESTION in unescape(pages[0])
    assert HOSTILE_TEXT.split()[0] in unescape(pages[2])


def test_a_source_shows_what_it_is_and_where_it_came_from(web: TestClient) -> None:
    text = words(web.get("/sources/augmentation-evidence").text)
    assert "Evidence digest, 2025 · International Our digest, in our words" in text
    assert "AUG-02 · Correll et al., JAMA Psychiatry 2017;74:675 (PMC6584320) · Our digest, not yet checked" in text
    assert "Read: abstracts of the studies named. Not read: full papers." in text


def test_the_footer_says_what_it_is_for_and_what_made_it(web: TestClient) -> None:
    text = words(web.get("/").text)
    assert "Not for emergencies: call your local emergency number." in text
    assert "No chat model in use" in text
    assert "3 documents, newest source from 2025 c0ffee123456 Program Version 0.1.0" in text


def test_the_footer_names_the_chat_model_in_use(web: TestClient, fake: FakeAssistant) -> None:
    fake.chat_model = "ollama:<b>llama3.1</b>"
    page = web.get("/").text
    assert "Chat model <bdi>ollama:&lt;b&gt;llama3.1&lt;/b&gt;</bdi> words the answers" in page
    assert "No chat model in use" not in page


@pytest.mark.parametrize(
    ("path", "status", "what"),
    [
        ("/none", 404, "There is no such page."),
        ("/ask", 405, "This address is not a page to open."),
        ("/conversations/none", 404, "There is no such conversation."),
    ],
)
def test_a_problem_is_told_in_the_same_frame(web: TestClient, path: str, status: int, what: str) -> None:
    page = web.get(path)
    text = words(page.text)
    assert page.status_code == status
    assert f"{what} · TRS Assistant" in text and f"Status {status} · " in text
    assert "Check a patient Quizzes Conversations Sources" in text
    assert "3 documents, newest source from 2025" in text
    assert "openapi" not in page.text


def test_too_much_at_once_is_a_page_too(web: TestClient) -> None:
    page = web.post("/ask", data={"question": "x" * 2_000_000})
    assert (page.status_code, "This is too much at once. · TRS Assistant" in words(page.text)) == (413, True)
    assert "3 documents" in page.text


def test_under_a_false_name_nothing_of_the_program_is_told(web: TestClient) -> None:
    page = web.get("/", headers={"host": "evil.example"})
    assert page.status_code == 421
    assert "This is not the address of the program." in page.text
    assert not re.search(r"documents|c0ffee|<nav|version", page.text)


def test_a_program_in_trouble_is_asked_nothing_for_its_frame(
    web: TestClient, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake.index, "sources", lambda: 1 / 0)
    page = web.get("/")
    assert page.status_code == 500
    assert "Something went wrong inside the program" in page.text and "Back to the questions" in page.text
