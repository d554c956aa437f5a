"""Steps of indexing in, a progress bar out: drawn in a terminal, plain lines where the output is a file or a pipe."""

from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as Drawing

    from assistant.indexing import Progress


class Bar:
    """Shows nothing until there is a first step, so that a command with nothing to index stays silent."""

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
