"""A quiz in, GIFT out: the text format of Moodle, which many other systems read.

Questions, options and feedback are HTML; typed answers and right sides are plain, as Moodle compares them. No text has
a line break of its own, so none can end a question or begin a comment. GIFT has no place for ids and tags: the feedback
names them.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from assistant.quiz.exports.characters import held
from assistant.quiz.exports.files import exported
from assistant.quiz.exports.markup import html_of, paragraphs
from assistant.quiz.exports.moodle import LONGEST_NAME, category, pattern, refusal
from assistant.quiz.exports.told import feedback, opening, parted, rebuttal, shortened, typed
from assistant.quiz.types import TYPED, ExportedFile, ItemKind, Option, Quiz, QuizItem

_SIGNS = re.compile(r"[\\~=#{}:]")
_RESERVED = re.compile(r"->|&&0\d\d;")  # what parts a pair, and Moodle's place-holders: nothing escapes them


def gift(quiz: Quiz) -> ExportedFile:
    """The quiz for Moodle's question bank and others."""
    items, left_out = parted(quiz, lambda item: refusal(item) or _refusal(item))
    lines = [*(f"// {shortened(line, 1000)}" for line in opening(quiz)), f"$CATEGORY: {category(quiz)}"]
    text = "\n".join([*lines, "", *(_question(item, quiz) for item in items)])
    return exported(quiz, "gift.txt", "text/plain; charset=utf-8", text.encode(), left_out)


def _refusal(item: QuizItem) -> str:
    plain = typed(item) if item.kind in TYPED else (*(pair.right for pair in item.pairs), *item.spare)
    is_misread = any(map(_RESERVED.search, plain))
    return "GIFT reads “->” and “&&058;” as signs of its own, also within an answer." if is_misread else ""


def _question(item: QuizItem, quiz: Quiz) -> str:
    name = escaped(shortened(item.stem, LONGEST_NAME))
    answers = "\n".join(f"  {line}" for line in _KINDS[item.kind](item))
    general = escaped(paragraphs(feedback(item, quiz)))
    return f"::{name}::[html]{_html(item.stem)}{{\n{answers}\n  ####{general}\n}}\n"


def escaped(text: str) -> str:
    r"""Text in which no sign means anything to GIFT.

    >>> print(escaped("a=b {c}"))
    a\=b \{c\}
    """
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _html(text: str) -> str:
    return escaped(_unweighted(html_of(text)))


def _unweighted(text: str) -> str:
    """A percentage at the start of an answer would be its weight."""
    return "&#37;" + text[1:] if text.startswith("%") else text


def _choices(item: QuizItem) -> Iterator[str]:
    for option in item.options:
        yield f"{'=' if option.is_key else '~'}{_html(option.text)}#{_html(rebuttal(option))}"


def _true_or_false(item: QuizItem) -> Iterator[str]:
    said = {option.text.casefold(): option for option in item.options}
    if sorted(said) != ["false", "true"]:
        yield from _choices(item)
        return
    key, other = sorted(item.options, key=_is_wrong)
    yield f"{key.text[0].upper()}#{_html(rebuttal(other))}#{_html(rebuttal(key))}"


def _is_wrong(option: Option) -> bool:
    return not option.is_key


def _typed(item: QuizItem) -> Iterator[str]:
    return (f"=%100%{escaped(pattern(text))}" for text in typed(item))


def _number(item: QuizItem) -> Iterator[str]:
    assert item.numeric
    yield f"#{item.numeric.low}..{item.numeric.high}"


def _pairs(item: QuizItem) -> Iterator[str]:
    for pair in item.pairs:
        yield f"={_html(pair.left)} -> {escaped(held(pair.right))}"
    yield from (f"= -> {escaped(held(text))}" for text in item.spare)


_KINDS: Mapping[ItemKind, Callable[[QuizItem], Iterator[str]]] = {
    "single_best": _choices,
    "vignette": _choices,
    "true_false": _true_or_false,
    "cloze": _typed,
    "short_answer": _typed,
    "numeric": _number,
    "matching": _pairs,
}
