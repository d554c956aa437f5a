"""Asking a chat model within bounds: messages in, pieces of its answer out, as they are written.

Bounded in time (one limit for all that a reply asks), in attempts, in size, and in how many ask at once. The model is
read on a thread with an event loop of its own, because only there can a call be broken off at any point, before the
first byte or between two: who stops waiting closes the connection.
"""

import asyncio
import queue
import random
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from typing import NamedTuple, Protocol

from assistant.chat.provider import Piece
from assistant.checks import Check
from assistant.errors import ChatFailed, Stopped
from assistant.prompts import Message

MOST_CHARS = 60_000  # of one answer; what goes on longer is broken off
LOOKS_UP = 0.1  # seconds between two looks at whether anybody still waits
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0  # seconds before the second attempt, doubled for each further one
_KEY = frozenset({401, 403})
_SECONDS = re.compile(r"\d{1,5}(?:\.\d{1,3})?")


class Writes(Protocol):
    """A chat model as `calls` needs it."""

    name: str

    def write(self, messages: Sequence[Message], *, offer_checker: bool = False) -> AsyncIterator[Piece]:
        """What it answers, piece by piece."""


class Limits(NamedTuple):
    """How much a chat model may take: seconds for one reply, further attempts, calls at once."""

    seconds: float
    retries: int
    at_once: int


class Allowance:
    """What one reply may still take of the chat model, and what it has taken; and whether anybody waits for it."""

    def __init__(self, seconds: float, stopped: Callable[[], bool]) -> None:
        self._until, self._stopped = time.monotonic() + seconds, stopped
        self.attempts = self.tokens_in = self.tokens_out = 0

    def still_wanted(self) -> None:
        """Raises Stopped where nobody waits any more."""
        if self._stopped():
            raise Stopped("The answer was stopped.", do="Ask again when you like; nothing was kept.")

    @property
    def seconds(self) -> float:
        """What is left of the time, never below 0. Raises Stopped where nobody waits any more."""
        self.still_wanted()
        return max(0.0, self._until - time.monotonic())


class _Begun:
    """The call has its turn."""


class _Ended:
    """The model has written all."""


class Chat:
    """An open chat model, shared by threads. The thread that reads it starts with the first call.

    `further` are checks that its sentences have to pass beside the gate's own.
    """

    def __init__(self, model: Writes, limits: Limits, further: Sequence[Check] = ()) -> None:
        self._model, self.limits, self.further = model, limits, tuple(further)
        self.name = model.name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._room = asyncio.Semaphore(limits.at_once)
        self._opening = threading.Lock()

    def pieces(
        self, messages: Sequence[Message], allowance: Allowance, *, offer_checker: bool = False
    ) -> Generator[Piece, None, None]:
        """The model's answer as it is written; empty pieces while it is silent. Raises ChatFailed or Stopped.

        Whatever ends it, also closing it, breaks off the call.
        """
        arrived: queue.SimpleQueue[Piece | _Begun | _Ended | ChatFailed] = queue.SimpleQueue()
        seconds = allowance.seconds
        if not seconds:
            raise self._too_slow(True)
        call = asyncio.run_coroutine_threadsafe(
            self._call(messages, offer_checker, seconds, allowance, arrived), self._running()
        )
        has_begun, chars = False, 0
        try:
            while True:
                left = allowance.seconds
                if not left:
                    raise self._too_slow(has_begun)
                try:
                    got = arrived.get(timeout=min(left, LOOKS_UP))
                except queue.Empty:
                    if call.done():  # it should have said so: fail closed, and at once
                        raise _failed("The chat model could not be read") from None
                    yield Piece()
                    continue
                match got:
                    case _Begun():
                        has_begun = True
                    case _Ended():
                        return
                    case ChatFailed():
                        raise got
                    case Piece():
                        allowance.tokens_in += got.tokens_in
                        allowance.tokens_out += got.tokens_out
                        chars += len(got.text)
                        if chars > MOST_CHARS:
                            raise _failed(f"The chat model wrote more than {MOST_CHARS:,} characters")
                        yield got
        finally:
            call.cancel()

    def close(self) -> None:
        """Break off what is under way and end the thread."""
        with self._opening:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
                self._loop = None

    async def _call(
        self,
        messages: Sequence[Message],
        offer_checker: bool,
        seconds: float,
        allowance: Allowance,
        arrived: "queue.SimpleQueue[Piece | _Begun | _Ended | ChatFailed]",
    ) -> None:
        async with self._room:
            arrived.put(_Begun())
            for attempt in range(self.limits.retries + 1):
                allowance.attempts += 1
                has_written = False
                try:
                    async for piece in self._model.write(messages, offer_checker=offer_checker):
                        has_written = has_written or bool(piece.text)
                        arrived.put(piece)
                    arrived.put(_Ended())
                    return
                except Exception as error:  # noqa: BLE001  whatever a provider raises, the extractive answer is given
                    wait = _wait(error, attempt)
                    if has_written or attempt == self.limits.retries or not _passes(error) or wait >= seconds:
                        arrived.put(_in_words(error, has_written))
                        return
                await asyncio.sleep(wait)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._opening:
            if self._loop is None:
                self._loop, self._room = asyncio.new_event_loop(), asyncio.Semaphore(self.limits.at_once)
                threading.Thread(target=_run, args=(self._loop,), name="chat-model", daemon=True).start()
            return self._loop

    def _too_slow(self, has_begun: bool) -> ChatFailed:
        if not has_begun:
            return _failed("Too many questions are with the chat model at once")
        return _failed(f"The chat model did not answer within {self.limits.seconds:g} s")


def _run(loop: asyncio.AbstractEventLoop) -> None:
    """The thread on which the model is read: until `close`, then what is still under way is broken off."""
    loop.run_forever()
    loop.run_until_complete(_break_off())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def _break_off() -> None:
    calls = asyncio.all_tasks() - {asyncio.current_task()}
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)


def _passes(error: Exception) -> bool:
    """Whether the same request may succeed a moment later: too many requests, a fault of the server, no connection."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status > 0:
        return status in (408, 409, 429) or status >= 500
    return _is_of_the_connection(error)


def _is_of_the_connection(error: Exception) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"ConnectionError", "APIConnectionError", "ModelConnectionError", "TransportError"})


def _wait(error: Exception, attempt: int) -> float:
    """Seconds before the next attempt: what the server asks for, else more each time, with chance in it."""
    asked = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    if _SECONDS.fullmatch(asked.strip()):
        return float(asked)
    backoff: float = FIRST_WAIT * 2**attempt
    return min(LONGEST_WAIT, backoff) * random.uniform(0.5, 1.0)


def _in_words(error: Exception, has_written: bool) -> ChatFailed:
    """What went wrong, for the reader. Nothing of what the server wrote: it may repeat the question."""
    status = getattr(error, "status_code", None)
    if status in _KEY:
        return _failed(f"The chat model's provider refused the key ({status})")
    if status == 429:
        return _failed("The chat model's provider had too many requests (429)")
    if isinstance(status, int) and status > 0:
        return _failed(f"The chat model's server answered with an error ({status})")
    if has_written:
        return _failed("The chat model broke off")
    if _is_of_the_connection(error):
        return _failed("The chat model could not be reached")
    return _failed("The chat model could not be read")


def _failed(what: str) -> ChatFailed:
    return ChatFailed(what, do="Check the chat model's settings, or ask again.")
