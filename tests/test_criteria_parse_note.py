"""A whole note: what is asked, tables, other trials, two patients, follow-ups, proposals, and what was not read."""

from typing import Any

import pytest

from assistant.criteria import LONGEST, NoteTooLong, check_case, read_case
from assistant.criteria.parse.proposals import Proposal, accepted
from assistant.criteria.parse.tables import table_marks
from assistant.criteria.types import CaseDraft

# --- what is asked ---


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Is this treatment resistant?", ("trrip",)),
        ("Does he meet TRRIP?", ("trrip",)),
        ("Olanzapine 20 mg for 8 weeks.", ("trrip",)),
        ("Is this clozapine-resistant?", ("clozapine_resistance",)),
        ("Does she meet Suzuki or Kane?", ("definition",)),
        ("Is he in remission?", ("remission",)),
        ("PANSS 90 to 76. Is she a responder?", ("response",)),
        ("PANSS 90 to 76.", ("response",)),
        ("ANC 1400.", ("anc",)),
        ("Clozapine level 420 ng/mL.", ("clozapine_level",)),
        ("Olanzapine 20 mg for 8 weeks. Is this an adequate trial?", ("trial_adequate",)),
        ("Are risperidone and paliperidone two different drugs?", ("drugs_different",)),
        ("", ("trrip",)),
    ],
)
def test_what_a_note_asks(text: str, topics: tuple[str, ...]) -> None:
    assert read_case(text).asked == topics


def test_the_drugs_a_question_compares() -> None:
    draft = read_case("Are risperidone and paliperidone two different drugs?")
    assert draft.case.compared_drugs == ("risperidone", "paliperidone")
    assert check_case(draft.case, draft).verdicts["drugs_different"] == "not_met"


# --- tables ---


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("| drug | mg | weeks |\n| olanzapine | 20 | 8 |", ["dose 20", "duration 56"]),
        ("drug | dose (mg) | weeks at that dose\nolanzapine | 20 | 8\nrisperidone | 6 | 9",
         ["dose 20", "duration 56", "dose 6", "duration 63"]),
        ("| drug | months | days |\n| x | 2 | 30 |", ["duration 60", "duration 30"]),
        ("| drug | PANSS | weeks |\n| olanzapine | 90 | 8 |", ["duration 56"]),
        ("| drug | weeks |\n| olanzapine | about 8 |", []),
        ("| drug | weeks |\nolanzapine 8\n| x | 9 |", []),
        ("olanzapine 20 8", []),
    ],
)  # fmt: skip
def test_bare_numbers_in_a_table(text: str, marks: list[str]) -> None:
    found = list(table_marks(text))
    assert [f"{one.kind} {one.value.words() if one.value else ''}" for one in found] == marks
    assert all(text[one.start : one.end].isdigit() for one in found)


def test_a_table_of_two_drugs() -> None:
    text = "| drug | mg | weeks |\n|---|---|---|\n| olanzapine | 20 | 8 |\n| risperidone | 6 | 9 |"
    assert [
        (one.drug, one.dose_mg and one.dose_mg.words(), one.days_at_dose and one.days_at_dose.words())
        for one in read_case(text).case.trials
    ] == [("olanzapine", "20", "56"), ("risperidone", "6", "63")]


# --- the whole ---


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Olanzapine 20 mg. Several other antipsychotics in the past.", True),
        ("Olanzapine 20 mg. No other antipsychotics were tried.", False),
        ("Olanzapine 20 mg, nothing else.", False),
        ("Olanzapine 20 mg for 8 weeks.", None),
        ("Two antipsychotics: olanzapine 20 mg, risperidone 6 mg.", None),
    ],
)
def test_whether_there_were_other_trials(text: str, others: bool | None) -> None:
    assert read_case(text).case.other_trials is others


@pytest.mark.parametrize(
    "text",
    [
        "34M olanzapine 20 mg. 45F risperidone 6 mg.",
        "Two patients: one on olanzapine 20 mg, the other on risperidone 6 mg.",
        "First patient: olanzapine 20 mg. Second patient: risperidone 6 mg.",
        "Both brothers failed olanzapine 20 mg.",
    ],
)
def test_two_patients_are_not_made_one(text: str) -> None:
    draft = read_case(text)
    assert draft.patients == 2
    assert draft.case.trials == ()
    assert draft.evidence == {}
    assert [ask.datum for ask in draft.questions if ask.datum == "patients"] == ["patients"]
    assert check_case(draft.case, draft).headline.startswith("The note seems to speak of more than one patient")


@pytest.mark.parametrize(
    "text", ["34M on olanzapine 20 mg. His mother is 60 years old.", "A 34-year-old man, now 34M."]
)
def test_one_patient_with_a_relative_is_one(text: str) -> None:
    assert read_case(text).patients == 1


def test_what_nobody_read_is_listed() -> None:
    draft = read_case("Olanzapine 20 mg for 8 weeks. He likes trains. Lamotrigine 100 mg.")
    left = [span.quote for span in draft.not_understood]
    assert "He likes trains." in left
    assert "Lamotrigine 100 mg." in left
    assert not any("olanzapine" in quote.lower() for quote in left)


def test_what_a_relative_took_is_listed_as_not_read() -> None:
    left = " | ".join(
        span.quote for span in read_case("His mother did well on olanzapine 20 mg for 8 weeks.").not_understood
    )
    assert "20 mg" in left
    assert "8 weeks" in left


def test_a_score_in_words_is_quoted_with_its_whole_word() -> None:
    draft = read_case("PANSS today: delusions five, hallucinations four. SOFAS thirty.")
    quotes = [span.quote for path, spans in draft.evidence.items() if path.startswith("ratings") for span in spans]
    assert quotes == ["delusions five", "hallucinations four", "SOFAS thirty"]


def test_every_value_has_its_words() -> None:
    text = "Olanzapine 20 mg for 8 weeks, no response. SOFAS 45. Present symptoms for 14 months."
    draft = read_case(text)
    words = {path: " ".join(span.quote for span in spans) for path, spans in draft.evidence.items()}
    assert words["trials.0.drug"] == "Olanzapine"
    assert words["trials.0.dose_mg"] == "20 mg"
    assert "8 weeks" in words["trials.0.days_at_dose"]
    assert words["trials.0.response"] == "no response"
    assert "14 months" in words["symptom_days"]


@pytest.mark.parametrize(
    "text", ["Poor adherence.", "haloperidol decanoate 150 mg every 4 weeks", "Olanzapine 20 mg from day 1"]
)
def test_the_words_of_a_value_are_words(text: str) -> None:
    for path, spans in read_case(text).evidence.items():
        assert all(len(span.quote) > 1 for span in spans), path


def test_a_note_that_is_too_long_is_refused() -> None:
    assert read_case("a " * (LONGEST // 2)).text
    with pytest.raises(NoteTooLong, match="at most 50,000"):
        read_case("a" * (LONGEST + 1))


def test_more_trials_than_a_case_holds_are_refused_aloud() -> None:
    draft = read_case("\n".join(f"P1 5. Clozapine level {n} ng/mL." for n in range(100, 170)))
    assert len(draft.case.levels) == 60
    assert any("Only the first 60 levels" in one.why for one in draft.refused)


# --- follow-ups ---

NOTE = "Olanzapine 20 mg for 8 weeks. SOFAS 65. P1 3. Present symptoms for 2 months. Adherence 60%."


def followed(more: str) -> CaseDraft:
    return read_case(f"{NOTE}\n{more}", newest_from=len(NOTE) + 1)


@pytest.mark.parametrize(
    ("more", "path", "value"),
    [
        ("Olanzapine was 15 mg.", ("trials", 0, "dose_mg"), 15),
        ("Olanzapine: no response.", ("trials", 0, "response"), "none"),
        ("P1 5.", ("ratings", 0, "items"), {"P1": 5}),
        ("Present symptoms for 14 months.", ("symptom_days",), 420),
        ("Adherence 95% by pill count.", ("adherence", "percent"), 95),
    ],
)
def test_what_was_said_later_replaces_what_it_contradicts(more: str, path: tuple[Any, ...], value: object) -> None:
    draft = followed(more)
    found: Any = draft.case.model_dump(mode="json", exclude_defaults=True)
    for key in path:
        found = found[key]
    assert found == value
    assert draft.questions == ()


def test_a_later_sofas_is_the_present_one() -> None:
    (found,) = [one for one in check_case(followed("SOFAS 50.").case).findings if one.id == "F1"]
    assert (found.status, found.observed) == ("met", "SOFAS 50")


def test_a_follow_up_keeps_what_it_does_not_speak_of() -> None:
    before, after = read_case(NOTE).case, followed("Present symptoms for 14 months.").case
    assert after.trials == before.trials
    assert after.ratings == before.ratings


def test_without_a_follow_up_the_same_words_contradict() -> None:
    draft = read_case(f"{NOTE}\nAdherence 95% by pill count.")
    assert draft.case.adherence is None or draft.case.adherence.percent is None
    assert any(ask.datum == "adherence.percent" for ask in draft.questions)


# --- proposals ---

TEXT = "Took olanzapine 20 mg for eight weeks. The functioning score was 45."


def propose(path: str, value: object, quote: str) -> CaseDraft:
    return accepted(read_case(TEXT), [Proposal(path=path, value=value, quote=quote)])


def test_a_proposal_whose_words_stand_in_the_note_is_taken() -> None:
    draft = propose("symptom_days", 56, "eight weeks")
    assert draft.refused == ()
    assert draft.case.symptom_days is not None
    (span,) = draft.evidence["symptom_days"]
    assert TEXT[span.start : span.end] == "eight weeks"


@pytest.mark.parametrize(
    ("path", "value", "quote"),
    [
        ("ratings.0.scale", "SOFAS", "functioning score"),
        ("trials.0.response", "none", "Took olanzapine"),
        ("trials.0.titration_days", 56, "eight weeks"),
        ("adherence.percent", 45, "45"),
    ],
)
def test_a_value_inside_a_record_is_taken(path: str, value: object, quote: str) -> None:
    draft = propose(path, value, quote)
    assert draft.refused == ()
    found: Any = draft.case.model_dump(mode="json")
    for key in path.split("."):
        found = found[int(key) if key.isdigit() else key]
    assert found == value


def test_proposals_invent_no_second_trial() -> None:
    text = "Olanzapine 20 mg for 8 weeks, no response."
    invented = [
        Proposal(path="trials.1.drug", value="haloperidol", quote="Olanzapine"),
        Proposal(path="trials.1.dose_mg", value=20, quote="20 mg"),
        Proposal(path="trials.1.days_at_dose", value=56, quote="8 weeks"),
        Proposal(path="trials.1.response", value="none", quote="no response"),
    ]
    draft = accepted(read_case(text), invented)
    assert [one.drug for one in draft.case.trials] == ["olanzapine"]


@pytest.mark.parametrize(
    ("path", "value", "quote", "why"),
    [
        ("symptom_days", 56, "for nine weeks", "Its words are not in the note."),
        ("symptom_days", 84, "eight weeks", "The number 84 is not among its words."),
        ("symptom_days", {"low": 56, "high": 90}, "eight weeks", "The number 90 is not among its words."),
        ("symptom_days", "84", "eight weeks", "The number 84 is not among its words."),
        ("symptom_days", "84.0", "eight weeks", "The number 84.0 is not among its words."),
        ("adherence.percent", "190/2", "eight weeks", "is not among its words."),
        ("adherence.percent", "9.5e1", "eight weeks", "is not among its words."),
        ("adherence.percent", {"low": "+95"}, "eight weeks", "is not among its words."),
        ("adherence.percent", " 95", "eight weeks", "is not among its words."),
        ("trials.1.drug", "risperidone", "Took olanzapine", ""),
        ("trials.0.dose_mg", 45, "45", "This value was read from the note already."),
        ("trials.0.colour", 45, "45", "The case does not admit it"),
        ("trials.7.dose_mg", 45, "45", "The case does not admit it"),
        ("adherence.percent", 45, "percent 45", "Its words are not in the note."),
        ("verdicts.trrip_minimum", "met", "score", "The case does not admit it"),
        ("__class__", 45, "45", "The case does not admit it"),
        ("", 45, "45", "is not the path"),
        ("trials..dose_mg", 45, "45", "is not the path"),
    ],
)
def test_a_proposal_that_does_not_hold_is_refused(path: str, value: object, quote: str, why: str) -> None:
    draft = propose(path, value, quote)
    assert draft.case == read_case(TEXT).case
    assert len(draft.refused) == 1
    assert why in draft.refused[0].why


def test_impossible_values_are_refused_though_their_words_stand_there() -> None:
    draft = accepted(read_case("Adherence figure: 120."), [Proposal(path="adherence.percent", value=120, quote="120")])
    assert draft.case.adherence is None
    assert "not possible" in draft.refused[0].why


def test_a_value_that_the_note_contradicts_cannot_be_proposed_away() -> None:
    text = "Adherence 95% by pill count. Adherence 60% by carer."
    draft = accepted(read_case(text), [Proposal(path="adherence.percent", value=95, quote="Adherence 95%")])
    assert draft.case.adherence is None or draft.case.adherence.percent is None


def test_no_proposal_states_a_verdict() -> None:
    before = check_case(read_case(TEXT).case).verdicts
    draft = propose("verdicts", {"trrip_minimum": "met"}, "Took")
    assert check_case(draft.case).verdicts == before


def test_a_time_that_is_not_possible_is_refused_with_its_words() -> None:
    draft = read_case("34M. Olanzapine 20 mg for 8 weeks. The symptoms have lasted for 800 years.")
    assert draft.case.symptom_days is None and draft.case.trials
    assert [one.words for one in draft.refused] == ["800 years"]
