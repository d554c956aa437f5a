"""Which words in a gap make a statement plainly false, and which leave it true or make it a dangerous one."""

from fractions import Fraction

import pytest

from assistant.lexicon import Lexicon
from assistant.quantities import read
from assistant.quiz.answers import mark
from assistant.quiz.distractors import Wrong
from assistant.quiz.facts import Fact, Gap
from assistant.quiz.implied import is_false_with
from assistant.types import Passage, Sentence, Source
from tests.quizzes import item_of

SOURCE = Source(source_id="s", slug="s", title="S", kind="guideline")


def a_fact(text: str) -> Fact:
    sentence = Sentence(start=0, end=len(text), text=text)
    passage = Passage(passage_id="s#0", source_slug="s", ordinal=0, start=0, end=len(text), text=text,
                      sentences=(sentence,))  # fmt: skip
    return Fact(SOURCE, passage, 0, frozenset(), (), ())


def with_days(text: str, days: int) -> bool:
    one = read(text)[0]
    bounds = tuple(None if end is None else Fraction(days) for end in (one.low, one.high))
    wrong = Wrong("", a_fact(text), bounds=(bounds[0], bounds[1]))
    return is_false_with(a_fact(text), Gap(one.start, one.end, one.text, quantity=one), wrong)


@pytest.mark.parametrize(
    ("text", "days", "is_false"),
    [
        ("If at least 2 days have passed, clozapine is given at the first dose.", 19, False),
        ("If at least 2 days have passed, clozapine is given at the first dose.", 1, True),
        ("A trial must last at least 42 days.", 56, True),
        ("A trial must last at least 42 days.", 28, False),
        ("The review found no trial that lasted more than 42 days.", 56, False),
        ("The review found no trial that lasted more than 42 days.", 28, False),
        ("The trial lasted 42 days.", 56, True),
    ],
)
def test_a_bound_moves_only_where_the_fact_does_not_imply_it(text: str, days: int, is_false: bool) -> None:
    assert with_days(text, days) is is_false


@pytest.mark.parametrize(
    ("text", "name", "is_false"),
    [
        ("Pneumonia or sore throat on clozapine is told to the clinic.", "Pneumonia", False),
        ("It is stopped where myocarditis is seen.", "myocarditis", False),
        ("The study counted cases of myocarditis in a year.", "myocarditis", True),
    ],
)
def test_no_name_is_swapped_among_several_or_where_a_danger_is_told(text: str, name: str, is_false: bool) -> None:
    mention = next(one for one in Lexicon.load().mentions(text) if one.surface == name)
    gap = Gap(mention.start, mention.end, name, entity=mention.entity)
    assert is_false_with(a_fact(text), gap, Wrong("akathisia", a_fact(text))) is is_false


@pytest.mark.parametrize(
    ("key", "typed", "verdict"),
    [("8 weeks", "8 wks", "right"), ("8 weeks", "eight weeks", "right"), ("8 weeks", "8 days", "wrong"),
     ("8 weeks", "6 weeks", "wrong"), ("3 to 5 days", "3-5 days", "right"), ("8 weeks", "8 weeks or more", "wrong")],
)  # fmt: skip
def test_a_typed_figure_is_compared_as_a_quantity(key: str, typed: str, verdict: str) -> None:
    item = item_of("short_answer").model_copy(update={"key": key, "accepted": (key,)})
    assert mark(item, [typed]).verdict == verdict
