"""Fit the judge: `python -m evals.fit_judge` sets assistant/judge.yaml from the tuning half of the questions.

A sentence that states an expected fact is an example of one that answers; of the others, those that look most like one
are examples of sentences that do not, and so are all sentences found for a question the corpus does not answer. The
threshold is chosen on questions that the weights were not fitted to (cross-validation), so that it holds on new ones.

The model for documents of which no question is known starts from the corpus read as such, and is moved by the questions
on other people's documents (`evals.uploads`, the tuning authors). Its threshold is chosen on the author left out.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml
from rich.progress import track
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

import assistant.judge
from assistant.assistant import Assistant
from assistant.evidence import Evidence, Reader
from assistant.judge import Models, Signs, may_answer, signs_of
from assistant.question import read_question
from assistant.search import search
from assistant.settings import Settings
from assistant.wire import build
from evals import uploads
from evals.patterns import found as matched
from evals.questions import ANSWERABLE, SUITES, Question, choose

HARDEST = 15  # sentences of a question that do not answer, nearest to its words and meaning
UNANSWERABLE = 6.0  # weight of a question the corpus does not answer, beside 1 for one that it does
GAP_COUNTS = 0.3  # and of a known gap, beside 1 for such a question: gaps are many, of one pen each
SOFTNESS = 1.0  # inverse strength of the regularisation
FOLDS = 8
FALSE_ABSTENTIONS = 0.015  # share of answerable questions whose best sentence the threshold may refuse
# Of uploads less can be told: wrong answers are as many as right ones, and the unlikely ones are better refused.
OF_UPLOADS = 0.2
UPLOADS_UNANSWERABLE = 2.0  # weight of a question that the upload does not answer
HELD = 120.0  # how firmly the weights learnt of the corpus are held when uploads move them; at less, signs turn round
DECIMALS = 4

Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One question: the signs of each sentence found, shape (sentences, signs), and which of them answer."""

    signs: Array
    answers: npt.NDArray[np.bool_]
    may_answer: npt.NDArray[np.bool_]  # speaks of everything the question names
    is_answerable: bool
    counts: float  # beside 1 for a question that a person wrote


class Fitted(NamedTuple):
    """Weights of raw signs, so that no scale has to be kept beside them."""

    weights: Array
    bias: float

    def logits(self, example: Example) -> Array:
        return example.signs @ self.weights + self.bias


def examples(assistant: Assistant, questions: Sequence[Question], use_known: bool) -> list[Example]:
    """What can be learnt from: questions of one part whose answer was found or does not exist."""
    learner = _Learner(assistant, use_known)
    asked = [
        (question, 1.0) for question in questions if question.behaviour in (*ANSWERABLE, "abstain", "out_of_scope")
    ]
    gaps = assistant.index.known_questions().gaps if use_known else []
    asked += [(Question(id="", suite="gaps", question=gap, behaviour="abstain"), GAP_COUNTS) for gap in gaps]
    learnt = (learner.example(*one) for one in track(asked, "Reading questions", disable=not sys.stderr.isatty()))
    return [example for example in learnt if example]


class _Learner:
    """Reads questions as the assistant does: with the known questions, or as of documents without any."""

    def __init__(self, assistant: Assistant, use_known: bool) -> None:
        self._assistant, self._vocabulary = assistant, assistant.vocabulary(use_known)
        self._reader = Reader(assistant.lexicon, assistant.embedder.name, use_known=use_known)

    def example(self, question: Question, counts: float) -> Example | None:
        """What a question teaches; None where it has several parts or its answer was not found."""

        def states(item: Evidence) -> bool:
            return any(matched(fact.any, (item.sentence.text,)) for fact in question.facts)

        return self.of(question.question, states, question.behaviour in ANSWERABLE, counts)

    def of_upload(self, asked: uploads.Asked) -> Example | None:
        """What a question on an upload teaches of the upload's sentences."""
        is_answerable = asked.behaviour != "abstain"
        counts = 1.0 if is_answerable else UPLOADS_UNANSWERABLE / UNANSWERABLE

        def answers(item: Evidence) -> bool:
            return uploads.is_one_of(item.sentence.text, asked.sentences)

        return self.of(asked.question, answers, is_answerable, counts, uploads_only=True)

    def of(
        self,
        asked: str,
        answers: Callable[[Evidence], bool],
        is_answerable: bool,
        counts: float,
        uploads_only: bool = False,
    ) -> Example | None:
        """What a question teaches, given which sentences answer it."""
        understood = read_question(asked, self._assistant.lexicon, self._vocabulary)
        if len(understood.clauses) != 1:
            return None
        index, [clause] = self._assistant.index, understood.clauses
        vector = self._assistant.embedder.embed([clause.text])[0]
        found = search(clause, vector, index, self._assistant.settings.top_k, self._assistant.embedder)
        found = found._replace(likeness=index.known_questions().likeness(vector, besides=asked))
        evidence = self._reader.gather(found.hits, found, index)
        taught = [at for at, one in enumerate(evidence) if one.hit.source.kind == "upload" or not uploads_only]
        right = np.array([answers(evidence[at]) for at in taught], dtype=bool)
        if not taught or (is_answerable and not right.any()):
            return None
        allowed = np.array([may_answer(clause, evidence[at]) for at in taught])
        signs = np.array(signs_of(clause, evidence, found.likeness))[taught]
        return Example(signs, right, allowed, is_answerable, counts)


def of_uploads(assistant: Assistant, author: str) -> Iterator[Example]:
    """What one author's questions teach, with the author's documents beside the corpus."""
    before = {source.source_id for source in assistant.index.sources()}
    uploads.upload(assistant, author)
    learner = _Learner(assistant, use_known=True)
    asked = track(uploads.load(author), f"Reading author {author}", disable=not sys.stderr.isatty())
    yield from filter(None, map(learner.of_upload, asked))
    for source in assistant.index.sources():
        if source.source_id not in before:
            assistant.delete_document(source.source_id)


def fit(learnt: Sequence[Example]) -> Fitted:
    """A logistic regression over sentences; each question counts the same, however many sentences it has."""
    signs, answers, weights = zip(*(_chosen(example) for example in learnt), strict=True)
    scaler = StandardScaler().fit(np.concatenate(signs))
    regression = LogisticRegression(C=SOFTNESS, max_iter=5000)
    regression.fit(
        scaler.transform(np.concatenate(signs)), np.concatenate(answers), sample_weight=np.concatenate(weights)
    )
    raw = regression.coef_[0] / scaler.scale_
    return Fitted(raw, float(regression.intercept_[0] - raw @ scaler.mean_))


def _chosen(example: Example) -> tuple[Array, Array, Array]:
    """The sentences to learn from, whether each answers, and what it counts."""
    near = example.signs[:, Signs._fields.index("says")] - example.signs[:, Signs._fields.index("farther")]
    wrong = [index for index in np.argsort(-near, kind="stable") if not example.answers[index]][:HARDEST]
    right = np.flatnonzero(example.answers)
    counts = np.r_[
        np.full(len(right), 1 / max(1, len(right))),
        np.full(len(wrong), (1.0 if example.is_answerable else UNANSWERABLE) / max(1, len(wrong))),
    ]
    return example.signs[[*right, *wrong]], np.r_[np.ones(len(right)), np.zeros(len(wrong))], counts * example.counts


def moved(start: Fitted, learnt: Sequence[Example]) -> Fitted:
    """The weights that `learnt` asks for, held near those of `start` (a normal prior, in standard deviations)."""
    signs, answers, weights = (np.concatenate(part) for part in zip(*map(_chosen, learnt), strict=True))
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    standard = np.divide(signs - middle, spread, out=np.zeros_like(signs), where=spread > 0)
    before = (signs - middle) @ start.weights

    def loss(step: Array) -> tuple[float, Array]:
        logits = before + standard @ step[:-1] + step[-1]
        slope = weights * (1 / (1 + np.exp(-logits)) - answers)
        told = weights @ (np.logaddexp(0, logits) - answers * logits) + HELD / 2 * step[:-1] @ step[:-1]
        return float(told), np.append(standard.T @ slope + HELD * step[:-1], slope.sum())

    step = minimize(loss, np.zeros(signs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    raw = start.weights + np.divide(step[:-1], spread, out=np.zeros_like(spread), where=spread > 0)
    return Fitted(raw, float(step[-1] - middle @ raw))


class Line(NamedTuple):
    """Where a model draws the line, and what that brings on questions that its weights were not fitted to."""

    logit: float  # from which on a sentence answers
    refused: float  # share of answerable questions refused
    answered: float  # share of unanswerable ones answered
    first: float  # share of answerable ones whose best sentence states an expected fact


def threshold(learnt: Sequence[Example]) -> Line:
    """The line for documents with known questions, by folds of the questions that people wrote."""
    asked, gaps = ([one for one in learnt if (one.counts == 1) == is_asked] for is_asked in (True, False))
    folds = KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(len(asked)))
    return line(
        ((fit([*(asked[at] for at in taught), *gaps]), [asked[at] for at in left]) for taught, left in folds),
        FALSE_ABSTENTIONS,
    )


def line(folds: Iterable[tuple[Fitted, Sequence[Example]]], refuse: float) -> Line:
    """The line that refuses this share of the answerable questions, from weights and what they were not fitted to."""
    best: list[tuple[float, bool, bool]] = []
    for fitted, left_out in folds:
        for example in left_out:
            logits = np.where(example.may_answer, fitted.logits(example), -np.inf)
            best.append((logits.max(), bool(example.answers[logits.argmax()]), example.is_answerable))
    # Where no sentence speaks of everything the question names, no threshold helps.
    answerable = np.array([logit for logit, _, is_answerable in best if is_answerable and np.isfinite(logit)])
    unanswerable = np.array([logit for logit, _, is_answerable in best if not is_answerable])
    least = float(np.quantile(answerable, refuse))
    first = np.mean([is_right for _, is_right, is_answerable in best if is_answerable])
    return Line(least, float((answerable < least).mean()), float((unanswerable >= least).mean()), float(first))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, say what was reached on held-out folds, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_judge", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--only", choices=Models._fields, help="fit this model, and leave the other as it is")
    options = parser.parse_args(arguments)
    path = Path(assistant.judge.__file__).with_name("judge.yaml")
    with TemporaryDirectory() as folder:
        opened = build(Settings(data_dir=Path(folder), store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
        fitting = {"known": _known, "plain": _plain}
        fitted = {name: fitting[name](opened) for name in ([options.only] if options.only else Models._fields)}
    written = yaml.safe_load(path.read_text(encoding="utf-8")) | fitted
    if not options.dry:
        path.write_text(
            "# Fitted by `python -m evals.fit_judge`; never edited by hand. Signs are explained in judge.py.\n"
            + yaml.safe_dump(written, sort_keys=False),
            encoding="utf-8",
        )
    return 0


def _known(opened: Assistant) -> dict[str, Any]:
    learnt = examples(opened, choose(SUITES, ("tune",)), use_known=True)
    return _written("known", fit(learnt), threshold(learnt), f"{len(learnt)} questions, {FOLDS}-fold")


def _plain(opened: Assistant) -> dict[str, Any]:
    start = fit(examples(opened, choose(SUITES, ("tune",)), use_known=False))
    by_author = {author: tuple(of_uploads(opened, author)) for author in uploads.AUTHORS["tune"]}

    def without(left_out: str | None) -> Fitted:
        return moved(start, [one for author, its in by_author.items() if author != left_out for one in its])

    found = line(((without(author), its) for author, its in by_author.items()), OF_UPLOADS)
    asked = sum(map(len, by_author.values()))
    return _written("plain", without(None), found, f"{asked} questions on uploads, each author by the others")


def _written(name: str, fitted: Fitted, found: Line, of: str) -> dict[str, Any]:
    """One model as it is written, after what it reached on questions not fitted to was said."""
    print(
        f"{name}: {of}: {found.refused:.3f} of answerable ones refused, {found.answered:.3f} of"
        f" unanswerable ones answered, {found.first:.3f} of best sentences right."
    )
    weights = zip(Signs._fields, fitted.weights, strict=True)
    return {
        "weights": {sign: round(float(weight), DECIMALS) for sign, weight in weights},
        "bias": round(fitted.bias, DECIMALS),
        "answers_from": round(1 / (1 + float(np.exp(-found.logit))), DECIMALS),
    }


if __name__ == "__main__":
    sys.exit(main())
