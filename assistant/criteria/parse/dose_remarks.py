"""Remarks that the lengths of time told are those at the full dose: "both counted from the day of full dose".

They are told in few words and in any order: what was counted, the full dose, the titration left out. A clause of such
words alone, without a number, raises no doubt, and what was told as the length of the whole course is that at the dose.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, doubt
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import exact, exactly

_SMALL = frozenset(
    """a all also always and any are as at be been being both by came come counts day date did each entire entirely from
    full fully get got had has have he hence here hit i in into is it its just mean meant moment my of on once only or
    our point quoted reach reached reaching refer referring respective respectively run running runs she since start
    started starting starts that the their them then there these they this those through throughout to too treated
    two was way we were when where whole with s took taken gave given give giving quote quoting listed list stated state
    cited above here mentioned attained achieved hold held kept maintained stayed""".split()
)
_LENGTHS = frozenset(
    """weeks week wks wk months month mths days time times periods period durations duration dates lengths length figures
    timing timings counted count counting reckoned measured calculated clocked dated timed drug drugs trial trials course courses
    medicine medicines agent agents treatment treatments period's""".split()
)
_DOSES = frozenset(
    """dose doses dosage target final top end ultimate maximum max therapeutic same stable steady constant unchanged complete
    adequate maximal prescribed""".split()
)
_TITRATIONS = frozenset(
    """titration titrations titrating titrate titrated uptitration up-titration build-up buildup build built up run-in
    excluded exclude excludes excluding left leaving leave out off not counting count including include included
    subtracted deducted removed discounted discarded ignored after without minus less apart top extra separate
    separately beyond escalation low lower slowly gradually initial first phase began begin begun raised increased
    went small beforehand way increase having earlier done finished ended complete completed run-up run up run-in going-up going
    dosing-up dosing stepping-up stepping lead-in ramp-up ramp raising raise steps step increases climb climbing didn didnt dont exclusive none
    don t ignore ignoring disregard disregarded disregarding discard discarded away aside begin begins beginning again
    written stand stands given preceded previously previous before behind in doses""".split()
)
_WORDS = _SMALL | _LENGTHS | _DOSES
_THE_DOSE = Caseless(
    r"\b(?:full|target|final|top|end|ultimate|max(?:imum|imal)?|therapeutic|stated|quoted|same|that|this|stable|steady|constant|prescribed|respective|unchanged)\s(?:\w+\s)?dos(?:e|es|age)\b|\bdos(?:e|age)\s(?:was\s)?(?:unchanged|constant|stable|the\ssame)\b"
)
_RAISING = (
    r"(?:(?:up-?\s?)?titrat\w*|build(?:ing)?-?\s?up|run-?\s?(?:up|in)|going-?\s?up|dosing-?\s?up|stepping-?\s?up|lead-?\s?in|ramp(?:ing)?-?\s?up"
    r"|(?:dose\s)?(?:escalation|increases?)|(?:the|lower|those|dose)\ssteps|climb(?:ing)?|raising|lower\sdos(?:es|ing))"
)
_LEFT_OUT = Caseless(
    rf"\b{_RAISING}\s(?:\w+\s){{0,4}}(?:excluded|left\s(?:out|away|aside)|taken\s(?:off|out)|off|out|not\s(?:counted|included)|subtracted|deducted|removed|discounted|ignored|disregarded|discarded"
    r"|apart|extra|separate(?:ly)?|on\stop|over|done|finished|completed?|ended|earlier|before(?:hand)?|first|previously|preceded|behind)\b"
    rf"|(?:\b(?:exclud\w+|exclusive\sof|without|not?\s(?:counting|including|counted)|leaving\s(?:out|aside)|minus|less|after|beyond|ignoring|disregarding|discarding|apart\sfrom|on\stop\sof)|(?:\bnot|n['’]?t)\s(?:count|include|add))"
    rf"\s(?:(?:the|any|a|all|initial|his|her|whole|period|weeks|days|time|of)\s){{0,4}}{_RAISING}"
    rf"|\bnone\sof\s(?:it|them|that|which|these|those)\s(?:was\s|were\s|being\s|is\s)?{_RAISING}"
)
# Reached at some time, or counted up to it.
_DENIED = Caseless(
    r"\bonly\s(?:got|get|hit|reach\w*|came)\b|\bor\b|\bnot\s(?!count|includ)|(?<!got\s)(?<!get\s)(?<!came\s)(?<!come\s)\bto\s(?:(?:the|a|its)\s)?(?:full|target|final|top|max)|\breach\w*\s(?:in|during)\b|\bonce\W*\Z"
)
_RAISED = Caseless(
    r"\b(?:(?:started|began|begun)\s(?:\w+\s)?(?:low|small|slowly)|titrat\w+|built\sup|went\sup|(?:raised|increased)\s(?:slowly|gradually))\b"
)
_CLAUSE = re.compile(r"[^,;:()\n]+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_OF_LENGTHS = Caseless(
    rf"\b(?:weeks|wks|months|days|dates|periods|durations|times|lengths|figures|count(?:ed)?|dated|timed|reckoned|measured|calculated|{_RAISING})\b"
)


# "(minimum 20, mean 20, SD 0)": the dose as a study records it.
_FIGURE = Caseless(
    r"\b(?:min(?:imum)?|max(?:imum)?|mean|average|avg|median|lowest|highest)\b\W{0,3}(?:dose\s|of\s|was\s){0,2}(?P<n>\d+(?:\.\d+)?)(?:\s?mg(?:/d(?:ay)?)?)?"
)
_SPREAD = Caseless(r"[\s,;(±]{0,3}(?:SD|s\.d\.)\W{0,3}(?P<n>\d+(?:\.\d+)?)")


def spreads(reading: Reading, part: Part) -> Iterator[tuple[int, int]]:
    """Minimum, mean and spread of a dose, where all are that of the dose right before."""
    found = list(_FIGURE.finditer(reading.text, part.start, part.end))
    if not found:
        return
    doses = [m for m in reading.marked(part.start, found[0].start()) if m.end <= found[0].start()]
    dose = next((m.value for m in reversed(doses) if m.kind == "dose" and m.value is not None), None)
    if dose is None or any(dose != exactly(exact(one["n"])) for one in found):
        return
    spread = _SPREAD.match(reading.text, found[-1].end(), part.end)
    if spread is None or not exact(spread["n"]):
        yield found[0].start(), spread.end() if spread else found[-1].end()


def dose_remarks(reading: Reading, part: Part) -> list[tuple[int, int]]:
    """The clauses of a part that say nothing but that the lengths were those at the full dose.

    Beside such a clause another may tell how the dose was raised before: "started low for the first ten days with each".
    """
    key = ("remark", part)
    if key not in reading.of_dose:
        reading.of_dose[key] = [*spreads(reading, part), *_remarks(reading, part)]
    return reading.of_dose[key]


def _remarks(reading: Reading, part: Part) -> Iterator[tuple[int, int]]:
    parts = [Part(part.start + m.start(), part.start + m.end()) for m in _CLAUSE.finditer(reading.words(part))]
    remarks = [one for one in parts if _is_remark(reading, one)]
    yield from remarks
    if remarks:
        yield from (one for one in parts if one not in remarks and _is_raising(reading, one))


def _is_remark(reading: Reading, clause: Part) -> bool:
    words = reading.words(clause).lower()
    told = set(_WORD.findall(words)) - {"s"}
    if len(told) < 3 or "?" in words or _DENIED.search(words) or any(char.isdigit() for char in words):
        return False
    if _THE_DOSE.search(words):
        return told <= _WORDS
    return _LEFT_OUT.search(words) is not None and told <= _WORDS | _TITRATIONS


def _is_raising(reading: Reading, clause: Part) -> bool:
    words = reading.words(clause).lower()
    lengths = reading.marked(*clause)
    if _RAISED.search(words) is None or any(m.kind != "duration" for m in lengths):
        return False
    for mark in lengths:
        words = words.replace(reading.text[mark.start : mark.end].lower(), "")
    return set(_WORD.findall(words)) <= _WORDS | _TITRATIONS | {"over", "for", "within"}


_HELD_NOT = r"(?:(?:all|always|entirely|quite|yet|counted|the|a|at|on|from|of|those|weeks|for|once|really|drug|one|course|trial|did|we|i|he|she|they|it|get|got|reach|reached|as|far|to|been|was|were|ever|taken|given|had|held|stay|stayed|either|both|any)\s){0,9}"
# What is told of the full dose takes the lengths back: not held, reached late, or counted from the first tablet.
_NOT_AT_DOSE = Caseless(
    rf"\b{_RAISING}\s(?:is|was|were|are|has\sbeen|being)\s(?:(?:also|all|in\sfact)\s)?(?:counted|included|part\sof|in\sthat)\b"
    rf"|\b{_RAISING}\s(?:took|takes|lasted|was|went\son|filled|ran)\s(?:(?:up|over|for|in|during|through)\s)*(?:the|his|her|its)\s(?:first|opening|initial)\b"
    rf"|\b(?:first|opening|initial)\s(?:\w+\s){{1,3}}(?:was|were|is|are|went|(?:was|were)\sspent)\s(?:(?:just|all|only|on|for|the|a)\s)*{_RAISING}"
    rf"|\b(?:not|never|neither|hardly|\w+n['’]t|rather\sthan|instead\sof)\s{_HELD_NOT}(?:full|target|top)\sdose\b"
    r"|\b(?:full|target|top)\sdose\s(?:(?:was|were|being|is|only|been|had|has)\s){0,3}(?:reached|attained|achieved|held|given)\s(?:(?:only|very|too)\s){0,2}(?:late|towards|near|shortly|just|briefly|(?:in|for|during|at|by)\s(?:only\s)?the\s(?:very\s)?(?:last|final|end))\b"
    r"|\b(?:weeks|months|days|time)\s(?:taken\s|spent\s)?to\s(?:the\s|a\s)?(?:full|target|top)\sdose\b|\bonly\s(?:at|on)\s(?:the\s)?(?:full|target|top)\sdose\b|\b(?:from|since)\s(?:the\s)?(?:start|beginning|outset)\sof\s(?:the\s|any\s)?(?:titrat|build|up-?titrat)"
    r"|\b(?:are|were|is|was)\s(?:those|these|both|all|they|that|it)\b[^.?\n]{0,30}(?:full|target|top)\sdose\s?\?"
    r"|\bneither\b[^.;\n]{0,24}\b(?:given|taken|had|received)\s(?:it|them)\b|\b(?:counted|dated|timed|reckoned|measured)\s(?:up\sto|to|until)\b|\b(?:from|since)\s(?:the\s)?(?:very\s)?first\s(?:tablet|pill|prescription|script|low\sdose|small\sdose|milligram)\b"
)


def doubt_lengths(reading: Reading, told: Sequence[Told]) -> None:
    """Doubt the lengths of the courses of a sentence that says that the full dose was not held, or of those before it."""
    for found in _NOT_AT_DOSE.finditer(reading.text) if told else ():
        sentence = reading.sentence_of(found.start())
        own = [one for one in told if any(sentence.holds(start) for start, _ in one.said)]
        for one in own or [one for one in told if one.said[0][0] < sentence.start]:
            doubt(reading, one, "length", found.span())


def count_at_dose(reading: Reading, told: Sequence[Told]) -> None:
    """Take the lengths of the courses before such a remark for those at the dose."""
    for sentence in reading.sentences if told else ():
        if sentence.start < told[0].said[0][0] or _OF_LENGTHS.search(reading.text, *sentence) is None:
            continue
        if any(m.drug for m in reading.named(*sentence)) or not any(dose_remarks(reading, sentence)):
            continue
        for one in told:
            for step in one.steps if one.said[0][0] < sentence.start else ():
                if step.has("days") and not step.has("days_at_dose"):
                    step.values["days_at_dose"] = step.values["days"]
