"""The ways to read a follow-up: what the rules understood in; the same with less of it carried, best first, out.

The rules carry all that is talked about. Where the sources do not answer that, or barely, they may well answer it
without the study, or without the side effect, that the words typed did not ask of. The corpus decides: the first
reading that it answers well is what was meant.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assistant.compose import Composition
from assistant.follow_ups import Typed, read_typed
from assistant.lexicon import Lexicon
from assistant.mentions import Thing, things_in
from assistant.question import Question, Vocabulary
from assistant.search import Found

# What each further reading carries no longer. An intervention is never among it, so that no drug's dose stands under
# another's name; nor is a country, whose rules are given for no other's.
ACCOUNT = frozenset({"source"})
CIRCUMSTANCES = frozenset({"problem", "outcome", "measure", "matter"})
LET_GO = (ACCOUNT, CIRCUMSTANCES, ACCOUNT | CIRCUMSTANCES)
ABOUT = frozenset({"intervention", "source", "problem", "scale"})  # what a word that points can mean
WELL = 0.6  # how likely a reading has to answer to be the one meant whatever the others do
BETTER = 0.8  # how likely another one has to answer, to be preferred to a first that answers less well
MARGIN = 0.3  # and by how much more
ENOUGH = 0.5  # how likely another one has to answer where the first does not
SPOKEN = 0.6  # share of the typed words that its answer has to speak of


class Sought(NamedTuple):
    """One reading of a question, with what was found and composed; nothing was, where it is off the subject."""

    question: Question
    founds: Sequence[Found]
    composed: Composition | None

    @property
    def answers(self) -> bool:
        """Whether the sources answer it."""
        return self.composed is not None and self.composed.draft is not None

    @property
    def score(self) -> float:
        """How likely the answer is one."""
        return self.composed.score if self.composed else 0.0

    @property
    def spoken(self) -> float:
        """How much of the words typed the answer speaks of."""
        return self.composed.spoken if self.composed else 0.0


def further(understood: str, text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The further readings of a follow-up typed as `text`, the fullest first; none of what is no follow-up."""
    if understood == text:
        return ()
    typed = read_typed(text, lexicon, vocabulary)
    label, _, asked = understood.partition(": ")
    parts = {part: things_in(part, lexicon, vocabulary) for part in label.split(", ")} if asked else {}
    texts = []
    if parts and all(parts.values()):
        left = [[part for part, of in parts.items() if not _goes(of, gone)] for gone in LET_GO]
        kept = [those for those in left if _says_what_is_meant([one for part in those for one in parts[part]], typed)]
        texts = [f"{', '.join(those)}: {asked}" if those else f"{asked[:1].upper()}{asked[1:]}" for those in kept]
    if _names_a_topic(typed):
        texts.append(typed.rest)
    return tuple(text for text in dict.fromkeys(texts) if text != understood)


def _goes(things: Sequence[Thing], gone: frozenset[str]) -> bool:
    return all(thing.slot in gone and thing.kind != "jurisdiction" for thing in things)


def _says_what_is_meant(left: Iterable[Thing], typed: Typed) -> bool:
    """Whether what a word of the text points to can still be among what is carried."""
    return not typed.points or any(thing.slot in ABOUT for thing in left)


def _names_a_topic(typed: Typed) -> bool:
    """Whether the words typed can do without the topic: they name a treatment or a source, and ask something of it."""
    if typed.points or not any(thing.slot in ("intervention", "source") for thing in typed.things):
        return False
    return len({thing.id for thing in typed.things}) + len(typed.content) > 1


def meant(first: Sought, seek: Callable[[str], Sought], lexicon: Lexicon, vocabulary: Vocabulary) -> Sought:
    """The reading that was meant: the first, unless another one, which `seek` finds answers to, is clearly answered."""
    question = first.question
    follows = any(unit.is_carried for unit in question.units)
    if not follows or question.way != "question" or first.score >= WELL:
        return first
    others = further(question.understood, question.text, lexicon, vocabulary)
    return next((other for other in map(seek, others) if _is_clearer(other, first)), first)


def _is_clearer(other: Sought, first: Sought) -> bool:
    """Whether a reading is answered well, in the words typed, and clearly better than the first.

    An answer that the first reading does not have is taken only where it speaks of most that was asked.
    """
    if not other.answers:
        return False
    if not first.answers:
        return other.score >= ENOUGH and other.spoken >= SPOKEN
    return other.score >= max(BETTER, first.score + MARGIN) and other.spoken >= first.spoken
