"""A note cut into sentences and clauses, with exact offsets. Terse notes end sentences with newlines and semicolons."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless

_END = re.compile(
    r"\n+|;|(?<=[.!?])[ \t]+(?!\()|(?<=[.!?][)\"'”])[ \t]+|(?<=[.!?])(?=[A-Z][a-z])|(?<![ \t])[ \t]+(?=(?:\(?[1-9a-h][).]|[-•*–])[ \t]{1,8}[A-Z][a-z]{3})"
)
_ABBREVIATED = Caseless(
    r"(?:\b(?:tab|\bt|inj|cap|syr|e\.g|i\.e|approx|acc|dr|mr|mrs|ms|vs|incl|excl|resp|max|min|no|wk|wks|mo|yr|yrs|pt|hx|sx|dec|d/t|est|p\.o|i\.m|o\.d|b\.d|t\.d\.s|b\.i\.d|a\.m|p\.m)|(?<!/)\b(?:[A-HJ-Z]|(?<!\bcould )(?<!\bwould )(?<!\bdid )(?<!\bdo )(?<!\bhave )(?<!\bam )(?<!\bthan )(?<!\band )I))\.$"
)
# "From 03.06. to 05.08.2024": the point of a day and month, where a date goes on.
_DAY_AND_MONTH = re.compile(r"(?<![\d.])[0-3]?\d\.[01]?\d\.$")
_GOES_ON = re.compile(r"\s*(?:to|until|till|bis|through|and|[-–])\s+[0-3]?\d\.")
# Abbreviations that may end a sentence, where another one plainly opens: "for 8 wks. SOFAS 45".
_MAY_END = Caseless(r"(?:no|wks?|mo|yrs?|pt|hx|sx)\.\Z")
_OPENS = re.compile(r"[A-Z][A-Za-z]{2,}\b|(?:He|She|It|We|I|On)\s")
_CLAUSE = Caseless(r",(?!\d{3}\b)|\bbut\b|\bwhereas\b|\balthough\b|\bwhile\b|[()]")


class Part(NamedTuple):
    """A stretch of the note."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether an offset lies in it."""
        return self.start <= place < self.end


_WIDE = 60  # narrower text is a list, not wrapped prose
SLACK = 6  # characters by which a wrapping program may have counted otherwise
_ENDS = re.compile(r"[.!?:;|]\s*$")
_STARTS = re.compile(
    r"\s*(?:$|[-•*–|>#]|\(?[0-9a-hivx]{1,3}[).]\s|[A-Z][A-Za-z0-9 /-]{2,24}:|[a-z]{5,14}:|(?:Trial|Drug|Course|Medication|Antipsychotic|AP|Agent|Step|Treatment)\s?#?\d\b)"
)

_YEAR = re.compile(r"\s*(?:19|20)\d\d\b")


def joined(text: str) -> str:
    """The note with wrapped lines joined and the bars of tables blanked: same length, every offset unchanged.

    A line was wrapped when it ends in mid-sentence and the next word would not have fitted into the paragraph's width.
    """
    out = []
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        lines = paragraph.split("\n")
        width = max(len(line) for line in lines)
        out.append(lines[0])
        for before, line in pairwise(lines):
            word = line.split(maxsplit=1)[0] if line.split() else ""
            full = width >= _WIDE and len(before.rstrip()) + 1 + len(word) > width - SLACK
            wrapped = full and not _ENDS.search(before) and not _STARTS.match(line)
            wrapped = wrapped and " | " not in line  # a row of a table
            wrapped = wrapped and not (_YEAR.match(before) and _YEAR.match(line))  # rows of a list, by years
            wrapped = wrapped and not ("|" in before and "|" in line)  # rows of a table
            out.append((" " if wrapped else "\n") + line)
    plain = _LEADERS.sub(lambda m: ":".ljust(len(m.group())), re.sub(r"[|\t\u00a0]", " ", "".join(out)))
    return _dictated(plain)


_LEADERS = re.compile(r"(?<=[\w)])\s?(?:\.{4,}|(?:\.\s){3,}\.?|_{4,})(?=[ \t]*[\w<>≥≤(])")  # "SOFAS ......... 48"


_SPOKEN = Caseless(
    r"\s(?P<word>full[ \n]+stop|semi-?colon|comma|colon(?![ \n](?:cancer|\w*ectomy|polyp|surgery|resection|ca\b))|(?:new|next)[ \n]+(?:paragraph|line)|(?:open|close)[ \n]+(?:brackets?|quotes?)|question[ \n]+mark|period(?![ \n](?:of|was|is|has|lasted|without|when|where|from|between|in\b)))(?=[\s.,;:]|\Z)[.,;:]?"
)
_A_TIME = Caseless(
    r"\b(?:an?|the|this|that|which|each|same|whole|trial|treatment|first|second|third|last|long|short|brief|prolonged|entire|menstrual|her|his|time|observation|washout|titration|study|\w+[\s-](?:day|week|month|year)|grace|transition)\Z"
)
_MARKS = {"comma": ",", "colon": ":", "semicolon": ";", "semi-colon": ";", "question mark": "?"}
_DICTATION = Caseless(r"\bdictat\w+|\bfull[ \n]+stop\b|\b(?:new|next)[ \n]+paragraph\b")


def _dictated(text: str) -> str:
    """The text with spoken marks ("full stop", "comma") written as marks, where the note was dictated; same length.

    >>> _dictated("dictated he took 20 mg full stop no response")
    'dictated he took 20 mg.          no response'
    """
    spoken = [
        m
        for m in _SPOKEN.finditer(text)
        if not (m["word"][0] in "pP" and _A_TIME.search(text, m.start() - 20, m.start()))
    ]
    if len(spoken) < 3 and not (spoken and _DICTATION.search(text)):
        return text
    for found in spoken:
        word = " ".join(found["word"].lower().split())
        mark = " " if word.startswith(("open", "close")) else _MARKS.get(word, ".")
        if mark == "." and text[max(0, found.start() - 24) : found.start()].rstrip()[-1:] in (".", "!", "?", ":", ";"):
            mark = " "
        text = text[: found.start()] + mark + " " * (len(found.group()) - 1) + text[found.end() :]
    return text


def sentences(text: str) -> tuple[Part, ...]:
    """The sentences of a note, blanks trimmed.

    >>> [text[s:e] for text in ["Olanzapine 20mg. Nil effect; stopped"] for s, e in sentences(text)]
    ['Olanzapine 20mg.', 'Nil effect', 'stopped']
    """
    return tuple(_trimmed(text, _cut(text, 0, len(text), _END)))


def clauses(text: str, sentence: Part) -> tuple[Part, ...]:
    """The clauses of a sentence: between commas, brackets and words such as "but"."""
    return tuple(_trimmed(text, _cut(text, sentence.start, sentence.end, _CLAUSE)))


def _cut(text: str, start: int, end: int, marks: Caseless | re.Pattern[str]) -> Iterator[Part]:
    at = start
    for found in marks.finditer(text, start, end):
        if (
            found.group().isspace()
            and "\n" not in found.group()
            and _DAY_AND_MONTH.search(text[max(at, found.start() - 8) : found.start()])
            and _GOES_ON.match(text, found.end())
        ):
            continue
        if (
            found.group().isspace()
            and "\n" not in found.group()
            and (short := _ABBREVIATED.search(text[max(at, found.start() - 8) : found.start()]))
            and not (_MAY_END.match(short.group()) and _OPENS.match(text, found.end()))
        ):
            continue
        yield Part(at, found.start())
        at = found.end()
    yield Part(at, end)


def _trimmed(text: str, parts: Iterator[Part]) -> Iterator[Part]:
    for start, end in parts:
        inner = text[start:end]
        if inner.strip():
            lead = len(inner) - len(inner.lstrip())
            yield Part(start + lead, start + lead + len(inner.strip()))
