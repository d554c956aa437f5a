"""The suites that judge replies: each sees the fault it is there to see, on made-up replies."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.lexicon import Lexicon
from assistant.types import Answer, Passage, Sentence, Statement
from evals import ablations, beir, caveats, citations, determinism, latency, robustness, twins
from evals.metrics import share
from evals.perturb import PERTURBATIONS, perturbed
from evals.questions import Fact, Question, drawn, load
from evals.replies import Replied
from evals.twins import Twin
from tests.replies import ANSWER, ARTICLE, CASE, DOSE, LIMIT, NO_EVIDENCE, TEXT, TwoDocuments, cite

RANGE = Fact(key="dose", fact="10 to 40 mg/day", any=("examplazine + 10 to 40 mg/day",))
SMALL = Fact(key="small", fact="the trials were small", any=("trials were small",))
CURES = Fact(key="cures", fact="it cures", any=("cures",))
text_of = TwoDocuments().text


def asked(*facts: Fact, behaviour: str = "answer", text: str = "What dose of examplazine?") -> Question:
    return Question.model_validate(
        {"id": "q1", "suite": "facts", "question": text, "behaviour": behaviour, "facts": facts}
    )


def answered(*statements: Statement, missing: tuple[str, ...] = ()) -> Answer:
    told = {name: getattr(ANSWER, name) for name in Answer.model_fields}
    return Answer(**{**told, "statements": statements or ANSWER.statements, "missing": missing})


# Citations


def test_a_fact_counts_as_cited_only_where_a_quote_states_it_by_itself() -> None:
    said = Statement(text="It cures, at 10 to 40 mg/d of examplazine.", role="answer", citations=(cite(DOSE),))
    (cited,) = citations.judge([Replied(asked(RANGE, CURES), answered(said))], text_of)
    assert cited.uncited == ("it cures",)
    assert (cited.exact, cited.answering) == ((True,), (True,))


def test_what_limits_or_disputes_a_fact_bears_on_it_and_another_answer_does_not() -> None:
    (cited,) = citations.judge([Replied(asked(RANGE), ANSWER)], text_of)
    *first, last = ANSWER.statements
    assert [one.bears_on for one in first] == [None, 0, 0]
    assert cited.bearing[:3] == (True, True, True)
    assert len(cited.answering) == sum(one.role == "answer" for one in ANSWER.statements)
    plain = Statement(text=last.text, role="answer", citations=last.citations[:1])
    (other,) = citations.judge([Replied(asked(RANGE), answered(first[0], plain))], text_of)
    assert (other.answering, other.bearing) == ((True, False), (True, False))


def test_the_figures_of_citations_count_quotes_facts_and_sentences() -> None:
    cited = tuple(citations.judge([Replied(asked(RANGE, CURES), ANSWER), Replied(asked(RANGE), CASE)], text_of))
    found = {one.metric.removeprefix("citations: "): (one.value, one.n) for one in citations.figures(cited, {})}
    assert found == {
        "exact": (1.0, 4),
        "facts held by a quote alone": (0.5, 2),
        "first holds a fact": (1.0, 1),
        "answering ones that hold a fact": (1.0, 2),
        "of any role that hold a fact or bear on one": (1.0, 4),
    }


# Caveats


class OnePassage:
    """An index of the one passage above, whose second sentence limits the first."""

    def passages(self, _ids: object) -> dict[str, Passage]:
        found = [
            Sentence(start=TEXT.index(one), end=TEXT.index(one) + len(one), text=one, caveat_of=of)
            for one, of in ((DOSE, None), (LIMIT, 0))
        ]
        name = f"{ARTICLE.source_id}#0"
        passage = Passage(passage_id=name, source_slug=ARTICLE.slug, ordinal=0, start=0, end=len(TEXT), text=TEXT,
                          sentences=tuple(found))  # fmt: skip
        return {name: passage}


def bound(*statements: Statement) -> list[bool]:
    return [one.is_shown for one in caveats.judge([Replied(asked(RANGE), answered(*statements))], OnePassage())]


def test_a_limit_counts_as_shown_only_where_it_is_bound_to_what_it_limits() -> None:
    claim, limit = ANSWER.statements[:2]
    loose = Statement(text=LIMIT, role="answer", citations=(cite(LIMIT),))
    assert bound(claim, limit) == [True]
    assert bound(claim) == [False]
    assert bound(claim, loose) == [False]
    disputes = Statement(text=LIMIT, role="disagreement", citations=limit.citations, bears_on=0)
    assert bound(claim, disputes) == [False]
    second = Statement(text=LIMIT, role="caveat", citations=limit.citations, bears_on=1)
    assert bound(ANSWER.statements[3], claim, second) == [False, True]
    assert list(caveats.judge([Replied(asked(), CASE)], OnePassage())) == []


def test_one_limit_left_out_misses_the_threshold() -> None:
    claim, limit = ANSWER.statements[:2]
    replied = [Replied(asked(RANGE), answered(claim, limit)), Replied(asked(RANGE), answered(claim))]
    (line,) = caveats.figures(tuple(caveats.judge(replied, OnePassage())), {})
    assert (line.value, line.n) == (0.5, 2)


# Robustness

VALPROATE = asked(text="In 2013, what dose of valproate was studied with clozapine?")


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("capitals", "IN 2013, WHAT DOSE OF VALPROATE WAS STUDIED WITH CLOZAPINE?"),
        ("no capitals", "in 2013, what dose of valproate was studied with clozapine?"),
        ("word order", "What dose of valproate was studied with clozapine in 2013?"),
    ],
)
def test_a_question_is_written_otherwise(way: str, text: str, lexicon: Lexicon) -> None:
    assert perturbed(VALPROATE, way, lexicon) == text


def test_every_way_of_writing_is_the_same_each_time_and_changes_the_words_it_should(lexicon: Lexicon) -> None:
    changed = {way: perturbed(VALPROATE, way, lexicon) or "" for way in PERTURBATIONS}
    assert changed == {way: perturbed(VALPROATE, way, lexicon) for way in PERTURBATIONS}
    assert VALPROATE.question not in changed.values()
    assert changed["spacing"].split() == VALPROATE.question.rstrip("?").split()
    assert VALPROATE.question in changed["more words"]
    differing = set(changed["a slip"].split()) ^ set(VALPROATE.question.split())
    assert len(differing) == 2  # one word, as it was and as it is


def test_a_brand_name_stands_for_the_same_drug(lexicon: Lexicon) -> None:
    def drugs(text: str) -> set[str]:
        return {one.entity.id for one in lexicon.mentions(text)}

    questions = [one for one in load("facts") if one.half == "tune"]
    pairs = [(one.question, text) for one in questions if (text := perturbed(one, "brand name", lexicon))]
    assert len(pairs) > 100
    assert [pair for pair in pairs if drugs(pair[0]) != drugs(pair[1])] == []


def test_no_brand_name_makes_the_drug_before_another_word_into_another_drug(lexicon: Lexicon) -> None:
    assert perturbed(asked(text="Does risperidone Consta help?"), "brand name", lexicon) is None


class Says:
    """An assistant that gives one reply to everything."""

    def __init__(self, reply: object) -> None:
        self.reply: object = reply

    def ask(self, _question: str) -> "Says":
        return self


def test_a_fact_lost_in_other_writing_is_seen_and_one_that_was_never_there_is_not(lexicon: Lexicon) -> None:
    claim, limit = ANSWER.statements[:2]
    first = Replied(asked(RANGE, SMALL, CURES), answered(claim, limit))

    def lost(reply: object) -> list[tuple[list[str], bool]]:
        varied = robustness.vary([first], Says(reply), lexicon, ["capitals"])
        return [([fact.key for fact in one.lost], one.refused) for one in varied]

    assert lost(first.reply) == [([], False)]
    assert lost(answered(claim)) == [(["small"], False)]
    assert lost(NO_EVIDENCE) == [(["dose", "small"], True)]
    assert list(robustness.vary([Replied(asked(CURES), ANSWER)], Says(ANSWER), lexicon)) == []


# Twins


def test_a_twin_is_right_where_it_refuses_or_says_what_is_missing_and_wrong_where_the_fact_stays() -> None:
    question = asked(RANGE)
    other = Statement(text=LIMIT, role="answer", citations=(cite(LIMIT),))
    replies = [NO_EVIDENCE, answered(other, missing=("dose",)), answered(other), ANSWER]
    made = [Twin(question, Replied(question, reply)) for reply in replies]
    assert [(one.refused, one.states) for one in made] == [(True, False), (True, False), (False, False), (True, True)]


def test_refusing_is_measured_over_twins_and_questions_together() -> None:
    question, refusable = asked(RANGE), asked(behaviour="abstain")
    made = [Twin(question, Replied(question, reply)) for reply in (NO_EVIDENCE, answered(ANSWER.statements[0]))]
    replied = [Replied(refusable, NO_EVIDENCE), Replied(refusable, ANSWER), Replied(question, NO_EVIDENCE)]
    found = {one.metric.removeprefix("twins: "): (one.value, one.n) for one in twins.figures(made, replied, {})}
    assert found["refusing with twins, recall"] == (0.5, 4)
    assert found["refusing with twins, precision"] == (0.666667, 3)


# The others


def test_what_comes_out_otherwise_is_counted_and_named() -> None:
    first = {"question a": "1", "quiz": "2"}
    again, apart = determinism.figures(first, first, [first, {**first, "quiz": "3"}], {})
    assert ((again.value, again.n), (apart.value, apart.n)) == ((1.0, 2), (0.75, 4))


def test_how_long_replies_took_is_told_by_their_kind() -> None:
    took = [SimpleNamespace(kind=kind, milliseconds=ms) for kind, ms in [("case_report", 7.0), ("answer", 10.0),
            ("answer", 20.0), ("answer", 30.0)]]  # fmt: skip
    assert latency.told(took) == (
        "answer: 3 replies, 20 ms (median), 29 ms (p95)\ncase report: 1 replies, 7 ms (median), 7 ms (p95)"
    )


def test_a_sample_is_drawn_by_name_alone() -> None:
    names = [f"q{number}" for number in range(3000)]
    assert [drawn(one, 3) for one in names] == [drawn(one, 3) for one in names]
    assert 900 < sum(drawn(one, 3) for one in names) < 1100


def test_a_lexicon_without_other_names_knows_each_thing_by_its_first(lexicon: Lexicon) -> None:
    bare = ablations.names_only(lexicon)
    assert [one.entity.id for one in bare.mentions("valproate")] == [
        one.entity.id for one in lexicon.mentions("valproate")
    ]
    assert (bool(lexicon.mentions("Depakote")), bare.mentions("Depakote")) == (True, ())


def test_an_ablation_tells_by_how_much_its_figure_falls() -> None:
    found = [ablations.Ablation("part", "figure", share([True] * 4), share([True, False]))]
    (line,) = ablations.figures(found, {})
    assert (line.metric, line.value) == ("without part: figure, loss", 0.5)
    assert ablations.table(found).rows[0][:2] == ("part", "figure")


def test_a_benchmark_in_beirs_layout_is_read_and_a_folder_of_neither_is_named(tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "Examplazine", "text": "It helps. All trials were small."}\n'
        '{"_id": "d2", "title": "Only a title", "text": ""}\n'
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "Does it help?"}\n{"_id": "q2", "text": "Why?"}\n')
    with pytest.raises(beir.NotFound, match=r"qrels/test.tsv \(BEIR\)"):
        beir.benchmark(tmp_path)
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    assert beir.benchmark(tmp_path) == ({"q1": "Does it help?"}, {"q1": {"d1": 1}})
    first, second = beir.documents(tmp_path)
    assert [one.text for one in first.passages[0].sentences] == ["It helps.", "All trials were small."]
    assert second.text == "Only a title"
