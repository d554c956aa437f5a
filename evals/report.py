"""What a run found, as one noun, and the file of it: `report.json`, one line for each figure and each thing tried.

A report holds no time, date or path: the same corpus, settings and version give the same bytes. Of the half that is
only measured it holds outcomes and no words, so that nobody tunes on it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import __version__
from assistant.errors import NotFound, UnreadableFile
from evals import metrics, model
from evals.metrics import Figure, Limit
from evals.questions import Half
from evals.result import Item, Result, Table
from evals.scorers import Outcome
from evals.sitting import Sitting
from evals.suites import Suite

Outcomes = Mapping[str, Mapping[Half, Mapping[str, Outcome]]]  # by suite, half and id
ACCEPTED = Path(__file__).parent / "reports" / "accepted.json"
MEANINGS = Path(__file__).parent / "meanings.yaml"


class Asks(BaseModel):
    """What a suite asks, for who reads the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    asks: str


class Report(BaseModel):
    """One run. `corpus` is empty where no suite needed the index, `limit` where all questions were asked.

    `means` says what a figure means, by metric; `outcomes` is what became of each thing tried, by suite, half and id;
    `failures` are those that are not right, in words, as far as they may be read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    corpus: str = ""
    settings: str
    chat_model: str = ""
    halves: tuple[Half, ...]
    limit: int | None = None
    suites: tuple[Asks, ...]
    figures: tuple[Figure, ...]
    means: Mapping[str, str] = {}
    tables: tuple[Table, ...] = ()
    outcomes: Outcomes = {}
    failures: tuple[Item, ...] = ()

    def told(self, halves: Iterable[Half]) -> "Report":
        """The same with the failures of these halves only."""
        shown = tuple(halves)
        return self.model_copy(update={"failures": tuple(item for item in self.failures if item.half in shown)})

    def judged(self, limits: dict[str, Limit]) -> "Report":
        """The same with each figure compared with these limits."""
        return self.model_copy(update={"figures": tuple(metrics.judged(figure, limits) for figure in self.figures)})

    def not_right(self, half: Half) -> int:
        """How many things of a half are not right."""
        halves = (of.get(half, {}) for of in self.outcomes.values())
        return sum(outcome != "right" for of in halves for outcome in of.values())


def measured(
    suites: Iterable[Suite], chosen: Sequence[str], sitting: Sitting, on_suite: Callable[[str], None] = lambda _: None
) -> Report:
    """Run the suites that were chosen; `on_suite` is told the names of each before it runs.

    Raises AssistantError where the assistant cannot be built.
    """
    results: list[Result] = []
    ran: list[Asks] = []
    for suite in suites:
        if parts := [name for name in suite.asks if name in chosen]:
            on_suite(", ".join(parts))
            results.append(suite.run(sitting, parts))
            ran += [Asks(name=name, asks=suite.asks[name]) for name in parts]
    results.append(Result(model.figures(sitting.replied(), sitting.limits)))
    figures = tuple(figure for result in results for figure in result.figures)
    items = sorted(
        (item for result in results for item in result.items), key=lambda item: (item.suite, item.half, item.id)
    )
    return Report(
        version=__version__,
        corpus=sitting.corpus,
        settings=sitting.settings.hash(),
        chat_model=sitting.settings.chat_model,
        halves=sitting.halves,
        limit=sitting.limit,
        suites=tuple(ran),
        figures=figures,
        means={name: told for name, told in meanings().items() if any(one.metric == name for one in figures)},
        tables=tuple(table for result in results for table in result.tables),
        outcomes=_outcomes(items),
        failures=tuple(item for item in items if item.outcome != "right"),
    )


def meanings() -> dict[str, str]:
    """What each figure means, by metric."""
    told: dict[str, str] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    return told


def _outcomes(items: Iterable[Item]) -> Outcomes:
    found: dict[str, dict[Half, dict[str, Outcome]]] = {}
    for item in items:
        found.setdefault(item.suite, {}).setdefault(item.half, {})[item.id] = item.outcome
    return found


def as_json(report: Report) -> str:
    """The report as JSON in which each figure, row of a table and thing tried has a line of its own."""
    parts = (f"{json.dumps(name)}: {_value(value)}" for name, value in report.model_dump(exclude_defaults=True).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]"
    return json.dumps(value, ensure_ascii=False, indent=0 if isinstance(value, dict) else None)


def read(path: Path) -> Report:
    """A report from its file. Raises NotFound, and UnreadableFile where it is not of this version's form."""
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound("There is no such report.", to=str(path), do="Run `trs eval`, which writes one.") from None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise UnreadableFile("This is no report of the evals.", to=str(path), do="Name a report.json.") from None
