"""A small matcher for expected facts: a pattern and a sentence in, whether the sentence states the fact out.

A pattern is parts joined by ` + `. It matches when every part occurs in the sentence, in any order, as whole words,
after `normalise` has been applied to both. A part may be a phrase. A trailing `*` lets the last word go on
("respon*"), a leading `!` means the part must not occur ("!not"). Numbers match whole: "5" is neither "1.5" nor "50".
"""

import re
import unicodedata
from functools import cache

NUMBER_WORDS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip

# Applied in this order to lower-case text.
REWRITES: tuple[tuple[str, str], ...] = (
    (r"[\u2010-\u2015\u2212]", "-"),
    (r"[\u2018\u2019]", "'"),
    (r"[\u201c\u201d\"]", ""),
    (r"[µμ]", "u"),
    (r"(?<=\d),(?=\d{3}(?!\d))", ""),
    (r"\btwofold\b", "2 fold"),
    (r"\s*(?:per ?cent|%)", "%"),
    (r"(?<=[\d%])\s*-\s*(?=\d)", " to "),
    (r"(?<=[a-z0-9)])-(?=[a-z(])", " "),
    (r"(?<=[a-z])-(?=\d)", " "),
    (r"\s*(?:\bper day\b|/day\b|/d\b|\ba day\b|\bdaily\b)", "/day"),
    (r"\b(?:at least|no less than|minimum of)\s+(?=\d)|(?:≥|>=)\s*", "≥"),
    (r"\b(?:at most|no more than)\s+(?=\d)|(?:≤|<=)\s*", "≤"),
    (r"\b(?:below|less than|fewer than|under)\s+(?=\d)|<\s*", "<"),
    (r"\b(?:above|more than|greater than|exceeding)\s+(?=\d)|>\s*", ">"),
    (r"±\s*|\bplus or minus\s+", "±"),
    (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ing|able|ation|ations)\b)", "iz"),
    (r"\b(behavi|col|fav|tum|hum|lab)our", r"\1or"),
    (r"ae(?=m|tiol)", "e"),
    (r"(?<=diarrh)oe|\boe(?=dema|str)", "e"),
    (r"\bprogramme", "program"),
    (r"\s+", " "),
)


_THIRDS = re.compile(r"\b(one|two)[-\u2010-\u2013 ]thirds?\b")
NUMBER = re.compile(r"\b(" + "|".join(NUMBER_WORDS) + r")\b")


@cache
def normalise(text: str) -> str:
    """One spelling for everything the patterns should not care about: dashes, digits, units, comparators, UK or US."""
    text = unicodedata.normalize("NFKC", text.replace("10⁹", "10^9")).lower()
    text = NUMBER.sub(lambda word: NUMBER_WORDS[word[0]], _THIRDS.sub(r"\1/3", text))
    for pattern, replacement in REWRITES:
        text = re.sub(pattern, replacement, text)
    return text.strip()


@cache
def _part(part: str) -> re.Pattern[str]:
    stem = normalise(part.removesuffix("*"))
    end = "" if part.endswith("*") else r"(?![a-z0-9])(?!\.\d)"
    start = r"(?<![a-z0-9])(?<!\d\.)" if stem[:1].isalnum() else ""
    return re.compile(start + re.escape(stem) + end)


def matches(pattern: str, sentence: str) -> bool:
    """Whether one sentence states what the pattern asks for."""
    text = normalise(sentence)
    for part in pattern.split(" + "):
        wanted = not part.startswith("!")
        if bool(_part(part.removeprefix("!").strip()).search(text)) is not wanted:
            return False
    return True


def found(alternatives: tuple[str, ...], sentences: tuple[str, ...]) -> bool:
    """Whether one sentence matches one alternative; facts are never stitched together across sentences."""
    return any(matches(pattern, sentence) for pattern in alternatives for sentence in sentences)
