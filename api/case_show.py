"""A CaseReport in, what its template shows out: verdicts, doses by table, the note with what was read marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from api import case_told
from api.case_corrected import BY_HAND, by_hand
from api.case_fields import label
from assistant.case_words import SOURCE_CHECKED, STATUS
from assistant.criteria.ranges import Status
from assistant.criteria.types import (
    CaseDraft,
    CaseReport,
    DoseEquivalent,
    Reading,
    Refusal,
    TableVerdict,
    Topic,
    Verdict,
)

SYMBOL: Mapping[Status, str] = {"met": "✓", "not_met": "✗", "unknown": "?"}
MAIN = ("trrip_minimum", "trrip_optimum", "clozapine_resistance")
SHORT = {"trrip_minimum": "TRRIP minimum", "trrip_optimum": "TRRIP optimum",
         "clozapine_resistance": "Clozapine resistance"}  # fmt: skip
OTHERS = ("clozapine_trial_adequate", "trial_adequate", "drugs_different", "clozapine_level", "neutropenia", "response",
          "remission")  # fmt: skip
ASKED: Mapping[Topic, str] = {"trial_adequate": "trial_adequate", "drugs_different": "drugs_different",
                              "clozapine_level": "clozapine_level", "anc": "neutropenia", "response": "response",
                              "remission": "remission"}  # fmt: skip
Kind = Literal["", "read", "unread", "disputed", "refused", "changed"]
Mark = tuple[int, int, Kind, str]  # start, end, and what is said of the words between
KINDS: tuple[Kind, ...] = ("disputed", "changed", "refused", "read", "unread")  # which counts where marks overlap


class Piece(NamedTuple):
    """A run of the note: `says` is what it was read as, or why it was not."""

    text: str
    kind: Kind = ""
    says: str = ""


class DoseRow(NamedTuple):
    """A dose table, and the dose of each trial by it."""

    table: TableVerdict
    cells: tuple[DoseEquivalent | None, ...]


@dataclass(frozen=True)
class CaseShown:
    """A report as its template needs it. `key` makes the ids of its elements."""

    report: CaseReport
    key: str = "case"
    printed: bool = False  # on paper nothing can be opened, so that all is

    @property
    def chips(self) -> list[Verdict]:
        """The verdicts shown first: the three main ones, and those asked for."""
        asked = [ASKED[topic] for topic in self.report.asked if topic in ASKED]
        asked += [one.name for one in self.definitions] if "definition" in self.report.asked else []
        return self._named([*MAIN, *asked])

    @cached_property
    def definitions(self) -> list[Verdict]:
        """Other published definitions of resistance."""
        ours = (*MAIN, *OTHERS)
        return [one for one in self.report.details if one.name.partition(":")[0] not in ours]

    @property
    def also(self) -> list[Verdict]:
        """What else was judged."""
        return [one for one in self.report.details if one.name.partition(":")[0] in OTHERS]

    @property
    def readings(self) -> list[tuple[Verdict, Reading]]:
        """Other readings of disputed rules that would change a main verdict."""
        return [(verdict, reading) for verdict in self.report.details for reading in verdict.readings]

    @property
    def dosed(self) -> list[str]:
        """The trials whose dose is known."""
        return list(dict.fromkeys(dose.trial for dose in self.report.doses))

    @property
    def doses(self) -> list[DoseRow]:
        """Each of these doses by each table that has an equivalent for one of them."""
        found = {(dose.table, dose.trial): dose for dose in self.report.doses}
        used = {dose.table for dose in self.report.doses if dose.mg_per_day}
        tables = [one for one in self.report.tables if one.table in used or one.is_default]
        return [DoseRow(one, tuple(found.get((one.table, trial)) for trial in self.dosed)) for one in tables]

    @property
    def corrections(self) -> tuple[Refusal, ...]:
        """What of the note was corrected by hand."""
        return by_hand(self.report.draft) if self.report.draft else ()

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What of the note was not taken over by the reader itself."""
        refused = self.report.draft.refused if self.report.draft else ()
        return tuple(one for one in refused if one not in self.corrections)

    @property
    def is_half_read(self) -> bool:
        """Whether something of the note is not in the verdict."""
        draft = self.report.draft
        return bool(draft and (draft.not_understood or draft.contradictions or self.refused or draft.patients > 1))

    @property
    def note(self) -> list[Piece]:
        """The note as read."""
        return list(pieces(self.report.draft)) if self.report.draft else []

    def _named(self, names: Sequence[str]) -> list[Verdict]:
        found = {one.name: one for one in self.report.details}
        return [found[name] for name in dict.fromkeys(names) if name in found]


def title(verdict: Verdict) -> str:
    """A verdict's title, short where it is one of the three main ones."""
    return SHORT.get(verdict.name, verdict.title)


def pieces(draft: CaseDraft) -> Iterator[Piece]:
    """The note cut where a marked run begins or ends; where marks overlap one kind counts and all is said."""
    marks = sorted(_marks(draft), key=lambda mark: mark[0])
    edges = sorted({0, len(draft.text), *(edge for start, end, _, _ in marks for edge in (start, end))})
    active: list[Mark] = []
    ahead = 0
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark[1] > start]
        while ahead < len(marks) and marks[ahead][0] <= start:
            active += [marks[ahead]] if marks[ahead][1] > start else []
            ahead += 1
        first = min(active, key=lambda mark: KINDS.index(mark[2]), default=None)
        says = "; ".join(dict.fromkeys(mark[3] for mark in active))
        yield Piece(draft.text[start:end], first[2] if first else "", says)


def _marks(draft: CaseDraft) -> Iterator[Mark]:
    for one in draft.contradictions:
        for span in one.spans:
            yield span.start, span.end, "disputed", f"contradiction: {one.words}"
    for refused in draft.refused:
        if refused.span:
            kind: Kind = "changed" if refused.why.startswith(BY_HAND) else "refused"
            yield refused.span.start, refused.span.end, kind, refused.why
    for path, spans in draft.evidence.items():
        for span in spans:
            yield span.start, span.end, "read", _read_as(draft, path)
    for span in draft.not_understood:
        yield span.start, span.end, "unread", "not understood"


def _read_as(draft: CaseDraft, path: str) -> str:
    words = case_told.at(draft.case, path)
    name = "rating" if path.startswith("ratings") else label(path)
    return f"{name}: {words}" if words else name


REACHES: Mapping[Status, str] = {"met": "reaches", "not_met": "does not", "unknown": "cannot tell"}
WORDS = {
    "reaches": REACHES,
    "status_of": STATUS,
    "symbol_of": SYMBOL,
    "checked_words": SOURCE_CHECKED,
}
