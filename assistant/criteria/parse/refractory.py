"""Whether a note calls the illness refractory, by which the cut-off for a response is chosen: asserted, denied or neither."""

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.remark_words import KIN

_EARLY = Caseless(
    r"\b(?:first[\s-]episode|FEP\b|drug[\s-]na[iï]ve|non[\s-]?(?:refractory|resistant)|never\s(?:been\s)?treated\sbefore)"
)
# Of the illness, not of something else: "acutely agitated", "an acute dystonia" say nothing of it
_ACUTE = Caseless(
    r"\bacute(?:ly)?\b(?!\s{1,3}(?:\w+\s)?(?:agitat\w*|distress\w*|aware|suicidal|confus\w*|deliri\w*|dyston\w*|akathisi\w*|side|adverse|kidney|renal|hepatic|liver|pain\w*|abdom\w*|medical\w*|surgical|respiratory|coronary|cardiac|infect\w*|asthma|anxi\w*|intoxicat\w*|withdrawal|psychosis\sin|sensitive|stress\w*|toxic\w*|allerg\w*))"
)
_RESISTANT = Caseless(r"\b(?:treatment[\s-]?(?:resistan(?:t|ce)|refractory)|refractory|TRS\b|clozapine[\s-]resistant)")
_DENIED = Caseless(
    r"\bnon[\s-]{0,2}(?:treatment[\s-])?\Z|\b(?:no|not|never|without|n['’]t|nor|neither|excludes?|excluded|ruled\s{1,3}out|rules\s{1,3}out|instead\s{1,3}of|rather\s{1,3}than)\b[^.;\n]{0,40}\Z"
)
_DENIED_AFTER = Caseless(
    r"[^.;,\n]{0,24}?\b(?:ruled\s{1,3}out|excluded|denied|refuted|disproved|unlikely|not\s{1,3}(?:been\s{1,3})?(?:met|confirmed|fulfilled|present|diagnosed|established|the\s{1,3}case|shown|supported))\b"
)
_DOUBTED = Caseless(
    r"(?:\?\s{0,2}|\b(?:query|possibl[ey]|probabl[ey]|suspected|suspicion\s{1,3}of|whether|if|perhaps|maybe|could\s{1,3}be|(?:may|might)\s{1,3}(?:be|have)|assess\w*\s{1,3}for|rule\s{1,3}out|exclude|r/o|refer\w*\s{1,3}(?:for|re|as)|question\s{1,3}of|workup\s{1,3}for|towards|risk\s{1,3}of|is\s{1,3}(?:he|she|this|it)|does\s{1,3}(?:he|she|this|it)\s{1,3}(?:have|meet)|meets?)\b[^.;\n]{0,30})\Z"
)
_ASKED_AFTER = Caseless(
    r"\s{0,2}(?:\w+\s){0,2}?\(?\?|\s{1,3}(?:in\s{1,3}question|to\s{1,3}be\s{1,3}(?:confirmed|assessed|determined))"
)
_NEAR = 60  # characters before a word in which its denial or its owner stands


def refractory(reading: Reading) -> Said | None:
    """True where the note calls the patient's illness refractory, False where it denies it or calls it a first or acute
    one; None where it says neither, doubts it, or says both."""
    said = _resistance(reading)
    early = _EARLY.search(reading.text)
    if early is not None and True not in said:
        return Said(False, (early.span(),))
    if early is not None or len(said) > 1:
        return None
    if said:
        ((value, span),) = said.items()
        return Said(value, (span,))
    acute = _ACUTE.search(reading.text)
    return Said(False, (acute.span(),)) if acute else None


def _resistance(reading: Reading) -> dict[bool, tuple[int, int]]:
    """Where resistance of the patient's own illness is asserted, and where it is denied."""
    found: dict[bool, tuple[int, int]] = {}
    for m in _RESISTANT.finditer(reading.text):
        part = reading.sentence_of(m.start())
        before = reading.text[max(part.start, m.start() - _NEAR) : m.start()]
        if KIN.search(before) or "family" in before.lower():
            continue
        if _DENIED.search(before) or _DENIED_AFTER.match(reading.text, m.end(), part.end):
            found.setdefault(False, m.span())
        elif not (_DOUBTED.search(before) or _ASKED_AFTER.match(reading.text, m.end())):
            found.setdefault(True, m.span())
    return found
