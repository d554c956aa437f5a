"""A document's text and a cited span in, blocks for reading out: no word is lost, and the span is marked.

A browser flows the words, so the file's line breaks do not show; paragraphs, list items, rows and headings are the runs
that the index cut sentences from, and so no sentence is ever torn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.layout import runs
from assistant.types import Passage

MOST_CHARS = 120_000  # of a very long document, so many characters around the span are shown


@dataclass(frozen=True)
class Piece:
    """A run of characters, cited or not."""

    text: str
    cited: bool


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, row or heading. `statement` is the statement of a digest that ends with it."""

    kind: Literal["prose", "item", "row", "heading"]
    pieces: tuple[Piece, ...]
    statement: Passage | None = None


@dataclass(frozen=True)
class Opened:
    """A document laid out, and whether text before or after was left out because it is very long."""

    blocks: tuple[Block, ...]
    cut_before: bool = False
    cut_after: bool = False


def open_at(text: str, passages: Sequence[Passage], start: int = 0, end: int = 0) -> Opened:
    """The document in blocks, `text[start:end]` cited. Only blank lines that nothing cites are left out."""
    low, high = _window(text, start, end)
    kinds = {run.mark: run.kind for run in runs(text, low, high)}
    statements = [passage for passage in passages if passage.statement_id and low <= passage.start < high]
    sections = {passage.section for passage in passages}
    ends = {passage.end: passage for passage in statements}
    edges = {low, high, *kinds, *ends, *(passage.start for passage in statements)}
    blocks = []
    for left, right in pairwise(sorted(edges)):
        words, pieces = text[left:right].strip(), tuple(_pieces(text, left, right, start, end))
        if words or any(piece.cited for piece in pieces):
            kind = "heading" if words in sections else kinds.get(left, "prose")
            blocks.append(Block(kind, pieces, ends.get(right)))
    return Opened(tuple(blocks), cut_before=low > 0, cut_after=high < len(text))


def passage_at(passages: Sequence[Passage], start: int) -> Passage | None:
    """The passage that holds this offset."""
    return next((passage for passage in passages if passage.start <= start < passage.end), None)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Where to begin and end showing: everything, or whole lines around the span."""
    if len(text) <= MOST_CHARS:
        return 0, len(text)
    low = text.rfind("\n", 0, max(0, min(start, len(text)) - MOST_CHARS // 2)) + 1
    high = text.find("\n", max(end, low) + MOST_CHARS // 2)
    return low, high if high >= 0 else len(text)


def _pieces(text: str, left: int, right: int, start: int, end: int) -> Iterator[Piece]:
    first, last = min(max(start, left), right), min(max(end, left), right)
    if first >= last:
        first = last = right
    for low, high, cited in ((left, first, False), (first, last, True), (last, right, False)):
        if low < high:
            yield Piece(text[low:high], cited)
