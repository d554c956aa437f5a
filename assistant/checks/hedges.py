"""How sure and how binding: a "may" is not dropped, "should" does not become "must", a link does not become a cause."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


HEDGE = _words(
    r"may|might|could|can|perhaps|possibl[ey]|potential(?:ly)?|probabl[ey]|likely|suggest(?:s|ed|ing)?|"
    r"propos(?:e|es|ed|al)|appear(?:s|ed)? to|seem(?:s|ed)?|hypothesi[sz]ed?|thought to|considered|plausibl[ey]|"
    r"believed|hint(?:s|ed)?|tentative(?:ly)?|promising|inconclusive|presumably|needs? to|remains? to|yet to|"
    r"possibility|"
    r"in theory|theoretically"
)
_KEPT_BY = (  # what of the source is no less open in which words of a claim
    (_words(r"hypothesi[sz]ed?|thought to|theoretically"), _words(r"hypothes[ie]s|theor(?:y|ies)|speculat\w+")),
    (_words(r"(?:needs?|remains?) to"), _words(r"ha(?:s|ve) to|must|should|still")),
    (_words(r"can"), _words(r"usable|an option|possible")),
)
HEDGED = 4  # words that a "may" before them makes uncertain
_CERTAIN = _words(
    r"will|prov(?:e|es|ed|en|ing)|proof|definit(?:e|ely|ive|ively)|certain(?:ly)?|clearly|undoubted(?:ly)?|conclusive(?:ly)?|"
    r"guarantee\w*|beyond doubt|no doubt|settle[sd]?|confirm(?:s|ed)?|establish(?:es|ed)?|invariably|inevitabl[ey]|"
    r"strong(?:ly)?|robust(?:ly)?|well[- ]established|of course|is known to|unequivocal(?:ly)?|high[- ]quality"
)
BINDING = (  # how strongly something is advised, strongest first
    (
        "must",
        _words(r"must|has to|have to|required?|requires|mandatory|obligatory|compulsory|imperative|essential|always"),
    ),
    (
        "should",
        _words(
            r"should(?! be considered| consider)|recommend(?:s|ed|ing|ations?)?|advis(?:e|es|ed|ing)|ought to|is to be|"
            r"are to be|call(?:s|ed)? for|ask(?:s|ed)?(?: for| that)?|wants?|urges?|endors\w+|first[- ]line"
        ),
    ),
    (
        "consider",
        _words(r"suggest(?:s|ed|ions?)?|should(?: be)? consider(?:ed)?|consider\w*|prefer(?:s|red|ably)?|favou?rs?"),
    ),
    (
        "may",
        _words(r"may|can|could|might|optional|option|possible|permit(?:s|ted)?|allow(?:s|ed)?|at (?:the )?discretion"),
    ),
)
_NEEDS = _words(r"need(?:s|ed)? to(?= be)?")
_RULES = _words(r"rules?|label|labelling|product information|guidelines?|consensus|criteria|criterion|protocol")
_ADVISES = _words(r"should|recommend")
_CAUSE = re.compile(
    r"(?<!all-)(?<!all )(?<!any )(?<!from )\b(?:caus(?:e|es|ed|ing|al|ally)|le(?:ads?|d) to|"
    r"result(?:ed|ing) in|results? in (?=an? |more|less|fewer|higher|lower|increas|reduc|decreas)|"
    r"as a (?:direct )?result|brings? about|brought about|trigger(?:s|ed)?|prevent(?:s|ed|ing)?|due to|because|"
    r"attributable|protects? against)\b",
    re.IGNORECASE,
)
_ORIGINS = re.compile(r"\ba?etiolog", re.IGNORECASE)
_LINK = _words(r"associat\w+|link(?:s|ed)?|correlat\w+|relat(?:ed|ion\w*)|connect\w+|predict\w*")
_REASON = _words(
    r"because|due to|owing to|since|so|thus|therefore|hence|by \w+ing|given|demonstrating|reasons?|explain\w*|"
    r"explanation|responsible|lead\w*|led|results? (?:in|from)|resulting|caus\w+(?! of death)|driven|induc\w+|"
    r"prevent\w*|produc\w+|consequen\w+|grounds?|thereby|trigger\w*|protect\w*"
)


def hedges_are_kept(claim: Told, cited: Cited) -> str | None:
    """What the source says may be is not said to be, where the claim speaks of the same."""
    for hedge in HEDGE.finditer(cited.text):
        if HEDGE.search(claim.text) or _is_kept_otherwise(hedge.group(), claim):
            return None
        hedged = [term for term in cited.told.terms if term.start >= hedge.end() and term.says_something][:HEDGED]
        if any(term.meanings & hedged_term.meanings for hedged_term in hedged for term in claim.terms):
            return f"it drops '{hedge.group()}' of the cited words"
    return None


def _is_kept_otherwise(hedge: str, claim: Told) -> bool:
    return any(theirs.fullmatch(hedge) and ours.search(claim.text) for theirs, ours in _KEPT_BY)


def certainty_is_the_sources(claim: Told, cited: Cited) -> str | None:
    """Nothing is proven, clear or certain that the source does not call so."""
    here = {_stem(found) for found in _CERTAIN.finditer(cited.text)}
    for found in _CERTAIN.finditer(claim.text):
        if _stem(found) not in here:
            return f"'{found.group()}' is more certain than the cited words"
    return None


def binding_is_the_sources(claim: Told, cited: Cited) -> str | None:
    """What is advised is advised as strongly as in the source."""
    ours, theirs = _bindings(claim.text), _bindings(cited.text)
    if _NEEDS.search(cited.text):
        theirs = ["must", "should", *theirs]
    if HEDGE.search(cited.text) and not _ADVISES.search(cited.text):
        ours = [name for name in ours if name != "consider"]  # "suggests" of a finding, not of a treatment
    strange = [name for name in ours if name not in theirs and (name != "may" or not set(ours) & set(theirs))]
    if not theirs and _RULES.search(cited.text):
        strange = [name for name in strange if name != "should"]  # "is checked weekly", where rules are told
    only_may = not theirs and strange == ["may"]
    if not strange or only_may or (strange == ["should"] and "must" in theirs):
        return None
    word = next(pattern.search(claim.text) for name, pattern in BINDING if name == strange[0])
    return f"'{word.group() if word else strange[0]}' binds more or less than the cited words"


def causes_are_the_sources(claim: Told, cited: Cited) -> str | None:
    """What goes together in the source is not said to be cause and effect."""
    found = _CAUSE.search(claim.text)
    if not found or _CAUSE.search(cited.text) or _ORIGINS.search(cited.text):
        return None
    if _LINK.search(cited.text) or not _REASON.search(cited.text):
        return f"'{found.group()}' makes a cause of what the cited words only report"
    return None


def _bindings(text: str) -> list[str]:
    return [name for name, pattern in BINDING if pattern.search(text)]


def _stem(found: re.Match[str]) -> str:
    return found.group().lower()[:5]
