"""Rating scales in a note: items, totals, subscales, scores before and after, and what is impossible."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import ValidationError

from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range, between, exactly, from_on, up_to
from assistant.criteria.types import PANSS_ITEMS, Change, Part, Rating, Refusal, ScaleName

_LINK = r"(?:\s*(?:=|:|-|–|\(|/|,|score[ds]?|total|overall|severity|of|was|is|at|currently|now|today|only|around|about|came\s+out\s+at|rated|still|remains?|improved\s+to|rose\s+to)\s*){0,4}\s*"
_NUMBER = r"(?P<n>(?:<|>|≤|≥|<=|>=|below\s+|under\s+|over\s+|above\s+|at\s+least\s+|at\s+most\s+)?\s*-?\d{1,3}(?:\.\d+)?(?:\s?(?:-|–|to)\s?\d{1,3}(?!\d))?)(?![\d/]*\s*(?:%|mg|ng|weeks?|months?|years?|wks?|/52|/12|days?|items?))(?!\d|\.\d)"
_SCALES: tuple[tuple[ScaleName, str], ...] = (
    ("CGI-C", r"CGI[\s-]?(?:C|I|improvement|change)\b(?:\s+scale)?"),
    ("CGI-S", r"CGI(?:[\s-]?(?:S|severity))?\b"),
    ("SOFAS", r"S\.?O\.?F\.?A\.?S\b\.?"),
    ("FACT-Sz", r"FACT[\s-]?Sz"),
    ("GAF", r"\bGAF\b"),
    ("PSP", r"\bPSP\b"),
    ("SANS", r"\bSANS\b"),
    ("SAPS", r"\bSAPS\b"),
    ("BPRS", r"\bBPRS(?:-\d\d)?\b"),
)
_PANSS_PART: tuple[tuple[Part, str], ...] = (
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
_ITEM = re.compile(
    r"(?<!\w)(?<![A-Za-z]/)(?P<items>[PNG]\s?\d{1,2}(?:\s?\([a-z ,/-]{3,40}\))?(?:\s*(?:,|and|&|/|\+)\s*[PNG]\s?\d{1,2}(?:\s?\([a-z ,/-]{3,40}\))?){0,14}|[PNG]\s?\d\s?(?:-|–|to)\s?[PNG]?\s?\d{1,2})(?:\s*(?:both|each|all|have|has|been|are|is|was|were|scored?|scores|rated|at|of|=|:|-|–|\(|a\b)){0,5}\s*(?:=|:|-|–|\(|at\s)?\s*(?P<score>-?\d{1,2})(?!\d|/(?!\s?[PNG]\d)|\.\d|\s*(?:mg|%|weeks|ng|/52|/12))",
    re.I,
)
_NAMED = {
    "P1": "delusions?", "P2": r"(?:conceptual\s+)?disorgani[sz]ation", "P3": r"hallucinat(?:ions?|ory\s+behaviou?r)",
    "P4": "excitement", "P5": "grandiosity", "P6": r"suspiciousness(?:/persecution)?|persecution", "P7": "hostility",
    "N1": "blunted\\s+affect", "N2": "emotional\\s+withdrawal", "N3": "poor\\s+rapport",
    "N4": r"(?:passive[\s/-]*)?(?:apathetic\s+)?social\s+withdrawal", "N5": "abstract\\s+thinking",
    "N6": "(?:lack\\s+of\\s+)?spontaneity", "N7": "stereotyped\\s+thinking", "G5": "mannerisms(?:\\s+and\\s+posturing)?",
    "G9": "unusual\\s+thought(?:\\s+content)?",
}  # fmt: skip
_OTHERS = re.compile(
    r"(?:(?P<others>(?:all|every)\s+(?:the\s+)?(?:other|remaining)|(?:the\s+)?(?:others?|rest|remainder|remaining)|everything\s+else)|(?P<plain>(?:P|N|positive|negative|other|remaining)\s+items?\s+(?:all\s+|each\s+|are\s+|were\s+)*)|(?P<all>(?:all|every|each)(?:\s+(?:the|of\s+the|\d+|eight|8|PANSS|remission|P\s+and\s+N|P|N|positive|negative|Andreasen))*)|(?P<no>no|none|nothing)(?:\s+(?:of\s+the|other|single|PANSS|P\s+or\s+N|P\s+and\s+N|P|N|G|positive|negative|of\s+them))*)"
    r"(?:\s+(?:P\s+and\s+N|P|N|G|PANSS|positive|negative|and|or|core|remission|Andreasen|symptom|scale))*\s*(?:items?|scores?|of\s+(?:the\s+)?items?)?(?:\s*\([^)]{2,60}\))?\s*(?:on\s+(?:the\s+)?PANSS\s*)?(?:have\s+been|has\s+been|are|is|was|were|been|score[sd]?|scoring|rated|now|at|=|:|all|now|currently|being|stayed|remain(?:ed|s)?)*\s*"
    r"(?P<how>≤|<=|<|>|above|over|higher\s+than|more\s+than|greater\s+than|exceeding|below|under|less\s+than|at\s+most|at\s+or\s+below|max(?:imum)?|not\s+above|no\s+(?:more|higher)\s+than|up\s+to|between\s+1\s+and|1\s?(?:-|–|to))?\s*(?:of\s+|a\s+)?(?P<n>[1-7])\b(?!\s*(?:weeks|months|mg|/52|/12|%|years))(?:\s*(?P<after>or\s+(?:below|less|lower|under)|or\s+[1-7]|and\s+(?:below|under)|-\s?[1-7]))?",
    re.I,
)
_CHANGE_JOIN = r"(?:\s+(?:on|at)\s+(?:admission|baseline|entry|intake|presentation))?\s*(?:\(?(?:baseline|before|pre(?:-?treatment)?|start|initially|at\s+(?:the\s+)?(?:start|baseline|outset))\)?)?[\s,]*(?:->|→|=>|➔|-->|to|then|and\s+(?:now|after)|now|after\s+\S+\s+\S+\s+|\bpost\b|fell\s+to|down\s+to|falling\s+to|dropped\s+to|at\s+end(?:point)?|vs|versus)\s*(?:only\s+|to\s+|it\s+(?:is|was)\s+|of\s+|at\s+\w+\s+\d*\s*)?"
_BEFORE = r"(?:from\s+|was\s+|baseline\s+(?:of\s+)?|(?:at\s+)?baseline\s*(?:was|of|:|=)?\s*|before\s*(?:was|:)?\s*|at\s+(?:the\s+)?(?:start|outset)\s*(?:was|of|:|=)?\s*|fell\s+from\s+|went\s+from\s+|dropped\s+from\s+|improved\s+from\s+|decreased\s+from\s+|reduced\s+from\s+|rose\s+from\s+|worsened\s+from\s+|increased\s+from\s+|changed\s+from\s+|moved\s+from\s+|goes\s+from\s+|total\s+|score\s+|scores\s+|of\s+|started\s+at\s+|:\s*|=\s*|,\s*)*"


Read = tuple[Change, tuple[tuple[int, int], ...]]  # a change and the words it was read from


_VERSION = re.compile(
    r",?\s*\(?\b(?:16|18|24|30)[\s-]items?(?:\s+(?:version|scale|form))?\)?,?(?:\s*(?:scored|rated|items)?\s*(?:from\s+)?\b[01]\s?(?:-|–|to)\s?[67]\b\)?)?(?:\s+each)?,?"
    r"|\(?\b(?:items?\s+)?(?:scored|rated|items?|scoring)\s*(?:from\s+)?[01]\s?(?:-|–|to)\s?[67]\b(?:\s+each)?,?",
    re.I,
)


def ratings(reading: Reading) -> list[tuple[Rating, tuple[tuple[int, int], ...]]]:
    """Every rating of the present state, with the words it was read from."""
    changed = [span for _, spans in changes(reading) for span in spans]
    found = [*_items(reading), *_parts(reading, changed)]
    for scale, pattern in _SCALES:
        found += list(_scores(reading, scale, pattern, changed))
    return found


def changes(reading: Reading) -> list[tuple[Change, tuple[tuple[int, int], ...]]]:
    """Scores before and after; a percentage alone is kept as one, for no verdict."""
    found: list[tuple[Change, tuple[tuple[int, int], ...]]] = []
    taken: list[tuple[int, int]] = []
    masked = _VERSION.sub(lambda m: " " * len(m.group()), reading.text)  # "18 items scored 1-7" holds no score
    masked = re.sub(r"\(\s{2,}|\s{2,}\)", lambda m: " " * len(m.group()), masked)
    names: list[tuple[ScaleName, Part, str]] = [("PANSS", part, pattern) for part, pattern in _PANSS_PART]
    if "PANSS" in reading.text and "BPRS" not in reading.text:
        names.append(
            (
                "PANSS",
                "total",
                r"(?<!PANSS )\btotal(?:\s+scores?)?(?=\s+(?:went|fell|dropped|moved|came|improved|rose|changed|decreased|was)\b)",
            )
        )
    names.append(("BPRS", "total", r"(?:\b\d\d[\s-]item\s+)?BPRS(?:-\d\d)?(?:\s+(?:total|score))?"))
    for scale, part, pattern in names:
        one, two = (
            rf"(?P<{name}>\d{{1,3}})(?!\d|/|\.\d|\s*(?:%|weeks?|wks?|months?|days?|/52|/12|mg))"
            for name in ("one", "two")
        )
        whole = re.compile(
            rf"(?:{pattern})(?:\s*\((?:18|24|16)[\s-]?items?[^)]*\))?[\s,:-]*(?:scores?\s+|total\s+)?{_BEFORE}{one}(?:\s*\([^)]{{0,30}}\))?{_CHANGE_JOIN}{two}",
            re.I,
        )
        spread = re.compile(
            rf"(?:{pattern})[^.;\n]{{0,30}}?(?:baseline|before|start|pre|admission)[^.;\n\d]{{0,24}}{one}[^.;\n]{{0,60}}?(?:after|follow[\s-]?up|now|end(?:point)?|post|later|week\s+\d+|discharge)[^.;\n\d]{{0,24}}{two}",
            re.I,
        )
        reverse = re.compile(
            rf"(?:{pattern})[\s:]*{one}\s*(?:before|at\s+baseline|at\s+(?:the\s+)?start|(?:on|at)\s+(?:admission|entry|intake|presentation|week\s+0)|initially|pre[\s-]?treatment|\(baseline\)|baseline)[^.;\n\d]{{0,24}}{two}",
            re.I,
        )
        loose = re.compile(
            rf"(?:{pattern})\s*(?:tot(?:al)?\.?)?\s*(?:score\s*)?(?:of\s+|was\s+|=\s*|:\s*)?{one}(?P<gap>[^.;\n]{{1,70}}?)(?<![\d/]){two}(?P<tail>[^.;\n]{{0,24}})",
            re.I,
        )
        for shape in (reverse, whole, spread, loose):
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


def _items(reading: Reading) -> Iterator[tuple[Rating, tuple[tuple[int, int], ...]]]:
    items: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    for m in _ITEM.finditer(reading.text):
        names = _expanded(m["items"])
        if not names:
            continue
        _put_items(reading, names, m["score"], m.span(), items, spans)
    if "panss" in reading.text.lower():
        for name, pattern in _NAMED.items():
            for m in re.finditer(
                rf"\b(?:{pattern})\s*(?:\(?{name}\)?)?\s*(?:=|:|of|at|is|was|scored?|rated|\()?\s*(-?\d{{1,2}})(?![\d/]|\.\d|\s*(?:mg|%|weeks|months|years|ng|/))",
                reading.text,
                re.I,
            ):
                if name not in items and _of_panss(reading, m.start()):
                    _put_items(reading, [name], m.group(1), m.span(), items, spans)
    found = [(Rating(scale="PANSS", items=items), tuple(spans))] if items else []
    yield from found
    yield from _others(reading, bool(items))


def _of_panss(reading: Reading, place: int) -> bool:
    """Whether the last scale named before an item is PANSS, and not denied."""
    named = list(re.finditer(r"\b(?:PANSS|BPRS|SAPS|SANS)\b", reading.text[:place]))
    if not named or named[-1].group() != "PANSS":
        return False
    return not re.search(
        r"\b(?:no|without|not)\s+(?:a\s+|full\s+)?$",
        reading.text[max(0, named[-1].start() - 12) : named[-1].start()],
        re.I,
    )


def _put_items(
    reading: Reading,
    names: list[str],
    score: str,
    span: tuple[int, int],
    items: dict[str, int],
    spans: list[tuple[int, int]],
) -> None:
    number = int(score)
    if not 1 <= number <= 7:
        why = f"PANSS items run from 1 to 7; {number} is not possible."
        reading.refused.append(Refusal(words=reading.text[span[0] : span[1]], why=why, span=reading.span(*span)))
        reading.used.append(span)
        return
    for name in names:
        corrected = 0 < reading.newest_from <= span[0]
        if items.get(name, number) == number or corrected:
            items[name] = number
        else:
            reading.contradict(
                "ratings.PANSS.items", f"PANSS {name} is given as {items[name]} and as {number}.", [span]
            )
            reading.ask(
                "ratings.PANSS.items",
                f"What is PANSS {name} now: {items[name]} or {number}?",
                "The note gives two scores.",
            )
            items.pop(name)
    spans.append(span)


def _expanded(words: str) -> list[str]:
    """The items named: "P1, P3" or "P1-P7".

    >>> _expanded("P1-P3"), _expanded("P1, N2"), _expanded("P9")
    (['P1', 'P2', 'P3'], ['P1', 'N2'], [])
    """
    ranged = re.fullmatch(r"([PNG])\s?(\d)\s?(?:-|–|to)\s?(?:\1)?\s?(\d{1,2})", words.strip(), re.I)
    if ranged:
        letter, first, last = ranged.group(1).upper(), int(ranged.group(2)), int(ranged.group(3))
        if (
            not re.search(r"[PNG]\s?\d\s?(?:-|–|to)\s?[PNG]", words, re.I)
            and last <= 7
            and first < last
            and "to" not in words
        ):
            return []  # "P1-5" is P1 scored 5
        names = [f"{letter}{n}" for n in range(first, last + 1)]
    else:
        names = [f"{a.upper()}{n}" for a, n in re.findall(r"([PNG])\s?(\d{1,2})", words, re.I)]
    return [name for name in names if name in PANSS_ITEMS]


def _others(reading: Reading, has_items: bool) -> Iterator[tuple[Rating, tuple[tuple[int, int], ...]]]:
    for m in _OTHERS.finditer(reading.text):
        context = reading.words(reading.sentence_of(m.start()))
        if not (re.search(r"\bPANSS\b|\bitems?\b|\b[PN]\d\b", context, re.I) or (has_items and m["others"])):
            continue
        if not re.search(
            r"item|PANSS|score|\b[PN]\b|other|rest|remain|else|above|remission", m.group() + context[:0], re.I
        ):
            continue
        if not m["how"] and not m["after"] and m["no"]:
            continue
        most = _most(m)
        if most is not None:
            yield Rating(scale="PANSS", others_at_most=most), (m.span(),)


def _most(m: re.Match[str]) -> int | None:
    """The highest score the words leave possible.

    >>> [_most(_OTHERS.search(words)) for words in ("no item above 3", "all items ≤3", "rest < 4", "all other items 3 or less")]
    [3, 3, 3, 3]
    """
    number, how, after = int(m["n"]), (m["how"] or "").lower(), (m["after"] or "").lower()
    above = how in (">", "above", "over", "more than", "greater than", "exceeding") or how.startswith("higher")
    if m["no"]:
        return number if above else number - 1 if how in ("", "≥") and "or" not in after else number
    if above:
        return None
    if how in ("<", "below", "under", "less than"):
        return number - 1
    other = re.search(r"[1-7]", after)
    return max(number, int(other.group())) if other else number


def _parts(reading: Reading, changed: list[tuple[int, int]]) -> Iterator[tuple[Rating, tuple[tuple[int, int], ...]]]:
    taken: list[tuple[int, int]] = list(changed)
    for part, pattern in _PANSS_PART:
        for m in re.finditer(rf"(?:{pattern}){_LINK}{_NUMBER}", reading.text, re.I):
            if any(s < m.end() and m.start() < e for s, e in taken) or (
                re.search(r"[PNG]\s*$", m.group()[: m.start("n") - m.start()]) and part == "total"
            ):
                continue
            taken.append(m.span())
            value = _value(m["n"])
            made = _made(reading, "PANSS", part, value, m.span())
            if made is not None:
                yield made, (m.span(),)


def _scores(
    reading: Reading, scale: ScaleName, pattern: str, changed: list[tuple[int, int]]
) -> Iterator[tuple[Rating, tuple[tuple[int, int], ...]]]:
    for m in re.finditer(rf"(?:{pattern}){_LINK}{_NUMBER}", reading.text, re.I):
        if any(s < m.end() and m.start() < e for s, e in changed):
            continue
        if scale in ("GAF", "PSP", "SANS", "SAPS") and not m.group()[:3].isupper():
            continue
        made = _made(reading, scale, "total", _value(m["n"]), m.span())
        if made is not None:
            yield made, (m.span(),)
    named = re.search(rf"(?:{pattern})", reading.text) if scale in ("BPRS", "SANS", "SAPS") else None
    if (
        named
        and not re.search(rf"(?:{pattern}){_LINK}{_NUMBER}", reading.text, re.I)
        and not re.search(r"\b(?:no|not|without)\s+(?:\w+\s+)?$", reading.text[: named.start()][-16:])
    ):
        yield Rating(scale=scale), (named.span(),)


def _value(words: str) -> Range:
    """A score as written: "45", "40-50", "< 60"."""
    numbers = [
        int(n)
        for n in re.findall(
            r"(?<![\d.])-?\d+(?!\d)",
            re.sub(
                r"\.\d+", "", words.replace("–", "-").replace("-", " - ") if re.search(r"\d\s?[-–]", words) else words
            ),
        )
    ]
    first = numbers[0]
    lead = words.lower().strip()
    if len(numbers) > 1 and numbers[-1] >= first:
        return between(first, numbers[-1])
    if lead.startswith(("<=", "≤", "at most")):
        return between(None, first)
    if lead.startswith(("<", "below", "under")):
        return up_to(first, excluded=True)
    if lead.startswith((">=", "≥", "at least")):
        return between(first, None)
    if lead.startswith((">", "over", "above")):
        return from_on(first, excluded=True)
    return exactly(first)


def _made(reading: Reading, scale: ScaleName, part: Part, value: Range, span: tuple[int, int]) -> Rating | None:
    try:
        return Rating(scale=scale, part=part, score=value)
    except ValidationError as error:
        why = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        reading.refused.append(Refusal(words=reading.text[span[0] : span[1]], why=why, span=reading.span(*span)))
        reading.used.append(span)
        return None
