"""Sentences that differ only in a small word that decides: "with BEN" or without, before or after, which year.

The judge weighs words that carry meaning, and none of these does. A question and two sentences of one subject in, which
of the two fits the question's small words out.
"""

import re
from collections.abc import Iterator

from assistant.words import stem

_DENIES = re.compile(
    r"\b(?:without|not|no|non|never|absence of)[\s-]+"
    r"(?:(?:a|any|an|the|known|documented|having|have|has|with|in|to|be)\s+){0,2}$",
    re.IGNORECASE,
)
_DENIES_FAR = re.compile(r"\b(?:without|not|no|non|never)\b(?:[\s-]+\w+){0,4}[\s-]*$", re.IGNORECASE)
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(("first 1st initial", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 1)
    for word in words.split()
}
_TIME = r"(?:hour|day|week|month|year|dose|episode|line|trial)s?"
_WHICH = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})[\s-](?:(?P<many>\d+)[\s-])?(?P<of>{_TIME})\b"
    r"|\b(?P<said>year|month|week|day)[\s-](?P<number>\d{1,2})\b(?!\s*(?:/|mg|%))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?P<when>before|after|during|until|prior to|following)\s+(?:the |a |an |each |every )?(?P<what>[\w-]+)",
    re.IGNORECASE,
)
_OPPOSITE = {"before": "after", "prior to": "after", "after": "before", "following": "before"}


def is_denied(text: str, at: int) -> bool:
    """Whether what stands at this place is said not to be there.

    >>> is_denied("threshold without BEN", 18), is_denied("threshold with BEN", 15)
    (True, False)
    """
    return bool(_DENIES.search(text, 0, at)) if at else False


def is_denied_far(text: str, at: int) -> bool:
    """Whether what stands at this place may be said not to be there: "not a trial in resistant schizophrenia"."""
    return bool(_DENIES_FAR.search(text, 0, at)) if at else False


def fit(question: str, sentence: str) -> int:
    """How many of the question's small words a sentence says less how many it contradicts.

    >>> fit("rate in the second year", "0.07% in the second year") > fit("rate in the second year", "0.7% of patients")
    True
    """
    asked, said = set(_when(question)), set(_when(sentence))
    contradicted = {(_OPPOSITE.get(one, ""), what) for one, what in asked} & said - asked
    return len(set(_which(question)) & set(_which(sentence))) - len(contradicted)


def _which(text: str) -> Iterator[tuple[str, str]]:
    for found in _WHICH.finditer(text):
        ordinal, number = found["ordinal"], found["number"]
        place = _ORDINALS[ordinal.lower()] if ordinal else number
        yield f"{place}:{found['many'] or ''}", stem(found["of"] or found["said"])


def _when(text: str) -> Iterator[tuple[str, str]]:
    for found in _WHEN.finditer(text):
        yield found["when"].lower(), stem(found["what"])
