"""Chlorpromazine equivalents: the published tables' own numbers, every trap of the fact sheet, and exactness."""

import csv
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria import doses
from assistant.criteria.doses import Equivalent, all_known, all_tables, licensed_midpoint, tables, to_chlorpromazine
from assistant.criteria.drugs import TABLES
from assistant.criteria.ranges import Range, at_least, between, exactly
from assistant.criteria.types import Trial

GARDNER, DDD, MED, CMD, WOODS, DAVIS, WHO = (
    "gardner-2010", "leucht-2016-ddd", "leucht-2014-med", "leucht-2015-cmd", "woods-2003", "davis-1974",
    "who-ddd-additions",
)  # fmt: skip
LIMIT = Fraction(600)

# drug, mg/day, then CPZ mg by Gardner, DDD, MED, CMD, Woods and Davis (-: not listed), and the verdict at 600 mg, as
# the fact sheet `equivalents/README.md` prints them
FLIPS = """
    olanzapine 15 450 450 500 584 300 - none
    olanzapine 18 540 540 600 700 360 - depends
    olanzapine 20 600 600 667 778 400 - depends
    olanzapine 25 750 750 833 972 500 - depends
    olanzapine 30 900 900 1000 1167 600 - all
    risperidone 4 400 240 500 389 200 - none
    risperidone 5 500 300 625 486 250 - depends
    risperidone 6 600 360 750 584 300 - depends
    risperidone 8 800 480 1000 778 400 - depends
    risperidone 10 1000 600 1250 972 500 - depends
    paliperidone 6 400 300 500 - - - none
    paliperidone 9 600 450 750 - - - depends
    paliperidone 12 800 600 1000 - - - all
    aripiprazole 15 300 300 375 417 200 - none
    aripiprazole 20 400 400 500 556 267 - none
    aripiprazole 24 480 480 600 667 320 - depends
    aripiprazole 30 600 600 750 834 400 - depends
    quetiapine 400 320 300 667 482 533 - depends
    quetiapine 450 360 338 750 542 600 - depends
    quetiapine 600 480 450 1000 723 800 - depends
    quetiapine 750 600 562 1250 903 1000 - depends
    quetiapine 800 640 600 1333 963 1067 - all
    haloperidol 10 600 375 625 556 500 625 depends
    haloperidol 12 720 450 750 667 600 750 depends
    haloperidol 15 900 562 937 834 750 937 depends
    haloperidol 16 960 600 1000 889 800 1000 all
    haloperidol 20 1200 750 1250 1111 1000 1250 all
    amisulpride 600 514 450 - 609 - - depends
    amisulpride 700 600 525 - 711 - - depends
    amisulpride 800 686 600 - 813 - - all
    ziprasidone 96 360 360 600 473 160 - depends
    ziprasidone 120 450 450 750 591 200 - depends
    ziprasidone 160 600 600 1000 788 267 - depends
    lurasidone 80 - 400 500 - - - none
    lurasidone 96 - 480 600 - - - depends
    lurasidone 120 - 600 750 - - - all
    lurasidone 160 - 800 1000 - - - all
    asenapine 10 - 150 250 432 - - none
    asenapine 20 - 300 500 864 - - depends
    clozapine 300 450 300 250 381 - - none
    clozapine 400 600 400 333 508 - - depends
    clozapine 500 750 500 417 636 - - depends
    clozapine 600 900 600 500 763 - - depends
    fluphenazine 8 400 240 - - - 667 depends
    fluphenazine 12 600 360 - - - 1000 depends
    fluphenazine 20 1000 600 - - - 1667 all
    perphenazine 24 480 240 - - - 270 none
    perphenazine 30 600 300 - - - 337 depends
    perphenazine 53.4 1068 534 - - - 600 depends
    perphenazine 60 1200 600 - - - 674 all
    trifluoperazine 17 510 255 - - - 607 depends
    trifluoperazine 20 600 300 - - - 714 depends
    trifluoperazine 40 1200 600 - - - 1429 all
    flupentixol 10 600 500 - - - - depends
    flupentixol 12 720 600 - - - - all
    zuclopenthixol 50 600 500 - - - - depends
    zuclopenthixol 60 720 600 - - - - all
    sulpiride 800 600 300 - - - - depends
    sulpiride 1200 900 450 - - - - depends
    sulpiride 1600 1200 600 - - - - all
    loxapine 60 600 180 - - - - depends
    loxapine 100 1000 300 - - - - depends
    loxapine 200 2000 600 - - - - all
    sertindole 16 480 300 333 566 - - none
    sertindole 20 600 375 417 707 - - depends
    sertindole 24 720 450 500 849 - - depends
    levomepromazine 300 450 300 - - - - none
    levomepromazine 400 600 400 - - - - depends
    levomepromazine 600 900 600 - - - - all
""".strip().splitlines()

# name, dose, days, then CPZ mg by Gardner and by DDD (aripiprazole: by the WHO additions)
LAI = [
    ("Risperdal Consta", 50, 14, 600, 397), ("haloperidol decanoate", 150, 28, 600, 487),
    ("fluphenazine decanoate", 25, 14, 600, 536), ("flupentixol decanoate", 40, 14, 600, 214),
    ("zuclopenthixol decanoate", 200, 14, 600, 286), ("pipotiazine palmitate", 100, 28, 600, 214),
    ("perphenazine enanthate", 100, 14, 600, 306), ("paliperidone palmitate", 150, 28, None, 643),
    ("olanzapine pamoate", 300, 14, None, 643), ("olanzapine pamoate", 405, 28, None, 434),
    ("olanzapine pamoate", 210, 14, None, 450), ("Abilify Maintena", 400, 28, None, 322),
]  # fmt: skip
LAI_AT_600 = [
    ("Risperdal Consta", "75.6", 14), ("haloperidol decanoate", "184.8", 28), ("fluphenazine decanoate", 28, 14),
    ("flupentixol decanoate", 112, 14), ("zuclopenthixol decanoate", 420, 14), ("pipotiazine palmitate", 280, 28),
    ("perphenazine enanthate", 196, 14), ("olanzapine pamoate", 280, 14),
]  # fmt: skip


def trial(drug: str, dose: Any = None, days: Any = None, **more: Any) -> Trial:
    return Trial(drug=drug, dose_mg=dose, interval_days=days, **more)


def mg(drug: str, dose: Any, table: str, days: Any = None, **more: Any) -> Fraction | None:
    """The exact equivalent, or None."""
    found = to_chlorpromazine(trial(drug, dose, days, **more), table).mg
    if found is None:
        return None
    assert found.is_exact
    return found.low


def why(drug: str, dose: Any, table: str = GARDNER, days: Any = None, **more: Any) -> str:
    """Why there is no equivalent."""
    found = to_chlorpromazine(trial(drug, dose, days, **more), table)
    assert found.mg is None
    return found.working


def rounds_to(value: Fraction | None, printed: str) -> bool:
    """Whether a printed whole number is this one; halves were printed either way."""
    return value is None if printed == "-" else value is not None and abs(value - int(printed)) <= Fraction(1, 2)


@pytest.mark.parametrize("line", FLIPS)
def test_the_verdicts_that_depend_on_the_table(line: str) -> None:
    drug, dose, *printed, verdict = line.split()
    found = [to_chlorpromazine(trial(drug, dose), table).mg for table in (GARDNER, DDD, MED, CMD, WOODS, DAVIS)]
    lows = [value.low if value else None for value in found]  # of Gardner's two levomepromazines it prints the first
    assert all(rounds_to(low, number) for low, number in zip(lows, printed, strict=True))
    reaching = [low >= LIMIT for low in lows if low is not None]
    assert verdict == ("all" if all(reaching) else "depends" if any(reaching) else "none")


@pytest.mark.parametrize(("name", "dose", "days", "gardner", "ddd"), LAI)
def test_long_acting_injections(name: str, dose: int, days: int, gardner: int | None, ddd: int) -> None:
    assert mg(name, dose, GARDNER, days) == gardner
    assert rounds_to(mg(name, dose, WHO if "Abilify" in name else DDD, days), str(ddd))


@pytest.mark.parametrize(("name", "dose", "days"), LAI_AT_600)
def test_injections_at_exactly_two_ddds(name: str, dose: Any, days: int) -> None:
    assert mg(name, dose, DDD, days) == LIMIT


ROWS = [(table.id, row) for table in all_known().values() for row in table.rows if row.interval_days is not None]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_every_row_gives_its_own_figure(table: str, row: doses.Row) -> None:
    days = None if row.interval_days == 1 and row.formulation == "oral" else row.interval_days
    more = {"dose_unit": "mg_eq"} if (row.drug, row.formulation) == ("paliperidone", "lai") else {}
    found = to_chlorpromazine(trial(row.name, row.dose_mg, days, formulation=row.formulation, **more), table)
    assert found.mg is not None
    assert row.equals_cpz_mg in (found.mg.low, found.mg.high)
    assert found.mg.is_exact or row.drug == "levomepromazine"


def test_the_tables_are_those_of_the_files() -> None:
    assert [table.id for table in all_known().values() if table.is_default] == [GARDNER]
    assert tables()[0].id == GARDNER
    assert {table.id for table in all_known().values()} - {table.id for table in tables()} == {WHO}
    assert {f"cpz_{name}.csv" for name in all_known()} == {path.name for path in TABLES.glob("*.csv")}
    for name, table in all_known().items():
        with (TABLES / f"cpz_{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(table.rows)
    assert "refractory" in all_known()[MED].caveat
    with pytest.raises(KeyError):
        to_chlorpromazine(trial("olanzapine", 20), "no such table")


def test_working() -> None:
    assert to_chlorpromazine(trial("olanzapine", 20), GARDNER) == Equivalent(
        GARDNER, exactly(600), "20 mg/day ÷ 20 mg × 600 mg = 600 mg/day", ()
    )
    depot = to_chlorpromazine(trial("haloperidol decanoate", 150, 28), DDD)
    assert depot.working == "(150 mg/28 days) ÷ (3.3 mg/day) × 300 mg = ≈487 mg/day"
    ranged = to_chlorpromazine(trial("olanzapine", between(15, 20)), GARDNER)
    assert ranged.working == "15 to 20 mg/day ÷ 20 mg × 600 mg = 450 to 600 mg/day"


def test_the_defined_daily_dose_is_not_rounded() -> None:
    assert mg("risperidone", 10, DDD) == LIMIT
    assert mg("haloperidol", 16, DDD) == LIMIT
    assert mg("asenapine", 40, DDD) == LIMIT


@pytest.mark.parametrize("name", ["levomepromazine", "methotrimeprazine", "Nozinan"])
def test_gardner_disagrees_with_itself(name: str) -> None:
    found = to_chlorpromazine(trial(name, 300), GARDNER)
    assert found.mg == between(450, 600)
    assert at_least(found.mg, LIMIT) == "unknown"
    assert "disagrees with itself" in found.notes[-1]
    assert "; or " in found.working
    assert mg(name, 300, DDD) == 300


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("haloperidol", {"formulation": "short_acting_im"}),
        ("Clopixol Acuphase", {}),
        ("zuclopenthixol acetate", {"interval_days": 3}),
        ("olanzapine", {"prn": True}),
    ],
)
def test_short_acting_and_as_needed_doses_are_never_counted(name: str, more: dict[str, Any]) -> None:
    found = all_tables(Trial(drug=name, dose_mg=10, **more))
    assert all(one.mg is None and "never for the 600 mg rule" in one.working for one in found)


@pytest.mark.parametrize(
    ("palmitate", "mg_eq"), [("39", "25"), ("78", "50"), ("117", "75"), ("156", "100"), ("234", "150")]
)
def test_paliperidone_strengths(palmitate: str, mg_eq: str) -> None:
    expected = Fraction(mg_eq) / 28 / Fraction("2.5") * 300
    for drug, dose, unit in (
        ("Invega Sustenna", palmitate, "mg"), ("Xeplion", mg_eq, "mg"), ("paliperidone palmitate", mg_eq, "mg_eq"),
        ("paliperidone palmitate", palmitate, "mg"),
    ):  # fmt: skip
        assert mg(drug, dose, DDD, 28, dose_unit=unit) == expected


def test_paliperidone() -> None:
    assert mg("paliperidone palmitate", 150, DDD, 30) == LIMIT
    assert mg("paliperidone palmitate", 140, DDD, 28, dose_unit="mg_eq") == LIMIT
    assert mg("Invega Hafyera", 1560, DDD, 182) == Fraction(1000) / 182 / Fraction("2.5") * 300
    assert mg("Trevicta", 350, DDD, 91) == Fraction(350) / 91 / Fraction("2.5") * 300
    assert "say which" in why("paliperidone palmitate", 140, DDD, 28)
    assert "say which" in why("Invega Trinza", 546, DDD, 91)
    assert "say which" in why("paliperidone palmitate", between(100, 156), DDD, 28)
    assert "no equivalent in this table" in why("Xeplion", 150, GARDNER, 28)
    assert "156 mg palmitate ÷ 1.56 = 100 mg eq" in to_chlorpromazine(trial("Xeplion", 156, 28), DDD).working
    assert mg("paliperidone", 9, GARDNER) == LIMIT
    assert "no unit of oral" in why("paliperidone", 9, dose_unit="mg_eq", formulation="oral")


def test_aripiprazole_lauroxil() -> None:
    assert mg("Aristada", 441, WHO, 28) == mg("Abilify Maintena", 300, WHO, 28)
    assert mg("aripiprazole LAI", 441, WHO, 28) == mg("Abilify Maintena", 300, WHO, 28)
    assert "only 441 mg" in why("Aristada", 882, WHO, 42)
    assert "not a trial" in why("Aristada Initio", 675, WHO, 28)
    assert "no equivalent in this table" in why("Abilify Maintena", 400, DDD, 28)


@pytest.mark.parametrize(("base", "salt"), [("18.5", 20), ("37", 40), ("74", 80), ("111", 120), ("148", 160)])
def test_lurasidone_base(base: str, salt: int) -> None:
    for unit in ("mg", "mg_base"):
        found = to_chlorpromazine(trial("Latuda", base, dose_unit=unit), DDD)
        assert found.mg == to_chlorpromazine(trial("lurasidone", salt), DDD).mg
        assert "40/37" in found.working


def test_units_of_other_drugs_are_refused() -> None:
    assert "mg base is no unit" in why("olanzapine", 20, dose_unit="mg_base")
    assert "mg eq is no unit" in why("olanzapine", 20, dose_unit="mg_eq", formulation="oral")


def test_injections_need_an_interval() -> None:
    for name in ("Risperdal Consta", "haloperidol decanoate", "Zypadhera", "risperidone LAI"):
        assert "needs its interval" in why(name, 50, DDD)


def test_tablets_or_depot() -> None:
    assert "say which" in why("Depixol", 40)
    assert mg("Depixol", 40, GARDNER, 14) == LIMIT
    assert mg("Depixol", 10, GARDNER, 1) == LIMIT
    assert mg("Depixol", 10, GARDNER, formulation="oral") == LIMIT
    assert mg("Clopixol depot", 200, GARDNER, 14) == LIMIT
    assert mg("haloperidol", 150, GARDNER, 28) == LIMIT  # the interval tells
    assert "is a long-acting injection, not an oral form" in why("Xeplion", 100, DDD, 28, formulation="oral")


def test_a_weekly_tablet_is_no_injection() -> None:
    assert mg("penfluridol", 42, DDD, 7) == 300
    assert mg("fluspirilene", 6, GARDNER, 7) == LIMIT
    assert mg("clozapine", 800, GARDNER, 2) == LIMIT


def test_preparations_are_not_borrowed() -> None:
    assert mg("fluphenazine enanthate", 25, GARDNER, 14) == LIMIT
    assert to_chlorpromazine(trial("fluphenazine enanthate", 25, 14), GARDNER).notes[0].startswith("enanthate")
    assert "lists risperidone microspheres, not subcutaneous" in why("Perseris", 120, GARDNER, 28)
    assert "lists risperidone microspheres, not ISM" in why("Okedi", 100, DDD, 28)
    unsaid = to_chlorpromazine(trial("risperidone LAI", 50, 14), GARDNER)
    assert unsaid.mg == exactly(600)
    assert "taken as the table's, microspheres" in unsaid.notes[-1]


def test_no_equivalent() -> None:
    assert why("lurasidone", 80) == "no equivalent in this table"
    assert why("cariprazine", 6, DDD) == "no equivalent in this table"
    assert mg("cariprazine", 6, WHO) == LIMIT
    assert all(found.mg is None for found in all_tables(trial("lumateperone", 42)))
    assert why("lithium", 800) == "lithium is not an antipsychotic"
    assert "near: olanzapine" in why("olanzapne", 20)
    assert why("olanzapine", None) == "the dose is not known"
    assert "inhaled" in why("Adasuve", 10)
    assert "patch" in why("Secuado", 7.6, DDD)


def test_ranges() -> None:
    open_dose = to_chlorpromazine(trial("olanzapine", Range(high=20, high_open=True)), GARDNER).mg
    assert open_dose == Range(high=600, high_open=True)
    weeks = to_chlorpromazine(trial("haloperidol decanoate", 150, between(28, 42)), GARDNER).mg
    assert weeks == between(400, 600)
    assert "not known closely enough" in why("haloperidol decanoate", Range(low=100), GARDNER, Range(low=14))


def test_all_tables() -> None:
    found = all_tables(trial("olanzapine", 20))
    assert [one.table for one in found] == [table.id for table in tables()]
    assert [one.mg is None for one in found] == [False] * 6 + [True]


def test_licensed_midpoints() -> None:
    olanzapine = licensed_midpoint(trial("Zyprexa", 15))
    assert olanzapine is not None
    assert (olanzapine.daily_mg, olanzapine.limit_mg) == (exactly(15), Fraction(25, 2))
    assert all(at_least(found.mg, LIMIT) != "met" for found in all_tables(trial("Zyprexa", 15)))
    depot = licensed_midpoint(trial("Modecate", "112.5", 28))
    assert depot is not None
    assert depot.daily_mg == exactly(depot.limit_mg)
    assert depot.working == "112.5 mg/28 days; licensed range 12.5 to 100 mg/14 days, midpoint 56.25 mg/14 days"
    assert licensed_midpoint(trial("fluphenazine", 12)) is None
    assert licensed_midpoint(trial("Risperdal Consta", 50, 14)) is None
    assert licensed_midpoint(trial("olanzapine", 15, prn=True)) is None
    unknown = licensed_midpoint(trial("clozapine"))
    assert unknown is not None
    assert (unknown.daily_mg, unknown.limit_mg) == (None, 325)


@pytest.mark.parametrize("entry", doses._settings()["licensed_midpoints"])
def test_midpoints_are_in_the_middle(entry: dict[str, Any]) -> None:
    assert Fraction(str(entry["low"])) + Fraction(str(entry["high"])) == 2 * Fraction(str(entry["midpoint"]))


AMOUNTS = st.fractions(min_value=Fraction(1, 10), max_value=2000, max_denominator=20)


@given(AMOUNTS, st.sampled_from(["olanzapine", "risperidone", "haloperidol", "clozapine", "quetiapine"]))
def test_twice_the_dose_is_twice_the_equivalent(dose: Fraction, drug: str) -> None:
    for once, twice in zip(all_tables(trial(drug, dose)), all_tables(trial(drug, dose * 2)), strict=True):
        assert (once.mg is None) == (twice.mg is None)
        assert once.mg is None or twice.mg == once.mg.mapped(lambda bound: bound * 2)


@given(AMOUNTS, st.integers(7, 90), st.sampled_from(["Risperdal Consta", "haloperidol decanoate", "Modecate"]))
def test_half_the_interval_is_twice_the_dose(dose: Fraction, days: int, drug: str) -> None:
    for table in (GARDNER, DDD):
        assert mg(drug, dose, table, days) == mg(drug, dose * 2, table, days * 2)


@given(AMOUNTS, AMOUNTS)
def test_a_range_holds_what_lies_within_it(one: Fraction, two: Fraction) -> None:
    low, high = sorted((one, two))
    found = to_chlorpromazine(trial("olanzapine", between(low, high)), DDD).mg
    assert found == between(mg("olanzapine", low, DDD), mg("olanzapine", high, DDD))


@given(st.one_of(st.none(), AMOUNTS), st.sampled_from(["OLZ", "Depixol", "Xeplion", "x", "lithium", "Latuda"]),
       st.one_of(st.none(), st.integers(1, 200)), st.sampled_from(["mg", "mg_eq", "mg_base"]),
       st.sampled_from([None, "oral", "lai", "short_acting_im"]))  # fmt: skip
def test_every_trial_has_a_reply_with_its_reason(
    dose: Fraction | None, drug: str, days: int | None, unit: str, formulation: str | None
) -> None:
    asked = trial(drug, dose, days, dose_unit=unit, formulation=formulation)
    assert all(found.working for found in all_tables(asked))
    licensed_midpoint(asked)
