"""Words: they stand where the text has them, one stem for both Englishes, and few of them carry meaning."""

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import words as module
from assistant.words import is_asking_word, is_stop_word, stem, words

BRITISH_AND_AMERICAN = [
    ("randomised", "randomized"),
    ("haematological", "hematologic"),
    ("stabilisation", "stabilization"),
    ("analysed", "analyzed"),
    ("diarrhoea", "diarrhea"),
    ("oestrogen", "estrogen"),
    ("oesophageal", "esophageal"),
    ("anaesthetic", "anesthetic"),
    ("paediatric", "pediatric"),
    ("aetiology", "etiology"),
    ("behavioural", "behavioral"),
    ("tumours", "tumors"),
    ("labelled", "labeled"),
    ("programme", "program"),
    ("optimising", "optimizing"),
]
APART = [
    ("olanzapine", "clozapine"),
    ("ziprasidone", "risperidone"),
    ("four", "for"),
    ("hour", "hormone"),
    ("dose", "does"),
    ("increase", "decrease"),
    ("effective", "ineffective"),
    ("adherence", "nonadherence"),
]


@pytest.mark.parametrize(("british", "american"), BRITISH_AND_AMERICAN)
def test_british_and_american_spellings_have_one_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_different_meaning_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("form", ["patient", "patients", "Patient's", "patient’s", "PATIENTS"])
def test_number_case_and_possession_do_not_matter(form: str) -> None:
    assert stem(form) == "patient"


def test_hyphens_slashes_and_brackets_part_words_and_apostrophes_do_not() -> None:
    text = "treatment-resistant/refractory (TRS) isn’t Kane's ng_mL"
    assert [word.surface for word in words(text)] == [
        "treatment", "resistant", "refractory", "TRS", "isn’t", "Kane's", "ng", "mL"
    ]  # fmt: skip


def test_no_word_is_in_no_text() -> None:
    assert list(words("")) == list(words(" …—!? 😀 ")) == []


@given(st.text())
def test_every_word_of_any_text_stands_at_its_offsets_in_order(text: str) -> None:
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == [word.surface for word in found]
    assert all(word.surface and word.stem for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_a_stem_does_not_depend_on_what_stands_around_the_word(word: str) -> None:
    [alone], [_, between, _] = words(word), words(f"the {word}, and")
    assert alone.stem == between.stem == stem(word)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'’", min_size=1))
def test_case_never_changes_a_stem(word: str) -> None:
    assert stem(word.upper()) == stem(word)


@pytest.mark.parametrize("word", ["the", "What", "OF", "isn't", "isn’t", "doesn't", "whose", "I've"])
def test_words_that_only_tie_a_sentence_together_are_stop_words(word: str) -> None:
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["clozapine", "dose", "mortality", "ECT", "weight", "China"])
def test_words_that_name_a_thing_are_neither_stop_words_nor_asking_words(word: str) -> None:
    assert not is_stop_word(word)
    assert not is_asking_word(word)


@pytest.mark.parametrize("word", ["tell", "Evidence", "patients", "article", "describe"])
def test_words_that_shape_a_question_are_asking_words(word: str) -> None:
    assert is_asking_word(word)


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == 0
