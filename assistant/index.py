"""Documents with their vectors in, passages out: the index, held open.

SQLite (documents, passages, keyword index) is the truth and Chroma (vectors) is derived. A change is one transaction of
SQLite that also marks Chroma as behind; then Chroma is brought in line and the mark goes. So a kill at any moment loses
nothing: opening finishes what was left.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant import opening, relations, tables
from assistant.embed import Embedder, FloatArray
from assistant.errors import IndexUnavailable, NotFound
from assistant.lookup import Lookup
from assistant.tables import Embedded
from assistant.turns import Busy, Turn
from assistant.types import Document, Source
from assistant.vectors import Vectors, VectorStoreError, align, is_folder, new_folder, remove_folders_but
from assistant.wording import PLAIN, Wording, texts_of

PATIENCE = 60.0  # seconds that a second writer waits for the first
SLACK = 1000  # vectors replaced or removed, beyond as many as there are, before Chroma is made afresh: it keeps the old


class Index(Lookup):
    """The documents of one data folder. Safe to use from several threads and processes at once."""

    def __init__(self, folder: Path, embedder: Embedder, wording: Wording, use_chroma: bool, patience: float) -> None:
        """Not open yet: see `open`."""
        super().__init__(folder, embedder.name, embedder.dimensions, use_chroma)
        self._wording = wording
        self._writer: sqlite3.Connection | None = None
        self._turn = Turn(folder, patience)

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        wording: Wording = PLAIN,
        *,
        read_only: bool = False,
        use_chroma: bool = True,
        patience: float = PATIENCE,
    ) -> Self:
        """The index of a folder, made where there is none; its `notices` say what had to be put right.

        Without `use_chroma` its import (1 s) is spared and `nearest` compares every vector. Raises IndexUnavailable,
        also when another process keeps the index for longer than `patience` seconds.
        """
        index = cls(folder, embedder, wording, use_chroma, patience)
        try:
            index._open_to_read() if read_only else index._open_to_write()
        except BaseException:
            index.close()
            raise
        return index

    def add(self, document: Document, vectors: FloatArray, sentence_vectors: Sequence[FloatArray]) -> None:
        """Insert a document, or put it in place of the one with its slug."""
        self.add_many([Embedded(document, vectors, sentence_vectors)])

    def add_many(self, items: Sequence[Embedded]) -> None:
        """Insert or replace documents in one transaction."""
        with self.writing(), self._transaction() as db:
            replaced = [
                tables.put(db, item, texts_of(item.document.source, item.document.passages, self._wording))
                for item in items
            ]
            relations.resolve(db, [item.document.source.slug for item in items])
            if any(replaced):
                tables.write_meta(db, untidy=1)

    def delete(self, source_id: str) -> None:
        """Take out the document of this id or slug, leaving nothing of its text behind. Raises NotFound."""
        with self.writing(), self._transaction() as db:
            row = db.execute("SELECT slug FROM documents WHERE ? IN (source_id, slug)", (source_id,)).fetchone()
            if row is None:
                raise NotFound("There is no such document.", to=source_id, do="It may have been deleted before.")
            tables.remove(db, row[0])
            tables.write_meta(db, untidy=1)

    def describe(self, source: Source, origin: str, described: str) -> None:
        """Give an indexed document (the same slug and content) another description; see `tables.Embedded`."""
        with self.writing(), self._transaction() as db:
            db.execute(
                "UPDATE documents SET source = ?, origin = ?, described = ? WHERE slug = ? AND source_id = ?",
                (source.model_dump_json(), origin, described, source.slug, source.source_id),
            )
            self._reword(db, source)
            tables.write_meta(db, untidy=1)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep the index for writing: other writers wait. At the end Chroma is brought in line. May be nested."""
        self._writing_connection()  # none on an index opened for reading: said before anything is waited for
        with self._turn.taken():
            yield
            if self._turn.depth == 1:
                self._settle()

    def close(self) -> None:
        """Let go of the folder."""
        with self._chroma_lock, self._read_lock:
            self._close_chroma()
            for db in (self._writer, getattr(self, "_reader", None)):
                if db:
                    db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Opening

    def _open_to_read(self) -> None:
        if not self.path.exists():
            raise IndexUnavailable(
                "There is no index to read.", to=str(self.path), do="Build it first with `trs ingest`."
            )
        self._reader = opening.open_to_read(self.path)
        with self._reading() as db:
            made_by = tables.read_meta(db)["embedder"]
        if made_by != self._embedder:
            raise IndexUnavailable(
                f"The index was made with another embedding model ({made_by}).",
                to=str(self.path),
                do="Open it once where its folder can be written (`trs doctor`), then read it here.",
            )

    def _open_to_write(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnavailable(
                f"The index's folder cannot be made ({error.strerror}).",
                to=str(self.folder),
                do="Set TRS_DATA_DIR to a folder that you can write.",
            ) from error
        meta: dict[str, str | int] = {
            "embedder": self._embedder, "dimensions": self._dimensions, "recipe": self._wording.recipe,
            "generation": 0, "vectors": "behind", "chroma": "", "changes": 0, "untidy": 0,
        }  # fmt: skip
        self._writer = opening.open_to_write(self.path, self._turn.taken, meta, self.notices)
        self._reader = opening.connect(self.path)
        with self._reading() as db:
            found = tables.read_meta(db)
        is_old = (found["embedder"], found["recipe"]) != (self._embedder, self._wording.recipe)
        if is_old:
            self._renew()
        if is_old or int(found["untidy"]) or (self._use_chroma and not self._chroma_is_in_line()):
            self._finish()

    def _renew(self) -> None:
        """Drop what another embedding model or other search words made; the documents stay."""
        with self._turn.taken(), self._transaction() as db:
            meta = tables.read_meta(db)
            if meta["embedder"] != self._embedder:
                db.execute("UPDATE passages SET vector = NULL, sentence_vectors = NULL")
                db.execute("UPDATE asked SET vector = NULL")
                tables.write_meta(db, chroma="")  # a new folder: a collection keeps the dimensions it began with
                self.notices.append(
                    f"The index was made with another embedding model ({meta['embedder']}):"
                    " its documents are embedded again."
                )
            if meta["recipe"] != self._wording.recipe:
                for (source,) in db.execute("SELECT source FROM documents").fetchall():
                    self._reword(db, Source.model_validate_json(source))
                self.notices.append("The search words of the index were renewed.")
            tables.write_meta(
                db, embedder=self._embedder, dimensions=self._dimensions, recipe=self._wording.recipe, untidy=1
            )

    def _chroma_is_in_line(self) -> bool:
        with self._chroma_lock:
            try:
                chroma = self._open_chroma()
                return chroma is not None and chroma.ids() == tables.embedded_ids(self._writing_connection())
            except VectorStoreError:
                return False

    def _finish(self) -> None:
        """Do what a killed process left; where another process is writing, it will."""
        try:
            with self._turn.taken(patience=0.0):
                with self._transaction(change=False) as db:
                    tables.write_meta(db, vectors="behind")
                self._settle()
        except Busy:
            pass

    # Writing

    @contextmanager
    def _transaction(self, *, change: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing. A `change` is one of documents: every process notices it, and Chroma is behind."""
        db = self._writing_connection()
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                if change:
                    db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
                    tables.write_meta(db, vectors="behind")
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise opening.unavailable(error, self.path) from error

    def _writing_connection(self) -> sqlite3.Connection:
        if self._writer is None:
            raise IndexUnavailable(
                "The index was opened for reading only.", to=str(self.path), do="Open it for writing to change it."
            )
        return self._writer

    def _reword(self, db: sqlite3.Connection, source: Source) -> None:
        passages = tables.passages_of(db, source.slug)
        tables.put_texts(db, passages, texts_of(source, passages, self._wording))

    def _settle(self) -> None:
        """After documents changed: leave nothing of removed ones, and bring Chroma in line."""
        meta = tables.read_meta(self._writing_connection())
        if meta["untidy"]:
            self._tidy(self._writing_connection())
        if self._use_chroma and meta["vectors"] != "in line":
            with self._chroma_lock:
                self._bring_in_line()

    def _tidy(self, db: sqlite3.Connection) -> None:
        with self._transaction(change=False):
            tables.tidy(db)
        blocked = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not blocked:  # by a reader of another process: then the next writer does it
            with self._transaction(change=False):
                tables.write_meta(db, untidy=0)

    # Chroma

    def _bring_in_line(self) -> None:
        try:
            try:
                self._align(afresh=False)
            except VectorStoreError:
                self._align(afresh=True)
                self.notices.append("Chroma's folder could not be used and was made anew from the index.")
        except VectorStoreError as fault:
            self._do_without_chroma(fault)  # still marked as behind: the next change or opening tries again

    def _align(self, *, afresh: bool) -> None:
        """Make Chroma hold what SQLite holds; in a new folder if it is to be `afresh` or keeps too much of the old."""
        db = self._writing_connection()
        meta, wanted = tables.read_meta(db), tables.embedded_ids(db)
        name, changes = str(meta["chroma"]), int(meta["changes"])
        if afresh or changes > len(wanted) + SLACK or not is_folder(self.folder / name):
            name, changes = new_folder(self.folder), 0
        if self._chroma is None or self._chroma.folder.name != name:
            self._close_chroma()
            self._chroma = Vectors(self.folder / name)
        changes += align(
            self._chroma, wanted, tables.pending(db), lambda ids: tables.vectors(db, ids, self._dimensions)
        )
        with self._transaction(change=False):
            db.execute("DELETE FROM pending")
            tables.write_meta(db, vectors="in line", chroma=name, changes=changes)
        self._chroma_generation = int(meta["generation"])
        remove_folders_but(self.folder, name)
