"""Comparing quantities: what is the same, what a claim may state, what lies inside, what a question asks for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities import (
    MOLAR_MASSES,
    Quantity,
    asked_kinds,
    compare,
    contains,
    mass_to_molar,
    molar_to_mass,
    read,
    same,
    supports,
)


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("350 ng/mL", "0.35 mg/L"),
        ("350 ng/mL", "350 µg/L"),
        ("1.071 µmol/L", "1,071 nmol/L"),
        ("20 mg/d", "20 mg of olanzapine per day"),
        ("1.5 × 10⁹/L", "1,500/µL"),
        ("six weeks", "42 days"),
        ("12 months", "1 year"),
        ("2-fold", "double the risk"),
        ("half", "50%"),
        ("weekly", "every 7 days"),
        ("about 40%", "40%"),
        ("≥ 6 weeks", "at least 6 weeks"),
        ("39 patients", "39 people"),
    ],
)
def test_two_ways_of_saying_one_quantity_are_the_same(one: str, other: str) -> None:
    assert same(only(one), only(other))


DIFFERENT = [
    ("350 ng/mL", "350 nmol/L"),
    ("52 weeks", "1 year"),
    ("4 weeks", "1 month"),
    ("20 mg", "20 mg/day"),
    ("> 350 ng/mL", "at least 350 ng/mL"),
    ("350 ng/mL", "350-420 ng/mL"),
    ("week 6", "6 weeks"),
    ("5 trials", "5 patients"),
    ("5%", "5 percentage points"),
    ("95% CI 1.5 to 4.5", "1.5 to 4.5"),
    ("1 of 5 trials", "20%"),
    ("1,125 mg", "1.125 mg"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_only_looks_alike_is_not_the_same(one: str, other: str) -> None:
    assert not same(only(one), only(other))
    assert not supports(only(one), only(other))
    assert not supports(only(other), only(one))


@pytest.mark.parametrize(
    ("span", "claim", "expected"),
    [
        ("≥ 6 weeks", "at least 6 weeks", True),
        ("6 weeks", "six weeks", True),
        ("2-fold", "twofold", True),
        ("30–40 mg/d", "30 to 40 mg daily", True),
        ("about 40%", "40%", True),
        ("350 ng/mL", "0.35 mg/L", True),
        ("1 of the 5 trials", "5 trials", True),
        ("1 of the 5 trials", "1 of 5", True),
        ("1 of the 5 trials", "1 trial", False),
        ("13 June 2025", "June 2025", True),
        ("13 June 2025", "2025", True),
        ("2025", "13 June 2025", False),
        ("SMD -0.48", "effect size -0.48", True),
        ("effect size 0.57", "SMD 0.57", False),
        ("5 trials", "5 studies", True),
        ("5 studies", "5 trials", False),
        ("95% CI 1.16 to 3.05", "CI 1.16 to 3.05", True),
        ("CI 1.16 to 3.05", "95% CI 1.16 to 3.05", False),
        ("350-420 ng/mL", "350 ng/mL", False),
        ("> 350 ng/mL", "at least 350 ng/mL", False),
        ("up to 900 mg/day", "900 mg/day", False),
        ("20 mg/day", "20 mg", False),
        ("20 mg", "20 mg/day", False),
        ("500 ng/mL", "500", False),
        ("ANC 1,200", "1,200/µL", False),
        ("1,200/µL", "ANC 1,200", True),
    ],
)
def test_a_claim_may_state_no_more_than_its_source(span: str, claim: str, expected: bool) -> None:
    assert supports(only(span), only(claim)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("500 to 999/µL", "900/µL", True),
        ("500 to 999/µL", "999/µL", True),
        ("500 to 999/µL", "1.0 × 10⁹/L", False),
        ("500 to 999/µL", "ANC 900", True),
        ("below 500/µL", "900/µL", False),
        ("below 500/µL", "500/µL", False),
        ("at least 500/µL", "500/µL", True),
        ("≥ 600 mg/day", "> 600 mg/day", True),
        ("> 600 mg/day", "≥ 600 mg/day", None),
        ("350-420 ng/mL", "400 to 500 ng/mL", None),
        ("350-420 ng/mL", "0.36 mg/L", True),
        ("2 days (48 hours) or more", "3 days", True),
        ("≥ 6 weeks", "2 months", None),
        ("≥ 600 mg/day", "600 mg", None),
        ("350 ng/mL or more", "1,071 nmol/L", None),
        ("about 40%", "45%", None),
        ("up to 500 to 600 mg/day", "550 mg/day", None),
        ("2025", "13 June 2025", True),
        ("2024", "13 June 2025", False),
    ],
)
def test_inside_outside_or_unknown(outer: str, inner: str, expected: bool | None) -> None:
    assert contains(read(outer)[0], only(inner)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("280 ng/mL", "350-420 ng/mL", -1),
        ("1 g/day", "900 mg/day", 1),
        ("2 days", "48 hours", 0),
        ("52 weeks", "1 year", None),
        ("400 ng/mL", "350-420 ng/mL", None),
        ("about 40%", "50%", None),
    ],
)
def test_larger_smaller_or_unknown(one: str, other: str, expected: int | None) -> None:
    assert compare(only(one), only(other)) == expected


ASKED = {
    "What dose of Depakote was studied with clozapine?": "dose mass",
    "How many mg of olanzapine?": "dose mass",
    "What clozapine level should I aim for?": "concentration concentration_molar",
    "plasma concentration of clozapine?": "concentration concentration_molar",
    "Below which ANC does the label say to interrupt?": "count_per_volume",
    "How long is an adequate trial?": "duration timepoint",
    "how many weeks on each drug before it counts as a failed trial?": "duration timepoint",
    "How often is the neutrophil count checked?": "frequency",
    "What is the REMS schedule?": "frequency",
    "What percentage of TRS patients fail clozapine?": "percentage proportion",
    "What share of people with schizophrenia have TRS?": "percentage proportion",
    "How common is constipation?": "percentage proportion",
    "How many trials were there?": "count proportion",
    "How much higher was mortality?": "fold percentage ratio",
    "What was the hazard ratio?": "interval ratio",
    "OR for myocarditis?": "interval ratio",
    "When was the REMS removed?": "date year",
    "What year was that?": "date year",
    "How old were they?": "age",
    "When is high-dose olanzapine reasonable in TRS?": "",
    "Does topiramate or lamotrigine help?": "",
    "Which drugs raise the clozapine level?": "",
    "Does smoking lower clozapine levels?": "",
    "Who ran the pivotal study?": "",
}


@pytest.mark.parametrize(("question", "kinds"), ASKED.items(), ids=ASKED)
def test_a_question_asks_for_kinds_of_quantity(question: str, kinds: str) -> None:
    assert " ".join(sorted(asked_kinds(question))) == kinds


def test_molar_levels_become_mass_levels_only_through_a_molar_mass() -> None:
    level = only("1,071 nmol/L")
    clozapine = molar_to_mass(level, MOLAR_MASSES["clozapine"])
    norclozapine = molar_to_mass(level, MOLAR_MASSES["norclozapine"])
    assert (clozapine.kind, clozapine.unit, clozapine.low) == ("concentration", "ng/mL", Fraction("350.02422"))
    assert norclozapine.low == Fraction("335.0088")
    with pytest.raises(ValueError, match="not a concentration molar"):
        molar_to_mass(only("350 ng/mL"), MOLAR_MASSES["clozapine"])


# What follows is generated: the same few numbers in many units, so that some are the same.
STATEMENTS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "≥ ", "at least ", "more than ", "up to ", "below ", "about "]),
    st.integers(1, 3),
    st.sampled_from(
        [" mg/day", " g per day", " mg", " ng/mL", " µg/L", " nmol/L", "/µL", " weeks", " years", "%", " °C"]
    ),
)


@given(
    number=st.decimals(min_value="0.01", max_value="99999", places=2),
    mass=st.decimals(min_value="1", max_value="999", places=3),
)
def test_molar_and_mass_concentrations_round_trip_exactly(number, mass) -> None:
    level = only(f"{number} nmol/L")
    assert mass_to_molar(molar_to_mass(level, Fraction(mass)), Fraction(mass)) == level


SMALL = STATEMENTS.map(only)


@given(one=SMALL, other=SMALL, third=SMALL)
def test_being_the_same_is_an_equivalence(one, other, third) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)
    assert not (same(one, other) and same(other, third)) or same(one, third)


@given(outer=SMALL, inner=SMALL)
def test_relations_agree_with_one_another(outer, inner) -> None:
    order, back = compare(outer, inner), compare(inner, outer)
    assert (order is None) == (back is None)
    assert order is None or back is None or order == -back
    if order in (-1, 1):
        assert contains(outer, inner) is False
    if same(outer, inner):
        assert supports(outer, inner)
        assert contains(outer, inner) is True
