"""Notes one sentence away from treatment resistance: where that sentence is missing or denied, it is never met.

A false "met" is the worst that the reader can do. Each note here would meet every minimum criterion but for the words
shown, so that the verdict may be unknown or not met.
"""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.parse.proposals import Proposal, accepted

OLANZAPINE = "Olanzapine 20 mg for 8 weeks, no response."
HALOPERIDOL = "Haloperidol 20 mg for 8 weeks, no response."
PANSS = "PANSS P1 5, P3 4."
SOFAS = "SOFAS 45."
LASTED = "Present symptoms for 14 months."
LEVEL = "Olanzapine level 34 ng/mL."
TAKEN = "Adherence 95% by pill count and ward staff."
ALL = (OLANZAPINE, HALOPERIDOL, PANSS, SOFAS, LASTED, LEVEL, TAKEN)


def minimum(*sentences: str) -> str:
    return check_case(read_case(" ".join(sentences)).case).verdicts["trrip_minimum"]


def with_words(instead_of: str, words: str) -> str:
    return minimum(*(words if sentence == instead_of else sentence for sentence in ALL))


def test_the_whole_note_is_met() -> None:
    assert minimum(*ALL) == "met"


@pytest.mark.parametrize("left_out", ALL)
def test_without_any_one_sentence_it_is_not(left_out: str) -> None:
    assert with_words(left_out, "") != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Haloperidol 20 mg for 8 weeks.",
        "Haloperidol 20 mg for 8 weeks, nil side effects.",
        "Haloperidol 20 mg for 8 weeks, no side effects.",
        "Haloperidol 20 mg for 8 weeks, no change in weight.",
        "Haloperidol 20 mg for 8 weeks. No change on ECG.",
        "Haloperidol 20 mg for 8 weeks, no effect on QTc.",
        "Haloperidol 20 mg for 8 weeks. No response to our letters.",
        "Haloperidol 20 mg for 8 weeks. Failed his exams.",
        "Haloperidol 20 mg for 8 weeks. CBT brought no benefit.",
        "Haloperidol 20 mg for 8 weeks. No response to CBT.",
        "Haloperidol 20 mg for 8 weeks. Sertraline did not help.",
        "Haloperidol 20 mg for 8 weeks. Lithium 800 mg for 6 weeks, no response.",
        "Haloperidol 20 mg for 8 weeks did not fail.",
        "Has never failed haloperidol 20 mg for 8 weeks.",
        "Haloperidol 20 mg for 8 weeks, voices did not persist.",
        "Haloperidol 20 mg for 8 weeks: no response?",
        "Haloperidol 20 mg for 8 weeks, unclear whether there was no response.",
        "Haloperidol 20 mg for 8 weeks. No response at 2 weeks but much better by week 8.",
        "Haloperidol 20 mg for 8 weeks: initially no response, then full remission.",
        "Haloperidol 20 mg for 8 weeks. His mother had no response to quetiapine.",
    ],
)
def test_a_trial_that_is_not_said_to_have_failed(words: str) -> None:
    assert with_words(HALOPERIDOL, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Father: schizophrenia, on haloperidol 20 mg for 10 weeks, no response.",
        "His brother took haloperidol 20 mg for 8 weeks, no response.",
        "A previous patient had haloperidol 20 mg for 8 weeks with no response.",
        "In the CATIE trial haloperidol 20 mg for 8 weeks had no response.",
        "She was meant to take haloperidol 20 mg for 8 weeks. No response.",
        "If haloperidol 20 mg for 8 weeks brings no response, start clozapine.",
        "Haloperidol 20 mg was prescribed for 8 weeks but never collected, no response.",
        "Haloperidol 20 mg for 8 weeks was refused, no response.",
        "Haloperidol 20 mg for 8 hours, no response.",
        "Haloperidol 20 mg for 8 weeks on and off, no response.",
        "Haloperidol 20 mg for 8 weeks, taken only at weekends, no response.",
        "Haloperidol 20 mg prn for 8 weeks, no response.",
        "Haloperidol 20 mg weekly for 8 weeks, no response.",
        "Haloperidol 20 mg reduced to 2 mg for 8 weeks, no response.",
        "Haloperidol 2 mg for 8 weeks, no response, then 20 mg for 8 weeks.",
        "Zyprexa 20 mg for 8 weeks, no response.",
    ],
)
def test_a_second_trial_that_was_none(words: str) -> None:
    assert with_words(HALOPERIDOL, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "P1 and P3 were 5 before treatment.",
        "A year ago PANSS P1 5, P3 4.",
        "PANSS P1 5->2, P3 4->2.",
        "PANSS P1 fell from 5 to 2, P3 from 4 to 1.",
        "PANSS P1 < 5, P3 < 4.",
        "PANSS P1 6, then P1 2, then P1 6.",
        "His brother has PANSS P1 5, P3 4.",
    ],
)
def test_symptoms_that_are_not_shown_to_be_moderate_now(words: str) -> None:
    assert with_words(PANSS, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "SOFAS 45 in 2015.",
        "SOFAS used to be 45, now not rated.",
        "SOFAS 45 -> 70.",
        "SOFAS rose from 45 to 70.",
        "SOFAS is 70 (was 45).",
        "His brother's SOFAS is 45.",
        "SOFAS target 45.",
    ],
)
def test_functioning_that_is_not_shown_to_be_impaired_now(words: str) -> None:
    assert with_words(SOFAS, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "He was symptom-free for 14 months.",
        "Symptoms have not lasted 12 weeks.",
        "Symptoms lasted 14 months in 2010.",
        "Symptoms resolved 14 months ago.",
        "Was well with no symptoms for 14 months until a relapse last week.",
    ],
)
def test_symptoms_that_are_not_shown_to_last(words: str) -> None:
    assert with_words(LASTED, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Plan: check olanzapine level, aim for 34 ng/mL.",
        "The olanzapine level should be above 20 ng/mL.",
        "The reference range of olanzapine is 20-80 ng/mL.",
        "Olanzapine level checked today, result awaited.",
        "Olanzapine level 3 ng/mL.",
        "Olanzapine level undetectable.",
        "His brother's olanzapine level was 34 ng/mL.",
    ],
)
def test_a_level_that_was_not_measured_or_is_no_evidence(words: str) -> None:
    assert with_words(LEVEL, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Adherence 95% by pill count, carer could not confirm.",
        "Pharmacy records unavailable, adherence 95% by pill count.",
        "Adherence 95% according to neither pill count nor staff.",
        "Adherence 95% by pill count and ward staff, but tablets were found in his room.",
        "Adherence was 95% in 2019 by pill count and ward staff and unknown since.",
        "Adherence should be at least 95%, pill count and staff notes to follow.",
        "Target adherence 95% by pill count and ward staff.",
        "Adherence to metformin 95% by pill count and ward staff.",
        "Adherence not known; oxygen saturation 95%, seen with nursing staff, pill count.",
        "His mother's own adherence to antipsychotics was 95% by pill count and ward staff.",
    ],
)
def test_adherence_that_is_not_shown(words: str) -> None:
    assert with_words(TAKEN, words) != "met"


def test_a_model_cannot_propose_a_second_trial_that_the_note_does_not_name() -> None:
    text = " ".join(sentence for sentence in ALL if sentence != HALOPERIDOL)
    invented = [
        Proposal(path="trials.1.drug", value="haloperidol", quote="Olanzapine"),
        Proposal(path="trials.1.dose_mg", value=20, quote="20 mg"),
        Proposal(path="trials.1.days_at_dose", value=56, quote="8 weeks"),
        Proposal(path="trials.1.response", value="none", quote="no response"),
    ]
    draft = accepted(read_case(text), invented)
    assert check_case(draft.case).verdicts["trrip_minimum"] != "met"
