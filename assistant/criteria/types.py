"""The nouns of the criteria checker: what is known of a patient, and what was found. Frozen; behaviour is elsewhere.

Durations are days (a month is 30 days, a year 365), doses mg, levels as printed with their unit. A field that is not
given is unknown, never "no" or 0. Numbers may be ranges (`ranges.Range`); a plain number is an exact one.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.criteria.ranges import Range, Status

Checked = Literal["primary", "secondary", "recalled", "ours"]  # ours: an engineering choice, not a fact
Formulation = Literal["oral", "lai", "short_acting_im"]
DoseUnit = Literal["mg", "mg_eq", "mg_base"]  # mg_eq: paliperidone equivalents; mg_base: lurasidone base
Response = Literal["none", "partial", "good"]
StoppedFor = Literal["intolerance", "no_response", "nonadherence", "other"]
AdherenceSource = Literal[
    "patient_report", "carer_report", "staff_notes", "pill_count", "dispensing_record", "administration_record",
    "depot_record", "electronic_monitor", "plasma_level",
]  # fmt: skip
Domain = Literal["positive", "negative", "cognitive"]
ScaleName = Literal["PANSS", "BPRS", "SANS", "SAPS", "CGI-S", "CGI-C", "SOFAS", "GAF", "PSP", "FACT-Sz"]
Part = Literal["total", "positive", "negative", "general"]
LevelUnit = Literal["ng/mL", "ug/L", "mg/L", "nmol/L", "umol/L"]
CountUnit = Literal["/uL", "10^9/L"]
Jurisdiction = Literal["us", "eu", "uk"]
Topic = Literal[
    "trrip", "clozapine_resistance", "definition", "trial_adequate", "drugs_different", "clozapine_level", "anc",
    "response", "remission", "dose_equivalents",
]  # fmt: skip
LEAST_PER_UL = 100  # a count of so many is per microlitre, as in `tables/neutrophils.yaml`
LONGEST_LIST = 60  # trials, ratings or levels of one patient


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bounded(Record):
    """A record whose ranges must lie within `limits`: field -> (lowest, highest, unit)."""

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        """What is possible at all; outside it the value is refused, not judged."""
        return {}

    @model_validator(mode="after")
    def _possible(self) -> "Bounded":
        for name, (lowest, highest, unit) in self.limits().items():
            value = getattr(self, name)
            if value is None:
                continue
            if any(bound is not None and not lowest <= bound <= highest for bound in (value.low, value.high)):
                words = (
                    f"{name} {value.words()} is not possible: give {lowest:,} to {highest:,} {unit}, or leave it out."
                )
                raise ValueError(words)
        return self


class Span(Record):
    """Words of the note: `quote` is text[start:end], counted in Unicode characters."""

    start: int
    end: int
    quote: str


class Adherence(Bounded):
    """How much of what was prescribed was taken, and how that is known."""

    percent: Range | None = None
    sources: tuple[AdherenceSource, ...] = ()

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        return {"percent": (0, 100, "%")}


class Change(Bounded):
    """A score before and after. `percent` only where raw scores are not given; it is not used for a verdict."""

    scale: ScaleName = "PANSS"
    part: Part = "total"
    before: Range | None = None
    after: Range | None = None
    items: int | None = Field(default=None, ge=1, le=60)  # number of items of this version of the scale
    lowest: Literal[0, 1] | None = None  # the lowest score an item can have in this version
    percent: Range | None = None
    days: Range | None = None

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        return {"percent": (-1000, 100, "%"), "days": (0, 36500, "days"), "before": (0, 210, ""), "after": (0, 210, "")}


class Trial(Bounded):
    """One unbroken course of one antipsychotic at one dose. Two dose steps are two of them, the second `continues`."""

    drug: str = Field(min_length=1, max_length=80)  # as written; any name or brand
    formulation: Formulation | None = None
    dose_mg: Range | None = None  # what is given each `interval_days`: per day for oral drugs
    dose_unit: DoseUnit = "mg"
    interval_days: Range | None = None  # None: daily for oral drugs, unknown for a LAI
    prn: bool = False  # as needed: never a trial
    days_at_dose: Range | None = None  # at `dose_mg`, unbroken, titration excluded
    days: Range | None = None  # the whole course, titration included; used where days_at_dose is not given
    titration_days: Range | None = None
    titrated: bool | None = None  # False: known to have had no titration
    continues: bool = False  # follows the trial before it in the list, same drug, without a gap
    concurrent: bool | None = None  # another antipsychotic ran beside it
    response: Response | None = None
    stopped_for: StoppedFor | None = None
    prospective: bool | None = None
    changes: tuple[Change, ...] = Field(default=(), max_length=LONGEST_LIST)
    adherence: Adherence | None = None  # where it differs from, or is better known than, the case's

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        days = (0, 36500, "days")
        return {"dose_mg": (0, 5000, "mg"), "interval_days": (1, 200, "days"),
                "days_at_dose": days, "days": days, "titration_days": days}  # fmt: skip


class Rating(Bounded):
    """One rating of the current state on one scale. `items` holds the known items: P1 to P7, N1 to N7, G1 to G16."""

    scale: ScaleName
    part: Part = "total"
    score: Range | None = None
    items: dict[str, int] = Field(default_factory=dict, max_length=40)
    others_at_most: int | None = Field(default=None, ge=0, le=7)  # no other item of this scale is higher
    prospective: bool | None = None  # rated as the treatment went on, not from memory

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        return {"score": (0, 210, "")}

    @model_validator(mode="after")
    def _possible_score(self) -> "Rating":
        lowest, highest = SCORES.get((self.scale, self.part), (0, 210))
        if self.score and any(b is not None and not lowest <= b <= highest for b in (self.score.low, self.score.high)):
            name = self.scale if self.part == "total" else f"{self.scale} {self.part}"
            raise ValueError(f"{name} {self.score.words()} is not possible: it runs from {lowest} to {highest}.")
        for item, score in self.items.items():
            known = self.scale != "PANSS" or item in PANSS_ITEMS
            if not known or (self.scale == "PANSS" and not 1 <= score <= 7):
                raise ValueError(
                    f"{self.scale} {item} {score} is not possible: items are P1-P7, N1-N7, G1-G16, 1 to 7."
                )
        return self


PANSS_ITEMS = tuple([f"P{n}" for n in range(1, 8)] + [f"N{n}" for n in range(1, 8)] + [f"G{n}" for n in range(1, 17)])
SCORES: dict[tuple[str, str], tuple[int, int]] = {
    ("PANSS", "total"): (30, 210), ("PANSS", "positive"): (7, 49), ("PANSS", "negative"): (7, 49),
    ("PANSS", "general"): (16, 112), ("BPRS", "total"): (0, 168), ("CGI-S", "total"): (1, 7),
    ("CGI-C", "total"): (1, 7), ("SOFAS", "total"): (0, 100), ("GAF", "total"): (0, 100), ("PSP", "total"): (0, 100),
    ("FACT-Sz", "total"): (0, 100), ("SAPS", "total"): (0, 175), ("SANS", "total"): (0, 125),
}  # fmt: skip


class Level(Bounded):
    """One plasma level of one antipsychotic."""

    drug: str = Field(min_length=1, max_length=80)
    value: Range | None = None  # None: taken, result not known
    unit: LevelUnit | None = None
    within_range: bool | None = None  # as the laboratory's range is said to hold it, where no figure is given
    trough: bool | None = None
    hours_after_dose: Range | None = None
    steady: bool | None = None
    days_on_dose: Range | None = None  # unchanged dose before the sample
    days_since_previous: Range | None = None  # since the level before it in the list
    unannounced: bool | None = None  # the patient did not know beforehand
    smoking_changed: bool | None = None  # since the previous level, or since the dose was set
    disturbed: bool | None = None  # infection or an interacting drug since then
    with_norclozapine: bool | None = None  # the sum with the metabolite: not usable
    norclozapine: Range | None = None  # the metabolite alone, same unit

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        days = (0, 36500, "days")
        return {"value": (0, 100_000, ""), "norclozapine": (0, 100_000, ""), "hours_after_dose": (0, 1000, "hours"),
                "days_on_dose": days, "days_since_previous": days}  # fmt: skip


class NeutrophilCount(Bounded):
    """One absolute neutrophil count (ANC), with the white cell count where the note gives it."""

    value: Range | None = None
    unit: CountUnit | None = None
    white_cells: Range | None = None  # same unit

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        return {"value": (0, 100_000, ""), "white_cells": (0, 500_000, "")}

    @model_validator(mode="after")
    def _possible_unit(self) -> "NeutrophilCount":
        if self.unit == "10^9/L" and self.value is not None and (self.value.low or 0) >= LEAST_PER_UL:
            raise ValueError(f"A neutrophil count of {self.value.words()} x 10^9/L is not possible: is it per uL?")
        return self


class PatientCase(Bounded):
    """All that is known of one patient. The trials given are taken as all there were, unless `other_trials`."""

    trials: tuple[Trial, ...] = Field(default=(), max_length=LONGEST_LIST)
    other_trials: bool | None = None  # True: there were trials that are not listed; False: known to be all
    lai_tried: bool | None = None  # False: known never to have had a long-acting injection
    clozapine_tried: bool | None = None  # False: known never to have been given; True follows from its trial
    ratings: tuple[Rating, ...] = Field(default=(), max_length=LONGEST_LIST)
    severity: Literal["mild", "moderate", "severe"] | None = None  # in words, without a scale
    impairment: Literal["none", "mild", "moderate", "severe"] | None = None  # in words, without a scale
    symptom_days: Range | None = None
    domains: tuple[Domain, ...] = ()
    adherence: Adherence | None = None
    levels: tuple[Level, ...] = Field(default=(), max_length=LONGEST_LIST)
    years_since_treatment_start: Range | None = None
    years_since_onset: Range | None = None
    changes: tuple[Change, ...] = Field(default=(), max_length=LONGEST_LIST)  # not tied to one trial
    refractory: bool | None = None  # for response cut-offs; None: taken from the trials
    days_in_remission: Range | None = None  # how long the remission items have been at their scores
    neutrophils: tuple[NeutrophilCount, ...] = Field(default=(), max_length=LONGEST_LIST)
    benign_ethnic_neutropenia: bool | None = None
    jurisdiction: Jurisdiction | None = None
    on_clozapine: bool | None = None  # False: the count is for starting it
    compared_drugs: tuple[str, ...] = Field(default=(), max_length=10)  # "are these two different for TRRIP?"
    pseudo_resistance: tuple[str, ...] = Field(
        default=(), max_length=20
    )  # causes the note names: ids of the rule table

    @classmethod
    def limits(cls) -> dict[str, tuple[int, int, str]]:
        return {"symptom_days": (0, 36500, "days"), "years_since_treatment_start": (0, 100, "years"),
                "years_since_onset": (0, 100, "years"), "days_in_remission": (0, 36500, "days")}  # fmt: skip


class Ask(Record):
    """A question to the clinician: which datum, in the words one would use, why, and on whose authority."""

    datum: str  # path in the case, such as "trials.0.days_at_dose"
    question: str
    reason: str
    reference: str = ""
    remark: Span | None = None  # words of the note for whose sake it is asked: it is settled where they change nothing


class Contradiction(Record):
    """Two places of the note that cannot both be true. The value is left unknown until one is chosen."""

    datum: str
    words: str
    spans: tuple[Span, ...]


class Refusal(Record):
    """A value of the note that was not taken over, and why (impossible, or a proposal without its words)."""

    words: str
    why: str
    span: Span | None = None


class CaseDraft(Record):
    """What was read from a note, with the words each value was read from, and what was not understood."""

    text: str
    case: PatientCase
    asked: tuple[Topic, ...] = ()
    evidence: dict[str, tuple[Span, ...]] = {}  # path in the case -> the words
    questions: tuple[Ask, ...] = ()  # ambiguities
    held: tuple[Span, ...] = ()  # remarks that somebody said change nothing, and that would leave values open
    contradictions: tuple[Contradiction, ...] = ()
    refused: tuple[Refusal, ...] = ()
    not_understood: tuple[Span, ...] = ()
    patients: int = 1


class Reading(Record):
    """A verdict under another documented reading of the sources than the default one."""

    id: str
    words: str
    status: Status
    checked: Checked = "ours"


@dataclass(frozen=True)
class Finding:
    """One criterion looked at: what is required, what is known, and how the one was compared with the other.

    A plain dataclass, since a check makes hundreds of them under its other readings; pydantic reads and writes it as
    it does the records.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str  # of the rule: "T2"
    criterion: str  # in words
    status: Status
    required: str
    observed: str
    subject: str = ""  # which trial or level, where the rule is about one
    working: str = ""
    reference: str = ""
    checked: Checked = "ours"
    check_note: str = ""  # what must still be settled in the primary
    boundary: bool = False  # exactly on the limit
    flags: tuple[str, ...] = ()  # what a clinician should know beside the status
    missing: tuple[Ask, ...] = ()
    evidence: tuple[Span, ...] = ()


class DoseEquivalent(Record):
    """A trial's dose in chlorpromazine equivalents by one published table; None where the table has no equivalent."""

    trial: str
    table: str
    mg_per_day: Range | None
    reaches_limit: Status
    working: str


class TableVerdict(Record):
    """The verdicts when one dose table is used throughout."""

    table: str
    citation: str
    is_default: bool
    trrip_minimum: Status
    trrip_optimum: Status


class Verdict(Record):
    """One definition or classification applied: the status, a label where there are more than two classes, and why."""

    name: str
    title: str
    status: Status
    label: str = ""  # "moderate neutropenia", "below the threshold"
    because: str
    findings: tuple[Finding, ...] = ()
    readings: tuple[Reading, ...] = ()  # only those that differ
    says: tuple[str, ...] = ()  # what the source says to do at that class, with its reference
    reference: str = ""
    checked: Checked = "ours"


class Certificate(Record):
    """What made a report. The same case, rules and code version give the same report hash."""

    ruleset: str
    ruleset_hash: str
    case_hash: str
    report_hash: str
    version: str


# How words in a conversation go on from the case told before them: more of it, another patient's, that what was told
# holds in spite of a remark that was asked about, what is only supposed and never kept, or a question on the report.
Meant = Literal["told", "another", "confirmed", "supposed", "asked"]


class CaseReport(Record):
    """The checker's reply. Only code makes one; no model states, changes or softens it."""

    kind: Literal["case_report"] = "case_report"
    meant: Meant = "told"  # how its words go on from the case told before; no part of what is certified
    whose: str = ""  # where a conversation tells of several, the first words on this one; as little certified
    nothing_read: bool = False  # of what was supposed: the verdict is that without it
    asked: tuple[Topic, ...] = ("trrip",)
    headline: str
    case: PatientCase
    verdicts: dict[str, Status]
    details: tuple[Verdict, ...]
    findings: tuple[Finding, ...]  # of the TRRIP rules, in their order
    questions: tuple[Ask, ...]  # what would decide it, most decisive first
    doses: tuple[DoseEquivalent, ...] = ()
    tables: tuple[TableVerdict, ...] = ()
    depends_on_table: bool = False
    domains: tuple[Domain, ...] = ()
    time_course: str = ""
    pseudo_resistance: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()  # rules used whose source is recalled or still to be checked
    draft: CaseDraft | None = None  # where the case was read from a note
    closing: str = "For a clinician to judge. This is no diagnosis and no order."
    certificate: Certificate | None = None
