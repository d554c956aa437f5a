"""Figures that are no results: thresholds, aims and reference ranges, what the note takes back or sets aside."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.concentrations import NUMERAL

_REFERENCE = Caseless(
    r"\b(?:threshold|cut[\s-]?off|(?<!mid-)(?<!mid\s)range|interval|target|reference(?!\s+lab)|limit|normal|ref|goal|aim\w{0,4}|want\w{0,2}|need\w{0,3}|requir\w{1,6}|expect\w{0,3}|hop\w{1,4}|desired|optimal|optimum|ideal\w{0,2}|recommended|usual|minimum|maximum|window|toxic\w{0,3}\s+(?:from|above|over|at|beyond)|likely|likelier|must|should|(?:has|have|needs?|ought)\s+to|(?:when|once|until|till|if)(?=\s+(?:(?:it|he|she|levels?|the|is|are|at|above|over|below|under|reach\w*|gets?|to)\s+){1,4}$)|(?:sheet|leaflet|guid(?:e|ance|eline)s?|books?|textbooks?|protocol|consensus|literature|label|SPC|paper)\s+(?:\w{1,9}\s+){0,2}(?:says?|prints?|gives?|states?|asks?|has|have|puts?|figure|value|wants?))\b[^\d;.\n]{0,24}$"
)
_IN_RANGE = Caseless(
    r"\b(?:within|in|inside|below|above|under|over|reach\w{0,3}|at)\s[^\d;.\n]{0,40}\b(?:at|with|of|:)\s*$|\b(?:reached|past|beyond|in)\s(?:the\s|a\s)?target[^\d;.\n]{0,20}$"
)
# "inside the reference area, 410 nmol/L"
_RANGED_AHEAD = Caseless(
    r"\b(?:within|in|inside)\s(?:the\s)?(?:\w+\s)?(?:reference\s|therapeutic\s|normal\s)?(?:area|range|interval|window|band|limits)\s?[,:(]\s{0,2}(?:at\s)?$"
)
_THERAPEUTIC = Caseless(
    r"\btherapeutic(?:\s+(?:range|window|interval|reference|threshold|target|level))?[\s:=,(]{0,3}(?:is|are|from|being|if|when|would\s+be)?\s{0,2}$"
)
_IS_REFERENCE = Caseless(
    rf"[\s)\],]{{0,3}}(?:(?:is|are|was|being|as|=|would\s+be|to\s+be)\s+)?(?:(?:the|our|their|a|an|what|lab\w{{0,8}}|usual|lower|upper|therapeutic|reference|target|normal|recommended|expected|accepted|needed)\s+){{0,4}}(?:ranges?|thresholds?|cut[\s-]?off|limit|line|mark|rule|target|minimum|interval|reference|goal|needed|required|wanted|desired|recommended|hoped|expected|aimed|we\s+(?:hope|want|aim|need)|would\s+(?:be|have\s+been)|being\s+(?:the|what|our)|what\s+we|go(?:es)?\s+with|correlates?|tends?|that\b(?!['’]s|\s(?:is|was|sits|lies)\b)|or\s+(?:more|above|higher|over|greater)|and\s+(?:up|above|over|higher)\b|upwards?|carr(?:y|ies)|increases?|raises?|means?|predicts?|causes?|associated|counts\b|(?:are|is)\s+(?:quoted|cited|regarded|considered|held|said|thought|believed|taken\s+as)|(?:one|you|we)\s+(?:should|would|must|may|can|ought|need))(?!(?:\s(?:of|for|in|from|at|by)\s(?:the|this|our|that)\s\w{{2,12}})?\s*[:=(]?\s*(?:(?:of|is|are|was|being|at|from)\s+)?(?:\d|{NUMERAL}\b))"
)
# "3.9 ng/mL, normal range": a comment on the patient's own level
_IN_NORMAL = Caseless(
    r"\s?(?:,|\(|=|[-–—]\s)\s?(?:in\s|within\s)?(?:the\s)?(?:normal|therapeutic)\s(?:range|interval|window|band|zone)\s?(?:[.;)]|$|on\b|in\s(?:week|month)|\(lab)"
)
_MEASURED = Caseless(r"\b(?:levels?|conc(?:entration)?s?|serum|plasma|assay|TDM|blood)\b[^;.\n]*$")
_NEEDED = Caseless(
    r"\b(?:must|should|need\w*|ought|aim\w*|target|goal|has\sto|have\sto|require\w*|expect\w*|wants?|hop\w+)\b"
)
_WORTHLESS = Caseless(
    r"\b(?:lab(?:oratory)?\s+error|mis-?label\w{0,4}|mix(?:ed)?[\s-]?up|swapped|wrong\s+(?:patient|label|tube|sample|blood)|another\s+patient|other\s+patient|spurious|unreliable|invalid|not\s+(?:ours|valid|reliable|his|hers|this\s+patient)|h(?:a)?emoly[sz]\w{0,3}|contaminat\w{0,3}|true\s+result|entered\s+in\s+error|typing\s+error|typo|disregard|in\s+(?:urine|hair|saliva))\b"
)
_SET_ASIDE = Caseless(
    r"\b(?:(?:does|do|did|will|would|may)(?:\s+not|n['’]t)\s+(?:\w{1,8}\s+)?(?:reflect|represent|tell\s+us)|not\s+representative|not\s+(?:directly\s+|really\s+)?comparable|ignor(?:e|ed)\b|discount(?:ed)?|(?:do|does|did)(?:\s+not|n['’]t)\s+count|not\s+(?:to\s+be\s+)?(?:counted|used|considered)|set\s+aside|leave\s+(?:it\s+|that\s+)?aside|not\s+relevant|irrelevant|superseded)\b"
)
_SET_ASIDE_BEFORE = Caseless(
    r"\b(?:(?:thought|believed|assumed|supposed|(?:first|initially|originally|wrongly|erroneously|previously)\s+(?:reported|recorded|read|entered|noted|given))\s+(?:to\s+be|as|at)|mis-?read\s+as)\s+$"
    r"|\b(?:ignor(?:e|ing)|discount(?:ing)?|leaving\s+aside|setting\s+aside|disregard(?:ing)?)\b[^,]{0,50}$"
)
_SUPPOSED = Caseless(r"\b(?:would|could)\s+an?\b[^.;\n]{0,40}$")


def is_reference(text: str, start: int, end: int, sentence: Part) -> bool:
    """Whether a number is a limit, an aim or a range, not a result ("is the threshold 350?", "therapeutic 350-600")."""
    before = text[max(sentence.start, start - 60) : start]
    if _IN_NORMAL.match(text, end, sentence.end) and _MEASURED.search(before):
        return False
    if _IS_REFERENCE.match(text, end, min(sentence.end, end + 60)) or _THERAPEUTIC.search(before):
        return True
    led = _IN_RANGE.search(before) or (_RANGED_AHEAD.search(before) and not _NEEDED.search(before))
    if _REFERENCE.search(before) and not led:
        return True
    signed = re.match(r"\s*(?:above|over|below|under|at\s+least|[<>≥≤])", text[start:end], re.I)
    if signed and re.match(r"\s{0,3}(?:for|since|throughout)\b", text[end : end + 14], re.I):
        return True
    asks = text[max(start, sentence.end - 4) : sentence.end].rstrip().endswith("?")
    above = re.search(
        r"\b(?:above|over|below|under|reach\w*|exceed\w*|past|than|least|hits?|to)\s+(?:the\s+|a\s+|that\s+)?$",
        before,
        re.I,
    )
    return asks and bool(above or (signed and sentence.end - end < 60))


def is_worthless(text: str, start: int, end: int) -> bool:
    """Whether the note takes a value back or only thinks of it: a swapped sample, "45 ng/mL?", "would a level of 45"."""
    rest = re.split(r"[.!]\s|\n", text[end : end + 90])[0]
    before = text[max(0, start - 60) : start]
    return bool(_WORTHLESS.search(rest) or re.match(r"\s?\(?\?", rest) or ("?" in rest and _SUPPOSED.search(before)))


def is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the note says that a value is not to be counted: "0.51 on 350, not comparable, ignore".

    >>> text = "The level was 0.51 on 350, not comparable. Now 0.24."
    >>> is_set_aside(text, 14, 18), is_set_aside(text, 47, 51)
    (True, False)
    """
    rest = re.split(r"[.!;]\s|\n(?![ \t]{0,3}[a-z])", text[end : end + 140])[0]
    before = re.split(r"[.!;]\s|\n", text[max(0, start - 60) : start])[-1]
    return _SET_ASIDE.search(rest) is not None or _SET_ASIDE_BEFORE.search(before) is not None
