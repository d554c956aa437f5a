"""An item in, what is wrong with its question out, and with answers that are typed or matched."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from assistant import quantities
from assistant.quiz.facts import NUMBER, SIGNED
from assistant.quiz.lint.options import ABSOLUTE, are_the_same
from assistant.quiz.lint.reading import asked, is_picked, plain, quantities_of, quantity_of
from assistant.quiz.types import GAP, TYPED, QuizItem

MOST_WORDS, MOST_OF_A_CASE = 90, 220  # words that are read before the options are seen
_CLOSED = re.compile(r"\?[”\"’)]*\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*$")
_INSTRUCTS = re.compile(r"(?:^|[.:”]\s)(?:Match|Fill|Type|Choose|Select|Name|Give|State|True or false)\b")
_NEGATIVE = re.compile(
    r"\b(?:except(?! for)|not|least likely|(?:is|are|was|were|does|do|did|would|should|can|could)n[’']t)\b"
)
_OF_THE_FOLLOWING = re.compile(
    r"\bof (?:the following|these|those)\b|\b(?:statement|option)s?\b|\bexcept\b|\bleast likely\b"
)
_STEREOTYPE = re.compile(
    r"\b(?:schizophrenics|psychotics|lunatics?|madm[ae]n|crazy|oriental|orientals|caucasoid|negroid|mulatto|gyps(?:y|ies)"
    r"|hysterical|housewi(?:fe|ves)|the blacks|the elderly|the mentally ill|junkies?|addicts?|alcoholics?"
    r"|illegal (?:alien|immigrant)s?|wheelchair-bound|male nurse|lady doctor)\b",
    re.IGNORECASE,
)


def open_lead_in(item: QuizItem) -> Iterator[str]:
    """A stem that neither asks nor tells what to do: it is a sentence to be finished."""
    if not _CLOSED.search(item.stem) and not _INSTRUCTS.search(item.stem):
        yield f"“…{item.stem[-60:]}”"


def unmarked_negative(item: QuizItem) -> Iterator[str]:
    """“Which of these is not ...” with a “not” that is easily overlooked."""
    text = asked(item)
    if _NEGATIVE.search(text) and _OF_THE_FOLLOWING.search(text.lower()):
        yield f"“{_NEGATIVE.search(text)[0]}”"  # type: ignore[index]


def negative(item: QuizItem) -> Iterator[str]:
    """A question with a “not” in it, marked or not: another question would be better."""
    text = asked(item)
    if found := (_NEGATIVE.search(text) or re.search(r"\b(?:NOT|EXCEPT)\b", text)):
        yield f"“{found[0]}”"


def long_to_read(item: QuizItem) -> Iterator[str]:
    """More words than are read in one breath."""
    many, most = len(item.stem.split()), MOST_OF_A_CASE if item.vignette else MOST_WORDS
    if many > most:
        yield f"{many} words; {most} are enough"


def stereotype(item: QuizItem) -> Iterator[str]:
    """Words that make a person of a group, or a group of an illness."""
    said = [item.stem, *(option.text for option in item.options)]
    yield from (f"“{found[0]}”" for text in said for found in _STEREOTYPE.finditer(text))


def absolute_statement(item: QuizItem) -> Iterator[str]:
    """A statement to be judged that holds always or never: such are mostly false, and learners know it."""
    if item.kind == "true_false" and (found := ABSOLUTE.search(item.stem)):
        yield f"“{found[0]}”"


def other_than_one_gap(item: QuizItem) -> Iterator[str]:
    """No gap to fill, or more than one."""
    if item.kind == "cloze" and item.stem.count(GAP) != 1:
        yield f"{item.stem.count(GAP)} gaps"


def key_not_accepted(item: QuizItem) -> Iterator[str]:
    """An answer to be typed whose key does not count as right."""
    if item.kind in ("cloze", "short_answer") and item.key not in item.accepted:
        yield f"“{item.key}”"


def told_beside_the_gap(item: QuizItem) -> Iterator[str]:
    """A typed answer that the question itself holds."""
    if item.kind in TYPED and item.kind != "numeric" and re.search(
        rf"(?<![\w.,]){re.escape(plain(item.key))}(?![\w%]|[.,]\d)", plain(item.stem.replace(GAP, " "))
    ):  # fmt: skip
        yield f"“{item.key}”"


def not_the_sources_words(item: QuizItem) -> Iterator[str]:
    """A key that is no verbatim part of the fact."""
    if item.kind in ("single_best", *TYPED) and not (item.grounds and item.key in item.grounds[0].text):
        yield f"“{item.key}”"


def wrong_tolerance(item: QuizItem) -> Iterator[str]:
    """A range of right numbers without the key, or with another figure of the fact in the same unit."""
    if item.numeric is None:
        return
    low, high = Decimal(item.numeric.low), Decimal(item.numeric.high)
    sign = -1 if SIGNED.search(item.key) else 1
    own = [sign * _number(one) for one in NUMBER.findall(item.key)]
    if not own or not all(low <= one <= high for one in own):
        yield f"{low} to {high} does not hold “{item.key}”"
    key = quantity_of(item.key)
    for ground in item.grounds[:1]:
        for other in quantities.read(ground.text):
            numbers = [_number(one) for one in NUMBER.findall(other.text)]
            if key and (other.kind, other.unit) == (key.kind, key.unit) and other.text not in item.key:
                yield from (
                    f"{low} to {high} also holds {one}" for one in numbers if low <= one <= high and one not in own
                )


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def unlike_to_match(item: QuizItem) -> Iterator[str]:
    """Figures of several units, or figures beside names, on the side to choose from."""
    rights = [*(pair.right for pair in item.pairs), *item.spare]
    figures = [text for text in rights if quantity_of(text)]
    if figures and len(figures) != len(rights):
        yield f"figures beside words: {', '.join(rights)}"
    elif figures and len({(one.kind, one.unit) for one in quantities_of(figures)}) > 1:
        yield ", ".join(rights)


def matched_twice(item: QuizItem) -> Iterator[str]:
    """Two right sides, or two left ones, that say the same."""
    for texts in ([*(pair.right for pair in item.pairs), *item.spare], [pair.left for pair in item.pairs]):
        yield from (f"“{one}” and “{other}”" for one, other in combinations(texts, 2) if are_the_same(one, other))


def nothing_to_tell(item: QuizItem) -> Iterator[str]:
    """An option that nothing is said about when it is chosen."""
    if is_picked(item):
        yield from (f"“{option.text}”" for option in item.options if not option.why.strip())
