"""What is typed after a report on a patient: how it is taken, and what of it is kept."""

import pytest

from assistant import case_history, case_turns, cases
from assistant.assistant import Assistant
from assistant.case_remark import KINDS, Kind, Remark
from assistant.case_words import of_case
from assistant.criteria.types import CaseReport, Meant
from assistant.paragraphs import plain_text
from assistant.types import Reply

CASE = "34M. Olanzapine 20 mg for 8 weeks, then risperidone 6 mg for 10 weeks, no response. SOFAS 45. Is he TRS?"
REPORT = cases.report(CASE)
TOLD = [(CASE, REPORT)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("adherence was 90 % by pill count and carer", "told"),
        ("nothing else was tried", "told"),
        ("the olanzapine was only 10 mg", "told"),
        ("he was also on sertraline", "told"),
        ("symptoms for 2 years", "told"),
        ("what if the SOFAS were 70?", "supposed"),
        ("imagine the olanzapine had been 10 mg", "supposed"),
        ("Would he be TRS if adherence was 60 %?", "supposed"),
        ("what if blood tests are refused?", None),
        ("why not?", "asked"),
        ("what is missing?", "asked"),
        ("what else do you need?", "asked"),
        ("which criteria are not met?", "asked"),
        ("why is he not TRS", "asked"),
        ("explain", "asked"),
        ("and by Kane?", "asked"),
        ("does he meet NICE criteria?", "asked"),
        ("what about INTEGRATE?", "asked"),
        ("What did Kane find?", None),
        ("what does NICE say about adherence?", None),
        ("what counts as adequate adherence?", None),
        ("why is clozapine underused?", None),
        ("valproate added to clozapine", None),
        ("thanks a lot", None),
        ("", None),
    ],
)
def test_where_the_weights_find_nothing_the_rules_decide_right_after_a_report(said: str, meant: Meant | None) -> None:
    assert case_turns.meant(said, TOLD, like("question"), after_report=True) == meant


@pytest.mark.parametrize(
    ("said", "kind", "meant"),
    [
        ("both by DOT at the ACT team", "tells", "told"),
        ("so does that make two?", "asks", "asked"),
        ("6 wks is enough? thought 12", "asks", "asked"),  # what a question names is no datum
        ("Would that explain it? The SOFAS is 41 now.", "asks", "told"),  # but what stands beside it is
        ("and at 300?", "supposes", "supposed"),
        ("60M on clozapine 450 mg", "another", "another"),
        ("ok next pt. 71M, haloperidol 3 mg 6 months", "tells", "another"),
        ("yay thank you, this makes sense", "tells", None),
        ("how many respond to clozapine?", "question", None),
    ],
)
@pytest.mark.parametrize("after_report", [True, False])
def test_what_the_weights_find_of_the_patient_counts(
    said: str, kind: Kind, meant: Meant | None, after_report: bool
) -> None:
    assert case_turns.meant(said, TOLD, like(kind), after_report=after_report) == meant


def test_a_question_on_the_report_changes_no_datum() -> None:
    again = case_turns.report("is 15 mg of olanzapine for 4 weeks enough?", TOLD, "asked")
    assert again.case == REPORT.case and again.meant == "asked"
    assert case_history.history("SOFAS 50", [*TOLD, ("is 4 weeks enough?", again)]).notes == (CASE,)


def test_a_supposition_of_which_nothing_is_read_leaves_the_case_as_it_is() -> None:
    supposed = case_turns.report("and with 58", TOLD, "supposed")
    assert supposed.case == REPORT.case and supposed.meant == "supposed"


def test_what_a_remark_left_open_is_read_again_once_it_is_said_to_hold() -> None:
    told = [(CASE, REPORT)]
    doubted = case_turns.report("no, not that one", told)
    assert doubted.case != REPORT.case and case_history.in_doubt([*told, ("no, not that one", doubted)])
    told = [*told, ("no, not that one", doubted)]
    for said in ("it holds", "Yes, all of it still holds as told.", "that changes nothing"):
        assert case_turns.meant(said, told, like("out_of_scope"), after_report=True) == "confirmed"
    assert case_turns.meant("yes", told, like("out_of_scope"), after_report=True) is None  # it could be of the remark
    again = case_turns.report("it holds", told, "confirmed")
    assert again.case == REPORT.case and not case_history.in_doubt([("", again)])
    more = case_turns.report("Adherence 90 % by pill count.", [*told, ("it holds", again)])
    assert more.case.trials == REPORT.case.trials and more.case.adherence is not None


def test_what_was_asked_of_nobody_is_shown_again_when_it_is_asked_about() -> None:
    asked = "Do olanzapine and quetiapine count as two different drugs for TRRIP?"
    told = [(asked, cases.report(asked))]
    again = case_turns.report("why?", told, "asked")
    assert again.headline == told[0][1].headline
    told += [("why?", again)]
    for how in ("asked", "confirmed"):
        assert case_turns.report("it holds", told, how).headline == told[0][1].headline


def test_where_nothing_is_in_doubt_nothing_is_confirmed() -> None:
    assert case_turns.meant("it holds", TOLD, like("question"), after_report=True) == "asked"


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("f/22, risperidone 6 mg 9 weeks, SOFAS 62", True),
        ("Subject 015: risperidone 5 mg 7 weeks", True),
        ("fair. his cousin then: 31, clozapine 400 mg", True),
        ("Different one while I wait, 45F, clozapine 500 mg", True),
        ("There is also a lady, aged thirty, on clozapine 200 mg", True),
        ("Mother says he took 90 % of it", False),
        ("olanzapine 20 mg for 18m, then 24 weeks of risperidone", False),
        ("her brother watched 31 of 35 doses", False),
        ("another level: 412", False),
        ("is 45F too young for it?", False),
    ],
)
def test_two_patients_are_not_made_one(said: str, begins: bool) -> None:
    assert case_history.begins_another(said, like("tells")) == begins


def test_another_patient_begins_afresh_and_what_follows_is_of_him() -> None:
    said = "ok next patient: 60M on haloperidol 10 mg for 12 weeks, no response"
    other = case_turns.report(said, TOLD, "another")
    assert [trial.drug for trial in other.case.trials] == ["haloperidol"]
    more = case_turns.report("SOFAS 41", [*TOLD, (said, other)])
    assert [trial.drug for trial in more.case.trials] == ["haloperidol"] and score(more) == [41]


def test_how_words_were_meant_is_no_part_of_what_is_certified() -> None:
    supposed = case_turns.report("what if the SOFAS were 70?", TOLD, "supposed")
    assert cases.replay(supposed).proven
    assert "Only supposed" in plain_text(of_case(supposed), 100)


def test_what_is_supposed_is_checked_once_and_left_out_of_what_follows(real_assistant: Assistant) -> None:
    first = real_assistant.ask(CASE)
    supposed = report(real_assistant.ask("what if the SOFAS were 70?", first.conversation_id).reply)
    assert score(supposed) == [70] and supposed.verdicts["trrip_minimum"] == "not_met"
    later = report(real_assistant.ask("is he TRS?", first.conversation_id).reply)
    assert score(later) == [45] and later.verdicts["trrip_minimum"] == "unknown"


def test_a_case_that_begins_with_a_supposition_is_told_all_the_same() -> None:
    begun = "If a man had olanzapine 20 mg for 8 weeks without response, is he TRS?"
    told = [(begun, case_turns.report(begun, []))]
    assert case_history.history("SOFAS 45", told).notes == (begun,)


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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("so what am I still missing", "asked"),
        ("SOFAS 38 by the OT on Monday", "told"),
        ("what if she'd had 12 weeks of each", "supposed"),
        ("wait, the risperidone was 4 mg", "told"),
    ],
)
def test_after_a_question_on_the_literature_the_patient_is_still_known(
    real_assistant: Assistant, said: str, meant: Meant
) -> None:
    first = real_assistant.ask(CASE)
    between = real_assistant.ask("How many patients respond to clozapine?", first.conversation_id)
    assert between.reply is not None and between.reply.kind == "answer"
    again = report(real_assistant.ask(said, first.conversation_id).reply)
    assert again.meant == meant and len(again.case.trials) == 2


def like(kind: Kind) -> Remark:
    """What the weights could find."""
    return Remark(kind, {one: float(one == kind) for one in KINDS})


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
    assert case_history.history("is he TRS?", [*TOLD, (told, cases.report(told, [CASE]))]).notes == (CASE, told)
