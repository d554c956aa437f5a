"""Amounts of several drugs told by their order: "A and B, 20 mg and 30 mg", "the former for 10 weeks, the latter for 12".

Each finds its course by the order in which the drugs were named. Where the words only say that one of them had so much,
and not which, the amount is nobody's.
"""

from collections.abc import Sequence
from itertools import pairwise

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, place_in
from assistant.criteria.parse.reading import Reading

_THING = r"(?:\s(?:one|drug|agent|antipsychotic|medicine|trial|course))?"
_LED = r"[\s,:(–-]{1,3}(?:(?:was|had|for|lasted|lasting|ran|given|taken|tried|continued|held|kept|at|on|a|full|about|some|only|trial|of|reached|got|up|to|dose|went)[\s:]{1,2}){0,5}"
_FIRST = Caseless(rf"\b(?:the\s)?(?:former|first|1st){_THING}{_LED}\Z")
_SECOND = Caseless(rf"\b(?:the\s)?(?:latter|second|2nd){_THING}{_LED}\Z")
_ONE = Caseless(rf"\b(?:one(?:\sof\s(?:them|the\stwo|these))?|the\sother){_LED}\Z")
_OF_BOTH_AT_ONCE = Caseless(
    r"[\s,(]{1,3}(?:(?:in\s(?:total|all)|all\s?together)\s)?(?:together|between\s(?:them|the\stwo|the\spair|both)|combined|for\sthe\s(?:two|pair)|across\s(?:both|the\stwo)|taken\stogether|jointly|put\stogether)\b"
)
_BOTH = Caseless(r"\bboth\s(?:(?:oral|depot|of\sthese)[,\s]\s?)?\Z")
_WERE = Caseless(
    r"\)?,?\s?(?:(?:were|had\sbeen|have\sbeen|was)\s(?:(?:each|both|then|all)\s)?(?:given|tried|taken|used|trialled|trialed|continued|prescribed|maintained|held|kept|run|pursued)(?:\s(?:orally|at\sthat\sdose|daily|regularly))?\s)?(?:for|over|x)\s(?:about\s|a\sfull\s|at\sleast\s|some\s)?\Z"
)
_LINK = Caseless(r"\s?(?:,|and|&|\+|/|then|,\s?then|,\s?and)\s?(?:then\s)?(?:oral\s|depot\s)?")
_TO_AMOUNTS = Caseless(r"[\s,:(–-]{1,3}(?:(?:at|on|of|given|to|doses|were|up)[\s:]{1,2}){0,4}")
_AND = Caseless(r"\s?(?:,|and|&|/|,\s?and|then)\s?")


def told_by_order(
    reading: Reading, sentence: Part, mark: Mark, here: Sequence[Told], told: Sequence[Told]
) -> list[Told] | None:
    """The courses of an amount that words of order give it to; none where they leave open whose it is, None without any."""
    two = list(here) if len(here) == 2 else list(told) if not here and len(told) == 2 else []
    if len({one.name for one in two}) != 2 or mark.kind not in ("dose", "duration"):
        return None
    lead = reading.text[max(sentence.start, mark.start - 60) : mark.start]
    last = max((end for one in two for _, end in one.said if end <= mark.start), default=sentence.start)
    since = reading.text[max(last, sentence.start, mark.start - 60) : mark.start]
    if mark.kind == "duration" and _OF_BOTH_AT_ONCE.match(reading.text, mark.end):
        return []
    if _FIRST.search(since):
        return two[:1]
    if _SECOND.search(since):
        return two[1:]
    if _ONE.search(since) and here:
        return []
    first = min(start for one in two for start, _ in one.said) if here else -1
    both = here and _BOTH.search(reading.text, max(sentence.start, first - 16), first)
    return two if both and mark.kind == "duration" and _WERE.search(lead) else None


def lengths_in_order(reading: Reading, sentence: Part, here: Sequence[Told], lengths: Sequence[Mark]) -> bool:
    """Whether two lengths follow two drugs as a pair: "A (20 mg) and B (6 mg), for 10 and 12 weeks"."""
    if len(here) != 2 or len(lengths) != 2:
        return False
    last = max(end for one in here for start, end in one.said if sentence.holds(start))
    return last <= lengths[0].start and _PAIR.fullmatch(reading.text, lengths[0].end, lengths[1].start) is not None


_PAIR = Caseless(r"\s?(?:and|&)\s(?:for\s)?")
PAIR_OF_LENGTHS = Caseless(
    r"\b(?:for|durations?|lengths?|lasting|lasted)[\s:]{1,2}(?:of\s)?(?:\d{1,2}|[a-z]{3,9})\s(?:and|&)\s(?:\d{1,2}|[a-z]{3,9})\s(?:weeks|wks|months)\b"
)


def in_order(reading: Reading, sentence: Part, here: Sequence[Told], doses: Sequence[Mark]) -> bool:
    """Whether as many doses follow a list of drugs, with nothing else between: "A and B, 20 mg and 30 mg"."""
    if len(here) < 2 or len(doses) != len(here):
        return False
    places = sorted((place_in(one, sentence), max(e for s, e in one.said if sentence.holds(s))) for one in here)
    if places[-1][1] > doses[0].start:
        return False
    text = reading.text
    return (
        all(_LINK.fullmatch(text, one[1], two[0]) is not None for one, two in pairwise(places))
        and _TO_AMOUNTS.fullmatch(text, places[-1][1], doses[0].start) is not None
        and all(_AND.fullmatch(text, one.end, two.start) is not None for one, two in pairwise(doses))
    )
