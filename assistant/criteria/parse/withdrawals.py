"""Values left out of a case because the note takes them back, with the words they were read from."""

from typing import Any

from assistant.criteria.parse.reading import Reading
from assistant.criteria.scales import percent_change
from assistant.criteria.types import Change, Span

_RESPONSE = 20  # per cent: a smaller fall is a failure for TRRIP
_LISTS = ("ratings", "levels", "neutrophils")


def leave_out(reading: Reading, values: dict[str, Any], paths: frozenset[str]) -> None:
    """Leave the values at some paths out of a case, in place."""
    for path in paths:
        match path.split("."):
            case ["trials", place, "changes"]:
                _without_scores(values, int(place))
            case ["changes", place]:
                changes = list(values["changes"])
                changes[int(place)] = _unknown(changes[int(place)])
                values["changes"] = tuple(changes)
            case ["trials", place, name]:
                trials = list(values["trials"])
                trials[int(place)] = trials[int(place)].model_copy(update={name: None})
                values["trials"] = tuple(trials)
                reading.evidence.pop(path, None)
            case ["adherence", name]:
                empty = () if name == "sources" else None
                values["adherence"] = values["adherence"].model_copy(update={name: empty})
                reading.evidence.pop(path, None)
            case [name]:
                values.pop(name, None)
                reading.evidence.pop(name, None)
    for name in _LISTS:
        gone = {int(path.split(".")[1]) for path in paths if path.startswith(f"{name}.")}
        if gone:
            _shorten(reading, values, name, gone)


def _unknown(change: Change) -> Change:
    """A change of which only the scale is known: that there is one stays told, and its scores are asked for."""
    return Change(scale=change.scale, part=change.part)


def _without_scores(values: dict[str, Any], place: int) -> None:
    """A trial without its scores. Where these spoke against a failure, what came of it in words is left open too, which
    would else stand alone."""
    trials = list(values["trials"])
    trial = trials[place]
    fell = (percent_change(change)[0] for change in trial.changes)
    update: dict[str, Any] = {"changes": tuple(map(_unknown, trial.changes))}
    if any(percent is None or percent.high is None or percent.high >= _RESPONSE for percent in fell):
        update |= {"response": None, "stopped_for": None}
    trials[place] = trial.model_copy(update=update)
    values["trials"] = tuple(trials)


def _shorten(reading: Reading, values: dict[str, Any], name: str, gone: set[int]) -> None:
    """Take rows out of a list, and move the words of the others to their new places."""
    rows = values[name]
    kept = [place for place in range(len(rows)) if place not in gone]
    values[name] = tuple(rows[place] for place in kept)
    moved: dict[str, tuple[Span, ...]] = {}
    for path, spans in reading.evidence.items():
        head, *rest = path.split(".")
        if head != name:
            moved[path] = spans
        elif int(rest[0]) in kept:
            moved[".".join((name, str(kept.index(int(rest[0]))), *rest[1:]))] = spans
    reading.evidence = moved
