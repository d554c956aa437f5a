"""Whether a length of time was spent on the drug at its dose: not on a ward, not raising or lowering it, not denied."""

import re
from fractions import Fraction

from assistant.criteria.parse import outcome_words
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.at_dose import SINCE
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.dose_remarks import dose_remarks
from assistant.criteria.parse.lead_in import lead_ins
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
    treatments trial trials tried use usage twice two unaltered unbroken unchanged under until untouched up used using was week
    weekly weeks were which while whole with without x yrs years therapy first second third last trough levels plasma supervision introduced optimised optimized fair crack
    good adherence compliance concordance observed witnessed away another respectively further an no change changes touched unaltered but planned outset start began begun initially straightaway both supper breakfast bedtime bed well not d rx latter apart left waited we put imi iv interval intervals adequate proper sufficient decent reasonable monday tuesday wednesday thursday friday saturday sunday spent changed identical across here there between mid early late middle beginning divided split
    portions portion bd bid tds tid qds qd qhs am pm w mgs milligrams milligram capsule capsules caps liquid syrup solution lunch dinner tea mornings
    nights evenings noon midday administered where there trialled nor commenced ceased dd former fortnight turn tries spent across persevered persisted stuck through fully ran run worth
    solid outright j chart charts clear final ends hit they attained treated being supplied mid like in were place who my end
    two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred eventually finally monotherapy die january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec spring summer autumn winter entirely quite n plateau strength amount sat kept put
    given came brought went gone built reaching arrived""".split()
)
_UNBROKEN = Caseless(
    r"\b(?:without|with\s+no|no|never)\s+(?:(?:a|any|one|single|missing|having)\s+){0,2}(?:breaks?|gaps?|interruptions?|pauses?|lapses?|(?:missed\s+)?doses?)\b"
)
_NOT_FOR = Caseless(
    r"(?:\b(?:not|never|without|cannot|nor)|n['’]t|\b(?:did|does|do|was|were|is|has|had|have|would|could)nt)\s+(?:(?:for|the|a|full|even|quite|really|taken|reach\w*|last\w*|been|given|complete\w*|manage\w*|at|\d[\d.,]*\s?mg(?:\s(?:daily|a\sday|nocte|od))?|as|long|whole|continued|continuously|tolerate\w*|on|it|at|this|that|dose)\s+){0,5}\Z"
)
_STILL_TO_COME = Caseless(
    r"\b(?:to\sbe|to|will\s(?:be|now)?|should\s(?:be|now)?|shall)\s?(?:continued?|kept|keep|maintained?|given|give|carry\son|carried\son|persist|persevere|run)\b[^.;,\n]{0,24}\Z"
)
_CHANGED_OVER = Caseless(
    r"(?:\b(?=[a-z])|(?=[-→=]))(?P<how>(?:->|→|=>)\s?(?=\d[\d.]{0,5}\s?mg)|increas|rais|titrat|taper|wean|reduc|lower|decreas|withdr|build|built|escalat|upped|went\s+(?:up|down)|put\s+up|brought|cut|step|cross)\w*(?:[^.;,]|,\s?(?=\d)){0,44}\b(?:over|across|during|within|throughout|in)\s+(?:(?:the|first|next|last|following|about|some|only|just|course|of)\s+){0,4}\Z"
)
_DOWN = Caseless(r"taper|wean|reduc|lower|decreas|withdr|went\s+down|cut|cross")
_SPELT_OR_SHORT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty)"
_COUNTED = (
    r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty)"
    r"(?:\s+of\s+(?:those|these|them|which|the))?(?:\s*(?P<unit>days?|weeks?|wks?|months?|/52|/12)(?!\w))?(?:\s+of\s+(?:it|those|these|them|which|that))?"
)
_SPENT = r"(?:,\s*)?(?:(?:were|was|spent|is|only|being|having|been|taken|given|all)\s+){0,4}"
_OF_WHICH = Caseless(
    rf"\W{{0,3}}(?:(?:of|out\s+of)\s+(?:which|those|these|that|them)\W+)(?:(?:only|just|the|last|about|some|he|she|was|were|had|spent|final)\s+){{0,4}}{_COUNTED}\s+{_SPENT}(?:at|on)\b"
)
# "12 weeks, 10 of them at 20 mg".
_OF_THEM = Caseless(
    rf"\W{{1,3}}(?:(?:and|but|only|just|the|last|final|about)\s+){{0,3}}(?={_SPELT_OR_SHORT}\s(?:weeks?\s|wks\s)?of\s(?:which|those|these|them|it)\b){_COUNTED}\s+{_SPENT}(?:at|on)\b"
)
# "6 weeks all in, the first two going up, so four at 6 mg".
_SO_MANY = Caseless(
    rf"[^.;\n]{{0,90}}?(?:,|\(|[–-]|\band\b)\s?(?:so|ie|i\.e\.?,?|leaving|(?:which|that)\s(?:leaves|left|makes|gives)|hence|leaves|which\sleaves|making|meaning|that\sis|thus|therefore|net|then)\s(?:(?:about|only|just|exactly|the|last|other|remaining|he|she|had|a|full)\s){{0,3}}{_COUNTED}\s+{_SPENT}(?:at|on)\s(?P<dose>\d[\d.,]*\s?m?g|full|target|final|max\w*|top|therapeutic|dose|that|it\b|the\s(?:full|target))"
)
# "... but only the last twelve of those weeks were at 200 mg": what was at the dose; "the first eight at 50 mg": what was not.
# "12 weeks (10 at 20 mg)".
_IN_BRACKETS = Caseless(
    rf"\s?,?\s?\(\s?(?:(?:only|just|the|last|final|about|incl\.?|including|with)\s+){{0,3}}{_COUNTED}\s+{_SPENT}(?:at|on)\b"
)
_LAST_OF = Caseless(
    rf"\b(?:last|final|latter|remaining|later|closing)\s+{_COUNTED}\s+{_SPENT}(?:at|on)\s+(?:(?:the|that|this|a|his|her|its)\s+)?(?P<dose>\d[\d.,]*\s?m?g|full|target|final|max\w*|top|therapeutic|dose|that|it\b)"
)
_FIRST_OF = Caseless(
    rf"\b(?:first|initial|opening|earlier|early)\s+{_COUNTED}\s*{_SPENT}(?:(?:at|on)\s+(?:(?:the|a|only|just)\s+)?(?P<dose>\d[\d.,]*\s?m?g|lower|low|smaller|half|starting|reduced)|(?:titrat|build|increas|getting|working|raising)\w*)"
)
_STOPPED = Caseless(
    r"\b(?:stopped|discontinued|ceased|withdrawn|halted|abandoned|replaced|switched|swapped|superseded|given\s+up|d/c['’]?e?d)\s+(?:(?:only|just|early|again|it)\s+)?(?:after|at|in|within|by)\s+(?:(?:only|just|about|the|a)\s+)*\Z"
)
_SPELT = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}


# Where and by whom a drug was given.
_PLACE = Caseless(
    r"\b(?:given|taken|injected|received|administered|supervised|dispensed|observed|prescribed)\s+(?:at|in|by|from|under|on|with)\s+(?:(?:the|our|his|her|a|an|my)\s+)?(?:[\w'’-]{1,20}\s+){0,3}?(?:clinics?|wards?|hospital|unit|team|cent(?:re|er)|CPNs?|nurses?|GP|home|surgery|prison|service|hostel|pharmacy|staff|mother|mum|wife|husband|parents|patient|client|him|her)\b(?:\s+(?:nurses?|staff|team|doctors?|pharmacists?|sisters?)\b)?"
    r"|\b(?:from|by|via|under|with|through)\s(?:(?:the|our|his|her|a|an|my|previous|last|old|local|private)\s){0,3}(?:[\w'’-]{1,20}\s){0,1}?(?:clinics?|wards?|hospital|unit|team|cent(?:re|er)|CPNs?|nurses?|GP|doctor|psychiatrist|consultant|surgery|prison|service|pharmacy|staff|mother|mum|wife|husband|parents)\b"
    r"|\b(?:because\sof|due\sto|owing\sto|on\saccount\sof)\s(?:(?:his|her|the|some|marked)\s)?(?:sedation|weight(?:\sgain)?|tremor|akathisia|EPSEs?|side[\s-]effects?|drowsiness|QTc?|prolactin|cost|age|frailty|stiffness|drooling)\b"
)
_LEADS = Caseless(r"\s(?:on|of|taking)\s(?:(?:oral|tabs?|t|inj|caps?|the|a|his|her)\.?\s){0,2}(?=[a-z]{4})")
# Where the patient was, told in passing: ", inpatient,".
_SET_IN = Caseless(
    r"[,;(]\s?(?:in-?patient|out-?patient|community|on\sthe\sward|in\sthe\scommunity|in\shospital|hospital)\s?(?=[,;)])|\b(?:to|until|till|through)\s(?:(?:his|her|the|time\sof|point\sof)\s)*discharge\b"
)
# What a time may have been spent on that is no treatment at all.
_LIVING = Caseless(
    r"\b(?:work(?:ed|ing)|liv(?:ed|es|ing)|marri\w+|unemploy\w+|homeless\w*|drink\w*|drank|sober|smok\w+|abstinen\w*|prison|ill|unwell|psychotic|symptom\w*|hear(?:s|d|ing)|voices|known|admitted|detained|pregnan\w*|school|college|univers\w*|abroad|hospital|in-?patient|wards?|stay(?:ed)?\s+in|waiting)\b[^.;\n]{0,40}\Z"
)


def is_apart(reading: Reading, sentence: Part, told: Told, mark: Mark, counted_from_level: bool) -> bool:
    """Whether a length stands apart from the drug: denied, of a dose going down, or led by words of something else."""
    before = reading.text[max(sentence.start, mark.start - 70) : mark.start]
    if counted_from_level:
        return False
    if _NOT_FOR.search(before) or _STILL_TO_COME.search(before):
        return True
    changed = _CHANGED_OVER.search(before)
    if changed and _DOWN.match(changed["how"]):
        return True
    ends = [end for _, end in told.said if sentence.start <= end <= mark.start]
    ends += [m.end for m in reading.marked(sentence.start, mark.start) if m.end <= mark.start]
    if not ends and _LEADS.match(reading.text, mark.end) and any(reading.named(mark.end, mark.end + 30)):
        return False  # "as unwell after fourteen weeks on olanzapine"
    if not ends:
        return _LIVING.search(reading.text[sentence.start : mark.start]) is not None
    told_of = _without_remarks(reading, sentence, max(ends), mark.start)
    gap = re.sub(r"\([^()]{0,60}\)|\A[^(),;]{0,24}\)", " ", _UNBROKEN.sub(" ", told_of))
    for aside in (_SET_IN, _PLACE, outcome_words.NO_RESPONSE):
        gap = aside.sub(" ", gap) if _has_odd(gap) else gap
    return _STOPPED.search(gap) is None and _has_odd(gap)


def _without_remarks(reading: Reading, sentence: Part, start: int, end: int) -> str:
    """The words between a dose and a length, without what says that it is counted at the dose, and names of places."""
    words = reading.text[start:end]
    counted = (found.span() for found in SINCE.finditer(reading.text, start, end))
    for first, last in (*dose_remarks(reading, sentence), *lead_ins(reading, sentence), *counted):
        if start < last <= end:
            begin = max(first, start)
            words = words[: begin - start] + " " * (last - begin) + words[last - start :]
    return _AT_A_PLACE.sub(" ", words)


_AT_A_PLACE = re.compile(
    r"\b(?:at|in|on|from)\s(?:the\s)?[A-Z][a-z]{3,20}(?:\s[A-Z][a-z]{3,20})?(?=\s?[,;)(]|\s(?:for|from)\b)"
)


def _has_odd(gap: str) -> bool:
    return any(word not in _PLAIN for word in re.findall(r"[a-z]+", gap.lower()))


def raised_over(before: str) -> bool:
    """Whether a length is that over which a dose was raised: "increased to 20 mg over 8 weeks"."""
    return _CHANGED_OVER.search(before) is not None


def of_which(reading: Reading, sentence: Part, told: Told, mark: Mark) -> Said | None:
    """The part of a length that was at the dose: "8 weeks, of which 5 at 20 mg", "20 weeks, the first 8 at 50 mg"."""
    text, end = reading.text, min(sentence.end, mark.end + 150)
    found = (
        _OF_WHICH.match(text, mark.end)
        or _OF_THEM.match(text, mark.end)
        or _IN_BRACKETS.match(text, mark.end)
        or _SO_MANY.match(text, mark.end, min(end, _next_length(reading, mark, end)))
        or _at_the_highest(reading, mark, min(end, _next_length(reading, mark, end)))
        or _LAST_OF.search(text, mark.end, end)
    )
    lower = _FIRST_OF.search(text, mark.end, end) or _DROPPED.search(text, mark.end, end)
    if found is None and lower is None:
        return None
    some = found or lower
    assert some is not None
    days = _days_of(some, text[mark.start : mark.end])
    if (found is not None and not _is_dose(found, told)) or (lower is not None and _is_dose(lower, told)):
        return None
    stop = max(one.end() for one in (found, lower) if one is not None)
    for other in reading.free(Part(mark.end, stop + 8), "dose", "duration"):
        if other.kind == "duration" and other.start >= stop:
            continue
        reading.claim(other)
        reached = found is None and lower is not None and not lower["dose"]  # "the first three getting to 6 mg"
        if (
            (found is not None or reached)
            and other.kind == "dose"
            and other.value is not None
            and not told.last.has("dose_mg")
        ):
            told.last.values["dose_mg"] = Said(other.value, ((other.start, other.end),))
    if found is None:
        if mark.value is None or mark.value.low is None or not mark.value.is_exact or mark.value.low <= days:
            return None
        days = mark.value.low - days
    reading.used.append((mark.start, stop))
    return Said(exactly(days), ((mark.start, stop),))


# "17 weeks, of which I discard the opening three".
_DROPPED = Caseless(
    rf"\b(?:discard|disregard|ignor|exclud|omit|subtract|deduct|discount|drop|knock(?:ing)?\soff|leav(?:e|ing)\sout|take|taking|minus|less|not\scount)(?:s|e|ed|ing)?\s(?:off\s|out\s|for\s)?(?:the\s)?(?:first|initial|opening|early)\s{_COUNTED}(?P<dose>)(?!\s?(?:mg|doses|tablets))"
    r"(?:\s?,?\s(?:because|as|when|while|since|during\swhich)\s(?:the\sdose|it|he|she)\swas\s(?:still\s)?(?:being\s)?(?:climbing|rising|going\sup|raised|increased|building(?:\sup)?|built\sup|titrated|low(?:er)?))?"
)
# "Olanzapine for 10 weeks, 20 mg for the last three".
_FOR_THE_LAST = Caseless(
    rf"(?:\s(?:daily|nightly|nocte|a\sday|per\sday|od))?,?\s?\(?(?:(?:being|was|only|just|reached)\s)?(?:for|during|in|over|only|just)\s(?:(?:only|just|in|for|during)\s)?(?:the|its|his|her)\s(?:very\s)?(?:last|final|first|remaining|closing|opening|initial)\s{_COUNTED}(?!\s?\w)"
)


def part_only(reading: Reading, sentence: Part, told: Told, end: int) -> None:
    """A dose that is said of the last or first weeks of a length told before it: the length at dose is theirs."""
    found = _FOR_THE_LAST.match(reading.text, end, sentence.end)
    name = next((name for name in ("days_at_dose", "days") if told.last.has(name)), None)
    if found is None or name is None:
        return
    whole = told.last.values[name]
    if not sentence.start <= whole.spans[0][0] < end:
        return
    days = _days_of(found, reading.text[slice(*whole.spans[0])])
    told.last.values["days_at_dose"] = Said(exactly(days), (found.span(),))
    told.last.values["days"] = whole
    for mark in reading.free(Part(found.start(), found.end()), "duration", "number"):
        reading.claim(mark)
    reading.used.append(found.span())


_QUESTION = Caseless(
    r"\W{0,3}(?:so\s|and\s|but\s|then\s|please\s){0,2}(?:is|are|was|were|do|does|did|has|have|had|can|could|would|should|will|what|which|how|when|why|who|whether|may|might|am)\b|.{0,400}?\b(?:TRS|TRRIP|adequate\w*|enough|counts?|resist\w*|qualif\w*|meets?|criteri\w*|refractory|clozapine)\b"
)


def is_queried(reading: Reading, sentence: Part, end: int) -> bool:
    """Whether a question mark right after an amount asks for it: "for 10 weeks?", but not "is that TRS after 10 weeks?"."""
    return reading.text[end : end + 1] == "?" and _QUESTION.match(reading.text, *sentence) is None


_IN_ALL = Caseless(
    r"\W{0,3}(?:weeks?\s)?(?:in\s(?:total|all)|total|altogether|all\s(?:told|in)|overall|together|by\sthe\send)\b|\W{1,3}(?:but|with|though)\s(?:only|just)\b"
)
_AT_SO_MUCH = Caseless(rf"\b{_COUNTED}\s+{_SPENT}(?:at|on)\s(?:the\sfull\s)?(?P<dose>\d{{1,4}}(?:\.\d)?)\s?mg\b")


def _at_the_highest(reading: Reading, mark: Mark, end: int) -> re.Match[str] | None:
    """ "12 weeks in all: 2 getting to 20 mg and 10 at 20 mg": of the parts of a whole length that of the highest dose."""
    whole = _IN_ALL.match(reading.text, mark.end) or _TOTAL_LEADS.search(
        reading.text, max(0, mark.start - 12), mark.start
    )
    parts = list(_AT_SO_MUCH.finditer(reading.text, mark.end, end)) if whole else []
    return max(parts, key=lambda found: exact(found["dose"]), default=None)


_TOTAL_LEADS = Caseless(r"\b(?:total(?:\sof)?|altogether|overall)[\s:]{1,2}\Z")


def _next_length(reading: Reading, mark: Mark, end: int) -> int:
    """Where another drug begins: what is left of a length is told before it."""
    return min((m.start for m in reading.named(mark.end, end) if m.drug), default=end)


def _days_of(found: re.Match[str], whole: str) -> Fraction:
    unit = (found["unit"] or whole.rsplit(maxsplit=1)[-1]).lower().lstrip("0123456789 ")
    days = 1 if unit.startswith("d") else 30 if unit.startswith(("m", "/12")) else 7
    return Fraction(_SPELT.get(found["n"].lower()) or exact(found["n"])) * days


def _is_dose(found: re.Match[str], told: Told) -> bool:
    """Whether the dose of a part of a length is the one known, where it is told in numbers."""
    dose = re.match(r"\d[\d.,]*", found.groupdict().get("dose") or "")
    known = told.last.values.get("dose_mg")
    if dose is None or known is None:
        return "dose" not in found.groupdict() or not (_FIRST_OF.made(found) or _DROPPED.made(found))
    return bool(known.value == exactly(exact(dose.group().rstrip(".,").replace(",", ""))))
