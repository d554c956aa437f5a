"""How a span of a document reads: the characters in, clean prose and its reference numbers out.

Wrapped lines are joined, words broken at a line's end are made whole, ligatures, soft hyphens, page numbers and simple
Markdown or HTML marks go, and reference numbers are handed back as data. It depends on the span alone, so the gate can
compare a quote with a sentence.

A hyphen at a line's end is kept where a digit, a capital or a single letter stands beside it ("6-week", "N-methyl"),
where the word before it or after it usually makes a compound ("non-", "self-", "-treated", "-week"), and for the pairs
listed below ("meta-analysis", but "metabolic"). Otherwise the word was only broken and is joined.
"""

import html
import re

from assistant.references import take_out, word_set

_LINE_END = r"[ \t\xa0]*[\n\r\f\v\x85\u2028\u2029]\s*"
_PAGE_NUMBER = re.compile(
    r"[\n\r][ \t]*[-–]?[ \t]*\d{1,4}[ \t]*[-–]?\s*\f|\f[ \t]*[-–]?[ \t]*\d{1,4}[ \t]*[-–]?[ \t]*[\n\r]"
)
_QUOTED_LINES = re.compile(r"([\n\r]) {0,3}>[ \t]?(?![ \t]*[\d=])")
_ALL_QUOTED = re.compile(r"[^\n\r]*(?:[\n\r]+ {0,3}>[^\n\r]*){2,}\s*")
_BREAK = re.compile(rf"(?<=[^\W_])(?P<mark>[-‐\xad–—/]){_LINE_END}(?P<right>[^\W_]*)(?P<gap>\s?)")
_LAST_PART = re.compile(r"[^\W_]+\Z")
_SPACES = re.compile(r"[^\S ]|  ")
_INVISIBLE = re.compile(r"[\xad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "‐": "-", "‑": "-"}
)
_RAISED = str.maketrans("0123456789-−+,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺,")
_SUP = re.compile(r"<sup>\s*([\d,−+-]+)\s*</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|a|code|mark|small|br)\b[^<>]{0,200}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s*])\1(?![\w*])|(?<!\w)(__?)(?=[^\s_])([^_]+)(?<=[^\s_])\3(?!\w)"
)
_CODE = re.compile(r"`+([^`]+)`+")
_MARKED = re.compile(r"[<&\[*_`]")

_SUFFIX = re.compile(
    r"(?:er|ers|est|ered|ering|ly|ness|ing|ings|ed|ment|ments|tion|tions|sion|ened|ening|ages?|y|ies|light(?:ed|s)?|"
    r"teen|ty|ary|arily|ache|eviate[ds]?|ocat\w+|erg\w+|owed|eles?|dency|sion|self|etheless|sense)\Z"
)
_BROKEN_PREFIXES = word_set("""in un re dis de ir im over under inter sub super multi pro per con com ex trans intra""")
_PAIRS = {
    "meta": ("anal", "regress", "review"),
    "co": ("occur", "admin", "author", "exist", "operat", "treat", "prescri", "medicat"),
    "post": ("hoc", "marketing", "treatment", "baseline", "discharge", "acute"),
    "pre": ("exist", "post"),
    "anti": ("i",),
}
_COMPOUND_FIRST = word_set(
    """self non double single triple placebo quasi well high low long short full half all mid one two three four five
    six seven eight nine ten twelve first second third steady open side follow head large small evidence dose drug
    treatment medication antipsychotic patient clinician intention number cost case cross break drop add lead wash
    state risk health life community population"""
)
_COMPOUND_LAST = word_set(
    """treated controlled blind blinded resistant refractory responsive related induced based free term up week weeks
    month months year years day days hour fold blocking like dependent associated naive naïve reported report rated
    level risk to of and or the in out on by off mediated effective acting effect effects benefit driven specific
    line arm centre center group label onset house wide adjusted matched label use dose point quality analysis
    analyses analytic"""
)


def reading(text: str) -> tuple[str, tuple[str, ...]]:
    """How the span reads, and its reference numbers in order. Reading what was read changes nothing.

    >>> reading("A meta-\\nanalysis6 of antipsychotic treat-\\nment,1 at 392 mg/d.7")
    ('A meta-analysis of antipsychotic treatment, at 392 mg/d.', ('6', '1', '7'))
    """
    numbers: dict[str, None] = {}
    while True:
        clean, found = take_out(_unmarked(_joined(text)))
        numbers.update(dict.fromkeys(found))
        clean = " ".join(clean.split())
        if clean == text:
            return clean, tuple(numbers)
        text = clean


def _joined(text: str) -> str:
    """One line: breaks joined, page numbers, quotation marks of lines and invisible characters gone."""
    if not text.isascii():
        text = text.translate(_LIGATURES)
    if _SPACES.search(text):
        if "\f" in text:
            text = _PAGE_NUMBER.sub("\n", text)
        if ">" in text:
            text = _unquoted(text)
        text = _BREAK.sub(_join, text)
        text = " ".join(text.split())
    return _INVISIBLE.sub("", text)


def _unquoted(text: str) -> str:
    """Without the '>' of quoted lines. A single '> 600 mg' at a line's start is a comparison and stays."""
    if _ALL_QUOTED.fullmatch(text):
        return re.sub(r"([\n\r]) {0,3}>", r"\1", text)
    return _QUOTED_LINES.sub(r"\1", text)


def _join(found: re.Match[str]) -> str:
    mark, right, gap = found["mark"], found["right"], found["gap"]
    if mark == "\xad":
        return right + gap
    if mark in "–—/":
        return mark + right + gap
    if right in ("and", "or", "to") and gap:
        return f"- {right}{gap}"
    left = _LAST_PART.search(found.string[max(0, found.start() - 40) : found.start()])
    return ("-" if not left or _keeps_hyphen(left[0], right) else "") + right + gap


def _keeps_hyphen(left: str, right: str) -> bool:
    if not right or len(left) == 1 or len(right) == 1 or left[-1].isdigit() or right[0].isdigit():
        return True
    if right[0].isupper() or (left.isupper() and len(left) > 1):
        return True
    first, last = left.lower(), right.lower()
    if first in _PAIRS:
        return last.startswith(_PAIRS[first])
    if first in _BROKEN_PREFIXES or _SUFFIX.match(last):
        return False
    return first in _COMPOUND_FIRST or last in _COMPOUND_LAST


def _unmarked(text: str) -> str:
    """Without simple Markdown and HTML marks; a raised number stays raised."""
    if not _MARKED.search(text):
        return text
    text = _SUP.sub(lambda found: found[1].translate(_RAISED), text)
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), _TAG.sub("", text))
    text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    return _EMPHASIS.sub(lambda found: found[2] or found[4], text)
