"""One of several that were named, said by its place: "the second one?" in, "the FOCUS trial?" out."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.mentions import Slot, Thing, each_once

PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "latter": -1}
_STUDY = r"(?:trial|study|paper|review|guideline|one)"
_DRUG = r"(?:drug|agent|one)"
# A place among things: after "the first" stands what kind of thing it is, or nothing, or what it did. "The first year"
# and "the first episode" are none.
ORDINAL = re.compile(
    rf"\bthe (?P<place>{'|'.join(PLACES)})\b(?: of (?:them|these|those|the (?:two|three|four)))?"
    rf"(?:(?: (?P<kind>{_STUDY}|{_DRUG})\b)|(?<=former)|(?<=latter)"
    r"|(?=\W*$|[,;:?]| (?:find|found|say|said|show|showed|report|reported|is|was|did|does)\b))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
LISTED: tuple[Slot, ...] = ("source", "intervention", "scale")  # of what one says which by its place


class Placed(NamedTuple):
    """A text with the name in the place of the ordinal, and what it was one of."""

    text: str
    among: tuple[Thing, ...]


def placed(text: str, named: Iterable[Sequence[Thing]]) -> Placed | None:
    """The text with the thing meant by its place, from the first list that has one; None where nothing is so meant.

    `named` are what the text itself names before it and what earlier texts named, the nearest first.
    """
    found = ORDINAL.search(text)
    if found is None:
        return None
    for things in named:
        for among in _lists(things, found["kind"] or ""):
            place = PLACES[found["place"].lower()]
            if place < len(among):
                return Placed(text[: found.start()] + among[place].surface + text[found.end() :], among)
    return None


def asked_of(text: str) -> str:
    """The sentence of a text that says which by its place."""
    sentences = _SENTENCE.split(text)
    return next((one for one in sentences if ORDINAL.search(one)), text)


def _lists(things: Sequence[Thing], kind: str) -> list[tuple[Thing, ...]]:
    """What things of one slot there are more than one of, those of the kind asked for only."""
    slots = [slot for slot in LISTED if not kind or kind == "one" or _is_of(slot, kind)]
    alike = [tuple(one for one in each_once(tuple(things)) if one.slot == slot) for slot in slots]
    return [several for several in alike if len(several) > 1]


def _is_of(slot: Slot, kind: str) -> bool:
    return bool(re.fullmatch(_STUDY if slot == "source" else _DRUG, kind, re.IGNORECASE))
