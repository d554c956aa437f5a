"""Of which patient of a conversation words speak: told apart by order, name, age and sex.

A conversation may tell of several. Words that point to one of them are that patient's, whoever was spoken of last; a
woman is not the man who was told of.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.criteria import drugs

AGE = r"(?:1[5-9]|[2-9]\d)"
_NOUN_F = r"(?:lady|woman|girl|female)"
_NOUN_M = r"(?:gentleman|man|guy|chap|lad|bloke|boy|fellow|male)"
PERSON = rf"(?:pt|patient|case|client|{_NOUN_F}|{_NOUN_M})"
_BACK = r"(?:(?:back|returning|return|going back|turning) to|(?:about|again on|once more on|for|on|of|as for|re))"
_ORDER = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_PLACE = {"1": 0, "a": 0, "one": 0, "2": 1, "b": 1, "two": 1, "3": 2, "c": 2, "three": 2, "4": 3, "d": 3}
_POINTS = re.compile(  # "back to the first one", "pt 1", "the previous patient"
    rf"\b(?:(?:{_BACK} )?(?:(?:the|my|our|that) )?(?P<order>{'|'.join(_ORDER)}) {PERSON}\b"
    rf"|{_BACK} (?:the|my|our) (?P<one>{'|'.join(_ORDER)})(?: one)?(?=\s?(?:[,.:;?!–-]|$))"
    rf"|(?:{_BACK} )?(?:pt|patient|case|client) (?:no\.? ?|number |#)?"
    r"(?P<place>[1-4]|(?-i:[A-D])|one|two|three)\b(?![.,]?\d)"
    rf"|(?:{_BACK} )?(?:(?:the|my|our) )?(?P<before>previous|earlier|prior|former|original|initial|other)"
    rf" {PERSON}\b|{_BACK} (?:the|my|our) (?P<last>previous|earlier|prior|former|original|other)(?: one)?"
    r"(?=\s?(?:[,.:;?!–-]|$)))",
    re.I,
)
_NAME = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Miss)\.?\s(?P<name>[A-Z][\w’'-]*?)(?=['’]s\b|\W|$)")
_THE_AGED = re.compile(
    rf"\b(?:the|that|this|our|my) (?P<age>{AGE})[\s-]?(?:(?:yo|y/o)\s?(?P<one>[MFmf])?\b|(?P<sex>[MFmf])\b"
    r"|years?[\s-]old)",
    re.I,
)
_THE_ONE = re.compile(rf"\b(?:the|that|this|our) (?:(?P<f>{_NOUN_F})|(?P<m>{_NOUN_M}))\b(?! (?:who|next|in the))", re.I)
_AGED = re.compile(rf"(?:\b|^)(?P<age>{AGE})[\s-]?(?:[MF]\b|yo\b|y/o\b|years?[\s-]old)|\baged (?P<aged>\d\d)\b")
_AGED_SEX = re.compile(rf"\b(?:{AGE}\s?(?:yo\s?|y/o\s?)?([MF])|([MF])\s?/?\s?{AGE})\b")
_WOMAN = re.compile(rf"\b(?:{_NOUN_F}|mrs|ms|miss)\b", re.I)
_MAN = re.compile(rf"\b(?:{_NOUN_M}|mr)\b", re.I)
_OPENS_AGED = re.compile(rf"^\W*(?:{AGE}\s?([mf])|([mf])\s?/?\s?{AGE})\b", re.I)
_SHE, _HE = re.compile(r"\b(?:she|hers?|herself)\b", re.I), re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_HER_KIN = re.compile(
    r"\b(?:mother|mum|mom|mam|sister|sis|daughter|wife|girlfriend|aunt\w*|nan|gran\w*|niece|midwife)\b", re.I
)
_HIS_KIN = re.compile(r"\b(?:father|dad|brother|bro|son|husband|boyfriend|uncle|grand(?:ad|father)|nephew)\b", re.I)
_ANYBODY = re.compile(
    r"\b(?:carers?|nurse\w*|cpn|doctor|dr|gp|psychiatrist|consultant|registrar|colleague|keyworker|worker|informant"
    r"|partner|friend|twin|cousin|sibling|parent|neighbour|neighbor|landlady|landlord|flatmate|pharmacist|staff|child)"
    r"s?\b",
    re.I,
)

# What may stand before who is told of next; a forename counts after "compare with" and the like only.
_ASKED_ABOUT = re.compile(r"\b(?:compared? (?:with|to)|(?:what|how) about|asks?(?:ed)?(?: me)? (?:about|on))\W+$", re.I)
_OPENS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|now|and|so|then|but|thanks?|also|next|for|(?:do )?compared? (?:(?:him|her|it|that) )?"
    r"(?:with|to)|(?:what|how) about|(?:a|my|our|the|another) (?:colleague|registrar|friend|gp|consultant|trainee)s?"
    r" (?:\w+ )?ask(?:s|ed)?(?: me)? (?:about|on)|i (?:was|am|['’]m) (?:being )?asked about|here(?:['’]s| is)"
    r"|(?:i|we) (?:also |now |then )?(?:have|saw|see|got|had)|there(?:['’]s| is)(?: also)?)\W+)+",
    re.I,
)
_SOMEBODY = re.compile(
    rf"(?:(?:a|an|another|one more) (?:[\w-]+,? ){{0,3}}?{PERSON}\b"
    r"(?! (?:nurse|carer|worker|relative|friend|doctor|staff))"
    rf"|{PERSON}(?: [A-Z])?,? (?:aged )?{AGE}\b(?! ?(?:%|mg|weeks?|days?|months?))"
    rf"|(?:my|our) (?:other|next|second|new) (?:one|{PERSON})\b)",
    re.I,
)
_FORENAME = re.compile(r"(?-i:[A-Z][a-z]{2,14})(?=\s?[:?,])")
_IN_OFFICE = re.compile(  # who tells of a patient is none: "Mr Jones, his carer", "Mrs K says"
    rf"(?:['’]s)?\W+(?:(?:who|his|her|the|a|our) )?(?:[\w-]+ )?(?:{_ANYBODY.pattern[2:-4]}s?|{_HER_KIN.pattern[2:-2]}"
    rf"|{_HIS_KIN.pattern[2:-2]}|says?|said|counts?|counted|reports?|reported|confirms?|confirmed|watch\w*|gives?|gave"
    r"|rated|scored|saw|vouch\w*|thinks?|supervis\w*|administer\w*)\b",
    re.I,
)


class Person(NamedTuple):
    """A patient of a conversation, by what was told of them."""

    notes: tuple[str, ...] = ()

    def sex(self) -> str:
        """ "f" or "m" by the first note that says it; nothing where none does."""
        return next((found for note in self.notes if (found := sex(note))), "")

    def age(self) -> str:
        """The age that the notes give first, as it is written."""
        found = next((one for note in self.notes if (one := _AGED.search(note))), None)
        return (found["age"] or found["aged"]) if found else ""

    def is_named(self, name: str) -> bool:
        """Whether the notes name them so."""
        return any(found["name"] == name for note in self.notes for found in _NAME.finditer(note))

    def could_be(self, text: str) -> bool:
        """Whether a text may speak of them: it tells of no other sex than the notes do.

        >>> [Person(("28M on olanzapine",)).could_be(text) for text in ("She had 4 weeks", "His mother has seen it")]
        [False, True]
        """
        return not {sex(text), self.sex()} >= {"f", "m"}


def sex(text: str) -> str:
    """ "f" or "m" where a text tells it of its patient: by nouns, or else by pronouns that can be of nobody else.

    >>> sex("28M, he took it"), sex("Mother says she saw it"), sex("her SOFAS is 60"), sex("SOFAS 60")
    ('m', '', 'f', '')
    """
    opened = _OPENS_AGED.match(text) or _AGED_SEX.search(text)
    if opened:
        return str(opened[1] or opened[2]).lower()
    others = bool(_ANYBODY.search(text)), bool(_HER_KIN.search(text)), bool(_HIS_KIN.search(text))
    pairs = [(_SHE, _HE)] if any(others) else [(_WOMAN, _MAN), (_SHE, _HE)]
    for woman, man in pairs:
        is_woman, is_man = bool(woman.search(text)), bool(man.search(text))
        if is_woman and is_man:
            return ""
        if is_woman or is_man:
            is_theirs = others[0] or others[1 if is_woman else 2]
            return "" if is_theirs else "f" if is_woman else "m"
    return ""


def introduces(text: str, person: Person) -> bool:
    """Whether a text opens with somebody who is not the patient of the notes: a lady, Mrs K, my other one.

    >>> [introduces(text, Person(("28M, Mr B",))) for text in ("What about Mrs K? She", "Now a lady on", "Mr B had")]
    [True, True, False]
    >>> introduces("Mr Jones, his carer, counted", Person()), introduces("what about Olanzapine: it", Person())
    (False, False)
    """
    opened = _OPENS.match(text)
    rest = text[opened.end() :] if opened else text
    named = _NAME.match(rest)
    if named:
        return not person.is_named(named["name"]) and _IN_OFFICE.match(rest, named.end()) is None
    first = _FORENAME.match(rest) if opened and _ASKED_ABOUT.search(opened.group()) else None
    return bool(_SOMEBODY.match(rest)) or (first is not None and not drugs.mentions(first.group()))


def meant_by(text: str, people: Sequence[Person], current: int) -> int | None:
    """The patient whom a text points to; None where it points to nobody in particular, or to one not told of.

    >>> told = [Person(("28M on olanzapine",)), Person(("45F on haloperidol",))]
    >>> [meant_by(text, told, 1) for text in ("back to the first one", "his SOFAS is 65", "SOFAS 65", "the 28M?")]
    [0, 0, None, 0]
    """
    if len(people) < 2:
        return None
    pointed = pointed_to(text, people, current)
    if pointed is not None or people[current].could_be(text):
        return pointed
    return _of_sex(sex(text), people, current)


def pointed_to(text: str, people: Sequence[Person], current: int) -> int | None:
    """The patient whom a text points to by order, name, age or "the man"; None where it does to none told of."""
    if len(people) < 2:
        return None
    pointed = _POINTS.search(text)
    if pointed:
        found = _pointed(pointed, len(people), current)
        return found if found is not None and 0 <= found < len(people) else None
    for by in (_named, _aged):
        found = by(text, people, _latest_first(people, current))
        if found is not None:
            return found
    noun = _THE_ONE.search(text)
    return _of_sex("f" if noun["f"] else "m", people, current) if noun else None


def _of_sex(of: str, people: Sequence[Person], current: int) -> int | None:
    return next((place for place in _latest_first(people, current) if people[place].sex() == of), None)


def _latest_first(people: Sequence[Person], current: int) -> list[int]:
    return [current, *(place for place in reversed(range(len(people))) if place != current)]


def _pointed(found: re.Match[str], how_many: int, current: int) -> int | None:
    order = found["order"] or found["one"]
    if order:
        return _ORDER[order.lower()]
    if found["place"]:
        return _PLACE[found["place"].lower()]
    before = (found["before"] or found["last"]).lower()
    if before in ("original", "initial"):
        return 0
    if before == "other":
        return 1 - current if how_many == 2 else None
    return current - 1 if current else 1 if how_many == 2 else None


def _named(text: str, people: Sequence[Person], places: Sequence[int]) -> int | None:
    names = [found["name"] for found in _NAME.finditer(text)]
    return next((place for place in places if any(map(people[place].is_named, names))), None)


def _aged(text: str, people: Sequence[Person], places: Sequence[int]) -> int | None:
    found = _THE_AGED.search(text)
    if not found:
        return None
    of = (found["sex"] or found["one"] or "").lower()
    fitting = (place for place in places if people[place].age() == found["age"])
    return next((place for place in fitting if of in ("", people[place].sex())), None)


def without_pointing(text: str) -> str:
    """A text without the words that point to one of several patients: read with that one's notes, it speaks of one.

    >>> without_pointing("back to the first one, SOFAS 62"), without_pointing("The second patient's adherence was 60%")
    ('the patient, SOFAS 62', "the patient's adherence was 60%")
    """
    return _POINTS.sub("the patient", text)
