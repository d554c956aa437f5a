"""`python -m evals [SUITE...]`: measures the assistant and exits 1 if a figure is below its threshold."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError, BadInput
from evals import html, latency, markdown, metrics, report
from evals.compare import Comparison, compare
from evals.questions import Half
from evals.report import ACCEPTED, Report
from evals.sitting import Sitting
from evals.suites import SUITES, Suite, names

HALVES: dict[str, tuple[Half, ...]] = {
    "tune": ("tune",),
    "measured": ("measured",),
    "both": ("tune", "measured"),
    "none": (),
}


def main(argv: Sequence[str] | None = None, suites: Sequence[Suite] = SUITES) -> int:
    """The command; returns the exit code: 0 all thresholds met, 1 not, 2 it could not be measured."""
    options = _options(argv, suites)
    try:
        _make(options.out)
        before = report.read(options.against) if options.against else None
        found = _read_again(options.read) if options.read else _measured(options, suites)
        comparison = compare(before, found) if before else None
        _tell(found, comparison, options)
        if options.accept:
            _accept(found, suites)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    held = (figure.above_floor if options.floors else figure.passed for figure in found.figures)
    return 0 if found.figures and all(held) else 1


def _make(folder: Path) -> None:
    """Make the folder of the report, before minutes are spent. Raises BadInput."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"The report cannot be written: {error}.", to="--out", do="Name another folder.") from None


def _read_again(path: Path) -> Report:
    """A report as it was measured, judged by the thresholds that there are now."""
    return report.read(path).judged(metrics.thresholds())


def _measured(options: argparse.Namespace, suites: Sequence[Suite]) -> Report:
    """Run the suites. How long replies took is said here only, for it is not the same twice."""
    with Sitting(HALVES[options.half], options.limit, options.model) as sitting:
        found = report.measured(
            suites, options.suites, sitting, lambda names: print(f"Running {names}", file=sys.stderr)
        )
        if took := latency.told(sitting.audits()):
            print(took, end="\n\n")
        return found


def _tell(found: Report, comparison: Comparison | None, options: argparse.Namespace) -> None:
    """Print what was found, and write it into the folder `out`."""
    show, out = HALVES[options.show], options.out
    told = found.told(show)
    (out / "report.json").write_text(report.as_json(told), encoding="utf-8")
    (out / "report.md").write_text(markdown.page(told, comparison), encoding="utf-8")
    (out / "report.html").write_text(html.page(told, comparison), encoding="utf-8")
    print(markdown.failures(told), end="\n\n")
    for table in told.tables:
        print(f"{table.caption}:\n\n{markdown.table(table)}", end="\n\n")
    print(markdown.figures(told.figures))
    if comparison:
        print(f"\nAgainst {options.against}:\n\n{markdown.changes(comparison)}")
    print(f"\nWritten to {out / 'report.html'}; report.md and report.json beside it.")


def _accept(found: Report, suites: Sequence[Suite]) -> None:
    """Keep a report of everything as the one that later runs are compared with. Raises BadInput for one of less."""
    left_out = set(names(suites)) - {suite.name for suite in found.suites}
    if left_out or found.limit is not None or set(found.halves) != set(HALVES["both"]) or found.chat_model:
        raise BadInput(
            "Only a report of every question of every suite, without a chat model, can be accepted"
            + (f"; missing: {', '.join(sorted(left_out))}." if left_out else "."),
            to="--accept",
            do="Run `trs eval --whole --accept`.",
        )
    ACCEPTED.parent.mkdir(exist_ok=True)
    ACCEPTED.write_text(report.as_json(found.told(())), encoding="utf-8")
    print(f"Accepted: {ACCEPTED}")


def _options(argv: Sequence[str] | None, suites: Sequence[Suite]) -> argparse.Namespace:
    known = names(suites)
    parser = argparse.ArgumentParser(prog="trs eval", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"any of: {', '.join(known)}")
    parser.add_argument("--whole", action="store_true", help="where no suite is named: also those that take longer")
    parser.add_argument("--half", choices=("tune", "measured", "both"), default="both", help="which questions to ask")
    parser.add_argument("--show", choices=tuple(HALVES), default="tune", help="whose failures to explain")
    parser.add_argument("--limit", type=int, help="at most this many questions of each suite")
    parser.add_argument("--model", default="", help="a chat model that words the answers, as in TRS_CHAT_MODEL")
    parser.add_argument(
        "--floors", action="store_true", help="exit 1 only where a figure fell back below its floor, not its threshold"
    )
    parser.add_argument("--out", type=Path, default=Path("build/evals"), help="folder for the report")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier report.json to compare with")
    parser.add_argument("--from", type=Path, dest="read", metavar="FILE", help="a report.json to show; nothing is run")
    parser.add_argument("--accept", action="store_true", help="keep the report as the accepted one, in evals/reports")
    options = parser.parse_args(argv)
    if unknown := set(options.suites) - set(known):
        parser.error(f"no such suite: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    options.suites = options.suites or list(names(suites, whole=options.whole))
    return options


if __name__ == "__main__":
    sys.exit(main())
