"""A question as read: spelling mended, its units of meaning, its quantities, and what kind of answer it asks for.

A *unit* is what an answering sentence has to cover: a named entity ("Depakote" is valproate) or a word that carries
meaning. Reading is deterministic and needs only the lexicon and the corpus's vocabulary.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant import quantities
from assistant.demands import Demand, demands_of
from assistant.lexicon import Entity, Lexicon
from assistant.quantities import Quantity
from assistant.route import Way
from assistant.siblings import is_denied
from assistant.spelling import mend_spelling
from assistant.uploaded_words import NONE_UPLOADED, UploadedWords
from assistant.words import Word, is_asking_word, is_stop_word, words

# Kinds of entity that an answer must cover: what is said of one of them is not said of another.
NAMED_KINDS = frozenset(
    [
        "drug",
        "drug-class",
        "treatment",
        "trial",
        "organisation",
        "guideline",
        "population",
        "condition",
        "adverse-effect",
        "jurisdiction",
    ]
)
SETTINGS = frozenset({"jurisdiction", "population"})  # said once, they hold for the whole question
DENIABLE = "condition"  # who does not have one is another group of people
# Entities of the lexicon that are outcomes: what is said of one is no answer about another.
OUTCOMES = frozenset(
    "mortality relapse remission hospital-admission discontinuation quality-of-life cost side-effects bmi".split()
)
ADULT, AGED = 18, 65  # years: sources speak of adults between these, of others only where they say so
YOUNG, OLD = "children", "older-adults"  # entities of the lexicon
UBIQUITOUS = 0.25  # rarity of what the corpus is about: an entity in about one passage of five
STRANGE = 0.6  # an unknown word at least so strange is worth telling the reader about
STRANGE_WEIGHT = 1.5

_CLAUSE_END = re.compile(
    r"[?;!]+|(?<!\bvs)\.(?=\s+(?-i:[A-Z]))|,?\s+(?:and|but|or)\s+(?=(?:what|which|how|who|why|when|where|is|are|do|does|did|was|were|may|"
    r"can|should|has|have)\b)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:agree|disagree|differ\w*|opposite|contradict\w*|conflict\w*|compare[ds]?|comparison|versus|vs\.?|against|both|each|"
    r"changed? from|whereas|consistent|square with|still (?:fit|hold))\b",
    re.IGNORECASE,
)
_TIES = re.compile(
    r"\s*(?:,|/|&|\+|\b(?:and|or|versus|vs\.?|as well as|against)\b)(?:\s*\b(?:and|or)\b)?(?:\s+[\w-]+){0,2}?\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,\s*(?:and\b)?|;|&|\+|\band\b)\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|your|this|source) (?:source )?(?:article|overview|paper|text)\b", re.IGNORECASE)


class Unit(NamedTuple):
    """One thing the question names. `stems` are the words it stands for; an entity is found by its id."""

    surface: str
    stems: tuple[str, ...]
    entity: Entity | None
    known: bool  # whether any source uses it
    rarity: float  # 0 where every passage has it; of an unknown word, how strange it is; 1 at the most
    is_strange: bool = False  # neither the sources nor everyday English use it, and it stands where a name would
    is_carried: bool = False  # said earlier in the conversation, not in the words now typed
    is_uploads: bool = False  # a name that uploads alone use: of one's title, or no English word
    is_denied: bool = False  # people without it are asked about: "without BEN"

    @property
    def is_named(self) -> bool:
        """Whether it names a particular thing that nothing else can stand for."""
        return self.entity is not None and self.entity.kind in NAMED_KINDS

    @property
    def is_study(self) -> bool:
        """Whether it names a study or a guideline: only this field has those that the lexicon knows."""
        return self.entity is not None and self.entity.kind in ("trial", "guideline")

    @property
    def is_setting(self) -> bool:
        """Whether it says where, or for whom, rather than what."""
        return self.entity is not None and self.entity.kind in SETTINGS

    @property
    def is_required(self) -> bool:
        """Whether an answer must speak of it: a named thing that the whole corpus is not about anyway."""
        if self.is_denied:
            return False
        if self.entity is not None and self.entity.kind == "jurisdiction":
            return True  # a rule of one country is never given for another's
        return self.is_strange or self.is_uploads or (self.is_named and self.rarity > UBIQUITOUS)

    @property
    def is_outcome(self) -> bool:
        """Whether it is what was measured ("mortality", "side effects"): an answer has to speak of it."""
        return self.entity is not None and self.entity.id in OUTCOMES

    @property
    def weight(self) -> float:
        """How much covering it counts: named things most, words that every passage has least."""
        if self.is_strange:
            return STRANGE_WEIGHT
        is_plain = self.is_uploads or not self.is_required  # the weights were fitted without uploads
        return 0.2 + 0.8 * self.rarity if is_plain else 1.0 + 2.0 * self.rarity


class Clause(NamedTuple):
    """One of the things asked in a question of several parts."""

    text: str
    units: tuple[Unit, ...]
    quantities: tuple[Quantity, ...]
    asked: frozenset[str]  # kinds of quantity asked for ("dose", "duration")
    demands: tuple[Demand, ...]  # the figures it cannot do without

    @property
    def names_the_article(self) -> bool:
        """Whether it asks what the source article says."""
        return bool(_ARTICLE.search(self.text))

    @property
    def stands_alone(self) -> bool:
        """Whether it says what it is about, so that it can be answered apart from the rest. A country is not enough."""
        about = [unit for unit in self.units if not unit.is_setting]
        return any(unit.is_named for unit in about) or bool(self.unknown) or len(about) > 2

    def alternatives(self) -> tuple[tuple["Clause", str], ...]:
        """The clause for each of the things it lists or compares ("X and Y"), with that thing's name; or none."""
        required = tuple(unit for unit in self.required if not unit.is_carried)
        countries = tuple(unit for unit in required if unit.entity and unit.entity.kind == "jurisdiction")
        if len(countries) > 1:
            listed = countries
        else:
            listed = required if _COMPARES.search(self.text) and len(required) > 1 else _listed(self.text, required)
        return tuple((self._without([unit for unit in listed if unit is not one]), one.surface) for one in listed)

    def halves(self) -> tuple[tuple["Clause", str], ...]:
        """The clause parted where two things are asked ("the dose of X, and of Y"), with what each part names."""
        if any(unit.is_carried for unit in self.units):
            return ()  # what was said earlier is no part of its own
        for joint in _JOINT.finditer(self.text):
            first, second = (self._part(text) for text in (self.text[: joint.start()], self.text[joint.end() :]))
            if second.required and (first.required or len(first.units) > 1):
                return tuple((part, _surfaces(part.required)) for part in (first, second))
            tied = joint.group().strip(" ,")  # a comma alone may part what is told from what is asked
            if tied and first.required and len(first.units) > len(first.required) and second.units:
                return (first, _surfaces(first.units)), (second.on(first.required), _surfaces(second.units))
        return ()

    def on(self, topic: Sequence[Unit]) -> "Clause":
        """The clause about something named before it: "Cobenfy: monthly price"."""
        return self._replace(text=f"{_surfaces(topic)}: {self.text}", units=(*topic, *self.units))

    def _part(self, text: str) -> "Clause":
        units = tuple(unit for unit in self.units if unit.surface in text)
        values = tuple(value for value in self.quantities if value.text in text)
        return Clause(text, units, values, quantities.asked_kinds(text), demands_of(text))

    def without_one(self) -> tuple[tuple["Clause", str], ...]:
        """The clause without each of the things it names, where it names several, with that thing's name."""
        required = [unit for unit in self.required if not unit.is_carried]
        if len(required) < 2:
            return ()
        return tuple((self._without([one]), one.surface) for one in required)

    def _without(self, left_out: Sequence[Unit]) -> "Clause":
        text = self.text
        for unit in left_out:
            text = text.replace(unit.surface, "")
        return self._replace(
            text=" ".join(text.split()), units=tuple(unit for unit in self.units if unit not in left_out)
        )

    @property
    def own(self) -> tuple[Unit, ...]:
        """What the words now typed ask about; all of it where they name nothing ("dose?" does, "why?" does not)."""
        return tuple(unit for unit in self.units if not unit.is_carried) or self.units

    @property
    def required(self) -> tuple[Unit, ...]:
        """What an answer must speak of."""
        return tuple(unit for unit in self.units if unit.is_required)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words no source uses, common words aside."""
        return tuple(unit.surface for unit in self.units if not unit.known and unit.rarity >= STRANGE)


def _surfaces(units: Sequence[Unit]) -> str:
    return " ".join(unit.surface for unit in units)


def _listed(text: str, required: Sequence[Unit]) -> tuple[Unit, ...]:
    """Required things that stand side by side, tied by "and", "or", "versus", a comma or a slash."""
    runs: list[list[Unit]] = []
    end = 0
    for unit in sorted(required, key=lambda unit: text.find(unit.surface)):
        start = text.find(unit.surface)
        if runs and _TIES.fullmatch(text[end:start]):
            runs[-1].append(unit)
        else:
            runs.append([unit])
        end = start + len(unit.surface)
    return tuple(next((run for run in runs if len(run) > 1), ()))


class Question(NamedTuple):
    """A question as read. `corrections` are pairs (as written, as understood)."""

    text: str
    understood: str
    corrections: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]
    way: Way

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of all clauses, each once."""
        return tuple(
            {(unit.surface.lower(), unit.stems): unit for clause in self.clauses for unit in clause.units}.values()
        )

    def in_conversation(self, typed: str, own: Clause) -> "Question":
        """The question as one that was typed so, its own words read as `own`; what else it says was carried over."""
        said = {_name_of(unit) for unit in own.units}
        clauses = (
            clause._replace(units=tuple(unit._replace(is_carried=_name_of(unit) not in said) for unit in clause.units))
            for clause in self.clauses
        )
        return self._replace(text=typed, clauses=tuple(clauses))


class Vocabulary(NamedTuple):
    """What the corpus and the language know: `stems` with the number of passages that hold them."""

    stems: Mapping[str, int]
    passages: int
    strangeness: Callable[[str], float]
    spelt: frozenset[str] = frozenset()  # words as people write them, in small letters
    uploaded: UploadedWords = NONE_UPLOADED

    def rarity(self, stem: str) -> float:
        """From 0 (in every passage) to 1 (in none): inverse document frequency, scaled."""
        held = self.stems.get(stem, 0)
        return math.log(1 + self.passages / held) / math.log(2 + self.passages) if held else 1.0


def read_question(text: str, lexicon: Lexicon, vocabulary: Vocabulary, way: Way = "question") -> Question:
    """Read `text` (any length, any language). Never raises; a question with nothing in it has no units."""
    flat = " ".join(text.split())
    understood, corrections = mend_spelling(flat, lexicon, vocabulary)
    clauses: list[Clause] = []
    for part in split_clauses(understood):
        clause = read_clause(part, lexicon, vocabulary)
        if clauses and not clause.stands_alone:
            # "..., and how long did it last?": what it is about was said before.
            clause = read_clause(f"{clauses.pop().text}, {part}", lexicon, vocabulary)
        clauses.append(_with_setting(clause, clauses))
    return Question(flat, understood, corrections, tuple(clauses), way)


def _with_setting(clause: Clause, before: Sequence[Clause]) -> Clause:
    """The clause with the country and the population named earlier ("In New Zealand; which cut-offs apply there?")."""
    kinds = {unit.entity.kind for unit in clause.units if unit.entity}
    setting = {
        unit.entity.id: unit
        for earlier in before
        for unit in earlier.units
        if unit.entity and unit.entity.kind in SETTINGS and unit.entity.kind not in kinds
    }
    return clause._replace(units=(*clause.units, *setting.values()))


def split_clauses(text: str) -> tuple[str, ...]:
    """The parts of a question that each ask something.

    >>> split_clauses("Zyprexa: what is the maximum dose and does more help?")
    ('Zyprexa: what is the maximum dose', 'does more help')
    """
    parts = [part for part in (part.strip(" ,.") for part in _CLAUSE_END.split(text)) if part]
    return tuple(parts) if len(parts) > 1 else (text,)


def read_clause(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Clause:
    """One clause as it stands: its units, its quantities and the figures it asks for."""
    tokens = list(words(text))
    mentions = lexicon.mentions_in(text, tokens)
    read = quantities.read(text)
    units: dict[tuple[str, ...], Unit] = {}
    for mention in mentions:
        stems = tuple(word.stem for word in words(mention.surface))
        token = entity_token(mention.entity.id)
        unit = Unit(mention.surface, stems, mention.entity, token in vocabulary.stems, vocabulary.rarity(token))
        denied = mention.entity.kind == DENIABLE and is_denied(text, mention.start)
        units[(mention.entity.id,)] = unit._replace(is_denied=denied)
    for age in (quantity for quantity in read if quantity.kind == "age"):
        group = lexicon.entities.get(YOUNG if (age.high or age.low or 0) < ADULT else OLD)
        if group and not ADULT <= (age.low or ADULT) < AGED:
            token = entity_token(group.id)
            units[(group.id,)] = Unit(age.text, (), group, token in vocabulary.stems, vocabulary.rarity(token))
    taken = [(mention.start, mention.end) for mention in mentions] + [(read_.start, read_.end) for read_ in read]
    for before, word in pairwise([None, *tokens]):
        assert word is not None
        inside = any(start <= word.start < end for start, end in taken)
        if inside or is_stop_word(word.surface) or is_asking_word(word.surface) or word.surface.isdigit():
            continue
        known = word.stem in vocabulary.stems
        rarity = vocabulary.rarity(word.stem) if known else vocabulary.strangeness(word.surface)
        names = _may_be_a_name(before) and len(word.surface) > 4
        strange = rarity >= 1.0 and not known and names
        of_uploads = word.stem in vocabulary.uploaded.of_titles or (
            word.stem in vocabulary.uploaded.every and names and vocabulary.strangeness(word.surface) >= 1.0
        )
        unit = Unit(word.surface, (word.stem,), None, known, rarity, strange, is_uploads=of_uploads)
        units.setdefault((word.stem,), unit)
    return Clause(text, tuple(units.values()), read, quantities.asked_kinds(text), demands_of(text))


def _may_be_a_name(before: Word | None) -> bool:
    """Whether a name may stand after this word: "with berberine", "does berberine", but not "memantine sharpens"."""
    return before is None or is_stop_word(before.surface) or is_asking_word(before.surface)


def _name_of(unit: Unit) -> tuple[str, ...]:
    return (unit.entity.id,) if unit.entity else unit.stems


def entity_token(entity_id: str) -> str:
    """The word under which an entity stands in the search text.

    >>> entity_token("weight-gain")
    'entweightgain'
    """
    return "ent" + re.sub(r"[\W_]+", "", entity_id.lower())
