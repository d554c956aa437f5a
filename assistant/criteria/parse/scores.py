"""Rating scales in a note: totals and subscales, what is impossible, and which of several scores is the present one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import ValidationError

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.caveats import ask_rated, rating_reserved
from assistant.criteria.parse.changes import PANSS_PARTS, Read
from assistant.criteria.parse.items import Found, item_ratings, split_digits, with_figures
from assistant.criteria.parse.moments import When, told_earlier, when
from assistant.criteria.parse.reading import Reading
from assistant.criteria.ranges import Range, between, exactly, from_on, up_to
from assistant.criteria.types import Part, Rating, Refusal, ScaleName

_LINK = (
    r"(?:\s{0,3}(?:=|:|-|–|\(|/|,|score[ds]?|total|overall|severity|of|was|is|at|currently|now|today|only|just|around|about|roughly|circa|approx\.?|approximately|est\.?|estimated|ca?\.|≈|~|has|have|had|stands|this\s{1,3}(?:week|month|morning|afternoon)|last\s{1,3}week|(?:came|comes|come|works?|worked|turn(?:s|ed))\s{1,3}(?:(?:out|back|in)\s{1,3})?(?:at|as|to)|(?:put|set|placed?|marked|assessed)\s{1,3}at|#+|rated|still"
    r"|remains?|(?:improved|rose|risen|fell|fallen|dropped|declined|deteriorated|worsened|went|came|gone|down|up)\s{1,3}(?:down\s{1,3}|up\s{1,3})?to|(?:fell|fallen|dropped|declined|deteriorated|worsened|went|came|rose|risen|improved|climbed|increased|decreased)\s{1,3}(?:\w{2,5}\s{1,3})?from\s{1,3}\d{1,3}\s{1,3}(?:down\s{1,3}|up\s{1,3})?to)\s{0,3}){0,5}"
)
# Between a scale and its score any few words but those that would make the number another thing.
_WORDS = (
    r"(?:(?!\b(?:no|not|never|without|target|goal|aim\w{0,4}|hop\w{0,4}|expect\w{0,4}|should|(?<!\bI )(?<!\bwe )would|unlikely|pending|awaited|cut|threshold|requir\w{0,6}|need\w{0,4}|limit|rule|will|gain\w{0,3}|(?:better|higher|more|greater|worse|lower|less)\s{1,3}than|training|course|workshop|form|sheet|from(?=\s{1,3}\d)|points?|chang\w{0,4}|worst|lowest|highest|between|minimum|maximum|by(?=\s{1,3}\d)"
    r"|criteri\w{0,4}|PANSS|BPRS|SOFAS|GAF|CGI|week|ward|room|bed|page|items?|weight|levels?|age[ds]?|pulse|BMI|adher\w{0,5}|complian\w{0,3}|raters?|years?|reduc\w{0,6}|fell|drop\w{0,4})\b)[^\d.;,\n()<>≥≤]){0,64}?"
)
# Who scored it, or when, in commas or brackets between the scale and its score
_ASIDE = r"(?:\s?[,(]\s?(?:\w{2,14}(?:\s\w{2,14})?,\s)?(?:(?!\b(?:PANSS|BPRS|SOFAS|GAF|CGI|PSP|SANS|SAPS|no|not|never|by\s(?:(?:his|her|their|the|own)\s){0,2}(?:mother|father|wife|husband|family|carer|sister|brother|patient|reckoning)|himself|herself|self|aim|goal|target|hope\w?|expect\w{0,3}|pending|awaited)\b)[^,.;:\d()\n]){2,48}(?:[,)](?=[\s:=])|(?=:\s)))?"
_AIMED = Caseless(
    r"\b(?:aim|goal|target|hope|hoping|wish|cut[\s-]?off|threshold|criterion|rule|limit)\w{0,3}\b[^.;\n\d]{0,40}\b(?:an?|of|for|his|her|is|was|to)\s{1,3}$|\b(?:aim|goal|target)\w{0,2}\b[^.,;:\n\d]{0,24}[:=]?\s{0,3}$|\b(?:asks?|requires?|needs?|demands?|wants?|calls?)\s{1,3}(?:for\s{1,3})?(?:an?|the)\s{1,3}$|\b(?:until|unless|if|once)\s{1,3}(?:(?:the|his|her|a)\s{1,3})?$"
)
_UNIT = r"(?:%|th\b|rd\b|points?\s{1,3}(?:better|worse|lower|higher|up|down|less)|mg|ng|weeks?|months?|years?|wks?|/52|/12|days?|items?)"
_NUMBER = (
    r"(?P<n>(?:<|>|≤|≥|<=|>=|below\s{1,3}|under\s{1,3}|less\s{1,3}than\s{1,3}|lower\s{1,3}than\s{1,3}|over\s{1,3}|above\s{1,3}|at\s{1,3}least\s{1,3}|at\s{1,3}most\s{1,3}|(?:no|not|never)\s{1,3}(?:any\s{1,3})?(?:better|higher|more|greater)\s{1,3}than\s{1,3}|(?:not|never)\s{1,3}(?:above|over|exceeding)\s{1,3}|(?:not|never)\s{1,3}(?:even|reached)\s{1,3}|between\s{1,3}(?=\d{1,3}\s{1,3}and\s))?\s{0,3}-?\d{1,3}(?:\.\d{1,3})?"
    rf"(?:(?:\s?(?:-|–|to)\s?|(?<=between\s\d\d)\sand\s)\d{{1,3}}(?!\d))?)(?![\d/]{{0,6}}\s{{0,3}}{_UNIT})(?!\d|[.,]\d)"
)
_SCALES: tuple[tuple[ScaleName, str], ...] = (
    ("CGI-C", r"CGI[\s-]?(?:C|I|improvement|change)\b(?:\s{1,3}scale)?"),
    ("CGI-S", r"CGI(?![\s-]?(?:C|I|improvement|change)\b)(?:[\s-]?(?:S|severity))?\b"),
    (
        "SOFAS",
        r"S\.?O\.?F\.?A\.?S\b\.?\)?|\bSocial\s(?:and|&)\sOccupational\sFunctioning(?:\sAssessment)?(?:\sScale)?\)?",
    ),
    ("FACT-Sz", r"FACT[\s-]?Sz"),
    ("GAF", r"\bGAF\b"),
    ("PSP", r"\bPSP\b"),
    ("SANS", r"\bSANS\b"),
    ("SAPS", r"\bSAPS\b"),
    ("BPRS", r"\bBPRS(?:-\d\d)?\b"),
)
_ANY_SCALE = r"PANSS|BPRS|SOFAS|GAF|PSP|SANS|SAPS|CGI|FACT|\b[PNG]\d"
_MOVED = (
    r"(?:\s|[:=,(]|\b(?:is|at|has|have|it|only|around|about|scored?|score|of|a|and|been|now|up|down|back|better|still|already|since)\b){0,8}"
    r"(?:(?:improv|ris|rose|fell|fall|drop|increas|decreas|went|gone|recover|climb)\w{0,4}\s{0,3}(?:again\s{1,3}|further\s{1,3})?(?:up\s{1,3}|down\s{1,3}|back\s{1,3})?(?:to|at)?\b)?(?:\s|[:=,(]|\b(?:is|at|to|of|a)\b){0,4}"
)
_SCORE = (
    r"(?P<n>\d{1,3})(?!\d|[.,]\d|/(?!100\b)|\s{0,2}%|\s{0,2}(?!(?:today|now|on|at|in|and|but|by|after|since|points|currently)\b)[A-Za-z])"
    r"(?!\s{1,3}(?:in\s{5}|last\s{1,3}year|previously|before|earlier|ago|(?:on|at)\s{1,3}(?:admission|baseline|intake|entry)))"
)
_ITS_OWN = Caseless(
    r"^\s{0,2}[(,]?\s?(?:now|today|currently|at\s{1,3}(?:present|review|discharge))\b(?!\s{0,2}[:=]?\s?\d)"
)
# "45 on admission, now 70", "45 -> 70", "45, improved to 70"; and "45 in 2019, 70 today"
_LATER = Caseless(
    rf"(?P<gap>[^\d.;\n]{{0,45}}?)(?:[.;]\s{{0,3}})?(?:(?:it|has|have|had|but|and|is|he|she|which|score)\s{{1,3}}){{0,4}}(?:-{{1,2}}>|→|=>|➔|\b(?:now|today|currently|at\s{{1,3}}present|presently|since|later|then"
    rf"|(?:improv|ris|rose|fell|fall|drop|increas|decreas|went|gone|recover|climb)\w{{0,4}}\s{{1,3}}(?:up\s{{1,3}}|down\s{{1,3}}|back\s{{1,3}})?to)\b){_MOVED}{_SCORE}"
)
_TODAY = Caseless(
    r"(?P<gap>[^\d.;\n]{0,40}?)(?<![\d/])(?P<n>\d{1,3})\s{0,2}(?:\(?(?:now|today|currently|at\s{1,3}(?:present|review|discharge|follow)|this\s{1,3}(?:week|month)))\b"
)
_NOT_YET = Caseless(
    r"[^.\n]{0,30}?\b(?:not|never)\s(?:yet\s|been\s|formally\s|actually\s){0,3}(?:rated|scored|done|assessed|measured|recorded|completed)\b"
    r"|\s{0,2}\(?(?:expected|hoped|predicted|anticipated|planned|guess\w{0,4}|needed|required|would)\b"
)
_NOT_RATED = Caseless(
    r"\bSOFAS(?:\s{1,3}score)?\s{1,3}(?:(?:was|is|has|been|really|actually)\s{1,3}){0,3}(?:unknown|wrong|invalid|(?:never|not)\s{1,3}(?:been\s{1,3}|yet\s{1,3}|really\s{1,3}|actually\s{1,3}){0,2}(?:done|rated|scored|assessed|measured|known|recorded))\b"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOT_IT = Caseless(
    r"\b(?:not|no|never|over|above|below|under|than|least|most|week|day|month|aged?|room|ward|or|to|between|about|goal|target|aim)\s{1,3}(?:\w{1,6}\s{1,3})?$"
)
MOST = 400  # scores of one scale that are looked at
SOFAS_LIMIT = 60  # scores on both sides of it differ in what they mean


class _Scored(NamedTuple):
    """A score as written, and when it held."""

    value: Range
    span: tuple[int, int]
    when: When


def ratings(reading: Reading, changed: list[Read]) -> list[Found]:
    """Every rating of the present state, with the words it was read from; scores before and after are `changed`."""
    reading = replace(reading, text=_plain(reading))
    taken = bytearray(len(reading.text))
    for _, spans in changed:
        for start, end in spans:
            taken[start:end] = b"\1" * (end - start)
    found = [*item_ratings(reading), *_parts(reading, taken[:])]
    for scale, pattern in _SCALES:
        found += list(_scores(reading, scale, pattern, taken))
    return found


_OF_HUNDRED = Caseless(
    r"\(?(?:\b(?:range|scale|scored|from|points)\s)?(?<![\d.,])0\s?(?:-|–|to)\s?100\b(?!\s?%)\)?|(?<=\d)\s?(?:/|\bout\sof|\bof)\s?100\b"
)


# "in the thirties", "low 40s", "mid-forties": anything in that ten
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE = Caseless(
    rf"(?<=SOFAS )(?P<lead>(?:(?:is|was|only|just|now|still|today|currently|score|about|somewhere|stuck|remains|stays|hovers|hovering|sits|sitting)\s){{0,4}}(?:in\sthe\s)?(?:(?:very\s)?(?:low|mid|high|upper|lower|late)[\s-](?:to[\s-](?:mid|high)[\s-])?)?)(?P<ten>[2-9]0['’]?s|{'|'.join(_TENS)})\b"
)


# "no PANSS item above mild", "all items mild or less": the word that the scale has for a score
_GRADED = Caseless(
    r"(?<!\w)(?P<lead>PANSS\b[^.;\n]{0,90}?\b(?:all|every|each|no|none|nothing|rest|others?)\b[^.;\d\n]{0,50}?)\b(?P<grade>absent|minimal|mild)(?=\s{1,2}(?:or|and)\s{1,2}(?:less|below|lower|under|absent|minimal)|\s{0,2}(?:$|[.,;)\n]))"
)


def _as_score(m: re.Match[str]) -> str:
    return m["lead"] + str({"absent": 1, "minimal": 2, "mild": 3}[m["grade"].lower()]).ljust(len(m["grade"]))


def _in_figures(m: re.Match[str]) -> str:
    ten = 10 * (_TENS.index(m["ten"].lower()) + 2) if m["ten"].lower() in _TENS else int(m["ten"][:2])
    return f"{ten}-{ten + 9}".ljust(len(m.group()))[: len(m.group())]


def _plain(reading: Reading) -> str:
    """The text with spelt scores as figures; versions, "out of 100" and the figures of dates are blanked."""
    text = _DECADE.sub(_in_figures, with_figures(reading.text))
    for _ in ("first", "second") if "mild" in text or "minimal" in text else ():
        text = _GRADED.sub(_as_score, text)
    made, done = [], 0
    for one in reading.dates:
        if one.start >= done and not _YEARS.fullmatch(text[one.start : one.end]):
            made += [text[done : one.start], "#" * (one.end - one.start)]
            done = one.end
    text = "".join((*made, text[done:]))
    return _OF_HUNDRED.sub(lambda m: " " * len(m.group()), text)


def _parts(reading: Reading, taken: bytearray) -> Iterator[Found]:
    for part, pattern in PANSS_PARTS:
        said: list[_Scored] = []
        for m in re.finditer(rf"(?:{pattern}){_LINK}{_NUMBER}", reading.text, re.I):
            if reading.in_date(m.start("n")):
                continue
            if any(taken[slice(*m.span())]) or (
                re.search(r"[PNG]\s{0,3}$", m.group()[: m.start("n") - m.start()]) and part == "total"
            ):
                continue
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
            said += _read(reading, "PANSS", m)
        yield from _present(reading, "PANSS", part, said)


def _scores(reading: Reading, scale: ScaleName, pattern: str, taken: bytearray) -> Iterator[Found]:
    said: list[_Scored] = []
    for m in re.finditer(rf"(?:{pattern}){_ASIDE}(?:{_LINK}|{_WORDS}){_NUMBER}", reading.text, re.I):
        if _AIMED.search(reading.text[max(0, m.start() - 70) : m.start()]):
            continue
        if any(taken[slice(*m.span())]) or reading.in_date(m.start("n")):
            continue
        if scale in ("GAF", "PSP", "SANS", "SAPS") and not m.group()[:3].isupper():
            continue
        said += _read(reading, scale, m)
    if scale == "SOFAS" and not said:
        for m in _TURNED.finditer(reading.text):
            if not _AIMED.search(reading.text[max(0, m.start() - 70) : m.start()]) and not _NOT_IT.search(
                reading.text[max(0, m.start() - 24) : m.start()]
            ):
                said += _read(reading, scale, m)
    yield from _present(reading, scale, "total", said)
    named = re.search(rf"(?:{pattern})", reading.text) if scale in ("BPRS", "SANS", "SAPS") else None
    if (
        named
        and not re.search(rf"(?:{pattern}){_LINK}{_NUMBER}", reading.text, re.I)
        and not re.search(
            r"\b(?:no|not|without)\s{1,3}(?:\w{1,10}\s{1,3})?$",
            reading.text[max(0, named.start() - 16) : named.start()],
        )
    ):
        yield Rating(scale=scale), (named.span(),)


def _read(reading: Reading, scale: ScaleName, m: re.Match[str]) -> list[_Scored]:
    """The score that a match gives, or the later one that its sentence goes on to; none where that is not clear."""
    single = re.fullmatch(r"\d", m["n"].strip()) and re.match(
        rf" \d(?!\d|/|\.\d|\s?{_UNIT})", reading.text[m.end() :][:12]
    )
    over = re.match(r"/(\d{1,3})(?!\d)", reading.text[m.end() : m.end() + 5])
    of_another = over and scale == "SOFAS" and over.group(1) != "100"
    if split_digits(reading, m.end()) or single or of_another:
        words = reading.text[m.start() : m.end() + 3]
        reading.refused.append(
            Refusal(words=words, why="It is not clear where this number ends.", span=reading.span(*m.span()))
        )
        reading.ask(
            f"ratings.{scale}.score", f"What is the {scale} score now?", "The number cannot be read for certain."
        )
        return []
    if _NOT_YET.match(reading.text[m.end() : m.end() + 60]):
        reading.ask(f"ratings.{scale}.score", f"What is the {scale} score now?", "The note says that it was not rated.")
        return []
    if _doubted(reading, m.start(), m.end()):
        reading.ask(f"ratings.{scale}.score", f"What is the {scale} score now?", "The note puts a question mark to it.")
        return []
    later = _later(reading, m.end())
    if later is not None:
        return [_Scored(exactly(later[0]), (m.start(), later[1]), When(1))]
    moment = when(reading, *m.span())
    if re.search(r"\b(?:now|currently|today|still|remains?)\b|improved|rose", m.group(), re.I):
        moment = moment._replace(rank=1)
    elif told_earlier(re.sub(r"\d{4}", " ", m.group())):
        moment = moment._replace(rank=min(moment.rank, -2))
    value = _value(m["n"])
    if scale == "SOFAS" and moment.rank != 1 and (other := _beside(reading, m.start(), m.end())) is not None:
        reading.ask("ratings.SOFAS.score", "What is the SOFAS score now?", "Another number stands beside the score.")
        bounds = [bound for bound in (value.low, value.high, other) if bound is not None]
        value = between(min(bounds), max(bounds))
    return [_Scored(value, m.span(), moment)]


# "SOFAS 39 (TRRIP asks < 60)": the other number is a limit
_OF_LIMIT = Caseless(
    r"[<≤]|(?<!longer )(?<!not )\b(?:below|under|less\s{1,3}than|lower\s{1,3}than|TRRIP|criteri\w{2}|cut[\s-]?off|threshold|limit|rule|asks?|requires?|needs?|must|beneath|short\s{1,3}of|well\s{1,3}within|(?:just|slightly|well|still|marginally|barely)\s{1,3}(?:above|over))\b"
)
# "39 on the SOFAS", "we agreed on 40 for his SOFAS"
_TURNED = re.compile(
    r"(?<![\d.,/#-])(?P<n>\d{1,3})\s{1,3}(?:points?\s{1,3})?(?:on|for|in|as)\s{1,3}(?:(?:the|his|her|their|a|our)\s{1,3})?SOFAS\b(?!\s{1,3}(?:day|form|sheet|visit|training|course|would|target)\b)(?!\s{0,3}(?:[=:(,]|\w{2,8}\s){0,3}\s{0,2}\d)"
)
_BESIDE = re.compile(
    r"[^\d.\n]{0,40}?(?<![\d/.A-Za-z])(?P<n>\d{1,3})(?!\d|[.,/:]\d|\s{0,2}(?:%|mg|kg|cm|ng|µg|ug|mcg|nmol|bpm|weeks?|wks?|months?|years?|yrs?|yo?\b|days?|hours?|hrs?|h\b|/52|/12|st\b|nd\b|rd\b|th\b|points?|items?|nurses?|raters?|times|admissions?|children|x\b|F\b|M\b))",
)


def _beside(reading: Reading, start: int, end: int) -> int | None:
    """Another number from 0 to 100 that follows a score in its sentence, with no word that says of what it is."""
    tail = reading.text[end : end + 60]
    for one in reading.dates:
        if end <= one.start < end + 60:
            tail = tail[: one.start - end] + " " * (one.end - one.start) + tail[one.end - end :]
    m = _BESIDE.match(_YEARS.sub("    ", tail))
    if m is None or re.match(r"\s?/100\b", tail) or re.search(_ANY_SCALE, tail[: m.start("n")]) or int(m["n"]) > 100:
        return None
    if reading.named(end, end + m.start("n")) or _is_of_earlier(reading.text, start, end, end + m.start("n")):
        return None
    if any(mark.start <= end + m.start("n") < mark.end and mark.kind != "number" for mark in reading.marks):
        return None
    words = _OF_LIMIT.search(tail[: m.start("n")]) or re.search(
        r"\b(?:adheren|complian|level|aged?|symptom|illness|pill|dispens|ANC|neutro|weight|BMI|pulse|dose)",
        tail[: m.start("n")],
        re.I,
    )
    return None if words else int(m["n"])


# Another score that is told as an earlier one: "38 (it was 66 in 2018)", "45, up from 30"
_TOLD_EARLIER = Caseless(
    r"\b(?:was|were|had\s{1,3}been|used\s{1,3}to\s{1,3}be|from|previous(?:ly)?|last|earlier|before|compared|against|versus|vs|formerly|once|best|highest|worst|lowest|premorbid\w{0,2})\b"
)
_EARLIER_AFTER = Caseless(
    r"\s{0,2}(?:(?:back\s{1,3})?in\s{1,3}(?:19|20)\d\d|(?:\w{1,8}\s{1,3}){1,3}ago\b|(?:at|on)\s{1,3}(?:the\s{1,3})?(?:admission|baseline|intake|entry|start|referral)|before\b|previously|last\s{1,3}(?:year|time)|earlier)"
)
_DATED = Caseless(
    r"#{4}|\b(?:19|20)\d\d\b|(?-i:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|\d/\d|\b(?:spring|summer|autumn|winter)\b"
)


def _is_of_earlier(text: str, start: int, end: int, place: int) -> bool:
    """Whether the number at a place is told as an earlier score than the one that ends before it, which is told as of
    no time of its own."""
    between = text[end:place]
    own, edge, others = between.rpartition(next((c for c in reversed(between) if c in ",;("), "\0"))
    if _DATED.search(between) or re.search(r"\b(?:was|were|had)\b", text[start:end], re.I):
        return False
    if edge and (_TOLD_EARLIER.search(own) or _EARLIER_AFTER.match(own)):
        return False
    number = re.match(r"\d{1,3}", text[place : place + 3])
    after = place + (number.end() if number else 0)
    return bool(_TOLD_EARLIER.search(others) or _EARLIER_AFTER.match(text, after))


def _doubted(reading: Reading, start: int, end: int) -> bool:
    """Whether a question mark stands right at a score, and not at the end of a longer question."""
    asked = re.match(r"\s?\(?\?", reading.text[end : end + 4])
    return bool(asked) and start - reading.sentence_of(start).start < 25


def _later(reading: Reading, end: int) -> tuple[int, int] | None:
    """A later score that follows an earlier one without the scale being named again, and where it ends."""
    if _ITS_OWN.match(reading.text[end : end + 30]):
        return None
    tail = _YEARS.sub("    ", reading.text[end : end + 110])
    for one in reading.dates:
        if end <= one.start < end + 110:
            tail = tail[: one.start - end] + " " * (one.end - one.start) + tail[one.end - end :]
    for pattern in (_LATER, _TODAY):
        m = pattern.match(tail)
        if m is None or re.search(_ANY_SCALE, tail[: m.start("n")]) or int(m["n"]) > 210:
            continue
        drug_between = reading.named(end, end + m.start("n"))
        if not drug_between:
            return int(m["n"]), end + m.end("n")
    return None


def _present(reading: Reading, scale: ScaleName, part: Part, said: Sequence[_Scored]) -> Iterator[Found]:
    """The scores that may be the present one: not of long ago, and none that another one clearly comes after."""
    said = reading.latest(said[-MOST:], lambda one: one.span[0])
    if scale == "SOFAS" and said and (denied := _NOT_RATED.search(reading.text, said[-1].span[1])):
        words = "The note gives a SOFAS score, and says that it was not rated."
        reading.contradict("ratings.SOFAS.score", words, [said[-1].span, denied.span()])
        reading.ask("ratings.SOFAS.score", "What is the SOFAS score now?", words)
        return
    past = [one for one in said if _is_old(reading, scale, one)]
    current = [one for one in said if one not in past]
    if past and not current and scale != "PANSS":
        why = "The score in the note is an earlier one."
        ask_rated(reading, (one.span for one in past), f"ratings.{scale}.score", f"What is the {scale} score now?", why)
    latest = [one for one in current[-40:] if not any(one.when.is_before(two.when) for two in current[-40:])]
    if part != "total" and len({one.value for one in latest}) > 1:
        latest = _spread(reading, part, latest)
    for one in latest:
        made = _made(reading, scale, part, one.value, one.span)
        if made is not None:
            yield made, (one.span,)


def _is_old(reading: Reading, scale: ScaleName, one: _Scored) -> bool:
    """Whether a score is of an earlier time; one of function also where the words beside it take it back."""
    if scale != "SOFAS":
        return one.when.is_past
    return one.when.is_earlier or rating_reserved(reading, *one.span) is not None


def _spread(reading: Reading, part: Part, said: Sequence[_Scored]) -> list[_Scored]:
    """Several scores of one subscale, of which none is clearly the present one: anything between them."""
    bounds = [bound for one in said for bound in (one.value.low, one.value.high) if bound is not None]
    words = f"The note gives PANSS {part} as {' and as '.join(one.value.words() for one in said)}."
    reading.contradict(f"ratings.PANSS.{part}", words, [one.span for one in said])
    reading.ask(f"ratings.PANSS.{part}", f"What is the PANSS {part} score now?", words)
    return [said[-1]._replace(value=between(min(bounds), max(bounds)))]


def _value(words: str) -> Range:
    """A score as written: "45", "40-50", "< 60"."""
    numbers = [
        int(n)
        for n in re.findall(
            r"(?<![\d.])-?\d+(?!\d)",
            re.sub(
                r"\.\d+", "", words.replace("–", "-").replace("-", " - ") if re.search(r"\d\s?[-–]", words) else words
            ),
        )
    ]
    first = numbers[0]
    lead = words.lower().strip()
    if len(numbers) > 1 and numbers[-1] >= first:
        return between(first, numbers[-1])
    if lead.startswith(("<=", "≤", "at most", "no", "never")):
        return between(None, first)
    if lead.startswith(("<", "below", "under", "less", "lower")):
        return up_to(first, excluded=True)
    if lead.startswith((">=", "≥", "at least")):
        return between(first, None)
    if lead.startswith((">", "over", "above")):
        return from_on(first, excluded=True)
    return exactly(first)


def _made(reading: Reading, scale: ScaleName, part: Part, value: Range, span: tuple[int, int]) -> Rating | None:
    try:
        return Rating(scale=scale, part=part, score=value)
    except ValidationError as error:
        why = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        reading.refused.append(Refusal(words=reading.text[span[0] : span[1]], why=why, span=reading.span(*span)))
        reading.used.append(span)
        return None
