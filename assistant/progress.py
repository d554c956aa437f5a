"""Steps in, what a person waiting in a terminal sees out: a bar while documents are indexed, a line while one asks."""

from shutil import get_terminal_size
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as Drawing

    from assistant.indexing import Progress
    from assistant.types import Event


class Bar:
    """Plain lines in a file or a pipe. Nothing until there is a first step, so that most commands stay silent."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._drawing: Drawing | None = None
        self._said = ""

    def __call__(self, step: "Progress") -> None:
        """One step: `done` of `total` passages, and the document they belong to."""
        from assistant.render import clean

        title = clean(step.title)
        if self._stream.isatty():
            self._draw(title, step.done, step.total)
        elif title != self._said or step.done == step.total:
            self._said = title
            print(f"indexed {step.done} of {step.total} passages: {title}", file=self._stream, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawing:
            self._drawing.stop()

    def _draw(self, title: str, done: int, total: int) -> None:
        if self._drawing is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
            self._drawing = Progress(*columns, console=Console(file=self._stream), transient=True)
            self._drawing.add_task("", total=total)
            self._drawing.start()
        task = self._drawing.task_ids[0]
        self._drawing.update(task, completed=done, total=total, description=title.replace("[", r"\["))


class Doing:
    """What is being done for an answer, on one line that is wiped at its end; nothing in a file or a pipe."""

    WIPED = "\r\x1b[2K"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shows = False

    def __call__(self, event: "Event") -> None:
        """One step of answering."""
        if event.name == "replied":
            self.wipe()
        elif self._stream.isatty():
            self._write(_doing(event)[: get_terminal_size().columns - 1])
            self._shows = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Leaves the line empty, before something else is printed."""
        if self._shows:
            self._write("")
            self._shows = False

    def _write(self, line: str) -> None:
        self._stream.write(self.WIPED + line)
        self._stream.flush()


def _doing(event: "Event") -> str:
    from assistant.render import clean

    match event.name:
        case "found":
            one = len(event.hits) == 1
            return f"{len(event.hits)} passage{'' if one else 's'} found. Checking sentences against them ..."
        case "composing":
            return f"Asking the chat model {clean(event.composer)} ..."
        case "statement":
            return f"Checked: {clean(event.statement.text)}" if event.statement else "Checking ..."
        case _:
            return "Searching the sources ..."
