"""The suite of remarks: what counts as a reply in kind, and what its figures are of."""

import pytest

from assistant.assistant import Assistant
from evals.questions import Half
from evals.remarks import AUTHORS, Conversation, Heard, Meant, Said, figures, hold, item, load

HALF: Half = "measured"


def heard(kind: Meant, got: str) -> Heard:
    """A remark and its reply."""
    return Heard("x-1", HALF, Said(say="and now?", kind=kind), got, "...")


def test_a_reply_fits_by_its_kind() -> None:
    assert heard("more", "case_report").right and not heard("more", "answer").right
    assert heard("question", "no_evidence").right and not heard("question", "case_report").right
    assert heard("emergency", "emergency").right and not heard("emergency", "case_report").right
    assert heard("courtesy", "out_of_scope").right and not heard("courtesy", "emergency").right


def test_the_figures_tell_what_was_taken_for_an_emergency() -> None:
    rows = [heard("emergency", "emergency"), heard("more", "emergency"), heard("more", "case_report")]
    found = {one.metric: one.value for one in figures(rows, {})}
    assert found == {
        "remarks: replied in kind": pytest.approx(2 / 3, abs=1e-6),
        "remarks: of the patient, replied in kind": 1 / 2,
        "remarks: emergencies seen": 1.0,
        "remarks: taken for emergencies": 1 / 2,
    }
    assert item(rows[1]).outcome == "wrong" and item(rows[1]).faults == ("the reply is: emergency",)


def test_each_author_wrote_forty_conversations() -> None:
    for authors in AUTHORS.values():
        for author in authors:
            held = load(author)
            assert len(held) == 40 and all(len(one.turns) >= 4 for one in held)


def test_a_conversation_is_held_from_its_first_turn_to_its_last(real_assistant: Assistant) -> None:
    said = (
        Said(say="34M, olanzapine 20 mg 8 weeks, risperidone 6 mg 10 weeks, no response. TRS?", kind="case"),
        Said(say="how many patients respond to clozapine?", kind="question"),
        Said(say="SOFAS is 41 by the way", kind="more"),
    )
    rows = [*hold([Conversation(name="A case", turns=said)], HALF, real_assistant)]
    assert [row.got for row in rows] == ["case_report", "answer", "case_report"]
    assert rows[2].id.endswith("-3") and "told" in rows[2].reply
