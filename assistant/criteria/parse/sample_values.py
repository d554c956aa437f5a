"""The figures of plasma levels in a sentence, with their units; thresholds, aims and reference ranges are left out."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from assistant.criteria import drugs, levels
from assistant.criteria.levels import reference_range, to_ng_per_ml
from assistant.criteria.parse.attribution import NOR
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.concentrations import SPELT, SPELT_BEFORE, UNIT, spelt, unit_of
from assistant.criteria.parse.figures import FIGURE, figure
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.references import is_reference
from assistant.criteria.ranges import Range, between, exact, exactly, from_on, up_to
from assistant.criteria.types import Level, LevelUnit

_SIGN = r"(?P<sign><=|>=|<|(?<![-=])>|≤|≥|~|(?:under|over|below|above|about|around|approximately|at\s+least|at\s+most|(?:more|greater|higher|less|lower)\s+than|up\s+to|exceed(?:s|ed|ing)?)\s)?"
_VALUE = rf"{_SIGN}\s{{0,3}}{FIGURE.format('n')}"
_WITH_UNIT = Caseless(
    rf"{_VALUE}(?:\s?(?P<unit0>{UNIT}))?(?:\s?(?:-|–|to)\s?{FIGURE.format('to')})?(?:\s?|\s?[(\[]\s?)(?P<unit>{UNIT})"
)
_NO_LEVEL_UNIT = r"mg\b|%|weeks?|months?|days?|times|h\b|hrs?\b|hours?|yrs?|/52|/12|x\b|occasion|level|separate|clozapine|mmol|m?IU|pg|g\b|[ap]\.?m\b|o['’]clock"
_UNIT_FIRST = Caseless(
    rf"(?<!\d\s[(\[])(?<!\d[(\[])(?<!\d\s)(?<!\d)(?<=[(\[a-z\s])(?P<unit>{UNIT})[)\]]?[\s:=]{{1,6}}{_VALUE}(?![\d/]|\.\d|\s{{0,3}}(?:{UNIT}|{_NO_LEVEL_UNIT}|[-–]\s?\d))"
)
_MAY_HOLD = Caseless(
    r"/\s{0,2}(?:m\s?)?[lc]|\b(?:per|par|pro|por|a)\s+(?:m|l|cc)|[nuµμ]M\b|l\s?(?:\^\s?)?(?:[-−]\s?1|⁻)"
)
_AFTER_WORD = Caseless(rf"(?<=[a-z])[\s-]{{1,3}}(?P<unit>{UNIT})")
_SIGN_BEFORE = Caseless(rf"{_SIGN[:-1]}\s{{0,3}}$")
# Clozapine and its metabolite with one unit for both: "clozapine 0.42, norclozapine 0.21 mg/L", "clozapine/norclozapine 420/230".
_NOR = r"(?:nor-?\w{0,10}|NCLZ|NCLOZ\w{0,6}|n-?desmethyl\w{0,10}|desmethyl\w{0,10}|DMC)"
_SHARED = Caseless(
    rf"(?<!nor)(?<!nor-)\b(?:clozapine|cloz|clz)(?:\s{{1,2}}levels?)?[\s:=]{{1,4}}{FIGURE.format('n')}\s{{0,2}}(?:,|/|&|and\b|\()\s{{0,2}}{_NOR}[\s:=]{{1,4}}{FIGURE.format('n2')}\)?(?:\s{{0,2}},?\s{{0,2}}(?:total|sum|combined|ratio)[\s:=]{{1,3}}\d{{1,4}}(?:[.,]\d{{1,3}})?)?\s{{0,2}}[(\[]?\s?(?P<unit>{UNIT})"
)
_PAIR = Caseless(
    rf"\b(?:clozapine|cloz|clz)\s{{0,2}}(?:,|/|&|and\b)\s{{0,2}}{_NOR}(?:\s{{1,2}}(?:levels?|conc\w{{0,10}}|of|were|was|are|came|back|at)){{0,5}}[\s:=]{{1,4}}$"
)
_SLASHED = Caseless(
    rf"\b(?:clozapine|cloz|clz)\s?/\s?{_NOR}(?:\s{{1,2}}(?:levels?|ratio|of|were|was)){{0,3}}[\s:=]{{1,4}}(?P<n>\d{{1,4}}(?:[.,]\d{{1,3}})?)\s?/\s?(?P<n2>\d{{1,4}}(?:[.,]\d{{1,3}})?)\s?(?P<unit>{UNIT})"
)
_BETWEEN_PAIR = Caseless(rf"\s{{0,2}}(?:{UNIT})?\s{{0,2}}(?:,|/|&|and\b)\s{{0,2}}")
_UNIT_APART = Caseless(
    rf"(?:\b(?:in|both|all|units?:?)\s{{1,2}}|[(\[]\s?)(?P<unit>{UNIT})|(?P<last>{UNIT})\s{{0,2}}(?:both|for\s+both|each)\b"
)
_ITS_RANGE = Caseless(
    rf"\s?[(\[](?:(?:the|lab|ref\w{{0,7}}|normal|therapeutic|range|NR)[\s.:]{{1,3}}){{0,3}}\d{{1,4}}(?:[.,]\d{{1,3}})?\s?(?:-|–|to)\s?\d{{1,4}}(?:[.,]\d{{1,3}})?\s?(?P<unit>{UNIT})"
)
# A figure right after the name of its drug, known by the range beside it: "olanzapine 34 (20-80 ng/mL)".
_RANGED = Caseless(
    rf"(?<=[a-z]{{4}})(?:\s{{1,2}}(?:was|is|of|at))?[\s:=]{{1,3}}{FIGURE.format('n')}(?={_ITS_RANGE.pattern.replace('?P<unit>', '?:')})"
)
_ANY_UNIT = Caseless(rf"(?<![a-zµμ]){UNIT}")
_UNIT_UNSURE = Caseless(
    r"\?|\b(?:ask\w{0,3}|know\w?|which|what|whether|either|or|depending|unsure|unclear|presum\w+|assum\w+|probably|threshold|cut-?off)\b"
)
_KEYS = ("level", "trough", "conc", "lvl", "tdm", "assay")  # parts of the words of the next pattern
_KEY = Caseless(
    r"\b(?:levels?|(?P<trough>troughs?)|conc(?:entration)?s?\.?|lvls?|TDM|assays?)(?!\w)(?:\s{0,2}\([^)\d]{0,30}\))?"
)
_IN_QUOTES = re.compile(rf"[\"“]{FIGURE.format('n')}[\"”]")
_NOR_BARE = Caseless(
    rf"\b{_NOR}(?:\s?\([^()\n]{{1,16}}\))?[\s:=]{{1,6}}{FIGURE.format('n')}(?!\s{{0,3}}(?:{UNIT}|{_NO_LEVEL_UNIT})|[\d/])"
)
_NEXT_OF_LIST = Caseless(
    rf"(?:[,;=:]|\b(?:and|then|was))\s{{1,3}}{FIGURE.format('n')}(?!\s{{0,3}}(?:{UNIT}|{_NO_LEVEL_UNIT})|[\d/]|\.\d)"
)
_FILLER = Caseless(
    r"\s{0,3}(?:[=:–-]|(?:came\s+back|last\s+week|this\s+week|is\s+back|on\s+\S{1,20}\s+\S{1,20}|x\s?\d|of|was|were|is|are|at|today|now|only|result|reported|measured|trough|about|around|taken|shows?|showed|then|a|just|has|been|back)(?!\w))"
)
_BARE_VALUE = Caseless(
    rf"{_VALUE}(?![\d/]|\.\d|\s{{0,3}}(?:{_NO_LEVEL_UNIT}))(?:\s{{0,3}}(?:,|and|&|/|then|\+)\s{{0,3}}(?P<n2>\d{{1,7}}(?:[.,]\d{{1,4}})?)(?!\s{{0,3}}(?:{_NO_LEVEL_UNIT})|\d))?"
)
_BARE_SPELT = Caseless(
    rf"{_SIGN}\s{{0,3}}[\"“]?(?P<n>{SPELT.pattern}(?<=\w))(?![\s-]{{1,3}}(?:{_NO_LEVEL_UNIT}))(?P<n2>(?!))?"
)
_LARGE = Caseless(r"hundred|thousand|point|^\.")
_MOST_FILLERS = 10
_BEFORE_IT = 400  # characters before a value that are looked at
_NEXT_LEVEL = Caseless(
    rf"\s{{0,2}}(?:,|;|and\b|&|then\b)\s{{1,3}}(?:then\s{{1,3}})?\d{{1,4}}(?:[.,]\d{{1,3}})?\s?{UNIT}"
)
_OF_LEVELS = Caseless(
    r"\b(?:levels?|troughs?|conc(?:entration)?s?|results?|samples?)\b[\s:=]{0,3}(?:of|was|were|is|are|at|between|from)?\s{0,2}$"
)
_NEGATED = Caseless(
    r"\b(?:not|never|n't|no|without|nor|hardly|failed\s+to|fails\s+to|unable\s+to|(?:fell|falls?|falling|just|well)\s+short\s+of)\s+(?P<words>(?:(?:been|gone|go|going|rise|risen|rose|got|get|come|came|quite|yet|once|ever|be|any|levels?|reach|reached|reaching|attain\w{0,4}|exceed\w{0,3}|achiev\w{1,4}|hit|climb\w{0,3}|at|a|the|of|to|was|were|is|are|even|as\s+high\s+as)\s+){0,6})$"
)
_REACHES = Caseless(r"reach|attain|exceed|achiev|hit|climb|rise|risen|rose|got|get|gone|go\b|come|came")
MOST = 100_000  # the highest figure a case holds


_ALIKE = 4  # how many times another level of one list may be the first
_IN_THOUSANDS = re.compile(r"(?<![\d.,])(?P<whole>[1-9]\d{0,2})(?P<mark>[.,])(?P<rest>\d{3})(?![\d.,])")
_USUAL = (exact(350), exact(1000))  # clozapine, which has a threshold and no range
_LEAST, _MOST_TIMES = 20, 5  # parts of its lower limit, and times its alert level, between which a figure is likely


class Hit(NamedTuple):
    """A figure with its place and unit."""

    start: int
    end: int
    value: Range
    unit: LevelUnit | None


def values(reading: Reading, sentence: Part) -> list[Hit]:
    """The figures of a sentence that may be levels: those with a unit, else those right after the word "level"."""
    found = list(_with_units(reading, sentence)) if _MAY_HOLD.search(reading.text, *sentence) else []
    return sorted(found or _bare(reading, sentence), key=lambda hit: hit[:2])


def _with_units(reading: Reading, sentence: Part) -> Iterator[Hit]:
    """Figures with a unit after them, in words before it, after it, or sharing it."""
    text, (start, end) = reading.text, sentence
    found = [hit for m in _WITH_UNIT.finditer(text, start, end) for hit in _with_unit(reading, m, sentence)]
    yield from found
    yield from _spelt(text, sentence)
    for m in _UNIT_FIRST.finditer(text, start, end):  # "Clozapine (ng/mL): 412"
        if not any(hit.start < m.end() and m.start("n") < hit.end for hit in found):
            yield from _with_unit(reading, m, sentence)
            yield from _more(reading, m, end)
    if NOR.search(text, start, end) is None:
        return
    if found:
        yield from (
            Hit(*m.span("n"), exactly(figure(m["n"])), found[-1].unit) for m in _NOR_BARE.finditer(text, start, end)
        )
    for m in _SHARED.finditer(text, start, end):
        yield Hit(*m.span("n"), exactly(figure(m["n"])), unit_of(m["unit"]))
    for m in _SLASHED.finditer(text, start, end):
        yield from (Hit(*m.span(name), exactly(figure(m[name])), unit_of(m["unit"])) for name in ("n", "n2"))


def _more(reading: Reading, first: re.Match[str], end: int) -> Iterator[Hit]:
    """Further figures of a list headed by its unit: "Levels (mg/L): 0.36 on 1 March, 0.39 on 22 March"."""
    if not {":", ")"} & set(first.group()) and "s" not in reading.text[max(0, first.start() - 3) : first.start()]:
        return  # one level only
    for m in _NEXT_OF_LIST.finditer(reading.text, first.end(), min(end, first.end() + _BEFORE_IT)):
        one, other = figure(first["n"]), figure(m["n"])
        if not reading.in_date(m.start("n")) and one <= other * _ALIKE and other <= one * _ALIKE:
            yield Hit(*m.span("n"), exactly(other), unit_of(first["unit"]))


def is_pair(text: str, first: Hit, second: Hit) -> bool:
    """Whether two figures are those of clozapine and its metabolite: "clozapine and norclozapine 420 and 230"."""
    led = _PAIR.search(text, max(0, first.start - 90), first.start)
    return bool(led and _BETWEEN_PAIR.fullmatch(text, first.end, second.start))


def _unit_apart(text: str, sentence: Part) -> LevelUnit | None:
    """The unit told once in a sentence, apart from its figures: "0.45 and 0.38, both mg/L"."""
    m = _UNIT_APART.search(text, sentence.start, sentence.end)
    if m is None or _UNIT_UNSURE.search(text, sentence.start, sentence.end):
        return None
    alone = len(_ANY_UNIT.findall(text[sentence.start : sentence.end])) == 1
    return unit_of(m["unit"] or m["last"]) if alone else None


def _spelt(text: str, sentence: Part) -> Iterator[Hit]:
    """Figures in words before a unit: "fifty one nanograms per mil"."""
    for m in _AFTER_WORD.finditer(text, sentence.start, sentence.end):
        words = SPELT_BEFORE.search(text, max(sentence.start, m.start() - 90), m.start("unit"))
        number = spelt(words.group()) if words else None
        if words is None or number is None or is_reference(text, words.start(), m.end(), sentence):
            continue
        sign = _SIGN_BEFORE.search(text, max(sentence.start, words.start() - 30), words.start())
        start = sign.start() if sign else words.start()
        value = _signed(text, number, sign["sign"] if sign else "", start, sentence)
        if value is not None:
            yield Hit(start, m.end(), value, unit_of(m["unit"]))


def _with_unit(reading: Reading, m: re.Match[str], sentence: Part) -> Iterator[Hit]:
    if reading.in_date(m.start("n")):
        return
    start = m.start("sign") if m["sign"] else m.start("n")
    value = _value(reading.text, m, sentence)
    upper, first = m.groupdict().get("to"), m.start("unit") < m.start("n")
    lead = m.start() if first else start
    reference = is_reference(reading.text, lead, m.end(), sentence) or (upper and _is_interval(reading.text, m))
    if value is not None and not reference:
        yield Hit(m.start() if first else start, m.end(), value, unit_of(m["unit"]))
    if not reference and not upper and not first:
        yield from (hit for hit in _listed(reading.text, m, sentence) if not reading.in_date(hit.start))


def _bare(reading: Reading, sentence: Part) -> list[Hit]:
    found: list[Hit] = []
    words = reading.words(sentence).lower()
    if not any(key in words for key in _KEYS):
        return list(_ranged(reading, sentence))
    end, apart = sentence.start, _unit_apart(reading.text, sentence)
    for key in _KEY.finditer(reading.text, sentence.start, sentence.end):
        m = _after(reading.text, key.end(), sentence.end)
        if m is None or m.start("n") < end:
            continue
        end = m.end()
        if key["trough"] and re.fullmatch(r"\d{1,2}", m["n"]):
            continue  # hours, or which of several it is
        if not m["n"][0].isdigit() and not _LARGE.search(m["n"]):
            continue  # "level two", "levels one week apart"
        if _WITH_UNIT.match(reading.text, m.start("n"), sentence.end):
            continue  # a range or a limit, and known to be one
        ranged = _ITS_RANGE.match(reading.text, m.end("n"), sentence.end)
        unit = unit_of(ranged["unit"]) if ranged else apart
        value = _value(reading.text, m, sentence)
        lead = key.start() if key.group().endswith(")") else m.start("n")  # "Goal level (ng/mL) 350"
        if value is not None and not is_reference(reading.text, lead, m.end("n"), sentence):
            found.append(Hit(m.start("n"), m.end("n"), value, unit))
        if m["n2"] and not is_reference(reading.text, m.start("n2"), m.end("n2"), sentence):
            found.append(Hit(m.start("n2"), m.end("n2"), exactly(figure(m["n2"])), unit))
    return found or list(_quoted(reading, sentence, apart))


def _ranged(reading: Reading, sentence: Part) -> Iterator[Hit]:
    for m in _RANGED.finditer(reading.text, *sentence):
        ranged = _ITS_RANGE.match(reading.text, m.end("n"), sentence.end)
        if ranged and drugs.find(_last_word(reading.text, m.start())):
            yield Hit(*m.span("n"), exactly(figure(m["n"])), unit_of(ranged["unit"]))


def _last_word(text: str, end: int) -> str:
    return " ".join(text[max(0, end - 24) : end].split()).rpartition(" ")[2]


def _quoted(reading: Reading, sentence: Part, unit: LevelUnit | None) -> Iterator[Hit]:
    """A figure in quotation marks, as it was printed: 'Clozapine, trough, 14 Jan: "620"'."""
    if '"' in reading.words(sentence) or "“" in reading.words(sentence):
        for m in _IN_QUOTES.finditer(reading.text, *sentence):
            if not is_reference(reading.text, m.start(), m.end(), sentence):
                yield Hit(*m.span("n"), exactly(figure(m["n"])), unit)


def _after(text: str, place: int, end: int) -> re.Match[str] | None:
    """The figure after the word "level", over a few words such as "was" and "on Monday"."""
    for _ in range(_MOST_FILLERS):
        m = _BARE_VALUE.match(text, place, end) or _BARE_SPELT.match(text, place, end)
        if m:
            return m
        filler = _FILLER.match(text, place, end)
        if filler is None:
            return None
        place = filler.end()
    return None


_IN_LIST = re.compile(
    r"(?<![\d.,/])([1-9]\d?,\d{3}|\d{1,5}(?:\.\d{1,4})?)\s{0,3}(?:,|and|&|then|\+|/)\s{0,3}(?:then\s{1,3})?$"
)
_LISTS = Caseless(r"level|trough|conc|TDM|blood|sample|measur|plasma|serum|occasion|result|twice|apart|then")
_ORDINAL = Caseless(r"\b(?:week|wk|month|mth|day|trial|level|ward|no\.?|number)\s{0,3}$")


def _listed(text: str, m: re.Match[str], sentence: Part) -> Iterator[Hit]:
    """Numbers right before one with a unit that share it: "380 and 410 ng/mL"."""
    at, unit = m.start(), unit_of(m["unit"])
    begin = max(sentence.start, at - _BEFORE_IT)
    while True:
        before = _IN_LIST.search(text[begin:at])
        if not before or not _LISTS.search(text, begin, at):
            return
        start = begin + before.start(1)
        if re.fullmatch(r"(?:19|20)\d\d", before.group(1)):
            return  # a year
        if _ORDINAL.search(text[max(begin, start - 12) : start]) or re.search(
            r"[PNG]\s?$", text[max(0, start - 2) : start]
        ):
            return
        if re.match(r"\s{0,3}(?:mg|h\b|hrs|weeks|%)", text[begin + before.end(1) :][:6]):
            return
        yield Hit(start, start + len(before.group(1)), exactly(figure(before.group(1))), unit)
        at = start


_SIGNS: dict[str, Callable[[Fraction], Range]] = {
    **dict.fromkeys(("<", "under", "below", "less than", "lower than"), lambda number: up_to(number, excluded=True)),
    **dict.fromkeys(
        (
            ">",
            "over",
            "above",
            "more than",
            "greater than",
            "higher than",
            "exceeds",
            "exceeded",
            "exceeding",
            "exceed",
        ),
        lambda number: from_on(number, excluded=True),
    ),
    **dict.fromkeys(("≤", "<=", "up to", "at most"), up_to),
    **dict.fromkeys(("≥", ">=", "at least"), from_on),
    **dict.fromkeys(
        ("about", "around", "approximately", "~"), lambda number: between(number * 9 / 10, number * 11 / 10)
    ),
}


def _value(text: str, m: re.Match[str], sentence: Part) -> Range | None:
    """A value as written, with its sign or its upper end; "never above 420" is at most that, "not 420" is none."""
    number, upper = figure(m["n"]) if re.search(r"\d", m["n"]) else spelt(m["n"]), m.groupdict().get("to")
    if number is None:
        return None
    start = m.start("sign") if m["sign"] else m.start("n")
    value = _signed(text, number, m["sign"] or "", start, sentence)
    return between(number, max(number, figure(upper))) if upper and value else value


def _signed(text: str, number: Fraction, words: str, start: int, sentence: Part) -> Range | None:
    sign = re.sub(r"\s+", " ", words.strip().lower())
    negated = _NEGATED.search(text[max(sentence.start, start - 80) : start])
    value = _SIGNS.get(sign, exactly)(number)
    if negated:
        over = (
            value.high is None or "short" in negated.group().lower() or (not sign and _REACHES.search(negated["words"]))
        )
        return up_to(number) if over else None
    return value


def _is_interval(text: str, m: re.Match[str]) -> bool:
    """Whether "20-80 ng/mL" is a range to compare with: in brackets, or not said of levels themselves."""
    before = text[max(0, m.start() - 40) : m.start()]
    if _NEXT_LEVEL.match(text, m.end()) and before.rstrip().endswith(":"):
        return False  # "Two levels: 300-400 ng/mL and 450 ng/mL"
    return before.rstrip().endswith(("(", "[")) or not _OF_LEVELS.search(before)


def is_published(drug: str, hit: Hit) -> bool:
    """Whether a figure is the reference range of the drug itself."""
    value, known = to_ng_per_ml(Level(drug=drug, value=hit.value, unit=hit.unit)), reference_range(drug)
    return bool(value and known and (value.low, value.high) == known[:2])


def as_meant(drug: str, hit: Hit, words: str) -> Hit | None:
    """A figure with a mark before three digits, as thousands or as decimals, by what the drug can be at; None for both.

    >>> meant = [as_meant("clozapine", Hit(0, 1, exactly(1), unit), "1.350") for unit in ("nmol/L", "umol/L")]
    >>> [one.value.words(3) for one in meant if one]
    ['1,350', '1.35']
    """
    marked = _IN_THOUSANDS.search(words)
    if marked is None or hit.unit is None or hit.value.low != hit.value.high:
        return hit
    whole, rest = marked["whole"], marked["rest"]
    ways = {
        ",": hit._replace(value=exactly(exact(whole + rest))),
        ".": hit._replace(value=exactly(exact(f"{whole}.{rest}"))),
    }
    likely = [way for way in ways.values() if _is_likely(drug, way)]
    if len(likely) == 1:
        return likely[0]
    return None if likely and marked["mark"] == "." else ways[marked["mark"]]


def _is_likely(drug: str, hit: Hit) -> bool:
    value, known = to_ng_per_ml(Level(drug=drug, value=hit.value, unit=hit.unit)), reference_range(drug)
    low, high = (known[0], known[2] or known[1]) if known else _USUAL
    likely = value is None or value.low is None or (low <= value.low * _LEAST and value.low <= high * _MOST_TIMES)
    return likely or not (known or drugs.is_clozapine(drug))


def is_plausible(drug: str, hit: Hit) -> bool:
    """Whether a drug can be at such a level at all; 420 mg/L of clozapine is a slip of the unit.

    >>> is_plausible("clozapine", Hit(0, 1, exactly(420), "mg/L")), is_plausible("clozapine", Hit(0, 1, exactly(420), "ng/mL"))
    (False, True)
    """
    if any(bound is not None and bound > MOST for bound in (hit.value.low, hit.value.high)):
        return False
    return levels.is_plausible(Level(drug=drug, value=hit.value, unit=hit.unit))
