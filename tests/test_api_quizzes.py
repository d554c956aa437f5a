"""REST of quizzes: made, read, reviewed, exported, deleted; every refusal says what to do, in the one shape."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from assistant.quiz.exports import EXPORTERS, FormatName
from assistant.quiz.types import ITEM_KINDS
from tests.fake_assistant import FakeAssistant
from tests.fake_quizzes import EMPTY, FACT, UNKNOWN


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_app(FakeAssistant(tmp_path_factory.mktemp("quizzes")), allowed_hosts=["testserver"])
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def made(client: TestClient) -> Iterator[dict[str, Any]]:
    """A quiz of every kind, new to each test."""
    answer = client.post("/v1/quizzes", json={"topic": "clozapine levels", "count": 7, "kinds": ITEM_KINDS})
    assert answer.status_code == 201
    yield answer.json()
    client.delete(f"/v1/quizzes/{answer.json()['quiz']['quiz_id']}")


def address(made: dict[str, Any], rest: str = "") -> str:
    return f"/v1/quizzes/{made['quiz']['quiz_id']}{rest}"


def says(client: TestClient, made: dict[str, Any], item_id: str, **said: object) -> Any:
    body = {"reviewer": "Dr A", "verdict": "accept", "seen": made["seen"].get(item_id, "")} | said
    return client.post(address(made, f"/items/{item_id}/reviews"), json=body)


def refusal(answer: Any) -> tuple[int, str]:
    """The status of an answer, and all that its error tells."""
    told = answer.json()["error"]
    assert told["what"]
    assert set(told) == {"what", "to", "do"}
    return answer.status_code, f"{told['what']} {told['do']}"


def test_a_quiz_is_made_listed_and_read_as_it_was_made(client: TestClient, made: dict[str, Any]) -> None:
    assert [item["kind"] for item in made["quiz"]["items"]] == list(ITEM_KINDS)
    assert set(made["seen"]) == {item["item_id"] for item in made["quiz"]["items"]}
    assert client.get(address(made)).json() == made
    [listed] = client.get("/v1/quizzes").json()
    assert (listed["quiz_id"], listed["count"], listed["accepted"]) == (made["quiz"]["quiz_id"], 7, 0)
    assert {"name": "valproate", "facts": 12} in client.get("/v1/quiz-topics").json()


def test_an_item_is_accepted_edited_and_rejected_and_each_word_is_kept(
    client: TestClient, made: dict[str, Any]
) -> None:
    one, two, three = (item["item_id"] for item in made["quiz"]["items"][:3])
    assert says(client, made, one, note="as the source has it").status_code == 201
    edit = {"verdict": "edit", "reviewer": "Dr <b>B</b>", "changes": {"explanation": f"{FACT}, by most evidence."}}
    says(client, made, two, **edit)
    now = says(client, made, three, verdict="reject").json()
    standings = [item["standing"]["status"] for item in now["quiz"]["items"]]
    assert standings == ["accepted", "accepted", "rejected", "draft", "draft", "draft", "draft"]
    assert now["quiz"]["items"][1]["explanation"] == f"{FACT}, by most evidence."
    assert now["quiz"]["revision"] == 3
    told = client.get(address(made, "/reviews")).json()
    assert [(said["item_id"], said["verdict"], said["reviewer"]) for said in told] == [
        (one, "accept", "Dr A"), (two, "edit", "Dr <b>B</b>"), (three, "reject", "Dr A"),
    ]  # fmt: skip
    assert told[1]["before"] != told[1]["after"]
    status, words = refusal(says(client, made, one, verdict="reject"))
    assert (status, "Dr A accepted this item meanwhile" in words) == (409, True)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_downloaded_and_what_it_leaves_out_is_listed(
    client: TestClient, made: dict[str, Any], name: str
) -> None:
    one, two = (item["item_id"] for item in made["quiz"]["items"][:2])
    says(client, made, one)
    says(client, made, two, verdict="reject")
    file = client.get(address(made, f"/export?format={name}"))
    assert file.status_code == 200
    assert file.content
    assert file.headers["content-disposition"].startswith('attachment; filename="clozapine-levels-')
    left_out = client.get(address(made, f"/left-out?format={name}")).json()
    assert [two in line for line in left_out][:1] == [True]
    only = client.get(address(made, f"/left-out?format={name}&accepted_only=true")).json()
    assert sum("A draft" in line for line in only) == 5


def test_the_formats_of_the_address_are_those_there_are() -> None:
    assert get_args(FormatName) == tuple(EXPORTERS)


def test_a_deleted_quiz_is_gone(client: TestClient, made: dict[str, Any]) -> None:
    assert client.delete(address(made)).status_code == 204
    for answer in (
        client.get(address(made)),
        client.delete(address(made)),
        client.get(address(made, "/reviews")),
        client.get(address(made, "/export?format=csv")),
        says(client, made, made["quiz"]["items"][0]["item_id"]),
    ):
        assert refusal(answer) == (404, "There is no such quiz. It may have been deleted: make it again.")


def test_what_cannot_be_made_says_what_can(client: TestClient) -> None:
    for given, status, told in (
        ({"topic": UNKNOWN}, 422, "Topics near it: clozapine levels; valproate."),
        ({"topic": EMPTY}, 503, "Run `trs doctor`."),
        ({"topic": "x" * 301}, 422, "at most 300 characters"),
        ({"count": 0}, 422, "greater than or equal to 1"),
        ({"count": 501}, 422, "less than or equal to 500"),
        ({"count": "many"}, 422, "valid integer"),
        ({"kinds": ["essay"]}, 422, "'single_best', 'true_false', 'cloze'"),
        ({"kinds": []}, 422, "at least 1 item"),
        ({"level": "professor"}, 422, "'student', 'resident' or 'specialist'"),
        ({"colour": "red"}, 422, "not permitted"),
    ):
        got, words = refusal(client.post("/v1/quizzes", json=given))
        assert (got, told in words) == (status, True), words


def test_what_cannot_be_said_or_asked_of_a_quiz_is_refused(client: TestClient, made: dict[str, Any]) -> None:
    one = made["quiz"]["items"][0]["item_id"]
    key = next(n for n, option in enumerate(made["quiz"]["items"][0]["options"]) if option["is_key"])
    for said, told in (
        ({"reviewer": " "}, "needs the reviewer's name"),
        ({"reviewer": "x" * 9999}, "has 9999 characters"),
        ({"reviewer": "x" * 10_001}, "at most 10000 characters"),
        ({"reviewer": "Dr\nA"}, "no part of a name"),
        ({"verdict": "approve"}, "'accept', 'edit' or 'reject'"),
        ({"seen": "guessed"}, "not the item that is reviewed"),
        ({"verdict": "edit"}, "Nothing is changed"),
        ({"verdict": "edit", "changes": {"options": [{"place": key, "text": "1 mg"}]}}, "the key stays"),
        ({"verdict": "edit", "changes": {"key": "1 mg"}}, "not permitted"),
        ({"verdict": "edit", "changes": {"stem": "x" * 8001}}, "at most 8000 characters"),
    ):
        status, words = refusal(says(client, made, one, **said))
        assert (status, told in words) == (422, True), words
    assert refusal(says(client, made, "000000000000"))[0] == 404
    status, words = refusal(client.get(address(made, "/export?format=doc")))
    assert (status, "'moodle', 'gift', 'canvas'" in words) == (422, True)
    assert client.get(address(made)).json() == made


def test_half_a_pair_of_surrogates_breaks_nothing(client: TestClient, made: dict[str, Any]) -> None:
    one = made["quiz"]["items"][0]["item_id"]
    for place, body in (
        ("/v1/quizzes", {"topic": "\ud800"}),
        (address(made, f"/items/{one}/reviews"), {"reviewer": "\ud800", "verdict": "accept", "seen": "x"}),
        (address(made, f"/items/{one}/reviews"), {"reviewer": "Dr A", "verdict": "\ud800", "seen": "x"}),
    ):
        answer = client.post(place, content=json.dumps(body), headers={"Content-Type": "application/json"})
        assert refusal(answer)[0] == 422


def test_too_much_at_once_is_refused(client: TestClient, made: dict[str, Any]) -> None:
    one = made["quiz"]["items"][0]["item_id"]
    assert refusal(says(client, made, one, note="x" * 1_100_000))[0] == 413


def test_a_quiz_altered_in_the_store_is_not_shown(tmp_path: Path) -> None:
    import sqlite3

    app = create_app(FakeAssistant(tmp_path), allowed_hosts=["testserver"])
    with TestClient(app, raise_server_exceptions=False) as client:
        made = client.post("/v1/quizzes", json={"kinds": ["cloze"]}).json()
        with sqlite3.connect(tmp_path / "store.db") as other:
            other.execute("UPDATE quizzes SET body = replace(body, '350', '950')")
        status, words = refusal(client.get(address(made)))
        assert (status, "was altered" in words) == (503, True)
        assert client.delete(address(made)).status_code == 204
