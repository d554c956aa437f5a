"""A caseless pattern finds what the same pattern with `re.I` finds, at the same places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.parse.caseless import Caseless, small

PATTERNS = [
    r"\bPANSS\s{0,3}(?P<Score>\d{1,3})",
    r"\b(?:no|NIL)\s+(?:Response|improvement)\b",
    r"[A-F]+\W|\S+[µU]g",
    r"(?<!Not )better\b(?! than)",
    r"(?P<unit>mg|ML)/(?P=unit)",
    r"(?-i:PRN)\b|as\s+needed",
    r"x?",
]
WORDS = st.sampled_from(
    "PANSS panss 90 No nil RESPONSE Ab CD. 5µg 5UG Not better BETTER than mg/mg mg/ML PRN prn As İ é X".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(alphabet="aAbBxX µİſ1.-\n", max_size=30)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS, start=st.integers(0, 20), length=st.integers(0, 60))
def test_it_finds_what_re_finds(pattern: str, text: str, start: int, length: int) -> None:
    ours, plain = Caseless(pattern), re.compile(pattern, re.I)
    for stretch in ((), (start,), (start, start + length)):
        assert [m.span() for m in ours.finditer(text, *stretch)] == [m.span() for m in plain.finditer(text, *stretch)]
        for name in ("search", "match", "fullmatch"):
            found, theirs = getattr(ours, name)(text, *stretch), getattr(plain, name)(text, *stretch)
            assert (found.span() if found else None) == (theirs.span() if theirs else None)
            assert found is None or ours.made(found)


@given(text=TEXTS)
def test_what_stays_is_as_written(text: str) -> None:
    for pattern in (r"\bpanss\b", r"[a-c]+"):
        ours, plain = Caseless(pattern), re.compile(pattern, re.I)
        assert ours.sub("-", text) == plain.sub("-", text)
        assert ours.sub(lambda m: "." * len(m.group()), text) == plain.sub(lambda m: "." * len(m.group()), text)
        assert ours.split(text) == plain.split(text)
        assert ours.findall(text) == [found.lower() for found in plain.findall(text)]


@pytest.mark.parametrize("text", ["", "İstanbul", "ẞ STRASSE", "PANSS " * 200, "É" * 500 + "İ"])
def test_small_letters_keep_every_place(text: str) -> None:
    assert len(small(text)) == len(text) and small(text) == small(text.upper().lower() if text.isascii() else text)
