"""Words after a report that say too little by themselves: what they go on with, and what they correct."""

import pytest

from assistant import cases
from assistant.assistant import Assistant
from assistant.case_corrections import in_plain
from assistant.case_levels import as_corrected, told_anew
from assistant.criteria.types import CaseReport
from tests.replies import last

NOTE = (
    "28M schizophrenia. Olanzapine 20 mg for 8 weeks, no response. Risperidone 2 mg for 4 weeks, no response. "
    "Adherence 90% by pill count and carer. PANSS P1 5, P3 5. SOFAS 45. Symptoms for 8 months."
)
LEVELS = "Clozapine 350 mg for 4 months. Clozapine levels 380 and 410 ng/mL 3 weeks apart, trough. SOFAS 45."


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("sorry, risperidone was 8 weeks not 4", "Risperidone was 8 weeks."),
        ("SOFAS 62, not 45", "SOFAS 62."),
        ("correction: SOFAS is 55", "SOFAS is 55."),
        ("olanzapine dose was 15 not 20", "Olanzapine 15 mg."),
        ("the olanzapine was actually 10 mg", "The olanzapine was 10 mg."),
        ("adherence 75% sorry", "Adherence 75%."),
        ("symptoms 8 weeks actually, not 8 months", "Symptoms 8 weeks."),
        ("typo: 30 mg olanzapine", "30 mg olanzapine."),
        ("no, 95%", "Adherence 95% by pill count and carer."),
        ("62, not 45", "SOFAS 62."),
        ("it was 6 mg, not 2", "Risperidone 6 mg for 4 weeks, no response."),
    ],
)
def test_a_plain_correction_is_told_without_its_words_of_correction(typed: str, plain: str) -> None:
    assert in_plain(typed, [NOTE]) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "make that 50",  # which of all the figures?
        "no more than 60%",
        "no, he never took it",
        "actually he did respond to olanzapine",
        "sorry, that was his brother: SOFAS 62",
        "SOFAS 62 not 45 but I am unsure",
        "actually his sister had risperidone 6 mg",
        "not 4 weeks",
        "sorry for the delay",
        "I meant risperidone",
        "actually SOFAS 62?",
        "SOFAS 62",
        "",
    ],
)
def test_what_is_no_plain_correction_stays_as_it_was_typed(typed: str) -> None:
    assert in_plain(typed, [NOTE]) == typed


def test_a_bare_figure_corrects_what_was_told_last() -> None:
    assert in_plain("I meant 6 mg", [NOTE, "Risperidone was 8 weeks."]) == "Risperidone 6 mg."
    assert in_plain("make that 50", [NOTE, "SOFAS is 55."]) == "SOFAS is 50."


@pytest.mark.parametrize(
    ("typed", "place"),
    [("second level was 290 actually", 1), ("290 not 410", 1), ("sorry, the first level was 290", 0)],
)
def test_a_corrected_level_takes_the_place_of_the_one_told(typed: str, place: int) -> None:
    told = in_plain(typed, [LEVELS])
    levels = cases.report(*reversed(as_corrected([LEVELS, told])[-1:]), as_corrected([LEVELS, told])[:-1]).case.levels
    expected = ["380", "410"]
    expected[place] = "290"
    assert [one.value.words() for one in levels if one.value] == expected
    assert levels[1].days_since_previous is not None


@pytest.mark.parametrize("typed", ["the level was 290", "third level was 290", "the level was 290 nmol/L", "290"])
def test_a_level_that_may_be_one_of_several_is_not_guessed(typed: str) -> None:
    assert told_anew(typed, [LEVELS]) == ""


@pytest.mark.parametrize(
    ("said", "meant", "share"),
    [
        (["what if adherence were 70%?", "and 85%?"], "supposed", "85"),
        (["what if adherence were 70%?", "or 60%?"], "supposed", "60"),
        (["what if adherence were 70%?", "and if it was 95%?"], "supposed", "95"),
        (["what if adherence were 70%?", "and 20 mg?"], "asked", "90"),
        (["adherence 75% sorry", "no, 95%"], "told", "95"),
    ],
)
def test_a_fragment_goes_on_with_what_was_supposed_or_corrected_last(
    real_assistant: Assistant, said: list[str], meant: str, share: str
) -> None:
    reply = last(real_assistant, NOTE, *said)
    assert isinstance(reply, CaseReport) and reply.meant == meant
    known = reply.case.adherence
    assert known and known.percent and known.percent.words() == share


def test_a_fragment_goes_on_with_what_was_asked_by_rule(real_assistant: Assistant) -> None:
    asked = "is olanzapine 15 mg for 6 weeks an adequate trial?"
    for said, dose, days in ((["and 20 mg?"], "20", "42"), (["and risperidone 6 mg?", "and 8 weeks?"], "6", "56")):
        reply = last(real_assistant, asked, *said)
        assert isinstance(reply, CaseReport)
        trial = reply.case.trials[-1]
        assert trial.dose_mg and trial.days_at_dose
        assert (trial.dose_mg.words(), trial.days_at_dose.words()) == (dose, days)


def test_another_level_or_count_is_supposed_in_place_of_the_one_asked_about(real_assistant: Assistant) -> None:
    level = "41M clozapine level 280 ng/mL on 350 mg, trough. is it adequate?"
    for said in (["and if it was 360?"], ["and 200?", "what if the level was 360?"]):
        reply = last(real_assistant, level, *said)
        assert isinstance(reply, CaseReport) and reply.meant == "supposed"
        assert [one.value.words() for one in reply.case.levels if one.value] == ["360"]
    reply = last(real_assistant, level, "the level was 290 actually")
    assert isinstance(reply, CaseReport) and reply.meant == "told" and len(reply.case.levels) == 1
    reply = last(real_assistant, "pt on clozapine, ANC 2.6, UK...ok?", "and 1.2?")
    assert isinstance(reply, CaseReport) and "red" in reply.headline


def test_another_country_is_supposed_of_the_last_count(real_assistant: Assistant) -> None:
    reply = last(real_assistant, "my patient's on clozapine with ANC 1.4 in UK", "and in the US?")
    assert isinstance(reply, CaseReport) and reply.meant == "supposed" and "mild neutropenia" in reply.headline
    again = last(real_assistant, "my patient's on clozapine with ANC 1.4 in UK", "and in the US?", "why?")
    assert isinstance(again, CaseReport) and "red" in again.headline  # nothing of it was kept


def test_of_a_share_that_was_told_of_one_drug_another_is_supposed(real_assistant: Assistant) -> None:
    reply = last(real_assistant, NOTE, "his adherence to risperidone was 70%", "what if 85%?")
    assert isinstance(reply, CaseReport) and reply.meant == "supposed"
    own = reply.case.trials[1].adherence
    assert own and own.percent and own.percent.words() == "85"
