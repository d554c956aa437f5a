"""Replies in, figures of their citations out: is each quote there, and do the cited words alone state the fact?

A fact counts as cited only where one quote, read by itself and without the sentence that stands in the reply, matches
one of its patterns. Precision is a lower bound: a citation that holds none of the facts its question was written for
may still bear on it. Only answers are looked at; what was not answered is the facts suite's loss.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.reading import reading
from assistant.types import Answer, Citation
from evals.metrics import Figure, Limit, figure, share
from evals.patterns import found
from evals.questions import Question
from evals.replies import Replied, replies
from evals.result import Item, Result
from evals.scorers import DocumentText, is_exact
from evals.sitting import BOTH, Sitting

NAMES = ("exact", "facts held by a quote alone", "first holds a fact", "answering ones that hold a fact",
         "of any role that hold a fact or bear on one")  # fmt: skip


class Cited(NamedTuple):
    """The citations of one answer to a question with expected facts."""

    question: Question
    exact: tuple[bool, ...]  # of each statement
    uncited: tuple[str, ...]  # expected facts that no quote states by itself
    answering: tuple[bool, ...]  # of each statement that answers: whether it holds an expected fact
    bearing: tuple[bool, ...]  # of every statement: whether it does, or limits or disputes one that does


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Look at the citations of the answers that the facts suite gets."""
    cited = tuple(judge(replies(sitting, ["facts"]), sitting.assistant.index.text))
    return Result(figures(cited, sitting.limits), tuple(map(_item, cited)))


def judge(replied: Iterable[Replied], document_text: DocumentText) -> Iterator[Cited]:
    """The citations of every answer to a question with expected facts."""
    for one in replied:
        if one.question.facts and one.answer:
            yield _cited(one.question, one.answer, document_text)


def _cited(question: Question, answer: Answer, document_text: DocumentText) -> Cited:
    quotes = [tuple(quoted(citation) for citation in one.citations) for one in answer.statements]
    holds = [any(found(fact.any, held) for fact in question.facts) for held in quotes]
    every = tuple(quote for held in quotes for quote in held)
    return Cited(
        question,
        tuple(is_exact(one, document_text) for one in answer.statements),
        tuple(fact.fact for fact in question.facts if not found(fact.any, every)),
        tuple(held for one, held in zip(answer.statements, holds, strict=True) if one.role == "answer"),
        tuple(_bears(answer, place, holds) for place in range(len(holds))),
    )


def quoted(citation: Citation) -> str:
    """The cited characters as a person reads them: wrapped lines joined, reference numbers left out."""
    return reading(citation.quote)[0]


def _bears(answer: Answer, place: int, holds: Sequence[bool]) -> bool:
    """Whether the statement holds a fact, or the one that it limits or disputes does, and so on."""
    at: int | None = place
    while at is not None:
        if holds[at]:
            return True
        at = answer.statements[at].bears_on
    return False


def figures(cited: Sequence[Cited], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures of both halves."""
    lines = []
    for half in BOTH:
        rows = [one for one in cited if one.question.half == half]
        facts = [fact.fact not in one.uncited for one in rows for fact in one.question.facts]
        flags = (
            [exact for one in rows for exact in one.exact],
            facts,
            [one.answering[0] for one in rows],
            [held for one in rows for held in one.answering],
            [bears for one in rows for bears in one.bearing],
        )
        named = zip(NAMES, flags, strict=True)
        lines += [figure("citations", f"citations: {name}", half, share(seen), limits) for name, seen in named if seen]
    return tuple(lines)


def _item(cited: Cited) -> Item:
    """One answer; it is right where every quote is exact and the quotes alone state all that is expected."""
    return Item(
        suite="citations",
        id=cited.question.id,
        half=cited.question.half,
        outcome="wrong" if cited.uncited or not all(cited.exact) else "right",
        asked=cited.question.question,
        expected=tuple(f"a quote that says: {fact.fact}" for fact in cited.question.facts),
        faults=tuple(f"no quote says: {fact}" for fact in cited.uncited),
    )
