"""Antipsychotics given at the same time: which of a note's courses ran beside another one.

What was added to a drug told before ran beside it; the drug before it did not, or not all along. Of two told together
each ran beside the other, and "both at the same time", said after two courses, tells it of the pair.
"""

import re
from itertools import pairwise

from assistant.criteria import drugs
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Told, place_in
from assistant.criteria.parse.reading import Reading, Said

_TOGETHER = (
    r"together|at\s+the\s+same\s+time|at\s+once|side\s+by\s+side|in\s+(?:parallel|tandem|combination)|concurrent(?:ly)?"
    r"|concomitant(?:ly)?|simultaneous(?:ly)?|combined|as\s+(?:a\s+)?combination"
)
_ADDED = Caseless(r"\b(?:add(?:ed|ing)\s+to|on\s+top\s+of|augment\w*\s+(?:with|by)|alongside|adjunct\w*\s+to)\b")
_GOES_ON = r"(?:while|whilst|with)\s(?:the\s)?\w+(?:apine|idone|idol|azole|pride|azine|ixol)\s(?:\w+\s){0,3}?(?:continued|continuing|carried\s+on|went\s+on|ran\s+on|still\s+(?:given|running|taken)|kept\s+(?:on|going))"
_PAIRED = Caseless(
    rf"\b(?:{_GOES_ON}|(?:together|combined)\s+with|combination\s+of|{_TOGETHER}|polypharmacy|co-?prescribed)\b"
)
_PLUS = Caseless(r"\bplus\s(?:\d[\d.,]*\s?mg\s(?:of\s)?)?\Z")
_DENIED_BEFORE = Caseless(r"\b(?:no|not|never|without)\s(?:\w+\s){0,3}\Z|n['’]t\s(?:\w+\s){0,3}\Z")
_PAIR = r"(?:the\s+two|both|they|these|those)(?:\s+(?:drugs|courses|trials|antipsychotics|tablets|agents|medicines))?"
_OF_PAIR = Caseless(
    rf"\b(?:{_PAIR}(?:\s+(?!(?:but|seen|stopped|reviewed|rated|discussed|failed)\b)[\w-]+){{0,5}}?\s+(?:{_TOGETHER}|overlap(?:ped)?(?:\s+(?:completely|fully|entirely|all\s+along))?"
    r"|beside\s+each\s+other)|(?:given|prescribed|taken|tried|used)\s+(?:together|as\s+(?:a\s+)?combination|in\s+(?:parallel|combination)))\b"
)
_IN_TURN = Caseless(r"\bone\s+after\s+(?:the\s+other|another)\b|\bsequential(?:ly)?\b|\bnever\s+overlap\w*")
_ALONE = Caseless(
    r"\b(?:as\s+(?:a\s+)?monotherapy|(?:not|never)\s+(?:\w+\s+)?(?:beside|alongside|together\s+with|combined\s+with|with)\s+(?:another|any\s+other)\s+antipsychotic)\b"
)
_DENIED = Caseless(r"\b(?:not|never|no|neither|without)\b|n['’]t\b")


def place_beside(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Say of the courses of a sentence, or of the two before one that names no drug, whether they ran together."""
    known = [one for one in here if one.mention.drug and one.mention.drug.generic]
    if len(here) > 1:
        _of_named(reading, sentence, known)
    elif not here:
        _of_pair(reading, sentence, told)
    elif known and (alone := _ALONE.search(reading.text, *sentence)):
        _say(reading, known, False, alone)


def _say(reading: Reading, courses: list[Told], value: bool, words: re.Match[str]) -> None:
    for one in courses:
        one.last.values["concurrent"] = Said(value, (words.span(),))
    reading.used.append(words.span())


def _of_named(reading: Reading, sentence: Part, known: list[Told]) -> None:
    added = _ADDED.search(reading.text, *sentence)
    words = added or _PAIRED.search(reading.text, *sentence)
    if words is None:
        _joined_by_plus(reading, sentence, known)
    elif not _DENIED_BEFORE.search(reading.text[sentence.start : words.start()]):
        for one in known:
            if not (added and _went_before(one, sentence, added)):
                one.last.values["concurrent"] = Said(True, (words.span(),))


def _joined_by_plus(reading: Reading, sentence: Part, known: list[Told]) -> None:
    """A "plus" between two drugs of which the first has no length of its own: "olanzapine 20 mg plus risperidone"."""
    named = [one for one in reading.named(*sentence) if any(one.drug == other.mention.drug for other in known)]
    for first, second in pairwise(named):
        has_length = any(mark.kind == "duration" for mark in reading.marked(first.end, second.start))
        plus = _PLUS.search(reading.text, first.end, second.start)
        if plus and first.drug != second.drug and not has_length:
            for one in known:
                if one.mention.drug in (first.drug, second.drug):
                    one.last.values["concurrent"] = Said(True, (plus.span(),))


def _went_before(one: Told, sentence: Part, added: re.Match[str]) -> bool:
    """Whether this is the drug that another one was added to, told before by itself."""
    is_added_to = (place_in(one, sentence) < added.start()) == added.group().startswith("augment")
    return is_added_to and one.said[0][0] < sentence.start and bool(one.last.values)


def _of_pair(reading: Reading, sentence: Part, told: list[Told]) -> None:
    pair = [one for one in told if one.mention.drug and not drugs.is_clozapine(one.mention.drug.generic)][-2:]
    if len(pair) < 2 or reading.named(*sentence):
        return
    in_turn = _IN_TURN.search(reading.text, *sentence)
    words = in_turn or _OF_PAIR.search(reading.text, *sentence)
    if words is not None:
        _say(reading, pair, not (in_turn or _DENIED.search(reading.text, *sentence)), words)
