"""What is typed after a report on a patient: how it is taken, and what of it is kept."""

import pytest

from assistant import case_turns, cases
from assistant.assistant import Assistant
from assistant.criteria.types import CaseReport
from assistant.types import Reply

CASE = "34M. Olanzapine 20 mg for 8 weeks, then risperidone 6 mg for 10 weeks, no response. SOFAS 45. Is he TRS?"
REPORT = cases.report(CASE)
TOLD = [(CASE, REPORT)]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("adherence was 90 % by pill count and carer", "more"),
        ("nothing else was tried", "more"),
        ("the olanzapine was only 10 mg", "more"),
        ("he was also on sertraline", "more"),
        ("symptoms for 2 years", "more"),
        ("what if the SOFAS were 70?", "supposed"),
        ("imagine the olanzapine had been 10 mg", "supposed"),
        ("Would he be TRS if adherence was 60 %?", "supposed"),
        ("what if blood tests are refused?", ""),
        ("why not?", "of the report"),
        ("what is missing?", "of the report"),
        ("what else do you need?", "of the report"),
        ("which criteria are not met?", "of the report"),
        ("why is he not TRS", "of the report"),
        ("explain", "of the report"),
        ("and by Kane?", "definition"),
        ("does he meet NICE criteria?", "definition"),
        ("what about INTEGRATE?", "definition"),
        ("What did Kane find?", ""),
        ("what does NICE say about adherence?", ""),
        ("what counts as adequate adherence?", ""),
        ("why is clozapine underused?", ""),
        ("valproate added to clozapine", ""),
        ("thanks a lot", ""),
        ("", ""),
    ],
)
def test_what_is_typed_after_a_report_is_taken_for_what_it_is(said: str, taken: str) -> None:
    assert case_turns.taken(said, TOLD, REPORT) == taken


def test_what_is_supposed_is_checked_once_and_left_out_of_what_follows(real_assistant: Assistant) -> None:
    first = real_assistant.ask(CASE)
    supposed = report(real_assistant.ask("what if the SOFAS were 70?", first.conversation_id).reply)
    assert score(supposed) == [70] and supposed.verdicts["trrip_minimum"] == "not_met"
    later = report(real_assistant.ask("is he TRS?", first.conversation_id).reply)
    assert score(later) == [45] and later.verdicts["trrip_minimum"] == "unknown"


def test_a_case_that_begins_with_a_supposition_is_told_all_the_same() -> None:
    begun = "If a man had olanzapine 20 mg for 8 weeks without response, is he TRS?"
    told = [(begun, cases.report(begun))]
    assert case_turns.of_the_same("SOFAS 45", told) == [begun]


@pytest.mark.parametrize("asked", ["why not?", "what is missing?"])
def test_a_question_on_the_report_shows_the_report_of_the_same_case(real_assistant: Assistant, asked: str) -> None:
    first = real_assistant.ask(CASE)
    again = report(real_assistant.ask(asked, first.conversation_id).reply)
    assert again.case == report(first.reply).case and again.questions == report(first.reply).questions


def test_another_definition_is_asked_of_the_same_patient(real_assistant: Assistant) -> None:
    first = real_assistant.ask(CASE)
    again = report(real_assistant.ask("and by Kane?", first.conversation_id).reply)
    assert "definition" in again.asked and "kane_1988" in again.verdicts
    assert again.case.trials == report(first.reply).case.trials


@pytest.mark.parametrize("entry", ["His SOFAS is 45", "he took 95% of doses, pharmacy records and mother"])
def test_a_plain_entry_of_a_case_is_no_emergency(real_assistant: Assistant, entry: str) -> None:
    first = real_assistant.ask(CASE)
    assert report(real_assistant.ask(entry, first.conversation_id).reply)


@pytest.mark.parametrize(
    "urgent",
    [
        "he took 40 tablets of clozapine tonight",
        "he has a fever of 39 and ANC 0.4",
        "his sister rang, he took all 56 olanzapine an hour ago",
        "SOFAS 45, and now he is hanging from the door",
    ],
)
def test_an_emergency_with_figures_stays_one(real_assistant: Assistant, urgent: str) -> None:
    first = real_assistant.ask(CASE)
    reply = real_assistant.ask(urgent, first.conversation_id).reply
    assert reply is not None and reply.kind == "abstention" and reply.reason == "emergency"


@pytest.mark.parametrize("order", ["start clozapine?", "so stop the olanzapine?"])
def test_a_decision_asked_in_two_words_after_a_report_is_refused(real_assistant: Assistant, order: str) -> None:
    first = real_assistant.ask(CASE)
    reply = real_assistant.ask(order, first.conversation_id).reply
    assert reply is not None and reply.kind == "abstention" and reply.reason == "patient_order"


def report(reply: Reply | None) -> CaseReport:
    """The reply, which has to be a report."""
    assert isinstance(reply, CaseReport)
    return reply


def score(found: CaseReport) -> list[int]:
    """The SOFAS scores of a report's case."""
    return [int(one.score.low) for one in found.case.ratings if one.scale == "SOFAS" and one.score is not None]


@pytest.mark.parametrize(
    "told",
    ["If it helps, SOFAS is 45.", "Adherence was 90 % by pill count and carer. Can you tell me if he is TRS now?"],
)
def test_data_beside_a_word_of_courtesy_are_told_and_kept(told: str) -> None:
    assert not case_turns.supposes(told)
    assert case_turns.of_the_same("is he TRS?", [*TOLD, (told, cases.report(told, [CASE]))]) == [CASE, told]
