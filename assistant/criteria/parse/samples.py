"""Blood samples in a note: plasma levels with unit, timing and steadiness; neutrophil counts with unit."""

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.criteria import drugs
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import Dated, days_between
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, exact, exactly
from assistant.criteria.types import CountUnit, LevelUnit

_UNITS: dict[str, LevelUnit] = {
    "ng/ml": "ng/mL", "ngml": "ng/mL", "ngperml": "ng/mL", "ng/l": "ng/mL", "µg/l": "ug/L", "μg/l": "ug/L", "ug/l": "ug/L", "mcg/l": "ug/L",
    "microg/l": "ug/L", "micrograms/l": "ug/L", "microgram/l": "ug/L", "microgramsperlitre": "ug/L", "mcgperlitre": "ug/L",
    "mg/l": "mg/L", "mgperlitre": "mg/L", "µg/ml": "mg/L", "ug/ml": "mg/L", "mcg/ml": "mg/L", "μg/ml": "mg/L", "mg/litre": "mg/L",
    "nmol/l": "nmol/L", "nmol/litre": "nmol/L", "µmol/l": "umol/L", "μmol/l": "umol/L", "umol/l": "umol/L",
    "micromol/l": "umol/L", "micromoles/l": "umol/L", "nanomol/l": "nmol/L", "nm": "nmol/L", "ng": "ng/mL",
}  # fmt: skip
del _UNITS["ng/l"]
_UNIT = r"(?:ng\s?/\s?ml|ng\s+per\s+ml|nanograms?\s?(?:/|per)\s?(?:ml|millilitre)|(?:µg|μg|ug|mcg|microg(?:rams?)?)\s?/\s?(?:l\b|ml|litre)|(?:micrograms?|mcg)\s+per\s+litre|mg\s?/\s?(?:l\b|litre)|mg\s+per\s+litre|n(?:ano)?mol\s?/\s?(?:l\b|litre)|(?:µ|μ|u|micro)mol(?:es)?\s?/\s?l\b|micromol\s?/\s?l)"
_VALUE = r"(?P<sign><|>|≤|≥|<=|>=|under\s|over\s|below\s|above\s|about\s|around\s|~|at\s+least\s)?\s*(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_WITH_UNIT = re.compile(rf"{_VALUE}(?:\s?(?:-|–|to)\s?(?P<to>\d+(?:\.\d+)?))?\s?(?P<unit>{_UNIT})", re.I)
_BARE = re.compile(
    rf"\b(?:(?:plasma|serum|blood|trough|drug|clozapine|cloz|clz)\s+)*(?:levels?|conc(?:entration)?s?\.?|lvls?|TDM|assays?)\b\s*(?:\([^)\d]{{0,30}}\)\s*)?(?:=|:|-|–|of|was|were|is|are|at|came\s+back|today|now|only|result|reported|measured|trough|about|around|taken|shows?|showed|then|last\s+week|this\s+week|on\s+\S+\s+\S+|x\s?\d|a|just|has|been|is\s+back|back|\s)*\s*{_VALUE}(?![\d/]|\.\d|\s*(?:mg\b|%|weeks?|months?|days?|times|h\b|hrs?\b|hours?|yrs?|/52|/12|x\b|occasion|level|separate|clozapine))(?:\s*(?:,|and|&|/|then|\+)\s*(?P<n2>\d+(?:\.\d+)?)(?!\s*(?:mg\b|%|weeks?|months?|days?|h\b|hrs?\b|hours?|/52|/12)|\d))?",
    re.I,
)
_MORE = re.compile(
    r"\s*(?:,|and|&|/|then|\+|followed\s+by|;)\s*(?:(?:again|later|repeat(?:ed)?|a\s+month\s+later|was|of|at)\s+)*$",
    re.I,
)
_UNDETECTED = re.compile(
    r"\b(?:undetect\w+|below\s+(?:the\s+)?(?:limit\s+of\s+)?detection|not\s+detect\w+|nil\s+detect\w+|no\s+(?:drug\s+)?detect\w+|zero\s+level)",
    re.I,
)
_LEVEL_WORD = re.compile(r"\b(?:levels?|conc(?:entration)?s?|TDM|assays?|trough(?:s)?|lvls?)\b", re.I)
_NO_LEVEL = re.compile(
    r"\b(?:no|never|not|nil|without|none|n't)\b[^.;\n]{0,40}\blevels?\b|\blevels?\b[^.;\n]{0,24}\b(?:not|never|n't|nil|none|refused|unavailable|awaited|pending|outstanding)\b|\bno\s+TDM\b",
    re.I,
)
_TROUGH = re.compile(
    r"\btroughs?\b|\bpre[\s-]?dose\b|\bbefore\s+(?:the\s+|his\s+|her\s+)?(?:morning|next|am)\s+dose\b", re.I
)
_NOT_TROUGH = re.compile(
    r"\b(?:not?|non|n't|isn't|wasn't)[\s-]+(?:a\s+|been\s+(?:a\s+)?)?(?:true\s+)?trough|\bpeak\b|\brandom\b|\bpost[\s-]?dose\s+peak",
    re.I,
)
_HOURS = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d+)?|one|two|three|four|five|six|ten|twelve|half\s+an|an)[\s-]?(?:h\b|hrs?\b|hours?\b|hourly)(?:\s*(?:post|after|since|following|from|trough|sample|later|level|apart))?",
    re.I,
)
_CLOCK = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<ap>am|pm)|(?P<h24>\d{1,2}):(?P<m24>\d\d)", re.I)
_STEADY = re.compile(
    r"\bsteady[\s-]?state\b|\bat\s+steady\b|\b(?:stable|steady|same|unchanged|constant|fixed)\s+(?:clozapine\s+|daily\s+)?dos(?:e|age)\b|\bdose\s+(?:has\s+been\s+|was\s+|is\s+|been\s+)?(?:stable|unchanged|not\s+(?:been\s+)?changed|the\s+same|constant|steady)\b|\bno\s+(?:recent\s+)?dose\s+changes?\b|(?:\d\s?mg(?:\s?/\s?d(?:ay)?)?|nocte|daily|bd|day)\s*,?\s*(?:unchanged|stable|constant)\b|\bunchanged\s+\d+\s?mg|\bunchanged\s+(?:since|for|on)\b(?=[^.;]{0,20}\d)",
    re.I,
)
_NOT_STEADY = re.compile(
    r"\bnot\s+(?:yet\s+)?(?:at\s+)?steady|\bbefore\s+steady|\bpre[\s-]?steady|\bstill\s+titrat|\bduring\s+titration|\bmid[\s-]titration",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:dose\s+(?:was\s+|had\s+been\s+|has\s+been\s+)?(?:just\s+)?(?:increas\w+|changed|raised|put\s+up|went\s+up|reduced|lowered|adjusted)|increased|raised|upped|changed\s+dose|put\s+up|dose\s+change|since\s+(?:the\s+)?(?:dose\s+)?(?:increase|change))\b",
    re.I,
)
_SMOKING = re.compile(
    r"\b(?:(?:stopp|quit|gave\s+up|given\s+up|ceas|start|re-?start|resum|chang)\w*\s+(?:up\s+)?(?:smok\w+|cigarettes|tobacco)|smoking\s+(?:cessation|status\s+changed|changed|stopped)|quit\s+smok\w+|switched\s+to\s+(?:vap\w+|e-?cig\w*)|stopped\s+smoking|no\s+longer\s+smok\w+|quit\s+(?:last|on|\d))",
    re.I,
)
_SAME_SMOKING = re.compile(
    r"\b(?:non[\s-]?smok\w+|never\s+smok\w+|(?:has\s+)?not\s+smoked|smoking\s+(?:unchanged|stable|the\s+same|not\s+changed)|no\s+change\s+in\s+smoking|(?:does|did)(?:\s+not|n't)\s+smoke|smoking\s+habits?\s+unchanged|smokes\s+(?:the\s+same|as\s+before))",
    re.I,
)
_DISTURBED = re.compile(
    r"\b(?:pneumonia|infection|sepsis|covid|fever\w*|febrile|inflammation|fluvoxamine|ciprofloxacin|cipro\b|carbamazepine|chest\s+infection|UTI|CRP\s+(?:raised|high|of))\b",
    re.I,
)
_NOT_DISTURBED = re.compile(
    r"\b(?:no|without|denies)\s+(?:\w+\s+){0,3}(?:infection|fever|interacting|interaction)", re.I
)
_UNANNOUNCED = re.compile(
    r"\b(?:unannounced|without\s+(?:any\s+)?(?:warning|notice|forewarning|being\s+told|prior\s+(?:warning|notice))|not\s+(?:pre-?)?announced|not\s+(?:fore)?warned|not\s+(?:been\s+)?(?:told|informed|notified|aware)(?:\s+(?:beforehand|in\s+advance))?|surprise|unexpected|spot|no\s+(?:prior\s+)?(?:warning|notice)|un-?warned|not\s+forewarned|didn't\s+know)\b",
    re.I,
)
_FOREWARNED = re.compile(
    r"\b(?:fore)?warned\b(?<!not\swarned)(?<!not\sforewarned)|\bannounced\b(?<!unannounced)(?<!not announced)|\bknew\s+(?:about|of|it|they|that)|\btold\s+(?:beforehand|in\s+advance|the\s+day\s+before)|\bplanned\s+(?:level|sample)|\bappointment\s+letter",
    re.I,
)
_NOR = re.compile(r"\b(?:norclozapine|nor-?cloz\w*|desmethylclozapine|N-?desmethyl\w*|metabolite)\b", re.I)
_SUM = re.compile(r"\b(?:total|sum|combined)\b|(?:clozapine|cloz)\s*(?:\+|plus|and)\s*(?:nor|desmethyl)|\+\s*nor", re.I)


@dataclass
class Sample:
    """One level as read, with the words of each value."""

    drug: str
    start: int
    end: int
    values: dict[str, Said] = field(default_factory=dict)
    date: Dated | None = None


def levels(reading: Reading) -> list[Sample]:
    """Every plasma level of an antipsychotic, in the order of the note."""
    found: list[Sample] = []
    for sentence in reading.sentences:
        words = reading.words(sentence)
        here = _values(reading, sentence, found)
        if not here and _LEVEL_WORD.search(words):
            here = _without_value(reading, sentence)
        for sample in here:
            _describe(reading, sample, here, sentence)
        found += here
    for sentence in reading.sentences:
        _about_all(reading, sentence, found)
    _gaps(reading, found)
    _since_dates(reading, found)
    return found


def _values(reading: Reading, sentence: Part, before: list[Sample]) -> list[Sample]:
    """The levels of a sentence that carry a number."""
    text = reading.text
    hits: list[tuple[int, int, Range, LevelUnit | None]] = []
    for m in _WITH_UNIT.finditer(text, sentence.start, sentence.end):
        if _in_date(reading, m.start("n")):
            continue
        hits.append(
            (
                m.start(),
                m.end(),
                _range(m),
                _UNITS.get(
                    re.sub(r"\s|nanograms?", lambda f: "ng" if "n" in f.group().lower() else "", m["unit"].lower())
                    .replace("perml", "/ml")
                    .replace("millilitre", "ml")
                ),
            )
        )
        hits += [hit for hit in _listed(text, m, sentence) if not _in_date(reading, hit[0])]
    if not hits:
        for m in _BARE.finditer(text, sentence.start, sentence.end):
            hits.append((m.start("n"), m.end("n"), _range(m), None))
            if m["n2"]:
                hits.append((m.start("n2"), m.end("n2"), exactly(exact(m["n2"])), None))
    samples: list[Sample] = []
    for start, end, value, unit in sorted(hits, key=lambda hit: hit[:2]):
        if _is_threshold(text, start, end, sentence):
            continue
        drug = _drug_of(reading, start, sentence, before + samples)
        if drug is None:
            continue
        if _is_metabolite(text, start, sentence) and samples:
            samples[-1].values["norclozapine"] = Said(value, ((start, end),))
            continue
        sample = Sample(drug, start, end, {"value": Said(value, ((start, end),))})
        if unit:
            sample.values["unit"] = Said(unit, ((start, end),))
        elif any(s.values.get("unit") for s in samples):
            sample.values["unit"] = samples[-1].values["unit"]
        samples.append(sample)
    return samples


def _in_date(reading: Reading, place: int) -> bool:
    """Whether a number is part of a date."""
    return any(d.start <= place < d.end for d in reading.dates)


def _listed(text: str, m: re.Match[str], sentence: Part) -> list[tuple[int, int, Range, LevelUnit | None]]:
    """Numbers right before one with a unit that share it: "380 and 410 ng/mL"."""
    found: list[tuple[int, int, Range, LevelUnit | None]] = []
    unit = _UNITS.get(re.sub(r"\s", "", m["unit"].lower()))
    at = m.start()
    while True:
        before = re.search(
            r"(?<![\d.,/])(\d{1,5}(?:\.\d+)?)\s*(?:,|and|&|then|\+|/)\s*(?:then\s+)?$", text[sentence.start : at]
        )
        if not before or (not re.search(r"level|trough|conc|TDM", text[sentence.start : at], re.I)):
            return found
        start = sentence.start + before.start(1)
        if re.match(r"\s*(?:mg|h\b|hrs|weeks|%)", text[sentence.start + before.end(1) :][:6]) or re.search(
            r"[PNG]\s?$", text[:start]
        ):
            return found
        found.append((start, start + len(before.group(1)), exactly(exact(before.group(1))), unit))
        at = start


def _range(m: re.Match[str]) -> Range:
    number = exact(m["n"].replace(",", ""))
    sign = (m["sign"] or "").strip().lower()
    upper = m.groupdict().get("to")
    if upper:
        return Range(low=number, high=max(number, exact(upper)))
    if sign in ("<", "under", "below"):
        return Range(high=number, high_open=True)
    if sign in (">", "over", "above"):
        return Range(low=number, low_open=True)
    if sign in ("≤", "<="):
        return Range(high=number)
    if sign in ("≥", ">=", "at least"):
        return Range(low=number)
    if sign in ("about", "around", "~"):
        return Range(low=number * exact("0.9"), high=number * exact("1.1"))
    return exactly(number)


def _is_threshold(text: str, start: int, end: int, sentence: Part) -> bool:
    """Whether a number is the limit asked about, not a result ("is the threshold 350?")."""
    before = text[max(sentence.start, start - 28) : start]
    after = text[end : end + 14]
    if re.search(r"\b(?:threshold|cut[\s-]?off|range|target|reference|limit|normal|ref)\b[^,;]{0,14}$", before, re.I):
        return True
    return bool(re.match(r"^\s*(?:threshold|cut[\s-]?off|target|being\s+the)", after, re.I))


def _is_metabolite(text: str, start: int, sentence: Part) -> bool:
    before = text[max(sentence.start, start - 34) : start]
    return bool(_NOR.search(before)) and not _SUM.search(before)


def _drug_of(reading: Reading, place: int, sentence: Part, before: list[Sample]) -> str | None:
    """The drug a level is of: the last one named before it in its sentence, or after it, or of the level before."""
    named = [m for m in reading.mentions if m.drug and sentence.holds(m.start)]
    earlier = [m for m in named if m.start < place]
    words = reading.text[sentence.start : place]
    if earlier and (
        _LEVEL_WORD.search(reading.text[earlier[-1].start : min(sentence.end, place + 40)])
        or len(words) - (earlier[-1].start - sentence.start) < 60
    ):
        if len(earlier) > 1 and re.fullmatch(
            r"\s*(?:\+|plus|and|&)\s*", reading.text[earlier[-2].end : earlier[-1].start], re.I
        ):
            earlier = earlier[:-1]  # "risperidone plus 9-hydroxyrisperidone": a level of the first
        levelled = [
            m
            for m in earlier
            if _LEVEL_WORD.match(reading.text[m.end : m.end + 14].lstrip(" +/-9OHohtplasmerug()"))
            or re.match(
                r"^[\s\w+/()-]{0,24}?\b(?:levels?|trough|conc|TDM|assay)", reading.text[m.end : m.end + 34], re.I
            )
        ]
        pick = (levelled or earlier)[-1]
        return pick.drug.generic if pick.drug else None
    if named:
        return named[0].drug.generic if named[0].drug else None
    prior = [m for m in reading.mentions if m.drug and m.start < place]
    if before and not any(m.start > before[-1].end for m in prior):
        return before[-1].drug
    return prior[-1].drug.generic if prior and prior[-1].drug else None


def _without_value(reading: Reading, sentence: Part) -> list[Sample]:
    """A level said to have been taken, without a number; nothing where the note denies one."""
    words = reading.words(sentence)
    undetected = _UNDETECTED.search(words)
    if not undetected and (_NO_LEVEL.search(words) or "?" in words):
        return []
    named = [m for m in reading.mentions if m.drug and sentence.holds(m.start)]
    word = _LEVEL_WORD.search(words)
    if (
        not named
        or word is None
        or re.search(r"\b(?:should|plan|repeat|request|await|due|to\s+be|needs?|will|awaited|pending)\b", words, re.I)
    ):
        return []
    if not undetected and not re.search(
        r"\b(?:within|in|sub)[\s-]*(?:the\s+)?(?:therapeutic|range|normal)|\b(?:therapeutic|checked|taken|done|measured|ok|fine|normal|low|high|adequate)\b",
        words,
        re.I,
    ):
        return []
    drug = named[-1].drug
    assert drug is not None
    start = sentence.start + word.start()
    sample = Sample(drug.generic, start, sentence.start + word.end())
    if undetected:
        span = (sentence.start + undetected.start(), sentence.start + undetected.end())
        sample.values = {"value": Said(exactly(0), (span,)), "unit": Said("ng/mL", (span,))}
    return [sample]


def _describe(reading: Reading, sample: Sample, here: list[Sample], sentence: Part) -> None:
    """Timing and steadiness said in the level's own sentence."""
    position = here.index(sample)
    start = here[position - 1].end if position else sentence.start
    end = here[position + 1].start if position + 1 < len(here) else sentence.end
    alone = len(here) == 1
    near = Part(sentence.start, sentence.end) if alone else Part(start, end)
    _timing(reading, sample, near)
    if len(here) > 1:  # what stands before the first or after the last is said of all
        _timing(reading, sample, Part(sentence.start, here[0].start), setdefault=True)
        _timing(reading, sample, Part(here[-1].end, sentence.end), setdefault=True)
    if (
        _SUM.search(reading.text, max(sentence.start, sample.start - 40), min(sentence.end, sample.end + 30))
        and drugs.is_clozapine(sample.drug)
        and _NOR.search(reading.words(sentence))
    ):
        sample.values["with_norclozapine"] = Said(True, ((sample.start, sample.end),))
        sample.values.pop("norclozapine", None)
    own = [d for d in reading.dates if sentence.holds(d.start)]
    ahead = [
        d
        for d in own
        if re.fullmatch(r"\s*(?:=|:|-|–|was|at)?\s*", reading.text[d.end : max(d.end, sample.start)])
        and d.end <= sample.start
    ]
    on = ahead or [
        d
        for d in own
        if re.search(r"(?:\bon|\(|\bdated|,|:)\s*$", reading.text[max(sentence.start, d.start - 8) : d.start], re.I)
        and d.start > sample.start
        and d.start < (here[position + 1].start if position + 1 < len(here) else sentence.end)
    ]
    closest = sorted(own, key=lambda d: min(abs(d.start - sample.end), abs(sample.start - d.end)))
    sample.date = (on or closest or [None])[0]


def _timing(reading: Reading, sample: Sample, part: Part, setdefault: bool = False) -> None:
    """Everything a stretch of the note says about a sample."""
    text = reading.text
    rules: tuple[tuple[re.Pattern[str], str, Any], ...] = (
        (_NOT_TROUGH, "trough", False), (_TROUGH, "trough", True), (_NOT_STEADY, "steady", False),
        (_STEADY, "steady", True), (_SAME_SMOKING, "smoking_changed", False), (_SMOKING, "smoking_changed", True),
        (_NOT_DISTURBED, "disturbed", False), (_DISTURBED, "disturbed", True),
        (_UNANNOUNCED, "unannounced", True), (_FOREWARNED, "unannounced", False),
    )  # fmt: skip
    for pattern, name, value in rules:
        m = pattern.search(text, part.start, part.end)
        if m and name not in sample.values:
            sample.values[name] = Said(value, (m.span(),))
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
            _settle_trough(sample)
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
            _settle_trough(sample)


def _settle_trough(sample: Sample) -> None:
    """The hours decide: a "trough" two hours after the dose is none."""
    hours = sample.values["hours_after_dose"].value
    if "trough" in sample.values and hours.low is not None and not 10 <= hours.low <= 14:
        sample.values.pop("trough")


def _clock(m: re.Match[str]) -> Any:
    if m["h24"]:
        return exact(m["h24"]) + exact(m["m24"]) / 60
    hour = int(m["h"]) % 12 + (12 if m["ap"].lower() == "pm" else 0)
    return exact(str(hour)) + exact(m["m"] or "0") / 60


def _days_on_dose(reading: Reading, sample: Sample, part: Part) -> None:
    text = reading.text
    for mark in reading.marks:
        if mark.kind != "duration" or mark.value is None or not part.holds(mark.start) or mark.start in reading.claimed:
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
        ):
            sample.values["days_on_dose"] = Said(mark.value, ((mark.start, mark.end),))


def _about_all(reading: Reading, sentence: Part, found: list[Sample]) -> None:
    """A sentence without a level of its own may speak of those before it ("Both were troughs at the same dose")."""
    if not found or any(sentence.holds(sample.start) for sample in found):
        return
    earlier = [sample for sample in found if sample.start < sentence.start]
    words = reading.words(sentence)
    speaks = re.search(
        r"\b(?:both|sample|levels?|blood|trough|troughs|taken|drawn|smok\w*|dose|it\s+was|steady|unchanged|stable|mg|unannounced|warn\w*)\b",
        words,
        re.I,
    )
    if not speaks:
        return
    targets = earlier or found
    last = targets[-1].drug
    for sample in targets:
        if sample.drug != last:
            continue
        before = dict(sample.values)
        _timing(reading, sample, sentence, setdefault=True)
        if not earlier:  # said before any level: only what is about samples
            sample.values = {
                k: v for k, v in sample.values.items() if k in before or k in ("smoking_changed", "steady", "trough")
            }


def _gaps(reading: Reading, found: list[Sample]) -> None:
    """Days between two levels of one drug: by their dates, or as the note says ("3 weeks apart", "a month later")."""
    for position in range(1, len(found)):
        first, second = found[position - 1], found[position]
        if first.drug != second.drug:
            continue
        said = _said_gap(reading, first, second)
        if said is not None:
            second.values["days_since_previous"] = said
        elif first.date and second.date and first.date != second.date:
            spans = ((first.date.start, first.date.end), (second.date.start, second.date.end))
            second.values["days_since_previous"] = Said(days_between(first.date, second.date), spans)


def _since_dates(reading: Reading, found: list[Sample]) -> None:
    """Days on an unchanged dose by the date it was set ("400 mg since 1 February", a level in March)."""
    for sample in found:
        if sample.date is None or "days_on_dose" in sample.values or "steady" in sample.values:
            continue
        for mark in reading.marks:
            if mark.kind != "duration" or mark.note != "since":
                continue
            inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
            drug = [m for m in reading.mentions if m.drug and m.start < mark.start]
            if not inside or not drug or drug[-1].drug is None or drug[-1].drug.generic != sample.drug:
                continue
            if inside[0].last < sample.date.first:
                spans = ((mark.start, mark.end), (sample.date.start, sample.date.end))
                sample.values["days_on_dose"] = Said(days_between(inside[0], sample.date), spans)


def _said_gap(reading: Reading, first: Sample, second: Sample) -> Said | None:
    last = reading.sentence_of(second.end)
    after = next((part for part in reading.sentences if part.start >= last.end), last)
    begin = reading.sentence_of(first.start).start
    for mark in reading.marks:
        if mark.kind != "duration" or mark.value is None or not begin <= mark.start < after.end:
            continue
        following, leading = reading.text[mark.end : mark.end + 20], reading.text[max(0, mark.start - 30) : mark.start]
        if re.match(r"^\s*(?:apart|between|interval|separat)", following, re.I) or re.search(
            r"\b(?:separated\s+by|interval\s+of|gap\s+of|apart\s+by)\s*$", leading, re.I
        ):
            reading.claim(mark)
            return Said(mark.value, ((mark.start, mark.end),))
        if first.end <= mark.start < second.start + 40 and re.match(
            r"^\s*(?:later|after|on\b|afterwards|from\s+then)", following, re.I
        ):
            reading.claim(mark)
            return Said(mark.value, ((mark.start, mark.end),))
    return None


# --- neutrophils ---

_COUNT = re.compile(
    r"\b(?:ANC|absolute\s+neutrophil(?:\s+count)?s?|neut(?:rophil)?s?(?:\s+count)?|neuts?)\b\s*(?:\(ANC\)\s*)?(?:=|:|-|of|was|were|is|are|at|today|now|came\s+back|count|fell\s+to|dropped\s+to|down\s+to|has\s+dropped\s+to|only|just|from\s+\S+\s+to|baseline|currently|result|this\s+week|level|has\s+been|\s)*(?P<sign><|>)?\s*(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?)\s*(?P<unit>(?:x|×|\*)?\s*10\s?[\^*⁹]*\s?9?\s?/\s?(?:l\b|litre)|×\s?10⁹/L|/\s?mm\s?(?:3|³|\^3)|/\s?(?:µ|μ|u|mc|micro)l\b|per\s+(?:microlit(?:re|er)|µl|μl|ul|mm3|cubic\s+mm)|cells(?:\s?/\s?(?:µl|μl|ul|mm3|mcl|mm³|microlit(?:re|er))|\s+per\s+\w+)?|G/L|K/(?:u|µ|μ|mc)L|k\b|x\s?10e9|x\s?10\^3/\s?(?:u|µ|μ)L)?",
    re.I,
)
_WHITE = re.compile(
    r"\b(?:WBC|WCC|white\s+(?:blood\s+)?cells?(?:\s+count)?|white\s+count|leucocytes|leukocytes)\b\s*(?:=|:|-|of|was|is|at|count|\s)*(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?)",
    re.I,
)
_BEN = re.compile(r"\bBEN\b|\bbenign\s+ethnic\s+neutrop\w+|\bduffy[\s-]?null\b|\bethnic\s+neutropenia\b|\bDANC\b", re.I)
_NOT_BEN = re.compile(r"\b(?:no|not|without|non|nor)[\s-]+(?:\w+\s+){0,3}(?:BEN\b|benign\s+ethnic|duffy)", re.I)


def counts(reading: Reading) -> list[dict[str, Said]]:
    """Every neutrophil count, with its unit and the white cell count of its sentence."""
    found: list[dict[str, Said]] = []
    for m in _COUNT.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        number = exact(m["n"].replace(",", ""))
        value = (
            Range(high=number, high_open=True)
            if m["sign"] == "<"
            else Range(low=number, low_open=True)
            if m["sign"] == ">"
            else exactly(number)
        )
        if re.search(
            r"\b(?:threshold|cut[\s-]?off|if|below\s+what|minimum)\s*$",
            reading.text[max(sentence.start, m.start() - 20) : m.start()],
            re.I,
        ):
            continue
        row = {"value": Said(value, (m.span(),))}
        unit = _count_unit(m["unit"] or "")
        if unit:
            row["unit"] = Said(unit, (m.span(),))
        white = _WHITE.search(reading.text, sentence.start, sentence.end)
        if white:
            row["white_cells"] = Said(exactly(exact(white["n"].replace(",", ""))), (white.span(),))
        found.append(row)
        reading.used.append(m.span())
    return found


def benign_ethnic(reading: Reading) -> Said | None:
    """Whether the note says that the patient has benign ethnic neutropenia, or has not."""
    denied, named = _NOT_BEN.search(reading.text), _BEN.search(reading.text)
    if denied:
        return Said(False, (denied.span(),))
    return Said(True, (named.span(),)) if named else None


def _count_unit(words: str) -> CountUnit | None:
    plain = re.sub(r"\s", "", words.lower())
    if not plain or plain == "cells":
        return None
    if "10^3" in plain or plain.startswith("k"):
        return "10^9/L"
    if (plain.endswith(("/l", "litre")) and "ul" not in plain[-2:]) or plain.startswith("g/l") or "10e9" in plain:
        return "10^9/L"
    return "/uL"
