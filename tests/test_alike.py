"""Words that take each other's place: figures for figures, opposites for each other, and what follows the same word."""

import doctest

import pytest

from assistant import alike as module
from assistant.alike import after_the_same_word, figure_or_opposite


def test_examples_in_the_module_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("question", "fragment"),
    [
        ("doses of 100 mg and 200 mg", "300 mg"),  # which of the two?
        ("what happened at 21 months", "at 300 mg"),
        ("mild or moderate", "severe pain of the knee"),
        ("mild or severe", "severe"),
        ("what happened", "and then"),
    ],
)
def test_what_has_no_one_like_takes_no_place(question: str, fragment: str) -> None:
    assert figure_or_opposite(question, fragment) == ""


def test_a_bare_figure_keeps_the_unit_and_a_figure_with_a_unit_brings_its_own() -> None:
    assert figure_or_opposite("what is 350 ng/mL in nmol/L", "600") == "what is 600 ng/mL in nmol/L"
    assert figure_or_opposite("seizures below 300 mg", "above 600 mg") == "seizures above 600 mg"


def test_what_follows_the_same_word_goes_to_the_end_and_takes_no_question_with_it() -> None:
    assert after_the_same_word("Which cut-off is used in mania", "in dementia") == "Which cut-off is used in dementia"
    assert after_the_same_word("EU: after one year how often", "after two") == ""
