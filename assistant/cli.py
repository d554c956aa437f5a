"""The `trs` command: words typed in a terminal in, calls of the Assistant, and its replies printed.

Every import of weight waits until a command needs it, so that `trs --version` and a mistyped command cost nothing.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from assistant import __version__, conversations, feedback, quiz_command
from assistant.errors import AssistantError, BadInput, NotFound
from assistant.progress import Bar, Doing
from assistant.session import AsJson, builder, in_words, opened, settings_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from socket import socket

    from assistant.assistant import Assistant
    from assistant.ingest import IngestReport
    from assistant.types import Event


class Friendly(TyperGroup):
    """Ends a command that meets an error of ours with one line that says what to do, and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AssistantError as error:
            typer.echo(_told(error), err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=Friendly,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cited, verified answers about treatment-resistant schizophrenia, offline.",
)


app.add_typer(conversations.app, name="conversations")
app.command()(feedback.feedback)
app.command()(quiz_command.quiz)


def main() -> None:
    """What the `trs` program runs."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without our signs still gets words
    app()


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"trs-assistant {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_say_version)
    ] = False,
) -> None:
    """Options of `trs` itself."""


@app.command()
def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="The question; - reads it from standard input.")],
    as_json: AsJson = False,
    steps: Annotated[bool, typer.Option("--steps", help="Show the working as it happens.")] = False,
    conversation: Annotated[str | None, typer.Option(help="The id of a conversation to continue.")] = None,
    as_written: Annotated[
        bool, typer.Option("--as-written", help="Read it as it stands, whatever the conversation said before.")
    ] = False,
) -> None:
    """Answer a question from the sources, or say why not. Ctrl+C stops it, and then nothing is kept."""
    from assistant import given

    question = given.words(question)
    _warn_of_identifiers(question, "`trs conversations delete` takes an id and deletes what was kept.")
    with opened(ctx) as assistant:
        events = assistant.events(question, conversation, follows_up=not as_written)
        with closing(cast("Generator[Event, None, None]", events)):  # however it ends, a chat model is let go
            event = _followed(events, steps, as_json)
        typer.echo(_as_json(event) if as_json else ("\n" if steps else "") + _as_text(event, assistant), nl=as_json)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A note, a case as JSON or an earlier report; - is standard input.")],
    as_json: AsJson = False,
    working: Annotated[bool, typer.Option("--working", help="Show how each verdict came about.")] = False,
    holds: Annotated[
        list[str] | None,
        typer.Option("--holds", help="Words of a remark that the report asks about: it holds, or changes nothing."),
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Prove a report made by --json; exit 1 if not.")] = False,
) -> None:
    """Check a patient's case against the published criteria, without a model."""
    from assistant import cases, given

    if replay:
        proof = cases.replay(cases.load_report(given.file(file)))
        typer.echo(json.dumps(proof._asdict(), ensure_ascii=False) if as_json else proof.words)
        raise typer.Exit(0 if proof.proven else 1)
    words = given.file(file)
    _warn_of_identifiers(words, "Nothing of it is kept.")
    report = cases.report_where(words, holds) if holds else cases.checked(words)
    typer.echo(report.model_dump_json(indent=2) if as_json else in_words(report, {}, working), nl=as_json)


@app.command()
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    as_json: AsJson = False,
    manifest: Annotated[
        bool, typer.Option("--manifest", help="Write the hashes of these folders' manifests anew.")
    ] = False,
) -> None:
    """Add documents to answer from; exit 1 if one was skipped."""
    if manifest:
        from assistant.manifest import write_hashes

        for folder in paths:
            for name in write_hashes(folder):
                typer.echo(f"manifest   {folder / name}", err=as_json)
    with opened(ctx) as assistant, Bar(sys.stderr) as bar:
        report = assistant.ingest(paths, bar)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        for line in _reported(report):
            typer.echo(line)
    for problem in report.skipped:
        typer.echo(f"skipped    {problem['what']} {problem['do']}", err=True)
    if report.skipped:
        raise typer.Exit(1)


@app.command()
def sources(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the documents that answers come from."""
    with opened(ctx) as assistant:
        found = assistant.index.sources()
    if as_json:
        typer.echo(json.dumps([source.model_dump(mode="json") for source in found], ensure_ascii=False, indent=2))
        return
    from assistant.render import clean

    for source in found:
        kind = f"{source.kind}, our digest" if source.is_digest else source.kind
        typer.echo(clean(f"{source.slug}: {source.title} ({source.when}, {kind})"))


@app.command()
def search(
    folder: Annotated[Path, typer.Argument(help="Folder of .txt, .md or digest .yaml files.")],
    text: Annotated[str, typer.Argument(help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most passages shown.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Search any folder of documents: the passages nearest to a text, without answering."""
    from assistant.render import clean
    from assistant.wire import search_folder

    with Bar(sys.stderr) as bar:
        hits = search_folder(folder, text, settings_of(), limit, bar)
    if as_json:
        typer.echo(json.dumps([hit.model_dump(mode="json") for hit in hits], ensure_ascii=False, indent=2))
        return
    for place, hit in enumerate(hits, 1):
        words = " ".join(sentence.text for sentence in hit.passage.sentences)
        typer.echo(clean(f"{place}. {hit.source.title} ({hit.source.slug}, {hit.passage.start}) {words}"))


@app.command()
def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Check the installation, part by part; exit 1 if something needs doing."""
    from assistant.doctor import examine

    checks = []
    for check in examine(settings_of(), builder(ctx)):
        checks.append(check)
        if not as_json:
            typer.echo(f"{'ok' if check.ok else 'problem':8} {check.name:12} {check.found}")
            if check.do:
                typer.echo(f"{'':21} {check.do}")
    if as_json:
        typer.echo(json.dumps([check.model_dump() for check in checks], ensure_ascii=False, indent=2))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (TRS_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (PORT).", min=1, max=65535)] = None,
) -> None:
    """Serve the page and the REST API."""
    import uvicorn

    from assistant import logs

    settings = settings_of(**{name: value for name, value in (("host", host), ("port", port)) if value is not None})
    logs.configure(settings.log_level)
    listening = _listen(settings.host, settings.port)
    typer.echo("Preparing the index ...", err=True)
    config = uvicorn.Config("api.main:app_from_settings", factory=True, log_config=None, access_log=False)
    config.load()
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    typer.echo(f"Ready at http://{shown}:{settings.port} (Ctrl+C stops it)", err=True)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)


@app.command("eval", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def evaluate(ctx: typer.Context) -> None:
    """Measure answers against the thresholds: trs eval [SUITE...]; exit 1 below one."""
    import subprocess
    from importlib.util import find_spec

    if find_spec("evals") is None:
        raise NotFound("The evals are not installed.", to="evals", do="Run this in a checkout of the project.")
    raise typer.Exit(subprocess.run([sys.executable, "-m", "evals", *ctx.args], check=False).returncode)


def _warn_of_identifiers(text: str, what_is_kept: str) -> None:
    """One line on standard error, which names the kinds only: it may be written to a log."""
    from assistant.identifiers import told

    if found := told(text):
        typer.echo(f"This seems to hold {found.called}. Leave out what identifies a patient. {what_is_kept}", err=True)


def _followed(events: "Iterator[Event]", steps: bool, as_json: bool) -> "Event":
    """The last of the events; each is shown as it happens."""
    from assistant.steps import of_event

    try:
        with Doing(sys.stderr) as doing:
            for event in events:
                if steps:
                    typer.echo(of_event(event), err=as_json)
                else:
                    doing(event)
    except KeyboardInterrupt:
        typer.echo("Stopped. Nothing was kept.", err=True)
        raise typer.Exit(130) from None
    return event


def _reported(report: "IngestReport") -> Iterator[str]:
    """What came of the files, a line each; those left alone are only counted."""
    for name in ("added", "replaced", "described", "removed"):
        yield from (f"{name:10} {slug}" for slug in getattr(report, name))
    yield from (f"warning    {warning}" for warning in report.warnings)
    yield f"{report.passages} passages indexed, {len(report.unchanged)} documents unchanged"


def _as_json(event: "Event") -> str:
    assert event.reply is not None, "the last event of Assistant.events carries the reply"
    ids = {"conversation_id": event.conversation_id, "reply_id": event.reply_id}
    return json.dumps(event.reply.model_dump(mode="json") | ids, ensure_ascii=False, indent=2)


def _as_text(event: "Event", assistant: "Assistant") -> str:
    assert event.reply is not None, "the last event of Assistant.events carries the reply"
    return in_words(event.reply, {source.slug: source for source in assistant.index.sources()})


def _listen(host: str, port: int) -> "socket":
    """A socket that is ours before the index is built, so a taken port is said at once."""
    import errno
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        do = f"Stop the program that uses it, or take another port: PORT={other} make run, or trs serve --port {other}."
        raise BadInput(f"Port {port} is taken.", to=f"PORT={port}", do=do)
    if number == errno.EACCES:
        raise BadInput(f"Port {port} is not open to you.", to=f"PORT={port}", do="Take a port from 1024 up.")
    raise BadInput(f"This machine has no address {host}.", to=f"TRS_HOST={host}", do="Use 127.0.0.1, or leave it out.")


def _told(error: AssistantError) -> str:
    """An error of ours in one line: the input it is about where the words do not name it, what, and what to do."""
    from assistant.render import clean

    about = f"{error.to}: " if error.to and error.to not in str(error) else ""
    return clean(f"trs: {about}{error}")
