"""Every request in, the same or a refusal out: who may call (host, origin), how much may be sent, which headers leave.

The program listens on the reader's own machine, so the danger is another web page in the same browser: it may point a
name of its own at 127.0.0.1 (hence the Host check) or post a form across sites (hence the origin check).
"""

import logging
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import UNEXPECTED, from_http, record, respond

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
MOST_BYTES = 1 * MEGABYTE
MOST_UPLOAD_BYTES = 25 * MEGABYTE
UPLOADS = frozenset({"/v1/documents", "/sources"})
MOUNTED = ("/static",)
METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())

SECURITY_HEADERS = {
    # data: is for the small pictures inside Pico's style sheet.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with that, browsers send "Origin: null" from our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """ASGI middleware. `allowed_hosts` are names without port; "*" allows every name."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str]) -> None:
        self.app = app
        self.allowed_hosts = frozenset(host.lower() for host in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, began, status = Request(scope), time.perf_counter(), 0

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, request.url.path)
            await send(message)

        try:
            if refusal := self._refusal(request):
                raise refusal
            await self.app(scope, _limited(request, receive), send_safely)
        except HTTPException as refusal:
            told = from_http(refusal.status_code, refusal.detail, request.url.path)
            await respond(request, told, refusal.status_code)(scope, receive, send_safely)
        except Exception as error:  # noqa: BLE001  whatever it is, the reader is told in the one shape
            record(error)
            if not status:
                await respond(request, UNEXPECTED, 500)(scope, receive, send_safely)
        finally:
            _log(request, status, time.perf_counter() - began)

    def _refusal(self, request: Request) -> HTTPException | None:
        host = request.headers.get("host", "")
        if "*" not in self.allowed_hosts and _name(host) not in self.allowed_hosts:
            return HTTPException(421, "This program does not answer to that host name")
        if request.method not in {"GET", "HEAD", "OPTIONS"} and not _from_our_page(request.headers, host):
            return HTTPException(403, "The request comes from another web site")
        if _declared_bytes(request.headers) > _most_bytes(request.url.path):
            return HTTPException(413, "The request is too large")
        return None


def _name(host: str) -> str:
    """The Host header without its port: "[::1]:8000" is "[::1]"."""
    return host.lower().rpartition("]")[0] + "]" if host.startswith("[") else host.lower().partition(":")[0]


def _from_our_page(headers: Headers, host: str) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in {"same-origin", "none"}
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _most_bytes(path: str) -> int:
    return MOST_UPLOAD_BYTES if path in UPLOADS else MOST_BYTES


def _declared_bytes(headers: Headers) -> int:
    length = headers.get("content-length", "0")[:20]  # more digits than any limit has
    return int(length) if length.isascii() and length.isdigit() else 0


def _limited(request: Request, receive: Receive) -> Receive:
    """Counts what really arrives: a body sent in chunks declares no length."""
    left = _most_bytes(request.url.path)

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, "The request is too large")
        return message

    return counted


def _log(request: Request, status: int, seconds: float) -> None:
    """One line a request; never its query or body, and of its path only which address of ours it is."""
    route = request.scope.get("route")
    mounted = next((f"{name}/..." for name in MOUNTED if request.url.path.startswith(f"{name}/")), "no such address")
    asked = {
        "method": request.method if request.method in METHODS else "another",
        "path": getattr(route, "path", mounted),
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    log.info("request", extra=asked)


def _add_headers(message: Message, path: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    # Pages and replies may hold what a reader typed about a patient. Files of ours are asked for again, by ETag.
    headers.setdefault("Cache-Control", "no-cache" if path.startswith("/static/") else "no-store")
