"""A quiz in, the spreadsheet that Kahoot imports out. What is too long for Kahoot is left out by name, never cut.

Columns, limits and time limits are those of Kahoot's template. Every text is written as a string: no cell can run.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.quiz.exports.characters import held
from assistant.quiz.exports.files import exported
from assistant.quiz.exports.told import feedback, letter, notice, opening, parted, rebuttal
from assistant.quiz.types import ExportedFile, ItemKind, Quiz, QuizItem

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE = datetime(2020, 1, 1)  # the same for every file: the same quiz gives the same bytes
QUESTION_MOST, ANSWER_MOST, FEWEST_ANSWERS, MOST_ANSWERS = 120, 75, 2, 4
SECONDS: Mapping[ItemKind, int] = {"true_false": 30, "single_best": 60, "vignette": 120}  # of those that Kahoot offers
HEADER_ROW = 7  # counted from 0, as xlsxwriter does; the questions follow
HEADER = (
    "", f"Question - max {QUESTION_MOST} characters",
    *(f"Answer {number} - max {ANSWER_MOST} characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
)  # fmt: skip
CELL_MOST = 32_000  # a cell holds 32,767 characters

Row = tuple[int, Sequence[str | int]]  # its number and its cells


def kahoot(quiz: Quiz) -> ExportedFile:
    """The questions that fit Kahoot's template, and on a second sheet all that is told of each."""
    import xlsxwriter

    items, left_out = parted(quiz, _refusal)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"title": held(quiz.title), "comments": held(notice(quiz)), "created": MADE})
        _write(book.add_worksheet("Sheet1"), _template(items))
        _write(book.add_worksheet("Key and sources"), enumerate(_key(items, quiz)))
    return exported(quiz, "kahoot.xlsx", XLSX, written.getvalue(), left_out)


def _refusal(item: QuizItem) -> str:
    if not item.options:
        return f"Kahoot has no questions of the kind “{item.kind.replace('_', ' ')}”."
    if not FEWEST_ANSWERS <= len(item.options) <= MOST_ANSWERS:
        return f"Kahoot takes {FEWEST_ANSWERS} to {MOST_ANSWERS} answers; this has {len(item.options)}."
    if (length := _length(item.stem)) > QUESTION_MOST:
        return f"Kahoot takes {QUESTION_MOST} characters of a question; this has {length}."
    if (length := max(_length(option.text) for option in item.options)) > ANSWER_MOST:
        return f"Kahoot takes {ANSWER_MOST} characters of an answer; the longest has {length}."
    return ""


def _length(text: str) -> int:
    """As a browser counts: in units of UTF-16."""
    return len(held(text).encode("utf-16-le")) // 2


def _template(items: Sequence[QuizItem]) -> Iterator[Row]:
    yield 1, ("", "Quiz template")
    yield 2, ("", "Add questions, at least two answers, a time limit and the correct answers (at least one).")
    yield HEADER_ROW, HEADER
    for number, item in enumerate(items, 1):
        texts = [option.text for option in item.options] + [""] * (MOST_ANSWERS - len(item.options))
        key = next(place for place, option in enumerate(item.options, 1) if option.is_key)
        yield HEADER_ROW + number, (number, item.stem, *texts, SECONDS[item.kind], key)


def _key(items: Sequence[QuizItem], quiz: Quiz) -> Iterator[Sequence[str | int]]:
    yield from (("", "", text) for text in (quiz.title, *opening(quiz)))
    for number, item in enumerate(items, 1):
        whys = [(letter(place), rebuttal(option)) for place, option in enumerate(item.options)]
        for label, text in (*whys, *feedback(item, quiz)):
            yield from ((number, label, piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """A text in parts that a cell holds, in rows under each other."""
    return [text[start : start + CELL_MOST] for start in range(0, len(text), CELL_MOST)] or [""]


def _write(sheet: "Worksheet", rows: Iterator[Row]) -> None:
    for row, cells in rows:
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, held(cell))
