"""Which edition of the program and its corpus answers: the facts that every reply depends on, in a few words."""

from collections.abc import Iterable

from assistant.library import corpus_date
from assistant.types import Noun, Source


class Edition(Noun):
    """What the page's footer and `trs doctor` say of an installation."""

    version: str
    corpus: str
    documents: int
    date: str  # how new its evidence is
    chat_model: str  # its name; empty where none is in use

    @property
    def of_corpus(self) -> str:
        """The corpus in words."""
        counted = f"{self.documents} document{'' if self.documents == 1 else 's'}"
        return ", ".join(filter(None, (counted, self.date)))


def edition(version: str, corpus: str, sources: Iterable[Source], chat_model: str) -> Edition:
    """The edition that these documents make.

    >>> one = Source(source_id="a", slug="a", title="A", kind="article", year=2026)
    >>> edition("0.1.0", "c0ffee", [one], "").of_corpus
    '1 document, newest source from 2026'
    """
    found = tuple(sources)
    date = corpus_date(found)
    return Edition(version=version, corpus=corpus, documents=len(found), date=date, chat_model=chat_model)
