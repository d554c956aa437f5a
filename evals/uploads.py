"""Documents of other people in, what is answered from them out: how it is for a reader who uploads their own.

Four authors, who had not seen the program, wrote invented documents and asked of them as people type. Each author's
documents are uploaded beside the corpus. Nothing is known of them but their words, and the model of meaning is small:
these figures are the lowest of all, and are what to expect of an upload.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.assistant import Assistant
from assistant.types import Abstention, Reply
from assistant.wire import build
from evals.metrics import Figure, Limit, Value, figure, share
from evals.patterns import normalise
from evals.questions import Half
from evals.result import Item, Result, key
from evals.sitting import Sitting
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


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Upload each author's documents, and ask."""
    tried = [one for half in sitting.halves for author in AUTHORS[half] for one in _try(author, half, sitting)]
    return Result(figures(tried, sitting.limits), tuple(map(_item, tried)))


def _try(author: str, half: Half, sitting: Sitting) -> Iterator[Tried]:
    with TemporaryDirectory() as folder:
        assistant = build(workspace(Path(folder), sitting.settings.data_dir), use_chroma=False)
        try:
            _upload(assistant, author)
            for asked in load(author)[: sitting.limit]:
                if reply := assistant.ask(asked.question).reply:
                    yield judge(asked, reply, half)
        finally:
            assistant.close()


def _upload(assistant: Assistant, author: str) -> None:
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


def figures(tried: Sequence[Tried], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures of each half."""
    return tuple(
        figure("documents", f"documents: {name}", half, value, limits)
        for half in AUTHORS
        if (of_half := [one for one in tried if one.half == half])
        for name, value in zip(NAMES, _values(of_half), strict=True)
    )


def _values(tried: Sequence[Tried]) -> tuple[Value, ...]:
    answerable = [one for one in tried if one.asked.behaviour != "abstain"]
    others = [one for one in tried if one.asked.behaviour == "abstain"]
    return (
        share(one.right for one in answerable),
        share(one.shown for one in answerable),
        share(one.answers for one in others),
    )


def _item(one: Tried) -> Item:
    is_answerable = one.asked.behaviour != "abstain"
    missed = not one.right if is_answerable else one.answers
    return Item(
        suite="documents",
        id=f"documents-{key(one.asked.doc, one.asked.question)}",
        half=one.half,
        outcome=("wrong" if one.answers else "no_answer") if missed else "right",
        asked=one.asked.question,
        expected=one.asked.sentences,
        faults=("not shown",) if missed and is_answerable else ("answered",) if missed else (),
    )
