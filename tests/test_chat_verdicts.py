"""A chat model and verdicts: it may give none, and the checker's report takes their place."""

import pytest

from assistant.assistant import Assistant
from assistant.criteria.types import CaseReport
from assistant.types import Answer
from tests.chat_server import Manner, Request, answers, calls, fails, row, serving
from tests.chatting import DEPAKOTE, DOSE, NAME, Build, answer, events, faithful, texts

CASE = "My patient failed olanzapine 20 mg for 8 weeks and risperidone 6 mg for 8 weeks. Does she have TRS?"


def after_a_case(assistant: Assistant) -> str:
    """A conversation that holds a case."""
    *_, last = assistant.events(CASE)
    assert isinstance(last.reply, CaseReport)
    return last.conversation_id


@pytest.mark.parametrize(
    "manner",
    [
        answers(faithful, ("She meets the criteria for treatment-resistant schizophrenia.", ["s1"])),
        calls("check_criteria"),
        calls("check_criteria", '{"trials": [{"drug": "clozapine", "weeks": 99}]}'),
    ],
    ids=["words of its own", "the tool", "the tool with facts of its own"],
)
def test_where_a_case_was_told_a_verdict_is_replaced_by_the_checkers_report_on_the_users_own_words(
    manner: Manner, build: Build
) -> None:
    with serving(manner) as server:
        assistant = build(server)
        conversation = after_a_case(assistant)
        told = assistant.store.turns(conversation)[0].reply
        seen = events(assistant, DEPAKOTE, conversation)
        assert [tool["function"]["name"] for tool in server.requests[0]["tools"]] == ["check_criteria"]
    assert [event.name for event in seen] == ["routed", "found", "composing", "replied"]
    reply = seen[-1].reply
    assert isinstance(reply, CaseReport) and isinstance(told, CaseReport)
    assert (reply.verdicts, reply.case) == (told.verdicts, told.case)


def test_a_question_in_a_conversation_that_holds_a_case_is_phrased_as_any_other(build: Build) -> None:
    with serving(answers(faithful)) as server:
        assistant = build(server)
        reply = events(assistant, DEPAKOTE, after_a_case(assistant))[-1].reply
    assert isinstance(reply, Answer) and reply.composer == NAME


def test_without_a_case_no_tool_is_offered(build: Build) -> None:
    with serving(answers(faithful)) as server:
        answer(build(server))
        assert "tools" not in server.requests[0]


def test_a_server_that_knows_no_tools_is_asked_without_them_and_this_is_remembered(build: Build) -> None:
    refused = fails(400, "scripted does not support tools")
    with serving(refused, answers(faithful)) as server:
        assistant = build(server)
        conversation = after_a_case(assistant)
        for _ in range(2):
            reply = events(assistant, DEPAKOTE, conversation)[-1].reply
            assert isinstance(reply, Answer) and reply.composer == NAME
        assert ["tools" in request for request in server.requests] == [True, False, False]


def test_a_sentence_of_a_source_copied_word_for_word_is_no_verdict_of_the_model(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copied(request: Request) -> tuple[str, list[str]]:
        found = row(request, DOSE)
        return found["text"], [found["label"]]

    monkeypatch.setattr("assistant.chat.phrasing.states_verdict", lambda _: True)
    with serving(answers(copied)) as server:
        reply = answer(build(server))
    assert reply.composer == NAME and any(DOSE in text for text in texts(reply))
