"""How long a dose had been the same when a sample was taken: which length of time is said of the dose."""

import re

from assistant.criteria import drugs
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.timing_patterns import CHANGED

SAME = (
    r"(?:unchanged|unaltered|untouched|stable|static|steady|constant|fixed|identical|consistent|(?:the\s+)?same"
    r"|(?:not|never|n['’]t)\s+(?:(?:been|since|was|being)\s+){0,2}(?:changed|altered|adjusted|touched|moved|modified|varied|budged|increased)"
    r"|(?:no|without(?:\s+an?y?)?)\s+(?:further\s+|dos(?:e|age)\s+|recent\s+){0,2}(?:changes?|alterations?|adjustments?|increases?))"
)
_DOSED = rf"(?:\d\s?mg(?:\s?/\s?d(?:ay)?)?|\d\s?mgs|\b(?:current|present|this|that|same|latest)\s+(?:clozapine\s+)?dos(?:e|age)|\b{SAME})"
_BETWEEN = (
    r"(?:[\s,:;(–—-]|/(?:day|d)\b|\b(?:nocte|noct|mane|daily|od|o\.d|bd|b\.d|hs|qhs|qd|bid|at\s+night|at\s+bedtime|nightly|(?:every|each|a|per)\s+(?:night|day|evening)|in\s+the\s+evening|once|twice"
    r"|of|clozapine|tablets?|tab|dos(?:e|age)|in\s+dose|level|drug|it|he|she|has|have|had|been|was|were|is|kept|held|stayed|remained|there|and|that|now|on|then|currently"
    rf"|{SAME}))"
)
_PREPOSITION = (
    r"(?:(?:for|x|since|over|in|within|during|throughout|through|of)\s+)?"
    r"(?:(?:at\s+least|over|about|around|roughly|nearly|almost|approximately|more\s+than|a\s+good|some|well\s+over|the|these|his|her|last|past|preceding|previous|prior|whole|entire|full|now)\s+){0,4}"
)
_LED = Caseless(rf"{_DOSED}{_BETWEEN}{{0,14}}(?:\s|(?<=\s)|(?<=x)|(?<=:)|(?<=\()){_PREPOSITION}$")
_TIME_ON = Caseless(
    r"\b(?:time|days|weeks|duration|length)\s+(?:of\s+time\s+)?(?:on|at)\s+(?:(?:the|this|that|current|present|same|latest)\s+){0,2}dos(?:e|age)(?:\s+(?:is|was|before\s+sampling|at\s+sampling))?[\s:=]{1,3}$"
)
_ON_DOSE = Caseless(
    r"\s{0,3}(?:now\s{1,3})?(?:on|at|into|of|with)\s{1,3}(?:(?:the|an?|this|that|his|her)\s{1,3})?(?:(?:(?:same|current|present|unchanged|stable|steady|constant|fixed|this|that|daily)\s{1,3}){1,2}(?:clozapine\s{1,3})?(?:dose|dosage)\b"
    rf"|(?:clozapine\s{{1,3}})?\d{{1,4}}\s?mg\b(?:[^.;,\n\d]{{0,30}}\b{SAME}|(?![^.;\n]{{0,60}}\b(?:then|before|until|till|but|followed|now|up\s+to|rais\w{{1,3}}|increas\w{{1,3}}|reduc\w{{1,3}})\b)))"
)
_ELSEWHEN = Caseless(
    r"\s{0,3}(?:ago|before|earlier|previously|prior|after|later|apart|between|gap|off|without\s+(?:it|any|clozapine|med\w{1,8})(?!\s+(?:dose\s+)?(?:chang|alter|adjust)\w{1,4})|in\s+(?:19|20)\d\d|and\s+then|,?\s*then|followed|until|till)\b"
)
_TO_OTHER = Caseless(
    r"[^.;\n]{0,60}\b(?:then|now|followed\s+by|rais\w{1,3}|increas\w{1,3}|reduc\w{1,3}|lower\w{1,3}|up\s+to|down\s+to|before\s+(?:going|moving|that))\b[^.;\n]{0,24}\d\s?mg"
)
_UPWARDS = Caseless(
    r"\b(?:titrat\w{0,4}|increas\w{1,3}|rais\w{1,3}|buil[dt]\w{0,3}|went\s+up|put\s+up|stepped|worked|up|down)\s+[^.;\n]{0,24}(?:to\s+)?\d{1,4}\s?mg[^.;\n]{0,24}\b(?:over|in|within|during|after)\s+(?:the\s+|about\s+|some\s+|only\s+)?$"
)
_MAY_BE_OF_PATIENT = Caseless(r"(?:stable|static|steady|constant|fixed|consistent)\b")
_OF_DOSE = Caseless(r"\d\s?mg|\bdos(?:e|es|age|ing)\b")
_ANY_DOSE = Caseless(r"\d\s?mg(?!\s?/\s?d?l)")
_ENDED = Caseless(
    r"\b(?:stopp\w{1,3}|ceas\w{1,3}|discontinu\w{1,4}|previous\w{0,2}|past|former\w{0,2}|ago|until|till|then|after\s+which|miss\w{1,3}|skipp\w{1,3}|forg[eo]t\w{0,3}|(?:ran|run|running)\s+out|out\s+of|without|break|gap|interrupt\w{0,4}|off|restart\w{0,3}|re-?titrat\w{0,4}|rais\w{1,3}|increas\w{1,3}|reduc\w{1,5}|lower\w{0,3}|chang(?:ed|ing)|halv\w{1,3}|doubl\w{1,3}|switch\w{0,3}|relaps\w{1,3}|plan\w{0,4}|will|to\s+have|would|if|should)\b(?<!not\schanged)(?<!never\schanged)"
)
_RESERVED = Caseless(
    r"[^.;\n]{0,60}\b(?:plan(?:ned|s)?|accord\w{1,5}|suppos\w{1,5}|intend\w{0,3}|refus\w{1,3}|irregular\w{0,2}|erratic\w{0,4}|patch\w{1,4}|minus|except\w{0,3}|apart\s+from|AWOL|abscond\w{0,3}|miss(?:ed|ing|es)|skipp\w{1,3}|on\s+paper|in\s+theory|only\s+got)\b(?<!not\smissed)(?<!never\smissed)(?<!none\smissed)"
)
_AMOUNT = Caseless(r"\d{1,4}(?:\.\d)?\s?mg")
_NAME = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]*)\.?\s{1,2}(?:\d{1,4}\s?(?:-|–|to)\s?|\d{1,3})?$")
_LINKS = frozenset(
    "on at of to by a an the and or with his her their this that same current present stable steady unchanged constant fixed usual full"
    " dose doses dosage dosing taking takes took taken has had been is was are were now still then stayed held kept remains remained"
    " tab tabs tablet tablets cap po oral orally daily nightly nocte mane total about only just since for from over currently presently it plus in"
    " reached prescribed getting gets given receives receiving continued continues maintained regimen bd od am pm morning night evening drug".split()
)
_LAST = 90  # characters before a length of time in which the dose may stand


def is_of_dose(text: str, part: Part, mark: Mark, drug: str) -> bool:
    """Whether a length is said of a dose of a drug that stayed: "350 mg nocte for 3 weeks", "no dose change in 5 weeks"."""
    after = text[mark.end : min(part.end, mark.end + 90)]
    if _ELSEWHEN.match(after) or _TO_OTHER.match(after) or _in_hours(mark) or _RESERVED.match(after):
        return False
    before = text[max(part.start, mark.start - _LAST) : mark.start]
    led = None if _UPWARDS.search(before) else _LED.search(before)
    if led and _MAY_BE_OF_PATIENT.match(led.group()) and not _OF_DOSE.search(before):
        led = None  # "He has been stable for 4 weeks"
    if led and (place := _AMOUNT.search(before, led.start())) and _is_of_other(before[: place.start()], drug):
        led = None  # "sertraline 100 mg for 8 weeks"
    return bool(led or _TIME_ON.search(before) or _ON_DOSE.match(after))


def _is_of_other(before: str, drug: str) -> bool:
    """Whether the word before an amount names another medicine."""
    word = _NAME.search(before)
    if word is None or word["name"].lower() in _LINKS:
        return False
    known = drugs.find(word["name"])
    return known is None or known.generic != drug


def lasts_until(text: str, told: Part, place: int) -> bool:
    """Whether a dose told in a sentence is that of a sample told later: nothing changes or ends it, no other dose follows.

    >>> note = "Clozapine 300 mg for 7 weeks. Raised to 400 mg. Trough 388 ng/mL."
    >>> lasts_until(note, Part(0, 29), 48), lasts_until(note, Part(0, 29), 30)
    (False, True)
    """
    between = text[told.end : place]
    return not (_ENDED.search(text, told.start, told.end) or _ENDED.search(between) or _ANY_DOSE.search(between))


def _in_hours(mark: Mark) -> bool:
    return mark.value is not None and mark.value.high is not None and mark.value.high < 1


def is_since_change(text: str, part: Part, mark: Mark) -> bool:
    """Whether a length of time is that since the dose was changed: "raised 3 days before"."""
    before = text[max(part.start, mark.start - 46) : mark.start]
    after = text[mark.end : min(part.end, mark.end + 40)]
    if not (CHANGED.search(before) or CHANGED.search(after)):
        return False
    ago = re.match(r"^\s*(?:ago|before|earlier|previously|prior|after|since|later)", after, re.I)
    led = re.search(r"\bafter\s+(?:only\s+)?$|\bday\s+$|(?:only|just|for|after|within)\s+$", before, re.I)
    return bool(ago or led)
