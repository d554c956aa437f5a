"""The fields of the case form: the name each has in the case, its words, and how its text is read and shown.

A field's address is its path in the case ("trials.0.dose_mg"), but PANSS items ("panss.P1") and SOFAS ("sofas"), which
stand in a list of ratings.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from api.case_values import WEEKS, shown_answer, shown_range, typed_answer, typed_range

Kind = Literal["text", "amount", "choice", "answer"]
Options = tuple[tuple[str, str], ...]
NOT_KNOWN = ("", "not known")


class Field(NamedTuple):
    """One field: `units` are the units that may follow its number, `options` what a list offers."""

    name: str
    label: str
    kind: Kind
    units: Mapping[str, int] = {"": 1}
    options: Options = ()
    hint: str = ""

    def shown(self, value: Any) -> str:
        """The text for a value."""
        if self.kind == "amount":
            return shown_range(value, self.units)
        return shown_answer(value) if self.kind == "answer" else str(value or "")

    def typed(self, text: str) -> Any:
        """The value that a text stands for; None where it is not known. Raises ValueError."""
        if self.kind == "amount":
            return typed_range(text, self.units)
        return typed_answer(text) if self.kind == "answer" else " ".join(text.split()) or None


def _amount(name: str, label: str, *units: str, hint: str = "") -> Field:
    return Field(name, label, "amount", dict.fromkeys(("", *units), 1), hint=hint)


def _weeks(name: str, label: str) -> Field:
    return Field(name, label, "amount", WEEKS, hint="6, 6-8 or 5 months")


def _choice(name: str, label: str, *options: tuple[str, str]) -> Field:
    return Field(name, label, "choice", options=(NOT_KNOWN, *options))


def _answer(name: str, label: str) -> Field:
    return Field(name, label, "answer", options=(NOT_KNOWN, ("yes", "yes"), ("no", "no")))


DAYS = ("d", "day", "days")
DRUG = Field("drug", "Drug", "text")
TRIAL = (
    DRUG,
    _choice("formulation", "Form", ("oral", "oral"), ("lai", "LAI (depot)"),
            ("short_acting_im", "short-acting i.m.")),
    _amount("dose_mg", "Dose, mg", "mg", hint="a day, or each injection"),
    _amount("interval_days", "Given every … days", *DAYS, hint="1 for daily, 28 for monthly"),
    _weeks("days_at_dose", "Weeks at dose"),
    _weeks("titration_days", "Titration weeks"),
    _choice("response", "Outcome", ("none", "no response"), ("partial", "partial response"),
            ("good", "good response")),
    _choice("stopped_for", "Stopped for", ("intolerance", "side effects"), ("no_response", "no response"),
            ("nonadherence", "not taken"), ("other", "another reason")),
    _answer("prospective", "Prospective"),
    _answer("concurrent", "Beside another antipsychotic"),
)  # fmt: skip
LEVEL = (
    DRUG,
    _amount("value", "Level"),
    _choice("unit", "Unit", *((unit, unit.replace("u", "µ", 1)) for unit in ("ng/mL", "ug/L", "mg/L", "nmol/L",
            "umol/L"))),
    _answer("within_range", "In range, if no figure"),
    _answer("trough", "Trough"),
    _answer("steady", "Steady state"),
    _amount("hours_after_dose", "Hours after dose", "h", "hours"),
    _amount("days_since_previous", "Days since last level", *DAYS),
    _answer("unannounced", "Unannounced"),
)  # fmt: skip
SYMPTOMS = _weeks("symptom_days", "Symptoms, weeks")
YEARS = _amount("years_since_treatment_start", "Years of treatment", "y", "yr", "years")
OTHER_TRIALS = _answer("other_trials", "Were there other trials?")
CASE = (SYMPTOMS, YEARS, OTHER_TRIALS)
PERCENT = _amount("percent", "Doses taken, %", "%")
SOFAS = _amount("score", "SOFAS, 0 to 100")
SOURCES: Options = (
    ("patient_report", "patient's report"), ("carer_report", "carer's report"), ("staff_notes", "staff's notes"),
    ("pill_count", "pill count"), ("dispensing_record", "dispensing record"),
    ("administration_record", "administration record"), ("depot_record", "record of injections"),
    ("electronic_monitor", "electronic monitor"), ("plasma_level", "plasma level"),
)  # fmt: skip
PANSS: Options = (
    ("P1", "Delusions"), ("P2", "Conceptual disorganisation"), ("P3", "Hallucinatory behaviour"), ("P4", "Excitement"),
    ("P5", "Grandiosity"), ("P6", "Suspiciousness"), ("P7", "Hostility"), ("N1", "Blunted affect"),
    ("N2", "Emotional withdrawal"), ("N3", "Poor rapport"), ("N4", "Social withdrawal"), ("N5", "Abstract thinking"),
    ("N6", "Lack of spontaneity"), ("N7", "Stereotyped thinking"),
)  # fmt: skip
ROWS = {"trials": TRIAL, "levels": LEVEL}
ROW_WORDS = {"trials": "Trial", "levels": "Level"}
_SINGLE = {**{field.name: field.label for field in CASE}, "adherence.percent": PERCENT.label,
           "adherence.sources": "Adherence known from", "sofas": "SOFAS"}  # fmt: skip


def label(address: str) -> str:
    """A field's words: "Trial 1, weeks at dose".

    >>> label("trials.0.days_at_dose"), label("panss.P1"), label("symptom_days")
    ('Trial 1, weeks at dose', 'PANSS P1', 'Symptoms, weeks')
    """
    if address in _SINGLE:
        return _SINGLE[address]
    first, _, rest = address.partition(".")
    if first == "panss":
        return f"PANSS {rest}"
    place, _, name = rest.partition(".")
    if first in ROWS and place.isdigit():
        words = next((f.label for f in ROWS[first] if f.name == name), name.replace("_", " "))
        words = words if words[:4].isupper() else words[:1].lower() + words[1:]
        return f"{ROW_WORDS[first]} {int(place) + 1}{', ' + words if words else ''}"
    return address.replace("_", " ").replace(".", " ")


def has_field(path: str) -> bool:
    """Whether a value of the case, given by its path, stands in a field of the same address.

    >>> has_field("trials.0.dose_mg"), has_field("trials.0.titrated"), has_field("adherence.percent")
    (True, False, True)
    """
    first, _, rest = path.partition(".")
    if first in ROWS:
        return rest.partition(".")[2] in {field.name for field in ROWS[first]}
    return path in _SINGLE
