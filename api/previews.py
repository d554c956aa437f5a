"""The small card beside an [n]: exactly the cited words, and what they are from. A script asks for those in sight."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.deps import Answering, Assistant
from api.document import passage_at
from api.render import quote_mark, render
from assistant.errors import NotFound
from assistant.types import Passage, Source

previews = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

MOST = 50  # cards at a time
LONGEST = 1200  # characters of a quote; the document shows more
Place = Annotated[str, Query(pattern=r"^[^,]+,\d{1,9},\d{1,9},\w*$")]


class Card(NamedTuple):
    """What a card says. `quote` is empty where the document no longer says it at that place."""

    at: str  # as asked for: document, start, end, mark of the quote
    source: Source
    quote: str
    is_cut: bool
    cited: Passage | None


@previews.get("/previews")
def cards(assistant: Assistant, at: Annotated[list[Place], Query(max_length=MOST)]) -> str:
    """A card for each place that a link of an [n] names, in their order; none for a document that is gone."""
    return render("previews.html", cards=tuple(_cards(assistant, at)))


def _cards(assistant: Answering, places: Sequence[str]) -> Iterator[Card]:
    passages_of = cache(assistant.index.passages_of)
    for at in places:
        slug, start, end, mark = at.rsplit(",", 3)
        try:
            source, text = assistant.index.source(slug), assistant.index.text(slug)
        except NotFound:
            continue
        words = text[int(start) : int(end)]
        quote = words if quote_mark(words) == mark else ""
        cited = passage_at(passages_of(slug), int(start)) if quote else None
        yield Card(at, source, quote[:LONGEST], len(quote) > LONGEST, cited)
