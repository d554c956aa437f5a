"""Any failure in, the one error shape out: {"error": {"what", "to", "do"}} as JSON, or the same three as a page."""

import logging
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from api.frame import edition_of
from api.render import render
from assistant.errors import (
    AssistantError,
    BadInput,
    Conflict,
    FalseCitation,
    IndexUnavailable,
    ModelUnavailable,
    NotFound,
    Stopped,
    UnreadableFile,
)
from assistant.logs import failure
from assistant.types import Event

log = logging.getLogger(__name__)


# The only place where an error of ours becomes an HTTP status. The nearest class counts.
STATUS: dict[type[AssistantError], int] = {
    BadInput: 422,
    UnreadableFile: 422,
    NotFound: 404,
    Conflict: 409,
    Stopped: 499,  # "client closed request": nobody is left to read it
    FalseCitation: 500,
    IndexUnavailable: 503,
    ModelUnavailable: 503,
    AssistantError: 500,
}

# What to do about a status that the framework, not the Assistant, decided on.
ADVICE = {
    400: "Check the request against /openapi.json and send it again.",
    403: "Send it from this program's own page, or from a program that is not a web page.",
    404: "Check the address. /openapi.json lists those that exist.",
    405: "Use one of the methods in the Allow header.",
    413: "Send less: a question has at most 1 MB, a document at most 25 MB.",
    421: "Open the page at the address the program printed, or add this name to TRS_ALLOWED_HOSTS.",
}

# The same to a reader of pages, who knows no addresses and methods: what happened, what to do.
TO_A_READER = {
    404: ("There is no such page.", "Check the address, or begin from one of the pages named above."),
    405: ("This address is not a page to open.", "Begin from one of the pages named above."),
    413: ("This is too much at once.", "Shorten it: a question or a note has at most 1 MB."),
    421: ("This is not the address of the program.", ADVICE[421]),
}

UNEXPECTED = AssistantError(
    "Something went wrong inside the program, and it is not your fault.",
    do="Try again. If it stays, the program's log says what happened.",
)


def status_of(error: AssistantError) -> int:
    """The HTTP status of an error of ours."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def from_http(status: int, detail: str, path: str) -> AssistantError:
    """The framework's own refusals (no such address, wrong method, too large) in our words."""
    what, do = f"{detail}.", ADVICE.get(status, ADVICE[400])
    if not is_for_programs(path):
        what, do = TO_A_READER.get(status, (what, do))
    return AssistantError(what, to=path, do=do)


def from_validation(problems: Sequence[Mapping[str, Any]]) -> BadInput:
    """The first thing that is wrong with a request, named by its place."""
    first = problems[0]
    place = ".".join(str(part) for part in first["loc"])
    said = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    given = first.get("input") if len(first["loc"]) > 1 else None  # else it is the whole body
    shown = f" (“{str(given)[:60]}” was given)" if isinstance(given, str | int | float) else ""
    return BadInput(f"The request cannot be read: {said}{shown}.", to=place, do=ADVICE[400])


def respond(request: Request, error: AssistantError, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """The error as the asking face expects it: JSON for programs, a page (or its part) for people."""
    # What is told back of a request may hold half of a pair of surrogates, which no response can carry.
    told = {part: words.encode("utf-8", "replace").decode() for part, words in error.as_dict().items()}
    error = AssistantError(told["what"], to=told["to"], do=told["do"])
    if is_for_programs(request.url.path):
        return JSONResponse({"error": error.as_dict()}, status, headers=headers)
    if request.headers.get("HX-Request"):
        return HTMLResponse(render("problem.html", error=error), status, headers=headers)
    # Another site's page may have been led here by a false name: it learns nothing. Nor is a program in trouble asked.
    is_sound = status != 421 and status < 500
    edition = edition_of(request.app.state.assistant) if is_sound else None
    page = render("problem_page.html", error=error, status=status, edition=edition)
    return HTMLResponse(page, status, headers=headers)


def is_for_programs(path: str) -> bool:
    """Whether an address answers in JSON."""
    return path.startswith("/v1/") or path in {"/v1", "/healthz", "/readyz", "/openapi.json"}


def record(error: Exception) -> None:
    """Logs where a failure came from. Its message is left out: it may quote the question."""
    log.error("failed inside", extra=failure(error))


def to_the_end(events: Iterator[Event]) -> Generator[Event | AssistantError, None, None]:
    """The events, and where answering fails the error as the last of them: the stream's status is already sent."""
    try:
        yield from events
    except AssistantError as error:
        yield error
    except Exception as error:  # noqa: BLE001  whatever it is, the reader is told in the one shape
        record(error)
        yield UNEXPECTED


def _allow(app: FastAPI, status: int, path: str) -> dict[str, str]:
    """All methods of an address: the framework names those of the first of its operations only."""
    for template, operations in app.openapi()["paths"].items() if status == 405 else ():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return {"Allow": ", ".join(sorted(method.upper() for method in operations))}
    return {}


def install(app: FastAPI) -> None:
    """Makes every failure of the app answer in the one shape."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, AssistantError)
        if status_of(error) >= 500:
            record(error)
        return respond(request, error, status_of(error))

    def unreadable(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(request, from_validation(error.errors()), 422)

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        told = from_http(error.status_code, error.detail, request.url.path)
        headers = {**(error.headers or {}), **_allow(app, error.status_code, request.url.path)}
        return respond(request, told, error.status_code, headers)

    app.add_exception_handler(AssistantError, ours)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, refused)
