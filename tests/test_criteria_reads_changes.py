"""Changes of scores, and how long remission has lasted, in ordinary wordings, each beside a near one."""

from typing import Any

import pytest

from assistant.criteria import read_case


def case(text: str) -> dict[str, Any]:
    return read_case(text).case.model_dump(mode="json", exclude_defaults=True)


def asked(text: str) -> set[str]:
    return {question.datum for question in read_case(text).questions}


def changes(text: str) -> list[dict[str, Any]]:
    made = case(text)
    return [*made.get("changes", ()), *(one for trial in made.get("trials", ()) for one in trial.get("changes", ()))]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("BPRS (18 items, 1-7) baseline 50, week 8 = 44.", (50, 44, 1)),
        ("PANSS total (1-7 scoring) 80 pre, 70 post.", (80, 70, 1)),
        ("PANSS total, standard 1 to 7 scoring, was 121 on 9 January and 58 on 28 June.", (121, 58, 1)),
        ("The PANSS total went from 101 to 95.", (101, 95, None)),
        ("PANSS at start and at end by an independent rater: total 104 at the start, 99 at the end.", (104, 99, None)),
        ("PANSS total from one hundred and four to ninety nine.", (104, 99, None)),
        ("PANSS total 93 on 1 July 2024, 95 on 3 May 2024.", (95, 93, None)),
        ("PANSS at week 0 was 96 and at week 6 was 92.", (96, 92, None)),
        ("PANSS scores 100 and 95 before and after.", (100, 95, None)),
        ("PANSS total 60 before, 52 after, scored 0 to 6.", (60, 52, 0)),
        ("PANSS (30 item, 1-7 scoring): baseline 118, today 66.", (118, 66, 1)),
        ("On 4 January her PANSS total (30 items, each scored 1 to 7) was 100, and on 29 May it was 62.", (100, 62, 1)),
        ("PANSS total on entering the trial was 90 and after eight weeks was 96.", (90, 96, None)),
        ("Before aripiprazole: PANSS total 84 (1-7). After nine weeks: PANSS total 91.", (84, 91, 1)),
        ("PANSS total was 100. After ten weeks it was 96.", (100, 96, None)),
        ("PANSS went up from 90 to 96.", (90, 96, None)),
        ("PANSS total improved to 96 from a baseline of 100.", (100, 96, None)),
        ("| | baseline | week 8 |\n| PANSS total | 100 | 96 |", (100, 96, None)),
        ("PANSS: 100 (baseline) / 96 (week 8)", (100, 96, None)),
        ("PANSS total 100/210 at start, 96/210 at end.", (100, 96, None)),
        ("Baseline PANSS 100; end-point PANSS 96.", (100, 96, None)),
        ("PANSS total 96 today, was 100 at baseline.", (100, 96, None)),
        ("PANSS total wk 0: 100, wk 6: 98, wk 12: 96.", (100, 96, None)),
        ("PANSS total 100 (Jan), 96 (April).", (100, 96, None)),
        ("PANSS total 12.01.2023: 100, PANSS total 20.06.2023: 96.", (100, 96, None)),
    ],
)
def test_a_change_of_scores(text: str, change: tuple[int, int, int | None]) -> None:
    assert [(one["before"], one["after"], one.get("lowest")) for one in changes(text)] == [change]


@pytest.mark.parametrize(
    "words",
    [
        "The unit had two forms, with items scored 1 to 7 on the one and 0 to 6 on the other.",
        "It is not known which version was used.",
        "Whether items were scored from 0 or from 1 is not recorded.",
        "On this sheet the version is not marked.",
    ],
)
def test_a_change_is_left_open_where_the_version_decides_and_is_not_known(words: str) -> None:
    text = f"PANSS total 60 before, 52 after. {words}"
    assert changes(text) == []
    assert "changes.0.lowest" in asked(text)
    assert changes(f"PANSS total 90 before, 88 after. {words}") != []  # the same either way


def test_scores_of_two_raters_are_no_change() -> None:
    assert changes("PANSS 85 by Dr A and 80 by Dr B.") == []


@pytest.mark.parametrize(
    "text",
    [
        "PANSS 30 May 2023: P1 5",
        "PANSS 8 March: P1 6",
        "PANSS 100 at baseline, weight 90 after 8 weeks.",
        "PANSS 100 before, dose now 60.",
        "PANSS 100 on admission. After 34 she married.",
        "PANSS 90, target 60 by the end of the trial.",
        "PANSS total 100 to 70 was his brother's.",
        "PANSS 100 at baseline, 98 at week 4, 90 at week 8.",
    ],
)
def test_other_numbers_and_more_than_two_scores_are_no_change(text: str) -> None:
    assert changes(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6-month remission check. All eight items have stayed at 3 or lower for 8 months.", 240),
        ("The eight items were 3 or under at every visit for 12 months.", 360),
        ("PANSS P1 2 P2 2 P3 1 N1 2 N4 3 N6 2 G5 1 G9 2. It has been like this for 7 months.", 210),
        ("PANSS P1 2 P2 2 P3 1 N1 2 N4 3 N6 2 G5 1 G9 2. He has had a job for 7 months.", None),
        ("PANSS P1 2 P2 2 P3 1 N1 2 N4 3 N6 2 G5 1 G9 2; illness for 7 months. Andreasen?", None),
        ("The rule is a 6-month remission.", None),
    ],
)
def test_how_long_the_remission_items_have_been_low(text: str, days: int | None) -> None:
    assert case(text).get("days_in_remission") == days
