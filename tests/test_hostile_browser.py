"""Hostile text on the real server, in a real browser on a narrow window: it is shown as text, and the page stays whole.

That no dialog opened, nothing was complained of and no request left the machine is what every `Reader` is asked.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Reader, reader_at
from tests.real_server import RealServer

MARKUP = "<script>alert('x')</script><img src=x onerror=alert(1)></textarea></title><svg onload=alert(2)>"
HOSTILE = {
    "markup": MARKUP,
    "markdown": "[clozapine](javascript:alert(3)) ![dose](http://127.0.0.1:9/x.png) <http://127.0.0.1:9/>",
    "template": "{{ 7 * 7 }} {% include 'base.html' %} ${7 * 7} <%= 7 %>",
    "bidi": "clozapine \u202e gm 053 \u202c \u2066dose\u2069 a\u200bb\ufeffc \u061c שלום 350 mg",
    "stream": "clozapine\r\n\r\nevent: replied\ndata: <b>one</b>\rdata: two\u2028three\u2029four\x85five\x0bsix",
    "control": "clozapine\x00 \x07\x1b[31m dose \ufffe\uffff",
    "entities": "&lt;b&gt; &amp; &#x3c;script&#x3e; ]]> --> <!-- <![CDATA[",
    "long": "W" * 3900,
    "wide": "🧠" * 900 + "e\u0301" * 400 + "ﷺ" * 40,
}
VALPROATE = "What dose of valproate was studied with clozapine?"
DOCUMENT = f"""# <script>alert('heading')</script> {HOSTILE["markdown"]}

On this ward zuclopenthixol acetate was given at 125 mg every 3 days to 14 patients {MARKUP} {HOSTILE["bidi"]}.

{HOSTILE["entities"]} {HOSTILE["template"]} \x07\x1b[31m \ufffe

{"W" * 10_000}

- {HOSTILE["markdown"]}\r\n- {HOSTILE["wide"]}
"""
WARD = "What dose of zuclopenthixol acetate was given to patients on this ward?"
# What only a text could have brought into the page.
FOREIGN = """() => [...document.querySelectorAll('main :is(script, img, iframe, b, svg[onload], [onerror], ' +
  '[href^="javascript:"], [href*="127.0.0.1:9"])')].map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def server(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """One of its own, because documents are added."""
    own = RealServer(real_data, tmp_path_factory.mktemp("hostile"))
    own.starts()
    yield own
    own.dies()


@pytest.fixture(scope="module")
def address(server: RealServer) -> str:
    return server.address


@pytest.fixture
def narrow(browser: Browser, address: str, album: Path) -> Iterator[Reader]:
    """A reader at a narrow window."""
    yield from reader_at(browser, address, 360, album / "hostile")


def begins(text: str) -> str:
    """What must be seen of a text, whatever becomes of what cannot be seen."""
    return text.split(maxsplit=1)[0].rstrip("\0")[:20]


def stays_whole(reader: Reader) -> None:
    """Nothing of the text became part of the page, and nothing sticks out of it."""
    assert reader.page.evaluate(FOREIGN) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_question_is_shown_as_text_and_the_next_one_answered(narrow: Reader, kind: str) -> None:
    narrow.opens()
    narrow.asks(HOSTILE[kind])
    assert begins(HOSTILE[kind]) in narrow.page.locator(".question").first.inner_text()
    stays_whole(narrow)
    narrow.asks(VALPROATE)
    expect(narrow.page.locator(".turn").last).to_contain_text("800–1,125 mg/d")
    narrow.page.wait_for_url("**/conversations/*")
    narrow.page.reload()
    expect(narrow.page.locator(".question")).to_have_count(2)
    stays_whole(narrow)
    narrow.opens("/conversations")
    stays_whole(narrow)


def test_a_word_of_ten_thousand_letters_is_refused_kindly(narrow: Reader) -> None:
    narrow.opens()
    narrow.asks("W" * 10_000)
    expect(narrow.page.locator(".turn .problem")).to_contain_text("10,000 characters")
    stays_whole(narrow)
    narrow.sees("too-long")


@pytest.mark.parametrize("kind", [*HOSTILE, "very long"])
def test_a_hostile_note_is_shown_as_text(narrow: Reader, kind: str) -> None:
    text = "W" * 10_000 if kind == "very long" else HOSTILE[kind]
    narrow.opens("/cases")
    narrow.page.fill("#note", f"{text} Olanzapine 20 mg for 8 weeks, no response.")
    narrow.page.get_by_role("button", name="Read the note").click()
    expect(narrow.page.locator(".case-report")).to_contain_text("olanzapine")
    stays_whole(narrow)
    assert begins(text) in narrow.page.locator(".note-read").inner_text()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_title_is_shown_as_text(narrow: Reader, server: RealServer, kind: str) -> None:
    one = server.rest("/v1/ask", {"question": VALPROATE})["conversation_id"]
    narrow.opens("/conversations")
    entry = narrow.page.locator(f"#c-{one}")
    entry.get_by_text("Rename").first.click()
    entry.get_by_label("New title").fill(HOSTILE[kind])
    entry.get_by_role("button", name="Rename").click()
    expect(narrow.page.get_by_role("status").first).to_have_text("Renamed.")
    assert begins(HOSTILE[kind]) in entry.inner_text()
    stays_whole(narrow)
    narrow.opens(f"/conversations/{one}/delete")
    stays_whole(narrow)


def test_a_hostile_document_is_cited_and_read_as_text(narrow: Reader) -> None:
    page = narrow.page
    file = {
        "name": "<img src=x onerror=alert(4)> \u202eward.md",
        "mimeType": "text/markdown",
        "buffer": DOCUMENT.encode(),
    }
    added = page.request.post(f"{narrow.address}/v1/documents", multipart={"file": file})
    assert added.ok, added.text()
    narrow.opens()
    narrow.asks(WARD)
    expect(page.locator(".turn")).to_contain_text("125 mg every 3 days to 14 patients <script>alert('x')</script>")
    stays_whole(narrow)
    [quote] = {one["quote"] for said in narrow.kept()[-1]["reply"]["statements"] for one in said["citations"]}
    page.locator(".statements .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert narrow.marked() == quote
    stays_whole(narrow)
    assert page.evaluate("(t => t.scrollWidth <= t.clientWidth)(document.querySelector('.source .text'))")
    narrow.sees("document")
    href = page.locator(".statements .cite").first.get_attribute("href")
    narrow.opens(href or "")
    assert narrow.marked() == quote
    stays_whole(narrow)
    narrow.opens("/sources")
    stays_whole(narrow)


def test_a_document_that_is_no_text_is_refused_kindly(narrow: Reader) -> None:
    file = {"name": "ward.md", "mimeType": "text/markdown", "buffer": b"Olanzapine\x00 was given."}
    said = narrow.page.request.post(f"{narrow.address}/v1/documents", multipart={"file": file})
    assert (said.status, said.json()["error"]["what"]) == (
        422,
        "Cannot read 'ward.md': it is not text (a NUL at byte 10).",
    )


def test_half_a_character_over_rest_is_no_failure(narrow: Reader) -> None:
    """JSON can name one half of a surrogate pair, which no text encodes."""
    headers = {"Content-Type": "application/json"}
    for path, body in (
        ("/v1/ask", '{"question": "clozapine \\ud800 dose?"}'),
        ("/v1/cases/read", '{"text": "Olanzapine 20 mg \\udfff for 8 weeks."}'),
    ):
        said = narrow.page.request.post(narrow.address + path, headers=headers, data=body)
        assert said.status in (200, 422), said.text()
    narrow.opens("/conversations")
    stays_whole(narrow)
    narrow.page.locator(".kept h2 a").first.click()
    expect(narrow.page.locator(".turn").first).to_be_visible()
    stays_whole(narrow)
