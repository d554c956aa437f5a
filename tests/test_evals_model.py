"""A chat model is measured like the rest: what came of its sentences, and what it took."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import evals.__main__ as command
from evals import model, runner
from evals.questions import Question
from evals.report import read
from evals.result import Result
from evals.sitting import Sitting
from evals.suites import Suite
from tests.chat_server import USAGE, answers, fails, rewords, serving
from tests.chatting import DEPAKOTE, ECT, HARM, NAME, faithful

ASKED = (DEPAKOTE, ECT, HARM)
PRICES = {"CHAT_PRICE_IN": 2, "CHAT_PRICE_OUT": 5}
LIE = rewords("525 mg", dose="525 mg => 625 mg")


def ask(sitting: Sitting, _: Sequence[str]) -> Result:
    """The three questions, asked as a suite of questions does."""
    questions = [Question(id=text, suite="facts", question=text, behaviour="answer") for text in ASKED]
    scores = runner.run(questions, sitting, sitting.assistant.index.text)
    return Result(items=tuple(map(runner.item, scores)))


def test_of_three_answers_one_is_in_its_words_one_had_them_removed_and_one_failed(
    real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(answers(faithful), answers(LIE), answers(LIE), fails(500)) as server:
        told = {"DATA_DIR": real_data, "CHAT_BASE_URL": server.url, "CHAT_RETRIES": 0}
        for name, value in (told | PRICES).items():
            monkeypatch.setenv(f"TRS_{name}", str(value))
        command.main(["--model", NAME, "--out", str(tmp_path)], [Suite({"facts": "Is it so?"}, ask)])
    report = read(tmp_path / "report.json")
    figures = {one.metric.removeprefix("model: "): (one.value, one.n, one.half) for one in report.figures}
    tokens_in, tokens_out = 3 * USAGE["prompt_tokens"], 3 * USAGE["completion_tokens"]
    assert report.chat_model == NAME
    assert figures == {
        "answers with sentences of its own": (0.333333, 3, "both"),
        "sentences removed by the gate": (0.5, 2, "both"),
        "answers in the sources' own sentences alone, as none of its passed": (0.333333, 3, "both"),
        "answers in the sources' own sentences alone, as it failed": (0.333333, 3, "both"),
        "calls beyond the first": (1.0, 3, "both"),
        "tokens read": (tokens_in, 3, "both"),
        "tokens written": (tokens_out, 3, "both"),
        "cost": (round((2 * tokens_in + 5 * tokens_out) / 1e6, 6), 3, "both"),
    }


def test_without_a_chat_model_there_are_no_figures_of_it() -> None:
    assert model.figures((), {}) == ()
