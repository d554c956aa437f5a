"""Whom a sentence speaks to and of: a claim tells what a source says, by itself, to nobody in particular."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told

LEAST_TERMS = 3  # words that say something, below which nothing can be compared
_ANSWERS = re.compile(
    r"^\W*(?:yes|no|yeah|nope|correct|true|right|indeed|not (?:so|really|quite))\s?(?:[,.;:!—–-]|$)", re.IGNORECASE
)
_LEANS = re.compile(
    r"^\W*(?:(?:at|in|on|for|of|with|from|to|by|after|before|under|below|above|then|so|and|but|also|here|there)[, ]+)?"
    r"(?:it|they|them|this|that|these|those|such|its|their|both|the (?:latter|former|same))\b",
    re.IGNORECASE,
)
_PATIENT = re.compile(
    r"\b(?:s?he|him|hers?|his|you|yours?|my|our|me|we|us|(?-i:I)(?!\.)"
    r"|(?:this|that|the) (?:patient|man|woman|person|client|girl|boy|lady|gentleman|case)(?!s|['’]s? series))\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:please )?(?:(?:do not|don['’]t|never|always|just|simply|then|next|so) )?"
    r"(?:give|take|start|stop|begin|raise|lower|increase|reduce|add|avoid|use|switch|change|continue|discontinue"
    r"|withhold|hold|titrate|prescribe|administer|try|keep|cease|halve|double|choose|go|treat)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\b(?:should|must|recommend\w*|advis\w+|need(?:s|ed)? to|is to|are to)\b", re.IGNORECASE)


def tells_something(claim: Told, cited: Cited) -> str | None:
    """Neither a bare yes or no, nor a question, nor so few words that nothing can be compared."""
    if _ANSWERS.match(claim.text):
        return "it answers yes or no, which no source does"
    if claim.text.rstrip(" \"'”’)").endswith("?"):
        return "it asks, where a source tells"
    terms = [term for term in claim.terms if term.says_something]
    if len(terms) + len(claim.quantities) < LEAST_TERMS:
        return "it says too little to be compared with the cited words"
    return None


def stands_by_itself(claim: Told, cited: Cited) -> str | None:
    """It does not begin with a word for something said before it, unless the cited words do."""
    found = _LEANS.match(claim.text)
    if found and not _LEANS.match(cited.text):
        return f"'{found.group().strip()}' stands for something that it does not name"
    return None


def speaks_of_no_patient(claim: Told, cited: Cited) -> str | None:
    """A source says nothing of the reader or the reader's patient, and neither does a claim."""
    for found in _PATIENT.finditer(claim.text):
        word = found.group()
        is_abbreviation = len(word) > 1 and word.isupper()  # "US"
        if not is_abbreviation and not re.search(rf"\b{re.escape(word)}\b", cited.text, re.IGNORECASE):
            return f"'{word}' speaks of somebody of whom no source does"
    return None


def gives_no_orders(claim: Told, cited: Cited) -> str | None:
    """What a source reports is not told as an order; what it advises may be."""
    found = _ORDER.match(claim.text)
    if found and not _ADVICE.search(cited.text) and not _ORDER.match(cited.text):
        return f"'{found.group().strip()}' makes an order of what the cited words report"
    return None
