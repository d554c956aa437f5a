"""Short answers to what a report asked: which sentence each stands for, and when it stands for none."""

import pytest

from assistant import cases
from assistant.assistant import Assistant
from assistant.case_answers import in_full
from assistant.criteria.types import Ask, CaseReport, PatientCase, Trial

TRIALS = (Trial(drug="olanzapine"), Trial(drug="risperidone"))


def ask(*data: str) -> list[Ask]:
    return [Ask(datum=datum, question="?", reason="") for datum in data]


@pytest.mark.parametrize(
    ("answer", "asked", "sentence"),
    [
        ("about 85 %", ["symptom_days", "adherence.percent"], "Adherence: about 85 %."),
        ("staff", ["adherence.sources"], "Adherence is known from staff."),
        ("pill counts and his mother", ["adherence.sources"], "Adherence is known from pill counts and his mother."),
        ("nine months", ["symptom_days", "trials.1.days_at_dose"], "The present symptoms have lasted for nine months."),
        ("10 weeks.", ["trials.1.days_at_dose", "symptom_days"], "Risperidone for 10 weeks at that dose."),
        ("20 mg", ["trials.0.dose_mg"], "Olanzapine 20 mg."),
        ("none at all", ["trials.0.response"], "none at all"),
        ("45", ["ratings.SOFAS.score"], "SOFAS 45."),
        ("P1 5, P3 5", ["ratings.PANSS.items"], "P1 5, P3 5"),
        ("UK", ["jurisdiction"], "UK rules."),
        ("Yes.", ["levels.0.trough"], "The sample was a trough."),
        ("no", ["levels.0.trough"], "The sample was no trough."),
        ("No", ["trials.1.concurrent"], "Risperidone was given as monotherapy."),
        ("Yes", ["levels.1.steady"], "The level was at steady state."),
    ],
)
def test_a_short_answer_becomes_the_sentence_it_stands_for(answer: str, asked: list[str], sentence: str) -> None:
    assert in_full(answer, PatientCase(trials=TRIALS), ask(*asked)) == sentence


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("10 weeks", ["adherence.percent", "symptom_days", "trials.1.days_at_dose"]),  # which of the two?
        ("45", ["trials.1.days_at_dose"]),
        ("thanks", ["adherence.percent", "symptom_days"]),
        ("nine months?", ["symptom_days"]),
        ("What is TRRIP?", ["symptom_days"]),
        ("no idea", ["levels.0.trough"]),
        ("yes, 4 h after the dose", ["levels.0.trough"]),  # what follows takes it back
        ("Yes and no", ["levels.0.steady"]),
        ("not 90%", ["adherence.percent"]),
        ("I don't know, maybe 90%", ["adherence.percent"]),
        ("8 weeks planned", ["trials.1.days_at_dose"]),
        ("2 years? no, 2 weeks", ["symptom_days"]),
        ("2 years, her sister", ["symptom_days"]),
        ("staff disagree", ["adherence.sources"]),
        ("no, 45", ["ratings.SOFAS.score"]),
        ("45 last year", ["ratings.SOFAS.score"]),
        ("85%", []),
        ("", ["symptom_days"]),
        ("x" * 500, ["symptom_days"]),
        ("10 weeks", ["trials.7.days_at_dose"]),  # no such trial
    ],
)
def test_words_that_fit_no_question_or_several_stay_as_written(answer: str, asked: list[str]) -> None:
    assert in_full(answer, PatientCase(trials=TRIALS), ask(*asked)) == answer


def test_answers_in_a_conversation_settle_the_verdict(real_assistant: Assistant) -> None:
    trials = "34M. Olanzapine 20 mg for 8 weeks, no response. Risperidone 6 mg for 7 weeks, no response."
    first = real_assistant.ask(f"{trials} PANSS P1 5, P3 5. SOFAS 45. Olanzapine level 40 ng/mL. Is he TRS?")
    reply = first.reply
    assert isinstance(reply, CaseReport) and reply.verdicts["trrip_minimum"] == "unknown"
    for answer in ("90%", "pill counts and his mother", "nine months"):
        reply = real_assistant.ask(answer, first.conversation_id).reply
        assert isinstance(reply, CaseReport), answer
    assert reply.verdicts["trrip_minimum"] == "met"
    turns = real_assistant.store.turns(first.conversation_id)
    assert [turn.question for turn in turns[1:]] == [
        "Adherence: 90%.",
        "Adherence is known from pill counts and his mother.",
        "The present symptoms have lasted for nine months.",
    ]


def test_a_level_whose_sample_is_answered_for_is_judged() -> None:
    note = "On clozapine 400 mg, level 410 ng/mL. Is it above the threshold?"
    notes, report = [note], cases.report(note)
    assert report.verdicts["clozapine_level"] == "unknown"
    for answer in ("Yes", "yes"):
        newest = in_full(answer, report.case, report.questions)
        report = cases.report(newest, notes)
        notes.append(newest)
    assert report.verdicts["clozapine_level"] == "met"


def test_the_lines_of_a_longer_follow_up_still_count(real_assistant: Assistant) -> None:
    first = real_assistant.ask("34M. Olanzapine 20 mg for 8 weeks, no response. Is he TRS?")
    told = "His SOFAS is 45\n- adherence 90%: pill counts\n- and his mother"
    real_assistant.ask(told, first.conversation_id)
    assert real_assistant.store.turns(first.conversation_id)[1].question == told
