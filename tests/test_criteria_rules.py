"""The rules of TRRIP's minimum about the state of the patient and the trials; each on both sides of its limit."""

import pytest

from assistant.criteria import check_case
from assistant.criteria.types import PatientCase
from tests.criteria_cases import HALOPERIDOL, PANSS, SOFAS, Given, check, data, minimum, of, readings, the, trial


def test_a_patient_who_meets_every_minimum_criterion() -> None:
    report = check()
    assert report.verdicts["trrip_minimum"] == "met"
    assert report.headline.startswith("Treatment-resistant schizophrenia, TRRIP minimum criteria: met.")
    assert report.closing == "For a clinician to judge. This is no diagnosis and no order."


def test_nothing_known_decides_nothing_and_asks_for_the_trials_first() -> None:
    report = check_case(PatientCase())
    assert set(report.verdicts.values()) == {"unknown"}
    assert data(report.questions)[0] == "trials"
    assert "cannot tell yet" in report.headline


@pytest.mark.parametrize("missing", ["ratings", "symptom_days", "adherence", "levels", "trials"])
def test_what_is_missing_leaves_the_minimum_open_and_is_asked_for(missing: str) -> None:
    empty: object = None if missing in ("symptom_days", "adherence") else ()
    report = check(**{missing: empty})
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert any(datum.startswith(missing) for datum in data(report.questions))


def test_what_is_not_needed_is_not_asked() -> None:
    assert data(check(symptom_days=None).questions) == ["symptom_days"]
    assert not any(datum == "symptom_days" for datum in data(check(symptom_days=10).questions))


# --- the state of the patient ---


@pytest.mark.parametrize(("days", "status", "edge"), [(84, "met", True), (83, "not_met", False), (85, "met", False)])
def test_symptoms_of_twelve_weeks(days: int, status: str, edge: bool) -> None:
    found = the(check(symptom_days=days), "S4")
    assert (found.status, found.boundary) == (status, edge)


@pytest.mark.parametrize("bounds", [{"low": 60, "high": 100}, {"high": 84}, {"low": 83}])
def test_a_length_that_straddles_the_limit_is_not_decided(bounds: Given) -> None:
    assert the(check(symptom_days=bounds), "S4").status == "unknown"


@pytest.mark.parametrize(
    ("score", "status", "edge"),
    [(59, "met", False), (60, "not_met", True), (61, "not_met", False), ({"low": 55, "high": 65}, "unknown", False),
     ({"high": 60, "high_open": True}, "met", False)],
)  # fmt: skip
def test_functioning_below_sixty(score: object, status: str, edge: bool) -> None:
    found = the(check(ratings=[PANSS, {"scale": "SOFAS", "score": score}]), "F1")
    assert (found.status, found.boundary) == (status, edge)
    assert any("60 is disputed" in flag for flag in found.flags) == edge


def test_sofas_of_sixty_is_shown_under_the_other_reading() -> None:
    report = check(ratings=[PANSS, {"scale": "SOFAS", "score": 60}])
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert readings(report) == {"sofas-60-counts": "met"}


@pytest.mark.parametrize("scale", ["GAF", "PSP", "FACT-Sz"])
def test_another_scale_of_functioning_is_flagged_and_decides_nothing(scale: str) -> None:
    found = the(check(ratings=[PANSS, {"scale": scale, "score": 20}]), "F1")
    assert found.status == "unknown"
    assert found.flags == (f"{scale} is given; the cut-off is known here for SOFAS only.",)


def test_words_for_severity_and_impairment_are_no_scores() -> None:
    report = check(ratings=[], severity="severe", impairment="severe")
    assert {the(report, rule).status for rule in ("S1", "S3", "F1")} == {"unknown"}
    assert "Symptoms are called severe; a score on a scale is needed." in report.flags
    assert any(flag.startswith("Impairment is called severe") for flag in report.flags)


@pytest.mark.parametrize("scale", ["BPRS", "SANS", "SAPS"])
def test_another_named_scale_counts_as_a_scale_but_shows_no_severity(scale: str) -> None:
    report = check(ratings=[{"scale": scale, "score": 60}, SOFAS])
    assert the(report, "S1").status == "met"
    assert the(report, "S3").status == "unknown"
    assert scale in the(report, "S3").flags[0]


def test_a_scale_trrip_does_not_name_is_no_rating() -> None:
    assert the(check(ratings=[{"scale": "CGI-S", "score": 6}]), "S1").status == "unknown"


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ({"P1": 4, "P3": 4}, "met"),
        ({"N1": 6}, "met"),
        ({"P1": 3, "P3": 3}, "not_met"),
        ({"P1": 5}, "not_met"),
        ({"P1": 4, "N1": 4}, "not_met"),
        ({"G9": 7, "G5": 7}, "not_met"),
    ],
)
def test_at_least_moderate(items: Given, status: str) -> None:
    rating = {"scale": "PANSS", "items": items, "others_at_most": 3}
    assert the(check(ratings=[rating, SOFAS]), "S3").status == status


def test_two_items_of_two_domains_are_said_not_to_add_up() -> None:
    found = the(check(ratings=[{"scale": "PANSS", "items": {"P1": 4, "N1": 4}, "others_at_most": 3}]), "S3")
    assert "do not add up" in found.working


def test_domains_are_those_named_and_those_shown() -> None:
    assert check().domains == ("positive",)
    assert check(domains=["cognitive"]).domains == ("cognitive", "positive")
    assert check(ratings=[{"scale": "PANSS", "items": {"P1": 6, "N1": 6}}]).domains == ("positive", "negative")
    assert check(ratings=[]).domains == ()


def test_only_cognitive_symptoms_are_for_a_clinician() -> None:
    report = check(domains=["cognitive"], ratings=[SOFAS])
    assert report.domains == ("cognitive",)
    assert "Only cognitive symptoms: there is no PANSS item rule for them; a clinician judges." in report.flags


@pytest.mark.parametrize(
    ("years", "label"),
    [
        ("0.5", "early"),
        (1, "early or medium (exactly 1 year is both)"),
        ("1.01", "medium"),
        (5, "medium"),
        ("5.01", "late"),
        (30, "late"),
        ({"low": 2, "high": 5}, "medium"),
        ({"low": 5, "low_open": True}, "late"),
        ({"low": "0.5", "high": 3}, "0.5 to 3 years"),
        ({"low": 4, "high": 6}, "4 to 6 years"),
    ],
)
def test_the_time_course_from_the_start_of_treatment(years: object, label: str) -> None:
    assert check(years_since_treatment_start=years).time_course == label


def test_years_since_onset_are_not_taken_for_years_of_treatment() -> None:
    assert check(years_since_onset=9).time_course == "onset of illness is given, not start of treatment not given"
    assert check().time_course == "start of treatment not given"


def test_specifiers_decide_no_verdict() -> None:
    assert check().verdicts == check(years_since_treatment_start=12, domains=["negative"]).verdicts


# --- trials ---


@pytest.mark.parametrize(
    ("days", "status", "edge"),
    [(42, "met", True), (41, "not_met", False), ({"low": 42}, "met", True), ({"high": 42, "high_open": True}, "not_met",
     False), ({"low": 28, "high": 56}, "unknown", False), (None, "unknown", False)],
)  # fmt: skip
def test_six_weeks_at_dose(days: object, status: str, edge: bool) -> None:
    found = of(check(trials=[trial(days=days), HALOPERIDOL]), "T2")[0]
    assert (found.subject, found.status, found.boundary) == ("olanzapine", status, edge)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"days": 56, "titration_days": 14}, "met"),
        ({"days": 42, "titration_days": 14}, "not_met"),
        ({"days": 56}, "unknown"),
        ({"days": 41}, "not_met"),
        ({"days": 56, "titrated": False}, "met"),
        ({"days": 56, "titration_days": {"low": 7, "high": 21}}, "unknown"),
        ({"days": {"low": 70}, "titration_days": {"high": 14}}, "met"),
    ],
)
def test_titration_is_not_counted(given: Given, status: str) -> None:
    bare = {"drug": "olanzapine", "dose_mg": 20, "response": "none"}
    assert of(check(trials=[bare | given, HALOPERIDOL]), "T2")[0].status == status


@pytest.mark.parametrize(("mg", "status", "edge"), [(20, "met", True), ("19.9", "not_met", False), (25, "met", False)])
def test_six_hundred_milligrams_exactly_count(mg: object, status: str, edge: bool) -> None:
    found = of(check(trials=[trial(mg=mg), HALOPERIDOL]), "T3")[0]
    assert (found.status, found.boundary) == (status, edge)


def test_steps_of_one_course_add_their_weeks_only_where_the_dose_reaches_the_limit() -> None:
    low, high = trial(mg=10, days=28), trial(days=28, continues=True)
    assert of(check(trials=[low, high, HALOPERIDOL]), "T2")[0].status == "not_met"
    both = check(trials=[trial(days=21), trial(mg=25, days=21, continues=True), HALOPERIDOL])
    assert (of(both, "T2")[0].status, both.verdicts["trrip_minimum"]) == ("met", "met")


def test_blocks_with_a_gap_are_not_summed_but_the_other_reading_is_shown() -> None:
    report = check(trials=[trial(days=21), HALOPERIDOL, trial(days=21)])
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert readings(report) == {"summed-weeks": "met"}
    assert "olanzapine was given more than once and counts once." in report.flags
    assert [one.subject for one in of(report, "T2")] == ["olanzapine (trial 1)", "haloperidol", "olanzapine (trial 3)"]


def test_a_step_that_continues_follows_the_trial_right_before_it() -> None:
    apart = [trial(days=21), HALOPERIDOL, trial(days=21, continues=True)]
    assert minimum(trials=apart) != "met"


def test_the_response_to_a_lower_dose_is_not_that_to_a_higher_one() -> None:
    steps = [trial(mg=10, days=56, response="none"), trial(days=56, response=None, continues=True)]
    assert of(check(trials=[*steps, HALOPERIDOL]), "T5")[0].status == "unknown"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"response": "none"}, "met"),
        ({"response": "partial"}, "unknown"),
        ({"response": "good"}, "not_met"),
        ({"response": None}, "unknown"),
        ({"response": None, "stopped_for": "no_response"}, "met"),
        ({"response": None, "stopped_for": "intolerance"}, "unknown"),
        ({"response": None, "stopped_for": "nonadherence"}, "unknown"),
        ({"response": "none", "stopped_for": "intolerance"}, "met"),
        ({"response": "none", "stopped_for": "intolerance", "days_at_dose": 41}, "not_met"),
        ({"response": "partial", "changes": [{"before": 90, "after": 79}]}, "met"),
        ({"response": "partial", "changes": [{"before": 90, "after": 78}]}, "not_met"),
        ({"response": "none", "changes": [{"before": 90, "after": 78}]}, "unknown"),
        ({"response": "good", "changes": [{"before": 90, "after": 79}]}, "unknown"),
        ({"response": "none", "changes": [{"percent": 50}]}, "unknown"),  # words and figure disagree
        ({"response": "none", "changes": [{"percent": 5}]}, "met"),
        ({"response": None, "changes": [{"percent": 5}]}, "unknown"),
        ({"response": "good", "stopped_for": "no_response"}, "unknown"),
    ],
)
def test_what_counts_as_a_failed_trial(given: Given, status: str) -> None:
    assert of(check(trials=[trial() | given, HALOPERIDOL]), "T5")[0].status == status


def test_words_and_scores_that_disagree_are_flagged() -> None:
    fell = check(trials=[trial(changes=[{"before": 90, "after": 60}]), HALOPERIDOL])
    assert fell.verdicts["trrip_minimum"] == "unknown"
    assert "The note says it failed, but the scores fell by 20% or more: which holds?" in fell.flags


def test_intolerance_after_too_short_a_trial_is_no_failure_by_any_definition_with_longer_weeks() -> None:
    stopped = trial(days={"low": 30, "high": 50}, stopped_for="intolerance")
    exact = [check(trials=[stopped | {"days_at_dose": days}, HALOPERIDOL]).verdicts for days in (30, 50)]
    straddling = check(trials=[stopped, HALOPERIDOL]).verdicts
    for name, status in straddling.items():
        assert status == "unknown" or {one[name] for one in exact} == {status}, name


@pytest.mark.parametrize(
    ("second", "status"),
    [
        (trial("risperidone", 6), "met"),
        (trial("clozapine", 500), "not_met"),
        (trial("Zyprexa"), "not_met"),
        (trial("olanzapine pamoate", 405, interval_days=28), "not_met"),
        (trial("haloperidol", prn=True), "not_met"),
        (trial("lithium", 800), "not_met"),
        (trial("xyzzyapin"), "unknown"),
    ],
)
def test_which_second_drug_makes_two(second: Given, status: str) -> None:
    assert minimum(trials=[trial(), second]) == status


def test_clozapine_and_as_needed_doses_are_flagged_as_not_counted() -> None:
    flags = check(trials=[trial(), trial("haloperidol", prn=True), trial("Clozaril", 400)]).flags
    assert "haloperidol as needed is not a trial." in flags
    assert "Clozapine does not count as one of the two drugs; it has its own rule." in flags
    assert "Only the trials recorded here were counted; if another antipsychotic was tried, add it." in flags


def test_an_as_needed_dose_has_no_equivalent_and_no_course() -> None:
    report = check(trials=[trial(prn=True), HALOPERIDOL])
    assert {one.trial for one in report.doses} == {"2. haloperidol 20 mg/day"}
    assert [one.subject for one in of(report, "T2")] == ["haloperidol"]


def test_one_molecule_family_counts_once_and_is_flagged() -> None:
    report = check(trials=[trial("risperidone", 6), trial("paliperidone", 12)])
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert readings(report) == {"risperidone-paliperidone-two": "met"}
    assert any(flag.startswith("risperidone and paliperidone are one molecule family") for flag in report.flags)


def test_two_drugs_together_are_flagged_and_never_added() -> None:
    halves = [trial(mg=10, concurrent=True), trial("haloperidol", 5, concurrent=True)]
    report = check(trials=halves)
    assert report.verdicts["trrip_minimum"] == "not_met"
    assert "Another antipsychotic ran beside it: each dose is judged alone, never added." in report.flags


def test_two_drugs_given_only_together_are_one_trial_until_it_is_told_otherwise() -> None:
    pair = [trial(concurrent=True), trial("risperidone", 6, concurrent=True)]
    report = check(trials=pair)
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert [ask.datum for ask in report.questions] == ["trials.1.concurrent"]
    assert readings(report)["together-two"] == "met"
    assert any("given together they count as one trial" in flag for flag in report.flags)
    assert minimum(trials=[pair[0], trial("risperidone", 6, concurrent=False)]) == "met"


def test_a_drug_added_to_one_that_was_tried_before_is_a_second_trial() -> None:
    assert minimum(trials=[trial(), trial("risperidone", 6, concurrent=True)]) == "met"


def test_of_drugs_given_together_none_is_counted_that_failed_nothing() -> None:
    short = trial("risperidone", 6, days_at_dose=20, concurrent=True)
    assert minimum(trials=[trial(concurrent=True), short]) == "not_met"


def test_other_definitions_too_take_drugs_given_together_for_one_trial() -> None:
    report = check(trials=[trial(concurrent=True), trial("risperidone", 6, concurrent=True)])
    alone = check(trials=[trial(), trial("risperidone", 6)])
    turned = {name for name, status in alone.verdicts.items() if status == "met" != report.verdicts[name]}
    assert {"trrip_minimum", "nice_cg178"} <= turned, turned


def test_an_unknown_drug_is_named_with_its_near_names_and_asked_about() -> None:
    report = check(trials=[trial(), trial("risperidal", 6)])
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert "Drug not known: risperidal; near names: Risperdal." in report.flags
    (ask,) = [ask for ask in report.questions if ask.datum == "trials.1.drug"]
    assert ask.question == "Which drug is “risperidal” (near names: Risperdal)?"


def test_trials_that_are_not_listed_keep_the_verdict_open() -> None:
    assert minimum(trials=[trial()]) == "not_met"
    assert minimum(trials=[trial()], other_trials=True) == "unknown"
    assert minimum(other_trials=True) == "met"
