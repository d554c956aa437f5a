"""What a text tells, ready to be compared: its words with what each may mean, the things it names, its quantities."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from assistant import quantities
from assistant.checks.meanings import Meanings, table_of_meanings
from assistant.lexicon import Entity, Lexicon, Mention
from assistant.quantities import Quantity
from assistant.words import Word, is_stop_word, words

_BOUNDARY = re.compile(
    r"[.,;:()!?](?!\d)|\b(?:but|although|though|while|whereas|however|yet|because|unless|if|when|and|or|which|who|that)\b"
)

_BETWEEN_WEEKS = re.compile(r"\bbetween ((?:day|week|month)s? \d+) and (\d+)", re.IGNORECASE)
_ALIKE = {"drug-class": "drug", "treatment": "drug", "trial": "organisation", "guideline": "organisation"}
_COMPARING = frozenset(("minimum", "maximum", "more than", "less than", "more", "less"))
_SENTENCE_END = re.compile(r"[.!?](?= [A-Z0-9])|;(?![^()]*\))")
GAP = 6  # words that a verb and its particle may have between them
_PARTICLES = frozenset("up down off out away back aside forward apart together".split())
_CLAUSE = re.compile(r"[.,;:()!?](?!\d)|\b(?:and|or|but)\b")
BREAK = 4  # words that a break between clauses counts
_TIMES = frozenset(("befor", "after", "until", "dure", "much"))  # words that tie, and say when


class Term(NamedTuple):
    """A word, or words that stand for one thing, at `start` to `end` of the text. `place` counts terms and breaks."""

    start: int
    end: int
    surface: str
    words: tuple[Word, ...]
    meanings: frozenset[str]
    entity: Entity | None
    place: int

    @property
    def is_free(self) -> bool:
        """Whether it only ties the sentence together."""
        return self.entity is None and all(
            is_stop_word(word.surface) and word.stem not in _TIMES for word in self.words
        )

    @property
    def is_telling(self) -> bool:
        """Whether it only reports ("study", "found") or names whom nobody names ("patients")."""
        telling = table_of_meanings().telling
        return self.entity is None and all(
            word.stem in telling or (is_stop_word(word.surface) and word.stem not in _TIMES) for word in self.words
        )

    @property
    def says_something(self) -> bool:
        """Whether the sentence would claim something else without it."""
        return not self.is_free and not self.is_telling


class Told:
    """One text, read once; every part is made when it is first asked for."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon

    @cached_property
    def words(self) -> list[Word]:
        """Every word in order."""
        return list(words(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number with its unit, range and comparator."""
        return quantities.read(_BETWEEN_WEEKS.sub(_as_a_range, self.text))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything the lexicon knows."""
        return self.lexicon.mentions_in(self.text, self.words)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The text as terms, left to right, longest first; figures are left out."""
        table, at, found = table_of_meanings(), 0, []
        mentioned = {mention.start: mention for mention in self.mentions}
        while at < len(self.words):
            term = self._named(mentioned, at) or self._phrase(table, at)
            at += len(term.words)
            if not term.surface.isdigit():
                found.append(term)
        return tuple(found)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """All that its words may mean, the parts of names included."""
        terms = [term for term in self.terms if not self._is_comparator(term)]
        inside = (word for term in terms for word in term.words)
        return frozenset().union(*(term.meanings for term in terms), *(_alone(word) for word in inside))

    def _is_comparator(self, term: Term) -> bool:
        """ "At least 2": no word of the text's own."""
        return any(one.start <= term.start < one.end and one.comparator != "=" for one in self.quantities) and (
            term.entity is None and bool(term.meanings & _COMPARING)
        )

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Where a clause may end."""
        return tuple(found.start() for found in _BOUNDARY.finditer(self.text))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where its sentences end."""
        return tuple(found.start() for found in _SENTENCE_END.finditer(self.text))

    def place(self, at: int) -> int:
        """How far into the text a character stands, in words, and in breaks between clauses."""
        return bisect_left(self._starts, at) + BREAK * bisect_left(self.breaks, at)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def sentence(self, at: int) -> int:
        """Which sentence of the text a character stands in, from 0."""
        return bisect_left(self.ends, at)

    def is_in_quantity(self, term: Term) -> bool:
        """Whether a quantity holds the term: its unit, its comparator, its counted noun."""
        return any(quantity.start < term.end and term.start < quantity.end for quantity in self.quantities)

    def is_of_quantity(self, term: Term) -> bool:
        """Whether a quantity stands for the term, so that comparing the quantity compares it; not what describes it."""
        for one in self.quantities:
            if one.start < term.end and term.start < one.end:
                return one.kind not in ("count", "proportion") or (
                    term.entity is None and (term.start == one.start or term.end >= one.end)
                )
        return False

    def _named(self, mentioned: dict[int, Mention], at: int) -> Term | None:
        mention = mentioned.get(self.words[at].start)
        if mention is None or mention.entity.kind == "wording":
            return None
        inside = tuple(word for word in self.words[at:] if word.start < mention.end)
        table, stems = table_of_meanings(), tuple(word.stem for word in inside)
        if stems in table.apart:
            return self._term(inside, frozenset())
        return self._term(inside, table.meant(stems) | {f"={mention.entity.id}"}, mention.entity)

    def _phrase(self, table: Meanings, at: int) -> Term:
        """The longest phrase that begins here, or else the word."""
        for length in range(min(table.longest, len(self.words) - at), 1, -1):
            inside = tuple(self.words[at : at + length])
            of = table.meant([word.stem for word in inside])
            if of:
                return self._term(inside, of)
        return self._term((self.words[at],), _alone(self.words[at]) | self._parted(table, at))

    def _parted(self, table: Meanings, at: int) -> frozenset[str]:
        """What a verb means with a particle that stands further on in its clause: "brought the level down"."""
        found: set[str] = set()
        for word in self.words[at + 2 : at + 2 + GAP]:
            if _CLAUSE.search(self.text, self.words[at].end, word.start):
                break
            if word.surface.lower() in _PARTICLES and self.text[word.end : word.end + 4] not in (" to ", " of "):
                found |= table.meant((self.words[at].stem, word.stem))
        return frozenset(found)

    def _term(self, inside: tuple[Word, ...], of: frozenset[str], entity: Entity | None = None) -> Term:
        start, end = inside[0].start, inside[-1].end
        stems = [word.stem for word in inside]
        own = {" ".join(stems), " ".join(table_of_meanings().plain(stems))}
        return Term(start, end, self.text[start:end], inside, of | own, entity, self.place(start))


def kind_of(entity: Entity) -> str:
    """Its kind, where whatever a patient may be given is of one kind, and so is whoever may say something."""
    return _ALIKE.get(entity.kind, entity.kind)


def _as_a_range(found: re.Match[str]) -> str:
    """ "Between weeks 6 and 18" as "weeks 6 to 18", of the same length."""
    return f"{'':8}{found[1]} to  {found[2]}"


def _alone(word: Word) -> frozenset[str]:
    table = table_of_meanings()
    return table.meant((word.stem,)) | {word.stem, *table.plain((word.stem,))}
