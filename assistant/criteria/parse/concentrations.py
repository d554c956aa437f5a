"""Units of plasma levels as they are written and spoken, and figures spelt out before them ("fifty one nanograms per mil")."""

import re
from fractions import Fraction

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.ranges import exact
from assistant.criteria.types import LevelUnit

_GRAMS = r"g(?:ramm?[eo]?s?|s)?"
_NANO, _MICRO, _MILLI = r"n(?:ano)?\s?", r"(?:µ|μ|u|mc|mi[ck]ro)\s?", r"m(?:illi)?\s?"
_MOLES = r"mol(?:es?|s)?"
_PER = r"\s{0,2}(?:/|(?:per|par|pro|por|a)\b)\s{0,2}"
_ML = r"(?:ml|mils?|millilit(?:re|er)s?|cc)\b"
_LITRE = r"l(?:it(?:re|er|ro)s?)?\b"
_INVERSE = r"\s?[.·]?\s?(?:m?l)\s?(?:\^\s?)?(?:[-−]\s?1|⁻¹)(?!\d)"  # "ng.mL-1"
UNIT = (
    rf"(?:{_NANO}{_GRAMS}{_PER}{_ML}|{_MICRO}{_GRAMS}{_PER}(?:{_LITRE}|{_ML})|{_MILLI}{_GRAMS}{_PER}{_LITRE}"
    rf"|(?:{_NANO}|{_MICRO}){_MOLES}{_PER}{_LITRE}|(?:n|µ|μ|u|mc)(?:g|mol){_INVERSE}|mg\s?[.·]?\s?l\s?(?:[-−]\s?1|⁻¹)(?!\d)"
    r"|(?-i:[nuµμ]M)\b)"
)
_UNITS: dict[tuple[str, bool, bool], LevelUnit] = {  # the prefix, whether in moles, whether in a millilitre
    ("n", False, True): "ng/mL", ("u", False, False): "ug/L", ("u", False, True): "mg/L", ("m", False, False): "mg/L",
    ("n", True, False): "nmol/L", ("u", True, False): "umol/L",
}  # fmt: skip
_MILLILITRE = re.compile(r"(?:[/.·]|per|par|pro|por|a|g)(?:ml|mil|cc)")


def unit_of(words: str) -> LevelUnit | None:
    """The unit that words stand for.

    >>> [unit_of(words) for words in ("nanograms per mil", "mcg/mL", "micrograms per litre", "nM", "ng.mL-1")]
    ['ng/mL', 'mg/L', 'ug/L', 'nmol/L', 'ng/mL']
    """
    molar = "mol" in words.lower() or words.strip().endswith("M")
    plain = re.sub(r"\s", "", words.lower())
    prefix = "u" if re.match(r"µ|μ|u|mc|mi[ck]ro", plain) else plain[0]
    return _UNITS.get((prefix, molar, _MILLILITRE.search(plain) is not None))


_NUMERALS = {**WORDS, "nought": 0, "naught": 0, "zero": 0, "oh": 0}
NUMERAL = rf"(?:{'|'.join(sorted(_NUMERALS, key=len, reverse=True))}|hundred|thousand|point)"
SPELT = Caseless(rf"\b(?:an?\s)?{NUMERAL}(?:[\s-]{{1,2}}(?:and\s{{1,2}})?{NUMERAL}){{0,8}}\b")
SPELT_BEFORE = Caseless(rf"{SPELT.pattern}[\s-]{{1,3}}$")


def spelt(words: str) -> Fraction | None:
    """The number that words spell; None where they spell none.

    >>> [str(spelt(words)) for words in ("fifty one", "four hundred and ten", "nought point four one", "a thousand", "point")]
    ['51', '410', '41/100', '1000', 'None']
    """
    parts = [part for part in re.findall(r"[a-z]+", words.lower()) if part not in ("and", "a", "an")]
    whole, _, places = " ".join(parts).partition("point")
    digits = [_NUMERALS.get(part, -1) for part in places.split()]
    if "point" in parts and (not digits or not all(0 <= digit <= 99 for digit in digits)):
        return None
    behind = "".join(str(digit) for digit in digits)
    number = _whole(whole.split())
    return None if number is None else number + (exact(f"0.{behind}") if behind else 0)


def _whole(parts: list[str]) -> Fraction | None:
    """A whole number; two that follow each other ("two three") are none."""
    thousands, under = 0, 0
    for part in parts:
        value = _NUMERALS.get(part, 0)
        if part == "thousand":
            thousands, under = thousands + max(under, 1) * 1000, 0
        elif part == "hundred" and under < 100:
            under = max(under, 1) * 100
        elif part == "hundred" or not (under % 100 == 0 or (under % 10 == 0 and under % 100 >= 20 and 0 < value < 10)):
            return None
        else:
            under += value
    return Fraction(thousands + under)
