"""A real browser at a real server, and a reader at one of its windows. The fixtures that use them are in conftest."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from api.main import create_app
from tests.fake_assistant import FakeAssistant

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)
WIDTHS = {360: 740, 820: 1180, 1440: 900}


@contextmanager
def serving(fake: FakeAssistant) -> Iterator[str]:
    """A real server on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(fake), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def started(chromium: Path) -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield launched
        launched.close()


class Reader:
    """A reader at one browser window. What the browser complained of, and where it went, is noted."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.complaints, self.went = address, list[str](), set[str]()
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: self.went.add(request.url))
        context.set_default_timeout(10_000)
        expect.set_options(timeout=10_000)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def asks(self, question: str) -> None:
        """Types a question, presses Enter and waits for the reply."""
        turns = self.page.locator(".turn").count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        expect(self.page.locator(".turn")).to_have_count(turns + 1)
        expect(self.page.locator(".turn.working:not(:has(.problem))")).to_have_count(0)

    def marked(self) -> str:
        """The highlighted words of the open document."""
        words: str = self.page.evaluate(
            "[...document.querySelectorAll('.source mark')].map(m => m.textContent).join('')"
        )
        return words

    def breaks_no_rule(self) -> list[Any]:
        """What axe finds wrong. It is injected as a debugger does, because the page lets no other script in."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE})
        run = "axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
        asked = {"expression": run, "awaitPromise": True, "returnByValue": True}
        found: list[Any] = session.send("Runtime.evaluate", asked)["result"]["value"]
        return found


def reader_at(browser: Browser, address: str, width: int = 1440, **how: Any) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce", **how)
    reader = Reader(context, address)
    yield reader
    context.close()
    assert reader.complaints == [], reader.complaints
    assert {url for url in reader.went if not url.startswith(address + "/")} == set()
