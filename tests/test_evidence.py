"""Evidence: every sentence that may be shown, with what it speaks of itself and what its place makes known."""

import pytest

from assistant.evidence import Evidence
from assistant.question import Unit
from assistant.types import Asked, Checked, Document, Relation
from tests.fakes import document
from tests.small_corpus import SmallCorpus, changed

STUDY = document(
    "study",
    "Valproate was given at 900 mg/d. It helped in 5 trials. These results held for 2 years.",
    "Olanzapine helped nobody.",
    title="Mood stabilisers with clozapine",
    kind="article",
)


def evidence_of(corpus: SmallCorpus, question: str, *documents: Document) -> list[Evidence]:
    corpus.add(*documents)
    return sorted(corpus.ask(question).evidence[0], key=lambda one: one.key)


def unit(corpus: SmallCorpus, name: str) -> Unit:
    """What a question that says only `name` asks about."""
    [one] = corpus.ask(name).question.clauses[0].units
    return one


def test_every_sentence_found_is_evidence_with_the_span_that_it_stands_at(corpus: SmallCorpus) -> None:
    found = evidence_of(corpus, "Does valproate or olanzapine help?", STUDY)
    assert [one.sentence.text for one in found] == [
        "Valproate was given at 900 mg/d.",
        "It helped in 5 trials.",
        "These results held for 2 years.",
        "Olanzapine helped nobody.",
    ]
    for one in found:
        passage, start, end = one.span
        assert (passage, STUDY.text[start:end]) == (one.hit.passage.passage_id, one.sentence.text)


@pytest.mark.parametrize("checked", ["primary", "secondary", "recalled", None])
def test_a_fact_that_nobody_has_checked_is_no_evidence(corpus: SmallCorpus, checked: Checked | None) -> None:
    found = evidence_of(corpus, "valproate", changed(STUDY, 0, checked=checked))
    assert any("Valproate" in one.sentence.text for one in found) == (checked != "recalled")


def test_a_sentence_is_as_near_as_its_own_vector(corpus: SmallCorpus) -> None:
    found = evidence_of(corpus, "It helped in 5 trials.", STUDY)
    embedded = corpus.embedder.embed([one.sentence.text for one in found])
    expected = (embedded @ corpus.embedder.embed(["It helped in 5 trials"])[0]).tolist()
    assert [one.similarity for one in found] == pytest.approx(expected, abs=1e-3)  # stored in half precision


def test_what_a_sentence_of_an_upload_answers_is_told_by_the_adapted_model_too(corpus: SmallCorpus) -> None:
    text = "It helped in 5 trials. Trials are long."
    corpus.embedder.adapted = True  # it then compares last words
    mine = document("mine", text, kind="upload")
    found = evidence_of(corpus, "Did it help in trials?", mine, document("digest", f"{text} Yes."))
    beyond = {
        (one.hit.source.kind, one.sentence.text[:2]): 2 * one.nearness - one.similarity
        for one in found
        if one.nearness != one.similarity
    }
    assert beyond == {("upload", "It"): pytest.approx(1, abs=1e-3), ("upload", "Tr"): pytest.approx(0, abs=0.5)}


def test_one_sentence_is_read_as_it_is_among_all(corpus: SmallCorpus) -> None:
    corpus.add(STUDY)
    asked = corpus.ask("valproate")
    for one in asked.evidence[0]:
        assert corpus.reader.sentence(one.hit, one.ordinal, asked.founds[0], corpus.index) == one


# What a sentence covers


def test_a_sentence_covers_most_what_it_names_itself_then_what_its_place_names(corpus: SmallCorpus) -> None:
    first, second, _, other = evidence_of(corpus, "valproate or olanzapine", STUDY)
    for name in ("Depakote", "valproate"):
        assert first.covers(unit(corpus, name)) == 1.0 > other.covers(unit(corpus, name)) == 0.0
    for one in (first, second, other):  # the title
        assert 0.0 < one.covers(unit(corpus, "Clozaril")) < 1.0
    assert first.covers(unit(corpus, "berberine")) == 0.0


def test_a_sentence_that_names_one_of_a_kind_covers_the_kind_in_part(corpus: SmallCorpus) -> None:
    [only] = evidence_of(corpus, "olanzapine", document("x", "Olanzapine helped nobody."))
    assert 0.0 < only.covers(unit(corpus, "antipsychotics")) < 1.0
    assert only.covers(unit(corpus, "lithium")) == 0.0


def test_one_of_a_kind_is_not_covered_by_another_of_it(corpus: SmallCorpus) -> None:
    [only] = evidence_of(corpus, "antipsychotics", document("x", "Antipsychotics helped nobody."))
    assert only.covers(unit(corpus, "olanzapine")) == 0.0


@pytest.mark.parametrize(
    ("text", "word"),
    [("They took 900 mg/d.", "dose"), ("It was 350 ng/mL.", "level"), ("They took blood weekly.", "interval")],
)
def test_a_figure_speaks_of_what_it_is_a_figure_of(corpus: SmallCorpus, text: str, word: str) -> None:
    [only] = evidence_of(corpus, "took it", document("x", text))
    assert only.covers(unit(corpus, word)) == 1.0


@pytest.mark.parametrize("question", ["Can a 10-year-old take valproate?", "Can an 80-year-old take valproate?"])
def test_an_age_is_not_covered_by_a_sentence_that_says_nothing_of_age(corpus: SmallCorpus, question: str) -> None:
    corpus.add(document("x", "Adults took valproate."))
    asked = corpus.ask(question)
    [group] = [one for one in asked.question.clauses[0].units if one.entity and one.entity.kind == "population"]
    assert [one.covers(group) for one in asked.evidence[0]] == [0.0]


def test_an_upload_goes_on_to_speak_of_the_one_drug_that_it_named_last(corpus: SmallCorpus) -> None:
    text = "Lithium is taken at night. Most need 800 mg. Valproate or quetiapine may follow. Some need more."
    mine = document("mine", text, "They sleep.", "They wake.", kind="upload")
    found = evidence_of(corpus, "lithium", mine, document("digest", f"{text} Yes."))
    lithium, valproate = unit(corpus, "lithium"), unit(corpus, "valproate")
    found = [one for one in found if one.hit.passage.ordinal == 0]
    covering = [(one.hit.source.kind, one.ordinal, one.covers(lithium) > 0, one.covers(valproate) > 0) for one in found]
    assert [one[1:] for one in covering if one[0] == "upload"] == [
        (0, True, False),
        (1, True, False),
        (2, False, True),
        (3, False, False),  # of which of the two it speaks nobody knows
    ]
    assert [one[1] for one in covering if one[0] != "upload" and one[2]] == [0]


def test_where_the_title_names_a_drug_the_unsaid_one_is_that(corpus: SmallCorpus) -> None:
    text = "Lithium is stopped first. Start with 12 mg at night."
    found = evidence_of(corpus, "lithium", document("mine", text, kind="upload", title="Starting quetiapine"))
    drugs = unit(corpus, "lithium"), unit(corpus, "quetiapine")
    assert [tuple(one.covers(drug) > 0 for drug in drugs) for one in found] == [(True, True), (False, True)]


def test_a_sentence_that_leans_on_another_is_known_by_it_and_no_other_is(corpus: SmallCorpus) -> None:
    leaning = changed(changed(STUDY, 0, 1, continues=True), 0, 2, continues=True)
    _, second, third, other = evidence_of(corpus, "valproate or olanzapine", leaning)
    valproate = unit(corpus, "valproate")
    assert second.covers(valproate) == third.covers(valproate) > 0.0 == other.covers(valproate)


def test_a_sentence_that_stands_alone_is_not_known_by_its_neighbour(corpus: SmallCorpus) -> None:
    _, second, third, _ = evidence_of(corpus, "valproate or olanzapine", STUDY)
    assert (second.covers(unit(corpus, "valproate")), third.covers(unit(corpus, "valproate"))) == (0.0, 0.0)


def test_a_caveat_is_known_by_its_claim_and_speaks_of_limits(corpus: SmallCorpus) -> None:
    bound = changed(STUDY, 0, 1, caveat_of=0)
    first, second, _, _ = evidence_of(corpus, "valproate or olanzapine", bound)
    assert second.covers(unit(corpus, "valproate")) > 0.0
    assert second.covers(unit(corpus, "limitations")) == 1.0 > first.covers(unit(corpus, "limitations"))


def test_the_rule_of_one_country_is_known_as_such(corpus: SmallCorpus) -> None:
    ours, theirs = (
        evidence_of(corpus, "clozapine", document(f"in-{country}", "Clozapine needs a test.", jurisdiction=country))[-1]
        for country in ("International", "United States")
    )
    assert (ours.is_national, theirs.is_national) == (False, True)
    assert theirs.covers(unit(corpus, "American")) > ours.covers(unit(corpus, "American"))


def test_what_is_kept_of_a_passage_does_not_outlive_a_change_of_its_description(corpus: SmallCorpus) -> None:
    [before] = evidence_of(corpus, "valproate", document("x", "Valproate helped.", title="A study"))
    assert before.covers(unit(corpus, "lithium")) == 0.0
    corpus.index.describe(before.hit.source.model_copy(update={"title": "A study of lithium"}), "corpus", "2")
    [after] = corpus.ask("valproate").evidence[0]
    assert after.covers(unit(corpus, "lithium")) > 0.0


# Whose account a sentence is


RECOMMENDS = "The INTEGRATE guideline advises metformin with clozapine."


def with_known(asked: str, *paragraphs: str, **about: object) -> Document:
    """A document whose first sentence is known to answer a question."""
    one = document("known", *paragraphs, **about)
    return one.model_copy(update={"asked": (Asked(question=asked, passage_id=one.passages[0].passage_id),)})


def test_what_people_ask_of_one_guideline_is_not_said_by_another(corpus: SmallCorpus) -> None:
    [only] = evidence_of(corpus, "NICE metformin", with_known("Does NICE want metformin for weight gain?", RECOMMENDS))
    assert only.covers(unit(corpus, "INTEGRATE")) == 1.0
    assert only.covers(unit(corpus, "weight gain")) > 0.0  # this is said by asking
    assert only.covers(unit(corpus, "NICE")) == 0.0


def test_a_document_speaks_for_its_owner_and_only_for_the_first_one_named(corpus: SmallCorpus) -> None:
    owner = "SMI Adviser (American Psychiatric Association and SAMHSA)"
    [only] = evidence_of(corpus, "metformin", document("x", "Metformin helps with clozapine.", owner=owner))
    assert only.covers(unit(corpus, "SMI Adviser")) > 0.0 == only.covers(unit(corpus, "APA"))


def test_a_sentence_of_the_article_that_is_asked_about_a_study_is_its_where_it_found_the_same(
    corpus: SmallCorpus,
) -> None:
    said = "One study found a lower mortality with clozapine."
    study = document(
        "study",
        "Wimberley and colleagues found a lower mortality with clozapine.",
        relations=[Relation(to="article", quote=said, how="supports")],
    )
    article = document("article", said, "Another study found nothing on mortality.", kind="article")
    asks = [Asked(question="What did Wimberley find?", passage_id=one.passage_id) for one in article.passages]
    article = article.model_copy(update={"asked": tuple(asks)})
    found = evidence_of(corpus, "mortality", article, study)
    of_it = {one.sentence.text[:11]: one.covers(unit(corpus, "Wimberley")) > 0 for one in found}
    assert of_it == {"One study f": True, "Another stu": False, "Wimberley a": True}
