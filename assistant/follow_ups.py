"""How a typed text leans on what was said before: the text in, what it names, lacks and points to out.

A follow-up shows itself by what it lacks (a subject, a verb), by words that point elsewhere ("it", "those patients"),
and by what it opens with ("and", "sorry, I meant", "back to").
"""

import re
from typing import Literal, NamedTuple

from assistant import quantities
from assistant import turns_of_phrase as phrase
from assistant.alike import GRADES
from assistant.lexicon import Lexicon
from assistant.mentions import BACKGROUND, Thing, authors_in_full, things_in
from assistant.quantities import Quantity
from assistant.question import Vocabulary
from assistant.route import Way
from assistant.spelling import mend_spelling
from assistant.words import is_asking_word, is_stop_word, words

Opening = Literal["", "and", "about", "correction", "return"]


class Typed(NamedTuple):
    """A text as typed, spelling mended."""

    text: str  # without words of courtesy
    rest: str  # without what it opens with as well
    opening: Opening
    things: tuple[Thing, ...]  # of `rest`
    not_meant: tuple[Thing, ...]  # what a correction takes back
    content: tuple[str, ...]  # words of `rest` that mean something and belong to no thing
    quantities: tuple[Quantity, ...]

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question, not of a fragment."""
        return bool(phrase.ASKS.search(self.rest))

    @property
    def asks_which(self) -> bool:
        """Whether it opens with a question word."""
        return bool(phrase.ASKS_WHICH.search(self.rest))

    @property
    def asks_what_it_is(self) -> bool:
        """Whether it asks what something is."""
        return bool(phrase.ASKS_WHAT_IT_IS.search(self.rest))

    @property
    def is_fragment(self) -> bool:
        """Whether it only names something, and asks nothing of it: "ECT?", "does lubiprostone?"."""
        if not self.asks or len(self.things) != 1:
            return not self.asks
        before, after = self.rest[: self.things[0].start], self.rest[self.things[0].end :]
        return bool(phrase.HELPING.fullmatch(before)) and not after.strip(" ?.!")

    @property
    def is_circumstance(self) -> bool:
        """Whether it says where, when or for whom, and asks nothing: "in children?"."""
        if self.asks or (self.content and phrase.CLAUSE.search(self.rest)) or phrase.PARTS.search(self.rest):
            return False
        return bool(phrase.CIRCUMSTANCE.search(self.rest))

    @property
    def is_beside(self) -> bool:
        """Whether it says with what, or in whom, and nothing more: "in patients not on risperidone?"."""
        return not self.asks and bool(phrase.BESIDE.search(self.rest))

    @property
    def is_name(self) -> bool:
        """Whether it is a name and nothing beside it, or a circumstance."""
        return self.is_circumstance or (not self.content and len({thing.slot for thing in self.things}) == 1)

    @property
    def says_nothing(self) -> bool:
        """Whether it holds nothing of its own: "why?", "like what?"."""
        return not (self.things or self.content or self.quantities or self.speaks_of_studies)

    @property
    def points(self) -> bool:
        """Whether a word of it points to what was said before it: "it", "those patients"."""
        text = phrase.HOLLOW.sub(lambda found: "-" * len(found[0]), self.rest)
        return any(not self._points_inside(found) for found in phrase.POINTS.finditer(text))

    @property
    def speaks_of_studies(self) -> bool:
        """Whether it asks about how something was studied."""
        return bool(phrase.STUDIES.search(self.rest))

    @property
    def compares(self) -> bool:
        """Whether it sets one thing beside another."""
        return bool(phrase.COMPARES.search(self.rest))

    @property
    def stands_alone(self) -> bool:
        """Whether it says itself what it is about.

        A source or an intervention is a topic of its own; an effect or an outcome belongs to one, unless it is asked
        what it is.
        """
        if self.opening in ("return", "about") or self.points or self._leaves_out_for_what:
            return False
        if self.is_fragment:
            return self.is_telegram or (not self.opening and self.is_of_a_document)
        own = {thing.slot for thing in self.things if thing.kind not in ("drug-class", "jurisdiction")}
        own &= {"intervention", "source", "scale"}
        if self.opening == "and":
            return len(own) > 1
        of_the_field = any(thing.id in BACKGROUND for thing in self.things)
        explained = self.asks_what_it_is and any(
            thing.slot in ("problem", "matter") and not phrase.A_FIGURE_OF_IT.match(self.rest, thing.end)
            for thing in self.things
        )  # not "what is the labelled maximum?"
        return bool(own) or of_the_field or explained

    @property
    def is_of_a_document(self) -> bool:
        """Whether it names a document and asks something of the document itself: "CG178 when published"."""
        return any(thing.slot == "source" for thing in self.things) and bool(phrase.OF_THE_DOCUMENT.search(self.rest))

    @property
    def is_telegram(self) -> bool:
        """Whether it asks something of a topic of its own without the form of a question: "half-life of clozapine?".

        A treatment is a topic where something is asked of it, a scale always.
        """
        if self.opening or self.asks or self.is_circumstance or self.is_beside or self.compares:
            return False
        if phrase.AND.search(self.rest) or (
            phrase.PARTICIPLE.search(self.rest) and self.things[0:1] and self.things[0].start
        ):
            return False
        named = [thing for thing in self.things if thing.slot in ("intervention", "scale")]
        asked = self.content or any(thing.slot in ("measure", "matter", "outcome", "problem") for thing in self.things)
        return bool(named and asked) and not phrase.WITH.search(self.rest[: named[0].start])

    @property
    def _leaves_out_for_what(self) -> bool:
        """Whether it asks of one thing whether it helps, works, is safe, and not for what: "does metformin help?"."""
        named = [thing for thing in self.things if thing.slot != "matter"]
        one = len(named) == 1 and named[0].slot == "intervention" and not named[0].everywhere
        return one and len(self.content) <= 1 and bool(phrase.ASKS_WHETHER.search(self.rest))

    def _points_inside(self, found: re.Match[str]) -> bool:
        """Whether a pointing word means what the text itself named before it."""
        slots = ("intervention", "problem", "scale")
        named = [thing for thing in self.things if thing.end <= found.start() and thing.slot in slots]
        if found[0].lower() in ("its", "their"):
            return bool(named) or bool(phrase.PEOPLE_BEFORE.search(self.rest[: found.start()]))
        return any(phrase.BOUNDARY.search(self.rest, thing.end, found.start()) for thing in named)


def is_chat(text: str) -> bool:
    """Whether a text is courtesy alone.

    >>> is_chat("ok, thanks!"), is_chat("ok, dose?")
    (True, False)
    """
    return bool(phrase.CHAT.fullmatch(text))


def means_the_patient(text: str) -> bool:
    """Whether a text names a patient who was told of, and nothing else.

    >>> means_the_patient("what about her?"), means_the_patient("what is her dose?")
    (True, False)
    """
    return bool(phrase.THE_PATIENT.fullmatch(text))


def only_names(text: str, lexicon: Lexicon) -> bool:
    """Whether a follow-up names something to go on or back to, and says nothing of it: "back to myocarditis"."""
    graded = [word.surface.lower() for word in words(text)]
    if graded and GRADES.issuperset(graded):
        return True  # "severe"
    rest = text
    for pattern in (phrase.RETURNS, phrase.GOES_ON, phrase.WHAT_ABOUT):
        rest = _after(pattern, rest) or rest
    named = lexicon.mentions(rest)
    said = (word for word in words(rest) if not any(one.start <= word.start < one.end for one in named))
    return rest != text and bool(named) and all(word.surface.lower() in ("a", "the", "on") for word in said)


def is_settled(text: str, way: Way) -> bool:
    """Whether a request is of this kind whatever it follows: an emergency, a case, an order for a patient."""
    return way in ("emergency", "case") or (way == "order" and bool(phrase.DECIDES.search(text)))


def way_of(typed: Way, in_full: Way) -> Way:
    """What kind of request a follow-up is, by its own words and when made to stand alone.

    It is an emergency only by its own words, and out of scope only by both: a fragment alone is like nothing the router
    knows, and what was said before is no news.
    """
    return "question" if in_full == "emergency" or (in_full == "out_of_scope" != typed) else in_full


def read_typed(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Typed:
    """How a text leans on what was said. Never raises."""
    flat, _ = mend_spelling(" ".join(text.split()), lexicon, vocabulary)
    flat = authors_in_full(phrase.POLITE.sub("", flat) or flat, lexicon)
    opening, rest, taken_back = _opened(flat)
    rest = phrase.SAMPLE_SIZE.sub("how many patients", phrase.TRAILS.sub("?", rest))
    things = things_in(rest, lexicon, vocabulary, begins=not opening)
    content = tuple(
        word.surface
        for word in words(rest)
        if not is_stop_word(word.surface)
        and not is_asking_word(word.surface)
        and not any(thing.start <= word.start < thing.end for thing in things)
    )
    not_meant = things_in(taken_back, lexicon, vocabulary)
    return Typed(flat, rest, opening, things, not_meant, content, quantities.read(rest))


def _opened(text: str) -> tuple[Opening, str, str]:
    """What a text opens with, what is left, and what it takes back."""
    rest, taken_back = _corrected(text)
    if rest != text:
        return "correction", rest, taken_back
    if left := _after(phrase.RETURNS, rest):
        return "return", left, ""
    if left := _after(phrase.WHAT_IF, rest):
        return "and", left, ""
    opening: Opening = ""
    patterns: tuple[tuple[re.Pattern[str], Opening], ...] = (
        (phrase.GOES_ON, "and"),
        (phrase.WHAT_ABOUT, "about"),
        (phrase.GOES_ON, "and"),
    )
    for pattern, name in patterns:
        if left := _after(pattern, rest):
            rest, opening = left, "about" if "about" in (name, opening) else "and"
    return opening, rest, ""


def _corrected(text: str) -> tuple[str, str]:
    """The text without its words of correction, and what it takes back."""
    rest, taken_back = text, ""
    for pattern in phrase.CORRECTS:
        rest = _after(pattern, rest) or rest
    if (found := phrase.CORRECTS_AFTER.search(rest)) and found.start() > 1:
        rest, taken_back = rest[: found.start()] + "?", found["not"] or ""
    if left := _after(phrase.NOT_THIS, rest):
        taken_back = phrase.NOT_THIS.search(rest)["not"]  # type: ignore[index]  # it was just found
        rest = left
        for pattern in phrase.CORRECTS:
            rest = _after(pattern, rest) or rest
    return rest, taken_back


def _after(pattern: re.Pattern[str], text: str) -> str:
    """What follows the pattern at the start of a text; empty where it is not there, or nothing follows."""
    found = pattern.search(text)
    return text[found.end() :] if found and found.end() else ""
