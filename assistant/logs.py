"""Log records in, one JSON object a line on standard error out. No line holds what a person typed, at any level.

What our own records say is written in full: none of them quotes a question, a note or a title. Those of libraries
might, and so might the message of any exception: of them only the place and the kind are written.
"""

import json
import logging
import sys
import threading
import traceback
import warnings
from datetime import UTC, datetime

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_SPEAKING = ("assistant", "api", "uvicorn", "alembic")  # loggers whose words quote nobody
log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as a line: when, how severe, whose, what, and the fields given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name.partition(".")[0] in _SPEAKING
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if is_ours else f"said in {record.pathname}, line {record.lineno}",
        }
        if is_ours:
            line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info and record.exc_info[1]:
            line |= failure(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def failure(error: BaseException) -> dict[str, str]:
    """What may be logged of a failure: its kind and where it came from. Its message may quote the question."""
    return {"error": type(error).__name__, "frames": "".join(traceback.format_tb(error.__traceback__))}


def configure(level: str) -> None:
    """Sends every record from `level` up to standard error as JSON. For long-running faces; the terminal has none.

    What else Python prints of failures and warnings, it tells as records too.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    sys.excepthook = lambda _kind, error, _frames: _failed("failed", error)
    sys.unraisablehook = lambda told: _failed("failed while cleaning up", told.exc_value)
    threading.excepthook = lambda told: _failed("failed in a thread", told.exc_value)
    warnings.showwarning = lambda _words, category, name, line, *_: _warned(category, f"{name}, line {line}")


def _failed(what: str, error: BaseException | None) -> None:
    log.error(what, extra=failure(error) if error else {})


def _warned(category: type[Warning], place: str) -> None:
    log.warning("warned", extra={"warning": category.__name__, "place": place})
