"""A reader's search words in, the sentences that hold them out, by document. It finds words; it answers nothing.

The words are read as those of a question are: a drug by any of its names, lay words, slips of spelling mended. The last
one may be half typed. Where no passage holds them all, those that hold most come first, and what none holds is named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.cases import legible
from assistant.errors import BadInput
from assistant.lexicon import Lexicon
from assistant.question import Vocabulary, entity_token
from assistant.spelling import mend_spelling
from assistant.types import Hit, Passage, Sentence, Source
from assistant.words import Word, is_stop_word, words

if TYPE_CHECKING:
    from assistant.embed import FloatArray

MOST_CHARS = 400  # of a search
FEW = 5  # passages that hold all words; with fewer, those that hold most of them are shown too
SHOWN = 3  # sentences of a document, where all are searched
SHOWN_ALONE = 60  # where one is
EVERY = 1_000_000  # passages: as many as there are
BEGUN = 3  # letters of a word half typed, at least
ENDINGS = 60  # words that a half-typed one may become
NEARNESS = 0.3  # cosine; what is less like the words than this would be no help


class Searched(Protocol):
    """What is asked of an index."""

    def keyword(self, match: str, limit: int) -> Sequence[tuple[str, float]]: ...
    def passages(self, ids: Iterable[str]) -> Mapping[str, Passage]: ...
    def sentence_vectors(self, ids: Iterable[str]) -> "Mapping[str, FloatArray]": ...
    def sources(self) -> Sequence[Source]: ...


class Term(NamedTuple):
    """One thing looked for: words that stand together, or what a name names. `begun` is a word half typed."""

    surface: str
    stems: tuple[str, ...]
    entity_id: str = ""
    meaning: str = ""  # the name we show for it, where that is another
    begun: str = ""
    match: str = ""  # the FTS5 expression

    def places(self, tokens: Sequence[Word], named: Mapping[int, tuple[int, tuple[str, ...]]]) -> Iterator[range]:
        """Where it stands among these words. `named` says where an entity begins: its length, and its ids."""
        for at, token in enumerate(tokens):
            if self.entity_id:
                length, ids = named.get(at, (0, ()))
                if self.entity_id in ids:
                    yield range(at, at + length)
            elif self.begun:
                if token.surface.lower().startswith(self.begun):
                    yield range(at, at + 1)
            elif tuple(word.stem for word in tokens[at : at + len(self.stems)]) == self.stems:
                yield range(at, at + len(self.stems))


class Run(NamedTuple):
    """Characters of a sentence, and whether they are what was looked for."""

    text: str
    found: bool


class FoundSentence(NamedTuple):
    """A sentence with the words found in it.

    `quote` is its span in the document as it stands there, `runs` how it reads; `places` are the words' offsets there.
    """

    passage: Passage
    start: int
    end: int
    quote: str
    runs: tuple[Run, ...]
    places: tuple[tuple[int, int], ...] = ()


class FoundDocument(NamedTuple):
    """A document with the best of what was found in it, and in how many more of its passages the words stand."""

    source: Source
    sentences: tuple[FoundSentence, ...]
    more: int


class LookedUp(NamedTuple):
    """What came of a search. `corrections` are pairs (as written, as understood); `absent` is what no document has."""

    text: str
    understood: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    absent: tuple[str, ...] = ()
    whole: int = 0  # passages that hold all of the words
    found: int = 0  # passages found: these, and where they are few also those that hold most of the words
    documents: tuple[FoundDocument, ...] = ()
    nearest: tuple[tuple[Source, FoundSentence], ...] = ()  # where nothing was found: what lies near in meaning


class Finder:
    """What is needed to search: the names of things, the words there are, the passages, and search by meaning."""

    def __init__(
        self,
        lexicon: Lexicon,
        vocabulary: Vocabulary,
        index: Searched,
        near: "Callable[[str], tuple[Sequence[Hit], FloatArray]]",
    ) -> None:
        self._lexicon, self._vocabulary, self._index, self._near = lexicon, vocabulary, index, near

    def look_up(self, text: str, within: Iterable[str] | None = None) -> LookedUp:
        """The sentences that hold the words of `text`, in all documents or `within` these slugs.

        Raises BadInput for a text that is too long; one without a word finds nothing.
        """
        plain = " ".join(legible(text).split())
        if len(plain) > MOST_CHARS:
            what = f"The search has {len(plain):,} characters; at most {MOST_CHARS} are read."
            raise BadInput(what, to=plain[:40] + " ...", do="Search for a few words, or ask a question instead.")
        sources = {
            one.source_id: one for one in self._index.sources() if within is None or one.slug in frozenset(within)
        }
        understood, corrections, terms = self.read(plain)
        looked = LookedUp(text=plain, understood=understood, corrections=corrections, terms=terms)
        held = [self._holders(term, sources) for term in terms]
        if not any(held):
            absent = tuple(term.surface for term in terms)
            return looked._replace(absent=absent, nearest=tuple(self._nearest(understood, sources)) if terms else ())
        weights = {
            name: sum(self._weight(term) for term, names in zip(terms, held, strict=True) if name in names)
            for name in set[str]().union(*held)
        }
        whole = set.intersection(*held)
        most = max(weights.values()) / 2
        counted = whole if len(whole) >= FEW else [name for name, weight in weights.items() if weight >= most]
        scores = dict(self._index.keyword(" OR ".join(term.match for term in terms), EVERY))
        best = sorted(counted, key=lambda name: (-weights[name], -scores.get(name, 0.0), name))
        return looked._replace(
            absent=tuple(term.surface for term, names in zip(terms, held, strict=True) if not names),
            whole=len(whole),
            found=len(best),
            documents=tuple(self._documents(best, terms, sources)),
        )

    def read(self, text: str) -> tuple[str, tuple[tuple[str, str], ...], tuple[Term, ...]]:
        """The text with its spelling mended, what was mended, and the things it names, each once."""
        begun = self._begun(text)
        kept = text[len(text) - len(begun) :] if begun else ""
        mended, corrections = mend_spelling(text.removesuffix(kept), self._lexicon, self._vocabulary)
        terms = [*self._terms(mended), *([self._ending(kept)] if begun else [])]
        return mended + kept, corrections, tuple({term.match: term for term in terms}.values())

    def marked(self, text: str, terms: Sequence[Term]) -> tuple[Run, ...]:
        """A text in runs, what was looked for apart from the rest. Nothing of it is lost."""
        return _runs(text, [(left, right) for left, right, _ in self._found(text, terms)])

    # Words

    def _terms(self, text: str) -> Iterator[Term]:
        tokens = list(words(text))
        taken = {}
        for mention in self._lexicon.mentions_in(text, tokens):
            entity, name = mention.entity, mention.entity.names[0]
            meaning = name if name.lower() != mention.surface.lower() else ""
            match = f'"{entity_token(entity.id)}"'
            taken[mention.start] = (mention.end, Term(mention.surface, (), entity.id, meaning, match=match))
        end, joined = -1, list[Word]()
        for token in [word for word in tokens if not is_stop_word(word.surface)]:
            if token.start in taken:
                yield from _together(text, joined)
                joined = []
                end, term = taken[token.start]
                yield term
            elif token.start >= end:
                if joined and any(char.isspace() for char in text[joined[-1].end : token.start]):
                    yield from _together(text, joined)
                    joined = []
                joined.append(token)
        yield from _together(text, joined)

    def _begun(self, text: str) -> str:
        """The last word where it is the beginning of others and none itself; "" where it is a word, or the end."""
        last = next(reversed(list(words(text))), None)
        if last is None or last.end != len(text) or len(last.surface) < BEGUN or is_stop_word(last.surface):
            return ""
        known = last.stem in self._vocabulary.stems or last.surface.lower() in self._lexicon.all_words
        return "" if known or not self._endings(last.surface) else last.surface

    def _endings(self, beginning: str) -> list[str]:
        entities = {entity_token(name) for name in self._lexicon.entities}
        lowered = beginning.lower()
        return [stem for stem in self._vocabulary.stems if stem.startswith(lowered) and stem not in entities]

    def _ending(self, beginning: str) -> Term:
        match = " OR ".join(f'"{stem}"' for stem in self._endings(beginning)[:ENDINGS])
        return Term(beginning, (), begun=beginning.lower(), match=f"({match})")

    def _weight(self, term: Term) -> float:
        stems = [entity_token(term.entity_id)] if term.entity_id else term.stems
        return max((0.2 + self._vocabulary.rarity(stem) for stem in stems), default=0.7)

    # Passages

    def _holders(self, term: Term, sources: Mapping[str, Source]) -> set[str]:
        found = self._index.keyword(term.match, EVERY)
        return {name for name, _ in found if name.partition("#")[0] in sources}

    def _documents(
        self, best: Sequence[str], terms: Sequence[Term], sources: Mapping[str, Source]
    ) -> Iterator[FoundDocument]:
        """Documents in the order of their best passage."""
        of: dict[str, list[str]] = {}
        for name in best:
            of.setdefault(name.partition("#")[0], []).append(name)
        most = SHOWN if len(sources) > 1 else SHOWN_ALONE
        for source_id, names in of.items():
            passages = self._index.passages(names[:most])
            shown = [one for passage in passages.values() for one in self._sentences(passage, terms)]
            yield FoundDocument(sources[source_id], tuple(shown[:most]), len(names) - len(passages))

    def _sentences(self, passage: Passage, terms: Sequence[Term]) -> list[FoundSentence]:
        """The sentences of a passage that hold most of what was looked for; its first where its title holds it."""
        held = [
            (len({term for *_, term in self._found(sentence.text, terms)}), sentence) for sentence in passage.sentences
        ]
        most = max((count for count, _ in held), default=0)
        chosen = [sentence for count, sentence in held if count == most] if most else list(passage.sentences[:1])
        return [self._shown(passage, sentence, terms) for sentence in chosen]

    def _shown(self, passage: Passage, sentence: Sentence, terms: Sequence[Term]) -> FoundSentence:
        quote = passage.text[sentence.start - passage.start : sentence.end - passage.start]
        places = sorted((sentence.start + left, sentence.start + right) for left, right, _ in self._found(quote, terms))
        runs = self.marked(sentence.text, terms)
        return FoundSentence(passage, sentence.start, sentence.end, quote, runs, tuple(places))

    def _found(self, text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int, Term]]:
        """Where each term stands in a text."""
        tokens = list(words(text))
        at = {token.start: place for place, token in enumerate(tokens)}
        named = {
            at[mention.start]: (
                sum(mention.start <= token.start < mention.end for token in tokens),
                self._lexicon.widen(mention.entity.id),
            )
            for mention in (self._lexicon.mentions_in(text, tokens) if any(term.entity_id for term in terms) else ())
        }
        for term in terms:
            for place in term.places(tokens, named):
                yield tokens[place[0]].start, tokens[place[-1]].end, term

    def _nearest(self, text: str, sources: Mapping[str, Source]) -> Iterator[tuple[Source, FoundSentence]]:
        hits, vector = self._near(text)
        near = [hit for hit in hits if hit.source.source_id in sources and hit.similarity >= NEARNESS][:SHOWN]
        for hit in near:
            vectors = self._index.sentence_vectors([hit.passage.passage_id]).get(hit.passage.passage_id)
            at = int((vectors @ vector).argmax()) if vectors is not None and len(vectors) else 0
            yield hit.source, self._shown(hit.passage, hit.passage.sentences[at], ())


def _together(text: str, tokens: Sequence[Word]) -> Iterator[Term]:
    """Words that nothing parts ("0.35", "dose-response") as one term."""
    if tokens:
        stems = tuple(token.stem for token in tokens)
        yield Term(text[tokens[0].start : tokens[-1].end], stems, match=f'"{" ".join(stems)}"')


def _runs(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    runs, at = [], 0
    for left, right in sorted(spans):
        if right > at:
            begin = max(left, at)
            runs += [Run(text[at:begin], False), Run(text[begin:right], True)]
            at = right
    return tuple(run for run in (*runs, Run(text[at:], False)) if run.text)
