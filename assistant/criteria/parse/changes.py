"""Scores before and after in a note: "PANSS 90 to 76". A percentage alone is kept as one, for no verdict."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import change_reserved
from assistant.criteria.parse.items import with_figures
from assistant.criteria.parse.moments import when
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.score_order import FROM, TURNED, is_turned, last_of_weeks
from assistant.criteria.parse.versions import in_doubt, version
from assistant.criteria.ranges import exactly
from assistant.criteria.types import Change, Part, Refusal, ScaleName

PANSS_PARTS: tuple[tuple[Part, str], ...] = (
    (
        "positive",
        r"(?:PANSS[\s-]{0,3})(?:P\b|pos(?:itive)?\b(?:\s{1,3}(?:sub)?scale|\s{1,3}score|\s{1,3}symptoms?)?|\+)|(?<!\w)positive\s{1,3}(?:sub)?scale",
    ),
    (
        "negative",
        r"(?:PANSS[\s-]{0,3})(?:N\b|neg(?:ative)?\b(?:\s{1,3}(?:sub)?scale|\s{1,3}score|\s{1,3}symptoms?)?)|(?<!\w)negative\s{1,3}(?:sub)?scale",
    ),
    (
        "general",
        r"(?:PANSS[\s-]{0,3})(?:G\b|gen(?:eral)?\b(?:\s{1,3}psychopathology)?(?:\s{1,3}(?:sub)?scale)?)|(?<!\w)general\s{1,3}(?:psychopathology\s{1,3})?(?:sub)?scale",
    ),
    ("total", r"(?:total\s{1,3})?PANSS(?:[\s-]{0,3}(?:totals?|overall|sum|tot\b\.?))?(?:\s{1,3}scores?)?"),
)
_CHANGE_JOIN = r"(?:\s{1,3}(?:on|at)\s{1,3}(?:admission|baseline|entry|intake|presentation))?\s{0,3}(?:\(?(?:baseline|before|pre(?:-?treatment)?|start|initially|at\s{1,3}(?:the\s{1,3})?(?:start|baseline|outset))\)?)?[\s,]{0,4}(?:->|→|=>|➔|-->|to|then|and\s{1,3}(?:now|after)|now|after\s{1,3}\S{1,15}\s{1,3}\S{1,15}\s{1,3}|\bpost\b|fell\s{1,3}to|down\s{1,3}to|falling\s{1,3}to|dropped\s{1,3}to|at\s{1,3}end(?:point)?|vs|versus)\s{0,3}(?:only\s{1,3}|to\s{1,3}|it\s{1,3}(?:is|was)\s{1,3}|of\s{1,3}|at\s{1,3}\w{1,15}\s{1,3}\d{0,3}\s{0,3})?"
_BEFORE = r"(?:from\s{1,3}|was\s{1,3}|baseline\s{1,3}(?:of\s{1,3})?|(?:at\s{1,3})?baseline\s{0,3}(?:was|of|:|=)?\s{0,3}|before\s{0,3}(?:was|:)?\s{0,3}|at\s{1,3}(?:the\s{1,3})?(?:start|outset)\s{0,3}(?:was|of|:|=)?\s{0,3}|fell\s{1,3}from\s{1,3}|went\s{1,3}(?:from\s{1,3})?|dropped\s{1,3}from\s{1,3}|improved\s{1,3}from\s{1,3}|decreased\s{1,3}from\s{1,3}|reduced\s{1,3}from\s{1,3}|rose\s{1,3}from\s{1,3}|worsened\s{1,3}from\s{1,3}|increased\s{1,3}from\s{1,3}|changed\s{1,3}from\s{1,3}|moved\s{1,3}from\s{1,3}|goes\s{1,3}from\s{1,3}|total\s{1,3}|score\s{1,3}|scores\s{1,3}|of\s{1,3}|started\s{1,3}at\s{1,3}|:\s{0,3}|=\s{0,3}|,\s{0,3}){0,6}"
Read = tuple[Change, tuple[tuple[int, int], ...]]  # a change and the words it was read from
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_OF_DAY = re.compile(
    rf"(?<![\d/])\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?:19|20)\d\d(?!\d))?|\b{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?(?:,\s(?:19|20)\d\d)?|(?:19|20)\d\d)(?!\d)|(?<![\d/.])\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
)
_AT_ZERO = Caseless(r"\b(?:week|wk|day|month|visit)\s0(?!\d)|\bT0\b|\bV0\b")
# Numbers that are no scores: "week 8", "day 56", "8 weeks", "20 mg", "out of 210"
_NO_SCORE = Caseless(
    r"\b(?:weeks?|wks?|days?|months?|visits?|[TVWD])\s?\d{1,3}(?!\d|[.,]\d)|(?<![\d.,/])\d{1,4}\s?(?:weeks?|wks?|months?|days?|/52|/12|mg|hours?|years?|yrs?)(?![a-z])"
)
_OUT_OF = Caseless(
    r"(?<=\d)\s?(?:/|out\sof|of)\s?210\b|\bby\s(?:about\s|only\s)?\d{1,2}\s(?:points?|pts)\b[,:;]?(?=\s(?:from\s)?\d)"
)
_WITH_MONTH = Caseless(
    rf"\s?\(?(?:on|in|at|of|dated)?\s?(?:early\s|late\s|mid\s|the\s)?[#\w/\s-]{{0,12}}?(?:{_MONTH}|#)"
)


_TOTAL = r"(?<!PANSS )\btotal(?:\s{1,3}scores?)?(?=\s{1,3}(?:went|fell|dropped|moved|came|improved|rose|changed|decreased|was|\d{1,3})\b)"
_BPRS = r"(?:\b\d\d[\s-]item\s{1,3})?BPRS(?:-\d\d)?(?:\s{1,3}(?:total|score))?"
# A second pair of scores, of the scale named before: "90 to 60 in 2010, 95 to 93 now".
_PAIR = Caseless(
    r"(?:[^\d.;\n]|(?<!\d)(?:19|20)\d\d(?!\d)){0,30}?(?:[,;]|\band\b)\s{0,3}(?:(?:and|then|but|later|now|today|currently)\s{1,3}){0,3}(?:from\s{1,3})?(?P<one>\d{1,3})\s{0,3}(?:->|→|=>|to)\s{0,3}(?P<two>\d{1,3})(?!\d|/|[.,]\d|\s{0,3}(?:%|weeks?|wks?|months?|days?|/52|/12|mg|hours?|years?))"
)


# What makes a pair of scores no fact, or not the last word: "would be", "expected"; "then back to 92"
_UNSETTLED = Caseless(
    r"[^.;\n\d]{0,12}\b(?:brother|sister|mother|father|mum|dad|son|daughter|wife|husband|cousin|twin|room-?mate|neighbour|another\s|other\s(?:patient|man|woman))"
    r"|"
    r"[^.;\n\d]{0,20}?\b(?:would|expected|hoped|target|goal|typing|typo|mistake|error|wrong|predicted|invented)\b"
    r"|\s{0,2}(?:,\s?)?(?:(?:and|then|but|now|back|again|later|up|rose|rising)\s{1,3}){0,4}(?:to|now|back|again)\s{1,3}(?:to\s{1,3})?\d{2,3}(?!\d|[.,/]\d|\s{0,2}(?:%|[a-z/]|->|→))"
    r"|\s{0,2}(?:->|→|=>|➔|-->)\s{0,2}\d{2,3}(?!\d|[.,/]\d|\s{0,2}%)"
    r"|\s{0,2},?\s?(?:(?:and|but)\s{1,3})?(?:then|later|finally|afterwards|eventually)\s{1,3}\d{2,3}(?!\d|[.,/]\d|\s{0,2}(?:%|mg|weeks?|wks?|months?|days?|years?|->|→|to\b))"
    r"|[^.;\n\d]{0,24}[,;]\s?(?:and\s)?\d{2,3}\s(?:at|after|by|in)\s(?:weeks?|months?|days?|discharge|(?:the\s)?end|#)"
)


# "Target PANSS total 80, now 100": the first is none that was measured
_WANTED = Caseless(
    r"\b(?:targets?|goals?|aims?|aim(?:ed|ing)|desired|hoped|expected|predicted|wish(?:ed)?|ideal(?:ly)?)\b[^.;\n\d]{0,30}\Z"
)


_ANY = Caseless(r"PANSS|BPRS|\b(?:positive|negative|general)\s")


def changes(reading: Reading) -> list[Read]:
    """Scores before and after; a percentage alone is kept as one, for no verdict."""
    found: list[Read] = []
    taken = bytearray(len(reading.text) + 1)
    if not _ANY.search(reading.text):
        return list(_percentages(reading, taken))
    masked = scores_only(reading.text)
    text, places = _squeezed(_WRAPPED.sub(" ", masked))
    names: list[tuple[ScaleName, Part, str]] = [("PANSS", part, pattern) for part, pattern in PANSS_PARTS]
    if "PANSS" in reading.text and "BPRS" not in reading.text:
        names.append(("PANSS", "total", _TOTAL))
    names.append(("BPRS", "total", _BPRS))
    for scale, part, pattern in names:
        named = [m.start() for m in _named(pattern).finditer(text)]
        for shape in _shapes(pattern) if named else ():
            for m in shape.found(text, named):
                spans = [(places[m.start()], places[m.end("two") - 1] + 1)]
                if any(taken[places[m.start()] : places[m.end() - 1] + 1]):
                    continue
                other = ("BPRS" if scale == "PANSS" else "PANSS") in m.group()
                if other or (shape.loose and not _is_change(_opening(text, m), m["gap"], m["tail"])):
                    continue
                last, end = last_of_weeks(text, m)
                if _UNSETTLED.match(text, end) or _WANTED.search(text, max(0, m.start() - 30), m.start("one")):
                    taken[spans[0][0] : spans[0][1]] = b"\1" * (spans[0][1] - spans[0][0])
                    words = "It is not clear which score is the last one."
                    reading.ask("changes.0.after", f"What was the {scale} score before, and what is it now?", words)
                    continue
                spans = [(spans[0][0], places[end - 1] + 1)]
                scored = (int(m["one"]), last)
                if shape.loose and is_turned(m["lead"], m["gap"], m["tail"]):
                    scored = scored[::-1]
                made = [_change(reading, scale, part, scored, spans[0])]
                if again := _PAIR.match(text, end):
                    spans.append((places[again.start("one")], places[again.end() - 1] + 1))
                    made.append(_change(reading, scale, part, (int(again["one"]), int(again["two"])), spans[1]))
                for span, change in zip(spans, made, strict=True):
                    taken[span[0] : span[1]] = b"\1" * (span[1] - span[0])
                    found += [(change, (span,))] if change is not None else []
    found = list(_not_superseded(reading, list(_valid(reading, sorted(found, key=lambda one: one[1][0][0])))))
    return sorted([*found, *_percentages(reading, taken)], key=lambda one: one[1][0][0])


def scores_only(text: str) -> str:
    """The text with the numbers that are no scores masked, every offset kept: dates, weeks, doses, "out of 210"."""
    masked = with_figures(text)
    masked = _OF_DAY.sub(lambda m: re.sub(r"[\d.]", "#", m.group()), masked)  # days and years are no scores
    masked = _AT_ZERO.sub(lambda m: "start".ljust(len(m.group()))[: len(m.group())], masked)
    masked = _OUT_OF.sub(lambda m: " " * len(m.group()), masked)
    masked = _NO_SCORE.sub(lambda m: re.sub(r"\d|(?<=#)[/.](?=#)", "#", m.group()), masked)
    return re.sub(r"\(\s{2,}|(?<!\s)\s{2,}\)", lambda m: " " * len(m.group()), masked)


_WRAPPED = re.compile(r"(?<=[a-z,])\n(?=[a-z])")  # a line that goes on with the sentence
_BLANKS = re.compile(r"\s{2,}|[^\S ]")  # all but a single blank


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with every run of blanks as one, and where each of its characters stood."""
    kept, places, done = [], [], 0
    for m in _BLANKS.finditer(text):
        kept += [text[done : m.start()], "\n" if "\n" in m.group() else " "]
        places += [*range(done, m.start()), m.start()]
        done = m.end()
    return "".join((*kept, text[done:])), [*places, *range(done, len(text))]


LOWEST = 30  # of the PANSS total, items scored from 1


class _Shape(NamedTuple):
    """A way to write two scores. One that has the scale's name first is tried only where that stands."""

    pattern: Caseless
    named_first: bool = False
    loose: bool = False  # what stands between the scores must say that they are two of one course

    def found(self, text: str, named: Sequence[int]) -> Iterator[re.Match[str]]:
        """Its matches, from left to right and apart; `named` are the places where the scale's name stands."""
        if not self.named_first:
            yield from self.pattern.finditer(text)
            return
        at = 0
        for place in named:
            if place >= at and (m := self.pattern.match(text, place)):
                at = m.end()
                yield m


@cache
def _named(pattern: str) -> Caseless:
    return Caseless(rf"(?={pattern})")


@cache
def _shapes(pattern: str) -> tuple[_Shape, ...]:
    """The ways to write a score before and one after of the scale that a pattern names."""
    one, two = (
        rf"(?P<{name}>\d{{1,3}})(?!\d|/(?!\d\d)|\.\d|\s{{0,3}}%|\s{{0,2}}(?:(?:weeks?|wks?|months?|days?)(?!\s?#)|/52|/12|mg))"
        for name in ("one", "two")
    )
    whole = Caseless(
        rf"(?:{pattern})(?:\s{{0,3}}\((?:18|24|16)[\s-]?items?[^)]{{0,40}}\))?[\s,:-]{{0,4}}(?:scores?\s{{1,3}}|total\s{{1,3}}|ratings?\s{{1,3}})?{_BEFORE}{one}(?:\s{{0,3}}\([^)]{{0,30}}\))?{_CHANGE_JOIN}{two}"
    )
    loose = Caseless(
        rf"(?:{pattern})(?P<lead>[^.;\n\d]{{0,64}}?)(?<![\d/#PNG]){one}(?P<gap>[^.;\n\d]{{0,110}}?(?:{_NEXT}[^.;\n\d]{{0,80}}?)?)(?<![\d#PNG]){two}(?P<tail>[^.;\n]{{0,24}})"
    )
    paired = Caseless(
        rf"(?:{pattern})s?\s{{0,3}}(?:of\s{{1,3}}|were\s{{1,3}}|was\s{{1,3}}|=\s{{0,3}}|:\s{{0,3}})?{one}\s{{0,3}}(?:and|,|&)\s{{0,3}}{two}[,\s(]{{0,3}}(?:points\s{{1,3}})?(?:before\s{{0,3}}(?:and|&|/)\s{{0,3}}after|pre[\s-]{{0,3}}(?:and|&|/|-)[\s-]{{0,3}}post|at\s{{1,3}}(?:the\s{{1,3}})?(?:start|baseline|beginning)\s{{1,3}}and\s{{1,3}}(?:at\s{{1,3}})?(?:the\s{{1,3}})?(?:end|finish))"
    )
    headed = Caseless(
        rf"\b(?:baseline|before|start|pre|admission|entry)\b[^\d\n]{{1,40}}\b(?:weeks?\s#|(?:after|now|end\w{{0,5}}|post|today|discharge|follow[\s-]?up|current)\b)[^\d\n]{{0,20}}\n[^\w\n]{{0,60}}\n?\W{{0,4}}(?:{pattern})[^\w\n]{{1,8}}{one}\s{{1,3}}{two}(?!\s{{0,3}}\d)"
    )
    first = Caseless(
        rf"(?<![\d/.]){one}\s{{1,3}}(?:points?\s{{1,3}})?on\s{{1,3}}(?:the\s{{1,3}})?(?:{pattern})[^.;\n\d#]{{0,20}}\b(?:before|baseline|start|initially|outset|admission)\b[^.;\n\d#]{{0,40}}?\b(?:and|then|but|to)\s{{1,3}}[^.;\n\d#]{{0,12}}{two}(?=\s{{1,3}}(?:after|now|at|today|later|by|on)\b)"
    )
    return (
        _Shape(first),
        _Shape(headed),
        _Shape(paired, named_first=True),
        _Shape(whole, named_first=True),
        _Shape(loose, named_first=True, loose=True),
    )


def _valid(reading: Reading, found: list[Read]) -> Iterator[Read]:
    """The changes, without those that the words beside them take back."""
    for change, spans in found:
        against = change_reserved(reading, *spans[0])
        if against is None or reading.replaces(against[0], spans[0][0]):
            yield change, spans
            continue
        words = f"The note says “{reading.original[slice(*against)]}”."
        reading.ask("changes.0.after", f"What was the {change.scale} score before, and what is it now?", words)
        reading.used.extend(spans)


def _not_superseded(reading: Reading, found: list[Read]) -> Iterator[Read]:
    """The changes of each scale, without those of a time that a later one comes after. Two of one scale that nothing
    orders, and no drug named between them tells apart, are asked about and left out."""
    moments = [when(reading, *spans[0]) for _, spans in found]
    starts = [mention.start for mention in reading.mentions]
    out: set[int] = set()
    for place, (change, spans) in enumerate(found):
        for other in range(place + 1, min(place + 20, len(found))):
            later, at = found[other]
            if (later.scale, later.part) != (change.scale, change.part) or later == change:
                continue
            if bisect_left(starts, spans[0][0]) != bisect_left(starts, at[0][0]):
                continue  # another trial's
            one, two = moments[place], moments[other]
            renewed = reading.replaces(spans[0][0], at[0][0])
            if renewed or one.is_before(two) or (one.is_past and not two.is_past):
                out.add(place)
            elif two.is_before(one) or (two.is_past and not one.is_past):
                out.add(other)
            else:
                out |= {place, other}
                words = f"The note gives two changes of the {change.scale} {change.part} score."
                reading.contradict("changes", words, [spans[0], at[0]])
                reading.ask("changes.0.before", f"Which change of the {change.scale} is meant?", words)
    yield from (one for place, one in enumerate(found) if place not in out)


_FIRST = Caseless(
    r"\b(?:start\w{0,3}|baseline|begin\w{0,4}|began|begun|before\w{0,4}|prior|first|admi\w{4,6}|entry|entering|entered|enrol\w{0,6}|outset|onset|initial\w{0,2}|intake|inclusion|presentation|commenc\w{2,5}|pre|from|star?)\b"
)
_THEN = Caseless(
    r"->|→|=>|\b(?:to|then|and|later|endpoint|now|today|after\w{0,5}|following|fell|dropped|rose|went|came|by|end\w{0,5}|finish|last|latest|final\w{0,2}|second|currently?|at\s(?:week|wk|discharge|review|follow|exit|present)|week|wk|day|month|discharge|post|exit|second|stopped|completion)\b|\b[TVWD]#"
)
_LAST = Caseless(
    r"^\W*(?:\(?(?:wk|week|at|after|when|by(?=\s{1,3}(?:wk|week|day|month|the\b|discharge|then|#|end|\d))|in|on|now|later|post|today|end\w*|discharge|six|eight|#{1,3}\s{0,3}(?:weeks|wks|/52|months))\b)"
)
_OF_OTHERS = Caseless(
    r"\d|(?-i:\b[PNG])\s{0,3}$|SOFAS|CGI|GAF|PSP|\b(?:dose|weight|weigh\w{1,3}|pulse|BMI|ANC|BP|HR|sodium|glucose|levels?|aged?|QTc|room|bed)\b|items?\b|range|\b(?:max\w{0,4}|min\w{0,4}|mean|average|norm\w{0,2}|or|by\s(?:Dr|the\sother|another)|sister|brother|mother|father|cousin|patients?|subscale|positive|negative|general|threshold|target|goal|would|expect\w{0,3}|(?<!end-)(?<!end )points?)\b"
)
# A second sentence that goes on with the score: "PANSS was 100. After ten weeks it was 90."
_NEXT = r"[.;\n]\s?(?=(?:after|now|today|at|by|on|then|following|week|wk|post|end|endpoint|discharge|follow|latest|last|final|second|this|which|it\shad\sbeen|it\s(?:was|is|had|has)\s(?:then|now|later|come|fallen|dropped|risen|gone|improved))\b)"
_RISING = Caseless(r"\bfrom\s(?:an?\s)?$")
_ARROW = Caseless(
    r"\s?(?:->|→|=>|to|up\sto|down\sto|and\s(?:then|now|later)|then|,?\s?(?:later|now|today|afterwards))\s(?:it\swas\s|to\s|at\s)?"
)


# The words right before a number by which it is the score, and not a weight or a pulse
_LEADS = Caseless(
    r"(?:^|[\s:=,(/>→-])(?:at|to|was|is|were|are|of|from|now|after\w{0,5}|before\w{0,4}|later|today|it|scor\w{1,4}|totals?|totall?\w{2,3}|(?:un)?changed|improved|worsened|sums?|PANSS|BPRS(?:-\d\d)?|and|then|post|pre|prior|by|reach\w{2}|fell|dropped|rose|only|just|about|still|rat\w{2,4}|current\w{0,2}|latest|last|first|second|finish|final\w{0,2}|discharge|admission|intake|entry|exit|review|up|down|weeks?|wks?|months?|days?|on|in|end\w{0,5}|finally|again|st|start?\w{0,3}|begin\w{0,4}|began|begun|ended|baseline|\(T|outset|onset|initial\w{0,2}|inclusion|presentation|this|time|stood|stands|remain\w{1,2}|trial|treatment|completion|follow[\s-]?up|[TVWD]?#{1,12}|"
    + _MONTH
    + r"|(?:before|after|on|with|following|under)\s[a-z]{5,20})[\s:=,()/>→-]{0,6}$"
)
_OF_PERSON = Caseless(r"\b(?:he|she|they|who|i)\s(?:is|was|are|were)\s$")
_NAMED_AGAIN = Caseless(
    r"\b(?:it\s(?:was|is|had|has)|this\s(?:had|has|fell|was|dropped|rose|came|went)|which\s(?:had|has|fell|was|dropped|rose|came|went)|PANSS|BPRS|totals?|score|total\w{1,3})\b"
)


def _opening(text: str, m: re.Match[str]) -> str:
    """What leads to the first score: "Baseline " of "baseline PANSS 100" stands after the name then."""
    before = re.split(r"[.;\n]", text[max(0, m.start() - 24) : m.start()])[-1]
    label = _FIRST.search(before)
    return f"{label.group()} {m['lead']}" if label else m["lead"]


def _is_change(lead: str, gap: str, tail: str) -> bool:
    """Whether two numbers after a scale's name are one before and one after: words of a start, and of an end."""
    if any(_OF_OTHERS.search(words) or _OF_PERSON.search(words) for words in (gap, lead)):
        return False
    if gap.strip() == "/":  # "before/after: 100/90"
        return "/" in lead and bool(_FIRST.search(lead))
    if any(re.search(r"\w", words) and not _LEADS.search(words) for words in (lead, gap)):
        return False
    edge = re.search(_NEXT, gap, re.I)
    if (
        edge
        and not _NAMED_AGAIN.search(gap, edge.end())
        and not re.match(
            r"\W*(?:(?:(?:on|at|by)\s)?(?:weeks?|wks?|days?|months?|visits?)\s#{1,3}|now|today|latest|last|final|end|post|then)(?:[\s-](?:treatment|trial|point|of\s\w{2,12}))?\W*$",
            gap[edge.end() :],
            re.I,
        )
    ):
        return False
    return _is_moved(lead, gap) or _is_timed(lead, gap, tail)


_TOTALLED = Caseless(r"\b(?:T|totals?|tot|sum|scores?|was|of|went|goes)\b|[()]")


def _is_moved(lead: str, gap: str) -> bool:
    """ "from 100 to 90", "100 -> 90", "to 90 from 100"."""
    if FROM.fullmatch(gap):
        return TURNED.search(lead) is not None
    plain = _RISING.search(lead) or not re.search(r"[^\s:=]", _TOTALLED.sub("", lead))
    return bool(plain and _ARROW.fullmatch(gap))


def _is_timed(lead: str, gap: str, tail: str) -> bool:
    """ "100 at the start, 90 after eight weeks", "100 on 4 March and 90 on 3 May"."""
    if (_WITH_MONTH.match(gap) and _WITH_MONTH.match(tail)) or (_WITH_DATE.search(lead) and _WITH_DATE.search(gap)):
        return True
    if (_FIRST.search(lead) or _FIRST.search(gap)) and (_THEN.search(gap) or re.search("[,/]", gap)):
        return True
    ended = _LAST.match(tail) or _LATER_ON.search(gap) or _WITH_DATE.search(gap)
    return bool(_THEN.search(gap) and ended)


_WITH_DATE = Caseless(rf"#|{_MONTH}")
_LATER_ON = Caseless(
    r"#\s?(?:weeks?|wks?|months?|days?|/##)\s(?:later|on\b|after)|\b(?:week|wk|day|month)s?\s?#|\b(?:after|later|following)\b"
)


def _change(
    reading: Reading, scale: ScaleName, part: Part, scores: tuple[int, int], span: tuple[int, int]
) -> Change | None:
    one, two = scores
    if _is_later(reading, span):
        one, two = two, one
    scores = (one, two)
    items, least = version(reading.text, scale, span[0])
    if scale == "PANSS" and not (part == "total" and _is_either_way(scores)) and in_doubt(reading.text):
        words = "It is not clear whether the items were scored from 0 or from 1."
        reading.ask("changes.0.lowest", f"Were the items of the {scale} scored from 0 or from 1?", words)
        reading.used.append(span)
        return None
    lowest, highest = {"total": (30, 210), "positive": (7, 49), "negative": (7, 49), "general": (16, 112)}[part]
    if scale == "PANSS" and least != 0 and not all(lowest <= score <= highest for score in scores):
        why = f"PANSS {part} runs from {lowest} to {highest} when items are scored 1 to 7."
        words = reading.text[span[0] : span[1]][:200]
        reading.refused.append(Refusal(words=words, why=why, span=reading.span(*span)))
        return None
    return Change(
        scale=scale, part=part, before=exactly(scores[0]), after=exactly(scores[1]), items=items, lowest=least
    )


def _is_later(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether the first of two scores is dated after the second."""
    near = [d for d in reading.dates if span[0] <= d.start < span[1] + 16]
    return len(near) == 2 and near[0].first > near[1].last


def _is_either_way(scores: tuple[int, int]) -> bool:
    """Whether a change of the PANSS total means the same scored from 0 and from 1: below 20 % both ways, or above 50 %."""
    before, after = scores
    return before > LOWEST and (5 * (before - after) < before - LOWEST or 2 * (before - after) >= before)


def _percentages(reading: Reading, taken: bytearray) -> Iterator[tuple[Change, tuple[tuple[int, int], ...]]]:
    for mark in reading.marks:
        if mark.kind != "percent" or mark.value is None or mark.start in reading.claimed:
            continue
        sentence = reading.sentence_of(mark.start)
        near = reading.text[max(sentence.start, mark.start - 50) : min(sentence.end, mark.end + 45)]
        scale = re.search(r"\b(PANSS|BPRS)\b", near)
        fell = re.search(
            r"\b(?:reduc\w+|fall|fell|fallen|drop\w*|improv\w+|decreas\w+|declin\w+|lower\w*|better|response)\b",
            near,
            re.I,
        )
        if re.search(r"\badheren|\bcomplian|\bpill|\bdoses\b|\btak(?:en|ing)\b", near, re.I) or not fell:
            continue
        if scale is None and any(taken[max(0, mark.start - 60) : mark.start + 60]):
            continue
        if scale is None and not re.search(r"\b(?:scale|score|symptoms?)\b", near, re.I):
            continue
        reading.claim(mark)
        name: ScaleName = "BPRS" if scale and scale.group(1).upper() == "BPRS" else "PANSS"
        if any(bound is not None and not -1000 <= bound <= 100 for bound in (mark.value.low, mark.value.high)):
            reading.refused.append(
                Refusal(
                    words=near.strip(),
                    why="A reduction of more than 100% is not possible.",
                    span=reading.span(mark.start, mark.end),
                )
            )
            continue
        yield Change(scale=name, percent=mark.value), ((mark.start, mark.end),)
