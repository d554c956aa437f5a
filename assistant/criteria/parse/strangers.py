"""Who is neither the patient nor of his family: another patient, a neighbour's farmer, the people of a study.

A short aside on them is theirs. What reads like a second case is left, so that the note counts as one of two.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part

_PERSON = r"(?:man|woman|lady|ladies|chap|bloke|fella|fellow|guy|lad|lass|gentleman|girl|boy|person|individual|patient|pt|client|resident|inmate|service\suser|farmer|customer|case|soul|one)"
_OTHER = Caseless(
    r"\b(?:(?:(?:his|her|the|my|our|your|this|an?|one\sof\sthe)\s)?(?:an)?(?:other|different|previous|former|fellow|last|co|neighbou?ring|same-named|like-named|similarly\snamed)[\s-]{1,2}(?:patient|pt|client|resident|inmate|service\suser|lad|lass|chap|bloke|man|woman|lady|guy|gentleman|farmer|person|tenant)s?"
    r"|(?:the\s)?other\s(?:Mr|Mrs|Ms|Miss)\b|(?:once\s(?:had|saw|treated|knew)|(?:had|saw|treated|knew)\sonce|used\sto\s(?:see|have|treat))\s(?:an?|one)\s(?:\w+\s)?(?:patient|pt|man|woman|lady|chap|lad|case)|(?:his|her|the)\snamesake|(?:my|our|his|her|a)\s(?:colleague|registrar|consultant)['’]s\s(?:patient|pt|client)"
    rf"|(?:the|an?|that)\s(?:old\s|young\s)?{_PERSON}\s(?:(?:in|from|of|at|on)\s(?:the\s)?(?:next|opposite|other|neighbouring|adjacent|same)\s\w+|(?:(?:two|three|a\s(?:few|couple\sof))\s(?:beds|doors|rooms|houses)\s(?:down|away|along|up)|next\sdoor|opposite|upstairs|downstairs|across|along\sthe|down\sthe|over\sthe)\b|(?:in|from|at|on)\s(?:his|her|their)\s(?:day|group|church|club\w*|hostel|home|gym|team|football|work\w*|street|block|floor|programme|school|college|ward|unit)\b|in\sthe\s(?:journal|paper|book|article|report|literature|textbook)|(?:admitted|seen|referred|who\scame)\s(?:on\s)?the\ssame|(?:he|she|they)\s(?:knows?|knew|met|shares?|sits|lives|plays|drinks|smokes|goes|works|attends|talks)\b|with\sthe\s(?:same|similar)\sname))\b"
)
_IN_BED = Caseless(
    r"\b(?<!\bis\sthe\s)(?<!\bwas\sthe\s)(?:(?:the|an?|that|old|young)\s)?(?:man|woman|lady|chap|bloke|fella|guy|lad|gentleman|patient|pt|resident|person)\s(?:in|from|of)\s(?P<place>(?:bed|room|cubicle|bay)\s?\w{1,4})\b(?!\s?\([^)\n]{0,20}\b(?:referral|ours|patient|question)\b)"
)
# Words that give a whole statement to somebody else.
_NOT_OURS = Caseless(
    r"\b(?:(?:a\s)?different\s(?:pt|patient|person|man|woman)|not\s(?:the|this|our)\s(?:same\s)?(?:patient|pt|man|lady|woman|chap|bloke|girl|lad)\b(?!['’])|(?:some(?:one|body)|another\s(?:patient|person|man|woman))(?:\selse)?['’]s\s(?:chart|notes?|result|sheet|form|report|record|file|page)|belongs?\sto\s(?:an?(?:other)?\s(?:different\s)?(?:patient|pt|Mr|Mrs|Ms|man|woman|lady)|some(?:one|body)\selse)|mis-?filed|not\sto\sbe\s(?:confused|mixed\sup)\swith|(?:do\snot|don['’]?t)\s(?:confuse|mix)\b|by\s(?:a\s)?mix-?up)\b"
)
# The people of a study: "patients received", "40 % responded".
_OF_A_STUDY = Caseless(
    r"\b(?:patients|subjects|participants|completers|probands)\s(?:who\s)?(?:received|got|were|had|took|on|responded|improved|with|treated)\b|\d\s?%\s(?:of\s(?:the\s|all\s)?(?:patients|people|subjects|them|cases|cohort|sample)\s)?(?:responded|improved|remitted|relapsed)\b"
)
_CHEAP = ("once", "used to", "his ", "her ",
    "other", "different", "previous", "former", "fellow", "last ", "co-", "neighbo", "same", "namesake", "'s pa", "’s pa", "next", "beds", "doors", "rooms", "houses",
    "opposite", "adjacent", "stairs", "across", "along", "down the", "over the", "journal", "paper", "book", "article",
    "literature", "know", "knew", " met", "share", " sits", "lives", "plays", "drinks", "smokes", "goes", "works", "attends",
    "talks", "named", "similar", "report", "'s p", "’s p", "'s client", "’s client", "like-",
)  # fmt: skip
_SUBJECTS = ("patients", "subjects", "participants", "completers", "probands", "%")
_OURS = (
    "confuse",
    "mix",
    "different",
    "not the",
    "not this",
    "not our",
    "else",
    "belong",
    "misfiled",
    "mis-filed",
    "another",
)
_TURN = Caseless(r"[,(;]|\b(?:because|that|as|and|but|while|whereas)\b")


class Aside(NamedTuple):
    """What a sentence tells of a stranger, and the end of the words that name them."""

    part: Part
    named_to: int


def told_of_strangers(text: str, parts: Sequence[Part], number: int) -> Iterator[Aside]:
    """The asides of one sentence on people who are neither the patient nor of his family.

    >>> from assistant.criteria.parse.clauses import sentences
    >>> text = "He failed olanzapine. The neighbouring farmer gets Depixol 100 mg."
    >>> [text[slice(*one.part)] for one in told_of_strangers(text, sentences(text), 1)]
    ['The neighbouring farmer gets Depixol 100 mg.']
    """
    start, end = parts[number]
    low = text[start:end].lower()
    if any(word in low for word in _OURS) and number and not low.endswith("?"):
        whole = _NOT_OURS.search(text, start, end)
        if whole and re.search(r"\d", low):
            yield Aside(Part(start, end), end)
            return
    if any(word in low for word in _SUBJECTS) and (study := _OF_A_STUDY.search(text, start, end)) and low[-1] != "?":
        yield Aside(Part(_turned(text, start, study.start()), end), end)
        return
    patterns = [_OTHER] if any(word in low for word in _CHEAP) else []
    patterns += [_IN_BED] if any(word in low for word in ("bed", "room", "cubicle", "bay")) else []
    for pattern in patterns:
        found = pattern.search(text, start, end)
        if found and (part := _short(text, parts, number, found)):
            yield Aside(part, found.end())


def _short(text: str, parts: Sequence[Part], number: int, other: re.Match[str]) -> Part | None:
    """A short aside on another patient; None where it reads like a second case."""
    start, end = parts[number]
    opened = text.rfind("(", start, other.start())
    closed = text.find(")", other.end(), end)
    if opened >= 0 and closed >= 0 and text.rfind(")", opened, other.start()) < 0:
        return Part(opened, closed + 1)
    following = text[parts[number + 1].start :][:40] if number + 1 < len(parts) else ""
    short = end - start < 200 and len(re.findall(r"\d+(?:[.,]\d+)?", text[other.end() : end])) < 4
    if text[end - 1] == "?" or number == 0 or not short or text[other.end() : other.end() + 1] == ":":
        return None
    if re.match(r"\W*(?:he|she|his|her|they|their|both)\b", following, re.I):
        return None
    if "place" in other.groupdict() and not _SPOKEN_OF.search(text, 0, start):
        return None
    return Part(_turned(text, start, other.start()), end)


_SPOKEN_OF = Caseless(
    r"\b(?:he|she|his|her|him|hes|shes|pt|patient|bed\s?\d|man|woman|bloke|chap|lady|gentleman|mr|mrs|ms|\d{2}\s?(?:yo|[MF]\b))\b"
)


def _turned(text: str, start: int, place: int) -> int:
    """Where the clause of an aside begins: after the last turn before it."""
    turns = [found.end() for found in _TURN.finditer(text, start, place)]
    return turns[-1] if turns else start
