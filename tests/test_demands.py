"""Demands: a question that stands or falls with a figure says so, one that only leans towards it does not."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import demands as module
from assistant import quantities
from assistant.demands import demands_of

DEMANDING = [
    ("What dose of Depakote was studied with clozapine?", ["the dose"]),
    ("How many mg of olanzapine per day?", ["the dose"]),
    ("What was the mean clozapine plasma level?", ["the level"]),
    ("What clozapine dose and level did patients have?", ["the dose", "the level"]),
    ("How long should each trial last?", ["how long"]),
    ("For how many weeks must a drug be tried?", ["how long"]),
    ("What proportion of patients respond?", ["the share"]),
    ("How common is neutropenia?", ["the share"]),
    ("How many trials were pooled?", ["how many"]),
    ("Below what ANC should clozapine stop?", ["the count"]),
    ("How often is blood taken?", ["how often"]),
    ("What was the mean age?", ["the age"]),
    ("aripiprazole dose with clozapine?", ["the dose"]),
    ("dose of lamotrigine to add", ["the dose"]),
    ("metformin dose PROGRESS", ["the dose"]),
    ("dose metformin PROGRESS", ["the dose"]),
    ("percentage who stopped metformin", ["the share"]),
    ("proportion with a relapse in Kane", ["the share"]),
    ("metformin how many kg", ["the weight"]),
]
LEANING = [
    "",
    "What counts as TRS?",
    "Does neutropenia depend on the dose?",
    "Is a higher dose better?",
    "What is the level of evidence for CBT?",
    "Why was the dose low?",
    "Were clozapine levels checked?",
    "What is the ANC monitoring?",
    "Which drug raises clozapine levels?",
    "What lowers the clozapine concentration?",
    "high dose olanzapine for TRS?",
    "is dose important",
    "clozapine dose dependent seizures",
    "dose related side effects",
    "olanzapine dose equivalence",
    "clozapine dose too high",
]


@pytest.mark.parametrize(("question", "figures"), DEMANDING)
def test_a_question_for_a_figure_demands_it(question: str, figures: list[str]) -> None:
    assert [demand.figure for demand in demands_of(question)] == figures


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_only_speaks_of_figures_demands_none(question: str) -> None:
    assert demands_of(question) == ()


@pytest.mark.parametrize("question", ["WHAT DOSE of ECT?", "what\n  dose of ECT?", "What’s the usual\u00a0dose?"])
def test_case_blanks_and_apostrophes_do_not_matter(question: str) -> None:
    assert [demand.figure for demand in demands_of(question)] == ["the dose"]


def test_the_weight_that_people_lose_is_no_dose() -> None:
    [dose] = demands_of("At what dose?")
    lost, given_ = (quantities.read(text)[0] for text in ("weight fell by 4 kg", "glycine 60 g a day"))
    assert not dose.is_met_by(lost)
    assert dose.is_met_by(given_)


@pytest.mark.parametrize("who", ["patients", "folks", "individuals"])
def test_people_are_counted_by_any_name_and_a_share_of_them_is_a_count(who: str) -> None:
    [third] = quantities.read("about one-third of patients")
    assert demands_of(f"How many {who} do not respond?")[0].is_met_by(third)


@pytest.mark.parametrize("who", ["men", "women", "children", "inpatients", "completers"])
def test_some_of_the_people_are_counted_by_a_figure_of_their_own(who: str) -> None:
    all_of_them, some = (quantities.read(text)[0] for text in ("68 patients", f"40 {who}"))
    [demand] = demands_of(f"how many {who} were in AMICUS")
    assert not demand.is_met_by(all_of_them)
    assert demand.is_met_by(some)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(demand.kinds for demand in demands_of(text))


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == 0
