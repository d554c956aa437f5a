"""The index's SQLite tables, and the statements that put a document in, take it out and read it back.

Everything here works on a plain connection inside the caller's transaction; `index` decides when.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.types import Asked, Checked, Document, Passage, Source
from assistant.wording import SearchTexts

FloatArray = npt.NDArray[np.float32]

# Raise it when the tables, the readers, the sentence splitter or the adapter change: an older index is then set aside
# and rebuilt.
INDEX_VERSION = 3
# Raise it beside the other when the readers or the sentence splitter change: the corpus is then read as another one.
READING_VERSION = 2
APPLICATION_ID = 0x54525369  # marks the file as ours, so that another program's database is never written to

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    slug TEXT PRIMARY KEY, source_id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, described TEXT NOT NULL,
    source TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL REFERENCES documents(slug), ordinal INTEGER NOT NULL, record TEXT NOT NULL,
    title TEXT NOT NULL, body TEXT NOT NULL,
    vector BLOB, sentence_vectors BLOB, answering_vectors BLOB
);
CREATE INDEX passages_of_a_document ON passages(slug, ordinal);
CREATE TABLE relations (
    from_passage_id TEXT NOT NULL REFERENCES passages(passage_id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    to_slug TEXT NOT NULL, quote TEXT NOT NULL, how TEXT NOT NULL, to_passage_id TEXT, to_sentence INTEGER,
    PRIMARY KEY (from_passage_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX relations_to_a_passage ON relations(to_passage_id);
CREATE INDEX relations_to_a_document ON relations(to_slug);
CREATE TABLE asked (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL REFERENCES documents(slug),
    passage_id TEXT NOT NULL, sentence INTEGER NOT NULL, question TEXT NOT NULL, corrects INTEGER NOT NULL, vector BLOB
);
CREATE INDEX asked_of_a_document ON asked(slug);
CREATE TABLE pending (passage_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE keywords USING fts5(
    title, body, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2', detail='none'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');
CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO keywords(rowid, title, body) VALUES (new.id, new.title, new.body);
    INSERT INTO words(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
    INSERT INTO keywords(keywords, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO words(words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER passage_reworded AFTER UPDATE OF title, body ON passages BEGIN
    INSERT INTO keywords(keywords, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO words(words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO keywords(rowid, title, body) VALUES (new.id, new.title, new.body);
    INSERT INTO words(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
"""


class Embedded(NamedTuple):
    """A document with its vectors: `vectors` (passages, d), `sentence_vectors` one (sentences, d) a passage."""

    document: Document
    vectors: FloatArray
    sentence_vectors: Sequence[FloatArray]
    origin: str = "upload"  # or "corpus": in a folder with which the index is kept in step
    described: str = ""  # a mark of what was said about the file, so that a change of it is noticed
    asked_vectors: FloatArray | None = None  # (known questions, d), where the document has any
    answering_vectors: Sequence[FloatArray] | None = None  # (sentences, d) a passage, where questions are compared so


class Kept(NamedTuple):
    """What must be known of an indexed document to leave it alone."""

    source_id: str
    origin: str
    described: str


def create(db: sqlite3.Connection, meta: dict[str, str | int]) -> None:
    """Make the tables in one transaction: a file is either an index or empty."""
    values = "".join(f"INSERT INTO meta VALUES ({_quoted(key)}, {_quoted(value)});" for key, value in meta.items())
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {INDEX_VERSION};"
    db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {values} {marks} COMMIT;")


def _quoted(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all: new, or another program's still empty one."""
    return not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def version(db: sqlite3.Connection) -> int | None:
    """The version that made the file; None where it is not ours."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    return [row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"]


def read_meta(db: sqlite3.Connection) -> dict[str, str | int]:
    """All of `meta`."""
    return dict(db.execute("SELECT key, value FROM meta").fetchall())


def write_meta(db: sqlite3.Connection, **values: str | int) -> None:
    """Set some of `meta`."""
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def put(db: sqlite3.Connection, item: Embedded, texts: Sequence[SearchTexts]) -> bool:
    """Insert a document, in place of the one with its slug or its content. Whether one was replaced."""
    source, passages = item.document.source, item.document.passages
    replaced = [remove(db, slug) for slug in _held_as(db, source)]
    db.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
        (source.slug, source.source_id, item.origin, item.described, source.model_dump_json(), item.document.text),
    )
    answering: Sequence[FloatArray | None] = item.answering_vectors or [None] * len(passages)
    rows = zip(passages, texts, item.vectors, item.sentence_vectors, answering, strict=True)
    db.executemany(
        "INSERT INTO passages"
        " (passage_id, slug, ordinal, record, title, body, vector, sentence_vectors, answering_vectors)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                p.passage_id,
                source.slug,
                p.ordinal,
                p.model_dump_json(),
                *text,
                _packed(vector, "<f4"),
                _packed(ss, "<f2"),
                None if aa is None else _packed(aa, "<f2"),
            )
            for p, text, vector, ss, aa in rows
        ],
    )
    _put_relations(db, passages)
    _put_asked(db, item)
    db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", [(passage.passage_id,) for passage in passages])
    return bool(replaced)


def _held_as(db: sqlite3.Connection, source: Source) -> list[str]:
    rows = db.execute("SELECT slug FROM documents WHERE slug = ? OR source_id = ?", (source.slug, source.source_id))
    return [slug for (slug,) in rows.fetchall()]


def _put_relations(db: sqlite3.Connection, passages: Iterable[Passage]) -> None:
    db.executemany(
        "INSERT INTO relations (from_passage_id, ordinal, to_slug, quote, how) VALUES (?, ?, ?, ?, ?)",
        [
            (passage.passage_id, ordinal, relation.to, relation.quote, relation.how)
            for passage in passages
            for ordinal, relation in enumerate(passage.relations)
        ],
    )


def _put_asked(db: sqlite3.Connection, item: Embedded) -> None:
    vectors = () if item.asked_vectors is None else item.asked_vectors
    db.executemany(
        "INSERT INTO asked (slug, passage_id, sentence, question, corrects, vector) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (item.document.source.slug, *one.key, one.question, one.corrects, _packed(vector, "<f2"))
            for one, vector in zip(item.document.asked, vectors, strict=True)
        ],
    )


def remove(db: sqlite3.Connection, slug: str) -> bool:
    """Take a document out with all that hangs on it. Whether it was there."""
    ids = "SELECT passage_id FROM passages WHERE slug = ?"
    db.execute(f"UPDATE relations SET to_passage_id = NULL, to_sentence = NULL WHERE to_passage_id IN ({ids})", (slug,))
    db.execute(f"DELETE FROM pending WHERE passage_id IN ({ids})", (slug,))
    db.execute("DELETE FROM asked WHERE slug = ?", (slug,))
    db.execute("DELETE FROM passages WHERE slug = ?", (slug,))
    return db.execute("DELETE FROM documents WHERE slug = ?", (slug,)).rowcount > 0


def search_texts_of(db: sqlite3.Connection, slug: str) -> list[str]:
    """The search text of each passage of a document."""
    rows = db.execute("SELECT title, body FROM passages WHERE slug = ? ORDER BY ordinal", (slug,)).fetchall()
    return [f"{title} {body}" for title, body in rows]


def passages_of(db: sqlite3.Connection, slug: str) -> list[Passage]:
    """A document's passages in order."""
    rows = db.execute("SELECT record FROM passages WHERE slug = ? ORDER BY ordinal", (slug,))
    return [Passage.model_validate_json(record) for (record,) in rows.fetchall()]


def checked(db: sqlite3.Connection) -> dict[str, dict[Checked | None, int]]:
    """For each slug how many of its passages were checked how."""
    rows = db.execute(
        "SELECT slug, json_extract(record, '$.checked') AS how, count(*) FROM passages GROUP BY slug, how ORDER BY slug"
    )
    found: dict[str, dict[Checked | None, int]] = {}
    for slug, how, count in rows.fetchall():
        found.setdefault(slug, {})[how] = count
    return found


def asked_of(db: sqlite3.Connection, slug: str | None = None) -> list[tuple[Asked, bytes | None]]:
    """The known questions of one document, or of all, with their packed vectors."""
    rows = db.execute(
        "SELECT question, passage_id, sentence, corrects, vector FROM asked WHERE slug = ? OR ? IS NULL ORDER BY id",
        (slug, slug),
    )
    return [
        (Asked.model_construct(question=question, passage_id=name, sentence=place, corrects=bool(corrects)), vector)
        for question, name, place, corrects, vector in rows
    ]


def mark_of_asked(db: sqlite3.Connection) -> str:
    """Changes when a known question does."""
    mark = hashlib.sha256()
    for row in db.execute("SELECT passage_id, sentence, corrects, question FROM asked ORDER BY 1, 2, 3, 4"):
        mark.update(repr(row).encode())
    return mark.hexdigest()[:12]


def put_texts(db: sqlite3.Connection, passages: Sequence[Passage], texts: Sequence[SearchTexts]) -> None:
    """Change what the keyword index holds of passages."""
    db.executemany(
        "UPDATE passages SET title = ?, body = ? WHERE passage_id = ?",
        [(*text, passage.passage_id) for passage, text in zip(passages, texts, strict=True)],
    )


def rows_by_id(db: sqlite3.Connection, column: str, passage_ids: Sequence[str]) -> list[tuple[str, Any]]:
    """(passage_id, column) of the passages that there are."""
    return db.execute(
        f"SELECT passage_id, {column} FROM passages WHERE passage_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(passage_ids)),),
    ).fetchall()


def embedded_ids(db: sqlite3.Connection) -> set[str]:
    """The passages that have vectors."""
    return {row[0] for row in db.execute("SELECT passage_id FROM passages WHERE vector IS NOT NULL").fetchall()}


def pending(db: sqlite3.Connection) -> set[str]:
    """The passages whose vectors Chroma has not been given yet."""
    return {row[0] for row in db.execute("SELECT passage_id FROM pending").fetchall()}


def vectors(db: sqlite3.Connection, passage_ids: Sequence[str], dimensions: int) -> FloatArray:
    """The vectors of these passages, in their order."""
    found = dict(rows_by_id(db, "vector", passage_ids))
    return unpacked(b"".join(found[passage_id] for passage_id in passage_ids), "<f4", dimensions)


def tidy(db: sqlite3.Connection) -> None:
    """Drop the words of removed passages from the keyword index, which otherwise only marks them as gone."""
    db.execute("INSERT INTO keywords(keywords) VALUES ('optimize')")
    db.execute("INSERT INTO words(words) VALUES ('optimize')")


def _packed(values: FloatArray, kind: str) -> bytes:
    return np.ascontiguousarray(values, dtype=kind).tobytes()


def unpacked(packed: bytes, kind: str, dimensions: int) -> FloatArray:
    """The (n, dimensions) float32 array that was packed."""
    return np.frombuffer(packed, dtype=kind).reshape(-1, dimensions).astype(np.float32)
