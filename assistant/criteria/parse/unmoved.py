"""Whether words that say how the illness is, "voices persist", tell what came of a drug or only how the patient is."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.outcome_families import STILL_ILL, UNMOVED
from assistant.criteria.parse.reading import Reading

_LASTING = Caseless(
    r"\s*,?\s*(?:for|since|over|these|this|in)\s+(?:the\s+|about\s+|at\s+least\s+|past\s+|last\s+|some\s+|more\s+than\s+|many\s+)*(?:\w+\s+){0,2}(?:years?|yrs?|months?|childhood|(?:19|20)\d\d)\b|\s+(?:from|between)\s+(?:\w+\s+)?(?:19|20)\d\d\b"
)
_STATE = Caseless(
    r"(?:the\s+same|what\s+they\s+were|as\s+(?:before|ever|they\s+were)|un(?:changed|altered|diminished|abated))\Z|\Anot\s+work|n['o]t\s+work|\bnever\s+work|(?:has|have|had)\s+not\s+work"
)
_UNMOVED = Caseless(UNMOVED)
_WEAK = Caseless(STILL_ILL)
_OF_STATE = Caseless(rf"{UNMOVED}|{STILL_ILL}|.*\bpersist|.*\bas\s+\w+\s+.*\bas\b")
# Of the time before the drug, or of a time after which it changed.
_NOT_THEN = Caseless(
    r"\s*,?\s*(?:since|before|prior|until|till|without|when|whenever|at\s+(?:first|baseline|the\s+(?:start|outset)|admission)|initially)\b(?!\s+(?:the\s+)?end\b)"
)
_WENT = Caseless(
    r"\b(?:then|until|before|but|later|eventually|finally|and)\b[^.;\n]{0,30}\b(?:ceas|stopped|gone|went|settl|improv|better|quiet|fad|resolv|clear|respond|remit|recover|well\b|disappear|vanish|lift)"
)
_BEFORE_DRUG = Caseless(
    r"\b(?:before|prior\s+to|until|without|off|not\s+on|leading\s+(?:up\s+)?to|reason\s+for)\s+(?:(?:the|any|his|her|starting|trial|of|a|oral|taking|being|on|we|tried|gave|started)\s+){0,3}\Z"
)
_LESS = Caseless(
    r"(?:\s+\w+){0,4}?\s*,?\s*\b(?:occasional\w*|sometimes|less|fewer|quieter|milder|rarely|now\s+and|once|at\s+times|but|though|although|a\s+(?:bit|little)|only|until|when|(?<!as\s)before|initially|at\s+first|for\s+the\s+first)\b"
)


def is_mere_state(reading: Reading, sentence: Part, found: re.Match[str]) -> bool:
    """Whether words found say only how the patient is, for years, or was before: no outcome of a drug."""
    words = found.group().lower()
    after = reading.text[found.end() : min(sentence.end, found.end() + 70)]
    if (_STATE.search(words) or _UNMOVED.match(words)) and _LASTING.match(after):
        return True
    if _OF_STATE.match(words) and (_NOT_THEN.match(after) or _WENT.search(after)):
        return True
    told = [m for m in reading.named(sentence.start, found.start()) if m.drug]
    if told and _OF_STATE.match(words) and _BEFORE_DRUG.search(reading.text, sentence.start, told[-1].start):
        return True
    if not _WEAK.fullmatch(words):
        return False
    return not told or _LASTING.match(after) is not None or _LESS.match(after) is not None
