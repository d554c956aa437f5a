"""What kind of request a text is, by rules that anyone can read: question, case, order, emergency, out of scope.

The rules are `routes.yaml`, in the language of `phrases`: a rule holds where each of its patterns is found and none
of its exceptions is. The order of the ways matters: a person in danger comes before everything, and a decision about a
patient before the question it hides in.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

import yaml

from assistant.phrases import Phrases, Reading

Way = Literal["question", "case", "order", "emergency", "out_of_scope"]
OUTSIDE = "outside"  # not a way: what puts one part of a question outside what the assistant is for


class Rule(NamedTuple):
    """Holds where all of `needs` are found and none of `unless`: names of patterns."""

    about: str
    needs: tuple[str, ...]
    unless: tuple[str, ...]


class Table(NamedTuple):
    """The rules of each way, in the order in which they are tried, and the patterns they name."""

    ways: dict[str, tuple[Rule, ...]]
    phrases: Phrases


class Route(NamedTuple):
    """Where a request goes, and the words that decided it."""

    way: Way
    because: str = ""


def route(text: str) -> Route:
    """The way of one request.

    >>> route("What clozapine level should I aim for?").way
    'question'
    >>> route("What exact clozapine dose should I give her tonight?").way
    'order'
    """
    table = _table()
    reading = table.phrases.within(text)
    for way, rules in table.ways.items():
        if way in get_args(Way) and (because := _because(rules, reading)):
            return Route(cast(Way, way), because)
    return Route("question")


def outside(clause: str) -> str:
    """The words that put one part of a question outside what the assistant is for; empty where none do.

    >>> outside("what did the treatment cost"), outside("what level did they have")
    ('cost', '')
    """
    table = _table()
    return _because(table.ways[OUTSIDE], table.phrases.within(clause))


def _because(rules: tuple[Rule, ...], reading: Reading) -> str:
    """The words that the first pattern of the first rule that holds has found; else nothing."""
    for rule in rules:
        if all(map(reading.__getitem__, rule.needs)) and not any(map(reading.__getitem__, rule.unless)):
            return reading.first(rule.needs[0])
    return ""


@cache
def _table() -> Table:
    # The C loader reads the table in a tenth of the time; every start pays for it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    written = yaml.load(Path(__file__).with_name("routes.yaml").read_bytes(), Loader=loader)
    patterns = dict(written["words"])
    ways = {way: tuple(_rule(row, patterns) for row in rows) for way, rows in written["ways"].items()}
    return Table(ways, Phrases(patterns))


def _rule(row: dict[str, Any], patterns: dict[str, str]) -> Rule:
    """The rule of one row; its patterns are named by themselves, so that rules share what they both look for."""
    needs, unless = tuple(row["needs"]), tuple(row.get("unless", ()))
    patterns.update((pattern, pattern) for pattern in needs + unless)
    return Rule(row["about"], needs, unless)
