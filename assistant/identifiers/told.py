"""A text in, what a person is told of the identifiers in it out: each kind with its words, and the text without them."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.identifiers.find import identifiers, without
from assistant.identifiers.types import CALLED, CALLED_MANY, KINDS, Identifier

_MOST_WORDS = 3  # shown of one kind
_LONGEST = 40  # characters shown of one


class Told(NamedTuple):
    """`kinds` are what each is called, with its words; `more` says how many words of it are not shown."""

    kinds: tuple["ToldKind", ...]
    without: str

    @property
    def called(self) -> str:
        """The kinds in words, without what was found: "a name and a date of birth"."""
        return joined([kind.called for kind in self.kinds])


class ToldKind(NamedTuple):
    """One kind: "a name" or "names", and the words, each once."""

    called: str
    words: tuple[str, ...]
    more: int


def told(text: str) -> Told | None:
    """What to tell of a text; None where nothing in it seems to identify a person.

    >>> told("Mr John Smith on clozapine 350 mg").called
    'a name'
    """
    found = identifiers(text)
    if not found:
        return None
    kinds = tuple(_kind(text, alike) for kind in KINDS if (alike := [one for one in found if one.kind == kind]))
    return Told(kinds, without(text, found))


def joined(parts: Sequence[str]) -> str:
    """The parts as one reads them: "a, b and c"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _kind(text: str, alike: Sequence[Identifier]) -> ToldKind:
    every = list(dict.fromkeys(_short(text[one.start : one.end]) for one in alike))
    called = (CALLED if len(every) == 1 else CALLED_MANY)[alike[0].kind]
    return ToldKind(called, tuple(every[:_MOST_WORDS]), max(0, len(every) - _MOST_WORDS))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
