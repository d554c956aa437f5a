"""Remarks that take back what was told before them, where no pattern knows them: by weights of their words.

What can be said against a datum has no end ("Strike that.", "The blister belonged to bed 4.", "Scored off the night
nurse's notes."), and letters are full of sentences that say nothing against any. The weights are whole numbers, so that a
sum is the same on every machine. A remark that very likely takes something back is asked about with its words, and one
word settles it: "it holds". `python -m evals.fit_doubt` fits them.
"""

import json
import re
from functools import cache
from pathlib import Path

from assistant.criteria import drugs
from assistant.criteria.parse.outcome_sense import SCALE, grams

FILE = Path(__file__).with_name("doubt_sense.json")
AGAINST = 1.3  # log odds from which on a remark is taken for one that takes something back
IDLE = -2.0  # log odds below which it is not, whatever words it holds
_FIGURE = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|once|twice)\b", re.I)


def weighs_against(words: str) -> float:
    """The log odds that a remark takes something back that was told before it.

    >>> weighs_against("Scrap that, wrong patient.") > AGAINST > weighs_against("She lives with her sister.")
    True
    """
    weights = _weights()
    return sum(weights.get(gram, 0) for gram in ("@bias", *grams(words))) / SCALE


def is_idle(words: str) -> bool:
    """Whether a remark very likely takes nothing back: one without a figure, and on no drug, which may be another one's.

    >>> is_idle("He lives with his mother and her dog."), is_idle("It was 70 last year.")
    (True, False)
    """
    return not (_FIGURE.search(words) or drugs.mentions(words)) and weighs_against(words) <= IDLE


@cache
def _weights() -> dict[str, int]:
    found: dict[str, list[int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {gram: weight for gram, (weight,) in found.items()}
