r"""With which letters the alternatives of a long pattern may begin, looked at before they are tried.

`re` tries every alternative at every place of a text. Where one opens with a group of words, it enters the group and
tries them all; one look at the next letter says as well that none of them stands there.
"""

import re

_TOKEN = re.compile(
    r"(?P<place>\\[AbZ]|[$^])|(?P<letter>\\[^ABZbNux0-9]|\[(?!\^|\])(?:\\.|[^\]\\])+\]|[^\\[.()|])"
    r"|(?P<open>\((?:\?(?:P<\w+>|-?i:|:|(?P<around><?[=!])))?(?!\?))",
    re.S,
)
_MAYBE = re.compile(r"(?:[?*]|\{0?(?:,\d*)?\})[?+]?")
_BRACKETS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.S)


def guarded(alternatives: str) -> str:
    r"""Alternatives that match the same, those that open with a group behind a look at the first letter.

    >>> guarded(r"(?:not|never)\s(?:seen|heard)|un(?:seen|heard)")
    '(?=[n])(?:not|never)\\s(?:seen|heard)|un(?:seen|heard)'
    """
    return "|".join(_guard(row) + row for row in _split(alternatives))


def _guard(row: str) -> str:
    first = _first(row) if row.startswith((r"\b", "(")) else None
    return f"(?=[{''.join(sorted(first))}])" if first else ""


def _split(alternatives: str) -> list[str]:
    """The alternatives one by one."""
    rows, start, depth = list[str](), 0, 0
    for found in _BRACKETS.finditer(alternatives):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if found.group() == "|" and not depth:
            rows.append(alternatives[start : found.start()])
            start = found.end()
    return [*rows, alternatives[start:]]


def _closed(row: str, start: int) -> int:
    """Where the group ends that was opened before a place."""
    depth = 1
    for found in _BRACKETS.finditer(row, start):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if not depth:
            return found.start()
    raise ValueError(f"A group has no end: {row}")


def _first(row: str) -> set[str] | None:
    """The members of a class of letters that an alternative begins with; None where it may begin with any or be empty."""
    first, at = set[str](), 0
    while token := _TOKEN.match(row, at):
        at = token.end()
        if token["place"]:
            continue
        inner = ""
        if token["open"]:
            inner, at = row[at : (end := _closed(row, at))], end + 1
        if token["around"]:
            continue
        members = [_first(one) for one in _split(inner)] if token["open"] else [{_member(token["letter"])}]
        if None in members:
            return None
        first = first.union(*filter(None, members))
        if not (maybe := _MAYBE.match(row, at)):
            return first
        at = maybe.end()
    return None


def _member(letter: str) -> str:
    if letter.startswith("["):
        return re.sub(r"^-|-$", r"\\-", letter[1:-1])
    return letter if letter.startswith("\\") else re.escape(letter)
