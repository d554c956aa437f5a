"""Which side of a comparison has more: a text and the names of one thing in, 1, -1 or 0 (not told, or doubtful) out.

"Mortality was higher without clozapine than on it" and "mortality is lower on clozapine" lean the same way; a question
that takes the other way for granted is not answered with the figure.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.quantities import Quantity

MORE = (
    r"increas\w+|rais\w+|rise\w*|rose|elevat\w+|higher|more(?! (?:than \d|\w*(?:effective|efficacious|useful|helpful"
    r"|potent|protective|tolerable)|benefi\w+|improve\w+|protect\w+))|longer|lengthen\w*|prolong\w*|greater|larger"
    r"|bigger|gain\w*|(?:go|goes|going|gone|went) up|put(?:s|ting)? on(?= (?:with|weight|\w+ weight|kg|kilos?)\b|\W*$)"
)
LESS = (
    r"decreas\w+|reduc\w+|lower\w*|fall\w*|fell|drop\w*|declin\w+|less(?! than \d)|fewer|shorter|shorten\w*|smaller|cut"
    r"|los(?:e|es|s|t|ing)|(?:go|goes|going|gone|went) down"
)
_WAY = re.compile(rf"\b(?:(?P<more>{MORE})|(?P<less>{LESS}))\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs|relative to)\b", re.IGNORECASE)
_WITHOUT = r"(?:without|off|no|non|never|not(?: \w+)?(?: (?:on|with|to|for))?|stopping|stopped|discontinuing|omitting)"
_IS_WITHOUT = re.compile(rf"\b{_WITHOUT}[\s-]+(?:(?:any|the|added|taking|using) )?$", re.IGNORECASE)
_WITHOUT_IT = re.compile(rf"\s*(?:when |while |if |being )?{_WITHOUT}\b(?:\s+(?:it|that|this|use))?\W*$", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:on|with|under|taking|using|by|from|after|in|without|off|not \w+)[\s-]+(?:\w+ )?$", re.IGNORECASE
)
SPARED = re.compile(r"\b(?:prevent|avoid|avert|spar)(?:s|ed|ing|e|es)?\b", re.IGNORECASE)
# "X beat Y": what stands before it did better than what stands after it; and the other way round.
_BEATS = re.compile(
    r"\b(?:beat(?:s|en|ing)?|outperform\w*|outdid|(?:won|wins|win) (?:over|against)|superior(?: to)?|did better than"
    r"|(?:better|more (?:effective|efficacious|useful|helpful))(?: \w+){0,2} than|better than"
    r"|help(?:s|ed)? more than|work(?:s|ed)? better than)\b",
    re.IGNORECASE,
)
_LOSES = re.compile(
    r"\b(?:inferior to|lost (?:to|against)|worse(?: \w+){0,2} than|less (?:effective|efficacious|useful|helpful)"
    r"(?: \w+){0,2} than|help(?:s|ed)? less than)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|never|neither|non)\b[\s-]*(?:[\w-]+\s+){0,3}$|n['’]t\s+(?:\w+\s+)?$", re.IGNORECASE)
_IS_GOOD = re.compile(r"\b(?:respon\w+|improv\w+|remi(?:ssion|tted)|recover\w+)\b", re.IGNORECASE)
BESIDE = 45  # characters between a figure and the name that it is of


def beating(text: str, ours: Sequence[str], theirs: Sequence[str]) -> int:
    """1 where the text says that ours did better than theirs, -1 where worse, 0 where that is not plainly told.

    >>> beating("olanzapine was more effective than quetiapine", ["quetiapine"], ["olanzapine"])
    -1
    """
    for way, pattern in ((1, _BEATS), (-1, _LOSES)):
        for found in pattern.finditer(text):
            if _NOT.search(text, 0, found.start()):
                continue
            before, after = text[: found.start()], text[found.end() :]
            for sign, one, other in ((1, ours, theirs), (-1, theirs, ours)):
                if _last(one, before) > _last(other, before) and _last(other, after) >= 0:
                    return way * sign
    return 0


def counted(text: str, figures: Sequence[Quantity], ours: Sequence[str], theirs: Sequence[str]) -> int:
    """1 where the figure of ours is the larger one of two of a kind ("34 with X and 55 with Y"), -1 the smaller one."""
    for kinds in ({"percentage"}, {"count", "number"}):
        of_kind = [one for one in figures if one.kind in kinds]
        mine, others = (list(_beside(text, of_kind, names)) for names in (ours, theirs))
        if len(mine) == len(others) == 1 and mine != others:
            return 1 if mine[0] > others[0] else -1
    return 0


def faring(text: str, figures: Sequence[Quantity], ours: Sequence[str], theirs: Sequence[str]) -> int:
    """As `beating`, also where only the figures of a good outcome tell it: "30% on X and 4% on Y responded"."""
    told = beating(text, ours, theirs)
    return told or (counted(text, figures, ours, theirs) if _IS_GOOD.search(text) else 0)


def _last(names: Sequence[str], text: str) -> int:
    """Where one of the names stands last; -1 where none does."""
    found = [one.start() for one in re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b", text, re.IGNORECASE)]
    return found[-1] if found else -1


def _beside(text: str, figures: Sequence[Quantity], names: Sequence[str]) -> Iterator[float]:
    """The values of the figures right after which one of the names stands, before the next figure."""
    starts = [one.start for one in figures]
    for one in figures:
        end = min([one.end + BESIDE, *(start for start in starts if start > one.start)])
        value = one.low if one.low is not None else one.high
        if value is not None and re.match(
            rf"\W*(?:[\w-]+\s+){{0,3}}?(?:on|with|to|in|for|of|under)\s+(?:{'|'.join(map(re.escape, names))})\b",
            text[one.end : end],
            re.IGNORECASE,
        ):
            yield float(value)


def leaning(text: str, names: Sequence[str]) -> int:
    """1 where those on it have more of what is compared, -1 where they have less, 0 where that is not plainly told.

    >>> leaning("mortality was higher in periods without clozapine than on clozapine", ["clozapine"])
    -1
    >>> leaning("how much higher is mortality on clozapine than off it", ["clozapine"])
    1
    """
    than = _THAN.search(text)
    ways = list(_WAY.finditer(text, 0, than.start() if than else len(text)))
    if not ways or (not than and len({bool(way["more"]) for way in ways}) > 1):
        return 0
    way = 1 if ways[-1]["more"] else -1
    if any(not text[found.end() : ways[-1].start()].strip() for found in SPARED.finditer(text)):
        way = -way  # "prevented more attempts"
    sides: dict[int, int] = {}  # the last one named before "than" and the first one after it
    for name in re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b", text, re.IGNORECASE):
        before = text[: name.start()]
        if than is None and not _GIVEN.search(before):
            continue
        side = -1 if than and name.start() > than.start() else 1
        of_it = -side if _IS_WITHOUT.search(before) else side
        sides[side] = of_it if side > 0 else sides.get(side, of_it)
    if than and sides and _WITHOUT_IT.match(text, than.end()):
        sides[-1] = 1
    told = set(sides.values())
    return way * told.pop() if len(told) == 1 else 0
