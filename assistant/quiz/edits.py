"""An item and a reviewer's changes in, the reworded item out; refused where the key or its proof could suffer.

Words may become clearer. The key, what it rests on, and what is asked stay: a question names what it named, words that
explain bring in no figure and no name of their own, a wrong answer is wrong by every source, and a case is read by the
checker's own reader as the same case.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from assistant import quantities
from assistant.demands import demands_of
from assistant.errors import BadInput
from assistant.quiz.facts import NUMBER
from assistant.quiz.lint import lint_item
from assistant.quiz.lint.reading import asked, holds
from assistant.quiz.lint.sets import cues
from assistant.quiz.reviews import Changes, OptionChange, Part, is_unwritten, may_reword
from assistant.quiz.types import GAP, ItemKind, Option, QuizItem, Standing
from assistant.quiz.vignettes import is_the_same_case
from assistant.types import Citation
from assistant.words import stem

# How a stem of that kind ends: what decides the key, or tells how to answer.
ENDS: Mapping[ItemKind, re.Pattern[str]] = {
    "true_false": re.compile(r"True or false\? .*", re.DOTALL),
    "numeric": re.compile(r"\((?:The source says “[^”]*” it\. )?Type .*", re.DOTALL),
}
_HOW = re.compile(
    r"\b(?:Please )?(?:choose|select|pick|mark|give) the (?:one |single )?(?:best |right |correct )?"
    r"(?:answer|option)[.:]",
    re.IGNORECASE,
)
# Kinds of things that no edit brings in, and those that a question goes on naming.
TOLD = frozenset(
    "drug drug-class adverse-effect condition treatment scale trial population jurisdiction organisation guideline"
    .split()
)  # fmt: skip
ASKED = TOLD | {"measure"}
# Words that decide what is asked: none comes, none goes.
TURNS = re.compile(
    r"\b(?:not?|never|without|neither|nor|except|cannot|\w+n[’']t|avoid\w*|contraindicat\w*|against|fail\w*|lack\w*"
    r"|off|only|most|least|more|less|fewer|high(?:er|est)?|low(?:er|est)?|great\w+|larg\w+|small\w*|longe\w+|short\w*"
    r"|better|worse|worst|maxim\w+|minim\w+|upper|above|below|over|under|up to|beyond"
    r"|before|after|until|first|last|earliest|latest|initial|target|start\w*|stop\w*|rais\w+|increas\w+|decreas\w+"
    r"|reduc\w+|daily|weekly|monthly|yearly|per)\b",
    re.IGNORECASE,
)
WHY_NOT: Mapping[Part, str] = {
    "stem": "",
    "explanation": "it is the checker's own working.",
    "why": "it is the checker's own finding.",
    "text": "in other words this answer could not be proved wrong.",
}


class Sources(Protocol):
    """What the corpus says of an edit."""

    def names(self, text: str, kinds: Container[str]) -> Mapping[str, str]: ...  # things, each with its words here
    def difference(self, one: str, other: str) -> str: ...  # why two questions do not ask the same, or ""
    def also_right(self, item: QuizItem, text: str) -> str: ...  # a sentence that makes a wrong answer right, or ""


class Edit(NamedTuple):
    """One edit: the item before it, the other items of its quiz, and the corpus."""

    item: QuizItem
    others: Sequence[QuizItem]
    sources: Sources

    def made(self, changes: Changes) -> QuizItem:
        """The item with its new words. Raises BadInput that names what is wrong."""
        before, told = self.item, dict(self.item) | {"standing": Standing()}
        told["stem"] = self._words(changes.stem, before.stem, "stem", "stem")
        told["explanation"] = self._words(changes.explanation, before.explanation, "explanation", "explanation")
        told["options"] = self._options(changes.options)
        if all(told[name] == getattr(before, name) for name in ("stem", "explanation", "options")):
            raise BadInput("Nothing is changed by this edit.", to="changes", do="Accept the item, or change its words.")
        made = QuizItem.model_validate(told)
        if made.stem != before.stem:
            made = QuizItem(**dict(made) | {"reworded": None})  # these are no chat model's words any more
            self._prove_stem(made)
        self._prove_words(made)
        self._prove_rules(made)
        return made

    def _options(self, changes: Sequence[OptionChange]) -> tuple[Option, ...]:
        options = list(self.item.options)
        for change in changes:
            if change.place >= len(options):
                raise BadInput(f"The item has no option {change.place}.", to="options", do="Places are counted from 0.")
            options[change.place] = self._option(options[change.place], change)
        return tuple(options)

    def _option(self, before: Option, change: OptionChange) -> Option:
        """An option with its new words. A citation of words that do not say the new text is left out."""
        place = f"options.{change.place}"
        why = self._words(change.why, before.why, "why", place)
        if before.is_key and change.text is not None and _trimmed(change.text) != _trimmed(before.text):
            raise _refused("the key stays as its source has it.", place, "Reject the item if its key is wrong.")
        text = self._words(change.text, before.text, "text", place)
        if text == before.text:
            return Option(**dict(before) | {"why": why})
        if said := self.sources.also_right(self.item, text):
            raise _refused(f"a source makes “{text}” right as well: “{said}”", place, "Write another wrong answer.")
        citations = tuple(one for one in before.citations if holds(one.quote, text))
        if why == before.why and not citations:
            raise _refused(f"what is said of “{text}” was said of “{before.text}”.", place, "Say why it is wrong.")
        return Option(text=text, why=why, citations=citations)

    def _words(self, new: str | None, old: str, part: Part, place: str) -> str:
        """The new words, trimmed; the old ones where none are given or they are the same."""
        if new is None or (text := _trimmed(new)) == _trimmed(old):
            return old
        if not may_reword(self.item, part):
            raise _refused(WHY_NOT[part], place, "Leave it as it is; a note to the review may say more.")
        if not text:
            raise BadInput("There are no words left.", to=place, do="Write some, or leave them as they are.")
        if any(is_unwritten(char) and char not in "\n\t" for char in text):
            raise BadInput("There are characters that cannot be seen.", to=place, do="Type the words anew.")
        return text

    def _prove_stem(self, made: QuizItem) -> None:
        """That it asks the same: whatever decides the key is in it as before, and nothing else."""
        before = self.item
        if before.vignette:
            if not is_the_same_case(before, made.stem):
                do = "Keep the question and what it takes for granted, and tell each datum as a case note does."
                raise _refused("the checker no longer reads the same case in it.", "stem", do)
            return
        end = ENDS[before.kind].search(before.stem) if before.kind in ENDS else None
        if end and not made.stem.endswith(end[0]):
            raise _refused(f"it has to end as before: “{end[0]}”", "stem", "Change only what stands before that.")
        quoted = _quoted(before)
        if lacking := [words for words in quoted if words not in made.stem]:
            raise _refused(f"it has to keep what it quotes: {lacking[0]}", "stem", "Change only what stands around it.")
        now, then = _turns(made.stem), _turns(before.stem)
        if turned := [word for root, word in (then | now).items() if (root in now) != (root in then)]:
            raise _refused(f"{_listed(turned)} decides what is asked.", "stem", "Keep such words as they are.")
        facts = " ".join(one.text for one in before.grounds if one.role == "answer")
        self._add_nothing(made.stem, f"{before.stem} {facts}", "stem")
        wanted = asked(before)
        lost = [*_missing(wanted, made.stem), *self._unnamed(wanted, made.stem, ASKED)]
        if lost:
            raise _refused(f"it no longer names {_listed(lost)}.", "stem", "A question names all that it is about.")
        if {one.figure for one in demands_of(asked(made))} != {one.figure for one in demands_of(wanted)}:
            raise _refused("it asks for something else.", "stem", "Ask for the same figure in the same words.")
        # Where it quotes nothing the question is in words of its own: these have to ask the same.
        if not quoted and (why := self.sources.difference(_bare(made), _bare(before))):
            raise _refused(f"it does not ask the same, for {why}.", "stem", "Keep nearer to the words that it had.")

    def _prove_words(self, made: QuizItem) -> None:
        """That what explains brings in no figure and no name that the item and its sources do not have."""
        right = " ".join((*_said(self.item), _bare(made)))  # an explanation has no use for a wrong answer's figures
        if made.explanation != self.item.explanation:
            self._add_nothing(made.explanation, right, "explanation")
            if holds(self.item.explanation, made.key) and not holds(made.explanation, made.key):
                raise _refused(f"it no longer tells the key, “{made.key}”.", "explanation", "Tell it in these words.")
        known = " ".join((right, *_said_of_options(self.item), *(option.text for option in made.options)))
        for place, (now, then) in enumerate(zip(made.options, self.item.options, strict=True)):
            if now.why != then.why:
                self._add_nothing(now.why, right if now.is_key else known, f"options.{place}")

    def _prove_rules(self, made: QuizItem) -> None:
        """That no rule of item writing is broken, and that no other item of the quiz tells the answer."""
        errors = [f"{one.says.rstrip('.')}: {one.found}" for one in lint_item(made) if one.severity == "error"]
        for one in self.others:
            if (cues(made, one) or cues(one, made)) and not (cues(self.item, one) or cues(one, self.item)):
                errors.append(f"No item tells the answer of another: {one.stem}")
        if errors:
            raise _refused("; ".join(errors), "changes", "Word it otherwise.")

    def _add_nothing(self, text: str, known: str, place: str) -> None:
        added = [*_missing(text, known), *self._unnamed(text, known, TOLD)]
        if added:
            do = "Leave it out here; a note to the review may say it."
            raise _refused(f"{_listed(added)} stands neither in the item nor in what it cites.", place, do)

    def _unnamed(self, text: str, by: str, kinds: frozenset[str]) -> list[str]:
        """The words of a text for things of these kinds that another one does not name."""
        there = self.sources.names(by, kinds)
        return [words for thing, words in self.sources.names(text, kinds).items() if thing not in there]


def _bare(item: QuizItem) -> str:
    """The question alone, without what tells how to answer, or the statement to be judged."""
    end = ENDS[item.kind].search(item.stem) if item.kind in ENDS else None
    return " ".join(_HOW.sub(" ", item.stem[: end.start()] if end else item.stem).split())


def _quoted(item: QuizItem) -> list[str]:
    """What a stem quotes: its source's title, the fact's sentence, whole or with the gap."""
    fact = item.grounds[0].text
    with_gap = (fact[: one.start()] + GAP + fact[one.end() :] for one in re.finditer(re.escape(item.key), fact))
    return [f"“{words}”" for words in (item.source_title, fact, *with_gap) if f"“{words}”" in item.stem]


def _said(item: QuizItem) -> Iterator[str]:
    """What an item asks and tells, and the words that this rests on."""
    yield from (_bare(item), item.key, *item.accepted, *item.spare, item.explanation)
    yield from (item.reference, item.source_title, item.year, item.topic)
    yield from (f"{pair.left} {pair.right}" for pair in item.pairs)
    yield from (one.text for one in item.grounds)
    yield from _cited(one for ground in item.grounds for one in ground.citations)
    yield from _cited(one for pair in item.pairs for one in pair.citations)


def _said_of_options(item: QuizItem) -> Iterator[str]:
    yield from (f"{option.text} {option.why}" for option in item.options)
    yield from _cited(one for option in item.options for one in option.citations)


def _cited(citations: Iterable[Citation]) -> Iterator[str]:
    yield from (f"{one.quote} {one.source_title} {one.year} {one.reference}" for one in citations)


def _turns(text: str) -> dict[str, str]:
    """The words that decide what is asked, by their roots: an ending more or less is the same word."""
    return {stem(word.lower()): word.lower() for word in TURNS.findall(text)}


def _trimmed(text: str) -> str:
    """As a form sends it back: with one kind of line break, and no space around."""
    return text.replace("\r\n", "\n").strip()


def _figures(text: str) -> dict[tuple[str, str], str]:
    """The numbers of a text, and what they are numbers of, each with its words: 12 weeks are not 12 patients."""
    found = {("", number): number for number in NUMBER.findall(text)}
    for one in quantities.read(text):
        found |= {(one.kind, str(bound)): one.text for bound in (one.low, one.high) if bound is not None}
    return found


def _missing(wanted: str, there: str) -> list[str]:
    """The figures of one text that another does not have, in words."""
    held = _figures(there)
    lacking = dict.fromkeys(words for figure, words in _figures(wanted).items() if figure not in held)
    return [words for words in lacking if not any(words != other and words in other for other in lacking)]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)


def _refused(why: str, place: str, do: str) -> BadInput:
    return BadInput(f"The edit is refused: {why}", to=place, do=do)
