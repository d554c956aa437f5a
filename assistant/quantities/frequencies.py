"""How often, how many times as much and what part, as words say it: plain text in, quantities out.

"Twice daily", "every 4 weeks", "q4w", "4-weekly" and "bd" are frequencies; "double" and "halved" are folds;
"one-third" and "half" are percentages. None is read where it belongs to other words ("double-blind", "half-life").
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.numerals import NUMBER, spaced, value
from assistant.quantities.units import Kind, period

_Found = re.Match[str]


class Said(NamedTuple):
    """What a phrase says, in its canonical unit, and where it ends. Without a kind it is to be passed over."""

    kind: Kind | None
    low: Fraction
    high: Fraction
    unit: str
    end: int


_PERIOD = r"(?:hour|day|night|morning|evening|week|fortnight|month|year)"
_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "fortnightly": "fortnight"}
_ADVERBS |= {"monthly": "month", "yearly": "year", "annually": "year", "quarterly": "quarter"}
_A_PERIOD = rf"(?:-| ?)(?:(?:an? |per |each |every |in an? |/ ?)(?P<each>{_PERIOD})|(?P<adverb>{'|'.join(_ADVERBS)}))\b"
_MULTIPLES = {"once": 1, "twice": 2, "thrice": 3}
_LATIN = {"od": 1, "qd": 1, "nocte": 1, "mane": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
_LETTERS = {"h": "hour", "d": "day", "w": "week", "wk": "week", "m": "month", "mo": "month"}
_SHARES = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FOLDS = {"double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3, "trebled": 3}
_FOLDS |= {"quadrupled": 4, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}
# Letters that are also words (a bid) or other abbreviations (OD, an overdose) need a dose before them.
_AFTER_DOSE = re.compile(r"(?:[0-9]|mg|mcg|ug|g|ml|units?|tablets?|capsules?)[ ,]{0,3}$")
_AFTER_AMOUNT = re.compile(r"(?:about|around|approximately|nearly|almost|roughly|up to|by|than|over|least|to) {1,3}$")
_FIRST_HALF = re.compile(r"(?:first|second|latter|other|and a) {1,3}$")


def said(word: str, text: str, at: int, original: str) -> Said | None:
    """What the phrase that opens with this word of a plain text says; None where it says no quantity.

    >>> said("every", "every 4 weeks", 0, "every 4 weeks")
    Said(kind='frequency', low=Fraction(1, 28), high=Fraction(1, 28), unit='per day', end=13)
    """
    if word not in _OPENINGS or (at and text[at - 1] in "-._@0123456789"):
        return None
    pattern, read = _OPENINGS[word]
    found = pattern.match(text, at)
    return read(found, original) if found else None


def after_number(number: Fraction, text: str, at: int) -> Said | None:
    """What a number and the words after it say: "3 | times a week", "4 | -weekly", "two | -thirds".

    >>> after_number(Fraction(3), "3 times a week", 1)
    Said(kind='frequency', low=Fraction(3, 7), high=Fraction(3, 7), unit='per day', end=14)
    """
    found = _AFTER_NUMBER.match(text, at)
    if not found or not number:
        return None
    other = value(found["high"]) if found["high"] else number
    if found["times"]:
        return _frequency(number, other, found["each"] or _ADVERBS[found["adverb"]], found.end())
    if found["gap"]:
        return _frequency(1 / number, 1 / other, _ADVERBS[found["gap"]], found.end()) if other else None
    parts = _SHARES[found["part"]]
    if number > parts or (number == 1) == bool(found["plural"]):
        return None
    return Said("percentage", 100 * number / parts, 100 * number / parts, "%", found.end())


def _frequency(one: Fraction, other: Fraction, word: str, end: int) -> Said | None:
    """Times per period, brought to times per day or, for what has no fixed number of days, per month."""
    if word == "quarter":
        one, other, word = one / 3, other / 3, "month"
    unit = period("day" if word in ("night", "morning", "evening") else word)
    if unit is None:
        return None
    return Said("frequency", min(one, other) / unit.factor, max(one, other) / unit.factor, f"per {unit.name}", end)


def _every(found: _Found, _: str) -> Said | None:
    gap = value(found["low"]) if found["low"] else Fraction(2 if found["other"] else 1)
    longest = value(found["high"]) if found["high"] else gap
    return _frequency(1 / gap, 1 / longest, found["each"], found.end()) if gap and longest else None


def _once(found: _Found, _: str) -> Said | None:
    """ "Twice daily", "once or twice a week", "twice the dose", "measured twice"; "once" alone is a conjunction."""
    low = Fraction(_MULTIPLES[found["low"]])
    if found["each"] or found["adverb"]:
        written = found["high"] or found["low"]
        high = Fraction(_MULTIPLES[written]) if written in _MULTIPLES else value(written)
        return _frequency(low, high, found["each"] or _ADVERBS[found["adverb"]], found.end())
    if low == 1:
        return None
    kind: Kind = "count" if found["multiple"] is None else "fold"
    return Said(kind, low, low, "fold" if kind == "fold" else "time", found.start() + len(found["low"]))


def _adverb(found: _Found, _: str) -> Said | None:
    return _frequency(Fraction(1), Fraction(1), _ADVERBS[found[0]], found.end())


def _alternate(found: _Found, _: str) -> Said | None:
    return _frequency(Fraction(1, 2), Fraction(1, 2), found["each"], found.end())


def _q(found: _Found, _: str) -> Said | None:
    gap = int(found["gap"])
    return _frequency(Fraction(1, gap), Fraction(1, gap), _LETTERS[found["each"]], found.end()) if gap else None


def _latin(found: _Found, original: str) -> Said | None:
    letters = found[0].replace(".", "")
    after_dose = _AFTER_DOSE.search(found.string, max(0, found.start() - 12), found.start())
    is_plain = letters not in ("od", "qd", "bid", "mane") or (letters == "bid" and original[found.start()] == "B")
    times = Fraction(_LATIN[letters])
    return _frequency(times, times, "day", found.end()) if after_dose or is_plain else None


def _fold(found: _Found, _: str) -> Said:
    times = Fraction(_FOLDS[found[0]]) if found[0] in _FOLDS else Fraction(1, 2)
    return Said("fold", times, times, "fold", found.end())


def _half(found: _Found, _: str) -> Said | None:
    if _FIRST_HALF.search(found.string, max(0, found.start() - 12), found.start()):
        return None
    return Said("percentage", Fraction(50), Fraction(50), "%", found.end())


def _a_share(found: _Found, _: str) -> Said | None:
    """ "A third of them" and "about a third", not "a third trial"."""
    is_amount = _AFTER_AMOUNT.search(found.string, max(0, found.start() - 16), found.start())
    if not (is_amount or found["whole"] is not None or found["part"] in ("half", "quarter")):
        return None
    share = Fraction(100, _SHARES[found["part"]])
    return Said("percentage", share, share, "%", found.end("part"))


def _pass_over(found: _Found, _: str) -> Said:
    return Said(None, Fraction(0), Fraction(0), "", found.end())


_Reader = Callable[[_Found, str], Said | None]
_PHRASES: tuple[tuple[str, str, _Reader], ...] = (
    (
        "every each per",
        rf"(?:every|each|per(?= [0-9])) (?:(?P<low>{NUMBER})(?:(?: ?- ?| to | or )(?P<high>{NUMBER}))?(?:-| ))?"
        rf"(?P<other>(?:other|second|alternate) )?(?P<each>{_PERIOD})s?\b",
        _every,
    ),
    (
        "once twice thrice",
        rf"(?P<low>once|twice|thrice)\b(?!-[a-z]+ed)"
        rf"(?:(?: or | to )(?P<high>twice|thrice|{NUMBER}(?= times)))?(?: times)?"
        rf"(?:{_A_PERIOD}|(?P<multiple>(?= (?:as|the|that|more|higher|upper)\b))|)",
        _once,
    ),
    (" ".join(_ADVERBS), rf"(?:{'|'.join(_ADVERBS)})\b(?!-| (?:dos(?:e|es|age|ing)|living)\b)", _adverb),
    ("alternate", r"alternate (?P<each>day|week|month)s?\b", _alternate),
    ("q", rf"q ?(?P<gap>[0-9]{{1,2}}) ?(?P<each>{'|'.join(_LETTERS)})\b", _q),
    (" ".join(_LATIN) + " b t o", rf"(?:{'|'.join(r'[.]?'.join(word) for word in _LATIN)})\b(?!-)", _latin),
    (
        " ".join(_FOLDS) + " halved halving",
        r"[a-z]++(?!-| (?:blind|dummy|strand|mutant|knockout|positive|negative|bond|layer))",
        _fold,
    ),
    ("half", r"half\b(?!-| (?:life|lives|an hour|a day|a year)\b)", _half),
    (
        "a an",
        rf"an? (?P<part>{'|'.join(_SHARES)})\b(?!-| (?:life|lives)\b)"
        r"(?P<whole>(?= ?(?:$|[.,;:)]| (?:of|less|more|lower|higher)\b)))?",
        _a_share,
    ),
    (
        "http https www pmid pmcid doi isbn issn isrctn nct",
        r"(?:https?://|www\.|(?:pmid|pmcid|doi|isbn|issn|isrctn|nct):? ?(?:pmc)?[0-9])\S*",
        _pass_over,
    ),
)
_OPENINGS = {word: (spaced(pattern), read) for words, pattern, read in reversed(_PHRASES) for word in words.split()}
OPENING_WORDS = frozenset(_OPENINGS)
_AFTER_NUMBER = spaced(
    rf"(?:(?: or | to | ?- ?)(?P<high>{NUMBER}))?(?:(?P<times> times){_A_PERIOD}|-(?P<gap>{'|'.join(_ADVERBS)})\b)"
    rf"|(?: |-)(?P<part>{'|'.join(_SHARES)})(?P<plural>s?)\b(?!-)"
)
