"""Two dates that say from when to when: "from A to B", "reached on A and not altered until B", "between A and B".

The words between the dates are a small grammar: a bracket, a dose, a verb by which the dose was held or left alone, and
a word that leads the end. Where such a verb stands, the time is that at the dose.
"""

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.dates import Dated

_END_OF = r"(?:(?:the|about|around)\s)?(?:(?:(?:end|start|beginning|middle)\sof|early|late|mid)[\s-])?(?:the\s)?"
_UP_TO = (
    r"(?:(?:right|all\sthe\sway|straight|on)\s)?(?:up\s?)?(?:until|til|till|to|through(?:\sto)?|thru|bis)"
    r"(?:\sand\sincluding|\sit\s(?:was\s)?(?:stopped|ended|finished)(?:\son)?)?"
)
_ASIDE = r"\s?(?:\([^()\n]{0,70}\))?"
_FROM_TO = Caseless(rf"{_ASIDE}\s*(?:-|–|—|->|→|,?\s?(?:and\s)?{_UP_TO})\s*{_END_OF}")
_SMALL = (
    r"(?:and|n|then|where|when|which|whereupon|he|she|it|they|we|was|were|has|had|have|been|being|the\sdose|dose|there|thereafter|so|as|also"
    r"|deliberately|simply|just|always|patient|pt|daily|nightly|nocte|od|bd|a\sday|per\sday|in\stotal|at\snight"
    r"|\d[\d.,]{0,5}(?:\s?mg)?(?:\s?/\s?d(?:ay)?)?)"
)
_HOLD = (
    r"(?:stay(?:ed|ing|s)|remain(?:ed|ing|s)|kept|keeping|continu(?:ed|ing|es)|held|maintained|left|carried\son|sustained|sat"
    r"|parked|given|taken|unchanged|unaltered|untouched|constant|stable|steady|stuck|fixed|ran|(?:went|gone|kept)\son"
    r"|(?:not|never|n['’]t|neither)\s(?:been\s|be\s|once\s)?(?:altered|changed|touched|moved|adjusted|varied|raised|lowered|(?:exceeded\sor\s)?reduced|increased|exceeded|budged|put\sup)"
    r"|(?:no|without(?:\s(?:a|any))?|with\sno)\s(?:(?:dose|further|other)\s)?(?:alterations?|changes?|adjustments?))"
)
_HELD_THERE = (
    r"(?:(?:on|at|in|it|that|this|there|the|same|full|dose|level|amount|unchanged|constant|stable|steady|daily|nightly|nocte|alone|him|her|without|change"
    r"|again|since|further|mg|bd|a\sday|exactly|\d[\d.,]{0,5}(?:\s?mg)?(?:\s?/\s?d(?:ay)?)?|[a-z]{3,9}(?:een|ty|ve|ht|en|wo|ne|ur|ix)|so)[\s,]{1,2}){0,6}"
)
# "Reached on 3 March and stayed on it until 6 June", "20 mg, unchanged to 22 April", "by 5 Feb and it was not altered until".
_HELD_TO = Caseless(
    rf"{_ASIDE}(?:\s[a-z]{{4,20}}(?=\s\d[\d.,]{{0,5}}\s?mg))?[\s,;:)–-]{{0,4}}(?:{_SMALL}[\s,]{{1,2}}){{0,6}}{_HOLD}[\s,]{{1,2}}{_HELD_THERE}{_UP_TO}\s{_END_OF}"
)
_AND = Caseless(rf"\s?(?:and|&)\s?{_END_OF}")
_BETWEEN = Caseless(rf"\bbetween\s{_END_OF}\Z")
# "Started on 3 March and stopped on 6 June".
_STOPPED_ON = Caseless(
    r"[\s,;.)]{0,5}(?:(?:and|then|was|it|date)\s){0,3}(?:stopp?e?d?|discontinued|d/?c['’]?e?d?|ceased|end(?:ed)?|withdrawn|finished|last\s(?:dose|day))\s?:?\s(?:on\s|in\s|at\sthe\send\sof\s)?"
)
# "Hit target 2/3/24", "full dose from 12 Feb".
_FULL_ON = r"(?:(?:hit|at|on|reached|got\sto|start\sof|first)\s(?:the\s)?)?(?:full|target|final|max\w*|top)(?:[\s-]dos(?:e|age))?(?:\sday)?(?:\s(?:reached|hit|attained|achieved|begun|started))?"
_BEGUN_ON = Caseless(
    rf"\b(?:{_FULL_ON}|start(?:ed)?|commenced|begun|began|reached|attained|achieved|(?:increased|raised|up|titrated|got)\sto\s\d[\d.,]*\s?mg(?:\s(?:daily|nocte))?)\s?:?\s?(?:on\s|in\s|by\s|from\s|since\s)?\Z"
)
_FULL_FROM = Caseless(rf"\b{_FULL_ON}\s?:?\s?(?:on\s|in\s|by\s|from\s|since\s)?\Z")
_LONGEST = 150  # characters between two dates of one time


def is_period(text: str, one: Dated, two: Dated) -> bool:
    """Whether the words around two dates say that a time went from the one to the other."""
    link, lead = text[one.end : two.start], text[max(0, one.start - 40) : one.start]
    if len(link) > _LONGEST or "\n\n" in link:
        return False
    return (
        _FROM_TO.fullmatch(link) is not None
        or (_is_one_dose(lead, link) and _HELD_TO.fullmatch(link) is not None)
        or (_AND.fullmatch(link) is not None and _BETWEEN.search(lead) is not None)
        or (_STOPPED_ON.fullmatch(link) is not None and _BEGUN_ON.search(lead) is not None)
    )


_DOSE = Caseless(
    r"(?P<n>\d[\d.,]{0,5})\s?mg|\b(?:on|at)\s(?P<bare>\d[\d.]{0,5})(?![\d/]|\s?(?:-|st|nd|rd|th|[a-z]{3}))"
)


def _is_one_dose(lead: str, link: str) -> bool:
    """Whether the doses told between two dates are all that told last before them."""
    told = [(m["n"] or m["bare"]).rstrip(".,") for m in [*list(_DOSE.finditer(lead))[-1:], *_DOSE.finditer(link)]]
    return len(set(told)) < 2


# The dose, right before the time: "the full 20 mg nightly from 4 March to 20 May", "sat at 400 mg twice daily from".
_AT_SO_MUCH = Caseless(
    r"(?P<lead>[a-z]*\s?(?:to\s)?)(?:the\s)?(?:full\s)?\d[\d.,]{0,5}\s?mg(?:\s?/\s?d(?:ay|ie)?)?(?:\s(?:daily|nightly|nocte|mane|od|bd|tds|(?:once|twice|three\stimes)\s(?:daily|a\sday)|a\sday|per\sday|at\snight)){0,2}"
    r"\s?,?\s?(?:(?:was\s|were\s|being\s)?(?:given|taken|maintained|held|kept|continued)\s)?(?:from|between|since)?\s?(?:the\s)?\Z"
)
_TO_SO_MUCH = Caseless(r"\bto\s\Z")


_STARTED = Caseless(
    r"\b(?:start\w*|commenc\w*|beg[au]n|initiat\w*|introduc\w*|first\sgiven)\b(?:\s(?:on|in|from|at|with|\d[\d.,]*\s?mg|of|the|it))*\s?:?\s?\Z"
)


def is_at_dose(text: str, start: int, end: int) -> bool:
    """Whether the time of two dates is told as that at the dose: held from the one to the other, or led by the dose."""
    if _STARTED.search(text, max(0, start - 40), start):
        return False
    led = _AT_SO_MUCH.search(text, max(0, start - 70), start)
    if led is not None and not _TO_SO_MUCH.search(led["lead"]):
        return True
    return _HELD.search(text, start, end) is not None or _FULL_FROM.search(text, max(0, start - 50), start) is not None


_HELD = Caseless(rf"\b{_HOLD}\b")
