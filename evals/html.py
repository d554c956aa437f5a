"""A report and a comparison in, one HTML page out that stands by itself: no script, no file beside it, no request.

Its figures and pictures are those of the app's page; added here are what changed and every failure that may be read.
"""

from itertools import groupby
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from api.evals_card import Card
from api.evals_pictures import HALF_WORDS
from evals.compare import Comparison
from evals.markdown import made_of, number, signed
from evals.report import Report

TEMPLATES = Path(__file__).parent / "templates"
STYLES = Path(__file__).parent.parent / "api" / "static" / "css"
SHORT = 160  # characters of what was asked that stand in the list of failures


def page(report: Report, comparison: Comparison | None) -> str:
    """The whole of `report.html`."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), PackageLoader("api")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(number=number, signed=signed, short=short)
    return environment.get_template("report.html").render(
        card=Card.model_validate(report.model_dump()),
        half_words=HALF_WORDS,
        made_of=made_of(report),
        comparison=comparison,
        failures=[(suite, list(of)) for suite, of in groupby(report.failures, key=lambda item: item.suite)],
        hidden={half: report.not_right(half) for half in report.halves} | {item.half: 0 for item in report.failures},
        style="\n".join(path.read_text(encoding="utf-8") for path in _styles()),
    )


def _styles() -> tuple[Path, ...]:
    return STYLES / "frame.css", STYLES / "evals.css", TEMPLATES / "report.css"


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"
