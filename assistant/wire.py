"""Settings in, an Assistant out: the only file that chooses and builds parts."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from assistant.assistant import Assistant
from assistant.chat.calls import Chat, Limits
from assistant.checks import Check
from assistant.embed import Embedder, open_embedder
from assistant.index import Index
from assistant.indexing import Progress
from assistant.ingest import sync
from assistant.lexicon import Lexicon
from assistant.question import Vocabulary, read_clause
from assistant.search import SearchWords, search, titled_text
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Hit
from assistant.uploads import uploads_of
from assistant.wording import Wording


def build(
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    *,
    ingest: bool = True,
    use_chroma: bool = True,
) -> Assistant:
    """An assistant ready to answer. With `ingest`, the index is first brought in step with the corpus folder.

    `use_chroma=False` spares a short-lived process the second that importing chromadb takes: the vectors of SQLite
    are compared one by one, to the same result. Raises ModelUnavailable, IndexUnavailable.
    """
    chat = open_chat(settings)  # first: who lacks its package need not wait for the index
    lexicon = Lexicon.load()
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models")
    index = open_index(settings.data_dir, lexicon, embedder, use_chroma=use_chroma)
    assistant = Assistant(settings, lexicon, embedder, index, Store.open(settings.database), chat)
    if ingest:
        assistant.ingested = sync(settings.corpus_dir, index, embedder, on_progress, embed_text=titled_text)
        if uploads_of(settings).is_dir():  # an index that was rebuilt has lost them
            assistant.ingest([uploads_of(settings)], on_progress)
    return assistant


def open_chat(settings: Settings) -> Chat | None:
    """The chat model of TRS_CHAT_MODEL, or None where it is empty. Asks it nothing. Raises ModelUnavailable."""
    if not settings.chat_model:
        return None
    from assistant.chat.provider import ChatModel  # LangChain takes a second: only who uses it waits

    limits = Limits(settings.chat_timeout, settings.chat_retries, settings.chat_concurrency)
    return Chat(ChatModel(settings), limits, further_checks(settings))


def further_checks(settings: Settings) -> tuple[Check, ...]:
    """The gate's checks beside its own: the entailment model, where one is set. Raises ModelUnavailable."""
    if not settings.entailment_model:
        return ()
    from assistant.entailment import open_entailment  # it loads torch

    return (open_entailment(settings.entailment_model),)


def open_index(folder: Path, lexicon: Lexicon, embedder: Embedder, *, use_chroma: bool = True) -> Index:
    """The index of a data folder, with the words that search looks for."""
    words = SearchWords(lexicon)
    return Index.open(folder, embedder, Wording(words.text, words.title, words.recipe), use_chroma=use_chroma)


def search_folder(
    folder: Path, text: str, settings: Settings, limit: int = 10, on_progress: Callable[[Progress], None] | None = None
) -> tuple[Hit, ...]:
    """The passages of any folder of documents that lie nearest to a text: search alone, without answering.

    The folder's index is kept in the data folder, so that a second search reads only what changed.
    """
    lexicon = Lexicon.load()
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models")
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    with open_index(settings.data_dir / "folders" / place, lexicon, embedder, use_chroma=False) as index:
        sync(folder, index, embedder, on_progress, embed_text=titled_text)
        vocabulary = Vocabulary(index.vocabulary(), index.count(), embedder.strangeness)
        clause = read_clause(text, lexicon, vocabulary)
        return search(clause, embedder.embed([clause.text])[0], index, limit).hits
