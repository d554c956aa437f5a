"""Rating scales in a note: items, totals, subscales, and what is impossible."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from assistant.criteria.parse.changes import PANSS_PARTS, Read
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range, between, exactly, from_on, up_to
from assistant.criteria.types import PANSS_ITEMS, Part, Rating, Refusal, ScaleName

_LINK = r"(?:\s*(?:=|:|-|–|\(|/|,|score[ds]?|total|overall|severity|of|was|is|at|currently|now|today|only|around|about|came\s+out\s+at|rated|still|remains?|improved\s+to|rose\s+to)\s*){0,4}\s*"
# Between a scale and its score any few words but those that would make the number another thing.
_WORDS = r"(?:(?!\b(?:no|not|never|without|target|cut|threshold|requir\w*|need\w*|limit|rule|criteri\w*|PANSS|BPRS|SOFAS|GAF|CGI|week|items?|reduc\w*|fell|drop\w*)\b)[^\d.;,\n()<>≥≤]){0,30}?"
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


def ratings(reading: Reading, changed: list[Read]) -> list[tuple[Rating, tuple[tuple[int, int], ...]]]:
    """Every rating of the present state, with the words it was read from; scores before and after are `changed`."""
    apart = [span for _, spans in changed for span in spans]
    found = [*_items(reading), *_parts(reading, apart)]
    for scale, pattern in _SCALES:
        found += list(_scores(reading, scale, pattern, apart))
    return found


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
    for part, pattern in PANSS_PARTS:
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
    for m in re.finditer(rf"(?:{pattern})(?:{_LINK}|{_WORDS}){_NUMBER}", reading.text, re.I):
        if any(s < m.end() and m.start() < e for s, e in changed) or reading.in_date(m.start("n")):
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
