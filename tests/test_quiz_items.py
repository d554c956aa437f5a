"""The items made of documents: provable, right in one way, by the rules, and different for each level."""

from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from random import Random

import pytest

from assistant.lexicon import Lexicon
from assistant.quiz.build import QuizBuilder
from assistant.quiz.facts import Facts
from assistant.quiz.lint import lint_item, lint_quiz
from assistant.quiz.lint.options import are_the_same
from assistant.quiz.lint.reading import holds
from assistant.quiz.types import TYPED, ItemKind, Level, Quiz, QuizRequest
from assistant.quiz.writing import short_answer
from assistant.types import Provenance
from tests.fakes import document
from tests.small_corpus import SmallCorpus

KINDS: tuple[ItemKind, ...] = ("single_best", "true_false", "cloze", "numeric", "short_answer", "matching")
MADE_BY = Provenance(corpus="c", settings="s", version="0")
# Inventions, in words that none of our documents uses.
WARD = (
    "Clozapine was started at 12.5 mg on the first evening in the Northtown clinic. In the Northtown clinic the "
    "neutrophil count had to be at least 1,700/µL before the first tablet.",
    "Myocarditis was seen in 1.4% of the Northtown patients on clozapine. However, only 210 patients were followed.",
    "The trough level aimed at in Northtown was 400 to 450 ng/mL.",
    "Haloperidol was given at 5 mg to the Southtown patients with agitation.",
    "Olanzapine was raised to 30 mg in the Southtown ward within 14 days.",
    "Risperidone was stopped in 6.5% of the Southtown patients because of akathisia.",
    "Quetiapine caused sedation in 22.5% of the Easttown patients in 9 weeks.",
    "Amisulpride was tried for 12 weeks in Easttown. Sertindole was tried for 3 weeks in Westtown.",
    "Agranulocytosis was seen in 0.5% of the Westtown patients.",
    "Eosinophilia was seen in 3.2% of the Westtown patients in the 8 weeks of titration.",
    "Thrombocytopenia led to a pause of 21 days in Westtown. Constipation was treated there for 28 days.",
    "A level of 900 ng/mL led to seizures in one Westtown patient.",
    "Levels above 650 ng/mL were called high in the Westtown laboratory.",
    "Levels above 1,200 ng/mL were called high in the Easttown laboratory.",
    "Fluphenazine had a standardised mean difference of -0.73 among Easttown outpatients.",
    "Lurasidone therapy lasted 5 weeks at Akford hospital.",
    "Asenapine courses ran 7 weeks through Belton surgery.",
    "Cariprazine prescriptions took 10 weeks near Corby market.",
    "Ziprasidone follow-up spanned 16 weeks around Dunley green.",
    "Zotepine supplies went on for 26 weeks across Elmbury county.",
    "Brexpiprazole observation covered 40 weeks inside Farnham house.",
)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QuizBuilder]:
    small = SmallCorpus(tmp_path_factory.mktemp("ward"), Lexicon.load())
    small.add(document("ward-handbook", *WARD))
    with closing(small.index):
        yield QuizBuilder(small.index, small.lexicon, (), MADE_BY)


def made(builder: QuizBuilder, *kinds: ItemKind, level: Level = "resident", count: int = 60, seed: int = 1) -> Quiz:
    return builder.build(QuizRequest(kinds=kinds or KINDS, count=count, level=level, seed=seed), builder.facts.askable)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["student", "resident", "specialist"])
def test_no_item_breaks_a_rule(ward: QuizBuilder, kind: ItemKind, level: Level) -> None:
    quiz = made(ward, kind, level=level)
    assert quiz.items or kind == "matching"
    assert [fault for fault in lint_quiz(quiz) if fault.severity == "error"] == []


def test_each_key_is_the_documents_own_words(ward: QuizBuilder) -> None:
    typed = [item for item in made(ward).items if item.kind in ("single_best", *TYPED)]
    assert typed
    assert [item for item in typed if item.key not in item.grounds[0].text] == []


def test_no_two_items_ask_for_one_fact(ward: QuizBuilder) -> None:
    items = made(ward).items
    assert [(one, other) for one, other in combinations(items, 2) if set(one.facts) & set(other.facts)] == []


def test_the_limit_of_a_fact_goes_with_each_item_on_it(ward: QuizBuilder) -> None:
    for kind in ("single_best", "true_false", "cloze", "numeric", "short_answer"):
        for item in made(ward, kind).items:  # type: ignore[arg-type]
            if item.grounds[0].text.startswith("Myocarditis"):
                assert [one.role for one in item.grounds] == ["answer", "caveat"]


def test_a_wrong_answer_is_no_other_figure_of_the_same_sentence_or_subject(ward: QuizBuilder) -> None:
    for item in made(ward, "single_best").items:
        wrong = [option.text for option in item.options if not option.is_key]
        assert not any(are_the_same(text, item.key) for text in wrong)
        assert not any(holds(item.grounds[0].text, text) for text in wrong)


def test_effects_on_the_blood_stand_beside_effects_on_the_blood(ward: QuizBuilder) -> None:
    blood = {"agranulocytosis", "eosinophilia", "thrombocytopenia", "neutropenia"}
    asked = [item for item in made(ward, "single_best").items if item.key.casefold() in blood]
    assert all({option.text.casefold() for option in item.options} <= blood for item in asked)


def test_no_figure_below_zero_is_asked_for_as_a_number(ward: QuizBuilder) -> None:
    assert [item.key for item in made(ward, "numeric").items if "-0.73" in item.key] == []


def test_a_limit_is_said_where_its_number_is_to_be_typed(ward: QuizBuilder) -> None:
    told = [item for item in made(ward, "numeric").items if item.key.startswith(("above", "at least"))]
    assert told
    assert all("The source says “" in item.stem for item in told)


def test_a_student_is_asked_for_figures_further_apart_than_a_specialist(ward: QuizBuilder) -> None:
    easy, hard = (made(ward, "single_best", level=level) for level in ("student", "specialist"))  # type: ignore[arg-type]
    assert sum(item.difficulty == "hard" for item in easy.items) < sum(item.difficulty == "hard" for item in hard.items)


def test_the_same_request_gives_the_same_bytes_and_another_seed_others(ward: QuizBuilder) -> None:
    once, again, other = made(ward), made(ward), made(ward, seed=2)
    assert once.model_dump_json() == again.model_dump_json()
    assert once.model_dump_json() != other.model_dump_json()


def test_every_item_passes_alone_what_it_passed_in_the_quiz(ward: QuizBuilder) -> None:
    assert [fault for item in made(ward).items for fault in lint_item(item) if fault.severity == "error"] == []


def test_a_figure_beside_its_interval_gives_itself_away(corpus: SmallCorpus) -> None:
    told = "A trial of olanzapine found response in 40% of the adults {} after 12 weeks of treatment."
    corpus.add(document("with", told.format("(95% CI 35 to 45)")), document("without", told.format("(in hospital)")))
    gaps = {(fact.source.slug, gap.text): gap.alone for fact in Facts(corpus.index, corpus.lexicon).everything
            for gap in fact.gaps}  # fmt: skip
    assert (gaps["with", "40%"], gaps["with", "12 weeks"], gaps["without", "40%"]) == (False, True, True)


def test_other_names_count_for_a_drug_and_not_for_an_effect(ward: QuizBuilder) -> None:
    pen = ward.pen(QuizRequest(), Random(1), 0)
    named = [(gap, fact) for fact in ward.facts.askable for gap in fact.gaps if gap.entity]
    written = {gap.text: (gap.entity, short_answer(fact, gap, pen)) for gap, fact in named}
    effects = [item for entity, item in written.values() if item and entity and entity.kind == "adverse-effect"]
    _, drug = written["Haloperidol"]
    assert drug is not None and "Haldol" in drug.accepted
    assert effects and all(item.accepted == (item.key,) for item in effects)
