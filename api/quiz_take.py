"""The pages on which a quiz is taken: one item at a time or all on one page, each answered with its reasons, then the
score. What a taker answers stands in the address and nowhere else; without scripts the same forms do it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from api.deps import Assistant
from api.pages import page
from api.quiz_show import item_shown, takeable
from assistant.quiz.answers import LONGEST, Response, Score, is_given, score
from assistant.quiz.reviews import KeptItem

quiz_take = APIRouter(prefix="/quiz", include_in_schema=False, default_response_class=HTMLResponse)

ANSWER = "a."  # begins the name of a field with an answer; the item's id follows


class Taking(NamedTuple):
    """How far a taker is, as the address says: the answers so far, by item, and the number of the item shown."""

    answers: Mapping[str, Response]
    number: int
    accepted_only: bool
    all: bool  # every item on one page

    def pairs(self, but: str = "") -> list[tuple[str, str]]:
        """The fields that carry it on, without the answer to one item."""
        kept = [("only", "accepted")] if self.accepted_only else []
        return kept + [(ANSWER + item, one) for item, its in self.answers.items() if item != but for one in its]

    def query(self, but: str = "", **more: object) -> str:
        """The same as the end of an address."""
        return "?" + urlencode([*((name, str(value)) for name, value in more.items()), *self.pairs(but)])


def taking(request: Request) -> Taking:
    """What the address says. What no page of ours has written is passed over."""
    asked = request.query_params
    answers: dict[str, list[str]] = {}
    for name, value in asked.multi_items():
        if name.startswith(ANSWER):
            answers.setdefault(name.removeprefix(ANSWER), []).append(value[:LONGEST])
    given = {item: its for item, its in answers.items() if is_given(its)}
    number = asked.get("n", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    return Taking(given, max(1, at), asked.get("only") == "accepted", "all" in asked)


Taken = Annotated[Taking, Depends(taking)]


@quiz_take.get("/{quiz_id}")
def take(quiz_id: str, assistant: Assistant, so_far: Taken) -> str:
    """The item whose turn it is, or all of them; an answered one with its reasons."""
    kept = assistant.quizzes.open(quiz_id)
    items = takeable(kept, so_far.accepted_only)
    at = min(so_far.number, max(1, len(items)))
    chosen = items if so_far.all else items[at - 1 : at]
    first = 1 if so_far.all else at
    shown = tuple(
        item_shown(number, one, assistant.index.source, so_far.answers.get(one.item.item_id, ()))
        for number, one in enumerate(chosen, first)
    )
    template = "quiz_all.html" if so_far.all else "quiz_take.html"
    values = {"kept": kept, "items": shown, "count": len(items), "so_far": so_far, "at": at,
              "result": _result(items, so_far), "opened": so_far.all and bool(so_far.answers)}  # fmt: skip
    return page(assistant, template, **values)


@quiz_take.get("/{quiz_id}/score")
def told_score(quiz_id: str, assistant: Assistant, so_far: Taken) -> str:
    """How it went, by kind and topic, and what was missed."""
    kept = assistant.quizzes.open(quiz_id)
    items = takeable(kept, so_far.accepted_only)
    result = _result(items, so_far)
    missed = tuple(
        item_shown(number, one, assistant.index.source, so_far.answers.get(one.item.item_id, ()))
        for number, one in enumerate(items, 1)
        if one.item.item_id in result.missed
    )
    return page(assistant, "quiz_score.html", kept=kept, so_far=so_far, result=result, missed=missed, count=len(items))


def _result(items: Sequence[KeptItem], so_far: Taking) -> Score:
    return score([one.item for one in items], so_far.answers)
