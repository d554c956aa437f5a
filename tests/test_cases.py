"""A patient's case in every face's hands: in the conversation, as JSON, and what is told when it cannot be used."""

import json
from typing import Any

import pytest

from assistant import cases
from assistant.assistant import Assistant
from assistant.criteria import LONGEST
from assistant.criteria.types import CaseReport, PatientCase
from assistant.errors import BadInput
from assistant.types import Reply
from tests.replies import CASE, NOTE

TRIALS = "34M. Olanzapine 20 mg for 8 weeks, no response. Risperidone 6 mg for 7 weeks, no response. Is he TRS?"


def report(reply: Reply | None) -> CaseReport:
    assert isinstance(reply, CaseReport), reply
    return reply


# In the conversation


def test_a_case_is_checked_without_a_search(real_assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(real_assistant.index), "nearest", lambda *_: pytest.fail("searched"))
    routed, replied = real_assistant.events(TRIALS)
    assert (routed.name, routed.way, routed.understood) == ("routed", "case", "read from the note: 2 trials")
    assert [trial.drug for trial in report(replied.reply).case.trials] == ["olanzapine", "risperidone"]
    record = real_assistant.store.audit(replied.reply_id)
    proof = report(replied.reply).certificate
    assert proof and record.composer == f"criteria@{proof.ruleset_hash}"
    assert (record.kind, record.reason, record.corpus) == ("case_report", "", real_assistant.provenance.corpus)


def test_what_follows_adds_to_the_case(real_assistant: Assistant) -> None:
    first = real_assistant.ask(TRIALS)
    assert report(first.reply).case.ratings == ()
    second = real_assistant.ask("His SOFAS is 45 and adherence was 90% by pill count", first.conversation_id)
    case = report(second.reply).case
    assert (len(case.trials), [rating.scale for rating in case.ratings]) == (2, ["SOFAS"])
    assert case.adherence is not None
    third = report(real_assistant.ask("symptoms for 6 months", first.conversation_id).reply).case
    assert (len(third.trials), len(third.ratings)) == (2, 1) and third.symptom_days is not None
    turns = real_assistant.store.turns(first.conversation_id)
    assert [turn.reply.kind for turn in turns] == ["case_report"] * 3
    assert turns[1].reply == second.reply


def test_a_question_after_a_case_is_answered_from_the_sources(real_assistant: Assistant) -> None:
    first = real_assistant.ask(TRIALS)
    reply = real_assistant.ask("What dose of valproate was studied with clozapine?", first.conversation_id).reply
    assert reply is not None and reply.kind == "answer"


@pytest.mark.parametrize("question", ["What is treatment-resistant schizophrenia?", "What is an adequate trial?"])
def test_the_question_what_a_term_means_is_not_a_case(real_assistant: Assistant, question: str) -> None:
    reply = real_assistant.ask(question).reply
    assert reply is not None and reply.kind in ("answer", "abstention")


@pytest.mark.parametrize(
    ("question", "verdicts"),
    [
        ("Do olanzapine and quetiapine count as two different drugs for TRRIP?", {"drugs_different": "met"}),
        ("are Risperdal and Invega the same drug for TRRIP?", {"drugs_different": "not_met"}),
        ("Would haloperidol tablets and haldol decanoate count as separate trials of different drugs?",
         {"drugs_different": "not_met"}),
        ("Does 4 weeks of amisulpride 800 mg count as an adequate trial?", {"trial_adequate": "not_met"}),
        ("Would 8 weeks of risperidone 6 mg be an adequate trial?", {"trial_adequate": "unknown"}),
    ],
)  # fmt: skip
def test_whether_what_is_told_of_nobody_counts_is_for_the_checker(
    real_assistant: Assistant, question: str, verdicts: dict[str, str]
) -> None:
    assert verdicts.items() <= report(real_assistant.ask(question).reply).verdicts.items()


@pytest.mark.parametrize(
    ("question", "reduction"),
    [
        ("Is PANSS 90 to 72 a response?", "30%"),
        ("what percentage reduction is PANSS 95 to 80?", "23.1%"),
        ("PANSS 120 at baseline, 90 at 6 weeks. percent change?", "33.3%"),
        ("My patient's PANSS went 90 to 76. is that a 20% drop or not?", "23.3%"),
    ],
)
def test_a_fall_is_reckoned_by_the_checker_not_shown_from_a_source_with_other_figures(
    real_assistant: Assistant, question: str, reduction: str
) -> None:
    found = report(real_assistant.ask(question).reply)
    assert found.asked == ("response",) and reduction in found.headline


@pytest.mark.parametrize(
    "question",
    [
        "Do the guidelines say olanzapine and risperidone are different drugs?",
        "How many different drugs, e.g. risperidone and olanzapine, must have failed?",
        "Are clozapine and olanzapine different in efficacy?",
        "Is 6 weeks of olanzapine an adequate trial?",
        "Would a 25 % PANSS drop count as response in the studies?",
        "Why does a PANSS fall from 90 to 76 give two percentages?",
        "PANSS falls from 90 to 76: percentage with and without correction?",
        "What PANSS percentage drop counts as response?",
        "How many of 268 patients had a 20% fall on the BPRS?",
    ],
)
def test_what_sources_say_or_what_tells_too_little_is_not(question: str) -> None:
    assert not cases.asks_by_rule(question)


@pytest.mark.parametrize(
    "supposed",
    ["What is 20 mg olanzapine in chlorpromazine equivalents?", "Does 4 weeks of amisulpride 800 mg count as a trial?"],
)
def test_what_is_supposed_of_nobody_is_no_trial_of_the_patient(real_assistant: Assistant, supposed: str) -> None:
    first = real_assistant.ask("34M. Risperidone 6 mg for 7 weeks, no response. Is he TRS?")
    aside = report(real_assistant.ask(supposed, first.conversation_id).reply)
    assert [trial.drug for trial in aside.case.trials] in (["olanzapine"], ["amisulpride"])
    last = report(real_assistant.ask("His SOFAS is 45 and adherence was 90%", first.conversation_id).reply)
    assert [trial.drug for trial in last.case.trials] == ["risperidone"]


def test_an_answer_to_what_a_supposed_trial_lacks_is_added_to_it(real_assistant: Assistant) -> None:
    first = real_assistant.ask("Would 8 weeks of risperidone 6 mg be an adequate trial?")
    case = report(real_assistant.ask("adherence was 95% by pill count", first.conversation_id).reply).case
    assert [trial.drug for trial in case.trials] == ["risperidone"]


def test_of_a_patient_of_whom_nothing_is_told_it_says_what_would_decide(real_assistant: Assistant) -> None:
    asked = report(real_assistant.ask("Is this man treatment resistant?").reply)
    assert asked.verdicts["trrip_minimum"] != "met" and asked.questions


@pytest.mark.parametrize(
    ("words", "is_ours"),
    [
        ("CRP 64, pulse 118, day 15 of clozapine. Does she have myocarditis?", False),
        ("BMI 24 to 29 since starting clozapine. Has he got metabolic syndrome?", False),
        ("GASS-C total 39 in this gentleman. So he falls in which severity?", False),
        ("ANC 1.2, she had myocarditis. Is this neutropenia?", True),
        ("neuts 0.8 on tues, grade pls", True),
        ("Clozapine 620 ng/mL at 12 hours, is it too high", True),
        ("55M. Clozapine 450 mg, 14/12. CGI-S 5. ECT x12 no gain.", True),
        ("Is he clozapine resistant?", True),
    ],
)
def test_a_diagnosis_that_the_checker_does_not_make_is_left_to_the_sources(
    real_assistant: Assistant, words: str, is_ours: bool
) -> None:
    assert cases.is_for_the_checker(words, real_assistant.lexicon) is is_ours


def test_an_emergency_stays_one_after_a_case(real_assistant: Assistant) -> None:
    first = real_assistant.ask(TRIALS)
    reply = real_assistant.ask("She just took a whole bottle of clozapine", first.conversation_id).reply
    assert reply is not None and reply.kind == "abstention" and reply.reason == "emergency"


def test_a_history_longer_than_any_question_is_read(real_assistant: Assistant) -> None:
    history = TRIALS + "\n" + "He enjoys football.\n" * 500
    assert len(history) > real_assistant.settings.max_question_chars
    assert len(report(real_assistant.ask(history).reply).case.trials) == 2
    for longer in ("Football is fun. " * 500, TRIALS + "x" * LONGEST):
        with pytest.raises(BadInput, match=r"at most 4,000 are read"):
            real_assistant.ask(longer)


# What belongs to a case


@pytest.mark.parametrize(
    ("words", "adds"),
    [
        ("SOFAS 45", True),
        ("What if his adherence was 90%?", True),
        ("Is he TRS if the symptoms lasted 6 months?", True),
        ("and quetiapine 800 mg for 8 weeks, no response", True),
        ("and topiramate?", False),
        ("clozapine", False),
        ("What dose of olanzapine, 20 mg or 30 mg, was studied?", False),
        ("evidence for clozapine 400 mg with valproate", False),
        ("", False),
    ],
)
def test_more_of_the_case_is_told_from_a_question(words: str, adds: bool) -> None:
    assert cases.adds_to_case(words) is adds


@pytest.mark.parametrize(
    ("words", "of_no_one"),
    [
        ("What counts as clozapine resistance?", True),
        ("When is a patient treatment-resistant?", True),
        ("Is she treatment-resistant?", False),
        ("Pt TRS?", False),
        ("34M, resistant?", False),
        ("my son, is this resistant", False),
        ("ANC 1.2 on clozapine?", False),
    ],
)
def test_a_case_names_a_patient_or_holds_a_datum(words: str, of_no_one: bool) -> None:
    assert cases.is_of_no_one(words) is of_no_one


def test_the_note_of_another_patient_begins_a_new_case() -> None:
    draft = cases.read("29F. Quetiapine 800 mg for 8 weeks, no response.", ["34M. Olanzapine 20 mg for 8 weeks."])
    assert [trial.drug for trial in draft.case.trials] == ["quetiapine"]
    assert (draft.patients, cases.in_short(draft)) == (1, "read from the note: 1 trial")


def test_quotes_are_the_notes_own_characters() -> None:
    draft = cases.read("SOFAS 45\x00", ["Olanzapine 20 mg\r\nfor 8 weeks.\x1b[31m"])
    assert draft.text == "Olanzapine 20 mg\nfor 8 weeks.\n\nSOFAS 45"
    for spans in draft.evidence.values():
        assert all(draft.text[span.start : span.end] == span.quote for span in spans)


@pytest.mark.parametrize(("text", "what"), [(" \n\x00", "The note is empty."), ("x" * (LONGEST + 1), "50,001")])
def test_a_note_that_cannot_be_read_says_why(text: str, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        cases.read(text)
    assert what in raised.value.what and raised.value.do


# JSON


def test_a_case_is_loaded_by_itself_or_wrapped_and_a_report_as_a_report() -> None:
    given = {"trials": [{"drug": "olanzapine", "dose_mg": 20}]}
    case = PatientCase.model_validate(given)
    assert cases.load(json.dumps(given)) == cases.load(json.dumps({"case": given})) == case
    asked = cases.load(json.dumps({"case": given, "asked": ["remission"]}))
    assert isinstance(asked, CaseReport) and asked.asked == ("remission",)
    assert cases.load(CASE.model_dump_json()) == CASE
    assert cases.checked(CASE.model_dump_json()) == cases.checked(NOTE) == CASE


@pytest.mark.parametrize(
    ("given", "to", "what"),
    [
        ({"trials": [{"drug": "olanzapine", "dose_mg": 9000}]}, "trials.0", "dose_mg 9,000 is not possible: give 0 to"),
        ({"trials": [{"drug": "x", "response": "bad"}]}, "trials.0.response", "“bad” was given"),
        ({"trails": []}, "trails", "there is no such field"),
        ({"case": {"ratings": [{"scale": "PANSS", "score": 9}]}}, "case.ratings.0", "it runs from 30 to 210"),
        ({"case": {}, "asked": ["weather"]}, "asked.0", "Input should be 'trrip'"),
        ([1], "case", "not an object"),
        ({"kind": "case_report"}, "headline", "Field required"),
    ],
)
def test_a_case_that_cannot_be_used_names_the_field(given: Any, to: str, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        cases.load(json.dumps(given))
    assert raised.value.to == to and what in raised.value.what and raised.value.do


def test_what_is_not_json_is_said() -> None:
    with pytest.raises(BadInput, match="not JSON"):
        cases.load("{")
    with pytest.raises(BadInput, match="not JSON"):
        cases.load('{"trials":' + "[" * 100_000)


def test_a_report_is_proven_and_an_altered_one_is_not() -> None:
    kept = cases.load_report(CASE.model_dump_json())
    assert cases.replay(kept).proven
    softened = kept.model_copy(update={"headline": "All is well."})
    assert (cases.replay(softened).proven, "altered" in cases.replay(softened).words) == (False, True)
    with pytest.raises(BadInput, match="no report with a certificate"):
        cases.load_report("{}")


# What is not read


def test_the_headline_names_the_statement_that_was_not_taken_into_account() -> None:
    told = (
        "Olanzapine 20 mg for 8 weeks, no response. The second sample was a rerun of the first. Is this trial adequate?"
    )
    said = cases.report(f"{told} Adherence 90% by pill count and carer.").headline
    assert "Adequate antipsychotic trial (TRRIP): met." in said
    assert (
        "Not taken into account: “The second sample was a rerun of the first.”; check that this changes nothing."
        in said
    )


def test_the_headline_says_nothing_of_unread_words_where_it_decides_nothing() -> None:
    undecided = cases.report("Olanzapine 20 mg, no response. He grows tomatoes in the garden. Is this trial adequate?")
    decided = cases.report(
        "Olanzapine 20 mg for 8 weeks, no response. Adherence 90% by pill count and carer. Adequate trial?"
    )
    assert "Not taken into account" not in undecided.headline + decided.headline
