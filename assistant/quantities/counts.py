"""What is counted: the noun after a number, as one word. "5 randomized controlled trials" counts trials.

Patients, people, participants and subjects are persons; medicines and medications are drugs; an RCT is a trial.
"""

import re
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from assistant.quantities.numerals import listed, spaced

_SAME = dict.fromkeys(listed("people patient participant subject individual person inpatient outpatient"), "person")
_SAME |= dict.fromkeys(listed("medication medicine drug"), "drug") | {"rct": "trial", "center": "centre"}
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "criteria": "criterion", "people": "people"}
_IRREGULAR |= {"analyses": "analysis", "meta-analyses": "meta-analysis", "diagnoses": "diagnosis", "crises": "crisis"}
# Counted in the singular too ("1 study", "one trial", "18-item"); plurals need no list.
_SINGULAR = frozenset(
    listed("""
    trial study rct patient person participant subject individual inpatient outpatient adult man woman child
    case drug antipsychotic neuroleptic medication medicine agent class dose tablet capsule injection treatment strategy
    intervention episode failure source session meeting visit item point scale score domain symptom sign sample
    occasion time level test measurement group arm centre center site country cohort registry survey round review
    meta-analysis analysis database record report article paper guideline statement recommendation principle criterion
    outlier event death attempt relapse admission hospitalisation hospitalization seizure expert member committee user
    option part component factor category series programme letter vote""")
)
# The noun phrase ends before these.
_ENDS = frozenset(
    listed("""
    of and or to in with for at on by the than then is was were are be been as from who whom that which a an
    had have has received receiving respectively after before during while when if per over under above below about
    between within without not no but only also however because since until versus vs plus alone daily weekly monthly
    twice once three two were did does do its his her their this these those always perhaps across thus yes less unless
    whose where there it they we can could may might should would will
    means suggests indicates shows reduces improves increases recommends requires needs gives says asks allows makes
    takes calls corresponds runs remains appears seems equals includes""")
)
_NO_PLURAL = ("ss", "us", "is", "'s", "series")
_WORDS = spaced(
    r"(?P<of> of (?:the|these|those|all|our)(?! (?:most|first|best|main|few|leading|only)))?"
    r"(?P<words>(?: (?:[0-9]{1,3}-[a-z]+|phase [0-9]\b|[a-z][a-z'-]*)){1,6})"
)
_WORD = re.compile(r"[^ ]+")
_HYPHENED = re.compile(r"-([a-z]+)")


class Noun(NamedTuple):
    """The counted noun, where it ends, and whether it follows its number at once."""

    name: str
    end: int
    is_next: bool


def noun_at(text: str, at: int, number: Fraction) -> Noun | None:
    """The noun counted by the number that ends at this place of a plain text.

    >>> noun_at("5 randomized controlled trials, all conducted", 1, Fraction(5))
    Noun(name='trial', end=30, is_next=False)
    >>> noun_at("1 prospective treatment trial", 1, Fraction(1)), noun_at("2 of 5", 1, Fraction(2))
    (Noun(name='trial', end=29, is_next=False), None)
    """
    hyphened = _HYPHENED.match(text, at)
    if hyphened:  # "18-item", "two-round": a known noun only, for "5-HT" counts nothing
        return Noun(lemma(hyphened[1]), hyphened.end(), True) if hyphened[1] in _SINGULAR else None
    found = _WORDS.match(text, at)
    words = list(_WORD.finditer(text, found.start("words"), found.end())) if found else []
    for place, word in enumerate(words):
        if word[0] in _ENDS:
            return None
        if _is_counted(word[0], number):
            head = word if number != 1 else _head(words[place:])
            return Noun(lemma(head[0]), head.end(), head is words[0] and not (found and found["of"]))
    return None


def _is_counted(word: str, number: Fraction) -> bool:
    if number == 1 and word in _SINGULAR:
        return True
    return word in _IRREGULAR or (
        len(word) > 3 and lemma(word) != _SAME.get(word, word) and (number != 1 or lemma(word) in _SINGULAR)
    )


def _head(words: list[re.Match[str]]) -> re.Match[str]:
    """The last of the nouns that stand together: "treatment trial" counts trials."""
    return next((word for word, after in pairwise(words) if after[0] not in _SINGULAR), words[-1])


def lemma(word: str) -> str:
    """One word for all forms of a counted noun.

    >>> [lemma(word) for word in "trials studies classes people men analyses doses medications".split()]
    ['trial', 'study', 'class', 'person', 'man', 'analysis', 'dose', 'drug']
    """
    one = _IRREGULAR.get(word, word)
    if one == word and word.endswith("ies") and word != "series":
        one = word[:-3] + "y"
    elif one == word and word.endswith(("sses", "xes", "ches", "shes")):
        one = word[:-2]
    elif one == word and word.endswith("s") and not word.endswith(_NO_PLURAL):
        one = word[:-1]
    return _SAME.get(one, one)
