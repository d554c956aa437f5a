"""What a note says of a neutrophil count besides its figure: whether it stands as the patient's present count."""

import re
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Protocol

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.comment_words import HEDGED, TAKEN_BACK, later_figures
from assistant.criteria.parse.comments import is_new_figure
from assistant.criteria.parse.concentrations import spelt
from assistant.criteria.parse.count_patterns import ABSENT, COUNT, NAME, OTHER, PENDING
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.doubt_sense import weighs_against
from assistant.criteria.parse.figures import Moment, figure
from assistant.criteria.parse.further_counts import further_part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range

_LIMIT = Fraction(3, 2)  # 10⁹/L; counts on both sides of it differ in what they mean
_NEXT = 3  # sentences after a count that may go on about it
COUNT_AGAINST = 0.5  # log odds from which on what is told beside and after it takes it back
_FIGURE_OR_QUESTION = re.compile(r"\d|\?\Z")  # what a sentence with a figure says is looked at by itself
_GOES_ON = 2  # of them that are weighed with its own
_BESIDE = 40  # characters beside it that tell of its time
_BEFORE = 60  # characters before its name
_NEUTROPHILS = r"(?:neutrophils?|neuts?|granulocytes?|white\s+cells|ANCs?|counts?|polymorphs?)"
_LOW = Caseless(
    rf"\b(?:(?:is|was|has|now|severely|profoundly|become|became|been|remains|moderately|mildly|got|turned|went|clearly|frankly)\s+(?:\w{{1,10}}\s+)?neutropeni[ac]|agranulocyt\w{{1,5}}|(?:hardly|scarcely|barely|almost|virtually|practically|next\s+to|few|unmeasurabl[ey]|undetectable)\s+(?:any\s+|no\s+)?{_NEUTROPHILS}|(?:no|zero|without)\s+(?:neutrophils|granulocytes|white\s+cells)(?!\s+(?:count|below|under))|{_NEUTROPHILS}\s+(?:\w{{1,8}}\s+)?(?:absent|gone|vanished|disappeared|wiped\s+out)"
    r"|(?:practically|virtually|almost|next\s+to|nearly)\s+(?:none|nil|zero|nothing)\b|(?:critical\w{0,2}|danger\w{0,5}|alarming\w{0,2}|very|too|extremely|worrying\w{0,2}|much|far|even|rock[\s-]bottom|still|markedly|profoundly)\s+low(?:er)?|low(?:er)?\s+(?:now|today|since|this)|(?:now|today|is|was|went|gone|came\s+back|come\s+back|been|since)\s+(?:\w{1,8}\s+)?low(?:er)?\b|lower\b|red\b(?!\s+(?:cells?|blood))|amber|half\b|halv\w{1,3}|quarter\w{0,2}|a\s+(?:third|fifth|tenth)|plummet\w{0,3}|crash\w{0,3}|sank|sunk|fell|fallen|fall(?:s|ing)?|drop\w{0,4}|declin\w{1,3}|decreas\w{1,3}|slid\w{0,4}|slump\w{0,3}|tumbl\w{1,3}|collaps\w{1,3}|nose-?div\w{1,3}|vanish\w{0,3}|wiped\s+out|shrunk|tanked|bottomed|worse\w{0,3}|down\s+(?:again|further|still|today|now|this|since)|(?:stopped|suspended|halted|barred)\s+(?:him|her|clozapine)|clozapine\s+(?:\w{1,5}\s+){0,2}(?:stopped|withheld|suspended)|isolation|G-?CSF|filgrastim|neutropenic\s+(?:sepsis|fever)|none\s+(?:visible|seen|left|found|counted|at\s+all)"
    r"|(?:under|below|beneath|less\s+than|short\s+of)\s+(?:one|two|half|the|a|normal|\d))"
)
_NOT_SO = Caseless(
    r"\b(?:no|not|never|without|n['’]t|nor|denies|nil|hasn['’]t|isn['’]t|if|unless|when|should|stop\s+if|hold\s+if|were|would|in\s+case|could|can|may|might|does|threshold|range|limit|cut-?off|classe[sd]|call\w{0,3}|label\w{0,3}|rules?|grade|family|until|once|benign|ethnic)\b[^.;\n]{0,50}$"
)
_NEUTROPENIC = Caseless(r"\bneutropenic\b(?![^.;]{0,60}\?)")
_OF_ELSE = Caseless(
    r"\b(?:PANSS|SOFAS|BPRS|weight|BMI|blood\s+pressure|BP|voices?|symptoms?|dos(?:e|es|age)|platelets?|plts?|h(?:a)?emoglobin|Hb|Hgb|lymph\w{0,8}|eos\w{0,10}|levels?|ferritin|mood|sleep|sedat\w{1,4}|score\w{0,2}|response|sodium|potassium|HbA1c|CRP|lithium)\b"
)
_OTHER_CELL = Caseless(
    r"\b(?:that|this|it|which|these|those)(?:['’]s|\s+(?:is|was|were|are)|\s+(?:figure|number|value|one)\s+(?:is|was)|)\s+(?:\w{1,9}\s+){0,3}(?:lymph\w{0,8}|eos\w{0,10}|mono\w{0,6}|platelets?|white|WBC|WCC|total|percent\w{0,5}|baso\w{0,6})|\b(?:not|never|n['’]t)\s+(?:be(?:en)?\s+)?(?:reported|counted|measured|available|done|processed|back)\b|\bmis-?read\b|\b(?:cannot|can['’]t|could\s+not|couldn['’]t|not)\s+(?:be\s+)?(?:read|sure|certain|trust\w{0,2}|rely|confirm\w{0,2}|verified|legible)"
)
_OF_KIN = Caseless(
    r"\b(?:in|of|for|from|to)\s+(?:his|her|my|their|our|the|a)\s+(?:\w{1,9}\s+)?(?:brother|sister|mother|father|mum|mom|dad|son|daughter|twin|cousin|uncle|aunt|wife|husband|partner|friend|neighbour|nephew|niece)\b"
)
_LONG_PAST = Caseless(
    r"\b(?:in|of|from|since|until|during|dated|back\s+in)\s+(?:early\s+|late\s+|the\s+)?(?:19|20)\d\d\b|\b(?:years|months)\s+ago|\blast\s+(?:year|summer|autumn|winter|spring)|\bused\s+to\b|\b(?:old|older|outdated|stale|stored|archived|historic\w{0,2})\s+(?:sample|tube|blood|specimen|result|count|report|FBC|CBC)\b|\bbefore\s+(?:he|she|they|the\s+(?:infection|fever|chemo\w{0,8}|illness|drop|fall|crash))"
)
_NO_COUNT_OF_NOW = Caseless(
    r"\b(?:would|could|might|(?-i:may)|should|must|if|hop(?:e|es|ing|ed)|want\w{0,3}|wish\w{0,3}|aim\w{0,3}|target|goal|expect\w{0,3}|expected|plan\w{0,4}|need\w{0,2}|requir\w{1,3}|suppos\w{1,3}|imagin\w{1,3}|say|said\s+to\s+be|example|e\.g|leaflet|book|guide\w{0,5}|tomorrow|half\s+of|half|twice|double|third|quarter|points?|difference|increment|lost|gained|rise\s+of|fall\s+of|drop\s+of|allow\w{0,3}|normal\s+(?:value|for)|his\s+normal|average|mean|median|typical\w{0,2}|usual\w{0,2}|usually|guess\w{0,3}|forecast|predict\w{0,3}|point,|dream\w{0,2}|study|cohort|zone|band|begins?|starts?\s+at|trial\s+mean|make|makes)\b|\b(?:by|up|down|rose|risen|fell|fallen|dropped|gained|lost)\s*$"
)


class _Count(Protocol):
    """A figure taken for a count."""

    @property
    def value(self) -> Range:
        """The figure."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""

    @property
    def sentence(self) -> Part:
        """The sentence it stands in."""

    @property
    def when(self) -> Moment:
        """When it was measured, as told."""

    @property
    def date(self) -> Dated | None:
        """Its date."""

    @property
    def is_left(self) -> bool:
        """Whether another one follows: "from 4.2"."""


def asks_for_another(reading: Reading, found: Sequence[_Count], known: Collection[tuple[int, int]]) -> bool:
    """Whether the note leaves open that the last of its counts is the present one, so that this is asked.

    `known`: figures that were read, as counts or as something else.
    """
    if not found:
        return False
    remark = _doubtful(reading, found) or _further(reading, found, known)
    reason = "" if remark else _open(reading, found)
    if remark:
        reading.ask_for(remark, "neutrophils", "What is the present neutrophil count of the patient?")
    elif reason:
        reading.ask("neutrophils", "What is the present neutrophil count of the patient?", reason)
    return bool(remark or reason)


def _further(reading: Reading, found: Sequence[_Count], known: Collection[tuple[int, int]]) -> Part | None:
    """Where a figure follows the present count that may be a later one of another class."""
    last = ([one for one in found if one.when != "past"] or list(found))[-1]
    present = _giga(last.value)
    return None if present is None else further_part(reading, last.span, present, known, "neutrophils")


def _open(reading: Reading, found: Sequence[_Count]) -> str:
    """Why none of the counts is the present one, by what stands beside or after them."""
    if not _stands(reading, found):
        return "What the note says of the count leaves open whether it still holds."
    if all(one.is_left for one in found):
        return "The note says that it is another now."
    if all(one.when == "past" for one in found) and PENDING.search(reading.text):
        return "The note says that it is still to come."
    if all(one.when == "past" or (one.date and not one.when) for one in found) and ABSENT.search(reading.text):
        return "The note says that there is none."
    return ""


def _stands(reading: Reading, found: Sequence[_Count]) -> bool:
    """Whether nothing beside the counts or after them takes them back, moves them or gives a further one."""
    if _lists_times(reading, found):
        return False
    present = [one for one in found if one.when != "past"] or list(found)
    moved = any(_is_moved(reading, found, one) for one in present[-1:])
    return not moved and not any(_is_taken_back(reading, found, one) for one in found)


def _doubtful(reading: Reading, found: Sequence[_Count]) -> Part | None:
    """The sentence that very likely takes back that the last count is normal: its own, or one of the next."""
    present = [one for one in found if one.when != "past"] or list(found)
    values = [_giga(one.value) for one in present]
    if any(value is None or value < _LIMIT for value in values):
        return None
    own = present[-1].sentence
    later = [part for part in reading.sentences if part.start >= own.end][:_GOES_ON]
    parts = [own, *(part for part in later if not _FIGURE_OR_QUESTION.search(reading.words(part)))]
    if weighs_against(beside_count(" ".join(map(reading.words, parts)))) < COUNT_AGAINST:
        return None
    remark = max(parts, key=lambda part: weighs_against(beside_count(reading.words(part))))
    return None if reading.is_settled(remark) else remark


def beside_count(words: str) -> str:
    """What words say besides the figures of counts and what they are of.

    >>> beside_count("ANC 4,100 /uL today, WBC 6, unless that was his brother's.")
    "    today,    , unless that was his brother's."
    """
    return NAME.sub(" ", OTHER.sub(" ", COUNT.sub(" ", words)))


def _lists_times(reading: Reading, found: Sequence[_Count]) -> bool:
    """Whether times are listed first and counts after them ("this week, last week: 0.9, 1.8"), so that none has its own."""
    for one in found[:1]:
        ahead = reading.text[max(one.sentence.start, one.span[0] - 80) : one.span[0]]
        if sum(other.sentence == one.sentence for other in found) > 1:
            return len(re.findall(r"\b(?:this|last|week|month|day|today|yesterday)\b", ahead, re.I)) > 2
    return False


def _giga(value: Range) -> Fraction | None:
    number = value.high if value.high is not None else value.low
    return None if number is None else number / 1000 if number >= 100 else number


def _is_taken_back(reading: Reading, found: Sequence[_Count], one: _Count) -> bool:
    """Whether the clause of a count says that it is no count of now, or not the patient's."""
    text = reading.text
    start = max(one.sentence.start, one.span[0] - _BEFORE, max((o.span[1] for o in found if o.span[1] <= one.span[0]), default=0))  # fmt: skip
    clause = re.split(r"[;:]\s|[.!]\s", text[start : one.span[0]])
    before = clause[-1] if len(clause[-1]) > 14 or len(clause) < 2 else "".join(clause[-2:])
    following = next((other.span[0] for other in found if other.span[0] >= one.span[1]), one.sentence.end)
    after = text[one.span[1] : min(one.sentence.end, following, one.span[1] + 90)]
    if TAKEN_BACK.search(before) or _NO_COUNT_OF_NOW.search(before):
        return True
    spoken_of_others = _OTHER_CELL.search(after) or _OF_KIN.search(after)
    return spoken_of_others is not None or _doubts(after) or _supposes(after)


def _supposes(after: str) -> bool:
    """Whether the words right after a count say that it is wished for, usual or supposed."""
    m = _NO_COUNT_OF_NOW.search(re.split(r"[,;(]", after)[0])
    if re.match(
        r"\s?(?:less|more|lower|higher|fewer|below|above|down|up)\s+(?:than|on|from)\b|\s?on\s+last\b", after, re.I
    ):
        return True
    return m is not None or re.match(r"\s?\(?\?(?!\s*$)", after) is not None or re.match(r"\s?,?\s?(?:is|was)\s+what\b", after) is not None  # fmt: skip


def _is_moved(reading: Reading, found: Sequence[_Count], last: _Count) -> bool:
    """Whether what follows a count says that it is another now."""
    present = _giga(last.value)
    if present is None:
        return False
    in_sentence = Part(last.span[1], last.sentence.end)
    here = reading.text[
        max(last.sentence.start, last.span[0] - _BESIDE) : min(last.sentence.end, last.span[1] + _BESIDE)
    ]
    if last.when != "now" and not last.date and _LONG_PAST.search(here):
        return True
    asides = [part for part in reading.aside if 0 <= part.start - last.span[1] < _BESIDE]
    if any(_doubts(reading.original[part.start : part.end]) for part in asides):
        return True
    later = [part for part in reading.sentences if part.start >= last.sentence.end]
    parts = [in_sentence, *later[:_NEXT], *(part for part in later[_NEXT:] if reading.follows_up(part.start))]
    return any(_moves(reading, part, present, n, found) for n, part in enumerate(parts))


def _doubts(words: str) -> bool:
    return HEDGED.search(words) is not None or TAKEN_BACK.search(words) is not None


def _moves(reading: Reading, part: Part, present: Fraction, place: int, found: Sequence[_Count]) -> bool:
    words = reading.words(part)
    if place and (words.rstrip().endswith("?") or any(one.sentence == part for one in found)):
        return False
    named = [figure(m) for m in re.findall(r"(?<![\w.,])\d{1,5}(?:[.,]\d{1,3})?(?![\w.,]*\d)", words)]
    own = {one.value.low for one in found}
    about_other = any(0 < number < 30 and number not in own for number in named if number.denominator != 1)
    if place and (TAKEN_BACK.search(words) or _OTHER_CELL.search(words)) and not about_other and not _OF_ELSE.search(_OTHER_CELL.sub("", words)):  # fmt: skip
        return True
    for lead, m in later_figures(reading.text, part.start, part.end):
        known = any(one.span[0] <= m.start() < one.span[1] for one in found)
        if not known and _is_other_class(reading, lead, m, present):
            return True
    if present < _LIMIT:
        return re.search(r"\b(?:normal|recovered|fine|back\s+up|normali[sz]ed|green)\b", words, re.I) is not None and re.search(r"\b(?:now|today|since|repeat\w{0,3}|current\w{0,2}|latest|again|present)\b", words, re.I) is not None and not _NOT_SO.search(words[:50])  # fmt: skip
    if any(not _NOT_SO.search(words[: m.start()]) for m in _NEUTROPENIC.finditer(words)):
        return True
    low = _LOW.search(words)
    return low is not None and not _NOT_SO.search(words[: low.start()]) and not _OF_ELSE.search(words)


_TOLD_AS_PAST = Caseless(
    r"\b(?:baseline|previous\w{0,2}|prior|earlier|ago|last\s+(?:week|month|year|spring|summer|autumn|winter)|yesterday|lowest|nadir|history|highest|at\s+the\s+start|had|if|until|once|range|normal|reference|ref|limits?|threshold|cut-?off|below\s+which|target|goal|stop|hold|usual\w{0,2})\b"
)
_TOLD_AS_NOW = Caseless(
    r"\b(?:now|today|repeat\w{0,3}|re-?(?:check|count|test)\w{0,3}|latest|current\w{0,2}|correct\w{0,3}|amended|revised|later|since|this|is|present\w{0,2}|up\s+to|rose|recovered)\b"
)


def _is_other_class(reading: Reading, lead: int, m: re.Match[str], present: Fraction) -> bool:
    """Whether a later figure lies on the other side of the limit than the count that was read."""
    start, end = m.span()
    between, words = reading.text[max(lead, start - 60) : start], m.group()
    if not is_new_figure(reading, start, end) or _OF_ELSE.search(between) or _TOLD_AS_PAST.search(between):
        return False
    if present < _LIMIT and not _TOLD_AS_NOW.search(between):
        return False
    digits = re.search(r"\d[\d.,]*", words)
    number = figure(digits.group().rstrip(".,")) if digits else spelt(re.sub(r"^(?:under|below|less\s+than)\s+(?:a\s+)?", "", words, flags=re.I))  # fmt: skip
    if number is None or 30 <= number < 100 or number > 15_000:
        return False
    number = number / 1000 if number >= 100 else number
    return (number < _LIMIT) != (present < _LIMIT)
