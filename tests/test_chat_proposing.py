"""What a chat model reads in a note: pointed out for the reader to confirm, never counted."""

import json
from typing import Any

import pytest

from assistant import cases
from assistant.criteria.types import CaseReport
from tests.chat_server import Manner, fails, says, serving
from tests.chatting import Build

NOTE = (
    "My patient failed olanzapine 20 mg for 8 weeks. Then she took risperidone 6 mg from New Year until Easter and came"
    " out of it the same woman. Her mother has been ill for 30 weeks. Does she have TRS?"
)
WORDS = "came out of it the same woman"
NO_RESPONSE = {"path": "trials.1.response", "value": "none", "quote": WORDS}


def proposes(*values: dict[str, Any]) -> Manner:
    return says(json.dumps({"values": [*values]}))


def reported(build: Build, manner: Manner, **chosen: Any) -> tuple[CaseReport, int]:
    """The report on the note, and how often the model was asked."""
    with serving(manner) as server:
        reply = build(server, **{"chat_reads_notes": True} | chosen).ask(NOTE).reply
        assert isinstance(reply, CaseReport)
        return reply, len(server.requests)


def test_no_note_leaves_the_machine_unless_that_is_set(build: Build) -> None:
    report, asked = reported(build, proposes(NO_RESPONSE), chat_reads_notes=False)
    assert (report, asked) == (cases.report(NOTE), 0)


def test_what_a_model_points_out_is_listed_with_its_words_and_changes_no_verdict(build: Build) -> None:
    report, _ = reported(build, proposes(NO_RESPONSE))
    plain = cases.report(NOTE)
    assert (report.case, report.verdicts, report.findings, report.questions, report.headline) == (
        plain.case, plain.verdicts, plain.findings, plain.questions, plain.headline
    )  # fmt: skip
    assert report.certificate and plain.certificate
    assert report.certificate.case_hash == plain.certificate.case_hash
    assert cases.replay(report).proven
    assert report.draft and plain.draft
    [pointed_out] = [one for one in report.draft.refused if one not in plain.draft.refused]
    assert pointed_out.words == f"“{WORDS}”" and pointed_out.span
    assert NOTE[pointed_out.span.start : pointed_out.span.end] == WORDS
    assert pointed_out.why.startswith("openai:scripted reads this as an answer to “")
    assert "It was not counted" in pointed_out.why


@pytest.mark.parametrize(
    "manner",
    [
        proposes({"path": "symptom_days", "value": 210, "quote": "ill for 30 weeks"}),
        proposes(NO_RESPONSE | {"quote": "it did nothing for her"}),
        proposes({"path": "trials.1.days_at_dose", "value": 84, "quote": "from New Year until Easter"}),
        proposes({"path": "trials.0.days_at_dose", "value": 56, "quote": "8 weeks"}),
        proposes({"path": "verdicts.trrip_minimum", "value": "met", "quote": "Does she have TRS?"}),
        proposes({"path": "trials.2.drug", "value": "clozapine", "quote": "olanzapine 20 mg"}),
        proposes(),
        says("She meets the criteria."),
        says('{"values": [{"path": "symptom_days"}]}'),
        fails(503),
    ],
    ids=["her mother's", "not in the note", "another number", "read already", "a verdict", "another drug", "nothing",
         "prose", "a part", "an error"],
)  # fmt: skip
def test_what_does_not_hold_is_not_pointed_out(manner: Manner, build: Build) -> None:
    report, asked = reported(build, manner)
    assert (report, asked) == (cases.report(NOTE), 1)
