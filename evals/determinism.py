"""Whether the same gives the same bytes: questions, cases and a quiz in, in how many ways each comes out the same.

Asked twice in this process, and in two further processes whose sets and dictionaries are ordered by another hash seed.
`python -m evals.determinism` is what those run: it prints the hashes of what it was given back.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel

from assistant.assistant import Assistant
from assistant.quiz.types import QuizRequest
from assistant.settings import Settings
from evals import cases
from evals.metrics import Figure, Limit, figure, share
from evals.questions import SUITES, choose
from evals.result import Item, Result
from evals.sitting import BOTH, Sitting

ONE_IN, NOTES, ITEMS = 40, 3, 10  # of the questions one is asked; notes checked; items of the quiz
SEEDS = ("1", "2")
NAMES = ("same bytes again", "same bytes in other processes")

Hashes = Mapping[str, str]  # of what was given back, by what was asked for


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Ask for the same four times."""
    first, second = hashes(sitting.assistant), hashes(sitting.assistant)
    elsewhere = _elsewhere(sitting.settings)
    return Result(figures(first, second, elsewhere, sitting.limits), tuple(_items(first, second, elsewhere)))


def hashes(assistant: Assistant) -> Hashes:
    """SHA-256 of each thing's bytes as JSON."""
    given = {f"question {one.id}": one.question for one in choose(SUITES, BOTH)[::ONE_IN]}
    notes = [one.note for one in cases.load() if one.note and one.source not in cases.MEASURED][:NOTES]
    given |= {f"case {number}": f"{note}\nIs this TRS?" for number, note in enumerate(notes, 1)}
    told = {name: _bytes(assistant.ask(text).reply) for name, text in given.items()}
    told["quiz"] = _bytes(assistant.quizzes.build(QuizRequest(count=ITEMS)))
    return {name: hashlib.sha256(given_back).hexdigest() for name, given_back in told.items()}


def _bytes(given: BaseModel | None) -> bytes:
    return given.model_dump_json().encode() if given else b""


def _elsewhere(settings: Settings) -> list[Hashes]:
    """What processes of their own give back, which run side by side."""
    with TemporaryDirectory() as folder:
        started = [_started(settings, Path(folder) / seed, seed) for seed in SEEDS]
        said = [one.communicate()[0] for one in started]
        if failed := [one for one in started if one.returncode]:
            raise RuntimeError(f"{failed[0].args!r} ended with code {failed[0].returncode}")
        return [json.loads(one) for one in said]


def _started(settings: Settings, folder: Path, seed: str) -> "subprocess.Popen[str]":
    given = {"TRS_DATA_DIR": str(settings.data_dir), "TRS_STORE_URL": f"sqlite:///{folder}.db", "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "evals.determinism"]
    return subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.PIPE, text=True)


def figures(first: Hashes, second: Hashes, elsewhere: Sequence[Hashes], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """How many come out the same."""
    again = share(second.get(name) == told for name, told in first.items())
    apart = share(other.get(name) == told for other in elsewhere for name, told in first.items())
    named = zip(NAMES, (again, apart), strict=True)
    return tuple(figure("determinism", f"determinism: {name}", "both", value, limits) for name, value in named)


def _items(first: Hashes, second: Hashes, elsewhere: Sequence[Hashes]) -> list[Item]:
    differs = {name: [place for place, other in enumerate((second, *elsewhere)) if other.get(name) != told]
               for name, told in first.items()}  # fmt: skip
    told = ("another reply the second time", *(f"another reply with PYTHONHASHSEED={seed}" for seed in SEEDS))
    return [
        Item(
            suite="determinism",
            id=name.replace(" ", "-"),
            half="tune",
            outcome="wrong" if places else "right",
            asked=name,
            expected=("the same bytes",),
            faults=tuple(told[place] for place in places),
        )
        for name, places in differs.items()
    ]


def main() -> int:
    """The command; it prints JSON."""
    from assistant.wire import build

    assistant = build(Settings(), ingest=False)
    try:
        print(json.dumps(hashes(assistant)))
    finally:
        assistant.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
