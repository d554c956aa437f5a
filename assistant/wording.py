"""What the keyword index holds of a passage: a passage and its source in, the words to index out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.types import Passage, Source

WordsOf = Callable[[Passage, Source], str]


class SearchTexts(NamedTuple):
    """The two columns of the keyword index."""

    title: str
    body: str


def heading_text(passage: Passage, source: Source) -> str:
    """Where a passage stands: its document's title, its section and its topic."""
    return " ".join(part for part in (source.title, passage.section, passage.topic) if part)


def reading_text(passage: Passage, _source: Source) -> str:
    """A passage's sentences as they read."""
    return " ".join(sentence.text for sentence in passage.sentences)


class Wording(NamedTuple):
    """How both columns are made. `recipe` names the two functions: an index of another recipe gets its words anew."""

    text: WordsOf = reading_text
    title: WordsOf = heading_text
    recipe: str = ""


PLAIN = Wording()


def texts_of(source: Source, passages: Sequence[Passage], wording: Wording) -> list[SearchTexts]:
    """Both columns for each passage."""
    return [SearchTexts(wording.title(passage, source), wording.text(passage, source)) for passage in passages]
