"""Plain ways to answer beside ours, in the same run and by the same scorers, so that the figures mean something.

Each shows whole sentences of the corpus that may be shown, and refuses nothing: the likest ones by embedding, the best
ones by BM25, one or as many as our median answer has; and our own search and judge without the right to refuse.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from assistant.assistant import Assistant
from assistant.embed import FloatArray
from assistant.evidence import Reader
from assistant.judge import judge
from assistant.question import Question as Read
from assistant.question import read_question
from assistant.search import search
from assistant.types import Abstention, Answer, Claim, Draft, Hit
from assistant.verify import verify
from assistant.words import words
from evals.holders import Holders, Said
from evals.metrics import METRICS, Value
from evals.questions import choose
from evals.result import Part, Result, Table, part
from evals.runner import run
from evals.scorers import Score
from evals.sitting import Sitting

SUITES = ("facts", "abstention", "premises")
SHOWN = ("fact recall", "every fact found", "refused, of what should be", "should be, of what is refused",
         "premise corrected")  # fmt: skip
OURS = "the assistant"
FEW = 3  # statements of our median answer

Rank = Callable[[str], Iterable[Said]]  # a question in, sentences out, best first


class Replying(NamedTuple):
    """What a baseline gives back."""

    reply: Answer | Abstention


class Baseline:
    """Answers every question with the first sentences of a ranking, let through by the gate like any other."""

    def __init__(self, rank: Rank, count: int, assistant: Assistant) -> None:
        self._rank, self._count, self._assistant = rank, count, assistant

    def ask(self, question: str) -> Replying:
        """The reply, verified: whole sentences always pass."""
        said = list(islice(self._rank(question), self._count))
        hits = [Hit(passage=one.passage, source=one.source, score=1.0) for one in said]
        claims = tuple(
            Claim(text=one.sentence.text, role="answer",
                  spans=((one.passage.passage_id, one.sentence.start, one.sentence.end),)) for one in said
        )  # fmt: skip
        draft, read = Draft(claims=claims, composer="baseline"), Read(question, question, (), (), "question")
        index, lexicon = self._assistant.index, self._assistant.lexicon
        return Replying(verify(read, draft, hits, index.text, lexicon, self._assistant.provenance))


class Sentences:
    """All sentences that may be shown, ranked for a question by likeness or by their words."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._said = assistant, Holders(assistant.index).said
        self._vectors = self._all_vectors()
        self._words = sqlite3.connect(":memory:")
        self._words.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='porter unicode61')")
        self._words.executemany("INSERT INTO said(text) VALUES (?)", [(one.sentence.text,) for one in self._said])

    def _all_vectors(self) -> FloatArray:
        ids = list(dict.fromkeys(one.passage.passage_id for one in self._said))
        return np.concatenate(list(self._assistant.index.sentence_vectors(ids).values()))

    def likest(self, question: str) -> Iterator[Said]:
        """By cosine of the sentence and the question."""
        cosines = (self._vectors @ self._assistant.embedder.embed([question])[0]).round(5)
        return (self._said[place] for place in np.argsort(-cosines, kind="stable").tolist())

    def by_words(self, question: str) -> Iterator[Said]:
        """By BM25 of any of the question's words."""
        match = " OR ".join(f'"{word.surface}"' for word in words(question))
        rows = self._words.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said), rowid", (match,))
        return (self._said[row - 1] for (row,) in rows.fetchall())

    def close(self) -> None:
        """Forget them."""
        self._words.close()


class Unrefusing:
    """Our own search and judge, whose best sentence is shown whatever it is worth."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._reader = assistant, Reader(assistant.lexicon, assistant.embedder.name)

    def rank(self, question: str) -> Iterator[Said]:
        """The sentences found for the first thing asked, best first."""
        own = self._assistant
        clause = read_question(question, own.lexicon, own.vocabulary()).clauses[0]
        found = search(clause, own.embedder.embed([clause.text])[0], own.index, own.settings.top_k)
        for one in judge(clause, self._reader.gather(found.hits, found, own.index), found.likeness).all:
            yield Said(one.evidence.hit.source, one.evidence.hit.passage, one.evidence.sentence)


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Ask our assistant and each baseline the same."""
    questions = choose(SUITES, sitting.halves, sitting.limit)
    text_of, sentences = sitting.assistant.index.text, Sentences(sitting.assistant)
    scored = {OURS: run(questions, sitting, text_of)}
    try:
        for name, (rank, count) in _ways(sitting.assistant, sentences).items():
            scored[name] = run(questions, Baseline(rank, count, sitting.assistant), text_of)
    finally:
        sentences.close()
    return Result(tables=tuple(_tables(scored)))


def _ways(assistant: Assistant, sentences: Sentences) -> dict[str, tuple[Rank, int]]:
    likest, by_words, ours = map(_first, (sentences.likest, sentences.by_words, Unrefusing(assistant).rank))
    return {
        "likest sentence": (likest, 1),
        f"likest {FEW} sentences": (likest, FEW),
        "best sentence by BM25": (by_words, 1),
        f"best {FEW} sentences by BM25": (by_words, FEW),
        "our best sentence, never refusing": (ours, 1),
        f"our best {FEW} sentences, never refusing": (ours, FEW),
    }


def _first(rank: Rank) -> Rank:
    """The few best, looked for once a question."""
    return cache(lambda question: tuple(islice(rank(question), FEW)))


def _tables(scored: Mapping[str, Sequence[Score]]) -> Iterator[Table]:
    for half in dict.fromkeys(one.half for scores in scored.values() for one in scores):
        rows = {name: dict(_values([one for one in scores if one.half == half])) for name, scores in scored.items()}
        yield Table(
            suite="baselines",
            caption=f"Beside plain ways to answer, {half}",
            header=("way", *SHOWN),
            rows=tuple((name, *(_cell(values.get(metric)) for metric in SHOWN)) for name, values in rows.items()),
            note=f"Our median answer has {FEW} statements, so the others may show as many.",
        )


def _values(scores: Sequence[Score]) -> Iterator[tuple[str, Value]]:
    """What is shown of one way, of the questions of one half; nothing where none was asked."""
    for metric in METRICS:
        if metric.name in SHOWN and (value := metric.measure(scores))[1]:
            yield metric.name, value


def _cell(value: Value | None) -> Part | str:
    return "none" if value is None else part(round((value[0] or 0.0) * value[1]), value[1])
