"""What is limited stays limited: ordinals, designations ("hepatitis C"), and exceptions that are not taken in."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told

_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth)\b(?! (?:of|thirds?)\b)", re.IGNORECASE)
_DESIGNATED = re.compile(
    r"\b(type|genotype|grade|stage|phase|class|category|hepatitis|vitamin|factor|group|Child-Pugh)[ -]"
    r"([A-Z]|\d{1,2}|I{1,3}V?|IV)\b"
)
_TAKES_IN = re.compile(
    r"\b(?:even (?:when|if|in|where|with|among)|including(?: in)?|also (?:in|for|when)|whether or not|regardless|"
    r"irrespective|as in|like other|in all|too\b(?! (?:much|little|few)))",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(
    r"\b(?:unless|except\w*|exclud\w+|avoid\w*|unlike|unique|contraindicated|as long as|provided)\b", re.IGNORECASE
)


def ordinals_agree(claim: Told, cited: Cited) -> str | None:
    """Where the source counts in order, the first is not told as the second. "In first place" may stand for "best"."""
    theirs = {found.group().lower() for found in _ORDINAL.finditer(cited.text)}
    ours = next((found.group() for found in _ORDINAL.finditer(claim.text) if found.group().lower() not in theirs), None)
    return f"'{ours}' is not in the cited words" if ours and theirs else None


def designations_agree(claim: Told, cited: Cited) -> str | None:
    """What a type, a grade or a hepatitis is called by is what the source calls it by."""
    theirs = {(found[1].lower(), found[2]) for found in _DESIGNATED.finditer(cited.text)}
    for found in _DESIGNATED.finditer(claim.text):
        here = (found[1].lower(), found[2])
        if here not in theirs and any(name == here[0] for name, _ in theirs):
            return f"'{found.group()}' is not in the cited words"
    return None


def exceptions_are_not_taken_in(claim: Told, cited: Cited) -> str | None:
    """What the source leaves out ("unless", "except") is not told as taken in ("even", "including")."""
    taken = _TAKES_IN.search(claim.text)
    if taken and _LEAVES_OUT.search(cited.text) and not _TAKES_IN.search(cited.text):
        return f"'{taken.group()}' takes in what the cited words leave out"
    return None
