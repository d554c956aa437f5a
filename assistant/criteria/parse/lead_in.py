"""The time before the dose was reached, told beside the time at it: "after one week at 5 mg", "the two weeks of 10 are separate".

Such a stretch takes nothing from a length at the dose, and its dose is none that was held.
"""

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading

_MANY = r"(?:\d{1,2}|an?|one|two|three|four|five|six|a\sfew|a\scouple\sof|several)"
_TIME = rf"(?:{_MANY}\s?(?:days?|weeks?|wks?|wk|fortnights?|months?|/52|/7)|(?:the|that|a)\s(?:fortnight|week|month))"
_A_TIME = Caseless(r"\b(?:fortnight|week|month|days|period)\b")
_LOWER = r"(?:lower|low|starting|small|smaller|first|half)\s(?:dos(?:e|es|age)|amount|strength)s?"
_LESS = rf"(?:(?:the\s|a\s)?{_LOWER}|\d[\d.,]{{0,5}}(?:\s?mg)?(?:(?:,\s?|\sand\s|\sthen\s|\s?->\s?|\s?-\s?)\d[\d.,]{{0,5}}(?:\s?mg)?){{0,3}}(?:\s(?:daily|nocte|a\sday|od|bd))?)"
_RAISED = rf"{_TIME}\s(?:of\s)?(?:titration|building\sup|build-up|going\sup|raising\sit|getting\s(?:up\sto\sit|there))"
_SPENT = (
    rf"(?:{_TIME}\s(?:(?:of|on|at|to|with|getting\sto|getting\sup\sto|building\sup\son|taking)\s){_LESS}|{_RAISED})"
)
_COUNTED = r"(?:count|counted|counting|include|included|including|add|added|reckon|reckoned)"
_APART = (
    rf"(?:,?\s?(?:which|and|that|these|those|all|both)?\s?(?:(?:i|we)\s(?:(?:do|did|have)\s?(?:not|n['’]?t)\s|don['’]?t\s|have\snot\s|leave\s|left\s|ignore|exclude|omit|discount|discard)(?:{_COUNTED}\s?|out\s?)?(?:here|in\sthis|them|it)?"
    rf"|(?:is|are|was|were|being|came|come)?\s?(?:not\s{_COUNTED}|separate(?:ly)?|excluded|left\sout|extra|apart|on\stop|ignored|discounted|(?:came\s)?before\s(?:that|this|it|then)|before(?:hand)?|first|earlier|additional|besides)(?:\shere)?))"
)
_LEADS = r"(?:preceded\sby|excluding|not\s(?:counting|including)|without\s(?:counting\s)?|apart\sfrom|on\stop\sof|plus|besides|in\saddition\sto)"
_LEAD_IN = Caseless(
    rf"(?<![\w])(?:{_LEADS}\s(?:(?:the|his|her|an?\s(?:initial|first)|initial|first|only)\s){{0,2}}{_SPENT}(?:\s?{_APART})?"
    rf"|(?:after|following)\s(?:(?:the|his|her|an?\s(?:initial|first)|initial|first|only)\s){{0,2}}(?:{_SPENT}\s?{_APART}|{_TIME}\s(?:of|on|at)\s(?:(?:the|a)\s)?{_LOWER}|{_RAISED})"
    rf"|(?:(?:he|she|we|i|had|started|began|with|and|spent|the|first|his|her|it|was|initial)\s){{0,4}}{_SPENT}\s?{_APART}"
    rf"|(?:started|began|begun|commenced)\s(?:\w+\s)?(?:at|on|with)\s{_LESS}(?:\s(?:in|on|from)\s(?:early\s|mid\s|late\s)?[a-z]{{3,9}})?,?\s(?:that|which|the)\s(?:fortnight|week|month|time|period|weeks|days)\s?{_APART})(?!\w)"
)


def lead_ins(reading: Reading, part: Part) -> list[tuple[int, int]]:
    """The stretches of a sentence that tell of the time before the dose was reached, as one that is not counted."""
    key = ("lead-in", part)
    if key not in reading.of_dose:
        timed = any(mark.kind == "duration" for mark in reading.marked(*part)) or _A_TIME.search(reading.text, *part)
        found = _LEAD_IN.finditer(reading.text, *part) if timed else ()
        reading.of_dose[key] = [one.span() for one in found]
    return reading.of_dose[key]
