"""Sentences of a document: the text and a span of it in, `Sentence`s out, each with exact offsets in the document.

`text[s.start:s.end]` is the sentence as printed, with any reference number glued to its stop, and
`reading(text[s.start:s.end]) == (s.text, s.references)`. Sentences come in order, do not overlap, and leave out nothing
of the span but list markers, table borders and rules. A heading in the span is a sentence of its own.

The splitter is our own: syntok takes about 2 ms for an abstract of 1,400 characters, which is more than its share
beside the embedder, and knows nothing of reference numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.caveats import Edge, bearings
from assistant.layout import Run, runs
from assistant.reading import reading
from assistant.references import CLOSERS, NUMBER, NUMBERS, RAISED, is_glued, word_set
from assistant.types import Sentence

__all__ = ["Placed", "place", "reading", "split"]

LONGEST = 2000  # characters; what has no stop by then is cut at a blank
_CLOSERS = re.escape(CLOSERS) + "*_"
_STOP = re.compile(
    rf"[.!?…。！？｡](?:(?<=[.!?…])[.!?…]*[{_CLOSERS}]*"
    rf"(?P<number>\s?\[\s?\^?{NUMBER}(?:\s?[,;–-]\s?{NUMBER})*\s?\]|{NUMBERS}|{RAISED})?(?=\s|\Z)"
    rf"|(?<=[。！？｡])[{_CLOSERS}」』）]*)"
)
_NEXT_WORD = re.compile(r"\s*[^\w\s]*\s?(?P<word>[\w’'-]*)")
_NEVER_LAST = word_set(
    """e.g eg i.e ie cf vs viz approx ca dr prof mr mrs ms st fig figs eq eqs nos vol vols pp incl resp avg suppl eds
    dept univ ref refs esp"""
)
_LAST_ONLY_BEFORE_OPENER = word_set("""al inc ltd co jr sr u.s u.k e.u ph.d m.d b.sc m.sc d.c""")
_LAST_UNLESS_NUMBERED = word_set(
    """no p pg item art sec ch max min avg jan feb mar apr jun jul aug sep sept oct nov dec"""
)
_LABELLED_BY_LETTER = word_set(
    """vitamin vitamins hepatitis group groups type types arm phase factor appendix table influenza protein class
    category grade option cluster panel part schedule"""
)
_OPENERS = word_set(
    """the a an in on at for from of to this these that those it they we he she there here however but although though
    while when if as our their its his her both all some many most several no not after before during since despite
    because among with without by and or one two three each such other another further moreover thus therefore hence
    patients participants subjects results methods conclusion conclusions data"""
)


class Placed(NamedTuple):
    """A sentence with its place in the layout: `mark` is where its list marker starts, else its own start."""

    sentence: Sentence
    ordinal: int
    mark: int
    edge: Edge  # what begins with it


class _Piece(NamedTuple):
    start: int
    end: int
    mark: int
    edge: Edge


def split(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of text[start:end], with offsets in `text` and their caveats bound.

    >>> [s.text for s in split("Clozapine helps in TRS.7 However, levels vary (eg, 525 mg/d).", 0, 61)]
    ['Clozapine helps in TRS.', 'However, levels vary (eg, 525 mg/d).']
    """
    return tuple(placed.sentence for placed in place(text, runs(text, max(0, start), min(end, len(text)))))


def place(text: str, within: Sequence[Run]) -> list[Placed]:
    """The sentences of some runs of a text, with their places in the layout."""
    read = [(piece, *reading(text[piece.start : piece.end])) for piece in _pieces(text, within)]
    read = [(piece, clean, numbers) for piece, clean, numbers in read if any(map(str.isalnum, clean))]
    bound = bearings([clean for _, clean, _ in read], [piece.edge for piece, *_ in read])
    return [
        Placed(
            Sentence(
                start=piece.start,
                end=piece.end,
                text=clean,
                references=numbers,
                caveat_of=bears.caveat_of,
                continues=bears.continues,
            ),
            ordinal,
            piece.mark,
            piece.edge,
        )
        for ordinal, ((piece, clean, numbers), bears) in enumerate(zip(read, bound, strict=True))
    ]


def _pieces(text: str, within: Sequence[Run]) -> Iterator[_Piece]:
    after_heading = False
    for run in within:
        is_heading = run.kind == "heading"
        edge: Edge = "section" if is_heading or after_heading else "paragraph" if run.opens else ""
        mark: int | None = run.mark
        for start, end in _trimmed(text, run.start, _cuts(text, run)):
            yield _Piece(start, end, start if mark is None else mark, edge)
            mark, edge = None, ""
        after_heading = is_heading


def _trimmed(text: str, at: int, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches between the cuts, without the blanks around them."""
    for cut in cuts:
        piece = text[at:cut]
        start = at + len(piece) - len(piece.lstrip())
        if start < cut:
            yield start, at + len(piece.rstrip())
        at = cut


def _cuts(text: str, run: Run) -> Iterator[int]:
    """Where the sentences of a run end; what is too long is cut at a blank."""
    at = run.start
    for end in (run.end,) if run.kind in ("row", "heading") else _ends(text, run.start, run.end):
        while end - at > LONGEST:
            blank = max(text.rfind(blank, at + 1, at + LONGEST) for blank in " \n")
            at = blank if blank > 0 else at + LONGEST
            yield at
        yield end
        at = end


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end in a run, its own end last."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _is_end(text, begin, stop, end):
            begin = stop.end()
            yield begin
    if begin < end:
        yield end


def _is_end(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    if stop["number"] and stop["number"][0].isdigit() and not is_glued(text, *stop.span("number")):
        return False
    mark = stop[0][0]
    if mark in "。！？｡":
        return True
    if mark != "." and text[stop.start() - 1 : stop.start()] == "(":
        return False
    following = _NEXT_WORD.match(text, stop.end(), end)
    if not following or not following["word"]:
        return True
    following_word = following["word"]
    if following_word[0].islower() and not _is_name_with_small_start(following_word):
        return False
    is_opener = following_word.lower() in _OPENERS and text[following.end() : following.end() + 1] != "."
    return mark != "." or stop[0].startswith("..") or _may_be_last(text, begin, stop.start(), following_word, is_opener)


def _is_name_with_small_start(word: str) -> bool:
    """'mTOR', 'pH', 'd-Serine': may begin a sentence."""
    return any(c.isupper() for c in word[1:3])


def _may_be_last(text: str, begin: int, dot: int, following: str, is_opener: bool) -> bool:
    """Whether the word before a full stop can be the last of its sentence."""
    before = text[max(begin, dot - 60) : dot]
    words = before.split()
    if not words or before[-1].isspace():
        return bool(words)
    word = re.split(r"[/—–]", words[-1].lstrip("([{\"“‘'*_"))[-1]
    lower = word.lower()
    if lower in _NEVER_LAST and not word.isupper():
        return False
    if lower in _LAST_ONLY_BEFORE_OPENER:
        return is_opener
    if lower in _LAST_UNLESS_NUMBERED:
        return not following[0].isdigit()
    if len(word) == 1 and word.isupper() and not before.endswith("/" + word):
        return is_opener or (len(words) > 1 and words[-2].lower().strip("(") in _LABELLED_BY_LETTER)
    is_list_number = word.isdigit() and len(words) == 1 and dot - begin < 6
    return not is_list_number
