"""Quizzes as files: every format tells all that is known of an item, gives the same bytes, and cuts nothing."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from hypothesis import example, given
from openpyxl import load_workbook

from assistant.errors import BadInput
from assistant.quiz.exports import EXPORTERS, export
from assistant.quiz.exports.files import zipped_again
from assistant.quiz.exports.table import FORMULA
from assistant.quiz.types import ITEM_KINDS, ExportedFile, Numeric
from tests.quizzes import FIVE_THOUSAND, PLAIN, hostile, item_of, quiz_of, readable, shown, squeezed, told_of


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def xlsx_text(content: bytes) -> str:
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


def zipped_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def anki_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("collection.anki2").decode("utf-8", "replace")


def csv_text(content: bytes) -> str:
    """With its column heads as other formats have them."""
    return content.decode("utf-8-sig").replace("limits", "Limits").replace("other_sources_say", "Other sources say")


def gift_text(content: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", content.decode())


READ: dict[str, Callable[[bytes], str]] = {
    "canvas": zipped_text, "qti": zipped_text, "anki": anki_text, "kahoot": xlsx_text, "handout": docx_text,
    "csv": csv_text, "gift": gift_text,
}  # fmt: skip


def words(file: ExportedFile, name: str) -> str:
    """All words of a file, without any escapes of its format."""
    return READ.get(name, lambda content: content.decode("utf-8-sig"))(file.content)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_tells_of_an_item_all_that_is_known(name: str) -> None:
    item = item_of("single_best", "Short.")
    said = words(export(quiz_of(item), name), name)
    rebuttals = [word for place in range(3) for word in (f"(why {place})", f"statement WHY-{place}")]
    assert [word for word in (*told_of("Short."), *rebuttals, "(right)") if word not in said and name != "json"] == []
    if name == "json":
        assert json.loads(said)["quiz"]["items"][0] == json.loads(item.model_dump_json())


@pytest.mark.parametrize("kind", ITEM_KINDS)
@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"kahoot", "json"}))
def test_every_format_holds_every_kind_of_item(name: str, kind: str) -> None:
    file = export(quiz_of(item_of(kind)), name)
    assert file.left_out == ()
    assert [word for word in told_of(PLAIN) if word not in words(file, name)] == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_quiz_gives_the_same_bytes_at_any_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = export(quiz_of(), name)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert export(quiz_of(), name) == first


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_change_of_an_explanation_changes_the_file(name: str) -> None:
    item = item_of("single_best", "Short.")
    changed = item.model_copy(update={"explanation": "Explained anew."})
    assert export(quiz_of(changed), name).content != export(quiz_of(item), name).content


@pytest.mark.parametrize("name", EXPORTERS)
def test_five_hundred_items_can_be_exported(name: str) -> None:
    kinds = [ITEM_KINDS[number % len(ITEM_KINDS)] for number in range(500)]
    items = [item_of(kind, "Short.", number) for number, kind in enumerate(kinds)]
    file = export(quiz_of(*items), name)
    held = words(file, name)
    assert [item.item_id for item in items if item.item_id not in held + "".join(file.left_out)] == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_quiz_without_items_is_a_file_all_the_same(name: str) -> None:
    quiz = quiz_of().model_copy(update={"items": ()})
    assert export(quiz, name).left_out == ()


def test_archives_name_no_time_and_no_machine() -> None:
    for name in ("canvas", "qti", "anki", "kahoot", "handout"):
        with zipfile.ZipFile(io.BytesIO(export(quiz_of(), name).content)) as archive:
            assert archive.testzip() is None
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_written_again_holds_the_same_files() -> None:
    with zipfile.ZipFile(io.BytesIO(b""), "w") as _:
        written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("b.txt", "b")
        archive.writestr("a.txt", "a")
    with zipfile.ZipFile(io.BytesIO(zipped_again(written.getvalue()))) as again:
        assert [(name, again.read(name)) for name in again.namelist()] == [("b.txt", b"b"), ("a.txt", b"a")]


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Clozapine: levels & doses", "clozapine-levels-doses-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("CON", "con-"),
        ("ערכת שאלות", "quiz-"),
        ("a\x00b\nc", "a-b-c-"),
        ("x" * 300, "x" * 60 + "-"),
    ],
)
def test_file_names_are_safe_on_every_system(title: str, begins: str) -> None:
    names = [export(quiz_of(title=title), name).name for name in EXPORTERS]
    assert len(set(names)) == len(EXPORTERS)
    for name in names:
        assert name.startswith(f"{begins}0123456789abcdef.")
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]+)+", name)
        assert len(name) < 100


def test_an_unknown_format_is_refused_and_the_formats_are_listed() -> None:
    with pytest.raises(BadInput) as refused:
        export(quiz_of(), "scorm")
    assert refused.value.as_dict() == {
        "what": "There is no format 'scorm'.",
        "to": "scorm",
        "do": "The formats are moodle, gift, canvas, qti, anki, csv, kahoot, handout, page, json.",
    }


def test_a_range_that_is_none_is_no_numeric_answer() -> None:
    for low, high in [("2", "1"), ("one", "2"), ("1e3", "2e3"), ("nan", "1"), ("1", "")]:
        with pytest.raises(ValueError):
            Numeric(low=low, high=high)


# CSV


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(hostile)
@example(FIVE_THOUSAND)
def test_csv_gives_back_every_text_and_no_cell_is_a_formula(text: str) -> None:
    [row] = rows(export(quiz_of(item_of("single_best", text)), "csv").content)
    assert row["stem"].removeprefix("'") == readable(f"{text} (the single_best question)").removeprefix("'")
    assert row["option_2"].removeprefix("'") == readable(f"{text} (right)").removeprefix("'")
    assert [cell for cell in row.values() if FORMULA.match(cell)] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    item = item_of("single_best").model_copy(update={"stem": f"{start}HYPERLINK(1)"})
    [row] = rows(export(quiz_of(item), "csv").content)
    assert row["stem"] == "'" + readable(f"{start}HYPERLINK(1)")


def test_a_negative_number_stays_a_number_in_csv() -> None:
    item = item_of("numeric").model_copy(update={"numeric": Numeric(low="-1.5", high="-0.5")})
    [row] = rows(export(quiz_of(item), "csv").content)
    assert (row["low"], row["high"]) == ("-1.5", "-0.5")


def test_csv_keeps_pairs_and_rebuttals_side_by_side() -> None:
    content = export(quiz_of(item_of("matching"), item_of("true_false")), "csv").content
    matching, true_false = rows(content)
    assert (matching["left_2"], matching["right_2"]) == (f"{PLAIN} (left b)", f"{PLAIN} (right b)")
    assert matching["spare"] == f"{PLAIN} (to spare)"
    assert (true_false["option_2"], true_false["left_1"]) == ("False", "")
    assert true_false["why_option_2"].startswith(f"Right. {PLAIN} (why False) [Examplazine: a review (2020)")


# The printable page


@given(hostile)
@example(FIVE_THOUSAND)
def test_the_page_shows_every_text_and_runs_nothing(text: str) -> None:
    written = export(quiz_of(item_of("single_best", text), title=text or "x"), "page").content.decode()
    body = written.partition("<body>")[2]
    seen = re.sub(r"</?(?:h[1-3]|main|section)\b[^<>]*>|</(?:body|html)>", "\n\n", body)
    assert squeezed(f"1. {text} (the single_best question)") in squeezed(shown(seen))
    assert squeezed(f"{text} (the dissent)") in squeezed(shown(seen))
    assert not re.search(r"<script|<img|<link|\son\w+=[^<]*>|javascript:[^<]*>", re.sub(r">[^<]*<", "><", written))


def test_the_page_loads_nothing_and_puts_the_key_on_a_page_of_its_own() -> None:
    written = export(quiz_of(), "page").content.decode()
    assert "default-src 'none'" in written
    assert not re.search(r"(?:src|href)=|url\(|@import", written)
    questions, _, key = written.partition('<section id="key">')
    assert "#key { break-before: page }" in written
    assert "(explained)" not in questions
    assert key.count("(explained)") >= len(ITEM_KINDS)
