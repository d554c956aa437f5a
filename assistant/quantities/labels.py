"""What stands before a number: comparators ("at least", "≥") and labels ("hazard ratio", "week", "ANC").

The words before a number come in as tokens of a plain text; what they say, and where it begins, comes out.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.quantities.numerals import listed
from assistant.quantities.units import Comparator, Unit, period

_PHRASES: dict[Comparator, str] = {
    ">=": "≥|> =|= >|at least|no fewer than|no less than|not less than|not fewer than|not below|no lower than|minimum|"
    "minimum of|a minimum of|min|as low as|as few as|as little as|greater than or equal to|more than or equal to",
    ">": ">|more than|greater than|above|over|exceeding|exceeds|exceed|exceeded|higher than|longer than|older than|"
    "larger than|in excess of|beyond|for over|lasting over|well over|just over|upwards of",
    "<=": "≤|< =|= <|at most|no more than|not more than|up to|as much as|as many as|as high as|as long as|maximum|"
    "maximum of|a maximum of|max|not exceed|not exceeding|not above|no higher than|no longer than|no later than|within|"
    "less than or equal to|lower than or equal to",
    "<": "<|less than|fewer than|under|below|lower than|shorter than|smaller than|younger than",
    "~": "~|≈|about|approximately|around|roughly|circa|approx|approx.|c.|nearly|almost|some",
    "±": "±|+ /-|+/-|plus or minus|give or take",
}
COMPARATORS: dict[str, Comparator] = {
    phrase: symbol for symbol, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in COMPARATORS)
_ARTICLES = frozenset(("a", "an", "the"))

_LABELS: dict[str, Unit] = {
    spelling: Unit("ratio", name)
    for name, spellings in {
        "hazard ratio": "hazard ratio|hazard ratios|hr|ahr",
        "odds ratio": "odds ratio|odds ratios|or|aor",
        "risk ratio": "risk ratio|relative risk|rr",
        "rate ratio": "rate ratio|irr",
        "SMD": "smd|standardised mean difference|standardized mean difference|standardised mean differences",
        "mean difference": "mean difference|weighted mean difference|md|wmd",
        "effect size": "effect size|effect sizes|effect size g|effect size d|hedges' g|hedge's g|hedges g|cohen's d|g",
        "p": "p|p value|p-value|p values",
        "SD": "sd|standard deviation|s.d.",
        "SE": "se|sem|standard error",
        "r": "r|correlation|correlation coefficient",
        "number needed to treat": "nnt|number needed to treat",
        "number needed to harm": "nnh|number needed to harm",
        "area under the curve": "auc",
        "kappa": "kappa",
    }.items()
    for spelling in spellings.split("|")
}
_LABELS |= dict.fromkeys(("i2", "i²", "heterogeneity"), Unit("percentage", "I2"))
_LABELS |= {"n": Unit("count", "person"), "k": Unit("count", "study")}
_LABELS |= dict.fromkeys(("ci", "cri", "confidence interval", "credible interval"), Unit("interval", ""))
_LABELS |= dict.fromkeys(("age", "aged", "ages"), Unit("age", "year")) | {"bmi": Unit("number", "BMI")}
_LABELS |= {
    spelling: Unit("number", name)
    for name in listed(
        "phase type table figure section statement principle recommendation criterion grade stage version"
    )
    for spelling in (name, name + "s")
} | {"criteria": Unit("number", "criterion"), "warning": Unit("number", "warning")}
_LABELS |= {
    word + plural: unit._replace(kind="timepoint")
    for word in ("day", "week", "month", "year")
    for plural in ("", "s")
    if (unit := period(word))
}
_BLOOD_COUNT = Unit("count_per_volume", "/µL")
_LABELS |= dict.fromkeys(
    (
        *listed("anc neutrophil neutrophils wbc wcc"),
        *(f"anc {word}" for word in listed("level levels count value threshold result")),
        *("neutrophil count", "neutrophil counts", "neutrophil level", "white cell count", "white blood cell count"),
    ),
    _BLOOD_COUNT,
)
_LEVEL = Unit("concentration", "ng/mL")
_LABELS |= dict.fromkeys(("level", "levels", "concentration", "concentrations"), _LEVEL)
_LABEL_ENDS = frozenset(phrase.split()[-1] for phrase in _LABELS)
_LINKS = frozenset(listed("= : of was is were are at be to value values"))
_NOT_A_TIMEPOINT = listed("every each per a an one last next this /")
_OF_CLOZAPINE = listed(
    "clozapine clz norclozapine plasma serum blood trough drug her his the their a latest current last my"
)
_FAR = re.compile(
    r"(?<![a-z])(hazard ratio|odds ratio|risk ratio|relative risk|rate ratio|standardi[sz]ed mean difference|smd|hr"
    r"|effect size)s?"
    r"((?: {1,3}[a-z-]{1,20}){1,8}) {1,3}$"
)
_TOKEN = re.compile(r"[a-z0-9²'./-]+|[^\sa-z0-9]")
_SAYS_SOMETHING = _LAST_WORDS | _LABEL_ENDS | _LINKS | _ARTICLES | {"between"}
_WINDOW = 56


class Before(NamedTuple):
    """What the words before a number say of it."""

    comparator: Comparator
    comparator_words: str
    start: int  # where the comparator begins, else the number
    label: Unit | None
    label_start: int
    is_between: bool


def before(text: str, original: str, floor: int, at: int) -> Before:
    """What the words of a plain text between `floor` and the number at `at` say of the number.

    >>> before("anc of at least 1,000", "ANC of at least 1,000", 0, 16)[:3]
    ('>=', 'at least', 7)
    """
    last = text[max(floor, at - 24) : at].rsplit(None, 1)[-1:]
    if not last or (last[0].isalpha() and last[0] not in _SAYS_SOMETHING):
        return Before("=", "", at, None, 0, False)
    words = _words(text, floor, at)
    start = at
    is_between = words[-1:] == ["between"]
    if is_between:
        start = _start(text, start, [words.pop()])
    phrase, size = _comparator(words)
    if phrase:
        start = _start(text, start, words[-size:])
        words = words[:-size]
    label, label_start = _label(words, text, original, start, is_compared=bool(phrase))
    return Before(COMPARATORS.get(phrase, "="), phrase, start, label, label_start, is_between)


def far_label(text: str, floor: int, at: int) -> Unit | None:
    """The statistic a bare number belongs to, some words before it: "hazard ratio for death was 1.88"."""
    found = _FAR.search(text, max(floor, at - _WINDOW), at)
    return _LABELS[found[1]] if found else None


def _words(text: str, floor: int, at: int) -> list[str]:
    """The words and signs before `at`, the nearest last; a word cut by the window is left out."""
    lowest = max(floor, at - _WINDOW)
    words = _TOKEN.findall(text, lowest, at)
    is_cut = lowest > floor and text[lowest - 1].isalnum() and text[lowest].isalnum()
    return words[1:] if is_cut else words


def _start(text: str, at: int, words: Sequence[str]) -> int:
    """Where these words, the last before `at`, begin."""
    for word in reversed(words):
        at = text.rindex(word, 0, at)
    return at


def _comparator(words: Sequence[str]) -> tuple[str, int]:
    """The comparator that ends these words, and how many of them it takes up ("at least a 40% fall": 3)."""
    end = len(words) - 1 if len(words) > 1 and words[-1] in _ARTICLES else len(words)
    if not end or words[end - 1] not in _LAST_WORDS:
        return "", 0
    for size in range(min(5, end), 0, -1):
        phrase = " ".join(words[end - size : end])
        if COMPARATORS.get(phrase) == "~" and size < end:  # "at least about 40%" is at least
            wider, more = _comparator(words[: end - size])
            return (wider or phrase), more + size + len(words) - end
        if phrase in COMPARATORS:
            return phrase, size + len(words) - end
    return "", 0


def _label(words: Sequence[str], text: str, original: str, at: int, *, is_compared: bool) -> tuple[Unit | None, int]:
    """The label that ends these words, but for "of", "=" or "was" between it and the number, and where it begins."""
    links = 0
    while words and links < 4:
        if len(words) > 3 and words[-1] == ")" and words[-3] == "(":  # "odds ratio (OR) 2.59"
            at, words = _start(text, at, words[-3:]), words[:-3]
        for size in (3, 2, 1) if words[-1] in _LABEL_ENDS else ():
            phrase = " ".join(words[-size:])
            if phrase in _LABELS and size <= len(words):
                start = _start(text, at, words[-size:])
                is_meant = _is_meant(phrase, words[:-size], text, original[start : start + 2], is_compared or links > 0)
                return (_LABELS[phrase], start) if is_meant else (None, 0)
        if words[-1] not in _LINKS:
            break
        at, words = _start(text, at, words[-1:]), words[:-1]
        links += 1
    return None, 0


def _is_meant(phrase: str, earlier: Sequence[str], text: str, as_written: str, is_equal: bool) -> bool:
    """Whether a label's word is used in that sense here."""
    unit = _LABELS[phrase]
    previous = earlier[-1] if earlier else ""
    if phrase in ("or", "se", "md"):
        return as_written.isupper()
    if phrase in ("n", "k", "r", "p"):
        return is_equal
    if unit.kind == "timepoint":
        return previous not in _NOT_A_TIMEPOINT and not is_equal
    return unit is not _LEVEL or ("cloz" in text and (previous in _OF_CLOZAPINE or not previous.isalpha()))
