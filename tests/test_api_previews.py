"""The card beside an [n]: exactly the cited words, what they are from, and nothing for words that are not there."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.previews import LONGEST
from api.render import quote_mark
from tests.fake_assistant import HOSTILE_QUESTION, VALPROATE, FakeAssistant
from tests.fake_index import ARTICLE, HOSTILE, HOSTILE_TEXT


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


def places(web: TestClient, question: str) -> list[str]:
    """Where each [n] of a reply leads, as the page's script asks for its card."""
    found = []
    for link in re.findall(r'<a class="cite" href="([^"]+)"', web.post("/ask", data={"question": question}).text):
        url = urlsplit(unescape(link))
        span = parse_qs(url.query)
        found.append(",".join([url.path.rsplit("/", 1)[-1], *(span[name][0] for name in ("start", "end", "quote"))]))
    return list(dict.fromkeys(found))


def quotes(html: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<blockquote>(.*?)</blockquote>", html, re.S)]


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_card_holds_exactly_the_cited_words_of_each_citation(web: TestClient, fake: FakeAssistant) -> None:
    asked = places(web, VALPROATE)
    cards = web.get("/previews", params={"at": asked}).text
    reply = fake.ask(VALPROATE).reply
    assert reply is not None
    assert reply.kind == "answer"
    cited = [citation.quote for statement in reply.statements for citation in statement.citations]
    assert quotes(cards) == cited
    assert re.findall(r'data-at="([^"]+)"', cards) == asked


def test_it_says_what_the_words_are_from_and_how_far_they_were_checked(web: TestClient) -> None:
    article, *_, digest = (text(web.get("/previews", params={"at": one}).text) for one in places(web, VALPROATE))
    assert "Treatment-resistant schizophrenia: brief overview Article, not before 2017 · International" in article
    assert article.endswith("The document's own words")
    assert "Evidence digest, 2025" in digest
    assert digest.endswith("Our digest, checked against the primary source")


def test_a_changed_document_is_not_quoted(web: TestClient, fake: FakeAssistant) -> None:
    fake.index.add(ARTICLE, "Another edition. " * 900)
    moved = web.get("/previews", params={"at": f"{ARTICLE.slug},0,8,0123456789ab"}).text
    assert quotes(moved) == []
    assert "the cited words are no longer at their place" in moved


def test_a_document_that_is_gone_has_no_card(web: TestClient) -> None:
    gone = web.get("/previews", params={"at": "no-such,0,8,0123456789ab"})
    assert (gone.status_code, gone.text.strip()) == (200, "")


@pytest.mark.parametrize("at", ["", "a", "a,b,c,d", "a,-1,2,x", "a,1,2", "a,1,99999999999,x"])
def test_what_is_no_place_is_refused(web: TestClient, at: str) -> None:
    assert web.get("/previews", params={"at": at}).status_code == 422


def test_a_hostile_quote_stays_text(web: TestClient) -> None:
    card = web.get("/previews", params={"at": places(web, HOSTILE_QUESTION)}).text
    assert quotes(card)[0].startswith("<img src=x onerror=alert(1)>")
    assert not re.search("<(img|script)", card)


def test_of_a_very_long_quote_the_card_shows_the_beginning(web: TestClient) -> None:
    at = f"{HOSTILE.slug},0,{len(HOSTILE_TEXT)},{quote_mark(HOSTILE_TEXT)}"
    assert quotes(web.get("/previews", params={"at": at}).text) == [HOSTILE_TEXT[:LONGEST] + " …"]
