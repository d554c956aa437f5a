"""A text in, the places of dates of birth and of exact ages over 89 out."""

import re
from collections.abc import Iterable, Iterator

from assistant.identifiers.windows import Span, windows

_ANY_AGE = re.compile(r"(?<!\d)(?:9\d|1[01]\d)(?!\d)")

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})"
_FULL_YEAR = r"(?:19|20)\d{2}"
_WRITTEN = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ .-]{{0,2}}{_MONTH}[ .,-]{{0,2}}{_YEAR}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_FULL_YEAR}"
_FIGURES = rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|{_FULL_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
DATE = re.compile(rf"(?<![\w/.-])(?:{_WRITTEN}|{_FIGURES})(?![\w/]|[.-]\d)", re.IGNORECASE)
_BORN = re.compile(
    r"(?:\bd\.? ?o\.? ?b\.?|\bdate of birth|\bbirth ?-?date|\bbirth ?day|\bborn|\bbirth|(?<!\w)\*|(?<!\w)b\.|\bdob)"
    r"(?: (?:is|was|on|the|in|of)){0,3}[ :=(\[-]{0,3}\Z",
    re.IGNORECASE,
)
_LABELLED_LOOSE = re.compile(
    r"\b(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date)[ :=(-]{1,3}(?:is |was )?(\d{1,2}[ ]\d{1,2}[ ](?:\d{4}|\d{2})|\d{8}|\d{6})(?!\d)",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"[ ,]{0,2}\(?(?:d\.?o\.?b\.?|date of birth|born)\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"[ ,;(\[-]{1,3}(?:aged? )?\d{1,3} ?(?:y/?o\b|yo\b|yrs?(?: old)?\b|y\b|years?[- ]old|-year-old)|[ ,;(\[-]{1,3}\d{2} ?[MF]\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:\d{1,3} ?(?:y/?o|yo|yrs?|years?[- ]old)(?: ?(?:[MF]|male|female|man|woman))?|\b\d{2} ?[MF]|\baged? \d{1,3})[ ,;(\[-]{1,3}\Z",
    re.IGNORECASE,
)
_LATEST = 2015  # who is born later is too young for this subject: a date after it, with nothing said, is of a visit
_BESIDE = re.compile(r"[ ,;:(\[/|-]{0,4}\Z")

_AGE = r"(9\d|1[01]\d)"
_OLD = re.compile(
    rf"(?<![\d.,/<>≥≤+–-])(?<!\d )\b{_AGE}(?:[ -]?(?:y/?o\b|yo\b|yrs? old\b|yr-old\b)|[ -]?years?[ -](?:old\b|of age\b)|[ -]?(?:y|yrs?)[ /,-]?(?:[MF]|male|female)\b)(?! (?:and|or) (?:over|above|older))",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:aged|age(?: is|:| of)?|turned|turns) {_AGE}\b(?!\+|[-–]\d| ?(?:and|or) (?:over|above|older)| ?to \d|%)",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    rf"\b(?:s?he|he|patient|pt|(?:grand)?(?:mother|father)|mum|mom|dad|lady|gentleman|man|woman) (?:is|was|just turned|now) (?:now )?{_AGE}\b(?=[.,;)]|$| and | with | on )(?! ?(?:%|mg|kg|cm))",
    re.IGNORECASE,
)
_BY_SEX = re.compile(rf"(?:^|\n|\b(?:pt|patient|for|in|an?|this|my|our)[ :,-]{{1,2}}){_AGE} ?[MF]\b(?!\w)")
_MANY = re.compile(
    r"(?:patients|people|adults|those|persons|participants|over|above|older than|between|under)(?: (?:who are|were|is|are))?(?: aged?)? ?\Z",
    re.IGNORECASE,
)


def births(text: str, names: Iterable[Span]) -> Iterator[Span]:
    """Dates said to be of birth, and full dates beside a name or an age that can be one."""
    ends = {end for _, end in names}
    starts = {start for start, _ in names}
    yield from (found.span(1) for found in _LABELLED_LOOSE.finditer(text))
    for found in DATE.finditer(text):
        start, end = found.span()
        before = text[max(0, start - 40) : start]
        if (
            _BORN.search(before)
            or _BORN_AFTER.match(text, end)
            or (
                _can_be_of_birth(found[0])
                and (
                    _AGE_AFTER.match(text, end)
                    or _AGE_BEFORE.search(before)
                    or any(start - gap in ends and _BESIDE.match(text[start - gap : start]) for gap in range(5))
                    or any(end + gap in starts and _BESIDE.match(text[end : end + gap]) for gap in range(5))
                )
            )
        ):
            yield start, end


def _can_be_of_birth(date: str) -> bool:
    year = re.search(r"(?:19|20)\d{2}", date)
    return year is not None and int(year[0]) <= _LATEST


def ages(text: str) -> Iterator[Span]:
    """Exact ages over 89 of one person; not those of a group ("aged 90 or over")."""
    for start, end in windows(text, _ANY_AGE, 40, 30):
        for pattern in (_OLD, _AGED, _OF_ONE, _BY_SEX):
            for found in pattern.finditer(text, start, end):
                if not _MANY.search(text[max(0, found.start(1) - 30) : found.start(1)]):
                    yield found.span(1)
