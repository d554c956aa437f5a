"""The words that are marked are the figure asked for: of that drug, of that kind, and none where it is doubtful."""

import pytest

from assistant.answering_words import LIKE, mark_of
from assistant.asked import NONE_ALIKE
from tests.fakes import document
from tests.small_corpus import SmallCorpus

TRIALS = document(
    "trials",
    "Valproate at a dose of 900 mg/d improved psychopathology in clozapine patients.",
    "In that trial clozapine was given at up to 700 mg/day and chlorpromazine at up to 1,800 mg/day.",
    "Others gave 500 mg of amisulpride and 40 mg of olanzapine.",
    "It covered 6 trials with 430 patients.",
    "About 40% of patients improved with clozapine at a level above 350 ng/mL for 12 weeks.",
)


@pytest.mark.parametrize(
    ("question", "sentence", "mark"),
    [
        ("What dose of valproate improved psychopathology in clozapine patients?", 0, "900 mg/d"),
        ("Did valproate improve psychopathology in clozapine patients?", 0, ""),
        ("What dose of clozapine was given?", 1, "up to 700 mg/day"),
        ("What dose of chlorpromazine was given?", 1, "up to 1,800 mg/day"),
        ("What dose of amisulpride did others give?", 2, "500 mg"),
        ("What dose of olanzapine did others give?", 2, "40 mg"),
        ("What dose of lamotrigine was given?", 1, ""),  # another drug's
        ("How many trials did it cover?", 3, "6 trials"),
        ("How many patients did it cover?", 3, "430 patients"),
        ("What share of patients improved?", 4, "About 40%"),
        ("For how many weeks at a clozapine level above 350 ng/mL?", 4, "12 weeks"),  # the level is the question's own
        ("Is a clozapine level above 350 ng/mL needed?", 4, "above 350 ng/mL"),  # there it is what was to be known
    ],
)
def test_the_words_marked_are_the_figure_asked_for(
    corpus: SmallCorpus, question: str, sentence: int, mark: str
) -> None:
    corpus.add(TRIALS)
    asked = corpus.ask(question)
    (item,) = [one for one in asked.evidence[0] if one.sentence.text == TRIALS.passages[sentence].sentences[0].text]
    assert mark_of(asked.question.clauses[0], item, is_best=True) == mark


def test_a_share_in_a_further_sentence_is_marked_only_where_the_question_is_like_one_it_is_known_to_answer(
    corpus: SmallCorpus,
) -> None:
    corpus.add(TRIALS)
    asked = corpus.ask("What share of patients improved?")
    (item,) = [one for one in asked.evidence[0] if "40%" in one.sentence.text]
    alike = item._replace(alike=NONE_ALIKE._replace(best=LIKE))
    marks = [mark_of(asked.question.clauses[0], one, is_best=False) for one in (item, alike)]
    assert marks == ["", "About 40%"]
