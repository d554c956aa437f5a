"""Conversations in, figures out: is each follow-up understood, is it answered, and does nothing of an old topic leak?

The authors had read the documents, not the program. Those of `tuned` and `tuned_2`, by two authors, were looked at
while `memory` was made; those of `measured`, by another, were not. Each question is also asked as a careful person
would write it to stand alone: what is not found then is search's loss, and what is found only then is the follow-ups'.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.assistant import Assistant
from assistant.lexicon import Lexicon
from assistant.types import Abstention, Answer, Reply, Statement
from assistant.words import is_stop_word, words
from evals.metrics import Figure, Limit, Value, figure, share
from evals.patterns import normalise
from evals.questions import Half
from evals.result import Item, Result, key
from evals.scorers import Outcome, short
from evals.sitting import Sitting

DATA = Path(__file__).parent / "data" / "conversations"
FILES: dict[Half, tuple[str, ...]] = {"tune": ("tuned", "tuned_2"), "measured": ("measured",)}  # an author each
EVERYWHERE = frozenset({"clozapine", "schizophrenia", "trs", "antipsychotic"})  # names that tell no topic from another
BROADLY = frozenset({"measure", "concept"})  # kinds of which a broader name will do
FAMILY = 5  # letters that words of one family share: "Denmark", "Danish" do not, "suicide", "suicidal" do


NAMES = (
    "understood right",
    "facts found",
    "facts found when asked in full",
    "abstained",
    "abstained or said what is missing",
    "leaks",
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(_Frozen):
    """One turn: what is typed, what it means, and what a right reply holds. `open`: why it is not right yet."""

    ask: str
    means: str
    about: tuple[str, ...] = ()  # what the question, made to stand alone, must speak of
    never: tuple[str, ...] = ()  # what must not have been carried into it
    expect: Literal["answer", "abstain", "either"]
    says: tuple[str, ...] = ()  # what one of the sentences shown holds, each
    source: str | None = Field(None, alias="from")
    open: str = ""


class Conversation(_Frozen):
    """One conversation of the data."""

    name: str
    turns: tuple[Asked, ...]


class Place(NamedTuple):
    """Where a turn stands."""

    conversation: str
    half: Half
    number: int  # of the turn in its conversation, from 0

    @property
    def follows(self) -> bool:
        """Whether it is not the first of its conversation."""
        return self.number > 0


class Heard(_Frozen):
    """One turn as it went: beside what was expected, what is wrong, in words."""

    place: Place
    asked: Asked
    understood: str
    left_out: tuple[str, ...]  # of what it is about
    carried: tuple[str, ...]  # of what it must never speak of
    says: bool | None  # whether every fact is shown; None where none is expected
    says_in_full: bool | None  # and when the question is asked in full
    abstains: bool | None  # None where an answer is expected, or either
    says_missing: bool | None  # or at least names what is missing
    leaks: tuple[str, ...]  # sentences of an earlier topic
    refused: bool
    reply: str

    @property
    def right(self) -> bool:
        """Whether it was understood."""
        return not self.left_out and not self.carried


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Hold the conversations."""
    heard = [one for half in sitting.halves for one in hold(load(half)[: sitting.limit], half, sitting.assistant)]
    return Result(figures(heard, sitting.limits), tuple(map(item, heard)))


@cache
def load(half: Half) -> tuple[Conversation, ...]:
    """The conversations of one half, author by author; none where no file is there."""
    paths = [path for name in FILES[half] if (path := DATA / f"{name}.yaml").exists()]
    rows = [row for path in paths for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return tuple(Conversation.model_validate(row) for row in rows)


def hold(conversations: Iterable[Conversation], half: Half, assistant: Assistant) -> tuple[Heard, ...]:
    """Hold each conversation from its first turn to its last."""
    return tuple(heard for one in conversations for heard in _held(one, half, assistant))


def _held(conversation: Conversation, half: Half, assistant: Assistant) -> Iterator[Heard]:
    held: str | None = None
    for number, asked in enumerate(conversation.turns):
        event = assistant.ask(asked.ask, held)
        in_full = assistant.ask(asked.means).reply
        assert event.reply is not None and in_full is not None
        place = Place(conversation.name, half, number)
        yield judge(asked, place, event.reply, in_full, assistant.lexicon)
        held = event.conversation_id


def judge(asked: Asked, place: Place, reply: Reply, in_full: Reply, lexicon: Lexicon) -> Heard:
    """One reply beside what was expected; `in_full` is the reply to the same question asked in full and alone."""
    understood = reply.understood if isinstance(reply, Answer | Abstention) else asked.ask
    wants_none = asked.expect == "abstain"
    return Heard(
        place=place,
        asked=asked,
        understood=understood,
        left_out=tuple(term for term in asked.about if not speaks_of(understood, term, lexicon)),
        carried=tuple(term for term in asked.never if names(understood, term, lexicon)),
        says=_says(asked, reply),
        says_in_full=_says(asked, in_full),
        abstains=isinstance(reply, Abstention) if wants_none else None,
        says_missing=not isinstance(reply, Answer) or bool(reply.missing) if wants_none else None,
        leaks=tuple(leaked(asked, reply, in_full, lexicon)),
        refused=isinstance(reply, Abstention),
        reply=short(reply),
    )


def _says(asked: Asked, reply: Reply) -> bool | None:
    if asked.expect != "answer":
        return None
    shown = [normalise(one.text) for one in _statements(reply)]
    return all(any(normalise(fact) in sentence for sentence in shown) for fact in asked.says)


def _statements(reply: Reply) -> tuple[Statement, ...]:
    return reply.statements if isinstance(reply, Answer | Abstention) else ()


def speaks_of(text: str, term: str, lexicon: Lexicon) -> bool:
    """Whether a text names or means a term: the same thing by another name, one of its kind, or the same words.

    A measure or a concept may be named more broadly: blood counts for the neutrophil count.

    >>> speaks_of("Does Depakote help?", "valproate", Lexicon.load())
    True
    """
    if names(text, term, lexicon) or _families(term) <= _families(text):
        return True
    said = {mention.entity.id for mention in lexicon.mentions(text)}
    wanted = [mention.entity for mention in lexicon.mentions(term)]
    return bool(wanted) and all(one.kind in BROADLY and said & {one.id, *one.broader} for one in wanted)


def names(text: str, term: str, lexicon: Lexicon) -> bool:
    """Whether a text names what the term names, or one of its kind; where it names nothing known, by its words."""
    wanted = {mention.entity.id for mention in lexicon.mentions(term)}
    if not wanted:
        return _stems(term) <= _stems(text)
    said = {wide for mention in lexicon.mentions(text) for wide in lexicon.widen(mention.entity.id)}
    return wanted <= said


def leaked(asked: Asked, reply: Reply, in_full: Reply, lexicon: Lexicon) -> Iterator[str]:
    """The sentences shown that speak of an earlier topic and not of this question's own.

    What the same question shows when it is asked alone comes from no earlier topic.
    """
    own = [term for term in asked.about if term.lower() not in EVERYWHERE] or list(asked.about)
    alone = {one.text for one in _statements(in_full)}
    for statement in _statements(reply):
        of_old = any(names(statement.text, term, lexicon) for term in asked.never)
        if of_old and statement.text not in alone and not any(speaks_of(statement.text, term, lexicon) for term in own):
            yield statement.text


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(normalise(text)) if not is_stop_word(word.surface))


def _families(text: str) -> frozenset[str]:
    return frozenset(stem[:FAMILY] for stem in _stems(text))


def figures(heard: Sequence[Heard], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures by half; "in full" is the bound that search sets to the facts found."""
    return tuple(
        one for half in FILES for one in _figures([row for row in heard if row.place.half == half], half, limits)
    )


def _figures(heard: Sequence[Heard], half: Half, limits: dict[str, Limit]) -> Iterator[Figure]:
    follow_ups = [one for one in heard if one.place.follows]
    flags = {
        "understood right": [one.right for one in follow_ups],
        "facts found": [one.says for one in follow_ups if one.says is not None],
        "facts found when asked in full": [one.says_in_full for one in follow_ups if one.says_in_full is not None],
        "abstained": [one.abstains for one in follow_ups if one.abstains is not None],
        "abstained or said what is missing": [one.says_missing for one in follow_ups if one.says_missing is not None],
    }
    changes = [one for one in follow_ups if one.asked.never]
    values: dict[str, Value] = {name: share(seen) for name, seen in flags.items() if seen}
    values |= {"leaks": (float(sum(len(one.leaks) for one in changes)), len(changes))} if changes else {}
    for name in NAMES:
        if name in values:
            yield figure("conversations", f"conversations: {name}", half, values[name], limits)


def item(heard: Heard) -> Item:
    """A turn in the report."""
    asked, place = heard.asked, heard.place
    wanted = {"answer": [f"says: {fact}" for fact in asked.says], "abstain": ["refused"], "either": []}[asked.expect]
    return Item(
        suite="conversations",
        id=f"{key(place.conversation)}-{place.number + 1}",
        half=place.half,
        outcome=_outcome(heard),
        asked=asked.ask,
        expected=(f"understood as: {asked.means}", *wanted),
        faults=tuple(faults(heard)),
        reply=f"understood as: {heard.understood}\n{heard.reply}",
    )


def _outcome(heard: Heard) -> Outcome:
    if not any(faults(heard)):
        return "right"
    return "no_answer" if heard.refused and heard.says is False else "wrong"


def faults(heard: Heard) -> Iterator[str]:
    """What is wrong with a turn, in words."""
    if heard.left_out:
        yield f"not understood to be about: {', '.join(heard.left_out)}"
    if heard.carried:
        yield f"carried over: {', '.join(heard.carried)}"
    if heard.says is False:
        yield f"not said: {', '.join(heard.asked.says)}" + ("" if heard.says_in_full else " (nor when asked in full)")
    if heard.abstains is False:
        yield "answered; no document does"
    yield from (f"leaked: {sentence}" for sentence in heard.leaks)
