"""How soon the page is there, and how soon it answers, in a real browser at a real server: questions in, seconds out.

Every load and every question is a reader's first: a window of its own, with nothing kept from before. Beside each
stands what it cannot be faster than: an empty page of the same server in the same browser, and the server asked without
a browser.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.progress import track

from assistant.settings import Settings

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
WINDOW = {"width": 1440, "height": 900}
EMPTY = "/healthz"  # the smallest that the server gives and a browser paints
WARMED = 3  # questions asked before any is timed
RESTS = 0.15  # seconds between two windows, in which the browser tidies up after the first
LONGEST = 120.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAINTED = """() => new Promise((then) => new PerformanceObserver((seen) => {
  const first = seen.getEntriesByName('first-contentful-paint')[0];
  if (first) then(first.startTime / 1000);
}).observe({ type: 'paint', buffered: true }))"""
# From the key as the browser stamped it to the first sentence in the document; null where the reply has none.
WATCH = """() => {
  window.firstSentence = new Promise((then) => {
    let pressed = 0;
    addEventListener('keydown', (press) => { if (press.key === 'Enter') pressed = press.timeStamp; }, true);
    new MutationObserver(() => {
      if (document.querySelector('.turn .statement')) then((performance.now() - pressed) / 1000);
      else if (document.querySelector('.turn:not(.working)')) then(null);
    }).observe(document.getElementById('log'), { subtree: true, childList: true });
  });
}"""


class Times(NamedTuple):
    """Seconds of each load and question: until the page is painted, and an empty one; until the first sentence stands
    in the page, and until the server has sent it to who asks without a browser."""

    painted: list[float]
    empty: list[float]
    first: list[float]
    sent: list[float]


def chromium() -> str | None:
    """The browser, where there is one."""
    return shutil.which("chromium")


def measure(settings: Settings, questions: Sequence[str], browser: str) -> Times:
    """Each question once in a fresh window and once without one, taking turns; a refusal has no first sentence."""
    times = Times([], [], [], [])
    with _served(settings) as port, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=FLAGS.split())
        for number, question in enumerate(track(questions, "Opening the page", console=Console(stderr=True))):
            sent = _sent(port, question)
            empty, _ = _opened(started, f"http://127.0.0.1:{port}{EMPTY}", "")
            painted, first = _opened(started, f"http://127.0.0.1:{port}/", question)
            if number < WARMED:
                continue
            times.painted.append(painted)
            times.empty.append(empty)
            if first is not None and sent is not None:
                times.first.append(first)
                times.sent.append(sent)
        started.close()
    return times


def _opened(browser: Browser, address: str, question: str) -> tuple[float, float | None]:
    """When a fresh window was painted, and when the first sentence stood in it, if a question is asked there."""
    time.sleep(RESTS)
    context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    painted: float = page.evaluate(PAINTED)
    first = _asked(page, question) if question else None
    context.close()
    return painted, first


def _asked(page: Page, question: str) -> float | None:
    page.evaluate(WATCH)
    page.fill("#question", question)
    page.wait_for_timeout(RESTS * 1000)
    page.press("#question", "Enter")
    first: float | None = page.evaluate("window.firstSentence")
    return first


def _sent(port: int, question: str) -> float | None:
    """When the server has sent the first sentence; None where it sends none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    began = time.perf_counter()
    connection.request("POST", "/ask/stream", urlencode({"question": question}), FORM)
    first = None
    for line in connection.getresponse():
        if first is None and b'class="statement"' in line:
            first = time.perf_counter() - began
    connection.close()
    return first


@contextmanager
def _served(settings: Settings) -> Iterator[int]:
    """`trs serve` as a process, ready, at a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    own = {"TRS_DATA_DIR": str(settings.data_dir), "TRS_STORE_URL": settings.store_url, "PORT": str(port)}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve"]
    root = Path(__file__).parent.parent
    server = subprocess.Popen(command, env=os.environ | own, cwd=root, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + LONGEST
        while not _is_ready(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("trs serve did not become ready")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
