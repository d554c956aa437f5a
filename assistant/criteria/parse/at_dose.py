"""Words that say whether a length of time is that at the dose: "once up to dose", "after reaching it".

A conjunction, the dose or the patient, and a verb of arriving; no words of anything else between them. And words behind
it that say that the dose was raised in that time: "including two weeks of titration".
"""

from assistant.criteria.parse import cues
from assistant.criteria.parse.caseless import Caseless

_SO_MUCH = r"\d[\d.,]{0,5}(?:\s?mg)?"
_THE_DOSE = (
    rf"(?:(?:the|that|this|his|her|its|a|full|target|final|top|end|maximum|max|whole|same|stated|therapeutic)\s){{0,3}}"
    rf"(?:dos(?:e|age)|strength|amount|target|plateau|{_SO_MUCH})"
)
_WHO = (
    r"(?:(?:she|he|it|they|we|the|that|this|full|final|target|top|dose|patient|pt|was|were|had|has|been|being|is|got|having|finally|first|fully"
    rf"|properly|actually|safely|dosage|drug|titration|{_SO_MUCH})\s){{0,6}}"
)
_CLIMB = r"(?:(?:up-?)?titrat\w*|(?:dose\s)?optimi[sz](?:ation|ed)|(?:dose\s)?(?:build|run)-?\s?up|(?:the\s)?dose\s(?:increases?|escalation))"
# "After titration" is after its end; "since titration", "once it had begun" is not.
_BEGINS = r"(?!\s(?:(?:was|were|had|has|being|been)\s){0,2}(?:beg[aiu]n\w*|start\w*|commenc\w*|initiat\w*))"
_ARRIVED = (
    rf"(?:(?:up|there|arriv\w+|back|settled\sin)\s(?:to|at|on|in)\s(?:{_THE_DOSE}|it)|(?:at|on|in)\s(?:{_THE_DOSE})|up\s(?:in|at)\sdose"
    rf"|(?:reach|attain|hit|achiev)\w*(?:\s(?:it|{_THE_DOSE}))?|got\sthere|getting\s(?:there|to\s(?:it|{_THE_DOSE}))|arriv\w+(?:\sthere)?|there"
    rf"|in\splace|up\sto\s(?:it|that|speed)|{_CLIMB}\s(?:was\s|had\sbeen\s)?(?:over|done|completed?|finished))"
)
SINCE_REACHED = (
    r"(?:(?:that\sis|i\.e\.|all|counted|counting|reckoned|taken|timed|measured|dated|these|those|they|weeks|being|only|starting|beginning|begin|began"
    r"|running|run|of\sit|of\sthem|clear|from|only)\s){0,4}"
    r"(?:after|once|from\swhen|since|following|(?:from\s)?the\s(?:day|date|time|point|moment|week)(?:\s(?:that|when|on\swhich))?|from)\s"
    rf"{_WHO}{_ARRIVED}(?!\w){_BEGINS}"
    rf"|(?:after|following)\s(?:the\s|its\s|a\s|full\s|slow\s|up\s){{0,2}}{_CLIMB}(?!\w){_BEGINS}"
)
SINCE = Caseless(rf"(?<!\w)(?:{SINCE_REACHED})")
_SINCE_REACHED = Caseless(rf"\W{{1,3}}(?:and\s|spent\s|on\sit\s|on\sthis\s|taken\s|given\s){{0,2}}(?:{SINCE_REACHED})")
# A level that was taken, or a score that was rated, so long after it.
_OF_SAMPLE = Caseless(
    r"\b(?:levels?|samples?|troughs?|bloods?|drawn|PANSS|BPRS|rated|scored|measured|ECG|improv\w+|better|well|relaps\w+|dystonia|akathisia|rash)\b[^.;\n]{0,40}\Z"
)


def is_since_reached(text: str, start: int, end: int) -> bool:
    """Whether a length of time, text[start:end], is counted from the day the dose was reached."""
    return _SINCE_REACHED.match(text, end) is not None and _OF_SAMPLE.search(text, max(0, start - 60), start) is None


# The dose is raised, in any words; and what sets that time apart from the one told.
RAISING = (
    rf"(?:{cues.TITRATION.pattern}|\b(?:climb(?:ed|ing)?|(?:run|step|ramp|work)\w*[\s-]?up)\b|\bdose\sincreases?\b"
    r"|\bstart(?:ed|ing)?\s(?:at|on|with|from)\s\d[\d.]{0,5}(?:\s?mg\b|(?=\s?[),;]))|\d\s?mg\s(?:at\sfirst|initially|to\s(?:start|begin))\b)"
)
SET_APART = Caseless(
    r"\b(?:exclud\w+|excl|apart(?!\sfrom)|separate(?:ly)?|before(?:hand|\s(?:that|it|this|then))|previously|prior\sto\s(?:that|it|this)|preced\w+|left\sout"
    r"|not\sin\s(?:this|that|my|the)\scount)\b|(?:\bnot|n['’]t)\s(?:been\s|being\s)?(?:count|includ)\w*"
)
_NEAR = 40  # characters around the words for raising in which they are set apart
_RAISED = Caseless(RAISING)
_AT_THE_DOSE = Caseless(r"\W{0,3}(?:at|on)\s(?:that|this|the\sfull|full|target|the\starget|(?:the\s)?dose)\b")
_FIRST = r"(?:first|opening|initial)\b"
_MONTH = r"of\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_TOOK_THE_FIRST = Caseless(
    rf"{RAISING}[^.;\n]{{0,20}}\bthe\s{_FIRST}(?!\s(?:time|dose|trial|drug|course)|\s(?:\w+\s){{0,2}}{_MONTH})"
    rf"|\b{_FIRST}\s(?:\w+\s){{0,6}}{RAISING}|\bof\s(?:them|these|those|which)\s(?:\w+\s){{0,4}}{RAISING}"
    r"|\d\s?mg(?:\s(?:daily|nocte|od|bd|a\sday))?,?\s(?:only\s)?(?:from|by|since|in|at)\s(?:the\s)?"
    r"(?:week\s(?:[2-9]|1\d|two|three|four|five|six)|(?:second|third|fourth|fifth|sixth|[2-6](?:nd|rd|th))\sweek)\b"
)


def is_raised_within(text: str, start: int, end: int) -> bool:
    """Whether the words behind a time of two dates say that the dose was raised in it, and do not set that apart."""
    raised = _RAISED.search(text, start, end)
    if raised is None or _AT_THE_DOSE.match(text, start, end):
        return False
    return SET_APART.search(text, max(start, raised.start() - _NEAR), min(end, raised.end() + _NEAR)) is None


def took_the_first(text: str, start: int, end: int) -> bool:
    """Whether the words behind a length of time say that its first part went on raising the dose.

    >>> took_the_first(" (the titration took the first two)", 0, 35), took_the_first(" (after titration)", 0, 18)
    (True, False)
    """
    return _TOOK_THE_FIRST.search(text, start, end) is not None
