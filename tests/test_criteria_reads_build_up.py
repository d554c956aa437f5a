"""A time in which the dose was still being raised, the drug began later or was left out is no time at the dose."""

import pytest

from assistant.criteria import read_case

FROM_TO = "from 3 June until 22 July 2024"  # 49 days


def days_at_dose(words: str) -> int | None:
    """The days at the dose, where a single number is read."""
    trial, *_ = read_case(f"Risperidone 6 mg {words}").case.trials
    days = trial.days_at_dose
    return int(days.low) if days and days.low is not None and days.low == days.high else None


@pytest.mark.parametrize(
    "words",
    [
        f"{FROM_TO}, including two weeks of titration, no response.",
        f"{FROM_TO} (including two weeks of titration), no response.",
        f"{FROM_TO}, titrated over the first two weeks, no response.",
        f"{FROM_TO} (titration over two weeks), no response.",
        f"{FROM_TO} (started at 2 mg), no response.",
        f"{FROM_TO} (titrated over two weeks, then at the full dose), no response.",
        f"{FROM_TO}, including two weeks of titration, without any response.",
        f"{FROM_TO}, including two weeks of titration, no response apart from sedation.",
        f"{FROM_TO}, no response. Titration took the first two weeks.",
        f"{FROM_TO} (he started it on 20 June in the end), no response.",
        f"{FROM_TO} as prescribed, first dispensed 1 July, no response.",
        f"{FROM_TO}, stopped from 10 to 24 June, no response.",
        f"{FROM_TO}, no response. No doses were given between 10 and 24 June.",
        f"{FROM_TO}, no response. He was off everything from 10 to 24 June.",
        f"{FROM_TO}, no response. He was in the general hospital from 10 to 24 June, off all psychotropics.",
        "for 7 weeks (6 mg from the third week), no response.",
        "for 7 weeks (the titration took the first two), no response.",
        "for 7 weeks (the first two weeks went on titration), no response.",
        "for 7 weeks, no response. Titration took the first two weeks.",
    ],
)
def test_weeks_of_raising_the_dose_are_not_counted_as_at_the_dose(words: str) -> None:
    assert days_at_dose(words) is None


@pytest.mark.parametrize(
    "words",
    [
        f"{FROM_TO}, no response.",
        f"{FROM_TO} (titration before that not counted), no response.",
        f"{FROM_TO} (the three weeks of climbing up come before that, I don't count them), no response.",
        f"{FROM_TO} (the build-up was before that and is not included), no response.",
        f"{FROM_TO} on the full 6 mg (titrated in May), no response.",
        f"{FROM_TO} (titration excluded), no response.",
        f"{FROM_TO} (I didn't count the titration, which I don't include), no response.",
        f"{FROM_TO} (started on 20 May), no response.",
        f"{FROM_TO}, then stopped, no response.",
        f"{FROM_TO}, no response. He had no medication before 3 June.",
        f"{FROM_TO}, no response. UDS of 24 June: no drugs.",
        f"{FROM_TO}, no response. He was off work from 10 to 24 June.",
        f"{FROM_TO}, no response; metformin was started on 1 July 2024.",
        "for 7 weeks at full dose, after titration over the first two weeks, no response.",
    ],
)
def test_weeks_of_raising_it_that_came_before_take_nothing_away(words: str) -> None:
    assert days_at_dose(words) == 49
