"""Fit what came of a course: `python -m evals.fit_outcome` sets outcome_sense.json of the criteria checker's reader.

Learnt from are the sentences of evals/data/outcomes, one file an author: what each says of a drug trial before it, none
(nothing came of it), some, good, or not (it does not tell). With --dry it writes nothing and says how the sentences of
each author, and of those who are not learnt from, are told apart by weights fitted to the others'.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.criteria.parse.outcome_sense import FILE, NOTHING, SOMETHING, grams, is_open
from evals.questions import DATA
from evals.weights import Weights, fitted, labelled, scored, write

OUTCOMES = DATA / "outcomes"
MEASURED = "author-d"  # never learnt from, nor looked at
# Asked for sentences that are harder to tell apart; a few were looked at. Learnt from too, they make more mistakes with
# the author measured.
BESIDE = frozenset(f"author-{name}" for name in "hiklmo")
SENSES = (frozenset({"none"}), frozenset({"some", "good"}))  # of the two weights of an n-gram
LABELS = ("none", "some", "good", "not")


class Told(NamedTuple):
    """What an author wrote, and what it says of a trial."""

    author: str
    label: str
    text: str


def load() -> list[Told]:
    """All sentences."""
    return [Told(author, label, text) for author, (label, text) in labelled(OUTCOMES, LABELS)]


def weights(told: Sequence[Told]) -> Weights:
    """The two weights of each n-gram: that nothing came of a course, that something did."""
    return fitted([one.text for one in told], [[one.label in sense for one in told] for sense in SENSES], grams)


def is_read(text: str, nothing: float, something: float) -> bool:
    """Whether the reader would take a sentence for one that says that nothing came of a course."""
    return nothing >= NOTHING and something < SOMETHING and not is_open(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights, or say what to expect."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_outcome", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing, say what to expect")
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    options = parser.parse_args(arguments)
    told = load()
    learnt = [one for one in told if one.author not in {MEASURED, *BESIDE}]
    if options.dry:
        for author in dict.fromkeys(one.author for one in told):
            _report(
                author, [one for one in told if one.author == author], [one for one in learnt if one.author != author]
            )
    else:
        write(weights(learnt), options.out)
    return 0


def _report(author: str, told: Sequence[Told], learnt: Sequence[Told]) -> None:
    odds = scored([one.text for one in told], weights(learnt), grams)
    taken = [is_read(one.text, *pair) for one, pair in zip(told, odds.tolist(), strict=True)]
    read, many = (
        Counter(one.label for one, is_read in zip(told, taken, strict=True) if is_read),
        Counter(o.label for o in told),
    )
    print(f"{author}: " + ", ".join(f"{label} {read[label]} of {many[label]}" for label in LABELS) + " read as nothing")


if __name__ == "__main__":
    sys.exit(main())
