"""Trials told in a note: which drug, what dose, how long, with what effect, and the words each was read from.

A sentence is read from left to right. An amount belongs to the drug before it, or to the one right after it ("8 weeks
of olanzapine"); words such as "both" and "each" give it to all. What cannot be placed stays unclaimed and is listed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.criteria import drugs
from assistant.criteria.parse import cues
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dates import days_between
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, exactly

_FORWARD = re.compile(
    r"^\s*(?:/?\s*(?:day|d))?\s*(?:(?:each|trials?|courses?)\s+)?(?:(?:of|on|with|at|taking|x)\s+)?(?:oral\s+|daily\s+|depot\s+|the\s+|a\s+)?$",
    re.I,
)
_EACH_OF = re.compile(r"^\s*(?:each|apiece)?\s*(?:of|on|with)\s+(?:both\s+|each\s+of\s+)?$", re.I)
_BETWEEN_DOSES = re.compile(r"^\s*(?:\+|and|&|/|,)?\s*$", re.I)
_TIMES_OF_DAY = re.compile(r"\b(?:mane|nocte?|om|on|am|pm|morning|night|evening|noon|midday|lunch\w*|bedtime)\b", re.I)
_ARROW = re.compile(r"->|→|=>|➔")


@dataclass
class Step:
    """One dose of one drug, as told so far."""

    values: dict[str, Said] = field(default_factory=dict)
    continues: bool = False

    def has(self, name: str) -> bool:
        """Whether a value is known."""
        return name in self.values


@dataclass
class Told:
    """One course of one drug, as told so far."""

    mention: drugs.Mention
    sentence: int
    steps: list[Step] = field(default_factory=lambda: [Step()])
    separate: bool = False  # told again with a gap: a course of its own
    said: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name the case carries: the product where one is named, else the generic name."""
        if self.mention.product:
            return self.mention.product.name
        assert self.mention.drug is not None
        return self.mention.drug.generic

    @property
    def last(self) -> Step:
        """The step that is being told."""
        return self.steps[-1]


def courses_told(reading: Reading) -> list[Told]:
    """Every course of an antipsychotic that the note tells, in its order."""
    told: list[Told] = []
    under_failed = False  # below a heading such as "Failed:"
    for number, sentence in enumerate(reading.sentences):
        mentions = _given(reading, sentence)
        here = _opened(reading, number, mentions, told)
        _amounts(reading, sentence, here, told)
        _outcomes(reading, sentence, here, told)
        under_failed = _heading(reading, number, here, under_failed)
        _manner(reading, sentence, here, told)
    return [one for one in told if _is_course(reading, one)]


def _heading(reading: Reading, number: int, here: list[Told], under_failed: bool) -> bool:
    """A heading "Failed:" speaks of every drug in its list, which semicolons or lines go on with."""
    sentence = reading.sentences[number]
    before = reading.text[reading.sentences[number - 1].end : sentence.start] if number else ""
    heads = re.match(
        r"^(?:previous(?:ly)?\s+)?(?:failed|failures|no\s+response\s+to|non[\s-]?response\s+to|tried\s+and\s+failed|unsuccessful\s+trials?)\b[^:\n]{0,24}:",
        reading.words(sentence),
        re.I,
    )
    goes_on = under_failed and (";" in before or ("\n" in before and bool(here)))
    if heads or goes_on:
        for one in here:
            if not (one.last.has("response") or one.last.has("stopped_for")):
                one.last.values["response"] = Said("none", ((sentence.start, sentence.start + 6),))
        return True
    return False


_USED = re.compile(
    r"\b(?:on|tak(?:es|ing|en)|took|tried|trial(?:s|led)?|had|has|given|giving|received|fail(?:ed|ure)?|prescribed|start(?:ed)?(?:\s+on)?|commenced|treated|with|then|and|plus|to|switched|followed|after|of|including|history|hx|previous|past|current(?:ly)?|now|oral|depot|meds?|both|or|i?\.?e\.?g?)\W*(?:\w+\W+){0,2}$|^\W*$|[:;,+/&)>\d-]\W*$",
    re.I,
)


def _is_course(reading: Reading, one: Told) -> bool:
    """Whether a drug that nothing is told of was at least taken; "your view on clozapine" tells of no course."""
    if any(step.values for step in one.steps):
        return True
    start, end = one.said[0]
    before = reading.text[max(reading.sentence_of(start).start, start - 40) : start]
    if re.search(
        r"\b(?:view|opinion|advice|thoughts|panel|clinic|candidate|information|about|regarding|re)\b(?:\W+\w+){0,2}\W*$",
        before,
        re.I,
    ):
        return False
    if re.match(
        r"^\s*(?:panel|clinic|service|register|team|candidate|start|initiation|\?)", reading.text[end : end + 20], re.I
    ):
        return False
    return bool(_USED.search(before))


def _given(reading: Reading, sentence: Part) -> list[drugs.Mention]:
    """The antipsychotics of a sentence that the patient took: not planned, denied, a relative's, or a level's."""
    found = []
    for mention in reading.mentions:
        if not sentence.holds(mention.start) or mention.drug is None:
            continue
        before = reading.text[max(sentence.start, mention.start - 90) : mention.start]
        after = reading.text[mention.end : min(sentence.end, mention.end + 40)]
        if _is_apart(before, after):
            reading.used.append((mention.start, mention.end))
            continue
        found.append(mention)
    return found


def _is_apart(before: str, after: str) -> bool:
    near = before.rsplit(",", 1)[-1]
    if cues.NOT_A_COURSE_AFTER.match(after) or cues.NOT_GIVEN_AFTER.match(after):
        return True
    told_with = re.match(r"^\W*(?:\w+\W+){0,2}\d", after)  # "needed olanzapine 20 mg" was given
    if cues.PLANNED.search(near) and not (told_with and re.search(r"\b(?:need|request|discuss)", near, re.I)):
        return True
    return bool(cues.NOT_GIVEN.search(near) or cues.RELATIVE.search(before))


def _opened(reading: Reading, number: int, mentions: Sequence[drugs.Mention], told: list[Told]) -> list[Told]:
    """The courses that the mentions of a sentence speak of: new ones, or those already told."""
    here: list[Told] = []
    for mention in mentions:
        assert mention.drug is not None
        same = [one for one in told if one.mention.drug and one.mention.drug.generic == mention.drug.generic]
        known = next((one for one in reversed(same) if _fits(one, mention)), None)
        if known is not None and _told_again(reading, mention, known):
            known = None
        if known is None:
            known = Told(mention, number, separate=bool(same))
            told.append(known)
        elif mention.product and not known.mention.product:
            known.mention = known.mention._replace(product=mention.product)
        counted = re.search(
            r"\b(day|week)\s+(\d{1,3})\s+of\s+(?:treatment\s+with\s+|a\s+trial\s+of\s+)?(?:oral\s+)?$",
            reading.text[max(0, mention.start - 44) : mention.start],
            re.I,
        )
        if counted:
            days = int(counted.group(2)) * (7 if counted.group(1).lower() == "week" else 1)
            at = max(0, mention.start - 44) + counted.start()
            known.last.values.setdefault("days_at_dose", Said(exactly(days), ((at, mention.start),)))
        known.said.append((mention.start, mention.end))
        reading.used.append((mention.start, mention.end))
        here.append(known)
    return here


def _fits(told: Told, mention: drugs.Mention) -> bool:
    """Whether a mention may speak of a course: a depot is not its oral drug."""
    one, other = told.mention.product, mention.product
    return one is None or other is None or one.formulation == other.formulation


def _told_again(reading: Reading, mention: drugs.Mention, known: Told) -> bool:
    """Whether a second mention tells a course of its own: it has a dose and a length, and a word for a gap or a depot."""
    sentence = reading.sentence_of(mention.start)
    following = [m for m in reading.free(sentence) if m.start >= mention.end]
    next_drug = min((m.start for m in reading.mentions if m.start > mention.start), default=sentence.end)
    own = {m.kind for m in following if m.start < next_drug}
    lai = cues.LAI.search(reading.text, mention.end, min(next_drug, sentence.end))
    is_depot = bool(mention.product and mention.product.formulation == "lai") or bool(lai)
    was_depot = known.last.has("formulation") and known.last.values["formulation"].value == "lai"
    was_depot = was_depot or bool(known.mention.product and known.mention.product.formulation == "lai")
    if is_depot != was_depot and ({"dose", "duration"} & own):
        return True
    full = any(step.has("days_at_dose") or step.has("days") for step in known.steps)
    told_between = any(known.said[-1][1] <= m.start < mention.start and m.kind == "duration" for m in reading.marks)
    full = full or told_between
    gap = cues.AGAIN.search(reading.text, known.said[-1][1], min(mention.end + 40, len(reading.text)))
    return bool(full and "duration" in own and gap)


def _amounts(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Give the doses and lengths of a sentence to their courses."""
    marks = reading.free(sentence, "dose", "frequency", "interval", "duration")
    if _respectively(reading, sentence, here, marks):
        return
    joined = _joined(reading, marks)
    for position, (mark, with_it) in enumerate(joined):
        if mark.kind == "duration" and _is_elsewhere(reading, mark):
            continue
        if mark.kind == "duration" and mark.value is not None and (mark.value.high or 1) < 1:
            continue  # hours are a sample's
        owners = _owners(reading, sentence, mark, here, told)
        if not owners or (mark.kind in ("interval", "frequency") and not _follows_dose(reading, owners[-1], mark)):
            continue
        for owner in owners:
            if mark.kind == "dose":
                _dose(reading, owner, mark, with_it, joined[position - 1][0] if position else None)
            elif mark.kind == "duration":
                _duration(reading, sentence, owner, mark)
            else:
                _interval(owner, mark)
        reading.claim(mark, *with_it)


def _follows_dose(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether a lone frequency or interval stands close enough to a dose or the drug's name to be its own."""
    known = told.last.values.get("dose_mg")
    place = known.spans[-1][1] if known else max(end for _, end in told.said)
    return 0 <= mark.start - place < 30 and not re.search(r"[,;.:]", reading.text[place : mark.start])


def _joined(reading: Reading, marks: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """Each dose with the frequency or interval right after it; the rest alone."""
    found: list[tuple[Mark, list[Mark]]] = []
    for mark in marks:
        if mark.kind in ("frequency", "interval") and found and found[-1][0].kind == "dose":
            end = max(one.end for one in (found[-1][0], *found[-1][1]))
            gap = reading.text[end : mark.start]
            if re.fullmatch(
                r"[\s,(]*(?:po|p\.o\.|im|i\.m\.|orally|by\s+mouth|given|sc|depot|injection|tabs?|tablets?|once|lai)?[\s,(]*",
                gap,
                re.I,
            ):
                found[-1][1].append(mark)
                continue
        found.append((mark, []))
    return found


def _owners(reading: Reading, sentence: Part, mark: Mark, here: list[Told], told: list[Told]) -> list[Told]:
    """The courses an amount belongs to."""
    text = reading.text
    places = sorted(
        ((start, one) for one in here for start, _ in one.said if sentence.holds(start)), key=lambda pair: pair[0]
    )
    before = [one for place, one in places if place < mark.start]
    after = [(place, one) for place, one in places if place >= mark.end]
    if after:
        gap = text[mark.end : after[0][0]]
        following = list(dict.fromkeys(id(one) for _, one in after))
        if len(following) > 1 and re.match(r"^\s*(?:each|apiece)\b", gap, re.I) and not before:
            return [one for one in here if id(one) in following]
        alone = not before or _has_already(before[-1], mark)
        if _FORWARD.match(gap) and (alone or re.search(r"\b(?:of|on)\s*$", gap, re.I)):
            return [after[0][1]]
    near = text[max(sentence.start, mark.start - 45) : min(sentence.end, mark.end + 25)]
    group = cues.GROUP.search(near)
    if group and mark.kind in ("duration", "dose") and not (before and _dose_between(reading, before[-1], mark)):
        named = [one for one in here if not _has_already(one, mark)] if len(here) > 1 else []
        every = [one for one in (named or told) if not _has_already(one, mark)]
        if len(every) > 1 or (every and not here):
            return every
    if before:
        return [before[-1]]
    if not here and told and _carries_on(reading, sentence, mark):
        return [told[-1]]
    return []


def _dose_between(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether the course right before has a dose of its own between its name and the amount, and no group word since."""
    place = max(end for _, end in told.said)
    between = reading.text[place : mark.start]
    return cues.GROUP.search(between + reading.text[mark.start : mark.end + 12]) is None


def _place(told: Told, sentence: Part) -> int:
    """Where a course is named in a sentence."""
    return next((start for start, _ in told.said if sentence.holds(start)), told.said[-1][0])


def _has_already(told: Told, mark: Mark) -> bool:
    if mark.kind == "dose":
        return told.last.has("dose_mg")
    return any(told.last.has(name) for name in ("days_at_dose", "days")) if mark.kind == "duration" else False


def _carries_on(reading: Reading, sentence: Part, mark: Mark) -> bool:
    """Whether a sentence without a drug still speaks of the last one."""
    words = reading.words(sentence)
    return (
        re.match(
            r"^(?:\W|this|that|it|the\s+dose|dose|titrated|up\s*titrated|increased|raised|given|taken|started|stopped|at|on\s+(?:this|that|it)|then|for|x\s|after|total|max|continued|remained|stayed|held|he|she|they|\d)",
            words,
            re.I,
        )
        is not None
        and mark.start - sentence.start < 90
    )


def _is_elsewhere(reading: Reading, mark: Mark) -> bool:
    """A length of time that is no trial's: so long ago, between two events."""
    after = reading.text[mark.end : mark.end + 30]
    before = reading.text[max(0, mark.start - 24) : mark.start]
    if re.search(r"\d\s?m?g(?:/day|/d)?(?:\s+(?:od|bd|tds|nocte|daily|mane|bid|hs|qhs))?[\s,x-]*$", before, re.I):
        return False  # right after its dose: "6 mg 8/52 before that"
    if "point" in mark.note and not re.match(r"^\s*(?:of|on|at)\b", after, re.I):
        return not re.search(r"\bafter\s+$", before, re.I)
    if re.search(r"\bdays?\s+$|\b(?:day|week|month)\s$", before, re.I):
        return True
    off = re.match(
        r"^\s*(?:\w+\s+)?(?:off\b|without\s+(?:any\s+)?(?:medic|treat|anti|tablets|drugs)|gap|break|wash-?out|unmedicated|medication[\s-]free|drug[\s-]free)",
        after,
        re.I,
    )
    paused = re.search(
        r"\b(?:off\s+(?:everything|all|medication|meds|treatment|it)|gap\s+of|break\s+of|without\s+(?:any\s+)?(?:medication|treatment|meds)|wash-?out\s+of|AWOL)\s+(?:for\s+)?(?:about\s+)?$",
        reading.text[max(0, mark.start - 36) : mark.start],
        re.I,
    )
    return bool(cues.AGO.match(after) or cues.APART.match(after) or off or paused)


def _dose(reading: Reading, told: Told, mark: Mark, with_it: list[Mark], previous: Mark | None) -> None:
    """A dose said of a course: its first, a second part of the day's, the next step, or the final one."""
    value, spans, unit = _daily(mark, with_it)
    if value is None:
        return
    interval = next((m for m in with_it if m.kind == "interval"), None)
    step = told.last
    if step.has("dose_mg"):
        step = _next_step(reading, told, mark, with_it, value, previous)
        if step is None:
            return
    step.values["dose_mg"] = Said(value, tuple(spans))
    if unit != "mg":
        step.values["dose_unit"] = Said(unit, tuple(spans))
    if interval is not None:
        _interval(told, interval)
    if any(m.note == "prn" or cues.PRN.fullmatch(reading.text[m.start : m.end]) for m in with_it):
        step.values["prn"] = Said(True, tuple(spans))


def _next_step(
    reading: Reading, told: Told, mark: Mark, with_it: list[Mark], value: Range, previous: Mark | None
) -> Step | None:
    """Where a second dose of a course goes; None where it was added to the first, or says the same."""
    step, known = told.last, told.last.values["dose_mg"]
    end = known.spans[-1][1]
    between = reading.text[end : mark.start]
    times = [reading.text[s:e] for s, e in known.spans] + [reading.text[m.start : m.end] for m in with_it]
    if _BETWEEN_DOSES.match(between) and all(
        _TIMES_OF_DAY.search(words) for words in (times[0] if len(times) == 1 else times[1], times[-1])
    ):
        added = value if value.low is None or known.value.low is None else exactly(known.value.low + value.low)
        step.values["dose_mg"] = Said(added, (*known.spans, (mark.start, mark.end)))
        return None
    if known.value == value:
        step.values["dose_mg"] = Said(value, (*known.spans, (mark.start, mark.end)))
        return None
    has_days = step.has("days_at_dose") or step.has("days")
    moved = cues.STEP.search(between) or _ARROW.search(between) or re.fullmatch(r"[^\w]*(?:for\s+)?", between)
    if has_days and (moved or previous is not None):
        told.steps.append(Step(continues=True))
        return told.last
    if not has_days and (
        moved
        or re.search(
            r"\b(?:start\w*|initial\w*|from|begun|began|commenced)\b",
            reading.text[max(0, known.spans[0][0] - 30) : mark.start],
            re.I,
        )
    ):
        if cues.TITRATION.search(between) or not re.search(r"\breduc|\blower|\bdecreas", between, re.I):
            step.values.setdefault("titrated", Said(True, ((mark.start, mark.end),)))
        step.values["earlier_dose"] = known
        return step
    reading.contradict("dose", f"Two doses are given for {told.name}: {known.value.words()} and {value.words()} mg.",
                       [*known.spans, (mark.start, mark.end)])  # fmt: skip
    step.values["disputed_dose"] = Said(value, ((mark.start, mark.end),))
    return None


def _daily(mark: Mark, with_it: list[Mark]) -> tuple[Range | None, list[tuple[int, int]], str]:
    """The dose in mg for a day, or for an interval where it is given at intervals."""
    spans = [(m.start, m.end) for m in (mark, *with_it)]
    if mark.value is None or mark.unit.removesuffix("/day") not in ("mg", "g", "ug", "mg_eq"):
        return None, spans, "mg"
    value = mark.value  # in mg, whatever the unit written
    times = next((m.value for m in with_it if m.kind == "frequency" and m.value is not None), None)
    if times is not None and times.low is not None and times.is_exact and not mark.unit.endswith("/day"):
        low = times.low
        value = value.mapped(lambda number: number * low)
    return value, spans, "mg_eq" if mark.unit == "mg_eq" else "mg"


_STOPPED_IN = re.compile(
    r"\b(?:stopped|discontinued|d/?c'?e?d|ceased|withdrawn|halted)\b[^.;\n]{0,24}?\b(?:in|at|after|by|during)\s+week\s+(\d{1,2})\b",
    re.I,
)
_NOW_DAY = re.compile(r"\b(?:now\s+)?(?:on\s+)?(day|week)\s+(\d{1,3})\b(?!\s*(?:of|post|after|\d|/))", re.I)


def _counted(reading: Reading, one: Told, start: int, end: int) -> None:
    """ "Stopped in week 5", "now day 14": a length of time counted in days or weeks of the course."""
    stopped = _STOPPED_IN.search(reading.text, start, end)
    if stopped and not (one.last.has("days") or one.last.has("days_at_dose")):
        one.last.values["days"] = Said(Range(high=int(stopped.group(1)) * 7), (stopped.span(),))
        return
    now = _NOW_DAY.search(reading.text, start, end)
    lead = reading.text[max(start, (now.start() if now else start) - 8) : now.start() if now else start]
    if (
        now
        and not re.search(r"\b(?:from|by|at|to)\s*$|PANSS", lead, re.I)
        and not (one.last.has("days") or one.last.has("days_at_dose"))
    ):
        days = int(now.group(2)) * (7 if now.group(1).lower() == "week" else 1)
        one.last.values["days_at_dose"] = Said(exactly(days), (now.span(),))


def _interval(told: Told, mark: Mark) -> None:
    if mark.note == "prn":
        told.last.values["prn"] = Said(True, ((mark.start, mark.end),))
    elif mark.kind == "interval" and mark.value is not None and mark.note != "ambiguous":
        told.last.values["interval_days"] = Said(mark.value, ((mark.start, mark.end),))
    elif mark.kind == "frequency" and mark.value is not None and told.last.has("dose_mg"):
        told.last.values.setdefault("late_frequency", Said(mark.value, ((mark.start, mark.end),)))


def _duration(reading: Reading, sentence: Part, told: Told, mark: Mark) -> None:
    """A length of time said of a course: at the dose, of the titration, or of the whole course."""
    name = _which_time(reading, sentence, told, mark)
    value, spans = mark.value, ((mark.start, mark.end),)
    if mark.note.split(",")[0] in ("since", "period", "from") and value is None:
        value = _by_dates(reading, mark)
        if value is None:
            told.last.values.setdefault("since", Said(reading.text[mark.start : mark.end], spans))
            return
    if value is None:
        return
    known = told.last.values.get(name)
    if known is not None and known.value != value:
        if name == "titration_days":
            return
        reading.contradict("days", f"Two lengths are given for {told.name}: {known.value.words()} and {value.words()} days.",
                           [*known.spans, *spans])  # fmt: skip
        told.last.values["disputed_days"] = Said(value, spans)
        return
    told.last.values[name] = Said(value, spans)


def _which_time(reading: Reading, sentence: Part, told: Told, mark: Mark) -> str:
    text = reading.text
    close = text[max(sentence.start, mark.start - 32) : min(sentence.end, mark.end + 18)]
    before, after = (
        text[max(sentence.start, mark.start - 32) : mark.start],
        text[mark.end : min(sentence.end, mark.end + 22)],
    )
    titration = cues.TITRATION.search(close)
    if titration:
        follows = re.match(
            r"^\s*(?:of\s+|for\s+|was\s+|spent\s+|were\s+)?(?:\w+\s+)?(?:up[\s-]?)?(?:titrat|build|built|escalat)",
            after,
            re.I,
        )
        leads = re.search(
            r"(?:titrat\w*|built?\s+up|build\s*-?up|increas\w*|rais\w*|escalat\w*)[^,;.]{0,24}?\b(?:over|in|across|during|took|lasting|of|for)?\s*(?:the\s+first\s+)?$",
            before,
            re.I,
        )
        if follows or (
            leads and not re.search(r"\b(?:after|then|followed|thereafter|at)\b", before[leads.start() :], re.I)
        ):
            return "titration_days"
    if re.search(r"\b(?:after|following)\s+(?:a\s+)?$", before, re.I) and cues.TITRATION.search(after):
        return "titration_days"
    if cues.AT_DOSE.search(after[:18]) or re.search(
        r"\b(?:at|on)\s+(?:that|this|full|target|the)\b[^,;.]{0,14}(?:for\s+)?$", before, re.I
    ):
        return "days_at_dose"
    whole = reading.words(sentence)
    if (
        cues.WHOLE.search(before[-22:])
        or cues.WHOLE.match(after.lstrip(" ,("))
        or re.search(r"\b(?:including|incl\.?|of\s+which|inclusive)\b", text[mark.end : mark.end + 30], re.I)
    ):
        return "days"
    if (
        (cues.TITRATION.search(whole) or told.last.has("titrated"))
        and not cues.AT_DOSE.search(whole)
        and not told.last.has("titration_days")
    ):
        return "days"
    return "days_at_dose"


def _by_dates(reading: Reading, mark: Mark) -> Range | None:
    """The days between the two dates of a length ("6 Jan to 3 March 2023"), or from a start to where the note says it still ran."""
    inside = [d for d in reading.dates if mark.start <= d.start < mark.end]
    if len(inside) == 2:
        return days_between(inside[0], inside[1])
    if len(inside) != 1:
        return None
    still = re.compile(
        r"\b(?:until|till|til|still|seen|reviewed|today|review|on\s+it\s+(?:un)?til|now|stopped|stayed|remains?|ended|finished)\b",
        re.I,
    )
    for later in reading.dates:
        near = reading.text[max(0, later.start - 22) : later.start]
        goes_on = still.search(near) or re.match(
            r"[\s:,]*(?:still\b|when\s+(?:stopped|seen|it))", reading.text[later.end : later.end + 16], re.I
        )
        if later.first > inside[0].last and goes_on and not _other_drug_between(reading, mark.end, later.start):
            return days_between(inside[0], later)
    return None


def _other_drug_between(reading: Reading, start: int, end: int) -> bool:
    named = {m.drug.generic for m in reading.mentions if m.drug and start <= m.start < end}
    before = [m.drug.generic for m in reading.mentions if m.drug and m.start < start]
    return bool(named - set(before[-1:]))


def _respectively(reading: Reading, sentence: Part, here: list[Told], marks: Sequence[Mark]) -> bool:
    """ "A and B at 20 mg and 6 mg respectively": amounts by order."""
    if "respectively" not in reading.words(sentence).lower() or len(here) < 2:
        return False
    found = False
    for kind in ("dose", "duration"):
        some = [(mark, with_it) for mark, with_it in _joined(reading, marks) if mark.kind == kind]
        if len(some) == len(here):
            found = True
            for told, (mark, with_it) in zip(here, some, strict=True):
                if kind == "dose":
                    _dose(reading, told, mark, with_it, None)
                else:
                    _duration(reading, sentence, told, mark)
                reading.claim(mark, *with_it)
        elif len(some) == 1:
            for told in here:
                if kind == "dose":
                    _dose(reading, told, *some[0], None)
                else:
                    _duration(reading, sentence, told, some[0][0])
            reading.claim(some[0][0], *some[0][1])
    return found


_OUTCOMES: tuple[tuple[re.Pattern[str], str, Any], ...] = (
    (cues.OUTCOME_UNKNOWN, "outcome_unknown", True),
    (cues.LACK_OF_EFFECT, "stopped_for", "no_response"),
    (cues.INTOLERANCE, "stopped_for", "intolerance"),
    (cues.SELF_STOPPED, "stopped_for", "nonadherence"),
    (cues.PARTIAL, "response", "partial"),
    (cues.NO_RESPONSE, "response", "none"),
    (cues.GOOD, "response", "good"),
)


def _outcomes(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Give what came of it to the courses of a sentence, or to those before it."""
    taken: list[tuple[int, int]] = []
    for pattern, name, value in _OUTCOMES:
        for found in pattern.finditer(reading.text, sentence.start, sentence.end):
            if any(s < found.end() and found.start() < e for s, e in taken):
                continue
            if (
                name == "response"
                and value == "none"
                and found.group().lower().startswith("fail")
                and _is_about_other(reading, found)
            ):
                continue
            taken.append(found.span())
            for owner in _of_outcome(reading, sentence, found, here, told):
                if not owner.last.has(name) or owner.last.values[name].value == value:
                    owner.last.values[name] = Said(value, (found.span(),))
                elif (
                    name == "response"
                    and {value, owner.last.values[name].value} == {"none", "good"}
                    and sentence.holds(_place(owner, sentence))
                ):
                    reading.contradict("response", f"The note says both that {owner.name} helped and that it did not.",
                                       [*owner.last.values[name].spans, found.span()])  # fmt: skip
                    owner.last.values["disputed_response"] = Said(True, (found.span(),))
                reading.used.append(found.span())


def _is_about_other(reading: Reading, found: re.Match[str]) -> bool:
    after = reading.text[found.end() : found.end() + 30]
    return bool(re.match(r"^\s+(?:to\s+(?:attend|take|engage|titrate)|exams?|school|marriage|asylum)", after, re.I))


def _of_outcome(
    reading: Reading, sentence: Part, found: re.Match[str], here: list[Told], told: list[Told]
) -> list[Told]:
    text = reading.text
    near = text[max(sentence.start, found.start() - 30) : min(sentence.end, found.end() + 30)]
    before = [one for one in here if _place(one, sentence) < found.start()]
    after = [one for one in here if _place(one, sentence) >= found.end()]
    group = cues.GROUP.search(near)
    if group and len(before) > 1:
        return before
    if group and not here:
        return [one for one in told if not one.last.has("response")] or told[-2:]
    if not before and after and not re.search(r"[.;\n]", text[found.end() : _place(after[0], sentence)]):
        return after
    if before and after and _leads(text, found, _place(after[0], sentence), _place(before[-1], sentence)):
        return [one for one in after if not one.last.has("response")][:1] or after[:1]
    if before:
        open_ones = [one for one in before if not (one.last.has("response") or one.last.has("stopped_for"))]
        return open_ones or [before[-1]]
    return [told[-1]] if told and not here and _about_last(reading, sentence, told[-1]) else []


def _leads(text: str, found: re.Match[str], next_drug: int, last_drug: int) -> bool:
    """Whether an outcome word belongs to the drug after it ("failed olanzapine")."""
    gap = text[found.end() : next_drug]
    return (
        found.group().lower().startswith(("fail", "no response", "non", "did not"))
        and bool(re.fullmatch(r"\s*(?:to|on|with|a\s+trial\s+of|trials?\s+of)?\s*", gap))
        and "," in text[last_drug : found.start()]
    )


def _about_last(reading: Reading, sentence: Part, last: Told) -> bool:
    """Whether a sentence without a drug follows the last course closely enough to speak of it."""
    between = reading.text[last.said[-1][1] : sentence.start]
    return len(between) < 260 and not re.search(r"\b(?:SOFAS|GAF|adheren|complian|concordan)|\n\s*\n", between, re.I)


def _manner(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Formulation, as-needed use, titration, prospective trials, drugs given together."""
    text = reading.text
    for order, one in enumerate(here):
        start = _place(one, sentence)
        end = _place(here[order + 1], sentence) if order + 1 < len(here) else sentence.end
        _formulation(reading, one, start, end, sentence)
        prn = cues.PRN.search(text, start, end) or re.compile(r"\b(?:PRN|p\.r\.n\.?|as\s+needed)\s*$", re.I).search(
            text, max(sentence.start, start - 12), start
        )
        if prn:
            one.last.values["prn"] = Said(True, (prn.span(),))
            reading.used.append(prn.span())
        _counted(reading, one, start, end)
        titrated = cues.TITRATION.search(text, start, end)
        if titrated:
            one.last.values.setdefault("titrated", Said(True, (titrated.span(),)))
            reading.used.append(titrated.span())
        if re.search(r"\bfrom\s+day\s+(?:1|one)\b|\bno\s+titration\b|\bwithout\s+titration\b", text[start:end], re.I):
            one.last.values["titrated"] = Said(False, ((start, start + 1),))
    _prospective(reading, sentence, here, told)
    together = cues.CONCURRENT.search(text, sentence.start, sentence.end)
    if together and len(here) > 1:
        for one in here:
            if one.mention.drug and one.mention.drug.generic:
                one.last.values["concurrent"] = Said(True, (together.span(),))


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
        one.last.values.setdefault("formulation", Said(one.mention.product.formulation, ((start, start + 1),)))
    elif lai or (spaced and (spaced.value.low or 0) >= 7):
        one.last.values["formulation"] = Said("lai", (lai.span() if lai else spaced.spans[0],))  # type: ignore[union-attr]
        if lai:
            reading.used.append(lai.span())
    elif oral:
        one.last.values.setdefault("formulation", Said("oral", ((start, start + 1),)))


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
    before = [one for one in here if _place(one, sentence) < found.start()]
    after = [one for one in here if _place(one, sentence) >= found.end()]
    owner = (
        after[0] if after and (not before or len(reading.text[found.end() : _place(after[0], sentence)]) < 20) else None
    )
    owner = owner or (before[-1] if before else told[-1] if told else None)
    if owner is not None:
        for step in owner.steps:
            step.values["prospective"] = Said(True, (found.span(),))
        reading.used.append(found.span())
