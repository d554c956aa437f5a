"""Several statements of one drug: courses of their own, years apart, or two documents about the same course."""

import re
from itertools import pairwise

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, place_in
from assistant.criteria.parse.reading import Reading

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_YEAR_LEADS = Caseless(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[\s:,–-]{1,8}(?:(?:he|she|they|was|were|had|been|on|given|started|commenced|took|received|tried|then|a|the|trial|course|of|again|tab|oral|back)\s{1,3}){0,6}(?:\w{1,20}\s\()?\Z"
)
_ORDINALS = {"first": "1", "1st": "1", "initial": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3",
             "fourth": "4", "4th": "4"}  # fmt: skip
_OF_NUMBER = rf"(?:(?:trial|course|attempt|number|no\.?)\s{{0,2}}(?:no\.?\s?|\#\s?)?(?P<n>[1-9])\b|\b(?P<nth>{'|'.join(_ORDINALS)})"
_NUMBER = Caseless(
    rf"\b{_OF_NUMBER}(?:\s(?:adequate\s)?(?:trial|course|attempt|go|run|exposure)(?:\s(?:was\s)?(?:of|on|with|at))?)?)[\s:.,)=–-]{{1,3}}(?:oral\s)?\Z"
)
_NUMBER_AFTER = Caseless(rf"[\s,(–-]{{1,3}}(?:the\s)?{_OF_NUMBER}\s(?:trial|course|attempt|exposure))\b")
_FAR = 200  # characters in which a course tells its dose and length
_NEAR = 200  # characters around two statements in which the note says that they disagree

# Two records of one course: "the chart for the same eleven weeks has".
_SAME = Caseless(
    r"\b(?:same|identical|that\s+very|those\s+very)\s+(?:\w+\s+){0,2}(?:days?|weeks?|wks?|months?|trial|course|period|admission|episode|stay|time|dates|drug)\b"
)
_RECORD = Caseless(
    r"\b(?:letters?|charts?|MAR|kardex|cardex|summary|record\w*|printout|sheets?|notes?|file|list|register|referral|pharmacy|print-?out|log|card|form|report|entry|entries|discharge|GP|TTO|prescription)\b[^.;\n]{0,50}\b(?:has|have|had|says?|said|states?|gives?|gave|shows?|records?|recorded|reads?|puts?|lists?|listed|documents?|documented|claims?)\b"
)
_DISAGREE = Caseless(
    r"\bwhich\s+(?:(?:of\s+(?:them|these|the\s+two|the)|one|dose|figure|version|record|document|source|strength|\w+)\s+)?(?:is|was|are|were|to)\s+(?:right|correct|true|accurate|believe|trust|reliable)"
    r"|\bcan(?:not|['’]t)\s+both\b|\b(?:conflict(?:s|ing)?|contradict\w*|discrepan\w*|disagree\w*|at\s+odds|inconsisten\w*|do(?:es)?\s?n[o'’]t\s+(?:match|agree|tally)|do(?:es)?\s+not\s+(?:match|agree|tally))\b"
)


def is_one_course(reading: Reading, first: int, second: int) -> bool:
    """Whether two doses, told one after the other, are two statements of one course, by two records."""
    between = reading.text[first:second]
    if _SAME.search(between):
        return True
    after = reading.text[second : second + _NEAR]
    return _DISAGREE.search(between) is not None or (
        _RECORD.search(between) is not None and _DISAGREE.search(after) is not None
    )


def is_again(reading: Reading, told: Told, place: int) -> bool:
    """Whether an amount at a place is of a course that the drug had in another year than the one told before."""
    last = told.last
    if not (last.has("dose_mg") and (last.has("days_at_dose") or last.has("days"))):
        return False
    known = max(last.values[name].spans[-1][1] for name in ("dose_mg", "days_at_dose", "days") if last.has(name))
    named = next(((start, end) for start, end in told.said if known <= start < place), None)
    if named is None:
        return False
    stretch = _stretch(reading, told, named[1])
    if not {"dose", "duration"} <= {mark.kind for mark in reading.free(stretch)}:
        return False
    before = next((span for span in reversed(told.said) if span[0] < last.values["dose_mg"].spans[0][0]), told.said[0])
    then, now = _year_of(reading, told, before), _year_of(reading, told, named)
    other_year = then is not None and now is not None and then != now
    one, other = _number_of(reading, before), _number_of(reading, named)
    other_number = one is not None and other is not None and one != other
    return (other_year or other_number) and not is_one_course(reading, known, place)


def _number_of(reading: Reading, named: tuple[int, int]) -> str | None:
    """The number of the trial of which a name is, as it is told before the name or right after it."""
    told = _NUMBER.search(reading.text, max(0, named[0] - 40), named[0])
    told = told or _NUMBER_AFTER.match(reading.text, named[1])
    if told is None:
        return None
    return str(told["n"]) if told["n"] else _ORDINALS[told["nth"].lower()]


def _stretch(reading: Reading, told: Told, start: int) -> Part:
    """What follows a name, up to the next drug's."""
    generic = told.mention.drug.generic if told.mention.drug else ""
    others = (m.start for m in reading.named(start, start + _FAR) if m.drug and m.drug.generic != generic)
    return Part(start, next(others, start + _FAR))


def _year_of(reading: Reading, told: Told, named: tuple[int, int]) -> str | None:
    """The year that leads a name, or the first one told after it."""
    leads = _YEAR_LEADS.search(reading.text, max(0, named[0] - 60), named[0])
    if leads:
        return leads["year"]
    stretch = _stretch(reading, told, named[1])
    found = _YEAR.search(reading.text, stretch.start, min(stretch.end, reading.sentence_of(named[0]).end))
    return found.group() if found else None


_LEADING = (
    "fail",
    "no response",
    "non",
    "did not",
    "didn",
    "never",
    "poor",
    "inadequate",
    "insufficient",
    "refractory",
    "resistant",
    "unrespons",
    "no benefit",
    "no improvement",
    "no change",
    "no difference",
    "zero",
    "no effect",
    "lack of",
    "without",
    "nil",
    "little",
    "unsuccessful",
)
_TO = Caseless(
    r"\s*[:(]?\s*(?:(?:to|on|with|of|from|under|in|by|both|either|neither|an?|the|his|her|t\.|t\b|adequate|full|previous|prior|past|two|three|trials?|courses?|treatment|therapy|including|namely|oral|high[\s-]dose|tab|inj|depot|and|daily|\d[\d,.]*\s?m?g(?:\s?/\s?d(?:ay)?)?)\s*[:,(]?\s*){0,6}"
)
# What may stand between the drugs of a list: amounts, brackets and words that join, no verb that begins a new statement.
_IN_LIST = frozenset(
    """and or nor under t then plus followed by of on to with both also later next after subsequently second first lastly finally
    mg g mcg micrograms milligrams daily day a per od bd bid tds tid qds hs nocte mane nightly weeks week wks wk months
    month mths days for x at night morning the in oral orally po im every fortnight fortnightly monthly weekly dose doses
    depot injections injection tablets tabs tablet caps total full adequate another trial trials course courses years
    same again d one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    eighteen twenty thirty forty fifty hundred half six-week long consecutive over about around up maximum max
    january february march april may june july august september october november december""".split()
)


def leads(reading: Reading, sentence: Part, found: re.Match[str], following: Told, before: list[Told]) -> bool:
    """Whether an outcome word leads the drugs after it: "failed olanzapine", "no response to A (10 weeks) and to B"."""
    if not found.group().lower().startswith(_LEADING):
        return False
    if not _TO.fullmatch(reading.text, found.end(), place_in(following, sentence)):
        return False
    last = max((place_in(one, sentence) for one in before), default=sentence.start)
    to = re.match(r"\s*(?:to|of|on|with|both)\b", reading.text[found.end() : found.end() + 12], re.I)
    return (
        not before
        or re.search(r"[,:;.]|\b(?:and|but|then|had|has)\b", reading.text[last : found.start()]) is not None
        or to is not None
    )


def listed(reading: Reading, sentence: Part, after: list[Told]) -> list[Told]:
    """Of the drugs after a place those in one list with the first."""
    run = after[:1]
    for one, following in pairwise(after):
        ends = [end for start, end in one.said if sentence.holds(start)]
        gap = reading.text[max(ends) : place_in(following, sentence)]
        gap = re.sub(r"\([^()]{0,90}\)", " ", gap)
        if any(word not in _IN_LIST for word in re.findall(r"[a-z]+", gap.lower())) and not re.search(r"\bnor\b", gap):
            break
        run.append(following)
    return run


_LABEL = Caseless(
    r"\b(?:(?:trial|outcome|result|response|drug|course|medication|agent|number|no\.?|resp)\s*#?\s*(?P<label>[A-D]|[1-9])|(?P<nth>first|second|third|former|latter))\b\s*(?:one|drug|trial|course|of\s+(?:them|these))?\s*(?:\(\s*)?[:=–-]?\s*(?:[a-z]+\s+){0,3}\Z"
)
_LEADS_LINE = Caseless(
    r"(?:^|[\n.;])[\s*•-]*(?:(?:trial|drug|course|medication|agent|no\.?)\s*)?[#(]?\s*(?P<label>[A-D]|[1-9])[).:\s–-]"
)
_NTH = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2}


def labelled(reading: Reading, sentence: Part, said: re.Match[str], told: list[Told]) -> list[Told]:
    """The course whose letter, number or order stands before an outcome: "Outcome A: none", "the second: no response"."""
    follows = _LABEL_AFTER.match(reading.text, said.end(), sentence.end)
    if follows and len(told) == 2:  # "no change on the former and none on the latter"
        return [told[_NTH[follows["nth"].lower()]]]
    if any(sentence.holds(start) for one in told for start, _ in one.said):
        return []
    within = _LABEL_WITHIN.match(said.group())
    if within:
        return _of_label(reading, told, within["label"])
    found = _LABEL.search(reading.text, max(sentence.start, said.start() - 40), said.start())
    if found is None:
        return []
    if found["nth"]:
        number = _NTH[found["nth"].lower()]
        return told[number : number + 1] if number < len(told) <= 3 else []
    return _of_label(reading, told, found["label"])


_LABEL_AFTER = Caseless(
    r"\s+(?:to|on|with|from|of|for|in|by|after|under|during|following|at\s+the\s+end\s+of)\s+the\s+(?P<nth>first|second|former|latter)\b(?!\s+(?:or|nor|and)\s+(?:to\s+|on\s+|with\s+)?the\s+(?:second|latter))(?!\s+(?:\w+\s+)?(?:weeks?|months?|days?|dose|half|few|admission|episode|year|review|visit))"
)
_LABEL_WITHIN = Caseless(r"(?:outcome|result|response)\s+(?P<label>[A-D]|[1-9])\b")


def _of_label(reading: Reading, told: list[Told], label: str) -> list[Told]:
    return [one for one in told if _label_of(reading, one) == label.upper()][:1]


def _label_of(reading: Reading, told: Told) -> str:
    """The letter or number that begins the line or sentence in which a course is first named."""
    start = told.said[0][0]
    heads = list(_LEADS_LINE.finditer(reading.text, max(0, start - 30), start))
    return str(heads[-1]["label"]).upper() if heads else ""
