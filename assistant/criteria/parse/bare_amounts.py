"""Numbers without a unit that stand where a dose or a length stands: "olanzapine 20 for 10 weeks and risperidone 6 for nine".

A number right after the drug's name is its dose in mg a day only where it is usual for that drug and the words after it
are those that follow a dose; "for nine" after a length in weeks is nine weeks. Everything else stays a number.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.criteria.parse import cues
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.by_order import PAIR_OF_LENGTHS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.dates import days_between
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range, between, exactly

# What is usual in a day, in mg: no dose of the drug is written as a lesser or a greater bare number.
_USUAL = {
    "amisulpride": (100, 1400), "aripiprazole": (5, 45), "asenapine": (5, 20), "benperidol": (1, 10),
    "brexpiprazole": (1, 6), "cariprazine": (1, 9), "chlorpromazine": (100, 1200), "chlorprothixene": (100, 800),
    "clozapine": (50, 900), "flupentixol": (3, 20), "fluphenazine": (2, 20), "haloperidol": (2, 30),
    "iloperidone": (6, 32), "levomepromazine": (50, 800), "loxapine": (20, 250), "lurasidone": (20, 240),
    "olanzapine": (5, 60), "paliperidone": (3, 18), "perphenazine": (8, 64), "pimozide": (2, 20),
    "quetiapine": (100, 1600), "risperidone": (2, 16), "sertindole": (4, 24), "sulpiride": (200, 3200),
    "thioridazine": (100, 800), "thiothixene": (10, 60), "trifluoperazine": (5, 50), "ziprasidone": (40, 320),
    "zotepine": (75, 450), "zuclopenthixol": (10, 150),
}  # fmt: skip
# What may stand between a name and its dose: a mark, a word, a second name in brackets.
_AFTER_NAME = Caseless(r"\s?\)?\s?(?:\([A-Za-z][\w -]{2,30}\)\s?)?[:=@(,]?\s?(?:(?:at|on|up to|dose|dosed at|to)\s)?\Z")
_BEFORE_REST = Caseless(
    r"\s?/\s?(?:d|day|24\s?h)\b|\s(?:a|per)\sday\b"
    r"|\s(?:mane|nocte?|noct|daily|nightly|od|qd|qhs|hs|on(?=[\s,]+(?:x|for|\d))|po|oral(?:ly)?|q\.?d|in the (?:morning|evening)|at (?:night|bedtime))\b"
    r"|\s?[,;:]?\s?\(?[\"”]?\s?(?:x|×|for|over|during|times)\s?(?:about\s|some\s|the\s(?:last\s|past\s|previous\s)?|a\sfull\s|at\sleast\s|~)?(?:\d|[a-z]{3,9}\s(?:and|&)\s[a-z]{3,9}\s(?:weeks|wks|months)|[a-z]{3,9}(?:[\s-][a-z]{3,5})?\s(?:days|weeks|wks|months|mths))"
    r"|\s?[,;:(/-]?\s?(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen|twenty)\s?-?(?:weeks?|wks?|wk|w\b|months?|mths?|/52|/12)"
    r"|\stotal(?:\s(?:a|per)\sday|\sdaily)?\b"
    r"|\s(?:was|were|being)\s(?:given|taken|tried|used|kept|held|continued|maintained|prescribed|run)\b"
    r"|\s?,?\s?\(?(?:from\s|between\s)?[0-3]?\d(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\sand\s(?=\d{1,2}\s(?:weeks?|wks?|wk|months?)\b)"
)
_A_DAY = Caseless(r"\s?/\s?(?:day|d|24\s?h)\b|\s(?:a|per)\sday\b")
_ENDS = Caseless(r"\s?(?:\n|\s{2}|[,;)=]|\.(?!\d)|$|->|and\b|then\b)")
_KEY_ENDS = Caseless(rf"{_ENDS.pattern}|\s[-–|]\s")
_NOTHING = Caseless(
    r"[\s-]?(?:years?|yrs?|y/?o|%|percent|th\b|st\b|nd\b|rd\b|days?|times|/\s?\d|-\s?\d|ng|nmol|µ|mmol|ml)"
)
_LENGTH = Caseless(r"(?P<unit>days?|weeks?|wks?|wk|w|months?|mths?|mo|/52|/12)\W*\Z")
_FOR = Caseless(
    r"\b(?:for|over|x|of|lasted|ran|had)\s(?:a\s(?:further|full)\s|another\s|about\s|only\s|just\s|some\s)?\Z"
)
_OF = Caseless(r"\s(?:of|on)\s")
_JOINS = Caseless(r"(?:\b(?:and|then|plus|by)|,)\s\Z")
_ELLIPSIS = Caseless(
    r"\s?(?:[,.;:)–-]|\Z|\n|(?:and|but|without|with|both|neither|which|he|she|they|it|too|also|again|at|no|to)\b)"
)


def with_bare(reading: Reading, sentence: Part, here: Sequence[Told]) -> list[Mark]:
    """The marks of a sentence that may be a course's, with bare numbers made into the doses and lengths they stand for."""
    found: list[Mark] = []
    marks = reading.free(sentence, "dose", "frequency", "interval", "duration", "number")
    for before, mark in pairwise([None, *marks]):
        assert mark is not None
        if before is not None and (whole := _thousands(reading, before, mark, here)):
            found.append(whole)
        elif mark.kind == "dose" and mark.unit in _EACH and here and cues.LAI.search(reading.words(sentence)):
            found += _each(reading, mark)
        elif mark.kind != "number":
            found.append(mark)
        elif made := _dose(reading, mark, here) or _length(reading, sentence, mark, found) or _keyed(reading, mark):
            found.append(made)
    pair = len(here) == 2 and PAIR_OF_LENGTHS.search(reading.text, max(one.said[-1][1] for one in here), sentence.end)
    if "respectively" in reading.words(sentence).lower() or pair:
        found = sorted([*found, *_listed(reading, marks)], key=lambda mark: mark.start)
    return _with_intervals(reading, [*found, *_periods(reading, sentence, found)], here)


def _dose(reading: Reading, mark: Mark, here: Sequence[Told]) -> Mark | None:
    """The bare number right after a drug's name, as its dose for the day."""
    if mark.value is None or mark.value.low is None or not mark.value.is_exact:
        return None
    for one in here:
        ends = [end for _, end in one.said if end <= mark.start <= end + 40]
        low, high = _USUAL.get(one.mention.drug.generic if one.mention.drug else "", (1, 0))
        depot = one.mention.product is not None and one.mention.product.formulation == "lai"
        if not ends or depot or not low <= mark.value.low <= high:
            continue
        after = reading.text[mark.end : mark.end + 40]
        if _AFTER_NAME.match(reading.text[max(ends) : mark.start]) and not _NOTHING.match(after):
            ends_here = _ENDS.match(reading.text[mark.end : mark.end + 40] or "\n")
            rest = _BEFORE_REST.match(after) or (
                ends_here and (_led_by_length(reading, one, max(ends)) or _before_another(reading, mark))
            )
            if not rest:
                return None
            day = _A_DAY.match(reading.text, mark.end)
            return mark._replace(kind="dose", end=day.end() if day else mark.end, unit="mg", note="unit assumed")
    return None


def _thousands(reading: Reading, before: Mark, mark: Mark, here: Sequence[Told]) -> Mark | None:
    """ "Amisulpride 1 200 mg": one figure, where the first number follows the name and both together are usual."""
    parted = before.kind == "number" and mark.kind == "dose" and reading.text[before.end : mark.start] == " "
    if not parted or before.value is None or mark.value is None or mark.value.low is None or not mark.value.is_exact:
        return None
    if not re.match(r"\d{3}(?!\d)", reading.text[mark.start : mark.start + 4]):
        return None
    low = before.value.low or 0
    whole = before._replace(value=exactly(low * 1000 + mark.value.low), end=mark.end)
    told = [
        one
        for one in here
        for _, end in one.said
        if _AFTER_NAME.match(reading.text[end : before.start] if end <= before.start <= end + 40 else "!")
    ]
    usual = _USUAL.get(told[-1].mention.drug.generic if told and told[-1].mention.drug else "", (1, 0))
    if not usual[0] <= (whole.value.low or 0) <= usual[1] if whole.value else True:
        return None
    reading.claim(mark)
    return mark._replace(start=before.start, value=whole.value)


_AND_THEN = Caseless(r"\s?(?:,|and|&|\+|/|,?\s?then|,\s?and|,?\s?followed\sby)\s(?:then\s)?")


def _before_another(reading: Reading, mark: Mark) -> bool:
    """Whether another antipsychotic with a number of its own goes on: "olanzapine 20 and amisulpride 800 for ten weeks"."""
    following = next((m for m in reading.named(mark.end, mark.end + 20) if m.drug), None)
    if following is None or not _AND_THEN.fullmatch(reading.text, mark.end, following.start):
        return False
    return re.match(r"\s\d{1,4}(?![\d%/])", reading.text[following.end : following.end + 7]) is not None


def _led_by_length(reading: Reading, one: Told, end: int) -> bool:
    """Whether a length leads the name: "10 weeks of olanzapine 20, no response"."""
    start = next(begun for begun, stop in one.said if stop == end)
    return _LENGTH_LEADS.search(reading.text, max(0, start - 18), start) is not None


_LENGTH_LEADS = Caseless(r"(?:weeks?|wks?|\dw|months?|/52|/12)\s(?:(?:of|on)\s)?(?:oral\s|tabs?\s|t\.\s|tab\.\s)?\Z")


def _length(reading: Reading, sentence: Part, mark: Mark, before: Sequence[Mark]) -> Mark | None:
    """ "For nine", after a length in weeks that the same sentence tells of another drug."""
    lengths = [one for one in before if one.kind == "duration" and one.note in ("", "over")]
    lead = reading.text[max(sentence.start, mark.start - 24) : mark.start]
    if not lengths or mark.value is None:
        return None
    following = [m for m in reading.named(mark.end, mark.end + 5) if m.drug]
    if not (_FOR.search(lead) and _ELLIPSIS.match(reading.text, mark.end)) and not (
        following and _OF.fullmatch(reading.text, mark.end, following[0].start) and _JOINS.search(lead)
    ):
        return None
    unit = _LENGTH.search(reading.text[lengths[-1].start : lengths[-1].end])
    between = reading.named(lengths[-1].end, mark.start)
    if unit is None or not (any(m.drug for m in between) or re.search(r"\bthe\s(?:latter|second)\b", lead, re.I)):
        return None
    return mark._replace(kind="duration", value=_times(mark.value, _days(unit["unit"])))


# "Weeks at this dose ...... 9", "Weeks on that, build-up excluded? 8", "Duration at full dose (weeks): 10".
_UNIT = r"(?P<unit>weeks?|wks?|months?|days?)"
_OF_IT = r"(?P<it>\s(?:held|maintained|kept)(?:\sat\s(?:the\s|this\s|that\s)?dose)?|\s(?:(?:at|on|of|in|spent|spent\sat|held\sat)\s)?(?:(?:the|that|this|its|full|target|top|max|maximum|therapeutic|final|end|same|stated|highest)\s){0,3}(?:dos(?:e|age)|strength|amount|treatment|trial|it|that|this))?"
_WITHOUT = r"(?:\s?[,(–-]{0,2}\s?(?:(?:without|excl\.?|excluding|not\s(?:counting|including)|after)\s(?:the\s|any\s)?(?:up-?)?(?:titration|build-?up|run-?up)|(?:the\s)?(?:up-?)?(?:titration|build-?up|run-?up|increase)\s(?:is\s|was\s)?(?:excluded|not\s(?:counted|included)|left\sout|apart))\s?\)?)?"
_MARK = r"(?:\s?\?\s{0,2}|\s{0,3}[:=]\s{0,80}|\s?[.…·_]{3,80}\s?|\s{2,40}|(?<=dose)\s|\s?\|\s?)"
_KEY = Caseless(
    rf"(?:\A|\b(?=(?:weeks?|wks|months?)\s(?:at|on)\s(?:the\s|this\s|that\s)?(?:full\s|target\s)?dose)|\s{{2}}|[\n;|,(•*.-]|\n\s?(?:Q\s?)?\d{{1,2}}[.)]?)\s{{0,3}}"
    rf"(?:(?:no\.?\sof\s|number\sof\s|(?P<full>full[\s-]dose\s|at[\s-]dose\s)|full\s)?{_UNIT}{_OF_IT}{_WITHOUT}|(?:duration|length|time)[^:=\n]{{0,24}}[\s(](?P<of>weeks?|wks?|months?|days?)\)?){_MARK}\Z"
)


def _keyed(reading: Reading, mark: Mark) -> Mark | None:
    """ "Weeks at dose: 10"."""
    found = _KEY.search(reading.text, max(0, mark.start - 90), mark.start)
    if found is None or mark.value is None or not _KEY_ENDS.match(reading.text[mark.end : mark.end + 3] or "\n"):
        return None
    days = {"d": 1, "w": 7, "m": 30}[(found["unit"] or found["of"])[0].lower()]
    note = "at dose" if found["full"] or found["it"] else ""
    return mark._replace(kind="duration", value=_times(mark.value, days), note=note)


def _listed(reading: Reading, marks: Sequence[Mark]) -> list[Mark]:
    """The first of "10 and 8 weeks respectively", in the unit of the second."""
    made = []
    for one, two in pairwise(marks):
        if (
            one.kind == "number"
            and two.kind == "duration"
            and reading.text[one.end : two.start].strip() in ("and", "&", ",")
        ):
            unit = _LENGTH.search(reading.text[two.start : two.end])
            if unit and one.value is not None:
                made.append(one._replace(kind="duration", value=_times(one.value, _days(unit["unit"]))))
    return made


def _days(unit: str) -> int:
    return 30 if unit == "/12" else {"d": 1, "w": 7, "m": 30, "/": 7}[unit[0].lower()]


_EACH = {"mg/week": 7, "mg/month": 30}


def _each(reading: Reading, mark: Mark) -> list[Mark]:
    """ "200 mg/month" of a depot: the dose and its interval."""
    cut = mark.start + max(reading.text[mark.start : mark.end].rfind(sign) for sign in "/ ")
    interval = Mark("interval", cut, mark.end, exactly(_EACH[mark.unit]))
    return [mark._replace(end=cut, unit="mg"), interval]


_SPACED = Caseless(r"\s?,?\s?(?:per|once\s(?:in|per)|(?:at\s)?(?:an\s)?intervals?(?:\sof)?[:=]?)\s?")
_CLOSE = Caseless(r"\s?(?:(?:i\.?m\.?i?|depot|inj)\s?)?[/,]?\s?")
_THEN = Caseless(r"[\s,;(]{0,3}(?:for|x|over|during)?\s?")
_NAMED = Caseless(r"\b(?:dosing\s|injection\s)?intervals?(?:\s(?:of|was|is))?\s?[:=]?\s?\Z")
_APART = Caseless(r"\s(?:apart|intervals?)\b")
_SPACES = (7, 14, 21, 28, 30)


def _with_intervals(reading: Reading, marks: list[Mark], here: Sequence[Told]) -> list[Mark]:
    """The marks in order, with "2/52" of "50 mg 2/52 for 5/12" as what it is: an interval."""
    marks.sort(key=lambda mark: mark.start)
    text = reading.text
    for at, mark in enumerate(marks):
        if mark.kind != "duration" or mark.note or mark.value is None or mark.value.low not in _SPACES:
            continue
        if _NAMED.search(text, max(0, mark.start - 24), mark.start):
            marks[at] = mark._replace(kind="interval", note="named")
        elif at and marks[at - 1].kind == "dose":
            apart = _APART.match(text, mark.end)
            if apart or _is_interval(reading, marks, at, here):
                marks[at] = mark._replace(kind="interval", end=apart.end() if apart else mark.end)
    return marks


def _is_interval(reading: Reading, marks: Sequence[Mark], at: int, here: Sequence[Told]) -> bool:
    """Whether a length right after a dose is the time from one injection to the next: "per 4 weeks", "2/52 for 5/12"."""
    dose, mark = marks[at - 1], marks[at]
    gap = reading.text[dose.end : mark.start]
    following = marks[at + 1] if at + 1 < len(marks) else None
    goes_on = following is not None and following.kind == "duration"
    goes_on = goes_on and following is not None and _THEN.fullmatch(reading.text, mark.end, following.start) is not None
    if _SPACED.fullmatch(gap):
        return True
    return _CLOSE.fullmatch(gap) is not None and (goes_on or "/" in gap) and _is_depot(reading, dose, here)


def _is_depot(reading: Reading, dose: Mark, here: Sequence[Told]) -> bool:
    """Whether the drug named last before a dose may be a depot."""
    before = [(start, one) for one in here for start, _ in one.said if start < dose.start]
    if not before:
        return False
    start, one = max(before, key=lambda pair: pair[0])
    named = one.mention.product
    maybe = named is not None and (named.formulation == "lai" or "depot" in named.name)
    return maybe or cues.LAI.search(reading.text, start, dose.end + 6) is not None


_COLUMNS = re.compile(r"\s{2,40}|\s?[|\t]\s?")
_UNTIL = Caseless(
    r"\s*,?\s*(?:-|to|until|till|through|bis|→|->)\s*(?:(?:the|end|of|mid|early|late|beginning|start|about|around|[a-z]{3,6}day,?)[\s-]+){0,3}"
)
_STOPPED = Caseless(
    r"\s*[,;:)]?\s*(?:and\s+)?(?:it\s+)?(?:was\s+)?(?:stopped|discontinued|d/c['’]?d|ceased|ended|withdrawn|stop|end|last\s+dose|till|until)\s*(?:on|in|at|date)?\s*[:=]?\s*(?:the\s+)?(?:end\s+of\s+)?"
)
_STILL_ON = Caseless(
    r"\s*,?\s*(?:(?:and|he|she|was|is|has|been|it|dose)\s+){0,4}(?:still|continu(?:ed|es|ing)|unchanged|on\sit)\s+(?:(?:taking|on|it|the\ssame|that|dose|unchanged|being|given|at)\s+){0,4}(?:on|at|as\sof|when\sseen\son|today,?)?\s*\(?"
)
_AT_THE_DOSE = Caseless(
    r"\b(?:(?:reached|got\s+to|at|on)\s+\d[\d.,]*\s?mg(?:\s+(?:daily|a\s+day|nocte|od))?|reached|first\s+(?:dose|given|taken)|at\s+(?:this|that|full)\s+dose\s+(?:from|since)|from|start(?:ed)?|begun|began|initiated|commenced|since)\s*(?:on|in|date)?\s*[:=]?\s*(?:the\s+)?\Z"
)


def _periods(reading: Reading, sentence: Part, marks: Sequence[Mark]) -> list[Mark]:
    """The times between two dates: in columns of a row, "between A and B", "reached on A, stopped on B"."""
    if not any(mark.kind == "duration" and mark.value is not None for mark in marks) and (
        spans := list(_of_years_or_weeks(reading, sentence))
    ):
        return spans if len(spans) == 1 else []
    known = [one for one in reading.dates if sentence.holds(one.start)]
    if len(known) != 2 or any(
        mark.start < known[1].end and known[0].start < mark.end and mark.value is not None
        for mark in marks
        if mark.kind == "duration"
    ):
        return []
    first, second = known
    if first.first > second.last:
        return []
    gap, lead = (
        reading.text[first.end : second.start],
        reading.text[max(sentence.start, first.start - 30) : first.start],
    )
    told = (
        _COLUMNS.fullmatch(reading.original[first.end : second.start])
        or _UNTIL.fullmatch(gap)
        or (
            gap.strip().lower() == "and"
            and re.search(r"\bbetween\s+(?:(?:the|end|of|mid|early|late)[\s-]+){0,3}\Z", lead, re.I)
        )
        or ((_STOPPED.fullmatch(gap) or _STILL_ON.fullmatch(gap)) and _AT_THE_DOSE.search(lead))
    )
    return [Mark("duration", first.start, second.end, days_between(first, second), "", "period")] if told else []


_TO = r"\s?(?:-|–|—|to|until|till|through)\s?"
_YEARS = Caseless(
    rf"(?<![\d/.,-])(?P<one>(?:19|20)\d\d)(?:{_TO}|(?<=between\s\d{{4}})\sand\s)(?:early\s|late\s|mid[\s-])?(?P<two>(?:19|20)\d\d)(?![\d/-])"
)
_WEEKS = Caseless(
    rf"\b(?:from\s(?P<unit>week|day|month)|(?P<units>weeks|wks|days|months))\s(?P<one>\d{{1,3}}){_TO}(?:(?:week|day|month)\s)?(?P<two>\d{{1,3}})(?![\d.]|\s?(?:mg|%))"
)


_REACHED_UNTIL = Caseless(
    r"\breached\s(?:at|in|by)\s(?P<unit>week|day|month)\s(?P<one>\d{1,3})\b[^.;,\d]{0,40}\b(?:until|till|to|through)\s(?:week|day|month)\s(?P<two>\d{1,3})\b"
)


def _of_years_or_weeks(reading: Reading, sentence: Part) -> Iterator[Mark]:
    """ "2019 to 2021", "from week 2 to week 14": at least what lies between."""
    for found in _YEARS.finditer(reading.text, *sentence):
        years = int(found["two"]) - int(found["one"])
        if years > 1:  # from December to January may be a month
            yield Mark("duration", *found.span(), between((years - 1) * 365, (years + 1) * 366), "", "period")
    for found in [*_WEEKS.finditer(reading.text, *sentence), *_REACHED_UNTIL.finditer(reading.text, *sentence)]:
        many, unit = int(found["two"]) - int(found["one"]), found["unit"] or found.groupdict().get("units") or ""
        if many > 0:
            days = {"d": 1, "w": 7, "m": 30}[unit[0].lower()]
            yield Mark("duration", *found.span(), between(many * days, (many + 1) * days), "", "period")


def _times(count: Range, days: int) -> Range:
    return (
        count.mapped(lambda number: number * Fraction(days))
        if count.low != count.high
        else exactly((count.low or 0) * days)
    )


# "+ T. Pacitane 2 mg": a name that begins with a capital and is no antipsychotic's, joined to one.
_OTHER_MEDICINE = re.compile(
    r"(?:[+&]|\b(?i:plus|with|and|along\s?with|alongside)\b|\b(?i:t|tab|cap|inj|syr)\.?(?=\s(?!(?i:tds|bd|od|hs)\b)))\s{0,2}(?:(?i:tab|t|cap|inj|syr|oral)\.?\s+)?"
    r"(?!(?i:dose|then|total|later|again|after|from|up|now|at|on|to|for|tab|tabs|tablet|cap|oral|depot|inj|injection)\b)(?:[A-Z][a-z]{3,20}|(?<=\bT\.\s)[A-Z]{3,5}|(?<=\b[Tt]ab\s)[A-Z]{3,5}|(?<=\bTab\.\s)[A-Z]{3,5})\s+(?:[A-Z]{1,3}\s+)?\Z"
)


def is_other_medicine(reading: Reading, sentence: Part, mark: Mark) -> bool:
    """Whether a dose follows the name of a medicine that is not known here."""
    found = _OTHER_MEDICINE.search(reading.text, max(sentence.start, mark.start - 40), mark.start)
    return found is not None and not any(m.drug for m in reading.named(found.start(), mark.start))
