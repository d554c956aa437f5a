"""How long the present symptoms have lasted. What is another illness's, is over, or has no length is left out."""

import re
from collections.abc import Iterator

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.begun import has_begun
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import length_asked, length_reserved
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.lasting import is_quoted_belief
from assistant.criteria.parse.moments import well_now, when
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.since import ACQUAINTED, LIMIT, doubt_length, goes_on_so, since_date, told_before
from assistant.criteria.parse.symptom_words import (
    ALWAYS,
    BELIEVED,
    DELUSIONAL,
    ENDED,
    FREE_OF_IT,
    GONE,
    ILL,
    NEVER_FREE,
    NO_REST,
    OF_REST,
    ONSET,
    OTHER_STATE,
    PRESENT,
    SYMPTOM,
    is_other,
)
from assistant.criteria.ranges import Range, exactly, from_on


def symptom_days(reading: Reading) -> Said | None:
    """How long the present symptoms have lasted; out where the note gives lengths on both sides of the limit, or says
    that the symptoms are gone."""
    found: list[Said] = []
    for mark in (*reading.marks, *_past_year(reading)):
        if mark.kind != "duration" or mark.start in reading.claimed or mark.value is None:
            continue
        if mark.value.high is not None and mark.value.high < 1:
            continue  # hours
        if has_begun(reading, mark, reading.sentence_of(mark.start)) or _of_symptoms(reading, mark):
            reading.claim(mark)
            value = mark.value
            if mark.note == "over" and value.low is not None:
                value = Range(low=value.low, low_open=True)
            found.append(Said(value, ((mark.start, mark.end),)))
    if not found:
        return since_date(reading)
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
    if well:
        doubt_length(
            reading,
            "The note gives a length of the symptoms, and says that they are gone.",
            [*found, Said(None, (well,))],
        )
        return None
    doubt = _NO_LENGTH.search(reading.text, found[0].spans[0][1])
    if doubt:
        doubt_length(
            reading, "The note gives a length of the symptoms, and denies it.", [*found, Said(None, (doubt.span(),))]
        )
        return None
    return _one_length(reading, current or found, found)


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
    doubt_length(reading, words, said)
    return None


_NOT_OF_SYMPTOMS = Caseless(r"^\s{0,3}(?:ago|apart|old|later|of\s{1,3}(?:olan|risp|treatment|clozapine))")
_OF_TREATMENT = Caseless(
    r"\b(?:titrat|mg\b|trial|dos(?:e|age|ing)|(?<!at this )(?<!at that )(?<!same )(?<!present )(?<!current )level|adher|depot|no\s{1,3}response\s{1,3}(?:after|to)|treatment)\b"
)
# "for 2 years despite treatment" is no length of the treatment
_DESPITE = Caseless(
    r"\b(?:despite|in\s{1,3}spite\s{1,3}of|notwithstanding|regardless\s{1,3}of|whatever\s{1,3}the|through\s{1,3}all|under|while\s{1,3}on|on\s{1,3}(?:full|regular|continuous))\s{1,3}(?:\w{1,12}\s{1,3}){0,2}?(?:treatments?|trials?|doses?|depots?|medication|therapy)\b"
)
_PLAIN = Caseless(r"\b(?:symptoms?|sx)\b")
_LASTING = Caseless(
    r"^\s{0,3}(?:throughout|without|continuous|unremitting|constant|non-?stop|unbroken|with\s{1,3}no\s{1,3}(?:break|remission))"
)
_BEGAN = Caseless(r"\b(?:dates?\b|dated|start\w*|began|onset|begun|since)\b")


_WELL_SINCE = Caseless(
    r"(?<!not )(?<!never )(?<!not been )(?<!never been )(?<!not felt )(?<!un)\b(?:well|symptom[\s-]free|asymptomatic|in\s{1,3}remission|recovered|better|settled)\s{1,3}(?:for|over(?!\s{1,3}(?:\d|twelve|a\s))|during|throughout|in|since)\s{1,3}(?:the\s{1,3})?(?:past|last|then|\d)"
)


def _of_symptoms(reading: Reading, mark: Mark) -> bool:
    """Whether a length of time is how long the present symptoms have lasted."""
    text, clause = reading.text, _about(reading, mark)
    sentence = reading.sentence_of(mark.start)
    if ACQUAINTED.search(text, *sentence) and ALWAYS.search(text, *sentence) and not reading.named(*sentence):
        clause = sentence  # "in the ten months that I have seen him he has never been free of the voices"
    before = text[max(clause.start, mark.start - 150) : mark.start]
    after = text[mark.end : min(clause.end, mark.end + 110)]
    around = before + text[mark.start : mark.end] + after
    around = _DESPITE.sub(" ", NEVER_FREE.sub(" symptoms ", around))
    bridged = _IN_TIME.sub(" ", before) + after.lstrip()
    never_free = NEVER_FREE.search(bridged)
    if never_free and not NEVER_FREE.search(before + after):
        around = NEVER_FREE.sub(" symptoms ", bridged)
    of_drug = any(m.drug for m in reading.named(clause.start, mark.start))
    of_score = re.search(r"\d\s{0,2}(?:at|by|after|over|in)\s{0,2}$", before)  # "86 at 8 weeks"
    if (
        of_drug
        or of_score
        or _is_other_time(reading, mark, sentence, around)
        or _of_it(reading, sentence) is False
        or _WELL_SINCE.search(text, max(sentence.start, mark.start - 160), min(sentence.end, mark.end + 160))
    ):
        return False
    if _BEGAN.search(before) and SYMPTOM.search(before) and "ago" in text[mark.start : mark.end + 5]:
        return True
    of_them = _tells_of_them(reading, mark, clause, before, after) or bool(never_free)
    said = reading.words(sentence)[:1000]
    if all(BELIEVED.match(m.group()) for m in ILL.finditer(said)) and not (
        DELUSIONAL.search(said) or _PLAIN.search(around) or PRESENT.search(around)
    ):
        of_them = of_them and ILL.search(said) is None
    of_rest = OF_REST.match(after) and NO_REST.search(before)
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
    lasting = never_free or _LASTING.match(after) or PRESENT.search(before + after)
    return not ONSET.search(before) or bool(lasting)


def _tells_of_them(reading: Reading, mark: Mark, clause: Part, before: str, after: str) -> bool:
    """Whether the words around a length, the head of its line, or the sentence beside it tell of the symptoms."""
    if SYMPTOM.search(before) or SYMPTOM.search(after):
        return True
    asked = reading.text[: clause.start].rstrip(" ").endswith("?")  # "How long? 18 months"
    head = reading.text[reading.text.rfind("\n", 0, mark.start) + 1 : mark.start][-130:] if asked else before
    headed = _DURATION.search(head) and _ALONE.match(after)
    return (
        bool(headed and not _after_drug(reading, mark.start - len(head)))
        or goes_on_so(reading, mark.start, mark.end)
        or _all_that_time(reading, reading.sentence_of(mark.start))
        or (_FOR.search(before) is not None and is_quoted_belief(after))
    )


# "since at least seven months a “transmission” is made into her head"
_FOR = Caseless(r"\b(?:for|since|from)\s{1,3}(?:(?:at|least|about|the|last|past|some|more|than|over|now)\s{1,3}){0,4}$")
_ALL_THAT_TIME = Caseless(
    r"\b(?:all\s(?:of\s)?(?:that|this|the)|(?:through|throughout|during)\s(?:all\s)?(?:of\s)?(?:that|this)|the\swhole\s(?:of\s(?:that|this)\s)?)\s?(?:time|period|while)\b"
)


def _all_that_time(reading: Reading, sentence: Part) -> bool:
    """Whether the sentence after one says that there were symptoms all that time, and neither names a drug."""
    rest = len(reading.text) - len(reading.text[sentence.end :].lstrip(" \n;"))
    if rest >= len(reading.text):
        return False
    after = reading.sentence_of(rest)
    words = reading.words(after)
    named = reading.named(*sentence) or reading.named(*after)
    return (
        not named
        and _ALL_THAT_TIME.search(words) is not None
        and ILL.search(words) is not None
        and not GONE.search(words)
    )


# "no day in the last ten months when he was free of it" is read without the length
_IN_TIME = Caseless(
    r"(?:\b(?:in|over|for|during|within|throughout|of)\s{1,3})?(?:(?:all|the|these|this|whole|last|past|entire)\s{1,3}){0,4}$"
)
_LASTED = Caseless(
    r"\b(?:dat(?:es?|ing)\s{1,3}(?:back\s{1,3}to|from)|go(?:es|ing)\s{1,3}back\s{1,3}to|(?:ever\s{1,3})?since)\s"
)
_PAST_YEAR = Caseless(
    r"\b(?:in|over|for|during|through|throughout|within)\s{1,3}(?:all\s{1,3}(?:of\s{1,3})?)?the\s{1,3}(?:whole\s{1,3}(?:of\s{1,3}the\s{1,3})?)?(?:last|past)\s{1,3}(?P<n>year(?P<half>\s{1,3}and\s{1,3}a\s{1,3}half)?)\b"
)
# "dates back to the winter before last": nine months at the least
_BEFORE_LAST = Caseless(
    r"\b(?:since|from|to|in)\s{1,3}the\s{1,3}(?P<n>(?:year|spring|summer|autumn|fall|winter|christmas|easter)\s{1,3}before\s{1,3}last)\b"
)
_PART_OF_IT = Caseless(
    r"\b(?:once|twice|times|sometimes|some|most|part|half|until|till|weeks?|days?\s{1,3}(?:in|of))\b"
)


def _past_year(reading: Reading) -> Iterator[Mark]:
    """The past year, where something was so all the time ("every day in the past year"), and times before it."""
    for m in _PAST_YEAR.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        if m["half"]:
            yield Mark("duration", m.start("n"), m.end("n"), exactly(547))
        elif ALWAYS.search(reading.text, *sentence) and not _PART_OF_IT.search(reading.text, *sentence):
            yield Mark("duration", m.start("n"), m.end("n"), exactly(365))
    for m in _BEFORE_LAST.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        if _LASTED.search(reading.text, sentence.start, m.end()):
            yield Mark("duration", m.start("n"), m.end("n"), from_on(365 if m["n"].lower().startswith("year") else 270))


# "9 weeks at this level" is told of a dose, after one
_AT_LEVEL = Caseless(r"\bat\s{1,3}(?:this|that|the\s{1,3}same)\s{1,3}level\b")


MONTH = 31
_RARE = Caseless(
    r"\b(?:rarely|seldom|occasional(?:ly)?|sporadic(?:ally)?|infrequent(?:ly)?|once\s{1,3}(?:a|per|every|each)\s{1,3}(?:week|month|year|day))\b"
)


def _is_other_time(reading: Reading, mark: Mark, sentence: Part, around: str) -> bool:
    """Whether a length is a score ("delusions 5/7"), that of a dose, of what is constant besides an illness, or the
    time that someone has known the patient."""
    words = reading.text[mark.start : mark.end]
    if re.fullmatch(r"[1-7]\s?/\s?7", words) and any(start <= mark.start < end for start, end in reading.used):
        return True
    if mark.note == "period" and _is_over(reading, mark):
        return True
    lead = reading.text[sentence.start : mark.start]
    if ACQUAINTED.search(lead[-60:]) and not ALWAYS.search(reading.words(sentence)):
        return True
    if _RARE.search(around):
        return True
    if ILL.search(around) or _DURATION.search(lead):
        return False
    of_dose = _AT_LEVEL.search(around) and (reading.named(*sentence) or _after_drug(reading, sentence.start))
    return bool(of_dose or (OTHER_STATE.search(around) and not NEVER_FREE.search(reading.words(sentence))))


def _is_over(reading: Reading, mark: Mark) -> bool:
    """Whether a time between two dates ended more than a month before the last date of the note."""
    inside = [one.last for one in reading.dates if mark.start <= one.start < mark.end]
    return len(inside) > 1 and (max(one.first for one in reading.dates) - inside[-1]).days > MONTH


def _of_it(reading: Reading, sentence: Part) -> bool | None:
    """Whether "it" is an illness in "no day that he was free of it"; None where no such words are used."""
    words = reading.words(sentence)
    found = NEVER_FREE.search(words)
    if found is None or not FREE_OF_IT.search(found.group()) or ILL.search(NEVER_FREE.sub(" ", words)):
        return None
    before = told_before(reading, sentence)
    return before is not None and ILL.search(reading.words(before)) is not None


# "Duration: 18 months" under no other head, and not right after a drug
_DURATION = Caseless(
    r"(?:\b(?:duration|persistence|chronicity|length)\b(?:\s{1,3}(?:of|the|his|her|this|at|in|and|or|current|present|total|active|continuous|positive|negative|psychotic|symptoms?|sx|episode|psychosis|illness|state|level|severity|moderate|worse|more|weeks|months|years|complaints?|presentation)){0,6}|\b(?:for\s{1,3})?how\s{1,3}long(?:\s{1,3}(?:ill|unwell|symptomatic|has|have|had|is|are|been|he|she|they|it|this|these|the|current|present|symptoms?|sx|like|so|present|there|active|going|on|lasted|for|now)){0,7}|\btime\s{1,3}(?:ill|unwell|symptomatic|at\s{1,3}(?:this|moderate)(?:\s{1,3}(?:or|worse|more|severity|level)){0,4})|(?:(?<=\n)|\A)(?:evolution|course|time\s{1,3}course|lasting|since|since\s{1,3}when))\s{0,3}[:=?–-]{0,2}\s{0,30}(?:(?:about|approx|around|over|least|at|now|is|was|has|been|more|than|some|roughly|nearly|almost|well|just|for|the|last|past)\b\.?\s{0,3}){0,4}$"
)
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
    if GONE.search(around) or is_other(around) or ENDED.match(reading.text[mark.end : mark.end + 50]):
        return True
    if when(reading, mark.start, mark.end).is_past and not _PRESENT_TENSE.search(around):
        return True
    return not ILL.search(around) and is_other(reading.words(reading.sentence_of(mark.start))[:600])


_PRESENT_TENSE = Caseless(r"\b(?:now|current(?:ly)?|present(?:ly)?|still|since|has|have|is|are|past|last)\b")


SHORT = 24  # characters of a clause that says how often or how much


# What a length has around it that only goes on with what is said before it: "which makes it seven years", "(9 months)"
_APPOSED = Caseless(
    r"\W{0,3}(?:(?:which|that|this|it|makes?|making|is|i\.?e\.?|so|now|by|and|in|all|for|about|around|roughly|some|nearly|almost|well|just|over|at|least|more|than|a|total|of|altogether|already|counting|uninterrupted|unbroken|straight|solid|continuous(?:ly)?|constant(?:ly)?|non-?stop|persistent(?:ly)?|to|date|never|not|away|gone|ceasing|stopping|remitted|continues|ongoing)\b[\W]{0,3}){0,8}"
)


def _about(reading: Reading, mark: Mark) -> Part:
    """The clause of a length of time, with the one before it where it stands alone ("continuous symptoms, 5 years")."""
    clause = reading.clause_of(mark.start)
    sentence = reading.sentence_of(mark.start)
    if clause.start > sentence.start and not SYMPTOM.search(reading.text, clause.start, clause.end):
        if _APPOSED.fullmatch(reading.text[clause.start : mark.start] + " " + reading.text[mark.end : clause.end]):
            return Part(sentence.start, clause.end)
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
