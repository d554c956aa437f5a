"""Comparing two reports: what changed, what turned, and whether chance does as much."""

from itertools import pairwise
from pathlib import Path

import pytest
from scipy.stats import binomtest

import evals.__main__ as command
from evals import markdown
from evals.compare import compare, mcnemar, newcombe
from evals.report import Asks
from tests.evals_reports import SECRET, item, reported, suite

BEFORE = (item("a", "right"), item("b", "right"), item("c", "wrong"), item("d", "unscored"))
NOW = (item("a", "right"), item("b", "no_answer"), item("c", "right"), item("d", "right"), item("e", "right"))


def test_a_figure_stands_beside_its_earlier_value() -> None:
    (change,) = compare(reported(*BEFORE), reported(*NOW)).changes
    assert change.before and change.now
    assert (change.before.value, change.now.value) == (0.5, 0.8)
    assert change.difference == pytest.approx(0.3)


def test_only_what_both_scored_is_paired() -> None:
    (pair,) = compare(reported(*BEFORE), reported(*NOW)).pairs
    assert (pair.n, pair.both, pair.lost, pair.won, pair.neither) == (3, 1, ("b",), ("c",), 0)


def test_a_figure_or_a_suite_that_one_of_them_lacks_is_told_as_such() -> None:
    comparison = compare(reported(*BEFORE), reported(item("a", "right", "measured")))
    assert [(one.half, one.before is None, one.now is None) for one in comparison.changes] == [
        ("measured", True, False),
        ("tune", False, True),
    ]
    assert comparison.pairs == ()


def test_suites_that_only_one_of_them_ran_are_named_and_not_compared() -> None:
    before, now = reported(*BEFORE), reported(*NOW)
    other = before.figures[0].model_copy(update={"suite": "gate"})
    wider = before.model_copy(
        update={"suites": (*before.suites, Asks(name="gate", asks="")), "figures": (*before.figures, other)}
    )
    comparison = compare(wider, now)
    assert comparison.differs == (("suites", "gate", ""),)
    assert [one.suite for one in comparison.changes] == ["facts"]


def test_what_turned_is_named_in_the_tuned_half_and_counted_in_the_other() -> None:
    was = (item("seen", "right"), item("hidden", "right", "measured", SECRET))
    now = (item("seen", "wrong"), item("hidden", "wrong", "measured", SECRET))
    told = markdown.changes(compare(reported(*was), reported(*now)))
    assert "facts, no longer right: seen" in told
    assert "hidden" not in told
    assert "| facts | measured | 1 | 1    | 0" in told


@pytest.mark.parametrize("lost", [0, 1, 4, 9])
@pytest.mark.parametrize("won", [0, 1, 6])
def test_mcnemars_p_is_that_of_the_binomial_test(lost: int, won: int) -> None:
    expected = binomtest(lost, lost + won).pvalue if lost + won else 1.0
    assert mcnemar(lost, won) == pytest.approx(expected)


@pytest.mark.parametrize(("counts", "interval"), [
    ((36, 12, 2, 0), (0.0569, 0.3404)),
    ((70, 10, 5, 15), (-0.0286, 0.1293)),
    ((0, 0, 0, 10), (-0.2775, 0.2775)),
])  # fmt: skip
def test_the_interval_of_a_paired_difference_is_newcombes(
    counts: tuple[int, int, int, int], interval: tuple[float, float]
) -> None:
    assert newcombe(*counts) == pytest.approx(interval, abs=1e-4)


def test_the_interval_holds_the_difference_and_turns_round_with_it() -> None:
    for counts in ((5, 2, 3, 1), (100, 0, 7, 3), (1, 0, 0, 0), (0, 9, 0, 0)):
        both, won, lost, neither = counts
        low, high = newcombe(*counts)
        assert low <= (won - lost) / sum(counts) <= high
        assert newcombe(both, lost, won, neither) == pytest.approx((-high, -low))


def test_more_of_the_same_makes_the_interval_narrower() -> None:
    sizes = [high - low for low, high in (newcombe(70 * n, 10 * n, 5 * n, 15 * n) for n in (1, 4, 16))]
    assert all(wide > narrow for wide, narrow in pairwise(sizes))


def test_the_command_compares_with_an_earlier_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--out", str(tmp_path / "before")], [suite(*BEFORE)])
    command.main(["--out", str(tmp_path), "--against", str(tmp_path / "before" / "report.json")], [suite(*NOW)])
    assert "facts, right now: c" in capsys.readouterr().out
    assert "## Changes" in (tmp_path / "report.md").read_text(encoding="utf-8")
