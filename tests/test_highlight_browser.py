"""Every number of 50 answers and more leads a reader to the quoted words, no word more and none less.

The questions are known ones of every document, and some of the evals'. Compared are the reply's data, the document's
text over REST, and what the browser marks: in the panel beside the answer, and on the document's own page.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from evals.questions import choose
from tests.browser import Reader
from tests.real_server import ROOT, RealServer

ASKED = sorted((ROOT / "corpus" / "asked").glob("*.yaml"))
EACH = 4  # questions taken for each document, from its beginning to its end
FEWEST_ANSWERS, FEWEST_CITATIONS = 50, 250

# Presses each number that leads to another span, waits for its document, and tells what is marked in it; then reads
# the page behind the same link, as without scripts.
PRESS_ALL = """async () => {
  const words = (place) => [...place.querySelectorAll('.source mark')].map((mark) => mark.textContent).join('');
  const found = {};
  for (const number of document.querySelectorAll('.turn .cite')) {
    const address = number.getAttribute('href');
    if (address in found) continue;
    // The list of conversations may be brought up to date meanwhile: only this number's own event means it is open.
    const opened = new Promise((then) => document.addEventListener('htmx:after:swap', function one(event) {
      if (event.target !== number) return;
      document.removeEventListener('htmx:after:swap', one);
      then();
    }));
    number.click();
    await opened;
    const panel = document.querySelector('.panel');
    const text = panel.querySelector('.text').getBoundingClientRect();
    const cited = panel.querySelector('#cited').getBoundingClientRect();
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
    found[address] = {
      panel: words(panel),
      page: words(page),
      anchors: page.querySelectorAll('#cited').length,
      inSight: cited.top >= text.top - 1 && cited.top < text.bottom,
    };
  }
  return found;
}"""


@pytest.fixture(scope="module")
def address(real_server: RealServer) -> str:
    return real_server.address


def questions() -> list[str]:
    """Known questions of every document and some of the evals', the same ones every time."""
    chosen = []
    for path in ASKED:
        entries = [entry for entry in yaml.safe_load(path.read_text("utf-8"))["asked"] if entry.get("questions")]
        places = {round(n * (len(entries) - 1) / (EACH - 1)): n for n in range(EACH)}
        chosen += [entries[at]["questions"][n % len(entries[at]["questions"])] for at, n in places.items()]
    return chosen + [one.question for one in choose(("facts", "conflicts"), ("tune",), 10 * EACH)[::EACH]]


@pytest.fixture(scope="module")
def replies(real_server: RealServer) -> list[dict[str, Any]]:
    """What each question is answered with, as data; those without citations left out."""
    asked = [real_server.rest("/v1/ask", {"question": question}) for question in questions()]
    return [reply for reply in asked if cited(reply)]


def cited(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of a reply, each span once, those of the nearest passages too."""
    every = [one for statement in reply.get("statements", ()) for one in statement["citations"]]
    every += [near["citation"] for near in reply.get("nearest", ())]
    return list({(one["source_slug"], one["start"], one["end"]): one for one in every}.values())


def link_to(citation: dict[str, Any]) -> str:
    """The start of the link that opens this citation."""
    return f"/sources/{citation['source_slug']}?start={citation['start']}&end={citation['end']}&"


def test_every_citation_of_many_answers_opens_at_exactly_its_quote(
    reader: Reader, replies: list[dict[str, Any]], real_server: RealServer, album: Path
) -> None:
    slugs = [source["slug"] for source in real_server.rest("/v1/sources")]
    texts = {slug: real_server.rest(f"/v1/sources/{slug}")["text"] for slug in slugs}
    compared, wrong, sources = 0, [], set()
    for reply in replies:
        reader.opens(f"/conversations/{reply['conversation_id']}")
        pressed = reader.page.evaluate(PRESS_ALL)
        assert len(pressed) == len(cited(reply))
        for one in cited(reply):
            [seen] = [seen for address, seen in pressed.items() if address.startswith(link_to(one))]
            of_document = texts[one["source_slug"]][one["start"] : one["end"]]
            compared += 1
            sources.add(one["source_slug"])
            told = {"panel": one["quote"], "page": one["quote"], "anchors": 1, "inSight": True}
            if seen != told or of_document != one["quote"]:
                wrong.append((one["source_slug"], one["start"], one["quote"], of_document, seen))
    answers = sum(reply["kind"] == "answer" for reply in replies)
    album.mkdir(parents=True, exist_ok=True)
    (album / "citations.txt").write_text(
        f"{compared} citations compared, of {answers} answers among {len(replies)} replies\n"
    )
    assert wrong == []
    assert sources == set(slugs)
    assert (answers >= FEWEST_ANSWERS, compared >= FEWEST_CITATIONS) == (True, True)


def test_without_scripts_a_number_leads_to_the_words_on_the_documents_own_page(
    without_scripts: Reader, replies: list[dict[str, Any]]
) -> None:
    page, seen = without_scripts.page, set()
    for reply in replies:
        for one in cited(reply):
            if one["source_slug"] in seen:
                continue
            seen.add(one["source_slug"])
            without_scripts.opens(f"/conversations/{reply['conversation_id']}")
            page.locator(f".cite[href^='{link_to(one)}']").first.click()
            expect(page.locator("#cited")).to_be_in_viewport()
            assert without_scripts.marked() == one["quote"]
    assert len(seen) == len(ASKED)
