"""What a note says of PANSS items that it does not score one by one: "all items at most 3", "the rest 2 or below"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.moments import When, when
from assistant.criteria.parse.reading import Reading
from assistant.criteria.types import Part

_ALL = r"(?:all|every|each)(?:\s{1,3}(?:the|of\s{1,3}the|of\s{1,3}them|\d{1,2}|eight|8|PANSS|remission|P\s{1,3}and\s{1,3}N|P|N|positives?|negatives?|Andreasen)){0,4}"
_OTHERS = Caseless(
    r"(?:(?P<others>(?:all|every)\s{1,3}(?:the\s{1,3})?(?:other|remaining)|(?:the\s{1,3})?(?:others?|rest|remainder|remaining)|everything\s{1,3}else)"
    r"|(?P<plain>(?:\b(?:positives|negatives)|(?:P|N|positive|negative|other|remaining|PANSS)[\s-]{1,3}items?|[PN]1\s?(?:-|–|to)\s?[PN]?7|G1\s?(?:-|–|to)\s?G?16)\s{1,3}(?:all\s{1,3}|each\s{1,3}|now\s{1,3}|are\s{1,3}|were\s{1,3}){0,4})"
    rf"|(?:(?P<side>\b(?:positives?|negatives?|[PN]1\s?(?:-|–|to)\s?[PN]?7|P|N)(?:[\s-]{{1,3}}(?:items?|scores?|side|symptoms?|subscale|ones))?)\s{{0,2}}[:=,]?\s{{0,2}}(?:(?:are|were|is|was)\s{{1,3}})?)?(?P<all>{_ALL}|\bitems?\s{{1,3}}(?:are\s{{1,3}}|were\s{{1,3}}|now\s{{1,3}}){{0,3}}all)"
    r"|(?P<no>\b(?:no|none|nothing))(?:\s{1,3}(?:of\s{1,3}the|others?|single|PANSS|(?:of\s{1,3})?[PN]1\s?(?:-|–|to)\s?[PN]?7|P\s{1,3}or\s{1,3}N|P\s{1,3}and\s{1,3}N|P|N|G|positive|negative|of\s{1,3}them)){0,4})"
    r"(?:\s{1,3}(?:P\s{1,3}and\s{1,3}N|P|N|G|PANSS|positive|negative|and|or|core|remission|Andreasen|symptom|scale)){0,6}\s{0,3}(?:items?|scores?|of\s{1,3}(?:the\s{1,3})?items?)?(?:\s{0,3}\([^)]{2,60}\))?\s{0,3}(?:on\s{1,3}(?:the\s{1,3})?PANSS\s{0,3})?"
    r"(?:(?:have\s{1,3}been|has\s{1,3}been|are|is|was|were|been|score[sd]?|scoring|rated|now|at|=|:|all|currently|being|stayed|remain(?:ed|s)?)\s{0,3}){0,5}"
    r"(?P<how>≤|<=|<|>|above|over|higher\s{1,3}than|more\s{1,3}than|greater\s{1,3}than|exceed(?:s|ed|ing)?|below|under|less\s{1,3}than|at\s{1,3}most|at\s{1,3}or\s{1,3}below|max(?:imum)?|not\s{1,3}above|no\s{1,3}(?:more|higher)\s{1,3}than|up\s{1,3}to|between\s{1,3}1\s{1,3}and|1\s?(?:-|–|to))?\s{0,3}(?:of\s{1,3}|a\s{1,3})?"
    r"(?<!\b[PNG])(?<!\b[PNG]\s)(?P<n>[1-7])(?:s\b|\b)(?!\s{0,2}(?:or|and)\s{1,3}(?:more|above|higher|over|greater)|\+)(?!\s{0,3}(?:weeks|months|mg|/52|/12|%|years|days|hours)|[.,]\d|/)(?:\s{0,3}(?P<after>(?:,\s?[1-7]s?\s{0,2}){0,4}(?:,|\bor\b|\band\b|\bn\b|&|\+)\s{0,2}[1-7](?:s\b|\b)(?!\s{0,2}(?:weeks?|months?|years?|days?|mg|%|items?|others?|of\b)|[.,/]\d)|or\s{1,3}(?:below|less|lower|under)|or\s{1,3}[1-7]|and\s{1,3}(?:below|under)|-\s?[1-7]))?"
)
_EXCEPT = Caseless(
    r"\b(?:except\w{0,4}|but\s{1,3}(?:for|not|P|N|one)\b|apart\s{1,3}from|aside\s{1,3}from|bar\b|barring|save\b|other\s{1,3}than|excluding|with\s{1,3}the\s{1,3}exception|besides|minus)"
)
_NOT_ALL = Caseless(r"\b(?:not|n't|never|nearly|almost|hardly|virtually|practically|mostly|if|until|once|unless|whether|bar|but|one|two|three|four|several|some|most|many|few|these|those|both)\s{1,3}(?:quite\s{1,3}|of\s{1,3}the\s{1,3}){0,2}$")  # fmt: skip
_ALL_BUT = Caseless(r"^(?:all|every)\s{1,3}but\b")
_NO_FOLLOWS = Caseless(r"^[^.;?\n]{0,40}\?\s{0,3}(?:no\b|not\b|only\b|never\b)")
# "After ECT all 1." in the sentence after the items
_BARE = Caseless(r"\s{0,2}(?:$|[.;,)\n]|now\b|today\b)")
_SINCE = r"(?i:\b(?:after|now|today|since|currently)\b)(?!.*\b(?:fail|trial|drug|antipsychotic|olanz|risp))"
_AT_TIMES = Caseless(
    r"[^.;\n]{0,30}?\b(?:(?:most|some|much|part)\s{1,3}of\s{1,3}the\s{1,3}time|on\s{1,3}average|average|mean|mostly|usually|sometimes|at\s{1,3}times)\b"
)
_ELSE = Caseless(r"\b(?:other|others|else|rest|remain\w{0,5}|otherwise|remainder)\b")


_FROM_FIRST = Caseless(r"[PNG]1\s?(?:-|–|to)|(?:positives|negatives)\b(?!\s{0,3}items?)")
_SAID_LOW = Caseless(r"\b(?:all|each|less|below|lower|under)\b")


class Score(NamedTuple):
    """A score of one item as written."""

    name: str
    score: int | None  # None: not clear
    span: tuple[int, int]
    when: When


class Bound(NamedTuple):
    """The highest score that the items of a part have."""

    part: Part
    most: int
    span: tuple[int, int]
    when: When
    spares: bool  # "no other item": the named ones may be higher


def leave_out(reading: Reading, spans: list[tuple[int, int]], words: str) -> None:
    reading.contradict("ratings.PANSS.items", words, spans)
    reading.ask("ratings.PANSS.items", "What are the PANSS items now?", words)


def bounds_of(reading: Reading, scores: list[Score]) -> Iterator[Bound]:
    """The bounds that a note gives to items it does not score one by one."""
    found = list(_others(reading, scores))
    yield from found
    taken = [one.span for one in found]
    for one in _tops(reading, scores):
        if not any(start < one.span[1] and one.span[0] < end for start, end in taken):
            yield one


def _others(reading: Reading, scores: list[Score]) -> Iterator[Bound]:
    for m in _OTHERS.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        context = reading.words(sentence)[:400]
        spares = bool(m["others"] or _ELSE.search(m.group()))
        named = re.search(r"\bPANSS\b|\bitems?\b|\b[PN]\d\b", context, re.I)
        if not (named or (scores and (spares or m["all"]))):
            continue
        loose = not re.search(
            r"item|PANSS|score|positiv|negativ|\b[PN]1?\b|other|rest|remain|else|above|remission", m.group(), re.I
        )
        led = m["no"] and m["how"] and re.search(r"\bPANSS\b", context[: m.start() - sentence.start], re.I)
        bare = m["all"] and scores and _BARE.match(reading.text, m.end()) and re.search(_SINCE, context)
        led = led or (m["all"] and re.search(r"\bPANSS\b|\bitems?\b", context[: m.start() - sentence.start], re.I))
        if loose and not (led or bare):
            continue
        if not m["how"] and not m["after"] and m["no"]:
            continue
        if _FROM_FIRST.match(m.group()) and not m["how"] and not _SAID_LOW.search(m.group()):
            continue  # "P1-P7: 3, 2, 3" are scores, one by one
        if _is_limited(reading, m, scores):
            reading.ask(
                "ratings.PANSS.items", "What are the PANSS items now, one by one?", "Not all are said to be low."
            )
            continue
        most = _most(m)
        if most is None:
            continue
        spares = (
            spares
            or bool(_ELSE.search(reading.text[m.end() : m.end() + 14]))
            or not re.search("item|score|PANSS|all", m.group(), re.I)
        )
        moment = when(reading, m.start("n"), m.end())
        if moment.rank == 0 and re.search(r"\bnow\b|\btoday\b", m.group(), re.I):
            moment = When(1)
        for part in _parts_of(m.group()):
            yield Bound(part, most, m.span(), moment, spares)


# "highest item 3", "maximum on any item 3", "none reached 4", "no item at 4 or more", "not a single item over 3"
_TOPS = Caseless(
    r"\b(?:(?:highest|maximum|max|top|worst)(?:\s{1,3}(?:PANSS|single|individual|item|score|rating|scored|rated|value)){0,4}(?:\s{1,3}(?:on|of|for|in|across)\s{1,3}(?:any|all|the|single|item|items|30|PANSS|of|them)(?:\s{1,3}(?:item|items|30|PANSS|single|one|scale)){0,3})?\s{0,3}(?:(?:is|was|being|at|of|=|:|a|only|just|scored|rated)\s{0,3}){0,3}(?P<top>[1-7])"
    r"|(?:none|no\s{1,3}(?:single\s{1,3})?(?:PANSS\s{1,3})?(?:one|items?|scores?|ratings?|[PN]\s{1,3}items?)|not\s{1,3}(?:a|one)\s{1,3}(?:single\s{1,3})?(?:PANSS\s{1,3})?(?:item|score)|nothing)(?:\s{1,3}(?:of\s{1,3})?(?:else|others?|the|them|items|on|PANSS|scale|at|all|was|is|has|have|been|were|being|scored|rated|even|that)\b){0,7}\s{0,3}"
    r"(?:(?P<over>over|above|beyond|exceed\w{0,3}|higher\s{1,3}than|more\s{1,3}than|greater\s{1,3}than|>)\s{0,2}(?:a\s{1,3})?(?P<over_n>[1-7])|(?:reach(?:ed|es|ing)?|got\s{1,3}to|made\s{1,3}it\s{1,3}to|hit(?:s)?|at|of|scored|rated|scores?|≥|>=)\s{0,3}(?:a\s{1,3})?(?P<reach>[1-7])(?P<plus>\s{0,2}(?:or|and)\s{1,3}(?:more|above|higher|over)|\+)?))(?![\d/]|[.,]\d|\s{0,2}(?:%|weeks|months|mg|years|days|points|items?\b|scores?\b))"
)
_REACHING = Caseless(r"\b(?:reach|got\s{1,3}to|made\s{1,3}it|hits?\b|≥|>=)")


def _tops(reading: Reading, scores: list[Score]) -> Iterator[Bound]:
    """Bounds told by the highest score, or by one that no item reaches; only where they are said of the PANSS."""
    for m in _TOPS.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        led = re.search(r"\bPANSS\b", reading.text[sentence.start : m.end()], re.I)
        spares = bool(_ELSE.search(m.group()))
        if not led or (spares and not scores) or _is_limited(reading, m, scores):
            continue
        if m["reach"] and not (m["plus"] or _REACHING.search(m.group())):
            continue
        most = int(m["top"] or m["over_n"] or 0) or int(m["reach"]) - 1
        lead = reading.text[max(sentence.start, m.start() - 24) : m.start()]
        if most and not _NOT_ALL.search(lead) and not re.search(r"\b(?:was|were|previous|last)\b", lead, re.I):
            for part in _parts_of(m.group()):
                yield Bound(part, most, m.span(), when(reading, m.start(), m.end()), spares)


def _is_limited(reading: Reading, m: re.Match[str], scores: list[Score]) -> bool:
    """Whether "all items" is denied, or leaves out items whose score the note does not give."""
    text = reading.text
    denied = _NOT_ALL.search(text[max(0, m.start() - 20) : m.start()]) or _ALL_BUT.match(m.group())
    if denied and _OTHERS.made(m) and (m["all"] or m["plain"]):
        return True
    after = text[m.end() : m.end() + 60]
    if _NO_FOLLOWS.match(after) or _AT_TIMES.match(after):
        return True
    sentence = reading.sentence_of(m.start())
    for left_out in (
        _EXCEPT.search(text, m.start(), min(sentence.end, m.end() + 40)),
        _EXCEPT.search(text, max(sentence.start, m.start() - 40), m.start()),
    ):
        if left_out and not any(left_out.start() <= one.span[0] <= left_out.end() + 20 for one in scores):
            return True
    return False


def _parts_of(words: str) -> tuple[Part, ...]:
    """The subscales a bound speaks of; "total" stands for every item."""
    positive = re.search(r"\bP1?\b|\bpositives?\b", words, re.I) is not None
    negative = re.search(r"(?<![1-7s] )\bN1?\b|\bnegatives?\b", words, re.I) is not None
    if positive and negative:
        return ("positive", "negative")
    if not (positive or negative) and re.search(r"\bG\b|\bgeneral\b", words, re.I):
        return ()
    return ("positive",) if positive else ("negative",) if negative else ("total",)


def _most(m: re.Match[str]) -> int | None:
    """The highest score the words leave possible.

    >>> [_most(_OTHERS.search(words)) for words in ("no item above 3", "all items ≤3", "rest < 4", "all other items 3 or less")]
    [3, 3, 3, 3]
    """
    number, how, after = int(m["n"]), (m["how"] or "").lower(), (m["after"] or "").lower()
    above = how in (">", "above", "over", "more than", "greater than") or how.startswith(("higher", "exceed"))
    if m["no"]:
        return number if above else number - 1 if how in ("", "≥") and "or" not in after else number
    if above:
        return None
    if how in ("<", "below", "under", "less than"):
        return number - 1
    return max([number, *map(int, re.findall(r"[1-7]", after))])


def agreeing(
    reading: Reading, items: dict[str, int], scores: list[Score], bounds: list[Bound], unclear: set[str]
) -> list[Bound]:
    """The bounds that agree with the items named. Of two that do not, the later holds; else both are left out."""
    kept: list[Bound] = []
    for bound in bounds:
        letter = "" if bound.part == "total" else bound.part[0].upper()
        over = [one for one in scores if one.name.startswith(letter) and items.get(one.name, 0) > bound.most]
        if bound.spares or not over:
            kept.append(bound)
        elif all(one.when.is_before(bound.when) for one in over):
            for one in over:
                items.pop(one.name, None)
            kept.append(bound)
        elif not all(bound.when.is_before(one.when) for one in over):
            words = f"The note says that all items are at most {bound.most}, and gives {over[0].name} as {items[over[0].name]}."
            leave_out(reading, [bound.span, *(one.span for one in over[:10])], words)
            for one in over:
                items.pop(one.name, None)
                unclear.add(one.name)
    return kept
