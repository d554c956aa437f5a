"""Refusals: fixed words for each reason, what was looked for, and the nearest passages, each truly cited."""

import pytest

from assistant import refusals
from assistant.lexicon import Lexicon
from assistant.question import Question, Vocabulary, read_question
from assistant.refusals import NEAREST_SHOWN, no_evidence, refuse
from assistant.types import Abstention, Checked, Hit, Provenance, Statement
from tests.fakes import document

MADE_BY = Provenance(corpus="c", settings="s", version="0")
DOCUMENT = document("study", *(f"Alphazine helped in case {n}. It was new." for n in range(6)))


def hits(checked: dict[int, Checked] | None = None) -> list[Hit]:
    """The document's passages as found, with the check status of some."""
    passages = [
        passage.model_copy(update={"checked": (checked or {}).get(passage.ordinal)}) for passage in DOCUMENT.passages
    ]
    return [Hit(passage=passage, source=DOCUMENT.source, score=1.0) for passage in passages]


def near(checked: dict[int, Checked] | None = None) -> list[tuple[Hit, int]]:
    """Those passages, each with its first sentence as the likeliest."""
    return [(hit, 0) for hit in hits(checked)]


def text_of(slug: str) -> str:
    return {"study": DOCUMENT.text}[slug]


@pytest.fixture
def asked(lexicon: Lexicon) -> Question:
    return read_question("Does berberine help, does Berberine help with sleep?", lexicon, _vocabulary())


def _vocabulary() -> Vocabulary:
    return Vocabulary({"help": 3}, 6, lambda word: 1.0 if word.lower() == "berberine" else 0.3)


@pytest.mark.parametrize(
    ("way", "reason", "words"),
    [
        ("emergency", "emergency", ["112, 999 or 911", "do not leave the person alone", "poison centre"]),
        ("out_of_scope", "out_of_scope", ["outside what the assistant is for", "treatment-resistant schizophrenia"]),
        ("order", "patient_order", ["does not decide, order or prescribe", "the treating team"]),
    ],
)
def test_each_reason_has_its_own_sober_words(asked: Question, way: str, reason: str, words: list[str]) -> None:
    refusal = refuse(asked, way, (), MADE_BY)  # type: ignore[arg-type]
    expected = Abstention(
        question=asked.text, understood=asked.understood, reason=reason, message=refusal.message, provenance=MADE_BY
    )  # type: ignore[arg-type]
    assert refusal == expected
    assert [word for word in words if word not in refusal.message] == []


def test_the_words_of_two_ways_differ() -> None:
    messages = [nothing.message for nothing in refusals.WAYS.values()]
    assert len(set(messages)) == len(messages) == 3


def test_the_rule_behind_an_order_stands_beside_the_refusal(asked: Question) -> None:
    [hit, *_] = hits()
    rule = Statement(
        text="Alphazine helped in case 0.",
        role="answer",
        citations=(no_evidence(asked, (), [(hit, 0)], text_of, MADE_BY).nearest[0].citation,),
    )
    assert refuse(asked, "order", (rule,), MADE_BY).statements == (rule,)


def test_what_no_source_covers_is_named_and_what_was_looked_for_is_listed_once(asked: Question) -> None:
    refusal = no_evidence(asked, ("berberine", "the dose"), [], text_of, MADE_BY)
    assert refusal.reason == "no_evidence"
    assert refusal.missing == ("berberine", "the dose")
    assert "“berberine”, “the dose”" in refusal.message
    lowered = [word.lower() for word in refusal.searched_for]
    assert "berberine" in lowered and len(set(refusal.searched_for)) == len(refusal.searched_for)


def test_where_nothing_is_known_to_be_missing_the_refusal_says_only_that(asked: Question) -> None:
    refusal = no_evidence(asked, (), [], text_of, MADE_BY)
    assert (refusal.message, refusal.missing, refusal.nearest) == (refusals.UNANSWERED, (), ())


def test_braces_in_a_question_are_only_characters(asked: Question) -> None:
    assert "“{0} {words}”" in no_evidence(asked, ("{0} {words}",), [], text_of, MADE_BY).message


def test_the_nearest_passages_are_the_first_ones_found_each_with_its_exact_span(asked: Question) -> None:
    nearest = no_evidence(asked, (), near(), text_of, MADE_BY).nearest
    assert [one.text for one in nearest] == [f"Alphazine helped in case {n}." for n in range(NEAREST_SHOWN)]
    for one in nearest:
        assert DOCUMENT.text[one.citation.start : one.citation.end] == one.citation.quote == one.text


def test_of_a_passage_the_sentence_that_lies_nearest_is_shown(asked: Question) -> None:
    [first, second, *_] = hits()
    nearest = no_evidence(asked, (), [(second, 1), (first, 0)], text_of, MADE_BY).nearest
    assert [one.text for one in nearest] == ["It was new.", "Alphazine helped in case 0."]


def test_an_order_without_a_rule_shows_what_lies_near(asked: Question) -> None:
    nearest = no_evidence(asked, (), near(), text_of, MADE_BY).nearest
    assert refuse(asked, "order", (), MADE_BY, nearest).nearest == nearest


def test_a_fact_that_nobody_has_checked_is_not_even_shown_as_near(asked: Question) -> None:
    nearest = no_evidence(asked, (), near({0: "recalled", 2: "recalled"}), text_of, MADE_BY).nearest
    assert [near.citation.passage_id[-2:] for near in nearest] == ["#1", "#3", "#4"]


def test_a_passage_that_is_no_longer_its_documents_text_is_left_out(asked: Question) -> None:
    moved = no_evidence(asked, (), near(), lambda _slug: "x" + DOCUMENT.text, MADE_BY)
    assert moved.nearest == ()
    assert moved.reason == "no_evidence"


def test_what_one_guideline_does_not_say_is_told_as_such(lexicon: Lexicon) -> None:
    known = Vocabulary({"entnice": 1, "entmetformin": 1}, 9, lambda _word: 0.0)
    question = read_question("What does NICE say on metformin?", lexicon, known)
    message = no_evidence(question, ("NICE", "metformin"), [], text_of, MADE_BY).message
    assert "No indexed statement of “NICE” covers “metformin”" in message
    unknown = read_question("What does CATIE say on metformin?", lexicon, known)
    assert "“CATIE”, “metformin”" in no_evidence(unknown, ("CATIE", "metformin"), [], text_of, MADE_BY).message


def test_what_nobody_has_checked_is_told_as_such(asked: Question) -> None:
    refusal = no_evidence(asked, ("amber",), [], text_of, MADE_BY, ("amber",))
    assert "“amber” has not been checked" in refusal.message
