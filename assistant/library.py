"""The documents taken together: sources in; how new they are, how far checked, what they say of each other out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from assistant.relations import ResolvedRelation
from assistant.types import Checked, Passage, RelationHow, Source

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEIGHTIEST: tuple[RelationHow, ...] = ("contradicts", "qualifies", "extends", "supports")
Standing = Literal["", "primary", "recalled"]
Counts = Mapping[Checked | None, int]


class Related(Protocol):
    """What is asked of an index."""

    def relations_of(self, passage_ids: Sequence[str]) -> Sequence[ResolvedRelation]: ...
    def passages(self, ids: Iterable[str]) -> Mapping[str, Passage]: ...
    def sources(self) -> Sequence[Source]: ...


class Checks(NamedTuple):
    """How many of a digest's statements were checked against the primary source, a secondary one, not yet."""

    primary: int = 0
    secondary: int = 0
    recalled: int = 0

    @property
    def statements(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def words(self) -> str:
        """The counts as a sentence says them; those that are 0 are left out.

        >>> Checks(20, 9, 2).words
        '31 statements: 20 checked against the primary source, 9 against a secondary one, 2 not yet'
        >>> Checks(secondary=10).words
        '10 statements: 10 checked against a secondary source'
        """
        told = [f"{self.primary} checked against the primary source"] if self.primary else []
        if self.secondary:
            told.append(
                f"{self.secondary} {'against a secondary one' if told else 'checked against a secondary source'}"
            )
        if self.recalled:
            told.append(f"{self.recalled} not yet{'' if told else ' checked'}")
        return f"{self.statements} statement{'' if self.statements == 1 else 's'}: {', '.join(told)}"


class Bearing(NamedTuple):
    """What a sentence and a statement elsewhere have to do with each other.

    `is_ours` where the sentence here says it of the other, else the other says it of the sentence here, which stands at
    `here`. `words` are the other's; they stand at `start` of its document, or nowhere that is known where `passage` is
    None: then only the document's name and the words that it should hold are known.
    """

    how: RelationHow
    is_ours: bool
    here: int
    slug: str
    words: str
    source: Source | None = None
    passage: Passage | None = None
    start: int = 0
    end: int = 0

    @property
    def quote(self) -> str:
        """The other's words as they stand in its document."""
        return (
            self.passage.text[self.start - self.passage.start : self.end - self.passage.start] if self.passage else ""
        )


class Choice(NamedTuple):
    """Which documents a reader wants to see; what is empty leaves all."""

    kind: str = ""
    jurisdiction: str = ""
    since: int | None = None
    standing: Standing = ""

    def includes(self, source: Source, checks: Checks) -> bool:
        """Whether a document is one of them. One of unknown year is not since any year."""
        return (
            self.kind in ("", source.kind)
            and self.jurisdiction in ("", source.jurisdiction)
            and (self.since is None or (newest_year(source) or 0) >= self.since)
            and (self.standing != "primary" or 0 < checks.primary == checks.statements)
            and (self.standing != "recalled" or checks.recalled > 0)
        )


def checks_of(counts: Counts) -> Checks:
    """The counts of an index for one document; all are 0 for one that is no digest.

    >>> checks_of({"primary": 20, "recalled": 2}).statements
    22
    """
    return Checks(*(counts.get(how, 0) for how in ("primary", "secondary", "recalled")))


def newest_year(source: Source) -> int | None:
    """The year of the newest that a document rests on: of "sources 1998 to 2026" the last."""
    years = [*([source.year] if source.year else []), *map(int, _YEAR.findall(source.dated))]
    return max(years, default=None)


def corpus_date(sources: Iterable[Source]) -> str:
    """How new the evidence is: the year of the newest publication that the corpus rests on; "" where none is known.

    What a reader uploaded does not count: it says nothing of how far the corpus was kept up.

    >>> corpus_date([Source(source_id="a", slug="a", title="A", kind="article", dated="sources 1998 to 2026")])
    'newest source from 2026'
    """
    years = [year for source in sources if source.kind != "upload" and (year := newest_year(source))]
    return f"newest source from {max(years)}" if years else ""


def bearings(passages: Sequence[Passage], index: Related) -> dict[str, tuple[Bearing, ...]]:
    """By passage id, what these passages say of others and what others say of them, the weightiest first."""
    ours = {passage.passage_id: passage for passage in passages}
    relations = index.relations_of(list(ours))
    ends = [end for one in relations for end in (one.from_passage_id, one.to_passage_id) if end]
    known, sources = dict(index.passages(ends)) | ours, {source.slug: source for source in index.sources()}
    found: dict[str, list[Bearing]] = {}
    for one in relations:
        teller, told = known.get(one.from_passage_id), known.get(one.to_passage_id or "")
        if teller and one.from_passage_id in ours:
            found.setdefault(one.from_passage_id, []).append(_said_here(one, teller, told, sources))
        if teller and told and one.to_passage_id in ours:
            found.setdefault(told.passage_id, []).append(_said_elsewhere(one, teller, told, sources))
    return {
        passage_id: tuple(sorted(its, key=lambda one: (one.here, _WEIGHTIEST.index(one.how), one.slug, one.start)))
        for passage_id, its in found.items()
    }


def _said_here(one: ResolvedRelation, teller: Passage, told: Passage | None, sources: Mapping[str, Source]) -> Bearing:
    if told is None or one.to_sentence is None:
        return Bearing(one.how, True, teller.start, one.to_slug, one.quote, sources.get(one.to_slug))
    there = told.sentences[one.to_sentence]
    source = sources.get(told.source_slug)
    return Bearing(one.how, True, teller.start, told.source_slug, there.text, source, told, there.start, there.end)


def _said_elsewhere(one: ResolvedRelation, teller: Passage, told: Passage, sources: Mapping[str, Source]) -> Bearing:
    here = told.sentences[one.to_sentence or 0].start
    words = " ".join(sentence.text for sentence in teller.sentences)
    source = sources.get(teller.source_slug)
    return Bearing(one.how, False, here, teller.source_slug, words, source, teller, teller.start, teller.end)
