"""The page of the evals and the report that stands by itself: what is below its goal is said, pictures are true."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import evals_card
from api.evals_card import Card, accepted
from api.evals_pictures import bar, cell, percent, row, stretches
from api.main import create_app
from evals import html
from evals.compare import compare
from evals.metrics import Figure, Limit, figure, part
from evals.report import Report, as_json
from evals.result import part as counted
from tests.evals_reports import FEW, SECRET, item, reported
from tests.fake_assistant import FakeAssistant


def words(page: str) -> str:
    """The text of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.S)).split())


def of(report: Report) -> Report:
    """The report with one figure below its goal and one above."""
    figures = (
        figure("facts", "facts: share right", "tune", part(99, 100), {"facts: share right": Limit(at_least=0.97)}),
        figure("facts", "facts: share right", "measured", part(9, 10), {"facts: share right": Limit(at_least=0.97)}),
        figure("all", "median words", "tune", (12.5, 40), {}),
    )
    return report.model_copy(update={"figures": figures})


@pytest.fixture
def web(fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The app with a made-up report."""
    path = tmp_path / "accepted.json"
    path.write_text(as_json(of(reported()).told(())), encoding="utf-8")
    monkeypatch.setattr(evals_card, "REPORT", path)
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


# The page


def test_the_page_says_what_is_below_its_goal_before_all_else(web: TestClient) -> None:
    told = words(web.get("/evals").text)
    assert "1 of 2 goals are reached" in told
    below = told[told.index("Goals and what is below them") : told.index("What became of")]
    assert "facts: share right only measured 90.0 % (59.6 to 98.2 %) at least 97 %" in below
    assert "99" not in below


def test_the_page_tells_outcomes_figures_and_tables(web: TestClient) -> None:
    told = words(web.get("/evals").text)
    assert "5 things tried" in told
    assert "facts only measured Outcomes of facts, only measured 1 wrong, 1 could not be scored" in told
    assert "1 of 4: 25.0 % (4.6 to 69.9 %)" in told
    assert "None should pass." in told
    assert "make eval ARGS=facts" in told


def test_the_page_says_when_something_else_answers_than_was_measured(web: TestClient, fake: FakeAssistant) -> None:
    assert f"What answers here is version {fake.version} with corpus" in words(web.get("/evals").text)


def test_the_page_holds_no_style_of_its_own(web: TestClient) -> None:
    assert re.findall(r"<style|style=|<script(?! src)", web.get("/evals").text) == []


@pytest.mark.parametrize("content", [None, "{", '{"version": 3}', "\udcff"])
def test_without_a_report_the_page_says_so_and_how_to_make_one(
    content: str | None, fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "none.json"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(evals_card, "REPORT", path)
    answered = TestClient(create_app(fake), base_url="http://127.0.0.1:8000").get("/evals")
    assert answered.status_code == 200
    assert "There is no report of the evals" in answered.text
    assert "--accept" in answered.text


def test_every_page_leads_to_it(web: TestClient) -> None:
    assert all('<a href="/evals">How do you know?</a>' in web.get(path).text for path in ("/", "/sources", "/evals"))


def test_the_report_of_the_project_can_be_shown() -> None:
    card = accepted(evals_card.REPORT)
    assert card and card.sections and card.tallies


# The report that stands by itself


def test_the_report_tells_every_failure_that_may_be_read_and_asks_for_nothing() -> None:
    page = html.page(of(reported()).told(("tune",)), None)
    told = words(page)
    assert "wrong What dose of examplazine?" in told and "Expected says: 10 &lt;mg&gt;" in told
    assert "2 of the half only measured are not shown, so that nobody tunes on them." in told
    assert SECRET not in page
    assert re.findall(r"<script|src=|url\(|@import|<link|https?://", page) == []


def test_the_report_tells_what_changed() -> None:
    before, now = reported(item("f-1", "right")), reported(item("f-1", "wrong"))
    told = words(html.page(now, compare(before, now)))
    assert "facts: share right tuned on 1 0 -1" in told
    assert "facts, no longer right: f-1" in told


def test_text_of_an_item_stays_text() -> None:
    page = html.page(reported(item("f-1", "wrong", asked="<script>alert(1)</script>")), None)
    assert "<script" not in page


# The pictures


def drawn(count: int, of_: int, limit: Limit | None = None) -> Figure:
    return figure("s", "m", "tune", part(count, of_), {"m": limit} if limit else {})


def test_a_picture_holds_interval_goal_and_floor_on_the_narrowest_axis() -> None:
    picture = bar(drawn(95, 100, Limit(at_least=0.9, floor=0.85))).drawing
    assert picture is not None
    assert picture.ends == ("80 %", "100 %")
    assert (picture.at, picture.goal, picture.reached, picture.floor) == (75.0, 50.0, (50.0, 50.0), 25.0)
    assert picture.start < picture.at < picture.start + picture.width


def test_what_must_be_at_most_is_reached_on_the_left() -> None:
    picture = bar(drawn(1, 1000, Limit(at_most=0.01))).drawing
    assert picture is not None
    assert (picture.ends, picture.goal, picture.reached) == (("0 %", "2 %"), 50.0, (0.0, 50.0))


def test_both_halves_of_a_metric_are_drawn_on_one_axis() -> None:
    both = row([drawn(99, 100), drawn(1, 100).model_copy(update={"half": "measured"})], ("measured", "tune"))
    assert {one.drawing.ends for one in both.bars if one and one.drawing} == {("0 %", "100 %")}


@pytest.mark.parametrize(("limit", "words_"), [
    (Limit(at_least=0.95), "at least 95 %"), (Limit(at_least=1.0), "all"), (Limit(at_most=0), "none"),
    (Limit(at_most=0.03), "at most 3 %"),
])  # fmt: skip
def test_a_goal_is_said_in_words(limit: Limit, words_: str) -> None:
    assert bar(drawn(1, 2, limit)).goal == words_


def test_a_count_has_words_and_no_picture() -> None:
    told = bar(figure("s", "m", "tune", (200.0, 200), {"m": Limit(at_least=200)}))
    assert (told.value, told.goal, told.reached, told.drawing) == ("200", "at least 200", True, None)


@pytest.mark.parametrize(
    ("share", "words_"), [(0.99996, "99.996 %"), (0.00001, "0.001 %"), (0.9949, "99.49 %"), (1.0, "100 %")]
)
def test_only_all_is_a_hundred_percent_and_only_none_is_nothing(share: float, words_: str) -> None:
    assert percent(share) == words_


def test_outcomes_fill_their_bar_and_even_one_is_seen() -> None:
    parts = stretches({"right": 999, "wrong": 1})
    assert [(one.outcome, one.things) for one in parts] == [("right", 999), ("wrong", 1)]
    assert parts[-1].start + parts[-1].width == pytest.approx(100) and parts[-1].width >= 0.5


def test_a_cell_of_which_nothing_was_tried_says_so() -> None:
    assert [cell(one).words for one in ("a", 0.5, counted(0, 0))] == ["a", "0.5", "none tried"]


def test_a_card_is_read_of_a_report() -> None:
    card = Card.model_validate_json(as_json(reported(*FEW)))
    assert [(one.suite, one.half, one.n) for one in card.tallies] == [("facts", "measured", 2), ("facts", "tune", 3)]
