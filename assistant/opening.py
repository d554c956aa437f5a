"""The index's SQLite file, opened: a path in, a sound connection out, or an error in words."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from assistant import tables
from assistant.errors import IndexUnavailable

PATIENCE = 10.0  # seconds to wait for SQLite's own lock, which is held only while another process commits

# SQLite's primary result codes: what the reader is told, and what to do.
WORDS = {
    sqlite3.SQLITE_FULL: ("The disk is full.", "Free some space and try again: what was indexed before is kept."),
    sqlite3.SQLITE_IOERR: (
        "The disk does not read or write the index.",
        "Check that the disk has space and works, then try again: what was indexed before is kept.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The index cannot be written.",
        "Allow writing to its folder, or set TRS_DATA_DIR to a folder that you can write.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The index cannot be opened.",
        "Check that its folder exists and can be written, or set TRS_DATA_DIR to another folder.",
    ),
    sqlite3.SQLITE_BUSY: ("Another process is indexing.", "Wait for it to finish, then try again."),
    sqlite3.SQLITE_LOCKED: ("Another process is indexing.", "Wait for it to finish, then try again."),
    sqlite3.SQLITE_CORRUPT: ("The index file is damaged.", "Start again: it is set aside and rebuilt."),
    sqlite3.SQLITE_NOTADB: ("The index file is not an index.", "Start again: it is set aside and rebuilt."),
}
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error; 0 where Python's sqlite3 made the error itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def unavailable(error: sqlite3.Error, path: Path) -> IndexUnavailable:
    """The error as the reader is told it."""
    what, do = WORDS.get(code(error), (f"The index does not work ({error}).", "Move it away: it is then rebuilt."))
    return IndexUnavailable(what, to=str(path), do=do)


def open_to_write(
    path: Path, lock: Callable[[], AbstractContextManager[None]], meta: dict[str, str | int], notices: list[str]
) -> sqlite3.Connection:
    """A connection to a sound file of this version, made with `meta` where there is none.

    A damaged file and one of another version are set aside, which `notices` says. `lock` is taken only to change
    something, so that opening does not wait for a process that is indexing.
    """
    try:
        db, trouble = _look(path)
        if db and not trouble:
            return db
        if db:
            db.close()
        with lock():
            db, trouble = _look(path)
            if trouble and trouble != "empty":
                if db:
                    db.close()
                notices.append(_set_aside(path, trouble))
                db, _ = _look(path)
            if db is None:
                raise IndexUnavailable("The index cannot be opened.", to=str(path), do="Move this file away.")
            if tables.is_empty(db):
                tables.create(db, meta)
            return db
    except sqlite3.Error as error:
        raise unavailable(error, path) from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write. A kill loses nothing; a power cut may lose the last commits but never the file."""
    db = _connection(f"{path.resolve().as_uri()}?mode=rwc")
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")  # deleted text is overwritten, not only forgotten
        db.execute("BEGIN IMMEDIATE")  # fails now, where the file can only be read
        db.execute("ROLLBACK")
    except sqlite3.Error:
        db.close()
        raise
    return db


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that never writes, also on a read-only disk. Raises IndexUnavailable unless it is an index."""
    try:
        db = _connect_to_read(path)
        if db and tables.version(db) == tables.INDEX_VERSION:
            return db
    except sqlite3.Error as error:
        raise unavailable(error, path) from error
    what = "The index was made by another version." if db else "The index cannot be opened for reading."
    raise IndexUnavailable(
        what, to=str(path), do="Open it once where its folder can be written (`trs doctor`), then read it here."
    )


def _connect_to_read(path: Path) -> sqlite3.Connection | None:
    log = path.with_name(f"{path.name}-wal")
    for mode in ("mode=ro", "immutable=1"):
        # Without its write-ahead log the file alone may be old or torn, so it is only trusted where there is none.
        if mode == "immutable=1" and log.exists() and log.stat().st_size:
            return None
        db = _connection(f"{path.resolve().as_uri()}?{mode}")
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            db.close()
            if code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
        else:
            return db
    return None


def _connection(uri: str) -> sqlite3.Connection:
    # Autocommit: transactions are begun by hand, because Python's sqlite3 would begin them late.
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)


def _look(path: Path) -> tuple[sqlite3.Connection | None, str]:
    """The file, and what is wrong with it: "empty", "damaged", "another version", or nothing."""
    db = None
    try:
        db = connect(path)
        if tables.is_empty(db):
            return db, "empty"
        if tables.version(db) != tables.INDEX_VERSION:
            return db, "another version"
        return db, "" if tables.is_sound(db) else "damaged"
    except sqlite3.Error as error:
        if db:
            db.close()
        if code(error) not in DAMAGED:
            raise
        return None, "damaged"


def _set_aside(path: Path, trouble: str) -> str:
    kind = "corrupt" if trouble == "damaged" else "version"
    number = next(n for n in range(1, 10_000) if not path.with_name(f"{path.name}.{kind}-{n}").exists())
    aside = path.with_name(f"{path.name}.{kind}-{number}")
    for suffix in ("", "-wal", "-shm"):  # the log goes with its file: beside another it would damage that too
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    why = "was damaged" if trouble == "damaged" else "was made by another version"
    return f"The index {why}: it was set aside as {aside.name} and is rebuilt from the documents."
