"""Which of several was meant by its place: "the second one?" after two trials were named."""

import pytest

from assistant.lexicon import Lexicon
from tests.test_memory import Talk

TWO_PAPERS = "I read two CBT papers, Burns 2014 and the FOCUS trial. What was the effect in the first?"


@pytest.fixture
def talk(lexicon: Lexicon) -> Talk:
    return Talk(lexicon)


def test_the_first_of_what_the_text_itself_names_is_meant_and_the_other_left_out(talk: Talk) -> None:
    assert talk.ask(TWO_PAPERS) == "CBT: what was the effect in Burns 2014?"


def test_the_second_is_found_in_the_question_before(talk: Talk) -> None:
    talk.ask(TWO_PAPERS)
    understood = talk.ask("And the second one: what was the result?")
    assert "FOCUS" in understood
    assert "Burns" not in understood


@pytest.mark.parametrize(
    ("ask", "name", "other"),
    [
        ("How long did the former last?", "lithium", "topiramate"),
        ("And the latter?", "topiramate", "lithium"),
        ("Is the second drug safe?", "topiramate", "lithium"),
    ],
)
def test_former_and_latter_are_the_drugs_in_the_order_named(talk: Talk, ask: str, name: str, other: str) -> None:
    talk.ask("How do lithium and topiramate compare?")
    understood = talk.ask(ask)
    assert name in understood
    assert other not in understood


def test_the_first_year_is_none_of_what_was_named(talk: Talk) -> None:
    talk.ask("How do lithium and topiramate compare with clozapine?")
    assert "the first year" in talk.ask("What happens in the first year?")


def test_where_one_thing_was_named_there_is_no_second(talk: Talk) -> None:
    talk.ask("What dose of topiramate was studied?")
    assert "the second one" in talk.ask("the second one?")
