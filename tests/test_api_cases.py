"""The pages that check a patient: notes read, fields laid over what was read, impossible values, hostile text."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api import case_told
from api.case_form import Fields, filled, shown
from api.case_note import pieces
from api.case_show import CaseShown
from api.case_values import WEEKS, shown_range, typed_range
from api.main import create_app
from api.pages import turned
from assistant.cases import read, replay
from assistant.criteria import check_case
from assistant.criteria.ranges import Range
from assistant.criteria.types import CaseDraft, CaseReport
from tests.fake_assistant import FakeAssistant

NOTE = (
    "34-year-old man with schizophrenia, on treatment for 9 years. Olanzapine 20 mg daily for 8 weeks at that dose "
    "after 2 weeks of titration, no response. Risperidone 6 mg/day for 6-8 weeks, no response. Haloperidol decanoate "
    "150 mg every 4 weeks for 5 months, no response. PANSS 92: P1 5, P2 4, P3 6, G9 5. SOFAS 42. Symptoms persistent "
    "for 7 months. Adherence about 85% by pill count and carer report. Olanzapine level 34 ng/mL, trough. ANC 2100/uL. "
    "He grows tomatoes and plays chess. Does he meet criteria for treatment-resistant schizophrenia?"
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> olanzapine 20 mg for 8 weeks \"'><b>bold</b>"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeAssistant]:
    assistant = FakeAssistant(tmp_path_factory.mktemp("cases"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def web(fake: FakeAssistant) -> TestClient:
    return TestClient(create_app(fake), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def draft() -> CaseDraft:
    return read(NOTE)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def form(draft: CaseDraft, **typed: str | list[str]) -> dict[str, Any]:
    """The form as a browser sends it, with other texts typed; "__" stands for the dot in an address."""
    sent: dict[str, Any] = {"draft": draft.model_dump_json(), **shown(draft.case)}
    return sent | {name.replace("__", "."): text for name, text in typed.items()}


def typed(draft: CaseDraft, **changes: str | list[str]) -> Fields:
    sent = {name: [text] if isinstance(text, str) else text for name, text in changes.items()}
    return {**shown(draft.case), **{name.replace("__", "."): text for name, text in sent.items()}}


# The form laid over what was read


def test_a_form_that_is_sent_back_as_it_came_changes_nothing(draft: CaseDraft) -> None:
    assert filled(draft, typed(draft))[:2] == (draft, ())
    assert filled(draft, {})[:2] == (draft, ())


def test_an_edit_keeps_all_that_the_form_does_not_show(draft: CaseDraft) -> None:
    case = filled(draft, typed(draft, trials__0__days_at_dose="5", sofas="55")).draft.case
    assert case.trials[0].days_at_dose == Range(low=35, high=35)
    assert case.trials[1:] == draft.case.trials[1:]
    assert case.neutrophils == draft.case.neutrophils != ()
    assert case.ratings[0].items == {"P1": 5, "P2": 4, "P3": 6, "G9": 5}
    assert [one.score for one in case.ratings if one.scale == "SOFAS"] == [Range(low=55, high=55)]
    assert case.model_dump(exclude={"trials", "ratings"}) == draft.case.model_dump(exclude={"trials", "ratings"})


def test_what_was_changed_is_no_longer_said_by_the_note(draft: CaseDraft) -> None:
    after = filled(draft, typed(draft, trials__0__days_at_dose="5", panss__P1="")).draft
    assert "trials.0.days_at_dose" not in after.evidence
    assert "P1 5" not in [span.quote for span in after.evidence["ratings.0.PANSS"]]
    assert [(one.words, one.why) for one in CaseShown(check_case(after.case, after)).corrections] == [
        ("P1 5", "Corrected by hand: PANSS P1: now not known."),
        ("8 weeks", "Corrected by hand: Trial 1, weeks at dose: now 5."),
    ]


def test_a_row_left_out_takes_its_words_along_and_the_rest_moves_up(draft: CaseDraft) -> None:
    after = filled(draft, typed(draft, trials__0__left_out="1")).draft
    assert [trial.drug for trial in after.case.trials] == ["risperidone", "haloperidol decanoate"]
    assert after.evidence["trials.0.dose_mg"] == draft.evidence["trials.1.dose_mg"]
    assert after.evidence["trials.1.interval_days"] == draft.evidence["trials.2.interval_days"]
    assert any("Trial 1 of the note is left out" in one.why for one in after.refused)


def test_a_row_and_a_level_typed_by_hand_are_taken(draft: CaseDraft) -> None:
    after = filled(
        draft,
        typed(draft, trials__7__drug="Amisulpride", trials__7__dose_mg="800 mg", trials__7__response="partial",
              levels__1__drug="olanzapine", levels__1__value="<40", levels__1__unit="ng/mL",
              levels__1__unannounced="yes",
              adherence__sources=["", "pill_count"], other_trials="no"),
    ).draft.case  # fmt: skip
    assert after.trials[3].model_dump(exclude_defaults=True, mode="json") == {
        "drug": "Amisulpride", "dose_mg": 800, "response": "partial"}  # fmt: skip
    assert (after.levels[1].value, after.levels[1].unannounced) == (Range(high=40, high_open=True), True)
    assert after.adherence and after.adherence.sources == ("pill_count",)
    assert after.other_trials is False


@pytest.mark.parametrize(
    ("address", "text", "what", "do"),
    [
        ("trials.0.dose_mg", "99999", "Trial 1, dose, mg: 99999 is not possible.", "Give 0 to 5,000 mg"),
        ("trials.0.days_at_dose", "ages", "Trial 1, weeks at dose: ages is not possible.", "Type a number"),
        ("trials.1.days_at_dose", "8-6", "Trial 2, weeks at dose: 8-6 is not possible.", "wrong order"),
        ("trials.1.response", "splendid", "Trial 2, outcome: splendid is not possible.", "Input should be"),
        ("trials.0.drug", "", "Trial 1 names no drug.", "leave the row out"),
        ("panss.P1", "8", "PANSS P1: 8 is not possible.", "1 to 7"),
        ("sofas", "420", "SOFAS: 420 is not possible.", "Give 0 to 100"),
        ("adherence.percent", "120%", "Doses taken, %: 120% is not possible.", "Give 0 to 100"),
        ("symptom_days", "9999999", "Symptoms, weeks: 9999999 is not possible.", "36,500 days"),
    ],
)
def test_an_impossible_value_is_named_with_what_to_do(
    draft: CaseDraft, address: str, text: str, what: str, do: str
) -> None:
    before, problems, _ = filled(draft, typed(draft, **{address.replace(".", "__"): text}))
    assert before == draft
    assert [(one.field, one.what) for one in problems] == [(address, what)]
    assert do in problems[0].do


BOUND = st.integers(0, 400) | st.fractions(0, 400, max_denominator=16)


@given(st.tuples(BOUND, BOUND), st.sampled_from(("exact", "both", "low", "high")), st.booleans(), st.booleans())
def test_every_range_is_read_back_as_it_was_shown(bounds: Any, kind: str, low_open: bool, high_open: bool) -> None:
    low, high = sorted(bounds)
    value = {
        "exact": Range(low=low, high=low),
        "both": Range(low=low, high=high, low_open=low_open, high_open=high_open),
        "low": Range(low=low, low_open=low_open),
        "high": Range(high=high, high_open=high_open),
    }[kind]
    for units in (WEEKS, {"": 1}):
        again = typed_range(shown_range(value, units), units)
        assert again == value


# The note as read


def test_the_note_is_shown_whole_with_what_was_read_marked(draft: CaseDraft) -> None:
    cut = list(pieces(draft))
    assert "".join(piece.text for piece in cut) == NOTE
    assert {piece.text: piece.says for piece in cut if piece.kind == "read"}["8 weeks"] == (
        "Trial 1, weeks at dose: 56 days"
    )
    assert [piece.text for piece in cut if piece.kind == "unread"] == ["He grows tomatoes and plays chess."]


def test_what_has_no_field_is_told_beside_the_form(draft: CaseDraft) -> None:
    kept = dict(case_told.kept(draft.case))
    assert kept["Trial 1, titrated"] == "yes"
    assert any(words.startswith("2,100") for words in kept.values())


# The pages


def test_the_empty_page_offers_a_note_and_a_form(web: TestClient) -> None:
    page = web.get("/cases")
    assert page.status_code == 200
    assert "do not type what identifies a patient" in page.text
    assert 'id="trials.0.drug"' in page.text
    assert '<a href="/cases">Check a patient</a>' in web.get("/").text


def test_a_note_is_read_without_scripts_into_form_and_report(web: TestClient) -> None:
    page = web.post("/cases/read", data={"note": NOTE.replace(". ", ".\r\n")})
    text = words(page.text)
    for expected in ("Trial 1: olanzapine", "TRRIP minimum ✓ met", "Not understood, so not used",
                     "The verdict depends on the dose table", "What would decide it", "At a glance",
                     "The trials beside their limits", "By definition", "INTEGRATE 2025",
                     "no diagnosis and no order"):  # fmt: skip
        assert expected in text
    assert re.search(r'id="trials.1.days_at_dose"[^>]* value="6-8"', page.text)


def test_scripts_get_the_part_that_changes(web: TestClient, draft: CaseDraft) -> None:
    desk = web.post("/cases/read", data={"note": NOTE}, headers=SCRIPT).text
    assert "<html" not in desk and 'id="case-form"' in desk and 'class="case-report"' in desk
    report = web.post("/cases/check", data=form(draft, adherence__percent="90"), headers=SCRIPT).text
    assert 'id="case-form"' not in report
    assert "TRRIP minimum ✓ met" in words(report)
    assert "now 90. The note says about 85% ." in words(report)


def test_an_impossible_value_loses_nothing_without_scripts(web: TestClient, draft: CaseDraft) -> None:
    page = web.post("/cases/check", data=form(draft, trials__0__dose_mg="99999", sofas="41"))
    assert page.status_code == 422
    assert '<a href="#trials.0.dose_mg">' in page.text
    assert re.search(r'id="trials.0.dose_mg"[^>]* value="99999"[^>]*aria-invalid="true"', page.text, re.S)
    assert re.search(r'id="sofas"[^>]* value="41"', page.text)
    assert draft.model_dump_json() in unescape(page.text)
    assert 'class="case-report"' not in page.text


def test_more_rows_keep_what_was_typed(web: TestClient, draft: CaseDraft) -> None:
    page = web.post("/cases/row", data=form(draft, trials__3__drug="sulpiride"), headers=SCRIPT).text
    assert re.search(r'id="trials.3.drug"[^>]* value="sulpiride"', page)
    assert re.search(r'id="trials.4.drug"[^>]* value=""', page)


def test_a_form_without_a_note_is_checked(web: TestClient) -> None:
    page = web.post("/cases/check", data={"draft": "", "trials.0.drug": "olanzapine", "trials.0.dose_mg": "20"})
    assert "TRRIP minimum ✗ not met" in words(page.text)  # one trial, and no other is known of
    assert "The note as read" not in page.text


def test_a_conversion_is_shown_first_and_the_criteria_of_a_patient_are_folded(web: TestClient) -> None:
    note = "haloperidol 10 mg in chlorpromazine equivalents?"
    page = web.post("/cases/read", data={"note": note}).text
    said = words(page)
    assert "haloperidol 10 mg/day is 600 mg/day by Gardner 2010" in said and "At a glance" not in said
    assert said.index("Woods, J Clin Psychiatry 2003") < said.index("By every criterion, as if it were all")


@pytest.mark.parametrize(
    ("note", "what"), [(" ", "The note is empty."), ("x" * 60_000, "The note has 60,000 characters")]
)
def test_a_note_that_cannot_be_read_says_so_and_stays(web: TestClient, note: str, what: str) -> None:
    page = web.post("/cases/read", data={"note": note})
    assert page.status_code == 422
    assert what in words(page.text)
    assert note.strip() in page.text


@pytest.mark.parametrize("spoilt", ["{", '{"text": 1}', "moved"])
def test_a_draft_that_does_not_hold_together_is_refused(web: TestClient, draft: CaseDraft, spoilt: str) -> None:
    sent = spoilt if spoilt != "moved" else draft.model_copy(update={"text": "other words"}).model_dump_json()
    page = web.post("/cases/check", data={"draft": sent})
    assert (page.status_code, "Read the note again." in page.text) == (422, True)


@pytest.mark.parametrize("place", ["not_understood", "refused", "held", "questions"])
def test_words_that_do_not_stand_in_the_note_are_refused_wherever_they_are_quoted(web: TestClient, place: str) -> None:
    span = {"start": 0, "end": 3, "quote": "olz"}
    ones = {
        "refused": {"words": "olz", "why": "impossible", "span": span},
        "questions": {"datum": "levels", "question": "Does it count?", "reason": "", "remark": span},
    }
    sent = json.dumps({"text": "other words", "case": {}, place: [ones.get(place, span)]})
    assert web.post("/cases/check", data={"draft": sent}).status_code == 422


def test_an_answer_changes_the_report_and_the_page_says_what_became_of_the_verdicts(web: TestClient) -> None:
    note = NOTE.replace("Adherence about 85% by", "Adherence known from")
    page = web.post("/cases/read", data={"note": note}).text
    was = re.search(r'name="was" value="([^"]*)"', page)
    assert was and 'name="answer.adherence.percent"' in page
    sent = form(read(note), was=unescape(was[1]))
    answer = web.post("/cases/check", data=sent | {"answer.adherence.percent": "90"}).text
    assert "TRRIP minimum: cannot tell yet → met." in words(answer)
    assert re.search(r'id="adherence.percent"[^>]* value="90"', answer)


REMARK = "He was abroad for some of it."
WITH_A_REMARK = re.sub(
    "Haloperidol.*?no response. ", "", NOTE.replace("titration, no response.", f"titration, no response. {REMARK}")
)


def test_a_remark_is_settled_by_its_button_and_opened_again(web: TestClient) -> None:
    page = web.post("/cases/read", data={"note": WITH_A_REMARK}).text
    assert "cannot tell yet" in words(page) and f'name="holds" value="{REMARK}"' in page
    draft = read(WITH_A_REMARK)
    sent = form(draft, note=WITH_A_REMARK, was="trrip_minimum=unknown", sofas="44")
    settled = web.post("/cases/read", data=sent | {"holds": REMARK}).text
    assert "TRRIP minimum: cannot tell yet → met." in words(settled) and 'name="holds"' not in settled
    assert re.search(r'id="sofas"[^>]* value="44"', settled)  # what was corrected by hand stays
    assert f'name="reopened" value="{REMARK}"' in settled
    carried = unescape(re.search(r'name="draft" value="([^"]*)"', settled)[1])  # type: ignore[index]
    again = web.post("/cases/check", data={**form(CaseDraft.model_validate_json(carried)), "draft": carried}).text
    assert "Said to hold" in words(again)
    opened = web.post("/cases/read", data={"note": WITH_A_REMARK, "draft": carried, "reopened": REMARK}).text
    assert f'name="holds" value="{REMARK}"' in opened and "Said to hold" not in words(opened)


def test_what_was_said_to_hold_is_forgotten_with_another_note(web: TestClient) -> None:
    held = read(WITH_A_REMARK, held=[REMARK]).model_dump_json()
    kept = web.post("/cases/read", data={"note": WITH_A_REMARK, "draft": held, "keep": "1"}).text
    assert "Said to hold" in words(kept)
    anew = web.post("/cases/read", data={"note": WITH_A_REMARK, "draft": held}).text
    assert "Said to hold" not in words(anew) and 'name="holds"' in anew


def test_a_note_that_is_being_changed_survives_a_check(web: TestClient, draft: CaseDraft) -> None:
    page = web.post("/cases/check", data=form(draft, note=NOTE + " And more.")).text
    assert "And more.</textarea>" in unescape(page)
    assert "And more." not in words(page.partition('id="note-read"')[2].partition("</p>")[0])


def test_every_bar_has_a_name_and_a_description_and_no_style_of_its_own(web: TestClient) -> None:
    page = web.post("/cases/read", data={"note": NOTE}).text
    bars = re.findall(r'<svg class="drawing" role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert len(bars) == 9
    for title, description in bars:
        assert page.count(f'<title id="{title}">') == page.count(f'<desc id="{description}">') == 1
    assert "8 weeks, limit 6 weeks" in page
    assert not re.search(r"\sstyle=|<style", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_an_example_is_read_like_any_note(web: TestClient) -> None:
    page = web.post("/cases/read", data={"example": "clozapine"}).text
    assert "clozapine 290 ng/mL" in words(page)
    assert web.post("/cases/read", data={"example": "another"}).status_code == 422


def test_the_printed_page_is_a_certificate_without_scripts(web: TestClient, draft: CaseDraft) -> None:
    page = web.post("/cases/print", data=form(draft, adherence__percent="90")).text
    proof = check_case(draft.case, draft).certificate
    assert proof and proof.ruleset_hash in page and f"checker version {proof.version}" in words(page)
    assert "<script" not in page and "<details" in page and '<details class="more" >' not in page
    for expected in ("Name and signature", "Adherence : 90% of doses; known from carer's report, pill count",
                     "Trial 2 : risperidone; dose 6 mg"):  # fmt: skip
        assert expected in words(page)


def test_the_downloaded_report_is_proven_by_a_replay(web: TestClient, draft: CaseDraft) -> None:
    sent = web.post("/cases/report", data=form(draft, trials__0__left_out="1", adherence__percent="90"))
    assert sent.headers["content-disposition"] == 'attachment; filename="case-report.json"'
    report = CaseReport.model_validate_json(sent.text)
    assert replay(report).proven
    assert json.loads(sent.text)["case"]["adherence"]["percent"] == 90


@pytest.mark.parametrize("path", ["/cases/print", "/cases/report"])
def test_nothing_is_printed_or_sent_of_an_impossible_case(web: TestClient, draft: CaseDraft, path: str) -> None:
    page = web.post(path, data=form(draft, sofas="420"))
    assert (page.status_code, "SOFAS: 420 is not possible." in page.text) == (422, True)


def test_hostile_text_is_shown_as_text(web: TestClient) -> None:
    hostile = read(HOSTILE)
    fields = form(
        hostile, trials__0__drug="<img src=x onerror=alert(3)>", trials__1__drug='"><script>alert(4)</script>'
    )
    pages = [web.post("/cases/read", data={"note": HOSTILE}).text]
    pages += [web.post(f"/cases/{where}", data=fields).text for where in ("check", "print", "row")]
    for page in pages:
        assert not re.search(r"<script>|<img|<b>|onerror=alert\(\d\)>(?!.*&)", page.replace("&lt;", "&"))
        assert "&lt;img" in page


def test_the_chat_shows_the_report_and_leads_to_its_form(
    web: TestClient, fake: FakeAssistant, draft: CaseDraft
) -> None:
    from api.render import render

    report = check_case(draft.case, draft)
    turn = turned(fake, "c1", "k1", NOTE, report)
    streamed = render("stream/replied.html", turn=turn)
    assert f"Checked. {report.headline}" in words(streamed)
    assert 'class="turn case_report"' in streamed and "Criterion by criterion" in streamed
    carried = re.search(r'name="draft" value="([^"]*)"', streamed)
    assert carried
    conversation, _ = fake.store.append(None, NOTE, report, 1.0)
    assert "Correct what was read" in web.get(f"/conversations/{conversation}").text
    page = web.post("/cases/read", data={"draft": unescape(carried[1])})
    assert "Trial 1: olanzapine" in words(page.text)
    assert NOTE in unescape(page.text)
