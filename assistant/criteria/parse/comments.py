"""What a note says of a level besides its figure: comments that leave it open whether it can be used, or take it back.

A comment is harmless where all its words are of the kind that tell of ordinary samples; whatever else is said of the
sample, the dose, the tablets or smoking leaves open whether the level can be used, and is asked about.
"""

import re
from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.parse.attribution import names_other
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.clocks import hours_between
from assistant.criteria.parse.comment_words import (
    COUNTED,
    HEDGED,
    LONG_AGO,
    MEASURE,
    NEW_DOSE,
    OF_ELSE,
    OF_ELSE_BEFORE,
    SAFE,
    SAFE_WORDS,
    SAME_SMOKE,
    TAKEN_BACK,
    TOKEN,
    UNSAFE,
    later_figures,
)
from assistant.criteria.parse.gaps import reaches
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.timing import Sample
from assistant.criteria.ranges import at_least, at_most, exact

_NEAR = 700  # characters after a level in which a sentence may comment on it
_BESIDE = 24  # characters after it in which an aside is about it
_NEXT = 220  # characters after it in which a sentence that begins with a pronoun does
_OF_SAMPLE = Caseless(
    r"\b(?:samples?|(?<!blood\ssugar\s)levels?(?!\s+of\s+(?:function|care|support|risk|insight|distress|education))|troughs?|tubes?|labels?|barcodes?|vials?|bottles?|analy[sz]ers?|date\s+of\s+birth|moiety|metabolite|(?:sampling|exact|the)\s+times?|assays?|specimens?|lab(?:oratory)?(?:['’]s)?|readings?|TDM|plasma|serum|concentrations?|venepunctures?|phlebotom\w{1,4}|bled|drawn|(?:the|these|those|both|all|above|two|either|which)\s+(?:figures?|results?|values?|numbers?|bloods?|tests?|dates?|measurements?|draws?|units?)|(?:first|second|last|other|later|latter)\s+(?:one|figure|result|value|number|blood|test|date|measurement|draw)|(?:this|that)\s+(?:figure|result|value|number|reading)|(?:hours|timings?|times)\s+(?:are|is|was|were|of)|results?\s+(?:are|is|were|was|came|come)|units?\s+(?:should|is|are|was|were)|blood\s+(?:tests?|samples?|draws?|days?|taking|was|were)|before\s+(?:the\s+|each\s+|a\s+)?bloods?|sampling|(?:clozapine|blood)\s+levels?)\b"
)
_OF_LABORATORY = Caseless(
    r"\blab(?:oratory|oratories|s)?\b|\b(?:sent|posted|analy[sz]ed|run|assayed)\s(?:to|at|by|in)\b"
)
_NOT_SAMPLE = Caseless(
    r"\b(?:blood\s+pressure|blood\s+(?:count|group)s?|FBC|CBC|full\s+blood|LFTs?|level\s+of\s+(?:function\w{0,3}|care|support)|urine|ECG|test\s+drive|lab(?:oratory)?\s+work)\b"
)
_OF_DOSE = Caseless(
    r"\b(?:dos(?:e|es|age|ing|ed)|tablets?|pills?|re-?titrat\w{1,4}|titrat\w{1,4}|miss(?:ed|ing|es)|skipp\w{1,3}|forg[eo]t\w{0,3}|omit\w{0,3}|(?:off|stopped|without|re-?started|interrupted|paused|ran\s+out\s+of)\s+(?:it|clozapine|his|her|the)\b|break(?!fast|\s?down)\w{0,1}\s+(?:of|from|in)|(?:clozapine|meds|medication|it|medicines?)\s+(?:was|were|had|has|is|that)\s+(?:\w{1,9}\s+)?(?:put|gone|increas|reduc|rais|lower|chang|doubl|halv|cut|stopp|given|taken|swallow|held)\w{0,3}|(?:took|taken|swallow\w{0,3}|had)\s+(?:his|her|their|the)\s+(?:\w{1,10}\s+)?(?:clozapine|meds|medic\w{1,6}|dose|tablets?|pills?)|put\s+(?:up|down)|(?:increas|reduc|rais|lower|cut|chang|doubl|halv|taper)\w{0,4}\s+(?:\w{1,9}\s+)?(?:to|from|by)\s+\d|caffeine|coffee)\b"
)
_OF_SMOKE = Caseless(
    r"\b(?:smok\w{1,4}|non-?smok\w{1,3}|cig\w{0,8}|tobacco|nicotine|NRT|vap(?:e|es|ed|ing)|e-cig\w{0,8}|quit(?:s|ting)?|fags?|rollies|roll-ups|beed[iy]s?|bidis?|snus|packs?\s+(?:a|per)\s+day|patches|cold\s+turkey)\b"
)
_OF_WARNING = Caseless(
    r"\b(?:told|tell(?:s|ing)?|warn\w{0,3}|inform\w{0,3}|aware|kn[eo]w(?:s|n)?|rings?|rang|rung|phon\w{1,4}|call(?:s|ed)?|text(?:s|ed)?|letters?|post(?:ed)?|e-?mail\w{0,3}|appointments?|calendar|diary|schedul\w{1,3}|book(?:ed|ing)|remind\w{0,4}|announc\w{1,6}|expect\w{0,3}|overheard|heard|tipped|tip-off|notified|notice|guess\w{0,3}|suspect\w{0,3}|reali[sz]\w{1,3}|dates?|routine|agreed|arranged|invit\w{1,4})\b"
)
_OF_TEST = Caseless(
    r"\b(?:bloods?|samples?|tests?|levels?|nurse|phlebotom\w{1,4}|dates?|(?:about|of|before|for)\s+(?:it|them|both|each|either)|comes?|coming|visits?|each\s+time|both|(?:first|second|one)|beforehand|in\s+advance|(?:evening|night|day|morning|week)s?\s+(?:before|ahead|prior|earlier)|care\s+plan)\b"
)
_ILL = Caseless(
    r"\b(?:(?<!hay\s)fevers?|feverish|febrile|pyrexi\w{1,3}|temp(?:erature)?\s+(?:of\s+|was\s+)?(?:3[89]|4[01])|(?:running|spiking|had|has|with|having)\s+(?:a|high|raised|an)\s+(?:high\s+|raised\s+|elevated\s+)?temperature|CRP\s+(?:(?:was|of|is|at|raised|up|high)\s+){0,2}(?!5\b|\d\b)(?:\d{2,3}|raised|up|high)|raised\s+CRP|infect\w{1,4}|pneumonia|(?:uro)?sepsis|septic|pleurisy|empyema|meningitis|otitis|diverticulitis|cholecystitis|endocarditis|osteomyelitis|pneumonitis|[LU]RTI|flu|influenza|covid\w{0,3}|sars-?cov\w{0,4}|bronchitis|tonsil\w{1,5}|pharyngitis|sinusitis|cellulitis|abscess|pyelo\w{1,10}|gastroenteritis|norovirus|UTI|cystitis|appendicitis|shingles|dengue|malaria|typhoid|tuberculosis|TB|inflam\w{1,7}|antibiotics?|amoxicillin|co-?amoxiclav|doxycycline|antivirals?"
    r"|fluvoxamine|faverin|luvox|cipro\w{0,8}|norfloxacin|enoxacin|erythromycin|clarithro\w{0,5}|azithromycin|carbamazepine|tegretol|phenytoin|epanutin|dilantin|phenobarb\w{0,6}|primidone|rifamp\w{2,6}|st\.?\s+john['’]?s\s+wort|contracepti\w{1,4}|(?:the|a)\s+pill\b|cimetidine|ketoconazole|fluconazole|ritonavir|paxlovid|inhibitors?|inducers?|grapefruit|surgery|operation|dialysis|dehydrat\w{1,3}|vomit\w{0,4}|diarrh\w{1,5})\b"
)
_FREE_OF = Caseless(
    r"\b(?:no|not|never|nor|neither|without|denie[sd]|free\s+of|nil|non|none|negative|excluded|n['’]t|declin\w{1,3}|refus\w{1,3})\b[^.;\n]{0,60}$"
)
_KEYED_FREE = Caseless(r"\s{0,2}[:=-]\s{0,2}(?:none|nil|no|not|never|absent|negative|neg|0)(?!\w)")
_LISTED = Caseless(
    r"\s(?:(?:jabs?|vaccin\w*|immuni[sz]\w*|boosters?)\b|(?:\w+\s){0,3}?(?:negative|non-?reactive|not\sdetected|excluded|ruled\sout|due|listed|planned|booked|scheduled|awaited|pending|to\sfollow)\b)"
)  # what follows an illness that the patient has not, or an operation to come
_TO_COME = Caseless(
    r"\b(?:plan\w{0,4}|will|to\s+be|consider\w{0,3}|propos\w{1,3}|suggest\w{0,3}|recommend\w{0,3}|advis\w{1,3}|repeat|could|would|should|next|allerg\w{1,3}|history|past|previous\w{0,2}|family)\b"
)
_PRONOUN = Caseless(
    r"\W{0,3}(?:both|these|those|they|it|this|that|neither|either|one|only|all|the\s+(?:first|second|last|former|latter|two|other)|the\s+next\s+(?:one|level))\b(?!\s+(?:trials?|drugs?|antipsychotics?|depots?|courses?|patients?|symptoms|man|woman|PANSS|was\s+(?:no|without)))"
)
_CONTRAST = Caseless(
    r"\s{0,2}(?:but|though|although|however|except|albeit|despite|in\s+spite|even\s+though|only|while|whilst|when|in\s+the\s+week|after|before|the\s+day)\b"
)
_UNIT_ALONE = Caseless(r"(?<!\d)(?<!\d\s)\b(?:nmol|nanomol\w{0,3}|[uµμ]mol|micromol\w{0,3}|nM\b)")
_EARLIER_ONE = Caseless(
    r"\b(?:last\s+(?:year|month|summer|winter|spring|autumn)(?:['’]s)?|(?:years|months)\s+(?:ago|earlier|before)|older?|previous|former)\b[^.;\n]{0,50}\b(?!(?:19|20)\d\d\b)\d{1,4}(?:[.,]\d+)?\b(?!\s?(?:weeks|mg|h\b|%))"
)  # what is told of another level than the present one
_OF_TIMING = Caseless(
    r"\b(?:times?|timings?|hours?|doses?|dates?|samples?|levels?|results?|figures?|lab|bloods?|tablets?)\b"
)
_PART_OF = Caseless(
    r"\b(?:one|some|half|none|neither)\s+of\s+(?:them|which|these|those|the\s+two)\b|\bonly\s+(?:the\s+)?(?:one|first|second|last|latter|former)\b"
)
_SUPPOSED = Caseless(
    r"\b(?:plan|plans|planning|intend\w{0,3}|hope|hopes|hoping|propos\w{1,3}|suppose|imagine|for\s+(?:example|instance)|e\.g|would\s+(?:like|be|expect)|ideally|next\s+(?:time|month|week)|predict\w{0,3}|forecast)\b[^.;\n]{0,60}$"
)
_AIMED = Caseless(
    r"\b(?:should|shall|do|must|can)\s+(?:I|we|one|he|she|they)\s+(?:be\s+)?(?:aim|want|expect|target|look)|\baim(?:ing)?\s+(?:for|at)\b"
)
_PLURAL_OF_TRIAL = Caseless(r"\W{0,3}(?:both|these|those|they)\b[^.]{0,40}\btrial\b")
_OF_ELSE_TOLD = Caseless(
    r"\b(?:PANSS|SOFAS|BPRS|P[1-7]|N[1-7]|voices?|symptoms?|delusion\w{0,2}|hallucinat\w{1,4}|respon\w{2,7}|benefit|effect|weight|BMI|mother|adherence|trials?)\b"
)
_CLAUSE = Caseless(r",(?!\d{3}\b)|;|:(?!\d\d\b)|[()]|\b(?:and|but|though|although|which|while|whilst|because)\b")
_INTERVAL = re.compile(r"\s{0,3}\d{1,4}(?:[.,]\d{1,3})?\s?(?:-|–|to)\s?\d{1,4}(?:[.,]\d{1,3})?[\sa-z/µ]{0,8}")
_IN_INTERVAL = re.compile(r"\d\s?(?:-|–|to)\s?$")
_THRESHOLD = re.compile(r"(?:[<>≤≥~]\s?)?(?:350|0[.,]35|1[.,]?07[01]?)")
_OF_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d|\d{1,2}[.:][0-5]\d")
_TROUGH_HOURS = (10, 14)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = Caseless(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b"
)
# What makes a sample usable, with the least that does, as in `tables/clozapine_levels.yaml`; it decides only what is left open.
_USABLE = {
    "trough": 0,
    "hours_after_dose": 10,
    "steady": 0,
    "days_on_dose": 5,
    "unannounced": 0,
    "days_since_previous": 7,
}


def comments(reading: Reading, found: list[Sample]) -> list[Sample]:
    """The levels without those that the note takes back; what makes one usable is left out where a comment doubts it."""
    taken_back: set[int] = set()
    for sentence in reading.sentences:
        before = [one for one in found if one.start < sentence.end]
        if before:
            taken_back |= _hear(reading, sentence, before)
    for part in reading.aside:
        taken_back |= _of_others(reading, part, found)
    _replaced(found)
    return [one for one in found if one.start not in taken_back]


def _hear(reading: Reading, sentence: Part, before: Sequence[Sample]) -> set[int]:
    """What one sentence does to the levels told up to its end; those it takes back."""
    own = [one for one in before if one.start >= sentence.start]
    if own:
        return _beside(reading, sentence, own)
    words = reading.words(sentence)
    targets = _targets(reading, sentence, before, words)
    if not targets or words.rstrip().endswith("?") or not _comments(reading, sentence, targets, words):
        return set()
    if not _open(reading, targets, sentence):
        return set()
    back = TAKEN_BACK.search(words)
    return {one.start for one in targets} if back and not _is_elsewhere(words, targets) else set()


def _of_others(reading: Reading, part: Part, found: Sequence[Sample]) -> set[int]:
    """The levels right before a stretch that says that they are another person's."""
    words = reading.original[part.start : part.end]
    before = [one for one in found if one.end <= part.start and part.start - one.end < _NEXT]
    told = _PRONOUN.match(words) or _OF_SAMPLE.search(words[:60])
    hedged = before and part.start - before[-1].end < _BESIDE and HEDGED.search(words)
    if hedged and not _open(reading, before[-1:], part):
        return set()
    if not before or not told or not TAKEN_BACK.search(words) or drugs.mentions(words) or _EARLIER_ONE.search(words):
        return set()
    return {one.start for one in before if one.drug == before[-1].drug}


def _targets(reading: Reading, sentence: Part, before: Sequence[Sample], words: str) -> list[Sample]:
    """The levels a sentence may be about: those of the drugs it names, else of the drug measured last."""
    named = {m.drug.generic for m in reading.named(*sentence) if m.drug}
    new = reading.follows_up(sentence.start)
    last = before[-1]
    if not new and sentence.start - last.end > _NEAR and not (_OF_SAMPLE.search(words) and TAKEN_BACK.search(words)):
        return []
    about = [one for one in before if one.drug in named]
    if about or not named:
        return about or [one for one in before if one.drug == last.drug]
    return [one for one in before if one.drug == last.drug] if _ILL.search(words) else []


def _comments(reading: Reading, sentence: Part, targets: Sequence[Sample], words: str) -> bool:
    """Whether a sentence without a level says something of the levels that is not harmless."""
    close = sentence.start - targets[-1].end < _NEXT
    if _is_elsewhere(words, targets):
        return False
    if _is_ill(words) or (close and (_UNIT_ALONE.search(words) or _is_new_dose(reading, sentence))):
        return True
    about = _OF_SAMPLE.search(words) is not None
    counted = COUNTED.search(words) and not (about and _doubts(words))
    if counted or _of_other(words) or _NOT_SAMPLE.search(words) or _EARLIER_ONE.search(words):
        return False
    if _later(reading, sentence, close) or (close and HEDGED.search(words) and _OF_TIMING.search(words)):
        return True
    about |= close and _goes_on(words)
    about |= bool(_OF_WARNING.search(words) and _OF_TEST.search(words)) and _has(targets, "unannounced")
    about |= _of_intake(reading, sentence) and UNSAFE.search(words) is not None
    parts = [sentence] if about else [part for part in _clauses(reading, sentence) if _of_intake(reading, part)]
    return any(not _is_harmless(reading, part) for part in parts)


def _of_other(words: str) -> bool:
    """Whether words are about something else that is measured; nicotine is smoking here."""
    return names_other(words) and not _OF_SMOKE.search(words)


def _doubts(words: str) -> bool:
    return any(pattern.search(words) for pattern in (TAKEN_BACK, HEDGED, UNSAFE))


def _goes_on(words: str) -> bool:
    """Whether a sentence begins with a word that stands for what was said before, and does not turn to another topic."""
    if not _PRONOUN.match(words):
        return False
    return not _OF_ELSE_TOLD.search(words) or _PLURAL_OF_TRIAL.match(words) is not None


def _has(targets: Sequence[Sample], name: str) -> bool:
    return any(name in one.values and one.values[name].value is True for one in targets)


def _of_intake(reading: Reading, part: Part) -> bool:
    words = reading.words(part)
    return _OF_DOSE.search(words) is not None or _OF_SMOKE.search(words) is not None


def _beside(reading: Reading, sentence: Part, own: Sequence[Sample]) -> set[int]:
    """What stands before and after the levels in their own sentence."""
    head, tail = Part(sentence.start, own[0].start), Part(own[-1].end, sentence.end)
    words, ahead = reading.words(tail), reading.words(head)
    if _SUPPOSED.search(ahead) or _AIMED.search(words):
        return {one.start for one in own}
    if _PART_OF.search(ahead[-60:]):
        _open(reading, own, sentence)
    if not words.strip(" .,)") or words.rstrip().endswith("?"):
        return set()
    opened = _is_ill(words) or _is_new_dose(reading, tail) or _later(reading, tail, True) or any(_spoils(reading, tail, part) for part in _clauses(reading, tail))  # fmt: skip
    if opened and not _is_elsewhere(words, own) and not _open(reading, own, tail):
        return set()
    return {own[-1].start} if TAKEN_BACK.search(words) and not names_other(words) else set()


def _spoils(reading: Reading, tail: Part, part: Part) -> bool:
    """Whether a clause beside a level is about its sample, dose or smoking and tells of nothing ordinary."""
    words = reading.words(part)
    if COUNTED.search(words) or _of_other(words):
        return False
    led = _CONTRAST.match(words) or _CONTRAST.match(reading.text, max(tail.start, part.start - 10), part.end)
    after = reading.text[max(tail.start, part.start - 9) : part.start].strip().lower()
    contrasts = led is not None or after.endswith(("but", "though", "although", "while"))
    of_else = _OF_ELSE_TOLD.search(words) is not None
    if not of_else and (HEDGED.search(words) or UNSAFE.search(words)):
        return True
    about = _of_intake(reading, part) or _OF_SAMPLE.search(words) or (contrasts and not of_else)
    return bool(about) and not _is_harmless(reading, part)


def _is_new_dose(reading: Reading, part: Part) -> bool:
    """Whether words tell of a dose that was set days before, and name no other agent of which it could be."""
    return NEW_DOSE.search(reading.words(part)) is not None and not any(one.other for one in reading.named(*part))


def _is_ill(words: str) -> bool:
    """Whether words tell of an infection or of a drug that moves the level, and do not deny it."""
    for m in _ILL.finditer(words):
        before = words[max(0, m.start() - 70) : m.start()]
        free = _FREE_OF.search(before) or _KEYED_FREE.match(words, m.end())
        listed = _LISTED.match(words, m.end())
        if not (free or listed or _TO_COME.search(before[-40:])):
            return True
    return False


def _later(reading: Reading, part: Part, close: bool) -> bool:
    """Whether a part gives a further figure that was not read as a level."""
    if not close:
        return False
    words = reading.words(part)
    if MEASURE.search(words) or _OF_ELSE_TOLD.search(words):
        return False
    found = (m for _, m in later_figures(reading.text, part.start, part.end) if not _OF_CLOCK.fullmatch(m.group()))
    return any(is_new_figure(reading, *m.span()) for m in found)


def is_new_figure(reading: Reading, start: int, end: int) -> bool:
    """Whether a figure is neither a date, a dose, a length nor a score."""
    text = reading.text
    if reading.in_date(start) or OF_ELSE.match(text, end, min(len(text), end + 24)):
        return False
    if _IN_INTERVAL.search(text[max(0, start - 9) : start]) or _THRESHOLD.fullmatch(text[start:end]):
        return False
    if _YEAR.fullmatch(text[start:end]) and re.search(r"\b(?:in|of|since|[a-z]{3,9})\s$", text[max(0, start - 12) : start], re.I):  # fmt: skip
        return False
    return OF_ELSE_BEFORE.search(text[max(0, start - 40) : start]) is None


def _clauses(reading: Reading, part: Part) -> list[Part]:
    """The clauses of a part."""
    at, made = part.start, []
    for m in _CLAUSE.finditer(reading.text, part.start, part.end):
        made.append(Part(at, m.start()))
        at = m.end()
    return [one for one in (*made, Part(at, part.end)) if one.end > one.start]


def _is_harmless(reading: Reading, part: Part) -> bool:
    """Whether all words of a part are such as tell of an ordinary sample."""
    words = _without_clocks(reading, part)
    if UNSAFE.search(words) or TAKEN_BACK.search(words) or _is_new_smoking(reading, part):
        return False
    if _INTERVAL.fullmatch(words):
        return True
    measures = MEASURE.search(words) is not None
    shared = [m.span() for m in SAFE_WORDS.finditer(words)]
    for m in TOKEN.finditer(words):
        token = m.group().lower()
        if token in SAFE or any(start <= m.start() < end for start, end in shared):
            continue
        place = part.start + m.start()
        if not token[0].isdigit():
            if _OF_LABORATORY.search(words) and _is_name(reading, place, m.group()):
                continue
            return False
        if reading.text[place - 1] == "/":
            continue
        if not (measures or _OF_CLOCK.fullmatch(token)) and is_new_figure(reading, place, part.start + m.end()):
            return False
        hours = re.match(r"[\s-]?(?:h\b|hrs?\b|hours?\b|hourly)", words[m.end() : m.end() + 8])
        if hours and not 10 <= float(token.replace(",", ".")) <= 14:
            return False
    return True


def _is_name(reading: Reading, place: int, word: str) -> bool:
    """Whether a word is the name of a place or a house, as a laboratory has one; that of a person is owned by them."""
    return reading.text[place].isupper() and not word.endswith(("'s", "’s"))


def _without_clocks(reading: Reading, part: Part) -> str:
    """The words of a part, without the times of day that its sentence makes a trough."""
    words, times = reading.words(part), hours_between(reading.text, reading.sentence_of(part.start))
    if times is None or not _TROUGH_HOURS[0] <= times.hours <= _TROUGH_HOURS[1]:
        return words
    for start, end in times.spans:
        if part.start <= start and end <= part.end:
            words = words[: start - part.start] + " " * (end - start) + words[end - part.start :]
    return words


def _is_new_smoking(reading: Reading, part: Part) -> bool:
    """Whether a part tells of smoking, and its sentence nowhere that it is as before."""
    if not _OF_SMOKE.search(reading.words(part)):
        return False
    return SAME_SMOKE.search(reading.words(reading.sentence_of(part.start))) is None


def _is_elsewhere(words: str, targets: Sequence[Sample]) -> bool:
    """Whether words are told of another time than that of the levels: another year, another season, long ago."""
    if LONG_AGO.search(words):
        return True
    dates = [one.date for one in targets if one.date]
    years = {int(year) for year in _YEAR.findall(words)}
    known = {year for date in dates for year in (date.first.year, date.last.year)}
    if years and not years & known:
        return True
    months = {_MONTHS.index(m["month"].lower()) + 1 for m in _MONTH.finditer(words)}
    if not months or not dates:
        return False
    first, last = min(date.first for date in dates), max(date.last for date in dates)
    near = {(first.month - 1 + n - 1) % 12 + 1 for n in range((last.year - first.year) * 12 + last.month - first.month + 2)}  # fmt: skip
    return not months & near and max(months) < first.month


def _replaced(found: Sequence[Sample]) -> None:
    """Levels below the threshold that were taken last leave open what the ones before them show."""
    valued = [one for one in found if drugs.is_clozapine(one.drug) and "value" in one.values]
    if len(valued) < 2 or valued[-1].past or reaches(valued[-1]) == "met":
        return
    for one in valued[:-1]:
        if reaches(one) == "met":
            _leave_open(one)


def _leave_open(sample: Sample) -> None:
    """Leave out what speaks for a sample; what speaks against it stays, and a low level shows nothing false."""
    if drugs.is_clozapine(sample.drug) and "value" in sample.values and reaches(sample) == "not_met":
        return
    for name, least in _USABLE.items():
        said = sample.values.get(name)
        if said is None or said.value is False:
            continue
        if least and (at_least(said.value, exact(least)) == "not_met" or (name.startswith("hours") and at_most(said.value, exact(14)) == "not_met")):  # fmt: skip
            continue
        sample.values.pop(name)


def _open(reading: Reading, targets: Sequence[Sample], part: Part) -> bool:
    """Leave out what makes levels usable, and ask; False where somebody said that the words change nothing."""
    if reading.is_settled(part):
        return False
    for sample in targets:
        _leave_open(sample)
    reading.ask_for(part, "levels", f"Does the {targets[-1].drug} level count? The note says of it: “{{remark}}”.",
                    "A level shows something only as a trough at steady state, with nothing disturbing it. If it counts, “it holds”.")  # fmt: skip
    return True
