"""Quizzes on paper and for Kahoot, read back by python-docx and openpyxl."""

import io

import pytest
from docx import Document
from hypothesis import example, given
from openpyxl import load_workbook

from assistant.quiz.exports import export
from assistant.quiz.types import ITEM_KINDS, Option, Quiz, QuizItem
from tests.quizzes import FIVE_THOUSAND, PLAIN, cited, hostile, item_of, quiz_of, readable, told_of


def papers(quiz: Quiz) -> tuple[list[str], list[str]]:
    """The paragraphs of the questions, and those of the key, which begins on a new page."""
    document = Document(io.BytesIO(export(quiz, "handout").content))
    [at] = [n for n, one in enumerate(document.paragraphs) if one.paragraph_format.page_break_before]
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts[:at], texts[at:]


def test_the_questions_come_first_and_give_no_answer_away() -> None:
    questions, key = papers(quiz_of())
    assert [text for text in questions if "(explained)" in text or "(why" in text or "→" in text] == []
    assert key[0] == "Key and references"
    for number, kind in enumerate(ITEM_KINDS, 1):
        assert f"{number}. {PLAIN} (the {kind} question)" in questions
        assert any(text.startswith(f"{number}. ") for text in key)
    assert "B. Examplazine was given at 10 mg/d. (right)" in questions
    assert "______________________________ mg/L" in questions


def test_the_key_names_the_letter_and_tells_all() -> None:
    _, key = papers(quiz_of(item_of("single_best")))
    assert key[1] == f"1. B. {PLAIN} (right)"
    whole = "\n".join(key)
    assert [word for word in (*told_of(PLAIN), "(why 0)", "(why 1)", "(why 2)") if word not in whole] == []


def test_pairs_are_named_by_the_letters_of_the_questions() -> None:
    questions, key = papers(quiz_of(item_of("matching")))
    letters = {text[0]: text[3:] for text in questions if text[1:3] == ". " and text[0].isalpha()}
    sides = dict(part.strip("(").split(") ") for part in key[1].removeprefix("1. ").split(", "))
    assert {left: letters[right] for left, right in sides.items()} == {
        "1": f"{PLAIN} (right a)",
        "2": f"{PLAIN} (right b)",
    }


def test_the_document_says_what_it_is_and_not_when_it_was_made() -> None:
    about = Document(io.BytesIO(export(quiz_of(title="x" * 400), "handout").content)).core_properties
    assert about.title == "x" * 254 + "…"
    assert about.created == about.modified
    assert (about.created.year if about.created else None) == 2020
    assert "For education" in about.comments


@given(hostile)
@example(FIVE_THOUSAND)
def test_the_handout_gives_back_every_text(text: str) -> None:
    questions, key = papers(quiz_of(item_of("single_best", text), title=text or "x"))
    assert readable(f"1. {text} (the single_best question)") in questions
    assert readable(f"B. {text} (right)") in questions
    whole = "\n".join(key)
    for word in ("(explained)", "(the limit)", "(the dissent)", "(why 1)"):
        assert readable(f"{text} {word}") in whole


# Kahoot


def kahoot(quiz: Quiz) -> tuple[list[tuple[object, ...]], list[str], str]:
    """The rows of questions, the items left out, and the words of the second sheet. No cell is a formula."""
    file = export(quiz, "kahoot")
    book = load_workbook(io.BytesIO(file.content))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    first, second = book.worksheets
    rows = list(first.values)
    assert rows[7] == (
        None, "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
    )  # fmt: skip
    told = "\n".join(f"{row[1] or ''}\n{row[2] or ''}" for row in second.values if any(row))
    return rows[8:], list(file.left_out), told


def of_lengths(question: int, answer: int, options: int = 2, sign: str = "x") -> QuizItem:
    texts = [sign * answer, *(f"{number}" for number in range(1, options))]
    return item_of("single_best").model_copy(
        update={
            "stem": sign * question,
            "key": texts[0],
            "options": tuple(
                Option(text=text, is_key=text == texts[0], why="why", citations=(cited(PLAIN),)) for text in texts
            ),
        }
    )


def test_a_question_is_a_row_of_kahoots_template() -> None:
    rows, left_out, told = kahoot(quiz_of(item_of("single_best", "So."), item_of("true_false", "So.")))
    assert rows == [
        (1, "So. (the single_best question)", "So. (wrong)", "So. (right)", "So. (also wrong)", None, 60, 2),
        (2, "So. (the true_false question)", "True", "False", None, None, 30, 2),
    ]  # fmt: skip
    assert left_out == []
    assert [word for word in told_of("So.") if word not in told and word not in ("Limits", "Other sources say")] == []


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (of_lengths(121, 5), "120 characters of a question; this has 121"),
        (of_lengths(61, 5, sign="🙂"), "120 characters of a question; this has 122"),
        (of_lengths(20, 76), "75 characters of an answer; the longest has 76"),
        (of_lengths(20, 5, options=5), "2 to 4 answers; this has 5"),
        (item_of("matching"), "no questions of the kind “matching”"),
        (item_of("short_answer"), "no questions of the kind “short answer”"),
    ],
)
def test_what_kahoot_cannot_hold_is_named_and_never_cut(item: QuizItem, why: str) -> None:
    rows, left_out, _ = kahoot(quiz_of(item))
    assert rows == []
    assert left_out[0].startswith(item.item_id)
    assert why in left_out[0]


def test_the_longest_that_kahoot_takes_is_whole() -> None:
    rows, left_out, _ = kahoot(quiz_of(of_lengths(120, 75, options=4)))
    assert left_out == []
    assert rows == [(1, "x" * 120, "x" * 75, "1", "2", "3", 60, 1)]


@given(hostile)
@example(FIVE_THOUSAND)
def test_kahoot_gives_back_every_text_as_a_string(text: str) -> None:
    item = item_of("single_best", "So.").model_copy(update={"stem": f"{text[:80]}?", "explanation": text or "x"})
    [row], left_out, told = kahoot(quiz_of(item))
    assert left_out == []
    assert row[1] == readable(f"{text[:80]}?")
    assert readable(text) in told


def test_a_text_longer_than_a_cell_goes_on_below_it() -> None:
    item = item_of("single_best", "So.").model_copy(update={"explanation": "x" * 70_000})
    _, _, told = kahoot(quiz_of(item))
    assert "x" * 70_000 in told.replace("Why", "").replace("\n", "")
