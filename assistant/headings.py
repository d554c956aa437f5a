"""Which lines are headings: lines in, the depth of the heading or None out.

Some say so (Markdown '#', an underline, "2.1 Methods", a line all in bold). Others are inferred: a short line without a
stop, which stands between finished sentences, and is in capitals or title case or set apart by blank lines. A doubt
keeps the line in the text, because a heading is not searched as a sentence.
"""

import re
from collections.abc import Sequence

from assistant.lines import WRAPPED, Line
from assistant.references import word_set

INFERRED = 0
_HASHES = re.compile(r"(#{1,6})[ \t]+\S")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,}|~{3,})\Z")
_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_]+(?<=\S)\1:?\Z")
_NUMBERED = re.compile(
    r"(?:chapter|section|part|appendix)?\s*(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})(?P<dot>[.):]?)\s+(?=[^\W\d_])", re.I
)
_QUANTITY = re.compile(r"\d\s*(?:%|[mkµμn]?g\b|mcg\b|m?[lL]\b|weeks?\b|days?\b|months?\b|hours?\b)|[≥≤=<>|\t]")
_SMALL_WORDS = word_set(
    """a an the of to in on at by for from with without and or nor but as vs versus via per is are"""
)
_STOP_INSIDE = re.compile(r"[.!?]\s")
_LABEL = re.compile(r"\(?[a-z]{1,3}\)\s")
_WORD = re.compile(r"[^\W_][\w’'-]*")


def heading_level(lines: Sequence[Line], i: int, *, after_heading: bool = False) -> int | None:
    """How deep the heading `lines[i]` is: 1 to 7 where it says so, INFERRED where only its looks do, None for text."""
    line = lines[i]
    if line.hidden or line.cut_after:
        return None
    hashes = _HASHES.match(line.text)
    if hashes:
        return len(hashes[1])
    if len(line.text) > 80 or i + 1 == len(lines):
        return None
    if _is_underlined(lines, i):
        return 1 if lines[i + 1].text[0] == "=" else 2
    stands_free = i == 0 or after_heading or line.after_blank or lines[i - 1].ended
    return _level_by_words(lines, i) if stands_free and _could_be(line, lines[i + 1]) else None


def _level_by_words(lines: Sequence[Line], i: int) -> int | None:
    numbered = _NUMBERED.match(lines[i].text)
    if numbered and _is_numbered_heading(lines, i, numbered):
        return numbered[1].count(".") + 1
    if _BOLD.match(lines[i].text):
        return 7
    return INFERRED if _looks_it(lines, i) else None


def is_underline(lines: Sequence[Line], i: int) -> bool:
    """Whether the line is the '=====' or '-----' under a heading."""
    return i > 0 and _is_underlined(lines, i - 1)


def _is_underlined(lines: Sequence[Line], i: int) -> bool:
    under = lines[i + 1] if i + 1 < len(lines) else None
    if under is None or under.after_blank or not _UNDERLINE.match(under.text):
        return False
    stands_alone = lines[i].after_blank or i == 0 or lines[i - 1].ended
    return stands_alone and bool(_WORD.search(lines[i].text))


def _could_be(line: Line, after: Line) -> bool:
    """It begins like a heading, has no stop and no dose in it, and what follows begins anew."""
    first, first_after = _WORD.search(line.text), _WORD.search(after.text)
    goes_on = bool(first_after and first_after[0][0].islower() and not _LABEL.match(after.text))
    return bool(
        first
        and not first[0][0].islower()
        and not goes_on
        and not line.left_hanging
        and not _ends_like_text(line.text)
        and not _STOP_INSIDE.search(_NUMBERED.sub("", line.text))
        and line.text.count(",") < 2
        and not _QUANTITY.search(line.text)
    )


def _ends_like_text(text: str) -> bool:
    return text[-1] in ".,;" or (text[-1] == ":" and not text.isupper() and not _BOLD.match(text))


def _is_numbered_heading(lines: Sequence[Line], i: int, numbered: re.Match[str]) -> bool:
    """'2.1 Methods' or '3. Results', not one of a list of short items ('1. Stop clozapine' / '2. Count')."""
    rest = lines[i].text[numbered.end() :]
    if not rest[0].isupper() or len(rest.split()) > 12:
        return False
    if "." in numbered[1]:
        return True
    if not numbered["dot"] and not (lines[i].after_blank and numbered[1].isdigit()):
        return False
    neighbours = [_NUMBERED.match(lines[k].text) for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    return not any(other and "." not in other[1] and other["dot"] == numbered["dot"] for other in neighbours)


def _looks_it(lines: Sequence[Line], i: int) -> bool:
    line, after = lines[i], lines[i + 1]
    words = _WORD.findall(line.text)
    in_capitals = line.text.isupper() and sum(map(str.isalpha, line.text)) > 3
    set_apart = line.after_blank and after.after_blank
    if in_capitals or _is_title_case(words):
        neighbours = [len(after.text)] + ([] if line.after_blank or i == 0 else [lines[i - 1].width])
        return len(words) < 13 and (set_apart or len(line.text) <= 0.8 * max(neighbours))
    above_a_paragraph = line.after_blank and len(after.text) > 40 and len(line.text) <= 0.6 * len(after.text)
    between_paragraphs = i > 0 and min(lines[i - 1].width, len(after.text)) > WRAPPED
    return len(words) < 9 and len(line.text) < 61 and (set_apart or above_a_paragraph or between_paragraphs)


def _is_title_case(words: Sequence[str]) -> bool:
    return all(not word[0].islower() or word in _SMALL_WORDS for word in words)
