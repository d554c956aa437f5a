"""The pages of quizzes without a browser: what they show and refuse; nothing typed is lost, none of it is believed."""

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.main import create_app
from assistant.quiz.desk import QuizDesk
from assistant.quiz.types import ITEM_KINDS, Quiz, QuizItem, Reworded
from tests.fake_assistant import MODEL, FakeAssistant
from tests.fake_quizzes import EMPTY, FACT, TOPICS, UNKNOWN

EVIL = "<script>alert(1)</script>\u202e\"'&"
REVIEWER = "Dr Ada Example"


@pytest.fixture
def client(fake: FakeAssistant) -> Iterator[TestClient]:
    with TestClient(create_app(fake), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture
def quiz(client: TestClient) -> str:
    """The address of a quiz with an item of every kind."""
    made = client.post("/quiz", data={"count": "7", "kinds": list(ITEM_KINDS)}, follow_redirects=False)
    assert made.status_code == 303, made.text
    return made.headers["location"]


def items(fake: FakeAssistant, quiz: str) -> dict[str, QuizItem]:
    """Its items, by kind."""
    return {item.kind: item for item in fake.quizzes.open(quiz.removeprefix("/quiz/")).quiz.items}


def words(page: str) -> str:
    """What a reader sees of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


# Made


def test_the_form_is_filled_with_what_the_address_says_and_lists_what_was_made(client: TestClient, quiz: str) -> None:
    page = client.get("/quiz", params={"topic": EVIL, "pick": "valproate", "count": "3", "kinds": ["cloze"]}).text
    assert '<input id="topic" name="topic" value="valproate"' in page
    assert 'value="cloze" checked' in page and 'value="single_best" checked' not in page
    assert all(topic.name in page for topic in TOPICS)
    assert f'href="{quiz}"' in page
    assert 'value="single_best" checked' in client.get("/quiz").text
    assert "<script>alert" not in client.get("/quiz", params={"topic": EVIL, "count": EVIL, "seed": EVIL}).text


def test_a_chat_model_may_word_the_questions_where_one_is_set(client: TestClient, fake: FakeAssistant) -> None:
    assert 'name="reworded"' not in client.get("/quiz").text
    fake.chat_model = "openai:<b>scripted</b>"
    assert "openai:&lt;b&gt;scripted" in client.get("/quiz").text
    ticked = {"count": "7", "kinds": list(ITEM_KINDS), "reworded": "true"}
    made = client.post("/quiz", data=ticked, follow_redirects=False)
    assert fake.quizzes.open(made.headers["location"].removeprefix("/quiz/")).quiz.request.reworded


def test_of_an_unknown_topic_the_near_ones_can_be_pressed_and_nothing_typed_is_lost(client: TestClient) -> None:
    told = client.post("/quiz", data={"topic": UNKNOWN, "count": "4", "kinds": ["numeric"]})
    assert told.status_code == 422
    assert 'name="pick" value="valproate"' in told.text
    assert told.text.index("Make the quiz</button>") < told.text.index('name="pick"')  # Enter presses the first
    assert 'value="numeric" checked' in told.text and f'value="{UNKNOWN}"' in told.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"count": "many"}, "That is no number of questions."), ({"count": "501"}, "from 1 to 500"),
     ({"kinds": []}, "No kind of question is chosen."), ({"kinds": ["essay"]}, "No kind of question is chosen."),
     ({"level": EVIL}, "There is no such level."), ({"seed": "-1"}, "Type a whole number"),
     ({"topic": "x" * 301}, "The topic is too long."), ({"jurisdiction": "x" * 81}, "There is no such place.")],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_beside_the_form(
    client: TestClient, typed: dict[str, str | list[str]], told: str
) -> None:
    answered = client.post("/quiz", data={"kinds": ["cloze"], **typed})
    assert answered.status_code == 422
    assert told in answered.text
    assert EVIL not in answered.text


def test_an_empty_corpus_says_what_to_do(client: TestClient) -> None:
    told = client.post("/quiz", data={"topic": EMPTY, "kinds": ["cloze"]})
    assert (told.status_code, "Run `trs doctor`." in told.text) == (503, True)


def test_fewer_items_than_asked_for_are_told_on_every_page_of_the_quiz(client: TestClient) -> None:
    quiz = client.post("/quiz", data={"count": "20", "kinds": ["cloze"]}, follow_redirects=False).headers["location"]
    for page in ("", "/review", "/export"):
        assert "1 of the 20 questions asked for." in client.get(quiz + page).text


@pytest.mark.parametrize("page", ["", "?all=1", "/score", "/review", "/export", "/file", "/delete"])
def test_a_quiz_that_there_is_not_is_told(client: TestClient, page: str) -> None:
    told = client.get("/quiz/0000" + page)
    assert (told.status_code, "There is no such quiz." in told.text) == (404, True)


def test_a_question_in_a_chat_models_words_is_shown_with_those_before(client: TestClient, fake: FakeAssistant) -> None:
    def in_other_words(made: Quiz) -> Quiz:
        words = Reworded(by=MODEL, prompt="p@1", before=f"{EVIL} before")
        items = tuple(one.model_copy(update={"stem": "Which range?", "reworded": words}) for one in made.items)
        return made.model_copy(update={"items": items, "notice": f"{len(items)} stem was worded by a model."})

    fake.quizzes = QuizDesk(fake.maker, fake.store.quizzes, fake.index.text, in_other_words)
    page = client.post("/quiz", data={"kinds": ["single_best"], "count": "1", "reworded": "true"})
    assert "Which range?" in page.text and "1 stem was worded by a model." in page.text
    item = fake.quizzes.open(page.url.path.removeprefix("/quiz/")).quiz.items[0]
    answered = client.get(page.url.path, params={f"a.{item.item_id}": "A"}).text
    assert f"The question was worded by {MODEL} . Before: {EVIL} before" in words(answered)
    assert "<script>alert" not in answered


# Taken


def test_a_key_is_not_on_the_page_until_it_is_answered(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    for place, item in enumerate(items(fake, quiz).values(), 1):
        page = client.get(quiz, params={"n": place}).text
        assert " ".join(item.stem.split()) in words(page)
        assert 'class="mark' not in page and "Where it is from" not in page
        assert item.options or item.pairs or item.key not in page
    whole = client.get(quiz, params={"all": 1}).text
    assert whole.count('class="turn item"') == 7 and "Where it is from" not in whole


def test_answers_are_marked_and_stand_in_the_address_alone(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    found = items(fake, quiz)
    first, number, match = (f"a.{found[kind].item_id}" for kind in ("single_best", "numeric", "matching"))
    page = client.get(quiz, params={"n": 1, first: "A", number: "400"}).text
    assert "Not right. The key is B. 350–420 ng/mL ." in words(page)
    assert "your answer" in page and "That is said elsewhere" in page
    assert words(page).count(FACT) == 1  # the key's reason is the sentence below, not said twice
    assert f"{number}=400" in page and f"{first}=A" in page  # carried on
    assert f'<input type="hidden" name="{first}" value="A">' in client.get(quiz, params={"n": 2, first: "A"}).text
    assert "1 of 2 right so far" in page
    assert "Right." in words(client.get(quiz, params={"n": 4, number: "0.4 mg/L"}).text)
    assert "1 of 2 are right." in words(client.get(quiz, params={"n": 5, match: ["A", "A"]}).text)
    score = words(client.get(f"{quiz}/score", params={first: "B", number: "9"}).text)
    assert "1 of 7 right 5 not answered." in score and "Single best answer 1 of 1" in score


def test_what_is_no_number_is_asked_for_again_without_the_key(
    client: TestClient, fake: FakeAssistant, quiz: str
) -> None:
    page = client.get(quiz, params={"n": 4, f"a.{items(fake, quiz)['numeric'].item_id}": EVIL}).text
    assert "This is not a number." in page and "Where it is from" not in page
    assert "<script>alert" not in page and html.escape(EVIL[:10]) in page


@pytest.mark.parametrize("query", ["n=0", "n=-1", "n=99999", "n=x", "n=7&a.=1", "a.none=A", "only=x", "n=²"])
def test_an_address_that_no_page_of_ours_wrote_shows_a_question(client: TestClient, quiz: str, query: str) -> None:
    page = client.get(f"{quiz}?{query}")
    assert (page.status_code, "Question " in page.text) == (200, True)


def test_an_option_that_there_is_not_is_refused(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    told = client.get(quiz, params={f"a.{items(fake, quiz)['single_best'].item_id}": "Z" + EVIL})
    assert told.status_code == 422
    assert "Choose A, B or C." in told.text and "<script>alert" not in told.text


def test_a_rejected_item_is_not_asked(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    rejected = items(fake, quiz)["single_best"]
    said = review(client, fake, quiz, rejected, verdict="reject", note=EVIL)
    assert said.status_code == 303
    assert "Question 1 of 6" in client.get(quiz).text
    assert rejected.item_id not in client.get(quiz, params={"all": 1}).text
    assert "none is accepted yet" in client.get(quiz, params={"only": "accepted"}).text


# Reviewed


def review(client: TestClient, fake: FakeAssistant, quiz: str, item: QuizItem, **fields: str) -> Response:
    """What the form of an item sends."""
    seen = fake.quizzes.open(quiz.removeprefix("/quiz/")).of(item.item_id).seen
    form = {"seen": seen, "reviewer": REVIEWER, "note": "", **fields}
    return client.post(f"{quiz}/items/{item.item_id}/review", data=form, follow_redirects=False)


def test_who_reviews_is_remembered_and_markup_in_a_name_is_text(client: TestClient, quiz: str) -> None:
    assert 'value="accept"' not in client.get(f"{quiz}/review").text
    client.post(f"{quiz}/reviewer", data={"reviewer": "Ädá <b>O'Neil</b>"})
    page = client.get(f"{quiz}/review").text
    assert "Reviewing as <strong><bdi>Ädá &lt;b&gt;O&#39;Neil&lt;/b&gt;</bdi></strong>" in page
    assert page.count('value="accept"') == 7
    client.post(f"{quiz}/reviewer", data={"reviewer": ""})
    assert "Who reviews?" in client.get(f"{quiz}/review").text


@pytest.mark.parametrize("name", ["x" * 81, "two\nlines", "a\u202eb", "\x00"])
def test_what_is_no_name_is_refused_and_shown_again(client: TestClient, quiz: str, name: str) -> None:
    told = client.post(f"{quiz}/reviewer", data={"reviewer": name})
    assert (told.status_code, "reviewer&#39;s name" in told.text) == (422, True)


def test_an_item_is_accepted_then_the_next_one_comes(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    first, second = list(items(fake, quiz).values())[:2]
    said = review(client, fake, quiz, first, verdict="accept")
    assert said.headers["location"] == f"{quiz}/review#i-{second.item_id}"
    assert f"Accepted by {REVIEWER}" in client.get(f"{quiz}/review").text
    assert first.item_id not in client.get(f"{quiz}/review", params={"show": "draft"}).text


def test_words_that_were_changed_are_not_accepted_as_they_were(
    client: TestClient, fake: FakeAssistant, quiz: str
) -> None:
    item = items(fake, quiz)["single_best"]
    client.post(f"{quiz}/reviewer", data={"reviewer": REVIEWER})
    typed = f"Tell: {EVIL} {item.stem}"
    told = review(client, fake, quiz, item, verdict="accept", stem=typed)
    assert told.status_code == 422
    assert "You have changed words of this item." in told.text
    assert html.escape("Tell: <script>") in told.text and "<script>alert" not in told.text
    assert fake.quizzes.open(quiz.removeprefix("/quiz/")).of(item.item_id).status == "draft"


def test_line_breaks_of_a_browser_are_no_change(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    item = items(fake, quiz)["single_best"]
    in_two_lines = f"Choose the best answer.\n{item.stem}"
    assert review(client, fake, quiz, item, verdict="edit", stem=in_two_lines).status_code == 303
    unchanged = {"stem": in_two_lines.replace("\n", "\r\n") + " ", "why.1": item.options[1].why}
    assert review(client, fake, quiz, item, verdict="accept", **unchanged).status_code == 303


def test_an_edit_rewords_only_what_differs(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    item = items(fake, quiz)["single_best"]
    stem = f"Choose the best answer. {item.stem}"
    said = review(client, fake, quiz, item, verdict="edit", stem=stem, explanation=item.explanation)
    assert said.status_code == 303, words(said.text)
    now = fake.quizzes.open(quiz.removeprefix("/quiz/")).of(item.item_id)
    assert (now.item.stem, now.item.key, now.item.options) == (stem, item.key, item.options)
    assert f"Edited and accepted by {REVIEWER}" in client.get(f"{quiz}/review").text


@pytest.mark.parametrize("fields", [{"text.1": "1 mg"}, {"text.99": "x"}, {"stem": ""}, {"why.0": "x" * 8001}, {}])
def test_an_edit_that_may_not_be_is_told_at_the_item(
    client: TestClient, fake: FakeAssistant, quiz: str, fields: dict[str, str]
) -> None:
    item = items(fake, quiz)["single_best"]
    client.post(f"{quiz}/reviewer", data={"reviewer": REVIEWER})
    told = review(client, fake, quiz, item, verdict="edit", note="my note", **fields)
    assert told.status_code == 422
    assert 'class="refused-review"' in told.text and "my note</textarea>" in told.text
    assert fake.quizzes.open(quiz.removeprefix("/quiz/")).of(item.item_id).status == "draft"


def test_of_two_reviewers_the_second_is_told_and_keeps_what_was_typed(
    client: TestClient, fake: FakeAssistant, quiz: str
) -> None:
    item = items(fake, quiz)["single_best"]
    client.post(f"{quiz}/reviewer", data={"reviewer": REVIEWER})
    seen = fake.quizzes.open(quiz.removeprefix("/quiz/")).of(item.item_id).seen
    assert review(client, fake, quiz, item, verdict="reject", reviewer="Dr Other").status_code == 303
    typed = {"verdict": "edit", "seen": seen, "stem": "My own words?", "note": "my note"}
    told = review(client, fake, f"{quiz}", item, **typed)
    assert told.status_code == 409
    assert "Dr Other rejected this item meanwhile" in told.text
    assert "My own words?</textarea>" in told.text and "my note</textarea>" in told.text
    # As it stands now, it can be reviewed again: also from a list in which it is no longer.
    again = client.post(f"{quiz}/items/{item.item_id}/review", params={"show": "draft"},
                        data={"seen": seen, "reviewer": REVIEWER, "verdict": "accept"})  # fmt: skip
    assert again.status_code == 409 and f'id="i-{item.item_id}"' in again.text


def test_a_verdict_or_an_item_that_there_is_not_is_refused(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    item = items(fake, quiz)["single_best"]
    assert review(client, fake, quiz, item, verdict=EVIL).status_code == 422
    assert review(client, fake, quiz, item, verdict="accept", reviewer="").status_code == 422
    gone = client.post(f"{quiz}/items/none/review", data={"verdict": "accept"})
    assert (gone.status_code, "The quiz has no such item." in gone.text) == (404, True)


def test_an_item_whose_sources_changed_is_flagged_and_cannot_be_accepted(
    client: TestClient, fake: FakeAssistant, quiz: str
) -> None:
    item = items(fake, quiz)["single_best"]
    client.post(f"{quiz}/reviewer", data={"reviewer": REVIEWER})
    review(client, fake, quiz, item, verdict="accept")
    fake.quizzes = QuizDesk(
        fake.maker, fake.store.quizzes, lambda _slug: "The article was replaced.", lambda quiz: quiz
    )
    page = client.get(f"{quiz}/review", params={"show": "stale"}).text
    assert f"A draft again: {REVIEWER} on " in page and "was changed: it no longer says the words cited." in page
    assert (
        page.count('value="accept" disabled') == page.count('class="turn item reviewing"') == 6
    )  # a case cites nothing
    told = review(client, fake, quiz, item, verdict="accept")
    assert (told.status_code, "It cannot be accepted" in told.text) == (422, True)
    shown = client.get(quiz, params={"n": 1, f"a.{item.item_id}": "B"}).text
    assert "its sources changed" in shown


# Handed out, deleted


def test_what_a_format_leaves_out_is_told_before_it_is_downloaded(
    client: TestClient, fake: FakeAssistant, quiz: str
) -> None:
    assert "All 7 items are in it" in words(client.get(f"{quiz}/export", params={"format": "json"}).text)
    page = client.get(f"{quiz}/export", params={"format": "kahoot"}).text
    assert "of 7 items left out; nothing is ever cut" in words(page)
    assert "numeric" in page
    none = client.get(f"{quiz}/export", params={"only": "accepted"})
    assert none.status_code == 422 and "Download" not in none.text
    review(client, fake, quiz, items(fake, quiz)["cloze"], verdict="accept")
    assert "6 of 7 items left out" in words(client.get(f"{quiz}/export", params={"only": "accepted"}).text)


def test_every_format_that_there_is_can_be_downloaded(client: TestClient, quiz: str) -> None:
    formats = set(re.findall(r"/export\?format=(\w+)", client.get(f"{quiz}/export").text))
    assert len(formats) == 10
    for name in formats:
        file = client.get(f"{quiz}/file", params={"format": name})
        assert file.headers["content-disposition"].startswith("attachment; filename=")
        assert file.content


def test_a_format_that_there_is_not_is_told_with_those_that_are(client: TestClient, quiz: str) -> None:
    for address in ("export", "file"):
        told = client.get(f"{quiz}/{address}", params={"format": EVIL})
        assert told.status_code == 422
        assert "moodle" in told.text and "<script>alert" not in told.text


def test_a_quiz_is_deleted_once_it_was_asked_for_twice(client: TestClient, fake: FakeAssistant, quiz: str) -> None:
    assert "Delete this quiz?" in client.get(f"{quiz}/delete").text
    assert len(fake.quizzes.kept()) == 1
    assert "Deleted." in client.post(f"{quiz}/delete").text
    assert fake.quizzes.kept() == ()
