"""A chat model that is slow, gone, busy or broken: the sources' own sentences come, and the reason."""

import json

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer
from tests.chat_server import (
    Manner,
    Request,
    answers,
    as_json,
    breaks_off,
    calls,
    drips,
    fails,
    late,
    rewords,
    says,
    sends,
    serving,
    silent,
)
from tests.chatting import DEPAKOTE, DOSE, NAME, Build, answer, events, faithful, in_own_words, texts

TOO_SLOW = "The chat model did not answer within 0.6 s"
UNREADABLE = "The chat model's answer could not be read"
BROKEN: dict[str, tuple[Manner, str]] = {
    "headers that come too late": (late(30, answers(faithful)), TOO_SLOW),
    "a silent server": (silent, TOO_SLOW),
    "a drip of letters": (drips('{"sentences": [{"text": "Valproate', 0.02), TOO_SLOW),
    "a refused key": (fails(401), "The chat model's provider refused the key (401)"),
    "too many requests for ever": (fails(429), "The chat model's provider had too many requests (429)"),
    "a server with a fault": (fails(500), "The chat model's server answered with an error (500)"),
    "an unknown model": (fails(404, "no such model"), "The chat model's server answered with an error (404)"),
    "JSON that ends too early": (says('{"sentences": [{"text": "Valproate was'), UNREADABLE),
    "JSON of another shape": (says('{"answer": "Valproate 5 g/d"}'), UNREADABLE),
    "fields of another kind": (says('{"sentences": [{"text": 5, "cites": "s1"}]}'), UNREADABLE),
    "broken JSON": (says('{"sentences": [{"text": "Valproate" "cites": ["s1"]}]}'), UNREADABLE),
    "prose": (says("Valproate was given at 5 g/d, which is safe."), UNREADABLE),
    "nothing": (says(""), UNREADABLE),
    "an empty list": (answers(), "The chat model wrote nothing"),
    "100 kB of words": (says("valproate " * 10_000, 500), UNREADABLE),
    "100 kB in one sentence": (answers(("valproate " * 10_000, ["s1"])), UNREADABLE),
    "bytes that are no text": (sends(b"data: \xff\xfe\xfa\x00\n\n"), "The chat model could not be read"),
    "letters that cannot be shown": (answers(("Valproate \u202e800–1,125 mg/d", ["s1"])), UNREADABLE),
    "a call of a tool that was not offered": (calls("prescribe"), UNREADABLE),
    "a call of a tool that was not offered now": (calls("check_criteria"), UNREADABLE),
    "a connection dropped before a sentence was whole": (breaks_off(), "The chat model broke off"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_the_sources_own_sentences_are_given_where_the_model_fails(
    fault: str, build: Build, real_assistant: Assistant
) -> None:
    manner, why = BROKEN[fault]
    in_time = 0.6 if why == TOO_SLOW else 10.0
    with serving(manner) as server:
        reply = answer(build(server, chat_timeout=in_time))
    assert reply.statements == in_own_words(real_assistant, DEPAKOTE)
    assert reply.composer == "extractive"
    assert reply.notice.startswith(why)
    assert reply.notice.endswith("; these are the sources' own sentences.")


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(build: Build, real_assistant: Assistant) -> None:
    with serving(silent) as server:
        gone = server.url
    reply = answer(build(gone))
    assert reply.statements == in_own_words(real_assistant, DEPAKOTE)
    assert reply.notice == "The chat model could not be reached; these are the sources' own sentences."


def test_what_was_shown_before_the_model_broke_off_stays_and_the_rest_is_added(build: Build) -> None:
    with serving(breaks_off(rewords("magnesium valproate"))) as server:
        reply = answer(build(server))
    assert reply.composer == NAME
    assert any(DOSE in text for text in texts(reply))
    assert reply.notice == "The chat model broke off; what it had not written is in the sources' own sentences."


def test_a_busy_server_is_asked_again_when_it_says(build: Build) -> None:
    with serving(fails(429, Retry_After="0.05"), fails(503, Retry_After="0"), answers(faithful)) as server:
        assistant = build(server, chat_retries=2, chat_timeout=60.0)  # a busy machine is no fault of the server's
        seen = events(assistant, DEPAKOTE)
    reply = seen[-1].reply
    assert isinstance(reply, Answer) and reply.composer == NAME
    assert assistant.store.audit(seen[-1].reply_id).chat_attempts == 3


def test_a_server_that_asks_for_more_patience_than_there_is_is_not_waited_for(build: Build) -> None:
    with serving(fails(429, Retry_After="3600")) as server:
        reply = answer(build(server, chat_retries=5))
        assert len(server.requests) == 1
    assert reply.notice.startswith("The chat model's provider had too many requests (429)")


def test_an_option_that_a_server_refuses_is_left_out_from_then_on(build: Build) -> None:
    refused = fails(400, "Unsupported value: 'temperature' does not support 0 with this model.")
    with serving(refused, answers(faithful)) as server:
        assistant = build(server)
        assert answer(assistant).composer == NAME
        assert answer(assistant).composer == NAME
        assert ["temperature" in request for request in server.requests] == [True, False, False]


def test_prose_is_told_once_that_json_was_asked_for(build: Build) -> None:
    with serving(says("Valproate was studied."), answers(faithful)) as server:
        reply = answer(build(server))
        assert "not the JSON" in server.requests[1]["messages"][-1]["content"]
        assert [message["role"] for message in server.requests[1]["messages"]] == [
            "system", "user", "assistant", "user"
        ]  # fmt: skip
    assert (reply.composer, reply.notice) == (NAME, "")


def test_entries_of_another_shape_do_not_lose_the_sentence_after_them(build: Build) -> None:
    def mixed(request: Request) -> str:
        text, cites = faithful(request)
        return json.dumps({"sentences": [None, {"text": "", "cites": ["s1"]}, {"text": text, "cites": cites}]})

    with serving(says(mixed), answers()) as server:
        reply = answer(build(server))
        assert "not of the form asked for" in server.requests[1]["messages"][-1]["content"]
    assert (reply.composer, reply.notice) == (NAME, "")
    assert [one.why for one in reply.rejected] == ["it was not of the form asked for"] * 2


def test_an_answer_of_which_no_entry_could_be_read_is_called_that_and_not_nothing(build: Build) -> None:
    with serving(says('{"sentences": [{"text": ""}, null]}'), answers()) as server:
        assert answer(build(server)).notice.startswith(UNREADABLE)


def test_a_notice_names_no_class_of_the_program(build: Build) -> None:
    with serving(sends(b"data: \xff\xfe\xfa\x00\n\n")) as server:
        notice = answer(build(server)).notice
    assert notice == "The chat model could not be read; these are the sources' own sentences."


def test_json_in_a_fence_is_read(build: Build) -> None:
    def fenced(request: Request) -> str:
        return f"\n```json\n{as_json(faithful(request))}\n```\n"

    with serving(says(fenced)) as server:
        assert answer(build(server)).composer == NAME
