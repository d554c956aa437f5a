"""What a number means: a dose, a level, an age, a share, a statistic, a year, a count, or a bare number.

In comes the number with the words before and after it; out comes the quantity. The ways of meaning are tried in order,
from what is written out (a unit) to what is only implied (a year, a clozapine level without its unit).
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.amounts import Amount
from assistant.quantities.counts import noun_at
from assistant.quantities.dates import is_year
from assistant.quantities.labels import Before, far_label
from assistant.quantities.lists import Read
from assistant.quantities.numerals import FOLLOWS, ONE, listed, numeral, spaced
from assistant.quantities.units import BARE, Comparator, Quantity, Unit, in_canonical, in_unit, period, unit_at

GOES_ON = re.compile(r"[a-z_@#²³⁰¹⁴-⁹]|-[a-z0-9]|[/:][a-z0-9]|'[a-z]")  # what follows belongs to a name
_OR_MORE = spaced(
    r"\+(?![0-9/])|,? or (?P<less>less|fewer|lower|below|under|shorter|younger)\b"
    r"|,? or (?:more|higher|above|greater|over|longer|older|beyond)\b|,? and (?:above|over|older|upwards?)\b"
)
_BRACKET_OR_MORE = spaced(
    r"(?: ?\([^()]{1,24})?\) or (?:(?P<less>less|lower|fewer)|more|higher|above|greater|longer)\b"
)
_OUT_OF = spaced(r"(?P<of> (?:out )?of )(?:all )?(?:the |these |those |our )?| in ")
_OLD = spaced(r"(?:-| )olds?\b| of age\b")
_NOT_A_DRUG = "once|twice|three|every|each|and|or|to|for|with|then|but|was|is|in|on|at|by|a|per"
_PER_DAY_LATER = spaced(
    rf"(?: of)?(?: (?!(?:{_NOT_A_DRUG}) )[a-z][a-z-]*){{1,4}}?(?: per day| daily| a day| ?/ ?d(?:ay)?)\b(?! dos)"
)
_DAILY_DOSE = spaced(r"daily dos(?:e|age)s?(?: of| was| were| is|:)? ?$")
_ONE_IS_A_PRONOUN = spaced(r"(?:any|no|this|that|another|which|every|each|the|some|either|neither) $")
_OPENS_BRACKET = spaced(r" ?,? (?:\(|\[) ?")
_PEOPLE = listed("person man woman child adult case user record")
_BEFORE_YEARS = listed("under over about around some")
_MAY_BE_NEGATIVE = listed("ratio number percentage temperature interval mass count")
_LEAST_LEVEL = 20  # below it, a clozapine level without a unit is not likely to be in ng/mL
_LEAST_PER_MICROLITRE = 50  # a blood count without a unit: 1,200 is per µL, 1.2 is × 10⁹/L


class Number(NamedTuple):
    """A number in a plain text, and all that decides what it means. `end` is where the quantity would end."""

    text: str
    start: int
    amount: Amount
    ahead: Before
    comparator: Comparator
    end: int
    previous: Quantity | None


def meaning(number: Number) -> Read | None:
    """The quantity that the number is, by the first way that fits; None for the pronoun "one"."""
    number = _with_suffix(number)
    return next((read for way in _WAYS if (read := way(number))), None)


def compared(quantity: Quantity, comparator: Comparator) -> Quantity:
    """The quantity under a comparator: one end of a single value opens, a range keeps both."""
    if comparator == "=":
        return quantity
    if quantity.low == quantity.high and comparator in (">", ">="):
        return quantity._replace(high=None, comparator=comparator)
    if quantity.low == quantity.high and comparator in ("<", "<="):
        return quantity._replace(low=None, comparator=comparator)
    return quantity._replace(comparator=comparator)


def _with_suffix(number: Number) -> Number:
    """ "12 or more", "350+ ng/mL", "2 days (48 hours) or more": the comparator behind, and a unit behind that."""
    more = _OR_MORE.match(number.text, number.end)
    if not more:
        more = _BRACKET_OR_MORE.match(number.text, number.end)
        return number._replace(comparator="<=" if more["less"] else ">=") if more else number
    number = number._replace(comparator="<=" if more["less"] else ">=", end=more.end())
    unit = None if number.amount.unit else unit_at(number.text, more.end())
    return _in(number, unit[0], unit[1]) if unit else number


def _in(number: Number, unit: Unit, end: int) -> Number:
    """The number with a unit that was found later."""
    low, high = (in_canonical(value * number.amount.scale, unit) for value in (number.amount.low, number.amount.high))
    return number._replace(amount=number.amount._replace(low=low, high=high, unit=unit), end=end)


def _made(number: Number, unit: Unit, *, start: int | None = None, end: int | None = None) -> Read:
    """The number as a quantity of this unit; its ends are in the canonical unit already."""
    (low, high, *_), scale = number.amount, number.amount.scale
    start, comparator = number.ahead.start if start is None else start, number.comparator
    if number.ahead.comparator_words == ("over" if unit.kind == "duration" else "within") and comparator in "><=":
        start, comparator = number.start, "="  # "over 12 weeks" is during them
    if low.numerator < 0 and low == high and unit.kind not in _MAY_BE_NEGATIVE:
        low = high = -low  # a dash, not a sign
    quantity = Quantity(unit.kind, low, high, unit.name, start, end or number.end, "")
    written = unit if scale is ONE else unit._replace(factor=unit.factor * scale)
    return Read(compared(quantity, comparator), written)


def _with_unit(number: Number) -> Read | None:
    unit, label = number.amount.unit, number.ahead.label
    if unit is None:
        return None
    if label and (label.kind == "interval" or (label.name == "I2" and unit.name == "%")):
        return _made(number, label, start=number.ahead.label_start)
    if unit.kind == "duration":
        return _age(number, unit) or _made(number, unit)
    if unit.name == "mg":
        later = _PER_DAY_LATER.match(number.text, number.end)
        if later or _DAILY_DOSE.search(number.text, max(0, number.start - 40), number.ahead.start):
            return _made(number, Unit("dose", "mg/day", unit.factor), end=later.end() if later else None)
    return _made(number, unit)


def _age(number: Number, unit: Unit) -> Read | None:
    """ "34-year-old", "18 to 65 years of age", "aged 6 months": in years, as far as months go."""
    label, old = number.ahead.label, _OLD.match(number.text, number.end)
    is_labelled = label is not None and label.kind == "age"
    if not old and not is_labelled:
        return None
    in_years = Unit("age", "year", Fraction(1, 12)) if unit.name == "month" else Unit("age", unit.name)
    read = _made(
        number, in_years, start=number.ahead.label_start if is_labelled else None, end=old.end() if old else None
    )
    return Read(in_unit(read.quantity, in_years), in_years)


def _out_of(number: Number) -> Read | None:
    """ "1 of the 5 trials", "2 out of 5", "one in three people"."""
    part, high, unit, *_ = number.amount
    joined = None if unit else _OUT_OF.match(number.text, number.end)
    follows = FOLLOWS.match(number.text, joined.end()) if joined else None
    if not joined or not follows or part != high:
        return None
    whole = numeral(follows)
    noun = noun_at(number.text, whole.end, whole.value)
    are_counts = part.denominator == whole.value.denominator == 1 and part <= whole.value
    is_share = joined["of"] or (part == 1 and whole.value > 1)
    is_other = unit_at(number.text, whole.end) or GOES_ON.match(number.text, whole.end)
    if not (are_counts and is_share) or is_other or (is_year(follows[0]) and not noun):
        return None
    share = Unit("proportion", noun.name if noun else "")
    quantity, _ = _made(number, share, end=noun.end if noun and noun.is_next else whole.end)
    return Read(quantity._replace(out_of=whole.value))


def _with_label(number: Number) -> Read | None:
    """ "Hazard ratio 1.88", "week 18", "n = 40", "phase 3", "aged 34"; and what an assumed unit makes of a number."""
    label = number.ahead.label
    if label is None or number.amount.unit or (label.kind == "interval" and number.amount.low == number.amount.high):
        return None
    if label.kind in ("concentration", "count_per_volume"):
        unit = _assumed_unit(number, label)
        return Read(in_unit(_made(number, unit).quantity, unit)._replace(assumed=True)) if unit else None
    if label.kind == "timepoint" and _year(number):
        return None
    read = _made(number, label, start=number.ahead.label_start)
    return Read(in_unit(read.quantity, label), label)


def _assumed_unit(number: Number, label: Unit) -> Unit | None:
    """The unit that a clozapine level or a blood count without one is in."""
    _, high, _, _, scale = number.amount
    if label.kind == "concentration":
        return None if high < _LEAST_LEVEL or noun_at(number.text, number.end, high) else label
    if scale is not ONE:  # "1.5 × 10⁹"
        return label._replace(factor=Fraction(1, 10**6))
    return label if high >= _LEAST_PER_MICROLITRE else label._replace(factor=Fraction(1000))


def _year(number: Number) -> Read | None:
    """ "2017", "1982 to 2007", "2014-15"; but "2016 patients" are counted."""
    low, high, unit, *_ = number.amount
    written = number.text[number.start : number.start + 4]
    if unit or not is_year(written):
        return None
    is_compared = number.comparator != "=" and number.ahead.comparator_words not in _BEFORE_YEARS
    if high == int(written) and low < 100:
        low, high = high, high // 100 * 100 + low
    noun = noun_at(number.text, number.end, low)
    is_counted = noun is not None and noun.is_next and noun.name in _PEOPLE
    if is_compared or is_counted or low != int(written) or not 1900 <= high <= 2099:
        return None
    number = number._replace(amount=number.amount._replace(low=low, high=high), comparator="=")
    return _made(number, Unit("year", "year"), start=number.start)


def _counted(number: Number) -> Read | None:
    """ "5 randomized trials", "two antipsychotics"; and "6 consecutive weeks", where the noun is a unit."""
    if number.amount.unit or _is_pronoun(number):
        return None
    noun = noun_at(number.text, number.end, number.amount.high)
    if noun is None:
        return None
    span = period(noun.name)
    if span:
        return _made(_in(number, span, noun.end), span)
    return _made(number, Unit("count", noun.name), end=noun.end if noun.is_next else None)


def _is_pronoun(number: Number) -> bool:
    is_one = number.text.startswith("one", number.start)
    return is_one and _ONE_IS_A_PRONOUN.search(number.text, max(0, number.start - 12), number.start) is not None


def _bare(number: Number) -> Read | None:
    low, high, previous = number.amount.low, number.amount.high, number.previous
    is_after_ratio = previous is not None and previous.kind == "ratio" and low != high
    if previous and is_after_ratio and _OPENS_BRACKET.fullmatch(number.text, previous.end, number.start):
        return _made(number, Unit("interval", ""))  # "1.88 (1.16-3.05)"
    if number.text[number.start].isalpha() and low == high == 1 and number.comparator == "=":
        return None  # "one" is a pronoun here
    statistic = far_label(number.text, previous.end if previous else 0, number.start) if low.denominator > 1 else None
    return _made(number, statistic or BARE)


_WAYS: tuple[Callable[[Number], Read | None], ...] = (_with_unit, _out_of, _with_label, _year, _counted, _bare)
