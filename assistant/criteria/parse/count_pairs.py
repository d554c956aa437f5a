"""Counts found in a note, and which white cells are of the same sample as which neutrophils."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.criteria import blood
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.figures import Moment
from assistant.criteria.parse.further_counts import class_of, further_part
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range
from assistant.criteria.types import CountUnit, NeutrophilCount

REACH = 160  # characters after its name in which a count may stand


@dataclass
class Found:
    """A figure taken for a count, with its words and when it was measured."""

    value: Range
    unit: CountUnit | None
    span: tuple[int, int]
    sentence: Part
    when: Moment = None
    date: Dated | None = None
    is_left: bool = False  # "from 4.2", "4.2 ->": another one follows
    white: "Found | None" = None

    def made(self) -> NeutrophilCount:
        return NeutrophilCount(value=self.value, unit=self.unit, white_cells=self.white.value if self.white else None)

    def row(self) -> dict[str, Said]:
        row = {"value": Said(self.value, (self.span,))}
        if self.unit:
            row["unit"] = Said(self.unit, (self.span,))
        if self.white:
            row["white_cells"] = Said(self.white.value, (self.white.span,))
        return row


def pair(reading: Reading, found: Sequence[Found], white: Sequence[Found], known: list[tuple[int, int]]) -> None:
    """Give each count the white cells of its sample, where no later ones of another class are told."""
    for one in found:
        beside = [other for other in white if other.sentence == one.sentence]
        beside = [other for other in beside if other.when != "past"] or beside
        if len({other.value.words() for other in beside}) == 1:
            one.white = beside[0]
    if len(found) == len(white) == 1 and _are_of_one_note(reading, found[0], white[0]):
        found[0].white = white[0]  # on a line of its own
    for one in found:
        if one.white and _is_followed(reading, one.white, white, known):
            one.white = None


def _are_of_one_note(reading: Reading, count: Found, white: Found) -> bool:
    """Whether a count and white cells told apart are of one sample: near each other and, in a conversation, in one note,
    unless the white cells answer the question for those of the count."""
    if abs(white.span[0] - count.span[0]) >= REACH:
        return False
    if reading.replaces(white.span[0], count.span[0]):
        return False
    answers = (white.when, white.date) in ((None, None), (count.when, count.date))
    return answers or not reading.replaces(count.span[0], white.span[0])


def _is_followed(reading: Reading, one: Found, white: Sequence[Found], known: list[tuple[int, int]]) -> bool:
    """Whether white cells of another class are told that may be later."""
    value = blood.per_microlitre(one.made()).neutrophils
    if value is None or value.low is None:
        return False
    for other in white:
        told = None if other is one or other.when == "past" else blood.per_microlitre(other.made()).neutrophils
        if told and told.low is not None and class_of(told.low / 1000, "white") != class_of(value.low / 1000, "white"):
            return True
    return further_part(reading, one.span, value.low / 1000, known, "white") is not None
