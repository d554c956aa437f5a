"""Files in, an index that holds them out, and a report of what came of each.

A file is known by the hash of its bytes, so one that did not change is left alone. A file that cannot be used is named
and skipped; it never stops the others.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.asked import read_asked
from assistant.documents import document_of
from assistant.embed import Embedder
from assistant.errors import UnreadableFile
from assistant.index import Index
from assistant.indexing import EmbedText, Progress, ToIndex, Watch, index_documents, sentences_text
from assistant.manifest import Entry, read_bytes, survey
from assistant.tables import Kept
from assistant.types import Document, Noun

__all__ = ["IngestReport", "Progress", "index_documents", "ingest", "sync"]


class IngestReport(Noun):
    """What came of every file, by slug; `skipped` has an error's `what`, `to` and `do` for each that was not used."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    described: tuple[str, ...] = ()  # only what is said about the file changed
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[dict[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    passages: int = 0  # embedded in this run


def ingest(
    paths: Sequence[Path],
    index: Index,
    embedder: Embedder,
    on_progress: Watch = None,
    *,
    owner: str = "",
    embed_text: EmbedText = sentences_text,
) -> IngestReport:
    """Add these files, and all files of these folders. `owner` is noted where no manifest names one.

    Raises IndexUnavailable.
    """
    with index.writing():
        run = _Run(index, "upload", owner)
        run.take_in(paths)
        return run.finish(embedder, on_progress, embed_text)


def sync(
    folder: Path,
    index: Index,
    embedder: Embedder,
    on_progress: Watch = None,
    *,
    embed_text: EmbedText = sentences_text,
) -> IngestReport:
    """Make the index hold what the folder holds, and the uploads: what is gone from the folder goes.

    Nothing goes where the folder or its manifest cannot be read. Raises IndexUnavailable.
    """
    with index.writing():
        run = _Run(index, "corpus")
        if run.take_in([folder]):
            run.remove_what_is_gone()
        return run.finish(embedder, on_progress, embed_text)


@dataclass
class _Run:
    """One ingest: what the index held before, and what was found."""

    index: Index
    origin: str
    owner: str = ""
    work: list[ToIndex] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[UnreadableFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)  # of the files found, also of those that cannot be read
    contents: dict[str, str] = field(default_factory=dict)  # source_id of the files found: slug

    def __post_init__(self) -> None:
        self.before: dict[str, Kept] = self.index.kept()
        self.held = {kept.source_id: slug for slug, kept in self.before.items()}

    def take_in(self, paths: Sequence[Path]) -> bool:
        """Find and read what is new. Whether everything could be looked at."""
        found = survey(paths)
        self.skipped += found.skipped
        for entry in found.entries:
            try:
                self._take(entry)
            except UnreadableFile as problem:
                self.skipped.append(problem)
                self.slugs.add(entry.slug)  # what was indexed of it before is kept
        return found.complete

    def remove_what_is_gone(self) -> None:
        """Take out the corpus's documents that were not found."""
        self.removed = [
            slug for slug, kept in self.before.items() if kept.origin == "corpus" and slug not in self.slugs
        ]
        for slug in self.removed:
            self.index.delete(slug)

    def finish(self, embedder: Embedder, on_progress: Watch, embed_text: EmbedText) -> IngestReport:
        """Embed and index what is new, and what another embedding model had embedded."""
        new = {one.document.source.slug for one in self.work}
        kept = self.index.kept()
        again = [
            ToIndex(self.index.document(slug), kept[slug].origin, kept[slug].described)
            for slug in self.index.unembedded()
            if slug not in new
        ]
        passages = index_documents([*again, *self.work], self.index, embedder, on_progress, embed_text)
        return IngestReport(
            added=tuple(self.added),
            replaced=tuple(self.replaced),
            described=tuple(self.described),
            unchanged=tuple(self.unchanged),
            removed=tuple(self.removed),
            skipped=tuple(problem.as_dict() for problem in self.skipped),
            warnings=(*self.warnings, *_unplaced(self.index)),
            passages=passages,
        )

    def _take(self, entry: Entry) -> None:
        """Compare a file with what the index holds, and read it if it differs. Raises UnreadableFile."""
        digest = hashlib.sha256(read_bytes(entry.path)).hexdigest()
        source_id = digest[:12]
        slug = self._slug(entry, source_id)
        if twin := self._twin(entry, source_id, slug):
            self.skipped.append(_duplicate(entry.path, twin))
            return
        self.slugs.add(slug)
        self.contents[source_id] = slug
        if entry.described and entry.described.sha256 not in ("", digest):
            self.warnings.append(f"{entry.path.name} changed since the manifest was written.")
        before = self.before.get(slug)
        if self._is_unchanged(entry, source_id, before):
            self.unchanged.append(slug)
            return
        document = self._with_questions(entry, document_of(entry, source_id, slug, self.owner))
        origin = before.origin if before and before.origin == "corpus" else self.origin
        if before and before.source_id == source_id and _same_words(self.index.document(slug), document):
            self.index.describe(document.source, origin, entry.mark())
            self.described.append(slug)
            return
        if before and before.origin != origin:
            self.warnings.append(f"{slug} of the corpus takes the place of an upload of that name.")
        self.work.append(ToIndex(document, origin, entry.mark()))
        (self.replaced if before else self.added).append(slug)

    def _with_questions(self, entry: Entry, document: Document) -> Document:
        """The document with its known questions; without them where their file cannot be used, which is said."""
        if entry.asked is None:
            return document
        try:
            return document.model_copy(update={"asked": read_asked(entry.asked, document.passages)})
        except UnreadableFile as problem:
            self.skipped.append(problem)
            return document

    def _slug(self, entry: Entry, source_id: str) -> str:
        """The entry's slug; a longer one for an unlisted file that would push out what it has nothing to do with."""
        if entry.described:
            return entry.slug
        names = (entry.slug, f"{entry.slug}-upload")
        return next((name for name in names if self._is_free(name, source_id)), f"{entry.slug}-{source_id[:6]}")

    def _is_free(self, slug: str, source_id: str) -> bool:
        held = self.before.get(slug)
        if slug in self.slugs:
            return False
        if held is None or held.source_id == source_id:
            return True
        return held.origin == self.origin and (not self.owner or self.index.source(slug).owner == self.owner)

    def _twin(self, entry: Entry, source_id: str, slug: str) -> str | None:
        """Another document of the same content; for an upload also one that the index had before."""
        twin = self.contents.get(source_id)
        if not twin and self.origin == "upload" and not entry.described:
            twin = self.held.get(source_id)
        return twin if twin != slug else None

    def _is_unchanged(self, entry: Entry, source_id: str, before: Kept | None) -> bool:
        if not before or before.source_id != source_id:
            return False
        if self.origin == "upload" and not entry.described:
            return True  # nothing new is said about it
        return before.described == entry.mark() and self.origin in {before.origin, "upload"}


def _same_words(one: Document, other: Document) -> bool:
    return one.source.title == other.source.title and (one.passages, one.asked, one.text) == (
        other.passages,
        other.asked,
        other.text,
    )


def _duplicate(path: Path, twin: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name!r} has the same content as {twin!r}: it is indexed once.", to=str(path), do="Nothing needs doing."
    )


def _unplaced(index: Index) -> Iterator[str]:
    """The relations that lead nowhere, in words."""
    known = {source.slug for source in index.sources()}
    relations = index.unplaced_relations()
    passages = index.passages({relation.from_passage_id for relation in relations})
    for relation in relations:
        passage = passages[relation.from_passage_id]
        teller = f"{passage.source_slug} {passage.statement_id}".strip()
        if relation.to_slug in known:
            yield f"{teller} quotes words that are not in {relation.to_slug}: {relation.quote!r}."
        else:
            yield f"{teller} speaks of {relation.to_slug}, which is not in the index."
