"""Questions kept beside the corpus, each with the words of a sentence that answer it: natural stems for quiz items.

A document without them is asked about by gaps in its own sentences. A stem whose sentence or words are no longer in the
corpus is left out; `unplaced` names it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.digests import yaml_tree
from assistant.errors import UnreadableFile
from assistant.quiz.facts import Fact, Gap
from assistant.types import Noun

FOLDER = "quiz"  # in the corpus folder


class Stem(Noun):
    """A question whose answer is `gap`, words of the sentence that `of` names: its statement's id, or words of it."""

    slug: str
    of: str
    gap: str
    ask: str


class Stems:
    """The stems of a corpus folder, tied to the facts of an index."""

    def __init__(self, stems: Sequence[Stem], facts: Sequence[Fact]) -> None:
        self._asks: dict[tuple[str, int, str], str] = {}
        self.unplaced: list[Stem] = []
        by_slug: dict[str, list[Fact]] = {}
        for fact in facts:
            by_slug.setdefault(fact.source.slug, []).append(fact)
        for stem in stems:
            of = next((one for one in by_slug.get(stem.slug, ()) if _is_of(stem, one)), None)
            if of is None or stem.gap not in {gap.text for gap in of.gaps}:
                self.unplaced.append(stem)
            else:
                self._asks.setdefault((*of.key, stem.gap), stem.ask)

    def ask(self, fact: Fact, gap: Gap) -> str:
        """The question that this gap answers; empty where none is kept."""
        return self._asks.get((*fact.key, gap.text), "")


def read_stems(corpus: Path) -> tuple[Stem, ...]:
    """Every stem of the folder, files in order of name. Raises UnreadableFile."""
    return tuple(stem for path in sorted((corpus / FOLDER).glob("*.yaml")) for stem in _read(path))


def _read(path: Path) -> Iterator[Stem]:
    try:
        tree = yaml_tree(path.read_text(encoding="utf-8"))
        entries = tree["stems"] if isinstance(tree, dict) else None
        if not isinstance(entries, list):
            raise UnreadableFile("it has no list 'stems'", do="See corpus/README.md for the form.")
        yield from (_stem(str(tree["slug"]), entry) for entry in entries)
    except UnreadableFile as wrong:
        raise UnreadableFile(
            f"The quiz stems in {path.name!r} cannot be used: {wrong.what}.", to=str(path), do=wrong.do
        ) from wrong
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise UnreadableFile(
            f"The quiz stems in {path.name!r} cannot be used: {error}.",
            to=str(path),
            do="See corpus/README.md for the form.",
        ) from error


def _stem(slug: str, entry: Any) -> Stem:
    return Stem.model_validate({"slug": slug, **entry})


def _is_of(stem: Stem, fact: Fact) -> bool:
    return stem.of == fact.passage.statement_id if fact.passage.statement_id else stem.of in fact.text
