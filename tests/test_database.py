"""Opening a store: steps of the schema, and what a reader is told when the database does not work."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from assistant import database
from assistant.errors import BadInput, IndexUnavailable
from assistant.store import Store
from tests.replies import ANSWER, ORDER

ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data 100%" / "store.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


def test_the_newest_step_is_the_one_the_program_expects() -> None:
    assert ScriptDirectory(str(Path(database.__file__).parent / "migrations")).get_heads() == [database.HEAD]


def test_a_store_that_is_up_to_date_opens_without_alembic(store: Store, url: str) -> None:
    code = f"import sys; from assistant.store import Store; Store.open({url!r}); print('alembic' in sys.modules)"
    assert _python(code) == "False\n"


def test_a_store_of_the_first_version_is_brought_up_to_date(store: Store, path: Path, url: str) -> None:
    conversation, reply = store.append(None, "q", ANSWER, 1.0)
    store.close()
    with sqlite3.connect(path) as old:
        for column in ("chat_model", "chat_attempts", "tokens_in", "tokens_out", "cost", "removed"):
            old.execute(f"ALTER TABLE audit DROP COLUMN {column}")
        for table in ("quiz_reviews", "quizzes"):
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    migrated = Store.open(url)
    assert [turn.reply for turn in migrated.turns(conversation)] == [ANSWER]
    record = migrated.audit(reply)
    assert (record.chat_model, record.chat_attempts, record.tokens_in, record.cost, record.removed) == (
        "",
        0,
        0,
        None,
        0,
    )
    migrated.append(conversation, "and then?", ORDER, 1.0)
    migrated.close()


def test_a_store_of_a_newer_version_is_refused(store: Store, path: Path, url: str) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(IndexUnavailable) as caught:
        Store.open(url)
    assert caught.value.what == "The store was written by a newer version of this program (schema 9999)."


def test_a_locked_store_says_so(store: Store, path: Path, url: str) -> None:
    impatient = Store.open(url, patience=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexUnavailable) as caught:
        impatient.append(None, "q", ORDER, 1.0)
    assert caught.value.as_dict() == {
        "what": "The store is locked by another program.",
        "to": str(path),
        "do": "Close that program, or try again in a moment.",
    }
    other.close()
    impatient.append(None, "q", ORDER, 1.0)
    impatient.close()


def test_a_full_disk_says_so_and_loses_nothing_kept_before(store: Store) -> None:
    conversation, _ = store.append(None, "q", ORDER, 1.0)
    with store._database._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(IndexUnavailable, match="The disk is full"):
        for _ in range(50):
            store.append(conversation, "q", ANSWER, 1.0)
    kept = store.turns(conversation)
    assert [turn.ordinal for turn in kept] == list(range(1, len(kept) + 1))
    assert store.audit(kept[-1].reply_id).reply_id == kept[-1].reply_id


def test_a_read_only_store_can_be_read_and_says_why_it_cannot_be_written(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    conversation, _ = store.append(None, "q", ORDER, 1.0)
    quoted = str(path).replace("%", "%25")
    read_only = Store.open(f"sqlite:///file:{quoted}?mode=ro&uri=true")
    assert [turn.reply for turn in read_only.turns(conversation)] == [ORDER]
    with pytest.raises(IndexUnavailable, match="The store cannot be written"):
        read_only.append(None, "q", ORDER, 1.0)
    read_only.close()
    assert list(Path.cwd().iterdir()) == []


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("Dear diary, " * 100)
    with pytest.raises(IndexUnavailable) as caught:
        Store.open(f"sqlite:///{tmp_path}/store.db")
    assert caught.value.what == "The store is not a database."
    assert (tmp_path / "store.db").read_text().startswith("Dear diary")


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnavailable, match="The store cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}/file/store.db")


@pytest.mark.parametrize("url", ["", "no url", "mysql://u:secret@h/d", "sqlite://", "sqlite+nothing:///x", "nobody://"])
def test_a_url_that_is_no_store_is_named_without_its_password(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        Store.open(url)
    assert caught.value.to == "TRS_STORE_URL"
    assert "secret" not in str(caught.value.as_dict())


def test_an_unreachable_postgresql_server_says_so_without_the_password() -> None:
    pytest.importorskip(
        "psycopg", reason="This test needs the PostgreSQL driver: pip install 'trs-assistant[postgres]'"
    )
    with pytest.raises(IndexUnavailable) as caught:
        Store.open("postgresql://reader:secret@127.0.0.1:1/trs")
    assert caught.value.what.startswith("The store does not work: ")
    assert caught.value.to == "postgresql+psycopg://reader:***@127.0.0.1:1/trs"
    assert "secret" not in str(caught.value.as_dict())


def test_a_missing_postgresql_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(IndexUnavailable) as caught:
        Store.open("postgresql://trs@localhost/trs")
    assert caught.value.do == "Install it: pip install 'trs-assistant[postgres]'."


def test_processes_that_open_a_new_store_at_once_all_succeed(url: str) -> None:
    code = (
        "from assistant.store import Store; from tests.replies import ORDER;"
        f"Store.open({url!r}).append(None, 'q', ORDER, 1.0)"
    )
    together = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]
    assert [process.wait(60) for process in together] == [0, 0, 0, 0]
    store = Store.open(url)
    assert len(store.conversations()) == 4
    store.close()


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout
