"""Follow-ups made to stand alone: what is carried, what is replaced, what is left alone; the same words every time."""

from collections.abc import Sequence

import pytest

from assistant import memory
from assistant.lexicon import Lexicon
from assistant.question import Vocabulary, entity_token
from assistant.records import Turn
from assistant.types import Abstention, Answer, Statement
from assistant.words import stem
from tests.replies import DOSE, PROVENANCE, cite

STRANGE = frozenset("topirmate linaclotide yeh grover".split())  # words that no dictionary has
CORPUS = "grover yeh dose level weeks trials patients symptoms weight study monitoring"
OF_CLOZAPINE = "What dose of valproate was studied with clozapine?"
TRRIP = "How many failed antipsychotics do you need for TRS according to TRRIP?"
UK = "How often are blood counts done on clozapine in the UK?"


def vocabulary() -> Vocabulary:
    """A corpus of 100 passages, most of them on clozapine and on antipsychotics."""
    held = {stem(word): 10 for word in CORPUS.split()}
    held |= {entity_token(name): 60 for name in ("clozapine", "antipsychotic", "trs", "schizophrenia")}
    return Vocabulary(held, 100, lambda word: 1.0 if word.lower() in STRANGE else 0.3)


class Talk:
    """A conversation of made-up answers, each question understood as the memory says."""

    def __init__(self, lexicon: Lexicon, together: memory.Together = lambda word, other: word != other) -> None:
        self.lexicon, self.together, self.turns = lexicon, together, list[Turn]()

    def ask(self, question: str, leading: str = "Nothing is named here.", *, answered: bool = True) -> str:
        """Ask, and be answered with this sentence, or not at all. Gives what was understood."""
        understood = self.hear(question)
        fields = {"question": question, "understood": understood, "provenance": PROVENANCE}
        statement = Statement(text=leading, role="answer", citations=(cite(DOSE),))
        reply = (
            Answer.model_validate({**fields, "statements": (statement,), "composer": "extractive"})
            if answered
            else Abstention.model_validate({**fields, "reason": "no_evidence", "message": "Nothing was found."})
        )
        number = len(self.turns)
        turn = {"reply_id": f"r{number}", "conversation_id": "c", "ordinal": number, "created_at": ""}
        self.turns.append(Turn.model_validate({**turn, "question": question, "reply": reply}))
        return understood

    def hear(self, question: str) -> str:
        """What the next question would be understood as."""
        return memory.stand_alone(question, self.turns, self.lexicon, vocabulary(), self.together)


@pytest.fixture
def talk(lexicon: Lexicon) -> Talk:
    return Talk(lexicon)


# A fragment takes the place of what is of its kind


@pytest.mark.parametrize(
    ("before", "fragment", "understood"),
    [
        (OF_CLOZAPINE, "and topiramate?", "What dose of topiramate was studied with clozapine?"),
        (OF_CLOZAPINE, "topirmate", "What dose of topiramate was studied with clozapine?"),
        (OF_CLOZAPINE, "what about ECT?", "What dose of ECT was studied with clozapine?"),
        (OF_CLOZAPINE, "and linaclotide?", "What dose of linaclotide was studied with clozapine?"),
        (UK, "and in the US?", "How often are blood counts done on clozapine in the US?"),
        ("What does NICE say on clozapine?", "and the APA", "What does APA say on clozapine?"),
        ("Is valproate linked to myocarditis?", "and neutropenia", "Is valproate linked to neutropenia?"),
        ("What is the reference range of clozapine?", "of olanzapine?", "What is the reference range of olanzapine?"),
        ("Is 300 mg too much for Asian patients?", "europeans?", "Is 300 mg too much for european patients?"),
        ("Does topiramate help?", "does lamotrigine?", "Does lamotrigine help?"),
    ],
)
def test_a_fragment_takes_the_place_of_what_is_of_its_kind(
    talk: Talk, before: str, fragment: str, understood: str
) -> None:
    talk.ask(before)
    assert talk.ask(fragment) == understood


@pytest.mark.parametrize(
    ("fragment", "understood"),
    [
        ("in children?", "What dose of valproate was studied with clozapine in children?"),
        ("pregnant women?", "What dose of valproate was studied with clozapine for pregnant women?"),
        ("and in Finland", "What dose of valproate was studied with clozapine in Finland?"),
        ("not on risperidone?", "What dose of valproate was studied with clozapine not on risperidone?"),
    ],
)
def test_what_has_no_like_in_the_question_is_added_to_it(talk: Talk, fragment: str, understood: str) -> None:
    talk.ask(OF_CLOZAPINE)
    assert talk.hear(fragment) == understood


def test_and_goes_on_from_the_last_question_and_a_bare_name_from_the_one_about_its_like(talk: Talk) -> None:
    talk.ask("Does valproate help with clozapine?")
    talk.ask("how many patients")
    assert talk.hear("and topiramate?") == "topiramate with clozapine: how many patients?"
    assert talk.hear("topiramate?") == "Does topiramate help with clozapine?"


def test_a_fragment_takes_its_place_in_a_question_that_was_answered(talk: Talk) -> None:
    talk.ask("Has minocycline been tested with clozapine?")
    talk.ask("did it cause pigmentation?", answered=False)
    assert talk.hear("memantine?") == "Has memantine been tested with clozapine?"


def test_the_study_of_one_drug_is_not_taken_along_to_another(lexicon: Lexicon) -> None:
    talk = Talk(lexicon, together=lambda word, other: {word, other} != {"entbenemin", "entmemantine"})
    talk.ask("Does minocycline help with clozapine?")
    talk.ask("and BeneMin?")
    talk.ask("how many patients")
    assert talk.hear("and memantine?") == "memantine with clozapine: how many patients?"


# What names no thing takes the place of its like too


@pytest.mark.parametrize(
    ("before", "fragment", "understood"),
    [
        ("What does a ratio below 0.5 suggest?", "and above 2?", "What does a ratio above 2 suggest?"),
        ("What happened to symptoms at 21 months?", "at 9 months", "What happened to symptoms at 9 months?"),
        ("What does statement 7 of the APA say?", "And statement 8?", "What does statement 8 of the APA say?"),
        ("How is mild neutropenia managed?", "severe", "How is severe neutropenia managed?"),
        ("What helps with positive symptoms?", "And for negative ones?", "What helps with negative symptoms?"),
        ("What does NICE say about smoking?", "and about diet?", "What does NICE say about diet?"),
        ("Is 300 mg too much in Asian people?", "and European?", "Is 300 mg too much in European people?"),
    ],
)
def test_what_names_no_thing_takes_the_place_of_its_like(
    talk: Talk, before: str, fragment: str, understood: str
) -> None:
    talk.ask(before)
    assert talk.hear(fragment) == understood


def test_what_is_asked_of_a_drug_takes_no_drugs_place(talk: Talk) -> None:
    talk.ask("What does APA say on lamotrigine?")
    assert talk.hear("and dose?") == "APA, lamotrigine: dose?"


def test_a_name_nobody_knows_is_the_next_of_a_row(talk: Talk) -> None:
    talk.ask("By how much is clozapine reduced with fluvoxamine?")
    talk.ask("carbamazepine?")
    assert talk.hear("OCPs?") == "By how much is clozapine reduced with OCPs?"


def test_an_effect_takes_the_place_of_one_just_asked_about_and_of_none_asked_long_before(talk: Talk) -> None:
    talk.ask("Does clozapine lower mortality?")
    assert talk.ask("and relapse?") == "Does clozapine lower relapse?"
    talk.ask("how many patients")
    assert "lower" not in talk.hear("weight gain?")


# Any other follow-up gets the topic named before it


@pytest.mark.parametrize(
    ("before", "follow_up", "understood"),
    [
        (OF_CLOZAPINE, "side effects?", "valproate with clozapine: side effects?"),
        (OF_CLOZAPINE, "was it blinded?", "valproate with clozapine: was it blinded?"),
        (OF_CLOZAPINE, "What level did they have?", "valproate with clozapine: what level did they have?"),
        (OF_CLOZAPINE, "n?", "valproate with clozapine: how many patients?"),
        (TRRIP, "how long each", "TRRIP, antipsychotics: how long each?"),
        (TRRIP, "dose?", "TRRIP, antipsychotics: dose?"),
        ("What clozapine level is aimed for?", "Is there a ceiling?", "clozapine, level: is there a ceiling?"),
        ("Does clozapine cause weight gain?", "does metformin help?", "clozapine, weight gain: does metformin help?"),
        ("What defines TRS?", "how many weeks?", "TRS: how many weeks?"),
    ],
)  # fmt: skip
def test_a_follow_up_gets_what_is_talked_about(talk: Talk, before: str, follow_up: str, understood: str) -> None:
    talk.ask(before)
    assert talk.hear(follow_up) == understood


@pytest.mark.parametrize("follow_up", ["why not?", "really?", "like what?", "how so?"])
def test_what_says_nothing_alone_hangs_on_the_whole_last_question(talk: Talk, follow_up: str) -> None:
    talk.ask("Is topiramate recommended?")
    assert talk.hear(follow_up) == f"Is topiramate recommended: {follow_up}"


def test_a_comparison_hangs_on_the_last_question(talk: Talk) -> None:
    talk.ask("How common is constipation on clozapine?")
    assert talk.hear("more than on olanzapine?") == "How common is constipation on clozapine: more than on olanzapine?"


def test_what_was_asked_about_in_passing_holds_for_one_turn(talk: Talk) -> None:
    talk.ask(TRRIP)
    talk.ask("and blood levels?")
    assert talk.ask("how far apart") == "TRRIP, antipsychotics, blood levels: how far apart?"
    assert talk.hear("which sources") == "TRRIP, antipsychotics: which sources?"


def test_it_is_the_effect_just_asked_about_even_where_nothing_was_found(talk: Talk) -> None:
    talk.ask("What is the risk of agranulocytosis on clozapine?")
    talk.ask("Is sialorrhoea common?", answered=False)
    assert talk.hear("how do you treat it") == "clozapine, sialorrhoea: how do you treat it?"


# What the answer named


def test_the_trial_that_was_asked_for_is_talked_about_from_then_on(talk: Talk) -> None:
    talk.ask("Which trial showed that clozapine reduces suicide?", "In InterSePT, clozapine reduced suicide.")
    assert talk.ask("versus what") == "InterSePT, clozapine, suicide: versus what?"
    assert talk.hear("were they blinded?") == "InterSePT, clozapine, suicide: were they blinded?"


def test_the_drug_that_was_asked_for_takes_the_place_of_its_class(talk: Talk) -> None:
    talk.ask("Which antiepileptic helped with clozapine?", "Valproate was effective.")
    assert talk.hear("at what dose?") == "Valproate with clozapine: at what dose?"


def test_those_two_drugs_are_those_of_the_answer(talk: Talk) -> None:
    talk.ask("What did Dong 2023 find?", "Clozapine and olanzapine were better than risperidone.")
    assert talk.hear("any difference between those two drugs") == (
        "Dong 2023, olanzapine with Clozapine: any difference between those two drugs?"
    )


def test_a_question_on_how_it_was_studied_means_the_study_that_the_answer_named(talk: Talk) -> None:
    talk.ask("Does minocycline help?", "The BeneMin trial found no benefit.")
    assert talk.hear("how many patients did they have") == "BeneMin, minocycline: how many patients did they have?"
    assert talk.hear("is it cheap") == "minocycline: is it cheap?"


# Corrections, returns, chat


@pytest.mark.parametrize(
    ("before", "correction", "understood"),
    [
        (OF_CLOZAPINE, "sorry, lamotrigine", "What dose of lamotrigine was studied with clozapine?"),
        (OF_CLOZAPINE, "I meant topiramate", "What dose of topiramate was studied with clozapine?"),
        (OF_CLOZAPINE, "not valproate, topiramate", "What dose of topiramate was studied with clozapine?"),
        (OF_CLOZAPINE, "topiramate, not valproate", "What dose of topiramate was studied with clozapine?"),
        (OF_CLOZAPINE, "no wait, I meant oral", "What dose of valproate was studied with clozapine, oral?"),
        (UK, "no, in the US", "How often are blood counts done on clozapine in the US?"),
        (UK, "oops I meant the US I mean", "How often are blood counts done on clozapine in the US?"),
        (OF_CLOZAPINE, "sorry, what does TRRIP say on ECT?", "what does TRRIP say on ECT?"),
        (OF_CLOZAPINE, "I meant Yeh, what did they rank highest?",
         "valproate with clozapine: Yeh and colleagues, what did they rank highest?"),
    ],
)  # fmt: skip
def test_a_correction_asks_the_corrected_question(talk: Talk, before: str, correction: str, understood: str) -> None:
    talk.ask(before)
    assert talk.hear(correction) == understood


def test_a_return_takes_up_an_earlier_topic_and_nothing_of_the_one_between(talk: Talk) -> None:
    talk.ask("How is ECT given with clozapine?")
    talk.ask("What does TRRIP say on olanzapine?")
    assert talk.hear("back to ECT: how many sessions?") == "clozapine: ECT: how many sessions?"


def test_chat_is_left_alone_and_forgets_nothing(talk: Talk) -> None:
    talk.ask(OF_CLOZAPINE)
    assert talk.ask("ok, thanks!", answered=False) == "ok, thanks!"
    assert talk.hear("thanks. side effects?") == "valproate with clozapine: side effects?"


# Topics


@pytest.mark.parametrize(
    "question",
    [
        "What defines TRS?",
        "Which symptoms does memantine help?",
        "How many people were in FOCUS?",
        "What does TRRIP ask for?",
        "PANSS: how many items?",
        "What is anosognosia?",
        "Is clozapine safe when it is combined with lithium?",
        "Half-life of lithium?",
        "ozempic dose",
        "panss total for severe illness",
        "nice cg178 when published",
    ],
)
def test_a_question_that_names_its_own_topic_inherits_nothing(lexicon: Lexicon, question: str) -> None:
    talk = Talk(lexicon, together=lambda word, other: word == other)
    talk.ask("Does valproate cause neutropenia in the UK?")
    talk.ask("how common")
    assert talk.hear(question) == question


def test_what_found_no_answer_is_not_carried_into_a_question_of_its_own(talk: Talk) -> None:
    talk.ask("How does clozapine act on glutamate?")
    talk.ask("and ketamine?", answered=False)
    assert "ketamine" in talk.hear("dose?"), "a figure asked for next must not be another drug's"
    assert "ketamine" not in talk.hear("what is dopamine like in these patients?")


def test_a_study_named_alone_takes_the_treatment_that_the_sources_tie_it_to(lexicon: Lexicon) -> None:
    talk = Talk(lexicon, together=lambda word, other: {word, other} == {"entfocus", "entcbt"})
    talk.ask("Does CBT help in TRS?")
    assert talk.hear("What did FOCUS show?") == "CBT: what did FOCUS show?"
    talk.ask("Does ECT help in TRS?")
    assert talk.hear("What did FOCUS show?") == "What did FOCUS show?"


def test_a_question_on_a_document_itself_takes_nothing_else_along(talk: Talk) -> None:
    talk.ask("What does the APA guideline say on lamotrigine?")
    assert (
        talk.hear("how many recommendations does it hold?") == "APA guideline: how many recommendations does it hold?"
    )


def test_what_an_organisation_says_is_said_of_clozapine_where_clozapine_is_talked_about(talk: Talk) -> None:
    talk.ask("Does clozapine cause constipation?")
    assert talk.hear("What did the FDA say about laxatives?") == "clozapine: what did the FDA say about laxatives?"
    assert talk.hear("What does TRRIP count as failed?") == "What does TRRIP count as failed?"


def test_that_trial_of_the_answer_is_talked_about_from_then_on(talk: Talk) -> None:
    talk.ask("Does CBT help in TRS?", "The FOCUS trial found no benefit.")
    assert talk.ask("how many people took part in that trial?").startswith("FOCUS trial, CBT")
    assert talk.hear("what happened at 21 months?").startswith("FOCUS trial, CBT")


def test_it_stays_what_it_was_when_something_was_asked_of_it_in_vain(talk: Talk) -> None:
    talk.ask("What does the VA/DoD guideline say on ECT?")
    talk.ask("has it anything on acupuncture?", answered=False)
    assert "acupuncture" not in talk.hear("is its evidence good?")


def test_ten_turns_keep_the_thread(talk: Talk) -> None:
    asked = [
        ("What did the 2015 Petrides trial of ECT with clozapine find?", None),
        ("how many people were in it", "Petrides, ECT with clozapine: how many people were in it?"),
        ("any cognitive harm", "Petrides, ECT with clozapine: any cognitive harm?"),
        ("thanks", "thanks"),
        ("was it blinded?", "Petrides, ECT with clozapine: was it blinded?"),
        ("is there a sham-controlled one?", "ECT with clozapine: is there a sham-controlled one?"),
        ("What does NICE say on lamotrigine?", None),
        ("and the APA?", "What does APA say on lamotrigine?"),
        ("dose?", "APA, lamotrigine: dose?"),
        ("back to ECT: how many sessions?", "clozapine: ECT: how many sessions?"),
    ]
    for question, understood in asked:
        assert talk.ask(question) == (understood or question)


def test_help_is_needed_where_nothing_that_was_said_fits(talk: Talk) -> None:
    def helps(question: str, turns: Sequence[Turn]) -> bool:
        return memory.needs_help(question, turns, talk.lexicon, vocabulary(), talk.together)

    assert helps("was it blinded?", ())
    assert not helps("What defines TRS?", ())
    assert not helps("thanks", ())
    talk.ask(OF_CLOZAPINE)
    assert not helps("was it blinded?", talk.turns)


# Conversations as clinicians type them


def test_one_of_a_kind_that_was_asked_for_is_named_and_not_asked_which(talk: Talk) -> None:
    talk.ask("which antidepressants help with clozapine?")
    assert talk.ask("and fluoxetine?") == "clozapine: fluoxetine?"
    talk.ask("what dose of valproate was studied with clozapine?")
    assert talk.ask("and topiramate?") == "what dose of topiramate was studied with clozapine?"


def test_what_if_says_in_what_case(talk: Talk) -> None:
    talk.ask(UK)
    heard = talk.hear("what if the patient has BEN?")
    assert heard == "How often are blood counts done on clozapine in the UK if the patient has BEN?"


def test_a_treatment_is_not_carried_to_an_effect_that_the_corpus_never_names_beside_it(lexicon: Lexicon) -> None:
    apart = Talk(lexicon, lambda word, other: "laxative" not in word + other)
    apart.ask("which laxative is advised on clozapine?")
    assert apart.hear("how is myocarditis monitored?") == "clozapine: how is myocarditis monitored?"
    together = Talk(lexicon)
    together.ask("which laxative is advised on clozapine?")
    assert together.hear("how is myocarditis monitored?") == "laxative with clozapine: how is myocarditis monitored?"


def test_the_first_one_is_the_first_of_a_row_named_one_at_a_time(talk: Talk) -> None:
    talk.ask("metformin for weight gain?")
    talk.ask("and liraglutide?")
    assert talk.hear("side effects of the first one?") == "side effects of metformin?"


def test_a_bare_figure_asks_what_was_asked_last(talk: Talk) -> None:
    talk.ask("what is an adequate trial?")
    assert talk.hear("6 weeks?") == "what is an adequate trial: 6 weeks?"


def test_words_of_courtesy_are_not_carried_on(talk: Talk) -> None:
    talk.ask("great. response rate to clozapine?")
    assert "great" not in talk.hear("and after 12 months?")
