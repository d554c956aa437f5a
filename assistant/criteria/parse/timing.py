"""When and how a sample was taken: trough or hours after the dose, steady state, smoking, warning. Patterns and readers."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import exact, exactly

_TROUGH = re.compile(
    r"\btroughs?\b|\bpre[\s-]?dose\b|\bbefore\s+(?:the\s+|his\s+|her\s+)?(?:morning|next|am)\s+dose\b", re.I
)
_NOT_TROUGH = re.compile(
    r"\b(?:not?|non|n't|isn't|wasn't)[\s-]+(?:a\s+|been\s+(?:a\s+)?)?(?:true\s+)?trough|\bpeak\b|\brandom\b|\bpost[\s-]?dose\s+peak|\(post[\s-]?dose\)",
    re.I,
)
_HOURS = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d+)?|one|two|three|four|five|six|ten|twelve|half\s+an|an)[\s-]?(?:h\b|hrs?\b|hours?\b|hourly)(?:\s*(?:post|after|since|following|from|trough|sample|later|level|apart))?",
    re.I,
)
_CLOCK = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<ap>am|pm)|(?P<h24>\d{1,2}):(?P<m24>\d\d)", re.I)
_STEADY = re.compile(
    r"\bsteady[\s-]?state\b|\bat\s+steady\b|\b(?:stable|steady|same|unchanged|constant|fixed)\s+(?:clozapine\s+|daily\s+)?dos(?:e|age)\b|\bdose\s+(?:has\s+been\s+|was\s+|is\s+|been\s+)?(?:stable|unchanged|not\s+(?:been\s+)?(?:changed|altered)|the\s+same|constant|steady)\b|\bkept\s+(?:the\s+)?same\b|\bno\s+dose\s+or\s+smoking\s+changes?\b|\bno\s+(?:recent\s+)?(?:dose\s+changes?|changes?\s+(?:of|in)\s+dose)\b|(?:\d\s?mg(?:\s?/\s?d(?:ay)?)?|nocte|daily|bd|day)\s*,?\s*(?:unchanged|stable|constant)\b|\bunchanged\s+\d+\s?mg|\bunchanged\s+(?:since|for|on)\b(?=[^.;]{0,20}\d)",
    re.I,
)
_NOT_STEADY = re.compile(
    r"\b(?:chang|increas|rais|reduc|alter|lower|adjust)\w{0,4}\b[^.;\n]{0,20}\b(?:the\s+(?:day|night|evening)\s+before|yesterday|the\s+previous\s+day|last\s+night)\b|\bnot\s+(?:yet\s+)?(?:at\s+)?steady|\bbefore\s+steady|\bpre[\s-]?steady|\bstill\s+titrat|\bduring\s+titration|\bmid[\s-]titration",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:dose\s+(?:was\s+|had\s+been\s+|has\s+been\s+)?(?:just\s+)?(?:increas\w+|changed|raised|put\s+up|went\s+up|reduced|lowered|adjusted)|increased|raised|upped|(?:went|moved|stepped|gone|going)\s+(?:up|down)\s+(?:from|to)|changed\s+dose|put\s+up|(?<!no )dose\s+change|since\s+(?:the\s+)?(?:dose\s+)?(?:increase|change))\b",
    re.I,
)
_SMOKING = re.compile(
    r"\b(?:(?:stopp|quit|gave\s+up|given\s+up|ceas|start|re-?start|resum|chang)\w*\s+(?:up\s+)?(?:smok\w+|cigarettes|tobacco)|smoking\s+(?:cessation|status\s+changed|changed|stopped)|quit\s+smok\w+|switched\s+to\s+(?:vap\w+|e-?cig\w*)|stopped\s+smoking|no\s+longer\s+smok\w+|cigarettes?[^.;]{0,30}\b(?:gave|given)\s+(?:them\s+)?up|cigarettes?[^.;]{0,30}\b(?:stopped|quit)|quit\s+(?:last|on|\d)|smoke[\s-]?free\s+\w+\s+(?:for\s+the\s+second|since|between|then))",
    re.I,
)
_SAME_SMOKING = re.compile(
    r"\b(?:non[\s-]?smok\w+|never\s+smok\w+|(?:has\s+)?not\s+smoked|smoking\s+(?:unchanged|stable|the\s+same|not\s+changed)|no\s+change\s+in\s+smoking|no\s+dose\s+or\s+smoking\s+changes?|smok\w+\s+(?:\w+\s+){0,3}as\s+(?:always|before|ever)|(?:does|did)(?:\s+not|n't)\s+smoke|smoking\s+habits?\s+unchanged|smokes\s+(?:the\s+same|as\s+before))",
    re.I,
)
_DISTURBED = re.compile(
    r"\b(?:pneumonia|infection|sepsis|covid|fever\w*|febrile|influenza|flu|bronchitis|cellulitis|abscess|pyelonephritis|tonsillitis|gastroenteritis|appendicitis|inflammation|fluvoxamine|phenytoin|rifamp\w{2,6}|erythromycin|clarithromycin|oral\s+contracepti\w{1,4}|ciprofloxacin|cipro\b|carbamazepine|chest\s+infection|UTI|CRP\s+(?:raised|high|of))\b",
    re.I,
)
_NOT_DISTURBED = re.compile(
    r"\b(?:no|without|denies)\s+(?:\w+\s+){0,3}(?:infection|fever|interacting|interaction)", re.I
)
_RANGE = r"(?:(?:the|its|our|their|this)\s+)?(?:(?:lab(?:oratory)?(?:['’]s)?|reference|recommended|therapeutic|normal|expected|usual|quoted|local|assay|own)\s+){0,3}(?:range|limits|window)"
_IN_RANGE = re.compile(
    rf"\b(?:with)?in(?:side)?\s+{_RANGE}\b|\b(?:in-range|in\s+range)\b|\btherapeutic\s+(?:plasma\s+)?levels?\b|\blevels?\s+(?:was\s+|were\s+|is\s+)?(?:therapeutic|adequate)\b",
    re.I,
)
_BELOW_RANGE = re.compile(
    rf"\b(?:below|under|beneath|short\s+of|outside|out\s+of)\s+{_RANGE}\b|\bsub-?therapeutic\b", re.I
)
_UNANNOUNCED = re.compile(
    r"\b(?:unannounced|without\s+(?:any\s+)?(?:warning|notice|forewarning|being\s+told|prior\s+(?:warning|notice))|not\s+(?:pre-?)?announced|not\s+(?:fore)?warned|not\s+(?:been\s+)?(?:told|informed|notified|aware)(?:\s+(?:beforehand|in\s+advance))?|(?:by\s+|as\s+an?\s+)?surprise(?=\s+(?:\w+\s+){0,2}(?:levels?|samples?|troughs?|bloods?|checks?|tests?|visits?|assays?)|\s*[,.;)]|$)|unexpected(?=\s+(?:\w+\s+){0,2}(?:levels?|samples?|troughs?|bloods?|checks?|tests?|visits?|assays?))|unaware|neither\s+(?:was\s+|were\s+)?announced|(?:did|does)\s*(?:not|n't)\s+know|no\s+idea\s+(?:that|we|they)|spot\s+(?:checks?|levels?|samples?|tests?|bloods?|troughs?)|no\s+(?:prior\s+)?(?:warning|notice)|un-?warned|not\s+forewarned|didn't\s+know)\b",
    re.I,
)
_FOREWARNED = re.compile(
    r"\b(?:fore)?warned\b(?<!not\swarned)(?<!not\sforewarned)|\bannounced\b(?<!unannounced)(?<!not announced)(?<!neither announced)|\bknew\s+(?:about|of|it|they|that)|\btold\s+(?:beforehand|in\s+advance|the\s+day\s+before)|\bplanned\s+(?:level|sample)|\bappointment\s+letter",
    re.I,
)


@dataclass
class Sample:
    """One level as read, with the words of each value."""

    drug: str
    start: int
    end: int
    values: dict[str, Said] = field(default_factory=dict)
    date: Dated | None = None
    doubted: set[str] = field(default_factory=set)  # what the note leaves open, whatever else it says
    weeks: Said | None = None  # weeks into treatment, where the note counts so ("412 ng/mL in week 6")


# What a word is denied by: right before it, with nothing but such words between ("neither sample was a trough").
_DENIED = re.compile(
    r"\b(?:no|not|never|neither|nor|none|without|non|un|far\s+from|before|until|cannot|lacks?|lacking|isn't|wasn't|weren't|aren't|n't)\b[\s-]{1,3}(?:(?:yet|at|an?|the|been|be|in|on|to|reached|obtained|taken|done|true|really|quite|kept|was|were|is|are|of|them|these|which|both|either|samples?|levels?|one|under|confirmed|as|has|have|had|really|any|single|proper|recorded|drawn|ever|fully|with|by|coming)\s{1,3}){0,5}$",
    re.I,
)
_MEANT = re.compile(
    r"\b(?:whether|if|unclear|not\s+(?:known|recorded|clear|sure|stated)|should|supposed|meant|intended|ordered|request\w{0,3}|planned|ask\w{0,3}\s+for|pending|await\w{0,3}|assum\w{1,4}|presum\w{1,6}|possibly|alleged\w{0,2}|reportedly|supposedly|apparently|perhaps|maybe|might|(?-i:may)(?!\s+\d)|doubtful|uncertain|unknown)\b[^.;\n]{0,40}$",
    re.I,
)
_UNSURE_AFTER = re.compile(
    r"(?:\s{1,2}(?:state|levels?|samples?|status|timing|conditions?|dos(?:e|age)))?[\s,]{0,2}(?:\(?\?|(?:(?:(?:was|were|is|are|has|have|had|could|can|been|being|be|it)\s{1,2}){0,3})(?:(?:not|never|n't|cannot)\s{1,2}(?:yet\s{1,2})?(?:be(?:en)?\s{1,2})?(?:confirmed|reached|achieved|attained|obtained|taken|done|certain|known|clear|sure|recorded|stated|documented|verified|established|met|stable|given|available|kept|respected|observed|guaranteed|possible|yet)|un(?:confirmed|clear|certain|known|verified|recorded|likely)|doubtful|questionable|in\s+doubt|assumed|presumed|request\w{0,3}|planned|pending|awaited|ordered|intended|impossible|missed))\b|\s{0,2}\(?\?",
    re.I,
)
_UNTIL = re.compile(
    r"[^.;\n]{0,20}\b(?:until|till|except|apart\s+from|but)\b[^.;\n]{0,50}\b(?:chang|increas|rais|reduc|alter|miss|stop)\w{0,4}",
    re.I,
)
_TURNED = re.compile(r"\b(?:but|however|though|although|except|yet|during|despite|had|has|developed|with)\b", re.I)
_FREE_OF = re.compile(
    r"\b(?:no|not|without|denies|denied|nor|free\s+of|never|non|nil|excluded|negative\s+for)\b(?P<between>[^.;\n]{0,70})$",
    re.I,
)
_TRUE: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {  # what says that it is so, and that it is not
    "trough": (_TROUGH, _NOT_TROUGH), "steady": (_STEADY, _NOT_STEADY), "smoking_changed": (_SMOKING, _SAME_SMOKING),
    "within_range": (_IN_RANGE, _BELOW_RANGE),
    "disturbed": (_DISTURBED, _NOT_DISTURBED), "unannounced": (_UNANNOUNCED, _FOREWARNED),
}  # fmt: skip
_AGAINST = ("smoking_changed", "disturbed")  # what speaks against a sample counts as soon as it is said once
_MOST = 40  # places looked at in one stretch


def read_words(reading: Reading, sample: Sample, part: Part) -> None:
    """What a stretch says of a sample in words alone, without its hours and days."""
    for name in _TRUE:
        _read_one(reading, sample, part, name)


def is_disturbance(words: str) -> bool:
    """Whether words tell of an infection or an interacting drug.

    >>> is_disturbance("during pneumonia"), is_disturbance("no infection")
    (True, False)
    """
    return any(_sure(words, Part(0, len(words)), m, "disturbed") for m in islice(_DISTURBED.finditer(words), _MOST))


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
    told = _matches(yes, text, part)
    for m in told:
        said.setdefault(_sure(text, part, m, name), m.span())
    for m in _matches(no, text, part):
        before = text[max(part.start, m.start() - 60) : m.start()]
        if not _MEANT.search(before) and not _DENIED.search(before) and not any(_overlap(m, one) for one in told):
            said.setdefault(False, m.span())
    return said


def _matches(pattern: re.Pattern[str], text: str, part: Part) -> list[re.Match[str]]:
    return list(islice(pattern.finditer(text, part.start, part.end), _MOST))


def _overlap(one: re.Match[str], two: re.Match[str]) -> bool:
    return one.start() < two.end() and two.start() < one.end()


def _sure(text: str, part: Part, m: re.Match[str], name: str) -> bool | None:
    """Whether words that say so are meant so: True, False where they are denied, None where they are in doubt."""
    before, after = text[max(part.start, m.start() - 90) : m.start()], text[m.end() : min(part.end, m.end() + 70)]
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


def _hours(reading: Reading, sample: Sample, part: Part) -> None:
    text = reading.text
    words = {
        "one": "1",
        "two": "2",
        "three": "3",
        "four": "4",
        "five": "5",
        "six": "6",
        "ten": "10",
        "twelve": "12",
        "half an": "0.5",
        "an": "1",
    }
    for m in _HOURS.finditer(text, part.start, part.end):
        around = text[max(part.start, m.start() - 24) : m.end() + 18]
        if re.search(r"\bapart\b", around, re.I):
            continue
        if (
            re.search(r"post|after|since|following|trough|sample|from|level|dose|-?h\b", around, re.I)
            and "hours_after_dose" not in sample.values
        ):
            number = words.get(re.sub(r"\s+", " ", m["n"].lower()), m["n"])
            sample.values["hours_after_dose"] = Said(exactly(exact(number)), (m.span(),))
            settle_trough(sample)
    clocks = list(_CLOCK.finditer(text, part.start, part.end))
    if len(clocks) == 2 and "hours_after_dose" not in sample.values:
        dose_first = re.search(
            r"dose|tablet|takes|took|given", text[max(part.start, clocks[0].start() - 30) : clocks[0].start()], re.I
        )
        sample_first = re.search(
            r"sample|taken|level|blood|drawn|bled",
            text[max(part.start, clocks[0].start() - 30) : clocks[0].start()],
            re.I,
        )
        if bool(dose_first) != bool(sample_first) or (dose_first and sample_first):
            dose, drawn = (
                (clocks[0], clocks[1])
                if dose_first and not (sample_first and sample_first.start() > dose_first.start())
                else (clocks[1], clocks[0])
            )
            hours = (_clock(drawn) - _clock(dose)) % 24
            sample.values["hours_after_dose"] = Said(exactly(exact(str(hours))), (clocks[0].span(), clocks[1].span()))
            settle_trough(sample)


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


def _clock(m: re.Match[str]) -> Any:
    if m["h24"]:
        return exact(m["h24"]) + exact(m["m24"]) / 60
    hour = int(m["h"]) % 12 + (12 if m["ap"].lower() == "pm" else 0)
    return exact(str(hour)) + exact(m["m"] or "0") / 60


_ON_DOSE = re.compile(
    r"\s{0,3}(?:on|at)\s{1,3}(?:(?:the\s{1,3}|an?\s{1,3}|this\s{1,3})?(?:same|unchanged|stable|steady|constant|fixed|this)\s{1,3}(?:dose|dosage)\b|\d{1,4}\s?mg[^.;,\n\d]{0,30}\b(?:without\s{1,3}(?:a\s{1,3}|any\s{1,3})?change|unchanged|stable|no\s{1,3}change))",
    re.I,
)


def _days_on_dose(reading: Reading, sample: Sample, part: Part) -> None:
    text = reading.text
    for mark in reading.free(part, "duration"):
        if mark.value is None:
            continue
        before, after = (
            text[max(part.start, mark.start - 46) : mark.start],
            text[mark.end : min(part.end, mark.end + 40)],
        )
        changed = _CHANGED.search(before) or _CHANGED.search(after)
        ago = re.match(r"^\s*(?:ago|before|earlier|previously|prior|after|since|later)", after, re.I) or re.search(
            r"\bafter\s+(?:only\s+)?$|\bday\s+$", before, re.I
        )
        if (
            changed
            and (ago or re.search(r"(?:only|just|for|after|within)\s+$", before, re.I))
            and "days_on_dose" not in sample.values
        ):
            sample.values["days_on_dose"] = Said(mark.value, ((mark.start, mark.end),))
            sample.values.pop("steady", None)
            reading.claim(mark)
        elif (
            re.search(
                r"(?:\d\s?mg(?:/day|/d)?|dose|it|nocte|daily|bd|od|unchanged|same|stable|steady|this|that|500|400|clozapine)\s*(?:nocte|daily|bd|od|at\s+night|a\s+day)?\s*[,(]?\s*(?:unchanged\s+|stable\s+|steady\s+|constant\s+)?(?:for|x|since|over|for\s+the\s+(?:past|last)|the\s+past|has\s+been)\s*(?:at\s+least\s+|over\s+|about\s+|the\s+last\s+|the\s+past\s+)?$",
                before,
                re.I,
            )
            and "days_on_dose" not in sample.values
            and not re.search(r"apart|between", after[:14], re.I)
        ) or (_ON_DOSE.match(after) and "days_on_dose" not in sample.values):
            sample.values["days_on_dose"] = Said(mark.value, ((mark.start, mark.end),))
