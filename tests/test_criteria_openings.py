"""Patterns behind a look at the letter they begin with: they match what they matched without it."""

import re

import pytest

from assistant.criteria.parse.openings import each_guarded, guarded

WORDS = "not no never n't unseen 8 mg - 8mg; B12, b12, (seen) before. x-ray ] ^ aa\nbb"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:not|never)\b",
        r"\b(?:no|un)\w+|\bseen\b",
        r"(?<!no )(?<=\s)(?:(?:re)?before|[\d.-]+\s?mg)",
        r"(?:x-?)?ray|(?P<n>\d+)\s?mg",
        r"(?:[a-c-]|[\]^])(?=\s|$)",
        r"(?i:B)\d\d|(?:a{2}|b{0,2}c?)\b",
        r"(?:\d|[^\w\s])+",
        r"\Z|(?:n)['’]?t",
        r"(?P<a>n)?(?(a)o|8)",
    ],
)
def test_a_guarded_pattern_matches_the_same(pattern: str) -> None:
    plain = [(m.span(), m.groups()) for m in re.finditer(pattern, WORDS)]
    assert [(m.span(), m.groups()) for m in re.finditer(guarded(pattern), WORDS)] == plain
    assert [(m.span(), m.groups()) for m in re.finditer(each_guarded(pattern), WORDS)] == plain
    assert plain


def test_what_may_begin_with_anything_has_no_guard() -> None:
    for pattern in (r"(?:.|a)b", r"(?:a|b?)", r"(?:[^a]|b)c", "not|never"):
        assert guarded(pattern) == pattern


def test_the_look_holds_for_every_alternative() -> None:
    assert guarded(r"\bnot\b|\bnever\b") == r"(?=[n])(?:\bnot\b|\bnever\b)"
    assert each_guarded(r"(?:a|b)c|de") == r"(?=[ab])(?:(?:a|b)c)|de"


def test_a_group_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="has no end"):
        guarded(r"\b(?:not|never")
