"""A Reply in, words out: Markdown for downloads and chat, plain text for the terminal.

Both forms say the same in the same order: a wrong premise first, then each statement with its limits and the sources
that differ, what no source covers, and every cited span in full. Nothing here decides what is true.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from assistant.types import Abstention, Answer, Citation, Source, Statement

Sources = Mapping[str, Source]  # by slug
Span = tuple[str, int, int]
Numbers = Mapping[Span, int]  # a cited span's [n]
NO_SOURCES: Sources = MappingProxyType({})

CHECKED = {
    "primary": "Our digest, checked against the primary source",
    "secondary": "Our digest, checked against a secondary source",
    "recalled": "Our digest, not yet checked against a source",
}
REFUSALS = {
    "no_evidence": "These sources do not answer this.",
    "out_of_scope": "This is outside what these sources cover.",
    "patient_order": "A decision for this patient is not mine to make.",
    "emergency": "This may be an emergency.",
    "not_verified": "No answer passed the check against the sources.",
}
STILL_SAID = {"patient_order": "The general rule in the sources"}
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


def to_markdown(reply: Answer | Abstention, sources: Sources = NO_SOURCES) -> str:
    """The reply as CommonMark. What sources and readers wrote is escaped: it can add no link, tag or heading."""
    before = {"title": "# ", "heading": "## ", "paragraph": "", "item": "- ", "source": ""}
    lines = list(_lines(reply, sources))
    written = [before[line.kind] + _markdown(line.words) for line in lines]
    return _stacked(lines, written)


def to_text(reply: Answer | Abstention, sources: Sources = NO_SOURCES, width: int = 100) -> str:
    """The reply as plain text of lines up to `width` characters."""
    lines = list(_lines(reply, sources))
    return _stacked(lines, [_wrapped(line, width) for line in lines])


def citations(reply: Answer | Abstention) -> tuple[Citation, ...]:
    """Every cited span once, in order of first mention: the n-th is what the marker [n] stands for."""
    mentioned = [citation for statement in reply.statements for citation in statement.citations]
    if isinstance(reply, Abstention):
        mentioned += [near.citation for near in reply.nearest]
    once: dict[Span, Citation] = {}
    for citation in mentioned:
        once.setdefault(_span(citation), citation)
    return tuple(once.values())


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


def _lines(reply: Answer | Abstention, sources: Sources) -> Iterator[Line]:
    numbers = {_span(citation): number for number, citation in enumerate(citations(reply), 1)}
    yield Line("title", (Words(reply.question),))
    if clean(reply.understood) != clean(reply.question):
        yield Line("paragraph", (Words("Understood as: ", "label"), Words(reply.understood)))
    if isinstance(reply, Answer):
        yield from _answer(reply, numbers, sources)
    else:
        yield from _abstention(reply, numbers, sources)
    if numbers:
        yield Line("heading", (Words("Sources"),))
    for number, citation in enumerate(citations(reply), 1):
        yield Line("source", tuple(_source(number, citation, sources.get(citation.source_slug))))
    yield Line("paragraph", (Words(_made_by(reply), "label"),))


def _answer(reply: Answer, numbers: Numbers, sources: Sources) -> Iterator[Line]:
    if reply.premise:
        said, found = f"The question says “{reply.premise.said}”. ", f"The source says “{reply.premise.found}”."
        yield Line("paragraph", (Words("Correction: ", "label"), Words(said), Words(found, "strong")))
    for statement in reply.statements:
        yield _statement(statement, numbers, sources)
    if reply.missing:
        yield Line("paragraph", (Words("Not covered by these sources: ", "label"), Words("; ".join(reply.missing))))


def _abstention(reply: Abstention, numbers: Numbers, sources: Sources) -> Iterator[Line]:
    yield Line("paragraph", (Words(REFUSALS[reply.reason], "strong"),))
    if clean(reply.message) != REFUSALS[reply.reason]:
        yield Line("paragraph", (Words(reply.message),))
    if reply.statements:
        yield Line("heading", (Words(STILL_SAID.get(reply.reason, "What the sources do say")),))
    for statement in reply.statements:
        yield _statement(statement, numbers, sources)
    if reply.missing:
        yield Line("paragraph", (Words("Not covered by these sources: ", "label"), Words("; ".join(reply.missing))))
    if reply.searched_for:
        yield Line("paragraph", (Words("Searched for: ", "label"), Words("; ".join(reply.searched_for))))
    if reply.nearest:
        yield Line("heading", (Words("Nearest passages"),))
        yield Line("paragraph", (Words("To read; they do not answer the question.", "label"),))
    for near in reply.nearest:
        yield Line("item", (Words(near.text + " "), _marker((near.citation,), numbers)))


def _statement(statement: Statement, numbers: Numbers, sources: Sources) -> Line:
    said = (*_marked(statement.text, statement.mark), Words(" "), _marker(statement.citations, numbers))
    if statement.role == "answer":
        return Line("paragraph", said)
    if statement.role == "caveat":
        return Line("item", (Words("Limits: ", "label"), *said))
    cited = statement.citations[0]
    said_by = cited.reference or cited.source_title  # a digest only passes on what its reference says
    label = f"Other sources say: {said_by} ({_dated(cited, sources.get(cited.source_slug))}): "
    return Line("item", (Words(label, "label"), *said))


def _marked(text: str, mark: str) -> Iterator[Words]:
    before, found, after = text.partition(mark) if mark else (text, "", "")
    yield Words(before)
    if found:
        yield Words(found, "strong")
        yield Words(after)


def _source(number: int, citation: Citation, source: Source | None) -> Iterator[Words]:
    yield Words(f"{number}. ", "marker")
    yield Words(citation.source_title, "strong")
    yield Words(f" ({_dated(citation, source)}). “{citation.quote}” (characters {citation.start}–{citation.end}")
    yield Words(f"; {citation.section})." if citation.section else ").")
    if citation.statement_id:
        yield Words(f" Statement {citation.statement_id}.")
    if citation.grade:
        yield Words(f" Grade: {citation.grade}.")
    if citation.reference:
        yield Words(f" Rests on: {citation.reference.rstrip('.')}.")
    if citation.checked or (source and source.is_digest):
        yield Words(f" {CHECKED[citation.checked or 'recalled']}.")
    if source and source.kind == "upload":
        yield Words(" Uploaded here, not reviewed.")
    if source and re.fullmatch(r"https?://[^\s<>]+", source.url):
        yield Words(f" {source.url}", "url")


def _dated(citation: Citation, source: Source | None) -> str:
    return f"{citation.year}, {source.kind.replace('-', ' ')}" if source else citation.year


def _made_by(reply: Answer | Abstention) -> str:
    made = reply.provenance
    parts = [f"trs-assistant {made.version}", f"corpus {made.corpus}", f"settings {made.settings}"]
    parts += [f"prompt {made.prompt}"] if made.prompt else []
    parts += [f"composed by {reply.composer}"] if isinstance(reply, Answer) else []
    return " · ".join(parts)


def _span(citation: Citation) -> Span:
    return citation.source_slug, citation.start, citation.end


def _marker(cited: tuple[Citation, ...], numbers: Numbers) -> Words:
    return Words("".join(f"[{number}]" for number in sorted({numbers[_span(one)] for one in cited})), "marker")


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
