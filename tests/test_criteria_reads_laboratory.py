"""Plasma levels and neutrophil counts as laboratories, letters, messages and dictation write them."""

from typing import Any

import pytest

from assistant.criteria.parse.note import read_case
from assistant.criteria.types import Level


def _levels(note: str) -> list[Level]:
    return list(read_case(note).case.levels)


def _of(level: Level) -> tuple[str, str | None, str | None]:
    return level.drug, level.value.words(3) if level.value else None, level.unit


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("480 nanograms per mil", "480", "ng/mL"),
        ("480 nanograms per milliliter", "480", "ng/mL"),
        ("480 nanograms per millilitre", "480", "ng/mL"),
        ("480 ng per ml", "480", "ng/mL"),
        ("480 ngs/ml", "480", "ng/mL"),
        ("480 ng.mL-1", "480", "ng/mL"),
        ("480 micrograms per litre", "480", "ug/L"),
        ("480 micrograms per liter", "480", "ug/L"),
        ("480 microgrammes par litre", "480", "ug/L"),
        ("480 mcg/L", "480", "ug/L"),
        ("480 µg.L⁻¹", "480", "ug/L"),
        ("0.48 mcg/mL", "0.48", "mg/L"),
        ("0,48 mg/L", "0.48", "mg/L"),
        ("0.48 milligrams per litre", "0.48", "mg/L"),
        ("1,469 nmol per litre", "1,469", "nmol/L"),
        ("1469 nanomoles/L", "1,469", "nmol/L"),
        ("1.47 micromol per litre", "1.47", "umol/L"),
        ("four hundred and eighty nanograms per mil", "480", "ng/mL"),
        ("fifty one nanograms per milliliter", "51", "ng/mL"),
        ("a hundred and five micrograms per litre", "105", "ug/L"),
        ("nought point four eight milligrams per litre", "0.48", "mg/L"),
        ("480 (ng/mL, range 350-600)", "480", "ng/mL"),
        ("480 (range 350-600 ng/mL)", "480", "ng/mL"),
    ],
)
def test_a_level_is_read_with_its_unit_however_that_is_written(words: str, value: str, unit: str) -> None:
    assert [_of(one) for one in _levels(f"On clozapine. The clozapine level was {words}.")] == [
        ("clozapine", value, unit)
    ]


@pytest.mark.parametrize(
    "words",
    ["480", "480, the clerk did not ask whether in ng/mL or nmol/L", "four hundred and eighty", "480 of something"],
)
def test_a_number_without_a_unit_keeps_none(words: str) -> None:
    assert [_of(one) for one in _levels(f"On clozapine. The clozapine level was {words}.")] == [
        ("clozapine", "480", None)
    ]


@pytest.mark.parametrize(
    "note",
    [
        "On clozapine. The threshold is three hundred and fifty nanograms per mil.",
        "On clozapine 400 mg. Two levels one week apart were asked for.",
        "On clozapine 400 mg. He took two micrograms of something.",
        "Olanzapine 20 mg. The vitamin D was forty nmol per litre.",
        "On clozapine. Goal clozapine level (ng/mL) 350.",
        "On clozapine. A clozapine level of 350-600 ng/mL is wanted.",
    ],
)
def test_numbers_in_words_that_are_no_levels_are_not_read(note: str) -> None:
    assert _levels(note) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Clozapine (ng/mL): 412. Norclozapine (ng/mL): 236.", [("clozapine", "412", "ng/mL")]),
        ("Clozapine levels 0.45 and 0.38, both mg/L.", [("clozapine", "0.45", "mg/L"), ("clozapine", "0.38", "mg/L")]),
        ("Clozapine 0.42, norclozapine 0.21 mg/L.", [("clozapine", "0.42", "mg/L")]),
        ("Clozapine and norclozapine levels 420 and 230 ng/mL.", [("clozapine", "420", "ng/mL")]),
        ("Clozapine/norclozapine 420/230 ng/mL.", [("clozapine", "420", "ng/mL")]),
        ("Clozapine 412 ng/mL    NORCLOZAPINE 236 ng/mL    drawn 0900", [("clozapine", "412", "ng/mL")]),
        ("Clozapine 548 µg/L\nnorclozapine 301 µg/L (separate)", [("clozapine", "548", "ug/L")]),
        ("Clozapine 250 ng/mL; norclozapine 150 ng/mL; total 400 ng/mL.", [("clozapine", "250", "ng/mL")]),
        ("Olanzapine 20 mg. S-olanzapine 130 nmol/L (ref 60-250).", [("olanzapine", "130", "nmol/L")]),
        (
            "Plasma haloperidol (sample flown to the reference laboratory) 7.2 ng/mL.",
            [("haloperidol", "7.2", "ng/mL")],
        ),
        (
            "Failed amisulpride 800 mg (12 weeks; level 255 µg/L) and failed aripiprazole 30 mg.",
            [("amisulpride", "255", "ug/L")],
        ),
        (
            "Quetiapine 800 mg (8 weeks, level 210 ng/mL), haloperidol 10 mg (9 weeks, level 5 ng/mL).",
            [("quetiapine", "210", "ng/mL"), ("haloperidol", "5", "ng/mL")],
        ),
        (
            "Failed chlorpromazine 600 mg/day (12 weeks), haloperidol 20 mg/day (8 weeks), haloperidol level 7 ng/mL.",
            [("haloperidol", "7", "ng/mL")],
        ),
    ],
)
def test_each_figure_is_given_to_its_drug(note: str, expected: list[tuple[str, str, str]]) -> None:
    assert [_of(one) for one in _levels(note)] == expected


@pytest.mark.parametrize(
    "note",
    [
        "- quetiapine 800 mg, no effect\n- lisinopril, VPA 750 (level 61)",
        "Olanzapine 20 mg nocte, Encorate 750 (level 61).",
        "On olanzapine 20 mg. Sodium valproate 1 g nocte for epilepsy (not psychosis); level 480 umol/L.",
        "Olanzapine 20 mg and lithium 800 mg. Level 0.7.",
        "Haloperidol 10 mg with carbamazepine 400 mg (level 8 mg/L).",
    ],
)
def test_a_level_of_another_drug_is_no_antipsychotic_s(note: str) -> None:
    assert _levels(note) == []


_ON = "Clozapine 400 mg nocte. Clozapine level 412 ng/mL"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (", drawn 0900, last dose 2100.", "hours_after_dose", 12),
        (", dose at 9 pm, drawn 9 am.", "hours_after_dose", 12),
        (", eleven hours after the night dose.", "hours_after_dose", 11),
        (", 12/24 post dose.", "hours_after_dose", 12),
        (". Sample 12 h after night dose.", "hours_after_dose", 12),
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
    assert (got.low == got.high == value) if field == "hours_after_dose" else got is value


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (", taken before the dose was raised.", "trough"),
        (". The morning dose was held for a week because of sedation.", "trough"),
        (". Voices unchanged for three months.", "steady"),
        (". Voices unchanged for three months.", "days_on_dose"),
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
    ("words", "value", "unit"),
    [
        ("neutrophile Granulozyten absolut 4,1 G/L", "4.1", "10^9/L"),
        ("polynucléaires neutrophiles 1,8 G/L", "1.8", "10^9/L"),
        ("neutrófilos 1,4 x 10^9/L", "1.4", "10^9/L"),
        ("neutrofielen 3,2 /nl", "3.2", "10^9/L"),
        ("neutrofili 1.900/mm3", "1,900", "/uL"),
        ("PMN 2300/mm3", "2,300", "/uL"),
        ("segs + bands 1.9 x10^9/L", "1.9", "10^9/L"),
        ("Neuts # 1.3 x 10*9/L", "1.3", "10^9/L"),
        ("neut abs 1.9 K/uL", "1.9", "10^9/L"),
        ("ANC 1450 cells per cubic millimetre", "1,450", "/uL"),
        ("ANC 1450/cu mm", "1,450", "/uL"),
        ("Neutrophils (x10^9/L): 2.1", "2.1", "10^9/L"),
        ("Neutrophils 2.1 (ref 2.0-7.5) x10^9/L", "2.1", "10^9/L"),
        ("ANC 3,300", "3,300", None),
    ],
)
def test_a_neutrophil_count_is_read_in_many_tongues_and_units(words: str, value: str, unit: str | None) -> None:
    (count,) = read_case(f"On clozapine. {words}, Thrombozyten 255 G/L, eosinophils 0.3, Hb 141.").case.neutrophils
    assert count.value is not None and (count.value.words(), count.unit) == (value, unit)


@pytest.mark.parametrize(
    "words",
    [
        "WCC 3.4 x10^9/L, the differential failed",
        "Leukozyten 6,9 G/L, Lymphozyten 1,2 G/L",
        "TLC 7,200",
        "granulocytes were seen, lymphocytes 1.2 x10^9/L",
        "polymorphs 68%",
        "he took the lymphocytes for the neutrophils, 1.2 x10^9/L",
        "neutrophils 1.2 x10^9/L, but that was the lymphocytes",
    ],
)
def test_other_cells_are_no_neutrophils(words: str) -> None:
    assert read_case(f"On clozapine. {words}.").case.neutrophils == ()


def test_lymphocytes_mistaken_for_neutrophils_leave_the_count_alone() -> None:
    note = "WCC 7.8, neutrophils 4.6 x 10^9/L, eosinophils 0.3. He'd read the lymphocytes (1.2) as the neutrophils."
    (count,) = read_case(note).case.neutrophils
    assert count.value is not None and count.white_cells is not None
    assert (count.value.words(), count.white_cells.words()) == ("4.6", "7.8")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("No BEN.", False),
        ("She isn't BEN registered.", False),
        ("BEN documented.", True),
        ("?BEN", None),
        ("Dr Ben saw him.", None),
    ],
)
def test_benign_ethnic_neutropenia_is_read_only_where_it_is_said(words: str, value: bool | None) -> None:
    assert read_case(f"ANC 1.7 x10^9/L on clozapine. {words}").case.benign_ethnic_neutropenia is value


@pytest.mark.parametrize(
    ("figure", "value", "unit"),
    [
        ("1 350 nmol/L", "1,350", "nmol/L"),
        ("1\u2009290 nmol/L", "1,290", "nmol/L"),
        ("1\u00a0290 nmol/L", "1,290", "nmol/L"),
        ("1\u202f071 nmol/L", "1,071", "nmol/L"),
        ("1'350 nmol/L", "1,350", "nmol/L"),
        ("1’350 nmol/L", "1,350", "nmol/L"),
        ("1.350 nmol/L", "1,350", "nmol/L"),
        ("1.350 µmol/L", "1.35", "umol/L"),
        ("1,350 µmol/L", "1.35", "umol/L"),
        ("of 16.10.2023 1 350 nmol/L", "1,350", "nmol/L"),
        ("in week 8 412 ng/mL", "412", "ng/mL"),
        ("on May 3 412 ng/mL", "412", "ng/mL"),
        ("in January 2024 620 nmol/L", "620", "nmol/L"),
    ],
)
def test_thousands_are_read_whole_and_a_number_before_a_figure_is_none_of_it(
    figure: str, value: str, unit: str
) -> None:
    assert [_of(one) for one in _levels(f"On clozapine. Clozapine level {figure}.")] == [("clozapine", value, unit)]


def test_a_figure_that_may_be_thousands_or_decimals_is_asked_for() -> None:
    draft = read_case("On sertindole. Sertindole level 1.350 ng/mL.")
    assert all(level.value is None or level.value.words(3) != "1.35" for level in draft.case.levels)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ANC 3 400/µL", "3,400"),
        ("ANC 3'400/µL", "3,400"),
        ("Neutrophils 1\u202f900/µl", "1,900"),
        ("PMN 1 900/mm3", "1,900"),
        ("ANC 1.850/µl", "1,850"),
        ("week 4 900/µL neutrophils: ANC 900/µL", "900"),
    ],
)
def test_thousands_of_a_count_are_read_whole(words: str, value: str) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert count.value is not None and count.value.words() == value


@pytest.mark.parametrize(
    "words",
    [
        "Our sheet says 1 071 nmol/L.",
        "Target: at least 1.07 µmol/L.",
        "The threshold on the report is 0.35 mg/L.",
        "In the textbook the threshold is 0.35 mg/L.",
        "His level must get to 350 ng/mL first.",
        "Clozapine levels over 600 ng/mL carry a risk of seizures.",
        "Clozapine: levels of 350 to 600 ng/mL are quoted as effective.",
    ],
)
def test_a_threshold_or_a_rule_is_no_level(words: str) -> None:
    assert _levels(f"On clozapine 300 mg. {words}") == []


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


def test_one_level_in_two_units_is_one() -> None:
    assert len(_levels("Clozapine level 1 240 nmol/L, i.e. 405 ng/mL.")) == 1
    assert len(_levels("Clozapine level 1 240 nmol/L, then 505 ng/mL.")) == 2


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


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Olanzapine 20 mg. The level was in range.", True),
        ("Olanzapine level WNL.", True),
        ("Olanzapine level satisfactory and inside the lab's window.", True),
        ("Serum olanzapine measured on two occasions, both in range.", True),
        ("Olanzapine 20 mg, level checked and therapeutic.", True),
        ("Olanzapine level below range.", False),
        ("Olanzapine level came back low.", False),
        ("Olanzapine level not in range.", False),
    ],
)
def test_a_level_told_in_words_is_read(words: str, within: bool) -> None:
    assert [level.within_range for level in _levels(words)] == [within]


@pytest.mark.parametrize(
    "words",
    [
        "We hope for an olanzapine level in range.",
        "Olanzapine level will be in range once he takes it.",
        "On olanzapine. Level of functioning within normal limits.",
        "On olanzapine. Vitamin D level within range.",
        "On olanzapine. Functioning level satisfactory.",
        "On olanzapine, blood tests for lipids within range.",
        "Olanzapine level: whether in range is not known.",
    ],
)
def test_what_is_hoped_for_or_of_something_else_is_no_level_in_range(words: str) -> None:
    assert not any(level.within_range for level in _levels(words))


@pytest.mark.parametrize(
    "words",
    [
        "Diff was not run, so no ANC. Baseline ANC in Dec was 4,000.",
        "Last ANC 2.9 x10^9/L in May 2024; FBC not done since.",
        "ANC: not done. Last year's ANC 3.1 x10^9/L.",
    ],
)
def test_a_count_of_the_past_is_not_the_present_one_where_there_is_none(words: str) -> None:
    assert read_case(f"On clozapine. {words}").case.neutrophils == ()


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("ANC 2.9 x10^9/L today. No ANC below 1.5 ever", "2.9", "10^9/L"),
        ("Neutrophils | 1.2 | x10^9/L", "1.2", "10^9/L"),
        ("ANC today 1.2 (x10^9/L); last week 2.4", "1.2", "10^9/L"),
        ("neutrophil count of 1.2 thousand", "1.2", "10^9/L"),
        ("neutrophils two point nine times ten to the nine per litre", "2.9", "10^9/L"),
        ("ANC threshold 1 500/µL; his is 2 300/µL", "2,300", "/uL"),
    ],
)
def test_a_present_count_is_read_over_columns_and_in_words(words: str, value: str, unit: str) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert count.value is not None and (count.value.words(), count.unit) == (value, unit)


@pytest.mark.parametrize(
    ("words", "white"),
    [
        ("ANC 2.3 x 10^9/L, WBC 4.4 x 10^9/L. Her lowest ever was 1.6, in 2019", "4.4"),
        ("WBC: 4.4 K/uL\nANC: 2.3 K/uL", "4.4"),
        ("ANC 2.3 x 10^9/L. White plastic chair in the clinic, 4.4 m from the door", None),
    ],
)
def test_the_white_count_beside_a_neutrophil_count_is_read(words: str, white: str | None) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert (count.white_cells.words() if count.white_cells else None) == white


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Benign ethnic neutropenia: none.", False),
        ("Benign ethnic neutropenia: yes.", True),
        ("Haematology asked about BEN.", None),
        ("Nobody has looked for BEN.", None),
    ],
)
def test_an_answer_on_benign_ethnic_neutropenia_is_read_and_a_question_is_not(words: str, value: bool | None) -> None:
    assert read_case(f"ANC 1.7 x10^9/L on clozapine. {words}").case.benign_ethnic_neutropenia is value


@pytest.mark.parametrize(
    "words",
    [
        "so just under the 350 ng/mL threshold",
        "needs to be 350 ng/mL",
        "whereas 350 ng/mL would have been enough",
        "350 ng/mL being what we look for",
        "toxicity from 1 000 ng/mL",
    ],
)
def test_a_limit_beside_a_level_is_no_second_level(words: str) -> None:
    assert [_of(one) for one in _levels(f"Clozapine level 312 ng/mL, {words}.")] == [("clozapine", "312", "ng/mL")]


def test_the_sum_with_the_metabolite_is_not_taken_for_the_level() -> None:
    (level,) = _levels("Clozapine 0.24, norclozapine 0.25, total 0.49 (mg/L).")
    assert _of(level) == ("clozapine", "0.24", "mg/L")
