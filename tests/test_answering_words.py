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
    "In 1988, 30% of patients on clozapine and 4% of patients on chlorpromazine responded.",
    "Olanzapine (mean 34 mg/day, 19 patients) and clozapine (mean 564 mg/day, 21 patients) did alike.",
    "Early resistance is within 1 year, medium 1 to 5 years, late after more than 5 years.",
    "The range of cariprazine is 10 to 20 ng/mL, with an alert at 40 ng/mL.",
    "The scheme cut hypomotility from 64% to 21%.",
    "A level of 600 ng/mL equals 1,836 nmol/L, 838 ng/mL equals 2,564 nmol/L.",
    "It is tested every week for 18 weeks, every 2 weeks up to week 52, and every 4 weeks after that.",
    "A fall occurred in 1 of 19 patients on ECT and 0 of 17 patients on sham.",
    "The trial had 68 patients of 230 planned and no difference to placebo.",
    "Weight fell by 4.03 kg with metformin.",
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
        ("What share of patients improved?", 14, "About 40%"),
        ("For how many weeks at a clozapine level above 350 ng/mL?", 14, "12 weeks"),  # the level is the question's own
        ("Is a clozapine level above 350 ng/mL needed?", 14, "above 350 ng/mL"),  # there it is what was to be known
    ],
)
def test_the_words_marked_are_the_figure_asked_for(
    corpus: SmallCorpus, question: str, sentence: int, mark: str
) -> None:
    corpus.add(TRIALS)
    asked = corpus.ask(question)
    (item,) = [one for one in asked.evidence[0] if one.sentence.text == TRIALS.passages[sentence].sentences[0].text]
    assert mark_of(asked.question.clauses[0], item, is_best=True) == mark


@pytest.mark.parametrize(
    ("question", "begins", "mark"),
    [
        ("response rate on chlorpromazine", "In 1988", "4%"),
        ("response rate on clozapine", "In 1988", "30%"),
        ("response rate on ECT", "In 1988", ""),
        ("how many patients got clozapine", "Olanzapine", "21 patients"),
        ("how many patients got olanzapine", "Olanzapine", "19 patients"),
        ("mean clozapine dose", "Olanzapine", "564 mg/day"),
        ("late resistance after how many years", "Early", "more than 5 years"),
        ("early resistance within how many years", "Early", "within 1 year"),
        ("cariprazine alert level", "The range", "40 ng/mL"),
        ("what share had hypomotility with the scheme", "The scheme", ""),  # before it, or after?
        ("838 ng/mL as nmol/L", "A level", "2,564 nmol/L"),
        ("how often is it tested after 52 weeks", "It is tested", ""),
        ("how many patients on sham had a fall", "A fall", "0 of 17 patients"),
        ("how many patients got the placebo", "The trial", ""),
        ("metformin dose", "Weight", ""),
    ],
)
def test_of_several_figures_only_the_one_that_the_question_singles_out_is_marked(
    corpus: SmallCorpus, question: str, begins: str, mark: str
) -> None:
    corpus.add(TRIALS)
    asked = corpus.ask(question)
    item = next(one for one in asked.evidence[0] if one.sentence.text.startswith(begins))
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
