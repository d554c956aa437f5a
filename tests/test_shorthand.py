"""What is typed in short, read in full: only what has one meaning, and only in small letters."""

import doctest

from assistant import shorthand as module
from assistant.lexicon import Lexicon
from assistant.spelling import mend_spelling
from tests.test_memory import vocabulary


def test_examples_in_the_module_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_a_question_in_short_is_read_in_full_and_says_so(lexicon: Lexicon) -> None:
    text, corrections = mend_spelling("neg sx in how many pts", lexicon, vocabulary())
    assert text == "negative symptoms in how many patients"
    assert ("pts", "patients") in corrections


def test_no_short_form_is_a_name_of_the_lexicon(lexicon: Lexicon) -> None:
    assert [word for word in module.IN_FULL if lexicon.meaning(word)] == []
