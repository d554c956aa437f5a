"""Words that take each other's place though they name no thing: a question and a fragment in, the fragment in place.

"And above 2?" after "ratio below 0.5?", "and late?" after "who counts as early resistance?", "and about diet?" after
"what does NICE say about smoking?".
"""

import re

from assistant.words import is_asking_word, is_stop_word, words

# Words of which one is said instead of another.
OPPOSED = (
    ("mild", "moderate", "severe"),
    ("early", "medium", "late"),
    ("positive", "negative", "general"),
    ("low", "normal", "high"),
    ("lower", "higher"),
    ("lowest", "highest"),
    ("minimum", "maximum"),
    ("green", "amber", "red"),
    ("first", "second", "third", "fourth"),
    ("responders", "non-responders"),
    ("men", "women"),
    ("males", "females"),
    ("inpatients", "outpatients"),
    ("oral", "injectable", "intramuscular"),
    ("morning", "evening"),
    ("weekly", "monthly"),
)
GRADES = frozenset(word for row in OPPOSED for word in row)
_BESIDE = r"(?:at|in|after|before|below|under|above|over|from|until|within|for|with|on|of|less than|more than|up to)"
_UNIT = r"(?:\s?(?:%|[munµ]?g\b|[nµ]g/ml|nmol/l|hours?|h|days?|weeks?|months?|years?)(?:\s?/\s?\w+)?)"
_COUNTED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AMOUNT = re.compile(
    rf"(?:\b(?P<beside>{_BESIDE})\s+)?\b(?P<number>\d[\d.,]*(?:\s*(?:to|[-–])\s*\d[\d.,]*)?|{_COUNTED}\b)"
    rf"(?P<unit>{_UNIT})?(?!\w)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"^(?P<beside>about|upon|on|at|for|in|of|to|with|after|before|during)\s+(?=\w)", re.IGNORECASE)
_SAYS_ABOUT = re.compile(
    r"\b(?:say|says|said|advises?|advised|recommends?|recommended|suggests?|think|thinks)\s+(?:about|on|for|of)\s+|"
    r"\bwhat (?:about|of)\s+",
    re.I,
)
_ONES = re.compile(r"\b(?:the|ones?|an?)\b", re.IGNORECASE)
_ALIKE = {"upon": "on"}


def figure_or_opposite(question: str, fragment: str) -> str:
    """The question with a figure, or one of two opposed words, in the place of its like; empty where it has none.

    >>> figure_or_opposite("CBT: what happened at 21 months", "at 9 months")
    'CBT: what happened at 9 months'
    """
    text = fragment.strip(" ?.!,")
    return _amount_in_place(question, text) or _opposite_in_place(question, text)


def _amount_in_place(question: str, fragment: str) -> str:
    """A number for the only number of its kind: "9", "at 9 months", "statement 8"."""
    named = re.fullmatch(r"(?P<noun>[a-z]+)\s+(?P<number>\d[\d.,]*)", fragment, re.IGNORECASE)
    if named and named["noun"].lower() not in _BESIDE:
        before = re.compile(rf"\b{named['noun']}\s+\d[\d.,]*", re.IGNORECASE)
        return before.sub(fragment, question, count=1) if len(before.findall(question)) == 1 else ""
    new = _AMOUNT.fullmatch(fragment)
    if new is None:
        return ""
    old = [one for one in _AMOUNT.finditer(question) if not new["unit"] or _same_unit(one["unit"], new["unit"])]
    if len(old) != 1:
        return ""
    if new["number"].isalpha() and not (old[0]["unit"] or new["unit"]):
        return ""  # "two?" may count anything
    start = old[0].start() if new["beside"] else old[0].start("number")
    end = old[0].end() if new["unit"] else old[0].end("number")
    return question[:start] + (fragment[0].lower() + fragment[1:]) + question[end:]


def _same_unit(one: str | None, other: str) -> bool:
    return one is not None and one.strip().lower().rstrip("s") == other.strip().lower().rstrip("s")


def _opposite_in_place(question: str, fragment: str) -> str:
    """One word for the word that it is said instead of: "severe" for "mild"."""
    said = [word.surface for word in words(_ONES.sub("", fragment)) if not is_stop_word(word.surface)]
    if len(said) != 1:
        return ""
    rivals = next((row for row in OPPOSED if said[0].lower() in row), ())
    old = [word for word in words(question) if word.surface.lower() in rivals]
    if not old or any(word.surface.lower() == said[0].lower() for word in old):
        return ""
    return question[: old[-1].start] + said[0] + question[old[-1].end :]


def after_the_same_word(question: str, fragment: str) -> str:
    """What follows "about" for what followed it in the question, to its end; a bare noun for what a source said on.

    >>> after_the_same_word("What does NICE say about smoking", "about diet")
    'What does NICE say about diet'
    """
    begins = _BEGINS.search(fragment)
    spoken = list(_SAYS_ABOUT.finditer(question))
    if begins and begins["beside"].lower() in ("about", "on", "upon", "for") and spoken:
        return question[: spoken[-1].end()] + fragment[begins.end() :]
    if begins:
        word = _ALIKE.get(begins["beside"].lower(), begins["beside"].lower())
        found = list(re.finditer(rf"\b{word}\s+(?=[^,;:]*$)", question, re.IGNORECASE))
        asks_on = found and any(is_asking_word(one.surface) for one in words(question[found[-1].end() :]))
        return question[: found[-1].end()] + fragment[begins.end() :] if found and not asks_on else ""
    return question[: spoken[-1].end()] + fragment if spoken and len(fragment.split()) <= 4 else ""
