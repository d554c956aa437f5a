"""Composing: the sentences that answer, word for word, each with its caveats and with what other sources hold."""

from collections.abc import Sequence

import pytest

from assistant.compose import Composition
from assistant.types import Claim, Document, Relation, RelationHow
from tests.fakes import document
from tests.small_corpus import SmallCorpus, changed

TITLE = "Adding drugs to clozapine"
SAYS = "Valproate at a dose of 900 mg/d improved psychopathology in clozapine patients."
LIMITS = "However, all 5 trials were small. Levels were tested in only 1 of the trials."
OTHER = "Lamotrigine improved cognition in clozapine patients."
ASKED = "What dose of valproate improved psychopathology in clozapine patients?"


def article(text: str = f"{SAYS} {LIMITS}") -> Document:
    """An article whose first sentence is limited by the other two."""
    return changed(
        changed(document("article", text, OTHER, title=TITLE, kind="article"), 0, 1, caveat_of=0), 0, 2, caveat_of=0
    )


def digest(how: RelationHow, text: str = "Valproate was no better than placebo in 2023.", **about: object) -> Document:
    """A digest whose statement bears on what the article says."""
    bearing = [Relation(to="article", quote="improved psychopathology in clozapine patients", how=how)]
    return document("digest", text, relations=bearing, kind="evidence-digest", **about)


def claims(composition: Composition) -> tuple[Claim, ...]:
    assert composition.draft is not None
    return composition.draft.claims


def told(claims: Sequence[Claim]) -> list[tuple[str, str, int | None]]:
    return [(claim.role, claim.text, claim.bears_on) for claim in claims]


def test_an_answer_is_word_for_word_with_its_span_and_its_caveats_after_it(corpus: SmallCorpus) -> None:
    corpus.add(article())
    first, *caveats = claims(corpus.compose(ASKED))[:3]
    assert (first.text, first.role, first.mark) == (SAYS, "answer", "900 mg/d")
    assert told(caveats) == [
        ("caveat", "However, all 5 trials were small.", 0),
        ("caveat", "Levels were tested in only 1 of the trials.", 0),
    ]
    for claim in (first, *caveats):
        [(passage, start, end)] = claim.spans
        assert passage == corpus.index.passages_of("article")[0].passage_id
        assert corpus.index.text("article")[start:end] == claim.text


def test_a_caveat_that_answers_brings_the_claim_it_limits_before_it(corpus: SmallCorpus) -> None:
    corpus.add(article())
    shown = told(claims(corpus.compose("In how many of the trials were levels tested?")))
    assert shown.index(("answer", SAYS, None)) == 0
    assert ("caveat", "Levels were tested in only 1 of the trials.", 0) in shown


@pytest.mark.parametrize(
    ("limit", "leads"),
    [("Although the maximum approved dosage of olanzapine is 20 mg/d, more may help severely ill patients.", True),
     ("However, the maximum approved dosage of olanzapine is 20 mg/d.", False)],
)  # fmt: skip
def test_a_limit_that_holds_a_claim_of_its_own_answers_alone(corpus: SmallCorpus, limit: str, leads: bool) -> None:
    says = "High-dose olanzapine at 30 to 40 mg/d can be used in selected patients."
    corpus.add(changed(document("article", f"{says} {limit}", OTHER, kind="article"), 0, 1, caveat_of=0))
    shown = told(claims(corpus.compose("What is the maximum approved dosage of olanzapine?")))
    assert shown == ([("answer", limit, None)] if leads else [("answer", says, None), ("caveat", limit, 0)])


@pytest.mark.parametrize(("how", "role"), [("contradicts", "disagreement"), ("qualifies", "disagreement")])
def test_what_a_later_source_holds_against_it_is_shown_beside_it(
    corpus: SmallCorpus, how: RelationHow, role: str
) -> None:
    corpus.add(article(), digest(how))
    shown = told(claims(corpus.compose(ASKED)))
    assert shown[0] == ("answer", SAYS, None)
    assert (role, "Valproate was no better than placebo in 2023.", 0) in shown
    roles = [one[0] for one in shown if one[2] == 0]
    assert roles == sorted(roles)  # caveats before disagreements


def test_a_question_answered_by_the_later_source_is_shown_what_it_disputes(corpus: SmallCorpus) -> None:
    corpus.add(article(), digest("contradicts"))
    shown = told(claims(corpus.compose("Was valproate better than placebo in 2023?")))
    texts = [text for _, text, _ in shown]
    assert "Valproate was no better than placebo in 2023." in texts and SAYS in texts
    disputes = [one for one in shown if one[0] == "disagreement"]
    assert [{shown[bears][1], text} for _, text, bears in disputes if bears is not None] == [
        {SAYS, "Valproate was no better than placebo in 2023."}
    ]


@pytest.mark.parametrize("how", ["supports", "extends"])
def test_what_agrees_is_no_disagreement(corpus: SmallCorpus, how: RelationHow) -> None:
    corpus.add(article(), digest(how))
    assert "disagreement" not in {role for role, _, _ in told(claims(corpus.compose(ASKED)))}


def test_a_fact_that_nobody_has_checked_is_shown_in_no_role(corpus: SmallCorpus) -> None:
    unchecked = changed(digest("contradicts"), 0, checked="recalled")
    corpus.add(article(), unchecked, changed(document("x", SAYS.replace("900", "950")), 0, checked="recalled"))
    shown = {claim.text for claim in claims(corpus.compose(ASKED))}
    assert shown & {"Valproate was no better than placebo in 2023.", SAYS.replace("900", "950")} == set()
    assert corpus.compose("Was valproate better than placebo in 2023?").draft is None or (
        "Valproate was no better than placebo in 2023."
        not in {claim.text for claim in claims(corpus.compose("Was valproate better than placebo in 2023?"))}
    )


def test_no_sentence_is_shown_twice_and_every_caveat_follows_what_it_limits(corpus: SmallCorpus) -> None:
    corpus.add(article(), digest("contradicts"), document("again", f"{SAYS} {OTHER}"))
    shown = claims(corpus.compose(f"{ASKED} And did lamotrigine improve cognition? {ASKED}"))
    assert len({claim.spans for claim in shown}) == len(shown)
    for number, claim in enumerate(shown):
        assert (claim.bears_on is None) == (claim.role == "answer")
        assert claim.bears_on is None or shown[claim.bears_on].role == "answer"
        assert claim.bears_on is None or claim.bears_on < number


def test_each_part_of_a_question_is_answered(corpus: SmallCorpus) -> None:
    corpus.add(article())
    texts = [claim.text for claim in claims(corpus.compose(f"{ASKED} Did lamotrigine improve cognition?"))]
    assert SAYS in texts and OTHER in texts


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (f"{ASKED} Does berberine improve it?", "berberine"),
        (f"{ASKED} And what does a tablet cost?", "cost"),
        ("Did lamotrigine or quetiapine improve cognition in clozapine patients?", "quetiapine"),
    ],
)
def test_the_half_that_is_covered_is_answered_and_the_other_half_named(
    corpus: SmallCorpus, question: str, missing: str
) -> None:
    corpus.add(article())
    composition = corpus.compose(question)
    assert composition.draft is not None and composition.draft.claims
    assert missing in composition.draft.missing == composition.missing


def test_where_nothing_answers_there_is_no_draft_but_the_passages_found(corpus: SmallCorpus) -> None:
    corpus.add(article())
    composition = corpus.compose("Does berberine improve psychopathology?")
    assert (composition.draft, composition.missing) == (None, ("berberine",))
    assert {hit.source.slug for hit in composition.hits} == {"article"}


def test_an_empty_corpus_answers_nothing(corpus: SmallCorpus) -> None:
    assert corpus.compose(ASKED)[:2] == (None, ())


def test_everything_cited_is_among_the_passages_handed_to_the_gate(corpus: SmallCorpus) -> None:
    corpus.add(article(), digest("contradicts"))
    composition = corpus.compose(ASKED)
    supplied = {hit.passage.passage_id for hit in composition.hits}
    assert {span[0] for claim in claims(composition) for span in claim.spans} <= supplied


def test_a_false_figure_in_the_question_is_corrected_beside_the_answer(corpus: SmallCorpus) -> None:
    corpus.add(article())
    draft = corpus.compose("Why did valproate at 500 mg/d improve psychopathology in clozapine patients?").draft
    assert draft is not None and draft.premise is not None
    assert (draft.premise.said, draft.premise.found) == ("500 mg/d", "900 mg/d")


def test_rules_of_other_countries_on_the_same_subject_stand_beside_the_best_one(corpus: SmallCorpus) -> None:
    rules = [
        changed(
            document(f"rule-{n}", f"Clozapine stops at an ANC below {count}/µL.", jurisdiction=country), 0, topic="anc"
        )
        for n, (country, count) in enumerate([("United States", "1,000"), ("United Kingdom", "1,500")])
    ]
    corpus.add(*rules)
    shown = {claim.text for claim in claims(corpus.compose("At what ANC does clozapine stop?", most=2))}
    assert len(shown) == 2
    only = {claim.text for claim in claims(corpus.compose("At what ANC does clozapine stop in the UK?"))}
    assert only == {"Clozapine stops at an ANC below 1,500/µL."}


def test_no_more_sentences_answer_than_are_allowed(corpus: SmallCorpus) -> None:
    corpus.add(*(document(f"trial-{n}", SAYS.replace("900", f"9{n}0"), SAYS.replace("900", f"1{n}0")) for n in "1234"))
    assert len(claims(corpus.compose(ASKED, most=1))) <= 1


def test_a_sentence_that_disputes_one_part_and_answers_another_keeps_its_caveat(corpus: SmallCorpus) -> None:
    against = digest(
        "contradicts", "Lamotrigine and valproate did not improve sleep in 2023. However, only 9 people slept."
    )
    corpus.add(article(), changed(against, 0, 1, caveat_of=0))
    shown = told(claims(corpus.compose(f"{ASKED} Did lamotrigine and valproate improve sleep in 2023?")))
    texts = [text for _, text, _ in shown]
    assert "Lamotrigine and valproate did not improve sleep in 2023." in texts
    assert "However, only 9 people slept." in texts


def test_what_disputes_a_caveat_is_shown_where_the_caveat_answers(corpus: SmallCorpus) -> None:
    bearing = [Relation(to="article", quote="Levels were tested in only 1 of the trials", how="contradicts")]
    corpus.add(article(), document("digest", "Plasma levels were reported in 4 of the trials.", relations=bearing))
    shown = told(claims(corpus.compose("In how many of the trials were levels tested?")))
    texts = [text for _, text, _ in shown]
    assert "Levels were tested in only 1 of the trials." in texts
    assert "disagreement" in {role for role, _, _ in shown}


# What nobody has checked

RED = "In the UK scheme a red result on clozapine means that clozapine is stopped."
AMBER = "In the UK scheme an amber result on clozapine means that clozapine continues with counts twice a week."


def test_a_sibling_is_not_shown_for_a_statement_that_nobody_has_checked(corpus: SmallCorpus) -> None:
    corpus.add(document("rules", RED), changed(document("more", AMBER), 0, checked="recalled"))
    composition = corpus.compose("What does an amber result on clozapine mean in the UK scheme?")
    assert (composition.draft, composition.unchecked) == (None, ("amber result",))
    assert corpus.compose("What does a red result on clozapine mean in the UK scheme?").draft is not None


def test_a_checked_sentence_that_says_it_is_shown_though_an_unchecked_one_says_it_too(corpus: SmallCorpus) -> None:
    corpus.add(document("rules", RED), changed(document("more", RED.replace("UK", "British")), 0, checked="recalled"))
    composition = corpus.compose("What does a red result on clozapine mean in the UK scheme?")
    assert composition.draft is not None and composition.unchecked == ()


def test_what_a_question_takes_for_granted_and_no_sentence_speaks_of_is_named(corpus: SmallCorpus) -> None:
    corpus.add(document("rules", "NICE offers clozapine after two antipsychotics."))
    composition = corpus.compose("Why does NICE require a troponin before clozapine after two antipsychotics?")
    assert composition.draft is None or "troponin" in composition.missing


def test_what_is_missing_is_named_with_what_a_hyphen_ties_to_it(corpus: SmallCorpus) -> None:
    corpus.add(article())
    assert corpus.compose("Does N-berberine help with clozapine?").missing == ("N-berberine",)
