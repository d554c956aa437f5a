"""Long-acting injections: what the note says of how they were given that makes a course less than it is told to be.

An interval longer than the one told, fewer injections than the weeks would take, injections that were late, missed or
refused, and tablets in their place leave the dose or the length open. So many injections as fill the weeks do not.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Step, Told, doubt, latest
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range

Span = tuple[int, int]
_LEEWAY = Fraction(6, 5)  # a week late of five: what passes for the interval told, and for the injections of a time
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(list(WORDS)[:12])})"
_SHOT = r"(?:depots?|injections?|LAIs?|jabs?|shots?)"
_OF_SHOT = Caseless(rf"\b{_SHOT}\b")
_OF_OTHER = Caseless(
    r"\b(?:bloods?|FBC|clinic|reviews?|reviewed|seen|visits?|visited|ECGs?|levels?|monitor\w*|weigh\w*|psycholog\w+|therapy|physical|CPN|contact|PANSS|rated|appointments?|ward\s+round|due|plan\w*|will|would|could|consider\w*|propos\w*|suggest\w*)\b"
)
_GIVEN = Caseless(
    r"\b(?:given|injected|administered|received|got|in\s+practice|actually|really|in\s+fact|later|then|latterly|stretch\w*|extend\w*|spaced|lengthen\w*|moved\s+to|changed\s+to)\b"
)
_APART = Caseless(r"\s?(?:apart|(?:before|after)\s(?:the\s)?(?:next|last|previous|one\sbefore)|between)\b")
_SO_MANY = Caseless(
    rf"\b(?P<n>{_NUMBER})\s(?:\w+\s)?(?:{_SHOT}|times)\b(?!\s(?:were\s|was\s)?(?:missed|omitted|refused|late|due))|\b(?:after|until|by)\s(?:the|his|her)\s(?P<nth>first|second|third|fourth)\s{_SHOT}\b"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MISSED = Caseless(
    r"\b(?:refus\w+|declin\w+|miss(?:ed|es|ing)|late\b|overdue|delayed|withheld|DNA\W?d?|(?:did\s+not|didn['’]?t|failed\s+to)\s+(?:attend|come|turn\s+up|get|have)|not\s+(?:given|attended|administered)|omitted|skipped|fell\s+due|shut|closed|cancelled|leak\w*|spill\w*|postponed)\b"
)
_SOME_MISSED = Caseless(
    rf"\b(?:refused|declined|missed|skipped)\s+(?:{_NUMBER}|a\s+few|several|some|a\s+couple|once|twice)\s*(?:[.,;)]|$)|\bgiven\s+late\b"
)
_NONE = Caseless(r"\b(?:no|none|never|not\s+(?:a|one)|without|nor|neither|nil|zero|all\s+(?:\w+\s+)?given)\b")
_BEGAN = Caseless(rf"\b(?:first\s{_SHOT}|started|begun|began)\b")
_NOT_LONG_AGO = Caseless(r"[^.;\n]{0,16}?\b(?:last\s(?:week|month)|yesterday)\b")
_ENDED = Caseless(rf"\blast(?:\s{_SHOT})?\b")
_AGO = Caseless(r"\s(?:ago|back)\b")
_LATELY = 62  # days: "last month" is no longer ago than that
_BY_MOUTH = Caseless(
    r"\b(?:given|taken|switched\sto|changed\sto|on|as|had|took)\s(?:\w+\s)?(?:orally|by\smouth|tablets)\b(?!\s(?:cover|overlap|supplement))"
)


def doubt_injections(reading: Reading, told: Sequence[Told]) -> None:
    """Doubt interval or length of each depot of which the note says that it was given less than told."""
    for one in told:
        step = one.last
        if not _is_depot(one, step) or not (step.has("interval_days") or step.has("days_at_dose")):
            continue
        for part in _speaking_of(reading, one, told):
            for kind, words in _against(reading, one, step, part):
                doubt(reading, one, kind, words)


def _is_depot(one: Told, step: Step) -> bool:
    spaced = step.values.get("interval_days")
    form = step.values.get("formulation")
    product = one.mention.product.formulation if one.mention.product else None
    return (form.value if form else product) == "lai" or bool(spaced and (spaced.value.low or 0) >= 7)


def _speaking_of(reading: Reading, one: Told, told: Sequence[Told]) -> Iterator[Part]:
    """The rest of the sentence that tells the depot, and later ones that name no other drug."""
    for sentence in reading.sentences:
        start = max(sentence.start, one.said[0][1])
        if start >= sentence.end:
            continue
        others = [m.start for m in reading.named(start, sentence.end) if m.drug and m.drug != one.mention.drug]
        part = Part(start, min(others, default=sentence.end))
        if latest(list(told), Part(start + 1, sentence.end)) is one or sentence.holds(one.said[0][0]):
            yield part


def _against(reading: Reading, one: Told, step: Step, part: Part) -> Iterator[tuple[str, Span]]:
    text = reading.text
    interval, days = step.values.get("interval_days"), step.values.get("days_at_dose")
    if interval:
        yield from (("interval", words) for words in _longer(reading, part, interval.value, told_at=interval.spans[0]))
    if interval and days:
        yield from (("length", words) for words in _too_few(reading, one, part, days.value, interval.value))
    if days:
        yield from (("length", words) for words in _begun_since(reading, part, days.value))
    of_shot = _OF_SHOT.search(text, *part) or part.start <= one.said[0][1]
    missed = (_MISSED.search(text, *part) if of_shot else None) or _SOME_MISSED.search(text, *part)
    if missed and not _NONE.search(text, part.start, missed.end()):
        yield "length", missed.span()
    by_mouth = _BY_MOUTH.search(text, *part)
    if by_mouth:
        yield "length", by_mouth.span()


def _too_few(reading: Reading, one: Told, part: Part, days: Range, interval: Range) -> Iterator[Span]:
    """So many injections as do not fill the days told; that they do settles a doubt about their number."""
    for m in _SO_MANY.finditer(reading.text, *part):
        count = _NTH.get(m["nth"] or "") or _count(m["n"])
        if count * _LEEWAY < (days.low or 0) / (interval.high or 1):
            yield m.span()
        elif m.start() <= one.doubts.get("length", (-1, -1))[1] and one.doubts["length"][0] < m.end():
            del one.doubts["length"]


def _begun_since(reading: Reading, part: Part, days: Range) -> Iterator[Span]:
    """A first injection too lately, or too close to the last one, for the days told."""
    began = _BEGAN.search(reading.text, *part)
    if began is None:
        return
    known = [one for one in reading.dates if part.start <= began.start() < one.start < part.end]
    ended = _ENDED.search(reading.text, known[0].end, part.end) if known else None
    since = [mark.value.high for mark in reading.marked(began.start(), part.end)
             if mark.kind == "duration" and mark.value and _AGO.match(reading.text, mark.end)]  # fmt: skip
    if _NOT_LONG_AGO.match(reading.text, began.end()):
        since.append(Fraction(_LATELY))
    if ended and len(known) > 1 and known[1].start > ended.start():
        since.append(Fraction((known[1].last - known[0].first).days))
    if any(one is not None and 0 <= one * _LEEWAY < (days.low or 0) for one in since):
        yield began.span()


def _longer(reading: Reading, part: Part, interval: Range, told_at: Span) -> Iterator[Span]:
    """Intervals, or times apart, that are longer than the one told."""
    text = reading.text
    for mark in reading.marked(*part):
        apart = mark.kind == "duration" and _APART.match(text, mark.end)
        if mark.value is None or mark.start == told_at[0] or not (mark.kind == "interval" or apart):
            continue
        is_of_it = _OF_SHOT.search(text, *part) or _GIVEN.search(text, part.start, mark.start) or apart
        if is_of_it and not _OF_OTHER.search(text, *part) and (mark.value.low or 0) > (interval.high or 0) * _LEEWAY:
            yield mark.start, mark.end


def _count(words: str) -> int:
    return int(words) if words.isdigit() else WORDS[words.lower()]
