"""Words and lines in, CommonMark or plain text out. What sources and readers wrote stays text: it adds no markup.

Nothing here knows what is said; `render` and `case_words` say it.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Style = Literal["plain", "strong", "label", "marker", "url"]
SIGNS: Mapping[str, str] = MappingProxyType({"strong": "**", "label": "*"})


@dataclass(frozen=True)
class Words:
    """A run of words: as they are, the words that answer (strong), our label, a citation's marker, or an address."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading, a list item (belongs to the paragraph above it) or a numbered source."""

    kind: Literal["title", "heading", "paragraph", "item", "source"]
    words: tuple[Words, ...]


def markdown(said: Iterable[Line], level: int = 1) -> str:
    """The lines as CommonMark, titles at that level. Everything is escaped: it can add no link, tag or heading."""
    title = "#" * level
    before = {"title": f"{title} ", "heading": f"{title}# ", "paragraph": "", "item": "- ", "source": ""}
    lines = list(said)
    return _stacked(lines, [before[line.kind] + _markdown(line.words) for line in lines])


def plain_text(said: Iterable[Line], width: int) -> str:
    """The lines as plain text of up to `width` characters each."""
    lines = list(said)
    return _stacked(lines, [_wrapped(line, width) for line in lines])


def escape(text: str) -> str:
    r"""Text as CommonMark, inside a line, that reads as the same words.

    >>> print(escape("<b>5*5</b> [x](javascript:y)"))
    \<b\>5\*5\</b\> \[x\](javascript:y)
    """
    return re.sub(r"([\\`*_\[\]<>#~&$])", r"\\\1", _flowing(text))


def clean(text: str) -> str:
    r"""Text on one line, without what could steer a terminal or turn the reading direction.

    >>> clean("a\n\n b\x1b[31m")
    'a b[31m'
    """
    return _flowing(text).strip()


def _flowing(text: str) -> str:
    return re.sub(r"\s+", " ", "".join(char for char in text if char.isspace() or _is_harmless(char)))


def _is_harmless(char: str) -> bool:
    turns = unicodedata.bidirectional(char) in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return not turns and unicodedata.category(char) not in {"Cc", "Cs"}


def _stacked(lines: list[Line], written: list[str]) -> str:
    """The lines under each other, a blank one between, but list items and sources close together."""
    pieces = []
    for number, (line, text) in enumerate(zip(lines, written, strict=True)):
        close = number > 0 and line.kind in ("item", "source") and lines[number - 1].kind == line.kind
        pieces.append(text if number == 0 else ("\n" if close else "\n\n") + text)
    return "".join(pieces) + "\n"


def _markdown(words: tuple[Words, ...]) -> str:
    written, texts = "", [_flowing(word.text) for word in words]
    for number, (word, text) in enumerate(zip(words, texts, strict=True)):
        before, after = "".join(texts[:number])[-1:], "".join(texts[number + 1 :])[:1]
        written += _styled(text, word.style, before, after)
    written = written.strip()
    if words[0].style == "plain":  # else it would start a list
        written = re.sub(r"^(\d+)(?=[.)])|^(?=[-+])", r"\1\\", written)
    return written


def _styled(text: str, style: Style, before: str, after: str) -> str:
    inner = text.strip()
    if style == "marker" or not inner:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if style == "url":
        return f"{lead}<{inner}>{trail}"
    sign = SIGNS.get(style, "") if _sign_holds(lead or before, inner, trail or after) else ""
    return lead + sign + escape(inner) + sign + trail


def _sign_holds(before: str, inner: str, after: str) -> bool:
    """Whether CommonMark takes ** around these words for a sign: not where it touches a letter across punctuation."""
    return (inner[0].isalnum() or _parts(before)) and (inner[-1].isalnum() or _parts(after))


def _parts(char: str) -> bool:
    return not char or char.isspace() or unicodedata.category(char).startswith("P")


def _wrapped(line: Line, width: int) -> str:
    text = clean("".join(word.text for word in line.words))
    first, rest = {"item": ("  - ", "    "), "source": ("", "   ")}.get(line.kind, ("", ""))
    filled = textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return f"{filled}\n{'-' * len(filled)}" if line.kind == "heading" else filled
