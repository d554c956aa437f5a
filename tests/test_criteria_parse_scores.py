"""Rating scales in a note: items, totals, bounds, scores before and after, and what is impossible."""

from typing import Any

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import exactly
from assistant.criteria.types import Change, Rating


def ratings(text: str) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_defaults=True) for one in read_case(text).case.ratings]


def items(text: str) -> dict[str, int]:
    return {name: score for one in read_case(text).case.ratings for name, score in one.items.items()}


def change(text: str) -> dict[str, Any]:
    case = read_case(text).case
    (one,) = [*case.changes, *(two for trial in case.trials for two in trial.changes)]
    return one.model_dump(mode="json", exclude_defaults=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1 = 5, P3 = 4", {"P1": 5, "P3": 4}),
        ("P1 5 and P3 4", {"P1": 5, "P3": 4}),
        ("PANSS P1: 5; N2: 6", {"P1": 5, "N2": 6}),
        ("P1 and P3 both 5", {"P1": 5, "P3": 5}),
        ("P1-P3 all 4", {"P1": 4, "P2": 4, "P3": 4}),
        ("P1-5, P3-4", {"P1": 5, "P3": 4}),
        ("PANSS delusions 5, hallucinations 6", {"P1": 5, "P3": 6}),
        ("G9 = 5", {"G9": 5}),
        ("P8 5", {}),
        ("PANSS: 5 on P1 and 6 on P3", {"P1": 5, "P3": 6}),
        ("PANSS: delusions - moderate severe (5), voices 6", {"P1": 5, "P3": 6}),
        ("PANSS P items 5, 3, 5, 2, 1, 4, 2", {"P1": 5, "P2": 3, "P3": 5, "P4": 2, "P5": 1, "P6": 4, "P7": 2}),
        ("PANSS booked. Voices 6, 7 on a bad day", {}),
    ],
)
def test_items(text: str, expected: dict[str, int]) -> None:
    assert items(text) == expected


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("P1 5, no other item above 3", 3),
        ("P1 5, all other items 3 or less", 3),
        ("P1 5, rest ≤2", 2),
        ("P1 5, others < 4", 3),
        ("all PANSS items at 3 or below", 3),
        ("none of the PANSS items above 2", 2),
        ("PANSS: highest item 3", 3),
        ("PANSS: nothing over a 3", 3),
        ("PANSS: no item at 4 or more", 3),
        ("PANSS: no item above mild", 3),
        ("PANSS: all 30 items 2 or 3", 3),
    ],
)
def test_the_highest_that_other_items_may_be(text: str, most: int) -> None:
    assert [one.others_at_most for one in read_case(text).case.ratings if one.others_at_most] == [most]


@pytest.mark.parametrize(
    ("text", "scale", "score"),
    [
        ("SOFAS 45", "SOFAS", 45),
        ("SOFAS score is 45", "SOFAS", 45),
        ("SOFAS: 45", "SOFAS", 45),
        ("SOFAS 40-50", "SOFAS", {"low": 40, "high": 50}),
        ("SOFAS < 60", "SOFAS", {"high": 60, "high_open": True}),
        ("SOFAS below 60", "SOFAS", {"high": 60, "high_open": True}),
        ("SOFAS at most 60", "SOFAS", {"high": 60}),
        ("SOFAS no higher than 45", "SOFAS", {"high": 45}),
        ("SOFAS in the low 40s", "SOFAS", {"low": 40, "high": 49}),
        ("SOFAS between 40 and 45", "SOFAS", {"low": 40, "high": 45}),
        ("SOFAS this week 40", "SOFAS", 40),
        ("GAF 35", "GAF", 35),
        ("PSP 35", "PSP", 35),
        ("BPRS 52", "BPRS", 52),
        ("CGI-S 5", "CGI-S", 5),
        ("CGI-I 4", "CGI-C", 4),
        ("PANSS 90", "PANSS", 90),
        ("total PANSS score of 90", "PANSS", 90),
    ],
)
def test_scores(text: str, scale: str, score: object) -> None:
    assert ratings(text) == [{"scale": scale, "score": score}]


@pytest.mark.parametrize(
    "text",
    [
        "SOFAS not done",
        "SOFAS target 45",
        "gaf 35 metres",
        "no BPRS",
        "PSP",
        "psp 40",
        "SOFAS better than 45",
        "SOFAS will be 45",
        "SOFAS gained 20",
        "SOFAS improved from 40",
    ],
)
def test_what_is_no_score(text: str) -> None:
    assert ratings(text) == []


def test_a_subscale_is_told_from_the_total() -> None:
    assert ratings("PANSS positive 28") == [{"scale": "PANSS", "part": "positive", "score": 28}]
    assert ratings("PANSS negative subscale 30") == [{"scale": "PANSS", "part": "negative", "score": 30}]


def test_improvement_is_not_severity() -> None:
    scores = [(one.scale, one.score.words()) for one in read_case("CGI-S 3, CGI-I 4").case.ratings if one.score]
    assert sorted(scores) == [("CGI-C", "4"), ("CGI-S", "3")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("PANSS 250", "250 is not possible"),
        ("PANSS 12", "12 is not possible"),
        ("SOFAS 105", "SOFAS 105 is not possible: it runs from 0 to 100."),
        ("CGI-S 9", "CGI-S 9 is not possible: it runs from 1 to 7."),
        ("P1 9", "PANSS items run from 1 to 7; 9 is not possible."),
        ("P1 0", "PANSS items run from 1 to 7; 0 is not possible."),
        ("PANSS positive 60", "60 is not possible"),
        ("PANSS 90 to 250", "PANSS total runs from 30 to 210"),
    ],
)
def test_impossible_scores_are_refused_aloud(text: str, why: str) -> None:
    draft = read_case(text)
    assert any(why in one.why for one in draft.refused)
    assert all(one.span and text[one.span.start : one.span.end] == one.span.quote for one in draft.refused)
    assert not draft.case.changes
    assert "250" not in str(draft.case)


def test_two_scores_of_one_item_are_asked_about_and_left_out() -> None:
    draft = read_case("P1 5. P1 3.")
    assert items("P1 5. P1 3.") == {}
    assert [one.words for one in draft.contradictions] == ["PANSS P1 is given as 5 and as 3."]
    assert [ask.datum for ask in draft.questions] == ["ratings.PANSS.items"]


def test_three_scores_of_one_item_are_left_out_too() -> None:
    assert items("P1 5. P1 3. P1 5.") == {}


def test_sofas_scores_on_both_sides_of_sixty_decide_nothing() -> None:
    draft = read_case("SOFAS 55 in January, SOFAS 65 now")
    assert any(ask.datum == "ratings.SOFAS.score" for ask in draft.questions)
    (found,) = [one for one in check_case(draft.case).findings if one.id == "F1"]
    assert found.status == "unknown"


NOTED = "Schizophrenia since 2015. Seen on 3 March 2026. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PANSS interview: delusions and hallucinations both came to 5.", {"P1": 5, "P3": 5}),
        ("PANSS today: delusions came to 5, hallucinations to 5 and suspiciousness to 4.", {"P1": 5, "P3": 5, "P6": 4}),
        ("PANSS today: both delusions and hallucinations rate a 5.", {"P1": 5, "P3": 5}),
        ("PANSS today: delusions and hallucinatory behaviour were each rated 5.", {"P1": 5, "P3": 5}),
        ("PANSS today: delusions and hallucinations were put at 5 and 6.", {"P1": 5, "P3": 6}),
        ("PANSS today: P1 and P3 were put at 5 and 6.", {"P1": 5, "P3": 6}),
        ("PANSS today: delusions attract a 5 and hallucinations a 5.", {"P1": 5, "P3": 5}),
        ("PANSS today: he reached 5 points in P1 and 6 points in P3.", {"P1": 5, "P3": 6}),
        ("PANSS today, with a 5 on each of P1 and P3.", {"P1": 5, "P3": 5}),
        ("PANSS today: delusions, 5; hallucinations, 5.", {"P1": 5, "P3": 5}),
        ("PANSS interview two weeks ago: P1 5, P3 5.", {"P1": 5, "P3": 5}),
        ("PANSS in interview of 4 February: P1 six, P3 five.", {"P1": 6, "P3": 5}),
        ("PANSS interview two weeks ago P1 5, P3 5, today P1 2, P3 2.", {"P1": 2, "P3": 2}),
        ("PANSS before and after. At the end P1 5, P3 6.", {"P1": 5, "P3": 6}),
    ],
)
def test_items_told_in_sentences(text: str, expected: dict[str, int]) -> None:
    (rating,) = [one for one in read_case(NOTED + text).case.ratings if one.items]
    assert rating.items == expected


@pytest.mark.parametrize(
    "text",
    [
        "PANSS interview in 2019: delusions and hallucinations both came to 5.",
        "PANSS interview six months ago: P1 5, P3 5.",
        "PANSS today: P1, P2 and P3 were put at 5 and 6.",
        "PANSS interview today: his delusions, 5 in number, and his hallucinations.",
        "PANSS interview by a student for practice: P1 5, P3 5.",
        "We expect delusions and hallucinations of 5 each.",
    ],
)
def test_items_told_in_sentences_that_are_none_of_the_present(text: str) -> None:
    assert not [one for one in read_case(NOTED + text).case.ratings if one.items]


@pytest.mark.parametrize(
    "text",
    [
        "SOFAS score is 44; he no longer works or goes out.",
        "SOFAS 44, as he has neither work nor friends.",
        "I put his social and occupational functioning (SOFAS) at 44, given that he neither works nor studies.",
        "His SOFAS I would place at 44.",
        "The SOFAS works out at 44.",
        "SOFAS, same rater: 44.",
        "Finding | Value\nSOFAS 11.11.2025 | 44",
        "SOFAS turned out at 44.",
    ],
)
def test_sofas_told_in_sentences(text: str) -> None:
    (rating,) = [one for one in read_case(text).case.ratings if one.scale == "SOFAS"]
    assert rating.score == exactly(44)


@pytest.mark.parametrize(
    "text",
    [
        "SOFAS unlikely to be below 60.",
        "SOFAS, rated by his mother, 44.",
        "SOFAS, by his own reckoning, 44.",
        "SOFAS 44 is what his brother scored.",
        "SOFAS to be put at 44 if he fails again.",
        "SOFAS 44; he no longer hears voices and works again.",
    ],
)
def test_sofas_that_is_none_of_the_present(text: str) -> None:
    assert not [one for one in read_case(text).case.ratings if one.scale == "SOFAS"]


@pytest.mark.parametrize("text", ["P1 and P3 were 5 before treatment", "a year ago P1 5 and P3 5"])
def test_scores_of_another_time_are_not_the_present_ones(text: str) -> None:
    (found,) = [one for one in check_case(read_case(text).case).findings if one.id == "S3"]
    assert found.status == "unknown"


# --- before and after ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PANSS 90 to 76", {"before": 90, "after": 76}),
        ("PANSS 90 -> 76", {"before": 90, "after": 76}),
        ("PANSS fell from 90 to 76", {"before": 90, "after": 76}),
        ("PANSS 90 at baseline, 76 at week 8", {"before": 90, "after": 76}),
        ("PANSS from 88 at baseline to 86 at week 8", {"before": 88, "after": 86}),
        ("PANSS rose from 76 to 90", {"before": 76, "after": 90}),
        ("PANSS positive 28 to 24", {"part": "positive", "before": 28, "after": 24}),
        ("BPRS-18 50 -> 44", {"scale": "BPRS", "before": 50, "after": 44, "items": 18}),
        ("PANSS 60 to 46 (items scored 0-6)", {"before": 60, "after": 46, "lowest": 0}),
        ("PANSS fell by 30%", {"percent": 30}),
        ("30% reduction in PANSS", {"percent": 30}),
    ],
)
def test_changes(text: str, expected: dict[str, Any]) -> None:
    assert change(text) == expected


def test_a_change_belongs_to_the_trial_it_is_told_of() -> None:
    text = "Olanzapine 20 mg for 8 weeks, PANSS 90 to 85. Risperidone 6 mg for 8 weeks, PANSS 85 to 60."
    case = read_case(text).case
    assert [[(one.before.words(), one.after.words()) for one in trial.changes if one.before and one.after]
            for trial in case.trials] == [[("90", "85")], [("85", "60")]]  # fmt: skip
    assert case.changes == ()


@pytest.mark.parametrize("text", ["PANSS 90, SOFAS 45", "PANSS 90 for 6 weeks", "P1 5 to N1", "85% adherence"])
def test_what_is_no_change(text: str) -> None:
    assert read_case(text).case.changes == ()


def test_a_percentage_alone_decides_nothing_and_scores_are_asked_for() -> None:
    draft = read_case("PANSS fell by 30%. Is this a response?")
    report = check_case(draft.case, draft)
    assert report.verdicts["response"] == "unknown"
    assert any("before" in ask.question for ask in report.questions)


def test_more_than_a_hundred_percent_is_refused() -> None:
    draft = read_case("PANSS fell by 130%")
    assert draft.case.changes == ()
    assert [one.why for one in draft.refused] == ["A reduction of more than 100% is not possible."]


def test_the_records_are_those_of_the_case() -> None:
    case = read_case("PANSS P1 5. PANSS 90 to 76.").case
    assert all(isinstance(one, Rating) for one in case.ratings)
    assert all(isinstance(one, Change) for one in case.changes)
