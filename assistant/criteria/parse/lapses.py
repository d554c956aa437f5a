"""The share of doses taken, told by how often one is missed: "misses about one dose a fortnight", "forgets once a week"."""

from collections.abc import Iterator

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import between, exact

_NUMBER = r"(?:\d{1,2}|" + "|".join(WORDS) + r"|an?|once|twice)"
_HEDGE = r"(?:(?:about|around|roughly|approximately|at\s{1,3}most|at\s{1,3}worst|at\s{1,3}the\s{1,3}most|up\s{1,3}to|maybe|perhaps|probably|only|just|on\s{1,3}average|an\s{1,3}average\s{1,3}of|no\s{1,3}more\s{1,3}than|not\s{1,3}more\s{1,3}than|fewer\s{1,3}than|less\s{1,3}than|say|the\s{1,3}odd|a\s{1,3}total\s{1,3}of|all\s{1,3}of)\s{1,3}){0,3}"
_MISSED = r"(?:miss(?:ed|es|ing)?|skip(?:s|ped|ping)?|forg(?:ot|ets|etting|otten)|omit(?:s|ted|ting)?)"
_DOSE = r"(?:(?:single|evening|night|morning|odd|daily|scheduled|prescribed|oral|missed|skipped)\s{1,3}){0,2}(?P<what>doses?|tablets?|pills?|capsules?|tabs?|days?)"
_TIME = (
    r"(?P<each>(?:an?|per|each|every|in\s{1,3}an?|in\s{1,3}every|in\s{1,3}any|/)\s{0,3}|(?:in|over|during|across|throughout|for)\s{1,3}(?:(?:the|those|these|all|whole|last|past|his|her|full|entire|of|whole)\s{1,3}){0,3})"
    rf"(?:(?P<many>\d{{1,2}}|{'|'.join(WORDS)})[\s-]{{1,3}})?(?P<unit>weeks?|wks?|wk|fortnights?|months?|mths?)\b"
)
_SO_OFTEN = Caseless(
    rf"\b{_MISSED}\s{{1,3}}(?:(?:it|them|his|her|the|their|tablets|meds|medication|an?\s{{1,3}}(?:dose|tablet|pill)(?=\s{{1,3}}(?:about\s|maybe\s|perhaps\s|only\s|at\smost\s)?(?:once|twice)))\s{{1,3}}){{0,3}}{_HEDGE}(?P<some>{_NUMBER})(?:\s{{0,3}}(?:or|to|-|–)\s{{0,3}}(?P<most>{_NUMBER}))?(?:\s{{1,3}}{_DOSE})?\s{{0,3}}{_TIME}"
    rf"|\b(?P<some2>{_NUMBER})(?:\s{{0,3}}(?:or|to|-|–)\s{{0,3}}(?P<most2>{_NUMBER}))?\s{{1,3}}(?:missed|skipped|forgotten|omitted)\s{{1,3}}(?:doses?|tablets?|pills?)\s{{0,3}}{_TIME.replace('?P<each>', '?P<each2>').replace('?P<many>', '?P<many2>').replace('?P<unit>', '?P<unit2>')}"
)
_DENIED = Caseless(
    r"\b(?:not|never|n['’]t|nor|without|hardly|more\s{1,3}than|at\s{1,3}least|over|if|would)\s{1,3}(?:\w{1,8}\s{1,3}){0,2}$"
)
_NOT_MORE = Caseless(r"\b(?:more|over)\s{1,3}than\s{1,3}")
_INJECTED = Caseless(r"\b(?:depots?|injections?|LAIs?|jabs?|appointments?|visits?|clinics?|sessions?|reviews?)\b")
_DAYS = {"w": 7, "f": 14, "m": 28}
_COUNTS = {"a": 1, "an": 1, "once": 1, "twice": 2, "": 1}


def lapses(reading: Reading, part: Part) -> Iterator[Said]:
    """The shares told by missed doses in a time. One dose a day is the fewest there can be, so that the share is at
    least what is left of the days; of a depot nothing is told so."""
    if _INJECTED.search(reading.text, *part):
        return
    for m in _SO_OFTEN.finditer(reading.text, *part):
        if _DENIED.search(reading.text[max(part.start, m.start() - 24) : m.start()]):
            continue
        some, most = m["some"] or m["some2"], m["most"] or m["most2"]
        count = max(_number(some), _number(most or some))
        many, unit, each = m["many"] or m["many2"], m["unit"] or m["unit2"], m["each"] or m["each2"]
        in_all = (
            each.split()[0].lower() in ("in", "over", "during", "across", "throughout", "for")
            if each.strip()
            else False
        )
        days = _DAYS[unit[0].lower()] * (_number(many) if many else 1)
        if not count or count > days or (in_all and not many and "a" not in each.lower().split()):
            continue
        yield Said(between(100 - exact(100) * count / days, 100), (m.span(),))


def _number(words: str) -> int:
    words = words.lower()
    return int(words) if words.isdigit() else _COUNTS.get(words, WORDS.get(words, 0))
