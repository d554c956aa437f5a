"""A text in, what in it seems to identify a person out: names, dates of birth, record numbers and the like.

By rules and lists, without a model: the same text gives the same findings, in time proportional to its length. Doses,
levels, dates of visits, authors, brands and scales are none. It reads English with names of any language, and it
misses some: it reminds, it does not make a text anonymous. Nothing is kept and nothing is logged.

Of the eighteen kinds that HIPAA's safe harbour lists it looks for names; for addresses below the level of a state, but
not for towns alone; of dates for those of birth and for ages over 89, not for those of visits; for phone and fax
numbers, e-mail, social-security, record, insurance, account, certificate and licence numbers, vehicle and device
numbers where a word says so, personal pages and IP addresses. It cannot see biometric data and pictures, and of other
unique codes it knows only those that a word announces.
"""

from collections.abc import Iterable, Iterator

from assistant.identifiers.births import ages, births
from assistant.identifiers.contacts import addresses, contacts
from assistant.identifiers.names import Names
from assistant.identifiers.numbers import record_numbers
from assistant.identifiers.readable import readable
from assistant.identifiers.types import CALLED, IN_PLACE, KINDS, Identifier, Kind

__all__ = ["CALLED", "IN_PLACE", "KINDS", "Identifier", "Kind", "identifiers", "without"]

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
    named = list(Names(text).spans())
    numbered = list(record_numbers(text, named))
    yield from (("name", *span) for span in named)
    yield from (("record_number", *span) for span in numbered)
    yield from (("contact", *span) for span in contacts(text))
    yield from (("address", *span) for span in addresses(text))
    yield from (("date_of_birth", *span) for span in births(text, named))
    yield from (("age", *span) for span in ages(text))
