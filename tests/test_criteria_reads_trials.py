"""Doses, lengths, courses and outcomes of trials in the ordinary wordings of notes; beside each one that is not it."""

from fractions import Fraction

import pytest

from assistant.criteria import read_case
from assistant.criteria.ranges import Range
from assistant.criteria.types import Trial

TRIAL = "Olanzapine 20 mg for 10 weeks"

FAILED = [
    ", no use",
    ", also no use",
    " = nothing",
    " = nothing either",
    ". Result: nothing.",
    ". Improvement poor.",
    ": insufficient",
    " (inadequate)",
    ". Response was judged insufficient.",
    ". Outcome - unsatisfactory.",
    ", no resp",
    ", nil benefit",
    ", zero effect",
    ", no impact on voices",
    " without useful benefit",
    " with no good out of it",
    " and nothing changed there either",
    ", every bit as frightened at the end as at the beginning",
    " and she was as frightened as ever",
    ", the voices are exactly what they were",
    " and the voices were just as loud as before",
    ", not a bit better",
    " and it did not do a bit of good",
    ". It never did him any good.",
    " and it made not the slightest difference",
    ", got us nowhere",
    ", tried in vain",
    " yielded no benefit",
    "; treatment failure",
    ". Psychosis unaltered.",
    " with persisting hallucinations",
    ". Nothing came of it.",
    "; stopped as not working",
    " at dose - no response",
]
NOT_FAILED = [
    ". CBT made no difference.",
    ", propranolol tried, no better",
    ". Sertraline 100 mg: no effect.",
    ". Side effects: none.",
    ". EPS minimal. Adherence poor.",
    "; insight poor",
    ", dose unchanged",
    ". Lab: no result.",
    ", no impact on weight",
    ", response was none too bad",
    ". He has not worked for ten years.",
    ". Symptoms unchanged for two years.",
    '. Team feels "a bit brighter".',
    ". We hope for a good response.",
    ". The plan is not to accept a poor response.",
    ". He was as scared of needles as ever.",
]


def trials(note: str) -> tuple[Trial, ...]:
    return read_case(note).case.trials


@pytest.mark.parametrize("words", FAILED)
def test_words_for_no_response_are_read_as_none(words: str) -> None:
    assert [trial.response for trial in trials(TRIAL + words)] == ["none"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Olanzapine 20 mg for 8 weeks, no response. Then haloperidol 10 mg for 9 weeks, ditto.", "none"),
        ("Olanzapine 20 mg for 8 weeks. Then haloperidol 10 mg for 9 weeks, ditto.", None),
    ],
)
def test_ditto_tells_what_came_of_the_drug_before(note: str, expected: str | None) -> None:
    assert trials(note)[1].response == expected


@pytest.mark.parametrize("words", NOT_FAILED)
def test_words_about_something_else_are_no_outcome(words: str) -> None:
    assert trials(TRIAL + words)[0].response is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (". The voices have gone.", "good"),
        (" and his symptoms have resolved", "good"),
        (", not a good response", None),
        (". Will the voices have gone?", None),
    ],
)
def test_voices_that_have_gone_are_a_good_response(words: str, expected: str | None) -> None:
    assert trials(TRIAL + words)[0].response == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("He failed olanzapine 20 mg daily (ten weeks, 2015) and amisulpride 800 mg daily (eight weeks, 2016).",
         {"olanzapine": "none", "amisulpride": "none"}),
        ("Failure of risperidone 6 mg (10 weeks) and of amisulpride 800 mg (9 weeks).",
         {"risperidone": "none", "amisulpride": "none"}),
        ("He did not respond to olanzapine 20 mg for 10 weeks nor to amisulpride 800 mg for 8 weeks.",
         {"olanzapine": "none", "amisulpride": "none"}),
        ("He is resistant to olanzapine (20 mg, 10 weeks) and risperidone (6 mg, 8 weeks).",
         {"olanzapine": "none", "risperidone": "none"}),
        ("She failed olanzapine 20 mg for 8 weeks and is now on clozapine 300 mg.",
         {"olanzapine": "none", "clozapine": None}),
        ("Trial A olanzapine 20 mg 8 weeks\nTrial B risperidone 6 mg 8 weeks\n"
         "Outcome A: insufficient. Outcome B: partial response.",
         {"olanzapine": "none", "risperidone": "partial"}),
        ("Olanzapine 20 mg for 10 weeks. Haloperidol 10 mg for 8 weeks. "
         "The first: no response. The second: good response.",
         {"olanzapine": "none", "haloperidol": "good"}),
    ],
)  # fmt: skip
def test_an_outcome_goes_to_the_drugs_it_is_told_of(note: str, expected: dict[str, str | None]) -> None:
    assert {trial.drug: trial.response for trial in trials(note)} == expected


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("750 mg/day (250 am, 500 hs)", 750, 750),
        ("800 mg (400 in the morning and 400 at night)", 800, 800),
        ("150 mg am + 300 mg hs", 450, 450),
        ("100 mg morning + 300 mg night", 400, 400),
        ("150 mg mane and 250 mg nocte", 400, 400),
        ("100 mg in the morning, 50 mg at midday and 300 mg at bedtime", 450, 450),
        ("mane 100 mg, nocte 300 mg", 400, 400),
        ("250 mg twice daily", 500, 500),
        ("400 mg bd = 800 mg/day", 800, 800),
        ("400 mg am and pm", 800, 800),
        ("100 mg tds and 300 mg nocte", 600, 600),
        ("200 mg 1-0-1", 400, 400),
        ("200-0-400 mg", 600, 600),
        ("2 x 400 mg daily", 800, 800),
        ("four hundred milligrams a day", 400, 400),
        ("750 mg/day (250 am, 400 hs)", 650, 750),
        ("100 mg nocte, sertraline 50 mg mane", 100, 100),
    ],
)
def test_the_parts_of_a_day_make_one_dose(words: str, low: int, high: int) -> None:
    (trial,) = trials(f"Quetiapine {words} for 8 weeks.")
    assert trial.dose_mg == Range(low=Fraction(low), high=Fraction(high))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("for five weeks, could be seven", 35, 49),
        ("for five or was it seven weeks", 35, 49),
        ("for 5 weeks (possibly 7)", 35, 49),
        ("for 8 weeks, perhaps 7 visits", 56, 56),
        ("over twenty weeks, but only the last twelve of those weeks were at 20 mg, "
         "the first eight having been at 5 mg", 84, 84),
        ("for twelve weeks, the first four of them at 10 mg", 56, 56),
        ("for 12 weeks, of which 8 at 20 mg", 56, 56),
        ("given at the Sunshine clinic from 6 February\n   2023 to 25 September 2023", 231, 231),
        ("for all of the ten weeks from the start of September to the middle of November 2022", 70, 70),
        ("for thirteen weeks over the spring of 2023", 91, 91),
        ("for the last nineteen weeks", 133, 133),
        ("3 June 2024 to 15 July 2024 = 42 days at 20", 42, 42),
    ],
)  # fmt: skip
def test_a_length_at_the_dose_is_read(words: str, low: int, high: int) -> None:
    (trial,) = trials(f"Olanzapine 20 mg {words}.")
    assert trial.days_at_dose == Range(low=Fraction(low), high=Fraction(high))


@pytest.mark.parametrize(
    "words", ["on the ward 8 weeks", "in prison for 8 weeks", "but only the last five weeks at 15 mg"]
)
def test_a_time_that_may_be_of_something_else_is_no_length_at_the_dose(words: str) -> None:
    days = trials(f"Olanzapine 20 mg, {words}, no response.")[0].days_at_dose
    assert days is None or days.low is None or days.low < 42


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("- olanzapine 20 mg x 10 weeks (2015): no response\n- olanzapine 20 mg x 4 weeks (2019): no response",
         [(20, 70), (20, 28)]),
        ("Olanzapine 10 mg for 3 weeks in 2012. "
         "Haloperidol 10 mg for 8 weeks in 2013. Olanzapine 20 mg for 10 weeks in 2019.",
         [(10, 21), (20, 70), (10, 56)]),
        ("Risperidone 6 mg 1st block 3 weeks, "
         "then off everything for 2 months, 2nd block 3 weeks; no response in either",
         [(6, 21), (6, 21)]),
        ("Risperidone 6 mg in two blocks of 3 weeks each, no response", [(6, 21), (6, 21)]),
    ],
)  # fmt: skip
def test_courses_of_one_drug_that_lie_apart_are_several(note: str, expected: list[tuple[int, int]]) -> None:
    read = trials(note)
    assert [trial.dose_mg.high if trial.dose_mg else None for trial in read] == [dose for dose, _ in expected]
    assert [trial.days_at_dose.high if trial.days_at_dose else None for trial in read] == [days for _, days in expected]


@pytest.mark.parametrize(
    "note",
    [
        "The letter has olanzapine 20 mg for all eleven weeks of 2021, "
        "and the drug chart for the same eleven weeks has olanzapine 10 mg, "
        "and I cannot say which of them is right.",
        "The GP letter of 2022 says olanzapine 20 mg for 10 weeks, "
        "the chart of 2023 says olanzapine 10 mg for 10 weeks, and I cannot tell which is right.",
        "Olanzapine 20 mg for 10 weeks in 2012. The chart has olanzapine 10 mg for the same 10 weeks.",
    ],
)
def test_two_records_of_one_course_leave_its_dose_open(note: str) -> None:
    draft = read_case(note)
    (trial,) = draft.case.trials
    assert trial.dose_mg == Range(low=Fraction(10), high=Fraction(20))
    assert draft.contradictions
    assert any(ask.datum.endswith("dose_mg") for ask in draft.questions)


@pytest.mark.parametrize(
    ("note", "dose", "days"),
    [
        ("failed: olanzapine 20 x 11 wks", 20, 77),
        ("amisulpride 1000/day 10 wks = zilch", 1000, 70),
        ("Haldol 10/d x 8wks - nada", 10, 56),
        ("Aripiprazole (Abilify) 30 for eight weeks, nothing.", 30, 56),
        ("10 wks of olanzapine 20, no response", 20, 70),
        ("risperidone 6 (3 bd) 10 weeks no response", 6, 70),
        ("quetiapine IR 300 mane 500 nocte, 10/52, failed", 800, 70),
        ("Amisulpride 1 200 mg daily for 8 weeks, no response", 1200, 56),
        ("Amisulpride: 400 mg + 400 mg daily for 10 weeks, no effect", 800, 70),
        ("T. Serenace (haloperidol) 5 mg BD + T. Pacitane 2 mg BD x 9 wks -> NR", 10, 63),
        ("Haldol pills, 12 mg a day in all, for 7 weeks. It did not help.", 12, 49),
        ("Risperidone 8 mg/day in two divided doses x 8 weeks, no improvement was there.", 8, 56),
        ("Ten weeks of 20 mg olanzapine did nothing.", 20, 70),
        ("For nine weeks she took aripiprazole 30 mg a day; there was no response.", 30, 63),
        ("olanzapine, 12 weeks (10 at 20 mg), no response", 20, 70),
        ("Trial 1: olanzapine\n- dose: 20 mg/day\n- weeks at dose: 10\n- outcome: no response", 20, 70),
        ("Medicine      mg/day   wks   result\nolanzapine    20       10    failed", 20, 70),
        ("drug,dose,weeks,outcome\nolanzapine,20 mg,10,no response", 20, 70),
        ("Olanzapine 20 mg QHS    01/15/2024   03/25/2024   inadequate response", 20, 70),
        ("Olanzapine 20 mg | 2024-01-15 | 2024-03-25 | no response", 20, 70),
        ("aripiprazole 30 mg daily from Monday 5 February 2024 until Friday 12 April 2024, no response", 30, 67),
        ("risperidone 6 mg reached on 1 March 2024, stopped on 10 May 2024, no effect", 6, 70),
        ("risperidone 6 mg for 10 weeks after titration, no effect", 6, 70),
    ],
)  # fmt: skip
def test_a_dose_and_a_length_are_read_as_they_are_written(note: str, dose: int, days: int) -> None:
    (trial,) = trials(note)
    assert (trial.dose_mg, trial.days_at_dose) == (Range(low=Fraction(dose), high=Fraction(dose)),
                                                   Range(low=Fraction(days), high=Fraction(days)))  # fmt: skip
    assert trial.response == "none"


@pytest.mark.parametrize(
    "note",
    [
        "olanzapine 300 for 10 weeks, no response",
        "Olanzapine in ward 12 for 10 weeks, no response",
        "Olanzapine 20 tablets dispensed for 10 weeks, no response",
        "aripiprazole 30 days, no response",
        "Olanzapine for 10 weeks (age 20), no response",
    ],
)
def test_a_number_that_is_no_usual_dose_or_counts_something_else_is_none(note: str) -> None:
    assert trials(note)[0].dose_mg is None


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("amisulpride 1,000 mg a day for ten weeks and olanzapine 20 mg a day for nine, both without response",
         [(1000, 70), (20, 63)]),
        ("Two antipsychotics have failed him: olanzapine at 20 mg over ten weeks, and risperidone at 6 mg over eight.",
         [(20, 70), (6, 56)]),
        ("Nine weeks of risperidone 6 mg and ten of olanzapine 20 mg got us nowhere.", [(6, 63), (20, 70)]),
        ("Amisulpride and olanzapine at 800 mg and 20 mg respectively, 10 and 8 weeks, no response to either.",
         [(800, 70), (20, 56)]),
        ("She has had two trials (olanzapine 20 mg, 10 weeks; risperidone 6 mg, 8 weeks), "
         "and did not respond to either.", [(20, 70), (6, 56)]),
        ("olanzapine (20 mg/d; 10 weeks; no response), risperidone (6 mg/d; 8 weeks; no response)",
         [(20, 70), (6, 56)]),
        ("Risperidone 6 mg/day for nine weeks was ineffective, as was olanzapine 20 mg/day for ten weeks.",
         [(6, 63), (20, 70)]),
        ("He was given risperidone, 6 mg a day. After nine weeks there was no response and he was switched to "
         "olanzapine, 20 mg a day. After ten weeks there was none either.", [(6, 63), (20, 70)]),
        ("olanzapine 20 mg for ten weeks and then, for eight weeks, risperidone 6 mg; both without effect",
         [(20, 70), (6, 56)]),
    ],
)  # fmt: skip
def test_each_of_several_drugs_has_its_own_dose_length_and_outcome(note: str, expected: list[tuple[int, int]]) -> None:
    read = trials(note)
    assert [(t.dose_mg.low, t.days_at_dose.low) for t in read if t.dose_mg and t.days_at_dose] == expected
    assert {t.response for t in read} == {"none"}


def test_what_came_of_a_drug_before_a_switch_is_not_the_next_drugs() -> None:
    _, second = trials("Risperidone 6 mg for 9 weeks. There was no response and he was switched to olanzapine 20 mg.")
    assert second.response is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("150 mg IM q4wk x 26 wk", 28),
        ("200 mg/4 weeks for 7 months", 28),
        ("200 mg per 4 weeks for 7 months", 28),
        ("50 mg 2/52 for 5/12", 14),
        ("200 mg/month for 7 months", 30),
        ("200 mg, interval 28 days, 7 months", 28),
        ("200 mg IM 14 days apart for 24 weeks", 14),
        ("200 mg every 14th day for 5 months", 14),
        ("200 mg every second Thursday for six months", 14),
        ("200 mg, and it was given every four weeks for seven months", 28),
    ],
)
def test_the_interval_of_a_depot_is_read(words: str, days: int) -> None:
    (trial,) = trials(f"Haloperidol decanoate {words}, failed.")
    assert trial.interval_days == Range(low=Fraction(days), high=Fraction(days))
    assert trial.days_at_dose is not None and trial.days_at_dose.low is not None and trial.days_at_dose.low > 100


def test_a_length_without_another_after_it_is_no_interval_of_tablets() -> None:
    (trial,) = trials("Olanzapine 20 mg 4/52, no response.")
    assert trial.interval_days is None


@pytest.mark.parametrize(
    "words",
    [
        "left the voices untouched", "voices kept going", "sx persisted", "no reduction in symptoms", "no luck",
        "could not bring the symptoms under control", "remained deluded", "he still heard the voices all day",
        "the delusion stood as before", "no amelioration", "was helped by neither",
    ],
)  # fmt: skip
def test_words_that_say_that_nothing_changed_are_no_response(words: str) -> None:
    assert trials(f"Olanzapine 20 mg for 10 weeks, {words}.")[0].response == "none"


@pytest.mark.parametrize(
    "words",
    ["voices kept going down", "side effects: NR", "outcome NR (not recorded)", "outcome: NR", "then unchanged"],
)
def test_near_words_are_no_outcome(words: str) -> None:
    assert trials(f"Olanzapine 20 mg for 10 weeks, {words}.")[0].response is None


def test_a_drug_that_still_ran_on_a_date_may_have_run_longer() -> None:
    (trial,) = trials("Clozapine 400 mg since 10 May 2022. Still on it 14 June 2022. No response.")
    assert trial.days_at_dose is None or trial.days_at_dose.high is None
