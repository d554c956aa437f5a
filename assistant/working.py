"""A kept reply in, how it came about out: what was asked and understood, what was searched for and found, what made it.

What a search found is not kept. Search is deterministic, so it is done again, but only where corpus, settings and
version are still those of the reply: another search would not be its working.
"""

from collections.abc import Callable, Sequence

from assistant.records import AuditRecord, Turn
from assistant.render import citations
from assistant.route import Way
from assistant.types import Hit, Noun, Provenance, Reply

Searched = tuple[str, Sequence[Hit]]  # what was searched for, and the passages found, best first
Search = Callable[[Turn, Way], Sequence[Searched]]

CHANGED = "The {what} changed since this reply: search as it is now is not shown, for it is not how this came about."
CHANGING = {"corpus": "corpus", "settings": "settings", "version": "program"}
NOT_SEARCHED = {
    "case": "A case is not searched for: the criteria checker reads the note, and its working stands in the report.",
    "emergency": "Nothing was searched for: an emergency is not a question for documents.",
    "out_of_scope": "It was judged to be about something else; what a search finds of that is not shown.",
    "order": "Nothing was searched for: it speaks of one patient and tells no case.",
}


class Ranked(Noun):
    """A passage found, and the numbers under which the reply cites it; none where it was set aside."""

    hit: Hit
    numbers: tuple[int, ...]


class Looked(Noun):
    """One search: a question has one for each thing it asks, and one for each part that had to be asked by itself."""

    words: str
    found: tuple[Ranked, ...]


class Working(Noun):
    """How a reply came about. `looked` is empty where `unsearched` says why."""

    turn: Turn
    audit: AuditRecord
    way: Way
    looked: tuple[Looked, ...] = ()
    unsearched: str = ""
    brought: tuple[int, ...] = ()  # citations that no search found: they limit, dispute or underlie one that it did


def work_out(turn: Turn, audit: AuditRecord, now: Provenance, search: Search) -> Working:
    """The working of a kept reply. `now` is what would make a reply today; `search` does its searches again."""
    way = way_of(turn.reply)
    unsearched = _unsearched(turn.reply, way, now)
    searched = () if unsearched else search(turn, way)
    if not searched:
        return Working(turn=turn, audit=audit, way=way, unsearched=unsearched or NOT_SEARCHED["order"])
    numbers: dict[str, list[int]] = {}
    for number, citation in enumerate(citations(turn.reply), 1):
        numbers.setdefault(citation.passage_id, []).append(number)
    looked = tuple(
        Looked(
            words=words,
            found=tuple(Ranked(hit=hit, numbers=tuple(numbers.get(hit.passage.passage_id, ()))) for hit in hits),
        )
        for words, hits in searched
    )
    found = {one.hit.passage.passage_id for look in looked for one in look.found}
    brought = tuple(sorted(one for name, cited in numbers.items() if name not in found for one in cited))
    return Working(turn=turn, audit=audit, way=way, looked=looked, brought=brought)


def way_of(reply: Reply) -> Way:
    """As what kind of request it was treated."""
    match reply.kind:
        case "case_report":
            return "case"
        case "answer":
            return "question"
        case "abstention":
            ways: dict[str, Way] = {
                "emergency": "emergency",
                "out_of_scope": "out_of_scope",
                "patient_order": "order",
            }
            return ways.get(reply.reason, "question")


def _unsearched(reply: Reply, way: Way, now: Provenance) -> str:
    """Why the search is not shown; empty where it can be done again."""
    if reply.kind == "case_report" or way in ("emergency", "out_of_scope"):
        return NOT_SEARCHED[way]
    made = reply.provenance
    changed = [name for field, name in CHANGING.items() if getattr(made, field) != getattr(now, field)]
    return CHANGED.format(what=" and the ".join(changed)) if changed else ""
