"""Documents of other people in, what is answered from them out: `python -m evals.uploads`.

Four authors, who had not seen the program, wrote invented documents and asked of them as people type. Each author's
documents are uploaded beside the corpus. Nothing is known of them but their words, and the model of meaning is small:
these figures are the lowest of all, and are what to expect of an upload.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict
from rich.progress import track

from assistant.assistant import Assistant
from assistant.types import Abstention, Reply
from assistant.wire import build
from evals.metrics import Value, share
from evals.patterns import normalise
from evals.questions import Half
from evals.workspace import workspace

DATA = Path(__file__).parent / "data" / "documents"
AUTHORS: dict[Half, tuple[str, ...]] = {"tune": ("a", "b", "d"), "measured": ("c",)}
NAMES = ("answered right", "right sentence shown", "unanswerable answered")
SHORT = 0.6  # a sentence as it is shown may be a part of the author's, of so much of its length


class Asked(BaseModel):
    """A question, and the sentences of the author's documents that are right answers; none where nothing answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: str
    question: str
    behaviour: Literal["answer", "abstain", "correct_premise"]
    sentences: tuple[str, ...]


class Tried(BaseModel):
    """A question and what became of it. A refused order shows the rule, and a refusal what lies near."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: Asked
    half: Half
    answers: bool
    right: bool  # a right sentence is in the answer, or is the rule beside a refused order
    shown: bool  # or among what lies near


def load(author: str) -> tuple[Asked, ...]:
    """The questions of one author."""
    rows = yaml.safe_load((DATA / author / "questions.yaml").read_text(encoding="utf-8"))
    return tuple(Asked(**row) for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Upload each author's documents, ask, and print the figures of each half."""
    parser = argparse.ArgumentParser(prog="python -m evals.uploads", description=__doc__)
    parser.add_argument("--limit", type=int, help="at most this many questions of each author")
    limit = parser.parse_args(arguments).limit
    for half, authors in AUTHORS.items():
        tried = [one for author in authors for one in _try(author, half, limit)]
        for name, (value, of) in zip(NAMES, _values(tried), strict=True):
            print(f"{half}: {name} {0.0 if value is None else value:.3f} of {of}")
    return 0


def _try(author: str, half: Half, limit: int | None) -> Iterator[Tried]:
    with TemporaryDirectory() as folder:
        assistant = build(workspace(Path(folder)), use_chroma=False)
        try:
            upload(assistant, author)
            for asked in track(load(author)[:limit], f"Asking author {author}", disable=not sys.stderr.isatty()):
                if reply := assistant.ask(asked.question).reply:
                    yield judge(asked, reply, half)
        finally:
            assistant.close()


def upload(assistant: Assistant, author: str) -> None:
    """Put an author's documents beside the corpus."""
    for path in sorted((DATA / author).iterdir()):
        if path.suffix != ".yaml":
            assistant.ingest_upload(path.name, path.read_bytes())


def judge(asked: Asked, reply: Reply, half: Half) -> Tried:
    """What became of a question."""
    said = [] if reply.kind == "case_report" else [one.text for one in reply.statements]
    near = [one.text for one in reply.nearest] if isinstance(reply, Abstention) else []
    right = any(is_one_of(text, asked.sentences) for text in said)
    shown = right or any(is_one_of(text, asked.sentences) for text in near)
    return Tried(asked=asked, half=half, answers=reply.kind == "answer", right=right, shown=shown)


def is_one_of(text: str, sentences: Iterable[str]) -> bool:
    """Whether a text holds one of these sentences, or is the greater part of one; marks of layout do not count.

    >>> is_one_of("Start | 12.5 mg", ["| Start | 12.5 mg |"]), is_one_of("12.5 mg", ["Start with 12.5 mg at night."])
    (True, False)
    """
    bare = _bare(text)
    return any(_bare(one) in bare or (bare in _bare(one) and len(bare) >= SHORT * len(_bare(one))) for one in sentences)


def _bare(text: str) -> str:
    return " ".join(normalise("".join(" " if mark in "|*_`#" else mark for mark in text)).split()).strip(" .")


def _values(tried: Sequence[Tried]) -> tuple[Value, ...]:
    answerable = [one for one in tried if one.asked.behaviour != "abstain"]
    others = [one for one in tried if one.asked.behaviour == "abstain"]
    return (
        share(one.right for one in answerable),
        share(one.shown for one in answerable),
        share(one.answers for one in others),
    )


if __name__ == "__main__":
    sys.exit(main())
