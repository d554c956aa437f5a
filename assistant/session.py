"""What a command needs, opened and closed again: the settings, the Assistant, or the store alone."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.progress import Bar

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from assistant.store import Store
    from assistant.types import Reply, Source

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def settings_of(**given: Any) -> "Settings":
    """The settings of this machine, with those given to the command."""
    from assistant.settings import Settings

    return Settings(**given)


def builder(ctx: typer.Context) -> "Callable[..., Assistant]":
    """`wire.build`, unless the caller brought another: tests do."""
    if ctx.obj is not None:
        given: Callable[..., Assistant] = ctx.obj
        return given
    from assistant.wire import build

    return build


@contextmanager
def opened(ctx: typer.Context) -> "Iterator[Assistant]":
    """The Assistant, its index brought in step with the corpus first."""
    settings = settings_of()
    if not (settings.data_dir / "models").exists():
        typer.echo("First run: preparing the model and the index, about a minute ...", err=True)
    with Bar(sys.stderr) as bar:
        # Chroma takes a second to import, which one question does not repay.
        assistant = builder(ctx)(settings, bar, use_chroma=False)
    with closing(assistant):
        yield assistant


@contextmanager
def opened_store() -> "Iterator[Store]":
    """The store alone, which needs neither model nor index."""
    from assistant.store import Store

    with closing(Store.open(settings_of().database)) as store:
        yield store


def in_words(reply: "Reply", sources: "dict[str, Source]", working: bool = False) -> str:
    """A reply as text that fits the terminal."""
    import shutil

    from assistant.render import to_text

    return to_text(reply, sources, min(max(shutil.get_terminal_size().columns, 40), 100), working)
