"""A conversation on several patients: whose words are, and that no correction is undone by the next remark."""

import pytest

from assistant import case_history, case_turns, cases, danger
from assistant.case_answers import in_full
from assistant.case_history import Told
from assistant.case_patients import Person, introduces, meant_by, sex
from assistant.case_remark import KINDS, Kind, Remark
from assistant.case_words import of_case
from assistant.criteria.types import CaseReport
from assistant.paragraphs import plain_text

MAN = (
    "28M olanzapine 20 mg for 8 weeks no response; amisulpride 1000 mg for 10 weeks no response. Took 95% by pill count"
    " and carer. PANSS P1 5, P3 5. SOFAS 40. Symptoms for 6 months. Olanzapine plasma level 45 ng/mL. Is he TRS?"
)
WOMAN = "next patient: 45F haloperidol 15 mg 8 weeks no response"


def like(kind: Kind) -> Remark:
    return Remark(kind, {one: float(one == kind) for one in KINDS})


def said(*texts: str, kind: Kind = "tells") -> list[Told]:
    """A conversation, each text taken as it is meant."""
    told: list[Told] = []
    for text in texts:
        how = case_turns.meant(text, told, like(kind), after_report=bool(told)) if told else "told"
        told.append((text, case_turns.report(text, told, how or "told")))
    return told


def given(report: CaseReport) -> list[str]:
    return [trial.drug for trial in report.case.trials]


@pytest.mark.parametrize("kind", ["tells", "asks", "question"])
@pytest.mark.parametrize(
    "text",
    [
        "Mrs K: haloperidol 10 mg 3 weeks then quetiapine 200 mg 4 weeks. TRS?",
        "A colleague asks about Mrs K: haloperidol 10 mg 3 weeks then quetiapine 200 mg 4 weeks. TRS?",
        "What about Mr B? He had quetiapine 600 mg for 12 weeks, no response",
        "Now a lady who had quetiapine 200 mg for 4 weeks only. Is she TRS?",
        "She had haloperidol 10 mg for 3 weeks. Is she TRS?",
        "Woman aged 50, haloperidol 10 mg 3 weeks. Resistant?",
        "And my other one, she's had haloperidol 10 mg for 4 weeks only. same question",
        "my other patient had haloperidol 10 mg for 4 weeks only. TRS?",
        "Compare with Anna: haloperidol 10 mg 3 weeks, SOFAS 70. TRS?",
        "45F, haloperidol 10 mg 3 weeks. TRS?",
    ],
)
def test_another_patient_is_not_made_one_with_the_patient_told_of(text: str, kind: Kind) -> None:
    last = said(MAN, text, kind=kind)[-1][1]
    assert last.meant == "another" and not {"olanzapine", "amisulpride"} & {*given(last)}
    assert last.verdicts["trrip_minimum"] != "met"


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Jones, his carer, says he took 90%",
        "His mother says she saw him take 90 %",
        "a female nurse rated SOFAS 45",
        "what about the olanzapine? It was 20 mg for 8 weeks",
        "the other one was also 10 weeks",
        "the man has SOFAS 45",
        "he had haloperidol 15 mg for 8 weeks too, no response",
        "my other question: does SOFAS 45 count?",
        "his sister watched the doses",
    ],
)
def test_more_of_the_same_patient_is_no_other_patient(text: str) -> None:
    last = said(MAN, text)[-1][1]
    assert last.meant != "another" and given(last)[:2] == ["olanzapine", "amisulpride"] and not last.whose


@pytest.mark.parametrize(
    "text",
    [
        "back to the first one, SOFAS 62",
        "the first patient: SOFAS 62",
        "for the man: SOFAS 62",
        "returning to pt 1: SOFAS 62",
        "his SOFAS is 62",
        "the previous patient has SOFAS 62",
        "the 28M has SOFAS 62",
        "the other patient: SOFAS 62",
    ],
)
def test_what_is_told_of_the_first_patient_is_written_to_him_and_what_follows_too(text: str) -> None:
    told = said(MAN, WOMAN, text, "CGI-S 5")
    for _, report in told[2:]:
        assert given(report) == ["olanzapine", "amisulpride"] and report.verdicts["trrip_minimum"] == "not_met"
        assert report.whose.startswith("28M olanzapine") and "Of the patient of" in plain_text(of_case(report), 100)
    assert given(said(MAN, WOMAN, text, "her SOFAS is 65")[-1][1]) == ["haloperidol"]


def test_the_second_patient_can_be_pointed_to_as_well() -> None:
    told = said(MAN, WOMAN, "back to the first one, SOFAS 62", "the second patient's adherence was 60%")
    assert given(told[-1][1]) == ["haloperidol"] and told[-1][1].meant == "told"


@pytest.mark.parametrize("text", ["so was the 28M TRS?", "what did you say about the first one?", "is he TRS?"])
def test_what_is_asked_of_the_first_patient_is_answered_of_him(text: str) -> None:
    told = said(MAN, WOMAN)
    how = case_turns.meant(text, told, like("asks"), after_report=True)
    assert how == "asked" and case_turns.report(text, told, how).verdicts["trrip_minimum"] == "met"


def test_a_text_points_by_order_name_age_sex_or_to_nobody() -> None:
    people = [Person(("28M",)), Person(("Mrs K: haloperidol",)), Person(("60M",))]
    pointed = {
        "the third patient": 2, "Mrs K took it": 1, "the 60-year-old": 2, "the woman": 1, "SOFAS 60": None,
        "the fourth patient": None, "her SOFAS": 1, "the first trial was 8 weeks": None,
    }  # fmt: skip
    assert {text: meant_by(text, people, 0) for text in pointed} == pointed
    assert [sex(text) for text in ("a lady", "he said his mother saw it", "Mrs K's father")] == ["f", "m", ""]
    assert introduces("Mr B had olanzapine", people[0]) and not introduces("Mrs K had it", people[1])


@pytest.mark.parametrize(
    ("correction", "verdict"),
    [
        ("SOFAS 62", "not_met"),
        ("adherence 60%", "not_met"),
        ("amisulpride was 3 weeks", "not_met"),
        ("the amisulpride was only 400 mg", "not_met"),
        ("symptoms for 2 months", "not_met"),
        ("no, 3 weeks", "unknown"),
        ("65 now", "unknown"),
        ("his brother had the amisulpride", "unknown"),
        ("P1 3, P3 3", "unknown"),
        ("PANSS was not rated", "unknown"),
        ("symptoms have gone", "unknown"),
        ("no levels were taken", "unknown"),
        ("adherence unknown", "unknown"),
    ],
)
def test_a_correction_counts_until_it_is_corrected(correction: str, verdict: str) -> None:
    notes = [MAN, correction, "GAF 45", "CGI-S 5"]
    verdicts = [cases.report(notes[n], notes[:n]).verdicts["trrip_minimum"] for n in range(len(notes))]
    assert verdicts == ["met", verdict, verdict, verdict]


@pytest.mark.parametrize(
    "notes",
    [
        ("amisulpride was 3 weeks", "amisulpride was 10 weeks, I checked"),
        ("the amisulpride was only 400 mg", "the amisulpride was 1000 mg after all"),
        ("SOFAS 62", "SOFAS 45"),
        ("no, 3 weeks", "olanzapine 20 mg for 8 weeks, amisulpride 1000 mg for 10 weeks"),
        ("adherence unknown", "adherence 90% by pill count and carer"),
    ],
)
def test_a_correction_that_is_corrected_is_gone(notes: tuple[str, str]) -> None:
    assert cases.report("GAF 45", [MAN, *notes]).verdicts["trrip_minimum"] == "met"


@pytest.mark.parametrize(
    "text",
    ["he smokes", "she is pregnant", "he works", "ok and metformin", "he lives with his mother", "he's on clozapine"],
)
def test_few_harmless_words_are_no_emergency(text: str) -> None:
    assert not danger.is_possible(text)
    assert like("emergency").calm().kind != "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "he collapsed", "she overdosed", "he OD'd", "not breathing", "I want to die", "chest pain", "fever 39",
        "he took 40 clozapine", "she took all of it", "can't wake him", "having a seizure", "he is going to jump",
        "suicidal", "turning blue", "help", "took the whole box", "she stopped responding", "fitting now", "in a coma",
    ],
)  # fmt: skip
def test_few_words_of_a_danger_may_be_an_emergency(text: str) -> None:
    assert danger.is_possible(text)


def test_who_is_told_of_is_kept_apart_in_the_history() -> None:
    told = said(MAN, WOMAN, "his SOFAS is 62")
    assert case_history.history("GAF 60", told).notes == (MAN, "his SOFAS is 62")


def test_a_supposition_that_is_not_understood_is_not_answered_by_the_verdict_without_it() -> None:
    told = said(MAN)
    report = case_turns.report("What if it had been 70%?", told, "supposed")
    words = plain_text(of_case(report), 1000)
    assert report.nothing_read and words.startswith("Nothing of what was supposed was understood")
    assert cases.replay(report).proven
    understood = case_turns.report("What if adherence had been 70%?", told, "supposed")
    assert not understood.nothing_read and understood.verdicts["trrip_minimum"] == "not_met"


def test_a_bare_figure_after_a_report_on_a_count_is_a_count() -> None:
    counted = cases.report("28M on clozapine 300 mg, ANC 1.6, UK. Amber?").case
    assert in_full("1.2 today", counted, ()) == "ANC 1.2 today."
    assert in_full("repeated: 2.1", counted, ()) == "ANC repeated: 2.1."
    for text in ("300 today", "12 weeks", "1.2 mg", "6 days", "is 1.2 low?"):
        assert in_full(text, counted, ()) == text
    assert in_full("1.2 today", cases.report(MAN).case, ()) == "1.2 today"
