"""SciFact's folder in (corpus.jsonl, claims_train.jsonl, qrels_train.tsv); documents, queries and judgements out.

The data is not ours and is never copied into the project: commands take its folder as an argument.
"""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.errors import NotFound
from assistant.sentences import split
from assistant.types import Document, Passage, Source

FILES = ("corpus.jsonl", "claims_train.jsonl", "qrels_train.tsv")


class Benchmark(NamedTuple):
    """Queries by id, and for each the relevant documents by slug with their grade."""

    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]

    def first(self, limit: int | None) -> "Benchmark":
        """Only the first `limit` queries."""
        queries = dict(list(self.queries.items())[:limit])
        return Benchmark(queries, {name: self.relevant[name] for name in queries})


def check(folder: Path) -> None:
    """Raises NotFound unless the folder holds the benchmark."""
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise NotFound(
            f"The SciFact data lacks {', '.join(missing)}.", to=str(folder), do="Name the folder they are in."
        )


def documents(folder: Path, limit: int | None = None) -> list[Document]:
    """The abstracts, at most `limit` of them, as documents of one passage; `slug` is the benchmark's document id."""
    return [_document(row) for row in list(_rows(folder / "corpus.jsonl"))[:limit]]


def benchmark(folder: Path) -> Benchmark:
    """The claims that have a relevant abstract."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "qrels_train.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relevant[row["query-id"]][row["corpus-id"]] = int(row["score"])
    claims = {str(row["id"]): str(row["claim"]) for row in _rows(folder / "claims_train.jsonl")}
    return Benchmark({name: claims[name] for name in relevant}, dict(relevant))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(row: dict[str, Any]) -> Document:
    """One abstract. Its sentences are split anew by our own splitter, as those of any document are."""
    slug, text = str(row["_id"]), " ".join(str(sentence).strip() for sentence in row["sentences"])
    source_id = hashlib.sha256(f"{slug}\n{text}".encode()).hexdigest()[:12]
    passage = Passage(
        passage_id=f"{source_id}#0",
        source_slug=slug,
        ordinal=0,
        start=0,
        end=len(text),
        text=text,
        sentences=split(text, 0, len(text)),
    )
    source = Source(source_id=source_id, slug=slug, title=str(row["title"]), kind="upload")
    return Document(source=source, text=text, passages=(passage,))
