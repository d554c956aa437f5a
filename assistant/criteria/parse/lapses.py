"""The share of doses taken, told by how many are missed in a time: "misses about one dose a fortnight", "four blanks in
six months", "eleven doses marked as missed over the two trials"."""

import re
from collections.abc import Iterator

from assistant.criteria import drugs
from assistant.criteria.parse.amount_patterns import ONES, TENS, WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import between, exact, exactly

_SPELT = rf"(?:{'|'.join(TENS)})-(?:{'|'.join(ONES)})|{'|'.join(WORDS)}"
_NUMBER = rf"(?:\d{{1,3}}|{_SPELT}|an?(?:\s{{1,3}}(?:couple(?:\s{{1,3}}of)?|handful(?:\s{{1,3}}of)?|single))?|once|twice|thrice)"
_HEDGE = r"(?:(?:about|around|roughly|approximately|at\s{1,3}(?:the\s{1,3})?(?:most|worst)|up\s{1,3}to|maybe|perhaps|probably|only|just|on\s{1,3}average|an\s{1,3}average\s{1,3}of|(?:(?:no|not)\s{1,3})?more\s{1,3}than|(?:fewer|less)\s{1,3}than|under|say|the\s{1,3}odd|some|a\s{1,3}total\s{1,3}of|all\s{1,3}of)\s{1,3}){0,3}"
_GONE = r"(?:missed|skipped|omitted|forgotten|refused|declined|unsigned|untaken|unused|unopened|unticked|blank|lacking|missing|not\s{1,3}(?:taken|signed(?:\s{1,3}for)?|ticked|given|served|swallowed|administered)|left(?=\s{1,3}(?:out\s{1,3})?of\s{1,3}(?:the\s{1,3})?\d)|left\s{1,3}(?:over|in\s{1,3}the\s{1,3}packs?)|over)"
_MISSES = r"(?:miss(?:ed|es|ing)?|skip(?:s|ped|ping)?|forg(?:ot|ets|etting|otten)|omit(?:s|ted|ting)?)"
_DOSE = r"(?:doses?|tablets?|pills?|capsules?|tabs?|days?|nights?|mornings?|evenings?|times|occasions?|signatures?|entries|slots|pockets|compartments|boxes|administrations?)"
_KIND = r"(?:(?:single|evening|night|morning|odd|daily|scheduled|prescribed|oral|missed|skipped|unsigned|of|his|her|the|their)\s{1,3}){0,3}"
_LAPSES = r"(?:blanks?|gaps?|omissions?|refusals?|misses|lapses|slips?|(?:missed|skipped|omitted|unsigned|refused|forgotten|blank|untaken)\s{1,3}(?:doses?|tablets?|pills?|days?|nights?|boxes|entries|signatures?)|missing\s{1,3}(?:signatures?|ticks?|entries))"
_SOME = rf"(?<![\w./,-])(?P<some>{_NUMBER})(?:\s{{0,3}}(?:or|to|-|–)\s{{0,3}}(?P<most>{_NUMBER}))?(?![\w%]|[.,/]\d)"
_WERE = r"(?:(?:was|were|are|is|being|have|has|had|been|marked|recorded|entered|noted|charted|put\s{1,3}down|shown|as|having)\s{1,3}){0,4}"
_IT = r"(?:(?:it|them|his|her|the|their|tablets|meds|medication|an?\s{1,3}(?:dose|tablet|pill)(?=\s{1,3}(?:about\s|maybe\s|perhaps\s|only\s|at\smost\s)?(?:once|twice)))\s{1,3}){0,3}"
_UNIT = r"(?:days?|weeks?|wks?|wk|fortnights?|months?|mths?|years?|yrs?)"
_EVENTS = (
    Caseless(
        rf"\b(?P<all>all|everything|every|each|complete|none\s{{1,3}}missed|(?:nothing|no\s{{1,3}}(?:dose|tablet))\s{{1,3}}(?:was\s{{1,3}})?missed)\b[^.;:,\d]{{0,24}}?\b(?:bar|but(?:\s{{1,3}}for)?|except(?:\s{{1,3}}for)?|save(?:\s{{1,3}}for)?|apart\s{{1,3}}from)\s{{1,3}}{_HEDGE}{_SOME}(?:\s{{1,3}}{_KIND}{_DOSE}\b)?"
    ),
    Caseless(
        rf"\b(?:bar|except(?:\s{{1,3}}for)?|save|apart\s{{1,3}}from|with\s{{1,3}}the\s{{1,3}}exception\s{{1,3}}of)\s{{1,3}}{_HEDGE}{_SOME}\s{{1,3}}{_KIND}{_DOSE}\b(?=,?\s{{1,3}}(?P<all>all|everything|every|each|nothing)\b)"
    ),
    Caseless(rf"\b{_MISSES}\s{{1,3}}{_IT}{_HEDGE}{_SOME}(?:\s{{1,3}}{_KIND}{_DOSE}\b)?"),
    Caseless(rf"\b(?:refus(?:ed|es|ing)|declin(?:ed|es|ing))\s{{1,3}}{_IT}{_HEDGE}{_SOME}\s{{1,3}}{_KIND}{_DOSE}\b"),
    Caseless(rf"{_HEDGE}{_SOME}\s{{1,3}}{_KIND}(?:{_DOSE}\s{{1,3}})?{_WERE}{_GONE}\b"),
    Caseless(rf"{_HEDGE}{_SOME}\s{{1,3}}{_LAPSES}\b"),
    Caseless(
        rf"{_HEDGE}{_SOME}(?:\s{{1,3}}{_KIND}{_DOSE})?(?=\s{{1,3}}(?:an?|per|each|every|in\s{{1,3}}an?)\s{{1,3}}\w{{4,9}}\s{{1,3}}(?:is|are|was|were|gets|get|has\s{{1,3}}been)\s{{1,3}}{_GONE}\b)"
    ),
    Caseless(
        rf"\b(?:missed(?:\s{{1,3}}doses)?|doses\s{{1,3}}missed|omissions|refusals|(?:blanks|gaps|unsigned)(?:\s{{1,3}}(?:on|in)\s{{1,3}}the\s{{1,3}}\w{{3,8}})?)\s{{0,2}}[:=]\s{{0,2}}{_HEDGE}{_SOME}"
    ),
)
_TIME = Caseless(
    r"[^.;:\d]{0,44}?(?:(?<![\w])|(?=/))(?P<each>(?:an?|per|each|every|in\s{1,3}an?|in\s{1,3}every|in\s{1,3}any|/)\s{0,3}|(?:in|over|during|across|throughout|for|per)\s{1,3}(?:(?:the|those|these|all|whole|last|past|his|her|full|entire|of|whole)\s{1,3}){0,3})"
    rf"(?:(?P<many>\d{{1,3}}|{_SPELT})[\s-]{{1,3}})?(?P<unit>{_UNIT})\b"
)
# "In 26 weeks he refused seven doses"
_TIME_LED = Caseless(
    rf"\b(?:in|over|during|across)\s{{1,3}}(?:the\s{{1,3}}|these\s{{1,3}}|all\s{{1,3}})?(?P<many>\d{{1,3}}|{_SPELT})[\s-]{{1,3}}(?P<unit>{_UNIT})\b"
)
_WHOLE = Caseless(
    r"\b(?:(?:in|with|for|during|of|on)\s{1,3}(?:both|each)(?=\s{0,2}(?:[.,;)]|$))|(?:(?:in|over|across|during|throughout|for)\s{1,3}(?:the\s{1,3}|these\s{1,3}|those\s{1,3}|all\s{1,3}of\s{1,3})?(?P<both>both|two|each|either)\s{1,3}(?:of\s{1,3}the\s{1,3})?(?:trials?|courses?|periods?|drugs?|antipsychotics?|medicines?|treatments?|charts?|sheets?))|altogether|all\s{1,3}told|in\s{1,3}(?:all|total)\b|overall"
    r"|(?:in|over|during|throughout|for|across)\s{1,3}(?:the|that|this)\s{1,3}(?:whole|entire|full|complete)\s{1,3}(?:of\s{1,3}(?:the|this|that)\s{1,3})?(?:time|period|treatment|course|spell|stretch))\b"
)
_DENIED = Caseless(
    r"\b(?:not|never|n['’]t|nor|without|hardly|more\s{1,3}than|at\s{1,3}least|over|if|would)\s{1,3}(?:\w{1,8}\s{1,3}){0,2}$"
)
_NO_MORE = Caseless(
    r"\b(?:not|never|no|n['’]t|nor|without)\s{1,3}(?:(?:ever|been|to\s{1,3}have|have|has)\s{1,3}){0,2}$"
)
_MORE_THAN = Caseless(r"\b(?:no|not)\s{1,3}more\s{1,3}than\b|(?P<more>\bmore\s{1,3}than\b)")
# "11 unsigned of 320", "3 tablets over in 84", "of 420 signatures 9 are lacking", "out of 168 doses, 163 signed"
_OF_SO_MANY = (
    Caseless(
        rf"{_SOME}\s{{1,3}}{_KIND}(?:{_DOSE}\s{{1,3}})?{_WERE}(?P<gone>{_GONE})\s{{1,3}}(?:out\s{{1,3}})?(?:of|in|from)\s{{1,3}}(?:the\s{{1,3}})?(?P<all>\d{{2,3}})\b(?!\s{{0,2}}(?:%|mg|{_UNIT}))"
    ),
    Caseless(
        rf"\bof\s{{1,3}}(?:the\s{{1,3}}|all\s{{1,3}})?(?P<all>\d{{2,3}})\s{{1,3}}{_KIND}{_DOSE}\b[^.;:\d]{{0,30}}?{_SOME}\s{{1,3}}(?:of\s{{1,3}}them\s{{1,3}})?(?:{_DOSE}\s{{1,3}})?{_WERE}(?:(?P<gone>{_GONE})|taken|signed|swallowed|given|administered|ticked|observed|used|gone)\b"
    ),
)
_GONE_SAID = Caseless(rf"\b(?:was|were|is|are|been|he|she|they)\s{{1,3}}{_GONE}\b")
_GONE_NEXT = Caseless(
    rf"(?:,?\s{{1,3}}(?:all|every|everything|each))?(?:\s{{1,3}}(?:doses?|tablets?|pills?|of|the|them))*\s{{1,3}}{_WERE}{_GONE}\b"
)
_HINT = Caseless(
    r"miss|skip|forg|omit|omission|refus|declin|unsigned|untaken|unused|untick|unopened|blank|lack|left|over\b|gap|lapse|slip|bar\b|but\b|except|save\b|apart\b|signed|taken|swallowed|given|used|gone|not\s"
)
_LEAST = 20  # doses of which some are a share
_INJECTED = Caseless(r"\b(?:depots?|injections?|LAIs?|jabs?|appointments?|visits?|clinics?|sessions?|reviews?)\b")
_AT_CLINIC = Caseless(
    r"\b(?:at|in|by|from|of|our|the)\s{1,3}(?:\w{2,10}\s{1,3})?(?:clinics?|visits?|reviews?|appointments?)\b"
)
_DAYS = {"d": 1, "w": 7, "f": 14, "m": 28, "y": 364}
_COUNTS = {"a": 1, "an": 1, "once": 1, "twice": 2, "thrice": 3, "": 1}
_TRIAL = 28  # days: no definition takes a shorter trial, so that of two at least twice as many doses were due


def lapses(reading: Reading, part: Part) -> Iterator[Said]:
    """The shares told by missed doses in a time. One dose a day is the fewest there can be, so that the share is at
    least what is left of the days; of a depot nothing is told so."""
    if not _HINT.search(reading.text, *part) or _INJECTED.search(_AT_CLINIC.sub(" ", reading.words(part))):
        return
    for m in (m for pattern in _OF_SO_MANY for m in pattern.finditer(reading.text, part.start, part.end)):
        some, of_all = max(_number(m["some"]), _number(m["most"] or m["some"])), int(m["all"])
        if some <= of_all >= _LEAST:
            yield Said(exactly(exact(100) * (of_all - some if m["gone"] else some) / of_all), (m.span(),))
    for m in _events(reading, part):
        count = max(_number(m["some"]), _number(m["most"] or m["some"]))
        days, start, end = _days_of(reading, part, m)
        if count and days and count <= days:
            yield Said(between(100 - exact(100) * count / days, 100), ((start, end),))


def claim_lapses(reading: Reading) -> None:
    """Take the times in which doses were missed, so that no reader takes "three blanks in five months" for a trial."""
    for sentence in reading.sentences:
        for start, end in (span for said in lapses(reading, sentence) for span in said.spans):
            reading.claim(*(m for m in reading.free(sentence, "duration") if start <= m.start < end))


def _events(reading: Reading, part: Part) -> Iterator[re.Match[str]]:
    """Where so many doses are said to have been missed."""
    seen: list[re.Match[str]] = []
    for pattern in _EVENTS:
        for m in pattern.finditer(reading.text, part.start, part.end):
            lead = reading.text[max(part.start, m.start() - 24) : m.start()]
            bound = _MORE_THAN.search(lead + m.group())
            denied = _NO_MORE.search(lead) if bound and bound["more"] else _DENIED.search(lead)
            if bound and bound["more"]:
                denied = None if denied else m  # "more than four missed" is no bound, "did not miss more than four" is
            if denied or _all_gone(reading, part, m) or any(one.start() <= m.start("some") < one.end() for one in seen):
                continue
            seen.append(m)
            yield m


def _all_gone(reading: Reading, part: Part, m: re.Match[str]) -> bool:
    """Whether what is left out were the doses taken: "all but five were refused", "every dose was missed except four"."""
    every = (m.groupdict().get("all") or "").lower()
    if every not in ("all", "everything", "every", "each"):
        return False
    after = reading.text[m.end() : min(part.end, m.end() + 40)]
    return bool(_GONE_SAID.search(m.group()) or _GONE_NEXT.match(after))


def _days_of(reading: Reading, part: Part, m: re.Match[str]) -> tuple[int, int, int]:
    """The days in which so many were missed, with the place of the words that tell it; 0 where it is not told."""
    time = _TIME.match(reading.text, m.end(), part.end)
    if time:
        each = (time["each"].split() or ["/"])[0].lower()
        in_all = each in ("in", "over", "during", "across", "throughout", "for") and not time["many"]
        if not (in_all and not {"a", "an", "any", "every"} & set(time["each"].lower().split())):
            return (
                _DAYS[time["unit"][0].lower()] * (_number(time["many"]) if time["many"] else 1),
                m.start(),
                _after(reading, part, time.end()),
            )
    led = list(_TIME_LED.finditer(reading.text, part.start, m.start()))
    if led and not re.search(r"[;\d]", reading.text[led[-1].end() : m.start()]):
        return _DAYS[led[-1]["unit"][0].lower()] * _number(led[-1]["many"]), led[-1].start(), m.end()
    whole = _WHOLE.search(reading.text, m.end(), min(part.end, m.end() + 60))
    whole = whole or _WHOLE.search(reading.text, max(part.start, m.start() - 70), m.start())
    every = m.groupdict().get("all")  # "all but five were taken" is of the whole
    if not whole and not every:
        return 0, m.start(), m.end()
    trials = {one.drug.generic for one in reading.mentions if one.drug and not drugs.is_clozapine(one.drug.generic)}
    each = whole is not None and re.search(r"\b(?:each|either)\b", whole.group(), re.I)
    two = not each and (len(trials) > 1 or (whole is not None and whole["both"] is not None))
    return _TRIAL * (2 if two else 1), m.start(), max(m.end(), whole.end() if whole else 0)


_GONE_AFTER = Caseless(rf"\s{{1,3}}(?:is|are|was|were|gets|get|has\s{{1,3}}been)\s{{1,3}}{_GONE}\b")


def _after(reading: Reading, part: Part, end: int) -> int:
    """Where "a fortnight is missed" ends."""
    gone = _GONE_AFTER.match(reading.text, end, part.end)
    return gone.end() if gone else end


def _number(words: str) -> int:
    words = words.lower()
    if words.isdigit():
        return int(words)
    if "couple" in words or "handful" in words:
        return 2 if "couple" in words else 6
    tens, _, ones = words.partition("-")
    return _COUNTS.get(words.split()[0], WORDS.get(tens, 0) + WORDS.get(ones, 0))
