"""A document's characters in, parts out of which HTML is written that holds each of them and in which none misleads.

A browser would turn a carriage return into a line feed, so it is written as a reference. A character that turns the
direction of what follows, or that cannot be seen, stands in an element of its own: it turns nothing else, and the style
sheet draws its name beside it. Those that scripts need (joiners, left-to-right marks) are left alone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

RETURN, LINE_END = "return", "line end"
_SIGN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007f]+|"  # a flag: what cannot be seen says whose, and is left alone
    "(?P<sign>[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f])|"
    "(?P<end>(?<=-)\r?\n)|(?P<return>\r)"
)
_NAMES = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200b": "ZWSP", "\ufeff": "BOM",
}  # fmt: skip


class Part(NamedTuple):
    """Characters of one kind: `name` is empty for plain ones, RETURN, LINE_END (in a broken word), or a sign's name."""

    text: str
    name: str = ""


def characters(text: str) -> Iterator[Part]:
    r"""The parts of a text, in order; together they are the text, but that a picture stands for a NUL.

    >>> list(characters("2\u202e <b>"))
    [Part(text='2', name=''), Part(text='\u202e', name='RLO'), Part(text=' <b>', name='')]
    """
    at = 0
    for found in _SIGN.finditer(text):
        if found.lastgroup is None:
            continue
        if at < found.start():
            yield Part(text[at : found.start()])
        yield _part(found.lastgroup, found[0])
        at = found.end()
    if at < len(text):
        yield Part(text[at:])


def _part(kind: str, sign: str) -> Part:
    if kind == "return":
        return Part(sign, RETURN)
    if kind == "end":
        return Part(sign, LINE_END)
    name = _NAMES.get(sign, f"U+{ord(sign):04X}")
    return Part("␀" if sign == "\0" else sign, name)  # NUL has no place in HTML
