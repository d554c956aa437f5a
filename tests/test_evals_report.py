"""The report of the evals: what it holds, what it keeps back, how it is written, accepted and answered for."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import evals.__main__ as command
from assistant import __version__
from assistant.errors import IndexUnavailable, NotFound, UnreadableFile
from evals import markdown, metrics, suites
from evals.report import ACCEPTED, Asks, as_json, meanings, read
from evals.result import Result
from evals.sitting import Sitting
from evals.suites import Suite
from tests.evals_reports import FEW, SECRET, item, reported, suite


def run(argv: Sequence[str], out: Path, *table: Suite) -> int:
    """The command on made-up suites."""
    return command.main([*argv, "--out", str(out)], table or (suite(*FEW),))


# What it holds


def test_the_same_run_gives_the_same_bytes_and_is_read_back_as_it_was() -> None:
    report = reported().told(("tune",))
    assert as_json(report) == as_json(reported().told(("tune",)))
    assert json.loads(as_json(report))["version"] == __version__


def test_a_report_is_read_back_as_it_was(tmp_path: Path) -> None:
    report = reported().told(("tune",))
    (tmp_path / "report.json").write_text(as_json(report), encoding="utf-8")
    assert read(tmp_path / "report.json") == report


def test_each_outcome_has_a_line_of_its_own() -> None:
    before, now = (as_json(reported(item("f-1", one), item("f-2", "right")).told(())) for one in ("right", "wrong"))
    changed = [pair for pair in zip(before.splitlines(), now.splitlines(), strict=True) if pair[0] != pair[1]]
    assert ('"f-1": "right",', '"f-1": "wrong",') in changed
    assert len(changed) == 2  # the other is the figure


def test_a_file_that_is_no_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="trs eval"):
        read(tmp_path / "none.json")
    (tmp_path / "other.json").write_text('{"version": 1}')
    with pytest.raises(UnreadableFile, match="no report"):
        read(tmp_path / "other.json")


# What is shown of which half


def test_of_the_measured_half_only_outcomes_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run([], tmp_path)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir()) + capsys.readouterr().out
    assert SECRET not in written
    assert '"f-5": "wrong"' in written
    assert "WRONG facts/f-2: What dose of examplazine?\n    - not said: 10 <mg>\n    > It is so." in written
    assert "2 more in the half that is only measured" in written


def test_who_asks_for_the_measured_half_is_shown_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--show", "measured"], tmp_path)
    said = capsys.readouterr().out
    assert f"UNSCORED facts/f-4: {SECRET}" in said
    assert "2 more in the half that was tuned on" in said


def test_the_markdown_has_figures_with_their_intervals_and_tables() -> None:
    page = markdown.page(reported(), None)
    assert re.search(r"\| facts \| share right \| tune +\| 3 +\| 0.333 \| 0.061 to 0.792 \|", page)
    assert re.search(r"\| a \\\| b \| 1 of 4: 0.25 \(0.046 to 0.699\) \| 0.25 +\|", page)
    assert "None should pass." in page


# The exit code


@pytest.mark.parametrize(("outcome", "argv", "code"), [
    ("right", [], 0), ("wrong", [], 1), ("right", ["--floors"], 0), ("wrong", ["--floors"], 1),
])  # fmt: skip
def test_the_exit_code_says_whether_the_thresholds_are_met(
    outcome: str, argv: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "thresholds", lambda: {"share right": metrics.Limit(at_least=0.9, floor=0.4)})
    assert run(argv, tmp_path, suite(item("f-1", outcome))) == code  # type: ignore[arg-type]


def test_a_figure_between_floor_and_threshold_fails_the_goal_and_not_the_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "thresholds", lambda: {"share right": metrics.Limit(at_least=0.9, floor=0.4)})
    half_right = suite(item("f-1", "right"), item("f-2", "wrong"))
    assert [run(argv, tmp_path, half_right) for argv in ([], ["--floors"])] == [1, 0]


def test_an_unknown_suite_is_named_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["fact"])
    assert f"no such suite: fact. There are: {', '.join(suites.names())}." in capsys.readouterr().err


def test_an_assistant_that_cannot_be_built_is_an_error_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: Sitting, __: Sequence[str]) -> Result:
        raise IndexUnavailable("The index is locked.", do="Try again.")

    assert run([], tmp_path, Suite({"facts": ""}, fails)) == 2
    assert capsys.readouterr().err == "Running facts\nThe index is locked. Try again.\n"


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(_: Sitting, __: Sequence[str]) -> Result:
        raise AssertionError

    (tmp_path / "file").write_text("")
    assert run([], tmp_path / "file" / "out", Suite({"facts": ""}, never)) == 2
    assert "Name another folder." in capsys.readouterr().err


def test_a_suite_that_takes_long_is_run_by_name_or_with_the_whole(tmp_path: Path) -> None:
    table = (suite(*FEW), suite(name="slow", is_quick=False))
    ran = {}
    for argv in ((), ("slow",), ("--whole",)):
        run(argv, tmp_path, *table)
        ran[argv] = [one.name for one in read(tmp_path / "report.json").suites]
    assert ran == {(): ["facts"], ("slow",): ["slow"], ("--whole",): ["facts", "slow"]}


# Accepting


def test_a_report_of_everything_is_accepted_without_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "ACCEPTED", tmp_path / "reports" / "accepted.json")
    assert run(["--accept", "--floors"], tmp_path) == 0
    kept = read(tmp_path / "reports" / "accepted.json")
    assert (kept.failures, kept.outcomes) == ((), reported().outcomes)


@pytest.mark.parametrize(
    "argv", [["--whole", "--limit", "1"], ["--whole", "--half", "tune"], ["facts"], ["--from", "worded.json"]]
)
def test_a_report_of_less_is_not_accepted(
    argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ACCEPTED", tmp_path / "reports" / "accepted.json")
    monkeypatch.chdir(tmp_path)
    whole = [*reported().suites, Asks(name="slow", asks="")]
    worded = reported().model_copy(update={"chat_model": "openai:x", "suites": tuple(whole)})
    Path("worded.json").write_text(as_json(worded), encoding="utf-8")
    assert run([*argv, "--accept"], tmp_path, suite(*FEW), suite(name="slow", is_quick=False)) == 2
    assert "can be accepted" in capsys.readouterr().err
    assert not (tmp_path / "reports").exists()


def test_a_report_is_shown_again_without_running(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def never(_: Sitting, __: Sequence[str]) -> Result:
        raise AssertionError

    run([], tmp_path)
    first = capsys.readouterr().out
    assert run(["--from", str(tmp_path / "report.json")], tmp_path, Suite({"facts": ""}, never)) == 0
    assert capsys.readouterr().out == first


def test_a_report_that_is_shown_again_is_judged_by_the_thresholds_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([], tmp_path)
    measured = read(tmp_path / "report.json").figures
    monkeypatch.setattr(metrics, "thresholds", lambda: {"share right": metrics.Limit(at_least=0.9, floor=0.2)})
    assert [run(["--from", str(tmp_path / "report.json"), *argv], tmp_path) for argv in ([], ["--floors"])] == [1, 1]
    again = read(tmp_path / "report.json").figures
    assert [(one.value, one.low, one.high) for one in again] == [(one.value, one.low, one.high) for one in measured]
    assert [(one.half, one.passed, one.above_floor) for one in again] == [
        ("tune", False, True),
        ("measured", False, False),
    ]


# The accepted report of the project


def test_the_accepted_report_is_of_the_suites_and_thresholds_that_there_are() -> None:
    report, limits = read(ACCEPTED), metrics.thresholds()
    assert tuple(one.name for one in report.suites) == suites.names()
    assert (report.version, report.failures) == (__version__, ())
    told = {one.metric: one.threshold for one in report.figures if one.threshold}
    assert told == {name: str(limit) for name, limit in limits.items()}


def test_what_a_figure_means_is_said_of_figures_that_there_are() -> None:
    known = {one.metric for one in read(ACCEPTED).figures}
    assert [name for name in meanings() if name not in known and not name.startswith("model: ")] == []
