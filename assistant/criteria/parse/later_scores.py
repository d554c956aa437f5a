"""What is told of a scale after a change of its scores: a later score of another class, a relapse, a word on a figure.

"PANSS fell from 100 to 80. Last week it was 98 again.": the response was lost, or the figures were corrected. Which of
the scores counts is asked.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.changes import scores_only
from assistant.criteria.parse.clauses import Part, sentences
from assistant.criteria.parse.moments import when
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.relapses import relapse_in
from assistant.criteria.parse.values_told import Datum
from assistant.criteria.ranges import exactly
from assistant.criteria.scales import percent_change
from assistant.criteria.types import SCORES, Change

_CUT_OFFS = (20, 25, 50)  # per cent, of `tables/scales.yaml`: between two of them falls mean the same to every source
_LOST = 20  # per cent: a smaller fall was no response that a relapse could undo
_LEAST = 60  # a lower figure may be an age or a SOFAS, where its scale is not named
_TAIL = 60  # characters after two scores in which it is said of what kind they are
_NUMBER = re.compile(
    r"(?<![\w.,/#:-])\d{2,3}(?![\w%/:-]|[.,]\d|\s?(?:%|points?\b|pts\b|kg\b|bpm\b|ng\b|years?\b|out\b))"
)
_PIECE = re.compile(r"[,;:(]\s|\s[-–—]\s")
_OF_SCALE = Caseless(r"\b(?:PANSS|BPRS|totals?|scor(?:e|es|ed|ing)|re-?scor\w+|re-?rated|rated|rating|sum)\b")
_OF_ELSE = Caseless(
    r"\b(?:SOFAS|GAF|CGI|PSP|BMI|weigh\w*|dos(?:e|es|age)|pulse|BP|heart|ANC|neutro\w*|levels?|QTc|glucose|HbA1c|aged?|room|bed|ward|page|IQ|MoCA|MMSE|HoNOS|BDI|YMRS|CDSS|Calgary|WHODAS|SANS|SAPS|prolactin|lithium|adheren\w*|clinic|mother|father|brother|sister|patients|another|points?)\b|\bby\s\Z"
)
_OF_PART = Caseless(r"\b(?:positive|negative|general|sub-?scales?|items?|[PNG]\d{1,2}|(?-i:[PNG]))\b")
# Words of which the way to a score is made, where its scale is not named again
_LIGHT = Caseless(
    r"(?:[\s,:#(.'’–—-]|\b(?:and|but|then|so|yet|however|unfortunately|sadly|though|although|it|this|that|which|he|she|they|is|was|were|are|has|had|have|been|be|now|today|yesterday|currently|presently|at|present|back|to|again|only|just|up|down|risen|rose|climbed|gone|went|got|crept|dropped|fell|fallen|reached|hit|stands|stood|latest|last|newest|most|recent|recently|week|weeks|wk|month|months|day|days|year|later|afterwards|thereafter|since|subsequently|after|by|in|on|of|the|his|her|a|an|one|two|three|four|five|six|eight|ten|twelve|end|discharge|review|follow-?up|final|finally|actual|actually|really|real|true|correct|corrected|should|read|baseline|start|start(?:ed|ing)|before|pre-?treatment|initial|initially|admission|first|figure|number|value|result|second|repeat|repeated|re-?assessment|assessment|re-?assessed|measured|found|still|roughly|about|around|T|week#|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|clinic|interview|visit|meant|i|we|sorry|no|not|rather|correction|from|worse|at)\b)*\Z"
)
_START = Caseless(
    r"\b(?:baseline|before|start(?:ed|ing)?|pre-?treatment|initial(?:ly)?|admission|first|intake|outset|began|from)\b"
)
_WEEK = re.compile(r"\b(?:week|wk|month|day)s?\s?(\d{1,3})\b|\b(\d{1,2})(?:\s(?:weeks?|wks?|months?|days?))\b", re.I)
# What is said of a figure that holds
_CONFIRMS = Caseless(
    r"\b(?:confirm\w*|verif\w*|correct|right|agree[sd]?|holds?|stands|reliab\w*|trained|certified|experienced|both\sraters|two\sraters|same|unchanged|repeated|re-?checked|double-?checked|maintained|sustained|stable|total|lowest|best)\b"
)
_DENIES = Caseless(r"\b(?:not|never|no|n['’]t|un\w+|wrong|before|until|but|only|should|would|doubt\w*)\b")


# What right after two scores, or in a sentence on their difference, makes them no lasting change of the patient's
_UNREAL = Caseless(
    r"\b(?:LOCF|carried\sforward|transient\w*|temporar\w+|briefly|short-?\s?lived|momentar\w+|(?:only|just)\sfor\b|for\s(?:only|just|about|barely)\s(?:an?|one|two|three|\d)|for\s(?:an?|one|two|three|\d)\s(?:days?|weeks?|wks?|fortnight)\sonly|before\s(?:rising|climbing|returning|going\sback|worsening|relapsing)|(?:according\sto|as\stold\sby|on\sthe\sword\sof)\s(?:his|her|the)\s\w+|(?:in|of|for|from)\s(?:an?\s(?:similar|other|different)|another)\s(?:patient|man|woman|lady|client|case|person|study|lad|girl|boy)\b|(?:in|of|for|from)\s(?:his\s(?:brother|father|cousin|twin)|her\s(?:sister|mother|cousin|twin))\b|on\spaper|on\saverage|(?:in|from|of)\s(?:the|a|that|our)\s(?:literature|cohort|registry|paper|sample)\b|(?:mean|average|median)s?\b|extrapolat\w+|imputed|prorated|pro-rated)"
)
_DIFFERENCE = Caseless(
    r"\b(?:the|this|that|any|such)\s(?:drop|fall|change|improvement|reduction|difference|decrease|decline)\s(?:in\s\w+\s)?(?:is|was|may|might|could|reflects?|comes|came|owes|has)\b[^.;\n]{0,30}\b(?:due|because|explained|artefact\w*|artifact\w*|spurious|chance|rater|version|scoring|sedat\w+|apparent|only|not|error|natural|placebo|owing|mistake)\b"
)


class _Told(NamedTuple):
    """A change with both its scores: where it stands in the case and in the note, and the drug whose trial it is of."""

    path: str
    change: Change
    start: int
    end: int
    drug: str


def overtaken(reading: Reading, values: dict[str, Any], data: list[Datum]) -> Iterator[tuple[str, Part]]:
    """The paths of the changes that what follows them undoes, each with the words that do so."""
    told = list(_changes(reading, values, data))
    if not told:
        return
    masked, as_told = scores_only(reading.text), scores_only(reading.told)
    for one in told:
        for part in _after(reading, one):
            if reading.words(part).endswith("?") or any(
                part.start <= two.start < part.end for two in told if two != one
            ):
                continue
            if _is_undone(reading, masked, one, part):
                yield one.path, reading.sentence_of(part.start)
                break
        for part in sentences(reading.told):  # also what was blanked: "Ignore the 80."
            stated = _stated(reading.told, part)
            if stated.start >= one.end and _speaks_of_figure(as_told, one, stated):
                yield one.path, stated


def _stated(text: str, part: Part) -> Part:
    """What a sentence states; where it ends in a question, what stands before that."""
    if text[part.end - 1] != "?":
        return part
    return Part(part.start, max(part.start, text.rfind(". ", *part) + 1))


def _changes(reading: Reading, values: dict[str, Any], data: list[Datum]) -> Iterator[_Told]:
    for datum in data:
        if datum.topic != "change":
            continue
        name, place, *_ = datum.path.split(".")
        changes = (values["changes"][int(place)],) if name == "changes" else values["trials"][int(place)].changes
        for change, words in zip(changes, reading.evidence[datum.path], strict=False):
            if change.before is not None and change.after is not None:
                yield _Told(datum.path, change, words.start, words.end, datum.drug)


def _after(reading: Reading, one: _Told) -> Iterator[Part]:
    """What follows a change: the rest of its sentence and the ones after it, up to where another drug is told of."""
    own = reading.sentence_of(one.start)
    for part in (Part(one.end, max(own.end, one.end)), *reading.sentences):
        if part.start < one.end or part.start == part.end:
            continue
        others = {m.drug.generic for m in reading.named(one.end, part.end) if m.drug} - {one.drug}
        if one.drug and others:
            return
        yield part


def _is_undone(reading: Reading, masked: str, one: _Told, part: Part) -> bool:
    if any(_differs(one, score, is_start) for score, is_start in _scores(reading, masked, one, part)):
        return True
    if _DIFFERENCE.search(reading.text, *part):
        return True
    if part.start == one.end and _UNREAL.search(reading.told, part.start, min(part.end, part.start + _TAIL)):
        return True
    fell = percent_change(one.change)[0]
    was_response = fell is None or fell.low is None or fell.low >= _LOST
    return was_response and relapse_in(reading.text, part)


def _scores(reading: Reading, masked: str, one: _Told, part: Part) -> Iterator[tuple[int, bool]]:
    """The scores of the scale and part of a change that a sentence tells, each with whether it is one of the start."""
    lowest, highest = SCORES.get((one.change.scale, one.change.part), (0, 210))
    edges = [part.start, *(m.end() for m in _PIECE.finditer(masked, *part))]
    last = part.start
    for m in _NUMBER.finditer(masked, *part):
        lead = masked[max(last, *(edge for edge in edges if edge <= m.start())) : m.start()]
        whole = masked[part.start : m.start()]
        last = m.end()
        if not lowest <= int(m.group()) <= highest or _OF_ELSE.search(lead):
            continue
        is_of_part = _OF_PART.search(whole) is not None
        if is_of_part != (one.change.part != "total") or not (_OF_SCALE.search(lead) or _may_be(one, lead, m.group())):
            continue
        if when(reading, m.start(), m.end()).is_past or _is_earlier_week(reading.text, one, part):
            continue
        yield int(m.group()), _START.search(lead) is not None


def _may_be(one: _Told, lead: str, figure: str) -> bool:
    """Whether a figure of which no scale is named may be a score: one so low that it may be an age or a SOFAS may not."""
    after = one.change.after.low if one.change.after else None
    return _LIGHT.match(lead) is not None and (int(figure) >= _LEAST or (after is not None and int(figure) > after))


def _is_earlier_week(text: str, one: _Told, part: Part) -> bool:
    """Whether a sentence tells of a week before the one in which the last score of a change was told."""
    of_change = _WEEK.search(text, one.start, min(part.start, one.end + 30))
    of_part = _WEEK.search(text, *part)
    if of_change is None or of_part is None:
        return False
    return int(of_part[1] or of_part[2]) < int(of_change[1] or of_change[2])


def _differs(one: _Told, score: int, is_start: bool) -> bool:
    """Whether a change means something else with another score in place of its first or its last one."""
    name = "before" if is_start else "after"
    known = getattr(one.change, name)
    if known == exactly(score):
        return False
    first = percent_change(one.change)[0]
    second = percent_change(one.change.model_copy(update={name: exactly(score)}))[0]
    if first is None or second is None or first.low is None or second.low is None:
        return True
    return _class(first.low) != _class(second.low)


def _class(percent: Fraction) -> int:
    return sum(percent >= limit for limit in _CUT_OFFS)


def _speaks_of_figure(masked: str, one: _Told, part: Part) -> bool:
    """Whether a sentence sets something against a figure of a change: "The 80 came first.", "80 should read 95."."""
    words = masked[slice(*part)]
    for value in (one.change.before, one.change.after):
        figure = value.words() if value else ""
        found = re.search(
            rf"(?:\A\W*(?:not\s)?|\b(?:the|that|this|an?|not|instead of|of)\s(?:(?:PANSS|BPRS|score|total|figure|value|last|first)\s(?:of\s)?)?){figure}(?!\w|[%/]|\.\d)",
            words,
            re.I,
        )
        if found and (_CONFIRMS.search(words) is None or _DENIES.search(words)):
            return True
    return False
