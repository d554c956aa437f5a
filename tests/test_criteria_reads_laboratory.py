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
