"""Work that needs no model, done on all processors: the same results, in the same order, as one by one."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

TOGETHER = 32  # rows handed to a process at a time
Row = TypeVar("Row")
Made = TypeVar("Made")


def spread(work: Callable[[Row], Made], rows: Iterable[Row]) -> list[Made]:
    """What `work`, a function of a module, makes of each row. What it raises for the first such row is raised here."""
    # Spawned, not forked: the threads of a model in this process may hold locks.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, rows, chunksize=TOGETHER))
