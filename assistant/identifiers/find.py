"""A text in, the places of what seems to identify a person out, and the text without them."""

from collections.abc import Iterable, Iterator

from assistant.identifiers.births import ages, births
from assistant.identifiers.contacts import addresses, contacts
from assistant.identifiers.names import names
from assistant.identifiers.numbers import record_numbers
from assistant.identifiers.readable import readable
from assistant.identifiers.types import IN_PLACE, Identifier, Kind

# Where two overlap, which one is meant.
_FIRST: tuple[Kind, ...] = ("address", "record_number", "contact", "date_of_birth", "age", "name")


def identifiers(text: str) -> tuple[Identifier, ...]:
    """What in a text seems to identify a person, from left to right; no two overlap.

    >>> [(one.kind, one.start, one.end) for one in identifiers("Mr John Smith on clozapine 350 mg")]
    [('name', 3, 13)]
    """
    seen = readable(text)
    found = sorted(_found(seen.text), key=lambda one: (_FIRST.index(one[0]), one[1], -one[2]))
    kept: list[Identifier] = []
    taken = bytearray(len(seen.text) + 1)
    for kind, start, end in found:
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            first, last = seen.span(start, end)
            kept.append(Identifier(kind=kind, start=first, end=last))
    return tuple(sorted(kept, key=lambda one: one.start))


def without(text: str, found: Iterable[Identifier]) -> str:
    """The text with a word for its kind in place of each identifier.

    >>> text = "Mr John Smith on clozapine 350 mg"
    >>> without(text, identifiers(text))
    'Mr [name] on clozapine 350 mg'
    """
    parts, at = [], 0
    for one in sorted(found, key=lambda one: one.start):
        parts += [text[at : one.start], IN_PLACE[one.kind]]
        at = one.end
    return "".join([*parts, text[at:]])


def _found(text: str) -> Iterator[tuple[Kind, int, int]]:
    named = names(text)
    numbered = list(record_numbers(text, named))
    yield from (("name", *span) for span in named)
    yield from (("record_number", *span) for span in numbered)
    yield from (("contact", *span) for span in contacts(text))
    yield from (("address", *span) for span in addresses(text))
    yield from (("date_of_birth", *span) for span in births(text, named))
    yield from (("age", *span) for span in ages(text))
