"""Texts with and without identifiers in, figures out: how many are found, how exactly, and how often nothing is taken
for one.

Those of `tuned.yaml` were looked at while the detector was made; those of `measured.yaml`, by another author, were not.
The evals' own tuned questions and the corpus hold no patient either: each finding in one of them is a false alarm.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.identifiers import Identifier, Kind, identifiers
from assistant.sentences import split
from evals import questions
from evals.metrics import Figure, Limit, Value, figure, share
from evals.questions import Half
from evals.result import Item, Result, key
from evals.sitting import Sitting

DATA = Path(__file__).parent / "data" / "identifiers"
CORPUS = Path(__file__).parent.parent / "corpus"
FILES: dict[Half, str] = {"tune": "tuned", "measured": "measured"}
PLURAL: dict[Kind, str] = {
    "name": "names",
    "date_of_birth": "dates of birth",
    "record_number": "record numbers",
    "contact": "contacts",
    "address": "addresses",
    "age": "ages over 89",
}
Span = tuple[int, int]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Held(_Frozen):
    """An identifier of a text, by its words."""

    kind: Kind
    words: str


class Text(_Frozen):
    """A text and what it holds, in the order of the text; `either` may be found or not."""

    text: str
    holds: tuple[Held, ...]
    either: tuple[str, ...] = ()
    why: str = ""


class Found(NamedTuple):
    """An identifier of a text: found at all, and with the very words."""

    held: Held
    found: bool
    exact: bool


class Looked(NamedTuple):
    """A text as the detector sees it; `alarms` are the words taken for an identifier that are none."""

    text: Text
    half: Half
    found: tuple[Found, ...]
    alarms: tuple[str, ...]


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Look at every text."""
    every = [one for half in FILES for one in looked(half)]
    return Result(figures(every, sitting.limits), tuple(map(_item, every)))


@cache
def load(half: Half) -> tuple[Text, ...]:
    """The texts of one half; none where its file is not there."""
    path = DATA / f"{FILES[half]}.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ()
    return tuple(Text.model_validate(row) for row in rows)


def looked(half: Half) -> tuple[Looked, ...]:
    """Every text of a half, looked at."""
    return tuple(look(text, half) for text in load(half))


def look(text: Text, half: Half) -> Looked:
    """One text beside what it holds. Raises ValueError where it does not hold the words that it is said to."""
    findings = identifiers(text.text)
    places = list(_places(text))
    either = [span for words in text.either for span in _everywhere(text.text, words)]
    known = [*places, *either]
    return Looked(
        text,
        half,
        tuple(_found(held, place, findings) for held, place in zip(text.holds, places, strict=True)),
        tuple(text.text[one.start : one.end] for one in findings if not any(_meets(one, place) for place in known)),
    )


def _places(text: Text) -> Iterator[Span]:
    ends: dict[str, int] = {}
    for held in text.holds:
        start = text.text.index(held.words, ends.get(held.words, 0))
        ends[held.words] = start + len(held.words)
        yield start, ends[held.words]


def _everywhere(text: str, words: str) -> Iterator[Span]:
    start = text.index(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _found(held: Held, place: Span, findings: Iterable[Identifier]) -> Found:
    near = [one for one in findings if one.kind == held.kind and _meets(one, place)]
    return Found(held, bool(near), any((one.start, one.end) == place for one in near))


def _meets(one: Identifier, place: Span) -> bool:
    return one.start < place[1] and place[0] < one.end


def in_questions() -> tuple[tuple[str, str], ...]:
    """What is found in the tuned questions: the words, and the question. Those that do name somebody are texts."""
    known = {one.text for one in load("tune")}
    texts = [text for text in _questions() if text not in known]
    return tuple((text[one.start : one.end], text) for text in texts for one in identifiers(text))


@cache
def _questions() -> tuple[str, ...]:
    return tuple(one.question for suite in questions.SUITES for one in questions.load(suite) if one.half == "tune")


def in_corpus() -> tuple[tuple[str, str], ...]:
    """What is found in the sentences of the documents: the words, and the sentence."""
    return tuple((text[one.start : one.end], text) for text in _sentences() for one in identifiers(text))


@cache
def _sentences() -> tuple[str, ...]:
    """The article's sentences, and all texts of the digests: statements, references, notes."""
    articles = (path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
    digests = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "digests").glob("*.yaml")))
    told = (str(words) for digest in digests for row in digest["statements"] for words in row.values())
    return tuple(one.text for text in (*articles, *told) for one in split(text, 0, len(text)))


def figures(every: Sequence[Looked], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures by half; of the corpus once, with the half that was tuned on."""
    return tuple(
        figure("identifiers", f"identifiers: {name}", half, value, limits)
        for half in FILES
        if any(one.half == half for one in every)
        for name, value in _values([one for one in every if one.half == half], half)
    )


def _values(rows: Sequence[Looked], half: Half) -> Iterator[tuple[str, Value]]:
    every = [found for one in rows for found in one.found]
    for kind in dict.fromkeys(found.held.kind for found in every):
        yield f"{PLURAL[kind]} found", share(found.found for found in every if found.held.kind == kind)
    yield "exact words", share(found.exact for found in every if found.found and found.held.kind != "address")
    harmless = [one for one in rows if not one.text.holds]
    alarms = sum(len(one.alarms) for one in harmless)
    if harmless:
        yield "false alarms in 100 texts", (100 * alarms / len(harmless), len(harmless))
    if half == "tune":
        yield "false alarms in questions", (float(len(in_questions())), len(_questions()))
        yield "false alarms in the corpus", (float(len(in_corpus())), len(_sentences()))


def _item(one: Looked) -> Item:
    """A text in the report."""
    faults = tuple(_faults(one))
    return Item(
        suite="identifiers",
        id=f"{'holds' if one.text.holds else 'harmless'}-{key(one.text.text)}",
        half=one.half,
        outcome="wrong" if faults else "right",
        asked=one.text.text,
        expected=tuple(f"{held.kind}: {held.words}" for held in one.text.holds) or ("nothing found",),
        faults=faults,
    )


def _faults(one: Looked) -> Iterator[str]:
    missed = [f"{found.held.kind} {found.held.words!r}" for found in one.found if not found.found]
    inexact = [f"{found.held.kind} {found.held.words!r}" for found in one.found if found.found and not found.exact]
    said = (("missed", missed), ("not exactly", inexact), ("false alarm", [repr(alarm) for alarm in one.alarms]))
    for what, words in said:
        if words:
            yield f"{what}: {', '.join(words)}"
