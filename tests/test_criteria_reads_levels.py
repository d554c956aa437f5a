"""Plasma levels read in ordinary wordings, and near wordings that are none."""

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
        ("480 ng/mL, that's in range", "480", "ng/mL"),
        ("mid-range, 480 ng/mL", "480", "ng/mL"),
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


def test_one_level_in_two_units_is_one() -> None:
    assert len(_levels("Clozapine level 1 240 nmol/L, i.e. 405 ng/mL.")) == 1
    assert len(_levels("Clozapine level 1 240 nmol/L, then 505 ng/mL.")) == 2


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Olanzapine 20 mg. The level was in range.", True),
        ("Olanzapine level WNL.", True),
        ("Olanzapine level satisfactory and inside the lab's window.", True),
        ("Serum olanzapine measured on two occasions, both in range.", True),
        ("Olanzapine 20 mg, level checked and therapeutic.", True),
        ("Amisulpride level ok.", True),
        ("Olanzapine level in the middle of the range.", True),
        ("Therapeutic drug monitoring on olanzapine: normal.", True),
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
        "Olanzapine level fine if he takes it.",
        "Patient says his olanzapine level was fine, no report seen.",
        "Olanzapine level ok to omit.",
    ],
)
def test_what_is_hoped_for_or_of_something_else_is_no_level_in_range(words: str) -> None:
    assert not any(level.within_range for level in _levels(words))


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
