"""The corpus in, figures of the quiz items made of it out: how many, by the rules, provable, and right in one way only.

Whether a wrong answer is right as well is looked up here without the builder: every sentence of the corpus that shares
most telling words of the question, and holds the answer, is listed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant import quantities
from assistant.assistant import Assistant
from assistant.quantities import Quantity
from assistant.quiz.build import QuizBuilder
from assistant.quiz.lint import Fault, lint_quiz
from assistant.quiz.lint.reading import content
from assistant.quiz.lint.sets import LIMITS, chi_square, key_places
from assistant.quiz.stems import Stem, read_stems
from assistant.quiz.types import MOST_ITEMS, TYPED, ItemKind, Quiz, QuizItem, QuizRequest
from assistant.quiz.vignettes import replay
from assistant.quiz.writing import WRITERS
from evals.metrics import Figure, Limit, figure, share
from evals.result import Item, Result, Table
from evals.sitting import Sitting

NAMES = (
    "single best answers on distinct facts",
    "lint errors",
    "keys that are not the source's words",
    "wrong answers also right",
    "key places, chi-square over its limit",
    "limits told",
    "stems unplaced",
    "same bytes again",
    "vignettes",
    "vignettes whose key is not computed again",
)  # the figures with a limit
KINDS: tuple[ItemKind, ...] = (*WRITERS, "matching", "vignette")
MOST_VIGNETTES = 120  # there is no end to them
MAYBE_THE_SAME = 0.5  # share of the question's telling words from which on a sentence may speak of the same
THE_SAME = 0.35  # and does where it also names the same things and gives the same figures


class Made(NamedTuple):
    """The quizzes made, a kind each, and what is wrong with them."""

    quizzes: dict[ItemKind, Quiz]
    faults: tuple[Fault, ...]
    also_right: tuple[str, ...]  # a sentence on just this holds a wrong answer
    to_look_at: tuple[str, ...]  # a sentence that may speak of the same does
    same_again: bool  # a second builder gives the same bytes
    unplaced: int
    limited: tuple[bool, ...]  # of each item whose fact a sentence limits: whether it says so


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Make quizzes of the whole corpus."""
    made = make(sitting.assistant, read_stems(sitting.settings.corpus_dir))
    return Result(figures(made, sitting.limits), tuple(_items(made)), tuple(_to_look_at(made)))


def make(assistant: Assistant, stems: Sequence[Stem], most: int = MOST_ITEMS) -> Made:
    """As many items of each kind as the corpus allows, and what there is to find fault with."""
    builder = QuizBuilder(assistant.index, assistant.lexicon, stems, assistant.provenance)
    quizzes = {kind: _quiz(builder, kind, most) for kind in KINDS}
    again = QuizBuilder(assistant.index, assistant.lexicon, stems, assistant.provenance)
    return Made(
        quizzes=quizzes,
        faults=tuple(fault for quiz in quizzes.values() for fault in lint_quiz(quiz)),
        also_right=tuple(_also_right(quizzes["single_best"].items, assistant, _speaks_of_just_this)),
        to_look_at=tuple(_also_right(quizzes["single_best"].items, assistant, _may_speak_of_this)),
        same_again=_quiz(again, "single_best", most).model_dump_json() == quizzes["single_best"].model_dump_json(),
        unplaced=len(builder.unplaced),
        limited=tuple(_tells_its_limits(quizzes.values(), assistant)),
    )


def _quiz(builder: QuizBuilder, kind: ItemKind, most: int) -> Quiz:
    most = min(most, MOST_VIGNETTES) if kind == "vignette" else most
    return builder.build(QuizRequest(count=most, kinds=(kind,), level="specialist"), builder.facts.askable)


class _Said(NamedTuple):
    """A sentence of the corpus as the check reads it."""

    text: str
    words: frozenset[str]
    things: frozenset[str]
    figures: tuple[Quantity, ...]


def _also_right(
    items: Sequence[QuizItem], assistant: Assistant, on_the_same: Callable[[_Said, _Said], bool]
) -> Iterator[str]:
    """Each wrong answer that a sentence on the same holds, with that sentence."""
    told = list(_sentences(assistant))
    for item in items:
        asked = _said(item.stem, assistant)
        near = [one for one in told if on_the_same(asked, one)]
        for option in item.options:
            if not option.is_key:
                for one in near:
                    if _holds(one, option.text, assistant):
                        yield f"{item.stem} | {option.text} | {one.text}"


def _sentences(assistant: Assistant) -> Iterator[_Said]:
    for source in assistant.index.sources():
        for passage in assistant.index.passages_of(source.slug):
            for sentence in passage.sentences:
                yield _said(sentence.text, assistant)


def _said(text: str, assistant: Assistant) -> _Said:
    things = frozenset(one.entity.id for one in assistant.lexicon.mentions(text))
    return _Said(text, content(text), things, tuple(quantities.read(text)))


def _may_speak_of_this(asked: _Said, said: _Said) -> bool:
    return len(asked.words & said.words) >= MAYBE_THE_SAME * len(asked.words)


def _speaks_of_just_this(asked: _Said, said: _Said) -> bool:
    """Whether it names all that the question names, gives most figures of it, and has a good part of its words."""
    asked_for, given = ({(one.kind, one.low, one.high) for one in each.figures} for each in (asked, said))
    return (
        len(asked.words & said.words) >= THE_SAME * len(asked.words)
        and asked.things <= said.things
        and 2 * len(asked_for & given) >= len(asked_for)
    )


def _holds(said: _Said, answer: str, assistant: Assistant) -> bool:
    """Whether the sentence gives the figure, in any unit that turns into it, or names the thing."""
    figures = tuple(quantities.read(answer))
    if figures:
        return any((one.kind, one.unit, one.low, one.high) == (figures[0].kind, figures[0].unit, figures[0].low,
                    figures[0].high) for one in said.figures)  # fmt: skip
    named = {one.entity.id for one in assistant.lexicon.mentions(answer)}
    return bool(named) and named <= said.things


def _tells_its_limits(quizzes: Iterable[Quiz], assistant: Assistant) -> Iterator[bool]:
    """Of each item whose fact another sentence limits: whether all that limits it is among its grounds."""
    limits: dict[str, set[str]] = {}
    for source in assistant.index.sources():
        for passage in assistant.index.passages_of(source.slug):
            for sentence in passage.sentences:
                if sentence.caveat_of is not None:
                    limits.setdefault(passage.sentences[sentence.caveat_of].text, set()).add(sentence.text)
    for quiz in quizzes:
        for item in quiz.items:
            told = {ground.text for ground in item.grounds if ground.role == "caveat"}
            for ground in item.grounds:
                if ground.role == "answer" and (wanted := limits.get(ground.text)):
                    yield wanted <= told


def figures(made: Made, limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures of the quizzes."""
    best = made.quizzes["single_best"].items
    cases = made.quizzes["vignette"].items
    items = [item for quiz in made.quizzes.values() for item in quiz.items]
    places = key_places(best)
    even = [sum(1 / len(item.options) for item in best if len(item.options) > at) for at in range(len(places))]
    uneven = chi_square(places, even) / LIMITS.get(len(places) - 1, 13.28)
    distinct = len({(item.facts, item.key) for item in best})
    loose = sum(map(_is_loose, items))
    wrong = sum(len(item.options) - 1 for item in best)
    values: dict[str, tuple[float | None, int]] = {
        **{f"items, {kind.replace('_', ' ')}": (float(len(quiz.items)), len(quiz.items))
           for kind, quiz in made.quizzes.items()},
        "single best answers on distinct facts": (float(distinct), len(best)),
        "lint errors": (float(sum(fault.severity == "error" for fault in made.faults)), len(items)),
        "lint warnings": (float(sum(fault.severity == "warning" for fault in made.faults)), len(items)),
        "keys that are not the source's words": (float(loose), len(items)),
        "wrong answers also right": (float(len(made.also_right)), wrong),
        "wrong answers to look at": (float(len(made.to_look_at)), wrong),
        "key places, chi-square over its limit": (uneven, len(best)),
        "limits told": share(made.limited),
        "stems unplaced": (float(made.unplaced), len(items)),
        "same bytes again": (float(made.same_again), 2),
        "vignettes": (float(len(cases)), len(cases)),
        "vignettes whose key is not computed again": (float(sum(not replay(item) for item in cases)), len(cases)),
    }  # fmt: skip
    return tuple(figure("quiz", f"quiz: {name}", "tune", value, limits) for name, value in values.items() if value[1])


def _to_look_at(made: Made) -> Iterator[Table]:
    """The wrong answers that a person should look at."""
    if made.to_look_at:
        yield Table(
            suite="quiz",
            caption="Wrong answers that a sentence of the corpus may make right",
            header=("question", "wrong answer", "sentence"),
            rows=tuple(tuple(told.split(" | ", 2)) for told in made.to_look_at),
            note="The sentence shares most words of the question; whether it speaks of the same, a person has to say.",
        )


def _is_loose(item: QuizItem) -> bool:
    """Whether the key is not the source's words, where it should be."""
    return item.kind in ("single_best", *TYPED) and item.key not in item.grounds[0].text


def _items(made: Made) -> Iterator[Item]:
    """Each quiz item in the report, with its errors and the wrong answers that a sentence of the corpus makes right."""
    for quiz in made.quizzes.values():
        for item in quiz.items:
            faults = tuple(_faults(item, made))
            yield Item(
                suite="quiz",
                id=f"{item.kind}-{item.item_id}",
                half="tune",
                outcome="wrong" if faults else "right",
                asked=item.stem,
                expected=(f"key: {item.key}",),
                faults=faults,
            )


def _faults(item: QuizItem, made: Made) -> Iterator[str]:
    yield from (f"{one.rule}: {one.found}" for one in made.faults
                if one.item_id == item.item_id and one.severity == "error")  # fmt: skip
    if item.kind == "single_best":
        yield from (f"also right: {told}" for told in made.also_right if told.startswith(f"{item.stem} | "))
    if _is_loose(item):
        yield "the key is not the source's words"
    if item.kind == "vignette" and not replay(item):
        yield "the key is not computed again"
