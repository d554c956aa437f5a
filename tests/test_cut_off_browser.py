"""An answer cut off for real: the server killed, the browser closed. The reader is told, nothing half is kept.

The real `trs serve` asks a chat model of this machine that takes its time, so that there is a middle of an answer.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Reader, reader_at
from tests.chat_server import Answering, ChatServer, Request, serving
from tests.real_server import RealServer

VALPROATE = "What dose of valproate was studied with clozapine?"
GONE = ("net::ERR_", "network error", "Failed to fetch")  # what a browser complains of when its server is gone
LONG = 60.0  # seconds that the chat model would take


def thinks(handler: Answering, _request: Request) -> None:
    """A chat model that does not come to a word in time."""
    handler.begin()
    handler.waits(LONG)


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving(thinks) as model:
        yield model


@pytest.fixture
def server(real_data: Path, tmp_path: Path, chat: ChatServer) -> Iterator[RealServer]:
    own = RealServer(
        real_data,
        tmp_path,
        TRS_CHAT_MODEL="openai:scripted",
        TRS_CHAT_BASE_URL=chat.url,
        TRS_CHAT_API_KEY="none",
        TRS_CHAT_TIMEOUT=str(LONG),
    )
    own.starts()
    yield own
    own.dies()


@pytest.fixture
def address(server: RealServer) -> str:
    return server.address


def begins(reader: Reader, chat: ChatServer) -> None:
    """Asks; the chat model is at work on the answer."""
    reader.opens()
    reader.page.fill("#question", VALPROATE)
    reader.page.press("#question", "Enter")
    expect(reader.page.locator("#status")).to_have_text("Asking the chat model openai:scripted …")
    latest = time.monotonic() + LONG
    while not chat.requests:
        assert time.monotonic() < latest
        reader.page.wait_for_timeout(20)


def test_a_server_killed_in_mid_answer_is_told_and_answers_once_it_is_back(
    reader: Reader, server: RealServer, chat: ChatServer
) -> None:
    page, status = reader.page, reader.page.locator("#status")
    begins(reader, chat)
    server.dies()
    expect(status).to_contain_text("The answer was cut off")
    expect(page.locator(".turn")).to_have_count(0)  # half an answer might lack its limits
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()
    expect(page.locator("#question")).to_have_value(VALPROATE)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(status).to_have_text("The program does not answer. Is it still running? Ask again.")
    expect(page.locator("#question")).to_have_value(VALPROATE)
    server.environment["TRS_CHAT_TIMEOUT"] = "1"  # then the sources' own sentences come after a second
    server.starts()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".turn.answer")).to_contain_text("800–1,125 mg/d")
    expect(page.locator(".turn")).to_have_count(1)
    [kept] = server.rest("/v1/conversations")
    assert kept["turns"] == 1
    reader.complaints[:] = [said for said in reader.complaints if not any(told in said for told in GONE)]


def test_a_browser_closed_in_mid_answer_leaves_nothing_half_and_lets_the_model_go(
    browser: Browser, server: RealServer, chat: ChatServer
) -> None:
    for reader in reader_at(browser, server.address):
        begins(reader, chat)
    assert chat.hung_up.wait(timeout=LONG / 2)
    assert server.rest("/v1/conversations") == []
