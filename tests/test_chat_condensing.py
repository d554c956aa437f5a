"""A follow-up rewritten by a chat model: taken only where it says nothing that was not said."""

import json
from pathlib import Path

import pytest

from assistant import cases
from assistant.chat.calls import Allowance, Chat, Limits
from assistant.chat.condensing import condensed
from assistant.chat.provider import ChatModel
from assistant.lexicon import Lexicon
from assistant.records import Turn
from assistant.settings import Settings
from assistant.types import Answer, Reply
from tests.chat_server import ChatServer, Manner, answers, fails, given, says, serving
from tests.chatting import Build
from tests.replies import ANSWER, ORDER

EARLIER = "What dose of valproate was studied with clozapine?"
NOTE = "My patient failed olanzapine 20 mg for 8 weeks. Does she have TRS?"


def turn(question: str, reply: Reply) -> Turn:
    return Turn(reply_id="r", conversation_id="c", ordinal=1, question=question, reply=reply, created_at="")


@pytest.fixture
def turns() -> list[Turn]:
    """A question about valproate, and before it a patient."""
    asked: Answer = ANSWER.model_copy(update={"question": EARLIER, "understood": EARLIER})
    return [turn(NOTE, cases.report(NOTE)), turn(EARLIER, asked)]


def rewritten(server: ChatServer, turns: list[Turn], lexicon: Lexicon, question: str = "And lamotrigine?") -> str:
    settings = Settings(chat_model="openai:scripted", chat_base_url=server.url)
    chat = Chat(ChatModel(settings), Limits(5, 0, 1))
    try:
        return condensed(question, turns, chat, Allowance(5, lambda: False), lexicon)
    finally:
        chat.close()


def gives(question: object) -> Manner:
    return says(json.dumps({"question": question}))


def test_what_only_joins_what_was_said_is_taken(turns: list[Turn], lexicon: Lexicon) -> None:
    question = "What dose of lamotrigine was studied with clozapine?"
    with serving(gives(question)) as server:
        assert rewritten(server, turns, lexicon) == question


@pytest.mark.parametrize(
    "manner",
    [
        gives("What dose of berberine was studied with clozapine?"),
        gives("What dose of lamotrigine was studied with clozapine in 300 patients?"),
        gives("What dose of lamotrigine was not studied with clozapine?"),
        gives("Is lamotrigine dangerous with clozapine?"),
        gives("What dose of valproate was studied with clozapine?"),
        gives("What dose of lamotrigine was studied for her?"),
        gives(""),
        gives(["What dose of lamotrigine?"]),
        gives("What dose of \u202elamotrigine?"),
        says("What dose of lamotrigine was studied with clozapine?"),
        fails(500),
    ],
    ids=[
        "a drug",
        "a figure",
        "a denial",
        "a word",
        "what was said alone",
        "a patient",
        "nothing",
        "a list",
        "signs",
        "prose",
        "an error",
    ],
)
def test_what_brings_in_anything_else_is_not(manner: Manner, turns: list[Turn], lexicon: Lexicon) -> None:
    with serving(manner) as server:
        assert rewritten(server, turns, lexicon) == ""


def test_what_was_told_of_a_patient_is_not_sent(turns: list[Turn], lexicon: Lexicon) -> None:
    with serving(gives("What dose?")) as server:
        rewritten(server, turns, lexicon)
        [request] = server.requests
        assert [one["question"] for one in given(request)] == [EARLIER]
        assert "olanzapine" not in str(request)
        assert rewritten(server, turns[:1], lexicon) == "" and len(server.requests) == 1


@pytest.mark.parametrize("typed", ["and not lamotrigine?", "and lamotrigine twice?", "and lamotrigine in smokers?"])
def test_a_rewriting_that_drops_what_was_typed_is_not_taken(typed: str, turns: list[Turn], lexicon: Lexicon) -> None:
    with serving(gives("What dose of lamotrigine was studied with clozapine?")) as server:
        assert rewritten(server, turns, lexicon, typed) == ""


@pytest.mark.parametrize("typed", ["and for her?", "and my patient?", "and Mrs Smith?"])
def test_a_follow_up_on_a_patient_is_not_sent(typed: str, turns: list[Turn], lexicon: Lexicon) -> None:
    with serving(gives("What dose of valproate for her?")) as server:
        assert rewritten(server, turns, lexicon, typed) == ""
        assert server.requests == []


def test_orders_emergencies_and_what_else_was_said_of_a_patient_are_not_sent(
    turns: list[Turn], lexicon: Lexicon
) -> None:
    urgent = ORDER.model_copy(update={"reason": "emergency"})
    of_one = ANSWER.model_copy(update={"understood": "Is ECT effective for her?"})
    told = [turn("Jane Smith: give 5 mg?", ORDER), turn("5 g, Jane Smith", urgent), turn("for her?", of_one)]
    with serving(gives("What dose of lamotrigine was studied with clozapine?")) as server:
        assert rewritten(server, [*told, *turns], lexicon)
        [request] = server.requests
        assert [one["question"] for one in given(request)] == [EARLIER]
        assert rewritten(server, told, lexicon) == "" and len(server.requests) == 1


def test_a_follow_up_that_the_rules_cannot_place_is_asked_as_the_model_rewrites_it(build: Build) -> None:
    question = "Is lamotrigine better than placebo?"
    with serving(answers(), gives(question), answers()) as server:
        assistant = build(server)
        first = assistant.ask("Is it better than placebo?")
        last = assistant.ask("and lamotrigine?", first.conversation_id)
        assert len(server.requests) == 3
        assert assistant.store.audit(last.reply_id).chat_attempts == 2
    assert last.reply is not None and last.reply.kind == "answer"
    assert (last.reply.question, last.reply.understood) == ("and lamotrigine?", question)


def test_a_question_to_be_read_as_it_stands_and_an_emergency_are_not_rewritten(build: Build) -> None:
    with serving(answers(), gives("Is lamotrigine better than placebo?")) as server:
        assistant = build(server)
        conversation = assistant.ask("Is it better than placebo?").conversation_id
        *_, last = assistant.events("and lamotrigine?", conversation, follows_up=False)
        assert last.reply is not None and last.reply.kind != "case_report"
        assert last.reply.understood == "and lamotrigine?"
        asked = len(server.requests)
        urgent = assistant.ask("He took the whole box just now and will not wake up", conversation).reply
        assert urgent is not None and urgent.kind == "abstention" and urgent.reason == "emergency"
        assert len(server.requests) == asked


def test_the_module_reads_no_settings() -> None:
    assert "Settings" not in (Path(__file__).parent.parent / "assistant" / "chat" / "condensing.py").read_text()
