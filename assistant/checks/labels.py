"""What stands right beside a number: the word it is said of, the drug it is of, the number it is a part of."""

import re

from assistant.checks.cited import Cited
from assistant.checks.numbers import OWNED, found_in, sort_of
from assistant.checks.told import Told
from assistant.quantities import Quantity

LABEL = 2  # words from a number to what it is said of
_BARE = ("number", "count")  # kinds of figure that say what they are of right after them
_BESIDE = 2  # characters between a number and its label
_ENDS = re.compile(r"[.;](?=\s|$)")
_SOME_OF = re.compile(r"(?:\w+ )?of (?:the|its|these|those)\b", re.IGNORECASE)


def labels_keep_their_numbers(claim: Told, cited: Cited) -> str | None:
    """ "4 moderate, 5 marked": what stands right beside a number is not told right beside another of its sort."""
    told = cited.told
    for stated in claim.quantities:
        if stated.kind not in _BARE:
            continue
        label = next((term for term in claim.terms if term.start >= stated.end and not term.is_free), None)
        if label is None or claim.place(label.start) - claim.place(stated.start) > LABEL or not label.says_something:
            continue
        theirs = {one: _label(one, told) for one in told.quantities if sort_of(one) == sort_of(stated)}
        own = [theirs.get(one) for one in found_in(stated, told)]
        word = label.words[0].stem
        if word in theirs.values() and own and all(other not in (None, word) for other in own):
            return f"'{stated.text}' is not beside '{label.surface}' in the cited words"
    return None


def figures_keep_their_drugs(claim: Told, cited: Cited) -> str | None:
    """ "30% on clozapine and 4% on chlorpromazine": the one drug that follows a figure follows it there as well."""
    told = cited.told
    owners = {one: _drug_after(one, told) for one in told.quantities}
    for stated in claim.quantities:
        ours = _drug_after(stated, claim) if stated.kind in OWNED else None
        theirs = {owners[one] for one in found_in(stated, told)}
        if ours and theirs and None not in theirs and ours not in theirs:
            others = (one for one, drug in owners.items() if drug == ours and sort_of(one) == sort_of(stated))
            if next(others, None):
                return f"'{stated.text}' is of another drug in the cited words"
    return None


def parts_are_no_wholes(claim: Told, cited: Cited) -> str | None:
    """ "1 of the 5 trials" is not "five of the trials"."""
    for stated in claim.quantities:
        if not _SOME_OF.search(claim.text[stated.start : stated.end + 8]) or stated.out_of is not None:
            continue
        same = [one for one in cited.told.quantities if one.low == one.high == stated.low and one.out_of is None]
        if not same and any(one.out_of == stated.low for one in cited.told.quantities):
            return f"'{stated.text}' is the number of all in the cited words"
    return None


def _label(one: Quantity, told: Told) -> str | None:
    """The stem of what stands right after a figure, where it says something."""
    after = (term for term in told.terms if one.start < term.start and 0 <= term.start - one.end <= _BESIDE)
    label = next((term for term in after if term.says_something), None)
    return None if label is None else label.words[0].stem


def _drug_after(one: Quantity, told: Told) -> str | None:
    """The only drug between a figure and the next figure, or the end of the sentence."""
    ends = _ENDS.search(told.text, one.end)
    stop = min(
        ends.start() if ends else len(told.text),
        min((other.start for other in told.quantities if other.start >= one.end), default=len(told.text)),
    )
    named = {
        named.entity.id for named in told.mentions if named.entity.kind == "drug" and one.end <= named.start < stop
    }
    return named.pop() if len(named) == 1 else None
