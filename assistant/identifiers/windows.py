"""A text in, the stretches around what a pattern finds out: costly patterns then look there and nowhere else."""

import re
from collections.abc import Iterator

Span = tuple[int, int]


def windows(text: str, anchor: re.Pattern[str], before: int, after: int) -> Iterator[Span]:
    """Stretches that hold each place of the anchor with room around it; those that touch are one.

    >>> list(windows("ab 12 cd 34 ........ 56", re.compile("[0-9]+"), 2, 2))
    [(1, 13), (19, 23)]
    """
    start = end = -1
    for found in anchor.finditer(text):
        first, last = max(0, found.start() - before), min(len(text), found.end() + after)
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = last
    if end >= 0:
        yield start, end
