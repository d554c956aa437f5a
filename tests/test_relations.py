"""Relations: what a statement says of another document is tied to the sentence it quotes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.index import Index
from assistant.relations import ResolvedRelation
from assistant.types import Relation
from tests.fakes import BETA, HashEmbedder, document, put


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "data", HashEmbedder(), use_chroma=False) as opened:
        yield opened


def test_relations_are_tied_to_the_sentence_they_quote_in_both_directions(index: Index) -> None:
    contradicts = Relation(to="beta-study", quote="None of them slept well", how="contradicts")
    absent = Relation(to="beta-study", quote="All of them slept", how="supports")
    elsewhere = Relation(to="gamma-study", quote="Gammazine", how="extends")
    critic = document("critic", "Others slept.", relations=[contradicts, absent, elsewhere])
    [mine], [theirs] = critic.passages, BETA.passages
    put(index, critic)
    assert [relation.to_passage_id for relation in index.relations_of([mine.passage_id])] == [None, None, None]
    put(index, BETA)
    tied = ResolvedRelation(
        from_passage_id=mine.passage_id,
        to_slug="beta-study",
        quote="None of them slept well",
        how="contradicts",
        to_passage_id=theirs.passage_id,
        to_sentence=1,
    )
    assert index.relations_of([mine.passage_id])[0] == tied
    assert index.relations_of([theirs.passage_id]) == [tied]
    assert [relation.quote for relation in index.unplaced_relations()] == ["All of them slept", "Gammazine"]
    put(index, document("beta-study", "Betazine is new. It was given to 12 people. None of them slept well, in fact."))
    [moved] = [relation for relation in index.relations_of([mine.passage_id]) if relation.to_passage_id]
    assert (moved.to_sentence, moved.to_passage_id) == (2, index.passages_of("beta-study")[0].passage_id)
    index.delete("beta-study")
    assert [relation.to_passage_id for relation in index.relations_of([mine.passage_id])] == [None, None, None]
    index.delete("critic")
    assert index.unplaced_relations() == []


def test_a_quote_is_found_across_line_ends_hyphens_and_an_ellipsis(index: Index) -> None:
    target = document("target", "A meta-\nanalysis of treat-\nment in people was small. It found little, after all.")
    quotes = ["meta-analysis of treatment in people", "A meta-analysis ... It found little, after all"]
    put(
        index,
        target,
        document("from", "Words.", relations=[Relation(to="target", quote=q, how="extends") for q in quotes]),
    )
    assert [relation.to_sentence for relation in index.relations_of([target.passages[0].passage_id])] == [0, 1]
