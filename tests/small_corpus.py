"""A small corpus of made-up facts, indexed as the real one is but for its embedder, and questions asked of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from assistant.compose import Composition, compose_extractive
from assistant.evidence import Evidence, Reader
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.question import Clause, Question, Vocabulary, read_question
from assistant.search import Found, SearchWords, search
from assistant.types import Document, Noun
from assistant.wording import Wording
from tests.fakes import HashEmbedder, put

N = TypeVar("N", bound=Noun)
NO_ENGLISH = frozenset({"berberine", "zorblax", "quuxil"})  # words that no dictionary has


class Asked(NamedTuple):
    """A question as read, with what was found for each of its clauses."""

    question: Question
    founds: tuple[Found, ...]
    evidence: tuple[list[Evidence], ...]


class SmallCorpus:
    """An open index of a few documents."""

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        words = SearchWords(lexicon)
        wording = Wording(words.text, words.title, words.recipe)
        self.lexicon, self.embedder = lexicon, HashEmbedder()
        self.reader = Reader(lexicon, self.embedder.name)
        self.index = Index.open(folder, self.embedder, wording, use_chroma=False)

    def add(self, *documents: Document) -> None:
        """Index documents."""
        put(self.index, *documents, embedder=self.embedder)

    def ask(self, text: str) -> Asked:
        """Read a question and search for each of its clauses."""
        vocabulary = Vocabulary(
            self.index.vocabulary(), self.index.count(), lambda word: 1.0 if word.lower() in NO_ENGLISH else 0.5
        )
        question = read_question(text, self.lexicon, vocabulary)
        founds = tuple(map(self.find, question.clauses))
        return Asked(question, founds, tuple(self.reader.gather(found.hits, found, self.index) for found in founds))

    def compose(self, text: str, most: int = 8) -> Composition:
        """Answer a question, unverified."""
        asked = self.ask(text)
        return compose_extractive(asked.question, asked.founds, self.index, self.reader, most, self.find)

    def find(self, clause: Clause) -> Found:
        """Search for one clause."""
        return search(clause, self.embedder.embed([clause.text])[0], self.index, 30, self.embedder)


def changed(document: Document, ordinal: int, sentence: int | None = None, **fields: object) -> Document:
    """The document with some fields of one passage, or of one sentence of it, set otherwise."""
    passage = document.passages[ordinal]
    if sentence is None:
        passage = _with(passage, fields)
    else:
        sentences = list(passage.sentences)
        sentences[sentence] = _with(sentences[sentence], fields)
        passage = passage.model_copy(update={"sentences": tuple(sentences)})
    return document.model_copy(
        update={"passages": (*document.passages[:ordinal], passage, *document.passages[ordinal + 1 :])}
    )


def _with(noun: N, fields: Mapping[str, object]) -> N:
    return noun.model_copy(update=dict(fields))
