"""Remarks in everyday words that take a verdict back: each is asked about; and plain ones beside them that are not.

The words were made up for these tests; other wordings of the same kind are read by the same patterns.
"""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.types import CaseReport

NOTE = (
    "Schizophrenia. Olanzapine 20 mg for 10 weeks, no response. Risperidone 6 mg for 10 weeks, no response. "
    "PANSS P1 5, P3 5. SOFAS 40. Symptoms for 2 years. Adherence 90% by pill count and carer. "
    "Olanzapine level 42 ng/mL."
)


def _report(remark: str) -> CaseReport:
    draft = read_case(f"{NOTE} {remark}")
    return check_case(draft.case, draft)


LATE = [
    "Dose escalation ate up seven of the ten weeks.",
    "We were still going up in week eight.",
    "The full dose was reached in the ninth week.",
    "He got to 20 mg of olanzapine just before it was stopped.",
    "Most of those ten weeks were spent getting up to 20 mg.",
    "20 mg was the prescribed maximum; she averaged 10.",
    "The olanzapine was built up slowly over two months.",
    "Six of the ten weeks were taken up by titration.",
    "It took her until February to reach 20 mg.",
    "By the end he was getting 20 mg.",
    "20 mg of olanzapine came only in week eight.",
    "The target dose was hit with two weeks to go.",
    "Half the time was spent below 20 mg.",
    "Not until week 7 was he on 20 mg.",
    "20 mg was not reached before week six.",
    "Much of that time was spent on a starter dose.",
]
NOT_TAKEN = [
    "He would leave the evening dose nine times out of ten.",
    "His wife believes he took about half.",
    "The pill count was of vitamins.",
    "The carer has dementia.",
    "She spat most of them out.",
    "Half the dosette was full each Friday.",
    "Most nights he forgot.",
    "The dose of 20 mg was in divided doses and the morning half was usually refused.",
    "Her blister packs were untouched on the home visit.",
]
OTHER_ILLNESS = [
    "Psychotic symptoms appear solely under the influence.",
    "He is fine as long as he is off drugs.",
    "Huntington's was confirmed last month.",
    "This looks like schizoaffective disorder to me.",
    "Psychosis NOS rather than schizophrenia.",
    "The discharge diagnosis was delusional disorder.",
    "The neurologist suspects autoimmune encephalitis.",
    "It fits better with bipolar disorder.",
    "Voices only come when she is depressed.",
    "Symptoms come on only when he smokes cannabis.",
    "The voices vanish as soon as he stops using.",
]
RATED_ELSEWHEN = [
    "The PANSS is the baseline one.",
    "PANSS was rated at the start of olanzapine.",
    "The interviewer was his mother.",
    "The PANSS was done before the second trial.",
    "Those PANSS scores are two years old.",
    "PANSS was done on admission in 2016.",
    "P3 has come down to 2 since.",
    "P1 was scored 5 because of a religious belief shared by her church.",
    "The PANSS has still to be done.",
    "P1 5 was on a bad day.",
    "She was scored when drunk.",
    "The SOFAS of 40 is from 2015.",
    "He works full time as an accountant and has a family.",
    "She has since returned to university full time.",
    "He has improved a lot since.",
    "The present episode began last month.",
    "The two years refer to his depression.",
]
NO_SUCH_TRIAL = [
    "The drugs above were given to his brother.",
    "I was describing the mother here.",
    "Trials will begin next week.",
    "None of it has happened yet.",
    "She had three of the ten weeks.",
    "We expect a level of about 42.",
    "The ten weeks include seven weeks after he had stopped.",
    "His mother had the olanzapine, not him.",
    "These are the doses we would like to use.",
    "Week 10 was never completed.",
    "His second drug was for sleep.",
    "I have mixed him up with his brother here.",
    "Somebody wrote mg for micrograms.",
    "She is not the patient I described.",
    "The above is a summary of the guideline.",
    "He is the control subject.",
    "The level has been requested.",
    "The olanzapine level was taken two years after the trial.",
]
HELPED = [
    "Olanzapine gave him his life back.",
    "There was a fair response for some months.",
    "The switch was at the request of the insurance.",
    "On olanzapine she went back to work.",
    "The risperidone had been working before it was stopped for weight gain.",
    "There was some improvement, but he wanted to change.",
    "The positive symptoms halved.",
    "PANSS fell from 100 to 70 on olanzapine.",
    "Risperidone was added while olanzapine continued.",
]


@pytest.mark.parametrize("remark", [*LATE, *NOT_TAKEN, *OTHER_ILLNESS, *RATED_ELSEWHEN, *NO_SUCH_TRIAL, *HELPED])
def test_a_remark_that_takes_something_back_is_asked_about(remark: str) -> None:
    report = _report(remark)
    assert report.verdicts["trrip_minimum"] == "unknown"
    assert report.questions


@pytest.mark.parametrize("remark", [LATE[0], NOT_TAKEN[0], OTHER_ILLNESS[0], RATED_ELSEWHEN[0], HELPED[0]])
def test_one_word_settles_it(remark: str) -> None:
    draft = read_case(f"{NOTE} {remark}", held=[remark])
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "met"


PLAIN = [
    "The switch to risperidone was made because olanzapine had not worked.",
    "The carer visits twice a day.",
    "The pill count was done by the nurse.",
    "His diabetes has improved a lot.",
    "The present admission began last month.",
    "Symptoms persist even when he is off cannabis.",
    "Half of her income goes on cigarettes.",
    "On average he sleeps 9 hours.",
    "This suggests treatment resistance.",
    "There was no improvement with either.",
    "The full dose was reached on day 4.",
    "The full dose was held throughout.",
    "Weeks are counted from the day on which the full dose was reached.",
    "Lithium was built up over two months.",
    "The plan is to get to 300 mg of clozapine by week three.",
    "She often refuses meals.",
    "Most mornings he stays in bed.",
    "Half of his meals are left.",
    "She forgets appointments.",
    "Encephalitis was ruled out.",
    "His mother has bipolar disorder.",
    "His sister was diagnosed with bipolar disorder.",
    "The consultant thinks this is not bipolar disorder.",
    "The diagnosis was confirmed by two psychiatrists.",
    "He hears voices when he is alone.",
    "The PANSS was rated today by a trained rater.",
    "The level was taken in week 6 of olanzapine.",
    "His brother works full time as an accountant.",
    "She used to work full time as a teacher.",
    "He would like to go back to work.",
    "He works for two hours a week in a charity shop.",
    "He smokes 60 cigarettes a week.",
    "There was no response to either drug.",
    "Weight gain of 6 kg on olanzapine.",
    "Titration took one week with each drug.",
]


@pytest.mark.parametrize("remark", PLAIN)
def test_a_plain_remark_leaves_the_verdict(remark: str) -> None:
    assert _report(remark).verdicts["trrip_minimum"] == "met"


def test_lines_with_a_numbered_heading_are_lines() -> None:
    note = (
        "Olanzapine: dose 20 mg; duration at dose 10 weeks; outcome no response\n"
        "Risperidone: dose 6 mg; duration at dose 10 weeks; outcome no response\n"
        "PANSS P1: 5\nPANSS P3: 5\nSOFAS: 40\nSymptoms: 2 years\nAdherence: 90% (pill count; carer)\n"
        "Olanzapine level: 42 ng/mL"
    )
    draft = read_case(note)
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "met"
