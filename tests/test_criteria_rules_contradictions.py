"""A case that contradicts itself, or tells what cannot be: nothing is met or not met by it, it is asked."""

import pytest

from tests.criteria_cases import DECANOATE, HALOPERIDOL, PANSS, SOFAS, Given, check, data, level, minimum, the, trial


def test_a_depot_that_is_listed_and_said_never_to_have_been_is_asked_about() -> None:
    trials = [trial(), HALOPERIDOL, DECANOATE]
    assert the(check(trials=trials), "T4L").status == "met"
    found = the(check(trials=trials, lai_tried=False), "T4L")
    assert (found.status, data(found.missing)) == ("unknown", ["lai_tried"])


def test_a_depot_that_was_tried_and_is_not_listed_is_asked_about() -> None:
    assert the(check(), "T4L").status == "not_met"
    assert the(check(lai_tried=True), "T4L").status == "unknown"


@pytest.mark.parametrize("said", [level(42, within_range=False), level(5, within_range=True)])
def test_a_level_and_what_is_said_of_its_range_must_agree(said: Given) -> None:
    found = the(check(levels=[said]), "A2")
    assert found.status == "unknown"
    assert [ask.question for ask in found.missing] == [
        "The figure of a level and what is said of its range do not agree: which holds?"
    ]


@pytest.mark.parametrize("said", [level(42, within_range=True), level(42), level(None, within_range=True)])
def test_a_level_that_agrees_with_its_range_counts(said: Given) -> None:
    assert the(check(levels=[said]), "A2").status == "met"


def test_two_levels_of_which_one_contradicts_its_range_are_no_two() -> None:
    pair = [level(42, unannounced=True), level(44, unannounced=True, days_since_previous=21)]
    assert the(check(levels=pair), "A2O").status == "met"
    assert the(check(levels=[pair[0], {**pair[1], "within_range": False}]), "A2O").status == "unknown"


def test_a_clozapine_level_and_its_range_must_agree() -> None:
    clozapine = trial("clozapine", 400, 120)
    levels = [level(40), level(420, "clozapine"), level(430, "clozapine", days_since_previous=14)]
    told: Given = {"trials": [trial(), HALOPERIDOL, clozapine], "levels": levels}
    assert check(**told).verdicts["clozapine_resistance"] == "met"
    levels[1]["within_range"] = False
    assert check(**told).verdicts["clozapine_resistance"] == "unknown"


@pytest.mark.parametrize(
    "times", [{"days": 42, "days_at_dose": 70}, {"days": 56, "days_at_dose": None, "titration_days": 70}]
)
def test_a_part_of_a_trial_is_no_longer_than_the_whole(times: Given) -> None:
    found = the(check(trials=[{**trial(), **times}]), "T2")
    assert (found.status, data(found.missing)) == ("unknown", ["trials.0.days_at_dose"])
    assert "longer than the whole course" in found.flags[0]


@pytest.mark.parametrize("times", [{"days": 70, "days_at_dose": 70}, {"days": 80, "titration_days": 10}])
def test_a_part_as_long_as_the_whole_is_none_too_long(times: Given) -> None:
    assert minimum(trials=[{**trial(), **times}, HALOPERIDOL]) == "met"


@pytest.mark.parametrize(("drug", "mg"), [("olanzapine", 5000), ("olanzapine", 200), ("risperidone", 60)])
def test_a_dose_that_nobody_is_given_is_asked_about(drug: str, mg: int) -> None:
    report = check(trials=[trial(drug, mg), HALOPERIDOL])
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert report.verdicts["integrate_2025"] == "unknown"
    found = report.findings[[one.id for one in report.findings].index("T3")]
    assert (found.status, data(found.missing)) == ("unknown", ["trials.0.dose_mg"])
    assert "a slip of the figure or the unit?" in found.flags[-1]


@pytest.mark.parametrize(("drug", "mg"), [("olanzapine", 60), ("risperidone", 16), ("quetiapine", 1200)])
def test_a_high_dose_is_believed(drug: str, mg: int) -> None:
    assert minimum(trials=[trial(drug, mg), HALOPERIDOL]) == "met"


def test_items_and_a_total_of_two_ratings_must_be_possible_together() -> None:
    items = {"scale": "PANSS", "items": {f"P{n}": 6 for n in range(1, 8)}}
    assert minimum(ratings=[items, SOFAS]) == "met"
    report = check(ratings=[items, {"scale": "PANSS", "score": 40}, SOFAS])
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert report.verdicts["integrate_2025"] == "unknown"
    assert "cannot all be right" in the(report, "S3").flags[0]


def test_subscales_and_a_total_must_be_possible_together() -> None:
    parts: list[Given] = [{"scale": "PANSS", "part": "positive", "score": 49}, {"scale": "PANSS", "score": 60}]
    assert minimum(ratings=[*parts, SOFAS]) == "unknown"
    assert minimum(ratings=[{**parts[0], "score": 35}, {**parts[1], "score": 95}, PANSS, SOFAS]) == "met"
