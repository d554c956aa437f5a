"""`trs feedback`: what readers said of replies, listed for whoever keeps the corpus."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.session import AsJson, opened_store

if TYPE_CHECKING:
    from assistant.records import FeedbackGiven  # it loads the database's library

SAID = {"helpful": "helpful", "wrong": "wrong", "evidence_wrong": "evidence wrong"}
Most = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most verdicts listed.")]


def feedback(limit: Most = 100, as_json: AsJson = False) -> None:
    """List what readers said of replies, newest first."""
    with opened_store() as store:
        given = store.all_feedback(limit)
    if as_json:
        typer.echo(json.dumps([one.model_dump() for one in given], ensure_ascii=False, indent=2))
        return
    for one in given:
        typer.echo(_in_words(one))


def _in_words(one: "FeedbackGiven") -> str:
    """The verdict and what was asked; the note below, line by line."""
    from assistant.render import clean
    from assistant.transcript import shown_time

    asked = clean(one.question) if one.question else "(its conversation was deleted)"
    head = f"{shown_time(one.at)}  {SAID[one.verdict]:14}  {one.reply_id}  {asked}"
    return "\n".join([head, *(f"    {clean(line)}" for line in one.note.splitlines())])
