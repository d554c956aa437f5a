"""What a note says against two levels being of one course, of one unchanged dose, and so many days apart."""

from collections.abc import Iterator, Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.timing import Sample
from assistant.criteria.ranges import Range, exact, from_on

_NEAR = 600  # characters after two levels in which a sentence may speak of them
_CHANGE = (
    r"(?:rais|increas|chang|reduc|lower|put\s+up|upp|adjust|titrat|went\s+(?:up|down)|halv|doubl|trebl|tripl|escalat"
    r"|step(?:p?ed)?\s+(?:up|down)|mov)\w{0,4}"
)
_THEM = (
    r"(?:(?:the\s+|these\s+|those\s+|his\s+|her\s+)?(?:them|two|both|levels?|samples?|troughs?|bloods?|tests?|first|one)\b"
    r"|\s{0,2}(?:[,:;.)(–-]|$))"
)
_DOSE_CHANGED = Caseless(
    rf"\b{_CHANGE}\b[^.;\n]{{0,60}}?\b(?:(?:in\s+)?between(?:\s+{_THEM}|(?=\s{{0,2}}[,:;.)(]|\s*$))|before\s+the\s+(?:second|later|next)|for\s+the\s+second|after\s+the\s+first)"
    rf"|\bbetween\s+{_THEM}[^.;\n]{{0,40}}\b(?:dos(?:e|age)|mg)\b[^.;\n]{{0,24}}\b{_CHANGE}"
    r"|\bone\s+(?:(?:taken|drawn|was|being)\s+)?before\b[^.;\n]{0,30}\b(?:and|,)\s+(?:the\s+)?(?:one|other|another|second)\s+(?:(?:taken|drawn|was|being)\s+)?after\b(?!\s+(?:breakfast|food|lunch|supper|sleep))"
    rf"|\b(?:either|each|both|opposite)\s+sides?\s+of\s+(?:\w+\s+){{0,3}}(?:{_CHANGE}|dose|titration)\b"
    r"|\b(?:on|at|with|under|amid)\s+(?:two\s+|his\s+|her\s+)?(?:rising|increasing|different|differing|successive(?:ly\s+\w+)?|escalating|ascending|falling|decreasing|descending|unequal|changing|varying|higher\s+and\s+higher)\s+(?:clozapine\s+|daily\s+)?dos(?:es|ages|e|age|ing)\b"
    r"|\b(?:first|one|earlier)\b[^.;\n]{0,30}\b(?:on|at)\s+(?P<dose>\d{2,4})\s?mg\b[^.;\n]{0,30}\b(?:second|other|later|next)\b[^.;\n]{0,30}\b(?:on|at)\s+(?!(?P=dose)\b)\d{2,4}\s?mg\b"
    r"|\bstraddl\w{1,3}\s+(?:\w+\s+){0,3}(?:dose|increase|titration|change)\b"
)
_NO_CHANGE = Caseless(r"\b(?:no|not|without|un|never|neither|nor|nothing|n['’]t)\b[^.;\n]{0,30}$")
_OF_LEVELS = Caseless(
    r"\b(?:levels?|samples?|troughs?|bloods?|venepunctures?|gap|interval|results|figures)\b|\W{0,3}(?:both|they|these|those|the\s+two)\s+(?:were|are|had|came|was)\b"
)
_NO_GAP = Caseless(
    r"\bsame\s+(?:(?:calendar|working)\s+)?(?:day|date|morning|evening|afternoon|night|week(?!s?\s+of)|weekend|48\s?h\w*)\b(?!\s+(?:of\s+(?:the\s+)?(?:week|month)|apart|each|every|time|dose))"
)
_OF_REPORT = Caseless(
    r"\b(?:results?|report\w{0,3}|analy[sz]\w{1,4}|assayed|processed|posted|received|sent|back|phoned|seen|lab)\b"
)
_OTHER_COURSE = Caseless(
    r"\b(?:earlier|previous|prior|former|another|different|old|older|preceding|past|original|separate|other)\s+(?:\w+\s+){0,3}(?:courses?|trials?|spells?|attempts?|exposures?|treatments?|runs?|stints?)\b"
    r"|\b(?:before|prior\s+to|ahead\s+of|preced\w{1,4})\s+(?:this|the|that|his|her|any)\s+(?:(?:present|current|latest|recent|last|5|five|\w+-month|clozapine)\s+){0,2}(?:course|trial|spell|attempt|run|treatment)\b(?!\s+(?:ended|was\s+stopped|finished|stopped))"
    r"|\b(?:years?|months?)\s+(?:before|earlier\s+than|prior\s+to)\s+(?:he|she|it|they|clozapine|this|the)\b"
    r"|\bnot\s+(?:of|from|during|in)\s+(?:this|the)\s+(?:present\s+|current\s+)?(?:course|trial|spell)\b"
)
_GAP = Caseless(
    r"\b(?:gap|interval|separation|spacing|distance|time\s+between(?:\s+(?:them|the\s+(?:two|levels|samples)))?)\b[^.;\n\d]{0,30}$"
)
_APART = Caseless(r"\s{0,2}(?:apart(?!\s+from)|between\s+(?:them|the\s+(?:two|levels|samples))|separat)")
_YEAR = Caseless(
    r"\b(?:in|of|from|during|dated|summer|winter|spring|autumn)\s+(?P<year>(?:19|20)\d\d)\b|[(\[]\s?(?P<alone>(?:19|20)\d\d)\s?[)\]]"
)


def changes_dose(text: str, start: int, end: int) -> bool:
    """Whether a stretch tells of a dose that was changed between two levels.

    >>> [changes_dose(words, 0, len(words)) for words in ("on rising doses", "the dose unchanged between the two")]
    [True, False]
    """
    m = _DOSE_CHANGED.search(text, start, end)
    return m is not None and not _NO_CHANGE.search(text[max(start, m.start() - 40) : m.start()])


def leaves_open(reading: Reading, pair: tuple[Sample, Sample], found: Sequence[Sample]) -> Iterator[Part]:
    """The sentences after two levels that speak against them, where nobody said that they hold."""
    last = max(one.end for one in pair)
    drug = pair[0].drug
    alone = sum(one.drug == drug for one in found) == len(pair)
    for part in reading.sentences:
        if part.start < last or part.start > last + _NEAR or any(part.holds(one.start) for one in found):
            continue
        if any(m.drug and m.drug.generic != drug for m in reading.named(*part)) or not alone:
            continue
        against = _OF_LEVELS.search(reading.text, *part) and _speaks_against(reading, part, pair[1])
        if against and not reading.is_settled(part):
            yield part


def _speaks_against(reading: Reading, part: Part, second: Sample) -> bool:
    words = reading.words(part)
    if changes_dose(reading.text, *part) or _OTHER_COURSE.search(words):
        return True
    same = _NO_GAP.search(words)
    if same and not _OF_REPORT.search(words) and not _NO_CHANGE.search(words[: same.start()]):
        return True
    known = second.values["days_since_previous"].value
    for mark in reading.marked(*part):
        if mark.kind != "duration" or mark.value is None:
            continue
        before, after = reading.text[part.start : mark.start], reading.text[mark.end : part.end]
        if (_GAP.search(before) or _APART.match(after)) and mark.value != known:
            return True
    return False


def years_apart(reading: Reading, first: Sample, second: Sample) -> Range | None:
    """The least days between two levels of one sentence of which each has its year, where these are years apart."""
    sentence = reading.sentence_of(first.start)
    if not sentence.holds(second.start) or second.start < first.end:
        return None
    one = _YEAR.search(reading.text, first.end, second.start)
    two = _YEAR.search(reading.text, second.end, sentence.end)
    years = abs(int(two["year"] or two["alone"]) - int(one["year"] or one["alone"])) if one and two else 0
    return from_on(exact(365 * (years - 1) + 1)) if years else None
