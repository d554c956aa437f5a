"""A document's text and a cited span in, blocks for reading out: no word is lost, and the span is marked.

A browser flows the words, so the file's line breaks do not show; paragraphs, list items, rows and headings are the runs
that the index cut sentences from, and so no sentence is ever torn.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from assistant.layout import Kind, runs
from assistant.types import Passage

MOST_CHARS = 120_000  # of a very long document, so many characters around the span are shown

Spans = Sequence[tuple[int, int]]  # in order, none over another


@dataclass(frozen=True)
class Piece:
    """A run of characters: cited or not, looked for or not, and whether its sentence limits one before it."""

    text: str
    cited: bool
    found: bool = False
    limits: Literal["", "before", "earlier"] = ""  # the sentence right before this one, or one further up
    opens: bool = False  # the sentence that limits begins with this piece
    here: bool = False  # where reading is to go on: a span without words


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, row or heading. `statement` is the statement of a digest that ends with it."""

    kind: Kind
    pieces: tuple[Piece, ...]
    statement: Passage | None = None
    start: int = 0
    end: int = 0
    is_title: bool = False  # it says no more than the document's title, and is not cited
    section: int | None = None  # where the section that begins here has its first passage: see `contents`


@dataclass(frozen=True)
class Opened:
    """A document laid out, and whether text before or after was left out because it is very long."""

    blocks: tuple[Block, ...]
    cut_before: bool = False
    cut_after: bool = False
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class _Marks:
    """What is to be told apart in a text."""

    cited: Spans
    found: Spans
    limiting: Spans
    here: int | None = None
    how: Mapping[int, Literal["before", "earlier"]] = field(default_factory=dict)  # by where the sentence begins


def open_at(
    text: str, passages: Sequence[Passage], start: int = 0, end: int = 0, found: Spans = (), title: str = ""
) -> Opened:
    """The document in blocks, `text[start:end]` cited. Only blank lines that nothing cites are left out.

    `found` is what was looked for; where the text begins with `title`, that is a block of its own.
    """
    low, high = _window(text, start, end)
    kinds = {run.mark: run.kind for run in runs(text, low, high)}
    statements = [passage for passage in passages if passage.statement_id and low <= passage.start < high]
    ends = {passage.end: passage for passage in statements}
    marks = _marks(passages, start, end, found)
    sections = dict(contents(passages))
    titles = set(sections.values())
    edges = {low, high, *kinds, *ends, *(passage.start for passage in statements)}
    if title and not low and text.startswith(f"{title}\n"):
        edges.add(len(title))
    blocks = []
    for left, right in pairwise(sorted(edges)):
        words, pieces = text[left:right].strip(), tuple(_pieces(text, left, right, marks))
        if words or any(piece.cited for piece in pieces):
            kind = "heading" if words in titles else kinds.get(left, "prose")
            section = _begun(sections, left, right, words if kind == "heading" else "")
            is_title = right == len(title) and words == title and not any(piece.cited for piece in pieces)
            blocks.append(Block(kind, pieces, ends.get(right), left, right, is_title, section))
    return Opened(tuple(blocks), low > 0, high < len(text), low, high)


def contents(passages: Sequence[Passage]) -> tuple[tuple[int, str], ...]:
    """The sections in order: where the first passage of each begins, and its title."""
    found: list[tuple[int, str]] = []
    for passage in passages:
        if passage.section and (not found or found[-1][1] != passage.section):
            found.append((passage.start, passage.section))
    return tuple(found)


def passage_at(passages: Sequence[Passage], start: int) -> Passage | None:
    """The passage that holds this offset."""
    return next((passage for passage in passages if passage.start <= start < passage.end), None)


def _begun(sections: dict[int, str], left: int, right: int, heading: str) -> int | None:
    """The section that a block begins: its heading does, or else its first words. Each is begun once."""
    ahead = next((at for at, title in sections.items() if at >= right and title == heading), None) if heading else None
    begun = ahead if ahead is not None else next((at for at in sections if left <= at < right), None)
    if begun is not None:
        del sections[begun]
    return begun


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Where to begin and end showing: everything, or whole lines around the span."""
    if len(text) <= MOST_CHARS:
        return 0, len(text)
    earliest, latest = max(0, min(start, len(text)) - MOST_CHARS // 2), max(end, start) + MOST_CHARS // 2
    low = text.rfind("\n", max(0, earliest - MOST_CHARS), earliest) + 1 or max(0, earliest)
    high = text.find("\n", max(latest, low), latest + MOST_CHARS)
    return low, high if high >= 0 else min(len(text), latest)


def _marks(passages: Sequence[Passage], start: int, end: int, found: Spans) -> _Marks:
    how: dict[int, Literal["before", "earlier"]] = {}
    limiting = []
    for passage in passages:
        for ordinal, sentence in enumerate(passage.sentences):
            if sentence.caveat_of is not None:
                limiting.append((sentence.start, sentence.end))
                how[sentence.start] = "before" if sentence.caveat_of == ordinal - 1 else "earlier"
    return _Marks([(start, end)] if start < end else [], found, limiting, start if 0 < start == end else None, how)


def _pieces(text: str, left: int, right: int, marks: _Marks) -> Iterator[Piece]:
    cited, found, limiting = (_over(spans, left, right) for spans in (marks.cited, marks.found, marks.limiting))
    edges = {min(max(edge, left), right) for span in (*cited, *found, *limiting) for edge in span}
    if marks.here is not None and left <= marks.here < right:
        edges.add(marks.here)
    for low, high in pairwise(sorted({left, right, *edges})):
        sentence = _holder(limiting, low)
        yield Piece(
            text[low:high],
            cited=_holder(cited, low) is not None,
            found=_holder(found, low) is not None,
            limits=marks.how[sentence] if sentence is not None else "",
            opens=low == sentence,
            here=low == marks.here,
        )


def _over(spans: Spans, left: int, right: int) -> Spans:
    """Those of the spans that lie, in part or whole, between two offsets."""
    first = max(0, bisect_left(spans, (left, left)) - 1)
    last = bisect_left(spans, (right, right))
    return [span for span in spans[first:last] if span[0] < right and span[1] > left]


def _holder(spans: Spans, at: int) -> int | None:
    """Where the span begins that holds an offset."""
    return next((first for first, last in spans if first <= at < last), None)
