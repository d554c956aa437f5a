"""What search and the faces ask of an index: passages, vectors, words and relations, by id, by word or by nearness.

Each question notices first whether the index was changed, here or by another process, so nothing deleted is returned.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from assistant import opening, relations, tables
from assistant.asked import KnownQuestions
from assistant.embed import FloatArray
from assistant.errors import NotFound
from assistant.types import Checked, Document, Passage, Source
from assistant.uploaded_words import UploadedWords, names_of, uploaded_words
from assistant.vectors import AllVectors, Vectors, VectorStoreError, is_folder

CACHED = 4000  # passages kept in memory, and as many vectors of each kind
TITLE_WEIGHT, BODY_WEIGHT = 1.0, 1.0  # of the keyword index's columns in its ranking
T = TypeVar("T")


class State(NamedTuple):
    """What a process must know of the others' changes."""

    generation: int = -1  # grows with every change
    in_line: bool = False  # Chroma holds what SQLite holds
    chroma: str = ""  # the name of Chroma's folder


class Lookup:
    """The reading half of an index. Safe to use from several threads."""

    def __init__(self, folder: Path, embedder: str, dimensions: int, use_chroma: bool) -> None:
        self.folder, self.path = folder, folder / "index.sqlite3"
        self.notices: list[str] = []
        self._embedder, self._dimensions, self._use_chroma = embedder, dimensions, use_chroma
        self._reader: sqlite3.Connection  # set when opened
        self._read_lock, self._chroma_lock = threading.RLock(), threading.RLock()
        self._state, self._seen = State(), -1
        self._chroma: Vectors | None = None
        self._chroma_generation = -1  # the change up to which our open Chroma knows
        self._chroma_failed = -1  # the change at which it did not work; it is tried again after the next
        self._passages: dict[str, Passage] = {}
        self._vectors: dict[str, FloatArray] = {}
        self._sentences: dict[str, FloatArray] = {}
        self._answering: dict[str, FloatArray] = {}
        self._document_texts: dict[str, str] = {}
        self._sources: dict[str, Source] | None = None
        self._vocabulary: dict[bool, dict[str, int]] = {}
        self._count: int | None = None
        self._checked: dict[str, dict[Checked | None, int]] | None = None
        self._hash: str | None = None
        self._all: AllVectors | None = None
        self._known_questions: KnownQuestions | None = None
        self._unasked: frozenset[str] | None = None
        self._uploaded: UploadedWords | None = None

    # By word and by nearness

    def keyword(self, match: str, limit: int) -> list[tuple[str, float]]:
        """The passages an FTS5 expression matches with their bm25, best (highest) first; none where it is malformed."""
        with self._reading() as db:
            try:
                return db.execute(
                    "SELECT passage_id, score FROM passages JOIN ("
                    " SELECT rowid, -bm25(keywords, ?, ?) AS score FROM keywords WHERE keywords MATCH ?"
                    " ORDER BY score DESC, rowid LIMIT ?) AS found ON passages.id = found.rowid"
                    " ORDER BY score DESC, found.rowid",
                    (TITLE_WEIGHT, BODY_WEIGHT, match, limit),
                ).fetchall()
            except sqlite3.OperationalError as error:
                if opening.code(error) != sqlite3.SQLITE_ERROR:  # that code alone means the expression
                    raise
                return []

    def speaks_of_both(self, word: str, other: str) -> bool:
        """Whether one passage holds both of two words of the search text."""
        return bool(self.keyword(f'"{word}" AND "{other}"', 1))

    def nearest(self, vector: FloatArray, limit: int) -> list[tuple[str, float]]:
        """The passages nearest to a unit vector with their cosines, best first."""
        if limit < 1:
            return []
        if self._current().in_line and self._use_chroma:
            with self._chroma_lock:
                try:
                    if chroma := self._open_chroma():
                        return chroma.nearest(vector, limit)
                except VectorStoreError as fault:
                    self._do_without_chroma(fault)
        return self._every_vector().nearest(vector, limit)

    @property
    def search_by(self) -> str:
        """What answers `nearest` now: "chroma", or "every vector" where it is off, behind or out of order."""
        state = self._current()
        works = self._use_chroma and state.in_line and self._chroma_failed != state.generation
        return "chroma" if works else "every vector"

    @property
    def chroma_folder(self) -> Path:
        """Where Chroma's collection `vectors.COLLECTION` is."""
        return self.folder / self._current().chroma

    def vocabulary(self, use_known: bool = True) -> dict[str, int]:
        """Every word of the keyword index, with the number of passages that hold it.

        With `use_known` also the words of the known questions alone, with the number of sentences they ask for.
        """
        with self._reading() as db:
            if not self._vocabulary:
                words = dict(db.execute("SELECT term, doc FROM vocabulary").fetchall())
                self._vocabulary = {False: words, True: self.known_questions().words | words}
            return self._vocabulary[use_known]

    def known_questions(self) -> KnownQuestions:
        """The questions that are known to be answered, by their nearness."""
        with self._reading() as db:
            if self._known_questions is None:
                rows = [(one, vector) for one, vector in tables.asked_of(db) if vector is not None]
                packed = b"".join(vector for _, vector in rows)
                vectors = tables.unpacked(packed, "<f2", self._dimensions)
                self._known_questions = KnownQuestions([one for one, _ in rows], vectors, self._embedder)
            return self._known_questions

    def unasked(self) -> frozenset[str]:
        """The slugs of the documents of which no question is known: uploads, and other people's folders."""
        with self._reading() as db:
            if self._unasked is None:
                rows = db.execute("SELECT slug FROM documents EXCEPT SELECT slug FROM asked").fetchall()
                self._unasked = frozenset(slug for (slug,) in rows)
            return self._unasked

    def uploaded(self) -> UploadedWords:
        """The words that uploads alone use."""
        with self._reading() as db:
            if self._uploaded is None:
                uploads = [source for source in self._known_sources().values() if source.kind == "upload"]
                texts = [text for source in uploads for text in tables.search_texts_of(db, source.slug)]
                names = [names_of(source, tables.passages_of(db, source.slug)) for source in uploads]
                held, known = self.vocabulary(use_known=False), self.known_questions().words
                self._uploaded = uploaded_words(texts, names, held, known)
            return self._uploaded

    # By id

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages of these ids that there are, in their order."""
        return self._of(self._passages, ids, "record", Passage.model_validate_json)

    def passage_vectors(self, ids: Iterable[str]) -> dict[str, FloatArray]:
        """Their unit vectors, shape (dimensions,)."""
        return self._of(
            self._vectors, ids, "vector", lambda packed: tables.unpacked(packed, "<f4", self._dimensions)[0]
        )

    def sentence_vectors(self, ids: Iterable[str]) -> dict[str, FloatArray]:
        """Their sentences' vectors, shape (sentences, dimensions), to three decimals."""
        return self._of(self._sentences, ids, "sentence_vectors", self._unpacked)

    def answering_vectors(self, ids: Iterable[str]) -> dict[str, FloatArray]:
        """Those by which questions are compared with the sentences, of the same shape; of uploads only."""
        return self._of(self._answering, ids, "answering_vectors", self._unpacked)

    def relations_of(self, passage_ids: Sequence[str]) -> list[relations.ResolvedRelation]:
        """What these passages say of others, and what others say of them."""
        with self._reading() as db:
            return relations.of_passages(db, passage_ids)

    def unplaced_relations(self) -> list[relations.ResolvedRelation]:
        """The relations whose quote is not found in the document they name."""
        with self._reading() as db:
            return relations.unplaced(db)

    # By document

    def sources(self) -> list[Source]:
        """Every document's source, by slug."""
        return list(self._known_sources().values())

    def source(self, slug: str) -> Source:
        """Raises NotFound."""
        if found := self._known_sources().get(slug):
            return found
        raise NotFound("There is no such document.", to=slug, do="See the list of sources for the names there are.")

    def kept(self) -> dict[str, tables.Kept]:
        """For each slug what ingest must know to leave the document alone."""
        with self._reading() as db:
            rows = db.execute("SELECT slug, source_id, origin, described FROM documents ORDER BY slug").fetchall()
            return {slug: tables.Kept(*kept) for slug, *kept in rows}

    def text(self, slug: str) -> str:
        """A document's whole text. Raises NotFound."""
        self.source(slug)
        with self._reading() as db:
            if slug not in self._document_texts:
                row = db.execute("SELECT text FROM documents WHERE slug = ?", (slug,)).fetchone()
                self._document_texts[slug] = row[0] if row else ""
            return self._document_texts[slug]

    def passages_of(self, slug: str) -> list[Passage]:
        """A document's passages in order; none where there is no such document."""
        with self._reading() as db:
            return tables.passages_of(db, slug)

    def checked(self) -> dict[str, dict[Checked | None, int]]:
        """For each slug how many of its passages were checked how; None counts those of no digest."""
        with self._reading() as db:
            if self._checked is None:
                self._checked = tables.checked(db)
            return self._checked

    def count(self) -> int:
        """The number of passages."""
        with self._reading() as db:
            if self._count is None:
                self._count = int(db.execute("SELECT count(*) FROM passages").fetchone()[0])
            return self._count

    def corpus_hash(self) -> str:
        """Changes with the content, the description or a known question of any document, and with how it is read."""
        known = self._known_sources().values()
        with self._reading() as db:
            if self._hash is None:
                lines = [
                    f"{tables.READING_VERSION} {tables.mark_of_asked(db)}",
                    *(source.model_dump_json() for source in known),
                ]
                self._hash = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
            return self._hash

    @property
    def is_empty(self) -> bool:
        """Whether there is no document."""
        return not self._known_sources()

    @property
    def needs_build(self) -> bool:
        """Whether documents must be ingested or embedded before it can answer fully."""
        return self.is_empty or bool(self.unembedded())

    def unembedded(self) -> list[str]:
        """The slugs of documents without vectors: another embedding model made those they had."""
        with self._reading() as db:
            return [row[0] for row in db.execute("SELECT DISTINCT slug FROM passages WHERE vector IS NULL").fetchall()]

    def document(self, slug: str) -> Document:
        """A document as it was indexed. Raises NotFound."""
        with self._reading() as db:
            asked = tuple(one for one, _ in tables.asked_of(db, slug))
        passages = tuple(self.passages_of(slug))
        return Document(source=self.source(slug), text=self.text(slug), passages=passages, asked=asked)

    # What is held open

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._read_lock:
            try:
                seen = self._reader.execute("PRAGMA data_version").fetchone()[0]
                if seen != self._seen:
                    self._refresh()
                    self._seen = seen
                yield self._reader
            except sqlite3.Error as error:
                raise opening.unavailable(error, self.path) from error

    def _refresh(self) -> None:
        meta = tables.read_meta(self._reader)
        state = State(int(meta["generation"]), meta["vectors"] == "in line", str(meta["chroma"]))
        if state.generation != self._state.generation:
            self._forget()
        self._state = state

    def _forget(self) -> None:
        for known in (self._passages, self._vectors, self._sentences, self._answering, self._document_texts):
            known.clear()
        self._vocabulary, self._uploaded = {}, None
        self._sources = self._count = self._checked = self._hash = self._all = self._known_questions = self._unasked = (
            None
        )

    def _unpacked(self, packed: bytes) -> FloatArray:
        """The vectors of a passage's sentences."""
        return tables.unpacked(packed, "<f2", self._dimensions)

    def _current(self) -> State:
        with self._reading():
            return self._state

    def _known_sources(self) -> dict[str, Source]:
        with self._reading() as db:
            if self._sources is None:
                rows = db.execute("SELECT slug, source FROM documents ORDER BY slug").fetchall()
                self._sources = {slug: Source.model_validate_json(source) for slug, source in rows}
            return self._sources

    def _of(self, known: dict[str, T], ids: Iterable[str], column: str, parse: Callable[[bytes], T]) -> dict[str, T]:
        """From memory where it is there, else from the file."""
        wanted = list(ids)
        with self._reading() as db:
            missing = [passage_id for passage_id in wanted if passage_id not in known]
            if missing:
                rows = tables.rows_by_id(db, column, missing)
                known.update({passage_id: parse(value) for passage_id, value in rows if value is not None})
            found = {passage_id: known[passage_id] for passage_id in wanted if passage_id in known}
            for oldest in list(known)[: max(0, len(known) - CACHED)] if missing else ():
                del known[oldest]
            return found

    def _every_vector(self) -> AllVectors:
        with self._reading() as db:
            if self._all is None:
                rows = db.execute(
                    "SELECT passage_id, vector FROM passages WHERE vector IS NOT NULL ORDER BY id"
                ).fetchall()
                packed = b"".join(vector for _, vector in rows)
                self._all = AllVectors([row[0] for row in rows], tables.unpacked(packed, "<f4", self._dimensions))
            return self._all

    def _open_chroma(self) -> Vectors | None:
        """Chroma as of now: it does not see what another process adds, so it is opened anew after a change."""
        state = self._current()
        failed = self._chroma_failed == state.generation
        if failed or not state.in_line or not is_folder(self.folder / state.chroma):
            return None
        if self._chroma is None or self._chroma_generation != state.generation:
            self._close_chroma()
            self._chroma = Vectors(self.folder / state.chroma)
            self._chroma_generation = state.generation
        return self._chroma

    def _close_chroma(self) -> None:
        if self._chroma:
            chroma, self._chroma = self._chroma, None
            with suppress(VectorStoreError):
                chroma.close()

    def _do_without_chroma(self, fault: VectorStoreError) -> None:
        self._close_chroma()
        self._chroma_failed = self._current().generation
        notice = f"Chroma does not work ({fault}): search compares every vector instead, to the same result."
        if notice not in self.notices:
            self.notices.append(notice)
