"""What is talked about, in a few words to stand before a follow-up: things in, "TRRIP, antipsychotics" out."""

from collections.abc import Iterable

from assistant.follow_ups import Typed
from assistant.mentions import BACKGROUND, Slot, Thing

MOST_CARRIED = 6  # things named before a follow-up
# The order of a label: whose account, what with what, and the rest.
RANKS: dict[Slot, int] = {
    "source": 0,
    "scale": 1,
    "intervention": 2,
    "problem": 3,
    "outcome": 3,
    "people": 4,
    "matter": 5,
    "measure": 6,
}


def label_of(things: Iterable[Thing], typed: Typed) -> str:
    """What is talked about in a few words. What the text itself says is left out, and what everything here is about."""
    every = {thing.id: thing for thing in things}
    telling = {name: thing for name, thing in every.items() if name not in BACKGROUND or name == "utrs"} or every
    pair = sum(thing.slot == "intervention" for thing in telling.values()) > 1
    unsaid = {thing.id for thing in typed.things} | {"dose"} | ({"augmentation"} if pair else set())
    left = [thing for name, thing in telling.items() if name not in unsaid]
    ordered = sorted(left, key=lambda thing: (RANKS[thing.slot], thing.everywhere))[:MOST_CARRIED]
    taken = " with ".join(thing.surface for thing in ordered if thing.slot == "intervention")
    before = [thing.surface for thing in ordered if RANKS[thing.slot] < RANKS["intervention"]]
    after = [_shown(thing) for thing in ordered if RANKS[thing.slot] > RANKS["intervention"]]
    parts = [*before, *filter(None, [taken]), *after]
    return ", ".join(part for part in parts if not any(part != other and part in other for other in parts))


def _shown(thing: Thing) -> str:
    """A name to show: of what may have been said by a verb ("die") the lexicon's."""
    return thing.name if thing.slot in ("outcome", "matter") and thing.name else thing.surface
