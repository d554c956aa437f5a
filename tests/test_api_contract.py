"""The OpenAPI document is true: whatever schemathesis makes of it gets only answers that the document describes."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.checks import negative_data_rejection, positive_data_acceptance

from api.main import create_app
from assistant.quiz.types import ITEM_KINDS, QuizRequest
from tests.fake_assistant import BREAKS, CASE, NO_INDEX, NOT_COVERED, ORDER, VALPROATE, FakeAssistant
from tests.fake_index import ARTICLE

# Made at import: schemathesis lists the operations while tests are collected. The folder goes when Python ends.
folder = TemporaryDirectory()
fake = FakeAssistant(Path(folder.name))
schema: Any = schemathesis.openapi.from_asgi("/openapi.json", create_app(fake, allowed_hosts=["testserver"]))


@schema.parametrize()
@settings(max_examples=25)
def test_every_request_that_the_document_allows_or_forbids_is_answered_as_it_says(case: Any) -> None:
    # Which questions and files can be used is for the Assistant to say, and no schema can.
    unsaid = [positive_data_acceptance]
    if case.path.startswith("/v1/cases/"):  # a plain number stands for a range there, and 0 for false
        unsaid.append(negative_data_rejection)
    case.call_and_validate(excluded_checks=unsaid)


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/events"])
@pytest.mark.parametrize("question", [VALPROATE, NOT_COVERED, ORDER, CASE, "", "x" * 5000])
def test_every_kind_of_reply_is_described(path: str, question: str) -> None:
    case = schema[path]["POST"].Case(body={"question": question}, media_type="application/json")
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@pytest.mark.parametrize(("question", "status"), [(NO_INDEX, 503), (BREAKS, 500)])
def test_what_went_wrong_inside_is_described(question: str, status: int) -> None:
    case = schema["/v1/ask"]["POST"].Case(body={"question": question}, media_type="application/json")
    response = case.call()
    assert response.status_code == status
    schema["/v1/ask"]["POST"].validate_response(response)


def test_what_is_stored_is_described() -> None:
    replied = fake.ask(VALPROATE)
    fake.ask(NOT_COVERED, replied.conversation_id)
    uploaded = fake.index.source(fake.ingest_upload("notes.md", b"Levels were measured.").added[0])
    one = {"conversation_id": replied.conversation_id}
    quiz = {"quiz_id": fake.quizzes.make(QuizRequest(count=7, kinds=ITEM_KINDS)).quiz.quiz_id}
    for path, method, parameters in (
        ("/v1/sources/{slug}", "GET", {"slug": ARTICLE.slug}),
        ("/v1/conversations/{conversation_id}", "GET", one),
        ("/v1/conversations/{conversation_id}", "DELETE", one),
        *((f"/v1/quizzes/{{quiz_id}}{rest}", "GET", quiz) for rest in ("", "/reviews")),
        ("/v1/quizzes/{quiz_id}", "DELETE", quiz),
        ("/v1/documents/{source_id}", "DELETE", {"source_id": uploaded.source_id}),
    ):
        response = schema[path][method].Case(path_parameters=parameters).call_and_validate()
        assert response.status_code == (204 if method == "DELETE" else 200)


def test_the_openapi_document_is_this_file() -> None:
    golden = Path(__file__).parent / "golden" / "openapi.json"
    assert schema.raw_schema == json.loads(golden.read_text("utf-8"))
