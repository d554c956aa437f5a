"""True sentences in; sentences with one thing changed, which are therefore false, out.

A mutant that is by chance still true of its source (the other drug is there too, the other number is) is not made.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from assistant import quantities
from assistant.lexicon import Lexicon
from assistant.quantities import Quantity

OTHER = {  # what a name is swapped for: several of each kind, so that one of them is not in the sentence
    "drug": ("ziprasidone", "perphenazine", "topiramate"),
    "drug-class": ("benzodiazepines", "antihistamines", "statins"),
    "treatment": ("psychodynamic therapy", "light therapy"),
    "trial": ("CUtLASS", "AMICUS"),
    "organisation": ("the World Health Organization", "NICE"),
    "guideline": ("CANMAT", "CG178"),
    "jurisdiction": ("Japan", "Canada"),
    "population": ("children", "pregnant women"),
    "condition": ("bipolar disorder", "dementia"),
}
KIND_OF = {"drug-class": "drug", "treatment": "drug", "organisation": "trial", "guideline": "trial"}
KIND_OF |= {"jurisdiction": "trial", "condition": "population"}


class Swap(NamedTuple):
    """A word and what it turns into."""

    kind: str
    found: re.Pattern[str]
    other: str


def _swap(kind: str, found: str, other: str) -> Swap:
    return Swap(kind, re.compile(found, re.IGNORECASE), other)


SWAPS: tuple[Swap, ...] = (
    _swap("unit", r"(?<=\d )mg\b(?!/k?g)", "g"),
    _swap("unit", r"(?<=\d )mg\b(?!/k?g)", "µg"),
    _swap("unit", r"\bng/mL\b", "µg/mL"),
    _swap("unit", r"\bng/mL\b", "nmol/L"),
    _swap("unit", r"/day\b", "/week"),
    _swap("unit", r"(?<=\d )weeks\b", "days"),
    _swap("unit", r"(?<=\d )weeks\b", "months"),
    _swap("unit", r"(?<=\d )months\b", "years"),
    _swap("unit", r"(?<=\d)/µL\b", "/L"),
    _swap("comparator", r"\bat least (?=\d)", "at most "),
    _swap("comparator", r"\bat least (?=\d)", ""),
    _swap("comparator", r"\bmore than (?=\d)", "less than "),
    _swap("comparator", r"\bbelow (?=\d)", "above "),
    _swap("comparator", r"\babove (?=\d)", "below "),
    _swap("comparator", r"\bup to (?=\d)", "at least "),
    _swap("negation", r"\b(is|was|are|were|can|should|may) (?!not|no\b|never)", r"\1 not "),
    _swap("negation", r"\b(?:did|does|do) not (?=\w)", "did "),
    _swap("negation", r"\b(is|was|are|were|should|may|can) not\b", r"\1"),
    _swap("negation", r"\bno (?=\w)", "a "),
    _swap("negation", r"\bwithout\b", "with"),
    _swap("direction", r"\b(?:increased|raised|rose)\b", "decreased"),
    _swap("direction", r"\b(?:increases|raises|rises)\b", "decreases"),
    _swap("direction", r"\b(?:reduced|lowered|decreased|fell)\b", "increased"),
    _swap("direction", r"\bhigher\b", "lower"),
    _swap("direction", r"\blower\b", "higher"),
    _swap("direction", r"\bmore (?!than \d)", "less "),
    _swap("direction", r"\bfewer\b", "more"),
    _swap("direction", r"\bbetter\b", "worse"),
    _swap("direction", r"\bimproved\b", "worsened"),
    _swap("direction", r"\bbefore\b", "after"),
    _swap("direction", r"\bafter\b", "before"),
    _swap("direction", r"\bstarted\b", "stopped"),
    _swap("direction", r"\bstopped\b", "started"),
    _swap("hedge", r"\b(?:may|might|could) (?!not\b)", "will "),
    _swap("hedge", r"\bsuggests? (?=that\b)", "proves "),
    _swap("hedge", r"\bsuggested (?=that\b)", "proved "),
    _swap("hedge", r"\b(?:possibly|perhaps|probably)\b", "certainly"),
    _swap("recommendation", r"\bshould be considered\b", "must be given"),
    _swap("recommendation", r"\brecommends\b", "forbids"),
    _swap("recommendation", r"\bsuggests (?!that\b)", "requires "),
    _swap("scope", r"\b(?:some|several) (?=\w)", "all "),
    _swap("scope", r"\bmost (?=\w+s\b)", "all "),
    _swap("scope", r"\bboth\b", "neither of"),
    _swap("cause", r"\bwas associated with\b", "caused"),
    _swap("cause", r"\bis associated with\b", "causes"),
    _swap("comparison", r"\bthan placebo\b", "than haloperidol"),
    _swap("comparison", r"\bthan (?:with )?clozapine\b", "than placebo"),
)


class Mutant(NamedTuple):
    """A false sentence and what was changed."""

    kind: str
    text: str


def mutants(text: str, source: str, lexicon: Lexicon) -> Iterator[Mutant]:
    """The mutants of a sentence that is true by its source; one of a kind for each place that can be changed."""
    seen = {text}
    made = (_numbers(text, source), _ranges(text, source), _names(text, source, lexicon), _words(text, source))
    for mutant in chain.from_iterable(made):
        if mutant.text not in seen:
            seen.add(mutant.text)
            yield mutant


def _numbers(text: str, source: str) -> Iterator[Mutant]:
    for quantity in quantities.read(text):
        digits = [quantity.start + found.start() for found in re.finditer(r"[0-9]", quantity.text)]
        for at in digits[:1] + digits[-1:]:
            yield from _still_false("number", _with_digit(text, at), source, at)


def _ranges(text: str, source: str) -> Iterator[Mutant]:
    """A range cut to one end, or with its upper end changed."""
    for quantity in quantities.read(text):
        ends = re.search(r"(\d[\d.,]*)( to |–|-| and )(\d[\d.,]*)", quantity.text)
        if ends and quantity.low != quantity.high:
            start, end = quantity.start + ends.start(), quantity.start + ends.end()
            yield from _still_false("range", text[:start] + ends[1] + text[end:], source, start)
            yield from _still_false("range", text[:start] + ends[3] + text[end:], source, start)


def _names(text: str, source: str, lexicon: Lexicon) -> Iterator[Mutant]:
    named = {one for mention in lexicon.mentions(source) for one in lexicon.widen(mention.entity.id)}
    for mention in lexicon.mentions(text):
        for other in OTHER.get(mention.entity.kind, ()):
            ids = {one.entity.id for one in lexicon.mentions(other)}
            if not ids & named and mention.entity.id in named:
                kind = KIND_OF.get(mention.entity.kind, mention.entity.kind)
                yield Mutant(kind, text[: mention.start] + other + text[mention.end :])
                break


def _words(text: str, source: str) -> Iterator[Mutant]:
    for kind, pattern, other in SWAPS:
        for found in pattern.finditer(text):
            changed = text[: found.start()] + found.expand(other) + text[found.end() :]
            if kind in ("unit", "comparator"):
                yield from _still_false(kind, changed, source, found.start())
            else:
                yield Mutant(kind, changed)


def _still_false(kind: str, changed: str, source: str, at: int) -> Iterator[Mutant]:
    """The mutant, unless what was changed is no quantity any more or another quantity of the source supports it."""
    there = quantities.read(source)
    touched = [one for one in quantities.read(changed) if one.start <= at + 12 and at <= one.end]
    if touched and not all(_is_supported(one, there) for one in touched):
        yield Mutant(kind, changed)


def _is_supported(one: Quantity, there: tuple[Quantity, ...]) -> bool:
    return any(quantities.supports(found, one) for found in there)


def _with_digit(text: str, at: int) -> str:
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
