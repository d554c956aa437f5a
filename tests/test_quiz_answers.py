"""How a taker's response is marked: what counts as right, what is wrong, and what has to be typed again."""

import pytest

from assistant.errors import BadInput
from assistant.quiz.answers import Marked, Score, Tally, alike, mark, score
from assistant.quiz.types import ITEM_KINDS, Numeric, QuizItem
from tests.quizzes import item_of

PLAIN = "Examplazine was given at 10 mg/d."


def number(low: str, high: str, unit: str = "") -> QuizItem:
    return item_of("numeric").model_copy(update={"numeric": Numeric(low=low, high=high, unit=unit)})


def word(*accepted: str) -> QuizItem:
    return item_of("short_answer").model_copy(update={"key": accepted[0], "accepted": accepted})


def test_of_several_options_the_key_is_right_by_its_letter() -> None:
    item = item_of("single_best")
    assert [mark(item, [letter]).verdict for letter in ("A", "B", "b", " C ")] == ["wrong", "right", "right", "wrong"]


@pytest.mark.parametrize("response", [["D"], ["10"], ["B", "x"], ["Examplazine"]])
def test_an_option_that_there_is_not_is_refused_and_the_letters_are_named(response: list[str]) -> None:
    with pytest.raises(BadInput, match=r"Choose A, B or C\."):
        mark(item_of("single_best"), response)


def test_two_options_at_once_are_not_right() -> None:
    assert mark(item_of("single_best"), ["B", "A"]).verdict == "wrong"


def test_pairs_are_marked_one_by_one_and_all_must_be_right() -> None:
    item = item_of("matching")  # right sides by letter: the one of a, the one of b, one to spare
    assert mark(item, ["A", "B"]) == Marked(verdict="right", pairs=(True, True))
    assert mark(item, ["A", "C"]) == Marked(verdict="wrong", says="1 of 2 are right.", pairs=(True, False))
    assert mark(item, ["", "B"]) == Marked(verdict="wrong", says="1 of 2 are right.", pairs=(False, True))
    assert mark(item, ["A"]).pairs == (True, False)


@pytest.mark.parametrize(
    "typed", ["0.35", "0,35", " .6 mg/L".replace(" .", "0."), "0.6", "0.4 mg/L", "500 ng/mL", "500 µg/L", "0.35-0.6",
              "0.35 to 0.6 mg/L", "0,35–0,6", "350 to 600 ng/mL", "0.4mg/l", "\u200b0.4"],
)  # fmt: skip
def test_a_number_is_right_within_its_bounds_in_any_unit_that_is_the_same(typed: str) -> None:
    assert mark(item_of("numeric"), [typed]).verdict == "right"


@pytest.mark.parametrize("typed", ["0.34", "0.61", "3.5", "-0.4", "0.35 to 0.7", "500 mg/L", "0.4 ng/mL", "0.4 weeks"])
def test_a_number_beyond_its_bounds_or_in_another_unit_is_wrong(typed: str) -> None:
    assert mark(item_of("numeric"), [typed]).verdict == "wrong"


def test_a_right_number_in_a_wrong_unit_is_told() -> None:
    assert mark(number("6", "6", "weeks"), ["6 days"]).says == "The number is right, but not in days."
    assert mark(number("600", "600", "mg/day"), ["600 mg"]).says == "The number is right, but not in mg."
    assert mark(number("6", "6", "further weeks"), ["6 weeks"]).verdict == "right"
    assert mark(number("25", "25", "ng/mL or more"), ["25 ng/mL"]).verdict == "right"


@pytest.mark.parametrize("typed", ["", "six", "about 6", "1.2.3", "0x10", "½", "6 or 7 or 8", "١٢ weeks,", "--5"])
def test_what_is_no_number_can_be_typed_again(typed: str) -> None:
    marked = mark(number("5", "5"), [typed])
    assert (marked.verdict, bool(marked.says)) == ("unread", True)


def test_a_unit_where_none_is_asked_for_can_be_left_out() -> None:
    assert mark(number("18", "18"), ["18 weeks"]) == Marked(
        verdict="unread", says="No unit is asked for. Type the number alone."
    )


@pytest.mark.parametrize("typed", ["1,500", "1500", "1 500", "1'500", "1\u202f500", "1.500,0"])
def test_marks_of_thousands_do_not_count(typed: str) -> None:
    assert mark(number("1500", "1500", "/µL"), [typed]).verdict == "right"


def test_a_comma_that_may_be_either_mark_counts_as_the_one_that_is_right() -> None:
    assert mark(number("1.5", "1.5"), ["1,500"]).verdict == "right"
    assert mark(number("15", "15"), ["1,500"]).verdict == "wrong"


@pytest.mark.parametrize("typed", ["CGI-S", "cgi s", "CGIS", " cgi‑s. ", "Clinical  Global Impression - severity"])
def test_words_count_whatever_their_case_spaces_and_hyphens(typed: str) -> None:
    assert mark(word("CGI-S", "Clinical Global Impression severity"), [typed]).verdict == "right"


@pytest.mark.parametrize(
    ("key", "typed"),
    [("30–40 mg/d", "3040 mg/d"), ("10⁹/L", "109/L"), ("-0.05", "0.05"), ("memantine", "memantin"), ("10 20", "1020"),
     ("0.5 mg", "5 mg"), ("no", ""), ("a", "b")],
)  # fmt: skip
def test_words_that_say_something_else_are_wrong(key: str, typed: str) -> None:
    assert mark(word(key), [typed]).verdict == "wrong"


@pytest.mark.parametrize(("key", "typed"), [("30–40 mg/d", "30 - 40 mg/d"), ("1.0 × 10⁹/L", "1.0 x 10^9/L")])
def test_figures_count_as_they_can_be_typed(key: str, typed: str) -> None:
    assert mark(word(key), [typed]).verdict == "right"


def test_the_key_of_every_kind_is_right() -> None:
    answers = {"true_false": ["B"], "single_best": ["B"], "vignette": ["B"], "matching": ["A", "B"]}
    items = [item_of(kind) for kind in ITEM_KINDS]
    assert {mark(item, answers.get(item.kind, [item.key])).verdict for item in items} == {"right"}
    assert alike(PLAIN) == alike(PLAIN.upper())


def test_a_score_tells_what_was_missed_by_kind_and_topic() -> None:
    items = (item_of("single_best"), item_of("numeric"), item_of("cloze"),
             item_of("numeric", number=1).model_copy(update={"topic": "ect"}))  # fmt: skip
    one, two, three, four = (item.item_id for item in items)
    taken = score(items, {one: ["B"], two: ["9"], four: ["many"], three: [" "], "gone": ["A"]})
    assert taken == Score(
        right=1, answered=2, of=4,
        by_kind=(Tally(name="single_best", right=1, of=1), Tally(name="numeric", right=0, of=2),
                 Tally(name="cloze", right=0, of=1)),
        by_topic=(Tally(name="examplazine dose", right=1, of=3), Tally(name="ect", right=0, of=1)),
        missed=(two, three, four),
    )  # fmt: skip
