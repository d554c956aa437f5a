"""The shelf: quizzes and reviews read back as they were, are gone once deleted, and are not shown once altered."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import Conflict, IndexUnavailable, NotFound
from assistant.quiz.reviews import ListedQuiz, Review
from assistant.store import Store
from tests.quizzes import FIVE_THOUSAND, item_of, quiz_of

AT = "2026-01-02T03:04:05.000000+00:00"
QUIZ = quiz_of()
ONE, TWO = QUIZ.items[:2]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data 100%/store.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = Store.open(request.getfixturevalue("url" if request.param == "sqlite" else "postgres_url"))
    yield opened
    for listed in opened.quizzes.listed():
        opened.quizzes.delete(listed.quiz_id)
    opened.close()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url, now=lambda: AT)
    yield opened
    opened.close()


def said(item_id: str = ONE.item_id, verdict: str = "accept", by: str = "Dr A", **fields: object) -> Review:
    told = {"quiz_id": QUIZ.quiz_id, "item_id": item_id, "reviewer": by, "verdict": verdict, "at": AT}
    return Review.model_validate({**told, "before": "b", "after": "a", **fields})


def behind_our_back(url: str, statement: str) -> int:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        return other.execute(statement).rowcount


def test_a_quiz_and_its_reviews_read_back_as_they_were(any_store: Store) -> None:
    edit = said(verdict="edit", note="clearer \x00 \ud800", item=item_of("cloze", FIVE_THOUSAND))
    shelf = any_store.quizzes
    shelf.add(QUIZ)
    shelf.review(edit, after=0)
    shelf.review(said(TWO.item_id, "reject", "<b>Dr</b>"), after=0)
    shelf.review(said(by="Dr B"), after=1)
    read = shelf.read(QUIZ.quiz_id)
    assert read.quiz == QUIZ
    assert read.quiz.model_dump_json() == QUIZ.model_dump_json()
    assert [one.reviewer for one in read.reviews] == ["Dr A", "<b>Dr</b>", "Dr B"]
    assert read.reviews[0].item == edit.item
    assert read.reviews[0].note == "clearer \ufffd ?"


def test_a_quiz_made_again_is_the_one_that_was_kept(any_store: Store) -> None:
    any_store.quizzes.add(QUIZ)
    any_store.quizzes.review(said(), after=0)
    any_store.quizzes.add(quiz_of(item_of("cloze")))
    read = any_store.quizzes.read(QUIZ.quiz_id)
    assert (read.quiz, len(read.reviews)) == (QUIZ, 1)


def test_the_list_counts_last_words_newest_quiz_first(any_store: Store) -> None:
    shelf = any_store.quizzes
    times = iter(["2026-01-01", "2026-01-02"])
    shelf.now = lambda: next(times)
    shelf.add(QUIZ)
    shelf.add(quiz_of(quiz_id="fedcba9876543210", title="nul \x00"))
    for after, verdict in enumerate(("accept", "reject", "edit")):
        shelf.review(said(verdict=verdict), after=after)
    shelf.review(said(TWO.item_id, "reject"), after=0)
    newest, oldest = shelf.listed()
    assert newest.title == "nul \ufffd"
    assert oldest == ListedQuiz(
        quiz_id=QUIZ.quiz_id, title=QUIZ.title, count=7, accepted=1, rejected=1, made_at="2026-01-01"
    )
    assert shelf.listed(limit=1) == (newest,)


def test_what_is_not_there_is_named(any_store: Store) -> None:
    for missing in (
        lambda: any_store.quizzes.read("nowhere"),
        lambda: any_store.quizzes.delete("nowhere"),
        lambda: any_store.quizzes.review(said(), after=0),
    ):
        with pytest.raises(NotFound, match="There is no such quiz"):
            missing()


def test_of_many_who_saw_the_same_one_speaks_and_of_other_items_all_do(any_store: Store) -> None:
    any_store.quizzes.add(QUIZ)

    def speaks(item_id: str) -> bool:
        try:
            any_store.quizzes.review(said(item_id), after=0)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        spoke = list(pool.map(speaks, [item.item_id for item in QUIZ.items] * 4))
    assert sum(spoke) == len(QUIZ.items)
    reviews = any_store.quizzes.read(QUIZ.quiz_id).reviews
    assert sorted(one.item_id for one in reviews) == sorted(item.item_id for item in QUIZ.items)


def test_nothing_of_a_deleted_quiz_is_left_on_the_disk(store: Store, url: str) -> None:
    folder = Path(url.removeprefix("sqlite:///")).parent
    secret = "Zanzibar"
    store.quizzes.add(quiz_of(*(item_of("cloze", f"{secret} {'x' * 3000}", n) for n in range(9)), title=secret))
    store.quizzes.review(said(by=f"Dr {secret}", note=secret), after=0)

    def on_disk() -> bool:
        return any(secret.encode() in file.read_bytes() for file in folder.iterdir())

    assert on_disk()
    store.quizzes.delete(QUIZ.quiz_id)
    assert not on_disk()


ALTERED = (
    "UPDATE quizzes SET body = replace(body, '(right)', '(left)')",
    "UPDATE quizzes SET body = '{'",
    "UPDATE quiz_reviews SET reviewer = 'Dr Eve' WHERE ordinal = 1",
    "UPDATE quiz_reviews SET verdict = 'accept' WHERE ordinal = 2",
    "DELETE FROM quiz_reviews WHERE ordinal = 1",
    "UPDATE quiz_reviews SET ordinal = 3 - ordinal + 3",
)


@pytest.mark.parametrize("statement", ALTERED)
def test_what_was_altered_behind_our_back_is_not_shown(store: Store, url: str, statement: str) -> None:
    store.quizzes.add(QUIZ)
    store.quizzes.review(said(), after=0)
    store.quizzes.review(said(TWO.item_id, "reject"), after=0)
    assert behind_our_back(url, statement)
    with pytest.raises(IndexUnavailable, match="was altered"):
        store.quizzes.read(QUIZ.quiz_id)
    store.quizzes.delete(QUIZ.quiz_id)
    assert store.quizzes.listed() == ()


def test_a_quiz_of_another_version_of_the_program_says_so(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.quizzes.add(QUIZ)
    behind_our_back(url, "UPDATE quizzes SET body = replace(body, '\"stem\":', '\"question\":')")
    monkeypatch.setattr(store.quizzes, "_prove", lambda *_: None)
    with pytest.raises(IndexUnavailable, match="another version"):
        store.quizzes.read(QUIZ.quiz_id)
