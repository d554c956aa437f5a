"""Judging: an answer speaks of everything asked, in one sentence, with the figure asked for; else it is refused."""

import random

import pytest

from assistant.judge import Judgement, is_off_topic, judge
from tests.fakes import document
from tests.small_corpus import SmallCorpus

TRIALS = document(
    "trials",
    "Valproate at a dose of 900 mg/d improved psychopathology in clozapine patients.",
    "Lamotrigine improved cognition in clozapine patients.",
    "Topiramate was stopped early in clozapine patients because of confusion.",
    "Sleep was recorded in every hospital.",
)
RULES = document(
    "rules",
    "Clozapine is started at a level of 350 to 420 ng/mL in the first group.",
    "Clozapine is started at a level of 600 to 838 ng/mL in the second group.",
    "Initiation of clozapine needs a test.",
    "Stopping clozapine needs a taper.",
)


@pytest.fixture
def trials(corpus: SmallCorpus) -> SmallCorpus:
    corpus.add(TRIALS)
    return corpus


def judged(corpus: SmallCorpus, question: str) -> Judgement:
    asked = corpus.ask(question)
    [clause], [evidence] = asked.question.clauses, asked.evidence
    return judge(clause, evidence, asked.founds[0].likeness)


def best(corpus: SmallCorpus, question: str) -> str:
    return judged(corpus, question).scored[0].evidence.sentence.text


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("What dose of Depakote improved psychopathology in clozapine patients?", "Valproate at a dose"),
        ("Did Lamictal improve cognition in clozapine patients?", "Lamotrigine improved"),
        ("Why was topiramate stopped early in clozapine patients?", "Topiramate was stopped"),
    ],
)
def test_the_sentence_that_speaks_of_all_that_is_asked_answers(trials: SmallCorpus, question: str, start: str) -> None:
    judgement = judged(trials, question)
    assert judgement.answers
    assert judgement.scored[0].evidence.sentence.text.startswith(start)
    assert judgement.missing == ()


def test_a_sentence_that_shares_no_word_with_the_question_may_answer_it_in_an_upload_alone(corpus: SmallCorpus) -> None:
    said = "He keeps his bus pass."
    for kind in ("guideline", "upload"):
        corpus.add(document(f"{kind}-on-travel", said, kind=kind))
    allowed = {one.evidence.hit.source.kind for one in judged(corpus, "Is a season ticket allowed?").scored}
    assert allowed == {"upload"}


def test_a_drug_that_no_sentence_speaks_of_is_not_answered_and_named(trials: SmallCorpus) -> None:
    judgement = judged(trials, "Did quetiapine improve cognition in clozapine patients?")
    assert (judgement.answers, judgement.scored, judgement.missing) == (False, (), ("quetiapine",))
    assert len(judgement.all) == 4


def test_a_word_that_nobody_knows_is_not_answered_past(trials: SmallCorpus) -> None:
    judgement = judged(trials, "Does berberine improve cognition in clozapine patients?")
    assert (judgement.answers, judgement.missing) == (False, ("berberine",))


def test_two_sentences_do_not_make_one_answer(trials: SmallCorpus) -> None:
    judgement = judged(trials, "Was lamotrigine better than topiramate in clozapine patients?")
    assert not judgement.answers
    assert judgement.scored == ()
    assert set(judgement.missing) >= {"lamotrigine", "topiramate"}


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("What dose of lamotrigine improved cognition in clozapine patients?", "the dose"),
        ("What level of lamotrigine improved cognition in clozapine patients?", "the level"),
        ("How long did lamotrigine improve cognition in clozapine patients?", "how long"),
    ],
)
def test_a_figure_that_no_sentence_gives_is_not_answered_past(trials: SmallCorpus, question: str, figure: str) -> None:
    judgement = judged(trials, question)
    assert (judgement.answers, judgement.missing) == (False, (figure,))


def test_what_is_far_from_everything_is_not_answered(trials: SmallCorpus) -> None:
    assert not judged(trials, "Which bridge collapsed during yesterday's storm over the harbour?").answers


def test_nothing_found_answers_nothing(corpus: SmallCorpus) -> None:
    judgement = judged(corpus, "Did valproate improve psychopathology?")
    assert (judgement.answers, judgement.scored, judgement.all) == (False, (), ())


def test_the_order_in_which_evidence_comes_does_not_matter(trials: SmallCorpus) -> None:
    trials.add(document("again", *(passage.text for passage in TRIALS.passages), "One more."))
    asked = trials.ask("Did valproate improve psychopathology in clozapine patients?")
    clause, evidence = asked.question.clauses[0], list(asked.evidence[0])
    likeness = asked.founds[0].likeness
    first = judge(clause, evidence, likeness)
    for seed in range(5):
        random.Random(seed).shuffle(evidence)
        assert judge(clause, evidence, likeness) == first
    assert [one.score for one in first.all] == sorted((one.score for one in first.all), reverse=True)


def test_the_range_that_holds_the_value_in_the_question_goes_first(corpus: SmallCorpus) -> None:
    corpus.add(RULES)
    assert "350 to 420" in best(corpus, "Clozapine is started at a level of 380 ng/mL in which group?")
    assert "600 to 838" in best(corpus, "Clozapine is started at a level of 0.7 mg/L in which group?")


def test_stopping_is_not_answered_by_starting(corpus: SmallCorpus) -> None:
    corpus.add(RULES)
    assert best(corpus, "What does stopping of clozapine need?") == "Stopping clozapine needs a taper."
    assert best(corpus, "What does initiation of clozapine need?") == "Initiation of clozapine needs a test."


def test_the_article_goes_first_where_nothing_else_decides(corpus: SmallCorpus) -> None:
    corpus.add(document("a-digest", "Valproate improved sleep."), document("z-article", "Valproate improved sleep. ",
               title="A digest", kind="article"))  # fmt: skip
    for question in ("Did valproate improve sleep?", "Does the article say that valproate improved sleep?"):
        assert judged(corpus, question).scored[0].evidence.hit.source.slug == "z-article"


@pytest.mark.parametrize(
    ("question", "is_off"),
    [
        ("Which bridge collapsed over the harbour?", True),
        ("Which bridge did clozapine collapse?", False),
        ("Was sleep recorded in every hospital?", False),
    ],
)
def test_a_question_that_names_nothing_of_the_field_and_is_near_to_nothing_is_off_topic(
    trials: SmallCorpus, question: str, is_off: bool
) -> None:
    asked = trials.ask(question)
    assert is_off_topic(asked.question, asked.founds) == is_off
