"""What a run took of a chat model, and what came of it: its replies with their audit records in, figures out.

Only replies for which the model was asked are counted; without a chat model there are none, and no figures.
"""

from collections.abc import Iterable, Iterator, Sequence

from assistant.records import AuditRecord
from assistant.render import is_phrased
from assistant.types import Answer, Reply
from evals.metrics import Figure, Limit, Value, figure, part

Replied = tuple[AuditRecord, Reply]


def figures(replies: Iterable[Replied], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """The figures, of both halves together."""
    asked = [(audit, reply) for audit, reply in replies if audit.chat_attempts and isinstance(reply, Answer)]
    values = _values(asked) if asked else ()
    return tuple(figure("model", f"model: {name}", "both", value, limits) for name, value in values)


def _values(asked: Sequence[Replied]) -> Iterator[tuple[str, Value]]:
    """A sentence that the model copied is the source's and counts as neither written nor removed."""
    audits = [audit for audit, _ in asked]
    written = [sum(map(is_phrased, reply.statements)) for _, reply in asked if isinstance(reply, Answer)]
    removed = sum(audit.removed for audit in audits)
    fallen_back = [audit for audit in audits if audit.composer != audit.chat_model]
    yield "answers with sentences of its own", part(sum(map(bool, written)), len(asked))
    yield "sentences removed by the gate", part(removed, removed + sum(written))
    yield (
        "answers in the sources' own sentences alone, as none of its passed",
        part(sum(bool(audit.removed) for audit in fallen_back), len(asked)),
    )
    yield (
        "answers in the sources' own sentences alone, as it failed",
        part(sum(not audit.removed for audit in fallen_back), len(asked)),
    )
    yield "calls beyond the first", (float(sum(audit.chat_attempts - 1 for audit in audits)), len(asked))
    yield "tokens read", (float(sum(audit.tokens_in for audit in audits)), len(asked))
    yield "tokens written", (float(sum(audit.tokens_out for audit in audits)), len(asked))
    costs = [audit.cost for audit in audits if audit.cost is not None]
    if len(costs) == len(asked):
        yield "cost", (sum(costs), len(asked))
