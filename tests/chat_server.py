"""A scripted chat model behind a real HTTP server on this machine, in OpenAI's protocol, good and bad.

A script is a list of manners; each request is met by the next one, the last one for ever. A manner takes the handler
and the request. Registered by TRS_CHAT_BASE_URL, nothing is patched.
"""

import json
import re
import select
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
Row = dict[str, str]
Manner = Callable[["Answering", Request], None]
Sentence = tuple[str, Sequence[str]]  # text, labels it cites

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


class ChatServer(ThreadingHTTPServer):
    """The server with its script. `requests` are those that came; `hung_up` is set when a caller left early."""

    daemon_threads = True

    def __init__(self, *script: Manner) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.script, self.requests = list(script), list[Request]()
        self.hung_up, self.closing = threading.Event(), threading.Event()
        self.lock, self.connections = threading.Lock(), 0

    def verify_request(self, _request: Any, _client: Any) -> bool:
        """Counts every connection, whatever comes over it."""
        self.connections += 1
        return True

    @property
    def url(self) -> str:
        """What TRS_CHAT_BASE_URL is set to."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def manner(self, request: Request) -> Manner:
        """How this request is met."""
        with self.lock:
            self.requests.append(request)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def handle_error(self, _request: Any, _client: Any) -> None:
        """A caller that left is what some tests are about."""


class Answering(BaseHTTPRequestHandler):
    """One request being answered."""

    protocol_version = "HTTP/1.1"
    server: ChatServer

    def do_POST(self) -> None:
        """Meet the request in the manner of the script."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request["key"] = self.headers.get("Authorization", "")
        try:
            self.server.manner(request)(self, request)
        except OSError:
            self.server.hung_up.set()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def begin(self, content_type: str = "text/event-stream") -> None:
        """The headers of an answer that comes in chunks."""
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        """One chunk."""
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def delta(self, delta: Mapping[str, Any], **fields: Any) -> None:
        """One event of the stream."""
        choice = {"index": 0, "delta": delta, "finish_reason": None}
        self.event({"choices": [choice], **fields})

    def event(self, body: Mapping[str, Any]) -> None:
        """One event of the stream, whatever it holds."""
        full = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **body}
        self.chunk(f"data: {json.dumps(full)}\n\n".encode())

    def end(self, reason: str = "stop") -> None:
        """The last events of the stream, with the count of tokens."""
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        self.event({"choices": [], "usage": USAGE})
        self.chunk(b"data: [DONE]\n\n")
        self.chunk(b"")

    def whole(self, message: Mapping[str, Any], reason: str = "stop") -> None:
        """The answer in one piece, for who does not want a stream."""
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": reason}
        body = {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
        self.json(200, {**body, "usage": USAGE})

    def json(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        """A short answer."""
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Type": "application/json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def waits(self, seconds: float) -> bool:
        """Wait; whether the caller is still there."""
        for _ in range(max(1, round(seconds / 0.02))):
            if self.server.closing.is_set():
                raise OSError("the test is over")
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                self.server.hung_up.set()
                return False
        return True


@contextmanager
def serving(*script: Manner) -> Iterator[ChatServer]:
    """A server that follows a script."""
    server = ChatServer(*script)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


# What the model was given


def given(request: Request) -> list[Row]:
    """The rows of data in the last message."""
    text = str(request["messages"][-1]["content"])
    return [json.loads(line) for line in text.splitlines() if line.startswith("{") and line.endswith("}")]


def row(request: Request, words: str) -> Row:
    """The first sentence given, in the first request for it, that holds these words."""
    rows = [json.loads(line) for line in str(request["messages"][1]["content"]).splitlines() if line.startswith('{"la')]
    return next(one for one in rows if words in one["text"])


# Manners


def says(text: str | Callable[[Request], str], size: int = 7) -> Manner:
    """Writes a text, in pieces."""

    def manner(handler: Answering, request: Request) -> None:
        words = text if isinstance(text, str) else text(request)
        if not request.get("stream"):
            return handler.whole({"content": words})
        handler.begin()
        for start in range(0, len(words), size):
            handler.delta({"content": words[start : start + size]})
        return handler.end()

    return manner


def answers(*sentences: Sentence | Callable[[Request], Sentence]) -> Manner:
    """Writes sentences as asked for; a function makes one of the request."""

    def words(request: Request) -> str:
        made = [one(request) if callable(one) else one for one in sentences]
        return as_json(*made)

    return says(words)


def as_json(*sentences: Sentence) -> str:
    """Sentences in the shape that is asked for."""
    return json.dumps({"sentences": [{"text": text, "cites": [*cites]} for text, cites in sentences]})


def rewords(words: str, **changes: str) -> Callable[[Request], Sentence]:
    """The sentence given that holds these words, with each change made ("from" -> "to" as pairs a=..., b=...)."""

    def made(request: Request) -> Sentence:
        found = row(request, words)
        text = found["text"]
        for change in changes.values():
            old, _, new = change.partition(" => ")
            assert re.search(re.escape(old), text), (old, text)
            text = text.replace(old, new)
        return text, [found["label"]]

    return made


def calls(tool: str, arguments: str = "{}") -> Manner:
    """Calls a tool."""
    call = {"index": 0, "id": "t1", "type": "function", "function": {"name": tool, "arguments": arguments}}

    def manner(handler: Answering, request: Request) -> None:
        if not request.get("stream"):
            return handler.whole({"content": None, "tool_calls": [call]}, "tool_calls")
        handler.begin()
        handler.delta({"role": "assistant", "content": None, "tool_calls": [call]})
        return handler.end("tool_calls")

    return manner


def fails(status: int, message: str = "no", **headers: str) -> Manner:
    """Answers with an error."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _request: handler.json(status, {"error": {"message": message, "type": "scripted"}}, named)


def silent(handler: Answering, _request: Request) -> None:
    """Takes the request and never answers."""
    while handler.waits(1.0):
        pass


def drips(text: str, every: float = 0.05) -> Manner:
    """Writes a letter now and then, for ever."""

    def manner(handler: Answering, _request: Request) -> None:
        handler.begin()
        for letter in text:
            handler.delta({"content": letter})
            if not handler.waits(every):
                return
        while handler.waits(every):
            handler.delta({"content": " "})

    return manner


def hangs_after(*sentences: Sentence | Callable[[Request], Sentence]) -> Manner:
    """Writes sentences, and then nothing, without an end."""

    def manner(handler: Answering, request: Request) -> None:
        text = as_json(*(one(request) if callable(one) else one for one in sentences))
        handler.begin()
        handler.delta({"content": text.removesuffix("]}")})
        silent(handler, request)

    return manner


def late(seconds: float, manner: Manner) -> Manner:
    """Waits before the headers, then goes on in another manner."""

    def waiting(handler: Answering, request: Request) -> None:
        if handler.waits(seconds):
            manner(handler, request)

    return waiting


def breaks_off(*sentences: Sentence | Callable[[Request], Sentence]) -> Manner:
    """Writes sentences, begins another, and drops the connection."""

    def manner(handler: Answering, request: Request) -> None:
        text = as_json(*(one(request) if callable(one) else one for one in sentences))
        handler.begin()
        handler.delta({"content": text.removesuffix("]}") + ', {"text": "Half a sen'})
        handler.connection.shutdown(socket.SHUT_RDWR)

    return manner


def sends(data: bytes) -> Manner:
    """Sends bytes that are no event of the protocol."""

    def manner(handler: Answering, _request: Request) -> None:
        handler.begin()
        handler.chunk(data)
        handler.chunk(b"")

    return manner
