"""Vectors: Chroma finds what comparing every vector finds, and is made whole again whatever happens to it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.index import Index
from assistant.vectors import Vectors, VectorStoreError
from tests.fakes import ALPHA, BETA, HashEmbedder, chroma_ids, document, put

ROOT = Path(__file__).parent.parent


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: HashEmbedder) -> Iterator[Index]:
    with Index.open(tmp_path / "data", embedder) as opened:
        yield opened


def test_chroma_finds_what_comparing_every_vector_finds(tmp_path: Path, embedder: HashEmbedder) -> None:
    words = [f"word{n}" for n in range(60)]
    many = [
        document(f"doc-{n}", f"About {words[n % 60]} and {words[n * 7 % 60]} in {n} trials with {words[n * 11 % 60]}.")
        for n in range(150)
    ]
    questions = embedder.embed([f"{words[n]} {words[n * 3 % 60]} trials {n}" for n in range(20)])
    with Index.open(tmp_path, embedder) as index:
        put(index, *many)
        assert index.search_by == "chroma"
        by_chroma = [index.nearest(vector, 10) for vector in questions]
    with Index.open(tmp_path, embedder, use_chroma=False) as index:
        assert index.search_by == "every vector"
        by_all = [index.nearest(vector, 10) for vector in questions]
    for found, true in zip(by_chroma, by_all, strict=True):
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in true], abs=2e-5)
    assert index_is_sorted(by_chroma[0])


def index_is_sorted(found: list[tuple[str, float]]) -> bool:
    return found == sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _chroma_gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _chroma_overwritten(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\xa5" * file.stat().st_size)


def _chroma_graph_overwritten(folder: Path) -> None:
    for file in folder.glob("*/*.bin"):
        file.write_bytes(b"\xa5" * file.stat().st_size)


def _chroma_of_nothing(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"")


def _chroma_without_some_and_with_others(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import numpy as np; from assistant.vectors import Vectors;"
        "v = Vectors(Path(sys.argv[1])); v.remove([sorted(v.ids())[0]]);"
        "v.put(['stranger#0'], np.ones((1, 384), dtype=np.float32)); v.close()"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    "spoil",
    [
        _chroma_gone,
        _chroma_overwritten,
        _chroma_graph_overwritten,
        _chroma_of_nothing,
        _chroma_without_some_and_with_others,
    ],
)
def test_chroma_is_made_whole_again_from_the_index(tmp_path: Path, embedder: HashEmbedder, spoil: object) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA, BETA)
        folder = index.chroma_folder
    assert callable(spoil)
    spoil(folder)
    before = embedder.texts
    with Index.open(tmp_path, embedder) as index:
        assert chroma_ids(index) == {passage.passage_id for one in (ALPHA, BETA) for passage in one.passages}
        assert index.nearest(embedder.embed([ALPHA.passages[1].text])[0], 1) == [(ALPHA.passages[1].passage_id, 1.0)]
        assert [path.name for path in tmp_path.glob("chroma-*")] == [index.chroma_folder.name]
        if spoil is _chroma_overwritten:
            assert index.notices == ["Chroma's folder could not be used and was made anew from the index."]
    assert embedder.texts == before + 1  # the question; no passage was embedded again


def test_chroma_is_made_afresh_when_it_keeps_more_of_the_old_than_of_the_new(
    tmp_path: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.index.SLACK", 3)
    with Index.open(tmp_path, embedder) as index:
        for version in range(7):
            put(index, document("note", f"Version {version}."))
        assert index.chroma_folder.name == "chroma-2"
        assert [path.name for path in tmp_path.glob("chroma-*")] == ["chroma-2"]
        assert chroma_ids(index) == {index.passages_of("note")[0].passage_id}


def test_when_chroma_fails_the_same_is_found_without_it_and_it_is_tried_again_after_a_change(
    index: Index, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise VectorStoreError("database is locked")

    put(index, ALPHA)
    vector = embedder.embed(["no odour"])[0]
    true = index.nearest(vector, 1)
    with monkeypatch.context() as while_locked:
        while_locked.setattr(Vectors, "nearest", fails)
        assert index.nearest(vector, 1) == true
    assert index.search_by == "every vector"
    assert index.notices == [
        "Chroma does not work (database is locked): search compares every vector instead, to the same result."
    ]
    put(index, BETA)
    assert index.search_by == "chroma"
    assert index.nearest(vector, 1) == true


def test_when_chroma_cannot_be_written_the_document_is_found_and_chroma_gets_it_later(
    tmp_path: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise VectorStoreError("disk full")

    vector = embedder.embed([ALPHA.passages[1].text])[0]
    with Index.open(tmp_path, embedder) as index:
        with monkeypatch.context() as while_full:
            while_full.setattr(Vectors, "put", fails)
            put(index, ALPHA)
        assert (index.search_by, len(index.notices)) == ("every vector", 1)
        assert index.nearest(vector, 1) == [(ALPHA.passages[1].passage_id, 1.0)]
    with Index.open(tmp_path, embedder) as index:
        assert chroma_ids(index) == {passage.passage_id for passage in ALPHA.passages}


def test_a_document_embedded_otherwise_is_found_by_its_new_vectors(index: Index) -> None:
    put(index, ALPHA)
    new = np.eye(2, 384, dtype=np.float32)
    index.add(ALPHA, new, [new[:1].repeat(len(passage.sentences), axis=0) for passage in ALPHA.passages])
    assert index.search_by == "chroma"
    assert index.nearest(new[1], 2) == [(ALPHA.passages[1].passage_id, 1.0), (ALPHA.passages[0].passage_id, 0.0)]
