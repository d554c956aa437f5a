"""A clinical text in; the amounts in it out, each with its exact characters: doses, frequencies, durations, percents.

An amount is a number with a unit after it and perhaps a bound before it ("at least", "about"), or one of a closed list
of phrases ("bd", "every 4 weeks", "since March"). What only looks like one (dates, ages, telephone numbers, scores,
plasma levels) is blanked out first, so that nothing after sees it. Every repetition in a pattern is bounded: the time
grows with the length of the text.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria.ranges import Range, added, between, exactly


class Mark(NamedTuple):
    """An amount, text[start:end]. `value` is None where the words give no number ("since March", "high dose").

    Of a dose it is in mg (where the unit is no mass, as written), per administration, but per day for "mg/day" and per
    kg for "mg/kg"; of a frequency times a day; of an interval the days between; of a duration days.
    """

    kind: str  # "dose", "frequency", "interval", "duration", "percent", "number", "dose_word", "duration_word"
    start: int
    end: int
    value: Range | None = None
    unit: str = ""  # of a dose, in one spelling: mg, g, ug, mg_eq, mg/kg, mg/m2, mg/day, mL, units, tablets, ...
    note: str = ""  # approximate, vague, up to, over, ongoing, since, period, point, prn, ambiguous, unit assumed, from


def amounts(text: str) -> tuple[Mark, ...]:
    """All amounts, in order and without overlap.

    >>> [(m.kind, m.value.words(), m.unit) for m in amounts("Olanzapine 10-20 mg bd for at least 6 weeks")]
    [('dose', '10 to 20', 'mg'), ('frequency', '2', ''), ('duration', 'at least 42', '')]
    """
    same = text.translate(_ALIKE)
    dated = [Mark("duration", *m.span(), note="period" if m["to"] else "since") for m in _SINCE.finditer(same)]
    plain = _NO_AMOUNT.sub(_blank, _SINCE.sub(_blank, same))
    phrases = {m.start(): _phrase(m) for m in _PHRASE.finditer(plain)}
    found = sorted([*dated, *phrases.values(), *_counted(plain, phrases)], key=lambda mark: (mark.start, -mark.end))
    return tuple(_apart(found, plain))


# --- numbers and units ---

# One spelling for each, character for character; the last four are letters that re takes for s, k and i.
_ALIKE = str.maketrans("\u00a0\u2010\u2011\u2012\u2013\u2014\u2212×µ\u017f\u212a\u0131\u0130", " ------xμ????")
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate([*_ONES, *_TEENS], 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_FRACTIONS = {"half": Fraction(1, 2), "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

_ONE = "|".join(_ONES)
_DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{1,7}(?![0-9])|(?=\.[0-9]))(?:\.[0-9]{1,4}(?![0-9]))?"
    r"(?:\s?[½¼¾]|[\s-][13]/[24](?![0-9/]))?"
)
_SPELT = (
    rf"(?:(?:(?:{_ONE}|a)[\s-])?hundred|(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONE}))?|{'|'.join(_TEENS)}|{_ONE})"
    r"(?:\sand\sa\shalf)?(?![a-z])"
)
_A = r"half[\s-]an?(?![a-z])|half(?=[\s-]year)|an?(?=\s(?:hour|week|fortnight|month|year))"
N = rf"(?:(?=[0-9.]){_DIGITS}|[½¼¾]|(?=[aefhnost])(?:{_SPELT}|{_A}))"  # the look ahead is for speed
_TO = r"\s?(?:-|to|or|up\sto)\s?"
_R = rf"{N}(?:{_TO}{N})?"
_TIME = (
    r"(?:(?:hours?|hrs?|h|days?|d(?!/)|weeks?|wks?|w(?!/)|fortnights?|months?|mths?|mos?|years?|yrs?|y(?![/.]?o|/)|decades?)(?!\w)"
    r"|/(?:52|12|7)(?![0-9/]))"
)
_LENGTHS = {"d": 1, "n": 1, "e": 1, "w": 7, "f": 14, "m": 30, "q": 90, "y": 365}  # by first letter, but for these:
_NAMED_LENGTHS = {"52": 7, "12": 30, "7": 1, "od": 1, "decade": 3650, "decades": 3650, "morning": 1}
_UNITS = {  # as it is named -> how it is written
    "mg_eq": r"mg[\s.-]?(?:eq(?:uiv(?:alents?)?)?\.?)", "mg": r"mgs?|milligram(?:me)?s?",
    "ug": r"mcgs?|[uμ]g|microg(?:ram(?:me)?s?)?", "ng": r"ng|nanograms?", "g": r"gm?s?|gram(?:me)?s?",
    "mL": r"mls?|millilit(?:re|er)s?", "units": r"units?|i\.?u|ui|u", "mmol": "mmol", "tablets": r"tab(?:let)?s?",
    "capsules": r"cap(?:sule)?s?", "drops": "drops?", "puffs": "puffs?",
}  # fmt: skip
_IN_MG = {"g": Fraction(1000), "ug": Fraction(1, 1000), "ng": Fraction(1, 10**6)}
_UNIT = re.compile(
    rf"(?P<plus>\+)?(?:(?P<percent>\s?%|\sper\s?cent(?![a-z]))"
    rf"|(?:[\s-](?:consecutive|continuous|full|whole|complete|more|further|additional))?[\s-]{{0,2}}(?P<time>{_TIME})"
    r"(?P<half>\sand\sa\shalf(?![a-z]))?"
    r"|[\s-]{0,2}(?:" + "|".join(f"(?P<{name}>{how})" for name, how in _UNITS.items()) + ")"
    r"(?P<size>\s?/\s?(?:kg|m2|m\(2\)|m²)|\sper\s(?:kg|m2|square\smet(?:re|er)))?"
    r"(?P<per>\s?/\s?(?:d(?:ay)?|24\s?h(?:ou)?r?s?|w(?:ee)?k|month|h(?:ou)?r?)|\s(?:per|a)\s(?:day|week|month|hour))?(?!(?!x[0-9])\w)"
    r"|\s(?P<dose_word>doses)(?!\w)|\s(?P<duration_word>courses?|cycles?)(?!\w))",
    re.I,
)
_COUNT = re.compile(
    rf"(?:(?<!\w)|(?<=\bx))(?<![0-9][.,:/])(?P<low>{N})"
    rf"(?:(?P<mid>[\s-]?[a-zμ%]{{1,8}})?(?P<to>{_TO}|\sand\s|\s?(?:\+/-|±)\s?)(?P<high>{N}))?",
    re.I,
)

# --- what is no amount ---

_NUM = r"[0-9]{1,7}(?:[.,][0-9]{1,4}){0,2}(?![0-9])"
_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
)
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9%/]|[.,][0-9]|\s?(?:m?g|mcg|ml|units)(?!\w))"
_NTH = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_DATE = (
    r"(?:[0-9]{1,2}(?:/[0-9]{1,2}/|-[0-9]{1,2}-|\.[0-9]{1,2}\.)(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])"
    rf"|(?:{_NTH}\s(?:of\s)?)?{_MONTH}(?:\s{_NTH},?(?=\s{_YEAR}))?(?:\s{_YEAR})?)"
)
_SINCE = re.compile(
    rf"(?<!\w)(?:from\s(?:{_DATE}|{_YEAR})|since\s(?:(?:early|mid|late|about|around|the|his|her|last|this)[\s-]){{0,2}}"
    rf"(?:{_DATE}|{_YEAR}|spring|summer|autumn|fall|winter|christmas|easter|week|month|year|[a-z]{{2,6}}day|then"
    r"|childhood|adolescence|birth|admission|discharge|age\s(?:of\s)?[0-9]{1,2}))(?!\w)"
    rf"(?P<to>\s?(?:to|until|till|-)\s?(?:{_DATE}|{_YEAR}|now|present))?",
    re.I,
)
_SCALES = (
    r"(?:(?-i:PANSS|BPRS|SANS|SAPS|CGI(?:-?[A-Z])?|SOFAS|GAF|PSP|FACT-Sz|HAM-?D|HDRS|MADRS|YMRS|CDSS|AIMS|BARS|SAS|MMSE"
    r"|MoCA|HoNOS|BMI|QTcF?|BP|HR|IQ|eGFR|[PNG][0-9]{1,2})|scor(?:e[sd]?|ing)|rat(?:ed|ings?)|subscales?)(?!\w)"
)
_AMOUNT_AFTER = rf"(?!(?:\s?(?:-|to)\s?{_NUM})?[\s-]{{0,2}}(?:{_TIME}|%|per\s?cent|(?:m?g|mcg|μg|ml|units)(?!\w)))"
_SCORES = (
    rf"{_SCALES}(?:[\s:=(,/>→-]{{0,4}}(?:total|positive|negative|general|severity|item|scores?|scale|of|was|were|is|at|from"
    r"|baseline|to|and|then|now|fell|fallen|dropped|rose|improved|decreased|reduced|increased"
    rf"|[1-7]/7(?![0-9])|{_NUM}{_AMOUNT_AFTER}(?:/[0-9]{{1,3}}(?![0-9]))?)(?!\w)){{1,12}}"
)
_LEVELS = (
    rf"{_NUM}(?:\s?(?:-|to)\s?{_NUM})?\s?(?:[npμumk]?g|mcg|(?:nano|micro|milli)?g(?:rams?)?|(?:micro|[npμum])?mol|[mi]?u"
    r"|meq|ml)\s?(?:/|per\s)\s?(?:[0-9]{1,3}\s?)?(?:[mdμu]?l|(?:milli|deci)?lit(?:re|er)s?|mm3|mol|min)(?![a-z])"
)
_NO_AMOUNT = re.compile(
    rf"(?<!\w)(?:{_SCORES}|{_DATE}|{_LEVELS}|24/7"
    rf"|(?:(?:wo)?m[ae]n|(?:fe)?males?|patients?|boys?|girls?|lady|gentleman|child(?:ren)?)\sof\s{_R}"
    rf"|age[ds]?(?:\s(?:of|at|was|is))?[\s:]{{1,2}}{_R}(?:[\s-](?:years?|yrs?|months?)(?!\w))?"
    rf"|{_R}[\s-]{{0,2}}(?:(?:days?|weeks?|months?|years?|yrs?)[\s-](?:olds?|of\sage)|y/?o|y\.o\.?|(?-i:[MF]))(?!\w)"
    r"|[0-9]{2,3}/[0-9]{2,3}\s?mmHg|[0-9]{1,2}:[0-9]{2}(?:\s?[ap]m)?|[0-9]{1,2}\s?[ap]m(?!\w)"
    r"|\(?0[0-9]{2,5}\)?[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}(?![0-9])|[0-9]{3}[\s-][0-9]{3}[\s-][0-9]{4}(?![0-9])"
    r"|[0-9]{8,40}|(?:tele)?(?:phone|tel|ext|fax|bleep)[.:]?\s?[0-9]{3,7}(?![\s-]?[0-9]))"
    r"|\+[0-9]{1,3}(?:[\s-]?[0-9]{2,5}){2,4}(?![0-9])",
    re.I,
)

# --- phrases ---


def _latin(words: str) -> str:
    """Abbreviations with and without their points; the point after "bd" is that of the sentence."""
    return "|".join(f"{word}|" + r"\.".join(word) + r"\.?" for word in words.split())


_SMALL = rf"(?:1[0-3]|[1-9]|ten|eleven|twelve|{_ONE})"  # "100 monthly" is a dose and an interval
_NO_COUNT = r"(?!\s(?:courses|cycles|doses|injections|infusions|sessions|appointments))"
_DEGREE = (
    "very|relatively|single|multiple|high(?:er|est)?|low(?:er|est)?|moderate|medium|intermediate|standard|usual|regular"
    "|normal|conventional|(?:sub-?)?therapeutic|prophylactic|stable|small(?:er)?|large(?:r)?|massive|total|cumulative"
    "|maxim(?:um|al)|minim(?:um|al)|fixed|adequate|full|maintenance|initial|loading"
)
_PHRASES = {
    "tied": rf"{_latin('od om hs')}|on(?=\s{{0,2}}(?:[.,;:)+]|\Z|and\b(?!\soff)|for\b|x\s?[0-9]|prn\b))|(?-i:BD)",
    "prn": rf"{_latin('prn')}|(?:as|when|if)\s(?:required|needed|necessary)",
    "four": _latin("qds qid"),
    "three": _latin("tds tid"),
    "two": _latin("bd bid"),
    "one": rf"daily|nightly|{_latin('qd qhs qam qpm')}|nocte?|mane|at\s(?:night|bed\s?time)"
    r"|in\sthe\s(?:morning|evening)",
    "times": rf"(?:once|twice|thrice|{_R}\s?(?:x|times))(?:\s?/\s?|\s(?:per|an?|each|every|in\sa)\s|\s|-)"
    r"(?:daily|day|d|nightly|night|weekly|week|wk|fortnight|monthly|month|yearly|year)"
    rf"|{_R}\sdays\s(?:per|an?|each)\sweek|x\s?{N}\s?(?:daily|weekly|/\s?d(?:ay)?|(?:a|per)\s(?:day|week))",
    "every": rf"(?:once\s)?(?:every|each)\s(?:(?:{_R}|other|second|alternate)[\s-]?)?(?:{_TIME}|night|morning|evening)"
    rf"|q\.?\s?(?:{_R}\s?)?{_TIME}|{_R}[\s-]hourly|(?:on\s)?alternate\s(?:days?|nights?|weeks?)|[qe]\.?o\.?d",
    "ly": rf"{_SMALL}(?:\s?-\s?{_SMALL})?[\s-](?:weekly|monthly){_NO_COUNT}|weekly|monthly|fortnightly|quarterly",
    "twofold": r"bi-?weekly|bi-?monthly",
    "vague": r"(?:an?\s)?(?:couple(?:\sof)?|few|several|many|number\sof)\s(?:more\s)?(?:day|week|month|year|decade)s",
    "plural": r"(?<=for\s)(?:day|week|month|year|decade)s",
    "dose_word": rf"(?:(?:{_DEGREE}),?[\s-]){{1,3}}(?:doses?|dosages?|dosed|dosing)|(?:large|small)\samounts?",
    "duration_word": r"(?:long|short)[\s-]term(?!\s(?:care|follow|stud|outcome|memory|effect))|chronically"
    r"|(?:prolonged|chronic)(?=(?:\s[\w-]{1,24}){0,2}\s(?:treatment|therapy|use|administration|ingestion|exposure|dosing"
    r"|medication|maintenance|courses?|trials?)(?!\w))"
    r"|(?:first|second|third|fourth|fifth|sixth|[0-9]{1,2}(?:st|nd|rd|th))\s(?:course|cycle)",
}
_PHRASE = re.compile(
    r"(?:(?<!\w)(?:"
    + "|".join(f"(?P<{name}>{how})" for name, how in _PHRASES.items())
    + r")|(?P<slash>/\s?[0-9]{1,2}\s?h(?:(?:ou)?rs?)?))(?!\w)",
    re.I,
)
_PER_DAY = {"one": 1, "two": 2, "three": 3, "four": 4, "tied": 1}
_TIED = re.compile(_PHRASES["tied"], re.I)  # words that mean a frequency only directly after a dose
_ROUTE = re.compile(
    r"[\s,(]{0,2}(?:(?:p\.?o\.?|i\.?m\.?|i\.?v\.?|s\.?c\.?|oral(?:ly)?|by\smouth|tab(?:let)?s?|cap(?:sule)?s?|depot|lai"
    r"|injections?)[\s,)]{1,2}){0,2}",
    re.I,
)
_NOT_DOSED = re.compile(
    r"(?<!\w)(?:days?|weeks?|months?|visit|phase|group|grade|type|stage|level|bed|ward|room|cycle|item|in|into|times|x)"
    r"\s\Z",
    re.I,
)
_VAGUE = {"couple": (1, 3), "few": (2, 6), "several": (3, 10), "number": (2, None), "many": (3, None)}

# --- bounds ---

_BOUNDS = {
    "near": r"nearly|almost|just\s(?:under|short\sof)|close\sto|approaching",
    "just": r"just\s(?:over|above)|slightly\s(?:more|longer)\sthan",
    "low": r"at\s(?:least|minimum)|(?:no|not)\s(?:less|fewer|shorter|under)(?:\sthan)?|min(?:imum)?(?:\sof|\.)?"
    r"|>\s?=|≥",
    "high": r"up\sto|max(?:imum)?(?:\sof|\.)?|at\smost|(?:no|not)\s(?:more|greater|longer|higher|over)(?:\sthan)?"
    r"|not\sexceeding|<\s?=|=<|≤",
    "more": r"(?:for|well)\sover|(?:more|greater|longer|higher)\sthan|above|exceed(?:s|ed|ing)|in\sexcess\sof|(?<!-)>",
    "less": r"(?:less|fewer|shorter|lower)\sthan|under|below|<",
    "about": r"about|around|approx(?:imately|\.)?|circa|ca?\.|roughly|some|~|≈",
    "over": "over",
    "past": "past|last",
    "within": "within",
    "between": "between",
}
_ALL, _LESS, _MORE = Fraction(1), Fraction(9, 10), Fraction(11, 10)
_SHAPES = {  # factor of the lower and of the upper bound, whether each is excluded, the note
    "low": (_ALL, None, False, False, ""),
    "more": (_ALL, None, True, False, ""),
    "high": (None, _ALL, False, False, "up to"),
    "less": (None, _ALL, False, True, ""),
    "near": (_LESS, _ALL, False, True, "approximate"),
    "just": (_ALL, _MORE, True, False, "approximate"),
    "about": (_LESS, _MORE, False, False, "approximate"),
}
_BEFORE = re.compile(
    r"(?:(?<!\w)(?=\w)|(?=[<>≤≥=~≈]))(?:"
    + "|".join(f"(?P<{name}>{how})" for name, how in _BOUNDS.items())
    + r")(?:\s(?:the|of|a\stotal\sof)){0,2}\s?\Z",
    re.I,
)
_AFTER = re.compile(
    r"\s?(?:(?P<low>(?:or|and)\s(?:more|longer|above|over|greater)|minimum)|(?P<high>or\s(?:less|fewer|under|below)"
    r"|maximum|at\smost))(?!\w|\s(?:of\s)?[0-9])",
    re.I,
)
_ONGOING = re.compile(
    r",?\s?(?:and\s|but\s)?(?:(?:is\s|still\s){0,2}(?:continuing|continues|ongoing|counting)|to\sdate|so\sfar"
    r"|(?:up\s(?:to|until)|until)\snow|now(?=\s?[.;)]|\s?\Z))(?!\w)",
    re.I,
)
_POINT = re.compile(
    r"\s(?:after(?!\s(?:which|that))|later|ago|before|earlier|prior|previously|post-?[a-z]{1,20}|following)(?!\w)", re.I
)
_STEP = re.compile(
    r"(?<!\w)(?:up-?)?(?:increas|rais|titrat|reduc|decreas|lower|chang|taper|escalat|went|gone|going)[a-z]{0,5}"
    r"(?:\s[a-z]{1,12}){0,3}\s\Z",
    re.I,
)
_REST = re.compile(rf"\s(?:and\s)?(?P<low>{N})[\s-]?(?P<time>{_TIME})", re.I)


def _blank(m: re.Match[str]) -> str:
    return "\0" * len(m[0])


def _value(words: str) -> Fraction:
    """A written number.

    >>> [str(_value(words)) for words in ("1,000", "2 1/2", "twenty-five", "six and a half", "a hundred", "a")]
    ['1000', '5/2', '25', '13/2', '100', '1']
    """
    parts = re.findall(r"[0-9]/[0-9]|[0-9,]*\.?[0-9]+|[½¼¾]|[a-z]+", words.lower())
    total = Fraction(0)
    for part in parts:
        if part == "hundred":
            total = max(total, Fraction(1)) * 100
        elif part[0].isascii() and not part[0].isalpha():
            total += Fraction(part.replace(",", ""))
        else:
            total += _FRACTIONS.get(part, _WORDS.get(part, 0))
    return Fraction(1) if parts in (["a"], ["an"]) else total


def _length(unit: str) -> Fraction:
    """The days of one unit of time.

    >>> [str(_length(unit)) for unit in ("wks", "/52", "monthly", "h")]
    ['7', '7', '30', '1/24']
    """
    name = unit.lower().strip(" /-")
    return Fraction(1, 24) if name[0] == "h" else Fraction(_NAMED_LENGTHS.get(name) or _LENGTHS[name[0]])


def _times(count: Range, by: Fraction | int) -> Range:
    return count.mapped(lambda number: number * by)


# --- phrases ---


def _phrase(m: re.Match[str]) -> Mark:
    name, words, (start, end) = str(m.lastgroup), m[0].lower(), m.span()
    if name in ("dose_word", "duration_word"):
        return Mark(name, start, end)
    if name in ("vague", "plural"):
        return Mark("duration", start, end, _vague(words), note="vague")
    if name == "prn":
        return Mark("frequency", start, end, note="prn")
    if name == "twofold":  # twice a week or every two weeks
        week = _length(words.removeprefix("bi").strip("-"))
        return Mark("interval", start, end, between(week / 2, week * 2), note="ambiguous")
    if name in _PER_DAY:
        return Mark("frequency", start, end, exactly(2 if words == "bd" else _PER_DAY[name]))
    kind, value = _often(words) if name == "times" else _every(words)
    return Mark(kind, start, end, value)


def _vague(words: str) -> Range | None:
    unit = _length(words.rsplit(maxsplit=1)[-1])
    for word, (low, high) in _VAGUE.items():
        if word in words:
            return between(low * unit, None if high is None else high * unit)
    return None


def _count_in(words: str) -> Range | None:
    m = re.search(rf"(?P<low>{N})(?:{_TO}(?P<high>{N}))?", words)
    if m is None:
        return None
    low, high = sorted((_value(m["low"]), _value(m["high"] or m["low"])))
    return between(low, high)


def _often(words: str) -> tuple[str, Range]:
    """Times in a period.

    >>> [(kind, str(value.low)) for kind, value in map(_often, ("3x/day", "twice a week", "once a month"))]
    [('frequency', '3'), ('frequency', '2/7'), ('interval', '30')]
    """
    period = _length(re.split(r"[\s/-]", words)[-1])
    named = {"once": 1, "twice": 2, "thrice": 3}.get(re.split(r"[\s/-]", words)[0])
    count = exactly(named) if named else _count_in(words) or exactly(1)
    if count == exactly(1) and period > 1:
        return "interval", exactly(period)
    return "frequency", _times(count, 1 / period)


def _every(words: str) -> tuple[str, Range]:
    """Once in a period.

    >>> [(kind, str(value.low)) for kind, value in map(_every, ("q12h", "every 28 days", "alternate days", "2-weekly"))]
    [('frequency', '2'), ('interval', '28'), ('frequency', '1/2'), ('interval', '14')]
    """
    unit = _length(re.sub("^q(?!u)", "", re.findall("[a-z]+|/[0-9]+", words)[-1]))
    skips = re.search(r"other|second|alternate|[qe]\.?o\.?d", words) is not None
    count = exactly(2) if skips else _count_in(words) or exactly(1)
    if unit < 1 and count.low:
        return "frequency", between(24 / (count.high or count.low), 24 / count.low)
    if unit == 1 and (skips or count == exactly(1)):
        return "frequency", exactly(Fraction(1, 2 if skips else 1))
    return "interval", _times(count, unit)


# --- numbers with a unit ---


def _counted(text: str, phrases: dict[int, Mark]) -> Iterator[Mark]:
    at = 0
    while m := _COUNT.search(text, at):
        before = _BEFORE.search(text, max(at, m.start() - 32), m.start())
        mark = _ranged(text, m, before) or _single(text, m, before) or _unitless(text, m, phrases)
        at = mark.end if mark else m.end("low")
        if mark:
            yield mark


def _ranged(text: str, m: re.Match[str], before: re.Match[str] | None) -> Mark | None:
    """ "10-20 mg", "between 6 and 8 weeks", "20 ± 5 mg"; of "increased from 10 to 20 mg" only the 10."""
    unit = _UNIT.match(text, m.end()) if m["high"] else None
    if unit is None or ("and" in m["to"].lower() and not (before and before["between"])):
        return None
    low, high = _value(m["low"]), _value(m["high"])
    if around := "±" in m["to"] or "/" in m["to"]:
        low, high = low - high, low + high
    same_unit = not m["mid"] or unit[0].strip(" -").lower().startswith(m["mid"].strip(" -").lower())
    if low >= high or not same_unit:
        return None
    if "to" in m["to"].lower() and not text.endswith("to ", 0, m.start()) and _stepped(text, m.start()):
        kind, value, name = _measured(unit, exactly(low))
        return Mark(kind, *m.span("low"), value, name, "from") if kind == "dose" and not m["mid"] else None
    mark = _bounded(text, m.start(), unit, between(low, high), before)
    return mark._replace(note="approximate") if around else mark


def _stepped(text: str, start: int) -> bool:
    return _STEP.search(text, max(0, start - 48), start) is not None


def _single(text: str, m: re.Match[str], before: re.Match[str] | None) -> Mark | None:
    unit = _UNIT.match(text, m.end("low"))
    return _bounded(text, m.start(), unit, exactly(_value(m["low"])), before) if unit else None


def _unitless(text: str, m: re.Match[str], phrases: dict[int, Mark]) -> Mark | None:
    """ "risperidone 3 bd" is a dose in mg; another number is only a number."""
    for group in ("high", "low"):
        end = m.end(group)
        often = phrases.get(end + 1) if end > 0 and text[end : end + 1] == " " else None
        if often is None or often.kind not in ("frequency", "interval") or text[often.start : often.end] == "on":
            continue
        count = _count_in(text[m.start() : end].lower())
        if count and m["low"][0].isdigit() and not _NOT_DOSED.search(text, max(0, m.start() - 12), m.start()):
            return Mark("dose", m.start(), end, count, "mg", "unit assumed")
    start, end = m.span("low")
    number = _value(m["low"])
    if m["low"].lower() in ("one", "a", "an") or text[end : end + 1].isalpha() or re.fullmatch(_YEAR, m["low"]):
        return None
    return Mark("number", start, end, exactly(number))


def _measured(unit: re.Match[str], count: Range) -> tuple[str, Range | None, str]:
    """The kind of the amount, its value and its unit."""
    if unit["percent"]:
        return "percent", count, ""
    if unit["time"]:
        length = _length(unit["time"])
        value = _times(count, length)
        return "duration", added(value, exactly(length / 2)) if unit["half"] else value, ""
    for word in ("dose_word", "duration_word"):
        if unit[word]:
            return word, None, ""
    name = next(name for name in _UNITS if unit[name])
    size = "" if not unit["size"] else "/kg" if "kg" in unit["size"].lower() else "/m2"
    per = next((f"/{period}" for period in ("day", "week", "month", "hour") if period[0] in _period(unit["per"])), "")
    return "dose", _times(count, _IN_MG.get(name, Fraction(1))), name + size + per


def _period(words: str | None) -> str:
    """The letter of the period of "/d", "per week", "/24 h"."""
    last = re.findall("[a-z]+", (words or "").lower())
    return "" if not last else "d" if "24" in str(words) else last[-1][0]


def _bounded(text: str, start: int, unit: re.Match[str], count: Range, before: re.Match[str] | None) -> Mark:
    kind, value, name = _measured(unit, count)
    end, how = unit.end(), before.lastgroup if before else None
    if value is None:
        return Mark(kind, start, end)
    if kind == "duration" and (rest := _REST.match(text, end)) and _length(rest["time"]) < _length(unit["time"]):
        value, end = added(value, exactly(_value(rest["low"]) * _length(rest["time"]))), rest.end()
    if how == "over" and kind != "duration":
        how = "more"
    if how == "high" and before and _stepped(text, before.start()):  # "titrated up to 20 mg" reached the 20 mg
        how = None
    if before and how not in (None, "over", "past", "within"):
        start = before.start()
    if after := _AFTER.match(text, end):
        how, end = after.lastgroup, after.end()
    assert value is not None
    value, note = _bound(value, "low" if unit["plus"] else how)
    if kind == "duration" and (how == "past" or _ONGOING.match(text, end)):
        note = f"{note}, ongoing".removeprefix(", ")
    elif kind == "duration" and (how == "within" or (_POINT.match(text, end) and not text.endswith("for ", 0, start))):
        note = "point"
    return Mark(kind, start, end, value, name, note)


def _bound(value: Range, how: str | None) -> tuple[Range, str]:
    """The range that a number with a bound stands for, and the note."""
    if how not in _SHAPES or value.low is None or value.high is None:
        return value, "over" if how == "over" else ""
    low, high, low_open, high_open, note = _SHAPES[how]
    bounds = low and value.low * low, high and value.high * high
    return Range(low=bounds[0], high=bounds[1], low_open=low_open, high_open=high_open), note


def _apart(found: list[Mark], text: str) -> Iterator[Mark]:
    """Of marks that overlap the first; of the words that need a dose only those directly after one."""
    last: Mark | None = None
    for mark in found:
        if last and mark.start < last.end:
            continue
        after_dose = last and last.kind == "dose" and _ROUTE.fullmatch(text, last.end, mark.start)
        if _TIED.fullmatch(text, mark.start, mark.end) and not after_dose:
            continue
        yield mark
        last = mark
