"""Plasma levels in a note: the value with its unit, the drug it is of, and the days between two of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.criteria import drugs
from assistant.criteria.levels import to_ng_per_ml
from assistant.criteria.parse import references, sample_values, unchanged
from assistant.criteria.parse.attribution import LEVEL_WORD, NOR, SUM, drug_of, is_metabolite, is_sum, other_than
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.comment_words import HEDGED
from assistant.criteria.parse.comments import comments
from assistant.criteria.parse.dates import Dated
from assistant.criteria.parse.gaps import ask_which, gaps, in_order, since_dates, tell_past
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.timing import (
    Sample,
    by_clocks,
    is_disturbance,
    read_shared,
    read_timing,
    read_words,
    settle_trough,
)
from assistant.criteria.parse.timing_patterns import BELOW_RANGE, IN_BLOOD, IN_RANGE
from assistant.criteria.ranges import exactly
from assistant.criteria.types import LONGEST_LIST, Level

MOST_TOLD = 40  # sentences on smoking that are looked at for every level
MOST = 2 * LONGEST_LIST  # levels looked at in one note; a case holds half as many

_UNDETECTED = Caseless(
    r"\b(?:undetect\w+|below\s+(?:the\s+)?(?:limit\s+of\s+)?detection|not\s+detect\w+|nil\s+detect\w+|no\s+(?:drug\s+)?detect\w+|zero\s+level)"
)
_NO_LEVEL = Caseless(
    r"\b(?:no|never|not|nil|without|none|n't)\b[^.;\n]{0,40}\blevels?\b|\blevels?\b[^.;\n]{0,24}\b(?:not|never|n't|nil|none|refused|unavailable|awaited|pending|outstanding)\b|\bno\s+TDM\b"
)


_TO_BE_TAKEN = Caseless(
    r"\b(?:should|plan|repeat|request|await|due|to\s+be|needs?|will|awaited|pending|if|whether|aim\w*|target\s+(?:level|of|is)|would|until|unless|want\w*|hop(?:e|es|ing)|wish\w*|expect(?:s|ing)?|ask\w*|advis\w*|suggest\w*|recommend\w*|offer\w*|refus\w*|declin\w*|unknown|unclear|known|could|might|(?-i:may)|can|presum\w*|assum\w*|probably|perhaps|likely)\b"
)
_OF_SOMETHING = Caseless(
    r"\s+of\s+(?!(?:(?:the|his|her|this|that|both)\s+)?(?:drug|medication|antipsychotic|both|it\b|two\b|these|them|depot|\w+(?:apine|idone|pride|azine|azole|peridol|ixol|thixene|zapin)))"
)
_ON_OTHER_DOSE = Caseless(r"\bwhen\s+(?:he|she|they)\s+(?:was|were)\s+(?:still\s+)?(?:on|taking|having)\b")
_CONDITION = Caseless(
    r"\b(?:if|unless|provided|assuming|omit\w{0,4}|needed|required|to\s+(?:send|take|skip|do|repeat))\b"
)
_HEARSAY = Caseless(
    rf"{HEDGED.pattern}|\b(?:no|nobody|not|never|without)\b[^.;\n]{{0,24}}\b(?:reports?|results?|printouts?|paper|seen|find|found|trace\w?|located)\b"
)
_TAKEN = Caseless(r"\b(?:checked|taken|done|measured|ok|fine|normal|low|high|drawn|sent)\b")


def levels(reading: Reading) -> list[Sample]:
    """Every plasma level of an antipsychotic, in the order of the note."""
    found: list[Sample] = []
    for sentence in reading.sentences:
        words = reading.words(sentence)
        here = _values(reading, sentence, found)
        if not here and (LEVEL_WORD.search(words) or IN_BLOOD.search(words)):
            here = _without_value(reading, sentence)
        for sample in here:
            _describe(reading, sample, here, sentence)
        found += here
        if len(found) >= MOST:
            break
    tell_past(reading, found)
    told = 0
    for sentence in reading.sentences:
        told += _SMOKES.search(reading.text, sentence.start, sentence.end) is not None
        _about_all(reading, sentence, found, told <= MOST_TOLD)
    valued = {sample.drug for sample in found if "value" in sample.values}
    found = [sample for sample in found if "value" in sample.values or sample.drug not in valued]
    _carry_on(reading, found)
    _drop_doubted(found)
    found = in_order(reading, found)
    gaps(reading, found)
    since_dates(reading, found)
    for sample in found:
        if "hours_after_dose" not in sample.values and len(found) == 1:
            by_clocks(reading, sample, Part(reading.sentence_of(sample.start).start, sample.end + _CLOCKS))
    ask_which(reading, found)
    return comments(reading, found)


def _values(reading: Reading, sentence: Part, before: list[Sample]) -> list[Sample]:
    """The levels of a sentence that carry a number."""
    samples: list[Sample] = []
    metabolite: Said | None = None
    hits = sample_values.values(reading, sentence)[:MOST]
    for position, hit in enumerate(hits):
        span = (hit.start, hit.end)
        last = (samples or before)[-1:]
        drug = drug_of(reading, hit.start, hit.end, sentence, (last[0].end, last[0].drug) if last else None)
        if position and samples and samples[-1].paired and sample_values.is_pair(reading.text, hits[position - 1], hit):
            samples[-1].values["norclozapine"] = Said(hit.value, (span,))
            continue
        if drug and is_sum(reading, hit.start, drug) and any(one.drug == drug for one in (*before, *samples)):
            continue
        paired = position + 1 < len(hits) and sample_values.is_pair(reading.text, hit, hits[position + 1])
        if not paired and is_metabolite(reading, hit.start, sentence, drug or "clozapine"):
            if samples:
                samples[-1].values["norclozapine"] = Said(hit.value, (span,))
            elif before and drugs.is_clozapine(before[-1].drug) and hit.start - before[-1].end < _NEXT_LINE:
                before[-1].values.setdefault("norclozapine", Said(hit.value, (span,)))
            else:
                metabolite = Said(hit.value, (span,))
            continue
        sure = _sure(reading, drug, hit) if drug else None
        if drug is None or sure is None or (samples and _is_converted(samples[-1], sure, drug)):
            continue
        reading.claim(*reading.free(Part(*span), "dose", "number"))
        sample = Sample(drug, *span, {"value": Said(sure.value, (span,))}, paired=paired)
        if sure.unit:
            sample.values["unit"] = Said(sure.unit, (span,))
        if metabolite and drugs.is_clozapine(drug):
            sample.values["norclozapine"], metabolite = metabolite, None
        samples.append(sample)
    return samples


def _sure(reading: Reading, drug: str, hit: sample_values.Hit) -> sample_values.Hit | None:
    """A figure as it is meant, where it can be taken for what it says; else it is asked for again."""
    words = reading.text[hit.start : hit.end].strip()
    if references.is_worthless(reading.text, hit.start, hit.end):
        reading.ask(
            "levels", f"What was the {drug} level? The note takes {words} back.", "It may not be this patient's."
        )
        return None
    if references.is_set_aside(reading.text, hit.start, hit.end):
        return None
    meant = sample_values.as_meant(drug, hit, words)
    if meant is None or not sample_values.is_plausible(drug, meant):
        why = "No such level is plausible in this unit." if meant else "It may be thousands or decimals."
        reading.ask("levels", f"Is the {drug} level really {words}?", why)
        return None
    return None if sample_values.is_published(drug, meant) else meant


def _is_converted(last: Sample, hit: sample_values.Hit, drug: str) -> bool:
    """Whether a figure is the one before it in another unit: "1 240 nmol/L, i.e. 405 ng/mL"."""
    if last.drug != drug or hit.start - last.end > _NEXT_LINE or "unit" not in last.values or hit.unit is None:
        return False
    one = to_ng_per_ml(Level(drug=drug, value=last.values["value"].value, unit=last.values["unit"].value))
    two = to_ng_per_ml(Level(drug=drug, value=hit.value, unit=hit.unit))
    if last.values["unit"].value == hit.unit or not (one and two and one.low and two.low):
        return False
    return abs(one.low - two.low) * 30 <= one.low


def _without_value(reading: Reading, sentence: Part) -> list[Sample]:
    """A level said to have been taken, without a number; nothing where the note denies one."""
    words = reading.words(sentence)
    undetected = _UNDETECTED.search(words)
    if not undetected and ((_NO_LEVEL.search(words) and not BELOW_RANGE.search(words)) or "?" in words):
        return []
    named = any(m.drug for m in reading.named(*sentence))
    word = LEVEL_WORD.search(words) or (_in_blood(reading, sentence) if named else None)
    rest = re.split(r"[.;\n]", reading.original[sentence.end - 1 : sentence.end + 60])[0]  # a condition is blanked
    if _CONDITION.search(reading.original[slice(*sentence)] + rest[1:]):
        return []
    if (
        word is None
        or _ON_OTHER_DOSE.search(words)
        or _TO_BE_TAKEN.search(words)
        or _HEARSAY.search(words)
        or _OF_SOMETHING.match(words, word.end())
    ):
        return []
    ranged = IN_RANGE.search(words) or BELOW_RANGE.search(words)
    if not undetected and not ranged and not (named and _TAKEN.search(words)):
        return []
    start = sentence.start + word.start()
    drug = drug_of(reading, start, start, sentence, None) or drug_of(
        reading, start, start + len(word.group()), sentence, None
    )
    if drug is None or other_than(reading, start, sentence):
        return []
    sample = Sample(drug, start, sentence.start + word.end())
    if undetected:
        span = (sentence.start + undetected.start(), sentence.start + undetected.end())
        sample.values = {"value": Said(exactly(0), (span,)), "unit": Said("ng/mL", (span,))}
    return [sample]


def _in_blood(reading: Reading, sentence: Part) -> re.Match[str] | None:
    """Words that tell of the drug itself in the blood: "serum olanzapine", "olanzapine in blood"."""
    m = IN_BLOOD.search(reading.words(sentence))
    if m is None:
        return None
    start, end = sentence.start + m.start(), sentence.start + m.end()
    near = [one for one in reading.named(max(sentence.start, start - 24), end + 10) if one.drug]
    if m.group().lower().startswith(("in", "from")):
        return m if any(start - 1 <= one.end <= start for one in near) else None
    return m if any(end <= one.start <= end + 5 for one in near) else None


def _around(part: Part, sample: Sample) -> Part:
    return Part(max(part.start, sample.start - 2 * NEAR), min(part.end, sample.end + 2 * NEAR))


def _describe(reading: Reading, sample: Sample, here: list[Sample], sentence: Part) -> None:
    """Timing and steadiness said in the level's own sentence."""
    position = here.index(sample)
    _week_of(reading, sample, here[0], here[position + 1].start if position + 1 < len(here) else sentence.end)
    start = here[position - 1].end if position else sentence.start
    end = here[position + 1].start if position + 1 < len(here) else sentence.end
    alone = len(here) == 1
    near = Part(sentence.start, sentence.end) if alone else Part(start, end)
    read_timing(reading, sample, _around(near, sample))
    if len(here) > 1:  # what stands before the first or after the last is said of all
        read_shared(reading, sample, Part(max(sentence.start, here[0].start - NEAR), here[0].start))
        read_shared(reading, sample, Part(here[-1].end, min(sentence.end, here[-1].end + NEAR)))
    if (
        SUM.search(reading.text, max(sentence.start, sample.start - 40), min(sentence.end, sample.end + 30))
        and drugs.is_clozapine(sample.drug)
        and not sample.paired
        and NOR.search(reading.words(sentence))
    ):
        sample.values["with_norclozapine"] = Said(True, ((sample.start, sample.end),))
        sample.values.pop("norclozapine", None)
    own = [d for d in reading.dates if sentence.holds(d.start)]
    since = [m for m in reading.marks if m.note.startswith(("since", "period"))] if own else []
    own = [d for d in own if not any(m.start <= d.start < m.end for m in since)]
    ahead = [
        d
        for d in own
        if re.fullmatch(r"\s*(?:=|:|-|–|was|at)?\s*", reading.text[d.end : max(d.end, sample.start)])
        and d.end <= sample.start
    ]
    on = ahead or [
        d
        for d in own
        if re.search(
            r"(?:\b(?:on|in|of|from|dated)(?:\s+the)?|\(|,|:)\s*$",
            reading.text[max(sentence.start, d.start - 10) : d.start],
            re.I,
        )
        and d.start > sample.start
        and d.start < (here[position + 1].start if position + 1 < len(here) else sentence.end)
    ]
    in_turn = _dates_in_turn(own, here)
    if in_turn:
        sample.date = in_turn[position]
        return
    closest = sorted(own, key=lambda d: min(abs(d.start - sample.end), abs(sample.start - d.end)))
    sample.date = next(iter(on or closest), None)


def _dates_in_turn(dates: Sequence[Dated], here: Sequence[Sample]) -> Sequence[Dated] | None:
    """The dates of several levels where each has its own, all before or all after their levels, or listed before them."""
    if len(dates) != len(here) or len(here) < MANY:
        return None
    ahead = all(date.start < one.start for date, one in zip(dates, here, strict=True))
    behind = all(one.start < date.start for date, one in zip(dates, here, strict=True))
    apart = all(one.start < date.start for one, date in zip(here, dates[1:], strict=False))
    closed = all(date.start < one.start for one, date in zip(here[1:], dates, strict=False))
    listed = dates[-1].end <= here[0].start
    return dates if (ahead and (apart or listed)) or (behind and closed) else None


_SPEAKS = Caseless(
    r"\bhours?\s?[=:]|\d\s?-?(?:h|hrs?|hours?)\b|\b(?:both|sample|sampled|levels?|bloods?|bled|collected|venepuncture|took|tipped|tip-off|tabs?|tablets?|trough|troughs|taken|drawn|smok\w*|cigarettes?|tobacco|beed[iy]s?|bidis?|dose|it\s+was|steady|unchanged|stable|mg|unannounced|(?:fore)?warn\w*|unaware|announced|know|knew|told|informed|aware|surprise|range|limits|therapeutic|fags?|nicotine|vap\w+|packs|turkey|titration)\b"
)
_SMOKES = Caseless(
    r"\bsmok|\bcig|\btobacco|\bbeed[iy]|\bbidis?\b|\bfags?\b|\bvap(?:es?|ing)\b|\bnicotine|\bcold\s+turkey"
)
NEAR = 600  # characters within which a sentence may speak of a level; of smoking it speaks for the whole note


_LEADS = Caseless(r"\b(?:levels?|samples?|bloods?|troughs?|taken|drawn|bled|TDM|serum|plasma)\b")
_OF_ALL = Caseless(r"\b(?:both|each|all|every|always|either|neither|throughout|levels|samples|troughs|occasions)\b")
_CLOCKS = 160  # characters after a level in which the times of the sample and of the dose may stand
MANY = 2
_NEXT_LINE = 40  # characters from a level to its metabolite on a line of its own
_MARKED = ("trough", "steady", "unannounced")  # of which a later sentence may say the opposite
_AT_THE_TIME = re.compile(
    r"(?:[a-z(]|(?:On|Taking|Takes|Also\s+on|during|while|whilst|amid|despite|in\s+the\s+(?:middle|course)\s+of|at\s+the\s+time|both\s+during)\b)|.{0,120}\b(?:at\s+the\s+(?:same\s+)?time|at\s+that\s+time|that\s+(?:day|week)|on\s+the\s+day|when\s+(?:it|they|the\s+(?:sample|level|blood))|then|during\s+(?:this|that|both))\b",
    re.S,
)


def _about_all(reading: Reading, sentence: Part, found: list[Sample], everywhere: bool) -> None:
    """A sentence without a level of its own may speak of those before it ("Both were troughs at the same dose").

    `everywhere`: what it says of smoking holds for the levels of the whole note.
    """
    words = reading.words(sentence)[: 2 * NEAR]
    if not found or any(sentence.start <= sample.start < sentence.end for sample in found):
        return
    speaks = _SPEAKS.search(words) or _AT_THE_TIME.match(words) or is_disturbance(words)
    if not speaks:
        return
    smokes = everywhere and _SMOKES.search(words) is not None
    near = [one for one in found if smokes or abs(one.start - sentence.start) < NEAR]
    earlier = [sample for sample in near if sample.start < sentence.start]
    heading = Part(sentence.start, sentence.start + len(words))
    headed = {mention.drug.generic for mention in reading.named(*heading) if mention.drug}
    headed = headed or _turned_to(reading, sentence, near)
    if headed and not any(sample.drug in headed for sample in earlier):
        earlier = []  # it names the drug of the levels to come
    targets = earlier or near
    if not targets:
        return
    drug, own = (targets[-1] if earlier else targets[0]).drug, heading
    about = [sample.drug for sample in targets if sample.drug in headed]
    if headed and not smokes and not about:
        return
    drug = about[-1] if about else drug
    if not _OF_ALL.search(words):
        targets = [sample for sample in targets if not sample.past] or targets
    for sample in targets:
        if sample.drug == drug:
            alone = sum(one.drug == drug for one in found) == 1
            _tell(reading, sample, own, bool(earlier), reading.words(own), alone)


def _turned_to(reading: Reading, sentence: Part, near: Sequence[Sample]) -> set[str]:
    """The drug that the note turned to after a level and before a sentence, where levels of it follow the sentence."""
    before = [sample for sample in near if sample.start < sentence.start]
    named = [m.drug.generic for m in reading.named(before[-1].end, sentence.start) if m.drug] if before else []
    return {sample.drug for sample in near if sample.start >= sentence.start and sample.drug in named[-1:]}


def _tell(reading: Reading, sample: Sample, sentence: Part, earlier: bool, words: str, alone: bool) -> None:
    """What a sentence of its own says of a level; what it says against it holds whatever was said before.

    `alone`: no other level of its drug is told, so that a dose told before it is the dose it was taken at.
    """
    near = abs(sample.start - sentence.start) < NEAR
    told = Sample(sample.drug, sample.start, sample.end)
    told.values = {name: said for name, said in sample.values.items() if name not in (*_MARKED, "disturbed")}
    read = read_timing if _SPEAKS.search(words) else read_words
    read(reading, told, sentence)
    kept = {"smoking_changed"}
    if near:
        before = {"steady", "trough"} | ({"hours_after_dose"} if _LEADS.search(words) else set())
        if alone and not sample.past and unchanged.lasts_until(reading.text, sentence, sample.start):
            before.add("days_on_dose")
        kept |= told.values.keys() if earlier else before
        sample.doubted |= told.doubted
    if "disturbed" in told.values and told.values["disturbed"].value and not _AT_THE_TIME.match(words):
        kept.discard("disturbed")  # "She had pneumonia in May" tells nothing of a level in March
    for name, said in told.values.items():
        if name not in kept:
            continue
        if name in _MARKED and near and said.value is False and name in sample.values and sample.values[name].value:
            sample.doubted.add(name)
        if name not in sample.values or (name == "disturbed" and said.value):
            sample.values[name] = said
    if "hours_after_dose" in sample.values:
        settle_trough(sample)


def _drop_doubted(found: list[Sample]) -> None:
    """What makes a sample usable is left out where any place of the note leaves it open."""
    for sample in found:
        for name in sample.doubted:
            if name in sample.values and sample.values[name].value is True:
                sample.values.pop(name)


def _carry_on(reading: Reading, found: list[Sample]) -> None:
    """What is said of a level holds for the next one of its drug in the same breath, where nothing else is said."""
    for first, second in pairwise(found):
        between = reading.text[first.end : second.start]
        if first.drug != second.drug or len(between) > 60 or re.search(r"[.\n]\s", between):
            continue
        for name in ("trough", "hours_after_dose", "steady", "unannounced", "with_norclozapine"):
            if name in first.values and not (name == "trough" and "hours_after_dose" in second.values):
                second.values.setdefault(name, first.values[name])


_WEEK_BEFORE = Caseless(r"\b(?:(?:week|wk)\s?(?P<week>\d{1,3})|month\s?(?P<month>\d{1,2}))[\s,:=]{1,3}$")
_WEEK = Caseless(
    r"[\s,(]{0,4}(?:(?:in|at|after|on|by)\s+)?(?:(?:week|wk)\s*(?P<week>\d{1,3})|(?P<weeks>\d{1,3})\s*(?:weeks?|wks?)|month\s*(?P<month>\d{1,2})|(?P<months>\d{1,2})\s*months?)\b(?!\s*(?:apart|later|ago|before|after))"
)


def _week_of(reading: Reading, sample: Sample, first: Sample, end: int) -> None:
    """The week of treatment a level was taken in: right before its value, or after it, as with the first of its sentence."""
    sentence = reading.sentence_of(sample.start)
    if _WEEK_BEFORE.search(reading.text, max(sentence.start, first.start - 14), first.start):
        m = _WEEK_BEFORE.search(reading.text, max(sentence.start, sample.start - 14), sample.start)
    else:
        m = _WEEK.match(reading.text, sample.end, min(end, sample.end + 30))
    if m is None:
        return
    named = m.groupdict()
    days = int(m["week"] or named.get("weeks") or 0) * 7 or int(m["month"] or named.get("months") or 0) * 30
    span = m.span()
    if re.search(r"\b(?:at|on)\s+\d+\s?mg\b", reading.words(sentence), re.I):
        sample.values.setdefault("days_on_dose", Said(exactly(days), (span,)))
    sample.weeks = Said(exactly(days), (span,))
    reading.claim(*(mark for mark in reading.free(Part(*span), "duration")))
