"""The illness in a note: how long symptoms last, years of treatment, remission, and words for severity, domains and causes."""

import re
from typing import Any

from assistant.criteria.parse.adherence import is_poor
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, from_on

_SYMPTOM = re.compile(
    r"\b(?:PANSS|ill\b|symptoms?|sx|symptomatic|voices|hears?|heard|hearing|hallucinat\w*|delusion\w*|paranoi\w*|psychotic|psychosis|unwell|(?:ill|unwell)\s+continuous\w*|continuous(?:ly)?\s+(?:ill|unwell|psychotic)|continuous(?:ly)?|constant(?:ly)?|uninterrupted|deficit\s+state|never\s+less|picture|no\s+break|persist\w*|like\s+this|present\s+(?:for\b|since|state|episode|symptoms)|current\s+(?:episode|symptoms)|positive\s+symptoms|negative\s+symptoms|negative\s+(?:picture|state)|relapse\w*|this\s+episode|thought\s+disorder|withdrawn|unremitting|ongoing|unbroken)\b",
    re.I,
)
_ONSET = re.compile(
    r"\b(?:h/?x|history|diagnos\w+|dx|schizophrenia|scz|illness|onset|first\s+(?:episode|ill|unwell|psychotic|became)|known\s+(?:to|case)|ill\s+for|dup)\b",
    re.I,
)
_STARTED = re.compile(
    r"\b(?:(?:antipsychotic|neuroleptic)?\s*(?:treatment|treated|medication|therapy|antipsychotics?|meds)\s+(?:was\s+|were\s+|has\s+been\s+|had\s+been\s+)?(?:start\w*|commenc\w*|began|begun|initiat\w*|for|since|first\s+given)|first\s+(?:treated|treatment|antipsychotic|medicated|prescribed)|start\w*\s+(?:of\s+|on\s+)?(?:\w+\s+)?(?:treatment|antipsychotics?)|on\s+antipsychotics?\s+(?:for|since)|years?\s+of\s+(?:antipsychotic\s+)?treatment|since\s+(?:the\s+)?start\s+of\s+treatment|in\s+treatment\s+for|treatment\s+duration)\b",
    re.I,
)
_REMITTED = re.compile(
    r"\b(?:remission|remitted|well|stable|symptom[\s-]free|like\s+(?:that|this)|score[sd]?|items?|been\s+(?:at|so)|below|maintained|sustained|held|kept|this\s+way|the\s+past|the\s+last|now|for)\b",
    re.I,
)
_SEVERITY = re.compile(
    r"\b(mild|moderate(?:ly)?|severe(?:ly)?|marked(?:ly)?)\b[\s-]*(?:positive\s+|negative\s+|psychotic\s+)?(?:symptoms?|ill\b|unwell|psychosis|psychotic|hallucinations|delusions)",
    re.I,
)
_IMPAIRED = re.compile(
    r"\b(no|mild|moderate|severe|marked|significant)\s+(?:functional\s+)?(?:impairment|disability|dysfunction)|\b(works?|working|employed)\s+(?:f/t|full[\s-]?time)",
    re.I,
)
_DOMAINS = (
    ("positive", re.compile(r"\bpositive\s+(?:and\s+negative\s+)?(?:symptoms?|picture|domain|psychotic)|\bvoices|\bhallucinat|\bdelusion", re.I)),
    ("negative", re.compile(r"\bnegative\s+(?:symptoms?|picture|domain|state)|\bavolition|\banhedoni|\bblunted|\balogia", re.I)),
    ("cognitive", re.compile(r"\bcognitive\s+(?:symptoms?|deficits?|impairment|domain|difficult\w+)", re.I)),
)  # fmt: skip
_PSEUDO = (
    ("substances", re.compile(r"(?<!no )(?<!denies )\b(?:cannabis|amphetamine|cocaine|spice|methamphetamine|meth\b|alcohol\s+(?:misuse|dependence|abuse|use)|substance\s+(?:use|misuse|abuse)|ketamine|khat|drug\s+use|illicit)", re.I)),
    ("diagnosis", re.compile(r"\b(?:diagnosis\s+(?:is\s+|was\s+)?(?:in\s+doubt|uncertain|unclear|questioned|queried|revised)|query\s+(?:diagnosis|PTSD|autism|EUPD|bipolar)|\?\s?(?:EUPD|bipolar|PTSD|autism)|misdiagnos\w+)", re.I)),
    ("physical_illness", re.compile(r"\b(?:encephalitis|thyrotoxicosis|hypothyroid\w*|epilepsy|brain\s+tumou?r|NMDA[\s-]?R|B12\s+deficien\w+|delirium)", re.I)),
    ("interactions", re.compile(r"\b(?:carbamazepine|rifampicin|rifampin|phenytoin|enzyme\s+induc\w+)", re.I)),
)  # fmt: skip
_NOT_HERE = re.compile(r"\b(?:no|denies|not|without|nil|never|negative\s+for)\s+(?:\w+\s+){0,2}$", re.I)


def symptom_days(reading: Reading) -> Said | None:
    """How long the present symptoms have lasted; the shortest that is said to be of the present ones."""
    found: list[Said] = []
    for mark in reading.marks:
        if mark.kind != "duration" or mark.start in reading.claimed or mark.value is None:
            continue
        if _of_symptoms(reading, mark):
            reading.claim(mark)
            value = mark.value
            if mark.note == "over" and value.low is not None:
                value = Range(low=value.low, low_open=True)
            found.append(Said(value, ((mark.start, mark.end),)))
    if not found:
        return _since_date(reading)
    current = [
        one
        for one in found
        if re.search(
            r"\b(?:current|present|this\s+episode|back|now|last|past)\b",
            reading.text[max(0, one.spans[0][0] - 50) : one.spans[0][1] + 10],
            re.I,
        )
    ]
    return reading.newest(current or found)[0]


def _since_date(reading: Reading) -> Said | None:
    """Symptoms "since January 2022": at least until the last date of the note, which was written no earlier."""
    for mark in reading.marks:
        inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
        clause = reading.clause_of(mark.start)
        before = reading.text[clause.start : mark.start]
        if not mark.note.startswith("since") or len(inside) != 1 or not _SYMPTOM.search(before):
            continue
        if any(m.drug and clause.start <= m.start < mark.start for m in reading.mentions):
            continue
        last = max(reading.dates, key=lambda d: d.first)
        if last.first > inside[0].last:
            reading.claim(mark)
            days = (last.first - inside[0].last).days
            return Said(from_on(days), ((mark.start, mark.end), (last.start, last.end)))
    return None


_NOT_OF_SYMPTOMS = re.compile(r"^\s*(?:ago|apart|old|later|of\s+(?:olan|risp|treatment|clozapine))", re.I)
_OF_TREATMENT = re.compile(
    r"\b(?:titrat|mg\b|trial|dose|level|adher|depot|no\s+response\s+(?:after|to)|treatment)\b", re.I
)
_PLAIN = re.compile(r"\b(?:symptoms?|sx)\b", re.I)
_PRESENT = re.compile(
    r"\b(?:symptom|sx|current|present|episode|continuous|constant|persist|unremitting|unbroken|uninterrupted|voices|hallucinat|delusion)\w*\b",
    re.I,
)
_LASTING = re.compile(
    r"^\s*(?:throughout|without|continuous|unremitting|constant|non-?stop|unbroken|with\s+no\s+(?:break|remission))",
    re.I,
)
_GONE = re.compile(
    r"(?<!never )(?<!not )\b(?:no|without|free\s+of|resolved|remitted)\s+(?:\w+\s+){0,2}(?:symptom|sx|voices)", re.I
)
_BEGAN = re.compile(r"\b(?:dates?\b|dated|start\w*|began|onset|begun|since)\b", re.I)


def _of_symptoms(reading: Reading, mark: Mark) -> bool:
    """Whether a length of time is how long the present symptoms have lasted."""
    text, clause = reading.text, _about(reading, mark)
    before = text[max(clause.start, mark.start - 130) : mark.start]
    after = text[mark.end : min(clause.end, mark.end + 110)]
    around = before + text[mark.start : mark.end] + after
    if any(m.drug and clause.start <= m.start < mark.start for m in reading.mentions):
        return False
    if _BEGAN.search(before) and _SYMPTOM.search(before) and "ago" in text[mark.start : mark.end + 5]:
        return True
    of_them = _SYMPTOM.search(before) or _SYMPTOM.search(after) or re.search(r"\bduration\b", before, re.I)
    if not of_them or _NOT_OF_SYMPTOMS.match(after) or _GONE.search(around):
        return False
    if _OF_TREATMENT.search(around) and not _PLAIN.search(around):
        return False
    return not _ONSET.search(before) or bool(_LASTING.match(after) or _PRESENT.search(before + after))


def _about(reading: Reading, mark: Mark) -> Part:
    """The clause of a length of time, with the one before it where it stands alone ("continuous symptoms, 5 years")."""
    clause = reading.clause_of(mark.start)
    sentence = reading.sentence_of(mark.start)
    if clause.start > sentence.start and not _SYMPTOM.search(reading.text, clause.start, clause.end):
        before = reading.clause_of(max(sentence.start, clause.start - 3))
        return Part(before.start, clause.end)
    lead = reading.text[max(sentence.start, mark.start - 24) : mark.start]
    if mark.start - sentence.start < 30 and re.search(r"\b(?:past|last|now|previous)\s*(?:about\s+)?$", lead, re.I):
        return sentence  # "for the past 14 months, without any break, she has heard ..."
    return clause


def years(reading: Reading) -> tuple[Said | None, Said | None]:
    """Years since antipsychotic treatment started, and since the illness began."""
    start: Said | None = None
    onset: Said | None = None
    for mark in reading.marks:
        if mark.kind != "duration" or mark.value is None or mark.start in reading.claimed:
            continue
        clause = reading.clause_of(mark.start)
        text = reading.text
        before, after = (
            text[max(clause.start, mark.start - 60) : mark.start],
            text[mark.end : min(clause.end, mark.end + 40)],
        )
        if (
            mark.value.low is not None
            and mark.value.low < 365
            and not re.search(r"\bstart|\bfirst\b|\bonset|\bdiagnos", before + after, re.I)
        ):
            continue
        in_years = Said(mark.value.mapped(lambda days: days / 365), ((mark.start, mark.end),))
        if any(m.drug and clause.start <= m.start < mark.start for m in reading.mentions):
            continue
        if _STARTED.search(before) or re.match(
            r"^[\s-]*(?:of\s+(?:antipsychotic\s+)?treatment|since\s+(?:the\s+)?start\s+of|after\s+(?:starting|first\s+treatment)|on\s+antipsychotics)",
            after,
            re.I,
        ):
            start = start or in_years
            reading.claim(mark)
        elif _ONSET.search(before) or re.match(
            r"^[\s-]*(?:history|hx|h/x|illness|of\s+(?:illness|schizophrenia)|since\s+(?:onset|diagnosis))", after, re.I
        ):
            if (
                mark.value.low is not None
                and mark.value.low < 90
                and not re.search(r"history|hx|onset|diagnos", before + after, re.I)
            ):
                continue
            onset = onset or in_years
            reading.claim(mark)
    return start, onset


def remission_days(reading: Reading) -> Said | None:
    """How long remission scores have held, where the note speaks of remission or of all items being low."""
    said = re.search(
        r"(?<!no )(?<!without )(?<!not in )(?<!never )(?<!any )\bremission\b|(?<!never )\bremitted\b|\bAndreasen\b",
        reading.text,
        re.I,
    )
    low = said or re.search(
        r"\ball\s+(?:\w+\s+){0,4}(?:items?|scores?)\b[^.;]{0,40}(?:≤|<=|below|less|3)|\bG9\b", reading.text, re.I
    )
    if low is None:
        return None
    near = sorted(
        (
            mark
            for mark in reading.marks
            if mark.kind == "duration" and mark.value is not None and mark.start not in reading.claimed
        ),
        key=lambda mark: (abs(mark.start - low.start()), mark.start),
    )
    for mark in near:
        clause = reading.clause_of(mark.start)
        around = reading.text[max(clause.start, mark.start - 40) : mark.end + 10]
        own = any(m.drug and clause.start <= m.start < mark.start for m in reading.mentions)
        if (
            own
            or re.search(r"\b(?:mg|titrat|trial)\b", around, re.I)
            or re.match(r"^\s*(?:ago|apart)", reading.text[mark.end : mark.end + 8], re.I)
        ):
            continue
        sentence = reading.sentence_of(mark.start)
        if said is None and not sentence.holds(low.start()):
            continue
        if _PRESENT.search(reading.text, clause.start, mark.start) and said is None:
            continue
        if _REMITTED.search(reading.words(sentence)):
            reading.claim(mark)
            return Said(mark.value, ((mark.start, mark.end),))
    return None


def words_of_state(reading: Reading) -> dict[str, Said]:
    """Severity, impairment, domains and causes of pseudo-resistance that are said in words."""
    found: dict[str, Said] = {}
    severity = _SEVERITY.search(reading.text)
    if severity:
        found["severity"] = Said(_grade(severity.group(1)), (severity.span(),))
    impaired = _IMPAIRED.search(reading.text)
    if impaired:
        found["impairment"] = Said(_grade(impaired.group(1) or "no"), (impaired.span(),))
    named = [
        (name, m.span())
        for name, pattern in _DOMAINS
        if (m := pattern.search(reading.text)) and not _is_denied(reading, m)
    ]
    if named:
        found["domains"] = Said(tuple(name for name, _ in named), tuple(span for _, span in named))
    causes: list[tuple[str, Any]] = [
        (name, m.span())
        for name, pattern in _PSEUDO
        if (m := pattern.search(reading.text)) and not _is_denied(reading, m)
    ]
    if is_poor(reading):
        causes.append(("nonadherence", (0, 0)))
    if causes:
        found["pseudo_resistance"] = Said(tuple(name for name, _ in causes), tuple(span for _, span in causes))
    return found


def _is_denied(reading: Reading, m: re.Match[str]) -> bool:
    return bool(_NOT_HERE.search(reading.text[max(0, m.start() - 24) : m.start()]))


def _grade(words: str) -> str:
    plain = words.lower().removesuffix("ly")
    return {"marked": "severe", "significant": "severe", "no": "none"}.get(plain, plain)
