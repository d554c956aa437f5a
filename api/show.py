"""Replies in, what the page shows of them out: numbered references, the words marked, caveats under what they limit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.errors import NotFound
from assistant.render import CHECKED, REFUSALS, STILL_SAID, is_phrased
from assistant.types import Abstention, Answer, Checked, Citation, Source, Statement

KIND_WORDS = {
    "article": "article",
    "guideline": "guideline",
    "label": "product label",
    "safety-notice": "safety notice",
    "consensus": "consensus paper",
    "evidence-digest": "evidence digest",
    "upload": "uploaded document",
}
FindSource = Callable[[str], Source]
SpanKey = tuple[str, int, int]


@dataclass(frozen=True)
class Reference:
    """A cited span and its number in this reply. `source` is None when the document has left the index since."""

    number: int
    citation: Citation
    source: Source | None

    @property
    def about(self) -> str:
        """Kind and year, as shown beside a title."""
        kind = KIND_WORDS[self.source.kind] if self.source else "no longer in the index"
        return f"{kind}, {self.citation.year}"

    @property
    def standing(self) -> str:
        """Whose words these are and how far they were checked."""
        return standing(self.source, self.citation.checked)


@dataclass(frozen=True)
class Shown:
    """A statement, its text in three: before, the answering words, after. `bearing` is what limits or disputes it."""

    ordinal: int
    statement: Statement
    before: str
    marked: str
    after: str
    references: tuple[Reference, ...]
    turns_to: Reference | None = None  # set where an answer goes on from another document than the answer before it
    bearing: tuple["Shown", ...] = ()
    root: int = 0  # the statement of this reply under which it is shown; itself for one that stands alone

    @property
    def is_phrased(self) -> bool:
        """Whether the words are a chat model's."""
        return is_phrased(self.statement)


def standing(source: Source | None, checked: Checked | None) -> str:
    """How a reader should take a document's words."""
    if source is None:
        return ""
    if source.is_digest:
        return CHECKED[checked or "recalled"]
    return "Uploaded here, not reviewed" if source.kind == "upload" else "The document's own words"


def show(statements: Sequence[Statement], find: FindSource) -> tuple[Shown, ...]:
    """Every statement in the given order, none nested yet: what a stream shows one by one."""
    cited = (citation for statement in statements for citation in statement.citations)
    numbered = {_span(reference.citation): reference for reference in number(cited, find)}
    return tuple(
        Shown(
            ordinal,
            statement,
            *_split(statement.text, statement.mark),
            tuple(numbered[_span(citation)] for citation in statement.citations),
            turns_to=_turn(statements, ordinal, numbered),
            root=_root(statements, ordinal),
        )
        for ordinal, statement in enumerate(statements)
    )


def nest(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """The statements that stand alone, each holding those that bear on it."""
    return tuple(
        replace(one, bearing=tuple(other for other in shown if other.root == one.ordinal != other.ordinal))
        for one in shown
        if one.root == one.ordinal
    )


def number(cited: Iterable[Citation], find: FindSource) -> tuple[Reference, ...]:
    """Each cited span once, numbered from 1 in the order of first mention."""
    first: dict[SpanKey, Citation] = {}
    for citation in cited:
        first.setdefault(_span(citation), citation)
    return tuple(Reference(n, citation, _found(find, citation)) for n, citation in enumerate(first.values(), start=1))


def by_source(references: Iterable[Reference]) -> tuple[tuple[tuple[Reference, ...], ...], ...]:
    """References by document, then those of one place and standing together; each in order of first mention."""
    documents: dict[str, dict[tuple[str, ...], list[Reference]]] = {}
    for one in references:
        cited = one.citation
        place = (cited.reference or cited.section, cited.grade, one.standing)
        documents.setdefault(cited.source_slug, {}).setdefault(place, []).append(one)
    return tuple(tuple(tuple(alike) for alike in places.values()) for places in documents.values())


def nearest(reply: Answer | Abstention, references: Sequence[Reference]) -> tuple[tuple[str, Reference], ...]:
    """The passages offered for reading beside an abstention, each with its reference."""
    numbered = {_span(reference.citation): reference for reference in references}
    offered = reply.nearest if isinstance(reply, Abstention) else ()
    return tuple((near.text, numbered[_span(near.citation)]) for near in offered)


def headings(reply: Answer | Abstention) -> tuple[str, str]:
    """What stands over an abstention, and over what it still says; an answer needs neither."""
    if isinstance(reply, Answer):
        return "", ""
    return REFUSALS[reply.reason].rstrip("."), STILL_SAID.get(reply.reason, "What the sources do say")


def _span(citation: Citation) -> SpanKey:
    return citation.source_slug, citation.start, citation.end


def _found(find: FindSource, citation: Citation) -> Source | None:
    try:
        return find(citation.source_slug)
    except NotFound:
        return None


def _split(text: str, mark: str) -> tuple[str, str, str]:
    before, marked, after = text.partition(mark) if mark else (text, "", "")
    return before, marked, after


def _turn(statements: Sequence[Statement], ordinal: int, numbered: Mapping[SpanKey, Reference]) -> Reference | None:
    leads = [one.citations[0] for one in statements[: ordinal + 1] if one.role == "answer"]
    if statements[ordinal].role != "answer" or (len(leads) > 1 and leads[-2].source_slug == leads[-1].source_slug):
        return None
    return numbered[_span(leads[-1])]


def _root(statements: Sequence[Statement], ordinal: int) -> int:
    at = ordinal
    while statements[at].role != "answer" and (under := statements[at].bears_on) is not None and 0 <= under < at:
        at = under
    return at
