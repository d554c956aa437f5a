"""A quiz in, an Anki package out: one card an item, the question in front, all that is told of it behind.

Ids come from the item's id: a later import updates the note and keeps what was learnt. Anki compares when notes were
changed. There is no clock here: a note of a higher `Quiz.revision` is newer, and one with other words has another time,
so that it is updated where "Update notes: Always" is chosen.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from assistant.quiz.exports.files import exported, zipped
from assistant.quiz.exports.markup import html_of, paragraph, paragraphs
from assistant.quiz.exports.told import feedback, letter, opening, rebuttal, rights, shortened, tags
from assistant.quiz.types import ExportedFile, Quiz, QuizItem

if TYPE_CHECKING:
    import genanki

FIELDS = ("Item", "Question", "Choices", "Answer", "Rebuttals", "Feedback")
FRONT = "{{Question}}{{Choices}}"
BACK = "{{FrontSide}}<hr id=answer><p><strong>{{Answer}}</strong></p>{{Rebuttals}}{{Feedback}}"
STYLE = ".card { font-family: sans-serif; text-align: left; max-width: 40em; margin: 0 auto; line-height: 1.4 }"
NOTE_TYPE = "TRS Assistant quiz item, 1"  # another number when FIELDS change: Anki keeps the two apart
EPOCH = 1_577_836_800  # 2020, in seconds: from here the times of notes are counted
WORDS_BITS = 18  # of a note's time, its words; above them, its revision: about three days each
UPDATING = "After a new import choose “Update notes: Always” to take over corrections."


def anki(quiz: Quiz) -> ExportedFile:
    """The quiz as a deck. Raises nothing: every kind of item fits on a card."""
    import genanki

    model = genanki.Model(
        _number(NOTE_TYPE, 30) + 2**30, NOTE_TYPE, fields=[{"name": name} for name in FIELDS], css=STYLE,
        templates=[{"name": "Question", "qfmt": FRONT, "afmt": BACK}],
    )  # fmt: skip
    title = shortened(quiz.title, 100).replace("::", ":") or quiz.quiz_id
    about = "".join(map(paragraph, (quiz.title, *opening(quiz), UPDATING)))
    deck = genanki.Deck(_number(f"deck {quiz.title}", 30) + 2**30, f"TRS Assistant::{html_of(title)}", about)
    for item in quiz.items:
        deck.add_note(_note(item, quiz, model))
    entries = {"collection.anki2": _collection(deck, quiz), "media": b"{}"}
    return exported(quiz, "apkg", "application/octet-stream", zipped(entries))


def _note(item: QuizItem, quiz: Quiz, model: "genanki.Model") -> "genanki.Note":
    import genanki

    key = next((f"{letter(place)}. " for place, option in enumerate(item.options) if option.is_key), "")
    fields = [
        html_of(item.item_id),
        paragraph(item.stem),
        _choices(item),
        html_of(key + item.key),
        "".join(paragraph(f"{letter(place)}. {rebuttal(option)}") for place, option in enumerate(item.options)),
        paragraphs(feedback(item, quiz)),
    ]
    return genanki.Note(model, fields, guid=genanki.guid_for("trs-assistant", item.item_id), tags=list(tags(item)))


def _choices(item: QuizItem) -> str:
    if item.options:
        return _listed([option.text for option in item.options])
    if item.pairs:
        asked = "".join(f"<li>{html_of(pair.left)}</li>" for pair in item.pairs)
        return f"<ol>{asked}</ol>{_listed(rights(item))}"
    return ""


def _listed(texts: "tuple[str, ...] | list[str]") -> str:
    return "".join(paragraph(f"{letter(place)}. {text}") for place, text in enumerate(texts))


def _collection(deck: "genanki.Deck", quiz: Quiz) -> bytes:
    """The deck as an Anki database, made in memory."""
    import genanki

    database = sqlite3.connect(":memory:")
    try:
        genanki.Package(deck).write_to_db(database.cursor(), EPOCH, _ids(quiz))
        times = [(_changed(note, quiz), note.guid) for note in deck.notes]
        database.executemany("UPDATE notes SET mod = ? WHERE guid = ?", times)
        database.commit()
        return database.serialize()
    finally:
        database.close()


def _changed(note: "genanki.Note", quiz: Quiz) -> int:
    """When the note was changed, as Anki will compare it: not when, but how far and into what."""
    return EPOCH + (quiz.revision << WORDS_BITS) + _number("\x1f".join((*note.fields, *note.tags)), WORDS_BITS)


def _ids(quiz: Quiz) -> Iterator[int]:
    """For each item the id of its note, then of its card. Anki reads ids as milliseconds: these lie in the past."""
    for item in quiz.items:
        note = 2 * (10**11 + _number(f"note {item.item_id}", 39))
        yield note
        yield note + 1


def _number(of: str, bits: int) -> int:
    """A number of that many bits that stays the same."""
    return int.from_bytes(sha256(of.encode()).digest()) >> (256 - bits)
