r"""With which letters a pattern, or an alternative of it, may begin: looked at before anything else is tried.

`re` tries every alternative at every place of a text. Where one opens with a group of words, it enters the group and
tries them all; one look at the next letter says as well that none of them stands there.
"""

import re

_TOKEN = re.compile(
    r"(?P<place>\\[AbZ]|[$^])|(?P<letter>\\[^ABZbNux0-9]|\[(?!\^|\])(?:\\.|[^\]\\])+\]|[^\\[.()|])"
    r"|(?P<open>\((?:\?(?:P<\w+>|-i:|:|(?P<around><?[=!])))?(?!\?))",
    re.S,
)
_MAYBE = re.compile(r"(?:[?*]|\{0?(?:,\d*)?\})[?+]?")
_BRACKET = re.compile(r"(?:[^\\[()|]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\])*([()|])", re.S)  # with what stands before it
_DEEPER = {"(": 1, "|": 0, ")": -1}


def guarded(pattern: str) -> str:
    r"""A pattern that matches the same, behind a look at the first letter.

    >>> guarded(r"\b(?:not|never)\s")
    '(?=[n])(?:\\b(?:not|never)\\s)'
    """
    first = _first(pattern) if pattern.startswith(("\\", "(")) else None
    return f"(?=[{''.join(sorted(first))}])(?:{pattern})" if first else pattern


def each_guarded(alternatives: str) -> str:
    r"""Alternatives that match the same, those that open with a group behind a look at the first letter.

    >>> each_guarded(r"(?:not|never)\s(?:seen|heard)|un(?:seen|heard)")
    '(?=[n])(?:(?:not|never)\\s(?:seen|heard))|un(?:seen|heard)'
    """
    return "|".join(map(guarded, _split(alternatives)))


def _split(alternatives: str) -> list[str]:
    """The alternatives one by one."""
    rows, start, depth = list[str](), 0, 0
    for found in _BRACKET.finditer(alternatives):
        depth += _DEEPER[found[1]]
        if not depth and found[1] == "|":
            rows.append(alternatives[start : found.start(1)])
            start = found.end()
    return [*rows, alternatives[start:]]


def _closed(row: str, start: int) -> int:
    """Where the group ends that was opened before a place."""
    depth = 1
    for found in _BRACKET.finditer(row, start):
        depth += _DEEPER[found[1]]
        if not depth:
            return found.start(1)
    raise ValueError(f"A group has no end: {row}")


def _first(alternatives: str) -> set[str] | None:
    """The members of a class of letters that alternatives begin with; None where one may begin with any or be empty."""
    first = set[str]()
    for row in _split(alternatives):
        members = _first_of_row(row)
        if members is None:
            return None
        first |= members
    return first


def _first_of_row(row: str) -> set[str] | None:
    first, at = set[str](), 0
    while token := _TOKEN.match(row, at):
        at = token.end()
        members: set[str] | None = set()
        if token["open"]:
            inner, at = row[at : (end := _closed(row, at))], end + 1
            members = members if token["around"] else _first(inner)
        elif token["letter"]:
            members = {_member(token["letter"])}
        if members is None:
            return None
        first |= members
        maybe = _MAYBE.match(row, at)
        if members and not maybe:
            return first
        at = maybe.end() if maybe else at
    return None


def _member(letter: str) -> str:
    if letter.startswith("["):
        return re.sub(r"^-|-$", r"\\-", letter[1:-1])
    return letter if letter.startswith("\\") else re.escape(letter)
