"""Is the passage found that holds the fact? Our own questions in; nDCG@10, recall@10 and reciprocal rank out.

A passage is relevant where one of its sentences that may be shown matches a pattern of an expected fact. Searched by
likeness alone, by words alone, by plain reciprocal rank fusion of the two, and by the search that answers questions, on
the index that is in use. The last also knows questions; the three others do not.
"""

from collections.abc import Sequence

import ir_measures

from evals import retrieval
from evals.beir import Benchmark
from evals.holders import Holders
from evals.metrics import PLACES, Figure, Limit, figure
from evals.questions import Half, choose
from evals.result import Result, Table
from evals.sitting import Sitting

MEASURES = (retrieval.NDCG, ir_measures.R @ 10, retrieval.FIRST)


def sit(sitting: Sitting, _: Sequence[str]) -> Result:
    """Search for the facts questions of each half."""
    figures_: list[Figure] = []
    tables: list[Table] = []
    for half in sitting.halves:
        benchmark = _benchmark(sitting, half)
        own = sitting.assistant
        runs = retrieval.rankings(own.index, own.lexicon, own.embedder, benchmark.queries.items())
        marks = retrieval.measure(runs, benchmark, MEASURES)
        figures_ += figures(marks, half, len(benchmark.queries), sitting.limits)
        tables.append(_table(marks, half))
    return Result(tuple(figures_), tables=tuple(tables))


def _benchmark(sitting: Sitting, half: Half) -> Benchmark:
    """The facts questions of a half, and for each the passages that hold one of its facts."""
    holders = Holders(sitting.assistant.index)
    asked = [one for one in choose(["facts"], [half], sitting.limit) if one.facts]
    relevant = {one.id: dict.fromkeys(sorted(holders.of_any(one.facts)), 1) for one in asked}
    return Benchmark({one.id: one.question for one in asked}, relevant)


def figures(marks: retrieval.Marks, half: Half, n: int, limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """Each measure of the search that answers questions; the table has the other ways."""
    way = retrieval.HYBRID
    return tuple(
        figure("retrieval", f"retrieval: {name}, {way}", half, (value, n), limits) for name, value in marks[way].items()
    )


def _table(marks: retrieval.Marks, half: Half) -> Table:
    return Table(
        suite="retrieval",
        caption=f"The passages that hold the facts, {half}",
        header=("search", *map(str, MEASURES)),
        rows=tuple((way, *(round(one, PLACES) for one in values.values())) for way, values in marks.items()),
    )
