"""A text in, what in it seems to identify a person out: as data, and as the line under a field. Nothing is kept."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.render import render
from api.rest import ANYWHERE
from assistant.identifiers import Identifier, told
from assistant.identifiers import identifiers as found_in
from assistant.types import Noun

identifiers = APIRouter()


class TextIn(Noun):
    """Any text."""

    text: str = Field(examples=["Mr John Smith, born 12 March 1985, on clozapine 350 mg."])


class IdentifiersOut(Noun):
    """What was found, from left to right; `text[start:end]`, counted in Unicode characters."""

    identifiers: tuple[Identifier, ...]


@identifiers.post("/v1/identifiers", tags=["identifiers"], responses=ANYWHERE)
def find(given: TextIn) -> IdentifiersOut:
    """What in a text seems to identify a person. It misses some, and nothing of the text is stored or logged."""
    return IdentifiersOut(identifiers=found_in(given.text))


@identifiers.post("/identifiers", include_in_schema=False, response_class=HTMLResponse)
def warn(text: Annotated[str, Form()] = "") -> str:
    """The line under a field while it is typed in: empty where nothing was found."""
    return render("identifiers_found.html", found=told(text))
