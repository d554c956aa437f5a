"""`trs quiz`: quiz items on a topic, printed with the key apart, or written as a file to import."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import BadInput
from assistant.session import opened

if TYPE_CHECKING:
    from assistant.quiz.types import ExportedFile, Quiz, QuizRequest

ToTopic = Annotated[str, typer.Option("--topic", help="What it is about, in words; left out, the whole corpus.")]
Count = Annotated[int, typer.Option("--count", help="How many items, 1 to 500.")]
AtLevel = Annotated[str, typer.Option("--level", help="student, resident or specialist.")]
OfKinds = Annotated[str, typer.Option("--kinds", help="Kinds of items, by commas.")]
From = Annotated[str, typer.Option("--jurisdiction", help="Sources of one country only, as `trs sources` lists them.")]
Seed = Annotated[int, typer.Option("--seed", help="Another number makes another quiz; the same one the same bytes.")]
Format = Annotated[
    str, typer.Option("--format", help="moodle, gift, canvas, qti, anki, csv, kahoot, handout, page or json.")
]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write, a new one.")]
Reword = Annotated[bool, typer.Option("--reword", help="Questions in the chat model's words, where they ask the same.")]
Listed = Annotated[bool, typer.Option("--list-topics", help="List the topics, each with its number of facts.")]


def quiz(  # noqa: PLR0913, PLR0917  one argument an option
    ctx: typer.Context,
    topic: ToTopic = "",
    count: Count = 10,
    level: AtLevel = "resident",
    kinds: OfKinds = "single_best",
    jurisdiction: From = "",
    seed: Seed = 0,
    format_name: Format = "",
    out: Out = None,
    reword: Reword = False,
    list_topics: Listed = False,
) -> None:
    """Make quiz items whose key stands in a source, each with its citation; print them, or write a file to import."""
    from assistant.quiz.exports import EXPORTERS, export

    if format_name and format_name not in EXPORTERS:
        raise BadInput(f"There is no format {format_name!r}.", to="--format", do=f"Use one of {', '.join(EXPORTERS)}.")
    if out is not None and not format_name:
        raise BadInput("A file needs a format.", to="--format", do=f"Use one of {', '.join(EXPORTERS)}.")
    given = {"topic": topic, "count": count, "level": level, "jurisdiction": jurisdiction, "seed": seed}
    given |= {"reworded": reword}
    request = requested({**given, "kinds": [kind.strip() for kind in kinds.split(",") if kind.strip()]})
    with opened(ctx) as assistant:
        if list_topics:
            for one in assistant.quizzes.topics():
                typer.echo(f"{one.facts:4}  {one.name}")
            return
        made = assistant.quizzes.build(request)
        notices = assistant.quizzes.notices
    file = export(made, format_name) if format_name else None
    _tell([*notices, *([made.shortfall.why] if made.shortfall else []), made.notice, *(file.left_out if file else ())])
    _give(made, file, out)


def requested(given: dict[str, Any]) -> "QuizRequest":
    """A request of what was given, or BadInput that names what is wrong and what is possible."""
    from pydantic import ValidationError

    from assistant.quiz.types import QuizRequest

    try:
        return QuizRequest.model_validate(given)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in problem["loc"] if isinstance(part, str)) or "request"
        said = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
        raise BadInput(
            f"The quiz's {place} cannot be used: {said}.", to=place, do="Correct it, or leave it out."
        ) from error


def _tell(notices: list[str]) -> None:
    for notice in filter(None, notices):
        typer.echo(notice, err=True)


def _give(made: "Quiz", file: "ExportedFile | None", out: Path | None) -> None:
    """The quiz where it was asked for: a new file, or the terminal."""
    if file is None:
        typer.echo(_in_words(made))
    elif out is None:
        sys.stdout.buffer.write(file.content)
        sys.stdout.buffer.flush()
    else:
        try:
            with open(out, "xb", opener=_for_all) as written:
                written.write(file.content)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise BadInput(
                f"The file cannot be written: {why}.", to=str(out), do="Give the name of a new file."
            ) from error
        typer.echo(f"{len(made.items)} items written to {out}.", err=True)


def _for_all(path: str, flags: int) -> int:
    """A file as others are: it holds nothing of a patient."""
    return os.open(path, flags, 0o644)


def _in_words(made: "Quiz") -> str:
    """The questions, then the keys with their reasons: as a handout has them."""
    from assistant.quiz.sheet import sheet
    from assistant.render import clean

    lines = (line.partition(line.lstrip()) if line.strip() else (line, "", "") for line in sheet(made).splitlines())
    return "\n".join(indent + clean(words) for indent, words, _ in lines)
