"""What a run found, as one noun, and the file of it: `report.json`, one line for each figure and each thing tried.

A report holds no time, date or path: the same corpus, settings and version give the same bytes. Of the half that is
only measured it holds outcomes and no words, so that nobody tunes on it.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import __version__
from assistant.errors import NotFound, UnreadableFile
from evals import model
from evals.metrics import Figure
from evals.questions import Half
from evals.result import Item, Result, Table
from evals.sitting import Sitting
from evals.suites import Suite

ACCEPTED = Path(__file__).parent / "reports" / "accepted.json"


class Asks(BaseModel):
    """What a suite asks, for who reads the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    asks: str


class Report(BaseModel):
    """One run. `corpus` is empty where no suite needed the index, `limit` where all questions were asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    corpus: str = ""
    settings: str
    chat_model: str = ""
    halves: tuple[Half, ...]
    limit: int | None = None
    suites: tuple[Asks, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    items: tuple[Item, ...] = ()

    def told(self, halves: Iterable[Half]) -> "Report":
        """The same with the words of what was tried in these halves only."""
        shown = tuple(halves)
        kept = tuple(item if item.half in shown else item.without_words for item in self.items)
        return self.model_copy(update={"items": kept})


def measured(suites: Iterable[Suite], chosen: Sequence[str], sitting: Sitting) -> Report:
    """Run the suites that were chosen. Raises AssistantError where the assistant cannot be built."""
    results: list[Result] = []
    ran: list[Asks] = []
    for suite in suites:
        if parts := [name for name in suite.names if name in chosen]:
            results.append(suite.run(sitting, parts))
            ran += [Asks(name=name, asks=suite.asks) for name in parts]
    results.append(Result(model.figures(sitting.replied(), sitting.limits)))
    items = (item for result in results for item in result.items)
    return Report(
        version=__version__,
        corpus=sitting.corpus,
        settings=sitting.settings.hash(),
        chat_model=sitting.settings.chat_model,
        halves=sitting.halves,
        limit=sitting.limit,
        suites=tuple(ran),
        figures=tuple(figure for result in results for figure in result.figures),
        tables=tuple(table for result in results for table in result.tables),
        items=tuple(sorted(items, key=lambda item: (item.suite, item.half, item.id))),
    )


def as_json(report: Report) -> str:
    """The report as JSON in which each figure, row of a table and thing tried has a line of its own."""
    parts = (f"{json.dumps(name)}: {_value(value)}" for name, value in report.model_dump(exclude_defaults=True).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def read(path: Path) -> Report:
    """A report from its file. Raises NotFound, and UnreadableFile where it is not of this version's form."""
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound("There is no such report.", to=str(path), do="Run `trs eval`, which writes one.") from None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise UnreadableFile("This is no report of the evals.", to=str(path), do="Name a report.json.") from None
