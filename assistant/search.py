"""Hybrid search: a question and its vector in, ranked passages out.

Three views of every candidate are fused: the passage's cosine, its best sentence's cosine (token states pooled by
sentence), and BM25 over normalised words with named entities. Scores are fused rather than ranks: on text nobody here
wrote that is better than reciprocal rank fusion (docs/decisions/0005).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from assistant.asked import Likeness
from assistant.embed import Embedder, FloatArray, Span
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.question import Clause, entity_token
from assistant.types import Hit, Passage, Source
from assistant.words import Word, is_stop_word, words

CANDIDATES = 100  # taken from each list before fusion
KEYWORD_SHARE = 0.3  # of the fused score; evals/retrieval measures it, one value for every corpus
SENTENCE_SHARE = 0.5  # of the dense part
KNOWN = 20  # passages found by their known questions, beside those found by their own words


class Found(NamedTuple):
    """The passages found, best first, the vectors of the question, and how like the known questions it is."""

    hits: tuple[Hit, ...]
    vector: FloatArray
    answering: FloatArray | None  # that by which it is compared with the sentences of uploads, where there are any
    likeness: Likeness


def search(clause: Clause, vector: FloatArray, index: Index, limit: int, embedder: Embedder | None = None) -> Found:
    """The `limit` best passages for a clause whose unit vector is `vector`, shape (dimensions,).

    Passages that answer a known question like this one are among them, in the order of their own words. With an
    `embedder` that was adapted, sentences of uploads are compared by its adapted vectors.
    """
    dense = index.nearest(vector, CANDIDATES)
    keyword = index.keyword(match_expression(clause), CANDIDATES)
    likeness = index.known_questions().likeness(vector)
    known = likeness.passages(KNOWN)
    passage_vectors = index.passage_vectors(dict.fromkeys([*(name for name, _ in [*dense, *keyword]), *known]))
    candidates = list(passage_vectors)  # one found a moment ago may have been deleted meanwhile
    cosines = dict(zip(candidates, _cosines(list(passage_vectors.values()), vector), strict=True))
    nearest = cosines | best_sentences(index.sentence_vectors(candidates), vector)
    uploads = {source.slug for source in index.sources() if source.kind == "upload"}
    embedded = embedder.embed_answering([clause.text]) if embedder and uploads else None
    answering = None if embedded is None else embedded[0]
    if answering is not None:
        nearest |= best_sentences(index.answering_vectors(candidates), answering)
    fused = fuse(cosines, nearest, dict(keyword))
    ordered = sorted(candidates, key=lambda name: (-fused[name], name))
    best = [name for rank, name in enumerate(ordered) if rank < limit or name in known]
    dense_ranks = {name: rank for rank, (name, _) in enumerate(dense, 1)}
    keyword_ranks = {name: rank for rank, (name, _) in enumerate(keyword, 1)}
    passages, sources = index.passages(best), {source.slug: source for source in index.sources()}
    hits = tuple(
        Hit(
            passage=passages[name],
            source=sources[passages[name].source_slug],
            score=round(fused[name], 6),
            dense_rank=dense_ranks.get(name),
            keyword_rank=keyword_ranks.get(name),
            similarity=round(cosines[name], 6),
        )
        for name in best
        if name in passages and passages[name].source_slug in sources
    )
    return Found(hits, vector, answering, likeness)


def fuse(cosines: Mapping[str, float], nearest: Mapping[str, float], keyword: Mapping[str, float]) -> dict[str, float]:
    """One score per candidate. BM25 has no scale of its own, so the best keyword score of the list is 1.

    >>> fuse({"a": 0.5, "b": 0.4}, {"a": 0.5, "b": 0.6}, {"b": 7.0})
    {'a': 0.35, 'b': 0.65}
    """
    top = max(keyword.values(), default=0.0) or 1.0
    return {
        name: round(
            KEYWORD_SHARE * keyword.get(name, 0.0) / top
            + (1 - KEYWORD_SHARE) * ((1 - SENTENCE_SHARE) * cosine + SENTENCE_SHARE * nearest[name]),
            9,
        )
        for name, cosine in cosines.items()
    }


def best_sentences(vectors: Mapping[str, FloatArray], vector: FloatArray) -> dict[str, float]:
    """For each passage that has any, the cosine of its sentence nearest to the question."""
    held = {name: rows for name, rows in vectors.items() if len(rows)}
    if not held:
        return {}
    starts = np.cumsum([0, *(len(rows) for rows in held.values())][:-1])
    best = np.maximum.reduceat(np.concatenate(list(held.values())) @ vector, starts)
    return dict(zip(held, best.tolist(), strict=True))


def _cosines(vectors: Sequence[FloatArray], vector: FloatArray) -> list[float]:
    return (np.stack(vectors) @ vector).tolist() if vectors else []


def titled_text(passage: Passage, source: Source) -> tuple[str, list[Span]]:
    """What is embedded of a passage: title and section, then its sentences; and where each sentence stands in that."""
    text = ". ".join(part for part in (source.title, passage.section) if part) + "."
    spans = []
    for sentence in passage.sentences:
        spans.append((len(text) + 1, len(text) + 1 + len(sentence.text)))
        text += f" {sentence.text}"
    return text, spans


def match_expression(clause: Clause) -> str:
    """The FTS5 expression for a clause: any of its words or entities, all quoted so that none is an operator."""
    terms = [entity_token(unit.entity.id) for unit in clause.units if unit.entity]
    terms += [word.stem for word in words(clause.text) if not is_stop_word(word.surface)]
    return " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))


class SearchWords:
    """How a passage stands in the keyword index: stems, and a token for every entity named, by any of its names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.recipe = f"stems+entities/1 {lexicon.version}"  # another name makes the words of the index anew

    def title(self, passage: Passage, source: Source) -> str:
        """The words of where a passage stands."""
        return self._line(f"{source.title} {source.jurisdiction} {passage.section} {passage.topic}")

    def text(self, passage: Passage, _source: Source) -> str:
        """The words of a passage."""
        return self._line(" ".join(sentence.text for sentence in passage.sentences))

    def _line(self, text: str) -> str:
        tokens = list(words(text))
        return " ".join([*_stems(tokens), *self._entities(text, tokens)])

    def _entities(self, text: str, tokens: list[Word]) -> Iterable[str]:
        for mention in self._lexicon.mentions_in(text, tokens):
            for entity_id in self._lexicon.widen(mention.entity.id):
                yield entity_token(entity_id)


def _stems(tokens: Sequence[Word]) -> Iterable[str]:
    return (token.stem for token in tokens if not is_stop_word(token.surface))
