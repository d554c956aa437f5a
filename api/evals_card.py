"""The accepted report of the evals in, the page "How do you know?" out.

The report is the file that `trs eval --whole --accept` writes. Read here is only what the page shows; what else the
file holds is left alone.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from api.deps import Assistant
from api.evals_pictures import HALF_WORDS, Bar, Cell, Row, Stretch, bar, cell, is_beyond, row, stretches
from api.frame import edition_of
from api.pages import page

evals_card = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

REPORT = Path(__file__).parent.parent / "evals" / "reports" / "accepted.json"
OVERALL = "all"  # the suite of what is counted over several


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Figure(_Read):
    """A figure; `low` and `high` are the interval of a share."""

    suite: str
    metric: str
    half: str
    n: int
    value: float | None
    low: float | None = None
    high: float | None = None
    threshold: str = ""
    passed: bool = True
    floor: str = ""


class Part(_Read):
    """So many of so many, with the interval of the share."""

    count: int
    of: int
    low: float
    high: float


class Table(_Read):
    """A suite's own table."""

    suite: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | float | Part, ...], ...]
    note: str = ""


class Suite(_Read):
    """What a suite asks."""

    name: str
    asks: str


class Drawn(NamedTuple):
    """A table to be shown, its cells drawn."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str


class Section(NamedTuple):
    """What is shown of a suite."""

    name: str
    asks: str
    halves: tuple[str, ...]
    rows: tuple[Row, ...]
    tables: tuple[Drawn, ...]


class Tally(NamedTuple):
    """What became of the things tried, of one suite and half."""

    suite: str
    half: str
    n: int
    stretches: tuple[Stretch, ...]


class Card(_Read):
    """The report as far as it is shown."""

    version: str
    corpus: str = ""
    settings: str
    chat_model: str = ""
    limit: int | None = None
    suites: tuple[Suite, ...]
    figures: tuple[Figure, ...]
    means: Mapping[str, str] = {}
    tables: tuple[Table, ...] = ()
    outcomes: Mapping[str, Mapping[str, Mapping[str, str]]] = {}

    @property
    def goals(self) -> tuple[Figure, ...]:
        """The figures that have a goal."""
        return tuple(figure for figure in self.figures if figure.threshold)

    @property
    def missed(self) -> tuple[Bar, ...]:
        """What is below its goal, the half that is only measured first."""
        missed = [figure for figure in self.goals if not figure.passed]
        return tuple(bar(figure) for figure in sorted(missed, key=lambda one: list(HALF_WORDS).index(one.half)))

    @property
    def beyond_doubt(self) -> int:
        """Of the shares whose goal is reached: how many lie beyond it with their whole interval."""
        return sum(figure.passed and is_beyond(figure) for figure in self.goals)

    @property
    def tried(self) -> int:
        """How many things were tried."""
        return sum(len(of) for halves in self.outcomes.values() for of in halves.values())

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What became of them."""
        return tuple(
            Tally(suite=suite, half=half, n=len(halves[half]), stretches=stretches(Counter(halves[half].values())))
            for suite, halves in sorted(self.outcomes.items(), key=lambda one: self._place(one[0]))
            for half in HALF_WORDS
            if halves.get(half)
        )

    def _place(self, suite: str) -> int:
        names = [one.name for one in self.suites]
        return names.index(suite) if suite in names else len(names)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The suites in the order of the report, what is counted over several first."""
        named = (*(one.suite for one in self.figures), *(one.suite for one in self.tables))
        asks = {suite.name: suite.asks for suite in self.suites}
        first = sorted(dict.fromkeys((*asks, *named)), key=lambda name: name != OVERALL)
        return tuple(self._section(name, asks.get(name, "")) for name in first if name in named)

    def _section(self, name: str, asks: str) -> Section:
        figures = [figure for figure in self.figures if figure.suite == name]
        halves = tuple(half for half in HALF_WORDS if any(figure.half == half for figure in figures))
        metrics = dict.fromkeys(figure.metric for figure in figures)
        return Section(
            name=name,
            asks=asks,
            halves=halves,
            rows=tuple(
                row([figure for figure in figures if figure.metric == metric], halves, self.means.get(metric, ""))
                for metric in metrics
            ),
            tables=tuple(
                Drawn(
                    caption=table.caption,
                    header=table.header,
                    rows=tuple(tuple(map(cell, cells)) for cells in table.rows),
                    note=table.note,
                )
                for table in self.tables
                if table.suite == name
            ),
        )


def accepted(path: Path) -> Card | None:
    """The accepted report; None where there is none that can be read."""
    try:
        return Card.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


@evals_card.get("/evals")
def how_do_you_know(assistant: Assistant) -> str:
    """The current card, and whether it is of what answers here."""
    card = accepted(REPORT)
    edition = edition_of(assistant)
    is_of_this = card is not None and (card.version, card.corpus) == (edition.version, edition.corpus)
    return page(assistant, "evals.html", card=card, is_of_this=is_of_this, half_words=HALF_WORDS)
