"""A fact and one of its gaps in, an item of one kind out.

The key is always words of the fact, verbatim. `WRITERS` is the table of kinds; matching items, made of several facts,
are in `matching`, vignettes in `vignettes`. A writer gives None where the fact does not allow such an item.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import exp
from typing import NamedTuple

from assistant.lexicon import Lexicon
from assistant.quiz.distractors import Distractors, Wrong
from assistant.quiz.facts import NUMBER, SIGNED, Fact, Gap
from assistant.quiz.grounds import Grounds
from assistant.quiz.implied import is_false_with
from assistant.quiz.stems import Stems
from assistant.quiz.types import GAP, Difficulty, ItemKind, Level, Numeric, Option, QuizItem, new_item_id

MOST_OPTIONS, FEWEST_OPTIONS = 4, 3
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_PLAIN_UNITS = frozenset({"duration", "timepoint", "count", "age"})  # a dose without its unit is no answer
_BETWEEN = re.compile(r"(?<=\d)\s?-\s?(?=\d)")
_TO = re.compile(r"(?<=\d) to (?=\d)")
_LIMITS = frozenset({
    "at least", "at most", "more than", "less than", "fewer than", "over", "under", "above", "below", "up to", "within",
    "≥", "≤", ">", "<", "no more than", "no less than", "not more than", "not less than", "about", "around",
})  # fmt: skip
# How many times larger or smaller than the key a wrong figure should be, least and most: nearer is harder.
APART: Mapping[Level, tuple[float, float]] = {"student": (1.6, 8), "resident": (1.25, 4), "specialist": (1.1, 2.5)}
_ASKS_FOR: Mapping[str, str] = {
    "dose": "dose", "mass": "amount", "concentration": "level", "concentration_molar": "level",
    "count_per_volume": "count", "duration": "length of time", "timepoint": "time", "frequency": "frequency",
    "percentage": "percentage", "proportion": "share", "count": "number", "fold": "factor", "ratio": "value",
    "age": "age", "temperature": "temperature", "drug": "drug", "adverse-effect": "adverse effect", "scale": "scale",
}  # fmt: skip


class Pen(NamedTuple):
    """What a writer needs beside the fact. `place` is where among the options the key should stand, from 0."""

    distractors: Distractors
    grounds: Grounds
    stems: Stems
    lexicon: Lexicon
    level: Level
    chance: random.Random
    place: int


Writer = Callable[[Fact, Gap, Pen], QuizItem | None]


def single_best(fact: Fact, gap: Gap, pen: Pen) -> QuizItem | None:
    """One right answer among three or four of its kind."""
    stem = question(fact, gap, pen)
    wrong = _chosen(gap, _untold(stem, pen.distractors.of(fact, gap), pen), pen)
    if len(wrong) < FEWEST_OPTIONS - 1:
        return None
    key = Option(text=gap.text, is_key=True, why=fact.text, citations=(pen.grounds.citation(fact),))
    options = [key, *(_option(one, pen) for one in wrong)]
    if gap.quantity:
        sizes = {one.text: one.times for one in wrong}
        options.sort(key=lambda option: sizes.get(option.text, 0.0))
    else:
        options = options[1:]
        options.insert(min(pen.place, len(options)), key)
    return _item("single_best", fact, gap, pen, stem, options=tuple(options), key=key.text,
                 difficulty=_difficulty(gap, wrong))  # fmt: skip


def true_false(fact: Fact, gap: Gap, pen: Pen) -> QuizItem | None:
    """The sentence as it stands, or with one figure or name of elsewhere in its place."""
    is_true, text, difficulty = pen.place == 0, fact.text, "medium"
    if not gap.alone:
        return None
    if not is_true:
        others = [one for one in pen.distractors.of(fact, gap) if is_false_with(fact, gap, one)]
        wrong = [one for one in _chosen(gap, _untold(fact.text, others, pen), pen) if one.kin]
        if not wrong:
            return None
        nearest = min(wrong, key=lambda one: abs(one.times))
        text = fact.text[: gap.start] + nearest.text + fact.text[gap.end :]
        difficulty = _difficulty(gap, [nearest])
    cited = (pen.grounds.citation(fact),)
    said = [("True", is_true), ("False", not is_true)]
    options = tuple(Option(text=word, is_key=right, why=fact.text, citations=cited) for word, right in said)
    return _item("true_false", fact, gap, pen, f"{_from(fact)} True or false? “{text}”", options=options,
                 key="True" if is_true else "False", difficulty=difficulty)  # fmt: skip


def cloze(fact: Fact, gap: Gap, pen: Pen) -> QuizItem | None:
    """The sentence with a gap to fill: a number and its unit, or a name; "at least" stays in the sentence."""
    if not gap.alone:
        return None
    gap = _bare(gap)
    stem = f"{_from(fact)} Fill the gap: “{_with_gap(fact, gap)}”"
    return _item("cloze", fact, gap, pen, stem, key=gap.text, accepted=_spellings(gap), difficulty="medium")


def numeric(fact: Fact, gap: Gap, pen: Pen) -> QuizItem | None:
    """A number to type. Right is what rounds to the source's figure, or lies in its range."""
    if gap.quantity is None or len(gap.numbers) not in (1, 2):
        return None
    values = [Fraction(number.replace(",", "")) for number in gap.numbers]
    if SIGNED.search(gap.text) or "×" in gap.text or (gap.quantity.kind == "count" and values == [1]):
        return None  # a sign, or a power of ten, to be typed or not is a trap; and a singular gives itself away
    unit = NUMBER.sub("", gap.text.split(gap.numbers[-1])[-1]).strip(" .,()")
    if len(values) == 2 and (values[0] >= values[1] or gap.quantity.out_of is not None):
        return None
    slack = _rounding(gap) if len(values) == 1 else Fraction(0)
    number = Numeric(low=_plain(values[0] - slack), high=_plain(values[-1] + slack), unit=unit)
    number_of = "a number within the range that the source gives" if len(values) == 2 else "the number"
    limit = NUMBER.split(gap.text)[0].strip()
    said = f"The source says “{limit}” it. " if len(values) == 1 and limit.casefold() in _LIMITS else ""
    unit = unit if not unit.startswith("-") else ""  # "a 100-point scale"
    of = f" of {unit}" if gap.quantity.kind == "count" else f", in {unit}"
    stem = f"{question(fact, gap, pen)} ({said}Type {number_of}{of if unit else ''}.)"
    return _item("numeric", fact, gap, pen, stem, key=gap.text, numeric=number, difficulty="hard")


def short_answer(fact: Fact, gap: Gap, pen: Pen) -> QuizItem | None:
    """A question without options. Every name of a drug counts as right.

    Under effects and scales the lexicon gathers what is wider too: "neutropenia" is not "mild neutropenia".
    """
    accepted = tuple(dict.fromkeys((*_spellings(gap), *_spellings(_bare(gap)))))
    if gap.entity and gap.entity.kind == "drug":
        forms = (*gap.entity.names, *gap.entity.brands, *gap.entity.abbreviations)
        accepted += tuple(form for form in forms if form.casefold() != gap.text.casefold())
    return _item("short_answer", fact, gap, pen, question(fact, gap, pen), key=gap.text, accepted=accepted,
                 difficulty="hard" if gap.quantity else "medium")  # fmt: skip


WRITERS: Mapping[ItemKind, Writer] = {
    "single_best": single_best,
    "true_false": true_false,
    "cloze": cloze,
    "numeric": numeric,
    "short_answer": short_answer,
}


def _item(kind: ItemKind, fact: Fact, gap: Gap, pen: Pen, stem: str, **fields: object) -> QuizItem | None:
    """The item with what it rests on; None where the gate refuses the fact."""
    grounds = pen.grounds.of(fact, gap.text)
    if not grounds:
        return None
    cited = grounds[0].citations[0]
    return QuizItem.model_validate({
        "item_id": new_item_id(kind, fact.source.slug, cited.quote, gap.text),
        "kind": kind, "stem": stem, "explanation": fact.text, "grounds": grounds, "level": pen.level,
        "topic": fact.topic, "source_slug": fact.source.slug, "source_title": fact.source.title,
        "reference": cited.reference, "grade": cited.grade, "checked": cited.checked or "",
        "jurisdiction": fact.source.jurisdiction, "year": fact.source.when, **fields,
    })  # fmt: skip


def _bare(gap: Gap) -> Gap:
    """The gap from its first number on: "6 weeks" of "at least 6 weeks"."""
    first = NUMBER.search(gap.text) if gap.quantity else None
    if first is None or SIGNED.search(gap.text):
        return gap
    return gap._replace(start=gap.start + first.start(), text=gap.text[first.start() :])


def _rounding(gap: Gap) -> Fraction:
    """What is lost by rounding to as many decimals as the source gives; a whole number, but for a share, is exact."""
    decimals = max(len(number.partition(".")[2]) for number in gap.numbers)
    is_exact = gap.quantity is not None and not decimals and gap.quantity.kind != "percentage"
    return Fraction(0) if is_exact else Fraction(1, 2 * 10**decimals)


def question(fact: Fact, gap: Gap, pen: Pen) -> str:
    """The question kept for this gap; else the sentence with the gap, and what belongs there."""
    if kept := pen.stems.ask(fact, gap):
        return kept
    noun = _ASKS_FOR[gap.quantity.kind if gap.quantity else gap.entity.kind if gap.entity else ""]
    return f"{_from(fact)} “{_with_gap(fact, gap)}” Which {noun} belongs in the gap?"


def _from(fact: Fact) -> str:
    """Whose statement it is: without it, no sentence is true everywhere and always."""
    return f"From “{fact.source.title}” ({fact.source.when}):"


def _with_gap(fact: Fact, gap: Gap) -> str:
    return fact.text[: gap.start] + GAP + fact.text[gap.end :]


def _chosen(gap: Gap, wrong: Sequence[Wrong], pen: Pen) -> list[Wrong]:
    """Three of the wrong answers: as near to the key as the level wants, the key in the place wanted among them."""
    most = MOST_OPTIONS - 1
    shuffled = pen.chance.sample(list(wrong), len(wrong))
    if gap.quantity is None:
        return _names_of(gap, shuffled, pen.level, most)
    nearest = sorted(shuffled, key=lambda one: (_unfit(one, pen.level), roundness(one.text) != roundness(gap.text)))
    below = [one for one in nearest if one.times < 0]
    above = [one for one in nearest if one.times > 0]
    wanted = min(pen.place, most)
    taken = _disjoint(below, wanted, [])
    taken = _disjoint(above, most - len(taken), taken)
    return _disjoint(below, most - len(taken), taken)


def _names_of(gap: Gap, wrong: Sequence[Wrong], level: Level, most: int) -> list[Wrong]:
    """Names of the key's family, then of its document; for a student one of these, where there is one. One not shorter.

    Names of other documents stand beside the key only where there are too few: they are easily told apart.
    """
    kin = [one for one in wrong if one.kin]
    others = sorted((one for one in wrong if not one.kin), key=lambda one: not one.beside)
    if level != "student" and len(kin) + sum(one.beside for one in others) >= FEWEST_OPTIONS - 1:
        others = [one for one in others if one.beside]
    near = most - 1 if level == "student" and others else most
    named = [*kin[:near], *others[: most - len(kin[:near])]]
    longer = next((one for one in [*kin, *others] if len(one.text) >= len(gap.text)), None)
    if longer and longer not in named:  # the key is not to be the longest
        named = [longer, *named[: most - 1]]
    return named


def _untold(stem: str, wrong: Sequence[Wrong], pen: Pen) -> list[Wrong]:
    """Without those that the question names, whatever it calls them, or whose figure stands in it."""
    names = any(one.entity for one in wrong)
    named = {mention.entity.id for mention in pen.lexicon.mentions(stem)} if names else set[str]()
    figures = set(NUMBER.findall(stem))
    return [
        one for one in wrong
        if not (one.entity and one.entity.id in named)
        and one.text.casefold() not in stem.casefold()
        and not (one.entity is None and figures.intersection(NUMBER.findall(one.text)))
    ]  # fmt: skip


def roundness(text: str) -> int:
    """How many figures other than zeros at the end its first number has: 80% beside 30%, not beside 31%.

    >>> [roundness(text) for text in ("1,500/µL", "about 12.5 mg", "31%")]
    [2, 3, 2]
    """
    found = NUMBER.search(text)
    return len(found[0].replace(",", "").replace(".", "").strip("0")) if found else 0


def _unfit(one: Wrong, level: Level) -> float:
    """How far a wrong figure is outside of what the level wants."""
    times = exp(abs(one.times))
    least, most = APART[level]
    return max(least - times, times - most, 0.0)


def _disjoint(candidates: Sequence[Wrong], most: int, taken: Sequence[Wrong]) -> list[Wrong]:
    """The first that fit, no two of which meet."""
    found = list(taken)
    for one in candidates:
        if len(found) - len(taken) >= most:
            break
        if one not in found and not any(_meet(one, other) for other in found):
            found.append(one)
    return found


def _meet(one: Wrong, other: Wrong) -> bool:
    ours, theirs = ([bound for bound in each.bounds if bound is not None] for each in (one, other))
    return min(ours) <= max(theirs) and min(theirs) <= max(ours)


def _option(wrong: Wrong, pen: Pen) -> Option:
    """A wrong answer, with the sentence in which it is right."""
    return Option(
        text=wrong.text,
        why=f"That is said elsewhere: {wrong.fact.text}",
        citations=(pen.grounds.citation(wrong.fact),),
    )


def _difficulty(gap: Gap, wrong: Sequence[Wrong]) -> Difficulty:
    """By how near the nearest wrong figure is; a name counts as medium. Not measured on learners."""
    if gap.quantity is None:
        return "medium" if all(one.kin for one in wrong) else "easy"
    nearest = min(exp(abs(one.times)) for one in wrong)
    return "hard" if nearest < 1.5 else "medium" if nearest < 2.5 else "easy"


def _spellings(gap: Gap) -> tuple[str, ...]:
    """The key, and the same with a plain hyphen or "to", without thousands marks, a number alone or in a word, and a
    name beside its short form."""
    plain = gap.text.replace("–", "-").replace("\u2009", " ")
    without = NUMBER.sub(lambda number: number[0].replace(",", ""), plain)
    ranges = [_BETWEEN.sub(" to ", text) for text in (plain, without)]
    joined = [_TO.sub("-", text) for text in (plain, without)] if gap.quantity else []
    return tuple(dict.fromkeys((gap.text, plain, without, *ranges, *joined, *_numbers_alone(gap), *_short_forms(gap))))


def _numbers_alone(gap: Gap) -> tuple[str, ...]:
    """The number without its unit, which the sentence leaves no doubt of, and a small one as a word."""
    bare = _bare(gap).text
    if gap.quantity is None or len(gap.numbers) != 1 or not re.match(r"[\d,.]+(?: [a-z]|$)", bare):
        return ()
    number, _, unit = bare.partition(" ")
    word = SMALL[int(number)] if number.isdigit() and int(number) < len(SMALL) else ""
    alone = (number, number.replace(",", "")) if gap.quantity.kind in _PLAIN_UNITS else ()
    return (*alone, *([f"{word} {unit}".strip()] if word else []))


def _short_forms(gap: Gap) -> tuple[str, ...]:
    """The abbreviations of a name that is written in full, and the name of one that is not."""
    if gap.entity is None or gap.entity.kind != "scale":
        return ()
    named = gap.text.casefold()
    if named == gap.entity.names[0].casefold():
        return gap.entity.abbreviations
    return gap.entity.names[:1] if named in {short.casefold() for short in gap.entity.abbreviations} else ()


def _plain(value: Fraction) -> str:
    """A fraction whose denominator is a power of ten (or half of one), as a decimal."""
    text = f"{value.numerator / value.denominator:.6f}".rstrip("0").rstrip(".")
    return text or "0"
