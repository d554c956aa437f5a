"""The table of suites: a name, what it asks, and the function that runs it. A new suite is one row.

A row may go by several names, each a part that can be run alone.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from evals import cases, conversations, gate, identifiers, questions, quiz, runner
from evals.result import Result
from evals.sitting import Sitting


class Suite(NamedTuple):
    """`run` takes the sitting and the names that were chosen. What is not quick is only run by name or with --whole."""

    names: tuple[str, ...]
    asks: str
    run: Callable[[Sitting, Sequence[str]], Result]
    is_quick: bool = True


SUITES = (
    Suite(
        questions.SUITES,
        "Does a reply hold the expected facts, refuse what no source answers, correct what is taken for granted, and "
        "show all sides?",
        runner.sit,
    ),
    Suite(("cases",), "Does the criteria checker judge patients as the vignettes' authors do?", cases.sit),
    Suite(
        ("conversations",), "Is each follow-up understood, and does nothing of an old topic leak?", conversations.sit
    ),
    Suite(("gate",), "Are false sentences of a chat model refused, and true ones let through?", gate.sit),
    Suite(("identifiers",), "Is what identifies a patient found, and nothing else?", identifiers.sit),
    Suite(("quiz",), "Are quiz items provable, right in one way only, and well written?", quiz.sit),
)


def names(suites: Sequence[Suite] = SUITES, *, whole: bool = True) -> tuple[str, ...]:
    """The names of all suites, or of the quick ones."""
    return tuple(name for suite in suites if whole or suite.is_quick for name in suite.names)
