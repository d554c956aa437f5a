"""The index: what is put in is found, what is taken out is gone, and nothing is lost on the way."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnavailable, NotFound
from assistant.index import Index
from assistant.types import Document
from tests.fakes import ALPHA, BETA, HashEmbedder, chroma_ids, document, found_by_word, put


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: HashEmbedder) -> Iterator[Index]:
    with Index.open(tmp_path / "data", embedder) as opened:
        yield opened


def test_what_is_added_is_found_by_word_by_nearness_and_by_id(index: Index, embedder: HashEmbedder) -> None:
    put(index, ALPHA, BETA)
    [slept, odour], [none] = ALPHA.passages, BETA.passages
    assert index.document("alpha-study") == ALPHA
    assert index.sources() == [ALPHA.source, BETA.source]
    assert index.count() == 3
    assert found_by_word(index, "odour") == [odour.passage_id]
    assert found_by_word(index, "betazine") == [none.passage_id]
    vector = embedder.embed([slept.text])[0]
    assert index.nearest(vector, 1) == [(slept.passage_id, 1.0)]
    wanted = [none.passage_id, "no-such#0", slept.passage_id]
    assert index.passages(wanted) == {none.passage_id: none, slept.passage_id: slept}
    assert np.array_equal(index.passage_vectors(wanted)[slept.passage_id], vector)
    sentences = index.sentence_vectors(wanted)[slept.passage_id]
    assert np.allclose(sentences, embedder.embed([s.text for s in slept.sentences]), atol=1e-3)
    assert chroma_ids(index) == {slept.passage_id, odour.passage_id, none.passage_id}
    with pytest.raises(NotFound, match="There is no such document"):
        index.source("gamma-study")


def test_words_are_found_in_any_form_and_a_broken_expression_finds_nothing(index: Index) -> None:
    put(index, ALPHA, BETA)
    assert found_by_word(index, "sleeping", "odours") == [ALPHA.passages[1].passage_id]
    assert index.keyword("title:beta", 5) == [(BETA.passages[0].passage_id, index.keyword("title:beta", 5)[0][1])]
    assert index.keyword("title:beta", 5)[0][1] > 0
    for broken in ('"', "AND", "a OR", "no_such_column:a", "", "*", "a NEAR", "(", "'; DROP TABLE passages; --"):
        assert index.keyword(broken, 5) == []


def test_the_vocabulary_counts_the_passages_of_each_word_unstemmed(index: Index) -> None:
    put(index, ALPHA, BETA)
    vocabulary = index.vocabulary()
    assert {word: vocabulary.get(word) for word in ("people", "slept", "odour", "sleep")} == {
        "people": 2, "slept": 2, "odour": 1, "sleep": None,
    }  # fmt: skip


def test_a_replaced_document_has_one_version_and_nothing_of_the_old(index: Index, embedder: HashEmbedder) -> None:
    put(index, ALPHA, BETA)
    newer = document("alpha-study", "Alphazine was withdrawn.")
    put(index, newer)
    assert index.document("alpha-study") == newer
    assert index.sources() == [newer.source, BETA.source]
    assert found_by_word(index, "odour") == []
    assert index.passages([ALPHA.passages[0].passage_id]) == {}
    assert chroma_ids(index) == {newer.passages[0].passage_id, BETA.passages[0].passage_id}
    assert index.nearest(embedder.embed([ALPHA.passages[1].text])[0], 5)[0][0] == newer.passages[0].passage_id


def test_the_same_content_under_another_name_is_one_document(index: Index) -> None:
    put(index, ALPHA)
    renamed = document("alpha-renamed", *(passage.text for passage in ALPHA.passages))
    put(index, renamed)
    assert index.sources() == [renamed.source]
    assert index.count() == 2


def test_a_deleted_document_leaves_no_word_in_any_file(tmp_path: Path, embedder: HashEmbedder) -> None:
    secret = document("private-note", "Mrs Zebrawitz takes quuxapine.", "Her son Xylander visits. He brings quuxapine.")
    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA, secret, BETA)
        assert b"zebrawitz" in everything_in(tmp_path)
        index.delete(secret.source.source_id)
        left = everything_in(tmp_path)
        assert [word for word in (b"zebrawitz", b"xylander", b"quuxapine", b"private-note") if word in left] == []
        assert index.sources() == [ALPHA.source, BETA.source]
        assert found_by_word(index, "quuxapine") == []
        assert index.vocabulary().get("quuxapine") is None
        assert chroma_ids(index) == {passage.passage_id for one in (ALPHA, BETA) for passage in one.passages}
        with pytest.raises(NotFound, match="There is no such document"):
            index.delete(secret.source.source_id)


def test_the_old_words_of_a_replaced_document_leave_no_trace_either(tmp_path: Path, embedder: HashEmbedder) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, document("note", "Mrs Zebrawitz sleeps."), ALPHA)
        put(index, document("note", "She sleeps."))
        assert b"zebrawitz" not in everything_in(tmp_path)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


def test_the_corpus_hash_depends_on_what_is_indexed_and_not_on_the_order(tmp_path: Path) -> None:
    def hash_of(*documents: Document) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        with Index.open(folder, HashEmbedder(), use_chroma=False) as index:
            for one in documents:
                put(index, one)
            return index.corpus_hash()

    same = hash_of(ALPHA, BETA)
    assert hash_of(BETA, ALPHA) == same
    renamed = ALPHA.model_copy(update={"source": ALPHA.source.model_copy(update={"title": "Alpha, corrected"})})
    newer = document("alpha-study", "Alphazine was withdrawn.")
    assert len({same, hash_of(ALPHA), hash_of(BETA, renamed), hash_of(BETA, newer)}) == 4


def test_what_is_said_of_a_document_can_change_without_its_vectors(index: Index) -> None:
    put(index, ALPHA, BETA)
    before = index.corpus_hash()
    described = ALPHA.source.model_copy(update={"title": "Alphazine at night", "year": 2024})
    index.describe(described, "corpus", "mark")
    assert index.source("alpha-study") == described
    assert index.kept()["alpha-study"] == (ALPHA.source.source_id, "corpus", "mark")
    assert set(found_by_word(index, "night")) == {passage.passage_id for passage in ALPHA.passages}
    assert index.corpus_hash() != before


def test_a_full_disk_is_said_and_costs_nothing_that_was_indexed(tmp_path: Path, embedder: HashEmbedder) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA)
        assert index._writer is not None
        pages = index._writer.execute("PRAGMA page_count").fetchone()[0]
        index._writer.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite's own way to meet a full disk
        with pytest.raises(IndexUnavailable) as told:
            put(index, BETA, *(document(f"doc-{n}", f"Words {n}. " * 200) for n in range(20)))
        assert told.value.as_dict() == {
            "what": "The disk is full.",
            "to": str(tmp_path / "index.sqlite3"),
            "do": "Free some space and try again: what was indexed before is kept.",
        }
        assert index.sources() == [ALPHA.source]
        assert found_by_word(index, "odour") == [ALPHA.passages[1].passage_id]
    with Index.open(tmp_path, embedder) as index:
        assert (index.notices, index.document("alpha-study")) == ([], ALPHA)
        put(index, BETA)
        assert index.count() == 3


def test_reading_from_threads_while_one_writes_never_meets_half_a_document(index: Index) -> None:
    versions = [document("note", f"First of {n}.", f"Second of {n}.", f"Third of {n}.") for n in range(6)]
    put(index, versions[0], ALPHA)
    stop, problems = threading.Event(), []
    vector = HashEmbedder().embed(["Second of 3."])[0]

    def read() -> None:
        try:
            while not stop.is_set():
                passages = index.passages_of("note")
                assert tuple(passages) in {version.passages for version in versions}
                index.passages([name for name, _ in index.nearest(vector, 5) + index.keyword('"second"', 5)])
        except BaseException as problem:  # noqa: BLE001  told by the test
            problems.append(problem)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for version in versions[1:]:
        put(index, version)
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert index.document("note") == versions[-1]


def test_the_whole_record_of_a_document_survives_the_file(tmp_path: Path, embedder: HashEmbedder) -> None:
    one = document("full", "Levels were ≥ 0.35 mg/L, “steady”.", year=2024, jurisdiction="UK", url="https://x.org/?a=1")
    passage = one.passages[0].model_copy(
        update={
            "page": 3,
            "statement_id": "S-1",
            "grade": "1A",
            "reference": "A 2020",
            "checked": "primary",
            "note": "n",
        }
    )
    one = one.model_copy(update={"passages": (passage,)})
    with Index.open(tmp_path, embedder, use_chroma=False) as index:
        put(index, one)
    with Index.open(tmp_path, embedder, use_chroma=False) as index:
        assert json.loads(index.document("full").model_dump_json()) == json.loads(one.model_dump_json())
