"""The gate on sentences a chat model might write: faithful ones it should let through, false ones it must refuse.

Authors who had not seen the checks wrote both beside sentences of the corpus: those of `tuned` were looked at while the
checks were made, those of `measured` were not. The corpus's own sentences are mutated by rule as well (`mutants`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.documents import document_of
from assistant.lexicon import Lexicon
from assistant.manifest import survey
from assistant.types import Claim, Hit, Rejection, Sentence, Statement
from assistant.verify import Gate
from evals import words
from evals.metrics import Figure, Limit, figure, share
from evals.mutants import mutants
from evals.questions import Half
from evals.result import Item, Result, Table, key, part
from evals.sitting import Sitting
from evals.words import HALVES

DATA = Path(__file__).parent / "data" / "gate"
CORPUS = Path(__file__).parent.parent / "corpus"
EXACT = ("number", "unit", "drug")  # kinds of which not one may pass
FAITHFUL = "nothing (faithful)"
LEAST_WORDS = 6  # of a sentence of the corpus worth mutating


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quoted(_Frozen):
    """A sentence of the corpus: the document's slug and the sentence as it reads."""

    source: str
    quote: str


class Falsehood(_Frozen):
    """A sentence that its source does not support, and what is wrong with it."""

    kind: str
    text: str
    swap: bool = False  # what is wrong stands elsewhere in the source


class Authored(_Frozen):
    """What is cited, a faithful rewording of it, and rewordings with one thing wrong."""

    cites: tuple[Quoted, ...]
    faithful: str
    style: str = ""
    mutants: tuple[Falsehood, ...]


class Tried(_Frozen):
    """One sentence that the gate was asked to admit. `kind` is empty for a faithful one."""

    half: Half
    kind: str
    authored: bool
    text: str
    cited: str
    why: str = ""  # it was refused; empty where it was let through


class Said(NamedTuple):
    """A sentence of the corpus, where it stands, and its document's text."""

    hit: Hit
    sentence: Sentence
    text: str


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Bring every sentence to the gate, and the lists to the two checks of words. The authors' sentences are items."""
    admitted = [one for half in HALVES for one in tried(half)]
    looked = [one for half in HALVES for one in words.looked_at(half)]
    return Result(
        (*figures(admitted, sitting.limits), *words.figures(looked, sitting.limits)),
        (*(item(one) for one in admitted if one.authored), *map(words.item, looked)),
        tuple(by_kind(admitted, half) for half in HALVES if any(one.half == half and one.authored for one in admitted)),
    )


@cache
def load(half: Half) -> tuple[Authored, ...]:
    """The authored items of one half; none where its file is not there."""
    path = DATA / f"{HALVES[half]}.yaml"
    return tuple(Authored(**row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))) if path.is_file() else ()


def tried(half: Half) -> Iterator[Tried]:
    """Every sentence of a half: the authors', and mutants by rule of their faithful ones and of the corpus."""
    lexicon = _lexicon()
    for item in load(half):
        cited = tuple(sentences()[one.source, one.quote] for one in item.cites)
        source = " ".join(one.quote for one in item.cites)
        yield _tried(item.faithful, "", cited, half, authored=True)
        for one in item.mutants:
            yield _tried(one.text, one.kind, cited, half, authored=True)
        for kind, text in mutants(item.faithful, source, lexicon):
            yield _tried(text, kind, cited, half, authored=False)
    for said in sentences().values():
        if half_of(said.sentence.text) == half and len(said.sentence.text.split()) >= LEAST_WORDS:
            for kind, text in mutants(said.sentence.text, said.sentence.text, lexicon):
                yield _tried(text, kind, (said,), half, authored=False)


def try_one(item: Authored) -> Rejection | Statement:
    """The faithful sentence of an item, at the gate."""
    said = [sentences()[one.source, one.quote] for one in item.cites]
    return _at_the_gate(item.faithful, said, _lexicon())


def half_of(sentence: str) -> Half:
    """The half of a sentence of the corpus, by its SHA-256; the authors wrote about their half's sentences only."""
    return "tune" if int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 2 == 0 else "measured"


def figures(every: Iterable[Tried], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """False accepts, overall and of the kinds of which none may pass, and how many faithful sentences pass."""
    rows = list(every)
    found = []
    for half in HALVES:
        false = [one for one in rows if one.half == half and one.kind]
        flags = {"gate: false accepts": [not one.why for one in false]}
        flags |= {"gate: false accepts, authored": [not one.why for one in false if one.authored]}
        flags |= {f"gate: false accepts, {kind}": [not one.why for one in false if one.kind == kind] for kind in EXACT}
        flags |= {"gate: coverage": [not one.why for one in rows if one.half == half and not one.kind]}
        found += [figure("gate", name, half, share(seen), limits) for name, seen in flags.items() if seen]
    return tuple(found)


def by_kind(every: Iterable[Tried], half: Half) -> Table:
    """What passed of each kind in one half; of faithful sentences that is good, of the others it is not."""
    rows = [one for one in every if one.half == half]
    all_of = Counter((one.kind or FAITHFUL, not one.authored) for one in rows)
    passed = Counter((one.kind or FAITHFUL, not one.authored) for one in rows if not one.why)
    return Table(
        suite="gate",
        caption=f"What the gate lets through, {half}",
        header=("what is wrong with the sentence", "written", "let through"),
        rows=tuple(
            (kind, "by rule" if by_rule else "by an author", part(passed[kind, by_rule], count))
            for (kind, by_rule), count in sorted(all_of.items())
        ),
        note="Of faithful sentences many should pass; of all others none.",
    )


def item(one: Tried) -> Item:
    """A sentence in the report. A faithful one refused costs an answer in a model's words, no truth."""
    right = bool(one.why) == bool(one.kind)
    fault = f"let through, with a false {one.kind}" if one.kind else f"refused: {one.why}"
    return Item(
        suite="gate",
        id=f"{one.kind or 'faithful'}-{key(one.text, one.cited)}",
        half=one.half,
        outcome="right" if right else "wrong" if one.kind else "no_answer",
        asked=f"{one.text} | cited: {one.cited}",
        expected=("refused" if one.kind else "let through",),
        faults=() if right else (fault,),
    )


def _tried(text: str, kind: str, cited: Sequence[Said], half: Half, *, authored: bool) -> Tried:
    admitted = _at_the_gate(text, cited, _lexicon())
    why = admitted.why if isinstance(admitted, Rejection) else ""
    words = " ".join(one.sentence.text for one in cited)
    return Tried(half=half, kind=kind, authored=authored, text=text, cited=words, why=why)


def _at_the_gate(text: str, cited: Sequence[Said], lexicon: Lexicon) -> Rejection | Statement:
    texts = {one.hit.source.slug: one.text for one in cited}
    spans = tuple((one.hit.passage.passage_id, one.sentence.start, one.sentence.end) for one in cited)
    gate = Gate([one.hit for one in cited], texts.__getitem__, lexicon)
    return gate.admit(Claim(text=text, role="answer", spans=spans))


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def sentences() -> dict[tuple[str, str], Said]:
    """The sentences of the corpus by document and words."""
    documents = [
        document_of(entry, f"{number:012x}", entry.slug) for number, entry in enumerate(survey([CORPUS]).entries)
    ]
    return {
        (document.source.slug, sentence.text): Said(
            Hit(passage=passage, source=document.source, score=1.0), sentence, document.text
        )
        for document in documents
        for passage in document.passages
        for sentence in passage.sentences
    }
