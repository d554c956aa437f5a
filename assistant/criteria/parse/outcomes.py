"""What came of a course, and in what manner it was given: response, why it stopped, depot, as needed, prospective."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from assistant.criteria.parse import comparisons, courses, cues, outcome_words
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Step, Told, latest, place_in
from assistant.criteria.parse.effects import is_hoped_for, is_of_illness
from assistant.criteria.parse.lengths import place_count
from assistant.criteria.parse.placed import BEGINS
from assistant.criteria.parse.reading import Reading, Said

_OUTCOMES: tuple[tuple[Caseless, str, Any], ...] = (
    (outcome_words.OUTCOME_UNKNOWN, "outcome_unknown", True),
    (outcome_words.LACK_OF_EFFECT, "stopped_for", "no_response"),
    (outcome_words.INTOLERANCE, "stopped_for", "intolerance"),
    (outcome_words.SELF_STOPPED, "stopped_for", "nonadherence"),
    (outcome_words.PARTIAL, "response", "partial"),
    (outcome_words.NO_RESPONSE, "response", "none"),
    (comparisons.NO_BETTER, "response", "none"),
    (outcome_words.GOOD, "response", "good"),
)


_NOT_A_BIT = Caseless(r"(?:\b(?:not|never|hardly|without)|n['’]t)\s+(?:[a-z]+\s+){0,3}\Z")


def place_outcomes(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Give what came of it to the courses of a sentence, or to those before it."""
    if not told:
        return
    for found, name, value in sorted(_outcomes(reading, sentence), key=lambda row: row[0].start()):
        for owner in _of_outcome(reading, sentence, found, here, told):
            _put(reading, owner, name, Said(value, (found.span(),)), sentence)
            reading.used.append(found.span())
    _as_before(reading, sentence, here, told)


def _outcomes(reading: Reading, sentence: Part) -> Iterator[tuple[re.Match[str], str, Any]]:
    """The outcomes of a sentence; where two kinds are found in the same words, the first kind of the table counts."""
    taken: list[tuple[int, int]] = []
    for pattern, name, value in _OUTCOMES:
        for found in pattern.finditer(reading.text, sentence.start, sentence.end):
            if any(s < found.end() and found.start() < e for s, e in taken):
                continue
            if value == "none" and not is_of_illness(reading, sentence, found):
                continue
            lead = max(sentence.start, found.start() - 30)
            if value == "partial" and _NOT_A_BIT.search(reading.text, lead, found.start()):
                continue
            if value == "good" and is_hoped_for(reading, sentence, found):
                continue
            taken.append(found.span())
            yield found, name, value


def _as_before(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """ "Ditto", "same result": what came of the course told before."""
    for one, two in pairwise(here):  # "A was ineffective, as was B"
        _so_was(reading, one, two, sentence)
        _did_not(reading, one, two, place_in(two, sentence))
    place = next((n for n, one in enumerate(told) if here and one is here[0]), 0)
    if place:
        _so_was(reading, told[place - 1], here[0], sentence)
        _did_not(reading, told[place - 1], here[0], place_in(here[0], sentence))
    found = outcome_words.DITTO.search(reading.text, sentence.start, sentence.end)
    if found is None:
        return
    owner = here[-1] if here else latest(told, sentence)
    place = next((n for n, one in enumerate(told) if one is owner), 0)
    known = told[place - 1].last.values.get("response") if place else None
    if known is not None and not owner.last.has("response") and _about_last(reading, sentence, owner):
        owner.last.values["response"] = Said(known.value, (found.span(),))
        reading.used.append(found.span())


def _so_was(reading: Reading, one: Told, two: Told, sentence: Part) -> None:
    place = place_in(two, sentence)
    so = outcome_words.SO_WAS.search(reading.text, max(sentence.start, place - 24), place)
    if so and one.last.has("response") and not (two.last.has("response") or two.last.has("stopped_for")):
        two.last.values["response"] = Said(one.last.values["response"].value, (so.span(),))
        reading.used.append(so.span())


_JOINS = Caseless(
    r"[\s.,;:(–-]*(?:(?:but|and|whereas|while|though|although|then|later|next|unlike|by\s+contrast)[\s,]*){0,2}(?:the\s+|his\s+|her\s+)?\Z"
)


def _did_not(reading: Reading, one: Told, two: Told, place: int) -> None:
    """ "A helped, B did not": where nothing but that stands between, B had no response."""
    said = one.last.values.get("response")
    if said is None or said.value not in ("good", "none") or two.last.has("response") or two.last.has("stopped_for"):
        return
    told_to = said.spans[-1][1]
    if told_to > place or not _JOINS.match(reading.text, told_to, place):
        return
    end = next((end for start, end in two.said if start == place), place)
    for start in (end, *(mark.end for mark in reading.marked(end, end + 40))):
        found = outcome_words.DID_NOT_EITHER.match(reading.text, start)
        if found:
            two.last.values["response"] = Said(said.value if found["too"] else "none", (found.span(),))
            reading.used.append(found.span())
            return


def _put(reading: Reading, owner: Told, name: str, said: Said, sentence: Part) -> None:
    """An outcome of a course; one that contradicts what the same sentence says is disputed, a correction replaces it."""
    step = _step_at(owner, said.spans[0][0])
    known = step.values.get(name)
    corrects = known is not None and reading.replaces(known.spans[0][0], said.spans[0][0])
    if known is None or known.value == said.value or corrects:
        step.values[name] = said
    elif {said.value, known.value} == {"none", "good"} and sentence.holds(place_in(owner, sentence)):
        words = f"The note says both that {owner.name} helped and that it did not."
        reading.contradict("response", words, [*known.spans, *said.spans])
        step.disputed["response"] = said


def _step_at(owner: Told, place: int) -> Step:
    """The step of dose that was being told at a place: what came of it before the next step is not the next one's."""
    begun = [step for step in owner.steps if step.has("dose_mg") and step.values["dose_mg"].spans[0][0] < place]
    return begun[-1] if begun else owner.last


def _of_outcome(  # noqa: PLR0911 - one answer a line
    reading: Reading, sentence: Part, found: re.Match[str], here: list[Told], told: list[Told]
) -> list[Told]:
    text = reading.text
    near = text[max(sentence.start, found.start() - 30) : min(sentence.end, found.end() + 30)]
    before = [one for one in here if place_in(one, sentence) < found.start()]
    after = [one for one in here if place_in(one, sentence) >= found.end()]
    inside = [one for one in here if found.start() <= place_in(one, sentence) < found.end()]
    if inside:  # "neither A nor B helped"
        return inside
    labelled = courses.labelled(reading, sentence, found, told)
    if labelled:
        return labelled
    group = cues.GROUP.search(near)
    if group and len(before) > 1:
        return before
    if group and len(before) == 1 and (run := _run_on(reading, sentence, told) or _open_before(reading, found, told)):
        return [*(one for one in run if one is not before[0]), *before]
    if _closes(reading, sentence, found) and told:
        return [latest(told, Part(sentence.start + 1, sentence.end))] if not before else [before[-1]]
    if group and not here:
        return [one for one in told if not one.last.has("response")] or told[-2:]
    if after and courses.leads(reading, sentence, found, after[0], before):
        return courses.listed(reading, sentence, after)
    gap = text[found.end() : place_in(after[0], sentence)] if after else ""
    if not before and after and after[0] is not told[0] and BEGINS.search(gap):
        previous = latest(told, sentence)
        return [previous] if previous is not after[0] and _about_last(reading, sentence, previous) else []
    if not before and after and not re.search(r"[.;\n]", gap):
        return courses.listed(reading, sentence, after)
    if before:
        open_ones = [one for one in before if not (one.last.has("response") or one.last.has("stopped_for"))]
        return open_ones or [before[-1]]
    last = latest(told, sentence) if told and not here else None
    return [last] if last is not None and _about_last(reading, sentence, last) else []


def _run_on(reading: Reading, sentence: Part, told: list[Told]) -> list[Told]:
    """The courses without an outcome of the sentences that semicolons alone join to this one."""
    run: list[Told] = []
    start = sentence.start
    for one in reversed(told):
        place = max((begun for begun, _ in one.said if begun < start), default=None)
        if place is None:
            continue
        gap = reading.text[place:start]
        if (
            "\n" in gap
            or gap.count(";") != 1
            or re.search(r"[.!?]\s", gap)
            or one.last.has("response")
            or one.last.has("stopped_for")
        ):
            break
        run.insert(0, one)
        start = place
    return run


_OF_ALL = Caseless(
    r"\b(?:both|neither|none|all|each|not\s+one)\s+(?:of\s+(?:these|them|which|the\s+\w+)\s+)?(?:(?:were|was|proved|had|made|with|without|to|of|equally|completely|totally)\s+){0,2}\Z"
)
_TO_ALL = Caseless(
    r"\s+(?:to|from|with|on|in|by|for|of)\s+(?:either|both|any|each)\b(?:\s+(?:of\s+(?:them|these|the\s+\w+)|drug|one|case|trial))?\s*(?:[.;,)\n]|$)"
)
_ALL_WITHIN = Caseless(r"(?:neither|both|none|all|each|not\s+one)\b")


def _open_before(reading: Reading, found: re.Match[str], told: list[Told]) -> list[Told]:
    """The courses still without an outcome, where words such as "neither helped" speak of those before as well."""
    joint = (
        _OF_ALL.search(reading.text, max(0, found.start() - 40), found.start())
        or _TO_ALL.match(reading.text, found.end())
        or _ALL_WITHIN.match(found.group())
    )
    return [one for one in told if not (one.last.has("response") or one.last.has("stopped_for"))] if joint else []


def _closes(reading: Reading, sentence: Part, found: re.Match[str]) -> bool:
    """Whether an outcome ends a bracket that was opened in an earlier sentence: "A (20 mg; 10 weeks; no response), B"."""
    return (
        re.match(r"\s?\)", reading.text[found.end() : found.end() + 2]) is not None
        and "(" not in reading.text[sentence.start : found.start()]
    )


def _about_last(reading: Reading, sentence: Part, last: Told) -> bool:
    """Whether a sentence without a drug follows the last course closely enough to speak of it."""
    between = reading.text[
        max(end for _, end in last.said if end <= sentence.start or end == last.said[0][1]) : sentence.start
    ]
    return len(between) < 260 and not re.search(r"\b(?:SOFAS|GAF|adheren|complian|concordan)|\n\s*\n", between, re.I)


_PRN_BEFORE = Caseless(r"\b(?:PRN|p\.r\.n\.?|as\s+needed)\s*$")


def place_manner(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Formulation, as-needed use, titration, prospective trials."""
    text = reading.text
    for order, one in enumerate(here):
        start = place_in(one, sentence)
        end = place_in(here[order + 1], sentence) if order + 1 < len(here) else sentence.end
        _formulation(reading, one, start, end, sentence)
        prn = cues.PRN.search(text, start, end) or _PRN_BEFORE.search(text, max(sentence.start, start - 12), start)
        of_other = prn and any(m.drug is None and start < m.start < prn.start() for m in reading.named(start, end))
        if prn and not of_other:  # "plus lorazepam 1 mg prn"
            one.last.values["prn"] = Said(True, (prn.span(),))
            reading.used.append(prn.span())
        place_count(reading, one, start, end)
        titrated = cues.TITRATION.search(text, start, end)
        if titrated:
            one.last.values.setdefault("titrated", Said(True, (titrated.span(),)))
            reading.used.append(titrated.span())
        if re.search(r"\bfrom\s+day\s+(?:1|one)\b|\bno\s+titration\b|\bwithout\s+titration\b", text[start:end], re.I):
            one.last.values["titrated"] = Said(False, (one.said[-1],))
    _prospective(reading, sentence, here, told)


def _formulation(reading: Reading, one: Told, start: int, end: int, sentence: Part) -> None:
    stop = reading.text.find(",", start, end)
    reach = min(end, start + 70) if stop < 0 else max(min(end, start + 70, stop), one.said[-1][1])
    lai = cues.LAI.search(reading.text, max(sentence.start, start - 8), reach)
    if re.search(
        r"\b(?:no|not|never|without)\s+(?:a\s+)?$",
        reading.text[max(0, (lai.start() if lai else 0) - 12) : lai.start() if lai else 0],
        re.I,
    ):
        lai = None
    oral = re.search(
        r"\b(?:oral(?:ly)?|tablets?|tabs?|po|p\.o\.)\b",
        reading.text[max(sentence.start, start - 8) : min(end, start + 40)],
        re.I,
    )
    spaced = one.last.values.get("interval_days")
    if one.mention.product and one.mention.product.formulation:
        one.last.values.setdefault("formulation", Said(one.mention.product.formulation, (one.said[-1],)))
    elif lai or (spaced and (spaced.value.low or 0) >= 7):
        one.last.values["formulation"] = Said("lai", (lai.span() if lai else spaced.spans[0],))  # type: ignore[union-attr]
        if lai:
            reading.used.append(lai.span())
    elif oral:
        one.last.values.setdefault("formulation", Said("oral", (one.said[-1],)))


def _prospective(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    denied = cues.NOT_PROSPECTIVE.search(reading.text, sentence.start, sentence.end)
    if denied:
        for one in told:
            for step in one.steps:
                step.values.setdefault("prospective", Said(False, (denied.span(),)))
        reading.used.append(denied.span())
        return
    found = cues.PROSPECTIVE.search(reading.text, sentence.start, sentence.end)
    if not found:
        return
    before = [one for one in here if place_in(one, sentence) < found.start()]
    after = [one for one in here if place_in(one, sentence) >= found.end()]
    owner = (
        after[0]
        if after and (not before or len(reading.text[found.end() : place_in(after[0], sentence)]) < 20)
        else None
    )
    owner = owner or (before[-1] if before else latest(told, sentence) if told else None)
    if owner is not None:
        for step in owner.steps:
            step.values["prospective"] = Said(True, (found.span(),))
        reading.used.append(found.span())
