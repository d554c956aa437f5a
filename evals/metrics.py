"""Scores in, the figures of the report out. Each metric is one small function in the METRICS table."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from evals.questions import ANSWERABLE, UNANSWERABLE, Half
from evals.scorers import Score

THRESHOLDS = Path(__file__).parent / "thresholds.yaml"
Value = tuple[float | None, int]  # the figure (None where nothing could be measured) and what it counts
PLACES = 6  # that a figure is kept to


class Share(NamedTuple):
    """A figure that is a share of `n`, and therefore has an interval."""

    value: float | None
    n: int


class Limit(BaseModel):
    """The least or the most a figure may be, and the floor: how far it has come, from which it must not fall back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: float | None = None
    at_most: float | None = None
    floor: float | None = None

    def holds(self, value: float | None) -> bool:
        """Whether the threshold is met."""
        return self._is_within(value, self.at_least, self.at_most)

    def holds_the_floor(self, value: float | None) -> bool:
        """Whether the figure has not fallen back; without a floor of its own the threshold is one."""
        if self.floor is None:
            return self.holds(value)
        return (
            self._is_within(value, self.floor, None)
            if self.at_most is None
            else self._is_within(value, None, self.floor)
        )

    @staticmethod
    def _is_within(value: float | None, least: float | None, most: float | None) -> bool:
        if value is None:
            return True
        return (least is None or value >= least) and (most is None or value <= most)

    def __str__(self) -> str:
        return f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"


class Figure(BaseModel):
    """One line of the table. `low` and `high` are the 95% interval of a share, after Wilson; nothing else has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    metric: str
    half: Half | Literal["both"]
    n: int
    value: float | None
    low: float | None = None
    high: float | None = None
    threshold: str = ""
    passed: bool = True
    floor: str = ""
    above_floor: bool = True


class Metric(NamedTuple):
    suite: str
    name: str
    measure: Callable[[Sequence[Score]], Value]


def share(scores: Iterable[bool]) -> Share:
    """How many are true, of how many."""
    seen = list(scores)
    return part(sum(seen), len(seen))


def part(count: int, of: int) -> Share:
    """So many of so many."""
    return Share(count / of if of else None, of)


def wilson(count: int, n: int) -> tuple[float, float]:
    """The 95% confidence interval of a share, after Wilson.

    >>> [round(end, 3) for end in wilson(0, 100)]
    [0.0, 0.037]
    """
    if not n:
        return 0.0, 1.0
    z, part = 1.959964, count / n
    middle, spread = part + z * z / (2 * n), z * (part * (1 - part) / n + z * z / (4 * n * n)) ** 0.5
    size = 1 + z * z / n
    return max(0.0, (middle - spread) / size), min(1.0, (middle + spread) / size)


def fact_recall(scores: Sequence[Score]) -> Share:
    """Expected facts found in answers, over all expected facts; an abstention found none."""
    rows = _suite(scores, "facts")
    expected = sum(row.facts_expected for row in rows)
    facts = sum(row.facts_found for row in rows if row.kind == "answer")
    return part(facts, expected)


def answer_first(scores: Sequence[Score]) -> Value:
    """Of the answers with an expected fact: how many state one in their first sentence."""
    return share(row.leads for row in _suite(scores, "facts") if row.kind == "answer" and row.facts_found)


def abstention_reason(scores: Sequence[Score]) -> Value:
    rows = [row for row in _suite(scores, "abstention") if row.behaviour in UNANSWERABLE and row.kind == "abstention"]
    return share(row.allowed_reason for row in rows)


def order_rules(scores: Sequence[Score]) -> Value:
    """Of the orders a guideline has a rule for: how many refusals give the rule."""
    rows = [row for row in _suite(scores, "abstention") if row.behaviour == "order" and row.facts_expected]
    return share(row.facts_found == row.facts_expected for row in rows)


def refusal_recall(scores: Sequence[Score]) -> Share:
    """Of the questions that no source answers, that are orders or another subject: how many are refused."""
    return share(_is_refused(row) for row in _behaviours(scores, UNANSWERABLE))


def refusal_precision(scores: Sequence[Score]) -> Value:
    """Of all refused questions that are clearly the one or the other: how many should be."""
    refused = [row for row in _behaviours(scores, (*UNANSWERABLE, *ANSWERABLE)) if _is_refused(row)]
    return share(row.behaviour in UNANSWERABLE for row in refused)


def _is_refused(row: Score) -> bool:
    """Whether it was refused; the checker refuses an order by judging the case."""
    return row.kind == "abstention" or (row.kind == "case_report" and row.behaviour == "order")


def uncovered_words(scores: Sequence[Score]) -> Value:
    """Of the words no source covers: how many the reply names as missing."""
    rows = _suite(scores, "abstention")
    expected = sum(row.words_uncovered for row in rows)
    return part(sum(row.words_named for row in rows), expected)


def exact_spans(scores: Sequence[Score]) -> Value:
    return part(sum(row.exact_statements for row in scores), sum(row.statements for row in scores))


def recalled(scores: Sequence[Score]) -> Value:
    total = sum(row.statements for row in scores)
    return (float(sum(row.recalled for row in scores)) if total else None), total


def _suite(scores: Sequence[Score], suite: str) -> list[Score]:
    return [row for row in scores if row.suite == suite and row.outcome != "unscored"]


def _right(suite: str) -> Callable[[Sequence[Score]], Value]:
    return lambda scores: share(row.outcome == "right" for row in _suite(scores, suite))


def _behaviours(scores: Sequence[Score], behaviours: tuple[str, ...]) -> list[Score]:
    return [row for row in scores if row.behaviour in behaviours and row.outcome != "unscored"]


def _spread(field: str, middle: bool) -> Callable[[Sequence[Score]], Value]:
    def measure(scores: Sequence[Score]) -> Value:
        sizes = [int(getattr(row, field)) for row in scores if row.kind == "answer"]
        if len(sizes) < 2:
            return (float(sizes[0]) if sizes else None), len(sizes)
        return float(median(sizes) if middle else quantiles(sizes, n=10, method="inclusive")[-1]), len(sizes)

    return measure


METRICS: tuple[Metric, ...] = (
    Metric("facts", "fact recall", fact_recall),
    Metric("facts", "every fact found", _right("facts")),
    Metric("facts", "answer in the first sentence", answer_first),
    Metric(
        "all", "false abstentions", lambda rows: share(r.kind == "abstention" for r in _behaviours(rows, ANSWERABLE))
    ),
    Metric(
        "abstention",
        "abstained, right reason",
        lambda rows: share(r.allowed_reason for r in _behaviours(rows, UNANSWERABLE)),
    ),
    Metric("abstention", "refused, of what should be", refusal_recall),
    Metric("all", "should be, of what is refused", refusal_precision),
    Metric("abstention", "reason accuracy", abstention_reason),
    Metric("abstention", "rule given with a refused order", order_rules),
    Metric(
        "abstention",
        "partly covered",
        lambda rows: share(r.outcome == "right" for r in _behaviours(rows, ("partial",))),
    ),
    Metric("abstention", "uncovered words named", uncovered_words),
    Metric("premises", "premise corrected", _right("premises")),
    Metric("premises", "wrong words named", lambda rows: share(r.premise_named for r in _suite(rows, "premises"))),
    Metric("conflicts", "all sides shown", _right("conflicts")),
    Metric("all", "exact spans", exact_spans),
    Metric("all", "recalled facts shown", recalled),
    Metric("all", "could not be scored", lambda rows: (float(sum(r.outcome == "unscored" for r in rows)), len(rows))),
    Metric("all", "statements, median", _spread("statements", middle=True)),
    Metric("all", "statements, p90", _spread("statements", middle=False)),
    Metric("all", "words, median", _spread("words", middle=True)),
    Metric("all", "words, p90", _spread("words", middle=False)),
)


def thresholds(path: Path = THRESHOLDS) -> dict[str, Limit]:
    """The limits by metric name."""
    return {name: Limit(**limit) for name, limit in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


def figure(suite: str, name: str, half: Half | Literal["both"], value: Value, limits: dict[str, Limit]) -> Figure:
    """One line of the table: a figure beside its threshold and its floor."""
    measured, n = value
    limit = limits.get(name)
    low, high = _interval(value)
    return Figure(
        suite=suite,
        metric=name,
        half=half,
        n=n,
        value=None if measured is None else round(measured, PLACES),
        low=low,
        high=high,
        threshold=str(limit) if limit else "",
        passed=limit is None or limit.holds(measured),
        floor="" if limit is None or limit.floor is None else f"{limit.floor:g}",
        above_floor=limit is None or limit.holds_the_floor(measured),
    )


def judged(of: Figure, limits: dict[str, Limit]) -> Figure:
    """The same figure beside its threshold and floor among these limits."""
    share_ = Share(of.value, of.n) if of.low is not None else (of.value, of.n)
    return figure(of.suite, of.metric, of.half, share_, limits)


def _interval(value: Value) -> tuple[float | None, float | None]:
    if not isinstance(value, Share) or value.value is None:
        return None, None
    low, high = wilson(round(value.value * value.n), value.n)
    return round(low, PLACES), round(high, PLACES)


def figures(scores: Sequence[Score], limits: dict[str, Limit]) -> tuple[Figure, ...]:
    """Every metric for every half that was run; a metric that counts nothing is left out."""
    lines: list[Figure] = []
    halves: tuple[Half, ...] = ("tune", "measured")
    for metric in METRICS:
        for half in halves:
            value = metric.measure([row for row in scores if row.half == half])
            if value[1]:
                lines.append(figure(metric.suite, metric.name, half, value, limits))
    return tuple(lines)
