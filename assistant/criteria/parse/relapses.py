"""What tells against a response or a remission that was told: a relapse, present psychosis, gaps, a shorter time."""

import re
from collections.abc import Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import length_asked
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.values_told import Datum
from assistant.criteria.ranges import Range

_STATE = r"(?:voices|symptoms?|delusions?|psychosis|psychotic\s\w+|paranoia|hallucinations?|illness|suspicio\w+|thought\sdisorder|sx)"
_RELAPSE = Caseless(
    r"\brelaps(?:e|ed|es|ing)\b|\bre-?admi(?:tted|ssion)\b|\b(?:admitted|sectioned|detained|hospitali[sz]ed)\sagain\b|\bback\s(?:in|on|to)\s(?:the\s|a\s)?(?:hospital|ward|unit|PICU|square\sone|baseline|where\b|crisis)|\bdeteriorat(?:ed|es|ing|ion)\b|\bdecompensat\w+|\brecurr(?:ed|ence)\b"
    r"|\b(?:is|was|are|were|got|gets|become|became|feels?|much|been|far|as)\s(?:\w+\s)?(?:worse|bad)\s(?:again|now|than\sever|as\sever|as\sbefore|than\sbefore|since)\b|\bworsen(?:ed|ing)\s(?:again|since|after|last|this|now)\b"
    r"|\blost\s(?:the|this|his|her|that|all|its)\s(?:\w+\s)?(?:response|gains?|benefit|improvement|ground|effect|remission)\b|\b(?:response|improvement|benefit|effect|gains?|remission|it|this|that)\s(?:was|were|has\sbeen|had\sbeen|is)\s(?:then\s|soon\s|later\s|since\s)?(?:lost|short-?\s?lived|brief|transient|temporary|fleeting|undone|reversed|not\s(?:sustained|maintained|held|lasting|kept))\b"
    r"|\b(?:did|does|has|have|had)\s?(?:not|n['’]t)\s(?:last(?:ed)?|hold|held|stick|sustain\w*|persist\w*|been\s(?:sustained|maintained))\b(?!\s(?:him|her|it|a\s))|\b(?:wore|worn|wears|wearing)\soff\b|\b(?:fizzled|petered)\sout\b|\brebound\w*|\bslipped\sback\b|\bslid\sback\b|\bfell\sback\b"
    rf"|\b{_STATE}\s(?:\w+\s){{0,2}}?(?:back|returned|return|recur\w*|re-?emerg\w+|re-?appear\w*|re-?started|resurfaced|flared|broke\sthrough|worse(?:ned)?)\b|\breturn\sof\s(?:\w+\s){{0,2}}?{_STATE}|\b(?:psychotic|unwell|ill|deluded|delusional|paranoid|hallucinating|hearing\svoices)\s(?:once\s)?again\b|\bflare[ds]?[\s-]?up\b|\bnew\s(?:psychotic\s)?episode\b|\bhad\sto\sbe\s(?:re-?)?(?:admitted|sectioned|detained)\b"
)
_PRESENT = Caseless(
    r"(?<!anti)(?<!anti-)\b(?:psychotic(?!\s(?:disorder|illness|episodes?|symptoms?|features|depression|mania|spectrum|phase))|delusional(?!\s(?:disorder|ideas))|deluded|hallucinat(?:es|ing)|thought[\s-]disordered|floridly?|command\shallucinations|grossly\s(?:disorgani[sz]ed|paranoid)|paranoid(?!\s(?:schizo|psychosis|type|subtype|person|illness|ideas)))\b"
    r"|\bhears?\s(?:\w+\s){0,3}?voices\b|\bhearing\s(?:\w+\s){0,3}?voices\b|\bvoices\s(?:are\s|is\s|now\s)?(?:all\s(?:day|the\stime|night)|daily|constant\w*|every\s?day|nightly|persist\w*|continu\w+|torment\w*|troubl\w+|plague\w*|command\w*|loud\w*|still\sthere|hourly)|\btalk(?:s|ing)\sto\s(?:the\s|his\s|her\s)?voices|\brespond(?:s|ing)\sto\s(?:unseen|voices|internal|auditory|stimuli|non-?apparent)|\b(?:positive\s|psychotic\s)symptoms\s(?:are\s|remain\s|now\s|is\s)?(?:severe|prominent|marked|florid|active|distressing|pronounced)|\bin\s(?:an?\s)?(?:acute\s)?(?:psychotic\s)?(?:episode|crisis)\b|\b(?:in|with|for|of|has|shows)\s(?:an?\s)?(?:acute|florid|active|frank|full)\s(?:psychosis|psychotic\s\w+)\b|\bpsychotic\s(?:episode|illness|symptoms)\s(?:is|are|now|at\spresent|under\sway|ongoing|current\w*|this\s(?:week|month))\b|\bfloridly\b"
)
_GAP = Caseless(
    r"\bnot\s(?:for|during|over|throughout|on)\s(?:the|all|every|each)\b|\b(?:one|two|three|four|five|six|seven|half|\d{1,2})\s(?:(?:months|weeks|visits)\s)?(?:out\s)?of\s(?:(?:the|these|those|his|her|last|past|previous|\d{1,2}|eight|six|twelve|nine|ten)\s){1,3}(?:months|weeks|visits|ratings)\b|\bhalf\sof\b|\b(?:not|n['’]t)\s(?:(?:all|quite|really|been|held|entirely|completely)\s)?(?:continuous\w*|consecutive\w*|unbroken|in\sa\srow|uninterrupted\w*|all\sthe\stime|throughout|the\swhole|in\sone\sgo|at\sa\sstretch|straight|sustained)\b|\bgaps?\b|\binterrupt\w*|\bintermittent\w*|\b(?:on\s(?:and|&)\soff|off\s(?:and|&)\son)\b|\bcumulative\w*|\baltogether\b|\bin\stotal\b|\badded\sup\b|\bsporadic\w*|\bups\sand\sdowns\b|\bfluctuat\w*|\bwax(?:ed|ing|es)\b|\bcame\sand\swent\b|\bcome\sand\sgo\b|\bcomes\sand\sgoes\b"
    r"|\b(?:most|parts?|half|much|some|the\sbulk|two\sthirds|a\sthird)\sof\s(?:the|those|these|that|last|this|his|her|which|it|them)\b|\b(?:blips?|wobbl\w+|setbacks?|laps(?:e|es|ed)|dips?|bad\s(?:weeks?|days?|months?|patch\w*|spells?|times?|fortnight)|rough\s(?:patch\w*|weeks?|months?)|breakthrough\w*|breaks?\b|flares?)\b"
    r"|\b(?:bar|except(?:ing)?|save|apart\sfrom|other\sthan|but\sfor|barring|minus|excluding)\s(?:for\s)?(?:an?|one|two|three|some|the|his|her|few|several|\d|in|during|last|when|brief|short)\b"
)
_UNSURE = Caseless(
    r"\b(?:(?:own|patient['’]s|his|her|mother['’]s|family['’]s)\s(?:account|estimate|word|report|view|recollection|memory)|by\stelephone|by\sphone|(?:not|un)\s?(?:documented|verified|confirmed|recorded)|assum\w+|presum\w+|probably|possibly|perhaps|maybe|presumably|apparently|supposedly|reportedly|allegedly|likely|unclear|uncertain|not\s(?:sure|certain|clear|known)|unsure|i\s(?:think|guess|believe|assume)|we\s(?:think|guess|assume)|seems?|seemingly|assumed|estimated?|guess\w*|claims?|claimed|says\s(?:he|she)|by\shis\sown|by\sher\sown)\b"
)
_OTHER_TIME = Caseless(
    r"\b(?:in|during|from)\s(?:his|her|their)\s(?:early\s|late\s|mid-?\s?)?(?:twenties|thirties|forties|fifties|[2-5]0s|teens|youth|childhood)\b|\bas\s(?:an?|a\syoung)\s(?:student|teen\w*|boy|girl|young\s\w+)\b|\bat\s(?:school|university|college)\b|\bwhen\s(?:he|she|they)\s(?:was|were)\b|\bin\s(?:19|20)\d\d\b|\b(?:some|many|\w+)\s(?:years|decades)\sago\b|\bbefore\s(?:the|his|her|this|that)\s(?:relapse|last|present|current|admission|move|move|baby|birth)|\bat\s(?:that|the)\stime\b|\b(?:the|his|her)\s(?:last|previous|first)\s(?:decade|admission|episode|remission)\b"
)
_OF_LENGTH = Caseless(r"\b(?:months?|weeks?|duration|period|time|remission|stretch|length)\b")
_ONCE = Caseless(
    r"\b(?:only|just|merely)\s(?:\w+\s){0,2}?(?:rated|scored|assessed|measured|seen)\s(?:\w+\s)?(?:once|today|one\stime)\b|\b(?:rated|scored|assessed|measured|seen|interviewed)\s(?:only|just)\s(?:once|today|twice)\b|\bonly\sonce\b|\b(?:an?|one|the\sonly|only\sone|only\sa)\s?(?:single\s)(?:rating|assessment|PANSS|occasion|time|interview|visit)\b|\bonly\s(?:one|the\sone|a)\s(?:rating|assessment|PANSS|interview|visit)\b|\bno\s(?:earlier|previous|prior|other|serial|repeat(?:ed)?|further|second|interim)\s(?:PANSS\s)?(?:ratings?|PANSS|scores?|assess\w+|interviews?)\b|\bnever\s(?:been\s)?(?:re-?rated|rated\sbefore|scored\sbefore|rated\sagain)\b|\bnot\s(?:been\s)?(?:re-?rated|re-?scored|rated\s(?:before|since|in\sbetween|again|at\sthe))\b|\bnobody\s(?:has\s)?(?:rated|re-?rated|scored)\b"
)
_OLD_RATINGS = Caseless(
    r"\b(?:ratings?|scores?|items?|figures?|PANSS|interview|these|they|those|all)\s(?:(?:all|are|is|was|were|taken|done|made|dates?|dated|only)\s){0,3}(?:from|of|back\sto|in)\s(?:(?:last|the\sprevious)\s(?:year|summer|winter|spring|autumn|admission|month)|(?:the|his|her)\s(?:last|previous|first|old)\b|(?:19|20)\d\d|\w+\syears?\sago)"
)
_ITEM = Caseless(
    r"\b(?:P[123]|N[146]|G[59])\b[^.;,\n]{0,30}?\b(?:rose|risen|up|climbed|jumped|spiked|peaked|went|gone|hit|reached|worsened|touched|was|is|at|scored|increased|back)\s(?:\w+\s){0,2}?[4-7](?!\d|[%/]|\.\d)"
)
_CGI = Caseless(
    r"(?<!baseline )(?<!admission )(?<!initial )\bCGI(?:[\s-]{0,2}S\b(?:everity)?|[\s-]severity)?\s?(?:scores?\s)?(?:[:=(]\s?|(?:of|is|at|now|today|currently|still)\s){0,3}[4-7](?!\d|[%/]|\.\d)(?!\s?(?:to\b|->|→|at\s(?:baseline|admission|intake|the\sstart|first|entry|worst)|before|then|in\s(?:19|20)\d\d|last\s|initially|on\sadmission|a\syear|years?))"
)
_NOT_HERE = Caseless(
    r"\b(?:no|not|never|nor|neither|without|n['’]t|nothing|none|free\s(?:of|from)|denie[sd]|denying|if|unless|should|whether|risk\sof|prevent\w*|avoid\w*|fear\w*|worr\w+|early\s(?:signs?|warning)\w*|signs?\sof|in\scase|case\sof|event\sof|zero|nil|ceased|stopped|instead\sof|hardly|used\sto|history\sof|lest|no\slonger)\b[^.;\n]{0,40}\Z"
)
_NOT_AFTER = Caseless(
    r"\W{0,3}(?:prevention|preventi\w+|signatures?|plan\b|risk|drill|indicators?|policy|free\b|since\s(?:(?:19|20)\d\d|then)\s(?:none|no\b)|(?:has|have|had|were|was|are|is)?\s?(?:now\s|all\s|since\s|long\s)*(?:gone|stopped|ceased|resolved|remitted|absent|denied|settled|faded|excluded|ruled\sout|unlikely|not\b|never|did\snot|mild))"
)
_OLD = Caseless(
    r"\b(?:19|20)\d\d\b|\b(?:years?|decades?)\s(?:ago|back|earlier|before)\b|\b(?:first|previous|earlier|prior|past|former|index|old)\s(?:(?:psychotic|acute)\s)?(?:episodes?|admissions?|illness|relapses?|breakdowns?)\b|\bpreviously\b|\bin\sthe\spast\b|\bbefore\s(?:that|then|this|these|treatment|starting|clozapine|it\b)|\bformerly\b|\bhistorically\b|\bearlier\sin\slife\b|\blast\srelapse\b|\b(?:at|on)\s(?:presentation|intake|first\sadmission|the\sstart|onset|baseline)\b|\bonce\b|\bused\sto\b|\bhad\s(?:been|relapsed|deteriorated)\b|\bsince\sthe\s(?:last\s)?relapse\b|\bafter\s(?:the|his|her|that|a)\s(?:\w+\s)?relapse\b"
)
_LESSER = Caseless(
    r"\b(?:mild\w*|occasional\w*|fleeting\w*|faint\w*|minimal\w*|residual|rare\w*|slight\w*|family|mother|father|brother|sister|cousin|uncle|aunt|son|daughter)\b"
)
_RECENT = Caseless(
    r"\b(?:today|now|currently|at\spresent|presently|yesterday|recently|last\s(?:week|month|night)|this\s(?:week|month|morning)|(?:weeks?|days?|months?)\sago|is|are|again)\b"
)
_OF_TREATMENT = Caseless(
    r"\b(?:treatment|adheren\w*|medic\w*|doses?|injections?|depot|cannabis|alcohol|work\w*|employ\w*|jobs?|records?|notes|follow-?up|care|insight|contact|CV|school|stud\w+|tooth|teeth|sleep|weight|mood|family|housing|trial|insurance|education)\b"
)
_SHORTER = Caseless(
    r"\b(?:actual\w*|correct\w*|sorry|rather|in\sfact|should\s(?:read|be)|really|meant|no,|only|just|not|erratum|less|i\smean|make\sthat|under|more\slike)\b"
)
_LIST = 3  # characters: a number with its full stop
_BRIEF = 40  # characters of a sentence that tells a length and no more
_TIED_TO_STOPPING = Caseless(
    r"\b(?:stopp\w+|came\soff|come\soff|coming\soff|off\s(?:\w+\s){0,2}(?:medic\w*|meds|treatment|tablets|drugs?|it|them)|without\s(?:\w+\s)?(?:medic\w*|treatment|tablets|it)|discontinu\w+|withdr[ae]w\w*|non-?adheren\w*|non-?complian\w*|switch\w*|reduc\w+|miss\w+|untreated|drug-free)\b"
)


def relapse_in(text: str, part: Part, tied: bool = False) -> bool:
    """Whether words tell of a relapse now or of late, and not of one denied, feared or long past; `tied`: also one that
    came of stopping the drug."""
    if _OLD.search(text, *part) or (not tied and _TIED_TO_STOPPING.search(text, *part)):
        return False
    return _stands(text, part, _RELAPSE)


def _stands(text: str, part: Part, pattern: Caseless) -> bool:
    """Whether a pattern stands in a part, neither denied before it nor taken back right after."""
    return any(
        _NOT_HERE.search(text[part.start : m.start()]) is None and _NOT_AFTER.match(text, m.end(), part.end) is None
        for m in pattern.finditer(text, *part)
    )


def against_remission(reading: Reading, data: list[Datum], days: Range | None) -> Iterator[Part]:
    """The sentences of a note that tell against a remission that has held: since it is over, had gaps, or is of another
    time."""
    told = next((one for one in data if one.topic == "remission"), None)
    if told is None:
        return
    start, end = told.spans[0]
    own = reading.sentence_of(start)
    for part in reading.sentences:
        words = reading.words(part)
        if words.endswith("?"):
            continue
        if part == own:
            taken_back = _of_own(reading, part, start, end)
        else:
            taken_back = _of_other(reading.text, part, part.start > own.start) or (
                part.start > own.start and _is_shorter(reading, part, days)
            )
        if taken_back:
            yield part


def _of_own(reading: Reading, part: Part, start: int, end: int) -> bool:
    """Whether the sentence of a length of remission tells against it."""
    text = reading.text
    near = Part(max(part.start, start - 60), min(part.end, end + 80))
    if length_asked(reading, start, end) or _OTHER_TIME.search(text, end, near.end):
        return True
    if any(_stands(text, near, pattern) for pattern in (_GAP, _UNSURE, _ONCE)):
        return True
    after = Part(end, part.end)
    return relapse_in(text, after, tied=True) or _is_psychotic(text, after) or _is_ill(text, part)


def _with_number(text: str, part: Part) -> Part:
    """A sentence with a number that was cut off from it, as if that opened a list: "P3 rose to 5. Remission?"."""
    return Part(part.start, min(len(text), part.end + _LIST))


def _is_ill(text: str, part: Part) -> bool:
    """Whether the CGI-S is 4 or more, "moderately ill"."""
    return not _OLD.search(text, *part) and _stands(text, _with_number(text, part), _CGI)


def _is_psychotic(text: str, part: Part) -> bool:
    return not (_OLD.search(text, *part) or _LESSER.search(text, *part)) and _stands(text, part, _PRESENT)


def _of_other(text: str, part: Part, is_after: bool) -> bool:
    """Whether another sentence does; one that stands before the remission only where it is of now."""
    if _is_ill(text, part):
        return True
    if (relapse_in(text, part, tied=True) or _is_psychotic(text, part)) and (is_after or _RECENT.search(text, *part)):
        return True
    if not is_after:
        return False
    return _OLD_RATINGS.search(text, *part) is not None or _stands(text, part, _ONCE) or _has_gap(text, part)


def _has_gap(text: str, part: Part) -> bool:
    """Whether a sentence on nothing else tells of a gap, of an item that rose, or that the length is not certain."""
    if _OLD.search(text, *part) or _OF_TREATMENT.search(text, *part):
        return False
    if _stands(text, part, _GAP) or _stands(text, _with_number(text, part), _ITEM):
        return True
    return _OF_LENGTH.search(text, *part) is not None and _stands(text, part, _UNSURE)


def _is_shorter(reading: Reading, part: Part, days: Range | None) -> bool:
    """Whether a sentence corrects the length to a shorter one: "Actually 5 months."."""
    words = reading.words(part)
    if reading.named(*part) or re.search(r"\bago\b|\bold\b", words, re.I):
        return False
    lengths = [mark.value for mark in reading.marked(*part) if mark.kind == "duration" and mark.value]
    high = days.high if days else None
    shorter = [one for one in lengths if one.high is not None and (high is None or one.high < high)]
    return bool(shorter) and bool(_SHORTER.search(words) or len(words) < _BRIEF)
