"""Notes that could be misread: neutrophil counts and plasma levels that are not the patient's present datum.

Every trap has a plain counterpart that must still be read, so that a reader of nothing fails as well.
"""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.types import CaseDraft, CaseReport

US = "On clozapine in the US. "


def judged(note: str) -> tuple[CaseDraft, CaseReport]:
    draft = read_case(note)
    return draft, check_case(draft.case, draft)


def label(report: CaseReport, name: str) -> str:
    return next((one.label for one in report.details if one.name == name), "")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("ANC was 2.5 last month, today 0.4 x10^9/L.", "severe neutropenia"),
        ("ANC 4.2 -> 0.4.", "severe neutropenia"),
        ("ANC 2500 on Monday, 450 today.", "severe neutropenia"),
        ("ANC 0.4 today (baseline ANC 4.2).", "severe neutropenia"),
        ("ANC today 0.4. Last year ANC 3.0.", "severe neutropenia"),
        ("ANC fell from 4.2 to 0.4.", "severe neutropenia"),
        ("ANC 2.5 in May. Repeat today 0.4.", "severe neutropenia"),
        ("ANC 0.4 on 10 March 2024, 2.5 on 3 March 2024.", "severe neutropenia"),
        ("ANC 0.4. Restart when ANC 2.0 or more.", "severe neutropenia"),
        ("ANC 0.4. Target ANC 2.0.", "severe neutropenia"),
        ("ANC 0.4. Normal ANC 2.0-7.0.", "severe neutropenia"),
        ("Neutrophils 0.4 (2.0-7.5).", "severe neutropenia"),
        ("ANC 2 days ago 0.4 x10^9/L.", "severe neutropenia"),
        ("ANC today at 8 am 0.4.", "severe neutropenia"),
        ("Neutrophils 3 weeks after start 0.8.", "moderate neutropenia"),
        ("ANC not 4.2 but 0.4.", "severe neutropenia"),
        ("ANC 0,4.", "severe neutropenia"),
        ("ANC 2.5 today, 0.4 last month.", "normal"),
        ("ANC 2.5 x10^9/L.", "normal"),
        ("ANC 2,500/µL.", "normal"),
        ("Neutrophils 2.4 (normal 2.0-7.0).", "normal"),
    ],
)
def test_the_present_count_is_classed(note: str, expected: str) -> None:
    assert label(judged(US + note)[1], "neutropenia") == expected


@pytest.mark.parametrize(
    "note",
    [
        "ANC 4.2, 3.1, 0.4 on three consecutive days.",
        "ANC was 2.5 but on recheck by our phlebotomist 0.4.",
        "3 ANCs: 2.4, 2.5 and 0.4.",
        "Neutrophils 3%.",
        "Neutrophils 20% of WBC 2.0.",
        "ANC 450 x10^9/L.",
        "ANC 1.8/µL.",
        "ANC pending; ANC 4.2 before clozapine.",
    ],
)
def test_a_count_that_is_not_clear_is_asked_about(note: str) -> None:
    draft, report = judged(US + note)
    assert report.verdicts.get("neutropenia", "unknown") == "unknown"
    assert any(ask.datum.startswith("neutrophils") for ask in draft.questions)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Documented benign ethnic neutropenia.", True), ("He has BEN.", True), ("BEN confirmed.", True),
        ("Duffy-null.", True), ("No BEN.", False), ("BEN ruled out.", False),
        ("Tested for BEN, negative.", False), ("Brother has BEN.", None), ("BEN not confirmed.", None),
        ("Could this be BEN?", None), ("Dr BEN Smith.", None), ("Ben is our nurse.", None),
        ("BEN excluded?", None), ("Possible BEN.", None), ("The thresholds for BEN differ.", None),
    ],
)  # fmt: skip
def test_benign_ethnic_neutropenia_is_only_what_is_said_of_the_patient(words: str, expected: bool | None) -> None:
    assert read_case(US + "ANC 1.2. " + words).case.benign_ethnic_neutropenia is expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Clozapine trough level 420 ng/mL, steady state.", "met"),
        ("Clozapine trough level 0,42 mg/L, steady state.", "met"),
        ("Clozapine trough level 420 ng/mL at steady state, no infection.", "met"),
        ("Clozapine trough level 420 ng/mL at steady state (therapeutic 350-600 ng/mL).", "met"),
        ("Clozapine trough level 0,15 mg/L, steady state.", "not_met"),
        ("Clozapine trough level 150 ng/mL at steady state (therapeutic 350-600 ng/mL).", "not_met"),
        ("Clozapine trough level 150 ng/mL (350 ng/mL - 600 ng/mL), steady state.", "not_met"),
        ("Clozapine trough level 150 ng/mL today, 450 ng/mL last year, steady state.", "not_met"),
        ("Norclozapine 400 ng/mL, clozapine 150 ng/mL, trough, steady state.", "not_met"),
        ("Clozapine trough level not above 350 ng/mL, steady state.", "unknown"),
        ("Clozapine level 420 ng/mL, steady state, trough not confirmed.", "unknown"),
        ("Clozapine level 420 ng/mL, steady state; neither was a trough.", "unknown"),
        ("Clozapine level 420 ng/mL, steady state; none a trough.", "unknown"),
        ("Clozapine trough level 420 ng/mL, steady state not reached.", "unknown"),
        ("Clozapine trough level 420 ng/mL, not the same dose.", "unknown"),
        ("Clozapine trough level 420 ng/mL, never at steady state.", "unknown"),
        ("Clozapine trough level 420 ng/mL, no steady state.", "unknown"),
        ("Clozapine trough level 420 ng/mL at steady state; during pneumonia.", "unknown"),
        ("Clozapine trough: olanzapine 420 ng/mL, steady state.", "unknown"),
        ("Norclozapine trough level 420 ng/mL, steady state.", "unknown"),
        ("Clozapine trough level 420 mg/L, steady state.", "unknown"),
        ("Clozapine trough level 420 ng/mL, steady state, sample mislabelled.", "unknown"),
    ],
)
def test_a_clozapine_level_counts_only_as_said(note: str, expected: str) -> None:
    assert judged(note)[1].verdicts.get("clozapine_level", "unknown") == expected


PAIR = "Clozapine 400 mg daily for 6 months, no response. Clozapine trough levels "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("420 ng/mL and 450 ng/mL, 3 weeks apart, same dose, steady state.", "met"),
        ("420 ng/mL on 400 mg and 450 ng/mL on 400 mg, 3 weeks apart, steady state.", "met"),
        ("420 ng/mL on 300 mg and 450 ng/mL on 400 mg, 3 weeks apart, steady state.", "unknown"),
        ("420 ng/mL and 450 ng/mL, 3 weeks apart, steady state, dose raised between them.", "unknown"),
        ("420 ng/mL and, 3 weeks later, the same sample re-run gave 450 ng/mL, steady state.", "not_met"),
        ("420 ng/mL and 450 ng/mL drawn on the same day, result came 3 weeks later, steady state.", "not_met"),
        ("never above 420 ng/mL and 450 ng/mL, 3 weeks apart, steady state.", "unknown"),
    ],
)
def test_two_levels_make_a_pair_only_at_one_dose_and_of_two_samples(words: str, expected: str) -> None:
    statuses = {finding.status for finding in judged(PAIR + words)[1].findings if finding.id == "C1l"}
    assert statuses == {expected}


@pytest.mark.parametrize(
    "words",
    [
        "Plasma valproate level 80 mg/L.", "Prolactin 45 ng/mL on risperidone.", "On risperidone, CRP 5 mg/L.",
        "Ferritin 45 ng/mL on olanzapine.", "On olanzapine bilirubin 12 umol/L.",
        "Lithium level on olanzapine done, normal.",
        "Zonisamide level 45 ng/mL on olanzapine.", "Plasma level of lamotrigine 5 mg/L.",
        "Olanzapine level refused; expected 45 ng/mL.", "Olanzapine 20-80 ng/mL is the therapeutic range.",
        "Olanzapine level 45 mg/L.", "Plasma olanzapine level (range 20-80 ng/mL) not done.",
        "Would an olanzapine level of 45 ng/mL be adequate?",
    ],
)  # fmt: skip
def test_what_is_no_antipsychotic_level_is_none(words: str) -> None:
    assert [level for level in read_case("Olanzapine 20 mg, 8 weeks. " + words).case.levels if level.value] == []


@pytest.mark.parametrize(
    ("words", "drug", "value"),
    [
        ("Plasma olanzapine level 45 ng/mL.", "olanzapine", "45"),
        ("Olanzapine level 0,45 ng/mL.", "olanzapine", "0.5"),
        ("CRP 5 mg/L, olanzapine level 45 ng/mL.", "olanzapine", "45"),
        ("Olanzapine level at discharge was 45 ng/mL (20-80).", "olanzapine", "45"),
        ("Risperidone plus 9-hydroxyrisperidone 42 ng/mL.", "risperidone", "42"),
    ],
)
def test_a_plain_level_is_read(words: str, drug: str, value: str) -> None:
    (level,) = read_case(words).case.levels
    assert level.drug == drug
    assert level.value is not None
    assert level.value.words().lstrip("≈") == value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("unannounced", True), ("without warning", True), ("not unannounced", False),
        ("he was not unaware", False), ("unexpectedly high", None), ("no surprise to him", None), ("spot on", None),
    ],
)  # fmt: skip
def test_unannounced_is_not_read_into_other_words(words: str, expected: bool | None) -> None:
    levels = read_case(f"Haloperidol trough levels 8 ng/mL and 9 ng/mL, 3 weeks apart, {words}.").case.levels
    assert {level.unannounced for level in levels} == {expected}


def test_two_levels_in_no_order_are_asked_about() -> None:
    note = "Clozapine trough 150 ng/mL, steady state. Clozapine trough 450 ng/mL, steady state."
    draft, report = judged(note)
    assert report.verdicts["clozapine_level"] == "unknown"
    assert draft.contradictions
