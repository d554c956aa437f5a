"""Fit the judge: `python -m evals.fit_judge` sets assistant/judge.yaml from the tuning half of the questions.

A sentence that states an expected fact is an example of one that answers; of the others, those that look most like one
are examples of sentences that do not, and so are all sentences found for a question the corpus does not answer. The
threshold is chosen on questions that the weights were not fitted to (cross-validation), so that it holds on new ones.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

import assistant.judge
from assistant.assistant import Assistant
from assistant.evidence import Reader
from assistant.judge import Models, Signs, may_answer, signs_of
from assistant.question import read_question
from assistant.search import search
from assistant.settings import Settings
from assistant.wire import build
from evals.patterns import found as matched
from evals.questions import ANSWERABLE, SUITES, Question, choose

HARDEST = 15  # sentences of a question that do not answer, nearest to its words and meaning
UNANSWERABLE = 6.0  # weight of a question the corpus does not answer, beside 1 for one that it does
GAP_COUNTS = 0.3  # and of a known gap, beside 1 for such a question: gaps are many, of one pen each
SOFTNESS = 1.0  # inverse strength of the regularisation
FOLDS = 8
FALSE_ABSTENTIONS = 0.015  # share of answerable questions whose best sentence the threshold may refuse
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
        understood = read_question(question.question, self._assistant.lexicon, self._vocabulary)
        if len(understood.clauses) != 1:
            return None
        index, [clause] = self._assistant.index, understood.clauses
        vector = self._assistant.embedder.embed([clause.text])[0]
        found = search(clause, vector, index, self._assistant.settings.top_k)
        found = found._replace(likeness=index.known_questions().likeness(vector, besides=question.question))
        evidence = self._reader.gather(found.hits, found, index)
        answers = np.array(
            [any(matched(fact.any, (one.sentence.text,)) for fact in question.facts) for one in evidence]
        )
        is_answerable = question.behaviour in ANSWERABLE
        if not evidence or (is_answerable and not answers.any()):
            return None
        allowed = np.array([may_answer(clause, one) for one in evidence])
        signs = np.array(signs_of(clause, evidence, found.likeness))
        return Example(signs, answers, allowed, is_answerable, counts)


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


def threshold(learnt: Sequence[Example]) -> tuple[float, float, float, float]:
    """The logit from which a sentence answers, and what it brings on questions that the weights were not fitted to.

    Returns the logit, the share of answerable questions refused, of unanswerable ones answered, and of answerable ones
    whose best sentence states an expected fact.
    """
    best: list[tuple[float, bool, bool]] = []
    asked, gaps = ([one for one in learnt if (one.counts == 1) == is_asked] for is_asked in (True, False))
    for fitted_to, held_out in KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(len(asked))):
        fitted = fit([*(asked[index] for index in fitted_to), *gaps])
        for index in held_out:
            example = asked[index]
            logits = np.where(example.may_answer, fitted.logits(example), -np.inf)
            best.append((logits.max(), bool(example.answers[logits.argmax()]), example.is_answerable))
    # Where no sentence speaks of everything the question names, no threshold helps.
    answerable = np.array([logit for logit, _, is_answerable in best if is_answerable and np.isfinite(logit)])
    unanswerable = np.array([logit for logit, _, is_answerable in best if not is_answerable])
    least = float(np.quantile(answerable, FALSE_ABSTENTIONS))
    first = np.mean([is_right for _, is_right, is_answerable in best if is_answerable])
    return least, float((answerable < least).mean()), float((unanswerable >= least).mean()), float(first)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, say what was reached on held-out folds, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_judge", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--only", choices=Models._fields, help="fit this model, and leave the other as it is")
    options = parser.parse_args(arguments)
    path = Path(assistant.judge.__file__).with_name("judge.yaml")
    with TemporaryDirectory() as folder:
        opened = build(Settings(store_url=f"sqlite:///{folder}/store.db"))
        fitted = {
            name: _fitted(name, examples(opened, choose(SUITES, ("tune",)), name == "known"))
            for name in ([options.only] if options.only else Models._fields)
        }
    written = yaml.safe_load(path.read_text(encoding="utf-8")) | fitted
    if not options.dry:
        path.write_text(
            "# Fitted by `python -m evals.fit_judge`; never edited by hand. Signs are explained in judge.py.\n"
            + yaml.safe_dump(written, sort_keys=False),
            encoding="utf-8",
        )
    return 0


def _fitted(name: str, learnt: Sequence[Example]) -> dict[str, Any]:
    """One model as it is written, after what it reached on held-out folds was said."""
    least, refused, answered, first = threshold(learnt)
    print(
        f"{name}: {len(learnt)} questions, {FOLDS}-fold: {refused:.3f} of answerable ones refused, {answered:.3f} of"
        f" unanswerable ones answered, {first:.3f} of best sentences right."
    )
    fitted = fit(learnt)
    weights = zip(Signs._fields, fitted.weights, strict=True)
    return {
        "weights": {sign: round(float(weight), DECIMALS) for sign, weight in weights},
        "bias": round(fitted.bias, DECIMALS),
        "answers_from": round(1 / (1 + float(np.exp(-least))), DECIMALS),
    }


if __name__ == "__main__":
    sys.exit(main())
