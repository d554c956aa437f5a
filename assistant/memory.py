"""Conversation history and a question in, the question made to stand alone out: deterministic, in words a reader can check.

A question that names its own topic is left as it is. A fragment that names something of the same kind takes its place
in the question asked before ("and topiramate?"); any other follow-up gets what is being talked about before it
("topiramate with clozapine: dose?"). What a follow-up means is shown to the reader, who can edit it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from assistant.leaning import Thing, Typed, is_chat, means_the_patient, read_typed, things_in
from assistant.lexicon import Lexicon
from assistant.question import Vocabulary
from assistant.records import Turn
from assistant.topic import Past, Topic, topic_of
from assistant.words import is_stop_word, words

LONGEST = 400  # characters: a longer text says itself what it is about
MOST_TURNS = 40  # how far back a conversation is remembered
MOST_CARRIED = 6  # things named before a follow-up
BACKGROUND = frozenset({"trs", "schizophrenia", "utrs"})  # what everything here is about
DESIGNS = frozenset("rct nma meta-analysis ipd cohort sham-controlled".split())  # kinds of study
SHORT = 4  # words of a question that hangs on the one before ("how far apart")
_COMPARES = re.compile(r"\b(?:than|versus|vs|compared|both|as well|too|also|as \w+ as)\b", re.I)
_ANOTHER = re.compile(r"\b(?:another|any other|other|else|different|an? [\w-]+ one)\b", re.I)
_PEOPLE = re.compile(r"\b(?:they|them|their|these|those)\b", re.I)
_THE_DRUGS = re.compile(r"\b(?:those|these|the|both)(?P<two> two)?(?: three)? (?:drugs|agents|medicines|medications|treatments|antipsychotics)\b", re.I)
_IT = re.compile(r"\bits?\b", re.I)
_POINTS_TO_A_THING = re.compile(r"\b(?:its?|this|that|these|those|they|them)\b", re.I)
_EXIST = re.compile(
    r"\b(?:is|was|are|were|has|have) there\b.*\b(?:rcts?|trials?|stud(?:y|ies)|evidence|data|meta[- ]analys[ie]s)\b", re.I
)
_OBJECT = re.compile(r"\b(?:it|that|this|them)\W*$", re.I)
_THAN = re.compile(r"\bthan (?!\d)", re.I)
_ATTRIBUTE = re.compile(r"^(?:what|which|when|where|who|how (?!so\b|come\b)\w+)\b", re.I)
_OF_PEOPLE = re.compile(r"\s+(?:patients|people|adults|subjects)\b", re.I)
_MEASURED = r"(?:^|\b(?:what|which|their|its|how (?:high|low)|mean|average|max(?:imum)?)\s+(?:[\w-]+\s+)?)"


Together = Callable[[str, str], bool]  # whether a passage of the corpus holds both of two words of the search text


class Memory:
    """What a conversation remembers, and how it reads the next question."""

    def __init__(self, turns: Sequence[Turn], lexicon: Lexicon, vocabulary: Vocabulary, together: Together) -> None:
        self._turns, self._lexicon, self._vocabulary, self._together = turns, lexicon, vocabulary, together

    @cached_property
    def topic(self) -> Topic:
        """What is being talked about."""
        return topic_of(self._turns[-MOST_TURNS:], self._lexicon, self._vocabulary)

    def stand_alone(self, question: str) -> str:
        """The question made to stand alone; the same text where it does already, or nothing was said before it."""
        if len(question) > LONGEST or is_chat(question) or means_the_patient(question):
            return question
        typed = self._read(question)
        if not typed.rest.strip(" ?.!") or self.topic.last is None:
            return question
        if stands_alone(typed):
            return self._of_a_study(typed) or (_asked(typed.rest) if typed.opening == "correction" else question)
        if self._hangs_on_the_last(typed):
            return _asked(f"{self.topic.last.understood.rstrip(' ?.!')}: {self._small(typed)}")
        if typed.opening == "return" and (returned := self._returned(typed)):
            return returned
        return (
            (self._substituted(typed) if is_name(typed) else "")
            or self._labelled(typed, self._carried(typed))
            or (_asked(typed.rest) if typed.opening == "correction" else question)
        )

    def needs_help(self, question: str) -> bool:
        """Whether the words lean on something said before, and nothing that was said fits."""
        typed = self._read(question)
        leans = not is_chat(question) and not stands_alone(typed)
        return leans and (self.topic.last is None or self.stand_alone(question) == question)

    def _hangs_on_the_last(self, typed: Typed) -> bool:
        """Whether a text says nothing without the last question: "why?", "like what?", "lower than in responders?"."""
        if typed.points:
            return False
        says_nothing = not typed.things and not typed.content and not typed.quantities and not typed.speaks_of_studies
        return (says_nothing and not _ATTRIBUTE.search(typed.rest)) or (is_fragment(typed) and bool(_THAN.search(typed.rest)))

    def _of_a_study(self, typed: Typed) -> str:
        """A question about a study by its name alone, with what was talked about if the sources tie the two."""
        if not typed.things or any(one.kind != "trial" for one in typed.things if one.slot not in ("measure", "matter", "outcome")):
            return ""
        base = [one for one in self.topic.base if one.slot == "intervention"]
        return self._labelled(typed, [one for one in base if self._fits(one, typed.things)])

    def _fits(self, thing: Thing, others: Iterable[Thing]) -> bool:
        """Whether the corpus speaks of a study and of what it is said to have studied in one place."""
        studied = [one for one in others if {one.slot, thing.slot} == {"source", "intervention"}]
        return all(
            self._together(one.token, thing.token) for one in studied if "trial" in (one.kind, thing.kind)
        )

    def _read(self, question: str) -> Typed:
        return read_typed(question, self._lexicon, self._vocabulary)

    # A fragment takes the place of what is of its kind

    def _substituted(self, typed: Typed) -> str:
        named = [thing for thing in typed.things if thing.slot not in ("measure", "matter")]
        if not is_fragment(typed) or typed.points or _COMPARES.search(typed.rest):
            return ""
        plain = bool(named) and not typed.content and not typed.is_beside
        frame = self._frame(typed, named[0]) if plain else None
        if frame is not None:
            past, target = frame
            said = typed.rest[typed.things[0].start : typed.things[-1].end]
            after = past.understood[target.end :]
            if _OF_PEOPLE.match(after):
                said = said.removesuffix("s")  # "European patients"
            text = past.understood[: target.start] + said + after
            return _asked(self._without_old_studies(text, past, named[0]))
        places = bool(named) and all(thing.slot == "people" or thing.kind == "jurisdiction" for thing in named)
        return self._adjoined(typed) if typed.is_adjunct or places or (not named and typed.opening == "correction") else ""

    def _frame(self, typed: Typed, thing: Thing) -> tuple[Past, Thing] | None:
        """The earlier question in which something stands whose place this thing can take, and that something."""
        corrects = typed.opening == "correction"
        pasts = [past for past in reversed(self._thread()) if corrects or not past.has(thing)]
        found = [(past, target) for past in pasts if (target := _replaced(thing, past, typed))]
        continues = typed.opening == "and" or typed.is_adjunct
        if corrects or not found:
            return found[0] if found else None
        return min(found, key=lambda one: (not one[0].answered, not continues and not _asks_of(*one)))

    def _thread(self) -> list[Past]:
        """The questions since the topic began."""
        pasts = list(self.topic.pasts)
        begins = max((place for place, past in enumerate(pasts) if past.alone), default=0)
        return pasts[begins:]

    def _without_old_studies(self, text: str, past: Past, thing: Thing) -> str:
        """The question without the names of studies before its colon, where another thing is now studied."""
        label, colon, rest = text.partition(": ")
        if not colon or thing.slot != "intervention" or past.alone:
            return text
        for one in things_in(label, self._lexicon, self._vocabulary):
            if one.kind == "trial" and not self._fits(one, [thing]):
                label = re.sub(rf"{re.escape(one.surface)},?\s*", "", label)
        return f"{label.strip(' ,')}: {rest}"

    def _adjoined(self, typed: Typed) -> str:
        """The last question with a fragment added to it: "in children?"."""
        last = next((past for past in reversed(self._thread()) if past.answered), self.topic.last)
        assert last is not None
        beside = "" if typed.is_adjunct or not typed.things else "in " if typed.things[0].slot == "source" else "for "
        return _asked(f"{last.understood.rstrip(' ?.!')} {beside}{self._small(typed).strip(' ?.!')}")

    # Any other follow-up gets the topic named before it

    def _carried(self, typed: Typed) -> list[Thing]:
        topic = self.topic
        things = [*topic.base, *self._in_passing(typed), *self._from_the_answer(typed)]
        if not typed.things and topic.doubtful:
            slots = {thing.slot for thing in topic.doubtful}
            things = [*(thing for thing in things if thing.slot not in slots or thing.everywhere), *topic.doubtful]
        if _ANOTHER.search(typed.rest):
            things = [thing for thing in things if thing.kind != "trial"]
        if _EXIST.search(typed.rest) or (typed.asks and not typed.points and _has_an_effect(typed)):
            things = [thing for thing in things if thing.slot != "source"]
        left = [thing for thing in things if not _is_replaced(thing, typed) and self._fits(thing, typed.things)]
        return left or [thing for thing in things if thing.slot in ("measure", "matter")]

    def _in_passing(self, typed: Typed) -> list[Thing]:
        """What the last question asked about in passing, where this one hangs on it."""
        passing, last = self.topic.passing, self.topic.last
        if not typed.things and not typed.points and len(typed.rest.split()) <= SHORT and typed.is_wh:
            return list(passing) if last is not None and last.answered else []
        if typed.points and typed.speaks_of_studies:
            return [thing for thing in passing if thing.slot != "measure"]
        pointed_to = {"people"} if _PEOPLE.search(typed.rest) else set()
        if _POINTS_TO_A_THING.search(typed.rest) and typed.points and last is not None and not (_IT.search(typed.rest) and _IT.search(last.typed.rest)):
            pointed_to.add("problem")
        studies = typed.points and not any(thing.id in DESIGNS for thing in typed.things)
        return [thing for thing in passing if thing.slot in pointed_to or (studies and thing.id in DESIGNS)]

    def _from_the_answer(self, typed: Typed) -> list[Thing]:
        """What the last answer named, where the follow-up points to it: its study, or the drugs it spoke of."""
        last = self.topic.last
        if last is None:
            return []
        if found := _THE_DRUGS.search(typed.rest):
            drugs = [thing for thing in last.leading if thing.slot == "intervention"]
            return drugs[: 2 if found["two"] else None]
        if not typed.points and typed.asks and typed.things:
            return []
        studies = [thing for thing in last.leading if thing.kind == "trial"]
        known = any(thing.kind == "trial" for thing in self.topic.base)
        return studies if len(studies) == 1 and typed.speaks_of_studies and not known else []

    def _labelled(self, typed: Typed, carried: Iterable[Thing]) -> str:
        label = label_of(carried, typed)
        return _asked(f"{label}: {self._small(typed)}") if label else ""

    def _small(self, typed: Typed) -> str:
        """The text with a small first letter, unless it begins with a name."""
        first = typed.rest.split()[0]
        begins = any(thing.start == 0 for thing in typed.things)
        return typed.rest if begins or not first.istitle() else typed.rest[0].lower() + typed.rest[1:]

    # Back to an earlier topic

    def _returned(self, typed: Typed) -> str:
        head = re.split(r"[:,;?]|\s[–-]\s", typed.rest, maxsplit=1)[0]
        named = [thing for thing in typed.things if thing.end <= len(head)]
        said = [word.surface.lower() for word in words(head) if not is_stop_word(word.surface)]
        for past, base in reversed(list(zip(self.topic.pasts, self.topic.bases, strict=True))):
            spoken = any(past.has(thing) for thing in named) or (said and all(one in past.understood.lower() for one in said))
            if spoken:
                return self._labelled(typed, [thing for thing in base if not _is_replaced(thing, typed)])
        return ""


def stand_alone(
    question: str, turns: Sequence[Turn], lexicon: Lexicon, vocabulary: Vocabulary, together: Together = lambda a, b: True
) -> str:
    """The question made to stand alone by what was said before it, oldest turn first.

    The same text where it names its own topic or nothing was said before; never empty where the question is not.
    """
    return Memory(turns, lexicon, vocabulary, together).stand_alone(question) if turns else question


def needs_help(question: str, turns: Sequence[Turn], lexicon: Lexicon, vocabulary: Vocabulary) -> bool:
    """Whether the question leans on something said before, and nothing that was said fits."""
    return Memory(turns, lexicon, vocabulary, lambda a, b: True).needs_help(question)


def stands_alone(typed: Typed) -> bool:
    """Whether a text says itself what it is about.

    A source or an intervention is a topic of its own; an effect or an outcome belongs to one, unless it is asked what
    it is.
    """
    if typed.opening in ("return", "about") or typed.points or is_fragment(typed):
        return False
    slots = {thing.slot for thing in typed.things}
    own = {thing.slot for thing in typed.things if thing.kind not in ("drug-class", "jurisdiction")}
    own &= {"intervention", "source", "scale"}
    background = any(thing.id in BACKGROUND for thing in typed.things)
    if typed.opening == "and":
        return len(own) > 1
    return bool(own) or background or (typed.defines and bool(slots & {"problem", "matter"}))


def is_fragment(typed: Typed) -> bool:
    """Whether a text only names something, and asks nothing of it."""
    return not typed.asks or typed.is_bare


def is_name(typed: Typed) -> bool:
    """Whether a fragment is a name and nothing beside it, or something that is said in addition ("in children")."""
    return typed.is_adjunct or (not typed.content and len({thing.slot for thing in typed.things}) == 1)


def label_of(things: Iterable[Thing], typed: Typed) -> str:
    """What is talked about in a few words: whose account, what with what, and the rest.

    Names that the text itself says are left out.
    """
    every = {thing.id: thing for thing in things}
    unique = {name: thing for name, thing in every.items() if name not in BACKGROUND or name == "utrs"} or every
    said = {thing.id for thing in typed.things}
    left = [thing for thing in unique.values() if thing.id not in said]
    pair = sum(thing.slot == "intervention" for thing in unique.values()) > 1
    left = [thing for thing in left if thing.id != "dose" and not (pair and thing.id == "augmentation")]
    rank = {"source": 0, "scale": 1, "intervention": 2, "problem": 3, "outcome": 3, "people": 4, "matter": 5, "measure": 6}
    ordered = sorted(left, key=lambda thing: (rank[thing.slot], thing.everywhere))[:MOST_CARRIED]
    taken = [thing.surface for thing in ordered if thing.slot == "intervention"]
    parts = [thing.surface for thing in ordered if rank[thing.slot] < 2]
    parts += [" with ".join(taken)] if taken else []
    parts += [_in_label(thing) for thing in ordered if rank[thing.slot] > 2]
    return ", ".join(part for part in parts if not any(part != other and part in other for other in parts))


def _in_label(thing: Thing) -> str:
    return thing.name if thing.slot in ("outcome", "matter") and thing.name else thing.surface


def _asked(text: str) -> str:
    """A question, in one line with one question mark at its end."""
    return " ".join(text.split()).rstrip(" ?.!,;:") + "?"


def _replaced(thing: Thing, past: Past, typed: Typed) -> Thing | None:
    """What of an earlier question this thing takes the place of."""
    taken_back = {one.id for one in typed.not_meant}
    if named := [one for one in past.things if one.id in taken_back]:
        return named[0]
    others = [one for one in past.things if one.id != thing.id and one.id not in BACKGROUND]
    alike = [one for one in others if one.slot == thing.slot]
    if thing.slot in ("problem", "outcome"):
        return _effect_replaced(thing, past, typed, others)
    telling = [one for one in alike if thing.slot != "intervention" or not one.everywhere]
    grades = (
        [one for one in telling if one.id in past.fresh],
        [one for one in telling if one.kind == thing.kind],
        telling,
        [one for one in alike if one.id in past.fresh and not past.alone],
        [one for one in alike if one.everywhere and one.is_antipsychotic and thing.is_antipsychotic],
    )
    return next((grade[0] for grade in grades if grade), None)


def _effect_replaced(thing: Thing, past: Past, typed: Typed, others: Sequence[Thing]) -> Thing | None:
    """An effect takes the place of one that the question's own words name; an outcome does so where it is said to."""
    if thing.slot == "outcome" and not typed.opening:
        return None
    return next((one for one in others if one.slot in ("problem", "outcome") and one.id in past.fresh), None)


def _has_an_effect(typed: Typed) -> bool:
    return not typed.opening and any(thing.slot in ("problem", "outcome") for thing in typed.things)


def _asks_of(past: Past, target: Thing) -> bool:
    """Whether the question's own words are about the thing, not only what was carried into it."""
    return target.id in past.fresh or past.typed.points


def _is_replaced(thing: Thing, typed: Typed) -> bool:
    """Whether what the text names takes the place of a thing talked about before."""
    if any(thing.id == one.id for one in typed.not_meant):
        return True
    rivals = [one for one in typed.things if one.slot == thing.slot and one.id != thing.id]
    if not rivals or _COMPARES.search(typed.rest):
        return False
    match thing.slot:
        case "intervention":
            return typed.opening == "correction" or (
                not thing.everywhere and any(not one.everywhere or one.kind == "drug-class" for one in rivals)
            )
        case "source" | "people" | "scale":
            return True
        case "problem" | "outcome":
            return not _OBJECT.search(typed.rest)
        case "measure":
            return any(re.search(_MEASURED + re.escape(one.surface), typed.rest, re.I) for one in rivals)
        case _:
            return False
