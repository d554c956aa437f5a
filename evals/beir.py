"""A benchmark's folder in, in BEIR's layout or SciFact's own; documents, queries and judgements out.

BEIR: corpus.jsonl, queries.jsonl and qrels/test.tsv. SciFact's authors name them otherwise. Another layout is one more
row of LAYOUTS. The data is not ours and is never copied into the project: commands take its folder as an argument.
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

CORPUS = "corpus.jsonl"


class Layout(NamedTuple):
    """Where the queries and the judgements are, and what the fields of a query are called."""

    name: str
    queries: str
    query_id: str
    query_text: str
    judgements: str

    def missing(self, folder: Path) -> list[str]:
        """The files that the folder lacks."""
        return [name for name in (CORPUS, self.queries, self.judgements) if not (folder / name).is_file()]


LAYOUTS = (
    Layout("BEIR", "queries.jsonl", "_id", "text", "qrels/test.tsv"),
    Layout("SciFact", "claims_train.jsonl", "id", "claim", "qrels_train.tsv"),
)


class Benchmark(NamedTuple):
    """Queries by id, and for each the relevant documents by slug with their grade."""

    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]

    def first(self, limit: int | None) -> "Benchmark":
        """Only the first `limit` queries."""
        queries = dict(list(self.queries.items())[:limit])
        return Benchmark(queries, {name: self.relevant[name] for name in queries})


def layout(folder: Path) -> Layout:
    """How the folder is laid out. Raises NotFound where it holds no benchmark."""
    if found := next((one for one in LAYOUTS if not one.missing(folder)), None):
        return found
    lacks = " or ".join(f"{', '.join(one.missing(folder))} ({one.name})" for one in LAYOUTS)
    raise NotFound(f"The benchmark lacks {lacks}.", to=str(folder), do="Name the folder they are in.")


def documents(folder: Path, limit: int | None = None) -> list[Document]:
    """The documents, at most `limit` of them, as ones of one passage; `slug` is the benchmark's document id."""
    return [_document(row) for row in list(_rows(folder / CORPUS))[:limit]]


def benchmark(folder: Path) -> Benchmark:
    """The queries that have a relevant document. Raises NotFound."""
    its = layout(folder)
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / its.judgements).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relevant[row["query-id"]][row["corpus-id"]] = int(row["score"])
    asked = {str(row[its.query_id]): str(row[its.query_text]) for row in _rows(folder / its.queries)}
    return Benchmark({name: asked[name] for name in relevant}, dict(relevant))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(row: dict[str, Any]) -> Document:
    """One document, of a text or of sentences; our own splitter splits them anew, as those of any document."""
    slug, given = str(row["_id"]), row["text"] if "text" in row else row["sentences"]
    text = given.strip() if isinstance(given, str) else " ".join(str(sentence).strip() for sentence in given)
    text = text or str(row.get("title", ""))  # some have no more than that
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
    source = Source(source_id=source_id, slug=slug, title=str(row.get("title", "")), kind="upload")
    return Document(source=source, text=text, passages=(passage,))
