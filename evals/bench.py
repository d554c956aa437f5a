"""Speed and memory as ratios, each beside its baseline in one run: `python -m evals.bench [--data SCIFACT_FOLDER]`.

Absolute times are this machine's and this moment's; the ratios are what is kept an eye on. The two sides of a ratio
take turns, so that whatever else the machine does falls on both. Exit 1 where a ratio misses its limit.
"""

import argparse
import gc
import operator
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant import wire
from assistant.assistant import Assistant
from assistant.criteria import LONGEST, check_case, read_case
from assistant.embed import Embedder, model_source, open_embedder
from assistant.errors import AssistantError
from assistant.index import Index
from assistant.indexing import ToIndex, index_documents
from assistant.lexicon import Lexicon
from assistant.progress import Bar
from assistant.quiz.build import QuizBuilder
from assistant.quiz.stems import read_stems
from assistant.quiz.types import QuizRequest
from assistant.search import titled_text
from assistant.settings import Settings
from assistant.types import Answer, Claim, Document, Hit
from assistant.verify import Gate
from evals import beir, cases, gate, page, retrieval
from evals.questions import ANSWERABLE, SUITES, choose
from evals.quiz import KINDS
from evals.timing import percentile, seconds, start
from evals.workspace import workspace

QUESTION = "What dose of Depakote was studied with clozapine?"
NEIGHBOURS = 4  # what similarity_search gives unless told otherwise
ROUNDS = 3  # times each question is asked once both sides are warm
STARTS = 5  # times each program is started anew
SLICES, COMPARED = 10, (0, 4, 9)  # parts in which SciFact is indexed, and those that the baselines embed too
CLAIMS = 300  # of SciFact's, asked as questions
ITEMS, ITEMS_MS = 100, 2000.0  # of a quiz, and the milliseconds that it may take
WORDS = 2000  # of the note that is read
CHECK_MS, READ_MS = 5.0, 100.0  # milliseconds that checking a case and reading that note may take
PAINT_MS, SENTENCE_MS = 300.0, 150.0  # that the page may take to its first paint, and from Enter to the first sentence
WINDOWS = 60  # in which the page is opened and a question asked
GATE_MS = 10.0  # milliseconds that the gate may add to an answer
REPEATED_MS = 20_000.0  # that the longest note of one word may take: what grows with the square takes minutes
REPEATED = (" ", "9", "8 weeks ", "olanzapine ", "PANSS   ", "ANC ", "level was ", "no response ", "all items ")
MEMORY = 400.0  # megabytes that `trs ask` may hold
PERCENTILES = (("p50", 50), ("p95", 95))
KEEPS = {"<=": operator.le, ">=": operator.ge, ">": operator.gt}


class Figure(NamedTuple):
    """One line of the report: what was measured of ours and of the baseline, their ratio, and its limit."""

    name: str
    ours: str
    baseline: str
    ratio: float
    sign: str  # one of KEEPS
    limit: float

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return bool(KEEPS[self.sign](self.ratio, self.limit))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; the exit code: 0 all limits kept, 1 one missed, 2 it could not be measured."""
    options = _options(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"  # the baselines load the same packaged model
    try:
        if options.data:
            beir.layout(options.data)
        with TemporaryDirectory(prefix="trs-bench-") as folder:
            figures = list(_figures(options, Path(folder)))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    Console().print(table(figures))
    if not options.data:
        print("Without --data FOLDER the figures on SciFact are left out.")
    if not page.chromium():
        print("Without Chromium the figures on the page are left out: apt-get install chromium.")
    return 0 if all(figure.holds for figure in figures) else 1


def table(figures: Sequence[Figure]) -> Table:
    """The figures, a row each."""
    drawn = Table(title="Each figure beside its baseline, both measured in this run", title_justify="left")
    for heading in ("figure", "ours", "baseline", "ratio", "limit", "kept"):
        drawn.add_column(heading, justify="right" if heading == "ratio" else "left")
    for one in figures:
        kept = "yes" if one.holds else "[bold red]NO[/]"
        drawn.add_row(one.name, one.ours, one.baseline, f"{one.ratio:.2f}", f"{one.sign} {one.limit:.2f}", kept)
    return drawn


def starting(settings: Settings) -> Iterator[Figure]:
    """`trs ask` from a cold shell beside importing sentence-transformers: time, memory, and that torch stays out."""
    data = {"TRS_DATA_DIR": str(settings.data_dir), "TRS_STORE_URL": settings.store_url}
    ask = [str(Path(sysconfig.get_path("scripts")) / "trs"), "ask", QUESTION]
    load = [sys.executable, "-c", "import sentence_transformers"]
    listed = start(ask, **data, PYTHONPROFILEIMPORTTIME="1")  # also reads every file once, as the next line does
    start(load)
    ours, theirs = [], []
    for _ in track(range(STARTS), "Starting trs", console=_progress()):
        ours.append(start(ask, **data))
        theirs.append(start(load))
    mine, other = median(one.seconds for one in ours), median(one.seconds for one in theirs)
    name = "import sentence_transformers"
    yield Figure("trs ask, cold", f"{mine:.2f} s", f"{other:.2f} s {name}", mine / other, "<=", 1 / 3)
    held, holds = max(one.megabytes for one in ours), max(one.megabytes for one in theirs)
    allowed = f"{MEMORY:.0f} MB allowed; {holds:.0f} MB {name}"
    yield Figure("trs ask, most memory", f"{held:.0f} MB", allowed, held / MEMORY, "<=", 1.0)
    torch = count_modules(listed.said, "torch")
    yield Figure("trs ask, modules of torch", str(torch), "none allowed", float(torch), "<=", 0.0)


def checking() -> Iterator[Figure]:
    """The criteria checker: a case checked, and a note of 2,000 words read, beside what each is allowed."""
    vignettes = cases.load()
    given = [one.case for one in vignettes if one.case is not None]
    words = " ".join(one.note for one in vignettes).split()[:WORDS]
    note = " ".join(words)
    works: tuple[tuple[str, list[Callable[[], object]], float], ...] = (
        ("check a case", [partial(check_case, case) for case in given], CHECK_MS),
        (f"read a note of {WORDS:,} words", [partial(read_case, note)] * STARTS, READ_MS),
    )
    for name, work, allowed in works:
        for one in work[:STARTS]:
            one()
        took = median(seconds(one) for one in work) * 1000
        yield Figure(name, f"{took:.1f} ms", f"{allowed:.0f} ms allowed", took / allowed, "<=", 1.0)
    for word in REPEATED:
        took = seconds(partial(read_case, (word * LONGEST)[:LONGEST])) * 1000
        yield Figure(f"read {word!r} again and again", f"{took:,.0f} ms", f"{REPEATED_MS:,.0f} ms allowed",
                     took / REPEATED_MS, "<=", 1.0)  # fmt: skip


def count_modules(import_times: str, package: str) -> int:
    """How many modules of a package Python says it imported (PYTHONPROFILEIMPORTTIME).

    >>> count_modules("import time:  5 |  5 |   torch.nn\\nimport time:  5 |  5 | torchlike", "torch")
    1
    """
    names = [line.rpartition("|")[2].strip() for line in import_times.splitlines() if line.startswith("import time:")]
    return sum(name.partition(".")[0] == package for name in names)


def answering(settings: Settings, questions: Sequence[str]) -> Iterator[Figure]:
    """The whole verified answer, kept in the store, beside a plain langchain-chroma search over the same passages."""
    with TemporaryDirectory(prefix="trs-chroma-") as folder, closing(wire.build(settings, ingest=False)) as assistant:
        plain = _langchain_search(assistant.index, settings, folder)
        ours, theirs = in_turn(assistant.ask, plain, list(zip(questions, questions, strict=True)), "Answering")
    for name, percent in PERCENTILES:
        mine, other = percentile(ours, percent), percentile(theirs, percent)
        against = f"{_ms(other)} langchain-chroma similarity_search"
        yield Figure(f"verified answer, {name}", _ms(mine), against, mine / other, "<=", 1.0)


def opening(settings: Settings, questions: Sequence[str], browser: str) -> Iterator[Figure]:
    """The page in a browser, beside what it is allowed: painted, and from Enter to the first sentence."""
    step = max(1, len(questions) // WINDOWS)
    times = page.measure(settings, questions[::step][:WINDOWS], browser)
    for name, percent in PERCENTILES:
        took, empty = percentile(times.painted, percent), percentile(times.empty, percent)
        allowed = f"{PAINT_MS:.0f} ms allowed; {_ms(empty)} an empty page"
        yield Figure(f"first paint of the page, {name}", _ms(took), allowed, took * 1000 / PAINT_MS, "<=", 1.0)
    for name, percent in PERCENTILES:
        took, sent = percentile(times.first, percent), percentile(times.sent, percent)
        allowed = f"{SENTENCE_MS:.0f} ms allowed; {_ms(sent)} the server alone"
        yield Figure(f"Enter to the first sentence, {name}", _ms(took), allowed, took * 1000 / SENTENCE_MS, "<=", 1.0)


def verifying(settings: Settings, questions: Sequence[str]) -> Iterator[Figure]:
    """The gate alone on answers in the sources' own words, and on faithful rewordings, beside what each is allowed."""
    with closing(wire.build(settings, ingest=False)) as assistant:
        answers = [reply for question in questions if isinstance(reply := assistant.ask(question).reply, Answer)]
        works: dict[str, list[Callable[[], object]]] = {
            "the gate on an extractive answer, p95": [partial(_admit_again, one, assistant) for one in answers],
            "the gate on a reworded sentence, p95": [partial(gate.try_one, item) for item in gate.load("tune")],
        }
        for name, work in works.items():
            for one in work:
                one()
            took = percentile([seconds(one) for one in work], 95) * 1000
            yield Figure(name, f"{took:.1f} ms", f"{GATE_MS:.0f} ms allowed", took / GATE_MS, "<=", 1.0)


def _admit_again(answer: Answer, assistant: Assistant) -> None:
    """Every statement of the answer through the gate once more, from the passages it cites."""
    cited = {citation.passage_id: citation.source_slug for one in answer.statements for citation in one.citations}
    passages = assistant.index.passages(list(cited))
    hits = [Hit(passage=passages[one], source=assistant.index.source(cited[one]), score=1.0) for one in cited]
    admitting = Gate(hits, assistant.index.text, assistant.lexicon)
    for one in answer.statements:
        spans = tuple((citation.passage_id, citation.start, citation.end) for citation in one.citations)
        admitting.admit(Claim(text=one.text, role=one.role, spans=spans, bears_on=one.bears_on))


def writing(settings: Settings) -> Iterator[Figure]:
    """A quiz of every kind from the corpus, beside what it is allowed; each seed anew, once sentences were read."""
    with closing(wire.build(settings, ingest=False)) as assistant:
        stems = read_stems(assistant.settings.corpus_dir)
        builder = QuizBuilder(assistant.index, assistant.lexicon, stems, assistant.provenance)
        asked = [QuizRequest(count=ITEMS, kinds=KINDS, seed=seed) for seed in range(STARTS + 1)]
        took = [seconds(partial(builder.build, one, builder.facts.askable)) for one in asked][1:]
    mine = median(took) * 1000
    yield Figure(f"{ITEMS} quiz items", f"{mine:.0f} ms", f"{ITEMS_MS:.0f} ms allowed", mine / ITEMS_MS, "<=", 1.0)


def in_turn(
    one: Callable[[str], object], other: Callable[[str], object], pairs: Sequence[tuple[str, str]], doing: str
) -> tuple[list[float], list[float]]:
    """The seconds that each call takes, pair by pair in turn, once both sides were asked everything."""
    times: tuple[list[float], list[float]] = ([], [])
    for number, (mine, its) in enumerate(track(list(pairs) * (1 + ROUNDS), doing, console=_progress())):
        if number == len(pairs):  # warm
            gc.collect()
            gc.freeze()  # what torch keeps in this process is not ours to look through
        took = seconds(partial(one, mine)), seconds(partial(other, its))
        if number >= len(pairs):
            for side, time in zip(times, took, strict=True):
                side.append(time)
    gc.unfreeze()
    return times


def on_scifact(data: Path, small: Settings, folder: Path, limit: int | None) -> Iterator[Figure]:
    """Building a large index, answering from it, and what it finds."""
    large, lexicon = workspace(folder, small.data_dir), Lexicon.load()
    benchmark = beir.benchmark(data).first(limit)
    embedder = open_embedder(large.embedding_model, large.data_dir / "models")
    with wire.open_index(large.data_dir, lexicon, embedder) as index:
        yield from indexing(beir.documents(data, limit), index, embedder, large)
        queries = track(benchmark.queries.items(), "Searching", console=_progress())
        runs = retrieval.of_documents(retrieval.rankings(index, lexicon, embedder, queries), index)
        marks = retrieval.measure(runs, benchmark)
    claims = list(benchmark.queries.values())[:CLAIMS]
    with closing(wire.build(large, ingest=False)) as there, closing(wire.build(small, ingest=False)) as here:
        pairs = list(zip(claims, cycle(_questions(None)), strict=False))
        ours, theirs = in_turn(there.ask, here.ask, pairs, "Answering from SciFact")
    for name, percent in PERCENTILES:
        mine, other = percentile(ours, percent), percentile(theirs, percent)
        yield Figure(f"answer on SciFact, {name}", _ms(mine), f"{_ms(other)} small corpus", mine / other, "<=", 2.0)
    own, *others = (marks[way][str(retrieval.NDCG)] for way in (retrieval.HYBRID, *retrieval.BASELINES))
    for way, mark in zip(retrieval.BASELINES, others, strict=True):
        yield Figure("nDCG@10 on SciFact", f"{own:.4f}", f"{mark:.4f} {way}", own / mark if mark else 0.0, ">", 1.0)


def indexing(documents: Sequence[Document], index: Index, embedder: Embedder, settings: Settings) -> Iterator[Figure]:
    """Indexing all, slice by slice, beside embedding the same texts: by our embedder and by the model's own."""
    encode = _sentence_transformers(settings)
    ours = raw = theirs = 0.0
    compared = 0
    with Bar(sys.stderr) as bar:
        for number in range(SLICES):
            some = documents[number * len(documents) // SLICES : (number + 1) * len(documents) // SLICES]
            work = [ToIndex(document) for document in some]
            took = seconds(lambda: index_documents(work, index, embedder, bar, titled_text))  # noqa: B023
            if number in COMPARED:
                texts = [titled_text(passage, one.source)[0] for one in some for passage in one.passages]
                ours, compared = ours + took, compared + len(texts)
                raw += seconds(partial(embedder.embed, texts))
                theirs += seconds(partial(encode, texts))
    for name, other in (("our embedder alone", raw), ("sentence-transformers encode", theirs)):
        rates = f"{compared / ours:.1f}/s", f"{compared / other:.1f}/s {name}"
        yield Figure("abstracts indexed", *rates, other / ours, ">=", 0.9)


def _figures(options: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    small = workspace(folder / "small", options.data_dir)
    with Bar(sys.stderr) as bar:
        wire.build(small, bar).close()
    yield from checking()
    yield from starting(small)
    yield from answering(small, _questions(options.limit))
    yield from verifying(small, _questions(options.limit))
    yield from writing(small)
    if browser := page.chromium():
        yield from opening(small, _questions(options.limit), browser)
    if options.data:
        yield from on_scifact(options.data, small, folder / "large", options.limit)


def _questions(limit: int | None) -> list[str]:
    """The evals' questions that the corpus answers: a refusal would cost less."""
    chosen = choose(SUITES, ("tune", "measured"))
    return [question.question for question in chosen if question.behaviour in ANSWERABLE][:limit]


def _langchain_search(index: Index, settings: Settings, folder: str) -> Callable[[str], object]:
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    texts = [passage.text for source in index.sources() for passage in index.passages_of(source.slug)]
    chroma = Chroma.from_texts(
        texts,
        HuggingFaceEmbeddings(model_name=model_source(settings.embedding_model), model_kwargs={"device": "cpu"}),
        persist_directory=folder,
        client_settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True, persist_directory=folder),
    )
    return partial(chroma.similarity_search, k=NEIGHBOURS)


def _sentence_transformers(settings: Settings) -> Callable[[list[str]], object]:
    from sentence_transformers import SentenceTransformer

    model: Any = SentenceTransformer(model_source(settings.embedding_model), device="cpu")
    return partial(model.encode, normalize_embeddings=True, show_progress_bar=False)


def _progress() -> Console:
    return Console(stderr=True)


def _ms(took: float) -> str:
    return f"{took * 1000:.1f} ms"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of SciFact, for the figures on it")
    parser.add_argument("--data-dir", type=Path, help="data folder whose exported model is copied (TRS_DATA_DIR)")
    parser.add_argument("--limit", type=int, help="at most this many questions, abstracts and claims: a quick look")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
