"""Copies of the real index that evals work on, and plain ways to answer from it: what they are compared by is sound."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from evals import baselines
from evals.baselines import Baseline, Sentences, Unrefusing
from evals.holders import Holders
from evals.questions import known_facts, load
from evals.replies import Replied
from evals.scratch import copied
from evals.twins import ask

DEPAKOTE = "What dose of Depakote was studied with clozapine?"


def cited(assistant: Assistant) -> list[str]:
    reply = assistant.ask(DEPAKOTE).reply
    assert reply is not None and reply.kind != "case_report"
    return [citation.passage_id for one in reply.statements for citation in one.citations]


def test_a_passage_taken_out_is_nowhere_until_it_is_put_back(real_assistant: Assistant) -> None:
    taken, bytes_before = cited(real_assistant), real_assistant.index.corpus_hash()
    with copied(real_assistant) as (scratch, other):
        whole = other.index.vocabulary(), other.index.corpus_hash(), cited(other)
        assert whole[1:] == (bytes_before, taken)
        with scratch.without(taken):
            assert other.index.passages(taken) == {}
            assert other.index.count() == real_assistant.index.count() - len(set(taken))
            assert not {name for name, _ in other.index.known_questions().by_sentence} & set(taken)
            assert not set(cited(other)) & set(taken)
        assert (other.index.vocabulary(), other.index.corpus_hash(), cited(other)) == whole
        scratch.unbind_caveats()
        reply = other.ask(DEPAKOTE).reply
        assert reply is not None and reply.kind == "answer"
        assert "caveat" not in {one.role for one in reply.statements}
    assert (cited(real_assistant), real_assistant.index.corpus_hash()) == (taken, bytes_before)


def test_a_twin_cannot_state_what_was_taken_out(real_assistant: Assistant) -> None:
    question = next(one for one in load("facts") if one.id == "C33")
    reply = real_assistant.ask(question.question).reply
    assert reply is not None
    (twin,) = ask([Replied(question, reply)], real_assistant, one_in=1)
    assert len(Replied(question, reply).facts) == len(question.facts) and not twin.states


def test_the_passages_that_hold_a_fact_state_it(real_assistant: Assistant) -> None:
    holders, fact = Holders(real_assistant.index), known_facts()["valproate-dose"]
    held = holders.of(fact)
    texts = [one.sentence.text for one in holders.said if one.passage.passage_id in held]
    assert held and any("800" in text for text in texts)
    assert holders.of_any([fact, known_facts()["ect-525"]]) > held


@pytest.fixture
def sentences(real_assistant: Assistant) -> Iterator[Sentences]:
    """All sentences, ranked."""
    made = Sentences(real_assistant)
    yield made
    made.close()


def test_plain_ways_find_a_sentence_by_itself_and_refuse_nothing(
    real_assistant: Assistant, sentences: Sentences
) -> None:
    words = "Sodium valproate was effective, dosed at 800 to 1125 mg per day"
    for rank in (sentences.likest, sentences.by_words, Unrefusing(real_assistant).rank):
        first = next(iter(rank(words)))
        assert "valpro" in first.sentence.text.lower()
    reply = Baseline(sentences.likest, baselines.FEW, real_assistant).ask("What is the capital of France?").reply
    assert (reply.kind, len(reply.statements)) == ("answer", baselines.FEW)
