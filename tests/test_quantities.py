"""Reading quantities: what is read, with its unit, range and comparator, and what is left alone."""

import doctest
import importlib
import pkgutil
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import quantities
from assistant.quantities import Quantity, read


def shown(quantity: Quantity) -> str:
    """A quantity on one line: "dose >= 600 mg/day"."""
    low, high = quantity.low, quantity.high
    number = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    parts = [quantity.kind, quantity.comparator, number]
    parts += [f"of {quantity.out_of}"] if quantity.out_of is not None else []
    parts += [quantity.unit] if quantity.unit else []
    return " ".join(parts + (["(assumed)"] if quantity.assumed else []))


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


READ = {
    # doses and masses
    "800–1,125 mg/d": "dose = 800..1125 mg/day",
    "30 to 40 mg/day": "dose = 30..40 mg/day",
    "20 mg daily": "dose = 20 mg/day",
    "20 mg a day": "dose = 20 mg/day",
    "0.02 g per day": "dose = 20 mg/day",
    "≥ 600 \nmg of chlorpromazine per day": "dose >= 600.. mg/day",
    "600 mg/day or more": "dose >= 600.. mg/day",
    "up to 900 mg/day": "dose <= ..900 mg/day",
    "should not exceed 900 mg/day": "dose <= ..900 mg/day",
    "mean daily dose of 392 mg": "dose = 392 mg/day",
    "25 mg to 50 mg/day": "dose = 25..50 mg/day",
    "5 mg/kg/day": "dose = 5 mg/kg/day",
    "at least 600 mg": "mass >= 600.. mg",
    "≤ 20 mg": "mass <= ..20 mg",
    "12.5mg": "mass = 25/2 mg",
    "two hundred and fifty mg": "mass = 250 mg",
    # levels
    "350-420 ng/mL": "concentration = 350..420 ng/mL",
    "between 350 and 600 ng/mL": "concentration = 350..600 ng/mL",
    "0.35 mg/L": "concentration = 350 ng/mL",
    "350 µg/L": "concentration = 350 ng/mL",  # micro sign
    "350 μg/L": "concentration = 350 ng/mL",  # Greek mu
    "350 ug/L": "concentration = 350 ng/mL",
    "350 mcg/L": "concentration = 350 ng/mL",
    "350 nanograms per millilitre": "concentration = 350 ng/mL",
    "350+ ng/mL": "concentration >= 350.. ng/mL",
    "as high as 500 ng/mL": "concentration <= ..500 ng/mL",
    "5 mg/g": "concentration = 5 mg/g",
    "1,071 nmol/L": "concentration_molar = 1071 nmol/L",
    "1\u2009071 nmol/L": "concentration_molar = 1071 nmol/L",
    "1.071 umol/L": "concentration_molar = 1071 nmol/L",
    "326.82 g/mol": "molar_mass = 16341/50 g/mol",
    "clozapine level is 280": "concentration = 280 ng/mL (assumed)",
    "push the clozapine level above 600": "concentration > 600.. ng/mL (assumed)",
    # blood counts
    "below 1.5 × 10⁹/L": "count_per_volume < ..1500 /µL",
    "1.5 x 10^9/L": "count_per_volume = 1500 /µL",
    "1.5 x109/L": "count_per_volume = 1500 /µL",
    "1.5 to 2.0 × 10⁹/L": "count_per_volume = 1500..2000 /µL",
    "1,500/µL": "count_per_volume = 1500 /µL",
    "1500 per microlitre": "count_per_volume = 1500 /µL",
    "1500 cells/mm3": "count_per_volume = 1500 /µL",
    "ANC of 1,200": "count_per_volume = 1200 /µL (assumed)",
    "ANC 50": "count_per_volume = 50 /µL (assumed)",
    "neutrophils 49": "count_per_volume = 49000 /µL (assumed)",
    "ANC is 1.2": "count_per_volume = 1200 /µL (assumed)",
    "ANC below 1,500": "count_per_volume < ..1500 /µL (assumed)",
    # durations, time points, ages
    "6 weeks": "duration = 42 day",
    "six weeks": "duration = 42 day",
    "a 6-week trial": "duration = 42 day",
    "at least 6 consecutive weeks": "duration >= 42.. day",
    "6- to 8-week": "duration = 42..56 day",
    "treated for 8/52": "duration = 56 day",
    "stopped 3/12 ago": "duration = 3 month",
    "for 3/7": "duration = 3 day",
    "48 hours": "duration = 2 day",
    "2 months": "duration = 2 month",
    "1 year": "duration = 12 month",
    "3 months to 2 years": "duration = 3..24 month",
    "2 weeks to 3 months": "duration = 14..3 day–month",
    "2 days (about) or more": "duration >= 2.. day",
    "over 12 weeks": "duration = 84 day",
    "within 24 hours": "duration <= ..1 day",
    "by the end of week 2": "timepoint = 14 day",
    "days 10 to 33": "timepoint = 10..33 day",
    "month 6 to month 12": "timepoint = 6..12 month",
    "a 34-year-old": "age = 34 year",
    "aged 34": "age = 34 year",
    "18 to 65 years of age": "age = 18..65 year",
    # shares
    "40%–70%": "percentage = 40..70 %",
    "40% to 70%": "percentage = 40..70 %",
    "as many as 40%–70%": "percentage <= 40..70 %",
    "at least a 40% fall": "percentage >= 40.. %",
    "one-third": "percentage = 100/3 %",
    "about a third": "percentage ~ 100/3 %",
    "half of them": "percentage = 50 %",
    "2 out of 5": "proportion = 2 of 5",
    "1 of the 5 trials": "proportion = 1 of 5 trial",
    "1/19": "proportion = 1 of 19",
    "one in three people": "proportion = 1 of 3 person",
    "3/12 patients": "proportion = 3 of 12 person",
    # statistics
    "I2 = 91%": "percentage = 91 I2",
    "I² of 69%": "percentage = 69 I2",
    "95% CI 1.16 to 3.05": "interval = 29/25..61/20 95%",
    "95% CI, −3.32–1.55": "interval = -83/25..31/20 95%",
    "hazard ratio 1.88": "ratio = 47/25 hazard ratio",
    "HR 1.88": "ratio = 47/25 hazard ratio",
    "hazard ratio for death was 1.88": "ratio = 47/25 hazard ratio",
    "OR 1.17": "ratio = 117/100 odds ratio",
    "effect size g 0.47": "ratio = 47/100 effect size",
    "SMD -0.48": "ratio = -12/25 SMD",
    "p = 0.014": "ratio = 7/500 p",
    "p < .001": "ratio < ..1/1000 p",
    "n = 40": "count = 40 person",
    "-0.48": "number = -12/25",
    "−0.48": "number = -12/25",
    "38.5 °C or higher": "temperature >= 77/2.. °C",
    "104°F": "temperature = 40 °C",
    # folds and frequencies
    "2-fold": "fold = 2 fold",
    "twofold": "fold = 2 fold",
    "double the dose": "fold = 2 fold",
    "more than twice the upper limit": "fold > 2.. fold",
    "3.18 times as likely": "fold = 159/50 fold",
    "halved": "fold = 1/2 fold",
    "twice a week": "frequency = 2/7 per day",
    "weekly": "frequency = 1/7 per day",
    "three times a week": "frequency = 3/7 per day",
    "once or twice daily": "frequency = 1..2 per day",
    "every 4 weeks": "frequency = 1/28 per day",
    "at least every 4 weeks": "frequency >= 1/28.. per day",
    "every other day": "frequency = 1/2 per day",
    "4-weekly": "frequency = 1/28 per day",
    "q4w": "frequency = 1/28 per day",
    "q12h": "frequency = 2 per day",
    "bd": "frequency = 2 per day",
    "BID": "frequency = 2 per day",
    "monthly": "frequency = 1 per month",
    "once a year": "frequency = 1/12 per month",
    # counts, years, bare numbers
    "5 randomized controlled trials": "count = 5 trial",
    "39 patients": "count = 39 person",
    "two trials": "count = 2 trial",
    "one study": "count = 1 study",
    "63 cohort studies": "count = 63 study",
    "≥ 2 past adequate treatment episodes": "count >= 2.. episode",
    "the 18-item scale": "count = 18 item",
    "12 or more": "number >= 12..",
    "no fewer than 2": "number >= 2..",
    ">350": "number > 350..",
    "twenty-one": "number = 21",
    "2017": "year = 2017 year",
    "1982 to 2007": "year = 1982..2007 year",
    "2016 patients": "count = 2016 person",
    "13 June 2025": "date = 739415 day",
    "June 13, 2025": "date = 739415 day",
    "6/2025": "date = 739403..739432 day",
    "a phase 3 trial": "number = 3 phase",
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_a_quantity_is_read_with_its_unit_range_and_comparator(text: str, expected: str) -> None:
    assert shown(only(text)) == expected


SEVERAL = {
    "12.5 mg once or twice daily": ["mass = 25/2 mg", "frequency = 1..2 per day"],
    "more than 3 days but less than 4 weeks": ["duration > 3.. day", "duration < ..28 day"],
    "from 110 to 62 hours": ["duration = 55/12 day", "duration = 31/12 day"],
    "increase by 50 mg to 300 mg": ["mass = 50 mg", "mass = 300 mg"],
    "300 mg to 3 patients": ["mass = 300 mg", "count = 3 person"],
    "15 or 30 mg": ["mass = 15 mg", "mass = 30 mg"],
    "1 g and 2 g per day": ["dose = 1000 mg/day", "dose = 2000 mg/day"],
    "12 ± 2 hours": ["duration = 1/2 day", "duration ± 1/12 day"],
    "3.3+/-3.1 ng/mL": ["concentration = 33/10 ng/mL", "concentration ± 31/10 ng/mL"],
    "on days 7, 14, 21 and 28": [f"timepoint = {day} day" for day in (7, 14, 21, 28)],
    "hazard ratio 0.76 with sertraline, 0.78 with duloxetine": [
        "ratio = 19/25 hazard ratio",
        "ratio = 39/50 hazard ratio",
    ],
    "odds ratio (OR) 2.59 (1.51-4.42)": ["ratio = 259/100 odds ratio", "interval = 151/100..221/50"],
    "two items scored 4 or more, or at least one item": ["count = 2 item", "number >= 4..", "count >= 1.. item"],
    "average dosage 525 mg/d, plasma level 854 ng/mL": ["dose = 525 mg/day", "concentration = 854 ng/mL"],
    "Two phase 3 trials of 5 weeks": ["count = 2 trial", "number = 3 phase", "duration = 35 day"],
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items(), ids=SEVERAL)
def test_several_quantities_are_read_in_order(text: str, expected: list[str]) -> None:
    assert [shown(quantity) for quantity in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "treatment,1 which",
        "ng/mL.11 Next",
        "in schizophrenia).1,2 Doses",
        "study10 demonstrated",
        "CYP1A2, CYP2D6 and D2",
        "M1/M4 receptors",
        "items P1-P7 and N1 to N7",
        "heterogeneity as I2",
        "COVID-19, GLP-1, omega-3",
        "CG178 and TA43",
        "5-HT, 9-hydroxyrisperidone",
        "et al,3 clozapine",
        "PMC6231547",
        "PMID 36943247",
        "doi 10.1093/schbul/sbaf053",
        "https://example.org/2020/05",
        "recommendation 1.5.7.1",
        "studies 014/015",
        "1,25 mg",
        "the first and second antipsychotic, the 3rd",
        "double-blind, double dummy, double strand breaks",
        "half-life",
        "a third antipsychotic",
        "a couple of weeks",
        "the daily dose",
        "an overdose (OD); a bid",
        "any one strategy; one may ask; one-to-one",
        "randomised 1:1 at 10:30",
        "4/5/2025",
        "7" * 40,
    ],
)
def test_names_references_and_ordinals_are_not_quantities(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["take 5 or 1.17", "valproate level 75 on clozapine", "clozapine level 0.8"])
def test_a_word_in_another_sense_is_no_label(text: str) -> None:
    assert {quantity.kind for quantity in read(text)} == {"number"}


# What follows is generated: numbers, units and comparators in every combination.
DECIMALS = st.decimals(min_value="0.01", max_value="99999", places=2)
UNITS = st.sampled_from(  # as written, kind, canonical unit, factor
    [
        (" mg/day", "dose", "mg/day", 1),
        (" g per day", "dose", "mg/day", 1000),
        (" mg", "mass", "mg", 1),
        (" ng/mL", "concentration", "ng/mL", 1),
        (" mg/L", "concentration", "ng/mL", 1000),
        (" µmol/L", "concentration_molar", "nmol/L", 1000),
        ("/µL", "count_per_volume", "/µL", 1),
        (" × 10⁹/L", "count_per_volume", "/µL", 1000),
        (" weeks", "duration", "day", 7),
        (" years", "duration", "month", 12),
        ("%", "percentage", "%", 1),
        (" °C", "temperature", "°C", 1),
    ]
)
COMPARATORS = st.sampled_from(
    [
        ("", "="),
        ("≥ ", ">="),
        ("at least ", ">="),
        ("more than ", ">"),
        ("up to ", "<="),
        ("below ", "<"),
        ("about ", "~"),
    ]
)
AROUND = st.sampled_from(["", "The level was ", "Patients (", "In all, "])
TEXTS = st.text() | st.text(alphabet="0123456789,. -–−/×^%≥<>()mgLdayweksto\u2009\u00b5", max_size=80)


@given(number=DECIMALS, unit=UNITS, comparator=COMPARATORS, around=AROUND)
def test_a_written_quantity_is_read_back_exactly(number, unit, comparator, around) -> None:
    (words, symbol), (written, kind, canonical, factor) = comparator, unit
    value = Fraction(number) * factor
    text = f"{words}{number:,}{written}"
    read_back = only(f"{around}{text} was noted.")
    low = None if symbol in ("<", "<=") else value
    high = None if symbol in (">", ">=") else value
    assert read_back == Quantity(kind, low, high, canonical, len(around), len(around) + len(text), text, symbol)


@given(ends=st.tuples(DECIMALS, DECIMALS), unit=UNITS, joined=st.sampled_from(["–", "-", " to ", " – "]))
def test_a_written_range_is_read_back_exactly(ends, unit, joined) -> None:
    low, high = sorted(ends)
    written, kind, canonical, factor = unit
    read_back = only(f"{low:,}{joined}{high:,}{written}")
    expected = (kind, Fraction(low) * factor, Fraction(high) * factor, canonical, "=")
    assert (read_back.kind, read_back.low, read_back.high, read_back.unit, read_back.comparator) == expected


@given(text=TEXTS)
def test_any_text_is_read_without_an_error_and_offsets_slice_it(text) -> None:
    end = 0
    for quantity in read(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert end <= quantity.start < quantity.end
        end = quantity.end


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1 ", "1-", "5 to ", "at least about ", "one hundred and ", "95% CI ", "a"]
)
def test_ten_thousand_characters_of_anything_are_read(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in read(text))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(quantities.__path__)])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"assistant.quantities.{name}")).failed == 0
