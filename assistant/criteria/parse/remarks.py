"""Remarks that bear on no datum: who asks, where the patient lives, the family, the body, other medicines, the plan.

What can be said against a trial, a sample or a rating has no end, so the readers doubt what they do not know. Real notes
are full of sentences on something else altogether; those are blanked, every offset kept, before a reader can take them
for a doubt. A remark must have a topic of its own and no word that may be said of what is read; they are listed among
what was not understood.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria import drugs
from assistant.criteria.parse.at_dose import RAISING, SET_APART
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.remark_words import (
    BORNE,
    KIN,
    LIGHT,
    NO_CLOZAPINE,
    NOT_BORNE,
    NUMBERED,
    OF_CLOZAPINE,
    OTHER_MEDICINE,
    SERIOUS,
    TOPICS,
)

_OF_BODY = 3  # the place of that topic
_LONGEST = 160  # characters of a remark
_TURN = re.compile(r"\s[-–—]\s|—|,\s|\((?P<inside>[^()\n]{3,100})\)")
_OF_TAKING = re.compile(r"(?i)adher|complian|concord|%|per\s?cent|\b(?:doses|sources?)\b")
# Who agrees, or sees the tablets taken, is a source: "carer agrees", "staff prompt and watch".
_SEES = re.compile(
    r"(?i)\b(?:(?:agree[sd]?|concurs?|concordant)(?=\s{0,2}(?:$|[.;,)]|too\b|also\b))|(?:prompt|watch|watche|supervise|sign|count|tick|observe)[sd]?(?=\s{0,2}(?:$|[.;,)]|and\b|him\b|her\b|them\b|each\b|every\b|daily\b)))"
)
_NUMBERS = re.compile(r"\d|\bUS\b")
# Brackets that set the weeks of building a dose up apart from those told; none that take them out of those told.
_BUILD_UP = Caseless(rf"{RAISING}|\bweeks?\s(?:at|on|of)\s\d[\d.,]*(?:\s?mg)?(?!\w)")
_TAKEN_OUT = re.compile(
    r"(?i)\b(?:of\s(?:which|these|those|them|it)|first|opening|initial|includ(?:es|ing)|minus|less|never|if|unless|part)\b"
)


def remarks(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The stretches of a note that bear on nothing, in order and apart.

    >>> from assistant.criteria.parse.clauses import sentences
    >>> text = "SOFAS 40. Lives with his parents. Olanzapine 20 mg (on a CTO), no response."
    >>> [text[s:e] for s, e in remarks(text, sentences(text))]
    ['Lives with his parents.', '(on a CTO)']
    """
    return tuple(found for part in parts for found in _of_sentence(text, part))


def _of_sentence(text: str, part: Part) -> Iterator[Part]:
    words = text[part.start : part.end]
    if words.endswith("?"):
        return
    if is_remark(words) or is_medicine(words):
        ended = not text[: part.start].rstrip(" ") or text[: part.start].rstrip(" ")[-1] in ".!?;:\n"
        yield part if ended or words[-1] not in ".!" else Part(part.start, part.end - 1)
    elif not _OF_TAKING.search(words):
        yield from _behind(text, part)


def _behind(text: str, part: Part) -> Iterator[Part]:
    """Brackets, and what stands behind the last dash or comma of a sentence."""
    turns = list(_TURN.finditer(text, part.start, part.end))
    end = part.end - 1 if text[part.end - 1] in ".!" else part.end
    for turn in turns:
        inside = turn["inside"]
        if inside and (is_remark(inside) or is_medicine(inside) or _sets_build_up_apart(inside)):
            yield Part(*turn.span())
    for turn in [one for one in turns if not one["inside"]][-2:]:
        if turn.start() > part.start and is_remark(text[turn.end() : end]):
            yield Part(turn.start(), end)
            return


def is_remark(words: str) -> bool:
    """Whether words have a topic that no datum is of, and nothing in them could be said of one."""
    if len(words) > _LONGEST or _SEES.search(words):
        return False
    if BORNE.search(words) and not NOT_BORNE.search(words):
        return True
    topics = [number for number, topic in enumerate(TOPICS) if topic.search(words)]
    if not topics or (KIN.search(words) and _OF_BODY in topics):
        return False
    rest = LIGHT.sub(" ", NUMBERED.sub(" ", words))
    if _NUMBERS.search(rest) or SERIOUS.search(rest):
        return False
    named = {one.drug.generic for one in drugs.mentions(words) if one.drug is not None}
    asked = OF_CLOZAPINE.search(words) is not None and NO_CLOZAPINE.search(rest) is None
    return not named or (named == {"clozapine"} and asked)


def _sets_build_up_apart(words: str) -> bool:
    return bool(_BUILD_UP.search(words) and SET_APART.search(words)) and not _TAKEN_OUT.search(words)


def is_medicine(words: str) -> bool:
    """Whether a sentence only names other medicines with their doses."""
    return len(words) <= _LONGEST and " " in words and OTHER_MEDICINE.fullmatch(words) is not None
