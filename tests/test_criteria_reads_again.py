"""What is told again or of now: a drug tried twice, a dose set days before a level, a nadir, a patient who is well."""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.types import CaseReport
from tests.criteria_cases import HALOPERIDOL, check, data, level, trial

STATE = (
    "Olanzapine 20 mg 10 weeks, no response. Risperidone 8 mg 9 weeks, no response. PANSS P1 5, P3 5. SOFAS 40. "
    "Symptoms for 2 years. Adherence 90% by pill count and carer. Olanzapine level 42 ng/mL."
)
LEVEL = "Clozapine trough 420 ng/mL at steady state, 12 h post dose."


def _report(note: str) -> CaseReport:
    draft = read_case(note)
    return check_case(draft.case, draft)


@pytest.mark.parametrize(
    "note",
    [
        "First clozapine trial 400 mg 10 weeks, no response; a second clozapine trial, 500 mg for 14 weeks, failed.",
        "Trial 1: clozapine 400 mg x 10 weeks, no response. Trial 2: haloperidol 10 mg x 8 weeks, no response. "
        "Trial 3: clozapine 500 mg x 14 weeks, no response.",
        "Clozapine, first trial, 400 mg for 10 weeks: no response. Clozapine, second trial, 500 mg for 14 weeks: none.",
        "Clozapine 400 mg 10 weeks, no response. Haloperidol 10 mg 8 weeks, no response. Then clozapine again, "
        "500 mg for 14 weeks, no response.",
    ],
)
def test_trials_of_one_drug_that_are_numbered_are_apart(note: str) -> None:
    given = [one for one in read_case(note).case.trials if one.drug.lower() == "clozapine"]
    assert [(one.dose_mg.words(), one.days_at_dose.words()) for one in given if one.dose_mg and one.days_at_dose] == [
        ("400", "70"),
        ("500", "98"),
    ]


def test_two_doses_of_one_trial_stay_a_contradiction() -> None:
    draft = read_case(
        "Trial 1: olanzapine 20 mg for 8 weeks. By the chart of the same trial 1 olanzapine 10 mg for 8 weeks."
    )
    assert len(draft.case.trials) == 1


def test_the_later_adequate_clozapine_trial_decides() -> None:
    levels = [level(40), level(420, "clozapine"), level(430, "clozapine", days_since_previous=14)]
    short, long = trial("clozapine", 400, 35), trial("clozapine", 500, 112)
    for order in ([short, long], [long, short]):
        report = check(trials=[order[0], trial(), HALOPERIDOL, order[1]], levels=levels)
        assert report.verdicts["clozapine_resistance"] == "met"


def test_clozapine_that_helped_when_it_was_given_again_is_asked_about() -> None:
    levels = [level(40), level(420, "clozapine"), level(430, "clozapine", days_since_previous=14)]
    again = trial("clozapine", 500, 112, response="good")
    trials = [trial("clozapine", 400, 112), trial(), HALOPERIDOL, again]
    report = check(trials=trials, levels=levels)
    assert report.verdicts["clozapine_resistance"] == "unknown"
    assert "trials.3.response" in data(report.questions)
    before = check(trials=[again, trial(), HALOPERIDOL, trial("clozapine", 400, 112)], levels=levels)
    assert before.verdicts["clozapine_resistance"] == "met"


def test_a_drug_that_helped_when_it_was_given_again_has_not_failed() -> None:
    report = check(trials=[trial(), HALOPERIDOL, trial(response="good")])
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert report.verdicts["integrate_2025"] == "unknown"
    assert check(trials=[trial(response="good"), HALOPERIDOL, trial()]).verdicts["trrip_minimum"] == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "400 mg only since Sunday.",
        "On 400 mg just since Sunday.",
        "Since Monday he has been on 400 mg.",
        "The day before it was still 300 mg.",
        "Until the weekend he took 300 mg.",
        "New dose from Friday.",
        "On the present dose since Friday.",
    ],
)
def test_a_dose_that_was_set_days_before_leaves_a_level_open(remark: str) -> None:
    report = _report(f"{LEVEL} {remark}")
    assert report.verdicts["clozapine_level"] == "unknown"
    assert any(ask.remark and ask.remark.quote == remark for ask in report.questions)


@pytest.mark.parametrize(
    "remark",
    [
        "Lorazepam 1 mg since Sunday.",
        "On 400 mg since March.",
        "On 400 mg. Home since Sunday.",
        "Blood taken on Sunday.",
    ],
)
def test_what_tells_of_no_new_dose_leaves_a_level(remark: str) -> None:
    assert _report(f"{LEVEL} {remark}").verdicts["clozapine_level"] == "met"


@pytest.mark.parametrize(
    "note",
    [
        "ANC 2300 Friday; nadir 700 Sunday.",
        "ANC 2300/uL on Friday. Nadir came on Sunday at 700.",
        "ANC was 2300 on Friday. The nadir, on Sunday, was 700.",
        "ANC 2300 Friday; lowest 700 Sunday.",
    ],
)
def test_a_nadir_is_a_count(note: str) -> None:
    report = _report(f"On clozapine, US. {note}")
    assert report.verdicts["neutropenia"] == "unknown"
    assert "Which is the latest neutrophil count" in report.questions[0].question


@pytest.mark.parametrize(
    "note",
    [
        "ANC today 2300/uL. Nadir was 700 in March.",
        "ANC 2300/uL. Lowest dose 200 mg.",
        "ANC 2300/uL. Low mood, PANSS 80.",
    ],
)
def test_a_nadir_of_the_past_or_of_something_else_is_no_present_count(note: str) -> None:
    assert _report(f"On clozapine, US. {note}").verdicts["neutropenia"] == "not_met"


@pytest.mark.parametrize(
    "remark",
    [
        "He is now well.",
        "In remission since May.",
        "She has been symptom-free for three months.",
        "Today she is back to normal.",
        "He is well at present.",
        "She's in full remission now.",
        "Full remission since March.",
    ],
)
def test_high_items_of_a_patient_who_is_well_are_asked_about(remark: str) -> None:
    report = _report(f"{STATE} {remark}")
    assert (report.verdicts["trrip_minimum"], report.verdicts["integrate_2025"]) == ("unknown", "unknown")
    assert report.questions[0].datum == "ratings.PANSS.items"


@pytest.mark.parametrize(
    "remark",
    [
        "He has never been well since.",
        "He is not well at present.",
        "Currently well supported by his mother.",
        "Now sleeping well.",
        "Medication is now well tolerated.",
        "He has not been in remission since 2015.",
        "No remission since then.",
        "He is now well enough to be interviewed.",
    ],
)
def test_well_of_something_else_or_denied_leaves_the_items(remark: str) -> None:
    assert _report(f"{STATE} {remark}").verdicts["trrip_minimum"] == "met"


@pytest.mark.parametrize(
    "sentence",
    [
        "34-year-old man with schizophrenia.",
        "34M, paranoid schizophrenia (F20.0).",
        "Ms A is a 41 year old woman with chronic paranoid schizophrenia.",
        "Diagnosis: schizophrenia (DSM-5).",
    ],
)
def test_who_the_patient_is_is_no_statement_left_out(sentence: str) -> None:
    report = _report(f"{sentence} {STATE}")
    assert report.verdicts["trrip_minimum"] == "met"
    assert "Not taken into account" not in report.headline
