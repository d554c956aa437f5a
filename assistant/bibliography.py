"""A reply and its sources in, what a reader takes along out: text or Markdown with numbered references, or RIS.

RIS is what reference managers read: a record for each publication cited, one field a line. Numbers are those of the
page. A digest only passes on what a publication says, so that the record is the publication's; its note says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from assistant.paragraphs import Line, Words, clean, markdown, plain_text
from assistant.records import Turn
from assistant.render import CHECKED, Sources, citations, to_markdown, to_text
from assistant.transcript import note_of, shown_time
from assistant.types import Citation, Reply, Source, SourceKind

CopyFormat = Literal["text", "markdown", "ris"]
ONE_LINE = 1_000_000  # characters: a paragraph that is pasted wraps where it is pasted
RIS_TYPES: Mapping[SourceKind, str] = MappingProxyType(
    {"article": "JOUR", "guideline": "RPRT", "label": "GEN", "safety-notice": "RPRT", "consensus": "JOUR",
     "evidence-digest": "GEN", "upload": "GEN"}
)  # fmt: skip
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s;,()\[\]<>\"]+")
_PMC, _PMID = re.compile(r"\bPMC\d{3,}\b"), re.compile(r"\bPMID:? ?(\d{4,})\b")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?!\d)")
_IN_A_JOURNAL = re.compile(r"\b(?:19|20)\d\d;\s?\d")  # year;volume
_WEB = re.compile(r"https?://[^\s<>]+")


def year_of(reference: str) -> str:
    """The first year that a reference names; nothing where it names none.

    >>> year_of("Petrides et al., Am J Psychiatry 2015;172:52, doi 10.1176/appi.ajp.2014.13060787")
    '2015'
    >>> year_of("NICE CG178")
    ''
    """
    found = _YEAR.search(_DOI.sub("", reference))
    return found.group() if found else ""


def as_text(turn: Turn, sources: Sources) -> str:
    """The question, and the reply with its limits, dissent, what is missing and every cited span."""
    return _whole(turn, to_text(turn.reply, sources, ONE_LINE), lambda lines: plain_text(lines, ONE_LINE))


def as_markdown(turn: Turn, sources: Sources) -> str:
    """The same as CommonMark."""
    return _whole(turn, to_markdown(turn.reply, sources), markdown)


def as_ris(turn: Turn, sources: Sources) -> str:
    """A RIS record for each publication cited, in the order of first mention; nothing where none is."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _records(turn.reply, sources))


class Copy(NamedTuple):
    """One form to take a reply along in. `suffix` is that of a file to keep; empty for what is pasted."""

    media_type: str
    suffix: str
    write: Callable[[Turn, Sources], str]


COPIES: Mapping[CopyFormat, Copy] = MappingProxyType(
    {
        "text": Copy("text/plain; charset=utf-8", "", as_text),
        "markdown": Copy("text/plain; charset=utf-8", "", as_markdown),  # as Markdown a browser would not show it
        "ris": Copy("application/x-research-info-systems; charset=utf-8", ".ris", as_ris),
    }
)


def _whole(turn: Turn, reply: str, write: Callable[[list[Line]], str]) -> str:
    """The reply, before it the note of a case, and after it when it was given."""
    note, answered = note_of(turn), Words(f"Answered {shown_time(turn.created_at)}.", "label")
    return "\n".join([*([write(note)] if note else []), reply, write([Line("paragraph", (answered,))])])


def _records(reply: Reply, sources: Sources) -> Iterator[tuple[str, str]]:
    publications: dict[tuple[str, str], list[tuple[int, Citation]]] = {}
    for number, citation in enumerate(citations(reply), 1):
        name = ("", clean(citation.reference)) if citation.reference else (citation.source_slug, "")
        publications.setdefault(name, []).append((number, citation))
    for cited in publications.values():
        yield from _record(cited, sources.get(cited[0][1].source_slug))


def _record(cited: Sequence[tuple[int, Citation]], source: Source | None) -> Iterator[tuple[str, str]]:
    first = cited[0][1]
    about = clean(first.reference)
    is_in_a_journal = _IN_A_JOURNAL.search(about) or _DOI.search(about) or _PMID.search(about) or _PMC.search(about)
    yield "TY", "JOUR" if is_in_a_journal else RIS_TYPES[source.kind] if source else "GEN"
    yield "TI", about or clean(first.source_title)
    year = year_of(about) if about else str(source.year or "") if source else ""
    if year:
        yield "PY", year
    yield from _places(about, source)
    for number, citation in cited:
        yield "N1", _note(number, citation, source)
    yield "ER", ""


def _places(reference: str, source: Source | None) -> Iterator[tuple[str, str]]:
    """Where it can be found: by the numbers in its reference, else where its document says."""
    doi, pmc, pmid = _DOI.search(reference), _PMC.search(reference), _PMID.search(reference)
    if doi:
        name = doi.group().rstrip(".")
        yield "DO", name
        yield "UR", f"https://doi.org/{name}"
    if pmc:
        yield "UR", f"https://pmc.ncbi.nlm.nih.gov/articles/{pmc.group()}/"
    if pmid:
        yield "UR", f"https://pubmed.ncbi.nlm.nih.gov/{pmid.group(1)}/"
    if not (doi or pmc or pmid) and source and _WEB.fullmatch(source.url):
        yield "UR", source.url


def _note(number: int, citation: Citation, source: Source | None) -> str:
    """The words cited, their number, whose words they are and how far they were checked."""
    parts = [f"[{number}] “{citation.quote}”"]
    parts += [citation.section] if citation.section else []
    parts += [f"Statement {citation.statement_id}"] if citation.statement_id else []
    parts += [f"Grade: {citation.grade}"] if citation.grade else []
    if citation.checked or (source and source.is_digest):
        parts += [f"Read in: {citation.source_title} ({citation.year})", CHECKED[citation.checked or "recalled"]]
    if source is None:
        parts += ["The document is no longer in the index"]
    elif source.kind == "upload":
        parts += ["Uploaded here, not reviewed"]
    return clean(". ".join(part.rstrip(".") for part in parts) + ".")
