"""Which edition of the program and its corpus answers: the facts that every reply depends on, in a few words."""

from collections.abc import Iterable

from assistant.types import Noun, Source


class Edition(Noun):
    """What the page's footer and `trs doctor` say of an installation."""

    version: str
    corpus: str
    documents: int
    newest: (
        int | None
    )  # the latest year of a source; what a reader uploaded says nothing of how far the rest is kept up
    chat_model: str  # its name; empty where none is in use

    @property
    def of_corpus(self) -> str:
        """The corpus in words."""
        newest = f", newest source from {self.newest}" if self.newest else ""
        return f"{self.documents} document{'' if self.documents == 1 else 's'}{newest}"


def edition(version: str, corpus: str, sources: Iterable[Source], chat_model: str) -> Edition:
    """The edition that these documents make.

    >>> one = Source(source_id="a", slug="a", title="A", kind="article", year=2026)
    >>> edition("0.1.0", "c0ffee", [one], "").of_corpus
    '1 document, newest source from 2026'
    """
    found = tuple(sources)
    newest = max((source.year for source in found if source.year and source.kind != "upload"), default=None)
    return Edition(version=version, corpus=corpus, documents=len(found), newest=newest, chat_model=chat_model)
