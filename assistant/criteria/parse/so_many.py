"""Shares of doses told as so many of so many: "took 57 of 60 tablets", "puts it at nineteen doses in twenty"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.sources import stands_by_source
from assistant.criteria.ranges import Range, between, exact, exactly

ABOUT = 3  # percentage points that "about 85 %" may be off
LEAST = 10  # doses of which a count of some is a share
_FEWEST = 2  # of which so many were missed
_NUMBER = r"\d{1,3}|(?:" + "|".join(WORDS) + r")|hundred"
_MISSES = r"miss(?:ed|es|ing)?|skip(?:s|ped|ping)|forg(?:ot|ets|etting)|omit(?:s|ted|ting)|los(?:t|es)"
_TAKES = (
    r"takes?|took|taken|taking|swallow(?:s|ed)|gets|got|has\s{1,3}had|hes\s{1,3}had|have\s{1,3}had|had|having"
    r"|(?:adherence|compliance|concordance|adherent|compliant)(?:\s{1,3}(?:is|was|at|to|of|with|both|in))?"
    r"|(?:puts?|gave|gives?|makes?|made|reckons?|thinks?|says?|said|estimates?|estimated|reports?|reported|guess(?:es)?|counts?|counted|signed|ticked|charted|marked|vouch(?:es|ed))(?:\s{1,3}(?:it|that|this|them|for|at|to|on)){0,2}"
    r"|(?:mum|mom|mam|dad|mother|father|wife|husband|partner|sister|brother|son|daughter|aunt|uncle|carers?|staff|nurses?|pharmacist|family|parents?)(?=\s?:)"
)
_OBJECT = (
    r"(?:(?:it|them|both|all|each|his|her|their|the|these|tablets|meds|medication|of|drugs|some|a|dose)\s{1,3}){0,3}"
)
_HEDGE = r"(?:(?:about|around|roughly|at|most|least|up|to|perhaps|maybe|only|some|nearly|no|more|less|fewer|better|than|over|under|a\s{1,3}good)\s{1,3}){0,3}"
_UNIT = r"doses?|tablets?|pills?|capsules?|days|times|nights|mornings|evenings"
_TAKEN = (
    r"taken|swallowed|used|signed(?:\s{1,3}for)?|given|administered|ticked|observed|charted|gone|accounted\s{1,3}for"
)
_CONNECTED = rf"(?:\s?/\s?(?=\d)|\s{{1,3}}(?:(?P<unit>{_UNIT})\s{{1,3}})?(?:in|out\s{{1,3}}of|of|from)\s{{1,3}}|\s{{1,3}}(?P<on>doses?|tablets?)\s{{1,3}}on\s{{1,3}})"
_SO_MANY = Caseless(
    rf"(?:\b(?:(?P<missed>{_MISSES})|(?P<verb>{_TAKES}))[\s:\"'“]{{1,3}}{_OBJECT})?[\"'“]?(?P<hedge>{_HEDGE})"
    rf"(?<![\w./-])(?P<some>{_NUMBER}){_CONNECTED}(?:(?:every|each|the|all|his|her|last)\s{{1,3}}){{0,2}}(?P<all>{_NUMBER})\b(?![.,:/]\d|\s{{0,3}}(?:mg|%|weeks|months|years|items|patients))"
    rf"(?:\s{{1,3}}(?:(?:prescribed|due|scheduled|daily|of|his|her|the|evening)\s{{1,3}}){{0,3}}(?P<doses>doses|tablets|pills|capsules))?(?:\s{{1,3}}(?:was|were|are|had\s{{1,3}}been|have\s{{1,3}}been)?\s{{0,3}}(?:(?P<after>{_TAKEN})|(?P<gone>missed|omitted|skipped|untaken|unused|left|remaining|unsigned|returned|over))\b)?"
)
_NEVER = Caseless(r"\b(?:never|not|n't|hardly|without|no)\s{1,3}(?:\w{1,8}\s{1,3}){0,2}$")
_OF_IT = Caseless(
    r"[\"'”]?\s{0,2}(?:$|[.,;:)(\n–%-]|(?:by|per|as|on|in|at|according|from|with|going|both|and|or|but|via|through|all|for|of|over|each|every|times?|says?|same|so|is|was|were|based|to|since|when|during|throughout|nights?|days|meds|medication|because|though|while)\b)"
)


def counted(reading: Reading, sentence: Part) -> Iterator[Said]:
    """Shares told as so many of so many doses: "took 57 of 60 tablets", "misses at most one in twenty"."""
    for m in _SO_MANY.finditer(reading.text, sentence.start, sentence.end):
        some, of_all = _whole(m["some"]), _whole(m["all"])
        missed = bool(m["missed"] or m["gone"])
        named = m["doses"] or m["after"] or m["gone"] or m["on"] or re.match("do|ta|pi|ca", m["unit"] or "", re.I)
        if not (m["verb"] or m["missed"] or named) or not 0 <= some <= of_all:
            continue
        if of_all < (_FEWEST if m["missed"] else LEAST):
            continue
        if not (m["doses"] or m["after"] or m["gone"] or _OF_IT.match(reading.text, m.end())):
            continue  # "9 out of 10 breaths"
        hedge = m["hedge"].lower()
        if _NEVER.search(reading.text[max(sentence.start, m.start() - 24) : m.start()]):
            if not (missed and re.search(r"more|over", hedge)):
                continue  # "not missed one in ten" gives no share
            hedge = "at most"
        value = _hedged(exact(100) * some / of_all, hedge, missed)
        yield Said(rest(value) if missed else value, (m.span(),))


def _hedged(share: Fraction, hedge: str, missed: bool) -> Range:
    """A share with its hedge: "at most", "about"."""
    if re.search(r"most|up to|fewer|less|under|no more", hedge):
        return between(0 if missed else None, share)
    if re.search(r"least|better|more|over|good", hedge):
        return between(share, 100)
    about = ABOUT if hedge.strip() and "only" not in hedge else 0
    return between(max(exact(0), share - about), min(exact(100), share + about))


def rest(missed: Range) -> Range:
    """What is left of 100 %."""
    return Range(
        low=None if missed.high is None else 100 - missed.high,
        high=None if missed.low is None else 100 - missed.low,
        low_open=missed.high_open,
        high_open=missed.low_open,
    )


def _whole(words: str) -> int:
    return int(words) if words.isdigit() else WORDS.get(words.lower(), 0)


_ONES = "one|two|three|four|five|six|seven|eight|nine"
_BARE = rf"(?:100|\d{{2}}|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_ONES}))?)"
_TO_DRUG = r"\s{1,3}(?:for|on|of|with|during|in|to)\s{1,3}(?:the\s{1,3})?"
# "96% for one drug and 60 for the other", "93% used the first time and 94 the second"
_ANOTHER = Caseless(
    rf"(?:\band|[,;&/]|\bn)\s{{1,3}}(?:(?:about|only|at|with|some|roughly|just)\s{{1,3}})?(?P<share>{_BARE})(?={_TO_DRUG}|\s{{0,2}}(?:[.;)]|$))"
)
# "The count gives 97 and 95", under a sentence that tells a share
_GIVEN = Caseless(
    rf"\b(?:gives?|gave|got|makes?|made|comes?\s{{1,3}}to|came\s{{1,3}}to|shows?|showed|yields?|yielded|is|was|at|has|had|says?|said|it|them)[\s:]{{1,3}}(?P<share>{_BARE})\s{{1,3}}(?:and|&|/|,)\s{{1,3}}(?P<other>{_BARE})(?=\s{{0,2}}(?:[.;)]|$|respectively|resp))"
)


def bare_shares(reading: Reading, sentence: Part) -> Iterator[Said]:
    """Shares without a sign of percent: beside one that has it, or two that a source gives."""
    if any(mark.kind == "percent" for mark in reading.marked(*sentence)):
        for m in _ANOTHER.finditer(reading.text, *sentence):
            led = bool(re.match(_TO_DRUG, reading.text[m.end() :][:14], re.I))
            if not led or any(one.drug for one in reading.named(m.end(), m.end() + 14)):
                yield Said(exactly(percent(m["share"])), (m.span("share"),))
    elif stands_by_source(reading.words(sentence)) and not any(m.kind == "dose" for m in reading.marked(*sentence)):
        for m in _GIVEN.finditer(reading.text, *sentence):
            least = min(percent(m["share"]), percent(m["other"]))
            yield Said(exactly(least), ((m.start("share"), m.end("other")),))


def percent(words: str) -> int:
    """A number up to a hundred in digits or words.

    >>> percent("96"), percent("ninety-six"), percent("eighty")
    (96, 96, 80)
    """
    tens, _, ones = words.lower().replace(" ", "-").partition("-")
    return int(words) if words.isdigit() else WORDS.get(tens, 0) + WORDS.get(ones, 0)
