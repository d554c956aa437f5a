"""Fit the router: `python -m evals.fit_route` sets assistant/route.npz from labelled requests.

The requests are those of evals/data/requests/, one file an author (way, tab, request), the tuning half of the
questions, and some of the known questions. Before it writes, it says how each author's requests are routed by a model
fitted to the others' alone: that is what to expect of a person nobody has read yet.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from assistant.embed import Embedder
from assistant.lexicon import Lexicon
from assistant.route import AFTER, FILE, MEANING_SCALE, WAYS, WORDS_SCALE, Way, ngrams
from assistant.settings import Settings
from assistant.wire import build
from evals.questions import DATA, SUITES, Behaviour, choose

REQUESTS = DATA / "requests"
KNOWN = "known questions"  # as an author of requests
AFTER_A_REPORT = frozenset({"author-q", "after-a-case"})  # files of what is typed after a report: for its weights alone
SOFTNESS = 3.0  # inverse strength of the regularisation
SEEN = 2  # an n-gram counts from so many requests on
EACH = 20  # of so many known questions one is learnt from
ODDS = 1.7
QUESTIONS: tuple[Behaviour, ...] = ("answer", "correct_premise", "show_conflict", "abstain", "partial")


class Request(NamedTuple):
    """A request, its way, and who wrote it."""

    author: str
    way: Way
    text: str


class Model(NamedTuple):
    """Weights by n-gram and by dimension of the embedding, shapes (n-grams, ways), (dimensions, ways), (ways,)."""

    ngrams: list[str]
    words: npt.NDArray[np.float32]
    meaning: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


def requests(after_a_report: bool = False) -> list[Request]:
    """Everything that may be learnt from, with what is typed after a report on a patient or without."""
    found = []
    for path in sorted(REQUESTS.glob("*.tsv")):
        if path.stem in AFTER_A_REPORT and not after_a_report:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            way, text = line.split("\t")
            if way not in WAYS:
                raise ValueError(f"{path.name}: no such way: {way}")
            found.append(Request(path.stem, way, text))
    for question in choose(SUITES, ("tune",)):
        if question.behaviour in QUESTIONS:
            found.append(Request("evals", "question", question.question))
        elif question.behaviour in ("emergency", "out_of_scope"):
            found.append(Request("evals", question.behaviour, question.question))
    return found


class Table:
    """Requests as numbers: n-grams and meanings, row by row."""

    def __init__(self, asked: Sequence[Request], lexicon: Lexicon, embedder: Embedder) -> None:
        self.asked = asked
        self.ways = np.array([WAYS.index(request.way) for request in asked])
        self.meanings = np.stack([embedder.embed([request.text])[0] for request in asked])
        self.ngrams = [sorted(set(ngrams(request.text, lexicon))) for request in asked]

    def words(self, rows: Sequence[int], places: dict[str, int]) -> csr_matrix:
        """The n-grams of some requests, each row of the length that `route` gives it."""
        data, columns, ends = [], [], [0]
        for row in rows:
            held = [places[ngram] for ngram in self.ngrams[row] if ngram in places]
            data += [WORDS_SCALE / max(1.0, len(held) ** 0.5)] * len(held)
            columns += held
            ends.append(len(columns))
        return csr_matrix((data, columns, ends), shape=(len(rows), len(places)))

    def fit(self, rows: Sequence[int], with_meaning: bool = True) -> Model:
        """A multinomial logistic regression over words and meaning."""
        seen = Counter(ngram for row in rows for ngram in self.ngrams[row])
        places = {ngram: place for place, ngram in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
        regression = LogisticRegression(C=SOFTNESS, max_iter=3000)
        regression.fit(self._matrix(rows, places, with_meaning), self.ways[rows])
        coefficients, bias = regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32)
        bias[WAYS.index("question")] += np.log(ODDS)
        return Model(list(places), coefficients[: len(places)], coefficients[len(places) :], bias)

    def routed(self, model: Model, rows: Sequence[int]) -> npt.NDArray[np.int64]:
        """The ways that a model gives to some requests, as places in WAYS."""
        places = {ngram: place for place, ngram in enumerate(model.ngrams)}
        with_meaning = bool(len(model.meaning))
        scores = self._matrix(rows, places, with_meaning) @ np.concatenate([model.words, model.meaning]) + model.bias
        return np.asarray(scores.argmax(axis=1), dtype=np.int64)

    def _matrix(self, rows: Sequence[int], places: dict[str, int], with_meaning: bool) -> Any:
        words = self.words(rows, places)
        return hstack([words, csr_matrix(MEANING_SCALE * self.meanings[rows])]).tocsr() if with_meaning else words


def by_author(table: Table) -> None:
    """Print, for each author, how a model fitted to the others routes: share right of each way."""
    authors = [request.author for request in table.asked]
    for author in sorted(set(authors)):
        held_out = [row for row, name in enumerate(authors) if name == author]
        model = table.fit([row for row, name in enumerate(authors) if name != author])
        right = table.routed(model, held_out) == table.ways[held_out]
        shares = {
            way: f"{right[table.ways[held_out] == place].mean():.2f}"
            for place, way in enumerate(WAYS)
            if (table.ways[held_out] == place).any()
        }
        print(f"{author}: {right.mean():.3f} of {len(held_out)} by the others'", shares)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, say what to expect, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_route", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--after", action="store_true", help="fit the weights for what is typed after a report")
    parser.add_argument("--out", type=Path, help="file to write")
    options = parser.parse_args(arguments)
    out = options.out or (AFTER if options.after else FILE)
    with TemporaryDirectory() as folder:
        assistant = build(Settings(store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
    known = assistant.index.known_questions().texts[::EACH]
    table = Table(
        [*requests(options.after), *(Request(KNOWN, "question", text) for text in known)],
        assistant.lexicon,
        assistant.embedder,
    )
    by_author(table)
    if options.dry:
        return 0
    everything = list(range(len(table.asked)))
    model, alone = table.fit(everything), table.fit(everything, with_meaning=False)
    np.savez_compressed(
        out,
        ngrams=np.array("\n".join(model.ngrams)),
        words=model.words.astype(np.float16),
        meaning=model.meaning,
        bias=model.bias,
        words_alone=alone.words.astype(np.float16),
        bias_alone=alone.bias,
        embedder=np.array(assistant.embedder.name),
    )
    print(f"{len(table.asked)} requests, {len(model.ngrams)} n-grams, {out.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
