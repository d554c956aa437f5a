"""Blocks: the runs of a document in, stretches of a size to index out, each under its heading and with its sentences.

A block is a paragraph, several short ones, or a part of a long one: about 60 to 200 words, and at most MOST characters
so that the 256 word pieces of the embedder hold it with its title. It is cut at sentence ends only, never between a
caveat and its claim, and where it can be not between a sentence and the one it leans on.
"""

from collections.abc import Iterator, Sequence

from assistant.layout import Run
from assistant.reading import reading
from assistant.sentences import Placed, place
from assistant.types import Checked, Noun, Relation, Sentence

MOST = 1000  # characters: 222 word pieces at the median of biomedical text, 268 where it is densest
FEW = 350  # a paragraph shorter than this joins its neighbour
AT_ALL = 4 * MOST  # past this even a claim and its caveats are parted


class Block(Noun):
    """text[start:end] of a document, to be one passage. The fields from `statement_id` on are for digests.

    `sentences` is what `split(text, start, end)` gives, caveats counted within the block.
    """

    start: int
    end: int
    section: str = ""
    page: int | None = None
    sentences: tuple[Sentence, ...] = ()
    statement_id: str = ""
    topic: str = ""
    grade: str = ""
    reference: str = ""
    checked: Checked | None = None
    note: str = ""
    relations: tuple[Relation, ...] = ()


class ReadFile(Noun):
    """A file as read: all offsets refer to `text`; `about` is what the file says of itself, None where silent."""

    text: str
    blocks: tuple[Block, ...]
    about: dict[str, str | int | bool | None]


def blocks(text: str, runs: Sequence[Run], title: str = "") -> Iterator[Block]:
    """The blocks of a document under its headings; a heading equal to the title is not repeated as a section."""
    path: list[tuple[int, str]] = []
    within: list[Run] = []
    for run in (*runs, None):
        if run and run.kind != "heading":
            within.append(run)
            continue
        yield from _section(text, within, " > ".join(name for _, name in path))
        within = []
        if run:
            level = run.level or 1
            path = [(depth, name) for depth, name in path if depth < level]
            name = reading(text[run.start : run.end])[0].rstrip(":")
            path += [(level, name)] if name != title else []


def _section(text: str, runs: Sequence[Run], section: str) -> Iterator[Block]:
    pages = "\f" in text
    for group in _groups(place(text, runs)):
        start, end = group[0].mark, group[-1].sentence.end
        page = text.count("\f", 0, start) + 1 if pages else None
        yield Block(start=start, end=end, section=section, page=page, sentences=tuple(_within(group)))


def _within(group: Sequence[Placed]) -> Iterator[Sentence]:
    """The sentences of a block, what they bear on counted from its first."""
    first = group[0].ordinal
    for placed in group:
        root = placed.sentence.caveat_of
        inside = None if root is None or root < first else root - first
        yield placed.sentence.model_copy(
            update={"caveat_of": inside, "continues": placed.sentence.continues and placed.ordinal > first}
        )


def _groups(placed: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """Paragraphs, the short ones together and the long ones cut."""
    at = 0
    for i in range(1, len(placed) + 1):
        if i == len(placed) or _parts_paragraphs(placed, at, i):
            yield from _cut(placed[at:i])
            at = i


def _parts_paragraphs(placed: Sequence[Placed], at: int, i: int) -> bool:
    if not placed[i].edge or placed[i].sentence.caveat_of is not None or _leads_in(placed[i - 1]):
        return False
    so_far = placed[i - 1].sentence.end - placed[at].mark
    until = next((k for k in range(i + 1, len(placed)) if placed[k].edge), len(placed))
    following = placed[until - 1].sentence.end - placed[i].mark
    return so_far + following > MOST or (so_far >= FEW and following >= FEW)


def _cut(group: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """Halved, and halved again, at the best place near the middle until each part is small enough."""
    waiting = [group]
    while waiting:
        part = waiting.pop()
        length = part[-1].sentence.end - part[0].mark
        best = min(_places_to_cut(part, length > AT_ALL), default=None) if length > MOST else None
        if best is None:
            yield part
        else:
            waiting += [part[best[1] :], part[: best[1]]]


def _places_to_cut(part: Sequence[Placed], anywhere: bool) -> Iterator[tuple[int, int]]:
    """(badness, ordinal): characters from the middle, and a penalty for parting what leans together."""
    middle = (part[0].mark + part[-1].sentence.end) // 2
    for i in range(1, len(part)):
        bound = part[i].sentence.caveat_of is not None or _leads_in(part[i - 1])
        if not bound or anywhere:
            leaning = 300 * part[i].sentence.continues + 10_000 * bound - 150 * bool(part[i].edge)
            yield abs(part[i].mark - middle) + leaning, i


def _leads_in(placed: Placed) -> bool:
    return placed.sentence.text.endswith(":")
