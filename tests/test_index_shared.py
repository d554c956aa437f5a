"""The index shared: by several processes at once, on a disk that cannot be written, and on one that is full."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from assistant.errors import IndexUnavailable
from assistant.index import Index
from tests.fakes import ALPHA, BETA, HashEmbedder, document, embedded

ROOT = Path(__file__).parent.parent
NOBODY = 65534
OPENING = """
import os, sys
from pathlib import Path
import chromadb
from assistant.errors import IndexUnavailable
from assistant.index import Index
from tests.fakes import BETA, HashEmbedder, embedded
folder, embedder = Path(sys.argv[1]), HashEmbedder()
def say(word):
    print(word, flush=True)
    sys.stdin.readline()
"""


class Other:
    """Another process that runs a script and waits for a line after each word it says."""

    def __init__(self, folder: Path, script: str) -> None:
        code = OPENING + textwrap.dedent(script)
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def says(self) -> str:
        return self._pipe(self._process.stdout).readline().strip()

    def go_on(self) -> None:
        pipe = self._pipe(self._process.stdin)
        pipe.write("\n")
        pipe.flush()

    def ends(self) -> int:
        self._process.communicate(timeout=60)
        return self._process.returncode

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@contextmanager
def other(folder: Path, script: str) -> Iterator[Other]:
    process = Other(folder, script)
    try:
        yield process
    finally:
        process._process.kill()
        process._process.communicate()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_reader_sees_at_once_what_another_process_adds_and_deletes(tmp_path: Path, read_only: bool) -> None:
    embedder = HashEmbedder()
    vector = embedder.embed([BETA.passages[0].text])[0]
    with Index.open(tmp_path, embedder) as index:
        index.add_many([embedded(ALPHA, embedder)])
    with Index.open(tmp_path, embedder, read_only=read_only) as index:
        assert index.passages([ALPHA.passages[0].passage_id]) != {}
        script = """
            with Index.open(folder, embedder) as index:
                index.add_many([embedded(BETA, embedder)])
                say("added")
                index.delete("alpha-study")
                say("deleted")
        """
        with other(tmp_path, script) as writer:
            assert writer.says() == "added"
            assert [source.slug for source in index.sources()] == ["alpha-study", "beta-study"]
            assert index.nearest(vector, 1) == [(BETA.passages[0].passage_id, 1.0)]
            assert index.search_by == "chroma"
            writer.go_on()
            assert writer.says() == "deleted"
            assert [source.slug for source in index.sources()] == ["beta-study"]
            assert index.passages([passage.passage_id for passage in ALPHA.passages]) == {}
            assert index.nearest(vector, 5) == [(BETA.passages[0].passage_id, 1.0)]
            assert index.keyword('"odour"', 5) == []
            writer.go_on()
            assert writer.ends() == 0


def test_while_another_process_indexes_readers_read_and_a_second_writer_waits_and_is_told(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with Index.open(tmp_path, embedder, patience=0.3) as index:
        index.add_many([embedded(ALPHA, embedder)])
        script = """
            with Index.open(folder, embedder) as index, index.writing():
                index.add_many([embedded(BETA, embedder)])
                say("half done")
        """
        with other(tmp_path, script) as writer:
            assert writer.says() == "half done"
            vector = embedder.embed([BETA.passages[0].text])[0]
            assert index.nearest(vector, 1) == [(BETA.passages[0].passage_id, 1.0)]
            assert index.search_by == "every vector"  # Chroma does not hold it yet
            with Index.open(tmp_path, embedder, patience=0.3) as third:
                assert [source.slug for source in third.sources()] == ["alpha-study", "beta-study"]
            with pytest.raises(IndexUnavailable) as told:
                index.delete("alpha-study")
            assert told.value.as_dict() == {
                "what": "Another process is indexing.",
                "to": str(tmp_path),
                "do": "Wait for it to finish, then try again.",
            }
            writer.go_on()
            assert writer.ends() == 0
        assert index.search_by == "chroma"
        index.delete("alpha-study")
        assert index._chroma is not None
        assert index._chroma.ids() == {BETA.passages[0].passage_id}


def test_two_processes_that_write_in_turn_both_find_everything(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    script = """
        with Index.open(folder, embedder) as index:
            say("open")
            index.add_many([embedded(BETA, embedder)])
            say("added")
            assert len(index.nearest(embedder.embed(["people"])[0], 9)) == index.count() == 4
            near = [name for name, _ in index.nearest(embedder.embed(["x"])[0], 9)]
            assert index._chroma.ids() == set(near) == set(index.passages(near))
    """
    with Index.open(tmp_path, embedder) as index, other(tmp_path, script) as second:
        assert second.says() == "open"
        index.add_many([embedded(ALPHA, embedder)])
        second.go_on()
        assert second.says() == "added"
        gamma = document("gamma-study", "Gammazine came later.")
        index.add_many([embedded(gamma, embedder)])
        assert index.nearest(embedder.embed(["Gammazine came later."])[0], 1) == [(gamma.passages[0].passage_id, 1.0)]
        assert len(index.nearest(embedder.embed(["people"])[0], 9)) == 4
        second.go_on()
        assert second.ends() == 0


def test_on_a_read_only_disk_an_index_is_read_and_refuses_to_be_written() -> None:
    """Really read-only: the permissions are taken away, and where the tests run as root the process becomes nobody."""
    folder = Path(tempfile.mkdtemp())
    try:
        with Index.open(folder, HashEmbedder()) as index:
            index.add_many([embedded(ALPHA, HashEmbedder())])
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        script = f"""
            if os.geteuid() == 0:
                os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
            try:
                Index.open(folder, embedder)
            except IndexUnavailable as error:
                print(error.what, error.do)
            with Index.open(folder, embedder, read_only=True) as index:
                [slug] = [source.slug for source in index.sources()]
                near = index.nearest(embedder.embed(["Alphazine has no odour."])[0], 1)
                word = index.keyword('"odour"', 3)
                print(slug, index.passages([near[0][0]])[word[0][0]].text, near[0][1])
                try:
                    index.delete(slug)
                except IndexUnavailable as error:
                    print(error.what)
        """
        code = OPENING + textwrap.dedent(script)
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert (done.stderr, done.stdout.splitlines()) == (
            "",
            [
                "The index cannot be written. Allow writing to its folder, or set TRS_DATA_DIR to a folder that you"
                " can write.",
                "alpha-study Alphazine has no odour. 1.0",
                "The index was opened for reading only.",
            ],
        )
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_on_a_disk_that_fills_up_what_was_indexed_stays_and_the_rest_is_refused(tmp_path: Path) -> None:
    """Really full: a small disk in memory. Only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    try:
        embedder = HashEmbedder()
        kept = []
        with Index.open(disk / "data", embedder) as index:
            with pytest.raises(IndexUnavailable) as told:
                for n in range(2000):
                    one = document(f"doc-{n}", f"Study {n} counted. " * 40, f"Again {n}. " * 40)
                    index.add_many([embedded(one, embedder)])
                    kept.append(one)
            assert told.value.what in ("The disk is full.", "The disk does not read or write the index.")
            assert {source.slug for source in index.sources()} == {one.source.slug for one in kept}
        assert len(kept) > 10
        with Index.open(disk / "data", embedder, read_only=True) as index:
            assert all(index.document(one.source.slug) == one for one in kept)
            vector = embedder.embed([kept[7].passages[0].text])[0]
            assert index.nearest(vector, 1)[0][0] == kept[7].passages[0].passage_id
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        with Index.open(disk / "data", embedder) as index:
            assert [notice for notice in index.notices if "damaged" in notice] == []
            index.add_many([embedded(ALPHA, embedder)])
            assert index.count() == 2 * len(kept) + 2
            assert index.search_by == "chroma"
            assert index._chroma is not None
            assert index._chroma.ids() == set(index._every_vector()._ids)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
