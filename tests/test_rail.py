"""The side list of conversations, part by part: what it lists, what is found in it, and what is done from it."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api import rail
from api.main import create_app
from tests.fake_assistant import VALPROATE, FakeAssistant

PART = {"HX-Request": "true"}


@pytest.fixture
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000", headers=PART)


def titles(html: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'<bdi id="n-\w+">(.*?)</bdi>', html)]


def called(fake: FakeAssistant, *names: str) -> list[str]:
    """Conversations of these titles, the first of them last used; their ids in the same order."""
    ids = []
    for name in reversed(names):
        ids.insert(0, fake.ask(VALPROATE).conversation_id)
        fake.store.rename(ids[0], name)
    return ids


def test_the_last_used_stands_first_and_the_open_one_is_marked(web: TestClient, fake: FakeAssistant) -> None:
    ids = called(fake, "newest", "older")
    page = web.get(f"/conversations/{ids[1]}").text
    assert titles(page) == ["newest", "older"]
    assert re.findall(r'id="o-(\w+)" aria-current="page"', page) == [ids[1]]
    assert "aria-current" not in web.get("/").text.partition('id="kept"')[2].partition("</nav>")[0]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CLOZAPINE", ["Clozapine and ECT", "Straße, clozapine"]),
        ("ect cloz", ["Clozapine and ECT"]),
        ("strasse", ["Straße, clozapine"]),
        ("%", []),
        ("  ", ["Clozapine and ECT", "Straße, clozapine", "Lithium"]),
    ],
)
def test_a_title_is_found_by_all_of_its_words_whatever_their_case(
    web: TestClient, fake: FakeAssistant, words: str, found: list[str]
) -> None:
    called(fake, "Clozapine and ECT", "Straße, clozapine", "Lithium")
    part = web.get("/rail", params={"named": words}).text
    assert titles(part) == found
    said = {0: "No title holds these words.", 3: ""}.get(len(found), f"{len(found)} found.")
    assert f'hx-target="#said" hx-swap="textContent">{said}<' in part
    whole = web.get("/conversations", params={"named": words}).text
    assert len(re.findall(r'<li id="c-', whole)) == len(found)


def test_a_long_list_comes_in_steps(web: TestClient, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rail, "STEP", 2)
    called(fake, "a", "b", "c")
    first = web.get("/rail", params={"shown": 2}).text
    assert titles(first) == ["a", "b"] and 'hx-get="/rail?shown=4"' in first
    rest = web.get("/rail", params={"shown": 4}).text
    assert titles(rest) == ["a", "b", "c"] and "Older" not in rest


def test_one_is_renamed_and_the_list_follows(web: TestClient, fake: FakeAssistant) -> None:
    (one,) = called(fake, "before")
    assert "Delete for good" in web.get(f"/rail/{one}").text
    part = web.post(f"/rail/{one}/title", data={"title": "<i>after</i>"}).text
    assert titles(part) == ["<i>after</i>"]
    assert ">Renamed.<" in part
    assert f'id="o-{one}"  data-focus' in part


def test_one_is_deleted_and_the_open_one_leaves_an_empty_page(web: TestClient, fake: FakeAssistant) -> None:
    one, other = called(fake, "one", "other")
    part = web.post(f"/rail/{one}/delete", data={"conversation_id": other})
    assert titles(part.text) == ["other"] and "HX-Redirect" not in part.headers
    assert web.post(f"/rail/{other}/delete", data={"conversation_id": other}).headers["HX-Redirect"] == "/"
    assert fake.store.conversations() == ()


def test_the_focus_goes_on_to_the_neighbour_of_the_deleted(web: TestClient, fake: FakeAssistant) -> None:
    ids = called(fake, "a", "b", "c", "d")
    for deleted, focused in ((1, 2), (3, 2), (2, 0)):
        part = web.post(f"/rail/{ids[deleted]}/delete").text
        assert re.findall(r'id="o-(\w+)"  data-focus', part) == [ids[focused]]
    assert "data-focus" not in web.post(f"/rail/{ids[0]}/delete").text


def test_what_cannot_be_done_is_said_beside_the_list_as_it_is(web: TestClient, fake: FakeAssistant) -> None:
    called(fake, "one")
    (one,) = (kept.conversation_id for kept in fake.store.conversations())
    for path, data, said in (
        (f"/rail/{one}/title", {"title": "  "}, "A title cannot be empty."),
        ("/rail/gone/title", {"title": "x"}, "There is no such conversation."),
        ("/rail/gone/delete", {}, "There is no such conversation."),
    ):
        part = web.post(path, data=data).text
        assert said in part and titles(part) == ["one"]


def test_the_page_is_light_whatever_is_kept(web: TestClient, fake: FakeAssistant) -> None:
    called(fake, *(f"{n}" for n in range(rail.STEP + 5)))
    page = web.get("/").text
    assert len(titles(page)) == rail.STEP
    assert len(page.encode()) < 60_000
    assert "Delete for good" not in page  # what can be done with each is fetched when it is asked for


def test_another_site_can_do_nothing(web: TestClient, fake: FakeAssistant) -> None:
    (one,) = called(fake, "one")
    for path in (f"/rail/{one}/title", f"/rail/{one}/delete"):
        assert web.post(path, data={"title": "x"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert fake.store.conversation(one).title == "one"
