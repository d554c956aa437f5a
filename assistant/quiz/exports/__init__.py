"""A quiz in, a file out, in the formats that educators import: one pure function a format, in the table EXPORTERS.

The same quiz gives the same bytes. What a format cannot hold is named in `left_out` with the reason; nothing is cut.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from assistant.errors import BadInput
from assistant.quiz.exports.anki import anki
from assistant.quiz.exports.canvas import canvas
from assistant.quiz.exports.files import exported
from assistant.quiz.exports.gift import gift
from assistant.quiz.exports.handout import handout, page
from assistant.quiz.exports.kahoot import kahoot
from assistant.quiz.exports.moodle import moodle
from assistant.quiz.exports.qti import qti
from assistant.quiz.exports.table import as_csv
from assistant.quiz.exports.told import notice, parted, reviewed
from assistant.quiz.types import ExportedFile, Quiz
from assistant.types import Noun

FormatName = Literal["moodle", "gift", "canvas", "qti", "anki", "csv", "kahoot", "handout", "page", "json"]


class Record(Noun):
    """A quiz as data. `schema_version` grows when a field changes its meaning."""

    schema_version: Literal[1] = 1
    note: str
    quiz: Quiz


def as_json(quiz: Quiz) -> ExportedFile:
    """All of the quiz, as data."""
    written = Record(note=notice(quiz), quiz=quiz).model_dump_json(indent=2) + "\n"
    return exported(quiz, "json", "application/json", written.encode())


EXPORTERS: Mapping[str, Callable[[Quiz], ExportedFile]] = MappingProxyType(
    {
        "moodle": moodle,
        "gift": gift,
        "canvas": canvas,
        "qti": qti,
        "anki": anki,
        "csv": as_csv,
        "kahoot": kahoot,
        "handout": handout,
        "page": page,
        "json": as_json,
    }
)


def export_reviewed(quiz: Quiz, format_name: str, accepted_only: bool = False) -> ExportedFile:
    """The same without items that a reviewer rejected, and without drafts where only accepted ones are wanted.

    `left_out` names them as well. Raises BadInput where none is left.
    """
    wanted = ("accepted",) if accepted_only else ("accepted", "draft")
    items, withheld = parted(quiz, lambda item: "" if item.standing.status in wanted else reviewed(item))
    if not items:
        why = "No item of this quiz is accepted." if accepted_only else "Every item of this quiz is rejected."
        do = "Review it first, or export its drafts as well." if accepted_only else "Make another quiz."
        raise BadInput(why, to=quiz.quiz_id, do=do)
    file = export(Quiz(**dict(quiz) | {"items": items}), format_name)
    return ExportedFile(**dict(file) | {"left_out": (*withheld, *file.left_out)})


def export(quiz: Quiz, format_name: str) -> ExportedFile:
    """The quiz in that format. Raises BadInput for a format that there is not."""
    write = EXPORTERS.get(format_name.strip().casefold())
    if write is None:
        formats = ", ".join(EXPORTERS)
        raise BadInput(f"There is no format {format_name!r}.", to=format_name, do=f"The formats are {formats}.")
    return write(quiz)
