"""`python -m evals [SUITE...]`: asks the assistant every question and exits 1 if a figure is below its threshold."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from evals import cases, conversations, gate, identifiers, metrics, quiz, report, twists, words
from evals.questions import SUITES, Half, choose
from evals.runner import run
from evals.scorers import Score

if TYPE_CHECKING:
    from assistant.assistant import Assistant

CASES, CONVERSATIONS, GATE, IDENTIFIERS, QUIZ = "cases", "conversations", "gate", "identifiers", "quiz"
ALL = (*SUITES, CASES, CONVERSATIONS, GATE, IDENTIFIERS, QUIZ)
HALVES: dict[str, tuple[Half, ...]] = {
    "tune": ("tune",),
    "measured": ("measured",),
    "both": ("tune", "measured"),
    "none": (),
}


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns the exit code: 0 all thresholds met, 1 not, 2 the assistant could not be built."""
    options = _options(argv)
    limits = metrics.thresholds()
    judged = [cases.judge(vignette) for vignette in cases.load()] if CASES in options.suites else []
    tried = [one for half in ("tune", "measured") for one in twists.tried(half)] if CASES in options.suites else []
    admitted = [one for half in gate.HALVES for one in gate.tried(half)] if GATE in options.suites else []
    looked_at = [one for half in gate.HALVES for one in words.looked_at(half)] if GATE in options.suites else []
    identified = (
        [one for half in identifiers.FILES for one in identifiers.looked(half)] if IDENTIFIERS in options.suites else []
    )
    try:
        scores = _scores(options) if set(options.suites) & set(SUITES) else ()
        heard = _heard(options) if CONVERSATIONS in options.suites else ()
        made = _made() if QUIZ in options.suites else None
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    figures = (
        *metrics.figures(scores, limits),
        *cases.figures(judged, limits),
        *twists.figures(tried, limits),
        *gate.figures(admitted, limits),
        *words.figures(looked_at, limits),
        *conversations.figures(heard, limits),
        *identifiers.figures(identified, limits),
        *quiz.figures(made, limits),
    )
    show = HALVES[options.show]
    report.write(options.out, figures, scores, show, gate.report(admitted, show))
    print(report.failures(scores, show), end="\n\n")
    if judged:
        print(report.cases(judged, show), end="\n\n")
        print(f"Twists that deceive:\n\n{twists.by_mechanism(tried)}", end="\n\n")
    if heard:
        print(conversations.failures(heard, show), end="\n\n")
    if admitted:
        print(gate.report(admitted, show), end="\n\n")
        print(words.wrong(looked_at, show), end="\n\n")
    if identified:
        print(identifiers.wrong(identified, show), end="\n\n")
    if made:
        print(quiz.failures(made), end="\n\n")
    print(report.table(figures))
    print(f"\nWritten to {options.out / 'report.md'} and report.json beside it.")
    held = (figure.above_floor if options.floors else figure.passed for figure in figures)
    return 0 if (scores or judged or heard or admitted or identified or made) and all(held) else 1


def _scores(options: argparse.Namespace) -> tuple[Score, ...]:
    questions = choose([one for one in SUITES if one in options.suites], HALVES[options.half], options.limit)
    with _assistant() as assistant:
        return run(questions, assistant, assistant.index.text)


def _heard(options: argparse.Namespace) -> tuple[conversations.Heard, ...]:
    with _assistant() as assistant:
        return tuple(
            heard
            for half in HALVES[options.half]
            for heard in conversations.hold(conversations.load(half)[: options.limit], half, assistant)
        )


def _made() -> quiz.Made:
    from assistant.quiz.stems import read_stems

    with _assistant() as assistant:
        return quiz.make(assistant, read_stems(assistant.settings.corpus_dir))


@contextmanager
def _assistant() -> "Iterator[Assistant]":
    """The assistant with a store of its own: hundreds of eval questions have no place among a person's."""
    from assistant.settings import Settings
    from assistant.wire import build

    with (
        TemporaryDirectory() as folder,
        closing(build(Settings(store_url=f"sqlite:///{folder}/store.db"))) as assistant,
    ):
        yield assistant


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="trs eval", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"any of: {', '.join(ALL)} (all if none is given)")
    parser.add_argument("--half", choices=("tune", "measured", "both"), default="both", help="which questions to ask")
    parser.add_argument("--show", choices=tuple(HALVES), default="tune", help="whose failures to explain")
    parser.add_argument("--limit", type=int, help="at most this many questions of each suite")
    parser.add_argument(
        "--floors", action="store_true", help="exit 1 only where a figure fell back below its floor, not its threshold"
    )
    parser.add_argument("--out", type=Path, default=Path("build/evals"), help="folder for report.md and report.json")
    options = parser.parse_args(argv)
    if unknown := set(options.suites) - set(ALL):
        parser.error(f"no such suite: {', '.join(sorted(unknown))}. There are: {', '.join(ALL)}.")
    options.suites = options.suites or list(ALL)
    return options


if __name__ == "__main__":
    sys.exit(main())
