"""Parts that stand in for slow ones in tests: quick, deterministic, and true to the contract of what they replace."""

import hashlib
import re
import zlib
from collections.abc import Sequence

import numpy as np

from assistant.embed import FloatArray, Span
from assistant.index import Index
from assistant.tables import Embedded
from assistant.types import Document, Passage, Relation, Sentence, Source

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"\S[^.]*\.")
_PLACES = 4  # dimensions that each word touches


class HashEmbedder:
    """An embedder of hashed words: texts that share words are near, the same text is always the same vector."""

    def __init__(self, name: str = "hash", dimensions: int = 384, *, adapted: bool = False) -> None:
        self.name, self.dimensions, self.adapted = name, dimensions, adapted
        self.texts = 0  # embedded so far: a test can see that nothing was embedded twice

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors, shape (len(texts), dimensions)."""
        self.texts += len(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else self._none()

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> tuple[FloatArray, list[FloatArray]]:
        """See assistant.embed.Embedder; a span's vector comes from its own words."""
        parts = [
            np.stack([self._vector(text[start:end]) for start, end in its]) if its else self._none()
            for text, its in zip(texts, spans, strict=True)
        ]
        return self.embed(texts), parts

    def embed_answering(self, texts: Sequence[str]) -> FloatArray | None:
        """Vectors of the last words, where it passes for an adapted one."""
        return self.embed([text.split()[-1] for text in texts]) if self.adapted else None

    def strangeness(self, word: str) -> float:
        """Short words are common ones, the others are not words."""
        return 0.2 if len(word) < 4 else 1.0

    def _none(self) -> FloatArray:
        return np.zeros((0, self.dimensions), dtype=np.float32)

    def _vector(self, text: str) -> FloatArray:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in _WORD.findall(text.lower()):
            seed = zlib.crc32(word.encode())
            for _ in range(_PLACES):
                seed = (seed * 1_103_515_245 + 12_345) & 0x7FFFFFFF
                vector[(seed >> 8) % self.dimensions] += 1.0 if seed & 0x40000 else -1.0
        norm = float(np.linalg.norm(vector))
        if norm == 0.0:
            vector[0] = norm = 1.0
        return vector / np.float32(norm)


def document(slug: str, *paragraphs: str, relations: Sequence[Relation] = (), **about: object) -> Document:
    """A document of these paragraphs, one passage each; the relations are the first one's. The facts are made up."""
    text = "\n\n".join(paragraphs)
    source_id = hashlib.sha256(text.encode()).hexdigest()[:12]
    about = {"title": slug.replace("-", " ").capitalize(), "kind": "guideline", **about}
    passages = []
    for ordinal, paragraph in enumerate(paragraphs):
        start = sum(len(earlier) + 2 for earlier in paragraphs[:ordinal])
        passages.append(
            Passage(
                passage_id=f"{source_id}#{ordinal}",
                source_slug=slug,
                ordinal=ordinal,
                section="Findings",
                start=start,
                end=start + len(paragraph),
                text=paragraph,
                sentences=tuple(
                    Sentence(start=start + found.start(), end=start + found.end(), text=" ".join(found[0].split()))
                    for found in _SENTENCE.finditer(paragraph)
                ),
                relations=tuple(relations) if ordinal == 0 else (),
            )
        )
    source = Source.model_validate({"source_id": source_id, "slug": slug, **about})
    return Document(source=source, text=text, passages=tuple(passages))


ALPHA = document("alpha-study", "Alphazine was given to 40 people. Most of them slept well.", "Alphazine has no odour.")
BETA = document("beta-study", "Betazine was given to 12 people.\nNone of them slept\nwell.")


def embedded(of: Document, embedder: HashEmbedder) -> Embedded:
    """The document with its vectors."""
    vectors = embedder.embed([passage.text for passage in of.passages])
    texts = [[sentence.text for sentence in passage.sentences] for passage in of.passages]
    sentences, answering = list(map(embedder.embed, texts)), list(map(embedder.embed_answering, texts))
    compared = [one for one in answering if one is not None and of.source.kind == "upload"]
    asked = embedder.embed([one.question for one in of.asked])
    return Embedded(of, vectors, sentences, asked_vectors=asked, answering_vectors=compared or None)


def put(index: Index, *documents: Document, embedder: HashEmbedder | None = None) -> None:
    """Embed and index documents, in one transaction."""
    index.add_many([embedded(one, embedder or HashEmbedder()) for one in documents])


def found_by_word(index: Index, *words: str) -> list[str]:
    """The passages that hold any of the words."""
    return [name for name, _ in index.keyword(" OR ".join(f'"{word}"' for word in words), 10)]


def chroma_ids(index: Index) -> set[str]:
    """What Chroma holds, where Chroma is what answers."""
    assert index.search_by == "chroma"
    assert index._chroma is not None
    return index._chroma.ids()
