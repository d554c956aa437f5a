"""The pages that check a patient: a note in, what was read of it to correct, and the report. Nothing is stored.

With scripts a part of the page is swapped, without them the whole page comes back. Patients' words are sent in the
bodies of forms only, never in an address.
"""

from datetime import datetime
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from api.case_again import Carried, carried
from api.case_asks import answered
from api.case_examples import EXAMPLES, example
from api.case_fields import CASE, LEVEL, PANSS, PERCENT, SOFAS, SOURCES, TRIAL
from api.case_form import Fields, Filled, Laid, filled, rows_shown, shown
from api.case_note import pieces, words_read
from api.case_show import CaseShown
from api.case_told import kept, told
from api.deps import Answering, Assistant
from api.pages import page
from api.render import render
from assistant.cases import read
from assistant.criteria import check_case
from assistant.criteria.types import CaseDraft, CaseReport, PatientCase
from assistant.errors import BadInput

cases = APIRouter(prefix="/cases", include_in_schema=False, default_response_class=HTMLResponse)

MOST_FIELDS = 5000
FORM = {"case_fields": CASE, "level_fields": LEVEL, "trial_fields": TRIAL, "panss": PANSS, "percent": PERCENT,
        "sofas": SOFAS, "sources_known": SOURCES}  # fmt: skip
NOTHING = CaseDraft(text="", case=PatientCase())


async def typed(request: Request) -> Fields:
    """Every field of a form with all that was sent under its name; answers to questions laid into it."""
    sent: dict[str, list[str]] = {}
    for name, value in (await request.form(max_fields=MOST_FIELDS)).multi_items():
        sent.setdefault(name, []).append(value if isinstance(value, str) else "")
    return answered(sent)


Typed = Annotated[Fields, Depends(typed)]
Scripted = Annotated[str, Header(alias="HX-Request")]


@cases.get("")
def empty(assistant: Assistant) -> str:
    """The empty page."""
    return page(assistant, "cases.html", **_desk(Desk(NOTHING, shown(NOTHING.case), Filled(NOTHING, ()))))


@cases.post("/read")
def read_note(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """A note, an example, or a draft that the chat has read: what was read and the report on it.

    With `keep`, what was corrected or said to hold before is laid over what is read now. `holds` and `reopened` are the
    buttons that say of a remark that it holds, and that it does not.
    """
    note = example(_one(fields, "example")) or _one(fields, "note")
    if "draft" in fields and not {"note", "example"} & fields.keys():
        draft = _draft(fields)
        return _answer(assistant, Desk(draft, shown(draft.case), Filled(draft, ())), bool(hx_request))
    goes_on = any(fields.get(name) for name in ("keep", "holds", "reopened"))
    before = _draft(fields)
    try:
        draft = read(note, held=_held(before, fields) if goes_on else ())
    except BadInput as error:
        desk = Desk(before, {**fields, "note": [note]}, Filled(NOTHING, ()), refusal=error)
        return _answer(assistant, desk, bool(hx_request))
    again = carried(before, fields, draft) if goes_on else Carried(dict(shown(draft.case)))
    stands = {**again.fields, "was": fields.get("was", ())} if goes_on else again.fields
    desk = Desk(draft, stands, filled(draft, stands), again=again)
    return _answer(assistant, desk, bool(hx_request))


@cases.post("/check")
def check(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """The report on the form as corrected: for scripts the report and the marks in the note alone."""
    desk = _typed_over(fields)
    if not hx_request:
        return _answer(assistant, desk, False)
    return HTMLResponse(render("case_checked.html", **_desk(desk)), _status(desk))


@cases.post("/row")
def add_row(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """The same form with an empty row more."""
    return _answer(assistant, _typed_over(fields), bool(hx_request))


@cases.post("/print")
def printable(assistant: Assistant, fields: Typed) -> Response:
    """The report for a patient's notes, with room for date and signature; with problems the form again."""
    desk = _typed_over(fields)
    if desk.form.problems:
        return _answer(assistant, desk, False)
    report = _checked(desk.form)
    sent = {name: texts for name, texts in fields.items() if name not in ("note", "was")}
    made = f"{datetime.now().astimezone():%-d %B %Y, %H:%M}"
    values = {"shown": CaseShown(report, printed=True), "told": told(report.case), "fields": sent, "made": made}
    return HTMLResponse(render("case_print.html", version=assistant.version, **values))


@cases.post("/report")
def download(assistant: Assistant, fields: Typed) -> Response:
    """The report as JSON, for `trs check --replay`; with problems the form again."""
    desk = _typed_over(fields)
    if desk.form.problems:
        return _answer(assistant, desk, False)
    named = {"Content-Disposition": 'attachment; filename="case-report.json"'}
    return Response(_checked(desk.form).model_dump_json(indent=2), media_type="application/json", headers=named)


class Desk(NamedTuple):
    """What lies on the page: what was read, what the form holds, and what that was understood as."""

    draft: CaseDraft
    fields: Fields
    form: Filled
    refusal: BadInput | None = None
    again: Carried | None = None  # what became of earlier corrections when the note was read again


def _typed_over(fields: Fields) -> Desk:
    draft = _draft(fields)
    return Desk(draft, fields, filled(draft, fields))


def _one(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _draft(fields: Fields) -> CaseDraft:
    """The draft that the form carries. Words that do not stand in its note are refused."""
    try:
        draft = CaseDraft.model_validate_json(_one(fields, "draft") or NOTHING.model_dump_json())
    except ValidationError as error:
        raise _spoilt() from error
    spans = [*(span for found in draft.evidence.values() for span in found), *draft.not_understood, *draft.held,
             *(one.remark for one in draft.questions if one.remark),
             *(span for one in draft.contradictions for span in one.spans),
             *(one.span for one in draft.refused if one.span)]  # fmt: skip
    if any(draft.text[span.start : span.end] != span.quote for span in spans):
        raise _spoilt()
    return draft


def _held(before: CaseDraft, fields: Fields) -> set[str]:
    """The remarks of a note that hold, after the button that was pressed; a form breaks their lines in its own way."""
    reopened = {" ".join(one.split()) for one in fields.get("reopened", ())}
    held = {" ".join(span.quote.split()) for span in before.held}
    return (held | {*fields.get("holds", ())}) - reopened


def _spoilt() -> BadInput:
    return BadInput("What was read from the note did not arrive whole.", to="draft", do="Read the note again.")


def _checked(form: Filled) -> CaseReport:
    draft = form.draft if form.draft.text else None
    return check_case(form.draft.case, draft, form.draft.asked)


def _is_empty(form: Filled) -> bool:
    return not form.draft.text and form.draft.case == PatientCase()


def _status(desk: Desk) -> int:
    return 422 if desk.refusal or desk.form.problems else 200


def _answer(assistant: Answering, desk: Desk, part: bool) -> Response:
    """Note, report and form: for scripts that part of the page, else the page."""
    if part:
        return HTMLResponse(render("case_desk.html", **_desk(desk)), _status(desk))
    return HTMLResponse(page(assistant, "cases.html", **_desk(desk)), _status(desk))


def _desk(desk: Desk) -> dict[str, object]:
    """What the templates show of it: the report, or what is wrong in its place."""
    draft, form = desk.draft, desk.form
    stands = {**shown(draft.case), **desk.fields}
    laid = Laid(stands, form.places)
    wrong = bool(form.problems) or desk.refusal is not None or _is_empty(form)
    return {
        **FORM,
        "shown": None if wrong else CaseShown(_checked(form), laid=laid, was=_one(desk.fields, "was")),
        "problems": form.problems,
        "refusal": desk.refusal,
        "draft": draft.model_dump_json(),
        "note": _one(desk.fields, "note") if "note" in desk.fields else draft.text,
        "pieces": list(pieces(form.draft, laid)) if draft.text else [],
        "words_read": words_read(form.draft, laid),
        "fields": stands,
        "rows": {name: rows_shown(name, stands) for name in ("trials", "levels")},
        "kept": kept(draft.case),
        "amiss": {problem.field for problem in form.problems if problem.field},
        "again": desk.again,
        "examples": EXAMPLES,
    }
