"""Plasma levels in a note: the value with its unit, the drug it is of, and the days between two of them."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from assistant.criteria import drugs
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import days_between
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.timing import Sample, read_timing
from assistant.criteria.ranges import Range, between, exact, exactly, from_on, up_to
from assistant.criteria.types import LevelUnit

_UNITS: dict[str, LevelUnit] = {
    "ng/ml": "ng/mL", "ngml": "ng/mL", "ngperml": "ng/mL", "µg/l": "ug/L", "μg/l": "ug/L", "ug/l": "ug/L", "mcg/l": "ug/L",
    "microg/l": "ug/L", "micrograms/l": "ug/L", "microgram/l": "ug/L", "microgramsperlitre": "ug/L", "mcgperlitre": "ug/L",
    "mg/l": "mg/L", "mgperlitre": "mg/L", "µg/ml": "mg/L", "ug/ml": "mg/L", "mcg/ml": "mg/L", "μg/ml": "mg/L", "mg/litre": "mg/L",
    "nmol/l": "nmol/L", "nmol/litre": "nmol/L", "µmol/l": "umol/L", "μmol/l": "umol/L", "umol/l": "umol/L",
    "micromol/l": "umol/L", "micromoles/l": "umol/L", "nanomol/l": "nmol/L", "nm": "nmol/L", "ng": "ng/mL",
}  # fmt: skip
_UNIT = r"(?:ng\s?/\s?ml|ng\s+per\s+ml|nanograms?\s?(?:/|per)\s?(?:ml|mil\b|millilitre)|(?:µg|μg|ug|mcg|microg(?:rams?)?)\s?/\s?(?:l\b|ml|litre)|(?:micrograms?|mcg)\s+per\s+litre|mg\s?/\s?(?:l\b|litre)|mg\s+per\s+litre|n(?:ano)?mol\s?/\s?(?:l\b|litre)|(?:µ|μ|u|micro)mol(?:es)?\s?/\s?l\b|micromol\s?/\s?l)"
_VALUE = r"(?P<sign><|>|≤|≥|<=|>=|under\s|over\s|below\s|above\s|about\s|around\s|~|at\s+least\s)?\s*(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_WITH_UNIT = re.compile(rf"{_VALUE}(?:\s?(?:-|–|to)\s?(?P<to>\d+(?:\.\d+)?))?\s?(?P<unit>{_UNIT})", re.I)
_BARE = re.compile(
    rf"\b(?:(?:plasma|serum|blood|trough|drug|clozapine|cloz|clz)\s+)*(?:levels?|conc(?:entration)?s?\.?|lvls?|TDM|assays?)\b\s*(?:\([^)\d]{{0,30}}\)\s*)?(?:=|:|-|–|of|was|were|is|are|at|came\s+back|today|now|only|result|reported|measured|trough|about|around|taken|shows?|showed|then|last\s+week|this\s+week|on\s+\S+\s+\S+|x\s?\d|a|just|has|been|is\s+back|back|\s)*\s*{_VALUE}(?![\d/]|\.\d|\s*(?:mg\b|%|weeks?|months?|days?|times|h\b|hrs?\b|hours?|yrs?|/52|/12|x\b|occasion|level|separate|clozapine))(?:\s*(?:,|and|&|/|then|\+)\s*(?P<n2>\d+(?:\.\d+)?)(?!\s*(?:mg\b|%|weeks?|months?|days?|h\b|hrs?\b|hours?|/52|/12)|\d))?",
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
_NOR = re.compile(r"\b(?:norclozapine|nor-?cloz\w*|desmethylclozapine|N-?desmethyl\w*|metabolite)\b", re.I)
_SUM = re.compile(r"\b(?:total|sum|combined)\b|(?:clozapine|cloz)\s*(?:\+|plus|and)\s*(?:nor|desmethyl)|\+\s*nor", re.I)


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
    valued = {sample.drug for sample in found if "value" in sample.values}
    found = [sample for sample in found if "value" in sample.values or sample.drug not in valued]
    _carry_on(reading, found)
    _gaps(reading, found)
    _since_dates(reading, found)
    return found


def _values(reading: Reading, sentence: Part, before: list[Sample]) -> list[Sample]:
    """The levels of a sentence that carry a number."""
    text = reading.text
    hits: list[tuple[int, int, Range, LevelUnit | None]] = []
    for m in _WITH_UNIT.finditer(text, sentence.start, sentence.end):
        if reading.in_date(m.start("n")):
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
                    .replace("/mil", "/ml")
                    .replace("/mll", "/ml")
                ),
            )
        )
        hits += [hit for hit in _listed(text, m, sentence) if not reading.in_date(hit[0])]
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


def _listed(text: str, m: re.Match[str], sentence: Part) -> list[tuple[int, int, Range, LevelUnit | None]]:
    """Numbers right before one with a unit that share it: "380 and 410 ng/mL"."""
    found: list[tuple[int, int, Range, LevelUnit | None]] = []
    unit = _UNITS.get(re.sub(r"\s", "", m["unit"].lower()))
    at = m.start()
    while True:
        before = re.search(
            r"(?<![\d.,/])(\d{1,5}(?:\.\d+)?)\s*(?:,|and|&|then|\+|/)\s*(?:then\s+)?$", text[sentence.start : at]
        )
        if not before or (
            not re.search(
                r"level|trough|conc|TDM|blood|sample|measur|plasma|serum|occasion|result|twice",
                text[sentence.start : at],
                re.I,
            )
        ):
            return found
        start = sentence.start + before.start(1)
        if re.search(
            r"\b(?:week|wk|month|mth|day|trial|level|ward|no\.?|number)\s*$", text[sentence.start : start], re.I
        ):
            return found
        if re.match(r"\s*(?:mg|h\b|hrs|weeks|%)", text[sentence.start + before.end(1) :][:6]) or re.search(
            r"[PNG]\s?$", text[:start]
        ):
            return found
        found.append((start, start + len(before.group(1)), exactly(exact(before.group(1))), unit))
        at = start


_SIGNS: dict[str, Callable[[Fraction], Range]] = {
    **dict.fromkeys(("<", "under", "below"), lambda number: up_to(number, excluded=True)),
    **dict.fromkeys((">", "over", "above"), lambda number: from_on(number, excluded=True)),
    **dict.fromkeys(("≤", "<="), up_to),
    **dict.fromkeys(("≥", ">=", "at least"), from_on),
    **dict.fromkeys(("about", "around", "~"), lambda number: between(number * 9 / 10, number * 11 / 10)),
}


def _range(m: re.Match[str]) -> Range:
    """A value as written, with its sign or its upper end."""
    number = exact(m["n"].replace(",", ""))
    sign = re.sub(r"\s+", " ", (m["sign"] or "").strip().lower())
    upper = m.groupdict().get("to")
    if upper:
        return between(number, max(number, exact(upper)))
    return _SIGNS.get(sign, exactly)(number)


def _is_threshold(text: str, start: int, end: int, sentence: Part) -> bool:
    """Whether a number is the limit asked about, not a result ("is the threshold 350?")."""
    before = text[max(sentence.start, start - 28) : start]
    after = text[end : end + 14]
    line = re.match(
        r"^\s*(?:line|mark|rule|threshold|cut[\s-]?off|limit|target|minimum|needed|required|that)\b", after, re.I
    )
    above = re.search(
        r"\b(?:above|over|below|under|reach\w*|exceed\w*|past|than|least|hits?|to)\s+(?:the\s+|a\s+|that\s+)?$",
        before,
        re.I,
    )
    if line or (above and text[start : sentence.end].rstrip().endswith("?")):
        return True
    if re.match(r"\s*(?:above|over|[<>≥≤])", text[start:end], re.I) and re.match(
        r"^\s*(?:for|since|throughout)\b", after, re.I
    ):
        return True
    asked = text[start : sentence.end].rstrip().endswith("?") and sentence.end - end < 60
    if asked and re.match(r"\s*(?:above|over|below|under|at\s+least|[<>≥≤])", text[start:end], re.I):
        return True
    if re.search(
        r"\b(?:threshold|cut[\s-]?off|range|target|reference|limit|normal|ref)\b[\s:=(]*(?:of|is|was)?[\s:=(]*$",
        before,
        re.I,
    ):
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
    _week_of(reading, sample, here[position + 1].start if position + 1 < len(here) else sentence.end)
    start = here[position - 1].end if position else sentence.start
    end = here[position + 1].start if position + 1 < len(here) else sentence.end
    alone = len(here) == 1
    near = Part(sentence.start, sentence.end) if alone else Part(start, end)
    read_timing(reading, sample, near)
    if len(here) > 1:  # what stands before the first or after the last is said of all
        read_timing(reading, sample, Part(sentence.start, here[0].start))
        read_timing(reading, sample, Part(here[-1].end, sentence.end))
    if (
        _SUM.search(reading.text, max(sentence.start, sample.start - 40), min(sentence.end, sample.end + 30))
        and drugs.is_clozapine(sample.drug)
        and _NOR.search(reading.words(sentence))
    ):
        sample.values["with_norclozapine"] = Said(True, ((sample.start, sample.end),))
        sample.values.pop("norclozapine", None)
    since = [m for m in reading.marks if m.note.startswith(("since", "period"))]
    own = [d for d in reading.dates if sentence.holds(d.start) and not any(m.start <= d.start < m.end for m in since)]
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
    sample.date = next(iter(on or closest), None)


_SPEAKS = re.compile(
    r"\b(?:both|sample|levels?|blood|trough|troughs|taken|drawn|smok\w*|cigarettes?|dose|it\s+was|steady|unchanged|stable|mg|unannounced|(?:fore)?warn\w*|unaware|announced|know|knew|told)\b",
    re.I,
)
_SMOKES = re.compile(r"\bsmok|\bcigarette", re.I)
NEAR = 600  # characters within which a sentence may speak of a level; of smoking it speaks for the whole note


def _about_all(reading: Reading, sentence: Part, found: list[Sample]) -> None:
    """A sentence without a level of its own may speak of those before it ("Both were troughs at the same dose")."""
    words = reading.words(sentence)
    if not found or not _SPEAKS.search(words) or any(sentence.holds(sample.start) for sample in found):
        return
    smokes = _SMOKES.search(words) is not None
    near = [one for one in found if smokes or abs(one.start - sentence.start) < NEAR]
    earlier = [sample for sample in near if sample.start < sentence.start]
    targets = earlier or near
    if not targets:
        return
    drug = (targets[-1] if earlier else targets[0]).drug
    for sample in targets:
        if sample.drug != drug:
            continue
        before = dict(sample.values)
        read_timing(reading, sample, sentence)
        kept = before.keys() | {"smoking_changed"}
        if abs(sample.start - sentence.start) < NEAR:
            kept |= sample.values.keys() if earlier else {"steady", "trough"}
        sample.values = {name: said for name, said in sample.values.items() if name in kept}


def _carry_on(reading: Reading, found: list[Sample]) -> None:
    """What is said of a level holds for the next one of its drug in the same breath, where nothing else is said."""
    for first, second in pairwise(found):
        between = reading.text[first.end : second.start]
        if first.drug != second.drug or len(between) > 60 or re.search(r"[.\n]\s", between):
            continue
        for name in ("trough", "hours_after_dose", "steady", "unannounced", "with_norclozapine"):
            if name in first.values and not (name == "trough" and "hours_after_dose" in second.values):
                second.values.setdefault(name, first.values[name])


def _gaps(reading: Reading, found: list[Sample]) -> None:
    """Days between two levels of one drug: by their dates, or as the note says ("3 weeks apart", "a month later")."""
    for position in range(1, len(found)):
        first, second = found[position - 1], found[position]
        if first.drug != second.drug:
            continue
        said = _said_gap(reading, first, second) or _counted_gap(first, second)
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


_WEEK = re.compile(
    r"^[\s,(]*(?:(?:in|at|after|on|by)\s+)?(?:(?:week|wk)\s*(?P<week>\d{1,3})|(?P<weeks>\d{1,3})\s*(?:weeks?|wks?)|month\s*(?P<month>\d{1,2})|(?P<months>\d{1,2})\s*months?)\b(?!\s*(?:apart|later|ago|before|after))",
    re.I,
)


def _week_of(reading: Reading, sample: Sample, end: int) -> None:
    """The week of treatment a level was taken in, where it stands right after its value."""
    m = _WEEK.match(reading.text[sample.end : min(end, sample.end + 30)])
    if m is None:
        return
    days = int(m["week"] or m["weeks"] or 0) * 7 or int(m["month"] or m["months"] or 0) * 30
    span = (sample.end, sample.end + m.end())
    sentence = reading.sentence_of(sample.start)
    if re.search(r"\b(?:at|on)\s+\d+\s?mg\b", reading.words(sentence), re.I):
        sample.values.setdefault("days_on_dose", Said(exactly(days), (span,)))
    sample.weeks = Said(exactly(days), (span,))
    reading.claim(*(mark for mark in reading.free(Part(*span), "duration")))


def _counted_gap(first: Sample, second: Sample) -> Said | None:
    """Days between two levels by the weeks of treatment they were taken in."""
    if first.weeks is None or second.weeks is None:
        return None
    days = second.weeks.value.low - first.weeks.value.low
    return Said(exactly(days), (*first.weeks.spans, *second.weeks.spans)) if days >= 0 else None


def _said_gap(reading: Reading, first: Sample, second: Sample) -> Said | None:
    last = reading.sentence_of(second.end)
    after = next((part for part in reading.sentences if part.start >= last.end), last)
    begin = reading.sentence_of(first.start).start
    for mark in reading.marks:
        if (
            mark.kind != "duration"
            or mark.value is None
            or (mark.value.high or 1) < 1
            or not begin <= mark.start < after.end
        ):
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
