"""One writer at a time: threads and processes that want to change an index wait for their turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexUnavailable


class Busy(IndexUnavailable):
    """Another thread or process keeps its turn for longer than we wait."""


class Turn:
    """The right to write in a folder. A killed process loses it at once: the lock is the operating system's."""

    def __init__(self, folder: Path, patience: float) -> None:
        """`patience` is how many seconds to wait."""
        self.folder, self.patience = folder, patience
        self.depth = 0  # how many times over the thread that has the turn took it
        self._threads = threading.RLock()
        self._processes = FileLock(folder / "index.lock", thread_local=False)

    @contextmanager
    def taken(self, patience: float | None = None) -> Iterator[None]:
        """Inside the block nobody else writes. May be nested. Raises Busy, and IndexUnavailable on a read-only disk."""
        wait = self.patience if patience is None else patience
        if not self._threads.acquire(timeout=wait):
            raise self._busy()
        try:
            if self.depth == 0:
                self._take(wait)
            self.depth += 1
            try:
                yield
            finally:
                self.depth -= 1
                if self.depth == 0:
                    self._processes.release()
        finally:
            self._threads.release()

    def _take(self, wait: float) -> None:
        try:
            self._processes.acquire(timeout=wait)
        except Timeout as error:
            raise self._busy() from error
        except OSError as error:
            raise IndexUnavailable(
                f"The index cannot be written ({error.strerror}).",
                to=str(self.folder),
                do="Allow writing to its folder, or set TRS_DATA_DIR to a folder that you can write.",
            ) from error

    def _busy(self) -> Busy:
        return Busy("Another process is indexing.", to=str(self.folder), do="Wait for it to finish, then try again.")
