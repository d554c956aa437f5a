"""A sentence in, its quantities out, in order: each with kind, exact value, unit, comparator and offsets.

One pass over the words and figures of the text. A word or figure may open a date, a phrase ("twice daily"), an
interval, a proportion or an amount; what is only part of a name (CYP1A2, GLP-1, 1.5.7.1) is passed over.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from assistant.quantities.amounts import amount_at
from assistant.quantities.counts import noun_at
from assistant.quantities.dates import MONTH_NAMES, date_at
from assistant.quantities.frequencies import OPENING_WORDS, Said, after_number, said
from assistant.quantities.labels import before
from assistant.quantities.lists import Read, share_units
from assistant.quantities.meanings import GOES_ON, Number, compared, meaning
from assistant.quantities.numerals import FOLLOWS, NUMBER_WORDS, ONE, STARTS, Numeral, numeral, plain, spaced
from assistant.quantities.units import Quantity, in_unit, period, unit_at

_TOKEN = re.compile(r"[a-z]+|-?[.]?[0-9]")
_OPENING = MONTH_NAMES | OPENING_WORDS | NUMBER_WORDS
_INTERVAL = spaced(
    r" ?%,? (?:ci|cri|confidence interval|credible interval|interval)s?\b(?: of| was| is|=|:|,)? ?(?:\(|\[)? ?"
)
_BOUNDS = spaced(r" ?%?(?: to | ?- ?| ?(?:,|;) ?| and )")
_NOTE = re.compile(r"/(52|12|7)(?![0-9/.])")
_NOTE_CUE = spaced(r"(?:^|[^a-z])(?:for|over|x|after|in|past|last|since|next|within|further|another|every|lasting) ?$")
_NOTE_UNITS = {"52": "week", "12": "month", "7": "day"}
_WHOLE = re.compile(r"/([0-9]{1,6})(?![0-9/.]|,[0-9])")
_REST = re.compile(r"[^\s,;()]*")


class _Page(NamedTuple):
    """The text as written; of the same length, as plain; and what was read last."""

    original: str
    plain: str
    last: Quantity | None

    @property
    def floor(self) -> int:
        return self.last.end if self.last else 0


class _Step(NamedTuple):
    """What was read, if anything, and where reading goes on."""

    read: Read | None
    at: int


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order. Never raises; time grows with the length of the text.

    A quantity's `text` runs from its comparator or label to its unit; to the noun of a count only if that comes next.

    >>> [(q.kind, q.unit, q.comparator, q.text) for q in read("≥ 600 mg of CPZ per day for 6–8 weeks")]
    [('dose', 'mg/day', '>=', '≥ 600 mg of CPZ per day'), ('duration', 'day', '=', '6–8 weeks')]
    """
    page = _Page(text, plain(text), None)
    found: list[Read] = []
    at = 0
    for token in _TOKEN.finditer(page.plain):
        word = token[0]
        if token.start() < at or (word[0].isalpha() and word not in _OPENING):
            continue
        step = _read_at(page, word, token.start())
        at = max(step.at, token.end())
        if step.read:
            found.append(step.read)
            page = page._replace(last=step.read.quantity)
    return tuple(one._replace(text=text[one.start : one.end]) for one in share_units(page.plain, found))


def _read_at(page: _Page, word: str, at: int) -> _Step:
    if word in MONTH_NAMES:
        return _date(page, at) or _Step(None, at)
    phrase = said(word, page.plain, at, page.original) if word in OPENING_WORDS else None
    if phrase:
        return _phrase(page, at, phrase)
    found = STARTS.match(page.plain, at)
    if not found and word[0] == "-":  # a dash that is no sign: "3.3+/-3.1"
        at += 1
        found = STARTS.match(page.plain, at)
    return _number(page, at, numeral(found)) if found else _Step(None, at)


def _number(page: _Page, start: int, first: Numeral) -> _Step:
    """A number, as the first of these that it can be; else as an amount."""
    for way in () if first.is_word else _OF_FIGURES:
        step = way(page, start, first)
        if step:
            return step
    phrase = after_number(first.value, page.plain, first.end) if first.scale is ONE else None
    if phrase:
        return _phrase(page, start, phrase)
    ahead = before(page.plain, page.original, page.floor, start)
    amount = amount_at(page.plain, page.original, start, first, ahead.is_between)
    goes_on = amount.unit is None and GOES_ON.match(page.plain, amount.end)
    if goes_on and not noun_at(page.plain, amount.end, Fraction(2)):
        return _Step(None, _end_of_word(page.plain, amount.end))
    read_ = meaning(Number(page.plain, start, amount, ahead, ahead.comparator, amount.end, page.last))
    return _Step(read_, read_.quantity.end if read_ else amount.end)


def _phrase(page: _Page, at: int, phrase: Said) -> _Step:
    if phrase.kind is None:
        return _Step(None, phrase.end)
    ahead = before(page.plain, page.original, page.floor, at)
    quantity = Quantity(phrase.kind, phrase.low, phrase.high, phrase.unit, ahead.start, phrase.end, "")
    return _Step(Read(compared(quantity, ahead.comparator)), phrase.end)


def _date(page: _Page, at: int, _: Numeral | None = None) -> _Step | None:
    found = date_at(page.plain, at)
    if not found:
        return None
    return _Step(found.days and Read(Quantity("date", *found.days, "day", at, found.end, "")), found.end)


def _interval(page: _Page, start: int, level: Numeral) -> _Step | None:
    """ "95% CI 1.16 to 3.05": the bounds, with the level as their unit."""
    opened = _INTERVAL.match(page.plain, level.end)
    low = FOLLOWS.match(page.plain, opened.end()) if opened else None
    between = _BOUNDS.match(page.plain, low.end()) if low else None
    high = FOLLOWS.match(page.plain, between.end()) if between else None
    if not (opened and low and high):
        return _Step(None, opened.end()) if opened else None
    ends = numeral(low).value, numeral(high).value
    unit = page.plain[start : level.end] + "%"
    return _Step(Read(Quantity("interval", *ends, unit, start, high.end(), "")), high.end())


def _study_number(page: _Page, start: int, _: Numeral) -> _Step | None:
    """ "014": a name, not a number."""
    is_name = page.plain[start] == "0" and page.plain[start + 1 : start + 2].isdigit()
    return _Step(None, _end_of_word(page.plain, start)) if is_name else None


def _slashed(page: _Page, start: int, first: Numeral) -> _Step | None:
    """A duration as noted by hand (8/52 is weeks), or so many of so many (1/19); anything else is no quantity."""
    if not page.plain.startswith("/", first.end) or unit_at(page.plain, first.end):
        return None
    noted = _noted(page, start, first)
    if noted:
        return noted
    whole = _WHOLE.match(page.plain, first.end)
    if not whole or first.value > int(whole[1]):
        return _Step(None, _end_of_word(page.plain, first.end))
    noun = noun_at(page.plain, whole.end(), Fraction(2))
    end = noun.end if noun and noun.is_next else whole.end()
    name = noun.name if noun else ""
    quantity = Quantity("proportion", first.value, first.value, name, start, end, "", out_of=Fraction(whole[1]))
    return _Step(Read(quantity), end)


def _noted(page: _Page, start: int, first: Numeral) -> _Step | None:
    note = _NOTE.match(page.plain, first.end)
    if not note or noun_at(page.plain, note.end(), first.value):
        return None
    has_cue = _NOTE_CUE.search(page.plain, max(0, start - 12), start) or page.plain.startswith(" ago", note.end())
    unit = period(_NOTE_UNITS[note[1]])
    if unit is None or not (has_cue or note[1] == "52"):
        return None
    quantity = Quantity("duration", first.value, first.value, "", start, note.end(), "")
    return _Step(Read(in_unit(quantity, unit), unit), note.end())


def _end_of_word(text: str, at: int) -> int:
    rest = _REST.match(text, at)
    return rest.end() if rest else at


_OF_FIGURES: tuple[Callable[[_Page, int, Numeral], _Step | None], ...] = (_study_number, _date, _interval, _slashed)
