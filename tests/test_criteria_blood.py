"""Neutrophil counts by jurisdiction: both sides of every threshold, units, and what is not in the sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.blood import anc_verdict, per_microlitre
from assistant.criteria.types import NeutrophilCount, PatientCase, Verdict


def verdict(value: object, jurisdiction: str | None = "us", unit: str | None = "/uL", **given: object) -> Verdict:
    count = {"value": value, "unit": unit, "white_cells": given.pop("white_cells", None)}
    return anc_verdict(PatientCase.model_validate({"neutrophils": [count], "jurisdiction": jurisdiction, **given}))


def asked(found: Verdict) -> list[str]:
    return list(dict.fromkeys(ask.datum for one in found.findings for ask in one.missing))


@pytest.mark.parametrize(
    ("value", "ben", "status", "label"),
    [
        (1500, False, "not_met", "normal"),
        (1499, False, "met", "mild neutropenia"),
        (1000, False, "met", "mild neutropenia"),
        (999, False, "met", "moderate neutropenia"),
        (500, False, "met", "moderate neutropenia"),
        (499, False, "met", "severe neutropenia"),
        (0, False, "met", "severe neutropenia"),
        (1000, True, "not_met", "no neutropenia for benign ethnic neutropenia"),
        (999, True, "met", "neutropenia in benign ethnic neutropenia"),
        (500, True, "met", "neutropenia in benign ethnic neutropenia"),
        (499, True, "met", "severe neutropenia (benign ethnic neutropenia)"),
        ({"low": 1400, "high": 1600}, False, "unknown", "mild neutropenia or normal"),
        ({"low": 800, "high": 1200}, False, "met", "moderate neutropenia or mild neutropenia"),
        ({"high": 500, "high_open": True}, False, "met", "severe neutropenia"),
    ],
)
def test_us_classes(value: object, ben: bool, status: str, label: str) -> None:
    found = verdict(value, benign_ethnic_neutropenia=ben)
    assert (found.name, found.status, found.label) == ("neutropenia", status, label)
    assert not found.readings


@pytest.mark.parametrize(
    ("value", "status", "with_ben"),
    [(1500, "not_met", None), (1499, "met", "not_met"), (1000, "met", "not_met"), (999, "met", "met"),
     (500, "met", "met"), (499, "met", None)],
)  # fmt: skip
def test_where_benign_ethnic_neutropenia_would_change_the_class(value: int, status: str, with_ben: str | None) -> None:
    found = verdict(value)
    assert found.status == status
    assert [one.status for one in found.readings] == ([with_ben] if with_ben else [])
    assert ("benign_ethnic_neutropenia" in asked(found)) == bool(with_ben)


@pytest.mark.parametrize(
    ("value", "ben", "status"),
    [(1500, None, "met"), (1499, False, "not_met"), (1000, True, "met"), (999, True, "not_met")],
)
def test_us_starting_threshold(value: int, ben: bool | None, status: str) -> None:
    found = verdict(value, on_clozapine=False, benign_ethnic_neutropenia=ben)
    assert {one.id: one.status for one in found.findings}["N-us-start"] == status
    assert "N-us-start" not in {one.id for one in verdict(value, on_clozapine=True).findings}


@pytest.mark.parametrize(
    ("value", "ben", "status", "where"),
    [("1.5", False, "not_met", "at or above"), ("1.49", False, "met", "below"), ("1.0", True, "not_met", "at or above"),
     ("0.99", True, "met", "below")],
)  # fmt: skip
def test_eu_starting_threshold(value: str, ben: bool, status: str, where: str) -> None:
    found = verdict(value, "eu", "10^9/L", on_clozapine=False, benign_ethnic_neutropenia=ben)
    assert (found.status, found.label) == (status, f"{where} the EU starting threshold")


def test_eu_start_where_benign_ethnic_neutropenia_is_not_known() -> None:
    found = verdict("1.2", "eu", "10^9/L", on_clozapine=False)
    assert (found.status, [one.status for one in found.readings]) == ("met", ["not_met"])
    assert asked(found) == ["benign_ethnic_neutropenia"]


@pytest.mark.parametrize("on_clozapine", [True, None])
def test_eu_grading_on_treatment_is_not_in_the_sources(on_clozapine: bool | None) -> None:
    found = verdict(400, "eu", on_clozapine=on_clozapine)
    assert found.status == "unknown"
    assert "not in my sources" in found.label
    assert ("on_clozapine" in asked(found)) == (on_clozapine is None)


@pytest.mark.parametrize(
    ("value", "white", "status", "label"),
    [
        ("2.0", "3.5", "not_met", "green"),
        ("1.99", "3.5", "met", "amber"),
        ("2.0", "3.49", "met", "amber"),
        ("1.5", "3.0", "met", "amber"),
        ("1.49", "5", "met", "red"),
        ("2.5", "2.99", "met", "red"),
        ("1.49", None, "met", "red"),
        ("1.8", None, "met", "red or amber"),
        ("2.5", None, "unknown", "red or amber or green"),
    ],
)
def test_uk_traffic_lights(value: str, white: str | None, status: str, label: str) -> None:
    found = verdict(value, "uk", "10^9/L", white_cells=white)
    assert (found.status, found.label, found.checked) == (status, label, "recalled")
    assert ("neutrophils.0.white_cells" in asked(found)) == (white is None and label != "red")


@pytest.mark.parametrize(
    ("value", "white", "status"),
    [("2.0", "3.5", "met"), ("1.99", "9", "not_met"), ("2.0", "3.4", "not_met"), ("2.0", None, "unknown")],
)
def test_uk_start_needs_both_counts(value: str, white: str | None, status: str) -> None:
    found = verdict(value, "uk", "10^9/L", white_cells=white, on_clozapine=False)
    assert {one.id: one.status for one in found.findings}["N-uk-start"] == status


def test_the_edge_of_green_is_a_boundary() -> None:
    assert verdict("2.0", "uk", "10^9/L", white_cells=5).findings[0].boundary
    assert not verdict("2.1", "uk", "10^9/L", white_cells=5).findings[0].boundary


def test_uk_thresholds_in_benign_ethnic_neutropenia_are_not_in_the_sources() -> None:
    found = verdict("1.2", "uk", "10^9/L", white_cells=5, benign_ethnic_neutropenia=True)
    assert (found.status, found.says) == ("unknown", ())
    assert found.label.startswith("not in my sources")


def test_without_a_jurisdiction_every_class_is_shown_and_none_decides() -> None:
    found = verdict(1200, None)
    assert (found.status, found.label) == ("unknown", "")
    assert asked(found)[0] == "jurisdiction"
    seen = {one.id: one.observed for one in found.findings}
    assert "mild neutropenia" in seen["N-us"]
    assert "not in my sources" in seen["N-eu"]
    assert "red" in seen["N-uk"]


def test_what_to_do_is_the_sources_word_and_says_what_was_read() -> None:
    found = verdict(700, benign_ethnic_neutropenia=False)
    assert any("LBL-19" in line for line in found.says)
    assert all("older than June 2025; check section 2 of the current label" in line for line in found.says)
    assert any("UK-08; recalled" in line for line in verdict(1800, "uk", white_cells=5000).says)


@pytest.mark.parametrize(
    ("value", "per_ul", "asks"),
    [(1200, "1,200", False), (100, "100", False), (99, None, True), (31, None, True), (30, "30,000", True),
     ("1.2", "1,200", False), (2, "2,000", True)],
)  # fmt: skip
def test_a_count_without_a_unit(value: object, per_ul: str | None, asks: bool) -> None:
    count = per_microlitre(NeutrophilCount.model_validate({"value": value}), 2)
    assert (count.neutrophils.words() if count.neutrophils else None) == per_ul
    assert [ask.datum for ask in count.asks] == (["neutrophils.2.unit"] if asks else [])
    assert per_ul is None or "no unit given" in count.working


@pytest.mark.parametrize("given", [{}, {"neutrophils": [{}]}, {"neutrophils": [{"value": 50}]}])
def test_without_a_count_or_its_unit_nothing_is_decided(given: dict) -> None:
    found = anc_verdict(PatientCase.model_validate({"jurisdiction": "us", **given}))
    assert found.status == "unknown"
    assert asked(found) in (["neutrophils"], ["neutrophils.0.unit"])


def test_the_last_count_with_a_value_is_judged() -> None:
    counts = [{"value": 3000, "unit": "/uL"}, {"value": 800, "unit": "/uL"}, {}]
    found = anc_verdict(PatientCase.model_validate({"neutrophils": counts, "jurisdiction": "us"}))
    assert (found.label, found.findings[0].subject) == ("moderate neutropenia", "count 2")


@given(st.integers(0, 20_000))
def test_both_units_give_one_verdict(number: int) -> None:
    thousandths = f"{number // 1000}.{number % 1000:03d}"
    one, two = verdict(number), verdict(thousandths, unit="10^9/L")
    assert (one.status, one.label) == (two.status, two.label)


@given(st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(["us", "uk"]))
def test_a_higher_count_is_never_more_neutropenic(one: int, two: int, jurisdiction: str) -> None:
    low, high = (verdict(n, jurisdiction, white_cells=5000).status for n in sorted((one, two)))
    assert (low, high) != ("not_met", "met")
