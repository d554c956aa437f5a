"""Notes of patients who meet the TRRIP minimum, each with one sentence put in or exchanged: does the verdict follow?

Authors who had not seen the program wrote them: half take something back (`against`), so that the verdict must not be
given; half are near the same subjects and change nothing (`ok`), so that it should stand. What the author of `measured`
wrote was not looked at.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant import cases
from evals.metrics import Figure, Limit, figure, share
from evals.questions import Half
from evals.result import Item, key
from evals.spread import spread

DATA = Path(__file__).parent / "data" / "edits"
VERDICT = "trrip_minimum"
HALVES: dict[Half, str] = {"tune": "abc", "measured": "d"}  # authors


class Edit(BaseModel):
    """A sentence, where it goes, and whether it takes something back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Literal["against", "ok"]
    base: int
    place: str  # "after 3": a new line after the third; "line 3": in its place
    text: str

    @property
    def note(self) -> str:
        """The note with the sentence in it."""
        lines = (DATA / f"base-{self.base}.txt").read_text(encoding="utf-8").splitlines()
        how, _, at = self.place.partition(" ")
        number = min(int(at), len(lines))
        lines[number if how == "after" else number - 1 : number] = [self.text]
        return "\n".join(lines)


class Tried(BaseModel):
    """An edit and the verdict on its note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edit: Edit
    half: Half
    verdict: str

    @property
    def is_right(self) -> bool:
        """Whether the verdict stands where nothing was taken back, and only there."""
        return (self.verdict == "met") == (self.edit.label == "ok")


@cache
def load(half: Half) -> tuple[Edit, ...]:
    """The edits of one half."""
    rows = [
        line.split("\t")
        for author in HALVES[half]
        for line in (DATA / f"author-{author}.tsv").read_text(encoding="utf-8").splitlines()
    ]
    return tuple(Edit(label=label, base=base, place=place, text=text) for label, base, place, text in rows)  # type: ignore[arg-type]


def tried(half: Half) -> tuple[Tried, ...]:
    """Every edit of a half, with the verdict on its note."""
    rows = load(half)
    return tuple(
        Tried(edit=one, half=half, verdict=given) for one, given in zip(rows, spread(_verdict, rows), strict=True)
    )


def _verdict(edit: Edit) -> str:
    return cases.report(edit.note).verdicts.get(VERDICT, "none")


def figures(every: Sequence[Tried], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """How many edits that take something back deceive, and how many others leave the verdict, by half."""
    found = []
    for half in HALVES:
        for name, label in (("edits: deceived", "against"), ("edits: left met", "ok")):
            flags = [one.verdict == "met" for one in every if (one.half, one.edit.label) == (half, label)]
            if flags:
                found.append(figure("cases", name, half, share(flags), limits))
    return tuple(found)


def item(one: Tried) -> Item:
    """An edit in the report."""
    return Item(
        suite="cases",
        id=f"edit-{key(one.edit.note, one.edit.label)}",
        half=one.half,
        outcome="right" if one.is_right else "wrong",
        asked=one.edit.note,
        expected=(f"{VERDICT} is {'' if one.edit.label == 'ok' else 'not '}met: “{one.edit.text}”",),
        faults=() if one.is_right else (f"{VERDICT}: {one.verdict}",),
    )
