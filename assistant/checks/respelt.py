"""Figures said in words that the reader of quantities does not know: each is put as a figure, at the same length.

An offset in the text that comes out is an offset in the text that went in, so that what stands beside a figure can be
looked at in the original.
"""

import re
from fractions import Fraction

from assistant.quantities.numerals import DIGITS, WORDS, plain, value

_NUMBER = rf"(?:{DIGITS}|{WORDS})"
_BETWEEN_WEEKS = re.compile(r"\bbetween ((?:day|week|month)s? \d+) and (?:(?:day|week|month)s? )?(\d+)", re.IGNORECASE)
_UP_TO = re.compile(rf"(?<=\bfrom )({_NUMBER}) (up to|through) (?=[0-9])", re.IGNORECASE)
_THROUGH = re.compile(rf"({_NUMBER}) (through) (?=[0-9])", re.IGNORECASE)
_MINUS = re.compile(r"(?<!plus or )\bminus (?=[0-9.])", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"\b({_NUMBER}) and a half\b", re.IGNORECASE)
_OF_THEIRS = re.compile(r"(?<=[0-9] of )(?:its|their)(?= [0-9])")
_OF_AGE = re.compile(rf"\b(under|over|below|above|before|beyond) the age of (?={_NUMBER})", re.IGNORECASE)
_IN_SO_MANY = re.compile(
    rf"(?<![-.0-9])\b(?P<part>{_NUMBER}) (?P<how>in|of|out of) (?P<each>every |each )?"
    rf"(?P<whole>{_NUMBER}|hundred|thousand)(?![-.%0-9])",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:grade|type|stage|phase|week|day|month|year|step|statement|part|group|schedule)s? $", re.IGNORECASE
)
_ROUND = frozenset((10, 20, 50, 100, 1000, 10000, 100000))  # wholes that a share is told of
_WHOLES = (  # said with "half", and the same as a figure
    (re.compile(r"\bhalf an hour\b", re.IGNORECASE), "30 minutes"),
    (re.compile(r"\ban hour and a half\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\bhalf a year\b", re.IGNORECASE), "6 months"),
    (re.compile(r"\ba year and a half\b", re.IGNORECASE), "18 months"),
    (re.compile(r"\b(?:a|one) dozen\b", re.IGNORECASE), "12"),
    (re.compile(r"\bannual\b", re.IGNORECASE), "yearly"),
)
_LARGE = {"hundred": Fraction(100), "thousand": Fraction(1000)}
_WORDED = {Fraction(100, 3): "one third", Fraction(200, 3): "two thirds"}


def respelt(text: str) -> str:
    """The text with such figures put as the reader of quantities knows them, as long as before.

    >>> respelt("three in every ten patients, and minus 2.5")
    '               30% patients, and      -2.5'
    """
    text = _BETWEEN_WEEKS.sub(_as_a_range, text)
    for to in (_UP_TO, _THROUGH):
        text = to.sub(lambda found: f"{found[1]} to ".rjust(len(found[0])), text)
    text = _MINUS.sub("     -", text)
    text = _OF_THEIRS.sub(lambda found: f"{'the':{len(found[0])}}", text)
    for said, figure in _WHOLES:
        text = said.sub(lambda found, figure=figure: figure.rjust(len(found[0])), text)  # type: ignore[misc]
    text = _AND_A_HALF.sub(_and_a_half, text)
    text = _OF_AGE.sub(lambda found: f"{found[1]:>{len(found[0]) - 1}} ", text)
    return _IN_SO_MANY.sub(_as_a_share, text)


def _as_a_range(found: re.Match[str]) -> str:
    """ "Between weeks 6 and 18" as "weeks 6 to 18"."""
    return f"{found[1]} to {found[2]}".rjust(len(found[0]))


def _and_a_half(found: re.Match[str]) -> str:
    written = f"{value(plain(found[1])) + Fraction(1, 2)}"
    whole, _, half = written.partition("/")
    return f"{int(whole) // 2}.5".rjust(len(found[0])) if half == "2" else found[0]


def _as_a_share(found: re.Match[str]) -> str:
    """ "Four in ten" as "40%"; "4 of 12" is left, and so is what only looks alike ("grade 4 in 10 patients")."""
    part, whole = value(plain(found["part"])), _LARGE.get(found["whole"].lower()) or value(plain(found["whole"]))
    in_words = found["part"][0].isalpha() and found["whole"][0].isalpha()
    is_share = found["each"] or (found["how"] == "in" and in_words) or (found["how"] != "of" and whole in _ROUND)
    if not is_share or not 0 < part < whole or _NAMES.search(found.string, 0, found.start()):
        return found[0]
    share = 100 * part / whole
    tenths = share * 100
    written = _WORDED.get(share) or (f"{float(share):g}%" if tenths.denominator == 1 else "")
    return written.rjust(len(found[0])) if written and len(written) <= len(found[0]) else found[0]
