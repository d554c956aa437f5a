"""A note read again: what a clinician had corrected by hand, laid over what is read of the changed note.

A correction belongs to a datum, and of a trial or level to the drug it was made of: the second trial of olanzapine
keeps its own. What was typed of a row that the note no longer tells has no place any more, and is named.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from api.case_fields import ROWS, label
from api.case_form import Fields, rows_shown, shown
from assistant.criteria import drugs
from assistant.criteria.types import CaseDraft, Level, PatientCase, Trial

LEFT_OUT = "left_out"


class Carried(NamedTuple):
    """The form of the note as it is now, with the corrections that were kept and those that had no place."""

    fields: dict[str, Sequence[str]]
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def carried(before: CaseDraft, typed: Fields, now: CaseDraft) -> Carried:
    """The corrections that `typed` makes to the draft before, laid over the draft of the note as it is now."""
    was, fields = shown(before.case), dict[str, Sequence[str]](shown(now.case))
    kept: list[str] = []
    lost: list[str] = []
    rows = _rows(before.case, typed, now.case)
    for address, texts in typed.items():
        if not _is_corrected(address, texts, was) or _is_no_field(address, was):
            continue
        row, name = _split(address)
        if row and row not in rows:
            lost.append(f"{label(address) if name != LEFT_OUT else label(row) + ' left out'}: {texts[-1]}")
            continue
        to = f"{rows[row]}.{name}" if row else address
        fields[to] = texts
        kept.append(to)
    return Carried(fields, tuple(kept), tuple(lost))


def _is_corrected(address: str, texts: Sequence[str], was: Mapping[str, Sequence[str]]) -> bool:
    if address == "adherence.sources":
        return {*texts} - {""} != {*was.get(address, ())}
    return texts[-1].strip() != next(iter(was.get(address, ())), "")


def _is_no_field(address: str, was: Mapping[str, Sequence[str]]) -> bool:
    """What else a form sends: the draft, the note, the verdicts from before."""
    row, name = _split(address)
    known = {field.name for field in ROWS[row.partition(".")[0]]} | {LEFT_OUT} if row else was
    return (name if row else address) not in known


def _split(address: str) -> tuple[str, str]:
    """The row of an address and the field's name in it; no row where it is in none."""
    first, _, rest = address.partition(".")
    place, _, name = rest.partition(".")
    return (f"{first}.{place}", name) if first in ROWS and place.isdecimal() and name else ("", address)


def _rows(before: PatientCase, typed: Fields, now: PatientCase) -> dict[str, str]:
    """Where each row of the form before stands now: by drug and turn; a row typed by hand gets a new one."""
    found: dict[str, str] = {}
    for name, old, new in (("trials", before.trials, now.trials), ("levels", before.levels, now.levels)):
        turns = _turns(new)
        free = len(new)
        for place in rows_shown(name, typed):
            drug = old[place].drug if place < len(old) else next(iter(typed.get(f"{name}.{place}.drug", ())), "")
            held = turns.get(_generic(drug), [])
            if held:
                found[f"{name}.{place}"] = f"{name}.{held.pop(0)}"
            elif place >= len(old) and drug.strip():
                found[f"{name}.{place}"] = f"{name}.{free}"
                free += 1
    return found


def _turns(rows: Sequence[Trial | Level]) -> dict[str, list[int]]:
    """The places of each drug's rows."""
    turns: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        turns.setdefault(_generic(row.drug), []).append(place)
    return turns


def _generic(name: str) -> str:
    drug = drugs.find(name)
    return drug.generic if drug else " ".join(name.lower().split())
