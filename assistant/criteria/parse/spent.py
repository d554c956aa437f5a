"""Whether a length of time was spent on the drug at its dose: not on a ward, not raising or lowering it, not denied."""

import re

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import exact, exactly

# The words that may stand between a dose and its length. Any other word may say what the time was spent on.
_PLAIN = frozenset(
    """a about after again all alone along also altered an and approximately around as at away be been both but by c circa
    complete consecutive constant constantly continued continuous continuously continuing course courses daily day days
    depot depots documented dosage dose doses dosing down drug duration during each entire evening every exactly failed
    fasting fed fixed following followed food for from full further given gluteal had has have having he held her him
    his hs im in incl including inclusive injection injections inj injected is it its just kept lai lasted lasting least
    length less level long mane maintained maintenance maximum max meal meals medication mg monotherapy month
    monthly months morning most mouth nearly next night nightly nocte now od of oh on once one only or oral orally
    over own past period plus po prescribed prospective prospectively receive received regular regularly remained
    reached response same she since so some stable started starting stayed steady straight sustained
    subsequently supervised tab tablet tablets tabs take taken taking target that the their then therapeutic these
    they this those throughout time titrated titration to today together top total tolerated took treated treatment
    treatments trial trials tried twice two unaltered unbroken unchanged under until untouched up used using was week
    weekly weeks were which while whole with without x yrs years therapy first second third last trough levels plasma
    good adherence compliance concordance observed witnessed away another respectively further an no change changes touched unaltered but planned outset start began begun initially straightaway both supper breakfast bedtime bed well not""".split()
)
_NOT_FOR = re.compile(
    r"(?:\b(?:not|never|without|cannot|nor)|n['’]t|\b(?:did|does|do|was|were|is|has|had|have|would|could)nt)\s+(?:(?:for|the|a|full|even|quite|really|taken|reach\w*|last\w*|been|given|complete\w*|manage\w*|as|long|whole|continued|continuously|tolerate\w*|on|it|at|this|that|dose)\s+){0,5}\Z",
    re.I,
)
_CHANGED_OVER = re.compile(
    r"\b(?P<how>increas|rais|titrat|taper|wean|reduc|lower|decreas|withdr|build|built|escalat|upped|went\s+(?:up|down)|put\s+up|brought|cut|step|cross)\w*[^.;,]{0,44}\b(?:over|across|during|within|throughout|in)\s+(?:(?:the|first|next|last|following|about|some|only|just|course|of)\s+){0,4}\Z",
    re.I,
)
_DOWN = re.compile(r"taper|wean|reduc|lower|decreas|withdr|went\s+down|cut|cross", re.I)
_OF_WHICH = re.compile(
    r"\W{0,3}(?:of|out\s+of)\s+(?:which|those|these|that|them)\W+(?:(?:only|just|the|last|first|about|some|he|she|was|were|had|spent)\s+){0,4}(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*(?P<unit>days?|weeks?|wks?|months?|/52|/12)?\s+(?:(?:were|was|spent|is|only)\s+){0,2}(?:at|on)\b",
    re.I,
)
_STOPPED = re.compile(
    r"\b(?:stopped|discontinued|ceased|withdrawn|halted|abandoned|d/c['’]?e?d)\s+(?:(?:only|just|early|again|it)\s+)?(?:after|at|in|within|by)\s+(?:(?:only|just|about|the|a)\s+)*\Z",
    re.I,
)
_SPELT = {word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}


# What a time may have been spent on that is no treatment at all.
_LIVING = re.compile(
    r"\b(?:work(?:ed|ing)|liv(?:ed|es|ing)|marri\w+|unemploy\w+|homeless\w*|drink\w*|drank|sober|smok\w+|abstinen\w*|prison|ill|unwell|psychotic|symptom\w*|hear(?:s|d|ing)|voices|known|admitted|detained|pregnan\w*|school|college|univers\w*|abroad)\b[^.;\n]{0,40}\Z",
    re.I,
)


def is_apart(reading: Reading, sentence: Part, told: Told, mark: Mark, counted_from_level: bool) -> bool:
    """Whether a length stands apart from the drug: denied, of a dose going down, or led by words of something else."""
    before = reading.text[max(sentence.start, mark.start - 70) : mark.start]
    if counted_from_level:
        return False
    if _NOT_FOR.search(before):
        return True
    changed = _CHANGED_OVER.search(before)
    if changed and _DOWN.match(changed["how"]):
        return True
    ends = [end for _, end in told.said if sentence.start <= end <= mark.start]
    ends += [m.end for m in reading.marks if sentence.start <= m.start and m.end <= mark.start]
    if not ends:
        return _LIVING.search(reading.text[sentence.start : mark.start]) is not None
    gap = re.sub(r"\([^()]{0,60}\)", " ", reading.text[max(ends) : mark.start])
    if _STOPPED.search(gap):
        return False
    return any(word not in _PLAIN for word in re.findall(r"[a-z]+", gap.lower()))


def raised_over(before: str) -> bool:
    """Whether a length is that over which a dose was raised: "increased to 20 mg over 8 weeks"."""
    return _CHANGED_OVER.search(before) is not None


def of_which(reading: Reading, mark: Mark) -> Said | None:
    """The part of a length that was at the dose: "8 weeks, of which 5 at 20 mg"."""
    found = _OF_WHICH.match(reading.text, mark.end)
    if found is None:
        return None
    unit = (found["unit"] or reading.text[mark.start : mark.end].split()[-1]).lower().lstrip("0123456789 ")
    days = 1 if unit.startswith("d") else 30 if unit.startswith(("m", "/12")) else 7
    count = _SPELT.get(found["n"].lower()) or exact(found["n"])
    return Said(exactly(count * days), ((mark.start, found.end()),))
