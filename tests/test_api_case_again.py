"""A note read again keeps what was corrected by hand; questions answered in place; examples that show what they say."""

from collections.abc import Sequence

import pytest

from api.case_again import carried
from api.case_asks import answered, asked, changed, kept
from api.case_examples import EXAMPLES
from api.case_form import Laid, filled, shown
from api.case_note import entered_at, pieces, words_read
from api.case_show import CaseShown
from assistant.cases import read
from assistant.criteria import check_case
from assistant.criteria.types import Ask, CaseDraft, PatientCase, Span

NOTE = "Olanzapine 20 mg for 8 weeks, no response. Risperidone 6 mg for 7 weeks, no response. PANSS P1 5, P3 5."


def typed(note: str, **changes: str | list[str]) -> dict[str, Sequence[str]]:
    sent: dict[str, Sequence[str]] = {name.replace("__", "."): [text] if isinstance(text, str) else text
                                      for name, text in changes.items()}  # fmt: skip
    return {**shown(read(note).case), **sent}


# A note read again


def test_a_correction_stays_when_the_note_is_read_again() -> None:
    again = carried(read(NOTE), typed(NOTE, trials__0__days_at_dose="5", sofas="40"), read(NOTE + " Ill for 3 years."))
    assert again.fields["trials.0.days_at_dose"] == ["5"]
    assert again.fields["trials.1.days_at_dose"] == ["7"]
    assert again.fields["sofas"] == ["40"]
    assert (sorted(again.kept), again.lost) == (["sofas", "trials.0.days_at_dose"], ())


def test_a_correction_follows_its_drug_and_not_its_place() -> None:
    more = "Amisulpride 800 mg for 9 weeks, no response. " + NOTE
    again = carried(read(NOTE), typed(NOTE, trials__1__dose_mg="4", trials__0__left_out="1"), read(more))
    assert again.fields["trials.2.dose_mg"] == ["4"]
    assert again.fields["trials.1.left_out"] == ["1"]
    assert again.fields["trials.0.dose_mg"] == ["800"]


def test_the_second_trial_of_a_drug_keeps_its_own_correction_by_whatever_name_it_is_told() -> None:
    def told(*drugs: str) -> CaseDraft:
        trials = [{"drug": drug, "dose_mg": 10} for drug in drugs]
        return CaseDraft(text="", case=PatientCase.model_validate({"trials": trials}))

    before = told("olanzapine", "risperidone", "Zyprexa")
    sent = {**shown(before.case), "trials.2.dose_mg": ["15"]}
    again = carried(before, sent, told("Risperdal", "olanzapine", "olanzapine"))
    assert [again.fields[f"trials.{place}.dose_mg"] for place in range(3)] == [["10"], ["10"], ["15"]]


def test_a_correction_of_a_trial_that_the_note_no_longer_tells_is_named() -> None:
    shorter = read(NOTE.replace("Risperidone 6 mg for 7 weeks, no response. ", ""))
    again = carried(read(NOTE), typed(NOTE, trials__1__dose_mg="4"), shorter)
    assert (again.kept, again.lost) == ((), ("Trial 2, dose, mg: 4",))


def test_a_row_typed_by_hand_is_not_doubled_when_the_note_tells_it_too() -> None:
    by_hand = typed(NOTE, trials__2__drug="amisulpride", trials__2__dose_mg="800")
    kept_apart = carried(read(NOTE), by_hand, read(NOTE + " Sleeps badly."))
    assert kept_apart.fields["trials.2.drug"] == ["amisulpride"]
    now = read(NOTE + " Amisulpride 600 mg for 8 weeks, no response.")
    together = carried(read(NOTE), by_hand, now)
    case = filled(now, together.fields).draft.case
    assert [(one.drug, one.dose_mg and one.dose_mg.words()) for one in case.trials] == [
        ("olanzapine", "20"), ("risperidone", "6"), ("amisulpride", "800")]  # fmt: skip


def test_what_no_one_corrected_is_read_anew() -> None:
    again = carried(read(NOTE), typed(NOTE), read(NOTE.replace("8 weeks", "3 weeks")))
    assert again.fields["trials.0.days_at_dose"] == ["3"]
    assert again.kept == ()


# Questions as fields


def test_a_question_stands_with_the_field_of_its_datum() -> None:
    datums = ("adherence.percent", "trials.0.days_at_dose", "trials.1.response", "ratings.SOFAS.score")
    found = asked([Ask(datum=one, question="?", reason="") for one in datums], Laid(typed(NOTE)))
    assert [(one.address, one.field and one.field.kind, one.unit, one.now) for one in found] == [
        ("adherence.percent", "amount", "%", ""),
        ("trials.0.days_at_dose", "amount", "weeks", "8"),
        ("trials.1.response", "choice", "", "none"),
        ("sofas", "amount", "", ""),
    ]


def test_a_question_without_a_single_field_leads_to_its_place_in_the_form() -> None:
    datums = ("trials.clozapine", "levels", "ratings.PANSS.items", "chemical_classes", "trials.9.dose_mg")
    found = asked([Ask(datum=one, question="?", reason="") for one in datums], Laid(typed(NOTE)))
    assert [one.section for one in found] == ["trials.2.drug", "levels.0.drug", "panss.P1", "note", "trials.2.drug"]


def test_a_question_about_a_trial_finds_it_where_another_was_left_out_before_it() -> None:
    note = NOTE + " Amisulpride 800 mg for 9 weeks, no response."
    fields = typed(note, trials__0__left_out="1", trials__1__days_at_dose="")
    form = filled(read(note), fields)
    questions = check_case(form.draft.case, form.draft).questions
    (about,) = [one for one in asked(questions, Laid(fields, form.places)) if one.ask.datum == "trials.0.days_at_dose"]
    assert about.address == "trials.1.days_at_dose"


def test_an_answer_is_laid_into_the_form_and_an_empty_one_is_not() -> None:
    sent = {"answer.adherence.percent": ["85"], "adherence.percent": [""], "answer.sofas": [" "], "sofas": ["40"],
            "answer.adherence.sources": ["carer_report"], "adherence.sources": ["", "pill_count"]}  # fmt: skip
    assert answered(sent) == {"adherence.percent": ["85"], "sofas": ["40"],
                              "adherence.sources": ["", "pill_count", "carer_report"]}  # fmt: skip


@pytest.mark.parametrize("spoilt", ["", "x", "trrip_minimum", "trrip_minimum=<b>", "<b>=met", "=,=,"])
def test_verdicts_that_did_not_come_from_a_report_are_not_told(spoilt: str) -> None:
    assert changed(spoilt, {"trrip_minimum": "met"}, {"trrip_minimum": "TRRIP minimum"}) == ""


def test_what_an_answer_changed_is_said_in_a_line() -> None:
    was = kept({"trrip_minimum": "unknown", "trrip_optimum": "not_met"})
    titles = {"trrip_minimum": "TRRIP minimum", "trrip_optimum": "TRRIP optimum"}
    assert changed(was, {"trrip_minimum": "met", "trrip_optimum": "not_met"}, titles) == (
        "TRRIP minimum: cannot tell yet → met."
    )
    assert changed(was, {"trrip_minimum": "unknown"}, titles) == "Checked again: no verdict changed."


# The note's words and the form's fields


def test_every_mark_leads_to_the_field_it_was_read_into() -> None:
    draft = read(NOTE)
    led = {piece.text: piece.address for piece in pieces(draft, Laid(shown(draft.case))) if piece.kind == "read"}
    assert led["8 weeks"] == "trials.0.days_at_dose"
    assert led["Risperidone"] == "trials.1.drug"
    assert led["P3 5"] == "panss.P3"
    assert words_read(draft)["panss.P1"] == "P1 5"


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("took most tablets", "adherence.percent"),
        ("good compliance", "adherence.percent"),
        ("level was fine", "levels.0.drug"),
        ("7 months", "symptom_days"),
        ("30 mg for ages", "trials.0.drug"),
        ("hears voices, PANSS high", "panss.P1"),
        ("grows tomatoes", "read"),
    ],
)
def test_words_that_nobody_understood_lead_to_where_they_could_be_entered(words: str, at: str) -> None:
    assert entered_at(Span(start=0, end=len(words), quote=words), Laid())[0] == at


# The report to be scanned


def test_the_criteria_are_grouped_by_what_they_are_about_and_none_is_lost() -> None:
    report = check_case(read(NOTE).case, read(NOTE))
    groups = CaseShown(report).groups
    assert [group.title for group in groups] == [
        "Symptoms and functioning", "olanzapine", "risperidone", "Different drugs", "Adherence", "Plasma level",
        "Optimum criteria", "Clozapine"]  # fmt: skip
    assert {id(one) for group in groups for one in group.findings} == {id(one) for one in report.findings}
    assert [group.title for group in groups if group.is_open] == [
        "Symptoms and functioning", "Adherence", "Plasma level"]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "verdict", "status"),
    [
        ("met", "trrip_minimum", "met"),
        ("open", "trrip_minimum", "unknown"),
        ("not_met", "trrip_minimum", "not_met"),
        ("clozapine", "clozapine_resistance", "not_met"),
    ],
)
def test_an_example_ends_as_its_title_says(wanted: str, verdict: str, status: str) -> None:
    (note,) = [one.note for one in EXAMPLES if one.id == wanted]
    draft = read(note)
    assert check_case(draft.case, draft).verdicts[verdict] == status
    assert len(EXAMPLES) == 4
