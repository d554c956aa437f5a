"""Documents in, an index that holds them out: embedded and committed in batches, with progress."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from assistant.embed import Embedder, FloatArray, Span
from assistant.index import Index
from assistant.tables import Embedded
from assistant.types import Document, Noun, Passage, Source

TOGETHER = 64  # documents committed at a time, at most
PASSAGES_TOGETHER = 128  # passages embedded at a time: progress is seen, and texts of like length find each other

EmbedText = Callable[[Passage, Source], tuple[str, list[Span]]]


class Progress(Noun):
    """How far indexing has come, in passages."""

    done: int
    total: int
    title: str  # of the document being indexed


Watch = Callable[[Progress], None] | None


class ToIndex(NamedTuple):
    """A document to index, and what `tables.Embedded` keeps beside it."""

    document: Document
    origin: str = "upload"
    described: str = ""


def sentences_text(passage: Passage, _source: Source) -> tuple[str, list[Span]]:
    """What is embedded of a passage: its sentences as they read; and where each stands in that text."""
    spans, at = [], 0
    for sentence in passage.sentences:
        spans.append((at, at + len(sentence.text)))
        at += len(sentence.text) + 1
    return " ".join(sentence.text for sentence in passage.sentences), spans


def index_documents(
    work: Sequence[ToIndex],
    index: Index,
    embedder: Embedder,
    on_progress: Watch = None,
    embed_text: EmbedText = sentences_text,
) -> int:
    """Embed and index documents, each in place of the one with its slug. The number of passages."""
    done, total = 0, sum(len(one.document.passages) for one in work)

    def watch(embedded: int, title: str) -> None:
        nonlocal done
        done += embedded
        if on_progress:
            on_progress(Progress(done=done, total=total, title=title))

    with index.writing():
        for batch in _batches(work):
            index.add_many(_embedded(batch, embedder, embed_text, watch))
    return total


def _batches(work: Sequence[ToIndex]) -> Iterator[list[ToIndex]]:
    """Documents to commit together: a long one alone, short ones in numbers."""
    batch: list[ToIndex] = []
    passages = 0
    for one in work:
        batch.append(one)
        passages += len(one.document.passages)
        if passages >= PASSAGES_TOGETHER or len(batch) >= TOGETHER:
            yield batch
            batch, passages = [], 0
    if batch:
        yield batch


def _embedded(
    batch: Sequence[ToIndex], embedder: Embedder, embed_text: EmbedText, watch: Callable[[int, str], None]
) -> list[Embedded]:
    texts = [embed_text(passage, one.document.source) for one in batch for passage in one.document.passages]
    vectors: list[FloatArray] = []
    parts: list[FloatArray] = []
    for start in range(0, len(texts), PASSAGES_TOGETHER):
        some = texts[start : start + PASSAGES_TOGETHER]
        whole, of_spans = embedder.embed_spans([text for text, _ in some], [spans for _, spans in some])
        vectors += list(whole)
        parts += of_spans
        watch(len(some), batch[-1].document.source.title)
    found, at = [], 0
    for one in batch:
        end = at + len(one.document.passages)
        asked = embedder.embed([known.question for known in one.document.asked]) if one.document.asked else None
        # Nothing but its words tells what a sentence of an upload answers.
        answering = _answering(one.document.passages, embedder) if one.document.source.kind == "upload" else None
        whole, of_sentences = np.stack(vectors[at:end]), parts[at:end]
        found.append(Embedded(one.document, whole, of_sentences, one.origin, one.described, asked, answering))
        at = end
    return found


def _answering(passages: Sequence[Passage], embedder: Embedder) -> list[FloatArray] | None:
    """Vectors of the sentences of each passage by which they are compared with questions; None by a model without."""
    vectors = embedder.embed_answering([text for passage in passages for text in headed(passage)])
    ends = np.cumsum([len(passage.sentences) for passage in passages])
    return None if vectors is None else np.split(vectors, ends[:-1])


def headed(passage: Passage) -> list[str]:
    """Its sentences, each under its heading, by which alone it can be told what it is about."""
    heading = f"{passage.section}: " if passage.section else ""
    return [f"{heading}{sentence.text}" for sentence in passage.sentences]
