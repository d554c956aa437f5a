"""What is typed in short, read in full: only what has one meaning, and only in small letters."""

import doctest

import pytest

from assistant import shorthand as module
from assistant.lexicon import Lexicon
from assistant.spelling import mend_spelling
from tests.test_memory import vocabulary

STRANGE = vocabulary()._replace(strangeness=lambda word: float(word not in ("dose", "meds", "anti", "here")))


def test_examples_in_the_module_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_a_question_in_short_is_read_in_full_and_says_so(lexicon: Lexicon) -> None:
    text, corrections = mend_spelling("neg sx in how many pts", lexicon, vocabulary())
    assert text == "negative symptoms in how many patients"
    assert ("pts", "patients") in corrections


CLIPPED = {
    "olanz": "olanzapine",
    "loraz": "lorazepam",
    "mirt": "mirtazapine",
    "quet": "quetiapine",
    "memant": "memantine",  # and not "meant"
    "valpro": "valproate",
}


@pytest.mark.parametrize(("written", "meant"), CLIPPED.items())
def test_the_beginning_of_a_drug_is_read_as_the_drug(lexicon: Lexicon, written: str, meant: str) -> None:
    assert mend_spelling(f"dose of {written}?", lexicon, STRANGE) == (f"dose of {meant}?", ((written, meant),))


@pytest.mark.parametrize("written", ["MIRT", "clo", "flu", "meds", "anti"])
def test_capitals_few_letters_and_ordinary_words_are_not_clipped(lexicon: Lexicon, written: str) -> None:
    assert mend_spelling(f"dose of {written}?", lexicon, STRANGE)[1] == ()


@pytest.mark.parametrize("written", ["schizo", "wizzen", "clurgh"])
def test_a_short_word_is_not_mended_by_two_letters(lexicon: Lexicon, written: str) -> None:
    assert mend_spelling(f"is it {written} here", lexicon, STRANGE)[1] == ()


def test_no_short_form_is_a_name_of_the_lexicon(lexicon: Lexicon) -> None:
    assert [word for word in module.IN_FULL if lexicon.meaning(word)] == []


def test_the_beginning_of_a_misspelt_name_is_no_drug(lexicon: Lexicon) -> None:
    text, _ = mend_spelling("resp rate of 6", lexicon, STRANGE)
    assert "ridon" not in text
