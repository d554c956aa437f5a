"""The table of suites: what each asks, by name, and the function that runs it. A new suite is one row.

A row may have several names, each a part that can be run alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from evals import (
    ablations,
    baselines,
    cases,
    caveats,
    citations,
    conversations,
    determinism,
    gate,
    identifiers,
    passages,
    quiz,
    remarks,
    robustness,
    runner,
    twins,
)
from evals.result import Result
from evals.sitting import Sitting


class Suite(NamedTuple):
    """`run` takes the sitting and the names that were chosen. What is not quick is only run by name or with --whole."""

    asks: Mapping[str, str]
    run: Callable[[Sitting, Sequence[str]], Result]
    is_quick: bool = True


SUITES = (
    Suite(
        {
            "facts": "Does the answer hold the facts that its author found in the sources?",
            "abstention": "Is refused what no source answers, what is an order, and what is another subject?",
            "premises": "Is what a question wrongly takes for granted corrected from a source?",
            "conflicts": "Where sources differ, are all sides shown?",
        },
        runner.sit,
    ),
    Suite({"citations": "Is each quote exact, and does it state the fact by itself?"}, citations.sit),
    Suite({"caveats": "Is every limit shown beside what it limits?"}, caveats.sit),
    Suite({"cases": "Does the criteria checker judge patients as the authors of the vignettes do?"}, cases.sit),
    Suite({"conversations": "Is each follow-up understood, and does nothing of an old topic leak?"}, conversations.sit),
    Suite({"remarks": "Is each remark in a conversation on a patient taken for what was meant?"}, remarks.sit),
    Suite({"gate": "Are false sentences refused that a chat model might write, and true ones let through?"}, gate.sit),
    Suite({"identifiers": "Is what identifies a patient found, and nothing else?"}, identifiers.sit),
    Suite({"quiz": "Are quiz items provable, right in one way only, and well written?"}, quiz.sit),
    Suite({"robustness": "Do the facts stay the same where a question is written otherwise?"}, robustness.sit, False),
    Suite({"determinism": "Does the same give the same bytes, in another process too?"}, determinism.sit, False),
    Suite({"twins": "Is a question refused once its answer is taken out of the index?"}, twins.sit, False),
    Suite({"retrieval": "Is the passage found that holds the fact?"}, passages.sit, False),
    Suite({"baselines": "What do plain ways to answer reach?"}, baselines.sit, False),
    Suite({"ablations": "Which figure falls where a part is taken out?"}, ablations.sit, False),
)


def names(suites: Sequence[Suite] = SUITES, *, whole: bool = True) -> tuple[str, ...]:
    """The names of all suites, or of the quick ones."""
    return tuple(name for suite in suites if whole or suite.is_quick for name in suite.asks)
