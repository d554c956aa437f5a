"""The pages of the documents: the list, search in it, one of them, adding and removing your own. They need no scripts.

With scripts the same addresses answer with a part of the page: what was found while words are typed, or a document for
the panel beside an answer.
"""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, File, Header, Query, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from api.bodies import document_added
from api.deps import Answering, Assistant
from api.document import Opened, contents, open_at, passage_at
from api.errors import status_of
from api.pages import page
from api.render import anchor, place_url, quote_mark, render
from api.show import KIND_WORDS
from assistant.errors import BadInput, UnreadableFile
from assistant.find import LookedUp
from assistant.library import Bearing, Checks, Choice, Standing, bearings, checks_of, corpus_date, newest_year
from assistant.readers import LARGEST, SUFFIXES
from assistant.types import Passage, Source

library = APIRouter(prefix="/sources", include_in_schema=False, default_response_class=HTMLResponse)

DONE = {
    "": "",
    "added": "Added: it is searched and answered from now on, marked as uploaded.",
    "replaced": "Added, in the place of the upload of that name.",
    "unchanged": "Nothing changed: this document is already here.",
    "removed": "Removed. Nothing of it is left in the index.",
}
Done = Literal["", "added", "replaced", "unchanged", "removed"]
HOW = {  # what is said here of another, and what another says of this
    "contradicts": ("Contradicts", "Contradicted by"),
    "qualifies": ("Qualifies", "Qualified by"),
    "extends": ("Extends", "Extended by"),
    "supports": ("Supports", "Supported by"),
}
FEW_WORDS = 80  # characters of a sentence, enough to know it by


class Wanted(BaseModel):
    """What is looked for, and in which documents; `since` is a year as typed."""

    q: str = ""
    kind: str = ""
    where: str = ""
    since: str = ""
    checked: Standing = ""

    @property
    def choice(self) -> Choice:
        """The documents chosen."""
        year = int(self.since) if self.since.isascii() and self.since.isdigit() and len(self.since) == 4 else None
        return Choice(self.kind, self.where, year, self.checked)


class Span(BaseModel):
    """The cited words in a link: offsets in the document, and the mark of the quote they held."""

    start: int = Field(0, ge=0)
    end: int = Field(0, ge=0)
    quote: str = ""
    q: str = ""  # what is looked for in this document


class Shelved(NamedTuple):
    """A document in the list: how far its statements were checked, and how many passages it has."""

    source: Source
    checks: Checks
    passages: int


class Borne(NamedTuple):
    """What bears on a sentence, as shown: in a word how, and where a link to the other's words leads."""

    bearing: Bearing
    how: str
    url: str
    on: str  # the beginning of the sentence it bears on, where a paragraph has several


@library.get("")
def listed(
    assistant: Assistant,
    wanted: Annotated[Wanted, Query()],
    hx_request: Annotated[str, Header()] = "",
    done: Done = "",
) -> str:
    """Every document or those chosen, or what was found in them; `done` is what was just done to one."""
    values = _found(assistant, wanted)
    if hx_request:
        return render("library_part.html", **values)
    return _page(assistant, values, done=DONE[done])


@library.post("")
def add(assistant: Assistant, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """A document of the reader's own, then the list; what is wrong with it is told beside the form."""
    name = PurePosixPath(((file and file.filename) or "").replace("\\", "/")).name
    try:
        if not file or not name:
            raise BadInput("No file was chosen.", to="file", do="Choose a file and add it again.")
        added = document_added(assistant.ingest_upload(name, file.file.read()), assistant.index.source)
    except (BadInput, UnreadableFile) as error:
        return HTMLResponse(_page(assistant, _found(assistant, Wanted()), problem=error), status_of(error))
    return RedirectResponse(f"/sources?done={added.outcome}#d-{added.source.slug}", 303)


@library.get("/{slug}")
def source(
    slug: str, assistant: Assistant, span: Annotated[Span, Query()], hx_request: Annotated[str, Header()] = ""
) -> str:
    """One document with the cited words marked: the whole page, or for a script the panel beside the answer."""
    found, text, passages = assistant.index.source(slug), assistant.index.text(slug), assistant.index.passages_of(slug)
    moved = bool(span.quote) and quote_mark(text[span.start : span.end]) != span.quote
    start, end = (0, 0) if moved or _is_too_long(span, passages) else (span.start, span.end)
    looked = assistant.look_up(span.q, [slug]) if span.q.strip() and not hx_request else None
    opened = open_at(text, passages, start, end, _places(looked), found.title)
    values = {
        "source": found,
        "opened": opened,
        "moved": moved,
        "cited": passage_at(passages, start) if start < end else None,
        "span": span if start < end <= len(text) else None,
        "span_words": text[start:end],
        "is_noted": found.note in text,
        "panel": bool(hx_request),
        "has_reference_marks": any(one.references for passage in passages for one in passage.sentences),
    }
    if hx_request:
        return render("source.html", **values)
    return page(
        assistant,
        "source_page.html",
        **values,
        looked=looked,
        checks=checks_of(assistant.index.checked().get(slug, {})),
        passages=len(passages),
        contents=contents(passages),
        bearing=_bearing(assistant, passages, opened),
    )


@library.get("/{slug}/remove")
def ask_before_removing(slug: str, assistant: Assistant) -> str:
    """The question whether an upload shall go."""
    return page(assistant, "source_remove.html", source=_upload(assistant, slug))


@library.post("/{slug}/remove")
def remove(slug: str, assistant: Assistant) -> RedirectResponse:
    """The end of an upload, then the list."""
    assistant.delete_document(_upload(assistant, slug).source_id)
    return RedirectResponse("/sources?done=removed", 303)


def _page(assistant: Answering, values: dict[str, object], *, done: str = "", problem: object = None) -> str:
    every = assistant.index.sources()
    return page(
        assistant,
        "sources.html",
        **values,
        done=done,
        problem=problem,
        date=corpus_date(every),
        kinds=[kind for kind in KIND_WORDS if kind in {one.kind for one in every}],
        places=sorted({one.jurisdiction for one in every}),
        years=sorted({year for one in every if (year := newest_year(one))}, reverse=True),
        suffixes=sorted(SUFFIXES),
        most_megabytes=LARGEST // 1024 // 1024,
    )


def _found(assistant: Answering, wanted: Wanted) -> dict[str, object]:
    """What the list shows: the documents chosen, and what was found in them where words were looked for."""
    counts, kinds = assistant.index.checked(), list(KIND_WORDS)
    every = [
        Shelved(one, checks_of(of := counts.get(one.slug, {})), sum(of.values())) for one in assistant.index.sources()
    ]
    chosen = [one for one in every if wanted.choice.includes(one.source, one.checks)]
    chosen.sort(key=lambda one: (one.source.kind != "upload", kinds.index(one.source.kind), one.source.title))
    looked = assistant.look_up(wanted.q, [one.source.slug for one in chosen]) if wanted.q.strip() else None
    return {"wanted": wanted, "shelved": chosen, "of": every, "looked": looked}


def _upload(assistant: Answering, slug: str) -> Source:
    """An upload. Raises NotFound, and BadInput for a document of the corpus."""
    found = assistant.index.source(slug)
    if found.kind != "upload":
        do = "Only what was uploaded here can be removed here; the corpus is kept as a folder of files."
        raise BadInput("This document belongs to the corpus.", to=slug, do=do)
    return found


def _is_too_long(span: Span, passages: Sequence[Passage]) -> bool:
    """Whether a span is longer than what can be cited: an address may ask for anything."""
    return span.end - span.start > max((passage.end - passage.start for passage in passages), default=0)


def _places(looked: LookedUp | None) -> Sequence[tuple[int, int]]:
    """Where the words stand in a document that were found in it; of two that overlap, the first."""
    shown = (one for document in looked.documents for one in document.sentences) if looked else ()
    places: list[tuple[int, int]] = []
    for start, end in sorted(place for one in shown for place in one.places):
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def _bearing(assistant: Answering, passages: Sequence[Passage], opened: Opened) -> dict[int, tuple[Borne, ...]]:
    """By where a block begins, what bears on its sentences."""
    shown = [one for one in passages if opened.low <= one.start < opened.high]
    sentences = {one.start: one.text for passage in shown for one in passage.sentences}
    by_passage, starts = bearings(shown, assistant.index), sorted(sentences)
    every = sorted((one for its in by_passage.values() for one in its), key=lambda one: one.here)
    found = {}
    for block in opened.blocks if every else ():
        its = every[bisect_left(every, block.start, key=_here) : bisect_left(every, block.end, key=_here)]
        several = bisect_left(starts, block.end) - bisect_left(starts, block.start) > 1
        found[block.start] = tuple(_borne(one, sentences.get(one.here, "") if several else "") for one in its)
    return found


def _here(one: Bearing) -> int:
    return one.here


def _borne(one: Bearing, sentence: str) -> Borne:
    short = sentence if len(sentence) <= FEW_WORDS else sentence[:FEW_WORDS].rsplit(" ", 1)[0] + " …"
    return Borne(one, HOW[one.how][not one.is_ours], _url(one), short)


def _url(one: Bearing) -> str:
    """Where the other's words are: its statement, or the words marked; "" where they are not found."""
    if one.passage is None:
        return ""
    if one.passage.statement_id:
        return f"/sources/{quote(one.slug, safe='')}#{anchor(one.passage)}"
    return place_url(one.slug, one.start, one.end, one.quote) + "#cited"
