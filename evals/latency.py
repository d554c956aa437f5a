"""How long replies took, beside their quality: records in, a line for the terminal out. It is part of no report."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.records import AuditRecord
from evals.timing import percentile


def told(audits: Iterable[AuditRecord]) -> str:
    """For each kind of reply how many there were and how long half of them, and 19 in 20, took at the most."""
    took: dict[str, list[float]] = defaultdict(list)
    for audit in audits:
        took[audit.kind.replace("_", " ")].append(audit.milliseconds)
    return "\n".join(
        f"{kind}: {len(times):,} replies, {percentile(times, 50):.0f} ms (median), {percentile(times, 95):.0f} ms (p95)"
        for kind, times in sorted(took.items())
    )
