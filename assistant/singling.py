"""Of several figures of one sentence the one that a question singles out: by the words that stand beside it.

"30% on clozapine and 4% on chlorpromazine" labels its figures after them, "early within 1 year, late after 5 years"
before them. Where the question's words are beside no figure, or beside more than one, none is singled out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant import quantities
from assistant.quantities import Quantity
from assistant.question import Clause, Unit
from assistant.words import words

BEFORE = 45  # characters before the first figure that may label it
_LABEL_FOLLOWS = re.compile(
    r"\s*(?:\((?!95|CI|p\b|I2|n\b)[A-Za-z]|(?:[a-z]+ed )?(?:\([^)]*\)\s*)?"
    r"(?:for|with|in|of|to|on|at|above|below|from|after|up to)\b)"
)
_BARE = re.compile(r"\b\d{1,3}\b")
_MEASURED = frozenset({"adverse-effect", "condition"})  # of what the sentence is silent on, it gives no figure
_SOURCES = frozenset({"trial", "organisation", "guideline", "jurisdiction"})  # of these the whole sentence is
_ENDS = re.compile(r"[;:]|\.(?!\d)")
_PARTS = re.compile(r"[,:;)]|\.(?!\d)")
_LISTED = re.compile(r"\s*(?:or|and|/)\s*")
_PAST = re.compile(r"\b(?:after|past|beyond|over|above|more than|older than)\b", re.IGNORECASE)
_INTERVAL = re.compile(r"\b(?:CI|confidence|interval)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:up to|until|first|below|under|before|for|less than)\b", re.IGNORECASE)
_ARM = re.compile(r"\b(?:placebo|sham|controls?|comparators?)\b", re.IGNORECASE)
_OF_AN_ARM = re.compile(r"\b(?:placebo|sham|controls?|comparators?|alone|monotherapy)\b", re.IGNORECASE)
_OF_ITSELF = frozenset({"ratio", "fold", "interval"})  # kinds whose text names the measure, not what is measured
_COUNTED = frozenset({"count", "proportion", "percentage"})
NEAR = 30  # characters between a number of people and the arm that they are of
STATED = 1.0  # what a value of the question counts beside a figure; a word counts by its weight


class _Label(NamedTuple):
    """A figure with the stretch of the sentence that says what it is of."""

    figure: Quantity
    start: int
    end: int

    def holds(self, start: int) -> bool:
        """Whether a word that begins there is part of the label."""
        own_text = self.figure.kind in _OF_ITSELF and self.figure.start <= start < self.figure.end
        return self.start <= start < self.end and not own_text


def singled_out(clause: Clause, text: str, figures: Sequence[Quantity], read: Sequence[Quantity]) -> str:
    """The words of the one figure that the clause means; `read` are all quantities of the sentence."""
    unsaid = [one for one in figures if not any(quantities.same(one, said) for said in clause.quantities)]
    figures = sorted(unsaid or figures, key=lambda one: one.start)
    if not _INTERVAL.search(clause.text):
        figures = [one for one in figures if one.kind != "interval"] or figures
    if _ARM.search(clause.text) and all(one.kind in _COUNTED for one in figures):
        figures = _of_an_arm(text, figures, read)
    if len({one.text for one in figures}) < 2:
        return figures[0].text if figures else ""
    between = [text[one.end : other.start] for one, other in pairwise(figures)]
    if "respectively" in text or " to " in between:
        return ""
    if all(map(_LISTED.fullmatch, between)):
        return text[figures[0].start : figures[-1].end]
    return _best_labelled(clause, text, figures, read)


def _of_an_arm(text: str, figures: Sequence[Quantity], read: Sequence[Quantity]) -> list[Quantity]:
    """Those of the placebo group, say: the number of all is not theirs."""
    arms = [one.start() for one in _OF_AN_ARM.finditer(text)]
    of_it = {
        label.figure
        for label in _labels(text, [one for one in read if one.kind in _COUNTED])
        if any(label.holds(at) and label.figure.start - NEAR <= at <= label.figure.end + NEAR for at in arms)
    }
    return [one for one in figures if one in of_it]


def _best_labelled(clause: Clause, text: str, figures: Sequence[Quantity], read: Sequence[Quantity]) -> str:
    """The figure beside which most of the clause is said; none where another label holds a word of it as well."""
    labels = _labels(text, figures)
    places = [(unit, _places(unit, text)) for unit in clause.units]
    if any(unit.entity and (unit.entity.kind in _MEASURED or unit.is_outcome) and not at for unit, at in places):
        return ""
    about = [(unit, at) for unit, at in places if not (unit.entity and unit.entity.kind in _SOURCES)]
    held = [{unit for unit, at in about if any(map(label.holds, at))} for label in labels]
    stated = [_stated(clause, text, label, read) for label in labels]
    if labels[0].start < labels[0].figure.start:  # what stands before the first figure may be said of all
        kinds = {unit.entity.kind for unit in held[0] if unit.is_named and unit.entity}
        held = [held[0], *(units - held[0] for units in held[1:])]
        if any(held[1:]) or any(stated[1:]):
            if any(unit.entity and unit.entity.kind in kinds for units in held[1:] for unit in units):
                return ""  # "X 34 mg and Y 56 mg", and the question names both
            held[0] = set()
    scores = [sum(unit.weight for unit in units) + value for units, value in zip(held, stated, strict=True)]
    best = max(scores)
    if not best or scores.count(best) > 1:
        return ""
    chosen, end = labels[scores.index(best)], _end(text, figures[-1].end)
    for unit, at in places:
        counts = unit.is_required or unit.weight >= best / 2
        if counts and any(figures[0].start <= place < end for place in at) and not any(map(chosen.holds, at)):
            return ""  # it is also said beside another figure, or after all of them
    return chosen.figure.text


def _labels(text: str, figures: Sequence[Quantity]) -> list[_Label]:
    if not figures:
        return []
    follows = [bool(_LABEL_FOLLOWS.match(text, one.end)) for one in figures]
    ends = [*(one.start for one in figures[1:]), len(text)]
    if 2 * sum(follows) > len(figures):
        return [_Label(one, one.start, min(end, _end(text, one.end))) for one, end in zip(figures, ends, strict=True)]
    begins = [_begin(text, figures[0].start), *(one.end for one in figures)]
    return [_Label(one, begin, one.end) for one, begin in zip(figures, begins, strict=False)]


def _begin(text: str, at: int) -> int:
    """Where the words before the first figure begin to be its label; those before a bracket that it stands in are."""
    opened = text.rfind("(", 0, at)
    inside = opened if opened > text.rfind(")", 0, at) else at
    return max(0, at - BEFORE, *(one.end() for one in _PARTS.finditer(text, 0, inside)))


def _end(text: str, at: int) -> int:
    found = _ENDS.search(text, at)
    return found.start() if found else len(text)


def _places(unit: Unit, text: str) -> list[int]:
    """Where the sentence speaks of the unit."""
    if unit.entity is not None:
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, unit.entity.forms))})\b", re.IGNORECASE)
        if found := [one.start() for one in named.finditer(text)]:
            return found
    if _ARM.fullmatch(unit.surface):
        return [one.start() for one in _OF_AN_ARM.finditer(text)]
    some = unit.stems if not unit.is_named or len(unit.stems) == 1 else ()
    return [word.start for word in words(text) if word.stem in some]


def _stated(clause: Clause, text: str, label: _Label, read: Sequence[Quantity]) -> float:
    """What the values of the question count that stand in the label: "above 600 mg", "in ENIGMA-TRS 2"."""
    inside = text[label.start : label.figure.start] + " " + text[label.figure.end : label.end]
    beside = [one for one in read if label.holds(one.start) and one.start != label.figure.start]
    for said in clause.quantities:
        if _PAST.search(clause.text[max(0, said.start - 15) : said.end]) and _UP_TO.search(inside):
            continue
        if any(one.low == said.low or quantities.contains(one, said) for one in beside):
            return STATED
    bare = {one.group() for one in _BARE.finditer(clause.text) if not _is_within(one.start(), clause.quantities)}
    return STATED if bare & {one.group() for one in _BARE.finditer(inside)} else 0.0


def _is_within(at: int, read: Sequence[Quantity]) -> bool:
    return any(one.start <= at < one.end for one in read)
