"""Fit the router: `python -m evals.fit_route` sets assistant/route.npz from labelled requests.

The requests are those of evals/data/requests/, one file an author (way, tab, request), the tuning half of the
questions, and some of the known questions. Before it writes, it says how each author's requests are routed by a model
fitted to the others' alone: that is what to expect of a person nobody has read yet.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from assistant.assistant import Assistant
from assistant.embed import Embedder
from assistant.lexicon import Lexicon
from assistant.route import FILE, MEANING_SCALE, WAYS, WORDS_SCALE, ngrams
from assistant.settings import Settings
from assistant.wire import build
from evals.questions import DATA, SUITES, Behaviour, choose

REQUESTS = DATA / "requests"
KNOWN = "known questions"  # as an author of requests
AFTER_A_REPORT = frozenset({"author-q", "after-a-case"})  # files of what is typed after a report: for `fit_remark`
SOFTNESS = 3.0  # inverse strength of the regularisation
SEEN = 2  # an n-gram counts from so many requests on
EACH = 20  # of so many known questions one is learnt from
ODDS = 1.7  # of a question, beside any other way
QUESTIONS: tuple[Behaviour, ...] = ("answer", "correct_premise", "show_conflict", "abstain", "partial")


class Request(NamedTuple):
    """A request, what kind it is (its way), and who wrote it; `signs`: n-grams more, of where it stands."""

    author: str
    kind: str
    text: str
    signs: tuple[str, ...] = ()
    weight: float = 1.0


class Model(NamedTuple):
    """Weights by n-gram and by dimension of the embedding, shapes (n-grams, kinds), (dimensions, kinds), (kinds,)."""

    ngrams: list[str]
    words: npt.NDArray[np.float32]
    meaning: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


def labelled(after_a_report: bool = False) -> Iterator[Request]:
    """The requests of the files, of what is typed after a report on a patient or of all else."""
    for path in sorted(REQUESTS.glob("*.tsv")):
        if (path.stem in AFTER_A_REPORT) != after_a_report:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            way, text = line.split("\t")
            if way not in WAYS:
                raise ValueError(f"{path.name}: no such way: {way}")
            yield Request(path.stem, way, text)


def requests() -> list[Request]:
    """Everything that the router may learn from, without the known questions."""
    found = [*labelled()]
    for question in choose(SUITES, ("tune",)):
        if question.behaviour in QUESTIONS:
            found.append(Request("evals", "question", question.question))
        elif question.behaviour in ("emergency", "out_of_scope"):
            found.append(Request("evals", question.behaviour, question.question))
    return found


class Table:
    """Requests as numbers: n-grams and meanings, row by row. `odds`: of a question, beside what the fit gives it."""

    def __init__(
        self, asked: Sequence[Request], kinds: Sequence[str], lexicon: Lexicon, embedder: Embedder, odds: float = 1.0
    ) -> None:
        self.asked, self.names, self.odds = asked, kinds, odds
        self.kinds = np.array([kinds.index(request.kind) for request in asked])
        self.weights = np.array([request.weight for request in asked])
        self.embedder = embedder.name
        self.meanings = np.stack([embedder.embed([request.text])[0] for request in asked])
        self.ngrams = [sorted({*ngrams(one.text, lexicon), *one.signs}) for one in asked]

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
        regression.fit(self._matrix(rows, places, with_meaning), self.kinds[rows], self.weights[rows])
        coefficients, bias = regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32)
        bias[self.names.index("question")] += np.log(self.odds)
        return Model(list(places), coefficients[: len(places)], coefficients[len(places) :], bias)

    def likeliest(self, model: Model, rows: Sequence[int]) -> npt.NDArray[np.int64]:
        """The kinds that a model gives to some requests, by their places."""
        places = {ngram: place for place, ngram in enumerate(model.ngrams)}
        with_meaning = bool(len(model.meaning))
        scores = self._matrix(rows, places, with_meaning) @ np.concatenate([model.words, model.meaning]) + model.bias
        return np.asarray(scores.argmax(axis=1), dtype=np.int64)

    def write(self, rows: Sequence[int], out: Path) -> None:
        """Fit to some requests, and keep what was fitted."""
        model, alone = self.fit(rows), self.fit(rows, with_meaning=False)
        np.savez_compressed(
            out,
            kinds=np.array(" ".join(self.names)),
            ngrams=np.array("\n".join(model.ngrams)),
            words=model.words.astype(np.float16),
            meaning=model.meaning,
            bias=model.bias,
            words_alone=alone.words.astype(np.float16),
            bias_alone=alone.bias,
            embedder=np.array(self.embedder),
        )
        print(f"{len(rows)} requests, {len(model.ngrams)} n-grams, {out.stat().st_size:,} bytes.")

    def _matrix(self, rows: Sequence[int], places: dict[str, int], with_meaning: bool) -> Any:
        words = self.words(rows, places)
        return hstack([words, csr_matrix(MEANING_SCALE * self.meanings[rows])]).tocsr() if with_meaning else words


def by_author(table: Table, authors: Collection[str]) -> None:
    """Print, for each author, what a model fitted to the others makes of what he wrote: share right of each kind."""
    for author in sorted(authors):
        held_out = [row for row, one in enumerate(table.asked) if one.author == author]
        model = table.fit([row for row, one in enumerate(table.asked) if one.author != author])
        right, kinds = table.likeliest(model, held_out) == table.kinds[held_out], table.kinds[held_out]
        shares = {
            name: f"{right[kinds == place].mean():.2f}"
            for place, name in enumerate(table.names)
            if (kinds == place).any()
        }
        print(f"{author}: {right.mean():.3f} of {len(held_out)} by the others'", shares, flush=True)


def known(assistant: Assistant) -> list[Request]:
    """Some of the questions that the documents are known to answer."""
    return [Request(KNOWN, "question", text) for text in assistant.index.known_questions().texts[::EACH]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, say what to expect, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_route", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        assistant = build(Settings(store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
    table = Table([*requests(), *known(assistant)], WAYS, assistant.lexicon, assistant.embedder, ODDS)
    by_author(table, {one.author for one in table.asked})
    if not options.dry:
        table.write(range(len(table.asked)), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
