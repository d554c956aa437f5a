"""Another figure for a plasma level told before: "second level was 290" in, the sentence that told it out, with 290.

A later note that tells a level tells one more: only the sentence told anew can stand in the place of the old one.
"""

import re
from collections.abc import Iterator, Sequence

from assistant import cases

AGAIN = "Corrected: "  # before a sentence told anew: it takes the place of the one told before
_PLACES = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1, "latest": -1}
_OF_LEVEL = re.compile(
    rf"\W*(?:(?:the|his|her|their|my)\s)?(?:(?P<place>{'|'.join(_PLACES)})\s)?"
    r"(?:(?:clozapine|plasma|serum|trough|blood|drug)\s)*(?P<noun>levels?|trough|lvl|sample|result|one)"
    r"(?:\s(?:was|is|were|had been|of|at|came back(?: as)?))?\s?[:=]?\s?(?P<new>\d[\d.]*)\s?"
    r"(?P<unit>[munµ]?(?:g|mol)/m?l)?\W*",
    re.I,
)
_FIGURE = re.compile(r"\W*(?P<new>\d[\d.]*)\s?(?P<unit>[munµ]?(?:g|mol)/m?l)?\W*", re.I)
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:\.\d+)?(?![\w]|[.,]\d)")
SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def told_anew(text: str, notes: Sequence[str], old: str = "") -> str:
    """The sentence of the notes that told the level meant, with another figure; empty where it is not plain which.

    `old`: the figure that is taken back.

    >>> told_anew("second level was 290", ["Clozapine levels 380 and 410 ng/mL, trough."])
    'Clozapine levels 380 and 290 ng/mL, trough.'
    >>> told_anew("the level was 290", ["Clozapine levels 380 and 410 ng/mL."])
    ''
    """
    found = _OF_LEVEL.fullmatch(text) or _FIGURE.fullmatch(text)
    if found is None or not notes:
        return ""
    named = found.groupdict()
    place = (named.get("place") or "").lower()
    if not (place or old) and named.get("noun", "").lower() == "one":
        return ""
    told = list(_figures(notes))
    meant = [one for one in told if not old or one[1].group() == old.rstrip(".")]
    if place and _PLACES[place] < len(meant):
        meant = [meant[_PLACES[place]]]
    if len(meant) != 1 or (found["unit"] and found["unit"].lower() not in meant[0][0].lower()):
        return ""
    sentence, figure = meant[0]
    return sentence[: figure.start()] + found["new"].rstrip(".") + sentence[figure.end() :]


def names_level(figure: str) -> bool:
    """Whether a figure may be a level's: it has no unit, or a level's.

    >>> names_level("360"), names_level("0.4 mg/L"), names_level("20 mg"), names_level("2.1")
    (True, True, False, True)
    """
    return _FIGURE.fullmatch(figure) is not None


def _figures(notes: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Where the levels of the notes stand, each with its sentence; nothing where some cannot be found again."""
    told = cases.read(notes[-1], notes[:-1]).case.levels
    levels = [float(one.value.low) for one in told if one.value and one.value.low is not None]
    sentences = [sentence for note in notes for sentence in SENTENCE.split(note)]
    found = [(one, m) for one in sentences for m in _NUMBER.finditer(one) if float(m.group()) in levels]
    return iter(found if len(found) == len(levels) else [])


def as_corrected(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes, without the sentences of which a later one is a correction.

    >>> as_corrected(["41M. Level 380 ng/mL. SOFAS 40.", "Corrected: Level 290 ng/mL."])
    ('41M. SOFAS 40.', 'Level 290 ng/mL.')
    """
    kept = list[str]()
    for note in notes:
        if note.startswith(AGAIN):
            kept = [without(note.removeprefix(AGAIN), one) for one in kept]
        kept.append(note.removeprefix(AGAIN))
    return tuple(filter(None, kept))


def without(anew: str, note: str) -> str:
    """A note without the sentences that differ from one told anew by figures alone."""
    return " ".join(one for one in SENTENCE.split(note) if _shape(one) != _shape(anew))


def _shape(sentence: str) -> str:
    return re.sub(r"\d+(?:[.,]\d+)*", "#", " ".join(sentence.lower().split())).strip(" .,;:!?")
