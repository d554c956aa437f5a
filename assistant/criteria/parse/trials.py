"""Courses as told made into the trials of a case: values with their words, what is disputed asked about."""

import re
from typing import Any

from pydantic import ValidationError

from assistant.criteria import drugs
from assistant.criteria.parse.adherence import poor_remarks
from assistant.criteria.parse.changes import Read
from assistant.criteria.parse.course import Step, Told
from assistant.criteria.parse.reading import AS_REASON, UNLESS_IT_HOLDS, Reading, Said
from assistant.criteria.ranges import Range, between, exactly
from assistant.criteria.types import LONGEST_LIST, Adherence, Refusal, Trial

_FIELDS = frozenset(Trial.model_fields) - {"drug", "continues", "changes", "adherence"}
_SHARED = ("formulation", "prospective", "interval_days", "concurrent")  # said once, true of every step
_FAR = 160  # characters between a drug and scores that are still its own


def trials_of(reading: Reading, told: list[Told], changes: list[Read]) -> tuple[tuple[Trial, ...], set[int]]:
    """The trials of the case, and the places of the changes that belong to one of them."""
    made: list[Trial] = []
    placed: set[int] = set()
    for course in told:
        for step in course.steps:
            values = _values(reading, course, step, len(made))
            if step is course.last:
                mine = [
                    n for n, (_, spans) in enumerate(changes) if n not in placed and _owns(reading, course, spans[0][0])
                ]
                values["changes"] = tuple(changes[n][0] for n in mine)
                for n in mine:
                    reading.put(f"trials.{len(made)}.changes", changes[n][1])
                placed |= set(mine)
            made.append(_made(reading, course, values))
    if len(made) > LONGEST_LIST:
        reading.refused.append(Refusal(words=f"{len(made)} trials", why=f"Only the first {LONGEST_LIST} are read."))
    return tuple(made[:LONGEST_LIST]), placed


def _made(reading: Reading, course: Told, values: dict[str, Any]) -> Trial:
    """The trial; a value that is impossible is refused aloud and left unknown."""
    try:
        return Trial(**values)
    except ValidationError as error:
        for problem in error.errors():
            why = str(problem["msg"]).removeprefix("Value error, ")
            reading.refused.append(Refusal(words=course.name, why=why, span=reading.span(*course.said[0])))
        return Trial(drug=course.name)


def _values(reading: Reading, course: Told, step: Step, number: int) -> dict[str, Any]:
    path = f"trials.{number}"
    values: dict[str, Any] = {
        "drug": course.guessed if course.is_doubtful else course.name,
        "continues": step.continues,
    }
    reading.put(f"{path}.drug", course.said)
    for name, said in step.values.items():
        if name in _FIELDS:
            values[name] = said.value
            reading.put(f"{path}.{name}", said.spans)
    _settle(reading, course, step, values, path)
    _doubted(reading, course, step, values, path)
    late = step.values.get("late_frequency")
    if (
        late is not None
        and "dose_mg" in values
        and len(step.values["dose_mg"].spans) == 1
        and late.value.low is not None
    ):
        values["dose_mg"] = values["dose_mg"].mapped(lambda dose: dose * late.value.low)
    for name in _SHARED:
        if name in course.steps[0].values and not (name == "interval_days" and "interval" in course.doubts):
            values.setdefault(name, course.steps[0].values[name].value)
    held = not {"taken", "response", "told"} & set(course.doubts)
    final = _final(course, step)
    if held and "response" not in values and step is not final and final.has("response"):
        values["response"] = final.values["response"].value
    _doubt_intake(reading, course, values, path)
    _ask_for_missing(reading, course, step, values, path)
    return values


def _doubt_intake(reading: Reading, course: Told, values: dict[str, Any], path: str) -> None:
    """Clozapine that is said to have been taken badly, without a figure: any share of it may have been taken."""
    if not drugs.is_clozapine(course.name):
        return
    for remark in poor_remarks(reading):
        named = [one.drug.generic for one in reading.named(*remark) if one.drug]
        if named and not any(drugs.is_clozapine(one) for one in named):
            continue
        question = f"What share of the prescribed {course.name} was really taken?"
        reading.ask_for(remark, f"{path}.adherence.percent", question, f"{AS_REASON} {UNLESS_IT_HOLDS}")
        values["adherence"] = Adherence(percent=between(0, 100))


def _final(course: Told, step: Step) -> Step:
    """The last step that goes on from a step: what came of it came of the whole."""
    following = course.steps[next(n for n, one in enumerate(course.steps) if one is step) + 1 :]
    for one in following:
        if not one.continues:
            break
        step = one
    return step


def _settle(reading: Reading, course: Told, step: Step, values: dict[str, Any], path: str) -> None:
    """A value of which the note gives two: between them where they are numbers, not known where they are words."""
    for name, other in step.disputed.items():
        known = step.values[name].value
        if reading.replaces(step.values[name].spans[-1][0], other.spans[0][0]):
            values[name] = other.value  # a follow-up corrects the note
            continue
        if reading.replaces(other.spans[-1][0], step.values[name].spans[-1][0]):
            continue  # and another one the correction
        if isinstance(known, Range) and isinstance(other.value, Range):
            values[name] = _between(known, other.value)
        else:
            values.pop(name, None)
        what = {"dose_mg": "dose", "response": "response"}.get(name, "length of treatment")
        reading.ask(f"{path}.{name}", f"The note gives two statements of the {what} of {course.name}: which is right?",
                    "The note contradicts itself.")  # fmt: skip


_TOUCHED = {
    "taken": ("dose_mg", "days_at_dose", "days", "response", "stopped_for"),
    "response": ("response", "stopped_for"),
    "dose": ("dose_mg",),
    "interval": ("interval_days",),
    "told": ("response",),
}
_AT_MOST = {"length": ("days_at_dose", "days"), "told": ("dose_mg", "days_at_dose", "days")}
_ASKED = {
    "taken": ("dose_mg", "Was {name} taken as told: in what dose, for how many weeks?"),
    "response": ("response", "Did {name} help in the end?"),
    "told": ("response", "Was {name} taken as told, at that dose for that time, and what came of it?"),
    "length": ("days_at_dose", "For how many weeks without a break was {name} taken at that dose?"),
    "interval": ("interval_days", "At what interval was {name} injected, and was it kept?"),
    "dose": ("dose_mg", "What dose of {name} itself, in mg, was taken?"),
}


def _doubted(reading: Reading, course: Told, step: Step, values: dict[str, Any], path: str) -> None:
    """What the note takes back is left unknown; a length that was cut into is at most what is told.

    A course that a follow-up tells anew holds.
    """
    for kind, words in course.doubts.items():
        if kind == "told" and not _may_count(values):
            continue
        if _told_anew(reading, course, step, words):
            continue
        for name in _TOUCHED.get(kind, ()):
            values.pop(name, None)
        for name in _AT_MOST.get(kind, ()):
            known = values.pop(name, None)
            if isinstance(known, Range) and known.high is not None:
                values[name] = Range(low=exactly(0).low, high=known.high)
        datum, question = _ASKED[kind]
        reading.ask_for(
            reading.remark_around(*words),
            f"{path}.{datum}",
            question.format(name=course.name),
            f"{AS_REASON} {UNLESS_IT_HOLDS}",
        )
        reading.used.append(words)


def _told_anew(reading: Reading, course: Told, step: Step, words: tuple[int, int]) -> bool:
    """Whether a follow-up, after the words of doubt, tells the course again with dose, length and outcome."""
    new, said = reading.next_note(words[0]), step.values.get("response")
    if said is None or said.spans[0][0] < new or course.said[-1][0] < new:
        return False
    return {"dose", "duration"} <= {mark.kind for mark in reading.marks if mark.start >= new}


_SHORTEST = 42  # days of a course that can count


def _may_count(values: dict[str, Any]) -> bool:
    """Whether dose and length are told and long enough, so that a doubt about them could change a verdict."""
    length = values.get("days_at_dose") or values.get("days")
    spaced = values.get("formulation") != "lai" or "interval_days" in values
    longest = length.high if length is not None and length.high is not None else _SHORTEST
    return values.get("dose_mg") is not None and length is not None and longest >= _SHORTEST and spaced


def _between(one: Range, other: Range) -> Range | None:
    lows = [bound for bound in (one.low, other.low) if bound is not None]
    highs = [bound for bound in (one.high, other.high) if bound is not None]
    low = min(lows) if len(lows) == 2 else None
    high = max(highs) if len(highs) == 2 else None
    return None if low is None and high is None else Range(low=low, high=high)


def _ask_for_missing(reading: Reading, course: Told, step: Step, values: dict[str, Any], path: str) -> None:
    if step is course.steps[0] and course.guessed:
        reading.ask(f"{path}.drug", f"Is “{course.guessed}” {course.mention.drug.generic if course.mention.drug else ''}?",
                    "The name is spelt otherwise than any that is known.")  # fmt: skip
    since: Said | None = step.values.get("since")
    if since is not None and "days_at_dose" not in values and "days" not in values:
        question = f"{course.name} is said to be given {since.value}: until when, for how many weeks?"
        reading.ask(f"{path}.days_at_dose", question, "A start without an end gives no length of time.")
    if course.likely_length and step is course.last and "dose_mg" in values:
        question = f"Was {course.name} taken at that dose for so long: “{{remark}}”? If so “it holds”, else: for how many weeks?"
        reading.ask_for(
            course.likely_length, f"{path}.days_at_dose", question, "The note does not say it in plain words."
        )
    if course.likely_failed and not {"response", "stopped_for"} & values.keys() and _may_count(values):
        question = (
            f"Does this mean that {course.name} did not help: “{{remark}}”? Answer “it holds”, or say what came of it."
        )
        reading.ask_for(course.likely_failed, f"{path}.response", question, "The note does not say it in plain words.")
    if "interval_days" not in values and values.get("formulation") == "lai" and "dose_mg" in values:
        question = f"At what interval was {course.name} injected?"
        reading.ask(f"{path}.interval_days", question, "A dose of a long-acting injection needs its interval.")


def _owns(reading: Reading, course: Told, place: int) -> bool:
    """Whether scores before and after belong to a course: told after its name and before the next one's, not far off."""
    after = _named_after(reading, place)
    if after:
        return course.mention.drug is not None and course.mention.drug.generic == after
    last = max((end for _, end in course.said if end <= place), default=None)
    if last is None or place - last > _FAR:
        return False
    between = [m for m in reading.named(last, place) if m.drug]
    return not between and not _of_other(reading, place) and "\n\n" not in reading.text[last:place]


_UNDER = re.compile(r"\b(?:on|with|under|during|while on)\s(?:the\s)?\Z")


def _named_after(reading: Reading, place: int) -> str:
    """The antipsychotic under which scores are said to have changed: "PANSS fell from 100 to 70 on olanzapine"."""
    rest = reading.text[place : reading.sentence_of(place).end]
    named = [m for m in reading.named(place, place + len(rest)) if m.drug or m.other]
    led = named and _UNDER.search(rest[: named[0].start - place].lower())
    return named[0].drug.generic if led and named[0].drug else ""


def _of_other(reading: Reading, place: int) -> bool:
    """Whether scores stand in a sentence that tells of a drug that is no antipsychotic, and of none that is."""
    named = reading.named(reading.sentence_of(place).start, place)
    return any(one.other for one in named) and not any(one.drug for one in named)
