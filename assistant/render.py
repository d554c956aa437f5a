"""A Reply in, words out: Markdown for downloads and chat, plain text for the terminal.

Both forms say the same in the same order: a wrong premise first, then each statement with its limits and the sources
that differ, what no source covers, and every cited span in full. Nothing here decides what is true. `case_words` holds
the words of a case report, `paragraphs` how words are written in either form.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from assistant.case_words import of_case
from assistant.paragraphs import Line, Words, clean, escape, markdown, plain_text
from assistant.types import Abstention, Answer, Citation, Rejection, Reply, Source, Statement

__all__ = [
    "CHECKED",
    "REFUSALS",
    "STILL_SAID",
    "citations",
    "clean",
    "escape",
    "is_phrased",
    "made_by",
    "phrased_by",
    "removed",
    "to_markdown",
    "to_text",
]

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


def to_markdown(reply: Reply, sources: Sources = NO_SOURCES, working: bool = False, level: int = 1) -> str:
    """The reply as CommonMark, its title at that level. What sources and readers wrote is escaped: it stays text."""
    return markdown(_lines(reply, sources, working), level)


def to_text(reply: Reply, sources: Sources = NO_SOURCES, width: int = 100, working: bool = False) -> str:
    """The reply as plain text of lines up to `width` characters. `working` adds that of a case report."""
    return plain_text(_lines(reply, sources, working), width)


def citations(reply: Reply) -> tuple[Citation, ...]:
    """Every cited span once, in order of first mention: the n-th is what the marker [n] stands for."""
    if reply.kind == "case_report":  # it cites publications, not documents of the corpus
        return ()
    mentioned = [citation for statement in reply.statements for citation in statement.citations]
    if isinstance(reply, Abstention):
        mentioned += [near.citation for near in reply.nearest]
    once: dict[Span, Citation] = {}
    for citation in mentioned:
        once.setdefault(_span(citation), citation)
    return tuple(once.values())


def is_phrased(statement: Statement) -> bool:
    """Whether a statement is in other words than those it cites. A quote may hold reference numbers and line breaks."""
    return _letters(statement.text) not in "".join(_letters(citation.quote) for citation in statement.citations)


def phrased_by(composer: str) -> str:
    """Whose words they are that no source has."""
    return f"Phrased by {composer}; each sentence was checked against the words it cites."


def removed(rejected: Sequence[Rejection]) -> str:
    """How many sentences the gate refused. They are not shown: only why each was removed is.

    >>> removed([Rejection(text="Give 600 mg.", why="'600 mg' is not in the cited words")])
    '1 sentence removed'
    """
    return f"{len(rejected)} sentence{'' if len(rejected) == 1 else 's'} removed"


def _lines(reply: Reply, sources: Sources, working: bool) -> Iterator[Line]:
    match reply.kind:
        case "case_report":
            yield from of_case(reply, working)
        case "answer" | "abstention":
            yield from _cited(reply, sources)


def _cited(reply: Answer | Abstention, sources: Sources) -> Iterator[Line]:
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
    yield Line("paragraph", (Words(made_by(reply), "label"),))


def _answer(reply: Answer, numbers: Numbers, sources: Sources) -> Iterator[Line]:
    if reply.premise:
        said, found = reply.premise.said.rstrip(" ?."), reply.premise.found.rstrip(" .")
        said, found = f"The question says “{said}”. ", f"The source says “{found}”."
        yield Line("paragraph", (Words("Correction: ", "label"), Words(said), Words(found, "strong")))
    if any(is_phrased(statement) for statement in reply.statements):
        yield Line("paragraph", (Words(phrased_by(reply.composer), "label"),))
    for statement in reply.statements:
        yield _statement(statement, numbers, sources)
    if reply.missing:
        yield Line("paragraph", (Words("Not covered by these sources: ", "label"), Words("; ".join(reply.missing))))
    if reply.notice:
        yield Line("paragraph", (Words(reply.notice),))
    yield from _removed(reply.rejected)


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
    yield from _removed(reply.rejected)
    if reply.nearest:
        yield Line("heading", (Words("Nearest passages"),))
        yield Line("paragraph", (Words("To read; they do not answer the question.", "label"),))
    for near in reply.nearest:
        yield Line("item", (Words(near.text + " "), _marker((near.citation,), numbers)))


def _removed(rejected: Sequence[Rejection]) -> Iterator[Line]:
    if rejected:
        why = "; ".join(one.why for one in rejected)
        yield Line("paragraph", (Words(f"{removed(rejected)}: ", "label"), Words(f"{why}.")))


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


def made_by(reply: Answer | Abstention) -> str:
    """What a reply can be replayed from, in one line: the program, the hashes, and who put it into words."""
    made = reply.provenance
    parts = [f"trs-assistant {made.version}", f"corpus {made.corpus}", f"settings {made.settings}"]
    parts += [f"prompt {made.prompt}"] if made.prompt else []
    parts += [f"composed by {reply.composer}"] if isinstance(reply, Answer) else []
    return " · ".join(parts)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", text)))


def _span(citation: Citation) -> Span:
    return citation.source_slug, citation.start, citation.end


def _marker(cited: tuple[Citation, ...], numbers: Numbers) -> Words:
    return Words("".join(f"[{number}]" for number in sorted({numbers[_span(one)] for one in cited})), "marker")
