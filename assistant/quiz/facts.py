"""An index in, the facts that may be asked about out: sentences that stand alone, and the gaps to ask for.

A gap is a quantity or a named thing that the sentence holds once. What limits another sentence, leans on the one
before, instructs a program, or was checked by nobody yet is no fact to ask about.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant import quantities
from assistant.index import Index
from assistant.instructions import instructs_a_program
from assistant.lexicon import Entity, Lexicon
from assistant.quantities import Quantity
from assistant.quiz.kin import NO_ANSWER
from assistant.types import Passage, Sentence, Source
from assistant.words import is_stop_word, spelt, stem

SHORTEST, LONGEST = 40, 330  # characters of a fact: a stem is read in one breath
RARE = 0.04  # a thing named in fewer facts than this share tells what a fact is about
COMMON = 0.25  # share of telling words from which on two sentences of a chapter may speak of the same
ASKABLE = frozenset(
    "dose mass concentration concentration_molar count_per_volume duration timepoint frequency percentage proportion "
    "count fold ratio age temperature".split()
)
NAMED = frozenset("drug adverse-effect scale".split())  # kinds of things that a gap may ask for
_LEANS = re.compile(
    r"^(?:this|these|those|that|it|its|they|their|he|she|such|both|however|but|also|although|in addition|additionally"
    r"|furthermore|moreover|therefore|thus|similarly|likewise|conversely|another|other"
    r"|as (?:discussed|mentioned|noted))\b",
    re.IGNORECASE,
)
SIGNED = re.compile(r"(?:^|[\s(])[-−–](?=\d)")  # a figure below zero, not the second of a range
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MEASURED = frozenset("duration timepoint concentration concentration_molar count_per_volume mass".split())
_INTERVAL = re.compile(  # right after a figure: another figure in its place would lie outside
    r"[^.;:()\[\]]{0,30}[(\[](?:\d\d ?% ?)?(?:CI|CrI|confidence|credible|IQR|interquartile|range)\b"
)


class Gap(NamedTuple):
    """What may be asked for of a sentence: `text` is `sentence.text[start:end]`. Either quantity or entity is set."""

    start: int
    end: int
    text: str
    quantity: Quantity | None = None
    entity: Entity | None = None
    alone: bool = True  # nothing left of the sentence gives it away

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers as written, left to right."""
        return tuple(NUMBER.findall(self.text)) if self.quantity else ()


class Fact(NamedTuple):
    """A sentence that stands alone, what it names and counts, and its gaps."""

    source: Source
    passage: Passage
    ordinal: int
    entities: frozenset[str]
    quantities: tuple[Quantity, ...]
    gaps: tuple[Gap, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Names the sentence among all."""
        return self.passage.passage_id, self.ordinal

    @property
    def sentence(self) -> Sentence:
        """The sentence itself, with its place in the document."""
        return self.passage.sentences[self.ordinal]

    @property
    def text(self) -> str:
        """How it reads."""
        return self.sentence.text

    @property
    def topic(self) -> str:
        """What it is about, in a word or a heading."""
        return self.passage.topic.replace("-", " ") or self.passage.section or self.source.title


class Facts:
    """Every sentence of an index, those to be asked about first among them, and which speak of the same."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self.corpus = index.corpus_hash()
        self.everything = tuple(_read(index, lexicon))  # what could make a wrong answer right
        self._linked = _linked(index, self.everything)
        self._same: dict[tuple[str, int], tuple[Fact, ...]] = {}

    @cached_property
    def askable(self) -> tuple[Fact, ...]:
        """Those that an item may be made of, in the order of the corpus."""
        return tuple(fact for fact in self.everything if fact.gaps and may_be_asked(fact))

    @cached_property
    def _by_thing(self) -> Mapping[str, tuple[Fact, ...]]:
        """Of each thing that is not named everywhere: the sentences that name it."""
        named = Counter(thing for fact in self.everything for thing in fact.entities)
        most = max(3, round(RARE * len(self.everything)))
        found = defaultdict[str, list[Fact]](list)
        for fact in self.everything:
            for thing in fact.entities:
                if named[thing] <= most:
                    found[thing].append(fact)
        return {thing: tuple(facts) for thing, facts in found.items()}

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Fact, ...]]:
        found = defaultdict[str, list[Fact]](list)
        for fact in self.everything:
            found[fact.topic].append(fact)
        return {topic: tuple(facts) for topic, facts in found.items()}

    def at(self, slug: str, start: int) -> Fact | None:
        """The sentence that begins at that place of a document."""
        return self._by_place.get((slug, start))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, int], Fact]:
        return {(fact.source.slug, fact.sentence.start): fact for fact in self.everything}

    def about_the_same(self, fact: Fact) -> tuple[Fact, ...]:
        """Every sentence that may speak of what this one does: of its topic, its passage, a rare thing it names, or one
        that a source ties to it. Wide on purpose: a wrong answer that one of these holds is not offered."""
        if fact.key in self._same:
            return self._same[fact.key]
        on_topic = self._by_topic[fact.topic]
        if not fact.passage.topic:  # a chapter is no topic: of it, what has words in common
            on_topic = tuple(one for one in on_topic if _share_words(fact, one))
        near = [fact, *on_topic, *self._linked.get(fact.passage.passage_id, ())]
        for thing in sorted(fact.entities):
            near += self._by_thing.get(thing, ())
        self._same[fact.key] = tuple({one.key: one for one in near}.values())
        return self._same[fact.key]


def _share_words(one: Fact, other: Fact) -> bool:
    """Whether two sentences of one chapter may speak of the same: one passage, or some telling words in common."""
    ours, theirs = _telling(one.text), _telling(other.text)
    fewer = min(len(ours), len(theirs))
    return one.passage.passage_id == other.passage.passage_id or len(ours & theirs) >= max(2, COMMON * fewer)


@lru_cache(maxsize=8192)
def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in spelt(text) if len(word) > 3 and not is_stop_word(word))


def may_be_asked(fact: Fact) -> bool:
    """Whether the sentence can be understood alone, and somebody answers for it."""
    sentence, text = fact.sentence, fact.text
    leans = sentence.continues or sentence.caveat_of is not None or bool(_LEANS.match(text))
    whole = text[:1].isupper() and text.endswith(".") and SHORTEST <= len(text) <= LONGEST
    return whole and not leans and fact.passage.checked != "recalled" and not instructs_a_program(text)


def _read(index: Index, lexicon: Lexicon) -> Iterator[Fact]:
    for source in sorted(index.sources(), key=lambda one: one.slug):
        for passage in index.passages_of(source.slug):
            for ordinal, sentence in enumerate(passage.sentences):
                found = tuple(quantities.read(sentence.text))
                named = lexicon.mentions(sentence.text)
                gaps = [
                    Gap(one.start, one.end, one.text, quantity=one)
                    for one in found
                    if one.kind in ASKABLE and not one.assumed and one.unit != "p"
                ]
                gaps += [
                    Gap(one.start, one.end, one.surface, entity=one.entity)
                    for one in named
                    if one.entity.kind in NAMED and one.entity.id not in NO_ANSWER
                ]
                told = Counter(one.entity.id for one in named)
                whole = tuple(
                    gap._replace(
                        alone=_stands_alone(gap, sentence.text)
                        and not (gap.entity and told[gap.entity.id] > 1)
                        and not _is_said_twice(gap, found)
                    )
                    for gap in gaps
                    if _is_whole(gap, sentence.text)
                )
                entities = frozenset(one.entity.id for one in named)
                yield Fact(source, passage, ordinal, entities, found, whole)


def _is_whole(gap: Gap, text: str) -> bool:
    """Whether it is no part of a longer word or number."""
    before, after = text[: gap.start][-1:], text[gap.end :][:1]
    return not (before.isalnum() or after.isalnum() or (before and before in "-–/") or (after and after in "-–/"))


def _stands_alone(gap: Gap, text: str) -> bool:
    """Whether nothing left of the sentence gives the gap away."""
    left = f"{text[: gap.start]} {text[gap.end :]}"
    if gap.quantity is None:
        return gap.text.lower() not in left.lower()
    told = set(NUMBER.findall(left))
    is_told_about = told.intersection(gap.numbers) or _INTERVAL.match(text, gap.end)
    return bool(gap.numbers) and not is_told_about


def _is_said_twice(gap: Gap, found: Iterable[Quantity]) -> bool:
    """Whether the sentence gives the figure again in another unit: "2 days or more (48 hours)"."""
    key = gap.quantity
    if key is None or key.kind not in _MEASURED:
        return False
    ends = {key.low, key.high} - {None}
    others = (one for one in found if one is not key and (one.kind, one.unit) == (key.kind, key.unit))
    return any(ends & {one.low, one.high} for one in others)


def _linked(index: Index, facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    """Of each passage: the sentences of those that a source ties to it, whichever way."""
    by_passage = defaultdict[str, list[Fact]](list)
    for fact in facts:
        by_passage[fact.passage.passage_id].append(fact)
    found = defaultdict[str, list[Fact]](list)
    for one in index.relations_of(list(by_passage)):
        if one.to_passage_id is not None:
            found[one.from_passage_id] += by_passage[one.to_passage_id]
            found[one.to_passage_id] += by_passage[one.from_passage_id]
    return {passage: tuple(linked) for passage, linked in found.items()}
