"""The library in a real browser on the real documents: searched, chosen from, read, added to; hostile files stay text.

Only the vectors are stand-ins: what is tested here is found by words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from assistant.assistant import Assistant
from assistant.ingest import sync
from assistant.lexicon import Lexicon
from assistant.settings import Settings
from assistant.store import Store
from assistant.wire import open_index
from tests.browser import Reader, reader_at, serving
from tests.fakes import HashEmbedder

HOSTILE = """---
title: "<img src=x onerror=alert(1)> \u202eeltit"
url: javascript:alert(2)
licence: "]]> <b>none</b> &lt;i&gt;"
---
# <script>alert(3)</script> Heading one

Examplazine 500 mg was given \u202egm 005\u202c to 12 patients. ![a picture](http://127.0.0.1:9/x.png) was not
shown. The cloza\u200bpine level was not measured in treat-
ment, and [a link](javascript:alert(4)) stays text. Cafe\u0301 👩\u200d⚕️ was spelt with care &amp; &lt;b&gt; patience.

- First of a list, with "quotes" and <b>bold</b> words.
- Second of a list ]]> <!-- no comment.

| drug | dose |
|---|---|
| examplazine | 500 mg & more |

## مقدمة

تم إعطاء الدواء بجرعة 500 mg لمدة 6 أسابيع. لم يكن هناك فرق.

## Words

"""
FORMS = {
    "LF": HOSTILE,
    "CRLF": HOSTILE.replace("\n", "\r\n"),
    "CR": HOSTILE.replace("\n", "\r"),
}
LONG_WORD = "W" * 10_000 + " was one word. " + "It went on and on. " * 20
SENTENCE = "Sentence number {} says nothing of note about examplazine at {} mg.\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Iterator[Assistant]:
    settings, embedder = Settings(data_dir=tmp_path_factory.mktemp("library")), HashEmbedder()
    index = open_index(settings.data_dir, lexicon, embedder, use_chroma=False)
    sync(settings.corpus_dir, index, embedder)
    made = Assistant(settings, lexicon, embedder, index, Store.open(settings.database))
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with serving(assistant) as served:
        yield served


def fits(reader: Reader) -> bool:
    """Whether nothing makes the page scroll sideways."""
    inside: bool = reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return inside


def adds(reader: Reader, name: str, text: str) -> None:
    """Uploads a file through the form."""
    reader.opens("/sources")
    file: FilePayload = {"name": name, "mimeType": "text/markdown", "buffer": text.encode("utf-8")}
    reader.page.set_input_files("#file", files=[file])
    reader.page.get_by_role("button", name="Add it").click()


def removes(reader: Reader, slug: str) -> None:
    reader.opens("/sources")
    reader.page.locator(f"#x-{slug}").click()
    expect(reader.page.locator("h1")).to_have_text("Remove this document?")
    reader.page.get_by_role("button", name="Remove it").click()
    expect(reader.page.locator(".done")).to_contain_text("Removed.")


def test_what_is_typed_is_found_at_once_and_leads_to_the_exact_words(anywhere: Reader, assistant: Assistant) -> None:
    page = anywhere.page
    anywhere.opens("/sources")
    page.locator("#q").press_sequentially("Depakote myocarditis")
    expect(page.locator("#tally")).to_contain_text("2 hold all of the words")
    expect(page.locator("#found")).to_contain_text("Depakote is searched by every name of valproate.")
    expect(page.locator(".finds h2 a").first).to_have_attribute("href", re.compile("Depakote.*myocarditis$"))
    assert "valproate" in page.locator(".finds mark").all_inner_texts()
    assert fits(anywhere)
    first = page.locator(".finds .words").first
    said = first.inner_text()
    first.click()
    expect(page.locator("#cited")).to_be_in_viewport(ratio=1)
    assert anywhere.marked() == said
    expect(page.locator(".source dl")).to_contain_text("checked against")
    assert assistant.index.text("augmentation-evidence").count(said) == 1


def test_what_was_found_is_not_renewed_under_a_slow_finger(reader: Reader) -> None:
    page = reader.page
    reader.opens("/sources")
    page.locator("#q").press_sequentially("Depakote myocarditis")
    expect(page.locator(".finds h2 a").first).to_have_attribute("href", re.compile("Depakote.*myocarditis$"))
    page.locator(".finds .words").first.hover()
    page.mouse.down()
    page.wait_for_timeout(500)  # time for a list to come that leaving the field would ask for
    page.mouse.up()
    expect(page.locator("#cited")).to_be_in_viewport(ratio=1)


def test_a_search_without_scripts_says_what_it_read_and_what_nothing_has(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens("/sources")
    page.fill("#q", "lamotrigin zorblax")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/sources\?q=lamotrigin"))
    expect(page.locator("#found")).to_contain_text("lamotrigine")
    expect(page.locator("#found")).to_contain_text("In no document here: zorblax.")
    page.locator(".finds h2 a").first.click()
    expect(page.locator("#found-here")).to_contain_text("statements found")
    assert page.locator(".source .text mark.found").count() > 1


def test_nothing_found_helps(reader: Reader) -> None:
    reader.opens("/sources?q=xylophone")
    expect(reader.page.locator("#tally")).to_have_text("Nothing found.")
    expect(reader.page.locator("#found")).to_contain_text("In no document here: xylophone.")
    reader.opens("/sources?q=the%20of")
    expect(reader.page.locator("#tally")).to_have_text("There is no word to search for.")


def test_documents_are_chosen_by_kind_place_year_and_check(reader: Reader) -> None:
    page = reader.page
    reader.opens("/sources")
    everything = page.locator(".shelves > li").count()
    page.select_option("[name=kind]", "guideline")
    expect(page.locator("#tally")).to_have_text(f"4 of {everything} documents.")
    page.select_option("[name=where]", "United Kingdom")
    expect(page.locator(".shelves .title")).to_have_text(
        ["Psychosis and schizophrenia in adults: prevention and management"]
    )
    page.select_option("[name=checked]", "primary")
    expect(page.locator(".shelves")).to_contain_text("No document is like that.")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".shelves > li")).to_have_count(everything)


def test_a_found_sentence_can_be_asked_as_a_question(reader: Reader) -> None:
    reader.opens("/sources?q=valproate+myocarditis")
    reader.page.get_by_role("button", name="Ask it as a question").click()
    expect(reader.page).to_have_url(re.compile("/conversations/[0-9a-f]{32}"))
    expect(reader.page.locator(".question")).to_have_text("valproate myocarditis")


def test_a_statement_has_an_address_and_tells_what_it_disputes_and_what_disputes_it(reader: Reader) -> None:
    page = reader.page
    reader.opens("/sources/augmentation-evidence#statement-AUG-08")
    stated = page.locator("#statement-AUG-08")
    expect(stated).to_be_in_viewport()
    expect(stated.locator(".statement-of")).to_contain_text("Yeh et al. 2023")
    expect(stated.locator(".statement-of")).to_contain_text("checked against the primary source")
    disputed = stated.locator(".bearings li.contradicts", has_text="Treatment-resistant schizophrenia").first
    expect(disputed.locator(".how")).to_have_text("Contradicts")
    words = disputed.locator("a").inner_text()
    disputed.locator("a").click()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert " ".join(reader.marked().split()).startswith(words[:40])
    paragraph = page.locator("details.bearings", has_text="AUG-08").first
    paragraph.locator("summary").click()
    expect(paragraph.locator("summary strong").first).to_contain_text("contradicting")
    paragraph.locator("li.contradicts", has_text="AUG-08").locator("a").first.click()
    expect(page).to_have_url(re.compile("/sources/augmentation-evidence#statement-AUG-08$"))


def test_the_contents_lead_to_the_sections(anywhere: Reader) -> None:
    anywhere.opens("/sources/trs-brief-overview")
    anywhere.page.get_by_role("link", name="Augmentation Options for TRS").click()
    expect(anywhere.page.locator("h2", has_text="Augmentation Options for TRS")).to_be_in_viewport()
    assert fits(anywhere)


def test_a_sentence_that_limits_another_is_told_and_its_words_stay_the_documents(reader: Reader) -> None:
    reader.opens("/sources/trs-brief-overview")
    limiting = reader.page.locator(".limiting.opens", has_text="However, this study utilized")
    label = limiting.evaluate("one => getComputedStyle(one, '::before').content")
    assert label == '"limits the sentence before"'
    assert "limits the sentence" not in limiting.inner_text()


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_upload_stays_text_and_each_sentence_is_marked_exactly(
    reader: Reader, assistant: Assistant, form: str
) -> None:
    page, text = reader.page, FORMS[form] + LONG_WORD
    adds(reader, "hostile.md", text)
    expect(page.locator(".done")).to_contain_text("Added")
    expect(page.locator("#d-hostile .uploaded")).to_have_text("Uploaded here, not reviewed")
    whole = assistant.index.text("hostile")
    sentences = [one for passage in assistant.index.passages_of("hostile") for one in passage.sentences]
    assert len(sentences) > 8
    for one in sentences:
        reader.opens(place(assistant, "hostile", one.start, one.end))
        assert reader.marked() == whole[one.start : one.end]
        expect(page.locator("#cited")).to_be_attached()
    assert page.locator(".source .text img, .source .text a, .source .text script, .source .text b").count() == 0
    assert fits(reader)
    removes(reader, "hostile")
    expect(page.locator("#d-hostile")).to_have_count(0)


def place(assistant: Assistant, slug: str, start: int, end: int) -> str:
    from api.render import place_url

    return place_url(slug, start, end, assistant.index.text(slug)[start:end])


def test_a_sign_that_turns_the_direction_turns_nothing_else(anywhere: Reader, assistant: Assistant) -> None:
    page = anywhere.page
    adds(anywhere, "hostile.md", HOSTILE + LONG_WORD)
    anywhere.opens("/sources/hostile")
    expect(page.locator(".sign[data-name=RLO]").first).to_be_attached()
    boxes = page.evaluate(
        "(() => { const sign = [...document.querySelectorAll('.text .sign[data-name=RLO]')][0];"
        " const after = document.createRange(); after.setStart(sign.nextSibling, 0); after.setEnd(sign.nextSibling, 2);"
        " const later = document.createRange(); later.setStart(sign.nextSibling, 3); later.setEnd(sign.nextSibling, 6);"
        " return [after.getBoundingClientRect().left, later.getBoundingClientRect().left]; })()"
    )
    expect(page.locator("h1 .sign[data-name=RLO]")).to_be_attached()
    assert boxes[0] < boxes[1]  # "gm" stands before "005", as it is written
    assert fits(anywhere)
    removes(anywhere, "hostile")


def test_a_long_document_is_read_in_parts_and_marked_exactly(reader: Reader, assistant: Assistant) -> None:
    page = reader.page
    text = "# Long\n\n" + "".join(SENTENCE.format(n, n) for n in range(15_000))
    assert len(text) > 1_000_000
    page.set_default_timeout(120_000)
    adds(reader, "long.txt", text)
    expect(page.locator(".done")).to_contain_text("Added", timeout=120_000)
    last = assistant.index.passages_of("long")[-1].sentences[-1]
    reader.opens(place(assistant, "long", last.start, last.end) + "#cited")
    assert reader.marked() == text[last.start : last.end]
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".text")).to_contain_text("The earlier part of this long document")
    page.get_by_role("link", name="The earlier part").click()
    expect(page.locator("#here")).to_be_in_viewport()
    removes(reader, "long")


UNWRITABLE = 'title: "a"\nstatements: [{id: A, topic: t, statement: "%s", reference: r, checked: primary}]'


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("scan.tiff", "II*", "Cannot read 'scan.tiff'"),
        ("empty.md", "", "it is empty"),
        ("broken.yaml", "a: [", "not valid YAML"),
        ("nul.txt", "a\0b", "it is not text"),
        ("nul.yaml", UNWRITABLE % r"x\0y", "line 2 holds a character that no text can have"),
        ("half.yaml", UNWRITABLE % r"x\ud800y", "not valid YAML at line 2"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_beside_the_form(
    without_scripts: Reader, name: str, text: str, says: str
) -> None:
    page = without_scripts.page
    adds(without_scripts, name, text)
    expect(page.locator("h1")).to_have_text("Sources")
    expect(page.locator("#upload-said")).to_contain_text(says)
    without_scripts.complaints.clear()  # the browser notes the status


def test_no_file_chosen_is_told_beside_the_form(without_scripts: Reader) -> None:
    page = without_scripts.page
    without_scripts.opens("/sources")
    page.get_by_role("button", name="Add it").evaluate("one => { one.formNoValidate = true; }")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#upload-said")).to_contain_text("No file was chosen.")
    without_scripts.complaints.clear()


def test_only_uploads_can_be_removed(reader: Reader) -> None:
    reader.opens("/sources")
    rows = reader.page.locator(".shelves > li").count()
    assert 0 == reader.page.locator(".shelves > li:not(:has(.uploaded)) .danger").count() < rows
    reader.opens("/sources/trs-brief-overview/remove")
    expect(reader.page.locator("h1")).to_have_text("This document belongs to the corpus.")
    reader.complaints.clear()


def test_every_state_of_the_library_passes_axe(by_day_and_night: Reader) -> None:
    reader = by_day_and_night
    adds(reader, "hostile.md", HOSTILE + LONG_WORD)
    found = {}
    for path in (
        "/sources?done=removed",
        "/sources?q=clozpine+fits+zorblax",
        "/sources?q=xylophone",
        "/sources?kind=label&since=2026",
        "/sources/augmentation-evidence?q=valproate#statement-AUG-08",
        "/sources/trs-brief-overview",
        "/sources/hostile",
        "/sources/hostile/remove",
    ):
        reader.opens(path)
        reader.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found[path] = reader.breaks_no_rule()
    removes(reader, "hostile")
    assert {state: broken for state, broken in found.items() if broken} == {}


def test_the_library_is_used_by_keyboard_alone(browser: Browser, address: str) -> None:
    for reader in reader_at(browser, address):
        page = reader.page
        reader.opens("/sources")
        page.locator("#q").focus()
        page.keyboard.type("agranulocytosis")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"q=agranulocytosis"))
        page.locator(".finds .words").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#cited")).to_be_in_viewport()


def test_an_upload_is_kept_as_it_was_sent(reader: Reader, assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "Ward notes.txt"
    file.write_bytes(b"Examplazine was given to 12 patients on this ward.\r\n")
    reader.opens("/sources")
    reader.page.set_input_files("#file", file)
    reader.page.get_by_role("button", name="Add it").click()
    expect(reader.page.locator("#d-ward-notes")).to_be_in_viewport()
    assert assistant.index.text("ward-notes").encode() == file.read_bytes()
    removes(reader, "ward-notes")
