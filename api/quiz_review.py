"""The page on which a named reviewer accepts, edits or rejects items: each with its grounds, its key marked, what the
rules of writing find in it, and what was said of it before. It needs no scripts.

A refusal, or somebody else's review meanwhile, is told at the item; nothing that was typed is lost.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Cookie, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field, ValidationError

from api.deps import Answering, Assistant
from api.errors import status_of
from api.pages import page
from api.quiz_show import item_shown
from assistant.errors import AssistantError, BadInput, Conflict
from assistant.quiz.reviews import Changes, KeptItem, KeptQuiz, OptionChange, named
from assistant.quiz.types import QuizItem

quiz_review = APIRouter(prefix="/quiz", include_in_schema=False, default_response_class=HTMLResponse)

A_PAGE = 10  # items
REVIEWER = "quiz_reviewer"  # the cookie, gone with the browser: a name stands for a person, not for a machine
Show = Literal["", "draft", "accepted", "rejected", "stale", "faults"]
OPTION = re.compile(r"(text|why)\.(\d{1,2})")


class Place(BaseModel):
    """Which items are on the page: all or those of a standing, and which ten of them."""

    show: Show = ""
    page: int = Field(1, ge=1, lt=1000)

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        told = {"show": self.show, "page": self.page if self.page > 1 else ""}
        asked = urlencode({name: value for name, value in told.items() if value})
        return f"?{asked}" if asked else ""


class Tried(NamedTuple):
    """A review that was not kept: what was typed, by field, and why."""

    item_id: str
    typed: Mapping[str, str]
    problem: AssistantError


async def typed(request: Request) -> Mapping[str, str]:
    """The fields of a form; of one that is sent twice the last."""
    return {name: value for name, value in (await request.form()).multi_items() if isinstance(value, str)}


Typed = Annotated[Mapping[str, str], Depends(typed)]
Named = Annotated[str, Cookie(alias=REVIEWER)]


@quiz_review.post("/{quiz_id}/reviewer")
def name_reviewer(
    quiz_id: str, assistant: Assistant, place: Annotated[Place, Query()], reviewer: Annotated[str, Form()] = ""
) -> Response:
    """Who reviews, remembered until the browser is closed."""
    kept = assistant.quizzes.open(quiz_id)
    answer = RedirectResponse(f"/quiz/{quiz_id}/review{place.query}", 303)
    try:
        name = named(reviewer) if reviewer.strip() else ""
    except BadInput as error:
        return HTMLResponse(_page(assistant, kept, place, "", naming=error, tried_name=reviewer), status_of(error))
    answer.set_cookie(REVIEWER, quote(name), path="/quiz", httponly=True, samesite="strict")
    return answer


@quiz_review.get("/{quiz_id}/review")
def review(quiz_id: str, assistant: Assistant, place: Annotated[Place, Query()], quiz_reviewer: Named = "") -> str:
    """The items to be reviewed."""
    return _page(assistant, assistant.quizzes.open(quiz_id), place, _name(quiz_reviewer))


@quiz_review.post("/{quiz_id}/items/{item_id}/review")
def keep_review(
    quiz_id: str,
    item_id: str,
    assistant: Assistant,
    fields: Typed,
    place: Annotated[Place, Query()],
    quiz_reviewer: Named = "",
) -> Response:
    """What a reviewer says of an item, then the next one; with a problem the same item and what was typed."""
    before = assistant.quizzes.open(quiz_id)
    verdict, one = fields.get("verdict", ""), before.of(item_id)
    try:
        changes = _changes(one.item, fields)
        if changes is not None and verdict == "accept":
            raise BadInput("You have changed words of this item.", to=item_id, do="Press “Accept with these changes”.")
        changes = (changes or Changes()) if verdict == "edit" else None
        assistant.quizzes.review(
            quiz_id,
            item_id,
            fields.get("reviewer", ""),
            verdict,
            fields.get("seen", ""),
            fields.get("note", ""),
            changes,
        )
    except (BadInput, Conflict) as error:
        now = assistant.quizzes.open(quiz_id)
        tried = Tried(item_id, fields, error)
        return HTMLResponse(_page(assistant, now, place, _name(quiz_reviewer), tried=tried), status_of(error))
    return RedirectResponse(f"/quiz/{quiz_id}/review{place.query}#{_next(before, place, item_id)}", 303)


def _name(cookie: str) -> str:
    try:
        return named(unquote(cookie))
    except BadInput:
        return ""  # nobody has said who reviews


def _page(  # noqa: PLR0913  each is shown
    assistant: Answering,
    kept: KeptQuiz,
    place: Place,
    reviewer: str,
    *,
    tried: Tried | None = None,
    naming: BadInput | None = None,
    tried_name: str = "",
) -> str:
    chosen = _chosen(kept, place.show)
    pages = max(1, -(-len(chosen) // A_PAGE))
    at = min(place.page, pages)
    numbers = {one.item.item_id: number for number, one in enumerate(kept.kept, 1)}
    on_page = list(chosen[(at - 1) * A_PAGE : at * A_PAGE])
    if tried and all(one.item.item_id != tried.item_id for one in on_page):
        on_page.insert(0, kept.of(tried.item_id))  # what was typed is shown, wherever its item now belongs
    items = tuple(item_shown(numbers[one.item.item_id], one, assistant.index.source) for one in on_page)
    counts = {show: len(_chosen(kept, show)) for show in SHOWN}
    return page(assistant, "quiz_review.html", kept=kept, items=items, place=place.model_copy(update={"page": at}),
                pages=pages, counts=counts, shown=SHOWN, reviewer=reviewer, tried=tried, naming=naming,
                tried_name=tried_name)  # fmt: skip


SHOWN: Mapping[Show, str] = {
    "": "All",
    "draft": "Drafts",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "stale": "Out of date",
    "faults": "With remarks",
}


def _chosen(kept: KeptQuiz, show: Show) -> tuple[KeptItem, ...]:
    if show == "stale":
        return tuple(one for one in kept.kept if one.stale)
    if show == "faults":
        return tuple(one for one in kept.kept if one.faults)
    return tuple(one for one in kept.kept if show in ("", one.status))


def _next(before: KeptQuiz, place: Place, item_id: str) -> str:
    """Where a reader goes on: the item after it in the list that he or she saw."""
    ids = [one.item.item_id for one in _chosen(before, place.show)]
    after = ids[ids.index(item_id) + 1 :] if item_id in ids else []
    return f"i-{after[0]}" if after else "end"


def _changes(item: QuizItem, fields: Mapping[str, str]) -> Changes | None:
    """The words that differ from the item's; None where none does. Raises BadInput for what is too long."""
    told: dict[str, object] = {
        name: said
        for name in ("stem", "explanation")
        if (said := _said(fields, name)) not in (None, _plain(getattr(item, name)))
    }
    reworded: dict[int, dict[str, object]] = {}
    for name in fields:
        if (found := OPTION.fullmatch(name)) and int(found[2]) < len(item.options):
            of, place = found[1], int(found[2])
            if _said(fields, name) != _plain(getattr(item.options[place], of)):
                reworded.setdefault(place, {"place": place})[of] = _said(fields, name)
    try:
        options = tuple(OptionChange.model_validate(one) for one in reworded.values())
        return Changes.model_validate({**told, "options": options}) if told or options else None
    except ValidationError as wrong:
        raise BadInput("The new words are too long.", to=item.item_id, do="Shorten them.") from wrong


def _said(fields: Mapping[str, str], name: str) -> str | None:
    return _plain(fields[name]) if name in fields else None


def _plain(text: str) -> str:
    """A text as a form sends it back: a browser writes line breaks in its own way."""
    return text.replace("\r\n", "\n").strip()
