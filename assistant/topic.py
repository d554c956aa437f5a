"""What a conversation is about: its turns in, the topic out. A fold, made anew from what is stored each time.

A question that stands alone begins a topic. A follow-up moves it: what it put in another's place stays, what it only
asked about in passing holds for one more turn.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from assistant import turns_of_phrase as phrase
from assistant.follow_ups import Typed, is_chat, read_typed
from assistant.lexicon import Lexicon
from assistant.mentions import Thing, each_once, things_in
from assistant.ordinals import ORDINAL
from assistant.question import Vocabulary
from assistant.records import Turn
from assistant.types import Abstention, Answer

UNSAID = frozenset({"source", "measure", "matter"})  # what a question may name and leave open what it is about
STAYS = frozenset({"intervention", "source"})  # slots of what a topic goes on to be about once it is named


class Past(NamedTuple):
    """One earlier question, with what it is about."""

    typed: Typed
    understood: str
    things: tuple[Thing, ...]  # of the question as understood
    fresh: frozenset[str]  # ids of what its own words named
    alone: bool  # it followed no other
    answered: bool  # and nothing of it was missing
    leading: tuple[Thing, ...]  # what the sentence that it was answered with names

    def has(self, thing: Thing) -> bool:
        """Whether it names this thing."""
        return any(one.id == thing.id for one in self.things)

    def is_about(self, thing: Thing) -> bool:
        """Whether its own words are about the thing, not only what was carried into it."""
        return thing.id in self.fresh or self.typed.points


class Topic(NamedTuple):
    """What is being talked about. `pasts` are the questions of the conversation that count, oldest first."""

    pasts: tuple[Past, ...] = ()
    base: tuple[Thing, ...] = ()  # what it is about
    passing: tuple[Thing, ...] = ()  # what the last question asked about in passing
    doubtful: tuple[Thing, ...] = ()  # what was asked about last and found no answer
    bases: tuple[tuple[Thing, ...], ...] = ()  # what it was about after each of `pasts`

    @property
    def last(self) -> Past | None:
        """The last question."""
        return self.pasts[-1] if self.pasts else None

    def after(self, past: Past) -> "Topic":
        """The topic once one more question was asked. One that found no answer leaves it as it was, but for a doubt."""
        pasts = (*self.pasts, past)
        if past.alone:
            base = (*_with_what_was_found(past, past.things), *self._goes_on_in(past))
            return Topic(pasts, base, (), (), (*self.bases, base))
        known = {thing.id for thing in self.base}
        new = [thing for thing in past.things if thing.id not in known]
        if not past.answered:
            doubtful = tuple(thing for thing in new if thing.slot in STAYS)
            left = {thing.slot for thing in new if thing.id in past.fresh}
            base = tuple(thing for thing in self.base if past.has(thing) or thing.slot not in left)
            passing = tuple(thing for thing in new if thing.slot == "problem")
            return Topic(pasts, base, passing, doubtful, (*self.bases, base))
        kept = tuple(thing for thing in self.base if past.has(thing))
        gone = {thing.slot for thing in self.base if not past.has(thing)}
        earlier = {thing.id for base in self.bases for thing in base}
        stays = [thing for thing in new if thing.id in earlier or _stays(thing, past, gone)]
        base = _with_what_was_found(past, (*kept, *stays))
        passing = tuple(thing for thing in new if thing.id in past.fresh and thing not in stays)
        return Topic(pasts, base, passing, (), (*self.bases, base))

    def _goes_on_in(self, past: Past) -> tuple[Thing, ...]:
        """What a question that names no more than a source leaves unsaid, and its answer is about: the topic so far."""
        if not past.answered or not past.things or any(thing.slot not in UNSAID for thing in past.things):
            return ()
        spoken = {thing.id for thing in past.leading}
        return tuple(thing for thing in self.base if thing.id in spoken and not past.has(thing))


def _stays(thing: Thing, past: Past, gone: Container[str]) -> bool:
    """Whether what a question names anew is what the conversation is about from then on."""
    if thing.kind == "trial" and past.typed.points and past.typed.speaks_of_studies:
        return True  # "that trial"
    if thing.id not in past.fresh or past.typed.is_beside:
        return False  # an answer brought it, or it was asked about in passing
    if thing.slot in STAYS and thing.kind != "jurisdiction":
        return not (thing.everywhere and thing.kind == "drug-class")
    labelled = past.understood.rstrip("?").lower().endswith(": " + past.typed.rest.rstrip(" ?.!").lower())
    if thing.kind == "jurisdiction":
        return thing.slot in gone or not labelled
    says_when = past.typed.compares or phrase.CLAUSE.search(past.typed.rest)  # "if fever appears" is in passing
    names_it = thing.slot == "problem" and past.typed.is_name and not says_when
    return names_it if labelled else thing.slot in gone


def topic_of(turns: Sequence[Turn], lexicon: Lexicon, vocabulary: Vocabulary) -> Topic:
    """The topic after these turns, oldest first. Chat, cases and requests that are no question leave it as it was."""
    topic = Topic()
    for turn in turns:
        past = _past(turn, lexicon, vocabulary)
        if past is not None:
            topic = topic.after(past)
    return topic


def _past(turn: Turn, lexicon: Lexicon, vocabulary: Vocabulary) -> Past | None:
    reply = turn.reply
    if not isinstance(reply, Answer | Abstention) or is_chat(turn.question):
        return None
    if isinstance(reply, Abstention) and reply.reason == "emergency":
        return None
    typed = read_typed(turn.question, lexicon, vocabulary)
    understood = phrase.POLITE.sub("", reply.understood) or reply.understood
    things = things_in(understood, lexicon, vocabulary)
    if isinstance(reply, Abstention) and not things:
        return None
    leading = things_in(reply.statements[0].text, lexicon, vocabulary, guess=False) if isinstance(reply, Answer) else ()
    return Past(
        typed=typed,
        understood=understood,
        things=each_once(things),
        fresh=frozenset(thing.id for thing in (*typed.things, *_named_in_part(typed, things))),
        alone=typed.stands_alone or _is_same(typed, understood),
        answered=isinstance(reply, Answer) and not reply.missing,
        leading=each_once(leading),
    )


def _named_in_part(typed: Typed, things: Sequence[Thing]) -> list[Thing]:
    """What the typed words name only as understood: "for negative ones?" negative symptoms, "the second?" a trial."""
    if ORDINAL.search(typed.rest):
        return [thing for thing in things if thing.slot in STAYS]
    said = {word.lower() for word in typed.content}
    return [thing for thing in things if said & set(thing.surface.lower().split())]


def _is_same(typed: Typed, understood: str) -> bool:
    """Whether the question was read as it was typed, words of courtesy and correction aside."""
    before = understood.removesuffix(typed.text)
    return understood == typed.rest or (before != understood and (not before or is_chat(before)))


def _with_what_was_found(past: Past, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """What a question is about, with the one thing that answered its "which ...?" in place of the kind it asked for."""
    found = phrase.WHICH.search(past.typed.rest)
    if past.answered and past.alone and past.things and all(thing.kind == "trial" for thing in _telling(past.things)):
        treated = [one for one in past.leading if one.slot == "intervention"]
        return (*things, *(treated if len(treated) == 1 else ()))
    if not past.answered or found is None:
        return tuple(things)
    noun = found["noun"].lower()
    kind = next((thing for thing in past.typed.things if thing.surface.lower().startswith(noun)), None)
    answers = [thing for thing in past.leading if _is_one(thing, noun, kind) and not past.has(thing)]
    if len(answers) != 1:
        return tuple(things)
    return (*(thing for thing in things if kind is None or thing.id != kind.id), *answers)


def _telling(things: Sequence[Thing]) -> list[Thing]:
    """Those that a question is about, measures and designs aside."""
    return [thing for thing in things if thing.slot not in ("measure", "matter", "outcome")]


def _is_one(thing: Thing, noun: str, kind: Thing | None) -> bool:
    if kind is not None and kind.id in thing.broader:
        return True
    return (noun in ("trial", "study", "paper", "review") and thing.kind == "trial") or (
        noun in thing.surface.lower().split() and thing.surface.lower() != noun
    )
