"""What to ask next: a reply and what its conversation has shown in, up to three questions that the sources answer out.

A candidate is a known question (`asked`) of a sentence that the conversation has not shown yet. One goes deeper into a
document that answered, one across to what another document says of the same thing, one aside to another thing of its
kind. Each is put to the program first; one whose sentence would not be in its answer is dropped.
"""

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from assistant.asked import Key, KnownQuestions
from assistant.embed import Embedder
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.records import Turn
from assistant.store import Store
from assistant.types import Answer, Asked, Event, Passage, Reply, Statement
from assistant.words import is_stop_word, words

MOST = 3
TRIED = 4  # candidates that are put to the program for each place
LEAST_LIKE = (
    0.35  # cosine to what was asked, below which a question that nothing else ties to it is about something else
)
NAMED, NEAR = 0.15, 0.1  # what it counts to name what was talked about, and to stand by it, beside that cosine
CENTRAL = 6  # questions most like all others of their sentence, of which one is shown
SAME_QUESTION = 0.6  # questions that share this much of their words are the same
NO_OCCASION = frozenset({"emergency", "out_of_scope"})  # for reading on
UBIQUITOUS = 0.2  # what more of the sentences name than this is what the whole corpus is about
SHORTEST, LONGEST = 25, 110  # characters of a question
# What a question is about. A country or the design of a study is how it is asked.
SUBJECTS = frozenset({"drug", "drug-class", "treatment", "condition", "adverse-effect", "scale", "measure"})

# The steps to the reply that a question would get in a conversation, which keep nothing; None where it is no question.
Rehearse = Callable[[str, Sequence[Turn]], Generator[Event, None, Reply] | None]

# A question that anybody could ask: one sentence, in which nobody is spoken of, nothing is pointed to or taken for
# granted, and no slide is made.
_PLAIN = re.compile(r"[A-Z](?:[^?!.;:]|\.(?=\d))*\?")
_ASKS = re.compile(
    r"(?:what|which|how|who|when|where|why|is|are|do|does|did|can|may|must|should|was|were|has|have|in|at|after|for|by|"
    r"with|under|from)\b",
    re.IGNORECASE,
)
_OF_SOMEONE = re.compile(
    r"\b(?:(?-i:I|us)|i'\w+|me|my|mine|we|our|you|your|it|its|they|them|their|these|those|this|he|she|his|her|him|mum|"
    r"dad|mother|father|son|daughter|sister|brother|wife|husband|students?|trainees?|lectures?|slides?|quiz|exam|"
    r"teaching|article|overview|paper|authors?)\b|n't\b|\b(?:right|correct|true)\?",
    re.IGNORECASE,
)


class Fact(NamedTuple):
    """A sentence that is known to answer, and the plainest of the questions it answers."""

    key: Key
    passage: Passage
    question: str
    asks_of: frozenset[str]  # what the question names: ids of the lexicon, with what each is a kind of
    things: frozenset[str]  # what the two name

    @property
    def place(self) -> str:
        """What its document calls the part it is in."""
        return _place(self.passage)


class Said(NamedTuple):
    """What an answer shows: the sentences that answer, best first, and all of them with what bears on them."""

    answering: tuple[Key, ...]
    shown: frozenset[Key]


class Talked(NamedTuple):
    """What a reply is about."""

    documents: frozenset[str]  # that answered, by slug
    places: frozenset[str]
    related: frozenset[str]  # passages that say something of those that answered, or the other way round
    subjects: frozenset[str]  # ids of the lexicon
    kinds: frozenset[str]  # of those

    def closeness(self, fact: Fact) -> float:
        """What ties a fact to it, beside the likeness of the questions."""
        ties = (
            (NAMED, bool(fact.asks_of & self.subjects)),
            (NAMED, bool(fact.things & self.subjects)),
            (NEAR, fact.place in self.places),
            (NEAR, fact.passage.passage_id in self.related),
        )
        return sum(weight for weight, holds in ties if holds)

    def goes_deeper(self, fact: Fact) -> bool:
        """Whether it is more of what answered."""
        return fact.passage.source_slug in self.documents

    def goes_across(self, fact: Fact) -> bool:
        """Whether another document says it."""
        return fact.passage.source_slug not in self.documents


class NextQuestions:
    """Knows the facts of an index as it stands; what was rehearsed of them is kept until the corpus changes."""

    def __init__(self, lexicon: Lexicon, index: Index, store: Store, embedder: Embedder, rehearse: Rehearse) -> None:
        self._lexicon, self._index, self._store, self._embedder = lexicon, index, store, embedder
        self._rehearse, self._corpus = rehearse, ""
        self._facts: tuple[Fact, ...] = ()
        self._common: frozenset[str] = frozenset()
        self._rehearsed: dict[tuple[str, bool], Said | None] = {}  # by question, and whether a case was told

    def after(self, reply_id: str) -> tuple[str, ...]:
        """Questions to go on with after a reply: asked as they stand in its conversation, they are answered.

        Raises NotFound.
        """
        turn = self._store.reply(reply_id)
        turns = self._store.turns(turn.conversation_id)
        if "case_report" in (turn.reply.kind, turns[-1].reply.kind):
            return ()  # a report asks what it needs to know
        if turn.reply.kind == "abstention" and turn.reply.reason in NO_OCCASION:
            return ()
        self._read()
        talked = self._talked(turn)
        near = self._near(turn, talked)
        choice = _Choice(turns, self._index, lambda question: self._said(question, turns))
        choice.take(filter(talked.goes_deeper, near), 1)
        choice.take(filter(talked.goes_across, near), 1)
        choice.take((fact for fact in near if self._goes_aside(fact, talked)), 1)
        choice.take(near, MOST - len(choice.questions))
        return tuple(choice.questions)

    def _near(self, turn: Turn, talked: Talked) -> list[Fact]:
        """The facts that have to do with what was asked, the likest first."""
        (vector,) = self._embedder.embed([_understood(turn)])
        alike = self._index.known_questions().likeness(vector).sentences
        ties = {fact: talked.closeness(fact) for fact in self._facts if fact.key in alike}
        near = [fact for fact, tie in ties.items() if tie or alike[fact.key].best >= LEAST_LIKE]
        return sorted(near, key=lambda fact: (-alike[fact.key].close - ties[fact], fact.key))

    def _said(self, question: str, turns: Sequence[Turn]) -> Said | None:
        """What its answer shows; None where it has none, lacks something or corrects the question."""
        told = any(one.reply.kind == "case_report" for one in turns)  # then it may be taken as of that patient
        if (question, told) not in self._rehearsed:
            self._rehearsed[question, told] = self._rehearsal(question, turns)
        return self._rehearsed[question, told]

    def _rehearsal(self, question: str, turns: Sequence[Turn]) -> Said | None:
        steps = self._rehearse(question, turns)
        reply = None if steps is None else _last(steps)
        if not isinstance(reply, Answer) or reply.missing or reply.premise is not None:
            return None
        return _said(reply.statements, self._index)

    def _goes_aside(self, fact: Fact, talked: Talked) -> bool:
        """Whether it is about another thing of the same kind; of another part, where the reply is about no thing."""
        if not talked.subjects:
            return fact.place not in talked.places
        return not fact.things & talked.subjects and bool(self._kinds(fact.things) & talked.kinds)

    def _talked(self, turn: Turn) -> Talked:
        """What a reply is about."""
        said = _said(_statements(turn), self._index)
        offered = turn.reply.nearest if turn.reply.kind == "abstention" and not said.answering else ()
        ids = [place for place, _ in said.answering] or [one.citation.passage_id for one in offered]
        passages = self._index.passages(dict.fromkeys(ids))
        first = [passages[one] for one in (ids[:1] if said.answering else ids) if one in passages]
        relations = self._index.relations_of(list(passages))
        ends = {end for one in relations for end in (one.from_passage_id, one.to_passage_id) if end}
        subjects = self._subjects(self._named(_understood(turn)))
        return Talked(
            documents=frozenset(passage.source_slug for passage in passages.values()),
            places=frozenset(_place(passage) for passage in first) - {""},
            related=frozenset(ends - set(passages)),
            subjects=subjects,
            kinds=self._kinds(subjects),
        )

    def _read(self) -> None:
        """The facts of the corpus as it is; another one is read afresh."""
        if (corpus := self._index.corpus_hash()) == self._corpus:
            return
        known = self._index.known_questions()
        passages = self._index.passages(dict.fromkeys(passage_id for passage_id, _ in known.by_sentence))
        facts = tuple(self._facts_of(known, passages))
        named = Counter(thing for fact in facts for thing in fact.things)
        self._common = frozenset(thing for thing, held in named.items() if held > UBIQUITOUS * len(facts))
        self._facts, self._rehearsed, self._corpus = facts, {}, corpus

    def _facts_of(self, known: KnownQuestions, passages: Mapping[str, Passage]) -> Iterator[Fact]:
        for key in known.by_sentence:
            passage = passages[key[0]]
            if passage.checked == "recalled":
                continue  # it is kept out of answers
            sentence = passage.sentences[key[1]].text
            if question := self._plainest(known.central(key), sentence):
                asks_of = self._things(question)
                yield Fact(key, passage, question, asks_of, asks_of | self._things(sentence))

    def _plainest(self, asked: Iterable[Asked], sentence: str) -> str:
        """One that anybody could ask; sooner one with generic names, and in the words of the sentence."""
        plain = [one.question for one in asked if is_plain(one.question)][:CENTRAL]
        return max(plain, key=lambda question: self._clarity(question, _content(sentence)), default="")

    def _clarity(self, question: str, said: frozenset[str]) -> tuple[bool, float]:
        mentions = self._lexicon.mentions(question)
        others = {name.casefold() for one in mentions for name in (*one.entity.brands, *one.entity.lay)}
        is_generic = not any(one.surface.casefold() in others for one in mentions)
        own = _content(question)
        return is_generic, len(own & said) / max(1, len(own))

    def _things(self, text: str) -> frozenset[str]:
        """What a text names, with what each is a kind of."""
        return frozenset(thing for one in self._named(text) for thing in self._lexicon.widen(one))

    def _named(self, text: str) -> frozenset[str]:
        return frozenset(mention.entity.id for mention in self._lexicon.mentions(text))

    def _subjects(self, things: frozenset[str]) -> frozenset[str]:
        """Those that a question which names all of these is about."""
        return frozenset(one for one in things - self._common if self._lexicon.entities[one].kind in SUBJECTS)

    def _kinds(self, things: Iterable[str]) -> frozenset[str]:
        return frozenset(self._lexicon.entities[one].kind for one in things if one not in self._common)


class _Choice:
    """The questions chosen so far. None was asked before, none leads to what was shown, no two to the same sentence."""

    def __init__(self, turns: Sequence[Turn], index: Index, say: Callable[[str], Said | None]) -> None:
        self.questions: list[str] = []
        self._say = say
        self._seen = {key for one in turns for key in _said(_statements(one), index).shown}
        self._asked = [_content(_understood(one)) for one in turns]

    def take(self, facts: Iterable[Fact], most: int) -> None:
        """Chooses up to so many of the facts, the first of them that are new and answered."""
        new = (fact for fact in facts if fact.key not in self._seen and not self._was_asked(fact.question))
        for fact in islice(new, most * TRIED):
            if most and self._leads_on(fact):
                most -= 1

    def _leads_on(self, fact: Fact) -> bool:
        said = self._say(fact.question)
        if said is None or fact.key not in said.answering or said.answering[0] in self._seen:
            return False
        self.questions.append(fact.question)
        self._asked.append(_content(fact.question))
        self._seen |= said.shown
        return True

    def _was_asked(self, question: str) -> bool:
        own = _content(question)
        return any(len(own & other) >= SAME_QUESTION * min(len(own), len(other)) for other in self._asked if other)


def is_plain(question: str) -> bool:
    """Whether anybody could have asked it, so that it can be put into a reader's mouth.

    >>> is_plain("What is the starting dose of clozapine?"), is_plain("Can my son take his tablets at night?")
    (True, False)
    """
    is_a_question = bool(_PLAIN.fullmatch(question) and _ASKS.match(question))
    return is_a_question and SHORTEST <= len(question) <= LONGEST and not _OF_SOMEONE.search(question)


def _place(passage: Passage) -> str:
    return passage.topic or passage.section


def _statements(turn: Turn) -> tuple[Statement, ...]:
    return () if turn.reply.kind == "case_report" else turn.reply.statements


def _understood(turn: Turn) -> str:
    return "" if turn.reply.kind == "case_report" else turn.reply.understood


def _last(steps: Generator[Event, None, Reply]) -> Reply:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            reply: Reply = end.value
            return reply


def _said(statements: Sequence[Statement], index: Index) -> Said:
    cited = [(one.role, citation) for one in statements for citation in one.citations]
    passages = index.passages(dict.fromkeys(citation.passage_id for _, citation in cited))
    keys = [
        (role, (citation.passage_id, ordinal))
        for role, citation in cited
        if citation.passage_id in passages
        for ordinal, sentence in enumerate(passages[citation.passage_id].sentences)
        if sentence.start < citation.end and citation.start < sentence.end
    ]
    return Said(tuple(key for role, key in keys if role == "answer"), frozenset(key for _, key in keys))


def _content(question: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(question) if not is_stop_word(word.surface))
