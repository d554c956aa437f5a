"""Trials told in a note: a sentence away from a clear failed trial it is never met; beside it, it still is."""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.types import PatientCase

REST = (
    "Then risperidone 6 mg daily for 8 weeks, no response. PANSS today: P1 5, P3 5, N1 4. SOFAS 45. Current "
    "symptoms for 9 months. Adherence 95% by pill count and dispensing records. Plasma olanzapine level 45 ng/mL."
)
NO_TRIAL = (
    "Olanzapine 20 mg for 8 weeks, reduced to 5 mg after 2 weeks, no response.",
    "Olanzapine target 20 mg, reached 10 mg, for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks. Correction: dose was only 5 mg. No response.",
    "Olanzapine 20 mg was prescribed but he took 5 mg for 8 weeks, no response.",
    "Olanzapine 20 mg daily for 8 weeks, tolerated only 5 mg, no response.",
    "Olanzapine 300 mg chlorpromazine equivalents for 8 weeks, no response.",
    "Olanzapine 700 mg CPZ eq for 8 weeks, no response.",
    "Olanzapine for 8 weeks, of which 5 at 20 mg, no response.",
    "Olanzapine for 8 weeks, of which only 3 weeks were at 20 mg, no response.",
    "Olanzapine increased to 20 mg over 8 weeks, no response.",
    "Olanzapine raised from 5 to 20 mg during 8 weeks, no response.",
    "Olanzapine tapered down from 20 mg to 0 over 8 weeks, no response.",
    "Olanzapine weaned from 20 mg over 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks with a 3 week gap in the middle, no response.",
    "Olanzapine 20 mg for 8 weeks, interrupted twice, no response.",
    "Olanzapine 20 mg for 8 weeks, taken intermittently, no response.",
    "Olanzapine 20 mg on and off for 8 weeks, no response.",
    "Olanzapine 20 mg, not for 8 weeks, no response.",
    "Olanzapine 20 mg, on the ward 8 weeks, no response.",
    "Olanzapine 20 mg, in prison for 8 weeks, no response.",
    "Olanzapine 20 mg if agitated for 8 weeks, no response.",
    "Olanzapine 20 mg when distressed for 8 weeks, no response.",
    "Olanzapine 20 mg from 1 Jan to 1 March, stopped 10 January, no response.",
    "Olanzapine 20 mg from 1 Jan 2022 to 1 March 2022, ceased on 10 January 2022, no response.",
    "Olanzapine 20 mg for 8 weeks cumulative over 3 years, no response.",
    "Olanzapine 20 mg for 8 weeks, no response. Pharmacy: only 2 weeks supplied.",
    "Olanzapine 20 mg for 8 weeks, no response. Dispensing shows 2 weeks collected.",
    "Olanzapine 20 mg for 8 weeks; did not fail.",
    "Olanzapine 20 mg for 8 weeks, initially no response, then full recovery.",
    "Olanzapine 20 mg for 8 weeks, no response at first but he recovered.",
    "Olanzapine 20 mg for 8 weeks, no response; later he did respond.",
    "Olanzapine 20 mg for 8 weeks, no change in weight, voices fewer.",
    "Olanzapine 20 mg for 8 weeks, no effect on sleep.",
    "Olanzapine 20 mg for 8 weeks, kidney failure.",
    "Olanzapine 20 mg for 8 weeks, heart failure treated.",
    "Olanzapine 20 mg for 8 weeks, side effects none.",
    "Olanzapine 20 mg for 8 weeks, EPS nil.",
    "Olanzapine 20 mg for 8 weeks; no response from the GP.",
    "Olanzapine 20 mg for 8 weeks, letter to GP: no response.",
    "Olanzapine 20 mg for 8 weeks, did not change her job.",
    "Did not have olanzapine 20 mg for 8 weeks, no response.",
    "He was not on olanzapine 20 mg for 8 weeks, no response.",
    "Try olanzapine 20 mg for 8 weeks, if no response stop.",
    "Start olanzapine 20 mg for 8 weeks, no response then clozapine.",
    "Olanzapine 20 mg for 8 weeks will be tried; so far no response to talking.",
    "Olanzapine 20 mg for 8 weeks was refused, no response.",
    "Olanzapine 20 mg for 8 weeks was declined, no response.",
    "Olanzapine 20 mg prescribed for 8 weeks, never taken, no response.",
    "Olanzapine 20 mg prescribed for 8 weeks but he did not take it, no response.",
    "Olanzapine 20 mg for 8 weeks (not dispensed), no response.",
    "Olanzapine 20 mg for 8 weeks is planned, no response.",
    "Olanzapine 20 mg daily for 8 weeks, no response. He took it as needed.",
    "Olanzapine 20 mg for 8 weeks, halved after a fortnight, no response.",
    "Olanzapine 20 mg for 8 weeks, but for most of that time he was on 5 mg, no response.",
    "Olanzapine 20 mg for 8 weeks (he actually swallowed 5 mg), no response.",
    "Olanzapine 20 mg was the aim; 7.5 mg was reached over 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks, cut back to 10 mg in week 3, no response.",
    "Olanzapine at a ceiling of 20 mg for 8 weeks, no response.",
    "Olanzapine, licensed maximum 20 mg, for 8 weeks, no response.",
    "Olanzapine 20 mg was written up but the chart shows 2.5 mg for 8 weeks, no response.",
    "Olanzapine (max 20 mg) 8 weeks, no response.",
    "Olanzapine 20 mg weekly for 8 weeks, no response.",
    "Olanzapine 20 mg: 8 weeks on the waiting list, no response.",
    "Olanzapine 20 mg, ill for 8 weeks, no response.",
    "Olanzapine 20 mg, reviewed 8 weeks later, no response.",
    "Olanzapine 20 mg, admitted for 8 weeks, no response.",
    "Olanzapine 20 mg nearly got to 8 weeks, no response.",
    "Olanzapine 20 mg, 8 weeks of which half were missed, no response.",
    "Olanzapine 20 mg for 8 weeks, missed every other week, no response.",
    "Olanzapine 20 mg for 8 weeks spread over two years, no response.",
    "Olanzapine 20 mg for two separate 4 week spells, 8 weeks altogether, no response.",
    "Olanzapine 20 mg for 8 weeks, with a holiday from treatment in between, no response.",
    "Olanzapine 20 mg at bedtime when he felt like it for 8 weeks, no response.",
    "Olanzapine 20 mg stat doses over 8 weeks, no response.",
    "Olanzapine 20 mg for breakthrough agitation for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks: lived abroad, tablets not sent, no response.",
    "Olanzapine 20 mg for 8 weeks; tablets found unopened, no response.",
    "Olanzapine 20 mg for 8 weeks. He later admitted that he had thrown the tablets away. No response.",
    "Olanzapine 20 mg for 8 weeks, no response. In truth he never took it.",
    "Olanzapine 20 mg for 8 weeks, no response. Family say he binned the tablets.",
    "Olanzapine 20 mg could be given for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks is the next step, no response.",
    "Olanzapine 20 mg for 8 weeks was considered, no response.",
    "Olanzapine 20 mg for 8 weeks would come next, no response.",
    "I suggest olanzapine 20 mg for 8 weeks, no response so far to anything.",
    "Should have olanzapine 20 mg for 8 weeks; no response.",
    "Please give olanzapine 20 mg for 8 weeks, no response.",
    "Advised olanzapine 20 mg for 8 weeks, no response.",
    "Did not agree to olanzapine 20 mg for 8 weeks, no response.",
    "Was never put on olanzapine 20 mg for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks, no response after 2 weeks but marked improvement by week 6.",
    "Olanzapine 20 mg for 8 weeks, failed at first but eventually worked.",
    "Olanzapine 20 mg for 8 weeks, voices did not persist.",
    "Olanzapine 20 mg for 8 weeks, no deterioration, no change in housing.",
    "Olanzapine 20 mg for 8 weeks, no effect on appetite.",
    "Olanzapine 20 mg for 8 weeks, no benefit claimed from social services.",
    "Olanzapine 20 mg for 8 weeks, no improvement in liver tests.",
    "Olanzapine 20 mg for 8 weeks, failed to attend follow-up.",
    "Olanzapine 20 mg for 8 weeks, failed a urine drug screen.",
    "Olanzapine 20 mg for 8 weeks, respiratory failure.",
    "Olanzapine 20 mg for 8 weeks, allergies none.",
    "Olanzapine 20 mg for 8 weeks, substance use: nil.",
    "Olanzapine 20 mg for 8 weeks, relatives not helpful.",
    "Olanzapine 20 mg for 8 weeks, no response to emails.",
    "Olanzapine 20 mg for 8 weeks; housing application unsuccessful.",
    "Olanzapine 20 mg for 8 weeks, not without effect.",
    "Olanzapine 20 mg for 8 weeks, cannot say it failed.",
    "Olanzapine 20 mg for 8 weeks, far from ineffective.",
    "Olanzapine 20 mg for 8 weeks, no longer unwell, did not relapse.",
    "Olanzapine 20 mg for 8 weeks, anxiety unchanged.",
    "Olanzapine 20 mg for 8 weeks, weight unchanged.",
    "Olanzapine 20 mg for 8 weeks, no response? unclear.",
    "Olanzapine 20 mg for 8 weeks, response was none too bad.",
    "Olanzapine 20 mg for 8 weeks, no response until week 7, then voices stopped.",
    "Olanzapine 20 mg for 8 weeks, didn't fail to respond.",
    "Olanzapine 20 mg for 8 weeks, no failure.",
    "Olanzapine 20 mg for 8 weeks, no change needed.",
    "Olanzapine 20 mg for 8 weeks, no better drug was available.",
    "Olanzapine 20 mg for 8 weeks, nothing wrong with it.",
    "Olanzapine 20 mg for 8 weeks: no response (to the letter).",
    "Olanzapine 20 mg for 8 weeks, was ineffective for insomnia.",
    "Olanzapine 20 mg for 8 weeks, no response of blood glucose.",
)
FAILED = (
    "Olanzapine 20 mg daily for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks without a break, no response.",
    "Olanzapine 20 mg for 8 weeks, failed.",
    "Olanzapine 20 mg for 8 weeks, no change in symptoms.",
    "Olanzapine 20 mg for 8 weeks, no side effects, no response.",
    "Olanzapine 20 mg for 8 weeks, no improvement in voices.",
    "Olanzapine 20 mg for 8 weeks; it did not help.",
    "Olazapine 20 mg for 8 weeks, no response.",
    "Failed olanzapine 20 mg for 8 weeks.",
    "Olanzapine 20 mg from 1 Jan 2022 to 1 March 2022, no response.",
    "Olanzapine 20 mg for 8 weeks, response: none.",
    "Olanzapine 20 mg for 8 weeks, no response; weight gain 5 kg.",
    "Olanzapine 20 mg for 8 weeks, no response to it.",
    "Olanzapine was titrated over 2 weeks to 20 mg and held for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks, still hearing voices.",
    "Olanzapine 20 mg for 8 weeks with no response and no side effects.",
    "Olanzapine 20 mg tablets, taken every night for 8 weeks, no benefit.",
    "Olanzapine 20 mg for 8 weeks, no meaningful improvement in positive symptoms.",
    "Olanzapine 20 mg for 8 weeks: ineffective.",
    "Olanzapine 20 mg for 8 weeks. It did nothing for the voices.",
    "Olanzapine 20 mg for 8 weeks, well tolerated, no response.",
    "Olanzapine 20 mg for 8 weeks then stopped due to lack of effect.",
    "He did not respond to olanzapine 20 mg for 8 weeks.",
    "No response to olanzapine 20 mg for 8 weeks.",
    "Olanzapine at 20 mg daily was given for 8 weeks without any improvement.",
    "Olanzapine 20 mg for 8 weeks, never missed a dose, no response.",
    "Olanzapine 20 mg for 8 weeks, not sedated, no response.",
    "Olanzapine 20 mg for 8 weeks, no response at all to this drug.",
    "Olanzapine 20 mg for 8 weeks, taken regularly, did not improve.",
    "Olanzapine was started at 10 mg, increased to 20 mg after 1 week and continued at 20 mg for 8 weeks, no response.",
    "Olanzapine 20 mg for 8 weeks, not helpful.",
    "Olanzapine 20 mg for 8 weeks, delusions unchanged.",
    "Olanzapine 20 mg daily for 8 weeks, weight gain 4 kg, no effect on psychosis.",
    "Olanzapine 20 mg for 8 weeks; voices persisted.",
)


def minimum(words: str) -> str:
    draft = read_case(f"34-year-old man with schizophrenia. {words} {REST}")
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize("words", NO_TRIAL)
def test_a_trial_that_the_note_takes_back_is_none(words: str) -> None:
    assert minimum(words) != "met"


@pytest.mark.parametrize("words", FAILED)
def test_a_trial_that_failed_is_one(words: str) -> None:
    assert minimum(words) == "met"


def responses(text: str) -> list[str | None]:
    return [one.response for one in read_case(text).case.trials]


def test_headings_of_lists_and_columns() -> None:
    drugs = "\n- Olanzapine 20 mg 8 weeks\n- Risperidone 6 mg 8 weeks"
    assert responses("Failed:" + drugs) == ["none", "none"]
    assert responses("Never failed:" + drugs) == responses("Failed to tolerate:" + drugs) == [None, None]
    table = (
        "| Drug | Dose | Weeks | Response | Side effects |\n"
        "|---|---|---|---|---|\n| Olanzapine | 20 mg | 8 weeks | {} | {} |"
    )
    assert responses(table.format("none", "nil")) == ["none"]
    assert responses(table.format("good", "none")) != ["none"]
    (held,) = read_case(table.format("none", "nil")).case.trials
    (most,) = read_case(table.replace("Dose", "Max dose").format("none", "nil")).case.trials
    assert held.dose_mg is not None
    assert most.dose_mg is None


def test_a_guessed_spelling_is_asked_about() -> None:
    assert [ask.question for ask in read_case("Olazapine 20 mg for 8 weeks.").questions] == [
        "Is “Olazapine” olanzapine?"
    ]
    assert read_case("Olanzapine 20 mg for 8 weeks.").questions == ()


def test_scores_that_disagree_decide_nothing() -> None:
    def failed(*after: int, **given: str) -> str:
        parts = zip(("positive", "total"), (25, 90), after, strict=False)
        changes = [{"part": part, "before": before, "after": now} for part, before, now in parts]
        trial = {
            "drug": "olanzapine",
            "dose_mg": 20,
            "days_at_dose": 56,
            "response": "none",
            "changes": changes,
            **given,
        }
        case = PatientCase.model_validate({"trials": [trial]})
        return next(one.status for one in check_case(case).findings if one.id == "T5")

    assert failed() == failed(24, 88) == "met"
    assert failed(24, 50) != "met"
    assert failed(10, 88) != "met"
    assert failed(stopped_for="nonadherence") == "unknown"
