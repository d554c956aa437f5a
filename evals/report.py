"""Figures and scores in; a table, an explanation per failure, and the JSON and Markdown reports out."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.cases import Judged, confusion
from evals.metrics import Figure
from evals.questions import Half
from evals.scorers import Score

HEADER = ("suite", "metric", "half", "n", "score", "threshold", "pass", "floor")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table, aligned so that it reads well on a terminal too."""
    rows = [HEADER, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def failures(scores: Sequence[Score], show: Iterable[Half]) -> str:
    """An explanation of each question that is not right, for the halves we may look at; the others are only counted."""
    shown = tuple(show)
    wrong = [row for row in scores if row.outcome != "right"]
    parts = [explain(row) for row in wrong if row.half in shown]
    hidden = sum(row.half not in shown for row in wrong)
    if hidden:
        parts.append(f"{hidden} more in the half that is only measured; not shown, so that nobody tunes on it.")
    return "\n\n".join(parts)


def cases(judged: Sequence[Judged], show: Iterable[Half]) -> str:
    """The confusion tables of the vignettes by half, and each note of the halves shown that is not judged right."""
    shown = tuple(show)
    parts = []
    for half in ("tune", "measured"):
        rows = [one for one in judged if one.vignette.half == half]
        if rows:
            parts.append(f"Verdicts on vignettes, {half}:\n\n{confusion(rows)}")
    for one in judged:
        if one.faults and one.vignette.half in shown:
            faults = "\n".join(f"    - {fault}" for fault in one.faults)
            parts.append(f"WRONG cases/{one.vignette.source}: {one.vignette.name}\n{faults}")
    return "\n\n".join(parts)


def explain(row: Score) -> str:
    """Question, what is wrong with the reply, and the reply in short."""
    faults = "\n".join(f"    - {fault}" for fault in row.faults)
    reply = "\n".join(f"    > {line}" for line in (row.reply or "(no reply)").splitlines())
    return f"{row.outcome.upper().replace('_', ' ')} {row.suite}/{row.id}: {row.question}\n{faults}\n{reply}"


def write(
    out: Path, figures: Sequence[Figure], scores: Sequence[Score], show: Iterable[Half], further: str = ""
) -> None:
    """`report.json` and `report.md` in the folder `out`, which is made if it is not there."""
    shown = tuple(show)
    out.mkdir(parents=True, exist_ok=True)
    data = {
        "figures": [figure.model_dump() for figure in figures],
        "questions": [row.model_dump() for row in scores if row.half in shown],
    }
    (out / "report.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    explained = failures(scores, shown)
    body = f"# Evals\n\n{table(figures)}\n\n{further}## Failures\n\n```text\n{explained or 'none'}\n```\n"
    (out / "report.md").write_text(body, encoding="utf-8")


def _cells(figure: Figure) -> tuple[str, ...]:
    value = "n/a" if figure.value is None else f"{figure.value:.3f}".rstrip("0").rstrip(".")
    passed = ("yes" if figure.passed else "NO") if figure.threshold else ""
    return figure.suite, figure.metric, figure.half, str(figure.n), value, figure.threshold, passed, figure.floor
