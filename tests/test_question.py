"""Questions as read: spelling mended but no drug made into another, parts told apart, things known by any name."""

import doctest
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant import question as module
from assistant.lexicon import Lexicon
from assistant.question import Question, Vocabulary, entity_token, read_question, split_clauses
from assistant.words import stem

ROOT = Path(__file__).parent.parent
CORPUS = """clozapine response level dose mortality schizophrenia patients trial meta-analysis treatment resistant
    symptoms augmentation effective positive negative cognitive monitoring neutrophil neutropenia guideline recommend
    started stopped weeks months plasma serum concentration ceiling effect placebo randomised seizures seizure
    improve"""
ENGLISH = """help does work the quick brown train station bridge doctor hospital morning family house given people
    better lasted studied taken used with about should would could because before this that these those person
    question""".split()


def vocabulary() -> Vocabulary:
    """A corpus of 100 passages that uses the words above, one in ten each, and a language that has the others."""
    held = {stem(word): 10 for word in CORPUS.replace("-", " ").split()}
    held |= {entity_token(name): 60 if name == "clozapine" else 5 for name in ("clozapine", "valproate", "ect", "dose")}
    return Vocabulary(held, 100, lambda word: 0.4 if word.lower() in ENGLISH or len(word) < 4 else 1.0)


@pytest.fixture
def read(lexicon: Lexicon) -> "Reads":
    return Reads(lexicon)


class Reads:
    """Reads questions against that vocabulary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, text: str) -> Question:
        return read_question(text, self.lexicon, vocabulary())


# Spelling

MENDED = [
    ("clozzapine", "clozapine"),
    ("olanzappine", "olanzapine"),
    ("risperodone", "risperidone"),
    ("lamotragine", "lamotrigine"),
    ("depakot", "depakote"),
    ("Depakoe", "depakote"),
    ("seroquil", "seroquel"),
    ("zyprexxa", "zyprexa"),
    ("mortalitty", "mortality"),
    ("augmentatoin", "augmentation"),
    ("schizofrenia", "schizophrenia"),
    ("treatmnet", "treatment"),
    ("beleive", "believe"),
    ("xlozapine", "clozapine"),
    ("ortality", "mortality"),
]


@pytest.mark.parametrize(("written", "meant"), MENDED)
def test_a_name_or_word_with_one_or_two_slips_is_mended_and_said_so(read: Reads, written: str, meant: str) -> None:
    question = read(f"Does {written} work?")
    assert (question.text, question.understood) == (f"Does {written} work?", f"Does {meant} work?")
    assert question.corrections == ((written, meant),)


@pytest.mark.parametrize(
    "text",
    [
        "Does the quick brown train help the doctor before morning?",
        "Should this hospital question these people?",
        "What did ECT, CBT and PANSS show?",
        "Does berberine help?",  # near to nothing
        "Was it 350 ng/mL or 1,125 mg/d?",
        "cloz level?",  # too short to guess
        "",
    ],
)
def test_common_english_short_words_figures_and_strangers_stay_as_written(read: Reads, text: str) -> None:
    question = read(text)
    assert (question.understood, question.corrections) == (text, ())


@pytest.mark.parametrize(("written", "meant"), [("clozepine", "clozapine"), ("olanzepine", "olanzapine")])
def test_a_word_equally_near_to_two_spellings_of_one_drug_is_that_drug(read: Reads, written: str, meant: str) -> None:
    assert named(read(f"Does {written} work?"))[0][0] == meant


def test_no_known_name_of_one_word_is_ever_changed(read: Reads) -> None:
    forms = [form for entity in read.lexicon.entities.values() for form in entity.forms if form.isalpha()]
    assert len(forms) > 1500
    assert [form for form in forms if read(form).corrections] == []


def test_no_known_name_of_several_words_is_ever_changed(read: Reads) -> None:
    forms = [form for entity in read.lexicon.entities.values() for form in entity.forms if not form.isalpha()]
    assert len(forms) > 500
    assert [form for form in forms if read(form).corrections] == []


@pytest.mark.parametrize("drug", ["carpipramine", "clocapramine", "perlapine"])
def test_no_unknown_drug_is_made_into_a_known_one(read: Reads, drug: str) -> None:
    assert read(f"Does {drug} help?").corrections == ()


def test_a_word_as_near_to_one_drug_as_to_another_stays(lexicon: Lexicon) -> None:
    rows = [row.model_copy(update={"names": (name,), "brands": (), "lay": (), "abbreviations": ()})
            for row, name in zip(lexicon.entities.values(), ("sulprazine", "sultrazine"), strict=False)]  # fmt: skip
    question = read_question("Does sulrazine help?", Lexicon(rows), vocabulary())
    assert (question.understood, question.corrections) == ("Does sulrazine help?", ())


def test_a_first_letter_left_out_never_makes_one_drug_into_another(read: Reads) -> None:
    assert read("Does lozapine help?").corrections == ()  # clozapine, or loxapine


def test_a_word_is_mended_the_same_way_in_every_process() -> None:
    code = (
        "from assistant.lexicon import Lexicon; from assistant.question import Vocabulary;"
        "from assistant.spelling import mend_spelling;"
        "print(mend_spelling('clozapien', Lexicon.load(), Vocabulary({}, 1, lambda word: 1.0))[0])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": s},
        ).stdout
        for s in "1346"
    }
    assert len(seen) == 1


@pytest.mark.xfail(strict=True, reason="stems of the vocabulary are candidates, and are shown as they are")
def test_a_word_is_mended_to_a_word_and_not_to_a_stem(read: Reads) -> None:
    assert read("Does it improv symptomz?").understood in ("Does it improv symptoms?", "Does it improv symptomz?")


# What a question names


def named(question: Question) -> list[tuple[str, str]]:
    return [(unit.entity.id, unit.surface) for unit in question.units if unit.entity and unit.is_named]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("What dose of Depakote with Clozaril?", [("valproate", "Depakote"), ("clozapine", "Clozaril")]),
        ("Does electroshock work?", [("ect", "electroshock")]),
        ("does ect work", [("ect", "ect")]),
        ("Is sodium valproate (Epilim) given?", [("valproate", "Epilim")]),
        ("Depakoet?", [("valproate", "depakote")]),
        ("What is the weather?", []),
    ],
)
def test_things_are_known_by_brand_lay_word_abbreviation_and_misspelling(
    read: Reads, text: str, things: list[tuple[str, str]]
) -> None:
    assert named(read(text)) == things


def test_what_the_whole_corpus_is_about_need_not_be_named_again(read: Reads) -> None:
    required = {unit.surface for unit in read("Does valproate help with clozapine?").units if unit.is_required}
    assert "valproate" in required and "clozapine" not in required


def test_a_word_that_neither_sources_nor_english_know_is_strange_and_unknown(read: Reads) -> None:
    [clause] = read("Does berberine help?").clauses
    assert [(unit.surface, unit.is_strange, unit.known) for unit in clause.units] == [("berberine", True, False)]
    assert clause.unknown == ("berberine",)


def test_a_country_is_always_required(read: Reads) -> None:
    [country] = [unit for unit in read("When does clozapine stop in the UK?").units if unit.entity and unit.is_required]
    assert country.entity is not None and country.entity.kind == "jurisdiction"


def test_rare_things_weigh_more_than_common_ones_and_none_weighs_nothing(read: Reads) -> None:
    weights = {unit.surface: unit.weight for unit in read("Does valproate lower clozapine response?").units}
    assert weights["valproate"] > weights["clozapine"] > 0


# Parts of a question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is the dose of ECT? Does CBT help?", ["What is the dose of ECT", "Does CBT help"]),
        ("what is the dose and does it help", ["what is the dose", "does it help"]),
        ("Is ECT safe; is CBT safe?", ["Is ECT safe", "is CBT safe"]),
        ("He takes clozapine. What level is right?", ["He takes clozapine", "What level is right"]),
        ("clozapine and olanzapine", ["clozapine and olanzapine"]),
        ("a dose of 1.5 mg or more", ["a dose of 1.5 mg or more"]),
        ("lithium vs. ECT", ["lithium vs. ECT"]),
        ("a drug, e.g. lithium", ["a drug, e.g. lithium"]),
        ("???", ["???"]),
        ("", [""]),
    ],
)
def test_a_question_is_split_where_another_one_begins(text: str, parts: list[str]) -> None:
    assert list(split_clauses(text)) == parts


def test_a_part_that_does_not_say_what_it_is_about_stays_with_the_one_before(read: Reads) -> None:
    [clause] = read("What dose of valproate was studied, and how long was it given?").clauses
    assert "valproate" in clause.text and "how long" in clause.text


def test_parts_that_each_name_something_stand_alone(read: Reads) -> None:
    assert len(read("Does valproate help? Does ECT help?").clauses) == 2


def test_things_listed_side_by_side_can_be_asked_of_one_by_one(read: Reads) -> None:
    [clause] = read("Do valproate, topiramate and lamotrigine help?").clauses
    alternatives = clause.alternatives()
    assert [name for _, name in alternatives] == ["valproate", "topiramate", "lamotrigine"]
    for alone, name in alternatives:
        assert [unit.surface for unit in alone.units if unit.is_named] == [name]
    assert read("Does valproate help in seizures of ECT?").clauses[0].alternatives() == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [("What does the article say?", True), ("your overview on ECT", True), ("an article in the news", False)],
)
def test_a_question_about_the_source_article_says_so(read: Reads, text: str, named: bool) -> None:
    assert read(text).clauses[0].names_the_article == named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dose of valproate with clozapine and the lithium dose", ["valproate", "lithium"]),
        ("response to valproate, and to ECT?", ["valproate", "ECT"]),
        ("When was valproate approved, and its price?", ["valproate approved", "price"]),
        ("valproate was given, what improved?", []),
        ("Does valproate help?", []),
    ],
)
def test_two_things_asked_in_one_breath_can_be_parted(read: Reads, text: str, names: list[str]) -> None:
    [clause] = read(text).clauses
    assert [name for _, name in clause.halves()] == names


# Any input


@given(st.text(max_size=300))
@example("\ud800 \x00 \u202e\u0301")
@example("and what and what and what")
@example("clozapine" * 40)
def test_any_text_is_read_the_same_way_twice_without_an_error(lexicon: Lexicon, text: str) -> None:
    question = read_question(text, lexicon, vocabulary())
    assert question == read_question(text, lexicon, vocabulary())
    assert question.clauses and all(clause.units or not named(question) for clause in question.clauses)
    assert question.text == " ".join(text.split())


@pytest.mark.parametrize("text", ["clozapine? ", "qzxjabcdefg ", "x", "(", "氯氮平", "is he ", "10-20 mg/d, "])
def test_four_thousand_characters_of_anything_are_read_in_seconds(read: Reads, text: str) -> None:
    started = time.perf_counter()
    read((text * 4000)[:4000])
    assert time.perf_counter() - started < 20


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == 0
