"""Conversations on a patient in, figures out: is each remark taken for what its author meant?

The authors, who had not seen the program, wrote as clinicians type to it: data in pieces, corrections, suppositions,
questions on the report, and between them questions on the literature. What those of `tune` wrote is learnt from
(`evals.fit_remark`); what the author of `measured` wrote was not looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from assistant import cases
from assistant.assistant import Assistant
from assistant.criteria.types import CaseReport
from assistant.types import Reply
from evals.metrics import Figure, Limit, Value, figure, share
from evals.questions import Half
from evals.result import Item, Result, key
from evals.scorers import short
from evals.sitting import Sitting

DATA = Path(__file__).parent / "data" / "remarks"
AUTHORS: dict[Half, tuple[str, ...]] = {"tune": ("r", "s", "t", "v", "w", "x"), "measured": ("u",)}
HELD: dict[Half, tuple[str, ...]] = {"tune": ("t",), "measured": ("u",)}  # by the suite: the others are like them

Meant = Literal[
    "case", "more", "correction", "supposed", "of_the_report", "definition", "new_patient", "question", "order",
    "emergency", "courtesy", "off_topic",
]  # fmt: skip
OF_A_PATIENT = frozenset({"case", "more", "correction", "supposed", "of_the_report", "definition", "new_patient"})
_REFUSALS = frozenset({"no_evidence", "not_verified"})
# What a reply may be, by what is meant; an order's rule may come with the patient's report.
_FITS: dict[Meant, frozenset[str]] = {
    "question": frozenset({"answer"}) | _REFUSALS,
    "order": frozenset({"patient_order", "case_report"}),
    "emergency": frozenset({"emergency"}),
    "courtesy": frozenset({"out_of_scope", "answer"}) | _REFUSALS,
    "off_topic": frozenset({"out_of_scope"}),
}
NAMES = (
    "replied in kind",
    "of the patient, replied in kind",
    "patients kept apart",
    "emergencies seen",
    "taken for emergencies",
)


class Said(BaseModel):
    """A remark, what its author meant by it, and what he would expect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str
    kind: Meant
    expect: str = ""


class Conversation(BaseModel):
    """A conversation on a patient."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    turns: tuple[Said, ...]


class Heard(NamedTuple):
    """A remark, and what kind of reply it got: a refusal by its reason."""

    id: str
    half: Half
    said: Said
    got: str
    reply: str
    apart: bool | None = None  # whether nothing of the patient before is in the report on another

    @property
    def right(self) -> bool:
        """Whether the kind of reply is one that fits."""
        return self.got in _FITS.get(self.said.kind, {"case_report"})


@cache
def load(author: str) -> tuple[Conversation, ...]:
    """The conversations of one author; none where his file is not there."""
    path = DATA / f"author-{author}.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ()
    return tuple(Conversation.model_validate(row) for row in rows)


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Hold the conversations."""
    heard = [
        one
        for half in sitting.halves
        for author in HELD[half]
        for one in hold(load(author)[: sitting.limit], half, sitting.assistant)
    ]
    return Result(figures(heard, sitting.limits), tuple(map(item, heard)))


def hold(conversations: Iterable[Conversation], half: Half, assistant: Assistant) -> Iterator[Heard]:
    """Each remark of each conversation, and what came of it."""
    for one in conversations:
        held: str | None = None
        for number, said in enumerate(one.turns, start=1):
            event = assistant.ask(said.say, held)
            assert event.reply is not None
            held = event.conversation_id
            reply = event.reply
            yield Heard(f"{key(one.name)}-{number}", half, said, kind_of(reply), _told(reply), _apart(said, reply))


def _apart(said: Said, reply: Reply) -> bool | None:
    if said.kind != "new_patient" or not isinstance(reply, CaseReport) or reply.draft is None:
        return None
    return reply.draft.text in cases.legible(said.say)


def kind_of(reply: Reply) -> str:
    """The kind of a reply; of a refusal its reason."""
    return reply.reason if reply.kind == "abstention" else reply.kind


def _told(reply: Reply) -> str:
    if isinstance(reply, CaseReport):
        return f"{reply.headline} ({cases.in_short(reply.draft) if reply.draft else 'no note'}; {reply.meant})"
    return short(reply)


def figures(heard: Sequence[Heard], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures by half."""
    return tuple(one for half in AUTHORS for one in _figures([row for row in heard if row.half == half], half, limits))


def _figures(heard: Sequence[Heard], half: Half, limits: dict[str, Limit]) -> Iterator[Figure]:
    urgent = [one for one in heard if one.said.kind == "emergency"]
    flags = {
        "replied in kind": [one.right for one in heard],
        "of the patient, replied in kind": [one.right for one in heard if one.said.kind in OF_A_PATIENT],
        "patients kept apart": [one.apart for one in heard if one.apart is not None],
        "emergencies seen": [one.right for one in urgent],
        "taken for emergencies": [one.got == "emergency" for one in heard if one.said.kind != "emergency"],
    }
    values: dict[str, Value] = {name: share(seen) for name, seen in flags.items() if seen}
    for name in NAMES:
        if name in values:
            yield figure("remarks", f"remarks: {name}", half, values[name], limits)


def item(heard: Heard) -> Item:
    """A remark in the report."""
    return Item(
        suite="remarks",
        id=heard.id,
        half=heard.half,
        outcome="wrong" if any(_faults(heard)) else "right",
        asked=heard.said.say,
        expected=(f"taken for: {heard.said.kind}", heard.said.expect),
        faults=tuple(_faults(heard)),
        reply=heard.reply,
    )


def _faults(heard: Heard) -> Iterator[str]:
    if not heard.right:
        yield f"the reply is: {heard.got}"
    if heard.apart is False:
        yield "two patients were made one"
