"""Caveats are bound to the claims they limit, and leaning sentences are known."""

import pytest

from assistant.caveats import bearings
from assistant.sentences import split

CLAIM = "A meta-analysis showed that valproate was effective. "


def bound(text: str) -> list[int | None]:
    return [sentence.caveat_of for sentence in split(text, 0, len(text))]


@pytest.mark.parametrize(
    "limit",
    [
        "However, this study utilized 5 trials, all conducted in China, with high heterogeneity (I2 = 91%).",
        "Levels of valproate were tested in only 1 of the 5 trials.",
        "The authors of the meta-analysis provide several limitations.",
        "Most trials were open-label.",
        "Evidence was of low quality.",
        "Sample sizes were small.",
        "These results were primarily driven by one centre.",
        "The finding needs to be replicated.",
        "Although the approved dosage is lower, it was exceeded.",
        "Nevertheless, caution is needed.",
        "But the effect was short-lived.",
        "Valproate is not recommended for women of child-bearing age.",
        "Based on the heterogeneity of studies, the meta-analysis found insufficient evidence to recommend it.",
    ],
)
def test_a_limit_is_bound_to_the_claim_before_it(limit: str) -> None:
    assert bound(CLAIM + limit) == [None, 0]


@pytest.mark.parametrize(
    "other",
    [
        "Topiramate was also effective but is not recommended because of discontinuation.",
        "A meta-analysis of minocycline showed similar findings but will need to be duplicated in TRS.",
        "With lamotrigine, there was no significant difference from clozapine alone.",
        "A retrospective study of ECT found a benefit.",
        "Glutamatergic strategies are promising but inconclusive.",
        "Schizophrenia is a heterogeneous condition.",
        "Lamotrigine augmentation was given for 12 weeks.",
        "The dose was 800 mg/d.",
    ],
)
def test_a_claim_of_its_own_limits_nothing(other: str) -> None:
    assert bound(CLAIM + other) == [None, None]


def test_caveats_that_follow_one_another_bear_on_the_first_claim() -> None:
    text = (
        CLAIM
        + "However, the trials were small. They were open-label. Blood levels were read in only 1 of the 5 trials."
    )

    assert bound(text) == [None, 0, 0, 0]


def test_a_weakness_of_the_study_reaches_past_what_goes_on_about_it() -> None:
    text = CLAIM + "The results were sustained for two years. The trials were unblinded. Memantine is another option."

    assert bound(text) == [None, None, 0, None]


def test_nothing_is_bound_across_a_heading_and_little_across_paragraphs() -> None:
    assert bound(CLAIM + "\n\nMemantine Augmentation\n\nHowever, memantine is different.") == [None, None, None]
    assert bound(CLAIM + "\n\nDespite recent controversy, clozapine is the gold standard.") == [None, None]
    assert bound(CLAIM + "\n\nHowever, the trials were small.") == [None, 0]


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("These results were sustained.", True),
        ("This suggests an effect.", True),
        ("They were sustained at follow-up.", True),
        ("It was well tolerated.", True),
        ("In addition, sedation was common.", True),
        ("Moreover, sedation was common.", True),
        ("The authors advise caution.", True),
        ("The working group concluded otherwise.", True),
        ("Valproate-treated subjects gained weight.", True),
        ("There was no difference between the valproate group and the others.", True),
        ("It is well known that smoking lowers levels.", False),
        ("Both clozapine and olanzapine cause weight gain.", False),
        ("Memantine-treated subjects did well.", False),
        ("Sedation was common.", False),
        ("The effect of smoking on levels is large.", False),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_known(sentence: str, leans: bool) -> None:
    text = CLAIM + sentence

    assert [s.continues for s in split(text, 0, len(text))] == [False, leans]


def test_a_part_on_limitations_is_no_limit_of_what_happens_to_end_the_part_before() -> None:
    death, limits = "One death occurred in the placebo group.", "Limitations: The trial lasted 14 weeks."
    assert bearings([death, limits], ["", "paragraph"])[1].caveat_of is None
    assert bearings(["The trial lowered scores.", limits], ["", "paragraph"])[1].caveat_of == 0
    assert bearings(["The drug halved relapse.", "Limitations: small and open-label."], ["", ""])[1].caveat_of == 0
