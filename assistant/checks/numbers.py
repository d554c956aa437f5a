"""Numbers: each quantity of the claim is in the cited words, with unit, range and comparator, and of the same thing."""

import re
from itertools import combinations

from assistant.checks.cited import Cited
from assistant.checks.meanings import stems_of, table_of_meanings
from assistant.checks.nearness import CROSSED, UNCROSSED, agreement
from assistant.checks.told import Told
from assistant.quantities import Quantity, supports
from assistant.quantities.numerals import NUMBER_WORDS

OWNED = ("dose", "mass", "concentration", "percentage", "ratio", "proportion", "interval")  # kinds that are of a drug
NEXT_TO, NEAR_BY, FAR, TOGETHER = 2, 10, 999, 5  # distances of a name from a number, in words and breaks
_BOUNDS = (  # what a number is called, the words for it, and the comparators that say the same
    (
        "maximum",
        re.compile(r"\b(?:maxim\w+|at most|up to|no more than|ceiling|upper limit|highest dose)\b", re.IGNORECASE),
        ("<=", "<"),
    ),
    (
        "minimum",
        re.compile(r"\b(?:minim\w+|at least|no less than|no fewer than|lowest dose)\b", re.IGNORECASE),
        (">=", ">"),
    ),
    ("lower figure", re.compile(r"\b(?:below|beneath|underneath)\b", re.IGNORECASE), ("<", "<=")),
    ("higher figure", re.compile(r"\b(?:above(?! all)|in excess of)\b", re.IGNORECASE), (">", ">=")),
    ("mean", re.compile(r"\b(?:mean|average[sd]?|averaging|median|typical(?:ly)?)\b", re.IGNORECASE), ()),
)
_TO_OR_BY = re.compile(r"\b(to|by) (?:about |around |a |an )?\Z", re.IGNORECASE)
_NTH = re.compile(r"(day|week|month|year)s? (one|two|three|four|[1-4])", re.IGNORECASE)
_ORDINALS = dict(zip(("one", "two", "three", "four", *"1234"), ("first", "second", "third", "fourth") * 2, strict=True))
_OR_MORE = re.compile(r" [a-z]+(?: [a-z]+)? or (?:more|higher|above|greater|over|longer)\b")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def numbers_agree(claim: Told, cited: Cited) -> str | None:
    """Every quantity, with unit, range ends and comparator, is in the cited words; a year may be the source's own."""
    for stated in (_as_told(one, claim) for one in claim.quantities):
        if _places(stated, cited.told) or _is_a_single_one(stated, cited.told):
            continue
        if _is_an_ordinal(stated, cited.text) or _is_a_part(stated, cited.text):
            continue
        if stated.kind == "year" and _is_the_sources_year(stated, cited):
            continue
        return f"'{stated.text}' is not in the cited words"
    return None


def _is_an_ordinal(stated: Quantity, text: str) -> bool:
    """ "Year two" for "the second year"."""
    found = _NTH.fullmatch(stated.text)
    nth = _ORDINALS.get(found[2].lower()) if found else None
    return found is not None and nth is not None and bool(re.search(rf"\b{nth} {found[1]}\b", text, re.IGNORECASE))


def _is_a_part(stated: Quantity, text: str) -> bool:
    """ "68 of the 230 patients" for "68 patients of 230"."""
    both = re.findall(r"\d[\d,]*", stated.text) if stated.kind == "proportion" else []
    return len(both) == 2 and bool(re.search(rf"\b{both[0]} [a-z]+ (?:out )?of (?:the |a )?{both[1]}\b", text))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("is", "ss", "us"))


def _is_the_sources_year(stated: Quantity, cited: Cited) -> bool:
    """ "In the 2017 study": the source's own date, where its words give no other."""
    dated = any(found.kind in ("year", "date") for found in cited.told.quantities)
    return not dated and any(supports(found, stated) for found in cited.about.quantities)


def _is_a_single_one(stated: Quantity, told: Told) -> bool:
    """ "One study" for "a study": the word is there, and not in the plural."""
    if stated.kind not in ("count", "number") or not stated.low == stated.high == 1 or stated.comparator != "=":
        return False
    if any(one.unit == stated.unit and one.comparator != "=" for one in told.quantities):
        return False  # "at least one trial"
    nouns = stems_of(stated.unit)
    return not nouns or any(word.stem == nouns[-1] and not _is_plural(word.surface) for word in told.words)


def numbers_are_of_the_same(claim: Told, cited: Cited) -> str | None:
    """Of two numbers of a kind, each belongs to what it belongs to in the source.

    Numbers told in the source's order are given the benefit of the doubt; in another order they must show it.
    """
    told = cited.told
    stated = [(one, found) for one in claim.quantities if (found := found_in(one, told))]
    for (one, places), (other, others) in combinations(stated, 2):
        once = len({told.sentence(place.start) for place in places}) == len(places)
        if places == others and once and _is_left_out(places[0], stated, told):
            return f"'{other.text}' is told of two things, and of one in the cited words"
        if _have_their_nouns((one, places), (other, others), told):
            continue
        if set(places) & set(others) or not {sort_of(place) for place in places} & {sort_of(place) for place in others}:
            continue
        agrees = agreement((one.start, other.start), claim, (_starts(places), _starts(others)), told)
        is_in_order = any(first.start < second.start for first in places for second in others)
        keeps_order = (
            sort_of(places[0]) == "date" or _RESPECTIVELY.search(claim.text) or _RESPECTIVELY.search(cited.text)
        )
        is_other = not is_in_order if keeps_order else agrees < (CROSSED if is_in_order else UNCROSSED)
        if is_other or (sort_of(places[0]) == "date" and agrees < 0):
            return f"'{one.text}' and '{other.text}' are of other things in the cited words"
    return None


def numbers_keep_their_partners(claim: Told, cited: Cited) -> str | None:
    """ "Daily until 1,000, then weekly until 1,500": a number told beside another is not another's in the source."""
    told = cited.told
    stated = [(one, found) for one in claim.quantities if (found := found_in(one, told))]
    for one, places in stated:
        given = [found for _, others in stated for found in others]
        rivals = [other for other in told.quantities if _is_rival(other, places[0]) and other not in given]
        others = ((two, found) for two, found in stated if two != one and two.kind not in ("year", "date"))
        partners = [(abs(claim.place(two.start) - claim.place(one.start)), found) for two, found in others]
        if not rivals or not partners:
            continue
        partner = min(partners, key=lambda pair: pair[0])[1]
        own, other = (
            min(_apart(first, second, told) for first in group for second in partner) for group in (places, rivals)
        )
        if other < own:
            return f"'{one.text}' is told beside another number in the cited words"
    return None


def _have_their_nouns(
    first: tuple[Quantity, list[Quantity]], second: tuple[Quantity, list[Quantity]], told: Told
) -> bool:
    """Whether two counts are of nouns of which the source has one count each: "12 trials, 60 patients"."""
    for own, places in (first, second):
        same = [found for found in told.quantities if found.unit == own.unit]
        if own.kind != "count" or not own.unit or len(places) != 1 or same != places:
            return False
    return first[0].unit != second[0].unit


def _is_rival(other: Quantity, one: Quantity) -> bool:
    return (sort_of(other), other.unit, other.comparator) == (sort_of(one), one.unit, one.comparator) and other != one


def _apart(one: Quantity, other: Quantity, told: Told) -> int:
    return abs(told.place(one.start) - told.place(other.start))


def _is_left_out(place: Quantity, stated: list[tuple[Quantity, list[Quantity]]], told: Told) -> bool:
    """Whether the source has another number of this sort, in the same sentence, that the claim does not give."""
    given = [found for _, places in stated for found in places]
    return any(
        sort_of(other) == sort_of(place)
        and other not in given
        and told.sentence(other.start) == told.sentence(place.start)
        for other in told.quantities
    )


def bounds_agree(claim: Told, cited: Cited) -> str | None:
    """A mean is not a maximum, a maximum no minimum, and a change to a value not a change by it."""
    for bound, words, comparators in _BOUNDS:
        found = words.search(claim.text)
        if (
            found
            and not words.search(cited.text)
            and not any(q.comparator in comparators for q in cited.told.quantities)
        ):
            return f"'{found.group()}' makes a {bound} of what is none in the cited words"
    for stated in claim.quantities:
        before = _TO_OR_BY.search(claim.text, 0, stated.start)
        theirs = [_TO_OR_BY.search(cited.text, 0, place) for place in _places(stated, cited.told)]
        if before and all(theirs) and not any(there and there[1].lower() == before[1].lower() for there in theirs):
            return f"'{before[1]} {stated.text}' is not what the cited words say of it"
    return None


def names_own_their_numbers(claim: Told, cited: Cited) -> str | None:
    """The drug or treatment that a number stands next to is one that it stands near in the source."""
    for stated in claim.quantities:
        here = _names_by_distance(stated.start, claim)
        near = {name for name, distance in here.items() if distance <= min(here.values()) + NEXT_TO}
        near |= {name for name in here for other in near if _are_together(name, other, claim)}
        there = [_names_by_distance(place, cited.told) for place in _places(stated, cited.told)]
        if stated.kind not in OWNED or not near or not any(there):
            continue
        if not any(
            names.get(name, FAR) <= min(names.values(), default=FAR) + NEAR_BY for names in there for name in near
        ):
            return f"'{stated.text}' is not of {min(near)} in the cited words"
    return None


def _are_together(name: str, other: str, told: Told) -> bool:
    """Whether two drugs are named in one breath: "memantine added to clozapine"."""
    places = ([told.place(one.start) for one in told.mentions if one.entity.id == which] for which in (name, other))
    ours, theirs = places
    return any(abs(one - two) <= TOGETHER for one in ours for two in theirs)


def _names_by_distance(at: int, told: Told) -> dict[str, int]:
    """How far from a place each drug or treatment named is, in words and breaks."""
    found: dict[str, int] = {}
    here = told.place(at)
    for mention in told.mentions:
        if mention.entity.kind in ("drug", "drug-class", "treatment"):
            distance = abs(told.place(mention.start) - here)
            found[mention.entity.id] = min(distance, found.get(mention.entity.id, FAR))
    return found


def found_in(stated: Quantity, told: Told) -> list[Quantity]:
    return [found for found in told.quantities if supports(found, stated) or _is_labelled(found, stated, told)]


def _as_told(stated: Quantity, claim: Told) -> Quantity:
    """The quantity with what is said of it further on: "70% endorsement or more" is at least 70%."""
    if stated.comparator == "=" and stated.low == stated.high and _OR_MORE.match(claim.text, stated.end):
        return stated._replace(high=None, comparator=">=")
    return stated


def sort_of(one: Quantity) -> str:
    """The kind; a count and a bare number are of one sort, since the noun may stand elsewhere."""
    return "number" if one.kind in ("count", "proportion") else one.kind


def _starts(found: list[Quantity]) -> list[int]:
    return [one.start for one in found]


def _places(stated: Quantity, told: Told) -> list[int]:
    return _starts(found_in(stated, told))


def _is_labelled(found: Quantity, stated: Quantity, told: Told) -> bool:
    """The same number, whose label or noun stands elsewhere in one of the texts: what it is of is compared apart."""
    if (found.low, found.high, found.comparator) != (stated.low, stated.high, stated.comparator):
        return False
    if stated.kind == "number" and stated.unit in ("", "point"):
        return found.kind in ("ratio", "count", "number")
    if stated.kind == "percentage" and found.kind == "interval":
        return stated.low != stated.high and "%" in told.text
    if stated.kind == "count" and found.kind in ("number", "count", "ratio"):
        is_bare = not re.search(r"[a-z]", found.text.lower().replace("or more", "").replace("at least", ""))
        return (is_bare or found.text.lower() in NUMBER_WORDS) and _is_mentioned(stated.unit, told)
    return False


def _is_mentioned(noun: str, told: Told) -> bool:
    """Whether the text has the noun, by this or another word, or the noun says nothing ("points")."""
    table = table_of_meanings()
    meanings = frozenset().union(*(table.meant((stem,)) | {stem} for stem in stems_of(noun)))
    return noun == "point" or bool(meanings & (told.meanings | table.light | table.telling))
