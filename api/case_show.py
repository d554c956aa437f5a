"""A CaseReport in, what its templates show out: verdicts, criteria in groups, the trials drawn, doses by table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api import case_asks, case_findings, case_note
from api.case_corrected import by_hand
from api.case_form import Laid
from api.timeline import Timeline, timeline
from assistant.case_words import SOURCE_CHECKED, STATUS
from assistant.criteria.ranges import Status
from assistant.criteria.types import (
    CaseReport,
    DoseEquivalent,
    Finding,
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
          "remission", "dose_equivalents")  # fmt: skip
ASKED: Mapping[Topic, str] = {"trial_adequate": "trial_adequate", "drugs_different": "drugs_different",
                              "clozapine_level": "clozapine_level", "anc": "neutropenia", "response": "response",
                              "remission": "remission", "dose_equivalents": "dose_equivalents"}  # fmt: skip

OF_NO_PATIENT: frozenset[Topic] = frozenset({"drugs_different", "dose_equivalents"})


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
    laid: Laid | None = None  # the form beside it, where there is one to answer in
    was: str = ""  # the verdicts of the report before

    @property
    def is_of_a_patient(self) -> bool:
        """Whether more is asked than what two drugs or a dose count as, of whomever."""
        return not set(self.report.asked) <= OF_NO_PATIENT

    @property
    def chips(self) -> list[Verdict]:
        """The verdicts shown first: the three main ones, where they can be of interest, and those asked for."""
        main = MAIN if self.is_of_a_patient else ()
        asked = [ASKED[topic] for topic in self.report.asked if topic in ASKED]
        asked += [one.name for one in self.definitions] if "definition" in self.report.asked else []
        return self._named([*main, *asked])

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
    def note(self) -> list[case_note.Piece]:
        """The note as read."""
        return list(case_note.pieces(self.report.draft, self.laid)) if self.report.draft else []

    @property
    def unread(self) -> list[tuple[str, str, str]]:
        """What nobody understood, with the field it could be entered in: its id, and the words of the link to it."""
        laid = self.laid or Laid()
        spans = self.report.draft.not_understood if self.report.draft else ()
        return [(span.quote.strip(), *case_note.entered_at(span, laid)) for span in spans]

    @property
    def asks(self) -> tuple[case_asks.Asked, ...]:
        """What would decide it, the most decisive first."""
        return case_asks.asked(self.report.questions, self.laid or Laid())

    @property
    def moved(self) -> str:
        """What became of the verdicts since the report before."""
        return case_asks.changed(self.was, self._statuses, {one.name: title(one) for one in self.chips})

    @property
    def carries(self) -> str:
        """The verdicts as the next report needs them."""
        return case_asks.kept(self._statuses)

    @cached_property
    def groups(self) -> tuple[case_findings.Group, ...]:
        """The criteria, a group each for the patient's state, every trial, adherence, levels and clozapine."""
        return case_findings.groups(self.report)

    @cached_property
    def timeline(self) -> Timeline:
        """The trials drawn beside their limits."""
        return timeline(self.report)

    @cached_property
    def sources(self) -> dict[case_findings.Source, int]:
        """What criteria and definitions rest on, numbered."""
        return case_findings.sources(self.report, self.by_definition)

    def number(self, one: Finding | Verdict) -> int:
        """The number of what it rests on; 0 where that is nothing."""
        return self.sources.get(case_findings.Source(one.reference, one.checked), 0)

    @property
    def by_definition(self) -> list[Verdict]:
        """Every published definition of resistance, TRRIP's first."""
        return [*self._named(MAIN), *self.definitions]

    @property
    def by_reading(self) -> list[str]:
        """The main verdicts that another reading of a disputed rule would change."""
        return [title(one) for one in self._named(MAIN) if one.readings]

    @property
    def by_tables(self) -> str:
        """What the minimum criteria come to by the dose tables that hold every dose of the case."""
        lacking = {one.table for one in self.report.doses if one.mg_per_day is None}
        found = [one.trrip_minimum for one in self.report.tables if one.table not in lacking]
        counts = {status: found.count(status) for status in STATUS if status in found}
        return ", ".join(f"{STATUS[one]} by {count} table{'' if count == 1 else 's'}" for one, count in counts.items())

    @property
    def _statuses(self) -> dict[str, Status]:
        return {one.name: one.status for one in self.chips}

    def _named(self, names: Sequence[str]) -> list[Verdict]:
        found = {one.name: one for one in self.report.details}
        return [found[name] for name in dict.fromkeys(names) if name in found]


def title(verdict: Verdict) -> str:
    """A verdict's title, short where it is one of the three main ones."""
    return SHORT.get(verdict.name, verdict.title)


REACHES: Mapping[Status, str] = {"met": "reaches", "not_met": "does not", "unknown": "cannot tell"}
FAILED: Mapping[Status, str] = {"met": "failed", "not_met": "no failure", "unknown": "cannot tell"}
WORDS = {
    "reaches": REACHES,
    "failed_words": FAILED,
    "status_of": STATUS,
    "symbol_of": SYMBOL,
    "checked_words": SOURCE_CHECKED,
}
