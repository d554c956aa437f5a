"""Adherence in a note: the share of doses taken, and the sources named for it. Words such as "good" give no number."""

import re

from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said, settled
from assistant.criteria.ranges import Range, between, exactly
from assistant.criteria.types import Refusal

ABOUT = 3  # percentage points that "about 85 %" may be off
_ADHERENCE = re.compile(
    r"\b(?:(?:non[\s-]?)?adheren\w*|(?:non[\s-]?)?complian\w*|(?:non[\s-]?)?concordan\w*|(?:pill|strip|packs?)[\s-]counts?|counts?\s+(?:her|his|the|their)\s+(?:\w+\s+)?(?:dosette|packs?|tablets|pills)|tablet\s+counts?|(?:dosette|blister(?:[\s-]?packs?)?|compliance\s+aid|nomad|webster)(?:\s+\w+){0,2}\s+(?:check\w*|count\w*|return\w*|empt\w*)|dosette|missed\s+(?:\w+\s+){0,2}(?:doses|tablets)|doses\s+(?:were\s+)?(?:taken|missed|given|dispensed|administered)|(?:taken|takes|taking|took|swallow\w+)\s+(?:about\s+|around\s+|roughly\s+|at\s+least\s+|over\s+|only\s+|nearly\s+|all\s+|most\s+)*(?:\d+|of\s+(?:his|her|their|the)|all|most)|refill\w*|(?:tablets?|pills?|tabs)\s+counted|repeat\s+prescriptions?|pharmacy\s+fills?|fills?\s+\d|dispens\w*|supervis\w+|MEMS|medication\s+event|depots?\s+(?:were\s+)?(?:all\s+)?given|MAR\b|kardex|drug\s+charts?|administration\s+records?|tabs\s+\d+|prescriptions?\s+collected|of\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:prescribed\s+)?(?:doses|tablets))\b",
    re.I,
)
_SOURCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("patient_report", re.compile(r"\bself[\s-]?report\w*|\b(?:pt|patient|he|she|they|by\s+(?:his|her|their)\s+own)(?:'s)?\s+(?:own\s+)?(?:says?|said|reports?|reported|states?|stated|claims?|claimed|tells?|told|account|insists?|report|word)\b|\bper\s+(?:pt|patient|self)\b|\bpatient(?:'s)?\s+(?:self[\s-]?)?(?:report|account|diary)|\bown\s+(?:report|account|word)\b|\bown\s+say[\s-]so|\b(?:pt|patient)\s+only\b", re.I)),
    ("carer_report", re.compile(r"\b(?:mum|mom|mother|dad|father|wife|husband|partner|girlfriend|boyfriend|gf|bf|spouse|sister|brother|son|daughter|aunt|uncle|parents?|family|relatives?|attend[ae]nts?|attenders?|wardens?|carers?|caregivers?|care\s?givers?|guardian|flatmate|roommate|landlad(?:y|ies)|landlord|grandmother|grandfather|gran|nan|collateral|cousin|housemate)(?:'s)?\b", re.I)),
    ("staff_notes", re.compile(r"\b(?:ward\s+staff|nurs\w+|staff|case\s+notes?|CPN|CMHN|key\s?worker|care\s+co-?ordinator|support\s+workers?|hostel|housing\s+(?:staff|worker)|ward\s+(?:records?|notes?)|clinic\s+notes?|observed\s+(?:doses|therapy|intake)|directly\s+observed|DOT\b|supervised\s+(?:intake|consumption|administration|dosing|doses|medication)|supervised\s+by\s+(?:staff|nurs\w+|pharmac\w+|the\s+ward|clinic)|case\s?manager|home\s+treatment\s+team)\b", re.I)),
    ("pill_count", re.compile(r"\b(?:tablets?|pills?)\s+counted\b|\b(?:pill|tablet|tab|strip|capsule|blister(?:\s+pack)?|dosette|nomad|pack)[\s-](?:counts?|check\w*|box(?:es)?\s+(?:checks?|counts?|empt\w+)|returns?|counting)|\bcount(?:s|ed)?\s+(?:the\s+|her\s+|his\s+|their\s+)?(?:pills|tablets|blisters|packs?|dosette)|\bdosette\b|\bwebster\b|\bcounts\b|\bblister[\s-]?packs?\b|\bcompliance\s+aids?\b", re.I)),
    ("dispensing_record", re.compile(r"\b(?:dispens\w+|repeat\s+prescriptions?|pharma?\w*|pharmacist\w*|chemist|refill\w*|prescriptions?\s+(?:collect\w+|refill\w*|record\w*)|collection\s+(?:records?|log))\b", re.I)),
    ("administration_record", re.compile(r"\bMARs?\b|\blogs?\b|\b(?:medication\s+)?administration\s+(?:records?|charts?)|\bdrug\s+(?:charts?|cards?|kardex)|\bkardex|\bmed(?:ication|icine)?\s+charts?|\b(?:treatment|hostel|home|staff)\s+(?:charts?|cards?|sheets?)|\beMAR\b|\bprescription\s+charts?|\bward\s+charts?|\bcharts?\b", re.I)),
    ("depot_record", re.compile(r"\bdepot\s+(?:\w+\s+)?(?:records?|cards?|charts?|clinic|register|log|book)|\binjection\s+(?:records?|cards?|log|charts?)|\bdepots?\s+(?:were\s+)?(?:all\s+)?given\b|\b(?:every|all)\s+(?:the\s+)?(?:depots?|injections?)\b", re.I)),
    ("electronic_monitor", re.compile(r"\bMEMS\b|\belectronic\s+(?:monitor\w*|caps?|pill\w*|bottle\w*|record\s+caps?)|\bsmart\s+(?:cap|bottle|pill)|\bingestible\s+sensor", re.I)),
    ("plasma_level", re.compile(r"\b(?:plasma|blood|serum|drug)\s+(?:levels?|conc\w*)\b|\blevels?\s+(?:confirm\w*|support\w*|consistent)", re.I)),
)  # fmt: skip
_POOR = re.compile(
    r"\b(?:(?:poor|patchy|erratic|variable|doubtful|questionable|partial|intermittent|unreliable|inconsistent|irregular|limited|uncertain|unclear|dubious|low)\s+(?:\w+\s+)?(?:adheren\w+|complian\w+|concordan\w+)|non[\s-]?(?:adheren\w+|complian\w+|concordan\w+)|(?:adheren\w+|complian\w+|concordan\w+)\s+(?:was\s+|is\s+|has\s+been\s+|were\s+)?(?:poor|patchy|erratic|variable|doubtful|questionable|uncertain|unclear|intermittent|unreliable|inconsistent)|(?:often|frequently|regularly|repeatedly|sometimes)\s+(?:missed|misses|missing|skip\w*|forg\w+)|skip(?:s|ped|ping)\s+(?:his\s+|her\s+|their\s+)?(?:doses|tablets|medication|meds)|missed\s+(?:many|several|most|lots\s+of|doses)|(?:meds?|tablets?|pills?|medication)\s+(?:were\s+)?found\s+(?:in|under|hidden)|spitting\s+out|cheek(?:s|ed|ing)\b|covert(?:ly)?\s+non|hoard\w+|not\s+(?:been\s+)?taking\s+(?:his|her|their|the|it|them|meds|medication|tablets))",
    re.I,
)
_NEVER_MISSED = re.compile(
    r"\bnever\s+(?:missed|misses|skipped)\b|\bnot\s+(?:missed|a\s+single)\s+(?:a\s+|any\s+)?dose|\bno\s+missed\s+doses\b|\ball\s+(?:doses|depots|injections)\s+(?:were\s+)?(?:given|taken|received|administered)|\bevery\s+(?:dose|depot|injection)\s+(?:was\s+)?(?:given|taken|received|witnessed|administered)",
    re.I,
)
_MISSED = re.compile(r"\bmiss(?:ed|es|ing)?\b|\bomitted\b|\bskipp?ed\b|\bnot\s+taken\b|\bunused\b", re.I)


def adherence(reading: Reading) -> tuple[Said | None, Said | None]:
    """The share of doses taken, and the sources named for it. Words such as "good" give no number."""
    shares: list[Said] = []
    sources: dict[str, list[tuple[int, int]]] = {}
    for sentence in reading.sentences:
        if not _ADHERENCE.search(reading.words(sentence)) and not _sourced_share(reading, sentence):
            continue
        shares += _shares(reading, sentence)
        for name, pattern in _SOURCES:
            for m in pattern.finditer(reading.text, sentence.start, sentence.end):
                if not _denied(reading, m, sentence) and not _is_plain(name, reading, sentence):
                    sources.setdefault(name, []).append(m.span())
    _or_none(reading, sources)
    poor = _POOR.search(reading.text)
    share = _one_share(reading, shares)
    if poor and not _negated(reading, poor.start()):
        reading.used.append(poor.span())
        later = share is not None and share.spans[0][0] >= max(reading.newest_from, poor.start())
        corrected = later and poor.start() < reading.newest_from
        if share is not None and (share.value.low or 0) >= 80 and not corrected:
            words = f"The note gives {share.value.words()}% of doses, and “{poor.group()}”."
            reading.contradict("adherence.percent", words, [*share.spans, poor.span()])
            reading.ask("adherence.percent", "What share of the prescribed doses was really taken?", words)
            share = None
    named = tuple(sources)
    spans = tuple(span for places in sources.values() for span in places)
    return share, Said(named, spans) if named else None


def _sourced_share(reading: Reading, sentence: Part) -> bool:
    """Whether a percentage stands right beside a source of adherence: "95% by chart", "sister 90%"."""
    for mark in reading.free(sentence, "percent"):
        near = reading.text[max(sentence.start, mark.start - 24) : min(sentence.end, mark.end + 28)]
        if re.search(r"\b(?:PANSS|BPRS|reduc\w+|improv\w+|response|fell|score\w*|symptom\w*)\b", near, re.I):
            continue
        if any(pattern.search(near) for name, pattern in _SOURCES if name != "plasma_level"):
            return True
    return False


def is_poor(reading: Reading) -> bool:
    """Whether the note calls adherence poor in words."""
    poor = _POOR.search(reading.text)
    return poor is not None and not _negated(reading, poor.start())


def _shares(reading: Reading, sentence: Part) -> list[Said]:
    found = []
    for mark in reading.free(sentence, "percent"):
        near = reading.text[max(sentence.start, mark.start - 60) : min(sentence.end, mark.end + 40)]
        if re.search(r"\b(?:PANSS|BPRS|reduc\w+|improve\w*|fell|response)\b", near, re.I) and not _ADHERENCE.search(
            near
        ):
            continue
        close = reading.text[max(sentence.start, mark.start - 26) : min(sentence.end, mark.end + 26)]
        value = mark.value
        if value is None:
            continue
        if mark.note == "approximate" and value.low is not None and value.high is not None:
            middle = round((value.low + value.high) / 2)
            value = between(middle - ABOUT, min(100, middle + ABOUT))
        if any(bound is not None and not 0 <= bound <= 100 for bound in (value.low, value.high)):
            words = reading.text[mark.start : mark.end]
            reading.refused.append(Refusal(words=words, why=f"Adherence of {words} is not possible: give 0 to 100 %.",
                                           span=reading.span(mark.start, mark.end)))  # fmt: skip
            reading.claim(mark)
            continue
        if _MISSED.search(close) and not re.search(r"\btaken\b|\btook\b|\badher", close, re.I):
            value = Range(low=None if value.high is None else 100 - value.high, high=None if value.low is None else 100 - value.low,
                          low_open=value.high_open, high_open=value.low_open)  # fmt: skip
        found.append(Said(value, ((mark.start, mark.end),)))
        reading.claim(mark)
    whole = _NEVER_MISSED.search(reading.text, sentence.start, sentence.end)
    if whole and not found and not re.search(r"\bdepots?|injections?", whole.group(), re.I):
        found.append(Said(exactly(100), (whole.span(),)))
    return found


def _one_share(reading: Reading, shares: list[Said]) -> Said | None:
    """Several shares that agree on which side of 80% they lie are one, the lower; else a contradiction."""
    shares = reading.newest(shares)
    if not shares:
        return None
    sides = {
        (one.value.low is not None and one.value.low >= 80, one.value.high is not None and one.value.high < 80)
        for one in shares
    }
    if len(sides) == 1:
        lowest = min(shares, key=lambda one: one.value.low if one.value.low is not None else one.value.high)
        return Said(lowest.value, tuple(span for one in shares for span in one.spans))
    return settled(reading, "adherence.percent", "the share of doses taken", shares)


def _is_plain(name: str, reading: Reading, sentence: Part) -> bool:
    """Whether a word is no source here: "family" of a family history, a relative who is only mentioned."""
    text = reading.words(sentence)
    if name == "carer_report":
        return bool(re.search(r"\bfamily\s+h(?:istory|x)\b|\blives?\s+with\b", text, re.I)) and not re.search(
            r"confirm|agree|says|report|supervis|corroborat", text, re.I
        )
    if name == "plasma_level":
        return not re.search(r"\bby\b|\bfrom\b|\bper\b|\band\b|\+|confirm|support", text, re.I)
    return False


def _denied(reading: Reading, m: re.Match[str], sentence: Part) -> bool:
    before = reading.text[max(sentence.start, m.start() - 34) : m.start()]
    after = reading.text[m.end() : min(sentence.end, m.end() + 30)]
    no = re.search(
        r"\b(?:no|not|without|never|nor|neither|un)\s+(?:(?:other|second|independent|further|any|available|a|corroborat\w+|confirm\w+|from|by|or|and|pill|counts?|the)\s+){0,5}$",
        before,
        re.I,
    )
    return bool(no) or bool(
        re.match(
            r"^\s*(?:was|were|is|are|has|have)?\s*(?:not|never|un|n't)\s*(?:been\s+)?(?:avail|done|check|contact|obtain|possible|reach|yet)",
            after,
            re.I,
        )
    )


def _negated(reading: Reading, place: int) -> bool:
    return bool(
        re.search(
            r"\b(?:no|not|never|denies|without|rather\s+than)\s+(?:\w+\s+){0,2}$",
            reading.text[max(0, place - 24) : place],
            re.I,
        )
    )


def _or_none(reading: Reading, sources: dict[str, list[tuple[int, int]]]) -> None:
    """ "Confirmed by his sister" may stand in the sentence after the percentage."""
    for m in re.finditer(
        r"\b(?:confirm\w*|corroborat\w*|agree[sd]?|tall(?:y|ies|ied)|same|supervis\w*|says?\s+(?:the\s+)?same)\b",
        reading.text,
        re.I,
    ):
        sentence = reading.sentence_of(m.start())
        for name, pattern in _SOURCES:
            for found in pattern.finditer(reading.text, sentence.start, sentence.end):
                if abs(found.start() - m.start()) < 50 and not _denied(reading, found, sentence) and sources:
                    sources.setdefault(name, []).append(found.span())
