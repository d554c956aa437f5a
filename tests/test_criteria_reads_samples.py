"""When and how a sample was taken, read in ordinary wordings, and near wordings that say nothing of it."""

from typing import Any

import pytest

from assistant import cases
from assistant.criteria.parse.note import read_case
from assistant.criteria.types import Level


def _levels(note: str) -> list[Level]:
    return list(read_case(note).case.levels)


def _of(level: Level) -> tuple[str, str | None, str | None]:
    return level.drug, level.value.words(3) if level.value else None, level.unit


_ON = "Clozapine 400 mg nocte. Clozapine level 412 ng/mL"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (", drawn 0900, last dose 2100.", "hours_after_dose", 12),
        (", dose at 9 pm, drawn 9 am.", "hours_after_dose", 12),
        (", eleven hours after the night dose.", "hours_after_dose", 11),
        (". Sample drawn 8 am, last tab at 8 pm.", "hours_after_dose", 12),
        (". Bloods at 0830, last dose 2030.", "hours_after_dose", 12),
        (", time of last dose 21:00, time of sample 08:00.", "hours_after_dose", 11),
        (". Dose: 400 mg, unchanged 21 days.", "days_on_dose", 21),
        (", three weeks into the same dose.", "days_on_dose", 21),
        (". Dose has been 400 mg for the last three weeks.", "days_on_dose", 21),
        (". No dose change in three weeks.", "days_on_dose", 21),
        (". Vapes only. Dose 400 mg, never altered.", "steady", True),
        (", 12/24 post dose.", "hours_after_dose", 12),
        (". Sample 12 h after night dose.", "hours_after_dose", 12),
        (", taken at 11 h, three hours after the intake of the morning.", "hours_after_dose", 3),
        (", trough at 12 h.", "hours_after_dose", 12),
        (". Last dose at 20 h, blood at 8 h.", "hours_after_dose", 12),
        (", always before the dose in the morning.", "trough", True),
        (", taken before the morning tablets.", "trough", True),
        (". The morning dose was held till after the sample.", "trough", True),
        (". His morning dose was withheld until bloods were taken.", "trough", True),
        (". Dose 400 mg qhs, no change x 3 wks.", "steady", True),
        (". Dose 400 mg, since 25 days no change.", "steady", True),
        (", 400 mg nocte unchanged for three months.", "steady", True),
        (", same dose since June.", "steady", True),
        (". No dose adjustments since spring.", "steady", True),
        (". The dose has been static since Christmas.", "steady", True),
        (". Smoking: none, ever.", "smoking_changed", False),
        (". Tobacco: never.", "smoking_changed", False),
        (". No smoking, no fever.", "smoking_changed", False),
        (". He smokes 10 a day, as he has for years, no change.", "smoking_changed", False),
        (". Beedi 20/day, same as ever.", "smoking_changed", False),
        (", without announcing to the patient.", "unannounced", True),
        (", patient told about neither beforehand.", "unannounced", True),
        (", and on neither occasion did she know that we were coming for blood.", "unannounced", True),
        (", taken unbeknownst to him.", "unannounced", True),
        (". She was not told beforehand.", "unannounced", True),
    ],
)
def test_when_and_how_a_sample_was_taken_is_read(words: str, field: str, value: Any) -> None:
    (level,) = _levels(_ON + words)
    got = getattr(level, field)
    assert (got.low == got.high == value) if field.startswith(("hours", "days")) else got is value


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (", taken before the dose was raised.", "trough"),
        (". The morning dose was held for a week because of sedation.", "trough"),
        (". Voices unchanged for three months.", "steady"),
        (". Voices unchanged for three months.", "days_on_dose"),
        (". Sertraline 100 mg for eight weeks.", "days_on_dose"),
        (". He has been stable for eight weeks.", "days_on_dose"),
        (". No dose for two weeks.", "days_on_dose"),
        (". 400 mg for six weeks according to the chart, two of them refused.", "days_on_dose"),
        (". Clinic at 9 am, bus at 9 pm.", "hours_after_dose"),
        (". He smokes 20 a day, unchanged for years.", "steady"),
        (". On 400 mg the voices show no change since spring.", "steady"),
        (". What I cannot say is when it began, and he does not know himself.", "unannounced"),
        (". He gave up smoking in 2012.", "smoking_changed"),
        (". Taken in 2015, ward 2100.", "hours_after_dose"),
    ],
)
def test_near_words_say_nothing_of_the_sample(words: str, field: str) -> None:
    (level,) = _levels(_ON + words)
    assert getattr(level, field) is None


def test_a_change_in_smoking_is_still_one() -> None:
    assert _levels(_ON + ". He stopped smoking last week.")[0].smoking_changed is True


def test_a_forewarned_sample_is_not_unannounced() -> None:
    assert _levels(_ON + ". She was told beforehand.")[0].unannounced is False


def test_timing_told_before_the_level_is_its() -> None:
    (level,) = _levels("Clozapine 250 mg. Level Tues 0830, 12 hours\nafter dose: clozapine 0.24 mg/L. Steady state.")
    assert level.hours_after_dose is not None and level.hours_after_dose.low == 12 and level.steady is True


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("On 300 mg clozapine nocte x 7/52. Trough 388 ng/mL.", 49),
        ("Clozapine 300 mg for seven weeks. Ran out for five days. Trough 388 ng/mL.", None),
        ("Clozapine 300 mg for seven weeks, then 400 mg. Trough 388 ng/mL.", None),
        ("Clozapine built up to 300 mg over seven weeks. Trough 388 ng/mL.", None),
        ("Metformin 500 mg for seven weeks. Clozapine trough 388 ng/mL.", None),
    ],
)
def test_a_dose_told_before_the_level_is_its_where_nothing_ends_it(note: str, days: int | None) -> None:
    got = _levels(note)[-1].days_on_dose
    assert (got.low if got else None) == days


def test_what_is_said_after_a_turn_to_another_drug_is_of_its_levels() -> None:
    note = "Olanzapine level 51 ng/mL. Clozapine since 2023. 400 mg, same dose throughout. Clozapine trough 460 ng/mL."
    assert [one.steady for one in _levels(note)] == [None, True]


def test_timing_told_of_another_drug_is_not() -> None:
    olanzapine = _levels("Olanzapine level 44 ng/mL. Clozapine 400 mg nocte unchanged for 6 weeks.")[0]
    assert olanzapine.steady is None and olanzapine.days_on_dose is None


_PRESENT = "Clozapine 400 mg, dose unchanged for six weeks. Clozapine 0.52 mg/L, trough."


@pytest.mark.parametrize(
    "words",
    [
        " He had a level of 0.19 mg/L in January on 200 mg a day, before the dose was raised.",
        " Last year in hospital the level was 0.19 mg/L.",
        " An older level was 0.19 mg/L.",
        " His level was 0.19 mg/L two years ago.",
    ],
)
def test_an_earlier_level_stands_before_the_present_one_without_its_timing(words: str) -> None:
    earlier, present = _levels(_PRESENT + words)
    assert _of(present) == ("clozapine", "0.52", "mg/L") and present.trough is True and present.steady is True
    assert _of(earlier) == ("clozapine", "0.19", "mg/L") and earlier.trough is None


@pytest.mark.parametrize(
    "words",
    [
        " Last year in hospital the level was 0.71 on 350, not comparable, ignore.",
        " The level of 0.71 mg/L of May is set aside.",
        " Last month's 288 was on 250 mg.",
        " A second was ordered; hemolyzed, no result.",
    ],
)
def test_a_level_that_is_set_aside_or_has_no_result_is_not_counted(words: str) -> None:
    assert [_of(one) for one in _levels(_PRESENT + words)] == [("clozapine", "0.52", "mg/L")]


def test_levels_of_two_months_are_so_far_apart() -> None:
    _, second = _levels("Clozapine 12 hrs post dose 480 µg/L in May, 505 µg/L in July.")
    apart = second.days_since_previous
    assert apart is not None and apart.low is not None and apart.low >= 31


@pytest.mark.parametrize(
    ("note", "present"),
    [
        (
            "Admission of 2021: 1.55 µmol/L under 500 mg, that is no longer the situation. Clozapine 0.84 µmol/L.",
            "0.84",
        ),
        ("Clozapine level 1 180 nmol/L. The value 640 nmol/L of 25 September was at 200 mg, under titration.", "1,180"),
        ("Clozapine level 0.51 mg/L last week. When she was on 250 mg it was 0.22 mg/L.", "0.51"),
        ("Clozapine level 0.22 mg/L in spring, 0.51 mg/L now.", "0.51"),
    ],
)
def test_the_level_of_another_time_is_not_the_present_one(note: str, present: str) -> None:
    value = _levels(f"On clozapine. {note}")[-1].value
    assert value is not None and value.words(3) == present


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (". Timing: trough. State: steady.", "steady", True),
        ("; trough = yes; hours = 12.", "hours_after_dose", 12),
        (", taken 12 hours (bloods 09:00, last dose 21:00).", "hours_after_dose", 12),
        (", drawn before he had taken anything.", "trough", True),
        (". Trough: no.", "trough", False),
        (". Steady state: no.", "steady", False),
        (". Steady state: not known.", "steady", None),
        ("; announced: no.", "unannounced", True),
        (", drawn by surprise at the clinic.", "unannounced", True),
        (". Gave up the cigarettes in between.", "smoking_changed", True),
        (". He packed in the fags last week.", "smoking_changed", True),
        (", five weeks after he quit cold turkey.", "smoking_changed", True),
        (". She went back to smoking in between.", "smoking_changed", True),
        (". Still smokes ten a day, as before.", "smoking_changed", False),
        (". He still smokes 20 a day.", "smoking_changed", None),
        (". Infection: none.", "disturbed", None),
    ],
)
def test_keys_and_further_words_of_a_sample_are_read(words: str, field: str, value: Any) -> None:
    got = getattr(_levels(_ON + words)[-1], field)
    assert (got.low == value) if field == "hours_after_dose" else got is value


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("400 mg since 1 March 2024. Level 412 ng/mL on 29 March 2024.", 28),
        ("Since September 2023, 400 mg since 1 March 2024. Ill since 2017. Level 412 ng/mL on 29 March 2024.", 28),
        ("400 mg from 1 March 2024 to 1 June 2024. Level 412 ng/mL on 29 March 2024.", 28),
        ("Ill since September 2017. Level 412 ng/mL on 29 March 2024.", None),
        ("400 mg from 1 March 2023 to 1 June 2023. Level 412 ng/mL on 29 March 2024.", None),
        ("Sertraline 50 mg, voices unchanged since 2022. Level 412 ng/mL on 29 March 2024.", None),
    ],
)
def test_days_on_a_dose_are_counted_from_the_date_it_was_set(note: str, days: int | None) -> None:
    got = _levels(f"Clozapine. {note}")[-1].days_on_dose
    assert (got.low if got else None) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("412 ng/mL, repeated after 10 days: 398 ng/mL", 10),
        ("412 ng/mL; second level 398 ng/mL after four weeks", 28),
        ("412 ng/mL kept on it for 6 months after that; second trough two months later 398 ng/mL", 60),
        ("On 2 April the clozapine was 412 ng/mL, on 30 April 398 ng/mL", 28),
        ("on 2024-04-02 and 2024-04-30: 412 and 398 ng/mL", 28),
    ],
)
def test_the_days_between_two_levels_are_read(words: str, days: int) -> None:
    apart = _levels(f"On clozapine. Clozapine levels {words}.")[-1].days_since_previous
    assert apart is not None and apart.low == days


# --- what speaks against two levels being of one course, of one dose, so many days apart ---

OF_CLOZAPINE = "Clozapine 400 mg/day for 5 months at that dose, no response. "
TWO_LEVELS = OF_CLOZAPINE + "Two clozapine trough levels at steady state 3 weeks apart: 420 ng/mL and 450 ng/mL."


def adequate(note: str) -> str:
    return cases.report(note).verdicts["clozapine_trial_adequate"]


@pytest.mark.parametrize(
    "told",
    [
        "The levels were 2 days apart.",
        "The true gap was 3 days.",
        "Both samples were taken on the same day.",
        "They were drawn within the same week.",
        "Both levels were drawn during an earlier course of clozapine in 2015.",
        "The clozapine levels were taken a year before this course.",
        "The dose was raised between the two levels.",
        "One was taken before and one after the dose was put up.",
        "The first was on 200 mg and the second on 400 mg.",
    ],
)
def test_a_sentence_against_two_levels_leaves_them_open_until_it_is_said_to_hold(told: str) -> None:
    assert adequate(f"{TWO_LEVELS} {told}") == "unknown"
    assert cases.report(f"{TWO_LEVELS} {told}", held=[told]).verdicts["clozapine_trial_adequate"] == "met"


@pytest.mark.parametrize(
    "told",
    [
        "3 weeks apart, the dose having been doubled between: 420 ng/mL and 450 ng/mL",
        "3 weeks apart, one before and one after a dose increase: 420 ng/mL and 450 ng/mL",
        "3 weeks apart, on rising doses: 420 ng/mL and 450 ng/mL",
        "3 weeks apart: 420 ng/mL in 2015 and 450 ng/mL in 2023",
        "3 weeks apart: 420 ng/mL on 1 March 2023 and 450 ng/mL on 3 March 2023",
        "3 weeks apart: 420 ng/mL and 450 ng/mL; last month 120 ng/mL",
    ],
)
def test_levels_of_two_doses_or_years_are_asked_about(told: str) -> None:
    assert adequate(f"{OF_CLOZAPINE}Two clozapine trough levels at steady state {told}.") == "unknown"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Both were on the same dose.",
        "The dose was not changed between the two.",
        "The levels were 3 weeks apart.",
        "Results came back on the same day.",
        "Both were on the same day of the week.",
        "Before clozapine he had an earlier trial of risperidone 6 mg/day for 8 weeks, no response.",
    ],
)
def test_two_levels_told_plainly_stay_decided(told: str) -> None:
    assert adequate(f"{TWO_LEVELS} {told}") == "met"


@pytest.mark.parametrize("told", ["His adherence to clozapine was poor.", "Poor adherence.", "He was non-adherent."])
def test_clozapine_said_to_be_taken_badly_is_asked_about_until_it_is_said_to_hold(told: str) -> None:
    assert adequate(f"{TWO_LEVELS} {told}") == "unknown"
    assert cases.report(f"{TWO_LEVELS} {told}", held=[told]).verdicts["clozapine_trial_adequate"] == "met"


@pytest.mark.parametrize(
    "told", ["His adherence to clozapine was good.", "He was adherent.", "Adherence to risperidone was poor."]
)
def test_clozapine_of_which_nothing_bad_is_told_stays_decided(told: str) -> None:
    assert adequate(f"{TWO_LEVELS} {told}") == "met"


def test_a_range_beside_a_level_is_a_level_too() -> None:
    note = f"{OF_CLOZAPINE}Two clozapine trough levels at steady state 3 weeks apart: 300-400 ng/mL and 450 ng/mL."
    assert [one.value.words() for one in _levels(note) if one.value] == ["300 to 400", "450"]
    assert adequate(note) == "unknown"


@pytest.mark.parametrize(
    "told",
    [
        "Two olanzapine trough levels 3 weeks apart, the second unannounced: 45 ng/mL and 50 ng/mL.",
        "Two unannounced olanzapine trough levels 3 weeks apart: 45 ng/mL and, this one arranged with him, 50 ng/mL.",
        "Two unannounced olanzapine trough levels 3 weeks apart: 45 ng/mL and 50 ng/mL. The clerk had tipped him off.",
    ],
)
def test_a_level_that_was_announced_is_not_made_unannounced_by_another(told: str) -> None:
    report = cases.report(f"Olanzapine 20 mg/day for 10 weeks, no response. {told}")
    assert next(one.status for one in report.findings if one.id == "A2O") != "met"


def test_both_levels_unannounced_stay_so() -> None:
    told = "Two olanzapine trough levels 3 weeks apart, both unannounced: 45 ng/mL and 50 ng/mL."
    assert [one.unannounced for one in _levels(told)] == [True, True]
    told = "Olanzapine trough levels 3 weeks apart, the first and the second unannounced: 45 ng/mL and 50 ng/mL."
    assert [one.unannounced for one in _levels(told)] == [True, True]


def test_scores_beside_lithium_are_not_those_of_the_antipsychotic_before_it() -> None:
    told = "Olanzapine 20 mg/day for 10 weeks, no response. Lithium 800 mg/day, followed prospectively, PANSS 98 to 95."
    assert read_case(told).case.trials[0].changes == ()
    told = "Olanzapine 20 mg/day for 10 weeks with lithium 800 mg/day, PANSS 98 to 95."
    assert read_case(told).case.trials[0].changes != ()
