"""A report's questions in, fields to answer them out; and answers laid into the form, and what they changed.

An answer's field is named "answer." and the address of the form's own field, and stands empty until it is given, so
that without scripts too it is clear which of the two was typed last.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from api.case_fields import CASE, PERCENT, ROWS, SOFAS, SOURCES, Field
from api.case_form import Fields, Laid
from assistant.case_words import STATUS
from assistant.criteria.ranges import Status
from assistant.criteria.types import Ask

ANSWER = "answer."
CHECKS = "adherence.sources"
_SINGLE = {**{field.name: field for field in CASE if field.name != "other_trials"}, "adherence.percent": PERCENT}
_OTHERS = {"ratings.SOFAS.score": ("sofas", SOFAS)}
_UNITS = {"dose_mg": "mg", "interval_days": "days", "days_at_dose": "weeks", "titration_days": "weeks",
          "symptom_days": "weeks", "years_since_treatment_start": "years", "percent": "%",
          "hours_after_dose": "hours", "days_since_previous": "days"}  # fmt: skip


class Asked(NamedTuple):
    """A question, with the field that answers it, or where in the form its answer is to be entered."""

    ask: Ask
    address: str = ""  # of the form's field
    field: Field | None = None
    now: str = ""  # what stands there
    options: tuple[tuple[str, str], ...] = ()  # sources of adherence that are not ticked yet
    section: str = ""  # the id to go to
    place: str = ""  # the words of that link

    @property
    def unit(self) -> str:
        """The unit of a number typed there."""
        return _UNITS.get(self.field.name, "") if self.field and self.field.kind == "amount" else ""


def asked(questions: Sequence[Ask], laid: Laid) -> tuple[Asked, ...]:
    """The questions in their order, each with its field."""
    return tuple(_asked(ask, laid) for ask in questions)


def answered(fields: Fields) -> dict[str, Sequence[str]]:
    """The form with the answers laid into it; one that was left empty changes nothing."""
    laid = {name: texts for name, texts in fields.items() if not name.startswith(ANSWER)}
    for name, texts in fields.items():
        given = [text for text in texts if text.strip()]
        if name.startswith(ANSWER) and given:
            address = name.removeprefix(ANSWER)
            laid[address] = [*laid.get(address, ()), *given] if address == CHECKS else given
    return laid


def kept(verdicts: Mapping[str, Status]) -> str:
    """Verdicts as the page carries them from one report to the next."""
    return ",".join(f"{name}={status}" for name, status in verdicts.items())


def changed(was: str, now: Mapping[str, Status], titles: Mapping[str, str]) -> str:
    """What became of the verdicts since, in a line; empty where none are known from before.

    >>> changed("trrip_minimum=unknown", {"trrip_minimum": "met"}, {"trrip_minimum": "TRRIP minimum"})
    'TRRIP minimum: cannot tell yet → met.'
    """
    pairs = (one.partition("=")[::2] for one in was.split(","))
    before = {name: status for name, status in pairs if name in titles and status in get_args(Status)}
    if not before:
        return ""
    moved = [f"{titles[name]}: {STATUS[status]} → {STATUS[now[name]]}." for name, status in before.items()  # type: ignore[index]
             if name in now and now[name] != status]  # fmt: skip
    return " ".join(moved) or "Checked again: no verdict changed."


def section_of(datum: str, laid: Laid) -> tuple[str, str]:
    """Where in the form a datum without a field of its own belongs: an id, and the words that lead there."""
    first = datum.partition(".")[0]
    if first in ("trials", "other_trials", "lai_tried", "clozapine_tried") and "adherence" not in datum:
        return laid.blank("trials"), "Enter it as a trial"
    if first == "levels":
        return laid.blank("levels"), "Enter it as a level"
    if first == "ratings":
        return "panss.P1", "Enter the PANSS items"
    if first == "adherence":
        return "adherence.percent", "Enter it under adherence"
    return "note", "Write it in the note"


def _asked(ask: Ask, laid: Laid) -> Asked:
    if ask.datum == CHECKS:
        held = set(laid.fields.get(CHECKS, ()))
        return Asked(ask, CHECKS, options=tuple(one for one in SOURCES if one[0] not in held))
    address, field = _field(laid.at(ask.datum), laid)
    if field is None:
        section, words = section_of(ask.datum, laid)
        return Asked(ask, section=section, place=words)
    return Asked(ask, address, field, now=next(iter(laid.fields.get(address, ())), ""))


def _field(address: str, laid: Laid) -> tuple[str, Field | None]:
    if address in _OTHERS:
        return _OTHERS[address]
    if address in _SINGLE:
        return address, _SINGLE[address]
    row = re.fullmatch(r"((trials|levels)\.\d+)\.(\w+)", address)
    if row and laid.holds(row[1]):
        return address, next((field for field in ROWS[row[2]] if field.name == row[3]), None)
    return address, None
