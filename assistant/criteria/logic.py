"""Three-valued logic over findings: what a verdict is made of, and which missing data would decide it.

A node is a finding, all of several nodes, or at least so many of them. Unknown stays unknown: it is never taken for
not met. What would decide an undecided verdict is read off the same tree that decides it.
"""

from collections.abc import Iterator
from itertools import combinations, islice
from typing import NamedTuple, TypeAlias

from assistant.criteria.ranges import Status
from assistant.criteria.types import Ask, Finding

MOST_TRIED = 2000  # combinations looked at for the smallest set


class AllOf(NamedTuple):
    """Met when every part is met; not met as soon as one is not met."""

    parts: "tuple[Node, ...]"


class AtLeast(NamedTuple):
    """Met when `needed` parts are met; not met when so many can no longer be met."""

    needed: int
    parts: "tuple[Node, ...]"


Node: TypeAlias = Finding | AllOf | AtLeast
Assumed = dict[str, Status]  # datum -> what a missing datum is taken to show


def status_of(node: Node, assumed: Assumed | None = None) -> Status:
    """The status of a node; with `assumed`, as if the data named were known."""
    if isinstance(node, Finding):
        return _of_finding(node, assumed or {})
    statuses = [status_of(part, assumed) for part in node.parts]
    needed = len(statuses) if isinstance(node, AllOf) else node.needed
    met = statuses.count("met")
    if met >= needed:
        return "met"
    return "not_met" if met + statuses.count("unknown") < needed else "unknown"


def findings_of(node: Node) -> Iterator[Finding]:
    """Every finding of a tree, in order."""
    if isinstance(node, Finding):
        yield node
        return
    for part in node.parts:
        yield from findings_of(part)


def deciding(node: Node) -> tuple[Ask, ...]:
    """The questions that would decide an unknown verdict: the fewest answers that could make it met.

    The most decisive comes first: a datum that could settle the verdict by itself,
    then one on which more findings hang.
    Empty where the verdict is decided.
    """
    if status_of(node) != "unknown":
        return ()
    asks: dict[str, Ask] = {}
    for finding in findings_of(node):
        if finding.status == "unknown":
            for ask in finding.missing:
                asks.setdefault(ask.datum, ask)
    needed = _completing(node) or frozenset(asks)
    order = {datum: place for place, datum in enumerate(asks)}
    weight = {datum: (*_decides(node, datum), -order[datum]) for datum in needed}
    return tuple(asks[datum] for datum in sorted(needed, key=weight.__getitem__, reverse=True))


def _of_finding(finding: Finding, assumed: Assumed) -> Status:
    if finding.status != "unknown" or not assumed:
        return finding.status
    known = [assumed.get(ask.datum) for ask in finding.missing]
    if "not_met" in known:
        return "not_met"
    return "met" if known and all(status == "met" for status in known) else "unknown"


def _decides(node: Node, datum: str) -> tuple[bool, bool, int]:
    """Whether a datum alone could make the verdict met, could refute it, and how many findings hang on it."""
    hang = sum(any(ask.datum == datum for ask in finding.missing) for finding in findings_of(node))
    return status_of(node, {datum: "met"}) == "met", status_of(node, {datum: "not_met"}) == "not_met", hang


def _completing(node: Node) -> frozenset[str] | None:
    """The fewest missing data which, well answered, make the node met; None where nothing can."""
    if isinstance(node, Finding):
        if node.status == "met":
            return frozenset()
        return frozenset(ask.datum for ask in node.missing) if node.status == "unknown" else None
    ways = [way for part in node.parts if (way := _completing(part)) is not None]
    needed = len(node.parts) if isinstance(node, AllOf) else node.needed
    if len(ways) < needed:
        return None
    if needed == len(ways):
        return frozenset().union(*ways)
    chosen = islice(combinations(sorted(ways, key=len), needed), MOST_TRIED)
    return min((frozenset().union(*some) for some in chosen), key=lambda data: (len(data), sorted(data)))
