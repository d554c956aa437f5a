"""Figures of the evals in, the geometry of their pictures out: each in percent of its axis, with the words beside it.

An axis is the narrowest of a few that holds all there is to show; its ends are written at it. Shares are drawn with
their 95% interval, and the goal with the side on which it is reached.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

HALF_WORDS = {"measured": "Only measured", "tune": "Tuned on", "both": "Both halves"}
AXES = ((0.9, 1.0), (0.8, 1.0), (0.5, 1.0), (0.0, 0.02), (0.0, 0.05), (0.0, 0.2), (0.0, 0.5), (0.0, 1.0))
LEAST = 0.7  # percent of a bar, so that one among a thousand is seen
OUTCOMES = {"right": "right", "no_answer": "no answer", "wrong": "wrong", "unscored": "could not be scored"}


class Figured(Protocol):
    """A figure of the report."""

    @property
    def metric(self) -> str: ...
    @property
    def suite(self) -> str: ...
    @property
    def half(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def threshold(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def floor(self) -> str: ...


class Shared(Protocol):
    """So many of so many."""

    @property
    def count(self) -> int: ...
    @property
    def of(self) -> int: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class Drawing(NamedTuple):
    """A share on its axis, in percent of it: the interval, the goal with the side where it is reached, the floor."""

    ends: tuple[str, str]
    at: float
    start: float
    width: float
    goal: float | None = None
    reached: tuple[float, float] = (0.0, 0.0)  # where it begins, and how wide it is
    floor: float | None = None


class Bar(NamedTuple):
    """A figure of one half in words, and as a picture where it is a share. `reached` is None where it has no goal."""

    suite: str
    metric: str
    half: str
    value: str
    interval: str
    n: int
    goal: str
    reached: bool | None
    drawing: Drawing | None

    @property
    def words(self) -> str:
        """All of it in a line."""
        told = {True: "goal reached", False: "goal not reached", None: ""}[self.reached]
        parts = (self.value, self.interval, f"of {self.n:,}", f"goal: {self.goal}" if self.goal else "", told)
        return ", ".join(part for part in parts if part)


class Row(NamedTuple):
    """A metric with a place for each half; None where that half has none."""

    metric: str
    means: str
    goal: str
    bars: tuple[Bar | None, ...]


class Stretch(NamedTuple):
    """A part of a bar of outcomes, in percent."""

    outcome: str
    words: str
    things: int
    start: float
    width: float


class Cell(NamedTuple):
    """A cell of a table: words, and a picture where it is a share or a score."""

    words: str
    drawing: Drawing | None = None


class _Axis(NamedTuple):
    low: float
    high: float

    def at(self, value: float) -> float:
        inside = max(self.low, min(value, self.high))
        return round((inside - self.low) / (self.high - self.low) * 100, 2)


def row(figures: Sequence[Figured], halves: Sequence[str], means: str = "") -> Row:
    """A metric of a suite, all halves on one axis."""
    axis = _axis(figures)
    name = figures[0].metric.removeprefix(f"{figures[0].suite}: ")
    of = {figure.half: _bar(figure, axis) for figure in figures}
    return Row(name, means, _goal(figures[0]), tuple(of.get(half) for half in halves))


def bar(figure: Figured) -> Bar:
    """A figure by itself."""
    return _bar(figure, _axis([figure]))


def cell(of: str | float | Shared) -> Cell:
    """A cell of a table, drawn from 0 to 1."""
    axis = _Axis(0.0, 1.0)
    if isinstance(of, str):
        return Cell(of)
    if isinstance(of, float):
        return Cell(_number(of), Drawing(_ends(axis), axis.at(of), axis.at(of), 0.0))
    if not of.of:
        return Cell("none tried")
    start, share = axis.at(of.low), of.count / of.of
    drawing = Drawing(_ends(axis), axis.at(share), start, round(axis.at(of.high) - start, 2))
    return Cell(f"{of.count:,} of {of.of:,}: {percent(share)} ({_interval(of.low, of.high)})", drawing)


def stretches(counts: Mapping[str, int]) -> tuple[Stretch, ...]:
    """The outcomes of a suite side by side; those that did not come are left out."""
    whole, start, found = sum(counts.values()), 0.0, []
    for outcome, words in OUTCOMES.items():
        if count := counts.get(outcome, 0):
            width = 100 * count / whole
            drawn = max(width, LEAST)
            found.append(Stretch(outcome, words, count, round(min(start, 100 - drawn), 2), round(drawn, 2)))
            start += width
    return tuple(found)


def percent(share: float) -> str:
    """A share in percent, with more places near 0 and 1, so that only none is 0 % and only all is 100 %.

    >>> percent(0.9996), percent(1.0), percent(0.5), percent(0.0021)
    ('99.96 %', '100 %', '50.0 %', '0.21 %')
    """
    value = 100 * share
    if value in (0.0, 100.0):
        return f"{value:.0f} %"
    places = 1 if 1 <= value <= 99 else 2
    while float(f"{value:.{places}f}") in (0.0, 100.0):
        places += 1
    return f"{value:.{places}f} %"


def _bar(figure: Figured, axis: _Axis) -> Bar:
    is_share = figure.low is not None and figure.high is not None
    value = "not measured" if figure.value is None else (percent if is_share else _number)(figure.value)
    return Bar(
        suite=figure.suite,
        metric=figure.metric,
        half=figure.half,
        value=value,
        interval=_interval(figure.low, figure.high) if figure.low is not None and figure.high is not None else "",
        n=figure.n,
        goal=_goal(figure),
        reached=figure.passed if figure.threshold else None,
        drawing=_drawing(figure, axis),
    )


def _drawing(figure: Figured, axis: _Axis) -> Drawing | None:
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    start = axis.at(figure.low)
    drawing = Drawing(_ends(axis), axis.at(figure.value), start, round(axis.at(figure.high) - start, 2))
    if not figure.threshold:
        return drawing
    goal = axis.at(_limit(figure.threshold))
    return drawing._replace(
        goal=goal,
        reached=(goal, round(100 - goal, 2)) if figure.threshold.startswith(">=") else (0.0, goal),
        floor=axis.at(float(figure.floor)) if figure.floor else None,
    )


def _axis(figures: Sequence[Figured]) -> _Axis:
    """The narrowest that holds the intervals, the goal and the floor of all."""
    told = [end for figure in figures for end in (figure.low, figure.high) if end is not None]
    told += [_limit(figure.threshold) for figure in figures if figure.threshold]
    told += [float(figure.floor) for figure in figures if figure.floor]
    for low, high in AXES:
        if all(low <= one <= high for one in told):
            return _Axis(low, high)
    return _Axis(*AXES[-1])


def _ends(axis: _Axis) -> tuple[str, str]:
    return f"{100 * axis.low:.0f} %", f"{100 * axis.high:.0f} %"


def _interval(low: float, high: float) -> str:
    return f"{percent(low).removesuffix(' %')} to {percent(high)}"


def _goal(figure: Figured) -> str:
    """What is to be reached, in words."""
    if not figure.threshold:
        return ""
    limit, is_least = _limit(figure.threshold), figure.threshold.startswith(">=")
    if figure.low is None:
        return f"{'at least' if is_least else 'at most'} {_number(limit)}"
    if limit == (1.0 if is_least else 0.0):
        return "all" if is_least else "none"
    return f"{'at least' if is_least else 'at most'} {100 * limit:g} %"


def is_beyond(figure: Figured) -> bool:
    """Whether the whole interval of a share lies where its goal is reached."""
    if figure.low is None or figure.high is None:
        return False
    limit = _limit(figure.threshold)
    return figure.low >= limit if figure.threshold.startswith(">=") else figure.high <= limit


def _limit(threshold: str) -> float:
    return float(threshold.rsplit(maxsplit=1)[-1])


def _number(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".")
