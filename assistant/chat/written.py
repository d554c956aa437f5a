"""What a chat model writes, piece by piece, in; each whole sentence with what it cites out, as soon as it is whole.

The answer is JSON, {"sentences": [{"text": ..., "cites": [...]}]}, alone or in one fence. Nothing is repaired: an entry
of another shape is passed over, reading ends at the first thing that is not JSON, and what came before it counts.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError, field_validator

from assistant.errors import ChatFailed
from assistant.types import Noun

MOST_OPEN = 6_000  # characters of one entry; longer is no sentence
_OPENS = re.compile(r"\s*(?:```(?:json)?\s*\n\s*)?\{\s*\"sentences\"\s*:\s*\[")
_FENCED = re.compile(r"```(?:json)?\s*\n(?P<json>.*)\n\s*```", re.DOTALL)
_MOST_BEFORE = 200  # characters in which the answer has to have opened
_BETWEEN = re.compile(r"[\s,]*")
_BEGINNINGS = ("", *'{["-0123456789ntf')  # of a value in JSON
_END = object()  # of the list
_DECODER = json.JSONDecoder()

N = TypeVar("N", bound=BaseModel)
Label = Annotated[str, Field(pattern=r"^[a-z]{1,2}\d{1,3}$")]


class Unreadable(ChatFailed):
    """What was written is not what was asked for."""


class Written(Noun):
    """A sentence as a chat model wrote it, with the labels it cites; `replaces` is of a refused one."""

    text: str = Field(min_length=1, max_length=1_200)
    cites: tuple[Label, ...] = Field(max_length=6)
    replaces: str = Field("", max_length=6)

    @field_validator("text", mode="before")
    @classmethod
    def _on_one_line(cls, text: Any) -> Any:
        return " ".join(text.split()) if isinstance(text, str) else text

    @field_validator("text")
    @classmethod
    def _is_legible(cls, text: str) -> str:
        if not text.isprintable() or "\ufffd" in text:
            raise ValueError("it holds characters that cannot be shown")
        return text


class Reading:
    """The reading of one answer. `whole` says afterwards whether it was what was asked for, to the end."""

    def __init__(self) -> None:
        self.whole = False
        self.text = ""  # all that was written

    def entries(self, pieces: Iterable[str]) -> Iterator[Written | None]:
        """Each sentence as it is whole, None for an entry of another shape.

        Raises Unreadable where what comes is not, to its end, a list in JSON.
        """
        held, has_opened = "", False
        for piece in pieces:
            self.text += piece
            held += piece
            if not has_opened:
                opening = _OPENS.match(held)
                if opening is None:
                    if len(held) > _MOST_BEFORE:
                        break
                    continue
                has_opened, held = True, held[opening.end() :]
            while (entry := _first(held)) is not None:
                value, held = entry
                if value is _END:
                    self.whole = True
                    return
                yield _made(value)
            if len(held) > MOST_OPEN:
                break
        raise _unreadable()


def as_noun(pieces: Iterable[str], noun: type[N]) -> N:
    """An answer that is one JSON object, alone or in a fence, as a noun. Raises Unreadable where it is not."""
    text = "".join(pieces).strip()
    fenced = _FENCED.fullmatch(text)
    try:
        return noun.model_validate_json(fenced["json"] if fenced else text)
    except ValidationError as error:
        raise _unreadable() from error


def _first(held: str) -> tuple[Any, str] | None:
    """The first whole entry and what follows it; `_END` with it at the end of the list; None while it is not whole."""
    start = _BETWEEN.match(held)
    at = start.end() if start else 0
    if held[at : at + 1] == "]":
        return _END, held[at + 1 :]
    if held[at : at + 1] not in _BEGINNINGS:
        raise _unreadable()
    if held[at : at + 1] == "{" and "}" not in held:
        return None
    try:
        value, end = _DECODER.raw_decode(held, at)
    except (ValueError, RecursionError):
        return None  # not whole yet, or never: the length decides
    return value, held[end:]


def _made(value: Any) -> Written | None:
    try:
        return Written.model_validate(value)
    except ValidationError:
        return None


def _unreadable() -> Unreadable:
    return Unreadable("The chat model's answer could not be read", do="Ask again, or use another model.")
