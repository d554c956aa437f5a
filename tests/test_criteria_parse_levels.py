"""Plasma levels and neutrophil counts in a note: value, unit, timing, days between; limits and plans are none."""

from typing import Any

import pytest

from assistant.criteria import read_case


def levels(text: str) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_defaults=True) for one in read_case(text).case.levels]


def level(text: str) -> dict[str, Any]:
    (one,) = levels(text)
    return one


def clozapine(**given: object) -> dict[str, Any]:
    return {"drug": "clozapine", "unit": "ng/mL", **given}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("clozapine level 420 ng/mL", 420, "ng/mL"),
        ("clozapine level 420 µg/L", 420, "ug/L"),
        ("clozapine level 420 mcg/L", 420, "ug/L"),
        ("clozapine level 0.42 mg/L", 0.42, "mg/L"),
        ("clozapine 1.285 µmol/L", 1.285, "umol/L"),
        ("clozapine 1285 nmol/L", 1285, "nmol/L"),
        ("clozapine level of 1,285 nmol/L", 1285, "nmol/L"),
        ("clozapine level < 50 ng/mL", {"high": 50, "high_open": True}, "ng/mL"),
        ("clozapine level over 350 ng/mL on 3 May", {"low": 350, "low_open": True}, "ng/mL"),
        ("clozapine level 380-420 ng/mL", {"low": 380, "high": 420}, "ng/mL"),
        ("clozapine level undetectable", 0, "ng/mL"),
    ],
)
def test_values_and_units(text: str, value: object, unit: str) -> None:
    assert level(text) == {"drug": "clozapine", "value": value, "unit": unit}


def test_a_level_without_a_unit_has_none() -> None:
    assert level("clozapine level 420") == {"drug": "clozapine", "value": 420}


def test_a_level_without_a_figure_has_no_value() -> None:
    assert level("Olanzapine level was checked") == {"drug": "olanzapine"}
    within = level("Olanzapine level was checked and was within the therapeutic range")
    assert within == {"drug": "olanzapine", "within_range": True}


@pytest.mark.parametrize(
    "text",
    [
        "No plasma levels were taken",
        "Olanzapine level not done",
        "Olanzapine level awaited",
        "never had a clozapine level",
        "Is the clozapine threshold 350 ng/mL?",
        "Is 350 ng/mL the threshold for clozapine?",
        "the reference range of clozapine is 350-600 ng/mL",
        "target clozapine level 350-600 ng/mL",
        "Clozapine level should be above 350 ng/mL",
        "Plan: check olanzapine level, aim for 34 ng/mL",
        "repeat the olanzapine level",
        "glucose 5.4 mmol/L on olanzapine",
    ],
)
def test_what_is_no_level(text: str) -> None:
    assert levels(text) == []


def test_the_level_is_of_the_drug_named_with_it() -> None:
    text = "Olanzapine 20 mg. Risperidone 6 mg. Olanzapine level 34 ng/mL."
    assert level(text) == {"drug": "olanzapine", "value": 34, "unit": "ng/mL"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("trough", {"trough": True}),
        ("pre-dose", {"trough": True}),
        ("not a trough", {"trough": False}),
        ("random sample", {"trough": False}),
        ("12 hours post dose", {"hours_after_dose": 12}),
        ("3 h after the dose", {"hours_after_dose": 3}),
        ("steady state", {"steady": True}),
        ("not yet at steady state", {"steady": False}),
        ("dose unchanged", {"steady": True}),
        ("unannounced", {"unannounced": True}),
        ("he did not know beforehand", {"unannounced": True}),
        ("he was warned beforehand", {"unannounced": False}),
        ("he was not forewarned", {"unannounced": True}),
        ("stopped smoking since", {"smoking_changed": True}),
        ("smoking unchanged", {"smoking_changed": False}),
        ("during pneumonia", {"disturbed": True}),
        ("no infection", {"disturbed": False}),
        ("unclear whether trough", {}),
    ],
)
def test_how_a_sample_was_taken(words: str, expected: dict[str, Any]) -> None:
    assert level(f"Clozapine level 420 ng/mL, {words}") == clozapine(value=420, **expected)


def test_a_trough_two_hours_after_the_dose_is_none() -> None:
    found = level("Clozapine trough level 420 ng/mL, 2 hours after the dose")
    assert found["hours_after_dose"] == 2
    assert found.get("trough") is not True


def test_hours_by_the_clock() -> None:
    found = level("Clozapine level 420 ng/mL; last dose at 10 pm, sample taken at 9 am")
    assert found.get("hours_after_dose", 11) == 11


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Clozapine levels 380 and 410 ng/mL, 10 days apart", 10),
        ("Clozapine level 380 ng/mL, then 410 ng/mL two weeks later", 14),
        ("Clozapine 380 ng/mL on 1 March 2023 and 410 ng/mL on 20 March 2023", 19),
    ],
)
def test_days_between_two_levels(text: str, days: int) -> None:
    assert levels(text) == [clozapine(value=380), clozapine(value=410, days_since_previous=days)]


def test_days_between_are_not_guessed() -> None:
    assert "days_since_previous" not in str(levels("Clozapine levels 380 and 410 ng/mL"))


def test_the_metabolite_is_kept_apart() -> None:
    assert level("clozapine 600 ng/mL, norclozapine 300 ng/mL") == clozapine(value=600, norclozapine=300)
    assert level("clozapine plus norclozapine total 600 ng/mL") == clozapine(value=600, with_norclozapine=True)


def test_a_dose_is_no_level() -> None:
    assert levels("Clozapine 400 mg, no level") == []


# --- neutrophil counts ---


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ANC 1400/uL", {"value": 1400, "unit": "/uL"}),
        ("ANC 1,400 cells/µL", {"value": 1400, "unit": "/uL"}),
        ("ANC 1.4 x10^9/L", {"value": 1.4, "unit": "10^9/L"}),
        ("neutrophils 1.4 × 10⁹/L", {"value": 1.4, "unit": "10^9/L"}),
        ("neutrophils were 1.6", {"value": 1.6}),
        ("ANC <0.5", {"value": {"high": 0.5, "high_open": True}}),
        ("ANC 1.2 x10^9/L, WBC 3.5", {"value": 1.2, "unit": "10^9/L", "white_cells": 3.5}),
    ],
)
def test_counts(text: str, count: dict[str, Any]) -> None:
    assert [one.model_dump(mode="json", exclude_defaults=True) for one in read_case(text).case.neutrophils] == [count]


@pytest.mark.parametrize("text", ["ANC threshold 1500", "no ANC yet", "WBC 3.5"])
def test_what_is_no_count(text: str) -> None:
    assert read_case(text).case.neutrophils == ()


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("has BEN", True),
        ("Duffy null", True),
        ("no BEN", False),
        ("without benign ethnic neutropenia", False),
        ("", None),
    ],
)
def test_benign_ethnic_neutropenia(words: str, known: bool | None) -> None:
    assert read_case(f"ANC 1400/uL {words}").case.benign_ethnic_neutropenia is known


@pytest.mark.parametrize(
    ("words", "place"),
    [("UK", "uk"), ("by MHRA rules", "uk"), ("FDA", "us"), ("EMA", "eu"), ("", None), ("UK and US", None)],
)
def test_whose_rules(words: str, place: str | None) -> None:
    assert read_case(f"ANC 1400/uL {words}").case.jurisdiction == place


@pytest.mark.parametrize(
    "text",
    [
        "To start clozapine in Leeds. Neutrophils 1.6, WCC 4.0. Liver US normal.",
        "US abdomen normal. ANC 1400/uL",
        "Ultrasound (US) normal. ANC 1400/uL",
        "Told US he felt fine. ANC 1400",
        "Speaks German. ANC 1400",
        "Mother lives in Germany. ANC 1400",
        "European descent. ANC 1400",
        "Mr France, Leeds. ANC 1400",
        "He is from Ireland. ANC 1400",
        "German-speaking; seen in London. ANC 1400",
        "Studied in the US, now in Leeds. ANC 1400",
        "American accent, lives in Leeds. ANC 1400",
        "Fled the US in 2001. ANC 1400",
        "New South Wales. ANC 1400",
        "Prince of Wales ward, Sydney. ANC 1400",
        "New England Hospital, Boston. ANC 1400",
        "Bloods, US, ECG all normal. ANC 1400",
        "US: gallstones. ANC 1400",
        "Irish lad. ANC 1400",
        "Born in England, ANC 1400",
        "Italian food gives him reflux. ANC 1400",
        "On holiday in Spain he ran out. ANC 1400",
        "Reads French novels. ANC 1400",
        "Father in the US. ANC 1400",
        "Moved here from Cork, Ireland. ANC 1400",
        "His sister, in the UK, is well. ANC 1400",
        "Worked in Germany for years. ANC 1400",
        "Former US marine. ANC 1400",
        "US showed fatty liver. ANC 1400",
    ],
)
def test_a_scan_a_pronoun_an_origin_a_language_or_kin_is_no_jurisdiction(text: str) -> None:
    assert read_case(text).case.jurisdiction is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Belfast, Northern Ireland. ANC 1400", "uk"),
        ("US. ANC 1400", "us"),
        ("US patient. ANC 1400", "us"),
        ("ANC 1400/uL US", "us"),
        ("ANC 1400/uL, US rules", "us"),
        ("By the US label, ANC 1400/uL", "us"),
        ("ANC 1400/uL in the US", "us"),
        ("United States. ANC 1400", "us"),
        ("ANC 1400 (US)", "us"),
        ("US: ANC 1400", "us"),
        ("USA, on clozapine, ANC 1400", "us"),
        ("REMS: ANC 1400", "us"),
        ("American label: ANC 1400", "us"),
        ("Patient in the US with ANC 1400", "us"),
        ("He lives in the US. ANC 1400", "us"),
        ("Irish man; by the US label is ANC 1400 neutropenia?", "us"),
        ("UK. ANC 1400", "uk"),
        ("UK patient, ANC 1400", "uk"),
        ("England. ANC 1400", "uk"),
        ("He is treated in the UK. ANC 1400", "uk"),
        ("ANC 1400 by UK thresholds", "uk"),
        ("NHS clinic. ANC 1400", "uk"),
        ("Leeds, UK. ANC 1400", "uk"),
        ("UK man, ANC 1400", "uk"),
        ("ANC 1400. We are in the UK", "uk"),
        ("UK rules. ANC 1400", "uk"),
        ("England rules. ANC 1400", "uk"),
        ("ANC 1400 UK?", "uk"),
        ("Glasgow, Scotland: ANC 1400", "uk"),
        ("EU. ANC 1400", "eu"),
        ("EU rules, ANC 1400", "eu"),
        ("by EMA rules ANC 1400", "eu"),
        ("Germany. ANC 1400", "eu"),
        ("treated in Germany, ANC 1400", "eu"),
        ("Dublin, Ireland. ANC 1400", "eu"),
        ("European guidance: ANC 1400", "eu"),
        ("German hospital, ANC 1400", "eu"),
        ("43M UK ANC 1400", "uk"),
        ("62F, US, clozapine, ANC 1400", "us"),
        ("US-based. ANC 1400", "us"),
        ("US man on clozapine with ANC 1400", "us"),
        ("ANC 1400, amber", "uk"),
    ],
)
def test_rules_and_where_the_patient_is_treated_are_a_jurisdiction(text: str, place: str) -> None:
    assert read_case(text).case.jurisdiction == place


@pytest.mark.parametrize(
    ("text", "on"),
    [("ANC 1400 before starting clozapine", False), ("ANC 1400 on clozapine", True), ("ANC 1400", None)],
)
def test_whether_the_count_is_for_starting(text: str, on: bool | None) -> None:
    assert read_case(text).case.on_clozapine is on
