"""Trials told in a note: which drugs were taken, at which dose, for how long, and with what effect.

Drugs that are planned, denied, a relative's or only spoken of are no trials.
"""

from typing import Any

import pytest

from assistant.criteria import check_case, read_case


def trials(text: str) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_defaults=True) for one in read_case(text).case.trials]


def trial(text: str) -> dict[str, Any]:
    (one,) = trials(text)
    return one


def olanzapine(mg: object = 20, days: object = 56, **given: object) -> dict[str, Any]:
    return {"drug": "olanzapine", "dose_mg": mg, "days_at_dose": days, **given}


NOT_TAKEN = (
    "His mother did well on olanzapine 20 mg for 8 weeks.",
    "Mum took clozapine 400 mg for 3 years with a good response.",
    "FHx: father on olanzapine 20 mg for 8 weeks, no response.",
    "Father: schizophrenia, on haloperidol 20 mg for 10 weeks.",
    "Her sister has had risperidone 6 mg for 8 weeks.",
    "Plan: start clozapine 300 mg.",
    "We plan to try olanzapine 20 mg for 8 weeks.",
    "Plan: olanzapine 20 mg for 8 weeks then review.",
    "Consider olanzapine 20 mg for 8 weeks.",
    "He was offered olanzapine 20 mg for 8 weeks but refused.",
    "She was meant to take olanzapine 20 mg for 8 weeks.",
    "If he had taken olanzapine 20 mg for 8 weeks he would qualify.",
    "The guideline says olanzapine 20 mg for 8 weeks is adequate.",
    "Olanzapine 20 mg was prescribed for 8 weeks but never collected.",
    "Olanzapine was never tried.",
    "Olanzapine: never given.",
    "No previous trial of olanzapine 20 mg for 8 weeks.",
    "never had a depot",
    "Never had haloperidol depot.",
    "lorazepam 1 mg for 8 weeks",
    "Olanzapine level 34 ng/mL.",
    "600 mg chlorpromazine equivalents for 8 weeks",
    "What is your view on clozapine?",
)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_the_patient_did_not_take_is_no_trial(text: str) -> None:
    assert trials(text) == []


@pytest.mark.parametrize("text", [text for text in NOT_TAKEN if "equivalents" not in text])
def test_what_the_patient_did_not_take_changes_no_trial_that_was_told(text: str) -> None:
    own = "Quetiapine 600 mg for 3 weeks."
    told = trials(f"{own} {text}")
    assert [one for one in told if one["drug"] == "quetiapine"] == trials(own)


@pytest.mark.parametrize(
    "text",
    [
        "Olanzapine 20 mg for 3 weeks. Her brother took olanzapine 20 mg for 8 weeks with no response.",
        "Olanzapine 20 mg for 3 weeks. Her brother had no response to olanzapine 20 mg for 8 weeks.",
        "Olanzapine 20 mg for 3 weeks. Her brother took risperidone 6 mg for 8 weeks, no response.",
    ],
)
def test_what_a_relative_took_is_not_said_of_the_patients_trial(text: str) -> None:
    assert trials(text) == [olanzapine(20, 21)]


@pytest.mark.parametrize(
    "text", ["Not on clozapine.", "never had clozapine", "Clozapine was never tried.", "Clozapine-naive"]
)
def test_clozapine_that_is_denied(text: str) -> None:
    case = read_case(text).case
    assert case.trials == ()
    assert case.clozapine_tried is False


def test_clozapine_that_is_planned_is_not_denied() -> None:
    assert read_case("Plan: start clozapine.").case.clozapine_tried is None


def test_only_the_patients_own_drug_is_read() -> None:
    text = "Risperidone 6 mg for 8 weeks failed. Mum did well on olanzapine 20 mg for 8 weeks. Plan: clozapine 300 mg."
    assert trials(text) == [{"drug": "risperidone", "dose_mg": 6, "days_at_dose": 56, "response": "none"}]


@pytest.mark.parametrize(
    "text", ["Haloperidol 5 mg prn for 8 weeks", "PRN haloperidol 5 mg", "haloperidol 5 mg as needed"]
)
def test_as_needed(text: str) -> None:
    assert trial(text)["prn"] is True


# --- doses ---


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("olanzapine 10 mg bd", 20),
        ("olanzapine 10 mg mane and 10 mg nocte", 20),
        ("olanzapine 5 mg mane, 15 mg nocte", 20),
        ("olanzapine 15-20 mg", {"low": 15, "high": 20}),
        ("olanzapine up to 20 mg", {"high": 20}),
        ("olanzapine at least 20 mg", {"low": 20}),
        ("olanzapine 20 mg/day", 20),
        ("clozapine 0.4 g daily", 400),
        ("quetiapine 300 mg twice daily", 600),
        ("quetiapine 1,200 mg", 1200),
        ("olanzapine 20 mg alternate days", 10),
        ("PANSS 90, 17.5 mg olanzapine", 17.5),
        ("SOFAS 45. Olanzapine 17.5 mg", 17.5),
    ],
)
def test_the_dose_of_a_day(text: str, mg: object) -> None:
    found = trial(text)
    per_day = (
        found["dose_mg"] / found.get("interval_days", 1) if isinstance(found["dose_mg"], int) else found["dose_mg"]
    )
    assert per_day == mg


@pytest.mark.parametrize(
    ("text", "drug", "mg", "days"),
    [
        ("haloperidol decanoate 150 mg every 4 weeks", "haloperidol decanoate", 150, 28),
        ("flupentixol depot 200 mg every 2 weeks", "flupentixol decanoate", 200, 14),
        ("Depixol 40 mg fortnightly", "flupentixol", 40, 14),
        ("Paliperidone palmitate 150 mg monthly", "paliperidone palmitate", 150, 30),
    ],
)
def test_a_depot_has_its_interval(text: str, drug: str, mg: int, days: int) -> None:
    found = trial(text)
    assert found["drug"].startswith(drug)
    assert (found["dose_mg"], found["formulation"]) == (mg, "lai")
    assert found["interval_days"] in (days, 28)


def test_a_depot_without_an_interval_is_asked_about() -> None:
    draft = read_case("haloperidol decanoate 150 mg for 6 months")
    assert [ask.datum for ask in draft.questions] == ["trials.0.interval_days"]


def test_twenty_grams_are_refused() -> None:
    draft = read_case("Olanzapine 20 g for 8 weeks")
    assert all(one.dose_mg is None for one in draft.case.trials)
    assert [one.why for one in draft.refused] == [
        "dose_mg 20,000 is not possible: give 0 to 5,000 mg, or leave it out."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Olanzapine 20 mg for 8 weeks. Olanzapine 10 mg for 8 weeks.",
        "Olanzapine was given at 20 mg for 8 weeks; the chart says olanzapine 10 mg.",
    ],
)
def test_two_doses_of_one_course_are_a_contradiction(text: str) -> None:
    draft = read_case(text)
    (found,) = draft.case.trials
    assert found.dose_mg is None or (found.dose_mg.low, found.dose_mg.high) == (10, 20)
    assert [ask.datum for ask in draft.questions] == ["trials.0.dose_mg"]
    assert draft.contradictions[0].words == "Two doses are given for olanzapine: 20 and 10 mg."
    (three,) = [one for one in check_case(draft.case).findings if one.id == "T3"]
    assert three.status == "unknown"


def test_two_lengths_of_one_course_are_a_contradiction() -> None:
    draft = read_case("Olanzapine 20 mg for 8 weeks. Olanzapine 20 mg for 3 weeks.")
    (two,) = [one for one in check_case(draft.case).findings if one.id == "T2"]
    assert two.status == "unknown"
    assert any("days" in ask.datum for ask in draft.questions)


def test_steps_of_dose() -> None:
    assert trials("olanzapine 10 mg for 4 weeks then 20 mg for 8 weeks") == [
        olanzapine(10, 28),
        olanzapine(continues=True),
    ]


def test_amounts_by_order_and_for_all() -> None:
    text = "haloperidol and risperidone at 20 mg and 6 mg respectively for 8 weeks each"
    assert [(one["drug"], one["dose_mg"], one["days_at_dose"]) for one in trials(text)] == [
        ("haloperidol", 20, 56), ("risperidone", 6, 56)
    ]  # fmt: skip
    both = trials("olanzapine 20 mg and risperidone 6 mg, both for 8 weeks, no response")
    assert [(one["days_at_dose"], one["response"]) for one in both] == [(56, "none"), (56, "none")]


# --- lengths ---


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("for 6 weeks", 42),
        ("6/52", 42),
        ("for two months", 60),
        ("for less than 6 weeks", {"high": 42, "high_open": True}),
        ("for at least 6 weeks", {"low": 42}),
        ("for 4-8 weeks", {"low": 28, "high": 56}),
        ("from 1 January 2023 to 12 February 2023", 42),
    ],
)
def test_the_length_of_a_trial(words: str, days: object) -> None:
    assert trial(f"olanzapine 20 mg {words}") == olanzapine(20, days)


@pytest.mark.parametrize(
    "text",
    [
        "olanzapine 20 mg for 8 hours",
        "Olanzapine 20 mg; last seen 8 weeks ago.",
        "Olanzapine 20 mg. SOFAS 45 for 8 weeks.",
        "Olanzapine 20 mg since March 2023",
        "Olanzapine 20 mg x 8",
        "Olanzapine 20 mg; two levels 8 weeks apart",
        "off everything for 8 weeks after olanzapine 20 mg",
    ],
)
def test_what_is_no_length_of_the_trial(text: str) -> None:
    assert "days_at_dose" not in trial(text)


def test_a_start_without_an_end_is_asked_about() -> None:
    draft = read_case("olanzapine 20 mg since March 2023")
    assert [ask.datum for ask in draft.questions] == ["trials.0.days_at_dose"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("olanzapine titrated to 20 mg over 2 weeks, then 8 weeks at full dose", "met"),
        ("olanzapine 20 mg for 8 weeks in total including 2 weeks titration", "met"),
        ("olanzapine 20 mg for 6 weeks in total including 2 weeks titration", "not_met"),
        ("olanzapine 10 mg increased to 20 mg for 8 weeks", "unknown"),
        ("olanzapine 20 mg for 8 weeks from day 1", "met"),
    ],
)
def test_titration_is_not_time_at_the_dose(text: str, status: str) -> None:
    (found,) = [one for one in check_case(read_case(text).case).findings if one.id == "T2"]
    assert found.status == status


def test_two_blocks_with_a_gap_are_two_trials() -> None:
    text = "Olanzapine 20 mg for 3 weeks; off everything for a month; olanzapine 20 mg again for 3 weeks"
    assert trials(text) == [olanzapine(20, 21), olanzapine(20, 21)]


# --- outcomes ---


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("no response", "none"),
        ("without benefit", "none"),
        ("nil effect", "none"),
        ("not effective", "none"),
        ("failed", "none"),
        ("did not help", "none"),
        ("still hearing voices", "none"),
        ("voices persisted", "none"),
        ("partial response", "partial"),
        ("some improvement", "partial"),
        ("good response", "good"),
        ("responded well", "good"),
        ("worked well", "good"),
        ("no side effects", None),
        ("failed to attend clinic", None),
        ("response not documented", None),
        ("voices did not persist", None),
        ("no lack of response", None),
    ],
)
def test_what_came_of_a_trial(words: str, response: str | None) -> None:
    assert trial(f"Olanzapine 20 mg for 8 weeks, {words}.").get("response") == response


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("stopped for weight gain", "intolerance"),
        ("discontinued because of akathisia", "intolerance"),
        ("not tolerated", "intolerance"),
        ("stopped due to lack of effect", "no_response"),
        ("he stopped taking it", "nonadherence"),
    ],
)
def test_why_a_trial_was_stopped(words: str, reason: str) -> None:
    assert trial(f"Olanzapine 20 mg for 8 weeks, {words}.")["stopped_for"] == reason


def test_each_outcome_goes_to_its_own_drug() -> None:
    text = "Failed olanzapine 20 mg. Responded well to risperidone 6 mg. Haloperidol 20 mg: stopped for dystonia."
    assert [(one["drug"], one.get("response"), one.get("stopped_for")) for one in trials(text)] == [
        ("olanzapine", "none", None), ("risperidone", "good", None), ("haloperidol", None, "intolerance")
    ]  # fmt: skip


def test_a_heading_speaks_of_every_drug_in_its_list() -> None:
    for text in ("Failed: olanzapine 20 mg 8/52; risperidone 6 mg 6/52", "Failed:\nolanzapine 20 mg\nrisperidone 6 mg"):
        assert [one["response"] for one in trials(text)] == ["none", "none"]


def test_neither_nor() -> None:
    told = trials("neither olanzapine 20 mg nor risperidone 6 mg helped, 8 weeks each")
    assert [(one["drug"], one.get("response")) for one in told] == [("olanzapine", "none"), ("risperidone", "none")]


def test_that_it_helped_and_did_not_is_a_contradiction() -> None:
    draft = read_case("Olanzapine 20 mg for 8 weeks gave a good response, no response was seen with olanzapine.")
    assert draft.case.trials[0].response is None
    assert any("helped and that it did not" in one.words for one in draft.contradictions)


# --- manner ---


def test_prospective_and_not() -> None:
    assert trial("a prospective trial of olanzapine 20 mg for 8 weeks")["prospective"] is True
    assert trial("olanzapine 20 mg for 8 weeks. No prospective trial.")["prospective"] is False
    assert "prospective" not in trial("olanzapine 20 mg for 8 weeks")


def test_two_drugs_together() -> None:
    told = trials("olanzapine 10 mg together with amisulpride 400 mg for 8 weeks")
    assert [one["concurrent"] for one in told] == [True, True]


PAIR = "Olanzapine 20 mg for 10 weeks, no response. Risperidone 6 mg for 9 weeks, no response. "


@pytest.mark.parametrize("said", [
    "The two were given together.", "Both were given at the same time.", "They ran in parallel.",
    "The two drugs were prescribed concurrently.", "He took both at once.", "Given as combination treatment.",
])  # fmt: skip
def test_that_two_courses_ran_together_may_be_said_after_them(said: str) -> None:
    assert [one.get("concurrent") for one in trials(PAIR + said)] == [True, True]


@pytest.mark.parametrize(
    "said",
    [
        "Lithium was given at the same time.",
        "Family therapy ran in parallel.",
        "They were seen together with his wife.",
        "Both were stopped at once.",
    ],
)
def test_what_is_not_said_of_both_does_not_make_them_run_together(said: str) -> None:
    assert [one.get("concurrent") for one in trials(PAIR + said)] == [None, None]


@pytest.mark.parametrize("said", ["The two never overlapped.", "They were not given together.", "One after the other."])
def test_that_two_courses_did_not_run_together_is_read_too(said: str) -> None:
    assert [one.get("concurrent") for one in trials(PAIR + said)] == [False, False]


@pytest.mark.parametrize("said", [
    "Risperidone 6 mg was added to olanzapine for 9 weeks.", "Olanzapine augmented with risperidone 6 mg for 9 weeks.",
    "Then risperidone 6 mg on top of the olanzapine for 9 weeks.",
])  # fmt: skip
def test_of_a_drug_added_to_another_only_the_one_added_ran_beside_it(said: str) -> None:
    told = trials(f"Olanzapine 20 mg for 10 weeks, no response. {said}")
    assert [one.get("concurrent") for one in told] == [None, True]


def test_a_denied_depot_makes_no_tablet_a_depot() -> None:
    assert trial("haloperidol 20 mg for 8 weeks, never had a depot").get("formulation") in (None, "oral")


def test_an_unread_name_lends_its_dose_to_no_other_drug() -> None:
    (found,) = read_case("Olanzapine 5 mg and qwertzapin 20 mg").case.trials
    assert found.dose_mg is not None
    assert found.dose_mg.words() == "5"


def test_a_drug_told_with_bare_figures_is_a_course_of_unknown_dose() -> None:
    first, second = trials("Amival (amisulpride) 300 -> 600 -> 800.\nOlanzapine 20 mg for 8 weeks, no response.")
    assert first == {"drug": "amisulpride"}
    assert second == olanzapine(response="none")
