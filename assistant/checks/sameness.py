"""The same figure said as another kind of figure: "week 6" and "six weeks", "a man of 53" and "53-year-old".

Only what is exactly as much, with the same comparator, is the same. What a figure is of is compared elsewhere.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from assistant.checks.meanings import stems_of, table_of_meanings
from assistant.checks.told import Told
from assistant.quantities import Quantity

_DAILY = re.compile(r"\b(?:daily|(?:a|per|each|every|one) day|24 hours)\b", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:lower|less|fewer|fell|falls?|fall(?:en|ing)|drop\w*|reduc\w+|decreas\w+|declin\w+|shorter|smaller|lost|loss|below"
    r"|lessen\w*|down|apart|differ\w*|cut)\b",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:higher|more|rose|ris\w+|increas\w+|longer|larger|greater|gain\w*|above|up)\b", re.IGNORECASE)
_AGED = ("", "year")  # units of a bare number that may be an age
_RATIOS = ("odds ratio", "hazard ratio", "risk ratio", "rate ratio")
_WHO = frozenset(
    ("person", "case", "man", "woman", "child", "adult", "infant", "baby", "girl", "boy", "report", "control")
)
_WHO_IS_SAID = frozenset(("person", "case"))  # of these, what says nothing more
_GIVEN = ("drug", "antipsychotic", "treatment", "placebo")  # nouns after "given" or "on", not of the number
_ALIKE = (
    frozenset(("session", "treatment")),
    frozenset(("infant", "baby")),
    frozenset(("domain", "area")),
    frozenset(("item", "question")),
    frozenset(("behaviour", "habit")),
    frozenset(("case", "report", "description")),
    frozenset(("death", "fatality")),
)
_TALLIED = frozenset(("", "group", "arm", "drug", "treatment", "medicine", "agent", "option", "side"))
_THE, _OF = re.compile(r"\b(?:the|these|both) \Z", re.IGNORECASE), re.compile(r"\bof (?:the )?\Z", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:versus|vs|than|compared (?:with|to)|placebo|sham|between)\b", re.IGNORECASE)
ABOUT, ROUNDED = Fraction(3, 2), Fraction(1, 2)  # per cent that "about a third", "a third" may be off the figure
ONE, TWO = 1, 2


def said_otherwise_of(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """Whether a quantity of the source is the one of the claim, said as another kind of figure."""
    return any(is_same(found, stated, told, claim) for is_same in _WAYS)


def _values(one: Quantity) -> tuple[Fraction | None, Fraction | None, str]:
    return one.low, one.high, "=" if one.comparator == "~" else one.comparator


def _is_when(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "At week 6" for "after six weeks", where the source has no other time of the claim's kind."""
    is_rivalled = any(one.kind == stated.kind for one in told.quantities)
    if is_rivalled or {found.kind, stated.kind} != {"duration", "timepoint"}:
        return False  # "for 6 weeks ... at week 12": not "for 12 weeks"
    return found.unit == stated.unit and found.comparator in "=~" and _values(found) == _values(stated)


def _is_age(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "A man of 53" for "a 53-year-old"; "under 55 years" for "younger than 55"."""
    years = {id(one): _in_years(one) for one in (found, stated)}
    if "age" not in (found.kind, stated.kind) and {found.kind, stated.kind} != {"number", "duration"}:
        return False
    if {found.kind, stated.kind} == {"number", "duration"} and found.comparator in "=~":
        return False
    ours, theirs = years[id(stated)], years[id(found)]
    return ours is not None and ours == theirs


def _in_years(one: Quantity) -> tuple[Fraction | None, Fraction | None, str] | None:
    low, high, comparator = _values(one)
    if one.kind == "age" and one.unit == "year":
        return low, high, comparator
    if one.kind == "number" and one.unit in _AGED:
        return low, high, comparator
    if one.kind == "duration" and one.unit == "month":
        return low and low / 12, high and high / 12, comparator
    return None


def _is_count(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "Five patients" for "five cases"; "20 sessions" for "20 treatments"."""
    if not found.kind == stated.kind == "count" or _values(found) != _values(stated):
        return False
    if stated.unit in _WHO_IS_SAID and found.unit in _WHO:  # "of 163 patients" says how many there were in all
        return not _OF.search(claim.text, 0, stated.start)
    if stated.unit in _WHO and found.unit in _WHO_IS_SAID:
        return _is_said(stated.unit, told)
    return any({stated.unit, found.unit} <= alike for alike in _ALIKE)


def _is_a_part(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "35 of 118 patients" for "35 of 118"."""
    same = found.kind == stated.kind == "proportion" and _values(found) == _values(stated)
    return same and found.out_of == stated.out_of and stated.unit in ("", *_WHO_IS_SAID, *_GIVEN)


def _is_more_than_less_one(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "More than one" for "at least two"."""
    if not found.kind == stated.kind == "count" or found.unit != stated.unit:
        return False
    ours = _as_whole(stated)
    return ours is not None and ours == _as_whole(found)


def _as_whole(one: Quantity) -> tuple[str, Fraction] | None:
    if one.comparator in (">", ">=") and one.low is not None and one.low.denominator == 1:
        return "least", one.low + (one.comparator == ">")
    if one.comparator in ("<", "<=") and one.high is not None and one.high.denominator == 1:
        return "most", one.high - (one.comparator == "<")
    return None


def _is_ratio(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "RR 3.5" for "(RR, 3.5)"; "2.6 times" for "odds ratio 2.6"; "SD 0.9" for "± 0.9"."""
    if (found.low, found.high) != (stated.low, stated.high):
        return False
    if stated.kind == "ratio" and found.kind == "number" and not found.unit:
        if stated.unit == "SD":
            return found.comparator == "±"
        return found.comparator == "=" and _is_said(stated.unit, told)
    if found.comparator not in "=~":
        return False
    return stated.kind == "fold" and (found.unit in _RATIOS or (found.kind, found.unit) == ("count", "time"))


def _is_interval(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "(1.2 to 6.9)" for "95% CI 1.2 to 6.9"."""
    bare = stated.kind == "number" and not stated.unit and stated.low != stated.high
    return bare and found.kind == "interval" and (found.low, found.high) == (stated.low, stated.high)


def _is_daily(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "166 mg", where the claim says daily elsewhere, for "166 mg/day"; "daily" alone, of a dose per day."""
    if found.kind != "dose":
        return False
    if stated.kind == "frequency":
        return stated.low == stated.high == 1 and stated.unit == "per day" and found.unit.endswith("/day")
    if stated.kind != "mass" or found.unit != f"{stated.unit}/day" or _values(found) != _values(stated):
        return False
    is_told_as_well = any(_values(one) == _values(found) and one.kind == "dose" for one in claim.quantities)
    return _DAILY.search(claim.text) is not None and not is_told_as_well


def _is_change(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "7.2 points lower" for "-7.2 points"."""
    if stated.low is None or stated.high is None or found.low is None or found.high is None or found.low >= 0:
        return False
    mirrored = (-found.high, -found.low) == (stated.low, stated.high) and found.comparator == stated.comparator
    kinds = ("number", "count", "ratio", "interval", "percentage", "mass")
    alike = found.kind in kinds and stated.kind in ("number", "count", found.kind)
    return mirrored and alike and _DOWN.search(claim.text) is not None and _UP.search(claim.text) is None


def _is_share(found: Quantity, stated: Quantity, told: Told, claim: Told) -> bool:
    """ "A third" for 33%: said in words, a share may be as far off as rounding takes it."""
    if stated.kind == "percentage" and found.kind == "fold" and found.low == Fraction(1, 2):
        return _values(stated) == (Fraction(50), Fraction(50), "=") and found.comparator in "=~"
    if not found.kind == stated.kind == "percentage" or re.search(r"\d", claim.text[stated.start : stated.end]):
        return False
    ours, theirs = _values(stated), _values(found)
    if ours[2] != theirs[2] or None in (ours[0], ours[1], theirs[0], theirs[1]):
        return False
    off = max((abs(one - other) for one, other in zip(ours[:2], theirs[:2], strict=True) if one and other), default=ONE)
    is_third = ours[0] is not None and ours[0].denominator == 3
    return off <= (ABOUT if stated.comparator == "~" else ROUNDED if is_third else 0)


def is_a_tally(stated: Quantity, told: Told, claim: Told) -> bool:
    """ "The two drugs" where two are named, "two groups" where two are compared: the source counts no such thing."""
    number = stated.low
    if number != stated.high or number is None or stated.comparator != "=" or stated.kind not in ("count", "number"):
        return False
    if not stated.unit and not (stated.text.isalpha() and _THE.search(claim.text, 0, stated.start)):
        return False
    is_counted = any(one.unit == stated.unit and one.kind == "count" for one in told.quantities)
    if stated.unit not in _TALLIED or is_counted:
        return False
    named = {one.entity.id for one in told.mentions if one.entity.kind in ("drug", "drug-class", "treatment")}
    return len(named) == number > 1 or (number == TWO and len(_COMPARES.findall(told.text)) == 1)


def _meant(noun: str) -> frozenset[str]:
    """What a noun may mean, beyond its number."""
    table = table_of_meanings()
    return frozenset().union(*(table.meant((stem,)) | {stem} for stem in stems_of(noun)[-1:]))


def _is_said(noun: str, told: Told) -> bool:
    return bool((table_of_meanings().meant(stems_of(noun)) | _meant(noun)) & told.meanings)


_Way = Callable[[Quantity, Quantity, Told, Told], bool]
_WAYS: tuple[_Way, ...] = (
    _is_when,
    _is_age,
    _is_count,
    _is_a_part,
    _is_more_than_less_one,
    _is_ratio,
    _is_interval,
    _is_daily,
    _is_change,
    _is_share,
)
