"""Killed at any moment, the index opens whole: real processes, really killed (SIGKILL), at random moments of real work.

A nursery process imports everything once and forks a worker for each kill. The worker ingests, replaces and deletes
files without end, and writes down what it is about to do and what is done. After each kill the index is opened here and
compared with that: what was done is there, and what was under way is there as it was or as it was to be.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from assistant.errors import NotFound
from assistant.index import Index
from assistant.ingest import ingest
from tests.fakes import HashEmbedder

KILLS = 60
AFRESH = 10  # every tenth begins with no index at all, so that making one is killed too
AT_BIRTH = 4  # every fourth is killed from its birth on, while it opens the index; the others once they are at work
LATEST = 0.25  # seconds from there to the kill
NAMES = [f"doc-{n}" for n in range(12)]
ROOT = Path(__file__).parent.parent
Contents = dict[str, str | None]  # of each document; None where there is none


def text_of(name: str, version: int) -> str:
    """Some paragraphs with words that no other version and no other document has."""
    own = f"{name.replace('-', '')}v{version}x"
    return "\n\n".join(f"Study {own} part {n} counted {version + n} people. " * 8 for n in range(6)) + "\n"


def work_without_end(folder: Path, seed: int) -> NoReturn:
    """The worker: random changes, each noted before it begins and after it is done."""
    choice, embedder = random.Random(seed), HashEmbedder()
    with (folder / "journal").open("a") as journal, Index.open(folder / "data", embedder) as index:
        print("open", file=journal, flush=True)
        for number in range(10**6):
            names = choice.sample(NAMES, choice.choice([1, 1, 3, 8]))
            wanted: Contents = {name: text_of(name, seed * 1000 + number) for name in names}
            if choice.random() < 0.3:
                wanted = {names[0]: None}
            print(json.dumps(wanted), file=journal, flush=True)
            change(index, embedder, folder, wanted)
            print("done", file=journal, flush=True)
    raise SystemExit("The worker came to an end before it was killed.")


def change(index: Index, embedder: HashEmbedder, folder: Path, wanted: Contents) -> None:
    paths = []
    for name, text in wanted.items():
        if text is None:
            try:
                index.delete(name)
            except NotFound:
                continue
        else:
            paths.append(folder / f"{name}.txt")
            paths[-1].write_text(text)
    report = ingest(paths, index, embedder)
    assert not report.skipped, report.skipped


def nursery() -> None:
    """For each line [folder, seed, at_birth, seconds] forks a worker, kills it and says how it ended."""
    import chromadb  # noqa: F401  imported once, here, and not by each worker

    for line in sys.stdin:
        folder, seed, at_birth, seconds = json.loads(line)
        worker = os.fork()
        if worker == 0:
            work_without_end(Path(folder), seed)
        journal = Path(folder) / "journal"
        while not at_birth and not (journal.exists() and journal.stat().st_size):
            time.sleep(0.002)
        time.sleep(seconds)
        os.kill(worker, signal.SIGKILL)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])}\n")
        sys.stdout.flush()


@pytest.fixture
def kill() -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", "from tests.test_kills import nursery; nursery()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    yield process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=30) == 0


def killed(nursery_process: "subprocess.Popen[str]", folder: Path, seed: int, seconds: float) -> None:
    order = [str(folder), seed, seed % AT_BIRTH == 0, seconds]
    assert nursery_process.stdin is not None
    assert nursery_process.stdout is not None
    print(json.dumps(order), file=nursery_process.stdin, flush=True)
    assert nursery_process.stdout.readline() == f"{-signal.SIGKILL}\n"


def told_by(journal: Path, before: Contents) -> tuple[Contents, Contents | None]:
    """What is done, and what was under way when the worker was killed."""
    done, under_way = dict(before), None
    for line in journal.read_text().splitlines() if journal.exists() else ():
        if line == "done":
            done |= under_way or {}
            under_way = None
        elif line.endswith("}"):  # a line cut by the kill began nothing
            under_way = json.loads(line)
    return done, under_way


def assert_sqlite_is_whole(file: Path) -> None:
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("keywords", "words"):
        db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # raises where they disagree
    passages = db.execute("SELECT id FROM passages ORDER BY id").fetchall()
    assert db.execute("SELECT id FROM keywords_docsize ORDER BY id").fetchall() == passages
    assert db.execute("SELECT count(*) FROM pending").fetchall() == [(0,)]
    db.close()


def assert_chroma_holds_what_sqlite_holds(index: Index) -> None:
    assert index.search_by == "chroma"
    assert index._chroma is not None
    held = index._chroma._collection.get(include=["embeddings"])
    by_id = dict(zip(held["ids"], held["embeddings"] if held["ids"] else (), strict=True))
    every = index.passage_vectors(
        [passage.passage_id for s in index.sources() for passage in index.passages_of(s.slug)]
    )
    assert by_id.keys() == every.keys()
    assert all(np.allclose(by_id[name], vector, atol=1e-6) for name, vector in every.items())


def assert_documents_are(index: Index, done: Contents, under_way: Contents | None) -> Contents:
    """What the index holds, after seeing that it is what it may be and that every document is entire."""
    found: Contents = dict.fromkeys(NAMES) | {source.slug: index.text(source.slug) for source in index.sources()}
    for name in NAMES:
        allowed = {done.get(name), (under_way or done).get(name, done.get(name))}
        assert found[name] in allowed
        found_by_word = {text for text in allowed if text and index.keyword(f'"{text.split()[1]}"', 1)}
        assert found_by_word == {found[name]} - {None}
    assert index.count() == sum(len(index.passages_of(source.slug)) for source in index.sources())
    for source in index.sources():
        one = index.document(source.slug)
        assert [p.ordinal for p in one.passages] == list(range(len(one.passages)))
        assert "".join(one.text.split()) == "".join("".join(p.text.split()) for p in one.passages)
    return found


def test_killed_sixty_times_the_index_opens_whole_and_loses_nothing(
    tmp_path: Path, kill: "subprocess.Popen[str]"
) -> None:
    moments, embedder = random.Random(7), HashEmbedder()
    held: Contents = {}
    in_mid_work = behind = 0
    for number in range(KILLS):
        if number % AFRESH == 0:
            shutil.rmtree(tmp_path / "data", ignore_errors=True)
            held = {}
        (tmp_path / "journal").unlink(missing_ok=True)
        killed(kill, tmp_path, number, moments.uniform(0.0, LATEST))
        done, under_way = told_by(tmp_path / "journal", held)
        in_mid_work += under_way is not None
        behind += was_behind(tmp_path / "data" / "index.sqlite3")
        with Index.open(tmp_path / "data", embedder) as index:
            assert [notice for notice in index.notices if "damaged" in notice or "version" in notice] == []
            held = assert_documents_are(index, done, under_way)
            assert_chroma_holds_what_sqlite_holds(index)
            assert_sqlite_is_whole(index.path)
    assert in_mid_work >= KILLS / 2  # else the moments were ill chosen and the test showed little
    assert behind >= KILLS / 10
    with Index.open(tmp_path / "data", embedder) as index:
        last: Contents = {name: text_of(name, 10**6) for name in NAMES}
        change(index, embedder, tmp_path, last)
        assert assert_documents_are(index, last, None) == last
        assert_chroma_holds_what_sqlite_holds(index)
    assert_sqlite_is_whole(index.path)


def was_behind(file: Path) -> bool:
    """Whether the kill fell between SQLite's commit and Chroma's."""
    if not file.exists():
        return False
    db = sqlite3.connect(file)
    try:
        rows = db.execute("SELECT value FROM meta WHERE key = 'vectors'").fetchall()
    except sqlite3.OperationalError:  # killed before there was a table
        rows = []
    finally:
        db.close()
    return rows == [("behind",)]
