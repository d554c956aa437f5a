"""`trs check`: a note, a case or a report in, and what is printed, where, and with which exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.render import to_text
from tests.replies import CASE, NOTE

ROOT = Path(__file__).parent.parent
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `trs` where nothing may be built."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str, **options: Any) -> Result:
        return CliRunner().invoke(cli.app, words, obj=lambda *_: pytest.fail("built"), **options)

    return run


def test_a_note_is_checked_without_building_anything(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    program = (
        "import sys\nfrom assistant.cli import main\ntry:\n    main()\nfinally:\n"
        "    heavy = ('numpy', 'onnxruntime', 'sqlalchemy', 'chromadb')\n"
        "    print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    words = [sys.executable, "-c", program, "check", "note.txt"]
    env = {**os.environ, "TRS_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    ran = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (to_text(CASE), "[]\n")
    assert not (tmp_path / "data").exists()


def test_a_case_is_checked_from_standard_input_with_its_working(run: Run) -> None:
    assert run("check", "-", input=NOTE).stdout == to_text(CASE)
    assert run("check", "-", "--working", input=NOTE).stdout == to_text(CASE, working=True)
    said = json.loads(run("check", "-", "--json", input='{"case": {}, "asked": ["remission"]}').stdout)
    assert (said["kind"], said["asked"], said["verdicts"]["remission"]) == ("case_report", ["remission"], "unknown")


def test_a_report_is_proven_and_an_altered_one_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text(run("check", "-", "--json", input=NOTE).stdout)
    proven = run("check", "--replay", str(report))
    assert (proven.exit_code, proven.stdout.partition(":")[0]) == (0, "Proven")
    report.write_text(report.read_text().replace('"dose_mg": 20,', '"dose_mg": 30,', 1))
    altered = run("check", "--replay", str(report), "--json")
    assert (altered.exit_code, json.loads(altered.stdout)["proven"]) == (1, False)


DOUBTED = f"{NOTE} The olanzapine was not always swallowed."


def test_words_of_a_remark_say_that_it_holds(run: Run) -> None:
    asked = run("check", "-", input=DOUBTED).stdout
    assert "“it holds”" in asked and "Said to hold" not in asked
    settled = run("check", "-", "--holds", "not always  swallowed", input=DOUBTED).stdout
    assert "“it holds”" not in settled and "Said to hold" in settled


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (["check", "-"], "", "trs: text: The note is empty."),
        (["check", "-"], b"\xff\xfe", "trs: The case on standard input is not UTF-8."),
        (["check", "nowhere.txt"], "", "trs: nowhere.txt: The file cannot be read: No such file or directory."),
        (
            ["check", "-"],
            '{"trials": [{"drug": "x", "prn": "so"}]}',
            "trs: trials.0.prn cannot be used (“so” was",
        ),
        (["check", "-"], "x" * 50_001, "trs: xxxx"),
        (["check", "-", "--holds", "a cat"], DOUBTED, "trs: holds: The words “a cat” are of no remark"),
        (["check", "-", "--holds", "ot alway"], DOUBTED, "trs: holds: The words “ot alway” are of no remark"),
        (["check", "-", "--holds", ""], DOUBTED, "trs: holds: The words “” are of no remark"),
        (["check", "-", "--holds", "x"], "{}", "trs: A case as data has no remarks."),
        (["check", "--replay", "-"], "{}", "trs: kind: This is no report with a certificate."),
    ],
)
def test_a_case_that_cannot_be_used_is_one_line_and_exit_code_2(
    run: Run, words: list[str], given: str | bytes, told: str
) -> None:
    result = run(*words, input=given)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(told)
