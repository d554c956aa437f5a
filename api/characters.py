"""A document's characters in, HTML out that holds each of them and in which none misleads the eye.

A browser would turn a carriage return into a line feed, so it is written as a reference. A character that turns the
direction of what follows, or that cannot be seen, stands in an element of its own: it turns nothing else, and its name
is drawn beside it by the style sheet. Those that scripts need (joiners, left-to-right marks) are left alone.
"""

import re

from markupsafe import Markup, escape

_SIGN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007f]+|[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f]"
    "|(?<=-)\r?\n|\r"
)
_NAMES = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200b": "ZWSP", "\ufeff": "BOM",
}  # fmt: skip


def characters(text: str) -> Markup:
    r"""The text as HTML.

    >>> characters("<b>\u202e")
    Markup('&lt;b&gt;<bdi class="sign" data-name="RLO">\u202e</bdi>')
    """
    parts, at = [], 0
    for found in _SIGN.finditer(text):
        parts += [escape(text[at : found.start()]), _drawn(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _drawn(sign: str) -> Markup:
    if sign == "\r":
        return Markup("&#13;")
    if sign.endswith("\n"):  # a word broken at a line's end reads whole: the line end is there, unseen
        return Markup('<span class="line-end">{}\n</span>').format(Markup("&#13;") if sign[0] == "\r" else "")
    if len(sign) > 1:
        return escape(sign)  # a flag: what cannot be seen says whose
    name = _NAMES.get(sign, f"U+{ord(sign):04X}")
    # NUL has no place in HTML: its picture stands for it.
    return Markup('<bdi class="sign" data-name="{}">{}</bdi>').format(name, "␀" if sign == "\0" else sign)
