"""Benign ethnic neutropenia in a note: whether the patient is said to have it, said not to have it, or neither.

The laxer table of the US label is for documented benign ethnic neutropenia, so only words that assert it do; whatever
else the note says of it is asked about.
"""

import re
from typing import Literal

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.comment_words import HEDGED, TAKEN_BACK
from assistant.criteria.parse.reading import Reading, Said

_Told = Literal["has", "has not", "doubted", "open", "apart"]

_BEN = Caseless(
    r"(?:(?-i:\bBEN\b)|\bbenign\s{1,3}ethnic\s{1,3}neutrop\w{1,6}|\bduffy[\s-]{1,2}(?:antigen[\s-])?(?:null|negative)\b|\bethnic\s{1,3}neutropenia\b|(?-i:\bDANC\b))(?:[\s-]{1,2}(?:neutropenia|(?:geno|pheno)type|status|trait|variant)\b|\s?\((?:BEN|DANC|duffy[\s-]null)\)){0,3}"
)
_DENIED_BEFORE = Caseless(
    r"\b(?:no|not|without|non|nor|never|neither|denies|absence\s+of|excluded|exclude[sd]?|rules?\s+out|ruled\s+out|negative\s+for|isn't|hasn't|doesn't|n't)[\s-]+(?:\w{1,14}\s+){0,4}$"
)
_DENIED_AFTER = Caseless(
    r"[\s,:(-]{0,3}(?:was\s+|is\s+|has\s+been\s+|been\s+)?(?:ruled\s+out|excluded|negative|absent|no\b|none\b|nil\b|never\b(?!\s+\w{4})|not\s+(?:present|found|detected|seen)\b)(?!\s*\?)"
)
_TESTED = Caseless(r"\btest\w{0,3}\s+for\s+(?:\w{1,10}\s+){0,2}$")
_NEGATIVE = Caseless(r"[^.;\n?]{0,24}\b(?:negative|excluded|ruled\s+out)\b(?!\s*\?)")
_UNSETTLED = Caseless(r"\b(?:not|n't)\b[^.;]{0,20}\b(?:confirm|exclu|rul|test|know|sure|clear|document)\w{0,8}")
_NAME = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Nurse|Sister|Uncle|Brother)\.?\s{1,2}(?:[A-Z]\w{1,14}\s)?$")
_OTHERS = Caseless(
    r"\b(?:brothers?|sisters?|mother|father|mum|mom|dad|sons?|daughters?|family|relatives?|uncles?|aunts?|cousins?|nephew|niece|twin|siblings?|parents?|grand\w{1,8}|wife|husband|friend|another|patients\s+with|people\s+with|those\s+with|persons?\s+with)\b[^.;\n]{0,60}$"
)
_RULES_BEFORE = Caseless(
    r"\b(?:thresholds?|labels?|rules?|criteria|limits?|ranges?|guid\w{1,8}|tables?|class\w{0,7}|algorithm|monitoring)\s+(?:\w{1,9}\s+){0,3}$"
)
_RULES_AFTER = Caseless(
    r"['’]?s?\s{1,2}(?:patients?['’]?\s)?(?:thresholds?|labels?|rules?|criteria|limits?|ranges?|algorithm|guid\w{1,8}|table|class\w{0,7}|monitoring)\b"
)
# Before the name, of what is only thought, looked for or supposed.
_DOUBT_BEFORE = Caseless(
    r"\?|\b(?:ask(?:s|ed|ing)?|quer(?:y|ies|ied)|question\w{0,3}|discuss\w{0,3}|look\w{0,3}\s+for|nobody|possibl[ey]|probabl[ey]|likely|suspect\w{0,3}|suspicion|suggest\w{0,5}|suspicious|consistent\s+with|compatible|in\s+keeping|consider\w{0,3}|could|might|may|should|whether|if|tests?|tested|testing|screen\w{0,3}|await\w{0,3}|pending|rule\s+out|r/o|assess\w{0,4}|investigat\w{0,4}|work-?up|unclear|unknown|uncertain|un(?:documented|confirmed|proven|verified)|unless|would|assum\w{1,4}|presum\w{1,6}|putative|provisional\w{0,2}|tentative\w{0,2}|check\w{0,3}|think\w{0,3}|thought|believ\w{1,3}|feels?|wonder\w{0,3}|claim\w{0,3}|says?|said|tells?|told|report(?:s|ed|edly|ing)|alleged\w{0,2}|apparent\w{0,2}|suppos\w{2,4}|maybe|perhaps|seem\w{0,3}|appear\w{0,3}|confirmation\s+of|evidence\s+(?:of|for)|appl(?:y|ied|ies|ying|ication)|request\w{0,3}|propos\w{1,3}|working|differentials?|ddx|d/d|impression|either|versus|vs|previous\w{0,2}|former\w{0,2}|once|initial\w{0,2}|original\w{0,2}|used\s+to|wrong\w{0,2}|mis-?\w{3,12})\b"
)
# After it, of what is not settled.
_DOUBT_AFTER = Caseless(
    r"\?|\b(?:(?:un|not\s+|never\s+|n['’]t\s+)(?:yet\s+|been\s+|be\s+|formally\s+|genetically\s+|ever\s+){0,3}(?:confirm|document|prove|proving|verif|certain|clear|known|likely|sure|settled|establish|substantiat|test|genotyp|accept|regist|record)\w{0,8}|possibl[ey]|probabl[ey]|suspected|presum\w{1,6}|pending|await\w{0,3}|outstanding|provisional\w{0,2}|to\s+be\s+\w{4,12}|yet\s+to|to\s+follow|tbc|doubtful|considered|work-?up|in\s+progress|under\s+(?:way|investigation|review)|being\s+\w{4,14}|self-?\s?report\w{0,3}|appl(?:y|ied|ication)|request\w{0,3}|screen\w{0,3}|suggest\w{0,3}|differential|question\s+mark|nowhere|missing|lacking)\b"
)
# Wherever it stands in the sentence, of what is disputed or was taken back.
_DISPUTED = Caseless(
    r"\b(?:disagree\w{0,4}|disput\w{1,3}|contest\w{0,3}|question(?:s|ed|able)|quer(?:y|ies|ied)|doubt\w{0,4}|uncertain|unclear|refus\w{1,3}|reject\w{0,3}|declin\w{1,3}|remov\w{1,3}|revok\w{1,3}|with(?:drew|drawn)|overturn\w{0,3}|revers\w{1,3}|no\s+longer|not\s+(?:to\s+have|so|true|the\s+case|upheld|agreed|supported)|since\s+(?:corrected|changed)|turned\s+out|lapsed|expired|deregister\w{0,3}|self-?\s?report\w{0,3}|(?:cannot|can['’]t|could\s+not|couldn['’]t|not)\s+(?:be\s+)?(?:confirm|document|prov|verif|find|found|substantiat)\w{0,5})\b"
)
_ONE_OF_SEVERAL = Caseless(r"\s?(?:,\s?)?(?:or|versus|vs\.?)\b(?!\s+(?:go|stop|hold|not)\b)|\s?/\s?[a-z]")
# Words that assert it right before the name, and what may stand between.
_ASSERTED_BEFORE = Caseless(
    r"\b(?:documented|confirmed|known|established|proven|diagnosed|genotyped|registered|recorded|enrolled|has|have|had|with|carries|diagnosis\s+of|history\s+of|because\s+of|due\s+to|owing\s+to|on\s+account\s+of|is|(?:he|she|patient)['’]s)\s{1,3}(?:(?:a|an|the|as|of|to|be|be|have|having|his|her|on|in|with|by|for|under|REMS|US|clozapine|lifelong|long-?standing|stable|mild|also|both|documented|confirmed|known|proven|established|diagnosed|genetically|genotype|formally|haematology|hematology|clinically|status|diagnosis|record|file|registered|registry)[\s-]{1,3}){0,5}$"
)
_ASSERTED_AFTER = Caseless(
    r"[\s:=,(–-]{0,4}(?:(?:is|was|has\s+been|been|already|formally|duly|well|genetically|clinically|genotype|haematology|hematology)[\s-]+){0,3}(?:documented|confirmed|yes\b|known\b|positive|established|proven|diagnosed|registered|recorded|present\b|on\s+(?:file|record|the\s+REMS|REMS)|\+)(?!\s*\?|\s+nowhere)"
)
_EDGE_BEFORE = re.compile(r"(?:^|[,;:(\[/.\n–|+-]|\b(?:and|plus|patient|pt|man|woman|male|female|US|USA|also|but|[uµμ]L|/L|mm3|mm³)\b|\d)\s*$", re.I)  # fmt: skip
_EDGE_AFTER = re.compile(r"\s*(?:$|[,;.:)\]\n–|+-]|\b(?:and|plus|patient|pt|on|with|but|so|ANC|neut\w*|US|FDA|now|today|since|by|per|in|man|woman)\b)", re.I)  # fmt: skip
_END = re.compile(r"[.!]\s|(?<=\?)\s|\n|[.!]$")
_ASKED = re.compile(r"(?:^|[\s.,;(])\?\s?$")  # "? BEN"
_NOT_TO_HAVE = Caseless(r"\bnot\s+to\s+have\s+$")
_OF_BLOODS = Caseless(r"[,;]\s[^,;]{0,30}\b(?:FBC|CBC|ANC|bloods?|counts?|neut\w{0,8})\b.*")
_MOST = 200
_SHORT = 30  # characters after the name of a question that is about it
_NEAR = 80  # characters before and after the name that may be of it
_QUESTION = "Is benign ethnic neutropenia documented?"


def benign_ethnic(reading: Reading) -> Said | None:
    """Whether the note says that the patient has benign ethnic neutropenia, or has not; both is a contradiction."""
    found = [(m.span(), _told(reading, m)) for m in list(_BEN.finditer(reading.text))[:_MOST]]
    of_patient = [one for one in found if one[1] != "apart"]
    of_patient = reading.latest(of_patient, lambda one: one[0][0])
    has, has_not, doubted = (
        [span for span, told in of_patient if told == kind] for kind in ("has", "has not", "doubted")
    )
    if has and has_not:
        words = "The note says of benign ethnic neutropenia both that there is one and that there is none."
        reading.contradict("benign_ethnic_neutropenia", words, [*has, *has_not])
        reading.ask("benign_ethnic_neutropenia", _QUESTION, "The note contradicts itself.")
        return None
    if has_not or (has and not doubted):
        return Said(bool(has), tuple((has or has_not)[:1]))
    if of_patient:
        reading.ask("benign_ethnic_neutropenia", _QUESTION, "The note names it and does not plainly say so.")
    return None


def _told(reading: Reading, m: re.Match[str]) -> _Told:
    """What one mention says; "apart" where it is a name, a rule or another person's."""
    text, sentence = reading.text, reading.sentence_of(m.start())
    before = text[max(sentence.start, m.start() - _NEAR) : m.start()]
    after = _END.split(text[m.end() : m.end() + _NEAR])[0]
    asked = text[m.end() : sentence.end].rstrip(' )"”').endswith("?")
    if _is_elsewhere(text, m, before):
        return "apart"
    if _ASKED.search(text[max(0, m.start() - 4) : m.start()]):
        return "doubted"
    denied = _denied(before, after, asked and sentence.end - m.end() < _SHORT)
    if denied is not None:
        return denied
    if any(words.search(part) for words in (_DISPUTED, TAKEN_BACK, HEDGED) for part in (before, after)):
        return "doubted"
    if _RULES_BEFORE.search(before) or _RULES_AFTER.match(after):
        return "apart"
    return _asserted(before, after, asked)


def _denied(before: str, after: str, asked: bool) -> _Told | None:
    """Whether the words beside the name say that there is none; None where they do not deny it."""
    if _DENIED_AFTER.match(after):
        return "open" if asked else "has not"
    if (_TESTED.search(before) and _NEGATIVE.match(after)) or _NOT_TO_HAVE.search(before):
        return "has not"
    if _DENIED_BEFORE.search(before):
        unsettled = _UNSETTLED.search(before) or "?" in after[:3] or _DISPUTED.search(after)
        return "doubted" if unsettled else "has not"
    return None


def _asserted(before: str, after: str, asked: bool) -> _Told:
    """Whether the words beside the name are ones that assert it, and none of their clause leaves it open."""
    sure = _ASSERTED_BEFORE.search(before) or _ASSERTED_AFTER.match(after)
    if sure:  # what a further clause leaves open is something else
        before, after = re.split(r"[,;:]\s|\n", before)[-1], _OF_BLOODS.sub("", after)
    doubt = "?" in after[:2] or (not asked and "?" in after) or _DOUBT_AFTER.search(after.rstrip(' ?)"”'))
    if doubt or _DOUBT_BEFORE.search(before) or _ONE_OF_SEVERAL.match(after):
        return "doubted"
    if sure:
        return "has"
    bare = _EDGE_BEFORE.search(before) and _EDGE_AFTER.match(after)
    return "has" if bare and not asked else "open"


def _is_elsewhere(text: str, m: re.Match[str], before: str) -> bool:
    """Whether the words are a person's name, or told of somebody else."""
    named = re.match(r"\s[A-Z][a-z]+(?<!Neutropenia)\b(?!\s*[:=])", text[m.end() : m.end() + 20])
    return bool(named or _NAME.search(before) or _OTHERS.search(before))
