"""A report and a comparison in, Markdown out: tables that read well on a terminal too, and each failure explained."""

from collections.abc import Iterable, Sequence

from evals.compare import Change, Comparison, Paired
from evals.metrics import Figure
from evals.report import Report
from evals.result import Cell, Item, Part, Table

HEADER = ("suite", "metric", "half", "n", "score", "95% interval", "threshold", "pass", "floor")


def page(report: Report, comparison: Comparison | None) -> str:
    """The whole of `report.md`."""
    parts = [
        "# Evals",
        made_of(report),
        figures(report.figures),
        *([f"## Changes\n\n{changes(comparison)}"] if comparison else ()),
        *(f"## {one.caption}\n\n{table(one)}" for one in report.tables),
        f"## Failures\n\n```text\n{failures(report) or 'none'}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def made_of(report: Report) -> str:
    """What was run, in a sentence."""
    by = f", answers worded by {report.chat_model}" if report.chat_model else ""
    few = f", at most {report.limit} of each suite" if report.limit is not None else ""
    corpus = f", corpus {report.corpus}" if report.corpus else ""
    return f"Version {report.version}{corpus}, settings {report.settings}{by}{few}."


def figures(of: Iterable[Figure]) -> str:
    """The figures as a table."""
    return aligned([HEADER, *map(_cells, of)])


def table(of: Table) -> str:
    """A suite's own table."""
    rows = aligned([of.header, *(tuple(map(cell, row)) for row in of.rows)])
    return f"{rows}\n\n{of.note}" if of.note else rows


def cell(of: Cell) -> str:
    """What stands in a cell.

    >>> cell(0.25)
    '0.25'
    """
    match of:
        case Part():
            share = f": {number(of.count / of.of)} ({number(of.low)} to {number(of.high)})" if of.of else ""
            return f"{of.count} of {of.of}{share}"
        case float():
            return number(of)
    return of


def number(value: float) -> str:
    """With three places, and none that says nothing.

    >>> number(0.5), number(2.0), number(-0.0004)
    ('0.5', '2', '0')
    """
    told = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told


def failures(report: Report) -> str:
    """Each thing that is not right and may be read; the others are only counted."""
    parts = [explain(item) for item in report.failures]
    read = {item.half for item in report.failures}
    if "measured" not in read and (hidden := report.not_right("measured")):
        parts.append(f"{hidden} more in the half that is only measured; not shown, so that nobody tunes on it.")
    if "tune" not in read and (hidden := report.not_right("tune")):
        parts.append(f"{hidden} more in the half that was tuned on; not shown.")
    return "\n\n".join(parts)


def explain(item: Item) -> str:
    """What was asked, what is wrong, and the reply in short."""
    faults = [f"    - {fault}" for fault in item.faults]
    reply = [f"    > {line}" for line in item.reply.splitlines()]
    name = f"{item.outcome.upper().replace('_', ' ')} {item.suite}/{item.id}"
    return "\n".join([f"{name}: {item.asked}", *faults, *reply])


def changes(comparison: Comparison) -> str:
    """What changed: what the reports are made of, figures, and the paired tests with what turned."""
    moved = comparison.moved
    still = len(comparison.changes) - len(moved)
    unturned, pairs = len(comparison.pairs) - len(comparison.turned), len(comparison.pairs)
    differs = [("not the same", "before", "now"), *comparison.differs]
    figures_ = [("suite", "metric", "half", "before", "now", "difference"), *map(_change, moved)]
    tests = [("suite", "half", "n", "lost", "won", "difference", "95% interval", "p"), *map(_test, comparison.turned)]
    parts = [
        *([aligned(differs)] if comparison.differs else ()),
        *([aligned(figures_)] if moved else ()),
        f"{still} figure{'' if still == 1 else 's'} as before.",
        *([aligned(tests), "lost: right before and not now; p: McNemar, exact."] if comparison.turned else ()),
        f"Nothing turned in {unturned} of the {pairs} suites and halves that both tried.",
        *filter(None, map(_turned, comparison.turned)),
    ]
    return "\n\n".join(parts)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table, the first as its header."""
    plain = [[one.replace("|", "\\|").replace("\n", " ") for one in row] for row in rows]
    widths = [max(len(row[column]) for row in plain) for column in range(len(plain[0]))]
    lines = [
        "| " + " | ".join(one.ljust(width) for one, width in zip(row, widths, strict=True)) + " |" for row in plain
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    value = "n/a" if figure.value is None else number(figure.value)
    interval = "" if figure.low is None or figure.high is None else f"{figure.low:.3f} to {figure.high:.3f}"
    passed = ("yes" if figure.passed else "NO") if figure.threshold else ""
    return (
        figure.suite, figure.metric, figure.half, str(figure.n), value, interval, figure.threshold, passed,
        figure.floor,
    )  # fmt: skip


def _change(change: Change) -> tuple[str, ...]:
    was, now = (
        "none" if one is None or one.value is None else number(one.value) for one in (change.before, change.now)
    )
    return change.suite, change.metric, change.half, was, now, signed(change.difference)


def signed(value: float | None) -> str:
    """A difference with its sign; nothing where there is none to tell.

    >>> signed(0.25), signed(-0.25), signed(None)
    ('+0.25', '-0.25', '')
    """
    return "" if value is None else f"{'+' if value > 0 else ''}{number(value)}"


def _test(pair: Paired) -> tuple[str, ...]:
    low, high = pair.interval
    lost, won = len(pair.lost), len(pair.won)
    return (
        pair.suite, pair.half, str(pair.n), str(lost), str(won), signed((won - lost) / pair.n),
        f"{signed(low)} to {signed(high)}", f"{pair.p:.3g}",
    )  # fmt: skip


def _turned(pair: Paired) -> str:
    """The names of what turned in the half that may be looked at."""
    if pair.half != "tune":
        return ""
    told = (("no longer right", pair.lost), ("right now", pair.won))
    return "\n".join(f"{pair.suite}, {what}: {', '.join(ids)}" for what, ids in told if ids)
