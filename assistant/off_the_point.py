"""Sentences that speak of all that a clause names and yet of something else: a clause and a sentence in, yes or no out.

People without a condition are not those with it; an amber result is no red one; a drug added to another is not the drug
alone; a blood count is no plasma level; and what no source tells of (an agency's ban) is not explained by what the
agency did besides.
"""

import re

from assistant.evidence import Evidence
from assistant.question import Clause, Unit
from assistant.siblings import is_denied_far
from assistant.words import words

COUNTS = frozenset({"anc", "wbc", "full-blood-count"})
LEVEL = "plasma-level"
LEVELS = frozenset({LEVEL, "reference-range", "alert-level", "steady-state"})
ADDED = "augmentation"
_COLOUR = re.compile(r"\b(?:green|amber|red)\b", re.IGNORECASE)  # of a traffic-light scheme: what holds for one only
_AUTHORITIES = frozenset({"organisation", "guideline", "jurisdiction"})
_OF_BOTH = re.compile(r"\b(?:general population|others?|everyone|all patients|either)\b", re.IGNORECASE)
# What an authority may be said to have done, with the words that tell of it.
_DEEDS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{told})", re.IGNORECASE))
    for asked, told in (
        (
            r"bans?|banned|banning|outlaw\w*|prohibit\w*|forb[ia]d\w*",
            r"bann|bans?\b|outlaw|prohibit|forb[ia]d|not (?:\w+ )?(?:allow|permit)|withdr[ae]w|approved\b",
        ),
        (
            r"withdr[ae]wn?|withdraws|withdrawing|abolish\w*|scrap(?:ped|s)?|revok\w*|repeal\w*|pulled",
            r"withdr[ae]w|abolish|scrap|revok|repeal|remov|ended|end of|no longer|discontinu|replac|dropp|lift"
            r"|approved\b",
        ),
    )
)


def is_off_the_point(clause: Clause, item: Evidence) -> bool:
    """Whether the sentence is about something else than the clause, whatever words they share."""
    return (
        any(unit.is_denied and _has_it(unit, item) for unit in clause.units)
        or _is_of_another_colour(clause, item)
        or _is_not_of_adding(clause, item)
        or _is_of_levels(clause, item)
        or _tells_of_no_such_deed(clause, item)
    )


def beside_the_point(clause: Clause) -> tuple[str, ...]:
    """The words of the clause that decide what it is about: named as not covered where everything found is off it."""
    said = [unit.surface for unit in clause.units if unit.is_denied or (unit.entity and unit.entity.id == ADDED)]
    if any(unit.entity and unit.entity.kind in _AUTHORITIES for unit in clause.units):
        said += [found.group() for asked, _ in _DEEDS if (found := asked.search(clause.text))]
    said += [unit.surface for unit in clause.units if unit.entity and unit.entity.id in COUNTS]
    return tuple(said)


def _has_it(unit: Unit, item: Evidence) -> bool:
    """Whether the sentence is of those who have what the clause says they have not."""
    if unit.entity is None or unit.entity.id not in item.own.widened:
        return False
    if _OF_BOTH.search(item.sentence.text):
        return False
    begins = {next(words(form)).stem for form in unit.entity.forms}
    places = [word.start for word in words(item.sentence.text) if word.stem in begins]
    return bool(places) and not any(is_denied_far(item.sentence.text, place) for place in places)


def _is_of_another_colour(clause: Clause, item: Evidence) -> bool:
    """Whether an amber result, say, is asked about and the sentence speaks of red ones alone."""
    asked, said = (set(map(str.lower, _COLOUR.findall(text))) for text in (clause.text, item.sentence.text))
    return bool(asked and said) and not asked & said


def _is_not_of_adding(clause: Clause, item: Evidence) -> bool:
    """Whether a drug is asked about as added to another, and the sentence speaks of its levels."""
    added = next((unit for unit in clause.units if unit.entity and unit.entity.id == ADDED), None)
    if added is None or item.covers(added):
        return False
    asked = {unit.entity.id for unit in clause.units if unit.entity}
    return bool(item.own.widened & LEVELS) and not asked & LEVELS


def _is_of_levels(clause: Clause, item: Evidence) -> bool:
    """Whether blood counts are asked about and the sentence speaks of plasma levels alone."""
    asked = {unit.entity.id for unit in clause.units if unit.entity}
    said = item.own.widened
    return bool(asked & COUNTS) and LEVEL not in asked and LEVEL in said and not said & COUNTS


def _tells_of_no_such_deed(clause: Clause, item: Evidence) -> bool:
    """Whether an authority is said to have ended or forbidden something, and the sentence tells of no such thing."""
    if not any(unit.entity and unit.entity.kind in _AUTHORITIES for unit in clause.units):
        return False
    return any(asked.search(clause.text) and not told.search(item.sentence.text) for asked, told in _DEEDS)
