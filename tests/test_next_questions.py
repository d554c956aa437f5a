"""Questions to go on with, on the real corpus: each is answered, each is new, and where none helps there is none."""

import pytest

from assistant.assistant import Assistant
from assistant.next_questions import MOST, is_plain
from assistant.types import Answer, Citation

VALPROATE = "What dose of valproate was studied with clozapine?"
CASE = "34M. Olanzapine 20 mg for 8 weeks, no response.\nRisperidone 6 mg for 7 weeks, no response. Is he TRS?"
ANSWERED = (VALPROATE, "Does ECT help when clozapine is not enough?", "How often are neutrophils checked in the UK?")


def places(answer: Answer) -> set[tuple[str, int]]:
    """Where what an answer shows is from."""
    return {(one.passage_id, one.start) for statement in answer.statements for one in statement.citations}


def first_cited(answer: Answer) -> Citation:
    return answer.statements[0].citations[0]


@pytest.mark.parametrize("question", ANSWERED)
def test_each_of_three_questions_is_answered_as_it_stands_with_something_new(
    real_assistant: Assistant, question: str
) -> None:
    asked = real_assistant.ask(question)
    assert isinstance(asked.reply, Answer)
    offered = real_assistant.next_questions.after(asked.reply_id)
    assert len(set(offered)) == MOST
    for one in offered:
        reply = real_assistant.ask(one, asked.conversation_id, follows_up=False).reply
        assert isinstance(reply, Answer)
        assert (reply.understood, reply.missing, reply.premise) == (one, (), None)
        cited = first_cited(reply)
        assert (cited.passage_id, cited.start) not in places(asked.reply)


def test_one_of_them_leads_to_another_document(real_assistant: Assistant) -> None:
    asked = real_assistant.ask(VALPROATE)
    answers = [
        asked.reply,
        *(real_assistant.ask(one).reply for one in real_assistant.next_questions.after(asked.reply_id)),
    ]
    first, *others = (
        {one.source_slug for statement in reply.statements for one in statement.citations}
        for reply in answers
        if isinstance(reply, Answer)
    )
    assert set().union(*others) - first


def test_nothing_is_offered_twice_in_a_conversation(real_assistant: Assistant) -> None:
    asked = real_assistant.ask(VALPROATE)
    gone_through = [VALPROATE]
    for _ in range(5):
        first, *_ = real_assistant.next_questions.after(asked.reply_id)
        assert first not in gone_through
        gone_through.append(first)
        asked = real_assistant.ask(first, asked.conversation_id, follows_up=False)
        assert isinstance(asked.reply, Answer)


def test_an_abstention_offers_what_lies_nearest_and_is_answered(real_assistant: Assistant) -> None:
    asked = real_assistant.ask("Does topiramate with clozapine help tinnitus?")
    assert asked.reply is not None
    assert asked.reply.kind == "abstention"
    offered = real_assistant.next_questions.after(asked.reply_id)
    assert "topiramate" in offered[0]
    assert all(isinstance(real_assistant.ask(one).reply, Answer) for one in offered)


@pytest.mark.parametrize(
    "question", ["He has taken all his clozapine and is not breathing well", "What is the capital of France?", CASE]
)
def test_none_follows_an_emergency_another_subject_or_a_report(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.next_questions.after(real_assistant.ask(question).reply_id) == ()


def test_none_is_offered_once_a_case_was_told_last(real_assistant: Assistant) -> None:
    asked = real_assistant.ask(VALPROATE)
    assert real_assistant.next_questions.after(asked.reply_id)
    told = real_assistant.ask(CASE, asked.conversation_id)
    assert told.reply is not None
    assert told.reply.kind == "case_report"
    assert real_assistant.next_questions.after(asked.reply_id) == ()


def test_trying_them_out_keeps_nothing_and_comes_out_the_same(own_assistant: Assistant) -> None:
    asked = own_assistant.ask(VALPROATE)
    offered = own_assistant.next_questions.after(asked.reply_id)
    assert len(offered) == MOST
    assert own_assistant.next_questions.after(asked.reply_id) == offered
    assert len(own_assistant.store.turns(asked.conversation_id)) == len(own_assistant.store.conversations()) == 1


def test_what_the_program_would_not_answer_is_not_offered(
    own_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = own_assistant.ask(VALPROATE)
    monkeypatch.setattr(own_assistant.next_questions, "_rehearse", lambda _question, _turns: None)
    assert own_assistant.next_questions.after(asked.reply_id) == ()


def test_a_document_that_goes_takes_its_questions_along(own_assistant: Assistant) -> None:
    asked = own_assistant.ask(VALPROATE)
    before = own_assistant.next_questions.after(asked.reply_id)
    reply = own_assistant.ask(before[0]).reply
    assert isinstance(reply, Answer)
    own_assistant.index.delete(own_assistant.index.source(first_cited(reply).source_slug).source_id)
    assert before[0] not in own_assistant.next_questions.after(asked.reply_id)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What is the starting dose of clozapine?", True),
        ("Is a level of 0.35 mg/L enough for a response?", True),
        ("Do rules in the US differ from those in Europe?", False),  # "those" points to what went before
        ("Which rules apply in the US now?", True),
        ("Can my son take his tablets at night?", False),
        ("Isn't clozapine the best drug for everyone?", False),
        ("Clozapine is the best drug for everyone, right?", False),
        ("clozapine starting dose in adults?", False),
        ("I stopped. What is the starting dose of clozapine?", False),
        ("For a slide: what is the dose of clozapine?", False),
        ("Dose?", False),
    ],
)
def test_only_what_anybody_could_ask_is_put_into_a_readers_mouth(question: str, plain: bool) -> None:
    assert is_plain(question) is plain
