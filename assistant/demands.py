"""The figures a question cannot do without: a question in, for each such figure the kinds of quantity that would be it.

`quantities.asked_kinds` says what a question leans towards; this says what it stands or falls with, so it is narrower:
"does it depend on the dose?" leans towards doses and demands none.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import NamedTuple

from assistant.quantities import Quantity
from assistant.quantities.asking import AFFECTS
from assistant.words import stem

_TIME = r"(?:minutes|hours|days|weeks|months|years)"
_WHICH = (
    r"\b(?:what|which|how high|how low|target|usual|mean|average|avg|starting|max(?:imum)?)\b"
    rf"(?:[\s,]+(?!{AFFECTS}\b)[\w'’/-]+){{0,4}}?\s+"
)
_A_DOSE_ITSELF = "".join(rf"(?<!{before} )" for before in ("of", "missed", "missing", "each", "every"))

# "Aripiprazole dose with clozapine?" is short for a question; these begin another one.
_NO_FIGURE = (
    r"(?:is|are|was|were|does|do|did|can|could|should|must|may|will|would|has|have|had|why|when|who|how|if|no|any|and"
    r"|high(?:er)?|low(?:er)?|missed|reduc\w+|chang\w+|adjust\w+|rais\w+|increas\w+)"
)
# "Metformin dose PROGRESS" asks for one as well; before these a dose only says what kind of thing is meant.
_NO_NAME = (
    rf"(?:{_NO_FIGURE}|\w*dependen\w+|dependant|relat\w+|respon\w+|equivalen\w+|equals?|matters?|affects?|evidence"
    r"|stud(?:y|ies)|trials?|risks?|effects?|escalation|titrat\w+|schedul\w+|interactions?|toxicity|too|very|than|or|not"
    r"|after|before|missing|omitted|skipped|forgotten|finding|forms?)\b"
)

LARGEST_DOSE = 100_000  # mg: more than that is the weight of a person, or lost by one, and no dose
WITH_UNITS = frozenset("dose mass concentration concentration_molar count_per_volume percentage age".split())


class Demand(NamedTuple):
    """A figure that an answer must hold: what to call it, the kinds of quantity that would be it, and of what."""

    figure: str
    kinds: frozenset[str]
    counted: frozenset[str] = frozenset()  # stems of what is counted ("how many therapy sessions"); empty: anything

    def is_met_by(self, quantity: Quantity) -> bool:
        """Whether the quantity is the figure demanded."""
        if quantity.kind not in self.kinds or (self.figure == "the dose" and _weighs_a_body(quantity)):
            return False
        if not self.counted or quantity.kind not in ("count", "proportion"):
            return True
        said = {stem(word) for word in quantity.text.lower().split()}  # "40 women" are persons by their unit
        return bool((_alike(stem(quantity.unit)) | said) & self.counted)

    @property
    def has_a_unit(self) -> bool:
        """Whether its unit tells the figure from others: a dose, a level, a blood count; not a number or a share."""
        return self.kinds <= WITH_UNITS

    def is_like(self, other: "Demand") -> bool:
        """Whether what gives the other's figure gives this one."""
        return self.figure == other.figure and (not self.counted or bool(self.counted & other.counted))


_DEMANDS: tuple[tuple[str, str, str], ...] = (
    (
        "the dose",
        rf"{_WHICH}{_A_DOSE_ITSELF}(?:dos(?:e|es|age|ages)|mg)\b"
        r"|\bhow (?:many|much) (?:mg|milligrams?|grams?)\b|\bmg (?:per|a) day\b"
        rf"|^\W*(?!{_NO_FIGURE}\b)(?:[\w/-]+ ){{0,2}}?dos(?:e|age)s?(?= (?:of|for|with|in|to|as|when)\b|\W*$)"
        rf"|^\W*(?!{_NO_FIGURE}\b)(?:[\w/-]+ ){{0,2}}?(?<!high )(?<!low )dos(?:e|age)s?"
        rf"(?! {_NO_NAME})(?: (?!{_NO_FIGURE}\b)[\w-]+){{1,3}}\W*$",
        "dose mass",
    ),
    (
        "the level",
        rf"{_WHICH}(?:levels?|concentrations?)\b(?! of (?:evidence|care))",
        "concentration concentration_molar",
    ),
    (
        "how long",
        rf"\bhow long\b|\bhow many (?:more )?{_TIME}\b|{_WHICH}duration\b",
        "duration timepoint frequency date",
    ),
    (
        "the share",
        rf"{_WHICH}(?:percent|percentage|proportion|share|rate)\b|\bhow common\b"
        r"|^\W*(?:percent(?:age)?|proportion|share)\b",
        "percentage proportion fold ratio count",
    ),
    ("the weight", r"\bhow (?:many|much) (?:kilos?|kg|pounds|weight)\b", "mass percentage"),
    (
        "the change",
        r"\b(?:what|expected|how many|which) (?:%|percent)|\bby what (?:percentage|factor|share)\b",
        "percentage fold",
    ),
    (
        "the count",
        r"\b(?:at|below|above|under|over|what|which|how low|how high)\b(?:\s+[\w-]+){0,3}?\s+"
        r"(?:ancs?|neutrophils?|neutrophil counts?|platelets?|white cells?)\b"
        r"(?! monitoring| schedule| test| of \d| \d)",
        "count_per_volume",
    ),
    (
        "how often",
        r"\bhow often (?:do|does|did|is|are|was|were|should|must)\b",
        "frequency percentage proportion ratio count duration",
    ),
    ("the age", r"\bhow old\b|\b(?:mean|average|median|minimum|what) age\b", "age"),
)
_COUNTING = re.compile(
    r"(?:\bhow many|\bwhat\b.{0,20}\bnumber of|^\W*number of)\s+(?P<nouns>[a-z-]+(?:\s+[a-z-]+){0,2})"
)
_COUNTS = frozenset({"count", "proportion"})
_JOINS = frozenset("of the in on did do does were was are is have had has and or to for with at by per a an".split())
# Asked for as figures of their own, above.
_MEASURES = frozenset(
    stem(word)
    for word in "minutes hours days weeks months years mg milligrams grams kilos kg pounds percent times".split()
)
_PEOPLE, _STUDIES, _DRUGS = _GROUPS = tuple(
    frozenset(stem(word) for word in group.split())
    for group in (
        "patients people person participants persons subjects users cases adults individuals folk folks guys humans "
        "sufferers veterans",
        "trials trial studies study rcts rct reports papers publications analyses records",
        "drugs drug medicines medications antipsychotics antipsychotic neuroleptics agents treatments tablets",
    )
)
# Some of the people: the number of all is not theirs, and a share may be anybody's.
_OUTCOMES = frozenset(stem(word) for word in "responders completers dropouts relapsers remitters".split())
_NO_S = frozenset("men women children people folk".split())  # plurals, like those that end so
_DEMANDING = tuple((figure, re.compile(pattern), frozenset(kinds.split())) for figure, pattern, kinds in _DEMANDS)


def _weighs_a_body(quantity: Quantity) -> bool:
    return quantity.kind == "mass" and max(quantity.low or 0, quantity.high or 0) > LARGEST_DOSE


def demands_of(question: str) -> tuple[Demand, ...]:
    """The figures demanded.

    >>> [demand.figure for demand in demands_of("What topiramate dose was used?")]
    ['the dose']
    >>> demands_of("Does neutropenia depend on the dose?")
    ()
    """
    lowered = " ".join(question.lower().replace("’", "'").split())
    figures = tuple(Demand(figure, kinds) for figure, pattern, kinds in _DEMANDING if pattern.search(lowered))
    return figures + tuple(_counts(lowered))


def _counts(question: str) -> Iterator[Demand]:
    """What is to be counted: "how many trials", "the number of sessions"; "how many relapsed" counts people."""
    for found in _COUNTING.finditer(question):
        said = list(dropwhile(_JOINS.__contains__, found["nouns"].split()))
        nouns = [stem(word) for word in takewhile(lambda word: word not in _JOINS, said) if _is_plural(word)]
        if not {*map(stem, said[:1]), *nouns} & _MEASURES:
            alike = frozenset().union(*(_alike(noun) for noun in nouns[:2])) if nouns else _PEOPLE
            yield Demand("how many", _COUNTS | {"percentage"} if alike & (_PEOPLE | _OUTCOMES) else _COUNTS, alike)


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in _NO_S


def _alike(noun: str) -> frozenset[str]:
    """What may be counted for it: trials for studies, antipsychotics for drugs."""
    return next((group for group in _GROUPS if noun in group), frozenset({noun}))
