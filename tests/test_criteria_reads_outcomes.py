"""What came of trials, told in families of words, of several drugs at once; and whether there were other trials."""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import exactly

TWO = "Olanzapine 20 mg for 10 weeks then risperidone 6 mg for 8 weeks"


def outcomes(note: str) -> dict[str, str]:
    draft = read_case(note)
    return {one.subject: one.status for one in check_case(draft.case, draft).findings if one.id == "T5"}


@pytest.mark.parametrize(
    "words",
    [
        ", abandoned as useless.",
        ", mental state static.",
        ". GP says it did nothing.",
        ". She feels it has done nothing for her.",
        " failed to produce any improvement.",
        ", judged a failure at ward round.",
        ", PANSS fell by just 4 %.",
        ", still voices every day.",
        ". If anything he got worse.",
        "; persecutory delusions held with the same conviction.",
        ", no benefit, also marked sedation.",
        ". It never got on top of the voices.",
        ", 0% improvement.",
        ", not a flicker.",
        ". CGI-I 4 (no change).",
        ", symptoms as they are.",
        ". Voices identical.",
        ", resp = nil.",
        ". No response, PRL 2100.",
        ", zero effect apart from the 9 kilos.",
        ", no improvement other than better sleep.",
        "; reason for stopping: lack of efficacy.",
        " at full dose: no sig change.",
        ", no change in AH/delusions.",
        ". He was neither better nor worse.",
        ", without the voices altering.",
        " from 3 March to 30 May 2025: no response.",
        ". It was as if he was taking nothing.",
        ". It hasn't helped in the slightest.",
        ". It never got on top of the voices.",
    ],
)
def test_families_of_words_tell_that_a_drug_did_nothing(words: str) -> None:
    assert outcomes(f"Olanzapine 20 mg for 10 weeks{words}") == {"olanzapine": "met"}


@pytest.mark.parametrize(
    "words",
    [
        ". Symptoms were as bad as ever before it.",
        ". Voices persisted for two weeks and then ceased.",
        ". Mental state unchanged since discharge: well.",
        ". Mother thinks it failed, I do not.",
        ". It is said to have failed; no notes.",
        ". We will call it failed if the PANSS is unchanged.",
        ". Illness unchanged from 2015 to 2020.",
        ". He did little at home apart from watch TV.",
        ". I would not call it ineffective.",
        ". He got nothing but good of it.",
        ". No change was made.",
        ", no response yet received from the previous team.",
        ", no effect except that the voices stopped.",
        ", no improvement besides being back at work.",
        ". CGI-I 2.",
        ", 0 side effects.",
        ", no alteration to the dose.",
        "; reason for stopping: weight.",
        ", blood pressure identical.",
    ],
)
def test_the_same_words_of_another_time_or_disputed_do_not(words: str) -> None:
    assert outcomes(f"Olanzapine 20 mg for 10 weeks{words}")["olanzapine"] != "met"


@pytest.mark.parametrize(
    "words",
    [
        ", both useless.",
        ". GP reckons neither did much.",
        ". Neither one worked.",
        ". Not one of the two helped.",
        "; no response in either case.",
        ", no improvement on the former and none on the latter.",
        ". No benefit from any.",
        ". The two of them did nothing for her.",
        ". They didn't work.",
    ],
)
def test_an_outcome_of_several_drugs_is_each_ones(words: str) -> None:
    assert outcomes(TWO + words) == {"olanzapine": "met", "risperidone": "met"}


@pytest.mark.parametrize(
    "words",
    [
        ". Neither failed.",
        ". Neither was without benefit.",
        ". Neither was tolerated.",
        ". Neither made him put on weight.",
        ". Neither is known to have failed.",
        ". One of them did nothing.",
    ],
)
def test_what_neither_did_wrong_is_no_failure(words: str) -> None:
    assert "met" not in outcomes(TWO + words).values()


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Two antipsychotics so far, both failed. {one}. {two}.", "met"),
        ("Failed trials:\n1. {one}\n2. {two}", "met"),
        ("Treatment failures: {one}; {two}.", "met"),
        ("One of two drugs failed: {one}, {two}.", "unknown"),
        ("TRS means two failed antipsychotics. {one}. {two}.", "unknown"),
        ("Have two antipsychotics failed? {one}. {two}.", "unknown"),
        ("He has not failed two drugs. {one}. {two}.", "unknown"),
    ],
)
def test_an_outcome_told_before_the_drugs_is_theirs(note: str, expected: str) -> None:
    told = note.format(one="Olanzapine 20 mg for 10 weeks", two="Risperidone 6 mg for 8 weeks")
    assert set(outcomes(told).values()) == {expected}


@pytest.mark.parametrize(
    ("words", "second"),
    [
        (", no response. Risperidone 6 mg for 8 weeks, likewise.", "met"),
        (" failed, risperidone 6 mg for 8 weeks too.", "met"),
        (" helped a great deal. Risperidone 6 mg for 8 weeks did not.", "met"),
        (" was ineffective; so was risperidone 6 mg for 8 weeks.", "met"),
        (", no response, risperidone 6 mg for 8 weeks, partial response.", "unknown"),
        (" had no effect. Risperidone 6 mg for 8 weeks, not the same.", "unknown"),
    ],
)
def test_an_outcome_may_be_told_by_the_drug_before(words: str, second: str) -> None:
    assert outcomes(f"Olanzapine 20 mg for 10 weeks{words}")["risperidone"] == second


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("That is the only antipsychotic she has had.", False),
        ("Those two are the only antipsychotics ever.", False),
        ("Other drugs she takes: metformin, sertraline.", None),
        ("Several others tried, details unknown.", True),
        ("Previous trials in Poland, no records.", True),
        ("Old records lost, he thinks he had two other tablets.", True),
        ("Prior antipsychotic history unknown.", True),
        ("We do not know what he had before 2018.", True),
        ("No other antipsychotics that we know of, but the old file is missing.", True),
        ("No record of any other antipsychotic.", False),
        ("Mother says there were two or three others.", True),
        ("Others in the family are well.", None),
    ],
)
def test_whether_there_were_other_trials(words: str, others: bool | None) -> None:
    assert read_case(f"Olanzapine 20 mg for 10 weeks, no response. {words}").case.other_trials is others


@pytest.mark.parametrize(
    "words",
    [
        "; he did not have any benefit",
        ", and he has never had any benefit from it",
        ", he was not given any relief by it",
    ],
)
def test_a_benefit_that_was_not_had_is_no_drug_that_was_not_taken(words: str) -> None:
    (trial,) = read_case(f"Olanzapine 20 mg for 10 weeks{words}.").case.trials
    assert (trial.response, trial.days_at_dose) == ("none", exactly(70))


@pytest.mark.parametrize("words", [", his wife could not pick any difference", "; he did not take any notice of it"])
def test_what_was_not_noticed_leaves_the_course_a_course(words: str) -> None:
    (trial,) = read_case(f"Olanzapine 20 mg for 10 weeks{words}.").case.trials
    assert trial.days_at_dose == exactly(70)


@pytest.mark.parametrize(
    "words",
    [
        "The voices did not budge.",
        "She ended the course barricading her door precisely as she had begun it.",
        "The two commentators carried on regardless, her sister says.",
        "He was still taping over the plug sockets on the last day.",
    ],
)
def test_that_nothing_came_of_a_course_is_read_in_words_no_pattern_holds(words: str) -> None:
    draft = read_case(f"Risperidone 6 mg for 8 weeks, no response. Olanzapine 20 mg for 10 weeks. {words}")
    assert draft.case.trials[1].response == "none"
    assert any(span.quote in words for span in draft.evidence["trials.1.response"])


@pytest.mark.parametrize(
    "words",
    [
        "The voices faded within a month.",
        "The voices did not budge at first.",
        "If the voices do not budge, clozapine.",
        "The voices did not budge? Ask his sister.",
        "The voices did not budge, yet he laughs at them now.",
        "Nobody on the ward would call it a failure.",
        "Complaints: none.",
        "She sees her sister on Sundays.",
        "Whether it made any difference nobody wrote down.",
    ],
)
def test_what_is_not_sure_to_say_so_leaves_the_outcome_open(words: str) -> None:
    draft = read_case(f"Risperidone 6 mg for 8 weeks, no response. Olanzapine 20 mg for 10 weeks. {words}")
    assert draft.case.trials[1].response != "none"
