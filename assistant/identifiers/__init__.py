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

from assistant.identifiers.find import identifiers, without
from assistant.identifiers.told import Told, told
from assistant.identifiers.types import CALLED, IN_PLACE, KINDS, Identifier, Kind

__all__ = ["CALLED", "IN_PLACE", "KINDS", "Identifier", "Kind", "Told", "identifiers", "told", "without"]
