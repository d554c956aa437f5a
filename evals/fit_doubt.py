"""Fit which remarks take something back: `python -m evals.fit_doubt` sets doubt_sense.json of the checker's reader.

Learnt from are remarks against what was told before, and others, in evals/data/doubts: by authors who had not seen the
program (`author-*`), ours on what was not tried or is not known, some of them of notes that were looked at (`ours`),
notes on a neutrophil count (`counts-*`),
the sentences of which nothing is read in notes of evals/data/cases that are judged as they should be (`notes`), and the
sentences put into notes in evals/data/edits. With --dry it writes nothing and says how the remarks of each author are
told apart by weights fitted to the others', and those of whom nothing is learnt.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.criteria.parse.count_comments import beside_count
from assistant.criteria.parse.doubt_sense import AGAINST, FILE
from assistant.criteria.parse.outcome_sense import grams
from evals import edits
from evals.questions import DATA
from evals.weights import Weights, fitted, labelled, scored, write

DOUBTS = DATA / "doubts"
# Never learnt from, and their words were not looked at. The odds asked for were chosen with their figures in view.
MEASURED = frozenset({"author-g", "counts-c", "edits, measured"})
# Not learnt from yet. With them more is caught of every author held out, and fewer edits deceive; but a few remarks of
# the vignettes weigh otherwise, and those on counts are told apart less well.
LATER = frozenset(f"author-{name}" for name in "jklmnopq")
LABELS = ("against", "ok")
# The first sentence of a note on a count says by which rules; the checker weighs what is told of the count.
_RULES = re.compile(r".*?[.!?]\s(?=[A-Z\d\"“‘'])")


class Told(NamedTuple):
    """What an author wrote, what it was told after, and whether it takes that back."""

    author: str
    is_against: bool
    after: str
    text: str


def load() -> list[Told]:
    """All remarks."""
    found = [Told(author, label == "against", after, text) for author, (label, after, text) in labelled(DOUBTS, LABELS)]
    for half in edits.HALVES:
        found += [
            Told(f"edits, {half}", one.label == "against", "", one.text)
            for one in edits.load(half)
            if one.place.startswith("after")
        ]
    return found


def remark(one: Told) -> str:
    """The words that are weighed."""
    return beside_count(_RULES.sub("", one.text, count=1)) if one.after.startswith("count") else one.text


def weights(told: Sequence[Told]) -> Weights:
    """The weights fitted to remarks."""
    return fitted([remark(one) for one in told], [[one.is_against for one in told]], grams)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights, or say what to expect."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_doubt", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing, say what to expect")
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    options = parser.parse_args(arguments)
    told = load()
    learnt = [one for one in told if one.author not in MEASURED | LATER]
    if not options.dry:
        write(weights(learnt), options.out)
        return 0
    for author in dict.fromkeys(one.author for one in told):
        _report(author, [one for one in told if one.author == author], [one for one in learnt if one.author != author])
    return 0


def _report(author: str, told: Sequence[Told], learnt: Sequence[Told]) -> None:
    seen = scored([remark(one) for one in told], weights(learnt), grams)[:, 0] >= AGAINST
    is_against = np.array([one.is_against for one in told])
    parts = [
        f"{name} {seen[rows].sum()} of {rows.sum()}" for name, rows in (("against", is_against), ("ok", ~is_against))
    ]
    print(f"{author}: {', '.join(parts)} taken for remarks that take something back")


if __name__ == "__main__":
    sys.exit(main())
