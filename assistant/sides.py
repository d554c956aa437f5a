"""Which side of a comparison has more: a text and the names of one thing in, 1, -1 or 0 (not told, or doubtful) out.

"Mortality was higher without clozapine than on it" and "mortality is lower on clozapine" lean the same way; a question
that takes the other way for granted is not answered with the figure.
"""

import re
from collections.abc import Sequence

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
