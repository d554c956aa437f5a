"""A patient who meets every minimum criterion, to be changed one datum at a time, and what a report says of a rule."""

from typing import Any

from assistant.criteria import check_case
from assistant.criteria.types import Ask, CaseReport, Finding, PatientCase, Verdict

Given = dict[str, Any]


def trial(drug: str = "olanzapine", mg: object = 20, days: object = 56, **given: object) -> Given:
    return {"drug": drug, "dose_mg": mg, "days_at_dose": days, "response": "none", **given}


def level(value: object, drug: str = "olanzapine", **given: object) -> Given:
    return {"drug": drug, "value": value, "unit": "ng/mL", "trough": True, "steady": True, **given}


HALOPERIDOL = trial("haloperidol")
DECANOATE = trial("haloperidol decanoate", 150, 120, interval_days=28)
PANSS = {"scale": "PANSS", "items": {"P1": 5, "P3": 4}}
SOFAS = {"scale": "SOFAS", "score": 45}
TAKEN = {"percent": 90, "sources": ["pill_count", "carer_report"]}
PATIENT: Given = {
    "trials": [trial(), HALOPERIDOL],
    "ratings": [PANSS, SOFAS],
    "symptom_days": 200,
    "adherence": TAKEN,
    "levels": [level(40)],
}


def check(**given: object) -> CaseReport:
    return check_case(PatientCase.model_validate({**PATIENT, **given}))


def minimum(**given: object) -> str:
    return check(**given).verdicts["trrip_minimum"]


def of(report: CaseReport, rule: str) -> list[Finding]:
    return [one for one in report.findings if one.id == rule]


def the(report: CaseReport, rule: str) -> Finding:
    (one,) = of(report, rule)
    return one


def verdict(report: CaseReport, name: str) -> Verdict:
    return next(one for one in report.details if one.name == name)


def readings(report: CaseReport, name: str = "trrip_minimum") -> dict[str, str]:
    return {one.id: one.status for one in verdict(report, name).readings}


def data(asks: tuple[Ask, ...]) -> list[str]:
    return [ask.datum for ask in asks]
