"""Nothing that matters is left out: what remains of a sentence, when much of it is dropped, may say something else.

"There were no differences in dropouts" is not "there were no differences". What stands in brackets may go.
"""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told
from assistant.quantities import supports

LEAST_TOLD = 0.8  # share of what one cited sentence says that a claim must say too (decision 11 has the curve)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def enough_is_told(claim: Told, cited: Cited) -> str | None:
    """Of one of the sentences cited, most of what it says is in the claim."""
    told = cited.told
    shares = [_share(claim, told, number) for number in range(len(told.ends) + 1)]
    return None if max(shares) >= LEAST_TOLD else "it leaves out much of what the cited words say"


def _share(claim: Told, told: Told, number: int) -> float:
    """How much of what one sentence says, its figures included, the claim says."""
    brackets = [(found.start(), found.end()) for found in _IN_BRACKETS.finditer(told.text)]

    def counts(at: int) -> bool:
        return told.sentence(at) == number and not any(start <= at < end for start, end in brackets)

    terms = [term for term in told.terms if term.says_something and not told.is_in_quantity(term)]
    said = [bool(term.meanings & claim.meanings) for term in terms if counts(term.start)]
    said += [
        any(supports(figure, stated) for stated in claim.quantities)
        for figure in told.quantities
        if counts(figure.start)
    ]
    return sum(said) / len(said) if said else 0.0
