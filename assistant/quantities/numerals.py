"""Text in, exact numbers out: numerals ("1,125", "0.35", "1.5 × 10⁹"), number words ("twenty-one") and fractions.

Everything here works on `plain` text: the same length as the original, so that an offset in one is an offset in the
other. Nothing is ever a float.
"""

import re
from fractions import Fraction
from typing import NamedTuple

_WHITE = "\t\n\r\f\v\u00a0\u2002\u2003\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
_PLAIN = str.maketrans(
    {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    | dict.fromkeys(_WHITE, " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00b5\u03bc", "u")
    | {"×": "x", "✕": "x", "⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤", "º": "°", "˚": "°", "’": "'", "％": "%"}
)
_GROUPED_BY_SPACE = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")


def listed(words: str) -> tuple[str, ...]:
    """The words of a table written as one string."""
    return tuple(words.split())


def spaced(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which one space stands for one to three, and " ?" for none to three (wrapped lines)."""
    return re.compile(re.sub(r" (\??)", lambda space: " {0,3}" if space[1] else " {1,3}", pattern))


_ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_WORD_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:(?:-| )(?:{'|'.join(_ONES[1:10])})\b)?|{'|'.join(reversed(_ONES))})\b"
_BIG = (
    rf"(?: hundred\b(?:(?: and)? {_SMALL})?)?(?: thousand\b(?:(?: and)? {_SMALL}(?: hundred\b(?: and {_SMALL})?)?)?)?"
)
WORDS = rf"(?:{_SMALL}|a(?= hundred| thousand)){_BIG}"
# Fifteen digits are far above any dose or count; longer ones are identifiers. A comma is never a decimal sign.
DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:[.·][0-9]{1,12})?[½¼¾]?(?![.,·]?[0-9])"
    r"|[.·][0-9]{1,12}(?![.,]?[0-9])"
)

# Not a number: glued to a letter (CYP1A2, study10), to a name's hyphen (GLP-1), to a word's full stop or comma
# (a reference number: "treatment,1"), or the tail of another number (1.5.7.1, 10.1093/...).
_FREE = r"(?<![a-z0-9_#@])(?<![a-z0-9)\]\"”%][,.;])(?<![a-z0-9][-/_@])(?<![0-9]:)"


NUMBER = rf"(?:{DIGITS}|{WORDS})"
_SIGN = r"(?:(?<![a-z0-9)\]%./+])-)?"
NUMBER_WORDS = frozenset((*_ONES, *_TENS, "a"))
STARTS = spaced(rf"{_FREE}(?:(?P<digits>{_SIGN}(?:{DIGITS}))|(?P<words>\b{WORDS})(?!'))")
FOLLOWS = spaced(rf"(?:(?P<digits>-?(?:{DIGITS}))|(?P<words>{WORDS}))")
_POWER = spaced(
    r" ?[x*] ?10 ?(?:(?:\^|\*\*?) ?(-?[0-9]{1,2})|\(([0-9]{1,2})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|([0-9]{1,2})(?= ?/))"
    r"| ?\(?10\^([0-9]{1,2})(?=\)? ?/)| (thousand|million|billion)\b"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LARGE = {"thousand": 3, "million": 6, "billion": 9}
_QUARTERS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


ONE = Fraction(1)


class Numeral(NamedTuple):
    """A number as written: its value, the power of ten that follows it ("× 10⁹", "million") and where both end."""

    value: Fraction
    scale: Fraction
    end: int
    is_word: bool


def plain(text: str) -> str:
    """Lower case, one kind of dash, space, micro sign and multiplication sign; as long as the text it came from.

    >>> plain("≥ 1\u2009071 μg/L – 2")
    '≥ 1,071 ug/l - 2'
    """
    if not text.isascii():
        text = _GROUPED_BY_SPACE.sub(",", text)
    return text.translate(_PLAIN)


def value(written: str) -> Fraction:
    """The exact value of plain digits or number words.

    >>> value("1,125"), value("-0.48"), value("twenty-one"), value("one hundred and fifty"), value("2½")
    (Fraction(1125, 1), Fraction(-12, 25), Fraction(21, 1), Fraction(150, 1), Fraction(5, 2))
    """
    if written[0].isalpha():
        return _value_of_words(written)
    if written[-1] in _QUARTERS:
        whole = written[:-1]
        return _QUARTERS[written[-1]] + (value(whole) if whole else 0)
    figures, _, decimals = written.replace(",", "").replace("·", ".").partition(".")
    return Fraction(int(figures + decimals), 10 ** len(decimals)) if decimals else Fraction(int(figures))


def _value_of_words(written: str) -> Fraction:
    total = current = 0
    for word in written.replace("-", " ").split():
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = current * 1000, 0
        else:
            current += 1 if word == "a" else _WORD_VALUES.get(word, 0)
    return Fraction(total + current)


def numeral(found: re.Match[str]) -> Numeral:
    """The number a match of STARTS or FOLLOWS holds, with its power of ten."""
    end, scale = found.end(), ONE
    power = _POWER.match(found.string, end)
    if power:
        written = power[power.lastindex or 0]
        scale = Fraction(10) ** (_LARGE[written] if written in _LARGE else int(written.translate(_RAISED)))
        end = power.end()
    return Numeral(value(found[0]), scale, end, found["digits"] is None)
