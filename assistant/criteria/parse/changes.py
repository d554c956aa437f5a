"""Scores before and after in a note: "PANSS 90 to 76", "88 at the beginning, 86 at 8 weeks". A percentage alone is kept as
one, for no verdict."""

import re
from collections.abc import Iterator
from typing import Literal

from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import exactly
from assistant.criteria.types import Change, Part, Refusal, ScaleName

PANSS_PARTS: tuple[tuple[Part, str], ...] = (
    (
        "positive",
        r"(?:PANSS[\s-]*)(?:P\b|pos(?:itive)?\b(?:\s+(?:sub)?scale|\s+score|\s+symptoms?)?|\+)|(?<!\w)positive\s+(?:sub)?scale",
    ),
    (
        "negative",
        r"(?:PANSS[\s-]*)(?:N\b|neg(?:ative)?\b(?:\s+(?:sub)?scale|\s+score|\s+symptoms?)?)|(?<!\w)negative\s+(?:sub)?scale",
    ),
    (
        "general",
        r"(?:PANSS[\s-]*)(?:G\b|gen(?:eral)?\b(?:\s+psychopathology)?(?:\s+(?:sub)?scale)?)|(?<!\w)general\s+(?:psychopathology\s+)?(?:sub)?scale",
    ),
    ("total", r"(?:total\s+)?PANSS(?:[\s-]*(?:total|overall|sum|tot\b\.?))?(?:\s+score)?"),
)
_CHANGE_JOIN = r"(?:\s+(?:on|at)\s+(?:admission|baseline|entry|intake|presentation))?\s*(?:\(?(?:baseline|before|pre(?:-?treatment)?|start|initially|at\s+(?:the\s+)?(?:start|baseline|outset))\)?)?[\s,]*(?:->|→|=>|➔|-->|to|then|and\s+(?:now|after)|now|after\s+\S+\s+\S+\s+|\bpost\b|fell\s+to|down\s+to|falling\s+to|dropped\s+to|at\s+end(?:point)?|vs|versus)\s*(?:only\s+|to\s+|it\s+(?:is|was)\s+|of\s+|at\s+\w+\s+\d*\s*)?"
_BEFORE = r"(?:from\s+|was\s+|baseline\s+(?:of\s+)?|(?:at\s+)?baseline\s*(?:was|of|:|=)?\s*|before\s*(?:was|:)?\s*|at\s+(?:the\s+)?(?:start|outset)\s*(?:was|of|:|=)?\s*|fell\s+from\s+|went\s+from\s+|dropped\s+from\s+|improved\s+from\s+|decreased\s+from\s+|reduced\s+from\s+|rose\s+from\s+|worsened\s+from\s+|increased\s+from\s+|changed\s+from\s+|moved\s+from\s+|goes\s+from\s+|total\s+|score\s+|scores\s+|of\s+|started\s+at\s+|:\s*|=\s*|,\s*)*"
Read = tuple[Change, tuple[tuple[int, int], ...]]  # a change and the words it was read from
_VERSION = re.compile(
    r",?\s*\(?\b(?:16|18|24|30)[\s-]items?(?:\s+(?:version|scale|form))?\)?,?(?:\s*(?:scored|rated|items)?\s*(?:from\s+)?\b[01]\s?(?:-|–|to)\s?[67]\b\)?)?(?:\s+each)?,?"
    r"|\(?\b(?:items?\s+)?(?:scored|rated|items?|scoring)\s*(?:from\s+)?[01]\s?(?:-|–|to)\s?[67]\b(?:\s+each)?,?",
    re.I,
)


def changes(reading: Reading) -> list[tuple[Change, tuple[tuple[int, int], ...]]]:
    """Scores before and after; a percentage alone is kept as one, for no verdict."""
    found: list[tuple[Change, tuple[tuple[int, int], ...]]] = []
    taken: list[tuple[int, int]] = []
    masked = _VERSION.sub(lambda m: " " * len(m.group()), reading.text)  # "18 items scored 1-7" holds no score
    masked = re.sub(r"\(\s{2,}|\s{2,}\)", lambda m: " " * len(m.group()), masked)
    names: list[tuple[ScaleName, Part, str]] = [("PANSS", part, pattern) for part, pattern in PANSS_PARTS]
    if "PANSS" in reading.text and "BPRS" not in reading.text:
        names.append(
            (
                "PANSS",
                "total",
                r"(?<!PANSS )\btotal(?:\s+scores?)?(?=\s+(?:went|fell|dropped|moved|came|improved|rose|changed|decreased|was|\d)\b)",
            )
        )
    names.append(("BPRS", "total", r"(?:\b\d\d[\s-]item\s+)?BPRS(?:-\d\d)?(?:\s+(?:total|score))?"))
    for scale, part, pattern in names:
        one, two = (
            rf"(?P<{name}>\d{{1,3}})(?!\d|/|\.\d|\s*(?:%|weeks?|wks?|months?|days?|/52|/12|mg))"
            for name in ("one", "two")
        )
        whole = re.compile(
            rf"(?:{pattern})(?:\s*\((?:18|24|16)[\s-]?items?[^)]*\))?[\s,:-]*(?:scores?\s+|total\s+|ratings?\s+)?{_BEFORE}{one}(?:\s*\([^)]{{0,30}}\))?{_CHANGE_JOIN}{two}",
            re.I,
        )
        spread = re.compile(
            rf"(?:{pattern})[^.;\n]{{0,30}}?(?:baseline|before|start|pre|admission)[^.;\n\d]{{0,24}}{one}[^.;\n]{{0,60}}?(?:after|follow[\s-]?up|now|end(?:point)?|post|later|week\s+\d+|discharge)[^.;\n\d]{{0,24}}{two}",
            re.I,
        )
        reverse = re.compile(
            rf"(?:{pattern})[\s:,]*{one}\s*(?:before|at\s+baseline|at\s+(?:the\s+)?start|(?:on|at)\s+(?:admission|entry|intake|presentation|week\s+0)|initially|pre[\s-]?treatment|\(baseline\)|baseline)[^.;\n\d]{{0,24}}{two}",
            re.I,
        )
        loose = re.compile(
            rf"(?:{pattern})\s*(?:tot(?:al)?\.?)?\s*(?:score\s*)?(?:of\s+|was\s+|=\s*|:\s*)?{one}(?P<gap>[^.;\n]{{1,70}}?)(?<![\d/]){two}(?P<tail>[^.;\n]{{0,24}})",
            re.I,
        )
        twice = re.compile(
            rf"\b(?:baseline|initial|admission|entry|starting)\s+(?:{pattern})\s*(?:was\s+|of\s+|=\s*|:\s*)?{one}[^.;\n]{{0,40}}?(?:{pattern})\s*(?:was\s+|of\s+|=\s*|:\s*)?{two}",
            re.I,
        )
        for shape in (twice, reverse, whole, spread, loose):
            for m in shape.finditer(masked):
                if any(s < m.end() and m.start() < e for s, e in taken):
                    continue
                if shape is loose and not _is_change(m["gap"], m["tail"]):
                    continue
                taken.append((m.start(), m.end("two")))
                made = _change(reading, scale, part, m)
                if made is not None:
                    found.append((made, ((m.start(), m.end("two")),)))
    found += list(_percentages(reading, taken))
    return sorted(found, key=lambda one: one[1][0][0])


_FIRST = re.compile(
    r"\b(?:start|baseline|beginning|before|first|admission|entry|outset|initial\w*|(?:wk|week|day)\s*[01]\b|pre)\b",
    re.I,
)
_THEN = re.compile(r"->|→|=>|\b(?:to|then|and|later|now|after|fell|dropped)\b", re.I)
_LAST = re.compile(
    r"^\W*(?:\(?(?:wk|week|at|after|by|in|on|now|later|post|today|end\w*|six|eight|\d+\s*(?:weeks|wks|/52|months))\b)",
    re.I,
)


def _is_change(gap: str, tail: str) -> bool:
    """Whether two numbers after a scale's name are one before and one after: words of a start, and of an end."""
    plain = re.sub(r"\(?(?:wk|week|day|month)s?\s*\d+\)?|\d+\s*(?:weeks?|wks?|months?|/52|/12|days?)", " ", gap)
    if re.search(r"\d|[PNG]\s*$|SOFAS|CGI|GAF", plain):
        return False
    return bool(_FIRST.search(gap) and (_THEN.search(gap) or "," in gap)) or bool(
        _THEN.search(gap) and _LAST.match(tail)
    )


def _change(reading: Reading, scale: ScaleName, part: Part, m: re.Match[str]) -> Change | None:
    version = _version(reading, scale, m.start())
    before, after = exactly(int(m["one"])), exactly(int(m["two"]))
    lowest, highest = {"total": (30, 210), "positive": (7, 49), "negative": (7, 49), "general": (16, 112)}[part]
    if (
        scale == "PANSS"
        and version[1] != 0
        and not (lowest <= int(m["one"]) <= highest and lowest <= int(m["two"]) <= highest)
    ):
        words = f"PANSS {part} runs from {lowest} to {highest} when items are scored 1 to 7."
        reading.refused.append(Refusal(words=m.group(), why=words, span=reading.span(*m.span())))
        return None
    return Change(scale=scale, part=part, before=before, after=after, items=version[0], lowest=version[1])


def _version(reading: Reading, scale: str, place: int) -> tuple[int | None, Literal[0, 1] | None]:
    """The number of items and the lowest score of an item, where the note says so nearby."""
    near = reading.text[max(0, place - 60) : place + 140]
    items = re.search(r"\b(16|18|24)[\s-]*items?\b|BPRS-(16|18|24)\b", near, re.I)
    low = re.search(
        r"(?:scored|items?|rated|scoring|range|scale)\s*(?:from\s+)?([01])\s*(?:-|–|to)\s*([67])|\b([01])\s*(?:-|–|to)\s*([67])\s+(?:scoring|scored|scale|per\s+item|version)",
        near,
        re.I,
    )
    count = int(items.group(1) or items.group(2)) if items and scale == "BPRS" else None
    if low is None:
        return count, None
    return count, 0 if (low.group(1) or low.group(3)) == "0" else 1


def _percentages(
    reading: Reading, taken: list[tuple[int, int]]
) -> Iterator[tuple[Change, tuple[tuple[int, int], ...]]]:
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
        if any(s - 60 < mark.start < e + 60 for s, e in taken) and scale is None:
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
