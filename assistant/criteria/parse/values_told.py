"""The values of a case as data that a remark may take back: each with its topic, its drug and where it was read."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.reservations import ENOUGH
from assistant.criteria.parse.scores import SOFAS_LIMIT
from assistant.criteria.ranges import at_least, exact

_OF_COURSE = {
    "dose": ("dose_mg",),
    "length": ("days_at_dose", "days"),
    "response": ("response", "stopped_for"),
}
_LEAST_OF_SYMPTOMS = 84  # days: they must have lasted twelve weeks
_TOPICS = {"PANSS": "panss", "SOFAS": "sofas", "GAF": "sofas"}


class Datum(NamedTuple):
    """A value of the case: its path, what it is of, its drug, and where it was read."""

    path: str
    topic: str
    drug: str
    spans: tuple[tuple[int, int], ...]
    is_adverse: bool = False  # it speaks against what is asked for: a remark that weighs against it too changes nothing

    def lies_in(self, part: Part) -> bool:
        """Whether it was read from a part of the note."""
        return any(part.start <= start < part.end for start, _ in self.spans)


def values_told(reading: Reading, values: dict[str, Any]) -> list[Datum]:
    """The values of the case with their places."""
    read: dict[str, list[tuple[int, int]]] = {}  # by path, and by the record it is of: "levels.0."
    for key, words in reading.evidence.items():
        if key.startswith("levels.") and key.endswith(".days_on_dose"):
            continue  # told of the trial
        for name in {key, "".join(key.rpartition(".")[:2])}:
            read.setdefault(name, []).extend((span.start, span.end) for span in words)
    named = [*_of_trials(values), *_of_lists(values), *_of_state(values)]
    return [
        Datum(path, topic, drug, tuple(_in_sentences(reading, read[under or path], topic)), is_adverse)
        for path, topic, drug, under, is_adverse in named
        if read.get(under or path)
    ]


def _in_sentences(reading: Reading, spans: list[tuple[int, int]], topic: str) -> Iterator[tuple[int, int]]:
    """The places of a value; two scores told in two sentences were read from both."""
    for start, end in spans:
        last = reading.sentence_of(end - 1)
        if topic == "change" and start < last.start < end:
            yield start, last.start
            yield last.start, end
        else:
            yield start, end


_Named = tuple[str, str, str, str, bool]  # path, topic, drug, the record of which all words count, whether adverse


def _of_trials(values: dict[str, Any]) -> list[_Named]:
    found: list[_Named] = []
    for place, trial in enumerate(values.get("trials") or ()):
        drug = _generic(trial.drug)
        for topic, names in _OF_COURSE.items():
            known = (name for name in names if getattr(trial, name) is not None)
            found += [(f"trials.{place}.{name}", topic, drug, "", False) for name in known]
        if trial.changes:
            found.append((f"trials.{place}.changes", "change", drug, "", False))
    return found


def _of_lists(values: dict[str, Any]) -> list[_Named]:
    found: list[_Named] = []
    for place, rating in enumerate(values.get("ratings") or ()):
        topic = _TOPICS.get(rating.scale, "panss")
        is_high = topic == "sofas" and rating.score is not None and at_least(rating.score, exact(SOFAS_LIMIT)) == "met"
        found.append((f"ratings.{place}", topic, "", f"ratings.{place}.", is_high))
    for place, level in enumerate(values.get("levels") or ()):
        found.append((f"levels.{place}", "level", _generic(level.drug), f"levels.{place}.", False))
    for name, topic in (("neutrophils", "count"), ("changes", "change")):
        for place in range(len(values.get(name) or ())):
            found.append((f"{name}.{place}", topic, "", f"{name}.{place}" + "." * (topic == "count"), False))
    return found


def _of_state(values: dict[str, Any]) -> list[_Named]:
    is_short = at_least(values.get("symptom_days"), exact(_LEAST_OF_SYMPTOMS)) == "not_met"
    taken = values["adherence"].percent if values.get("adherence") else None
    is_low = taken is not None and at_least(taken, exact(ENOUGH)) == "not_met"
    found: list[_Named] = [("symptom_days", "symptoms", "", "", is_short)]
    found += [(f"adherence.{name}", "adherence", "", "", is_low) for name in ("percent", "sources")]
    return [
        *found,
        ("days_in_remission", "remission", "", "", False),
        ("benign_ethnic_neutropenia", "ben", "", "", False),
    ]


def _generic(name: str) -> str:
    known = drugs.mentions(name)
    return known[0].drug.generic if known and known[0].drug else name
