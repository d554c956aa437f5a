"""When a statement of a note holds: today, at an earlier point of this episode, or long ago. And whether the patient is well now."""

import re
from datetime import date
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.rows import end_of_row

_YEAR = r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-]|\s{0,2}(?:mg|ng))"
_PAST = (
    rf"{_YEAR}|\b(?:years?|yrs?|decades?)\s{{1,3}}(?:ago|back|earlier|before)|\blast\s{{1,3}}year\b|\bprevious(?:ly)?\b|\bformer(?:ly)?\b|\bold(?:er)?\s{{1,3}}(?:referral|letter|notes?|reports?|file|chart|summary|records?|form|ratings?|scores?)\b"
    r"|\bhistoric\w{0,6}|\bin\s{1,3}the\s{1,3}past\b(?!\s{1,3}(?:week|month|year|\d|few|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen|twenty|couple|several|half))|\bbefore\s{1,3}(?:treatment|any|medication|starting|the\s{1,3}illness)\b"
    r"|\bonce\b|\bworst\b|\bwhen\s{1,3}(?:\w{1,10}\s{1,3})?(?:unwell|ill|psychotic|relapsed)\b|\bas\s{1,3}an?\s{1,3}(?:child|teen\w{0,6}|adolescent|student|boy|girl)\b|\bat\s{1,3}(?:the\s{1,3})?age\b|\bin\s{1,3}childhood\b|\bused\s{1,3}to\b"
)
_EARLIER = (
    r"\b(?:(?:on|at|before)\s{1,3}(?:(?!this|current|present)\w{1,8}\s{1,3}){0,2}(?:admission|intake|entry|presentation|arrival|referral|baseline|outset|start|first|enrol\w{0,6}|inclusion|onset)|(?<!this )(?<!current )(?<!present )(?<!re)(?<!re-)admission|adm\b|baseline|intake|entry\s{1,3}(?=PANSS|SOFAS|scor|rating)|in\s{1,3}the\s{1,3}(?:spring|summer|autumn|winter)|when\s{1,3}(?:homeless|ill\b|younger|well\b|living|last|first)|initial(?:ly)?|index|(?:our|his|her|the|my)\s{1,3}(?:very\s{1,3})?first|(?:his|her|their)\s{1,3}(?:teens|twenties|youth)|acute\s{1,3}phase|(?:the|an?)\s{1,3}(?:former|earlier)|when\s{1,3}(?:drug|unmedicated|untreated|off|in\s{1,3}hospital|psychotic|acutely)|while\s{1,3}(?:he|she|they|an?|in|on)|brought\s{1,3}(?:him|her)|first\s{1,3}(?:contact|seen|presented|visit|assess\w{2,4}|interview|presentation)"
    r"|earlier|pre[\s-]?(?:treatment|admission|trial|clozapine|study)|before(?!\s?,\s{1,2}\d{2,3}\s)|prior\s{1,3}to|at\s{1,3}(?:its|his|her|the|their)?\s{0,2}(?:worst|lowest|peak|height|nadir|depth)|worst|lowest|nadir|last\s{1,3}(?:time|spring|summer|autumn|fall|winter|in\s{1,3}hospital|admi\w{4,6}|seen|rated|appointment|visit|review)|(?:weeks?|months?|wks?)\s{1,3}(?:ago|back|earlier)|back\s{1,3}then|(?<=\d )then(?=\s{0,2}[,.;)])|at\s{1,3}that\s{1,3}time|at\s{1,3}the\s{1,3}time|in\s{1,3}those\s{1,3}days|during\s{1,3}(?:his|her|the|that|an?)\s{1,3}(?:\w{2,9}\s{1,3})?(?:relapse|crisis|admission|stay|psychosis|breakdown|exacerbation)|when\s{1,3}(?:he|she|they)\s{1,3}(?:was|were|came|presented|arrived|had\s{1,3}been)|sectioned|in\s{1,3}the\s{1,3}(?:week|month|days?)\s{1,3}(?:he|she|of\s{1,3}(?:his|her))|the\s{1,3}day\s{1,3}(?:he|she)\s{1,3}(?:came|was)"
    r"|had\s{1,3}been|was|were)\b"
)
_NOW = (
    r"\b(?:now|today|today['’]?s|current(?:ly)?|present(?:ly)?|at\s{1,3}(?:review|discharge|follow[\s-]?up)|this\s{1,3}(?:week|month|morning)|latest|most\s{1,3}recent"
    r"|since\s{1,3}then|these\s{1,3}days|nowadays)\b"
)
# A rating of some weeks ago is the present one, unless a later one is told
_LATELY = r"\b(?:an?|one|two|three|four|[1-4]|a\s{1,3}couple\s{1,3}of)\s{0,3}(?:weeks?|wks?|fortnight|/52)\s{1,3}ago\b|\blast\s{1,3}month\b"
_MOMENT = Caseless(rf"(?P<lately>{_LATELY})|(?P<past>{_PAST})|(?P<now>{_NOW})|(?P<earlier>{_EARLIER})")
# "P1 5, but this was at the previous admission"; and a date in brackets or after a comma
_OF_ANOTHER = Caseless(
    r"\b(?:this|that|these|those|it|they|which|both)\s{1,3}(?:was|were)\s{1,3}(?:\w{1,10}\s{1,3}){0,3}(?:previous|last|first|earlier|older?|another|different)\b"
)
_DATED = Caseless(r"^\s{0,2}[,(]\s?(?:dated\s|in\s|on\s|from\s)?(?=\d)")
# What stands after it is told of another score: "45 (it was 66 in 2018)", "45 vs 70 two years ago"
_OTHERS = Caseless(r"[,;(]|\b(?:vs|versus|whereas|but)\b|\bcompared\s{1,3}(?:to|with)\b|\b(?:up|down)\s{1,3}from\b")
_OF_SCORE = re.compile(r"(?<=\d)\s?\([^()\n]{0,60}\)")  # a bracket after a score is told of that score
_MERE_TENSE = Caseless(r"was|were")
_RANKS = {"past": -3, "earlier": -2, "lately": -1, "now": 1}
# What only compares: "unchanged since admission", "better than at intake"
_COMPARES = Caseless(
    r"\b(?:since|unchanged|than|from|compared|like|as|still|after|same|until|worse|better|back|up|down|vs|versus|against)\s{1,3}(?:(?:at|on|to|with|the|his|her|in|what|it|was|that|of|as|a|an)\s{1,3}){0,3}$"
)
_NEXT_ROW = re.compile(r"[ \t]{0,3}\n\s{0,3}[A-Z0-9]")
_BRACKET = re.compile(r"\s?[(,]\s?(?P<in>[^(),.;\n]{2,60})(?=[),.;\n]|$)")
_WHY = Caseless(
    r"\s?,\s(?:for|because|as|since|so|he|she|they|and|but|who)\s"
)  # "43, for she has not taught since 2024"
NEAR = 45  # characters before a statement in which its time is said
AFTER = 40
LONG_AGO = 365  # days before the last date of the note


class When(NamedTuple):
    """The time of a statement: -3 long ago, -2 earlier, -1 in the past tense only, 0 not said, 1 now; and its date, where
    it has one."""

    rank: int = 0
    dated: date | None = None

    @property
    def is_past(self) -> bool:
        """Whether it tells nothing of the present."""
        return self.rank <= _RANKS["past"]

    @property
    def is_earlier(self) -> bool:
        """Whether it is said to be of an earlier occasion, lately or long ago."""
        return self.rank <= _RANKS["earlier"]

    def is_before(self, other: "When") -> bool:
        """Whether words or dates clearly put it before another statement."""
        if self.dated and other.dated:
            return self.dated < other.dated
        return bool(self.rank and other.rank and self.rank < other.rank)


def when(reading: Reading, start: int, end: int) -> When:
    """The time said nearest to a statement: right after it, else before it in its sentence."""
    sentence = reading.sentence_of(start)
    end = end_of_row(reading, end)
    rest = reading.text[end : min(max(sentence.end, reading.sentence_of(end - 1).end), end + 2 * AFTER)]
    if _NEXT_ROW.match(reading.original, end):
        rest = ""  # the next line is told of something else
    if _OF_ANOTHER.search(rest):
        return When(_RANKS["past"])
    rest = _DATED.sub("", rest[:AFTER])
    aside = _BRACKET.match(rest)  # "(worst ever)" is told of the score, "(it was 66)" of another
    own_aside = aside is not None and not re.search(r"\d", _BARE_YEAR.sub("", aside["in"]))
    own_aside = own_aside and not _WHY.match(rest)
    after = rest if own_aside else _OTHERS.split(rest)[0]
    left = max(sentence.start, start - NEAR)
    lead = _OF_SCORE.sub(lambda m: " " * len(m.group()), reading.text[max(sentence.start, start - 2 * NEAR) : start])
    lead = lead[left - max(sentence.start, start - 2 * NEAR) :]
    before, behind = (
        _moments(lead),
        sorted(_moments(after), key=lambda m: (m.lastgroup != "past", _MERE_TENSE.fullmatch(m.group()) is not None)),
    )
    told = [m for m in before if not _MERE_TENSE.fullmatch(m.group())] or before  # "in 2022 P1 was 6 and P3 5"
    found = behind[0] if behind else told[-1] if told else None
    rank = 0 if found is None else -1 if _MERE_TENSE.fullmatch(found.group()) else _RANKS[str(found.lastgroup)]
    near = [d for d in reading.dates if left <= d.start < end + len(after) + 8]
    if not near:
        return When(rank)
    own, latest = near[-1].last, max(d.last for d in reading.dates)
    if rank == _RANKS["past"] and found and re.fullmatch(_YEAR, found.group()):
        # the year of a full date; the words beside it tell
        words = [m for m in (*behind, *told[::-1]) if not re.fullmatch(_YEAR, m.group())]
        rank = 0 if not words or _MERE_TENSE.fullmatch(words[0].group()) else _RANKS[str(words[0].lastgroup)]
    long_ago = (latest - own).days > LONG_AGO
    if long_ago and not _WRITTEN_YEAR.search(reading.text[near[-1].start : near[-1].end]):
        return When(rank)  # its year was taken from another date
    return When(_RANKS["past"] if long_ago else rank, own)


_WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d|[/.-]\d\d$|['’]\d\d$")


def told_earlier(words: str) -> bool:
    """Whether words say that what they tell is of an earlier occasion."""
    return any(m.lastgroup not in ("now", "lately") and not _MERE_TENSE.fullmatch(m.group()) for m in _moments(words))


_BARE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _moments(words: str) -> list[re.Match[str]]:
    """The words of time, without those that only compare."""
    return [m for m in _MOMENT.finditer(words) if m.lastgroup == "now" or not _COMPARES.search(words[: m.start()])]


_OF_ELSE = r"(?:tolerat|control|support|know|kempt|dressed|nourish|groom|engag|behav|enough|look|manag|aware|over|below|within|above|document|maintain|liked|settled|away|establish|inform|orient|present|spoken|adjust|past|rested|fed|hydrated|perfus|on\s(?:\w+\s)?(?:top|track)|into)"
_IS_WELL = (
    rf"(?:well\b(?!\s{_OF_ELSE})|symptom[\s-]free|asymptomatic|recovered|remitted|cured|in\s(?:\w+\s)?remission|free\sof\s(?:all\s|any\s)?(?:psychotic\s)?symptoms"
    r"|without\s(?:any\s)?(?:psychotic\s)?symptoms|back\sto\snormal|(?:his|her|their)\sold\sself|himself\sagain|herself\sagain)"
)
_VERY = r"(?:(?:very|quite|so|completely|entirely|perfectly|really|fully|wholly|all|much|clinically|largely|doing|keeping)\s){0,2}"
_NOWADAYS = r"(?:now|today|currently|at\spresent|presently|nowadays|these\sdays|at\s(?:last\s)?(?:review|follow-?up)|since\sthen|by\snow|meanwhile|in\sthe\smeantime)"
_LONG_SINCE = r"(?:now|today|again|at\spresent|currently|these\sdays|nowadays|since|for\s(?:the\s(?:last|past)\s|some\s|over\s|about\s|nearly\s|more\sthan\s|at\sleast\s)?(?:\w+\s)?(?:weeks?|months?|years?|time))"
_WAS = r"(?![^.;\n]{0,80}\b(?:until|till|then|before|relaps\w+|followed|but|when|ago|earlier|between)\b)"  # it is over
_NOW_WELL = Caseless(
    rf"\b{_NOWADAYS},?\s(?:(?:he|she|they|the\spatient|pt|and|is|was|are|has\sbeen|have\sbeen|remains)\s|(?:he|she)['’]s\s){{0,3}}{_VERY}{_IS_WELL}\b"
    rf"|(?:\b(?:is|are|(?:has|have)\sbeen|remains|stays|keeps)|(?<=he)['’]s)\s{_VERY}{_IS_WELL}[\s,]{{1,2}}(?:and\s(?:has\sbeen\s)?)?{_LONG_SINCE}\b{_WAS}"
    rf"|(?:\A|[.;:\n,]\s{{0,2}})(?:(?:full|complete|clinical|symptomatic)\s)?(?:(?:is|has\sbeen)\s)?{_VERY}(?:(?!well\sfor){_IS_WELL}|remission)\s{_LONG_SINCE}\b{_WAS}"
    r"|"
    r"\b(?:(?:symptoms?|psychosis|voices|delusions|hallucinations)\s{1,3}(?:(?:have|has|are|is)\s{1,3}(?:now\s{1,3}|all\s{1,3}|since\s{1,3}|completely\s{1,3}|fully\s{1,3}|entirely\s{1,3}|largely\s{1,3}){0,2}"
    r"(?:been\s{1,3})?(?:resolved|remitted|gone(?! on)|settled|subsided|cleared|ceased|stopped|disappeared|abated|absent|vanished)|now\s{1,3}(?:gone|resolved|absent))"
    r"|(?:has|have)\s{1,3}(?:now\s{1,3}|since\s{1,3}|fully\s{1,3}|completely\s{1,3}){0,2}(?:recovered|remitted)"
    r"|(?:now|today|currently|at\s{1,3}review|since\s{1,3}then)\b(?:(?!\b(?:not|never|no|hardly|without)\b|n['’]t\b)[^.;\n]){0,24}?\b(?:much\s{1,3}better|very\s{1,3}well|symptom[\s-]free|asymptomatic|recovered|in\s{1,3}(?:full\s{1,3}|complete\s{1,3})?remission|free\s{1,3}of\s{1,3}symptoms|no\s{1,3}(?:psychotic\s{1,3})?symptoms)"
    r"|(?:is|are)\s{1,3}(?:now\s{1,3})?(?:symptom[\s-]free|asymptomatic|in\s{1,3}(?:full\s{1,3}|complete\s{1,3})?remission)"
    r"|(?:is|are)\s{1,3}(?:very\s{1,3}|quite\s{1,3})?well\s{1,3}(?:now|today)|no\s{1,3}(?:symptoms|voices)\s{1,3}any\s?more"
    r"|no\s{1,3}longer\s{1,3}(?:has\s{1,3}|any\s{1,3}|hears?\s{1,3}|symptomatic|psychotic|hallucinating|deluded)"
    r"|no\s{1,3}(?:current|present|longer\s{1,3}any|remaining|residual)\s{1,3}(?:psychotic\s{1,3})?symptoms)\b"
)
_NOT_SO = Caseless(
    r"\b(?:not|never|n't|no|none|without|until|if|when|whether|before|unless)\s{1,3}(?:\w{1,12}\s{1,3}){0,2}$"
)


# What the patient says of himself takes no rating back: "he says he feels well", "I'm well now"
_OWN_WORDS = Caseless(
    r"\b(?:he|she|they|pt|patient|himself|herself)\b[^.;\n]{0,24}\b(?:says?|said|feels?|felt|feeling|claims?|claimed|insists?|insisted|thinks?|believes?|reckons?|states?|stated|maintains?|considers?|denies)\b[^.;\n]{0,40}$"
    r"|\b(?:by|in|on|from)\s{1,3}(?:his|her|their)\s{1,3}own\s{1,3}(?:words?|account|report|view|opinion)\b[^.;\n]{0,40}$|\bI(?:['’]m|\s{1,3}(?:am|feel))\b[^.;\n]{0,30}$|\bsubjectively\b[^.;\n]{0,40}$"
)


# In a follow-up plainer words are of the present too.
_SAID_WELL = Caseless(
    r"\b(?:(?:symptoms?|psychosis|voices|delusions|hallucinations)\s{1,3}(?:\w{1,10}\s{1,3}){0,2}(?:gone(?! on)|resolved|remitted|settled|stopped|ceased|cleared|subsided|absent)"
    r"|(?:is|was|are|feels?|now|got|remains)\s{1,3}(?:\w{1,10}\s{1,3})?(?:well|better|recovered|fine|remitted|in\s{1,3}remission)|recovered|no\s{1,3}(?:more\s{1,3})?(?:symptoms|voices)|remission\s{1,3}(?:achieved|reached))\b"
)


def well_now(reading: Reading) -> tuple[int, int] | None:
    """Where the note says that the patient is well at present."""
    found = list(_NOW_WELL.finditer(reading.text))
    if reading.follow_ups:
        found += _SAID_WELL.finditer(reading.text, reading.follow_ups[0])
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
