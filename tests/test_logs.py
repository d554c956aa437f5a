"""Logs: one JSON object a line, with what was given beside the message, and never the question."""

import json
import logging
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import IndexUnavailable
from assistant.logs import JsonLines, configure
from assistant.store import Store
from tests.replies import ANSWER


def written(record: logging.LogRecord) -> dict[str, object]:
    line = JsonLines().format(record)
    assert "\n" not in line
    said: dict[str, object] = json.loads(line)
    return said


def test_a_record_is_one_line_of_json_with_its_fields() -> None:
    record = logging.makeLogRecord(
        {"name": "api", "levelname": "INFO", "msg": "%s\nlines", "args": ("two",), "created": 0.5, "status": 200}
    )
    assert written(record) == {
        "at": "1970-01-01T00:00:00.500+00:00",
        "level": "INFO",
        "logger": "api",
        "message": "two\nlines",
        "status": 200,
    }


def test_a_failure_is_logged_with_its_kind_and_place_and_without_its_words() -> None:
    try:
        raise ValueError("a secret question")
    except ValueError:
        record = logging.makeLogRecord({"name": "uvicorn.error", "msg": "failed", "exc_info": sys.exc_info()})
    said = written(record)
    assert (said["message"], said["error"]) == ("failed", "ValueError")
    assert "test_logs.py" in str(said["frames"])
    assert "secret question" not in str(said["frames"]).replace('raise ValueError("a secret question")', "")


def test_of_a_library_only_the_place_is_logged() -> None:
    given = {"name": "openai", "msg": "sent %s", "args": ("a secret",), "pathname": "client.py", "lineno": 7}
    said = written(logging.makeLogRecord(given | {"body": "a secret"}))
    assert said["message"] == "said in client.py, line 7"
    assert "secret" not in str(said)


@pytest.fixture
def _logging_as_it_was() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_reply_is_logged_by_its_audit_record_without_a_word_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], _logging_as_it_was: None
) -> None:
    configure("INFO")
    store = Store.open(f"sqlite:///{tmp_path}/store.db")
    _, reply = store.append(None, ANSWER.question, ANSWER, 12.5)
    line = capsys.readouterr().err.splitlines()[-1]  # after what alembic says of the new store
    said = json.loads(line)
    assert (said["message"], said["logger"]) == ("replied", "assistant.store")
    assert said["audit"] == store.audit(reply).model_dump()
    assert "examplazine" not in line.lower()
    store.close()


def test_a_failure_of_the_database_does_not_spell_out_what_was_asked(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db")
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("DROP TABLE turns")
    with pytest.raises(IndexUnavailable) as caught:
        store.append(None, "a secret question", ANSWER, 1.0)
    assert "secret" not in f"{caught.value}{caught.value.__cause__}"
    store.close()
