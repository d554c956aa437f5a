"""How a typed text leans on what was said: what it lacks, points to and opens with, and whose patient it means."""

import doctest

import pytest

from assistant import follow_ups as module
from assistant.follow_ups import Typed, is_chat, is_settled, means_the_patient, read_typed, way_of
from assistant.lexicon import Lexicon
from tests.test_memory import vocabulary


@pytest.fixture
def typed(lexicon: Lexicon) -> "Reads":
    return Reads(lexicon)


class Reads:
    """Reads texts as typed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, text: str) -> Typed:
        return read_typed(text, self.lexicon, vocabulary())


def test_examples_in_the_module_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "What is the dose of valproate?",
        "Which symptoms does memantine help?",
        "How many patients were in FOCUS?",
        "What defines TRS?",
        "What is pseudo-resistance?",
        "PANSS: how many items?",
        "Is clozapine better than olanzapine when it is combined with lithium?",
        "Is it safe to combine clozapine and lithium?",
        "Is it true that clozapine lowers mortality?",
        "Why do patients with schizophrenia not take their medication?",
        "half life clz",
        "approval date for Cobenfy",
        "relapse after stopping ECT",
        "sans total range",
    ],
)
def test_a_text_that_names_its_topic_stands_alone(typed: Reads, text: str) -> None:
    assert typed(text).stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "dose?",
        "topiramate?",
        "does lubiprostone?",
        "does metformin help?",
        "how long each",
        "was it blinded?",
        "carbamazepine ok with it?",
        "How does clozapine act on it?",
        "were clozapine levels measured in them",
        "what would the EU label do if you suspect it?",
        "was memory better",
        "does neutropenia depend on the dose?",
        "what about ECT?",
        "and does lithium help?",
        "what level did those patients need",
        "how many neuroleptics had failed before entry",
        "what is the start threshold in Britain?",
        "excluding risperidone?",
        "taken with grapefruit juice?",
        "sertraline and relapse",
        "is norclozapine added in?",
        "AGNP range?",
    ],
)
def test_a_text_that_lacks_its_topic_or_points_elsewhere_follows(typed: Reads, text: str) -> None:
    assert not typed(text).stands_alone


@pytest.mark.parametrize(
    ("text", "opening", "rest"),
    [
        ("and topiramate?", "and", "topiramate?"),
        ("ok, and in Japan?", "and", "in Japan?"),
        ("what about ECT?", "about", "ECT?"),
        ("and what about ECT?", "about", "ECT?"),
        ("sorry, I meant oral", "correction", "oral"),
        ("no, in the UK", "correction", "in the UK"),
        ("oops I meant lurasidone", "correction", "lurasidone"),
        ("the threshold in Britain I mean", "correction", "the threshold in Britain?"),
        ("not valproate, phenytoin", "correction", "phenytoin"),
        ("phenytoin, not valproate", "correction", "phenytoin?"),
        ("back to ECT: how many?", "return", "ECT: how many?"),
        ("to return to ECT, how many?", "return", "ECT, how many?"),
        ("thanks, dose?", "", "dose?"),
        ("starting dose then?", "", "starting dose?"),
        ("n?", "", "how many patients?"),
        ("no", "", "no"),
        ("no of sources", "", "no of sources"),
        ("no antipsychotic at all", "", "no antipsychotic at all"),
        ("no in the UK", "correction", "in the UK"),
        ("Sorry, I wanted to say levetiracetam.", "correction", "levetiracetam."),
        ("But I asked for the elderly", "correction", "the elderly"),
        ("Not stopping, I mean after week 18", "correction", "after week 18"),
        ("I want to know about lithium", "", "I want to know about lithium"),
        ("how frequent is it, by the way?", "", "how frequent is it?"),
        ("nice cg178 when published", "", "nice cg178 when published"),
        ("sorry", "", "sorry"),
        ("in patients not on risperidone?", "", "in patients not on risperidone?"),
    ],
)
def test_what_a_text_opens_with_is_told_from_the_rest(typed: Reads, text: str, opening: str, rest: str) -> None:
    read = typed(text)
    assert (read.opening, read.rest) == (opening, rest)


def test_what_a_correction_takes_back_is_known(typed: Reads) -> None:
    assert [thing.id for thing in typed("not valproate, phenytoin").not_meant] == ["valproate"]
    assert [thing.id for thing in typed("in the UK, not the US").not_meant] == ["united-states"]


def test_an_author_is_named_in_full_where_the_name_may_be_a_word(typed: Reads) -> None:
    assert typed("I meant Yeh, what did they find?").rest == "Yeh and colleagues, what did they find?"
    assert typed("How long each?").text == "How long each?"


def test_a_drug_is_seen_within_a_longer_name_and_a_people_is_no_country(typed: Reads) -> None:
    assert {"clozapine", "norclozapine-ratio"} <= {
        thing.id for thing in typed("clozapine to norclozapine ratio").things
    }
    assert [thing.slot for thing in typed("europeans?").things] == ["people"]
    assert [thing.slot for thing in typed("in Europe?").things] == ["source"]


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "ok got it",
        "Ta!",
        "great, thank you",
        "Thanks for that",
        "ok cheers",
        "Very well.",
        "thank you very much",
        "Thank you, that's really helpful.",
    ],
)
def test_courtesy_is_chat(text: str) -> None:
    assert is_chat(text)


@pytest.mark.parametrize("text", ["ok, dose?", "right dose?", "good evidence?", "thanks, and ECT?", "", "why"])
def test_what_asks_something_is_no_chat(text: str) -> None:
    assert not is_chat(text)


@pytest.mark.parametrize(
    "text", ["what about her?", "and for my patient?", "him too?", "is that true for this patient?"]
)
def test_a_patient_alone_is_meant(text: str) -> None:
    assert means_the_patient(text)


@pytest.mark.parametrize("text", ["her dose?", "what about hair?", "and for patients over 65?", "for her weight?"])
def test_more_than_a_patient_is_not_only_the_patient(text: str) -> None:
    assert not means_the_patient(text)


def test_an_order_for_a_patient_is_one_whatever_it_follows_and_a_question_of_rules_is_not() -> None:
    assert is_settled("should I start him on it?", "order")
    assert is_settled("prescribe it", "order")
    assert is_settled("she took 40 tablets", "emergency")
    assert not is_settled("by how much can one go up?", "order")
    assert not is_settled("should I start him on it?", "question")


@pytest.mark.parametrize(
    ("text", "names"),
    [("back to myocarditis", True), ("and clozapine?", True), ("he is not breathing", False), ("myocarditis", False)],
)
def test_what_only_names_something_is_told_from_what_says_something_of_it(
    text: str, names: bool, lexicon: Lexicon
) -> None:
    assert module.only_names(text, lexicon) == names


def test_a_follow_up_is_an_emergency_by_its_own_words_and_out_of_scope_only_by_both() -> None:
    assert way_of("out_of_scope", "question") == "question"
    assert way_of("question", "out_of_scope") == "question"
    assert way_of("out_of_scope", "out_of_scope") == "out_of_scope"
    assert way_of("question", "emergency") == "question"
    assert way_of("question", "order") == "order"
