"""A course of one drug as a note tells it so far: its steps of dose, and the words each value was read from."""

from dataclasses import dataclass, field

from assistant.criteria import drugs
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said


@dataclass
class Step:
    """One dose of one drug, as told so far."""

    values: dict[str, Said] = field(default_factory=dict)
    disputed: dict[str, Said] = field(default_factory=dict)  # a second, different value of the same
    continues: bool = False

    def has(self, name: str) -> bool:
        """Whether a value is known."""
        return name in self.values


@dataclass
class Told:
    """One course of one drug, as told so far."""

    mention: drugs.Mention
    sentence: int
    steps: list[Step] = field(default_factory=lambda: [Step()])
    separate: bool = False  # told again with a gap: a course of its own
    said: list[tuple[int, int]] = field(default_factory=list)
    doubts: dict[str, tuple[int, int]] = field(default_factory=dict)  # what the note itself takes back, and its words

    @property
    def name(self) -> str:
        """The name the case carries: the product where one is named, else the generic name."""
        if self.mention.product:
            return self.mention.product.name
        assert self.mention.drug is not None
        return self.mention.drug.generic

    likely_failed: Part | None = None  # words that may say that nothing came of it
    likely_length: Part | None = None  # words that may tell its length
    guessed: str = ""  # the name as written, where its spelling had to be guessed
    is_doubtful: bool = False  # two drugs are nearly as near to the name as written

    @property
    def last(self) -> Step:
        """The step that is being told."""
        return self.steps[-1]


def doubt(reading: Reading, told: Told, kind: str, words: tuple[int, int]) -> None:
    """Note on a course what takes it back, unless somebody said that it changes nothing."""
    if not reading.is_settled(reading.remark_around(*words)):
        told.doubts.setdefault(kind, words)


def place_in(told: Told, sentence: Part) -> int:
    """Where a course is named in a sentence."""
    return next((start for start, _ in told.said if sentence.holds(start)), told.said[-1][0])


def latest(told: list[Told], sentence: Part) -> Told:
    """The course named last before a sentence."""
    return max(told, key=lambda one: max((start for start, _ in one.said if start < sentence.start), default=-1))
