"""Opening: an old, foreign, damaged or missing file is met with a sound index and words, never with a traceback."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import tables
from assistant.errors import IndexUnavailable
from assistant.index import Index
from assistant.types import Passage, Source
from assistant.wording import Wording
from tests.fakes import ALPHA, BETA, HashEmbedder, chroma_ids, document, found_by_word, put

ROOT = Path(__file__).parent.parent


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


def test_other_search_words_are_made_without_embedding_anything(tmp_path: Path, embedder: HashEmbedder) -> None:
    def brand_names(passage: Passage, _source: Source) -> str:
        return passage.text.replace("Alphazine", "alphazine Zzleep")

    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA)
    with Index.open(tmp_path, embedder, Wording(brand_names, recipe="brands/1")) as index:
        assert index.notices == ["The search words of the index were renewed."]
        assert set(found_by_word(index, "zzleep")) == {passage.passage_id for passage in ALPHA.passages}
        assert not index.needs_build
        assert index.search_by == "chroma"
    with Index.open(tmp_path, embedder, Wording(brand_names, recipe="brands/1")) as index:
        assert index.notices == []


def test_an_index_of_another_embedding_model_keeps_its_documents_and_wants_their_vectors(tmp_path: Path) -> None:
    with Index.open(tmp_path, HashEmbedder("first", 384)) as index:
        put(index, ALPHA)
    other = HashEmbedder("second", 64)
    with Index.open(tmp_path, other) as index:
        assert index.notices == [
            "The index was made with another embedding model (first): its documents are embedded again."
        ]
        assert (index.needs_build, index.unembedded()) == (True, ["alpha-study"])
        assert index.document("alpha-study") == ALPHA
        assert index.nearest(other.embed(["odour"])[0], 3) == []
        put(index, ALPHA, embedder=other)
        assert index.nearest(other.embed(["Alphazine has no odour."])[0], 1) == [(ALPHA.passages[1].passage_id, 1.0)]
        assert (index.needs_build, index.search_by) == (False, "chroma")
    with pytest.raises(IndexUnavailable, match=r"made with another embedding model \(second\)"):
        Index.open(tmp_path, HashEmbedder("third"), read_only=True)


def test_an_index_of_another_version_is_set_aside_and_said_so(tmp_path: Path, embedder: HashEmbedder) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA)
    change(tmp_path, f"PRAGMA user_version = {tables.INDEX_VERSION + 1}")
    with pytest.raises(IndexUnavailable, match="made by another version"):
        Index.open(tmp_path, embedder, read_only=True)
    with Index.open(tmp_path, embedder) as index:
        assert index.notices == [
            "The index was made by another version: it was set aside as index.sqlite3.version-1"
            " and is rebuilt from the documents."
        ]
        assert (index.is_empty, index.needs_build) == (True, True)
        put(index, BETA)
        assert chroma_ids(index) == {BETA.passages[0].passage_id}
    kept = sqlite3.connect(tmp_path / "index.sqlite3.version-1")
    assert kept.execute("SELECT slug FROM documents").fetchall() == [("alpha-study",)]
    kept.close()


def test_another_programs_database_is_not_written_to(tmp_path: Path, embedder: HashEmbedder) -> None:
    change(tmp_path, "CREATE TABLE theirs (x)")
    with Index.open(tmp_path, embedder) as index:
        assert "index.sqlite3.version-1" in index.notices[0]
    theirs = sqlite3.connect(tmp_path / "index.sqlite3.version-1")
    assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    theirs.close()


def change(folder: Path, statement: str) -> None:
    db = sqlite3.connect(folder / "index.sqlite3")
    db.execute(statement)
    db.commit()
    db.close()


@pytest.mark.parametrize("damage", ["no database at all", "cut off", "overwritten in the middle"])
def test_a_damaged_file_is_set_aside_and_the_index_begins_anew(
    tmp_path: Path, embedder: HashEmbedder, damage: str
) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, *(document(f"doc-{n}", f"Words {n} of study {n}.") for n in range(40)))
    file = tmp_path / "index.sqlite3"
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(
        {
            "no database at all": b"This is a text file, not a database. " * 200,
            "cut off": whole[:middle],
            "overwritten in the middle": whole[: 3 * 4096] + b"\xa5" * (middle - 3 * 4096) + whole[middle:],
        }[damage]
    )
    with Index.open(tmp_path, embedder) as index:
        assert index.notices == [
            "The index was damaged: it was set aside as index.sqlite3.corrupt-1 and is rebuilt from the documents."
        ]
        assert index.is_empty
        put(index, ALPHA)
        assert chroma_ids(index) == {passage.passage_id for passage in ALPHA.passages}
    with Index.open(tmp_path, embedder) as index:
        assert (index.notices, index.document("alpha-study")) == ([], ALPHA)


def test_there_is_nothing_to_read_before_it_is_built(tmp_path: Path, embedder: HashEmbedder) -> None:
    with pytest.raises(IndexUnavailable, match="There is no index to read"):
        Index.open(tmp_path / "none", embedder, read_only=True)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnavailable, match="The index's folder cannot be made"):
        Index.open(tmp_path / "file", embedder)


def test_an_index_opened_for_reading_reads_and_does_not_write(tmp_path: Path, embedder: HashEmbedder) -> None:
    with Index.open(tmp_path, embedder) as index:
        put(index, ALPHA)
    with Index.open(tmp_path, embedder, read_only=True) as index:
        assert index.document("alpha-study") == ALPHA
        assert index.nearest(embedder.embed([ALPHA.passages[1].text])[0], 1) == [(ALPHA.passages[1].passage_id, 1.0)]
        with pytest.raises(IndexUnavailable, match="opened for reading only"):
            put(index, BETA)


def test_importing_the_index_loads_no_chromadb() -> None:
    code = (
        "import sys, assistant.index, assistant.ingest; print([m for m in ('chromadb', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
