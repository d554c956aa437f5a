"""The ways to read a follow-up: the question as the rules understood it in, the reading that was meant out.

The rules carry all that is talked about. Where the sources do not answer that, or barely, they may well answer it
without the study, or without the side effect, that the words typed did not ask of. The corpus decides: the first
reading that it answers well is what was meant.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant import turns_of_phrase as phrase
from assistant.compose import Composition
from assistant.follow_ups import Typed, read_typed
from assistant.lexicon import Lexicon
from assistant.mentions import Thing, things_in
from assistant.question import Question, Vocabulary, read_clause, read_question
from assistant.route import Way
from assistant.search import Found

# What each further reading carries no longer. An intervention is never among it, so that no drug's dose stands under
# another's name; nor is a country, whose rules are given for no other's, nor are people.
ACCOUNT = frozenset({"source"})
CIRCUMSTANCES = frozenset({"problem", "outcome", "measure", "matter"})
LET_GO: tuple[frozenset[str], ...] = (frozenset(), ACCOUNT, CIRCUMSTANCES, ACCOUNT | CIRCUMSTANCES)
ABOUT = frozenset({"intervention", "source", "problem", "scale"})  # what a word that points can mean
WELL = 0.4  # how likely a reading has to answer to be the one meant whatever the others do
BETTER = 0.8  # how likely another one has to answer, to be preferred to a first that answers less well
MARGIN = 0.3  # and by how much more
ENOUGH = 0.5  # how likely another one has to answer where the first does not
SPOKEN = 0.6  # share of the typed words that its answer has to speak of


class Reading(NamedTuple):
    """One way to read a question. Read as a `whole`, it is asked as if it had been typed so: nothing is carried."""

    text: str
    whole: bool = False


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


def meant(
    first: Sought, seek: Callable[[Question], Sought], typed: str, lexicon: Lexicon, vocabulary: Vocabulary
) -> Sought:
    """The reading that was meant: the first, unless another one, which `seek` finds answers to, is clearly answered."""
    question = first.question
    follows = any(unit.is_carried for unit in question.units)
    if not follows or question.way != "question" or first.score >= WELL:
        return first
    others = further(question, read_typed(typed, lexicon, vocabulary), lexicon, vocabulary)
    tried = (seek(read_in(other, typed, question.way, lexicon, vocabulary)) for other in others)
    return next((other for other in tried if _is_clearer(other, first)), first)


def read_in(reading: Reading, typed: str, way: Way, lexicon: Lexicon, vocabulary: Vocabulary) -> Question:
    """The question read; where it follows up, what its own words ask is told from what was carried into it."""
    read = read_question(reading.text, lexicon, vocabulary, way)
    if reading.text == typed:
        return read
    if reading.whole:
        return read._replace(text=typed)
    return read.in_conversation(typed, read_clause(typed, lexicon, vocabulary))


def further(question: Question, typed: Typed, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """The further readings of a follow-up, the fullest first."""
    found = [
        *_with_less(question.understood, typed, lexicon, vocabulary),
        *_whole(question, typed, lexicon, vocabulary),
    ]
    if _names_a_topic(typed):
        found.append(_alone(question.understood, typed, lexicon, vocabulary))
    return tuple(one for one in dict.fromkeys(found) if one.whole or one.text != question.understood)


def _whole(question: Question, typed: Typed, lexicon: Lexicon, vocabulary: Vocabulary) -> Iterator[Reading]:
    """The question asked in full, where a name or a figure took the place of its like in an earlier one.

    An answer has to speak of the name then, as it has to in any question. What is known of some people is told of
    others too easily.
    """
    own = [unit for unit in question.units if not unit.is_carried]
    figures = any(clause.quantities for clause in question.clauses)
    named = things_in(question.understood, lexicon, vocabulary)
    of_people = any(one.slot == "people" or phrase.OF_PEOPLE.match(question.understood, one.end) for one in named)
    is_label = question.understood.lower().rstrip(" ?").endswith(": " + typed.rest.lower().rstrip(" ?.!"))
    names_it = own and not is_label and all(unit.is_required for unit in own)
    if not of_people and (names_it or (figures and not own)):
        yield Reading(question.understood, whole=True)


def _with_less(understood: str, typed: Typed, lexicon: Lexicon, vocabulary: Vocabulary) -> Iterator[Reading]:
    """The question under a label that carries less: without what the words typed name a like of, then less still."""
    label, _, asked = understood.partition(": ")
    named = [
        [(name, things_in(name, lexicon, vocabulary)) for name in part.split(" with ")] for part in label.split(", ")
    ]
    if not asked or not all(things for part in named for _, things in part):
        return
    said = {thing.id for thing in typed.things}
    replaces = any(thing.slot == "intervention" and not thing.everywhere for thing in typed.things)
    for slots in LET_GO:
        left = [[one for one in part if not _goes(one[1], slots, said, replaces)] for part in named]
        if _says_what_is_meant([thing for part in left for _, things in part for thing in things], typed):
            before = ", ".join(" with ".join(name for name, _ in part) for part in left if part)
            yield Reading(f"{before}: {asked}" if before else asked[:1].upper() + asked[1:])


def _goes(things: Sequence[Thing], slots: frozenset[str], said: set[str], replaces: bool) -> bool:
    """Whether a name of the label is let go. What was typed stays."""
    if any(thing.id in said or thing.kind == "jurisdiction" for thing in things):
        return False
    if replaces and all(thing.slot == "intervention" and not thing.everywhere for thing in things):
        return True
    return all(thing.slot in slots for thing in things)


def _says_what_is_meant(left: Iterable[Thing], typed: Typed) -> bool:
    """Whether what a word of the text points to can still be among what is carried."""
    return not typed.points or any(thing.slot in ABOUT for thing in left)


def _names_a_topic(typed: Typed) -> bool:
    """Whether the words typed can do without the topic: they name a treatment or a source, and ask something of it."""
    if typed.points or not any(thing.slot in ("intervention", "source") for thing in typed.things):
        return False
    return len({thing.id for thing in typed.things}) + len(typed.content) > 1


def _alone(understood: str, typed: Typed, lexicon: Lexicon, vocabulary: Vocabulary) -> Reading:
    """The words typed by themselves, under no more than the drug that all here is about, where that was carried."""
    label, _, asked = understood.partition(": ")
    carried = things_in(label, lexicon, vocabulary) if asked else ()
    said = {thing.id for thing in typed.things}
    drugs = [one.surface for one in carried if one.everywhere and one.kind == "drug" and one.id not in said]
    return Reading(f"{drugs[0]}: {typed.rest}" if drugs else typed.rest, whole=True)


def _is_clearer(other: Sought, first: Sought) -> bool:
    """Whether a reading is answered well, in the words typed, and clearly better than the first.

    An answer that the first reading does not have is taken only where it speaks of most that was asked.
    """
    if other.composed is None or other.composed.draft is None or other.composed.missing:
        return False
    if not first.answers:
        return other.score >= ENOUGH and other.spoken >= SPOKEN
    return other.score >= max(BETTER, first.score + MARGIN) and other.spoken >= first.spoken
