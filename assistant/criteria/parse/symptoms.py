"""How long the present symptoms have lasted. What is another illness's, is over, or has no length is left out."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import length_asked, length_reserved
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.moments import well_now, when
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, from_on

_PSYCHOTIC = (
    r"PANSS(?!\s{1,3}(?:train|course|rater))|ill\b|(?<!side )symptoms?(?!\s{1,3}(?:diar|checklist|relief|scale|reduction|management|expected|rating|score))|sx|symptomatic|voices|hears\b(?! from)|heard\b(?! from)|hearing\b(?! (?:loss|aid|impair|from))|hallucinat\w*|delusion\w*|paranoi\w*|psychotic|psychosis|unwell"
    r"|deficit\s{1,3}state|negative\s{1,3}(?:picture|state)|this\s{1,3}episode|current\s{1,3}episode|relapse\w*|thought\s{1,3}disorder|withdrawn|never\s{1,3}less|picture"
    r"|whisper\w*|mutter\w*|commentary|persecut\w*|grandios\w*|delud\w*|suspicious\w*|(?<!food )poison\w*|conspir\w*|catatoni\w*|avolition|apath\w*|blunt\w*|flat\s{1,3}affect|visions|passivity|thought\s{1,3}(?:broadcast\w*|insertion|withdrawal|echo)"
    r"|ideas\s{1,3}of\s{1,3}reference|referential|disorgani[sz]ed|(?:talk|laugh|argu|speak|shout|smil|giggl)\w{1,4}\s{1,3}(?:back\s{1,3})?(?:to|at|with)\s{1,3}(?:himself|herself|themselves|unseen|nobody|no\s{1,3}one|people\s{1,3}(?:who|that)|someone\s{1,3}(?:who|that))"
    r"|(?-i:A?VH|AH|PSx)|crook\b|mentally\s{1,3}(?:sick|ill|unwell)|(?:being|is|are|was|gets?)\s{1,3}(?:watch(?:ed|ing)|follow(?:ed|ing)|film(?:ed|ing)|spied|spying|bugg(?:ed|ing)|record(?:ed|ing)\s{1,3}(?:him|her)|targeted|monitored|stalk\w{2,3}|hunted|tracked|(?:out\s{1,3}to\s{1,3}get|after)\s{1,3}(?:him|her|his|their))"
    r"|(?:has|have|had)\s{1,3}(?:(?:long|always|firmly|now|also|not\s{1,3}stopped)\s{1,3})?(?:thought|believed|maintained|insisted|been\s{1,3}(?:convinced|certain|sure|adamant|insisting|saying|claiming|complaining))\b(?=\s{1,3}(?:that|for|these|over|since|the|his|her|they|people|someone|somebody|he|she|it)\b)(?!\s{1,3}(?:that\s{1,3})?(?:the|his|her|he|she)\s{1,3}(?:drug|medic|tablet|treatment|doctor|is\s{1,3}(?:well|better|ill)|was\s{1,3}(?:well|better)))"
)
# A time that is told as one without rest is no length: "never a week's rest", "not one clear day in two years"
_REST = (
    r"(?:rest|peace|break|respite|relief|remission|quiet|let[\s-]?up|pause|freedom|grace|off|clear|free|without|when)"
)
_OF_REST = Caseless(rf"(?:['’]s?)?\s{{1,3}}(?:of\s{{1,3}})?(?:good\s{{1,3}}|real\s{{1,3}}|proper\s{{1,3}})?{_REST}\b")
_NO_REST = Caseless(
    r"\b(?:never|not|no|nor|without|hardly|barely|scarcely|rarely|n't)\s{1,3}(?:(?:had|has|have|been|given|known|a|an|one|single|so|much|as|even|more|than|for|any|good|clear|full|whole|the|least|he|she|they|once|got)\s{1,3}){0,7}$"
)
_NEVER_FREE = Caseless(
    rf"\b(?:never|not|no|nor|without|hardly|barely|scarcely|rarely|n't)\s{{1,3}}(?:(?:had|has|have|been|given|known|gone|a|an|one|single|so|much|as|even|more|than|for|any|the|least|he|she|they|once|got|full|whole)\s{{1,3}}){{0,7}}"
    rf"(?:well\b(?!\s{{1,3}}(?:dressed|kempt|groomed|known|nourished|supported|organi[sz]ed|engaged|off|behaved|enough|liked|paid|fed))(?:\s{{1,3}}(?:for|on|even)\s{{1,3}})?|(?:symptom|voice|delusion)s?[\s-]free\b|free\s{{1,3}}of\s{{1,3}}(?:(?:his|her|their|the|these)\s{{1,3}})?(?:symptoms|voices|psychosis)\b|without\s{{1,3}}(?:symptoms|voices)\b|(?:(?:real|full|complete|clear|true|proper|lasting|periods?|spells?|times?|signs?|intervals?|days?|weeks?|months?|in)\s{{1,3}}(?:of\s{{1,3}})?){{0,3}}(?:remission|respite|let[\s-]?up|relief|recovery)\b|(?:good|clear|decent|quiet|normal|well|calm|(?:symptom|voice)?[\s-]?free)\s{{1,3}}(?:interval|day|week|night|hour|moment|month|spell|period|time)s?\b|(?:day|week|night|hour|moment|month|minute)s?(?:['’]s?)?\s{{1,3}}(?:goes\s{{1,3}}by\s{{1,3}}|passes\s{{1,3}})?{_REST}\b)"
)
# Words of lasting, which say of what only together with a word of illness or with a preposition.
_ADVERBS = r"unremitted|unabated|unrelenting|relentless(?:ly)?|incessant(?:ly)?|non-?stop|continuous(?:ly)?|constant(?:ly)?|uninterrupted|persist\w*|unremitting|ongoing|unbroken|no\s{1,3}break"
_SYMPTOM = Caseless(
    rf"\b(?:{_PSYCHOTIC}|(?:{_ADVERBS})(?=\W{{0,3}}(?:$|\d|for\b|since\b|over\b|throughout\b|and\b|the\b|all\b|(?:{_PSYCHOTIC})))|like\s{{1,3}}(?:this|that\s{{1,3}}(?:for|since))|this\s{{1,3}}way|in\s{{1,3}}this\s{{1,3}}(?:state|condition)|present\s{{1,3}}(?:for\b|since|state|episode|symptoms|continuous))\b"
)
_ILL = Caseless(rf"\b(?:{_PSYCHOTIC})\b")
# What one believes is an illness only by what it is: "has believed that his wife is good" is none
_BELIEVED = Caseless(r"(?:has|have|had)\s")
_DELUSIONAL = Caseless(
    r"\b(?:watch|follow|spy|spie|track|plot|poison|kill|harm|control|persecut|conspir|against|target|monitor|record|film|bug|hack|implant|chip|radio|tv|televis|thought|mind|god|devil|jesus|satan|demon|angel|chosen|special|famous|royal|queen|king|prophet|messiah|alien|police|cia|mi5|fbi|secret|government|agent|mafia|neighbo|gang|dead|replac|double|impost|curse|witch|spirit|possess|laser|wave|voice|out\s{1,3}to|after\s{1,3}h|laugh|talk|broadcast|steal|messag|sent|rays?\b|gas|infest|pregnan|rot|cheat|unfaith)"
)
# Complaints of another kind: their length is not that of the psychosis.
_OTHER_ILLNESS = Caseless(
    r"\b(?:depress\w*|anxi\w*|manic|mania|mood|affective|panic|obsessi\w*|PTSD|OCD|physical|somatic|medical|urinary|bowel|gastr\w*|respirat\w*|cardiac|chest|withdrawal\s{1,3}symptoms?"
    r"|extrapyramidal|EPSE?|motor|menopaus\w*|flu|cold|viral|covid|allerg\w*|skin|prostat\w*|reflux|IBS|asthma|thyroid|headaches?|migraines?|pains?|cough\w*|nausea|insomnia|sleep\w*|tremors?"
    r"|constipation|diarrh\w*|vomiting|fatigue|tinnitus|dizz\w*|itch\w*|rash|eczema|seizures?|side\s{1,3}effects?|akathisia|parkinson\w*|dystoni\w*|stiffness|incontinen\w*|weight)\b"
)
ONSET = Caseless(
    r"\b(?:h/?x|history|diagnos\w+|dx|schizophrenia|scz|illness|onset|untreated|first\s{1,3}(?:episode|ill|unwell|psychotic|became)|known\s{1,3}(?:to|case)|ill\s{1,3}for|dup)\b"
)


def symptom_days(reading: Reading) -> Said | None:
    """How long the present symptoms have lasted; out where the note gives lengths on both sides of the limit, or says
    that the symptoms are gone."""
    found: list[Said] = []
    for mark in reading.marks:
        if mark.kind != "duration" or mark.start in reading.claimed or mark.value is None:
            continue
        if mark.value.high is not None and mark.value.high < 1:
            continue  # hours
        if _of_symptoms(reading, mark):
            reading.claim(mark)
            value = mark.value
            if mark.note == "over" and value.low is not None:
                value = Range(low=value.low, low_open=True)
            found.append(Said(value, ((mark.start, mark.end),)))
    if not found:
        return _since_date(reading)
    found = reading.newest(found)
    current = [
        one
        for one in found
        if re.search(
            r"\b(?:current|present|this\s{1,3}episode|back|now|last|past|only)\b",
            reading.text[max(0, one.spans[0][0] - 50) : one.spans[0][1] + 10],
            re.I,
        )
    ]
    well = well_now(reading)
    if well and max(well[0], found[0].spans[0][0]) >= reading.newest_from:
        _doubt(
            reading,
            "The note gives a length of the symptoms, and says that they are gone.",
            [*found, Said(None, (well,))],
        )
        return None
    doubt = _NO_LENGTH.search(reading.text, found[0].spans[0][1])
    if doubt:
        _doubt(
            reading, "The note gives a length of the symptoms, and denies it.", [*found, Said(None, (doubt.span(),))]
        )
        return None
    return _one_length(reading, current or found, found)


LIMIT = 84  # days: lengths on both sides of 12 weeks are asked about


_NO_LENGTH = Caseless(
    r"\b(?:duration|length)\b[^.;\n]{0,30}\b(?:unknown|unclear|uncertain|not\s{1,3}known)\b|\b(?:symptoms?|sx)\b(?:\s{1,3}\w{1,10}){0,2}\s{1,3}not\s{1,3}(?:for\s{1,3})?\d{1,3}\s{0,2}(?:months|years|weeks)"
)


def _is_long(one: Said) -> bool:
    return one.value.low is not None and one.value.low >= LIMIT


def _one_length(reading: Reading, chosen: list[Said], said: list[Said]) -> Said | None:
    """The first of the chosen lengths. None where some length in the note is shorter than 12 weeks and it is not."""
    if not _is_long(chosen[0]) and not any(_is_long(one) for one in chosen):
        return chosen[0]
    if all(_is_long(one) for one in said):
        return chosen[0]
    words = f"The note gives the length of the symptoms as {' and '.join(one.value.words() for one in said[:4])} days."
    _doubt(reading, words, said)
    return None


def _doubt(reading: Reading, words: str, said: list[Said]) -> None:
    reading.contradict("symptom_days", words, [span for one in said[:10] for span in one.spans])
    reading.ask("symptom_days", "For how long have the present symptoms lasted?", words)


# A start of which only the year is certain: "since before Christmas 2021", "since the spring of 2022"
_SINCE_YEAR = Caseless(
    r"\b(?:since|ever\s{1,3}since|from)\s{1,3}(?:(?:well|long|just|shortly|some\s{1,3}time|sometime|before|around|about|at\s{1,3}least|the|onset|its|diagnosis|early|mid|late|in|of|end|beginning|middle|start|christmas|easter|new\s{1,3}year|spring|summer|autumn|fall|winter)[\s-]{1,3}){0,6}(?P<year>(?:19|20)\d\d)(?![\d/-])"
)


# "began in January 2023 and have persisted"
_BEGAN_IN = Caseless(
    r"\b(?:started|began|begun|onset|commenced)\s{0,2}[:,]?\s{0,2}(?:(?:in|on|about|around|was|of|back|early|late|mid)\s{1,3}){0,3}$"
)
_EVER_SINCE = Caseless(
    r"[^.;\n]{0,24}?\b(?:persist\w{0,4}|continuous(?:ly)?|ever\s{1,3}since|ongoing|unbroken|without\s{1,3}(?:a\s{1,3})?(?:break|remission)|no\s{1,3}(?:break|remission)|never\s{1,3}(?:gone|stopped|settled|remitted|left|cleared))\b"
)
_NOT_ALWAYS = Caseless(
    r"\b(?:on\s{1,3}and\s{1,3}off|off\s{1,3}and\s{1,3}on|intermittent\w{0,2}|episod\w{2,6}|now\s{1,3}and\s{1,3}then|relapsing|from\s{1,3}time\s{1,3}to\s{1,3}time|(?<!without )(?<!no )(?<!never in )remissions?|until|till|recover\w{1,3}|between|when(?:ever)?\s{1,3}(?:he|she|drunk|high|stress\w{0,3}|intoxicated|using|alone|tired|off|not)|only\s{1,3}(?:when|if|at))\b"
)


def _since_date(reading: Reading) -> Said | None:
    """Symptoms "since January 2022": at least until the last date of the note, which was written no earlier."""
    last = max(reading.dates, key=lambda d: d.first, default=None)
    for start, end, begun in _starts(reading):
        until = _known_until(last, begun, reading.text[start:end])
        if until is None or not _are_since(reading, start, end):
            continue
        if well := well_now(reading):
            _doubt(
                reading,
                "The note says since when there are symptoms, and that they are gone.",
                [Said(None, ((start, end),)), Said(None, (well,))],
            )
            return None
        reading.claim(*(mark for mark in reading.marks if mark.start == start and mark.note.startswith("since")))
        reading.used.append((start, end))
        return Said(from_on(until[0]), ((start, end), *until[1:]))
    return None


_BARE_YEAR = Caseless(r"(?:(?:ever\s+)?(?:since|from)\s+)?(?:about\s+|around\s+|at\s+least\s+)?(?:19|20)\d\d")
GONE_BY = 2025  # the year before these rules were written: what began earlier was long ago when a note is read by them


def _known_until(last: Dated | None, begun: date, words: str) -> tuple[Any, ...] | None:
    """The days that are known to have gone by since a start, and the date that tells it. With no later date in the note,
    a start of which only a year is told ("since 2018") was more than 12 weeks ago where that year has gone by; "since
    before Christmas 2021" may be a few weeks old in a letter pasted in, and is asked about."""
    if last is not None and last.first > begun:
        return (last.first - begun).days, (last.start, last.end)
    is_last = last is None or (last.first <= begun and last.last <= date(begun.year, 12, 31))
    return (LIMIT,) if is_last and begun.year < GONE_BY and _BARE_YEAR.fullmatch(words) else None


def _are_since(reading: Reading, start: int, end: int) -> bool:
    """Whether it is the present symptoms that are told to be there since a date."""
    clause, sentence = reading.clause_of(start), reading.sentence_of(start)
    before = _NEVER_FREE.sub(" symptoms ", reading.text[clause.start : start][-200:])
    after = _NEVER_FREE.sub(" symptoms ", reading.text[end : min(sentence.end, end + 90)])
    leads = not re.search(r"\w", reading.text[sentence.start : start])  # "Since 2020 the voices have been there"
    told = after if leads else before
    if not _SYMPTOM.search(told) or _is_other(told) or _JUST_ILL.fullmatch(before) or (leads and not _HAS.search(told)):
        return False
    if any(m.drug for m in reading.named(clause.start, start)) or (leads and reading.named(end, sentence.end)):
        return False
    ended = _GONE.search(before) or _GONE.search(after) or _ENDED.match(after)
    if ended or _NOT_ALWAYS.search(before + after) or ONSET_ALONE.search(before):
        return False
    against = length_reserved(reading, start, end)
    return against is None


# "Ill since 2015", "schizophrenia since 2015": of the illness, which need not have been there all the time
_JUST_ILL = Caseless(
    r"\W{0,3}(?:(?:he|she|pt|patient|has|been|was|is|mentally|first|became|fell)\s{1,3}){0,4}(?:ill|unwell|sick)\W{0,3}"
)
ONSET_ALONE = Caseless(r"\b(?:diagnos\w{1,5}|dx|onset|untreated|dup)\b[^.;,\n]{0,30}$")
_HAS = Caseless(r"\b(?:has|have|is|are|he\s{1,3}hears|she\s{1,3}hears)\b")


def _starts(reading: Reading) -> Iterator[tuple[int, int, date]]:
    """Every "since" with a date or year, and the latest day that it may mean."""
    for mark in reading.marks:
        inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
        if mark.note.startswith("since") and len(inside) == 1:
            yield mark.start, mark.end, inside[0].last
    for m in _SINCE_YEAR.finditer(reading.text):
        yield m.start(), m.end(), date(int(m["year"]), 12, 31)
    for one in reading.dates:
        began = _BEGAN_IN.search(reading.text[max(0, one.start - 30) : one.start])
        if began and _EVER_SINCE.match(reading.text, one.end):
            yield one.start - len(began.group()), one.end, one.last


_NOT_OF_SYMPTOMS = Caseless(r"^\s{0,3}(?:ago|apart|old|later|of\s{1,3}(?:olan|risp|treatment|clozapine))")
_OF_TREATMENT = Caseless(
    r"\b(?:titrat|mg\b|trial|dose|level|adher|depot|no\s{1,3}response\s{1,3}(?:after|to)|treatment)\b"
)
# "for 2 years despite treatment" is no length of the treatment
_DESPITE = Caseless(
    r"\b(?:despite|in\s{1,3}spite\s{1,3}of|notwithstanding|regardless\s{1,3}of|whatever\s{1,3}the|through\s{1,3}all|under|while\s{1,3}on|on\s{1,3}(?:full|regular|continuous))\s{1,3}(?:\w{1,12}\s{1,3}){0,2}?(?:treatments?|trials?|doses?|depots?|medication|therapy)\b"
)
_PLAIN = Caseless(r"\b(?:symptoms?|sx)\b")
PRESENT = Caseless(
    r"\b(?:symptom|sx|current|present|episode|continuous|constant|persist|unremit|unabated|unbroken|uninterrupted|voices|hallucinat|delusion)\w*\b"
)
_LASTING = Caseless(
    r"^\s{0,3}(?:throughout|without|continuous|unremitting|constant|non-?stop|unbroken|with\s{1,3}no\s{1,3}(?:break|remission))"
)
_FREE = (
    r"(?:no|not|never|without|free\s{1,3}of|resolved|remitted|denies|nil|zero)\s{1,3}(?:(?!only\b|stop|ceas|without\b|free\b|improv|respon|just\b|change)\w{1,14}\s{1,3}){0,2}(?:symptom(?!s?[\s-]free)|sx\b|voices|psychotic|psychosis|hallucinat|delusion|paranoi|unwell|ill\b|relaps)"
    r"|(?:symptom|psychosis|voice|delusion|hallucination|relapse)s?[\s-]{1,2}free\b|asymptomatic"
    r"|(?:symptoms?|sx|voices|psychosis|hallucinations|delusions|paranoia)\W{1,4}(?:(?:are|is|were|was|have|has|been|being|all|now|very|quite|fully|completely|largely|mostly|entirely|reasonably|pretty|currently|under)\s{1,3}){0,4}"
    r"(?:none|nil|absent|gone(?!\s{1,3}on)|(?:well\s{1,3}|better\s{1,3}|under\s{1,3}(?:good\s{1,3})?)?control\w{0,4}|in\s{1,3}(?:full\s{1,3}|partial\s{1,3})?remission|settled|resolved|remitted|quiescent|stopped|ceased|disappeared|subsided|abated|cleared|minimal|quiet|dormant|(?:well\s{1,3})?managed|better|improv\w{1,4}|suppressed|silent|in\s{1,3}abeyance|zero|not\b(?!\s{1,3}(?:\w{1,12}\s{1,3})?(?:resolv|remit|improv|settl|control|chang|gone|abat|better|respond|clear|stop|ceas|let|go|left|leave|lift|eas|budg|shift|mov|lessen|diminish|subsid|quiet|relent|disappear|vanish|brok|break|paus|drop|fade|wan|dim|been\s{1,3}(?:better|free|absent|controlled|well))))"
)
_GONE = Caseless(rf"(?<!never )(?<!not )(?<!never been )(?<!not been )(?<!rarely )\b(?:{_FREE})")
_BEGAN = Caseless(r"\b(?:dates?\b|dated|start\w*|began|onset|begun|since)\b")


_WELL_SINCE = Caseless(
    r"(?<!not )(?<!never )(?<!not been )(?<!never been )(?<!not felt )(?<!un)\b(?:well|symptom[\s-]free|asymptomatic|in\s{1,3}remission|recovered|better|settled)\s{1,3}(?:for|over(?!\s{1,3}(?:\d|twelve|a\s))|during|throughout|in|since)\s{1,3}(?:the\s{1,3})?(?:past|last|then|\d)"
)


def _of_symptoms(reading: Reading, mark: Mark) -> bool:
    """Whether a length of time is how long the present symptoms have lasted."""
    text, clause = reading.text, _about(reading, mark)
    before = text[max(clause.start, mark.start - 130) : mark.start]
    after = text[mark.end : min(clause.end, mark.end + 110)]
    around = before + text[mark.start : mark.end] + after
    around = _DESPITE.sub(" ", _NEVER_FREE.sub(" symptoms ", around))
    of_drug = any(m.drug for m in reading.named(clause.start, mark.start))
    of_score = re.search(r"\d\s{0,2}(?:at|by|after|over|in)\s{0,2}$", before)  # "86 at 8 weeks"
    sentence = reading.sentence_of(mark.start)
    if (
        of_drug
        or of_score
        or _WELL_SINCE.search(text, max(sentence.start, mark.start - 160), min(sentence.end, mark.end + 160))
    ):
        return False
    if _BEGAN.search(before) and _SYMPTOM.search(before) and "ago" in text[mark.start : mark.end + 5]:
        return True
    of_them = (
        _SYMPTOM.search(before)
        or _SYMPTOM.search(after)
        or _NEVER_FREE.search(before + after)
        or (_DURATION.search(before) and _ALONE.match(after) and not _after_drug(reading, clause.start))
        or _goes_on_so(reading, mark)
    )
    said = reading.words(sentence)[:1000]
    if all(_BELIEVED.match(m.group()) for m in _ILL.finditer(said)) and not (
        _DELUSIONAL.search(said) or _PLAIN.search(around) or PRESENT.search(around)
    ):
        of_them = of_them and _ILL.search(said) is None
    of_rest = _OF_REST.match(after) and _NO_REST.search(before)
    if (
        length_asked(reading, mark.start, mark.end)
        or of_rest
        or not of_them
        or _NOT_OF_SYMPTOMS.match(after)
        or _is_not_present(reading, mark, around)
    ):
        return False
    long = mark.value is None or mark.value.high is None or mark.value.high >= LIMIT
    against = length_reserved(reading, mark.start, mark.end) if long else None
    if against is not None:
        words = f"The note gives a length of time, and “{text[slice(*against)].strip()}”."
        reading.ask("symptom_days", "For how long have the present symptoms lasted?", words)
        return False
    if _OF_TREATMENT.search(around) and not _PLAIN.search(around):
        return False
    return not ONSET.search(before) or bool(_LASTING.match(after) or PRESENT.search(before + after))


# "Going on 4 years straight.", "2 yrs of this now.", "Been there four years.": of what the sentence before told
_SO_BEFORE = Caseless(
    r"\W{0,3}(?:(?:and|it|this|these|they|that|he|she|all|has|have|had|is|are|now|been|going|gone|carrying|there|on|like|the|same|way|so|for|about|nearly|almost|over|just|roughly|around|the|past|last|some|at|least|more|than|well|what|is|by|getting|coming|up|to|close|good|a|present|unchanged|constant\w{0,2}|continuous\w{0,2}|every|day|daily|it['’]s|that['’]s|x)\b[\s:~>]{0,3}){0,10}"
)
_SO_AFTER = Caseless(
    r"\s{0,3}(?:(?:of|this|it|like|now|straight|solid|running|at|least|and|counting|in|all|so|far|already|without|a|any|break|let[\s-]?up|pause|non-?stop|on|end|the|same|total|unbroken|continuous\w{0,2}|constant\w{0,2}|every|day|daily|to|date|or|more|that|way|state)\b[\s-]{0,2}){0,8}\W{0,3}"
)
_SO_GOES = Caseless(
    r"\b(?:going\s{1,3}on|gone\s{1,3}on|carrying\s{1,3}on|been\s{1,3}(?:there|present|like|this|so|going|constant|continuous|unchanged|daily)|of\s{1,3}(?:this|it)\b|like\s{1,3}this|this\s{1,3}way|straight|solid|running|non-?stop|without\s{1,3}(?:a\s{1,3}|any\s{1,3})?(?:break|let|pause)|unbroken|continuous|constant)"
)


def _goes_on_so(reading: Reading, mark: Mark) -> bool:
    """Whether a sentence tells nothing but how long something has gone on, and the one before it tells of the illness
    as it is or of its rating, and of no drug."""
    sentence = reading.sentence_of(mark.start)
    lead, rest = reading.text[sentence.start : mark.start], reading.text[mark.end : sentence.end]
    of_it = _ILL.search(rest) if re.match(r"\s?[,:–-]", rest) and _SO_GOES.search(lead) else None
    if of_it and _SO_BEFORE.fullmatch(lead) and not reading.named(*sentence):
        return True  # "This has gone on for 14 months, voices and all."
    if not (_SO_BEFORE.fullmatch(lead) and _SO_AFTER.fullmatch(rest) and _SO_GOES.search(reading.words(sentence))):
        return False
    before = reading.sentence_of(len(reading.text[: sentence.start].rstrip()) - 1)
    if "\n\n" in reading.text[before.end : sentence.start] or reading.named(*before):
        return False
    return bool(_RATED.search(reading.text, *before) or _ILL.search(reading.text, *before))


_RATED = Caseless(r"\b(?:PANSS|SOFAS|BPRS|SANS|SAPS|GAF|CGI)\b|\b[PN][1-7]\b")


# "Duration: 18 months" under no other head, and not right after a drug
_DURATION = Caseless(r"\bduration\b(?:\s{1,3}\w{2,12}){0,4}\s{0,3}[:=–-]?\s{0,3}(?:\w{2,6}\s{1,3}){0,3}$")
_ALONE = Caseless(
    r"\s{0,2}(?:$|[.,;)(|\n]|or\b|and\b|without|continuous|unremitting|constant|at\s{1,3}least|persist|unbroken)"
)


def _after_drug(reading: Reading, start: int) -> bool:
    """Whether the sentence before names a drug, whose duration a bare "duration" is."""
    before = reading.sentence_of(len(reading.text[:start].rstrip()) - 1)
    if any(mark.kind == "dose" and before.holds(mark.start) for mark in reading.marks):
        return True  # "Drug: haloperidol. Dose: 15 mg. Duration: 9 weeks."
    return "\n\n" not in reading.text[before.end : start] and bool(reading.named(*before))


def _is_not_present(reading: Reading, mark: Mark, around: str) -> bool:
    """Whether words around a length say that the symptoms are gone, of another illness, or of another time."""
    if _GONE.search(around) or _is_other(around) or _ENDED.match(reading.text[mark.end : mark.end + 50]):
        return True
    if when(reading, mark.start, mark.end).is_past and not _PRESENT_TENSE.search(around):
        return True
    return not _ILL.search(around) and _is_other(reading.words(reading.sentence_of(mark.start))[:600])


_ENDED = Caseless(
    r"[\s,;]{0,3}(?:(?:now|since|then|all|fully|have|has|but|which|and|in|total|are|is)\s{1,3}){0,4}(?:resolved|remitted|gone|settled|subsided|cleared|better|recovered|well|remission|until|till|ended|stopped)\b"
)
_PRESENT_TENSE = Caseless(r"\b(?:now|current(?:ly)?|present(?:ly)?|still|since|has|have|is|are|past|last)\b")


SHORT = 24  # characters of a clause that says how often or how much


def _is_other(words: str) -> bool:
    """Whether words speak of another complaint than psychosis."""
    other = _OTHER_ILLNESS.search(words)
    if other is None:
        return False
    plain = re.sub(r"\b(?:symptoms?|sx|symptomatic|ill|unwell|picture|withdrawn|relapse\w*)\b", " ", words, flags=re.I)
    return not _ILL.search(plain)


def _about(reading: Reading, mark: Mark) -> Part:
    """The clause of a length of time, with the one before it where it stands alone ("continuous symptoms, 5 years")."""
    clause = reading.clause_of(mark.start)
    sentence = reading.sentence_of(mark.start)
    if clause.start > sentence.start and not _SYMPTOM.search(reading.text, clause.start, clause.end):
        before = reading.clause_of(max(sentence.start, clause.start - 3))
        if before.end - before.start < SHORT and before.start > sentence.start:
            before = reading.clause_of(max(sentence.start, before.start - 3))  # "voices, daily, for three years"
        return Part(before.start, clause.end)
    lead = reading.text[max(sentence.start, mark.start - 24) : mark.start]
    if mark.start - sentence.start < 30 and re.search(
        r"\b(?:past|last|now|previous)\s{0,3}(?:about\s{1,3})?$", lead, re.I
    ):
        return sentence  # "for the past 14 months, without any break, she has heard ..."
    return clause
