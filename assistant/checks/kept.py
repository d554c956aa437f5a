"""Small words and names that change what is said when they go: the drug of a figure, "or", "at least"."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told

_MORE = r"(?! (?:more|longer|greater|above|higher|less|fewer|below|lower|later|over|beyond|worse|another|so)\b)"
_ALTERNATIVE = re.compile(rf"\bor\b{_MORE}|\b[Ee]ither\b(?=.* or )")
_ANY = re.compile(  # gives alternatives, or examples
    r"\b(?:or|either|nor|any|one|eg|e\.g|such as|for (?:example|instance)|options?|choices?|alternatives?)\b|/",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|nor|never|neither|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_DENIED = re.compile(rf"{_DENIES.pattern}[^.;:]*\Z", re.IGNORECASE)
_ITEMS = re.compile(r"(\w+)(?: \([^()]*\))?,? or (?:an? |the )?(\w+)")
_AT_LEAST = re.compile(
    r"\bat least (?=[a-z])(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|half|an?|as)\b)", re.IGNORECASE
)
_LEAST = re.compile(r"\b(?:at (?:the )?least|minim\w+|or (?:more|greater|worse|above)|no less than)\b", re.IGNORECASE)
_NEVER = ("year", "date")  # kinds of figure that are of no drug


def the_drug_is_kept(claim: Told, cited: Cited) -> str | None:
    """A figure is not told without any drug where its source names one."""
    if all(figure.kind in _NEVER for figure in claim.quantities):
        return None
    drugs = [mention.surface for mention in cited.told.mentions if mention.entity.kind == "drug"]
    spelt = claim.text.lower()
    if not drugs or any(mention.entity.kind == "drug" for mention in claim.mentions):
        return None
    return None if any(drug.lower() in spelt for drug in drugs) else f"it leaves out '{drugs[0]}' of the cited words"


def or_stays_or(claim: Told, cited: Cited) -> str | None:
    """What the source gives as alternatives is not told as all of them, nor all of them as alternatives."""
    found = _ALTERNATIVE.search(claim.text)
    is_denied = found and _DENIED.search(claim.text[: found.start()]) and _DENIES.search(cited.text)
    if found and not is_denied and not _ANY.search(cited.text):
        return f"'{found.group()}' is not in the cited words"
    spelt = {word.surface.lower() for word in claim.words}
    for items in _ITEMS.finditer(cited.text):
        if {items[1].lower(), items[2].lower()} <= spelt and not _ANY.search(claim.text):
            return f"it drops the 'or' of '{items.group()}'"
    return None


def at_least_is_kept(claim: Told, cited: Cited) -> str | None:
    """A least degree is not told as the degree: "at least moderate" is not "moderate"."""
    if _AT_LEAST.search(cited.text) and not _LEAST.search(claim.text):
        return "it drops 'at least' of the cited words"
    return None
