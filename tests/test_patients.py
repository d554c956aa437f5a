"""Words about one patient, and what is decided on one: told from questions on the literature."""

import doctest

import pytest

from assistant import patients


def test_examples_in_the_module_hold() -> None:
    assert doctest.testmod(patients).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "should she have clozapine?",
        "can she have valproate?",
        "shall we stop clozapine?",
        "and should we add aripiprazole?",
        "does he need a higher dose?",
        "would clozapine help her?",
        "is clozapine safe for him?",
        "what dose for her?",
        "which antipsychotic is best for my patient?",
        "could my mother take clozapine?",
        "should I come off clozapine?",
    ],
)
def test_what_to_do_with_a_patient_is_a_decision(text: str) -> None:
    assert patients.asks_for_a_decision(text, names_treatment="dose" not in text)


@pytest.mark.parametrize(
    "text",
    [
        "should clozapine be stopped in neutropenia?",
        "can clozapine be given with lithium?",
        "do we know why clozapine works?",
        "what do we know about clozapine?",
        "how do we define resistance to clozapine?",
        "should we stop clozapine if the ANC is below 500?",
        "at what ANC can my patient restart clozapine?",
        "how often should we measure clozapine levels?",
        "should a patient who smokes have a higher dose of clozapine?",
        "My patient is 17. Is there evidence on clozapine for her?",
        "what did Kane and his colleagues find of clozapine?",
        "What dose of clozapine did patients have in the trial?",
    ],
)
def test_what_is_known_is_none(text: str) -> None:
    assert not patients.asks_for_a_decision(text, names_treatment=True)


@pytest.mark.parametrize(
    ("text", "is_of_one"),
    [
        ("my patient's ANC is 900", True),
        ("Mrs Jane Smith, on clozapine", True),
        ("mine is 200", True),
        ("and in smokers?", False),
        ("this trial", False),
        ("what about them?", False),
    ],
)
def test_who_is_spoken_of_is_known(text: str, is_of_one: bool) -> None:
    assert patients.speaks_of_one(text) == is_of_one


@pytest.mark.parametrize(
    ("text", "told", "could_be"),
    [
        ("what about him?", "34F on clozapine, lives with her brother", True),  # a brother is told of as well
        ("what about him?", "34F on clozapine", False),
        ("and for her?", "A 50-year-old man; his mother says he is better", True),
        ("and for her?", "50-year-old man on clozapine", False),
        ("and this man?", "She had olanzapine 20 mg", False),
        ("what about this patient?", "She had olanzapine 20 mg", True),
    ],
)
def test_a_man_is_not_the_woman_of_the_notes(text: str, told: str, could_be: bool) -> None:
    assert patients.could_be_one(text, told) == could_be
