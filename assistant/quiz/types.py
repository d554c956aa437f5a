"""The nouns of the quiz: what an educator asks for, an item with the spans that prove its key, a set of items.

Frozen. An item says nothing that is not in a source or computed by the criteria checker; `grounds` hold the words.
"""

import hashlib
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from assistant.criteria.types import PatientCase
from assistant.types import Citation, Noun, Provenance, Statement

ItemKind = Literal["single_best", "true_false", "cloze", "numeric", "matching", "short_answer", "vignette"]
Level = Literal["student", "resident", "specialist"]
Difficulty = Literal["easy", "medium", "hard"]
Severity = Literal["error", "warning"]  # an error gives the key away or makes it doubtful; a warning is worth a look
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
LEVELS: tuple[Level, ...] = get_args(Level)
CHOSEN: frozenset[ItemKind] = frozenset({"single_best", "true_false", "vignette"})  # one of several options is picked
TYPED: frozenset[ItemKind] = frozenset({"cloze", "numeric", "short_answer"})  # the answer is typed
GAP = "_____"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
MOST_ITEMS = 500


class QuizRequest(Noun):
    """What is wanted. The same request, corpus, version and seed give the same quiz, byte for byte."""

    topic: str = Field(default="", max_length=300)  # in words; empty: the whole corpus
    count: int = Field(default=10, ge=1, le=MOST_ITEMS)
    level: Level = "resident"
    kinds: Annotated[tuple[ItemKind, ...], Field(min_length=1, max_length=70)] = ("single_best",)
    jurisdiction: str = Field(default="", max_length=80)  # as the sources are marked; empty: any
    seed: int = Field(default=0, ge=0, lt=2**63)
    reworded: bool = False  # questions in the chat model's words, where these ask the same; needs one


class Option(Noun):
    """An answer to choose. `why` says why it is right or wrong, in a source's words where `citations` are given."""

    text: str = Field(min_length=1)
    is_key: bool = False
    why: str = ""
    citations: tuple[Citation, ...] = ()


class Pair(Noun):
    """What belongs together in a matching item, and the words that say so."""

    left: str = Field(min_length=1)
    right: str = Field(min_length=1)
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Numeric(Noun):
    """A number to be typed: right from `low` to `high`, as decimals in `unit` (empty where there is none)."""

    low: str = Field(pattern=DECIMAL, max_length=40)
    high: str = Field(pattern=DECIMAL, max_length=40)
    unit: str = ""

    @model_validator(mode="after")
    def _is_a_range(self) -> "Numeric":
        if Decimal(self.low) > Decimal(self.high):
            raise ValueError(f"{self.low} to {self.high} is no range: the lower bound comes first")
        return self


class Vignette(Noun):
    """The made-up patient of a vignette, and proof of the checker's verdict on him or her."""

    case: PatientCase
    definition: str  # the verdict asked about: "trrip_minimum"
    verdict: Literal["met", "not_met", "unknown"]
    ruleset_hash: str
    report_hash: str


class Standing(Noun):
    """Where an item stands with its reviewers: a draft until one of them, by name, accepts it.

    An item whose sources changed after that counts as a draft again; `stale` says what changed.
    """

    status: Literal["draft", "accepted", "rejected"] = "draft"
    reviewer: str = ""  # who spoke last
    at: str = ""  # when: ISO 8601 in UTC
    edited_by: str = ""  # who reworded it last
    stale: tuple[str, ...] = ()


class Reworded(Noun):
    """Who worded a stem anew: the chat model, its prompt as name@hash, and the stem that it had before."""

    by: str
    prompt: str
    before: str


class QuizItem(Noun):
    """One item. `grounds` are the fact that makes the key right, then what limits and what disputes it.

    `item_id` stays the same while kind, fact and key do, so that a later import updates instead of doubling.
    """

    item_id: str
    kind: ItemKind
    stem: str = Field(min_length=1)
    key: str = Field(min_length=1)  # a verbatim part of the fact, or computed by the checker
    options: tuple[Option, ...] = ()  # single_best, true_false, vignette: in the order shown
    pairs: tuple[Pair, ...] = ()  # matching
    spare: tuple[str, ...] = ()  # matching: right sides that belong to no left one
    accepted: tuple[str, ...] = ()  # cloze and short_answer: every spelling that counts as right
    numeric: Numeric | None = None
    explanation: str
    grounds: tuple[Statement, ...] = ()
    vignette: Vignette | None = None
    reworded: Reworded | None = None
    level: Level
    difficulty: Difficulty
    topic: str
    source_slug: str = ""
    source_title: str
    reference: str = ""
    grade: str = ""
    checked: str = ""
    jurisdiction: str
    year: str
    standing: Standing = Standing()

    @model_validator(mode="after")
    def _one_key(self) -> "QuizItem":
        keys = [option.text for option in self.options if option.is_key]
        if self.kind in CHOSEN and keys != [self.key]:
            raise ValueError(f"one option must be the key {self.key!r}; these are marked: {keys}")
        if self.kind == "matching" and len(self.pairs) < 2:
            raise ValueError("a matching item needs two pairs at least")
        if self.kind == "numeric" and self.numeric is None:
            raise ValueError("a numeric item needs its number")
        if self.kind != "vignette" and not self.grounds:
            raise ValueError("an item needs the words of a source that make its key right")
        return self

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it asks about, as (document, words): no two items of a quiz ask about the same."""
        if self.vignette:
            return (("case", self.vignette.report_hash),)
        cited = [one for pair in self.pairs for one in pair.citations] or list(self.grounds[0].citations)
        return tuple((one.source_slug, one.quote) for one in cited)

    @property
    def content_hash(self) -> str:
        """Changes with anything that a reviewer has read; what reviewers said of it is left out."""
        return hashlib.sha256(self.model_dump_json(exclude={"standing"}).encode()).hexdigest()[:16]


class Fault(Noun):
    """What is wrong with an item, or with a quiz as a whole (`item_id` is empty then), and who says so."""

    rule: str
    severity: Severity
    says: str
    found: str
    source: str
    item_id: str = ""


class Shortfall(Noun):
    """Why there are fewer items than asked for."""

    asked: int
    made: int
    why: str


class Quiz(Noun):
    """A set of items. `quiz_id` is a hash of request, corpus, stems, rules of the checker and version."""

    quiz_id: str
    title: str
    request: QuizRequest
    items: tuple[QuizItem, ...]
    shortfall: Shortfall | None = None
    notice: str = ""  # how many stems a chat model worded, where it was asked to
    provenance: Provenance
    revision: int = Field(default=0, ge=0, lt=1000)  # counts what reviewers changed: Anki takes what is newer
    ruleset_hash: str = ""  # of the checker's rules, where there are vignettes


class ExportedFile(Noun):
    """A quiz as a file. `left_out` names the items that the format cannot hold, and why; none is ever cut."""

    name: str
    media_type: str
    content: bytes
    left_out: tuple[str, ...] = ()


def new_item_id(kind: ItemKind, *parts: str) -> str:
    """A stable id of what an item asks."""
    return hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[:12]
