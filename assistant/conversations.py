"""`trs conversations`: what was asked before, listed, shown, given another title, exported and deleted."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from assistant.errors import BadInput
from assistant.session import AsJson, in_words, opened, opened_store

app = typer.Typer(invoke_without_command=True, help="What was asked before: list, show, rename, export, delete.")

Id = Annotated[str, typer.Argument(help="The conversation's id, as listed.", metavar="ID")]
Most = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most conversations listed.")]


@app.callback()
def _list_unless_told(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        list_conversations()


@app.command("list")
def list_conversations(limit: Most = 100, as_json: AsJson = False) -> None:
    """List them, last used first."""
    with opened_store() as store:
        found = store.conversations(limit)
    if as_json:
        typer.echo(json.dumps([one.model_dump() for one in found], ensure_ascii=False, indent=2))
        return
    from assistant.transcript import shown_time, titled

    for one in found:
        typer.echo(f"{one.conversation_id}  {shown_time(one.updated_at)}  {one.turns:3}  {titled(one)}")


@app.command()
def show(ctx: typer.Context, conversation_id: Id) -> None:
    """Print the questions and their replies."""
    from assistant.transcript import shown_time

    with opened(ctx) as assistant:
        sources = {source.slug: source for source in assistant.index.sources()}
        for turn in assistant.store.turns(conversation_id):
            typer.echo(f"{turn.ordinal}. {shown_time(turn.created_at)}\n")
            if turn.reply.kind == "case_report":  # the report does not repeat the note
                typer.echo(_in_lines(turn.question))
            typer.echo(in_words(turn.reply, sources))


@app.command()
def rename(
    conversation_id: Id, title: Annotated[str, typer.Argument(help="The new title, up to 80 characters.")]
) -> None:
    """Give one another title."""
    from assistant import given

    with opened_store() as store:
        store.rename(conversation_id, given.words(title))


@app.command()
def export(
    ctx: typer.Context,
    conversation_id: Id,
    file_format: Annotated[str, typer.Option("--format", help="markdown or json.")] = "markdown",
    out: Annotated[Path | None, typer.Option(help="The file to write, a new one; without it, print.")] = None,
) -> None:
    """Write one as Markdown, to read, or as JSON, complete."""
    from assistant.transcript import EXPORTS, Format, read

    if file_format not in EXPORTS:
        raise BadInput(f"There is no format {file_format!r}.", to="--format", do=f"Use {' or '.join(EXPORTS)}.")
    with opened(ctx) as assistant:
        sources = {source.slug: source for source in assistant.index.sources()}
        written = EXPORTS[cast(Format, file_format)].write(read(assistant.store, conversation_id), sources)
    if out is None:
        typer.echo(written, nl=False)
        return
    try:
        with open(out, "x", encoding="utf-8", opener=_private) as file:
            file.write(written)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"The file cannot be written: {why}.", to=str(out), do="Give the name of a new file.") from error


@app.command()
def delete(conversation_id: Id, yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Remove the words of one for good."""
    from assistant.transcript import titled

    with opened_store() as store:
        one = store.conversation(conversation_id)
        if not yes and not is_asked():
            raise BadInput("Nobody is there to be asked.", to=conversation_id, do="Say --yes to delete it for good.")
        asked = f"Delete “{titled(one)}” ({one.turns} question{'' if one.turns == 1 else 's'}) for good?"
        if not yes and not typer.confirm(asked):
            typer.echo("Kept.", err=True)
            raise typer.Exit(1)
        store.delete(conversation_id)


def _private(path: str, flags: int) -> int:
    """A file that only its owner can read, as the store is."""
    return os.open(path, flags, 0o600)


def is_asked() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin.isatty()


def _in_lines(note: str) -> str:
    """A note as typed, line by line, without what could steer the terminal."""
    from assistant.render import clean

    return "\n".join(clean(line) for line in note.splitlines()) + "\n"
