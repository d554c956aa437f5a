"""Whether a sentence classifies one patient: what only the criteria checker may say.

A sentence that speaks of one definite patient in words of classification does ("she meets criteria for TRS", "your
patient is clozapine-resistant"), and so does a bare verdict ("Criteria are met."). Definitions and results of studies
do not ("TRS is defined as ...", "patients with TRS were ..."). In doubt it does: a sentence too many refused costs a
paraphrase, since the source's own sentence is shown instead.
"""

import re

_CLASS = (
    r"(?:(?:treatment|drug|clozapine|antipsychotic|ultra|pseudo)[-\s]*(?:treatment[-\s]*)?(?:resist\w+|refractor\w+"
    r"|(?:non-?|un)?respon\w+)|resistan\w+|refractor\w+|u?trs\b|trrip\b|criteri(?:a|on)\b|(?:non-?)?respon(?:ders?|se|ded|ding)\b"
    r"|remi(?:ssion|tted)\b|(?:in)?adequate\b|(?:adequately|sufficiently) (?:tried|treated|dosed)"
    r"|(?:sub|supra)?-?therapeutic\b|(?:mild |moderate |severe )?neutropeni\w+|agranulocyt\w+|eligible\b|ineligible\b)"
)
_POINTED_AT = r"(?:you|described|in question|here|above|presented)"
_ONE = (
    r"(?:(?:s?he|him|hers?|his|himself|herself)\b(?! et al)|\byou\b|\byour?s?\b"
    r"|(?:this|that|our|my|your) (?:patient|client|case|man|woman|person|individual|boy|girl|lady|gentleman|subject)\b"
    r"(?! (?:populations?|groups?|samples?|cohorts?|series|reports?|stud\w+|subgroups?))"
    rf"|(?:mr|mrs|ms|miss)\.? [A-Z]|the (?:patient|case|person|individual) {_POINTED_AT}"
    r"|the (?:patient|person|individual)['’]?s?\b)"
)
_GENERAL = re.compile(
    r"\b(?:if|when|whenever|once|whether|until|unless|before|should|must|requires?|required|needs? to|asks? for"
    r"|defin\w+)\b",
    re.I,
)
_ANY_ONE = re.compile(rf"\bthe (?:patient|person|individual)\b(?! {_POINTED_AT})", re.I)
_SPEAKS_OF_ONE = re.compile(rf"\b{_ONE}", re.I)
_CLASSIFIES = re.compile(rf"\b{_CLASS}", re.I)
_FILLER = (
    r"(?:(?:therefore|thus|clearly|probably|likely|certainly|also|hence|then|would|will|does|do|did|may|might|could|can"
    r"|must|not|n['’]t|to|an?|the|as|in|be|been|being|have|has|fully|all|both|considered|classified|labelled|regarded"
    r"|deemed|called|consistent|compatible|with|indeed|still|already|formally|minimum|optimum|trrip|dsm|case of)\s+)*"
)
_WHAT_WAS_TOLD = (
    r"(?:\b(?:this|it|these|those|here|both)|(?:^|[.;:,]\s+|\b(?:so|and|but)\s+)that"
    r"|\b(?:the|this|these|both|two) (?:\w+ )?(?:history|presentation|course|picture|situation|information|facts"
    r"|trials?|level|count|anc|description|details|symptoms)(?: (?:given|described|above|here|told|reported|you \w+))*)"
)
_AMOUNTS_TO = (
    r"(?:meets?|met|fulfil\w*|satisf\w+|qualif\w+|counts?|constitutes?|represents?|is|are|was|were|amounts?|suggests?"
    r"|indicates?|confirms?)"
)
_IS = r"(?:is|are|has been|have been|seems?|appears?)"
_BARE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^\W*(?:yes|no|correct|indeed)\b\W.{{0,60}}?\b{_CLASS}",
        rf"{_WHAT_WAS_TOLD}\s+{_FILLER}{_AMOUNTS_TO}\s+{_FILLER}(?:for\s+)?\b{_CLASS}",
        rf"\bcriteri(?:a|on)\b[^.;]{{0,40}}\b{_IS}\b[^.;]{{0,25}}\b(?:met|fulfilled|satisfied|unmet)\b",
        r"\b(?:diagnosis|classification|verdict|status|conclusion|assessment)\s*(?:is|would be|:|=)\s*"
        rf"{_FILLER}{_CLASS}",
        rf"\b{_CLASS}[^.;]{{0,20}}\b{_IS}\s+{_FILLER}"
        r"(?:confirmed|established|present|met|ruled out|excluded|proven|diagnosed)\b",
    )
)


def states_verdict(text: str) -> bool:
    """Whether the sentence says of one patient what only the checker may say.

    >>> states_verdict("She meets the criteria for treatment-resistant schizophrenia.")
    True
    >>> states_verdict("TRS is defined as failure of 2 adequate trials.")
    False
    """
    is_general = bool(_GENERAL.search(text))
    one = text if not is_general else _ANY_ONE.sub(" ", text)
    if _SPEAKS_OF_ONE.search(one) and _CLASSIFIES.search(text):
        return True
    return not is_general and any(bare.search(text) for bare in _BARE)
