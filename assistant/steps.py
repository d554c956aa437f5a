"""An Event in, the lines of `trs ask --steps` out: how the question was read, what was found, what was refused."""

from collections.abc import Iterator

from assistant.render import clean
from assistant.types import Event, Rejection, Statement


def of_event(event: Event) -> str:
    """One step of answering, for a reader who wants to see the working.

    >>> of_event(Event(name="routed", way="question", understood="valproate with clozapine"))
    'routed     question: valproate with clozapine'
    """
    match event.name:
        case "routed":
            return f"routed     {event.way}: {clean(event.understood)}"
        case "found":
            return "\n".join(_found(event))
        case "composing":
            return f"composing  {event.composer}"
        case "statement":
            return _stated(event.statement)
        case "replied":
            return "\n".join(_replied(event))


def _found(event: Event) -> Iterator[str]:
    yield f"found      {len(event.hits)} passages"
    for number, hit in enumerate(event.hits, 1):
        ranks = f"dense {hit.dense_rank or '-'}, keyword {hit.keyword_rank or '-'}, similarity {hit.similarity:.3f}"
        place = " ".join(part for part in (hit.source.slug, hit.passage.statement_id or hit.passage.section) if part)
        yield " " * 11 + clean(f"{number}. {place}: {ranks}, score {hit.score:.4f}")


def _stated(statement: Statement | None) -> str:
    if statement is None:
        return "statement"
    spans = ", ".join(f"{cited.source_slug} {cited.start}–{cited.end}" for cited in statement.citations)
    return f"statement  {statement.role}: {clean(statement.text)} [{spans}]"


def _replied(event: Event) -> Iterator[str]:
    if event.reply is None:
        return
    match event.reply.kind:
        case "case_report":
            yield f"replied    case_report: {clean(event.reply.headline)}"
        case "answer":
            yield from _rejected(event.reply.rejected)
            yield f"replied    answer: {len(event.reply.statements)} statements"
        case "abstention":
            yield from _rejected(event.reply.rejected)
            yield f"replied    abstention: {event.reply.reason}"


def _rejected(rejected: tuple[Rejection, ...]) -> Iterator[str]:
    yield from (f"rejected   {clean(one.text)}: {clean(one.why)}" for one in rejected)
