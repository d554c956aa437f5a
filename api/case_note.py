"""A draft in, its note out as pieces: what was read and as what, what was not, and the field each belongs to."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from api import case_told
from api.case_asks import section_of
from api.case_corrected import BY_HAND
from api.case_fields import PANSS, has_field, label
from api.case_form import Laid
from assistant.criteria import drugs
from assistant.criteria.types import CaseDraft, Span

Kind = Literal["", "read", "unread", "disputed", "refused", "changed"]
KINDS: tuple[Kind, ...] = ("disputed", "changed", "refused", "read", "unread")  # which counts where marks overlap
KEPT = "kept-title"  # what has no field is listed there
_ITEM = re.compile(rf"(?i)\b({'|'.join(item for item, _ in PANSS)})\b")
# What words that nobody understood seem to be about, tried in this order: a datum to enter them by.
_SEEMS = (
    (r"(?i)panss|bprs|sofas|symptom|hallucinat|delusion|function", "ratings"),
    (r"(?i)adher|complian|concordan|\b(?:pill|tablet|dose)s?\b|dispens|missed|takes\b|taken\b|%", "adherence.percent"),
    (r"(?i)\blevels?\b|trough|ng/ml|[nµu]mol|[µu]g/l|plasma|serum", "levels"),
    (r"(?i)\b\d+(?:\.\d+)?\s*(?:mg|mcg|g)\b|depot|\btrial\b|titrat|antipsychotic", "trials"),
    (r"(?i)\b(?:years?|yrs?)\b", "years_since_treatment_start"),
    (r"(?i)\b(?:weeks?|wks?|months?|days?)\b", "symptom_days"),
)  # fmt: skip


_SINGLE = {"symptom_days": "Enter how long the symptoms have lasted",
           "years_since_treatment_start": "Enter the years of treatment"}  # fmt: skip


class Mark(NamedTuple):
    """Words of the note that something is said of."""

    start: int
    end: int
    kind: Kind
    says: str
    address: str


class Piece(NamedTuple):
    """A run of the note: `says` is what it was read as, or why it was not; `address` is the field to go to."""

    text: str
    kind: Kind = ""
    says: str = ""
    address: str = ""


def pieces(draft: CaseDraft, laid: Laid | None = None) -> Iterator[Piece]:
    """The note cut where a marked run begins or ends; where marks overlap one kind counts and all is said."""
    marks = sorted(_marks(draft, laid or Laid()), key=lambda mark: mark.start)
    edges = sorted({0, len(draft.text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    active: list[Mark] = []
    ahead = 0
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while ahead < len(marks) and marks[ahead].start <= start:
            active += [marks[ahead]] if marks[ahead].end > start else []
            ahead += 1
        first = min(active, key=lambda mark: (KINDS.index(mark.kind), mark.address == KEPT), default=None)
        says = "; ".join(dict.fromkeys(mark.says for mark in active))
        text = draft.text[start:end]
        yield Piece(text, first.kind, says, first.address) if first else Piece(text)


def words_read(draft: CaseDraft, laid: Laid | None = None) -> dict[str, str]:
    """The note's words behind each field of the form."""
    found: dict[str, str] = {}
    for path, spans in draft.evidence.items():
        for span in spans:
            for address in _addresses(path, span, laid or Laid()):
                said = found.get(address, "")
                found[address] = f"{said} … {span.quote}" if said and span.quote not in said else span.quote
    return found


def entered_at(span: Span, laid: Laid) -> tuple[str, str]:
    """Where words that nobody understood could be entered: an id, and the words that lead there."""
    known = [datum for pattern, datum in _SEEMS if re.search(pattern, span.quote)]
    if drugs.mentions(span.quote) and (not known or known[0] not in ("levels", "ratings")):
        known = ["trials"]
    datum = next(iter(known), "")
    if datum in _SINGLE:
        return datum, _SINGLE[datum]
    return section_of(datum, laid) if datum else ("read", "Look through the form")


def _marks(draft: CaseDraft, laid: Laid) -> Iterator[Mark]:
    for one in draft.contradictions:
        for span in one.spans:
            at = next(iter(_addresses(one.datum, span, laid)), "")
            yield Mark(span.start, span.end, "disputed", f"contradiction: {one.words}", at)
    for refused in draft.refused:
        if refused.span:
            kind: Kind = "changed" if refused.why.startswith(BY_HAND) else "refused"
            yield Mark(refused.span.start, refused.span.end, kind, refused.why, "")
    for path, spans in draft.evidence.items():
        for span in spans:
            at = next(iter(_addresses(path, span, laid)), KEPT)
            yield Mark(span.start, span.end, "read", _read_as(draft, path), at)
    for span in draft.not_understood:
        yield Mark(span.start, span.end, "unread", "not understood", entered_at(span, laid)[0])


def _addresses(path: str, span: Span, laid: Laid) -> list[str]:
    """The fields that a value of the case stands in; none where the form has no field for it."""
    if path.startswith("ratings"):
        if path.endswith(".SOFAS"):
            return ["sofas"]
        items = dict.fromkeys(item.upper() for item in _ITEM.findall(span.quote))
        return [f"panss.{item}" for item in items] if path.endswith("PANSS") else []
    return [laid.at(path)] if has_field(path) else []


def _read_as(draft: CaseDraft, path: str) -> str:
    words = case_told.at(draft.case, path)
    name = "rating" if path.startswith("ratings") else label(path)
    return f"{name}: {words}" if words else name
