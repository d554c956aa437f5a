"""The layout of a text as runs: stretches that prose flows through, list items, table rows and headings.

Characters in, `Run`s out, in order, each with exact offsets; a sentence never crosses from one run into the next. It
serves plain text and Markdown alike. A blank line ends a paragraph only where the line before it had come to an end: a
page layout often leaves one in the middle of a sentence. Rules, fences and underlines belong to no run.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from assistant.headings import INFERRED, heading_level, is_underline
from assistant.lines import WRAPPED, Line, lines

Kind = Literal["prose", "item", "row", "heading"]


class Run(NamedTuple):
    """text[start:end] is a run without its list marker, '#' or table border; text[mark:end] is with it."""

    mark: int
    start: int
    end: int
    kind: Kind
    level: int = INFERRED  # how deep a heading is
    opens: bool = False  # a paragraph begins here


STUMP = 30  # characters
_ANYTHING = re.compile(r"[^\W_]")
_FENCE = re.compile(r"(?:```|~~~)[\w-]*\Z")
_HASHES = re.compile(r"\A#{1,6}[ \t]+|[ \t]*#+\Z")
_BULLET = re.compile(r"[-*+•‣◦▪●○·–—][ \t\xa0]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+(?=[^\W\d])")
_NUMBER = re.compile(r"\(?\d{1,3}[.)][ \t\xa0]+(?=\S)")
_LABEL = re.compile(r"\(?(?:[a-z]|[ivx]{1,5})\)[ \t\xa0]+(?=\S)|\[\^?[\w-]{1,12}\]:?[ \t]+(?=\S)")
_COLUMNS = re.compile(r"\t[\t ]*\S|(?<![\s.!?:;])[ ]{3,}\S")
_FOOTNOTE = re.compile(r"\[\^?[\w-]{1,12}\]:[ \t]+(?=\S)")
_LABELLED = re.compile(r"\A[A-Z][\w /-]{0,30}:[ \t]+\S.{0,60}\Z")
_DELIMITED = re.compile(r"\A[^\s,;]+(?:[,;][^\s,;]+)+\Z")
_MARKER = re.compile("|".join(marker.pattern for marker in (_BULLET, _NUMBER, _QUOTE, _FOOTNOTE)))
_ROWS = (_COLUMNS, _DELIMITED, _LABELLED)


def runs(text: str, start: int, end: int) -> list[Run]:
    """The runs of text[start:end], in order."""
    within = lines(text, start, end)
    found: list[Run] = []
    last: Line | None = None
    for line, (kind, level) in zip(within, _kinds(within), strict=True):
        if kind is None:
            last = None
            continue
        if last and kind == "prose" and _flows(last, line, found[-1].kind):
            found[-1] = found[-1]._replace(end=line.end)
        else:
            found.append(_run(line, kind, level, last is None or line.after_blank or _begins_paragraph(last, line)))
        last = line
    return found


def _run(line: Line, kind: Kind, level: int, opens: bool) -> Run:
    start, end = line.start, line.end
    if kind == "row":
        inner = line.text.strip("| \t")
        start += line.text.index(inner)
        end = start + len(inner)
    if kind == "heading":
        inner = _HASHES.sub("", line.text)
        start += line.text.index(inner)
        end = start + len(inner)
    if not line.hidden and kind in ("item", "prose"):
        start += _marker_length(line.text)
    return Run(line.start, start, end, kind, level, opens)


def _marker_length(text: str) -> int:
    found = None if text[0].isalpha() else _MARKER.match(text)
    return found.end() if found else 0


def _kinds(within: Sequence[Line]) -> list[tuple[Kind | None, int]]:
    """What each line is; None for a line of no run."""
    kinds: list[tuple[Kind | None, int]] = []
    for i, line in enumerate(within):
        if not _ANYTHING.search(line.text) or _FENCE.match(line.text) or is_underline(within, i):
            kinds.append((None, 0))
        else:
            kinds.append(_kind(within, i, kinds[-1][0] if kinds else None))
    if any(kind == "heading" and line.text[0] == "#" for (kind, _), line in zip(kinds, within, strict=True)):
        return [("row", 0) if kind == ("heading", INFERRED) else kind for kind in kinds]
    return _lists_for_headings(within, kinds)


def _kind(within: Sequence[Line], i: int, kind_before: Kind | None) -> tuple[Kind, int]:
    line = within[i]
    if line.hidden:
        return "prose", 0
    if _is_row(within, i):
        return "row", 0
    level = heading_level(within, i, after_heading=kind_before == "heading")
    if level is not None:
        return "heading", level
    free = i == 0 or line.after_blank or kind_before != "prose" or within[i - 1].ended
    if _BULLET.match(line.text):
        near = [other.text[0] for other in _neighbours(within, i)]
        is_dash_in_prose = not free and line.text[0] in "-–—·+" and line.text[0] not in near
        return ("prose" if is_dash_in_prose else "item"), 0
    is_item = free and (_NUMBER.match(line.text) or _LABEL.match(line.text))
    return ("item" if is_item else "prose"), 0


def _is_row(within: Sequence[Line], i: int) -> bool:
    text = within[i].text
    if text.startswith("|") or text.count("|") > 1:
        return True
    shapes = [shape for shape in _ROWS if shape.search(_unmarked(text))]
    return any(shape.search(_unmarked(line.text)) for shape in shapes for line in _neighbours(within, i))


def _neighbours(within: Sequence[Line], i: int) -> list[Line]:
    """The lines before and after, where they are whole."""
    near = [within[k] for k in (i - 1, i + 1) if 0 <= k < len(within)]
    return [line for line in near if not line.hidden and not line.cut_after]


def _unmarked(text: str) -> str:
    return text[_marker_length(text) :]


def _lists_for_headings(within: Sequence[Line], kinds: list[tuple[Kind | None, int]]) -> list[tuple[Kind | None, int]]:
    """Three or more inferred headings in a row are a list set without bullets; only the last may head what follows."""
    at = 0
    while at < len(kinds):
        until = at
        while until < len(kinds) and kinds[until] == ("heading", INFERRED):
            until += 1
        last_of_list = until > at and _is_alone(within, until)
        if until - at + last_of_list > 2:
            heads = until < len(kinds) and not last_of_list and within[until - 1].after_blank
            kinds[at : until - heads] = [("row", 0)] * (until - heads - at)
        at = max(until, at + 1)
    return kinds


def _is_alone(within: Sequence[Line], i: int) -> bool:
    """A last short line directly below, which lacks only something after it to look like a heading."""
    line = within[i] if i < len(within) else None
    ends_there = i + 1 >= len(within) or within[i + 1].after_blank
    return bool(line and ends_there and not line.after_blank and not line.ended and len(line.text) < 61)


def _flows(before: Line, line: Line, kind: Kind) -> bool:
    """Whether prose goes on from one line to the next."""
    if kind in ("row", "heading") or (kind == "prose" and _begins_paragraph(before, line)):
        return False
    if line.text[0] == ">" and before.text[0] != ">":
        return False
    first = _unmarked(line.text)[:1]
    if line.after_blank:
        return not before.ended and (before.left_hanging or (first.islower() and before.width > STUMP))
    if kind == "item":
        return before.ended or before.left_hanging or first.islower() or line.indent > before.indent
    # Two stumps in a row were never wrapped: a list without bullets.
    is_list = first.isupper() and max(before.width, len(line.text)) <= STUMP
    return not is_list or before.ended or before.left_hanging


def _begins_paragraph(before: Line, line: Line) -> bool:
    """Without a blank line between: the line before is a whole paragraph, or this one is set in."""
    return before.ended and (before.width > WRAPPED or line.indent > before.indent + 1)
