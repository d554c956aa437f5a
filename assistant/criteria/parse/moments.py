"""When a statement of a note holds: today, at an earlier point of this episode, or long ago. And whether the patient is well now."""

import re
from datetime import date
from typing import NamedTuple

from assistant.criteria.parse.reading import Reading

_YEAR = r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-]|\s{0,2}(?:mg|ng))"
_PAST = (
    rf"{_YEAR}|\b(?:years?|yrs?|decades?)\s{{1,3}}(?:ago|back|earlier|before)|\blast\s{{1,3}}year\b|\bprevious(?:ly)?\b|\bformer(?:ly)?\b|\bold(?:er)?\s{{1,3}}(?:referral|letter|notes?|reports?|file|chart|summary|records?|form|ratings?|scores?)\b"
    r"|\bhistoric\w{0,6}|\bin\s{1,3}the\s{1,3}past\b(?!\s{1,3}(?:week|month|\d|few))|\bbefore\s{1,3}(?:treatment|any|medication|starting|the\s{1,3}illness)\b"
    r"|\bonce\b|\bworst\b|\bwhen\s{1,3}(?:\w{1,10}\s{1,3})?(?:unwell|ill|psychotic|relapsed)\b|\bas\s{1,3}an?\s{1,3}(?:child|teen\w{0,6}|adolescent|student|boy|girl)\b|\bat\s{1,3}(?:the\s{1,3})?age\b|\bin\s{1,3}childhood\b|\bused\s{1,3}to\b"
)
_EARLIER = (
    r"\b(?:(?:on|at|before)\s{1,3}(?:\w{1,8}\s{1,3})?(?:admission|intake|entry|presentation|baseline|outset|start|first)|admission|baseline|initial(?:ly)?"
    r"|was|were|had\s{1,3}been|earlier|pre[\s-]?treatment|before)\b"
)
_NOW = (
    r"\b(?:now|today|today['’]?s|current(?:ly)?|present(?:ly)?|at\s{1,3}(?:review|discharge|follow[\s-]?up)|this\s{1,3}(?:week|month|morning)|latest|most\s{1,3}recent"
    r"|since\s{1,3}then|these\s{1,3}days|nowadays)\b"
)
_MOMENT = re.compile(rf"(?P<past>{_PAST})|(?P<now>{_NOW})|(?P<earlier>{_EARLIER})", re.I)
# "P1 5, but this was at the previous admission"; and a date in brackets or after a comma
_OF_ANOTHER = re.compile(
    r"\b(?:this|that|these|those|it|they|which|both)\s{1,3}(?:was|were)\s{1,3}(?:\w{1,10}\s{1,3}){0,3}(?:previous|last|first|earlier|older?|another|different)\b",
    re.I,
)
_DATED = re.compile(r"^\s{0,2}[,(]\s?(?:dated\s|in\s|on\s|from\s)?(?=\d)", re.I)
# What stands after it is told of another score: "45 (it was 66 in 2018)", "45 vs 70 two years ago"
_OTHERS = re.compile(
    r"[,;(]|\b(?:vs|versus|whereas|but)\b|\bcompared\s{1,3}(?:to|with)\b|\b(?:up|down)\s{1,3}from\b", re.I
)
_OF_SCORE = re.compile(r"(?<=\d)\s?\([^()\n]{0,60}\)")  # a bracket after a score is told of that score
_MERE_TENSE = re.compile(r"was|were|had\s{1,3}been", re.I)
_RANKS = {"past": -2, "earlier": -1, "now": 1}
NEAR = 45  # characters before a statement in which its time is said
AFTER = 30
LONG_AGO = 365  # days before the last date of the note


class When(NamedTuple):
    """The time of a statement: -2 long ago, -1 earlier, 0 not said, 1 now; and its date, where it has one."""

    rank: int = 0
    dated: date | None = None

    @property
    def is_past(self) -> bool:
        """Whether it tells nothing of the present."""
        return self.rank == -2

    def is_before(self, other: "When") -> bool:
        """Whether words or dates clearly put it before another statement."""
        if self.dated and other.dated:
            return self.dated < other.dated
        return bool(self.rank and other.rank and self.rank < other.rank)


def when(reading: Reading, start: int, end: int) -> When:
    """The time said nearest to a statement: right after it, else before it in its sentence."""
    sentence = reading.sentence_of(start)
    rest = reading.text[end : min(sentence.end, end + 2 * AFTER)]
    if _OF_ANOTHER.search(rest):
        return When(-2)
    rest = _DATED.sub("", rest[:AFTER])
    after = _OTHERS.split(rest, maxsplit=1)[0]
    left = max(sentence.start, start - NEAR)
    lead = _OF_SCORE.sub(lambda m: " " * len(m.group()), reading.text[max(sentence.start, start - 2 * NEAR) : start])
    before = list(_MOMENT.finditer(lead[left - start :] if left < start else ""))
    behind = sorted(_MOMENT.finditer(after), key=lambda m: m.lastgroup != "past")
    told = [m for m in before if not _MERE_TENSE.fullmatch(m.group())] or before  # "in 2022 P1 was 6 and P3 5"
    found = behind[0] if behind else told[-1] if told else None
    rank = _RANKS[found.lastgroup] if found and found.lastgroup else 0
    near = [d for d in reading.dates if left <= d.start < end + len(after) + 8]
    if not near:
        return When(rank)
    own, latest = near[-1].last, max(d.last for d in reading.dates)
    if rank == -2 and found and re.fullmatch(_YEAR, found.group()):
        rank = 0  # the year of a full date
    return When(-2 if (latest - own).days > LONG_AGO else rank, own)


_NOW_WELL = re.compile(
    r"\b(?:(?:symptoms?|psychosis|voices|delusions|hallucinations)\s{1,3}(?:(?:have|has|are|is)\s{1,3}(?:now\s{1,3}|all\s{1,3}|since\s{1,3}|completely\s{1,3}|fully\s{1,3}|entirely\s{1,3}|largely\s{1,3}){0,2}"
    r"(?:been\s{1,3})?(?:resolved|remitted|gone(?! on)|settled|subsided|cleared|ceased|stopped|disappeared|abated|absent|vanished)|now\s{1,3}(?:gone|resolved|absent))"
    r"|(?:has|have)\s{1,3}(?:now\s{1,3}|since\s{1,3}|fully\s{1,3}|completely\s{1,3}){0,2}(?:recovered|remitted)"
    r"|(?:now|today|currently|at\s{1,3}review|since\s{1,3}then)\b[^.;\n]{0,24}?\b(?:much\s{1,3}better|very\s{1,3}well|symptom[\s-]free|asymptomatic|recovered|in\s{1,3}(?:full\s{1,3}|complete\s{1,3})?remission|free\s{1,3}of\s{1,3}symptoms|no\s{1,3}(?:psychotic\s{1,3})?symptoms)"
    r"|(?:is|are)\s{1,3}(?:now\s{1,3})?(?:symptom[\s-]free|asymptomatic|in\s{1,3}(?:full\s{1,3}|complete\s{1,3})?remission)"
    r"|(?:is|are)\s{1,3}(?:very\s{1,3}|quite\s{1,3})?well\s{1,3}(?:now|today)|no\s{1,3}(?:symptoms|voices)\s{1,3}any\s?more"
    r"|no\s{1,3}longer\s{1,3}(?:has\s{1,3}|any\s{1,3}|hears?\s{1,3}|symptomatic|psychotic|hallucinating|deluded)"
    r"|no\s{1,3}(?:current|present|longer\s{1,3}any|remaining|residual)\s{1,3}(?:psychotic\s{1,3})?symptoms)\b",
    re.I,
)
_NOT_SO = re.compile(
    r"\b(?:not|never|n't|no|none|without|until|if|when|whether|before|unless)\s{1,3}(?:\w{1,12}\s{1,3}){0,2}$", re.I
)


# What the patient says of himself takes no rating back: "he says he feels well", "I'm well now"
_OWN_WORDS = re.compile(
    r"\b(?:he|she|they|pt|patient|himself|herself)\b[^.;\n]{0,24}\b(?:says?|said|feels?|felt|feeling|claims?|claimed|insists?|insisted|thinks?|believes?|reckons?|states?|stated|maintains?|considers?|denies)\b[^.;\n]{0,40}$"
    r"|\b(?:by|in|on|from)\s{1,3}(?:his|her|their)\s{1,3}own\s{1,3}(?:words?|account|report|view|opinion)\b[^.;\n]{0,40}$|\bI(?:['’]m|\s{1,3}(?:am|feel))\b[^.;\n]{0,30}$|\bsubjectively\b[^.;\n]{0,40}$",
    re.I,
)


# In a follow-up plainer words are of the present too.
_SAID_WELL = re.compile(
    r"\b(?:(?:symptoms?|psychosis|voices|delusions|hallucinations)\s{1,3}(?:\w{1,10}\s{1,3}){0,2}(?:gone(?! on)|resolved|remitted|settled|stopped|ceased|cleared|subsided|absent)"
    r"|(?:is|was|are|feels?|now|got|remains)\s{1,3}(?:\w{1,10}\s{1,3})?(?:well|better|recovered|fine|remitted|in\s{1,3}remission)|recovered|no\s{1,3}(?:more\s{1,3})?(?:symptoms|voices)|remission\s{1,3}(?:achieved|reached))\b",
    re.I,
)


def well_now(reading: Reading) -> tuple[int, int] | None:
    """Where the note says that the patient is well at present."""
    found = list(_NOW_WELL.finditer(reading.text))
    if reading.newest_from:
        found += _SAID_WELL.finditer(reading.text, reading.newest_from)
    for m in reversed(found):
        lead = reading.text[max(0, m.start() - 30) : m.start()]
        own = _OWN_WORDS.search(reading.text[max(reading.sentence_of(m.start()).start, m.start() - 90) : m.start()])
        if (
            not own
            and "feel" not in m.group().lower()
            and not _NOT_SO.search(lead)
            and not when(reading, *m.span()).is_past
        ):
            return m.span()
    return None
