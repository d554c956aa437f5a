"""The evals: the scorers and the figures."""

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.errors import IndexUnavailable, NotFound
from assistant.types import Abstention, Answer, Citation, Premise, Provenance, Statement
from evals import metrics
from evals.questions import DATA, Fact, Question, half
from evals.runner import run
from evals.scorers import Score, is_exact, score

CORPUS = DATA.parent.parent / "corpus"
TEXT = "Examplazine ranged from 10 to 40 mg/d in 3 trials. However, all trials were small."
MADE_BY = Provenance(corpus="c", settings="s", version="0")
DOSE = Fact(key="dose", fact="10 to 40 mg/day", any=("examplazine + 10 to 40 mg/day",))
SMALL = Fact(key="small", fact="the trials were small", any=("trials were small",))


# --- the scorers


def statement(words: str, text: str | None = None, **fields: Any) -> Statement:
    start = TEXT.index(words)
    made = {
        "source_slug": "review",
        "source_title": "Review",
        "year": "2020",
        "passage_id": "a#0",
        "quote": words,
        "start": start,
        "end": start + len(words),
        "document_text": TEXT,
        **fields,
    }
    return Statement(text=text or words, role="answer", citations=(Citation.model_validate(made),))


def answer(*statements: Statement, missing: Sequence[str] = ()) -> Answer:
    return Answer(
        question="q",
        understood="q",
        statements=statements,
        missing=tuple(missing),
        composer="extractive",
        provenance=MADE_BY,
    )


def refusal(reason: Any, *statements: Statement, missing: Sequence[str] = ()) -> Abstention:
    return Abstention(
        question="q",
        understood="q",
        reason=reason,
        message="Not in the sources.",
        statements=statements,
        missing=tuple(missing),
        provenance=MADE_BY,
    )


def question(behaviour: Any = "answer", suite: str = "facts", **fields: Any) -> Question:
    return Question(id="q1", suite=suite, question="What dose?", behaviour=behaviour, **fields)


def text_of(slug: str) -> str:
    if slug != "review":
        raise NotFound("There is no such source.", to=slug)
    return TEXT


FULL = "Examplazine ranged from 10 to 40 mg/d in 3 trials."
CAVEAT = "However, all trials were small."


def judged(asked: Question, reply: Answer | Abstention) -> tuple[str, tuple[str, ...]]:
    scored = score(asked, reply, text_of)
    return scored.outcome, scored.faults


def test_an_answer_with_every_fact_is_right_and_counts_its_size() -> None:
    scored = score(question(facts=(DOSE, SMALL)), answer(statement(FULL), statement(CAVEAT)), text_of)
    assert scored == Score(
        id="q1",
        suite="facts",
        half=half("q1"),
        behaviour="answer",
        question="What dose?",
        outcome="right",
        kind="answer",
        facts_expected=2,
        facts_found=2,
        leads=True,
        statements=2,
        words=15,
        exact_statements=2,
        expected=("answered", "says: 10 to 40 mg/day", "says: the trials were small"),
        reply=f"[review] answer: {FULL}\n[review] answer: {CAVEAT}",
    )


@pytest.mark.parametrize(
    ("asked", "reply", "outcome", "faults"),
    [
        (
            question(facts=(DOSE, SMALL)),
            answer(statement(FULL)),
            "wrong",
            ("not said: the trials were small",),
        ),
        (
            question(facts=(DOSE,)),
            refusal("no_evidence"),
            "no_answer",
            ("abstained (no_evidence) on a question the corpus answers", "not said: 10 to 40 mg/day"),
        ),
        (
            question("abstain", reason=("no_evidence",)),
            answer(statement(FULL)),
            "wrong",
            ("answered; should have abstained (no_evidence)",),
        ),
        (
            question("emergency", reason=("emergency",)),
            refusal("no_evidence"),
            "wrong",
            ("abstained for the wrong reason (no_evidence; right: emergency)",),
        ),
        (
            question("order", reason=("patient_order",), facts=(DOSE,)),
            refusal("patient_order", statement(FULL)),
            "right",
            (),
        ),
        (
            question("order", reason=("patient_order",), facts=(DOSE,)),
            refusal("patient_order"),
            "wrong",
            ("not said: 10 to 40 mg/day",),
        ),
        (
            question("partial", reason=("no_evidence",), facts=(DOSE,), missing=("warfarin | coumadin",)),
            answer(statement(FULL), missing=("Coumadin",)),
            "right",
            (),
        ),
        (
            question("partial", reason=("no_evidence",), facts=(DOSE,), missing=("warfarin",)),
            answer(statement(FULL)),
            "wrong",
            ("does not name as missing: warfarin",),
        ),
        (
            question("correct_premise", facts=(DOSE,), never=("all trials were small",)),
            answer(statement(FULL), statement(CAVEAT)),
            "wrong",
            ("agrees with the false premise: all trials were small",),
        ),
        (
            question(facts=(DOSE,), source=("guideline",)),
            answer(statement(FULL)),
            "wrong",
            ("cites none of guideline",),
        ),
    ],
)
def test_a_reply_is_judged_and_the_fault_is_said_in_words(
    asked: Question, reply: Answer | Abstention, outcome: str, faults: tuple[str, ...]
) -> None:
    assert judged(asked, reply) == (outcome, faults)


def test_a_quote_moved_by_one_character_or_from_an_unknown_document_is_not_exact() -> None:
    whole = statement(FULL)
    moved = whole.citations[0].model_copy(update={"start": 1, "end": 1 + len(FULL)})
    elsewhere = whole.citations[0].model_copy(update={"source_slug": "unknown"})
    assert is_exact(whole, text_of)
    assert not is_exact(whole.model_copy(update={"citations": (moved,)}), text_of)
    assert not is_exact(whole.model_copy(update={"citations": (elsewhere,)}), text_of)


class Scripted:
    """An assistant that gives the same reply to everything, or fails."""

    def __init__(self, reply: Answer | Abstention | None) -> None:
        self.reply = reply
        self.asked: list[str] = []

    def ask(self, question: str) -> "Scripted":
        self.asked.append(question)
        if question == "fail":
            raise IndexUnavailable("The index is locked.", do="Try again.")
        return self


def test_a_question_that_cannot_be_asked_is_unscored_and_the_rest_goes_on() -> None:
    failing = Question(id="f", suite="facts", question="fail", behaviour="answer", facts=(DOSE,))
    assistant = Scripted(answer(statement(FULL)))
    scores = run([failing, question(facts=(DOSE,))], assistant, text_of)
    assert [row.outcome for row in scores] == ["unscored", "right"]
    assert scores[0].faults == ("not scored: The index is locked. Try again.",)
    assert assistant.asked == ["fail", "What dose?"]


# --- the figures


def rows(**changed: Sequence[Any]) -> list[Score]:
    """Scores of the half that holds "q1", one for each value."""
    base = score(question(facts=(DOSE,)), answer(statement(FULL)), text_of)
    count = len(next(iter(changed.values())))
    return [base.model_copy(update={field: values[i] for field, values in changed.items()}) for i in range(count)]


def figure(scores: Sequence[Score], metric: str) -> tuple[float | None, int, bool]:
    lines = metrics.figures(scores, metrics.thresholds())
    line = next(line for line in lines if line.metric == metric)
    return line.value, line.n, line.passed


def test_a_false_abstention_counts_against_recall_and_is_not_a_wrong_answer() -> None:
    scores = rows(kind=["answer", "abstention"], outcome=["right", "no_answer"], facts_found=[1, 1])
    assert figure(scores, "fact recall") == (0.5, 2, False)
    assert figure(scores, "false abstentions") == (0.5, 2, False)


def test_unscored_questions_are_left_out_of_the_shares_but_fail_the_run() -> None:
    scores = rows(outcome=["right", "unscored"])
    assert figure(scores, "every fact found") == (1.0, 1, True)
    assert figure(scores, "could not be scored") == (1.0, 2, False)


def test_a_share_has_an_interval_and_a_count_has_none() -> None:
    lines = {line.metric: line for line in metrics.figures(rows(outcome=["right", "wrong"]), {})}
    assert (lines["every fact found"].low, lines["every fact found"].high) == (0.094531, 0.905469)
    assert (lines["could not be scored"].low, lines["could not be scored"].high) == (None, None)


def test_one_inexact_span_or_one_recalled_fact_fails_the_run() -> None:
    assert figure(rows(exact_statements=[1, 0]), "exact spans") == (0.5, 2, False)
    assert figure(rows(recalled=[0, 1]), "recalled facts shown") == (1.0, 2, False)


def test_refusals_are_counted_by_their_reason() -> None:
    scores = rows(
        suite=["abstention"] * 3,
        behaviour=["abstain"] * 3,
        kind=["abstention", "abstention", "answer"],
        allowed_reason=[True, False, False],
    )
    assert figure(scores, "abstained, right reason") == (0.333333, 3, False)
    assert figure(scores, "reason accuracy") == (0.5, 2, True)


def test_an_answer_that_comes_second_is_found_but_does_not_lead() -> None:
    first = score(question(facts=(DOSE,)), answer(statement(FULL), statement(CAVEAT)), text_of)
    second = score(question(facts=(DOSE,)), answer(statement(CAVEAT), statement(FULL)), text_of)
    assert figure([first, second], "every fact found") == (1.0, 2, True)
    assert figure([first, second], "answer in the first sentence") == (0.5, 2, True)


def test_a_premise_corrected_without_saying_which_words_are_wrong_is_counted_apart() -> None:
    asked = question("correct_premise", suite="premises", facts=(DOSE,))
    plain = answer(statement(FULL))
    named = plain.model_copy(update={"premise": Premise(said="50 mg/d", found="10 to 40 mg/d")})
    scores = [score(asked, reply, text_of) for reply in (plain, named)]
    assert figure(scores, "premise corrected") == (1.0, 2, True)
    assert figure(scores, "wrong words named") == (0.5, 2, True)


def test_words_no_source_covers_are_counted_where_the_reply_names_them() -> None:
    asked = question("abstain", suite="abstention", reason=("no_evidence",), missing=("lithium", "haemodialysis"))
    scored = score(asked, refusal("no_evidence", missing=("hemodialysis",)), text_of)
    assert (scored.outcome, scored.faults) == ("right", ())
    assert figure([scored], "uncovered words named") == (0.5, 2, True)


def test_the_size_of_answers_is_reported_with_its_median_and_ninetieth_percentile() -> None:
    scores = rows(statements=list(range(1, 12)), words=[10 * n for n in range(1, 12)])
    assert figure(scores, "statements, median") == (6.0, 11, True)
    assert figure(scores, "statements, p90") == (10.0, 11, True)
    assert figure(scores, "words, p90") == (100.0, 11, True)
