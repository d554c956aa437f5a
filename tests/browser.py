"""A real browser at a real server, and a reader at one of its windows. The fixtures that use them are in conftest."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Response, expect, sync_playwright

from api.deps import Answering
from api.main import create_app

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)
WIDTHS = {360: 740, 820: 1180, 1440: 900}


@contextmanager
def serving(assistant: Answering) -> Iterator[str]:
    """A real server on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(assistant), log_level="warning", lifespan="off"))
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
    """A reader at one browser window. What the browser complained of, and where it went, is noted, in all its tabs.

    `album` is the folder where pictures of what the reader sees are kept, if any.
    """

    def __init__(self, context: BrowserContext, address: str, album: Path | None = None) -> None:
        self.address, self.album, self.seen = address, album, 0
        self.complaints, self.went = list[str](), set[str]()
        context.on("console", lambda said: self.complaints.append(said.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", self._refuse)
        context.on("request", lambda request: self.went.add(request.url))
        context.on("response", self._look_at_policy)
        context.set_default_timeout(10_000)
        expect.set_options(timeout=10_000)
        self.page: Page = context.new_page()
        self.width: int = self.page.evaluate("innerWidth")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def _look_at_policy(self, response: Response) -> None:
        """Whatever the server sends, a page or an error, forbids what is not ours."""
        policy = response.headers.get("content-security-policy", "")
        if response.url.startswith(self.address) and (
            not policy.startswith("default-src 'none'") or "unsafe" in policy
        ):
            self.complaints.append(f"{response.url} came with the policy {policy!r}")

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def asks(self, question: str) -> None:
        """Types a question, presses Enter and waits for the reply and the address of its conversation."""
        turns = self.page.locator(".turn").count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        expect(self.page.locator(".turn")).to_have_count(turns + 1)
        expect(self.page.locator(".turn.working:not(:has(.problem))")).to_have_count(0)
        if conversation := self.page.locator("#conversation").input_value():
            self.page.wait_for_url(f"**/conversations/{conversation}*")

    def sees(self, state: str, whole: bool = False) -> None:
        """What is seen now, by day and by night: kept as a picture, broken by no rule, no wider than the window.

        `whole`: the picture shows the page down to its end, as a window of that height would.
        """
        self.seen += 1
        window = self.page.viewport_size
        assert window is not None
        if whole:
            height = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({**window, "height": height})
        for light in ("light", "dark"):
            self.page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
            if self.album is not None:
                picture = self.album / f"{window['width']}-{self.seen:02}-{state}-{light}.png"
                self.page.screenshot(caret="initial", path=picture, animations="disabled")
            broken = self.breaks_no_rule()
            assert broken == [], f"{state}, {light}: {broken}"
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(window)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state

    def kept(self) -> list[dict[str, Any]]:
        """The turns of the conversation that is open, as REST gives them."""
        self.page.wait_for_url("**/conversations/*")
        told = self.page.request.get(f"{self.address}/v1{urlsplit(self.page.url).path}")
        assert told.ok, told.text()
        turns: list[dict[str, Any]] = told.json()["turns"]
        return turns

    @property
    def last(self) -> Locator:
        """The latest question and its reply."""
        return self.page.locator(".turn").last

    def reads_the_whole_reply(self) -> None:
        """Every sentence of the latest reply stands in its turn, and so does every source that it cites."""
        for statement in self.kept()[-1]["reply"]["statements"]:
            expect(self.last).to_contain_text(statement["text"])
            for citation in statement["citations"]:
                expect(self.last).to_contain_text(citation["source_title"])

    def opens_each_citation(self) -> None:
        """Each number of the latest reply, once, opens the document at exactly the words that the reply quotes."""
        said = self.kept()[-1]["reply"]["statements"]
        quotes = dict.fromkeys(citation["quote"] for statement in said for citation in statement["citations"])
        seen = set()
        for number in range(1, len(quotes) + 1):
            self.last.locator(".reply .cite", has_text=f"[{number}]").first.click()
            expect(self.page.locator(".source h2")).to_be_focused()
            expect(self.page.locator("#cited")).to_be_in_viewport()
            seen.add(self.marked())
            self.page.keyboard.press("Escape")
            expect(self.page.locator(".source")).to_have_count(0)
        assert seen == set(quotes)

    def marked(self) -> str:
        """The highlighted words of the open document."""
        words: str = self.page.evaluate(
            "[...document.querySelectorAll('.source mark')].map(m => m.textContent).join('')"
        )
        return words

    def breaks_no_rule(self) -> list[Any]:
        """What axe finds wrong. It is injected as a debugger does, because the page lets no other script in.

        The empty style attributes that it leaves are taken away: the page would be refused when it copies one.
        """
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE})
        run = "axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
        asked = {"expression": run, "awaitPromise": True, "returnByValue": True}
        found: list[Any] = session.send("Runtime.evaluate", asked)["result"]["value"]
        self.page.evaluate("document.querySelectorAll('[style=\"\"]').forEach(one => one.removeAttribute('style'))")
        return found


def reader_at(
    browser: Browser, address: str, width: int = 1440, album: Path | None = None, **how: Any
) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce", **how)
    reader = Reader(context, address, album)
    yield reader
    context.close()
    assert reader.complaints == [], reader.complaints
    assert {url for url in reader.went if not url.startswith((address + "/", "blob:" + address + "/"))} == set()
    assert {url for url in reader.went if not url.startswith(address + "/")} == set()
