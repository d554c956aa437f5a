"""What a dose is in chlorpromazine equivalents, asked for by itself."""

import pytest

from assistant.assistant import Assistant
from assistant.criteria import check_case, read_case, without_conversion
from assistant.criteria.doses import tables, to_chlorpromazine
from assistant.criteria.types import CaseReport, Verdict


def report(question: str) -> CaseReport:
    draft = read_case(question)
    return check_case(draft.case, draft)


def verdict(question: str) -> Verdict:
    [found] = [one for one in report(question).details if one.name == "dose_equivalents"]
    return found


@pytest.mark.parametrize(
    ("question", "default", "status"),
    [
        ("chlorpromazine equivalent of risperidone 6 mg?", "600 mg/day", "met"),
        ("convert haloperidol 5 mg to chlorpromazine equivalents", "300 mg/day", "not_met"),
        ("What is 20 mg olanzapine in CPZ equivalents?", "600 mg/day", "met"),
        ("How much chlorpromazine is equivalent to 4 mg risperidone?", "400 mg/day", "not_met"),
        ("haldol dec 200 mg q4w in CPZ eq", "800 mg/day", "met"),
        ("cariprazine 6 mg in chlorpromazine equivalents?", "not listed", "unknown"),
    ],
)
def test_a_dose_is_converted_by_the_default_table(question: str, default: str, status: str) -> None:
    found = verdict(question)
    assert f"is {default} by Gardner 2010" in found.label and found.status == status
    assert report(question).headline.startswith("Dose in chlorpromazine equivalents (TRRIP asks for 600 mg/day): ")


def test_every_other_table_that_has_the_dose_is_shown_with_its_working() -> None:
    question = "olanzapine 20 mg in chlorpromazine equivalents?"
    [trial] = read_case(question).case.trials
    others = [(table, to_chlorpromazine(trial, table.id)) for table in tables()[1:]]
    having = [(table, found) for table, found in others if found.mg]
    assert len(having) > 1
    assert list(verdict(question).says) == [
        f"olanzapine 20 mg/day: {found.working} ({table.citation})" for table, found in having
    ]
    assert f"by {len(having)} other tables" in verdict(question).label


def test_the_quotes_are_the_questions_own_words() -> None:
    draft = read_case("CPZ equivalent of risperidone 6 mg?")
    assert draft.text == "CPZ equivalent of risperidone 6 mg?"
    assert all(draft.text[one.start : one.end] == one.quote for spans in draft.evidence.values() for one in spans)


@pytest.mark.parametrize(
    "text",
    [
        "how many mg olanzapine equals 600 mg CPZ?",
        "Which olanzapine dose is 600 mg CPZ equivalents?",
        "Is 600 mg chlorpromazine equivalents enough?",
        "What chlorpromazine equivalent dose makes a trial adequate?",
        "Olanzapine 20 mg (600 mg CPZ eq) for 8 weeks, no response. Is she TRS?",
    ],
)
def test_an_amount_of_equivalents_that_is_given_or_asked_for_is_no_dose_to_convert(text: str) -> None:
    assert without_conversion(text) is None
    assert "dose_equivalents" not in read_case(text).asked


def test_where_no_dose_is_told_the_sources_are_asked(real_assistant: Assistant) -> None:
    reply = real_assistant.ask("What are chlorpromazine equivalents?").reply
    assert reply is not None and reply.kind != "case_report"


def test_the_conversation_hands_it_to_the_checker(real_assistant: Assistant) -> None:
    reply = real_assistant.ask("What is 10 mg haloperidol in chlorpromazine equivalents?").reply
    assert isinstance(reply, CaseReport) and reply.asked == ("dose_equivalents",)
    assert reply.certificate is not None
