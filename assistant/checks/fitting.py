"""What a figure is called fits what it is: no dose is a level, and no level a dose."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told

_DOSE, _LEVEL = frozenset({"dose", "mass"}), frozenset({"concentration", "concentration_molar"})
_NAMES = (  # and the kinds of figure that they do not fit
    (re.compile(r"\bdos(?:es?|ages?|ing)\b", re.I), _LEVEL),
    (re.compile(r"\b(?:levels?|concentrations?|troughs?|plasma|serum)\b", re.I), _DOSE),
)
_NEAR = 45  # characters before a figure in which its name stands
_ENDS = re.compile(r"[;.](?=\s)|,\s")


def figures_fit_their_names(claim: Told, cited: Cited) -> str | None:
    """The name nearest before a figure fits its kind, unless the source itself names such a figure so."""
    theirs = {(found.kind, _misnamed(cited.told, found.start)) for found in cited.told.quantities}
    for figure in claim.quantities:
        misnamed = _misnamed(claim, figure.start)
        if figure.kind in misnamed and (figure.kind, misnamed) not in theirs:
            return f"'{figure.text}' is not what it is called"
    return None


def _misnamed(told: Told, at: int) -> frozenset[str]:
    """The kinds of figure that the name nearest before a place does not fit."""
    before = _ENDS.split(told.text[max(0, at - _NEAR) : at])[-1]
    found = [(match.start(), sorted(wrong)) for pattern, wrong in _NAMES for match in pattern.finditer(before)]
    return frozenset(max(found)[1]) if found else frozenset()
