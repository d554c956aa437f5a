"""Remarks that leave a value open: asked about with their words, settled by who says that they hold, one by one."""

import pytest

from assistant.criteria import check_case, read_case, replayed
from assistant.criteria.types import CaseDraft, CaseReport

NOTE = (
    "34M, schizophrenia. Olanzapine 20 mg for 8 weeks at that dose{olanzapine}. Risperidone 6 mg for 9 weeks at that"
    " dose, no response. PANSS interview P1 5, P3 6. SOFAS 42. Symptoms for 7 months.{after} Both taken 90% by"
    " pill count and carer. Olanzapine level 34 ng/mL, trough.{level}"
)


def note(olanzapine: str = ", no response", after: str = "", level: str = "") -> str:
    return NOTE.format(olanzapine=olanzapine, after=after, level=level)


def asked(draft: CaseDraft) -> list[str]:
    """The remarks for whose sake something is asked, in order, each once."""
    return list(dict.fromkeys(ask.remark.quote for ask in draft.questions if ask.remark))


def verdict(draft: CaseDraft) -> str:
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (note(", no response. He was abroad for some of it"), "He was abroad for some of it."),
        (note(level=" The tube had been mislabelled."), "The tube had been mislabelled."),
        (note(after=" His neighbour says that he never took them."), "His neighbour says that he never took them."),
        (note(", the walls went on whispering"), "the walls went on whispering"),
        (note(", and he went on taping the sockets"), "and he went on taping the sockets"),
    ],
)
def test_a_remark_is_asked_about_and_settled_by_its_own_words(text: str, remark: str) -> None:
    draft = read_case(text)
    assert (verdict(draft), asked(draft)) == ("unknown", [remark])
    settled = read_case(text, held=[remark])
    assert (verdict(settled), asked(settled), [one.quote for one in settled.held]) == ("met", [], [remark])


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            "This state lasts seven months easily. " + note().replace("Symptoms for 7 months.", ""),
            "This state lasts seven months easily.",
        ),
        (
            note().replace("20 mg for 8 weeks at that dose", "20 mg nocte, never altered in 8 weeks"),
            "Olanzapine 20 mg nocte, never altered in 8 weeks, no response.",
        ),
    ],
)
def test_a_length_that_no_reader_takes_is_asked_about_with_its_words(text: str, remark: str) -> None:
    draft = read_case(text)
    assert (verdict(draft), asked(draft)) == ("unknown", [remark])
    assert verdict(read_case(text, held=[remark])) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "He is married for seven years.",
        "This state has been reviewed for 7 months.",
        "PANSS 92, ill, in 7 months 90.",
        "The voices?",
    ],
)
def test_a_length_of_something_else_is_not_proposed(words: str) -> None:
    draft = read_case(note().replace("Symptoms for 7 months.", words))
    assert not [ask for ask in draft.questions if "so long" in ask.question]


def test_what_is_too_long_to_be_quoted_whole_is_not_settled_unseen() -> None:
    remark = f"He was abroad for some of it{', and wrote to us from there' * 9}, and took none of it."
    draft = read_case(note(f", no response. {remark[:-1]}"), held=[remark])
    assert (verdict(draft), draft.held) == ("unknown", ())
    assert not any(
        ask.remark and "abroad" in ask.remark.quote and len(ask.remark.quote) > 240 for ask in draft.questions
    )


def test_a_time_off_a_drug_is_no_time_on_it_whatever_holds() -> None:
    text = note(". He was off it for nine weeks").replace(" for 8 weeks at that dose", "")
    draft = read_case(text, held=["He was off it for nine weeks."])
    assert draft.case.trials[0].days_at_dose is None and verdict(draft) == "unknown"


def test_a_remark_is_asked_about_once_whatever_hangs_on_it() -> None:
    draft = read_case(note(after=" In 2021 he declined all medication for five weeks."))
    asks = check_case(draft.case, draft).questions
    assert len({(ask.question, ask.remark) for ask in asks}) == len(asks) < len(draft.questions)


def test_a_remark_that_is_settled_uncovers_the_next_and_settles_no_other() -> None:
    text = note(", no response. He was abroad for some of it. It was stopped in week 3 and started again")
    first, second = "He was abroad for some of it.", "It was stopped in week 3 and started again."
    held: list[str] = []
    for _ in (first, second):
        draft = read_case(text, held=held)
        assert verdict(draft) == "unknown"
        held += asked(draft)
    assert {*held} == {first, second}
    assert verdict(read_case(text, held=held)) == "met"
    for one in (first, second):
        assert verdict(read_case(text, held=[one])) == "unknown"


def test_what_is_said_to_hold_may_have_been_broken_otherwise_on_its_way() -> None:
    text = note(", no response. He was abroad for some of it")
    assert verdict(read_case(text, held=["He was abroad\r\nfor  some of it."])) == "met"


@pytest.mark.parametrize("held", [[""], ["He was"], ["He was abroad for some of it"], ["abroad for some of it."]])
def test_a_part_of_a_remark_settles_nothing(held: list[str]) -> None:
    draft = read_case(note(", no response. He was abroad for some of it"), held=held)
    assert (verdict(draft), draft.held) == ("unknown", ())


@pytest.mark.parametrize(
    ("olanzapine", "status"),
    [
        (", and he was much better", "not_met"),
        (", and what came of it nobody wrote down", "unknown"),
        (", at first no change", "unknown"),
        (", stopped for dystonia", "unknown"),
        (". He lives with his sister", "unknown"),
    ],
)
def test_words_that_tell_of_no_failure_are_not_proposed_as_one(olanzapine: str, status: str) -> None:
    draft = read_case(note(olanzapine))
    assert verdict(draft) != "met"
    assert status == "not_met" or not [ask for ask in draft.questions if "did not help" in ask.question]


def test_the_report_says_what_was_said_to_hold_and_can_be_replayed() -> None:
    draft = read_case(note(", the walls went on whispering"), held=["the walls went on whispering"])
    report = check_case(draft.case, draft)
    kept = CaseReport.model_validate_json(report.model_dump_json())
    assert replayed(kept, check_case(kept.case, kept.draft)).proven
    assert kept.draft and [one.quote for one in kept.draft.held] == ["the walls went on whispering"]


def test_sources_told_of_one_drug_hold_for_the_other_once_that_is_said() -> None:
    text = note().replace(
        "Both taken 90% by pill count and carer.", "Olanzapine 90% by pill count and carer. Risperidone 92%."
    )
    draft = read_case(text)
    (remark,) = asked(draft)
    assert verdict(draft) == "unknown" and "risperidone" in draft.questions[0].question
    assert verdict(read_case(text, held=[remark])) == "met"
