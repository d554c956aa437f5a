"""What a note says against its own trial: not taken, interrupted, as needed, less supplied, helped after all.

The other readers take what is told. This one looks at the stretch of the note that a course owns for words that take it
back, and leaves what they touch unknown, with a question.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria.parse import course_words, cues, outcome_words
from assistant.criteria.parse import doubt_patterns as patterns
from assistant.criteria.parse.adherence import tells_share
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.bare_amounts import is_other_medicine
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, doubt
from assistant.criteria.parse.doubt_sense import is_idle
from assistant.criteria.parse.idle_words import first_year, is_of_old
from assistant.criteria.parse.names import is_equivalent, unread_name
from assistant.criteria.parse.plain_remarks import is_plain, plain_remarks
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range

_SENTENCES = 4  # after the one that names the drug, at most so many still speak of it
_FAR = 260
_NEW_TOPIC = Caseless(
    r"\b(?:SOFAS|GAF|PANSS|BPRS|CGI|adheren\w*|complian\w*|concordan\w*|plasma|levels?|symptoms\s+for|plan|clozapine|ECT)\b"
)
_NOW = Caseless(r"\b(?:current(?:ly)?|now|today)\b")
_OF_IT = Caseless(
    r"\b(?:it|tablets?(?!\s+counts?)|pills?(?!\s+counts?)|injections?|course|trial|the\s+(?:drug|dose|medication)|re-?titrat\w+|restart\w+|box(?:es)?|packs?|scripts?|prescriptions?|them)\b"
)  # back to the trial after another topic
_EVERY = Caseless(r"\b(?:both|neither|either|each|all\s+(?:of\s+)?(?:them|these|trials|drugs))\b")
_TURN = Caseless(r"[,;:(]|\b(?:then|and|but|followed\s+by|before|after|switch\w*|chang\w*|replac\w*)\b")


class _Doubt(NamedTuple):
    kind: str  # what it touches: "never" (it was no trial), "taken" (not known whether), "length", "response"
    words: tuple[int, int]


def place_doubts(reading: Reading, told: list[Told]) -> None:
    """Mark on each course what the note says against it."""
    dated = [[*one.said, *(span for said in _days(one) for span in said.spans)] for one in told]
    reading.first_year = first_year(reading, dated)
    owned = _stretches(reading, told)
    for one in told:
        for part in owned.get(id(one), ()):
            for said in _of_part(reading, one, part):
                if said.kind == "never":
                    one.doubts.setdefault(said.kind, said.words)
                else:
                    doubt(reading, one, said.kind, said.words)
            _as_needed(reading, one, part)
            _other_dose(reading, one, part)


def _stretches(reading: Reading, told: list[Told]) -> dict[int, list[Part]]:
    """The parts of the note that speak of each course: from its name to the next one's, as far as the topic holds."""
    named = sorted(((start, end, one) for one in told for start, end in one.said), key=lambda row: row[:2])
    starts = sorted(m.start for m in reading.mentions if m.drug is not None)
    found: dict[int, list[Part]] = {}
    previous = 0
    following = 0
    for start, end, one in named:
        while following < len(starts) and starts[following] <= start:
            following += 1
        sentence = reading.sentence_of(start)
        stop = starts[following] if following < len(starts) else len(reading.text)
        parts = [Part(_lead(reading, max(previous, sentence.start), start), _tail(reading, end, sentence, stop))]
        parts += _sentences_after(reading, sentence, stop)
        found.setdefault(id(one), []).extend(parts)
        for part in parts[1:]:
            if _EVERY.search(reading.text, part.start, part.end):
                for other in told:
                    if other is not one and other.said[0][0] < start:
                        found.setdefault(id(other), []).append(part)
        previous = end
    _of_all(reading, told, found)
    return found


_ALL = Caseless(
    r"\b(?:neither|both|each|all|either|none|the\s+two)\s+(?:of\s+(?:the|these|those|them)\s+)?(?:\w+\s+)?(?:courses?|trials?|drugs?|antipsychotics?|medic\w+|treatments?)\b"
)


def _of_all(reading: Reading, told: list[Told], found: dict[int, list[Part]]) -> None:
    """Sentences anywhere after the courses that speak of all of them: "neither course went beyond a month"."""
    for every in _ALL.finditer(reading.text):
        part = reading.sentence_of(every.start())
        if any(m.drug for m in reading.named(*part)) or _NEW_TOPIC.search(reading.text, *part):
            continue
        if "miss" in reading.words(part) or tells_share(reading, part):  # a share of doses, not a length
            continue
        for one in told:
            if one.said[0][0] < part.start and part not in found.get(id(one), ()):
                found.setdefault(id(one), []).append(part)


def _lead(reading: Reading, floor: int, start: int) -> int:
    turns = list(_TURN.finditer(reading.text, max(floor, start - 60), start))
    return turns[-1].end() if turns and floor else max(floor, start - 60)


def _tail(reading: Reading, end: int, sentence: Part, stop: int) -> int:
    """Where the words after a drug's name end: at the sentence's end, or at the last turn before the next drug."""
    if stop >= sentence.end:
        return sentence.end
    turns = list(_TURN.finditer(reading.text, end, stop))
    return turns[-1].start() if turns else stop


def _sentences_after(reading: Reading, sentence: Part, stop: int) -> Iterator[Part]:
    place, many, left = sentence.end, 0, False
    while many < _SENTENCES and place < len(reading.text):
        following = _after(reading, place)
        if following is None or following.end > stop or following.end - sentence.end > _FAR:
            return
        if "\n\n" in reading.text[sentence.end : following.end]:
            return
        place, many = following.end, many + 1
        if reading.words(following).endswith("?") or is_of_old(reading, following):
            continue
        now = _NOW.search(reading.text, *following) and not _REFERS.search(reading.text, *following)
        if now or _NEW_TOPIC.search(reading.text, *following) or tells_share(reading, following):
            left = True
        elif not (left and not _OF_IT.search(reading.text, following.start, following.end)):
            yield following


def _of_part(reading: Reading, one: Told, part: Part) -> Iterator[_Doubt]:
    """What a part says against a course; only the sentence that names the drug can say that it was never taken."""
    own = any(part.holds(start) for start, _ in one.said)
    text, plain = reading.text, plain_remarks(reading, part)
    for pattern, kind in (
        (patterns.NEVER, "never"),
        (patterns.PLANNED, "never"),
        (patterns.NOT_TAKEN, "taken"),
        (patterns.BROKEN, "length"),
        (patterns.FEW_GIVEN, "length"),
    ):
        for found in pattern.finditer(text, part.start, part.end):
            if kind == "length" and patterns.NEGATED.search(text[max(part.start, found.start() - 30) : found.start()]):
                continue
            if is_plain(plain, *found.span()) or (kind == "length" and not own and _of_other(reading, part, found)):
                continue
            if kind in ("never", "taken") and _ELSE.search(text[max(part.start, found.start() - 40) : found.start()]):
                continue
            yield _Doubt(kind if kind != "never" or own else "taken", found.span())
    for found in patterns.BETTER.finditer(text, part.start, part.end):
        if _says_better(reading, one, found, part):
            yield _Doubt("response", found.span())
    yield from _shorter(reading, one, part)
    yield from _stopped_before(reading, one, part)
    yield from _strange(reading, one, part, own=own)
    yield from _early(reading, one, part)


def _of_other(reading: Reading, part: Part, found: re.Match[str]) -> bool:
    """Whether words are said of another medicine alone: "biperiden was paused"."""
    other = any(m.drug is None and m.end <= found.start() for m in reading.named(*part))
    return other and not (_OF_IT.search(reading.text, *part) or any(m.drug for m in reading.named(*part)))


_SO_EARLY = Caseless(
    r"\W{1,3}(?:\w+\s){0,2}?(?:at|by|in|after|within|until|for|during|over)\s(?:the\s|about\s|only\s|a\s)?(?P<first>first\b(?!\s?(?:[.,;)]|\Z|and\b|nor\b|or\b|one\b|drug|trial|course|agent|medic|antipsych))|week|wk|month|day)?"
)


def _is_soon(reading: Reading, time: re.Match[str], longest: Fraction) -> bool:
    """Whether a time told by its number, "week 2", or as the first of several, lies well before the end."""
    first = (time["first"] or "").lower()
    number = re.match(r"\s(\d{1,3})\b", reading.text[time.end() : time.end() + 5])
    days = {"day": 1, "month": 30}.get(first, 7)
    return first == "first" or (number is not None and bool(first) and int(number.group(1)) * days < longest - days)


def _early(reading: Reading, one: Told, part: Part) -> Iterator[_Doubt]:
    """An outcome said of a time that is shorter than the course: "no change at four weeks"."""
    known = [said.value.low for said in _days(one) if isinstance(said.value, Range) and said.value.low is not None]
    for step in one.steps if known else ():
        said = step.values.get("response")
        if said is None or said.value != "none" or not part.holds(said.spans[0][0]):
            continue
        time = _SO_EARLY.match(reading.text, said.spans[-1][1], part.end)
        if time is None:
            continue
        marks = [m for m in reading.free(part, "duration") if time.end() - 6 <= m.start <= time.end() + 2]
        shorter = any(m.value is not None and m.value.low is not None and m.value.low < max(known) for m in marks)
        if shorter or _is_soon(reading, time, max(known)):
            yield _Doubt("response", (said.spans[0][0], time.end()))


_REFERS = Caseless(
    r"\b(?:it|them|this|tablets?|pills?|courses?|trials?|drugs?|doses?|medic\w+|meds|pharmacy|chemist|box(?:es)?|pack(?:et)?s?|blisters?|scripts?|prescriptions?|suppl(?:y|ies|ied)|treatment|charts?|MAR|kardex|swallow\w*|pockets?|mouth|injections?|wafers?|capsules?"
    r"|weeks?|months?|days?|fortnight|nights?|years?|voices|symptoms|hallucinations|delusions|paranoia|differ\w*|disagree\w*|disput\w*|contrary|otherwise|response|effect|started|begun|dates?)\b"
)


# What is told between the courses and is about none of them.
_ASIDE = Caseless(
    r"\A\W*(?:why\s(?:he|she|they)\s(?:is|are)\shere|reason\sfor\sreferral|presenting|presentation|symptoms|function\w*|persistence|complaints?)\b[^.;\n]{0,20}:|\b(?:SOFAS|GAF|PANSS|BPRS|CGI|adheren\w*|complian\w*|concordan\w*|plasma|levels?|troughs?|ng|prospectiv\w*|clozapine|ECT|today|diagnos\w*|micrograms?|nmol|blood)\b|\?|\d\s?%|per\s?cent"
    r"|\b(?:symptoms?|voices|psychotic|hear(?:s|ing)|hallucinat\w+|delusion\w*|ill|unwell)\b[^.;\n]{0,60}\b(?:continuous\w*|present|every\s+day|daily|for|over|since|throughout|lasted|weeks|months|years)\b"
    r"|\b(?:no|two|only|other|never|not|these|those|both)\s+(?:\w+\s+){0,2}(?:antipsychotics?|drugs|depots?|LAI|meds|medication|trials|courses)\b"
)


def _strange(reading: Reading, one: Told, part: Part, *, own: bool) -> Iterator[_Doubt]:
    """Words that tell of no ordinary course, in a sentence that tells its dose, length or outcome or refers to it."""
    if not any(_failed(step.values) for step in one.steps):
        return
    spans = {
        name: [span for step in one.steps if step.has(name) for span in step.values[name].spans] for name in _TELLS
    }
    tells = [name for name in _TELLS if any(part.holds(start) for start, _ in spans[name])]
    answers = "response" in tells or "stopped_for" in tells
    if not tells and any(m.drug is None for m in reading.named(*part)):
        return
    if not tells and (not _REFERS.search(reading.text, *part) or _ASIDE.search(reading.text, *part)):
        return
    if not tells and is_idle(reading.words(part)):
        return
    kind = "response" if answers and not own else "told"
    found = next(course_words.odd_words(reading, part), None) or course_words.part_of_it(reading, part)
    words = found.span() if found else None
    if words is None and answers:
        words, kind = course_words.other_time(reading, part, own=own), "response"
        words = words or (None if own else course_words.elsewhere(reading, part, spans["dose_mg"]))
    if words is not None:
        clause = reading.clause_of(words[0])
        yield _Doubt(kind, (max(part.start, clause.start), min(part.end, max(clause.end, words[1]))))


_TELLS = ("dose_mg", "days_at_dose", "days", "response", "stopped_for")


_ELSE = Caseless(
    r"\b(?:depots?|LAIs?|long[\s-]acting|intervals?|ECT|levels?|plasma|details?|dates?|reasons?|adherence|therapy|CBT|bloods?|samples?|troughs?|scores?|ratings?|PANSS|SOFAS|scales?|response|outcome|side\s+effects|titration|duration|length|frequency|others?|third|augment\w*|higher|further|more|adjunct\w*|anticholinergic\w*|smok\w*|alcohol|drugs\s+of\s+abuse|cannabis)\b[^,;.:]{0,25}\Z"
)
_BY_OTHER = Caseless(
    r"\W{1,3}(?:\w+\s+){0,2}(?:with|after|on|following|by|under|when|once|only)\s+(?:\w+\s+){0,2}(?:ECT|clozapine|other|another|CBT|switch\w*|chang\w*)\b"
)


_SLEPT = Caseless(
    r"\b(?:sle(?:pt|eps?|ep|eping)|ate|eat(?:s|ing)?|appetite|mood|anxiety|sedated|calmer)\s+(?:(?:was|is|a|bit|little|much|rather|got)\s+){0,3}\Z"
)
_OF_SLEEP = Caseless(
    r"\s{1,3}(?:(?:with|in|for|his|her|him|them|the|their|to)\s{1,3}){0,3}(?:sleep\w*|appetite|anxiety|agitation|insomnia|nights)\b"
)


def _says_better(reading: Reading, one: Told, found: re.Match[str], part: Part) -> bool:
    """Whether a word of improvement stands by itself, where the course is said not to have helped."""
    if not any(_failed(step.values) for step in one.steps):
        return False
    for pattern in (outcome_words.NO_RESPONSE, outcome_words.PARTIAL):
        said = pattern.finditer(reading.text, part.start, part.end)
        if any(m.start() < found.end() and found.start() < m.end() for m in said):
            return False
    if _SLEPT.search(reading.text, max(part.start, found.start() - 30), found.start()):
        return False
    if _BY_OTHER.match(reading.text, found.end(), part.end) or _OF_SLEEP.match(reading.text, found.end(), part.end):
        return False
    lead = reading.text[max(part.start, found.start() - 40) : found.start()]
    return patterns.UNBETTERED.search(re.split(r"[,;.:]|\b(?:but|then|however|later)\b", lead)[-1]) is None


def _failed(values: dict[str, Said]) -> bool:
    response, stopped = values.get("response"), values.get("stopped_for")
    return (response is not None and response.value == "none") or (
        stopped is not None and stopped.value == "no_response"
    )


def _days(one: Told) -> list[Said]:
    return [step.values[name] for step in one.steps for name in ("days_at_dose", "days") if step.has(name)]


_OF_OTHER_TIME = Caseless(
    r"titrat|wash-?\s?out|interval|apart|every|level|trough|smok|symptom|relaps|ill\b|unwell|psychotic|wait|ago|later|build|built|taper|adheren|injection|since|diagnos|voices|delusion|hallucin|prospective|PANSS|ratings?\b"
)


def _shorter(reading: Reading, one: Told, part: Part) -> Iterator[_Doubt]:
    """A shorter length of time that no reader took, beside words that cut a trial short."""
    known = [said.value.low for said in _days(one) if isinstance(said.value, Range) and said.value.low is not None]
    if not known:
        return
    plain = plain_remarks(reading, part)
    for mark in reading.free(part, "duration"):
        shorter = mark.value is not None and mark.value.low is not None and 1 <= mark.value.low < max(known)
        around = reading.text[max(part.start, mark.start - 24) : min(part.end, mark.end + 24)]
        after = not any(part.holds(start) for start, _ in one.said) and not _OF_OTHER_TIME.search(reading.words(part))
        if is_plain(plain, mark.start, mark.end):
            continue
        more = re.search(
            r"\b(?:more|further|another|additional)\b", reading.text[max(0, mark.start - 9) : mark.end], re.I
        )
        if (
            shorter
            and not more
            and (after or patterns.CUTS_SHORT.search(around))
            and not cues.AGO.match(reading.text[mark.end : mark.end + 20])
        ):
            yield _Doubt("length", (mark.start, mark.end))


# Behind a time told by dates, another end of it: "from 4 March to 20 May, unchanged until April".
_HELD_UNTIL = Caseless(
    r"\b(?:unchanged|unaltered|untouched|stable|steady|constant|held|kept|maintained|same|altered|changed)\s(?:\w+\s){0,3}?(?:until|till|up\sto)\s(?:\w+\s){0,2}?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|then)"
)


def _stopped_before(reading: Reading, one: Told, part: Part) -> Iterator[_Doubt]:
    """A date of stopping that lies before the end of the period told."""
    spans = [span for said in _days(one) for span in said.spans]
    ends = [d for d in reading.dates if any(s <= d.start < e for s, e in spans)]
    if ends and (again := _HELD_UNTIL.search(reading.text, max(span[1] for span in spans), part.end)):
        yield _Doubt("length", again.span())
    for one_date in reading.dates if ends else ():
        if not part.holds(one_date.start) or one_date in ends:
            continue
        ended = patterns.ENDS.search(reading.text[max(part.start, one_date.start - 36) : one_date.start])
        if ended and one_date.last < max(end.first for end in ends):
            yield _Doubt("length", (one_date.start, one_date.end))


def _as_needed(reading: Reading, one: Told, part: Part) -> None:
    found = patterns.AS_NEEDED.search(reading.text, part.start, part.end)
    if found and not patterns.NEGATED.search(reading.text[max(part.start, found.start() - 30) : found.start()]):
        other = [m for m in reading.named(*part) if m.drug is None]
        if not other:
            for step in one.steps:
                step.values.setdefault("prn", Said(True, (found.span(),)))
            reading.used.append(found.span())


def _other_dose(reading: Reading, one: Told, part: Part) -> None:
    """A dose that no reader took, with no other drug's name before it: the dose lies between the two."""
    holders = [step for step in one.steps if step.has("dose_mg")]
    for mark in reading.free(part, "dose") if holders else ():
        if not _is_own(reading, mark, part):
            continue
        step = holders[-1]
        known = step.disputed.get("dose_mg")
        is_first = known is None or reading.replaces(known.spans[0][0], mark.start)
        if mark.value is not None and step.values["dose_mg"].value != mark.value and is_first:
            step.disputed["dose_mg"] = Said(mark.value, ((mark.start, mark.end),))
        reading.claim(mark)


def _is_own(reading: Reading, mark: Mark, part: Part) -> bool:
    before = reading.text[max(part.start, mark.start - 40) : mark.start]
    other = any(m.drug is None and m.end <= mark.start for m in reading.named(*part))
    other = other or is_equivalent(reading, mark) or is_other_medicine(reading, part, mark)
    return mark.unit in ("mg", "mg/day") and not other and not unread_name(before)


def _after(reading: Reading, place: int) -> Part | None:
    """The sentence that starts at an offset or after it."""
    at = bisect_left(reading.sentences, place, key=lambda part: part.start)
    return reading.sentences[at] if at < len(reading.sentences) else None
