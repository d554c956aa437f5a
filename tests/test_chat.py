"""A chat model that does its part: what is shown of it, what is added, what it took, and who stops it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.assistant import Assistant
from assistant.criteria.types import CaseReport
from assistant.errors import Stopped
from assistant.types import Abstention, Answer
from tests.chat_server import Request, answers, fails, given, hangs_after, late, rewords, row, says, serving, silent
from tests.chatting import DEPAKOTE, DOSE, FAITHFUL, HARM, NAME, Build, answer, events, faithful, in_own_words, texts


def test_a_sentence_that_its_source_supports_is_shown_and_what_limits_it_follows_in_its_own_words(
    build: Build, real_assistant: Assistant
) -> None:
    with serving(answers(faithful)) as server:
        seen = events(build(server), DEPAKOTE)
    reply = seen[-1].reply
    assert isinstance(reply, Answer)
    assert [event.name for event in seen][:4] == ["routed", "found", "composing", "statement"]
    assert seen[2].composer == reply.composer == NAME
    own = in_own_words(real_assistant, DEPAKOTE)
    assert reply.statements[0].text.startswith(FAITHFUL)
    assert reply.statements[0].citations == own[0].citations
    assert reply.statements[0].mark == DOSE
    bearing = [statement for statement in own if statement.bears_on == 0]
    assert bearing and list(reply.statements[1 : 1 + len(bearing)]) == bearing
    others = [statement.text for statement in own[1:] if statement not in bearing]
    assert texts(reply)[1 + len(bearing) :] == others  # what it left out
    assert (reply.rejected, reply.notice) == ((), "")


def test_a_model_that_is_slow_but_in_time_is_heard(build: Build) -> None:
    with serving(late(0.3, answers(faithful))) as server:
        assert answer(build(server)).composer == NAME


def test_every_reply_names_the_prompts_that_made_it(build: Build) -> None:
    with serving(answers(faithful)) as server:
        prompt = answer(build(server)).provenance.prompt
    assert [part.split("@")[0] for part in prompt.split(", ")] == ["compose", "condense", "extract_case", "repair"]
    assert all(len(part.split("@")[1]) == 12 for part in prompt.split(", "))


def test_a_model_that_leaves_out_what_answers_gets_it_added(build: Build, real_assistant: Assistant) -> None:
    with serving(answers(rewords("magnesium valproate"))) as server:
        reply = answer(build(server))
    assert reply.composer == NAME
    own = in_own_words(real_assistant, DEPAKOTE)
    assert [statement.text for statement in own if statement.mark] == [
        statement.text for statement in reply.statements if statement.mark
    ]
    dose = texts(reply).index(own[0].text)
    limits = [statement for statement in reply.statements if statement.bears_on == dose]
    assert [statement.text for statement in limits] == [one.text for one in own if one.bears_on == 0]


@pytest.mark.parametrize("chosen", [1, 2, 4])
def test_a_model_cannot_leave_out_what_speaks_against(chosen: int, build: Build, real_assistant: Assistant) -> None:
    question = "Is ECT effective for clozapine-resistant schizophrenia?"
    own = in_own_words(real_assistant, question)

    def picks(request: Request) -> tuple[str, list[str]]:
        found = [one for one in given(request) if "limits" not in one and "differs_from" not in one][chosen - 1]
        return found["text"], [found["label"]]

    with serving(answers(picks)) as server:
        reply = answer(build(server), question)
    assert sorted(texts(reply)) == sorted(statement.text for statement in own)


def test_a_citation_for_a_trifle_does_not_stand_for_what_its_source_found(build: Build) -> None:
    def trifle(request: Request) -> tuple[str, list[str]]:
        label = next(one["label"] for one in given(request) if len(one["text"].split()) > 20)
        return "It was studied.", [label]

    with serving(answers(faithful, trifle), answers()) as server:
        reply = answer(build(server), HARM)
        asked = [one["text"] for one in given(server.requests[0]) if not {"limits", "differs_from"} & one.keys()]
    assert set(asked) <= set(texts(reply))


def test_a_citation_that_is_not_needed_is_not_shown_and_does_not_stand_for_what_it_says(build: Build) -> None:
    def padded(request: Request) -> tuple[str, list[str]]:
        other = row(request, "magnesium valproate")
        return other["text"], [other["label"], row(request, DOSE)["label"]]

    with serving(answers(padded)) as server:
        reply = answer(build(server))
    assert any(DOSE in text for text in texts(reply))
    assert [len(statement.citations) for statement in reply.statements] == [1] * len(reply.statements)


def test_many_at_once_wait_for_their_turn_and_all_are_answered(build: Build) -> None:
    with serving(answers(faithful)) as server, ThreadPoolExecutor(8) as pool:
        assistant = build(server, chat_concurrency=2, chat_timeout=60.0)
        replies = list(pool.map(lambda _: answer(assistant), range(8)))
    assert {reply.composer for reply in replies} == {NAME}
    assert len({reply.statements for reply in replies}) == 1


def test_a_premise_is_corrected_in_the_words_of_the_source(build: Build, real_assistant: Assistant) -> None:
    question = "Why was valproate given at 300 mg/d with clozapine in the meta-analysis?"
    plain = answer(real_assistant, question)
    assert plain.premise is not None
    with serving(answers(rewords("magnesium valproate"))) as server:
        reply = answer(build(server), question)
    assert (reply.composer, reply.premise) == (NAME, plain.premise)


def test_what_the_sources_do_not_answer_is_not_asked_of_the_model(build: Build) -> None:
    with serving(says("never asked")) as server:
        assistant = build(server)
        for question in (
            "Does berberine help in TRS?",
            "What is the weather in Paris?",
            "My patient will kill himself",
        ):
            assert isinstance(events(assistant, question)[-1].reply, Abstention)
        assert isinstance(
            events(assistant, "Does my patient, on olanzapine 20 mg for 8 weeks, have TRS?")[-1].reply, CaseReport
        )
        assert server.requests == []


def test_an_order_for_a_patient_is_refused_without_the_model(build: Build) -> None:
    with serving(says("Give 300 mg.")) as server:
        reply = events(build(server), "What exact clozapine dose should I give her tonight?")[-1].reply
        assert isinstance(reply, Abstention) and reply.reason == "patient_order"
        assert server.requests == []


def test_only_the_question_and_the_sentences_found_leave_the_machine(build: Build) -> None:
    with serving(answers(faithful)) as server:
        assistant = build(server)
        answer(assistant)
        [request] = server.requests
    assert {key for key in request if key != "key"} == {
        "model", "stream", "messages", "max_completion_tokens", "stream_options", "temperature"
    }  # fmt: skip
    assert (request["temperature"], request["stream"], request["key"]) == (0.0, True, "Bearer none")
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    corpus = "\n".join(assistant.index.text(source.slug) for source in assistant.index.sources())
    plain = " ".join(corpus.split())
    assert all(entry["text"][:30] in plain for entry in given(request))


def test_a_key_set_for_another_server_is_sent_and_one_of_openai_is_not(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    with serving(answers(faithful)) as server:
        answer(build(server))
        answer(build(server, chat_api_key="own"))
        assert [request["key"] for request in server.requests] == ["Bearer none", "Bearer own"]


# Who no longer waits


def test_a_sentence_is_shown_before_the_model_has_written_the_next_and_closing_breaks_off_the_call(
    build: Build,
) -> None:
    with serving(hangs_after(faithful)) as server:
        assistant = build(server)
        seen = assistant.events(DEPAKOTE)
        shown = next(event.statement for event in seen if event.name == "statement")
        assert shown is not None and shown.text.startswith(FAITHFUL)
        seen.close()
        assert server.hung_up.wait(5)
        assert assistant.store.conversations() == ()


def test_who_says_stop_while_the_model_writes_is_heard(build: Build) -> None:
    with serving(silent) as server:
        assistant = build(server)
        with pytest.raises(Stopped, match="The answer was stopped"):
            list(assistant.events(DEPAKOTE, stopped=lambda: bool(server.requests)))
        assert server.hung_up.wait(5)
        assert assistant.store.conversations() == ()


# What is kept of it


def test_the_audit_record_says_what_the_model_took(build: Build) -> None:
    with serving(answers(faithful, ("Clozapine cures.", ["s1"])), answers()) as server:
        assistant = build(server, chat_price_in=2.0, chat_price_out=10.0)
        record = assistant.store.audit(events(assistant, DEPAKOTE)[-1].reply_id)
    assert (record.chat_model, record.chat_attempts, record.composer) == (NAME, 2, NAME)
    assert (record.tokens_in, record.tokens_out, record.removed) == (200, 40, 1)
    assert record.cost == pytest.approx(200 * 2e-6 + 40 * 10e-6)


def test_a_cost_whose_price_is_not_known_is_not_known(build: Build) -> None:
    with serving(fails(401)) as server:
        assistant = build(server)
        record = assistant.store.audit(events(assistant, DEPAKOTE)[-1].reply_id)
    assert (record.chat_model, record.chat_attempts, record.cost) == (NAME, 1, None)
    assert (record.tokens_in, record.composer) == (0, "extractive")
