"""Remarks that the dose told was reached late, for a part of the time, or on paper only: "20 mg was hit in week eight".

What a note tells as "20 mg for ten weeks" is then no length at that dose. Which part of it is, is asked.
"""

from collections.abc import Iterator, Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, doubt
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import below, exact

_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ORDINAL = r"(?:\d{1,2}(?:nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last|final|penultimate|closing|later)"
_LONG = rf"(?:(?:{_NUMBER}|several|many|some|a\scouple\sof|a\sfew)\s(?:\w+\s)?(?:weeks|wks|months|fortnights)|(?:a|another)\s(?:whole\s)?(?:month|fortnight))"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:spring|summer|autumn|winter|christmas|easter)"
_DOSE = r"(?:\d{1,4}(?:\.\d)?\s?mg(?:\s(?:dose|a\sday|daily|of\s\w+))?|(?:the|a|his|her|its|that|this)\s(?:\w+\s)?(?:dose|dosage|amount|level\sof\sdosing)|(?:full|target|final|top|maximum|max|maximal|therapeutic|intended|adequate|proper)\s(?:dose|dosage|strength)|(?:the|full)\s(?:target|maximum|ceiling))"
_REACH = r"(?:reach(?:ed|ing)?|attain(?:ed|ing)?|achiev(?:ed|ing)|hit(?:ting)?|arriv(?:ed|ing)\sat|(?:got|get|getting|gotten|came|come|coming|went|go|going|work(?:ed|ing)?|climb(?:ed|ing)?|crept|creep(?:ing)?|mov(?:ed|ing)|built?|building)\s(?:up\s)?to|touch(?:ed|ing)|made\sit\sto)"
_WHEN_LATE = (
    rf"(?:(?:only\s|just\s|not\s)?(?:in|by|at|during|from|for)\s(?:only\s)?(?:the\s)?(?:very\s)?(?:{_ORDINAL}\s(?:week|month|fortnight|few\sweeks|days?)|end\b|close\b)"
    rf"|(?:in|by|at|from|on|around)\s(?:week|wk|month)\s(?:[2-9]|1\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|(?:only\s|not\s)(?:until|till|before|after|by|in|from|when|for)\b|(?:until|till)\s(?:week|month|{_MONTH}|the\s{_ORDINAL})"
    rf"|(?:(?:just|shortly|right|a\sweek|days|weeks)\s)before\s(?:\w+\s){{0,3}}(?:stopp\w+|end\w*|discontinu\w+|withdr\w+|switch\w*|chang\w+|finish\w*|abandon\w*|discharge\w*)|(?:very\s|too\s|rather\s|quite\s)?late\b|towards\sthe\send|at\s(?:long\s)?last\b|eventually|in\sthe\send\b|late\son\b|near\sthe\send|with\s(?:only\s)?\w+\s(?:weeks?|days?)\s(?:left|to\sgo))"
)
_UNDERWAY = r"(?:gett\w+|build\w*|going|work\w*|titrat\w*|climb\w*|reach\w*|rais\w+|increas\w+|creep\w*|step\w*|inch\w*|mov\w+|ramp\w*|dose\s(?:escalation|finding)|(?:the\s)?(?:up-?\s?)?titration|build[\s-]?up|run[\s-]?(?:up|in)|below\b|under\b|at\s(?:a\s)?(?:low\w*|less|small\w*|sub\w+|start\w*)|on\s(?:a\s)?(?:low\w*|less|small\w*|sub\w+|start\w*|half)|short\sof)"
_COURSE = r"(?:(?:those|these|the|his|her|that|this|its)\s(?:\w+\s){0,2}?(?:weeks|months|time|trial|course|period|stretch|treatment)|it|that|this|them)"
_LATE = Caseless(
    rf"\b{_DOSE}\s(?:(?:was|were|is|had|has|been|only|not|just|in\sfact|actually|barely|finally|eventually)\s){{0,4}}(?:{_REACH}\s)?{_WHEN_LATE}"
    rf"|\b{_DOSE}\s(?:was|were|had\sbeen)\s(?:not|never)\s{_REACH}\s(?:until|till|before|by)\b|\b(?:not|only)\s(?:until|till|before|by|in|from|after)\s(?:week|month|the\s{_ORDINAL}|{_LONG})[^.;\n]{{0,30}}\b{_DOSE}"
    rf"|\b{_REACH}\s(?:(?:only|just|up|to|about|on|barely)\s){{0,2}}{_DOSE}[\s,]{{1,2}}(?:(?:only|just|and\sthen\sonly|but\sonly|no\ssooner\sthan)\s)?{_WHEN_LATE}"
    rf"|\b(?:took|takes|needed|required)\s(?:him|her|them|us|me|the\s\w+|over\s|about\s|up\sto\s|nearly\s|almost\s|more\sthan\s){{0,2}}\s?(?:{_LONG}|until\s\w+|till\s\w+|ages|forever|most\sof\s{_COURSE}|half\s{_COURSE})\s(?:(?:or\sso|in\sall|just|even|of\stitration|for\shim|for\sher)\s)?(?:to|before)\s(?:\w+\s){{0,2}}?(?:{_REACH}|be\s(?:on|at)|{_DOSE})"
    rf"|\b(?:most|half|the\s(?:bulk|best\spart|better\spart|greater\spart|majority)|much|nearly\sall|two\sthirds|{_NUMBER}(?:\sweeks|\smonths)?)\s(?:of|out\sof)\s{_COURSE}\s(?:(?:was|were|is|had|has|been|went|got|all|in\sfact|really|actually|he|she|they)\s){{0,4}}(?:(?:spent|taken\sup|taken|used(?:\sup)?|needed|lost|gone|eaten\sup|filled|swallowed\sup|given\sover|devoted)\s?)?(?:(?:on|in|by|with|to|for|just|only|simply)\s){{0,2}}{_UNDERWAY}"
    rf"|\b(?:built|titrated|increased|raised|stepped|worked|inched|edged|brought|taken|put)\s(?:\w+\s)?up\s(?:\w+\s)?(?:over|across|through|during|in\sthe\scourse\sof)\s(?:\w+\s)?(?:{_NUMBER}|several|many|some|a\scouple\sof)\s(?:\w+\s)?months|\b(?:built|titrated|increased|raised|stepped|worked|inched|edged)\s(?:\w+\s)?(?:up\s)?(?:very\s|extremely\s|painfully\s|far\stoo\s|too\s)(?:slowly|gradually|cautiously|carefully)"
    rf"|\bby\s(?:the\s(?:very\s)?end|week\s\w+|the\stime\s(?:\w+\s){{1,4}}stopp\w+)\s(?:of\s(?:it|that|the\s\w+)\s)?(?:he|she|they)\s(?:was|were|had)\s(?:\w+\s){{0,2}}?(?:gett\w+|on|tak\w+|up\sto|at|reached|having)\s(?:\w+\s)?{_DOSE}"
    rf"|\b(?:titration|dose\s(?:escalation|titration)|build[\s-]?up|getting\s(?:up\s)?to\s{_DOSE})\s(?:ate|took|used|swallowed|filled|cost|consumed|lasted|needed)\s(?:up\s|about\s|nearly\s|us\s|him\s|her\s){{0,2}}(?:most|half|much|two\sthirds|{_NUMBER}|{_LONG})\b"
    rf"|\b(?:still|only\sjust)\s(?:going|working|climbing|building|creeping|moving|titrating|being\s(?:titrated|raised|increased))\s(?:up\s)?(?:\w+\s)?(?:in|by|at|during)\s(?:week|month|the\s{_ORDINAL})"
    r"|\b(?:averag(?:ed|ing)|on\saverage)\s(?:(?:only|about|around|just|at|he|she|took|had|got|was|on|under|below)\s){0,4}\d{1,4}\b(?!\s?(?:%|weeks|hours|cig))|\b(?:mean|average|usual|typical|median)\s(?:daily\s)?dose\s(?:was|of|came\sto|being)\s(?:(?:only|about|around|just|under|below)\s)?\d"
)
_LONG_TITRATION = 28  # days: a shorter one is not doubted for being told after the time at the dose
# The time at the dose is told beside it, or the time is that of something else.
_GOES_ON = Caseless(
    r"\b(?:then|and|thereafter|afterwards|after\s(?:that|which)|from\sthen|since)\b[^.;\n]{0,30}\b(?:held|kept|stayed|remained|continued|maintained|given|taken|for|was\son|unchanged)\b[^.;\n]{0,30}\b(?:\d{1,2}|\w+)\s(?:\w+\s)?(?:weeks|months)"
)
_OF_ELSE = Caseless(
    r"\b(?:levels?|troughs?|plasma|serum|ng|lithium|valproate|metformin|insulin|steady\sstate|weight|PANSS|SOFAS|CPZ|equivalents?|next|plan\w*|will|should|would|could|if|not\syet|hope\w*)\b|\?"
)
_DENIED = Caseless(r"\b(?:never|nor|neither|without|n['’]t|rather\sthan)\s(?:\w+\s){0,2}\Z")


def doubt_late(reading: Reading, told: Sequence[Told]) -> None:
    """Doubt the lengths of the courses that such a sentence names, or else of those told before it."""
    for found, part in _remarks(reading) if told else ():
        named = {m.drug.generic for m in reading.named(*part) if m.drug}
        if not named and any(m.other for m in reading.named(*part)):
            continue
        for one in told:
            own = one.mention.drug.generic if one.mention.drug else ""
            if own in named if named else one.said[0][0] < part.start:
                _doubt(reading, one, part, found)


def _remarks(reading: Reading) -> Iterator[tuple[tuple[int, int], Part]]:
    for found in _LATE.finditer(reading.text):
        part = reading.sentence_of(found.start())
        around = reading.text[max(part.start, found.start() - 30) : found.start()]
        if _OF_ELSE.search(reading.text, *part) or _DENIED.search(around) or _GOES_ON.search(reading.text, *part):
            continue
        yield found.span(), part


def _doubt(reading: Reading, one: Told, part: Part, found: tuple[int, int]) -> None:
    """Unless the words tell the time at the dose themselves."""
    lengths = [said for step in one.steps for name in ("days_at_dose", "days") if (said := step.values.get(name))]
    if any(start < found[1] and found[0] < end for said in lengths for start, end in said.spans):
        return
    slow = [step.values["titration_days"] for step in one.steps if step.has("titration_days")]
    if any(part.holds(said.spans[0][0]) and below(said.value, exact(_LONG_TITRATION)) == "met" for said in slow):
        return
    doubt(reading, one, "length", found)
