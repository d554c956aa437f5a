"""How plasma levels follow each other: which is the present one, the days between two, and second readings of one sample."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.levels import to_ng_per_ml
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.dates import Dated, days_between
from assistant.criteria.parse.figures import moment
from assistant.criteria.parse.reading import AS_REASON, UNLESS_IT_HOLDS, Reading, Said
from assistant.criteria.parse.sample_pairs import changes_dose, leaves_open, years_apart
from assistant.criteria.parse.timing import Sample
from assistant.criteria.parse.timing_patterns import NOT_OF_DOSE
from assistant.criteria.ranges import Range, Status, at_least, exact, exactly
from assistant.criteria.types import Level, LevelUnit

_SAME_SAMPLE = Caseless(
    r"\b(?:same\s+(?:sample|blood|tube|specimen|draw|serum)|re-?(?:run|ran|analy[sz]\w{1,4}|assay\w{0,3}|test\w{0,3}\s+of\s+(?:it|the\s+same))|duplicate|second\s+aliquot|split\s+sample|other\s+(?:lab|method)|confirmation\s+run)\b"
)
_SAME_DAY = Caseless(r"\b(?:on\s+)?(?:the\s+)?same\s+(?:day|morning|evening|date)\b")
_DOSE_BETWEEN = Caseless(
    r"\b(?:rais|increas|chang|reduc|lower|put\s+up|adjust|titrat|went\s+(?:up|down)|halv|doubl)\w{0,4}\b[^.;\n]{0,60}\b(?:between|before\s+the\s+second|for\s+the\s+second|after\s+the\s+first)\b|\bbetween\b[^.;\n]{0,40}\b(?:rais|increas|chang|reduc|lower|adjust|titrat)\w{0,4}\b|\bat\s+(?:two\s+)?different\s+doses?\b"
)
_UNCHANGED = Caseless(r"\b(?:no|not|without|un)\b[^.;\n]{0,30}$")
_ON_DOSE = Caseless(r"\b(?:on|at|taking|with|,)\s{0,2}(?:a\s+dose\s+of\s+|clozapine\s+)?(\d{1,4}(?:\.\d)?)\s?mg\b")
_ORDERED = Caseless(
    r"\b(?:then|later|after\w{0,5}|repeat\w{0,2}|second|next|subsequent\w{0,2}|follow\w{0,5}|again|apart|rose|fell|went|up\s+to|by\s+which|(?:level|trough)\s+2|week|month|raised|increas\w{0,3})\b"
)
_FIRST = Caseless(
    r"\b(?:first|initial\w{0,2}|previous\w{0,2}|last\s+(?:week|month|year)|earlier|(?:level|trough)\s+(?:1|one))\b"
)
_DOSE_SET = Caseless(
    r"(?:\d\s?mg(?:\s?/\s?d(?:ay)?)?|\bdos(?:e|age)|\b(?:unchanged|unaltered|untouched|same|constant|fixed|stable|steady|static|identical)|\b(?:not|never|n't)\s(?:been\s)?(?:changed|touched|altered|adjusted))"
    r"(?:[\s,(]|\b(?:nocte|od|bd|daily|at|night|a|day|mane|dose|unchanged|fixed|constant|the|same|stable|kept|has|been|was|held|there|and|at|on)\b){1,14}(?:since|from|as\s+of)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+|early\s+|late\s+|mid[\s-])?$"
    r"|\b(?:rais|increas|chang|reduc|lower|adjust|titrat|went\s+(?:up|down)|put\s+up|reach)\w{0,4}\b[^.;,\n]{0,40}\b(?:on|in|by|since|from)\s+(?:the\s+)?$"
)
_REPEATED = Caseless(
    r"\b(?:repeat\w{0,3}|again|second|next|re-?check\w{0,2}|re-?measured|follow\w{0,3}|another|other)\b[^.;\n]{0,24}\b(?:after|within|in|at)\s+(?:(?:about|only|another|a\s+further|some)\s+)?$"
)
_CLOSE = 40  # characters after a level in which the time since the one before it may stand
_NEAR = 20  # characters between the two dates of a period
_TO_END = Caseless(r"\s{0,2}(?:-|–|to\b|until\b|till\b)\s{0,2}(?!now|today|present|date)[\da-z]")
_NOT_SO_FAR = Caseless(r"\b(?:not|barely|hardly|scarcely|n't)\s+(?:even\s+|quite\s+|yet\s+)?$")
_REPORTED = Caseless(r"\b(?:results?|reports?|reported|came|letter|seen)\b[^.;\n]{0,14}$")


_EARLIER_BEFORE = Caseless(
    r"\b(?:had|has\s+had)\s+(?:had\s+)?(?:a|an|one)\s+(?:\w{1,12}\s+){0,2}(?:level|trough|result)s?\b[^.;\n]{0,30}$"
    r"|\b(?:older?|old|previous|prior|former|last\s+(?:month|week|year|time|admission|summer|winter|spring|autumn)(?:['’]s)?|original|pre-?admission)\s+(?:\w{1,12}\s+){0,2}(?:levels?|troughs?|results?)\b[^.;\n]{0,50}$"
    r"|\b(?:last\s+(?:month|week|year|time|admission|spring|summer|autumn|winter|christmas)|(?:years?|months?|weeks?|fortnight|days)\s+(?:ago|earlier|before)|(?:during|under|before|in)\s+(?:the\s+|up-?)?(?:titration|build-?up|induction)|when\s+(?:he|she|they)\s+(?:was|were)\s+(?:still\s+)?on|back\s+(?:in|then)|at\s+that\s+time|in\s+hospital|in\s+(?:19|20)\d\d|(?:admission|stay|episode|treatment|clinic|letter)\s+(?:of|in|from)\s+(?:\w{3,9}\s+)?(?:19|20)\d\d)\b[^.;\n]{0,60}$"
)
_EARLIER_AFTER = Caseless(
    r"[^.;\n]{0,60}?\b(?:before\s+(?:the|his|her|that|a|any)\s+(?:(?:last|latest|dose|clozapine|recent)\s+){0,2}(?:dose|increases?|changes?|rise|reduction|titration|admission)\b(?!\s+(?:in\s+the|that\s+(?:morning|evening)))"
    r"|before\s+(?:the|his|her)\s+dose\s+(?:was|went|had)|(?:was|were)\s+(?:on|at)\s+(?:only\s+)?\d|no\s+longer\s+(?:the\s+(?:situation|case|dose|position)|applies|relevant|current|valid)|(?:under|during|still\s+in|in\s+the\s+middle\s+of)\s+titration|while\s+(?:still\s+)?(?:being\s+)?titrat\w{2,4}|(?:at|in)\s+(?:that|the\s+old)\s+(?:time|dose|days)|(?:back\s+)?(?:last\s+(?:month|year|week)|(?:years?|months?|weeks?)\s+(?:ago|earlier|before)))\b"
)


def tell_past(reading: Reading, found: Sequence[Sample]) -> None:
    """Mark the levels that are told as earlier ones where another of their drug is told as nothing of the kind."""
    ages = [_age(reading, found, n) for n in range(len(found))]
    for one, age in zip(found, ages, strict=True):
        others = [then for other, then in zip(found, ages, strict=True) if other is not one and other.drug == one.drug]
        one.past = any(then < age for then in others)


def in_order(reading: Reading, found: list[Sample]) -> list[Sample]:
    """The levels as they were taken: those of the past before the present one, dated ones by their dates."""
    found = [one for n, one in enumerate(found) if not (n and _is_second_reading(reading, found[n - 1], one))]
    ages = {id(one): _age(reading, found, n) for n, one in enumerate(found)}
    for drug in {one.drug for one in found}:
        own = [one for one in found if one.drug == drug]
        if len({ages[id(one)] for one in own}) > 1:
            ranked = sorted(own, key=lambda one: -ages[id(one)])
        elif all(one.date for one in own):
            ranked = sorted(own, key=lambda one: one.date.first.toordinal() if one.date else 0)
        else:
            continue
        places = [n for n, one in enumerate(found) if one.drug == drug]
        for place, one in zip(places, ranked, strict=True):
            found[place] = one
    return found


def _is_second_reading(reading: Reading, first: Sample, second: Sample) -> bool:
    """Whether a figure is that of the same blood, measured again."""
    if first.drug != second.drug or second.start - first.end > 160 or second.start < first.end:
        return False
    last = reading.sentence_of(second.start)
    return _SAME_SAMPLE.search(reading.text, first.end, min(last.end, second.end + 60)) is not None


def _age(reading: Reading, found: Sequence[Sample], position: int) -> int:
    """How clearly a level is told as an earlier one: by words of its own 2, by a time that has passed 1, else 0."""
    sample, sentence = found[position], reading.sentence_of(found[position].start)
    before = found[position - 1] if position and sentence.holds(found[position - 1].start) else None
    after = found[position + 1] if position + 1 < len(found) and sentence.holds(found[position + 1].start) else None
    left, right = before.end if before else sentence.start, after.start if after else sentence.end
    when = moment(reading.text, left, (sample.start, sample.end), right, before is not None)
    if when is None and not (before or after):
        begin = max(left, sample.start - 110)
        earlier = _EARLIER_BEFORE.search(reading.text, begin, sample.start)
        if earlier or _EARLIER_AFTER.match(reading.text, sample.end, min(right, sample.end + 110)):
            return 2
    return 1 if when == "past" else 0


def ask_which(reading: Reading, found: list[Sample]) -> None:
    """Two clozapine levels on both sides of the threshold, in no order that is told: one range over both, and asked."""
    for position in range(1, len(found)):
        first, second = found[position - 1], found[position]
        if first.drug != second.drug or not drugs.is_clozapine(second.drug) or _is_ordered(reading, first, second):
            continue
        one, two = (reaches(sample) for sample in (first, second))
        if {one, two} != {"met", "not_met"} or _unit(first) != _unit(second):
            continue
        spans = ((first.start, first.end), (second.start, second.end))
        words = " or ".join(reading.text[start:end].strip() for start, end in spans)
        reading.contradict("levels", f"The note gives two clozapine levels: {words}.", spans)
        reading.ask("levels", f"Which clozapine level is the present one: {words}?", "The note does not say.")
        low = min(first.values["value"].value.low or exact(0), second.values["value"].value.low or exact(0))
        highs = [sample.values["value"].value.high for sample in (first, second)]
        known = [high for high in highs if high is not None]
        second.values["value"] = Said(Range(low=low, high=max(known) if len(known) == 2 else None), spans)


def _unit(sample: Sample) -> LevelUnit | None:
    unit: LevelUnit | None = sample.values["unit"].value if "unit" in sample.values else None
    return unit


def reaches(sample: Sample) -> Status:
    """Whether a clozapine level reaches the threshold."""
    level = (
        Level(drug=sample.drug, value=sample.values["value"].value, unit=_unit(sample))
        if "value" in sample.values
        else None
    )
    value = to_ng_per_ml(level) if level else None
    return at_least(value, exact(350))


def _is_ordered(reading: Reading, first: Sample, second: Sample) -> bool:
    if first.date and second.date and first.date.first != second.date.first:
        return True
    if "days_since_previous" in second.values or second.start < first.start or (first.weeks and second.weeks):
        return True
    begin = reading.sentence_of(first.start).start
    before = reading.text[max(begin, first.start - 60) : first.start]
    rest = reading.text[first.end : min(reading.sentence_of(second.start).end, second.end + 90)][-2000:]
    if _ORDERED.search(rest) or _FIRST.search(before):
        return True
    end = reading.sentence_of(second.start).end
    return moment(reading.text, first.end, (second.start, second.end), end, True) == "now"


def _same_dose(reading: Reading, first: Sample, second: Sample) -> bool:
    """Whether nothing says that the two were taken at different doses."""
    start, end = reading.sentence_of(first.start).start, reading.sentence_of(second.start).end
    end = min(end, second.end + 160)
    if changes_dose(reading.text, start, end):
        return False
    change = _DOSE_BETWEEN.search(reading.text, first.start, min(len(reading.text), end))
    if change and not _UNCHANGED.search(reading.text[max(start, change.start() - 34) : change.start()]):
        return False
    doses = [
        _ON_DOSE.search(reading.text, sample.end, min(limit, sample.end + 50))
        for sample, limit in ((first, second.start if second.start > first.start else end), (second, end))
    ]
    one, two = doses
    return one is None or two is None or one.group(1) == two.group(1)


def gaps(reading: Reading, found: list[Sample]) -> None:
    """Days between two levels of one drug: by their dates, or as the note says ("3 weeks apart", "a month later")."""
    for position in range(1, len(found)):
        first, second = found[position - 1], found[position]
        if first.drug != second.drug:
            continue
        if not _same_dose(reading, first, second):
            reading.ask(f"levels.{position}.days_since_previous", "Were both levels taken on the same unchanged dose, and how many days apart?",
                        "The note names two doses.")  # fmt: skip
            continue
        same_day = _SAME_DAY.search(
            reading.text, first.end, min(reading.sentence_of(second.start).end, second.end + 60)
        )
        if same_day:
            second.values["days_since_previous"] = Said(exactly(0), (same_day.span(),))
            continue
        said = _said_gap(reading, first, second) or _counted_gap(first, second)
        if said is not None:
            second.values["days_since_previous"] = said
        elif first.date and second.date and first.date != second.date:
            spans = ((first.date.start, first.date.end), (second.date.start, second.date.end))
            second.values["days_since_previous"] = Said(days_between(first.date, second.date), spans)
        _doubt_gap(reading, found, position)


def _doubt_gap(reading: Reading, found: Sequence[Sample], position: int) -> None:
    """Leave out the days between two levels that another place of the note speaks against, and ask for them."""
    first, second = found[position - 1], found[position]
    datum, known = f"levels.{position}.days_since_previous", second.values.get("days_since_previous")
    if known is None:
        return
    question = f"How many days apart were the two {second.drug} levels, both of this course and on one unchanged dose?"
    for remark in leaves_open(reading, (first, second), found):
        reading.ask_for(remark, datum, question, f"{AS_REASON} {UNLESS_IT_HOLDS}")
        second.values.pop("days_since_previous", None)
    years = years_apart(reading, first, second)
    dated = first.date and second.date and days_between(first.date, second.date)
    if (years and at_least(known.value, years.low or exact(0)) != "met") or (dated and _differ(known.value, dated)):
        reading.ask(datum, question, "Their dates and the days told between them do not fit together.")
        second.values.pop("days_since_previous", None)


def _differ(one: Range, two: Range) -> bool:
    """Whether one length is more than half as long again as another; nobody counts the days of "3 weeks apart"."""
    return any(
        least.low is not None and most.high is not None and least.low > most.high * 3 / 2
        for least, most in ((one, two), (two, one))
    )


def since_dates(reading: Reading, found: list[Sample]) -> None:
    """Days on an unchanged dose by the date it was set ("400 mg since 1 February", a level in March)."""
    wanted = [one for one in found if one.date and "days_on_dose" not in one.values and "steady" not in one.values]
    sets = (
        [(_drug_at(reading, when.start), when) for when in reading.dates if _sets_dose(reading, when)] if wanted else []
    )
    for sample in wanted:
        earlier = [
            when
            for drug, when in sets
            if drug == sample.drug
            and sample.date
            and when.last < sample.date.first
            and _lasts(reading, when, sample.date)
        ]
        if earlier and sample.date:
            last = max(earlier, key=lambda when: when.first)
            spans = ((last.start, last.end), (sample.date.start, sample.date.end))
            sample.values["days_on_dose"] = Said(days_between(last, sample.date), spans)


def _drug_at(reading: Reading, place: int) -> str | None:
    """The antipsychotic that was named last before a place."""
    named = [m.drug.generic for m in reading.named(0, place) if m.drug]
    return named[-1] if named else None


def _sets_dose(reading: Reading, when: Dated) -> bool:
    """Whether a dose was set on a date and kept; of symptoms, or of the drug at any dose, "since" tells nothing."""
    before = reading.text[max(reading.sentence_of(when.start).start, when.start - 90) : when.start]
    led = _DOSE_SET.search(before)
    return led is not None and NOT_OF_DOSE.search(before) is None


def _lasts(reading: Reading, since: Dated, taken: Dated) -> bool:
    """Whether a dose told from one date to another was still taken on a third."""
    if not _TO_END.match(reading.text, since.end):
        return True
    until = next((one for one in reading.dates if since.end <= one.start <= since.end + _NEAR), None)
    return until is not None and taken.last <= until.last


def _counted_gap(first: Sample, second: Sample) -> Said | None:
    """Days between two levels by the weeks of treatment they were taken in."""
    if first.weeks is None or second.weeks is None:
        return None
    days = second.weeks.value.low - first.weeks.value.low
    return Said(exactly(days), (*first.weeks.spans, *second.weeks.spans)) if days >= 0 else None


def _said_gap(reading: Reading, first: Sample, second: Sample) -> Said | None:
    last = reading.sentence_of(second.end)
    beside: list[Mark] = []
    after = next((part for part in reading.sentences if part.start >= last.end), last)
    begin = reading.sentence_of(first.start).start
    near = bisect_left(reading.marks, begin, key=lambda mark: mark.start)
    for mark in reading.marks[near : bisect_left(reading.marks, after.end, key=lambda mark: mark.start)]:
        if mark.kind != "duration" or mark.value is None or (mark.value.high or 1) < 1:
            continue
        following, leading = reading.text[mark.end : mark.end + 20], reading.text[max(0, mark.start - 30) : mark.start]
        if _NOT_SO_FAR.search(leading):
            return None
        if re.match(r"^\s*(?:apart(?!\s+from)|between|interval|separat)", following, re.I) or re.search(
            r"\b(?:separated\s+by|interval\s+of|gap\s+of|apart\s+by)\s*$", leading, re.I
        ):
            reading.claim(mark)
            return Said(mark.value, ((mark.start, mark.end),))
        if _leads_on(reading, first, second, mark):
            beside.append(mark)
    if not beside:
        return None
    nearest = min(beside, key=lambda mark: abs(mark.end - second.start))
    reading.claim(nearest)
    return Said(nearest.value, ((nearest.start, nearest.end),))


def _leads_on(reading: Reading, first: Sample, second: Sample, mark: Mark) -> bool:
    """Whether a length leads from one level to the next: "a month later", "repeated after 10 days", "the one 3 weeks before"."""
    following, leading = reading.text[mark.end : mark.end + 20], reading.text[max(0, mark.start - 50) : mark.start]
    if not min(first.end, second.end) <= mark.start < max(first.start, second.start) + _CLOSE:
        return False
    if second.start < first.start:
        return re.match(r"\s*(?:before|earlier|previously|prior)\b", following, re.I) is not None
    later = re.match(r"^\s*(?:later|after|on\b|afterwards|from\s+then)", following, re.I)
    return bool(_REPEATED.search(leading) or (later and not _REPORTED.search(leading[-30:])))
