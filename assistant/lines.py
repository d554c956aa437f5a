"""The lines of a text that hold something: characters in, `Line`s with exact offsets out."""

import re
from typing import NamedTuple

from assistant.references import NUMBERS, RAISED

WRAPPED = 120  # characters; a longer line is a paragraph that nobody wrapped
FURTHEST = 200  # characters; a line longer than that is no heading and no list item
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_LINE_BREAKS = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_ANYTHING = re.compile(r"[^\W_]")
_REST = re.compile(r"[ \t\xa0]*[^\s]")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?\Z")
_ENDED = re.compile(
    rf"[.!?:;…。！？][\"'”’»)\]*_]*\Z|[^\d\s][.!?…][\"'”’»)\]*_]*(?:\s?\[[\d,;– -]+\]|{NUMBERS}|{RAISED})\Z"
)
_LEFT_HANGING = re.compile(
    r"(?:[,(/–—-]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|without|and|or|nor|but|that|which|who|whose|as|than|is|are"
    r"|was|were|be|been|being|has|have|had|may|can|could|should|would|will|not|no|into|between|among|during|after|before|until|since|through"
    r"|if|when|while|most|more|less|very|their|its|these|this|those|each|any|all|both|either|about|over|under|per))\Z",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line without the blanks around it."""

    text: str
    start: int
    indent: int
    after_blank: bool
    hidden: int  # characters of this line before the text asked for
    cut_after: bool  # the text asked for ends inside this line

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        return self.hidden + len(self.text)

    @property
    def ended(self) -> bool:
        """Whether it closes a sentence, a reference number after the stop allowed for; a rule does too."""
        goes_on = self.text[-1] in ",-" or self.text[-1].isalpha()  # most wrapped lines: no need to look closer
        return not goes_on and (bool(_ENDED.search(self.text[-40:])) or not _ANYTHING.search(self.text))

    @property
    def left_hanging(self) -> bool:
        """Whether it breaks off where no sentence can end."""
        return bool(_LEFT_HANGING.search(self.text[-20:]))


def lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of text[start:end], without HTML comments and page numbers beside a form feed."""
    found: list[Line] = []
    before = start
    for match in _LINE.finditer(text, start, end):
        content = match[0].strip()
        if content:
            at = match.start() + match[0].index(content)
            indent, hidden = (at - match.start(), 0) if found else _left_of(text, at)
            after_blank = _is_after_blank(text, before if found else max(0, at - FURTHEST), at - indent - hidden)
            cut_after = match.end() == end and bool(_REST.match(text, end))
            found.append(Line(content, at, indent, after_blank, hidden, cut_after))
            before = at + len(content)
    return _without_comments(text, _without_page_numbers(text, found))


def _left_of(text: str, at: int) -> tuple[int, int]:
    """How far a line is set in, and how many of its characters stand before `at`."""
    left = _LINE_BREAKS.split(text[max(0, at - FURTHEST) : at])[-1]
    indent = len(left) - len(left.lstrip())
    return indent, len(left) - indent


def _is_after_blank(text: str, start: int, line: int) -> bool:
    """Whether a blank line, or nothing at all, stands before the line that begins at `line`."""
    gap = text[start:line]
    blanks = gap[len(gap.rstrip()) :]
    return len(blanks) == line or len(LINE_BREAK.findall(blanks)) > 1


def _without_page_numbers(text: str, found: list[Line]) -> list[Line]:
    if not found or "\f" not in text[max(0, found[0].start - 4) : found[-1].end + 4]:
        return found
    kept: list[Line] = []
    page_ends = False
    for i, line in enumerate(found):
        before = text[found[i - 1].end if i else max(0, line.start - 4) : line.start]
        after = text[line.end : found[i + 1].start if i + 1 < len(found) else line.end + 4]
        is_page_number = not line.hidden and bool(_PAGE_NUMBER.match(line.text)) and "\f" in before + after
        if not is_page_number:
            kept.append(line._replace(after_blank=line.after_blank or page_ends))
        page_ends = is_page_number
    return kept


def _without_comments(text: str, found: list[Line]) -> list[Line]:
    """A comment begins a line and ends one; what is never closed is text."""
    if not any(line.text.startswith("<!--") for line in found):
        return found
    last_close = text.rfind("-->", found[0].start, found[-1].end)
    kept: list[Line] = []
    inside_until = -1
    for line in found:
        if line.start < inside_until:
            continue
        if line.text.startswith("<!--") and line.start < last_close:
            closed = text.index("-->", line.start) + len("-->")
            if not text[closed : line.end].strip():
                inside_until = closed
                continue
        kept.append(line)
    return kept
