"""Values that a chat model proposes for a note: taken only where their words stand in it, never in place of what was read.

A proposal names a path of the case, a value and the words it rests on. It is refused, with the reason, when the words
are not in the note or were read as something else, when a number or a drug of the value is not among them, when the
path is already known or contradicts itself, or when the case does not admit it. No model states a verdict: what is
accepted is only input to the rules.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pydantic import Field, ValidationError

from assistant.criteria import drugs
from assistant.criteria.parse.amounts import amounts
from assistant.criteria.ranges import exact
from assistant.criteria.types import CaseDraft, PatientCase, Record, Refusal, Span

_PATH = re.compile(r"[a-z_]+(?:\.(?:\d{1,2}|[A-Za-z_0-9]+))*")


class Proposal(Record):
    """One value proposed: `quote` is the note's own words for it."""

    path: str = Field(max_length=120)
    value: Any
    quote: str = Field(min_length=1, max_length=2000)


def accepted(draft: CaseDraft, proposals: Iterable[Proposal]) -> CaseDraft:
    """The draft with the proposals that hold; the others are listed among what was refused."""
    for proposal in proposals:
        why = _against(draft, proposal)
        if why:
            said = f"{proposal.path} = {proposal.value!r}"
            draft = draft.model_copy(update={"refused": (*draft.refused, Refusal(words=said, why=why))})
            continue
        draft = _with(draft, proposal)
    return draft


def _against(draft: CaseDraft, proposal: Proposal) -> str:
    """Why a proposal does not hold; empty where it does."""
    if not _PATH.fullmatch(proposal.path):
        return "This is not the path of a value of the case."
    if proposal.quote not in draft.text:
        return "Its words are not in the note."
    return _against_words(draft, proposal) or _against_case(draft, proposal)


def _against_words(draft: CaseDraft, proposal: Proposal) -> str:
    unsaid = [number for number in _numbers(proposal.value) if number not in _said(proposal.quote)]
    if unsaid:
        return f"The number {unsaid[0]} is not among its words."
    if proposal.path.endswith(".drug") and not _names(proposal):
        return f"The drug {proposal.value} is not among its words."
    if _place(draft, proposal) is None:
        return "Its words were read as the same of another."
    if any(_is_of(contradiction.datum, proposal.path) for contradiction in draft.contradictions):
        return "The note contradicts itself here; only its author can say which holds."
    return ""


def _against_case(draft: CaseDraft, proposal: Proposal) -> str:
    try:
        if _at(draft.case.model_dump(mode="json"), proposal.path) not in (None, [], {}, False):
            return "This value was read from the note already."
        _case_with(draft.case, proposal)
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        return f"The case does not admit it: {first}"
    return ""


def _with(draft: CaseDraft, proposal: Proposal) -> CaseDraft:
    start = _place(draft, proposal)
    assert start is not None, "a proposal is looked at before it is taken"
    span = Span(start=start, end=start + len(proposal.quote), quote=proposal.quote)
    evidence = draft.evidence | {proposal.path: (*draft.evidence.get(proposal.path, ()), span)}
    return draft.model_copy(update={"case": _case_with(draft.case, proposal), "evidence": evidence})


def _place(draft: CaseDraft, proposal: Proposal) -> int | None:
    """Where its words stand; None where they were read as the same field of another record."""
    field = proposal.path.rsplit(".", 1)[-1]
    read = [
        (span.start, span.end)
        for path, spans in draft.evidence.items()
        if path != proposal.path and "." in path and path.rsplit(".", 1)[-1] == field
        for span in spans
    ]
    at = draft.text.find(proposal.quote)
    while at >= 0:
        if not any(start < at + len(proposal.quote) and at < end for start, end in read):
            return at
        at = draft.text.find(proposal.quote, at + 1)
    return None


def _is_of(datum: str, path: str) -> bool:
    """Whether a contradiction is about a path: the same part of the case and the same field."""
    one, other = datum.split("."), path.split(".")
    return one[0] == other[0] and (len(one) == 1 or one[-1] == other[-1] or one[-1] in other)


def _names(proposal: Proposal) -> bool:
    """Whether the words name the drug proposed."""
    wanted = drugs.find(str(proposal.value))
    return wanted is not None and any(
        m.drug and m.drug.generic == wanted.generic for m in drugs.mentions(proposal.quote)
    )


def _case_with(case: PatientCase, proposal: Proposal) -> PatientCase:
    """The case with one value more, validated anew. Raises ValidationError, ValueError, KeyError, TypeError."""
    values = case.model_dump(mode="json", exclude_defaults=True)
    steps = proposal.path.split(".")
    place: Any = values
    for step, following in pairwise(steps):
        empty: Any = [] if following.isdigit() else {}
        if isinstance(place, list):
            if int(step) == len(place):
                place.append(empty)
            if int(step) >= len(place):
                raise ValueError("the list is not that long")
            place = place[int(step)]
        else:
            place = place.setdefault(step, empty)
    if isinstance(place, list):
        raise KeyError("a whole entry cannot be proposed at once; propose its fields")
    place[steps[-1]] = proposal.value
    return PatientCase.model_validate(values)


def _at(values: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(values, list):
            values = values[int(step)] if int(step) < len(values) else None
        elif isinstance(values, dict):
            values = values.get(step)
        if values is None:
            return None
    return values


def _numbers(value: Any) -> list[str]:
    """The numbers of a proposed value, as written."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, dict):
        return [number for inner in value.values() for number in _numbers(inner)]
    if isinstance(value, list | tuple):
        return [number for inner in value for number in _numbers(inner)]
    if isinstance(value, int | float) or any(letter.isdigit() for letter in str(value)):
        return [str(value)]
    return []


def _said(quote: str) -> set[str]:
    """Every number the words say: as figures, and as the amounts they spell ("six weeks" is 42 days)."""
    said = {str(exact(figure.replace(",", ""))) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", quote)}
    for mark in amounts(quote):
        if mark.value is not None:
            said |= {str(bound) for bound in (mark.value.low, mark.value.high) if bound is not None}
    return said | {str(float(exact(one))) for one in said} | {f"{float(exact(one)):g}" for one in said}
