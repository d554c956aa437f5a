"""How well amounts are found: `python -m evals.phee --data FOLDER [--show N]` prints precision, recall and F1.

FOLDER/train.json is PHEE: sentences of case reports with the dosage, duration and frequency of each treatment marked.
Only what belongs to an annotated treatment is marked there, and durations of anything else (onset, illness) are not:
precision is therefore a lower bound, and is given over all sentences, over those with a treatment, and over those
where an amount of the same type is marked (all 2,898 sentences of train.json have a treatment, so the first two are
the same there). Points in time ("6 weeks after") are no durations, and "250 mg bid" is a dose and a frequency. Values
are not judged, only the characters.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assistant.criteria.parse.amounts import amounts

TYPES = {"Dosage": "dosage", "Duration": "duration", "Freq": "frequency"}
TYPE_OF = {
    "dose": "dosage", "dose_word": "dosage", "duration": "duration", "duration_word": "duration",
    "frequency": "frequency", "interval": "frequency",
}  # fmt: skip

Spans = frozenset[tuple[int, int]]
Match = Callable[[tuple[int, int], tuple[int, int]], bool]


class Sentence(NamedTuple):
    """A sentence with the spans of each type that were marked by people and that were found."""

    text: str
    has_treatment: bool
    gold: dict[str, Spans]
    found: dict[str, Spans]


def sentences(folder: Path) -> list[Sentence]:
    """All sentences, read."""
    with (folder / "train.json").open(encoding="utf-8") as lines:
        return [_sentence(json.loads(line)) for line in lines]


def _sentence(row: dict[str, Any]) -> Sentence:
    text = str(row["context"])
    treatments = [event["Treatment"] for one in row["annotations"] for event in one["events"] if "Treatment" in event]
    gold = {name: frozenset(s for t in treatments for s in _spans(t.get(key))) for key, name in TYPES.items()}
    marks = [mark for mark in amounts(text) if mark.note != "point"]
    found = {
        name: frozenset(
            (mark.start, mark.end) for mark in marks if TYPE_OF.get(mark.kind) == name and mark.note != "point"
        )
        for name in TYPES.values()
    }
    return Sentence(text, bool(treatments), gold, found)


def _spans(argument: dict[str, Any] | None) -> Iterator[tuple[int, int]]:
    for texts, starts in zip(argument["text"], argument["start"], strict=True) if argument else ():
        for words, start in zip(texts, starts, strict=True):
            yield start, start + len(words)


def same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Exactly the same characters."""
    return one == other


def overlapping(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """At least one character in common."""
    return one[0] < other[1] and other[0] < one[1]


class Figures(NamedTuple):
    """Counts: spans found and how many of them are marked; spans marked and how many of them are found."""

    right: int
    found: int
    hit: int
    gold: int

    def shown(self) -> str:
        """Precision, recall, F1 and the counts."""
        precision, recall = self.right / max(self.found, 1), self.hit / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{precision:9.3f} {recall:7.3f} {f1:7.3f}   {self.right:>4}/{self.found:<5} {self.hit:>4}/{self.gold}"


def figures(read: Sequence[Sentence], name: str, match: Match) -> Figures:
    """The figures of one type over some sentences."""
    right = found = hit = gold = 0
    for sentence in read:
        ours, theirs = sentence.found[name], sentence.gold[name]
        right += sum(any(match(span, other) for other in theirs) for span in ours)
        hit += sum(any(match(span, other) for other in ours) for span in theirs)
        found, gold = found + len(ours), gold + len(theirs)
    return Figures(right, found, hit, gold)


def table(read: Sequence[Sentence]) -> str:
    """Every type in the three scopes, exact and overlapping."""
    lines = [f"{'':58}precision  recall      F1   right/found  hit/marked"]
    for name in TYPES.values():
        scopes = {
            f"all {len(read)} sentences": read,
            "sentences with a treatment": [s for s in read if s.has_treatment],
            f"sentences with a {name} marked": [s for s in read if s.gold[name]],
        }
        for scope, within in scopes.items():
            for how, match in (("exact", same), ("overlap", overlapping)):
                shown = figures(within, name, match).shown()
                lines.append(f"{name:10} {how:8} {f'{scope} ({len(within)})':38}{shown}")
    return "\n".join(lines)


def errors(read: Sequence[Sentence], name: str, limit: int) -> str:
    """The first spans of a type that are missed, and those found that are not marked."""
    missed = _unmatched((s.text, s.gold[name], s.found[name]) for s in read)
    extra = _unmatched((s.text, s.found[name], s.gold[name]) for s in read)
    return "\n".join([f"\n{name}, missed", *missed[:limit], f"\n{name}, not marked in PHEE", *extra[:limit]])


def _unmatched(rows: Iterator[tuple[str, Spans, Spans]]) -> list[str]:
    return [
        f"  {text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
        for text, spans, others in rows
        for start, end in sorted(spans)
        if not any(overlapping((start, end), other) for other in others)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """The command; exit code 2 where the data is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.phee", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds PHEE's train.json")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="also print N errors of each sort")
    options = parser.parse_args(argv)
    if not (options.data / "train.json").is_file():
        print(f"There is no train.json in {options.data}.", file=sys.stderr)
        return 2
    read = sentences(options.data)
    print(table(read))
    if options.show:
        print(*(errors(read, name, options.show) for name in TYPES.values()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
