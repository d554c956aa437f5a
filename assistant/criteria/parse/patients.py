"""Of whom a note speaks: one patient, several, or none that a verdict may be given on."""

import re
from collections.abc import Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.disregards import dismisses
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.retraction_patterns import KIN

_OTHER_PATIENT = Caseless(
    r"\b(?:(?<!my )second\s+(?:patient|pt|case|one(?=[,:]))|(?:my|the|his|her|our|about|on|and|for|next|also)\s+(?:an)?other\s+(?:patient|pt|case|client)|(?:next|following)\s+(?:patient|pt|case|lady|gentleman|man|woman)\b|(?<!has )(?<!his )(?<!her )(?<!with )(?<!had )(?<!my )(?:two|2)\s+(?:(?-i:[A-Z][\w'’]+)\s+)?(?:sibs|siblings|brothers|sisters)"
    r"|one\s+of\s+them\b[^?]{0,400}\bthe\s+other\b|both\s+(?:brothers|sisters|siblings|twins)|one\s+or\s+(?:the\s+)?other\s+of\s+them|(?:patient|pt|case)\s*(?:2|B|two)\b"
    r"|(?<!, )both\s+(?:patients|pts)|(?<!with )(?<!other )(?:2|two)\s+(?:patients|pts|cases))\b|\b(?:for|to)\s+the\s+other\s+one\s?:|\b(?:there\s+is|now|also)\s+(?-i:Mr|Mrs|Ms)\.?\s(?-i:[A-Z])[\w.]{0,12}\s?[:,]|(?:^|[.;:\n])\s{0,3}another\s+(?:patient|pt|case)\b"
)
_CHEAP = (
    "second", "other", "next", "following", "two ", "2 ", "one of them", "both", "patient 2", "pt 2", "case 2", "patient b", "pt b",
    "case b", "patient two", "case two", "patient2", "there is m", "now m", "also m",
)  # fmt: skip
_AGE = re.compile(
    r"(?<![\w.,/])(\d{2})\s?(?:-?\s?y(?:ear|r)?s?[\s-]*old\b|yo\b|y/o\b|[MF](?![\w/]))(?:\s+(man|woman|male|female))?"
)
# What tells two patients apart when each is introduced by it: a bed, a number, a name, initials.
_LABEL = Caseless(
    r"(?:^|(?<=[.;:\n])|(?<=[.;:]\s))\s{0,3}(?:(?:bed|patient|pt|case|room|hn|mrn)\s?(?:no\.?\s?)?#?(?P<number>\d{1,4}|[A-Z])\b|(?-i:(?:Mr|Mrs|Ms|Miss)\.?\s(?P<name>[A-Z][\w-]*))"
    r"|(?P<initials>(?-i:[A-Z]\.\s?[A-Z]\.?))\s?(?=[:(,]))",
    re.M,
)
_GROUP = Caseless(
    r"\b(?:participants|subjects|randomi[sz]ed|double[\s-]blind|open[\s-]label|enrolled)\b|\bn\s?=\s?\d{2,}\b|\b\d{2,}\s(?:patients|adults|outpatients|inpatients)\b"
)
_DISMISSED = Caseless(
    r"\bwrong\s+(?:patient|pt|notes?|chart|record)\b|\b(?:entered|filed|written|recorded|documented|copied)\s+in\s+error\b"
    r"|\bnone\s+of\s+(?:the\s+above|this|these)\s+(?:appl\w+|is\s+(?:true|right|correct))|\bit\s+is\s+(?:false|not\s+true|untrue)\s+that\b|\b(?:fictional|fictitious|invented|made[\s-]up|example|sample|test)\s+(?:patient|case\s+only|data)\b"
)
_NO_SCHIZOPHRENIA = Caseless(
    r"\b(?:has|had)\s+never\s+(?:\w+\s+)?had\s+schizo\w+|\b(?:does\s+not|doesn['’]t|did\s+not|didn['’]t|do\s+not)\s+have\s+schizo\w+|\b(?:not|never|no\s+longer|isn['’]t|is\s+not)\s+(?:considered\s+|thought\s+)?(?:to\s+(?:have|be)\s+)?schizophreni[ac]\b(?!\s+only)"
    r"|\bno\s+(?:evidence\s+of\s+|diagnosis\s+of\s+)?schizophrenia\b|\bschizophrenia\s+(?:was\s+|has\s+been\s+|is\s+)?(?:ruled\s+out|excluded|rejected)"
    r"|\b(?:diagnosis|dx)\s+(?:was\s+|has\s+been\s+|now\s+|is\s+now\s+)?(?:revised|changed|re-?formulated|amended)\s+to\s+(?!(?:\w+\s+){0,2}(?:schizo|TRS|treatment[\s-]resist))"
)
_DOUBTFUL_SCHIZOPHRENIA = Caseless(
    r"\?\s?(?:(?:paranoid|chronic)\s)?schizophreni[ac]\b|\b(?:dx|diagnosis|imp(?:ression)?|diag)\W{1,3}(?:\w+\s){0,2}schizophrenia\s?\?"
    r"|\b(?:r/o|rule\s+out|vs\.?|versus)\s+(?:\w+\s+)?schizophrenia\b(?!\s+spectrum)|\bschizophrenia\s+(?:vs\.?|versus)\s"
    r"|\b(?:possible|possibly|suspected|presumed|presumptive|provisional|doubtful|alleged|so-called)\s+(?:(?:paranoid|chronic)\s+)?schizophrenia\b"
    r"|\b(?:earlier|once|wrongly|formerly|mis-?)\s?(?:labelled|labeled|diagnosed)\s+(?:as\s+|with\s+)?(?:\w+\s+)?schizophreni[ac]\b"
    r"|\b(?:carr(?:ying|ies)|bear(?:ing|s)|with)\s+(?:the|a)\s+label\s+(?:of\s+)?schizophrenia\b"
    r"|\b(?:schizophrenia|sz|scz)\s+(?:(?:label|diagnosis|dx)\s+)?(?:was\s+|is\s+|has\s+(?:been\s+)?|looks\s+|seems\s+)?(?:(?:likely|probably|now|never|not|yet|been|to\s+be)\s+){0,3}(?:wrong|in\s+(?:doubt|question)|doubt(?:ed|ful)|questioned|questionable|disputed|unconfirmed|unlikely|under\s+(?:review|revision))"
    r"|\b(?:schizophrenia|sz|scz)\s+(?:(?:label|diagnosis|dx)\s+)?(?:was|has|is)\s+(?:never|not)\s+(?:been\s+)?(?:confirmed|established|proven)\b"
    r"|\b(?:never|not)\s+(?:been\s+)?(?:an?\s+|really\s+)(?:\w+\s+)?schizophreni[ac]\b"
)

# Another illness told as the patient's diagnosis, which no definition of resistance is of.
_OTHER_ILLNESS = (
    r"(?:bipolar|manic[\s-]depress\w+|mania\b|(?:drug|substance|cannabis|steroid|alcohol|(?:meth)?amphetamine|stimulant|ketamine)[\s-](?:induced|related)\s(?:psycho|mental)\w*"
    r"|delusional\sdisorder|(?:psychotic|delusional)\sdepression|(?:unipolar\s|major\s)?depress\w+\s(?:disorder\s)?with\spsychotic|schizo-?affective|schizotypal|schizophreniform"
    r"|(?:brief|(?:acute\s(?:and\s)?)?transient)\spsychotic|(?:organic|puerperal|post-?partum|post-?ictal|epileptic)\spsychosis|dementia|(?:autoimmune\s)?encephalitis"
    r"|(?:lewy\sbody|huntington\W?s)\s(?:dementia|disease|chorea)|(?:temporal\slobe\s)?epilepsy(?:\swith\spsychosis)?"
    r"|EUPD|BPD\b|(?:borderline|emotionally\sunstable)\spersonality)"
)
_PERSON = r"(?:man|woman|male|female|gentleman|lady|person|patient|pt|client|girl|boy)"
_OTHER_DIAGNOSIS = Caseless(
    rf"(?:\b(?:{_PERSON}|(?:year|yr)s?[\s-]old|\d\d\s?(?:y/?o|[MF])|(?:he|she)\s(?:has|suffers\sfrom)|diagnosed|known|diagnos[ie]s|dx|diag|imp(?:ression)?|F\d\d(?:\.\d+)?)"
    rf"(?:\s?[,:=(–-]\s?|\s)(?:(?:who|with|has|had|as|an?|of|is|was|to\shave|known|diagnosed|chronic|longstanding|severe|type|current|his|her|the|established)\s){{0,5}}{_OTHER_ILLNESS}"
    # It heads a sentence: "Bipolar disorder.", "Bipolar man of 40."
    rf"|(?:^|[.;\n]\s?)(?:(?:an?|known|chronic|longstanding|severe)\s)?{_OTHER_ILLNESS}"
    rf"(?:(?:\s\w+){{0,3}}?\s(?:since|for|dx|diagnosed)\b|(?:\s(?:I{{1,2}}|[12]|type|affective|disorder|illness|disease|depression|psychosis|episode|with|psychotic|symptoms|features|after|due|to|head|injury|stroke|cannabis|alcohol|stimulants)){{0,5}}\s?(?:[.,;:(\n]|$)|\s{_PERSON}\b)"
    r"|(?<!room\s)(?<!ward\s)(?<!bed\s)\bF(?:0\d|1\d\.5|2[1-9]|3\d|60)(?:\.\d{1,2})?\b)",
    re.M,
)
# Another illness that the signs, an opinion or a test speak for, or that is set in the place of schizophrenia.
_OF_OPINION = Caseless(
    rf"\b(?:opinion|neurolog\w+|MDT|consultants?|team|psychiatrists?|we|I|they|this|it|that|the\s(?:picture|presentation|illness|course|whole\sthing)|everything)\s(?:\w+\s){{0,3}}?(?:favou?r(?:s|ed)?|points?\s(?:more\s)?to(?:wards)?|pointed\s(?:more\s)?to(?:wards)?|suggest(?:s|ed)|looks?\s(?:more\s)?like|looked\s(?:more\s)?like|fits?\s(?:better\s)?with|argues?\sfor|leans?\stowards?|diagnosed?|calls?\s(?:it|this)|prefers?|think\s(?:of|it\sis)|suspects?)\s(?:(?:an?|the|of|rather|more|chronic|severe|underlying)\s){{0,3}}(?:{_OTHER_ILLNESS}|autis\w+|ASD\b|(?:complex\s)?PTSD|\w*trauma\w*|(?:\w+\s)?personality\sdisorder|dissociati\w+|factitious|malingering)"
    rf"|\b(?:discharge|final|working|revised|current|new|latest|correct|real|true|present|eventual|actual)\s(?:diagnosis|dx|label)\s(?:is|was|became|being|now)\s(?:\w+\s){{0,2}}?(?:{_OTHER_ILLNESS}|autis\w+|(?:complex\s)?PTSD|(?:\w+\s)?personality\sdisorder)"
    r"|\b(?:huntington\w*(?:['’]s)?|wilson\w*(?:['’]s)?(?:\sdisease)?|(?:\w+\s)?encephalitis|(?:brain|frontal|temporal)\s(?:\w+\s)?tumou?r|neurosyphilis|porphyria|neurolupus|NMDA\w*(?:\s\w+)?\santibodies|(?:lewy\sbody\s|frontotemporal\s)?dementia|niemann[\s-]pick)\s(?:was|were|is|has\sbeen|have\sbeen|turned\sout)\s(?:(?:later|then|now|since|eventually|finally|in\sthe\send)\s)?(?:to\sbe\s)?(?:confirmed|diagnosed|found|proven|proved|established|shown|discovered|positive|the\s(?:cause|diagnosis|answer))"
    rf"|\b(?:psychosis\sNOS|{_OTHER_ILLNESS}|autis\w+|(?:complex\s)?PTSD|trauma|personality\sdisorder)\s?(?:\w+\s){{0,2}}?,?\s?(?:rather\sthan|(?:and\s)?not|instead\sof|more\s(?:likely\s)?than|in\s(?:the\s)?place\sof)\s(?:(?:a|the|his|her|true|real|classic|paranoid|chronic)\s){{0,2}}schizophrenia"
)
_NO_OPINION = Caseless(
    rf"\b(?:{KIN}(?:['’]s)?|if|whether|unless|not|never|no|n['’]t|excluded|ruled\sout|against|previous\w*|initially|at\sfirst)\b(?!\s(?:schizo|\w+\sschizo))|\?"
)
# Named as the illness; not in "is this treatment-resistant schizophrenia?".
_NAMES_SCHIZOPHRENIA = Caseless(
    r"(?<!resistant\s)(?<!refractory\s)\bschizo(?!-?affect|typ|phreniform|id\b)\w*|\bsc?z\b|\bF20"
)


def patients(reading: Reading) -> int:
    """How many patients the note speaks of: two introduced by age, bed, name or initials, or the words for it."""
    text = reading.text
    low = text.lower()
    other = any(word in low for word in _CHEAP) and _OTHER_PATIENT.search(text)
    if other or _GROUP.search(text) or _labelled(text) > 1:
        return 2
    starts = list(_AGE.finditer(text))
    ages = {m.group(1) for m in starts}
    return 2 if len(ages) > 1 and all(_opens(text, m) for m in starts) else 1


def is_dismissed(reading: Reading) -> bool:
    """Whether the note takes itself back ("wrong patient", "entered in error")."""
    return _DISMISSED.search(reading.text) is not None or dismisses(reading.text) is not None


def denies_schizophrenia(reading: Reading) -> tuple[int, int] | None:
    """Where the note says that the patient does not have schizophrenia."""
    found = _NO_SCHIZOPHRENIA.search(reading.text)
    return found.span() if found else None


def doubts_schizophrenia(reading: Reading) -> Part | None:
    """The sentence that leaves open whether the patient has schizophrenia, or names another illness in its place, unless
    somebody said that it holds."""
    for found in (*_DOUBTFUL_SCHIZOPHRENIA.finditer(reading.text), *_opinions(reading)):
        sentence = reading.sentence_of(found.start())
        if not reading.is_settled(sentence):
            return sentence
    other = _OTHER_DIAGNOSIS.search(reading.text)
    if other and not _NAMES_SCHIZOPHRENIA.search(reading.text):
        sentence = reading.sentence_of(other.end() - 1)
        return None if reading.is_settled(sentence) else sentence
    return None


def _opinions(reading: Reading) -> Iterator[re.Match[str]]:
    """Opinions for another illness, also those of other voices, which are blanked; not on kin, nor under an "if"."""
    for found in _OF_OPINION.finditer(reading.told):
        words = reading.told[slice(*reading.sentence_of(found.start()))]
        if not _NO_OPINION.search(words):
            yield found


def _labelled(text: str) -> int:
    """How many different patients are introduced by labels of one kind."""
    labels: dict[str, set[str]] = {}
    for m in _LABEL.finditer(text):
        kind = m.lastgroup or ""
        labels.setdefault(kind, set()).add(m[kind].lower())
    return max((len(found) for found in labels.values()), default=1)


def _opens(text: str, m: re.Match[str]) -> bool:
    """Whether an age opens a sentence or a line, as a patient is introduced."""
    before = text[max(0, m.start() - 24) : m.start()]
    return bool(
        re.search(r"(?:^|[.;:\n]|\b(?:a|an|this|my|and|pt|patient|mr|ms|also)\b)\W*(?:pt\s*\w?\W*)?$", before, re.I)
    )
