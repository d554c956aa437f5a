"""Search: both lists count, order and ties are fixed, and no question can break the keyword index."""

import doctest
import sqlite3
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant import search as module
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.question import Clause, Vocabulary, entity_token, read_question
from assistant.search import SearchWords, best_sentences, fuse, match_expression, search, titled_text
from assistant.types import Passage, Sentence, Source
from assistant.wording import Wording
from tests.fakes import HashEmbedder, document, put

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1), min_size=1)
RANKINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4)
Fusion = Callable[[list[list[str]]], list[str]]
SMALLEST = 2e-9  # scores are rounded to 9 places


def clause_of(text: str, lexicon: Lexicon) -> Clause:
    return read_question(text, lexicon, Vocabulary({}, 1, lambda _word: 0.5)).clauses[0]


# Fusion of scores


@given(SCORES, st.data())
def test_a_better_score_in_any_list_never_lowers_a_passage_nor_raises_another(
    cosines: dict[str, float], data: st.DataObject
) -> None:
    nearest = {name: data.draw(st.floats(0, 1)) for name in cosines}
    keyword = data.draw(st.dictionaries(st.sampled_from(sorted(cosines)), st.floats(0.001, 30)))
    before, better = fuse(cosines, nearest, keyword), data.draw(st.sampled_from(sorted(cosines)))
    rise = data.draw(st.floats(0, 1))
    for after in (
        fuse(cosines | {better: cosines[better] + rise}, nearest, keyword),
        fuse(cosines, nearest | {better: nearest[better] + rise}, keyword),
        fuse(cosines, nearest, keyword | {better: keyword.get(better, 0.0) + rise}),
    ):
        assert after[better] >= before[better] - SMALLEST
        for other in cosines:
            assert after[better] - after[other] >= before[better] - before[other] - SMALLEST or other == better


@given(SCORES, SCORES)
def test_the_order_in_which_lists_name_their_passages_does_not_matter(
    cosines: dict[str, float], keyword: dict[str, float]
) -> None:
    backwards = dict(reversed(cosines.items()))
    assert fuse(cosines, cosines, keyword) == fuse(backwards, backwards, dict(reversed(keyword.items())))


@given(SCORES)
def test_without_keyword_hits_the_vectors_alone_decide(cosines: dict[str, float]) -> None:
    fused = fuse(cosines, cosines, {})
    ranked = sorted(cosines, key=lambda name: round(cosines[name], 6))
    assert all(fused[low] <= fused[high] + 1e-5 for low, high in pairwise(ranked))


def test_nothing_fused_is_nothing() -> None:
    assert fuse({}, {}, {}) == {}
    assert fuse({}, {}, {"a": 3.0}) == {}


@given(SCORES, st.floats(0.01, 100))
def test_the_scale_of_the_keyword_scores_does_not_matter(keyword: dict[str, float], scale: float) -> None:
    cosines = dict.fromkeys("abcdefgh", 0.5)
    keyword = {name: score + 0.001 for name, score in keyword.items()}
    scaled = {name: score * scale for name, score in keyword.items()}
    one, other = fuse(cosines, cosines, keyword), fuse(cosines, cosines, scaled)
    assert all(abs(one[name] - other[name]) <= SMALLEST for name in cosines)


# Fusion of ranks, the baseline of the evals


@pytest.fixture(scope="module")
def reciprocal_rank_fusion() -> Fusion:
    from evals.retrieval import reciprocal_rank_fusion  # it imports ir_measures

    return reciprocal_rank_fusion


@given(RANKINGS)
@example([list("aegfhbc"), list("fchegda"), list("ca")])  # equal sums, added in another order
def test_rank_fusion_holds_every_name_once_whatever_the_order_of_the_lists(
    reciprocal_rank_fusion: Fusion, rankings: list[list[str]]
) -> None:
    fused = reciprocal_rank_fusion(rankings)
    assert sorted(fused) == sorted({name for ranking in rankings for name in ranking})
    assert fused == reciprocal_rank_fusion(rankings[::-1])


@given(RANKINGS, st.data())
def test_a_better_rank_never_lowers_a_name(
    reciprocal_rank_fusion: Fusion, rankings: list[list[str]], data: st.DataObject
) -> None:
    held = [number for number, ranking in enumerate(rankings) if len(ranking) > 1]
    if not held:
        return
    number = data.draw(st.sampled_from(held))
    place = data.draw(st.integers(1, len(rankings[number]) - 1))
    moved = list(rankings[number])
    name = moved.pop(place)
    moved.insert(place - 1, name)
    after = reciprocal_rank_fusion([*rankings[:number], moved, *rankings[number + 1 :]])
    assert after.index(name) <= reciprocal_rank_fusion(rankings).index(name)


def test_rank_fusion_of_nothing_is_nothing(reciprocal_rank_fusion: Fusion) -> None:
    assert reciprocal_rank_fusion([]) == reciprocal_rank_fusion([[], []]) == []


# The best sentence


@given(st.lists(st.integers(0, 4), max_size=6))
def test_the_best_sentence_of_a_passage_is_the_nearest_one(lengths: list[int]) -> None:
    random = np.random.default_rng(len(lengths))
    vectors = {str(n): random.normal(size=(length, 5)).astype(np.float32) for n, length in enumerate(lengths)}
    vector = random.normal(size=5).astype(np.float32)
    expected = {name: max(float(row @ vector) for row in rows) for name, rows in vectors.items() if len(rows)}
    assert best_sentences(vectors, vector) == pytest.approx(expected, abs=1e-5)


# The keyword expression


@pytest.fixture(scope="module")
def fts() -> Iterator[sqlite3.Connection]:
    """A keyword index as the real one is made, with one line in it."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE keywords USING fts5(title, body, tokenize='porter unicode61 remove_diacritics 2')")
    db.execute("INSERT INTO keywords VALUES ('clozapin', 'near not and or level')")
    yield db
    db.close()


@given(st.text(max_size=200))
@example('NEAR(clozapine olanzapine, 5) AND NOT "x')
@example('title:clozapine OR * ^ - + { } ( "" \'')
@example("clozapine\x00level")
@example("½ ² ⅷ ①")
@example("e\u0301 ı ß İ ǅ")
@example("\ud800clozapine")
@example("'; DROP TABLE keywords; --")
def test_no_question_breaks_the_keyword_index(lexicon: Lexicon, fts: sqlite3.Connection, text: str) -> None:
    expression = match_expression(clause_of(text, lexicon))
    if expression:  # an empty one is malformed, which the index takes for "no passage"
        fts.execute("SELECT rowid, bm25(keywords) FROM keywords WHERE keywords MATCH ?", (expression,)).fetchall()


@pytest.mark.parametrize("operator", ["NEAR", "NOT", "AND", "OR", "near"])
def test_operators_of_the_keyword_index_are_only_words(
    lexicon: Lexicon, fts: sqlite3.Connection, operator: str
) -> None:
    expression = match_expression(clause_of(f"{operator} level", lexicon))
    assert fts.execute("SELECT count(*) FROM keywords WHERE keywords MATCH ?", (expression,)).fetchone() == (1,)


def test_a_clause_is_looked_for_by_its_words_and_by_what_they_name(lexicon: Lexicon) -> None:
    expression = match_expression(clause_of("What was the Depakote dose, the dose?", lexicon))
    assert set(expression.split(" OR ")) == {f'"{entity_token("valproate")}"', '"depakot"', '"dose"'} | (
        {f'"{entity_token("dose")}"'} if lexicon.mentions("dose") else set()
    )


@pytest.mark.parametrize("text", ["", "😀 …!?", "what is the of"])
def test_a_question_without_words_of_meaning_looks_for_nothing(lexicon: Lexicon, text: str) -> None:
    assert match_expression(clause_of(text, lexicon)) == ""


# Words and texts of passages


def passage(*sentences: str, **about: str) -> Passage:
    placed, at = [], 0
    for text in sentences:
        placed.append(Sentence(start=at, end=at + len(text), text=text))
        at += len(text) + 1
    return Passage(
        passage_id="x#0", source_slug="x", ordinal=0, start=0, end=max(at - 1, 0), text=" ".join(sentences),
        sentences=tuple(placed), **about,
    )  # fmt: skip


SOURCE = Source(source_id="x", slug="x", title="Overview", kind="article", jurisdiction="Germany")


def test_the_search_words_name_a_thing_by_every_name_it_has(lexicon: Lexicon) -> None:
    words = SearchWords(lexicon)
    brand, name = (words.text(passage(f"{form} helped."), SOURCE).split() for form in ("Depakote", "Sodium valproate"))
    token = entity_token("valproate")
    assert token in brand and token in name
    assert {entity_token(wide) for wide in lexicon.widen("valproate")} <= set(brand) & set(name)


def test_the_search_words_are_stems_in_one_spelling_without_stop_words(lexicon: Lexicon) -> None:
    words = SearchWords(lexicon)
    assert words.text(passage("The randomised trials."), SOURCE).split()[:2] == ["random", "trial"]
    assert words.text(passage("A randomized trial."), SOURCE).split()[:2] == ["random", "trial"]


def test_title_country_section_and_topic_are_words_of_the_title(lexicon: Lexicon) -> None:
    words = SearchWords(lexicon).title(passage("x", section="Dosing", topic="blood-levels"), SOURCE).split()
    assert {"overview", "dose", "blood", "level", "germani"} <= set(words)


def test_another_lexicon_has_another_recipe(lexicon: Lexicon) -> None:
    assert SearchWords(lexicon).recipe == SearchWords(Lexicon.load()).recipe
    assert SearchWords(lexicon).recipe != SearchWords(Lexicon([], "other")).recipe


@given(st.lists(st.text(min_size=1), max_size=4), st.text(), st.text(min_size=1))
def test_what_is_embedded_says_where_each_sentence_stands(sentences: list[str], section: str, title: str) -> None:
    one = passage(*sentences, section=section)
    text, spans = titled_text(one, SOURCE.model_copy(update={"title": title}))
    assert [text[start:end] for start, end in spans] == sentences
    assert text.startswith(title) and section in text


# The whole


@pytest.fixture
def index(tmp_path: Path, lexicon: Lexicon) -> Iterator[Index]:
    words = SearchWords(lexicon)
    with Index.open(
        tmp_path, HashEmbedder(), Wording(words.text, words.title, words.recipe), use_chroma=False
    ) as opened:
        yield opened


def ids(index: Index, lexicon: Lexicon, question: str, limit: int = 10) -> list[str]:
    """The passages found, best first; also checks their ranks."""
    found = search(clause_of(question, lexicon), HashEmbedder().embed([question])[0], index, limit)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    for ranks in ([hit.dense_rank for hit in found.hits], [hit.keyword_rank for hit in found.hits]):
        held = [rank for rank in ranks if rank]
        assert len(held) == len(set(held))
    return [hit.passage.passage_id for hit in found.hits]


def test_a_brand_name_finds_the_passage_that_has_only_the_generic_name(index: Index, lexicon: Lexicon) -> None:
    put(index, document("study", "Valproate was given to few.", "Lithium was given to many.", "Nobody slept."))
    assert ids(index, lexicon, "Depakote")[0].endswith("#0")


def test_equal_passages_come_in_a_fixed_order_and_no_more_than_asked_for(index: Index, lexicon: Lexicon) -> None:
    put(index, *(document(f"copy-{n}", f"Valproate helped in place {n}.") for n in range(6)))
    found = ids(index, lexicon, "valproate")
    assert len(found) == 6
    assert found == ids(index, lexicon, "valproate")
    assert ids(index, lexicon, "valproate", limit=2) == found[:2]


def test_a_question_of_no_words_still_finds_by_nearness_and_an_empty_index_nothing(
    index: Index, lexicon: Lexicon
) -> None:
    assert ids(index, lexicon, "valproate") == []
    put(index, document("study", "Valproate was given."))
    assert len(ids(index, lexicon, "😀")) == 1


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("kind", ["upload", "guideline"])
def test_passages_of_uploads_are_ranked_by_the_adapted_model(index: Index, lexicon: Lexicon, kind: str) -> None:
    adapted = HashEmbedder(adapted=True)  # it compares last words
    put(index, document("mine", "Some slept in peace.", "Some woke for lunch.", kind=kind), embedder=adapted)
    clause = clause_of("Who ate his lunch", lexicon)
    plain, by_it = (search(clause, adapted.embed([clause.text])[0], index, 2, one) for one in (None, adapted))
    before, after = (next(hit.score for hit in one.hits if hit.passage.ordinal == 1) for one in (plain, by_it))
    is_upload = kind == "upload"
    assert (after > before, by_it.answering is not None, plain.answering) == (is_upload, is_upload, None)
