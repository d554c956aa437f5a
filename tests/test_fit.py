"""Fitting: what the router and the judge learn from is sound, and they learn it."""

import numpy as np
import pytest

from assistant.case_remark import FILE, KINDS, signs
from assistant.criteria.parse.count_comments import COUNT_AGAINST
from assistant.criteria.parse.doubt_sense import AGAINST, weighs_against
from assistant.criteria.parse.outcome_sense import grams, sense
from assistant.judge import Models, Signs, models
from assistant.lexicon import Lexicon
from assistant.route import WAYS, weights
from evals import fit_doubt, fit_judge, fit_outcome, fit_remark, remarks
from evals.fit_judge import Example, fit, moved, threshold
from evals.fit_route import Request, Table, requests
from evals.questions import SUITES, choose
from evals.weights import scored
from tests.fakes import HashEmbedder

NOTHING = dict.fromkeys(Signs._fields, 0.0)


def example(is_answerable: bool, *says: float) -> Example:
    """Sentences that say more or less of what is asked; the one that says most answers."""
    signs = np.array([Signs(**NOTHING | {"says": share, "farther": 1 - share}) for share in says])
    answers = np.array([is_answerable and share == max(says) for share in says])
    return Example(signs, answers, np.ones(len(says), dtype=bool), is_answerable, 1.0)


EXAMPLES = [example(True, 0.9 + n / 1000, 0.2, 0.1) for n in range(20)] + [
    example(False, 0.3 + n / 1000, 0.2, 0.1) for n in range(20)
]


# --- what is learnt from


def test_each_request_is_labelled_once() -> None:
    written = [request for request in requests() if request.author != "evals"]
    assert {request.kind for request in written} == set(WAYS)
    ways: dict[str, set[str]] = {}
    for request in written:
        ways.setdefault(" ".join(request.text.lower().split()), set()).add(request.kind)
    assert [text for text, its in ways.items() if len(its) > 1] == []


def test_nothing_of_the_measured_half_is_learnt_from() -> None:
    measured = {question.question.lower() for question in choose(SUITES, ("measured",))}
    assert [request.text for request in requests() if request.text.lower() in measured] == []


# --- the router


def test_the_router_learns_the_words_that_tell_the_ways_apart(lexicon: Lexicon) -> None:
    told = {
        "order": "give him",
        "question": "what is",
        "emergency": "help now",
        "case": "is she",
        "out_of_scope": "sing",
    }
    asked = [Request("x", way, f"{told[way]} {word}") for way in WAYS for word in ("one", "two", "three", "four")]
    table = Table(asked, WAYS, lexicon, HashEmbedder())
    rows = list(range(len(asked)))
    for with_meaning in (True, False):
        assert (table.likeliest(table.fit(rows, with_meaning), rows) == table.kinds).all()


def test_the_weights_of_the_router_fit_its_ways() -> None:
    kept = weights()
    assert kept.words.shape == kept.words_alone.shape == (len(kept.places), len(WAYS))
    assert kept.meaning.shape[1:] == kept.bias.shape == kept.bias_alone.shape == (len(WAYS),)


# --- remarks in a conversation on a patient


def test_nothing_of_the_author_who_is_only_measured_is_learnt_from() -> None:
    learnt = {one.text.lower() for author in remarks.AUTHORS["tune"] for one in fit_remark.said(author)}
    held = [one for author in remarks.AUTHORS["measured"] for one in remarks.load(author)]
    measured = [turn.say.lower() for one in held for turn in one.turns]
    assert len(measured) > 200
    assert [say for say in measured if say in learnt] == []


def test_the_remarks_learnt_from_are_of_every_kind_and_after_every_reply() -> None:
    learnt = [one for author in remarks.AUTHORS["tune"] for one in fit_remark.said(author)]
    assert {one.kind for one in learnt} == set(KINDS)
    assert {one.signs[0] for one in learnt} == {"@report", "@later"}


def test_the_weights_of_remarks_fit_their_kinds() -> None:
    kept = weights(FILE)
    assert kept.kinds == KINDS and kept.words.shape == (len(kept.places), len(KINDS))


def test_where_a_remark_stands_tells_what_it_is(lexicon: Lexicon) -> None:
    kinds = ("asks", "question", "tells")
    asked = [
        Request("x", kind, f"and the {word}?", signs(f"and the {word}?", after_report=kind != "question"))
        for kind in kinds
        for word in (("level", "dose", "score", "drug") if kind != "tells" else ("ward",))
    ]
    table = Table(asked, kinds, lexicon, HashEmbedder())
    told = [row for row, one in enumerate(asked) if one.kind != "tells"]
    assert (table.likeliest(table.fit(range(len(asked))), told) == table.kinds[told]).all()


# --- what came of a course


def test_no_sentence_of_the_measured_author_is_learnt_from_and_labels_do_not_contradict() -> None:
    told = fit_outcome.load()
    labels: dict[str, set[str]] = {}
    for one in told:
        labels.setdefault(one.text.lower(), set()).add(one.label)
    assert {text for text, found in labels.items() if len(found) > 1} == set()
    assert fit_outcome.MEASURED in {one.author for one in told}


def test_the_fit_learns_which_words_say_that_nothing_came_of_it() -> None:
    said = {"none": "the voices did not budge", "good": "the voices left him", "not": "he lives alone"}
    told = [fit_outcome.Told("x", label, text) for label, text in said.items() for _ in range(4)]
    nothing, something = scored([one.text for one in told[::4]], fit_outcome.weights(told), grams).T
    assert nothing.argmax() == 0 and something.argmax() == 1


def test_of_the_measured_author_next_to_nothing_is_read_that_is_not_so() -> None:
    told = [one for one in fit_outcome.load() if one.author == fit_outcome.MEASURED]
    read = [one.label for one in told if fit_outcome.is_read(one.text, *sense(one.text))]
    assert read.count("none") >= 45
    assert len(read) - read.count("none") <= 2


def test_of_other_authors_not_learnt_from_no_more_is_misread_than_the_odds_allow() -> None:
    told = [one for one in fit_outcome.load() if one.author in fit_outcome.BESIDE]
    read = [one.label for one in told if fit_outcome.is_read(one.text, *sense(one.text))]
    assert read.count("none") >= 340
    assert len(read) - read.count("none") <= len(read) / 20  # outcome_sense.NOTHING


# --- remarks that take something back


def test_no_remark_of_a_measured_author_is_learnt_from_and_labels_do_not_contradict() -> None:
    labels: dict[str, set[bool]] = {}
    for one in fit_doubt.load():
        labels.setdefault(one.text.lower(), set()).add(one.is_against)
    assert {text for text, found in labels.items() if len(found) > 1} == set()
    assert {one.author for one in fit_doubt.load()} > fit_doubt.MEASURED


@pytest.mark.parametrize(
    ("author", "odds", "least", "most"),
    [
        ("author-g", AGAINST, 0.6, 0.02),
        ("counts-c", COUNT_AGAINST, 0.6, 0.1),
        ("edits, measured", AGAINST, 0.6, 0.15),
    ],
)
def test_of_authors_not_learnt_from_most_of_what_takes_back_is_seen_and_little_else(
    author: str, odds: float, least: float, most: float
) -> None:
    told = [one for one in fit_doubt.load() if one.author == author]
    seen = [(one.is_against, weighs_against(fit_doubt.remark(one)) >= odds) for one in told]
    against, others = ([is_seen for is_against, is_seen in seen if is_against is kind] for kind in (True, False))
    assert sum(against) >= least * len(against)
    assert sum(others) <= most * len(others)


# --- the judge


def test_the_judge_learns_which_sign_tells_and_where_to_draw_the_line() -> None:
    fitted = fit(EXAMPLES)
    assert fitted.weights[Signs._fields.index("says")] > 0 > fitted.weights[Signs._fields.index("farther")]
    least, refused, answered, first = threshold(EXAMPLES)
    assert np.isfinite(least)
    assert refused <= fit_judge.FALSE_ABSTENTIONS + 1 / 20
    assert (answered, first) == (0.0, 1.0)


def test_weights_are_moved_by_what_more_is_learnt_and_held_where_it_tells_nothing() -> None:
    says, farther, cause = (Signs._fields.index(name) for name in ("says", "farther", "cause"))
    start = fit(EXAMPLES)
    turned = [one._replace(answers=~one.answers) for one in EXAMPLES if one.is_answerable]
    for times in (1, 50):
        weights = moved(start, turned * times).weights
        assert weights[cause] == start.weights[cause]
        assert weights[says] < start.weights[says]
        assert weights[farther] > start.weights[farther]
    assert weights[says] < moved(start, turned).weights[says]


def test_a_question_that_no_sentence_may_answer_does_not_move_the_line() -> None:
    hopeless = EXAMPLES[0]._replace(may_answer=np.zeros(3, dtype=bool))
    assert np.isfinite(threshold([*EXAMPLES, hopeless, hopeless])[0])


@pytest.mark.parametrize("of", Models._fields)
@pytest.mark.parametrize("name", ["figures_left", "outcomes_left", "largest_left", "opposite", "unknown"])
def test_what_a_sentence_lacks_counts_against_it(of: str, name: str) -> None:
    assert getattr(getattr(models(), of).weights, name) < 0


@pytest.mark.parametrize("of", Models._fields)
@pytest.mark.parametrize("name", ["says", "figure", "cause", "article", "spelt_out"])
def test_what_a_sentence_gives_counts_for_it(of: str, name: str) -> None:
    assert getattr(getattr(models(), of).weights, name) > 0


def test_likeness_to_known_questions_counts_for_a_sentence_and_to_gaps_against_it() -> None:
    weights_ = models().known.weights
    assert weights_.close > 0 < weights_.share
    assert weights_.gap < 0 > weights_.gaps
    assert {getattr(models().plain.weights, name) for name in ("like", "close", "share", "less_like", "gap")} == {0.0}
