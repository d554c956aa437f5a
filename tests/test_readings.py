"""Which reading of a follow-up is meant: the fullest that is answered well, never one without the drug or country."""

from collections.abc import Mapping

import pytest

from assistant.compose import Composition
from assistant.follow_ups import read_typed
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.readings import BETTER, ENOUGH, Reading, Sought, further, meant, read_in
from assistant.types import Draft
from tests.test_memory import vocabulary


def of(understood: str, typed: str, lexicon: Lexicon) -> list[str]:
    """The further readings, those that are read as a whole marked so."""
    question = read_in(Reading(understood), typed, "question", lexicon, vocabulary())
    found = further(question, read_typed(typed, lexicon, vocabulary()), lexicon, vocabulary())
    return [one.text + (" [whole]" if one.whole else "") for one in found]


def chosen(lexicon: Lexicon, typed: str, understood: str, scores: Mapping[str, float], spoken: float = 1.0) -> str:
    """The reading that is meant where each of these is answered so well, and no other at all."""

    def seek(question: Question) -> Sought:
        score = scores.get(question.understood, 0.0)
        draft = Draft(claims=(), composer="extractive") if score else None
        return Sought(question, (), Composition(draft, (), (), score, spoken))

    first = seek(read_in(Reading(understood), typed, "question", lexicon, vocabulary()))
    return meant(first, seek, typed, lexicon, vocabulary()).question.understood


FULL = "Leucht, clozapine, seizures: what can be done?"
TYPED = "What can be done?"
WITHOUT_STUDY = "clozapine, seizures: what can be done?"


def test_less_is_carried_in_order_first_without_the_study_then_without_the_effect(lexicon: Lexicon) -> None:
    assert of(FULL, TYPED, lexicon) == [
        WITHOUT_STUDY,
        "Leucht, clozapine: what can be done?",
        "clozapine: what can be done?",
    ]


@pytest.mark.parametrize(
    ("understood", "typed", "never_without"),
    [
        ("Yeh and colleagues, topiramate with clozapine, weight gain: dose?", "dose?", "topiramate"),
        ("US, clozapine, neutropenia: how often?", "how often?", "US"),
        ("clozapine, pregnancy: is it safe?", "is it safe?", "pregnancy"),
    ],
)
def test_no_reading_is_without_the_drug_the_country_or_the_people(
    lexicon: Lexicon, understood: str, typed: str, never_without: str
) -> None:
    assert all(never_without in reading for reading in of(understood, typed, lexicon))


def test_a_drug_that_is_named_lets_go_of_its_like_and_stays(lexicon: Lexicon) -> None:
    found = of("FDA, fluvoxamine with clozapine: caffeine too?", "caffeine too?", lexicon)
    assert found
    assert all("fluvoxamine" not in reading and "caffeine" in reading for reading in found)


def test_what_took_its_likes_place_is_also_asked_in_full(lexicon: Lexicon) -> None:
    understood = "What dose of topiramate was studied with clozapine?"
    assert of(understood, "and topiramate?", lexicon) == [f"{understood} [whole]"]


def test_people_who_took_the_place_of_others_are_not_asked_of_in_full(lexicon: Lexicon) -> None:
    assert of("Is 300 mg too much for pregnant women?", "and pregnant women?", lexicon) == []


def test_a_text_that_names_its_own_topic_can_do_without_the_old_one(lexicon: Lexicon) -> None:
    typed = "sertraline and relapse"
    assert of("weight gain: sertraline and relapse?", typed, lexicon)[-1] == f"{typed} [whole]"
    assert of("FDA, clozapine: sertraline and relapse?", typed, lexicon)[-1] == f"clozapine: {typed} [whole]"


def test_a_word_that_points_keeps_something_to_point_to(lexicon: Lexicon) -> None:
    assert of("Leucht: what did it find?", "what did it find?", lexicon) == []


def test_the_first_reading_stays_where_it_is_answered_well(lexicon: Lexicon) -> None:
    assert chosen(lexicon, TYPED, FULL, {FULL: 0.7, WITHOUT_STUDY: 1.0}) == FULL


def test_another_takes_its_place_where_it_is_answered_clearly_better(lexicon: Lexicon) -> None:
    assert chosen(lexicon, TYPED, FULL, {FULL: 0.3, WITHOUT_STUDY: BETTER}) == WITHOUT_STUDY
    assert chosen(lexicon, TYPED, FULL, {FULL: 0.3, WITHOUT_STUDY: BETTER - 0.01}) == FULL


def test_where_the_first_is_not_answered_another_must_be_likely_and_speak_of_the_words_typed(lexicon: Lexicon) -> None:
    assert chosen(lexicon, TYPED, FULL, {WITHOUT_STUDY: ENOUGH}) == WITHOUT_STUDY
    assert chosen(lexicon, TYPED, FULL, {WITHOUT_STUDY: ENOUGH - 0.01}) == FULL
    assert chosen(lexicon, TYPED, FULL, {WITHOUT_STUDY: 1.0}, spoken=0.5) == FULL


def test_a_question_that_follows_nothing_has_no_other_reading(lexicon: Lexicon) -> None:
    assert chosen(lexicon, FULL, FULL, {WITHOUT_STUDY: 1.0}) == FULL
