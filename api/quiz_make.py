"""The pages that make a quiz, list what was made, hand it out as a file and delete it. They need no scripts."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from api.deps import Answering, Assistant
from api.errors import status_of
from api.pages import page
from api.quiz_show import KINDS, LEVELS
from assistant.errors import BadInput
from assistant.quiz.reviews import KeptQuiz
from assistant.quiz.types import MOST_ITEMS, ExportedFile, QuizRequest

quiz_make = APIRouter(prefix="/quiz", include_in_schema=False, default_response_class=HTMLResponse)

MOST_LISTED = 200
DONE = {"": "", "deleted": "Deleted. Its items and what reviewers wrote are gone for good."}


class FileFormat(NamedTuple):
    """A format as offered: what it is called, and whom it is for."""

    title: str
    use: str


FORMATS: Mapping[str, FileFormat] = {
    "moodle": FileFormat("Moodle XML", "Moodle: Question bank, Import. With feedback for every option."),
    "canvas": FileFormat("Canvas QTI 1.2", "Canvas: Settings, Import course content, QTI .zip file."),
    "qti": FileFormat("QTI 2.1", "Other learning platforms and test players that read the IMS standard."),
    "gift": FileFormat("GIFT", "Moodle and others, as plain text to look through and change by hand."),
    "anki": FileFormat("Anki deck", "Cards to learn with; a later import updates them and doubles none."),
    "kahoot": FileFormat("Kahoot spreadsheet", "A game in class. It takes short questions with two to four answers."),
    "handout": FileFormat("Word handout", "To hand out; the key with its references is on a page of its own."),
    "page": FileFormat("Printable page", "The same to print from a browser; one file, nothing is loaded."),
    "csv": FileFormat("Table (CSV)", "A row an item, for a spreadsheet or a program of yours."),
    "json": FileFormat("Data (JSON)", "Everything that is known of each item, for programs."),
}


class Wanted(BaseModel):
    """The form that makes a quiz, as typed. `pick` is a topic that was pressed."""

    topic: str = ""
    pick: str = ""
    count: str = "10"
    level: str = "resident"
    kinds: list[str] = []
    jurisdiction: str = ""
    seed: str = "0"
    reworded: bool = False

    def request(self) -> QuizRequest:
        """What is asked of the desk. Raises BadInput for what cannot be asked."""
        try:
            return QuizRequest.model_validate(
                {**self.model_dump(exclude={"pick"}), "topic": self.topic.strip(), "kinds": tuple(self.kinds)}
            )
        except ValidationError as wrong:
            field = str(wrong.errors()[0]["loc"][0])
            raise BadInput(*_AMISS[field][:1], to=field, do=_AMISS[field][1]) from wrong


_AMISS = {  # what is wrong with a field, and what to do
    "topic": ("The topic is too long.", "Say it in a few words."),
    "count": ("That is no number of questions.", f"Type a number from 1 to {MOST_ITEMS}."),
    "level": ("There is no such level.", "Choose one of the levels."),
    "kinds": ("No kind of question is chosen.", "Choose one kind or more."),
    "jurisdiction": ("There is no such place.", "Choose one from the list."),
    "seed": ("That is no number to draw by.", "Type a whole number, such as 1."),
    "reworded": ("Whether to word the questions anew is not said.", "Leave it out, or tick it."),
}


class Chosen(BaseModel):
    """The file that is chosen: its format, and whether only accepted items go into it."""

    format: str = "moodle"
    only: Literal["", "accepted"] = ""


@quiz_make.get("")
def desk(assistant: Assistant, wanted: Annotated[Wanted, Query()], done: Literal["", "deleted"] = "") -> str:
    """The form, filled with what the address says, and the quizzes that were made."""
    filled = {"topic": wanted.pick or wanted.topic, "kinds": wanted.kinds or ["single_best"]}
    picked = wanted.model_copy(update=filled)
    return _desk(assistant, picked, done=DONE[done])


@quiz_make.post("")
def make(assistant: Assistant, wanted: Annotated[Wanted, Form()]) -> Response:
    """A quiz, then its page; what is wrong with the request is told beside the form, with topics near it."""
    request: QuizRequest | None = None
    try:
        request = wanted.request()
        made = assistant.quizzes.make(request)
    except BadInput as error:
        is_topic = request is not None and error.to == request.topic and bool(request.topic)
        near = tuple(assistant.quizzes.near(request.topic)) if is_topic and request is not None else ()
        return HTMLResponse(_desk(assistant, wanted, problem=error, near=near), status_of(error))
    return RedirectResponse(f"/quiz/{made.quiz.quiz_id}", 303)


@quiz_make.get("/{quiz_id}/export")
def export(quiz_id: str, assistant: Assistant, chosen: Annotated[Chosen, Query()]) -> Response:
    """The formats, and of the chosen one what it holds and what it leaves out, before it is downloaded."""
    kept = assistant.quizzes.open(quiz_id)
    file, problem = _file(assistant, kept, chosen)
    values = {"kept": kept, "chosen": chosen, "formats": FORMATS, "file": file, "problem": problem}
    return HTMLResponse(page(assistant, "quiz_export.html", **values), status_of(problem) if problem else 200)


@quiz_make.get("/{quiz_id}/file")
def download(quiz_id: str, assistant: Assistant, chosen: Annotated[Chosen, Query()]) -> Response:
    """The file itself."""
    file = assistant.quizzes.export(quiz_id, chosen.format, chosen.only == "accepted")
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=named)


@quiz_make.get("/{quiz_id}/delete")
def ask_before_deleting(quiz_id: str, assistant: Assistant) -> str:
    """The question whether it shall go for good."""
    return page(assistant, "quiz_delete.html", kept=assistant.quizzes.open(quiz_id))


@quiz_make.post("/{quiz_id}/delete")
def delete(quiz_id: str, assistant: Assistant) -> RedirectResponse:
    """Its end, then the list."""
    assistant.quizzes.delete(quiz_id)
    return RedirectResponse("/quiz?done=deleted", 303)


def _desk(
    assistant: Answering, wanted: Wanted, *, done: str = "", problem: BadInput | None = None, near: tuple[str, ...] = ()
) -> str:
    return page(
        assistant,
        "quizzes.html",
        wanted=wanted,
        topics=assistant.quizzes.topics(),
        kinds=KINDS,
        levels=LEVELS,
        places=sorted({one.jurisdiction for one in assistant.index.sources()}),
        most=MOST_ITEMS,
        quizzes=assistant.quizzes.kept(MOST_LISTED),
        most_listed=MOST_LISTED,
        done=done,
        problem=problem,
        near=near,
        chat_model=assistant.chat_model,
    )


def _file(assistant: Answering, kept: KeptQuiz, chosen: Chosen) -> tuple[ExportedFile | None, BadInput | None]:
    try:
        return assistant.quizzes.export(kept.quiz.quiz_id, chosen.format, chosen.only == "accepted"), None
    except BadInput as error:
        return None, error
