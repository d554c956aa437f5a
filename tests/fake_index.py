"""Three documents to test the faces with: the real article, a real digest, and one full of hostile text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from assistant.errors import NotFound
from assistant.relations import ResolvedRelation
from assistant.types import Checked, Passage, Sentence, Source

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLE = Source(
    source_id="a" * 12,
    slug="trs-brief-overview",
    title="Treatment-resistant schizophrenia: brief overview",
    dated="not before 2017",
    kind="article",
)
DIGEST = Source(
    source_id="d" * 12,
    slug="augmentation-evidence",
    title="Adding a drug to clozapine: trials and meta-analyses by agent",
    year=2025,
    kind="evidence-digest",
    is_digest=True,
    note="Read: abstracts of the studies named. Not read: full papers.",
)
HOSTILE = Source(
    source_id="e" * 12,
    slug="hostile",
    title="<script>alert('title')</script> \u202eeltit",
    kind="upload",
    url="javascript:alert('url')",
    jurisdiction="<b>Nowhere</b>",
)
HOSTILE_TEXT = (
    "<img src=x onerror=alert(1)> [link](javascript:alert(2)) \u202edesrever\u202c zero\u200bwidth. "
    + "W" * 10_000
    + ". The last sentence."
)
CORPUS_HASH = "c0ffee123456"
SECTIONS = (
    "Clozapine and TRS",
    "Glutamate Hypothesis of Schizophrenia",
    "Treatment Alternatives for TRS",
    "Augmentation Options for TRS",
)


def read_passages(source: Source, text: str) -> tuple[Passage, ...]:
    """Passages by section, sentences cut at each full stop that a capital follows."""
    starts = sorted({0, *(text.index(name) + len(name) for name in SECTIONS if name in text)})
    return tuple(
        Passage(
            passage_id=f"{source.source_id}#{ordinal}",
            source_slug=source.slug,
            ordinal=ordinal,
            section=SECTIONS[ordinal - 1] if ordinal else "",
            start=start,
            end=end,
            text=text[start:end],
            sentences=tuple(
                Sentence(start=start + m.start(), end=start + m.end(), text=" ".join(m.group().split()))
                for m in re.finditer(r"\S.*?[.:”](?:\d[\d,]*)?(?=\s+[A-Z]|\s*$)", text[start:end], re.S)
            ),
        )
        for ordinal, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True))
    )


def read_digest(path: Path, source: Source) -> tuple[str, tuple[Passage, ...]]:
    """A digest's text (one statement a paragraph) and its passages (one a statement)."""
    text, passages = "", []
    for ordinal, entry in enumerate(yaml.safe_load(path.read_text("utf-8"))["statements"]):
        start, said = len(text), entry["statement"]
        passages.append(
            Passage(
                passage_id=f"{source.source_id}#{ordinal}",
                source_slug=source.slug,
                ordinal=ordinal,
                start=start,
                end=start + len(said),
                text=said,
                sentences=(Sentence(start=start, end=start + len(said), text=said),),
                statement_id=entry["id"],
                topic=entry["topic"],
                grade=entry.get("grade", ""),
                reference=entry["reference"],
                checked=entry["checked"],
                note=entry.get("note", ""),
            )
        )
        text += said + "\n\n"
    return text, tuple(passages)


class FakeIndex:
    """Three documents."""

    def __init__(self) -> None:
        article = (CORPUS / "trs-brief-overview.txt").read_text("utf-8")
        digest, statements = read_digest(CORPUS / "digests" / "augmentation-evidence.yaml", DIGEST)
        self._documents = {
            ARTICLE.slug: (ARTICLE, article, read_passages(ARTICLE, article)),
            DIGEST.slug: (DIGEST, digest, statements),
            HOSTILE.slug: (HOSTILE, HOSTILE_TEXT, read_passages(HOSTILE, HOSTILE_TEXT)),
        }

    def sources(self) -> Sequence[Source]:
        return [source for source, _, _ in self._documents.values()]

    def source(self, slug: str) -> Source:
        return self._document(slug)[0]

    def text(self, slug: str) -> str:
        return self._document(slug)[1]

    def passages_of(self, slug: str) -> Sequence[Passage]:
        return self._document(slug)[2]

    def passages(self, ids: Iterable[str]) -> Mapping[str, Passage]:
        every = {one.passage_id: one for _, _, passages in self._documents.values() for one in passages}
        return {name: every[name] for name in ids if name in every}

    def relations_of(self, passage_ids: Sequence[str]) -> Sequence[ResolvedRelation]:
        """None: its documents say nothing of each other."""
        return [] if passage_ids else ()

    def checked(self) -> Mapping[str, Mapping[Checked | None, int]]:
        return {slug: Counter(one.checked for one in passages) for slug, (_, _, passages) in self._documents.items()}

    def corpus_hash(self) -> str:
        return CORPUS_HASH

    def add(self, source: Source, text: str) -> None:
        """A document, or another edition of it."""
        self._documents[source.slug] = (source, text, read_passages(source, text))

    def remove(self, slug: str) -> None:
        del self._documents[slug]

    def _document(self, slug: str) -> tuple[Source, str, tuple[Passage, ...]]:
        if slug not in self._documents:
            raise NotFound("There is no such source.", to=slug, do="See GET /v1/sources for those there are.")
        return self._documents[slug]
