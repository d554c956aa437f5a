"""The evals' questions and patterns: they match the corpus, cover the article, and split evenly."""

from functools import cache

import pytest
import yaml

from assistant.sentences import split
from evals.patterns import found, matches, normalise
from evals.questions import DATA, SUITES, Question, choose, half, known_facts, load

CORPUS = DATA.parent.parent / "corpus"


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("800 to 1125 mg/day", "sodium valproate (800–1,125 mg/d) was effective"),
        ("≥600 mg + chlorpromazine", "equivalent to ≥ 600 mg of chlorpromazine per day"),
        ("≥2 sources", "assessed using at least two sources"),
        ("1/3 + respon*", "approximately one-third of individuals show a limited response"),
        ("2 fold + mortality", "a two-fold higher mortality"),
        ("randomized + behavior + hematology", "randomised, behaviour, haematology"),
        ("<20%", "a fall below 20 per cent"),
        ("-0.89", "mean difference −0.89"),
        ("40% to 70%", "As many as 40%–70% of patients"),
        ("1.5 × 10^9/l", "a count of 1.5 × 10⁹/L"),
        ("i2 = 91%", "heterogeneity (I² = 91%)"),
        ("topiramate + !not recommended", "topiramate was effective"),
    ],
)
def test_a_pattern_finds_the_fact_however_it_is_spelt(pattern: str, sentence: str) -> None:
    assert matches(pattern, sentence)


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("5 trials", "15 trials"),
        ("5", "1.5 mg"),
        ("1 trial", "1.1 trial"),
        ("350", "a level of 350.5 ng/mL"),
        ("≥600 mg", "600 mg of chlorpromazine"),
        ("-0.89", "0.89"),
        ("respon", "responders"),
        ("topiramate + !not recommended", "topiramate is not recommended"),
        ("525 mg/day + 854 ng/ml", "an average of 525 mg/day"),
    ],
)
def test_a_pattern_does_not_find_what_is_not_said(pattern: str, sentence: str) -> None:
    assert not matches(pattern, sentence)


def test_a_fact_is_not_stitched_together_from_two_sentences() -> None:
    assert not found(("525 mg/day + 854 ng/ml",), ("The dose was 525 mg/d.", "The level was 854 ng/mL."))


def test_normalising_twice_changes_nothing() -> None:
    for sentence in showable_sentences():
        assert normalise(normalise(sentence)) == normalise(sentence)


# --- the question files


@cache
def article_sentences() -> tuple[str, ...]:
    text = (CORPUS / "trs-brief-overview.txt").read_text(encoding="utf-8")
    return tuple(sentence.text for sentence in split(text, 0, len(text)))


@cache
def showable_sentences() -> tuple[str, ...]:
    """Every sentence an answer may show: the article's, and the digests' that are not merely recalled."""
    digests = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("digests/*.yaml"))]
    statements = [row for digest in digests for row in digest["statements"] if row["checked"] != "recalled"]
    return article_sentences() + tuple(row["statement"] for row in statements)


def questions() -> list[Question]:
    return [question for suite in SUITES for question in load(suite)]


def test_every_pattern_matches_a_sentence_of_the_corpus_that_may_be_shown() -> None:
    unmatched = [
        f"{fact.key}: {pattern}"
        for fact in known_facts().values()
        for pattern in fact.any
        if not any(matches(pattern, sentence) for sentence in showable_sentences())
    ]
    assert unmatched == []


def test_every_sentence_of_the_article_is_expected_by_some_question() -> None:
    patterns = {pattern for question in questions() for fact in question.facts for pattern in fact.any}
    prose = [sentence for sentence in article_sentences() if sentence.endswith((".", "”"))]
    unasked = [s for s in prose if not any(matches(pattern, s) for pattern in patterns)]
    assert unasked == []


def test_every_known_fact_is_expected_by_some_question() -> None:
    assert {fact.key for question in questions() for fact in question.facts} == set(known_facts())


def test_ids_and_wordings_are_unique_and_every_refusal_has_its_reasons() -> None:
    asked = questions()
    assert len({question.id for question in asked}) == len(asked)
    assert len({question.question.lower() for question in asked}) == len(asked)
    assert [q.id for q in load("abstention") if not q.reason] == []
    assert [q.id for suite in ("facts", "premises", "conflicts") for q in load(suite) if not q.facts] == []


def test_the_sets_are_large_enough_and_split_in_about_equal_halves() -> None:
    sizes = {suite: len(load(suite)) for suite in SUITES}
    assert sizes["facts"] >= 360
    assert sizes["abstention"] >= 265
    assert sizes["premises"] >= 90
    assert sizes["conflicts"] >= 70
    for suite in SUITES:
        tuned = sum(question.half == "tune" for question in load(suite))
        assert 0.35 <= tuned / sizes[suite] <= 0.65


def test_a_suite_holds_the_questions_of_both_authors_and_both_halves_of_each() -> None:
    least = {"facts": 140, "abstention": 175, "premises": 60, "conflicts": 40}
    for suite in SUITES:
        second = [question for question in load(suite) if question.id.startswith("b-")]
        assert len(second) >= least[suite]
        assert len(second) < len(load(suite))
        assert 0.35 <= sum(question.half == "tune" for question in second) / len(second) <= 0.65


def test_the_valproate_dose_and_the_ect_trials_details_are_asked_for() -> None:
    by_id = {question.id: question for question in load("facts")}
    assert [fact.key for fact in by_id["A31"].facts] == ["valproate-dose"]
    details = [fact.key for fact in by_id["ect-trial-details"].facts]
    assert details == ["ect-525", "ect-854", "ect-no-dropout", "ect-no-cognition"]


def test_the_half_of_a_question_depends_on_its_id_alone() -> None:
    assert [half(name) for name in ("A07", "A08", "C01", "C02")] == ["tune", "measured"] * 2


def test_a_suite_can_be_cut_to_a_half_and_a_number() -> None:
    chosen = choose(("facts", "premises"), ("tune",), limit=3)
    assert [question.suite for question in chosen] == ["facts"] * 3 + ["premises"] * 3
    assert {question.half for question in chosen} == {"tune"}
