"""The gate: what the cited words say is let through, and nothing else."""

from collections.abc import Callable, Sequence

import pytest

from assistant import verify as gate
from assistant.checks import Cited, Told
from assistant.errors import NotFound
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.types import (
    Abstention,
    Answer,
    Citation,
    Claim,
    Draft,
    Hit,
    Passage,
    Premise,
    Provenance,
    Sentence,
    Source,
)
from assistant.verify import verify

DOSE = "A meta-analysis showed that sodium valproate (800–1,125 mg/d) was effective for the positive symptoms."
LIMIT = "However, all 5 trials were conducted in China."
LEVEL = "The threshold for response is a trough level of 350–420 ng/mL, but it may be as high as 500 ng/mL."
FAILURE = "Failure means ≥ 6 weeks of treatment at ≥ 600 mg of chlorpromazine per day, by the TRRIP consensus."
NULL = "With lamotrigine, there was no significant difference from clozapine monotherapy in the CATIE trial."
FALL = "Mortality decreased after clozapine was started in 2,370 patients."
HEDGED = "Clozapine may function as an NMDA receptor modulator by increasing glycine levels."
RULE = "The US label stops clozapine when the ANC is below 1,000/µL, with weekly blood tests for 26 weeks."
WRAPPED = "Topira-\nmate reduced posi-\ntive symp-\ntoms.16"
TWICE = "There was no weight gain, and the drug was not stopped."
SENTENCES = (DOSE, LIMIT, LEVEL, FAILURE, NULL, FALL, HEDGED, RULE, TWICE, WRAPPED)

TEXT = "Title\n\n" + "\n".join(SENTENCES) + "\n\nEnd of it."
FIRST, LAST = TEXT.index(DOSE), TEXT.index("\n\nEnd")
SOURCE = Source(source_id="abc", slug="overview", title="Overview", kind="article", year=2017)
PASSAGE = Passage(
    passage_id="abc#0", source_slug="overview", ordinal=0, section="Doses", start=FIRST, end=LAST,
    text=TEXT[FIRST:LAST],
    sentences=tuple(Sentence(start=TEXT.index(s), end=TEXT.index(s) + len(s), text=s) for s in SENTENCES),
    reference="Yeh 2023", grade="B", checked="primary",
)  # fmt: skip
HIT = Hit(passage=PASSAGE, source=SOURCE, score=1.0)
MADE_BY = Provenance(corpus="c", settings="s", version="0")
ASKED = Question("what?", "what?", (), (), "question")
Verify = Callable[..., Answer | Abstention]


@pytest.fixture
def run(lexicon: Lexicon) -> Verify:
    """The gate over one passage of one document."""

    def verified(
        *claims: Claim, text: str = TEXT, hits: Sequence[Hit] = (HIT,), premise: Premise | None = None
    ) -> Answer | Abstention:
        draft = Draft(claims=claims, composer="test", premise=premise, missing=("price",))
        return verify(ASKED, draft, hits, lambda slug: {"overview": text}[slug], lexicon, MADE_BY)

    return verified


def span(cited: str) -> tuple[str, int, int]:
    return "abc#0", TEXT.index(cited), TEXT.index(cited) + len(cited)


def claim(text: str, *cited: str, **fields: object) -> Claim:
    return Claim.model_validate({"role": "answer", **fields, "text": text, "spans": tuple(map(span, cited or (text,)))})


FAITHFUL = [
    *((cited, cited) for cited in SENTENCES[:-1]),
    (DOSE, "A meta-analysis showed sodium valproate at 800 to 1,125 mg per day effective for the positive symptoms."),
    (DOSE, "In a meta-analysis, Depakote (0.8–1.125 g/day) was effective for the positive symptoms."),
    (LEVEL, "The threshold for response may be a trough level of 350–420 ng/mL or as high as 500 ng/mL."),
    (LEVEL, "The threshold for response is 0.35–0.42 mg/L, but it may be as high as 500 µg/L."),
    (FAILURE, "By the TRRIP consensus, failure means at least six weeks at 600 mg or more of chlorpromazine a day."),
    (NULL, "There was no significant difference between lamotrigine and clozapine monotherapy."),
    (NULL, "Lamotrigine and clozapine monotherapy weren't significantly different."),
    (FALL, "Mortality fell after clozapine was started in 2370 patients."),
    (HEDGED, "Clozapine might increase glycine levels as an NMDA receptor modulator."),
    (RULE, "The American label stops clozapine at an ANC below 1.0 × 10⁹/L, with weekly blood tests for 26 weeks."),
    (WRAPPED, "Topiramate reduced positive symptoms."),
]
UNFAITHFUL = [
    (DOSE, "Sodium valproate (800–1,225 mg/d) was effective for the positive symptoms.", "not in the cited words"),
    (DOSE, "Sodium valproate (80–1,125 mg/d) was effective for the positive symptoms.", "not in the cited words"),
    (DOSE, "Sodium valproate (800–1,125 g/d) was effective for the positive symptoms.", "not in the cited words"),
    (DOSE, "Sodium valproate (800–1,125 mg/week) was effective for the positive symptoms.", "not in the cited words"),
    (DOSE, "Sodium valproate (≥ 800 mg/d) was effective for the positive symptoms.", "not in the cited words"),
    (DOSE, "Lamotrigine (800–1,125 mg/d) was effective for the positive symptoms.", "'Lamotrigine' is not in"),
    (DOSE, "Lamictal was effective for the positive symptoms.", "'Lamictal' is not in"),
    (DOSE, "Sodium valproate (800–1,125 mg/d) was not effective for the positive symptoms.", "do not deny"),
    (DOSE, "Sodium valproate lacked effect on the positive symptoms.", "do not deny"),
    (LIMIT, "However, all 50 trials were conducted in China.", "'50 trials' is not in"),
    (LIMIT, "However, all 5 trials were conducted in Japan.", "'Japan' is not in"),
    (LIMIT, "However, all 5 patients were treated in China.", "not in the cited words"),
    (LEVEL, "The threshold may be a trough level of 350–420 µg/mL, as high as 500 ng/mL.", "'350–420 µg/mL' is not"),
    (LEVEL, "The threshold may be a trough level of 350–420 nmol/L, as high as 500 ng/mL.", "not in the cited words"),
    (LEVEL, "The threshold may be a trough level of 350–600 ng/mL, as high as 500 ng/mL.", "'350–600 ng/mL' is not"),
    (LEVEL, "The threshold for response is a trough level of 350–420 ng/mL.", "it drops 'may'"),
    (FAILURE, "Failure means ≤ 6 weeks of treatment at ≥ 600 mg of chlorpromazine per day.", "not in the cited words"),
    (FAILURE, "Failure means ≥ 6 months of treatment at ≥ 600 mg of chlorpromazine per day.", "not in the cited words"),
    (FAILURE, "Failure means > 6 weeks of treatment at < 600 mg of chlorpromazine per day.", "not in the cited words"),
    (FAILURE, "Failure means ≥ 6 weeks of treatment at ≥ 600 mg of haloperidol per day.", "'haloperidol' is not in"),
    (FAILURE, "Failure means ≥ 6 weeks of treatment, by the NICE guideline.", "'NICE guideline' is not in"),
    (NULL, "With lamotrigine, there was a significant difference from clozapine monotherapy.", "it drops 'no'"),
    (NULL, "With lamotrigine, there was no significant difference in the FOCUS trial.", "'FOCUS trial' is not in"),
    (FALL, "Mortality increased after clozapine was started in 2,370 patients.", "'increased' reverses"),
    (FALL, "Mortality rose after clozapine was started.", "'rose' reverses"),
    (FALL, "Mortality decreased before clozapine was started.", "'before' reverses"),
    (FALL, "Mortality decreased after clozapine was stopped.", "'stopped' reverses"),
    (FALL, "Mortality decreased after clozapine was started in 2,370 children.", "not in the cited words"),
    (HEDGED, "Clozapine functions as an NMDA receptor modulator by increasing glycine levels.", "it drops 'may'"),
    (HEDGED, "Clozapine may decrease glycine levels.", "'decrease' reverses"),
    (HEDGED, "Clozapine may cure blindness, poverty, loneliness, boredom and baldness.", "'cure' has no support"),
    (RULE, "The US label stops clozapine when the ANC is above 1,000/µL.", "not in the cited words"),
    (RULE, "The US label stops clozapine when the ANC is below 1,000/L.", "not in the cited words"),
    (RULE, "The UK label stops clozapine when the ANC is below 1,000/µL.", "'UK' is not in"),
    (RULE, "The US label stops clozapine with monthly blood tests.", "not in the cited words"),
    (RULE, "The US label stops clozapine when the ANC is below 1,000/µL, with tests for 62 weeks.", "'62 weeks' is"),
    (WRAPPED, "Topiramate reduced 16 positive symptoms.", "not in the cited words"),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "text"), FAITHFUL)
def test_what_the_cited_words_say_is_shown(run: Verify, cited: str, text: str) -> None:
    reply = run(claim(text, cited))
    assert isinstance(reply, Answer), reply.rejected
    assert [(one.text, [c.quote for c in one.citations]) for one in reply.statements] == [(text, [cited])]


@pytest.mark.parametrize(("cited", "text", "why"), UNFAITHFUL)
def test_what_the_cited_words_do_not_say_is_refused_with_a_reason(run: Verify, cited: str, text: str, why: str) -> None:
    reply = run(claim(text, cited))
    assert isinstance(reply, Abstention), "it was let through"
    assert reply.reason == "not_verified" and reply.statements == ()
    [rejection] = reply.rejected
    assert rejection.text == text
    assert why in rejection.why


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        (TWICE, "There was weight gain, and the drug was not stopped."),
        (NULL, "With lamotrigine, there was significant difference, not clozapine monotherapy."),
    ],
)
def test_a_change_beside_words_of_the_same_sort_is_refused_too(run: Verify, cited: str, text: str) -> None:
    assert isinstance(run(claim(text, cited)), Abstention)


# Where a claim points


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ((), "it cites nothing"),
        ((("xyz#7", FIRST, LAST),), "it cites xyz#7, which was not among the passages found"),
        ((span(DOSE), ("xyz#7", FIRST, LAST)), "it cites xyz#7, which was not among the passages found"),
        ((("abc#0", 0, 5),), "the cited span is empty or outside its passage"),
        ((("abc#0", LAST, LAST + 9),), "the cited span is empty or outside its passage"),
        ((("abc#0", FIRST, FIRST),), "the cited span is empty or outside its passage"),
        ((("abc#0", FIRST + 20, FIRST),), "the cited span is empty or outside its passage"),
        ((("abc#0", -40, -1),), "the cited span is empty or outside its passage"),
        ((("abc#0", FIRST, 10**9),), "the cited span is empty or outside its passage"),
    ],
)
def test_a_claim_that_points_nowhere_is_refused(run: Verify, spans: tuple[tuple[str, int, int], ...], why: str) -> None:
    reply = run(Claim(text=DOSE, role="answer", spans=spans))
    assert isinstance(reply, Abstention)
    assert [rejection.why for rejection in reply.rejected] == [why]


@pytest.mark.parametrize("stray", [("abc#0", 0, 5), ("abc#0", LAST, LAST + 9), ("abc#0", FIRST, FIRST)])
def test_one_stray_span_beside_a_true_one_is_enough_to_refuse(run: Verify, stray: tuple[str, int, int]) -> None:
    assert isinstance(run(Claim(text=DOSE, role="answer", spans=(span(DOSE), stray))), Abstention)


def test_an_empty_claim_is_refused(run: Verify) -> None:
    assert isinstance(run(Claim(text="", role="answer", spans=(("abc#0", FIRST, FIRST),))), Abstention)
    assert isinstance(run(Claim(text="", role="answer", spans=(("abc#0", 0, 5),))), Abstention)


def test_a_passage_that_is_not_the_documents_text_is_refused(run: Verify) -> None:
    changed = TEXT.replace("800", "900")
    reply = run(claim(DOSE), text=changed)
    assert isinstance(reply, Abstention)
    assert [rejection.why for rejection in reply.rejected] == ["A citation does not match its document."]


def test_a_document_deleted_meanwhile_is_refused_and_not_an_error(lexicon: Lexicon) -> None:
    def gone(slug: str) -> str:
        raise NotFound("There is no such source.", to=slug)

    draft = Draft(claims=(claim(DOSE),), composer="test")
    assert isinstance(verify(ASKED, draft, [HIT], gone, lexicon, MADE_BY), Abstention)


def test_a_check_that_raises_refuses(run: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(claim: Told, cited: Cited) -> str | None:
        raise ZeroDivisionError

    monkeypatch.setattr(gate, "CHECKS", (broken, *gate.CHECKS))
    reply = run(claim("Sodium valproate was effective for the positive symptoms.", DOSE))
    assert isinstance(reply, Abstention)
    assert [rejection.why for rejection in reply.rejected] == ["a check could not be made (ZeroDivisionError)"]


MODULES = frozenset(
    """
    address comparisons completeness conditions copies exchange fitting hedges joined kept labels limits names numbers
    polarity quotes roles scope support
    """.split()
)


def test_every_check_is_in_use_and_none_twice() -> None:
    assert len(set(gate.CHECKS)) == len(gate.CHECKS)
    assert {check.__module__ for check in gate.CHECKS} == {f"assistant.checks.{name}" for name in MODULES}


# What an answer holds


FALSE = "Sodium valproate (900 mg/d) was effective."


def test_a_citation_tells_everything_about_the_span(run: Verify) -> None:
    [statement] = run(claim(DOSE)).statements
    assert statement.citations == (
        Citation.model_validate(
            {
                "document_text": TEXT, "source_slug": "overview", "source_title": "Overview", "year": "2017",
                "passage_id": "abc#0", "quote": DOSE, "start": FIRST, "end": FIRST + len(DOSE), "section": "Doses",
                "reference": "Yeh 2023", "grade": "B", "checked": "primary",
            }
        ),
    )  # fmt: skip


def test_a_claim_may_rest_on_several_spans_and_cites_each(run: Verify) -> None:
    text = "Sodium valproate (800–1,125 mg/d) was effective in 5 trials conducted in China."
    [statement] = run(claim(text, DOSE, LIMIT)).statements
    assert [citation.quote for citation in statement.citations] == [DOSE, LIMIT]


def test_what_is_refused_is_told_beside_what_is_shown(run: Verify) -> None:
    reply = run(claim(FALSE, DOSE), claim(LEVEL))
    assert isinstance(reply, Answer)
    assert [one.text for one in reply.statements] == [LEVEL]
    assert [one.text for one in reply.rejected] == [FALSE]
    assert (reply.composer, reply.missing, reply.provenance) == ("test", ("price",), MADE_BY)


def test_a_caveat_and_a_disagreement_go_with_the_claim_that_was_refused(run: Verify) -> None:
    reply = run(
        claim(FALSE, DOSE),
        claim(LIMIT, role="caveat", bears_on=0),
        claim(HEDGED, role="disagreement", bears_on=1),
        claim(LEVEL),
        claim(NULL, role="disagreement", bears_on=3),
    )
    assert [(one.text, one.role, one.bears_on) for one in reply.statements] == [
        (LEVEL, "answer", None),
        (NULL, "disagreement", 0),
    ]
    assert [(one.text, one.why) for one in reply.rejected[1:]] == [
        (LIMIT, "the sentence it bears on was refused"),
        (HEDGED, "the sentence it bears on was refused"),
    ]


@pytest.mark.parametrize("bears_on", [0, 1, 7, -1])
def test_a_caveat_of_itself_of_a_later_claim_or_of_none_is_refused(run: Verify, bears_on: int) -> None:
    reply = run(claim(LIMIT, role="caveat", bears_on=bears_on), claim(DOSE))
    assert [one.text for one in reply.statements] == [DOSE]


def test_caveats_alone_are_no_answer(run: Verify) -> None:
    reply = run(claim(FALSE, DOSE), claim(LIMIT, role="caveat"))
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.statements) == ("not_verified", ())


def test_an_empty_draft_is_no_answer(run: Verify) -> None:
    reply = run()
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.rejected, reply.provenance) == ("not_verified", (), MADE_BY)


@pytest.mark.parametrize(("mark", "shown"), [("800–1,125 mg/d", "800–1,125 mg/d"), ("900 mg/d", ""), ("", "")])
def test_a_mark_is_kept_only_where_the_statement_has_its_words(run: Verify, mark: str, shown: str) -> None:
    assert run(claim(DOSE, mark=mark)).statements[0].mark == shown


def test_a_correction_stands_only_beside_the_words_it_rests_on(run: Verify) -> None:
    said = Premise(said="500 mg", found="800–1,125 mg/d")
    stands, falls = run(claim(DOSE), premise=said), run(claim(LEVEL), premise=said)
    assert isinstance(stands, Answer) and isinstance(falls, Answer)
    assert (stands.premise, falls.premise) == (said, None)
