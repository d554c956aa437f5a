"""The pages that check a patient: a note in, what was read of it to correct, and the report. Nothing is stored.

With scripts a part of the page is swapped, without them the whole page comes back. Patients' words are sent in the
bodies of forms only, never in an address.
"""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from api.case_fields import CASE, LEVEL, PANSS, PERCENT, SOFAS, SOURCES, TRIAL
from api.case_form import Fields, Filled, filled, rows_shown, shown
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


async def typed(request: Request) -> dict[str, list[str]]:
    """Every field of a form with all that was sent under its name."""
    sent: dict[str, list[str]] = {}
    for name, value in (await request.form(max_fields=MOST_FIELDS)).multi_items():
        sent.setdefault(name, []).append(value if isinstance(value, str) else "")
    return sent


Typed = Annotated[dict[str, list[str]], Depends(typed)]
Scripted = Annotated[str, Header(alias="HX-Request")]


@cases.get("")
def empty(assistant: Assistant) -> str:
    """The empty page."""
    return _page(assistant, NOTHING, shown(NOTHING.case), None)


@cases.post("/read")
def read_note(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """A note, or a draft that the chat has read: what was read and the report on it."""
    note = "".join(fields.get("note", ()))
    try:
        draft = _draft(fields) if "draft" in fields else read(note)
    except BadInput as error:
        unread = NOTHING.model_copy(update={"text": note})
        return _answer(assistant, unread, shown(unread.case), Filled(unread, ()), bool(hx_request), refusal=error)
    return _answer(assistant, draft, shown(draft.case), Filled(draft, ()), bool(hx_request))


@cases.post("/check")
def check(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """The report on the form as corrected: for scripts the report alone."""
    draft = _draft(fields)
    form = filled(draft, fields)
    if not hx_request:
        return _answer(assistant, draft, fields, form, False)
    return HTMLResponse(render("case_result.html", **_result(form)), _status(form))


@cases.post("/row")
def add_row(assistant: Assistant, fields: Typed, hx_request: Scripted = "") -> Response:
    """The same form with an empty row more."""
    draft = _draft(fields)
    return _answer(assistant, draft, fields, filled(draft, fields), bool(hx_request))


@cases.post("/print")
def printable(assistant: Assistant, fields: Typed) -> Response:
    """The report for a patient's notes, with room for date and signature; with problems the form again."""
    draft = _draft(fields)
    form = filled(draft, fields)
    if form.problems:
        return _answer(assistant, draft, fields, form, False)
    report = _checked(form)
    values = {"shown": CaseShown(report, printed=True), "told": told(report.case), "fields": fields}
    return HTMLResponse(render("case_print.html", version=assistant.version, **values))


@cases.post("/report")
def download(assistant: Assistant, fields: Typed) -> Response:
    """The report as JSON, for `trs check --replay`; with problems the form again."""
    draft = _draft(fields)
    form = filled(draft, fields)
    if form.problems:
        return _answer(assistant, draft, fields, form, False)
    named = {"Content-Disposition": 'attachment; filename="case-report.json"'}
    return Response(_checked(form).model_dump_json(indent=2), media_type="application/json", headers=named)


def _draft(fields: Fields) -> CaseDraft:
    """The draft that the form carries. Words that do not stand in its note are refused."""
    try:
        draft = CaseDraft.model_validate_json("".join(fields.get("draft", ("",))) or NOTHING.model_dump_json())
    except ValidationError as error:
        raise _spoilt() from error
    spans = [span for found in draft.evidence.values() for span in found]
    if any(draft.text[span.start : span.end] != span.quote for span in spans):
        raise _spoilt()
    return draft


def _spoilt() -> BadInput:
    return BadInput("What was read from the note did not arrive whole.", to="draft", do="Read the note again.")


def _checked(form: Filled) -> CaseReport:
    draft = form.draft if form.draft.text else None
    return check_case(form.draft.case, draft, form.draft.asked)


def _is_empty(form: Filled) -> bool:
    return not form.draft.text and form.draft.case == PatientCase()


def _status(form: Filled) -> int:
    return 422 if form.problems else 200


def _result(form: Filled, refusal: BadInput | None = None) -> dict[str, object]:
    """What stands where the report does: the report, or what is wrong."""
    wrong = bool(form.problems) or refusal is not None or _is_empty(form)
    return {"shown": None if wrong else CaseShown(_checked(form)), "problems": form.problems, "refusal": refusal}


def _answer(
    assistant: Answering, draft: CaseDraft, fields: Fields, form: Filled, part: bool, *, refusal: BadInput | None = None
) -> Response:
    """Form and report: for scripts that part of the page, else the page."""
    status = 422 if refusal else _status(form)
    if part:
        return HTMLResponse(render("case_desk.html", **_desk(draft, fields, form, refusal)), status)
    return HTMLResponse(_page(assistant, draft, fields, form, refusal), status)


def _page(
    assistant: Answering, draft: CaseDraft, fields: Fields, form: Filled | None, refusal: BadInput | None = None
) -> str:
    return page(assistant, "cases.html", note=draft.text, **_desk(draft, fields, form or Filled(draft, ()), refusal))


def _desk(draft: CaseDraft, fields: Fields, form: Filled, refusal: BadInput | None) -> dict[str, object]:
    stands = {**shown(draft.case), **fields}
    rows = {name: rows_shown(name, stands) for name in ("trials", "levels")}
    return {
        **FORM,
        **_result(form, refusal),
        "draft": (NOTHING if refusal else draft).model_dump_json(),
        "fields": stands,
        "rows": rows,
        "kept": kept(draft.case),
        "amiss": _addresses(problem.field for problem in form.problems),
    }


def _addresses(found: Iterable[str]) -> set[str]:
    return {one for one in found if one}
