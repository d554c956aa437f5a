"""Premises: what a question wrongly takes for granted is corrected in the source's words; what it asks is not."""

import doctest

import pytest

from assistant import premise as module
from assistant import sides
from assistant.judge import judge
from assistant.premise import asserts, claims, premise_of
from assistant.types import Premise
from tests.fakes import document
from tests.small_corpus import SmallCorpus

FACTS = document(
    "facts",
    "Untreated patients had a 2-fold higher mortality than clozapine patients.",
    "Valproate at 800 to 1,125 mg/d improved psychopathology in clozapine patients.",
    "The threshold for response to clozapine is 350 to 420 ng/mL.",
    "A review found insufficient evidence to recommend topiramate with clozapine.",
    "There was no difference in dropouts between the ECT group and clozapine monotherapy.",
    "About one third of patients respond poorly to antipsychotics.",
    "Lamotrigine lowered the level of quetiapine in patients.",
    "Metformin reduced weight by 4 kg.",
    "Self-harm was more frequent on other antipsychotics than on clozapine (hazard ratio 1.4).",
)


@pytest.fixture
def facts(corpus: SmallCorpus) -> SmallCorpus:
    corpus.add(FACTS)
    return corpus


def premise(corpus: SmallCorpus, question: str) -> Premise | None:
    """What is corrected where the best sentence is shown."""
    asked = corpus.ask(question)
    clause = asked.question.clauses[0]
    best = judge(clause, asked.evidence[0], asked.founds[0].likeness).all[:1]
    return premise_of(clause, [one.evidence for one in best])


WRONG = [
    ("Why did untreated patients have a 3-fold higher mortality than clozapine patients?", "3-fold", "2-fold"),
    ("Since valproate at 500 mg/d improved psychopathology, what is next?", "500 mg/d", "800 to 1,125 mg/d"),
    ("Why is the threshold for response to clozapine 200 ng/mL?", "200 ng/mL", "350 to 420 ng/mL"),
    ("Why is the threshold for response to clozapine 0.2 mg/L?", "0.2 mg/L", "350 to 420 ng/mL"),
    ("The threshold for response to clozapine is 900 ng/mL, right?", "900 ng/mL", "350 to 420 ng/mL"),
    ("Given that half of patients respond poorly to antipsychotics, what then?", "half", "one third"),
    ("Isn't it that 80% of patients respond poorly to antipsychotics?", "80%", "one third"),
]


@pytest.mark.parametrize(("question", "said", "found"), WRONG)
def test_another_figure_than_the_sources_is_corrected(facts: SmallCorpus, question: str, said: str, found: str) -> None:
    correction = premise(facts, question)
    assert correction is not None
    assert (correction.said, correction.found.removeprefix("About ")) == (said, found)


@pytest.mark.parametrize(
    "question",
    [
        "Why did untreated patients have a 2-fold higher mortality than clozapine patients?",
        "Why did untreated patients have double the mortality of clozapine patients?",
        "Since valproate at 800 to 1,125 mg/d improved psychopathology, what is next?",
        "Since valproate at 0.8 to 1.125 g/d improved psychopathology, what is next?",
        "Since valproate at 900 mg/d improved psychopathology, what is next?",
        "Why is the threshold for response to clozapine 0.35 to 0.42 mg/L?",
        "Given that a third of patients respond poorly to antipsychotics, what then?",
    ],
)
def test_the_figure_of_the_source_in_any_unit_or_words_is_not_corrected(facts: SmallCorpus, question: str) -> None:
    assert premise(facts, question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Is the threshold for response to clozapine 200 ng/mL?",
        "What is the threshold for response to clozapine?",
        "Did valproate at 500 mg/d improve psychopathology in clozapine patients?",
        "Her level is 200 ng/mL since Monday; what is the threshold for response to clozapine?",
        "My patient has a clozapine level of 200 ng/mL, why no response?",
    ],
)
def test_what_is_asked_or_said_of_a_patient_is_not_corrected(facts: SmallCorpus, question: str) -> None:
    assert premise(facts, question) is None


DENIED = [
    ("Why does the review recommend topiramate with clozapine?", "insufficient evidence to recommend topiramate"),
    ("Why was there a difference in dropouts between the ECT group and clozapine monotherapy?", "no difference"),
]


@pytest.mark.parametrize(("question", "found"), DENIED)
def test_what_the_sources_deny_is_corrected(facts: SmallCorpus, question: str, found: str) -> None:
    correction = premise(facts, question)
    assert correction is not None
    assert correction.found.startswith(found)
    assert any(correction.found in passage.text for passage in FACTS.passages)


@pytest.mark.parametrize(
    "question",
    [
        "Does the review recommend topiramate with clozapine?",
        "Why was there no difference in dropouts between the ECT group and clozapine monotherapy?",
        "Was there a difference in dropouts between the ECT group and clozapine monotherapy?",
    ],
)
def test_a_question_that_asks_or_denies_likewise_is_not_corrected(facts: SmallCorpus, question: str) -> None:
    assert premise(facts, question) is None


def test_a_rise_taken_for_granted_where_the_source_tells_of_a_fall_is_corrected(facts: SmallCorpus) -> None:
    correction = premise(facts, "Why did lamotrigine raise the level of quetiapine in patients?")
    assert correction is not None
    assert correction.found.startswith("lowered the level of quetiapine")
    assert premise(facts, "Why did lamotrigine reduce the level of quetiapine in patients?") is None


@pytest.mark.parametrize(
    "question",
    [
        "How much more weight do people put on with metformin?",
        "How much weight do people gain on metformin?",
        "By how much did weight go up with metformin?",
        "How much higher is weight on metformin?",
    ],
)
def test_any_two_opposite_words_are_told_apart(facts: SmallCorpus, question: str) -> None:
    correction = premise(facts, question)
    assert correction is not None
    assert correction.found.startswith("reduced weight by 4 kg")


@pytest.mark.parametrize(
    ("question", "is_corrected"),
    [
        ("How much more frequent is self-harm on clozapine than on other antipsychotics?", True),
        ("How much higher is self-harm on clozapine than on other antipsychotics?", True),
        ("How much lower is self-harm on other antipsychotics than on clozapine?", True),
        ("How much lower is self-harm on clozapine than on other antipsychotics?", False),
        ("How much higher is self-harm on other antipsychotics than on clozapine?", False),
        ("How much less weight do people put on with metformin?", False),
        ("How much more weight loss with metformin?", False),
    ],
)
def test_a_comparison_is_corrected_where_its_sides_are_reversed(
    facts: SmallCorpus, question: str, is_corrected: bool
) -> None:
    assert (premise(facts, question) is not None) == is_corrected


@pytest.mark.parametrize("question", ["", "Why?", "Which dose for a 10-year-old?", "What was no difference?"])
def test_nothing_shown_corrects_nothing_and_no_question_is_an_error(facts: SmallCorpus, question: str) -> None:
    asked = facts.ask(question)
    clause = asked.question.clauses[0]
    assert premise_of(clause, []) is None
    premise_of(clause, asked.evidence[0])


def test_what_is_denied_of_an_age_is_no_error(corpus: SmallCorpus) -> None:
    corpus.add(document("children", "Studies of children were not sought."))
    assert premise(corpus, "can a 15 year old take it?") is None


@pytest.mark.parametrize(
    ("text", "takes_for_granted"),
    [
        ("Why is the ceiling at 1,200 ng/mL", True),
        ("Given that clozapine works", True),
        ("The article recommends bitopertin", True),
        ("Pill counts alone satisfy the consensus, don't they", True),
        ("Is the ceiling at 1,200 ng/mL", False),
        ("What is the ceiling", False),
        ("tell me about clozapine", False),
        ("", False),
    ],
)
def test_taking_for_granted_is_told_from_asking(text: str, takes_for_granted: bool) -> None:
    assert asserts(text) == takes_for_granted


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == doctest.testmod(sides).failed == 0


# Who did better, what worked, what raises what, which year

TRIALS = document(
    "trials",
    "Samara and colleagues found that olanzapine was more effective than quetiapine and sertindole.",
    "In the trial by Kane and colleagues 30% on clozapine and 4% on chlorpromazine responded.",
    "In the InterSePT trial of 2003 there were 34 attempts with clozapine and 55 with olanzapine.",
    "In the AMICUS trial amisulpride did not significantly raise response over placebo.",
    "Smoke induces an enzyme and lowers lithium levels.",
    "Memantine improved memory in the study by Veerman.",
)


@pytest.mark.parametrize(
    ("question", "is_corrected"),
    [
        ("Quetiapine beat olanzapine in Samara, by how much?", True),
        ("How much better than olanzapine was quetiapine in Samara, given that quetiapine beat olanzapine?", True),
        ("Olanzapine was inferior to quetiapine in Samara, why?", True),
        ("Olanzapine beat quetiapine in Samara, by how much?", False),
        ("Quetiapine was inferior to olanzapine in Samara, why?", False),
        ("Did quetiapine beat olanzapine in Samara?", False),
        ("Chlorpromazine beat clozapine in Kane, by how much?", True),
        ("Clozapine beat chlorpromazine in Kane, by how much?", False),
        ("Why were there more attempts with clozapine than with olanzapine in InterSePT?", True),
        ("Olanzapine prevented more attempts than clozapine in InterSePT, how many?", True),
        ("Why were there more attempts with olanzapine than with clozapine in InterSePT?", False),
        ("Amisulpride raised response in AMICUS, what was the odds ratio?", True),
        ("What did the successful AMICUS trial of amisulpride show?", True),
        ("Why did amisulpride not raise response in AMICUS?", False),
        ("Why does smoke raise lithium levels?", True),
        ("Why does smoke lower lithium levels?", False),
        ("Why does stopping smoke raise lithium levels?", False),
        ("Memantine improved memory in Veerman, by how much?", False),
    ],
)
def test_who_did_better_what_worked_and_what_acts_how_is_corrected_where_it_was_the_other_way(
    corpus: SmallCorpus, question: str, is_corrected: bool
) -> None:
    corpus.add(TRIALS)
    assert (premise(corpus, question) is not None) == is_corrected


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("What did the 2010 InterSePT trial find on attempts?", ("2010", "2003")),
        ("What did InterSePT (1999) find on attempts?", ("1999", "2003")),
        ("What did the 2003 InterSePT trial find on attempts?", None),
        ("What was found on attempts since 2010, as in InterSePT?", None),
    ],
)
def test_another_year_than_that_of_the_study_is_corrected(
    corpus: SmallCorpus, question: str, correction: tuple[str, str] | None
) -> None:
    corpus.add(document("x", "In the InterSePT trial of 2003 there were fewer attempts with clozapine."))
    found = premise(corpus, question)
    assert (found and (found.said, found.found)) == correction


@pytest.mark.parametrize(
    ("text", "takes_for_granted"),
    [
        ("Quetiapine beat olanzapine in Samara, what was the difference", True),
        ("Minocycline improved psychosis, by how many points", True),
        ("The patient improved, what next", False),
        ("When olanzapine beat it, what was the dose", False),
        ("If lithium raised the count, what next", False),
        ("mortality before clozapine was stopped", False),
    ],
)
def test_a_claim_before_a_question_takes_for_granted(text: str, takes_for_granted: bool) -> None:
    assert claims(text) == takes_for_granted


def test_who_asks_why_something_ended_is_not_told_that_it_is_gone(corpus: SmallCorpus) -> None:
    corpus.add(document("x", "The FDA judged that labelling is enough without a REMS."))
    assert premise(corpus, "Why did the FDA end the REMS?") is None
