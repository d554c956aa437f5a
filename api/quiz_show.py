"""A kept item and what a taker answered in, what the templates show of it out: options with their reasons, the words it
rests on with numbered citations, limits and dissent as in an answer, and how it stands with its reviewers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from api.show import Dispute, FindSource, Reference, Shown, by_source, disputes, nest, number, show
from assistant.quiz.answers import Marked, Response, is_given, mark
from assistant.quiz.exports.told import letter, rights, typed
from assistant.quiz.reviews import KeptItem, KeptQuiz
from assistant.quiz.types import ItemKind, Level, QuizItem
from assistant.types import Citation

KINDS: Mapping[ItemKind, tuple[str, str]] = {  # what each is called, and in a line what it is
    "single_best": ("Single best answer", "one right of three to five; each wrong one says where it is right"),
    "true_false": ("True or false", "a source's sentence, as it stands or with one figure or name changed"),
    "cloze": ("Fill the gap", "a name or figure left out of a source's sentence"),
    "numeric": ("Number", "typed; what rounds to the source's figure counts"),
    "matching": ("Matching", "three or four questions and their answers, shuffled"),
    "short_answer": ("Short answer", "a word or figure to type; other names of a drug count too"),
    "vignette": ("Case vignette", "a made-up patient; fixed rules compute the key"),
}
LEVELS: Mapping[Level, tuple[str, str]] = {
    "student": ("Students", "wrong figures far off"),
    "resident": ("Residents", ""),
    "specialist": ("Specialists", "wrong figures close"),
}


class Choice(NamedTuple):
    """An option as shown. `why` is empty where the item's own sentence says it."""

    letter: str
    text: str
    is_key: bool
    is_chosen: bool
    why: str
    references: tuple[Reference, ...]


class Match(NamedTuple):
    """A pair as shown: `letter` is the right side's, `chosen` what was answered."""

    left: str
    letter: str
    right: str
    chosen: str
    is_right: bool
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class ItemShown:
    """An item on the page. `number` counts from 1 in its quiz; `marked` is None until it is answered."""

    number: int
    kept: KeptItem
    response: Response
    marked: Marked | None
    choices: tuple[Choice, ...]
    matches: tuple[Match, ...]
    rights: tuple[tuple[str, str], ...]
    statements: tuple[Shown, ...]
    disputes: tuple[Dispute, ...]
    sources: tuple[tuple[tuple[Reference, ...], ...], ...]
    explanation: str  # empty where the statements say it

    @property
    def item(self) -> QuizItem:
        """The item as it stands."""
        return self.kept.item

    @property
    def id(self) -> str:
        """The name of its fields and places on a page."""
        return self.item.item_id

    @property
    def is_answered(self) -> bool:
        """Whether its key is shown: an answer that cannot be read can be typed again."""
        return self.marked is not None and self.marked.verdict != "unread"

    @property
    def key(self) -> str:
        """The answer in a line, with the letter of its option."""
        return next((f"{one.letter}. {one.text}" for one in self.choices if one.is_key), self.item.key)

    @property
    def also(self) -> tuple[str, ...]:
        """What else counts as right where the answer is typed."""
        number = self.item.numeric
        if number is None:
            return typed(self.item)[1:] if self.item.accepted else ()
        return () if number.low == number.high else (f"{number.low} to {number.high} {number.unit}".strip(),)


def item_shown(number_: int, kept: KeptItem, find: FindSource, response: Response = ()) -> ItemShown:
    """An item with a taker's answer, if there is one. Raises BadInput where it names an option that there is not."""
    item = kept.item
    marked = mark(item, response) if is_given(response) else None
    references = number(_cited(item), find)
    at = {_span(one.citation): one for one in references}
    said = show(item.grounds, find)
    told = {statement.text for statement in item.grounds if statement.role == "answer"}
    whole = " ".join(statement.text for statement in item.grounds if statement.role == "answer")
    return ItemShown(
        number=number_,
        kept=kept,
        response=tuple(response),
        marked=marked,
        choices=tuple(_choices(item, response, told, at)),
        matches=tuple(_matches(item, response, marked, at)),
        rights=_rights(item),
        statements=nest(said),
        disputes=disputes(said),
        sources=by_source(references),
        explanation="" if item.explanation in {*told, whole} else item.explanation,
    )


def takeable(kept: KeptQuiz, accepted_only: bool) -> tuple[KeptItem, ...]:
    """The items that can be taken: a rejected one never, and if wished only those that a reviewer accepted."""
    return tuple(one for one in kept.kept if one.status == "accepted" or (one.status == "draft" and not accepted_only))


def _cited(item: QuizItem) -> Sequence[Citation]:
    """In the order in which they are read: the sentence and what bears on it first."""
    grounds = chain.from_iterable(one.citations for one in item.grounds)
    options = chain.from_iterable(one.citations for one in item.options)
    return tuple(chain(grounds, options, *(one.citations for one in item.pairs)))


def _span(citation: Citation) -> tuple[str, int, int]:
    return citation.source_slug, citation.start, citation.end


def _choices(
    item: QuizItem, response: Response, told: set[str], at: Mapping[tuple[str, int, int], Reference]
) -> list[Choice]:
    chosen = {one.strip().upper() for one in response}
    return [
        Choice(letter(place), one.text, one.is_key, letter(place) in chosen, "" if one.why in told else one.why,
               tuple(at[_span(cited)] for cited in one.citations))
        for place, one in enumerate(item.options)
    ]  # fmt: skip


def _rights(item: QuizItem) -> tuple[tuple[str, str], ...]:
    return tuple((letter(place), text) for place, text in enumerate(rights(item))) if item.pairs else ()


def _matches(
    item: QuizItem, response: Response, marked: Marked | None, at: Mapping[tuple[str, int, int], Reference]
) -> list[Match]:
    letters = {text: sign for sign, text in _rights(item)}
    answers = [one.strip().upper() for one in response] + [""] * len(item.pairs)
    right = marked.pairs if marked else (False,) * len(item.pairs)
    return [
        Match(pair.left, letters[pair.right], pair.right, answers[place], right[place],
              tuple(at[_span(cited)] for cited in pair.citations))
        for place, pair in enumerate(item.pairs)
    ]  # fmt: skip
