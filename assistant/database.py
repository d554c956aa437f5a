"""A store URL in, a SQLAlchemy engine out: opened safely, migrated when older than this program, errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from assistant.errors import BadInput, IndexUnavailable

HEAD = "0003"  # the newest step in migrations/versions
PATIENCE = 5.0  # seconds to wait for another writer
_MIGRATION_LOCK = 7467_2001  # any number, the same in every process that shares a PostgreSQL store

PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON")

# How SQLite names what went wrong (by prefix): what the reader is told, and what to do.
SQLITE_WORDS = {
    "SQLITE_BUSY": ("The store is locked by another program.", "Close that program, or try again in a moment."),
    "SQLITE_LOCKED": ("The store is locked by another program.", "Close that program, or try again in a moment."),
    "SQLITE_READONLY": (
        "The store cannot be written.",
        "Allow writing to it, or set TRS_DATA_DIR to a folder that you can write.",
    ),
    "SQLITE_FULL": ("The disk is full.", "Free some space, or set TRS_DATA_DIR to a folder on another disk."),
    "SQLITE_CANTOPEN": (
        "The store cannot be opened.",
        "Check that its folder exists and can be written, or set TRS_DATA_DIR to another folder.",
    ),
    "SQLITE_NOTADB": ("The store is not a database.", "Move this file away and start again: a new one is made."),
    "SQLITE_CORRUPT": (
        "The store is damaged.",
        "Restore it from a copy, or move it away and start again: a new one is made.",
    ),
    "SQLITE_IOERR": ("The disk does not read or write the store.", "Check the disk, or set TRS_DATA_DIR elsewhere."),
}


class Database:
    """An open store's engine: transactions, and errors in words. Safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine, self._write = engine, engine.execution_options(write=True)
        self.name = shown(engine.url)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the lock of writers from its beginning. Raises IndexUnavailable."""
        with in_words(self.name), self._write.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One view of what is stored. Raises IndexUnavailable."""
        with in_words(self.name), self._engine.connect() as connection:
            yield connection

    def forget_journal(self) -> None:
        """Empties SQLite's write-ahead log, in which old words stay readable. Raises IndexUnavailable."""
        if self._engine.dialect.name != "sqlite":
            return
        with self.reading() as db:
            db.exec_driver_sql("COMMIT")
            busy, *_ = db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise IndexUnavailable(
                "It is done, but the old words stay in the store's journal while another program reads the store.",
                to=self.name,
                do="Close that program, then do it once more.",
            )

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()


def storable(text: str) -> str:
    """A text as every database can hold it."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def connect(url: str, *, patience: float = PATIENCE) -> sa.Engine:
    """An engine on an up-to-date store, made if it is missing. Raises BadInput or IndexUnavailable.

    Transactions of `engine.execution_options(write=True)` take SQLite's write lock at once, so none of them can fail
    half-way because another process wrote in between.
    """
    place = _place(url)
    engine = _engine(place, patience)
    try:
        with in_words(shown(place)):
            if place.get_backend_name() == "sqlite":
                _make_private_file(place)
            _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def in_words(to: str) -> Iterator[None]:
    """Turns a database error inside the block into IndexUnavailable, naming the store as `to`."""
    try:
        yield
    except DBAPIError as error:
        what, do = _words(error.orig)
        raise IndexUnavailable(what, to=to, do=do) from error


def shown(place: sa.URL) -> str:
    """The store as shown to a reader: its file, or its URL without the password."""
    if place.get_backend_name() == "sqlite":
        return str(place.database)
    return place.render_as_string(hide_password=True)


def _words(error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        for prefix, words in SQLITE_WORDS.items():
            if name.startswith(prefix):
                return words
    lines = str(error).strip().splitlines() or ["no reason given"]
    return f"The store does not work: {lines[0]}.", "Check TRS_STORE_URL and the database behind it."


def _place(url: str) -> sa.URL:
    try:
        place = sa.make_url(url)
    except ArgumentError:
        raise _bad_url() from None
    if place.drivername in ("postgres", "postgresql"):
        return place.set(drivername="postgresql+psycopg")
    if place.get_backend_name() not in ("sqlite", "postgresql") or not place.database:
        raise _bad_url()
    return place


def _bad_url() -> BadInput:
    return BadInput(
        "TRS_STORE_URL is not a store that I can open.",  # the URL may hold a password: it is not repeated
        to="TRS_STORE_URL",
        do="Write sqlite:///folder/file.db or postgresql://user:password@host/name, or unset it.",
    )


def _engine(place: sa.URL, patience: float) -> sa.Engine:
    sqlite = place.get_backend_name() == "sqlite"
    try:
        waits = {"timeout": patience} if sqlite else {"connect_timeout": 10}
        engine = sa.create_engine(place, connect_args=waits, hide_parameters=True)  # errors are logged, questions not
    except NoSuchModuleError:
        raise _bad_url() from None
    except ModuleNotFoundError as error:
        raise IndexUnavailable(
            f"The driver for this store is not installed: {error.name}.",
            to=shown(place),
            do="Install it: pip install 'trs-assistant[postgres]'.",
        ) from error
    if sqlite:
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    # By ourselves, because Python's sqlite3 begins only before a row is changed: too late for a schema step.
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _make_private_file(place: sa.URL) -> None:
    if "uri" in place.query:  # it says itself whether a file may be made
        return
    path = Path(str(place.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)  # conversations are nobody else's business
    except OSError as error:
        raise IndexUnavailable(
            f"The store cannot be opened: {error.strerror}.",
            to=str(path),
            do="Set TRS_DATA_DIR to a folder that you can write.",
        ) from error


def _migrate(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        _upgrade(connection)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: Any = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # 0.2 s that only a new or old store has to wait for
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise IndexUnavailable(
            f"The store was written by a newer version of this program (schema {_version(connection)}).",
            to=shown(connection.engine.url),
            do="Update trs-assistant, or set TRS_DATA_DIR to another folder.",
        ) from error
