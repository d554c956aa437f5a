"""A quiz in, CSV out: a row for each item, with all that is told of it.

No cell can run: a text that a spreadsheet would read as a formula gets an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Iterator

from assistant.quiz.exports.characters import held
from assistant.quiz.exports.files import exported
from assistant.quiz.exports.told import (
    PURPOSE,
    cited,
    made_by,
    rebuttal,
    reviewed,
    tags,
    typed,
    with_sources,
    worded_by,
)
from assistant.quiz.types import DECIMAL, ExportedFile, Quiz, QuizItem
from assistant.types import Role

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")
OF_THE_ITEM = (
    "item_id", "kind", "topic", "level", "difficulty", "stem", "key", "explanation", "source_title", "reference",
    "grade", "checked", "jurisdiction", "year",
)  # fmt: skip
LISTS = ("spare", "accepted", "limits", "other_sources_say", "sources")  # one entry a line
REST = ("low", "high", "unit", "computed_by", "worded_by", "tags", "quiz_title", "quiz", "review", "note")


def as_csv(quiz: Quiz) -> ExportedFile:
    """A row for each item, with as many columns for options and pairs as the widest needs."""
    written = io.StringIO()
    # Every cell is quoted: a program that takes ";" for the separator cannot part a text in two cells.
    writer = csv.DictWriter(written, _columns(quiz), restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({column: inert(held(cell)) for column, cell in _row(item, quiz).items()} for item in quiz.items)
    return exported(quiz, "csv", "text/csv; charset=utf-8", written.getvalue().encode("utf-8-sig"))


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula. Numbers stay numbers.

    >>> inert("=1+1"), inert("-0.5")
    ("'=1+1", '-0.5')
    """
    return f"'{text}" if FORMULA.match(text) and not re.fullmatch(DECIMAL, text) else text


def _columns(quiz: Quiz) -> list[str]:
    options = range(1, 1 + max((len(item.options) for item in quiz.items), default=0))
    pairs = range(1, 1 + max((len(item.pairs) for item in quiz.items), default=0))
    numbered = [f"{name}_{number}" for number in options for name in ("option", "why_option")]
    numbered += [f"{name}_{number}" for number in pairs for name in ("left", "right")]
    return [*OF_THE_ITEM, *numbered, *LISTS, *REST]


def _row(item: QuizItem, quiz: Quiz) -> dict[str, str]:
    row = {name: str(getattr(item, name)) for name in OF_THE_ITEM}
    for number, option in enumerate(item.options, 1):
        row |= {f"option_{number}": option.text, f"why_option_{number}": rebuttal(option)}
    for number, pair in enumerate(item.pairs, 1):
        row |= {f"left_{number}": pair.left, f"right_{number}": pair.right}
    lists = (item.spare, typed(item) if item.accepted else (), _said(item, "caveat"), _said(item, "disagreement"))
    row |= dict(zip(LISTS, map("\n".join, (*lists, _sources(item))), strict=True))
    if numeric := item.numeric:
        row |= {"low": numeric.low, "high": numeric.high, "unit": numeric.unit}
    if case := item.vignette:
        row["computed_by"] = f"{case.definition}: {case.verdict}, rules {case.ruleset_hash}, report {case.report_hash}"
    if item.reworded:
        row["worded_by"] = worded_by(item.reworded)
    row |= {"tags": " ".join(tags(item)), "quiz_title": quiz.title, "quiz": made_by(quiz)}
    return row | {"review": reviewed(item), "note": PURPOSE}


def _said(item: QuizItem, role: Role) -> Iterator[str]:
    return (with_sources(statement) for statement in item.grounds if statement.role == role)


def _sources(item: QuizItem) -> Iterator[str]:
    answers = [one for statement in item.grounds if statement.role == "answer" for one in statement.citations]
    for one in dict.fromkeys([*answers, *(one for pair in item.pairs for one in pair.citations)]):
        yield cited(one, item.explanation)
