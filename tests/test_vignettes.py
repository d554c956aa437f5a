"""Vignettes of patients, each named by a sentence: as data for the rules, as notes for the reader and the rules."""

import re
from functools import cache

import pytest

from assistant.criteria import check_case
from assistant.criteria.ruleset import trrip
from evals.cases import Judged, Vignette, judge, load

CASES = [one for one in load() if one.case is not None]
NOTES = [one for one in load() if one.case is None]
LOOKED_AT = [one for one in NOTES if one.half == "tune"]  # the others are only measured, by the evals
SPECIFIERS = ("D1", "D2")  # no condition of a verdict


def _named(vignette: Vignette) -> str:
    return f"{vignette.source}: {vignette.name}"


@pytest.mark.parametrize("vignette", CASES, ids=_named)
def test_a_case_is_judged_as_a_psychiatrist_would(vignette: Vignette) -> None:
    assert judge(vignette).faults == ()


@pytest.mark.parametrize(
    "vignette",
    [
        pytest.param(one, marks=pytest.mark.xfail(strict=True, reason="not as expected yet") if one.open else ())
        for one in LOOKED_AT
    ],
    ids=_named,
)
def test_a_note_is_read_and_judged_as_a_psychiatrist_would(vignette: Vignette) -> None:
    assert _judged(NOTES.index(vignette)).faults == ()


def test_no_note_is_met_that_should_not_be() -> None:
    assert [one.name for place, one in enumerate(NOTES) if _judged(place).false_met] == []


@cache
def _judged(place: int) -> Judged:
    """What came out of a note, read once for all tests."""
    return judge(NOTES[place])


def test_there_are_enough_of_both_kinds() -> None:
    assert len(CASES) >= 120
    assert len(NOTES) >= 120


def test_every_tricky_case_of_the_fact_sheet_has_a_vignette() -> None:
    covered = {int(found.group(1)) for one in CASES if (found := re.search(r"tricky-(\d+)", one.covers))}
    assert covered >= set(range(1, 27))


@pytest.mark.parametrize("rule", [name for name in trrip().rules if name not in SPECIFIERS])
def test_every_criterion_is_met_and_not_met_and_unknown_somewhere(rule: str) -> None:
    """S1, A2 cannot be not met: a scale or a level that is not in the note may still exist."""
    seen = {status for found, status in _statuses() if found == rule}
    assert seen >= ({"met", "unknown"} if rule in ("S1", "A2") else {"met", "not_met", "unknown"})


@cache
def _statuses() -> frozenset[tuple[str, str]]:
    """Each rule with each status that some case gives it."""
    reports = [check_case(one.case) for one in CASES if one.case is not None]
    return frozenset((finding.id, finding.status) for report in reports for finding in report.findings)
