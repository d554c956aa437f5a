"""The gate's eval: items are of the corpus, halves are apart, mutants are false, and the figures count what passed."""

import pytest

from assistant import quantities
from assistant.lexicon import Lexicon
from evals import claims, gate
from evals.claims import Pair
from evals.metrics import Limit, wilson
from evals.mutants import mutants
from evals.result import part

SOURCE = (
    "In 5 trials, olanzapine 20 to 40 mg/day was not better than placebo after at least 6 weeks, which may be short."
)


def test_every_item_cites_sentences_of_the_corpus_as_they_read() -> None:
    items = [*gate.load("tune"), *gate.load("measured")]
    known = gate.sentences()
    assert len(items) >= 200
    assert {(one.source, one.quote) for item in items for one in item.cites} - set(known) == set()


def test_no_sentence_of_one_half_is_cited_in_the_other() -> None:
    cited = {half: {one.quote for item in gate.load(half) for one in item.cites} for half in gate.HALVES}
    assert cited["tune"] and not cited["tune"] & cited["measured"]
    assert {gate.half_of(quote) for quote in cited["tune"]} == {"tune"}


def test_a_false_sentence_is_never_its_faithful_one() -> None:
    items = [*gate.load("tune"), *gate.load("measured")]
    assert [item.faithful for item in items if item.faithful in {one.text for one in item.mutants}] == []


def test_mutants_change_one_thing_of_each_kind(lexicon: Lexicon) -> None:
    made = list(mutants(SOURCE, SOURCE, lexicon))
    assert {one.kind for one in made} >= {
        "number",
        "unit",
        "range",
        "comparator",
        "drug",
        "negation",
        "direction",
        "hedge",
    }
    assert len({one.text for one in made}) == len(made)
    assert SOURCE not in {one.text for one in made}


def test_a_number_that_the_source_gives_elsewhere_is_no_mutant(lexicon: Lexicon) -> None:
    source = "There were 5 trials and 6 trials."
    texts = {one.text for one in mutants("There were 5 trials.", source, lexicon) if one.kind == "number"}
    assert texts == set()
    there = quantities.read(source)
    assert all(quantities.supports(there[1], found) for found in quantities.read("There were 6 trials."))


def test_a_drug_that_the_source_names_is_no_mutant(lexicon: Lexicon) -> None:
    source = "Ziprasidone and perphenazine and topiramate and haloperidol were compared."
    assert [one for one in mutants("Haloperidol was compared.", source, lexicon) if one.kind == "drug"] == []


def row(kind: str, why: str, *, authored: bool = True) -> gate.Tried:
    return gate.Tried(half="tune", kind=kind, authored=authored, text="t", cited="c", why=why)


def test_figures_count_false_accepts_by_kind_and_the_coverage() -> None:
    rows = [row("drug", ""), row("drug", "no"), row("hedge", "no"), row("", ""), row("", "too strict")]
    found = {one.metric: one for one in gate.figures(rows, {"gate: false accepts, drug": Limit(at_most=0)})}
    assert found["gate: false accepts"].value == 0.333333
    assert (found["gate: false accepts, drug"].value, found["gate: false accepts, drug"].passed) == (0.5, False)
    assert found["gate: coverage"].value == 0.5
    assert "gate: false accepts, unit" not in found


def test_what_passed_is_told_by_kind_and_by_who_wrote_it() -> None:
    rows = [row("drug", ""), row("drug", "no", authored=False), row("", "too strict")]
    assert gate.by_kind(rows, "tune").rows == (
        ("drug", "by an author", part(1, 1)),
        ("drug", "by rule", part(0, 1)),
        (gate.FAITHFUL, "by an author", part(0, 1)),
    )


def test_a_true_sentence_refused_is_no_answer_and_a_false_one_let_through_is_wrong() -> None:
    rows = [row("drug", ""), row("drug", "no"), row("", "too strict"), row("", "")]
    assert [gate.item(one).outcome for one in rows] == ["wrong", "right", "no_answer", "right"]


@pytest.mark.parametrize(("count", "n"), [(0, 0), (0, 10), (5, 10), (10, 10)])
def test_an_interval_holds_its_share(count: int, n: int) -> None:
    low, high = wilson(count, n)
    assert 0 <= low <= (count / n if n else 0.5) <= high + 1e-9 <= 1 + 1e-9


# Claims of others


def test_the_floors_of_the_claims_are_what_they_say() -> None:
    pairs = [
        Pair("b", "Of 5 drugs, one worked.", "Of 5 drugs, one worked.", "supported"),
        Pair("b", "Of 6 drugs, one worked.", "Of 5 drugs, one worked.", "contradicted"),
    ]
    assert [claims.numbers_occur(pair) for pair in pairs] == [True, False]
    assert claims.overlap(pairs[0]) == 1.0
    assert claims.overlap_letting_through(pairs, 1) == 1.0
    assert claims.overlap_letting_through(pairs, 0) > 1.0


def test_a_claim_is_judged_by_the_gate(lexicon: Lexicon) -> None:
    evidence = "Clozapine raised levels in 5 trials."
    assert claims.admits(Pair("b", "In 5 trials, clozapine increased levels.", evidence, "supported"), lexicon)
    assert not claims.admits(Pair("b", "In 5 trials, clozapine lowered levels.", evidence, "contradicted"), lexicon)


def test_data_that_is_not_there_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert claims.main(["--data", "nowhere"]) == 2
    assert "not there" in capsys.readouterr().err
