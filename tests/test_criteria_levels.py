"""Plasma levels: units, whether a sample can be used, where a clozapine level lies, exposure to other drugs."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.levels import (
    exposure,
    from_ng_per_ml,
    level_verdict,
    measured_as,
    reference_range,
    to_ng_per_ml,
    usable,
)
from assistant.criteria.ranges import Range, exactly
from assistant.criteria.types import Level, PatientCase, Verdict

UNITS = ("ng/mL", "ug/L", "mg/L", "nmol/L", "umol/L")
GOOD = {"drug": "clozapine", "unit": "ng/mL", "trough": True, "steady": True}


def level(**given: object) -> Level:
    return Level.model_validate({"drug": "clozapine", **given})


def verdict(**given: object) -> Verdict:
    return level_verdict(PatientCase(levels=(Level.model_validate({**GOOD, **given}),)))


@pytest.mark.parametrize(
    ("ng", "nmol", "umol"),
    [
        (350, 1071, "1.071"),
        (420, 1285, "1.285"),
        (500, 1530, "1.530"),
        (550, 1683, "1.683"),
        (600, 1836, "1.836"),
        (838, 2564, "2.564"),
        (1000, 3060, "3.060"),
    ],
)
def test_the_table_of_units(ng: int, nmol: int, umol: str) -> None:
    in_nmol, in_umol = (from_ng_per_ml(exactly(ng), unit) for unit in ("nmol/L", "umol/L"))
    assert round(in_nmol.low) == nmol
    assert round(in_umol.low, 3) == Fraction(umol)
    assert from_ng_per_ml(exactly(ng), "mg/L") == exactly(Fraction(ng, 1000))


@given(st.integers(0, 20_000_000), st.sampled_from(UNITS))
def test_a_conversion_and_back_is_exact(thousandths: int, unit: str) -> None:
    value = exactly(Fraction(thousandths, 1000))
    there = from_ng_per_ml(value, unit)
    assert to_ng_per_ml(level(value=there, unit=unit)) == value


@given(st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(UNITS))
def test_a_conversion_keeps_the_order(one: int, two: int, unit: str) -> None:
    low, high = sorted((one, two))
    assert to_ng_per_ml(level(value=low, unit=unit)).low <= to_ng_per_ml(level(value=high, unit=unit)).low


def test_molar_units_need_a_molar_mass() -> None:
    assert to_ng_per_ml(Level(drug="olanzapine", value=exactly(100), unit="nmol/L")) is None
    assert from_ng_per_ml(exactly(20), "umol/L", "olanzapine") is None
    assert to_ng_per_ml(Level(drug="olanzapine", value=exactly(1), unit="mg/L")) == exactly(1000)
    assert to_ng_per_ml(level(value=350)) is None
    assert to_ng_per_ml(level(unit="ng/mL")) is None


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"trough": True, "steady": True}, "met"),
        ({"hours_after_dose": 12, "days_on_dose": 7}, "met"),
        ({"hours_after_dose": 10, "steady": True}, "met"),
        ({"hours_after_dose": 14, "steady": True}, "met"),
        ({"hours_after_dose": "9.9", "steady": True}, "not_met"),
        ({"hours_after_dose": "14.1", "steady": True}, "not_met"),
        ({"hours_after_dose": 8, "trough": True, "steady": True}, "not_met"),
        ({"hours_after_dose": {"low": 9, "high": 12}, "steady": True}, "unknown"),
        ({"trough": False, "steady": True}, "not_met"),
        ({"trough": True, "days_on_dose": 5}, "met"),
        ({"trough": True, "days_on_dose": 4}, "not_met"),
        ({"trough": True, "days_on_dose": {"low": 4, "high": 7}}, "unknown"),
        ({"trough": True, "steady": False}, "not_met"),
        ({"trough": True}, "unknown"),
        ({"steady": True}, "unknown"),
        ({}, "unknown"),
        ({"trough": True, "steady": True, "with_norclozapine": True}, "not_met"),
        ({"trough": True, "steady": True, "smoking_changed": True}, "not_met"),
        ({"trough": True, "steady": True, "disturbed": True}, "not_met"),
        ({"trough": True, "steady": True, "smoking_changed": False, "disturbed": False}, "met"),
        ({"steady": False}, "not_met"),
    ],
)
def test_whether_a_sample_can_be_used(given: dict, status: str) -> None:
    found, reasons, asks = usable(level(value=400, unit="ng/mL", **given), 3)
    assert found == status
    assert bool(reasons) == (status == "not_met")
    assert bool(asks) == (status == "unknown")


def test_what_is_not_known_of_a_sample_is_asked_for_by_its_place() -> None:
    asks = usable(level(value=400, unit="ng/mL"), 3)[2]
    assert [ask.datum for ask in asks] == ["levels.3.trough", "levels.3.steady"]
    assert all(ask.reference for ask in asks)


@pytest.mark.parametrize(
    ("value", "status", "label"),
    [
        ("349.9", "not_met", "below the threshold (under 350 ng/mL)"),
        (0, "not_met", "below the threshold (under 350 ng/mL)"),
        (350, "met", "within 350 to 600 ng/mL"),
        (600, "met", "within 350 to 600 ng/mL"),
        ("600.1", "met", "above the range (over 600 ng/mL)"),
        ("999.9", "met", "above the range (over 600 ng/mL)"),
        (1000, "met", "at or above the alert level (1,000 ng/mL)"),
        ({"low": 340, "high": 360}, "unknown", "not placed (340 to 360 ng/mL)"),
        ({"low": 400, "high": 700}, "met", "not placed (400 to 700 ng/mL)"),
        ({"high": 50, "high_open": True}, "not_met", "below the threshold (under 350 ng/mL)"),
        ({"high": 350, "high_open": True}, "not_met", "below the threshold (under 350 ng/mL)"),
    ],
)
def test_the_classes_of_a_usable_level(value: object, status: str, label: str) -> None:
    found = verdict(value=value)
    assert (found.name, found.status, found.label) == ("clozapine_level", status, label)


def test_exactly_350_is_a_boundary_and_has_a_strict_reading() -> None:
    found = verdict(value=350)
    assert found.findings[0].boundary
    assert [(one.id, one.status) for one in found.readings] == [("strict_350", "not_met")]
    for other in ("349.9", "350.1"):
        assert not verdict(value=other).readings
        assert not verdict(value=other).findings[0].boundary


def test_a_converted_figure_near_350_is_marked() -> None:
    found = verdict(value="1.07", unit="umol/L")
    assert found.status == "not_met"
    assert found.findings[0].boundary
    assert "349.7" in found.findings[0].working
    assert verdict(value=1071, unit="nmol/L").status == "met"
    assert not verdict(value=1285, unit="nmol/L").findings[0].boundary


def test_a_number_without_its_timing_decides_nothing() -> None:
    found = verdict(value=420, trough=None)
    assert found.status == "unknown"
    assert found.label == "within 350 to 600 ng/mL, if it is a trough at steady state"
    assert [ask.datum for one in found.findings for ask in one.missing] == ["levels.0.trough"]
    assert not found.readings


def test_a_sample_that_cannot_be_used_shows_nothing() -> None:
    found = verdict(value=1200, hours_after_dose=3)
    assert found.status == "unknown"
    assert found.label == "not usable: early sample, 3 hours after the dose"
    assert any("alert level" in line for line in found.says)  # a high number is still told


def test_the_last_clozapine_level_with_a_value_counts() -> None:
    levels = [GOOD | {"value": 200}, GOOD | {"value": 500}, GOOD | {"value": None}]
    case = PatientCase.model_validate({"levels": [*levels, GOOD | {"drug": "olanzapine", "value": 30}]})
    found = level_verdict(case)
    assert (found.status, found.findings[0].subject) == ("met", "level 2")


@pytest.mark.parametrize(
    "levels", [(), ({"drug": "olanzapine", "value": 400, "unit": "ng/mL"},), ({"drug": "Clozaril"},)]
)
def test_without_a_level_one_is_asked_for(levels: tuple) -> None:
    found = level_verdict(PatientCase.model_validate({"levels": levels}))
    assert found.status == "unknown"
    assert [ask.datum for ask in found.findings[0].missing] == ["levels"]


def test_without_a_unit_it_is_asked_for() -> None:
    found = verdict(value=420, unit=None)
    assert (found.status, found.label, found.says) == ("unknown", "", ())
    assert [ask.datum for ask in found.findings[0].missing] == ["levels.0.unit"]


def test_a_brand_is_clozapine() -> None:
    assert verdict(drug="Leponex", value=420).status == "met"


@pytest.mark.parametrize(
    ("norclozapine", "status", "flag"),
    [
        (200, "met", ""),
        ("266.6", "met", ""),
        (199, "not_met", "above 2"),
        (300, "not_met", "not in my sources"),
        (800, "not_met", "not in my sources"),
        (801, "not_met", "below 0.5"),
    ],
)
def test_the_ratio_to_the_metabolite(norclozapine: object, status: str, flag: str) -> None:
    ratio = verdict(value=400, norclozapine=norclozapine).findings[-1]
    assert (ratio.id, ratio.status) == ("L6", status)
    assert (flag in ratio.flags[0]) if flag else not ratio.flags


def test_no_ratio_without_both_or_of_a_sum() -> None:
    for more in ({}, {"norclozapine": 0}, {"norclozapine": 100, "with_norclozapine": True}):
        assert all(one.id != "L6" for one in verdict(value=400, **more).findings)


def test_what_the_sources_say_names_them() -> None:
    low, high = verdict(value=300).says, verdict(value=700).says
    assert any("LEV-14" in line and "at least 350" in line for line in low)
    assert any("838" in line and "Remington" in line for line in high)
    assert not any("350 to 420" in line for line in verdict(value=430).says)
    assert any("as high as 500" in line for line in verdict(value=430).says)


def test_smoking_that_is_not_told_does_not_block_but_is_said() -> None:
    assert any("smoking" in flag for one in verdict(value=400).findings for flag in one.flags)


@pytest.mark.parametrize(
    ("drug", "low", "high", "alert"),
    [
        ("amisulpride", 100, 320, 640),
        ("aripiprazole", 150, 500, 1000),
        ("brexpiprazole", 40, 140, 280),
        ("cariprazine", 10, 20, 40),
        ("lurasidone", 15, 40, 120),
        ("olanzapine", 20, 80, 100),
        ("paliperidone", 20, 60, 120),
        ("risperidone", 20, 60, None),
    ],
)
def test_reference_ranges(drug: str, low: int, high: int, alert: int | None) -> None:
    found = reference_range(drug)
    assert found[:3] == (low, high, alert)
    assert found[4] == ("recalled" if drug == "risperidone" else "secondary")
    assert exposure(Level(drug=drug, value=exactly(low), unit="ng/mL")) == "met"
    under = exposure(Level(drug=drug, value=exactly(low - 1), unit="ng/mL"))
    assert under == ("not_met" if measured_as(drug) == drug else "unknown")


def test_exposure_that_cannot_be_judged() -> None:
    assert reference_range("haloperidol") is None
    assert exposure(Level(drug="haloperidol", value=exactly(5), unit="ng/mL")) == "unknown"
    assert exposure(Level(drug="olanzapine", unit="ng/mL")) == "unknown"
    assert exposure(Level(drug="olanzapine", value=exactly(30))) == "unknown"
    assert exposure(Level(drug="olanzapine", value=Range(low=10, high=30), unit="ng/mL")) == "unknown"


@pytest.mark.parametrize("drug", ["olanzapine", "risperidone"])
def test_below_detection_is_no_exposure(drug: str) -> None:
    assert exposure(Level(drug=drug, value=Range(high=2, high_open=True), unit="ng/mL")) == "not_met"
    assert exposure(Level(drug=drug, value=exactly(0), unit="ng/mL")) == "not_met"


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_higher_level_never_counts_for_less(one: int, two: int) -> None:
    low, high = sorted((one, two))
    assert (verdict(value=low).status, verdict(value=high).status) != ("met", "not_met")
