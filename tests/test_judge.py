"""Judging: an answer speaks of everything asked, in one sentence, with the figure asked for; else it is refused."""

import doctest
import random

import pytest

from assistant import siblings
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


def test_what_holds_for_a_red_result_is_no_answer_on_an_amber_one(corpus: SmallCorpus) -> None:
    corpus.add(
        document("rules-uk", "A red result on clozapine means stopping at once.", "A green result changes nothing.")
    )
    assert judged(corpus, "What does a red result on clozapine mean?").answers
    assert not judged(corpus, "What does an amber result on clozapine mean?").answers
    corpus.add(document("rules-nz", "A red or amber result on clozapine means a second count."))
    assert best(corpus, "What does an amber result on clozapine mean?").startswith("A red or amber")


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


# Sentences that name all that is named and are off the point, and small words that decide

GROUPS = document(
    "groups",
    "In the European Union clozapine may be started in a person with benign ethnic neutropenia at a count of 1,000.",
    "In the European Union clozapine may be started at a count of 1,500.",
)
YEARS = document(
    "years",
    "In registry data agranulocytosis on clozapine occurred in 7 of 1000 patients.",
    "In registry data agranulocytosis on clozapine occurred in 7 of 1000 in the first year, 1 in the second year.",
)


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("At what count may clozapine be started in the European Union in patients without BEN?", False),
        ("At what count may clozapine be started in the European Union in patients who do not have BEN?", False),
        ("At what count may clozapine be started in the European Union in patients with BEN?", True),
    ],
)
def test_a_rule_for_those_with_a_condition_does_not_answer_for_those_without(
    corpus: SmallCorpus, question: str, group: bool
) -> None:
    corpus.add(GROUPS)
    assert ("benign" in best(corpus, question)) == group


@pytest.mark.parametrize("which", ["second year", "2nd year", "year 2"])
def test_of_two_like_sentences_the_one_with_the_time_asked_for_goes_first(corpus: SmallCorpus, which: str) -> None:
    corpus.add(YEARS)
    assert "1 in the second" in best(
        corpus, f"How often is agranulocytosis on clozapine in registry data in the {which}?"
    )


def test_which_small_words_fit_is_told_by_the_examples_of_the_documentation() -> None:
    assert doctest.testmod(siblings).failed == 0
    assert siblings.fit("counts before week 18", "counts after week 18") < siblings.fit("counts at week 18", "week 18")


def test_a_drug_asked_about_as_added_to_another_is_not_answered_with_its_level(corpus: SmallCorpus) -> None:
    corpus.add(document("levels", "The reference range for cariprazine is 10 to 20 ng/mL.", "Clozapine is old."))
    judgement = judged(corpus, "Is augmentation with cariprazine in use?")
    assert (judgement.scored, judgement.missing) == ((), ("augmentation",))


@pytest.mark.parametrize("deed", ["ban", "abolish", "withdraw"])
def test_what_an_agency_never_did_is_not_explained_by_what_it_did(corpus: SmallCorpus, deed: str) -> None:
    corpus.add(document("agency", "The FDA asks for a neutrophil count with clozapine.", "Sleep was recorded."))
    judgement = judged(corpus, f"Why did the FDA {deed} clozapine?")
    assert (judgement.answers, judgement.missing) == (False, (deed,))


def test_what_an_agency_did_end_is_answered(corpus: SmallCorpus) -> None:
    corpus.add(document("agency", "The FDA removed the clozapine REMS because labelling is enough."))
    assert judged(corpus, "Why did the FDA abolish the clozapine REMS?").scored
