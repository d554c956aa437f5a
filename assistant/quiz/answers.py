"""An item and a taker's response in, how it is marked out: what the exported files count as right, and a little more
patience with how it is typed. Pure; nothing is kept.

A number may have a decimal comma and a unit; words may differ in case, spaces and hyphens. A response that cannot be
read is neither right nor wrong: it can be typed again.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assistant.errors import BadInput
from assistant.quantities import Quantity, read
from assistant.quiz.exports.told import letter, rights, typed
from assistant.quiz.types import CHOSEN, Numeric, QuizItem
from assistant.types import Noun

Response = Sequence[str]  # the letter of an option, what was typed, or the letter of the right side of each pair
LONGEST = 200  # characters of a typed answer

_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"
_TYPED = re.compile(rf"({_NUMBER})(?:\s*(?:-|to|and)\s*({_NUMBER}))?\s*(.*)", re.DOTALL | re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "x", "µ": "μ", "’": "'"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Marked(Noun):
    """How a response is marked. `says` is what the key alone does not tell; `pairs`, which pairs are right."""

    verdict: Literal["right", "wrong", "unread"]
    says: str = ""
    pairs: tuple[bool, ...] = ()


class Tally(Noun):
    """How many items of a kind or topic were answered rightly."""

    name: str
    right: int
    of: int


class Score(Noun):
    """How a quiz was taken. `missed` are the items answered wrongly or not at all, in their order."""

    right: int
    answered: int
    of: int
    by_kind: tuple[Tally, ...]
    by_topic: tuple[Tally, ...]
    missed: tuple[str, ...]


def mark(item: QuizItem, response: Response) -> Marked:
    """The mark of a response. Raises BadInput where it names an option that the item does not have."""
    if item.kind in CHOSEN:
        return _marked(_chosen(item, response) == [item.key])
    if item.kind == "matching":
        return _matched(item, response)
    words = response[0] if len(response) == 1 else ""
    return _number(item.numeric, words) if item.numeric else _words(item, words)


def is_given(response: Response) -> bool:
    """Whether anything was answered."""
    return any(part.strip() for part in response)


def score(items: Sequence[QuizItem], responses: Mapping[str, Response]) -> Score:
    """How a quiz was taken; `responses` by the ids of items. One that cannot be read counts as not given."""
    given = {item.item_id: mark(item, responses[item.item_id]).verdict for item in items
             if is_given(responses.get(item.item_id, ()))}  # fmt: skip
    right = [item for item in items if given.get(item.item_id) == "right"]
    return Score(
        right=len(right),
        answered=sum(verdict != "unread" for verdict in given.values()),
        of=len(items),
        by_kind=_tallies([item.kind for item in items], [item.kind for item in right]),
        by_topic=_tallies([item.topic for item in items], [item.topic for item in right]),
        missed=tuple(item.item_id for item in items if given.get(item.item_id) != "right"),
    )


def alike(text: str) -> str:
    """A text without what does not count in a typed answer: case, spaces, hyphens; what tells figures apart stays.

    >>> alike("Xanomeline–Trospium") == alike("xanomeline trospium"), alike("30–40 mg/d") == alike("3040 mg/d")
    (True, False)
    """
    visible = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    raised = re.sub("[⁰¹²³⁴-⁹]+", lambda found: "^" + found[0].translate(_RAISED), visible)
    words = " ".join(raised.translate(_SIGNS).casefold().split()).strip(" .;")
    return re.sub(r"(?<!\d)\s|\s(?!\d)|-(?!\s?[\d.])", "", words)


def _marked(is_right: bool, says: str = "", pairs: tuple[bool, ...] = ()) -> Marked:
    return Marked(verdict="right" if is_right else "wrong", says=says, pairs=pairs)


def _chosen(item: QuizItem, response: Response) -> list[str]:
    by_letter = {letter(place): option.text for place, option in enumerate(item.options)}
    return _texts(by_letter, response)


def _texts(by_letter: Mapping[str, str], response: Response) -> list[str]:
    for one in response:
        if one.strip() and one.strip().upper() not in by_letter:
            raise BadInput(f"There is no answer {one[:20]!r} here.", to=one[:20], do=f"Choose {_listed(by_letter)}.")
    return [by_letter.get(one.strip().upper(), "") for one in response]


def _listed(letters: Mapping[str, str]) -> str:
    *most, last = letters
    return f"{', '.join(most)} or {last}" if most else last


def _matched(item: QuizItem, response: Response) -> Marked:
    sides = _texts({letter(place): text for place, text in enumerate(rights(item))}, response)
    sides += [""] * (len(item.pairs) - len(sides))
    pairs = tuple(side == pair.right for side, pair in zip(sides, item.pairs, strict=False))
    says = "" if all(pairs) else f"{sum(pairs)} of {len(pairs)} are right."
    return _marked(all(pairs), says, pairs)


def _words(item: QuizItem, words: str) -> Marked:
    right = typed(item)
    return _marked(alike(words) in {alike(text) for text in right} or any(_are_one_figure(words, one) for one in right))


def _are_one_figure(words: str, right: str) -> bool:
    """Whether both are one quantity and no other words: "8 wks" for "8 weeks", "1.0 x 10^9/L" for "1 × 10⁹/L"."""
    ours, theirs = (read(text.strip(" .")) for text in (words, right))
    if len(ours) != 1 or len(theirs) != 1 or not theirs[0].unit:
        return False
    whole = ours[0].text == words.strip(" .") and theirs[0].text == right.strip(" .")
    return whole and (ours[0].kind, ours[0].unit, ours[0].low, ours[0].high) == (
        theirs[0].kind, theirs[0].unit, theirs[0].low, theirs[0].high
    )  # fmt: skip


def _number(asked: Numeric, words: str) -> Marked:
    """A number, or a range within the range, with the unit or without it."""
    found = _TYPED.fullmatch(_spaced(words))
    ends = [list(_readings(number)) for number in found.groups()[:2] if number] if found else []
    if not found or not ends or not all(ends):
        return Marked(verdict="unread", says="This is not a number. Type one, such as 6 or 0.35.")
    unit = found[3].strip(" .")
    if unit and not asked.unit:
        return Marked(verdict="unread", says="No unit is asked for. Type the number alone.")
    times = _times(unit, asked.unit)
    low, high = Fraction(asked.low), Fraction(asked.high)
    if all(any(low <= value * times <= high for value in readings) for readings in ends) and times:
        return _marked(True)
    is_in_unit = all(any(low <= value <= high for value in readings) for readings in ends)
    return _marked(False, f"The number is right, but not in {unit}." if is_in_unit and times != 1 else "")


def _spaced(words: str) -> str:
    """What was typed, in plain signs, without spaces inside a number."""
    visible = "".join(sign for sign in words if unicodedata.category(sign) != "Cf").translate(_SIGNS)
    return re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", visible.strip())


def _readings(number: str) -> Iterator[Fraction]:
    """What a number may mean: in "1,500" the comma may be either mark."""
    sign, bare = (-1 if number.startswith("-") else 1), number.lstrip("+-")
    if _THOUSANDS.fullmatch(bare):
        yield sign * Fraction(bare.replace(",", ""))
    if re.fullmatch(r"\d+,\d+", bare) or _CONTINENTAL.fullmatch(bare):
        yield sign * Fraction(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        yield sign * Fraction(Decimal(bare))


def _times(given: str, asked: str) -> Fraction:
    """How many of the unit asked for one of the unit given is; 0 where they cannot be compared.

    >>> [str(_times(unit, "ng/mL")) for unit in ("", "NG/ML", "mg/L", "mg")]
    ['1', '1', '1000', '0']
    """
    if not given or alike(given) == alike(asked):
        return Fraction(1)
    ours, theirs = _two(asked), _two(given)
    if ours is None or theirs is None or (ours.kind, ours.unit) != (theirs.kind, theirs.unit):
        return Fraction(0)
    return Fraction(theirs.low or 0) / Fraction(ours.low or 2)


def _two(unit: str) -> Quantity | None:
    """Two of a unit, if all of its words are read: one week is never "further weeks"."""
    found = read(f"2 {unit}")
    return found[0] if len(found) == 1 and found[0].unit and found[0].text == f"2 {unit}" else None


def _tallies(every: Sequence[str], right: Sequence[str]) -> tuple[Tally, ...]:
    return tuple(Tally(name=name, right=right.count(name), of=every.count(name)) for name in dict.fromkeys(every))
