"""Vectors in a Chroma collection: ids and vectors go in, the nearest ids come out. The only importer of chromadb.

Chroma is derived: all it holds can be made again from SQLite, so its faults are raised as one `VectorStoreError`.
"""

import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np

from assistant.tables import FloatArray

FOLDER = "chroma"  # with a number
COLLECTION = "passages"
BATCH = 1000  # vectors handed over at a time; Chroma's own limit is above 5,000

# Chroma writes its graph files in place, so a kill would leave them torn, and opening torn ones can crash the process.
# With a threshold that is never reached it keeps every vector in its own SQLite file, which a kill cannot tear, and
# builds the graph from there when it is opened (0.2 ms a passage).
NEVER = 2**31 - 1
# Wider than Chroma's defaults, so that the nearest hundred are the true ones; it costs 0.5 ms a search.
GRAPH = {"space": "cosine", "sync_threshold": NEVER, "max_neighbors": 32, "ef_search": 512}


class VectorStoreError(Exception):
    """Chroma's folder cannot be opened, read or written."""


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # a damaged folder surfaces as one of many, even as AttributeError
        raise VectorStoreError(str(error) or type(error).__name__) from error


class Vectors:
    """A Chroma collection in a folder, held open."""

    def __init__(self, folder: Path) -> None:
        """Open the collection, or make it. Raises VectorStoreError."""
        import chromadb
        from chromadb.config import Settings

        self.folder = folder
        with _faults():
            settings = Settings(anonymized_telemetry=False)
            self._client = cast(Any, chromadb.PersistentClient(str(folder.resolve()), settings=settings))
            try:
                self._collection = self._client.get_or_create_collection(
                    COLLECTION,
                    embedding_function=None,
                    configuration={"hnsw": GRAPH},
                )
            except BaseException:
                self._client.close()
                raise

    def ids(self) -> set[str]:
        """The ids of all vectors held."""
        with _faults():
            return set(self._collection.get(include=[])["ids"])

    def put(self, ids: Sequence[str], vectors: FloatArray) -> None:
        """Insert or replace vectors."""
        with _faults():
            self._collection.upsert(ids=list(ids), embeddings=vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Take vectors out."""
        for start in range(0, len(ids), BATCH):
            with _faults():
                self._collection.delete(ids=list(ids[start : start + BATCH]))

    def nearest(self, vector: FloatArray, limit: int) -> list[tuple[str, float]]:
        """The nearest ids with their cosines, best first."""
        with _faults():
            found = self._collection.query(query_embeddings=vector[None], n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return ranked(found["ids"][0], [1.0 - distance for distance in distances[0]])

    def close(self) -> None:
        """Let go of the folder."""
        with _faults():
            self._client.close()


def align(chroma: Vectors, wanted: set[str], changed: set[str], load: Callable[[Sequence[str]], FloatArray]) -> int:
    """Make Chroma hold the `wanted` ids, with the vectors that `load` gives for what it lacks and for the `changed`.

    The number of vectors replaced or removed, which Chroma keeps in its log.
    """
    held = chroma.ids()
    chroma.remove(sorted(held - wanted))
    missing = sorted(wanted - held | wanted & changed)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        chroma.put(batch, load(batch))
    return len(held - wanted) + len(held & wanted & changed)


def is_folder(folder: Path) -> bool:
    """Whether Chroma has been at work there. Opening any other folder would make an empty collection in it."""
    return (folder / "chroma.sqlite3").exists()


def new_folder(parent: Path) -> str:
    """A name not used yet in `parent`."""
    return next(name for n in itertools.count(1) if not (parent / (name := f"{FOLDER}-{n}")).exists())


def remove_folders_but(parent: Path, name: str) -> None:
    """Remove what earlier Chromas left in `parent`; a folder that another program holds open is left for later."""
    for folder in parent.glob(f"{FOLDER}-*"):
        if folder.name != name:
            shutil.rmtree(folder, ignore_errors=True)


class AllVectors:
    """Every vector in memory, compared one by one: the measure of the search above, and its stand-in.

    It serves while Chroma is behind (a document is being indexed) or cannot be used (a read-only disk).
    """

    def __init__(self, ids: Sequence[str], vectors: FloatArray) -> None:
        self._ids, self._vectors = list(ids), vectors

    def nearest(self, vector: FloatArray, limit: int) -> list[tuple[str, float]]:
        """The nearest ids with their cosines, best first."""
        cosines = self._vectors @ vector.astype(np.float32)
        best = np.argpartition(-cosines, limit)[:limit] if 0 < limit < len(self._ids) else np.arange(len(self._ids))
        return ranked([self._ids[index] for index in best], [float(cosines[index]) for index in best])[:limit]


def ranked(ids: Sequence[str], cosines: Sequence[float]) -> list[tuple[str, float]]:
    """Best first, equals by id; the last decimals, which depend on the order of a sum, are rounded off.

    >>> ranked(["b", "a", "c"], [0.5, 0.50000001, 0.75])
    [('c', 0.75), ('a', 0.5), ('b', 0.5)]
    """
    rounded = [(passage_id, round(cosine, 5)) for passage_id, cosine in zip(ids, cosines, strict=True)]
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))
