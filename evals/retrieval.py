"""Retrieval on text nobody here wrote: `python -m evals.retrieval --data FOLDER` measures four rankings on a benchmark.

Dense alone, keyword alone, plain reciprocal rank fusion of the two (k = 60), and the search that answers questions: on
one index made the way every index is, in one run, with the settings that every corpus gets. Exit 1 unless the last is
best.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import ir_measures
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.embed import Embedder, open_embedder
from assistant.errors import AssistantError, BadInput
from assistant.index import Index
from assistant.indexing import ToIndex, Watch, index_documents
from assistant.lexicon import Lexicon
from assistant.progress import Bar
from assistant.question import Vocabulary, read_question
from assistant.search import CANDIDATES, match_expression, search, titled_text
from assistant.types import Document
from assistant.wire import open_index
from evals import beir
from evals.beir import Benchmark
from evals.workspace import workspace

DENSE, KEYWORD, FUSED, HYBRID = "dense alone", "keyword alone", "plain RRF (k = 60)", "assistant.search"
BASELINES = (DENSE, KEYWORD, FUSED)
DEPTH = 100  # documents of a ranking
RRF_K = 60
NDCG, RECALL, FIRST = ir_measures.nDCG @ 10, ir_measures.R @ DEPTH, ir_measures.RR @ 10
MEASURES = (NDCG, RECALL, FIRST)

Ranking = Sequence[str]
Runs = Mapping[str, Mapping[str, Ranking]]  # way of searching: query: the documents' slugs, best first
Marks = Mapping[str, Mapping[str, float]]  # way of searching: measure: its value


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; the exit code: 0 the hybrid search is best, 1 it is not, 2 it could not be measured."""
    options, console = _options(arguments), Console()
    try:
        beir.layout(options.data)
        with TemporaryDirectory(prefix="trs-retrieval-") as folder:
            runs, benchmark = _searched(options, options.index or Path(folder))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    marks = measure(runs, benchmark)
    console.print(table(marks, f"{len(benchmark.queries):,} queries of {options.data.name}, by ir-measures"))
    return 0 if is_best(marks) else 1


def fill(index: Index, documents: Sequence[Document], embedder: Embedder, on_progress: Watch = None) -> int:
    """Index what the index does not hold yet, as every document is indexed. The number of documents.

    Raises BadInput where it holds other documents: figures from it would not be the benchmark's.
    """
    held = {slug: kept.source_id for slug, kept in index.kept().items()}
    if others := held.keys() - {document.source.slug for document in documents}:
        what = f"The index holds {len(others)} documents that are not the benchmark's."
        raise BadInput(what, to=str(index.folder), do="Name another folder, or delete this one.")
    ready = held.keys() - set(index.unembedded())
    new = [one for one in documents if one.source.slug not in ready or held[one.source.slug] != one.source.source_id]
    index_documents([ToIndex(one) for one in new], index, embedder, on_progress, titled_text)
    return len(new)


def rankings(index: Index, lexicon: Lexicon, embedder: Embedder, queries: Iterable[tuple[str, str]]) -> Runs:
    """The passages that each way of searching finds for each query (name, text)."""
    vocabulary = Vocabulary(index.vocabulary(), index.count(), embedder.strangeness)
    runs: dict[str, dict[str, Ranking]] = {DENSE: {}, KEYWORD: {}, FUSED: {}, HYBRID: {}}
    for name, text in queries:
        clauses = read_question(text, lexicon, vocabulary).clauses
        expression = " OR ".join(found for clause in clauses if (found := match_expression(clause)))
        dense = [passage for passage, _ in index.nearest(embedder.embed([text])[0], CANDIDATES)]
        keyword = [passage for passage, _ in index.keyword(expression, CANDIDATES)]
        best: dict[str, float] = {}
        for clause, vector in zip(clauses, embedder.embed([clause.text for clause in clauses]), strict=True):
            for hit in search(clause, vector, index, DEPTH).hits:
                best[hit.passage.passage_id] = max(hit.score, best.get(hit.passage.passage_id, 0.0))
        runs[DENSE][name], runs[KEYWORD][name] = dense, keyword
        runs[FUSED][name] = reciprocal_rank_fusion([dense, keyword])[:DEPTH]
        runs[HYBRID][name] = sorted(best, key=lambda passage: (-best[passage], passage))[:DEPTH]
    return runs


def of_documents(runs: Runs, index: Index) -> Runs:
    """The documents of the passages found, each where its best passage is."""
    return {way: {name: _slugs(index, found) for name, found in ranked.items()} for way, ranked in runs.items()}


def reciprocal_rank_fusion(rankings: Sequence[Ranking], k: int = RRF_K) -> list[str]:
    """Plain reciprocal rank fusion (Cormack, Clarke and Büttcher 2009); equals by name.

    >>> reciprocal_rank_fusion([["a", "b"], ["b", "c"]])
    ['b', 'a', 'c']
    """
    shares: dict[str, list[float]] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            shares.setdefault(name, []).append(1 / (k + rank))
    scores = {name: math.fsum(held) for name, held in shares.items()}  # exact: the order of the lists cannot matter
    return sorted(scores, key=lambda name: (-scores[name], name))


def measure(runs: Runs, benchmark: Benchmark, measures: Sequence[ir_measures.Measure] = MEASURES) -> Marks:
    """nDCG@10, recall@100 and reciprocal rank of each way; a query that finds nothing counts as nothing."""
    marks = {}
    for way, ranked in runs.items():
        scored = {name: {slug: 1 / rank for rank, slug in enumerate(found, 1)} for name, found in ranked.items()}
        values = ir_measures.calc_aggregate(measures, benchmark.relevant, scored)
        marks[way] = {str(one): float(values[one]) for one in measures}
    return marks


def is_best(marks: Marks) -> bool:
    """Whether the hybrid search is above each of the three others in nDCG@10."""
    return all(marks[HYBRID][str(NDCG)] > marks[way][str(NDCG)] for way in BASELINES)


def table(marks: Marks, title: str) -> Table:
    """The marks, a row a way."""
    drawn = Table(title=title, title_justify="left")
    drawn.add_column("search")
    for one in MEASURES:
        drawn.add_column(str(one), justify="right")
    for way, values in marks.items():
        drawn.add_row(way, *(f"{values[str(one)]:.4f}" for one in MEASURES))
    return drawn


def _slugs(index: Index, passage_ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(passage.source_slug for passage in index.passages(passage_ids).values()))


def _searched(options: argparse.Namespace, folder: Path) -> tuple[Runs, Benchmark]:
    settings, lexicon = workspace(folder, options.data_dir), Lexicon.load()
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models")
    benchmark = beir.benchmark(options.data).first(options.limit)
    with open_index(settings.data_dir, lexicon, embedder) as index, Bar(sys.stderr) as bar:
        fill(index, beir.documents(options.data), embedder, bar)
        queries = track(benchmark.queries.items(), "Searching", console=Console(stderr=True))
        return of_documents(rankings(index, lexicon, embedder, queries), index), benchmark


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder in the layout of BEIR or of SciFact")
    parser.add_argument("--index", type=Path, help="folder to keep the index in, and to use it again from")
    parser.add_argument("--data-dir", type=Path, help="data folder whose exported model is copied (TRS_DATA_DIR)")
    parser.add_argument("--limit", type=int, help="at most this many queries")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
