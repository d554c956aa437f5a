"""Nothing that matters is left out: what remains of a sentence, when much of it is dropped, may say something else.

"There were no differences in dropouts" is not "there were no differences". What stands in brackets may go.
"""

import re

from assistant.checks.cited import Cited
from assistant.checks.meanings import table_of_meanings
from assistant.checks.polarity import said_otherwise
from assistant.checks.support import has_kin
from assistant.checks.told import Term, Told
from assistant.quantities import supports

LEAST_TOLD = 0.8  # share of what one cited sentence says that a claim must say too (decision 11 has the curve)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def enough_is_told(claim: Told, cited: Cited) -> str | None:
    """Of one of the sentences cited, most of what it says is in the claim."""
    told = cited.told
    shares = [_share(claim, told, number) for number in range(len(told.ends) + 1)]
    return None if max(shares) >= LEAST_TOLD else "it leaves out much of what the cited words say"


def _matters(term: Term) -> bool:
    """Whether leaving it out may leave something out; light words that turn nothing about may go."""
    table = table_of_meanings()
    is_light = term.entity is None and all(word.stem in table.light for word in term.words)
    return term.says_something and (not is_light or bool(table.opposed(term.meanings)))


def _is_said(term: Term, claim: Told, told: Told) -> bool:
    """Whether the claim says it: by a word for it, by a word of its family, or by the opposite denied."""
    if term.meanings & claim.meanings or said_otherwise(term, told, claim):
        return True
    return term.entity is None and all(has_kin(word.stem, claim) for word in term.words)


def _share(claim: Told, told: Told, number: int) -> float:
    """How much of what one sentence says, its figures included, the claim says."""
    brackets = [(found.start(), found.end()) for found in _IN_BRACKETS.finditer(told.text)]

    def counts(at: int) -> bool:
        return told.sentence(at) == number and not any(start <= at < end for start, end in brackets)

    terms = [term for term in told.terms if _matters(term) and not told.is_in_quantity(term)]
    said = [_is_said(term, claim, told) for term in terms if counts(term.start)]
    said += [
        any(supports(figure, stated) for stated in claim.quantities)
        for figure in told.quantities
        if counts(figure.start)
    ]
    return sum(said) / len(said) if said else 0.0
