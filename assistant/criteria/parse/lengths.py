"""Which length of time a note means: at the dose, of the titration, of the whole course, or of something else."""

import re

from assistant.criteria.parse import cues
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.at_dose import is_raised_within, is_since_reached, took_the_first
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Step, Told, doubt
from assistant.criteria.parse.dates import days_between
from assistant.criteria.parse.dose_remarks import dose_remarks, spreads
from assistant.criteria.parse.lead_in import lead_ins
from assistant.criteria.parse.periods import is_at_dose
from assistant.criteria.parse.plain_remarks import is_plain, plain_remarks
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.spent import is_apart, of_which, raised_over
from assistant.criteria.ranges import Range, between, exactly, up_to

_AFTER_DOSE = Caseless(
    r"\d\s?m?g(?:/day|/d)?(?:\s+(?:od|bd|tds|nocte|daily|mane|bid|hs|qhs))?[\s,x-]*(?:only|just|for)?\s*$"
)
_LEVEL_REACHED = Caseless(
    r"\blevel\s+(?:was\s+|is\s+)?(?:reached|attained)|\b(?:reach\w*|gett?ing\s+to|attain\w*|got\s+to)\s+(?:a\s+|the\s+)?(?:\w+\s+){0,3}level|\bsince\s+(?:the\s+)?(?:first\s+)?(?:therapeutic\s+)?level"
    r"|\b(?:at|with)\s+(?:that|this|those|these|such(?:\s+an?)?)\s+(?:sorts?\s+of\s+|kinds?\s+of\s+)?levels?|\bsince\s+the\s+first\s+of\s+(?:these|those|them)\b"
)
_ON = Caseless(r"\s+(?:on\b(?!\s+\w*\s*\d)|ago\b|since\b|now\b|already\b)")
_FOR = Caseless(r"\bfor\s+(?:exactly|about|only|just|a\s+full|around)?\s*$")
_DAY = Caseless(r"(?<!/)(?<!/\s)(?<!\ba\s)(?<!per\s)(?<!each\s)\b(?:days?|week|month)\s+$")
_SINCE_EVENT = Caseless(
    r"^\s*(?:since\s+(?:the\s+)?(?:first|last|level|then|that|second)|entirely\s+(?:free|well)|free\s+of|symptom[\s-]free|later)\b"
)
_OFF = Caseless(
    r"^\s*(?:\w+\s+)?(?:off\b|with\s+no\s+(?:medic|treat|anti|tablets|drugs)|without\s+(?:any\s+)?(?:medic|treat|anti|tablets|drugs)|(?:on|in)\s+(?:the\s+|a\s+|our\s+)?(?:waiting|list|leave|remand|holiday|run)|gap|break|wash-?out|unmedicated|medication[\s-]free|drug[\s-]free)"
)
_PAUSED = Caseless(
    r"\b(?:off\s+(?:everything|all|medication|meds|treatment|it)|gap\s+of|break\s+of|without\s+(?:any\s+)?(?:medication|treatment|meds)|wash-?out\s+of|AWOL|out\s+of\s+stock|nothing)\s+(?:for\s+)?(?:about\s+)?$"
)


# "Never a week's rest".
_OF_A_WEEK = Caseless(r"['’]s?\s+(?:rest|peace|respite|break|leave|holiday|notice|gap|wages|shopping|supply)\b")


def is_of_level(reading: Reading, mark: Mark) -> bool:
    """Whether a length of time is counted from reaching the level."""
    clause = reading.clause_of(mark.start)
    start = max(clause.start, mark.start - 40)
    if mark.start - clause.start < 4 and _ON.match(
        reading.text, mark.end
    ):  # "level reached in May, nine months on now"
        start = max(reading.sentence_of(mark.start).start, mark.start - 60)
    return bool(_LEVEL_REACHED.search(reading.text, start, min(clause.end, mark.end + 50)))


def is_elsewhere(reading: Reading, mark: Mark) -> bool:
    """A length of time that is no trial's: a pause, so long ago, between two events."""
    after = reading.text[mark.end : mark.end + 30]
    before = reading.text[max(0, mark.start - 36) : mark.start]
    if is_of_level(reading, mark) or is_since_reached(reading.text, mark.start, mark.end):
        return False  # "6 months since the level was reached": what a clozapine trial is counted from
    if _OF_A_WEEK.match(after) or _OFF.match(after) or _PAUSED.search(before) or _SINCE_EVENT.match(after):
        return True
    if _AFTER_DOSE.search(before) or _BEGUN.search(before):  # "6 mg 8/52 before that", "started 7 weeks ago"
        return False
    if _FOR.search(before) and not cues.AGO.match(after):  # "for exactly four weeks before the team moved on"
        return False
    point = "point" in mark.note and not re.match(r"^\s*(?:of|on|at)\b", after, re.I)
    if point and not re.search(r"\bafter\s+$", before, re.I):
        return True
    return bool(_DAY.search(before) or cues.AGO.match(after) or cues.APART.match(after))


_OF_TITRATION = Caseless(r"\s(?:of\s)?(?:up-?)?titration\b")


def is_beside(reading: Reading, sentence: Part, mark: Mark) -> bool:
    """Whether an amount is no course's own: a time elsewhere or of a sample, a remark, the spread of a dose."""
    if mark.kind == "dose":
        beside = [*spreads(reading, sentence), *lead_ins(reading, sentence)]
        return is_plain(beside, mark.start, mark.end)
    if mark.kind != "duration":
        return False
    hours = mark.value is not None and (mark.value.high or 1) < 1
    if hours or is_elsewhere(reading, mark):
        return True
    of_titration = _OF_TITRATION.match(reading.text, mark.end)  # known as such, though it takes nothing from the length
    return not of_titration and is_plain(plain_remarks(reading, sentence), mark.start, mark.end)


_STOPPED_IN = Caseless(
    r"\b(?:stopped|discontinued|d/?c'?e?d|ceased|withdrawn|halted)\b[^.;\n]{0,24}?\b(?:in|at|after|by|during|on)\s+(?P<unit>week|day)\s+(?P<count>\d{1,2})\b"
)
_NOW_DAY = Caseless(
    r"(?<!a )(?<!per )(?<!/)\b(?:now\s+)?(?:on\s+)?(day|week)\s+(\d{1,3})\b(?!\s*(?:of(?!\s(?:it|this|that|treatment)\b)|post|after|\d|/|weeks?|wks?|months?|mg))"
)


_NTH = tuple(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
_NTH_WEEK = Caseless(
    rf"\b(?:(?:now|already|currently|still|well|is|he['’]?s|she['’]?s|is\snow)\s)?(?:in|into)\s(?:his|her|its|their|the)\s(?:(?P<nth>{'|'.join(_NTH)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\sweek\b(?:\s(?:of\s(?:it|this|that|treatment|the\strial)|on\sit|now))?(?=\s?(?:[.,;:)–-]|\Z|with|and|no\b|without))"
)
# "Reached in week 2", "stopped at day 9", "PANSS week 4": no count of what has been taken by now.
_NO_COUNT = Caseless(
    r"\b(?:from|by|at|to|since|until|till|after|before)\s*\Z|PANSS|\b(?:reach|attain|achiev|titrat|rais|increas|start|stop|discontinu|ceas|add|reduc|lower|chang|rash|akathisia|level|refus|restart|improv|switch)\w*\s(?:\w+\s){0,3}\Z"
)


def place_count(reading: Reading, one: Told, start: int, end: int) -> None:
    """ "Stopped in week 5", "now day 14": a length of time counted in days or weeks of the course."""
    stopped = _STOPPED_IN.search(reading.text, start, end)
    if stopped and not (one.last.has("days") or one.last.has("days_at_dose")):
        one.last.values["days"] = Said(
            up_to(int(stopped["count"]) * (7 if stopped["unit"].lower() == "week" else 1)), (stopped.span(),)
        )
        return
    if one.last.has("days") or one.last.has("days_at_dose"):
        return
    nth = _NTH_WEEK.search(reading.text, start, end)
    for now in _NOW_DAY.finditer(reading.text, start, end):
        lead = reading.text[max(start, now.start() - 24) : now.start()]
        if not _NO_COUNT.search(lead):
            days = int(now.group(2)) * (7 if now.group(1).lower() == "week" else 1)
            one.last.values["days_at_dose"] = Said(exactly(days), (now.span(),))
            return
    if nth and not _NO_COUNT.search(reading.text[max(start, nth.start() - 24) : nth.start()]):
        number = _NTH.index(nth["nth"].lower()) + 2 if nth["nth"] else int(nth["digits"])
        reading.used.append(nth.span())
        one.last.values["days_at_dose"] = Said(between((number - 1) * 7, number * 7), (nth.span(),))


_A_BLOCK = (
    r"(?:blocks?|courses?|periods?|spells?|stints?|stretch(?:es)?|runs?|phases?|attempts?|goes|go|rounds?|exposures?)"
)
_NTH_BLOCK = Caseless(
    rf"\b(?P<nth>1st|first|initial|2nd|second|3rd|third|another|further)\s+(?:separate\s+|such\s+)?{_A_BLOCK}\b\W{{0,3}}(?:(?:was|of|for|lasted|lasting|ran|only|about|again|at|it|he|she|had|in|(?:19|20)\d\d)\W{{1,3}}){{0,4}}\Z"
)
_BLOCKS = Caseless(
    rf"\b(?P<many>two|2|three|3|four|4)\s+(?:[a-z]+\s+){{0,2}}{_A_BLOCK}\s*(?:,\s*)?(?:(?:of|each|lasting|for)\s+){{1,2}}\Z"
)
_MANY = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}


def _in_blocks(reading: Reading, sentence: Part, told: Told, mark: Mark) -> bool:
    """A length that is one of several blocks with a gap between them: each is a course of its own, at the same dose."""
    before = reading.text[max(sentence.start, mark.start - 50) : mark.start]
    nth, blocks = _NTH_BLOCK.search(before), _BLOCKS.search(before)
    if mark.value is None or (nth is None and blocks is None):
        return False
    said = Said(mark.value, ((mark.start, mark.end),))
    if nth is not None and nth["nth"].lower() not in ("1st", "first", "initial") and _has_length(told):
        _next_block(told)
    told.last.values["days_at_dose"] = said
    for _ in range(_MANY[blocks["many"].lower()] - 1 if blocks is not None else 0):
        _next_block(told).values["days_at_dose"] = said
    return True


def _has_length(told: Told) -> bool:
    return told.last.has("days") or told.last.has("days_at_dose")


def _next_block(told: Told) -> Step:
    kept = ("dose_mg", "dose_unit", "interval_days", "formulation")
    told.steps.append(Step({name: told.last.values[name] for name in kept if told.last.has(name)}))
    return told.last


def place_length(reading: Reading, sentence: Part, told: Told, mark: Mark) -> None:
    """A length of time said of a course: at the dose, of the titration, or of the whole course."""
    if _in_blocks(reading, sentence, told, mark) or _is_until_step(reading, told, mark):
        return
    name = _which_time(reading, sentence, told, mark)
    value, spans = mark.value, ((mark.start, mark.end),)
    if name != "titration_days" and is_apart(reading, sentence, told, mark, is_of_level(reading, mark)):
        if not _is_less_telling(reading, told, mark):
            doubt(reading, told, "length", spans[0])
        return
    if (part := of_which(reading, sentence, told, mark)) is not None:
        name, value, spans = "days_at_dose", part.value, (part.spans[0],)
    if mark.note.split(",")[0] in ("since", "period", "from") and value is None:
        value = _by_dates(reading, mark)
        if value is None:
            told.last.values.setdefault("since", Said(reading.text[mark.start : mark.end], spans))
            return
    if value is None:
        return
    known = told.last.values.get(name)
    if known is None or known.value == value:
        told.last.values[name] = Said(value, spans)
    elif name != "titration_days":
        _second(reading, sentence, told, mark, Said(value, spans), name)


def _second(reading: Reading, sentence: Part, told: Told, mark: Mark, said: Said, name: str) -> None:
    """A second length of a course, other than the first: of a part of it, the same more closely, or disputed."""
    known = told.last.values[name]
    if _is_from_start(reading, mark, known, said.value):
        told.last.values |= {"days": known, name: said}
        return
    both = _both(mark, known, said.value)
    if both is not None:
        told.last.values[name] = Said(both, (*known.spans, *said.spans))
        return
    words = f"Two lengths are given for {told.name}: {known.value.words()} and {said.value.words()} days."
    reading.contradict("days", words, [*known.spans, *said.spans])
    told.last.disputed[name] = said
    if _PART_OF.search(reading.text, max(sentence.start, mark.start - 24), mark.start):
        doubt(reading, told, "length", said.spans[0])


def _is_from_start(reading: Reading, mark: Mark, known: Said, value: Range) -> bool:
    """Whether a time at the dose lies within one told before from the start of the course: "from 1 March; 15 mg reached on 18"."""
    led = _FROM.match(reading.text, *known.spans[0]) and mark.note == "period"
    within = value.high is not None and known.value.low is not None and value.high <= known.value.low
    return bool(led) and within and is_at_dose(reading.text, mark.start, mark.end)


_FROM = Caseless(r"(?:from|since)\s")


def _both(mark: Mark, known: Said, value: Range) -> Range | None:
    """The length that a count of weeks and a time in months leave, where both hold: "8 weeks (Jan to Mar 2024)"."""
    one: Range = known.value
    loose = [each for each in (one, value) if not each.is_exact and each.low is not None and each.high is not None]
    if len(loose) != 1 or mark.note == "approximate":
        return None
    low, high = loose[0].low, loose[0].high
    assert low is not None and high is not None
    rest = value if loose[0] is one else one
    bounds = rest.low, rest.high
    inside = all(bound is None or low <= bound <= high for bound in bounds)
    return rest if inside and bounds != (None, None) else None


def _is_until_step(reading: Reading, told: Told, mark: Mark) -> bool:
    """ "Reduced to 5 mg after 2 weeks": the time before the step, which contradicts a longer one told before."""
    if len(told.steps) < 2 or not told.last.has("dose_mg"):
        return False
    gap = reading.text[told.last.values["dose_mg"].spans[-1][1] : mark.start]
    if not re.fullmatch(
        r"[\s,(]*(?:daily\s+|a\s+day\s+)?(?:after|at|in|from|within|by)\s+(?:(?:only|just|about|the|first|a|week)\s+){0,3}",
        gap,
        re.I,
    ):
        return False
    before = [told.steps[-2].values[name].value.low for name in ("days_at_dose", "days") if told.steps[-2].has(name)]
    if mark.value is not None and any(low is not None and low != mark.value.low for low in before):
        doubt(reading, told, "length", (mark.start, mark.end))
    return True


def _is_less_telling(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether a length that stands apart takes nothing from one already told: it is no shorter, or comes on top."""
    known = [told.last.values[name].value for name in ("days_at_dose", "days") if told.last.has(name)]
    more = re.search(r"\b(?:more|further|another|additional)\b", reading.text[max(0, mark.start - 9) : mark.end], re.I)
    lows = [one.low for one in known if one.low is not None]
    low = mark.value.low if mark.value is not None else None
    return bool(known) and (more is not None or (low is not None and bool(lows) and low >= min(lows)))


_PART_OF = Caseless(
    r"\b(?:last|first|final|initial|remaining|latter|half|which|only|just|but|actually)\W+(?:\w+\W+){0,2}\Z"
)
_BEGUN = Caseless(r"\b(?:start(?:ed)?|commenced|begun|began|initiated|on\s+it)\s*(?:about\s+|only\s+)?$")


_TITRATION_FOLLOWS = Caseless(
    r"^\s*(?:spent\s+)?(?:(?:getting|going|working|creeping|climbing)\s+(?:up\s+)?to\b|to\s+(?:get|reach|work\s+up|build|go\s+up)\b)|^\s*(?:of\s+|for\s+|was\s+|spent\s+|were\s+)?(?:\w+\s+)?(?:up[\s-]?)?(?:titrat|build|built|escalat)"
)
_TITRATION_LEADS = Caseless(
    r"(?:titrat\w*|built?\s+up|build\s*-?up|increas\w*|rais\w*|escalat\w*)[^,;.]{0,24}?\b(?:over|in|across|during|took|lasting|of|for)?\s*(?:the\s+first\s+)?$"
)
_THEREAFTER = Caseless(r"\b(?:after|then|followed|thereafter|at)\b")
_ON_IT = Caseless(r"\b(?:at|on)\s+(?:that|this|full|target|the)\b[^,;.]{0,14}(?:for\s+)?$")
# "10 weeks after titration", "10 weeks, not counting titration": the titration came on top.
_BESIDE_TITRATION = Caseless(
    r"\W{1,3}(?:the\s+|a\s+|any\s+)?(?:up[\s-]?)?titration\s+(?:(?:time|period|phase|weeks?|was|is|being|came|done)\s+){0,2}(?:not\s+(?:included|counted)|excluded|apart|separate(?:ly)?|on\s+top|additional|extra|before(?:hand)?|first)\b"
    r"|\W{1,3}(?:once|when|since|from\s+when)\s+(?:(?:fully|it\s+was|he\s+was|she\s+was|being|was)\s+){0,3}(?:up[\s-]?)?titrated"
    r"|\W{1,3}(?:not\s+(?:counting|including)|exclud\w+|excl\.?|without|after|following|post|beyond|apart\s+from|in\s+addition\s+to|on\s+top\s+of)[\s-]+(?:(?:the|an?|its|of|first|initial|\d{1,2}|one|two|three|four|weeks?|days?|week's|weeks['’])\s+){0,5}(?:up[\s-]?)?titrat"
)
# "20 mg reached after a week".
_REACHED_IN = Caseless(
    r"(?:\b(?:reached|attained|achieved)|\b(?:up|titrated|built\sup|brought\sup|increased|raised|got|came|stepped\sup)\s+to\s+\d[\d.,]*\s?mg(?:\s(?:daily|a\sday|nocte|od|bd|per\sday))?)\s+(?:only\s+)?(?:after|in|within|by|over)\s+(?:only\s+|about\s+|the\s+)?\Z"
)
# "12 mg a day in all": the words are those of the dose.
_DOSE_IN_ALL = Caseless(
    r"(?:mg\b[^.;,]{0,16}?|\(\s?\d{1,4}\s)\b(?:in\s+total|in\s+all|total|altogether)\W{1,3}(?:for\s+|over\s+|x\s+)?\Z"
)
# "Titrated to 20 mg by week 2, remained on 20 mg for a further 12 weeks".
_ON_THE_DOSE = Caseless(
    r"\b(?:stayed|remained|kept|held|continued|maintained|left)\s(?:him\s|her\s)?(?:on|at)\s\d[\d.,]*\s?mg\b[^.;,]{0,16}\Z"
)
# "... to titrate, then 20 mg for ten weeks".
_THEN_DOSE = Caseless(
    r"\b(?:then|followed\sby|thereafter|after\swhich)\s+\d[\d.,]*\s?mg(?:\s(?:daily|a\sday|nocte|od))?\s+(?:for|x)\s+\Z"
)
# "Maintained on 15 mg daily for a total of twelve weeks".
_HELD_FOR = Caseless(r"\b(?:maintained|kept|held|stayed|remained)\s(?:on|at)\b[^.;,]{0,70}\Z")
_INCLUDING = Caseless(r"\b(?:including|incl\.?|(?<!neither\s)(?<!none\s)(?<!both\s)(?<!each\s)of\s+which|inclusive)\b")


def _which_time(reading: Reading, sentence: Part, told: Told, mark: Mark) -> str:  # noqa: PLR0911 - one answer a line
    """Which of a trial's lengths a length of time is: at the dose, of the titration, or of the whole course."""
    text = reading.text
    before = text[max(sentence.start, mark.start - 32) : mark.start]
    after = text[mark.end : min(sentence.end, mark.end + 30)]
    if is_of_level(reading, mark):
        return "days_at_dose"
    if cues.AGO.match(after) or "ago" in text[mark.start : mark.end]:
        return "days"  # started so long ago: the whole course at most
    end = _end_of(reading, sentence, mark)
    by_dates = mark.note == "period" and is_at_dose(text, mark.start, mark.end)
    if by_dates and is_raised_within(text, mark.end, end) and not _BESIDE_TITRATION.match(text, mark.end, end):
        return "days"
    if by_dates or mark.note == "at dose" or is_since_reached(text, mark.start, mark.end):
        return "days_at_dose"
    if _REACHED_IN.search(before):
        return "titration_days"
    if _BESIDE_TITRATION.match(after):
        return "days_at_dose"
    if _is_titration(before, after) or raised_over(text[max(sentence.start, mark.start - 60) : mark.start]):
        return "titration_days"
    if _INCLUDING.match(after.lstrip(" ,(")):
        return "days"
    if cues.AT_DOSE.search(after[:18]) or _ON_IT.search(before) or _THEN_DOSE.search(before):
        return "days_at_dose"
    held = _HELD_FOR.search(text[max(sentence.start, mark.start - 90) : mark.start])
    whole_before = cues.WHOLE.search(before[-22:]) and not held and not _DOSE_IN_ALL.search(before)
    if whole_before or cues.WHOLE.match(after.lstrip(" ,(")) or _INCLUDING.search(after):
        return "days"
    if took_the_first(text, mark.end, end):
        return "days"
    whole = reading.words(sentence)
    titrated = cues.TITRATION.search(whole) or told.last.has("titrated")
    apart = bool(cues.AT_DOSE.search(whole) or dose_remarks(reading, sentence))
    apart = apart or told.last.has("titration_days") or _ON_THE_DOSE.search(before) is not None
    return "days" if titrated and not apart else "days_at_dose"


def _end_of(reading: Reading, sentence: Part, mark: Mark) -> int:
    """Where the words behind a mark end that may speak of its course: at the next drug."""
    return next((m.start for m in reading.named(mark.end, sentence.end) if m.drug), sentence.end)


def _is_titration(before: str, after: str) -> bool:
    if re.search(r"\b(?:after|following)\s+(?:a\s+)?$", before, re.I) and cues.TITRATION.search(after[:22]):
        return True
    if not cues.TITRATION.search(before) and not cues.TITRATION.search(after[:18]):
        return (
            re.match(
                r"\s*(?:spent\s+)?(?:getting|going|working|creeping|climbing|to\s+(?:get|reach|work|build|go))\s", after
            )
            is not None
            and _TITRATION_FOLLOWS.match(after) is not None
        )
    leads = _TITRATION_LEADS.search(before)
    led = leads is not None and not _THEREAFTER.search(before[leads.start() :])
    return bool(_TITRATION_FOLLOWS.match(after)) or led


_ENDED = Caseless(r"\b(?:today|now\s+is|until|till|til|stopped|ended|finished|discontinued)\b")
_STILL = Caseless(
    r"\b(?:until|till|til|still|seen|reviewed|today|to\s+date|review|on\s+it\s+(?:un)?til|now|stopped|stayed|remains?|continued|ended|finished)\b"
)


def _by_dates(reading: Reading, mark: Mark) -> Range | None:
    """The days between the two dates of a length ("6 Jan to 3 March 2023"), or from a start to where the note says it still ran."""
    inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
    if len(inside) == 2:
        return days_between(inside[0], inside[1])
    if len(inside) != 1:
        return None
    for later in reading.dates:
        near = re.split(r"[;\n]|[.!?]\s", reading.text[max(0, later.start - 22) : later.start])[-1]
        goes_on = _STILL.search(near) or re.match(
            r"[\s:,]*(?:still\b|when\s+(?:stopped|seen|it))", reading.text[later.end : later.end + 16], re.I
        )
        if later.first > inside[0].last and goes_on and not _other_drug_between(reading, mark.end, later.start):
            days = days_between(inside[0], later)
            return days if _ENDED.search(near) else Range(low=days.low)  # it ran then, and may have run on
    return None


def _other_drug_between(reading: Reading, start: int, end: int) -> bool:
    named = {m.drug.generic for m in reading.named(start, end) if m.drug}
    before = [m.drug.generic for m in reading.named(0, start) if m.drug]
    return bool(named - set(before[-1:]))
