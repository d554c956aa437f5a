"""Conversation history and a question in, the question made to stand alone out: by rules, in words a reader can check.

A question that names its own topic is left as it is. A fragment that names something of the same kind takes its place
in the question asked before ("and topiramate?"); any other follow-up gets what is being talked about before it
("topiramate with clozapine: dose?"). What a follow-up means is shown to the reader, who can edit it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from assistant import alike, ordinals
from assistant import turns_of_phrase as phrase
from assistant.follow_ups import Typed, is_chat, means_the_patient, read_typed
from assistant.label import label_of
from assistant.lexicon import Lexicon
from assistant.mentions import BACKGROUND, DESIGNS, Thing
from assistant.question import Vocabulary
from assistant.records import Turn
from assistant.replacing import is_replaced, replaced_in
from assistant.topic import STAYS, Past, Topic, topic_of
from assistant.words import is_stop_word, stem, words

LONGEST = 400  # characters: a longer text says itself what it is about
MOST_TURNS = 40  # how far back a conversation is remembered
LISTED = 4  # questions back in which several things were named of which one is meant by its place
RECENT = 1  # questions back in which an effect still has a place to be taken
MOST_ADDED = 600  # characters that a follow-up may gain
SHORT = 5  # words of a question that hangs on the one before ("how far apart")
Together = Callable[[str, str], bool]  # whether a passage of the corpus holds both of two words of the search text


def anything_together(_word: str, _other: str) -> bool:
    """Where no corpus is asked, any study may have studied any drug."""
    return True


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
        question = self._by_its_place(question)
        typed = self._read(question)
        last = self.topic.last
        if not typed.rest.strip(" ?.!") or last is None:
            return question
        as_it_is = _asked(typed.rest) if typed.opening == "correction" else question
        if typed.stands_alone:
            return self._of_a_study(typed) or self._of_an_organisation(typed) or as_it_is
        if _hangs_on_the_last(typed):
            return _asked(f"{_open(last.understood)}: {_small(typed)}")
        placed = self._returned(typed) or self._like_for_like(typed) or self._in_its_place(typed)
        placed = placed or self._in_a_row(typed)
        return (
            placed
            or self._like_for_like(typed, alike.after_the_same_word)
            or self._added(typed)
            or self._labelled(typed)
            or self._figure_of_the_last(typed)
            or as_it_is
        )

    def _by_its_place(self, question: str) -> str:
        """The question with a name where it says "the second one": of its own, under what else it names, or earlier."""
        found = ordinals.ORDINAL.search(question)
        if found is None:
            return question
        own = self._read(question[: found.start()]).things
        if here := ordinals.placed(ordinals.asked_of(question), [own]):
            others = [thing for thing in own if thing not in here.among]
            return self._labelled(self._read(here.text), others) or _asked(here.text)
        listed = [past.typed.things for past in reversed(self.topic.pasts[-LISTED:])]
        earlier = ordinals.placed(question, [*listed, self._one_after_another()])
        return earlier.text if earlier else question

    def _one_after_another(self) -> list[Thing]:
        """The treatments and studies that the questions since the topic began named one at a time."""
        named = [past.typed.things for past in self._thread()]
        return [things[0] for things in named if things and things[0].slot in STAYS and not things[0].everywhere]

    def needs_help(self, question: str) -> bool:
        """Whether the words lean on something said before, and nothing that was said fits."""
        leans = not is_chat(question) and not self._read(question).stands_alone
        return leans and self.stand_alone(question) == question

    def _read(self, question: str) -> Typed:
        return read_typed(question, self._lexicon, self._vocabulary)

    # A fragment takes the place of what is of its kind

    def _in_its_place(self, typed: Typed) -> str:
        """The earlier question with the fragment in its place, or added to it."""
        if not typed.is_name or not typed.is_fragment or phrase.OTHERS.search(typed.rest):
            return ""
        if typed.points or typed.compares:
            return ""
        named = [thing for thing in typed.things if thing.slot not in ("measure", "matter")]
        if named and not typed.content and not typed.is_beside and (found := self._place_for(named[0], typed)):
            past, target = found
            if phrase.WHICH_KIND.search(past.understood[: target.start]) or phrase.WHICH_ONES.search(past.understood):
                return ""  # "senna?" after "which laxatives?" names one of them
            said, after = typed.rest[typed.things[0].start : typed.things[-1].end], past.understood[target.end :]
            if phrase.OF_PEOPLE.match(after):
                said = said.removesuffix("s")  # "European patients"
            return _asked(self._without_old_studies(past.understood[: target.start] + said + after, past, named[0]))
        return ""

    def _adds(self, typed: Typed) -> bool:
        """Whether it only says where, for whom, or in what way."""
        adds = typed.opening == "correction" and not typed.things  # "I meant oral"
        if not (typed.is_name or adds) or not typed.is_fragment or typed.points or typed.compares:
            return False
        named = [thing for thing in typed.things if thing.slot not in ("measure", "matter")]
        of_where = bool(named) and all(thing.slot == "people" or thing.kind == "jurisdiction" for thing in named)
        return typed.is_circumstance or of_where or adds

    def _in_a_row(self, typed: Typed) -> str:
        """A name that nobody knows after a name alone, in its place: the next of a row ("OCPs?" after "Tegretol?")."""
        past = self.topic.pasts[-1]
        if typed.things or typed.asks or len(typed.content) != 1 or len(past.typed.things) != 1 or past.alone:
            return ""
        known = stem(typed.content[0].lower()) in self._vocabulary.stems
        before = past.typed.things[0]
        if known or not past.typed.is_name or past.typed.asks or before.surface not in past.understood:
            return ""
        return _asked(past.understood.replace(before.surface, typed.content[0], 1))

    def _like_for_like(self, typed: Typed, put: Callable[[str, str], str] = alike.figure_or_opposite) -> str:
        """The last question with what takes the place of its like though it names no thing: "and above 2?"."""
        named = any(thing.slot in ("intervention", "source", "people", "scale") for thing in typed.things)
        if (
            typed.asks
            or (typed.points and not phrase.ONES.search(typed.rest))
            or typed.compares
            or (named and not phrase.ABOUT.search(typed.rest))
        ):
            return ""
        past = self.topic.pasts[-1]
        placed = put(_open(past.understood), _open(typed.rest))
        lost = any(thing.kind in ("drug", "treatment") and thing.surface not in placed for thing in past.things)
        return _asked(placed) if placed and not lost else ""  # "dose?" takes no drug's place

    def _figure_of_the_last(self, typed: Typed) -> str:
        """The last question with a bare figure after it, where it names nothing to carry: "6 weeks?"."""
        bare = typed.quantities and not typed.asks and not typed.things
        return _asked(f"{_open(self.topic.pasts[-1].understood)}: {_small(typed)}") if bare else ""

    def _place_for(self, thing: Thing, typed: Typed) -> tuple[Past, Thing] | None:
        """The earlier question in which something stands whose place this thing can take, and that something.

        A correction means the last question; "and X?" goes on from it; any other name means the last one that was
        answered and is about what X replaces.
        """
        corrects = typed.opening == "correction"
        thread = self._thread()[-RECENT:] if thing.is_effect else self._thread()
        pasts = [past for past in reversed(thread) if corrects or not past.has(thing)]
        found = [(past, target) for past in pasts if (target := replaced_in(past, thing, typed))]
        if corrects or not found:
            return found[0] if found else None
        goes_on = typed.opening == "and" or typed.is_circumstance
        return min(found, key=lambda one: (not one[0].answered, not goes_on and not one[0].is_about(one[1])))

    def _thread(self) -> list[Past]:
        """The questions since the topic began."""
        pasts = list(self.topic.pasts)
        return pasts[max((place for place, past in enumerate(pasts) if past.alone), default=0) :]

    def _without_old_studies(self, text: str, past: Past, thing: Thing) -> str:
        """The question without the names of studies that did not study what is now asked about."""
        if thing.slot != "intervention":
            return text
        studies = [one for one in past.things if one.kind == "trial" and not self._fits(one, [thing])]
        for one in studies:
            text = re.sub(phrase.IN_THE_STUDY.format(re.escape(one.surface)), "", text)
            text = re.sub(rf"^(.*?){re.escape(one.surface)},?\s*(?=.*: )", r"\1", text)
        return text.removeprefix(": ").replace(", :", ":")

    def _added(self, typed: Typed) -> str:
        """The last question with a fragment added to it: "in children?"."""
        if not self._adds(typed) or phrase.OTHERS.search(typed.rest):
            return ""
        last = next((past for past in reversed(self._thread()) if past.answered), self.topic.pasts[-1])
        if typed.is_circumstance or not typed.things:
            beside = "" if typed.is_circumstance else ","
        else:
            beside = " in" if typed.things[0].slot == "source" else " for"
        return _asked(f"{_open(last.understood)}{beside} {_small(typed)}")

    # Any other follow-up gets the topic named before it

    def _labelled(self, typed: Typed, carried: Iterable[Thing] | None = None) -> str:
        label = label_of(self._carried(typed) if carried is None else carried, typed)
        return _asked(f"{label}: {_small(typed)}") if label else ""

    def _carried(self, typed: Typed) -> list[Thing]:
        """What is talked about and the text does not say."""
        things = [*self._base(typed), *self._in_passing(typed), *self._from_the_answer(typed)]
        if phrase.ANOTHER.search(typed.rest):
            things = [thing for thing in things if thing.kind != "trial"]
        if phrase.ARE_THERE_STUDIES.search(typed.rest):
            things = [thing for thing in things if thing.slot != "source"]
        of_its_own = not typed.opening and typed.asks and not typed.points and not typed.compares
        if of_its_own and any(thing.is_effect for thing in typed.things):
            things = [
                thing for thing in things if self._has_effect(thing, typed)
            ]  # an effect of its own is asked about
        if phrase.OF_THE_DOCUMENT.search(typed.rest) and any(_is_a_document(thing) for thing in things):
            things = [thing for thing in things if thing.slot == "source"]
        left = [thing for thing in things if not is_replaced(thing, typed) and self._fits(thing, typed.things)]
        return left or [thing for thing in things if thing.slot in ("measure", "matter")]

    def _base(self, typed: Typed) -> list[Thing]:
        """The topic. Where the last question found no answer, "it" and what names nothing are about what that asked."""
        base, doubtful = list(self.topic.base), self.topic.doubtful
        names = any(thing.slot != "measure" for thing in typed.things) or (typed.things and not _is_short(typed))
        if not doubtful or (names and not (typed.points and phrase.IT.search(typed.rest))) or self._same_it(typed):
            return base
        slots = {thing.slot for thing in doubtful}
        return [*(thing for thing in base if thing.slot not in slots or thing.everywhere), *doubtful]

    def _same_it(self, typed: Typed) -> bool:
        """Whether "it" was and is the topic: "has it anything on X?", "how was its evidence graded?"."""
        return bool(phrase.IT.search(typed.rest) and phrase.IT.search(self.topic.pasts[-1].typed.rest))

    def _in_passing(self, typed: Typed) -> list[Thing]:
        """What the last question asked about in passing, where this one hangs on it."""
        passing, last = self.topic.passing, self.topic.pasts[-1]
        if not typed.points:
            hangs = not typed.things and typed.asks_which and _is_short(typed)
            return [thing for thing in passing if thing.slot != "outcome"] if hangs and last.answered else []
        same = self._same_it(typed)
        slots = {"people"} if phrase.THEY.search(typed.rest) else set()
        slots |= {"problem"} if phrase.A_THING.search(typed.rest) and not same else set()
        studies = not any(thing.id in DESIGNS for thing in typed.things)
        return [thing for thing in passing if thing.slot in slots or (studies and thing.id in DESIGNS)]

    def _from_the_answer(self, typed: Typed) -> list[Thing]:
        """What the last answer named, where the follow-up points to it: its study, or the drugs it spoke of."""
        leading = self.topic.pasts[-1].leading
        if found := phrase.THE_DRUGS.search(typed.rest):
            return [thing for thing in leading if thing.slot == "intervention"][: 2 if found["two"] else None]
        if not typed.points and typed.asks and typed.things:
            return []
        studies = [thing for thing in leading if thing.kind == "trial"]
        known = any(thing.kind == "trial" for thing in self.topic.base)
        return studies if len(studies) == 1 and typed.speaks_of_studies and not known else []

    def _of_a_study(self, typed: Typed) -> str:
        """A question about a study by its name alone, with what was talked about if the sources tie the two."""
        named = [thing for thing in typed.things if thing.slot not in ("measure", "matter", "outcome")]
        if not named or any(thing.kind != "trial" for thing in named):
            return ""
        treated = [thing for thing in self.topic.base if thing.slot == "intervention"]
        return self._labelled(typed, [thing for thing in treated if self._fits(thing, named)])

    def _of_an_organisation(self, typed: Typed) -> str:
        """A question on what an organisation says, with what everything here is about, if that is talked about."""
        named = [thing for thing in typed.things if thing.slot == "source"]
        others = any(thing.kind in ("drug", "treatment", "scale") or thing.id in BACKGROUND for thing in typed.things)
        whole = any(thing.kind in ("trial", "guideline") for thing in named)
        if not named or whole or others:
            return ""
        if phrase.OF_THE_DOCUMENT.search(typed.rest) or phrase.DEFINES.search(typed.rest):
            return ""
        return self._labelled(typed, [one for one in self.topic.base if one.everywhere and one.slot == "intervention"])

    def _fits(self, thing: Thing, others: Iterable[Thing]) -> bool:
        """Whether the corpus speaks of a study and of what it is said to have studied in one place."""
        studied = [one for one in others if not one.everywhere and {one.slot, thing.slot} == {"source", "intervention"}]
        return all(self._together(one.token, thing.token) for one in studied if "trial" in (one.kind, thing.kind))

    def _has_effect(self, thing: Thing, typed: Typed) -> bool:
        """Whether the corpus speaks anywhere of a treatment together with an effect that is asked about."""
        effects = [one for one in typed.things if one.is_effect]
        known = thing.everywhere or any(self._together(thing.token, one.token) for one in effects)
        return thing.slot == "intervention" and known

    # Back to an earlier topic

    def _returned(self, typed: Typed) -> str:
        """The text under the topic that it goes back to."""
        if typed.opening != "return":
            return ""
        head = re.split(r"[:,;?]|\s[–-]\s", typed.rest, maxsplit=1)[0]
        named = [thing for thing in typed.things if thing.end <= len(head)]
        said = [word.surface.lower() for word in words(head) if not is_stop_word(word.surface)]
        for past, base in reversed(list(zip(self.topic.pasts, self.topic.bases, strict=True))):
            if any(map(past.has, named)) or (said and all(word in past.understood.lower() for word in said)):
                return self._labelled(typed, [thing for thing in base if not is_replaced(thing, typed)])
        return ""


def stand_alone(
    question: str,
    turns: Sequence[Turn],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    together: Together = anything_together,
) -> str:
    """The question made to stand alone by what was said before it, oldest turn first.

    The same text where it names its own topic or nothing was said before, or where what was said is too long to repeat;
    never empty where the question is not.
    """
    understood = Memory(turns, lexicon, vocabulary, together).stand_alone(question)
    return understood if len(understood) <= len(question) + MOST_ADDED else question


def needs_help(
    question: str,
    turns: Sequence[Turn],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    together: Together = anything_together,
) -> bool:
    """Whether the question leans on something said before, and nothing that was said fits."""
    return Memory(turns, lexicon, vocabulary, together).needs_help(question)


def _is_a_document(thing: Thing) -> bool:
    """Whether it is a guideline or who wrote one."""
    return thing.kind in ("guideline", "organisation")


def _hangs_on_the_last(typed: Typed) -> bool:
    """Whether a text says nothing without the last question: "why?", "like what?", "lower than in responders?"."""
    if typed.points:
        return False
    if typed.says_nothing and not phrase.ASKS_A_FIGURE_OR_NAME.search(typed.rest):
        return True
    return typed.is_fragment and bool(phrase.THAN.search(typed.rest))


def _is_short(typed: Typed) -> bool:
    """Whether it is so short that it hangs on the question before: "how far apart", "dose?"."""
    return len(typed.rest.split()) <= SHORT


def _small(typed: Typed) -> str:
    """The text with a small first letter, unless it begins with a name, and without its question mark."""
    text = _open(typed.rest)
    begins = any(thing.start == 0 for thing in typed.things)
    return text if begins or not text.split()[0].istitle() else text[0].lower() + text[1:]


def _open(text: str) -> str:
    """A question without its question mark, to go on from."""
    return text.strip().rstrip(" ?.!")


def _asked(text: str) -> str:
    """A question, in one line with one question mark at its end."""
    return " ".join(text.split()).rstrip(" ?.!,;:") + "?"
