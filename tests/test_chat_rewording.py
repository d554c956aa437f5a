"""Questions of a quiz worded by a chat model: taken only where they ask the same; key, options and sources stay."""

import json

import pytest

from assistant.assistant import Assistant
from assistant.chat.rewording import why_not
from assistant.errors import BadInput
from assistant.lexicon import Lexicon
from assistant.quiz.exports import EXPORTERS, export
from assistant.quiz.types import QuizItem, QuizRequest
from tests.chat_server import ChatServer, Manner, Request, fails, given, says, serving, silent
from tests.chatting import Build
from tests.quizzes import item_of

STEM = "What dose of valproate, added to clozapine, was studied in 1,227 patients of a 2017 meta-analysis?"
SAME = (
    "In 1,227 patients of a 2017 meta-analysis, what dose of valproate was studied, added to clozapine?",
    "Which dose of valproate, as an add-on to clozapine, was studied in 1,227 patients of a 2017 meta-analysis?",
)
OTHER = {
    "a drug": STEM.replace("valproate", "topiramate"),
    "a brand of another": STEM.replace("valproate", "Topamax"),
    "a figure": STEM.replace("1,227", "1,272"),
    "a year": STEM.replace("2017", "2019"),
    "a condition dropped": STEM.replace(", added to clozapine,", ""),
    "a figure dropped": STEM.replace("in 1,227 patients of", "in"),
    "a condition added": STEM.replace("patients", "inpatients with hepatitis"),
    "a denial": STEM.replace("was studied", "was not studied"),
    "an extreme": STEM.replace("What dose", "What maximum dose"),
    "something else": STEM.replace("What dose of valproate", "How long valproate"),
    "a hint": STEM.replace("What dose", "What dose (near 900 mg/d)"),
    "two questions": f"{STEM} Was it effective?",
    "no question": STEM.replace("?", "."),
    "an answer": "The dose of valproate added to clozapine was 800 mg/d?",
    "signs": STEM.replace("dose", "do\u202ese"),
    "a gap": STEM.replace("dose", "_____ dose"),
}
ITEM = item_of("single_best").model_copy(update={"stem": STEM})
REQUEST = QuizRequest(topic="clozapine", count=8, kinds=("single_best", "vignette"), reworded=True)


@pytest.mark.parametrize("question", SAME)
def test_what_asks_the_same_is_taken(question: str, lexicon: Lexicon) -> None:
    assert why_not(ITEM, ITEM.model_copy(update={"stem": question}), lexicon) is None


@pytest.mark.parametrize("question", OTHER.values(), ids=OTHER.keys())
def test_what_asks_anything_else_is_not(question: str, lexicon: Lexicon) -> None:
    assert why_not(ITEM, ITEM.model_copy(update={"stem": question}), lexicon)


def turned_round(request: Request) -> str:
    """Every question with words of courtesy before it."""
    rows = [one for one in given(request) if "label" in one]
    said = [{"label": one["label"], "question": f"Please tell: {one['question'].lower()}"} for one in rows]
    return json.dumps({"questions": said})


def of_another_drug(request: Request) -> str:
    rows = [one for one in given(request) if "label" in one]
    said = [{"label": one["label"], "question": f"In lurasidone studies, {one['question']}"} for one in rows]
    return json.dumps({"questions": said})


def made(build: Build, *script: Manner) -> tuple[tuple[QuizItem, ...], str, ChatServer]:
    with serving(*script) as server:
        quiz = build(server, chat_timeout=3.0).quizzes.build(REQUEST)
        return quiz.items, quiz.notice, server


def test_only_questions_are_shown_and_only_stems_change(build: Build, real_assistant: Assistant) -> None:
    own = real_assistant.quizzes.build(REQUEST.model_copy(update={"reworded": False})).items
    items, notice, server = made(build, says(turned_round))
    shown = [one["question"] for request in server.requests for one in given(request)]
    plain = [item for item in own if item.vignette is None and "_____" not in item.stem]
    assert plain and shown == [item.stem for item in plain]
    changed = [item for item in items if item.reworded]
    assert changed and notice.startswith(
        f"{len(changed)} of {len(items)} questions are in the words of openai:scripted"
    )
    for item, before in zip(items, own, strict=True):
        kept = {"stem": before.stem, "reworded": None}
        assert item.model_copy(update=kept) == before
        if item.reworded:
            assert item.reworded.before == before.stem != item.stem
            assert item.reworded.prompt.startswith("quiz_stem@")


@pytest.mark.parametrize(
    "manner",
    [
        says(of_another_drug),
        says("I would rather not."),
        says('{"questions": [{"label": "q99", "question": "What is the dose?"}]}'),
        fails(500),
        silent,
    ],
    ids=["another drug", "prose", "an unknown label", "an error", "silence"],
)
def test_whatever_else_the_model_does_the_questions_stay(
    manner: Manner, build: Build, real_assistant: Assistant
) -> None:
    items, notice, _ = made(build, manner)
    assert items == real_assistant.quizzes.build(REQUEST.model_copy(update={"reworded": False})).items
    assert notice.startswith(f"0 of {len(items)} ")


def test_without_a_model_it_is_said_what_to_set(real_assistant: Assistant) -> None:
    with pytest.raises(BadInput, match="No chat model is set") as refused:
        real_assistant.quizzes.build(REQUEST)
    assert "TRS_CHAT_MODEL" in refused.value.do


def test_every_format_tells_who_worded_a_question(build: Build) -> None:
    with serving(says(turned_round)) as server:
        quiz = build(server).quizzes.build(REQUEST)
    assert any(item.reworded for item in quiz.items)
    for name in ("moodle", "gift", "csv", "page", "json"):
        assert name in EXPORTERS
        assert b"openai:scripted" in export(quiz, name).content


def test_a_quiz_that_is_kept_is_not_worded_twice(build: Build) -> None:
    with serving(says(turned_round)) as server:
        quizzes = build(server).quizzes
        first = quizzes.make(REQUEST)
        asked = len(server.requests)
        assert asked and quizzes.make(REQUEST) == first
        assert len(server.requests) == asked
