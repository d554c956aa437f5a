"""The eval of conversations: its data are sound, and each way of going wrong is seen."""

import pytest

from assistant.lexicon import Lexicon
from assistant.types import Abstention, Answer, Reply, Statement
from evals import conversations
from evals.conversations import Asked, Heard, Place, judge, load, names, speaks_of
from evals.result import key
from tests.replies import DOSE, PROVENANCE, cite

TUNED = [(talk.name, turn) for talk in load("tune") for turn in talk.turns]
TURNS = [(talk.name, turn) for half in ("tune", "measured") for talk in load(half) for turn in talk.turns]
ASKED = Asked.model_validate(
    {
        "ask": "and topiramate?",
        "means": "What dose of topiramate was studied?",
        "about": ("topiramate", "dose"),
        "never": ("valproate",),
        "expect": "answer",
        "says": ("200", "mg"),
        "from": "trs-brief-overview",
    }
)
UNANSWERED = ASKED.model_copy(update={"expect": "abstain", "says": ()})
FOLLOWS = Place("drugs", "tune", 1)


def answered(understood: str, *sentences: str, missing: tuple[str, ...] = ()) -> Answer:
    statements = tuple(Statement(text=text, role="answer", citations=(cite(DOSE),)) for text in sentences)
    return Answer(
        question="", understood=understood, statements=statements, missing=missing, composer="", provenance=PROVENANCE
    )


def refused(understood: str) -> Abstention:
    return Abstention(question="", understood=understood, reason="no_evidence", message="", provenance=PROVENANCE)


RIGHT = answered("What dose of Topamax was studied?", "Topiramate was given at 200 mg/d.")


def heard(lexicon: Lexicon, reply: Reply, asked: Asked = ASKED, in_full: Reply = RIGHT) -> Heard:
    return judge(asked, FOLLOWS, reply, in_full, lexicon)


# The data


@pytest.mark.parametrize("half", ["tune", "measured"])
def test_the_conversations_are_many_and_long_enough(half: conversations.Half) -> None:
    talks = load(half)
    assert len(talks) >= 40
    assert sum(len(talk.turns) - 1 for talk in talks) >= 220
    assert len({talk.name for talk in talks}) == len(talks)


def test_a_question_in_full_speaks_of_what_it_is_about_and_of_nothing_it_must_not(lexicon: Lexicon) -> None:
    wrong = [
        (name, turn.means)
        for name, turn in TUNED  # what the author of the other half means stays as written
        if not turn.open
        and (
            not all(speaks_of(turn.means, term, lexicon) for term in turn.about)
            or any(names(turn.means, term, lexicon) for term in turn.never)
        )
    ]
    assert wrong == []


def test_what_expects_an_answer_says_which_and_what_expects_none_does_not() -> None:
    assert [(name, turn.ask) for name, turn in TURNS if (turn.expect == "answer") != bool(turn.says)] == []


# What is seen


def test_a_right_turn_has_no_fault(lexicon: Lexicon) -> None:
    one = heard(lexicon, RIGHT)
    assert (one.left_out, one.carried, one.says, one.leaks) == ((), (), True, ())
    assert not list(conversations.faults(one))


def test_a_brand_means_the_drug_and_an_abbreviation_the_population(lexicon: Lexicon) -> None:
    assert speaks_of("Does Depakote help?", "valproate", lexicon)
    assert speaks_of("ANC in BEN?", "benign ethnic neutropenia", lexicon)
    assert not speaks_of("Does lithium help?", "valproate", lexicon)


def test_a_measure_may_be_named_more_broadly_and_a_drug_may_not(lexicon: Lexicon) -> None:
    assert speaks_of("How often are blood counts done?", "ANC", lexicon)
    assert not speaks_of("Does an antiepileptic help?", "valproate", lexicon)


def test_what_is_left_out_and_what_is_carried_over_are_named(lexicon: Lexicon) -> None:
    one = heard(lexicon, answered("How much valproate was studied?", "Topiramate was given at 200 mg/d."))
    assert (one.left_out, one.carried) == (("topiramate", "dose"), ("valproate",))
    assert "carried over: valproate" in conversations.item(one).faults


def test_a_sentence_of_the_old_topic_is_a_leak_unless_the_question_shows_it_alone(lexicon: Lexicon) -> None:
    old = "Valproate was given at 800 mg/d."
    reply = answered(RIGHT.understood, "Topiramate was given at 200 mg/d.", old)
    assert heard(lexicon, reply).leaks == (old,)
    assert heard(lexicon, reply, in_full=answered("", old)).leaks == ()


def test_answering_what_no_document_answers_is_wrong_and_naming_what_is_missing_half_right(lexicon: Lexicon) -> None:
    assert heard(lexicon, refused(""), UNANSWERED).abstains is True
    plain = heard(lexicon, RIGHT, UNANSWERED)
    told = heard(lexicon, answered(RIGHT.understood, "Something.", missing=("dose",)), UNANSWERED)
    assert (plain.abstains, plain.says_missing) == (False, False)
    assert (told.abstains, told.says_missing) == (False, True)


def test_the_figures_count_follow_ups_alone(lexicon: Lexicon) -> None:
    first = judge(ASKED, Place("drugs", "tune", 0), refused(""), RIGHT, lexicon)
    rows = (
        first,
        heard(lexicon, RIGHT),
        heard(lexicon, refused("Topiramate dose?")),
        heard(lexicon, RIGHT, UNANSWERED),
    )
    found = {one.metric.removeprefix("conversations: "): (one.value, one.n) for one in conversations.figures(rows, {})}
    assert found == {
        "understood right": (1.0, 3),
        "facts found": (0.5, 2),
        "facts found when asked in full": (1.0, 2),
        "abstained": (0.0, 1),
        "abstained or said what is missing": (0.0, 1),
        "leaks": (0.0, 3),
    }


def test_a_turn_in_the_report_is_right_wrong_or_without_an_answer(lexicon: Lexicon) -> None:
    turns = (RIGHT, answered(RIGHT.understood, "Something."), refused(RIGHT.understood))
    assert [conversations.item(heard(lexicon, reply)).outcome for reply in turns] == ["right", "wrong", "no_answer"]


def test_the_name_of_a_turn_tells_nothing_of_what_was_said(lexicon: Lexicon) -> None:
    secret = judge(ASKED, Place("a secret", "measured", 1), RIGHT, RIGHT, lexicon)
    assert conversations.item(secret).id == f"{key('a secret')}-2"
