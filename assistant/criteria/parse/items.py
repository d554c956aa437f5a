"""PANSS items in a note: the score of each, and the highest that the others may have. What is not clearly the present score
of an item of the PANSS is left out, and asked."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.bounds import Score, agreeing, bounds_of, leave_out
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import ask_rated, rating_reserved
from assistant.criteria.parse.figures import spelt_scores
from assistant.criteria.parse.moments import When, well_now, when
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.rows import end_of_row
from assistant.criteria.parse.versions import short_names, without_versions
from assistant.criteria.types import PANSS_ITEMS, Rating, Refusal

Found = tuple[Rating, tuple[tuple[int, int], ...]]
_UNIT = r"(?:mg|%|ng|mm|cm|ml|kg|h\b|hours?|hrs?|(?:days?|weeks?|wks?|months?|years?|yrs?|min(?:ute)?s?)\b|/52|/12|times\b|x\b|bpm|points?\s{1,3}(?:better|worse|lower|higher|up|down|less))"
_NAME = r"[PNG]\s?\d{1,2}(?!\d)(?:\s?\([a-z ,/-]{3,40}\))?"
# "delusions moderate-severe (5)": the word that the scale has for a score, before the score itself
_ANCHOR = r"(?:\s{0,2}[,:–-]?\s{0,2}(?:absent|minimal|mild|moderate(?:ly)?(?:[\s/-]{1,2}(?:to[\s-])?severe)?|severe|marked|extreme)\s{0,2}(?=[(=:]\s?\d))?"
# What joins an item to its score: "were each rated", "came out at", "both came to"
_VERBS = r"(?:\s{0,8}(?:both|each|all|have|has|been|are|is|was|were|scored?|scores|scoring|rated?|rates|rating|graded|given|marked|put|placed|set|gets?|got|receives?|received|attracts?|attracted|obtained|judged|recorded|measured|reach(?:es|ed)?|earns?|earned|remains?|remained|stays?|stayed|stands?|stood|came|comes?|come\sto|came\sto|comes\sto|out|only|just|likewise|also|too|currently|today|now|still|at|as|to\sbe|of|=|:|-|–|\(|an?\b|#{2,12})){0,6}"
_ITEM = Caseless(
    rf"(?<!\w)(?<![A-Za-z]/)(?P<items>{_NAME}(?:\s{{0,3}}(?:,|and|&|/|\+|=)\s{{0,3}}{_NAME}){{0,14}}|[PNG]\s?\d\s?(?:-|–|to)\s?[PNG]?\s?\d{{1,2}})"
    rf"(?:(?<=[PNG]\d)\)|(?<=[PNG]\d\d)\))?{_ANCHOR}{_VERBS}\s{{0,8}}"
    r"(?:=|:|-{1,2}>|→|-|–|\(|/(?=\d(?!\s{0,2}[\d=:(]))|at\s)?\s{0,3}"
    rf"(?P<score>-?\d{{1,2}})(?!\d|/(?!\s?[PNG]\d|7\b)|[.,]\d|\s{{0,3}}{_UNIT})"
)
_NAMED = {
    "P1": "delusions?", "P2": r"(?:conceptual\s{1,3})?disorgani[sz]ation", "P3": r"hallucinat(?:ions?|ory\s{1,3}behaviou?r)",
    "P4": "excitement", "P5": "grandiosity", "P6": r"suspiciousness(?:/persecution)?|persecution", "P7": "hostility",
    "N1": r"blunted\s{1,3}affect", "N2": r"emotional\s{1,3}withdrawal", "N3": r"poor\s{1,3}rapport",
    "N4": r"(?:passive[\s/-]{0,3})?(?:apathetic\s{1,3})?social\s{1,3}withdrawal", "N5": r"abstract\s{1,3}thinking",
    "N6": r"(?:lack\s{1,3}of\s{1,3})?spontaneity", "N7": r"stereotyped\s{1,3}thinking", "G5": r"mannerisms(?:\s{1,3}and\s{1,3}posturing)?",
    "G9": r"unusual\s{1,3}thought(?:\s{1,3}content)?",
}  # fmt: skip
ITEM_WORDS = "|".join(_NAMED.values())
# "I set P1 to 6, P2 to 4 and P6 to 5": "P1 to 6" alone may be a range of items
_SET_TO = Caseless(
    rf"((?:\b(?:set|put|fixed)\s(?:the\s|both\s|her\s|his\s)?|(?<=\sto\s[1-7])(?:,\s(?:and\s)?|\sand\s))(?:item\s)?(?:[PNG]\s?\d{{1,2}}|{ITEM_WORDS}))\sto\s(?=[1-7](?!\d))"
)
# "six on the PANSS hallucinations item"
_SPELT_BEFORE = Caseless(
    rf"\b(?:one|two|three|four|five|six|seven)(?=\s(?:each\s)?(?:on|for)\s(?:(?:both|the|his|her|items?|PANSS)\s){{0,3}}(?:[PNG]\s?\d\b|(?:{ITEM_WORDS})\b))"
)
# "delusions and hallucinations both came to 5": names in a row before one score, or one name and a verb
_BY_NAMES = Caseless(
    rf"\b(?P<items>(?:{ITEM_WORDS})(?:\s{{0,3}}(?:,(?:\sand)?|and|&|/|\+|as\swell\sas)\s{{1,3}}(?:{ITEM_WORDS})){{0,9}})(?:\s?\(?[PNG]\d\)?)?{_ANCHOR}(?:,(?=\s?(?:both|each|all)\b|\s?\d\s{{0,2}}(?:[;,.\n]|and\b|$)))?{_VERBS}\s{{0,8}}"
    rf"(?P<score>-?\d{{1,2}})(?!\d|/(?!7\b)|[.,]\d|\s{{0,3}}{_UNIT})"
)
_TO = Caseless(
    rf"(?:,|;|\band|\bwith)\s{{1,3}}(?P<items>{ITEM_WORDS})\sto\s{{1,3}}(?P<score>[1-7])(?=\s{{0,2}}(?:$|[.,;\n]|and\b))"
)
_CAME_TO = Caseless(r"\b(?:came|comes?|coming|add(?:s|ed))\s(?:out\s)?(?:at|to)\b")
# What clinicians call the items, where the score follows at once: "PANSS: voices 5, paranoia 5"
_CALLED = {
    "P2": r"thought\s{1,3}disorder", "P3": r"(?:auditory\s{1,3}hallucinations|voices|AVH?)", "P5": r"grandiose\s{1,3}(?:ideas|delusions)",
    "P6": r"(?:paranoia|persecutory\s{1,3}(?:ideas|ideation)|suspicions)", "N1": r"(?:blunting|flat(?:tened)?\s{1,3}affect)", "N4": r"(?:social\s{1,3})?withdrawal",
}  # fmt: skip
_BY_CALL = tuple(
    (
        name,
        Caseless(
            rf"\b{words}\s{{0,3}}(?:=|:|at|rated|scored|\()?\s{{0,3}}(?P<score>[1-7])(?:/7)?(?=\s{{0,2}}(?:[,;)&]|\.(?!\d)|$|\n|and\b))"
        ),
    )
    for name, words in _CALLED.items()
)
_NAMES = rf"{_NAME}(?:\s{{0,3}}(?:,|and|&|/|\+)\s{{0,3}}{_NAME}){{0,14}}"
# "P1-P7: 3, 2, 3 ...", "P1, P3: 5, 6", and a row of names above a row of scores
_ROWS = Caseless(
    rf"(?<!\w)(?P<items>[PNG]\s?\d\s?(?:-|–|to)\s?[PNG]?\s?\d{{1,2}}|[PN]\s(?:items|scores|scale)|(?:positive|negative)\s(?:items|scores)|{_NAME}(?:[\s,;&+/]{{1,40}}(?:and\s)?{_NAME}){{1,29}})\)?"
    r"[\s:=–-]{1,200}(?:\b(?:scores?|scored|ratings?|rated|today|now|are|were|is|at|respectively|PANSS|values?|items?)\b[\s:=–-]{1,60}){0,6}"
    rf"(?P<scores>[1-7](?:(?:[\s,;/]|\band\b){{1,40}}[1-7](?!\d)){{1,29}})(?!\d|[.,]\d|/\d|\s?(?:-|–|to)\s?\d|[\s,;/]{{1,4}}[1-7](?!\d)|\s{{0,3}}{_UNIT})"
)
# "a 5 on P1", "6 for hallucinations", "items at 5: P1 and P3"
_TURNED = Caseless(
    rf"(?<![\w.,/:=#-])(?<!\b[PNG] )(?P<score>[1-7])(?:\s?/\s?7|s(?=\s(?:on|for|in)\s))?(?:\s(?:points?\s)?(?:each\s)?(?:on|for|in|at)\s(?:both\s|the\s|his\s|her\s|item\s|items\s|PANSS\s|each\sof\s){{0,3}}|\s?\((?=[PNG]\s?\d{{1,2}}\))|(?<=\b(?:at|of)\s\d)\s?[:(]\s?|(?<=scored\s\d)\s?[:(]\s?)"
    rf"(?P<items>{_NAMES}|{ITEM_WORDS})(?!\w|\s{{0,2}}(?:[=:(]|is\b|was\b|at\b|of\b|scored\b)?\s{{0,2}}\d)"
)
_AND_THEN = Caseless(r"\s{0,2}(?:,|;|and|&|plus|,\s{1,2}and)\s{1,2}(?:an?\s)?")
_NO_SCORE_BEFORE = Caseless(
    r"\b(?:[PNG]\s?\d{1,2}[^\w)]{0,4}(?:\w{2,8}\W{1,2}){0,2}|weeks?|wks?|days?|months?|visits?|version|item|ward|room|below|under|above|over|than|least|most|(?:not|no|never)(?:\s(?:an?|at))?)\s?$|\b(?:criteri\w{1,2}|target|goal|aim|threshold|need\w{0,2}|requir\w{0,4}|if|unless|would|should|until)\b[^.;\n]{0,30}$"
)
_THEN = Caseless(
    r"\s{0,2}(?:-{1,2}>|→|=>|➔|[,;(]{0,2}\s?(?:and\s|but\s)?(?:(?:is|are)\s)?(?:now|currently|today|later|then|(?:improved|fell|down|reduced|dropped|up|rose|risen)\s(?:now\s)?to))"
    rf"\s{{0,2}}(?:=|:|is\s|are\s|both\s|at\s|each\s)?\s?(?P<score>[1-7])(?![\d/]|[.,]\d|\s{{0,3}}{_UNIT})"
)
_AFTER = Caseless(
    r"(?:\s(?:before|then|initially|previously|(?:at|on)\s(?:first|baseline|admission|entry)))?\s?[,;]\s?(?P<score>[1-7])\s{1,2}(?:now|today|currently|at\s(?:present|review))\b"
)
_UNSURE = Caseless(r"\s{0,2}(?:-|–|to|or)\s{0,2}\d")
_OR_LESS = Caseless(r"\s{1,2}(?:or|and)\s(?:less|below|lower|under|fewer)\b")
_SCALE = re.compile(r"\b(?:(?i:PANSS|BPRS)|SAPS|SANS)\b")
BESIDE = 15  # characters after another scale's name within which an item is its own
_DENIED_BEFORE = Caseless(
    r"\b(?:no|without|not|never|nor|lacking|awaiting|pending)[ \t]{1,3}(?:\w{1,10}[ \t]{1,3}){0,2}$"
)
_DENIED_AFTER = Caseless(
    r"^[\s:(-]{0,4}(?:scores?\s|ratings?\s|items?\s)?(?:(?:was|were|is|are|has|have|had|been|could|formally|yet)\s){0,4}(?:(?:not|never)\s(?:yet\s|been\s|formally\s|be\s){0,3}(?:done|rated|scored|assessed|available|recorded|completed|performed|used|known|carried|administered|possible|obtained|repeated)"
    r"|unavailable|pending|missing|outstanding|awaited|to\sfollow|refused|declined|omitted|not\s?[.;,\n]|n/a\b|unknown)"
)


@lru_cache(maxsize=4)
def with_figures(text: str) -> str:
    """The text with spelt scores as figures and the versions of scales blanked, every offset kept."""
    text = _SET_TO.sub(lambda m: m[1] + " at ", short_names(text))
    text = _SPELT_BEFORE.sub(lambda m: str(WORDS[m[0].lower()]).rjust(len(m[0])), text)
    return without_versions(spelt_scores(text, ITEM_WORDS))


def item_ratings(reading: Reading) -> Iterator[Found]:
    """What the note says of PANSS items, as one rating of the items and one for each bound."""
    written = _of_now(reading, list(_scored(reading)))
    scores = _present(reading, written)
    given = {one.span for one in written if one.score is not None}
    if well_now(reading) is None and any(one.score is None and one.span in given for one in scores):
        yield Rating(scale="PANSS"), (written[0].span,)  # the scale was used, if not today
    bounds = [one for one in bounds_of(reading, scores) if not one.when.is_past]
    for new in reading.follow_ups:
        later, taken_back = reading.next_note(new), _not_rated(reading, new)
        before = [one.span for one in scores if one.span[0] < new]
        if taken_back and before:
            leave_out(reading, [taken_back, before[0]], "The note says that the PANSS was not rated.")
        if taken_back or any(new <= one.span[0] < later and not one.spares for one in bounds):
            scores = [one for one in scores if one.span[0] >= new]
            bounds = [one for one in bounds if one.span[0] >= new]
    well = well_now(reading)
    high = [one for one in scores if one.score is None or one.score > 3]
    if well and high:
        words = "The note gives high PANSS items, and says that the patient is well."
        leave_out(reading, [*(one.span for one in high), well], words)
        scores = [one._replace(score=None) if one in high else one for one in scores]
    items, spans, unclear = _settled(reading, scores)
    bounds = agreeing(reading, items, scores, bounds, unclear)
    if items:
        yield Rating(scale="PANSS", items=items), tuple(spans)
    for one in bounds:
        part = "" if one.part == "total" else one.part[0].upper()
        if not any(name.startswith(part) for name in unclear):  # a bound would speak of what is not clear
            yield Rating(scale="PANSS", part=one.part, others_at_most=one.most), (one.span,)


_NOW = Caseless(
    r"\b(?:\d{2,3}\s{1,3}(?:at|on|by)\s{1,3}(?:the\s{1,3}|re-?)?interview|now|today|current(?:ly)?|present(?:ly)?|review|latest|this|(?:at|by)\s{1,3}(?:the\s{1,3}end|endpoint|exit|discharge|completion))\b"
)
# A total of both times, and then the items of the present
_SCORES = Caseless(
    r"\bbefore\s{1,3}and\s{1,3}\d{1,3}\s{1,3}(?:after|at|by|now|today)\b[^;\n]{0,60}[.;]\s{1,3}(?:s?he|they)\s{1,3}(?:scores?|rates?)\s{1,3}[^.;\n]{0,80}$"
)


def _present(reading: Reading, scores: list[Score]) -> list[Score]:
    """The scores, with those unclear that are only of an earlier occasion, or that the words beside them take back."""
    known = {one.name for one in scores if not one.when.is_earlier}
    told = [one for one in scores if not (one.when.is_earlier and one.name in known)]
    old = [one for one in told if one.score is not None and _is_old(reading, one)]
    rows = {end_of_row(reading, one.span[1]) for one in old}
    kept = [one._replace(score=None) if one in old or end_of_row(reading, one.span[1]) in rows else one for one in told]
    if old:
        words = "The PANSS items in the note are of an earlier time, or no rating of the present state."
        spans, question = [one.span for one in old], "What are the PANSS items now, rated at an interview?"
        ask_rated(reading, spans, "ratings.PANSS.items", question, words)
    return kept


def _is_old(reading: Reading, one: Score) -> bool:
    """Whether a score, or the scale named before it in its line, is of an earlier time, or taken back."""
    if one.when.rank == 0:
        line = reading.text.rfind("\n", 0, one.span[0]) + 1
        named = list(_SCALE.finditer(reading.text, max(line, one.span[0] - 200), one.span[0]))
        lead = reading.text[named[-1].end() : one.span[0]] if named else ""
        if named and when(reading, *named[-1].span()).is_earlier and not (_NOW.search(lead) or _SCORES.search(lead)):
            return True
    return one.when.is_earlier or rating_reserved(reading, *one.span) is not None


def _scored(reading: Reading) -> Iterator[Score]:
    scales = [_named_scale(reading, m) for m in _SCALE.finditer(reading.text)]
    rows = list(_rows(reading.text))
    written = [(m, _expanded(m["items"])) for m in _ITEM.finditer(reading.text)]
    written += [(m, _names(m["items"])) for m in _turned(reading.text)]
    written = [
        (m, names) for m, names in written if names and not any(row.start() <= m.start() < row.end() for row in rows)
    ]
    known = any(scale.is_panss and not scale.is_denied for scale in scales)
    known_by = re.search(r"\b(?:remission|PANSS)\s{1,3}items?\b|\bremission\b", reading.text, re.I) is not None
    several = known_by or len(written) > 1 or any("=" in m.group() or len(names) > 1 for m, names in written)
    for m, names in written:
        possible = 1 <= int(m["score"]) <= 7
        if not (_of_panss(scales, m.start(), known, BESIDE) if scales else several or not possible):
            continue
        yield from _read(reading, names, m)
    for row in rows:
        if _of_panss(scales, row.start(), known, BESIDE) if scales else True:
            yield from _row(reading, row)
    if not known:
        return
    called: set[str] = set()
    named = {name for _, names in written for name in names} | {
        name for row in rows for name in _expanded(row["items"])
    }
    for m in _by_names(reading):
        names = [name for name in _all_named(m["items"]) if name not in named]
        if names and _of_panss(scales, m.start(), False, len(reading.text)):
            called |= set(names)
            yield from _read(reading, names, m)
    named |= called
    for name, pattern in _BY_CALL:
        for m in pattern.finditer(reading.text) if name not in named else ():
            if _of_panss(scales, m.start(), False, len(reading.text)) and _beside_scale(reading, m.start()):
                yield from _read(reading, [name], m)


def _by_names(reading: Reading) -> Iterator[re.Match[str]]:
    """Items by name before a score of theirs, and those that go on with "came to": "... and suspiciousness to 4"."""
    yield from _BY_NAMES.finditer(reading.text)
    for m in _TO.finditer(reading.text):
        if _CAME_TO.search(reading.text, reading.sentence_of(m.start()).start, m.start()):
            yield m


def _all_named(words: str) -> list[str]:
    """The items that words name.

    >>> _all_named("delusions and hallucinatory behaviour")
    ['P1', 'P3']
    """
    return [name for name, named in _NAMED.items() if re.search(rf"\b(?:{named})\b", words, re.I)]


def _beside_scale(reading: Reading, place: int) -> bool:
    """Whether the scale is named in the sentence of a place, before it."""
    sentence = reading.sentence_of(place)
    return _SCALE.search(reading.text, sentence.start, place) is not None


def _rows(text: str) -> Iterator[re.Match[str]]:
    """Several names before as many scores, or not as many: these give none."""
    return (m for m in _ROWS.finditer(text) if not re.fullmatch(r"[1-7]\s?/\s?7", m["scores"]))


def _row(reading: Reading, row: re.Match[str]) -> Iterator[Score]:
    numbers = [int(n) for n in re.findall(r"\d", row["scores"])]
    names = _expanded(row["items"]) or _expanded(f"{row['items'][0]}1-{row['items'][0]}7" if len(numbers) == 7 else "")
    moment = when(reading, *row.span())
    clear = len(names) == len(numbers)
    for name, number in zip(names, numbers if clear else [None] * len(names), strict=True):
        yield Score(name, number, row.span(), moment)


def _turned(text: str) -> Iterator[re.Match[str]]:
    """Scores that stand before the names of their items."""
    end = -1
    for m in _TURNED.finditer(text):
        chained = end >= 0 and _AND_THEN.fullmatch(text[end : m.start()])  # "5 on P1 and 6 on P3"
        if chained or not _NO_SCORE_BEFORE.search(text[max(0, m.start() - 40) : m.start()]):
            end = m.end()
            yield m


def _names(words: str) -> list[str]:
    """The items of which codes or names are given."""
    return _expanded(words) or [name for name, named in _NAMED.items() if re.fullmatch(named, words, re.I)]


def _not_rated(reading: Reading, start: int) -> tuple[int, int] | None:
    """Where a follow-up, which begins at an offset, says that the PANSS was not rated."""
    for m in _SCALE.finditer(reading.text, start, min(reading.next_note(start), len(reading.text))):
        scale = _named_scale(reading, m)
        if scale.is_panss and scale.is_denied:
            return m.span()
    return None


class _Scale(NamedTuple):
    """A scale named in the note."""

    end: int
    is_panss: bool
    is_denied: bool


def _named_scale(reading: Reading, m: re.Match[str]) -> _Scale:
    text = reading.text
    denied = _DENIED_BEFORE.search(text[max(0, m.start() - 26) : m.start()])
    denied = denied or _DENIED_AFTER.match(text[m.end() : m.end() + 70])
    return _Scale(m.end(), m.group().upper() == "PANSS", bool(denied))


def _of_panss(scales: list[_Scale], place: int, known: bool, beside: int) -> bool:
    """Whether an item is one of the PANSS: the last scale named before it is, undenied, or another one that is not
    beside it. Before the first scale named, whether the note has a PANSS at all."""
    at = bisect_left(scales, place, key=lambda scale: scale.end) - 1
    if at < 0:
        return known
    last = scales[at]
    return not last.is_denied if last.is_panss else known and place - last.end > beside


def _read(reading: Reading, names: list[str], m: re.Match[str]) -> Iterator[Score]:
    number, span = int(m["score"]), m.span()
    if out_of := re.match(r"\s?(?:/|of|out\sof)\s?7\b", reading.text[span[1] : span[1] + 10]):
        span = span[0], span[1] + out_of.end()
    if not 1 <= number <= 7:
        why = f"PANSS items run from 1 to 7; {number} is not possible."
        reading.refused.append(Refusal(words=reading.text[span[0] : span[1]], why=why, span=reading.span(*span)))
        reading.used.append(span)
        return
    score: int | None = number
    end = span[1]
    moment = when(reading, *span)
    while later := (_THEN.match(reading.text, end) or _AFTER.match(reading.text, end)):
        score, end, moment = int(later["score"]), later.end(), When(1)
    doubted = re.match(r"\s?\(?\?", reading.text[end : end + 4])
    leads = span[0] - reading.sentence_of(span[0]).start < 25  # not at the end of a longer question
    if (
        (doubted and leads)
        or (number > 3 and _OR_LESS.match(reading.text, end))
        or _UNSURE.match(reading.text, end)
        or split_digits(reading, end)
    ):
        score = None
    several = _MORE.match(reading.text, end) if len(names) > 1 and not _EACH.search(m.group()) else None
    if several:  # "delusions and hallucinations were put at 5 and 6"
        numbers = [number, *map(int, re.findall(r"\d", several.group()))]
        paired = numbers if len(numbers) == len(names) and score else [None] * len(names)
        for name, one in zip(names, paired, strict=True):
            yield Score(name, one, (span[0], several.end()), moment)
        return
    for name in names:
        yield Score(name, score, (span[0], end), moment)


_EACH = Caseless(r"\b(?:both|each|all)\b")
_MORE = Caseless(
    rf"(?:\s{{0,2}}(?:,|/|&|\band\b|,\s?and\b)\s{{0,2}}[1-7](?![\d/]|[.,]\d|\s{{0,3}}{_UNIT}|\s{{1,2}}(?:on|for|in|of|items?|at)\b)){{1,14}}"
)
_ODD = re.compile(r"[ \t]?[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]{1,3}[ \t]?\d")


def split_digits(reading: Reading, end: int) -> bool:
    """Whether an odd blank, which one does not see as such, parts a number from more digits."""
    return bool(_ODD.match(reading.original or reading.text, end))


def _of_now(reading: Reading, scores: list[Score]) -> list[Score]:
    """Scores without those that a follow-up replaces, item by item."""
    last = {one.name: one.span[0] for one in sorted(scores, key=lambda one: one.span)}
    return [one for one in scores if not reading.replaces(one.span[0], last[one.name])]


def _settled(reading: Reading, scores: list[Score]) -> tuple[dict[str, int], list[tuple[int, int]], set[str]]:
    """One score of each item: the later one where time orders them; several others are asked about and left out."""
    items: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    unclear: set[str] = set()
    by_name: dict[str, list[Score]] = {}
    for one in scores:
        by_name.setdefault(one.name, []).append(one)
    for name, all_said in by_name.items():
        said = [one for one in all_said[-20:] if not any(one.when.is_before(two.when) for two in all_said[-20:])]
        values = {one.score for one in said}
        if len(values) == 1 and None not in values:
            items[name] = next(one.score for one in said if one.score is not None)
            spans += [one.span for one in said]
            continue
        unclear.add(name)
        given = " and as ".join(dict.fromkeys(str(one.score) if one.score else "unclear" for one in said))
        if len(values) > 1:
            words = f"PANSS {name} is given as {given}."
            reading.contradict("ratings.PANSS.items", words, [one.span for one in said])
        reading.ask("ratings.PANSS.items", f"What is PANSS {name} now?", "The note gives more than one score.")
    return items, list(dict.fromkeys(spans)), unclear


def _expanded(words: str) -> list[str]:
    """The items named: "P1, P3" or "P1-P7".

    >>> _expanded("P1-P3"), _expanded("P1, N2"), _expanded("P9")
    (['P1', 'P2', 'P3'], ['P1', 'N2'], [])
    """
    ranged = re.fullmatch(r"([PNG])\s?(\d)\s?(?:-|–|to)\s?(?:\1)?\s?(\d{1,2})", words.strip(), re.I)
    if ranged:
        letter, first, last = ranged.group(1).upper(), int(ranged.group(2)), int(ranged.group(3))
        spelt = re.search(r"[PNG]\s?\d\s?(?:-|–|to)\s?[PNG]", words, re.I)
        if not spelt and last <= 7 and first < last and "to" not in words:
            return []  # "P1-5" is P1 scored 5
        names = [f"{letter}{n}" for n in range(first, last + 1)]
    else:
        names = [f"{a.upper()}{n}" for a, n in re.findall(r"([PNG])\s?(\d{1,2})", words, re.I)]
    return [name for name in names if name in PANSS_ITEMS]
