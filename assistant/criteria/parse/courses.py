"""Several statements of one drug: courses of their own, years apart, or two documents about the same course."""

import re

from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.reading import Reading

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_YEAR_LEADS = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[\s:,–-]{1,8}(?:(?:he|she|they|was|were|had|been|on|given|started|commenced|took|received|tried|then|a|the|trial|course|of|again|tab|oral|back)\s{1,3}){0,6}(?:\w{1,20}\s\()?\Z",
    re.I,
)
_FAR = 200  # characters in which a course tells its dose and length
_NEAR = 200  # characters around two statements in which the note says that they disagree

# Two records of one course: "the chart for the same eleven weeks has".
_SAME = re.compile(
    r"\b(?:same|identical|that\s+very|those\s+very)\s+(?:\w+\s+){0,2}(?:days?|weeks?|wks?|months?|trial|course|period|admission|episode|stay|time|dates|drug)\b",
    re.I,
)
_RECORD = re.compile(
    r"\b(?:letters?|charts?|MAR|kardex|cardex|summary|record\w*|printout|sheets?|notes?|file|list|register|referral|pharmacy|print-?out|log|card|form|report|entry|entries|discharge|GP|TTO|prescription)\b[^.;\n]{0,50}\b(?:has|have|had|says?|said|states?|gives?|gave|shows?|records?|recorded|reads?|puts?|lists?|listed|documents?|documented|claims?)\b",
    re.I,
)
_DISAGREE = re.compile(
    r"\bwhich\s+(?:(?:of\s+(?:them|these|the\s+two|the)|one|dose|figure|version|record|document|source|strength|\w+)\s+)?(?:is|was|are|were|to)\s+(?:right|correct|true|accurate|believe|trust|reliable)"
    r"|\bcan(?:not|['’]t)\s+both\b|\b(?:conflict(?:s|ing)?|contradict\w*|discrepan\w*|disagree\w*|at\s+odds|inconsisten\w*|do(?:es)?\s?n[o'’]t\s+(?:match|agree|tally)|do(?:es)?\s+not\s+(?:match|agree|tally))\b",
    re.I,
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
    if named is None or is_one_course(reading, known, place):
        return False
    stretch = _stretch(reading, told, named[1])
    if not {"dose", "duration"} <= {mark.kind for mark in reading.free(stretch)}:
        return False
    before = next((span for span in reversed(told.said) if span[0] < last.values["dose_mg"].spans[0][0]), told.said[0])
    then, now = _year_of(reading, told, before), _year_of(reading, told, named)
    return then is not None and now is not None and then != now


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
