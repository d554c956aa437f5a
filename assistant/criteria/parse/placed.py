"""Doses and lengths of time given to the courses a sentence tells of.

An amount belongs to the drug before it, or to the one right after it ("8 weeks of olanzapine"); words such as "both"
and "each" give it to all. What cannot be placed stays unclaimed and is listed as not understood.
"""

import re
from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.parse import cues
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.bare_amounts import is_other_medicine, with_bare
from assistant.criteria.parse.by_order import in_order, lengths_in_order, told_by_order
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.course import Step, Told, doubt, latest
from assistant.criteria.parse.courses import is_again, is_one_course
from assistant.criteria.parse.lengths import is_beside, is_of_level, place_length
from assistant.criteria.parse.names import is_equivalent, unread_name
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.spent import is_queried, part_only
from assistant.criteria.parse.tables import may_be_held
from assistant.criteria.ranges import Range

_FORWARD = Caseless(
    r"^(?:['’]s?(?:\sworth)?)?\s*(?:/?\s*(?:day|d))?\s*(?:(?:each|trials?|courses?|periods?|spells?|runs?)\s+)?(?:(?:(?:(?:were|was)\s+)?(?:spent|passed|completed)\s+(?:on|taking|with)|of|on|with|at|taking|x|(?:in\s(?:19|20)\d\d,?\s)?(?:(?:he|she|they|we|i|the\s+patient|pt)\s+)(?:took|had|received|tried|got|was\s+(?:given|on|taking)|has\s+had|had\s+taken))\s+)?(?:(?:depots?|injections?|shots?)\s+(?:of\s+)?)?(?:\d[\d.,]{0,6}\s?m?g(?:/d(?:ay)?)?\s+(?:(?:of|daily|a\s+day|per\s+day|nocte)\s+){0,2})?(?:(?:oral|daily|depot|the|an?|his|her|tabs?\.?|tablets?|t\.|inj\.?|caps?\.?|regular|adequate)\s+){0,2}$"
)
_THEN_FOR = Caseless(r"\b(?:then|afterwards|next|subsequently|later),?\s+(?:for|over)\s+\Z")
_GIVEN = Caseless(
    r"[\s,(;:-]{0,3}(?:(?:and|it|was|is|were|given|as|an?|injections?|imi?|i\.m\.|frequency|administered|at|intervals?|of|the|deep|depot|by|nurse|clinic|which|he|she|had|received|injected|this|for)\b[\s,:]{0,2}){0,8}"
)
# Another drug begins: what is told before belongs to the drug before.
BEGINS = Caseless(
    r"\b(?:switch\w*|chang\w*|replac\w*|mov(?:ed|ing)|went\s+on(?:to)?|put\s+on|tried|start\w*|began|begun|commenc\w*|given\s+instead|swapped|crossed\s+over)\b"
)
_ARROW = re.compile(r"->|→|=>|➔")


def place_amounts(reading: Reading, sentence: Part, here: list[Told], told: list[Told]) -> None:
    """Give the doses and lengths of a sentence to their courses."""
    marks = with_bare(reading, sentence, here)
    if _respectively(reading, sentence, here, marks):
        return
    joined = _joined(reading, marks)
    for position, (mark, with_it) in enumerate(joined):
        if mark.start in reading.claimed:  # a part of a length told before
            continue
        if is_beside(reading, sentence, mark):
            if mark.kind == "dose":
                reading.claim(mark)
            continue
        owners = _owners(reading, sentence, mark, here, told)
        if not owners or (
            mark.kind in ("interval", "frequency")
            and mark.note != "named"
            and not _follows_dose(reading, owners[-1], mark)
        ):
            continue
        for owner in owners:
            if mark.kind in ("dose", "duration") and is_again(reading, owner, mark.start):
                owner.steps.append(Step())
            if mark.kind == "dose":
                _dose(reading, owner, mark, with_it, joined[position - 1][0] if position else None)
                part_only(reading, sentence, owner, max(m.end for m in (mark, *with_it)))
            elif mark.kind == "duration":
                place_length(reading, sentence, owner, mark)
            else:
                _interval(owner, mark)
            if is_queried(reading, sentence, max(m.end for m in (mark, *with_it))):
                doubt(reading, owner, "length" if mark.kind == "duration" else "dose", (mark.start, mark.end + 1))
        reading.claim(mark, *with_it)


def _follows_dose(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether a lone frequency or interval stands close enough to a dose or the drug's name to be its own."""
    first = next((start for start, _ in told.said if start >= mark.end), None)
    if mark.kind == "interval" and first is not None and _FORWARD.match(reading.text[mark.end : first]):
        return True  # "fortnightly zuclopenthixol decanoate"
    if mark.note == "prn" and any(
        m.drug is None and m.start < mark.start
        for m in reading.named(
            max(end for _, end in told.said if end <= mark.start)
            if any(end <= mark.start for _, end in told.said)
            else mark.start,
            mark.start,
        )
    ):
        return False  # "with lorazepam as needed"
    if cues.OF_SUPPLY.search(reading.text, max(0, mark.start - 32), mark.start) or cues.REVIEW.match(
        reading.text, mark.end
    ):
        return False
    known = told.last.values.get("dose_mg")
    place = known.spans[-1][1] if known else max(end for _, end in told.said)
    if mark.kind == "interval" and 0 <= mark.start - place < 70 and _GIVEN.fullmatch(reading.text, place, mark.start):
        return True
    return 0 <= mark.start - place < 30 and not re.search(r"[,;.:]", reading.text[place : mark.start])


def _joined(reading: Reading, marks: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """Each dose with the frequency or interval right after it; the rest alone."""
    found: list[tuple[Mark, list[Mark]]] = []
    for mark in marks:
        if mark.kind in ("frequency", "interval") and found and found[-1][0].kind == "dose":
            end = max(one.end for one in (found[-1][0], *found[-1][1]))
            gap = reading.text[end : mark.start]
            if re.fullmatch(
                r"[\s,(/]*(?:po|p\.o\.|(?:deep\s)?im|(?:deep\s)?i\.m\.|(?:deep\s)?i/m|orally|by\s+mouth|given|sc|depot|injection|tabs?|tablets?|once|lai|per|(?:at\s+)?(?:an\s+)?intervals?(?:\s+of)?|once\s+(?:in|per))?[\s,(:=]*",
                gap,
                re.I,
            ):
                found[-1][1].append(mark)
                continue
        found.append((mark, []))
    return found


def _owners(reading: Reading, sentence: Part, mark: Mark, here: list[Told], told: list[Told]) -> list[Told]:
    """The courses an amount belongs to."""
    places = sorted(
        ((start, one) for one in here for start, _ in one.said if sentence.holds(start)), key=lambda pair: pair[0]
    )
    before = [pair for pair in places if pair[0] < mark.start]
    after = [pair for pair in places if pair[0] >= mark.end]
    if mark.kind in ("dose", "duration") and _of_another(reading, sentence, mark, before):
        return []
    ordered = told_by_order(reading, sentence, mark, here, told)
    if ordered is not None:
        return ordered
    named = _following(reading, mark, before, after) or _every_one(reading, sentence, mark, before, here, told)
    if named:
        return named
    if before:
        return [before[-1][1]]
    if not here and mark.kind == "duration" and is_of_level(reading, mark):  # what a clozapine trial is counted from
        return [one for one in told if one.mention.drug and drugs.is_clozapine(one.mention.drug.generic)][-1:]
    begins = (
        bool(after) and after[0][1] is not told[0] and BEGINS.search(reading.text, mark.end, after[0][0]) is not None
    )
    carries_on = (not here or begins) and bool(told) and _carries_on(reading, sentence, mark)
    return [latest(told, sentence)] if carries_on else []


def _of_another(reading: Reading, sentence: Part, mark: Mark, before: list[tuple[int, Told]]) -> bool:
    """Whether the drug right before is no course of the patient's: planned, denied, a relative's, of another kind."""
    apart = max((end for _, end in reading.apart if sentence.start <= end <= mark.start), default=-1)
    if mark.kind == "dose":
        if any(
            m.drug is None and reading.text[mark.end : m.start].isspace() for m in reading.named(mark.end, mark.end + 4)
        ):
            return True  # "20 mg diazepam"
        others = (m.end for m in reading.named(sentence.start, mark.start) if m.drug is None)
        apart = max(apart, *others, -1)
        if is_other_medicine(reading, sentence, mark):
            return True
    return apart > (before[-1][0] if before else -1)


def _following(
    reading: Reading, mark: Mark, before: list[tuple[int, Told]], after: list[tuple[int, Told]]
) -> list[Told]:
    """The courses right after an amount that is theirs: "8 weeks of olanzapine", "10 weeks each of A and B"."""
    if not after:
        return []
    gap = reading.text[mark.end : after[0][0]]
    named = list({id(one): one for _, one in after}.values())
    if len(named) > 1 and not before and re.match(r"^\s*(?:each|apiece)\b", gap, re.I):
        return named
    alone = not before or _has_already(before[-1][1], mark)
    if gap.strip() in (",", "") and _THEN_FOR.search(reading.text[max(0, mark.start - 24) : mark.start]):
        return [after[0][1]]
    leads = _FORWARD.match(gap) and (alone or re.search(r"\b(?:of|on)\s*$", gap, re.I))
    return [after[0][1]] if leads else []


def _every_one(
    reading: Reading,
    sentence: Part,
    mark: Mark,
    before: list[tuple[int, Told]],
    here: list[Told],
    told: list[Told],
) -> list[Told]:
    """All courses, where a word such as "both" says so."""
    near = reading.text[max(sentence.start, mark.start - 45) : min(sentence.end, mark.end + 25)]
    if mark.kind not in ("duration", "dose") or not cues.AMOUNT_GROUP.search(near):
        return []
    if before and _dose_between(reading, before[-1][1], mark):
        return []
    named = [one for one in here if not _has_already(one, mark)] if len(here) > 1 else []
    every = [one for one in (named or told) if not _has_already(one, mark)]
    return every if len(every) > 1 or (every and not here) else []


def _dose_between(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether the course right before has a dose of its own between its name and the amount, and no group word since."""
    place = max(end for _, end in told.said)
    between = reading.text[place : mark.start]
    return cues.AMOUNT_GROUP.search(between + reading.text[mark.start : mark.end + 12]) is None


def _has_already(told: Told, mark: Mark) -> bool:
    if mark.kind == "dose":
        return told.last.has("dose_mg")
    return any(told.last.has(name) for name in ("days_at_dose", "days")) if mark.kind == "duration" else False


_LED_OFF = Caseless(r"\b(?:SOFAS|GAF|PANSS|BPRS|symptoms)\b")
# "We went up quickly, and she remained on 5 mg bd", "After dosing-up she stayed from 3 June to 5 August on 800 mg".
_HELD_AT = Caseless(
    r"(?:brought|built|pushed|put|taken|raised|increased|titrated)\s(?:it\s|him\s|her\s)?(?:up\s)?to\s\d[\d.,]{0,5}\s?mg\b|(?:we|i|after|from|between|once|during|brought|built|taken|by|pushed|put|in)\b[^;\n]{0,90}?\b(?:remain|stay|kept|held|maintain|continu|on\sit|went\sup|brought|got|reach|rais|increas|titrat|build|built|pushed|up)\w*\b[^;\n]{0,60}?\b(?:on|at|to)\s(?:the\sfull\s)?\d[\d.,]{0,5}\s?mg\b(?!\s?/\s?m?l)"
)
_BY_NUMBER = Caseless(
    r"\W{0,3}(?:about\s|going\son\s(?:for\s)?|nearly\s|over\s|some\s)?(?:\d|an?\s|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)


def _carries_on(reading: Reading, sentence: Part, mark: Mark) -> bool:
    """Whether a sentence without a drug still speaks of the last one."""
    words = reading.words(sentence)
    before = max((d.end for d in reading.mentions if d.drug and d.start < sentence.start), default=sentence.start)
    if _LED_OFF.search(reading.text, before, sentence.start) and _BY_NUMBER.match(words):
        return False  # "SOFAS 39. 2 yrs of this now."
    return (
        re.match(
            r"^(?:\W|(?:(?:has|had|have|is|was|were|been|now|still|kept)\s+){1,4}(?:on|taking|taken|given|receiving|continued|at|held|maintained)\s+(?:it|this|that|the\s+(?:same|full|drug|dose)|for\b)|this|that|it|the\s+dose|dose|titrated|up\s*titrated|increased|raised|reached|attained|achieved|got\s+to|dates?|durations?|given|taken|treated|prescribed|started|stopped|at|on\s+(?:this|that|it)|then|thereafter|afterwards|for|x\s|after|total|max|continued|remained|stayed|kept|maintained|held|he|she|they|a\s+day|per\s+day|daily|nightly|\d|strength|dosage|regimen|intervals?|frequency|highest|final|duration|length|(?:weeks?|wks|months?|time)\s+(?:at|on|held|kept|maintained)|(?:weeks?|wks|months|time|period)\s*[:=.…]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty)\b)",
            words,
            re.I,
        )
        is not None
        or _HELD_AT.match(words) is not None
    ) and mark.start - sentence.start < 140


def _dose(reading: Reading, told: Told, mark: Mark, with_it: list[Mark], previous: Mark | None) -> None:
    """A dose said of a course: its first, the next step, or the final one."""
    value, spans, unit = _daily(mark, with_it)
    if value is None or not _was_held(reading, told, mark):
        return
    interval = next((m for m in with_it if m.kind == "interval"), None)
    step = told.last
    if (
        step.has("dose_mg")
        and step.values["dose_mg"].value.low is None
        and step.values["dose_mg"].value.high == value.low
    ):
        step.values.pop("dose_mg")  # "up to 6 mg, 8 weeks of it at 6 mg"
    if step.has("dose_mg"):
        following = _next_step(reading, told, mark, value, previous)
        if following is None:
            return
        step = following
    step.values["dose_mg"] = Said(value, tuple(spans))
    if unit != "mg":
        step.values["dose_unit"] = Said(unit, tuple(spans))
    if interval is not None:
        _interval(told, interval)
    if any(m.note == "prn" or cues.PRN.fullmatch(reading.text[m.start : m.end]) for m in with_it):
        step.values["prn"] = Said(True, tuple(spans))


_AIMED = Caseless(
    r"\b(?:target(?:ed|ing)?|goal|ceiling|upper\s+limit|aim(?:ed|ing)?|intended|planned|proposed|suggested|recommended|licen[sc]ed|BNF|max(?:imum)?\s+(?:licen[sc]ed|BNF|allowed|possible)|equiv\w*)(?:\s+(?:dose|daily|of|for|at|to|was|is|be|about|max\w*)){0,4}\s?[:=]?\s?\Z"
)
_REACHED = Caseless(
    r"(?<!aim )(?<!aimed )(?<!aiming )\bat\s+(?:(?:the|its|a|his|her)\s+)?(?:(?:full|top|highest|upper|very)\s+)*\Z|\b(?:reach\w*|titrat\w*|achiev\w*|attain\w*|got|up|to|on|held|took|taken|given|stayed)\b"
)


_WAS_GIVEN = Caseless(
    r"\)?,?\s(?:(?:and|which|it)\s){0,2}(?:was\s|were\s)?(?:given|taken|reached|held|used|achieved)\s(?:(?:at|on|to)\s(?:that|this)\b|for\b|in\sfull)"
)


def _was_held(reading: Reading, told: Told, mark: Mark) -> bool:
    """Whether a dose is one of the drug that was held: no aim or maximum, and not in equivalents of another drug."""
    if is_equivalent(reading, mark):
        told.doubts.setdefault("dose", (mark.start, mark.end))
        return False
    if not may_be_held(reading.original, mark.start):
        return False
    aimed = _AIMED.search(reading.text, max(0, mark.start - 40), mark.start)
    lead = reading.text[max(0, (aimed.start() if aimed else 0) - 24) : aimed.start() if aimed else 0]
    return aimed is None or _REACHED.search(lead) is not None or _WAS_GIVEN.match(reading.text, mark.end) is not None


def _next_step(reading: Reading, told: Told, mark: Mark, value: Range, previous: Mark | None) -> Step | None:
    """Where a second dose of a course goes; None where it says the same as the first, or is disputed."""
    step, known = told.last, told.last.values["dose_mg"]
    span = (mark.start, mark.end)
    relation = _relation(reading, told, mark, value, previous)
    if relation == "same":
        step.values["dose_mg"] = Said(value, (*known.spans, span))
    elif relation in ("next", "again"):
        told.steps.append(Step(continues=relation == "next"))
        return told.last
    elif relation == "reached":
        between = reading.text[known.spans[-1][1] : mark.start]
        if cues.TITRATION.search(between) or not _REDUCED.search(between):
            step.values.setdefault("titrated", Said(True, (span,)))
        return step
    elif relation == "disputed":
        words = f"Two doses are given for {told.name}: {known.value.words()} and {value.words()} mg."
        reading.contradict("dose", words, [*known.spans, span])
        step.disputed["dose_mg"] = Said(value, (span,))
    return None


_BEGUN_AT = Caseless(r"\b(?:start\w*|initial\w*|from|begun|began|commenced)\b")
_REDUCED = Caseless(r"\breduc|\blower|\bdecreas")
_LISTED = Caseless(r"[\s,;&/-]*(?:and\s+)?(?:for\s+)?")
_IN_ONE_BREATH = Caseless(r"\b(?:19|20)\d\d\b[^.;]*\band\b|\band\s+(?:again\s+)?(?:at\s+|on\s+)?$")


def _relation(reading: Reading, told: Told, mark: Mark, value: Range, previous: Mark | None) -> str:
    """How a second dose relates to the first: the same, the next step, another course, reached by titration, disputed,
    or of a drug whose name was not read."""
    known = told.last.values["dose_mg"]
    between = reading.text[known.spans[-1][1] : mark.start]
    if known.value == value:
        return "same"
    close = between.rsplit("\n", 1)[-1].rsplit(". ", 1)[-1]
    named = any(m.end <= mark.start and not reading.text[m.end : mark.start].strip(" ,:;(-") for m in reading.mentions)
    if not named and unread_name(close):
        return "unread"
    moved = cues.STEP.search(close) or _ARROW.search(close) or re.fullmatch(r"[^\w]*(?:for\s+)?", between)
    if told.last.has("days_at_dose") or told.last.has("days"):
        if is_one_course(reading, known.spans[-1][1], mark.start):
            return "disputed"
        if not moved and not told.separate and _IN_ONE_BREATH.search(close):
            return "again"
        after_length = previous is not None and previous.kind == "duration"
        listed = after_length and previous and _LISTED.fullmatch(reading.text[previous.end : mark.start])
        return "next" if moved or listed else "disputed"
    lead = reading.text[max(0, known.spans[0][0] - 30) : mark.start]
    return "reached" if moved or _BEGUN_AT.search(lead) else "disputed"


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


def _interval(told: Told, mark: Mark) -> None:
    if mark.note == "prn":
        told.last.values["prn"] = Said(True, ((mark.start, mark.end),))
    elif mark.kind == "interval" and mark.value is not None and mark.note != "ambiguous":
        told.last.values["interval_days"] = Said(mark.value, ((mark.start, mark.end),))
    elif mark.kind == "frequency" and mark.value is not None and told.last.has("dose_mg"):
        told.last.values.setdefault("late_frequency", Said(mark.value, ((mark.start, mark.end),)))


def _respectively(reading: Reading, sentence: Part, here: list[Told], marks: Sequence[Mark]) -> bool:
    """ "A and B at 20 mg and 6 mg respectively": amounts by order."""
    said = "respectively" in reading.words(sentence).lower()
    listed = in_order(reading, sentence, here, [mark for mark in marks if mark.kind == "dose"]) or lengths_in_order(
        reading, sentence, here, [mark for mark in marks if mark.kind == "duration"]
    )
    if not (said or listed) or len(here) < 2:
        return False
    found = False
    for kind in ("dose", "duration"):
        some = [(mark, with_it) for mark, with_it in _joined(reading, marks) if mark.kind == kind]
        if (
            kind == "duration"
            and listed
            and not said
            and len(some) == 1
            and not _every_one(reading, sentence, some[0][0], [], here, here)
        ):
            continue
        if len(some) == len(here):
            found = True
            for told, (mark, with_it) in zip(here, some, strict=True):
                if kind == "dose":
                    _dose(reading, told, mark, with_it, None)
                else:
                    place_length(reading, sentence, told, mark)
                reading.claim(mark, *with_it)
        elif len(some) == 1:
            for told in here:
                if kind == "dose":
                    _dose(reading, told, *some[0], None)
                else:
                    place_length(reading, sentence, told, some[0][0])
            reading.claim(some[0][0], *some[0][1])
    return found
