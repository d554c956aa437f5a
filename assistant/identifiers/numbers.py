"""A text in, the places of numbers that a person is registered by out: with a word that says so, or known by shape."""

import re
from collections.abc import Iterable, Iterator

from assistant.identifiers.windows import Span, windows

_FIGURES = re.compile(r"\d(?:[ ./-]?\d){3,14}")

_NO = r"(?:numbers?|num|nos?|nr|ids?|identifier|#)"
_OWN = (  # words that stand for a number by themselves
    rf"m\.?r\.?n|mrno|u\.?r\.?n|urno|umrn|ipn|nhi|hcn|phn|ihi|ssn|nric|aadhaar|pesel|cpf|nif|dni|hkid|nino|passport|medicare|medicaid|ohip"
    rf"|(?:nhs|chi|national insurance|social security|driving licen[cs]e|driver'?s licen[cs]e|health card|identity card|id card|national id|pt|patient)(?: {_NO}| card)?"
)
_ANNOUNCED = (  # words that do with "number" or a sign after them
    r"(?:medical |health |patient |clinical |case |hospital )?records?|hosp(?:ital)?|unit|patient|pt|chart|file|folder|registration|admission|episode|"
    r"client|service user|insurance|policy|member|subscriber|account|acct|beneficiary|certificate|licen[cs]e|case|reference|ref|accession|device|"
    r"serial|(?:registration |number )?plate|ur|pas|rio|emis|ic|ni|tax|dl|chi|sin|fin"
)
_VALUE = r"([A-Za-z]{0,5}[-/ ]?\d[\dA-Za-z]{0,14}(?:[-/ .][\dA-Za-z]{1,8}){0,4})"
_LABELLED = re.compile(
    rf"(?<![\w-])(?:(?:{_OWN})(?:\.|\b)|(?:{_ANNOUNCED})(?:(?: |\. ?){_NO}\b\.?|[:#]| {_NO}|#)) ?(?:(?:is|was|=|no\.?|number|\(|[:#.])[ ]?){{0,4}}{_VALUE}",
    re.IGNORECASE,
)
_LEAST = 5  # digits: fewer are a dose, a count or a year
_WEAK = re.compile(
    r"(?:pt|patient|case|ref|reference|account|acct|device|serial|chart|hosp|hospital|rio|emis|chi|fin|sin|unit)\b",
    re.IGNORECASE,
)
_NAMED_ONLY = re.compile(r"(?:pt|patient)\W*", re.IGNORECASE)  # no word says that a number follows
_HASH = re.compile(r"(?<![\w#&])#\d{5,12}\b")
_TEN = re.compile(r"(?<![\w.,/+-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w/]|[.,-]\d)")
_BESIDE = re.compile(r"[ ,(\[#-]{1,3}(\d{6,10})(?!\d|[-/.]\d| ?(?:mg|%))")  # a name
_SSN = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_NINO = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)", re.IGNORECASE)
_MBI = re.compile(r"(?<!\w)[1-9][A-Z][A-Z\d]\d-?[A-Z][A-Z\d]\d-?[A-Z]{2}\d{2}(?!\w)")
_NRIC = re.compile(r"(?<!\w)[STFG]\d{7}[A-Z](?!\w)")
_UNIT = re.compile(
    r"[ -]?(?:mg|mcg|µg|μg|g|kg|ml|mls|l|weeks?|wks?|days?|months?|years?|yrs?|yo|y/o|%|x|patients|participants|people|ng|nmol|mmol|units?|iu)\b|[ ]?%",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}|(?:19|20)\d{2}[-/](?:19|20)?\d{2}|10\.\d{4,5}\S*)\Z"
)
_OF_A_WORK = re.compile(
    r"(?:PMID|PMCID|PMC|doi|PubMed|ISRCTN|NCT|ACTRN|EudraCT|CRD|PROSPERO|ISBN|arXiv)\W{0,3}\Z", re.IGNORECASE
)


def record_numbers(text: str, names: Iterable[Span]) -> Iterator[Span]:
    """Record, health-service, insurance, social-security, passport and account numbers."""
    for start, end in windows(text, _FIGURES, 48, 40):
        for found in _LABELLED.finditer(text, start, end):
            if span := _value(text, found):
                yield span
        for pattern in (_HASH, _SSN, _NINO, _NRIC):
            yield from (found.span() for found in pattern.finditer(text, start, end))
        yield from _by_check_digit(text, start, end)
    yield from (found.span() for found in _MBI.finditer(text))
    for _, end in names:
        if beside := _BESIDE.match(text, end):
            yield beside.span(1)


def _by_check_digit(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _TEN.finditer(text, start, end):
        digits = found[1] + found[3] + found[4]
        before = text[max(0, found.start() - 12) : found.start()]
        if has_nhs_check_digit(digits) and found[2] != "-" and not _OF_A_WORK.search(before):
            yield found.span()


def _value(text: str, found: re.Match[str]) -> Span | None:
    """The number that follows its label, without the words and doses that follow it."""
    first, *others = re.split(r"(?<=\w)(?=[-/ .])", found[1])
    label, start = text[found.start() : found.start(1)], found.start(1)
    if _OF_A_WORK.search(label) or (_NAMED_ONLY.fullmatch(label) and not first.isdigit()):
        return None
    parts = [first]
    for part in others:
        if not any(sign.isdigit() for sign in part) and any(sign.isdigit() for sign in parts[-1]):
            break
        parts.append(part)
    while len(parts) > 1 and _UNIT.match(text, start + sum(map(len, parts))):
        parts.pop()
    value = "".join(parts)
    end, digits = start + len(value), sum(sign.isdigit() for sign in value)
    least = _LEAST if _WEAK.match(label) else _LEAST - 1
    if digits < least or _UNIT.match(text, end) or _DATE.match(value):
        return None
    return start, end


def has_nhs_check_digit(digits: str) -> bool:
    """Whether ten digits are a possible NHS (or CHI) number: the last is the check digit, modulus 11.

    >>> has_nhs_check_digit("9434765919"), has_nhs_check_digit("9434765918")
    (True, False)
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])
