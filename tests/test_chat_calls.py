"""Calls of a chat model: bounded in time, attempts, size and number, and broken off when nobody waits."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence

import pytest

from assistant.chat.calls import MOST_CHARS, Allowance, Chat, Limits
from assistant.chat.provider import Piece
from assistant.errors import ChatFailed, Stopped
from assistant.prompts import Message

Way = Callable[[], AsyncIterator[Piece]]
ASKED: list[Message] = [("human", "?")]


class Scripted:
    """A chat model that does as each test says, once for each call."""

    name = "scripted"

    def __init__(self, *ways: Way) -> None:
        self.ways, self.broken_off = [*ways], threading.Event()

    async def write(self, _messages: Sequence[Message], *, offer_checker: bool = False) -> AsyncIterator[Piece]:
        """As `calls` wants it."""
        assert not offer_checker
        way = self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]
        try:
            async for piece in way():
                yield piece
        except asyncio.CancelledError:
            self.broken_off.set()
            raise


class Failing(Exception):
    """An error of a provider."""

    def __init__(self, status_code: int) -> None:
        super().__init__("what was asked, repeated by a careless server")
        self.status_code = status_code


async def speaks() -> AsyncIterator[Piece]:
    yield Piece("a", tokens_in=3)
    yield Piece("b", tokens_out=1)


async def hangs() -> AsyncIterator[Piece]:
    await asyncio.sleep(60)
    yield Piece("never")


async def is_gone() -> AsyncIterator[Piece]:
    raise ConnectionError("refused")
    yield Piece()


async def breaks() -> AsyncIterator[Piece]:
    yield Piece("a")
    raise ConnectionError("reset")


async def goes_on() -> AsyncIterator[Piece]:
    while True:
        yield Piece("x" * 1000)
        await asyncio.sleep(0)


def fails(status: int) -> Way:
    async def failing() -> AsyncIterator[Piece]:
        raise Failing(status)
        yield Piece()

    return failing


def never() -> bool:
    return False


@pytest.fixture
def opened() -> Iterator[Callable[..., Chat]]:
    chats: list[Chat] = []

    def chat(*ways: Way, seconds: float = 10, retries: int = 0, at_once: int = 4) -> Chat:
        chats.append(Chat(Scripted(*ways), Limits(seconds, retries, at_once)))
        return chats[-1]

    yield chat
    for one in chats:
        one.close()


def said(chat: Chat, allowance: Allowance | None = None) -> str:
    pieces = chat.pieces(ASKED, allowance or Allowance(chat.limits.seconds, never))
    return "".join(piece.text for piece in pieces)


def test_what_is_written_comes_in_order_and_is_counted(opened: Callable[..., Chat]) -> None:
    allowance = Allowance(10, never)
    assert said(opened(speaks), allowance) == "ab"
    assert (allowance.attempts, allowance.tokens_in, allowance.tokens_out) == (1, 3, 1)


def test_who_does_not_answer_in_time_is_broken_off(opened: Callable[..., Chat]) -> None:
    chat = opened(hangs, seconds=0.2)
    with pytest.raises(ChatFailed, match=r"The chat model did not answer within 0\.2 s"):
        said(chat)
    assert chat._model.broken_off.wait(5)  # type: ignore[attr-defined]


def test_a_second_call_has_only_what_the_first_left_of_the_time(opened: Callable[..., Chat]) -> None:
    chat, allowance = opened(hangs, speaks, seconds=0.2), Allowance(0.2, never)
    for _ in range(2):
        with pytest.raises(ChatFailed, match="did not answer"):
            said(chat, allowance)
    assert allowance.attempts == 1


@pytest.mark.parametrize("way", [is_gone, fails(429), fails(500), fails(503)])
def test_what_may_pass_is_tried_again(way: Way, opened: Callable[..., Chat], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.chat.calls.FIRST_WAIT", 0.0)
    allowance = Allowance(10, never)
    assert said(opened(way, way, speaks, retries=2), allowance) == "ab"
    assert allowance.attempts == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_will_not_pass_is_not_tried_again(status: int, opened: Callable[..., Chat]) -> None:
    allowance = Allowance(10, never)
    with pytest.raises(ChatFailed) as failed:
        said(opened(fails(status), speaks, retries=5), allowance)
    assert allowance.attempts == 1
    assert str(status) in failed.value.what and "repeated" not in str(failed.value)


def test_what_broke_off_after_its_first_words_is_not_begun_anew(opened: Callable[..., Chat]) -> None:
    pieces = opened(breaks, speaks, retries=5).pieces(ASKED, Allowance(10, never))
    assert next(pieces).text == "a"
    with pytest.raises(ChatFailed, match="The chat model broke off"):
        list(pieces)


def test_who_writes_without_end_is_broken_off(opened: Callable[..., Chat]) -> None:
    chat = opened(goes_on)
    with pytest.raises(ChatFailed, match=f"more than {MOST_CHARS:,} characters"):
        said(chat)
    assert chat._model.broken_off.wait(5)  # type: ignore[attr-defined]


def test_who_finds_no_room_in_time_is_told_so_and_leaves_none_waiting(opened: Callable[..., Chat]) -> None:
    chat = opened(hangs, speaks, at_once=1)
    first = chat.pieces(ASKED, Allowance(10, never))
    next(first)  # it has its turn, and is silent
    with pytest.raises(ChatFailed, match="Too many questions are with the chat model at once"):
        said(chat, Allowance(0.2, never))
    first.close()
    assert said(chat) == "ab"


def test_who_no_longer_waits_is_heard_before_and_while_the_model_writes(opened: Callable[..., Chat]) -> None:
    chat = opened(hangs)
    with pytest.raises(Stopped):
        said(chat, Allowance(10, lambda: True))
    looks = iter([False, False, True, True])
    with pytest.raises(Stopped):
        said(chat, Allowance(10, lambda: next(looks)))
    assert chat._model.broken_off.wait(5)  # type: ignore[attr-defined]


def test_closing_breaks_off_what_is_under_way(opened: Callable[..., Chat]) -> None:
    chat = opened(hangs)
    pieces = chat.pieces(ASKED, Allowance(10, never))
    next(pieces)
    chat.close()
    assert chat._model.broken_off.wait(5)  # type: ignore[attr-defined]
    pieces.close()
