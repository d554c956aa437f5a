"""Numbers known within bounds: exact arithmetic, three-valued comparison, and what is written out and read again."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.criteria.ranges import (
    Range,
    above,
    added,
    at_least,
    at_most,
    below,
    between,
    exact,
    exactly,
    from_on,
    opposite,
    plain,
    shown,
    up_to,
)

LIMIT = Fraction(42)
bounds = st.fractions(-1000, 1000, max_denominator=70)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, high = sorted((draw(bounds), draw(bounds)))
    kind = draw(st.sampled_from(("exact", "both", "low", "high")))
    if kind == "exact":
        return exactly(low)
    return Range(
        low=None if kind == "high" else low,
        high=None if kind == "low" else high + 1,
        low_open=kind != "high" and draw(st.booleans()),
        high_open=kind != "low" and draw(st.booleans()),
    )


def holds(value: Range, number: Fraction) -> bool:
    """Whether a number may be the value."""
    over = value.low is None or number > value.low or (number == value.low and not value.low_open)
    under = value.high is None or number < value.high or (number == value.high and not value.high_open)
    return over and under


@pytest.mark.parametrize(
    ("value", "reached", "over"),
    [
        (exactly(42), "met", "not_met"),
        (exactly(Fraction("41.999")), "not_met", "not_met"),
        (exactly(Fraction("42.001")), "met", "met"),
        (between(42, 56), "met", "unknown"),
        (between(28, 42), "unknown", "not_met"),
        (between(28, 56), "unknown", "unknown"),
        (between(28, 41), "not_met", "not_met"),
        (up_to(42), "unknown", "not_met"),
        (up_to(42, excluded=True), "not_met", "not_met"),
        (from_on(42), "met", "unknown"),
        (from_on(42, excluded=True), "met", "met"),
        (from_on(41), "unknown", "unknown"),
        (None, "unknown", "unknown"),
    ],
)
def test_a_limit_is_reached_not_reached_or_not_known_to_be(value: Range | None, reached: str, over: str) -> None:
    assert (at_least(value, LIMIT), above(value, LIMIT)) == (reached, over)
    assert (below(value, LIMIT), at_most(value, LIMIT)) == (opposite(reached), opposite(over))


@given(ranges(), bounds, bounds)
def test_no_number_within_the_bounds_speaks_against_a_decided_comparison(
    value: Range, limit: Fraction, number: Fraction
) -> None:
    if not holds(value, number):
        return
    for compare, truly in ((at_least, number >= limit), (above, number > limit), (below, number < limit),
                           (at_most, number <= limit)):  # fmt: skip
        assert compare(value, limit) in ("unknown", "met" if truly else "not_met")


@given(ranges(), ranges(), bounds, bounds)
def test_a_sum_holds_every_sum_of_two_numbers(one: Range, two: Range, a: Fraction, b: Fraction) -> None:
    total = added(one, two)
    if holds(one, a) and holds(two, b) and total is not None:
        assert holds(total, a + b)


def test_a_sum_with_what_is_not_known_is_not_known() -> None:
    assert added(exactly(3), None) is None
    assert added(up_to(3), from_on(3)) is None
    assert added(exactly(3), between(4, 5)) == between(7, 8)
    assert added(exactly(3), up_to(4, excluded=True)) == up_to(7, excluded=True)


@given(ranges())
def test_a_range_is_the_same_after_json(value: Range) -> None:
    assert Range.model_validate_json(value.model_dump_json()) == value


@given(st.fractions(-100_000, 100_000, max_denominator=10**6))
def test_a_number_is_the_same_after_json(number: Fraction) -> None:
    assert exact(plain(number)) == number


@pytest.mark.parametrize("written", ["19.99999999999999999999999", 33.333333333333336, "1/7", "0.1"])
def test_every_number_that_is_accepted_can_be_read_again(written: object) -> None:
    value = Range.model_validate(written)
    assert Range.model_validate_json(value.model_dump_json()) == value


@pytest.mark.parametrize(
    "value", [True, None, [], "", "six", "1/0", "nan", "inf", float("nan"), float("inf"), "1e99", "9" * 31, "1" * 5000]
)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        exact(value)


def test_floats_are_read_as_they_are_written() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact("598.8") < 600
    assert Range.model_validate(12.5) == exactly(Fraction(25, 2))


@pytest.mark.parametrize(
    "bad", [{}, {"low": 3, "high": 2}, {"low": None, "high": None}, {"low": 1, "about": True}, {"low_open": True}]
)
def test_a_range_without_sense_is_refused(bad: object) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate(bad)


def test_a_range_is_frozen() -> None:
    with pytest.raises(ValidationError):
        exactly(3).low = Fraction(2)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (exactly(20), "20"),
        (between(6, 8), "6 to 8"),
        (from_on(6), "at least 6"),
        (from_on(6, excluded=True), "over 6"),
        (up_to(50), "at most 50"),
        (up_to(50, excluded=True), "under 50"),
        (exactly(Fraction(1600, 3)), "≈533.3"),
        (exactly(12000), "12,000"),
    ],
)
def test_a_range_in_words(value: Range, words: str) -> None:
    assert value.words() == words


@given(st.fractions(-(10**6), 10**6, max_denominator=1000))
def test_a_number_is_marked_when_and_only_when_it_is_rounded(number: Fraction) -> None:
    text = shown(number)
    assert text.startswith("≈") == (Fraction(text.lstrip("≈").replace(",", "")) != number)


def test_a_change_keeps_which_bounds_are_open() -> None:
    assert up_to(6, excluded=True).mapped(lambda weeks: weeks * 7) == up_to(42, excluded=True)
    assert from_on(6).mapped(lambda weeks: weeks * 7) == from_on(42)
