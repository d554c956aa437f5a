"""A response or a remission that later words take back, each beside plain words that leave it as it was told."""

import pytest

from assistant import cases
from assistant.criteria import check_case, read_case

FELL = "TRS. PANSS fell from 100 to 60."
ITEMS = "PANSS P1 2, P2 2, P3 1, N1 3, N4 2, N6 2, G5 1, G9 2"


def verdict(name: str, note: str) -> str | None:
    return cases.report(note).verdicts.get(name)


@pytest.mark.parametrize(
    "words",
    [
        "PANSS today 98.", "He is back to 97 now.", "Last week it was 98 again.", "At week 12 it was 100.",
        "He was re-rated at 95.", "By discharge he had risen to 94.", "Now 98.", "Actual baseline 70.",
        "He relapsed.", "It did not last.", "The voices are back.", "Readmitted last week.", "Benefit wore off.",
        "Ignore the 60.", "60 should read 95.", "The 60 came first.", "The 60 is his brother's.",
        "That is the target, not the score.", "These figures are from the literature.",
        "The two were rated on different versions.", "The drop was due to a change of rater.",
    ],
)  # fmt: skip
def test_a_response_is_open_once_later_words_take_it_back_and_one_answer_settles_it(words: str) -> None:
    note = f"{FELL} {words} Response?"
    found = cases.report(note)
    remarks = [ask.remark.quote for ask in found.questions if ask.datum == "changes.0" and ask.remark]
    assert found.verdicts["response"] == "unknown"
    assert remarks
    assert cases.report(note, held=remarks).verdicts["response"] == "met"


@pytest.mark.parametrize(
    "words",
    [
        "SOFAS 45. Weight 80 kg.", "Both were rated by trained raters.", "No relapse since.",
        "Relapse prevention plan.",
        "The 60 was confirmed by a second rater.", "He relapsed in 2015.", "PANSS today 62.", "CGI-S fell from 6 to 3.",
        "In 2012 his PANSS was 120.",
        "This is a good response.", "The improvement has been sustained.",
        "He lives with his mother, aged 80.", "He is much better and back at work.", "At baseline his PANSS was 101.",
    ],
)  # fmt: skip
def test_a_response_stays_met_beside_words_that_take_nothing_back(words: str) -> None:
    assert verdict("response", f"{FELL} {words} Response?") == "met"


@pytest.mark.parametrize(
    "scores",
    [
        "PANSS 100 -> 60 -> 97", "PANSS 100 to 60 at week 2 and 95 at week 6",
        "PANSS fell from 100 to 60, but is 98 now",
        "We aim for PANSS total from 100 to 60", "Target PANSS total 60, now 100", "PANSS fell from 100 to 60 by LOCF",
        "PANSS fell from 100 to 60 for two weeks only",
    ],
)  # fmt: skip
def test_no_response_is_read_of_a_chain_of_scores_an_aim_or_a_passing_fall(scores: str) -> None:
    assert verdict("response", f"TRS. {scores}. Response?") == "unknown"


def test_a_follow_up_takes_a_response_back() -> None:
    assert cases.report("Now PANSS 98.", [FELL]).verdicts["response"] == "unknown"


def test_of_a_score_now_and_one_that_was_the_second_came_first() -> None:
    assert verdict("response", "TRS. PANSS total 80 now, was 100 at discharge.") == "met"


def test_a_later_score_opens_the_trial_followed_on_a_scale_and_its_failure() -> None:
    taken = "Adherence 95% by pill count and administration records."
    note = (
        f"{taken} Olanzapine 20 mg/day for 10 weeks, followed prospectively with the PANSS, which went from 98 to 95."
    )
    before, after = (
        {one.id: one.status for one in cases.report(text).findings} for text in (note, f"{note} PANSS later 60.")
    )
    assert (before["T5"], before["P1"]) == ("met", "met")
    assert (after["T5"], after["P1"]) == ("unknown", "unknown")


def test_scores_that_spoke_against_a_failure_leave_its_words_open_when_they_are_taken_back() -> None:
    note = "Olanzapine 20 mg/day for 10 weeks, no response. PANSS fell from 100 to 60. The 60 is his brother's."
    assert {one.status for one in cases.report(note).findings if one.id == "T5"} == {"unknown"}


@pytest.mark.parametrize(
    "words",
    [
        "He relapsed last month.", "The voices came back last month.", "He is acutely psychotic today.",
        "He hears voices all day.", "Delusional at present.", "On the ward for a psychotic relapse now.",
        "In month four P3 rose to 5.", "Interrupted by a relapse in spring.", "Not continuously.", "There was a gap.",
        "Actually 5 months.", "Correction: 4 months.", "Only rated once, today.", "CGI-S 6.", "CGI-S is 5.",
        "Ratings from last year.", "Not for the whole time.", "The duration is not documented.",
        "He has since deteriorated.", "Currently in hospital with acute psychosis.",
    ],
)  # fmt: skip
def test_a_remission_is_open_once_a_relapse_a_gap_or_a_shorter_time_is_told(words: str) -> None:
    note = f"{ITEMS}, held for 8 months. {words} Remission?"
    found = cases.report(note)
    remarks = [ask.remark.quote for ask in found.questions if ask.datum == "days_in_remission" and ask.remark]
    assert found.verdicts["remission"] == "unknown"
    assert cases.report(note, held=remarks).verdicts["remission"] == "met"


@pytest.mark.parametrize(
    "length",
    [
        "for 8 months on and off", "for 8 months intermittently", "held for 8 months, with gaps",
        "held for 8 months, bar two bad weeks", "probably held for 8 months", "most of the last 8 months",
        "held for 8 months in his twenties", "for 8 of the last 12 months", "held for 8 months, now relapsed",
    ],
)  # fmt: skip
def test_a_remission_is_open_where_its_length_has_gaps_or_is_of_another_time(length: str) -> None:
    assert verdict("remission", f"{ITEMS}, {length}. Remission?") == "unknown"


def test_items_scored_from_nought_to_six_are_not_taken_for_those_of_a_remission() -> None:
    note = f"{ITEMS.replace('PANSS', 'PANSS (0-6) items')}, held for 8 months. Remission?"
    assert verdict("remission", note) == "unknown"


@pytest.mark.parametrize(
    "words",
    [
        "No relapse in that time.", "He has never been psychotic since.", "No voices, not psychotic.", "CGI-S 2.",
        "He relapsed in 2015.", "Relapse prevention plan agreed.", "He used to hear voices.", "Not delusional.",
        "He takes his antipsychotic every day.", "First psychotic episode in 2012.", "He had a gap in employment.",
        "His last relapse was two years ago.", "PANSS rated monthly over that time.", "Without a gap.",
    ],
)  # fmt: skip
def test_a_remission_stays_met_beside_what_is_denied_or_long_past(words: str) -> None:
    assert verdict("remission", f"{ITEMS}, held for 8 months. {words} Remission?") == "met"


@pytest.mark.parametrize(
    ("scores", "status"),
    [
        ("PANSS total fell from 100 to 99. PANSS negative fell from 30 to 20.", "not_met"),
        ("PANSS total fell from 100 to 80. PANSS positive rose from 20 to 35.", "met"),
        ("PANSS total 100 to 60, positive 30 to 28.", "met"),
        ("Olanzapine: PANSS total from 100 to 98. Clozapine: PANSS total from 98 to 60.", "met"),
        ("Total PANSS fell from 100 to 60. Clozapine 400 mg: PANSS total from 98 to 96.", "unknown"),
    ],
)
def test_the_total_counts_before_a_part_the_last_trial_before_others_and_what_disagrees_is_asked_about(
    scores: str, status: str
) -> None:
    found = check_case(read_case(f"TRS. {scores}").case, asked=("response",))
    assert found.verdicts["response"] == status
    assert status != "unknown" or "changes" in {ask.datum for ask in found.questions}


@pytest.mark.parametrize(
    ("words", "refractory"),
    [
        ("TRS, acutely agitated.", True), ("TRS with an acute exacerbation.", True),
        ("The illness is refractory.", True),
        ("Acute episode of schizophrenia.", False),
        ("Non-refractory illness.", False), ("First-episode psychosis.", False),
        ("The illness is not refractory.", False), ("TRS has been ruled out.", False), ("No evidence of TRS.", False),
        ("Mother has TRS.", None), ("?TRS.", None), ("Possible TRS.", None), ("TRS. First-episode psychosis.", None),
    ],
)  # fmt: skip
def test_the_cut_off_is_that_of_the_patients_own_illness(words: str, refractory: bool | None) -> None:
    assert read_case(f"{words} PANSS total fell from 100 to 80.").case.refractory is refractory


def test_trials_settle_which_cut_off_holds_or_leave_it_open() -> None:
    failed = "Olanzapine 20 mg/day for 10 weeks, no response. Risperidone 6 mg/day for 10 weeks, no response."
    fell = "Then clozapine 400 mg: PANSS total fell from 100 to 85. Response?"
    assert verdict("response", f"{failed} {fell}") == "not_met"  # 21 %, and 25 % is asked of refractory illness
    found = cases.report(f"{failed.replace(' 6 mg/day for 10 weeks', '')} {fell}")
    assert found.verdicts["response"] == "unknown"
    assert "refractory" in {ask.datum for ask in found.questions}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("no response, PANSS fell by 50%", "unknown"),
        ("no response, PANSS fell by 10%", "met"),
        ("good response, PANSS fell by 50%", "not_met"),
    ],
)
def test_a_bare_percentage_may_contradict_a_failure_and_never_makes_one(words: str, status: str) -> None:
    found = cases.report(f"Olanzapine 20 mg/day for 10 weeks, {words}.")
    assert next(one.status for one in found.findings if one.id == "T5") == status


@pytest.mark.parametrize(
    "words",
    ["BEN was never confirmed.", "The Duffy test was wrong.", "That label is in doubt.", "BEN has been excluded."],
)
def test_benign_ethnic_neutropenia_is_open_once_it_is_taken_back(words: str) -> None:
    note = f"ANC 1.2 x10^9/L before starting clozapine, documented BEN. {words}"
    assert read_case(note).case.benign_ethnic_neutropenia is None


@pytest.mark.parametrize("words", ["BEN was confirmed in 2019.", "Duffy-null genotype.", "No fever. US label?"])
def test_benign_ethnic_neutropenia_holds_beside_what_takes_nothing_back(words: str) -> None:
    note = f"ANC 1.2 x10^9/L before starting clozapine, documented BEN. {words}"
    assert read_case(note).case.benign_ethnic_neutropenia is True
