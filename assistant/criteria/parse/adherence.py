"""Adherence in a note: the share of doses taken, and the sources named for it. Words such as "good" give no number."""

import re

from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said, settled
from assistant.criteria.ranges import Range, between, exactly
from assistant.criteria.types import Refusal

ABOUT = 3  # percentage points that "about 85 %" may be off
_ADHERENCE = re.compile(
    r"\b(?:(?:non[\s-]?)?adheren\w*|(?:non[\s-]?)?complian\w*|(?:non[\s-]?)?concordan\w*|(?:pill|strip|packs?)[\s-]counts?|counts?\s{1,3}(?:her|his|the|their)\s{1,3}(?:\w+\s{1,3})?(?:dosette|packs?|tablets|pills)|tablet\s{1,3}counts?|(?:dosette|blister(?:[\s-]?packs?)?|compliance\s{1,3}aid|nomad|webster)(?:\s{1,3}\w+){0,2}\s{1,3}(?:check\w*|count\w*|return\w*|empt\w*)|dosette|missed\s{1,3}(?:\w+\s{1,3}){0,2}(?:doses|tablets)|doses\s{1,3}(?:were\s{1,3})?(?:taken|missed|given|dispensed|administered)|(?:taken|takes|taking|took|swallow\w+)\s{1,3}(?:about\s{1,3}|around\s{1,3}|roughly\s{1,3}|at\s{1,3}least\s{1,3}|over\s{1,3}|only\s{1,3}|nearly\s{1,3}|all\s{1,3}|most\s{1,3}){0,4}(?:\d{1,3}|of\s{1,3}(?:his|her|their|the)|all|most)|refill\w*|(?:tablets?|pills?|tabs)\s{1,3}counted|repeat\s{1,3}prescriptions?|pharmacy\s{1,3}fills?|fills?\s{1,3}\d|dispens\w*|supervis\w+|MEMS|medication\s{1,3}event|depots?\s{1,3}(?:were\s{1,3})?(?:all\s{1,3})?given|MAR\b|kardex|drug\s{1,3}charts?|administration\s{1,3}records?|tabs\s{1,3}\d{1,3}|prescriptions?\s{1,3}collected|of\s{1,3}(?:the\s{1,3}|his\s{1,3}|her\s{1,3}|their\s{1,3})?(?:prescribed\s{1,3})?(?:doses|tablets))\b",
    re.I,
)
_SOURCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("patient_report", re.compile(r"\bself[\s-]?report\w*|\b(?:pt|patient|he|she|they|by\s{1,3}(?:his|her|their)\s{1,3}own)(?:'s)?\s{1,3}(?:own\s{1,3})?(?:says?|said|reports?|reported|states?|stated|claims?|claimed|tells?|told|account|insists?|report|word)\b|\bper\s{1,3}(?:pt|patient|self)\b|\bpatient(?:'s)?\s{1,3}(?:self[\s-]?)?(?:report|account|diary)|\bown\s{1,3}(?:report|account|word)\b|\bown\s{1,3}say[\s-]so|\b(?:pt|patient)\s{1,3}only\b", re.I)),
    ("carer_report", re.compile(r"\b(?:mum|mom|mother|dad|father|wife|husband|partner|girlfriend|boyfriend|gf|bf|spouse|sister|brother|son|daughter|aunt|uncle|parents?|family|relatives?|attend[ae]nts?|attenders?|wardens?|carers?|caregivers?|care\s?givers?|guardian|flatmate|roommate|landlad(?:y|ies)|landlord|grandmother|grandfather|gran|nan|collateral|cousin|housemate)(?:'s)?\b", re.I)),
    ("staff_notes", re.compile(r"\b(?:ward\s{1,3}staff|nurs\w+|staff|case\s{1,3}notes?|CPN|CMHN|key\s?worker|care\s{1,3}co-?ordinator|support\s{1,3}workers?|hostel|housing\s{1,3}(?:staff|worker)|ward\s{1,3}(?:records?|notes?)|clinic\s{1,3}notes?|observed\s{1,3}(?:doses|therapy|intake)|directly\s{1,3}observed|DOT\b|supervised\s{1,3}(?:intake|consumption|administration|dosing|doses|medication)|supervised\s{1,3}by\s{1,3}(?:staff|nurs\w+|pharmac\w+|the\s{1,3}ward|clinic)|case\s?manager|home\s{1,3}treatment\s{1,3}team)\b", re.I)),
    ("pill_count", re.compile(r"\b(?:tablets?|pills?)\s{1,3}counted\b|\b(?:pill|tablet|tab|strip|capsule|blister(?:\s{1,3}pack)?|dosette|nomad|pack)[\s-](?:counts?|check\w*|box(?:es)?\s{1,3}(?:checks?|counts?|empt\w+)|returns?|counting)|\bcount(?:s|ed)?\s{1,3}(?:the\s{1,3}|her\s{1,3}|his\s{1,3}|their\s{1,3})?(?:pills|tablets|blisters|packs?|dosette)|\bdosette\b|\bwebster\b|\bcounts\b|\bblister[\s-]?packs?\b|\bcompliance\s{1,3}aids?\b", re.I)),
    ("dispensing_record", re.compile(r"\b(?:dispens\w+|repeat\s{1,3}prescriptions?|pharma?\w*|pharmacist\w*|chemist|refill\w*|prescriptions?\s{1,3}(?:collect\w+|refill\w*|record\w*)|collection\s{1,3}(?:records?|log))\b", re.I)),
    ("administration_record", re.compile(r"\bMARs?\b|\blogs?\b|\b(?:medication\s{1,3})?administration\s{1,3}(?:records?|charts?)|\bdrug\s{1,3}(?:charts?|cards?|kardex)|\bkardex|\bmed(?:ication|icine)?\s{1,3}charts?|\b(?:treatment|hostel|home|staff)\s{1,3}(?:charts?|cards?|sheets?)|\beMAR\b|\bprescription\s{1,3}charts?|\bward\s{1,3}charts?|\bcharts?\b", re.I)),
    ("depot_record", re.compile(r"\bdepot\s{1,3}(?:\w+\s{1,3})?(?:records?|cards?|charts?|clinic|register|log|book)|\binjection\s{1,3}(?:records?|cards?|log|charts?|register|book|clinic)|\bdepots?\s{1,3}(?:were\s{1,3})?(?:all\s{1,3})?given\b|\b(?:every|all)\s{1,3}(?:the\s{1,3})?(?:depots?|injections?)\b", re.I)),
    ("electronic_monitor", re.compile(r"\bMEMS\b|\belectronic\s{1,3}(?:monitor\w*|caps?|pill\w*|bottle\w*|record\s{1,3}caps?)|\bsmart\s{1,3}(?:cap|bottle|pill)|\bingestible\s{1,3}sensor", re.I)),
    ("plasma_level", re.compile(r"\b(?:plasma|blood|serum|drug)\s{1,3}(?:levels?|conc\w*)\b|\blevels?\s{1,3}(?:confirm\w*|support\w*|consistent)", re.I)),
)  # fmt: skip
_POOR = re.compile(
    r"\b(?:(?:poor|patchy|erratic|variable|doubtful|questionable|partial|intermittent|unreliable|inconsistent|irregular|limited|uncertain|unclear|dubious|low)\s{1,3}(?:\w+\s{1,3})?(?:adheren\w+|complian\w+|concordan\w+)|non[\s-]?(?:adheren\w+|complian\w+|concordan\w+)|(?:adheren\w+|complian\w+|concordan\w+)\s{1,3}(?:was\s{1,3}|is\s{1,3}|has\s{1,3}been\s{1,3}|were\s{1,3})?(?:poor|patchy|erratic|variable|doubtful|questionable|uncertain|unclear|intermittent|unreliable|inconsistent)|(?:often|frequently|regularly|repeatedly|sometimes)\s{1,3}(?:missed|misses|missing|skip\w*|forg\w+)|skip(?:s|ped|ping)\s{1,3}(?:his\s{1,3}|her\s{1,3}|their\s{1,3})?(?:doses|tablets|medication|meds)|missed\s{1,3}(?:many|several|most|lots\s{1,3}of|doses)|(?:meds?|tablets?|pills?|medication)\s{1,3}(?:were\s{1,3})?found\s{1,3}(?:in|under|hidden)|spitting\s{1,3}out|cheek(?:s|ed|ing)\b|covert(?:ly)?\s{1,3}non|hoard\w+|(?:hid|hide|hides|hiding|hidden|throws?|threw|thrown|throwing|flush\w{0,3}|binn?\w{0,3}|spat|spits|spitting|discard\w{0,3}|dump\w{0,3}|vomit\w{0,3})\s{1,3}(?:(?:out|up|away|his|her|their|the|all|some)\s{1,3}){0,3}(?:tablets|pills|medication|meds|doses|them)|never\s{1,3}(?:took|taken|swallowed)\s{1,3}(?:them|any|(?:his|her|the|their)\s{1,3}(?:tablets|medication|meds|pills|doses))\b|(?:took|takes|taking)\s{1,3}(?:no|none|hardly\s{1,3}any|few)\b(?:\s{1,3}of)?(?:\s{1,3}(?:the|his|her|their))?(?:\s{1,3}(?:tablets|pills|medication|meds|doses))|(?:half|a\s{1,3}third|two[\s-]thirds|a\s{1,3}quarter|most|many|several|lots|plenty|the\s{1,3}majority|one\s{1,3}in\s{1,3}(?:two|three|four|five))(?:\s{1,3}of)?\s{1,3}(?:(?:the|his|her|their|all)\s{1,3}){0,2}(?:prescribed\s{1,3})?(?:doses|tablets|pills|medication|depots|injections)\s{1,3}(?:(?:are|were|was|is|had|been|have|has|being|got)\s{1,3}){0,3}(?:missed|skipped|omitted|refused|forgotten|left|not\s{1,3}taken|untaken|unused|returned)|(?:miss(?:es|ed|ing)|skip(?:s|ped|ping)|forg(?:ets|ot)|omit(?:s|ted)|refus(?:es|ed))\s{1,3}(?:about\s{1,3}|nearly\s{1,3}|at\s{1,3}least\s{1,3}|up\s{1,3}to\s{1,3}){0,2}(?:half|a\s{1,3}third|a\s{1,3}quarter|most|many|several|two|three)\b|only\s{1,3}(?:takes|took|taking)\s{1,3}(?:it|them|half|some|his|her)|(?:takes|took|taking)\s{1,3}(?:it|them|his|her|only)\s{1,3}(?:\w{1,10}\s{1,3})?(?:occasionally|sporadically|intermittently|irregularly|half)|stopped\s{1,3}taking\s{1,3}(?:his|her|their|the|all)|not\s{1,3}(?:been\s{1,3})?(?:fully\s{1,3}|really\s{1,3}|at\s{1,3}all\s{1,3})?(?:adherent|compliant|concordant)|not\s{1,3}(?:been\s{1,3})?taking\s{1,3}(?:his|her|their|the|it|them|meds|medication|tablets))",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})\s{0,3}[:=]?\s{0,3}(?:(?:is|was|has|remains|been|still|really|currently|actually)\s{1,3}){0,3}(?:unknown|uncertain|unclear|unverified|undocumented|unrecorded|(?:not|never)\s{1,3}(?:\w{1,10}\s{1,3})?(?:known|clear|verified|documented|recorded|checked|assessed|established|measured|confirmed))"
    r"|\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})\b[^.\n]{0,90}?\b(?:(?:unknown|poor|uncertain|unclear)\s{1,3}since|now\s{1,3}(?:poor|unknown|uncertain|bad|patchy|erratic|low|refus\w{1,3}|non))"
    r"|\b(?:cannot|can't|not\s{1,3}to|could\s{1,3}not)\s{1,3}be\s{1,3}(?:believed|trusted|right|true|relied|verified)|\b(?:unknown|uncertain|unclear|unverified)\s{1,3}(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})",
    re.I,
)
_NEVER_MISSED = re.compile(
    r"\bnever\s{1,3}(?:missed|misses|skipped)\b|\bnot\s{1,3}(?:missed|a\s{1,3}single)\s{1,3}(?:a\s{1,3}|any\s{1,3})?dose|\bno\s{1,3}missed\s{1,3}doses\b|\ball\s{1,3}(?:doses|depots|injections)\s{1,3}(?:were\s{1,3})?(?:given|taken|received|administered)|\bevery\s{1,3}(?:dose|depot|injection)\s{1,3}(?:was\s{1,3})?(?:given|taken|received|witnessed|administered)",
    re.I,
)
_MISSED = re.compile(
    r"\bmiss(?:ed|es|ing)?\b|\bomitted\b|\bskipp?ed\b|\b(?:not|never)\s{1,3}(?:being\s{1,3}|been\s{1,3})?(?:taken|swallowed|given|dispensed|collected)\b|\bunused\b|\buntaken\b|\brefused\b|\bforgotten\b|\breturned\b|\bleft\s{1,3}over\b",
    re.I,
)
_TAKEN = re.compile(r"(?<!not )(?<!never )(?<!not been )(?<!not being )\btaken\b|\btook\b|\badher", re.I)
# A percentage that is denied, or is another thing's, is no share of doses taken.
_NOT_REACHED = re.compile(
    r"\b(?:never|not|n't|nor|hardly|barely|cannot|fail(?:ed|s)?\s{1,3}to|far\s{1,3}from|short\s{1,3}of|instead\s{1,3}of|rather\s{1,3}than|until|aim\w{0,4}|goal|target|hop\w{1,4}|expected|supposed|ought|promis\w{1,4}|agreed\s{1,3}to)\b(?!\s{1,3}(?:only|just|missed|miss))[^.;\n]{0,26}$",
    re.I,
)
_NO_FACT = re.compile(
    r"^\W{0,3}(?:is\s|was\s|as\s|the\s|our\s|a\s){0,3}(?:target|goal|aim\w{0,3}|expected|improbable|unlikely|impossible|implausible|untrue|wrong|doubtful|hoped|wanted|required|not\b|never\b|cannot\b)",
    re.I,
)
_LED_BY_OTHER = re.compile(
    r"\b(?:\w{2,14}(?:statin|pril|sartan|olol|formin|gliptin|azole|cillin|mycin|oxetine|alopram|zepam|zolam|thyroxine|parin|floxacin|dipine|prazole|traline)|statins?|lithium|valpro\w{1,6}|insulin|inhalers?|contracepti\w{2,5}|anti(?!psychot)\w{5,12}|mood\s{1,3}stabili[sz]ers?"
    r"|(?:mother|father|mum|dad|wife|husband|partner|sister|brother|son|daughter|aunt|uncle)['’]s(?:\s{1,3}own)?|CPAP|diet\w{0,4}|vitamins?|appointments?|attendance|bloods?|blood\s{1,3}tests?|monitoring|therapy|CBT|exercise|physio\w{0,7}|dialysis)\s{0,2}(?::|-|–)?\s{0,2}(?:adheren|complian|concordan)",
    re.I,
)
_PLAIN_OBJECT = (
    r"(?:(?:his|her|their|the|its|a|an|all|both|each|every|either|any|these|those|this|that|whole|entire|full|current|past|last|previous|prior|first|second|third|two|three|four|five|six|\d{1,3}|oral|daily|prescribed|most|of|more|over|at|least|about|trial|long|same)\W{1,3}){0,6}"
    r"(?:anti\s?-?psychotic\w{0,2}|neuroleptic\w{0,2}|psychotropic\w{0,2}|medic\w{0,8}|meds?|tablets?|pills?|doses?|dosing|treatments?|depots?|injections?|LAIs?|drugs?|regimens?|prescri\w{0,7}|courses?|trials?|periods?|duration|agents?|therapy|them|it|both|each|all|time|days?|weeks?|months?|years?|wks?|\d{1,3}|him|her|me|us|which|one|either|oral|two|admission|episode|stay|instructions?|plan)"
)
_OF_OTHER_DRUG = re.compile(
    r"(?:\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})|\d\s?(?:%|per\s?cent)|\bdoses|\btablets)\s{1,3}(?:of\s{1,3}doses\s{1,3}|of\s{1,3}tablets\s{1,3}|taken\s{1,3}|adheren\w{1,3}\s{1,3}|complian\w{1,3}\s{1,3}){0,2}(?:for|to|with|of)\s{1,3}(?!"
    + _PLAIN_OBJECT
    + r"\b)(?P<other>(?:(?:his|her|their|the|oral)\s{1,3}){0,2}[a-z][a-z-]{2,24})",
    re.I,
)


def adherence(reading: Reading) -> tuple[Said | None, Said | None]:
    """The share of doses taken, and the sources named for it. Words such as "good" give no number."""
    shares: list[Said] = []
    sources: dict[str, list[tuple[int, int]]] = {}
    denied: dict[str, int] = {}
    for sentence in reading.sentences:
        if not _ADHERENCE.search(reading.words(sentence)) and not _sourced_share(reading, sentence):
            continue
        shares += _shares(reading, sentence)
        for name, pattern in _SOURCES:
            for m in pattern.finditer(reading.text, sentence.start, sentence.end):
                if _denied(reading, m, sentence):
                    denied[name] = m.start()
                elif not _is_plain(name, reading, sentence, m):
                    sources.setdefault(name, []).append(m.span())
    _or_none(reading, sources)
    for name, place in denied.items():  # a source both named and denied is none, unless a follow-up names it anew
        if name in sources and not (place < reading.newest_from <= sources[name][-1][0]):
            del sources[name]
    if reading.newest_from and _ONLY.search(reading.text, reading.newest_from):
        sources = {name: at for name, at in sources.items() if at[-1][0] >= reading.newest_from}
    share = _unless_poor(reading, _one_share(reading, shares))
    named = tuple(sources)
    spans = tuple(span for places in sources.values() for span in places)
    return share, Said(named, spans) if named else None


# A follow-up that narrows the sources: "only one source: pill count", "was only by self-report"
_ONLY = re.compile(
    r"\bonly\s{1,3}(?:(?:one|a\s{1,3}single|the|by|from|per|via|known|based|on|his|her)\s{1,3}){0,4}(?:source|self|pill|tablet|patient|own|report|pharmacy|dispens|staff|carer|mother|count)",
    re.I,
)


def _unless_poor(reading: Reading, share: Said | None) -> Said | None:
    """A share of doses, unless the note calls adherence poor or unknown and no follow-up corrects that."""
    poor = _poor(reading)
    against = [one for one in (poor, _UNKNOWN.search(reading.text)) if one is not None]
    for one in against:
        reading.used.append(one.span())
        if share is None:
            continue
        corrected = one.start() < reading.newest_from <= share.spans[0][0]
        if (one is poor and (share.value.low or 0) < 80) or corrected:
            continue
        words = f"The note gives {share.value.words()}% of doses, and “{one.group()}”."
        reading.contradict("adherence.percent", words, [*share.spans, one.span()])
        reading.ask("adherence.percent", "What share of the prescribed doses was really taken?", words)
        share = None
    return share


def _poor(reading: Reading) -> re.Match[str] | None:
    return next((m for m in _POOR.finditer(reading.text) if not _negated(reading, m.start())), None)


def _sourced_share(reading: Reading, sentence: Part) -> bool:
    """Whether a percentage stands right beside a source of adherence: "95% by chart", "sister 90%"."""
    for mark in reading.free(sentence, "percent"):
        near = reading.text[max(sentence.start, mark.start - 24) : min(sentence.end, mark.end + 28)]
        if re.search(r"\b(?:PANSS|BPRS|reduc\w+|improv\w+|response|fell|score\w*|symptom\w*)\b", near, re.I):
            continue
        if any(pattern.search(near) for name, pattern in _SOURCES if name != "plasma_level"):
            return True
    return False


def called_poor(reading: Reading) -> tuple[int, int] | None:
    """Where the note calls adherence poor in words."""
    poor = _poor(reading)
    return poor.span() if poor else None


_FOR_A_TIME = re.compile(  # a share that held for a part of the time only
    r"\b(?:(?:for|in|over|during)\s{1,3}(?:only\s{1,3})?(?:the\s{1,3})?(?:first|initial|early)|at\s{1,3}first|initially|until|till"
    r"|(?:then|later|thereafter|but)\s{1,3}(?:\w+\s{1,3}){0,2}?(?:stopp|ceas|refus|nothing|none|zero|poor|fell|dropp|declin|lapsed|erratic|worse))",
    re.I,
)


def _shares(reading: Reading, sentence: Part) -> list[Said]:
    found = []
    for mark in reading.free(sentence, "percent"):
        near = reading.text[max(sentence.start, mark.start - 60) : min(sentence.end, mark.end + 40)]
        if re.search(r"\b(?:PANSS|BPRS|reduc\w+|improve\w*|fell|response)\b", near, re.I) and not _ADHERENCE.search(
            near
        ):
            continue
        close = reading.text[max(sentence.start, mark.start - 26) : min(sentence.end, mark.end + 26)]
        value = mark.value
        if value is None:
            continue
        before = reading.text[max(sentence.start, mark.start - 50) : mark.start]
        after = reading.text[mark.end : min(sentence.end, mark.end + 30)]
        denied = _NOT_REACHED.search(before) or _NO_FACT.match(after)
        part_only = _FOR_A_TIME.search(reading.text[mark.end : min(sentence.end, mark.end + 60)])
        if denied or part_only or _is_of_other(reading, sentence, mark.start, mark.end):
            reading.claim(mark)
            reading.ask(
                "adherence.percent", "What share of the prescribed antipsychotic doses was taken?",
                "The percentage in the note is denied, or is of another medicine, or of a part of the time.",
            )  # fmt: skip
            continue
        if mark.note == "approximate" and value.low is not None and value.high is not None:
            middle = round((value.low + value.high) / 2)
            value = between(middle - ABOUT, min(100, middle + ABOUT))
        if any(bound is not None and not 0 <= bound <= 100 for bound in (value.low, value.high)):
            words = reading.text[mark.start : mark.end]
            reading.refused.append(Refusal(words=words, why=f"Adherence of {words} is not possible: give 0 to 100 %.",
                                           span=reading.span(mark.start, mark.end)))  # fmt: skip
            reading.claim(mark)
            continue
        if _MISSED.search(close) and not _TAKEN.search(close):
            value = Range(low=None if value.high is None else 100 - value.high, high=None if value.low is None else 100 - value.low,
                          low_open=value.high_open, high_open=value.low_open)  # fmt: skip
        found.append(Said(value, ((mark.start, mark.end),)))
        reading.claim(mark)
    whole = _NEVER_MISSED.search(reading.text, sentence.start, sentence.end)
    if whole and not found and not re.search(r"\bdepots?|injections?", whole.group(), re.I):
        found.append(Said(exactly(100), (whole.span(),)))
    return found


def _one_share(reading: Reading, shares: list[Said]) -> Said | None:
    """Several shares that agree on which side of 80% they lie are one, the lower; else a contradiction."""
    shares = reading.newest(shares)
    if not shares:
        return None
    sides = {
        (one.value.low is not None and one.value.low >= 80, one.value.high is not None and one.value.high < 80)
        for one in shares
    }
    if len(sides) == 1:
        lowest = min(shares, key=lambda one: one.value.low if one.value.low is not None else one.value.high)
        return Said(lowest.value, tuple(span for one in shares for span in one.spans))
    return settled(reading, "adherence.percent", "the share of doses taken", shares)


def _is_of_other(reading: Reading, sentence: Part, start: int, end: int) -> bool:
    """Whether a share is that of another medicine, or of something that is none ("95% for metformin")."""
    left = max(sentence.start, start - 60)
    near = reading.text[left : min(sentence.end, end + 60)]
    named = reading.named(max(left, sentence.start), min(end + 60, sentence.end))
    if _LED_BY_OTHER.search(near) or (named and all(one.drug is None and one.other for one in named)):
        return True
    for m in _OF_OTHER_DRUG.finditer(near):
        place = left + m.start("other")
        own = any(one.drug for one in reading.named(place, left + m.end("other") + 12))
        if not own:
            return True
    return False


_TELLS = re.compile(
    r"^\W{0,3}(?:\w{1,12}\s{1,3}){0,3}(?:confirm|agree|says?\b|said|report|supervis|corroborat|count|watch|gives?\b|gave|hands?\b|sees?\b|saw|tall(?:y|ies)|check|keep|kept|record|log\b|administ|told|tells|estimat|account|observ|\d|also)",
    re.I,
)
_ONLY_NAMED = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|resid\w{1,4}|cares?\s{1,3}for|looks?\s{1,3}after|accompanied|attend(?:s|ed|ing)?|came|brought|visit\w{0,4}|close\s{1,3}to|marri\w{1,3}|supported|referred|argu\w{1,4}|phon\w{1,3}|next\s{1,3}of\s{1,3}kin|upset)\b[^,.;]{0,24}$",
    re.I,
)


def _is_plain(name: str, reading: Reading, sentence: Part, m: re.Match[str]) -> bool:
    """Whether a word is no source here: "family" of a family history, a relative who is only mentioned."""
    if name == "carer_report":
        before = reading.text[max(sentence.start, m.start() - 40) : m.start()]
        after = reading.text[m.end() : min(sentence.end, m.end() + 40)]
        history = re.match(r"\s{1,3}h(?:istory|x)\b", after, re.I)
        return bool(history or (_ONLY_NAMED.search(before) and not _TELLS.match(after)))
    if name == "plasma_level":
        text = reading.words(sentence)[:600]
        return not re.search(r"\bby\b|\bfrom\b|\bper\b|\band\b|\+|confirm|support", text, re.I)
    return False


_NO_SOURCE_BEFORE = re.compile(
    r"\b(?:no|not|without|never|nor|neither|un|lacking|awaiting|awaited|pending|requested|despite|except|missing|lost|unavailable)\s{1,3}(?:(?:other|second|independent|further|any|available|a|an|corroborat\w{1,5}|confirm\w{1,5}|from|by|or|and|pill|counts?|the|his|her|their|old|electronic|pharmacy|ward|formal|done|been|have|has|of)\s{1,3}){0,5}$",
    re.I,
)
_NOT_AGAINST = re.compile(
    r"\b(?:no|never|not|without)\s{1,3}(?:(?:a|any|single|recorded)\s{1,3}){0,2}(?:miss\w{0,3}|missed\s{1,3}doses?|gaps?|discrepan\w{1,4}|omissions?|doubts?|concerns?|refus\w{0,3}|skip\w{0,4}|only|just)\b|\bfew\s{1,3}miss\w{0,3}",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:(?:not|never|un|n't|cannot|can't|couldn't)\b|unavail\w{1,6}|unobtain\w{1,6}|unreliab\w{1,4}|unknown|unclear|unread\w{1,4}|unhelpful|unable|disagree\w{0,3}|dispute\w{0,2}|differ\w{0,4}|den(?:y|ies|ied)|doubt\w{0,3}|missing|lost|pending|awaited|awaiting|to\s{1,3}follow|to\s{1,3}come|half\b|only\s{1,3}(?:dispens|half|some|\d|suppl|collect|part|show)|requested|outstanding"
    r"|incomplete|inconsistent|inconclusive|wrong\b|mistaken|incorrect|invented|conflict\w{0,3}|contradict\w{0,3}|lower|refus\w{0,3}|declin\w{0,3}|fail\w{0,3}|illegible|destroyed|closed|overdue|absent|none|nil|no\s{1,3}longer|nobody|no\s{1,3}one|n/a|tbc|would|will\s{1,3}be|should|planned|suggest\w{0,3}\s{1,3}(?:less|lower|poor|other)|show\w{0,2}\s{1,3}(?:less|gaps?|only|fewer|otherwise|poor)|less|gaps?|question\w{0,4}|\?)",
    re.I,
)


# "pill count and dispensing records not requested": what denies the second denies the first
_BOTH_NOT = re.compile(
    r"\s{1,3}(?:and|or|nor|&|/)\s{1,3}(?:[a-z'’-]+\s{1,3}){1,3}?(?:(?:was|were|is|are|have|has|had)\s{1,3}(?:been\s{1,3})?)?(?:(?:not|never|neither)\s{1,3}(?!only\b|miss)\w|un(?:avail|obtain|known))",
    re.I,
)


def _denied(reading: Reading, m: re.Match[str], sentence: Part) -> bool:
    """Whether a source is said to be missing, or to say something else."""
    before = reading.text[max(sentence.start, m.start() - 50) : m.start()]
    if _NO_SOURCE_BEFORE.search(before):
        return True
    after = reading.text[m.end() : min(sentence.end, m.end() + 60)]
    if _BOTH_NOT.match(after):
        return True
    own = re.split(r"[,(]|\band\b|\bbut\b|\+|&|\d", after, maxsplit=1)[0]
    return bool(_AGAINST.search(_NOT_AGAINST.sub(" ", own)))


def _negated(reading: Reading, place: int) -> bool:
    return bool(
        re.search(
            r"\b(?:no|not|never|denies|without|rather\s{1,3}than)\s{1,3}(?:\w+\s{1,3}){0,2}$",
            reading.text[max(0, place - 24) : place],
            re.I,
        )
    )


def _or_none(reading: Reading, sources: dict[str, list[tuple[int, int]]]) -> None:
    """ "Confirmed by his sister" may stand in the sentence after the percentage."""
    for m in re.finditer(
        r"\b(?:confirm\w*|corroborat\w*|agree[sd]?|tall(?:y|ies|ied)|same|supervis\w*|says?\s{1,3}(?:the\s{1,3})?same)\b",
        reading.text,
        re.I,
    ):
        sentence = reading.sentence_of(m.start())
        for name, pattern in _SOURCES:
            for found in pattern.finditer(reading.text, sentence.start, sentence.end):
                if abs(found.start() - m.start()) < 50 and not _denied(reading, found, sentence) and sources:
                    sources.setdefault(name, []).append(found.span())
