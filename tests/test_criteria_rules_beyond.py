"""What goes beyond TRRIP's rules: dose tables, pseudo-resistance, other definitions, what is asked."""

import pytest
from pydantic import ValidationError

from assistant.criteria import check_case
from assistant.criteria.types import PatientCase, Verdict
from tests.criteria_cases import (
    DECANOATE,
    HALOPERIDOL,
    PANSS,
    SOFAS,
    Given,
    check,
    data,
    level,
    readings,
    trial,
    verdict,
)

# --- dose tables ---


def test_a_verdict_for_every_table_and_whether_they_differ() -> None:
    same = check(symptom_days=10)
    tried = {one.table: one.trrip_minimum for one in same.tables}
    assert next(iter(tried)) == "gardner-2010"
    assert [one.table for one in same.tables if one.is_default] == ["gardner-2010"]
    assert set(tried.values()) == {"not_met"}
    assert not same.depends_on_table
    differs = check(trials=[trial("quetiapine", 600), HALOPERIDOL])
    tried = {one.table: one.trrip_minimum for one in differs.tables}
    assert (tried["gardner-2010"], tried["woods-2003"]) == ("not_met", "met")
    assert differs.depends_on_table
    assert differs.headline.endswith("The verdict depends on the dose table.")


def test_a_table_that_does_not_list_a_drug_does_not_make_the_verdict_depend_on_tables() -> None:
    report = check(trials=[trial(mg=40), trial("haloperidol", 40)])
    silent = {one.table for one in report.doses if one.mg_per_day is None}
    assert silent
    assert {one.trrip_minimum for one in report.tables if one.table not in silent} == {"met"}
    assert not report.depends_on_table
    assert "depends on the dose table" not in report.headline


def test_the_licensed_midpoint_is_a_reading_and_no_table() -> None:
    report = check(trials=[trial(mg=15), HALOPERIDOL])
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert readings(report) == {"licensed-midpoint": "met"}


def test_every_dose_is_shown_by_every_table_with_its_working() -> None:
    report = check()
    shown = [one for one in report.doses if one.trial == "1. olanzapine 20 mg/day"]
    assert [one.table for one in shown] == [one.table for one in report.tables]
    assert shown[0].working == "20 mg/day ÷ 20 mg × 600 mg = 600 mg/day"
    assert shown[0].reaches_limit == "met"
    assert all((one.mg_per_day is None) == (one.reaches_limit == "unknown") for one in report.doses)


# --- pseudo-resistance and what is unsettled ---


def test_causes_of_pseudo_resistance() -> None:
    assert check().pseudo_resistance == ()
    named = check(
        pseudo_resistance=["substances", "no such cause"],
        trials=[trial(mg=5, days=20)],
        adherence=None,
        levels=[level(5)],
    ).pseudo_resistance
    words = (
        "alcohol or other substances",
        "doses not taken",
        "plasma level too low",
        "dose too low",
        "trial too short",
    )
    assert len(named) == len(words)
    for word, cause in zip(words, named, strict=True):
        assert cause.startswith(word)
        assert "Potkin" in cause


def test_rules_that_are_recalled_or_to_be_checked_are_listed() -> None:
    listed = {words.split(":")[0] for words in check().unsettled}
    assert {"S3", "F1", "T3", "T5", "A2O", "C1d", "C1l"} <= listed
    assert "S4" not in listed


def test_every_finding_says_its_source_and_every_unknown_one_what_is_missing() -> None:
    for report in (check(), check_case(PatientCase()), check(trials=[trial("xyzzyapin", None, None)])):
        for found in report.findings:
            assert found.reference
            assert found.required
            assert bool(found.missing) == (found.status == "unknown"), found.id


# --- the other definitions ---


def test_under_one_definition_and_not_under_another() -> None:
    report = check(trials=[trial(days=42), trial("haloperidol", days=28)])
    verdicts = report.verdicts
    assert (verdicts["integrate_2025"], verdicts["trrip_minimum"], verdicts["nice_ta43"]) == (
        "met",
        "not_met",
        "not_met",
    )
    assert verdict(report, "nice_ta43").because == "haloperidol: 4 weeks at dose (at least 6 weeks)"
    assert verdict(report, "integrate_2025").because == "every criterion is met"


def test_a_dose_below_trrips_is_open_where_a_definition_gives_no_figure() -> None:
    verdicts = check(trials=[trial(mg=10), HALOPERIDOL]).verdicts
    assert (verdicts["trrip_minimum"], verdicts["integrate_2025"], verdicts["nice_ta43"]) == (
        "not_met",
        "unknown",
        "unknown",
    )


def test_nice_asks_for_an_atypical_drug() -> None:
    typical = check(trials=[HALOPERIDOL, trial("chlorpromazine", 800)]).verdicts
    assert (typical["nice_ta43"], typical["nice_cg178"], typical["trrip_minimum"]) == ("not_met", "not_met", "met")
    assert check().verdicts["nice_ta43"] == "met"


def test_the_atypical_drug_of_nice_is_one_of_those_that_failed() -> None:
    quetiapine = trial("quetiapine", 25, 3, response="good")
    verdicts = check(trials=[HALOPERIDOL, trial("chlorpromazine", 800), quetiapine]).verdicts
    assert verdicts["nice_ta43"] != "met"
    assert verdicts["nice_cg178"] != "met"


SUZUKI = [PANSS, {"scale": "CGI-S", "score": 5}, {"scale": "GAF", "score": 30}]


@pytest.mark.parametrize(
    ("ratings", "status"),
    [
        (SUZUKI, "met"),
        ([PANSS, {"scale": "CGI-S", "score": 3}, {"scale": "GAF", "score": 30}], "not_met"),
        ([PANSS, {"scale": "CGI-S", "score": 4}, {"scale": "GAF", "score": 51}], "unknown"),
        ([PANSS, {"scale": "CGI-S", "score": 4}, {"scale": "FACT-Sz", "score": 49}], "met"),
        ([PANSS, {"scale": "GAF", "score": 30}], "unknown"),
    ],
)
def test_suzuki_asks_for_cgi_and_one_of_two_scales_of_functioning(ratings: list[Given], status: str) -> None:
    assert check(ratings=ratings).verdicts["suzuki_2012"] == status


@pytest.mark.parametrize("name", ["suzuki_2012", "integrate_2025", "nice_ta43"])
def test_weeks_below_the_dose_do_not_count_by_another_definition(name: str) -> None:
    steps = [trial(mg="2.5", days=50), trial(days=3, continues=True)]
    assert check(trials=[*steps, HALOPERIDOL], ratings=SUZUKI).verdicts[name] != "met"


def test_integrate_asks_for_adherence_and_positive_symptoms() -> None:
    assert check(adherence={"percent": 79}).verdicts["integrate_2025"] == "not_met"
    assert check(adherence=None).verdicts["integrate_2025"] == "unknown"
    negative = [{"scale": "PANSS", "items": {"N1": 6}}, SOFAS]
    assert check(ratings=negative).verdicts["integrate_2025"] == "unknown"
    mild = [{"scale": "PANSS", "others_at_most": 3}]
    assert check(ratings=mild).verdicts["integrate_2025"] == "not_met"


def test_integrate_uses_the_adherence_of_each_trial() -> None:
    poor = {"adherence": {"percent": 40, "sources": ["pill_count", "carer_report"]}}
    report = check(trials=[trial() | poor, HALOPERIDOL | poor])
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert report.verdicts["integrate_2025"] != "met"


def test_words_do_not_outweigh_scores_for_positive_symptoms() -> None:
    rated = [{"scale": "PANSS", "items": {"N1": 6}, "others_at_most": 1}]
    verdicts = check(ratings=rated, severity="severe", domains=["positive"]).verdicts
    assert verdicts["integrate_2025"] != "met"


def test_chemical_classes_leave_wfsbp_open() -> None:
    assert check().verdicts["wfsbp_2013"] == "unknown"
    assert check(trials=[trial()]).verdicts["wfsbp_2013"] == "not_met"


def test_kane_asks_for_a_haloperidol_run_in_that_failed() -> None:
    def run_in(**given: object) -> str:
        third = trial("chlorpromazine", 1200)
        report = check(trials=[trial(mg=40), third, trial("haloperidol", 40, **given)])
        return next(one.status for one in verdict(report, "kane_1988").findings if one.id == "run-in")

    assert run_in(prospective=True) == "met"
    assert run_in(prospective=True, days_at_dose=41) == "not_met"
    assert run_in() == "unknown"
    assert run_in(prospective=True, response="good") == "not_met"


# --- questions asked ---


def test_drugs_compared() -> None:
    def compared(*names: str) -> Verdict:
        case = PatientCase(compared_drugs=names)
        return verdict(check_case(case, asked=("drugs_different",)), "drugs_different")

    assert compared("olanzapine", "quetiapine").status == "met"
    assert compared("risperidone", "Invega").status == "not_met"
    assert compared("olanzapine", "clozapine").says == ("Clozapine does not count as one of the two drugs.",)
    assert compared("olanzapine", "clozapine").status == "not_met"
    assert compared("olanzapine", "xyzzyapin").status == "unknown"
    assert compared("olanzapine").status == "unknown"


def test_each_trial_is_judged_by_itself() -> None:
    report = check(trials=[trial(), trial("haloperidol", days=20)])
    assert report.verdicts["trial_adequate:olanzapine"] == "met"
    assert report.verdicts["trial_adequate:haloperidol"] == "not_met"
    assert report.verdicts["trial_adequate"] == "not_met"


def test_the_optimum_is_not_asked_about_before_the_minimum_is_met() -> None:
    questions = data(check(symptom_days=None, trials=[trial(), DECANOATE]).questions)
    assert questions == ["symptom_days"]


# --- what cannot be ---


@pytest.mark.parametrize(("value", "unit"), [(420, "umol/L"), (420, "mg/L"), (99_999, "ng/mL")])
def test_a_level_that_no_patient_has_shows_nothing(value: int, unit: str) -> None:
    given = {"drug": "clozapine", "value": value, "unit": unit, "trough": True, "steady": True}
    levels = [given, given | {"days_since_previous": 21}]
    clozapine = {"drug": "clozapine", "dose_mg": 400, "days_at_dose": 150, "response": "none"}
    report = check_case(PatientCase.model_validate({"trials": [clozapine], "levels": levels}))
    assert {report.verdicts["clozapine_trial_adequate"], report.verdicts["clozapine_level"]} == {"unknown"}


def test_a_neutrophil_count_in_a_unit_in_which_nobody_has_it_is_refused() -> None:
    with pytest.raises(ValidationError, match="is not possible: is it per uL"):
        PatientCase.model_validate({"neutrophils": [{"value": 1600, "unit": "10^9/L"}]})


@pytest.mark.parametrize(
    ("white_cells", "status"), [(1500, "unknown"), ("1.5", "unknown"), (5500, "not_met"), ("5.5", "not_met")]
)
def test_there_are_no_more_neutrophils_than_white_cells(white_cells: object, status: str) -> None:
    count = {"value": 1600, "unit": "/uL", "white_cells": white_cells}
    case = {"neutrophils": [count], "jurisdiction": "us", "on_clozapine": True}
    assert check_case(PatientCase.model_validate(case)).verdicts["neutropenia"] == status


def test_items_that_cannot_add_up_to_their_total_are_asked_about() -> None:
    def severity(total: int) -> str:
        rating = {"scale": "PANSS", "score": total, "items": {"P1": 5, "P3": 5}}
        report = check_case(PatientCase.model_validate({"ratings": [rating]}))
        return next(one.status for one in report.findings if one.id == "S3")

    assert [severity(total) for total in (30, 37, 38, 90, 206, 207)] == ["unknown"] * 2 + ["met"] * 3 + ["unknown"]


def test_clozapine_that_is_said_to_be_untried_and_listed_is_asked_about() -> None:
    clozapine = {"drug": "clozapine", "dose_mg": 400, "days_at_dose": 150, "response": "none"}
    level = {"drug": "clozapine", "value": 420, "unit": "ng/mL", "trough": True, "steady": True}
    case = {"trials": [clozapine], "levels": [level, level | {"days_since_previous": 21}]}
    for tried, status in ((None, "met"), (True, "met"), (False, "unknown")):
        report = check_case(PatientCase.model_validate(case | {"clozapine_tried": tried}))
        assert report.verdicts["clozapine_trial_adequate"] == status
