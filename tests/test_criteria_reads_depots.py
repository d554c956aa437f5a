"""Depots: what a note says of how they were given that makes a course less than it is told to be."""

import pytest

from assistant import cases
from assistant.criteria.types import CaseReport

DEPOT = (
    "Schizophrenia. Haloperidol decanoate 200 mg every 4 weeks for 6 months at that dose{also}, no response. "
    "Adherence 95% by depot records and staff notes. {after}"
)


def of_depot(after: str = "", also: str = "") -> tuple[str | None, CaseReport]:
    report = cases.report(DEPOT.format(after=after, also=also))
    return next((str(one.status) for one in report.findings if one.id == "T4L"), None), report


def test_a_depot_told_plainly_is_a_trial_of_a_long_acting_injection() -> None:
    assert of_depot()[0] == "met"


@pytest.mark.parametrize("after", [
    "The depot interval had been stretched to eight weekly in the last half.",
    "The depot was given six weekly because of EPS.", "In practice six-weekly.", "Two were given 10 weeks apart.",
    "Last depot was 9 weeks before the next.",
])  # fmt: skip
def test_a_longer_interval_than_the_one_told_is_asked_about(after: str) -> None:
    status, report = of_depot(after)
    ask = next(one for one in report.questions if one.datum == "trials.0.interval_days")
    assert status == "unknown" and ask.remark is not None
    again = cases.report(DEPOT.format(after=after, also=""), held=(ask.remark.quote,))
    assert "met" in [one.status for one in again.findings if one.id == "T4L"]


@pytest.mark.parametrize("after", [
    "He received four injections in all.", "Was stopped after the second injection.", "The depot was refused twice.",
    "He declined two.", "Two depots fell due while he was in Spain.", "Missed the March depot.",
    "DNA'd depot clinic twice.", "Injections were withheld in June.", "The first injection was last month.",
    "Every injection was late by a fortnight.", "Depot clinic was shut for two months.",
])  # fmt: skip
def test_injections_too_few_late_or_missed_leave_the_length_open(after: str) -> None:
    assert of_depot(after)[0] == "unknown"


@pytest.mark.parametrize("also", [
    ", given late three times", ", 4 injections", ", first injection 1 May, last 15 June", ", started 8 weeks ago",
])  # fmt: skip
def test_so_do_they_in_the_sentence_of_the_depot(also: str) -> None:
    assert of_depot(also=also)[0] == "unknown"


@pytest.mark.parametrize("after", [
    "6 injections were given.", "Seven injections in all.", "None was missed.", "No depot was missed or late.",
    "All six given on time.", "He attended every depot clinic.", "Next depot due 3 May.", "Bloods 8-weekly.",
    "Clozapine clinic every 4 weeks.", "Seen every 8 weeks in clinic.", "He refused clozapine twice.",
    "Missed one appointment with psychology.", "Oral cover for the first 4 weeks.",
    "His sister gets a depot every 8 weeks.", "Depot card complete.", "It was started 7 months ago.",
    "First injection 2 January 2023, last injection 26 June 2023.",
])  # fmt: skip
def test_what_says_nothing_against_the_injections_changes_nothing(after: str) -> None:
    assert of_depot(after)[0] == "met"
