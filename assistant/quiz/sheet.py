"""A quiz in, plain text out: the questions first, the keys with their reasons and sources after them."""

from collections.abc import Iterator

from assistant.quiz.exports.told import feedback, letter, made_by, opening, rebuttal, rights
from assistant.quiz.types import Quiz, QuizItem


def sheet(quiz: Quiz) -> str:
    """The quiz as a reader at a terminal wants it."""
    lines = [quiz.title, "", *opening(quiz), ""]
    for number, item in enumerate(quiz.items, start=1):
        lines += [*_asked(number, item), ""]
    lines += ["Key", ""]
    for number, item in enumerate(quiz.items, start=1):
        lines += [*_answered(number, item, quiz), ""]
    return "\n".join([*lines, made_by(quiz)])


def _asked(number: int, item: QuizItem) -> Iterator[str]:
    yield f"{number}. {item.stem}"
    for place, option in enumerate(item.options):
        yield f"   {letter(place)}. {option.text}"
    for place, pair in enumerate(item.pairs):
        yield f"   {place + 1}) {pair.left}"
    for place, right in enumerate(rights(item) if item.pairs else ()):
        yield f"   {letter(place)}. {right}"


def _answered(number: int, item: QuizItem, quiz: Quiz) -> Iterator[str]:
    at = next((letter(place) for place, option in enumerate(item.options) if option.is_key), "")
    if item.pairs:
        places = {right: letter(place) for place, right in enumerate(rights(item))}
        yield f"{number}. " + ", ".join(f"{n + 1}{places[pair.right]}" for n, pair in enumerate(item.pairs))
    else:
        yield f"{number}. {at + '. ' if at else ''}{item.key}"
    for place, option in enumerate(item.options):
        if not option.is_key:
            yield f"   not {letter(place)}: {rebuttal(option)}"
    for one in feedback(item, quiz):
        yield f"   {one.label}: {one.text}"
