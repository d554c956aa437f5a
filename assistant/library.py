"""The documents taken together: sources in, what a reader should know of them as a whole out."""

import re
from collections.abc import Iterable

from assistant.types import Source

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def corpus_date(sources: Iterable[Source]) -> str:
    """How new the evidence is: the year of the newest publication that the corpus rests on; "" where none is known.

    What a reader uploaded does not count: it says nothing of how far the corpus was kept up.

    >>> corpus_date([Source(source_id="a", slug="a", title="A", kind="article", dated="sources 1998 to 2026")])
    'newest source from 2026'
    """
    years = [
        year
        for source in sources
        if source.kind != "upload"
        for year in (source.year, *map(int, _YEAR.findall(source.dated)))
        if year is not None
    ]
    return f"newest source from {max(years)}" if years else ""
