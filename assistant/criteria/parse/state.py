"""The illness in a note: years of treatment, remission, and words for severity, domains and causes."""

import re
from typing import Any

from assistant.criteria.parse.adherence import called_poor
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.moments import when
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.symptom_words import ONSET, PRESENT

_STARTED = Caseless(
    r"\b(?:(?:antipsychotic|neuroleptic)?\s{0,3}(?:treatment|treated|medication|therapy|antipsychotics?|meds)\s{1,3}(?:was\s{1,3}|were\s{1,3}|has\s{1,3}been\s{1,3}|had\s{1,3}been\s{1,3})?(?:start\w*|commenc\w*|began|begun|initiat\w*|for|since|first\s{1,3}given)|first\s{1,3}(?:treated|treatment|antipsychotic|medicated|prescribed)|start\w*\s{1,3}(?:of\s{1,3}|on\s{1,3})?(?:\w+\s{1,3})?(?:treatment|antipsychotics?)|on\s{1,3}antipsychotics?\s{1,3}(?:for|since)|years?\s{1,3}of\s{1,3}(?:antipsychotic\s{1,3})?treatment|since\s{1,3}(?:the\s{1,3})?start\s{1,3}of\s{1,3}treatment|in\s{1,3}treatment\s{1,3}for|treatment\s{1,3}duration)\b"
)
_REMITTED = Caseless(
    r"\b(?:remission|remitted|well|stable|symptom[\s-]free|like\s{1,3}(?:that|this)|score[sd]?|items?|been\s{1,3}(?:at|so|[1-3])|lower|never|since|below|maintained|sustained|held|kept|this\s{1,3}way|the\s{1,3}past|the\s{1,3}last|now|for)\b"
)
_SEVERITY = Caseless(
    r"\b(mild|moderate(?:ly)?|severe(?:ly)?|marked(?:ly)?)\b[\s-]{0,3}(?:positive\s{1,3}|negative\s{1,3}|psychotic\s{1,3})?(?:symptoms?|ill\b|unwell|psychosis|psychotic|hallucinations|delusions)"
)
_IMPAIRED = Caseless(
    r"\b(no|mild|moderate|severe|marked|significant)\s{1,3}(?:functional\s{1,3})?(?:impairment|disability|dysfunction)|\b(works?|working|employed)\s{1,3}(?:f/t|full[\s-]?time)"
)
_DOMAINS = (
    ("positive", Caseless(r"\bpositive\s{1,3}(?:and\s{1,3}negative\s{1,3})?(?:symptoms?|picture|domain|psychotic)|\bvoices|\bhallucinat|\bdelusion")),
    ("negative", Caseless(r"\bnegative\s{1,3}(?:symptoms?|picture|domain|state)|\bavolition|\banhedoni|\bblunted|\balogia")),
    ("cognitive", Caseless(r"\bcognitive\s{1,3}(?:symptoms?|deficits?|impairment|domain|difficult\w+)")),
)  # fmt: skip
_PSEUDO = (
    ("substances", Caseless(r"(?<!no )(?<!denies )\b(?:cannabis|amphetamine|cocaine|spice|methamphetamine|meth\b|alcohol\s{1,3}(?:misuse|dependence|abuse|use)|substance\s{1,3}(?:use|misuse|abuse)|ketamine|khat|drug\s{1,3}use|illicit)")),
    ("diagnosis", Caseless(r"\?\s?(?:EUPD|bipolar|PTSD|autism)\b|\b(?:diagnosis\s{1,3}(?:is\s{1,3}|was\s{1,3})?(?:in\s{1,3}doubt|uncertain|unclear|questioned|queried|revised)|query\s{1,3}(?:diagnosis|PTSD|autism|EUPD|bipolar)|misdiagnos\w+)")),
    ("physical_illness", Caseless(r"\b(?:encephalitis|thyrotoxicosis|hypothyroid\w*|epilepsy|brain\s{1,3}tumou?r|NMDA[\s-]?R|B12\s{1,3}deficien\w+|delirium)")),
    ("interactions", Caseless(r"\b(?:carbamazepine|rifampicin|rifampin|phenytoin|enzyme\s{1,3}induc\w+)")),
)  # fmt: skip
_NOT_HERE = Caseless(r"\b(?:no|denies|not|without|nil|never|negative\s{1,3}for)\s{1,3}(?:\w+\s{1,3}){0,2}$")


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
        if any(m.drug for m in reading.named(clause.start, mark.start)):
            continue
        if _STARTED.search(before) or re.match(
            r"^[\s-]{0,3}(?:of\s{1,3}(?:antipsychotic\s{1,3})?treatment|since\s{1,3}(?:the\s{1,3})?start\s{1,3}of|after\s{1,3}(?:starting|first\s{1,3}treatment)|on\s{1,3}antipsychotics)",
            after,
            re.I,
        ):
            start = start or in_years
            reading.claim(mark)
        elif ONSET.search(before) or re.match(
            r"^[\s-]{0,3}(?:history|hx|h/x|illness|of\s{1,3}(?:illness|schizophrenia)|since\s{1,3}(?:onset|diagnosis))",
            after,
            re.I,
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


_REMISSION = Caseless(
    r"(?<!no )(?<!nil )(?<!no full )(?<!no complete )(?<!no real )(?<!no true )(?<!without )(?<!without full )(?<!not in )(?<!never in )(?<!never )(?<!any )\bremission\b|(?<!never )\bremitted\b|\bAndreasen\b"
)
_ALL_LOW = Caseless(
    r"\ball\s{1,3}(?:\w{1,14}\s{1,3}){0,4}(?:items?|scores?)\b[^.;]{0,40}(?:≤|<=|below|less|3)|\b(?:eight|8)\s{1,3}(?:\w{1,14}\s{1,3}){0,3}items?\b[^.;]{0,60}?(?:≤|<=|below|under|less|lower|\b[1-3]\b)|\bnone\s{1,3}of\s{1,3}(?:\w{1,14}\s{1,3}){0,4}items?\b[^.;]{0,40}\babove\b|\bG9\b"
)
_DENIED = Caseless(
    r"\b(?:not|no|never|n't|without|partial(?:ly)?|incomplete|lost|relapse\w*|ended|until)\b(?!\s{1,3}(?:\w{1,10}\s{1,3}){0,2}(?:above|more|higher|over|exceed\w*|greater|relapse|recurr\w*|break|gap|interruption|lapse|symptoms?|medic\w*|chang\w*))"
)
# What has a length of its own, when it stands in the clause of a length.
_OF_ELSE = Caseless(
    r"\b(?:jobs?|work\w*|employ\w*|hospital\w*|ward|inpatient|prison|detain\w*|section\w*|dose\w*|mg|titrat\w*|trial|abstin\w*|sober|smok\w*|cannabis|alcohol|housing|hous\w+|flat|home|liv\w+|relationship|married|weight|clean|depot"
    r"|treatment|medication|clozapine|depress\w*|diabet\w*|cancer|anxiety|bipolar|seen|reviewed|follow(?:ed|ing)?[\s-]up|college|course|school|volunt\w*|contact|rated|diagnos\w*|travel\w*|abroad|symptoms\s{1,3}for|(?<!been )ill\b|illness\s{1,3}(?:for|of|since|lasting|duration)|duration\s{1,3}of|psycho\w{3,5}\s{1,3}(?:for|since)|unwell|schizophreni\w{1,3}|pregnan\w*|asthma|mood|physical|age)\b"
)


def remission_days(reading: Reading) -> Said | None:
    """How long remission scores have held, where the note speaks of remission or of all items being low."""
    said = _REMISSION.search(reading.text)
    low = said or _ALL_LOW.search(reading.text)
    if low is None:
        return None
    near = sorted(
        (m for m in reading.marks if m.kind == "duration" and m.value is not None and m.start not in reading.claimed),
        key=lambda mark: (abs(mark.start - low.start()), mark.start),
    )
    for mark in near[:40]:
        sentence = reading.sentence_of(mark.start)
        if said is None and not sentence.holds(low.start()) and not _goes_on(reading, low.end(), sentence):
            continue
        if _is_of_remission(reading, mark, spoken=said is not None) and _REMITTED.search(
            reading.words(sentence)[:2000]
        ):
            reading.claim(mark)
            return Said(mark.value, ((mark.start, mark.end),))
    return None


_BACK = Caseless(
    r"\W{0,3}(?:(?:it|this|that|they|these|those|all|the\s{1,3}(?:scores?|items?|picture))\b|unchanged|stable|held|sustained|maintained|steady|so\s{1,3}for)"
)
_RULED = Caseless(
    r"\b(?:rule|definition|requir\w{1,6}|criteri(?:on|a)\s{1,3}(?:is|are|asks?|says?)|needs?|asks?)\b[^.;\n]{0,30}$"
)
_OF_RULE = Caseless(
    r"[\s-]{0,2}(?:remission[\s-]{1,2})?(?:check|criteri|visit|review|follow|definition|rule|requirement|threshold|mark\b|cut|rating|window)"
)


def _goes_on(reading: Reading, low: int, sentence: Part) -> bool:
    """Whether a sentence follows the one of the low scores and speaks of them."""
    between = reading.text[reading.sentence_of(low - 1).end : sentence.start]
    return not between.strip() and len(between) < 4 and _BACK.match(reading.words(sentence)) is not None


def _is_of_remission(reading: Reading, mark: Mark, spoken: bool) -> bool:
    """Whether a length of time is that of the low scores: nothing else in its clause has a length, and nothing denies it."""
    clause = reading.clause_of(mark.start)
    before = reading.text[max(clause.start, mark.start - 120) : mark.start]
    after = reading.text[mark.end : min(clause.end, mark.end + 60)]
    if any(m.drug for m in reading.named(clause.start, mark.start)) or _OF_RULE.match(after) or _RULED.search(before):
        return False
    if re.search(r"\b(?:mg|titrat\w*|trial)\b", before[-40:] + after[:10], re.I) or re.match(
        r"\s{0,3}(?:ago|apart)", after
    ):
        return False
    if _NOT_YET.search(reading.original, *reading.sentence_of(mark.start)) or _NOT_YET_AFTER.match(
        reading.original, reading.sentence_of(mark.start).end
    ):
        return False
    if PRESENT.search(before) and not spoken:
        return False
    if when(reading, mark.start, mark.end).is_past or _is_refuted(reading.text, before, mark.end):
        return False
    return not _OF_ELSE.search(before + after)


# A length that the scores are yet to hold: "to be in remission he must keep this up for 7 months"
_NOT_YET = Caseless(
    r"\b(?:must|has\s{1,3}to|have\s{1,3}to|needs?\s{1,3}to|would|should|will|shall|(?-i:may)|might|could|if|unless|once|when|until|provided|to\s{1,3}be\s{1,3}in|to\s{1,3}(?:reach|achieve|count|qualify|meet)|requir\w{1,4}|aim\w{0,3}|goal|target|hope\w{0,2}|plan\w{0,4}|expect\w{0,3}|predict\w{0,3}|not\s{1,3}yet|yet\s{1,3}to|short\s{1,3}of|short\s{1,3}by|almost|nearly|another|further|more\s{1,3}to\s{1,3}go|still\s{1,3}to|left|only\s{1,3}counts|before\s{1,3}(?:we|it|he|she))\b"
)
_NOT_YET_AFTER = Caseless(
    r"[\s;]{0,3}(?:but\s{1,3}|and\s{1,3}|so\s{1,3}far\s{1,3})?(?:it|this|that|he|she|they|so\s{1,3}far)\b[^.;\n]{0,24}\b(?:been|only|just|is|are|at|in|reached|managed|held|lasted)\s{1,3}(?:only\s{1,3}|just\s{1,3}|for\s{1,3}|about\s{1,3})?(?:\d{1,2}|one|two|three|four|five|six|seven|an?)\b"
)
_RELAPSED = Caseless(
    r"[^.\n]{0,40}?\b(?:relaps\w*|recurr\w*|lost|ended|until|deteriorat\w*|worse\w*)\b|[^.;\n]{0,40}\?\s{0,3}(?:no|not|only)\b"
)


def _is_refuted(text: str, before: str, end: int) -> bool:
    """Whether words before a length deny it, or the sentence goes on to a relapse."""
    ended = _RELAPSED.match(text[end : end + 80])
    spared = ended and "?" not in ended.group() and re.search(r"\b(?:no|not|without|never)\b", ended.group(), re.I)
    return bool(_DENIED.search(before) or (ended and not spared))


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
    poor = called_poor(reading)
    if poor:
        causes.append(("nonadherence", poor))
    if causes:
        found["pseudo_resistance"] = Said(tuple(name for name, _ in causes), tuple(span for _, span in causes))
    return found


def _is_denied(reading: Reading, m: re.Match[str]) -> bool:
    return bool(_NOT_HERE.search(reading.text[max(0, m.start() - 24) : m.start()]))


def _grade(words: str) -> str:
    plain = words.lower().removesuffix("ly")
    return {"marked": "severe", "significant": "severe", "no": "none"}.get(plain, plain)
