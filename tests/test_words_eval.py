"""The eval of the two checks of words: four lists by author, and figures that count what was judged right."""

import pytest

from evals import words
from evals.metrics import Limit, thresholds
from evals.words import Looked


def test_each_half_has_authors_and_no_sentence_of_the_other() -> None:
    tuned, measured = words.load("tune"), words.load("measured")
    assert {"blind", "tuning"} <= set(tuned)
    texts = [{one.text for one in words.looked_at(half)} for half in words.HALVES]
    assert not texts[0] & texts[1]
    assert all(lists.verdicts and lists.clinical for lists in [*tuned.values(), *measured.values()])


def test_no_sentence_is_in_a_list_and_in_its_opposite() -> None:
    for lists in words.load("tune").values():
        assert not set(lists.verdicts) & set(lists.not_verdicts)
        assert not set(lists.injections) & set(lists.clinical)


def test_figures_count_what_is_judged_right_of_each_list() -> None:
    rows = [
        Looked("tune", "a", "verdicts", "t", is_right=True),
        Looked("tune", "b", "verdicts", "u", is_right=False),
        Looked("measured", "a", "clinical", "v", is_right=True),
    ]
    found = words.figures(rows, {"words: verdicts caught": Limit(at_least=0.9)})
    assert [(one.metric, one.half, one.value, one.passed) for one in found] == [
        ("words: verdicts caught", "tune", 0.5, False),
        ("words: clinical let through", "measured", 1.0, True),
    ]


def test_a_sentence_judged_wrongly_says_what_should_have_been() -> None:
    missed = words.item(Looked("tune", "a", "verdicts", "He is resistant.", is_right=False))
    assert (missed.outcome, missed.expected, missed.faults) == ("wrong", ("caught",), ("not caught, by a",))


@pytest.mark.parametrize("figure", words.figures(words.looked_at("tune"), thresholds()), ids=lambda one: one.metric)
def test_the_tuned_half_reaches_its_thresholds(figure: words.Figure) -> None:
    assert figure.above_floor
