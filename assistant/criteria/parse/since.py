"""Since when there are symptoms: a date, a year, a season or an event with a date, and no end of them after it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import length_reserved
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import Dated, dates
from assistant.criteria.parse.lasting import is_of_illness, says_no_more
from assistant.criteria.parse.moments import well_now
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.symptom_words import (
    ENDED,
    GONE,
    ILL,
    NEVER_FREE,
    NOT_ALWAYS,
    ONSET_ALONE,
    SYMPTOM,
    is_other,
)
from assistant.criteria.ranges import from_on

LIMIT = 84  # days: lengths on both sides of 12 weeks are asked about
# A start of which only the year is certain: "since before Christmas 2021", "since the spring of 2022"
_SINCE_YEAR = Caseless(
    r"\b(?:since|ever\s{1,3}since|from)\s{1,3}(?:(?:well|long|just|shortly|some\s{1,3}time|sometime|before|around|about|at\s{1,3}least|the|onset|its|diagnosis|early|mid|late|in|of|end|beginning|middle|start|christmas|easter|new\s{1,3}year|spring|summer|autumn|fall|winter|he|she|they|we|i|his|her|him|was|came|come|to|us|here|arriv(?:ed|ing|al)|coming|admi(?:ssion|tted)|transfer(?:red)?|referral|first|met|saw|seen|moved|moving)[\s-]{1,3}){0,7}(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
# "since at least the spring of last year", "since January last year": the year is told by the note's own
_LAST_YEAR = Caseless(
    r"\b(?:ever\s{1,3})?since\s{1,3}(?:(?:at|least|about|around|the|start|beginning|middle|end|early|mid|late|of|in)[\s-]{1,3}){0,6}(?P<when>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}|spring|summer|autumn|fall|winter|christmas|easter)\s{1,3}(?:of\s{1,3})?last\s{1,3}year\b"
)
# "at every rating since admission", where the note says when that was
_EVENT = Caseless(
    r"\b(?:ever\s{1,3})?since\s{1,3}(?:(?:his|her|their|the|this|present|current|being|he|she|they|was|were)\s{1,3}){0,4}(?:admi(?:ssion|tted)|transfer\w{0,3}|arriv(?:al|ed|ing)|com(?:ing|e|es)\s{1,3}(?:here|to\s{1,3}us)|came\s{1,3}(?:here|to\s{1,3}us))\b(?!\s{1,3}(?:in|on|of)\s{1,3}\d)"
)
_ADMITTED = Caseless(
    r"\b(?:admi(?:tted|ssion)|adm|in-?patient|inpt|resident|detained|transferred|arrived|came)\b[^.;\n\d]{0,32}$"
)
_NOT_THIS_TIME = Caseless(r"\b(?:previous|first|last|earlier|discharg\w{1,3}|left|until|till)\b")
# "since his brother's burial in January 2024", "“the same since the typhoon”, that is Dec 2021": the date of an event
_EVENT_DATED = Caseless(
    r"\b(?:ever\s{1,3})?(?P<from>since|dat(?:es?|ing)\s{1,3}(?:[\w’']{2,10}\s{1,3}){0,2}(?:back\s{1,3})?(?P<of>to|from))\s{1,3}(?:(?!(?:stop|discharg|until|till|well|better|improv|remi|born|recover|gone|symptom[\s-]free|left)\w{0,6}\b)[a-z’'-]{1,16}[\s-]{1,3}){0,7}?(?:[\"”’]\s?,?\s?)?(?:[(,]?\s?(?:that\s{1,3}is|i\.?e\.?|which\s{1,3}was|meaning)\s{1,3})?(?:[(,]\s?)?(?:(?:in|of|on|during|around|about|early|mid|late)[\s-]{1,3}){0,2}$"
)
_OF_THAT_YEAR = Caseless(r"\s[a-z]{4,16}\b")  # "the 2022 elections"
# "Since when? Jan 2024", "Symptomatic since: summer 2021", in a form
_SINCE_HEAD = Caseless(
    r"(?:^|\n)[\W\d]{0,6}(?:q\d{1,2}[\s.:)]{1,3})?(?:since\s{1,3}(?:when|what\s{1,3}date)|(?:psychotic\s{1,3}|current\s{1,3}|present\s{1,3})?(?:symptoms?|sx|symptomatic|ill|unwell|psychotic)\s{1,3}(?:(?:present|continuous(?:ly)?|active|ongoing)\s{1,3})?since|(?:start|beginning|onset|began)\s{1,3}of\s{1,3}(?:the\s{1,3})?(?:present|current|this)\s{1,3}(?:symptoms|episode|psychosis))\s{0,3}[?:=–-]{1,2}\s{0,30}(?:(?:since|about|around|approx\.?|early|mid|late|at|least|the|in|spring|summer|autumn|fall|winter|easter|christmas)[\s-]{1,3}){0,4}$"
)
# "Mar 2023 - first hears a voice. Has heard it daily since."
_EVER_SINCE_THEN = Caseless(
    r"\b(?:daily|ever|constant(?:ly)?|continuous(?:ly)?|continual(?:ly)?|always|unbroken|unremitting(?:ly)?|non-?stop|(?:every|each)\s{1,3}(?:single\s{1,3})?day|all\s{1,3}the\s{1,3}time|throughout|(?:not|never|n['’]t)\s{1,3}(?:[\w-]{2,10}\s{1,3}){1,4})\s{0,3}(?:since|thereafter|from\s{1,3}then\s{1,3}on|since\s{1,3}then)(?=\W{0,3}(?:$|\n|[.;]))"
)
_A_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
# "began in January 2023 and have persisted"
_BEGAN_IN = Caseless(
    r"\b(?:started|began|begun|onset(?:\s{1,3}of\s{1,3}(?:[a-z]{2,12}\s{1,3}){0,3}(?:episode|symptoms|psychosis|voices|relapse))?|commenced|set\s{1,3}in|appeared|arose|came\s{1,3}on|(?:present|current)\s{1,3}(?:episode|symptoms)|dat(?:es?|ing)\s{1,3}(?:back\s{1,3}to|from))\s{0,2}[:,]?\s{0,2}(?:(?:in|on|about|around|was|of|back|early|late|mid)\s{1,3}){0,3}$"
)
EVER_SINCE = Caseless(
    r"[^.;\n]{0,24}?\b(?:persist\w{0,4}|continuous(?:ly)?|ever\s{1,3}since|ongoing|unbroken|uninterrupted(?:ly)?|unremitting(?:ly)?|lasted|lasting|(?:up\s{1,3})?(?:to|until|till)\s{1,3}(?:now|today|this\s{1,3}day|the\s{1,3}present)|without\s{1,3}(?:an?\s{1,3}|any\s{1,3})?(?:break|remission|interruption|pause|let[\s-]?up)|no\s{1,3}(?:break|remission|recovery)|not\s{1,3}(?:let\s{1,3}up|stopped|ceased|abated|gone|remitted|recovered|been\s{1,3}well)|never\s{1,3}(?:gone|stopped|settled|remitted|left|cleared))\b"
)


def since_date(reading: Reading) -> Said | None:
    """Symptoms "since January 2022": at least until the last date of the note, which was written no earlier."""
    last = max((d for d in reading.dates if _has_year(reading, d)), key=lambda d: d.first, default=None)
    for start, end, begun in _starts(reading, last):
        until = _known_until(last, begun, reading.text[start:end])
        if until is None or not _are_since(reading, start, end):
            continue
        if well := well_now(reading):
            doubt_length(
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


def _has_year(reading: Reading, one: Dated) -> bool:
    """Whether a date is written with its year; another one may have been given the year of a date far from it."""
    return re.search(r"\d{4}|[/.-]\d\d$|['’]\d\d$|[a-z.]\s\d\d$", reading.text[one.start : one.end]) is not None


def _are_since(reading: Reading, start: int, end: int) -> bool:
    """Whether it is the present symptoms that are told to be there since a date."""
    clause, sentence = reading.clause_of(start), reading.sentence_of(start)
    before = NEVER_FREE.sub(" symptoms ", reading.text[clause.start : start][-200:])
    after = NEVER_FREE.sub(" symptoms ", reading.text[end : min(sentence.end, end + 90)])
    leads = not re.search(r"\w", reading.text[sentence.start : start])  # "Since 2020 the voices have been there"
    so = goes_on_so(reading, start, end) or _is_headed(reading, start) or _EVER_SINCE_THEN.match(reading.text, start)
    told = after if leads or ACQUAINTED.search(before) else before
    if not so and (not SYMPTOM.search(told) or is_other(told) or (leads and not _HAS.search(told))):
        return False
    if _JUST_ILL.fullmatch(before) or _LIKE_BEFORE.search(before):
        return False
    if any(m.drug for m in reading.named(clause.start, start)) or (leads and reading.named(end, sentence.end)):
        return False
    ended = GONE.search(before) or GONE.search(after) or ENDED.match(after.lstrip(" :="))
    if ended or NOT_ALWAYS.search(before + after) or (not so and ONSET_ALONE.search(before)):
        return False
    against = length_reserved(reading, start, end)
    return against is None


def _is_headed(reading: Reading, start: int) -> bool:
    """Whether a date stands under a head that asks since when, and not after a drug."""
    line = reading.text.rfind("\n", 0, start) + 1
    before = reading.text.rfind("\n", 0, max(0, line - 1)) + 1
    head = _SINCE_HEAD.search(reading.text[max(0, line - 1) : start])
    return head is not None and not reading.named(before, start)


# "his keyworker, who has known him since 2020": the time of the one who tells it
ACQUAINTED = Caseless(
    r"\b(?:known|knows|knew|seen|seeing|looked\s{1,3}after|treated|treating|cared\s{1,3}for|visited|visiting|nursed|lived\s{1,3}with|reviewed|followed|under\s{1,3}(?:my|our))\s{1,3}(?:him|her|them|care|(?:mr|mrs|ms|miss)\.?\s{1,3}\w{1,20})\b"
)
_LIKE_BEFORE = Caseless(r"\b(?:better|improv\w{2,3}|less|fewer|milder|quieter)\b[^.;\n]{0,30}$")
# "Ill since 2015", "schizophrenia since 2015": of the illness, which need not have been there all the time
_JUST_ILL = Caseless(
    r"\W{0,3}(?:(?:he|she|pt|patient|has|been|was|is|mentally|first|became|fell)\s{1,3}){0,4}(?:ill|unwell|sick)\W{0,3}"
)
_HAS = Caseless(
    r"\b(?:has|have|is|are|hears?|sees?|thinks?|believes?|(?:voices?|they|he|she|it|people|neighbours)\s{1,3}(?:still\s{1,3}|also\s{1,3}|constantly\s{1,3})?(?:tells?|talks?|orders?|commands?|comments?|says?|insults?|calls?|speaks?|feels?|follows?|watch(?:es)?|spy|spies))\b"
)


# By the end of which a season is over on both sides of the equator; "winter" and "summer" may go on into the next year
_LAST_DAYS = {"spr": (0, 11, 30), "aut": (0, 12, 21), "fal": (0, 12, 21), "sum": (1, 2, 28), "win": (1, 3, 21)}
_SEASON = Caseless(r"\b(?:spring|summer|autumn|fall|winter)\b")


def _end_of(when: str, year: int) -> date:
    """The last day that a month or a season of a year may mean.

    >>> _end_of("spring", 2025).isoformat(), _end_of("sept", 2025).isoformat(), _end_of("Christmas", 2025).isoformat()
    ('2025-11-30', '2025-09-30', '2025-12-31')
    """
    if season := _LAST_DAYS.get(when[:3].lower()):
        return date(year + season[0], *season[1:])
    month = dates(f"{when[:3]} {year}")
    return month[0].last if month else date(year, 12, 31)


def _starts(reading: Reading, last: Dated | None) -> Iterator[tuple[int, int, date]]:
    """Every "since" with a date, a year or an event, and the latest day that it may mean."""
    for mark in reading.marks:
        inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
        if mark.note.startswith("since") and len(inside) == 1:
            yield mark.start, mark.end, inside[0].last
    for m in _SINCE_YEAR.finditer(reading.text):
        season = _SEASON.search(m.group())
        yield m.start(), m.end(), _end_of(season.group() if season else "", int(m["year"]))
    if last is not None:
        for m in _LAST_YEAR.finditer(reading.text):
            yield m.start(), m.end(), _end_of(m["when"], last.first.year - 1)
    for one in reading.dates:
        began = _BEGAN_IN.search(reading.text[max(0, one.start - 30) : one.start])
        if began and EVER_SINCE.match(reading.text, one.end):
            yield one.start - len(began.group()), one.end, one.last
    yield from _of_events(reading)
    for m in _EVENT.finditer(reading.text):
        if admitted := _admitted(reading):
            yield m.start(), m.end(), admitted


def _of_events(reading: Reading) -> Iterator[tuple[int, int, date]]:
    """Starts that are told by an event and its date, by the head of a form, or by the sentence before."""
    told = [(one.start, one.end, one.last) for one in reading.dates if _has_year(reading, one)]
    for m in _A_YEAR.finditer(reading.text):
        if not reading.in_date(m.start()):
            season = _SEASON.search(reading.text, max(0, m.start() - 12), m.start())
            told.append((*m.span(), _end_of(season.group() if season else "", int(m.group()))))
    for start, end, day in told:
        before = reading.text[max(0, start - 110) : start]
        if _SINCE_HEAD.search(before):
            yield start, end, day
        elif found := _EVENT_DATED.search(before):
            named = _OF_THAT_YEAR.match(reading.text, end) if before.endswith("the ") else None
            yield start - len(before) + found.start("of" if found["of"] else "from"), named.end() if named else end, day
    for m in _EVER_SINCE_THEN.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        parts = [part for part in (sentence, told_before(reading, sentence)) if part and not reading.named(*part)]
        days = [day for part in parts for start, _, day in told if part.holds(start)]
        if len(set(days)) == 1 and any(is_of_illness(reading.words(part)) for part in parts):
            yield m.start(), m.end(), days[0]


def _admitted(reading: Reading) -> date | None:
    """When the patient came in, by the latest date that the note gives for it."""
    told = [(d.start, d.last) for d in reading.dates if _has_year(reading, d)]
    told += [
        (m.start(), date(int(m.group()), 12, 31))
        for m in _A_YEAR.finditer(reading.text)
        if not reading.in_date(m.start())
    ]
    found = []
    for start, day in told:
        m = _ADMITTED.search(reading.text[max(0, start - 50) : start])
        if m and not _NOT_THIS_TIME.search(reading.text[max(0, start - 60) : start]):
            found.append(day)
    return max(found, default=None)


def doubt_length(reading: Reading, words: str, said: list[Said]) -> None:
    reading.contradict("symptom_days", words, [span for one in said[:10] for span in one.spans])
    reading.ask("symptom_days", "For how long have the present symptoms lasted?", words)


def goes_on_so(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence tells nothing but how long something has gone on, and the one before it tells of the illness
    as it is or of its rating, and of no drug."""
    sentence = reading.sentence_of(start)
    if reading.named(*sentence):
        return False
    rest = reading.text[end : sentence.end]
    if (
        re.match(r"\s?[,:–-]", rest)
        and ILL.search(rest)
        and says_no_more(reading, Part(sentence.start, end), start, end)
    ):
        return not GONE.search(rest)  # "This has gone on for 14 months, voices and all."
    if not says_no_more(reading, sentence, start, end):
        return False
    before = told_before(reading, sentence)
    if before is None or reading.named(*before):
        return False
    return _RATED.search(reading.text, *before) is not None or is_of_illness(reading.told[before.start : before.end])


def told_before(reading: Reading, sentence: Part) -> Part | None:
    """The sentence before one, in the same paragraph."""
    lead = reading.text[: sentence.start].rstrip(" \t\n;")
    before = reading.sentence_of(len(lead) - 1) if lead else None
    return None if before is None or "\n\n" in reading.text[before.end : sentence.start] else before


_RATED = Caseless(r"\b(?:PANSS|SOFAS|BPRS|SANS|SAPS|GAF|CGI)\b|\b[PN][1-7]\b")
