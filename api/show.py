"""Replies in, what the page shows of them out: numbered references, the words marked, and a place for each sentence.

What answers comes first, each sentence with its limits under it; what other sources say against one stands in a table
beside it, again with its limits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.bibliography import year_of
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
WAYS = {
    "question": "a question for the sources",
    "case": "a patient's case, for the criteria checker",
    "order": "an order for a patient, or a question of what to do with one",
    "emergency": "an emergency",
    "out_of_scope": "something that these sources are not about",
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
        return f"{self.kind}, {self.citation.year}"

    @property
    def kind(self) -> str:
        """What sort of document it is."""
        return KIND_WORDS[self.source.kind] if self.source else "no longer in the index"

    @property
    def said_by(self) -> str:
        """Who says it: a digest only passes on what its reference says."""
        return self.citation.reference or self.citation.source_title

    @property
    def year(self) -> str:
        """Of whoever says it, or else of the document."""
        return year_of(self.citation.reference) or self.citation.year

    @property
    def standing(self) -> str:
        """Whose words these are and how far they were checked."""
        return standing(self.source, self.citation.checked)


@dataclass(frozen=True)
class Shown:
    """A statement, its text in three: before, the answering words, after. `limits` are shown under it."""

    ordinal: int
    statement: Statement
    before: str
    marked: str
    after: str
    references: tuple[Reference, ...]
    root: int  # the statement under which it is shown: itself, but for a limit what it limits
    table: int | None = (
        None  # for a disagreement: the statement in whose table it stands; itself if it disputes nothing
    )
    answers: Reference | None = None  # set where it disputes another sentence than the first of its table
    turns_to: Reference | None = None  # set where an answer goes on from another document than the answer before it
    limits: tuple["Shown", ...] = ()
    is_disputed: bool = False

    @property
    def is_phrased(self) -> bool:
        """Whether the words are a chat model's."""
        return is_phrased(self.statement)


@dataclass(frozen=True)
class Dispute:
    """What a reply says, and beside it what other sources say: a table. `said` is None where they dispute nothing."""

    ordinal: int
    said: Shown | None
    others: tuple[Shown, ...]


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
    return tuple(_shown(statements, ordinal, numbered) for ordinal in range(len(statements)))


def nest(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """What stands in the answer itself: each sentence with its limits."""
    return tuple(_whole(one, shown) for one in shown if one.root == one.ordinal and one.table is None)


def disputes(shown: Sequence[Shown]) -> tuple[Dispute, ...]:
    """What stands beside the answer: a table for each disputed sentence, in the order in which they were disputed."""
    tables = dict.fromkeys(one.table for one in shown if one.table is not None)
    return tuple(
        Dispute(
            table,
            said=None if shown[table].table == table else _whole(shown[table], shown),
            others=tuple(_whole(one, shown) for one in shown if one.table == table),
        )
        for table in tables
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


def _shown(statements: Sequence[Statement], ordinal: int, numbered: Mapping[SpanKey, Reference]) -> Shown:
    statement = statements[ordinal]
    under, table = _under(statements, ordinal), _table(statements, ordinal)
    elsewhere = statement.role == "disagreement" and under is not None and under != table
    return Shown(
        ordinal,
        statement,
        *_split(statement.text, statement.mark),
        tuple(numbered[_span(citation)] for citation in statement.citations),
        root=_root(statements, ordinal),
        table=table,
        answers=numbered[_span(statements[under].citations[0])] if elsewhere and under is not None else None,
        turns_to=_turn(statements, ordinal, numbered),
    )


def _whole(one: Shown, shown: Sequence[Shown]) -> Shown:
    """A sentence with its limits, and whether others say otherwise."""
    limits = tuple(_whole(other, shown) for other in shown if other.root == one.ordinal != other.ordinal)
    return replace(one, limits=limits, is_disputed=any(other.table == one.ordinal != other.ordinal for other in shown))


def _split(text: str, mark: str) -> tuple[str, str, str]:
    before, marked, after = text.partition(mark) if mark else (text, "", "")
    return before, marked, after


def _turn(statements: Sequence[Statement], ordinal: int, numbered: Mapping[SpanKey, Reference]) -> Reference | None:
    leads = [one.citations[0] for one in statements[: ordinal + 1] if one.role == "answer"]
    if statements[ordinal].role != "answer" or (len(leads) > 1 and leads[-2].source_slug == leads[-1].source_slug):
        return None
    return numbered[_span(leads[-1])]


def _under(statements: Sequence[Statement], ordinal: int) -> int | None:
    """What a statement limits or disputes, if that was said before it."""
    under = statements[ordinal].bears_on
    return under if under is not None and 0 <= under < ordinal else None


def _root(statements: Sequence[Statement], ordinal: int) -> int:
    """What a limit, or a limit of it, is shown under."""
    at = ordinal
    while statements[at].role == "caveat" and (under := _under(statements, at)) is not None:
        at = under
    return at


def _table(statements: Sequence[Statement], ordinal: int) -> int | None:
    """What a disagreement, or one with it, disputes."""
    if statements[ordinal].role != "disagreement":
        return None
    at = ordinal
    while statements[at].role == "disagreement" and (under := _under(statements, at)) is not None:
        at = under
    return at
