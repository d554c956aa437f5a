"""The words a claim cites, as they read and as they tell, and the passages they are from."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from assistant.checks.told import Told
from assistant.lexicon import Lexicon
from assistant.reading import reading
from assistant.types import Claim, Hit


class _Fields(NamedTuple):
    hits: tuple[Hit, ...]
    text: str
    lexicon: Lexicon
    supplied: Mapping[str, Hit]


class Cited(_Fields):
    """What a claim rests on: the passages it cites, the words of its spans, and all passages that were supplied."""

    @cached_property
    def told(self) -> Told:
        """The words, read once."""
        return Told(self.text, self.lexicon)

    @cached_property
    def about(self) -> Told:
        """What is known of the sources: title, year, reference, statement number."""
        parts = (
            part
            for hit in self.hits
            for part in (hit.source.title, hit.source.when, hit.passage.reference, hit.passage.statement_id)
        )
        return Told(" ; ".join(part for part in parts if part), self.lexicon)


def cited_words(claim: Claim, supplied: Mapping[str, Hit], lexicon: Lexicon) -> Cited:
    """What the claim's spans hold; a span outside its passage holds nothing."""
    hits = tuple(supplied[passage] for passage, _, _ in claim.spans)
    inside = (
        reading(hit.passage.text[start - hit.passage.start : end - hit.passage.start])[0]
        for hit, (_, start, end) in zip(hits, claim.spans, strict=True)
        if hit.passage.start <= start < end <= hit.passage.end
    )
    return Cited(hits, " ".join(inside), lexicon, supplied)
