"""The gate on claims that nobody here wrote: `python -m evals.claims --data FOLDER`, the folder of the benchmarks.

FEVER-Symmetric (dev) and SciFact (training claims): a claim beside its evidence, supported, contradicted, or without
evidence (then beside the sentences of the abstract that share most of its words). Printed are the share of supported
claims let through and of the others, with 95% intervals, beside two floors in the same run: shared words, with the
threshold that lets as many supported claims through, and "every number of the claim occurs".
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from assistant.errors import AssistantError, NotFound
from assistant.lexicon import Lexicon
from assistant.sentences import split
from assistant.types import Claim, Hit, Passage, Rejection, Source
from assistant.verify import Gate
from assistant.words import is_stop_word, words
from evals.metrics import wilson

NEAREST = 2  # sentences that stand beside a claim without evidence
Label = Literal["supported", "contradicted", "no evidence"]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Pair(NamedTuple):
    """A claim, what stands beside it, and whether that supports it."""

    benchmark: str
    claim: str
    evidence: str
    label: Label


Judge = Callable[[Pair], bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; the exit code: 0 measured, 2 the data is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.claims", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds fever-symmetric/ and scifact/")
    parser.add_argument("--limit", type=int, help="at most this many claims of each: a quick look")
    options = parser.parse_args(arguments)
    try:
        benchmarks = [list(load(options.data / place)) for place, load in LOADERS.items()]
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(table([pairs[: options.limit] for pairs in benchmarks])))
    return 0


def table(benchmarks: Iterable[Sequence[Pair]]) -> Iterator[str]:
    """The figures of each benchmark as a Markdown table."""
    yield "| benchmark | judged by | supported let through | contradicted let through | no evidence let through |"
    yield "|---|---|---|---|---|"
    lexicon = Lexicon.load()
    for pairs in benchmarks:
        admitted = {pair: admits(pair, lexicon) for pair in pairs}
        share = sum(admitted[pair] for pair in pairs if pair.label == "supported")
        least = overlap_letting_through(pairs, share)
        judges: tuple[tuple[str, Judge], ...] = (
            ("the gate", admitted.__getitem__),
            (f"shared words, at least {least:.2f}", lambda pair, least=least: overlap(pair) >= least),  # type: ignore[misc]
            ("every number occurs", numbers_occur),
        )
        for name, judge in judges:
            counts = [_share(judge, pairs, label) for label in ("supported", "contradicted", "no evidence")]
            yield f"| {pairs[0].benchmark} | {name} | {' | '.join(counts)} |"


def admits(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether the gate lets the claim through as what the evidence says."""
    size = len(pair.evidence)
    passage = Passage(
        passage_id="evidence#0",
        source_slug="evidence",
        ordinal=0,
        start=0,
        end=size,
        text=pair.evidence,
        sentences=split(pair.evidence, 0, size),
    )
    source = Source(source_id="evidence", slug="evidence", title="", kind="upload")
    gate = Gate([Hit(passage=passage, source=source, score=1.0)], lambda _slug: pair.evidence, lexicon)
    claim = Claim(text=pair.claim, role="answer", spans=(("evidence#0", 0, size),))
    return not isinstance(gate.admit(claim), Rejection)


def overlap(pair: Pair) -> float:
    """The share of the claim's words that its evidence has."""
    ours, theirs = _stems(pair.claim), _stems(pair.evidence)
    return len(ours & theirs) / len(ours) if ours else 0.0


def overlap_letting_through(pairs: Iterable[Pair], count: int) -> float:
    """The share of common words that at least so many supported claims reach."""
    ranked = sorted((overlap(pair) for pair in pairs if pair.label == "supported"), reverse=True)
    return ranked[count - 1] if count else 1.01


def numbers_occur(pair: Pair) -> bool:
    """Whether every number of the claim occurs in its evidence; a claim without one passes."""
    return set(_NUMBER.findall(pair.claim)) <= set(_NUMBER.findall(pair.evidence))


def fever(path: Path) -> Iterator[Pair]:
    """The pairs of FEVER-Symmetric. Raises NotFound."""
    labels: dict[str, Label] = {"SUPPORTS": "supported", "REFUTES": "contradicted"}
    for row in _rows(path):
        yield Pair("FEVER-Symmetric", row["claim"], row["evidence"], labels[row["gold_label"]])


def scifact(folder: Path) -> Iterator[Pair]:
    """SciFact's training claims beside their evidence, or beside what shares most words with them. Raises NotFound."""
    abstracts = {
        str(row["_id"]): [str(one).strip() for one in row["sentences"]] for row in _rows(folder / "corpus.jsonl")
    }
    nearest = _Nearest(abstracts)
    for row in _rows(folder / "claims_train.jsonl"):
        if not row["evidence"]:
            yield Pair("SciFact", row["claim"], nearest.to(row["claim"]), "no evidence")
        for document, rationales in row["evidence"].items():
            verdict, numbers = rationales[0]
            label: Label = "supported" if verdict == "SUPPORT" else "contradicted"
            yield Pair("SciFact", row["claim"], " ".join(abstracts[document][number] for number in numbers), label)


class _Nearest:
    """Abstracts by their words: the sentences, of the abstract that shares most words with a claim, that share most."""

    def __init__(self, abstracts: dict[str, list[str]]) -> None:
        self._abstracts = abstracts
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        for name, sentences in abstracts.items():
            for stem in _stems(" ".join(sentences)):
                self._holders[stem].append(name)

    def to(self, claim: str) -> str:
        shared: Counter[str] = Counter()
        for stem in _stems(claim):
            for name in self._holders[stem]:
                shared[name] += 1
        sentences = self._abstracts[shared.most_common(1)[0][0]] if shared else []
        ranked = sorted(sentences, key=lambda sentence: -len(_stems(sentence) & _stems(claim)))
        return " ".join(ranked[:NEAREST])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text) if not is_stop_word(word.surface))


def _share(judge: Judge, pairs: Sequence[Pair], label: Label) -> str:
    seen = [judge(pair) for pair in pairs if pair.label == label]
    if not seen:
        return "none"
    low, high = wilson(sum(seen), len(seen))
    return f"{sum(seen) / len(seen):.3f} ({low:.3f} to {high:.3f}; {sum(seen)} of {len(seen)})"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise NotFound("The benchmark's file is not there.", to=str(path), do="Name the folder of the benchmarks.")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


LOADERS: dict[str, Callable[[Path], Iterator[Pair]]] = {  # by where they are in the folder; a further one is a row
    "fever-symmetric/fever_symmetric_dev.jsonl": fever,
    "scifact": scifact,
}


if __name__ == "__main__":
    sys.exit(main())
