"""Two reports in, what changed out: each figure beside its earlier value, and tests on the things that both tried.

Things are paired by their id, so a test asks whether the same things came out otherwise. McNemar's exact test counts
only those that turned; the interval of the difference is Newcombe's for paired shares (Statistics in Medicine 1998,
17:2635, method 10). Many tests are made at once: one p below 0.05 among twenty is what chance gives.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import comb, sqrt
from typing import NamedTuple

from evals.metrics import Figure, wilson
from evals.questions import Half
from evals.report import Outcomes, Report
from evals.scorers import Outcome


class Change(NamedTuple):
    """A figure now and before; None where a report does not have it."""

    suite: str
    metric: str
    half: str
    before: Figure | None
    now: Figure | None

    @property
    def difference(self) -> float | None:
        """How much more it is now."""
        if self.before is None or self.now is None or self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value


class Paired(NamedTuple):
    """A suite's things of one half that both reports tried: how many were right both times, then, now, never."""

    suite: str
    half: Half
    both: int
    lost: tuple[str, ...]  # right before and not now, by id
    won: tuple[str, ...]  # right now and not before
    neither: int

    @property
    def n(self) -> int:
        """All of them."""
        return self.both + len(self.lost) + len(self.won) + self.neither

    @property
    def p(self) -> float:
        """McNemar's exact p, two-sided, that as many would turn one way only by chance."""
        return mcnemar(len(self.lost), len(self.won))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of how much more are right now."""
        return newcombe(self.both, len(self.won), len(self.lost), self.neither)


class Comparison(NamedTuple):
    """What changed between two reports, in the suites that both ran.

    `differs` names what else is not the same: version, corpus, settings, chat model, limit, and the suites run.
    """

    differs: tuple[tuple[str, str, str], ...]  # what, before, now
    changes: tuple[Change, ...]
    pairs: tuple[Paired, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """The figures that are not as before, or that only one of them has."""
        return tuple(one for one in self.changes if one.before is None or one.now is None or one.difference)

    @property
    def turned(self) -> tuple[Paired, ...]:
        """The suites and halves of which something turned."""
        return tuple(pair for pair in self.pairs if pair.lost or pair.won)


def compare(before: Report, now: Report) -> Comparison:
    """The figures of both in the order of the newer, then those that only the earlier has."""
    made_of = ("version", "corpus", "settings", "chat_model", "limit")
    differs = tuple(
        (name.replace("_", " "), str(getattr(before, name)), str(getattr(now, name)))
        for name in made_of
        if getattr(before, name) != getattr(now, name)
    )
    ran = {one.suite for one in before.figures} & {one.suite for one in now.figures}
    figures = ([one for one in of.figures if one.suite in ran] for of in (before, now))
    return Comparison(
        (*differs, *_suites(before, now)),
        tuple(_changes(*figures)),
        tuple(_pairs(before.outcomes, now.outcomes)),
    )


def _suites(before: Report, now: Report) -> Iterator[tuple[str, str, str]]:
    """The suites that only one of them ran."""
    was, is_now = ([suite.name for suite in of.suites] for of in (before, now))
    missing, new = ([name for name in of if name not in other] for of, other in ((was, is_now), (is_now, was)))
    if missing or new:
        yield "suites", ", ".join(missing), ", ".join(new)


def _changes(before: Iterable[Figure], now: Iterable[Figure]) -> Iterator[Change]:
    earlier, later = ({(one.suite, one.metric, one.half): one for one in figures} for figures in (before, now))
    for name in dict.fromkeys((*later, *earlier)):
        yield Change(*name, earlier.get(name), later.get(name))


def _pairs(before: Outcomes, now: Outcomes) -> Iterator[Paired]:
    """The suites and halves that both have. What could not be scored in one of them is left out."""
    for suite, halves in now.items():
        for half, later in halves.items():
            was, is_now = _scored(before.get(suite, {}).get(half, {})), _scored(later)
            if ids := [one for one in is_now if one in was]:
                yield Paired(
                    suite,
                    half,
                    both=sum(was[one] and is_now[one] for one in ids),
                    lost=tuple(one for one in ids if was[one] and not is_now[one]),
                    won=tuple(one for one in ids if is_now[one] and not was[one]),
                    neither=sum(not was[one] and not is_now[one] for one in ids),
                )


def _scored(outcomes: Mapping[str, Outcome]) -> dict[str, bool]:
    return {name: outcome == "right" for name, outcome in outcomes.items() if outcome != "unscored"}


def mcnemar(lost: int, won: int) -> float:
    """The two-sided p of McNemar's exact test: a fair coin thrown once for each thing that turned.

    >>> mcnemar(0, 6), mcnemar(3, 3)
    (0.03125, 1.0)
    """
    turned, fewer = lost + won, min(lost, won)
    ways: int = sum(comb(turned, count) for count in range(fewer + 1))
    return min(1.0, 2 * ways / (1 << turned))


def newcombe(both: int, won: int, lost: int, neither: int) -> tuple[float, float]:
    """The 95% interval of (won - lost) of all, the two shares being of the same things."""
    n = both + won + lost + neither
    now, before = (both + won) / n, (both + lost) / n
    (low_now, high_now), (low_before, high_before) = wilson(both + won, n), wilson(both + lost, n)
    tie = _correlation(both, won, lost, neither)

    def spread(one: float, other: float) -> float:
        return sqrt(max(0.0, one * one - 2 * tie * one * other + other * other))

    difference = now - before
    return (
        difference - spread(now - low_now, high_before - before),
        difference + spread(high_now - now, before - low_before),
    )


def _correlation(both: int, won: int, lost: int, neither: int) -> float:
    """Phi of the two outcomes, taken down by Newcombe's correction where it is positive; 0 where nothing varies."""
    margins = (both + won) * (lost + neither) * (both + lost) * (won + neither)
    if not margins:
        return 0.0
    crossed = both * neither - won * lost
    n = both + won + lost + neither
    return (max(crossed - n / 2, 0.0) if crossed > 0 else crossed) / sqrt(margins)
