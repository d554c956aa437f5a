"""The rules about adherence, plasma levels, the optimum and clozapine resistance; each on both sides of its limit."""

import pytest

from assistant.criteria.types import CaseReport
from tests.criteria_cases import (
    DECANOATE,
    HALOPERIDOL,
    TAKEN,
    Given,
    check,
    data,
    level,
    minimum,
    readings,
    the,
    trial,
    verdict,
)

# --- adherence and levels ---


@pytest.mark.parametrize(
    ("percent", "sources", "status"),
    [
        (80, ["pill_count", "carer_report"], "met"),
        (79, ["pill_count", "carer_report"], "not_met"),
        (79, [], "not_met"),
        (95, ["pill_count"], "unknown"),
        (95, ["pill_count", "pill_count"], "unknown"),
        (95, ["pill_count", "plasma_level"], "unknown"),
        (None, ["pill_count", "carer_report"], "unknown"),
        ({"low": 75, "high": 85}, ["pill_count", "carer_report"], "unknown"),
        ({"low": 80}, ["pill_count", "carer_report"], "met"),
    ],
)
def test_eighty_percent_from_two_sources(percent: object, sources: list[str], status: str) -> None:
    report = check(adherence={"percent": percent, "sources": sources})
    assert the(report, "A1").status == status
    assert report.verdicts["trrip_minimum"] == status


def test_a_level_as_a_source_is_another_reading() -> None:
    report = check(adherence={"percent": 90, "sources": ["pill_count", "plasma_level"]})
    assert readings(report) == {"level-is-a-source": "met"}


def test_poor_adherence_is_possible_pseudo_resistance_and_excludes_nothing() -> None:
    report = check(adherence=TAKEN | {"percent": 60})
    assert any("resistance is neither shown nor excluded" in flag for flag in report.flags)
    assert any(cause.startswith("doses not taken") for cause in report.pseudo_resistance)


def test_the_adherence_of_one_trial_is_that_trials_only() -> None:
    poor = trial(adherence={"percent": 40, "sources": ["pill_count", "carer_report"]})
    report = check(trials=[poor, HALOPERIDOL, trial("risperidone", 6)])
    assert report.verdicts["trrip_minimum"] == "met"
    assert minimum(trials=[poor, HALOPERIDOL]) == "not_met"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (level(20), "met"),
        (level(19), "unknown"),
        (level(0), "unknown"),
        (level(None), "unknown"),
        (level(40, unit=None), "unknown"),
        (level("0.04", unit="mg/L"), "met"),
        (level(500, drug="clozapine"), "unknown"),
        (level(500, drug="quetiapine"), "met"),  # TRRIP asks for one level; flagged, see below
        (level(1, unit="nmol/L"), "unknown"),
    ],
)
def test_a_plasma_level_of_an_antipsychotic_not_below_its_range(given: Given, status: str) -> None:
    report = check(levels=[given])
    assert the(report, "A2").status == status
    assert report.verdicts["trrip_minimum"] == status


def test_a_level_of_a_drug_of_which_no_trial_is_told_is_flagged() -> None:
    said = "The quetiapine level is of a drug of which no trial is recorded."
    assert said in check(levels=[level(500, drug="quetiapine")]).flags
    assert said not in check(levels=[level(40)]).flags


def test_a_low_level_is_possible_pseudo_resistance() -> None:
    report = check(levels=[level(5)])
    assert "A level below the reference range is possible pseudo-resistance." in report.flags
    assert any(cause.startswith("plasma level too low") for cause in report.pseudo_resistance)


UNWARNED = level(40, unannounced=True)


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ({"days_since_previous": 14}, "met"),
        ({"days_since_previous": 13}, "unknown"),
        ({"days_since_previous": 7}, "unknown"),
        ({"days_since_previous": 6}, "not_met"),
        ({}, "unknown"),
        ({"days_since_previous": 14, "trough": False}, "not_met"),
        ({"days_since_previous": 14, "trough": None}, "unknown"),
        ({"days_since_previous": 14, "unannounced": False}, "not_met"),
        ({"days_since_previous": 14, "unannounced": None}, "unknown"),
        ({"days_since_previous": 14, "value": None}, "unknown"),
        ({"days_since_previous": 14, "hours_after_dose": 2}, "unknown"),
    ],
)
def test_two_troughs_two_weeks_apart_without_warning(second: Given, status: str) -> None:
    assert the(check(levels=[UNWARNED, UNWARNED | second]), "A2O").status == status


def test_two_levels_that_are_alike_are_told_apart_in_the_question() -> None:
    report = check(levels=[UNWARNED, UNWARNED])
    assert data(the(report, "A2O").missing) == ["levels.1.days_since_previous"]


def test_gaps_add_over_a_level_between() -> None:
    chain = [UNWARNED, level(30, unannounced=False, days_since_previous=7), UNWARNED | {"days_since_previous": 7}]
    assert the(check(levels=chain), "A2O").status == "met"


# --- the optimum ---


@pytest.mark.parametrize(
    ("given", "status", "edge"),
    [
        ({}, "met", True),
        ({"days_at_dose": 119}, "not_met", False),
        ({"days_at_dose": None}, "unknown", False),
        ({"dose_mg": 50}, "not_met", True),
        ({"response": "good"}, "not_met", True),
        ({"interval_days": None}, "unknown", True),
    ],
)
def test_four_months_of_a_depot(given: Given, status: str, edge: bool) -> None:
    found = the(check(trials=[trial(), DECANOATE | given]), "T4L")
    assert (found.status, found.boundary) == (status, edge)


def test_without_a_depot_the_optimum_is_not_met_and_the_minimum_stands() -> None:
    report = check(trials=[trial(), HALOPERIDOL])
    assert the(report, "T4L").status == "not_met"
    assert (report.verdicts["trrip_minimum"], report.verdicts["trrip_optimum"]) == ("met", "not_met")
    assert the(check(trials=[trial()], other_trials=True), "T4L").status == "unknown"


def test_a_depot_of_six_weeks_counts_for_the_minimum_only() -> None:
    report = check(trials=[trial(), DECANOATE | {"days_at_dose": 42}])
    assert report.verdicts["trrip_minimum"] == "met"
    assert the(report, "T4L").status == "not_met"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"prospective": True, "changes": [{"before": 90, "after": 79}]}, "met"),
        ({"prospective": True, "changes": [{"before": 90, "after": 78}]}, "not_met"),
        ({"prospective": True}, "unknown"),
        ({"prospective": True, "changes": [{"percent": 10}]}, "unknown"),
        ({"changes": [{"before": 90, "after": 79}]}, "met"),
        ({"changes": [{"before": 90, "after": 79}], "days_at_dose": 41}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_prospective_trial_with_less_than_twenty_percent(given: Given, status: str) -> None:
    assert the(check(trials=[trial() | given, HALOPERIDOL]), "P1").status == status


def test_no_prospective_trial_at_all() -> None:
    both = [trial(prospective=False), HALOPERIDOL | {"prospective": False}]
    assert the(check(trials=both), "P1").status == "not_met"
    assert minimum(trials=both) == "met"


def test_every_optimum_criterion_met() -> None:
    report = check(
        trials=[trial(prospective=True, changes=[{"before": 90, "after": 85}]), DECANOATE],
        levels=[UNWARNED, UNWARNED | {"days_since_previous": 14}],
    )
    assert report.verdicts["trrip_optimum"] == "met"
    week = check(
        trials=[trial(prospective=True, changes=[{"before": 90, "after": 85}]), DECANOATE],
        levels=[UNWARNED, UNWARNED | {"days_since_previous": 7}],
    )
    assert week.verdicts["trrip_optimum"] == "unknown"
    assert readings(week, "trrip_optimum")["gap-1-week"] == "met"


def test_the_twenty_percent_rule_in_the_minimum_is_another_reading() -> None:
    assert readings(check()) == {"twenty-percent-minimum": "unknown"}


# --- clozapine ---

CLOZAPINE = trial("clozapine", 450, 90)
HIGH = [level(40), level(350, "clozapine"), level(400, "clozapine", days_since_previous=7)]


def resistant(trial_given: Given | None = None, levels: list[Given] | None = None) -> CaseReport:
    return check(trials=[trial(), HALOPERIDOL, CLOZAPINE | (trial_given or {})], levels=levels or HIGH)


@pytest.mark.parametrize(
    ("given", "status"),
    [({}, "met"), ({"days_at_dose": 89}, "not_met"), ({"days_at_dose": None}, "unknown"), ({"response": "good"},
     "not_met"), ({"response": None}, "unknown")],
)  # fmt: skip
def test_three_months_of_clozapine_without_response(given: Given, status: str) -> None:
    assert resistant(given).verdicts["clozapine_resistance"] == status


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ({}, {}, "met"),
        ({"value": 349}, {}, "not_met"),
        ({}, {"days_since_previous": 6}, "not_met"),
        ({}, {"days_since_previous": None}, "unknown"),
        ({"trough": False}, {}, "unknown"),
        ({"steady": None}, {}, "unknown"),
        ({}, {"smoking_changed": True}, "unknown"),
        ({}, {"with_norclozapine": True}, "unknown"),
        ({"value": None}, {}, "unknown"),
        ({"unit": None}, {}, "unknown"),
    ],
)
def test_two_usable_levels_a_week_apart(first: Given, second: Given, status: str) -> None:
    levels = [HIGH[0], HIGH[1] | first, HIGH[2] | second]
    assert the(resistant(levels=levels), "C1l").status == status
    assert resistant(levels=levels).verdicts["clozapine_resistance"] == status


def test_exactly_350_is_flagged_and_shown_under_the_strict_reading() -> None:
    report = resistant()
    assert the(report, "C1l").boundary
    assert any(flag.startswith("Exactly 350 ng/mL is disputed") for flag in report.flags)
    assert readings(report, "clozapine_resistance")["clozapine-above-350"] == "not_met"


def test_one_level_is_not_two() -> None:
    report = resistant(levels=HIGH[:2])
    assert report.verdicts["clozapine_resistance"] == "not_met"
    assert "One level is not two: not met yet; measure again at least 7 days later." in report.flags
    assert report.verdicts["clozapine_trial_adequate"] == "not_met"
    assert verdict(report, "clozapine_trial_adequate").because.startswith("The clozapine trial is not shown to be")


def test_without_a_level_the_dose_is_another_reading_only() -> None:
    report = resistant({"dose_mg": 500}, [level(40)])
    assert report.verdicts["clozapine_resistance"] == "unknown"
    assert readings(report, "clozapine_resistance")["clozapine-dose"] == "met"
    assert "clozapine-dose" not in readings(resistant({"dose_mg": 450}, [level(40)]), "clozapine_resistance")


def test_twelve_weeks_of_clozapine_are_another_reading() -> None:
    report = resistant({"days_at_dose": 84})
    assert (report.verdicts["clozapine_resistance"], readings(report, "clozapine_resistance")) == (
        "not_met",
        {"clozapine-12-weeks": "met"},
    )


def test_clozapine_that_is_known_to_have_been_tried_is_not_called_untried() -> None:
    assert check().verdicts["clozapine_resistance"] == "not_met"
    assert check(clozapine_tried=True).verdicts["clozapine_resistance"] == "unknown"
    assert check(levels=HIGH).verdicts["clozapine_resistance"] == "unknown"


def test_resistance_to_clozapine_needs_trs() -> None:
    report = check(trials=[trial(), CLOZAPINE], levels=HIGH)
    assert report.verdicts["clozapine_resistance"] == "not_met"


# --- what contradicts the levels or the trials ---

NOT_TAKEN = {"percent": 20, "sources": ["depot_record", "staff_notes"]}


@pytest.mark.parametrize("percent", [20, 79, {"low": 60, "high": 90}])
def test_clozapine_that_was_not_taken_as_prescribed_is_asked_about_whatever_its_levels(percent: object) -> None:
    report = resistant({"adherence": NOT_TAKEN | {"percent": percent}})
    assert (report.verdicts["clozapine_trial_adequate"], report.verdicts["clozapine_resistance"]) == ("unknown",) * 2
    assert report.questions[0].datum == "trials.2.adherence.percent"


def test_clozapine_of_which_enough_or_nothing_is_told_to_be_taken_rests_on_its_levels() -> None:
    assert resistant({"adherence": TAKEN}).verdicts["clozapine_resistance"] == "met"
    assert check(trials=[CLOZAPINE], levels=HIGH, adherence=None).verdicts["clozapine_trial_adequate"] == "met"


def test_levels_between_which_the_dose_was_changed_are_not_of_one_dose() -> None:
    at_new_dose = [HIGH[0], HIGH[1], HIGH[2] | {"days_since_previous": 21, "days_on_dose": 10}]
    assert resistant(levels=at_new_dose).verdicts["clozapine_resistance"] == "unknown"
    at_same_dose = [HIGH[0], HIGH[1], HIGH[2] | {"days_since_previous": 21, "days_on_dose": 21}]
    assert resistant(levels=at_same_dose).verdicts["clozapine_resistance"] == "met"


def test_a_low_clozapine_level_after_a_high_one_leaves_it_open_and_one_before_both_does_not() -> None:
    low = level(50, "clozapine", days_since_previous=30)
    assert resistant(levels=[*HIGH, low]).verdicts["clozapine_resistance"] == "unknown"
    assert resistant(levels=[*HIGH, low | {"trough": False}]).verdicts["clozapine_resistance"] == "met"
    after_it = HIGH[1] | {"days_since_previous": 30}
    assert resistant(levels=[HIGH[0], low, after_it, HIGH[2]]).verdicts["clozapine_resistance"] == "met"
    assert resistant(levels=[HIGH[0], low, *HIGH[1:]]).verdicts["clozapine_resistance"] == "unknown"  # nobody says when


def test_a_level_below_its_range_beside_one_within_it_leaves_open_whether_the_drug_was_taken() -> None:
    second = UNWARNED | {"days_since_previous": 21}
    mixed = check(levels=[UNWARNED, second | {"value": 8}])
    assert (the(mixed, "A2").status, the(mixed, "A2O").status) == ("unknown", "unknown")
    assert mixed.questions[0].question.startswith("One level is below its range and another is not")
    early = check(levels=[UNWARNED, second | {"value": 8, "steady": False}])
    assert the(early, "A2").status == "met"  # a sample before steady state shows nothing
    other = check(levels=[UNWARNED, second, level(1, "haloperidol")])
    assert (the(other, "A2").status, the(other, "A2O").status) == ("met", "met")


def test_a_depot_that_was_not_taken_is_no_adequate_one() -> None:
    assert the(check(trials=[trial(), DECANOATE | {"adherence": NOT_TAKEN}]), "T4L").status == "not_met"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, "met"),
        ({"dose_mg": 2}, "not_met"),
        ({"adherence": NOT_TAKEN}, "not_met"),
        ({"drug": "lithium", "dose_mg": 800}, "unknown"),
        ({"drug": "clozapine", "dose_mg": 450}, "unknown"),
        ({"changes": [{"before": 98, "after": 95, "days": 3}]}, "unknown"),
        ({"changes": [{"before": 98, "after": 95, "days": 42}]}, "met"),
    ],
)
def test_the_prospective_trial_is_one_of_the_adequate_ones(given: Given, status: str) -> None:
    followed = trial(prospective=True, changes=[{"before": 98, "after": 95}]) | given
    assert the(check(trials=[followed, HALOPERIDOL, trial("risperidone", 6)]), "P1").status == status
