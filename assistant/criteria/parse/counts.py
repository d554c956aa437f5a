"""Neutrophil counts in a note, with their unit and the white cell count beside them; which one is the present one."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.criteria import blood
from assistant.criteria.parse import benign
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.concentrations import spelt
from assistant.criteria.parse.count_comments import asks_for_another
from assistant.criteria.parse.count_pairs import REACH, Found, pair
from assistant.criteria.parse.count_patterns import (
    ARROW,
    BEFORE_NAME,
    CONTINUES,
    COUNT,
    COUNTED,
    DENIED,
    FELL_TO,
    FROM,
    GOES_ON,
    HAPPENED,
    INDIRECT,
    LIMIT,
    LIMIT_AFTER,
    LOWER,
    MISTAKEN,
    NAME,
    NORMAL,
    OF_OTHERS,
    ORDER,
    OTHER,
    OTHER_UNIT,
    PERCENT,
    SIGN,
    SPELT_AFTER,
    TIMED,
    UNIT_AFTER,
    UNIT_BEFORE,
    UNIT_OF_ALL,
    WHEN,
    WHITE,
    WITHIN,
    YEAR,
)
from assistant.criteria.parse.figures import beside, figure, moment
from assistant.criteria.parse.further_counts import limits
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, at_least, between, exact, exactly, from_on, up_to
from assistant.criteria.types import CountUnit

_BOTH = 40  # characters after a count in which a unit may be told of it and of others
_MOST = 300  # names looked at in one note
_FEW = re.compile(r"\d{1,3}")  # may number a day, a visit, a ward
_FEWEST_OF_COUNT = 3  # digits of a bare figure that need no word after it that goes on about a count


class _Stretch(NamedTuple):
    """Words in which counts of one name may stand; `name` is where the name starts."""

    name: int
    start: int
    end: int
    sentence: Part


benign_ethnic = benign.benign_ethnic


def counts(reading: Reading) -> list[dict[str, Said]]:
    """The neutrophil counts, the present one last. Where that is not clear, one range over all, with a question."""
    white = list(_scan(reading, WHITE))
    found = list(_scan(reading, NAME))
    _set_moments(reading, found)
    _set_moments(reading, white)
    known = [*(one.span for one in (*found, *white)), *reading.used]
    pair(reading, found, white, known)
    for one in found:
        reading.used.append(one.span)
    return _in_order(reading, found, known)


def _scan(reading: Reading, name: Caseless) -> Iterator[Found]:
    """Every figure that follows a name and is a count of it."""
    seen: set[int] = set()
    for stretch in _stretches(reading, name):
        taken = False
        for m in COUNT.finditer(reading.text, stretch.start, stretch.end):
            if m.start() in seen:
                continue
            if PERCENT.match(reading.text, m.end()):
                seen.add(m.start())
                _ask_absolute(reading, name)
                if not taken and not m["unit"]:
                    break  # "20% of 2.0": what follows is what it is a share of
                continue
            for one in _read(reading, m, stretch, taken):
                seen.add(m.start())
                taken = True
                yield one
        spoken = None if taken else _spoken(reading, stretch)
        if spoken:
            yield spoken
    if name is NAME:
        yield from _before_name(reading)


def _before_name(reading: Reading) -> Iterator[Found]:
    """Counts of which the figure is told first: "80 neutrophils per microlitre"."""
    for m in BEFORE_NAME.finditer(reading.text):
        number = figure(m["n"]) * (1000 if m["thousand"] else 1)
        value, sentence = exactly(number), reading.sentence_of(m.start())
        before = reading.text[max(sentence.start, m.start() - 60) : m.start()]
        if _plausible(value, "/uL") and not (LIMIT.search(before) or WITHIN.search(before) or DENIED.search(before)):
            yield Found(value, "/uL", m.span(), sentence)


def _spoken(reading: Reading, stretch: _Stretch) -> Found | None:
    """A count in words right after its name: "neutrophils one point two"."""
    m = SPELT_AFTER.match(reading.text, stretch.start, stretch.end)
    number = spelt(m["n"]) if m else None
    if m is None or number is None or not re.search(r"point|hundred|thousand", m["n"], re.I):
        return None
    before = reading.text[max(stretch.sentence.start, stretch.name - 60) : stretch.name]
    if LIMIT.search(before) or ORDER.search(before) or LIMIT_AFTER.match(reading.text, m.end()) or WHEN.search(before):
        return None
    words = m["unit"] or ""
    unit: CountUnit | None = "10^9/L" if "nine" in words else _unit(words)
    value = exactly(number)
    if not _plausible(value, unit):
        return None
    return Found(value, unit, (m.start("n"), m.end()), stretch.sentence)


def _ask_absolute(reading: Reading, name: Caseless) -> None:
    if name is NAME:
        reading.ask(
            "neutrophils", "What is the absolute neutrophil count, in which unit?", "The note gives a percentage."
        )


def _stretches(reading: Reading, name: Caseless) -> Iterator[_Stretch]:
    """From each name to the next name or other test, and on into sentences that go on about it ("Today 0.4")."""
    names = list(name.finditer(reading.text))[:_MOST]
    places = {sentence: n for n, sentence in enumerate(reading.sentences)}
    for position, m in enumerate(names):
        sentence = reading.sentence_of(m.start())
        following = names[position + 1].start() if position + 1 < len(names) else len(reading.text)
        yield _Stretch(m.start(), m.end(), _until(reading, name, m.end(), min(sentence.end, following)), sentence)
        place = places.get(sentence, -1)
        for later in reading.sentences[place + 1 : place + 3] if place >= 0 else ():
            if following < later.end or not CONTINUES.match(reading.text, later.start):
                break
            yield _Stretch(later.start, later.start, _until(reading, name, later.start, later.end), later)


def _until(reading: Reading, name: Caseless, start: int, end: int) -> int:
    end = min(end, start + REACH)
    others = [OTHER.search(reading.text, start, end), name is WHITE and NAME.search(reading.text, start, end)]
    return min([other.start() for other in others if other], default=end)


def _read(reading: Reading, m: re.Match[str], stretch: _Stretch, taken: bool) -> tuple[Found, ...]:
    """The count of a figure; of "from 4.2 to 0.4" two, the first of them past."""
    one = _count(reading, m, stretch, taken)
    if one is None or m["dash"] != "to" or not FROM.search(reading.text[max(0, m.start() - 30) : m.start()]):
        return () if one is None else (one,)
    first = replace(one, value=exactly(figure(m["n"])), span=m.span("n"), when="past")
    return first, replace(one, value=exactly(figure(m["to"])), span=(m.start("to"), m.end()), when="now")


def _count(reading: Reading, m: re.Match[str], stretch: _Stretch, taken: bool) -> Found | None:
    """A figure as a count; None where it counts something else, is a limit or a reference range, or is denied."""
    text = reading.text
    lead = text[max(stretch.name, stretch.sentence.start, m.start() - 40) : m.start()]
    if reading.in_date(m.start()) or _counts_else(text, m, lead):
        return None
    if OF_OTHERS.match(text, m.end()) or MISTAKEN.search(
        text, max(stretch.sentence.start, stretch.name - 90), stretch.name
    ):
        return None
    if _is_limit(reading, m, stretch, taken):
        return None
    unit = _unit(m["unit"] or "") or _unit_apart(text, m, stretch)
    value = _value(m, lead)
    if value is None:
        return None
    if not _plausible(value, unit) or (unit is None and re.fullmatch(r"1[2-9]|[2-9]\d", m["n"])):
        reading.ask("neutrophils", f"What is the neutrophil count, in which unit ({m.group()})?", "It is implausible.")
        return None
    return Found(value, unit, m.span(), stretch.sentence)


def _unit_apart(text: str, m: re.Match[str], stretch: _Stretch) -> CountUnit | None:
    """The unit of "neutrophils (x10^9/L) 2.1" and of "2.1 (2.0-7.5) x10^9/L"."""
    before = UNIT_BEFORE.match(text, stretch.start, m.start())
    after = UNIT_AFTER.match(text, m.end()) if before is None else None
    if before is None and after is None and not m["unit"]:
        after = UNIT_OF_ALL.search(text, m.end(), min(len(text), max(stretch.sentence.end, m.end() + _BOTH)))
    return (
        _unit(before["unit"]) if before and not m["unit"] else _unit(after["unit"]) if after and not m["unit"] else None
    )


def _counts_else(text: str, m: re.Match[str], lead: str) -> bool:
    """Whether a figure is a number of days, an hour, a year, a dose, a number of samples."""
    if m["unit"]:
        return bool(DENIED.search(lead))
    if TIMED.match(text, m.end()) or DENIED.search(lead) or (_FEW.fullmatch(m["n"]) and COUNTED.search(lead)):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", m["n"]) and YEAR.search(lead):
        return True
    if _FEW.fullmatch(m["n"]) and len(m["n"]) < _FEWEST_OF_COUNT:
        return not GOES_ON.match(text, m.end())
    return OTHER_UNIT.match(text, m.end()) is not None


def _is_limit(reading: Reading, m: re.Match[str], stretch: _Stretch, taken: bool) -> bool:
    """Whether a figure is a threshold, an aim or a reference range."""
    text = reading.text
    before = INDIRECT.sub("", text[max(stretch.sentence.start, m.start() - 70) : m.start()])
    to_name = text[max(stretch.sentence.start, stretch.name - 60) : stretch.name]
    within = text[max(stretch.start, m.start() - 40) : m.start()]
    if LIMIT.search(before) or NORMAL.search(to_name[-20:]) or NORMAL.search(before):
        return True
    if (WHEN.search(to_name) and not HAPPENED.search(within)) or ORDER.search(to_name):
        return True
    if WITHIN.search(within.rsplit(",", 1)[-1]) or LIMIT_AFTER.match(text, m.end()):
        return True
    if m["to"] is None:
        return False
    in_brackets = before.rstrip().endswith(("(", "["))
    whole = reading.words(stretch.sentence)
    return in_brackets or taken or re.search(r"\b(?:normal|reference|range|ref)\b", whole, re.I) is not None


def _value(m: re.Match[str], lead: str) -> Range | None:
    """The figure with its sign, or between its two ends; None where it is only said not to be below or above."""
    giga = _unit(m["unit"] or "") == "10^9/L"
    number = exact(m["n"].replace(",", ".")) if giga and m["n"].count(",") == 1 else figure(m["n"])
    if m["unit"] and not giga and re.fullmatch(r"\d{1,2}\.\d{3}", m["n"]):
        number *= 1000  # "1.900/mm3": the point of continental laboratories
    if m["to"]:
        other = figure(m["to"])
        return between(min(number, other), max(number, other))
    sign = SIGN.search(lead)
    if sign is None:
        return exactly(number)
    if sign["no"]:
        return None
    lower = sign["sign"].lower().startswith(LOWER)
    return up_to(number, excluded=True) if lower else from_on(number, excluded=sign["sign"][0] not in "≥a")


def _plausible(value: Range, unit: CountUnit | None) -> bool:
    """Whether a count can be one in its unit: 450 × 10⁹/L and 1.4/µL are slips of the unit."""
    high = value.high if value.high is not None else value.low
    if high is None:
        return False
    if unit == "10^9/L":
        return high <= 100
    return unit is None or (30 <= high <= 100_000 or high == 0)


def _set_moments(reading: Reading, found: list[Found]) -> None:
    """When each count was measured, by the words of time, the date or the arrow beside it."""
    found.sort(key=lambda one: one.span)
    text = reading.text
    for position, one in enumerate(found):
        before = found[position - 1] if position and found[position - 1].sentence == one.sentence else None
        after = (
            found[position + 1] if position + 1 < len(found) and found[position + 1].sentence == one.sentence else None
        )
        left, right = before.span[1] if before else one.sentence.start, after.span[0] if after else one.sentence.end
        one.when = one.when or moment(text, left, one.span, right, before is not None)
        lead = text[max(left, one.span[0] - 40) : one.span[0]]
        one.is_left = FROM.search(lead) is not None or ARROW.match(text, one.span[1]) is not None
        if one.when is None and one.is_left:
            one.when = "past"
        elif one.when is None and FELL_TO.search(lead):
            one.when = "now"
        parts = beside(text, left, one.span, right, before is not None)
        own = [d for part in parts for d in reading.dates if part.holds(d.start)]
        one.date = own[-1] if len(own) == 1 or (own and own[-1].start > one.span[1]) else None


def _in_order(reading: Reading, found: list[Found], known: Collection[tuple[int, int]]) -> list[dict[str, Said]]:
    found = reading.latest(found, lambda one: one.span[0])
    if asks_for_another(reading, found, known):
        return []
    if len({_grade(one) for one in found}) < 2:
        return [one.row() for one in found]
    latest = _latest(found)
    if len({_grade(one) for one in latest}) == 1:
        return [one.row() for one in found if one not in latest] + [one.row() for one in latest]
    return [_over_all(reading, latest)]


def _latest(found: Sequence[Found]) -> Sequence[Found]:
    """Those that may be the present count: said to be, or the last by date, or all that are not told as past."""
    now = [one for one in found if one.when == "now"]
    if now:
        return now
    dated = [one.date for one in found if one.date]
    if len(dated) == len(found):
        last = max(date.first for date in dated)
        if all(date.last < last or date.first == last for date in dated):
            return [one for one in found if one.date and one.date.first == last]
    return [one for one in found if one.when != "past"] or found


def _over_all(reading: Reading, latest: Sequence[Found]) -> dict[str, Said]:
    """One range over counts of which none is clearly the present one, with the question which is."""
    spans = tuple(one.span for one in latest)
    words = " or ".join(dict.fromkeys(reading.text[start:end].strip() for start, end in spans))
    reading.contradict("neutrophils", f"The note gives several neutrophil counts: {words}.", spans)
    reading.ask("neutrophils", f"Which is the latest neutrophil count: {words}?", "They fall into different classes.")
    each = [blood.per_microlitre(one.made()) for one in latest]
    ranges = [one.neutrophils for one in each]
    if any(one is None for one in ranges):
        return next(found.row() for found, one in zip(latest, ranges, strict=True) if one is None)
    lows = [one.low if one and one.low is not None else exact(0) for one in ranges]
    highs = [one.high if one else None for one in ranges]
    known = [high for high in highs if high is not None]
    over = Range(low=min(lows), high=max(known) if len(known) == len(highs) else None)
    return {"value": Said(over, spans), "unit": Said("/uL", spans)}


def _grade(one: Found) -> tuple[str, ...]:
    """Where a count lies among all limits of all rules; one without a clear unit lies apart."""
    value = blood.per_microlitre(one.made()).neutrophils
    return ("?",) if value is None else tuple(at_least(value, exact(limit)) for limit in limits("neutrophils"))


def _unit(words: str) -> CountUnit | None:
    plain = re.sub(r"\s", "", words.lower())
    if not plain or plain == "cells":
        return None
    if plain.startswith(("k", "g/l", "gpt", "giga", "/nl", "tsd", "thou")) or re.search(
        r"10(?:\^|\*\*?)?(?:3|³)(?:/|per)|10e", plain
    ):
        return "10^9/L"
    litre = plain.endswith(("/l", "perl", "litre", "liter", "litres", "liters"))
    return "10^9/L" if litre and re.search(r"9|⁹", plain) else "/uL"
