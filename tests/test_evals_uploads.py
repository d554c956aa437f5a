"""The suite of uploads: what counts as a right sentence, and its data."""

import doctest

import pytest

from assistant.types import Abstention, Answer, Nearest, Provenance, Statement
from evals import uploads
from evals.uploads import AUTHORS, DATA, Asked, judge, load
from tests.quizzes import cited

MADE_BY = Provenance(corpus="c", settings="s", version="0")
ASKED = Asked(doc="a.md", question="Which dose?", behaviour="answer", sentences=("Start with 12.5 mg at night.",))


def answer(text: str) -> Answer:
    statement = Statement(text=text, role="answer", citations=(cited(text),))
    asked = ASKED.question
    return Answer(question=asked, understood=asked, statements=(statement,), composer="extractive", provenance=MADE_BY)


def refusal(text: str) -> Abstention:
    near = Nearest(text=text, citation=cited(text))
    asked = ASKED.question
    return Abstention(
        question=asked, understood=asked, reason="no_evidence", message="No.", nearest=(near,), provenance=MADE_BY
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(uploads).failed == 0


@pytest.mark.parametrize(
    ("reply", "answers", "right", "shown"),
    [
        (answer("Start with 12.5 mg at night."), True, True, True),
        (answer("Start with 12.5 mg at\nnight. Then wait."), True, True, True),
        (answer("Stop it at night."), True, False, False),
        (refusal("Start with 12.5 mg at night."), False, False, True),
        (refusal("Stop it."), False, False, False),
    ],
)
def test_a_right_sentence_is_in_the_answer_or_lies_near(
    reply: Answer | Abstention, answers: bool, right: bool, shown: bool
) -> None:
    tried = judge(ASKED, reply, "tune")
    assert (tried.answers, tried.right, tried.shown) == (answers, right, shown)


@pytest.mark.parametrize("author", [author for authors in AUTHORS.values() for author in authors])
def test_every_question_is_on_a_document_that_holds_its_answer(author: str) -> None:
    documents = {path.name: path.read_text(encoding="utf-8") for path in (DATA / author).iterdir()}
    for asked in load(author):
        texts = [documents[asked.doc], *documents.values()]
        held = [any(uploads.is_one_of(text, [one]) for text in texts) for one in asked.sentences]
        assert all(held) and bool(held) == (asked.behaviour != "abstain"), asked.question
