"""An index's copy to work on: passages are taken out of it for good, and put back afterwards.

What is taken goes from every table, with its known questions and relations, as if the document had never held it. The
index that is measured is only read.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assistant import Assistant
from assistant.lexicon import Lexicon
from assistant.store import Store
from assistant.wire import open_index

_TAKEN = "IN (SELECT value FROM json_each(?))"


class Scratch:
    """A copy of the index of `data_dir` in an empty `folder`, which can be opened as a data folder."""

    def __init__(self, data_dir: Path, folder: Path) -> None:
        name = "index.sqlite3"
        read_only = f"{(data_dir / name).resolve().as_uri()}?mode=ro"
        self._db = sqlite3.connect((folder / name).resolve().as_uri(), uri=True, isolation_level=None)
        whole = sqlite3.connect(read_only, uri=True)
        try:
            whole.backup(self._db)
        finally:
            whole.close()
        self._db.execute("ATTACH ? AS whole", (read_only,))

    def close(self) -> None:
        """Let go of both files."""
        self._db.close()

    @contextmanager
    def without(self, passage_ids: Iterable[str]) -> Iterator[None]:
        """While it lasts, the copy does not hold these passages."""
        ids = (json.dumps(sorted(passage_ids)),)
        with self._changing():
            self._db.execute(f"DELETE FROM relations WHERE from_passage_id {_TAKEN}", ids)
            self._db.execute(
                f"UPDATE relations SET to_passage_id = NULL, to_sentence = NULL WHERE to_passage_id {_TAKEN}", ids
            )
            self._db.execute(f"DELETE FROM asked WHERE passage_id {_TAKEN}", ids)
            self._db.execute(f"DELETE FROM passages WHERE passage_id {_TAKEN}", ids)
        try:
            yield
        finally:
            with self._changing():
                self._db.execute(f"INSERT INTO passages SELECT * FROM whole.passages WHERE passage_id {_TAKEN}", ids)
                for table in ("asked", "relations"):
                    self._db.execute(f"DELETE FROM {table}")
                    self._db.execute(f"INSERT INTO {table} SELECT * FROM whole.{table}")

    def unbind_caveats(self) -> None:
        """Forget which sentence limits which."""
        with self._changing():
            for name, record in self._db.execute("SELECT passage_id, record FROM passages").fetchall():
                passage = json.loads(record)
                passage["sentences"] = [{**one, "caveat_of": None} for one in passage["sentences"]]
                self._db.execute("UPDATE passages SET record = ? WHERE passage_id = ?", (json.dumps(passage), name))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One transaction, which an open index notices."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")


@contextmanager
def copied(assistant: Assistant, lexicon: Lexicon | None = None) -> Iterator[tuple[Scratch, Assistant]]:
    """A copy of the assistant's index, and an assistant that answers from the copy; by another lexicon where given."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="trs-scratch-")))
        scratch = Scratch(assistant.settings.data_dir, folder)
        stack.callback(scratch.close)
        names = lexicon or assistant.lexicon
        index = open_index(folder, names, assistant.embedder, use_chroma=False)
        store = Store.open(f"sqlite:///{folder / 'store.db'}")
        other = Assistant(assistant.settings, names, assistant.embedder, index, store)
        stack.callback(other.close)
        yield scratch, other
