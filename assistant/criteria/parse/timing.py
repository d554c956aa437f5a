"""When and how a sample was taken: trough or hours after the dose, steady state, smoking, warning. Patterns and readers."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from assistant.criteria.parse import unchanged
from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.clocks import hours_between
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.timing_patterns import (
    BELOW_RANGE,
    DISTURBED,
    FOREWARNED,
    HINTS,
    HOURLY,
    HOURS,
    HOURS_KEYED,
    IN_RANGE,
    LONG_AGO,
    NOT_DISTURBED,
    NOT_OF_DOSE,
    NOT_STEADY,
    NOT_TROUGH,
    SAME_SMOKING,
    SMOKING,
    STEADY,
    TROUGH,
    UNANNOUNCED,
)
from assistant.criteria.ranges import between, exact, exactly


@dataclass
class Sample:
    """One level as read, with the words of each value."""

    drug: str
    start: int
    end: int
    values: dict[str, Said] = field(default_factory=dict)
    date: Dated | None = None
    doubted: set[str] = field(default_factory=set)  # what the note leaves open, whatever else it says
    paired: bool = False  # its figure stands beside that of the metabolite, and is no sum of both
    past: bool = False  # told as an earlier one, beside the present one
    weeks: Said | None = None  # weeks into treatment, where the note counts so ("412 ng/mL in week 6")


# What a word is denied by: right before it, with nothing but such words between ("neither sample was a trough").
_DENIED = Caseless(
    r"\b(?:no|not|never|neither|nor|none|without|non|un|far\s+from|before|until|cannot|lacks?|lacking|isn't|wasn't|weren't|aren't|n't)\b[\s-]{1,3}(?:(?:yet|at|an?|the|been|be|in|on|to|reached|obtained|taken|done|true|really|quite|kept|was|were|is|are|of|them|these|which|both|either|samples?|levels?|one|under|confirmed|as|has|have|had|really|any|single|proper|recorded|drawn|ever|fully|with|by|coming)\s{1,3}){0,5}$"
)
_MEANT = Caseless(
    r"\b(?:whether|if|unclear|not\s+(?:known|recorded|clear|sure|stated)|should|supposed|meant|intended|ordered|request\w{0,3}|planned|ask\w{0,3}\s+for|pending|await\w{0,3}|assum\w{1,4}|presum\w{1,6}|possibly|alleged\w{0,2}|reportedly|supposedly|apparently|perhaps|maybe|might|(?-i:may)(?!\s+\d)|doubtful|uncertain|unknown)\b[^.;\n]{0,40}$"
)
_UNSURE_AFTER = Caseless(
    r"(?:\s{1,2}(?:state|levels?|samples?|status|timing|conditions?|dos(?:e|age)))?[\s,]{0,2}(?:\(?\?|(?:(?:(?:was|were|is|are|has|have|had|could|can|been|being|be|it)\s{1,2}){0,3})(?:(?:not|never|n't|cannot)\s{1,2}(?:yet\s{1,2})?(?:be(?:en)?\s{1,2})?(?:confirmed|reached|achieved|attained|obtained|taken|done|certain|known|clear|sure|recorded|stated|documented|verified|established|met|stable|given|available|kept|respected|observed|guaranteed|possible|yet)|un(?:confirmed|clear|certain|known|verified|recorded|likely)|doubtful|questionable|in\s+doubt|assumed|presumed|request\w{0,3}|planned|pending|awaited|ordered|intended|impossible|missed))\b|\s{0,2}\(?\?"
)
_KEYED = Caseless(
    r"(?:\s{1,2}(?:state|levels?|samples?|since|change[ds]?|status)){0,2}\s{0,2}[:=]\s{0,2}(?:(?P<open>\?|unknown|not\s+(?:known|confirmed|stated|recorded|documented|checked|sure|clear|noted)|n/?k\b|unclear|unsure)|(?:no|n|not|never|false|nil|none|neither)(?!\w))"
)
_UNTIL = Caseless(
    r"[^.;\n]{0,20}\b(?:until|till|except|apart\s+from|but)\b[^.;\n]{0,50}\b(?:chang|increas|rais|reduc|alter|miss|stop)\w{0,4}"
)
_TURNED = Caseless(r"\b(?:but|however|though|although|except|yet|during|despite|had|has|developed|with)\b")
_FREE_OF = Caseless(
    r"\b(?:no|not|without|denies|denied|nor|free\s+of|never|non|nil|excluded|negative\s+for)\b(?P<between>[^.;\n]{0,70})$"
)
_TRUE: dict[str, tuple[Caseless, Caseless]] = {  # what says that it is so, and that it is not
    "trough": (TROUGH, NOT_TROUGH), "steady": (STEADY, NOT_STEADY), "smoking_changed": (SMOKING, SAME_SMOKING),
    "within_range": (IN_RANGE, BELOW_RANGE),
    "disturbed": (DISTURBED, NOT_DISTURBED), "unannounced": (UNANNOUNCED, FOREWARNED),
}  # fmt: skip
_TO_COME = Caseless(r"\s{0,2}(?:before|prior\s+to|until|till)\s+(?:\w{1,9}\s+){0,2}(?:dose|tablets?)\b")
_AGAINST = ("smoking_changed", "disturbed")  # what speaks against a sample counts as soon as it is said once
_MOST = 40  # places looked at in one stretch


def read_words(reading: Reading, sample: Sample, part: Part) -> None:
    """What a stretch says of a sample in words alone, without its hours and days."""
    for name in _TRUE:
        _read_one(reading, sample, part, name)


_OF_ONE = Caseless(
    r"\b(?:the\s+|only\s+)?(?:first|second|third|one|latter|former|last|other|next)(?:\s+(?:one|of\s+(?:them|these|which|the\s+two)|sample|level|trough|time))?(?:\s+(?:was|being|only|taken|drawn|done))*\s+$"
)
_OF_ANOTHER = Caseless(r"\b(?:both|each|all|first|one)\b[^.;\n]{0,40}\b(?:and|both|as\s+well\s+as)\b[^.;\n]{0,20}$")


def read_shared(reading: Reading, sample: Sample, part: Part) -> None:
    """What a stretch says of several levels told together; "the second unannounced" is not said of all."""
    read_timing(reading, sample, part)
    for m in _matches(UNANNOUNCED, reading.text, part):
        before = reading.text[part.start : m.start()]
        one = _OF_ONE.search(before)
        if one and not _OF_ANOTHER.search(before[: one.start()]):
            sample.doubted.add("unannounced")


def is_disturbance(words: str) -> bool:
    """Whether words tell of an infection or an interacting drug.

    >>> is_disturbance("during pneumonia"), is_disturbance("no infection")
    (True, False)
    """
    return any(_sure(words, Part(0, len(words)), m, "disturbed") for m in islice(DISTURBED.finditer(words), _MOST))


def _read_one(reading: Reading, sample: Sample, part: Part, name: str) -> None:
    """One datum from every place that speaks of it. What makes a sample usable must be said, and nowhere be doubted."""
    if (name, part) not in reading.of_samples:  # several samples share a sentence
        reading.of_samples[name, part] = _said(reading.text, part, name)
    said = reading.of_samples[name, part]
    if name in _AGAINST:
        value = True if True in said else False if False in said else None
    else:
        value = False if False in said else True if True in said and None not in said else None
        if None in said and False not in said:
            sample.doubted.add(name)
    if value is not None and (name not in sample.values or (name in _AGAINST and value)):
        sample.values[name] = Said(value, (said[value],))


def _said(text: str, part: Part, name: str) -> dict[bool | None, tuple[int, int]]:
    """Where a part says that a datum is so, that it is not, or (None) leaves it in doubt."""
    yes, no = _TRUE[name]
    said: dict[bool | None, tuple[int, int]] = {}
    words = text[part.start : part.end].lower()
    if name in HINTS and not any(hint in words for hint in HINTS[name]):
        return said
    told = _matches(yes, text, part)
    for m in told:
        if _of_something_else(text, part, m, name):
            continue
        said.setdefault(_sure(text, part, m, name), m.span())
    for m in _matches(no, text, part):
        before = text[max(part.start, m.start() - 60) : m.start()]
        if not _MEANT.search(before) and not _DENIED.search(before) and not any(_overlap(m, one) for one in told):
            said.setdefault(False, m.span())
    return said


def _of_something_else(text: str, part: Part, m: re.Match[str], name: str) -> bool:
    """Whether "unchanged" is said of the voices, or smoking was given up long ago."""
    if name == "smoking_changed":
        return LONG_AGO.match(text, m.end(), min(part.end, m.end() + 50)) is not None
    if name != "steady":
        return False
    begin, last = max(part.start, m.start() - 50), text.rfind(" ", m.start(), m.end())
    ends = [m.start()] if last < 0 or m.group().lower().startswith(("no", "without")) else [m.start(), last + 1]
    return any(NOT_OF_DOSE.search(text, begin, end) for end in ends)


def _matches(pattern: Caseless, text: str, part: Part) -> list[re.Match[str]]:
    return list(islice(pattern.finditer(text, part.start, part.end), _MOST))


def _overlap(one: re.Match[str], two: re.Match[str]) -> bool:
    return one.start() < two.end() and two.start() < one.end()


def _sure(text: str, part: Part, m: re.Match[str], name: str) -> bool | None:
    """Whether words that say so are meant so: True, False where they are denied, None where they are in doubt."""
    before, after = text[max(part.start, m.start() - 90) : m.start()], text[m.end() : min(part.end, m.end() + 70)]
    keyed = _KEYED.match(after)
    if keyed:
        return None if keyed["open"] else False
    if name in _AGAINST:
        free = _FREE_OF.search(before)
        return not (free and not _TURNED.search(free["between"]))
    if _DENIED.search(before):
        return False
    if _MEANT.search(before) or _UNSURE_AFTER.match(after) or (name == "steady" and _UNTIL.match(after)):
        return None
    return True


def read_timing(reading: Reading, sample: Sample, part: Part) -> None:
    """Everything a stretch of the note says about a sample."""
    read_words(reading, sample, part)
    _hours(reading, sample, part)
    _days_on_dose(reading, sample, part)


# "Taken at 11 h": a time of the day, unless a word says that it is counted from the dose.
_TIME_OF_DAY = Caseless(r"(?<!trough )(?<!level )(?<!sample )(?:\bat|@|\bum|\bgegen)\s{1,2}\Z")
_FROM_DOSE = Caseless(r"[\s-]?(?:h\w{0,4}\s{0,2})?(?:post|after|since|following|from|later)\b")
_OF_SAMPLE = Caseless(
    r"post|after|since|following|trough|hours?\s?[=:]|sample|from|level|dose|intake|tablet|-?h\b|\(\s?\d\d?\s?h\w{0,4}\)"
)
_APART = Caseless(r"\bapart\b")


def _hours(reading: Reading, sample: Sample, part: Part) -> None:
    if "hours_after_dose" in sample.values:
        return
    if HOURLY.search(reading.text, part.start, part.end):
        for pattern in (HOURS, HOURS_KEYED):
            found = next(
                (m for m in pattern.finditer(reading.text, *part) if _is_after_dose(reading.text, part, m)), None
            )
            if found and "hours_after_dose" not in sample.values:
                hours = [_number(words) for words in (found["n"], found["to"] or found["n"])]
                sample.values["hours_after_dose"] = Said(between(min(hours), max(hours)), (found.span(),))
                settle_trough(sample)
    by_clocks(reading, sample, part)


def _is_after_dose(text: str, part: Part, m: re.Match[str]) -> bool:
    """Whether hours are counted from the dose to the sample: no time of the day, and not between two samples."""
    around = text[max(part.start, m.start() - 24) : m.end() + 18]
    if _APART.search(around) or _TO_COME.match(text, m.end()) or not _OF_SAMPLE.search(around):
        return False
    is_time = _TIME_OF_DAY.search(text, max(part.start, m.start() - 12), m.start()) is not None
    return not is_time or _FROM_DOSE.search(m.group()) is not None


def by_clocks(reading: Reading, sample: Sample, part: Part) -> None:
    """Hours from the dose to the sample by two times of the day, where words tell which is which."""
    found = None if "hours_after_dose" in sample.values else hours_between(reading.text, part)
    if found:
        sample.values["hours_after_dose"] = Said(exactly(found.hours), found.spans)
        settle_trough(sample)


def _number(words: str) -> Fraction:
    """Hours as written: in figures, in words, "half an"."""
    plain = words.lower().replace(" ", "")
    if plain in ("an", "halfan"):
        return exact("0.5" if plain == "halfan" else "1")
    if plain in WORDS:
        return exact(WORDS[plain])
    return exact(plain.removesuffix("½")) + (exact("0.5") if "½" in plain else 0)


def settle_trough(sample: Sample) -> None:
    """The hours decide: a "trough" two hours after the dose is none."""
    hours = sample.values["hours_after_dose"].value
    if (
        "trough" in sample.values
        and sample.values["trough"].value
        and hours.low is not None
        and not 10 <= hours.low <= 14
    ):
        sample.values.pop("trough")


def _days_on_dose(reading: Reading, sample: Sample, part: Part) -> None:
    for mark in reading.free(part, "duration"):
        if mark.value is None or NOT_OF_DOSE.search(reading.text, max(part.start, mark.start - 60), mark.start):
            continue
        if "days_on_dose" in sample.values:
            return
        since_change = unchanged.is_since_change(reading.text, part, mark)
        if since_change:
            sample.values.pop("steady", None)
            reading.claim(mark)
        if since_change or unchanged.is_of_dose(reading.text, part, mark, sample.drug):
            sample.values["days_on_dose"] = Said(mark.value, ((mark.start, mark.end),))
