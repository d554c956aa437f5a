"""A quiz in, papers out: the questions to hand out, then the key with its explanations and references on a new page.

As a Word document, and as one page of HTML without scripts, made to be printed.
"""

import html
import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.quiz.exports.characters import held
from assistant.quiz.exports.files import exported, zipped_again
from assistant.quiz.exports.markup import html_of, paragraph, paragraphs
from assistant.quiz.exports.told import Told, feedback, letter, made_by, notice, opening, rebuttal, rights, shortened
from assistant.quiz.types import ExportedFile, Quiz, QuizItem

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEY = "Key and references"
MADE = datetime(2020, 1, 1)  # the same for every file: the same quiz gives the same bytes
LINE = "_" * 30  # to write an answer on
STYLE = """
body { font: 11pt/1.45 Georgia, serif; max-width: 44em; margin: 2em auto; padding: 0 1em; color: #111 }
h1 { font-size: 1.5em } h2 { font-size: 1.25em } p { margin: .3em 0; overflow-wrap: anywhere }
section.item { margin: 1.2em 0; break-inside: avoid } .choice { margin-left: 1.5em } .small { font-size: .85em }
#key { break-before: page } #key section.item { break-inside: auto }
@media print { body { margin: 0; max-width: none } }
"""


def handout(quiz: Quiz) -> ExportedFile:
    """The quiz as a Word document."""
    import docx

    document = docx.Document()
    _properties(document, quiz)
    document.add_heading(held(quiz.title), 0)
    for line in opening(quiz):
        document.add_paragraph(held(line))
    for number, item in enumerate(quiz.items, 1):
        question = document.add_paragraph()
        question.paragraph_format.keep_with_next = True
        question.add_run(f"{number}. ").bold = True
        question.add_run(held(item.stem)).bold = True
        for line in _lines(item):
            document.add_paragraph(held(line))
    document.add_heading(KEY, 1).paragraph_format.page_break_before = True
    for number, item in enumerate(quiz.items, 1):
        document.add_heading(f"{number}. {held(_key(item))}", 2)
        for told in _told(item, quiz):
            remark = document.add_paragraph()
            remark.add_run(f"{told.label}: ").bold = True
            remark.add_run(held(told.text))
    written = io.BytesIO()
    document.save(written)
    return exported(quiz, "docx", DOCX, zipped_again(written.getvalue()))


def page(quiz: Quiz) -> ExportedFile:
    """The quiz as one printable page: nothing is loaded, nothing runs."""
    title = html.escape(held(quiz.title))
    questions = "\n".join(_question(number, item) for number, item in enumerate(quiz.items, 1))
    keys = "\n".join(_answered(number, item, quiz) for number, item in enumerate(quiz.items, 1))
    written = f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<h1 dir="auto">{html_of(quiz.title)}</h1>
{"".join(map(paragraph, opening(quiz)))}
<main>
{questions}
</main>
<section id="key">
<h2>{KEY}</h2>
{keys}
</section>
</body>
</html>
"""
    return exported(quiz, "html", "text/html; charset=utf-8", written.encode())


def _question(number: int, item: QuizItem) -> str:
    lines = "".join(f'<p class="choice" dir="auto">{html_of(line)}</p>' for line in _lines(item))
    stem = f'<p dir="auto"><strong>{number}. {html_of(item.stem)}</strong></p>'
    return f'<section class="item">\n{stem}{lines}\n</section>'


def _answered(number: int, item: QuizItem, quiz: Quiz) -> str:
    told = paragraphs(_told(item, quiz))
    return f'<section class="item">\n<h3 dir="auto">{number}. {html_of(_key(item))}</h3>{told}\n</section>'


def _lines(item: QuizItem) -> Iterator[str]:
    """What stands below a question: its options, what is to be matched, or a line to write on."""
    if item.options:
        yield from (f"{letter(place)}. {option.text}" for place, option in enumerate(item.options))
    elif item.pairs:
        yield from (f"({number}) {pair.left} {'_' * 5}" for number, pair in enumerate(item.pairs, 1))
        yield from (f"{letter(place)}. {text}" for place, text in enumerate(rights(item)))
    else:
        unit = item.numeric.unit if item.numeric else ""
        yield f"{LINE} {unit}".strip()


def _key(item: QuizItem) -> str:
    """The answer in a line, with the letters of the questions' page."""
    if item.pairs:
        letters = {text: letter(place) for place, text in enumerate(rights(item))}
        return ", ".join(f"({number}) {letters[pair.right]}" for number, pair in enumerate(item.pairs, 1))
    places = [letter(place) for place, option in enumerate(item.options) if option.is_key]
    return ". ".join((*places, item.key))


def _told(item: QuizItem, quiz: Quiz) -> Iterator[Told]:
    yield from feedback(item, quiz)
    yield from (Told(letter(place), rebuttal(option)) for place, option in enumerate(item.options))


def _properties(document: "Document", quiz: Quiz) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = "TRS Assistant"
    about.title, about.comments = shortened(quiz.title, 255), shortened(notice(quiz), 255)
    about.subject = shortened(made_by(quiz), 255)
    about.created = about.modified = about.last_printed = MADE
    about.revision = 1
